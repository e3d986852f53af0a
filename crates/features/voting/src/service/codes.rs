//! Voting codes: batches for the printer, single codes for the helpdesk.
//!
//! A code is kept as a keyed hash only. The printer's file holds the codes encrypted, until staff confirm how many letters
//! the printer made; then it is destroyed.

use super::log as public_log;
use super::{Deed, REASON, load, log_quietly};
use crate::codes::Code;
use crate::hot::{self, NewEntitlement, Of};
use crate::jobs as own_jobs;
use crate::model::{CodeBatch, CodeStatus, Round, State};
use crate::refusal::Refusal;
use crate::store;
use crate::store::codes::{self as rows, Entitlement, StoredBatch};
use crate::voting::Voting;
use civic::Actor;
use civic::permission::Permission;
use civic::refusal::required;
use platform::error::{Common, Error};
use platform::files::Area;
use platform::requests::Request;
use platform::{jobs, params};
use serde_json::json;
use uuid::Uuid;

/// The most codes in one batch.
pub const MOST_CODES: u32 = 300_000;
/// Up to so many codes are made while the caller waits.
pub const AT_ONCE: u32 = 2_000;
/// How many codes are written in one transaction, so that voters do not wait behind a batch.
const CHUNK: usize = 5_000;

/// A batch to be made.
#[derive(Debug, Clone, Default)]
pub struct NewBatch {
    /// What staff call it.
    pub name: String,
    /// How many codes.
    pub count: u32,
    /// For trying out: these never count.
    pub test: bool,
    /// The area that its codes carry, as it is called on the candidates.
    pub area: Option<String>,
}

/// The batches of a round.
///
/// # Errors
/// Without the right.
pub async fn batches(voting: &Voting, actor: &Actor, uuid: Uuid) -> Result<Vec<CodeBatch>, Error> {
    let actor = actor.clone();
    let read = voting.app.db.read(move |reader| {
        let round = load(reader, &actor, Permission::ManageCodes, uuid)?;
        Ok::<_, Error>(rows::batches(reader, round.id)?)
    });
    Ok(read.await?.into_iter().map(|(batch, _)| batch).collect())
}

/// Makes a batch: a small one at once, a large one by a job.
///
/// # Errors
/// Without a name, for no or too many codes, in a round that is neither draft nor open or does not work with codes, or
/// without the right.
pub async fn make_batch(voting: &Voting, actor: &Actor, uuid: Uuid, new: NewBatch) -> Result<Uuid, Error> {
    make_batch_once(voting, actor, uuid, new, None).await
}

/// The same for a request with a name: sent again, it answers the batch that it made.
///
/// # Errors
/// As [`make_batch`]; [`Common::RequestReused`] when the name stood for another batch.
pub async fn make_batch_once(
    voting: &Voting,
    actor: &Actor,
    uuid: Uuid,
    new: NewBatch,
    request: Option<&str>,
) -> Result<Uuid, Error> {
    let round = load_for(voting, actor, Permission::ManageCodes, uuid).await?;
    let name = required("name", &new.name, 80)?;
    if new.count == 0 || new.count > MOST_CODES {
        return Err(Refusal::BatchSize(MOST_CODES).into());
    }
    if !matches!(round.state, State::Draft | State::Open) {
        return Err(Refusal::WrongState(round.state).into());
    }
    if !round.rules.electorate.codes && !new.test {
        return Err(Refusal::WayNotOffered.into());
    }
    let area = new.area.as_deref().map(str::trim).filter(|area| !area.is_empty()).map(str::to_owned);
    if let Some(area) = &area {
        known_area(voting, actor, uuid, area).await?;
    }
    let what = ["batch", &uuid.to_string()];
    let sent = civic::service::request(&voting.app, actor, &what, request, &format!("{new:?}"));
    let batch = voting.app.uuid();
    let file = format!("rounds/{uuid}/codes-{batch}");
    let at_once = new.count <= AT_ONCE;
    let (work, actor) = (voting.clone(), actor.clone());
    let written = voting.app.db.write(move |tx| {
        if let Some(known) = sent.map(|sent| sent.known(tx)).transpose()?.flatten() {
            return Uuid::parse_str(&known).map_err(Error::internal);
        }
        rows::add_batch(tx, &round, batch, (&name, new.count, new.test), area.as_deref(), &file)?;
        if !at_once {
            let payload = json!({ "round": uuid, "batch": batch }).to_string();
            jobs::add(tx, own_jobs::BATCH, &payload, None, work.app.clock.now())?;
        }
        let facts = json!({ "name": name, "count": new.count, "test": new.test, "area": area });
        log_quietly(&work, tx, &actor, &round, Deed::inner(Permission::ManageCodes, "log-codes-made", facts))?;
        if let Some(sent) = &sent {
            sent.keep(tx, &batch.to_string(), work.app.clock.now())?;
        }
        Ok(batch)
    });
    let batch = written.await?;
    if at_once {
        fill_batch(voting, uuid, batch).await?;
    }
    Ok(batch)
}

/// Refuses an area that no plan on the ballot is in: a slip of the pen would leave its voters without plans.
async fn known_area(voting: &Voting, actor: &Actor, uuid: Uuid, area: &str) -> Result<(), Error> {
    let view = super::view(voting, actor.organisation, uuid).await?;
    let known = view.candidates.iter().any(|candidate| candidate.is_in(area));
    if known { Ok(()) } else { Err(Refusal::UnknownArea(area.to_owned()).into()) }
}

pub(super) async fn load_for(
    voting: &Voting,
    actor: &Actor,
    permission: Permission,
    uuid: Uuid,
) -> Result<Round, Error> {
    let actor = actor.clone();
    voting.app.db.read(move |reader| load(reader, &actor, permission, uuid)).await
}

/// Makes the codes of a batch that has none yet. May be repeated: the file that is there already is what counts.
///
/// # Errors
/// When database or files fail, or the round takes no codes any more. A batch that is gone needs no codes.
pub async fn fill_batch(voting: &Voting, round: Uuid, batch: Uuid) -> Result<(), Error> {
    let found = voting.app.db.read(move |reader| {
        let Some(round) = store::round(reader, None, round)? else { return Ok::<_, Error>(None) };
        Ok(rows::batch(reader, round.id, batch)?.map(|stored| (round, stored)))
    });
    // A draft that was removed in the meantime takes its batches with it.
    let Some((round, (batch, file))) = found.await? else { return Ok(()) };
    let (None, Some(file)) = (batch.made, file) else { return Ok(()) };
    let codes = match read_file(voting, &round, &batch, &file).await? {
        Some(codes) => codes,
        None => {
            let codes: Vec<Code> = (0..batch.count).map(|_| Code::random(&voting.app.random)).collect();
            write_file(voting, &round, &batch, &file, &codes).await?;
            codes
        }
    };
    for chunk in codes.chunks(CHUNK) {
        let entitlement =
            |code: &Code| NewEntitlement { id: voting.app.uuid_random(), hash: voting.code_hash(&round, code) };
        let new: Vec<NewEntitlement> = chunk.iter().map(entitlement).collect();
        let (id, of, test, area) = (round.id, batch.id, batch.test, batch.area.clone());
        let made = voting.app.db.write(move |tx| {
            let of = Of { batch: Some(of), test, area: area.as_deref() };
            hot::add_entitlements(tx, id, of, &new)
        });
        made.await.map_err(Error::Db)?;
    }
    let work = voting.clone();
    let made = voting.app.db.write(move |tx| {
        if tx.execute(&rows::BATCH_MADE, params![batch.id, work.app.clock.now()])? == 1 && !batch.test {
            public_log::made(&work, tx, &round, u64::from(batch.count))?;
        }
        Ok(())
    });
    made.await
}

async fn write_file(
    voting: &Voting,
    round: &Round,
    batch: &CodeBatch,
    file: &str,
    codes: &[Code],
) -> Result<(), Error> {
    let text = codes.iter().map(Code::as_str).collect::<Vec<_>>().join("\n");
    let sealed = voting.printer_box(round).seal(batch.uuid.as_bytes(), text.as_bytes());
    Ok(voting.app.files.put(Area::Private, file, sealed.into()).await?)
}

async fn read_file(voting: &Voting, round: &Round, batch: &CodeBatch, file: &str) -> Result<Option<Vec<Code>>, Error> {
    let Some(sealed) = voting.app.files.get(Area::Private, file).await? else { return Ok(None) };
    let damaged = || Error::internal(format!("the file of batch {} cannot be opened", batch.uuid));
    let text = voting.printer_box(round).open(batch.uuid.as_bytes(), &sealed).ok_or_else(damaged)?;
    let text = std::str::from_utf8(&text).map_err(|_| damaged())?;
    let codes: Option<Vec<Code>> = text.lines().map(Code::parse).collect();
    codes.map(Some).ok_or_else(damaged)
}

pub(super) async fn load_batch(
    voting: &Voting,
    actor: &Actor,
    uuid: Uuid,
    batch: Uuid,
) -> Result<(Round, StoredBatch), Error> {
    let actor = actor.clone();
    let read = voting.app.db.read(move |reader| {
        let round = load(reader, &actor, Permission::ManageCodes, uuid)?;
        let stored = rows::batch(reader, round.id, batch)?.ok_or(Error::from(Common::NotFound))?;
        Ok::<_, Error>((round, stored))
    });
    read.await
}

/// The codes of a batch as they stand in the letters. Each time it is logged.
///
/// # Errors
/// [`Refusal::BatchNotReady`], [`Refusal::FileGone`], or without the right.
pub async fn batch_codes(voting: &Voting, actor: &Actor, uuid: Uuid, batch: Uuid) -> Result<Vec<String>, Error> {
    let (round, (batch, file)) = load_batch(voting, actor, uuid, batch).await?;
    if batch.made.is_none() {
        return Err(Refusal::BatchNotReady.into());
    }
    let file = file.ok_or(Error::from(Refusal::FileGone))?;
    let codes = read_file(voting, &round, &batch, &file).await?.ok_or(Error::from(Refusal::FileGone))?;
    // Logged before anybody sees them.
    let (work, actor) = (voting.clone(), actor.clone());
    let facts = json!({ "name": batch.name, "count": batch.count });
    let logged = voting.app.db.write(move |tx| {
        let deed = Deed::inner(Permission::ManageCodes, "log-codes-downloaded", facts.clone());
        log_quietly(&work, tx, &actor, &round, deed)
    });
    logged.await?;
    Ok(codes.iter().map(Code::written).collect())
}

/// The printer's file: a CSV of number, code and link; the code stands behind `#`, so that no server sees it in a link.
///
/// # Errors
/// As [`batch_codes`].
pub async fn printer_file(
    voting: &Voting,
    actor: &Actor,
    uuid: Uuid,
    batch: Uuid,
    link: &str,
) -> Result<String, Error> {
    let codes = batch_codes(voting, actor, uuid, batch).await?;
    let mut out = String::with_capacity(codes.len() * (40 + link.len()));
    out.push_str("number;code;link\r\n");
    for (place, code) in codes.iter().enumerate() {
        out.push_str(&format!("{};{code};{link}#c={code}\r\n", place + 1));
    }
    Ok(out)
}

/// Staff confirm how many letters the printer made; the file is destroyed.
///
/// # Errors
/// [`Refusal::CountDiffers`], [`Refusal::BatchNotReady`], [`Refusal::FileGone`], or without the right.
pub async fn confirm_batch(voting: &Voting, actor: &Actor, uuid: Uuid, batch: Uuid, counted: u32) -> Result<(), Error> {
    let (round, (batch, file)) = load_batch(voting, actor, uuid, batch).await?;
    let file = file.ok_or(Error::from(Refusal::FileGone))?;
    if batch.made.is_none() {
        return Err(Refusal::BatchNotReady.into());
    }
    if counted != batch.count {
        return Err(Refusal::CountDiffers.into());
    }
    // First the file: if writing fails after it, confirming can be repeated; the other way round it would stay for ever.
    voting.app.files.delete(Area::Private, &file).await?;
    let (work, actor) = (voting.clone(), actor.clone());
    let written = voting.app.db.write(move |tx| {
        tx.execute(&rows::CONFIRM_BATCH, params![batch.id, work.app.clock.now()])?;
        let facts = json!({ "name": batch.name, "count": batch.count });
        log_quietly(&work, tx, &actor, &round, Deed::inner(Permission::ManageCodes, "log-codes-confirmed", facts))
    });
    written.await
}

/// The entitlement of a code that somebody typed.
async fn find(voting: &Voting, round: &Round, code: &str) -> Result<Option<Entitlement>, Error> {
    let Some(code) = Code::parse(code) else { return Ok(None) };
    let (id, hash) = (round.id, voting.code_hash(round, &code));
    Ok(voting.app.db.read(move |reader| rows::entitlement(reader, id, &hash)).await?)
}

/// Makes a code void: nothing can be handed in with it any more, and what was handed in does not count.
///
/// # Errors
/// [`Refusal::UnknownCode`], [`Refusal::CodeVoid`], a missing reason, a round that is sealed, or without the right.
pub async fn void_code(voting: &Voting, actor: &Actor, uuid: Uuid, code: &str, reason: String) -> Result<(), Error> {
    void(voting, actor, uuid, (code, reason), None).await
}

/// Makes a code void and makes another one for the same voter, which is answered as it is written, this once.
///
/// # Errors
/// As [`void_code`]; also once the round is closed.
pub async fn replace_code(
    voting: &Voting,
    actor: &Actor,
    uuid: Uuid,
    code: &str,
    reason: String,
) -> Result<String, Error> {
    replace_code_once(voting, actor, uuid, (code, reason), None).await
}

/// The same for a request with a name: sent again, it answers the code that it made. Nobody has kept that code: it is
/// derived from the name and the master secret.
///
/// # Errors
/// As [`replace_code`]; [`Common::RequestReused`] when the name stood for something else.
pub async fn replace_code_once(
    voting: &Voting,
    actor: &Actor,
    uuid: Uuid,
    (code, reason): (&str, String),
    request: Option<&str>,
) -> Result<String, Error> {
    let content = format!("{:?}", (code, &reason));
    let sent = civic::service::request(&voting.app, actor, &["replacement", &uuid.to_string()], request, &content);
    let Some(sent) = sent else {
        let fresh = Code::random(&voting.app.random);
        void(voting, actor, uuid, (code, reason), Some((fresh.clone(), None))).await?;
        return Ok(fresh.written());
    };
    let secret = voting.app.secrets.derive("replacements", 0);
    // The old code is part of the content and becomes void once only, so no two voters are given one code.
    let [name, content] = sent.seed();
    let fresh = Code::derived(&secret, &[uuid.as_bytes(), &name, &content]);
    void(voting, actor, uuid, (code, reason), Some((fresh.clone(), Some(sent)))).await?;
    Ok(fresh.written())
}

async fn void(
    voting: &Voting,
    actor: &Actor,
    uuid: Uuid,
    (code, reason): (&str, String),
    fresh: Option<(Code, Option<Request>)>,
) -> Result<(), Error> {
    let round = load_for(voting, actor, Permission::ManageCodes, uuid).await?;
    let reason = required("reason", &reason, REASON)?;
    let states: &[State] = match fresh {
        Some(_) => &[State::Draft, State::Open],
        None => &[State::Draft, State::Open, State::Closed, State::Review],
    };
    if !states.contains(&round.state) {
        return Err(Refusal::WrongState(round.state).into());
    }
    let old = find(voting, &round, code).await?.ok_or(Error::from(Refusal::UnknownCode))?;
    let token = voting.round_key(&round).await?.token(old.id);
    let sent = fresh.as_ref().and_then(|(_, sent)| *sent);
    let new =
        fresh.map(|(code, _)| NewEntitlement { id: voting.app.uuid_random(), hash: voting.code_hash(&round, &code) });
    let (work, actor) = (voting.clone(), actor.clone());
    let written = voting.app.db.write(move |tx| {
        if sent.map(|sent| sent.known(tx)).transpose()?.flatten().is_some() {
            return Ok(());
        }
        if tx.execute(&rows::VOID, params![round.id, old.id])? == 0 {
            return Err(Refusal::CodeVoid.into());
        }
        hot::refuse_token(tx, round.id, &token.0)?;
        let counts = u64::from(!old.test);
        public_log::voided(&work, tx, &round, counts)?;
        let kind = match &new {
            Some(new) => {
                let of = Of { batch: None, test: old.test, area: old.area.as_deref() };
                hot::add_entitlements(tx, round.id, of, std::slice::from_ref(new))?;
                public_log::made(&work, tx, &round, counts)?;
                "log-code-replaced"
            }
            None => "log-code-void",
        };
        let deed = Deed::inner(Permission::ManageCodes, kind, json!({ "reason": reason }));
        log_quietly(&work, tx, &actor, &round, deed)?;
        match &sent {
            Some(sent) => sent.keep(tx, "", work.app.clock.now()),
            None => Ok(()),
        }
    });
    written.await
}

/// What the helpdesk may know of a code; never the choice. Logged, without the code.
///
/// # Errors
/// Without the right.
pub async fn help(voting: &Voting, actor: &Actor, uuid: Uuid, code: &str) -> Result<CodeStatus, Error> {
    let round = load_for(voting, actor, Permission::HelpVoters, uuid).await?;
    let found = find(voting, &round, code).await?;
    let status = match found {
        None => CodeStatus::Unknown,
        Some(found) if found.void => CodeStatus::Void,
        Some(found) if found.test => CodeStatus::Test,
        Some(Entitlement { used: Some(used), .. }) => used_or_not(used),
        Some(found) => {
            let (id, token) = (round.id, voting.round_key(&round).await?.token(found.id));
            used_or_not(voting.app.db.read(move |reader| hot::standing(reader, id, &token.0)).await?.is_some())
        }
    };
    let (work, actor) = (voting.clone(), actor.clone());
    let logged = voting.app.db.write(move |tx| {
        let deed = Deed::inner(Permission::HelpVoters, "log-code-looked-up", json!({}));
        log_quietly(&work, tx, &actor, &round, deed)
    });
    logged.await?;
    Ok(status)
}

fn used_or_not(used: bool) -> CodeStatus {
    if used { CodeStatus::Used } else { CodeStatus::Unused }
}
