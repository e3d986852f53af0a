//! What stands on the ballot.

use super::log as public_log;
use super::{Deed, REASON, explain, load, log, view};
use crate::model::{Candidate, NewCandidate, RoundView, State};
use crate::refusal::Refusal;
use crate::rules::MOST_PLANS;
use crate::voting::Voting;
use crate::{hot, store};
use civic::Actor;
use civic::permission::Permission;
use civic::refusal::required;
use platform::error::{Common, Error};
use platform::params;
use proof::log::Deed as Told;
use serde_json::json;
use std::collections::HashSet;
use uuid::Uuid;

/// Puts these plans on the ballot of a draft, in this order, in the place of those that were there. A plan that was on it
/// keeps its key.
///
/// # Errors
/// When one has no title, a negative cost or is there twice; once the round is open; without the right.
pub async fn choose(voting: &Voting, actor: &Actor, uuid: Uuid, plans: Vec<NewCandidate>) -> Result<(), Error> {
    let (work, actor) = (voting.clone(), actor.clone());
    let written = voting.app.db.write(move |tx| {
        let round = load(tx, &actor, Permission::PrepareRound, uuid)?;
        if round.state != State::Draft {
            return Err(Refusal::Frozen.into());
        }
        check(&plans)?;
        let before = store::candidates(tx, round.id)?;
        let candidates = numbered(&work, &before, plans.clone());
        // Test ballots name numbers that may belong to other plans now.
        hot::clear_tests(tx, round.id)?;
        store::set_candidates(tx, round.id, &candidates)?;
        let facts = json!({ "title": round.title, "plans": candidates.len() });
        log(&work, tx, &actor, &round, Deed::inner(Permission::PrepareRound, "log-round-plans", facts))
    });
    written.await?;
    voting.forget_view(uuid);
    Ok(())
}

fn check(plans: &[NewCandidate]) -> Result<(), Error> {
    if plans.len() > MOST_PLANS as usize {
        return Err(Refusal::NoCandidates.into());
    }
    let (mut proposals, mut ids) = (HashSet::new(), HashSet::new());
    for plan in plans {
        required("title", &plan.texts.title, 10_000)?;
        if plan.cost.is_negative() {
            return Err(Refusal::NegativeCost.into());
        }
        let twice = plan.proposal.is_some_and(|proposal| !proposals.insert(proposal))
            || plan.pabulib_id.as_deref().is_some_and(|id| !ids.insert(id));
        if twice {
            return Err(Refusal::CandidateTwice.into());
        }
    }
    Ok(())
}

fn numbered(voting: &Voting, before: &[Candidate], plans: Vec<NewCandidate>) -> Vec<Candidate> {
    let key_of = |plan: &NewCandidate| {
        let same = |known: &&Candidate| plan.proposal.is_some() && known.plan.proposal == plan.proposal;
        before.iter().find(same).map_or_else(|| voting.app.uuid(), |known| known.key)
    };
    let number = 1_u32..;
    let candidate = |(number, plan): (u32, NewCandidate)| Candidate { number, key: key_of(&plan), plan, struck: None };
    number.zip(plans).map(candidate).collect()
}

/// Puts plans of the site on the ballot of a draft, in this order.
///
/// # Errors
/// As [`choose`]; [`Common::NotFound`] when one is not there.
pub async fn choose_plans(voting: &Voting, actor: &Actor, uuid: Uuid, plans: Vec<Uuid>) -> Result<(), Error> {
    let view = view(voting, actor.organisation, uuid).await?;
    actor.permit(Permission::PrepareRound, Some(view.round.project))?;
    let found = voting.state.plans.snapshot(actor.organisation, view.round.project, &plans).await?;
    if found.len() != plans.len() {
        return Err(Common::NotFound.into());
    }
    choose(voting, actor, uuid, found).await
}

/// The candidates with their plans as these are now, in the same order; plans that are gone are left out. A candidate
/// that is no plan of the site stays as it is.
pub(crate) async fn as_they_are_now(voting: &Voting, view: &RoundView) -> Result<Vec<Candidate>, Error> {
    let of_site: Vec<Uuid> = view.candidates.iter().filter_map(|candidate| candidate.plan.proposal).collect();
    if of_site.is_empty() {
        return Ok(view.candidates.clone());
    }
    let plans = voting.state.plans.snapshot(view.round.organisation, view.round.project, &of_site).await?;
    let now = |candidate: &Candidate| match candidate.plan.proposal {
        None => Some(candidate.clone()),
        Some(proposal) => {
            let plan = plans.iter().find(|plan| plan.proposal == Some(proposal))?.clone();
            Some(Candidate { plan, ..candidate.clone() })
        }
    };
    Ok(view.candidates.iter().filter_map(now).collect())
}

/// Takes the plans of the site over again as they are now; those that are gone leave the ballot of the draft.
///
/// # Errors
/// As [`choose`].
pub async fn refresh(voting: &Voting, actor: &Actor, uuid: Uuid) -> Result<(), Error> {
    let view = view(voting, actor.organisation, uuid).await?;
    actor.permit(Permission::PrepareRound, Some(view.round.project))?;
    let fresh = as_they_are_now(voting, &view).await?;
    choose(voting, actor, uuid, fresh.into_iter().map(|candidate| candidate.plan).collect()).await
}

/// Strikes a plan: it stays visible as withdrawn, its money is free in each ballot, and its votes do not count. Public,
/// with its reason.
///
/// # Errors
/// [`Refusal::AlreadyStruck`], a missing reason, a round that is not open, closed or in review, or without the right.
pub async fn strike(voting: &Voting, actor: &Actor, uuid: Uuid, number: u32, reason: String) -> Result<(), Error> {
    let (work, actor) = (voting.clone(), actor.clone());
    let written = voting.app.db.write(move |tx| {
        let round = load(tx, &actor, Permission::RunRound, uuid)?;
        let reason = required("reason", &reason, REASON)?;
        if !matches!(round.state, State::Open | State::Closed | State::Review) {
            return Err(Refusal::WrongState(round.state).into());
        }
        let candidates = store::candidates(tx, round.id)?;
        let struck = candidates.iter().find(|candidate| candidate.number == number);
        let struck = struck.ok_or(Error::from(Common::NotFound))?;
        let params = params![round.id, number, work.app.clock.now(), reason.as_str()];
        if tx.execute(&store::STRIKE, params).map_err(|error| explain(error, &round))? == 0 {
            return Err(Refusal::AlreadyStruck.into());
        }
        public_log::act(&work, tx, &round, |at| Told::Struck { at, number, reason: reason.clone() })?;
        let facts =
            json!({ "title": round.title, "plan": struck.plan.texts.title, "number": number, "reason": reason });
        log(&work, tx, &actor, &round, Deed::public(Permission::RunRound, "log-plan-struck", facts))
    });
    written.await?;
    voting.forget_view(uuid);
    Ok(())
}
