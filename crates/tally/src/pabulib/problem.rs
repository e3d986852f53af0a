//! What can be wrong with a file.

use std::fmt;

use serde::Serialize;

use crate::{Amount, MetaError};

/// A part of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// Keys and values about the vote as a whole.
    Meta,
    /// The candidates.
    Projects,
    /// The ballots.
    Votes,
}

impl Section {
    /// The line that begins the section.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Meta => "META",
            Self::Projects => "PROJECTS",
            Self::Votes => "VOTES",
        }
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Why a file was refused, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("line {line}: {refusal}")]
pub struct ReadError {
    /// The line, from 1. Of something that is missing: where it should have been.
    pub line: usize,
    /// The reason.
    #[serde(flatten)]
    pub refusal: Refusal,
}

/// A reason to refuse a file: it cannot be counted without guessing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "refusal", rename_all = "snake_case")]
pub enum Refusal {
    /// A section is not there, or not in its place.
    #[error("the section {section} is missing")]
    MissingSection {
        /// The section expected.
        section: Section,
    },
    /// A section begins a second time.
    #[error("the section {section} begins a second time")]
    RepeatedSection {
        /// The section.
        section: Section,
    },
    /// `budget` or `vote_type` is missing in META.
    #[error("the key {key} is missing")]
    MissingKey {
        /// The key.
        key: String,
    },
    /// A key that something is computed from occurs twice.
    #[error("the key {key} occurs twice")]
    DuplicateKey {
        /// The key.
        key: String,
    },
    /// A column that the section cannot do without is missing.
    #[error("the column {column} is missing in {section}")]
    MissingColumn {
        /// The section.
        section: Section,
        /// The column.
        column: String,
    },
    /// Two columns have the same name, or two spellings of it.
    #[error("the column {column} occurs twice")]
    DuplicateColumn {
        /// The column.
        column: String,
    },
    /// The vote type is none of the five.
    #[error("the vote type {value:?} is not known")]
    UnknownVoteType {
        /// What the file says.
        value: String,
    },
    /// A budget or cost that is not a decimal number, or below zero.
    #[error("{column} is not an amount: {value:?}")]
    NotAnAmount {
        /// The key or column.
        column: String,
        /// What the file says; empty if nothing.
        value: String,
    },
    /// A candidate or a ballot without its id.
    #[error("{column} is empty")]
    MissingId {
        /// The column.
        column: String,
    },
    /// A key of META is empty.
    #[error("a value without a key")]
    MissingMetaKey,
    /// Two candidates with the same id.
    #[error("the project {id:?} stands on line {first_line} already")]
    DuplicateCandidate {
        /// The id.
        id: String,
        /// The line of the first.
        first_line: usize,
    },
    /// A ballot names a candidate that does not exist.
    #[error("the vote names the project {id:?}, which does not exist")]
    UnknownCandidate {
        /// The id.
        id: String,
    },
    /// A ballot has not as many points as choices.
    #[error("{choices} projects, but points for {points}")]
    PointsDiffer {
        /// The number of candidates named.
        choices: usize,
        /// The number of points.
        points: usize,
    },
    /// Points that are not a decimal number.
    #[error("points that are not a number: {value:?}")]
    NotPoints {
        /// What the file says.
        value: String,
    },
    /// A quoted cell does not end on its line: a line break inside, or a quote that was never closed.
    #[error("a quoted cell does not end on its line")]
    OpenQuote,
    /// A carriage return inside a line: a line break inside a cell, or lines that end in nothing else.
    #[error("a carriage return inside the line")]
    LoneReturn,
    /// A row ends before a column that it cannot do without.
    #[error("the row ends before the column {column}")]
    RowTooShort {
        /// The column.
        column: String,
    },
    /// A row has more cells than the header has columns; usually a `;` that should have been quoted.
    #[error("the row has more cells than the header")]
    RowTooLong,
}

impl Refusal {
    pub(super) fn at(self, line: usize) -> ReadError {
        ReadError { line, refusal: self }
    }
}

impl From<MetaError> for Refusal {
    fn from(error: MetaError) -> Self {
        match error {
            MetaError::Missing(key) => Self::MissingKey { key: key.to_owned() },
            MetaError::BadBudget(value) => Self::NotAnAmount { column: "budget".to_owned(), value },
            MetaError::UnknownVoteType(value) => Self::UnknownVoteType { value },
            MetaError::DuplicateKey(key) => Self::DuplicateKey { key },
            MetaError::BadKey(_) => Self::MissingMetaKey,
        }
    }
}

/// Something in a file that looks wrong but can be counted, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// The line, from 1.
    pub line: usize,
    /// What looks wrong.
    #[serde(flatten)]
    pub suspicion: Suspicion,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.suspicion)
    }
}

/// What looks wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "suspicion", rename_all = "snake_case")]
pub enum Suspicion {
    /// `num_projects` or `num_votes` is not the number of rows.
    #[error("{key} says {stated}, but there are {counted}")]
    CountDiffers {
        /// The key.
        key: String,
        /// What the file says.
        stated: u64,
        /// What is there.
        counted: u64,
    },
    /// A value that should be a number is not; it was taken as missing.
    #[error("{column} is not a number: {value:?}")]
    NotANumber {
        /// The key or column.
        column: String,
        /// What the file says.
        value: String,
    },
    /// A value in META has a `;` without quotes; the parts were joined again.
    #[error("the value of {key} has a semicolon without quotes")]
    UnquotedSemicolon {
        /// The key.
        key: String,
    },
    /// The `votes` of a candidate is not the number of ballots that name it.
    #[error("project {id:?} has {stated} votes, but {counted} ballots name it")]
    VotesDiffer {
        /// The candidate.
        id: String,
        /// What the file says.
        stated: u64,
        /// What the ballots say.
        counted: u64,
    },
    /// The `score` of a candidate is not the sum of its points.
    #[error("project {id:?} has a score of {stated}, but the ballots give it {counted}")]
    ScoreDiffers {
        /// The candidate.
        id: String,
        /// What the file says.
        stated: Amount,
        /// What the ballots say.
        counted: Amount,
    },
    /// A candidate costs more than there is.
    #[error("project {id:?} costs more than the budget")]
    DearerThanBudget {
        /// The candidate.
        id: String,
    },
    /// A candidate costs nothing.
    #[error("project {id:?} costs nothing")]
    ZeroCost {
        /// The candidate.
        id: String,
    },
    /// A ballot names a candidate more than once; it was counted once, with its first points.
    #[error("the ballot names project {id:?} more than once")]
    RepeatedChoice {
        /// The candidate.
        id: String,
    },
    /// Two ballots have the same voter id; both were counted.
    #[error("voter {voter_id:?} stands on line {first_line} already")]
    DuplicateVoter {
        /// The voter id.
        voter_id: String,
        /// The line of the first.
        first_line: usize,
    },
    /// A ballot names fewer candidates than it should.
    #[error("the ballot names {length} projects, fewer than {min}")]
    TooFewChoices {
        /// How many it names.
        length: u64,
        /// `min_length`.
        min: u64,
    },
    /// A ballot names more candidates than it may.
    #[error("the ballot names {length} projects, more than {max}")]
    TooManyChoices {
        /// How many it names.
        length: u64,
        /// `max_length`, or 1 for `choose-1`.
        max: u64,
    },
    /// A list of numbers in META is not as long as the list of what they are for; what has no partner was ignored.
    #[error("{key} has {values} values for {names} names")]
    ListsDiffer {
        /// The key of the numbers.
        key: String,
        /// How many there are.
        values: u64,
        /// How many there should be.
        names: u64,
    },
    /// The candidates of a ballot cost less than they should.
    #[error("the projects on the ballot cost {sum}, less than {min}")]
    SumCostTooLow {
        /// What they cost.
        sum: Amount,
        /// `min_sum_cost`.
        min: Amount,
    },
    /// The candidates of a ballot cost more than they may.
    #[error("the projects on the ballot cost {sum}, more than {max}")]
    SumCostTooHigh {
        /// What they cost.
        sum: Amount,
        /// `max_sum_cost`.
        max: Amount,
    },
    /// A ballot names fewer candidates of a theme or area than it should.
    #[error("the ballot names {length} projects of {name:?}, fewer than {min}")]
    TooFewOfPart {
        /// The theme or area.
        name: String,
        /// How many it names.
        length: u64,
        /// `min_length_per_category` or `min_length_per_neighborhood`.
        min: u64,
    },
    /// A ballot names more candidates of a theme or area than it may.
    #[error("the ballot names {length} projects of {name:?}, more than {max}")]
    TooManyOfPart {
        /// The theme or area.
        name: String,
        /// How many it names.
        length: u64,
        /// `max_length_per_category` or `max_length_per_neighborhood`.
        max: u64,
    },
    /// The candidates of a theme or area on a ballot cost less than they should.
    #[error("the projects of {name:?} on the ballot cost {sum}, less than {min}")]
    SumCostOfPartTooLow {
        /// The theme or area.
        name: String,
        /// What they cost.
        sum: Amount,
        /// `min_sum_cost_per_category` or `min_sum_cost_per_neighborhood`.
        min: Amount,
    },
    /// The candidates of a theme or area on a ballot cost more than they may.
    #[error("the projects of {name:?} on the ballot cost {sum}, more than {max}")]
    SumCostOfPartTooHigh {
        /// The theme or area.
        name: String,
        /// What they cost.
        sum: Amount,
        /// `max_sum_cost_per_category` or `max_sum_cost_per_neighborhood`.
        max: Amount,
    },
    /// A ballot gives a candidate that it names fewer points than it should.
    #[error("the ballot gives project {id:?} {points} points, fewer than {min}")]
    PointsTooLow {
        /// The candidate.
        id: String,
        /// The points.
        points: Amount,
        /// `min_points`.
        min: Amount,
    },
    /// A ballot gives a candidate more points than it may.
    #[error("the ballot gives project {id:?} {points} points, more than {max}")]
    PointsTooHigh {
        /// The candidate.
        id: String,
        /// The points.
        points: Amount,
        /// `max_points`.
        max: Amount,
    },
    /// A ballot gives fewer points than it should.
    #[error("the ballot gives {sum} points, fewer than {min}")]
    SumPointsTooLow {
        /// The sum of its points.
        sum: Amount,
        /// `min_sum_points`.
        min: Amount,
    },
    /// A ballot gives more points than it may.
    #[error("the ballot gives {sum} points, more than {max}")]
    SumPointsTooHigh {
        /// The sum of its points.
        sum: Amount,
        /// `max_sum_points`.
        max: Amount,
    },
}

impl Suspicion {
    pub(super) fn at(self, line: usize) -> Warning {
        Warning { line, suspicion: self }
    }
}
