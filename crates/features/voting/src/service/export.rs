//! What residents can download of a published round: the outcome as a table, candidates and ballots as a Pabulib file.

use super::outcome::{OutcomeView, election, outcome_or_refuse};
use crate::model::{Candidate, RoundView};
use crate::refusal::Refusal;
use crate::rules::{BallotForm, Limits, RoundRules};
use crate::store;
use crate::voting::Voting;
use civic::Actor;
use platform::clock;
use platform::error::Error;
use platform::i18n::Lang;
use platform::money::Cents;
use tally::{Amount, Columns, Election, Meta, Needed, Rule, Status, VoteType};

/// A cell that a spreadsheet would read as a formula begins with an apostrophe instead.
fn cell(text: &str) -> String {
    let dangerous = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if dangerous { format!("'{text}") } else { text.to_owned() }
}

fn euros(cents: Cents) -> String {
    format!("{}.{:02}", cents.0 / 100, cents.0.rem_euclid(100))
}

/// A status as files and the API name it.
pub(crate) fn status(status: &Status) -> &'static str {
    match status {
        Status::Funded => "funded",
        Status::DoesNotFit { .. } => "does-not-fit",
        Status::DearerThanBudget => "dearer-than-budget",
        Status::AfterStop => "after-stop",
        Status::Withdrawn => "withdrawn",
        Status::BelowThreshold { .. } => "below-threshold",
        Status::CeilingReached { .. } => "ceiling-reached",
        Status::Excluded { .. } => "excluded",
        Status::NotAdmitted => "not-admitted",
        Status::NoSupport => "no-support",
        Status::SupportersShort { .. } => "supporters-short",
        Status::NotChosen => "not-chosen",
    }
}

/// The outcome as a CSV: one row a plan, in order of rank. Amounts in euros with a point.
///
/// # Errors
/// [`Refusal::OutcomeNotPublic`].
pub async fn export_csv(voting: &Voting, actor: &Actor, view: &RoundView, lang: Lang) -> Result<String, Error> {
    let outcome = outcome_or_refuse(voting, actor, view).await?;
    let mut out = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    let head = [
        "position",
        "number",
        "id",
        "title",
        "theme",
        "cost",
        "votes",
        "spent_after",
        "status",
        "more_votes_needed",
        "decided",
        "score",
    ];
    out.write_record(head).map_err(Error::internal)?;
    for plan in &outcome.plans {
        let Some(candidate) = view.candidate(plan.number) else { continue };
        let number = |value: Option<u64>| value.map(|value| value.to_string()).unwrap_or_default();
        let more = plan.needed.as_ref().and_then(|Needed { more_votes, .. }| *more_votes);
        let spent = if outcome.counts && plan.position.is_some() { euros(plan.spent_after) } else { String::new() };
        out.write_record([
            plan.position.map(|position| position.to_string()).unwrap_or_default(),
            plan.number.to_string(),
            cell(&candidate.tally_id()),
            cell(candidate.title(lang)),
            cell(candidate.theme(lang)),
            euros(plan.cost),
            number(plan.votes),
            spent,
            status(&plan.status).to_owned(),
            number(more),
            plan.decided.map(|decided| if decided { "yes" } else { "no" }.to_owned()).unwrap_or_default(),
            plan.score.as_ref().map(ToString::to_string).unwrap_or_default(),
        ])
        .map_err(Error::internal)?;
    }
    String::from_utf8(out.into_inner().map_err(Error::internal)?).map_err(Error::internal)
}

/// Candidates and ballots as a Pabulib file. Voters get new ids, in the order of the random ids of sealing.
///
/// # Errors
/// [`Refusal::OutcomeNotPublic`], also as long as the rules keep the counts back.
pub async fn export_pabulib(voting: &Voting, actor: &Actor, view: &RoundView) -> Result<String, Error> {
    let outcome = outcome_or_refuse(voting, actor, view).await?;
    if !outcome.counts {
        return Err(Refusal::OutcomeNotPublic.into());
    }
    let id = view.round.id;
    let ballots = voting.app.db.read(move |reader| store::sealed_ballots(reader, id)).await?;
    let plain = election(&view.round.rules, &view.candidates, view.round.budget, &ballots)?;
    let mut candidates = plain.candidates().to_vec();
    for (tallied, score) in candidates.iter_mut().zip(plain.scores().unwrap_or_default()) {
        tallied.score = Some(score);
    }
    for (tallied, candidate) in candidates.iter_mut().zip(&view.candidates) {
        tallied.selected = Some(u8::from(outcome.selected.contains(&candidate.number)));
        if candidate.struck.is_some() {
            // The mark of the Pabulib checker, so that whoever recounts the file leaves it out too.
            tallied.cost = Amount::from(tally::WITHDRAWN_COST);
        }
    }
    let written = Election::new(meta(view, &outcome)?, Columns::default(), candidates, plain.ballots().to_vec());
    tally::pabulib::write(&written.map_err(Error::internal)?.with_counts()).map_err(Error::internal)
}

/// Every step of the count as JSON: `{"outcome": …, "insight": …, "firmness": …}` with the steps, the measures, the comparison
/// of rules if that was declared, and drawn electorates once these were counted, as `tally` writes them.
///
/// # Errors
/// [`Refusal::OutcomeNotPublic`], also as long as the rules keep the counts back.
pub async fn export_trace(voting: &Voting, actor: &Actor, view: &RoundView) -> Result<String, Error> {
    if !outcome_or_refuse(voting, actor, view).await?.counts {
        return Err(Refusal::OutcomeNotPublic.into());
    }
    let id = view.round.id;
    let counted = voting.app.db.read(move |reader| store::outcome(reader, id)).await?;
    let counted = counted.ok_or(Error::from(Refusal::OutcomeNotPublic))?;
    let whole =
        serde_json::json!({ "outcome": counted.outcome, "insight": counted.insight, "firmness": counted.firmness });
    Ok(whole.to_string())
}

fn meta(view: &RoundView, outcome: &OutcomeView) -> Result<Meta, Error> {
    let round = &view.round;
    let limits = &round.rules.limits;
    let amount = |cents: Cents| super::outcome::amount(cents).to_string();
    let date = |at| clock::local(at).date().strftime("%d.%m.%Y").to_string();
    let rule = match &round.rules.rule {
        Rule::GreedyVotes(greedy) if greedy.threshold.is_some() => "greedy-threshold",
        Rule::GreedyVotes(greedy) if !greedy.exclusive.is_empty() => "greedy-exclusive",
        Rule::GreedyVotes(greedy) if greedy.nearly.is_some() || greedy.ceilings.is_some() => "greedy-custom",
        Rule::GreedyVotes(greedy) if greedy.skipping => "greedy",
        Rule::GreedyVotes(_) => "greedy-no-skip",
        Rule::EqualShares(shares) => match (&shares.add_one, &shares.comparison) {
            (None, _) => "equalshares",
            (Some(_), None) => "equalshares/add1",
            (Some(_), Some(_)) => "equalshares/add1-comparison",
        },
        // The format has no word for the others.
        Rule::TopN(_) | Rule::MaxWelfare(_) | Rule::Phragmen(_) | Rule::Maximin(_) => "unknown",
    };
    let one = limits.min_plans == 1 && limits.max_plans == Some(1);
    let vote_type = match proof::count::vote_type(round.rules.form.into()) {
        VoteType::Approval if one => VoteType::ChooseOne,
        vote_type => vote_type,
    };
    let mut entries = vec![
        ("description", round.title.clone()),
        ("unit", round.project_facts.title.clone()),
        ("num_projects", view.candidates.len().to_string()),
        ("num_votes", outcome.voters.to_string()),
        ("budget", amount(round.budget)),
        ("vote_type", vote_type.to_string()),
        ("rule", rule.to_owned()),
        ("date_begin", date(round.opens_at)),
        ("date_end", date(round.closes_at)),
        ("currency", "EUR".to_owned()),
    ];
    entries.extend(points_entries(&round.rules));
    // Limits of yes and no are about yes only, which the format has no word for.
    let limits = if round.rules.form == BallotForm::YesNo { &Limits::default() } else { limits };
    if limits.min_plans > 0 {
        entries.push(("min_length", limits.min_plans.to_string()));
    }
    entries.extend(limits.max_plans.map(|most| ("max_length", most.to_string())));
    if limits.min_sum > Cents::ZERO {
        entries.push(("min_sum_cost", amount(limits.min_sum)));
    }
    entries.extend(limits.max_sum.map(|most| ("max_sum_cost", amount(most))));
    let entries = entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    Meta::from_entries(entries).map_err(Error::internal)
}

/// What the format says about points: those of one plan and all together; yes is 1 and no is -1.
fn points_entries(rules: &RoundRules) -> Vec<(&'static str, String)> {
    match (rules.form, rules.points) {
        (BallotForm::Points, Some(points)) => vec![
            ("min_points", "1".to_owned()),
            ("max_points", points.most.to_string()),
            ("max_sum_points", points.total.to_string()),
        ],
        (BallotForm::YesNo, _) => vec![("min_points", "-1".to_owned()), ("max_points", "1".to_owned())],
        _ => Vec::new(),
    }
}

/// Whether a candidate can be written in a Pabulib file; a comma in an id separates ids there.
#[must_use]
pub fn can_be_exported(candidate: &Candidate) -> bool {
    let id = candidate.tally_id();
    !id.is_empty() && id.trim() == id && !id.contains([',', '\n', '\r']) && !id.eq_ignore_ascii_case("none")
}
