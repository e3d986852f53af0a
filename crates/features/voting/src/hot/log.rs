//! Leaves of the public log, many at once: those that wait, and their way into the log.

use crate::model::RoundId;
use crate::store::log::{data, word};
use platform::db::{DbError, Reader, Sql, Tx, Value};
use platform::{params, statements};
use proof::Hash;
use proof::log::Entry;

/// How many rows go to PostgreSQL in one statement.
const CHUNK: usize = 5_000;

statements! {
    /// The leaves that wait, in the order of their hashes.
    WAITING = "SELECT leaf, revoked FROM leaf_waiting WHERE round_id = ?1 ORDER BY leaf";
    /// A leaf of the log.
    ADD = "INSERT INTO round_log (round_id, idx, kind, leaf, data) VALUES (?1, ?2, ?3, ?4, ?5)";
    /// A leaf that waits, unless it does already.
    LET_WAIT = "INSERT INTO leaf_waiting (round_id, leaf) VALUES (?1, ?2) ON CONFLICT (round_id, leaf) DO NOTHING";
    /// A leaf waits no more.
    TAKEN = "DELETE FROM leaf_waiting WHERE round_id = ?1 AND leaf = ?2";
}

static ADD_MANY: Sql = Sql::new(
    "ADD_MANY_TO_LOG",
    "INSERT INTO round_log (round_id, idx, kind, leaf, data)
     SELECT ?1, CAST(?2 AS BIGINT) + i.place - 1, i.kind, i.leaf, i.data
     FROM UNNEST(CAST(?3 AS TEXT[]), CAST(?4 AS BYTEA[]), CAST(?5 AS TEXT[])) WITH ORDINALITY
       AS i (kind, leaf, data, place) ORDER BY i.place",
);
static TAKEN_MANY: Sql =
    Sql::new("TAKEN_MANY", "DELETE FROM leaf_waiting WHERE round_id = ?1 AND leaf = ANY (CAST(?2 AS BYTEA[]))");

/// The statements that only PostgreSQL knows.
pub(super) static FOR_POSTGRES: &[&Sql] = &[&ADD_MANY, &TAKEN_MANY];

/// A leaf that waits for a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// The leaf.
    pub leaf: Hash,
    /// The leaf of the ballot that it revokes because another came in its place; none for the leaf of a ballot.
    pub revoked: Option<Hash>,
}

/// The leaves of a round that wait, in the order of their hashes.
///
/// # Errors
/// When the database fails.
pub fn waiting(reader: &Reader<'_>, round: RoundId) -> Result<Vec<Waiting>, DbError> {
    let hash = |bytes: Vec<u8>| Hash::try_from(bytes).map_err(|_| DbError::Shape("a leaf of 32 bytes"));
    reader.query(&WAITING, params![round], |row| {
        Ok(Waiting { leaf: hash(row.get(0)?)?, revoked: row.get::<Option<Vec<u8>>>(1)?.map(hash).transpose()? })
    })
}

/// Lets leaves of ballots wait for a batch.
///
/// # Errors
/// When the database fails.
pub fn let_wait(tx: &mut Tx<'_>, round: RoundId, leaves: &[Hash]) -> Result<(), DbError> {
    for leaf in leaves {
        tx.execute(&LET_WAIT, params![round, leaf])?;
    }
    Ok(())
}

/// Puts entries in the log from an index on; `taken` of them waited until now.
///
/// # Errors
/// When the database fails, [`DbError::Conflict`] when somebody else took one of them or used one of the indexes.
pub fn add_to_log(
    tx: &mut Tx<'_>,
    round: RoundId,
    from: u64,
    entries: &[Entry],
    taken: &[Hash],
) -> Result<(), DbError> {
    let from = i64::try_from(from).map_err(|_| DbError::Shape("an index of the log"))?;
    let mut gone = 0;
    if tx.is_postgres() {
        for (place, chunk) in entries.chunks(CHUNK).enumerate() {
            let first = from + i64::try_from(place * CHUNK).unwrap_or(i64::MAX);
            let kinds = Value::Texts(chunk.iter().map(|entry| word(entry).to_owned()).collect());
            let leaves = Value::Blobs(chunk.iter().map(|entry| Some(entry.leaf.to_vec())).collect());
            let told = Value::Texts(chunk.iter().map(data).collect());
            tx.execute(&ADD_MANY, &[Value::from(round), Value::Int(first), kinds, leaves, told])?;
        }
        for chunk in taken.chunks(CHUNK) {
            let leaves = Value::Blobs(chunk.iter().map(|leaf| Some(leaf.to_vec())).collect());
            gone += tx.execute(&TAKEN_MANY, &[Value::from(round), leaves])?;
        }
    } else {
        for (index, entry) in (from..).zip(entries) {
            tx.execute(&ADD, params![round, index, word(entry), entry.leaf, data(entry)])?;
        }
        for leaf in taken {
            gone += tx.execute(&TAKEN, params![round, leaf])?;
        }
    }
    if usize::try_from(gone) == Ok(taken.len()) { Ok(()) } else { Err(tx.conflict()) }
}
