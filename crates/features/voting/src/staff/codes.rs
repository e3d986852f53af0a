//! Voting codes: batches, the printer's file, and the helpdesk.

use super::{Here, Page, fresh_request, here, mend, under};
use crate::model::{CodeBatch, CodeStatus, State as Life};
use crate::rules::GroupOver;
use crate::{Voting, service};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use civic::context::{Answer, Visitor};
use civic::model::PageRole;
use civic::permission::Permission;
use civic::store;
use civic::ui::figures::{Column, Mark, status, table};
use civic::ui::form::{Choices, Input, Select, errors, hidden};
use civic::ui::icon;
use civic::ui::notice::{Look, Tone, alert, alert_aloud, empty};
use civic::ui::qr::qr;
use civic::ui::shell::path_of;
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use http::{HeaderValue, StatusCode};
use maud::{Markup, html};
use platform::error::{Common, Error};
use platform::web::form::Form;
use platform::web::query::canonical;
use platform::web::response;
use std::collections::BTreeSet;
use uuid::Uuid;

/// The page: look up a code, and the batches.
pub(super) async fn page(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path((slug, round)): Path<(String, Uuid)>,
) -> Answer {
    let here = here(&voting, &visitor, slug, round).await?;
    show(&voting, &visitor, &here, &Form::default(), None).await
}

/// The helpdesk asks about a code. The answer tells its state, never a choice.
pub(super) async fn look_up(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path((slug, round)): Path<(String, Uuid)>,
    form: Form,
) -> Answer {
    let here = here(&voting, &visitor, slug, round).await?;
    match service::codes::help(&voting, &visitor.actor, round, form.get("code")).await {
        Ok(found) => show(&voting, &visitor, &here, &form, Some(found)).await,
        Err(error) if !error.refusals().is_empty() => {
            show(&voting, &visitor, &here, &form.refused(error.refusals()), None).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn show(voting: &Voting, visitor: &Visitor, here: &Here, form: &Form, found: Option<CodeStatus>) -> Answer {
    let t = &visitor.t;
    let manages = here.may(visitor, Permission::ManageCodes);
    let batches =
        if manages { service::codes::batches(voting, &visitor.actor, here.view.round.uuid).await? } else { Vec::new() };
    let main = html! {
        (errors(t, form))
        div class="section__head" { h2 { (t.text("codes-look-up")) } }
        p class="prose" { (t.text("codes-look-up-why")) }
        form class="form" method="post" action=(here.link(visitor, "/codes")) data-enhance data-swap="gevonden" {
            (code_field(visitor, form))
            p class="actions" {
                button class=(Look::Primary.class()) { (icon("search")) (t.text("codes-look-up-button")) }
            }
        }
        div id="gevonden" {
            @if let Some(found) = found { (answer(visitor, here, form, found, manages)) }
            @for refusal in form.errors() { (alert_aloud(Tone::Error, &t.refusal(refusal), html! {})) }
        }
        @if manages {
            (batch_list(visitor, here, &batches))
            @if here.view.round.rules.electorate.email {
                p class="actions" { a href=(here.link(visitor, "/codes/address")) { (t.text("void-address")) } }
            }
        }
    };
    let title = t.text("codes-title");
    let wrong = !form.errors().is_empty();
    Ok(under(voting, visitor, here, Page { title: &title, beside: None, wrong, main }))
}

/// The field for a code: one line without script, three groups with it.
pub(super) fn code_field(visitor: &Visitor, form: &Form) -> Markup {
    let t = &visitor.t;
    let wrong = form.error("code").map(|refusal| t.refusal(refusal));
    let described = if wrong.is_some() { "code-hint code-fout" } else { "code-hint" };
    html! {
        code-field class="code-field" data-group=(t.text("codes-field-group")) data-good=(t.text("codes-field-good"))
            data-bad=(t.text("codes-field-bad")) data-short=(t.text("codes-field-short"))
            data-strange=(t.text("codes-field-strange")) {
            div class=(if wrong.is_some() { "field field--error" } else { "field" }) {
                label class="field__label" for="code" { (t.text("codes-field-label")) }
                p class="field__hint" id="code-hint" { (t.text("codes-field-hint")) }
                @if let Some(wrong) = &wrong {
                    p class="field__error" id="code-fout" { (icon("alert-circle")) (wrong) }
                }
                input class="input code-field__single" id="code" name="code" type="text" maxlength="60"
                    inputmode="text" autocapitalize="characters" autocomplete="off" spellcheck="false"
                    value=(form.get("code")) aria-describedby=(described)
                    aria-invalid=[wrong.is_some().then_some("true")];
            }
        }
    }
}

fn answer(visitor: &Visitor, here: &Here, form: &Form, found: CodeStatus, manages: bool) -> Markup {
    let t = &visitor.t;
    let (tone, title, why) = match found {
        CodeStatus::Unknown => (Tone::Error, "codes-unknown", "codes-unknown-why"),
        CodeStatus::Unused => (Tone::Success, "codes-unused", "codes-unused-why"),
        CodeStatus::Used => (Tone::Info, "codes-used", "codes-used-why"),
        CodeStatus::Void => (Tone::Warning, "codes-void", "codes-void-why"),
        CodeStatus::Test => (Tone::Info, "codes-test", "codes-test-why"),
    };
    let withdraw = manages && matches!(found, CodeStatus::Unused | CodeStatus::Used | CodeStatus::Test);
    html! {
        (alert_aloud(tone, &t.text(title), html! { p { (t.text(why)) } }))
        @if withdraw {
            // The code goes in the body: an address is kept in logs and histories.
            form method="post" action=(here.link(visitor, "/codes/withdraw")) {
                (hidden("code", form.get("code")))
                p class="actions" { button class=(Look::Danger.class()) { (t.text("codes-withdraw-button")) } }
            }
        }
    }
}

fn batch_list(visitor: &Visitor, here: &Here, batches: &[CodeBatch]) -> Markup {
    let t = &visitor.t;
    let columns = [
        Column::words(t.text("codes-column-batch")),
        Column::words(t.text("codes-column-kind")),
        Column::number(t.text("codes-column-count")),
        Column::words(t.text("codes-column-made")),
        Column::words(t.text("codes-column-file")),
        Column::words(t.text("codes-column-good")),
    ];
    let rows: Vec<Vec<Markup>> = batches
        .iter()
        .map(|batch| {
            let (mark, kind) =
                if batch.test { (Mark::Soon, "codes-kind-test") } else { (Mark::Neutral, "codes-kind-real") };
            let made = batch.made.map_or_else(|| t.text("codes-being-made").into_owned(), |at| t.date(at));
            vec![
                html! {
                    (batch.name)
                    @if let Some(area) = &batch.area { br; span class="small soft" { (here.view.group_name(area, t.lang())) } }
                },
                status(mark, &t.text(kind)),
                html! { (t.number(i64::from(batch.count))) },
                html! { (made) },
                batch_file(visitor, here, batch),
                batch_void(visitor, here, batch),
            ]
        })
        .collect();
    let new = here.link(visitor, "/codes/new");
    html! {
        div class="section__head" {
            h2 { (t.text("codes-batches")) }
            a class="button" href=(new) { (icon("plus")) (t.text("codes-new")) }
        }
        @if rows.is_empty() {
            (empty(&t.text("codes-none"), &t.text("codes-none-why"), None))
        } @else {
            (table("partijen", &t.text("codes-batches"), &columns, &rows, 0, true))
            p class="small soft" { (t.text("codes-file-logged")) }
            p class="actions" { a href=(here.link(visitor, "/codes/withdraw")) { (t.text("codes-withdraw-link")) } }
        }
    }
}

/// What can be done with the codes of a batch.
fn batch_file(visitor: &Visitor, here: &Here, batch: &CodeBatch) -> Markup {
    let t = &visitor.t;
    let act = |what: &str, sign: &str, word: &str| {
        let action = here.link(visitor, &format!("/codes/{}/{what}", batch.uuid));
        html! {
            form method="post" action=(action) { button class="button" { (icon(sign)) (t.text(word)) } }
        }
    };
    match batch.confirmed {
        _ if batch.made.is_none() => Markup::default(),
        Some(at) if !batch.has_file => html! { (t.with("codes-file-gone", &[("day", t.date(at).into())])) },
        _ if !batch.has_file => Markup::default(),
        _ => html! {
            div class="actions actions--tight" {
                @if batch.test { (act("print", "printer", "codes-print")) } @else {
                    (act("file", "download", "word-download"))
                    a class="button" href=(here.link(visitor, &format!("/codes/{}/confirm", batch.uuid))) {
                        (t.text("codes-count-right"))
                    }
                }
            }
        },
    }
}

/// Whether a batch is good, and the way to make it void as long as that is possible.
fn batch_void(visitor: &Visitor, here: &Here, batch: &CodeBatch) -> Markup {
    let t = &visitor.t;
    match batch.voided {
        Some(at) => status(Mark::Withdrawn, &t.with("codes-batch-void", &[("day", t.date(at).into())])),
        None if batch.made.is_some() && here.view.round.state <= Life::Review => html! {
            a href=(here.link(visitor, &format!("/codes/{}/void", batch.uuid))) {
                (t.text("void-batch")) span class="visually-hidden" { ": " (batch.name) }
            }
        },
        None => Markup::default(),
    }
}

/// The form for a new batch.
pub(super) async fn new(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path((slug, round)): Path<(String, Uuid)>,
) -> Answer {
    let here = here(&voting, &visitor, slug, round).await?;
    let test = canonical(&visitor.query, &["test"]).contains_key("test");
    let request = fresh_request(&voting);
    let (kind, count) = if test { ("test", "20") } else { ("real", "") };
    let form = Form::filled([("kind", kind), ("count", count), ("request", request.as_str())]);
    Ok(show_new(&voting, &visitor, &here, &form))
}

/// Make the batch.
pub(super) async fn make(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path((slug, round)): Path<(String, Uuid)>,
    form: Form,
) -> Answer {
    let here = here(&voting, &visitor, slug, round).await?;
    let name = form.get("name").trim().to_owned();
    let count: String = form.get("count").chars().filter(|c| !c.is_whitespace() && !".,".contains(*c)).collect();
    let mut wrong = Vec::new();
    if name.is_empty() {
        wrong.push(mend("name", "refusal-missing"));
    }
    let count = count.parse::<u32>().ok().filter(|count| *count > 0);
    if count.is_none() {
        wrong.push(mend("count", "round-refusal-number"));
    }
    let Some(count) = count.filter(|_| wrong.is_empty()) else {
        return Ok(show_new(&voting, &visitor, &here, &form.refused(&wrong)));
    };
    let batch = service::codes::NewBatch {
        name,
        count,
        test: form.get("kind") == "test",
        area: Some(form.get("area").to_owned()),
    };
    let request = Some(form.get("request"));
    match service::codes::make_batch_once(&voting, &visitor.actor, round, batch, request).await {
        Ok(_) => Ok(response::see_other(&here.link(&visitor, "/codes"))),
        Err(error) if !error.refusals().is_empty() => {
            Ok(show_new(&voting, &visitor, &here, &form.refused(error.refusals())))
        }
        Err(error) => Err(error.into()),
    }
}

fn show_new(voting: &Voting, visitor: &Visitor, here: &Here, form: &Form) -> Response {
    let t = &visitor.t;
    let kind = |value: &str, word: &str, small: &str| {
        (value.to_owned(), t.text(word).into_owned(), t.text(small).into_owned())
    };
    let kinds = [
        kind("real", "codes-new-real", "codes-new-real-means"),
        kind("test", "codes-new-test", "codes-new-test-means"),
    ];
    let mut areas: Vec<(String, String)> = vec![(String::new(), t.text("codes-area-none").into_owned())];
    let names: BTreeSet<&str> =
        here.view.candidates.iter().filter_map(|candidate| candidate.group(GroupOver::Area)).collect();
    areas.extend(names.into_iter().map(|name| (name.to_owned(), here.view.group_name(name, t.lang()))));
    let main = html! {
        (errors(t, form))
        form class="form" method="post" action=(here.link(visitor, "/codes/new")) {
            (hidden("request", form.get("request")))
            (Input::new("name", &t.text("codes-name")).hint(&t.text("codes-name-hint")).most(120).show(t, form))
            (Choices::one("kind", &t.text("codes-kind"), &kinds).show(t, form))
            (Input::figure("count", &t.text("codes-count")).hint(&t.text("codes-count-hint")).show(t, form))
            @if areas.len() > 1 {
                (Select::new("area", &t.text("codes-area"), &areas).hint(&t.text("codes-area-hint")).show(t, form))
            }
            p class="actions" {
                button class=(Look::Primary.class()) { (t.text("codes-make")) } " "
                a href=(here.link(visitor, "/codes")) { (t.text("word-cancel")) }
            }
        }
    };
    let title = t.text("codes-new");
    let wrong = !form.errors().is_empty();
    under(voting, visitor, here, Page { title: &title, beside: None, wrong, main })
}

/// Where a letter leads: the page of the vote, in the language of the organisation.
async fn vote_address(voting: &Voting, visitor: &Visitor, here: &Here) -> Result<String, Error> {
    let (organisation, project, lang) = (visitor.organisation.id, here.project.id, visitor.organisation.default_lang);
    let pages = voting.app.db.read(move |reader| store::pages(reader, organisation, Some(project), lang)).await?;
    let path = path_of(&here.project, &pages, PageRole::Vote).ok_or(Common::NotFound)?;
    // The page with the field for the code reads the code from what follows `#`.
    Ok(format!("{}{path}?round={}&step=who", visitor.origin, here.view.round.uuid))
}

/// The printer's file.
pub(super) async fn file(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path((slug, round, batch)): Path<(String, Uuid, Uuid)>,
) -> Answer {
    let here = here(&voting, &visitor, slug, round).await?;
    let link = vote_address(&voting, &visitor, &here).await?;
    let text = service::codes::printer_file(&voting, &visitor.actor, round, batch, &link).await?;
    Ok(attachment("text/csv; charset=utf-8", &format!("codes-{}.csv", here.project.slug), text))
}

/// A text as a file that the browser saves. `name` is made of small letters, digits, points and hyphens.
pub(super) fn attachment(kind: &'static str, name: &str, text: String) -> Response {
    let named = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    let named = named.unwrap_or_else(|_| HeaderValue::from_static("attachment"));
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static(kind)),
        (CONTENT_DISPOSITION, named),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (StatusCode::OK, headers, text).into_response()
}

/// The codes of a batch on a page, to print and cut.
pub(super) async fn print(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path((slug, round, batch)): Path<(String, Uuid, Uuid)>,
) -> Answer {
    let here = here(&voting, &visitor, slug, round).await?;
    let link = vote_address(&voting, &visitor, &here).await?;
    let codes = service::codes::batch_codes(&voting, &visitor.actor, round, batch).await?;
    let t = &visitor.t;
    let columns = [
        Column::number(t.text("round-plans-number")),
        Column::words(t.text("codes-code")),
        Column::words(t.text("codes-try-column")),
        Column::words(t.text("codes-qr")),
    ];
    let rows: Vec<Vec<Markup>> = (1_i64..)
        .zip(&codes)
        .map(|(number, code)| {
            let address = format!("{link}#c={code}");
            let link = html! { a href=(address) { (t.text("codes-try")) } };
            vec![html! { (number) }, html! { code { (code) } }, link, qr(&address, &t.text("codes-try"))]
        })
        .collect();
    let main = html! {
        (alert(Tone::Info, &t.text("codes-print-test"), html! { p { (t.text("codes-print-test-why")) } }))
        p { (t.text("codes-address")) ": " (link) }
        (table("codes", &t.text("codes-print-title"), &columns, &rows, 1, true))
        p class="actions" { a href=(here.link(&visitor, "/codes")) { (t.text("codes-back")) } }
    };
    let title = t.text("codes-print-title");
    Ok(under(&voting, &visitor, &here, Page { title: &title, beside: None, wrong: false, main }))
}

pub(super) async fn batch_of(voting: &Voting, visitor: &Visitor, here: &Here, batch: Uuid) -> Result<CodeBatch, Error> {
    let batches = service::codes::batches(voting, &visitor.actor, here.view.round.uuid).await?;
    batches.into_iter().find(|known| known.uuid == batch).ok_or_else(|| Common::NotFound.into())
}

/// The page on which staff confirm what the printer counted.
pub(super) async fn ask_confirm(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path((slug, round, batch)): Path<(String, Uuid, Uuid)>,
) -> Answer {
    let here = here(&voting, &visitor, slug, round).await?;
    let batch = batch_of(&voting, &visitor, &here, batch).await?;
    Ok(show_confirm(&voting, &visitor, &here, &batch, &Form::default()))
}

/// The count was given: the file goes.
pub(super) async fn confirm(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path((slug, round, batch)): Path<(String, Uuid, Uuid)>,
    form: Form,
) -> Answer {
    let here = here(&voting, &visitor, slug, round).await?;
    let batch = batch_of(&voting, &visitor, &here, batch).await?;
    let counted: String = form.get("counted").chars().filter(|c| !c.is_whitespace() && !".,".contains(*c)).collect();
    let Ok(counted) = counted.parse() else {
        let form = form.refused(&[mend("counted", "round-refusal-number")]);
        return Ok(show_confirm(&voting, &visitor, &here, &batch, &form));
    };
    match service::codes::confirm_batch(&voting, &visitor.actor, round, batch.uuid, counted).await {
        Ok(()) => Ok(response::see_other(&here.link(&visitor, "/codes"))),
        Err(error) if !error.refusals().is_empty() => {
            Ok(show_confirm(&voting, &visitor, &here, &batch, &form.refused(error.refusals())))
        }
        Err(error) => Err(error.into()),
    }
}

fn show_confirm(voting: &Voting, visitor: &Visitor, here: &Here, batch: &CodeBatch, form: &Form) -> Response {
    let t = &visitor.t;
    let name = [("name", batch.name.as_str().into())];
    let main = html! {
        (errors(t, form))
        form class="form" method="post" action=(here.link(visitor, &format!("/codes/{}/confirm", batch.uuid))) {
            (alert(Tone::Warning, &t.text("codes-confirm-now"), html! { p { (t.with("codes-confirm-then", &name)) } }))
            (Input::figure("counted", &t.text("codes-counted")).hint(&t.text("codes-counted-hint")).show(t, form))
            p class="actions" {
                button class=(Look::Danger.class()) { (t.text("codes-confirm-button")) } " "
                a href=(here.link(visitor, "/codes")) { (t.text("round-do-not")) }
            }
        }
    };
    let title = t.text("codes-confirm");
    let wrong = !form.errors().is_empty();
    under(voting, visitor, here, Page { title: &title, beside: None, wrong, main })
}
