//! Plans from and to spreadsheets, for programs: a file is looked at, and written when nothing in it is wrong.

use super::Api;
use super::write::permitted;
use crate::model::{ListQuery, Order, QUERY_KEYS};
use crate::service::sheet::{self, Problem};
use crate::staff::fields::receive;
use crate::staff::sheet::{format_of, saved};
use crate::store::{Import, ImportState};
use axum::extract::{Path, Request, State};
use civic::model::Project;
use civic::{Answer, Visitor};
use http::StatusCode;
use platform::error::{Common, Error};
use platform::web::query::canonical;
use platform::web::response;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A spreadsheet with plans.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct ImportBody {
    /// Id.
    #[schema(value_type = String)]
    id: Uuid,
    /// The name of its file.
    name: String,
    /// `checked`: nothing is written; `running`; `done`.
    state: &'static str,
    /// Rows under the head.
    total: i64,
    /// Rows that were gone through.
    done: i64,
    /// New plans.
    made: i64,
    /// Changed plans.
    changed: i64,
    /// What is wrong; a file with problems cannot be carried out.
    problems: Vec<ProblemBody>,
}

/// What is wrong with a row.
#[derive(Serialize, ToSchema)]
pub(super) struct ProblemBody {
    /// The number of the row, as spreadsheet programs show it.
    row: usize,
    /// The word above the column; empty where the row as a whole is wrong.
    column: String,
    /// What, in words.
    text: String,
}

impl ImportBody {
    fn new(import: Import, problems: Vec<Problem>) -> Self {
        let state = match import.state {
            ImportState::Checked => "checked",
            ImportState::Running => "running",
            ImportState::Done => "done",
        };
        let body = |problem: Problem| ProblemBody { row: problem.row, column: problem.column, text: problem.text };
        ImportBody {
            id: import.uuid,
            name: import.name,
            state,
            total: import.total,
            done: import.done,
            made: import.made,
            changed: import.changed,
            problems: problems.into_iter().map(body).collect(),
        }
    }
}

/// The plans of a list as a spreadsheet
#[utoipa::path(
    get,
    path = "/api/v1/projects/{project}/plan-export",
    tag = "plans",
    params(
        ("project" = String, Path, description = "Slug of the project"),
        ("format" = Option<String>, Query, description = "xlsx (default) or csv; beside it the keys of the list"),
    ),
    responses((status = 200, description = "The file"), (status = 401), (status = 403), (status = 404))
)]
pub(super) async fn export(State(api): State<Api>, visitor: Visitor, Path(slug): Path<String>) -> Answer {
    let project = permitted(&api, &visitor, &slug).await?;
    let format = format_of(&visitor)?;
    let query = ListQuery::read(&canonical(&visitor.query, QUERY_KEYS), Order::Oldest);
    let content = sheet::export(&api.app, &visitor, &project, query, format).await?;
    Ok(saved(content, &format!("{}-plannen", project.slug), format)?)
}

/// Look at a spreadsheet: a form with the file as `sheet`. Nothing is written to the plans
#[utoipa::path(
    post,
    path = "/api/v1/projects/{project}/plan-imports",
    tag = "plans",
    params(("project" = String, Path, description = "Slug of the project")),
    request_body(content = String, content_type = "multipart/form-data"),
    responses((status = 201, body = ImportBody), (status = 401), (status = 403), (status = 404), (status = 413), (status = 422))
)]
pub(super) async fn look(
    State(api): State<Api>,
    visitor: Visitor,
    Path(slug): Path<String>,
    request: Request,
) -> Answer {
    let project = permitted(&api, &visitor, &slug).await?;
    let sent = receive(request).await?.sheet;
    let (name, file) = sent.ok_or(Error::from(civic::refusal::Refusal::Missing("sheet")))?;
    let uuid = sheet::look_at(&api.app, &visitor, &project, (&name, file)).await?;
    Ok(response::json(StatusCode::CREATED, &body(&api, &visitor, &project, uuid).await?))
}

async fn body(api: &Api, visitor: &Visitor, project: &Project, uuid: Uuid) -> Result<ImportBody, Error> {
    let (import, problems) = sheet::one(&api.app, &visitor.actor, project, uuid).await?;
    Ok(ImportBody::new(import, problems))
}

fn uuid_of(name: &str) -> Result<Uuid, Error> {
    Uuid::try_parse(name).map_err(|_| Common::NotFound.into())
}

/// A spreadsheet, and how far it is
#[utoipa::path(
    get,
    path = "/api/v1/projects/{project}/plan-imports/{import}",
    tag = "plans",
    params(
        ("project" = String, Path, description = "Slug of the project"),
        ("import" = String, Path, description = "Id of the spreadsheet"),
    ),
    responses((status = 200, body = ImportBody), (status = 401), (status = 403), (status = 404))
)]
pub(super) async fn one(
    State(api): State<Api>,
    visitor: Visitor,
    Path((slug, import)): Path<(String, String)>,
) -> Answer {
    let project = permitted(&api, &visitor, &slug).await?;
    Ok(response::json(StatusCode::OK, &body(&api, &visitor, &project, uuid_of(&import)?).await?))
}

/// Carry a spreadsheet out. Sent twice, it is done once
#[utoipa::path(
    post,
    path = "/api/v1/projects/{project}/plan-imports/{import}/run",
    tag = "plans",
    params(
        ("project" = String, Path, description = "Slug of the project"),
        ("import" = String, Path, description = "Id of the spreadsheet"),
    ),
    responses((status = 202, body = ImportBody), (status = 401), (status = 403), (status = 404), (status = 409))
)]
pub(super) async fn run(
    State(api): State<Api>,
    visitor: Visitor,
    Path((slug, import)): Path<(String, String)>,
) -> Answer {
    let project = permitted(&api, &visitor, &slug).await?;
    let uuid = uuid_of(&import)?;
    sheet::start(&api.app, &visitor.actor, &project, uuid).await?;
    Ok(response::json(StatusCode::ACCEPTED, &body(&api, &visitor, &project, uuid).await?))
}
