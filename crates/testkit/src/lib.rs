//! The test application, fixtures and both databases.
//!
//! Every test runs on SQLite and on PostgreSQL: write it as `async fn name(app: TestApp)` inside [`both!`].

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "all of it is test code")]

mod app;
mod browser;
mod database;
mod fixtures;
mod geocoder;
mod process;
mod proxy;

pub use app::TestApp;
pub use browser::{Answer, Browser};
pub use database::{Kind, TestDb, through_cable};
pub use fixtures::{Town, moment, plain_round, town};
pub use geocoder::geocoder;
pub use process::{Place, Ran, Served, Visitor};
pub use proxy::Cable;

/// Makes two tests of each function, one for each database. A function gets a fresh [`TestApp`].
#[macro_export]
macro_rules! both {
    ($($(#[$meta:meta])* async fn $name:ident($app:ident: TestApp) $body:block)+) => {
        $(mod $name {
            use super::*;
            $(#[$meta])*
            async fn run($app: $crate::TestApp) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                run($crate::TestApp::start($crate::Kind::Sqlite).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                run($crate::TestApp::start($crate::Kind::Postgres).await).await;
            }
        })+
    };
}
