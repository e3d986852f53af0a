//! What stands on a ballot, and its canonical text: the one that goes into the leaf and the download.
//!
//! | form | text | order |
//! |---|---|---|
//! | plans | `[1,2,3]` | ascending |
//! | ranking | `[3,1,2]` | best first |
//! | points | `[[1,5],[3,2]]`: number and points, at least 1 | ascending |
//! | yes-no | `[[1,1],[2,-1],[3,0]]`: number and 1 yes, -1 no, 0 neutral | ascending |
//!
//! ASCII without spaces; blank is `[]`. Any other text is no ballot, so that one choice has one leaf.

use serde::{Deserialize, Serialize};

/// The form of the ballots of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// A set of plans; also one plan.
    #[default]
    Plans,
    /// Plans in order of preference.
    Ranking,
    /// Points divided over plans.
    Points,
    /// Yes, no or neutral per plan.
    YesNo,
}

impl Form {
    /// Whether each plan has a number of its own.
    #[must_use]
    pub fn has_weights(self) -> bool {
        matches!(self, Self::Points | Self::YesNo)
    }
}

/// A plan on a ballot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Choice {
    /// Its number.
    pub number: u32,
    /// Points; 1, -1 or 0 for yes, no and neutral; 1 for a tick or a place.
    pub weight: i64,
}

impl Choice {
    /// Whether limits count it: everything but a no and neutral.
    #[must_use]
    pub fn counts(self) -> bool {
        self.weight > 0
    }
}

/// A text that is no ballot of its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// Not written as this form is.
    #[error("it is not written as a ballot of its form")]
    Text,
    /// A plan twice, or not in ascending order where the order means nothing.
    #[error("it names a plan twice or out of order")]
    Order,
    /// Points below 1, or an answer that is neither yes, no nor neutral.
    #[error("it gives a plan what cannot be given")]
    Weight,
}

/// Reads a ballot.
///
/// # Errors
/// [`Flaw`] for any text that is not canonical.
pub fn parse(form: Form, text: &str) -> Result<Vec<Choice>, Flaw> {
    let inner = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).ok_or(Flaw::Text)?;
    let mut choices = Vec::new();
    if !inner.is_empty() {
        if form.has_weights() {
            let pairs = inner.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).ok_or(Flaw::Text)?;
            for pair in pairs.split("],[") {
                let (number, weight) = pair.split_once(',').ok_or(Flaw::Text)?;
                choices.push(Choice { number: whole(number)?, weight: signed(weight)? });
            }
        } else {
            for number in inner.split(',') {
                choices.push(Choice { number: whole(number)?, weight: 1 });
            }
        }
    }
    let least_most = match form {
        Form::YesNo => (-1, 1),
        Form::Plans | Form::Ranking | Form::Points => (1, i64::from(u32::MAX)),
    };
    if choices.iter().any(|choice| choice.weight < least_most.0 || choice.weight > least_most.1) {
        return Err(Flaw::Weight);
    }
    let mut numbers: Vec<u32> = choices.iter().map(|choice| choice.number).collect();
    if form == Form::Ranking {
        numbers.sort_unstable();
    }
    if numbers.is_sorted_by(|one, next| one < next) { Ok(choices) } else { Err(Flaw::Order) }
}

/// Digits without a leading zero.
fn whole(text: &str) -> Result<u32, Flaw> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    if digits { text.parse().map_err(|_| Flaw::Text) } else { Err(Flaw::Text) }
}

fn signed(text: &str) -> Result<i64, Flaw> {
    match text.strip_prefix('-') {
        Some("0") => Err(Flaw::Text),
        Some(rest) => whole(rest).map(|number| -i64::from(number)),
        None => whole(text).map(i64::from),
    }
}

/// The text of a choice, in the order in which it is given.
#[must_use]
pub fn text(form: Form, choices: &[Choice]) -> String {
    let written = |choice: &Choice| match form.has_weights() {
        true => format!("[{},{}]", choice.number, choice.weight),
        false => choice.number.to_string(),
    };
    format!("[{}]", choices.iter().map(written).collect::<Vec<_>>().join(","))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    const FORMS: [Form; 4] = [Form::Plans, Form::Ranking, Form::Points, Form::YesNo];

    #[test]
    fn each_form_has_one_text() {
        for (form, right) in [
            (Form::Plans, "[1,2,3]"),
            (Form::Ranking, "[3,1,2]"),
            (Form::Points, "[[1,5],[3,2]]"),
            (Form::YesNo, "[[1,1],[2,-1],[3,0]]"),
        ] {
            assert_eq!(text(form, &parse(form, right).unwrap()), right);
            assert_eq!(parse(form, "[]"), Ok(Vec::new()));
        }
        for form in FORMS {
            for wrong in [
                "",
                "[",
                "]",
                "[1, 2]",
                "[01]",
                "[+1]",
                "[1.0]",
                "[1,]",
                "[,]",
                "{}",
                "[[1]]",
                "[-1]",
                "[\"1\"]",
                "[4294967296]",
                "[[1,1]",
                "[[1,1],]",
                "[[1,1],[2]]",
                "[[1,1,1]]",
                "[[1,-0]]",
                "[[1,01]]",
                "[[]]",
                "[] ",
            ] {
                assert_eq!(parse(form, wrong), Err(Flaw::Text), "{form:?} {wrong}");
            }
        }
        for (form, wrong, flaw) in [
            (Form::Plans, "[2,1]", Flaw::Order),
            (Form::Plans, "[1,1]", Flaw::Order),
            (Form::Ranking, "[2,1,2]", Flaw::Order),
            (Form::Points, "[[2,1],[1,1]]", Flaw::Order),
            (Form::Points, "[[1,0]]", Flaw::Weight),
            (Form::Points, "[[1,-1]]", Flaw::Weight),
            (Form::YesNo, "[[1,2]]", Flaw::Weight),
            (Form::Plans, "[[1,1]]", Flaw::Text),
            (Form::Points, "[1]", Flaw::Text),
        ] {
            assert_eq!(parse(form, wrong), Err(flaw), "{form:?} {wrong}");
        }
    }

    proptest! {
        #[test]
        fn what_is_read_is_written_the_same(form in prop::sample::select(&FORMS[..]), wild in "[-\\[\\],0-9 ]{0,24}") {
            if let Ok(choices) = parse(form, &wild) {
                prop_assert_eq!(text(form, &choices), wild);
            }
        }
    }
}
