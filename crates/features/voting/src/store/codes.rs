//! The SQL of batches of codes and of entitlements. What comes many at once is in [`crate::hot`].

use crate::model::{BatchId, CodeBatch, Round, RoundId};
use platform::db::{DbError, Reader, Row, Tx};
use platform::{params, statements};
use uuid::Uuid;

statements! {
    /// The batches of a round.
    BATCHES = "SELECT id, uuid, name, test, count, made_at, confirmed_at, file, voided_at, area FROM code_batch
        WHERE round_id = ?1 ORDER BY id LIMIT 1000";
    /// One batch.
    BATCH = "SELECT id, uuid, name, test, count, made_at, confirmed_at, file, voided_at, area FROM code_batch
        WHERE round_id = ?1 AND uuid = ?2";
    /// A new batch.
    ADD_BATCH = "INSERT INTO code_batch (uuid, organisation_id, round_id, name, test, count, file, area)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING id";
    /// Its codes are made.
    BATCH_MADE = "UPDATE code_batch SET made_at = ?2 WHERE id = ?1 AND made_at IS NULL";
    /// Staff confirmed the printer's count.
    CONFIRM_BATCH = "UPDATE code_batch SET confirmed_at = ?2, file = NULL WHERE id = ?1";
    /// All codes of a batch were made void; nobody needs its file any more.
    VOID_BATCH = "UPDATE code_batch SET voided_at = ?2, file = NULL WHERE id = ?1 AND voided_at IS NULL";
    /// The entitlement behind a keyed hash.
    BY_HASH = "SELECT id, kind, test, void, used, area FROM entitlement WHERE round_id = ?1 AND hash = ?2";
    /// A new entitlement; one with this hash is enough.
    ADD_ENTITLEMENT = "INSERT INTO entitlement (round_id, id, kind, hash, batch_id, test)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (round_id, hash) DO NOTHING";
    /// Makes an entitlement void.
    VOID = "UPDATE entitlement SET void = 1 WHERE round_id = ?1 AND id = ?2 AND void = 0";
    /// The areas of the codes that count and are good.
    AREAS = "SELECT DISTINCT area FROM entitlement WHERE round_id = ?1 AND area IS NOT NULL AND test = 0 AND void = 0
        ORDER BY area LIMIT 10000";
}

/// A batch, with the name of the printer's file.
pub type StoredBatch = (CodeBatch, Option<String>);

fn read_batch(row: &Row<'_>) -> Result<StoredBatch, DbError> {
    let file: Option<String> = row.get(7)?;
    let batch = CodeBatch {
        id: row.get(0)?,
        uuid: row.get(1)?,
        name: row.get(2)?,
        test: row.get(3)?,
        count: row.get(4)?,
        made: row.get(5)?,
        confirmed: row.get(6)?,
        has_file: file.is_some(),
        voided: row.get(8)?,
        area: row.get(9)?,
    };
    Ok((batch, file))
}

/// The batches of a round.
///
/// # Errors
/// When the database fails.
pub fn batches(reader: &Reader<'_>, round: RoundId) -> Result<Vec<StoredBatch>, DbError> {
    reader.query(&BATCHES, params![round], read_batch)
}

/// One batch of a round.
///
/// # Errors
/// When the database fails.
pub fn batch(reader: &Reader<'_>, round: RoundId, uuid: Uuid) -> Result<Option<StoredBatch>, DbError> {
    reader.find(&BATCH, params![round, uuid], read_batch)
}

/// A new batch, whose codes are still to be made.
///
/// # Errors
/// When the database fails.
pub fn add_batch(
    tx: &mut Tx<'_>,
    round: &Round,
    uuid: Uuid,
    (name, count, test): (&str, u32, bool),
    area: Option<&str>,
    file: &str,
) -> Result<BatchId, DbError> {
    let params = params![uuid, round.organisation, round.id, name, test, count, file, area];
    tx.one(&ADD_BATCH, params, |row| row.get(0))
}

/// What is known of an entitlement, without the hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entitlement {
    /// Random id.
    pub id: Uuid,
    /// `code` or `email`.
    pub kind: String,
    /// For trying out.
    pub test: bool,
    /// Void.
    pub void: bool,
    /// Whether a ballot was counted for it; known only after sealing.
    pub used: Option<bool>,
    /// The area that it carries.
    pub area: Option<String>,
}

/// The entitlement behind a keyed hash.
///
/// # Errors
/// When the database fails.
pub fn entitlement(reader: &Reader<'_>, round: RoundId, hash: &[u8; 32]) -> Result<Option<Entitlement>, DbError> {
    reader.find(&BY_HASH, params![round, hash], |row| {
        Ok(Entitlement {
            id: row.get(0)?,
            kind: row.get(1)?,
            test: row.get(2)?,
            void: row.get(3)?,
            used: row.get(4)?,
            area: row.get(5)?,
        })
    })
}

/// The areas that codes of a round carry, of those that count.
///
/// # Errors
/// When the database fails.
pub fn areas(reader: &Reader<'_>, round: RoundId) -> Result<Vec<String>, DbError> {
    reader.query(&AREAS, params![round], |row| row.get(0))
}
