//! What looks wrong in a file that could be read.

use std::collections::HashMap;

use super::ballots::check_ballots;
use super::problem::{Suspicion, Warning};
use super::read::Lines;
use crate::election::present;
use crate::{Amount, Ballot, Election, VoteType};

/// Adds a warning for everything suspicious that the election as a whole shows.
pub(super) fn check(election: &Election, lines: &Lines, warnings: &mut Vec<Warning>) {
    check_meta(election, lines, warnings);
    check_lists(election, lines, warnings);
    check_candidates(election, lines, warnings);
    check_voters(election, lines, warnings);
    check_ballots(election, lines, warnings);
}

pub(super) fn count(length: usize) -> u64 {
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

/// Lists of numbers that are parallel to a list of names; whether one number can stand for all of them.
const LISTS: [(&str, bool); 5] = [
    ("budget_per_", false),
    ("min_length_per_", true),
    ("max_length_per_", true),
    ("min_sum_cost_per_", true),
    ("max_sum_cost_per_", true),
];

fn check_lists(election: &Election, lines: &Lines, warnings: &mut Vec<Warning>) {
    let meta = election.meta();
    for ((key, _), line) in meta.entries().iter().zip(&lines.meta) {
        let key = key.to_lowercase();
        let Some((part, single)) = LISTS.iter().find_map(|(list, single)| Some((key.strip_prefix(list)?, *single)))
        else {
            continue;
        };
        let names = match part {
            "category" => meta.list("categories").len(),
            "neighborhood" => meta.list("neighborhoods").len(),
            _ => continue,
        };
        let values = meta.list(&key);
        for value in values.iter().filter_map(|value| present(value)) {
            if Amount::from_decimal(value).is_err() {
                let (column, value) = (key.clone(), value.to_owned());
                warnings.push(Suspicion::NotANumber { column, value }.at(*line));
            }
        }
        let one_for_all = single && values.len() == 1 && names > 0;
        if !values.is_empty() && values.len() != names && !one_for_all {
            let suspicion = Suspicion::ListsDiffer { key, values: count(values.len()), names: count(names) };
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
