//! Sealing and counting, which take long in a large round: a job does them there, and nobody waits at a page.

use super::{load, outcome, seal};
use crate::jobs as own_jobs;
use crate::model::{Long, State};
use crate::refusal::Refusal;
use crate::store;
use crate::voting::Voting;
use civic::Actor;
use civic::ids::{OrganisationId, PersonId};
use civic::permission::Permission;
use platform::error::Error;
use platform::{jobs, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Up to so many ballots are sealed or counted while the caller waits.
pub const AT_ONCE: i64 = 5_000;

/// Whether it is done when the caller is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// It is.
    Now,
    /// A job does it.
    Later,
}

/// What the job is told: what to do to which round, and who asked.
#[derive(Debug, Serialize, Deserialize)]
struct Payload {
    round: Uuid,
    act: Long,
    organisation: i64,
    person: Option<i64>,
}

/// Seals or counts: at once when there are at most `at_once` ballots, else by a job. Asked again while the job is at it,
/// nothing more happens.
///
/// # Errors
/// As [`seal::seal`] and [`outcome::count`].
pub async fn ask(voting: &Voting, actor: &Actor, uuid: Uuid, act: Long, at_once: i64) -> Result<Done, Error> {
    if act == Long::Seal {
        super::round::close_due(voting, uuid).await?;
    }
    let checker = actor.clone();
    let read = voting.app.db.read(move |reader| {
        let round = load(reader, &checker, Permission::RunRound, uuid)?;
        ready(&round, act)?;
        let ballots: i64 = store::counters(reader, round.id)?.iter().map(|day| day.handed_in).sum();
        // Some rules take their time however few ballots there are.
        let slow = act == Long::Count && crate::counts::is_slow(&round.rules.rule);
        Ok::<_, Error>((ballots, if slow { 0 } else { at_once }))
    });
    let (ballots, at_once) = read.await?;
    if ballots <= at_once {
        carry_out(voting, actor, uuid, act).await?;
        return Ok(Done::Now);
    }
    let payload = Payload { round: uuid, act, organisation: actor.organisation.0, person: actor.person.map(|id| id.0) };
    let payload = serde_json::to_string(&payload).map_err(Error::internal)?;
    let (work, actor) = (voting.clone(), actor.clone());
    let written = voting.app.db.write(move |tx| {
        let round = load(tx, &actor, Permission::RunRound, uuid)?;
        ready(&round, act)?;
        tx.execute(&store::SET_PENDING, params![round.id, act.code()])?;
        civic::store::project_changed(tx, round.organisation, round.project)?;
        let dedupe = format!("{}-{uuid}", act.code());
        Ok::<_, Error>(jobs::add(tx, own_jobs::LONG, &payload, Some(&dedupe), work.app.clock.now())?)
    });
    written.await?;
    voting.forget_view(uuid);
    Ok(Done::Later)
}

fn ready(round: &crate::model::Round, act: Long) -> Result<(), Refusal> {
    match act {
        Long::Seal => seal::ready(round),
        Long::Count if round.state == State::Sealed => Ok(()),
        Long::Count => Err(Refusal::WrongState(round.state)),
    }
}

async fn carry_out(voting: &Voting, actor: &Actor, uuid: Uuid, act: Long) -> Result<(), Error> {
    match act {
        Long::Seal => seal::seal(voting, actor, uuid).await,
        Long::Count => outcome::count(voting, actor, uuid).await,
    }
}

/// The job. Safe to repeat: what was done already is refused, and then the round waits for nothing any more. It is done
/// with the rights that the one who asked has now.
///
/// # Errors
/// Anything unforeseen; then it comes again.
pub(crate) async fn run(voting: &Voting, payload: &str) -> Result<(), Error> {
    let asked: Payload = serde_json::from_str(payload).map_err(Error::internal)?;
    let organisation = OrganisationId(asked.organisation);
    let actor = match asked.person.map(PersonId) {
        None => Actor::system(organisation),
        Some(person) => {
            let found = voting.app.db.read(move |reader| civic::person::acting(reader, organisation, person)).await?;
            found.unwrap_or_else(|| Actor::anonymous(organisation))
        }
    };
    let result = carry_out(voting, &actor, asked.round, asked.act).await;
    if let Err(error) = &result
        && error.refusals().is_empty()
    {
        return result;
    }
    let (uuid, act) = (asked.round, asked.act);
    let written = voting.app.db.write(move |tx| {
        let Some(round) = store::round(tx, Some(organisation), uuid)? else { return Ok(()) };
        tx.execute(&store::END_PENDING, params![uuid, act.code()])?;
        Ok::<_, Error>(civic::store::project_changed(tx, round.organisation, round.project)?)
    });
    written.await?;
    voting.forget_view(uuid);
    Ok(())
}
