//! Plans from and to spreadsheets.

use super::fields::receive;
use super::{path, project_of};
use crate::model::{ListQuery, Order, QUERY_KEYS};
use crate::service::sheet::{self, Format, Problem};
use crate::store::{Import, ImportState};
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use civic::model::Project;
use civic::permission::Permission;
use civic::ui::form::{Upload, button_form, errors};
use civic::ui::icon;
use civic::ui::notice::{Look, Tone, alert, section_head};
use civic::ui::staff::{Room, StaffFrame, project_trail, staff_shell};
use civic::{Answer, App, Visitor};
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, HeaderName};
use http::{HeaderValue, StatusCode};
use maud::{Markup, html};
use platform::error::{Common, Error};
use platform::web::form::Form;
use platform::web::query::canonical;
use platform::web::response;
use uuid::Uuid;

/// How many problems are shown; the rest is counted.
const SHOWN: usize = 100;
/// What the field for a spreadsheet accepts; what counts is what a file holds.
const KINDS: &str = ".xlsx,.ods,.csv";

fn here(project: &Project) -> String {
    format!("{}/import", path(project))
}

/// A file to be saved.
pub(crate) fn saved(content: Vec<u8>, name: &str, format: Format) -> Result<Response, Error> {
    let name = format!("attachment; filename=\"{name}.{}\"", format.ending());
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static(format.content_type())),
        (CONTENT_DISPOSITION, HeaderValue::from_str(&name).map_err(Error::internal)?),
        (CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    Ok((headers, content).into_response())
}

/// In which form a spreadsheet is asked for.
pub(crate) fn format_of(visitor: &Visitor) -> Result<Format, Error> {
    let query = canonical(&visitor.query, &["format"]);
    Format::parse(query.get("format").map_or("xlsx", String::as_str)).ok_or(Common::BadQuery("format").into())
}

pub(super) async fn export(State(app): State<App>, visitor: Visitor, Path(slug): Path<String>) -> Answer {
    let project = project_of(&app, &visitor, slug, Permission::EditPlans).await?;
    let format = format_of(&visitor)?;
    let query = ListQuery::read(&canonical(&visitor.query, QUERY_KEYS), Order::Oldest);
    let content = sheet::export(&app, &visitor, &project, query, format).await?;
    Ok(saved(content, &format!("{}-plannen", project.slug), format)?)
}

pub(super) async fn template(State(app): State<App>, visitor: Visitor, Path(slug): Path<String>) -> Answer {
    let project = project_of(&app, &visitor, slug, Permission::EditPlans).await?;
    let format = format_of(&visitor)?;
    let content = sheet::template(&app, &visitor, &project, format).await?;
    Ok(saved(content, &format!("{}-voorbeeld", project.slug), format)?)
}

fn page(app: &App, visitor: &Visitor, project: &Project, title: &str, wrong: bool, main: Markup) -> String {
    let t = &visitor.t;
    let mut trail = project_trail(visitor, project);
    trail.push((path(project), t.text("staff-plans-title").into_owned()));
    let frame = StaffFrame { trail: &trail, wrong, ..StaffFrame::new(Room::Plans, title, main) };
    staff_shell(app, visitor, frame)
}

pub(super) async fn show(State(app): State<App>, visitor: Visitor, Path(slug): Path<String>) -> Answer {
    let project = project_of(&app, &visitor, slug, Permission::EditPlans).await?;
    Ok(first(&app, &visitor, &project, StatusCode::OK, &Form::default()).await?)
}

/// The page on which a spreadsheet is chosen.
async fn first(
    app: &App,
    visitor: &Visitor,
    project: &Project,
    code: StatusCode,
    form: &Form,
) -> Result<Response, Error> {
    let t = &visitor.t;
    let recent = sheet::recent(app, &visitor.actor, project).await?;
    let link = |end: &str| visitor.link(&format!("{}{end}", path(project)));
    let main = html! {
        (errors(t, form))
        p { (t.text("import-lead")) }
        ul class="link-list" {
            @for (format, word) in [("xlsx", "import-template-xlsx"), ("csv", "import-template-csv")] {
                li { a href=(link(&format!("/import/template?format={format}"))) { (icon("file-spreadsheet")) (t.text(word)) } }
            }
        }
        form class="form" method="post" action=(visitor.link(&here(project))) enctype="multipart/form-data" {
            (Upload::new("sheet", &t.text("import-file"), KINDS).most(platform::sheets::MAX_BYTES)
                .hint(&t.with("import-file-hint", &[("most", sheet::MOST_ROWS.into()), ("number", t.number(i64::try_from(sheet::MOST_ROWS).unwrap_or_default()).into())])).show(t, form))
            p class="actions" { button class=(Look::Primary.class()) { (t.text("import-look")) } }
        }
        @if !recent.is_empty() {
            (section_head("eerder", &t.text("import-recent"), None))
            ul class="link-list" {
                @for import in &recent {
                    li {
                        a href=(visitor.link(&format!("{}/{}", here(project), import.uuid))) { (import.name) }
                        " " span class="soft" { (t.with("hand-in-saved-at", &[("moment", import.created_at.into())])) ", " (t.text(state_word(import.state))) }
                    }
                }
            }
        }
    };
    Ok(response::html(code, page(app, visitor, project, &t.text("import-title"), !form.errors().is_empty(), main)))
}

fn state_word(state: ImportState) -> &'static str {
    match state {
        ImportState::Checked => "import-state-checked",
        ImportState::Running => "import-state-running",
        ImportState::Done => "import-state-done",
    }
}

pub(super) async fn send(
    State(app): State<App>,
    visitor: Visitor,
    Path(slug): Path<String>,
    request: Request,
) -> Answer {
    let project = project_of(&app, &visitor, slug, Permission::EditPlans).await?;
    let sent = receive(request).await?.sheet;
    let looked = async {
        let (name, file) = sent.ok_or(Error::from(civic::refusal::Refusal::Missing("sheet")))?;
        sheet::look_at(&app, &visitor, &project, (&name, file)).await
    };
    match looked.await {
        Ok(uuid) => Ok(response::see_other(&visitor.link(&format!("{}/{uuid}", here(&project))))),
        Err(error) if !error.refusals().is_empty() => {
            let code = error.refusals().first().map_or(StatusCode::UNPROCESSABLE_ENTITY, |refusal| refusal.status);
            let at_field = |refusal: &platform::error::Refusal| platform::error::Refusal {
                field: Some("sheet"),
                ..refusal.clone()
            };
            let wrong: Vec<_> = error.refusals().iter().map(at_field).collect();
            Ok(first(&app, &visitor, &project, code, &Form::default().refused(&wrong)).await?)
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn one(
    State(app): State<App>,
    visitor: Visitor,
    Path((slug, import)): Path<(String, String)>,
) -> Answer {
    let project = project_of(&app, &visitor, slug, Permission::EditPlans).await?;
    let uuid = Uuid::try_parse(&import).map_err(|_| Error::from(Common::NotFound))?;
    let (import, problems) = sheet::one(&app, &visitor.actor, &project, uuid).await?;
    let main = looked(&visitor, &project, &import, &problems);
    let title = visitor.t.text("import-title");
    let mut answer = response::html(StatusCode::OK, page(&app, &visitor, &project, &title, false, main));
    if import.state == ImportState::Running {
        // How far it is, also without script.
        answer.headers_mut().insert(HeaderName::from_static("refresh"), HeaderValue::from_static("2"));
    }
    Ok(answer)
}

/// What was found, what can be done with it, or how far it is.
fn looked(visitor: &Visitor, project: &Project, import: &Import, problems: &[Problem]) -> Markup {
    let t = &visitor.t;
    let counted = |key: &str, n: i64| t.with(key, &[("n", n.into()), ("number", t.number(n).into())]);
    let rows = counted("import-rows", import.total);
    html! {
        p { strong { (import.name) } ", " (rows) }
        @match import.state {
            ImportState::Checked if problems.is_empty() => {
                (alert(Tone::Success, &t.text("import-fine"), html! {
                    @if import.guessed { p { (t.text("import-guessed")) } }
                    div class="actions" { (button_form(&visitor.link(&format!("{}/{}/run", here(project), import.uuid)), Look::Primary, &t.text("import-run"), &[])) }
                }))
            }
            ImportState::Checked => {
                (alert(Tone::Error, &counted("import-problems", i64::try_from(problems.len()).unwrap_or_default()), html! { p { (t.text("import-problems-why")) } }))
            }
            ImportState::Running => {
                p role="status" { (t.with("import-progress", &[("done", t.number(import.done).into()), ("total", t.number(import.total).into())])) }
                progress value=(import.done) max=(import.total) aria-label=(t.text("import-title")) {}
            }
            ImportState::Done => {
                (alert(Tone::Success, &t.text("import-done"), html! {
                    p { (counted("import-made", import.made)) " " (counted("import-changed", import.changed)) }
                    p { a href=(visitor.link(&path(project))) { (t.text("import-to-plans")) } }
                }))
            }
        }
        @if !problems.is_empty() { (table(visitor, problems)) }
        p { a class="arrow-link" href=(visitor.link(&here(project))) { (icon("arrow-left")) (t.text("import-another")) } }
    }
}

fn table(visitor: &Visitor, problems: &[Problem]) -> Markup {
    let t = &visitor.t;
    html! {
        div class="table-scroll" tabindex="0" role="region" aria-label=(t.text("import-problems-title")) {
            table class="table table--data" {
                caption class="visually-hidden" { (t.text("import-problems-title")) }
                thead { tr {
                    th scope="col" class="number" { (t.text("import-row")) }
                    th scope="col" { (t.text("sheet-column")) }
                    th scope="col" { (t.text("import-what")) }
                } }
                tbody {
                    @for problem in problems.iter().take(SHOWN) {
                        tr { th scope="row" class="number" { (problem.row) } td { (problem.column) } td class="sentence" { (problem.text) } }
                    }
                }
            }
        }
        @if problems.len() > SHOWN {
            p { (t.with("import-more-problems", &[("n", (problems.len() - SHOWN).into())])) }
        }
    }
}

pub(super) async fn run(
    State(app): State<App>,
    visitor: Visitor,
    Path((slug, import)): Path<(String, String)>,
) -> Answer {
    let project = project_of(&app, &visitor, slug, Permission::EditPlans).await?;
    let uuid = Uuid::try_parse(&import).map_err(|_| Error::from(Common::NotFound))?;
    sheet::start(&app, &visitor.actor, &project, uuid).await?;
    Ok(response::see_other(&visitor.link(&format!("{}/{uuid}", here(&project)))))
}
