//! The log, for those who may read it: when, who, what, in which project.

use super::desk::own_projects;
use super::page;
use crate::Pages;
use crate::log::{before, older_link, read, role};
use axum::extract::State;
use civic::permission::Permission;
use civic::ui::figures::{Column, table};
use civic::ui::form::Select;
use civic::ui::log::sentence;
use civic::ui::notice::empty;
use civic::ui::staff::{Room, StaffFrame};
use civic::{Answer, Visitor, ui};
use maud::{Markup, html};
use platform::error::{Common, Error};
use platform::log::Filter;
use platform::web::form::Form;
use platform::web::query;

/// Who did it, as it was written down: name and address, or the address alone of who gave no name.
fn who(personal: Option<&str>) -> &str {
    let who = personal.unwrap_or_default().trim();
    who.strip_prefix('<').and_then(|address| address.strip_suffix('>')).unwrap_or(who)
}

pub(crate) async fn show(State(pages): State<Pages>, visitor: Visitor) -> Answer {
    let t = &visitor.t;
    let mut projects = own_projects(&pages, &visitor).await?;
    projects.retain(|project| visitor.actor.roles.allow(Permission::ReadLog, Some(project.id)));
    let everything = visitor.actor.roles.allow(Permission::ReadLog, None);
    let asked = query::canonical(&visitor.query, &["project"]);
    let chosen = asked.get("project").and_then(|slug| projects.iter().find(|project| project.slug == *slug));
    // Who may read the log of one project only reads that of one project.
    let chosen =
        if everything { chosen } else { Some(chosen.or(projects.first()).ok_or(Error::from(Common::Forbidden))?) };
    let filter = Filter { project: chosen.map(|project| project.id.0), before: before(&visitor), ..Filter::default() };
    let found = read(&pages, &visitor, filter).await?;
    let columns = [
        Column::words(t.text("logbook-when")),
        Column::words(t.text("logbook-what")),
        Column::words(t.text("logbook-who")),
        Column::words(t.text("projects-title")),
    ];
    let rows: Vec<Vec<Markup>> = found
        .entries
        .iter()
        .map(|entry| {
            let project = projects.iter().find(|project| Some(project.id.0) == entry.project);
            vec![
                html! { (t.date_time(entry.at)) },
                html! { (sentence(t, &entry.kind, &entry.facts)) },
                html! { (who(entry.personal.as_deref())) " " span class="soft" { (role(&visitor, &entry.role)) } },
                html! { @if let Some(project) = project { (project.title) } },
            ]
        })
        .collect();
    let kept = chosen.map(|project| format!("&project={}", project.slug)).unwrap_or_default();
    let older = found.older.map(|id| format!("{}?before={id}{kept}", visitor.link("/staff/log")));
    let mut places: Vec<(String, String)> = Vec::new();
    if everything {
        places.push((String::new(), t.text("logbook-all-projects").into_owned()));
    }
    places.extend(projects.iter().map(|project| (project.slug.clone(), project.title.clone())));
    let form = Form::filled([("project", chosen.map_or("", |project| project.slug.as_str()))]);
    let title = t.text("staff-room-log");
    let main = html! {
        form class="toolbar" method="get" action=(visitor.link("/staff/log")) role="search" aria-label=(t.text("logbook-search")) {
            div class="field field--grow" {
                label class="field__label" for="zoek" { (t.text("logbook-search")) }
                input class="input" id="zoek" type="search" data-filter="logboek" data-text-count=(t.text("logbook-count"));
            }
            (Select::new("project", &t.text("projects-title"), &places).show(t, &form))
            button class="button" { (ui::icon("search")) (t.text("word-show")) }
        }
        @if rows.is_empty() { (empty(&t.text("logbook-empty"), &t.text("logbook-empty-why"), None)) }
        @else { (table("logboek", &title, &columns, &rows, 1, true)) }
        (older_link(&visitor, older))
        p class="small soft" { (t.text("logbook-sealed")) }
    };
    Ok(page(&pages, &visitor, &Form::default(), StaffFrame::new(Room::Log, &title, main)))
}
