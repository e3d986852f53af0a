//! The clock of the database, which all nodes share: each node corrects its own by it, so that they agree about what is
//! open and what is closed.

use super::error::DbError;
use super::handle::Db;
use crate::clock::Clock;
use std::time::Duration;

/// How often a node measures.
const EVERY: Duration = Duration::from_secs(60);
/// How often it asks for one measurement; the fastest answer is the most exact.
const ASKS: usize = 3;
/// From this on somebody should look at the machine's clock, in microseconds.
const TELL_FROM: i64 = 1_000_000;

/// How far the machine's clock is from the database's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offset {
    /// What has to be added to the machine's clock, in microseconds.
    pub micros: i64,
    /// How exact that is: half of the time that the question and its answer were on their way, in microseconds.
    pub within: i64,
}

impl Offset {
    /// Whether somebody should look at the machine's clock.
    #[must_use]
    pub fn is_large(self) -> bool {
        self.micros.abs() >= TELL_FROM
    }
}

impl Db {
    /// Measures how far the machine's clock is from the database's; none for the embedded database, which has no other
    /// clock than the machine's.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn clock_offset(&self, clock: &Clock) -> Result<Option<Offset>, DbError> {
        let clock = clock.clone();
        self.read(move |reader| {
            let mut best: Option<Offset> = None;
            for _ in 0..ASKS {
                let before = clock.machine_micros();
                let Some(there) = reader.clock_micros()? else { return Ok(None) };
                let within = (clock.machine_micros() - before) / 2;
                if best.is_none_or(|best| within < best.within) {
                    best = Some(Offset { micros: there - before - within, within });
                }
            }
            Ok(best)
        })
        .await
    }

    /// Measures, and corrects the clock by it; answers what was measured.
    ///
    /// # Errors
    /// When the database fails; the correction of before stays.
    pub async fn correct(&self, clock: &Clock) -> Result<Option<Offset>, DbError> {
        let measured = self.clock_offset(clock).await?;
        if let Some(offset) = measured {
            // What is within the exactness of the measurement is no reason to move.
            let before = clock.correction_micros();
            let moved = (offset.micros - before).abs() > offset.within;
            clock.correct(if moved { offset.micros } else { before });
            if offset.is_large() {
                tracing::warn!(seconds = offset.micros / 1_000_000, "this machine's clock is not the database's");
            }
        }
        Ok(measured)
    }

    /// Corrects the clock every minute, for as long as this is polled.
    pub async fn keep_correcting(&self, clock: &Clock) {
        loop {
            tokio::time::sleep(EVERY).await;
            if let Err(error) = self.correct(clock).await {
                tracing::warn!(%error, "the clock could not be compared with the database's");
            }
        }
    }
}
