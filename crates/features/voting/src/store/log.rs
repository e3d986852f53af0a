//! The SQL of the public log: trees, heads, frozen texts, keys, counters of refusals, downloads. What comes many at once is
//! in [`crate::hot`].

use crate::model::RoundId;
use civic::ids::OrganisationId;
use jiff::Timestamp;
use platform::db::{DbError, Reader, Row, Tx};
use platform::{params, statements};
use proof::Hash;
use proof::leaf::Reason;
use proof::log::{Entry, Kind};
use proof::tree::Frontier;
use uuid::Uuid;

statements! {
    /// Where a round's tree is.
    TREE = "SELECT frontier, at, looked_on, closed FROM round_tree WHERE round_id = ?1";
    /// A tree without leaves.
    ADD_TREE = "INSERT INTO round_tree (round_id, size, frontier, at, looked_on) VALUES (?1, 0, ?2, ?3, ?4)";
    /// The tree has grown, unless somebody else was first.
    GROW = "UPDATE round_tree SET size = ?3, frontier = ?4, at = ?5 WHERE round_id = ?1 AND size = ?2";
    /// It was looked today whether enough leaves wait.
    LOOKED = "UPDATE round_tree SET looked_on = ?2 WHERE round_id = ?1";
    /// Everything that waited went in.
    LOG_CLOSED = "UPDATE round_tree SET closed = 1 WHERE round_id = ?1";
    /// A signed head.
    ADD_HEAD = "INSERT INTO round_head (round_id, size, root, at, signature) VALUES (?1, ?2, ?3, ?4, ?5)";
    /// All heads of a round.
    HEADS = "SELECT size, root, at, signature FROM round_head WHERE round_id = ?1 ORDER BY size";
    /// One head.
    HEAD = "SELECT size, root, at, signature FROM round_head WHERE round_id = ?1 AND size = ?2";
    /// Leaves from an index on.
    LEAVES = "SELECT kind, leaf, data FROM round_log WHERE round_id = ?1 AND idx >= ?2 ORDER BY idx LIMIT ?3";
    /// The acts on a round.
    ACTS = "SELECT idx, data FROM round_log WHERE round_id = ?1 AND kind = 'act' ORDER BY idx LIMIT 10000";
    /// The ballot of which the leaf lies between two.
    FIND_BALLOT = "SELECT leaf FROM round_log WHERE round_id = ?1 AND leaf >= ?2 AND leaf <= ?3 AND kind = 'ballot' LIMIT 1";
    /// The same among those that wait.
    FIND_WAITING = "SELECT leaf FROM leaf_waiting WHERE round_id = ?1 AND leaf >= ?2 AND leaf <= ?3 AND revoked IS NULL LIMIT 1";
    /// The rounds of an organisation that can have receipts.
    WITH_LOG = "SELECT r.id, r.uuid FROM voting_round r JOIN round_tree t ON t.round_id = r.id
        WHERE r.organisation_id = ?1 ORDER BY r.id DESC LIMIT 10000";
    /// The index of a leaf.
    INDEX = "SELECT idx FROM round_log WHERE round_id = ?1 AND leaf = ?2 ORDER BY idx LIMIT 1";
    /// What revokes a leaf.
    REVOKED = "SELECT data FROM round_log WHERE round_id = ?1 AND kind = 'revocation' AND (data = ?2 OR data = ?3) LIMIT 1";
    /// A text that is fixed from now on.
    ADD_DOCUMENT = "INSERT INTO round_document (round_id, name, body) VALUES (?1, ?2, ?3)";
    /// Such a text.
    DOCUMENT = "SELECT body FROM round_document WHERE round_id = ?1 AND name = ?2";
    /// The keys of an organisation.
    KEYS = "SELECT generation, public, endorsed, made_at FROM log_key WHERE organisation_id = ?1 ORDER BY generation";
    /// A new key.
    ADD_KEY = "INSERT INTO log_key (organisation_id, generation, public, endorsed, made_at) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (organisation_id, generation) DO NOTHING";
    /// Entitlements that count, by kind: all, void, used.
    ENTITLED = "SELECT kind, COUNT(*), CAST(SUM(void) AS BIGINT), CAST(COALESCE(SUM(used), 0) AS BIGINT) FROM entitlement
        WHERE round_id = ?1 AND test = 0 GROUP BY kind ORDER BY kind";
    /// Rounds whose log may have to be begun, closed or looked at.
    LIVING_LOGS = "SELECT r.uuid FROM voting_round r LEFT JOIN round_tree t ON t.round_id = r.id
        WHERE (r.state = 'open' AND (t.round_id IS NULL OR t.looked_on <> ?1))
          OR (r.state IN ('closed', 'review') AND (t.round_id IS NULL OR t.closed = 0)) ORDER BY r.id LIMIT 200";
    /// Refused hand-ins, added up.
    ADD_REFUSED = "INSERT INTO round_refused (round_id, reason, count)
        SELECT r.id, CAST(?2 AS TEXT), CAST(?3 AS BIGINT) FROM voting_round r WHERE r.id = ?1 AND r.state <> 'draft'
        ON CONFLICT (round_id, reason) DO UPDATE SET count = round_refused.count + excluded.count";
    /// Refused hand-ins by reason.
    REFUSED = "SELECT reason, count FROM round_refused WHERE round_id = ?1 ORDER BY reason LIMIT 100";
    /// Sealed ballots by channel and level.
    CHANNELS = "SELECT channel, assurance, COUNT(*) FROM ballot_sealed WHERE round_id = ?1
        GROUP BY channel, assurance ORDER BY channel, assurance";
    /// Sealed ballots with their nonces.
    SEALED_WITH_NONCES = "SELECT voter_nonce, nonce, choices FROM ballot_sealed WHERE round_id = ?1 ORDER BY id";
    /// The newest download of a kind.
    DOWNLOAD = "SELECT file, bytes, made_at FROM round_download WHERE round_id = ?1 AND kind = ?2";
    /// A newer download.
    PUT_DOWNLOAD = "INSERT INTO round_download (round_id, kind, file, bytes, made_at) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (round_id, kind) DO UPDATE SET file = excluded.file, bytes = excluded.bytes,
        made_at = excluded.made_at";
    /// The bytes of an outcome, as they were counted.
    OUTCOME_BODY = "SELECT body FROM outcome WHERE round_id = ?1";
    /// Rounds with a log, for whoever checks them all.
    LOGGED = "SELECT r.uuid FROM voting_round r JOIN round_tree t ON t.round_id = r.id ORDER BY r.id LIMIT 100000";
    /// How many sealed ballots name no plan.
    BLANK = "SELECT COUNT(*) FROM ballot_sealed WHERE round_id = ?1 AND choices = '[]'";
    /// Which hand-ins were void at sealing.
    VOIDED = "SELECT COALESCE(voided, 0) FROM voting_round WHERE id = ?1";
    /// What staff did to a round: act, role, moment.
    DEEDS = "SELECT kind, role, at FROM log_entry WHERE organisation_id = ?1 AND subject = ?2 ORDER BY id LIMIT 20000";
}

/// The word for a kind of leaf in the database and in `log.tsv`.
#[must_use]
pub fn word(entry: &Entry) -> &'static str {
    match entry.kind {
        Kind::Ballot => "ballot",
        Kind::Revocation { .. } => "revocation",
        Kind::Act(_) => "act",
    }
}

/// What is told of a leaf: nothing of a ballot, the old leaf and why of a revocation, the JSON of an act.
#[must_use]
pub fn data(entry: &Entry) -> String {
    match &entry.kind {
        Kind::Ballot => String::new(),
        Kind::Revocation { old, reason } => revocation(old, *reason),
        Kind::Act(json) => json.clone(),
    }
}

fn revocation(old: &Hash, reason: Reason) -> String {
    format!("{} {}", proof::hex(old), reason.word())
}

fn read_entry(kind: &str, leaf: Hash, data: String) -> Result<Entry, DbError> {
    let kind = match kind {
        "ballot" => Kind::Ballot,
        "act" => Kind::Act(data),
        _ => {
            let parts = data.split_once(' ').and_then(|(old, why)| proof::from_hex(old).zip(Reason::parse(why)));
            let (old, reason) = parts.ok_or(DbError::Shape("what a revocation names"))?;
            Kind::Revocation { old, reason }
        }
    };
    Ok(Entry { leaf, kind })
}

/// Where a round's tree is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeState {
    /// Its right edge.
    pub frontier: Frontier,
    /// The moment of the newest head.
    pub at: Timestamp,
    /// On which day it was last looked whether enough leaves wait.
    pub looked_on: String,
    /// Whether everything that waited went in at closing.
    pub closed: bool,
}

/// A head as it was signed, without its round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredHead {
    /// How many leaves there were.
    pub size: u64,
    /// Their root.
    pub root: Hash,
    /// When.
    pub at: Timestamp,
    /// The signature.
    pub signature: proof::sign::Signature,
}

/// A published key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredKey {
    /// From 0.
    pub generation: u32,
    /// The 32 bytes.
    pub public: [u8; 32],
    /// What the key before it signed; none for the first.
    pub endorsed: Option<proof::sign::Signature>,
    /// When it was made.
    pub made: Timestamp,
}

fn bytes<const N: usize>(row: &Row<'_>, column: usize) -> Result<[u8; N], DbError> {
    <[u8; N]>::try_from(row.get::<Vec<u8>>(column)?).map_err(|_| DbError::Shape("bytes of another length"))
}

fn number(value: i64) -> Result<u64, DbError> {
    u64::try_from(value).map_err(|_| DbError::Shape("a number that is not negative"))
}

/// The tree of a round; none before it opened.
///
/// # Errors
/// When the database fails.
pub fn tree(reader: &Reader<'_>, round: RoundId) -> Result<Option<TreeState>, DbError> {
    reader.find(&TREE, params![round], |row| {
        let frontier = Frontier::from_bytes(&row.get::<Vec<u8>>(0)?).ok_or(DbError::Shape("the edge of a tree"))?;
        Ok(TreeState { frontier, at: row.get(1)?, looked_on: row.get(2)?, closed: row.get(3)? })
    })
}

/// Begins a tree.
///
/// # Errors
/// When the database fails, or the round has one.
pub fn add_tree(tx: &mut Tx<'_>, round: RoundId, at: Timestamp, day: &str) -> Result<(), DbError> {
    tx.execute(&ADD_TREE, params![round, Frontier::default().to_bytes(), at, day])?;
    Ok(())
}

/// Swaps the tree of this size for a larger one.
///
/// # Errors
/// [`DbError::Conflict`] when somebody else was first.
pub fn grow(tx: &mut Tx<'_>, round: RoundId, from: u64, to: &Frontier, at: Timestamp) -> Result<(), DbError> {
    let size = |size: u64| i64::try_from(size).map_err(|_| DbError::Shape("the size of a tree"));
    let params = params![round, size(from)?, size(to.size())?, to.to_bytes(), at];
    if tx.execute(&GROW, params)? == 1 { Ok(()) } else { Err(tx.conflict()) }
}

/// Keeps a signed head.
///
/// # Errors
/// When the database fails.
pub fn add_head(tx: &mut Tx<'_>, round: RoundId, head: &StoredHead) -> Result<(), DbError> {
    let size = i64::try_from(head.size).map_err(|_| DbError::Shape("the size of a tree"))?;
    tx.execute(&ADD_HEAD, params![round, size, head.root, head.at, head.signature.as_slice()])?;
    Ok(())
}

fn read_head(row: &Row<'_>) -> Result<StoredHead, DbError> {
    Ok(StoredHead { size: number(row.get(0)?)?, root: bytes(row, 1)?, at: row.get(2)?, signature: bytes(row, 3)? })
}

/// All heads of a round, the smallest first.
///
/// # Errors
/// When the database fails.
pub fn heads(reader: &Reader<'_>, round: RoundId) -> Result<Vec<StoredHead>, DbError> {
    reader.query(&HEADS, params![round], read_head)
}

/// The head of a size.
///
/// # Errors
/// When the database fails.
pub fn head(reader: &Reader<'_>, round: RoundId, size: u64) -> Result<Option<StoredHead>, DbError> {
    let Ok(size) = i64::try_from(size) else { return Ok(None) };
    reader.find(&HEAD, params![round, size], read_head)
}

/// Leaves from an index on, at most so many.
///
/// # Errors
/// When the database fails.
pub fn leaves(reader: &Reader<'_>, round: RoundId, from: u64, most: u64) -> Result<Vec<Entry>, DbError> {
    let [from, most] = [from, most].map(|number| i64::try_from(number).unwrap_or(i64::MAX));
    reader.query(&LEAVES, params![round, from, most], |row| {
        read_entry(&row.get::<String>(0)?, bytes(row, 1)?, row.get(2)?)
    })
}

/// The acts on a round with their indexes.
///
/// # Errors
/// When the database fails.
pub fn acts(reader: &Reader<'_>, round: RoundId) -> Result<Vec<(u64, String)>, DbError> {
    reader.query(&ACTS, params![round], |row| Ok((number(row.get(0)?)?, row.get(1)?)))
}

/// The leaf of a ballot by the code of its receipt, in the log or waiting for it.
///
/// # Errors
/// When the database fails.
pub fn find_ballot(reader: &Reader<'_>, round: RoundId, code: &proof::receipt::Code) -> Result<Option<Hash>, DbError> {
    let (least, most) = code.range();
    for statement in [&FIND_BALLOT, &FIND_WAITING] {
        let found = reader.find(statement, params![round, least, most], |row| bytes(row, 0))?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// The round of an organisation that has the ballot with this code.
///
/// # Errors
/// When the database fails.
pub fn round_of(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    code: &proof::receipt::Code,
) -> Result<Option<Uuid>, DbError> {
    let rounds: Vec<(RoundId, Uuid)> =
        reader.query(&WITH_LOG, params![organisation], |row| Ok((row.get(0)?, row.get(1)?)))?;
    for (round, uuid) in rounds {
        if find_ballot(reader, round, code)?.is_some() {
            return Ok(Some(uuid));
        }
    }
    Ok(None)
}

/// Where a leaf stands in the log.
///
/// # Errors
/// When the database fails.
pub fn index(reader: &Reader<'_>, round: RoundId, leaf: &Hash) -> Result<Option<u64>, DbError> {
    reader.find(&INDEX, params![round, leaf], |row| number(row.get(0)?))
}

/// Why a ballot does not count, as the log has it.
///
/// # Errors
/// When the database fails.
pub fn revoked(reader: &Reader<'_>, round: RoundId, leaf: &Hash) -> Result<Option<Reason>, DbError> {
    let params = params![round, revocation(leaf, Reason::Replaced), revocation(leaf, Reason::Void)];
    reader.find(&REVOKED, params, |row| {
        let data: String = row.get(0)?;
        data.rsplit(' ').next().and_then(Reason::parse).ok_or(DbError::Shape("a revocation"))
    })
}

/// Keeps a text for good.
///
/// # Errors
/// When the database fails, or there is one of this name.
pub fn add_document(tx: &mut Tx<'_>, round: RoundId, name: &str, body: &str) -> Result<(), DbError> {
    tx.execute(&ADD_DOCUMENT, params![round, name, body])?;
    Ok(())
}

/// A text that was kept: `rules`, `candidates` or `decision`.
///
/// # Errors
/// When the database fails.
pub fn document(reader: &Reader<'_>, round: RoundId, name: &str) -> Result<Option<String>, DbError> {
    reader.find(&DOCUMENT, params![round, name], |row| row.get(0))
}

/// The keys of an organisation, the oldest first.
///
/// # Errors
/// When the database fails.
pub fn keys(reader: &Reader<'_>, organisation: OrganisationId) -> Result<Vec<StoredKey>, DbError> {
    reader.query(&KEYS, params![organisation], |row| {
        let endorsed: Option<Vec<u8>> = row.get(2)?;
        let endorsed = endorsed.map(|bytes| bytes.try_into().map_err(|_| DbError::Shape("a signature"))).transpose()?;
        Ok(StoredKey { generation: row.get(0)?, public: bytes(row, 1)?, endorsed, made: row.get(3)? })
    })
}

/// Publishes a key.
///
/// # Errors
/// When the database fails.
pub fn add_key(tx: &mut Tx<'_>, organisation: OrganisationId, key: &StoredKey) -> Result<(), DbError> {
    let endorsed = key.endorsed.as_ref().map(<[u8; 64]>::as_slice);
    tx.execute(&ADD_KEY, params![organisation, key.generation, key.public, endorsed, key.made])?;
    Ok(())
}

/// How many entitlements of a kind there are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entitled {
    /// `code` or `email`.
    pub kind: String,
    /// All that were issued.
    pub issued: u64,
    /// Those that are void.
    pub void: u64,
    /// Those with a ballot that counts; 0 before sealing.
    pub used: u64,
}

/// The entitlements that count, by kind.
///
/// # Errors
/// When the database fails.
pub fn entitled(reader: &Reader<'_>, round: RoundId) -> Result<Vec<Entitled>, DbError> {
    reader.query(&ENTITLED, params![round], |row| {
        Ok(Entitled {
            kind: row.get(0)?,
            issued: number(row.get(1)?)?,
            void: number(row.get(2)?)?,
            used: number(row.get(3)?)?,
        })
    })
}

/// Names and numbers: what was counted by a word.
///
/// # Errors
/// When the database fails.
pub fn refused(reader: &Reader<'_>, round: RoundId) -> Result<Vec<(String, u64)>, DbError> {
    reader.query(&REFUSED, params![round], |row| Ok((row.get(0)?, number(row.get(1)?)?)))
}

/// How many sealed ballots came by each channel at each level.
///
/// # Errors
/// When the database fails.
pub fn channels(reader: &Reader<'_>, round: RoundId) -> Result<Vec<(String, String, u64)>, DbError> {
    reader.query(&CHANNELS, params![round], |row| Ok((row.get(0)?, row.get(1)?, number(row.get(2)?)?)))
}

/// A sealed ballot as it is published: the voter's random number, ours, and the choice.
pub type Published = (Hash, Hash, String);

/// The sealed ballots with their random numbers, in the order of the ids that were drawn at sealing. Those of a round from
/// before there were any have none, and are left out.
///
/// # Errors
/// When the database fails.
pub fn sealed_with_nonces(reader: &Reader<'_>, round: RoundId) -> Result<Vec<Published>, DbError> {
    let rows = reader.query(&SEALED_WITH_NONCES, params![round], |row| {
        let nonce = |column: usize| {
            let bytes: Option<Vec<u8>> = row.get(column)?;
            bytes.map(|bytes| bytes.try_into().map_err(|_| DbError::Shape("a random number of 32 bytes"))).transpose()
        };
        Ok(nonce(0)?.zip(nonce(1)?).map(|(theirs, ours)| Ok::<_, DbError>((theirs, ours, row.get(2)?))))
    })?;
    rows.into_iter().flatten().collect()
}

/// Whether two kinds of files are there to be downloaded: the name in the file store, its size, when it was made.
///
/// # Errors
/// When the database fails.
pub fn download(reader: &Reader<'_>, round: RoundId, kind: &str) -> Result<Option<(String, u64, Timestamp)>, DbError> {
    reader.find(&DOWNLOAD, params![round, kind], |row| Ok((row.get(0)?, number(row.get(1)?)?, row.get(2)?)))
}
