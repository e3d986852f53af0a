//! What an outcome means to those who voted, and what other rules would have made of the same ballots: counted once, with
//! the outcome, and kept beside it.

use crate::counts::{offered, rule};
use crate::rules::BallotForm;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use tally::{
    Amount, Election, Explanation, Measures, Misfit, Outcome, Part, Rule, by_category, by_neighborhood, explain,
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
    Ok(Insight {
        measures: Measures::of(election, &outcome.selected),
        themes: by_category(election, &outcome.selected),
        areas: by_neighborhood(election, &outcome.selected),
        others,
        explained: explained
            .map(|entry| explain(election, &outcome.rule, outcome, &entry.id))
            .collect::<Result<_, _>>()?,
    })
}

/// The rules that staff could have chosen instead, with the same order for equal ones.
fn others(election: &Election, own: &Rule, struck: &BTreeSet<String>, form: BallotForm) -> Vec<Other> {
    let ways = offered(form).0.iter().filter(|way| way.name != own.name());
    let named = ways.filter_map(|way| rule(way.name, form));
    let counted = named.filter_map(|rule| {
        let rule = rule.with_tie_break(own.tie_break().clone());
        let outcome = rule.count_without(election, struck).ok()?;
        let measures = Measures::of(election, &outcome.selected);
        Some(Other { rule, selected: outcome.selected, cost: outcome.cost, measures })
    });
    counted.collect()
}
