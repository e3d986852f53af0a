//! What a project asks of who hands in a plan, and its own questions, for programs.

use super::{Api, other_language};
use crate::model::{Asked, Choice, Collect, Identify, Limits, Name, Question, QuestionKind, QuestionSettings};
use crate::service::ask::ask;
use crate::service::collect::{Move, NewQuestion, add_question, move_question, save_collect, set_question};
use axum::extract::{Path, State};
use civic::model::Project;
use civic::permission::Permission;
use civic::{Answer, Visitor};
use http::StatusCode;
use jiff::Timestamp;
use platform::error::{Common, Error};
use platform::web::form::Json;
use platform::web::response;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// What a project asks, and from when until when.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct SettingsBody {
    /// The window that is meant; null for a new one.
    #[schema(value_type = Option<String>)]
    activity: Option<Uuid>,
    /// From when plans are taken.
    #[schema(value_type = Option<String>, format = DateTime)]
    opens_at: Option<Timestamp>,
    /// Until when.
    #[schema(value_type = Option<String>, format = DateTime)]
    closes_at: Option<Timestamp>,
    identify: Identify,
    /// Four digits each; none for all.
    postcodes: Vec<String>,
    name: Name,
    /// Whether staff look at a plan before residents see it.
    review: bool,
    title_limits: Limits,
    summary_limits: Limits,
    text_limits: Limits,
    summary: Asked,
    place: Asked,
    area: Asked,
    tags: Asked,
    cost: Asked,
    pictures: Asked,
    documents: Asked,
    /// 1 to 10.
    most_documents: usize,
    /// 1 to 25.
    document_megabytes: u32,
    /// E-mail addresses that hear of each new plan.
    notify: Vec<String>,
    /// Slugs of the statuses in which authors may change their plan; none for the project's first.
    editable: Vec<String>,
}

impl SettingsBody {
    fn new(asked: &crate::service::ask::Ask) -> Self {
        let collect = asked.collect.clone();
        SettingsBody {
            activity: asked.activity,
            opens_at: asked.window.map(|window| window.0),
            closes_at: asked.window.map(|window| window.1),
            identify: collect.identify,
            postcodes: collect.postcodes,
            name: collect.name,
            review: collect.review,
            title_limits: collect.title_limits,
            summary_limits: collect.summary_limits,
            text_limits: collect.text_limits,
            summary: collect.summary,
            place: collect.place,
            area: collect.area,
            tags: collect.tags,
            cost: collect.cost,
            pictures: collect.pictures,
            documents: collect.documents,
            most_documents: collect.most_documents,
            document_megabytes: collect.document_megabytes,
            notify: collect.notify,
            editable: collect.editable,
        }
    }

    fn collect(self) -> Collect {
        Collect {
            identify: self.identify,
            postcodes: self.postcodes,
            name: self.name,
            review: self.review,
            title_limits: self.title_limits,
            summary_limits: self.summary_limits,
            text_limits: self.text_limits,
            summary: self.summary,
            place: self.place,
            area: self.area,
            tags: self.tags,
            cost: self.cost,
            pictures: self.pictures,
            documents: self.documents,
            most_documents: self.most_documents,
            document_megabytes: self.document_megabytes,
            notify: self.notify,
            editable: self.editable,
        }
    }
}

async fn permitted(api: &Api, visitor: &Visitor, slug: &str) -> Result<Project, Error> {
    let project = api.project(visitor.organisation.id, slug).await?;
    visitor.actor.permit(Permission::EditProject, Some(project.id))?;
    Ok(project)
}

/// What the project asks of who hands in a plan
#[utoipa::path(
    get,
    path = "/api/v1/projects/{project}/plan-settings",
    tag = "plans",
    params(("project" = String, Path, description = "Slug of the project")),
    responses((status = 200, body = SettingsBody), (status = 401), (status = 403), (status = 404))
)]
pub(super) async fn read(State(api): State<Api>, visitor: Visitor, Path(slug): Path<String>) -> Answer {
    let project = permitted(&api, &visitor, &slug).await?;
    let asked = ask(&api.app, project.organisation, project.id, visitor.lang).await?;
    Ok(response::json(StatusCode::OK, &SettingsBody::new(&asked)))
}

/// Set what the project asks; all of it
#[utoipa::path(
    put,
    path = "/api/v1/projects/{project}/plan-settings",
    tag = "plans",
    params(("project" = String, Path, description = "Slug of the project")),
    request_body = SettingsBody,
    responses((status = 200, body = SettingsBody), (status = 401), (status = 403), (status = 404), (status = 422))
)]
pub(super) async fn save(
    State(api): State<Api>,
    visitor: Visitor,
    Path(slug): Path<String>,
    Json(body): Json<SettingsBody>,
) -> Answer {
    let project = permitted(&api, &visitor, &slug).await?;
    let missing = |field| Error::from(civic::refusal::Refusal::Missing(field));
    let window = (body.opens_at.ok_or(missing("opensAt"))?, body.closes_at.ok_or(missing("closesAt"))?);
    let activity = body.activity;
    save_collect(&api.app, &visitor.actor, &project, activity, window, body.collect()).await?;
    let asked = ask(&api.app, project.organisation, project.id, visitor.lang).await?;
    Ok(response::json(StatusCode::OK, &SettingsBody::new(&asked)))
}

/// A question of the project's own.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct OwnQuestionBody {
    /// Its number, which it keeps; of a new one it is given.
    #[serde(default)]
    number: Option<i64>,
    kind: QuestionKind,
    label: String,
    #[serde(default)]
    help: String,
    #[serde(default)]
    required: bool,
    /// Whether everybody sees the answer.
    #[serde(default)]
    shown: bool,
    /// Of one or several choices: what can be chosen.
    #[serde(default)]
    choices: Vec<Choice>,
    /// The lowest number, or the fewest choices.
    #[serde(default)]
    least: Option<i64>,
    /// The highest number, the most choices, or the most characters.
    #[serde(default)]
    most: Option<i64>,
    /// Question and help in other languages, by code; only written.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    translations: BTreeMap<String, QuestionTextsBody>,
}

/// A question in another language.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct QuestionTextsBody {
    label: String,
    #[serde(default)]
    help: String,
}

impl OwnQuestionBody {
    fn of(question: Question) -> Self {
        OwnQuestionBody {
            number: Some(question.number),
            kind: question.kind,
            label: question.label,
            help: question.help,
            required: question.required,
            shown: question.shown,
            choices: question.settings.choices,
            least: question.settings.least,
            most: question.settings.most,
            translations: BTreeMap::new(),
        }
    }

    fn question(self, visitor: &Visitor) -> Result<NewQuestion, Error> {
        let mut translations = BTreeMap::new();
        for (code, texts) in self.translations {
            let lang = other_language(visitor, &code)?;
            translations.insert(lang, (texts.label, texts.help));
        }
        Ok(NewQuestion {
            kind: self.kind,
            label: self.label,
            help: self.help,
            required: self.required,
            shown: self.shown,
            settings: QuestionSettings { choices: self.choices, least: self.least, most: self.most },
            translations,
        })
    }
}

/// The questions, in order.
#[derive(Serialize, ToSchema)]
pub(super) struct OwnQuestionsBody {
    items: Vec<OwnQuestionBody>,
}

async fn all(api: &Api, visitor: &Visitor, project: &Project) -> Result<OwnQuestionsBody, Error> {
    let (organisation, id, lang) = (project.organisation, project.id, visitor.lang);
    let found = api.app.db.read(move |reader| crate::store::questions(reader, organisation, id, lang, false)).await;
    Ok(OwnQuestionsBody { items: found.map_err(Error::Db)?.into_iter().map(OwnQuestionBody::of).collect() })
}

/// The project's own questions
#[utoipa::path(
    get,
    path = "/api/v1/projects/{project}/plan-questions",
    tag = "plans",
    params(("project" = String, Path, description = "Slug of the project")),
    responses((status = 200, body = OwnQuestionsBody), (status = 401), (status = 403), (status = 404))
)]
pub(super) async fn questions(State(api): State<Api>, visitor: Visitor, Path(slug): Path<String>) -> Answer {
    let project = permitted(&api, &visitor, &slug).await?;
    Ok(response::json(StatusCode::OK, &all(&api, &visitor, &project).await?))
}

/// Ask one more question
#[utoipa::path(
    post,
    path = "/api/v1/projects/{project}/plan-questions",
    tag = "plans",
    params(("project" = String, Path, description = "Slug of the project")),
    request_body = OwnQuestionBody,
    responses((status = 201, body = OwnQuestionsBody), (status = 401), (status = 403), (status = 404), (status = 422))
)]
pub(super) async fn add(
    State(api): State<Api>,
    visitor: Visitor,
    Path(slug): Path<String>,
    Json(body): Json<OwnQuestionBody>,
) -> Answer {
    let project = permitted(&api, &visitor, &slug).await?;
    add_question(&api.app, &visitor.actor, &project, body.question(&visitor)?).await?;
    Ok(response::json(StatusCode::CREATED, &all(&api, &visitor, &project).await?))
}

fn number_of(name: &str) -> Result<i64, Error> {
    crate::model::number_in(name).ok_or(Common::NotFound.into())
}

/// Change a question
#[utoipa::path(
    put,
    path = "/api/v1/projects/{project}/plan-questions/{number}",
    tag = "plans",
    params(
        ("project" = String, Path, description = "Slug of the project"),
        ("number" = i64, Path, description = "Number of the question"),
    ),
    request_body = OwnQuestionBody,
    responses((status = 200, body = OwnQuestionsBody), (status = 401), (status = 403), (status = 404), (status = 422))
)]
pub(super) async fn change(
    State(api): State<Api>,
    visitor: Visitor,
    Path((slug, number)): Path<(String, String)>,
    Json(body): Json<OwnQuestionBody>,
) -> Answer {
    let project = permitted(&api, &visitor, &slug).await?;
    set_question(&api.app, &visitor.actor, &project, number_of(&number)?, body.question(&visitor)?).await?;
    Ok(response::json(StatusCode::OK, &all(&api, &visitor, &project).await?))
}

/// Where a question goes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MoveBody {
    /// `up` or `down`.
    to: String,
}

/// Put a question one place up or down
#[utoipa::path(
    post,
    path = "/api/v1/projects/{project}/plan-questions/{number}/place",
    tag = "plans",
    params(
        ("project" = String, Path, description = "Slug of the project"),
        ("number" = i64, Path, description = "Number of the question"),
    ),
    request_body = MoveBody,
    responses((status = 200, body = OwnQuestionsBody), (status = 401), (status = 403), (status = 404), (status = 422))
)]
pub(super) async fn place(
    State(api): State<Api>,
    visitor: Visitor,
    Path((slug, number)): Path<(String, String)>,
    Json(body): Json<MoveBody>,
) -> Answer {
    let project = permitted(&api, &visitor, &slug).await?;
    let to = match body.to.as_str() {
        "up" => Move::Up,
        "down" => Move::Down,
        _ => return Err(Error::from(Common::Malformed).into()),
    };
    move_question(&api.app, &visitor.actor, &project, number_of(&number)?, to).await?;
    Ok(response::json(StatusCode::OK, &all(&api, &visitor, &project).await?))
}

/// Ask a question no longer; its answers stay
#[utoipa::path(
    delete,
    path = "/api/v1/projects/{project}/plan-questions/{number}",
    tag = "plans",
    params(
        ("project" = String, Path, description = "Slug of the project"),
        ("number" = i64, Path, description = "Number of the question"),
    ),
    responses((status = 200, body = OwnQuestionsBody), (status = 401), (status = 403), (status = 404))
)]
pub(super) async fn remove(
    State(api): State<Api>,
    visitor: Visitor,
    Path((slug, number)): Path<(String, String)>,
) -> Answer {
    let project = permitted(&api, &visitor, &slug).await?;
    move_question(&api.app, &visitor.actor, &project, number_of(&number)?, Move::Away).await?;
    Ok(response::json(StatusCode::OK, &all(&api, &visitor, &project).await?))
}
