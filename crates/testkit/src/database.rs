//! A fresh database for one test.

use platform::db::{Db, DbSettings};
use std::path::Path;
use tokio_postgres::NoTls;

/// Which database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The embedded one, in a temporary folder.
    Sqlite,
    /// A database of its own in the cluster that `SAMENSPEL_TEST_POSTGRES` names.
    Postgres,
}

/// A fresh database; on PostgreSQL it is dropped with the cluster.
pub struct TestDb {
    /// The database, not migrated.
    pub db: Db,
    /// Its address, for a second node or a raw look.
    pub url: Option<String>,
}

impl TestDb {
    /// Makes one. `folder` is where the embedded database lies.
    ///
    /// # Panics
    /// When there is no cluster for PostgreSQL: a test that did not run must not look like one that passed.
    pub async fn make(kind: Kind, folder: &Path) -> Self {
        let mut settings = DbSettings::embedded(folder.join("samenspel.db"));
        settings.readers = 4;
        if kind == Kind::Postgres {
            settings.url = Some(make_postgres().await);
        }
        TestDb { db: Db::open(&settings).expect("the test database"), url: settings.url }
    }
}

/// The same address through a cable that a test can pull.
///
/// # Panics
/// When the address has no host and port.
pub async fn through_cable(url: &str) -> (String, crate::Cable) {
    let (user, rest) = url.split_once('@').expect("a user");
    let (target, name) = rest.split_once('/').expect("a database");
    let cable = crate::Cable::to(target.to_owned()).await;
    (format!("{user}@{}/{name}", cable.address), cable)
}

/// The address of a fresh database in the cluster.
pub(crate) async fn make_postgres() -> String {
    let cluster = std::env::var("SAMENSPEL_TEST_POSTGRES").expect(
        "SAMENSPEL_TEST_POSTGRES is not set: start a cluster with `scripts/postgres start`, or run `scripts/test`",
    );
    let mut noise = [0_u8; 8];
    platform::ids::Random::system().fill(&mut noise);
    let name = format!("t_{:016x}", u64::from_be_bytes(noise));
    let (client, connection) = tokio_postgres::connect(&cluster, NoTls).await.expect("the test cluster");
    let served = tokio::spawn(connection);
    client
        .batch_execute(&format!(
            "CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"
        ))
        .await
        .expect("a database for the test");
    drop(client);
    served.await.expect("the connection").expect("the connection");
    let (front, query) = cluster.split_once('?').map_or((cluster.as_str(), None), |(f, q)| (f, Some(q)));
    let base = front.rsplit_once('/').map_or(front, |(base, _)| base);
    let query = query.map_or_else(String::new, |query| format!("?{query}"));
    format!("{base}/{name}{query}")
}
