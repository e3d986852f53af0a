//! The hand-in. It writes no row that names the entitlement, keeps no time, and reads only what is keyed by the token.

use super::Counts;
use crate::ballot::named;
use crate::model::RoundId;
use platform::db::{Batch, DbError, Reader, Row, Sql, Tx, Value};
use platform::{params, statements};
use proof::Hash;
use proof::leaf::{self, Reason};
use std::collections::HashMap;
use uuid::Uuid;

/// A ballot on its way in. The service has checked it; the database checks it again.
#[derive(Debug, Clone)]
pub struct Ballot {
    /// For which round.
    pub round: RoundId,
    /// The round's outer id, which goes into leaves of the log.
    pub round_uuid: Uuid,
    /// What stands for the entitlement.
    pub token: [u8; 32],
    /// A random id, good until sealing.
    pub id: Uuid,
    /// The choice in canonical form.
    pub choices: String,
    /// Whether it never counts.
    pub test: bool,
    /// The area that the rules hold the voter to.
    pub area: Option<String>,
    /// `web`, later `kiosk` and `paper`.
    pub channel: &'static str,
    /// How sure we are who it is.
    pub assurance: &'static str,
    /// The voter's part of the receipt's randomness; zeros where their device made none.
    pub voter_nonce: [u8; 32],
    /// Our part of the receipt's randomness.
    pub nonce: [u8; 32],
    /// Its leaf in the public log; none for a test ballot, which is promised nothing.
    pub leaf: Option<Hash>,
    /// The request, so that the same one sent twice is done once.
    pub idempotency: Option<[u8; 32]>,
    /// Whether the rules let it replace an earlier one.
    pub may_replace: bool,
    /// The plans that were struck: it may replace an earlier ballot with one of them in any case.
    pub struck: Vec<u32>,
    /// The ballot that stood when the choice was made, which it is to replace; none where none stood.
    pub replaces: Option<Uuid>,
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
    /// The same request was done before: with these random numbers, the voter's and ours.
    Repeated([Hash; 2]),
    /// The name of the request belongs to another choice.
    KeyReused,
    /// There is one, and the rules allow no change.
    AlreadyVoted,
    /// There is one, and it is not the one that this is to replace: a newer one, or one that the caller does not know of.
    Outdated,
    /// A guard of the database refused, with this word.
    Refused(String),
}

/// The queue of hand-ins.
pub struct HandIns;

statements! {
    /// The ballot of a token.
    KNOWN = "SELECT id, choices, idempotency, voter_nonce, nonce FROM ballot_open WHERE round_id = ?1 AND token = ?2";
    /// A leaf that the log is to take.
    ADD_LEAF = "INSERT INTO leaf_waiting (round_id, leaf, revoked) VALUES (?1, ?2, ?3)";
    /// A first ballot.
    ADD = "INSERT INTO ballot_open (round_id, token, id, choices, test, channel, assurance, nonce, idempotency,
        voter_nonce, area) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    /// Another in its place.
    REPLACE = "UPDATE ballot_open SET id = ?3, choices = ?4, channel = ?5, assurance = ?6, nonce = ?7, idempotency = ?8,
        voter_nonce = ?9, area = ?10 WHERE round_id = ?1 AND token = ?2";
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
     SELECT i.token, r.state, b.id, b.choices, b.idempotency, b.voter_nonce, b.nonce
     FROM UNNEST(CAST(?1 AS BIGINT[]), CAST(?2 AS BYTEA[])) AS i (round_id, token)
     JOIN r ON r.id = i.round_id LEFT JOIN ballot_open b ON b.round_id = i.round_id AND b.token = i.token",
);
/// Ballots, their leaves, the drafts that are done with, and the day's counter, in one way to the database and back. Each takes the
/// place of exactly the ballot that was read, or of none; it answers how many did, because another node may have been
/// faster. That one has then taken the same ballot back, with the same leaf: here it is left out, and all of this undone.
static PUT_MANY: Sql = Sql::new(
    "PUT_MANY",
    "WITH new AS (
       SELECT * FROM UNNEST(CAST(?1 AS BIGINT[]), CAST(?2 AS BYTEA[]), CAST(?3 AS TEXT[]), CAST(?4 AS TEXT[]),
         CAST(?5 AS BIGINT[]), CAST(?6 AS TEXT[]), CAST(?7 AS TEXT[]), CAST(?8 AS BYTEA[]), CAST(?9 AS BYTEA[]),
         CAST(?10 AS BYTEA[]), CAST(?11 AS TEXT[]), CAST(?20 AS TEXT[]))
         AS i (round_id, token, id, choices, test, channel, assurance, nonce, idempotency, voter_nonce, stood, area)),
     ended AS (
       DELETE FROM draft_open d USING UNNEST(CAST(?12 AS BIGINT[]), CAST(?13 AS BYTEA[])) AS i (round_id, key)
       WHERE d.round_id = i.round_id AND d.key = i.key),
     counted AS (
       INSERT INTO round_counter (round_id, day, started, handed_in)
       SELECT i.round_id, i.day, 0, i.handed_in
       FROM UNNEST(CAST(?14 AS BIGINT[]), CAST(?15 AS TEXT[]), CAST(?16 AS BIGINT[])) AS i (round_id, day, handed_in)
       ON CONFLICT (round_id, day) DO UPDATE SET handed_in = round_counter.handed_in + excluded.handed_in),
     leaves AS (
       INSERT INTO leaf_waiting (round_id, leaf, revoked)
       SELECT * FROM UNNEST(CAST(?17 AS BIGINT[]), CAST(?18 AS BYTEA[]), CAST(?19 AS BYTEA[]))
         AS i (round_id, leaf, revoked) ORDER BY i.round_id, i.leaf
       ON CONFLICT (round_id, leaf) DO NOTHING),
     added AS (
       INSERT INTO ballot_open (round_id, token, id, choices, test, channel, assurance, nonce, idempotency, voter_nonce,
         area)
       SELECT round_id, token, id, choices, test, channel, assurance, nonce, idempotency, voter_nonce,
         NULLIF(area, '') FROM new
       WHERE stood = ''
       ORDER BY round_id, token
       ON CONFLICT (round_id, token) DO NOTHING RETURNING 1),
     changed AS (
       UPDATE ballot_open b SET id = new.id, choices = new.choices, channel = new.channel, assurance = new.assurance,
         nonce = new.nonce, idempotency = new.idempotency, voter_nonce = new.voter_nonce,
         area = NULLIF(new.area, '')
       FROM new WHERE b.round_id = new.round_id AND b.token = new.token AND b.id = new.stood RETURNING 1)
     SELECT (SELECT COUNT(*) FROM added) + (SELECT COUNT(*) FROM changed)",
);

/// The statements that only PostgreSQL knows.
pub(super) static FOR_POSTGRES: &[&Sql] = &[&STANDING, &PUT_MANY];

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
    id: Uuid,
    choices: String,
    idempotency: Option<Vec<u8>>,
    /// The voter's random number and ours.
    nonces: [Hash; 2],
}

impl Standing {
    fn of(ballot: &Ballot) -> Self {
        let idempotency = ballot.idempotency.map(|hash| hash.to_vec());
        let nonces = [ballot.voter_nonce, ballot.nonce];
        Standing { id: ballot.id, choices: ballot.choices.clone(), idempotency, nonces }
    }

    /// From the columns `id, choices, idempotency, voter_nonce, nonce`, of which `id` is the one at `first`.
    fn read(row: &Row<'_>, first: usize) -> Result<Self, DbError> {
        let nonce = |at: usize| {
            let bytes: Vec<u8> = row.get(at)?;
            Hash::try_from(bytes).map_err(|_| DbError::Shape("a random number of 32 bytes"))
        };
        Ok(Standing {
            id: row.get(first)?,
            choices: row.get(first + 1)?,
            idempotency: row.get(first + 2)?,
            nonces: [nonce(first + 3)?, nonce(first + 4)?],
        })
    }
}

/// A leaf on its way to the log: the round, the leaf, and the leaf that it revokes.
type Leaf = (RoundId, Hash, Option<Hash>);

/// What the log is told of a ballot that is written: its leaf, and that the one before it does not count any more. The
/// second names only the old ballot.
fn leaves_of(ballot: &Ballot, stood: Option<&Standing>) -> Vec<Leaf> {
    let Some(fresh) = ballot.leaf else { return Vec::new() };
    let mut leaves = vec![(ballot.round, fresh, None)];
    if let Some(stood) = stood {
        let [theirs, ours] = &stood.nonces;
        let old = leaf::ballot(ballot.round_uuid, theirs, ours, &stood.choices);
        leaves.push((ballot.round, leaf::revocation(ballot.round_uuid, &old, Reason::Replaced), Some(old)));
    }
    leaves
}

/// What is to be done with a ballot, given what stands. `Stored` and `Replaced` are still to be written.
fn decide(standing: Option<&Standing>, ballot: &Ballot) -> Answer {
    let Some(standing) = standing else { return Answer::Stored };
    let same_request = ballot.idempotency.is_some_and(|hash| standing.idempotency.as_deref() == Some(hash.as_slice()));
    match (same_request, standing.choices == ballot.choices) {
        (true, true) => Answer::Repeated(standing.nonces),
        (true, false) => Answer::KeyReused,
        (false, _) if !ballot.may_replace && !names_any(&standing.choices, &ballot.struck) => Answer::AlreadyVoted,
        // A late retry of an earlier hand-in names an earlier ballot, or none: it takes nobody's place. This does not look
        // at what is on the ballot, so that nobody can find that out by guessing.
        (false, _) if ballot.replaces != Some(standing.id) => Answer::Outdated,
        (false, _) => Answer::Replaced,
    }
}

/// Whether a choice in canonical form names any of these plans.
fn names_any(choices: &str, numbers: &[u32]) -> bool {
    !numbers.is_empty() && named(choices).any(|number| numbers.contains(&number))
}

/// SQLite: each ballot for itself; a refusal of a guard undoes that one statement only.
fn one_by_one(tx: &mut Tx<'_>, ballots: &[Ballot]) -> Result<Vec<Answer>, DbError> {
    let answers = ballots.iter().map(|ballot| one(tx, ballot)).collect::<Result<Vec<_>, _>>()?;
    counts(ballots, &answers).write(tx)?;
    Ok(answers)
}

fn known(reader: &Reader<'_>, ballot: &Ballot) -> Result<Option<Standing>, DbError> {
    reader.find(&KNOWN, params![ballot.round, &ballot.token], |row| Standing::read(row, 0))
}

/// The answer to a request that was done before; none if it was not, and then nothing else is told.
///
/// # Errors
/// When the database fails.
pub fn repeated(reader: &Reader<'_>, ballot: &Ballot) -> Result<Option<Answer>, DbError> {
    let answer = decide(known(reader, ballot)?.as_ref(), ballot);
    Ok(Some(answer).filter(|answer| matches!(answer, Answer::Repeated(_))))
}

fn one(tx: &mut Tx<'_>, ballot: &Ballot) -> Result<Answer, DbError> {
    let standing = known(tx, ballot)?;
    let answer = decide(standing.as_ref(), ballot);
    let idempotency = ballot.idempotency.as_ref().map(<[u8; 32]>::as_slice);
    let (id, choices, nonce, theirs) = (ballot.id, ballot.choices.as_str(), &ballot.nonce, &ballot.voter_nonce);
    let area = ballot.area.as_deref();
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
                idempotency,
                theirs,
                area
            ],
        ),
        Answer::Replaced => tx.execute(
            &REPLACE,
            params![
                ballot.round,
                &ballot.token,
                id,
                choices,
                ballot.channel,
                ballot.assurance,
                nonce,
                idempotency,
                theirs,
                area
            ],
        ),
        answer => return Ok(answer),
    };
    match written {
        Ok(_) => {}
        Err(DbError::Check(word)) => return Ok(Answer::Refused(word)),
        Err(error) => return Err(error),
    }
    for (round, leaf, revoked) in leaves_of(ballot, standing.as_ref()) {
        tx.execute(&ADD_LEAF, params![round, leaf, revoked])?;
    }
    for key in &ballot.drafts {
        tx.execute(&END_DRAFT, params![ballot.round, key])?;
    }
    Ok(answer)
}

/// PostgreSQL: the group at once. A refusal of a guard fails the group, whose commands are then tried one by one.
fn many(tx: &mut Tx<'_>, ballots: &[Ballot]) -> Result<Vec<Answer>, DbError> {
    let (states, stood) = standing_of(tx, ballots)?;
    let mut standing = stood.clone();
    let mut answers = Vec::with_capacity(ballots.len());
    let mut last: HashMap<[u8; 32], &Ballot> = HashMap::new();
    let mut leaves = Vec::new();
    for ballot in ballots {
        let state = states.get(&ballot.token).map(String::as_str);
        let answer = decide(standing.get(&ballot.token), ballot);
        // What was stored in time is told, also to who asks again too late.
        let open = state == Some("open") || (state == Some("draft") && ballot.test);
        if !open && !matches!(answer, Answer::Repeated(_)) {
            answers.push(Answer::Refused("round_not_open".into()));
            continue;
        }
        if matches!(answer, Answer::Stored | Answer::Replaced) {
            // Each was promised its place in the log, also one that another of the same group replaces.
            leaves.extend(leaves_of(ballot, standing.get(&ballot.token)));
            standing.insert(ballot.token, Standing::of(ballot));
            last.insert(ballot.token, ballot);
        }
        answers.push(answer);
    }
    if !last.is_empty() {
        let written: Vec<&Ballot> = last.into_values().collect();
        put(tx, &written, &stood, &leaves, counts(ballots, &answers))?;
    }
    Ok(answers)
}

/// Writes ballots with all that goes with them, each in the place of what stood.
fn put(
    tx: &mut Tx<'_>,
    written: &[&Ballot],
    stood: &HashMap<[u8; 32], Standing>,
    leaves: &[Leaf],
    counts: Counts,
) -> Result<(), DbError> {
    let (rounds, keys) = drafts_of(written);
    let (mut of, mut days, mut numbers) = (Vec::new(), Vec::new(), Vec::new());
    for ((round, day), (_, handed_in)) in counts.0 {
        of.push(round.0);
        days.push(day);
        numbers.push(handed_in);
    }
    let before = |ballot: &&Ballot| stood.get(&ballot.token).map(|known| known.id.to_string()).unwrap_or_default();
    let mut params = columns(written).to_vec();
    params.push(Value::Texts(written.iter().map(before).collect()));
    params.extend([Value::Ints(rounds), Value::Blobs(keys), Value::Ints(of), Value::Texts(days), Value::Ints(numbers)]);
    params.extend([
        Value::Ints(leaves.iter().map(|(round, ..)| round.0).collect()),
        Value::Blobs(leaves.iter().map(|(_, leaf, _)| Some(leaf.to_vec())).collect()),
        Value::Blobs(leaves.iter().map(|(.., revoked)| revoked.map(|old| old.to_vec())).collect()),
        Value::Texts(written.iter().map(|ballot| ballot.area.clone().unwrap_or_default()).collect()),
    ]);
    let put = tx.one(&PUT_MANY, &params, |row| row.get::<i64>(0))?;
    // What was read is not what stands any more: all of it is undone, and done again with what stands now.
    if usize::try_from(put) == Ok(written.len()) { Ok(()) } else { Err(tx.conflict()) }
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
        if row.get::<Option<Uuid>>(2)?.is_some() {
            standing.insert(token, Standing::read(row, 2)?);
        }
        Ok(())
    })?;
    Ok((states, standing))
}

fn drafts_of(ballots: &[&Ballot]) -> (Vec<i64>, Vec<Option<Vec<u8>>>) {
    ballots.iter().flat_map(|ballot| ballot.drafts.iter().map(|key| (ballot.round.0, Some(key.to_vec())))).unzip()
}

fn columns(ballots: &[&Ballot]) -> [Value<'static>; 10] {
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
        blobs(|ballot| Some(ballot.voter_nonce.to_vec())),
    ]
}

/// The id of the ballot that stands for a token, if there is one; never what is on it.
///
/// # Errors
/// When the database fails.
pub fn standing(reader: &Reader<'_>, round: RoundId, token: &[u8; 32]) -> Result<Option<Uuid>, DbError> {
    reader.find(&KNOWN, params![round, token], |row| row.get(0))
}

/// The same, and whether any of these struck plans is on it.
///
/// # Errors
/// When the database fails.
pub fn standing_and_struck(
    reader: &Reader<'_>,
    round: RoundId,
    token: &[u8; 32],
    struck: &[u32],
) -> Result<Option<(Uuid, bool)>, DbError> {
    reader.find(&KNOWN, params![round, token], |row| Ok((row.get(0)?, names_any(&row.get::<String>(1)?, struck))))
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

    const FIRST: Uuid = Uuid::from_u128(1);

    fn ballot(choices: &str, idempotency: Option<u8>, may_replace: bool, replaces: Option<Uuid>) -> Ballot {
        Ballot {
            round: RoundId(1),
            round_uuid: Uuid::nil(),
            token: [1; 32],
            id: FIRST,
            choices: choices.into(),
            test: false,
            area: None,
            channel: "web",
            assurance: "letter-code",
            voter_nonce: [0; 32],
            nonce: [9; 32],
            leaf: Some(leaf::ballot(Uuid::nil(), &[0; 32], &[9; 32], choices)),
            idempotency: idempotency.map(|byte| [byte; 32]),
            may_replace,
            struck: Vec::new(),
            replaces,
            drafts: Vec::new(),
            day: "2027-03-01".into(),
        }
    }

    #[test]
    fn a_request_is_done_once_and_a_change_needs_the_rules() {
        let standing = Standing::of(&ballot("[1]", Some(7), true, None));
        let answer =
            |choices, key, may_replace, replaces| decide(Some(&standing), &ballot(choices, key, may_replace, replaces));
        assert_eq!(decide(None, &ballot("[1]", None, false, None)), Answer::Stored);
        assert_eq!(answer("[1]", Some(7), false, None), Answer::Repeated([[0; 32], [9; 32]]));
        assert_eq!(answer("[2]", Some(7), true, Some(FIRST)), Answer::KeyReused);
        assert_eq!(answer("[2]", Some(8), true, Some(FIRST)), Answer::Replaced);
        assert_eq!(answer("[1]", None, true, Some(FIRST)), Answer::Replaced);
        assert_eq!(answer("[1]", Some(8), false, Some(FIRST)), Answer::AlreadyVoted);
        let without = Standing::of(&ballot("[1]", None, true, None));
        assert_eq!(decide(Some(&without), &ballot("[1]", None, false, None)), Answer::AlreadyVoted);
    }

    #[test]
    fn the_log_is_told_of_a_ballot_and_of_the_one_that_it_replaces() {
        let (first, second) = (ballot("[1]", None, true, None), ballot("[2]", None, true, Some(FIRST)));
        let old = first.leaf;
        assert_eq!(leaves_of(&first, None), [(RoundId(1), old.unwrap_or_default(), None)]);
        let told = leaves_of(&second, Some(&Standing::of(&first)));
        let revoked = leaf::revocation(Uuid::nil(), &old.unwrap_or_default(), Reason::Replaced);
        assert_eq!(told, [(RoundId(1), second.leaf.unwrap_or_default(), None), (RoundId(1), revoked, old)]);
        assert_eq!(leaves_of(&Ballot { leaf: None, ..second }, Some(&Standing::of(&first))), []);
    }

    #[test]
    fn only_what_names_the_ballot_that_stands_takes_its_place() {
        let standing = Standing::of(&ballot("[1]", Some(7), true, None));
        for replaces in [None, Some(Uuid::from_u128(2))] {
            for choices in ["[1]", "[2]"] {
                let late = ballot(choices, Some(8), true, replaces);
                assert_eq!(decide(Some(&standing), &late), Answer::Outdated, "the same answer whatever was chosen");
            }
        }
    }
}
