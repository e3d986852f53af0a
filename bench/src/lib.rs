//! Load and size measurements, and the scenes in which the program is broken on purpose. Ratios are measured in one run on
//! one machine. What is only measured is reported; lost, doubled or wrongly told ballots are errors.

pub mod client;
pub mod crash;
pub mod night;
pub mod plans;
pub mod plans_write;
pub mod read;
pub mod replay;
pub mod server;
pub mod staff;
pub mod start;
pub mod tally;
pub mod tally_growth;
pub mod weight;

use clap::ValueEnum;

/// Which database to measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Database {
    /// The embedded one.
    Sqlite,
    /// A private PostgreSQL cluster, with its default settings.
    Postgres,
}

/// One database or both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Databases {
    /// The embedded one.
    Sqlite,
    /// A private PostgreSQL cluster.
    Postgres,
    /// One after the other.
    Both,
}

impl Databases {
    /// Each of them.
    #[must_use]
    pub fn each(self) -> &'static [Database] {
        match self {
            Databases::Sqlite => &[Database::Sqlite],
            Databases::Postgres => &[Database::Postgres],
            Databases::Both => &[Database::Sqlite, Database::Postgres],
        }
    }
}
