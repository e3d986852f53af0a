//! Plans that votes or a round of the rule left equal, and how that was decided.

use super::outcome::Told;
use super::words::Equal;
use crate::service::outcome::{OutcomeView, PlanOutcome, TiedPlans};
use civic::ui::notice::fold;
use maud::{Markup, html};

/// How equal plans are ordered, as was declared, in half a sentence.
fn declared(s: &Told<'_>) -> &'static str {
    match Equal::of(s.view.round.rules.rule.tie_break(), Some(s.view)) {
        Equal::Number => "number",
        Equal::Id => "id",
        Equal::Order => "order",
    }
}

fn titles(s: &Told<'_>, numbers: &[u32]) -> Vec<String> {
    let title = |number: &u32| s.view.candidate(*number).map_or("", |candidate| candidate.title(s.lang)).to_owned();
    numbers.iter().map(title).collect()
}

/// A tie in words: who was equal, in which order they went, and by what agreement.
fn sentence(s: &Told<'_>, tie: &TiedPlans) -> String {
    let t = s.t;
    let plans = t.list(&titles(s, &tie.numbers)).into();
    match tie.votes {
        Some(votes) => {
            let n = i64::try_from(votes).unwrap_or(i64::MAX).into();
            t.with("outcome-tied", &[("n", n), ("plans", plans)])
        }
        None => t.with("outcome-tied-round", &[("n", tie.funded_before.into()), ("plans", plans)]),
    }
}

/// All ties; first those that decided about the money.
pub(super) fn list(s: &Told<'_>, outcome: &OutcomeView) -> Markup {
    let t = s.t;
    let (mattered, idle): (Vec<&TiedPlans>, Vec<&TiedPlans>) =
        outcome.ties.iter().filter(|_| outcome.counts).partition(|tie| tie.mattered);
    let items = |ties: &[&TiedPlans]| html! { ul { @for tie in ties { li { (sentence(s, tie)) } } } };
    html! {
        @if !mattered.is_empty() {
            h3 id="gelijke-stand" { (t.text("outcome-ties")) }
            (items(&mattered))
            p { (t.with("outcome-ties-how", &[("by", declared(s).into())])) }
        }
        @if !idle.is_empty() { (fold("gelijk", &t.text("outcome-ties-rest"), items(&idle))) }
    }
}

/// Beside a plan: the ties that decided about it.
pub(super) fn of_plan(s: &Told<'_>, outcome: &OutcomeView, plan: &PlanOutcome) -> Vec<String> {
    let t = s.t;
    let ties = outcome.ties.iter().filter(|tie| outcome.counts && tie.mattered && tie.numbers.contains(&plan.number));
    // In rounds the same plans may be equal again and again; once is enough.
    ties.take(1)
        .map(|tie| {
            let others: Vec<u32> = tie.numbers.iter().copied().filter(|number| *number != plan.number).collect();
            let before: Vec<u32> = tie.numbers.iter().copied().take_while(|number| *number != plan.number).collect();
            let others = t.list(&titles(s, &others));
            let by = ("by", declared(s).into());
            if before.is_empty() {
                return t.with("outcome-tie-first", &[("plans", others.into()), by]);
            }
            let before = t.list(&titles(s, &before));
            t.with("outcome-tie-later", &[("plans", others.into()), ("first", before.into()), by])
        })
        .collect()
}
