//! Why something did not happen.
//!
//! A [`Refusal`] is the caller's to mend and is told in their language: its key is a Fluent key. Anything else is
//! ours to mend: the visitor gets a number that is also in the log, and never a piece of SQL, a stack or a path.

use crate::db::DbError;
use http::StatusCode;

/// A value that fills a place in a translated sentence.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    /// A text, inserted as it is (escaped by the view).
    Text(String),
    /// A whole number; also selects plural forms.
    Number(i64),
    /// An amount of money, formatted as `€ 1.250` in the visitor's language.
    Money(crate::money::Cents),
    /// A moment, formatted with date and time in Europe/Amsterdam.
    Moment(jiff::Timestamp),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Arg::Text(text.to_owned())
    }
}
impl From<String> for Arg {
    fn from(text: String) -> Self {
        Arg::Text(text)
    }
}
impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Arg::Number(number)
    }
}
impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Arg::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}
impl From<crate::money::Cents> for Arg {
    fn from(cents: crate::money::Cents) -> Self {
        Arg::Money(cents)
    }
}
impl From<jiff::Timestamp> for Arg {
    fn from(moment: jiff::Timestamp) -> Self {
        Arg::Moment(moment)
    }
}

/// What a feature's own enum of refusals has to tell about each variant.
pub trait Reason: std::fmt::Debug {
    /// The Fluent key of the sentence, e.g. `refusal-ballot-over-sum`.
    fn key(&self) -> &'static str;
    /// The status of the answer: 400, 403, 404, 409, 410, 413, 422, 429 …
    fn status(&self) -> StatusCode;
    /// The values in the sentence.
    fn args(&self) -> Vec<(&'static str, Arg)> {
        Vec::new()
    }
    /// The form field that the sentence belongs to.
    fn field(&self) -> Option<&'static str> {
        None
    }
}

/// Something that the caller asked for and may not have, with the reason in a form that can be translated.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    /// Fluent key.
    pub key: &'static str,
    /// HTTP status.
    pub status: StatusCode,
    /// Values for the sentence.
    pub args: Vec<(&'static str, Arg)>,
    /// Form field, where there is one.
    pub field: Option<&'static str>,
}

impl<R: Reason> From<R> for Refusal {
    fn from(reason: R) -> Self {
        Refusal { key: reason.key(), status: reason.status(), args: reason.args(), field: reason.field() }
    }
}

/// What a service answers when it does not do what was asked.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// One or more things to mend (a form can have several at once).
    #[error("refused: {}", .0.iter().map(|r| r.key).collect::<Vec<_>>().join(", "))]
    Refused(Vec<Refusal>),
    /// What was asked for has another address on this site: the path with its language.
    #[error("moved to {0}")]
    Moved(String),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
    /// Anything unforeseen; the text goes to the log only.
    #[error("{0}")]
    Internal(String),
}

impl Error {
    /// An unforeseen error, from anything that can describe itself.
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        Error::Internal(cause.to_string())
    }

    /// The refusals, if that is what this is.
    pub fn refusals(&self) -> &[Refusal] {
        match self {
            Error::Refused(refusals) => refusals,
            _ => &[],
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Error::Refused(vec![refusal])
    }
}

impl<R: Reason> From<R> for Error {
    fn from(reason: R) -> Self {
        Error::Refused(vec![reason.into()])
    }
}

/// Refusals that belong to no feature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Common {
    /// There is nothing at this address, or not for this visitor.
    NotFound,
    /// The visitor is known but may not do this.
    Forbidden,
    /// The visitor has to sign in first.
    SignInNeeded,
    /// The request came from another site.
    ForeignOrigin,
    /// Too many requests; try later.
    TooMany,
    /// The body could not be read.
    Malformed,
    /// The body is larger than allowed.
    TooLarge,
    /// The body has another content type than the address takes.
    WrongContentType,
    /// The method is not for this address.
    WrongMethod,
    /// Somebody else changed it in the meantime.
    Changed,
    /// A key of the query with a value that cannot be.
    BadQuery(&'static str),
    /// The name of a request that was sent before, with another content.
    RequestReused,
}

impl Reason for Common {
    fn key(&self) -> &'static str {
        match self {
            Common::NotFound => "refusal-not-found",
            Common::Forbidden => "refusal-forbidden",
            Common::SignInNeeded => "refusal-sign-in-needed",
            Common::ForeignOrigin => "refusal-foreign-origin",
            Common::TooMany => "refusal-too-many",
            Common::Malformed => "refusal-malformed",
            Common::TooLarge => "refusal-too-large",
            Common::WrongContentType => "refusal-wrong-content-type",
            Common::WrongMethod => "refusal-wrong-method",
            Common::Changed => "refusal-changed",
            Common::BadQuery(_) => "refusal-query",
            Common::RequestReused => "refusal-request-reused",
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Common::NotFound => StatusCode::NOT_FOUND,
            Common::Forbidden | Common::ForeignOrigin => StatusCode::FORBIDDEN,
            Common::SignInNeeded => StatusCode::UNAUTHORIZED,
            Common::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Common::Malformed | Common::BadQuery(_) => StatusCode::BAD_REQUEST,
            Common::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Common::WrongContentType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Common::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Common::Changed => StatusCode::CONFLICT,
            Common::RequestReused => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Common::BadQuery(key) => vec![("key", (*key).into())],
            _ => Vec::new(),
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Common::BadQuery(key) => Some(key),
            _ => None,
        }
    }
}
