//! An election: what could be chosen, with which money, and what was chosen.

mod meta;
mod score;
mod texts;

use std::collections::{BTreeMap, HashSet};

use crate::Amount;

pub use meta::{Limits, Meta, MetaError, PartLimits, VoteType};
pub(crate) use meta::{present, trimmed};
pub(crate) use score::{PointUnit, Support};
pub use texts::Texts;

/// A cost of exactly this many units marks a withdrawn candidate (a convention of the Pabulib checker). Such a candidate
/// is skipped by every rule, also by one that otherwise stops at what does not fit.
pub const WITHDRAWN_COST: u64 = 999_999_999;

/// A plan that voters could choose. Pabulib's word is *project*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Unique in its election; not necessarily a number (`OGM/0015`).
    pub id: String,
    /// What people call it; empty if unknown.
    pub name: String,
    /// What it takes from the budget, in currency units; not negative.
    pub cost: Amount,
    /// Themes.
    pub categories: Vec<String>,
    /// Areas.
    pub neighborhoods: Vec<String>,
    /// For whom it is.
    pub beneficiaries: Vec<String>,
    /// The number of ballots that name it, *as the file says*. Rules count the ballots themselves.
    pub votes: Option<u64>,
    /// The points it got, *as the file says*.
    pub score: Option<Amount>,
    /// What was decided: 0 not funded, 1 funded, 2 funded through a special rule, 3 funded later from extra money.
    pub selected: Option<u8>,
    /// Values of the other columns, parallel to [`Columns::candidates`]; empty text is a missing value.
    pub extra: Texts,
}

impl Candidate {
    /// A candidate with an id, a name and a cost, and nothing else known.
    #[must_use]
    pub fn new(id: impl Into<String>, name: impl Into<String>, cost: Amount) -> Self {
        Self {
            id: id.into(),
            name: name.into(),
            cost,
            categories: Vec::new(),
            neighborhoods: Vec::new(),
            beneficiaries: Vec::new(),
            votes: None,
            score: None,
            selected: None,
            extra: Texts::default(),
        }
    }

    /// Whether its cost is the mark of withdrawal, [`WITHDRAWN_COST`].
    #[must_use]
    pub fn is_marked_withdrawn(&self) -> bool {
        self.cost.to_u64() == Some(WITHDRAWN_COST)
    }
}

/// What stands on a ballot. Candidates are places in [`Election::candidates`]; none occurs twice.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// A set of candidates ([`VoteType::Approval`]) or one ([`VoteType::ChooseOne`]). The empty set is a blank vote.
    Approval(Vec<usize>),
    /// Candidates in order of preference, best first.
    Ordinal(Vec<usize>),
    /// Candidates with points ([`VoteType::Cumulative`] and [`VoteType::Scoring`]).
    Points {
        /// The candidates named.
        choices: Vec<usize>,
        /// The points of each, parallel to `choices`.
        points: Vec<Amount>,
    },
}

impl Form {
    /// The candidates that are named, whatever the form.
    #[must_use]
    pub fn choices(&self) -> &[usize] {
        match self {
            Self::Approval(choices) | Self::Ordinal(choices) | Self::Points { choices, .. } => choices,
        }
    }

    /// The same vote with what has no meaning (the order in a set) put in ascending order.
    fn canonical(&self) -> Self {
        match self {
            Self::Approval(choices) => {
                let mut choices = choices.clone();
                choices.sort_unstable();
                Self::Approval(choices)
            }
            Self::Ordinal(choices) => Self::Ordinal(choices.clone()),
            Self::Points { choices, points } => {
                let pairs: BTreeMap<_, _> = choices.iter().zip(points).collect();
                Self::Points {
                    choices: pairs.keys().map(|choice| **choice).collect(),
                    points: pairs.values().map(|points| (*points).clone()).collect(),
                }
            }
        }
    }

    fn fits(&self, vote_type: VoteType) -> bool {
        match self {
            Self::Approval(_) => matches!(vote_type, VoteType::Approval | VoteType::ChooseOne),
            Self::Ordinal(_) => vote_type == VoteType::Ordinal,
            Self::Points { .. } => matches!(vote_type, VoteType::Cumulative | VoteType::Scoring),
        }
    }
}

/// What one voter handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ballot {
    /// Names the row of the file, not a person.
    pub voter_id: String,
    /// The vote.
    pub form: Form,
    /// Values of the other columns, parallel to [`Columns::ballots`]; empty text is a missing value.
    pub extra: Texts,
}

impl Ballot {
    /// A ballot with nothing but its vote.
    #[must_use]
    pub fn new(voter_id: impl Into<String>, form: Form) -> Self {
        Self { voter_id: voter_id.into(), form, extra: Texts::default() }
    }
}

/// Names of the columns that have no field of their own, in the order of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    /// Of candidates: `latitude`, `proposer`, `district`, …
    pub candidates: Vec<String>,
    /// Of ballots: `age`, `voting_method`, …
    pub ballots: Vec<String>,
}

/// Ballots that say the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What they say; the candidates of a set are in ascending order.
    pub form: Form,
    /// How many ballots say it.
    pub ballots: u64,
}

/// A vote over a budget. Consistent by construction: see [`ElectionError`] for what cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Election {
    meta: Meta,
    columns: Columns,
    candidates: Vec<Candidate>,
    ballots: Vec<Ballot>,
}

/// Why candidates and ballots do not make an election.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ElectionError {
    /// Two candidates have the same id.
    #[error("two candidates have the id {0:?}")]
    DuplicateCandidate(String),
    /// A cost below zero.
    #[error("candidate {0:?} has a negative cost")]
    NegativeCost(String),
    /// A ballot names a candidate that does not exist.
    #[error("the ballot of {0:?} names a candidate that is not there")]
    UnknownChoice(String),
    /// A ballot names a candidate twice.
    #[error("the ballot of {0:?} names a candidate twice")]
    DuplicateChoice(String),
    /// A ballot has another form than the vote type says, or not as many points as choices.
    #[error("the ballot of {0:?} does not have the form of the vote type")]
    WrongForm(String),
    /// The number of values in `extra` is not the number of columns.
    #[error("{0:?} has values for other columns than the election")]
    WrongExtra(String),
}

impl Election {
    /// Puts an election together and checks that it is consistent.
    ///
    /// Limits of the ballots (number, sum) are not checked: real files have ballots that break them and were counted.
    /// [`pabulib::read`](crate::pabulib::read) reports those as warnings.
    ///
    /// # Errors
    /// [`ElectionError`], for the first thing found.
    pub fn new(
        meta: Meta,
        columns: Columns,
        candidates: Vec<Candidate>,
        ballots: Vec<Ballot>,
    ) -> Result<Self, ElectionError> {
        let mut ids = HashSet::with_capacity(candidates.len());
        for candidate in &candidates {
            if !ids.insert(candidate.id.as_str()) {
                return Err(ElectionError::DuplicateCandidate(candidate.id.clone()));
            }
            if candidate.cost.is_negative() {
                return Err(ElectionError::NegativeCost(candidate.id.clone()));
            }
            if candidate.extra.len() != columns.candidates.len() {
                return Err(ElectionError::WrongExtra(candidate.id.clone()));
            }
        }
        let mut seen = Seen::new(candidates.len());
        for ballot in &ballots {
            let voter = || ballot.voter_id.clone();
            let points_match = match &ballot.form {
                Form::Points { choices, points } => choices.len() == points.len(),
                Form::Approval(_) | Form::Ordinal(_) => true,
            };
            if !points_match || !ballot.form.fits(meta.vote_type()) {
                return Err(ElectionError::WrongForm(voter()));
            }
            if ballot.extra.len() != columns.ballots.len() {
                return Err(ElectionError::WrongExtra(voter()));
            }
            seen.next_ballot();
            for choice in ballot.form.choices() {
                if *choice >= candidates.len() {
                    return Err(ElectionError::UnknownChoice(voter()));
                }
                if !seen.first_time(*choice) {
                    return Err(ElectionError::DuplicateChoice(voter()));
                }
            }
        }
        Ok(Self { meta, columns, candidates, ballots })
    }

    /// As [`Election::new`], for a caller that has established every condition of it.
    pub(crate) fn from_checked(meta: Meta, columns: Columns, candidates: Vec<Candidate>, ballots: Vec<Ballot>) -> Self {
        Self { meta, columns, candidates, ballots }
    }

    /// Budget, vote type, limits and everything else about the vote as a whole.
    #[must_use]
    pub fn meta(&self) -> &Meta {
        &self.meta
    }

    /// Names of the columns in `extra`.
    #[must_use]
    pub fn columns(&self) -> &Columns {
        &self.columns
    }

    /// The candidates, in the order of the file.
    #[must_use]
    pub fn candidates(&self) -> &[Candidate] {
        &self.candidates
    }

    /// The ballots, in the order of the file; blank ones are voters too.
    #[must_use]
    pub fn ballots(&self) -> &[Ballot] {
        &self.ballots
    }

    /// The number of ballots that name each candidate, parallel to [`Election::candidates`].
    ///
    /// Named is named: a candidate that was listed with 0 points counts here.
    #[must_use]
    pub fn vote_counts(&self) -> Vec<u64> {
        let mut counts = vec![0; self.candidates.len()];
        for ballot in &self.ballots {
            for choice in ballot.form.choices() {
                if let Some(count) = counts.get_mut(*choice) {
                    *count += 1;
                }
            }
        }
        counts
    }

    /// Ballots that say the same, together, in an order that depends only on what they say.
    ///
    /// Where voters choose one plan, a hundred thousand ballots become two hundred groups.
    #[must_use]
    pub fn groups(&self) -> Vec<Group> {
        let mut groups: BTreeMap<Form, u64> = BTreeMap::new();
        for ballot in &self.ballots {
            *groups.entry(ballot.form.canonical()).or_default() += 1;
        }
        let group = |(form, ballots)| Group { form, ballots };
        groups.into_iter().map(group).collect()
    }

    /// The same election with another cost of a candidate. An id that no candidate has changes nothing; a cost below
    /// zero is taken as zero.
    #[must_use]
    pub fn with_cost(&self, id: &str, cost: Amount) -> Self {
        let mut election = self.clone();
        if let Some(candidate) = election.candidates.iter_mut().find(|candidate| candidate.id == id) {
            candidate.cost = if cost.is_negative() { Amount::zero() } else { cost };
        }
        election
    }

    /// As many ballots, each drawn from these by its place.
    pub(crate) fn drawn(&self, mut draw: impl FnMut(u64) -> u64) -> Self {
        let bound = u64::try_from(self.ballots.len()).unwrap_or(u64::MAX);
        let ballots = (0..bound).filter_map(|_| self.ballots.get(usize::try_from(draw(bound)).ok()?)).cloned();
        Self {
            meta: self.meta.clone(),
            columns: self.columns.clone(),
            candidates: self.candidates.clone(),
            ballots: ballots.collect(),
        }
    }

    /// The same election with the numbers that a file repeats set to what the ballots say: `num_projects`, `num_votes`
    /// and the `votes` of each candidate. For an election that was put together by a program.
    #[must_use]
    pub fn with_counts(mut self) -> Self {
        let counts = self.vote_counts();
        for (candidate, count) in self.candidates.iter_mut().zip(counts) {
            candidate.votes = Some(count);
        }
        self.meta.set_counts(self.candidates.len(), self.ballots.len());
        self
    }
}

/// Finds a candidate that a ballot names twice, without clearing anything between ballots.
pub(crate) struct Seen {
    last_ballot: Vec<usize>,
    ballot: usize,
}

impl Seen {
    pub(crate) fn new(candidates: usize) -> Self {
        Self { last_ballot: vec![0; candidates], ballot: 0 }
    }

    pub(crate) fn next_ballot(&mut self) {
        self.ballot += 1;
    }

    /// Whether this ballot names the candidate for the first time.
    pub(crate) fn first_time(&mut self, choice: usize) -> bool {
        self.last_ballot.get_mut(choice).is_some_and(|last| std::mem::replace(last, self.ballot) != self.ballot)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;

    fn candidates() -> Vec<Candidate> {
        ["a", "b", "c"].map(|id| Candidate::new(id, "", Amount::from(10))).to_vec()
    }

    fn make(vote_type: VoteType, forms: Vec<Form>) -> Result<Election, ElectionError> {
        let ballots = forms.into_iter().enumerate().map(|(voter, form)| Ballot::new(voter.to_string(), form)).collect();
        let meta = Meta::new(Amount::from(20), vote_type);
        Election::new(meta, Columns::default(), candidates(), ballots)
    }

    fn approvals(ballots: &[&[usize]]) -> Result<Election, ElectionError> {
        let forms = ballots.iter().map(|ballot| Form::Approval(ballot.to_vec()));
        make(VoteType::Approval, forms.collect())
    }

    fn points(choices: &[usize], points: &[u64]) -> Form {
        Form::Points { choices: choices.to_vec(), points: points.iter().map(|points| Amount::from(*points)).collect() }
    }

    #[test]
    fn equal_sets_are_one_group_and_blank_ballots_are_counted() {
        let election = approvals(&[&[0, 1], &[2], &[1, 0], &[], &[]]).unwrap();
        let group = |choices: &[usize], ballots| Group { form: Form::Approval(choices.to_vec()), ballots };
        assert_eq!(election.groups(), [group(&[], 2), group(&[0, 1], 2), group(&[2], 1)]);
        assert_eq!(election.vote_counts(), [2, 2, 1]);
    }

    #[test]
    fn order_matters_in_a_ranking_and_not_in_points() {
        let ranked = |choices: &[usize]| Form::Ordinal(choices.to_vec());
        let election = make(VoteType::Ordinal, vec![ranked(&[0, 1]), ranked(&[1, 0])]).unwrap();
        assert_eq!(election.groups().len(), 2);
        let election = make(VoteType::Cumulative, vec![points(&[0, 1], &[3, 2]), points(&[1, 0], &[2, 3])]).unwrap();
        assert_eq!(election.groups(), [Group { form: points(&[0, 1], &[3, 2]), ballots: 2 }]);
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let voter = || "0".to_owned();
        assert_eq!(approvals(&[&[3]]), Err(ElectionError::UnknownChoice(voter())));
        assert_eq!(approvals(&[&[1, 2, 1]]), Err(ElectionError::DuplicateChoice(voter())));
        assert_eq!(make(VoteType::ChooseOne, vec![Form::Ordinal(vec![])]), Err(ElectionError::WrongForm(voter())));
        assert_eq!(make(VoteType::Scoring, vec![points(&[0], &[])]), Err(ElectionError::WrongForm(voter())));
        let with = |candidates, columns| {
            let meta = Meta::new(Amount::from(20), VoteType::Approval);
            Election::new(meta, columns, candidates, vec![])
        };
        let a = |cost: &str| Candidate::new("a", "", cost.parse().unwrap());
        assert_eq!(
            with(vec![a("1"), a("2")], Columns::default()),
            Err(ElectionError::DuplicateCandidate("a".to_owned()))
        );
        assert_eq!(with(vec![a("-1")], Columns::default()), Err(ElectionError::NegativeCost("a".to_owned())));
        let columns = Columns { candidates: vec!["proposer".to_owned()], ballots: vec![] };
        assert_eq!(with(vec![a("1")], columns), Err(ElectionError::WrongExtra("a".to_owned())));
    }

    #[test]
    fn counts_are_stated_as_counted() {
        let election = approvals(&[&[0, 1], &[1]]).unwrap().with_counts();
        let votes: Vec<_> = election.candidates().iter().map(|c| c.votes).collect();
        assert_eq!(votes, [Some(1), Some(2), Some(0)]);
        assert_eq!(election.meta().get("num_projects"), Some("3"));
        assert_eq!(election.meta().get("num_votes"), Some("2"));
    }
}
