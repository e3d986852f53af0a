//! What any good web program needs and that is not about participation: database, jobs, mail, files, sessions,
//! forms, translation, HTML components, errors, log, clock, ids, limits.

pub mod cache;
pub mod clock;
pub mod db;
pub mod documents;
pub mod error;
pub mod files;
pub mod geocode;
pub mod i18n;
pub mod ids;
pub mod images;
pub mod jobs;
pub mod limits;
pub mod log;
pub mod mail;
pub mod money;
pub mod requests;
pub mod scan;
pub mod secrets;
pub mod sheets;
pub mod text;
pub mod web;

/// The schema of this crate.
#[must_use]
pub fn migrations() -> Vec<db::Migration> {
    vec![
        db::Migration { id: "202611210800_platform", text: include_str!("../migrations/202611210800_platform.sql") },
        db::Migration { id: "202611212320_requests", text: include_str!("../migrations/202611212320_requests.sql") },
    ]
}

/// The statements of this crate, for the test that prepares them all.
#[must_use]
pub fn statements() -> Vec<&'static [&'static db::Sql]> {
    vec![db::STATEMENTS, db::dump::STATEMENTS, jobs::STATEMENTS, log::STATEMENTS, requests::STATEMENTS]
}
