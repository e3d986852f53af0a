//! Making void what no single code names: whoever voted with a mail address, and all codes of a batch.

use super::codes::{load_batch, load_for};
use super::log as public_log;
use super::{Deed, REASON, load, log_quietly};
use crate::hot;
use crate::model::{Kind, Round, State};
use crate::refusal::Refusal;
use crate::store::codes as rows;
use crate::voting::Voting;
use civic::Actor;
use civic::permission::Permission;
use civic::refusal::required;
use platform::error::Error;
use platform::files::Area;
use platform::mail::normal_address;
use platform::params;
use serde_json::json;
use uuid::Uuid;

/// How many codes are made void in one transaction, so that voters do not wait behind a batch.
const CHUNK: usize = 5_000;

/// Until the ballots are sealed.
fn voidable(round: &Round) -> Result<(), Refusal> {
    match round.state {
        State::Draft | State::Open | State::Closed | State::Review => Ok(()),
        state => Err(Refusal::WrongState(state)),
    }
}

/// Excludes a mail address: nothing can be handed in with it any more, and what was handed in does not count. The log
/// holds the reason, neither the address nor what was chosen.
///
/// # Errors
/// [`Refusal::UnknownAddress`] for one that nobody identified with, [`Refusal::AddressVoid`], something that is no
/// address, a missing reason, a round that is sealed, or without the right.
pub async fn void_email(voting: &Voting, actor: &Actor, uuid: Uuid, email: &str, reason: String) -> Result<(), Error> {
    let round = load_for(voting, actor, Permission::ManageCodes, uuid).await?;
    let reason = required("reason", &reason, REASON)?;
    voidable(&round)?;
    let (id, hash) = (round.id, voting.email_hash(&round, &normal_address(email)?));
    let found = voting.app.db.read(move |reader| rows::entitlement(reader, id, &hash)).await?;
    let found = found.filter(|found| found.kind == Kind::Email.code()).ok_or(Error::from(Refusal::UnknownAddress))?;
    let token = voting.round_key(&round).await?.token(found.id);
    let (work, actor) = (voting.clone(), actor.clone());
    let written = voting.app.db.write(move |tx| {
        if tx.execute(&rows::VOID, params![round.id, found.id])? == 0 {
            return Err(Error::from(Refusal::AddressVoid));
        }
        hot::refuse_token(tx, round.id, &token.0)?;
        public_log::voided(&work, tx, &round, 1)?;
        let deed = Deed::inner(Permission::ManageCodes, "log-email-void", json!({ "reason": reason }));
        log_quietly(&work, tx, &actor, &round, deed)
    });
    written.await
}

/// Makes all codes of a batch void, for example because its letters were lost; tells how many were good until now. Codes
/// that replaced one of the batch stay good: whoever has them got them afterwards.
///
/// # Errors
/// [`Refusal::BatchNotReady`], [`Refusal::BatchVoid`], a missing reason, a round that is sealed, or without the right.
pub async fn void_batch(
    voting: &Voting,
    actor: &Actor,
    uuid: Uuid,
    batch: Uuid,
    reason: String,
) -> Result<usize, Error> {
    let (round, (batch, file)) = load_batch(voting, actor, uuid, batch).await?;
    let reason = required("reason", &reason, REASON)?;
    voidable(&round)?;
    if batch.voided.is_some() {
        return Err(Refusal::BatchVoid.into());
    }
    if batch.made.is_none() {
        return Err(Refusal::BatchNotReady.into());
    }
    let key = voting.round_key(&round).await?;
    let (id, of) = (round.id, batch.id);
    let good = voting.app.db.read(move |reader| hot::batch_entitlements(reader, id, of)).await?;
    for chunk in good.chunks(CHUNK) {
        let (ids, tokens) = (chunk.to_vec(), chunk.iter().map(|id| key.token(*id).0).collect::<Vec<_>>());
        let actor = actor.clone();
        let written = voting.app.db.write(move |tx| {
            voidable(&load(tx, &actor, Permission::ManageCodes, uuid)?)?;
            Ok::<_, Error>(hot::void_many(tx, id, &ids, tokens.clone())?)
        });
        written.await?;
    }
    if let Some(file) = file {
        voting.app.files.delete(Area::Private, &file).await?;
    }
    let (work, actor, count) = (voting.clone(), actor.clone(), good.len());
    let written = voting.app.db.write(move |tx| {
        if tx.execute(&rows::VOID_BATCH, params![batch.id, work.app.clock.now()])? == 0 {
            return Err(Error::from(Refusal::BatchVoid));
        }
        let voided = if batch.test { 0 } else { count as u64 };
        public_log::voided(&work, tx, &round, voided)?;
        let facts = json!({ "name": batch.name, "count": count, "reason": reason });
        log_quietly(&work, tx, &actor, &round, Deed::inner(Permission::ManageCodes, "log-batch-void", facts))
    });
    written.await?;
    Ok(count)
}
