//! Ballots that hold less or more than they may.

use super::check::count;
use super::problem::{Suspicion, Warning};
use super::read::Lines;
use crate::amount::Scaled;
use crate::table::At;
use crate::{Amount, Ballot, Candidate, Election, Form, Limits, Over, PartLimits, VoteType};

/// Adds a warning for every limit of the election that a ballot breaks.
pub(super) fn check_ballots(election: &Election, lines: &Lines, warnings: &mut Vec<Warning>) {
    let mut limits = election.meta().limits();
    if election.meta().vote_type() == VoteType::ChooseOne {
        limits.max_length.get_or_insert(1);
    }
    let costs = Costs::of(election);
    let bounds_cost = limits.min_sum_cost.is_some() || limits.max_sum_cost.is_some();
    let parts: Vec<Part> = election.meta().part_limits().into_iter().map(|limits| Part::of(election, limits)).collect();
    for (ballot, line) in election.ballots().iter().zip(&lines.ballots) {
        let mut warn = |suspicion: Suspicion| warnings.push(suspicion.at(*line));
        let choices = ballot.form.choices();
        let length = count(choices.len());
        if let Some(min) = limits.min_length.filter(|min| length < *min) {
            warn(Suspicion::TooFewChoices { length, min });
        }
        if let Some(max) = limits.max_length.filter(|max| length > *max) {
            warn(Suspicion::TooManyChoices { length, max });
        }
        if bounds_cost {
            let (low, high) = costs.outside(choices, limits.min_sum_cost.as_ref(), limits.max_sum_cost.as_ref());
            low.into_iter().for_each(|(sum, min)| warn(Suspicion::SumCostTooLow { sum, min }));
            high.into_iter().for_each(|(sum, max)| warn(Suspicion::SumCostTooHigh { sum, max }));
        }
        for part in &parts {
            part.check(choices, &costs, &mut warn);
        }
        check_points(election, ballot, &limits, warn);
    }
}

fn check_points(election: &Election, ballot: &Ballot, limits: &Limits, mut warn: impl FnMut(Suspicion)) {
    let Form::Points { choices, points } = &ballot.form else {
        return;
    };
    let id =
        |choice: usize| election.candidates().get(choice).map(|candidate| candidate.id.clone()).unwrap_or_default();
    for (choice, points) in choices.iter().zip(points) {
        let points = || points.clone();
        if let Some(min) = limits.min_points.clone().filter(|min| points() < *min) {
            warn(Suspicion::PointsTooLow { id: id(*choice), points: points(), min });
        }
        if let Some(max) = limits.max_points.clone().filter(|max| points() > *max) {
            warn(Suspicion::PointsTooHigh { id: id(*choice), points: points(), max });
        }
    }
    if limits.min_sum_points.is_none() && limits.max_sum_points.is_none() {
        return;
    }
    let sum: Amount = points.iter().sum();
    if let Some(min) = limits.min_sum_points.clone().filter(|min| sum < *min) {
        warn(Suspicion::SumPointsTooLow { sum: sum.clone(), min });
    }
    if let Some(max) = limits.max_sum_points.clone().filter(|max| sum > *max) {
        warn(Suspicion::SumPointsTooHigh { sum, max });
    }
}

/// A theme or area with limits of its own.
struct Part {
    limits: PartLimits,
    /// Whether each candidate belongs to it.
    members: Vec<bool>,
}

impl Part {
    fn of(election: &Election, limits: PartLimits) -> Self {
        let belongs = |candidate: &Candidate| match limits.over {
            Over::Category => candidate.categories.contains(&limits.name),
            Over::Neighborhood => candidate.neighborhoods.contains(&limits.name),
        };
        Self { members: election.candidates().iter().map(belongs).collect(), limits }
    }

    fn check(&self, choices: &[usize], costs: &Costs, mut warn: impl FnMut(Suspicion)) {
        let own: Vec<usize> = choices.iter().copied().filter(|choice| self.members.at(*choice)).collect();
        let length = count(own.len());
        let limits = &self.limits;
        let name = || limits.name.clone();
        if let Some(min) = limits.min_length.filter(|min| length < *min) {
            warn(Suspicion::TooFewOfPart { name: name(), length, min });
        }
        if let Some(max) = limits.max_length.filter(|max| length > *max) {
            warn(Suspicion::TooManyOfPart { name: name(), length, max });
        }
        let (low, high) = costs.outside(&own, limits.min_sum_cost.as_ref(), limits.max_sum_cost.as_ref());
        low.into_iter().for_each(|(sum, min)| warn(Suspicion::SumCostOfPartTooLow { name: name(), sum, min }));
        high.into_iter().for_each(|(sum, max)| warn(Suspicion::SumCostOfPartTooHigh { name: name(), sum, max }));
    }
}

/// Costs, ready to be added up for many ballots.
struct Costs<'e> {
    election: &'e Election,
    /// In a common unit; absent if the numbers are too large for that.
    scaled: Option<Scaled>,
}

/// A sum, with the bound that it breaks.
type Outside = Option<(Amount, Amount)>;

impl<'e> Costs<'e> {
    fn of(election: &'e Election) -> Self {
        Self { election, scaled: Scaled::new(election.candidates().iter().map(|candidate| &candidate.cost)) }
    }

    /// Whether candidates cost less together than one bound, and whether more than another.
    fn outside(&self, choices: &[usize], min: Option<&Amount>, max: Option<&Amount>) -> (Outside, Outside) {
        if min.is_none() && max.is_none() {
            return (None, None);
        }
        if let Some(scaled) = &self.scaled {
            let units = scaled.sum(choices);
            let within = |bound: Option<&Amount>, is: fn(i128, i128) -> bool| {
                bound.is_none_or(|bound| scaled.floor(bound).is_some_and(|floor| is(units, floor)))
            };
            // More units than the whole ones in a bound are surely not below it.
            if within(min, |units, floor| units > floor) && within(max, |units, floor| units <= floor) {
                return (None, None);
            }
        }
        let costs = choices.iter().filter_map(|choice| self.election.candidates().get(*choice));
        let sum: Amount = costs.map(|candidate| &candidate.cost).sum();
        let low = min.filter(|min| sum < **min).map(|min| (sum.clone(), min.clone()));
        let high = max.filter(|max| sum > **max).map(|max| (sum.clone(), max.clone()));
        (low, high)
    }
}
