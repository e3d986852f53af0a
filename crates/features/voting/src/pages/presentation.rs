//! The evening of the outcome: on a large screen, place by place, while the strip of the budget fills. Each place is an
//! address of its own; a script adds keys and a full screen.

use super::load::project_of;
use super::words::{capital, counted, plans};
use crate::model::{Candidate, RoundView, Stage};
use crate::service::outcome::{OutcomeView, PlanOutcome, on_screen};
use crate::{Voting, service};
use axum::extract::{Path, State};
use civic::context::{Answer, Visitor};
use civic::model::PageRole;
use civic::ui::figures::strip;
use civic::ui::icon;
use civic::ui::list::picture;
use civic::ui::notice::{Tone, alert};
use civic::ui::shell::{Frame, path_of, screen};
use http::StatusCode;
use maud::{Markup, html};
use platform::error::{Common, Error};
use platform::i18n::{Lang, T};
use platform::money::Cents;
use platform::web::query::canonical;
use platform::web::response;
use tally::{Rule, Status};
use uuid::Uuid;

/// What the screens are made of.
pub(super) struct Evening<'a> {
    pub(super) t: &'a T,
    pub(super) lang: Lang,
    pub(super) view: &'a RoundView,
    pub(super) project: &'a str,
    pub(super) stage: Stage,
    /// The address of the presentation.
    pub(super) here: String,
    /// The address of the whole outcome.
    pub(super) outcome: String,
}

/// A screen. Who may see the outcome may see this.
pub(super) async fn page(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path((slug, round)): Path<(String, String)>,
) -> Answer {
    let uuid = Uuid::try_parse(&round).map_err(|_| Error::from(Common::NotFound))?;
    let view = service::round::round_view(&voting, &visitor.actor, None, uuid).await?;
    if view.round.project_facts.slug != slug {
        return Err(Common::NotFound.into());
    }
    let outcome = on_screen(&voting, &visitor.actor, &view).await?.in_language(visitor.lang);
    let (project, pages) = project_of(&voting, &visitor, &view).await?;
    let whole = path_of(&project, &pages, PageRole::Outcome).unwrap_or_else(|| format!("/{}", project.slug));
    let evening = Evening {
        t: &visitor.t,
        lang: visitor.lang,
        view: &view,
        project: &project.title,
        stage: view.round.stage(voting.app.clock.now()),
        here: visitor.link(&format!("/{}/presentation/{}", project.slug, view.round.uuid)),
        outcome: visitor.link(&format!("{whole}?round={}", view.round.uuid)),
    };
    let query = canonical(&visitor.query, &["place"]);
    let place = query.get("place").and_then(|place| place.parse().ok()).unwrap_or_default();
    let sheet = voting.app.assets.url("css/presentation.css");
    let main = html! { link rel="stylesheet" href=(sheet); (show(&evening, &outcome, place)) };
    let title = visitor.t.with("outcome-title", &[("project", project.title.as_str().into())]);
    let scripts = ["js/presentation.js"];
    let frame = Frame { hidden: true, scripts: &scripts, ..Frame::new(&title, main) };
    Ok(response::html(StatusCode::OK, screen(&voting.app, &visitor, frame)))
}

/// The plans that are shown, in the order in which the count funded them.
fn funded(outcome: &OutcomeView) -> Vec<&PlanOutcome> {
    let plan = |number: &u32| outcome.plans.iter().find(|plan| plan.number == *number);
    outcome.selected.iter().filter_map(plan).collect()
}

/// The screen of a place: 0 is the first, one after the last plan is the end. Whatever is asked for, one is shown.
pub(super) fn show(e: &Evening<'_>, outcome: &OutcomeView, place: usize) -> Markup {
    let funded = funded(outcome);
    let end = funded.len() + 1;
    let place = place.min(end);
    let body = match place.checked_sub(1) {
        None => first(e, outcome),
        Some(number) => match funded.get(number) {
            Some(plan) => one(e, outcome, &funded, number, plan),
            None => last(e, outcome, &funded),
        },
    };
    html! {
        div class={ "evening" @if place == end { " evening--end" } } id="scherm" {
            p class="evening__top" {
                span { (e.project) }
                @if place > 0 && place < end {
                    span { (e.t.with("present-of", &[("n", place.into()), ("of", funded.len().into())])) }
                }
            }
            (body)
            (money(e, outcome, &funded, place.min(funded.len())))
            (steps(e, place, end))
        }
    }
}

fn title<'e>(e: &'e Evening<'_>, number: u32) -> &'e str {
    e.view.candidate(number).map_or("", |candidate| candidate.title(e.lang))
}

fn count(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn first(e: &Evening<'_>, outcome: &OutcomeView) -> Markup {
    let t = e.t;
    let voters = count(outcome.voters);
    let candidates = e.view.live().count();
    html! {
        div class="evening__stage" {
            @if outcome.hidden { (alert(Tone::Warning, &t.text("outcome-preview"), html! {})) }
            h1 class="evening__title" data-announce { (t.with("outcome-title", &[("project", e.project.into())])) }
            p class="evening__facts" {
                (t.with("present-first", &[
                    ("n", voters.into()), ("number", t.number(voters).into()),
                    ("plans", plans(t, candidates).into()), ("budget", outcome.budget.into()),
                ]))
            }
            p class="evening__facts" { (t.text("present-which")) }
        }
    }
}

fn one(e: &Evening<'_>, outcome: &OutcomeView, funded: &[&PlanOutcome], number: usize, plan: &PlanOutcome) -> Markup {
    let t = e.t;
    let candidate = e.view.candidate(plan.number);
    let theme = candidate.map_or("", |candidate| candidate.theme(e.lang));
    let shown = candidate.and_then(|candidate| candidate.plan.picture.as_deref());
    html! {
        div class={ "evening__stage" @if shown.is_some() { " evening__stage--picture" } } {
            div {
                @if outcome.counts {
                    p class="evening__place" { (t.text("outcome-place")) " " strong { (number + 1) } }
                }
                h1 class="evening__title" data-announce { (title(e, plan.number)) }
                ul class="evening__facts" {
                    @if let Some(got) = super::support::words(t, e.view.round.rules.form, plan).first() {
                        li { strong { (got) } }
                    }
                    li { (t.money(plan.cost)) }
                    @if !theme.is_empty() { li { (theme) } }
                    li class="evening__won" { (icon("check")) (t.text("outcome-in")) }
                }
                @let skipped = skipped(outcome, funded, number);
                @if !skipped.is_empty() {
                    @let titles: Vec<&str> = skipped.iter().map(|number| title(e, *number)).collect();
                    p class="evening__note" { (t.with("present-skipped", &[("n", titles.len().into()), ("plans", t.list(&titles).into())])) }
                }
            }
            @if let Some(name) = shown { div class="evening__picture" { (picture(name, "", false)) } }
        }
    }
}

/// The plans with more votes that did not fit since the one that was funded before; of a rule that skips.
fn skipped(outcome: &OutcomeView, funded: &[&PlanOutcome], number: usize) -> Vec<u32> {
    if !matches!(outcome.rule, Rule::GreedyVotes(_)) || !outcome.counts {
        return Vec::new();
    }
    let place = |number: usize| funded.get(number).and_then(|plan| plan.position).unwrap_or_default();
    let before = number.checked_sub(1).map_or(0, place);
    let between = |plan: &&PlanOutcome| plan.position.is_some_and(|own| own > before && own < place(number));
    let lost = outcome.plans.iter().filter(between).filter(|plan| plan.status != Status::Funded);
    lost.map(|plan| plan.number).collect()
}

fn last(e: &Evening<'_>, outcome: &OutcomeView, funded: &[&PlanOutcome]) -> Markup {
    let t = e.t;
    let number = funded.len();
    let provisional = match e.stage {
        Stage::Decided | Stage::Final => "present-decided",
        _ => "outcome-provisional-means",
    };
    html! {
        div class="evening__stage evening__stage--end" {
            h1 class="evening__title" data-announce {
                @if number == 0 { (t.text("outcome-verdict-none")) } @else {
                    (capital(&t.with("outcome-verdict", &[("n", number.into()), ("plans", plans(t, number).into())])))
                    " " (t.money(outcome.cost)) "."
                }
            }
            ol class="evening__list" {
                @for plan in funded { li { span { (title(e, plan.number)) } " " span class="figure" { (t.money(plan.cost)) } } }
            }
            @if let Some(stop) = outcome.stopped_at.and_then(|number| e.view.candidate(number)) {
                p class="evening__note" { (stopped(e, outcome, stop)) }
            }
            p class="evening__note" { (t.text(provisional)) " " a href=(e.outcome) { (t.text("present-whole")) } }
        }
    }
}

/// At which plan a rule that stops has stopped.
fn stopped(e: &Evening<'_>, outcome: &OutcomeView, stop: &Candidate) -> String {
    let left = Cents(outcome.budget.0.saturating_sub(outcome.cost.0));
    let args = [("plan", stop.title(e.lang).into()), ("cost", stop.cost().into()), ("left", left.into())];
    e.t.with("present-stopped", &args)
}

/// The strip with what is divided so far, and the same in words.
fn money(e: &Evening<'_>, outcome: &OutcomeView, funded: &[&PlanOutcome], shown: usize) -> Markup {
    let t = e.t;
    if matches!(outcome.rule, Rule::TopN(_)) {
        return html! {};
    }
    let costs: Vec<i64> = funded.iter().take(shown).map(|plan| plan.cost.0).collect();
    let spent = Cents(costs.iter().sum());
    let left = Cents(outcome.budget.0.saturating_sub(spent.0).max(0));
    html! {
        div class="evening__money" {
            p { (t.with("present-spent", &[("spent", spent.into()), ("budget", outcome.budget.into()), ("left", left.into())])) }
            (strip(&costs, outcome.budget.0, true))
        }
    }
}

/// Back and on. The names of the links are what a script presses when somebody presses a key.
fn steps(e: &Evening<'_>, place: usize, end: usize) -> Markup {
    let t = e.t;
    let at = |place: usize| format!("{}?place={place}", e.here);
    let next = if place == 0 { t.text("present-begin") } else { t.text("present-next") };
    html! {
        nav class="evening__steps" aria-label=(t.text("present-steps")) {
            @if place > 0 {
                a class="button" id="vorige" rel="prev" href=(at(place - 1)) data-enhance data-swap="scherm" {
                    (icon("arrow-left")) " " (t.text("present-back"))
                }
            }
            @if place < end {
                a class="button button--primary" id="volgende" rel="next" href=(at(place + 1)) data-enhance data-swap="scherm" {
                    (next) " " (icon("arrow-right"))
                }
            } @else {
                a class="button" id="opnieuw" href=(at(0)) data-enhance data-swap="scherm" { (t.text("present-again")) }
            }
            button class="button button--quiet" type="button" id="groot" hidden data-fullscreen { (t.text("present-full")) }
            p class="evening__keys" hidden { (t.text("present-keys")) }
            @if place > 0 && place < end {
                p class="visually-hidden" { (counted(t, "present-to-go", end - 1 - place)) }
            }
        }
    }
}
