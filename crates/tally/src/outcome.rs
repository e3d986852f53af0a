//! What a rule makes of the ballots, with a reason for every candidate.

use serde::{Deserialize, Serialize};

use crate::{Amount, Rule};

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
}

/// What a candidate that was not funded would have needed. Each alone would have been enough.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Needed {
    /// The least number of extra votes, if all others keep theirs; `None` if no number helps.
    pub more_votes: Option<u64>,
    /// The highest cost at which it wins with the votes it has, in currency units; `None` if no cost above zero helps.
    pub cost_at_most: Option<Amount>,
}

/// Candidates that the votes alone do not order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tie {
    /// The votes that each of them has.
    pub votes: u64,
    /// The tied candidates in the order that the tie-break gave them.
    pub ids: Vec<String>,
    /// How many candidates were funded before any of them had its turn.
    pub funded_before: usize,
    /// Whether another order among them would have funded other candidates.
    pub mattered: bool,
}

impl Outcome {
    /// What became of a candidate.
    #[must_use]
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == id)
    }
}
