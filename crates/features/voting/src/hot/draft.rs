//! Drafts: what somebody chose and did not hand in. The rows are sealed under a key that the database does not have.

use super::Counts;
use crate::model::RoundId;
use platform::db::{Batch, DbError, Reader, Sql, Tx, Value};
use platform::{params, statements};
use std::collections::{HashMap, HashSet};

/// A draft to be kept.
#[derive(Debug, Clone)]
pub struct DraftSave {
    /// For which round.
    pub round: RoundId,
    /// Where: a keyed hash of the device or the voter.
    pub key: [u8; 32],
    /// What, encrypted.
    pub sealed: Vec<u8>,
    /// The day to count it on when it is the first; none to count nothing.
    pub day: Option<String>,
    /// Another draft that goes when this one is kept.
    pub instead_of: Option<[u8; 32]>,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// It is on disk.
    Kept,
    /// The round takes no drafts now.
    NotOpen,
}

/// The queue of drafts.
pub struct DraftSaves;

statements! {
    /// Changes a draft.
    CHANGE = "UPDATE draft_open SET sealed = ?3 WHERE round_id = ?1 AND key = ?2";
    /// A first draft.
    ADD = "INSERT INTO draft_open (round_id, key, sealed) VALUES (?1, ?2, ?3)";
    /// A draft.
    DRAFT = "SELECT sealed FROM draft_open WHERE round_id = ?1 AND key = ?2";
    /// Deletes a draft.
    DELETE = "DELETE FROM draft_open WHERE round_id = ?1 AND key = ?2";
    /// Whether a round takes drafts.
    TAKES = "SELECT COUNT(*) FROM voting_round WHERE id = ?1 AND state IN ('draft', 'open')";
}

static LOCK: Sql = Sql::new(
    "LOCK_FOR_DRAFTS",
    "SELECT id FROM voting_round WHERE id = ANY (CAST(?1 AS BIGINT[])) AND state IN ('draft', 'open')
     ORDER BY id FOR SHARE",
);
static KNOWN_OF_MANY: Sql = Sql::new(
    "KNOWN_DRAFTS",
    "SELECT d.key FROM UNNEST(CAST(?1 AS BIGINT[]), CAST(?2 AS BYTEA[])) AS i (round_id, key)
     JOIN draft_open d ON d.round_id = i.round_id AND d.key = i.key",
);
static PUT_MANY: Sql = Sql::new(
    "PUT_DRAFTS",
    "INSERT INTO draft_open (round_id, key, sealed)
     SELECT * FROM UNNEST(CAST(?1 AS BIGINT[]), CAST(?2 AS BYTEA[]), CAST(?3 AS BYTEA[]))
     ON CONFLICT (round_id, key) DO UPDATE SET sealed = excluded.sealed",
);

/// The statements that only PostgreSQL knows.
pub(super) static FOR_POSTGRES: &[&Sql] = &[&LOCK, &KNOWN_OF_MANY, &PUT_MANY];

impl Batch for DraftSaves {
    type Command = DraftSave;
    type Answer = Saved;

    fn apply(&self, tx: &mut Tx<'_>, saves: &[DraftSave]) -> Result<Vec<Saved>, DbError> {
        let mut counts = Counts::default();
        let answers = if tx.is_postgres() { many(tx, saves, &mut counts)? } else { each(tx, saves, &mut counts)? };
        for save in saves {
            if let Some(other) = &save.instead_of {
                tx.execute(&DELETE, params![save.round, other])?;
            }
        }
        counts.write(tx)?;
        Ok(answers)
    }
}

fn count(counts: &mut Counts, save: &DraftSave) {
    if let Some(day) = &save.day {
        counts.add(save.round, day, 1, 0);
    }
}

fn each(tx: &mut Tx<'_>, saves: &[DraftSave], counts: &mut Counts) -> Result<Vec<Saved>, DbError> {
    let mut takes: HashMap<RoundId, bool> = HashMap::new();
    let mut answers = Vec::with_capacity(saves.len());
    for save in saves {
        let open = match takes.get(&save.round) {
            Some(open) => *open,
            None => {
                let open = tx.one(&TAKES, params![save.round], |row| row.get::<i64>(0))? == 1;
                takes.insert(save.round, open);
                open
            }
        };
        if !open {
            answers.push(Saved::NotOpen);
            continue;
        }
        if tx.execute(&CHANGE, params![save.round, &save.key, &save.sealed])? == 0 {
            tx.execute(&ADD, params![save.round, &save.key, &save.sealed])?;
            count(counts, save);
        }
        answers.push(Saved::Kept);
    }
    Ok(answers)
}

fn many(tx: &mut Tx<'_>, saves: &[DraftSave], counts: &mut Counts) -> Result<Vec<Saved>, DbError> {
    let mut rounds: Vec<i64> = saves.iter().map(|save| save.round.0).collect();
    rounds.sort_unstable();
    rounds.dedup();
    let open: HashSet<i64> = tx.query(&LOCK, &[Value::Ints(rounds)], |row| row.get(0))?.into_iter().collect();
    let takes = |save: &&DraftSave| open.contains(&save.round.0);
    // Of one draft saved twice in a group the last stays, as it would one by one.
    let last: HashMap<(RoundId, [u8; 32]), &DraftSave> =
        saves.iter().filter(takes).map(|save| ((save.round, save.key), save)).collect();
    let last: Vec<&DraftSave> = last.into_values().collect();
    if !last.is_empty() {
        let rounds = Value::Ints(last.iter().map(|save| save.round.0).collect());
        let keys = Value::Blobs(last.iter().map(|save| Some(save.key.to_vec())).collect());
        let known: HashSet<Vec<u8>> =
            tx.query(&KNOWN_OF_MANY, &[rounds.clone(), keys.clone()], |row| row.get(0))?.into_iter().collect();
        let sealed = Value::Blobs(last.iter().map(|save| Some(save.sealed.clone())).collect());
        tx.execute(&PUT_MANY, &[rounds, keys, sealed])?;
        last.iter().filter(|save| !known.contains(save.key.as_slice())).for_each(|save| count(counts, save));
    }
    Ok(saves.iter().map(|save| if takes(&save) { Saved::Kept } else { Saved::NotOpen }).collect())
}

/// A draft, as it was sealed.
///
/// # Errors
/// When the database fails.
pub fn draft(reader: &Reader<'_>, round: RoundId, key: &[u8; 32]) -> Result<Option<Vec<u8>>, DbError> {
    reader.find(&DRAFT, params![round, key], |row| row.get(0))
}

/// Deletes a draft.
///
/// # Errors
/// When the database fails.
pub fn delete_draft(tx: &mut Tx<'_>, round: RoundId, key: &[u8; 32]) -> Result<(), DbError> {
    tx.execute(&DELETE, params![round, key])?;
    Ok(())
}
