//! The pages of signing in: address → code or link → second factor; and the one-time link of the first operator.

use crate::app::App;
use crate::context::{Answer, SESSION_COOKIE, Visitor};
use crate::person::Session;
use crate::route::{Access, Routes};
use crate::service::sign_in::{self, SignedIn};
use crate::ui::form::{Input, button_form, errors, hidden};
use crate::ui::notice::{Look, button_link};
use crate::ui::qr::qr;
use crate::ui::staff::gate;
use axum::extract::{Path, State};
use axum::response::Response;
use http::header::SET_COOKIE;
use http::{HeaderValue, StatusCode};
use maud::{Markup, html};
use platform::error::{Common, Error};
use platform::web::form::Form;
use platform::web::{query, response};

/// The routes.
#[must_use]
pub fn routes(app: &App) -> Routes {
    Routes::new()
        .get("/sign-in", Access::Public, app, ask)
        .post("/sign-in", Access::Public, app, send_code)
        .post("/sign-in/code", Access::Public, app, enter_code)
        .get("/sign-in/link", Access::Public, app, show_link)
        .post("/sign-in/link", Access::Public, app, press_link)
        .get("/sign-in/factor", Access::SignedIn, app, factor)
        .post("/sign-in/factor", Access::SignedIn, app, enter_factor)
        .post("/sign-out", Access::Public, app, sign_out)
        .get("/setup/{token}", Access::Public, app, show_setup)
        .post("/setup/{token}", Access::Public, app, set_up)
}

fn page(app: &App, visitor: &Visitor, title: &str, form: &Form, main: Markup) -> Response {
    let wrong = !form.errors().is_empty();
    let often = form.errors().iter().any(|refusal| refusal.status == StatusCode::TOO_MANY_REQUESTS);
    let status = match (often, wrong) {
        (true, _) => StatusCode::TOO_MANY_REQUESTS,
        (_, true) => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::OK,
    };
    let title = visitor.t.text(title);
    response::html(status, gate(app, visitor, &title, wrong, html! { (errors(&visitor.t, form)) (main) }))
}

/// Where to go afterwards; from the form, or from the query of a page that was asked for.
fn next_of(visitor: &Visitor, form: &Form) -> String {
    let asked = query::canonical(&visitor.query, &["next"]);
    let next = Some(form.get("next")).filter(|next| !next.is_empty()).or(asked.get("next").map(String::as_str));
    query::local_path(next.or(Some("/staff"))).to_owned()
}

/// The form again with what is wrong, or the error itself when it is not the form's.
fn again(form: Form, error: Error) -> Result<Form, Error> {
    if error.refusals().is_empty() { Err(error) } else { Ok(form.refused(error.refusals())) }
}

async fn ask(State(app): State<App>, visitor: Visitor) -> Answer {
    Ok(ask_page(&app, &visitor, &Form::default()))
}

fn ask_page(app: &App, visitor: &Visitor, form: &Form) -> Response {
    let t = &visitor.t;
    let main = html! {
        p { (t.text("sign-in-lead")) }
        form method="post" action=(visitor.link("/sign-in")) {
            (hidden("next", &next_of(visitor, form)))
            (Input::email("email", &t.text("sign-in-email")).show(t, form))
            button class=(format!("{} button--block", Look::Primary.class())) { (t.text("sign-in-send")) }
        }
        p class="small soft" { (t.text("sign-in-new-here")) }
    };
    page(app, visitor, "sign-in-title", form, main)
}

async fn send_code(State(app): State<App>, visitor: Visitor, form: Form) -> Answer {
    match sign_in::request_code(&app, &visitor, form.get("email")).await {
        Ok(()) => Ok(code_page(&app, &visitor, &form)),
        Err(error) => Ok(ask_page(&app, &visitor, &again(form, error)?)),
    }
}

fn code_page(app: &App, visitor: &Visitor, form: &Form) -> Response {
    let t = &visitor.t;
    let main = html! {
        p { (t.with("sign-in-code-lead", &[("email", form.get("email").into())])) }
        form method="post" action=(visitor.link("/sign-in/code")) {
            (hidden("email", form.get("email")))
            (hidden("next", &next_of(visitor, form)))
            (Input::digits("code", &t.text("sign-in-code")).show(t, form))
            button class=(format!("{} button--block", Look::Primary.class())) { (t.text("sign-in-enter")) }
        }
        p class="small" { a href=(visitor.link("/sign-in")) { (t.text("sign-in-no-mail")) } }
    };
    page(app, visitor, "sign-in-code-title", form, main)
}

async fn enter_code(State(app): State<App>, visitor: Visitor, form: Form) -> Answer {
    match sign_in::verify_code(&app, &visitor, form.get("email"), form.get("code")).await {
        Ok(signed) => Ok(begin(&visitor, &signed, &next_of(&visitor, &form))),
        Err(error) => Ok(code_page(&app, &visitor, &again(form, error)?)),
    }
}

/// Sets the session cookie and goes on: to the second factor, or to where one wanted to go.
fn begin(visitor: &Visitor, signed: &SignedIn, next: &str) -> Response {
    let to = match signed.factor_next {
        true => visitor.link(&format!("/sign-in/factor?next={}", query::encode(next))),
        false => visitor.link(next),
    };
    let mut response = response::see_other(&to);
    let cookie = visitor.cookies.set(SESSION_COOKIE, &signed.token, Some(signed.seconds));
    response.headers_mut().append(SET_COOKIE, cookie);
    response
}

async fn show_link(State(app): State<App>, visitor: Visitor) -> Answer {
    let asked = query::canonical(&visitor.query, &["token"]);
    let token = asked.get("token").cloned().unwrap_or_default();
    let t = &visitor.t;
    let button = t.text("sign-in-enter");
    let main = html! {
        p { (t.text("sign-in-link-lead")) }
        (button_form(&visitor.link("/sign-in/link"), Look::Primary, &button, &[("token", &token)]))
    };
    Ok(page(&app, &visitor, "sign-in-title", &Form::default(), main))
}

async fn press_link(State(app): State<App>, visitor: Visitor, form: Form) -> Answer {
    let signed = sign_in::use_link(&app, &visitor, form.get("token")).await?;
    Ok(begin(&visitor, &signed, "/staff"))
}

fn session_of(visitor: &Visitor) -> Result<(&Session, &str), Error> {
    match (&visitor.session, visitor.cookies.get(SESSION_COOKIE)) {
        (Some(session), Some(token)) => Ok((session, token)),
        _ => Err(Common::SignInNeeded.into()),
    }
}

async fn factor(State(app): State<App>, visitor: Visitor) -> Answer {
    factor_page(&app, &visitor, Form::default()).await
}

async fn factor_page(app: &App, visitor: &Visitor, form: Form) -> Answer {
    let (session, token) = session_of(visitor)?;
    let t = &visitor.t;
    let digits = t.text(if session.has_factor { "factor-digits" } else { "factor-digits-first" });
    let entry = html! {
        form method="post" action=(visitor.link("/sign-in/factor")) {
            (hidden("next", &next_of(visitor, &form)))
            (Input::digits("code", &digits).show(t, &form))
            button class=(format!("{} button--block", Look::Primary.class())) { (t.text("sign-in-enter")) }
        }
    };
    if session.has_factor {
        let main = html! { (entry) p class="small" { (t.text("factor-lost")) } };
        return Ok(page(app, visitor, "factor-title", &form, main));
    }
    let setup = sign_in::set_up_factor(app, visitor, &session.person, token)?;
    let main = html! {
        p { (t.text("factor-lead")) }
        div class="totp" {
            (qr(&setup.uri, &t.text("factor-qr")))
            p class="secret" {
                span { (t.text("factor-type")) " " code id="sleutel" data-secret=(setup.secret) { (setup.secret) } }
            }
        }
        (entry)
    };
    Ok(page(app, visitor, "factor-set-up-title", &form, main))
}

async fn enter_factor(State(app): State<App>, visitor: Visitor, form: Form) -> Answer {
    let (session, token) = session_of(&visitor)?;
    match sign_in::show_factor(&app, &visitor, &session.person, token, form.get("code")).await {
        Ok(codes) if codes.is_empty() => Ok(response::see_other(&visitor.link(&next_of(&visitor, &form)))),
        Ok(codes) => Ok(recovery_page(&app, &visitor, &codes, &next_of(&visitor, &form))),
        Err(error) => factor_page(&app, &visitor, again(form, error)?).await,
    }
}

fn recovery_page(app: &App, visitor: &Visitor, codes: &[String], next: &str) -> Response {
    let t = &visitor.t;
    let main = html! {
        p { (t.text("factor-recovery-lead")) }
        ul class="plain-list" { @for code in codes { li { code { (code) } } } }
        (button_link(Look::Primary, &visitor.link(next), &t.text("factor-recovery-kept")))
    };
    page(app, visitor, "factor-recovery-title", &Form::default(), main)
}

async fn sign_out(State(app): State<App>, visitor: Visitor) -> Answer {
    if let Some(token) = visitor.cookies.get(SESSION_COOKIE) {
        sign_in::sign_out(&app, visitor.organisation.id, token).await?;
    }
    let mut response = response::see_other(&visitor.link("/"));
    response.headers_mut().append(SET_COOKIE, visitor.cookies.end(SESSION_COOKIE));
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\""));
    Ok(response)
}

async fn show_setup(State(app): State<App>, visitor: Visitor, Path(token): Path<String>) -> Answer {
    sign_in::look_at_admin_link(&app, visitor.organisation.id, &token).await?;
    Ok(setup_page(&app, &visitor, &token, &Form::default()))
}

fn setup_page(app: &App, visitor: &Visitor, token: &str, form: &Form) -> Response {
    let t = &visitor.t;
    let main = html! {
        p { (t.with("setup-lead", &[("organisation", visitor.organisation.name.as_str().into())])) }
        form method="post" action=(visitor.link(&format!("/setup/{}", query::encode(token)))) {
            (Input::email("email", &t.text("sign-in-email")).show(t, form))
            button class=(format!("{} button--block", Look::Primary.class())) { (t.text("setup-button")) }
        }
    };
    page(app, visitor, "setup-title", form, main)
}

async fn set_up(State(app): State<App>, visitor: Visitor, Path(token): Path<String>, form: Form) -> Answer {
    match sign_in::use_admin_link(&app, &visitor, &token, form.get("email")).await {
        Ok(signed) => Ok(begin(&visitor, &signed, "/staff")),
        Err(error) if error.refusals().iter().any(|refusal| refusal.field.is_some()) => {
            Ok(setup_page(&app, &visitor, &token, &again(form, error)?))
        }
        Err(error) => Err(error.into()),
    }
}
