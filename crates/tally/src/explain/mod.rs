//! Why a candidate won or did not, told from the count itself.

mod certificate;
mod shares;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::rules::{Race, run_watched};
use crate::{Amount, Election, EqualShares, Misfit, Needed, Outcome, Rule, Status};

pub use certificate::{Certificate, CertificateError, Payer, certificate};
pub use shares::{Behind, Loss, SharesExplanation};

/// Why a candidate won or did not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// The candidate.
    pub id: String,
    /// Its rank from 1; nothing if it was withdrawn.
    pub position: Option<usize>,
    /// How many ballots name it.
    pub votes: u64,
    /// What it costs.
    pub cost: Amount,
    /// Whether it was funded, and why not.
    #[serde(flatten)]
    pub status: Status,
    /// What it would have needed, with a rule that walks once.
    pub needed: Option<Needed>,
    /// Equal shares: where the money of its supporters went.
    pub shares: Option<SharesExplanation>,
}

/// Explains what an outcome says about a candidate.
///
/// With equal shares the count is done again, so this takes as long as that. A candidate that is not in the outcome is
/// told as without support.
///
/// # Errors
/// [`Misfit`], if the rule cannot count these ballots.
pub fn explain(election: &Election, rule: &Rule, outcome: &Outcome, id: &str) -> Result<Explanation, Misfit> {
    let entry = outcome.entry(id);
    let shares = match (rule, &outcome.repetition) {
        (Rule::EqualShares(shares), Some(repetition)) => {
            shares::explanation(election, shares, &struck(outcome), &repetition.per_voter, id)?
        }
        _ => None,
    };
    Ok(Explanation {
        id: id.to_owned(),
        position: entry.and_then(|entry| entry.position),
        votes: entry.map_or(0, |entry| entry.votes),
        cost: entry.map(|entry| entry.cost.clone()).unwrap_or_default(),
        status: entry.map_or(Status::NoSupport, |entry| entry.status.clone()),
        needed: entry.and_then(|entry| entry.needed.clone()),
        shares,
    })
}

/// The candidates that an outcome lists as withdrawn.
fn struck(outcome: &Outcome) -> BTreeSet<String> {
    let withdrawn = outcome.entries.iter().filter(|entry| entry.status == Status::Withdrawn);
    withdrawn.map(|entry| entry.id.clone()).collect()
}

/// How near each candidate was, in percent, rounded down: equal shares is run without it, and at every purchase it is
/// asked which part of its cost its supporters could then have paid at the price of that purchase; the highest part
/// counts. 100 or more for whoever is funded. In the order of the election; nothing for candidates that nobody supports,
/// that cost nothing or that are withdrawn.
///
/// `per_voter` is what each voter has, as in [`Repetition`](crate::Repetition); nothing for the budget divided equally.
///
/// # Errors
/// [`Misfit`], if the rule cannot count these ballots.
pub fn effective_supports(
    election: &Election,
    rule: &EqualShares,
    per_voter: Option<&Amount>,
) -> Result<Vec<Option<Amount>>, Misfit> {
    let race = rule.race(election, &BTreeSet::new())?;
    let endowment = shares::endowment(&race, per_voter);
    let bought = run_watched(&race, &endowment, None, None, |_, _| ()).bought;
    let supports = (0..race.instance.len()).map(|place| {
        let part = race.entrants.contains(&place).then(|| shares::near(&race, &endowment, place));
        part.map(|part| percent(&part, bought.contains(&place)))
    });
    Ok(supports.collect())
}

/// A part as whole percents; who was bought has all of it.
fn percent(part: &Amount, bought: bool) -> Amount {
    let hundred = Amount::from(100);
    let percent = (part * &hundred).floor();
    if bought { percent.max(hundred) } else { percent }
}

/// How many voters, each with a ballot that supports only this candidate, would have had to come for it to be funded by
/// equal shares, with the budget as it is; at most `most` are tried, one after the other, because more is not always
/// better. Nothing if none of these numbers is enough. Each try is a whole count.
///
/// # Errors
/// [`Misfit`], if the rule cannot count these ballots.
pub fn new_voters_needed(election: &Election, rule: &EqualShares, id: &str, most: u64) -> Result<Option<u64>, Misfit> {
    let race = rule.race(election, &BTreeSet::new())?;
    let Some(place) = election.candidates().iter().position(|candidate| candidate.id == id) else {
        return Ok(None);
    };
    for voters in 1..=most {
        let race: Race = rule.race_of(race.instance.with_group(place, voters));
        if rule.winners(&race)?.contains(&place) {
            return Ok(Some(voters));
        }
    }
    Ok(None)
}

/// The highest cost, below its own and a whole number of steps lower, at which a candidate would have been funded; at
/// most `most` are tried. Each try is a whole count.
///
/// # Errors
/// [`Misfit`], if the rule cannot count these ballots.
pub fn lower_cost_needed(
    election: &Election,
    rule: &Rule,
    id: &str,
    step: &Amount,
    most: u32,
) -> Result<Option<Amount>, Misfit> {
    let Some(candidate) = election.candidates().iter().find(|candidate| candidate.id == id) else {
        return Ok(None);
    };
    let mut cost = candidate.cost.clone();
    for _ in 0..most {
        cost -= step;
        if cost.is_negative() || cost.is_zero() {
            break;
        }
        let outcome = rule.count(&election.with_cost(id, cost.clone()))?;
        if outcome.selected.iter().any(|selected| selected == id) {
            return Ok(Some(cost));
        }
    }
    Ok(None)
}

impl Explanation {
    /// The explanation in plain English sentences, for a terminal.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        let place = self.position.map_or_else(String::new, |position| format!(" stands at place {position},"));
        let mut sentences = vec![format!("{}{place} has {} votes and costs {}.", self.id, self.votes, self.cost)];
        sentences.push(self.reason());
        if let Some(needed) = &self.needed {
            sentences.extend(needed.more_votes.map(|votes| format!("{votes} more votes would have been enough.")));
            let points = needed.more_score.as_ref();
            sentences.extend(points.map(|points| format!("{points} more points would have been enough.")));
            let cost = needed.cost_at_most.as_ref();
            sentences.extend(cost.map(|cost| format!("With a cost of at most {cost} it would have been funded.")));
        }
        if let Some(shares) = &self.shares {
            sentences.extend(shares.sentences());
        }
        sentences
    }

    fn reason(&self) -> String {
        match &self.status {
            Status::Funded => "It is funded.".to_owned(),
            Status::DoesNotFit { remaining } => format!("It is not funded: only {remaining} was left."),
            Status::DearerThanBudget => "It is not funded: it costs more than the whole budget.".to_owned(),
            Status::AfterStop => "It is not funded: the rule had stopped before its turn.".to_owned(),
            Status::Withdrawn => "It was withdrawn.".to_owned(),
            Status::BelowThreshold { least } => format!("It is not funded: it has less than {least}."),
            Status::CeilingReached { name, remaining } => {
                format!("It is not funded: for {name} only {remaining} was left.")
            }
            Status::Excluded { by } => format!("It is not funded, because {by} is."),
            Status::NotAdmitted => "It is not funded: it has too few votes for its cost to take part.".to_owned(),
            Status::NoSupport => "It is not funded: nobody supports it.".to_owned(),
            Status::SupportersShort { had } => {
                format!("It is not funded: its supporters had {:.2} together.", had.to_f64())
            }
            Status::NotChosen => "It is not funded: by the rule, others went first.".to_owned(),
        }
    }
}
