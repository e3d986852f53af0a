//! Heads at a second place, by the operator's settings: a file to which a line is appended, an address to which JSON is
//! sent. Whoever keeps them there can later show that nothing was taken out of the log. A job does it, with retries.

use super::told;
use crate::jobs as own_jobs;
use crate::model::Round;
use crate::store::{self as rounds, log as store};
use crate::voting::Voting;
use platform::db::Tx;
use platform::error::Error;
use platform::jobs;
use proof::package::HeadLine;
use proof::sign::{Head, SignedHead};
use serde::{Deserialize, Serialize};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;
use uuid::Uuid;

/// How long an answer may take.
const LONGEST: Duration = Duration::from_secs(10);

/// Where heads go besides our own pages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HeadsTo {
    /// A line of JSON per head is appended to this file.
    pub file: Option<PathBuf>,
    /// The same JSON is sent here by POST; any answer of success will do.
    pub url: Option<String>,
}

impl HeadsTo {
    /// Whether there is a second place.
    #[must_use]
    pub fn any(&self) -> bool {
        self.file.is_some() || self.url.is_some()
    }
}

/// What the job is told.
#[derive(Serialize, Deserialize)]
struct Payload {
    round: Uuid,
    size: u64,
}

/// A head of the database as it was signed.
///
/// # Errors
/// When its moment is none, which cannot happen.
pub(crate) fn signed(round: Uuid, head: &store::StoredHead) -> Result<SignedHead, Error> {
    let at = told(head.at).parse().map_err(Error::internal)?;
    Ok(SignedHead { head: Head { round, size: head.size, root: head.root, at }, signature: head.signature })
}

/// A head as it is published and saved.
///
/// # Errors
/// As [`signed`].
pub fn line(round: Uuid, head: &store::StoredHead) -> Result<HeadLine, Error> {
    Ok(HeadLine { round: Some(round), ..HeadLine::of(&signed(round, head)?) })
}

/// Lets a job send a new head, if there is a second place.
pub(crate) fn ask(voting: &Voting, tx: &mut Tx<'_>, round: &Round, size: u64) -> Result<(), Error> {
    if !voting.heads_to().any() {
        return Ok(());
    }
    let payload = serde_json::to_string(&Payload { round: round.uuid, size }).map_err(Error::internal)?;
    Ok(jobs::add(tx, own_jobs::HEAD, &payload, None, voting.app.clock.now())?)
}

/// Sends a head. Done again when it fails, so a place may get a head twice.
///
/// # Errors
/// When the file cannot be written or the address does not take it.
pub(crate) async fn send(voting: &Voting, payload: &str) -> Result<(), Error> {
    let Payload { round: uuid, size } = serde_json::from_str(payload).map_err(Error::internal)?;
    let found = voting.app.db.read(move |reader| {
        let Some(round) = rounds::round(reader, None, uuid)? else { return Ok::<_, Error>(None) };
        Ok(store::head(reader, round.id, size)?)
    });
    let Some(head) = found.await? else { return Ok(()) };
    let line = serde_json::to_string(&line(uuid, &head)?).map_err(Error::internal)?;
    let to = voting.heads_to().clone();
    let done = tokio::task::spawn_blocking(move || {
        if let Some(file) = &to.file {
            append(file, &line).map_err(Error::internal)?;
        }
        if let Some(url) = &to.url {
            post(url, &line).map_err(Error::internal)?;
        }
        Ok(())
    });
    done.await.map_err(Error::internal)?
}

fn append(file: &Path, line: &str) -> std::io::Result<()> {
    let mut open = std::fs::OpenOptions::new().create(true).append(true).open(file)?;
    open.write_all(format!("{line}\n").as_bytes())?;
    open.sync_all()
}

fn post(url: &str, line: &str) -> Result<(), ureq::Error> {
    let config = ureq::Agent::config_builder().timeout_global(Some(LONGEST)).max_redirects(0).build();
    let agent: ureq::Agent = config.into();
    agent.post(url).header("content-type", "application/json").send(line)?;
    Ok(())
}
