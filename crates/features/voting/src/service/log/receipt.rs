//! Receipts: what a voter keeps, and what anybody learns from its short code.

use super::keys::signer_of;
use crate::model::{Round, RoundView, State};
use crate::service::round::round_view;
use crate::store::log as store;
use crate::voting::Voting;
use civic::Actor;
use platform::db::DbError;
use platform::error::Error;
use proof::leaf::{self, Reason};
use proof::receipt::Code;
use proof::sign::Signature;
use proof::{Hash, hex};
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;
use uuid::Uuid;

/// The signed promise to put a ballot into the log, with everything that its leaf is made of. Whoever has all of it can
/// show what they voted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Of which round.
    pub round: Uuid,
    /// The random number of the voter's device; zeros where it made none.
    pub voter_nonce: Hash,
    /// Our random number.
    pub nonce: Hash,
    /// The ballot in canonical form.
    pub ballot: String,
    /// Its leaf.
    pub leaf: Hash,
    /// The organisation's signature over the promise.
    pub signature: Signature,
    /// The key that checks it, in hexadecimal digits.
    pub key: String,
    /// The fingerprint of that key.
    pub fingerprint: String,
}

/// A receipt as it is saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReceiptFile {
    /// Of which round.
    #[schema(value_type = String)]
    pub round: Uuid,
    /// The random number of the voter's device, 64 hexadecimal digits; zeros where it made none.
    pub voter_nonce: String,
    /// Our random number.
    pub nonce: String,
    /// The ballot in canonical form.
    pub ballot: String,
    /// Its leaf in the log.
    pub leaf: String,
    /// The signature over the promise, 128 hexadecimal digits.
    pub signature: String,
    /// The public key that checks it.
    pub key: String,
}

impl Receipt {
    /// The receipt of a ballot that is in. The same ballot always gets the same one.
    pub(crate) async fn make(
        voting: &Voting,
        round: &Round,
        [voter_nonce, nonce]: [Hash; 2],
        ballot: String,
    ) -> Result<Self, Error> {
        let signer = signer_of(voting, round.organisation, round.key_generation).await?;
        let leaf = leaf::ballot(round.uuid, &voter_nonce, &nonce, &ballot);
        let (signature, public) = (signer.promise(round.uuid, &leaf), signer.public());
        let (key, fingerprint) = (public.to_string(), public.fingerprint());
        Ok(Receipt { round: round.uuid, voter_nonce, nonce, ballot, leaf, signature, key, fingerprint })
    }

    /// Its short code.
    #[must_use]
    pub fn code(&self) -> Code {
        Code::of(&self.leaf)
    }

    /// Whether the voter's device made a random number of its own.
    #[must_use]
    pub fn own_nonce(&self) -> bool {
        self.voter_nonce != [0; 32]
    }

    /// As it is saved.
    #[must_use]
    pub fn file(&self) -> ReceiptFile {
        ReceiptFile {
            round: self.round,
            voter_nonce: hex(&self.voter_nonce),
            nonce: hex(&self.nonce),
            ballot: self.ballot.clone(),
            leaf: hex(&self.leaf),
            signature: hex(&self.signature),
            key: self.key.clone(),
        }
    }
}

/// What became of a ballot, as far as its code tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Fate {
    /// It is in. Until the ballots are sealed nobody is told more, so that nobody can watch whether a voter changes theirs.
    Received,
    /// It was sealed, and counts.
    Counted,
    /// The voter handed in another.
    Replaced,
    /// It was declared void.
    Void,
    /// There is no such ballot in this round.
    Unknown,
}

/// The round with a ballot of this code, among those that this visitor may see.
///
/// # Errors
/// When the database fails.
pub async fn round_of(voting: &Voting, actor: &Actor, code: Code) -> Result<Option<Arc<RoundView>>, Error> {
    let organisation = actor.organisation;
    let found = voting.app.db.read(move |reader| store::round_of(reader, organisation, &code)).await?;
    let Some(uuid) = found else { return Ok(None) };
    match round_view(voting, actor, None, uuid).await {
        Ok(view) => Ok(Some(view)),
        // A round of a project that is not there for this visitor.
        Err(error) if !error.refusals().is_empty() => Ok(None),
        Err(error) => Err(error),
    }
}

/// What became of the ballot with this code.
///
/// # Errors
/// When the database fails.
pub async fn fate(voting: &Voting, view: &RoundView, code: Code) -> Result<Fate, Error> {
    let (id, state) = (view.round.id, view.round.state);
    let read = voting.app.db.read(move |reader| {
        let Some(leaf) = store::find_ballot(reader, id, &code)? else { return Ok::<_, DbError>(Fate::Unknown) };
        if state < State::Sealed {
            return Ok(Fate::Received);
        }
        Ok(match store::revoked(reader, id, &leaf)? {
            None => Fate::Counted,
            Some(Reason::Replaced) => Fate::Replaced,
            Some(Reason::Void) => Fate::Void,
        })
    });
    Ok(read.await?)
}
