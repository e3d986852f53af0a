//! All projects, and a new one.

use super::desk::{own_projects, state_key};
use super::{again, page};
use crate::{Pages, defaults};
use axum::extract::State;
use axum::response::Response;
use civic::permission::Permission;
use civic::service::{NewProject, ProjectTexts, create_project};
use civic::ui::figures::{Column, table};
use civic::ui::form::{Area, Input};
use civic::ui::notice::{Look, empty};
use civic::ui::staff::{Room, StaffFrame, Tab};
use civic::{Answer, Visitor};
use maud::{Markup, html};
use platform::error::Error;
use platform::web::form::Form;
use platform::web::response;

pub(crate) async fn list(State(pages): State<Pages>, visitor: Visitor) -> Answer {
    in_room(&pages, &visitor, Room::Projects, Tab::Texts).await
}

/// Plans are looked after in their project; this room leads there.
pub(crate) async fn plans(State(pages): State<Pages>, visitor: Visitor) -> Answer {
    in_room(&pages, &visitor, Room::Plans, Tab::Plans).await
}

/// So are votes.
pub(crate) async fn rounds(State(pages): State<Pages>, visitor: Visitor) -> Answer {
    in_room(&pages, &visitor, Room::Rounds, Tab::Rounds).await
}

async fn in_room(pages: &Pages, visitor: &Visitor, room: Room, tab: Tab) -> Answer {
    let t = &visitor.t;
    let projects = own_projects(pages, visitor).await?;
    // With one project there is nothing to choose.
    if let ([only], true) = (projects.as_slice(), room != Room::Projects) {
        return Ok(response::see_other(&visitor.link(&tab.path(only))));
    }
    let columns = [
        Column::words(t.text("projects-title")),
        Column::words(t.text("projects-address")),
        Column::words(t.text("projects-state")),
    ];
    let rows: Vec<Vec<Markup>> = projects
        .iter()
        .map(|project| {
            vec![
                html! { a href=(visitor.link(&tab.path(project))) { (project.title) } },
                html! { "/" (project.slug) },
                html! { (t.text(state_key(project.state))) },
            ]
        })
        .collect();
    let title = t.text(match room {
        Room::Plans => "staff-room-plans",
        Room::Rounds => "staff-room-rounds",
        _ => "staff-room-projects",
    });
    let may_make = visitor.actor.roles.allow(Permission::CreateProject, None) && room == Room::Projects;
    let new = html! {
        a class=(Look::Primary.class()) href=(visitor.link("/staff/new-project")) {
            (civic::ui::icon("plus")) (t.text("projects-new"))
        }
    };
    let main = html! {
        @if projects.is_empty() { (empty(&t.text("projects-none"), &t.text("projects-none-why"), None)) }
        @else { (table("projecten", &title, &columns, &rows, 0, true)) }
    };
    let frame = StaffFrame { beside: may_make.then_some(new), ..StaffFrame::new(room, &title, main) };
    Ok(page(pages, visitor, &Form::default(), frame))
}

pub(crate) async fn new(State(pages): State<Pages>, visitor: Visitor) -> Answer {
    Ok(new_page(&pages, &visitor, &Form::default()))
}

fn new_page(pages: &Pages, visitor: &Visitor, form: &Form) -> Response {
    let t = &visitor.t;
    let main = html! {
        p { (t.text("projects-new-lead")) }
        form class="form form--wide" method="post" action=(visitor.link("/staff/new-project")) {
            (Input::new("title", &t.text("project-title")).most(120).show(t, form))
            (Input::new("slug", &t.text("project-slug")).hint(&t.text("project-slug-hint")).most(60).unchecked().optional().show(t, form))
            (Area::new("summary", &t.text("project-summary")).hint(&t.text("project-summary-hint")).rows(4).most(400).show(t, form))
            p class="actions" { button class=(Look::Primary.class()) { (t.text("projects-make")) } }
        }
    };
    let trail = [(Room::Projects.path().to_owned(), t.text("staff-room-projects").into_owned())];
    let title = t.text("projects-new");
    page(pages, visitor, form, StaffFrame { trail: &trail, ..StaffFrame::new(Room::Projects, &title, main) })
}

pub(crate) async fn create(State(pages): State<Pages>, visitor: Visitor, form: Form) -> Answer {
    match make(&pages, &visitor, &form).await {
        Ok(path) => Ok(response::see_other(&visitor.link(&path))),
        Err(error) => Ok(new_page(&pages, &visitor, &again(form, error)?)),
    }
}

/// Makes the project with the pages that every project begins with.
async fn make(pages: &Pages, visitor: &Visitor, form: &Form) -> Result<String, Error> {
    let texts = ProjectTexts {
        title: form.get("title").into(),
        summary: form.get("summary").into(),
        ..ProjectTexts::default()
    };
    let slug = Some(form.get("slug").trim().to_owned()).filter(|slug| !slug.is_empty());
    let project = create_project(&pages.app, &visitor.actor, NewProject { slug, texts }).await?;
    defaults::project_pages(&pages.app, &pages.registry, &visitor.actor, &project).await?;
    Ok(Tab::Texts.path(&project))
}
