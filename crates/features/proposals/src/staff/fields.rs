//! Between the fields of the form and a plan.

use crate::model::{Place, PlanInput, PlanTexts, Question, QuestionId, to_markdown};
use crate::refusal::{Refusal, field};
use crate::service::Editable;
use crate::store::Facets;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use civic::model::Organisation;
use http::StatusCode;
use platform::error::{Common, Error};
use platform::i18n::Lang;
use platform::money::Cents;
use platform::text::markdown_to_html;
use platform::web::form::Form;
use platform::web::security::LARGEST_BODY;

/// The most fields of one form.
const MOST: usize = 200;
/// The longest text of one field, in bytes.
const LONGEST: usize = 400_000;

/// The longest name of a file that is looked at, in characters.
const LONGEST_FILE_NAME: usize = 1_000;

/// What was sent: the fields, and the files that were chosen.
pub(crate) struct Sent {
    pairs: Vec<(String, String)>,
    pub(crate) picture: Option<Bytes>,
    /// A document, with the name that it had.
    pub(crate) document: Option<(String, Bytes)>,
    /// A spreadsheet, with the name that it had.
    pub(crate) sheet: Option<(String, Bytes)>,
}

impl Sent {
    /// The first value of a field; empty if there is none.
    pub(super) fn get(&self, name: &str) -> &str {
        self.pairs.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
    }

    /// All values of a field.
    pub(super) fn all<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'s str> {
        self.pairs.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Another value for a field.
    pub(super) fn set(&mut self, name: &str, value: String) {
        self.pairs.retain(|(known, _)| known != name);
        self.pairs.push((name.to_owned(), value));
    }

    pub(crate) fn into_form(self) -> Form {
        Form::filled(self.pairs)
    }
}

/// Reads a form with a file.
pub(crate) async fn receive(mut request: Request) -> Result<Sent, Error> {
    DefaultBodyLimit::max(LARGEST_BODY).apply(&mut request);
    let parts = Multipart::from_request(request, &()).await;
    let mut parts = parts.map_err(|_| Error::from(Common::WrongContentType))?;
    let mut pairs: Vec<(String, String)> = Vec::new();
    let (mut picture, mut document, mut sheet) = (None, None, None);
    while let Some(part) = parts.next_field().await.map_err(|error| unreadable(error.status()))? {
        let name = part.name().unwrap_or_default().to_owned();
        let called: String = part.file_name().unwrap_or_default().chars().take(LONGEST_FILE_NAME).collect();
        let content = part.bytes().await.map_err(|error| unreadable(error.status()))?;
        if name == "picture" {
            // A field without a chosen file arrives as an empty one.
            picture = Some(content).filter(|content| !content.is_empty());
            continue;
        }
        if name == "document" || name == "sheet" {
            let file = if name == "document" { &mut document } else { &mut sheet };
            *file = Some((called, content)).filter(|(_, content)| !content.is_empty());
            continue;
        }
        if content.len() > LONGEST || pairs.len() >= MOST {
            return Err(Common::TooLarge.into());
        }
        pairs.push((name, String::from_utf8(content.to_vec()).map_err(|_| Error::from(Common::Malformed))?));
    }
    Ok(Sent { pairs, picture, document, sheet })
}

fn unreadable(status: StatusCode) -> Error {
    if status == StatusCode::PAYLOAD_TOO_LARGE { Common::TooLarge.into() } else { Common::Malformed.into() }
}

/// The languages that a plan can be translated into.
pub(super) fn others(organisation: &Organisation) -> impl Iterator<Item = Lang> {
    organisation.languages.iter().copied().filter(|lang| *lang != organisation.default_lang)
}

/// The plan that a form describes, as far as it can be read, and everything that cannot.
pub(super) fn input(
    form: &Form,
    organisation: &Organisation,
    facets: &Facets,
    lang: Lang,
) -> (PlanInput, Vec<platform::error::Refusal>) {
    let mut wrong: Vec<platform::error::Refusal> = Vec::new();
    let cost = match form.get("cost").trim() {
        "" => None,
        typed => Cents::parse(typed, lang)
            .map_err(|reason| wrong.push(platform::error::Refusal { field: Some("cost"), ..reason.into() }))
            .ok(),
    };
    let point = point(form).unwrap_or_else(|reason| {
        wrong.push(reason.into());
        None
    });
    let mut tags = Vec::new();
    for chosen in form.all("tags") {
        match tag(facets, chosen) {
            Some(id) => tags.push(id),
            None => wrong.push(Refusal::UnknownTag.into()),
        }
    }
    let status = facets.statuses.iter().find(|status| status.slug == form.get("status")).map(|status| status.id);
    if status.is_none() {
        wrong.push(Refusal::UnknownStatus.into());
    }
    let area = facets.areas.iter().find(|area| area.slug == form.get("area")).map(|area| area.id);
    if area.is_none() && !form.get("area").is_empty() {
        wrong.push(Refusal::UnknownArea.into());
    }
    let input = PlanInput {
        texts: texts(form, None),
        translations: others(organisation).map(|lang| (lang, texts(form, Some(lang)))).collect(),
        author: form.get("author").to_owned(),
        cost,
        status,
        area,
        place: form.get("place").to_owned(),
        point,
        picture: Some(form.get("picture_name").to_owned()).filter(|name| !name.is_empty()),
        external_id: Some(form.get("external_id").to_owned()),
        tags,
        published: form.ticked("published"),
        hidden_because: form.get("why").to_owned(),
    };
    (input, wrong)
}

fn texts(form: &Form, lang: Option<Lang>) -> PlanTexts {
    let get = |name| form.get(field(name, lang)).to_owned();
    PlanTexts {
        title: get("title"),
        summary: get("summary"),
        text: markdown_to_html(&get("text")),
        picture_alt: get("picture_alt"),
    }
}

/// A tag by `kind.tag`.
pub(crate) fn tag(facets: &Facets, named: &str) -> Option<civic::ids::TagId> {
    let (kind, slug) = named.split_once('.')?;
    let kind = facets.types.iter().find(|known| known.slug == kind)?;
    kind.tags.iter().find(|tag| tag.slug == slug).map(|tag| tag.id)
}

/// Both halves of a point or none.
/// A point as it is typed; none when both halves are empty.
pub(super) fn point(form: &Form) -> Result<Option<Place>, Refusal> {
    let read = |name: &str| match form.get(name).trim() {
        "" => Ok(None),
        typed => typed.replace(',', ".").parse::<f64>().map(Some).map_err(|_| Refusal::BadPoint),
    };
    match (read("latitude")?, read("longitude")?) {
        (None, None) => Ok(None),
        (Some(latitude), Some(longitude)) => Ok(Some(Place { latitude, longitude })),
        _ => Err(Refusal::BadPoint),
    }
}

/// The fields of a plan that is there, as a form shows them.
pub(super) fn filled(
    plan: &Editable,
    facets: &Facets,
    lang: Lang,
    (questions, answers): (&[Question], &[(QuestionId, serde_json::Value)]),
) -> Form {
    let (input, card) = (&plan.input, &plan.card);
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut put = |name: &str, value: String| pairs.push((name.to_owned(), value));
    let own = std::iter::once((None, &input.texts));
    for (lang, texts) in own.chain(input.translations.iter().map(|(lang, texts)| (Some(*lang), texts))) {
        put(field("title", lang), texts.title.clone());
        put(field("summary", lang), texts.summary.clone());
        put(field("text", lang), to_markdown(&texts.text));
        put(field("picture_alt", lang), texts.picture_alt.clone());
    }
    put("author", input.author.clone());
    put("cost", input.cost.map(|cost| cost.input(lang)).unwrap_or_default());
    put("status", facets.status(card.status).map(|status| status.slug.clone()).unwrap_or_default());
    put("area", facets.area(card.area).map(|area| area.slug.clone()).unwrap_or_default());
    put("place", input.place.clone());
    let degrees =
        |degrees: f64| if lang == Lang::Nl { degrees.to_string().replace('.', ",") } else { degrees.to_string() };
    if let Some(point) = input.point {
        put("latitude", degrees(point.latitude));
        put("longitude", degrees(point.longitude));
    }
    put("picture_name", input.picture.clone().unwrap_or_default());
    put("external_id", input.external_id.clone().unwrap_or_default());
    for kind in &facets.types {
        for tag in kind.tags.iter().filter(|tag| input.tags.contains(&tag.id)) {
            put("tags", format!("{}.{}", kind.slug, tag.slug));
        }
    }
    if input.published {
        put("published", "1".into());
    }
    put("version", card.version.to_string());
    for question in questions {
        if let Some((_, answer)) = answers.iter().find(|(id, _)| *id == question.id) {
            question.typed(answer, lang).into_iter().for_each(|value| put(question.field(), value));
        }
    }
    Form::filled(pairs)
}
