//! Bounds besides the budget: thresholds, ceilings, candidates that exclude each other.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Misfit;
use crate::{Amount, Candidate, Election, Status};

/// The least that a candidate must have to be able to win.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Threshold {
    /// What the election itself says: `min_project_score_threshold`.
    OfElection,
    /// A number of votes (or points).
    AtLeast(Amount),
}

impl Threshold {
    pub(super) fn least(&self, election: &Election) -> Result<Amount, Misfit> {
        match self {
            Self::AtLeast(least) => Ok(least.clone()),
            Self::OfElection => election.meta().amount("min_project_score_threshold").ok_or(Misfit::NoThreshold),
        }
    }
}

/// What a ceiling is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Over {
    /// A theme.
    Category,
    /// An area.
    Neighborhood,
}

/// The most that may be spent on what has a theme or lies in an area. A candidate counts in full for each of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ceiling {
    /// Themes or areas.
    pub over: Over,
    /// The theme or area.
    pub name: String,
    /// The most, in currency units.
    pub most: Amount,
}

/// All ceilings of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ceilings {
    /// What the election itself says: `budget_per_category`, `budget_per_neighborhood`.
    OfElection,
    /// These.
    Listed(Vec<Ceiling>),
}

impl Ceilings {
    fn listed(&self, election: &Election) -> Result<Vec<Ceiling>, Misfit> {
        match self {
            Self::Listed(ceilings) => Ok(ceilings.clone()),
            Self::OfElection => {
                let ceilings = election.meta().ceilings();
                if ceilings.is_empty() { Err(Misfit::NoCeilings) } else { Ok(ceilings) }
            }
        }
    }
}

/// What a candidate can run into besides the budget.
pub(super) struct Walls<'a> {
    ceilings: Vec<Ceiling>,
    /// Numbers of the sets of exclusive candidates by id.
    sets: BTreeMap<&'a str, Vec<usize>>,
}

impl<'a> Walls<'a> {
    pub(super) fn new(
        ceilings: Option<&Ceilings>,
        exclusive: &'a [Vec<String>],
        election: &Election,
    ) -> Result<Self, Misfit> {
        let ceilings = ceilings.map_or(Ok(Vec::new()), |ceilings| ceilings.listed(election))?;
        let mut sets: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (number, set) in exclusive.iter().enumerate() {
            for id in set {
                sets.entry(id).or_default().push(number);
            }
        }
        Ok(Self { ceilings, sets })
    }

    /// Whether there are any.
    pub(super) fn any(&self) -> bool {
        !self.ceilings.is_empty() || !self.sets.is_empty()
    }

    /// What stands against a candidate when others are funded.
    pub(super) fn against(&self, candidate: &Candidate, funded: &[&Candidate]) -> Option<Status> {
        if let Some(by) = self.rival(candidate, funded) {
            return Some(Status::Excluded { by: by.to_owned() });
        }
        self.ceilings.iter().filter(|ceiling| ceiling.covers(candidate)).find_map(|ceiling| {
            let remaining = ceiling.left(funded);
            let over = candidate.cost > remaining;
            over.then(|| Status::CeilingReached { name: ceiling.name.clone(), remaining })
        })
    }

    /// The most that a candidate could cost; `None` if no cost helps.
    pub(super) fn room(&self, candidate: &Candidate, funded: &[&Candidate], left: Amount) -> Option<Amount> {
        if self.rival(candidate, funded).is_some() {
            return None;
        }
        let covering = self.ceilings.iter().filter(|ceiling| ceiling.covers(candidate));
        Some(covering.map(|ceiling| ceiling.left(funded)).fold(left, Amount::min))
    }

    /// The funded candidate that excludes this one.
    fn rival<'f>(&self, candidate: &Candidate, funded: &[&'f Candidate]) -> Option<&'f str> {
        let sets = self.sets.get(candidate.id.as_str())?;
        let shares = |other: &&&Candidate| {
            other.id != candidate.id
                && self.sets.get(other.id.as_str()).is_some_and(|its| its.iter().any(|set| sets.contains(set)))
        };
        funded.iter().find(shares).map(|other| other.id.as_str())
    }
}

impl Ceiling {
    fn covers(&self, candidate: &Candidate) -> bool {
        let of = match self.over {
            Over::Category => &candidate.categories,
            Over::Neighborhood => &candidate.neighborhoods,
        };
        of.contains(&self.name)
    }

    fn left(&self, funded: &[&Candidate]) -> Amount {
        let spent = funded.iter().filter(|other| self.covers(other)).map(|other| &other.cost).sum();
        &self.most - &spent
    }
}
