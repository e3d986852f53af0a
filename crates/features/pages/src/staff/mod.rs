//! The rooms of staff: what needs attention, projects, the organisation, the people who work here, the log.

mod desk;
mod fields;
mod labels;
mod log;
mod organisation;
mod organisations;
mod people;
mod phases;
mod picture;
mod project;
mod projects;
mod rich;
mod rules;
mod texts;

use crate::Pages;
use axum::response::Response;
use civic::model::{Organisation, Project};
use civic::permission::Permission;
use civic::route::{Access, Routes};
use civic::ui::form;
use civic::ui::staff::{StaffFrame, staff_shell};
use civic::{Visitor, store};
use http::StatusCode;
use maud::{Markup, html};
use platform::error::{Common, Error};
use platform::i18n::Lang;
use platform::web::form::Form;
use platform::web::{query, response};

pub(crate) fn routes(pages: &Pages) -> Routes {
    let see = Access::Staff(Permission::SeeProject);
    let edit = Access::Staff(Permission::EditProject);
    let whole = Access::Staff(Permission::EditOrganisation);
    let people = Access::Staff(Permission::ManageStaff);
    let operator = Access::Staff(Permission::RunInstallation);
    Routes::new()
        .get("/staff/organisations", operator, pages, organisations::list)
        .post("/staff/organisations", operator, pages, organisations::create)
        .get("/staff/organisations/{organisation}", operator, pages, organisations::show)
        .post("/staff/organisations/{organisation}", operator, pages, organisations::save)
        .get("/staff", see, pages, desk::show)
        .get("/staff/projects", see, pages, projects::list)
        .get("/staff/plans", see, pages, projects::plans)
        .get("/staff/rounds", see, pages, projects::rounds)
        .get("/staff/new-project", Access::Staff(Permission::CreateProject), pages, projects::new)
        .post("/staff/new-project", Access::Staff(Permission::CreateProject), pages, projects::create)
        .get("/staff/projects/{project}", see, pages, project::show)
        .post("/staff/projects/{project}", edit, pages, project::save)
        .post("/staff/projects/{project}/state", edit, pages, project::set_state)
        .post("/staff/projects/{project}/picture", edit, pages, project::set_picture)
        .get("/staff/projects/{project}/phases", see, pages, phases::show)
        .post("/staff/projects/{project}/phases", edit, pages, phases::add)
        .post("/staff/projects/{project}/phases/{phase}", edit, pages, phases::save)
        .post("/staff/projects/{project}/phases/{phase}/remove", edit, pages, phases::remove)
        .get("/staff/projects/{project}/rules", see, pages, rules::show)
        .post("/staff/projects/{project}/rules", Access::Staff(Permission::EditRules), pages, rules::save)
        .get("/staff/projects/{project}/labels", see, pages, labels::show)
        .post("/staff/projects/{project}/labels/{kind}", edit, pages, labels::add)
        .post("/staff/projects/{project}/labels/{kind}/{label}", edit, pages, labels::save)
        .post("/staff/projects/{project}/labels/{kind}/{label}/move", edit, pages, labels::step)
        .post("/staff/projects/{project}/labels/{kind}/{label}/remove", edit, pages, labels::remove)
        .get("/staff/organisation/labels", whole, pages, labels::show)
        .post("/staff/organisation/labels/{kind}", whole, pages, labels::add)
        .post("/staff/organisation/labels/{kind}/{label}", whole, pages, labels::save)
        .post("/staff/organisation/labels/{kind}/{label}/move", whole, pages, labels::step)
        .post("/staff/organisation/labels/{kind}/{label}/remove", whole, pages, labels::remove)
        .get("/staff/organisation", whole, pages, organisation::show)
        .post("/staff/organisation", whole, pages, organisation::save)
        .post("/staff/organisation/picture", whole, pages, organisation::set_picture)
        .get("/staff/organisation/pages/{page}", whole, pages, texts::show)
        .post("/staff/organisation/pages/{page}", whole, pages, texts::save)
        .get("/staff/people", people, pages, people::show)
        .post("/staff/people", people, pages, people::add)
        .post("/staff/people/remove", people, pages, people::remove)
        .get("/staff/log", Access::Staff(Permission::ReadLog), pages, log::show)
}

/// A project for staff who may do this in it, with its texts in the organisation's own language.
async fn open(pages: &Pages, visitor: &Visitor, slug: &str, permission: Permission) -> Result<Project, Error> {
    let (organisation, lang, slug) = (visitor.organisation.id, visitor.organisation.default_lang, slug.to_owned());
    let found =
        pages.app.db.read(move |r| Ok::<_, Error>(store::project_by_slug(r, organisation, &slug, lang)?)).await?;
    let project = found.ok_or(Error::from(Common::NotFound))?;
    // To those who may not even see a draft there is no such project.
    if !visitor.actor.roles.allow(Permission::SeeProject, Some(project.id)) {
        return Err(Common::NotFound.into());
    }
    visitor.actor.permit(permission, Some(project.id))?;
    Ok(project)
}

/// A page of the staff room; 422 when a form came back.
fn page(pages: &Pages, visitor: &Visitor, form: &Form, frame: StaffFrame<'_>) -> Response {
    let wrong = !form.errors().is_empty();
    let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let main = html! { (form::errors(&visitor.t, form)) (frame.main) };
    response::html(status, staff_shell(&pages.app, visitor, StaffFrame { wrong, main, ..frame }))
}

/// The form with what is wrong with it; an error that is not the form's goes on.
fn again(form: Form, error: Error) -> Result<Form, Error> {
    let mendable =
        error.refusals().iter().all(|refusal| refusal.status.as_u16() == 422 || refusal.status.as_u16() == 409);
    if error.refusals().is_empty() || !mendable { Err(error) } else { Ok(form.refused(error.refusals())) }
}

/// Back to a page, with the mark that something was saved.
fn back(visitor: &Visitor, path: &str) -> Response {
    response::see_other(&format!("{}?saved=1", visitor.link(path)))
}

/// The mark that something was saved, if that is what brought the visitor here.
fn saved(pages: &Pages, visitor: &Visitor) -> Markup {
    let saved = query::canonical(&visitor.query, &["saved"]).contains_key("saved");
    form::saved(&visitor.t, saved.then(|| pages.app.clock.now()))
}

/// The foot of a form: the button and the mark.
fn foot(pages: &Pages, visitor: &Visitor) -> Markup {
    html! {
        div class="form__foot" {
            button class="button button--primary" { (visitor.t.text("word-save")) }
            " " (saved(pages, visitor))
        }
    }
}

/// The languages beside the organisation's own.
fn other_languages(organisation: &Organisation) -> Vec<Lang> {
    organisation.languages.iter().copied().filter(|lang| *lang != organisation.default_lang).collect()
}
