//! Handing in and one's own plans as JSON: what the form asks, drafts, handing in, versions, withdrawing, inviting.

use super::Api;
use super::body::{DocumentBody, PictureBody};
use crate::model::{Changes, Draft};
use crate::refusal::Refusal;
use crate::service::ask::{Ask, ask};
use crate::service::draft::{self, DEVICE_COOKIE, DEVICE_LIFE, SavedDraft, holder, holder_to_be};
use crate::service::{hand_in, own};
use crate::staff::fields::receive;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use civic::model::{Project, ProjectState};
use civic::permission::Permission;
use civic::{Answer, Visitor};
use http::header::SET_COOKIE;
use http::{HeaderValue, StatusCode, header};
use platform::error::{Common, Error};
use platform::limits::policies;
use platform::web::form::Json;
use platform::web::response;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// A question of the project's own.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct QuestionBody {
    /// Name of its field in a draft.
    #[schema(example = "question-1")]
    field: &'static str,
    /// What kind of answer it takes.
    #[schema(value_type = String, example = "one")]
    kind: &'static str,
    /// The question.
    label: String,
    /// A sentence of help.
    help: String,
    /// Whether it needs an answer.
    required: bool,
    /// Whether everybody sees the answer; else only staff.
    public: bool,
    /// The choices: key and words.
    choices: Vec<ChoiceBody>,
}

/// A choice of a question.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ChoiceBody {
    key: String,
    title: String,
}

/// What the form asks.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct FormBody {
    /// Whether plans can be handed in now.
    open: bool,
    /// From when (UTC).
    #[schema(value_type = Option<String>, format = DateTime)]
    opens_at: Option<jiff::Timestamp>,
    /// Until when (UTC).
    #[schema(value_type = Option<String>, format = DateTime)]
    closes_at: Option<jiff::Timestamp>,
    /// How somebody shows who they are: `none`, `postcode`, `email`, `postcode-and-email`.
    identify: &'static str,
    /// Whether staff look at a plan before residents see it.
    review: bool,
    /// The names of the fields that are asked, beside the questions.
    fields: Vec<&'static str>,
    /// The project's own questions, in order.
    questions: Vec<QuestionBody>,
}

fn form_body(ask: &Ask, lang: platform::i18n::Lang) -> FormBody {
    let question = |question: &crate::model::Question| QuestionBody {
        field: question.field(),
        kind: question.kind.code(),
        label: question.label.clone(),
        help: question.help.clone(),
        required: question.required,
        public: question.shown,
        choices: question
            .settings
            .choices
            .iter()
            .map(|choice| ChoiceBody { key: choice.key.clone(), title: choice.words(lang).to_owned() })
            .collect(),
    };
    FormBody {
        open: ask.takes_plans().is_ok(),
        opens_at: ask.window.map(|(opens, _)| opens),
        closes_at: ask.window.map(|(_, closes)| closes),
        identify: ask.collect.identify.code(),
        review: ask.collect.review,
        fields: crate::model::FIELDS.into_iter().filter(|field| ask.asks(field)).collect(),
        questions: ask.questions.iter().map(question).collect(),
    }
}

/// What somebody typed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct DraftInput {
    /// The version that was read; 0 for a new draft.
    #[serde(default)]
    version: i64,
    /// Fields that changed, each with its values; an empty list empties it.
    fields: BTreeMap<String, Vec<String>>,
}

/// A draft that was saved.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct SavedBody {
    /// Id of the draft (UUID).
    id: String,
    /// Its version now.
    version: i64,
    /// Fields that somebody else had changed since the version that was read: both texts are kept. Whoever sends more of
    /// these names the same version again.
    doubled: Vec<String>,
    /// When (UTC).
    #[schema(value_type = String, format = DateTime)]
    saved_at: jiff::Timestamp,
}

impl From<SavedDraft> for SavedBody {
    fn from(saved: SavedDraft) -> Self {
        SavedBody { id: saved.uuid.to_string(), version: saved.version, doubled: saved.doubled, saved_at: saved.at }
    }
}

/// One field of a draft.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct FieldBody {
    /// What it holds.
    values: Vec<String>,
    /// What another tab typed, until somebody has chosen.
    other: Option<Vec<String>>,
}

/// A draft.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct DraftBody {
    /// Id of the draft (UUID).
    id: String,
    /// Its version.
    version: i64,
    /// By name.
    fields: BTreeMap<String, FieldBody>,
    /// Its pictures.
    pictures: Vec<PictureBody>,
    /// Its documents.
    documents: Vec<DocumentBody>,
}

impl From<Draft> for DraftBody {
    fn from(draft: Draft) -> Self {
        let fields = draft.content.fields.into_iter();
        let (pictures, documents) = (draft.content.pictures.into_iter(), draft.content.documents.into_iter());
        DraftBody {
            id: draft.uuid.to_string(),
            version: draft.version,
            fields: fields.map(|(name, kept)| (name, FieldBody { values: kept.values, other: kept.other })).collect(),
            pictures: pictures.map(PictureBody::behind_check).collect(),
            documents: documents.map(DocumentBody::from).collect(),
        }
    }
}

/// A plan that was handed in.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct HandedInBody {
    /// Id of the plan (UUID).
    id: String,
    /// Number in its project.
    number: i64,
    /// Whether residents see it already.
    shown: bool,
}

/// One's own plan.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct OwnBody {
    /// Id of the plan (UUID).
    id: String,
    /// Number in its project.
    number: i64,
    /// Title.
    title: String,
    /// Whether residents see it.
    shown: bool,
    /// Whether one handed it in oneself; else one joined.
    author: bool,
    /// Why it was withdrawn, if it was.
    withdrawn: Option<String>,
}

impl From<own::OwnPlan> for OwnBody {
    fn from(own: own::OwnPlan) -> Self {
        OwnBody {
            id: own.uuid.to_string(),
            number: own.number,
            title: own.title,
            shown: own.published,
            author: own.author,
            withdrawn: own.withdrawn.map(|(_, why)| why),
        }
    }
}

/// One's own plans.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct OwnPage {
    /// The newest first.
    items: Vec<OwnBody>,
}

/// Why a plan is withdrawn.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct WithdrawalInput {
    /// In a few words.
    why: String,
}

/// Who is invited.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct InvitationInput {
    /// E-mail address.
    email: String,
}

/// A project that this visitor may see.
async fn project_of(api: &Api, visitor: &Visitor, name: &str) -> Result<Project, Error> {
    let project = api.project(visitor.organisation.id, name).await?;
    let seen =
        project.state != ProjectState::Draft || visitor.actor.roles.allow(Permission::SeeProject, Some(project.id));
    if seen { Ok(project) } else { Err(Common::NotFound.into()) }
}

fn uuid_of(text: &str, error: impl Into<Error>) -> Result<Uuid, Error> {
    Uuid::try_parse(text).map_err(|_| error.into())
}

/// What the form of a project asks
#[utoipa::path(
    get,
    path = "/api/v1/projects/{project}/plan-form",
    tag = "plans",
    params(("project" = String, Path, description = "Slug of the project")),
    responses((status = 200, body = FormBody), (status = 404))
)]
pub(super) async fn form(State(api): State<Api>, visitor: Visitor, Path(name): Path<String>) -> Answer {
    let project = project_of(&api, &visitor, &name).await?;
    let ask = ask(&api.app, project.organisation, project.id, visitor.lang).await?;
    Ok(response::json(StatusCode::OK, &form_body(&ask, visitor.lang)))
}

/// Begin a draft. It belongs to the cookie that comes with the answer, or to whoever is signed in
#[utoipa::path(
    post,
    path = "/api/v1/projects/{project}/plan-drafts",
    tag = "plans",
    params(("project" = String, Path, description = "Slug of the project")),
    request_body = DraftInput,
    responses((status = 201, body = SavedBody), (status = 404), (status = 409), (status = 422), (status = 429))
)]
pub(super) async fn begin(
    State(api): State<Api>,
    visitor: Visitor,
    Path(name): Path<String>,
    Json(body): Json<DraftInput>,
) -> Answer {
    let project = project_of(&api, &visitor, &name).await?;
    let (holder, token) = holder_to_be(&api.app, &visitor);
    let changes = Changes { fields: body.fields, ..Changes::default() };
    let saved = draft::save_draft(&api.app, &visitor, &project, holder, (None, 0), changes).await?;
    let place = format!("/api/v1/projects/{}/plan-drafts/{}", project.slug, saved.uuid);
    let place = HeaderValue::from_str(&visitor.link(&place)).map_err(Error::internal)?;
    let body = response::json(StatusCode::CREATED, &SavedBody::from(saved));
    let mut answer = ([(header::LOCATION, place)], body).into_response();
    if let Some(token) = token {
        let cookie = visitor.cookies.set(DEVICE_COOKIE, &token, Some(DEVICE_LIFE));
        answer.headers_mut().append(SET_COOKIE, cookie);
    }
    Ok(answer)
}

/// One's own draft
#[utoipa::path(
    get,
    path = "/api/v1/projects/{project}/plan-drafts/{draft}",
    tag = "plans",
    params(
        ("project" = String, Path, description = "Slug of the project"),
        ("draft" = String, Path, description = "Id of the draft"),
    ),
    responses((status = 200, body = DraftBody), (status = 404))
)]
pub(super) async fn read(State(api): State<Api>, visitor: Visitor, Path((name, id)): Path<(String, String)>) -> Answer {
    let project = project_of(&api, &visitor, &name).await?;
    let found = draft::draft(&api.app, &project, holder(&visitor), uuid_of(&id, Refusal::NoDraft)?).await?;
    Ok(response::json(StatusCode::OK, &DraftBody::from(found)))
}

/// Save what was typed
#[utoipa::path(
    put,
    path = "/api/v1/projects/{project}/plan-drafts/{draft}",
    tag = "plans",
    params(
        ("project" = String, Path, description = "Slug of the project"),
        ("draft" = String, Path, description = "Id of the draft"),
    ),
    request_body = DraftInput,
    responses((status = 200, body = SavedBody), (status = 404), (status = 413), (status = 422))
)]
pub(super) async fn save(
    State(api): State<Api>,
    visitor: Visitor,
    Path((name, id)): Path<(String, String)>,
    Json(body): Json<DraftInput>,
) -> Answer {
    let project = project_of(&api, &visitor, &name).await?;
    let id = uuid_of(&id, Refusal::NoDraft)?;
    let changes = Changes { fields: body.fields, ..Changes::default() };
    let at = (Some(id), body.version);
    let saved = draft::save_draft(&api.app, &visitor, &project, holder(&visitor), at, changes).await?;
    Ok(response::json(StatusCode::OK, &SavedBody::from(saved)))
}

/// Throw a draft away
#[utoipa::path(
    delete,
    path = "/api/v1/projects/{project}/plan-drafts/{draft}",
    tag = "plans",
    params(
        ("project" = String, Path, description = "Slug of the project"),
        ("draft" = String, Path, description = "Id of the draft"),
    ),
    responses((status = 204))
)]
pub(super) async fn discard(
    State(api): State<Api>,
    visitor: Visitor,
    Path((name, id)): Path<(String, String)>,
) -> Answer {
    let project = project_of(&api, &visitor, &name).await?;
    draft::discard_draft(&api.app, &project, holder(&visitor), uuid_of(&id, Refusal::NoDraft)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Add a picture to a draft: a form with the file as `picture`
#[utoipa::path(
    post,
    path = "/api/v1/projects/{project}/plan-drafts/{draft}/pictures",
    tag = "plans",
    params(
        ("project" = String, Path, description = "Slug of the project"),
        ("draft" = String, Path, description = "Id of the draft"),
    ),
    request_body(content = String, content_type = "multipart/form-data"),
    responses((status = 201, body = SavedBody), (status = 404), (status = 413), (status = 415), (status = 422))
)]
pub(super) async fn picture(
    State(api): State<Api>,
    visitor: Visitor,
    Path((name, id)): Path<(String, String)>,
    request: Request,
) -> Answer {
    let project = project_of(&api, &visitor, &name).await?;
    let id = uuid_of(&id, Refusal::NoDraft)?;
    api.app.limits.check(policies::UPLOADS, visitor.client.0)?;
    // Nobody sends megabytes for a draft that is not theirs.
    let holder = holder(&visitor);
    let known = draft::draft(&api.app, &project, holder, id).await?;
    let file = receive(request).await?.picture.ok_or(Error::from(civic::refusal::Refusal::Missing("picture")))?;
    let saved = draft::add_picture(&api.app, &visitor, &project, holder, (id, known.version), file).await?;
    Ok(response::json(StatusCode::CREATED, &SavedBody::from(saved)))
}

/// Add a document to a draft: a form with the file as `document`
#[utoipa::path(
    post,
    path = "/api/v1/projects/{project}/plan-drafts/{draft}/documents",
    tag = "plans",
    params(
        ("project" = String, Path, description = "Slug of the project"),
        ("draft" = String, Path, description = "Id of the draft"),
    ),
    request_body(content = String, content_type = "multipart/form-data"),
    responses((status = 201, body = SavedBody), (status = 404), (status = 413), (status = 415), (status = 422))
)]
pub(super) async fn document(
    State(api): State<Api>,
    visitor: Visitor,
    Path((name, id)): Path<(String, String)>,
    request: Request,
) -> Answer {
    let project = project_of(&api, &visitor, &name).await?;
    let id = uuid_of(&id, Refusal::NoDraft)?;
    api.app.limits.check(policies::UPLOADS, visitor.client.0)?;
    let holder = holder(&visitor);
    let known = draft::draft(&api.app, &project, holder, id).await?;
    let sent = receive(request).await?.document;
    let (called, file) = sent.ok_or(Error::from(civic::refusal::Refusal::Missing("document")))?;
    let at = (id, known.version);
    let saved = draft::add_document(&api.app, &visitor, &project, holder, at, (&called, file)).await?;
    Ok(response::json(StatusCode::CREATED, &SavedBody::from(saved)))
}

/// Hand in a draft. Sent twice, it makes one plan
#[utoipa::path(
    post,
    path = "/api/v1/projects/{project}/plan-drafts/{draft}/hand-in",
    tag = "plans",
    params(
        ("project" = String, Path, description = "Slug of the project"),
        ("draft" = String, Path, description = "Id of the draft"),
    ),
    responses((status = 201, body = HandedInBody), (status = 401), (status = 404), (status = 409), (status = 422))
)]
pub(super) async fn hand_in(
    State(api): State<Api>,
    visitor: Visitor,
    Path((name, id)): Path<(String, String)>,
) -> Answer {
    let project = project_of(&api, &visitor, &name).await?;
    let id = uuid_of(&id, Refusal::NoDraft)?;
    let done = hand_in::hand_in(&api.plans, &visitor, &project, holder(&visitor), id).await?;
    Ok(handed_in(&done))
}

fn handed_in(done: &hand_in::HandedIn) -> Response {
    let (id, number) = (done.plan.uuid.to_string(), done.plan.number);
    response::json(StatusCode::CREATED, &HandedInBody { id, number, shown: done.shown })
}

/// One's own plans
#[utoipa::path(
    get,
    path = "/api/v1/my-plans",
    tag = "plans",
    responses((status = 200, body = OwnPage), (status = 401))
)]
pub(super) async fn mine(State(api): State<Api>, visitor: Visitor) -> Answer {
    let mine = own::mine(&api.app, &visitor.actor, holder(&visitor), visitor.lang).await?;
    let items = mine.plans.into_iter().map(OwnBody::from).collect();
    Ok(response::json(StatusCode::OK, &OwnPage { items }))
}

/// Begin to change one's own plan: a draft with what it says now
#[utoipa::path(
    post,
    path = "/api/v1/my-plans/{plan}/changes",
    tag = "plans",
    params(("plan" = String, Path, description = "Id of the plan")),
    responses((status = 201, body = DraftBody), (status = 401), (status = 404), (status = 409))
)]
pub(super) async fn change(State(api): State<Api>, visitor: Visitor, Path(plan): Path<String>) -> Answer {
    let plan = uuid_of(&plan, Common::NotFound)?;
    let (id, project) = own::begin_change(&api.plans, &visitor, plan).await?;
    let (organisation, lang) = (visitor.organisation.id, visitor.lang);
    let project = api.app.db.read(move |r| civic::store::project_by_id(r, organisation, project, lang)).await;
    let project = project.map_err(Error::Db)?.ok_or(Error::from(Common::NotFound))?;
    let found = draft::draft(&api.app, &project, holder(&visitor), id).await?;
    Ok(response::json(StatusCode::CREATED, &DraftBody::from(found)))
}

/// Withdraw one's own plan
#[utoipa::path(
    post,
    path = "/api/v1/my-plans/{plan}/withdrawal",
    tag = "plans",
    params(("plan" = String, Path, description = "Id of the plan")),
    request_body = WithdrawalInput,
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422))
)]
pub(super) async fn withdraw(
    State(api): State<Api>,
    visitor: Visitor,
    Path(plan): Path<String>,
    Json(body): Json<WithdrawalInput>,
) -> Answer {
    let plan = uuid_of(&plan, Common::NotFound)?;
    own::withdraw(&api.plans, &visitor.actor, visitor.lang, plan, &body.why).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Invite somebody to take part in one's own plan
#[utoipa::path(
    post,
    path = "/api/v1/my-plans/{plan}/invitations",
    tag = "plans",
    params(("plan" = String, Path, description = "Id of the plan")),
    request_body = InvitationInput,
    responses((status = 204), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422))
)]
pub(super) async fn invite(
    State(api): State<Api>,
    visitor: Visitor,
    Path(plan): Path<String>,
    Json(body): Json<InvitationInput>,
) -> Answer {
    own::invite(&api.plans, &visitor, uuid_of(&plan, Common::NotFound)?, &body.email).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
