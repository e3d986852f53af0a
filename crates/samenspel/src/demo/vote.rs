//! The two votes of the demo.

use super::{content, seed};
use crate::program::Program;
use crate::progress::Progress;
use anyhow::{Context, Result};
use civic::Actor;
use civic::model::Project;
use jiff::{SignedDuration, Timestamp};
use platform::clock::Clock;
use platform::i18n::Lang;
use platform::money::Cents;
use platform::web::security::Client;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tally::{Rule, TieBreak};
use uuid::Uuid;
use voting::ballot::Choice;
use voting::model::{DecisionWords, HandIn, NewDecision, NewRound, RoundView};
use voting::rules::{Limits, RoundRules};
use voting::service::codes::{self, NewBatch};
use voting::service::{candidates, firm, handin, identify, import, outcome, round, seal};

/// How many voters hand in at the same time while the demo is made.
const AT_ONCE: usize = 64;
/// How many codes the demo prints.
const CODES: u32 = 20;

/// Rules of West Begroot: two plans or more for € 300.000 at most; most votes first, stopping at the first plan that does
/// not fit. Of equal plans the one with the lowest number comes first (`order` are the ids of the count by number; ours,
/// the file does not say how ties were broken).
fn rules(budget: i64, order: Vec<String>) -> Result<RoundRules> {
    let rule = Rule::by_name("greedy_votes_noskip").context("the rule")?;
    let rule = rule.with_tie_break(TieBreak::Order { ids: order });
    let limits = Limits { min_plans: 2, max_sum: Cents::from_euros(budget), ..Limits::default() };
    Ok(RoundRules { limits, rule, compare: true, ..RoundRules::default() })
}

async fn make_round(
    program: &Program,
    actor: &Actor,
    (project, from): (&Project, &content::Project),
    (opens_at, closes_at): (Timestamp, Timestamp),
) -> Result<Uuid> {
    let budget = Cents::from_euros(from.budget).context("the budget")?;
    let new = |order| {
        Ok::<_, anyhow::Error>(NewRound {
            title: from.title.nl.clone(),
            titles: BTreeMap::from([("en".to_owned(), from.title.en.clone())]),
            rules: rules(from.budget, order)?,
            budget,
            opens_at,
            closes_at,
            phase: None,
        })
    };
    let id = round::create(&program.voting, actor, project.id, new(Vec::new())?).await?;
    let plans = proposals::service::plans_for_round(&program.app, actor.organisation, project.id, None).await?;
    candidates::choose_plans(&program.voting, actor, id, plans.into_iter().map(|plan| plan.uuid).collect()).await?;
    // The numbers are known now.
    let view = round::round_view(&program.voting, actor, None, id).await?;
    let order = view.candidates.iter().map(voting::model::Candidate::tally_id).collect();
    round::update(&program.voting, actor, id, view.round.version, new(order)?).await?;
    Ok(id)
}

fn vote_window(from: &content::Project, today: jiff::civil::Date) -> Result<(Timestamp, Timestamp)> {
    let phase = from.phase.iter().find(|phase| phase.key == "vote").context("the phase of the vote")?;
    seed::window(phase, today)
}

/// The running vote; answers twenty codes.
pub(super) async fn running(
    program: &Program,
    clock: &Clock,
    actor: &Actor,
    what: (&Project, &content::Project),
    today: jiff::civil::Date,
) -> Result<Vec<String>> {
    let now = clock.now();
    let window = vote_window(what.1, today)?;
    clock.set(window.0 - SignedDuration::from_hours(24));
    let id = make_round(program, actor, what, window).await?;
    let name = "Brieven voor de demonstratie".to_owned();
    let batch =
        codes::make_batch(&program.voting, actor, id, NewBatch { name, count: CODES, test: false, area: None }).await?;
    round::open(&program.voting, actor, id).await?;
    clock.set(now);
    Ok(codes::batch_codes(&program.voting, actor, id, batch).await?)
}

/// The vote of 2020 with its real ballots, from the first code to the decision.
pub(super) async fn over(
    program: &Program,
    clock: &Clock,
    actor: &Actor,
    what: (&Project, &content::Project),
    election: &tally::Election,
) -> Result<()> {
    let voting = &program.voting;
    let (opens_at, closes_at) = vote_window(what.1, jiff::civil::Date::ZERO)?;
    clock.set(opens_at - SignedDuration::from_hours(24));
    let id = make_round(program, actor, what, (opens_at, closes_at)).await?;
    let codes = import::make_codes(voting, actor, id, election.ballots().len()).await?;
    round::open(voting, actor, id).await?;
    clock.set(opens_at + SignedDuration::from_mins(1));
    hand_in_all(program, actor, id, election, codes).await?;
    clock.set(closes_at + SignedDuration::from_mins(1));
    round::close_due(voting, id).await?;
    seal::seal(voting, actor, id).await?;
    outcome::count(voting, actor, id).await?;
    firm::finish(voting, id).await?;
    outcome::publish(voting, actor, id).await?;
    let decision = what.1.decision.as_ref().context("the decision")?;
    clock.set(platform::clock::from_local(decision.date.at(14, 0, 0, 0)).context("a time")?);
    let words = DecisionWords {
        authority: decision.body.en.clone(),
        text: decision.text.en.clone(),
        ..DecisionWords::default()
    };
    let decided = NewDecision {
        authority: decision.body.nl.clone(),
        decided_on: decision.date,
        document: None,
        text: decision.text.nl.clone(),
        deviations: Vec::new(),
        translations: BTreeMap::from([(Lang::En.code().to_owned(), words)]),
    };
    outcome::decide(voting, actor, id, decided).await?;
    Ok(outcome::finalise(voting, actor, id).await?)
}

/// Hands in each ballot with its own code, a few at a time, as voters do: code first, then the choice.
async fn hand_in_all(
    program: &Program,
    actor: &Actor,
    id: Uuid,
    election: &tally::Election,
    codes: Vec<String>,
) -> Result<()> {
    let view = round::round_view(&program.voting, actor, None, id).await?;
    let numbers: Vec<u32> = election
        .candidates()
        .iter()
        .map(|candidate| {
            let found = view.candidates.iter().find(|c| c.plan.pabulib_id.as_deref() == Some(candidate.id.as_str()));
            found.map(|c| c.number).with_context(|| format!("plan {} is not on the ballot", candidate.id))
        })
        .collect::<Result<_>>()?;
    let mut work: Vec<Vec<(String, Vec<Choice>)>> = vec![Vec::new(); AT_ONCE];
    for (index, (ballot, code)) in election.ballots().iter().zip(codes).enumerate() {
        let choices =
            ballot.form.choices().iter().filter_map(|choice| numbers.get(*choice).copied()).map(Choice::tick).collect();
        if let Some(lane) = work.get_mut(index % AT_ONCE) {
            lane.push((code, choices));
        }
    }
    let progress = Progress::of("Handing in ballots of 2020", Some(election.ballots().len() as u64));
    let lanes: Vec<_> = work
        .into_iter()
        .map(|lane| tokio::spawn(hand_in_some(program.voting.clone(), Arc::clone(&view), lane, progress.counter())))
        .collect();
    for lane in lanes {
        lane.await??;
    }
    Ok(())
}

async fn hand_in_some(
    voting: voting::Voting,
    view: Arc<RoundView>,
    lane: Vec<(String, Vec<Choice>)>,
    done: Arc<AtomicU64>,
) -> Result<()> {
    for (code, choices) in lane {
        let voter = identify::by_code(&voting, &view, Client::default(), &code).await?;
        handin::hand_in(&voting, &view, &voter, None, HandIn { choices, ..HandIn::default() }, Lang::Nl).await?;
        done.fetch_add(1, Ordering::Relaxed);
    }
    Ok(())
}
