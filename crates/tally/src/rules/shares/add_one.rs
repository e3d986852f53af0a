//! Counting equal shares again and again with more per voter.

use num_bigint::BigInt;
use num_traits::FromPrimitive;
use serde::{Deserialize, Serialize};

use super::engine::{Run, run};
use super::follow::follow;
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
/// After a vain attempt to leap, at most so many counts are made one by one.
const LONGEST_PAUSE: u64 = 16;

/// How far to look ahead: further after each success, and for a while not at all where it was in vain.
struct Leaps {
    length: u64,
    waited: u64,
    pause: u64,
}

impl Leaps {
    fn begin() -> Self {
        Self { length: 1, waited: 0, pause: 1 }
    }

    /// How many steps to try at once, if more than one.
    fn next(&self) -> Option<u64> {
        (self.length > 1).then_some(self.length)
    }

    fn landed(&mut self) {
        self.length = self.length.saturating_mul(2);
        self.pause = 1;
    }

    fn missed(&mut self) {
        self.length /= 4;
        if self.length <= 1 {
            self.waited = 0;
            self.pause = LONGEST_PAUSE.min(self.pause * 2);
        }
    }

    /// A single step was made.
    fn walked(&mut self) {
        self.waited += 1;
        if self.waited >= self.pause {
            self.length = 2;
        }
    }
}

pub(super) fn repeat(race: &Race, add_one: &AddOne) -> Repeated {
    let budget = race.units(race.instance.election.meta().budget());
    let increment = race.units(&add_one.increment).max(race.one.clone());
    let mut endowment = if add_one.integral { race.whole_share() } else { race.equal_share() };
    let mut kept = run(race, &endowment, None, None);
    let mut iterations = 1;
    if race.entrants.is_empty() || race.instance.voters == 0 {
        return Repeated { run: kept, iterations, stop: Some(Stop::Nothing) };
    }
    let mut leaps = Leaps::begin();
    loop {
        if let Some(stop) = finished(race, &kept, &budget, add_one.exhaustive) {
            return Repeated { run: kept, iterations, stop: Some(stop) };
        }
        if let Some(steps) = leaps.next() {
            let further = &endowment + &increment * steps;
            match follow(race, &further, &kept) {
                Some(next) => {
                    (endowment, kept) = (further, next);
                    iterations += steps;
                    leaps.landed();
                }
                None => leaps.missed(),
            }
            continue;
        }
        let steps = steps_within(kept.slack.unwrap_or_default(), &increment);
        endowment += &increment * steps;
        iterations += steps;
        let next = run(race, &endowment, Some(&budget), None);
        if next.overspent {
            // The count before this one bought the same as the kept one. It is made again where it was only known to,
            // for its prices and ties.
            let last = &endowment - &increment;
            let run = if kept.followed || last != kept.endowment { run(race, &last, None, None) } else { kept };
            return Repeated { run, iterations, stop: Some(Stop::Overspend) };
        }
        leaps.walked();
        kept = next;
    }
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
