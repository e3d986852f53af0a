//! How sure an outcome is: told to who wants to know, in plain words first, with all figures behind it.

use super::insight::{FEWEST, bar};
use super::outcome::Told;
use super::words::{capital, plans as plans_in_words};
use crate::service::firm::Firmness;
use crate::service::outcome::{OutcomeView, PlanOutcome};
use civic::ui::figures::{Column, table};
use civic::ui::notice::fold;
use maud::{Markup, html};
use tally::Status;

/// A plan that wins in at least so many of a hundred electorates would nearly always have won; in at most the rest, hardly
/// ever.
const NEARLY_ALWAYS: u64 = 95;
/// In at least so many of a hundred electorates something happened often enough to be told.
const NOW_AND_THEN: u64 = 5;

/// The fold on the page of the outcome; nothing until a job has found out.
pub(super) fn section(s: &Told<'_>, outcome: &OutcomeView) -> Markup {
    let t = s.t;
    let Some(firmness) = outcome.firmness.as_ref().filter(|firm| firm.drawn > 0 && outcome.voters >= FEWEST) else {
        return html! {};
    };
    let body = html! {
        div class="prose" {
            p { (t.with("firm-means", &[("n", count(firmness.drawn).into()), ("voters", t.number(count(outcome.voters)).into())])) }
            (verdict(s, outcome, firmness))
        }
        (figures(s, outcome, firmness))
        (orders(s, firmness))
        (experts(s, firmness))
    };
    html! {
        section class="section" aria-labelledby="zeker" {
            div class="wrap" {
                div class="section__head" { h2 id="zeker" { (t.text("firm-title")) } }
                (fold("hoe-zeker", &t.text("firm-open"), body))
            }
        }
    }
}

fn count(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn wins(s: &Told<'_>, firmness: &Firmness, plan: &PlanOutcome) -> u64 {
    s.view.candidate(plan.number).map_or(0, |candidate| firmness.wins_of(&candidate.tally_id()))
}

/// Which part of the electorates, in whole percent.
fn percent(firmness: &Firmness, wins: u64) -> u64 {
    (wins * 100).checked_div(firmness.drawn).unwrap_or_default()
}

/// In words: how many winners are sure, and which plans could have gone either way.
fn verdict(s: &Told<'_>, outcome: &OutcomeView, firmness: &Firmness) -> Markup {
    let t = s.t;
    let won = |plan: &&PlanOutcome| plan.status == Status::Funded;
    let part = |plan: &PlanOutcome| percent(firmness, wins(s, firmness, plan));
    let title = |plan: &PlanOutcome| s.view.candidate(plan.number).map_or("", |c| c.title(s.lang)).to_owned();
    let winners: Vec<&PlanOutcome> = outcome.plans.iter().filter(won).collect();
    let sure = winners.iter().filter(|plan| part(plan) >= NEARLY_ALWAYS).count();
    let unsure: Vec<String> =
        winners.iter().filter(|plan| part(plan) < NEARLY_ALWAYS).map(|plan| title(plan)).collect();
    let near: Vec<String> =
        outcome.plans.iter().filter(|plan| !won(plan) && part(plan) >= NOW_AND_THEN).map(title).collect();
    let all = sure == winners.len();
    let of = [
        ("n", sure.into()),
        ("sure", capital(&plans_in_words(t, sure)).into()),
        ("of", t.words(i64::try_from(winners.len()).unwrap_or(i64::MAX)).into()),
    ];
    let list = |key: &str, titles: &[String]| {
        html! {
            @if !titles.is_empty() { p { (t.text(key)) } ul { @for title in titles { li { (title) } } } }
        }
    };
    html! {
        p { strong { @if all { (t.text("firm-all-sure")) } @else { (t.with("firm-some-sure", &of)) } } }
        (list("firm-unsure", &unsure))
        (list("firm-near", &near))
        @if firmness.drawn < firmness.asked {
            p { (t.with("firm-ran-out", &[("n", count(firmness.drawn).into()), ("asked", count(firmness.asked).into())])) }
        }
    }
}

/// Every plan that wins now and then, or won.
fn figures(s: &Told<'_>, outcome: &OutcomeView, firmness: &Firmness) -> Markup {
    let t = s.t;
    let columns = [
        Column::words(t.text("outcome-plan")),
        Column::number(t.with("firm-wins", &[("n", count(firmness.drawn).into())])),
        Column::extra(t.text("outcome-got-drawn")),
        Column::words(t.text("outcome-result")),
    ];
    let drawn = count(firmness.drawn);
    let told = outcome.plans.iter().filter(|plan| plan.status == Status::Funded || wins(s, firmness, plan) > 0);
    let row = |plan: &PlanOutcome| {
        let wins = wins(s, firmness, plan);
        let title = s.view.candidate(plan.number).map_or("", |candidate| candidate.title(s.lang));
        let in_it = plan.status == Status::Funded;
        vec![
            html! { (title) },
            html! { (t.number(count(wins))) },
            bar(count(wins), drawn, !in_it),
            html! { (t.text(if in_it { "outcome-in" } else { "outcome-out" })) },
        ]
    };
    let mut told: Vec<&PlanOutcome> = told.collect();
    told.sort_by_key(|plan| std::cmp::Reverse(wins(s, firmness, plan)));
    let rows: Vec<_> = told.into_iter().map(row).collect();
    table("zekerheid", &t.text("firm-table"), &columns, &rows, 0, false)
}

/// What other orders of equal plans would have led to.
fn orders(s: &Told<'_>, firmness: &Firmness) -> Markup {
    let t = s.t;
    let Some(orders) = &firmness.orders else { return html! {} };
    let title = |id: &String| {
        let found = s.view.candidates.iter().find(|candidate| candidate.tally_id() == *id);
        found.map(|candidate| candidate.title(s.lang).to_owned()).unwrap_or_default()
    };
    let depends: Vec<String> = orders.depends.iter().map(title).collect();
    let tried = [("n", count(orders.orders).into()), ("outcomes", orders.outcomes.len().into())];
    html! {
        div class="prose" {
            h3 { (t.text("firm-orders")) }
            @if depends.is_empty() {
                p { (t.with("firm-orders-same", &tried)) }
            } @else {
                p { (t.with("firm-orders-differ", &tried)) }
                ul { @for title in &depends { li { (title) } } }
            }
            @if orders.more { p { (t.text("firm-orders-more")) } }
        }
    }
}

/// How to draw the same electorates again.
fn experts(s: &Told<'_>, firmness: &Firmness) -> Markup {
    let t = s.t;
    // As it is typed again: without signs between the digits.
    let seed = firmness.seed.to_string();
    html! { p class="small" { (t.with("firm-experts", &[("seed", seed.into()), ("n", count(firmness.asked).into())])) } }
}
