//! The table: search, filter, order, pages; show, hide and status for several plans at once.

use super::{path, project_of};
use crate::model::{Card, ListQuery, Order, QUERY_KEYS};
use crate::service::{self, List, moderate, theme};
use crate::store::View;
use axum::extract::{Path, State};
use civic::model::{PageRole, Project};
use civic::permission::Permission;
use civic::ui::figures::{Mark, status};
use civic::ui::list::pagination;
use civic::ui::notice::{Look, Tone, alert, empty, fold};
use civic::ui::staff::{Room, StaffFrame, Tab, project_tabs, project_trail, staff_shell};
use civic::ui::{form as field, icon};
use civic::{Answer, App, Visitor};
use http::StatusCode;
use maud::{Markup, html};
use platform::error::Error;
use platform::web::form::Form;
use platform::web::query::canonical;
use platform::web::response;
use uuid::Uuid;

/// Plans on one page.
const SIZE: u32 = 50;
/// The order that holds until somebody asks for another.
const ORDER: Order = Order::Oldest;

pub(super) async fn show(State(app): State<App>, visitor: Visitor, Path(slug): Path<String>) -> Answer {
    let project = project_of(&app, &visitor, slug, Permission::SeeProject).await?;
    let query = ListQuery::read(&canonical(&visitor.query, QUERY_KEYS), ORDER);
    Ok(response::html(StatusCode::OK, page(&app, &visitor, &project, query, &Form::default()).await?))
}

/// The page, with what went wrong in an act before.
async fn page(app: &App, visitor: &Visitor, project: &Project, query: ListQuery, form: &Form) -> Result<String, Error> {
    let (scope, lang) = ((project.organisation, project.id), visitor.lang);
    let list = app.db.read(move |reader| service::list(reader, scope, lang, query, (SIZE, true))).await;
    let list = list.map_err(Error::Db)?;
    let views = moderate::views(app, project).await?;
    let t = &visitor.t;
    let may_edit = visitor.actor.permit(Permission::EditPlans, Some(project.id)).is_ok();
    let title = t.text("staff-plans-title");
    let new = visitor.link(&format!("{}/new", path(project)));
    let main = html! {
        (project_tabs(visitor, project, Tab::Plans))
        @if let Some(refusal) = form.errors().first() { (alert(Tone::Error, &t.refusal(refusal), html! {})) }
        p class="actions" {
            a class="arrow-link" href=(visitor.link(&format!("{}/collect", path(project)))) { (t.text("staff-collect")) " " (icon("arrow-right")) }
            a class="arrow-link" href=(visitor.link(&super::map::room(project))) { (t.text("staff-map")) " " (icon("arrow-right")) }
        }
        @if let Some(n) = told(visitor) { (alert(Tone::Success, &t.with("staff-plans-messaged", &[("n", n.into())]), html! {})) }
        (kept_views(visitor, project, &list, &views, may_edit))
        (toolbar(visitor, project, &list))
        (results(visitor, project, &list, may_edit, form))
        @if may_edit { (sheets(visitor, project, &list)) }
    };
    let frame = StaffFrame {
        trail: &project_trail(visitor, project),
        beside: may_edit.then(|| {
            html! { a class="button button--primary" href=(new) { (icon("plus")) (t.text("staff-plans-add")) } }
        }),
        wrong: !form.errors().is_empty(),
        ..StaffFrame::new(Room::Plans, &title, main)
    };
    Ok(staff_shell(app, visitor, frame))
}

/// How many plans got a message just now.
fn told(visitor: &Visitor) -> Option<i64> {
    canonical(&visitor.query, &["told"]).get("told")?.parse().ok()
}

/// The views that were kept, and a form to keep this one.
fn kept_views(visitor: &Visitor, project: &Project, list: &List, views: &[View], may_edit: bool) -> Markup {
    let t = &visitor.t;
    let at = path(project);
    let now = list.query.address(1, ORDER);
    html! {
        @if !views.is_empty() {
            nav aria-label=(t.text("staff-views")) {
                ul class="tabs" {
                    @for view in views {
                        li {
                            a href=(visitor.link(&format!("{at}{}", view.query))) aria-current=[(view.query == now).then_some("page")] { (view.name) }
                        }
                    }
                }
            }
        }
        @if may_edit && (list.query.is_filtered() || list.query.order != ORDER) {
            @let this = views.iter().find(|view| view.query == now);
            @match this {
                Some(view) => {
                    (field::button_form(&visitor.link(&format!("{at}/views/{}/remove", view.uuid)), Look::Quiet, &t.text("staff-view-forget"), &[]))
                }
                None => {
                    (fold("weergave", &t.text("staff-view-keep"), html! {
                        form class="form" method="post" action=(visitor.link(&format!("{at}/views"))) {
                            (field::hidden("query", &now))
                            (field::Input::new("view", &t.text("staff-view-name")).most(60).show(t, &Form::default()))
                            p class="actions" { button class=(Look::Plain.class()) { (t.text("word-save")) } }
                        }
                    }))
                }
            }
        }
    }
}

/// To and from spreadsheets: what the filters leave.
fn sheets(visitor: &Visitor, project: &Project, list: &List) -> Markup {
    let t = &visitor.t;
    let at = path(project);
    let query = list.query.address(1, ORDER);
    let and = if query.is_empty() { "?" } else { "&" };
    let export = |format: &str| visitor.link(&format!("{at}/export{query}{and}format={format}"));
    html! {
        ul class="link-list" {
            li { a href=(export("xlsx")) { (icon("download")) (t.text("staff-export-xlsx")) } }
            li { a href=(export("csv")) { (icon("download")) (t.text("staff-export-csv")) } }
            li { a href=(visitor.link(&format!("{at}/import"))) { (icon("file-spreadsheet")) (t.text("import-title")) } }
        }
    }
}

fn toolbar(visitor: &Visitor, project: &Project, list: &List) -> Markup {
    let (t, query, facets) = (&visitor.t, &list.query, &list.facets);
    let choice = |value: &str, word: &str, now: bool| html! { option value=(value) selected[now] { (word) } };
    html! {
        form class="toolbar" method="get" action=(visitor.link(&path(project))) role="search"
            aria-label=(t.text("plans-search-label")) {
            @if query.order != ORDER { (field::hidden("sort", query.order.code())) }
            div class="field field--grow" {
                label class="field__label" for="q" { (t.text("staff-plans-search")) }
                input class="input" id="q" name="q" type="search" value=(query.q) maxlength="200" data-filter="plannen"
                    data-text-count=(t.text("staff-plans-shown"));
            }
            @for kind in facets.types.iter().filter(|kind| !kind.tags.is_empty()) {
                div class="field" {
                    label class="field__label" for={ "tag-" (kind.slug) } { (kind.title) }
                    select class="select" id={ "tag-" (kind.slug) } name="tag" {
                        (choice("", &t.text("staff-plans-all"), false))
                        @for tag in &kind.tags {
                            (choice(&format!("{}.{}", kind.slug, tag.slug), &tag.title, query.has_tag(&kind.slug, &tag.slug)))
                        }
                    }
                }
            }
            @if !facets.areas.is_empty() {
                div class="field" {
                    label class="field__label" for="area" { (t.text("plans-area")) }
                    select class="select" id="area" name="area" {
                        (choice("", &t.text("plans-all-areas"), false))
                        @for area in &facets.areas {
                            (choice(&area.slug, &area.name, query.area.as_ref() == Some(&area.slug)))
                        }
                    }
                }
            }
            div class="field" {
                label class="field__label" for="status" { (t.text("plans-status")) }
                select class="select" id="status" name="status" {
                    (choice("", &t.text("plans-all-statuses"), false))
                    @for own in &facets.statuses {
                        (choice(&own.slug, &own.title, query.status.as_ref() == Some(&own.slug)))
                    }
                }
            }
            button class="button" { (icon("search")) (t.text("word-search")) }
        }
    }
}

fn results(visitor: &Visitor, project: &Project, list: &List, may_edit: bool, form: &Form) -> Markup {
    let t = &visitor.t;
    let at = visitor.link(&path(project));
    if list.found.total == 0 {
        let filtered = list.query.is_filtered();
        let (title, why) = if filtered {
            ("plans-none-found", "plans-none-found-why")
        } else {
            ("plans-none-yet", "staff-plans-none-why")
        };
        let (href, word) =
            if filtered { (at, t.text("plans-show-all")) } else { (format!("{at}/new"), t.text("staff-plans-add")) };
        let next = (filtered || may_edit).then_some((href.as_str(), word.as_ref()));
        return empty(&t.text(title), &t.text(why), next);
    }
    let table = table(visitor, project, list, may_edit);
    html! {
        p class="soft" { (t.with("plans-count", &[("n", list.found.total.into()), ("number", t.number(list.found.total).into())])) }
        @if may_edit {
            form method="post" action={ (at) "/bulk" } {
                (field::hidden("back", &list.query.address(list.found.page, ORDER)))
                (bulk_bar(visitor, list, form))
                (table)
            }
        } @else { (table) }
        (pagination(t, list.found.page, list.found.pages, |page| format!("{at}{}", list.query.address(page, ORDER))))
    }
}

fn bulk_bar(visitor: &Visitor, list: &List, form: &Form) -> Markup {
    let t = &visitor.t;
    let tags = list.facets.types.iter().flat_map(|kind| kind.tags.iter().map(move |tag| (kind, tag)));
    let tags: Vec<(String, String)> = tags
        .map(|(kind, tag)| (format!("{}.{}", kind.slug, tag.slug), format!("{}: {}", kind.title, tag.title)))
        .collect();
    let more = |act: &str| form.get("act") == act && !form.errors().is_empty();
    html! {
        div class="bulk" {
            output data-count-for="plannen" data-text=(t.text("staff-plans-chosen")) {
                (t.text("staff-plans-chosen").replace("{n}", "0"))
            }
            button class="button" name="act" value="show" { (icon("eye")) (t.text("staff-plans-show")) }
            label class="visually-hidden" for="bulk-status" { (t.text("staff-plans-new-status")) }
            div {
                select class="select" id="bulk-status" name="status" {
                    @for own in &list.facets.statuses { option value=(own.slug) { (own.title) } }
                }
            }
            button class="button" name="act" value="status" { (icon("flag")) (t.text("staff-plans-set-status")) }
        }
        details class="fold" open[more("hide")] {
            summary { (t.text("staff-plans-hide-why")) " " (icon("chevron-down")) }
            (field::Input::new("why", &t.text("staff-plans-why")).hint(&t.text("staff-plans-why-hint")).most(500).show(t, form))
            p class="actions" { button class="button" name="act" value="hide" { (icon("ban")) (t.text("staff-plans-hide")) } }
        }
        @if !tags.is_empty() {
            details class="fold" {
                summary { (t.text("staff-plans-tags")) " " (icon("chevron-down")) }
                (field::Select::new("bulk_tag", &t.text("staff-plans-tag"), &tags).show(t, form))
                p class="actions" {
                    button class="button" name="act" value="tag" { (icon("plus")) (t.text("staff-plans-tag-on")) }
                    " " button class="button" name="act" value="untag" { (icon("minus")) (t.text("staff-plans-tag-off")) }
                }
            }
        }
        details class="fold" open[more("message")] {
            summary { (t.text("staff-plans-message")) " " (icon("chevron-down")) }
            (field::Input::new("subject", &t.text("staff-plans-subject")).most(150).show(t, form))
            (field::Area::new("message", &t.text("staff-plans-message-text")).hint(&t.text("staff-plans-message-hint")).rows(5).show(t, form))
            p class="actions" { button class="button" name="act" value="message" { (icon("mail")) (t.text("staff-plans-send")) } }
        }
    }
}

fn table(visitor: &Visitor, project: &Project, list: &List, may_edit: bool) -> Markup {
    let t = &visitor.t;
    let at = visitor.link(&path(project));
    let by = |order: Order| format!("{at}{}", ListQuery { order, ..list.query.clone() }.address(1, ORDER));
    let now = list.query.order;
    let head = |word: &str, number: bool, (up, down): (Order, Order)| {
        let sorted = if now == up { Some("ascending") } else { (now == down).then_some("descending") };
        html! {
            th scope="col" class=[number.then_some("number")] aria-sort=[sorted] {
                a href=(by(if now == up { down } else { up })) { (t.text(word)) }
            }
        }
    };
    html! {
        div class="table-scroll" tabindex="0" role="region" aria-label=(t.text("staff-plans-title")) {
            table class="table table--data" id="plannen" {
                thead {
                    tr {
                        @if may_edit {
                            td { label {
                                span class="visually-hidden" { (t.text("staff-plans-choose-all")) }
                                input type="checkbox" data-check-all="plannen";
                            } }
                        }
                        (head("staff-plans-number", true, (Order::Oldest, Order::Newest)))
                        (head("staff-plans-column-title", false, (Order::Title, Order::Title)))
                        th scope="col" { (t.text("staff-plans-theme")) }
                        (head("staff-plans-cost", true, (Order::Cheapest, Order::Dearest)))
                        th scope="col" { (t.text("plans-status")) }
                    }
                }
                tbody { @for card in &list.cards { (row(visitor, project, list, card, may_edit)) } }
            }
        }
    }
}

fn row(visitor: &Visitor, project: &Project, list: &List, card: &Card, may_edit: bool) -> Markup {
    let t = &visitor.t;
    let own = list.facets.status(card.status).map_or("", |own| own.title.as_str());
    html! {
        tr {
            @if may_edit {
                td { label {
                    span class="visually-hidden" { (t.with("staff-plans-choose", &[("number", card.number.to_string().into())])) }
                    input type="checkbox" name="plan" value=(card.number);
                } }
            }
            td class="number" { (card.number) }
            th scope="row" {
                @if may_edit {
                    a href=(visitor.link(&format!("{}/{}", path(project), card.number))) { (card.title) }
                } @else { (card.title) }
            }
            td { @if let Some(tag) = theme(&list.facets, &card.tags) { (tag.title) } }
            td class="number" { @if let Some(cost) = card.cost { (t.money(cost)) } }
            td {
                (status(Mark::Neutral, own))
                @if !card.published { " " (status(Mark::Withdrawn, &t.text("staff-plans-hidden"))) }
            }
        }
    }
}

pub(super) async fn bulk(State(app): State<App>, visitor: Visitor, Path(slug): Path<String>, form: Form) -> Answer {
    let project = project_of(&app, &visitor, slug, Permission::EditPlans).await?;
    let back = canonical(form.get("back").trim_start_matches('?'), QUERY_KEYS);
    let query = ListQuery::read(&back, ORDER);
    match act(&app, &visitor, &project, &form).await {
        Ok(told) => {
            let address = query.address(query.page, ORDER);
            let and = if address.is_empty() { "?" } else { "&" };
            let told = told.map(|n| format!("{and}told={n}")).unwrap_or_default();
            Ok(response::see_other(&visitor.link(&format!("{}{address}{told}", path(&project)))))
        }
        Err(error) if !error.refusals().is_empty() => {
            let status = error.refusals().first().map_or(StatusCode::UNPROCESSABLE_ENTITY, |refusal| refusal.status);
            let form = form.refused(error.refusals());
            Ok(response::html(status, page(&app, &visitor, &project, query, &form).await?))
        }
        Err(error) => Err(error.into()),
    }
}

/// Does what a button asks; of messages it answers how many plans have somebody who gets it.
async fn act(app: &App, visitor: &Visitor, project: &Project, form: &Form) -> Result<Option<usize>, Error> {
    let numbers: Vec<i64> = form.all("plan").iter().filter_map(|number| crate::model::number_in(number)).collect();
    let get = |name: &str| form.get(name).to_owned();
    let asked = moderate::Act {
        name: get("act"),
        why: get("why"),
        status: get("status"),
        tag: get("bulk_tag"),
        subject: get("subject"),
        message: get("message"),
    };
    moderate::act(app, &visitor.actor, project, &numbers, &asked).await
}

pub(super) async fn keep_view(
    State(app): State<App>,
    visitor: Visitor,
    Path(slug): Path<String>,
    form: Form,
) -> Answer {
    let project = project_of(&app, &visitor, slug, Permission::EditPlans).await?;
    let query = ListQuery::read(&canonical(form.get("query").trim_start_matches('?'), QUERY_KEYS), ORDER);
    let address = query.address(1, ORDER);
    match moderate::keep_view(&app, &visitor.actor, &project, form.get("view"), &address).await {
        Ok(()) => Ok(response::see_other(&visitor.link(&format!("{}{address}", path(&project))))),
        Err(error) if !error.refusals().is_empty() => {
            let form = Form::default().refused(error.refusals());
            let status = error.refusals().first().map_or(StatusCode::UNPROCESSABLE_ENTITY, |refusal| refusal.status);
            Ok(response::html(status, page(&app, &visitor, &project, query, &form).await?))
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn forget_view(
    State(app): State<App>,
    visitor: Visitor,
    Path((slug, view)): Path<(String, String)>,
) -> Answer {
    let project = project_of(&app, &visitor, slug, Permission::EditPlans).await?;
    if let Ok(view) = Uuid::try_parse(&view) {
        moderate::forget_view(&app, &visitor.actor, &project, view).await?;
    }
    Ok(response::see_other(&visitor.link(&path(&project))))
}

/// Where residents see a plan, without language, if the project has a page for it.
pub(super) fn public_path(project: &Project, pages: &[civic::model::Page], card: &Card) -> Option<String> {
    civic::ui::shell::path_of(project, pages, PageRole::Plan).map(|page| format!("{page}/{}", card.address()))
}
