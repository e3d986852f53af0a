//! Total orders for candidates that the votes leave equal. To be published before the vote.

use std::cmp::Ordering;
use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::Election;
use crate::table::{Put, small};

/// How candidates are ordered when the votes do not. Total: any two different ids have an order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum TieBreak {
    /// The smaller id first, compared as text by Unicode code point: `"10" < "2" < "A" < "a"`.
    #[default]
    Id,
    /// A public order, for example drawn by lot beforehand. Candidates that it does not name come after it, by id.
    Order {
        /// Ids, first is best. If one occurs twice, its first place holds.
        ids: Vec<String>,
    },
}

impl TieBreak {
    /// Prepares comparisons.
    pub(crate) fn comparer(&self) -> Comparer<'_> {
        let mut places = HashMap::new();
        if let Self::Order { ids } = self {
            for (place, id) in ids.iter().enumerate() {
                places.entry(id.as_str()).or_insert(place);
            }
        }
        Comparer { places }
    }

    /// The place of each candidate in the order, from 0.
    pub(crate) fn ranks(&self, election: &Election) -> Vec<u32> {
        let comparer = self.comparer();
        let candidates = election.candidates();
        let mut order: Vec<(usize, &str)> =
            candidates.iter().enumerate().map(|(place, candidate)| (place, candidate.id.as_str())).collect();
        order.sort_by(|(_, one), (_, other)| comparer.compare(one, other));
        let mut ranks = vec![0; order.len()];
        for (rank, (place, _)) in order.into_iter().enumerate() {
            ranks.put(place, small(rank));
        }
        ranks
    }
}

/// A [`TieBreak`] ready for many comparisons.
pub(crate) struct Comparer<'a> {
    places: HashMap<&'a str, usize>,
}

impl Comparer<'_> {
    /// `Less` means that the first wins the tie.
    pub(crate) fn compare(&self, one: &str, other: &str) -> Ordering {
        let key = |id: &str| self.places.get(id).copied().unwrap_or(usize::MAX);
        // UTF-8 orders bytes as it orders code points.
        key(one).cmp(&key(other)).then_with(|| one.as_bytes().cmp(other.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;

    fn sorted(tie_break: &TieBreak) -> Vec<&'static str> {
        let mut ids = vec!["a", "2", "é", "A", "10", "\u{10000}", "\u{ffff}"];
        let comparer = tie_break.comparer();
        ids.sort_by(|one, other| comparer.compare(one, other));
        ids
    }

    #[test]
    fn ids_are_compared_by_code_point() {
        assert_eq!(sorted(&TieBreak::Id), ["10", "2", "A", "a", "é", "\u{ffff}", "\u{10000}"]);
    }

    #[test]
    fn a_public_order_goes_first_and_is_made_total_by_id() {
        let ids = ["a", "none of these", "10", "a"].map(str::to_owned).to_vec();
        assert_eq!(sorted(&TieBreak::Order { ids }), ["a", "10", "2", "A", "é", "\u{ffff}", "\u{10000}"]);
    }
}
