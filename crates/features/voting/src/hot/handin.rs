//! The hand-in. It writes no row that names the entitlement, keeps no time, and reads only what is keyed by the token.

use super::Counts;
use crate::model::RoundId;
use platform::db::{Batch, DbError, Reader, Sql, Tx, Value};
use platform::{params, statements};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// A ballot on its way in. The service has checked it; the database checks it again.
#[derive(Debug, Clone)]
pub struct Ballot {
    /// For which round.
    pub round: RoundId,
    /// What stands for the entitlement.
    pub token: [u8; 32],
    /// A random id, good until sealing.
    pub id: Uuid,
    /// The choice in canonical form.
    pub choices: String,
    /// Whether it never counts.
    pub test: bool,
    /// `web`, later `kiosk` and `paper`.
    pub channel: &'static str,
    /// How sure we are who it is.
    pub assurance: &'static str,
    /// Our part of the receipt's randomness.
    pub nonce: [u8; 32],
    /// The request, so that the same one sent twice is done once.
    pub idempotency: Option<[u8; 32]>,
    /// Whether the rules let it replace an earlier one.
    pub may_replace: bool,
    /// Drafts that are done with when it is in.
    pub drafts: Vec<[u8; 32]>,
    /// The day, for the counter.
    pub day: String,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// The first of this entitlement.
    Stored,
    /// It stands in the place of an earlier one.
    Replaced,
    /// The same request was done before.
    Repeated,
    /// The name of the request belongs to another choice.
    KeyReused,
    /// There is one, and the rules allow no change.
    AlreadyVoted,
    /// A guard of the database refused, with this word.
    Refused(String),
}

/// The queue of hand-ins.
pub struct HandIns;

statements! {
    /// The ballot of a token.
    KNOWN = "SELECT choices, idempotency FROM ballot_open WHERE round_id = ?1 AND token = ?2";
    /// A first ballot.
    ADD = "INSERT INTO ballot_open (round_id, token, id, choices, test, channel, assurance, nonce, idempotency)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    /// Another in its place.
    REPLACE = "UPDATE ballot_open SET id = ?3, choices = ?4, channel = ?5, assurance = ?6, nonce = ?7, idempotency = ?8
        WHERE round_id = ?1 AND token = ?2";
    /// A draft that is done with.
    END_DRAFT = "DELETE FROM draft_open WHERE round_id = ?1 AND key = ?2";
    /// A token that may hand in nothing.
    REFUSE = "INSERT INTO ballot_refusal (round_id, token) VALUES (?1, ?2) ON CONFLICT (round_id, token) DO NOTHING";
}

/// What stands, under a lock on the rounds: it makes closing wait for this group, and this group see that a round was
/// closed. One statement, because each costs a way to the database and back.
static STANDING: Sql = Sql::new(
    "STANDING",
    "WITH r AS MATERIALIZED (
       SELECT id, state FROM voting_round WHERE id = ANY (CAST(?1 AS BIGINT[])) ORDER BY id FOR SHARE)
     SELECT i.token, r.state, b.choices, b.idempotency
     FROM UNNEST(CAST(?1 AS BIGINT[]), CAST(?2 AS BYTEA[])) AS i (round_id, token)
     JOIN r ON r.id = i.round_id LEFT JOIN ballot_open b ON b.round_id = i.round_id AND b.token = i.token",
);
/// Ballots, the drafts that are done with, and the day's counter, in one way to the database and back.
static PUT_MANY: Sql = Sql::new(
    "PUT_MANY",
    "WITH ended AS (
       DELETE FROM draft_open d USING UNNEST(CAST(?10 AS BIGINT[]), CAST(?11 AS BYTEA[])) AS i (round_id, key)
       WHERE d.round_id = i.round_id AND d.key = i.key),
     counted AS (
       INSERT INTO round_counter (round_id, day, started, handed_in)
       SELECT i.round_id, i.day, 0, i.handed_in
       FROM UNNEST(CAST(?12 AS BIGINT[]), CAST(?13 AS TEXT[]), CAST(?14 AS BIGINT[])) AS i (round_id, day, handed_in)
       ON CONFLICT (round_id, day) DO UPDATE SET handed_in = round_counter.handed_in + excluded.handed_in)
     INSERT INTO ballot_open (round_id, token, id, choices, test, channel, assurance, nonce, idempotency)
     SELECT * FROM UNNEST(CAST(?1 AS BIGINT[]), CAST(?2 AS BYTEA[]), CAST(?3 AS TEXT[]), CAST(?4 AS TEXT[]),
       CAST(?5 AS BIGINT[]), CAST(?6 AS TEXT[]), CAST(?7 AS TEXT[]), CAST(?8 AS BYTEA[]), CAST(?9 AS BYTEA[]))
     ON CONFLICT (round_id, token) DO UPDATE SET id = excluded.id, choices = excluded.choices,
       channel = excluded.channel, assurance = excluded.assurance, nonce = excluded.nonce,
       idempotency = excluded.idempotency",
);
static ADD_MANY: Sql = Sql::new(
    "ADD_MANY",
    "INSERT INTO ballot_open (round_id, token, id, choices, test, channel, assurance, nonce, idempotency)
     SELECT * FROM UNNEST(CAST(?1 AS BIGINT[]), CAST(?2 AS BYTEA[]), CAST(?3 AS TEXT[]), CAST(?4 AS TEXT[]),
       CAST(?5 AS BIGINT[]), CAST(?6 AS TEXT[]), CAST(?7 AS TEXT[]), CAST(?8 AS BYTEA[]), CAST(?9 AS BYTEA[]))
     ON CONFLICT (round_id, token) DO NOTHING RETURNING token",
);
static END_MANY_DRAFTS: Sql = Sql::new(
    "END_MANY_DRAFTS",
    "DELETE FROM draft_open d USING UNNEST(CAST(?1 AS BIGINT[]), CAST(?2 AS BYTEA[])) AS i (round_id, key)
     WHERE d.round_id = i.round_id AND d.key = i.key",
);

/// The statements that only PostgreSQL knows.
pub(super) static FOR_POSTGRES: &[&Sql] = &[&STANDING, &PUT_MANY, &ADD_MANY, &END_MANY_DRAFTS];

impl Batch for HandIns {
    type Command = Ballot;
    type Answer = Answer;

    fn apply(&self, tx: &mut Tx<'_>, ballots: &[Ballot]) -> Result<Vec<Answer>, DbError> {
        if tx.is_postgres() { many(tx, ballots) } else { one_by_one(tx, ballots) }
    }
}

/// How many ballots of a group are the first of their voters, per round and day. Test ballots do not count.
fn counts(ballots: &[Ballot], answers: &[Answer]) -> Counts {
    let mut counts = Counts::default();
    for (ballot, answer) in ballots.iter().zip(answers) {
        if *answer == Answer::Stored && !ballot.test {
            counts.add(ballot.round, &ballot.day, 0, 1);
        }
    }
    counts
}

/// What stands for a token, as far as another hand-in depends on it.
#[derive(Clone, PartialEq)]
struct Standing {
    choices: String,
    idempotency: Option<Vec<u8>>,
}

impl Standing {
    fn of(ballot: &Ballot) -> Self {
        let idempotency = ballot.idempotency.map(|hash| hash.to_vec());
        Standing { choices: ballot.choices.clone(), idempotency }
    }
}

/// What is to be done with a ballot, given what stands. `Stored` and `Replaced` are still to be written.
fn decide(standing: Option<&Standing>, ballot: &Ballot) -> Answer {
    let Some(standing) = standing else { return Answer::Stored };
    let same_request = ballot.idempotency.is_some_and(|hash| standing.idempotency.as_deref() == Some(hash.as_slice()));
    match (same_request, standing.choices == ballot.choices) {
        (true, true) => Answer::Repeated,
        (true, false) => Answer::KeyReused,
        (false, _) if ballot.may_replace => Answer::Replaced,
        (false, _) => Answer::AlreadyVoted,
    }
}

/// SQLite: each ballot for itself; a refusal of a guard undoes that one statement only.
fn one_by_one(tx: &mut Tx<'_>, ballots: &[Ballot]) -> Result<Vec<Answer>, DbError> {
    let answers = ballots.iter().map(|ballot| one(tx, ballot)).collect::<Result<Vec<_>, _>>()?;
    counts(ballots, &answers).write(tx)?;
    Ok(answers)
}

fn one(tx: &mut Tx<'_>, ballot: &Ballot) -> Result<Answer, DbError> {
    let standing = tx.find(&KNOWN, params![ballot.round, &ballot.token], |row| {
        Ok(Standing { choices: row.get(0)?, idempotency: row.get(1)? })
    })?;
    let answer = decide(standing.as_ref(), ballot);
    let idempotency = ballot.idempotency.as_ref().map(<[u8; 32]>::as_slice);
    let (id, choices, nonce) = (ballot.id, ballot.choices.as_str(), &ballot.nonce);
    let written = match answer {
        Answer::Stored => tx.execute(
            &ADD,
            params![
                ballot.round,
                &ballot.token,
                id,
                choices,
                ballot.test,
                ballot.channel,
                ballot.assurance,
                nonce,
                idempotency
            ],
        ),
        Answer::Replaced => tx.execute(
            &REPLACE,
            params![ballot.round, &ballot.token, id, choices, ballot.channel, ballot.assurance, nonce, idempotency],
        ),
        answer => return Ok(answer),
    };
    match written {
        Ok(_) => {}
        Err(DbError::Check(word)) => return Ok(Answer::Refused(word)),
        Err(error) => return Err(error),
    }
    for key in &ballot.drafts {
        tx.execute(&END_DRAFT, params![ballot.round, key])?;
    }
    Ok(answer)
}

/// PostgreSQL: the group at once. A refusal of a guard fails the group, whose commands are then tried one by one.
fn many(tx: &mut Tx<'_>, ballots: &[Ballot]) -> Result<Vec<Answer>, DbError> {
    let (states, mut standing) = standing_of(tx, ballots)?;
    let mut answers = Vec::with_capacity(ballots.len());
    let mut last: HashMap<[u8; 32], usize> = HashMap::new();
    for (place, ballot) in ballots.iter().enumerate() {
        let state = states.get(&ballot.token).map(String::as_str);
        if !(state == Some("open") || (state == Some("draft") && ballot.test)) {
            answers.push(Answer::Refused("round_not_open".into()));
            continue;
        }
        let answer = decide(standing.get(&ballot.token), ballot);
        if matches!(answer, Answer::Stored | Answer::Replaced) {
            standing.insert(ballot.token, Standing::of(ballot));
            last.insert(ballot.token, place);
        }
        answers.push(answer);
    }
    let mut places: Vec<usize> = last.into_values().collect();
    places.sort_unstable();
    let written: Vec<&Ballot> = places.iter().filter_map(|place| ballots.get(*place)).collect();
    if written.iter().all(|ballot| ballot.may_replace) {
        if !written.is_empty() {
            put(tx, &written, counts(ballots, &answers))?;
        }
        return Ok(answers);
    }
    add(tx, &written, ballots, &mut answers)?;
    counts(ballots, &answers).write(tx)?;
    Ok(answers)
}

/// Writes ballots that may take the place of earlier ones, with all that goes with it.
fn put(tx: &mut Tx<'_>, written: &[&Ballot], counts: Counts) -> Result<(), DbError> {
    let (rounds, keys) = drafts_of(written);
    let (mut of, mut days, mut numbers) = (Vec::new(), Vec::new(), Vec::new());
    for ((round, day), (_, handed_in)) in counts.0 {
        of.push(round.0);
        days.push(day);
        numbers.push(handed_in);
    }
    let mut params = columns(written).to_vec();
    params.extend([Value::Ints(rounds), Value::Blobs(keys), Value::Ints(of), Value::Texts(days), Value::Ints(numbers)]);
    tx.execute(&PUT_MANY, &params)?;
    Ok(())
}

/// Writes a group in which some ballots may replace nothing. Where another node was first, the first one stands.
fn add(tx: &mut Tx<'_>, written: &[&Ballot], ballots: &[Ballot], answers: &mut [Answer]) -> Result<(), DbError> {
    let (replacing, adding): (Vec<&Ballot>, Vec<&Ballot>) = written.iter().partition(|ballot| ballot.may_replace);
    if !replacing.is_empty() {
        put(tx, &replacing, Counts::default())?;
    }
    let added: HashSet<Vec<u8>> = tx.query(&ADD_MANY, &columns(&adding), |row| row.get(0))?.into_iter().collect();
    for (ballot, answer) in ballots.iter().zip(answers) {
        if *answer == Answer::Stored && !ballot.may_replace && !added.contains(ballot.token.as_slice()) {
            *answer = Answer::AlreadyVoted;
        }
    }
    let (rounds, keys) = drafts_of(&adding);
    tx.execute(&END_MANY_DRAFTS, &[Value::Ints(rounds), Value::Blobs(keys)])?;
    Ok(())
}

/// The states of the rounds and what stands, both by token.
type Known = (HashMap<[u8; 32], String>, HashMap<[u8; 32], Standing>);

fn standing_of(tx: &Tx<'_>, ballots: &[Ballot]) -> Result<Known, DbError> {
    let rounds = ballots.iter().map(|ballot| ballot.round.0).collect();
    let tokens = ballots.iter().map(|ballot| Some(ballot.token.to_vec())).collect();
    let (mut states, mut standing) = (HashMap::new(), HashMap::new());
    tx.query(&STANDING, &[Value::Ints(rounds), Value::Blobs(tokens)], |row| {
        let token: Vec<u8> = row.get(0)?;
        let token = <[u8; 32]>::try_from(token).map_err(|_| DbError::Shape("a token of 32 bytes"))?;
        states.insert(token, row.get(1)?);
        if let Some(choices) = row.get(2)? {
            standing.insert(token, Standing { choices, idempotency: row.get(3)? });
        }
        Ok(())
    })?;
    Ok((states, standing))
}

fn drafts_of(ballots: &[&Ballot]) -> (Vec<i64>, Vec<Option<Vec<u8>>>) {
    ballots.iter().flat_map(|ballot| ballot.drafts.iter().map(|key| (ballot.round.0, Some(key.to_vec())))).unzip()
}

fn columns(ballots: &[&Ballot]) -> [Value<'static>; 9] {
    let texts = |read: fn(&Ballot) -> String| Value::Texts(ballots.iter().map(|ballot| read(ballot)).collect());
    let blobs =
        |read: fn(&Ballot) -> Option<Vec<u8>>| Value::Blobs(ballots.iter().map(|ballot| read(ballot)).collect());
    [
        Value::Ints(ballots.iter().map(|ballot| ballot.round.0).collect()),
        blobs(|ballot| Some(ballot.token.to_vec())),
        texts(|ballot| ballot.id.to_string()),
        texts(|ballot| ballot.choices.clone()),
        Value::Ints(ballots.iter().map(|ballot| i64::from(ballot.test)).collect()),
        texts(|ballot| ballot.channel.to_owned()),
        texts(|ballot| ballot.assurance.to_owned()),
        blobs(|ballot| Some(ballot.nonce.to_vec())),
        blobs(|ballot| ballot.idempotency.map(|hash| hash.to_vec())),
    ]
}

/// Whether a ballot stands for a token; never what is on it.
///
/// # Errors
/// When the database fails.
pub fn has_ballot(reader: &Reader<'_>, round: RoundId, token: &[u8; 32]) -> Result<bool, DbError> {
    Ok(reader.find(&KNOWN, params![round, token], |_| Ok(()))?.is_some())
}

/// From now on this token may hand in nothing, and what it handed in is not counted.
///
/// # Errors
/// When the database fails.
pub fn refuse_token(tx: &mut Tx<'_>, round: RoundId, token: &[u8; 32]) -> Result<(), DbError> {
    tx.execute(&REFUSE, params![round, token])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ballot(choices: &str, idempotency: Option<u8>, may_replace: bool) -> Ballot {
        Ballot {
            round: RoundId(1),
            token: [1; 32],
            id: Uuid::nil(),
            choices: choices.into(),
            test: false,
            channel: "web",
            assurance: "letter-code",
            nonce: [0; 32],
            idempotency: idempotency.map(|byte| [byte; 32]),
            may_replace,
            drafts: Vec::new(),
            day: "2027-03-01".into(),
        }
    }

    #[test]
    fn a_request_is_done_once_and_a_change_needs_the_rules() {
        let standing = Standing::of(&ballot("[1]", Some(7), true));
        assert_eq!(decide(None, &ballot("[1]", None, false)), Answer::Stored);
        assert_eq!(decide(Some(&standing), &ballot("[1]", Some(7), false)), Answer::Repeated);
        assert_eq!(decide(Some(&standing), &ballot("[2]", Some(7), true)), Answer::KeyReused);
        assert_eq!(decide(Some(&standing), &ballot("[2]", Some(8), true)), Answer::Replaced);
        assert_eq!(decide(Some(&standing), &ballot("[1]", None, true)), Answer::Replaced);
        assert_eq!(decide(Some(&standing), &ballot("[1]", Some(8), false)), Answer::AlreadyVoted);
        let without = Standing::of(&ballot("[1]", None, true));
        assert_eq!(decide(Some(&without), &ballot("[1]", None, false)), Answer::AlreadyVoted);
    }
}
