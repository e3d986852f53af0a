//! What staff see and record: codes, numbers, decisions.

use super::BatchId;
use crate::service::notice::NoticeCounts;
use jiff::Timestamp;
use jiff::civil::Date;
use platform::i18n::Lang;
use platform::money::Cents;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// A batch of codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeBatch {
    /// Inner number.
    pub id: BatchId,
    /// Outer id.
    pub uuid: Uuid,
    /// What staff call it.
    pub name: String,
    /// For trying out.
    pub test: bool,
    /// How many codes.
    pub count: u32,
    /// When they were made; none while that goes on.
    pub made: Option<Timestamp>,
    /// When staff confirmed the printer's count.
    pub confirmed: Option<Timestamp>,
    /// Whether the printer's file is still there.
    pub has_file: bool,
    /// When all its codes were made void.
    pub voided: Option<Timestamp>,
    /// The area that its codes carry, as it is called on the candidates.
    pub area: Option<String>,
}

/// What the helpdesk may know of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CodeStatus {
    /// Not a code of this vote.
    Unknown,
    /// Good, and no ballot was handed in with it.
    Unused,
    /// A ballot was handed in with it.
    Used,
    /// Made void by staff.
    Void,
    /// For trying out.
    Test,
}

/// Numbers of one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayCount {
    /// The day, in Amsterdam.
    pub day: Date,
    /// How many began to choose.
    pub started: i64,
    /// How many handed in, each voter once.
    pub handed_in: i64,
}

/// Numbers of a round, for staff.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Follow {
    /// Each day on which something happened, in order.
    pub days: Vec<DayCount>,
    /// How many began to choose.
    pub started: i64,
    /// How many handed in.
    pub handed_in: i64,
    /// Addresses that wait for a mail; of whom, nobody can see.
    pub notices: NoticeCounts,
}

/// What takes long in a large round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Long {
    /// Sealing.
    Seal,
    /// Counting.
    Count,
}

impl Long {
    /// As it stands in the database and the API.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Long::Seal => "seal",
            Long::Count => "count",
        }
    }

    /// Reads [`Long::code`].
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        [Long::Seal, Long::Count].into_iter().find(|act| act.code() == code)
    }
}

/// What the authority decided otherwise than the outcome, or adds to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Deviation {
    /// Which plan.
    pub number: u32,
    /// Whether it is done after all.
    pub funded: bool,
    /// Extra money for it, beside the budget, in cents.
    #[schema(value_type = i64)]
    pub extra: Cents,
    /// Why.
    pub reason: String,
}

/// A decision to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDecision {
    /// Who decided.
    pub authority: String,
    /// On which day.
    pub decided_on: Date,
    /// Address of the document.
    pub document: Option<String>,
    /// In words.
    pub text: String,
    /// What differs from the outcome.
    pub deviations: Vec<Deviation>,
    /// The same in other languages, per language code.
    pub translations: BTreeMap<String, DecisionWords>,
}

/// The words of a decision in another language; what is empty or missing is shown in the first language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DecisionWords {
    /// Who decided.
    pub authority: String,
    /// In words.
    pub text: String,
    /// Why a plan differs from the outcome, per number of the plan.
    pub reasons: BTreeMap<u32, String>,
}

impl NewDecision {
    /// The decision with its words in this language, where there are any.
    #[must_use]
    pub fn in_language(mut self, lang: Lang) -> Self {
        let Some(words) = self.translations.remove(lang.code()) else { return self };
        let put = |own: &mut String, other: &str| {
            if !other.trim().is_empty() {
                other.clone_into(own);
            }
        };
        put(&mut self.authority, &words.authority);
        put(&mut self.text, &words.text);
        for deviation in &mut self.deviations {
            put(&mut deviation.reason, words.reasons.get(&deviation.number).map_or("", String::as_str));
        }
        self
    }
}

/// A decision as it was recorded.
pub type Decision = NewDecision;
