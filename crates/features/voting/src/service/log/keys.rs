//! The keys of an organisation: they sign promises and heads. All stay published, and each signs the next.

use crate::model::RoundView;
use crate::store::log::{self as store, StoredKey};
use crate::voting::Voting;
use civic::ids::OrganisationId;
use platform::db::{Reader, Tx};
use platform::error::Error;
use proof::sign::{PublicKey, Signature, Signer};
use std::sync::{Arc, PoisonError};

/// The purpose under which the master secret gives the seeds.
const PURPOSE: &str = "round-log";

/// A key as everybody may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedKey {
    /// From 0.
    pub generation: u32,
    /// The key.
    pub key: PublicKey,
    /// The signature of the key before it; none for the first.
    pub endorsed: Option<Signature>,
    /// When it was published.
    pub made: jiff::Timestamp,
}

/// What an organisation signs with; from memory after the first time.
pub(crate) fn signer(
    voting: &Voting,
    reader: &Reader<'_>,
    organisation: OrganisationId,
    generation: u32,
) -> Result<Arc<Signer>, Error> {
    let name = (organisation, generation);
    if let Some(signer) = voting.state.signers.read().unwrap_or_else(PoisonError::into_inner).get(&name) {
        return Ok(Arc::clone(signer));
    }
    let known = civic::store::organisation_by_id(reader, organisation)?;
    let uuid = known.ok_or_else(|| Error::internal("an organisation that is not there"))?.uuid;
    let seed = voting.app.secrets.derive_with(PURPOSE, generation, uuid.as_bytes());
    let signer = Arc::new(Signer::from_seed(seed.as_bytes()));
    voting.state.signers.write().unwrap_or_else(PoisonError::into_inner).insert(name, Arc::clone(&signer));
    Ok(signer)
}

/// The same, outside a transaction.
pub(crate) async fn signer_of(
    voting: &Voting,
    organisation: OrganisationId,
    generation: u32,
) -> Result<Arc<Signer>, Error> {
    let known =
        voting.state.signers.read().unwrap_or_else(PoisonError::into_inner).get(&(organisation, generation)).cloned();
    if let Some(signer) = known {
        return Ok(signer);
    }
    let work = voting.clone();
    voting.app.db.read(move |reader| signer(&work, reader, organisation, generation)).await
}

/// Publishes the keys of an organisation up to a generation, each signed by the one before it.
///
/// # Errors
/// When a published key is not the one that the master secret gives: it is not the secret that the key was made with, and
/// everything signed from now on would look forged.
pub(crate) fn publish(
    voting: &Voting,
    tx: &mut Tx<'_>,
    organisation: OrganisationId,
    generation: u32,
) -> Result<(), Error> {
    let published = store::keys(tx, organisation)?;
    let mut before: Option<Arc<Signer>> = None;
    for generation in 0..=generation {
        let signer = signer(voting, tx, organisation, generation)?;
        let public = signer.public();
        match published.iter().find(|key| key.generation == generation) {
            Some(known) if known.public != *public.as_bytes() => {
                return Err(Error::internal("the published key is not the one that the master secret gives"));
            }
            Some(_) => {}
            None => {
                let endorsed = before.as_ref().map(|before| before.key(&public));
                let key = StoredKey { generation, public: *public.as_bytes(), endorsed, made: voting.app.clock.now() };
                store::add_key(tx, organisation, &key)?;
            }
        }
        before = Some(signer);
    }
    Ok(())
}

/// The generation with which new rounds are made: the newest that is published.
pub(crate) fn newest(reader: &Reader<'_>, organisation: OrganisationId) -> Result<u32, Error> {
    Ok(store::keys(reader, organisation)?.last().map_or(0, |key| key.generation))
}

/// All keys of an organisation, the oldest first.
///
/// # Errors
/// When the database fails or holds something that is no key.
pub async fn published(voting: &Voting, organisation: OrganisationId) -> Result<Vec<PublishedKey>, Error> {
    let keys = voting.app.db.read(move |reader| store::keys(reader, organisation)).await?;
    let read = |key: StoredKey| {
        let public = PublicKey::from_bytes(&key.public).map_err(Error::internal)?;
        Ok(PublishedKey { generation: key.generation, key: public, endorsed: key.endorsed, made: key.made })
    };
    keys.into_iter().map(read).collect()
}

/// The fingerprint of the key that signs the log of a round; empty before the key was published.
///
/// # Errors
/// When the database fails.
pub async fn fingerprint(voting: &Voting, view: &RoundView) -> Result<String, Error> {
    let keys = published(voting, view.round.organisation).await?;
    let key = keys.into_iter().find(|key| key.generation == view.round.key_generation);
    Ok(key.map(|key| key.key.fingerprint()).unwrap_or_default())
}

/// A new generation: rounds that are made from now on use it. Those that are there keep theirs. Answers its fingerprint.
///
/// # Errors
/// When the database fails, or as [`publish`].
pub async fn renew(voting: &Voting, organisation: OrganisationId) -> Result<(u32, String), Error> {
    let work = voting.clone();
    let written = voting.app.db.write(move |tx| {
        let next = match store::keys(tx, organisation)?.last() {
            Some(key) => key.generation + 1,
            None => 0,
        };
        publish(&work, tx, organisation, next)?;
        Ok::<_, Error>((next, signer(&work, tx, organisation, next)?.public().fingerprint()))
    });
    written.await
}
