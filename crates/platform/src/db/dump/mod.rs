//! Backup and restore: one portable archive for both databases, made while the program runs.
//!
//! The archive is a tar: `manifest.json` (format, migrations, tables in an order in which references hold),
//! `tables/NAME/0001.ndjson` … (one JSON array a row, columns as the manifest names them), `files/…`. The manifest comes
//! last, so an archive that was cut off is recognised. A backup of one database can be restored into the other.

mod backup;
mod restore;

pub use backup::{STATEMENTS, backup};
pub use restore::restore;

use serde::{Deserialize, Serialize};

/// The version of the archive's form.
const FORMAT: u32 = 1;

/// What an archive holds.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of the form.
    pub format: u32,
    /// When it was made.
    pub made_at: jiff::Timestamp,
    /// The migrations that had run.
    pub migrations: Vec<String>,
    /// The tables, each after those that it refers to.
    pub tables: Vec<Table>,
    /// How many files.
    pub files: u64,
}

/// One table of an archive.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Table {
    /// Name.
    pub name: String,
    /// Columns, in the order of the rows' values.
    pub columns: Vec<String>,
    /// How many rows.
    pub rows: u64,
    /// SHA-256 over all parts, in hex.
    pub sha256: String,
}

/// Why an archive could not be made or read.
#[derive(Debug, thiserror::Error)]
pub enum DumpError {
    /// Reading or writing the archive failed.
    #[error("the archive: {0}")]
    Io(#[from] std::io::Error),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] super::DbError),
    /// It is not one of our archives, or it is damaged.
    #[error("this is not a whole backup: {0}")]
    Damaged(String),
    /// The database has content already.
    #[error("the database is not empty; restore into a new one")]
    NotEmpty,
}

/// Whether a name from a catalogue or an archive can stand in a statement as it is.
fn is_plain(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}
