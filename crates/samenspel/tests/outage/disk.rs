//! The embedded database on a disk that is full or read-only.

use crate::voter::{OnTheWay, ballots, hand_in, open_round};
use platform::db::{DbError, DbSettings};
use platform::i18n::Lang;
use platform::params;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;
use testkit::{Browser, Kind, TestApp, town};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_database_is_told_and_loses_nothing() {
    static FILL: platform::db::Sql =
        platform::db::Sql::new("FILL", "INSERT INTO job (kind, payload, run_at) VALUES ('x', ?1, 0)");
    let app = TestApp::start(Kind::Sqlite).await;
    let town = town(&app, "ons", Lang::Nl).await;
    let (id, codes) = open_round(&app, &town, 1500).await;
    let filled = app.app.db.write::<(), DbError, _>(|tx| {
        (0..200).try_for_each(|_| tx.execute(&FILL, params!["x".repeat(4000)]).map(|_| ()))
    });
    filled.await.unwrap();
    app.app.db.scrub().await.unwrap();
    let mut settings = DbSettings::embedded(app.folder().join("samenspel.db"));
    let pages = std::fs::metadata(&settings.file).unwrap().len() / 4096;
    settings.max_pages = Some(u32::try_from(pages + 3).unwrap());
    let node = app.node_at(&settings);
    let (last, others) = codes.split_last().unwrap();
    let mut voter = OnTheWay::at(&node, &town, id, last).await;
    let mut confirmed = 0;
    let mut full = false;
    for code in others {
        match hand_in(&node, &town, id, code).await {
            Ok(()) => confirmed += 1,
            Err(platform::error::Error::Db(error)) if error.is_outage() => {
                full = true;
                break;
            }
            Err(error) => panic!("{error}"),
        }
    }
    assert!(full, "it was never full");
    assert_eq!(ballots(&app).await, confirmed);
    fill_up(&node, &town, id, &others[usize::try_from(confirmed).unwrap()..]).await;
    let confirmed = ballots(&app).await;
    voter.is_told().await;
    assert_eq!(Browser::new(node.router.clone(), &town.host).get("/buurtbudget").await.status, 200, "reading goes on");
    // Somebody makes room; the limit stays.
    app.app.db.write::<(), DbError, _>(|tx| tx.batch("DELETE FROM job WHERE kind = 'x'")).await.unwrap();
    voter.goes_on().await;
    assert_eq!(ballots(&app).await, confirmed + 1);
    hand_in(&node, &town, id, &others[usize::try_from(confirmed).unwrap() + 50]).await.unwrap();
    assert_eq!(ballots(&app).await, confirmed + 2);
}

/// A ballot that happens to fit on a page that is there already still goes in; until none does.
async fn fill_up(node: &samenspel::program::Program, town: &testkit::Town, id: uuid::Uuid, codes: &[String]) {
    let mut refused = 0;
    for code in codes {
        refused = if hand_in(node, town, id, code).await.is_err() { refused + 1 } else { 0 };
        if refused == 20 {
            return;
        }
    }
    panic!("it was never full");
}

/// A disk of a few MiB with everything on it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_small_disk_fills_and_has_room_again() {
    let Some((place, _disk)) = small_disk("a_small_disk_fills_and_has_room_again") else { return };
    let app = TestApp::start_in(Kind::Sqlite, place).await;
    let town = town(&app, "ons", Lang::Nl).await;
    let (id, codes) = open_round(&app, &town, 40).await;
    hand_in(&app, &town, id, &codes[0]).await.unwrap();
    let mut voter = OnTheWay::at(&app, &town, id, &codes[39]).await;
    let filler = app.folder().join("filler");
    fill(&filler);
    // The log of the database may have room left from before.
    let mut confirmed = 1;
    let mut full = false;
    for code in &codes[1..39] {
        match hand_in(&app, &town, id, code).await {
            Ok(()) => confirmed += 1,
            Err(platform::error::Error::Db(error)) if error.is_outage() => full = true,
            Err(error) => panic!("{error}"),
        }
    }
    assert!(full, "it was never full");
    voter.is_told().await;
    assert_eq!(ballots(&app).await, confirmed, "what was confirmed is there, what was not is not");
    assert_eq!(app.browser(&town.host).get("/buurtbudget").await.status, 200, "reading goes on");
    std::fs::remove_file(&filler).unwrap();
    voter.goes_on().await;
    assert_eq!(ballots(&app).await, confirmed + 1);
}

/// A program that finds its database on a disk that cannot be written shows the site, says so to who wants to vote, and
/// goes on when the disk can be written.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_read_only_disk_is_told_until_it_can_be_written() {
    let Some((place, disk)) = small_disk("a_read_only_disk_is_told_until_it_can_be_written") else { return };
    let app = TestApp::start(Kind::Sqlite).await;
    let town = town(&app, "ons", Lang::Nl).await;
    let (id, codes) = open_round(&app, &town, 4).await;
    hand_in(&app, &town, id, &codes[0]).await.unwrap();
    let mut voter = OnTheWay::at(&app, &town, id, &codes[1]).await;
    for name in ["samenspel.db", "samenspel.db-wal", "samenspel.db-shm"] {
        std::fs::copy(app.folder().join(name), place.path().join(name)).unwrap();
    }
    disk.remount("ro");
    let node = app.node_at(&DbSettings::embedded(place.path().join("samenspel.db")));
    voter.browser.moves_to(node.router.clone());
    voter.is_told().await;
    voter.cannot_choose().await;
    assert_eq!(Browser::new(node.router.clone(), &town.host).get("/buurtbudget").await.status, 200, "reading goes on");
    disk.remount("rw");
    voter.goes_on().await;
    hand_in(&node, &town, id, &codes[2]).await.unwrap();
    static COUNT: platform::db::Sql = platform::db::Sql::new("COUNT", "SELECT COUNT(*) FROM ballot_open");
    let count = node.app.db.read(|reader| reader.one(&COUNT, params![], |row| row.get::<i64>(0)));
    assert_eq!(count.await.unwrap(), 3);
}

/// A mounted disk; unmounted when dropped.
struct Disk(PathBuf);

impl Disk {
    fn remount(&self, how: &str) {
        let done = Command::new("mount").args(["-o", &format!("remount,{how}")]).arg(&self.0).status().unwrap();
        assert!(done.success(), "remount,{how}");
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

/// A disk in memory. Mounting needs the rights of root: without them the test is skipped and says so, and where the checks
/// of the project run as root it fails.
fn small_disk(test: &str) -> Option<(TempDir, Disk)> {
    let place = tempfile::tempdir().unwrap();
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=16m", "tmpfs"]).arg(place.path()).status();
    if mounted.is_ok_and(|status| status.success()) {
        let disk = Disk(place.path().to_owned());
        return Some((place, disk));
    }
    let root = Command::new("id").arg("-u").output().unwrap().stdout.starts_with(b"0\n");
    assert!(!root || std::env::var_os("CI").is_none(), "root cannot mount a tmpfs here");
    eprintln!("SKIPPED {test}: no tmpfs can be mounted here (root: {root}); a full or read-only disk was NOT tried");
    None
}

/// Fills a small disk to the last byte; never a real one.
fn fill(path: &Path) {
    let mut file = std::fs::File::create(path).unwrap();
    let mut written = 0;
    for size in [64 * 1024, 1024, 1] {
        while file.write_all(&vec![b'x'; size]).is_ok() {
            written += size;
            assert!(written < 32 * 1024 * 1024, "this is not the small disk");
        }
    }
}
