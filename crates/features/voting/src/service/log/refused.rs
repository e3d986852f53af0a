//! How many hand-ins were refused, and why: numbers per round and reason. They are added up in memory and written in
//! batches, without a time and without a voter, so that nothing says who was refused when.

use crate::model::RoundId;
use crate::store::log as store;
use crate::voting::{Shared, Voting};
use platform::db::{Db, DbError};
use platform::error::Error;
use platform::params;
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

/// How long numbers stay in memory only.
const PAUSE: Duration = Duration::from_secs(60);

/// By round and reason.
type Counts = BTreeMap<(RoundId, &'static str), i64>;

/// Numbers that are not written yet.
pub(crate) struct Refused {
    db: Db,
    counts: Mutex<Counts>,
}

impl Refused {
    pub(crate) fn new(db: Db) -> Self {
        Refused { db, counts: Mutex::default() }
    }

    fn lock(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn add(&self, round: RoundId, reason: &'static str, count: i64) {
        *self.lock().entry((round, reason)).or_default() += count;
    }

    /// Counts why a hand-in was not taken. What failed on our side is no refusal.
    pub(crate) fn count(&self, round: RoundId, error: &Error) {
        if let Some(refusal) = error.refusals().first() {
            self.add(round, refusal.key, 1);
        }
    }

    async fn write(&self) -> Result<(), DbError> {
        let counts = std::mem::take(&mut *self.lock());
        if counts.is_empty() {
            return Ok(());
        }
        let rows: Vec<_> = counts.iter().map(|((round, reason), count)| (*round, *reason, *count)).collect();
        let written = self.db.write(move |tx| {
            rows.iter().try_for_each(|row| tx.execute(&store::ADD_REFUSED, params![row.0, row.1, row.2]).map(|_| ()))
        });
        let done: Result<(), DbError> = written.await;
        if done.is_err() {
            counts.into_iter().for_each(|((round, reason), count)| self.add(round, reason, count));
        }
        done
    }
}

impl Voting {
    /// Writes the numbers of refused hand-ins that are only in memory.
    ///
    /// # Errors
    /// When the database fails; the numbers stay in memory then.
    pub async fn write_refused(&self) -> Result<(), Error> {
        Ok(self.state.refused.write().await?)
    }
}

/// Writes the numbers now and then, as long as the program lives.
pub(crate) async fn keep(state: Weak<Shared>) {
    loop {
        tokio::time::sleep(PAUSE).await;
        let Some(state) = state.upgrade() else { return };
        if let Err(error) = state.refused.write().await {
            tracing::warn!(%error, "the numbers of refused hand-ins wait");
        }
    }
}
