//! What somebody is told when something did not happen.

use super::form::hidden;
use super::icon;
use super::shell::{Frame, shell};
use crate::app::App;
use crate::context::{Kept, Visitor};
use axum::response::Response;
use http::{StatusCode, header};
use maud::{DOCTYPE, Markup, html};
use platform::error::{Common, Error, Reason};
use platform::i18n::{Lang, T};
use platform::web::query::form_pairs;
use platform::web::response::{self, Told};

/// Words an error for a visitor: a page, or a problem document for the API. Cookies of the first answer are kept, and what
/// a form sent while the database is away.
#[must_use]
pub fn respond(app: &App, visitor: &Visitor, error: &Error, first: Response, kept: Option<&Kept>) -> Response {
    let mut answer = match error {
        Error::Moved(to) => response::moved(to),
        error => {
            let told = response::tell(error, &visitor.t, || number(app));
            if visitor.json { response::problem(&told) } else { page(app, visitor, &told, kept) }
        }
    };
    for cookie in first.headers().get_all(header::SET_COOKIE) {
        answer.headers_mut().append(header::SET_COOKIE, cookie.clone());
    }
    answer
}

/// A number to find an unforeseen error by: twelve hexadecimal digits in three groups.
fn number(app: &App) -> String {
    let digits = format!("{:012x}", u64::from_be_bytes(app.random.bytes()) >> 16);
    let groups = [digits.get(0..4), digits.get(4..8), digits.get(8..12)];
    groups.into_iter().flatten().collect::<Vec<_>>().join("-")
}

fn page(app: &App, visitor: &Visitor, told: &Told, kept: Option<&Kept>) -> Response {
    let t = &visitor.t;
    let title = t.text(title_key(told.status)).into_owned();
    let frame = Frame { hidden: true, path: Some("/"), ..Frame::new(&title, body(visitor, t, told, &title, kept)) };
    let mut answer = response::html(told.status, shell(app, visitor, frame));
    response::retry_later(told.status, answer.headers_mut());
    answer
}

fn title_key(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND => "error-title-not-found",
        StatusCode::UNAUTHORIZED => "error-title-sign-in",
        StatusCode::FORBIDDEN => "error-title-forbidden",
        StatusCode::GONE => "error-title-gone",
        StatusCode::TOO_MANY_REQUESTS => "error-title-too-many",
        StatusCode::SERVICE_UNAVAILABLE => "error-database-title",
        status if status.is_server_error() => "error-title",
        _ => "error-title-refused",
    }
}

fn body(visitor: &Visitor, t: &T, told: &Told, title: &str, kept: Option<&Kept>) -> Markup {
    html! {
        div class="wrap section error-page" {
            (signpost())
            div {
                h1 { (title) }
                @for (place, (_, _, sentence)) in told.sentences.iter().enumerate() {
                    p class=[(place == 0).then_some("lead")] { (sentence) }
                }
                (send_again(t, told.status, kept))
                p class="actions" {
                    @if told.status == StatusCode::UNAUTHORIZED {
                        a class="button button--primary" href=(visitor.link("/sign-in")) { (t.text("word-sign-in")) }
                        " "
                    }
                    a class="button" href=(visitor.link("/")) { (t.text("error-to-front")) " " (icon("arrow-right")) }
                }
                @if let Some(number) = &told.number { p class="soft" { (t.text("error-its-number")) " " code { (number) } } }
            }
        }
    }
}

/// What was typed, to be sent again with one button, when it was not its fault that nothing came of it.
fn send_again(t: &T, status: StatusCode, kept: Option<&Kept>) -> Markup {
    let kept = kept.filter(|_| status == StatusCode::SERVICE_UNAVAILABLE);
    html! {
        @if let Some(kept) = kept {
            p { (t.text("error-database-kept")) }
            form method="post" action=(kept.action) {
                @for (name, value) in form_pairs(&kept.fields) { (hidden(&name, &value)) }
                p class="actions" { button class="button button--primary" { (t.text("error-database-again")) } }
            }
        }
    }
}

fn signpost() -> Markup {
    html! {
        svg class="signpost" viewBox="0 0 240 200" aria-hidden="true" {
            path class="signpost__pole" d="M118 24V196" {}
            path class="signpost__board" d="M24 36h150l22 22l-22 22H24z" {}
            path class="signpost__board signpost__board--two" d="M216 96H84l-22 22l22 22h132z" {}
        }
    }
}

/// Words an error where no organisation answers this host name, or none can be asked for: small, in all languages,
/// without the database; of the API in the one that is asked for.
#[must_use]
pub fn without_site(app: &App, api: Option<Lang>, error: &Error, kept: Option<&Kept>) -> Response {
    let number = number(app);
    // Who asks for a host that nobody has gets other words than who asks for a page that is not there.
    let unknown = error.refusals().first().is_some_and(|refusal| refusal.key == Common::NotFound.key());
    let told: Vec<(Lang, T, Told)> = Lang::ALL
        .into_iter()
        .map(|lang| {
            let t = app.texts.lang(lang);
            let told = response::tell(error, &t, || number.clone());
            (lang, t, told)
        })
        .collect();
    let status = told.first().map_or(StatusCode::INTERNAL_SERVER_ERROR, |(_, _, told)| told.status);
    if let Some((_, _, told)) = told.iter().find(|(lang, ..)| Some(*lang) == api) {
        return response::problem(told);
    }
    let document = html! {
        (DOCTYPE)
        html lang=(Lang::default().code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { "Samenspel" }
                link rel="icon" href=(app.assets.url("favicon.svg")) type="image/svg+xml";
                link rel="stylesheet" href=(app.assets.url("css/site.css"));
            }
            body {
                main id="inhoud" class="wrap section" {
                    @for (lang, t, told) in &told {
                        div class="prose" lang=(lang.code()) {
                            @if unknown {
                                h1 { (t.text("error-no-site-title")) }
                                p { (t.text("error-no-site")) }
                            } @else {
                                h1 { (t.text(title_key(told.status))) }
                                @for (_, _, sentence) in &told.sentences { p { (sentence) } }
                                (send_again(t, told.status, kept))
                            }
                        }
                    }
                }
            }
        }
    };
    let mut answer = response::html(status, document.into_string());
    response::retry_later(status, answer.headers_mut());
    answer
}
