//! What people can do with votes: parse → load → permit → change → log, in one transaction.
//!
//! The hand-in is the exception: no log, no outbox, no line per deed ([`handin`]).

pub mod candidates;
pub mod codes;
pub mod compare;
pub mod draft;
pub mod export;
pub mod firm;
pub mod handin;
pub mod identify;
pub mod import;
pub mod insight;
pub mod later;
pub mod log;
pub mod notice;
pub mod outcome;
pub mod round;
pub mod seal;
pub mod void;

use crate::model::{Round, RoundView};
use crate::refusal::Refusal;
use crate::store;
use crate::voting::Voting;
use civic::Actor;
use civic::ids::OrganisationId;
use civic::permission::Permission;
use civic::service::{Act, record};
use platform::db::{DbError, Reader, Tx};
use platform::error::{Common, Error};
use serde_json::Value;
use std::sync::{Arc, PoisonError};
use uuid::Uuid;

/// The longest reason that staff write, in characters.
const REASON: usize = 600;

/// A round with its candidates, whoever asks; from memory as long as its project's generation stands.
pub(crate) async fn view(voting: &Voting, organisation: OrganisationId, uuid: Uuid) -> Result<Arc<RoundView>, Error> {
    let known = voting.state.views.read().unwrap_or_else(PoisonError::into_inner).get(&uuid).cloned();
    if let Some(view) = known {
        if view.round.organisation != organisation {
            return Err(Common::NotFound.into());
        }
        if voting.app.generation(view.round.project.0).await? == view.generation {
            return Ok(view);
        }
    }
    let loaded = voting.app.db.read(move |reader| load_view(reader, organisation, uuid)).await?;
    let view = Arc::new(loaded.ok_or(Error::from(Common::NotFound))?);
    let mut views = voting.state.views.write().unwrap_or_else(PoisonError::into_inner);
    views.insert(uuid, Arc::clone(&view));
    Ok(view)
}

pub(crate) fn load_view(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    uuid: Uuid,
) -> Result<Option<RoundView>, DbError> {
    let Some(first) = store::round(reader, Some(organisation), uuid)? else { return Ok(None) };
    // The generation is read before what it stands for: a change in between makes the view old at once, never new too long.
    let generation = civic::store::generation(reader, first.project.0)?;
    let Some(round) = store::round(reader, Some(organisation), uuid)? else { return Ok(None) };
    let candidates = store::candidates(reader, round.id)?;
    Ok(Some(RoundView { round, candidates, generation }))
}

/// Loads a round of the actor's organisation and refuses unless they may do this to it.
pub(crate) fn load(reader: &Reader<'_>, actor: &Actor, permission: Permission, uuid: Uuid) -> Result<Round, Error> {
    let round = store::round(reader, Some(actor.organisation), uuid)?.ok_or(Error::from(Common::NotFound))?;
    actor.permit(permission, Some(round.project))?;
    Ok(round)
}

/// An act on a round, for the log.
pub(crate) struct Deed {
    pub(crate) permission: Permission,
    pub(crate) kind: &'static str,
    pub(crate) public: bool,
    pub(crate) facts: Value,
}

impl Deed {
    /// Something that residents may know.
    pub(crate) fn public(permission: Permission, kind: &'static str, facts: Value) -> Self {
        Deed { permission, kind, public: true, facts }
    }

    /// Something for staff only.
    pub(crate) fn inner(permission: Permission, kind: &'static str, facts: Value) -> Self {
        Deed { permission, kind, public: false, facts }
    }
}

/// Writes a deed in the log; public pages of the project are made anew.
pub(crate) fn log(voting: &Voting, tx: &mut Tx<'_>, actor: &Actor, round: &Round, deed: Deed) -> Result<(), Error> {
    civic::store::project_changed(tx, round.organisation, round.project)?;
    log_quietly(voting, tx, actor, round, deed)
}

/// Writes a deed in the log that changes no public page.
pub(crate) fn log_quietly(
    voting: &Voting,
    tx: &mut Tx<'_>,
    actor: &Actor,
    round: &Round,
    deed: Deed,
) -> Result<(), Error> {
    let act = Act {
        actor,
        permission: deed.permission,
        project: Some(round.project),
        subject: format!("round:{}", round.uuid),
        kind: deed.kind,
        public: deed.public,
        facts: deed.facts,
    };
    Ok(record(&voting.app, tx, act)?)
}

/// What the guards of the schema say, as refusals; anything else stays what it is.
pub(crate) fn explain(error: DbError, round: &Round) -> Error {
    const WORDS: [(&str, Guard); 17] = [
        ("round_not_open", Guard::NotOpen),
        ("entitlement_void", Guard::Void),
        ("struck_plan", Guard::Outdated),
        ("bad_choice", Guard::Outdated),
        ("other_area", Guard::Outdated),
        ("bad_points", Guard::Outdated),
        ("group_too_few", Guard::Outdated),
        ("group_too_many", Guard::Outdated),
        ("group_over_sum", Guard::Outdated),
        ("group_under_sum", Guard::Outdated),
        ("group_most", Guard::Outdated),
        ("too_few", Guard::Outdated),
        ("too_many", Guard::Outdated),
        ("over_sum", Guard::Outdated),
        ("under_sum", Guard::Outdated),
        ("frozen", Guard::Frozen),
        ("round_state", Guard::State),
    ];
    let Some((_, guard)) = WORDS.into_iter().find(|(word, _)| error.is_check(word)) else { return error.into() };
    match guard {
        Guard::NotOpen => Refusal::RoundClosed(round.closes_at).into(),
        Guard::Void => Refusal::EntitlementVoid.into(),
        Guard::Outdated => Refusal::ChoiceOutdated.into(),
        Guard::Frozen => Refusal::Frozen.into(),
        Guard::State => Refusal::WrongState(round.state).into(),
    }
}

#[derive(Clone, Copy)]
enum Guard {
    NotOpen,
    Void,
    Outdated,
    Frozen,
    State,
}

/// Refuses unless the statement changed exactly the one row that was meant: somebody else was first.
pub(crate) fn changed(rows: u64, round: &Round) -> Result<(), Error> {
    if rows == 1 { Ok(()) } else { Err(Refusal::WrongState(round.state).into()) }
}
