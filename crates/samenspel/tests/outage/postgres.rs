//! PostgreSQL is away, or does not take anything, and comes back.

use crate::voter::{OnTheWay, ballots, hand_in, open_round};
use platform::db::{DbError, DbSettings};
use platform::i18n::Lang;
use std::sync::Arc;
use testkit::{Kind, TestApp, moment, through_cable, town};

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
    let mut voter = OnTheWay::at(&node, &town, id, &codes[36]).await;
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
    voter.is_told().await;
    voter.cannot_choose().await;
    // Later not even the organisation is known by heart any more.
    app.clock.set(moment("2027-03-03T12:10"));
    voter.is_told().await;
    voter.cannot_choose().await;
    let page = voter.browser.get("/buurtbudget/plannen?q=plan").await;
    assert!(matches!(page.status, 200 | 503), "a kept page or a clear one: {}", page.status);
    cable.put_back();
    voter.goes_on().await;
    for code in &codes[1..30] {
        hand_in(&node, &town, id, code).await.unwrap();
    }
    assert_eq!(ballots(&app).await, 31, "each voter who tried again has one ballot");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgres_takes_nothing_and_then_it_does() {
    let app = TestApp::start(Kind::Postgres).await;
    let town = town(&app, "ons", Lang::Nl).await;
    let (id, codes) = open_round(&app, &town, 4).await;
    let mut settings = DbSettings::embedded("unused");
    settings.url = app.url.clone();
    let node = app.node_at(&settings);
    hand_in(&node, &town, id, &codes[0]).await.unwrap();
    let mut voter = OnTheWay::at(&node, &town, id, &codes[1]).await;
    // As after a failover to a copy that only reads: connections are made anew, and take no writes.
    let name = app.url.as_deref().unwrap().rsplit('/').next().unwrap().to_owned();
    let read_only = format!("ALTER DATABASE {name} SET default_transaction_read_only = on");
    app.app.db.write::<(), DbError, _>(move |tx| tx.batch(&read_only)).await.unwrap();
    let others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()";
    app.app.db.write::<(), DbError, _>(move |tx| tx.batch(others)).await.unwrap();
    voter.is_told().await;
    voter.cannot_choose().await;
    assert_eq!(voter.browser.get("/buurtbudget").await.status, 200, "reading goes on");
    assert_eq!(ballots(&app).await, 1);
    let writable = format!("SET TRANSACTION READ WRITE; ALTER DATABASE {name} RESET default_transaction_read_only");
    app.app.db.write::<(), DbError, _>(move |tx| tx.batch(&writable)).await.unwrap();
    voter.goes_on().await;
    assert_eq!(ballots(&app).await, 2);
}
