//! What a plan is, what staff hand in to make one, and what makes it complete.

mod collect;
mod diff;
mod draft;
mod list;
mod markdown;
mod place;
mod question;
mod search;
mod shape;
mod spelling;

pub use collect::{
    Asked, COLLECT, Collect, Identify, Limits, MOST_DOCUMENTS, MOST_MEGABYTES, MOST_NOTIFIED, MOST_PICTURES, Name,
    postcode,
};
pub use diff::{Piece, differences};
pub use draft::{
    ALT_FIELDS, Changes, Content, DRAFT_LIFE, Document, Draft, DraftPicture, FIELDS, Kept, LONGEST_FIELD, MOST_FILES,
    MOST_VALUES,
};
pub use question::{
    Choice, LONGEST_ANSWER, MOST_CHOICES, MOST_QUESTIONS, Question, QuestionId, QuestionKind, QuestionSettings,
    number_of_field, question_field,
};

pub use list::{ListQuery, Order, PAGE_SIZE, QUERY_KEYS, View, distance_of, four_digits, seed_of, shuffle};
pub(crate) use list::{MOST_OF_TYPE, MOST_TYPES};
pub use markdown::to_markdown;
pub use place::{
    Bounds, Circle, Cluster, DISTANCES, HIGHEST_ZOOM, MOST_CLUSTERS, Spot, USUAL_DISTANCE, cell_at, clusters,
    metres_between,
};
pub(crate) use search::MOST_WORDS;
pub use search::{Word, terms, words};
pub use shape::Shape;
pub(crate) use spelling::MOST_TRIGRAMS;
pub use spelling::{nearest, trigrams};

use crate::refusal::{self, Refusal};
use civic::ids::{AreaId, StatusId, TagId};
use jiff::Timestamp;
use platform::error::Error;
use platform::i18n::Lang;
use platform::money::Cents;
use platform::text;
use std::collections::BTreeMap;
use uuid::Uuid;

platform::id_type! {
    /// A plan.
    ProposalId;
}

/// The longest title, in characters.
pub const LONGEST_TITLE: usize = 300;
/// The longest summary, in characters.
pub const LONGEST_SUMMARY: usize = 600;
/// The longest text, in characters of HTML.
pub const LONGEST_TEXT: usize = 40_000;
/// The longest name of an author, description of a place or of a picture, in characters.
pub const LONGEST_LINE: usize = 300;
/// The longest id from elsewhere, in characters.
pub const LONGEST_EXTERNAL: usize = 100;
/// The most tags of one plan.
pub const MOST_TAGS: usize = 40;
/// The highest cost: what `platform::money` reads from a form.
const HIGHEST_COST: i64 = 1_000_000_000_000;

/// A point on the map, in degrees (WGS 84).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// North of the equator, −90 to 90.
    pub latitude: f64,
    /// East of Greenwich, −180 to 180.
    pub longitude: f64,
}

/// The texts of a plan in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlanTexts {
    /// Title.
    pub title: String,
    /// Two lines for the cards.
    pub summary: String,
    /// The whole text, as HTML; cleaned when it is saved.
    pub text: String,
    /// What the picture shows.
    pub picture_alt: String,
}

/// What a plan is made from: the same for a form, the API and an import.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlanInput {
    /// Texts in the organisation's default language.
    pub texts: PlanTexts,
    /// Texts in its other languages; an empty one falls back to the default language.
    pub translations: BTreeMap<Lang, PlanTexts>,
    /// Who made it, as residents see it; may be empty.
    pub author: String,
    /// What it costs; none when nobody knows yet.
    pub cost: Option<Cents>,
    /// Its status; none for the project's first.
    pub status: Option<StatusId>,
    /// Its part of town.
    pub area: Option<AreaId>,
    /// Where it is, in words.
    pub place: String,
    /// Where it is on the map.
    pub point: Option<Place>,
    /// The name of a public file.
    pub picture: Option<String>,
    /// Its id elsewhere, e.g. in a Pabulib file; unique in the project.
    pub external_id: Option<String>,
    /// Its tags.
    pub tags: Vec<TagId>,
    /// Whether residents see it.
    pub published: bool,
    /// Why residents see it no longer; asked for when a plan that was shown is hidden, else empty.
    pub hidden_because: String,
}

/// A plan as lists show it: everything but the long text.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// Inner number.
    pub id: ProposalId,
    /// Outer id.
    pub uuid: Uuid,
    /// Number in its project, from 1.
    pub number: i64,
    /// Title.
    pub title: String,
    /// Two lines.
    pub summary: String,
    /// Who made it.
    pub author: String,
    /// What it costs.
    pub cost: Option<Cents>,
    /// Its status.
    pub status: StatusId,
    /// Its part of town.
    pub area: Option<AreaId>,
    /// Where it is, in words.
    pub place: String,
    /// Where it is on the map.
    pub point: Option<Place>,
    /// The name of a public file.
    pub picture: Option<String>,
    /// What the picture shows.
    pub picture_alt: String,
    /// Its id elsewhere.
    pub external_id: Option<String>,
    /// Whether residents see it.
    pub published: bool,
    /// When it was made.
    pub created_at: Timestamp,
    /// Raised at every change; a save against an older version is refused.
    pub version: i64,
    /// How many people back it.
    pub support: i64,
    /// Its tags.
    pub tags: Vec<TagId>,
}

/// A whole plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// What lists show too.
    pub card: Card,
    /// The whole text, as clean HTML.
    pub text: String,
}

impl Card {
    /// The last part of its address: `12-tegels-eruit-groen-erin`.
    #[must_use]
    pub fn address(&self) -> String {
        format!("{}-{}", self.number, platform::ids::slug(&self.title, "plan"))
    }
}

/// The number in the last part of an address: `12-tegels-eruit` or `12`. None for anything else.
#[must_use]
pub fn number_in(address: &str) -> Option<i64> {
    let digits = address.split('-').next().unwrap_or(address);
    let plain = (1..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    let number = digits.parse::<i64>().ok().filter(|number| plain && *number > 0)?;
    // `007` would be a second address of plan 7.
    (!digits.starts_with('0')).then_some(number)
}

/// A plan that has been checked and cleaned, ready for the database.
#[derive(Debug, Clone)]
pub(crate) struct Checked {
    pub input: PlanInput,
    pub sort_key: Vec<u8>,
    pub terms: Vec<String>,
}

impl Checked {
    /// Its terms, each with its inner number.
    pub fn found_by(&self, id: ProposalId) -> impl Iterator<Item = (&[u8], ProposalId)> {
        self.terms.iter().map(move |term| (term.as_bytes(), id))
    }
}

/// Checks everything that needs no database, all problems at once, and cleans the texts.
///
/// `default` is the organisation's default language, `languages` all of them.
pub(crate) fn checked(input: &PlanInput, default: Lang, languages: &[Lang]) -> Result<Checked, Error> {
    let mut problems = Problems(Vec::new());
    let texts = problems.texts(&input.texts, None);
    if texts.title.is_empty() {
        problems.add(civic::refusal::Refusal::Missing("title"));
    }
    let mut translations = BTreeMap::new();
    for (lang, foreign) in &input.translations {
        if *lang == default || !languages.contains(lang) {
            problems.add(civic::refusal::Refusal::UnknownLanguage);
            continue;
        }
        translations.insert(*lang, problems.texts(foreign, Some(*lang)));
    }
    let author = problems.line("author", &input.author, LONGEST_LINE);
    let place = problems.line("place", &input.place, LONGEST_LINE);
    let external_id = input.external_id.as_deref().map(|id| problems.line("external_id", id, LONGEST_EXTERNAL));
    if input.cost.is_some_and(|cost| !(0..=HIGHEST_COST).contains(&cost.0)) {
        problems.add(Refusal::BadCost);
    }
    if input.point.is_some_and(|point| !is_on_earth(point)) {
        problems.add(Refusal::BadPoint);
    }
    if input.picture.as_deref().is_some_and(|name| !is_file_name(name)) {
        problems.add(Refusal::BadPicture);
    }
    let mut tags = input.tags.clone();
    tags.sort_unstable();
    tags.dedup();
    if tags.len() > MOST_TAGS {
        problems.add(Refusal::TooManyTags);
    }
    if !problems.0.is_empty() {
        return Err(Error::Refused(problems.0));
    }
    let input = PlanInput {
        texts,
        translations,
        author,
        place,
        external_id: external_id.filter(|id| !id.is_empty()),
        tags,
        ..input.clone()
    };
    let sort_key = text::sort_key(&input.texts.title).into_bytes();
    let terms = terms(&input, default);
    Ok(Checked { input, sort_key, terms })
}

/// Checks the name of a picture and what it shows.
pub(crate) fn checked_picture(name: Option<String>, alt: &str) -> Result<(Option<String>, String), Error> {
    let mut problems = Problems(Vec::new());
    let alt = problems.line("picture_alt", alt, LONGEST_LINE);
    if name.as_deref().is_some_and(|name| !is_file_name(name)) {
        problems.add(Refusal::BadPicture);
    }
    if problems.0.is_empty() { Ok((name, alt)) } else { Err(Error::Refused(problems.0)) }
}

struct Problems(Vec<platform::error::Refusal>);

impl Problems {
    fn add(&mut self, reason: impl platform::error::Reason) {
        self.0.push(reason.into());
    }

    /// One line: no line breaks, and no signs that turn the direction of what follows.
    fn line(&mut self, field: &'static str, text: &str, most: usize) -> String {
        let text: String = text.chars().map(|c| if c == '\n' { ' ' } else { c }).filter(|c| !turns(*c)).collect();
        civic::refusal::optional(field, &text, most).map_err(|reason| self.add(reason)).unwrap_or_default()
    }

    fn texts(&mut self, texts: &PlanTexts, lang: Option<Lang>) -> PlanTexts {
        let html: String = texts.text.chars().filter(|c| !turns(*c)).collect();
        let field = refusal::field("text", lang);
        let html = civic::refusal::optional(field, &html, LONGEST_TEXT).map_err(|reason| self.add(reason));
        PlanTexts {
            title: self.line(refusal::field("title", lang), &texts.title, LONGEST_TITLE),
            summary: self.line(refusal::field("summary", lang), &texts.summary, LONGEST_SUMMARY),
            text: text::clean_html(&html.unwrap_or_default()),
            picture_alt: self.line(refusal::field("picture_alt", lang), &texts.picture_alt, LONGEST_LINE),
        }
    }
}

/// Whether a sign overrides the direction of the text around it: letters of other scripts need none of these, but a
/// price or a name can be made to read backwards with them.
fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

pub(crate) fn is_on_earth(point: Place) -> bool {
    (-90.0..=90.0).contains(&point.latitude) && (-180.0..=180.0).contains(&point.longitude)
}

/// Whether this can be the name of a public file; that the file is there is the file store's to know.
fn is_file_name(name: &str) -> bool {
    (1..=200).contains(&name.len())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_./".contains(&b))
        && name.split('/').all(|part| !part.is_empty() && !part.starts_with('.'))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn plan(title: &str) -> PlanInput {
        PlanInput { texts: PlanTexts { title: title.into(), ..Default::default() }, ..Default::default() }
    }

    fn problems(input: &PlanInput) -> Vec<(&'static str, Option<&'static str>)> {
        match checked(input, Lang::Nl, &[Lang::Nl, Lang::En]) {
            Ok(_) => Vec::new(),
            Err(error) => error.refusals().iter().map(|refusal| (refusal.key, refusal.field)).collect(),
        }
    }

    #[test]
    fn everything_wrong_is_told_at_once() {
        let mut input = plan(&"a".repeat(10_000));
        input.cost = Some(Cents(-1));
        input.point = Some(Place { latitude: f64::NAN, longitude: 4.9 });
        input.picture = Some("../../etc/passwd".into());
        input.translations.insert(Lang::En, PlanTexts { title: "b".repeat(301), ..Default::default() });
        input.tags = (0..41).map(TagId).collect();
        assert_eq!(
            problems(&input),
            [
                ("refusal-too-long", Some("title")),
                ("refusal-missing", Some("title")),
                ("refusal-too-long", Some("title_en")),
                ("refusal-plan-cost", Some("cost")),
                ("refusal-plan-point", Some("latitude")),
                ("refusal-plan-picture", Some("picture")),
                ("refusal-plan-too-many-tags", Some("tags")),
            ]
        );
        let mut foreign = plan("Boom");
        foreign.translations.insert(Lang::Nl, PlanTexts::default());
        assert_eq!(problems(&foreign), [("refusal-unknown-language", None)]);
    }

    #[test]
    fn hostile_titles_stay_text() {
        let title = " <img src=x onerror=alert(1)> 🌳\u{202e}{{7*7}}\n\u{0}حديقة ";
        let checked = checked(&plan(title), Lang::Nl, &[Lang::Nl]).unwrap();
        assert_eq!(checked.input.texts.title, "<img src=x onerror=alert(1)> 🌳{{7*7}} حديقة");
        let mut rich = plan("Boom");
        rich.texts.text = "<p onclick=x>Boom<script>alert(1)</script></p>".into();
        assert_eq!(super::checked(&rich, Lang::Nl, &[Lang::Nl]).unwrap().input.texts.text, "<p>Boom</p>");
    }

    #[test]
    fn a_number_has_one_spelling_in_an_address() {
        assert_eq!(number_in("12-tegels-eruit"), Some(12));
        assert_eq!(number_in("7"), Some(7));
        for bad in ["", "0", "007-x", "-1", "+3", "x", "12a", "1.5", "99999999999999999999", "٣", "1 OR 1=1", "12'--"]
        {
            assert_eq!(number_in(bad), None, "{bad}");
        }
    }

    #[test]
    fn file_names_stay_inside() {
        for fine in ["boom.webp", "plans/0190a/boom-800.webp"] {
            assert!(is_file_name(fine), "{fine}");
        }
        for bad in ["", "/etc/passwd", "a//b", "../a", "a/../b", ".env", "a b", "<svg>", "https://x", "é.png"] {
            assert!(!is_file_name(bad), "{bad}");
        }
    }
}
