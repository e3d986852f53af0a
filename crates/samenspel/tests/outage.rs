//! The database is full, read-only or away: a clear sentence, no lost answer, and everything goes on when it is back.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test may panic")]

use http::Method;
use platform::db::DbSettings;
use platform::i18n::Lang;
use platform::web::security::Client;
use std::process::Command;
use std::sync::Arc;
use testkit::{Browser, Kind, TestApp, moment, plain_round, through_cable, town};
use voting::model::HandIn;
use voting::rules::RoundRules;
use voting::service::codes::{self, NewBatch};
use voting::service::{handin, identify, round};

/// An open round with this many codes.
async fn open_round(app: &TestApp, town: &testkit::Town, count: u32) -> (uuid::Uuid, Vec<String>) {
    let id = plain_round(app, town, RoundRules::default()).await;
    let batch =
        codes::make_batch(&app.voting, &town.actor, id, NewBatch { name: "Brieven".into(), count, test: false })
            .await
            .unwrap();
    app.run_jobs().await;
    let made = codes::batch_codes(&app.voting, &town.actor, id, batch).await.unwrap();
    round::open(&app.voting, &town.actor, id).await.unwrap();
    app.clock.set(moment("2027-03-03T12:00"));
    (id, made)
}

async fn hand_in(
    program: &samenspel::program::Program,
    town: &testkit::Town,
    id: uuid::Uuid,
    code: &str,
) -> Result<(), platform::error::Error> {
    let view = round::round_view(&program.voting, &town.actor, None, id).await?;
    let voter = identify::by_code(&program.voting, &view, Client::default(), code).await?;
    handin::hand_in(
        &program.voting,
        &view,
        &voter,
        None,
        HandIn { choices: vec![1, 2], ..HandIn::default() },
        Lang::Nl,
    )
    .await?;
    Ok(())
}

async fn ballots(app: &TestApp) -> i64 {
    static COUNT: platform::db::Sql = platform::db::Sql::new("COUNT", "SELECT COUNT(*) FROM ballot_open");
    app.app.db.read(|reader| reader.one(&COUNT, platform::params![], |row| row.get(0))).await.unwrap()
}

/// The page and the API say that it is our trouble and that one should come back.
async fn says_come_back(browser: &mut Browser, id: uuid::Uuid, code: &str) {
    let path = format!("/api/v1/rounds/{id}/sessions");
    let answer = browser.json(Method::POST, &path, &serde_json::json!({ "code": code })).await;
    assert_eq!(answer.status, 503, "{}", answer.text);
    assert!(answer.headers.contains_key("retry-after"));
    assert!(!answer.text.to_lowercase().contains("sql") && !answer.text.contains("127.0.0.1"), "{}", answer.text);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_goes_away_and_comes_back() {
    let app = TestApp::start(Kind::Postgres).await;
    let town = town(&app, "ons", Lang::Nl).await;
    let (id, codes) = open_round(&app, &town, 40).await;
    let (url, cable) = through_cable(app.url.as_deref().unwrap()).await;
    let mut settings = DbSettings::embedded("unused");
    settings.url = Some(url);
    let node = Arc::new(app.node_at(&settings));
    hand_in(&node, &town, id, &codes[0]).await.unwrap();
    let town = Arc::new(town);
    // The cable is pulled while voters hand in: each is told the truth.
    let tasks: Vec<_> = codes[1..30]
        .iter()
        .cloned()
        .map(|code| {
            let (node, town) = (Arc::clone(&node), Arc::clone(&town));
            tokio::spawn(async move { hand_in(&node, &town, id, &code).await.is_ok() })
        })
        .collect();
    tokio::time::sleep(std::time::Duration::from_millis(15)).await;
    cable.pull();
    let mut confirmed = 1;
    for task in tasks {
        confirmed += i64::from(task.await.unwrap());
    }
    assert!(ballots(&app).await >= confirmed, "a confirmed ballot is gone");
    let mut browser = Browser::new(node.router.clone(), &town.host);
    says_come_back(&mut browser, id, &codes[35]).await;
    let page = browser.get("/buurtbudget/plannen?q=plan").await;
    assert!(matches!(page.status, 200 | 503), "a kept page or a clear one: {}", page.status);
    cable.put_back();
    // Without a restart, within a moment.
    let mut back = false;
    for _ in 0..50 {
        if hand_in(&node, &town, id, &codes[35]).await.is_ok() {
            back = true;
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    assert!(back, "it did not recover");
    for code in &codes[1..30] {
        hand_in(&node, &town, id, code).await.unwrap();
    }
    assert_eq!(ballots(&app).await, 31, "each voter who tried again has one ballot");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_database_is_told_and_loses_nothing() {
    let app = TestApp::start(Kind::Sqlite).await;
    let town = town(&app, "ons", Lang::Nl).await;
    let (id, codes) = open_round(&app, &town, 1500).await;
    let mut settings = DbSettings::embedded(app.folder().join("samenspel.db"));
    let pages = std::fs::metadata(&settings.file).unwrap().len() / 4096;
    settings.max_pages = Some(u32::try_from(pages + 3).unwrap());
    let node = app.node_at(&settings);
    let mut confirmed = 0;
    let mut full = false;
    for code in &codes {
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
    // Reading goes on.
    assert_eq!(Browser::new(node.router.clone(), &town.host).get("/buurtbudget").await.status, 200);
    // With room again, the same voter hands in.
    hand_in(&app, &town, id, &codes[usize::try_from(confirmed).unwrap()]).await.unwrap();
    assert_eq!(ballots(&app).await, confirmed + 1);
}

/// A disk of a few MiB, and the same disk read-only. Mounting needs the rights of root, as the tests of the project have.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_small_disk_fills_and_a_read_only_one_is_told() {
    let root = Command::new("id").arg("-u").output().unwrap().stdout.starts_with(b"0\n");
    let place = tempfile::tempdir().unwrap();
    let disk = place.path().to_owned();
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=6m", "tmpfs"]).arg(&disk).status();
    if !mounted.as_ref().is_ok_and(std::process::ExitStatus::success) {
        assert!(!root || std::env::var_os("CI").is_none(), "root cannot mount a tmpfs here");
        println!("not root: the small disk was not tried");
        return;
    }
    let unmount = Unmount(disk.clone());
    let settings = DbSettings::embedded(disk.join("samenspel.db"));
    let db = platform::db::Db::open(&settings).unwrap();
    db.migrate(samenspel::program::migrations(), moment("2027-03-01T12:00")).await.unwrap();
    static FILL: platform::db::Sql =
        platform::db::Sql::new("FILL", "INSERT INTO job (kind, payload, run_at) VALUES ('x', ?1, 0)");
    static COUNT: platform::db::Sql = platform::db::Sql::new("COUNT", "SELECT COUNT(*) FROM job");
    let (mut answered, mut refused) = (0_i64, None);
    for _ in 0..5000 {
        match db.write(|tx| tx.execute(&FILL, platform::params!["x".repeat(4000)])).await {
            Ok(_) => answered += 1,
            Err(error) => {
                refused = Some(error);
                break;
            }
        }
    }
    assert!(refused.as_ref().is_some_and(platform::db::DbError::is_outage), "{refused:?}");
    let count = |db: platform::db::Db| async move {
        db.read(|r| r.one(&COUNT, platform::params![], |row| row.get::<i64>(0))).await.unwrap()
    };
    assert_eq!(count(db.clone()).await, answered);
    drop(db);
    // A larger disk, then a read-only one: it cannot be opened, or nothing can be written, and either says so.
    assert!(Command::new("mount").args(["-o", "remount,size=32m"]).arg(&disk).status().unwrap().success());
    let db = platform::db::Db::open(&settings).unwrap();
    db.write(|tx| tx.execute(&FILL, platform::params!["room again"])).await.unwrap();
    drop(db);
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    assert!(Command::new("mount").args(["-o", "remount,ro"]).arg(&disk).status().unwrap().success());
    match platform::db::Db::open(&settings) {
        Err(error) => assert!(error.is_outage(), "{error:?}"),
        Ok(db) => {
            let refused = db.write(|tx| tx.execute(&FILL, platform::params!["no"])).await.unwrap_err();
            assert!(refused.is_outage(), "{refused:?}");
        }
    }
    assert!(Command::new("mount").args(["-o", "remount,rw"]).arg(&disk).status().unwrap().success());
    let db = platform::db::Db::open(&settings).unwrap();
    db.write(|tx| tx.execute(&FILL, platform::params!["yes"])).await.unwrap();
    assert_eq!(count(db.clone()).await, answered + 2);
    drop(db);
    drop(unmount);
}

struct Unmount(std::path::PathBuf);

impl Drop for Unmount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}
