//! Showing that one may vote: with the code from a letter, or with a code from a mail.

use super::parts::{self, lost_letter, panel};
use super::scene::{Scene, Step, Way};
use civic::ui::form::{Input, hidden};
use civic::ui::icon;
use civic::ui::notice::{Look, Tone, alert, button_link};
use maud::{Markup, html};

/// The page of the way that was chosen, among those that the rules offer.
pub(super) fn page(s: &Scene<'_>) -> Markup {
    let electorate = s.view.round.rules.electorate;
    let body = match (way(s), &s.seen.mailed) {
        (Way::Code, _) => code(s, electorate.email),
        (Way::Email, Some(address)) => mail_code(s, address),
        (Way::Email, None) => email(s, electorate.codes),
    };
    parts::page(s, 2, body)
}

/// The way that was asked for, if the rules offer it.
pub(super) fn way(s: &Scene<'_>) -> Way {
    let electorate = s.view.round.rules.electorate;
    match s.way {
        Way::Email if electorate.email => Way::Email,
        _ if !electorate.codes && electorate.email => Way::Email,
        _ => Way::Code,
    }
}

/// The key of the title of the page.
pub(super) fn title(s: &Scene<'_>) -> &'static str {
    match (way(s), &s.seen.mailed) {
        (Way::Code, _) => "vote-code-title",
        (Way::Email, Some(_)) => "vote-mail-title",
        (Way::Email, None) => "vote-email-title",
    }
}

/// That they had identified, too long ago.
fn expired(s: &Scene<'_>) -> Markup {
    html! {
        @if s.seen.expired {
            (alert(Tone::Info, &s.t.text("vote-expired"), html! { p { (s.t.text("vote-expired-means")) } }))
        }
    }
}

fn code(s: &Scene<'_>, or_email: bool) -> Markup {
    let t = s.t;
    let organisation = [("organisation", s.organisation.name.as_str().into())];
    html! {
        div class="columns" {
            div {
                h1 { (t.text("vote-code-title")) }
                p class="lead" { (t.with("vote-code-lead", &organisation)) }
                (expired(s))
                form class="form form--wide" method="post" action=(s.place.act("code")) {
                    (code_field(s))
                    p class="actions" {
                        button class=(Look::VoteLarge.class()) { (t.text("vote-go")) " " (icon("arrow-right")) }
                        (back(s))
                    }
                }
                @if or_email {
                    p { a href=(s.place.step_with(Step::Who, &[("way", "email")])) { (t.text("vote-rather-email")) } }
                }
            }
            aside class="side" aria-label=(t.text("vote-code-help")) {
                (panel("waarom", &t.text("vote-why-code"), false, html! { p { (t.text("vote-why-code-means")) } }))
                (lost_letter(s))
            }
        }
        (parts::scripts(s, &["js/code.js"]))
    }
}

fn back(s: &Scene<'_>) -> Markup {
    html! {
        @if !s.chosen().is_empty() {
            " " a href=(s.place.step(Step::Overview)) { (s.t.text("vote-back-to-choice")) }
        }
    }
}

/// The field, which a script makes three groups of. What was typed stays.
fn code_field(s: &Scene<'_>) -> Markup {
    let t = s.t;
    let wrong = s.form.error("code").map(|refusal| t.refusal(refusal));
    let class = if wrong.is_some() { "field field--error" } else { "field" };
    let described = if wrong.is_some() { "code-hint code-fout" } else { "code-hint" };
    html! {
        code-field class="code-field" data-group=(t.text("vote-code-group")) data-good=(t.text("vote-code-good"))
            data-bad=(t.text("vote-code-bad")) data-short=(t.text("vote-code-short"))
            data-strange=(t.text("vote-code-strange")) {
            div class=(class) {
                label class="field__label" for="code" { (t.text("vote-code-label")) }
                p class="field__hint" id="code-hint" { (t.text("vote-code-hint")) }
                @if let Some(wrong) = &wrong {
                    p class="field__error" id="code-fout" { (icon("alert-circle")) (wrong) }
                }
                input class="input code-field__single" id="code" name="code" type="text" maxlength="60"
                    inputmode="text" autocapitalize="characters" autocomplete="off" spellcheck="false"
                    value=(s.form.get("code")) aria-describedby=(described)
                    aria-invalid=[wrong.as_ref().map(|_| "true")];
            }
        }
    }
}

fn email(s: &Scene<'_>, or_code: bool) -> Markup {
    let t = s.t;
    let field = Input::email("email", &t.text("vote-email-label")).hint(&t.text("vote-email-hint"));
    html! {
        h1 { (t.text("vote-email-title")) }
        p class="lead" { (t.text("vote-email-lead")) }
        (expired(s))
        form class="form" method="post" action=(s.place.act("email")) {
            (field.most(254).show(t, &s.form))
            p class="actions" {
                button class=(Look::VoteLarge.class()) { (t.text("vote-email-send")) " " (icon("mail")) }
                (back(s))
            }
        }
        @if or_code { p { a href=(s.place.step(Step::Who)) { (t.text("vote-rather-code")) } } }
    }
}

fn mail_code(s: &Scene<'_>, address: &str) -> Markup {
    let t = s.t;
    html! {
        h1 { (t.text("vote-mail-title")) }
        p class="lead" { (t.text("vote-mail-lead")) " " strong { (address) } "." }
        form class="form" method="post" action=(s.place.act("email-code")) {
            (Input::digits("code", &t.text("vote-mail-label")).show(t, &s.form))
            p class="actions" {
                button class=(Look::VoteLarge.class()) { (t.text("vote-go")) " " (icon("arrow-right")) }
            }
        }
        hr;
        h2 class="panel__title" { (t.text("vote-mail-none")) }
        p { (t.text("vote-mail-none-means")) }
        form class="actions" method="post" action=(s.place.act("email")) {
            (hidden("email", address))
            button class="button" { (icon("refresh")) (t.text("vote-mail-again")) }
        }
        form class="actions" method="post" action=(s.place.act("email")) {
            (hidden("other", "1"))
            button class="button button--quiet" { (t.text("vote-mail-other")) }
        }
    }
}

/// Who has identified: what they can do with it.
pub(super) fn known(s: &Scene<'_>) -> Markup {
    let (t, round) = (s.t, &s.view.round);
    let chosen = s.chosen();
    let until = [("at", round.closes_at.into())];
    let code = s.seen.voter.as_ref().is_some_and(|voter| voter.kind == crate::model::Kind::Code);
    let struck = s.seen.mine.as_ref().is_some_and(|mine| mine.struck);
    let (title, means) = match (s.seen.voted(), code) {
        (true, _) if struck => ("vote-voted-title", "vote-voted-struck-means"),
        (true, _) => ("vote-voted-title", "vote-voted-change"),
        (false, true) => ("vote-known-code", "vote-known-means"),
        (false, false) => ("vote-known-email", "vote-known-means"),
    };
    let (step, word) =
        if chosen.is_empty() { (Step::Choose, "vote-start-begin") } else { (Step::Overview, "vote-go-on") };
    let body = html! {
        div class="columns" {
            div {
                h1 { (t.text(title)) }
                p class="lead" { @if struck { (t.text("vote-voted-struck")) ". " } (t.with(means, &until)) }
                (super::firsts::own_area(s))
                p class="actions" {
                    (button_link(Look::VoteLarge, &s.place.step(step), &t.text(word)))
                    @if chosen.is_empty() && round.rules.blank_allowed {
                        " " a href=(s.place.step(Step::Blank)) { (t.text("vote-blank")) }
                    }
                }
            }
            aside class="side" aria-label=(t.text("vote-help")) { (parts::again(s)) }
        }
    };
    parts::page(s, 2, body)
}
