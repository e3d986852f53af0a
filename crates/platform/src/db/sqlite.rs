//! The embedded database: one thread that writes, in groups, and a pool of read-only connections.

use super::error::DbError;
use super::handle::{Announcement, DbSettings};
use super::tx::{Inner, Reader, Tx};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{Semaphore, broadcast, mpsc, oneshot};

/// How many commands share one commit at most.
const GROUP: usize = 512;
/// How many commands may wait for the writer before senders wait too.
const QUEUE: usize = 8192;

/// How long emptying the log waits for readers, each time.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often it then tries with new readers held back.
const ALONE_TRIES: usize = 3;

pub(super) struct Sqlite {
    path: PathBuf,
    queue: mpsc::Sender<Box<dyn Job>>,
    readers: Arc<Mutex<Vec<Connection>>>,
    permits: Arc<Semaphore>,
    /// How many read at once.
    reader_count: usize,
}

impl Sqlite {
    pub(super) fn open(
        path: &Path,
        settings: &DbSettings,
        announcements: broadcast::Sender<Announcement>,
    ) -> Result<Self, DbError> {
        let connection = connect(path, settings)?;
        let (queue, commands) = mpsc::channel(QUEUE);
        let (file, again) = (path.to_owned(), settings.clone());
        let readers = Arc::new(Mutex::new(Vec::new()));
        let idle: Arc<Mutex<Vec<Connection>>> = Arc::clone(&readers);
        let reopen = move || {
            // What all connections of a program share stays read-only until the last that was opened so is closed.
            idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
            connect(&file, &again)
        };
        std::thread::Builder::new()
            .name("writer".into())
            .spawn(move || write_in_groups(connection, &reopen, commands, &announcements))
            .map_err(|error| DbError::Away(error.to_string()))?;
        Ok(Sqlite {
            path: path.to_owned(),
            queue,
            readers,
            permits: Arc::new(Semaphore::new(settings.readers.max(1))),
            reader_count: settings.readers.max(1),
        })
    }

    pub(super) async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let (answer, receiver) = oneshot::channel();
        let job = Box::new(Command { work, result: None, announcements: Vec::new(), answer });
        self.queue.send(job).await.map_err(|_| DbError::Away("the writer has stopped".into()))?;
        receiver.await.map_err(|_| DbError::Other("a command panicked; see the log".into()))?
    }

    pub(super) async fn read<T, E, F>(self: &Arc<Self>, work: F) -> Result<T, E>
    where
        F: FnOnce(&Reader<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let permit = Arc::clone(&self.permits).acquire_owned().await.map_err(|e| DbError::Away(e.to_string()))?;
        let this = Arc::clone(self);
        let done = tokio::task::spawn_blocking(move || {
            let answer = this.read_here(work);
            drop(permit);
            answer
        });
        done.await.map_err(|e| DbError::Other(format!("a reader panicked: {e}")))?
    }

    fn read_here<T, E: From<DbError>>(&self, work: impl FnOnce(&Reader<'_>) -> Result<T, E>) -> Result<T, E> {
        let pooled = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match pooled {
            Some(connection) => connection,
            None => open_reader(&self.path).map_err(DbError::from)?,
        };
        // One snapshot for all statements of this read.
        batch(&connection, "BEGIN")?;
        let answer = work(&Reader::new(Inner::Sqlite(&connection)));
        batch(&connection, "COMMIT")?;
        self.readers.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        answer
    }

    /// Writes everything from the log into the database file and empties it. Readers that are at work are waited for; if
    /// that takes too long, because there is always another one, new ones wait until it is done.
    pub(super) async fn scrub(self: &Arc<Self>) -> Result<(), DbError> {
        if self.empty_log().await? {
            return Ok(());
        }
        for _ in 0..ALONE_TRIES {
            let all = u32::try_from(self.reader_count).unwrap_or(u32::MAX);
            let alone = Arc::clone(&self.permits).acquire_many_owned(all);
            if let Ok(permits) = tokio::time::timeout(PATIENCE, alone).await {
                let _alone = permits.map_err(|error| DbError::Away(error.to_string()))?;
                if self.empty_log().await? {
                    return Ok(());
                }
            }
            // Whoever waited for this reads now.
            tokio::time::sleep(PATIENCE / 4).await;
        }
        Err(DbError::Away("a reader still holds the write-ahead log".into()))
    }

    /// Tries to empty the log, on a connection of its own; false when readers or the writer were in the way for too long.
    async fn empty_log(self: &Arc<Self>) -> Result<bool, DbError> {
        let this = Arc::clone(self);
        let done = tokio::task::spawn_blocking(move || {
            // Idle readers are let go: they keep nothing open, but old pages in their memory.
            this.readers.lock().unwrap_or_else(PoisonError::into_inner).clear();
            let connection = Connection::open(&this.path)?;
            connection.busy_timeout(PATIENCE)?;
            connection.pragma_update(None, "secure_delete", "ON")?;
            let busy: i64 = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
            Ok::<_, DbError>(busy == 0)
        });
        done.await.map_err(|error| DbError::Other(error.to_string()))?
    }
}

fn batch(connection: &Connection, text: &str) -> Result<(), DbError> {
    connection.prepare_cached(text)?.execute([])?;
    Ok(())
}

/// The write connection. `synchronous=FULL`: an answer means that it is on disk. `secure_delete`: what is removed at
/// sealing is overwritten, not just unlinked.
fn connect(path: &Path, settings: &DbSettings) -> Result<Connection, DbError> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", "ON")?;
    connection.pragma_update(None, "secure_delete", "ON")?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "recursive_triggers", "ON")?;
    if let Some(pages) = settings.max_pages {
        connection.pragma_update(None, "max_page_count", pages)?;
    }
    prepare_once(&connection, 512)?;
    Ok(connection)
}

fn open_reader(path: &Path) -> rusqlite::Result<Connection> {
    let connection =
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.pragma_update(None, "query_only", "ON")?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "cache_size", -8192)?;
    prepare_once(&connection, 256)?;
    Ok(connection)
}

/// Statements are prepared once and kept, so many. Without the second line SQLite would plan many of them again whenever
/// their values change, in the hope of a plan that suits these values better; that costs more than the statement.
fn prepare_once(connection: &Connection, statements: usize) -> rusqlite::Result<()> {
    connection.set_prepared_statement_cache_capacity(statements);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

/// A command in the queue of the writer.
trait Job: Send {
    /// Does the work inside a savepoint.
    fn run(&mut self, connection: &Connection);
    /// Answers, when the group's commit succeeded or not.
    fn finish(self: Box<Self>, committed: &Result<(), DbError>, announce: &broadcast::Sender<Announcement>);
}

struct Command<T, E, F> {
    work: F,
    result: Option<Result<T, E>>,
    announcements: Vec<Announcement>,
    answer: oneshot::Sender<Result<T, E>>,
}

impl<T, E, F> Job for Command<T, E, F>
where
    F: Fn(&mut Tx<'_>) -> Result<T, E> + Send,
    T: Send,
    E: From<DbError> + Send,
{
    fn run(&mut self, connection: &Connection) {
        let mut tx = Tx::new(Inner::Sqlite(connection));
        let outcome = catch_unwind(AssertUnwindSafe(|| -> Result<T, E> {
            batch(connection, "SAVEPOINT command")?;
            (self.work)(&mut tx)
        }));
        self.announcements = tx.into_announcements();
        let kept = matches!(outcome, Ok(Ok(_)));
        // A full disk can end the whole transaction; then there is no savepoint left to return to.
        if !connection.is_autocommit() {
            let undone = if kept { Ok(()) } else { batch(connection, "ROLLBACK TO command") };
            if let Err(error) = undone.and_then(|()| batch(connection, "RELEASE command")) {
                self.result = Some(Err(error.into()));
                return;
            }
        }
        self.result = outcome.ok();
    }

    fn finish(self: Box<Self>, committed: &Result<(), DbError>, announce: &broadcast::Sender<Announcement>) {
        let answer = match (self.result, committed) {
            (None | Some(Ok(_)), Err(error)) => Err(error.clone().into()),
            (Some(result), _) => result,
            // It panicked: dropping the sender tells the caller.
            (None, Ok(())) => return,
        };
        if answer.is_ok() {
            for announcement in self.announcements {
                // No listener is no error.
                let _ = announce.send(announcement);
            }
        }
        // The caller may have gone away; the work is done all the same.
        let _ = self.answer.send(answer);
    }
}

/// Commits group after group. A connection on which a group failed may stay broken (one that was opened on a read-only
/// disk can never write), so it is closed, and opened anew for the next group.
fn write_in_groups(
    connection: Connection,
    reopen: &impl Fn() -> Result<Connection, DbError>,
    mut commands: mpsc::Receiver<Box<dyn Job>>,
    announce: &broadcast::Sender<Announcement>,
) {
    let mut group = Vec::with_capacity(GROUP);
    let mut connection = Some(connection);
    while let Some(first) = commands.blocking_recv() {
        group.push(first);
        let opened = connection.take().map_or_else(reopen, Ok);
        let committed = match &opened {
            Ok(connection) => commit_group(connection, &mut group, &mut commands),
            Err(error) => Err(error.clone()),
        };
        if let Err(error) = &committed {
            tracing::error!(%error, commands = group.len(), "a group of commands could not be committed");
        }
        let works = |connection: &Connection| !connection.is_readonly(rusqlite::MAIN_DB).unwrap_or(true);
        connection = opened.ok().filter(|connection| committed.is_ok() && works(connection));
        for job in group.drain(..) {
            job.finish(&committed, announce);
        }
    }
}

/// Runs what waits as one transaction. Commands that arrive while it runs still join, up to [`GROUP`].
fn commit_group(
    connection: &Connection,
    group: &mut Vec<Box<dyn Job>>,
    commands: &mut mpsc::Receiver<Box<dyn Job>>,
) -> Result<(), DbError> {
    // If this fails nothing ran, and `finish` tells each caller why.
    batch(connection, "BEGIN IMMEDIATE")?;
    let mut next = 0;
    while let Some(job) = group.get_mut(next) {
        job.run(connection);
        next += 1;
        if connection.is_autocommit() {
            return Err(DbError::NotWritable("the transaction was ended by the database".into()));
        }
        if next == group.len()
            && group.len() < GROUP
            && let Ok(another) = commands.try_recv()
        {
            group.push(another);
        }
    }
    batch(connection, "COMMIT").inspect_err(|_| {
        if !connection.is_autocommit() {
            // The failed commit left the transaction open; it must not leak into the next group.
            let _ = connection.execute_batch("ROLLBACK");
        }
    })
}
