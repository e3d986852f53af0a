//! The download of a round: one signed file with everything that is needed to check it and to count again. A job makes it
//! after each act that changes it, and it lies in the file store; a request only hands it out.
//!
//! There are two: one for everybody, from the moment on which the counts are public, with the single ballots if the rules said so;
//! and a complete one for auditors, which staff fetch for them.

use super::{heads, keys, report, told};
use crate::jobs as own_jobs;
use crate::model::{Round, RoundView, State};
use crate::refusal::Refusal;
use crate::rules::BallotsPublic;
use crate::service::outcome::counts_are_public;
use crate::service::{Deed as Logged, load, load_view, log_quietly};
use crate::store::{self as rounds, log as store};
use crate::voting::Voting;
use civic::Actor;
use civic::permission::Permission;
use platform::db::{Reader, Tx};
use platform::error::Error;
use platform::files::{Area, FileStream};
use platform::{jobs, params};
use proof::log::Entry;
use proof::package::{BallotLine, Ballots, Content};
use proof::sign::{SignedHead, Signer};
use serde_json::json;
use std::sync::Arc;
use uuid::Uuid;

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// For everybody.
    Public,
    /// For auditors.
    Complete,
}

impl Kind {
    fn code(self) -> &'static str {
        match self {
            Kind::Public => "public",
            Kind::Complete => "complete",
        }
    }
}

/// Lets a job make the downloads anew, after an act.
pub(crate) fn ask(voting: &Voting, tx: &mut Tx<'_>, uuid: Uuid, after: &str) -> Result<(), Error> {
    let dedupe = format!("{}:{uuid}:{after}", own_jobs::DOWNLOAD);
    Ok(jobs::add(tx, own_jobs::DOWNLOAD, &uuid.to_string(), Some(&dedupe), voting.app.clock.now())?)
}

/// Everything that goes into a download.
struct Parts {
    round: Round,
    organisation: String,
    rules: String,
    candidates: String,
    decision: String,
    outcome: String,
    report: String,
    log: Vec<Entry>,
    heads: Vec<SignedHead>,
    ballots: Vec<BallotLine>,
    signer: Arc<Signer>,
}

/// Makes the downloads of a round that was counted. Safe to repeat.
///
/// # Errors
/// When database or files fail.
pub(crate) async fn make(voting: &Voting, uuid: Uuid) -> Result<(), Error> {
    voting.write_refused().await?;
    let work = voting.clone();
    let read = voting.app.db.read_snapshot(move |reader| read(&work, reader, uuid));
    let Some(mut parts) = read.await? else { return Ok(()) };
    // Another order each time: none of them says anything.
    voting.app.random.shuffle(&mut parts.ballots);
    let parts = Arc::new(parts);
    let mut kinds = vec![Kind::Complete];
    if counts_are_public(&parts.round) {
        kinds.push(Kind::Public);
    }
    for kind in kinds {
        let (from, made) = (Arc::clone(&parts), told(voting.app.clock.now()));
        let written = tokio::task::spawn_blocking(move || write(&from, kind, &made));
        let bytes = written.await.map_err(Error::internal)??;
        keep(voting, &parts, kind, bytes).await?;
    }
    voting.forget_view(uuid);
    Ok(())
}

fn read(voting: &Voting, reader: &Reader<'_>, uuid: Uuid) -> Result<Option<Parts>, Error> {
    let Some(round) = rounds::round(reader, None, uuid)? else { return Ok(None) };
    if round.state < State::Counted || store::tree(reader, round.id)?.is_none() {
        return Ok(None);
    }
    let Some(view) = load_view(reader, round.organisation, uuid)? else { return Ok(None) };
    let missing = || Error::internal("a text that was fixed at opening is missing");
    let document = |name| store::document(reader, round.id, name);
    let outcome = reader.find(&store::OUTCOME_BODY, params![round.id], |row| row.get::<String>(0))?;
    let organisation = civic::store::organisation_by_id(reader, round.organisation)?;
    let heads = store::heads(reader, round.id)?;
    let line = |(voter_nonce, nonce, ballot)| BallotLine { voter_nonce, nonce, ballot };
    let report = report::report(reader, &view, true)?;
    Ok(Some(Parts {
        organisation: organisation.map(|organisation| organisation.name).unwrap_or_default(),
        rules: document("rules")?.ok_or_else(missing)?,
        candidates: document("candidates")?.ok_or_else(missing)?,
        decision: document("decision")?.unwrap_or_else(|| "null".into()),
        outcome: outcome.ok_or_else(|| Error::internal("a round that was counted has no outcome"))?,
        report: serde_json::to_string(&report).map_err(Error::internal)?,
        log: store::leaves(reader, round.id, 0, u64::MAX)?,
        heads: heads.iter().map(|head| heads::signed(round.uuid, head)).collect::<Result<_, _>>()?,
        ballots: store::sealed_with_nonces(reader, round.id)?.into_iter().map(line).collect(),
        signer: keys::signer(voting, reader, round.organisation, round.key_generation)?,
        round,
    }))
}

fn write(parts: &Parts, kind: Kind, made: &str) -> Result<Vec<u8>, Error> {
    let everybody = parts.round.rules.ballots_public == BallotsPublic::Everybody;
    let ballots = parts.ballots.iter().cloned();
    let content = Content {
        round: parts.round.uuid,
        title: &parts.round.title,
        organisation: &parts.organisation,
        made: &made.parse().map_err(Error::internal)?,
        rules: &parts.rules,
        candidates: &parts.candidates,
        ballots: match (kind, everybody) {
            (_, true) => Ballots::Public(ballots),
            (Kind::Public, false) => Ballots::Withheld,
            (Kind::Complete, false) => Ballots::Auditors(ballots),
        },
        log: &parts.log,
        heads: &parts.heads,
        outcome: &parts.outcome,
        decision: &parts.decision,
        report: &parts.report,
    };
    proof::package::write(content, &parts.signer, Vec::new()).map_err(Error::internal)
}

/// Puts a download in the file store and forgets the one before it.
async fn keep(voting: &Voting, parts: &Parts, kind: Kind, bytes: Vec<u8>) -> Result<(), Error> {
    let (id, size) = (parts.round.id, bytes.len());
    let (organisation, project) = (parts.round.organisation, parts.round.project);
    let heads = parts.heads.last().map_or(0, |head| head.head.size);
    let name = format!("rounds/{}/{}-{heads}.zip", parts.round.uuid, kind.code());
    voting.app.files.put(Area::Private, &name, bytes.into()).await?;
    let (work, file) = (voting.clone(), name.clone());
    let written = voting.app.db.write(move |tx| {
        let before = store::download(tx, id, kind.code())?.map(|(file, ..)| file);
        let params = params![id, kind.code(), file.as_str(), size, work.app.clock.now()];
        tx.execute(&store::PUT_DOWNLOAD, params)?;
        // The page of the outcome offers it now.
        civic::store::project_changed(tx, organisation, project)?;
        Ok::<_, Error>(before)
    });
    if let Some(before) = written.await?.filter(|before| *before != name) {
        voting.app.files.delete(Area::Private, &before).await?;
    }
    Ok(())
}

/// Hands out the download for everybody.
///
/// # Errors
/// [`Refusal::OutcomeNotPublic`] before the counts are public, [`Refusal::DownloadNotReady`] until the job has made it.
pub async fn public(voting: &Voting, view: &RoundView) -> Result<FileStream, Error> {
    if !counts_are_public(&view.round) {
        return Err(Refusal::OutcomeNotPublic.into());
    }
    fetch(voting, view, Kind::Public).await
}

/// Whether there is a download for everybody, and how large it is.
///
/// # Errors
/// When the database fails.
pub async fn public_size(voting: &Voting, view: &RoundView) -> Result<Option<u64>, Error> {
    if !counts_are_public(&view.round) {
        return Ok(None);
    }
    let id = view.round.id;
    let found = voting.app.db.read(move |reader| store::download(reader, id, Kind::Public.code())).await?;
    Ok(found.map(|(_, bytes, _)| bytes))
}

/// Hands out the complete download to staff, for an auditor. Each time it is logged.
///
/// # Errors
/// Without the right; [`Refusal::WrongState`] before the count; [`Refusal::DownloadNotReady`].
pub async fn complete(voting: &Voting, actor: &Actor, uuid: Uuid) -> Result<FileStream, Error> {
    let (work, who) = (voting.clone(), actor.clone());
    // Logged before anybody sees it.
    let logged = voting.app.db.write(move |tx| {
        let round = load(tx, &who, Permission::RunRound, uuid)?;
        if round.state < State::Counted {
            return Err(Error::from(Refusal::WrongState(round.state)));
        }
        if store::download(tx, round.id, Kind::Complete.code())?.is_none() {
            return Err(Refusal::DownloadNotReady.into());
        }
        let deed = Logged::inner(Permission::RunRound, "log-round-downloaded", json!({ "title": round.title }));
        log_quietly(&work, tx, &who, &round, deed)
    });
    logged.await?;
    let view = crate::service::view(voting, actor.organisation, uuid).await?;
    fetch(voting, &view, Kind::Complete).await
}

async fn fetch(voting: &Voting, view: &RoundView, kind: Kind) -> Result<FileStream, Error> {
    let id = view.round.id;
    let found = voting.app.db.read(move |reader| store::download(reader, id, kind.code())).await?;
    let (file, ..) = found.ok_or(Error::from(Refusal::DownloadNotReady))?;
    let stream = voting.app.files.stream(Area::Private, &file).await?;
    stream.ok_or_else(|| Refusal::DownloadNotReady.into())
}
