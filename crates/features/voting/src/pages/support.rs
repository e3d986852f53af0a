//! What each plan got from the voters, in the words of the form of the ballot: votes, points, points for places, or yes and
//! no beside each other.

use super::outcome::Told;
use crate::counts::by_score;
use crate::rules::BallotForm;
use crate::service::outcome::{OutcomeView, PlanOutcome};
use civic::ui::figures::Column;
use maud::{Markup, html};
use platform::i18n::{T, decimal};
use tally::Amount;

/// How often somebody said yes and how often no. The count has how many named a plan and what that adds up to, with a point
/// more for each yes and a point less for each no.
fn yes_and_no(plan: &PlanOutcome) -> Option<(i64, i64)> {
    let named = i64::try_from(plan.votes?).ok()?;
    let balance = whole(plan.score.as_ref()?)?;
    Some(((named + balance) / 2, (named - balance) / 2))
}

/// A whole number of points, which may be less than none.
fn whole(score: &Amount) -> Option<i64> {
    let size = if score.is_negative() { (-score.clone()).to_u64() } else { score.to_u64() };
    let size = i64::try_from(size?).ok()?;
    Some(if score.is_negative() { -size } else { size })
}

fn points(t: &T, score: &Amount) -> String {
    match whole(score) {
        Some(points) => {
            let count = if points < 0 { format!("−{}", t.number(-points)) } else { t.number(points) };
            t.with("outcome-points", &[("n", points.into()), ("count", count.into())])
        }
        None => {
            let count = decimal(score.to_f64(), 1, t.lang());
            t.with("outcome-points", &[("n", 2_i64.into()), ("count", count.into())])
        }
    }
}

fn votes(t: &T, votes: u64) -> String {
    t.with("outcome-n-votes", &[("n", i64::try_from(votes).unwrap_or(i64::MAX).into())])
}

/// What a plan got, most telling first; nothing while counts are not public.
pub(super) fn words(t: &T, form: BallotForm, plan: &PlanOutcome) -> Vec<String> {
    let Some(named) = plan.votes else { return Vec::new() };
    let people = || t.with("outcome-by-people", &[("n", i64::try_from(named).unwrap_or(i64::MAX).into())]);
    match (form, &plan.score) {
        (BallotForm::YesNo, _) => match yes_and_no(plan) {
            Some((yes, no)) => {
                let args = [("yes", t.number(yes).into()), ("no", t.number(no).into())];
                vec![t.with("outcome-yes-and-no", &args)]
            }
            None => vec![votes(t, named)],
        },
        (BallotForm::Points | BallotForm::Ranking, Some(score)) => vec![points(t, score), people()],
        _ => vec![votes(t, named)],
    }
}

/// How to read it, in one sentence; nothing for plans that were ticked.
pub(super) fn means(s: &Told<'_>, outcome: &OutcomeView) -> Option<String> {
    let key = match s.view.round.rules.form {
        BallotForm::Plans => return None,
        BallotForm::Points => "outcome-means-points",
        BallotForm::Ranking if by_score(&outcome.rule) => "outcome-means-places",
        BallotForm::Ranking => "outcome-means-borda",
        BallotForm::YesNo => "outcome-means-yes-no",
    };
    Some(s.t.text(key).into_owned())
}

/// The key of what the average of a ballot is called, and how often a plan was named for it.
pub(super) fn average(form: BallotForm, plan: &PlanOutcome) -> (&'static str, Option<u64>) {
    match form {
        BallotForm::Plans => ("outcome-average", plan.votes),
        BallotForm::Points => ("outcome-average-points", plan.votes),
        BallotForm::Ranking => ("outcome-average-ranked", plan.votes),
        BallotForm::YesNo => {
            ("outcome-average-yes", yes_and_no(plan).and_then(|(yes, _)| u64::try_from(yes).ok()).or(plan.votes))
        }
    }
}

/// The columns of the table of all figures.
pub(super) fn columns(t: &T, form: BallotForm) -> Vec<Column> {
    let keys: &[&str] = match form {
        BallotForm::Plans => &["outcome-votes"],
        BallotForm::Points | BallotForm::Ranking => &["outcome-points-head", "outcome-votes"],
        BallotForm::YesNo => &["outcome-yes-head", "outcome-no-head", "outcome-balance-head"],
    };
    keys.iter().map(|key| Column::number(t.text(key))).collect()
}

/// The cells of a plan in these columns.
pub(super) fn cells(t: &T, form: BallotForm, plan: &PlanOutcome) -> Vec<Markup> {
    let number = |number: Option<i64>| match number {
        Some(number) => html! { (t.number(number)) },
        None => html! { "–" },
    };
    let named = plan.votes.map(|votes| i64::try_from(votes).unwrap_or(i64::MAX));
    let score = plan.score.as_ref().filter(|_| named.is_some()).and_then(whole);
    match form {
        BallotForm::Plans => vec![number(named)],
        BallotForm::Points | BallotForm::Ranking => vec![number(score), number(named)],
        BallotForm::YesNo => {
            let both = yes_and_no(plan);
            vec![number(both.map(|(yes, _)| yes)), number(both.map(|(_, no)| no)), number(score)]
        }
    }
}
