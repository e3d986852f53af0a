//! Where the money of a candidate's supporters went in equal shares.

use std::collections::BTreeSet;

use num_bigint::BigInt;
use num_rational::Ratio;
use serde::{Deserialize, Serialize};

use crate::rules::{Race, State, run_watched};
use crate::{Amount, Election, EqualShares, Misfit};

/// What stood behind a candidate after so many purchases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Behind {
    /// How many candidates were bought before.
    pub bought: usize,
    /// What its supporters had together then.
    pub money: Amount,
    /// Its effective votes then: its cost divided by the most that a supporter would have paid. Nothing if they had too
    /// little.
    #[serde(rename = "effectiveVotes")]
    pub effective_votes: Option<Amount>,
}

/// What a candidate's supporters paid for another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loss {
    /// The other candidate.
    pub id: String,
    /// What they paid for it together.
    pub paid: Amount,
}

/// Where the money of a candidate's supporters went. All amounts are exact: what they began with, less all losses, is
/// what they had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharesExplanation {
    /// What each voter began with, in the count that stands.
    #[serde(rename = "perVoter")]
    pub per_voter: Amount,
    /// What its supporters began with together.
    pub began: Amount,
    /// What they had when it was bought, or when it was clear that they had too little.
    pub had: Amount,
    /// The cost that they had to pay.
    pub cost: Amount,
    /// After each purchase until then, the first entry before any.
    pub rounds: Vec<Behind>,
    /// What they paid for other candidates until then, in order of purchase.
    pub losses: Vec<Loss>,
    /// How near it was, in percent, see [`effective_supports`](crate::effective_supports).
    #[serde(rename = "effectiveSupport")]
    pub effective_support: Amount,
    /// How much more money its supporters would have needed when it was nearest; zero for who could be bought.
    #[serde(rename = "shortOf")]
    pub short_of: Amount,
}

/// What each voter has, in the unit of the race.
pub(super) fn endowment(race: &Race, per_voter: Option<&Amount>) -> BigInt {
    per_voter.map_or_else(|| race.equal_share(), |per_voter| race.units(per_voter))
}

/// The highest part of the cost of a candidate that its supporters could have paid, if it could not be bought.
pub(super) fn near(race: &Race, endowment: &BigInt, candidate: usize) -> Amount {
    let cost = Ratio::from(race.costs.get(candidate).cloned().unwrap_or_default());
    let mut best = Ratio::default();
    run_watched(race, endowment, None, Some(candidate), |state, bought| {
        let could_pay = match bought {
            Some(bought) => state.could_pay(candidate, bought),
            None => {
                let form = state.money_behind(candidate);
                state.system.ratio(&form)
            }
        };
        if could_pay > best {
            best = could_pay;
        }
    });
    Amount::from(best / cost)
}

struct Follower<'r> {
    race: &'r Race<'r>,
    candidate: usize,
    done: bool,
    bought: bool,
    rounds: Vec<Behind>,
    losses: Vec<Loss>,
}

impl Follower<'_> {
    fn money(&self, state: &mut State) -> Amount {
        let form = state.money_behind(self.candidate);
        self.race.money(state.system.ratio(&form))
    }

    fn note(&mut self, state: &mut State, money: Amount) {
        let price = state.exact_price(self.candidate, None);
        self.done = price.is_none();
        let effective_votes = price.filter(|_| self.race.utility.is_uniform()).and_then(|exact| {
            let price = self.race.money(state.system.ratio(&exact.form));
            self.race.instance.cost(self.candidate).checked_div(&price)
        });
        self.rounds.push(Behind { bought: state.system.len(), money, effective_votes });
    }

    fn follow(&mut self, state: &mut State, bought: Option<usize>) {
        if self.done {
            return;
        }
        let Some(bought) = bought else { return };
        if bought == self.candidate {
            (self.done, self.bought) = (true, true);
            return;
        }
        let money = self.money(state);
        if let Some(before) = self.rounds.last() {
            let paid = &before.money - &money;
            if !paid.is_zero() {
                self.losses.push(Loss { id: self.race.instance.id(bought).to_owned(), paid });
            }
        }
        self.note(state, money);
    }
}

pub(super) fn explanation(
    election: &Election,
    rule: &EqualShares,
    struck: &BTreeSet<String>,
    per_voter: &Amount,
    id: &str,
) -> Result<Option<SharesExplanation>, Misfit> {
    let race = rule.race(election, struck)?;
    let candidate = election.candidates().iter().position(|candidate| candidate.id == id);
    let Some(candidate) = candidate.filter(|place| race.entrants.contains(place)) else {
        return Ok(None);
    };
    let endowment = endowment(&race, Some(per_voter));
    let mut follower =
        Follower { race: &race, candidate, done: false, bought: false, rounds: Vec::new(), losses: Vec::new() };
    let mut start = State::new(&race, &endowment);
    let money = follower.money(&mut start);
    follower.note(&mut start, money);
    run_watched(&race, &endowment, None, None, |state, bought| follower.follow(state, bought));
    let Follower { rounds, losses, bought, .. } = follower;
    let part = near(&race, &endowment, candidate);
    let cost = race.instance.cost(candidate);
    let short = if bought { Amount::zero() } else { &cost - &(&part * &cost) };
    let money = |behind: Option<&Behind>| behind.map(|behind| behind.money.clone()).unwrap_or_default();
    Ok(Some(SharesExplanation {
        per_voter: per_voter.clone(),
        began: money(rounds.first()),
        had: money(rounds.last()),
        cost,
        rounds,
        losses,
        effective_support: super::percent(&part, bought),
        short_of: if short.is_negative() { Amount::zero() } else { short },
    }))
}

impl SharesExplanation {
    pub(super) fn sentences(&self) -> Vec<String> {
        let money = |amount: &Amount| format!("{:.2}", amount.to_f64());
        let mut sentences = vec![format!(
            "Each voter began with {}, its supporters together with {}; at its turn they had {}.",
            money(&self.per_voter),
            money(&self.began),
            money(&self.had)
        )];
        let spent = self.losses.iter().map(|loss| format!("{} for {}", money(&loss.paid), loss.id));
        let spent: Vec<String> = spent.collect();
        if !spent.is_empty() {
            sentences.push(format!("They had paid {}.", spent.join(", ")));
        }
        sentences.push(format!("Its effective support is {} %.", self.effective_support));
        if !self.short_of.is_zero() {
            sentences
                .push(format!("When it was nearest, its supporters would have needed {} more.", money(&self.short_of)));
        }
        sentences
    }
}

impl State<'_, '_> {
    /// What supporters of a candidate could pay if it cost them as much per utility as what was bought last.
    fn could_pay(&mut self, candidate: usize, bought: usize) -> Ratio<BigInt> {
        let round = self.system.len().saturating_sub(1);
        let price = self.system.round_exactly(round);
        let worth = |place: usize| self.race.worths.get(place).cloned().unwrap_or_default();
        let price = price * worth(candidate) / worth(bought);
        self.pay_at_most(candidate, &price)
    }
}
