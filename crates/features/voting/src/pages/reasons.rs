//! Why a plan is in or out by the count, in the words of its rule.

use super::outcome::Told;
use super::why::title;
use crate::service::outcome::{OutcomeView, PlanOutcome, cents as cents_of};
use civic::ui::figures::{Column, table};
use civic::ui::notice::fold;
use maud::{Markup, html};
use platform::i18n::decimal;
use platform::money::Cents;
use tally::{Amount, Greedy, Rule, SharesExplanation, Status, TopN};

/// Why a plan is in or out by the count; nothing while that would tell how many votes it got.
pub(super) fn reason(s: &Told<'_>, outcome: &OutcomeView, plan: &PlanOutcome) -> String {
    let t = s.t;
    let money = [("left", left(s, plan).into()), ("cost", plan.cost.into())];
    let first = match &plan.status {
        Status::Withdrawn => return withdrawn(s, plan),
        _ if !outcome.counts => return String::new(),
        Status::Funded => won(s, outcome, plan),
        Status::DoesNotFit { .. } => {
            let stops = outcome.stopped_at == Some(plan.number);
            t.with(if stops { "outcome-stopped" } else { "outcome-skipped" }, &money)
        }
        Status::DearerThanBudget => t.with("outcome-dearer", &money),
        Status::AfterStop => {
            let stop = outcome.plans.iter().find(|other| Some(other.number) == outcome.stopped_at);
            match stop.and_then(|other| other.position) {
                Some(place) => t.with("outcome-after-stop", &[("place", place.into())]),
                None => t.text("outcome-after-stop-round").into_owned(),
            }
        }
        Status::NoSupport => t.text("outcome-no-support").into_owned(),
        Status::SupportersShort { had } => short(s, outcome, plan, cents_of_part(had)),
        Status::BelowThreshold { least } => t.with(
            "outcome-below-threshold",
            &[("least", decimal(least.to_f64(), 0, t.lang()).into()), ("n", votes(plan).into())],
        ),
        Status::CeilingReached { name, remaining } => t.with(
            "outcome-ceiling",
            &[("name", name.as_str().into()), ("left", cents_of_part(remaining).into()), ("cost", plan.cost.into())],
        ),
        Status::Excluded { by } => t.with("outcome-excluded", &[("plan", title_of(s, by).into())]),
        Status::NotAdmitted => t.text("outcome-not-admitted").into_owned(),
        Status::NotChosen => not_chosen(s, outcome, plan),
    };
    let more = needed(s, outcome, plan).or_else(|| cheaper(s, outcome, plan));
    more.map_or(first.clone(), |more| format!("{first} {more}"))
}

/// What was left when its turn came.
fn left(s: &Told<'_>, plan: &PlanOutcome) -> Cents {
    Cents(s.view.round.budget.0.saturating_sub(plan.spent_before.0))
}

fn votes(plan: &PlanOutcome) -> i64 {
    i64::try_from(plan.votes.unwrap_or_default()).unwrap_or(i64::MAX)
}

/// The title of a plan by its id in the count.
fn title_of(s: &Told<'_>, id: &str) -> String {
    let found = s.view.candidates.iter().find(|candidate| candidate.tally_id() == id);
    found.map(|candidate| candidate.title(s.lang).to_owned()).unwrap_or_default()
}

/// How the rule came to fund it.
fn won(s: &Told<'_>, outcome: &OutcomeView, plan: &PlanOutcome) -> String {
    let t = s.t;
    let load = plan.step.as_ref().and_then(|step| step.load.as_ref()).map(cents_of_part);
    match (&outcome.rule, load) {
        (Rule::EqualShares(_), _) => bought(s, outcome, plan),
        (Rule::Phragmen(_), Some(load)) => t.with("outcome-chosen-phragmen", &[("load", load.into())]),
        (Rule::Maximin(_), Some(load)) => t.with("outcome-chosen-maximin", &[("load", load.into())]),
        (Rule::MaxWelfare(_), _) => t.text("outcome-chosen-welfare").into_owned(),
        (Rule::TopN(TopN { most: Some(most), .. }), _) => {
            t.with("outcome-chosen-top", &[("n", i64::from(*most).into())])
        }
        (Rule::TopN(_), _) => t.text("outcome-chosen-order").into_owned(),
        (Rule::GreedyVotes(greedy), _) => fitted(s, greedy, plan),
        // What costs nothing is funded before any round.
        (Rule::Phragmen(_) | Rule::Maximin(_), None) => t.text("outcome-chosen").into_owned(),
    }
}

fn fitted(s: &Told<'_>, greedy: &Greedy, plan: &PlanOutcome) -> String {
    let (t, left) = (s.t, left(s, plan));
    let short = Cents(plan.cost.0.saturating_sub(left.0));
    if short > Cents::ZERO {
        let money = [("left", left.into()), ("cost", plan.cost.into()), ("short", short.into())];
        return t.with("outcome-nearly", &money);
    }
    if greedy.per_cost && plan.cost > Cents::ZERO {
        let (got, key) = match &plan.score {
            Some(score) => (score.to_f64(), "outcome-fitted-points-per-cost"),
            None => (votes(plan) as f64, "outcome-fitted-per-cost"),
        };
        let each = got * 100_000.0 / plan.cost.0 as f64;
        let rate = decimal(each, if each < 10.0 { 1 } else { 0 }, t.lang());
        return t.with(key, &[("rate", rate.into()), ("left", left.into())]);
    }
    t.with("outcome-fitted", &[("left", left.into())])
}

/// Equal shares: who paid for it.
fn bought(s: &Told<'_>, outcome: &OutcomeView, plan: &PlanOutcome) -> String {
    let t = s.t;
    if outcome.replaced {
        return t.text("outcome-shares-replaced").into_owned();
    }
    match shares_of(s, outcome, plan) {
        Some(shares) if shares.had >= shares.cost => t.with(
            "outcome-shares-paid",
            &[("votes", votes(plan).into()), ("had", cents_of_part(&shares.had).into()), ("cost", plan.cost.into())],
        ),
        // What was left went to plans with most votes.
        _ => t.text("outcome-shares-rest").into_owned(),
    }
}

/// Equal shares: what its supporters had, where their money went, and how near they came.
fn short(s: &Told<'_>, outcome: &OutcomeView, plan: &PlanOutcome, had: Cents) -> String {
    let t = s.t;
    let mut sentences = vec![t.with("outcome-shares-short", &[("had", had.into()), ("cost", plan.cost.into())])];
    let Some(shares) = shares_of(s, outcome, plan) else { return sentences.remove(0) };
    let titles: Vec<String> = losses(s, shares).into_iter().map(|(title, _)| title).take(3).collect();
    if !titles.is_empty() {
        sentences.push(t.with("outcome-shares-went", &[("plans", t.list(&titles).into())]));
    }
    // Where they came nearer than what they had in the end.
    let short = cents_of_part(&shares.short_of);
    if short > Cents::ZERO && short < Cents(plan.cost.0.saturating_sub(had.0)) {
        sentences.push(t.with("outcome-shares-nearest", &[("short", short.into())]));
    }
    sentences.join(" ")
}

/// What its supporters paid for others, most first.
fn losses(s: &Told<'_>, shares: &SharesExplanation) -> Vec<(String, Cents)> {
    let mut losses: Vec<_> = shares.losses.iter().collect();
    losses.sort_by(|one, other| other.paid.cmp(&one.paid));
    losses.into_iter().map(|loss| (title_of(s, &loss.id), cents_of_part(&loss.paid))).collect()
}

/// For who wants to know all of it: what the supporters of a plan began with, and every plan that they paid for.
pub(super) fn went(s: &Told<'_>, outcome: &OutcomeView, plan: &PlanOutcome) -> Markup {
    let t = s.t;
    let lost = matches!(plan.status, Status::SupportersShort { .. }) && outcome.counts;
    let Some(shares) = shares_of(s, outcome, plan).filter(|_| lost) else {
        return html! {};
    };
    let columns = [Column::words(t.text("outcome-plan")), Column::number(t.text("outcome-shares-paid-for"))];
    let mut rows =
        vec![vec![html! { (t.text("outcome-shares-began")) }, html! { (t.money(cents_of_part(&shares.began))) }]];
    rows.extend(
        losses(s, shares).into_iter().map(|(title, paid)| vec![html! { (title) }, html! { "− " (t.money(paid)) }]),
    );
    rows.push(vec![html! { (t.text("outcome-shares-had")) }, html! { (t.money(cents_of_part(&shares.had))) }]);
    let id = format!("geld-{}", plan.number);
    let label = t.with("outcome-shares-where", &[("plan", title(s, plan).into())]);
    let near =
        [("percent", shares.effective_support.to_string().into()), ("short", cents_of_part(&shares.short_of).into())];
    let near = t.with("outcome-shares-effective", &near);
    fold(
        &id,
        &t.text("outcome-shares-where-short"),
        html! { (table(&format!("{id}-tabel"), &label, &columns, &rows, 0, false)) p class="small" { (near) } },
    )
}

fn not_chosen(s: &Told<'_>, outcome: &OutcomeView, plan: &PlanOutcome) -> String {
    let t = s.t;
    match (&outcome.rule, plan.position) {
        (Rule::TopN(TopN { most: Some(most), .. }), Some(place)) => {
            t.with("outcome-not-top", &[("n", i64::from(*most).into()), ("place", place.into())])
        }
        (Rule::MaxWelfare(_), _) => t.text("outcome-not-welfare").into_owned(),
        (Rule::EqualShares(_), _) if outcome.replaced => t.text("outcome-shares-replaced-lost").into_owned(),
        _ => t.text("outcome-not-chosen").into_owned(),
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
    let points = needed.more_score.as_ref().filter(|_| outcome.counts).and_then(Amount::to_u64);
    if let Some(points) = points.and_then(|points| i64::try_from(points).ok()) {
        let key = if cost.is_some() { "outcome-needed-points-either" } else { "outcome-needed-points" };
        return Some(t.with(key, &[("n", points.into()), ("cost", cost.unwrap_or_default().into())]));
    }
    match (votes, cost) {
        (Some(votes), Some(cost)) => {
            Some(t.with("outcome-needed-either", &[("n", votes.into()), ("cost", cost.into())]))
        }
        (Some(votes), None) => Some(t.with("outcome-needed-votes", &[("n", votes.into())])),
        (None, Some(cost)) => Some(t.with("outcome-needed-cost", &[("cost", cost.into())])),
        (None, None) => None,
    }
}

/// The lower cost that was tried and was enough, with rules that do not tell it themselves.
fn cheaper(s: &Told<'_>, outcome: &OutcomeView, plan: &PlanOutcome) -> Option<String> {
    let id = s.view.candidate(plan.number)?.tally_id();
    let cost = outcome.firmness.as_ref()?.cheaper.get(&id)?;
    Some(s.t.with("outcome-needed-tried", &[("cost", cents_of_part(cost).into())]))
}
