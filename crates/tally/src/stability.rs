//! How firm an outcome is: under other orders of ties, and with other voters from the same street.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde::{Deserialize, Serialize};

use crate::{Amount, Election, Measures, Misfit, Outcome, Rule, TieBreak};

/// An outcome of one of several rules on the same ballots.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compared {
    /// The name of the rule.
    pub name: String,
    /// What it made of the ballots.
    pub outcome: Outcome,
    /// How that looks from the voters.
    pub measures: Measures,
}

/// Counts the same ballots by several rules, in their order. Those that do not fit the ballots are left out.
#[must_use]
pub fn compare(election: &Election, rules: &[Rule]) -> Vec<Compared> {
    let counted = rules.iter().filter_map(|rule| rule.count(election).ok());
    let compared = counted.map(|outcome| Compared {
        name: outcome.rule.name().into_owned(),
        measures: Measures::of(election, &outcome.selected),
        outcome,
    });
    compared.collect()
}

/// What other orders of the tied candidates lead to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stability {
    /// How many orders were tried.
    pub orders: u64,
    /// Whether there were more than could be tried.
    pub more: bool,
    /// Each set of winners that came out (ids ascending), with the number of orders that led to it; most orders first.
    pub outcomes: Vec<(Vec<String>, u64)>,
    /// Who wins in some orders only, ids ascending.
    pub depends: Vec<String>,
}

/// Tries other orders of the ties that were met, one change after another, each tied candidate first in turn; at most
/// `most` orders (a thousand is plenty).
///
/// # Errors
/// [`Misfit`], if the rule cannot count these ballots.
pub fn stability(election: &Election, rule: &Rule, most: u64) -> Result<Stability, Misfit> {
    let first = declared_order(election, rule.tie_break());
    let mut seen = BTreeSet::from([first.clone()]);
    let mut waiting = VecDeque::from([first]);
    let mut outcomes: BTreeMap<Vec<String>, u64> = BTreeMap::new();
    let mut orders = 0;
    while orders < most {
        let Some(order) = waiting.pop_front() else { break };
        let outcome = rule.clone().with_tie_break(TieBreak::Order { ids: order.clone() }).count(election)?;
        orders += 1;
        for tie in outcome.ties.iter().filter(|tie| tie.mattered || tie.in_rounds) {
            for id in &tie.ids {
                let other = with_first(&order, &tie.ids, id);
                // What will not be tried need not be kept.
                if u64::try_from(seen.len()).unwrap_or(u64::MAX) <= most && seen.insert(other.clone()) {
                    waiting.push_back(other);
                }
            }
        }
        let mut winners = outcome.selected;
        winners.sort_unstable();
        *outcomes.entry(winners).or_default() += 1;
    }
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for id in outcomes.keys().flatten() {
        *counts.entry(id).or_default() += 1;
    }
    let some = counts.into_iter().filter(|(_, count)| *count < outcomes.len());
    let depends = some.map(|(id, _)| id.clone()).collect();
    let mut outcomes: Vec<(Vec<String>, u64)> = outcomes.into_iter().collect();
    outcomes.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    Ok(Stability { orders, more: !waiting.is_empty(), outcomes, depends })
}

/// All ids in the order of a tie-break.
fn declared_order(election: &Election, tie_break: &TieBreak) -> Vec<String> {
    let ranks = tie_break.ranks(election);
    let mut order: Vec<_> = ranks.into_iter().zip(election.candidates().iter().map(|one| one.id.clone())).collect();
    order.sort_unstable();
    order.into_iter().map(|(_, id)| id).collect()
}

/// The order with one of the tied moved to before all others of them.
fn with_first(order: &[String], tied: &[String], id: &str) -> Vec<String> {
    let mut other: Vec<String> = order.iter().filter(|one| *one != id).cloned().collect();
    let place = other.iter().position(|one| tied.contains(one)).unwrap_or(other.len());
    other.insert(place, id.to_owned());
    other
}

/// In which share of electorates that are drawn from these ballots each candidate wins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resampled {
    /// How many electorates were drawn.
    pub electorates: u64,
    /// Of each candidate, in the order of the election: its id and the share of electorates in which it wins.
    pub wins: Vec<(String, Amount)>,
}

/// Draws electorates of the same size from the ballots, with replacement, and counts each: a candidate that wins in
/// nearly all of them would have won with other voters of the same mind too. The same seed draws the same electorates.
///
/// # Errors
/// [`Misfit`], if the rule cannot count these ballots.
pub fn resample(election: &Election, rule: &Rule, electorates: u64, seed: u64) -> Result<Resampled, Misfit> {
    let mut random = Random(seed);
    let mut wins: BTreeMap<String, u64> = BTreeMap::new();
    for _ in 0..electorates {
        let drawn = election.drawn(|below| random.below(below));
        for id in rule.count(&drawn)?.selected {
            *wins.entry(id).or_default() += 1;
        }
    }
    let share = |id: &String| {
        let won = Amount::from(wins.get(id).copied().unwrap_or_default());
        won.checked_div(&Amount::from(electorates)).unwrap_or_default()
    };
    let candidates = election.candidates().iter();
    Ok(Resampled { electorates, wins: candidates.map(|one| (one.id.clone(), share(&one.id))).collect() })
}

/// `SplitMix64` (Steele, Lea and Flood 2014): written out, so that a published seed gives the same electorates in any
/// program.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below another, each equally likely.
    fn below(&mut self, bound: u64) -> u64 {
        if bound == 0 {
            return 0;
        }
        // Numbers of the incomplete last round would be a little more likely.
        let whole = u64::MAX - u64::MAX % bound;
        loop {
            let number = self.next();
            if number < whole {
                return number % bound;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;

    #[test]
    fn the_random_numbers_are_those_of_the_paper() {
        let mut random = Random(1_234_567);
        assert_eq!([random.next(), random.next()], [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]);
        assert!((0..1000).all(|_| random.below(7) < 7));
        assert_eq!(random.below(0), 0);
    }
}
