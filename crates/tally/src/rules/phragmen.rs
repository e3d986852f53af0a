//! Sequential Phragmén: everybody earns at the same speed, and supporters buy together as soon as they can.

use std::cmp::Ordering;
use std::collections::{BTreeSet, BinaryHeap};

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::One;
use serde::{Deserialize, Serialize};

use super::decided::Decided;
use super::{Misfit, Rule, TieBreak};
use crate::election::Support;
use crate::exact::{Double, Form, System, UNIT, to_f64};
use crate::instance::Instance;
use crate::outcome::{Losing, Outcome, Step};
use crate::table::{At, Put, Raise, small, wide};
use crate::{Amount, Election, Status, Tie};

/// Sequential Phragmén: the candidate is funded next whose cost, laid on its supporters on top of what they bear
/// already, makes the least load. All its supporters then bear that load.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phragmen {
    /// Whether to go on with those that still fit. Otherwise the rule stops as soon as one of those with the least
    /// load does not fit.
    pub skipping: bool,
    /// Who goes first among exactly equal candidates of a round.
    #[serde(rename = "tieBreak")]
    pub tie_break: TieBreak,
}

/// Values that are relatively closer are compared exactly.
const CLOSE: f64 = 1e-12;

#[derive(PartialEq)]
struct Waiting {
    low: f64,
    candidate: usize,
}

impl Eq for Waiting {}

impl Ord for Waiting {
    fn cmp(&self, other: &Self) -> Ordering {
        other.low.total_cmp(&self.low).then_with(|| other.candidate.cmp(&self.candidate))
    }
}

impl PartialOrd for Waiting {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

struct Race<'e> {
    instance: Instance<'e>,
    costs: Vec<BigInt>,
    costs_f64: Vec<f64>,
    votes: Vec<i128>,
    ranks: Vec<u32>,
    system: System,
    /// Loads of rounds.
    loads: Vec<f64>,
    /// By candidate and round: how many supporters have that round's load (still).
    bearing: Vec<Vec<i128>>,
    /// By group: the round of its load, plus one.
    last: Vec<u32>,
    bought: Vec<bool>,
}

impl<'e> Race<'e> {
    fn new(instance: Instance<'e>, ranks: Vec<u32>) -> Self {
        let candidates = instance.election.candidates();
        let unit = candidates.iter().fold(BigInt::one(), |unit, one| unit.lcm(one.cost.as_ratio().denom()));
        let costs: Vec<BigInt> = candidates.iter().map(|one| (one.cost.as_ratio() * &unit).to_integer()).collect();
        let votes = (0..instance.len()).map(|place| i128::from(instance.votes(place))).collect();
        Self {
            costs_f64: costs.iter().map(|cost| Double::of_whole(cost).value()).collect(),
            costs,
            votes,
            ranks,
            // Loads are in units, divided by this when they are shown.
            system: System::new(unit),
            loads: Vec::new(),
            bearing: vec![Vec::new(); instance.len()],
            last: vec![0; instance.sizes.len()],
            bought: vec![false; instance.len()],
            instance,
        }
    }

    /// The load that a candidate would make, and how far that can be off.
    fn load(&self, candidate: usize) -> (f64, f64) {
        let bearing = self.bearing.get(candidate).map(Vec::as_slice).unwrap_or_default();
        let borne: f64 = bearing.iter().zip(&self.loads).map(|(voters, load)| to_f64(*voters) * load).sum();
        let load = (self.costs_f64.at(candidate) + borne) / to_f64(self.votes.at(candidate));
        let operations = to_f64(i128::try_from(bearing.len()).unwrap_or(i128::MAX)) + 8.0;
        (load, load * UNIT * 4.0 * operations)
    }

    fn form(&self, candidate: usize) -> Form {
        let bearing = self.bearing.get(candidate).map(Vec::as_slice).unwrap_or_default();
        let parts = bearing.iter().enumerate().filter(|(_, voters)| **voters != 0);
        Form {
            constant: self.costs.get(candidate).cloned().unwrap_or_default(),
            endowments: 0,
            parts: parts.map(|(round, voters)| (small(round), *voters)).collect(),
            divisor: self.votes.at(candidate).max(1),
        }
    }

    /// Takes those with exactly the least load out of the line, ordered by the tie-break.
    fn least(&mut self, waiting: &mut BinaryHeap<Waiting>) -> Vec<usize> {
        let mut seen: Vec<Waiting> = Vec::new();
        let mut best = f64::INFINITY;
        while waiting.peek().is_some_and(|next| next.low <= best * (1.0 + CLOSE)) {
            let Some(next) = waiting.pop() else { break };
            let (load, error) = self.load(next.candidate);
            best = best.min(load);
            seen.push(Waiting { low: load - error, candidate: next.candidate });
        }
        let mut least: Vec<usize> = Vec::new();
        let rivals: Vec<usize> =
            seen.iter().filter(|one| one.low <= best * (1.0 + CLOSE)).map(|one| one.candidate).collect();
        let one = BigInt::one();
        for candidate in rivals {
            let order = match least.first() {
                None => Ordering::Equal,
                Some(other) => {
                    let (form, other) = (self.form(candidate), self.form(*other));
                    self.system.compare((&form, &one), (&other, &one))
                }
            };
            match order {
                Ordering::Less => least = vec![candidate],
                Ordering::Equal => least.push(candidate),
                Ordering::Greater => {}
            }
        }
        least.sort_by_key(|candidate| self.ranks.at(*candidate));
        waiting.extend(seen.into_iter().filter(|one| !least.contains(&one.candidate)));
        least
    }

    fn fund(&mut self, candidate: usize) {
        let form = self.form(candidate);
        let round = self.system.len();
        let load = self.system.push(form).value.value();
        self.loads.push(load);
        self.bought.put(candidate, true);
        for supporter in self.instance.supporters(candidate) {
            let group = wide(supporter.group);
            let size = i128::from(self.instance.sizes.at(group));
            let before = self.last.at(group);
            self.last.put(group, small(round + 1));
            for choice in self.instance.choices(group) {
                let other = wide(choice.candidate);
                if self.bought.at(other) {
                    continue;
                }
                let Some(bearing) = self.bearing.get_mut(other) else { continue };
                bearing.resize(round + 1, 0);
                if let Some(before) = before.checked_sub(1) {
                    bearing.raise(wide(before), -size);
                }
                bearing.raise(round, size);
            }
        }
    }
}

impl Phragmen {
    pub(super) fn run(&self, election: &Election, struck: &BTreeSet<String>) -> Result<Outcome, Misfit> {
        let instance = Instance::new(election, struck, Support::Named).ok_or(Misfit::PointsTooLarge)?;
        let ranks = self.tie_break.ranks(election);
        let budget = election.meta().budget().clone();
        let free = instance.free();
        let mut race = Race::new(instance, ranks);
        let mut decided = Decided::after_free(free);
        let mut left = budget.clone();
        let mut waiting: BinaryHeap<Waiting> = (0..race.instance.len())
            .filter(|place| {
                let cost = race.instance.cost(*place);
                race.votes.at(*place) > 0 && !cost.is_zero() && cost <= budget
            })
            .map(|candidate| Waiting { low: race.load(candidate).0 * (1.0 - CLOSE), candidate })
            .collect();
        while !waiting.is_empty() {
            if self.skipping {
                waiting.retain(|one| race.instance.cost(one.candidate) <= left);
            }
            let least = race.least(&mut waiting);
            let Some(chosen) = least.first().copied() else { break };
            if let Some(stop) = least.iter().find(|one| race.instance.cost(**one) > left) {
                decided.stopped_at = Some(*stop);
                break;
            }
            if least.len() > 1 {
                decided.ties.push((decided.funded.len(), least.clone()));
            }
            race.fund(chosen);
            decided.funded.push(chosen);
            left -= &race.instance.cost(chosen);
            waiting.extend(least.into_iter().skip(1).map(|candidate| {
                let (load, error) = race.load(candidate);
                Waiting { low: load - error, candidate }
            }));
        }
        let stopped = decided.stopped_at.is_some();
        decided.trace = trace(&mut race, &decided.funded);
        decided.reason = Box::new(move |losing: &Losing| match losing {
            Losing { votes: 0, .. } => Status::NoSupport,
            Losing { cost, budget, .. } if cost > budget => Status::DearerThanBudget,
            Losing { cost, remaining, .. } if cost > remaining => {
                Status::DoesNotFit { remaining: (*remaining).clone() }
            }
            _ if stopped => Status::AfterStop,
            _ => Status::NoSupport,
        });
        Ok(decided.outcome(Rule::Phragmen(self.clone()), &race.instance, struck, &race.ranks))
    }
}

/// The load that each round laid on its supporters, in currency units.
fn trace(race: &mut Race, funded: &[usize]) -> Vec<Step> {
    let unit = race.system.endowment().clone();
    let rounds = race.system.len();
    let first = funded.len() - rounds;
    let mut steps: Vec<Step> = funded.iter().take(first).map(|place| Step::of(race.instance.id(*place))).collect();
    for (round, candidate) in funded.iter().skip(first).enumerate() {
        let load = Amount::from(race.system.round_exactly(round) / &unit);
        steps.push(Step { load: Some(load), ..Step::of(race.instance.id(*candidate)) });
    }
    steps
}

/// Ties of rounds as they are told.
pub(super) fn round_ties(instance: &Instance, ties: &[(usize, Vec<usize>)], funded: &[usize]) -> Vec<Tie> {
    let tie = |(funded_before, tied): &(usize, Vec<usize>)| Tie {
        votes: None,
        ids: tied.iter().map(|place| instance.id(*place).to_owned()).collect(),
        funded_before: *funded_before,
        mattered: tied.iter().any(|place| !funded.contains(place)),
        in_rounds: true,
    };
    ties.iter().map(tie).collect()
}
