//! What a rule makes of the ballots, with a reason for every candidate.

use serde::{Deserialize, Serialize};

use crate::table::At;
use crate::{Amount, Election, Rule, Stop};

/// The result of a [`Rule`], as it can be stored, published and explained.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The rule with all its parts, so that the outcome can be recounted.
    pub rule: Rule,
    /// The money there was, in currency units.
    pub budget: Amount,
    /// Ids of the funded candidates, in the order in which the rule funded them.
    pub selected: Vec<String>,
    /// What they cost together.
    pub cost: Amount,
    /// What is left of the budget.
    pub remaining: Amount,
    /// What the funded candidates cost more than the budget; zero with every rule that keeps to it.
    #[serde(default, skip_serializing_if = "Amount::is_zero")]
    pub extra: Amount,
    /// Every candidate in order of rank; withdrawn ones last, by id.
    pub entries: Vec<Entry>,
    /// Every set of candidates among which the tie-break had to decide, in order of rank.
    pub ties: Vec<Tie>,
    /// The candidate at which a rule that stops has stopped.
    pub stopped_at: Option<String>,
    /// The number of ballots, blank ones included.
    pub voters: u64,
    /// Ballots that name no candidate at all.
    pub ballots_blank: u64,
    /// Ballots that name candidates, but only withdrawn ones.
    pub ballots_only_withdrawn: u64,
    /// What rules that decide in rounds did, step by step; of others nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trace: Vec<Step>,
    /// Equal shares: what each voter had in the count that stands, and how often was counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repetition: Option<Repetition>,
}

/// A step of a rule that decides in rounds: one candidate was funded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The candidate.
    pub id: String,
    /// Equal shares by cost or number: the most that a supporter paid. By points or places: what was paid for each.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment: Option<Amount>,
    /// Equal shares by cost or number: the cost divided by that payment. With nobody short of money this is the number of
    /// supporters; it falls as they spend.
    #[serde(rename = "effectiveVotes", default, skip_serializing_if = "Option::is_none")]
    pub effective_votes: Option<Amount>,
    /// Phragmén's rule and maximin support: the load per voter, in currency units, that the supporters then bear.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub load: Option<Amount>,
    /// Whether it was funded afterwards from what was left, most votes first.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub completion: bool,
}

impl Step {
    /// A step of which nothing but the candidate is told.
    pub(crate) fn of(id: &str) -> Self {
        Self { id: id.to_owned(), payment: None, effective_votes: None, load: None, completion: false }
    }
}

/// How equal shares came to its endowment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repetition {
    /// What each voter had in the count that stands, in currency units.
    #[serde(rename = "perVoter")]
    pub per_voter: Amount,
    /// How many counts there were, the one that would have cost too much included; 1 without Add1.
    pub iterations: u64,
    /// Why there were no more; nothing without Add1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stop: Option<Stop>,
    /// Whether the comparison with greedy by votes replaced the outcome.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub replaced: bool,
}

/// What became of one candidate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The candidate.
    pub id: String,
    /// Its rank from 1; `None` if it was withdrawn.
    pub position: Option<usize>,
    /// The number of ballots that name it. Of a withdrawn candidate too, though they count for nothing.
    pub votes: u64,
    /// What orders it, if that is not the votes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<Amount>,
    /// What it costs.
    pub cost: Amount,
    /// The money spent when its turn came.
    pub spent_before: Amount,
    /// The money spent after its turn.
    pub spent_after: Amount,
    /// Why it is in or out.
    #[serde(flatten)]
    pub status: Status,
    /// What it would have needed, all else the same; `None` if it was funded or withdrawn.
    pub needed: Option<Needed>,
}

/// Why a candidate is in or out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Status {
    /// It gets its money.
    Funded,
    /// It costs more than was left when its turn came.
    DoesNotFit {
        /// What was left.
        remaining: Amount,
    },
    /// It costs more than the whole budget, so it could not win with any number of votes.
    DearerThanBudget,
    /// The rule had stopped before its turn, at [`Outcome::stopped_at`].
    AfterStop,
    /// It was withdrawn from the vote; its votes count for nothing.
    Withdrawn,
    /// It has less than the least that the rule asks.
    BelowThreshold {
        /// The least.
        least: Amount,
    },
    /// It costs more than is left under the ceiling of its theme or area.
    CeilingReached {
        /// The theme or area.
        name: String,
        /// What is left under the ceiling.
        remaining: Amount,
    },
    /// Only one of it and another can be funded, and the other was.
    Excluded {
        /// The other.
        by: String,
    },
    /// It has too few votes for its cost to take part.
    NotAdmitted,
    /// Nobody supports it.
    NoSupport,
    /// Its supporters together had less than its cost when its turn came.
    SupportersShort {
        /// What they had, in currency units.
        had: Amount,
    },
    /// The rule chose others.
    NotChosen,
}

/// What a candidate that was not funded would have needed. Each alone would have been enough.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Needed {
    /// The least number of extra votes, if all others keep theirs; `None` if no number helps.
    pub more_votes: Option<u64>,
    /// The same in whole points, with a rule that goes by points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub more_score: Option<Amount>,
    /// The highest cost at which it wins with the votes it has, in currency units; `None` if no cost above zero helps.
    pub cost_at_most: Option<Amount>,
}

/// Candidates that the votes alone do not order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tie {
    /// The votes that each of them has, where candidates are ordered by votes.
    pub votes: Option<u64>,
    /// The tied candidates in the order that the tie-break gave them.
    pub ids: Vec<String>,
    /// How many candidates were funded before any of them had its turn.
    pub funded_before: usize,
    /// Whether another order among them would have funded other candidates. In rounds, where one choice changes what
    /// follows: whether some of them were not funded in the end; see [`stability`](crate::stability) for more.
    pub mattered: bool,
    /// Whether they were equal in a round, and not in an order made once.
    #[serde(rename = "inRounds", default, skip_serializing_if = "std::ops::Not::not")]
    pub in_rounds: bool,
}

impl Outcome {
    /// What became of a candidate.
    #[must_use]
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == id)
    }
}

/// What a candidate without money looks like to a rule that says why.
pub(crate) struct Losing<'a> {
    pub(crate) place: usize,
    pub(crate) votes: u64,
    pub(crate) cost: &'a Amount,
    pub(crate) budget: &'a Amount,
    pub(crate) remaining: &'a Amount,
}

/// What a cost is above the budget, and what is left below.
pub(crate) fn extra_and_remaining(budget: &Amount, cost: &Amount) -> (Amount, Amount) {
    let left = budget - cost;
    if left.is_negative() { (-left, Amount::zero()) } else { (Amount::zero(), left) }
}

/// Withdrawn candidates, by id.
pub(crate) fn withdrawn_entries(election: &Election, withdrawn: &[bool], spent: &Amount) -> Vec<Entry> {
    let counted = election.candidates().iter().zip(election.vote_counts()).zip(withdrawn);
    let entry = |((candidate, votes), _): ((&crate::Candidate, u64), &bool)| Entry {
        id: candidate.id.clone(),
        position: None,
        votes,
        score: None,
        cost: candidate.cost.clone(),
        spent_before: spent.clone(),
        spent_after: spent.clone(),
        status: Status::Withdrawn,
        needed: None,
    };
    let mut entries: Vec<Entry> = counted.filter(|(_, withdrawn)| **withdrawn).map(entry).collect();
    entries.sort_by(|one, other| one.id.cmp(&other.id));
    entries
}

/// How many ballots name nobody, and how many name only withdrawn candidates.
pub(crate) fn without_choice(election: &Election, withdrawn: &[bool]) -> (u64, u64) {
    let (mut blank, mut only_withdrawn) = (0, 0);
    for ballot in election.ballots() {
        let choices = ballot.form.choices();
        if choices.is_empty() {
            blank += 1;
        } else if choices.iter().all(|choice| withdrawn.at(*choice)) {
            only_withdrawn += 1;
        }
    }
    (blank, only_withdrawn)
}
