//! For every plan why it is in or out, in words.

use super::outcome::{Told, funded};
use super::words::counted;
use crate::model::Deviation;
use crate::service::outcome::{OutcomeView, PlanOutcome, cents as cents_of};
use civic::ui::figures::{Mark, status};
use civic::ui::icon;
use maud::{Markup, html};
use platform::i18n::T;
use platform::money::Cents;
use std::borrow::Cow;
use tally::{Amount, Rule, SharesExplanation, Status};

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
                    @if let Some(votes) = plan.votes {
                        li { strong { (t.with("outcome-n-votes", &[("n", i64::try_from(votes).unwrap_or(i64::MAX).into())])) } }
                    }
                    li { (t.money(plan.cost)) }
                    @if in_turn { li { (t.with("outcome-so-far", &[("sum", plan.spent_after.into())])) } }
                    @if !in_turn || plan.status != Status::Funded { li { (t.text("plan-word")) " " (plan.number) } }
                    li { (status(mark, &word(t, plan))) }
                }
                @let reason = reason(s, outcome, plan);
                @if !reason.is_empty() { p { (reason) } }
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

/// Why a plan is in or out by the count.
fn reason(s: &Told<'_>, outcome: &OutcomeView, plan: &PlanOutcome) -> String {
    let t = s.t;
    let left = Cents(s.view.round.budget.0.saturating_sub(plan.spent_before.0));
    let money = [("left", left.into()), ("cost", plan.cost.into())];
    let first = match &plan.status {
        Status::Withdrawn => return withdrawn(s, plan),
        // Why it fitted or not would tell how many votes it got.
        _ if !outcome.counts => return String::new(),
        Status::Funded if matches!(outcome.rule, Rule::EqualShares(_)) => bought(s, outcome, plan),
        Status::Funded if !matches!(outcome.rule, Rule::GreedyVotes(_)) => t.text("outcome-chosen").into_owned(),
        Status::Funded => t.with("outcome-fitted", &money),
        Status::DoesNotFit { .. } => {
            let stops = matches!(&outcome.rule, Rule::GreedyVotes(greedy) if !greedy.skipping);
            t.with(if stops { "outcome-stopped" } else { "outcome-skipped" }, &money)
        }
        Status::DearerThanBudget => t.with("outcome-dearer", &money),
        Status::AfterStop => {
            let stop = outcome.plans.iter().find(|other| Some(other.number) == outcome.stopped_at);
            let place = stop.and_then(|other| other.position).unwrap_or_default();
            t.with("outcome-after-stop", &[("place", place.into())])
        }
        Status::NoSupport => t.text("outcome-no-support").into_owned(),
        Status::SupportersShort { had } => short(s, outcome, plan, cents_of_part(had)),
        _ => t.text("outcome-not-chosen").into_owned(),
    };
    match needed(s, outcome, plan) {
        Some(needed) => format!("{first} {needed}"),
        None => first,
    }
}

/// An amount that need not be whole cents, in cents, rounded down.
fn cents_of_part(amount: &Amount) -> Cents {
    let floor = (amount * &Amount::from(100)).floor();
    Cents(floor.to_u64().and_then(|cents| i64::try_from(cents).ok()).unwrap_or_default())
}

fn shares_of<'o>(s: &Told<'_>, outcome: &'o OutcomeView, plan: &PlanOutcome) -> Option<&'o SharesExplanation> {
    let id = s.view.candidate(plan.number)?.tally_id();
    outcome.insight.as_ref()?.explained.iter().find(|one| one.id == id)?.shares.as_ref()
}

/// Equal shares: who paid for it.
fn bought(s: &Told<'_>, outcome: &OutcomeView, plan: &PlanOutcome) -> String {
    let t = s.t;
    match shares_of(s, outcome, plan) {
        Some(shares) if shares.had >= shares.cost => t.with(
            "outcome-shares-paid",
            &[
                ("votes", i64::try_from(plan.votes.unwrap_or_default()).unwrap_or(i64::MAX).into()),
                ("had", cents_of_part(&shares.had).into()),
                ("cost", plan.cost.into()),
            ],
        ),
        // What was left went to plans with most votes.
        _ => t.text("outcome-shares-rest").into_owned(),
    }
}

/// Equal shares: what its supporters had, and where their money went.
fn short(s: &Told<'_>, outcome: &OutcomeView, plan: &PlanOutcome, had: Cents) -> String {
    let t = s.t;
    let mut sentences = vec![t.with("outcome-shares-short", &[("had", had.into()), ("cost", plan.cost.into())])];
    let Some(shares) = shares_of(s, outcome, plan) else { return sentences.remove(0) };
    let mut losses: Vec<_> = shares.losses.iter().collect();
    losses.sort_by(|one, other| other.paid.cmp(&one.paid));
    let of = |id: &String| s.view.candidates.iter().find(|candidate| candidate.tally_id() == *id);
    let titles: Vec<&str> = losses.iter().filter_map(|loss| of(&loss.id)).map(|c| c.title(s.lang)).take(3).collect();
    if !titles.is_empty() {
        sentences.push(t.with("outcome-shares-went", &[("plans", t.list(&titles).into())]));
    }
    sentences.join(" ")
}

fn withdrawn(s: &Told<'_>, plan: &PlanOutcome) -> String {
    let struck = s.view.candidate(plan.number).and_then(|candidate| candidate.struck.as_ref());
    match struck {
        Some(struck) => s
            .t
            .with("vote-struck-on", &[("day", s.t.date(struck.at).into()), ("reason", struck.reason.as_str().into())]),
        None => s.t.text("outcome-withdrawn").into_owned(),
    }
}

/// What would have been enough.
fn needed(s: &Told<'_>, outcome: &OutcomeView, plan: &PlanOutcome) -> Option<String> {
    let (t, needed) = (s.t, plan.needed.as_ref()?);
    let votes = needed.more_votes.filter(|_| outcome.counts).map(|votes| i64::try_from(votes).unwrap_or(i64::MAX));
    let cost = needed.cost_at_most.as_ref().and_then(cents_of);
    match (votes, cost) {
        (Some(votes), Some(cost)) => {
            Some(t.with("outcome-needed-either", &[("n", votes.into()), ("cost", cost.into())]))
        }
        (Some(votes), None) => Some(t.with("outcome-needed-votes", &[("n", votes.into())])),
        (None, Some(cost)) => Some(t.with("outcome-needed-cost", &[("cost", cost.into())])),
        (None, None) => None,
    }
}
