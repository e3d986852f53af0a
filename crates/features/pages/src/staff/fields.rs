//! What is typed in the forms of staff, read and checked.

use http::StatusCode;
use jiff::Timestamp;
use platform::clock::parse_local;
use platform::error::{Reason, Refusal};
use platform::i18n::Lang;
use platform::money::Cents;

/// What cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// Not a date and time.
    Time(&'static str),
    /// Not a whole number in its range.
    Number(&'static str),
    /// Not one of the choices.
    Choice(&'static str),
    /// A picture without a sentence that says what it shows.
    NoAlt,
}

impl Reason for Unreadable {
    fn key(&self) -> &'static str {
        match self {
            Unreadable::Time(_) => "refusal-time",
            Unreadable::Number(_) => "refusal-number",
            Unreadable::Choice(_) => "refusal-choice",
            Unreadable::NoAlt => "refusal-no-alt",
        }
    }

    fn status(&self) -> StatusCode {
        StatusCode::UNPROCESSABLE_ENTITY
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Unreadable::Time(field) | Unreadable::Number(field) | Unreadable::Choice(field) => Some(field),
            Unreadable::NoAlt => Some("picture_alt"),
        }
    }
}

/// Values of a form with everything that was wrong with them.
#[derive(Default)]
pub(super) struct Wrong(pub Vec<Refusal>);

impl Wrong {
    /// The value, or its empty form with the reason noted.
    pub fn keep<V: Default, R: Into<Refusal>>(&mut self, result: Result<V, R>) -> V {
        result.unwrap_or_else(|refusal| {
            self.0.push(refusal.into());
            V::default()
        })
    }

    /// The value for a name with everything noted, unless there was something.
    pub fn unless<V>(self, value: V) -> Result<V, platform::error::Error> {
        if self.0.is_empty() { Ok(value) } else { Err(platform::error::Error::Refused(self.0)) }
    }
}

/// A moment in Amsterdam time; none for an empty field.
pub(super) fn moment(field: &'static str, typed: &str) -> Result<Option<Timestamp>, Unreadable> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    parse_local(typed).map(Some).ok_or(Unreadable::Time(field))
}

/// A whole number up to `most`; none for an empty field.
pub(super) fn number(field: &'static str, typed: &str, most: u32) -> Result<Option<u32>, Unreadable> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    typed.trim().parse().ok().filter(|number| *number <= most).map(Some).ok_or(Unreadable::Number(field))
}

/// An amount; none for an empty field.
pub(super) fn amount(field: &'static str, typed: &str, lang: Lang) -> Result<Option<Cents>, Refusal> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let told = |reason| Refusal { field: Some(field), ..Refusal::from(reason) };
    Cents::parse(typed, lang).map(Some).map_err(told)
}

/// The name of a field in another language: `title` in English is `title.en`.
pub(super) fn in_lang(field: &str, lang: Lang) -> String {
    format!("{field}.{}", lang.code())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn times_are_typed_in_amsterdam() {
        let read = moment("starts_at", "2027-07-01T12:00").unwrap().unwrap();
        assert_eq!(read, "2027-07-01T10:00:00Z".parse().unwrap());
        assert_eq!(moment("starts_at", " "), Ok(None));
        assert_eq!(moment("starts_at", "morgen"), Err(Unreadable::Time("starts_at")));
    }

    #[test]
    fn strange_numbers_are_told() {
        assert_eq!(number("age", "14", 120), Ok(Some(14)));
        for bad in ["-1", "121", "1.5", "x", "99999999999"] {
            assert_eq!(number("age", bad, 120), Err(Unreadable::Number("age")), "{bad}");
        }
        let refusal = amount("budget", "1,250", Lang::Nl).unwrap_err();
        assert_eq!((refusal.key, refusal.field), ("refusal-amount-unreadable", Some("budget")));
    }

    #[test]
    fn everything_wrong_is_told_at_once() {
        let mut wrong = Wrong::default();
        assert_eq!(wrong.keep(number("age", "x", 120)), None);
        assert_eq!(wrong.keep(moment("starts_at", "x")), None);
        let error = wrong.unless(()).unwrap_err();
        assert_eq!(error.refusals().len(), 2);
    }
}
