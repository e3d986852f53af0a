//! The project's own questions, and what counts as an answer. Small, and made to grow: a kind more is a variant more.

use crate::refusal::Refusal;
use jiff::civil::Date;
use platform::i18n::Lang;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use utoipa::ToSchema;

platform::id_type! {
    /// A question of a project.
    QuestionId;
}

/// The most questions that a project can ever have had.
pub const MOST_QUESTIONS: usize = 60;
/// The most choices of one question.
pub const MOST_CHOICES: usize = 40;
/// The longest answer of one line, in characters.
pub const LONGEST_ANSWER_LINE: usize = 300;
/// The longest answer of several lines, in characters.
pub const LONGEST_ANSWER: usize = 5_000;
/// Numbers above this are nobody's answer, and lose their last digits.
const HIGHEST: f64 = 1e12;

/// The names of the fields of questions, by number from 1.
const FIELDS: [&str; MOST_QUESTIONS] = [
    "question-1",
    "question-2",
    "question-3",
    "question-4",
    "question-5",
    "question-6",
    "question-7",
    "question-8",
    "question-9",
    "question-10",
    "question-11",
    "question-12",
    "question-13",
    "question-14",
    "question-15",
    "question-16",
    "question-17",
    "question-18",
    "question-19",
    "question-20",
    "question-21",
    "question-22",
    "question-23",
    "question-24",
    "question-25",
    "question-26",
    "question-27",
    "question-28",
    "question-29",
    "question-30",
    "question-31",
    "question-32",
    "question-33",
    "question-34",
    "question-35",
    "question-36",
    "question-37",
    "question-38",
    "question-39",
    "question-40",
    "question-41",
    "question-42",
    "question-43",
    "question-44",
    "question-45",
    "question-46",
    "question-47",
    "question-48",
    "question-49",
    "question-50",
    "question-51",
    "question-52",
    "question-53",
    "question-54",
    "question-55",
    "question-56",
    "question-57",
    "question-58",
    "question-59",
    "question-60",
];

/// The name of the field of a question.
#[must_use]
pub fn question_field(number: i64) -> &'static str {
    let index = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
    index.and_then(|index| FIELDS.get(index)).copied().unwrap_or("question")
}

/// The number of the question of a field.
#[must_use]
pub fn number_of_field(field: &str) -> Option<i64> {
    let index = FIELDS.iter().position(|known| *known == field)?;
    i64::try_from(index + 1).ok()
}

/// What kind of answer a question takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum QuestionKind {
    /// One line.
    Line,
    /// Several lines.
    Text,
    /// One of some choices.
    One,
    /// Any of some choices.
    Some,
    /// A number.
    Number,
    /// A date.
    Date,
    /// A phone number.
    Phone,
    /// A box to tick.
    Consent,
}

impl QuestionKind {
    /// All kinds.
    pub const ALL: [QuestionKind; 8] = [
        QuestionKind::Line,
        QuestionKind::Text,
        QuestionKind::One,
        QuestionKind::Some,
        QuestionKind::Number,
        QuestionKind::Date,
        QuestionKind::Phone,
        QuestionKind::Consent,
    ];

    /// As in the database and in forms.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            QuestionKind::Line => "line",
            QuestionKind::Text => "text",
            QuestionKind::One => "one",
            QuestionKind::Some => "some",
            QuestionKind::Number => "number",
            QuestionKind::Date => "date",
            QuestionKind::Phone => "phone",
            QuestionKind::Consent => "consent",
        }
    }

    /// From the database or a form.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        QuestionKind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether it has choices.
    #[must_use]
    pub fn chooses(self) -> bool {
        matches!(self, QuestionKind::One | QuestionKind::Some)
    }
}

/// One choice of a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// In answers and exports; stays when the words change.
    pub key: String,
    /// What people read, by language code.
    pub words: BTreeMap<String, String>,
}

impl Choice {
    /// What people read.
    #[must_use]
    pub fn words(&self, lang: Lang) -> &str {
        let found = self.words.get(lang.code()).filter(|words| !words.is_empty());
        found.or_else(|| self.words.values().find(|words| !words.is_empty())).map_or(&self.key, |words| words)
    }
}

/// What only some kinds have.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct QuestionSettings {
    /// The choices, in order.
    pub choices: Vec<Choice>,
    /// The lowest number, or the fewest choices.
    pub least: Option<i64>,
    /// The highest number, the most choices, or the most characters.
    pub most: Option<i64>,
}

/// A question, in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Inner number.
    pub id: QuestionId,
    /// Number in its project.
    pub number: i64,
    /// What kind of answer it takes.
    pub kind: QuestionKind,
    /// The question.
    pub label: String,
    /// A sentence of help.
    pub help: String,
    /// Whether it needs an answer.
    pub required: bool,
    /// Whether everybody sees the answer; else only staff.
    pub shown: bool,
    /// What only some kinds have.
    pub settings: QuestionSettings,
}

impl Question {
    /// The name of its field.
    #[must_use]
    pub fn field(&self) -> &'static str {
        question_field(self.number)
    }

    /// The most characters of an answer.
    #[must_use]
    pub fn longest(&self) -> usize {
        let whole = if self.kind == QuestionKind::Text { LONGEST_ANSWER } else { LONGEST_ANSWER_LINE };
        let own = self.settings.most.and_then(|most| usize::try_from(most).ok()).filter(|most| *most > 0);
        if matches!(self.kind, QuestionKind::Line | QuestionKind::Text) {
            own.unwrap_or(whole).min(whole)
        } else {
            whole
        }
    }

    /// Reads what was typed. None where nothing was, and nothing has to be.
    ///
    /// # Errors
    /// What is wrong with it, for the field of this question.
    pub fn read(&self, typed: &[String], lang: Lang) -> Result<Option<Value>, platform::error::Refusal> {
        let field = self.field();
        let plain = |text: &String| text.chars().filter(|c| !c.is_control() || *c == '\n').collect::<String>();
        let clean: Vec<String> = typed.iter().map(plain).collect();
        let given: Vec<&str> = clean.iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
        let Some(first) = given.first().copied() else {
            return match (self.required, self.kind) {
                (false, _) => Ok(None),
                (true, QuestionKind::Consent) => Err(Refusal::ConsentNeeded(field).into()),
                (true, _) => Err(civic::refusal::Refusal::Missing(field).into()),
            };
        };
        let value = match self.kind {
            QuestionKind::Line => json!(civic::refusal::optional(field, &first.replace('\n', " "), self.longest())?),
            QuestionKind::Text => json!(civic::refusal::optional(field, first, self.longest())?),
            QuestionKind::One => self.choice(first)?,
            QuestionKind::Some => self.choices(&given)?,
            QuestionKind::Number => self.number(first, lang)?,
            QuestionKind::Date => json!(date(first).ok_or(Refusal::BadDate(field))?.to_string()),
            QuestionKind::Phone => json!(phone(first).ok_or(Refusal::BadPhone(field))?),
            QuestionKind::Consent => Value::Bool(true),
        };
        Ok(Some(value))
    }

    fn choice(&self, key: &str) -> Result<Value, Refusal> {
        let known = self.settings.choices.iter().any(|choice| choice.key == key);
        if known { Ok(json!(key)) } else { Err(Refusal::UnknownChoice(self.field())) }
    }

    fn choices(&self, given: &[&str]) -> Result<Value, Refusal> {
        for key in given {
            self.choice(key)?;
        }
        // In the order of the question, each once.
        let chosen: Vec<&str> =
            self.settings.choices.iter().map(|choice| choice.key.as_str()).filter(|key| given.contains(key)).collect();
        let count = i64::try_from(chosen.len()).unwrap_or(i64::MAX);
        if let Some(most) = self.settings.most.filter(|most| count > *most) {
            return Err(Refusal::TooManyChoices(self.field(), most));
        }
        if let Some(least) = self.settings.least.filter(|least| count < *least) {
            return Err(Refusal::TooFewChoices(self.field(), least));
        }
        Ok(json!(chosen))
    }

    fn number(&self, typed: &str, lang: Lang) -> Result<Value, Refusal> {
        let field = self.field();
        let number = number(typed, lang).ok_or(Refusal::BadNumber(field))?;
        #[expect(clippy::cast_precision_loss, reason = "limits that staff type are small")]
        let (low, high) = (self.settings.least.map(|n| n as f64), self.settings.most.map(|n| n as f64));
        if low.is_some_and(|low| number < low) {
            return Err(Refusal::TooLow(field, self.settings.least.unwrap_or_default()));
        }
        if high.is_some_and(|high| number > high) {
            return Err(Refusal::TooHigh(field, self.settings.most.unwrap_or_default()));
        }
        #[expect(clippy::cast_possible_truncation, reason = "whole, and below the highest")]
        Ok(if number.fract() == 0.0 { json!(number as i64) } else { json!(number) })
    }

    /// An answer as people read it.
    #[must_use]
    pub fn words(&self, answer: &Value, t: &platform::i18n::T) -> String {
        let choice = |key: &str| {
            let found = self.settings.choices.iter().find(|choice| choice.key == key);
            found.map_or_else(|| key.to_owned(), |choice| choice.words(t.lang()).to_owned())
        };
        match (self.kind, answer) {
            (QuestionKind::Consent, Value::Bool(true)) => t.text("word-yes").into_owned(),
            (QuestionKind::One, Value::String(key)) => choice(key),
            (QuestionKind::Date, Value::String(day)) => {
                day.parse::<Date>().map_or_else(|_| day.clone(), |day| t.day(day))
            }
            (_, Value::String(text)) => text.clone(),
            (_, Value::Array(keys)) => {
                let all: Vec<String> = keys.iter().filter_map(Value::as_str).map(choice).collect();
                t.list(&all)
            }
            (_, Value::Number(number)) => match number.as_i64() {
                Some(whole) => t.number(whole),
                None => typed_number(number.as_f64().unwrap_or_default(), t.lang()),
            },
            _ => String::new(),
        }
    }

    /// An answer as its field shows it, to be changed.
    #[must_use]
    pub fn typed(&self, answer: &Value, lang: Lang) -> Vec<String> {
        match answer {
            Value::String(text) => vec![text.clone()],
            Value::Array(keys) => keys.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            Value::Number(number) => vec![typed_number(number.as_f64().unwrap_or_default(), lang)],
            Value::Bool(true) => vec!["1".to_owned()],
            _ => Vec::new(),
        }
    }
}

fn typed_number(number: f64, lang: Lang) -> String {
    let plain = number.to_string();
    if lang == Lang::Nl { plain.replace('.', ",") } else { plain }
}

/// A number as people of a language type it: `1.250,5` in Dutch, `1,250.5` in English. None for anything else, also for
/// what the other language would read differently.
fn number(typed: &str, lang: Lang) -> Option<f64> {
    let (group, point) = if lang == Lang::Nl { ('.', ',') } else { (',', '.') };
    let (sign, rest) = typed.trim().strip_prefix(['-', '\u{2212}']).map_or((1.0, typed.trim()), |rest| (-1.0, rest));
    let (whole, fraction) = rest.split_once(point).unwrap_or((rest, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let mut groups = whole.split(group);
    let first = groups.next()?;
    let grouped = groups.clone().count() > 0;
    let fine = digits(first)
        && !first.is_empty()
        && (!grouped || first.len() <= 3)
        && groups.all(|group| group.len() == 3 && digits(group))
        && digits(fraction)
        && !rest.ends_with(point);
    let plain = whole.replace(group, "");
    let number = format!("{plain}.{fraction}0").parse::<f64>().ok().filter(|number| fine && *number <= HIGHEST)?;
    Some(sign * number)
}

/// A date as a browser sends it (`2027-03-09`) or as people type it (`9-3-2027`).
fn date(typed: &str) -> Option<Date> {
    if let Ok(date) = typed.parse::<Date>() {
        return Some(date);
    }
    let mut parts = typed.split(['-', '/', '.']).map(|part| part.parse::<i16>().ok());
    let (day, month, year) = (parts.next()??, parts.next()??, parts.next()??);
    let fine = parts.next().is_none() && (1000..=9999).contains(&year);
    let (day, month) = (i8::try_from(day).ok()?, i8::try_from(month).ok()?);
    if fine { Date::new(year, month, day).ok() } else { None }
}

/// A phone number without what people put between its digits.
fn phone(typed: &str) -> Option<String> {
    let plain: String = typed.chars().filter(|c| !c.is_whitespace() && !"-.()/".contains(*c)).collect();
    let digits = plain.strip_prefix('+').unwrap_or(&plain);
    ((8..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())).then_some(plain)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    fn question(kind: QuestionKind, settings: QuestionSettings) -> Question {
        let (label, help) = ("Vraag".into(), String::new());
        Question { id: QuestionId(1), number: 7, kind, label, help, required: true, shown: true, settings }
    }

    fn read(question: &Question, typed: &str) -> Result<Option<Value>, &'static str> {
        question.read(&[typed.to_owned()], Lang::Nl).map_err(|refusal| {
            assert_eq!(refusal.field, Some("question-7"));
            refusal.key
        })
    }

    fn choices() -> QuestionSettings {
        let choice = |key: &str, words: &str| Choice { key: key.into(), words: [("nl".into(), words.into())].into() };
        QuestionSettings {
            choices: vec![choice("a", "Aap"), choice("b", "Beer"), choice("c", "Cavia")],
            least: None,
            most: Some(2),
        }
    }

    #[test]
    fn each_kind_reads_its_answers_and_refuses_others() {
        let of = |kind| question(kind, QuestionSettings::default());
        assert_eq!(read(&of(QuestionKind::Line), " Een\ntwee "), Ok(Some(json!("Een twee"))));
        assert_eq!(read(&of(QuestionKind::Line), &"a".repeat(301)), Err("refusal-too-long"));
        assert_eq!(read(&of(QuestionKind::Text), &"🌳".repeat(5_001)), Err("refusal-too-long"));
        assert_eq!(read(&of(QuestionKind::Line), " "), Err("refusal-missing"));
        assert_eq!(read(&of(QuestionKind::Date), "9-3-2027"), Ok(Some(json!("2027-03-09"))));
        assert_eq!(read(&of(QuestionKind::Date), "2027-03-09"), Ok(Some(json!("2027-03-09"))));
        for bad in ["31-2-2027", "9-3-27", "morgen", "1-2-3-4", "2027-13-01", "999-1-1"] {
            assert_eq!(read(&of(QuestionKind::Date), bad), Err("refusal-plan-date"), "{bad}");
        }
        assert_eq!(read(&of(QuestionKind::Phone), "+31 (0)6-1234 5678"), Ok(Some(json!("+310612345678"))));
        for bad in ["112", "06 12x4 5678", "+", "0612345678901234"] {
            assert_eq!(read(&of(QuestionKind::Phone), bad), Err("refusal-plan-phone"), "{bad}");
        }
        assert_eq!(read(&of(QuestionKind::Consent), ""), Err("refusal-plan-consent"));
        assert_eq!(read(&of(QuestionKind::Consent), "1"), Ok(Some(json!(true))));
        let free = Question { required: false, ..of(QuestionKind::Number) };
        assert_eq!(free.read(&[], Lang::Nl), Ok(None));
    }

    #[test]
    fn choices_are_those_of_the_question() {
        let one = question(QuestionKind::One, choices());
        assert_eq!(read(&one, "b"), Ok(Some(json!("b"))));
        assert_eq!(read(&one, "z"), Err("refusal-plan-choice"));
        let some = question(QuestionKind::Some, choices());
        let typed = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>();
        assert_eq!(some.read(&typed(&["c", "a", "c"]), Lang::Nl).unwrap(), Some(json!(["a", "c"])));
        assert_eq!(some.read(&typed(&["c", "a", "b"]), Lang::Nl).unwrap_err().key, "refusal-plan-choices-most");
        assert_eq!(some.read(&typed(&["a", "<svg>"]), Lang::Nl).unwrap_err().key, "refusal-plan-choice");
        let least = QuestionSettings { least: Some(2), ..choices() };
        assert_eq!(read(&question(QuestionKind::Some, least), "a"), Err("refusal-plan-choices-least"));
    }

    #[test]
    fn numbers_are_read_as_they_are_written_in_a_language() {
        let number = question(
            QuestionKind::Number,
            QuestionSettings { least: Some(0), most: Some(2_000), ..Default::default() },
        );
        assert_eq!(read(&number, "1.250"), Ok(Some(json!(1250))));
        assert_eq!(read(&number, "12,5"), Ok(Some(json!(12.5))));
        assert_eq!(number.read(&["1,250".into()], Lang::En).unwrap(), Some(json!(1250)));
        assert_eq!(read(&number, "-1"), Err("refusal-plan-number-low"));
        assert_eq!(read(&number, "2001"), Err("refusal-plan-number-high"));
        for bad in ["1.5", "1.25.000", "NaN", "inf", "1e3", "", "1,", "12 bomen", "0x1f", "٣"] {
            assert!(read(&number, bad).is_err(), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_an_answer_can_be_shown_and_typed_again(typed in ".{0,40}", which in 0_usize..8) {
            let kind = QuestionKind::ALL[which];
            let question = question(kind, choices());
            if let Ok(Some(answer)) = question.read(&[typed], Lang::Nl) {
                let again = question.read(&question.typed(&answer, Lang::Nl), Lang::Nl);
                prop_assert_eq!(again.unwrap(), Some(answer));
            }
        }
    }
}
