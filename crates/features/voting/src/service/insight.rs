//! What an outcome means to those who voted, and what other rules would have made of the same ballots: counted once, with
//! the outcome, and kept beside it.

use crate::counts::{offered, rule};
use crate::rules::BallotForm;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use tally::{
    Amount, Ballot, Election, Explanation, Form, Measures, Misfit, Outcome, Part, Rule, by_category, by_neighborhood,
    explain,
};

/// Of so many plans the money behind each is told; each takes a count of its own.
const MOST_EXPLAINED: usize = 200;

/// What an outcome means.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Insight {
    /// How it looks from the voters.
    pub measures: Measures,
    /// What each theme got beside what it was given.
    pub themes: Vec<Part>,
    /// What each area got beside what it was given.
    pub areas: Vec<Part>,
    /// What other rules would have made of the same ballots, if the rules of the round said that this would be told.
    pub others: Vec<Other>,
    /// With equal shares: the money behind each plan.
    pub explained: Vec<Explanation>,
}

/// What another rule would have made of the same ballots.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Other {
    /// The rule.
    pub rule: Rule,
    /// Whom it would have funded, as ids of the count.
    pub selected: Vec<String>,
    /// What they cost together, in currency units.
    pub cost: Amount,
    /// How that looks from the voters.
    pub measures: Measures,
}

/// Measures an outcome, and compares it with other rules for ballots of this form if asked.
///
/// # Errors
/// [`Misfit`], if the rule of the outcome cannot count these ballots again.
pub fn insight(
    election: &Election,
    outcome: &Outcome,
    struck: &BTreeSet<String>,
    compare: Option<BallotForm>,
) -> Result<Insight, Misfit> {
    let others = compare.map(|form| others(election, &outcome.rule, struck, form)).unwrap_or_default();
    let explains = matches!(outcome.rule, Rule::EqualShares(_)) && outcome.entries.len() <= MOST_EXPLAINED;
    let explained = outcome.entries.iter().filter(|entry| explains && entry.position.is_some());
    let liked = supported(election);
    let liked = liked.as_ref().unwrap_or(election);
    Ok(Insight {
        measures: Measures::of(liked, &outcome.selected),
        themes: by_category(liked, &outcome.selected),
        areas: by_neighborhood(liked, &outcome.selected),
        others,
        explained: explained
            .map(|entry| explain(election, &outcome.rule, outcome, &entry.id))
            .collect::<Result<_, _>>()?,
    })
}

/// The same ballots with only what each supports, where some name what they are against; none where nobody does.
fn supported(election: &Election) -> Option<Election> {
    let likes = |points: &Amount| !points.is_zero() && !points.is_negative();
    let against = |ballot: &Ballot| match &ballot.form {
        Form::Points { points, .. } => points.iter().any(|points| !likes(points)),
        Form::Approval(_) | Form::Ordinal(_) => false,
    };
    if !election.ballots().iter().any(against) {
        return None;
    }
    let mut ballots = election.ballots().to_vec();
    for ballot in &mut ballots {
        if let Form::Points { choices, points } = &mut ballot.form {
            let kept = choices.iter().zip(points.iter()).filter(|(_, points)| likes(points));
            (*choices, *points) = kept.map(|(choice, points)| (*choice, points.clone())).unzip();
        }
    }
    let (meta, columns) = (election.meta().clone(), election.columns().clone());
    Election::new(meta, columns, election.candidates().to_vec(), ballots).ok()
}

/// The rules that staff could have chosen instead, with the same order for equal ones.
fn others(election: &Election, own: &Rule, struck: &BTreeSet<String>, form: BallotForm) -> Vec<Other> {
    let ways = offered(form).0.iter().filter(|way| way.name != own.name());
    let named = ways.filter_map(|way| rule(way.name, form));
    let liked = supported(election);
    let counted = named.filter_map(|rule| {
        let rule = rule.with_tie_break(own.tie_break().clone());
        let outcome = rule.count_without(election, struck).ok()?;
        let measures = Measures::of(liked.as_ref().unwrap_or(election), &outcome.selected);
        Some(Other { rule, selected: outcome.selected, cost: outcome.cost, measures })
    });
    counted.collect()
}
