//! Leaks, each put in by raw writes around the program as an implementation that has it would write, and taken back.

use super::vote::{LINES, VOTERS, Vote};
use crate::log::log;
use crate::support::Town;
use platform::files::Area;
use proof::log::Kind as Leaf;
use std::future::Future;
use std::pin::Pin;
use testkit::Kind;

type Done<'a> = Pin<Box<dyn Future<Output = ()> + 'a>>;
type Deed = for<'a> fn(&'a Town, &'a Vote) -> Done<'a>;

/// A leak, and where an adversary has to see it.
pub struct Leak {
    pub name: &'static str,
    /// The begin of the channel's name.
    pub channel: &'static str,
    pub open: Deed,
    pub shut: Deed,
}

/// What cannot be taken back without a trace comes last.
pub const LAST: &str = "deleted without overwriting";

macro_rules! leak {
    ($name:expr, $channel:expr, $open:path, $shut:path) => {
        Leak {
            name: $name,
            channel: $channel,
            open: |town, vote| Box::pin($open(town, vote)),
            shut: |town, vote| Box::pin($shut(town, vote)),
        }
    };
}

/// All leaks that this database can have. The guards against changes of sealed rows are taken away first.
pub async fn leaks(town: &Town, vote: &Vote) -> Vec<Leak> {
    let guards = match town.kind {
        Kind::Postgres => "ALTER TABLE ballot_sealed DISABLE TRIGGER USER; ALTER TABLE round_log DISABLE TRIGGER USER",
        Kind::Sqlite => {
            "DROP TRIGGER ballot_sealed_insert; DROP TRIGGER ballot_sealed_update; DROP TRIGGER ballot_sealed_delete;
             DROP TRIGGER round_log_delete"
        }
    };
    town.raw(guards).await.unwrap();
    town.raw("CREATE TABLE leak (who TEXT, what TEXT, at BIGINT)").await.unwrap();
    assert_eq!(vote.leaves.len(), VOTERS);
    let mut all = vec![
        leak!("sealed in the order of arrival", "table ballot_sealed", sealed_in_order, sealed_as_it_was),
        leak!("a ballot with a time", "table ballot_sealed", sealed_with_time, sealed_without_time),
        leak!("the log filled in the order of arrival", "table round_log", log_in_order, log_as_it_was),
        leak!("published in the order of arrival", "published ballots", sealed_in_order, sealed_as_it_was),
        leak!("idempotency rows that are kept", "table leak", requests_kept, nothing_kept),
        leak!("drafts that are kept in the clear", "table leak", drafts_kept, nothing_kept),
        leak!("a table in the order of arrival", "table leak", rows_in_order, nothing_kept),
        leak!("a table with minutes", "table leak", minutes_kept, nothing_kept),
        leak!("a job per hand-in", "table job", jobs_kept, jobs_gone),
        leak!("an entry of the log of deeds per hand-in", "table log_entry", deeds_kept, deeds_gone),
        leak!("a line per request", "lines of the program", lines_kept, lines_gone),
        leak!("a mail with the receipt", "mails", mails_kept, mails_gone),
        leak!("a file per receipt", "file store", files_kept, files_gone),
        leak!("the share that is kept", "share", share_kept, share_gone),
    ];
    match town.kind {
        Kind::Postgres => {
            all.push(leak!("a transaction per ballot", "table ballot_sealed", one_by_one, sealed_as_it_was))
        }
        Kind::Sqlite => all.push(leak!(LAST, "bytes", deleted_badly, nothing_kept)),
    }
    all
}

fn values(vote: &Vote, row: impl Fn(usize) -> String) -> String {
    (0..vote.choices.len()).map(row).collect::<Vec<_>>().join(",")
}

/// Sealed ballots under these ids, written in this order.
async fn rewrite(town: &Town, vote: &Vote, order: &[usize], one_by_one: bool, id: impl Fn(usize) -> String) {
    // The nonces stay where they are needed: in a table beside it.
    town.raw("CREATE TABLE held AS SELECT * FROM ballot_sealed").await.unwrap();
    let clear = if town.kind == Kind::Postgres { "TRUNCATE ballot_sealed" } else { "DELETE FROM ballot_sealed" };
    town.raw(clear).await.unwrap();
    let insert = |place: &usize| {
        format!(
            "INSERT INTO ballot_sealed (round_id, id, choices, channel, assurance, voter_nonce, nonce)
             SELECT round_id, '{}', choices, channel, assurance, voter_nonce, nonce FROM held WHERE choices = '{}';",
            id(*place),
            vote.choices[*place],
        )
    };
    if one_by_one {
        for place in order {
            town.raw(insert(place)).await.unwrap();
        }
    } else {
        town.raw(order.iter().map(insert).collect::<String>()).await.unwrap();
    }
    town.raw("DROP TABLE held").await.unwrap();
}

async fn sealed_in_order(town: &Town, vote: &Vote) {
    let order: Vec<usize> = (0..VOTERS).collect();
    // PostgreSQL fills gaps with rows that fit, so only the transactions tell the order there.
    let one_by_one = town.kind == Kind::Postgres;
    rewrite(town, vote, &order, one_by_one, |place| format!("{place:08}-0000-4000-8000-000000000000")).await;
}

async fn sealed_as_it_was(town: &Town, vote: &Vote) {
    let mut order: Vec<usize> = (0..VOTERS).collect();
    order.sort_by_key(|place| &vote.ids[*place]);
    rewrite(town, vote, &order, false, |place| vote.ids[place].clone()).await;
}

async fn sealed_with_time(town: &Town, vote: &Vote) {
    town.raw("ALTER TABLE ballot_sealed ADD COLUMN handed_in BIGINT").await.unwrap();
    let set = |place: usize| {
        format!("UPDATE ballot_sealed SET handed_in = {} WHERE id = '{}';", vote.times[place], vote.ids[place])
    };
    town.raw((0..VOTERS).map(set).collect::<String>()).await.unwrap();
}

async fn sealed_without_time(town: &Town, vote: &Vote) {
    town.raw("ALTER TABLE ballot_sealed DROP COLUMN handed_in").await.unwrap();
    // On PostgreSQL the rows lie in the order in which they were changed.
    sealed_as_it_was(town, vote).await;
}

/// The log again, with the leaves of ballots that count in this order.
async fn write_log(town: &Town, vote: &Vote, leaves: &[String]) {
    let (entries, _) = log(town, vote.round).await;
    let id = town.view(vote.round).await.round.id.0;
    let mut next = leaves.iter();
    let blob = |hex: &str| if town.kind == Kind::Postgres { format!("'\\x{hex}'") } else { format!("x'{hex}'") };
    let rows = entries.iter().enumerate().map(|(index, entry)| {
        let hex = proof::hex(&entry.leaf);
        let counts = entry.kind == Leaf::Ballot && vote.ballots.contains_key(&hex);
        let leaf = if counts { next.next().unwrap() } else { &hex };
        let (kind, data) = (voting::store::log::word(entry), voting::store::log::data(entry));
        format!("({id}, {index}, '{kind}', {}, '{}')", blob(leaf), data.replace('\'', "''"))
    });
    let rows = rows.collect::<Vec<_>>().join(",");
    let clear = if town.kind == Kind::Postgres { "TRUNCATE round_log" } else { "DELETE FROM round_log" };
    town.raw(clear).await.unwrap();
    town.raw(format!("INSERT INTO round_log (round_id, idx, kind, leaf, data) VALUES {rows}")).await.unwrap();
}

async fn log_in_order(town: &Town, vote: &Vote) {
    write_log(town, vote, &vote.leaves).await;
}

/// In an order that has nothing to do with arrival: that of the hashes.
async fn log_as_it_was(town: &Town, vote: &Vote) {
    let mut leaves = vote.leaves.clone();
    leaves.sort();
    write_log(town, vote, &leaves).await;
}

async fn keep(town: &Town, vote: &Vote, order: &[usize], row: impl Fn(usize) -> String) {
    assert_eq!(order.len(), vote.choices.len());
    let rows = order.iter().map(|place| row(*place)).collect::<Vec<_>>().join(",");
    town.raw(format!("INSERT INTO leak (who, what, at) VALUES {rows}")).await.unwrap();
}

/// Places in an order that tells nothing.
fn mixed(vote: &Vote) -> Vec<usize> {
    let mut order: Vec<usize> = (0..VOTERS).collect();
    order.sort_by_key(|place| &vote.leaves[*place]);
    order
}

fn name_of(vote: &Vote, place: usize, fits: impl Fn(&str) -> bool) -> String {
    vote.voters.iter().find(|(name, who)| **who == place && fits(name)).unwrap().0.clone()
}

async fn requests_kept(town: &Town, vote: &Vote) {
    let request = |place| name_of(vote, place, |name| name.starts_with("verzoek"));
    keep(town, vote, &mixed(vote), |place| format!("('{}', '{}', 0)", request(place), vote.leaves[place])).await;
}

async fn drafts_kept(town: &Town, vote: &Vote) {
    let token = |place: usize| proof::hex(&vote.tokens[place]);
    keep(town, vote, &mixed(vote), |place| format!("('{}', '{}', 0)", token(place), vote.choices[place])).await;
}

async fn rows_in_order(town: &Town, vote: &Vote) {
    let order: Vec<usize> = (0..VOTERS).collect();
    keep(town, vote, &order, |place| format!("('', '{}', 0)", vote.choices[place])).await;
}

async fn minutes_kept(town: &Town, vote: &Vote) {
    let minute = |place: usize| (vote.times[place] + 30_000_000) / 60_000_000 * 60;
    keep(town, vote, &mixed(vote), |place| format!("('', '{}', {})", vote.choices[place], minute(place))).await;
}

async fn nothing_kept(town: &Town, _: &Vote) {
    let clear = if town.kind == Kind::Postgres { "TRUNCATE leak" } else { "DELETE FROM leak" };
    town.raw(clear).await.unwrap();
}

async fn jobs_kept(town: &Town, vote: &Vote) {
    let rows = values(vote, |place| format!("('kept', '{}', {})", vote.leaves[place], vote.times[place]));
    town.raw(format!("INSERT INTO job (kind, payload, run_at) VALUES {rows}")).await.unwrap();
}

async fn jobs_gone(town: &Town, _: &Vote) {
    town.raw("DELETE FROM job WHERE kind = 'kept'").await.unwrap();
}

async fn deeds_kept(town: &Town, vote: &Vote) {
    let organisation = town.actor.organisation.0;
    let rows = values(vote, |place| {
        let facts = format!("{{\"ballot\":\"{}\"}}", vote.ids[place]);
        let hash = if town.kind == Kind::Postgres { "'\\x00'" } else { "x'00'" };
        format!("({organisation}, 'kept', 'kept', 0, '', '{facts}', {hash}, {})", vote.times[place])
    });
    let columns = "organisation_id, subject, kind, public, role, facts, personal_hash, at";
    town.raw(format!("INSERT INTO log_entry ({columns}) VALUES {rows}")).await.unwrap();
}

async fn deeds_gone(town: &Town, _: &Vote) {
    let guard = match town.kind {
        Kind::Postgres => "ALTER TABLE log_entry DISABLE TRIGGER USER",
        Kind::Sqlite => "DROP TRIGGER log_entry_stays_delete",
    };
    town.raw(guard).await.unwrap();
    town.raw("DELETE FROM log_entry WHERE kind = 'kept'").await.unwrap();
}

async fn lines_kept(_: &Town, vote: &Vote) {
    for place in 0..VOTERS {
        let at = jiff::Timestamp::from_microsecond(vote.times[place]).unwrap();
        tracing::info!("{at} POST /do/vote/{}/hand-in 303 choices={}", vote.round, vote.choices[place]);
    }
}

async fn lines_gone(_: &Town, vote: &Vote) {
    let mut lines = LINES.lock().unwrap();
    let text = String::from_utf8_lossy(&lines).into_owned();
    let marked = format!("/do/vote/{}/hand-in 303 choices=", vote.round);
    *lines = text.lines().filter(|line| !line.contains(&marked)).collect::<Vec<_>>().join("\n").into_bytes();
    lines.push(b'\n');
}

fn mail(town: &Town, place: usize) -> std::path::PathBuf {
    town.folder().join("mail").join(format!("kept-{place}.eml"))
}

async fn mails_kept(town: &Town, vote: &Vote) {
    for place in mixed(vote) {
        let to = name_of(vote, place, |name| name.len() == 32);
        let code = name_of_ballot(vote, place, 20);
        std::fs::write(mail(town, place), format!("To: {to}\n\nJe ontvangstbewijs: {code}\n")).unwrap();
    }
}

fn name_of_ballot(vote: &Vote, place: usize, length: usize) -> String {
    let fits = |name: &str| name.len() == length && !name.starts_with('[');
    vote.ballots.iter().find(|(name, which)| **which == place && fits(name)).unwrap().0.clone()
}

async fn mails_gone(town: &Town, _: &Vote) {
    (0..VOTERS).for_each(|place| std::fs::remove_file(mail(town, place)).unwrap());
}

fn kept_file(vote: &Vote, place: usize) -> String {
    format!("rounds/{}/receipts/{}", vote.round, vote.leaves[place])
}

async fn files_kept(town: &Town, vote: &Vote) {
    for place in mixed(vote) {
        let body = name_of(vote, place, |name| name.len() == 32).into_bytes();
        town.app.files.put(Area::Private, &kept_file(vote, place), body.into()).await.unwrap();
    }
}

async fn files_gone(town: &Town, vote: &Vote) {
    for place in 0..VOTERS {
        town.app.files.delete(Area::Private, &kept_file(vote, place)).await.unwrap();
    }
}

async fn share_kept(town: &Town, vote: &Vote) {
    let name = format!("rounds/{}/share", vote.round);
    town.app.files.put(Area::Private, &name, vote.share.clone().into()).await.unwrap();
}

async fn share_gone(town: &Town, vote: &Vote) {
    town.app.files.delete(Area::Private, &format!("rounds/{}/share", vote.round)).await.unwrap();
}

/// Each ballot written by a transaction of its own, when its voter came.
async fn one_by_one(town: &Town, vote: &Vote) {
    for id in &vote.ids {
        town.raw(format!("UPDATE ballot_sealed SET channel = channel WHERE id = '{id}'")).await.unwrap();
    }
}

/// Rows as those of open ballots, gone for SQL and still in the file.
async fn deleted_badly(town: &Town, vote: &Vote) {
    let rows = values(vote, |place| format!("('{}', '{}', 0)", proof::hex(&vote.tokens[place]), vote.choices[place]));
    town.raw(format!("INSERT INTO leak (who, what, at) VALUES {rows}")).await.unwrap();
    town.raw("PRAGMA secure_delete = OFF; DELETE FROM leak; PRAGMA secure_delete = ON").await.unwrap();
}
