//! The database layer on both databases: groups, conflicts, errors, announcements, jobs, the log, backup and restore.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test may panic")]

use jiff::Timestamp;
use platform::clock::Clock;
use platform::db::{Batch, Batcher, Db, DbError, DbSettings, Migration, Sql, Tx, dump};
use platform::jobs::{self, JobKind, Runner};
use platform::log::{self, Entry, Filter};
use platform::{params, statements};
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::{AtomicUsize, Ordering};
use tempfile::TempDir;
use testkit::{Kind, TestDb};

statements! {
    /// A row.
    MAKE_ROW = "INSERT INTO thing (id, name, amount, body) VALUES (?1, ?2, ?3, ?4)";
    /// Its amount.
    AMOUNT = "SELECT amount FROM thing WHERE id = ?1";
    /// Changes it.
    SET_AMOUNT = "UPDATE thing SET amount = ?2 WHERE id = ?1";
    /// How many.
    COUNT = "SELECT COUNT(*) FROM thing";
    /// All.
    READ = "SELECT id, name, amount, body FROM thing ORDER BY id";
    /// A row unless it is there.
    TRY_ROW = "INSERT INTO thing (id, name, amount) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO NOTHING";
    /// What the log must not allow.
    TAMPER = "UPDATE log_entry SET role = 'nobody' WHERE id = 2";
    /// Nor this.
    FORGET = "DELETE FROM log_entry";
}

/// The tables of these tests; `organisation` is where a restore looks for content.
const THINGS: Migration = Migration {
    id: "202601010000_things",
    text: "CREATE TABLE organisation (id @ID, name TEXT NOT NULL);
           CREATE TABLE thing (id BIGINT PRIMARY KEY, name TEXT NOT NULL UNIQUE, amount BIGINT, body BLOB, share DOUBLE PRECISION,
             organisation_id BIGINT REFERENCES organisation (id), CHECK (amount < 1000)) @CLUSTERED;",
};

struct Fresh {
    db: Db,
    kind: Kind,
    folder: TempDir,
    url: Option<String>,
}

fn now() -> Timestamp {
    "2027-03-01T11:00:00Z".parse().unwrap()
}

fn migrations() -> Vec<Migration> {
    platform::migrations().into_iter().chain([THINGS]).collect()
}

async fn fresh(kind: Kind) -> Fresh {
    let folder = tempfile::tempdir().unwrap();
    let made = TestDb::make(kind, folder.path()).await;
    made.db.migrate(migrations(), now()).await.unwrap();
    Fresh { db: made.db, kind, folder, url: made.url }
}

macro_rules! both {
    ($(async fn $name:ident($fresh:ident: Fresh) $body:block)+) => {
        $(mod $name {
            use super::*;
            async fn run($fresh: Fresh) $body
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() { run(fresh(Kind::Sqlite).await).await }
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() { run(fresh(Kind::Postgres).await).await }
        })+
    };
}

fn add(tx: &mut Tx<'_>, id: i64, name: &str, amount: i64) -> Result<(), DbError> {
    tx.execute(&MAKE_ROW, params![id, name, amount, vec![0_u8, 255, 7]]).map(|_| ())
}

async fn count(db: &Db) -> i64 {
    db.read(|reader| reader.one(&COUNT, params![], |row| row.get(0))).await.unwrap()
}

/// Adds one row per command; a name that is there already is an answer.
struct AddRows;

impl Batch for AddRows {
    type Command = (i64, String, i64);
    type Answer = bool;

    fn apply(&self, tx: &mut Tx<'_>, commands: &[Self::Command]) -> Result<Vec<bool>, DbError> {
        commands.iter().map(|(id, name, amount)| Ok(tx.execute(&TRY_ROW, params![*id, name, *amount])? == 1)).collect()
    }
}

both! {
    async fn values_come_back_as_they_went_in(fresh: Fresh) {
        let rows = fresh.db.write(|tx| {
            add(tx, 1, "één'; DROP TABLE thing; --", -5)?;
            tx.execute(&MAKE_ROW, params![2_i64, "🎈 \u{202e}", None::<i64>, None::<Vec<u8>>])?;
            tx.query(&READ, params![], |row| {
                Ok((row.get::<i64>(0)?, row.get::<String>(1)?, row.get::<Option<i64>>(2)?, row.get::<Option<Vec<u8>>>(3)?))
            })
        }).await.unwrap();
        assert_eq!(rows[0], (1, "één'; DROP TABLE thing; --".into(), Some(-5), Some(vec![0, 255, 7])));
        assert_eq!(rows[1], (2, "🎈 \u{202e}".into(), None, None));
    }

    async fn errors_say_what_callers_act_on(fresh: Fresh) {
        fresh.db.write(|tx| add(tx, 1, "a", 1)).await.unwrap();
        let twice = fresh.db.write(|tx| add(tx, 1, "b", 1)).await.unwrap_err();
        assert!(twice.is_unique("thing"), "{twice:?}");
        let check = fresh.db.write(|tx| add(tx, 3, "c", 5000)).await.unwrap_err();
        assert!(matches!(check, DbError::Check(_)), "{check:?}");
        assert_eq!(count(&fresh.db).await, 1);
    }

    async fn an_error_undoes_everything_of_its_command_and_nothing_of_others(fresh: Fresh) {
        let all = (0..200_i64).map(|id| {
            let db = fresh.db.clone();
            tokio::spawn(async move {
                db.write(move |tx| {
                    add(tx, id, &format!("n{id}"), 1)?;
                    if id % 10 == 0 { Err(DbError::Shape("on purpose")) } else { Ok(()) }
                }).await
            })
        });
        let mut failed = 0;
        for done in all.collect::<Vec<_>>() {
            failed += usize::from(done.await.unwrap().is_err());
        }
        assert_eq!(failed, 20);
        assert_eq!(count(&fresh.db).await, 180);
    }

    async fn a_panic_ends_its_own_command_only(fresh: Fresh) {
        let gone: Result<(), DbError> = fresh.db.write(|_| panic!("on purpose")).await;
        assert!(gone.is_err());
        fresh.db.write(|tx| add(tx, 1, "after", 1)).await.unwrap();
        assert_eq!(count(&fresh.db).await, 1);
    }

    async fn transactions_act_as_if_one_after_another(fresh: Fresh) {
        fresh.db.write(|tx| add(tx, 1, "counter", 0)).await.unwrap();
        let all: Vec<_> = (0..40).map(|_| {
            let db = fresh.db.clone();
            tokio::spawn(async move {
                db.write(|tx| {
                    let amount: i64 = tx.one(&AMOUNT, params![1_i64], |row| row.get(0))?;
                    tx.execute(&SET_AMOUNT, params![1_i64, amount + 1])
                }).await
            })
        }).collect();
        let mut done = 0;
        for task in all {
            done += i64::from(task.await.unwrap().is_ok());
        }
        let amount: i64 = fresh.db.read(|r| r.one(&AMOUNT, params![1_i64], |row| row.get(0))).await.unwrap();
        assert_eq!(amount, done, "what was answered with success is what happened");
        assert!(done >= 20, "only {done} of 40 got through");
    }

    async fn batched_commands_are_each_answered(fresh: Fresh) {
        let batcher = Batcher::start(fresh.db.clone(), AddRows);
        let all: Vec<_> = (0..500_i64).map(|n| {
            let batcher = batcher.clone();
            tokio::spawn(async move { batcher.send((n % 400, format!("n{}", n % 400), 1)).await.unwrap() })
        }).collect();
        let mut added = 0;
        for task in all {
            added += usize::from(task.await.unwrap());
        }
        assert_eq!(added, 400);
        assert_eq!(count(&fresh.db).await, 400);
    }

    async fn one_bad_command_does_not_spoil_its_group(fresh: Fresh) {
        let batcher = Batcher::start(fresh.db.clone(), AddRows);
        let all: Vec<_> = (0..100_i64).map(|n| {
            let batcher = batcher.clone();
            let amount = if n == 50 { 5000 } else { 1 };
            tokio::spawn(async move { batcher.send((n, format!("n{n}"), amount)).await })
        }).collect();
        let mut refused = 0;
        for task in all {
            refused += usize::from(task.await.unwrap().is_err());
        }
        assert_eq!((refused, count(&fresh.db).await), (1, 99));
    }

    async fn other_nodes_hear_what_is_announced(fresh: Fresh) {
        let mut settings = DbSettings::embedded(fresh.folder.path().join("samenspel.db"));
        settings.url = fresh.url.clone();
        let second = Db::open(&settings).unwrap();
        let mut heard = if fresh.kind == Kind::Postgres { second.subscribe() } else { fresh.db.subscribe() };
        if fresh.kind == Kind::Postgres {
            // The first thing that a listener hears is that it listens now.
            assert_eq!(heard.recv().await.unwrap().topic, "gap");
        }
        fresh.db.write(|tx| tx.announce("test", "1:2")).await.unwrap();
        let announcement = tokio::time::timeout(std::time::Duration::from_secs(10), heard.recv()).await.unwrap().unwrap();
        assert_eq!((announcement.topic.as_str(), announcement.body.as_str()), ("test", "1:2"));
        let undone: Result<(), DbError> = fresh.db.write(|tx| {
            tx.announce("test", "never")?;
            Err(DbError::Shape("on purpose"))
        }).await;
        assert!(undone.is_err());
        fresh.db.write(|tx| tx.announce("test", "last")).await.unwrap();
        assert_eq!(heard.recv().await.unwrap().body, "last");
    }

    async fn a_migration_runs_once_and_may_not_change(fresh: Fresh) {
        assert!(fresh.db.migrate(migrations(), now()).await.unwrap().is_empty());
        let changed = Migration { text: "CREATE TABLE other (id BIGINT)", ..THINGS };
        let all = platform::migrations().into_iter().chain([changed]).collect();
        assert!(fresh.db.migrate(all, now()).await.is_err());
    }

    async fn jobs_run_once_come_again_after_failures_and_are_not_doubled(fresh: Fresh) {
        struct Flaky(AtomicUsize);
        impl JobKind for Flaky {
            fn name(&self) -> &'static str { "flaky" }
            fn run<'a>(&'a self, payload: &'a str) -> Pin<Box<dyn Future<Output = Result<(), String>> + Send + 'a>> {
                Box::pin(async move {
                    let fails = payload == "fails" && self.0.load(Ordering::SeqCst) < 2;
                    self.0.fetch_add(1, Ordering::SeqCst);
                    if fails { Err("not yet".into()) } else { Ok(()) }
                })
            }
        }
        let clock = Clock::fixed(now());
        let flaky = Arc::new(Flaky(AtomicUsize::new(0)));
        let runner = Runner::new(fresh.db.clone(), clock.clone(), vec![Arc::clone(&flaky) as Arc<dyn JobKind>]);
        fresh.db.write(|tx| {
            for _ in 0..5 {
                jobs::add(tx, "flaky", "fails", Some("one"), now())?;
            }
            Ok::<_, DbError>(())
        }).await.unwrap();
        assert_eq!(runner.run_due().await.unwrap(), 1);
        assert_eq!(runner.run_due().await.unwrap(), 0, "it waits before it comes again");
        for _ in 0..2 {
            clock.advance(jiff::SignedDuration::from_secs(60));
            assert_eq!(runner.run_due().await.unwrap(), 1);
        }
        clock.advance(jiff::SignedDuration::from_secs(4000));
        assert_eq!(runner.run_due().await.unwrap(), 0, "it is done");
        assert_eq!(flaky.0.load(Ordering::SeqCst), 3);
    }

    async fn the_log_cannot_be_changed_without_a_trace(fresh: Fresh) {
        fresh.db.write(|tx| {
            for n in 0..5 {
                let entry = Entry {
                    organisation: 1, project: None, subject: format!("thing:{n}"), kind: "log-test", public: n % 2 == 0,
                    role: "owner", facts: serde_json::json!({"n": n}), personal: "Jan <jan@voorbeeldstad.example>".into(),
                };
                log::append(tx, &entry, [n; 32], now())?;
            }
            log::seal(tx, now(), now())
        }).await.unwrap();
        let page = fresh.db.read(|r| log::page(r, 1, &Filter { public_only: true, ..Filter::default() }, 50)).await.unwrap();
        assert_eq!(page.len(), 3);
        assert_eq!(page[0].facts["n"], 4);
        assert!(fresh.db.read(log::check).await.unwrap().is_empty());
        for sql in [&TAMPER, &FORGET] {
            let refused = fresh.db.write(move |tx| tx.execute(sql, params![])).await.unwrap_err();
            assert!(refused.is_check("log_is_append_only"), "{refused:?}");
        }
        // Personal values can go; the chain stays whole.
        fresh.db.write(|tx| log::erase(tx, 1, "thing:1")).await.unwrap();
        assert!(fresh.db.read(log::check).await.unwrap().is_empty());
        // Who owns the database can switch the guards off; the chain tells.
        let off = match fresh.kind {
            Kind::Sqlite => "DROP TRIGGER log_entry_stays_update",
            Kind::Postgres => "ALTER TABLE log_entry DISABLE TRIGGER USER",
        };
        fresh.db.write(move |tx| { tx.batch(off)?; tx.execute(&TAMPER, params![]) }).await.unwrap();
        assert_eq!(fresh.db.read(log::check).await.unwrap().len(), 1);
    }

    async fn a_backup_is_whole_and_fits_either_database(fresh: Fresh) {
        let archive = fresh.folder.path().join("backup.tar");
        fresh.db.write(|tx| {
            (0..6000).try_for_each(|n| add(tx, n, &format!("naam {n} \"é\"\n"), n % 900))
        }).await.unwrap();
        make_backup(&fresh.db, &archive).await;
        for kind in [Kind::Sqlite, Kind::Postgres] {
            let other = super::fresh(kind).await;
            let path = archive.clone();
            let manifest = other.db.write(move |tx| restore(tx, &path)).await.unwrap();
            assert_eq!(manifest.tables.iter().find(|table| table.name == "thing").unwrap().rows, 6000);
            assert_eq!(rows(&other.db).await, rows(&fresh.db).await);
            // Numbering goes on behind what was restored, and guards are back.
            other.db.write(|tx| jobs::add(tx, "x", "", None, now())).await.unwrap();
            let id = other.db.write(|tx| log::append(tx, &Entry {
                organisation: 1, project: None, subject: "x".into(), kind: "log-test", public: false, role: "system",
                facts: serde_json::json!({}), personal: String::new(),
            }, [0; 32], now())).await.unwrap();
            assert!(id > 0);
            assert!(other.db.write(|tx| tx.execute(&FORGET, params![])).await.is_err());
        }
    }

    async fn a_damaged_backup_restores_nothing(fresh: Fresh) {
        let archive = fresh.folder.path().join("backup.tar");
        fresh.db.write(|tx| add(tx, 1, "naam", 1)).await.unwrap();
        make_backup(&fresh.db, &archive).await;
        let whole = std::fs::read(&archive).unwrap();
        let at = whole.windows(4).position(|four| four == b"naam").unwrap();
        let mut changed = whole.clone();
        changed[at] = b'x';
        let cut = whole[..whole.len() / 2].to_vec();
        for damaged in [changed, cut, b"no archive at all".to_vec()] {
            std::fs::write(&archive, damaged).unwrap();
            let other = super::fresh(fresh.kind).await;
            let path = archive.clone();
            assert!(other.db.write(move |tx| restore(tx, &path)).await.is_err());
            assert_eq!(count(&other.db).await, 0);
        }
    }
}

async fn rows(db: &Db) -> Vec<(i64, String, i64, Vec<u8>)> {
    db.read(|reader| reader.query(&READ, params![], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))))
        .await
        .unwrap()
}

async fn make_backup(db: &Db, archive: &Path) {
    let path = archive.to_owned();
    db.read_snapshot(move |reader| {
        let mut tar = tar::Builder::new(std::fs::File::create(&path)?);
        dump::backup(reader, &mut tar, now(), &AtomicU64::new(0), |_| Ok(0))?;
        tar.finish()?;
        Ok::<_, dump::DumpError>(())
    })
    .await
    .unwrap();
}

fn restore(tx: &mut Tx<'_>, path: &Path) -> Result<dump::Manifest, dump::DumpError> {
    let all = migrations();
    let known: Vec<&str> = all.iter().map(|migration| migration.id).collect();
    dump::restore(tx, path, &known, &AtomicU64::new(0), |_, _| Ok(()))
}

/// A full disk is said as such, loses nothing that was answered, and is over when there is room again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_is_told_and_outlived() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("full.db");
    let mut settings = DbSettings::embedded(&file);
    settings.max_pages = Some(80);
    let db = Db::open(&settings).unwrap();
    db.migrate(migrations(), now()).await.unwrap();
    let mut answered = Vec::new();
    let mut refused = None;
    for id in 0..2000_i64 {
        match db.write(move |tx| tx.execute(&MAKE_ROW, params![id, format!("n{id}"), 1_i64, vec![7_u8; 2000]])).await {
            Ok(_) => answered.push(id),
            Err(error) => {
                refused = Some(error);
                break;
            }
        }
    }
    let refused = refused.expect("the disk was never full");
    assert!(matches!(refused, DbError::NotWritable(_)) && refused.is_outage(), "{refused:?}");
    assert_eq!(count(&db).await, i64::try_from(answered.len()).unwrap());
    drop(db);
    settings.max_pages = None;
    let db = Db::open(&settings).unwrap();
    db.write(|tx| add(tx, 99_999, "room again", 1)).await.unwrap();
    assert_eq!(count(&db).await, i64::try_from(answered.len()).unwrap() + 1);
}

/// The write-ahead log is empty afterwards, whatever reads meanwhile.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn scrubbing_waits_for_readers() {
    static SLOW: Sql = Sql::new("SLOW", "SELECT COUNT(*) FROM thing");
    let fresh = fresh(Kind::Sqlite).await;
    let log = fresh.folder.path().join("samenspel.db-wal");
    let length = || std::fs::metadata(&log).map_or(0, |about| about.len());
    let hold = |db: Db, seconds: f64| async move {
        db.read(move |reader| {
            let count = reader.one(&SLOW, &[], |row| row.get::<i64>(0))?;
            std::thread::sleep(std::time::Duration::from_secs_f64(seconds));
            Ok::<_, DbError>(count)
        })
        .await
    };
    // One reader that is busy for a second.
    let reader = tokio::spawn(hold(fresh.db.clone(), 1.0));
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    fresh.db.write(|tx| add(tx, 1, "one", 1)).await.unwrap();
    assert!(length() > 0);
    fresh.db.scrub().await.unwrap();
    assert_eq!(length(), 0);
    reader.await.unwrap().unwrap();
    // Always another reader, so that at no moment there is none.
    fresh.db.write(|tx| add(tx, 2, "two", 2)).await.unwrap();
    let stop = Arc::new(AtomicUsize::new(0));
    let readers: Vec<_> = (0..4)
        .map(|place| {
            let (db, stop) = (fresh.db.clone(), Arc::clone(&stop));
            tokio::spawn(async move {
                tokio::time::sleep(std::time::Duration::from_millis(60 * place)).await;
                let mut reads = 0;
                while stop.load(Ordering::SeqCst) == 0 {
                    hold(db.clone(), 0.25).await.unwrap();
                    reads += 1;
                }
                reads
            })
        })
        .collect();
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    fresh.db.scrub().await.unwrap();
    assert_eq!(length(), 0);
    stop.store(1, Ordering::SeqCst);
    for reader in readers {
        assert!(reader.await.unwrap() > 0, "readers were let in before and after");
    }
}
