//! The desk: what needs attention, and what is going on.

use super::page;
use crate::Pages;
use axum::extract::State;
use civic::feature::DeskItem;
use civic::model::{Project, ProjectState};
use civic::permission::Permission;
use civic::ui::figures::{Column, Mark, status, table};
use civic::ui::notice::{empty, section_head};
use civic::ui::staff::{Room, StaffFrame, Tab};
use civic::ui::time::{phase_word, when_text};
use civic::{Answer, Visitor, store};
use maud::{Markup, html};
use platform::error::Error;
use platform::web::form::Form;

/// What needs attention, of all features: what is late first, then by date.
async fn items(pages: &Pages, visitor: &Visitor) -> Result<Vec<DeskItem>, Error> {
    let mut all = Vec::new();
    for source in &pages.desk {
        all.extend(source.items(&pages.app, visitor).await?);
    }
    all.sort_by_key(|item| (!item.urgent, item.at.unwrap_or(jiff::Timestamp::MAX)));
    Ok(all)
}

/// The projects that this member of staff works in.
pub(super) async fn own_projects(pages: &Pages, visitor: &Visitor) -> Result<Vec<Project>, Error> {
    let (organisation, lang) = (visitor.organisation.id, visitor.lang);
    let mut all = pages.app.db.read(move |r| Ok::<_, Error>(store::projects(r, organisation, lang, 500)?)).await?;
    all.retain(|project| visitor.actor.roles.allow(Permission::SeeProject, Some(project.id)));
    Ok(all)
}

pub(crate) async fn show(State(pages): State<Pages>, visitor: Visitor) -> Answer {
    let t = &visitor.t;
    let (items, projects) = (items(&pages, &visitor).await?, own_projects(&pages, &visitor).await?);
    let running = running(&pages, &visitor, &projects).await?;
    let name = visitor.session.as_ref().map(|session| session.person.name.as_str()).filter(|name| !name.is_empty());
    let title = match name {
        Some(name) => t.with("desk-hello", &[("name", name.into())]),
        None => t.text("staff-room-desk").into_owned(),
    };
    let many = t.words(i64::try_from(items.len()).unwrap_or(i64::MAX));
    let waiting = t.with("desk-waiting", &[("n", items.len().into()), ("words", many.into())]);
    let main = html! {
        p class="lead" { (waiting) }
        @if !items.is_empty() { ul class="desk" { @for item in &items { (desk_item(&visitor, item)) } } }
        (section_head("loopt", &t.text("desk-running"), None))
        (running)
    };
    let frame = StaffFrame { waiting: items.len(), ..StaffFrame::new(Room::Desk, &title, main) };
    Ok(page(&pages, &visitor, &Form::default(), frame))
}

fn desk_item(visitor: &Visitor, item: &DeskItem) -> Markup {
    let t = &visitor.t;
    html! {
        li class="desk__item" {
            p class="desk__what" {
                @if item.urgent { (status(Mark::Late, &t.text("desk-urgent"))) " " }
                (item.text)
            }
            p class="soft" { (item.project) @if let Some(at) = item.at { " · " (t.date_time(at)) } }
            a class="button" href=(item.link) { (t.text("desk-open")) }
        }
    }
}

/// The projects with where each of them stands.
async fn running(pages: &Pages, visitor: &Visitor, projects: &[Project]) -> Result<Markup, Error> {
    let t = &visitor.t;
    let shown: Vec<&Project> = projects.iter().filter(|p| p.state != ProjectState::Archived).take(50).collect();
    if shown.is_empty() {
        return Ok(empty(&t.text("projects-none"), &t.text("projects-none-why"), None));
    }
    let columns = [
        Column::words(t.text("projects-title")),
        Column::words(t.text("projects-phase")),
        Column::words(t.text("projects-when")),
        Column::words(t.text("projects-state")),
    ];
    let (organisation, lang, now) = (visitor.organisation.id, visitor.lang, pages.app.clock.now());
    let ids: Vec<_> = shown.iter().map(|project| project.id).collect();
    let phases = pages
        .app
        .db
        .read(move |reader| {
            let read = ids.iter().map(|id| store::phases(reader, organisation, *id, lang));
            Ok::<_, Error>(read.collect::<Result<Vec<_>, _>>()?)
        })
        .await?;
    let rows: Vec<Vec<Markup>> = shown
        .iter()
        .zip(&phases)
        .map(|(project, phases)| {
            let phase = crate::now::phase(phases, now);
            vec![
                html! { a href=(visitor.link(&Tab::Texts.path(project))) { (project.title) } },
                html! { @if let Some(phase) = phase { (phase_word(&phase.title, phase.when(now))) } },
                html! { @if let Some(phase) = phase { (when_text(t, now, phase.starts_at, phase.ends_at)) } },
                html! { (t.text(state_key(project.state))) },
            ]
        })
        .collect();
    Ok(table("projecten", &t.text("desk-running"), &columns, &rows, 0, true))
}

/// The key of a state in words.
pub(super) fn state_key(state: ProjectState) -> &'static str {
    match state {
        ProjectState::Draft => "project-state-draft",
        ProjectState::Published => "project-state-published",
        ProjectState::Archived => "project-state-archived",
    }
}
