//! Measures of an outcome: what voters get, and whether a group is left out that could have paid for something.

use std::collections::{BTreeMap, BTreeSet};

use num_rational::Ratio;
use serde::{Deserialize, Serialize};

use crate::amount::Scaled;
use crate::election::Support;
use crate::instance::Instance;
use crate::table::{At, Raise, wide};
use crate::{Amount, Election, Misfit};

/// How an outcome looks from the voters. A voter supports whatever its ballot names. Averages and shares are over all
/// voters, those with a blank ballot too; without voters they are zero.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measures {
    /// What the funded candidates cost together.
    pub total_cost: Amount,
    /// How many candidates are funded.
    pub funded: u64,
    /// The average number of funded candidates that a voter supports.
    pub avg_funded_approved: Amount,
    /// The average cost of the funded candidates that a voter supports.
    pub avg_funded_approved_cost: Amount,
    /// Voters of whose candidates none is funded.
    pub voters_with_none: u64,
    /// The same as a share of all voters.
    pub share_with_none: Amount,
    /// The Gini coefficient of the number of funded candidates that a voter supports: 0 if all have the same.
    pub gini_cardinality: Amount,
    /// How many voters support no, one, two, … of the funded candidates.
    pub distribution: Vec<u64>,
}

/// What one theme or area got, beside what it was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The theme or area.
    pub name: String,
    /// What its funded candidates cost.
    pub spent: Amount,
    /// That as a share of everything spent. Candidates with several themes count in each, so shares can add up to more
    /// than 1.
    pub spent_share: Amount,
    /// How many votes its candidates got.
    pub votes: u64,
    /// That as a share of all votes.
    pub votes_share: Amount,
    /// How many of its candidates are funded.
    pub funded: u64,
    /// How many candidates it has.
    pub candidates: u64,
}

fn per(amount: Amount, voters: u64) -> Amount {
    amount.checked_div(&Amount::from(voters)).unwrap_or_default()
}

fn named<'e>(election: &'e Election) -> Option<Instance<'e>> {
    Instance::new(election, &BTreeSet::new(), Support::Named)
}

fn marked(election: &Election, funded: &[String]) -> Vec<bool> {
    let funded: BTreeSet<&str> = funded.iter().map(String::as_str).collect();
    election.candidates().iter().map(|candidate| funded.contains(candidate.id.as_str())).collect()
}

impl Measures {
    /// Measures a set of funded candidates, by id. Ids that do not exist count for nothing.
    #[must_use]
    pub fn of(election: &Election, funded: &[String]) -> Self {
        let won = marked(election, funded);
        let costs = election.candidates().iter().zip(&won).filter(|(_, won)| **won);
        let total_cost: Amount = costs.clone().map(|(candidate, _)| &candidate.cost).sum();
        let count = costs.count();
        let mut distribution = vec![0_u64; count + 1];
        let mut votes = vec![0_u64; won.len()];
        for ballot in election.ballots() {
            let own = ballot.form.choices().iter().filter(|choice| won.at(**choice));
            let mut number = 0;
            for choice in own {
                votes.raise(*choice, 1);
                number += 1;
            }
            distribution.raise(number, 1);
        }
        let voters: u64 = distribution.iter().sum();
        let approved: u64 = votes.iter().sum();
        let cost_of = |(candidate, votes): (&crate::Candidate, &u64)| &candidate.cost * &Amount::from(*votes);
        let approved_cost: Vec<Amount> = election.candidates().iter().zip(&votes).map(cost_of).collect();
        let voters_with_none = distribution.at(0);
        Self {
            total_cost,
            funded: u64::try_from(count).unwrap_or(u64::MAX),
            avg_funded_approved: per(Amount::from(approved), voters),
            avg_funded_approved_cost: per(approved_cost.iter().sum(), voters),
            voters_with_none,
            share_with_none: per(Amount::from(voters_with_none), voters),
            gini_cardinality: gini(&distribution, voters, approved),
            distribution,
        }
    }
}

/// `Σ_j (2j − n − 1) s_j / (n Σ s)` over the voters in ascending order, taken block by block of equal numbers.
fn gini(distribution: &[u64], voters: u64, total: u64) -> Amount {
    let voters = i128::from(voters);
    let (mut before, mut sum) = (0_i128, 0_i128);
    for (number, count) in (0_i128..).zip(distribution) {
        let count = i128::from(*count);
        // Σ of 2j − n − 1 over j from before + 1 to before + count.
        sum += count * (2 * before + count - voters) * number;
        before += count;
    }
    Amount::fraction(sum.into(), (voters * i128::from(total)).into())
}

/// What each theme got, in the order of their names. Candidates without a theme are in none.
#[must_use]
pub fn by_category(election: &Election, funded: &[String]) -> Vec<Part> {
    parts(election, funded, |candidate| &candidate.categories)
}

/// What each area got, in the order of their names. Candidates without an area are in none.
#[must_use]
pub fn by_neighborhood(election: &Election, funded: &[String]) -> Vec<Part> {
    parts(election, funded, |candidate| &candidate.neighborhoods)
}

fn parts(election: &Election, funded: &[String], names: impl Fn(&crate::Candidate) -> &[String]) -> Vec<Part> {
    let won = marked(election, funded);
    let counts = election.vote_counts();
    let all_votes: u64 = counts.iter().sum();
    let mut parts: BTreeMap<&str, Part> = BTreeMap::new();
    let mut spent = Amount::zero();
    for ((candidate, votes), won) in election.candidates().iter().zip(&counts).zip(&won) {
        if *won {
            spent += &candidate.cost;
        }
        for name in names(candidate) {
            let part = parts.entry(name).or_insert_with(|| Part {
                name: name.clone(),
                spent: Amount::zero(),
                spent_share: Amount::zero(),
                votes: 0,
                votes_share: Amount::zero(),
                funded: 0,
                candidates: 0,
            });
            part.candidates += 1;
            part.votes += votes;
            if *won {
                part.funded += 1;
                part.spent += &candidate.cost;
            }
        }
    }
    let finished = parts.into_values().map(|part| Part {
        spent_share: part.spent.checked_div(&spent).unwrap_or_default(),
        votes_share: per(Amount::from(part.votes), all_votes),
        ..part
    });
    finished.collect()
}

/// What a funded candidate is worth in [`ejr_plus_violations`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Worth {
    /// Its cost.
    Cost,
    /// 1.
    Number,
}

/// Candidates that were not funded although a group of their supporters could have paid for them from its share of the
/// budget and each of the group got too little: violations of *EJR+ up to one project* (Brill and Peters 2023). Ids
/// ascending.
///
/// Equal shares with the same worth never violates it, whatever is funded besides, as long as every voter begins with an
/// equal share of the whole budget; a share rounded down to whole units (`integral`) leaves a little out.
///
/// # Errors
/// [`Misfit::AmountsTooLarge`] if costs cannot be added in whole units.
pub fn ejr_plus_violations(election: &Election, funded: &[String], worth: Worth) -> Result<Vec<String>, Misfit> {
    let instance = named(election).ok_or(Misfit::PointsTooLarge)?;
    let costs: Vec<Amount> = (0..instance.len()).map(|place| instance.cost(place)).collect();
    let amounts = costs.iter().chain(std::iter::once(election.meta().budget()));
    let scaled = Scaled::new(amounts).ok_or(Misfit::AmountsTooLarge)?;
    let budget = scaled.sum(&[instance.len()]);
    let won = marked(election, funded);
    let value = |place: usize| if worth == Worth::Cost { scaled.sum(&[place]) } else { 1 };
    let mut has = vec![0_i128; instance.sizes.len()];
    for (group, has) in has.iter_mut().enumerate() {
        let own = instance.choices(group).iter().map(|choice| wide(choice.candidate)).filter(|place| won.at(*place));
        *has = own.map(value).sum();
    }
    let mut wronged: Vec<String> = Vec::new();
    for place in 0..instance.len() {
        let cost = scaled.sum(&[place]);
        if won.at(place) || !instance.running.at(place) || instance.supporters(place).is_empty() {
            continue;
        }
        let mut by_worth: BTreeMap<i128, u64> = BTreeMap::new();
        for supporter in instance.supporters(place) {
            let group = wide(supporter.group);
            *by_worth.entry(has.at(group)).or_default() += instance.sizes.at(group);
        }
        let mut members = 0;
        let violated = by_worth.into_iter().any(|(has, count)| {
            members += i128::from(count);
            // (has + u)·c ≤ members · B / n · u
            let own = Ratio::new((has + value(place)) * cost, value(place).max(1));
            own * i128::from(instance.voters) <= Ratio::from(members * budget)
        });
        if violated {
            wronged.push(instance.id(place).to_owned());
        }
    }
    wronged.sort_unstable();
    Ok(wronged)
}
