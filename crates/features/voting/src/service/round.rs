//! Rounds: making, opening, prolonging, closing, review.

use super::log as public_log;
use super::{Deed, REASON, changed, load, log, view};
use crate::model::{Follow, NewRound, Round, RoundView, State, Voter};
use crate::refusal::Refusal;
use crate::voting::Voting;
use crate::{hot, jobs as own_jobs, store};
use civic::Actor;
use civic::ids::{PhaseId, ProjectId};
use civic::permission::Permission;
use civic::refusal::{optional, required};
use civic::service::{ActivityWindow, announce_activity, remove_activity, save_activity};
use jiff::{SignedDuration, Timestamp};
use platform::db::Tx;
use platform::error::{Common, Error};
use platform::i18n::Lang;
use platform::{jobs, params};
use proof::log::Deed as Told;
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

/// The kind of the activity that has a round's times.
pub const ACTIVITY_KIND: &str = "vote";
/// How long closing waits for hand-ins that were in time, at most.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long closing gives the queues of other nodes, which it cannot see.
const OTHER_NODES: Duration = Duration::from_millis(250);

/// A round, as far as this visitor may see it: a draft only for staff and for whoever tries it out with a test code.
///
/// # Errors
/// [`Common::NotFound`] for a round that is not there, is another organisation's or may not be seen.
pub async fn round_view(
    voting: &Voting,
    actor: &Actor,
    voter: Option<&Voter>,
    uuid: Uuid,
) -> Result<Arc<RoundView>, Error> {
    let view = view(voting, actor.organisation, uuid).await?;
    let tries = voter.is_some_and(|voter| voter.test && voter.round == view.round.id);
    if tries || visible(actor, &view.round) { Ok(view) } else { Err(Common::NotFound.into()) }
}

/// A round for somebody who is about to identify: also a draft, because a test code may follow.
///
/// # Errors
/// [`Common::NotFound`] for a round that is not there or is another organisation's.
pub async fn round_to_identify(voting: &Voting, actor: &Actor, uuid: Uuid) -> Result<Arc<RoundView>, Error> {
    view(voting, actor.organisation, uuid).await
}

fn visible(actor: &Actor, round: &Round) -> bool {
    let public = round.state != State::Draft && round.project_facts.published;
    public || actor.roles.allow(Permission::SeeProject, Some(round.project))
}

/// The rounds of a project that this visitor may see, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn rounds(voting: &Voting, actor: &Actor, project: ProjectId) -> Result<Vec<Arc<RoundView>>, Error> {
    let organisation = actor.organisation;
    let list = voting.app.db.read(move |reader| store::rounds(reader, organisation, project)).await?;
    let mut views = Vec::with_capacity(list.len());
    for round in list.into_iter().filter(|round| visible(actor, round)) {
        views.push(view(voting, organisation, round.uuid).await?);
    }
    Ok(views)
}

/// The same with every text in order, or what is wrong with it.
fn checked(new: &NewRound) -> Result<NewRound, Error> {
    let mut wrong: Vec<platform::error::Refusal> = Vec::new();
    let title = required("title", &new.title, 120).map_err(|refusal| wrong.push(refusal.into())).unwrap_or_default();
    let mut titles = BTreeMap::new();
    for (lang, title) in &new.titles {
        match (Lang::parse(lang), optional("title", title, 120)) {
            (None, _) => wrong.push(civic::refusal::Refusal::UnknownLanguage.into()),
            (_, Err(refusal)) => wrong.push(refusal.into()),
            (Some(lang), Ok(title)) => {
                titles.insert(lang.code().to_owned(), title);
            }
        }
    }
    wrong.extend(new.rules.problems().into_iter().map(Into::into));
    if new.budget.0 <= 0 {
        wrong.push(Refusal::NoBudget.into());
    }
    if new.closes_at <= new.opens_at {
        wrong.push(civic::refusal::Refusal::EndsBeforeStart.into());
    }
    if wrong.is_empty() { Ok(NewRound { title, titles, ..new.clone() }) } else { Err(Error::Refused(wrong)) }
}

fn window(activity: Option<Uuid>, round: Uuid, new: &NewRound) -> ActivityWindow {
    ActivityWindow {
        uuid: activity,
        phase: new.phase,
        kind: ACTIVITY_KIND,
        subject: round.to_string(),
        opens_at: new.opens_at,
        closes_at: new.closes_at,
        settings: json!({}),
    }
}

/// Makes a round as a draft; answers its outer id.
///
/// # Errors
/// Everything that is wrong with it; refused without the right.
pub async fn create(voting: &Voting, actor: &Actor, project: ProjectId, new: NewRound) -> Result<Uuid, Error> {
    create_once(voting, actor, project, new, None).await
}

/// The same for a request with a name: sent again, it answers the round that it made.
///
/// # Errors
/// As [`create`]; [`Common::RequestReused`] when the name stood for another round.
pub async fn create_once(
    voting: &Voting,
    actor: &Actor,
    project: ProjectId,
    new: NewRound,
    request: Option<&str>,
) -> Result<Uuid, Error> {
    actor.permit(Permission::PrepareRound, Some(project))?;
    let new = checked(&new)?;
    let what = ["round", &project.0.to_string()];
    let sent = civic::service::request(&voting.app, actor, &what, request, &format!("{new:?}"));
    let uuid = voting.app.uuid();
    voting.make_share(uuid).await?;
    let (work, actor) = (voting.clone(), actor.clone());
    voting
        .app
        .db
        .write(move |tx| {
            let known = civic::store::project_by_id(tx, actor.organisation, project, Lang::Nl)?;
            known.ok_or(Error::from(Common::NotFound))?;
            if let Some(known) = sent.map(|sent| sent.known(tx)).transpose()?.flatten() {
                return Uuid::parse_str(&known).map_err(Error::internal);
            }
            let activity = save_activity(&work.app, tx, actor.organisation, project, &window(None, uuid, &new))?;
            // Nobody hears of a draft.
            announce_activity(tx, actor.organisation, activity, false)?;
            let generation = public_log::keys::newest(tx, actor.organisation)?;
            let id = store::add_round(tx, (actor.organisation, project), uuid, &new, activity, generation)?;
            hot::make_partitions(tx, id)?;
            let round = load(tx, &actor, Permission::PrepareRound, uuid)?;
            let deed = Deed::inner(Permission::PrepareRound, "log-round-created", json!({ "title": new.title }));
            log(&work, tx, &actor, &round, deed)?;
            if let Some(sent) = &sent {
                sent.keep(tx, &uuid.to_string(), work.app.clock.now())?;
            }
            Ok(uuid)
        })
        .await
}

/// Changes a round that is still a draft. `version` is the one that was read.
///
/// # Errors
/// Everything that is wrong with it; [`Common::Changed`] when somebody else saved in the meantime;
/// [`Refusal::Frozen`] once it is open.
pub async fn update(voting: &Voting, actor: &Actor, uuid: Uuid, version: i64, new: NewRound) -> Result<(), Error> {
    let (work, actor) = (voting.clone(), actor.clone());
    let written = voting.app.db.write(move |tx| {
        let round = load(tx, &actor, Permission::PrepareRound, uuid)?;
        if round.state != State::Draft {
            return Err(Refusal::Frozen.into());
        }
        let new = checked(&new)?;
        if !store::set_round(tx, round.id, version, &new)? {
            return Err(Common::Changed.into());
        }
        save_activity(&work.app, tx, actor.organisation, round.project, &window(round.activity, uuid, &new))?;
        let deed = Deed::inner(Permission::PrepareRound, "log-round-changed", json!({ "title": new.title }));
        log(&work, tx, &actor, &round, deed)
    });
    written.await?;
    voting.forget_view(uuid);
    Ok(())
}

/// The phase that a round belongs to, for whoever may see its project.
///
/// # Errors
/// [`Common::NotFound`] for a round that is not there; without the right.
pub async fn phase(voting: &Voting, actor: &Actor, uuid: Uuid) -> Result<Option<PhaseId>, Error> {
    let actor = actor.clone();
    let read = voting.app.db.read(move |reader| {
        let round = load(reader, &actor, Permission::SeeProject, uuid)?;
        let Some(activity) = round.activity else { return Ok(None) };
        Ok::<_, Error>(civic::store::activity_phase(reader, round.organisation, activity)?)
    });
    read.await
}

/// Removes a draft with everything that was prepared and tried out for it: plans, codes, test ballots, files.
///
/// # Errors
/// [`Refusal::Frozen`] once it is open; without the right.
pub async fn remove(voting: &Voting, actor: &Actor, uuid: Uuid) -> Result<(), Error> {
    let (work, actor) = (voting.clone(), actor.clone());
    let written = voting.app.db.write(move |tx| {
        let round = load(tx, &actor, Permission::PrepareRound, uuid)?;
        if round.state != State::Draft {
            return Err(Error::from(Refusal::Frozen));
        }
        hot::drop_open_rows(tx, round.id)?;
        super::compare::clear(tx, round.id)?;
        store::remove_draft(tx, round.id)?;
        if let Some(activity) = round.activity {
            remove_activity(tx, round.organisation, activity)?;
        }
        let deed = Deed::inner(Permission::PrepareRound, "log-round-removed", json!({ "title": round.title }));
        log(&work, tx, &actor, &round, deed)?;
        Ok(round)
    });
    let round = written.await?;
    voting.forget_view(uuid);
    // Nothing names these files any more, and the codes in them open nothing.
    voting.delete_files(&round).await
}

/// Opens a round: rules, times and plans are fixed from now on. Plans of the site are taken over as they are now; what
/// was tried out is thrown away.
///
/// # Errors
/// When nobody could vote (no plans, limits that no ballot can meet, a time that is over), when a plan is gone
/// ([`Common::Changed`]), or without the right.
pub async fn open(voting: &Voting, actor: &Actor, uuid: Uuid) -> Result<(), Error> {
    let view = view(voting, actor.organisation, uuid).await?;
    actor.permit(Permission::RunRound, Some(view.round.project))?;
    let fresh = super::candidates::as_they_are_now(voting, &view).await?;
    if fresh.len() != view.candidates.len() {
        return Err(Common::Changed.into());
    }
    let (work, actor) = (voting.clone(), actor.clone());
    let written = voting.app.db.write(move |tx| {
        let round = load(tx, &actor, Permission::RunRound, uuid)?;
        let now = work.app.clock.now();
        if round.state != State::Draft {
            return Err(Refusal::WrongState(round.state).into());
        }
        if round.closes_at <= now {
            return Err(Refusal::ClosesInPast.into());
        }
        if store::candidates(tx, round.id)? != view.candidates {
            return Err(Common::Changed.into());
        }
        if fresh.is_empty() {
            return Err(Refusal::NoCandidates.into());
        }
        let offered: Vec<_> = fresh.iter().map(crate::model::Candidate::offered).collect();
        if !round.rules.can_be_met(&offered, None) {
            return Err(Refusal::CannotBeMet.into());
        }
        if round.rules.own_area {
            // Whoever has a code of an area has to find something there.
            let areas = store::codes::areas(tx, round.id)?;
            if !areas.iter().all(|area| round.rules.can_be_met(&offered, Some(area))) {
                return Err(Refusal::CannotBeMet.into());
            }
        }
        if let Some(unknown) = round.rules.unknown_group(&offered) {
            return Err(Refusal::GroupUnknown(unknown.to_owned()).into());
        }
        if let Some(problem) = crate::counts::problem(&round.rules.rule, &fresh, round.budget) {
            return Err(problem.into());
        }
        store::set_candidates(tx, round.id, &fresh)?;
        hot::clear_tests(tx, round.id)?;
        hot::make_partitions(tx, round.id)?;
        changed(tx.execute(&store::OPEN, params![round.id, now])?, &round)?;
        public_log::begin(&work, tx, &round, &fresh)?;
        if let Some(activity) = round.activity {
            announce_activity(tx, round.organisation, activity, true)?;
        }
        plan_closing(tx, &round, round.closes_at)?;
        let facts = json!({
            "title": round.title, "plans": fresh.len(), "budget_cents": round.budget, "rules": round.rules,
            "opens_at": round.opens_at, "closes_at": round.closes_at,
        });
        log(&work, tx, &actor, &round, Deed::public(Permission::RunRound, "log-round-opened", facts))
    });
    written.await?;
    voting.forget_view(uuid);
    Ok(())
}

fn plan_closing(tx: &mut Tx<'_>, round: &Round, at: Timestamp) -> Result<(), Error> {
    let dedupe = format!("{}:{}:{}", own_jobs::CLOSE, round.uuid, at.as_microsecond());
    Ok(jobs::add(tx, own_jobs::CLOSE, &round.uuid.to_string(), Some(&dedupe), at)?)
}

/// Closes a round later than was announced; public, with its reason.
///
/// # Errors
/// [`Refusal::ClosesEarlier`], a missing reason, a round that is not open, or without the right.
pub async fn prolong(
    voting: &Voting,
    actor: &Actor,
    uuid: Uuid,
    closes_at: Timestamp,
    reason: String,
) -> Result<(), Error> {
    let (work, actor) = (voting.clone(), actor.clone());
    let written = voting.app.db.write(move |tx| {
        let round = load(tx, &actor, Permission::RunRound, uuid)?;
        let reason = required("reason", &reason, REASON)?;
        if round.state != State::Open || work.app.clock.now() >= round.closes_at {
            let state = if round.state == State::Open { State::Closed } else { round.state };
            return Err(Refusal::WrongState(state).into());
        }
        if closes_at <= round.closes_at {
            return Err(Refusal::ClosesEarlier(round.closes_at).into());
        }
        changed(tx.execute(&store::PROLONG, params![round.id, closes_at])?, &round)?;
        if let Some(activity) = round.activity {
            let window = ActivityWindow {
                uuid: Some(activity),
                phase: civic::store::activity_phase(tx, round.organisation, activity)?,
                kind: ACTIVITY_KIND,
                subject: uuid.to_string(),
                opens_at: round.opens_at,
                closes_at,
                settings: json!({}),
            };
            save_activity(&work.app, tx, actor.organisation, round.project, &window)?;
        }
        plan_closing(tx, &round, closes_at)?;
        let told = (public_log::told(closes_at), reason.clone());
        public_log::act(&work, tx, &round, |at| Told::Prolonged { at, closes_at: told.0, reason: told.1 })?;
        let facts = json!({ "title": round.title, "from_at": round.closes_at, "to_at": closes_at, "reason": reason });
        log(&work, tx, &actor, &round, Deed::public(Permission::RunRound, "log-round-prolonged", facts))
    });
    written.await?;
    voting.forget_view(uuid);
    Ok(())
}

/// Closes a round whose time is over; true if it was closed now. By the job, and before acts that need it closed.
/// Hand-ins that were in time are answered first, for at most five seconds.
///
/// # Errors
/// When the database fails.
pub async fn close_due(voting: &Voting, uuid: Uuid) -> Result<bool, Error> {
    let found = voting.app.db.read(move |reader| store::round(reader, None, uuid)).await?;
    let due = |round: &Round| round.state == State::Open && voting.app.clock.now() >= round.closes_at;
    if !found.as_ref().is_some_and(due) {
        return Ok(false);
    }
    wait_for_hand_ins(voting).await;
    let work = voting.clone();
    // At `READ COMMITTED`, as hand-ins are: the leaves that wait are read once the round is closed to everybody, and not as
    // they were before this waited for the last ones.
    let closed = voting.app.db.write_hot(move |tx| {
        let Some(round) = store::round(tx, None, uuid)? else { return Ok::<_, Error>(false) };
        let now = work.app.clock.now();
        if tx.execute(&store::CLOSE, params![round.id, now])? == 0 {
            return Ok(false);
        }
        let days = i64::from(round.rules.review_days);
        let review_ends = round.closes_at + SignedDuration::from_hours(24 * days);
        if days > 0 {
            tx.execute(&store::REVIEW, params![round.id, review_ends])?;
        }
        public_log::batch::close(&work, tx, &round)?;
        let facts = json!({ "title": round.title, "review_days": days });
        let deed = Deed::public(Permission::RunRound, "log-round-closed", facts);
        log(&work, tx, &Actor::system(round.organisation), &round, deed)?;
        Ok(true)
    });
    let closed = closed.await?;
    voting.forget_view(uuid);
    Ok(closed)
}

async fn wait_for_hand_ins(voting: &Voting) {
    if voting.app.db.kind() == platform::db::Kind::Postgres {
        tokio::time::sleep(OTHER_NODES).await;
    }
    voting.until_quiet(PATIENCE).await;
}

/// Ends the review, when it has lasted as long as was declared; public, with what was found.
///
/// # Errors
/// [`Refusal::ReviewNotOver`], a missing note, a round that is not in review, or without the right.
pub async fn end_review(voting: &Voting, actor: &Actor, uuid: Uuid, note: String) -> Result<(), Error> {
    close_due(voting, uuid).await?;
    let (work, actor) = (voting.clone(), actor.clone());
    let written = voting.app.db.write(move |tx| {
        let round = load(tx, &actor, Permission::RunRound, uuid)?;
        let note = required("note", &note, REASON)?;
        let now = work.app.clock.now();
        match round.moments.review_ends {
            Some(ends) if round.state == State::Review && now < ends => return Err(Refusal::ReviewNotOver(ends).into()),
            _ => changed(tx.execute(&store::END_REVIEW, params![round.id, now])?, &round)?,
        }
        public_log::act(&work, tx, &round, |at| Told::ReviewEnded { at })?;
        let facts = json!({ "title": round.title, "note": note });
        log(&work, tx, &actor, &round, Deed::public(Permission::RunRound, "log-round-reviewed", facts))
    });
    written.await?;
    voting.forget_view(uuid);
    Ok(())
}

/// Throws away what was tried out in a draft; tells how many test ballots there were.
///
/// # Errors
/// Once the round is open; without the right.
pub async fn dry_run_reset(voting: &Voting, actor: &Actor, uuid: Uuid) -> Result<u64, Error> {
    let actor = actor.clone();
    let cleared = voting.app.db.write(move |tx| {
        let round = load(tx, &actor, Permission::PrepareRound, uuid)?;
        if round.state != State::Draft {
            return Err(Error::from(Refusal::WrongState(round.state)));
        }
        Ok(hot::clear_tests(tx, round.id)?)
    });
    cleared.await
}

/// How many began and handed in, per day.
///
/// # Errors
/// Without the right.
pub async fn follow(voting: &Voting, actor: &Actor, uuid: Uuid) -> Result<Follow, Error> {
    let actor = actor.clone();
    let read = voting.app.db.read(move |reader| {
        let round = load(reader, &actor, Permission::SeeProject, uuid)?;
        Ok::<_, Error>((store::counters(reader, round.id)?, super::notice::counts(reader, round.id)?))
    });
    let (days, notices) = read.await?;
    let started = days.iter().map(|day| day.started).sum();
    let handed_in = days.iter().map(|day| day.handed_in).sum();
    Ok(Follow { days, started, handed_in, notices })
}
