//! Work that waits for its time: mails, seals, sweeps. A job is written in the transaction that causes it, may run more
//! than once, and is gone when it succeeded.

use crate::clock::Clock;
use crate::db::{Db, DbError, Tx};
use crate::{params, statements};
use std::collections::HashMap;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// What a job does.
pub trait JobKind: Send + Sync {
    /// Its name in the table.
    fn name(&self) -> &'static str;

    /// Does it. A job must be safe to repeat.
    fn run<'a>(&'a self, payload: &'a str) -> Pin<Box<dyn Future<Output = Result<(), String>> + Send + 'a>>;

    /// How long after it ends it comes again, for sweeps.
    fn every(&self) -> Option<Duration> {
        None
    }
}

/// A job gets this long before another node may take it over, and up to twice as long.
const LEASE: Duration = Duration::from_secs(300);
/// The times that the runner writes are whole ones of this: what a row says of the moment is not exact enough to be laid
/// beside the time of a request.
const GRAIN: Duration = Duration::from_secs(60);
/// How many jobs a node takes at once.
const TAKE: i64 = 16;
/// After so many failures a job is left lying, for `doctor` to report.
const ATTEMPTS: i64 = 12;

statements! {
    /// A new job; one with the same dedupe key that has not run yet is enough.
    ADD = "INSERT INTO job (kind, payload, dedupe, run_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (dedupe) DO NOTHING";
    /// Takes what is due.
    TAKE_DUE = "UPDATE job SET locked_until = ?2, attempts = attempts + 1 WHERE id IN (
        SELECT id FROM job WHERE run_at <= ?1 AND locked_until < ?1 AND attempts < ?4 ORDER BY run_at LIMIT ?3)
        RETURNING id, kind, payload, attempts";
    /// Done.
    DONE = "DELETE FROM job WHERE id = ?1";
    /// Comes again.
    AGAIN = "UPDATE job SET run_at = ?2, locked_until = 0, attempts = 0, failure = NULL WHERE id = ?1";
    /// Failed; comes again later.
    FAILED = "UPDATE job SET run_at = ?2, locked_until = 0, failure = ?3 WHERE id = ?1";
    /// Jobs that failed for good.
    STUCK = "SELECT kind, failure FROM job WHERE attempts >= ?1 ORDER BY id LIMIT 100";
}

/// Writes a job, due at a moment. Two with one `dedupe` key are one.
///
/// # Errors
/// When the database fails.
pub fn add(
    tx: &mut Tx<'_>,
    kind: &str,
    payload: &str,
    dedupe: Option<&str>,
    run_at: jiff::Timestamp,
) -> Result<(), DbError> {
    tx.execute(&ADD, params![kind, payload, dedupe, run_at])?;
    tx.announce("job", "")
}

/// The kinds and failures of jobs that were given up.
///
/// # Errors
/// When the database fails.
pub fn stuck(reader: &crate::db::Reader<'_>) -> Result<Vec<(String, Option<String>)>, DbError> {
    reader.query(&STUCK, params![ATTEMPTS], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Runs jobs until told to stop.
pub struct Runner {
    db: Db,
    clock: Clock,
    kinds: HashMap<&'static str, Arc<dyn JobKind>>,
}

struct Taken {
    id: i64,
    kind: String,
    payload: String,
    attempts: i64,
}

impl Runner {
    /// A runner of these kinds.
    #[must_use]
    pub fn new(db: Db, clock: Clock, kinds: Vec<Arc<dyn JobKind>>) -> Self {
        let kinds = kinds.into_iter().map(|kind| (kind.name(), kind)).collect();
        Runner { db, clock, kinds }
    }

    /// Writes the sweeps that come again and again, and runs what is due until `stop` turns true.
    ///
    /// # Errors
    /// When the sweeps cannot be written at the start.
    pub async fn run(self, mut stop: watch::Receiver<bool>) -> Result<(), DbError> {
        self.schedule().await?;
        let mut wake = self.db.subscribe();
        while !*stop.borrow() {
            match self.run_due().await {
                Ok(0) => {
                    tokio::select! {
                        _ = stop.changed() => {}
                        () = tokio::time::sleep(Duration::from_secs(5)) => {}
                        () = woken(&mut wake) => {}
                    }
                }
                Ok(_) => {}
                Err(error) => {
                    tracing::warn!(%error, "jobs wait");
                    tokio::time::sleep(Duration::from_secs(2)).await;
                }
            }
        }
        Ok(())
    }

    /// Writes the sweeps that come again and again, unless they are written.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn schedule(&self) -> Result<(), DbError> {
        let sweeps: Vec<&'static str> = self.kinds.values().filter(|k| k.every().is_some()).map(|k| k.name()).collect();
        let now = self.clock.now();
        self.db
            .write(move |tx| {
                for name in &sweeps {
                    add(tx, name, "", Some(&format!("sweep:{name}")), now)?;
                }
                Ok(())
            })
            .await
    }

    /// Runs what is due now, once; tells how many jobs ran. Tests call this instead of waiting.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn run_due(&self) -> Result<usize, DbError> {
        let now = self.clock.now();
        let until = rounded_up(now + LEASE, LEASE);
        let taken = self
            .db
            .write(move |tx| {
                tx.query(&TAKE_DUE, params![now, until, TAKE, ATTEMPTS], |row| {
                    Ok(Taken { id: row.get(0)?, kind: row.get(1)?, payload: row.get(2)?, attempts: row.get(3)? })
                })
            })
            .await?;
        let count = taken.len();
        for job in taken {
            self.run_one(job).await?;
        }
        Ok(count)
    }

    async fn run_one(&self, job: Taken) -> Result<(), DbError> {
        let Some(kind) = self.kinds.get(job.kind.as_str()) else {
            tracing::error!(kind = job.kind, "no such kind of job");
            return Ok(());
        };
        let outcome = kind.run(&job.payload).await;
        let now = self.clock.now();
        let (id, every, attempts) = (job.id, kind.every(), job.attempts);
        if let Err(error) = &outcome {
            tracing::warn!(kind = job.kind, attempts, error, "a job failed");
        }
        self.db
            .write(move |tx| {
                match (&outcome, every) {
                    (Ok(()), None) => tx.execute(&DONE, params![id])?,
                    (Ok(()), Some(every)) => tx.execute(&AGAIN, params![id, now + every])?,
                    (Err(failure), _) => {
                        tx.execute(&FAILED, params![id, rounded_up(now + pause(attempts), GRAIN), failure.as_str()])?
                    }
                };
                Ok(())
            })
            .await
    }
}

/// The next moment that is a whole number of `grain` after 1970.
fn rounded_up(at: jiff::Timestamp, grain: Duration) -> jiff::Timestamp {
    let grain = i64::try_from(grain.as_micros()).unwrap_or(i64::MAX);
    let (at, past) = (at.as_microsecond(), at.as_microsecond().rem_euclid(grain));
    crate::clock::from_micros(if past == 0 { at } else { at.saturating_add(grain - past) })
}

/// 10 s, 20 s, 40 s … at most an hour.
fn pause(attempts: i64) -> Duration {
    let doublings = u32::try_from(attempts.clamp(1, 10) - 1).unwrap_or(0);
    Duration::from_secs((10_u64 << doublings).min(3600))
}

async fn woken(wake: &mut tokio::sync::broadcast::Receiver<crate::db::Announcement>) {
    loop {
        match wake.recv().await {
            Ok(announcement) if announcement.topic != "job" => {}
            Err(tokio::sync::broadcast::error::RecvError::Closed) => std::future::pending().await,
            _ => return,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn times_of_the_runner_are_whole_ones() {
        let at = |text: &str| text.parse::<jiff::Timestamp>().unwrap();
        let minute = |text| rounded_up(at(text), GRAIN);
        assert_eq!(minute("2027-03-01T11:00:00Z"), at("2027-03-01T11:00:00Z"));
        assert_eq!(minute("2027-03-01T11:00:00.000001Z"), at("2027-03-01T11:01:00Z"));
        assert_eq!(rounded_up(at("2027-03-01T11:01:00Z"), LEASE), at("2027-03-01T11:05:00Z"));
        assert_eq!(rounded_up(jiff::Timestamp::MAX, GRAIN), jiff::Timestamp::MAX);
    }
}
