//! Sealing: ballots and entitlements are parted for good.
//!
//! In one transaction: who was used is written for all at once, the ballots that count are copied in random order under
//! new random ids and without tokens, then everything that is keyed by a token is removed. After it the share of the key is
//! deleted and the disk scrubbed; a job does that again until it has worked.

use super::log::{self as public_log, Growth};
use super::{Deed, changed, load, log};
use crate::hot::{self, OpenBallot, SealedBallot};
use crate::model::{Round, State};
use crate::refusal::Refusal;
use crate::store;
use crate::store::log as logged;
use crate::token::RoundKey;
use crate::voting::{SEALED_TOPIC, Voting};
use civic::Actor;
use civic::permission::Permission;
use jiff::Timestamp;
use platform::db::{DbError, Tx};
use platform::error::Error;
use platform::{jobs, params};
use proof::Hash;
use proof::leaf::Reason;
use proof::log::{Deed as Told, Entry};
use serde_json::json;
use std::collections::HashMap;
use uuid::Uuid;

/// Seals a round that is closed and reviewed. Public.
///
/// # Errors
/// [`Refusal::WrongState`] before that; an unforeseen error, and nothing is changed, when a ballot belongs to no
/// entitlement (the key is not the one that it was handed in under); without the right.
pub async fn seal(voting: &Voting, actor: &Actor, uuid: Uuid) -> Result<(), Error> {
    super::round::close_due(voting, uuid).await?;
    let (checker, who) = (actor.clone(), actor.clone());
    let read = voting.app.db.read(move |reader| load(reader, &checker, Permission::RunRound, uuid));
    let round = read.await?;
    ready(&round)?;
    let key = voting.round_key(&round).await?;
    let work = voting.clone();
    let written = voting.app.db.write(move |tx| {
        let round = load(tx, &who, Permission::RunRound, uuid)?;
        ready(&round)?;
        let now = work.app.clock.now();
        let counts = part(&work, tx, &round, &key, now)?;
        jobs::add(tx, crate::jobs::CLEAN, &uuid.to_string(), None, now)?;
        let facts = json!({ "title": round.title, "ballots": counts.sealed, "voided": counts.voided });
        log(&work, tx, &who, &round, Deed::public(Permission::RunRound, "log-round-sealed", facts))?;
        Ok::<_, Error>(tx.announce(SEALED_TOPIC, round.id.0.to_string())?)
    });
    written.await?;
    voting.forget_view(uuid);
    if let Err(error) = clean(voting, uuid).await {
        tracing::warn!(%error, round = %uuid, "the share of a sealed round is not gone yet; a job tries again");
    }
    Ok(())
}

/// Whether it may be sealed: closed, and reviewed if a review was declared.
pub(super) fn ready(round: &Round) -> Result<(), Refusal> {
    match round.state {
        State::Closed if round.rules.review_days == 0 => Ok(()),
        State::Review if round.moments.review_ended.is_some() => Ok(()),
        state => Err(Refusal::WrongState(state)),
    }
}

struct Counts {
    sealed: usize,
    voided: usize,
}

/// The transaction of sealing.
fn part(voting: &Voting, tx: &mut Tx<'_>, round: &Round, key: &RoundKey, now: Timestamp) -> Result<Counts, Error> {
    let mut entitlements: HashMap<[u8; 32], (Uuid, bool, bool)> = HashMap::new();
    for (id, test, void) in hot::entitlement_ids(tx, round.id)? {
        entitlements.insert(key.token(id).0, (id, test, void));
    }
    let refused = hot::refusals(tx, round.id)?;
    let (mut used, mut sealed, mut void_leaves) = (Vec::new(), Vec::new(), Vec::new());
    for ballot in hot::open_ballots(tx, round.id)? {
        let token: Option<[u8; 32]> = ballot.token.as_slice().try_into().ok();
        let known = token.and_then(|token| entitlements.get(&token));
        let (id, test, void) = *known.ok_or(DbError::Shape("a ballot that belongs to no entitlement"))?;
        if test || ballot.test {
            continue;
        }
        if void || refused.contains(&ballot.token) {
            void_leaves.push(public_log::batch::leaf_of(round.uuid, &ballot)?);
            continue;
        }
        used.push(id);
        sealed.push(sealed_ballot(voting, ballot));
    }
    let (counts, voided) = (Counts { sealed: sealed.len(), voided: void_leaves.len() }, void_leaves.len());
    tell(voting, tx, round, (used.len(), &counts), void_leaves)?;
    hot::mark_used(tx, round.id, &used)?;
    hot::write_sealed(tx, round.id, sealed)?;
    changed(tx.execute(&store::SEALED, params![round.id, now, voided])?, round)?;
    hot::drop_open_rows(tx, round.id)?;
    Ok(counts)
}

/// Tells in the log which ballots are void, and the numbers of the round.
fn tell(
    voting: &Voting,
    tx: &mut Tx<'_>,
    round: &Round,
    (used, counts): (usize, &Counts),
    void_leaves: Vec<Hash>,
) -> Result<(), Error> {
    public_log::batch::close(voting, tx, round)?;
    let revocation = |old: Hash| Entry::revocation(round.uuid, old, Reason::Void);
    let entitled = logged::entitled(tx, round.id)?;
    let sealed = |at| Told::Sealed {
        at,
        issued: entitled.iter().map(|kind| kind.issued).sum(),
        used: used as u64,
        void: entitled.iter().map(|kind| kind.void).sum(),
        ballots: counts.sealed as u64,
        voided: counts.voided as u64,
    };
    let entries = public_log::sorted(void_leaves.into_iter().map(revocation).collect());
    public_log::append(voting, tx, round, Growth { entries, ..Growth::default() }, |at| Some(sealed(at)))
}

fn sealed_ballot(voting: &Voting, ballot: OpenBallot) -> SealedBallot {
    let OpenBallot { choices, channel, assurance, voter_nonce, nonce, .. } = ballot;
    SealedBallot { id: voting.app.uuid_random(), choices, channel, assurance, voter_nonce, nonce }
}

/// Deletes the share of a sealed round and scrubs the disk. Safe to repeat.
///
/// # Errors
/// When files or database fail.
pub async fn clean(voting: &Voting, uuid: Uuid) -> Result<(), Error> {
    let found = voting.app.db.read(move |reader| store::round(reader, None, uuid)).await?;
    let Some(round) = found.filter(|round| round.moments.sealed.is_some()) else { return Ok(()) };
    voting.delete_share(&round).await?;
    voting.app.db.scrub().await?;
    let done = voting.app.db.write(move |tx| tx.execute(&store::CLEANED, params![uuid]));
    done.await.map_err(Error::Db)?;
    Ok(())
}
