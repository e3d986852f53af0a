//! Who paid what: a certificate that anybody can check by adding up.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use num_bigint::BigInt;
use num_rational::Ratio;
use serde::{Deserialize, Serialize};

use super::struck;
use crate::rules::{Race, State, run_watched};
use crate::table::{Put, wide};
use crate::{Amount, Election, EqualShares, Misfit, Outcome};

/// Voters with the same ballot, and what each of them paid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payer {
    /// The candidates that they support, by id.
    pub supports: Vec<String>,
    /// How many they are.
    pub voters: u64,
    /// What each of them paid for which candidate, in order of purchase.
    pub paid: Vec<(String, Amount)>,
}

/// What everybody paid in equal shares. It proves that the money could be divided so; see [`Certificate::check`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// What each voter had.
    #[serde(rename = "perVoter")]
    pub per_voter: Amount,
    /// What each bought candidate costs.
    pub bought: Vec<(String, Amount)>,
    /// Who paid.
    pub payers: Vec<Payer>,
}

/// What is wrong with a [`Certificate`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CertificateError {
    /// A voter paid more than it had, or a negative amount.
    #[error("a voter paid {paid}, with {per_voter} to spend")]
    TooMuch {
        /// What it paid.
        paid: Box<Amount>,
        /// What it had.
        per_voter: Box<Amount>,
    },
    /// A voter paid for a candidate that it does not support.
    #[error("somebody paid for {0}, who does not support it")]
    Unsupported(String),
    /// The payments for a candidate are not its cost.
    #[error("{id} costs {cost}, but {paid} was paid")]
    NotTheCost {
        /// The candidate.
        id: String,
        /// Its cost; zero if it was not bought.
        cost: Box<Amount>,
        /// What was paid.
        paid: Box<Amount>,
    },
    /// There are not as many voters with this ballot.
    #[error("the number of voters with a ballot is not that of the election")]
    OtherBallots,
}

/// Makes the certificate of an outcome of equal shares (of its purchases; what a completion added was not bought).
///
/// # Errors
/// [`Misfit`], if the rule cannot count these ballots.
pub fn certificate(election: &Election, rule: &EqualShares, outcome: &Outcome) -> Result<Certificate, Misfit> {
    let race = rule.race(election, &struck(outcome))?;
    let per_voter = outcome.repetition.as_ref().map(|repetition| &repetition.per_voter);
    let endowment = super::shares::endowment(&race, per_voter);
    let mut emptied_in = vec![usize::MAX; race.instance.sizes.len()];
    let mut system = None;
    let run = run_watched(&race, &endowment, None, None, |state: &mut State, bought| {
        if bought.is_none() {
            system = Some(state.system.clone());
        }
    });
    for (round, groups) in run.emptied.iter().enumerate() {
        for group in groups {
            emptied_in.put(wide(*group), round);
        }
    }
    let mut system = system.unwrap_or(run.system);
    let prices: Vec<Ratio<BigInt>> = (0..run.bought.len()).map(|round| system.round_exactly(round)).collect();
    let rounds: HashMap<usize, usize> = run.bought.iter().enumerate().map(|(round, place)| (*place, round)).collect();
    let payers = emptied_in
        .iter()
        .enumerate()
        .map(|(group, emptied)| payer(&race, group, *emptied, &rounds, &prices, &endowment));
    let bought = run.bought.iter().map(|place| (race.instance.id(*place).to_owned(), race.instance.cost(*place)));
    Ok(Certificate {
        per_voter: race.money(Ratio::from(endowment.clone())),
        bought: bought.collect(),
        payers: payers.collect(),
    })
}

fn payer(
    race: &Race,
    group: usize,
    emptied: usize,
    rounds: &HashMap<usize, usize>,
    prices: &[Ratio<BigInt>],
    endowment: &BigInt,
) -> Payer {
    let instance = &race.instance;
    let choices = instance.choices(group);
    let mut bought: Vec<(usize, usize, u64)> = choices
        .iter()
        .filter_map(|choice| {
            let place = wide(choice.candidate);
            rounds.get(&place).map(|round| (*round, place, choice.utility))
        })
        .filter(|(round, _, _)| *round <= emptied)
        .collect();
    bought.sort_unstable();
    let mut left = Ratio::from(endowment.clone());
    let mut paid = Vec::new();
    for (round, place, utility) in bought {
        let utility = if race.utility.is_uniform() { 1 } else { utility };
        let amount = match prices.get(round) {
            Some(price) if round < emptied => price * BigInt::from(utility),
            _ => left.clone(),
        };
        left -= &amount;
        paid.push((instance.id(place).to_owned(), race.money(amount)));
    }
    Payer {
        supports: choices.iter().map(|choice| instance.id(wide(choice.candidate)).to_owned()).collect(),
        voters: instance.sizes.get(group).copied().unwrap_or_default(),
        paid,
    }
}

impl Certificate {
    /// Checks it against the ballots by three sums: nobody pays more than they had, nobody pays for what they do not
    /// support, and each candidate is paid exactly. And that these are the ballots.
    ///
    /// # Errors
    /// [`CertificateError`], for the first thing found.
    pub fn check(&self, election: &Election) -> Result<(), CertificateError> {
        self.check_ballots(election)?;
        let mut sums: BTreeMap<&str, HashMap<&Amount, u64>> = BTreeMap::new();
        for payer in &self.payers {
            let paid: Amount = payer.paid.iter().map(|(_, amount)| amount).sum();
            if paid > self.per_voter || payer.paid.iter().any(|(_, amount)| amount.is_negative()) {
                return Err(CertificateError::TooMuch {
                    paid: Box::new(paid),
                    per_voter: Box::new(self.per_voter.clone()),
                });
            }
            for (id, amount) in &payer.paid {
                if !payer.supports.contains(id) {
                    return Err(CertificateError::Unsupported(id.clone()));
                }
                *sums.entry(id).or_default().entry(amount).or_default() += payer.voters;
            }
        }
        let mut costs: BTreeMap<&str, Amount> = BTreeMap::new();
        for (id, cost) in &self.bought {
            let of_election = election.candidates().iter().find(|candidate| candidate.id == *id);
            costs.insert(id, of_election.map_or_else(|| cost.clone(), |candidate| candidate.cost.clone()));
        }
        let all: BTreeSet<&str> = costs.keys().chain(sums.keys()).copied().collect();
        for id in all {
            let cost = costs.get(id).cloned().unwrap_or_default();
            let parts = sums.get(id).into_iter().flatten();
            let parts: Vec<Amount> = parts.map(|(amount, voters)| *amount * &Amount::from(*voters)).collect();
            let paid: Amount = parts.iter().sum();
            if paid != cost {
                return Err(CertificateError::NotTheCost {
                    id: id.to_owned(),
                    cost: Box::new(cost),
                    paid: Box::new(paid),
                });
            }
        }
        Ok(())
    }

    /// Every ballot of the certificate is there at least as often in the election.
    fn check_ballots(&self, election: &Election) -> Result<(), CertificateError> {
        let candidates = election.candidates();
        let mut there: HashMap<BTreeSet<&str>, u64> = HashMap::new();
        for ballot in election.ballots() {
            let ids = ballot.form.choices().iter().filter_map(|choice| candidates.get(*choice));
            *there.entry(ids.map(|candidate| candidate.id.as_str()).collect()).or_default() += 1;
        }
        let mut voters: u64 = 0;
        for payer in &self.payers {
            voters += payer.voters;
            let ids: BTreeSet<&str> = payer.supports.iter().map(String::as_str).collect();
            // Points of 0 and withdrawn candidates are no support, so a ballot may name more than this.
            let exactly = there.get(&ids).is_some_and(|count| *count >= payer.voters);
            if !exactly && !there.keys().any(|ballot| ids.is_subset(ballot)) {
                return Err(CertificateError::OtherBallots);
            }
        }
        let all = u64::try_from(election.ballots().len()).unwrap_or(u64::MAX);
        if voters > all { Err(CertificateError::OtherBallots) } else { Ok(()) }
    }
}
