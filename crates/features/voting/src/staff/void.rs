//! Excluding a mail address from a vote, and making a whole batch of codes void.

use super::codes::batch_of;
use super::{Here, Page, here, mend, under};
use crate::model::CodeBatch;
use crate::{Voting, service};
use axum::extract::{Path, State};
use axum::response::Response;
use civic::context::{Answer, Visitor};
use civic::ui::form::{Input, errors};
use civic::ui::notice::{Look, Tone, alert};
use maud::{Markup, html};
use platform::error::Error;
use platform::web::form::Form;
use platform::web::response;
use uuid::Uuid;

/// The form for an address.
pub(super) async fn ask_address(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path((slug, round)): Path<(String, Uuid)>,
) -> Answer {
    let here = here(&voting, &visitor, slug, round).await?;
    Ok(show_address(&voting, &visitor, &here, &Form::default()))
}

/// Exclude an address.
pub(super) async fn address(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path((slug, round)): Path<(String, Uuid)>,
    form: Form,
) -> Answer {
    let here = here(&voting, &visitor, slug, round).await?;
    let reason = form.get("reason").trim().to_owned();
    let done = if reason.is_empty() {
        Err(Error::from(mend("reason", "refusal-missing")))
    } else {
        service::void::void_email(&voting, &visitor.actor, round, form.get("email"), reason).await
    };
    match done {
        Ok(()) => {
            let t = &visitor.t;
            let main = html! {
                (alert(Tone::Success, &t.text("void-address-done"), html! {}))
                p class="actions" { a href=(here.link(&visitor, "/codes")) { (t.text("codes-back")) } }
            };
            let title = t.text("void-address");
            Ok(under(&voting, &visitor, &here, Page { title: &title, beside: None, wrong: false, main }))
        }
        Err(error) if !error.refusals().is_empty() => {
            Ok(show_address(&voting, &visitor, &here, &form.refused(error.refusals())))
        }
        Err(error) => Err(error.into()),
    }
}

/// The reason, and the two ways on.
fn foot(visitor: &Visitor, here: &Here, form: &Form, button: &str) -> Markup {
    let t = &visitor.t;
    let reason = Input::new("reason", &t.text("round-why")).hint(&t.text("codes-reason-hint")).most(600);
    html! {
        (reason.show(t, form))
        p class="actions" {
            button class=(Look::Danger.class()) { (t.text(button)) } " "
            a href=(here.link(visitor, "/codes")) { (t.text("round-do-not")) }
        }
    }
}

fn show_address(voting: &Voting, visitor: &Visitor, here: &Here, form: &Form) -> Response {
    let t = &visitor.t;
    let field = Input::email("email", &t.text("void-address-label")).hint(&t.text("void-address-hint")).most(254);
    let main = html! {
        (errors(t, form))
        form class="form" method="post" action=(here.link(visitor, "/codes/address")) {
            (alert(Tone::Warning, &t.text("void-address-now"), html! { p { (t.text("codes-withdraw-then")) } }))
            (field.show(t, form))
            (foot(visitor, here, form, "void-address"))
        }
    };
    let title = t.text("void-address");
    let wrong = !form.errors().is_empty();
    under(voting, visitor, here, Page { title: &title, beside: None, wrong, main })
}

/// The page that asks about a batch.
pub(super) async fn ask_batch(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path((slug, round, batch)): Path<(String, Uuid, Uuid)>,
) -> Answer {
    let here = here(&voting, &visitor, slug, round).await?;
    let batch = batch_of(&voting, &visitor, &here, batch).await?;
    Ok(show_batch(&voting, &visitor, &here, &batch, &Form::default()))
}

/// Make a batch void.
pub(super) async fn batch(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path((slug, round, batch)): Path<(String, Uuid, Uuid)>,
    form: Form,
) -> Answer {
    let here = here(&voting, &visitor, slug, round).await?;
    let batch = batch_of(&voting, &visitor, &here, batch).await?;
    let reason = form.get("reason").trim().to_owned();
    let done = if reason.is_empty() {
        Err(Error::from(mend("reason", "refusal-missing")))
    } else {
        service::void::void_batch(&voting, &visitor.actor, round, batch.uuid, reason).await
    };
    match done {
        Ok(_) => Ok(response::see_other(&here.link(&visitor, "/codes"))),
        Err(error) if !error.refusals().is_empty() => {
            Ok(show_batch(&voting, &visitor, &here, &batch, &form.refused(error.refusals())))
        }
        Err(error) => Err(error.into()),
    }
}

fn show_batch(voting: &Voting, visitor: &Visitor, here: &Here, batch: &CodeBatch, form: &Form) -> Response {
    let t = &visitor.t;
    let args = [("name", batch.name.as_str().into()), ("n", i64::from(batch.count).into())];
    let main = html! {
        (errors(t, form))
        form class="form" method="post" action=(here.link(visitor, &format!("/codes/{}/void", batch.uuid))) {
            (alert(Tone::Warning, &t.with("void-batch-now", &args), html! {
                p { (t.text("void-batch-then")) }
            }))
            (foot(visitor, here, form, "void-batch-do"))
        }
    };
    let title = t.text("void-batch");
    let wrong = !form.errors().is_empty();
    under(voting, visitor, here, Page { title: &title, beside: None, wrong, main })
}
