//! The outcome of a vote: the sentence, the drawing, every plan with why, the rule, the decision, and the files to count
//! again; before that, when it comes.

use super::ballot_words::ballot_words;
use super::rules::tie_order;
use super::scene::Place;
use super::words::{capital, counted, plans, rule_words};
use super::{Settings, firm, insight, load, recount, support, ties, why};
use crate::Voting;
use crate::model::{Decision, RoundView, Stage};
use crate::rules::BallotForm;
use crate::service;
use crate::service::outcome::{OutcomeView, PlanOutcome};
use civic::block::{Audience, BlockContext, BlockKind, Control, Field, Rendered, Rendering};
use civic::context::Visitor;
use civic::model::{Phase, When};
use civic::ui::figures::{self, Column, percent};
use civic::ui::notice::{Look, Tone, alert, arrow_link, button_link, empty, paragraphs};
use civic::ui::{icon, time};
use jiff::Timestamp;
use maud::{Markup, html};
use platform::error::Error;
use platform::i18n::{Lang, T, decimal};
use platform::money::Cents;
use serde_json::Value;
use tally::{Rule, Status};

/// So many plans that were not funded are drawn and explained before the fold.
const LOST_SHOWN: usize = 5;

/// The block with the outcome.
pub(super) struct OutcomeBlock(pub(super) Voting);

impl BlockKind for OutcomeBlock {
    fn name(&self) -> &'static str {
        "outcome"
    }

    fn fields(&self) -> Vec<Field> {
        vec![Field { name: "round", control: Control::Line }]
    }

    fn check(&self, settings: &Value) -> Result<(), String> {
        Settings::read(settings).map(|_| ())
    }

    fn query(&self) -> &'static [&'static str] {
        &["round"]
    }

    fn audience(&self, visitor: &Visitor) -> Audience {
        if visitor.actor.roles.any() { Audience::Roles } else { Audience::Everyone }
    }

    fn render<'a>(&'a self, context: &'a BlockContext<'a>, settings: &'a Value) -> Rendering<'a> {
        Box::pin(render(&self.0, context, settings))
    }
}

/// What the page is made from.
pub(super) struct Told<'a> {
    pub(super) t: &'a T,
    pub(super) lang: Lang,
    pub(super) view: &'a RoundView,
    pub(super) project: String,
    pub(super) place: Place,
    pub(super) now: Timestamp,
    pub(super) phases: Vec<Phase>,
    /// How large the download of the round is, if there is one for everybody.
    pub(super) download: Option<u64>,
    /// The fingerprint of the key that signs the log; empty before it was published.
    pub(super) fingerprint: String,
    /// Where scripts are.
    pub(super) assets: String,
}

async fn render(voting: &Voting, context: &BlockContext<'_>, settings: &Value) -> Result<Rendered, Error> {
    let visitor = context.visitor;
    let t = &visitor.t;
    let settings = Settings::read(settings).unwrap_or_default();
    let Some((view, named)) = load::outcome_round(voting, context, &settings).await? else {
        let back = visitor.link(&context.project.map_or("/".into(), |project| format!("/{}", project.slug)));
        let main = html! {
            div class="wrap section section--first" {
                h1 { (t.text("outcome-title-alone")) }
                (empty(&t.text("outcome-none"), &t.text("outcome-none-why"), Some((&back, &t.text("vote-none-back")))))
            }
        };
        return Ok(main.into());
    };
    let (project, place) = load::place_in(voting, context, &view, named).await?;
    let title = t.with("outcome-title", &[("project", project.as_str().into())]);
    let found = service::outcome::outcome(voting, &visitor.actor, &view).await?;
    let found = found.map(|outcome| outcome.in_language(visitor.lang));
    let phases = load::phases(voting, visitor, &view).await?;
    let download = service::log::download::public_size(voting, &view).await?;
    let fingerprint = service::log::keys::fingerprint(voting, &view).await?;
    let now = voting.app.clock.now();
    let assets = voting.app.assets.url("");
    let told = Told { t, lang: visitor.lang, view: &view, project, place, now, phases, download, fingerprint, assets };
    let markup = match found {
        Some(outcome) => page(&told, &outcome),
        None => waiting(&told),
    };
    Ok(Rendered { title: Some(title), ..Rendered::from(markup) })
}

/// Before residents may see it: when it comes.
pub(super) fn waiting(s: &Told<'_>) -> Markup {
    let (t, round) = (s.t, &s.view.round);
    let stage = round.stage(s.now);
    let (when, key) = match stage {
        Stage::Draft | Stage::Announced => (When::Future, "outcome-wait-begin"),
        Stage::Voting => (When::Now, "outcome-wait-vote"),
        Stage::Closed | Stage::Review => (When::Past, "outcome-wait-review"),
        _ => (When::Past, "outcome-wait-count"),
    };
    let words = time::when_text(t, s.now, round.opens_at, Some(round.closes_at));
    let args = [("opens", round.opens_at.into()), ("closes", round.closes_at.into())];
    let next =
        s.phases.iter().find(|phase| phase.starts_at >= round.closes_at && phase.ends_at.is_none_or(|e| e > s.now));
    html! {
        div class="wrap section section--first" {
            div class="empty" {
                (time::phase(&t.text("vote-phase"), when, &words))
                h1 { (t.text("outcome-wait-title")) }
                p class="lead" { (t.with(key, &args)) }
                @if stage == Stage::Review && let Some(until) = round.moments.review_ends {
                    p { (t.with("outcome-wait-until", &[("at", until.into())])) }
                }
                @if let Some(next) = next {
                    @let when = time::when_text(t, s.now, next.starts_at, next.ends_at);
                    p { (t.with("vote-over-next", &[("phase", next.title.as_str().into()), ("when", when.into())])) }
                }
                p class="actions" {
                    @if stage == Stage::Voting {
                        (button_link(Look::Vote, &s.place.link(&s.place.vote), &t.text("outcome-to-vote")))
                    } @else {
                        @let to = s.place.plans.as_ref().unwrap_or(&s.place.project);
                        (button_link(Look::Primary, &s.place.link(to), &t.text("vote-see-plans")))
                    }
                }
            }
        }
    }
}

/// Whether a plan is done: as decided, or else as counted.
pub(super) fn funded(plan: &PlanOutcome) -> bool {
    plan.decided.unwrap_or(matches!(plan.status, Status::Funded))
}

/// The page.
pub(super) fn page(s: &Told<'_>, outcome: &OutcomeView) -> Markup {
    let t = s.t;
    html! {
        div class="wrap section section--first" {
            @if outcome.hidden {
                (alert(Tone::Warning, &t.text("outcome-preview"), html! { p { (t.text("outcome-preview-means")) } }))
            }
            h1 class="eyebrow" { (t.with("outcome-title", &[("project", s.project.as_str().into())])) }
            (verdict(s, outcome))
            (notice(s, outcome))
            p class="small" {
                a href=(s.place.link(&format!("{}/presentation/{}", s.place.project, s.view.round.uuid))) { (t.text("present-open")) }
            }
            @if outcome.counts {
                div class="section__head section__head--space" { h2 { (t.text("outcome-drawing")) } }
                (drawing(s, outcome))
            }
        }
        section class="section section--sand" aria-labelledby="cijfers" {
            div class="wrap" {
                h2 class="visually-hidden" id="cijfers" { (t.text("outcome-figures")) }
                (figures::figures(&short_figures(s, outcome)))
            }
        }
        div class="wrap section" {
            @if let Some(decision) = &outcome.decision { (decided(s, outcome, decision)) }
            div class={ "section__head" @if outcome.decision.is_some() { " section__head--space" } } {
                h2 { (t.text("outcome-why")) }
                @if outcome.counts { (arrow_link("#tabel", &t.text("outcome-as-table"))) }
            }
            @if let Some(means) = support::means(s, outcome).filter(|_| outcome.counts) { p class="prose" { (means) } }
            (why::list(s, outcome, shown(outcome)))
        }
        (insight::section(s, outcome))
        (firm::section(s, outcome))
        (counting(s, outcome))
        (recount::section(s, outcome))
        @if outcome.counts {
            div class="wrap section" id="tabel" {
                div class="section__head" { h2 { (t.text("outcome-all-figures")) } }
                (table(s, outcome))
            }
        }
    }
}

/// "Elf plannen gaan door voor € 290.790."
fn verdict(s: &Told<'_>, outcome: &OutcomeView) -> Markup {
    let (t, budget) = (s.t, s.view.round.budget);
    let winners: Vec<&PlanOutcome> = outcome.plans.iter().filter(|plan| funded(plan)).collect();
    let sum: Cents = winners.iter().map(|plan| plan.cost).sum();
    let voters = count(outcome.voters);
    let args =
        [("n", voters.into()), ("budget", budget.into()), ("left", Cents(budget.0.saturating_sub(sum.0)).into())];
    let lead = if sum > budget { "outcome-lead-more" } else { "outcome-lead" };
    let number = winners.len();
    html! {
        @if number == 0 {
            p class="verdict" { (t.text("outcome-verdict-none")) }
        } @else {
            p class="verdict" {
                (capital(&t.with("outcome-verdict", &[("n", number.into()), ("plans", plans(t, number).into())])))
                " " em { (t.money(sum)) } "."
            }
        }
        p class="lead" { (t.with(lead, &args)) }
        @if outcome.blank + outcome.voided > 0 {
            p {
                @if outcome.blank > 0 { (t.with("outcome-blank", &[("n", count(outcome.blank).into())])) " " }
                @if outcome.voided > 0 { (t.with("outcome-voided", &[("n", count(outcome.voided).into())])) }
            }
        }
    }
}

/// How far the outcome is: provisional, decided on, final.
fn notice(s: &Told<'_>, outcome: &OutcomeView) -> Markup {
    let t = s.t;
    let body = html! {
        @if let Some(decision) = &outcome.decision {
            p {
                (t.with("outcome-decided-by", &[
                    ("authority", decision.authority.as_str().into()),
                    ("day", t.day(decision.decided_on).into()),
                ]))
                @if let Some(document) = &decision.document { " " a href=(document) { (t.text("outcome-document")) } }
            }
        } @else {
            p { (t.text("outcome-provisional-means")) }
        }
        @if !outcome.counts { p { (t.text("outcome-counts-later")) } }
    };
    match s.view.round.stage(s.now) {
        Stage::Final => alert(Tone::Success, &t.text("outcome-final"), body),
        Stage::Decided => alert(Tone::Success, &t.text("outcome-decided"), body),
        _ => alert(Tone::Warning, &t.text("outcome-provisional"), body),
    }
}

/// How many plans are drawn and explained before the fold: up to the last that is done, and some after it. Without an
/// order there is nothing to fold.
fn shown(outcome: &OutcomeView) -> usize {
    if !outcome.counts {
        return outcome.plans.len();
    }
    let last = outcome.plans.iter().rposition(funded).map_or(0, |place| place + 1);
    last + LOST_SHOWN
}

fn drawing(s: &Told<'_>, outcome: &OutcomeView) -> Markup {
    let (t, budget) = (s.t, s.view.round.budget.0);
    let ranked: Vec<&PlanOutcome> = outcome.plans.iter().filter(|plan| plan.position.is_some()).collect();
    let rows: Vec<&PlanOutcome> = ranked.iter().take(shown(outcome)).copied().collect();
    let reach = rows.iter().map(|plan| plan.spent_before.0.saturating_add(plan.cost.0)).max().unwrap_or(0);
    // A little beyond the budget, so that what does not fit is seen; a very dear plan does not squeeze the others.
    let whole = reach.clamp(budget.saturating_mul(7) / 6, budget.saturating_mul(3) / 2);
    let line = percent(budget, whole);
    let rest = ranked.len().saturating_sub(rows.len());
    html! {
        figure class="drawing" aria-labelledby="tekening-uitleg" {
            p class="caption" id="tekening-uitleg" {
                @let means = drawing_means(s, outcome);
                (t.with(means, &[("budget", s.view.round.budget.into())]))
                @if outcome.stopped_at.is_some() { " " (t.text("outcome-drawing-stops")) }
            }
            div class="drawing__scale" {
                svg aria-hidden="true" {
                    text x="0" y="18" { (t.money(Cents::ZERO)) }
                    text x=(line) y="18" text-anchor="middle" { (t.money(s.view.round.budget)) }
                }
            }
            ol class="drawing__rows" { @for plan in &rows { (bar(s, plan, whole, &line)) } }
            (key(t))
            @if rest > 0 { p class="soft" { (counted(t, "outcome-drawing-rest", rest)) } }
        }
    }
}

/// The key of what the drawing shows.
fn drawing_means(s: &Told<'_>, outcome: &OutcomeView) -> &'static str {
    match s.view.round.rules.form {
        _ if insight::by_rounds(&outcome.rule) => "outcome-drawing-rounds",
        BallotForm::Plans => "outcome-drawing-means",
        _ => "outcome-drawing-points",
    }
}

fn bar(s: &Told<'_>, plan: &PlanOutcome, whole: i64, line: &str) -> Markup {
    let won = funded(plan);
    let (row, bar, word) = if won {
        ("drawing__row drawing__row--won", "bar bar--won", "outcome-in")
    } else {
        ("drawing__row drawing__row--lost", "bar bar--lost", "outcome-out")
    };
    html! {
        li class=(row) {
            span class="drawing__name" {
                span class="visually-hidden" { (s.t.text(word)) ": " }
                (why::title(s, plan))
            }
            span class="drawing__cost" { (s.t.money(plan.cost)) }
            svg class="drawing__bar" aria-hidden="true" {
                rect class="bar bar--track" width=(line) height="100%" {}
                rect class=(bar) x=(percent(plan.spent_before.0, whole)) y="18%"
                    width=(percent(plan.cost.0, whole)) height="64%" {}
                line class="bar__line" x1=(line) x2=(line) y1="0" y2="100%" {}
            }
        }
    }
}

fn key(t: &T) -> Markup {
    html! {
        ul class="drawing__key" {
            li {
                svg aria-hidden="true" { rect class="bar bar--won" width="100%" height="100%" {} }
                (t.text("outcome-in"))
            }
            li {
                svg aria-hidden="true" { rect class="bar bar--lost" x="1" y="1" width="26" height="14" {} }
                (t.text("outcome-out"))
            }
            li {
                svg aria-hidden="true" { line class="bar__line" x1="14" x2="14" y1="0" y2="16" {} }
                (t.text("outcome-money-gone"))
            }
        }
    }
}

fn count(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn short_figures(s: &Told<'_>, outcome: &OutcomeView) -> Vec<(String, String)> {
    let t = s.t;
    let size = |number: usize| t.number(i64::try_from(number).unwrap_or(i64::MAX));
    let ranked = outcome.plans.iter().filter(|plan| plan.status != Status::Withdrawn);
    let mut all = vec![
        (t.text("outcome-voters").into_owned(), t.number(count(outcome.voters))),
        (t.text("outcome-plans").into_owned(), size(ranked.clone().count())),
        (t.text("outcome-winners").into_owned(), size(outcome.plans.iter().filter(|plan| funded(plan)).count())),
    ];
    let form = s.view.round.rules.form;
    let named: Vec<(&str, Option<u64>)> = ranked.map(|plan| support::average(form, plan)).collect();
    let votes: Option<u64> = named.iter().map(|(_, votes)| *votes).sum();
    if let (Some(votes), Some((key, _))) = (votes.filter(|_| outcome.voters > 0), named.first()) {
        let each = votes as f64 / outcome.voters as f64;
        all.push((t.text(key).into_owned(), decimal(each, 1, s.lang)));
    }
    all
}

/// The decision: who, when, what differs from the count, and why.
fn decided(s: &Told<'_>, outcome: &OutcomeView, decision: &Decision) -> Markup {
    let t = s.t;
    let extra: Cents = decision.deviations.iter().map(|deviation| deviation.extra).sum();
    let other = match decision.deviations.len() {
        0 => t.text("outcome-same").into_owned(),
        number => t.with("outcome-differs", &[("plans", plans(t, number).into())]),
    };
    let money = if extra > Cents::ZERO { t.money(extra) } else { t.text("outcome-no-extra").into_owned() };
    let rows = [
        (t.text("outcome-who-decided").into_owned(), html! { (capital(&decision.authority)) }),
        (t.text("outcome-when-decided").into_owned(), html! { (t.day(decision.decided_on)) }),
        (t.text("outcome-other").into_owned(), html! { (other) }),
        (t.text("outcome-extra").into_owned(), html! { (money) }),
    ];
    html! {
        section class="section__block" aria-labelledby="besluit" {
            div class="section__head" { h2 id="besluit" { (t.text("outcome-decision")) } }
            (figures::facts(&rows))
            @if !decision.text.is_empty() { div class="prose" { (paragraphs(&decision.text)) } }
            @if !decision.deviations.is_empty() {
                ul {
                    @for deviation in &decision.deviations { li { (why::deviation(s, outcome, deviation)) } }
                }
            }
        }
    }
}

/// How it was counted, and the files to count again.
fn counting(s: &Told<'_>, outcome: &OutcomeView) -> Markup {
    let (t, rules) = (s.t, &s.view.round.rules);
    let expert = match &outcome.rule {
        Rule::GreedyVotes(greedy) if greedy.is_plain() && greedy.skipping => t.text("outcome-expert-skip").into_owned(),
        Rule::GreedyVotes(greedy) if greedy.is_plain() => t.text("outcome-expert-stop").into_owned(),
        rule => t.with("outcome-expert", &[("name", rule.name().into_owned().into())]),
    };
    let mattered = outcome.ties.iter().any(|tie| tie.mattered);
    let tie = if mattered { "outcome-tie-needed" } else { "outcome-tie-idle" };
    let file = |name: &str| s.place.link(&format!("/api/v1/rounds/{}/{name}", s.view.round.uuid));
    html! {
        section class="section section--sand" aria-labelledby="regel" {
            div class="wrap columns" {
                div class="prose" {
                    div class="section__head" { h2 id="regel" { (t.text("outcome-rule")) } }
                    p { (t.text("outcome-could-choose")) " " (ballot_words(t, rules, Some(s.view))) }
                    @for sentence in rule_words(t, rules, Some(s.view)) { p { (sentence) } }
                    p { @if outcome.counts { (t.text(tie)) " " } (t.text("outcome-rule-before")) }
                    p { (expert) }
                    (ties::list(s, outcome))
                    (tie_order(t, s.lang, s.view))
                }
                aside class="side" aria-label=(t.text("outcome-recount")) {
                    section {
                        h2 class="panel__title" { (t.text("outcome-recount")) }
                        ul class="link-list" {
                            (log_links(s, outcome))
                            li { a href=(file("exports/csv")) { (icon("file-spreadsheet")) (t.text("outcome-csv")) } }
                            @if outcome.counts {
                                li { a href=(file("exports/pabulib")) { (icon("download")) (t.text("outcome-pb")) } }
                                li { a href=(file("exports/trace")) { (icon("download")) (t.text("outcome-trace")) } }
                            }
                        }
                        p class="small" { (t.text("outcome-recount-means")) }
                        @if !s.fingerprint.is_empty() {
                            p class="small" { (t.with("receipt-key", &[("fingerprint", s.fingerprint.as_str().into())])) }
                        }
                    }
                }
            }
        }
    }
}

/// The log of the vote, its report, and everything in one file.
fn log_links(s: &Told<'_>, outcome: &OutcomeView) -> Markup {
    let (t, uuid) = (s.t, s.view.round.uuid);
    html! {
        @if let Some(size) = s.download.filter(|_| outcome.counts) {
            @let words = t.with("logbook-page-download", &[("size", t.bytes(size).into())]);
            li { a href=(format!("{}/{uuid}.zip", super::log::DOWNLOADS)) { (icon("download")) (words) } }
        }
        li { a href=(s.place.link(&format!("{}/{uuid}", super::log::PLACE))) { (t.text("logbook-page-link")) } }
        @if !outcome.hidden {
            li { a href=(s.place.link(&format!("{}/{uuid}", super::report::PLACE))) { (t.text("report-link")) } }
        }
        li { a href=(s.place.link(super::receipt::PLACE)) { (t.text("receipt-check-link")) } }
    }
}

fn table(s: &Told<'_>, outcome: &OutcomeView) -> Markup {
    let t = s.t;
    let form = s.view.round.rules.form;
    let mut columns = vec![Column::number(t.text("outcome-place")), Column::words(t.text("outcome-plan"))];
    columns.extend(support::columns(t, form));
    columns.extend([
        Column::number(t.text("outcome-cost")),
        Column::number(t.text("outcome-running")),
        Column::words(t.text("outcome-result")),
    ]);
    let none = || html! { "–" };
    let row = |plan: &PlanOutcome| {
        let mut cells =
            vec![plan.position.map_or_else(none, |place| html! { (place) }), html! { (why::title(s, plan)) }];
        cells.extend(support::cells(t, form, plan));
        cells.extend([
            html! { (t.money(plan.cost)) },
            plan.position.map_or_else(none, |_| html! { (t.money(plan.spent_after)) }),
            html! { (why::word(t, plan)) },
        ]);
        cells
    };
    let rows: Vec<Vec<Markup>> = outcome.plans.iter().map(row).collect();
    figures::table("uitslag", &t.text("outcome-table"), &columns, &rows, 1, false)
}
