//! Plans as JSON. Reads are the same for everybody and kept like pages; writes are staff's.

mod body;
mod draft;
mod manage;
mod map;
mod read;
mod settings;
mod sheet;
mod together;
mod write;

use crate::Plans;
use civic::ids::{OrganisationId, ProjectId};
use civic::model::{Project, ProjectState};
use civic::permission::Permission;
use civic::route::{Access, Routes};
use civic::store;
use civic::{App, Visitor};
use http::Method;
use platform::error::{Common, Error};
use platform::i18n::Lang;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use utoipa::OpenApi;

/// The description of these routes.
#[derive(OpenApi)]
#[openapi(
    paths(
        read::list,
        read::clusters,
        read::one,
        together::list,
        together::clusters,
        write::create,
        write::change,
        manage::act,
        manage::views,
        manage::keep_view,
        manage::forget_view,
        manage::ballot_of,
        manage::set_ballot_of,
        manage::versions_of,
        manage::my_versions,
        settings::read,
        settings::save,
        settings::questions,
        settings::add,
        settings::change,
        settings::place,
        settings::remove,
        sheet::export,
        sheet::look,
        sheet::one,
        sheet::run,
        draft::form,
        draft::begin,
        draft::read,
        draft::save,
        draft::discard,
        draft::picture,
        draft::document,
        draft::hand_in,
        draft::mine,
        draft::change,
        draft::withdraw,
        draft::invite,
    ),
    tags((name = "plans", description = "Plannen"))
)]
struct Description;

/// The description of these routes, for the document of the whole API.
pub fn description() -> utoipa::openapi::OpenApi {
    Description::openapi()
}

/// What the handlers share.
#[derive(Clone)]
struct Api {
    app: App,
    plans: Plans,
    /// Projects by their address. A project keeps its address, so what was once found stays true.
    projects: Arc<RwLock<HashMap<(OrganisationId, String), ProjectId>>>,
}

/// How many addresses of projects are kept.
const PROJECTS: usize = 10_000;

/// The routes.
pub fn routes(plans: &Plans) -> Routes {
    let api = Api { app: plans.app.clone(), plans: plans.clone(), projects: Arc::default() };
    let staff = Access::Staff(Permission::EditPlans);
    public_routes(&api, staff).and(staff_routes(&api, staff))
}

/// What staff do with many plans, and with what is asked.
fn staff_routes(api: &Api, staff: Access) -> Routes {
    let asks = Access::Staff(Permission::EditProject);
    Routes::new()
        .post("/api/v1/projects/{project}/plan-acts", staff, api, manage::act)
        .get("/api/v1/projects/{project}/plan-views", staff, api, manage::views)
        .post("/api/v1/projects/{project}/plan-views", staff, api, manage::keep_view)
        .on(Method::DELETE, "/api/v1/projects/{project}/plan-views/{view}", staff, api, manage::forget_view)
        .get("/api/v1/projects/{project}/plans/{number}/ballot", staff, api, manage::ballot_of)
        .on(Method::PUT, "/api/v1/projects/{project}/plans/{number}/ballot", staff, api, manage::set_ballot_of)
        .get("/api/v1/projects/{project}/plans/{number}/versions", staff, api, manage::versions_of)
        .get("/api/v1/projects/{project}/plan-settings", asks, api, settings::read)
        .on(Method::PUT, "/api/v1/projects/{project}/plan-settings", asks, api, settings::save)
        .get("/api/v1/projects/{project}/plan-questions", asks, api, settings::questions)
        .post("/api/v1/projects/{project}/plan-questions", asks, api, settings::add)
        .on(Method::PUT, "/api/v1/projects/{project}/plan-questions/{number}", asks, api, settings::change)
        .on(Method::DELETE, "/api/v1/projects/{project}/plan-questions/{number}", asks, api, settings::remove)
        .post("/api/v1/projects/{project}/plan-questions/{number}/place", asks, api, settings::place)
        .get("/api/v1/projects/{project}/plan-export", staff, api, sheet::export)
        .post("/api/v1/projects/{project}/plan-imports", staff, api, sheet::look)
        .get("/api/v1/projects/{project}/plan-imports/{import}", staff, api, sheet::one)
        .post("/api/v1/projects/{project}/plan-imports/{import}/run", staff, api, sheet::run)
}

/// What everybody reads, and what one person writes.
fn public_routes(api: &Api, staff: Access) -> Routes {
    Routes::new()
        .get("/api/v1/projects/{project}/plans", Access::Public, api, read::list)
        .post("/api/v1/projects/{project}/plans", staff, api, write::create)
        .get("/api/v1/projects/{project}/plans/clusters", Access::Public, api, read::clusters)
        .get("/api/v1/projects/{project}/plans/{number}", Access::Public, api, read::one)
        .on(Method::PATCH, "/api/v1/projects/{project}/plans/{number}", staff, api, write::change)
        .get("/api/v1/plans", Access::Public, api, together::list)
        .get("/api/v1/plans/clusters", Access::Public, api, together::clusters)
        .get("/api/v1/projects/{project}/plan-form", Access::Public, api, draft::form)
        .post("/api/v1/projects/{project}/plan-drafts", Access::Public, api, draft::begin)
        .get("/api/v1/projects/{project}/plan-drafts/{draft}", Access::Public, api, draft::read)
        .on(Method::PUT, "/api/v1/projects/{project}/plan-drafts/{draft}", Access::Public, api, draft::save)
        .on(Method::DELETE, "/api/v1/projects/{project}/plan-drafts/{draft}", Access::Public, api, draft::discard)
        .post("/api/v1/projects/{project}/plan-drafts/{draft}/pictures", Access::Public, api, draft::picture)
        .post("/api/v1/projects/{project}/plan-drafts/{draft}/documents", Access::Public, api, draft::document)
        .post("/api/v1/projects/{project}/plan-drafts/{draft}/hand-in", Access::Public, api, draft::hand_in)
        .get("/api/v1/my-plans", Access::SignedIn, api, draft::mine)
        .get("/api/v1/my-plans/{plan}/versions", Access::SignedIn, api, manage::my_versions)
        .post("/api/v1/my-plans/{plan}/changes", Access::SignedIn, api, draft::change)
        .post("/api/v1/my-plans/{plan}/withdrawal", Access::SignedIn, api, draft::withdraw)
        .post("/api/v1/my-plans/{plan}/invitations", Access::SignedIn, api, draft::invite)
}

/// A language of the site beside the organisation's own, by its code.
fn other_language(visitor: &Visitor, code: &str) -> Result<Lang, Error> {
    let own = &visitor.organisation;
    let lang = Lang::parse(code).filter(|lang| own.languages.contains(lang) && *lang != own.default_lang);
    lang.ok_or(civic::refusal::Refusal::UnknownLanguage.into())
}

impl Api {
    /// The inner number of the project at an address, from memory if it was asked before.
    async fn project_id(&self, organisation: OrganisationId, slug: &str) -> Result<ProjectId, Error> {
        let key = (organisation, slug.to_owned());
        if let Some(id) = self.projects.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(*id);
        }
        let id = self.project(organisation, slug).await?.id;
        let mut projects = self.projects.write().unwrap_or_else(PoisonError::into_inner);
        if projects.len() >= PROJECTS {
            projects.clear();
        }
        projects.insert(key, id);
        Ok(id)
    }

    /// The project of an address, by id or slug.
    async fn project(&self, organisation: OrganisationId, slug: &str) -> Result<Project, Error> {
        let slug = slug.to_owned();
        let lang = Lang::default();
        let found = self.app.db.read(move |reader| store::project_by_name(reader, organisation, &slug, lang)).await;
        found.map_err(Error::Db)?.ok_or(Common::NotFound.into())
    }

    /// The same, unless it is a draft: then there is nothing at its address yet.
    async fn public_project(&self, organisation: OrganisationId, slug: &str) -> Result<Project, Error> {
        let project = self.project(organisation, slug).await?;
        if project.state == ProjectState::Draft { Err(Common::NotFound.into()) } else { Ok(project) }
    }
}
