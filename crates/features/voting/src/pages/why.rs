//! For every plan why it is in or out, in words.

use super::outcome::{Told, funded};
use super::reasons::{reason, went};
use super::words::counted;
use super::{support, ties};
use crate::model::Deviation;
use crate::service::outcome::{OutcomeView, PlanOutcome};
use civic::ui::figures::{Mark, status};
use civic::ui::icon;
use maud::{Markup, html};
use platform::i18n::T;
use platform::money::Cents;
use std::borrow::Cow;
use tally::Status;

/// The title of a plan.
pub(super) fn title<'s>(s: &'s Told<'_>, plan: &PlanOutcome) -> &'s str {
    s.view.candidate(plan.number).map_or("", |candidate| candidate.title(s.lang))
}

/// Whether it is done, in a word.
pub(super) fn word<'t>(t: &'t T, plan: &PlanOutcome) -> Cow<'t, str> {
    match plan.status {
        Status::Withdrawn => t.text("vote-struck"),
        _ if funded(plan) => t.text("outcome-in"),
        _ => t.text("outcome-out"),
    }
}

/// The plans in order, the first so many at once and the others in a fold.
pub(super) fn list(s: &Told<'_>, outcome: &OutcomeView, shown: usize) -> Markup {
    let t = s.t;
    let first = &outcome.plans.iter().take(shown).collect::<Vec<_>>();
    let rest = &outcome.plans.iter().skip(shown).collect::<Vec<_>>();
    html! {
        ol class="why-list" { @for plan in first { (item(s, outcome, plan)) } }
        @if !rest.is_empty() {
            details class="fold" id="rest" {
                summary { (counted(t, "outcome-show-rest", rest.len())) " " (icon("chevron-down")) }
                ol class="why-list" start=(shown + 1) { @for plan in rest { (item(s, outcome, plan)) } }
            }
        }
    }
}

fn item(s: &Told<'_>, outcome: &OutcomeView, plan: &PlanOutcome) -> Markup {
    let (t, won) = (s.t, funded(plan));
    let class = if won { "why why--won" } else { "why why--lost" };
    let mark = match plan.status {
        Status::Withdrawn => Mark::Withdrawn,
        _ if won => Mark::Won,
        _ => Mark::Neutral,
    };
    // What was spent when its turn was over: also for what did not fit, so that anybody can add up.
    let in_turn = outcome.counts && plan.position.is_some();
    html! {
        li class=(class) {
            span class="tile" {
                @match plan.position {
                    Some(place) => { span class="visually-hidden" { (t.text("outcome-place")) " " } (place) }
                    None => { "–" }
                }
            }
            div {
                h3 class="why__title" { (title(s, plan)) }
                ul class="why__facts" {
                    @for (place, got) in support::words(t, s.view.round.rules.form, plan).iter().enumerate() {
                        li { @if place == 0 { strong { (got) } } @else { (got) } }
                    }
                    li { (t.money(plan.cost)) }
                    @if in_turn { li { (t.with("outcome-so-far", &[("sum", plan.spent_after.into())])) } }
                    @if !in_turn || plan.status != Status::Funded { li { (t.text("plan-word")) " " (plan.number) } }
                    li { (status(mark, &word(t, plan))) }
                }
                @let reason = reason(s, outcome, plan);
                @if !reason.is_empty() { p { (reason) } }
                @for tie in ties::of_plan(s, outcome, plan) { p { (tie) } }
                (went(s, outcome, plan))
                @for found in deviations(outcome, plan) { p { (deviation(s, outcome, found)) } }
            }
        }
    }
}

fn deviations<'o>(outcome: &'o OutcomeView, plan: &PlanOutcome) -> impl Iterator<Item = &'o Deviation> {
    let number = plan.number;
    let all = outcome.decision.iter().flat_map(|decision| &decision.deviations);
    all.filter(move |deviation| deviation.number == number)
}

/// What the authority decided otherwise about a plan.
pub(super) fn deviation(s: &Told<'_>, outcome: &OutcomeView, deviation: &Deviation) -> String {
    let t = s.t;
    let title = s.view.candidate(deviation.number).map_or("", |candidate| candidate.title(s.lang));
    let won = outcome.selected.contains(&deviation.number);
    let args =
        [("title", title.into()), ("reason", deviation.reason.as_str().into()), ("extra", deviation.extra.into())];
    let key = match (deviation.funded, won) {
        (true, false) => "outcome-deviation-in",
        (false, true) => "outcome-deviation-out",
        // As the votes had it: what the decision adds is money, or words.
        _ if deviation.extra > Cents::ZERO => return t.with("outcome-deviation-money", &args),
        _ => return t.with("outcome-deviation-note", &args),
    };
    let mut sentences = vec![t.with(key, &args)];
    if deviation.extra > Cents::ZERO {
        sentences.push(t.with("outcome-deviation-extra", &[("extra", deviation.extra.into())]));
    }
    sentences.join(" ")
}
