//! What an outcome means to those who voted, and what other rules would have made of the same ballots.

use super::outcome::Told;
use super::words::{rule_sentences, rule_title};
use crate::service::insight::{Insight, Other};
use crate::service::outcome::{OutcomeView, cents};
use civic::ui::figures::{self, Column, percent};
use civic::ui::notice::fold;
use maud::{Markup, html};
use platform::i18n::{T, decimal};
use tally::{Amount, Measures, Part, Rule};

/// With fewer voters, how many of them got something could tell about one.
pub(super) const FEWEST: u64 = 20;
/// So many rows of the distribution are told apart; the rest together.
const MOST_BARS: usize = 7;

/// Below the plans: what voters got, and what each theme and area got.
pub(super) fn section(s: &Told<'_>, outcome: &OutcomeView) -> Markup {
    let t = s.t;
    let Some(insight) = outcome.insight.as_ref().filter(|_| outcome.voters >= FEWEST) else { return html! {} };
    html! {
        section class="section" aria-labelledby="stemmers" {
            div class="wrap" {
                div class="section__head" { h2 id="stemmers" { (t.text("outcome-people")) } }
                p class="lead" { (reached(s, &insight.measures, outcome.voters)) }
                (distribution(s, &insight.measures, outcome.voters))
                (parts(s, ("themas", "outcome-themes", "outcome-theme"), &insight.themes))
                (parts(s, ("gebieden", "outcome-areas", "outcome-area"), &insight.areas))
            }
        }
        @if !insight.others.is_empty() { (compared(s, outcome, insight)) }
    }
}

fn count(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A share as a whole percentage. Nearly all is not all, and hardly any is not none.
fn whole_percent(t: &T, share: &Amount) -> String {
    let percent = share.to_f64() * 100.0;
    let shown = match percent.round() {
        rounded if rounded >= 100.0 && percent < 100.0 => 99.0,
        rounded if rounded < 1.0 && percent > 0.0 => 1.0,
        rounded => rounded,
    };
    t.with("outcome-percent", &[("n", decimal(shown, 0, t.lang()).into())])
}

fn reached(s: &Told<'_>, measures: &Measures, voters: u64) -> String {
    let t = s.t;
    let some = voters.saturating_sub(measures.voters_with_none);
    let share = Amount::from(some).checked_div(&Amount::from(voters)).unwrap_or_default();
    let average = measures.avg_funded_approved.to_f64();
    t.with(
        "outcome-people-lead",
        &[
            ("some", count(some).into()),
            ("voters", count(voters).into()),
            ("percent", whole_percent(t, &share).into()),
            ("average", decimal(average, 1, s.lang).into()),
        ],
    )
}

/// How many voters got no, one, two, … of the plans that they chose: a bar each, with the number beside it.
fn distribution(s: &Told<'_>, measures: &Measures, voters: u64) -> Markup {
    let t = s.t;
    let (few, many) = measures.distribution.split_at(MOST_BARS.min(measures.distribution.len()));
    let mut rows: Vec<(String, u64)> = few
        .iter()
        .enumerate()
        .map(|(plans, people)| (t.with("outcome-got", &[("n", plans.into())]), *people))
        .collect();
    let rest: u64 = many.iter().sum();
    if rest > 0 {
        rows.push((t.with("outcome-got-more", &[("n", MOST_BARS.into())]), rest));
    }
    let most = rows.iter().map(|(_, people)| *people).max().unwrap_or(0);
    let share = |people: u64| Amount::from(people).checked_div(&Amount::from(voters)).unwrap_or_default();
    let columns = [
        Column::words(t.text("outcome-got-plans")),
        Column::number(t.text("outcome-got-people")),
        Column::number(t.text("outcome-got-share")),
        Column::extra(t.text("outcome-got-drawn")),
    ];
    let cells: Vec<Vec<Markup>> = rows
        .into_iter()
        .enumerate()
        .map(|(place, (words, people))| {
            vec![
                html! { (words) },
                html! { (t.number(count(people))) },
                html! { (whole_percent(t, &share(people))) },
                bar(count(people), count(most), place == 0),
            ]
        })
        .collect();
    html! {
        h3 { (t.text("outcome-got-title")) }
        (figures::table("verdeling", &t.text("outcome-got-title"), &columns, &cells, 0, false))
    }
}

/// A bar of a table; the cell beside it says the same.
pub(super) fn bar(part: i64, whole: i64, lost: bool) -> Markup {
    let class = if lost { "bar bar--lost" } else { "bar bar--won" };
    html! {
        svg class="meter" aria-hidden="true" { rect class=(class) x="0" y="10%" width=(percent(part, whole)) height="80%" {} }
    }
}

/// What each theme or area got, beside its part of the votes.
fn parts(s: &Told<'_>, (id, title, name): (&str, &str, &str), parts: &[Part]) -> Markup {
    let t = s.t;
    if parts.len() < 2 {
        return html! {};
    }
    let columns = [
        Column::words(t.text(name)),
        Column::number(t.text("outcome-part-votes")),
        Column::number(t.text("outcome-part-money")),
        Column { extra: true, ..Column::number(t.text("outcome-part-sum")) },
        Column::number(t.text("outcome-part-plans")),
    ];
    let cells: Vec<Vec<Markup>> = parts
        .iter()
        .map(|part| {
            let spent = cents(&part.spent).map_or_else(String::new, |cents| t.money(cents));
            let won =
                t.with("outcome-part-won", &[("n", count(part.funded).into()), ("of", count(part.candidates).into())]);
            vec![
                html! { (part.name) },
                html! { (whole_percent(t, &part.votes_share)) },
                html! { (whole_percent(t, &part.spent_share)) },
                html! { (spent) },
                html! { (won) },
            ]
        })
        .collect();
    fold(id, &t.text(title), figures::table(&format!("{id}-tabel"), &t.text(title), &columns, &cells, 0, false))
}

/// Under which rules the same ballots would have had another outcome: told because the rules said so beforehand.
fn compared(s: &Told<'_>, outcome: &OutcomeView, insight: &Insight) -> Markup {
    let t = s.t;
    let columns = [
        Column::words(t.text("outcome-compare-rule")),
        Column::number(t.text("outcome-winners-column")),
        Column { extra: true, ..Column::number(t.text("outcome-cost")) },
        Column::number(t.text("outcome-compare-none")),
    ];
    let row = |name: Markup, plans: usize, cost: String, measures: &Measures| {
        vec![
            name,
            html! { (t.number(i64::try_from(plans).unwrap_or(i64::MAX))) },
            html! { (cost) },
            html! {
                (t.number(count(measures.voters_with_none))) " "
                span class="soft" { "(" (whole_percent(t, &measures.share_with_none)) ")" }
            },
        ]
    };
    let own =
        html! { strong { (rule_title(t, &outcome.rule)) } " " span class="soft" { (t.text("outcome-compare-own")) } };
    let mut cells = vec![row(own, outcome.selected.len(), t.money(outcome.cost), &insight.measures)];
    cells.extend(insight.others.iter().map(|other| {
        let cost = cents(&other.cost).map_or_else(String::new, |cents| t.money(cents));
        row(html! { (rule_title(t, &other.rule)) }, other.selected.len(), cost, &other.measures)
    }));
    html! {
        section class="section section--sand" aria-labelledby="vooraf" {
            div class="wrap" {
                div class="section__head" { h2 id="vooraf" { (t.text("outcome-compare")) } }
                p class="prose" { (t.text("outcome-compare-means")) }
                (figures::table("vergelijking", &t.text("outcome-compare-table"), &columns, &cells, 0, false))
                @for (place, other) in insight.others.iter().enumerate() {
                    (fold(
                        &format!("anders-{place}"),
                        &t.with("outcome-compare-with", &[("rule", rule_title(t, &other.rule).into())]),
                        difference(s, outcome, other),
                    ))
                }
            }
        }
    }
}

/// What another rule says in words, and which plans it would have chosen otherwise.
fn difference(s: &Told<'_>, outcome: &OutcomeView, other: &Other) -> Markup {
    let t = s.t;
    let title = |number: u32| s.view.candidate(number).map_or("", |candidate| candidate.title(s.lang));
    let number = |id: &String| s.view.candidates.iter().find(|c| c.tally_id() == *id).map(|c| c.number);
    let theirs: Vec<u32> = other.selected.iter().filter_map(number).collect();
    let only = |these: &[u32], those: &[u32]| -> Vec<String> {
        these.iter().filter(|number| !those.contains(number)).map(|number| title(*number).to_owned()).collect()
    };
    let (more, fewer) = (only(&theirs, &outcome.selected), only(&outcome.selected, &theirs));
    let list = |key: &str, titles: &[String]| {
        html! {
            @if !titles.is_empty() { p { strong { (t.text(key)) } } ul { @for title in titles { li { (title) } } } }
        }
    };
    html! {
        div class="prose" {
            @for sentence in rule_sentences(t, &other.rule) { p { (sentence) } }
            @if more.is_empty() && fewer.is_empty() { p { strong { (t.text("outcome-compare-same")) } } }
            (list("outcome-compare-in", &more))
            (list("outcome-compare-out", &fewer))
        }
    }
}

/// Whether plans are told in the order in which a rule funded them, and not in order of votes.
pub(super) fn by_rounds(rule: &Rule) -> bool {
    !matches!(rule, Rule::GreedyVotes(greedy) if greedy.is_plain())
}
