//! Counting equal shares again and again with more per voter.

use num_bigint::BigInt;
use num_traits::FromPrimitive;
use serde::{Deserialize, Serialize};

use super::engine::{Run, run};
use super::reach::reach;
use super::{AddOne, Race};
use crate::table::{At, Put};

/// Why Add1 stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stop {
    /// The next count would have cost more than the budget.
    Overspend,
    /// Nothing that has supporters fits in the budget any more.
    Exhaustive,
    /// Everything that has supporters was funded.
    All,
    /// There was nobody to give more to, or nothing to buy.
    Nothing,
}

/// The run that stands, and how many there were.
pub(super) struct Repeated {
    pub(super) run: Run,
    pub(super) iterations: u64,
    pub(super) stop: Option<Stop>,
}

/// Runs that come out the same are not run one by one if that many in a row are known to be the same.
const WORTH_SKIPPING: f64 = 2.0;
/// After so many equal runs it is looked how many more there will be.
const PATIENCE: u64 = 8;
/// And after so many, if that was in vain.
const MOST_PATIENCE: u64 = 512;

pub(super) fn repeat(race: &Race, add_one: &AddOne) -> Repeated {
    let budget = race.units(race.instance.election.meta().budget());
    let increment = race.units(&add_one.increment).max(race.one.clone());
    let mut endowment = if add_one.integral { race.whole_share() } else { race.equal_share() };
    let mut kept = run(race, &endowment, None, None);
    let mut iterations = 1;
    let (mut equal, mut patience) = (0, PATIENCE);
    if race.entrants.is_empty() || race.instance.voters == 0 {
        return Repeated { run: kept, iterations, stop: Some(Stop::Nothing) };
    }
    loop {
        if let Some(stop) = finished(race, &kept, &budget, add_one.exhaustive) {
            return Repeated { run: kept, iterations, stop: Some(stop) };
        }
        let mut steps = steps_within(kept.slack.unwrap_or_default(), &increment);
        if steps == 1 && equal >= patience {
            steps = steps_within(reach(race, &kept), &increment);
            patience = if steps > 4 * PATIENCE { 1 } else { MOST_PATIENCE.min((patience * 2).max(PATIENCE)) };
            equal = 0;
        }
        endowment += &increment * steps;
        iterations += steps;
        let next = run(race, &endowment, Some(&budget), None);
        if next.overspent {
            // The run before this one was the same as the kept one, with more money.
            kept.endowment = &endowment - &increment;
            return Repeated { run: at_endowment(race, kept), iterations, stop: Some(Stop::Overspend) };
        }
        equal = if next.bought == kept.bought { equal + 1 } else { 0 };
        kept = next;
    }
}

/// Runs again if the endowment was raised without a run.
fn at_endowment(race: &Race, kept: Run) -> Run {
    if kept.system.endowment() == &kept.endowment { kept } else { run(race, &kept.endowment, None, None) }
}

fn finished(race: &Race, run: &Run, budget: &BigInt, exhaustive: bool) -> Option<Stop> {
    if run.bought.len() == race.entrants.len() {
        return Some(if exhaustive { Stop::Exhaustive } else { Stop::All });
    }
    let mut bought = vec![false; race.instance.len()];
    for candidate in &run.bought {
        bought.put(*candidate, true);
    }
    let left = budget - &run.cost;
    let fits =
        |candidate: &&usize| !bought.at(**candidate) && race.costs.get(**candidate).is_some_and(|cost| *cost <= left);
    (exhaustive && race.entrants.iter().find(fits).is_none()).then_some(Stop::Exhaustive)
}

/// How many increments surely leave a run as it is if the endowment can rise by so much; at least one is taken.
fn steps_within(slack: f64, increment: &BigInt) -> u64 {
    let increment = crate::exact::Double::of_whole(increment).value();
    if !slack.is_finite() {
        return 1;
    }
    // A step less than the certain number, so that rounding cannot matter.
    let certain = (slack * (1.0 - 1e-6) / increment).floor() - 1.0;
    if certain < WORTH_SKIPPING { 1 } else { u64::from_f64(certain).unwrap_or(1) }
}

impl Repeated {
    /// One count with the exact share.
    pub(super) fn once(race: &Race) -> Self {
        Self { run: run(race, &race.equal_share(), None, None), iterations: 1, stop: None }
    }
}
