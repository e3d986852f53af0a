//! One append-only log for audit, rules and rounds.
//!
//! Facts stand in the entry; personal values (who, an address) stand in a side table that can be erased, and the entry
//! keeps `SHA-256(salt ‖ value)`. A job seals entries in batches; each batch hashes the one before, so a change of the
//! past shows ([`check`]).

use crate::clock::Clock;
use crate::db::{Db, DbError, Reader, Tx};
use crate::jobs::JobKind;
use crate::{params, statements};
use sha2::{Digest, Sha256};
use std::pin::Pin;
use std::time::Duration;

/// What is written.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// The organisation's number.
    pub organisation: i64,
    /// The project's number.
    pub project: Option<i64>,
    /// What it is about: `round:UUID`, `project:UUID`, `person:UUID` ….
    pub subject: String,
    /// What happened, also a translation key: `log-round-opened`.
    pub kind: &'a str,
    /// Whether residents may read it.
    pub public: bool,
    /// The role in which somebody did it, or `system`.
    pub role: &'a str,
    /// Facts without personal data, as JSON.
    pub facts: serde_json::Value,
    /// Who did it, or another personal value; may be erased later.
    pub personal: String,
}

/// What is read back.
#[derive(Debug, Clone)]
pub struct Read {
    /// Number in the log.
    pub id: i64,
    /// The project's number.
    pub project: Option<i64>,
    /// What it is about.
    pub subject: String,
    /// What happened.
    pub kind: String,
    /// In which role.
    pub role: String,
    /// Facts.
    pub facts: serde_json::Value,
    /// The personal value, unless erased.
    pub personal: Option<String>,
    /// When.
    pub at: jiff::Timestamp,
}

statements! {
    /// A new entry.
    APPEND = "INSERT INTO log_entry (organisation_id, project_id, subject, kind, public, role, facts, personal_hash, at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) RETURNING id";
    /// Its personal side.
    APPEND_PERSONAL = "INSERT INTO log_personal (entry_id, salt, text) VALUES (?1, ?2, ?3)";
    /// Erases the personal side of entries about a subject.
    ERASE = "DELETE FROM log_personal WHERE entry_id IN
        (SELECT id FROM log_entry WHERE organisation_id = ?1 AND subject = ?2)";
    /// A page of the log, newest first; optionally of one subject, one project, public entries only.
    PAGE = "SELECT e.id, e.project_id, e.subject, e.kind, e.role, e.facts, p.text, e.at FROM log_entry e
        LEFT JOIN log_personal p ON p.entry_id = e.id
        WHERE e.organisation_id = ?1 AND e.id < ?2
          AND (CAST(?3 AS TEXT) IS NULL OR e.subject = ?3)
          AND (CAST(?4 AS BIGINT) IS NULL OR e.project_id = ?4)
          AND e.public >= ?5
        ORDER BY e.id DESC LIMIT ?6";
    /// The last batch.
    LAST_BATCH = "SELECT number, last_entry, hash FROM log_batch ORDER BY number DESC LIMIT 1";
    /// Entries in order, to be hashed.
    TO_HASH = "SELECT id, organisation_id, project_id, subject, kind, public, role, facts, personal_hash, at
        FROM log_entry WHERE id > ?1 AND id <= ?2 AND at <= ?3 ORDER BY id LIMIT 10000";
    /// A new batch.
    SEAL = "INSERT INTO log_batch (number, first_entry, last_entry, entries, previous, hash, at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    /// All batches after one.
    BATCHES = "SELECT number, first_entry, last_entry, entries, previous, hash FROM log_batch
        WHERE number > ?1 ORDER BY number LIMIT 1000";
}

/// Appends an entry.
///
/// # Errors
/// When the database fails.
pub fn append(tx: &mut Tx<'_>, entry: &Entry<'_>, salt: [u8; 32], at: jiff::Timestamp) -> Result<i64, DbError> {
    let mut hash = Sha256::new();
    hash.update(salt);
    hash.update(entry.personal.as_bytes());
    let personal_hash: [u8; 32] = hash.finalize().into();
    let id: i64 = tx.one(
        &APPEND,
        params![
            entry.organisation,
            entry.project,
            entry.subject.as_str(),
            entry.kind,
            entry.public,
            entry.role,
            entry.facts.to_string(),
            personal_hash,
            at
        ],
        |row| row.get(0),
    )?;
    if !entry.personal.is_empty() {
        tx.execute(&APPEND_PERSONAL, params![id, salt, entry.personal.as_str()])?;
    }
    Ok(id)
}

/// Which entries to read.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only about this.
    pub subject: Option<String>,
    /// Only of this project.
    pub project: Option<i64>,
    /// Only what residents may read.
    pub public_only: bool,
    /// Only older than this entry.
    pub before: Option<i64>,
}

/// A page of the log, newest first, at most 200.
///
/// # Errors
/// When the database fails.
pub fn page(reader: &Reader<'_>, organisation: i64, filter: &Filter, limit: i64) -> Result<Vec<Read>, DbError> {
    let before = filter.before.unwrap_or(i64::MAX);
    reader.query(
        &PAGE,
        params![
            organisation,
            before,
            filter.subject.as_deref(),
            filter.project,
            filter.public_only,
            limit.clamp(1, 200)
        ],
        |row| {
            Ok(Read {
                id: row.get(0)?,
                project: row.get(1)?,
                subject: row.get(2)?,
                kind: row.get(3)?,
                role: row.get(4)?,
                facts: row.get(5)?,
                personal: row.get(6)?,
                at: row.get(7)?,
            })
        },
    )
}

/// Erases the personal values of the entries about a subject; the chain stays whole.
///
/// # Errors
/// When the database fails.
pub fn erase(tx: &mut Tx<'_>, organisation: i64, subject: &str) -> Result<u64, DbError> {
    tx.execute(&ERASE, params![organisation, subject])
}

/// One entry as it is hashed: each field with its length before it, so that none can run into the next.
fn digest_entry(hash: &mut Sha256, fields: &[&[u8]]) {
    for field in fields {
        hash.update((field.len() as u64).to_be_bytes());
        hash.update(field);
    }
}

/// A range of entries as a batch names it.
struct Range {
    first: i64,
    last: i64,
    entries: i64,
    hash: [u8; 32],
}

/// The entries after one, with their hash: `SHA-256(previous ‖ entries)`.
fn hash_range(
    reader: &Reader<'_>,
    previous: &[u8],
    after: i64,
    up_to: i64,
    older_than: i64,
) -> Result<Option<Range>, DbError> {
    let mut hash = Sha256::new();
    hash.update(previous);
    let ids = reader.query(&TO_HASH, params![after, up_to, older_than], |row| {
        let (id, organisation): (i64, i64) = (row.get(0)?, row.get(1)?);
        let project: Option<i64> = row.get(2)?;
        let (subject, kind, role, facts): (String, String, String, String) =
            (row.get(3)?, row.get(4)?, row.get(6)?, row.get(7)?);
        let (public, personal, at): (i64, Vec<u8>, i64) = (row.get(5)?, row.get(8)?, row.get(9)?);
        digest_entry(
            &mut hash,
            &[
                &id.to_be_bytes(),
                &organisation.to_be_bytes(),
                &project.unwrap_or(0).to_be_bytes(),
                subject.as_bytes(),
                kind.as_bytes(),
                &public.to_be_bytes(),
                role.as_bytes(),
                facts.as_bytes(),
                &personal,
                &at.to_be_bytes(),
            ],
        );
        Ok(id)
    })?;
    let (Some(first), Some(last)) = (ids.first(), ids.last()) else {
        return Ok(None);
    };
    let entries = i64::try_from(ids.len()).unwrap_or(i64::MAX);
    Ok(Some(Range { first: *first, last: *last, entries, hash: hash.finalize().into() }))
}

/// Seals what was written up to a moment; true if there was something.
///
/// # Errors
/// When the database fails.
pub fn seal(tx: &mut Tx<'_>, older_than: jiff::Timestamp, now: jiff::Timestamp) -> Result<bool, DbError> {
    let last =
        tx.find(&LAST_BATCH, params![], |row| Ok((row.get::<i64>(0)?, row.get::<i64>(1)?, row.get::<Vec<u8>>(2)?)))?;
    let (number, after, previous) = last.unwrap_or((0, 0, vec![0; 32]));
    let Some(Range { first, last, entries, hash }) =
        hash_range(tx, &previous, after, i64::MAX, older_than.as_microsecond())?
    else {
        return Ok(false);
    };
    tx.execute(&SEAL, params![number + 1, first, last, entries, previous, hash, now])?;
    Ok(true)
}

/// What is wrong with the chain; nothing, if it is whole.
///
/// # Errors
/// When the database fails.
pub fn check(reader: &Reader<'_>) -> Result<Vec<String>, DbError> {
    let mut wrong = Vec::new();
    let (mut number, mut after, mut previous) = (0_i64, 0_i64, vec![0_u8; 32]);
    loop {
        let batches = reader.query(&BATCHES, params![number], |row| {
            Ok((
                row.get::<i64>(0)?,
                row.get::<i64>(2)?,
                row.get::<i64>(3)?,
                row.get::<Vec<u8>>(4)?,
                row.get::<Vec<u8>>(5)?,
            ))
        })?;
        if batches.is_empty() {
            return Ok(wrong);
        }
        for (this, last, entries, names, hash) in batches {
            if this != number + 1 || names != previous {
                wrong.push(format!("batch {this} does not follow batch {number}"));
            }
            match hash_range(reader, &names, after, last, i64::MAX)? {
                Some(range) if range.hash.as_slice() == hash && range.entries == entries => {}
                _ => wrong.push(format!("the entries of batch {this} are not those that were sealed")),
            }
            (number, after, previous) = (this, last, hash);
        }
    }
}

/// The job that seals the log.
pub struct SealLog {
    /// The database.
    pub db: Db,
    /// The clock.
    pub clock: Clock,
}

impl JobKind for SealLog {
    fn name(&self) -> &'static str {
        "seal-log"
    }

    fn every(&self) -> Option<Duration> {
        Some(Duration::from_secs(60))
    }

    fn run<'a>(&'a self, _: &'a str) -> Pin<Box<dyn Future<Output = Result<(), String>> + Send + 'a>> {
        Box::pin(async move {
            // A transaction on PostgreSQL lives for at most a minute: what is older is complete.
            let now = self.clock.now();
            let older_than = now - Duration::from_secs(70);
            while self.db.write(move |tx| seal(tx, older_than, now)).await.map_err(|e| e.to_string())? {}
            Ok(())
        })
    }
}
