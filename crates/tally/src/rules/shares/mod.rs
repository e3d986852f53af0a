//! The Method of Equal Shares: every voter has the same part of the budget, and plans are bought by their supporters.

mod add_one;
mod engine;
mod exactly;
mod follow;
mod outcome;
mod race;

use serde::{Deserialize, Serialize};

use super::TieBreak;
use crate::Amount;
use crate::election::Support;

pub use add_one::Stop;
pub(crate) use engine::{State, run_watched};
pub(crate) use race::Race;

/// What a funded candidate is worth to a supporter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Utility {
    /// Its cost: who has most *effective votes* goes first. The usual choice.
    Cost,
    /// 1: who has the lowest price per supporter goes first.
    Cardinality,
    /// The points of the voter's ballot; supporters pay in proportion to them.
    Points,
    /// The number of candidates that the voter's ballot places behind it.
    Borda,
}

impl Utility {
    pub(crate) fn support(self) -> Support {
        match self {
            Self::Cost | Self::Cardinality => Support::Named,
            Self::Points => Support::Points,
            Self::Borda => Support::Borda,
        }
    }

    /// The part of a rule's name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Cost => "cost",
            Self::Cardinality => "card",
            Self::Points => "points",
            Self::Borda => "borda",
        }
    }
}

/// Add1: the same count again and again, each time with a little more per voter, as long as the winners together do not
/// cost more than the real budget.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddOne {
    /// How much more each voter has each time, in currency units; above zero.
    pub increment: Amount,
    /// Whether the first count gives whole currency units to each voter (budget per voter, rounded down).
    pub integral: bool,
    /// Whether to stop as soon as nothing that has supporters still fits in the budget.
    pub exhaustive: bool,
}

impl Default for AddOne {
    /// One currency unit each time, from the exact share, stopping when nothing fits any more.
    fn default() -> Self {
        Self { increment: Amount::from(1), integral: false, exhaustive: true }
    }
}

/// A last look at the outcome of equal shares beside that of greedy by votes: whatever more voters prefer, stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Comparison {
    /// A voter prefers the outcome that funds more of the candidates on its ballot (as in Wieliczka).
    Satisfaction,
    /// A voter prefers an outcome that funds any candidate on its ballot over one that funds none.
    Exclusion,
}

/// The Method of Equal Shares (Peters, Pierczyński and Skowron 2021), with what comes after it.
///
/// Each voter begins with the same share of the budget. In each round the candidate is bought whose supporters pay
/// least per utility when they share its cost as equally as what they have left allows. A candidate whose supporters
/// have too little together is out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EqualShares {
    /// What a funded candidate is worth to a supporter.
    pub utility: Utility,
    /// Counting again with more per voter, because the bare method leaves much of the money.
    #[serde(rename = "addOne", default, skip_serializing_if = "Option::is_none")]
    pub add_one: Option<AddOne>,
    /// Whether what is left then goes to whoever fits, most votes (points) first.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub utilitarian: bool,
    /// The comparison with greedy by votes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comparison: Option<Comparison>,
    /// Who may take part: candidates whose share of the voters is at least this part of their share of the budget
    /// (in Świecie a third).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub admission: Option<Amount>,
    /// Who goes first among exactly equal candidates of a round.
    #[serde(rename = "tieBreak")]
    pub tie_break: TieBreak,
}

impl EqualShares {
    /// The bare method.
    #[must_use]
    pub fn new(utility: Utility) -> Self {
        Self { utility, add_one: None, utilitarian: false, comparison: None, admission: None, tie_break: TieBreak::Id }
    }

    /// With Add1.
    #[must_use]
    pub fn with_add_one(mut self, add_one: AddOne) -> Self {
        self.add_one = Some(add_one);
        self
    }

    /// With the utilitarian completion.
    #[must_use]
    pub fn then_utilitarian(mut self) -> Self {
        self.utilitarian = true;
        self
    }
}
