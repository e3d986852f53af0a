//! What happens by itself: closing at its time, large batches of codes, cleaning up after sealing.

use crate::hot;
use crate::service::{codes, compare, firm, later, log, notice, round, seal};
use crate::store;
use crate::voting::Voting;
use platform::db::DbError;
use platform::jobs::JobKind;
use platform::params;
use serde::Deserialize;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

/// Closes a round; the payload is its outer id.
pub(crate) const CLOSE: &str = "voting-close";
/// Makes the codes of a large batch.
pub(crate) const BATCH: &str = "voting-batch";
/// Deletes the share of a sealed round and scrubs the disk; the payload is its outer id.
pub(crate) const CLEAN: &str = "voting-clean";
/// Seals or counts a large round.
pub(crate) const LONG: &str = "voting-long";
/// Compares rules before a vote; the payload is the id of the comparison.
pub(crate) const COMPARE: &str = "voting-compare";
/// Finds out how firm an outcome is; the payload is the outer id of the round.
pub(crate) const FIRM: &str = "voting-firm";
/// Sends a head of a log to a second place.
pub(crate) const HEAD: &str = "voting-head";
/// Makes the downloads of a round; the payload is its outer id.
pub(crate) const DOWNLOAD: &str = "voting-download";
/// Catches what a crash or a restored backup left undone.
const SWEEP: &str = "voting-sweep";

type Running<'a> = Pin<Box<dyn Future<Output = Result<(), String>> + Send + 'a>>;

/// One of the jobs of this crate.
struct Job {
    voting: Voting,
    name: &'static str,
    every: Option<Duration>,
}

#[derive(Deserialize)]
struct BatchPayload {
    round: Uuid,
    batch: Uuid,
}

/// All jobs.
pub(crate) fn all(voting: &Voting) -> Vec<Arc<dyn JobKind>> {
    let job = |name, every| -> Arc<dyn JobKind> { Arc::new(Job { voting: voting.clone(), name, every }) };
    vec![
        job(CLOSE, None),
        job(BATCH, None),
        job(CLEAN, None),
        job(LONG, None),
        job(COMPARE, None),
        job(FIRM, None),
        job(HEAD, None),
        job(DOWNLOAD, None),
        job(SWEEP, Some(Duration::from_secs(60))),
    ]
}

impl JobKind for Job {
    fn name(&self) -> &'static str {
        self.name
    }

    fn every(&self) -> Option<Duration> {
        self.every
    }

    fn run<'a>(&'a self, payload: &'a str) -> Running<'a> {
        Box::pin(async move {
            let uuid = || payload.parse::<Uuid>().map_err(|error| error.to_string());
            let done = match self.name {
                CLOSE => round::close_due(&self.voting, uuid()?).await.map(|_| ()),
                LONG => later::run(&self.voting, payload).await,
                COMPARE => compare::run(&self.voting, uuid()?).await,
                FIRM => firm::run(&self.voting, uuid()?).await,
                HEAD => log::heads::send(&self.voting, payload).await,
                DOWNLOAD => log::download::make(&self.voting, uuid()?).await,
                CLEAN => seal::clean(&self.voting, uuid()?).await,
                BATCH => {
                    let payload: BatchPayload = serde_json::from_str(payload).map_err(|error| error.to_string())?;
                    codes::fill_batch(&self.voting, payload.round, payload.batch).await
                }
                _ => sweep(&self.voting).await,
            };
            done.map_err(|error| error.to_string())
        })
    }
}

/// Closes rounds whose job is late, cleans up after sealings, asks how firm older outcomes are, forgets files, and makes partitions that a restored backup lacks.
async fn sweep(voting: &Voting) -> Result<(), platform::error::Error> {
    let now = voting.app.clock.now();
    let found = voting.app.db.read(move |reader| {
        let due: Vec<Uuid> = reader.query(&store::DUE, params![now], |row| row.get(0))?;
        let unclean: Vec<Uuid> = reader.query(&store::NOT_CLEANED, params![], |row| row.get(0))?;
        Ok::<_, DbError>((due, unclean))
    });
    let (due, unclean) = found.await?;
    for uuid in due {
        round::close_due(voting, uuid).await?;
    }
    for uuid in unclean {
        seal::clean(voting, uuid).await?;
    }
    log::batch::tend(voting).await?;
    firm::ask_where_missing(voting).await?;
    notice::send_due(voting).await?;
    voting.app.db.write(move |tx| compare::forget(tx, now)).await?;
    if voting.app.db.kind() == platform::db::Kind::Postgres {
        voting.app.db.write(hot::make_missing_partitions).await?;
    }
    Ok(())
}
