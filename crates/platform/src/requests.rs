//! Requests that are sent twice (a double click, a retry after a lost answer) are done once.
//!
//! Whoever sends one gives it a name: the `Idempotency-Key` of the API, a hidden field of a form. Kept are a keyed hash of
//! the name, bound to who sent it and what for, a keyed hash of the content, and the outer id of what was made; never a
//! body. After [`LIFE`] a name may be used again.

use crate::db::{Reader, Tx};
use crate::error::{Common, Error};
use crate::secrets::{MasterSecret, hmac};
use crate::{params, statements};
use jiff::Timestamp;
use std::time::Duration;

/// How long a request is remembered.
pub const LIFE: Duration = Duration::from_secs(24 * 3600);

statements! {
    /// A request that was done.
    KNOWN = "SELECT content, answer FROM request WHERE name = ?1";
    /// Remembers one. Two at once meet here.
    KEEP = "INSERT INTO request (name, content, answer, at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (name) DO NOTHING";
    /// Forgets what is old.
    FORGET = "DELETE FROM request WHERE at < ?1";
}

/// A request by its name and content, as keyed hashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Request {
    name: [u8; 32],
    content: [u8; 32],
}

impl Request {
    /// `what` says who asks for what (organisation, person, kind, on which thing), `name` is the sender's own, `content`
    /// everything that was sent, in one form.
    #[must_use]
    pub fn new(secrets: &MasterSecret, what: &[&[u8]], name: &str, content: &str) -> Self {
        let key = secrets.derive("requests", 0);
        let parts: Vec<&[u8]> = [b"name".as_slice(), name.as_bytes()].into_iter().chain(what.iter().copied()).collect();
        Request { name: hmac(&key, &parts), content: hmac(&key, &[b"content", content.as_bytes()]) }
    }

    /// Name and content together: what is derived from them is the same for the same request only.
    #[must_use]
    pub fn seed(&self) -> [[u8; 32]; 2] {
        [self.name, self.content]
    }

    /// What was answered to this request before; none if it is new. Ask inside the transaction that does it.
    ///
    /// # Errors
    /// [`Common::RequestReused`] when its name stood for something else.
    pub fn known(&self, reader: &Reader<'_>) -> Result<Option<String>, Error> {
        let found = reader.find(&KNOWN, params![&self.name], |row| Ok((row.get::<Vec<u8>>(0)?, row.get(1)?)))?;
        match found {
            None => Ok(None),
            Some((content, answer)) if content == self.content => Ok(Some(answer)),
            Some(_) => Err(Common::RequestReused.into()),
        }
    }

    /// Remembers it with its answer, in the transaction that does it. Of two at once one is done again from the start,
    /// and finds what the other has made.
    ///
    /// # Errors
    /// When the database fails.
    pub fn keep(&self, tx: &mut Tx<'_>, answer: &str, now: Timestamp) -> Result<(), Error> {
        match tx.execute(&KEEP, params![&self.name, &self.content, answer, now])? {
            0 => Err(tx.conflict().into()),
            _ => Ok(()),
        }
    }
}

/// Forgets requests that are older than [`LIFE`].
///
/// # Errors
/// When the database fails.
pub fn forget(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, Error> {
    Ok(tx.execute(&FORGET, params![now - LIFE])?)
}
