//! Adversaries. Each gets one kind of trace and answers how many voters it matched with their own ballot.

use super::vote::{LINES, VOTERS, Vote};
use crate::support::Town;
use platform::db::Sql;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use testkit::Kind;

/// Right guesses by channel: the best guess that it allows.
pub type Scores = BTreeMap<String, usize>;

/// Something to read: records in the order in which they lie there.
struct Trace {
    channel: String,
    records: Vec<String>,
}

/// All adversaries; the one that reads raw bytes only if asked, as it takes its time.
pub async fn attack(town: &Town, vote: &Vote, raw: bool) -> Scores {
    let traces = traces(town, vote).await;
    let mut scores = Scores::new();
    let mut note = |channel: &str, guess: Vec<Option<usize>>| {
        let hits = guess.iter().enumerate().filter(|(voter, ballot)| **ballot == Some(*voter)).count();
        let best = scores.entry(channel.to_owned()).or_default();
        *best = (*best).max(hits);
    };
    let read: Vec<(String, Vec<Seen>)> = traces
        .iter()
        .map(|trace| (trace.channel.clone(), trace.records.iter().map(|record| Seen::of(record, vote)).collect()))
        .collect();
    let mut lists: Vec<(&str, Vec<usize>)> = Vec::new();
    for (channel, seen) in &read {
        note(channel, joined(seen, vote));
        let order = distinct(seen.iter().filter_map(|seen| only(&seen.ballots)));
        for guess in by_order(&order, vote) {
            note(channel, guess);
        }
        let voters = distinct(seen.iter().filter_map(|seen| only(&seen.voters)));
        if voters.len() == VOTERS {
            lists.push((channel, voters));
        }
    }
    // Two lists in one order: the first of one is the first of the other.
    for (channel, seen) in &read {
        let order = distinct(seen.iter().filter_map(|seen| only(&seen.ballots)));
        for (other, voters) in lists.iter().filter(|_| order.len() == VOTERS) {
            let mut guess = vec![None; VOTERS];
            voters.iter().zip(&order).for_each(|(voter, ballot)| guess[*voter] = Some(*ballot));
            note(&format!("{channel} beside {other}"), guess);
        }
    }
    note("share", by_share(town, vote).await);
    if raw && town.kind == Kind::Sqlite {
        for guess in by_bytes(town, vote) {
            note("bytes", guess);
        }
    }
    scores
}

/// What a record names.
struct Seen {
    voters: BTreeSet<usize>,
    ballots: BTreeSet<usize>,
    times: Vec<i64>,
}

impl Seen {
    fn of(record: &str, vote: &Vote) -> Self {
        let text = record.to_lowercase();
        let (mut voters, mut ballots, mut times) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
        for token in text.split(|sign: char| !(sign.is_ascii_alphanumeric() || "@.-_".contains(sign))) {
            let bare = token.replace('-', "");
            // PostgreSQL writes bytes as \x….
            for name in [token, &bare, bare.strip_prefix('x').unwrap_or("")] {
                voters.extend(vote.voters.get(name));
                ballots.extend(vote.ballots.get(name));
            }
            times.extend(moment(token));
        }
        for part in text.split('[').skip(1) {
            if let Some((inner, _)) = part.split_once(']') {
                ballots.extend(vote.ballots.get(&format!("[{inner}]")));
            }
        }
        let stamps = text.as_bytes().windows(19).filter(|window| window[4] == b'-' && window[13] == b':');
        times.extend(stamps.filter_map(|window| {
            let text = format!("{}Z", std::str::from_utf8(window).ok()?.to_uppercase().replace(' ', "T"));
            text.parse::<jiff::Timestamp>().ok().map(|at| at.as_microsecond())
        }));
        Self { voters, ballots, times }
    }
}

/// A number that can be a moment, or a random-looking id that begins with one (UUIDv7), in microseconds.
fn moment(token: &str) -> Option<i64> {
    let bare = token.replace('-', "");
    if bare.len() == 32 && bare.as_bytes()[12] == b'7' {
        return i64::from_str_radix(&bare[..12], 16).ok().map(|millis| millis * 1_000);
    }
    let number: i64 = token.parse().ok()?;
    match token.len() {
        9..=11 => Some(number * 1_000_000),
        12..=14 => Some(number * 1_000),
        15..=17 => Some(number),
        _ => None,
    }
}

fn only(set: &BTreeSet<usize>) -> Option<usize> {
    if set.len() == 1 { set.first().copied() } else { None }
}

fn distinct(all: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut seen = BTreeSet::new();
    all.filter(|one| seen.insert(*one)).collect()
}

/// A record that names a ballot, and a voter or a moment at which one voted.
fn joined(seen: &[Seen], vote: &Vote) -> Vec<Option<usize>> {
    let mut guess = vec![None; VOTERS];
    for seen in seen {
        let Some(ballot) = only(&seen.ballots) else { continue };
        let voter = only(&seen.voters).or_else(|| seen.times.iter().find_map(|time| at(*time, vote)));
        if let Some(voter) = voter {
            guess[voter] = Some(ballot);
        }
    }
    guess
}

/// Who handed in nearest to a moment, if somebody did within a minute.
fn at(time: i64, vote: &Vote) -> Option<usize> {
    let after = vote.times.partition_point(|other| *other < time);
    let near = [after.checked_sub(1), Some(after).filter(|place| *place < VOTERS)];
    let near = near.into_iter().flatten().min_by_key(|place| (vote.times[*place] - time).abs())?;
    ((vote.times[near] - time).abs() < 60_000_000).then_some(near)
}

/// The first who voted has the first ballot; or the last; by the first or the last hand-in of each.
fn by_order(order: &[usize], vote: &Vote) -> Vec<Vec<Option<usize>>> {
    let guess = |voters: &mut dyn Iterator<Item = usize>| {
        let mut guess = vec![None; VOTERS];
        voters.zip(order).for_each(|(voter, ballot)| guess[voter] = Some(*ballot));
        guess
    };
    vec![
        guess(&mut (0..VOTERS)),
        guess(&mut (0..VOTERS).rev()),
        guess(&mut vote.first.iter().copied()),
        guess(&mut vote.first.iter().rev().copied()),
    ]
}

/// Somebody kept a copy of the database from before the sealing, and has the master secret. With the round's share they can
/// compute each voter's token.
async fn by_share(town: &Town, vote: &Vote) -> Vec<Option<usize>> {
    let there = files(&town.folder().join("files")).into_iter().any(|file| {
        std::fs::read(file).is_ok_and(|bytes| bytes.windows(vote.share.len()).any(|window| window == vote.share))
    });
    let mut guess = vec![None; VOTERS];
    if there {
        let tokens: HashMap<&Vec<u8>, usize> = vote.tokens.iter().enumerate().map(|(place, it)| (it, place)).collect();
        for (token, choice) in &vote.copy {
            guess[tokens[token]] = vote.ballots.get(choice).copied();
        }
    }
    guess
}

/// How far around something that names a voter a ballot is looked for.
const AROUND: usize = 300;

/// The raw bytes of the database with its log and free pages: what stands near a voter's token, and in which order ballots
/// lie there.
fn by_bytes(town: &Town, vote: &Vote) -> Vec<Vec<Option<usize>>> {
    let mut bytes = Vec::new();
    for file in ["samenspel.db", "samenspel.db-wal", "samenspel.db-shm"] {
        bytes.extend(std::fs::read(town.folder().join(file)).unwrap_or_default());
    }
    let mut needles: Vec<(Vec<u8>, usize)> =
        vote.tokens.iter().enumerate().map(|(place, token)| (token.clone(), place)).collect();
    for (name, place) in vote.voters.iter().filter(|(name, _)| name.len() == 64) {
        needles.push((name.clone().into_bytes(), *place));
    }
    let mut near = vec![None; VOTERS];
    for (at, voter) in found(&bytes, &needles) {
        let around = &bytes[at.saturating_sub(AROUND)..(at + AROUND).min(bytes.len())];
        // The nearest after it: rows begin with their key.
        let text = String::from_utf8_lossy(&around[AROUND.min(at)..]).into_owned();
        let ballot = text.split('[').skip(1).find_map(|part| {
            let inner = part.split_once(']')?.0;
            vote.ballots.get(&format!("[{inner}]")).copied()
        });
        near[voter] = near[voter].or(ballot);
    }
    let ids: Vec<(Vec<u8>, usize)> =
        vote.ids.iter().enumerate().map(|(place, id)| (id.clone().into_bytes(), place)).collect();
    let order = distinct(found(&bytes, &ids).into_iter().map(|(_, ballot)| ballot));
    let mut guesses = by_order(&order, vote);
    guesses.push(near);
    guesses
}

/// Where which needle lies, in order of place; looked for by their first eight bytes, because there are thousands.
fn found(hay: &[u8], needles: &[(Vec<u8>, usize)]) -> Vec<(usize, usize)> {
    let mut by_start: HashMap<[u8; 8], Vec<&(Vec<u8>, usize)>> = HashMap::new();
    for needle in needles {
        by_start.entry(needle.0[..8].try_into().unwrap()).or_default().push(needle);
    }
    let mut first = [false; 256];
    by_start.keys().for_each(|start| first[usize::from(start[0])] = true);
    let mut all = Vec::new();
    for (place, window) in hay.windows(8).enumerate().filter(|(_, window)| first[usize::from(window[0])]) {
        let start: [u8; 8] = window.try_into().unwrap();
        for (needle, who) in by_start.get(&start).into_iter().flatten() {
            if hay[place..].starts_with(needle) {
                all.push((place, *who));
            }
        }
    }
    all
}

fn files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// Everything there is to read.
async fn traces(town: &Town, vote: &Vote) -> Vec<Trace> {
    let mut all = match town.kind {
        Kind::Sqlite => sqlite(town).await,
        Kind::Postgres => postgres(town.url.as_deref().unwrap()).await,
    };
    let lines = String::from_utf8_lossy(&LINES.lock().unwrap()).lines().map(str::to_owned).collect();
    all.push(Trace { channel: "lines of the program".to_owned(), records: lines });
    all.push(Trace { channel: "mails".to_owned(), records: town.mails() });
    let stored = files(&town.folder().join("files"))
        .into_iter()
        .map(|file| format!("{} {}", file.display(), String::from_utf8_lossy(&std::fs::read(&file).unwrap())));
    all.push(Trace { channel: "file store".to_owned(), records: stored.collect() });
    let resident = civic::Actor::anonymous(town.actor.organisation);
    let view = town.view(vote.round).await;
    let file = voting::service::export::export_pabulib(&town.voting, &resident, &view).await.unwrap();
    let rows =
        file.lines().skip_while(|line| *line != "VOTES").map(|line| format!("[{}]", line.rsplit(';').next().unwrap()));
    all.push(Trace { channel: "published ballots".to_owned(), records: rows.collect() });
    all
}

/// Every table, as it answers and by rowid.
async fn sqlite(town: &Town) -> Vec<Trace> {
    let read = |text: String| {
        let sql: &'static Sql = Box::leak(Box::new(Sql::new("linking", Box::leak(text.into_boxed_str()))));
        town.app.db.read(move |reader| reader.query(sql, &[], |row| row.get::<String>(0)))
    };
    let tables = read("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'".into()).await;
    let mut all = Vec::new();
    for table in tables.unwrap() {
        let columns = read(format!("SELECT name FROM pragma_table_info('{table}')")).await.unwrap();
        let values: Vec<String> = columns.iter().map(|column| format!("quote(\"{column}\")")).collect();
        let row = values.join("||' '||");
        for order in ["", " ORDER BY rowid"] {
            // A clustered table has no rowid.
            if let Ok(records) = read(format!("SELECT {row} FROM \"{table}\"{order}")).await {
                all.push(Trace { channel: format!("table {table}{order}"), records });
            }
        }
    }
    all
}

/// Every table, by the place of its rows and by the transaction that wrote them.
async fn postgres(url: &str) -> Vec<Trace> {
    let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
    let connection = tokio::spawn(connection);
    let tables = "SELECT relname::TEXT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'm') AND n.nspname = 'public' ORDER BY relname";
    let mut all = Vec::new();
    for table in client.query(tables, &[]).await.unwrap() {
        let table: String = table.get(0);
        for order in ["ctid", "xmin::TEXT::BIGINT, ctid"] {
            let text = format!("SELECT CAST(t AS TEXT) FROM \"{table}\" t ORDER BY {order}");
            let rows = client.query(&text, &[]).await.unwrap();
            let records = rows.into_iter().map(|row| row.get(0)).collect();
            all.push(Trace { channel: format!("table {table} ORDER BY {order}"), records });
        }
    }
    drop(client);
    connection.await.unwrap().unwrap();
    all
}
