//! What a project asks of who hands in a plan: the settings of its activity `collect`.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The kind of activity in which plans are handed in.
pub const COLLECT: &str = "collect";
/// The most pictures of one plan.
pub const MOST_PICTURES: usize = 6;

/// The most documents of one plan that a project can allow.
pub const MOST_DOCUMENTS: usize = 10;
/// The most addresses that hear of each new plan.
pub const MOST_NOTIFIED: usize = 10;
/// The most megabytes of one document.
pub const MOST_MEGABYTES: u32 = 25;

/// How somebody shows who they are when they hand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Identify {
    /// Not at all: anybody, unknown. Such a plan cannot be changed by who made it.
    None,
    /// With a post code that the project takes: unknown, but from the neighbourhood.
    Postcode,
    /// With a code by e-mail.
    #[default]
    Email,
    /// With a code by e-mail, and a post code that the project takes.
    PostcodeAndEmail,
}

impl Identify {
    /// All ways.
    pub const ALL: [Identify; 4] = [Identify::None, Identify::Postcode, Identify::Email, Identify::PostcodeAndEmail];

    /// As in forms.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Identify::None => "none",
            Identify::Postcode => "postcode",
            Identify::Email => "email",
            Identify::PostcodeAndEmail => "postcode-and-email",
        }
    }

    /// Whether somebody has to show an e-mail address.
    #[must_use]
    pub fn by_email(self) -> bool {
        matches!(self, Identify::Email | Identify::PostcodeAndEmail)
    }

    /// Whether somebody has to give a post code.
    #[must_use]
    pub fn by_postcode(self) -> bool {
        matches!(self, Identify::Postcode | Identify::PostcodeAndEmail)
    }

    /// From a form.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Identify::ALL.into_iter().find(|way| way.code() == code)
    }
}

/// Whether a field is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Asked {
    /// Not asked.
    No,
    /// Asked; may stay empty.
    #[default]
    Optional,
    /// Asked, and needed.
    Required,
}

impl Asked {
    /// All.
    pub const ALL: [Asked; 3] = [Asked::No, Asked::Optional, Asked::Required];

    /// As in forms.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Asked::No => "no",
            Asked::Optional => "optional",
            Asked::Required => "required",
        }
    }

    /// From a form.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Asked::ALL.into_iter().find(|asked| asked.code() == code)
    }

    /// Whether it is asked at all.
    #[must_use]
    pub fn shown(self) -> bool {
        self != Asked::No
    }

    /// Whether it is needed.
    #[must_use]
    pub fn needed(self) -> bool {
        self == Asked::Required
    }
}

/// What becomes of the name that somebody types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Name {
    /// It stands with the plan as it was typed.
    #[default]
    Typed,
    /// Only its first word does.
    First,
    /// No name is asked or shown.
    Hidden,
}

impl Name {
    /// All.
    pub const ALL: [Name; 3] = [Name::Typed, Name::First, Name::Hidden];

    /// As in forms.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Name::Typed => "typed",
            Name::First => "first",
            Name::Hidden => "hidden",
        }
    }

    /// From a form.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Name::ALL.into_iter().find(|name| name.code() == code)
    }

    /// The name that stands with the plan.
    #[must_use]
    pub fn of(self, typed: &str) -> String {
        match self {
            Name::Typed => typed.trim().to_owned(),
            Name::First => typed.split_whitespace().next().unwrap_or_default().to_owned(),
            Name::Hidden => String::new(),
        }
    }
}

/// The shortest and longest that a text may be, in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// At least.
    pub least: usize,
    /// At most.
    pub most: usize,
}

impl Limits {
    const fn new(least: usize, most: usize) -> Self {
        Limits { least, most }
    }
}

/// The settings of an activity `collect`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, rename_all = "camelCase")]
pub struct Collect {
    /// How somebody shows who they are.
    pub identify: Identify,
    /// The four digits of the post codes that may take part; none for all.
    pub postcodes: Vec<String>,
    /// What becomes of the name.
    pub name: Name,
    /// Whether staff look at a plan before residents see it.
    pub review: bool,
    /// How long a title is.
    pub title_limits: Limits,
    /// How long a summary is.
    pub summary_limits: Limits,
    /// How long the text is, in characters as typed.
    pub text_limits: Limits,
    /// The summary.
    pub summary: Asked,
    /// The place, in words and as a point.
    pub place: Asked,
    /// The part of town.
    pub area: Asked,
    /// Tags of every kind that the project has.
    pub tags: Asked,
    /// What it costs.
    pub cost: Asked,
    /// Pictures.
    pub pictures: Asked,
    /// Documents.
    pub documents: Asked,
    /// How many documents a plan may have, 1 to 10.
    pub most_documents: usize,
    /// How many megabytes a document may have, 1 to 25.
    pub document_megabytes: u32,
    /// E-mail addresses that hear of each new plan.
    pub notify: Vec<String>,
    /// Slugs of the statuses in which authors may change their plan; none for the project's first.
    pub editable: Vec<String>,
}

impl Default for Collect {
    fn default() -> Self {
        Collect {
            identify: Identify::default(),
            postcodes: Vec::new(),
            name: Name::default(),
            review: false,
            title_limits: Limits::new(5, 80),
            summary_limits: Limits::new(20, 200),
            text_limits: Limits::new(50, 5_000),
            summary: Asked::Required,
            place: Asked::Optional,
            area: Asked::Optional,
            tags: Asked::Optional,
            cost: Asked::Optional,
            pictures: Asked::Optional,
            documents: Asked::No,
            most_documents: 3,
            document_megabytes: MOST_MEGABYTES,
            notify: Vec::new(),
            editable: Vec::new(),
        }
    }
}

impl Collect {
    /// From the settings of an activity. Of settings that cannot be read nothing is shown before staff have seen it.
    #[must_use]
    pub fn read(settings: &serde_json::Value) -> Self {
        if settings.is_null() {
            return Collect::default();
        }
        Collect::deserialize(settings).unwrap_or_else(|_| Collect { review: true, ..Collect::default() })
    }

    /// The most bytes of a document.
    #[must_use]
    pub fn document_bytes(&self) -> usize {
        self.document_megabytes.min(MOST_MEGABYTES) as usize * 1_000_000
    }

    /// Whether a post code may take part.
    #[must_use]
    pub fn takes(&self, postcode: &str) -> bool {
        let digits = postcode.get(..4).unwrap_or_default();
        self.postcodes.is_empty() || self.postcodes.iter().any(|known| known == digits)
    }
}

/// A Dutch post code as it is written: `1055 AB`. None for anything else.
#[must_use]
pub fn postcode(typed: &str) -> Option<String> {
    let plain: String = typed.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
    let (digits, letters) = plain.split_at_checked(4)?;
    let fine = digits.bytes().all(|b| b.is_ascii_digit())
        && !digits.starts_with('0')
        && letters.len() == 2
        && letters.bytes().all(|b| b.is_ascii_uppercase());
    fine.then(|| format!("{digits} {letters}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_code_has_one_form() {
        for (typed, form) in [("1055ab", Some("1055 AB")), (" 1055 A b ", Some("1055 AB")), ("1055", None)] {
            assert_eq!(postcode(typed).as_deref(), form, "{typed}");
        }
        for bad in ["0123 AB", "1055 A1", "٣٤٥٦ AB", "10555 AB", "", "é055AB", "1055 ABC"] {
            assert_eq!(postcode(bad), None, "{bad}");
        }
        let collect = Collect { postcodes: vec!["1055".into()], ..Collect::default() };
        assert!(collect.takes("1055 AB") && !collect.takes("1056 AB") && Collect::default().takes("9999 ZZ"));
    }

    #[test]
    fn settings_that_are_not_ours_are_the_default() {
        assert_eq!(Collect::read(&serde_json::Value::Null), Collect::default());
        assert!(Collect::read(&serde_json::json!({"identify": "x"})).review);
        let some = Collect::read(&serde_json::json!({"identify": "none", "place": "no"}));
        assert_eq!((some.identify, some.place, some.cost), (Identify::None, Asked::No, Asked::Optional));
    }

    #[test]
    fn a_name_is_shown_as_the_project_asks() {
        assert_eq!(Name::Typed.of(" Fatima de Vries "), "Fatima de Vries");
        assert_eq!(Name::First.of(" Fatima de Vries "), "Fatima");
        assert_eq!(Name::Hidden.of("Fatima"), "");
    }
}
