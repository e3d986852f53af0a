//! The first page of a vote: what one needs, when; and what it says before and after.

use super::parts::{self, contact, lost_letter, panel};
use super::rules::how_we_count;
use super::scene::{Scene, Step};
use super::words::plans;
use super::{ballot_words::ballot_words, parts::counted_plans};
use crate::model::Stage;
use crate::rules::BallotForm;
use civic::model::When;
use civic::ui::notice::{Look, Tone, alert, button_link, empty};
use civic::ui::time;
use maud::{Markup, html};
use platform::i18n::T;

/// What one needs first.
pub(super) fn start(s: &Scene<'_>) -> Markup {
    let (t, round) = (s.t, &s.view.round);
    let codes = round.rules.electorate.codes;
    // Who has voted is told so first; choosing again is the second thing.
    let voted = s.seen.voted() && s.chosen().is_empty();
    html! {
        div class="wrap section section--first" {
            (parts::band(s))
            div class="columns" {
                div {
                    h1 { (t.with("vote-start-title", &[("project", s.project.as_str().into())])) }
                    @if voted {
                        (alert(Tone::Success, &t.text("vote-voted-title"), html! {
                            p { a href=(s.place.step(Step::Done)) { (t.text("vote-voted-see")) } }
                        }))
                        (parts::struck_after(s))
                    }
                    p class="lead" { (lead(s)) " " (t.text("vote-start-pause")) }
                    h2 { (t.text("vote-start-needs")) }
                    ol class="rules" {
                        li { span { (needs(s)) } }
                        li { span { (ballot_words(t, &round.rules, Some(s.view))) } }
                        li { span { (t.with("vote-start-until", &[("at", round.closes_at.into())])) } }
                    }
                    @if round.rules.own_area && codes {
                        p { (t.text("vote-own-area-first-means")) }
                    } @else {
                        p { (t.text(if codes { "vote-start-later-code" } else { "vote-start-later-email" })) }
                    }
                    p class="actions" {
                        @if codes && round.rules.own_area && s.seen.voter.is_none() {
                            // Only the code tells which plans somebody votes on.
                            (button_link(Look::VoteLarge, &s.place.step(Step::Who), &t.text("vote-own-area-code"))) " "
                            a href=(s.place.step(Step::Choose)) { (t.text("vote-own-area-look")) }
                        } @else {
                            (button_link(Look::VoteLarge, &s.place.step(Step::Choose), &t.text("vote-start-begin")))
                            @if codes { " " a href=(s.place.step(Step::Who)) { (t.text("vote-check-code")) } }
                        }
                    }
                    (how_we_count(t, s.lang, s.view))
                }
                aside class="side" aria-label=(t.text("vote-help")) {
                    (begun(s))
                    @if codes { (lost_letter(s)) }
                    @else { (panel("hulp", &t.text("vote-questions"), false, contact(s))) }
                }
            }
        }
    }
}

fn lead(s: &Scene<'_>) -> String {
    let count = plans(s.t, s.votable_plans().count());
    match s.view.round.rules.limits.max_sum {
        Some(most) if s.form() == BallotForm::Plans => {
            s.t.with("vote-start-money", &[("most", most.into()), ("plans", count.into())])
        }
        _ => s.t.with("vote-start-plans", &[("plans", count.into())]),
    }
}

/// "Je hebt een stemcode nodig. Die staat in de brief van …"
fn needs(s: &Scene<'_>) -> String {
    let electorate = s.view.round.rules.electorate;
    let key = match (electorate.codes, electorate.email) {
        (true, true) => "vote-need-either",
        (false, true) => "vote-need-email",
        _ => "vote-need-code",
    };
    s.t.with(key, &[("organisation", s.organisation.name.as_str().into())])
}

/// "Al begonnen?"
fn begun(s: &Scene<'_>) -> Markup {
    let (t, chosen) = (s.t, s.chosen());
    html! {
        @if !chosen.is_empty() {
            (panel("begonnen", &t.text("vote-begun"), true, html! {
                p { (t.with("vote-begun-means", &[("plans", plans(t, counted_plans(&chosen)).into())])) }
                p { a href=(s.place.step(Step::Overview)) { (t.text("vote-go-on")) } }
            }))
        }
        @if s.seen.voter.is_some() { (parts::again(s)) }
    }
}

/// Before it begins.
pub(super) fn not_yet(s: &Scene<'_>) -> Markup {
    let (t, round) = (s.t, &s.view.round);
    let draft = round.stage(s.now) == Stage::Draft;
    let args = [("project", s.project.as_str().into()), ("at", round.opens_at.into())];
    html! {
        div class="wrap section section--first" {
            (parts::band(s))
            div class="empty" {
                (phase(t, s, When::Future))
                h1 { (t.text("vote-not-yet-title")) }
                p class="lead" { (t.with("vote-not-yet", &args)) }
                @if round.rules.electorate.codes && !draft {
                    p { (t.with("vote-not-yet-letter", &[("organisation", s.organisation.name.as_str().into())])) }
                }
                @if !draft { (how_we_count(t, s.lang, s.view)) }
                p class="actions" {
                    @if draft {
                        (button_link(Look::Primary, &s.place.step(Step::Who), &t.text("vote-try")))
                    } @else if let Some(path) = &s.place.plans {
                        (button_link(Look::Primary, &s.place.link(path), &t.text("vote-see-plans")))
                    } @else {
                        (button_link(Look::Primary, &s.place.link(&s.place.project), &to_project(s)))
                    }
                }
            }
        }
    }
}

/// After it.
pub(super) fn over(s: &Scene<'_>) -> Markup {
    let (t, round) = (s.t, &s.view.round);
    let known = matches!(round.stage(s.now), Stage::Provisional | Stage::Decided | Stage::Final);
    let args = [("at", round.closes_at.into())];
    html! {
        div class="wrap section section--first" {
            (parts::band(s))
            (civic::ui::form::errors(t, &s.form))
            div class="empty" {
                (phase(t, s, When::Past))
                h1 { (t.text("vote-over-title")) }
                p class="lead" { (t.with("vote-over", &args)) }
                p { (t.text(if round.stage(s.now) == Stage::Closed { "vote-over-kept" } else { "vote-over-wiped" })) }
                @if known { p { (t.text("vote-over-known")) } } @else { p { (next_words(s)) } }
                p class="actions" {
                    @if let (Some(path), true) = (&s.place.outcome, known) {
                        (button_link(Look::Primary, &s.place.link(path), &t.text("vote-see-outcome"))) " "
                        a href=(s.place.link(&s.place.project)) { (to_project(s)) }
                    } @else {
                        (button_link(Look::Primary, &s.place.link(&s.place.project), &to_project(s)))
                    }
                }
            }
        }
    }
}

/// What comes after the vote, with its date: the next phase, the days of review, or only that the count comes.
fn next_words(s: &Scene<'_>) -> String {
    let (t, rules) = (s.t, &s.view.round.rules);
    if let Some(next) = s.later().find(|phase| phase.starts_at > s.now || phase.ends_at.is_none_or(|ends| ends > s.now))
    {
        let when = time::when_text(t, s.now, next.starts_at, next.ends_at);
        return t.with("vote-over-next", &[("phase", next.title.as_str().into()), ("when", when.into())]);
    }
    let days = usize::from(rules.review_days);
    if days > 0 {
        return super::words::counted(t, "vote-over-review", days);
    }
    t.text("vote-over-count").into_owned()
}

fn phase(t: &T, s: &Scene<'_>, when: When) -> Markup {
    let round = &s.view.round;
    let words = match when {
        When::Future => t.with("when-from", &[("moment", round.opens_at.into())]),
        _ => t.with("when-until", &[("moment", round.closes_at.into())]),
    };
    time::phase(&t.text("vote-phase"), when, &words)
}

pub(super) fn to_project(s: &Scene<'_>) -> String {
    s.t.with("vote-to-project", &[("project", s.project.as_str().into())])
}

/// Where a project has no vote.
pub(super) fn none(t: &T, back: &str) -> Markup {
    html! {
        div class="wrap section section--first" {
            h1 { (t.text("vote-phase")) }
            (empty(&t.text("vote-none-title"), &t.text("vote-none"), Some((back, &t.text("vote-none-back")))))
        }
    }
}
