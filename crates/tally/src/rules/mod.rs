//! Rules that turn ballots into winners. Each family has a file; a [`Rule`] is a value that can be stored.

mod decided;
mod greedy;
mod limits;
mod maximin;
mod names;
mod order;
mod phragmen;
mod shares;
mod tie_break;
mod top;
mod welfare;
mod words;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{Amount, Election, Outcome};

pub use greedy::Greedy;
pub use limits::{Ceiling, Ceilings, Over, Threshold};
pub use maximin::Maximin;
pub use order::Measure;
pub use phragmen::Phragmen;
pub use shares::{AddOne, Comparison, EqualShares, Stop, Utility};
pub(crate) use shares::{Race, State, run_watched};
pub use tie_break::TieBreak;
pub use top::TopN;
pub use welfare::{MaxWelfare, welfare};
pub use words::Language;

/// A declared way to turn ballots into winners, complete with its tie-break.
///
/// In JSON an object with the family in `rule`:
/// `{"rule":"greedy_votes","skipping":true,"tieBreak":{"by":"id"}}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum Rule {
    /// Most votes first, as long as the money lasts, with all its variants.
    GreedyVotes(Greedy),
    /// An order without money.
    TopN(TopN),
    /// The set with the greatest total.
    MaxWelfare(MaxWelfare),
    /// Sequential Phragmén.
    Phragmen(Phragmen),
    /// Maximin support.
    Maximin(Maximin),
    /// The Method of Equal Shares.
    EqualShares(EqualShares),
}

/// Why a rule cannot count some ballots.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Misfit {
    /// The rule goes by points, or points of places; these ballots have neither.
    #[error("the rule needs ballots with points or an order")]
    NoScores,
    /// The rule goes by points; these ballots have none.
    #[error("the rule needs ballots with points")]
    NoPoints,
    /// The rule goes by places; these ballots have no order.
    #[error("the rule needs ballots with an order of preference")]
    NoOrder,
    /// The rule takes the threshold from the election, which has none.
    #[error("the election names no min_project_score_threshold")]
    NoThreshold,
    /// The rule takes the ceilings from the election, which has none.
    #[error("the election names no budget_per_category or budget_per_neighborhood")]
    NoCeilings,
    /// The increment of Add1 is not above zero.
    #[error("the increment must be above zero")]
    NoIncrement,
    /// The increment of Add1 is so small beside the amounts that counting would not end.
    #[error("the increment is too small beside these amounts")]
    IncrementTooSmall,
    /// Points are too large or have too many decimals to be added exactly.
    #[error("points are too large, or too fine, to be added exactly")]
    PointsTooLarge,
    /// Costs are too large or have too many decimals for this rule.
    #[error("amounts are too large, or too fine, for this rule")]
    AmountsTooLarge,
    /// There are too many sets to compare.
    #[error("there are too many nearly equal sets to find the best one")]
    TooManySets,
}

impl Rule {
    /// How the rule breaks ties.
    #[must_use]
    pub fn tie_break(&self) -> &TieBreak {
        match self {
            Self::GreedyVotes(rule) => &rule.tie_break,
            Self::TopN(rule) => &rule.tie_break,
            Self::MaxWelfare(rule) => &rule.tie_break,
            Self::Phragmen(rule) => &rule.tie_break,
            Self::Maximin(rule) => &rule.tie_break,
            Self::EqualShares(rule) => &rule.tie_break,
        }
    }

    /// The same rule with another tie-break.
    #[must_use]
    pub fn with_tie_break(mut self, tie_break: TieBreak) -> Self {
        let place = match &mut self {
            Self::GreedyVotes(rule) => &mut rule.tie_break,
            Self::TopN(rule) => &mut rule.tie_break,
            Self::MaxWelfare(rule) => &mut rule.tie_break,
            Self::Phragmen(rule) => &mut rule.tie_break,
            Self::Maximin(rule) => &mut rule.tie_break,
            Self::EqualShares(rule) => &mut rule.tie_break,
        };
        *place = tie_break;
        self
    }

    /// The same rule with another increment, if it has one: in weak currencies one unit is too little.
    #[must_use]
    pub fn with_increment(mut self, increment: Amount) -> Self {
        if let Self::EqualShares(EqualShares { add_one: Some(add_one), .. }) = &mut self {
            add_one.increment = increment;
        }
        self
    }

    /// Whether the rule can count these ballots.
    ///
    /// # Errors
    /// [`Misfit`], if not.
    pub fn check(&self, election: &Election) -> Result<(), Misfit> {
        match self {
            Self::GreedyVotes(rule) => rule.check(election),
            Self::TopN(rule) => rule.by.of(election).map(|_| ()),
            Self::MaxWelfare(rule) => rule.utility.check(election),
            Self::Phragmen(_) | Self::Maximin(_) => Ok(()),
            Self::EqualShares(rule) => rule.check(election),
        }
    }

    /// Counts the ballots and decides.
    ///
    /// # Errors
    /// [`Misfit`], if the rule cannot count these ballots.
    pub fn count(&self, election: &Election) -> Result<Outcome, Misfit> {
        self.count_without(election, &BTreeSet::new())
    }

    /// As [`Rule::count`], with some candidates struck: their votes count for nothing, and they are listed as withdrawn.
    /// An id that no candidate has changes nothing.
    ///
    /// # Errors
    /// [`Misfit`], if the rule cannot count these ballots.
    pub fn count_without(&self, election: &Election, struck: &BTreeSet<String>) -> Result<Outcome, Misfit> {
        match self {
            Self::GreedyVotes(rule) => rule.run(election, struck),
            Self::TopN(rule) => rule.run(election, struck),
            Self::MaxWelfare(rule) => rule.run(election, struck),
            Self::Phragmen(rule) => rule.run(election, struck),
            Self::Maximin(rule) => rule.run(election, struck),
            Self::EqualShares(rule) => rule.run(election, struck),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;

    #[test]
    fn a_rule_is_stored_as_json() {
        let order = TieBreak::Order { ids: vec!["b".to_owned(), "a".to_owned()] };
        let rule = Rule::by_name("greedy_votes_noskip").unwrap().with_tie_break(order.clone());
        assert_eq!(rule.tie_break(), &order);
        let json = serde_json::to_string(&rule).unwrap();
        assert_eq!(json, r#"{"rule":"greedy_votes","skipping":false,"tieBreak":{"by":"order","ids":["b","a"]}}"#);
        let earlier = json.replace("tieBreak", "tie_break");
        assert_eq!(serde_json::from_str::<Rule>(&earlier).unwrap(), rule, "as rounds kept it at first");
        assert_eq!(serde_json::from_str::<Rule>(&json).unwrap(), rule);
        let unknown = r#"{"rule":"lottery","skipping":false,"tieBreak":{"by":"id"}}"#;
        assert!(serde_json::from_str::<Rule>(unknown).is_err());
    }

    #[test]
    fn every_named_rule_is_stored_as_json() {
        for name in Rule::NAMES {
            let rule = Rule::by_name(name).unwrap();
            let json = serde_json::to_string(&rule).unwrap();
            assert_eq!(serde_json::from_str::<Rule>(&json).unwrap(), rule, "{json}");
        }
    }
}
