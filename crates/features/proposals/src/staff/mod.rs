//! What staff see: the table of a project's plans, and the form of one.

mod ballot;
mod collect;
pub(crate) mod fields;
pub(crate) use fields::tag;
mod form;
mod map;
mod page;
pub(crate) mod sheet;
mod table;

use civic::model::Project;
use civic::permission::Permission;
use civic::route::{Access, Routes};
use civic::ui::staff::Tab;
use civic::{App, Visitor};
use platform::error::{Common, Error};

/// The routes of this room.
pub fn routes(app: &App) -> Routes {
    let see = Access::Staff(Permission::SeeProject);
    let edit = Access::Staff(Permission::EditPlans);
    let set = Access::Staff(Permission::EditProject);
    Routes::new()
        .get("/staff/projects/{project}/plans", see, app, table::show)
        .post("/staff/projects/{project}/plans", edit, app, form::create)
        .get("/staff/projects/{project}/plans/new", edit, app, form::fresh)
        .post("/staff/projects/{project}/plans/bulk", edit, app, table::bulk)
        .post("/staff/projects/{project}/plans/views", edit, app, table::keep_view)
        .post("/staff/projects/{project}/plans/views/{view}/remove", edit, app, table::forget_view)
        .get("/staff/projects/{project}/plans/export", edit, app, sheet::export)
        .get("/staff/projects/{project}/plans/import", edit, app, sheet::show)
        .post("/staff/projects/{project}/plans/import", edit, app, sheet::send)
        .get("/staff/projects/{project}/plans/import/template", edit, app, sheet::template)
        .get("/staff/projects/{project}/plans/import/{import}", edit, app, sheet::one)
        .post("/staff/projects/{project}/plans/import/{import}/run", edit, app, sheet::run)
        .get("/staff/projects/{project}/plans/collect", see, app, collect::show)
        .post("/staff/projects/{project}/plans/collect", set, app, collect::save)
        .post("/staff/projects/{project}/plans/collect/questions", set, app, collect::add)
        .post("/staff/projects/{project}/plans/collect/questions/{number}", set, app, collect::change)
        .post("/staff/projects/{project}/plans/collect/questions/{number}/move", set, app, collect::place)
        .get("/staff/projects/{project}/plans/map", see, app, map::show)
        .post("/staff/projects/{project}/plans/map/{kind}", set, app, map::add)
        .post("/staff/projects/{project}/plans/map/{kind}/{place}", set, app, map::change)
        .post("/staff/projects/{project}/plans/map/{kind}/{place}/remove", set, app, map::remove)
        .get("/staff/projects/{project}/plans/{number}", edit, app, form::edit)
        .post("/staff/projects/{project}/plans/{number}", edit, app, form::update)
        .get("/staff/projects/{project}/plans/{number}/ballot", edit, app, ballot::show)
        .post("/staff/projects/{project}/plans/{number}/ballot", edit, app, ballot::save)
}

/// The project of an address, for somebody who may do this in it.
async fn project_of(app: &App, visitor: &Visitor, slug: String, permission: Permission) -> Result<Project, Error> {
    let (organisation, lang) = (visitor.organisation.id, visitor.lang);
    let found = app.db.read(move |reader| civic::store::project_by_slug(reader, organisation, &slug, lang)).await;
    let project = found.map_err(Error::Db)?.ok_or(Error::from(Common::NotFound))?;
    visitor.actor.permit(permission, Some(project.id))?;
    Ok(project)
}

/// The path of the table of a project's plans, without language.
pub(crate) fn path(project: &Project) -> String {
    Tab::Plans.path(project)
}
