//! The database as the rest of the program holds it.

use super::error::DbError;
use super::migrate::{self, Migration};
use super::postgres::{Isolation, Postgres};
use super::sqlite::Sqlite;
use super::tx::{Reader, Tx};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::broadcast;

/// Where the database is and how it is used.
#[derive(Debug, Clone)]
pub struct DbSettings {
    /// `postgres://…`, or none for the embedded database.
    pub url: Option<String>,
    /// The file of the embedded database.
    pub file: PathBuf,
    /// How many reads run at once.
    pub readers: usize,
    /// At most this many pages (4 KiB each) in the embedded database; none for no limit.
    pub max_pages: Option<u32>,
}

impl DbSettings {
    /// The embedded database in this file, with default sizes.
    #[must_use]
    pub fn embedded(file: impl Into<PathBuf>) -> Self {
        DbSettings { url: None, file: file.into(), readers: 8, max_pages: None }
    }
}

/// Which database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The embedded one.
    Sqlite,
    /// PostgreSQL.
    Postgres,
}

/// Something that every node should hear after a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announcement {
    /// What it is about, e.g. `generation`.
    pub topic: String,
    /// The rest.
    pub body: String,
}

impl Announcement {
    /// The topic that says: some announcements may have been missed, so forget what you keep.
    pub const GAP: &'static str = "gap";
}

#[derive(Clone)]
enum Backend {
    Sqlite(Arc<Sqlite>),
    Postgres(Arc<Postgres>),
}

/// The database. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    backend: Backend,
    file: PathBuf,
    announcements: broadcast::Sender<Announcement>,
}

impl Db {
    /// Opens the database; it is made if it is the embedded one and not there yet. Migrations are not run.
    ///
    /// # Errors
    /// When the file cannot be opened or the address not be read. PostgreSQL is reached at the first use.
    pub fn open(settings: &DbSettings) -> Result<Self, DbError> {
        let (announcements, _) = broadcast::channel(1024);
        let backend = match &settings.url {
            Some(url) => Backend::Postgres(Arc::new(Postgres::open(url, settings, announcements.clone())?)),
            None => Backend::Sqlite(Arc::new(Sqlite::open(&settings.file, settings, announcements.clone())?)),
        };
        Ok(Db { backend, file: settings.file.clone(), announcements })
    }

    /// Which database this is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self.backend {
            Backend::Sqlite(_) => Kind::Sqlite,
            Backend::Postgres(_) => Kind::Postgres,
        }
    }

    /// The file of the embedded database.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        match self.backend {
            Backend::Sqlite(_) => Some(&self.file),
            Backend::Postgres(_) => None,
        }
    }

    /// Runs the work in one transaction and answers after its commit. It may run more than once, so it only computes
    /// and talks to `tx`. An error undoes everything.
    ///
    /// # Errors
    /// What the work answers, or the database.
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        match &self.backend {
            Backend::Sqlite(sqlite) => sqlite.write(work).await,
            Backend::Postgres(postgres) => postgres.write(Isolation::Serializable, work).await,
        }
    }

    /// As [`Db::write`] for batched hot commands: on PostgreSQL at `READ COMMITTED`, so the work has to lock what it
    /// depends on and rest on unique keys.
    ///
    /// # Errors
    /// As [`Db::write`].
    pub async fn write_hot<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        match &self.backend {
            Backend::Sqlite(sqlite) => sqlite.write(work).await,
            Backend::Postgres(postgres) => postgres.write(Isolation::ReadCommitted, work).await,
        }
    }

    /// Runs reads on a thread that may block.
    ///
    /// # Errors
    /// What the work answers, or the database.
    pub async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&Reader<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        match &self.backend {
            Backend::Sqlite(sqlite) => sqlite.read(work).await,
            Backend::Postgres(postgres) => postgres.read(work).await,
        }
    }

    /// As [`Db::read`], seeing one moment of the whole database however long it takes.
    ///
    /// # Errors
    /// As [`Db::read`].
    pub async fn read_snapshot<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&Reader<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        match &self.backend {
            Backend::Sqlite(sqlite) => sqlite.read(work).await,
            Backend::Postgres(postgres) => postgres.read_snapshot(work).await,
        }
    }

    /// Hears what commits announce, of this node and of others.
    #[must_use]
    pub fn subscribe(&self) -> broadcast::Receiver<Announcement> {
        self.announcements.subscribe()
    }

    /// Brings the schema up to date: all migrations in one order, each in a transaction, once.
    ///
    /// # Errors
    /// When a migration fails or one that ran before has changed since.
    pub async fn migrate(&self, migrations: Vec<Migration>, now: jiff::Timestamp) -> Result<Vec<String>, DbError> {
        let sorted = migrate::sorted(migrations)?;
        let kind = self.kind();
        let mut ran = Vec::new();
        self.write(move |tx| migrate::prepare(tx, kind)).await?;
        for migration in sorted {
            let id = migration.id;
            let fresh = self.write(move |tx| migrate::apply(tx, kind, &migration, now)).await?;
            if fresh {
                ran.push(id.to_owned());
            }
        }
        Ok(ran)
    }

    /// Removes what deleted rows left behind on the embedded database: overwrites free pages and empties the
    /// write-ahead log. On PostgreSQL dropped partitions are gone with their files.
    ///
    /// # Errors
    /// When a reader holds the log for longer than a few seconds, or the disk fails.
    pub async fn scrub(&self) -> Result<(), DbError> {
        let Backend::Sqlite(sqlite) = &self.backend else {
            return Ok(());
        };
        sqlite.scrub().await
    }
}
