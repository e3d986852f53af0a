//! The form of what staff send and see.

use crate::model::{CodeBatch, DayCount, Follow, NewRound};
use crate::rules::RoundRules;
use jiff::Timestamp;
use jiff::civil::Date;
use platform::money::Cents;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A round to be made or changed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RoundInput {
    /// The version that was read; only for a change, and then needed.
    pub version: Option<i64>,
    /// Title, in the organisation's default language.
    pub title: String,
    /// Title in other languages, by code.
    #[serde(default)]
    pub titles: BTreeMap<String, String>,
    /// The rules.
    #[schema(value_type = Object)]
    pub rules: RoundRules,
    /// The money that is divided, in whole euro cents.
    pub budget: i64,
    /// From when one can vote (UTC).
    #[schema(value_type = String, format = DateTime)]
    pub opens_at: Timestamp,
    /// Until when (UTC).
    #[schema(value_type = String, format = DateTime)]
    pub closes_at: Timestamp,
}

impl From<RoundInput> for NewRound {
    fn from(input: RoundInput) -> Self {
        NewRound {
            title: input.title,
            titles: input.titles,
            rules: input.rules,
            budget: Cents(input.budget),
            opens_at: input.opens_at,
            closes_at: input.closes_at,
            phase: None,
        }
    }
}

/// Plans of the site, in the order of their numbers.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlansInput {
    /// Ids of plans (UUID).
    pub plans: Vec<String>,
}

/// Something that is done to a round.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "act", rename_all = "kebab-case", deny_unknown_fields)]
pub enum ActBody {
    /// Freeze it; voters can vote from its time on.
    Open,
    /// Close later.
    Prolong {
        /// Until when (UTC).
        #[serde(rename = "closesAt")]
        #[schema(value_type = String, format = DateTime)]
        closes_at: Timestamp,
        /// Why; public.
        reason: String,
    },
    /// Strike a plan.
    Strike {
        /// Its number.
        number: u32,
        /// Why; public.
        reason: String,
    },
    /// End the review.
    EndReview {
        /// What was found; public.
        note: String,
    },
    /// Part ballots from entitlements, for good.
    Seal,
    /// Count.
    Count,
    /// Publish the outcome.
    Publish,
    /// End its life.
    Finalise,
}

/// A batch of codes.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BatchBody {
    /// Id (UUID).
    id: String,
    /// What staff call it.
    name: String,
    /// For trying out.
    test: bool,
    /// How many codes.
    count: u32,
    /// When they were made (UTC); null while that goes on.
    #[schema(value_type = Option<String>, format = DateTime)]
    made_at: Option<Timestamp>,
    /// When staff confirmed the printer's count (UTC).
    #[schema(value_type = Option<String>, format = DateTime)]
    confirmed_at: Option<Timestamp>,
    /// Whether the codes can still be downloaded.
    has_file: bool,
    /// When all its codes were made void (UTC).
    #[schema(value_type = Option<String>, format = DateTime)]
    voided_at: Option<Timestamp>,
    /// The area that its codes carry, as it is called on the candidates.
    area: Option<String>,
}

impl From<CodeBatch> for BatchBody {
    fn from(batch: CodeBatch) -> Self {
        BatchBody {
            id: batch.uuid.to_string(),
            name: batch.name,
            test: batch.test,
            count: batch.count,
            made_at: batch.made,
            confirmed_at: batch.confirmed,
            has_file: batch.has_file,
            voided_at: batch.voided,
            area: batch.area,
        }
    }
}

/// The batches of a round.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BatchesBody {
    /// Oldest first.
    pub items: Vec<BatchBody>,
    /// How many.
    pub total: usize,
    /// Which page, from 1.
    pub page: u32,
    /// How many on a page at most.
    pub page_size: u32,
}

/// A batch to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BatchInput {
    /// What staff call it.
    pub name: String,
    /// How many codes.
    pub count: u32,
    /// For trying out.
    #[serde(default)]
    pub test: bool,
    /// The area that its codes carry, as it is called on the candidates; nothing for codes without one.
    #[serde(default)]
    pub area: Option<String>,
}

/// The codes of a batch.
#[derive(Debug, Serialize, ToSchema)]
pub struct CodesBody {
    /// As they stand in the letters.
    pub codes: Vec<String>,
}

/// What the printer counted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CountedInput {
    /// How many letters.
    pub counted: u32,
}

/// A code, and why something is done with it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CodeInput {
    /// As it stands in the letter.
    pub code: String,
    /// Why; for making it void.
    #[serde(default)]
    pub reason: String,
}

/// What is made void, one of the three, and why.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VoidInput {
    /// A code as it stands in the letter.
    pub code: Option<String>,
    /// A mail address that somebody votes with.
    pub email: Option<String>,
    /// The id of a batch (UUID): all its codes.
    pub batch: Option<String>,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

/// What the helpdesk may know of a code.
#[derive(Debug, Serialize, ToSchema)]
pub struct CodeStatusBody {
    /// Never the choice.
    pub status: crate::model::CodeStatus,
}

/// A new code in the place of another; shown this once.
#[derive(Debug, Serialize, ToSchema)]
pub struct CodeBody {
    /// As it is written in a letter.
    pub code: String,
}

/// Something that was made.
#[derive(Debug, Serialize, ToSchema)]
pub struct MadeBody {
    /// Its id (UUID).
    pub id: String,
}

/// Numbers of one day.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DayBody {
    /// The day, in Amsterdam.
    #[schema(value_type = String, format = Date)]
    day: Date,
    /// How many began to choose.
    started: i64,
    /// How many handed in.
    handed_in: i64,
}

/// How many began and handed in.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CountersBody {
    /// Each day on which something happened.
    days: Vec<DayBody>,
    /// How many began to choose.
    started: i64,
    /// How many handed in.
    handed_in: i64,
    /// How many get a reminder before the closing.
    reminders: i64,
    /// How many get the outcome by mail.
    outcomes: i64,
}

impl From<Follow> for CountersBody {
    fn from(follow: Follow) -> Self {
        let day = |day: DayCount| DayBody { day: day.day, started: day.started, handed_in: day.handed_in };
        CountersBody {
            days: follow.days.into_iter().map(day).collect(),
            started: follow.started,
            handed_in: follow.handed_in,
            reminders: follow.notices.reminder,
            outcomes: follow.notices.outcome,
        }
    }
}
