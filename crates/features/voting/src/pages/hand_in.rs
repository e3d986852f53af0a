//! The last act, and the moment after it.

use super::cookies::Handed;
use super::parts::{self, fixed, receipt};
use super::scene::{Scene, Step};
use super::words::{counted, plans};
use super::{ballot_words, fit};
use crate::ballot::{self, Choice};
use crate::rules::BallotForm;
use crate::service::notice::Notice;
use civic::model::When;
use civic::ui::form::hidden;
use civic::ui::notice::Look;
use civic::ui::{icon, time};
use jiff::Timestamp;
use maud::{Markup, html};
use platform::money::Cents;

/// The last confirmation.
pub(super) fn page(s: &Scene<'_>) -> Markup {
    let (t, chosen, rules) = (s.t, s.chosen(), &s.view.round.rules);
    let body = html! {
        h1 { (t.text("vote-hand-in-title")) }
        p class="lead" { (t.text(if chosen.is_empty() { "vote-hand-in-blank" } else { "vote-hand-in-lead" })) }
        @if s.seen.voted() { p { (t.text("vote-voted-replace")) } (parts::struck_after(s)) }
        @if let Some(before) = sent_before(s) {
            h2 { (t.text("vote-hand-in-before")) }
            (receipt(s, before, fixed))
            h2 { (t.text("vote-hand-in-now")) }
        }
        @if !chosen.is_empty() { (receipt(s, &chosen, fixed)) }
        form method="post" action=(s.place.act("hand-in")) {
            (hidden("key", &s.key))
            (hidden("choices", &ballot::to_text(rules.form, &chosen)))
            (hidden("replaces", s.seen.mine.as_ref().and_then(|mine| mine.mark.as_deref()).unwrap_or_default()))
            // A script fills it; without one the receipt has only our own randomness.
            input type="hidden" name="nonce" value="" data-nonce;
            p class="actions" {
                button class=(Look::VoteLarge.class()) { (icon("check")) (t.text("vote-hand-in")) } " "
                a class="button" href=(s.place.step(Step::Choose)) { (t.text("vote-change-choice")) }
            }
        }
        p class="soft" {
            @if rules.change_until_closing { (t.with("vote-change-until", &[("at", s.view.round.closes_at.into())])) }
            @else { (t.text("vote-change-never")) }
        }
    };
    parts::page(s, 3, body)
}

/// What this browser sent before, for whoever is told that it was not replaced.
fn sent_before<'s>(s: &'s Scene<'_>) -> Option<&'s [Choice]> {
    let refused = s.seen.voted() && !s.form.errors().is_empty();
    let before = s.seen.handed.as_ref().filter(|_| refused)?.choices.as_deref()?;
    (!before.is_empty()).then_some(before)
}

/// "Je stem is binnen."
pub(super) fn done(s: &Scene<'_>) -> Markup {
    let t = s.t;
    html! {
        section class="moment" aria-labelledby="binnen" {
            div class="wrap moment__inner" {
                div {
                    h1 class="moment__title" id="binnen" { (t.text("vote-done-title")) }
                    p class="moment__text" { (counted_as(s)) }
                }
                (stamp())
            }
        }
        div class="wrap section" {
            (parts::band(s))
            div class="columns" {
                div {
                    @if let Some(handed) = &s.seen.handed { (what_counts(s, handed)) }
                    (super::receipt::section(s))
                    (change(s))
                    div class="section__head section__head--space" { h2 { (t.text("vote-next-title")) } }
                    (time::timeline(&next(s)))
                }
                div class="side" { (super::notice::offer(s, Notice::Outcome)) (parts::again(s)) }
            }
        }
    }
}

/// What it counts for, as far as this browser knows.
fn counted_as(s: &Scene<'_>) -> String {
    let t = s.t;
    match &s.seen.handed {
        Some(handed) if handed.test => t.text("vote-done-test").into_owned(),
        Some(handed) if handed.is_blank() => t.text("vote-done-blank").into_owned(),
        Some(Handed { choices: Some(choices), .. }) if s.form() != BallotForm::Plans => weighed_as(s, choices),
        Some(handed) => {
            let args = [("plans", plans(t, handed.count).into()), ("sum", Cents(handed.sum).into())];
            t.with("vote-done-for", &args)
        }
        None => t.text("vote-done-apart").into_owned(),
    }
}

/// The same for a form of ballot that gives plans more than a tick.
fn weighed_as(s: &Scene<'_>, choices: &[Choice]) -> String {
    let t = s.t;
    let plans = plans(t, parts::counted_plans(choices));
    match s.form() {
        BallotForm::Points => {
            let points = ballot_words::points(t, fit::given(choices));
            t.with("vote-done-for-points", &[("points", points.into()), ("plans", plans.into())])
        }
        BallotForm::YesNo => {
            let [yes, no] = fit::yes_and_no(t, choices);
            t.with("vote-done-for-yes-no", &[("yes", yes.into()), ("no", no.into())])
        }
        _ => t.with("vote-done-for-ranking", &[("plans", plans.into())]),
    }
}

fn what_counts(s: &Scene<'_>, handed: &Handed) -> Markup {
    html! {
        @if let Some(choices) = handed.choices.as_ref().filter(|choices| !choices.is_empty()) {
            div class="section__head" { h2 { (s.t.text("vote-done-counts")) } }
            (receipt(s, choices, fixed))
        }
    }
}

/// How to change it, and until when.
fn change(s: &Scene<'_>) -> Markup {
    let (t, round) = (s.t, &s.view.round);
    let code = s.seen.voter.as_ref().is_none_or(|voter| voter.kind == crate::model::Kind::Code);
    let how = if code { "vote-change-how-code" } else { "vote-change-how-email" };
    let struck = s.seen.mine.as_ref().is_some_and(|mine| mine.struck);
    html! {
        @if struck && s.votable() {
            (parts::struck_after(s))
            form method="post" action=(s.place.act("change")) {
                button class="button" { (icon("pencil")) (t.text("vote-voted-again")) }
            }
        } @else if round.rules.change_until_closing && s.votable() {
            form method="post" action=(s.place.act("change")) {
                button class="button" { (icon("pencil")) (t.text("vote-change")) }
            }
            p class="soft" { (t.with(how, &[("at", round.closes_at.into())])) }
        } @else if !round.rules.change_until_closing {
            p class="soft" { (t.text("vote-changed-never")) }
        }
    }
}

/// What happens next and when: the closing, the days of review, and the phases of the project after it.
fn next(s: &Scene<'_>) -> Vec<(Timestamp, String, Markup)> {
    let (t, round) = (s.t, &s.view.round);
    let days = usize::from(round.rules.review_days);
    let mut closing = t.text("vote-next-closes").into_owned();
    if days > 0 {
        closing = format!("{closing} {}", counted(t, "vote-next-review", days));
    }
    let mut items = vec![(round.closes_at, t.date_time(round.closes_at), html! { p { (closing) } })];
    for phase in s.later() {
        let text =
            html! { p { strong { (phase.title) } @if !phase.description.is_empty() { ". " (phase.description) } } };
        items.push((phase.starts_at, time::range(t, phase.starts_at, phase.ends_at), text));
    }
    if items.len() == 1
        && let Some((_, _, first)) = items.first_mut()
    {
        *first = html! { p { (closing) " " (t.text("vote-next-count")) } };
    }
    items
}

fn stamp() -> Markup {
    html! {
        svg class="moment__stamp" viewBox="0 0 200 200" aria-hidden="true" {
            g transform="rotate(-9 100 100)" {
                circle cx="100" cy="100" r="95" stroke-width="5" {}
                circle cx="100" cy="100" r="82" stroke-width="2" {}
                path d="M62 102l26 27l52 -58" stroke-width="13" stroke-linecap="round" stroke-linejoin="round" {}
                path d="M30 148h140M24 160h152" stroke-width="3" stroke-dasharray="1 8" stroke-linecap="round" {}
            }
        }
    }
}

/// Who has voted and may not change it.
pub(super) fn voted(s: &Scene<'_>) -> Markup {
    let t = s.t;
    html! {
        div class="wrap section section--first" {
            (parts::band(s))
            (civic::ui::form::errors(t, &s.form))
            div class="columns" {
                div {
                    (time::phase(&t.text("vote-phase"), When::Now,
                        &t.with("when-until", &[("moment", s.view.round.closes_at.into())])))
                    h1 { (t.text("vote-voted-title")) }
                    p class="lead" { (t.text("vote-voted-final")) }
                    p class="actions" {
                        a class="button button--primary" href=(s.place.link(&s.place.project)) { (super::start::to_project(s)) }
                    }
                }
                aside class="side" aria-label=(t.text("vote-help")) { (parts::again(s)) }
            }
        }
    }
}
