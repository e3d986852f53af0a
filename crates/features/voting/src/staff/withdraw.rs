//! Making a code void, with or without a new one in its place.

use super::codes::code_field;
use super::{Here, Page, fresh_request, here, mend, under};
use crate::{Voting, service};
use axum::extract::{Path, State};
use axum::response::Response;
use civic::context::{Answer, Visitor};
use civic::ui::form::{Choices, Input, errors, hidden};
use civic::ui::notice::{Look, Tone, alert};
use maud::html;
use platform::error::Error;
use platform::web::form::Form;
use uuid::Uuid;

/// The form.
pub(super) async fn page(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path((slug, round)): Path<(String, Uuid)>,
) -> Answer {
    let here = here(&voting, &visitor, slug, round).await?;
    let request = fresh_request(&voting);
    Ok(ask(&voting, &visitor, &here, &Form::filled([("how", "replace"), ("request", request.as_str())])))
}

/// The helpdesk comes here with a code, and the form with a reason as well.
pub(super) async fn withdraw(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path((slug, round)): Path<(String, Uuid)>,
    form: Form,
) -> Answer {
    let here = here(&voting, &visitor, slug, round).await?;
    if form.get("sure").is_empty() {
        let request = fresh_request(&voting);
        let form = Form::filled([("how", "replace"), ("code", form.get("code")), ("request", request.as_str())]);
        return Ok(ask(&voting, &visitor, &here, &form));
    }
    match carry_out(&voting, &visitor, round, &form).await {
        Ok(new) => Ok(done(&voting, &visitor, &here, new.as_deref())),
        Err(error) if !error.refusals().is_empty() => {
            Ok(ask(&voting, &visitor, &here, &form.refused(error.refusals())))
        }
        Err(error) => Err(error.into()),
    }
}

async fn carry_out(voting: &Voting, visitor: &Visitor, round: Uuid, form: &Form) -> Result<Option<String>, Error> {
    let (code, reason) = (form.get("code"), form.get("reason").trim().to_owned());
    if reason.is_empty() {
        return Err(mend("reason", "refusal-missing").into());
    }
    if form.get("how") == "replace" {
        let request = Some(form.get("request"));
        service::codes::replace_code_once(voting, &visitor.actor, round, (code, reason), request).await.map(Some)
    } else {
        service::codes::void_code(voting, &visitor.actor, round, code, reason).await.map(|()| None)
    }
}

fn ask(voting: &Voting, visitor: &Visitor, here: &Here, form: &Form) -> Response {
    let t = &visitor.t;
    let how = |value: &str, word: &str, small: &str| {
        (value.to_owned(), t.text(word).into_owned(), t.text(small).into_owned())
    };
    let hows = [
        how("replace", "codes-how-replace", "codes-how-replace-means"),
        how("void", "codes-how-void", "codes-how-void-means"),
    ];
    let reason = Input::new("reason", &t.text("round-why")).hint(&t.text("codes-reason-hint")).most(600);
    let main = html! {
        (errors(t, form))
        form class="form" method="post" action=(here.link(visitor, "/codes/withdraw")) {
            (alert(Tone::Warning, &t.text("codes-withdraw-now"), html! { p { (t.text("codes-withdraw-then")) } }))
            (hidden("sure", "1"))
            (hidden("request", form.get("request")))
            (code_field(visitor, form))
            (Choices::one("how", &t.text("codes-how"), &hows).show(t, form))
            (reason.show(t, form))
            p class="actions" {
                button class=(Look::Danger.class()) { (t.text("codes-withdraw-do")) } " "
                a href=(here.link(visitor, "/codes")) { (t.text("round-do-not")) }
            }
        }
    };
    let title = t.text("codes-withdraw");
    let wrong = !form.errors().is_empty();
    under(voting, visitor, here, Page { title: &title, beside: None, wrong, main })
}

/// The code is void. A new one is shown here and nowhere else.
fn done(voting: &Voting, visitor: &Visitor, here: &Here, new: Option<&str>) -> Response {
    let t = &visitor.t;
    let main = html! {
        (alert(Tone::Success, &t.text("codes-withdrawn"), html! {}))
        @if let Some(new) = new {
            h2 { (t.text("codes-new-code")) }
            p class="secret" {
                code class="proof" id="nieuwe-code" { (new) }
                button class="button" type="button" hidden data-copy="nieuwe-code" data-text-done=(t.text("codes-copied")) {
                    span { (t.text("codes-copy")) }
                }
            }
            p { (t.text("codes-new-code-once")) }
        }
        p class="actions" { a href=(here.link(visitor, "/codes")) { (t.text("codes-back")) } }
    };
    let title = t.text("codes-withdraw");
    under(voting, visitor, here, Page { title: &title, beside: None, wrong: false, main })
}
