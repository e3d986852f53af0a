//! The order of candidates by what ballots give them.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::Misfit;
use crate::instance::Instance;
use crate::{Amount, Election};

/// What candidates are ordered by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// The number of ballots that name a candidate, whatever their form.
    #[default]
    Votes,
    /// Its points; in a ranking those of its places, see [`Election::scores`].
    Score,
    /// The number of candidates placed behind it, over all ballots (ordinal ballots only).
    Borda,
}

impl Measure {
    // Serde hands over a reference.
    #[allow(clippy::trivially_copy_pass_by_ref)]
    pub(super) fn is_votes(&self) -> bool {
        *self == Self::Votes
    }

    /// The part of a rule's name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Votes => "votes",
            Self::Score => "score",
            Self::Borda => "borda",
        }
    }

    /// What each candidate has.
    pub(super) fn of(self, election: &Election) -> Result<Vec<Amount>, Misfit> {
        match self {
            Self::Votes => Ok(election.vote_counts().into_iter().map(Amount::from).collect()),
            Self::Score => match election.scores() {
                Some(scores) => Ok(scores),
                None if election.meta().vote_type().has_points() => Err(Misfit::PointsTooLarge),
                None => Err(Misfit::NoScores),
            },
            Self::Borda => {
                if election.meta().vote_type() != crate::VoteType::Ordinal {
                    return Err(Misfit::NoOrder);
                }
                let struck = std::collections::BTreeSet::new();
                let instance = Instance::new(election, &struck, crate::election::Support::Borda);
                let instance = instance.ok_or(Misfit::PointsTooLarge)?;
                let totals = (0..instance.len()).map(|candidate| Amount::from_i128(instance.total(candidate)));
                Ok(totals.collect())
            }
        }
    }
}

/// What a candidate is ordered by: more is earlier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Key {
    /// Has support and costs nothing, in an order per cost.
    pub(super) free: bool,
    pub(super) value: Amount,
}

impl Key {
    pub(super) fn new(score: &Amount, cost: &Amount, per_cost: bool) -> Self {
        if !per_cost {
            return Self { free: false, value: score.clone() };
        }
        match score.checked_div(cost) {
            Some(value) => Self { free: false, value },
            None => Self { free: !score.is_zero() && !score.is_negative(), value: Amount::zero() },
        }
    }
}

impl Ord for Key {
    /// `Less` goes first.
    fn cmp(&self, other: &Self) -> Ordering {
        other.free.cmp(&self.free).then_with(|| other.value.cmp(&self.value))
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
