//! Writes, for staff: the services do what they do for the form.

use super::Api;
use super::body::{InputBody, PlanBody, TextsBody};
use super::read::plan_of;
use crate::model::{Content, Kept, Place, PlanInput, PlanTexts, number_in};
use crate::refusal::Refusal;
use crate::service::hand_in::{self, Channel, ForSomebody};
use crate::service::{self, Written};
use crate::staff::tag;
use crate::store::Facets;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use civic::model::Project;
use civic::permission::Permission;
use civic::{Answer, Visitor};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use platform::error::{Common, Error};
use platform::i18n::Lang;
use platform::money::Cents;
use platform::web::form::Json;
use platform::web::response;
use std::collections::BTreeMap;

/// The header by which a request that is sent again is known.
const KEY: &str = "idempotency-key";
/// The longest such key.
const LONGEST_KEY: usize = 200;

/// A new plan
#[utoipa::path(
    post,
    path = "/api/v1/projects/{project}/plans",
    tag = "plans",
    params(
        ("project" = String, Path, description = "Slug of the project"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key sent again makes no second plan"),
    ),
    request_body = InputBody,
    responses((status = 201, body = PlanBody), (status = 401), (status = 403), (status = 409), (status = 422))
)]
pub(super) async fn create(
    State(api): State<Api>,
    visitor: Visitor,
    Path(slug): Path<String>,
    headers: HeaderMap,
    Json(body): Json<InputBody>,
) -> Answer {
    let project = permitted(&api, &visitor, &slug).await?;
    let request = key(&visitor, &headers)?;
    let start = PlanInput { published: true, ..PlanInput::default() };
    let given = Given::of(&body);
    let input = merged(&api, &visitor, &project, start, body).await?;
    let written = given.create(&api, &visitor, &project, input, request).await?;
    let plan = plan_of(&api, &visitor, &project, written.number, true).await?;
    let place = visitor.link(&format!("/api/v1/projects/{}/plans/{}", project.slug, written.number));
    let place = HeaderValue::from_str(&place).map_err(Error::internal)?;
    Ok(([(header::LOCATION, place)], response::json(StatusCode::CREATED, &plan)).into_response())
}

/// A changed plan
#[utoipa::path(
    patch,
    path = "/api/v1/projects/{project}/plans/{number}",
    tag = "plans",
    params(
        ("project" = String, Path, description = "Slug of the project"),
        ("number" = i64, Path, description = "Number of the plan in its project"),
    ),
    request_body = InputBody,
    responses((status = 200, body = PlanBody), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422))
)]
pub(super) async fn change(
    State(api): State<Api>,
    visitor: Visitor,
    Path((slug, number)): Path<(String, String)>,
    Json(body): Json<InputBody>,
) -> Answer {
    let project = permitted(&api, &visitor, &slug).await?;
    let number = number_in(&number).filter(|known| known.to_string() == number).ok_or(Error::from(Common::NotFound))?;
    let version = body.version.ok_or(Error::from(civic::refusal::Refusal::Missing("version")))?;
    let now = service::editable(&api.app, project.organisation, project.id, number).await?;
    if body.channel.is_some() || body.email.is_some() {
        // How a plan came in does not change.
        return Err(Common::Malformed.into());
    }
    let given = Given::of(&body);
    let input = merged(&api, &visitor, &project, now.input, body).await?;
    if let Some(answers) = &given.answers {
        hand_in::check_answers(&api.app, &project, (answers, visitor.lang)).await?;
    }
    let written = service::update_plan(&api.app, &visitor.actor, &project, number, version, input).await?;
    if let Some(answers) = &given.answers {
        hand_in::set_answers(&api.app, &visitor.actor, &project, written.id, (answers, visitor.lang)).await?;
    }
    Ok(response::json(StatusCode::OK, &plan_of(&api, &visitor, &project, number, true).await?))
}

/// What a body says beside the plan itself.
struct Given {
    channel: Option<String>,
    email: Option<String>,
    answers: Option<Content>,
}

impl Given {
    fn of(body: &InputBody) -> Self {
        let kept = |values: &Vec<String>| Kept { values: values.clone(), at: 1, other: None };
        let answers = body.answers.as_ref().map(|answers| Content {
            fields: answers.iter().map(|(field, values)| (field.clone(), kept(values))).collect(),
            ..Content::default()
        });
        Given { channel: body.channel.clone(), email: body.email.clone(), answers }
    }

    /// A new plan: of the organisation, or for somebody.
    async fn create(
        self,
        api: &Api,
        visitor: &Visitor,
        project: &Project,
        input: PlanInput,
        request: Option<String>,
    ) -> Result<Written, Error> {
        let (app, actor) = (&api.app, &visitor.actor);
        if self.channel.is_some() || self.email.is_some() {
            let channel = self.channel.as_deref().and_then(Channel::parse);
            let (answers, email) = (self.answers.unwrap_or_default(), self.email.unwrap_or_default());
            let new = ForSomebody { input, answers, channel, email, request };
            return Ok(hand_in::hand_in_for(app, actor, project, visitor.lang, new).await?.plan);
        }
        if let Some(answers) = &self.answers {
            hand_in::check_answers(app, project, (answers, visitor.lang)).await?;
        }
        let written = service::create_plan(app, actor, project, input, request.as_deref()).await?;
        if let Some(answers) = &self.answers {
            hand_in::set_answers(app, actor, project, written.id, (answers, visitor.lang)).await?;
        }
        Ok(written)
    }
}

/// The project, for somebody who may change its plans.
pub(super) async fn permitted(api: &Api, visitor: &Visitor, slug: &str) -> Result<Project, Error> {
    let project = api.project(visitor.organisation.id, slug).await?;
    visitor.actor.permit(Permission::EditPlans, Some(project.id))?;
    Ok(project)
}

/// The key of the request, bound to who sends it.
fn key(visitor: &Visitor, headers: &HeaderMap) -> Result<Option<String>, Error> {
    let Some(sent) = headers.get(KEY) else { return Ok(None) };
    let text = sent.to_str().ok().filter(|text| (1..=LONGEST_KEY).contains(&text.len()));
    let person = visitor.actor.person.map_or(0, |person| person.0);
    text.map(|text| Some(format!("api:{person}:{text}"))).ok_or(Common::Malformed.into())
}

/// What is there now, with what the body says in its place.
async fn merged(
    api: &Api,
    visitor: &Visitor,
    project: &Project,
    now: PlanInput,
    body: InputBody,
) -> Result<PlanInput, Error> {
    let (organisation, id, lang) = (project.organisation, project.id, visitor.lang);
    let facets =
        api.app.db.read(move |reader| Facets::load(reader, organisation, id, lang)).await.map_err(Error::Db)?;
    let status = match &body.status {
        None => now.status,
        Some(slug) => {
            let found = facets.statuses.iter().find(|status| status.slug == *slug);
            Some(found.ok_or(Error::from(Refusal::UnknownStatus))?.id)
        }
    };
    let area = match &body.area {
        None => now.area,
        Some(None) => None,
        Some(Some(slug)) => {
            let found = facets.areas.iter().find(|area| area.slug == *slug);
            Some(found.ok_or(Error::from(Refusal::UnknownArea))?.id)
        }
    };
    let tags = match &body.tags {
        None => now.tags,
        Some(named) => {
            let found: Option<Vec<_>> = named.iter().map(|named| tag(&facets, named)).collect();
            found.ok_or(Error::from(Refusal::UnknownTag))?
        }
    };
    let texts = TextsBody { title: body.title, summary: body.summary, text: body.text, picture_alt: body.picture_alt };
    Ok(PlanInput {
        texts: with_texts(now.texts, texts),
        translations: with_translations(now.translations, body.translations.unwrap_or_default())?,
        author: body.author.unwrap_or(now.author),
        cost: body.cost.map_or(now.cost, |cost| cost.map(Cents)),
        status,
        area,
        place: body.place.unwrap_or(now.place),
        point: with_point(now.point, body.latitude, body.longitude)?,
        picture: now.picture,
        external_id: body.external_id.unwrap_or(now.external_id),
        tags,
        published: body.published.unwrap_or(now.published),
        hidden_because: body.hidden_because.unwrap_or_default(),
    })
}

fn with_texts(now: PlanTexts, body: TextsBody) -> PlanTexts {
    PlanTexts {
        title: body.title.unwrap_or(now.title),
        summary: body.summary.unwrap_or(now.summary),
        text: body.text.unwrap_or(now.text),
        picture_alt: body.picture_alt.unwrap_or(now.picture_alt),
    }
}

fn with_translations(
    mut now: BTreeMap<Lang, PlanTexts>,
    bodies: BTreeMap<String, TextsBody>,
) -> Result<BTreeMap<Lang, PlanTexts>, Error> {
    for (code, body) in bodies {
        let lang = Lang::ALL.into_iter().find(|lang| lang.code() == code);
        let lang = lang.ok_or(Error::from(civic::refusal::Refusal::UnknownLanguage))?;
        let texts = now.remove(&lang).unwrap_or_default();
        now.insert(lang, with_texts(texts, body));
    }
    Ok(now)
}

fn with_point(
    now: Option<Place>,
    latitude: Option<Option<f64>>,
    longitude: Option<Option<f64>>,
) -> Result<Option<Place>, Refusal> {
    let latitude = latitude.unwrap_or(now.map(|point| point.latitude));
    let longitude = longitude.unwrap_or(now.map(|point| point.longitude));
    match (latitude, longitude) {
        (None, None) => Ok(None),
        (Some(latitude), Some(longitude)) => Ok(Some(Place { latitude, longitude })),
        _ => Err(Refusal::BadPoint),
    }
}
