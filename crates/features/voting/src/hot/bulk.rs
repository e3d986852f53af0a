//! Many rows at once: codes of a batch, and the sealing of a round.

use crate::model::{BatchId, RoundId};
use platform::db::{DbError, Reader, Sql, Tx, Value};
use platform::{params, statements};
use std::collections::HashSet;
use uuid::Uuid;

/// How many rows go to PostgreSQL in one statement.
const CHUNK: usize = 5_000;
/// The tables that have a partition per round on PostgreSQL.
const PARTITIONED: [&str; 4] = ["ballot_open", "ballot_refusal", "draft_open", "leaf_waiting"];

statements! {
    /// A new entitlement by code; one with this hash is enough, so that making a batch can be repeated.
    ADD_ENTITLEMENT = "INSERT INTO entitlement (round_id, id, kind, hash, batch_id, test, area)
        VALUES (?1, ?2, 'code', ?3, ?4, ?5, ?6) ON CONFLICT (round_id, hash) DO NOTHING";
    /// All entitlements of a round.
    ENTITLEMENTS = "SELECT id, test, void FROM entitlement WHERE round_id = ?1";
    /// The entitlements of a batch that are good.
    OF_BATCH = "SELECT id FROM entitlement WHERE round_id = ?1 AND batch_id = ?2 AND void = 0";
    /// Makes an entitlement void.
    VOID = "UPDATE entitlement SET void = 1 WHERE round_id = ?1 AND id = ?2 AND void = 0";
    /// A token that may hand in nothing.
    REFUSE = "INSERT INTO ballot_refusal (round_id, token) VALUES (?1, ?2) ON CONFLICT (round_id, token) DO NOTHING";
    /// All ballots of a round that is not sealed.
    BALLOTS = "SELECT token, choices, channel, assurance, test, voter_nonce, nonce FROM ballot_open WHERE round_id = ?1";
    /// All tokens that may hand in nothing.
    REFUSALS = "SELECT token FROM ballot_refusal WHERE round_id = ?1";
    /// An entitlement was used.
    USED = "UPDATE entitlement SET used = 1 WHERE round_id = ?1 AND id = ?2";
    /// All others were not.
    UNUSED = "UPDATE entitlement SET used = 0 WHERE round_id = ?1 AND used IS NULL";
    /// A sealed ballot.
    ADD_SEALED = "INSERT INTO ballot_sealed (round_id, id, choices, channel, assurance, voter_nonce, nonce)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    /// Removes the ballots.
    CLEAR_BALLOTS = "DELETE FROM ballot_open WHERE round_id = ?1";
    /// Removes the test ballots.
    CLEAR_TEST_BALLOTS = "DELETE FROM ballot_open WHERE round_id = ?1 AND test = 1";
    /// Removes the refusals.
    CLEAR_REFUSALS = "DELETE FROM ballot_refusal WHERE round_id = ?1";
    /// Removes the drafts.
    CLEAR_DRAFTS = "DELETE FROM draft_open WHERE round_id = ?1";
}

static ADD_MANY: Sql = Sql::new(
    "ADD_MANY_ENTITLEMENTS",
    "INSERT INTO entitlement (round_id, id, kind, hash, batch_id, test, area)
     SELECT ?1, i.id, 'code', i.hash, CAST(?2 AS BIGINT), ?3, CAST(?6 AS TEXT)
     FROM UNNEST(CAST(?4 AS TEXT[]), CAST(?5 AS BYTEA[])) AS i (id, hash) ON CONFLICT (round_id, hash) DO NOTHING",
);
/// All rows of the round are written anew in one go, so that their order on disk says nothing about who voted when.
static USED_OF_MANY: Sql = Sql::new(
    "USED_OF_MANY",
    "UPDATE entitlement e SET used = u.used FROM (
       SELECT k.id, CASE WHEN i.id IS NULL THEN 0 ELSE 1 END AS used FROM entitlement k
       LEFT JOIN UNNEST(CAST(?2 AS TEXT[])) AS i (id) ON i.id = k.id WHERE k.round_id = ?1) u
     WHERE e.round_id = ?1 AND e.id = u.id",
);
static VOID_MANY: Sql = Sql::new(
    "VOID_MANY",
    "UPDATE entitlement SET void = 1 WHERE round_id = ?1 AND void = 0 AND id = ANY (CAST(?2 AS TEXT[]))",
);
static REFUSE_MANY: Sql = Sql::new(
    "REFUSE_MANY",
    "INSERT INTO ballot_refusal (round_id, token) SELECT ?1, i.token FROM UNNEST(CAST(?2 AS BYTEA[])) AS i (token)
     ON CONFLICT (round_id, token) DO NOTHING",
);
static ADD_MANY_SEALED: Sql = Sql::new(
    "ADD_MANY_SEALED",
    "INSERT INTO ballot_sealed (round_id, id, choices, channel, assurance, voter_nonce, nonce)
     SELECT ?1, i.id, i.choices, i.channel, i.assurance, i.voter_nonce, i.nonce
     FROM UNNEST(CAST(?2 AS TEXT[]), CAST(?3 AS TEXT[]), CAST(?4 AS TEXT[]), CAST(?5 AS TEXT[]), CAST(?6 AS BYTEA[]),
       CAST(?7 AS BYTEA[])) WITH ORDINALITY AS i (id, choices, channel, assurance, voter_nonce, nonce, place)
     ORDER BY i.place",
);

/// The statements that only PostgreSQL knows.
pub(super) static FOR_POSTGRES: &[&Sql] = &[&ADD_MANY, &USED_OF_MANY, &VOID_MANY, &REFUSE_MANY, &ADD_MANY_SEALED];

/// An entitlement by code, to be made.
#[derive(Debug, Clone)]
pub struct NewEntitlement {
    /// Random id.
    pub id: Uuid,
    /// Keyed hash of its code.
    pub hash: [u8; 32],
}

/// What entitlements by code have in common.
#[derive(Debug, Clone, Copy, Default)]
pub struct Of<'a> {
    /// Their batch, if they are of one.
    pub batch: Option<BatchId>,
    /// For trying out.
    pub test: bool,
    /// The area that they carry.
    pub area: Option<&'a str>,
}

/// Makes entitlements by code. Rows are written in order of their random ids, which is not the order of the letters.
///
/// # Errors
/// When the database fails, or refuses because the round takes no codes any more.
pub fn add_entitlements(
    tx: &mut Tx<'_>,
    round: RoundId,
    Of { batch, test, area }: Of<'_>,
    new: &[NewEntitlement],
) -> Result<(), DbError> {
    let mut sorted: Vec<&NewEntitlement> = new.iter().collect();
    sorted.sort_unstable_by_key(|entitlement| entitlement.id);
    if !tx.is_postgres() {
        for entitlement in sorted {
            tx.execute(&ADD_ENTITLEMENT, params![round, entitlement.id, &entitlement.hash, batch, test, area])?;
        }
        return Ok(());
    }
    for chunk in sorted.chunks(CHUNK) {
        let ids = Value::Texts(chunk.iter().map(|entitlement| entitlement.id.to_string()).collect());
        let hashes = Value::Blobs(chunk.iter().map(|entitlement| Some(entitlement.hash.to_vec())).collect());
        tx.execute(
            &ADD_MANY,
            &[Value::from(round), Value::from(batch), Value::from(test), ids, hashes, Value::from(area)],
        )?;
    }
    Ok(())
}

/// The entitlements of a round: id, test, void.
///
/// # Errors
/// When the database fails.
pub fn entitlement_ids(reader: &Reader<'_>, round: RoundId) -> Result<Vec<(Uuid, bool, bool)>, DbError> {
    reader.query(&ENTITLEMENTS, params![round], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
}

/// The entitlements of a batch that are not void.
///
/// # Errors
/// When the database fails.
pub fn batch_entitlements(reader: &Reader<'_>, round: RoundId, batch: BatchId) -> Result<Vec<Uuid>, DbError> {
    reader.query(&OF_BATCH, params![round, batch], |row| row.get(0))
}

/// Makes entitlements void: from now on they hand in nothing, and what they handed in is not counted. Tokens are written
/// in their own order, which is no order of entitlements.
///
/// # Errors
/// When the database fails, or refuses because the round is sealed.
pub fn void_many(tx: &mut Tx<'_>, round: RoundId, ids: &[Uuid], mut tokens: Vec<[u8; 32]>) -> Result<(), DbError> {
    tokens.sort_unstable();
    if tx.is_postgres() {
        let ids = Value::Texts(ids.iter().map(Uuid::to_string).collect());
        tx.execute(&VOID_MANY, &[Value::from(round), ids])?;
        let tokens = Value::Blobs(tokens.iter().map(|token| Some(token.to_vec())).collect());
        tx.execute(&REFUSE_MANY, &[Value::from(round), tokens])?;
        return Ok(());
    }
    for id in ids {
        tx.execute(&VOID, params![round, id])?;
    }
    for token in &tokens {
        tx.execute(&REFUSE, params![round, token])?;
    }
    Ok(())
}

/// A ballot of a round that is not sealed.
#[derive(Debug, Clone)]
pub struct OpenBallot {
    /// What stands for the entitlement.
    pub token: Vec<u8>,
    /// The choice.
    pub choices: String,
    /// How it came.
    pub channel: String,
    /// How sure we were who it was.
    pub assurance: String,
    /// Whether it never counts.
    pub test: bool,
    /// The voter's part of the receipt's randomness.
    pub voter_nonce: Vec<u8>,
    /// Our part of it.
    pub nonce: Vec<u8>,
}

/// The ballots of a round that is not sealed.
///
/// # Errors
/// When the database fails.
pub fn open_ballots(reader: &Reader<'_>, round: RoundId) -> Result<Vec<OpenBallot>, DbError> {
    reader.query(&BALLOTS, params![round], |row| {
        Ok(OpenBallot {
            token: row.get(0)?,
            choices: row.get(1)?,
            channel: row.get(2)?,
            assurance: row.get(3)?,
            test: row.get(4)?,
            voter_nonce: row.get(5)?,
            nonce: row.get(6)?,
        })
    })
}

/// The tokens that may hand in nothing.
///
/// # Errors
/// When the database fails.
pub fn refusals(reader: &Reader<'_>, round: RoundId) -> Result<HashSet<Vec<u8>>, DbError> {
    Ok(reader.query(&REFUSALS, params![round], |row| row.get(0))?.into_iter().collect())
}

/// Writes for all entitlements of a round at once whether they were used.
///
/// # Errors
/// When the database fails.
pub fn mark_used(tx: &mut Tx<'_>, round: RoundId, used: &[Uuid]) -> Result<(), DbError> {
    if tx.is_postgres() {
        let mut ids: Vec<String> = used.iter().map(Uuid::to_string).collect();
        ids.sort_unstable();
        tx.execute(&USED_OF_MANY, &[Value::from(round), Value::Texts(ids)])?;
        return Ok(());
    }
    for id in used {
        tx.execute(&USED, params![round, id])?;
    }
    tx.execute(&UNUSED, params![round])?;
    Ok(())
}

/// A ballot as it is sealed, under an id drawn for this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedBallot {
    /// Random id, new.
    pub id: Uuid,
    /// The choice.
    pub choices: String,
    /// How it came.
    pub channel: String,
    /// How sure we were who it was.
    pub assurance: String,
    /// The voter's part of the receipt's randomness.
    pub voter_nonce: Vec<u8>,
    /// Our part of it.
    pub nonce: Vec<u8>,
}

/// Writes the sealed ballots in the order of their random ids: no other order is left.
///
/// # Errors
/// When the database fails.
pub fn write_sealed(tx: &mut Tx<'_>, round: RoundId, mut ballots: Vec<SealedBallot>) -> Result<(), DbError> {
    ballots.sort_unstable_by_key(|ballot| ballot.id);
    if !tx.is_postgres() {
        for ballot in &ballots {
            let params = params![
                round,
                ballot.id,
                ballot.choices.as_str(),
                ballot.channel.as_str(),
                ballot.assurance.as_str(),
                &ballot.voter_nonce,
                &ballot.nonce
            ];
            tx.execute(&ADD_SEALED, params)?;
        }
        return Ok(());
    }
    for chunk in ballots.chunks(CHUNK) {
        let texts = |read: fn(&SealedBallot) -> String| Value::Texts(chunk.iter().map(read).collect());
        let blobs =
            |read: fn(&SealedBallot) -> Vec<u8>| Value::Blobs(chunk.iter().map(|ballot| Some(read(ballot))).collect());
        let columns = [
            Value::from(round),
            texts(|ballot| ballot.id.to_string()),
            texts(|ballot| ballot.choices.clone()),
            texts(|ballot| ballot.channel.clone()),
            texts(|ballot| ballot.assurance.clone()),
            blobs(|ballot| ballot.voter_nonce.clone()),
            blobs(|ballot| ballot.nonce.clone()),
        ];
        tx.execute(&ADD_MANY_SEALED, &columns)?;
    }
    Ok(())
}

/// Makes the round's partitions on PostgreSQL, if they are not there. They are made beside the table and then attached,
/// because that does not stop hand-ins of other rounds.
///
/// # Errors
/// When the database fails.
pub fn make_partitions(tx: &mut Tx<'_>, round: RoundId) -> Result<(), DbError> {
    if !tx.is_postgres() {
        return Ok(());
    }
    let id = round.0;
    for table in PARTITIONED {
        tx.batch(&format!(
            "DO $$ BEGIN IF to_regclass('{table}__{id}') IS NULL THEN
               CREATE TABLE {table}__{id} (LIKE {table} INCLUDING ALL);
               ALTER TABLE {table} ATTACH PARTITION {table}__{id} FOR VALUES IN ({id});
             END IF; END $$"
        ))?;
    }
    Ok(())
}

/// Makes the partitions of every round that is not sealed, as after a restore of a backup of the other database.
///
/// # Errors
/// When the database fails.
pub fn make_missing_partitions(tx: &mut Tx<'_>) -> Result<(), DbError> {
    let living: Vec<RoundId> = tx.query(&crate::store::LIVING, params![], |row| row.get(0))?;
    living.into_iter().try_for_each(|round| make_partitions(tx, round))
}

/// Removes ballots, refusals and drafts of a sealed round: by dropping its partitions, or overwritten row by row
/// (`secure_delete`).
///
/// # Errors
/// When the database fails, or refuses because the round is not sealed.
pub fn drop_open_rows(tx: &mut Tx<'_>, round: RoundId) -> Result<(), DbError> {
    if tx.is_postgres() {
        for table in PARTITIONED {
            tx.batch(&format!("DROP TABLE IF EXISTS {table}__{}", round.0))?;
        }
        return Ok(());
    }
    tx.execute(&CLEAR_BALLOTS, params![round])?;
    tx.execute(&CLEAR_REFUSALS, params![round])?;
    tx.execute(&CLEAR_DRAFTS, params![round])?;
    Ok(())
}

/// Removes test ballots and all drafts of a round that is still a draft; tells how many ballots there were.
///
/// # Errors
/// When the database fails, or refuses because the round is open.
pub fn clear_tests(tx: &mut Tx<'_>, round: RoundId) -> Result<u64, DbError> {
    tx.execute(&CLEAR_DRAFTS, params![round])?;
    tx.execute(&CLEAR_TEST_BALLOTS, params![round])
}
