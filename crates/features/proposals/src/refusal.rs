//! What this feature refuses, and why.

use http::StatusCode;
use platform::error::{Arg, Reason};
use platform::i18n::Lang;

/// Reasons of this crate; each has a sentence in the locales.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// A cost below nothing or above ten milliard euros.
    BadCost,
    /// A point that is not on the map, or half of one.
    BadPoint,
    /// The name of a picture that cannot be a public file.
    BadPicture,
    /// More tags than a plan can have.
    TooManyTags,
    /// A tag that the project does not have.
    UnknownTag,
    /// An area that the project does not have.
    UnknownArea,
    /// A status that the project does not have, or a project without any.
    UnknownStatus,
    /// Another plan of the project has this id.
    ExternalIdTaken(String),
    /// More plans at once than the program takes.
    TooManyPlans(usize),
    /// No plan was chosen.
    NoPlans,
    /// A value in a query of the API that it does not know.
    BadQuery(&'static str),
}

impl Reason for Refusal {
    fn key(&self) -> &'static str {
        match self {
            Refusal::BadCost => "refusal-plan-cost",
            Refusal::BadPoint => "refusal-plan-point",
            Refusal::BadPicture => "refusal-plan-picture",
            Refusal::TooManyTags => "refusal-plan-too-many-tags",
            Refusal::UnknownTag => "refusal-plan-tag",
            Refusal::UnknownArea => "refusal-plan-area",
            Refusal::UnknownStatus => "refusal-plan-status",
            Refusal::ExternalIdTaken(_) => "refusal-plan-external-id",
            Refusal::TooManyPlans(_) => "refusal-plan-too-many",
            Refusal::NoPlans => "refusal-plan-none-chosen",
            Refusal::BadQuery(_) => "refusal-plan-query",
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Refusal::ExternalIdTaken(_) => StatusCode::CONFLICT,
            Refusal::BadQuery(_) => StatusCode::BAD_REQUEST,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Refusal::ExternalIdTaken(id) => vec![("id", id.as_str().into())],
            Refusal::TooManyPlans(most) => vec![("most", (*most).into())],
            Refusal::BadQuery(key) => vec![("key", (*key).into())],
            _ => Vec::new(),
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Refusal::BadCost => Some("cost"),
            Refusal::BadPoint => Some("latitude"),
            Refusal::BadPicture => Some("picture"),
            Refusal::TooManyTags | Refusal::UnknownTag => Some("tags"),
            Refusal::UnknownArea => Some("area"),
            Refusal::UnknownStatus => Some("status"),
            Refusal::ExternalIdTaken(_) => Some("external_id"),
            Refusal::TooManyPlans(_) | Refusal::NoPlans => None,
            Refusal::BadQuery(key) => Some(key),
        }
    }
}

/// The form field of a text: `title` in the default language, `title_en` in another.
#[must_use]
pub fn field(name: &'static str, lang: Option<Lang>) -> &'static str {
    match (name, lang) {
        (name, None) => name,
        ("title", Some(Lang::Nl)) => "title_nl",
        ("title", Some(Lang::En)) => "title_en",
        ("summary", Some(Lang::Nl)) => "summary_nl",
        ("summary", Some(Lang::En)) => "summary_en",
        ("text", Some(Lang::Nl)) => "text_nl",
        ("text", Some(Lang::En)) => "text_en",
        ("picture_alt", Some(Lang::Nl)) => "picture_alt_nl",
        ("picture_alt", Some(Lang::En)) => "picture_alt_en",
        (name, Some(_)) => name,
    }
}
