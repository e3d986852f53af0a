//! What `civic` refuses, and why.

use http::StatusCode;
use platform::error::{Arg, Reason};

/// Reasons of this crate; each has a sentence in the locales.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// A title, name or other text that has to be filled in.
    Missing(&'static str),
    /// A text that is longer than the field takes.
    TooLong(&'static str, usize),
    /// An address (slug) with other characters than small letters, digits and hyphens, or one that the site needs.
    BadSlug,
    /// An address or name that is in use already.
    Taken(&'static str),
    /// A window that ends before it begins.
    EndsBeforeStart,
    /// Two windows of one kind and subject overlap with other settings.
    WindowsClash,
    /// Something else still depends on it.
    InUse,
    /// Not an e-mail address.
    BadEmail,
    /// A sign-in code that is wrong, used or too old.
    WrongCode,
    /// A one-time link that is unknown, used or too old.
    DeadLink,
    /// A code of the second factor that is wrong or used.
    WrongSecondFactor,
    /// GeoJSON that is not a polygon or multipolygon.
    BadArea,
    /// Settings of a block that do not fit its kind.
    BadBlock(String),
    /// A language that the organisation does not have.
    UnknownLanguage,
    /// Not a host name.
    BadHost,
    /// The host name by which somebody came, taken away by them.
    OwnHost,
    /// Plans still have this tag, area or status.
    LabelInUse,
    /// A project needs one status at least.
    LastStatus,
    /// There are as many as there can be.
    TooManyLabels(usize),
}

impl Reason for Refusal {
    fn key(&self) -> &'static str {
        match self {
            Refusal::Missing(_) => "refusal-missing",
            Refusal::TooLong(..) => "refusal-too-long",
            Refusal::BadSlug => "refusal-bad-slug",
            Refusal::Taken(_) => "refusal-taken",
            Refusal::EndsBeforeStart => "refusal-ends-before-start",
            Refusal::WindowsClash => "refusal-windows-clash",
            Refusal::InUse => "refusal-in-use",
            Refusal::BadEmail => "refusal-bad-email",
            Refusal::WrongCode => "refusal-wrong-code",
            Refusal::DeadLink => "refusal-dead-link",
            Refusal::WrongSecondFactor => "refusal-wrong-second-factor",
            Refusal::BadArea => "refusal-bad-area",
            Refusal::BadBlock(_) => "refusal-bad-block",
            Refusal::UnknownLanguage => "refusal-unknown-language",
            Refusal::BadHost => "refusal-bad-host",
            Refusal::OwnHost => "refusal-own-host",
            Refusal::LabelInUse => "refusal-label-in-use",
            Refusal::LastStatus => "refusal-last-status",
            Refusal::TooManyLabels(_) => "refusal-too-many-labels",
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Refusal::Taken(_) | Refusal::WindowsClash | Refusal::InUse | Refusal::LabelInUse | Refusal::LastStatus => {
                StatusCode::CONFLICT
            }
            Refusal::WrongCode | Refusal::WrongSecondFactor => StatusCode::FORBIDDEN,
            Refusal::DeadLink => StatusCode::GONE,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Refusal::TooLong(_, most) | Refusal::TooManyLabels(most) => vec![("most", (*most).into())],
            Refusal::BadBlock(why) => vec![("why", why.as_str().into())],
            _ => Vec::new(),
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Refusal::Missing(field) | Refusal::TooLong(field, _) | Refusal::Taken(field) => Some(field),
            Refusal::BadSlug => Some("slug"),
            Refusal::EndsBeforeStart => Some("ends_at"),
            Refusal::BadEmail => Some("email"),
            Refusal::BadHost | Refusal::OwnHost => Some("hosts"),
            Refusal::WrongCode | Refusal::WrongSecondFactor => Some("code"),
            Refusal::BadArea => Some("area"),
            _ => None,
        }
    }
}

/// A text that has to be there and not be longer than `most` characters, trimmed.
///
/// # Errors
/// [`Refusal::Missing`] or [`Refusal::TooLong`], for that field.
pub fn required(field: &'static str, text: &str, most: usize) -> Result<String, Refusal> {
    let text = optional(field, text, most)?;
    if text.is_empty() { Err(Refusal::Missing(field)) } else { Ok(text) }
}

/// A text that may be empty and not be longer than `most` characters, trimmed, without control characters.
///
/// # Errors
/// [`Refusal::TooLong`], for that field.
pub fn optional(field: &'static str, text: &str, most: usize) -> Result<String, Refusal> {
    let text: String = text.trim().chars().filter(|c| !c.is_control() || *c == '\n').collect();
    if text.chars().count() > most { Err(Refusal::TooLong(field, most)) } else { Ok(text) }
}
