//! What the count gave, for staff, and files with it.

use super::codes::attachment;
use super::{Here, Page, here, under};
use crate::model::State as Life;
use crate::pages::words::capital;
use crate::service::outcome::{OutcomeView, PlanOutcome};
use crate::{Voting, service};
use axum::extract::{Path, State};
use civic::context::{Answer, Visitor};
use civic::permission::Permission;
use civic::ui::figures::{Column, Mark, figures, status, table};
use civic::ui::icon;
use civic::ui::notice::{Tone, alert};
use maud::{Markup, html};
use platform::i18n::T;
use tally::Status;
use uuid::Uuid;

/// The page.
pub(super) async fn page(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path((slug, round)): Path<(String, Uuid)>,
) -> Answer {
    let here = here(&voting, &visitor, slug, round).await?;
    let outcome = service::outcome::outcome(&voting, &visitor.actor, &here.view).await?;
    let t = &visitor.t;
    let main = match outcome {
        None => alert(Tone::Info, &t.text("round-count-none"), html! { p { (t.text("round-count-none-why")) } }),
        Some(outcome) => counted(&visitor, &here, &outcome),
    };
    let title = t.text("round-count-title");
    Ok(under(&voting, &visitor, &here, Page { title: &title, beside: None, wrong: false, main }))
}

/// Everything in one file, for an auditor.
pub(super) async fn download(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path((slug, round)): Path<(String, Uuid)>,
) -> Answer {
    let here = here(&voting, &visitor, slug, round).await?;
    let stream = service::log::download::complete(&voting, &visitor.actor, round).await?;
    let name = format!("{}-complete.zip", here.view.round.uuid);
    Ok(crate::pages::log::sent(stream, &name, "private, no-store")?)
}

fn counted(visitor: &Visitor, here: &Here, outcome: &OutcomeView) -> Markup {
    let (t, state) = (&visitor.t, here.view.round.state);
    let (n, cost) = (outcome.selected.len(), outcome.cost);
    let words = capital(&t.words(i64::try_from(n).unwrap_or_default()));
    let verdict = [("n", n.into()), ("words", words.into()), ("cost", cost.into())];
    let word = |key: &str| t.text(key).into_owned();
    let count = |number: u64| t.number(i64::try_from(number).unwrap_or(i64::MAX));
    let people = [
        (word("round-count-voters"), count(outcome.voters)),
        (word("round-count-blank"), count(outcome.blank)),
        (word("round-count-void"), count(outcome.voided)),
    ];
    html! {
        p class="lead" { strong { (t.with("round-count-verdict", &verdict)) } }
        @if outcome.hidden { (alert(Tone::Info, &t.text("round-count-private"), html! {})) }
        (figures(&people))
        (plan_table(visitor, here, outcome))
        (ties(visitor, here, outcome))
        p class="actions" {
            @if state == Life::Counted && here.may(visitor, Permission::RunRound) {
                a class="button button--primary" href=(here.link(visitor, "/publish")) { (t.text("round-publish")) } " "
            }
            @let screen = format!("/{}/presentation/{}", here.project.slug, here.view.round.uuid);
            a class="button" href=(visitor.link(&screen)) { (icon("eye")) (t.text("present-open")) } " "
            a class="button" href=(here.link(visitor, "/export.csv")) { (icon("download")) (t.text("round-export-csv")) } " "
            a class="button" href=(here.link(visitor, "/export.pb")) { (icon("download")) (t.text("round-export-pabulib")) }
        }
        @if here.may(visitor, Permission::RunRound) {
            form method="post" action=(here.link(visitor, "/download")) {
                button class="button" { (icon("download")) (t.text("round-download")) }
            }
            p class="soft" { (t.text("round-download-means")) }
        }
    }
}

fn plan_table(visitor: &Visitor, here: &Here, outcome: &OutcomeView) -> Markup {
    let t = &visitor.t;
    let columns = [
        Column::number(t.text("round-count-place")),
        Column::words(t.text("round-column-title")),
        Column::number(t.text("round-count-votes")),
        Column::number(t.text("round-plans-cost")),
        Column::number(t.text("round-count-spent")),
        Column::words(t.text("round-column-stage")),
        Column::number(t.text("round-count-needed")),
    ];
    let rows: Vec<Vec<Markup>> = outcome
        .plans
        .iter()
        .map(|plan| {
            let title = here.view.candidate(plan.number).map_or("", |candidate| candidate.title(visitor.lang));
            vec![
                html! { @if let Some(position) = plan.position { (position) } },
                html! { (plan.number) ". " (title) },
                html! { @if let Some(votes) = plan.votes { (t.number(i64::try_from(votes).unwrap_or(i64::MAX))) } },
                html! { (t.money(plan.cost)) },
                html! { (t.money(plan.spent_after)) },
                mark(t, &plan.status),
                html! { @if let Some(votes) = needed(plan) { (t.number(votes)) } },
            ]
        })
        .collect();
    table("telling", &t.text("round-count-title"), &columns, &rows, 1, true)
}

/// What became of a plan, and why.
fn mark(t: &T, found: &Status) -> Markup {
    match found {
        Status::Funded => status(Mark::Won, &t.text("round-result-won")),
        Status::Withdrawn => status(Mark::Withdrawn, &t.text("round-result-struck")),
        Status::DoesNotFit { .. } => status(Mark::Neutral, &t.text("round-result-does-not-fit")),
        Status::DearerThanBudget => status(Mark::Neutral, &t.text("round-result-dearer")),
        Status::AfterStop => status(Mark::Neutral, &t.text("round-result-after-stop")),
        Status::BelowThreshold { .. } => status(Mark::Neutral, &t.text("round-result-threshold")),
        Status::CeilingReached { .. } => status(Mark::Neutral, &t.text("round-result-ceiling")),
        Status::Excluded { .. } => status(Mark::Neutral, &t.text("round-result-excluded")),
        Status::NotAdmitted => status(Mark::Neutral, &t.text("round-result-not-admitted")),
        Status::NoSupport => status(Mark::Neutral, &t.text("round-result-no-support")),
        Status::SupportersShort { .. } => status(Mark::Neutral, &t.text("round-result-short")),
        Status::NotChosen => status(Mark::Neutral, &t.text("round-result-not-chosen")),
    }
}

/// How many more votes would have been enough.
fn needed(plan: &PlanOutcome) -> Option<i64> {
    i64::try_from(plan.needed.as_ref()?.more_votes?).ok()
}

/// Where the votes alone gave no order.
fn ties(visitor: &Visitor, here: &Here, outcome: &OutcomeView) -> Markup {
    let t = &visitor.t;
    let name = |number: &u32| {
        let title = here.view.candidate(*number).map_or("", |candidate| candidate.title(visitor.lang));
        format!("{number}. {title}")
    };
    let mattered: Vec<_> = outcome.ties.iter().filter(|tie| tie.mattered).collect();
    html! {
        @if !mattered.is_empty() {
            div class="section__head" { h2 { (t.text("round-ties")) } }
            ul {
                @for tie in mattered {
                    @let names: Vec<String> = tie.numbers.iter().map(name).collect();
                    @let plans = t.list(&names).into();
                    li {
                        @match tie.votes {
                            Some(votes) => (t.with("round-tie", &[("n", i64::try_from(votes).unwrap_or(i64::MAX).into()), ("plans", plans)])),
                            None => (t.with("outcome-tied-round", &[("n", tie.funded_before.into()), ("plans", plans)])),
                        }
                    }
                }
            }
        }
    }
}

/// The count as a table for spreadsheets.
pub(super) async fn csv(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path((slug, round)): Path<(String, Uuid)>,
) -> Answer {
    let here = here(&voting, &visitor, slug, round).await?;
    let text = service::export::export_csv(&voting, &visitor.actor, &here.view, visitor.lang).await?;
    Ok(attachment("text/csv; charset=utf-8", &format!("{}.csv", here.project.slug), text))
}

/// The ballots and the outcome as a Pabulib file.
pub(super) async fn pabulib(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path((slug, round)): Path<(String, Uuid)>,
) -> Answer {
    let here = here(&voting, &visitor, slug, round).await?;
    let text = service::export::export_pabulib(&voting, &visitor.actor, &here.view).await?;
    Ok(attachment("text/plain; charset=utf-8", &format!("{}.pb", here.project.slug), text))
}
