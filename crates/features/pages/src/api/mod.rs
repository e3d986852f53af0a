//! The same as JSON: the organisation, its projects, their phases and rules.

mod labels;
mod log;
mod organisations;
mod write;

use crate::blocks::sentences;
use crate::site::may_see_draft;
use crate::{Pages, view};
use axum::extract::{Path, State};
use axum::response::Response;
use civic::model::{Activity, Phase, Project, ProjectState, Rules, When};
use civic::route::{Access, Routes};
use civic::{Answer, Visitor, store};
use http::{HeaderMap, StatusCode};
use jiff::Timestamp;
use platform::cache::{CachedPage, PageKey};
use platform::error::{Common, Error};
use platform::money::Cents;
use platform::web::{query, response};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::{OpenApi, ToSchema};
use uuid::Uuid;

/// Projects on one page, unless asked otherwise, and at most.
const PAGE_SIZE: u32 = 20;
const MOST: u32 = 100;

#[derive(OpenApi)]
#[openapi(
    paths(organisation, projects, project),
    components(schemas(OrganisationBody, ProjectsBody, ProjectBody, ProjectRow))
)]
struct Description;

/// The part of the API document that describes these addresses.
pub(crate) fn description() -> utoipa::openapi::OpenApi {
    let mut all = Description::openapi();
    all.merge(labels::Description::openapi());
    all.merge(organisations::Description::openapi());
    all.merge(write::Description::openapi());
    all.merge(log::Description::openapi());
    all
}

pub(crate) fn routes(pages: &Pages) -> Routes {
    Routes::new()
        .get("/api/v1/organisation", Access::Public, pages, organisation)
        .get("/api/v1/projects", Access::Public, pages, projects)
        .get("/api/v1/projects/{project}", Access::Public, pages, project)
        .and(labels::routes(pages))
        .and(organisations::routes(pages))
        .and(write::routes(pages))
        .get("/api/v1/projects/{project}/log-entries", Access::Public, pages, log::list)
}

/// An organisation.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct OrganisationBody {
    #[schema(value_type = String, format = "uuid")]
    id: Uuid,
    name: String,
    tagline: String,
    /// Codes of its languages, the default first.
    languages: Vec<&'static str>,
    contact_email: String,
    contact_text: String,
    /// Path of its picture.
    picture: Option<String>,
    /// To be sent with a change.
    version: i64,
}

/// A page of projects.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ProjectsBody {
    items: Vec<ProjectRow>,
    page: u32,
    page_size: u32,
    total: usize,
}

/// A project in a list.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ProjectRow {
    #[schema(value_type = String, format = "uuid")]
    id: Uuid,
    slug: String,
    title: String,
    summary: String,
    /// `draft`, `published` or `archived`.
    state: &'static str,
    /// Path of its picture.
    picture: Option<String>,
    picture_alt: String,
    /// Address of its first page.
    url: String,
}

/// A project.
#[derive(Serialize, ToSchema)]
struct ProjectBody {
    #[serde(flatten)]
    row: ProjectRow,
    /// To be sent with a change.
    version: i64,
    /// Text of its first page, as HTML.
    intro: String,
    note: String,
    /// Its area as GeoJSON.
    #[schema(value_type = Option<Object>)]
    area: Option<serde_json::Value>,
    phases: Vec<PhaseBody>,
    activities: Vec<ActivityBody>,
    rules: RulesBody,
}

/// A phase.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct PhaseBody {
    #[schema(value_type = String, format = "uuid")]
    id: Uuid,
    title: String,
    description: String,
    #[schema(value_type = String, format = DateTime)]
    starts_at: Timestamp,
    #[schema(value_type = Option<String>, format = DateTime)]
    ends_at: Option<Timestamp>,
    /// `future`, `now` or `past`.
    #[schema(value_type = String)]
    when: When,
}

/// What is possible, and when.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ActivityBody {
    #[schema(value_type = String, format = "uuid")]
    id: Uuid,
    /// `vote`, `collect` ….
    kind: String,
    /// What it is about: the id of a round, or empty for the project.
    subject: String,
    #[schema(value_type = String, format = DateTime)]
    opens_at: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    closes_at: Timestamp,
    /// `future`, `now` or `past`.
    #[schema(value_type = String)]
    when: When,
}

/// The rules of the game.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct RulesBody {
    /// 0 when there are none yet.
    version: i64,
    /// What is decided here, per language code.
    decides: BTreeMap<String, String>,
    /// What is not decided here.
    not_decided: BTreeMap<String, String>,
    /// Who decides in the end.
    authority: BTreeMap<String, String>,
    /// `inform`, `advise`, `co-produce` or `co-decide`.
    influence: &'static str,
    minimum_age: Option<u32>,
    residents_only: bool,
    /// In cents.
    #[schema(value_type = Option<i64>)]
    budget: Option<Cents>,
    answer_weeks: Option<u32>,
    /// The same in sentences for people.
    sentences: Vec<String>,
}

/// De organisatie achter deze site
#[utoipa::path(get, path = "/api/v1/organisation", operation_id = "getOrganisation", tag = "organisation",
    responses((status = 200, body = OrganisationBody)))]
async fn organisation(visitor: Visitor) -> Response {
    let own = &visitor.organisation;
    response::json(
        StatusCode::OK,
        &OrganisationBody {
            id: own.uuid,
            name: own.name.clone(),
            tagline: own.tagline.clone(),
            languages: own.languages.iter().map(|lang| lang.code()).collect(),
            contact_email: own.contact_email.clone(),
            contact_text: own.contact_text.clone(),
            picture: own.picture.as_deref().map(file_path),
            version: own.version,
        },
    )
}

/// De projecten, per bladzijde
#[utoipa::path(get, path = "/api/v1/projects", operation_id = "listProjects", tag = "projects",
    params(("page" = Option<u32>, Query, description = "Vanaf 1"),
        ("pageSize" = Option<u32>, Query, description = "Ten hoogste 100")),
    responses((status = 200, body = ProjectsBody), (status = 400)))]
async fn projects(State(pages): State<Pages>, visitor: Visitor, headers: HeaderMap) -> Answer {
    let (page, size) = query::paging(&visitor.query, PAGE_SIZE, MOST)?;
    if visitor.actor.roles.any() {
        return Ok(response::json(StatusCode::OK, &list(&pages, &visitor, page, size).await?));
    }
    let site = pages.sites.load(&pages.app, &visitor, None).await?;
    let route = format!("/api/v1/projects?page={page}&pageSize={size}");
    let make = async { Ok((list(&pages, &visitor, page, size).await?, i64::MAX)) };
    kept(&pages, &visitor, site.generations, route, &headers, make).await
}

/// The projects that this visitor may see, cut to a page.
async fn list(pages: &Pages, visitor: &Visitor, page: u32, size: u32) -> Result<ProjectsBody, Error> {
    let (organisation, lang) = (visitor.organisation.id, visitor.lang);
    let all = pages.app.db.read(move |r| Ok::<_, Error>(store::projects(r, organisation, lang, 1000)?)).await?;
    let seen: Vec<&Project> = all
        .iter()
        .filter(|project| project.state != ProjectState::Draft || may_see_draft(visitor, project.id))
        .collect();
    let items = query::cut(&seen, page, size).iter().map(|project| row(visitor, project)).collect();
    Ok(ProjectsBody { items, page, page_size: size, total: seen.len() })
}

/// JSON from the cache, or made for it: the body and until when it holds.
async fn kept<B: Serialize>(
    pages: &Pages,
    visitor: &Visitor,
    generations: [i64; 2],
    route: String,
    headers: &HeaderMap,
    make: impl Future<Output = Result<(B, i64), Error>>,
) -> Answer {
    let key = PageKey {
        organisation: visitor.organisation.id.0,
        generations,
        lang: visitor.lang.code(),
        roles: String::new(),
        route,
    };
    let make = async {
        let (body, until) = make.await?;
        let text = serde_json::to_string(&body).map_err(Error::internal)?;
        Ok::<_, Error>(CachedPage::new(response::JSON, text, until))
    };
    let page = pages.app.cache.get_or_make(key, pages.app.clock.now_micros(), make).await?;
    Ok(response::cached(&page, headers))
}

/// Eén project met zijn fasen, activiteiten en spelregels
#[utoipa::path(get, path = "/api/v1/projects/{project}", operation_id = "getProject", tag = "projects",
    params(("project" = String, Path, description = "Het adres of de id van het project")),
    responses((status = 200, body = ProjectBody), (status = 404, description = "Dit project is er niet")))]
async fn project(State(pages): State<Pages>, visitor: Visitor, Path(name): Path<String>, headers: HeaderMap) -> Answer {
    let slug = match Uuid::parse_str(&name) {
        Ok(uuid) => slug_of(&pages, &visitor, uuid).await?,
        Err(_) => name,
    };
    let site = view::project_site(&pages, &visitor, &slug).await?;
    let project = site.project.clone().ok_or(Error::from(Common::NotFound))?;
    if project.state == ProjectState::Draft {
        return Ok(response::json(StatusCode::OK, &whole(&pages, &visitor, &project).await?));
    }
    let (organisation, id, now) = (visitor.organisation.id, Some(project.id), pages.app.clock.now_micros());
    let make = async {
        let next = pages.app.db.read(move |r| Ok::<_, Error>(crate::store::next_moment(r, organisation, id, now)?));
        let until = next.await?.unwrap_or(i64::MAX);
        Ok((whole(&pages, &visitor, &project).await?, until))
    };
    kept(&pages, &visitor, site.generations, format!("/api/v1/projects/{slug}"), &headers, make).await
}

/// A project with everything that the API tells of it.
async fn whole(pages: &Pages, visitor: &Visitor, project: &Project) -> Result<ProjectBody, Error> {
    let (organisation, lang, id) = (visitor.organisation.id, visitor.lang, project.id);
    let read = pages.app.db.read(move |reader| {
        let phases = store::phases(reader, organisation, id, lang)?;
        let activities = store::activities(reader, organisation, id)?;
        Ok::<_, Error>((phases, activities, store::rules(reader, organisation, id)?))
    });
    let (phases, activities, (version, rules)) = read.await?;
    let now = pages.app.clock.now();
    Ok(ProjectBody {
        row: row(visitor, project),
        version: project.version,
        intro: platform::text::clean_html(&project.intro),
        note: project.note.clone(),
        area: project.area.as_deref().and_then(|area| serde_json::from_str(area).ok()),
        phases: phases.iter().map(|phase| phase_body(phase, now)).collect(),
        activities: activities.iter().map(|activity| activity_body(activity, now)).collect(),
        rules: rules_body(visitor, version, &rules),
    })
}

/// The project of an address, by its slug or id, for somebody who may see it.
async fn find_project(pages: &Pages, visitor: &Visitor, name: &str) -> Result<Project, Error> {
    let (organisation, lang, name) = (visitor.organisation.id, visitor.lang, name.to_owned());
    let found = pages.app.db.read(move |r| Ok::<_, Error>(store::project_by_name(r, organisation, &name, lang)?));
    let project = found.await?.ok_or(Error::from(Common::NotFound))?;
    let seen = project.state != ProjectState::Draft || may_see_draft(visitor, project.id);
    if seen { Ok(project) } else { Err(Common::NotFound.into()) }
}

async fn slug_of(pages: &Pages, visitor: &Visitor, uuid: Uuid) -> Result<String, Error> {
    let (organisation, lang) = (visitor.organisation.id, visitor.lang);
    let found =
        pages.app.db.read(move |r| Ok::<_, Error>(store::project_by_uuid(r, organisation, uuid, lang)?)).await?;
    found.map(|project| project.slug).ok_or(Common::NotFound.into())
}

fn file_path(name: &str) -> String {
    format!("/files/{name}")
}

fn row(visitor: &Visitor, project: &Project) -> ProjectRow {
    ProjectRow {
        id: project.uuid,
        slug: project.slug.clone(),
        title: project.title.clone(),
        summary: project.summary.clone(),
        state: project.state.code(),
        picture: project.picture.as_deref().map(file_path),
        picture_alt: project.picture_alt.clone(),
        url: visitor.link(&format!("/{}", project.slug)),
    }
}

fn phase_body(phase: &Phase, now: Timestamp) -> PhaseBody {
    PhaseBody {
        id: phase.uuid,
        title: phase.title.clone(),
        description: phase.description.clone(),
        starts_at: phase.starts_at,
        ends_at: phase.ends_at,
        when: phase.when(now),
    }
}

fn activity_body(activity: &Activity, now: Timestamp) -> ActivityBody {
    ActivityBody {
        id: activity.uuid,
        kind: activity.kind.clone(),
        subject: activity.subject.clone(),
        opens_at: activity.opens_at,
        closes_at: activity.closes_at,
        when: When::of(now, activity.opens_at, Some(activity.closes_at)),
    }
}

fn rules_body(visitor: &Visitor, version: i64, rules: &Rules) -> RulesBody {
    RulesBody {
        version,
        decides: rules.decides.clone(),
        not_decided: rules.not_decided.clone(),
        authority: rules.authority.clone(),
        influence: rules.influence.code(),
        minimum_age: rules.minimum_age,
        residents_only: rules.residents_only,
        budget: rules.budget,
        answer_weeks: rules.answer_weeks,
        sentences: if version == 0 { Vec::new() } else { sentences(visitor, rules) },
    }
}
