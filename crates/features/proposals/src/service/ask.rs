//! What a project asks of who hands in a plan, and whether what somebody typed answers it.

use super::region::Region;
use crate::model::{
    ALT_FIELDS, COLLECT, Collect, Content, Document, DraftPicture, FIELDS, LONGEST_LINE, Limits, MOST_PICTURES, Name,
    Place, PlanInput, PlanTexts, Question, QuestionId, number_of_field, postcode,
};
use crate::refusal::Refusal;
use crate::staff::tag;
use crate::store::{self, Facets};
use civic::App;
use civic::ids::{OrganisationId, ProjectId};
use civic::model::{Activity, Phase, When};
use civic::refusal::{Refusal as Civic, optional};
use jiff::Timestamp;
use platform::db::{DbError, Reader};
use platform::error::{Error, Refusal as Reason};
use platform::i18n::Lang;
use platform::money::Cents;
use platform::text::markdown_to_html;
use serde_json::Value;
use uuid::Uuid;

/// A step of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The title.
    Title,
    /// Summary and text.
    Text,
    /// Place, part of town, tags, cost.
    Where,
    /// The project's own questions.
    Questions,
    /// Pictures.
    Pictures,
    /// Who somebody is.
    Who,
    /// The plan as others will see it; handing in.
    Check,
}

impl Step {
    /// All steps in order.
    pub const ALL: [Step; 7] =
        [Step::Title, Step::Text, Step::Where, Step::Questions, Step::Pictures, Step::Who, Step::Check];

    /// As in addresses.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Step::Title => "title",
            Step::Text => "text",
            Step::Where => "where",
            Step::Questions => "questions",
            Step::Pictures => "pictures",
            Step::Who => "who",
            Step::Check => "check",
        }
    }

    /// From an address.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Step::ALL.into_iter().find(|step| step.code() == code)
    }

    /// The step on which a field stands.
    #[must_use]
    pub fn of(field: &str) -> Step {
        match field {
            "title" => Step::Title,
            "summary" | "text" => Step::Text,
            "place" | "latitude" | "longitude" | "area" | "tags" | "cost" => Step::Where,
            "name" | "email" | "postcode" => Step::Who,
            field if field == "picture" || field == "document" || field.starts_with("alt-") => Step::Pictures,
            field if number_of_field(field).is_some() => Step::Questions,
            _ => Step::Check,
        }
    }
}

/// What a project asks.
#[derive(Debug, Clone)]
pub struct Ask {
    /// The settings.
    pub collect: Collect,
    /// The activity that is on, or comes next, or was the last.
    pub activity: Option<Uuid>,
    /// From when until when.
    pub window: Option<(Timestamp, Timestamp)>,
    /// Whether that is to come, on, or over.
    pub when: Option<When>,
    /// The project's own questions.
    pub questions: Vec<Question>,
    /// Tags, areas, statuses.
    pub facets: Facets,
    /// Where plans can be; read only where a place is asked.
    pub region: Region,
    /// What comes after it.
    pub next: Option<Phase>,
}

/// What was handed in, read and found complete.
#[derive(Debug, Clone)]
pub struct Answered {
    /// The plan.
    pub input: PlanInput,
    /// The pictures after the first.
    pub pictures: Vec<DraftPicture>,
    /// The documents.
    pub documents: Vec<Document>,
    /// The answers to all questions that are asked; none takes one back.
    pub answers: Vec<(QuestionId, Option<Value>)>,
    /// The post code, or nothing.
    pub postcode: String,
}

/// The window that matters now: the one that is on, or the next, or the last.
fn window_of(activities: Vec<Activity>, now: Timestamp) -> Option<Activity> {
    let mut all: Vec<Activity> = activities.into_iter().filter(|activity| activity.kind == COLLECT).collect();
    all.sort_by_key(|activity| match When::of(now, activity.opens_at, Some(activity.closes_at)) {
        When::Now => (0, activity.closes_at.as_microsecond()),
        When::Future => (1, activity.opens_at.as_microsecond()),
        When::Past => (2, -activity.closes_at.as_microsecond()),
    });
    all.into_iter().next()
}

fn taken(when: Option<When>, window: Option<(Timestamp, Timestamp)>) -> Result<(), Refusal> {
    match (when, window) {
        (Some(When::Now), _) => Ok(()),
        (Some(When::Future), Some((opens, _))) => Err(Refusal::NotYet(opens)),
        (Some(When::Past), Some((_, closes))) => Err(Refusal::Over(closes)),
        _ => Err(Refusal::NotCollecting),
    }
}

/// Refuses unless plans are taken at this moment, by what the database says now: asked in the transaction that writes.
///
/// # Errors
/// As [`Ask::takes_plans`].
pub(super) fn still_takes_plans(
    reader: &Reader<'_>,
    (organisation, project): (OrganisationId, ProjectId),
    now: Timestamp,
) -> Result<(), Error> {
    let activity = window_of(civic::store::activities(reader, organisation, project)?, now);
    let when = activity.as_ref().map(|activity| When::of(now, activity.opens_at, Some(activity.closes_at)));
    Ok(taken(when, activity.map(|activity| (activity.opens_at, activity.closes_at)))?)
}

impl Ask {
    /// Reads it, in a language.
    ///
    /// # Errors
    /// When the database fails.
    pub fn load(
        reader: &Reader<'_>,
        (organisation, project): (OrganisationId, ProjectId),
        lang: Lang,
        now: Timestamp,
    ) -> Result<Ask, DbError> {
        let activity = window_of(civic::store::activities(reader, organisation, project)?, now);
        let closes = activity.as_ref().map(|activity| activity.closes_at);
        let phases = civic::store::phases(reader, organisation, project, lang)?;
        let after = |phase: &Phase| closes.is_some_and(|closes| phase.starts_at >= closes) && phase.starts_at > now;
        let collect = activity.as_ref().map(|activity| Collect::read(&activity.settings)).unwrap_or_default();
        let placed = collect.place.shown();
        Ok(Ask {
            collect,
            region: if placed { Region::load(reader, (organisation, project))? } else { Region::default() },
            window: activity.as_ref().map(|activity| (activity.opens_at, activity.closes_at)),
            when: activity.as_ref().map(|a| When::of(now, a.opens_at, Some(a.closes_at))),
            activity: activity.map(|activity| activity.uuid),
            questions: store::questions(reader, organisation, project, lang, false)?,
            facets: Facets::load(reader, organisation, project, lang)?,
            next: phases.into_iter().filter(after).min_by_key(|phase| phase.starts_at),
        })
    }

    /// Refuses unless plans are taken now.
    ///
    /// # Errors
    /// [`Refusal::NotCollecting`], [`Refusal::NotYet`] or [`Refusal::Over`].
    pub fn takes_plans(&self) -> Result<(), Refusal> {
        taken(self.when, self.window)
    }

    /// Whether a step has anything on it.
    #[must_use]
    pub fn has(&self, step: Step) -> bool {
        let asked = &self.collect;
        match step {
            Step::Title | Step::Text | Step::Check => true,
            Step::Where => self.asks("place") || self.asks("area") || self.asks("tags") || self.asks("cost"),
            Step::Questions => !self.questions.is_empty(),
            Step::Pictures => asked.pictures.shown() || asked.documents.shown(),
            Step::Who => self.asks("name") || self.asks("email") || self.asks("postcode"),
        }
    }

    /// The steps of this project, in order.
    #[must_use]
    pub fn steps(&self) -> Vec<Step> {
        Step::ALL.into_iter().filter(|step| self.has(*step)).collect()
    }

    /// Whether a field is asked.
    #[must_use]
    pub fn asks(&self, field: &str) -> bool {
        let asked = &self.collect;
        let email = asked.identify.by_email();
        match field {
            "title" | "text" => true,
            "summary" => asked.summary.shown(),
            "place" | "latitude" | "longitude" => asked.place.shown(),
            "area" => asked.area.shown() && !self.facets.areas.is_empty(),
            "tags" => asked.tags.shown() && self.facets.types.iter().any(|kind| !kind.tags.is_empty()),
            "cost" => asked.cost.shown(),
            "name" => asked.name != Name::Hidden,
            "email" => email,
            "postcode" => asked.identify.by_postcode(),
            field if ALT_FIELDS.contains(&field) => asked.pictures.shown(),
            field => self.questions.iter().any(|question| question.field() == field),
        }
    }

    /// Whether a field can be saved in a draft; what is not asked (any longer) cannot.
    #[must_use]
    pub fn knows(&self, field: &str) -> bool {
        (FIELDS.contains(&field) || number_of_field(field).is_some()) && self.asks(field)
    }

    /// Reads what was typed, as a language writes figures.
    ///
    /// # Errors
    /// Everything that is missing or wrong, in the order of the form.
    pub fn check(&self, content: &Content, lang: Lang) -> Result<Answered, Vec<Reason>> {
        let mut wrong: Vec<Reason> = Vec::new();
        for field in content.doubled().filter(|field| self.asks(field)) {
            let known = FIELDS.into_iter().find(|known| *known == field);
            let name = known.or(number_of_field(field).map(crate::model::question_field)).unwrap_or("title");
            wrong.push(Refusal::TwoTexts(name).into());
        }
        let texts = self.texts(content, &mut wrong);
        let mut input = PlanInput { texts, ..PlanInput::default() };
        self.place(content, &mut input, &mut wrong);
        if self.asks("cost") {
            input.cost = self.cost(content, lang, &mut wrong);
        }
        let answers = self.answers(content, lang, &mut wrong);
        let mut pictures = self.pictures(content, &mut wrong).into_iter();
        if let Some(first) = pictures.next() {
            (input.picture, input.texts.picture_alt) = (Some(first.file), first.alt);
        }
        let documents = self.documents(content, &mut wrong);
        if self.asks("name") {
            let name = keep(&mut wrong, optional("name", content.get("name"), LONGEST_LINE));
            input.author = self.collect.name.of(&name);
        }
        let postcode = if self.asks("postcode") { self.postcode(content, &mut wrong) } else { String::new() };
        if wrong.is_empty() {
            Ok(Answered { input, pictures: pictures.collect(), documents, answers, postcode })
        } else {
            Err(wrong)
        }
    }

    fn texts(&self, content: &Content, wrong: &mut Vec<Reason>) -> PlanTexts {
        let asked = &self.collect;
        let mut within = |field: &'static str, limits: Limits, needed: bool| {
            let text = match optional(field, content.get(field), limits.most) {
                Ok(text) => text,
                Err(reason) => {
                    wrong.push(reason.into());
                    return String::new();
                }
            };
            let length = text.chars().count();
            if length == 0 && needed {
                wrong.push(Civic::Missing(field).into());
            } else if length > 0 && length < limits.least {
                wrong.push(Refusal::TooShort(field, limits.least).into());
            }
            text
        };
        let title = within("title", asked.title_limits, true);
        let summary = if asked.summary.shown() {
            within("summary", asked.summary_limits, asked.summary.needed())
        } else {
            String::new()
        };
        let text = within("text", asked.text_limits, true);
        PlanTexts { title, summary, text: markdown_to_html(&text), picture_alt: String::new() }
    }

    fn place(&self, content: &Content, input: &mut PlanInput, wrong: &mut Vec<Reason>) {
        let asked = &self.collect;
        if self.asks("place") {
            input.place = keep(wrong, optional("place", content.get("place"), LONGEST_LINE));
            match point(content).and_then(|point| point.map_or(Ok(()), |at| self.region.check(at)).map(|()| point)) {
                Ok(point) => input.point = point,
                Err(reason) => wrong.push(reason.into()),
            }
            if asked.place.needed() && input.place.is_empty() && input.point.is_none() {
                wrong.push(Civic::Missing("place").into());
            }
        }
        if self.asks("area") {
            let typed = content.get("area");
            input.area = self.facets.areas.iter().find(|area| area.slug == typed).map(|area| area.id);
            // On the map it cannot be in two parts.
            input.area = input.point.and_then(|point| self.region.area_of(point)).or(input.area);
            match (typed.is_empty(), input.area) {
                (true, None) if asked.area.needed() => wrong.push(Civic::Missing("area").into()),
                (false, None) => wrong.push(Refusal::UnknownArea.into()),
                _ => {}
            }
        }
        if self.asks("tags") {
            let found: Option<Vec<_>> = content.all("tags").iter().map(|named| tag(&self.facets, named)).collect();
            match found {
                Some(tags) if tags.is_empty() && asked.tags.needed() => wrong.push(Civic::Missing("tags").into()),
                Some(tags) => input.tags = tags,
                None => wrong.push(Refusal::UnknownTag.into()),
            }
        }
    }

    /// The point that was chosen, if it is one where plans can be.
    #[must_use]
    pub fn point(&self, content: &Content) -> Option<Place> {
        point(content).ok().flatten().filter(|place| self.region.check(*place).is_ok())
    }

    fn cost(&self, content: &Content, lang: Lang, wrong: &mut Vec<Reason>) -> Option<Cents> {
        let typed = content.get("cost").trim();
        if typed.is_empty() {
            if self.collect.cost.needed() {
                wrong.push(Civic::Missing("cost").into());
            }
            return None;
        }
        let read = Cents::parse(typed, lang);
        read.map_err(|reason| wrong.push(Reason { field: Some("cost"), ..reason.into() })).ok()
    }

    fn answers(&self, content: &Content, lang: Lang, wrong: &mut Vec<Reason>) -> Vec<(QuestionId, Option<Value>)> {
        let mut answers = Vec::new();
        for question in &self.questions {
            match question.read(content.all(question.field()), lang) {
                Ok(answer) => answers.push((question.id, answer)),
                Err(reason) => wrong.push(reason),
            }
        }
        answers
    }

    fn pictures(&self, content: &Content, wrong: &mut Vec<Reason>) -> Vec<DraftPicture> {
        if !self.collect.pictures.shown() {
            return Vec::new();
        }
        if content.pictures.is_empty() && self.collect.pictures.needed() {
            wrong.push(Civic::Missing("picture").into());
        }
        if content.pictures.len() > MOST_PICTURES {
            wrong.push(Refusal::TooManyPictures(MOST_PICTURES).into());
        }
        let mut pictures = Vec::new();
        for (picture, field) in content.pictures.iter().zip(ALT_FIELDS) {
            let alt = keep(wrong, optional(field, &picture.alt, LONGEST_LINE));
            if picture.alt.trim().is_empty() {
                wrong.push(Refusal::AltMissing(field).into());
            }
            pictures.push(DraftPicture { file: picture.file.clone(), alt });
        }
        pictures
    }

    fn documents(&self, content: &Content, wrong: &mut Vec<Reason>) -> Vec<Document> {
        let asked = &self.collect;
        if !asked.documents.shown() {
            return Vec::new();
        }
        if content.documents.is_empty() && asked.documents.needed() {
            wrong.push(Civic::Missing("document").into());
        }
        if content.documents.len() > asked.most_documents {
            wrong.push(Refusal::TooManyDocuments(asked.most_documents).into());
        }
        content.documents.clone()
    }

    fn postcode(&self, content: &Content, wrong: &mut Vec<Reason>) -> String {
        let typed = content.get("postcode");
        if typed.trim().is_empty() {
            wrong.push(Civic::Missing("postcode").into());
            return String::new();
        }
        match postcode(typed) {
            Some(code) if self.collect.takes(&code) => return code,
            Some(_) => wrong.push(Refusal::PostcodeElsewhere.into()),
            None => wrong.push(Refusal::BadPostcode.into()),
        }
        String::new()
    }
}

/// The text, or its refusal kept and nothing.
fn keep(wrong: &mut Vec<Reason>, read: Result<String, Civic>) -> String {
    read.map_err(|reason| wrong.push(reason.into())).unwrap_or_default()
}

/// Both halves of a point or none.
fn point(content: &Content) -> Result<Option<Place>, Refusal> {
    let read = |name: &str| match content.get(name).trim() {
        "" => Ok(None),
        typed => typed.replace(',', ".").parse::<f64>().map(Some).map_err(|_| Refusal::BadPoint),
    };
    match (read("latitude")?, read("longitude")?) {
        (None, None) => Ok(None),
        (Some(latitude), Some(longitude)) if latitude.is_finite() && longitude.is_finite() => {
            Ok(Some(Place { latitude, longitude }))
        }
        _ => Err(Refusal::BadPoint),
    }
}

/// What a project asks now.
///
/// # Errors
/// When the database fails.
pub async fn ask(app: &App, organisation: OrganisationId, project: ProjectId, lang: Lang) -> Result<Ask, Error> {
    let now = app.clock.now();
    app.db.read(move |reader| Ok(Ask::load(reader, (organisation, project), lang, now)?)).await
}
