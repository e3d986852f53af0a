//! What stands on a ballot, and its text: the one form in which it is stored, signed for and published.
//!
//! ASCII without spaces; a blank ballot is `[]`.
//!
//! | form | text | order |
//! |---|---|---|
//! | plans | `[1,2,3]` | ascending |
//! | ranking | `[3,1,2]` | best first |
//! | points | `[[1,5],[3,2]]`: number and points | ascending |
//! | yes-no | `[[1,1],[2,-1],[3,0]]`: number and 1 yes, -1 no, 0 neutral | ascending |

use crate::rules::BallotForm;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt::Write as _;

/// A plan on a ballot, with what the voter gives it.
///
/// As JSON it is its number (`3`) with the weight 1, and else the number and the weight (`[3,5]`); both are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Choice {
    /// The number of the plan on the ballot.
    pub number: u32,
    /// 1 for a tick and for a place in a ranking; the points; or 1 for yes, -1 for no, 0 for neutral.
    pub weight: i64,
}

impl Choice {
    /// A plan that is ticked, placed, or answered with yes.
    #[must_use]
    pub fn tick(number: u32) -> Self {
        Choice { number, weight: 1 }
    }

    /// A plan with what it is given.
    #[must_use]
    pub fn weighed(number: u32, weight: i64) -> Self {
        Choice { number, weight }
    }

    /// Ticked plans.
    #[must_use]
    pub fn ticks(numbers: &[u32]) -> Vec<Self> {
        numbers.iter().copied().map(Choice::tick).collect()
    }

    /// Whether it stands for the plan, so that limits count it: everything but a no and neutral.
    #[must_use]
    pub fn counts(self) -> bool {
        self.weight > 0
    }
}

impl From<u32> for Choice {
    fn from(number: u32) -> Self {
        Choice::tick(number)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    Number(u32),
    Pair(u32, i64),
}

impl Serialize for Choice {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let written =
            if self.weight == 1 { Written::Number(self.number) } else { Written::Pair(self.number, self.weight) };
        written.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Choice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match Written::deserialize(deserializer)? {
            Written::Number(number) => Choice::tick(number),
            Written::Pair(number, weight) => Choice { number, weight },
        })
    }
}

/// The numbers of the plans that a choice names, in its order.
#[must_use]
pub fn numbers(choices: &[Choice]) -> Vec<u32> {
    choices.iter().map(|choice| choice.number).collect()
}

/// A choice in the order of its text: as it is in a ranking, else ascending.
#[must_use]
pub fn ordered(form: BallotForm, mut choices: Vec<Choice>) -> Vec<Choice> {
    if form != BallotForm::Ranking {
        choices.sort_unstable();
    }
    choices
}

/// Whether a ballot of this form gives each plan a number of its own.
#[must_use]
pub fn has_weights(form: BallotForm) -> bool {
    matches!(form, BallotForm::Points | BallotForm::YesNo)
}

/// The text of a choice that was checked.
#[must_use]
pub fn to_text(form: BallotForm, choices: &[Choice]) -> String {
    let mut text = String::with_capacity(2 + 5 * choices.len());
    text.push('[');
    for (place, Choice { number, weight }) in choices.iter().enumerate() {
        let comma = if place == 0 { "" } else { "," };
        // Writing to a text does not fail.
        let _ = if has_weights(form) {
            write!(text, "{comma}[{number},{weight}]")
        } else {
            write!(text, "{comma}{number}")
        };
    }
    text.push(']');
    text
}

/// Reads the text of a ballot; none for anything that [`to_text`] does not write.
#[must_use]
pub fn from_text(form: BallotForm, text: &str) -> Option<Vec<Choice>> {
    let choices: Vec<Choice> = if has_weights(form) {
        let pairs: Vec<(u32, i64)> = serde_json::from_str(text).ok()?;
        pairs.into_iter().map(|(number, weight)| Choice { number, weight }).collect()
    } else {
        serde_json::from_str::<Vec<u32>>(text).ok()?.into_iter().map(Choice::tick).collect()
    };
    (to_text(form, &choices) == text).then_some(choices)
}

/// The numbers of the plans that a text names, whatever its form; of a text that is none, nothing.
pub(crate) fn named(text: &str) -> impl Iterator<Item = u32> + '_ {
    let inner = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or_default();
    let pairs = inner.starts_with('[');
    // In pairs, a number follows each opening bracket; without, each comma.
    let parts = inner.split(if pairs { '[' } else { ',' });
    parts.filter_map(|part| part.split(',').next()?.parse().ok())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn each_form_has_one_text() {
        let weighed = [Choice::weighed(1, 5), Choice::weighed(3, 1)];
        assert_eq!(to_text(BallotForm::Plans, &Choice::ticks(&[1, 2, 3])), "[1,2,3]");
        assert_eq!(to_text(BallotForm::Ranking, &Choice::ticks(&[3, 1])), "[3,1]");
        assert_eq!(to_text(BallotForm::Points, &weighed), "[[1,5],[3,1]]");
        let answers = [Choice::weighed(1, 1), Choice::weighed(2, -1), Choice::weighed(3, 0)];
        assert_eq!(to_text(BallotForm::YesNo, &answers), "[[1,1],[2,-1],[3,0]]");
        assert_eq!(from_text(BallotForm::YesNo, "[[1,1],[2,-1],[3,0]]").unwrap(), answers);
        assert_eq!(from_text(BallotForm::Points, "[[1,5],[3,1]]").unwrap(), weighed);
        for form in BallotForm::ALL {
            assert_eq!(to_text(form, &[]), "[]");
            assert_eq!(from_text(form, "[]").unwrap(), []);
            for bad in ["", "[", "[1, 2]", " [1]", "[01]", "[1.0]", "{}", "[[1]]", "[-1]", "[\"1\"]", "[null]"] {
                assert_eq!(from_text(form, bad), None, "{form:?} {bad}");
            }
        }
        assert_eq!(from_text(BallotForm::Plans, "[[1,1]]"), None);
        assert_eq!(from_text(BallotForm::Points, "[1]"), None);
    }

    #[test]
    fn the_plans_of_a_text_are_found_in_every_form() {
        let found = |text| named(text).collect::<Vec<u32>>();
        assert!(found("[]").is_empty());
        assert_eq!(found("[12]"), [12]);
        assert_eq!(found("[3,1,2]"), [3, 1, 2]);
        assert_eq!(found("[[1,5],[3,2]]"), [1, 3]);
        assert_eq!(found("[[7,-1]]"), [7]);
        assert!(found("nonsense").is_empty());
    }

    #[test]
    fn a_choice_in_json_is_a_number_or_a_pair() {
        let choices = vec![Choice::tick(3), Choice::weighed(4, 5), Choice::weighed(5, 0)];
        let text = serde_json::to_string(&choices).unwrap();
        assert_eq!(text, "[3,[4,5],[5,0]]");
        assert_eq!(serde_json::from_str::<Vec<Choice>>(&text).unwrap(), choices);
        assert_eq!(serde_json::from_str::<Vec<Choice>>("[[3,1]]").unwrap(), [Choice::tick(3)]);
        for bad in ["[-1]", "[[1]]", "[[1,2,3]]", "[1.5]", "[\"1\"]", "[[1,\"2\"]]", "[4294967296]"] {
            assert!(serde_json::from_str::<Vec<Choice>>(bad).is_err(), "{bad}");
        }
    }
}
