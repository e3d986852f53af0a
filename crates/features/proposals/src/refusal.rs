//! What this feature refuses, and why.

use http::StatusCode;
use platform::error::{Arg, Reason};
use platform::i18n::Lang;

/// Reasons of this crate; each has a sentence in the locales.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// An address of those who hear of new plans that is none, or too many of them.
    BadNotify,
    /// A layer of a map that is no GeoJSON in degrees, or too large.
    BadLayer,
    /// A marker that leads to neither a path of this site nor an address that begins with `https://`.
    BadLink,
    /// More layers or markers than a map can have.
    TooManyOnMap(usize, usize),
    /// A cost below nothing or above ten milliard euros.
    BadCost,
    /// A point that is not on the map, or half of one.
    BadPoint,
    /// A point outside the area of the project.
    PointOutside,
    /// A point whose latitude and longitude stand in each other's place.
    SwappedPoint,
    /// Words of a place that the service for addresses does not know.
    PlaceUnknown,
    /// Words of a place that lies outside the area of the project.
    PlaceElsewhere,
    /// The service for addresses is away.
    NoLookUp,
    /// The name of a picture that cannot be a public file.
    BadPicture,
    /// Columns of a spreadsheet that no plan has.
    UnknownColumns(String),
    /// A column of a spreadsheet that is there twice.
    ColumnTwice(String),
    /// A spreadsheet without titles.
    NoTitleColumn,
    /// A formula in a cell.
    FormulaInCell,
    /// Not a number of a plan.
    BadPlanNumber,
    /// A plan that the project does not have.
    UnknownPlan,
    /// Two rows for one plan.
    NumberTwice,
    /// Neither yes nor no.
    NeitherYesNorNo,
    /// A spreadsheet that has to be mended first.
    ImportHasProblems,
    /// More kept views than a project can have.
    TooManyViews(usize),
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
    /// A text shorter than the project asks.
    TooShort(&'static str, usize),
    /// A choice that a question does not have.
    UnknownChoice(&'static str),
    /// More choices than a question takes.
    TooManyChoices(&'static str, i64),
    /// Fewer choices than a question takes.
    TooFewChoices(&'static str, i64),
    /// Not a number.
    BadNumber(&'static str),
    /// A number below what a question takes.
    TooLow(&'static str, i64),
    /// A number above what a question takes.
    TooHigh(&'static str, i64),
    /// Not a date.
    BadDate(&'static str),
    /// Not a phone number.
    BadPhone(&'static str),
    /// A box that has to be ticked.
    ConsentNeeded(&'static str),
    /// Not a post code.
    BadPostcode,
    /// A post code that may not take part here.
    PostcodeElsewhere,
    /// More pictures than a plan can have.
    TooManyPictures(usize),
    /// More documents than a plan can have.
    TooManyDocuments(usize),
    /// A document that did not come with this plan.
    BadDocument,
    /// A picture that nobody has described.
    AltMissing(&'static str),
    /// A field with two texts, of which one has to be chosen.
    TwoTexts(&'static str),
    /// A field or question that the project does not ask.
    UnknownField(String),
    /// The project takes no plans.
    NotCollecting,
    /// Handing in has not begun.
    NotYet(jiff::Timestamp),
    /// Handing in is over.
    Over(jiff::Timestamp),
    /// A draft that is not there, or not for whoever asks.
    NoDraft,
    /// The plan's status does not let its author change it.
    NotEditable,
    /// The plan is in a vote.
    InVote,
    /// The plan was withdrawn.
    Withdrawn,
    /// Withdrawing takes a reason.
    NoReason,
    /// More invitations than one plan can have.
    TooManyInvitations(usize),
    /// An invitation that is used, too old or unknown.
    DeadInvitation,
    /// More questions or choices than a project can have.
    TooManyQuestions(usize),
    /// Limits that nothing fits in.
    BadLimits(&'static str),
    /// A question of choices with fewer than two, or with one twice.
    BadChoices,
}

impl Reason for Refusal {
    fn key(&self) -> &'static str {
        match self {
            Refusal::BadCost => "refusal-plan-cost",
            Refusal::BadPoint => "refusal-plan-point",
            Refusal::PointOutside => "refusal-plan-point-outside",
            Refusal::SwappedPoint => "refusal-plan-point-swapped",
            Refusal::PlaceUnknown => "refusal-plan-place-unknown",
            Refusal::PlaceElsewhere => "refusal-plan-place-elsewhere",
            Refusal::NoLookUp => "refusal-plan-no-look-up",
            Refusal::BadPicture => "refusal-plan-picture",
            Refusal::UnknownColumns(_) => "refusal-sheet-columns",
            Refusal::ColumnTwice(_) => "refusal-sheet-column-twice",
            Refusal::NoTitleColumn => "refusal-sheet-no-title",
            Refusal::FormulaInCell => "refusal-sheet-formula",
            Refusal::BadPlanNumber => "refusal-sheet-number",
            Refusal::UnknownPlan => "refusal-sheet-plan",
            Refusal::NumberTwice => "refusal-sheet-number-twice",
            Refusal::NeitherYesNorNo => "refusal-sheet-yes-no",
            Refusal::ImportHasProblems => "refusal-sheet-problems",
            Refusal::TooManyViews(_) => "refusal-plan-views",
            Refusal::TooManyTags => "refusal-plan-too-many-tags",
            Refusal::UnknownTag => "refusal-plan-tag",
            Refusal::UnknownArea => "refusal-plan-area",
            Refusal::UnknownStatus => "refusal-plan-status",
            Refusal::ExternalIdTaken(_) => "refusal-plan-external-id",
            Refusal::TooManyPlans(_) => "refusal-plan-too-many",
            Refusal::NoPlans => "refusal-plan-none-chosen",
            Refusal::BadQuery(_) => "refusal-plan-query",
            Refusal::TooShort(..) => "refusal-plan-short",
            Refusal::UnknownChoice(_) => "refusal-plan-choice",
            Refusal::TooManyChoices(..) => "refusal-plan-choices-most",
            Refusal::TooFewChoices(..) => "refusal-plan-choices-least",
            Refusal::BadNumber(_) => "refusal-plan-number",
            Refusal::TooLow(..) => "refusal-plan-number-low",
            Refusal::TooHigh(..) => "refusal-plan-number-high",
            Refusal::BadDate(_) => "refusal-plan-date",
            Refusal::BadPhone(_) => "refusal-plan-phone",
            Refusal::ConsentNeeded(_) => "refusal-plan-consent",
            Refusal::BadPostcode => "refusal-plan-postcode",
            Refusal::BadNotify => "refusal-plan-notify",
            Refusal::BadLayer => "refusal-map-layer",
            Refusal::BadLink => "refusal-map-link",
            Refusal::TooManyOnMap(..) => "refusal-map-most",
            Refusal::PostcodeElsewhere => "refusal-plan-postcode-elsewhere",
            Refusal::TooManyPictures(_) => "refusal-plan-pictures",
            Refusal::TooManyDocuments(_) => "refusal-plan-documents",
            Refusal::BadDocument => "refusal-plan-document",
            Refusal::AltMissing(_) => "refusal-plan-alt",
            Refusal::TwoTexts(_) => "refusal-plan-two-texts",
            Refusal::UnknownField(_) => "refusal-plan-field",
            Refusal::NotCollecting => "refusal-plan-not-collecting",
            Refusal::NotYet(_) => "refusal-plan-not-yet",
            Refusal::Over(_) => "refusal-plan-over",
            Refusal::NoDraft => "refusal-plan-no-draft",
            Refusal::NotEditable => "refusal-plan-not-editable",
            Refusal::InVote => "refusal-plan-in-vote",
            Refusal::Withdrawn => "refusal-plan-withdrawn",
            Refusal::NoReason => "refusal-plan-no-reason",
            Refusal::TooManyInvitations(_) => "refusal-plan-invitations",
            Refusal::DeadInvitation => "refusal-plan-dead-invitation",
            Refusal::TooManyQuestions(_) => "refusal-plan-questions",
            Refusal::BadLimits(_) => "refusal-plan-limits",
            Refusal::BadChoices => "refusal-plan-choices",
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Refusal::ExternalIdTaken(_)
            | Refusal::NotCollecting
            | Refusal::NotYet(_)
            | Refusal::Over(_)
            | Refusal::NotEditable
            | Refusal::InVote
            | Refusal::ImportHasProblems
            | Refusal::Withdrawn => StatusCode::CONFLICT,
            Refusal::BadQuery(_) => StatusCode::BAD_REQUEST,
            Refusal::NoDraft => StatusCode::NOT_FOUND,
            Refusal::DeadInvitation => StatusCode::GONE,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Refusal::ExternalIdTaken(id) => vec![("id", id.as_str().into())],
            Refusal::UnknownColumns(words) | Refusal::ColumnTwice(words) => vec![("columns", words.as_str().into())],
            Refusal::TooManyPlans(most) | Refusal::TooManyViews(most) => vec![("most", (*most).into())],
            Refusal::TooManyOnMap(layers, markers) => {
                vec![("layers", (*layers).into()), ("markers", (*markers).into())]
            }
            Refusal::BadQuery(key) => vec![("key", (*key).into())],
            Refusal::TooShort(_, least) => vec![("least", (*least).into())],
            Refusal::TooManyChoices(_, n)
            | Refusal::TooFewChoices(_, n)
            | Refusal::TooLow(_, n)
            | Refusal::TooHigh(_, n) => vec![("n", (*n).into())],
            Refusal::TooManyPictures(most)
            | Refusal::TooManyDocuments(most)
            | Refusal::TooManyInvitations(most)
            | Refusal::TooManyQuestions(most) => vec![("most", (*most).into())],
            Refusal::NotYet(at) | Refusal::Over(at) => vec![("moment", (*at).into())],
            Refusal::UnknownField(name) => vec![("name", name.as_str().into())],
            _ => Vec::new(),
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Refusal::BadCost => Some("cost"),
            Refusal::BadPoint | Refusal::PointOutside | Refusal::SwappedPoint => Some("latitude"),
            Refusal::PlaceUnknown | Refusal::PlaceElsewhere | Refusal::NoLookUp => Some("place"),
            Refusal::BadPicture => Some("picture"),
            Refusal::UnknownColumns(_) | Refusal::ColumnTwice(_) | Refusal::NoTitleColumn => Some("sheet"),
            Refusal::TooManyViews(_) => Some("view"),
            Refusal::TooManyTags | Refusal::UnknownTag => Some("tags"),
            Refusal::UnknownArea => Some("area"),
            Refusal::UnknownStatus => Some("status"),
            Refusal::ExternalIdTaken(_) => Some("external_id"),
            Refusal::BadQuery(field)
            | Refusal::TooShort(field, _)
            | Refusal::UnknownChoice(field)
            | Refusal::TooManyChoices(field, _)
            | Refusal::TooFewChoices(field, _)
            | Refusal::BadNumber(field)
            | Refusal::TooLow(field, _)
            | Refusal::TooHigh(field, _)
            | Refusal::BadDate(field)
            | Refusal::BadPhone(field)
            | Refusal::ConsentNeeded(field)
            | Refusal::AltMissing(field)
            | Refusal::TwoTexts(field)
            | Refusal::BadLimits(field) => Some(field),
            Refusal::BadPostcode | Refusal::PostcodeElsewhere => Some("postcode"),
            Refusal::TooManyPictures(_) => Some("picture"),
            Refusal::TooManyDocuments(_) | Refusal::BadDocument => Some("document"),
            Refusal::NoReason => Some("why"),
            Refusal::BadNotify => Some("notify"),
            Refusal::BadLayer => Some("geojson"),
            Refusal::BadLink => Some("link"),
            Refusal::TooManyOnMap(..) => Some("title"),
            Refusal::BadChoices => Some("choices"),
            _ => None,
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
