//! What store functions work with.

use super::error::DbError;
use super::handle::Announcement;
use super::postgres::Session;
use super::row::Row;
use super::statement::Sql;
use super::value::Value;
use std::cell::Cell;
use std::ops::Deref;
use tokio_postgres::types::ToSql;

pub(super) enum Inner<'c> {
    Sqlite(&'c rusqlite::Connection),
    Postgres(&'c Session),
}

/// Reads from one database, within one moment of it on SQLite.
pub struct Reader<'c> {
    inner: Inner<'c>,
    conflict: Cell<bool>,
}

impl<'c> Reader<'c> {
    pub(super) fn new(inner: Inner<'c>) -> Self {
        Reader { inner, conflict: Cell::new(false) }
    }

    /// Whether this is PostgreSQL: for a feature's `hot.rs` only, the one place where two SQL texts may stand.
    #[must_use]
    pub fn is_postgres(&self) -> bool {
        matches!(self.inner, Inner::Postgres(_))
    }

    /// All rows of an answer, each made into a `T`.
    ///
    /// # Errors
    /// What the database answers, or what `read` makes of a row.
    pub fn query<T>(
        &self,
        sql: &Sql,
        params: &[Value<'_>],
        mut read: impl FnMut(&Row<'_>) -> Result<T, DbError>,
    ) -> Result<Vec<T>, DbError> {
        let answer = match &self.inner {
            Inner::Sqlite(connection) => query_sqlite(connection, sql.sqlite(), params, &mut read),
            Inner::Postgres(session) => session
                .query(sql.postgres(), &pointers(params))
                .and_then(|rows| rows.iter().map(|row| read(&Row::Postgres(row))).collect()),
        };
        self.note(answer, sql)
    }

    /// The first row of an answer, if there is one.
    ///
    /// # Errors
    /// As [`Reader::query`].
    pub fn find<T>(
        &self,
        sql: &Sql,
        params: &[Value<'_>],
        read: impl FnMut(&Row<'_>) -> Result<T, DbError>,
    ) -> Result<Option<T>, DbError> {
        Ok(self.query(sql, params, read)?.into_iter().next())
    }

    /// The one row that the statement always answers (a count, a `RETURNING`).
    ///
    /// # Errors
    /// As [`Reader::query`], and when there is no row.
    pub fn one<T>(
        &self,
        sql: &Sql,
        params: &[Value<'_>],
        read: impl FnMut(&Row<'_>) -> Result<T, DbError>,
    ) -> Result<T, DbError> {
        self.find(sql, params, read)?.ok_or(DbError::Shape("no row where one belongs"))
    }

    /// Whether the statement can be prepared, and how many columns it answers. For the test that walks all statements.
    ///
    /// # Errors
    /// What the database says against the text.
    pub fn prepare(&self, sql: &Sql) -> Result<usize, DbError> {
        match &self.inner {
            Inner::Sqlite(connection) => Ok(connection.prepare(sql.sqlite())?.column_count()),
            Inner::Postgres(session) => session.columns(sql.postgres()),
        }
    }

    /// What the database's own clock says, in microseconds since 1970; none for the embedded database.
    pub(super) fn clock_micros(&self) -> Result<Option<i64>, DbError> {
        match &self.inner {
            Inner::Sqlite(_) => Ok(None),
            Inner::Postgres(session) => Ok(Some(session.clock_micros()?)),
        }
    }

    pub(super) fn inner(&self) -> &Inner<'c> {
        &self.inner
    }

    pub(super) fn saw_conflict(&self) -> bool {
        self.conflict.get()
    }

    fn note<T>(&self, answer: Result<T, DbError>, sql: &Sql) -> Result<T, DbError> {
        match &answer {
            Err(DbError::Conflict) => self.conflict.set(true),
            Err(DbError::Other(text)) => {
                tracing::error!(statement = sql.name(), error = %text, "statement failed")
            }
            _ => {}
        }
        answer
    }
}

fn query_sqlite<T>(
    connection: &rusqlite::Connection,
    text: &str,
    params: &[Value<'_>],
    read: &mut impl FnMut(&Row<'_>) -> Result<T, DbError>,
) -> Result<Vec<T>, DbError> {
    let mut statement = connection.prepare_cached(text)?;
    let mut rows = statement.query(rusqlite::params_from_iter(params))?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        out.push(read(&Row::Sqlite(row))?);
    }
    Ok(out)
}

fn pointers<'v>(params: &'v [Value<'_>]) -> Vec<&'v (dyn ToSql + Sync)> {
    params.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

/// One transaction: everything in it happens, or nothing.
pub struct Tx<'c> {
    reader: Reader<'c>,
    announcements: Vec<Announcement>,
}

impl<'c> Deref for Tx<'c> {
    type Target = Reader<'c>;

    fn deref(&self) -> &Reader<'c> {
        &self.reader
    }
}

impl<'c> Tx<'c> {
    pub(super) fn new(inner: Inner<'c>) -> Self {
        Tx { reader: Reader::new(inner), announcements: Vec::new() }
    }

    /// Runs a statement and tells how many rows it changed.
    ///
    /// # Errors
    /// What the database answers. On PostgreSQL an error ends the transaction; so a statement that may meet an
    /// existing key is written with `ON CONFLICT`.
    pub fn execute(&mut self, sql: &Sql, params: &[Value<'_>]) -> Result<u64, DbError> {
        let answer = match &self.reader.inner {
            Inner::Sqlite(connection) => execute_sqlite(connection, sql.sqlite(), params),
            Inner::Postgres(session) => session.execute(sql.postgres(), &pointers(params)),
        };
        self.reader.note(answer, sql)
    }

    /// Runs statements without parameters whose text is made at run time (partitions, a restore).
    ///
    /// # Errors
    /// What the database answers.
    pub fn batch(&mut self, text: &str) -> Result<(), DbError> {
        match &self.reader.inner {
            Inner::Sqlite(connection) => Ok(connection.execute_batch(text)?),
            Inner::Postgres(session) => session.batch(text),
        }
    }

    /// Tells every node after the commit, and nobody if there is none.
    ///
    /// # Errors
    /// When PostgreSQL does not take the notification.
    pub fn announce(&mut self, topic: &'static str, body: impl Into<String>) -> Result<(), DbError> {
        let announcement = Announcement { topic: topic.to_owned(), body: body.into() };
        if let Inner::Postgres(session) = &self.reader.inner {
            session.notify(&announcement)?;
        }
        if !self.announcements.contains(&announcement) {
            self.announcements.push(announcement);
        }
        Ok(())
    }

    /// Says that what the work has read does not stand any more: all of it is undone, and done again on PostgreSQL. For
    /// hot commands, whose statements find that out by themselves.
    #[must_use]
    pub fn conflict(&self) -> DbError {
        self.reader.conflict.set(true);
        DbError::Conflict
    }

    pub(super) fn into_announcements(self) -> Vec<Announcement> {
        self.announcements
    }
}

fn execute_sqlite(connection: &rusqlite::Connection, text: &str, params: &[Value<'_>]) -> Result<u64, DbError> {
    let mut statement = connection.prepare_cached(text)?;
    let changed = statement.execute(rusqlite::params_from_iter(params))?;
    Ok(u64::try_from(changed).unwrap_or(u64::MAX))
}
