//! Rules that turn ballots into winners. Each family has a file; a [`Rule`] is a value that can be stored.

mod greedy;
mod tie_break;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{Election, Outcome};

pub use greedy::Greedy;
pub use tie_break::TieBreak;

/// A declared way to turn ballots into winners, complete with its tie-break.
///
/// In JSON an object with the family in `rule`:
/// `{"rule":"greedy_votes","skipping":true,"tieBreak":{"by":"id"}}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum Rule {
    /// Most votes first.
    GreedyVotes(Greedy),
}

impl Rule {
    /// Every name that [`Rule::by_name`] knows.
    pub const NAMES: [&str; 2] = ["greedy_votes", "greedy_votes_noskip"];

    /// A rule by its name, with ties broken by id.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        let greedy = |skipping| Self::GreedyVotes(Greedy { skipping, tie_break: TieBreak::Id });
        match name {
            "greedy_votes" => Some(greedy(true)),
            "greedy_votes_noskip" => Some(greedy(false)),
            _ => None,
        }
    }

    /// The name of the rule, without its tie-break.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::GreedyVotes(Greedy { skipping: true, .. }) => "greedy_votes",
            Self::GreedyVotes(Greedy { skipping: false, .. }) => "greedy_votes_noskip",
        }
    }

    /// How the rule breaks ties.
    #[must_use]
    pub fn tie_break(&self) -> &TieBreak {
        match self {
            Self::GreedyVotes(greedy) => &greedy.tie_break,
        }
    }

    /// The same rule with another tie-break.
    #[must_use]
    pub fn with_tie_break(mut self, tie_break: TieBreak) -> Self {
        match &mut self {
            Self::GreedyVotes(greedy) => greedy.tie_break = tie_break,
        }
        self
    }

    /// Counts the ballots and decides.
    #[must_use]
    pub fn run(&self, election: &Election) -> Outcome {
        self.run_without(election, &BTreeSet::new())
    }

    /// As [`Rule::run`], with some candidates struck: their votes count for nothing, and they are listed as withdrawn.
    /// An id that no candidate has changes nothing.
    #[must_use]
    pub fn run_without(&self, election: &Election, struck: &BTreeSet<String>) -> Outcome {
        match self {
            Self::GreedyVotes(greedy) => greedy.run(election, struck),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;

    #[test]
    fn names_and_rules_correspond() {
        for name in Rule::NAMES {
            assert_eq!(Rule::by_name(name).unwrap().name(), name);
        }
        assert_eq!(Rule::by_name("greedy"), None);
    }

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
}
