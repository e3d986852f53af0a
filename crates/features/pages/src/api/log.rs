//! The public log of a project: what was done to rules and votes, and in which role; never by whom.

use super::find_project;
use crate::Pages;
use crate::log::{before, read};
use axum::extract::{Path, State};
use civic::ui::log::sentence;
use civic::{Answer, Visitor};
use http::StatusCode;
use jiff::Timestamp;
use platform::log::Filter;
use platform::web::response;
use serde::Serialize;
use utoipa::{OpenApi, ToSchema};

#[derive(OpenApi)]
#[openapi(paths(list))]
pub(super) struct Description;

/// A page of the log, the newest first.
#[derive(Serialize, ToSchema)]
struct LogBody {
    items: Vec<LogEntryBody>,
    /// What to send as `before` for what is older; null at the end.
    older: Option<i64>,
}

/// Something that was done.
#[derive(Serialize, ToSchema)]
struct LogEntryBody {
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// What, for programs.
    kind: String,
    /// What, in words.
    sentence: String,
    /// In which role.
    role: String,
    /// What it was about.
    #[schema(value_type = Object)]
    facts: serde_json::Value,
}

/// Het openbare logboek van een project, vijftig regels per bladzijde
#[utoipa::path(get, path = "/api/v1/projects/{project}/log-entries", operation_id = "listLogEntries", tag = "projects",
    params(("project" = String, Path, description = "Het adres of de id van het project"),
        ("before" = Option<i64>, Query, description = "Alleen wat ouder is: `older` van de vorige bladzijde")),
    responses((status = 200, body = LogBody), (status = 404)))]
pub(super) async fn list(State(pages): State<Pages>, visitor: Visitor, Path(name): Path<String>) -> Answer {
    let project = find_project(&pages, &visitor, &name).await?;
    let filter =
        Filter { project: Some(project.id.0), public_only: true, before: before(&visitor), ..Filter::default() };
    let found = read(&pages, &visitor, filter).await?;
    let items = found.entries.into_iter().map(|entry| LogEntryBody {
        at: entry.at,
        sentence: sentence(&visitor.t, &entry.kind, &entry.facts),
        kind: entry.kind,
        role: entry.role,
        facts: entry.facts,
    });
    Ok(response::json(StatusCode::OK, &LogBody { items: items.collect(), older: found.older }))
}
