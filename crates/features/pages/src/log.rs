//! The public log of a project: what was done, when and in which role; never by whom.

use crate::Pages;
use crate::site::Site;
use axum::response::Response;
use civic::ui::notice::empty;
use civic::ui::time::timeline;
use civic::ui::{Frame, log as words, shell};
use civic::{Answer, Visitor};
use http::StatusCode;
use jiff::Timestamp;
use maud::{Markup, html};
use platform::error::{Common, Error};
use platform::log::{self, Filter, Read};
use platform::web::{query, response};
use std::sync::Arc;

/// Entries on one page.
pub(crate) const PAGE: i64 = 50;

/// A page of the log with whether there is more after it.
pub(crate) struct Entries {
    pub entries: Vec<Read>,
    /// The entry to go on before, if there are older ones.
    pub older: Option<i64>,
}

/// Reads a page of the log.
pub(crate) async fn read(pages: &Pages, visitor: &Visitor, filter: Filter) -> Result<Entries, Error> {
    let organisation = visitor.organisation.id.0;
    let mut entries =
        pages.app.db.read(move |reader| Ok::<_, Error>(log::page(reader, organisation, &filter, PAGE + 1)?)).await?;
    let more = i64::try_from(entries.len()).unwrap_or_default() > PAGE;
    entries.truncate(usize::try_from(PAGE).unwrap_or_default());
    let older = entries.last().map(|entry| entry.id).filter(|_| more);
    Ok(Entries { entries, older })
}

/// The number of the entry that the page begins before, from the query.
pub(crate) fn before(visitor: &Visitor) -> Option<i64> {
    query::canonical(&visitor.query, &["before"]).get("before").and_then(|id| id.parse().ok()).filter(|id| *id > 0)
}

/// The role in which something was done, in words.
pub(crate) fn role(visitor: &Visitor, code: &str) -> String {
    let known = civic::permission::Role::parse(code).is_some() || matches!(code, "system" | "resident");
    if known { visitor.t.text(&format!("role-{code}")).into_owned() } else { code.to_owned() }
}

/// The link to what is older.
pub(crate) fn older_link(visitor: &Visitor, href: Option<String>) -> Markup {
    html! {
        @if let Some(href) = href {
            nav class="pagination" aria-label=(visitor.t.text("pages-label")) {
                ul { li { a rel="next" href=(href) { (visitor.t.text("logbook-older")) " " (civic::ui::icon("chevron-right")) } } }
            }
        }
    }
}

/// The page of residents.
pub(crate) async fn public(pages: &Pages, visitor: &Visitor, site: &Arc<Site>) -> Answer {
    let project = site.project.as_ref().ok_or(Error::from(Common::NotFound))?;
    let filter =
        Filter { project: Some(project.id.0), public_only: true, before: before(visitor), ..Filter::default() };
    let found = read(pages, visitor, filter).await?;
    let t = &visitor.t;
    let lines: Vec<(Timestamp, String, Markup)> = found
        .entries
        .iter()
        .map(|entry| {
            let what = html! {
                p { (words::sentence(t, &entry.kind, &entry.facts)) }
                p class="small soft" { (t.text("logbook-role")) ": " (role(visitor, &entry.role)) }
            };
            (entry.at, t.date_time(entry.at), what)
        })
        .collect();
    let path = format!("/{}/log", project.slug);
    let older = found.older.map(|id| format!("{}?before={id}", visitor.link(&path)));
    let title = t.with("logbook-title", &[("project", project.title.as_str().into())]);
    let main = html! {
        div class="wrap section section--first" {
            h1 { (title) }
            p class="lead" { (t.text("logbook-lead")) }
            @if lines.is_empty() { (empty(&t.text("logbook-empty"), &t.text("logbook-empty-why"), None)) }
            @else { (timeline(&lines)) }
            (older_link(visitor, older))
        }
    };
    let menu = site.pages_now(pages.app.clock.now());
    let frame = Frame { project: Some(project), pages: &menu, hidden: true, ..Frame::new(&title, main) };
    Ok(page(shell(&pages.app, visitor, frame)))
}

fn page(body: String) -> Response {
    response::html(StatusCode::OK, body)
}
