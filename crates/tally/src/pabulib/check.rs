//! What looks wrong in a file that could be read.

use std::collections::HashMap;

use super::problem::{Suspicion, Warning};
use super::read::Lines;
use crate::amount::Scaled;
use crate::{Amount, Ballot, Election, Form, Limits, VoteType};

/// Adds a warning for everything suspicious that the election as a whole shows.
pub(super) fn check(election: &Election, lines: &Lines, warnings: &mut Vec<Warning>) {
    check_meta(election, lines, warnings);
    check_candidates(election, lines, warnings);
    check_voters(election, lines, warnings);
    check_limits(election, lines, warnings);
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// Keys of META that must be numbers, and whether they must be whole.
const NUMBERS: [(&str, bool); 11] = [
    ("num_projects", true),
    ("num_votes", true),
    ("min_length", true),
    ("max_length", true),
    ("min_sum_cost", false),
    ("max_sum_cost", false),
    ("min_points", false),
    ("max_points", false),
    ("min_sum_points", false),
    ("max_sum_points", false),
    ("default_score", false),
];

fn check_meta(election: &Election, lines: &Lines, warnings: &mut Vec<Warning>) {
    let meta = election.meta();
    for ((key, _), line) in meta.entries().iter().zip(&lines.meta) {
        let key = key.to_lowercase();
        let Some((_, whole)) = NUMBERS.iter().find(|(name, _)| *name == key) else {
            continue;
        };
        let Some(value) = meta.get(&key) else {
            continue;
        };
        let stated = meta.count(&key);
        if stated.is_none() && (*whole || meta.amount(&key).is_none()) {
            let value = value.to_owned();
            warnings.push(Suspicion::NotANumber { column: key, value }.at(*line));
            continue;
        }
        let counted = match key.as_str() {
            "num_projects" => count(election.candidates().len()),
            "num_votes" => count(election.ballots().len()),
            _ => continue,
        };
        if let Some(stated) = stated.filter(|stated| *stated != counted) {
            let suspicion = Suspicion::CountDiffers { key, stated, counted };
            warnings.push(suspicion.at(*line));
        }
    }
}

fn check_candidates(election: &Election, lines: &Lines, warnings: &mut Vec<Warning>) {
    let scores = scores(election);
    let budget = election.meta().budget();
    let counted = election.vote_counts();
    let rows = election.candidates().iter().zip(&lines.candidates);
    for (place, ((candidate, line), counted)) in rows.zip(counted).enumerate() {
        let id = || candidate.id.clone();
        if let Some(stated) = candidate.votes.filter(|stated| *stated != counted) {
            let suspicion = Suspicion::VotesDiffer { id: id(), stated, counted };
            warnings.push(suspicion.at(*line));
        }
        let score = scores.as_ref().and_then(|scores| scores.get(place));
        if let (Some(stated), Some(counted)) = (&candidate.score, score)
            && stated != counted
        {
            let suspicion = Suspicion::ScoreDiffers { id: id(), stated: stated.clone(), counted: counted.clone() };
            warnings.push(suspicion.at(*line));
        }
        if candidate.cost.is_zero() {
            warnings.push(Suspicion::ZeroCost { id: id() }.at(*line));
        }
        if candidate.cost > *budget && !candidate.is_marked_withdrawn() {
            warnings.push(Suspicion::DearerThanBudget { id: id() }.at(*line));
        }
    }
}

/// The score of each candidate, where it is clear what that is.
fn scores(election: &Election) -> Option<Vec<Amount>> {
    let meta = election.meta();
    let clear = match meta.vote_type() {
        VoteType::Ordinal => meta.limits().max_length.is_some(),
        _ => meta.default_score().is_zero(),
    };
    if clear { election.scores() } else { None }
}

fn check_voters(election: &Election, lines: &Lines, warnings: &mut Vec<Warning>) {
    // Most files number their voters, and numbers that rise do not repeat.
    let rises = |one: &Ballot, next: &Ballot| {
        (one.voter_id.len(), one.voter_id.as_str()) < (next.voter_id.len(), next.voter_id.as_str())
    };
    if election.ballots().is_sorted_by(rises) {
        return;
    }
    let mut first_lines: HashMap<&str, usize> = HashMap::with_capacity(lines.ballots.len());
    for (ballot, line) in election.ballots().iter().zip(&lines.ballots) {
        let first_line = *first_lines.entry(&ballot.voter_id).or_insert(*line);
        if first_line != *line {
            let suspicion = Suspicion::DuplicateVoter { voter_id: ballot.voter_id.clone(), first_line };
            warnings.push(suspicion.at(*line));
        }
    }
}

fn check_limits(election: &Election, lines: &Lines, warnings: &mut Vec<Warning>) {
    let mut limits = election.meta().limits();
    if election.meta().vote_type() == VoteType::ChooseOne {
        limits.max_length.get_or_insert(1);
    }
    let costs = SumCost::new(election, &limits);
    for (ballot, line) in election.ballots().iter().zip(&lines.ballots) {
        let mut warn = |suspicion: Suspicion| warnings.push(suspicion.at(*line));
        let length = count(ballot.form.choices().len());
        if let Some(min) = limits.min_length.filter(|min| length < *min) {
            warn(Suspicion::TooFewChoices { length, min });
        }
        if let Some(max) = limits.max_length.filter(|max| length > *max) {
            warn(Suspicion::TooManyChoices { length, max });
        }
        if let Some((sum, max)) = costs.as_ref().and_then(|costs| costs.exceeded(ballot)) {
            warn(Suspicion::SumCostTooHigh { sum, max });
        }
        check_points(election, ballot, &limits, warn);
    }
}

fn check_points(election: &Election, ballot: &Ballot, limits: &Limits, mut warn: impl FnMut(Suspicion)) {
    let Form::Points { choices, points } = &ballot.form else {
        return;
    };
    if let Some(max) = &limits.max_points {
        let pairs = choices.iter().zip(points);
        for (choice, points) in pairs.filter(|(_, points)| *points > max) {
            if let Some(candidate) = election.candidates().get(*choice) {
                warn(Suspicion::PointsTooHigh { id: candidate.id.clone(), points: points.clone(), max: max.clone() });
            }
        }
    }
    if let Some(max) = &limits.max_sum_points {
        let sum: Amount = points.iter().sum();
        if sum > *max {
            let max = max.clone();
            warn(Suspicion::SumPointsTooHigh { sum, max });
        }
    }
}

/// The bound on the total cost of a ballot, ready for many ballots.
struct SumCost<'e> {
    election: &'e Election,
    max: Amount,
    /// The costs in a common unit and the bound in it; absent if the numbers are too large for that.
    scaled: Option<(Scaled, i128)>,
}

impl<'e> SumCost<'e> {
    fn new(election: &'e Election, limits: &Limits) -> Option<Self> {
        let max = limits.max_sum_cost.clone()?;
        let costs = election.candidates().iter().map(|candidate| &candidate.cost);
        let scaled = Scaled::new(costs).and_then(|scaled| {
            let max = scaled.floor(&max)?;
            Some((scaled, max))
        });
        Some(Self { election, max, scaled })
    }

    /// The total cost of a ballot and the bound, if it is above.
    fn exceeded(&self, ballot: &Ballot) -> Option<(Amount, Amount)> {
        let choices = ballot.form.choices();
        let sum = match &self.scaled {
            Some((scaled, max)) => {
                let sum = scaled.sum(choices);
                if sum <= *max {
                    return None;
                }
                scaled.amount(sum)
            }
            None => choices
                .iter()
                .filter_map(|choice| self.election.candidates().get(*choice))
                .map(|candidate| &candidate.cost)
                .sum(),
        };
        (sum > self.max).then(|| (sum, self.max.clone()))
    }
}
