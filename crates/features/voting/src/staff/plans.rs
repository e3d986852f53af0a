//! Which plans stand on the ballot.

use super::{Here, Page, here, under};
use crate::model::{NewCandidate, NewRound, RoundView, State as Life};
use crate::pages::words::{Equal, by_number};
use crate::refusal::Refusal as VoteRefusal;
use crate::{Voting, service};
use axum::extract::{Path, State};
use civic::context::{Answer, Visitor};
use civic::permission::Permission;
use civic::ui::figures::{Mark, status};
use civic::ui::form::{button_form, errors};
use civic::ui::icon;
use civic::ui::notice::{Look, Tone, alert, empty};
use maud::{Markup, html};
use platform::error::Error;
use platform::web::form::Form;
use platform::web::response;
use std::collections::BTreeSet;
use tally::TieBreak;
use uuid::Uuid;

/// A line of the table.
struct Line {
    id: Option<Uuid>,
    number: Option<u32>,
    title: String,
    theme: String,
    cost: platform::money::Cents,
    /// Whether the plan changed or went since it was chosen.
    stale: Option<&'static str>,
}

/// The table.
pub(super) async fn page(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path((slug, round)): Path<(String, Uuid)>,
) -> Answer {
    let here = here(&voting, &visitor, slug, round).await?;
    let chosen = chosen(&here.view);
    show(&voting, &visitor, &here, &Form::filled(chosen.iter().map(|id| ("plan", id.to_string())))).await
}

/// The chosen plans were sent.
pub(super) async fn choose(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path((slug, round)): Path<(String, Uuid)>,
    form: Form,
) -> Answer {
    let here = here(&voting, &visitor, slug, round).await?;
    let plans: BTreeSet<Uuid> = form.all("plan").iter().filter_map(|id| id.parse().ok()).collect();
    // In the order of the table, which gives the numbers.
    let mut ordered: Vec<Uuid> = Vec::new();
    for candidate in votable(&voting, &visitor, &here).await? {
        ordered.extend(candidate.proposal.filter(|id| form.get("do") == "all" || plans.contains(id)));
    }
    if ordered.is_empty() {
        let nothing = VoteRefusal::NoCandidates.into();
        return show(&voting, &visitor, &here, &form.refused(&[nothing])).await;
    }
    match service::candidates::choose_plans(&voting, &visitor.actor, round, ordered).await {
        Ok(()) => after(&voting, &visitor, &here).await,
        Err(error) if !error.refusals().is_empty() => {
            show(&voting, &visitor, &here, &form.refused(error.refusals())).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Take texts and costs over again from the plans.
pub(super) async fn refresh(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path((slug, round)): Path<(String, Uuid)>,
) -> Answer {
    let here = here(&voting, &visitor, slug, round).await?;
    service::candidates::refresh(&voting, &visitor.actor, round).await?;
    after(&voting, &visitor, &here).await
}

/// Other plans, other numbers: a tie-break by number follows them.
async fn after(voting: &Voting, visitor: &Visitor, before: &Here) -> Answer {
    let round = &before.view.round;
    let by = Equal::of(round.rules.rule.tie_break(), Some(&before.view));
    let now = service::round::round_view(voting, &visitor.actor, None, round.uuid).await?;
    let ids = by_number(Some(&now));
    let tie_break = TieBreak::Order { ids };
    if by == Equal::Number && *now.round.rules.rule.tie_break() != tie_break {
        let mut rules = now.round.rules.clone();
        rules.rule = rules.rule.with_tie_break(tie_break);
        let new = NewRound {
            title: now.round.title.clone(),
            titles: now.round.titles.clone(),
            rules,
            budget: now.round.budget,
            opens_at: now.round.opens_at,
            closes_at: now.round.closes_at,
            phase: super::form::phase_of(voting, visitor, &now).await?,
        };
        service::round::update(voting, &visitor.actor, round.uuid, now.round.version, new).await?;
    }
    Ok(response::see_other(&before.link(visitor, "")))
}

fn chosen(view: &RoundView) -> BTreeSet<Uuid> {
    view.candidates.iter().filter_map(|candidate| candidate.plan.proposal).collect()
}

/// The plans that can stand on a ballot, as they are now.
async fn votable(voting: &Voting, visitor: &Visitor, here: &Here) -> Result<Vec<NewCandidate>, Error> {
    // No ids: all plans that can be voted on.
    voting.state.plans.snapshot(visitor.organisation.id, here.project.id, &[]).await
}

fn lines(visitor: &Visitor, view: &RoundView, votable: &[NewCandidate]) -> Vec<Line> {
    let title = |plan: &NewCandidate| {
        let translated = plan.translations.get(visitor.lang.code()).filter(|texts| !texts.title.is_empty());
        translated.unwrap_or(&plan.texts).title.clone()
    };
    let on_ballot = |plan: &NewCandidate| {
        view.candidates.iter().find(|candidate| plan.proposal.is_some() && candidate.plan.proposal == plan.proposal)
    };
    let mut lines: Vec<Line> = votable
        .iter()
        .map(|plan| Line {
            id: plan.proposal,
            number: on_ballot(plan).map(|candidate| candidate.number),
            title: title(plan),
            theme: plan.texts.theme.clone().unwrap_or_default(),
            cost: plan.cost,
            stale: on_ballot(plan).filter(|candidate| candidate.plan != *plan).map(|_| "round-plan-changed"),
        })
        .collect();
    let gone = view.candidates.iter().filter(|candidate| {
        !votable.iter().any(|plan| plan.proposal.is_some() && plan.proposal == candidate.plan.proposal)
    });
    lines.extend(gone.map(|candidate| Line {
        id: None,
        number: Some(candidate.number),
        title: candidate.title(visitor.lang).to_owned(),
        theme: candidate.theme(visitor.lang).to_owned(),
        cost: candidate.cost(),
        stale: candidate.plan.proposal.map(|_| "round-plan-gone"),
    }));
    lines
}

async fn show(voting: &Voting, visitor: &Visitor, here: &Here, form: &Form) -> Answer {
    let (t, view) = (&visitor.t, &here.view);
    let draft = view.round.state == Life::Draft;
    let may = draft && here.may(visitor, Permission::PrepareRound);
    let votable = if draft { votable(voting, visitor, here).await? } else { Vec::new() };
    let mut lines = lines(visitor, view, &votable);
    if !draft {
        lines.iter_mut().for_each(|line| line.stale = None);
    }
    let stale = lines.iter().any(|line| line.stale.is_some());
    let main = html! {
        (errors(t, form))
        @if !draft { (alert(Tone::Info, &t.text("round-plans-fixed"), html! { p { (t.text("round-plans-fixed-why")) } })) }
        @if may && stale {
            (alert(Tone::Warning, &t.text("round-plans-stale"), html! {
                p { (t.text("round-plans-stale-why")) }
                (button_form(&here.link(visitor, "/plans/refresh"), Look::Plain, &t.text("round-plans-refresh"), &[]))
            }))
        }
        @if lines.is_empty() {
            (empty(&t.text("round-plans-none"), &t.text("round-plans-none-why"), None))
        } @else {
            (search(visitor, &here.link(visitor, "/plans")))
            @if may {
                form id="candidates" method="post" action=(here.link(visitor, "/plans")) {
                    @let n = form.all("plan").len();
                    div class="bulk" {
                        output data-count-for="plannen" data-text=(t.text("round-plans-chosen-script")) {
                            (t.with("round-plans-chosen", &[("n", n.into())]))
                        }
                        button class=(Look::Primary.class()) { (t.text("round-plans-save")) }
                        button class="button" name="do" value="all" { (t.text("round-plans-take-all")) }
                    }
                    (plan_table(visitor, &lines, Some(form)))
                }
            } @else {
                (plan_table(visitor, &lines, None))
            }
        }
    };
    let title = t.text("round-plans-title");
    let wrong = !form.errors().is_empty();
    Ok(under(voting, visitor, here, Page { title: &title, beside: None, wrong, main }))
}

fn search(visitor: &Visitor, action: &str) -> Markup {
    let t = &visitor.t;
    html! {
        form class="toolbar" method="get" action=(action) role="search" aria-label=(t.text("round-plans-search")) {
            div class="field field--grow" {
                label class="field__label" for="zoek" { (t.text("round-plans-search")) }
                input class="input" id="zoek" name="q" type="search" data-filter="plannen"
                    data-text-count=(t.text("round-plans-count-script"));
            }
        }
    }
}

fn plan_table(visitor: &Visitor, lines: &[Line], form: Option<&Form>) -> Markup {
    let t = &visitor.t;
    let query = platform::web::query::canonical(&visitor.query, &["q"]);
    let words = query.get("q").map(|words| words.to_lowercase()).unwrap_or_default();
    let hit = |line: &Line| {
        let text = format!("{} {} {}", line.title, line.theme, line.number.unwrap_or_default()).to_lowercase();
        words.split_whitespace().all(|word| text.contains(word))
    };
    let ticked = |id: &Uuid| form.is_some_and(|form| form.all("plan").contains(&id.to_string()));
    html! {
        div class="table-scroll" tabindex="0" role="region" aria-label=(t.text("round-plans-title")) {
            table class="table table--data" id="plannen" {
                thead {
                    tr {
                        @if form.is_some() {
                            td { label {
                                span class="visually-hidden" { (t.text("round-plans-all")) }
                                input type="checkbox" data-check-all="plannen";
                            } }
                        }
                        th scope="col" class="number" { (t.text("round-plans-number")) }
                        th scope="col" { (t.text("round-column-title")) }
                        th scope="col" { (t.text("round-plans-theme")) }
                        th scope="col" class="number" { (t.text("round-plans-cost")) }
                        th scope="col" { (t.text("round-column-stage")) }
                    }
                }
                tbody {
                    // A plan that the search leaves out stays in the form, or it would leave the ballot.
                    @for line in lines {
                        tr hidden[!hit(line)] {
                            @if form.is_some() {
                                td { @if let Some(id) = line.id { label {
                                    span class="visually-hidden" { (t.with("round-plans-pick", &[("title", line.title.as_str().into())])) }
                                    input type="checkbox" name="plan" value=(id) checked[ticked(&id)];
                                } } }
                            }
                            td class="number" { @if let Some(number) = line.number { (number) } }
                            th scope="row" { (line.title) }
                            td { (line.theme) }
                            td class="number" { (t.money(line.cost)) }
                            td { (line_status(visitor, line)) }
                        }
                    }
                }
            }
        }
    }
}

fn line_status(visitor: &Visitor, line: &Line) -> Markup {
    let t = &visitor.t;
    match (line.stale, line.number) {
        (Some(stale), _) => html! { (icon("refresh")) (t.text(stale)) },
        (None, Some(_)) => status(Mark::Open, &t.text("round-plan-on")),
        (None, None) => status(Mark::Neutral, &t.text("round-plan-off")),
    }
}
