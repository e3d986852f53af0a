//! The SQL of addresses that get one mail about a round, kept apart from everything that is about voting.

use crate::model::RoundId;
use platform::db::{DbError, Reader, Tx};
use platform::{params, statements};
use uuid::Uuid;

statements! {
    /// One more; the same address twice is once.
    ADD_NOTICE = "INSERT INTO voter_notice (id, round_id, kind, address_hash, sealed) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (round_id, kind, address_hash) DO NOTHING";
    /// Whether an address wants no mail about a round.
    NOTICE_STOPPED = "SELECT CAST(1 AS BIGINT) FROM voter_notice WHERE round_id = ?1 AND kind = 'stop' AND address_hash = ?2";
    /// How many addresses wait, by kind.
    NOTICE_COUNTS = "SELECT kind, COUNT(*) FROM voter_notice WHERE round_id = ?1 AND kind <> 'stop' GROUP BY kind";
    /// Rounds with addresses, and of which kinds.
    NOTICE_ROUNDS = "SELECT DISTINCT r.uuid, n.kind FROM voter_notice n JOIN voting_round r ON r.id = n.round_id";
    /// Some that wait, in the order of their random ids.
    NOTICES = "SELECT id, sealed FROM voter_notice WHERE round_id = ?1 AND kind = ?2 ORDER BY id LIMIT 100";
    /// One that is done with.
    END_NOTICE = "DELETE FROM voter_notice WHERE id = ?1";
    /// All of a kind.
    END_NOTICES = "DELETE FROM voter_notice WHERE round_id = ?1 AND kind = ?2";
    /// All that an address asked for.
    END_NOTICES_TO = "DELETE FROM voter_notice WHERE round_id = ?1 AND address_hash = ?2 AND kind <> 'stop'";
}

/// Keeps an address, unless it wants no mail about this round.
///
/// # Errors
/// When the database fails.
pub fn add(
    tx: &mut Tx<'_>,
    id: Uuid,
    round: RoundId,
    kind: &str,
    hash: &[u8; 32],
    sealed: &[u8],
) -> Result<(), DbError> {
    let stopped = tx.find(&NOTICE_STOPPED, params![round, hash], |row| row.get::<i64>(0))?;
    if stopped.is_none() {
        tx.execute(&ADD_NOTICE, params![id, round, kind, hash, sealed])?;
    }
    Ok(())
}

/// From now on an address gets no mail about a round.
///
/// # Errors
/// When the database fails.
pub fn stop(tx: &mut Tx<'_>, id: Uuid, round: RoundId, hash: &[u8; 32]) -> Result<(), DbError> {
    tx.execute(&END_NOTICES_TO, params![round, hash])?;
    tx.execute(&ADD_NOTICE, params![id, round, "stop", hash, [0_u8; 0].as_slice()])?;
    Ok(())
}

/// How many addresses wait, by kind.
///
/// # Errors
/// When the database fails.
pub fn counts(reader: &Reader<'_>, round: RoundId) -> Result<Vec<(String, i64)>, DbError> {
    reader.query(&NOTICE_COUNTS, params![round], |row| Ok((row.get(0)?, row.get(1)?)))
}
