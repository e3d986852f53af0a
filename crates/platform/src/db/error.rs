//! What can go wrong in a database, in terms that callers can act on.

/// An error of the database.
#[derive(Debug, Clone, thiserror::Error)]
pub enum DbError {
    /// A unique key of this table was there already.
    #[error("a row with this key exists already in {table}")]
    Unique {
        /// The table.
        table: String,
    },
    /// A reference to something that does not exist, or a row that others still refer to.
    #[error("a reference does not hold")]
    Reference,
    /// A check of the schema, or a trigger that refused with this word (e.g. `round_not_open`).
    #[error("the database refused: {0}")]
    Check(String),
    /// The database cannot be reached or is busy for too long; trying again later may help.
    #[error("the database is away: {0}")]
    Away(String),
    /// The database can be read but not written (read-only, disk full).
    #[error("the database cannot be written: {0}")]
    NotWritable(String),
    /// Another transaction was in the way; the caller may repeat the work.
    #[error("another transaction was in the way")]
    Conflict,
    /// The answer has another shape than the code expects.
    #[error("unexpected shape of an answer: {0}")]
    Shape(&'static str),
    /// Anything else.
    #[error("database: {0}")]
    Other(String),
}

impl DbError {
    /// Whether this is the refusal of a unique key of `table`.
    #[must_use]
    pub fn is_unique(&self, in_table: &str) -> bool {
        matches!(self, DbError::Unique { table } if table == in_table)
    }

    /// Whether a trigger or check refused with this word.
    #[must_use]
    pub fn is_check(&self, word: &str) -> bool {
        matches!(self, DbError::Check(text) if text.contains(word))
    }

    /// Whether the database is away or not writable: a matter of waiting, not of the request.
    #[must_use]
    pub fn is_outage(&self) -> bool {
        matches!(self, DbError::Away(_) | DbError::NotWritable(_))
    }
}

impl From<rusqlite::Error> for DbError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let rusqlite::Error::SqliteFailure(failure, message) = &error else {
            return DbError::Other(error.to_string());
        };
        let text = message.clone().unwrap_or_else(|| failure.to_string());
        match failure.code {
            Code::ConstraintViolation => match failure.extended_code {
                rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE
                | rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY
                | rusqlite::ffi::SQLITE_CONSTRAINT_ROWID => DbError::Unique { table: table_of(&text) },
                rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY => DbError::Reference,
                _ => DbError::Check(text),
            },
            Code::ReadOnly | Code::DiskFull => DbError::NotWritable(text),
            Code::DatabaseBusy
            | Code::DatabaseLocked
            | Code::CannotOpen
            | Code::SystemIoFailure
            | Code::PermissionDenied => DbError::Away(text),
            _ => DbError::Other(text),
        }
    }
}

/// `UNIQUE constraint failed: ballot_open.round_id, ballot_open.token` → `ballot_open`.
fn table_of(message: &str) -> String {
    message.rsplit(": ").next().and_then(|columns| columns.split('.').next()).unwrap_or_default().to_owned()
}

impl From<tokio_postgres::Error> for DbError {
    fn from(error: tokio_postgres::Error) -> Self {
        let Some(db) = error.as_db_error() else {
            // Without an answer from the server it is the connection that failed, unless a value did not fit.
            return if error.is_closed() || std::error::Error::source(&error).is_some_and(|s| s.is::<std::io::Error>()) {
                DbError::Away(error.to_string())
            } else {
                DbError::Other(format!("{error}: {:?}", std::error::Error::source(&error).map(ToString::to_string)))
            };
        };
        match db.code().code() {
            "23505" => DbError::Unique { table: db.table().map(strip_partition).unwrap_or_default() },
            "23503" => DbError::Reference,
            "23514" | "P0001" => DbError::Check(db.message().to_owned()),
            "40001" | "40P01" => DbError::Conflict,
            "25006" | "53100" => DbError::NotWritable(db.message().to_owned()),
            code if code.starts_with("08") || code.starts_with("57P") || code.starts_with("53") => {
                DbError::Away(db.message().to_owned())
            }
            _ => DbError::Other(format!("{} ({})", db.message(), db.code().code())),
        }
    }
}

/// Partitions are called `table__key`; callers know the table.
fn strip_partition(table: &str) -> String {
    table.split("__").next().unwrap_or(table).to_owned()
}

impl From<deadpool_postgres::PoolError> for DbError {
    fn from(error: deadpool_postgres::PoolError) -> Self {
        match error {
            deadpool_postgres::PoolError::Backend(error) => match DbError::from(error) {
                DbError::Other(text) => DbError::Away(text),
                known => known,
            },
            other => DbError::Away(other.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_read_from_messages() {
        assert_eq!(table_of("UNIQUE constraint failed: ballot_open.round_id, ballot_open.token"), "ballot_open");
        assert_eq!(strip_partition("ballot_open__12"), "ballot_open");
    }
}
