//! PostgreSQL: pooled connections; each transaction runs on a thread that may block.

use super::error::DbError;
use super::handle::{Announcement, DbSettings};
use super::tx::{Inner, Reader, Tx};
use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime};
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::broadcast;
use tokio_postgres::config::SslMode;
use tokio_postgres::types::ToSql;
use tokio_postgres::{AsyncMessage, Config, NoTls};
use tokio_postgres_rustls::MakeRustlsConnect;

/// How often a transaction is repeated when another one was in the way.
const ATTEMPTS: u32 = 12;
/// The one channel of LISTEN/NOTIFY; topic and body are in the payload, apart by a newline.
const CHANNEL: &str = "samenspel";

pub(super) struct Postgres {
    pool: Pool,
    announcements: broadcast::Sender<Announcement>,
}

/// How a transaction sees the others.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Isolation {
    /// As if they ran one after another; the default for everything that people do.
    Serializable,
    /// For hot commands, which lock what they depend on and rest on unique keys.
    ReadCommitted,
}

impl Postgres {
    pub(super) fn open(
        url: &str,
        settings: &DbSettings,
        announcements: broadcast::Sender<Announcement>,
    ) -> Result<Self, DbError> {
        let mut config = Config::from_str(url).map_err(|e| DbError::Other(format!("DATABASE_URL: {e}")))?;
        config.connect_timeout(Duration::from_secs(3)).application_name("samenspel");
        config.options("-c statement_timeout=60000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=60000");
        let manager_config = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let tls = config.get_ssl_mode() == SslMode::Require;
        let manager = if tls {
            tokio::spawn(listen(config.clone(), announcements.clone(), Some(encrypted()?)));
            Manager::from_config(config, encrypted()?, manager_config)
        } else {
            config.ssl_mode(SslMode::Disable);
            tokio::spawn(listen(config.clone(), announcements.clone(), None));
            Manager::from_config(config, NoTls, manager_config)
        };
        let pool = Pool::builder(manager)
            .max_size(settings.readers.max(4) + 4)
            .wait_timeout(Some(Duration::from_secs(5)))
            .create_timeout(Some(Duration::from_secs(3)))
            .runtime(Runtime::Tokio1)
            .build()
            .map_err(|e| DbError::Other(e.to_string()))?;
        Ok(Postgres { pool, announcements })
    }

    pub(super) async fn write<T, E, F>(self: &Arc<Self>, isolation: Isolation, work: F) -> Result<T, E>
    where
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let this = Arc::clone(self);
        let done = tokio::task::spawn_blocking(move || this.write_here(isolation, &work));
        done.await.map_err(|e| DbError::Other(format!("a command panicked: {e}")))?
    }

    fn write_here<T, E: From<DbError>>(
        &self,
        isolation: Isolation,
        work: &impl Fn(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut attempt = 0;
        loop {
            attempt += 1;
            let session = self.session()?;
            session.batch(match isolation {
                Isolation::Serializable => "BEGIN ISOLATION LEVEL SERIALIZABLE",
                Isolation::ReadCommitted => "BEGIN",
            })?;
            let mut tx = Tx::new(Inner::Postgres(&session));
            let outcome = catch_unwind(AssertUnwindSafe(|| work(&mut tx)));
            let conflict = tx.saw_conflict();
            let announcements = tx.into_announcements();
            let ended = match &outcome {
                Ok(Ok(_)) if !conflict => session.batch("COMMIT"),
                _ => session.batch("ROLLBACK"),
            };
            let answer = outcome.unwrap_or_else(|panic| resume_unwind(panic));
            if (conflict || matches!(ended, Err(DbError::Conflict))) && attempt < ATTEMPTS {
                drop(session);
                std::thread::sleep(Duration::from_millis(u64::from(attempt * attempt)));
                continue;
            }
            if session.spoiled.get() {
                // What made it so may be over; the session would stay read-only.
                session.let_go();
            }
            let value = answer?;
            ended?;
            for announcement in announcements {
                // This node need not wait for its own notification; no listener is no error.
                let _ = self.announcements.send(announcement);
            }
            return Ok(value);
        }
    }

    pub(super) async fn read<T, E, F>(self: &Arc<Self>, work: F) -> Result<T, E>
    where
        F: FnOnce(&Reader<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let this = Arc::clone(self);
        let done = tokio::task::spawn_blocking(move || {
            let session = this.session()?;
            work(&Reader::new(Inner::Postgres(&session)))
        });
        done.await.map_err(|e| DbError::Other(format!("a reader panicked: {e}")))?
    }

    /// Runs a read in one snapshot of the whole database, for exports and backups.
    pub(super) async fn read_snapshot<T, E, F>(self: &Arc<Self>, work: F) -> Result<T, E>
    where
        F: FnOnce(&Reader<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        self.read(move |reader| {
            let Inner::Postgres(session) = reader.inner() else {
                return Err(DbError::Shape("a session of another database").into());
            };
            session.batch("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")?;
            let answer = work(reader);
            session.batch("COMMIT")?;
            answer
        })
        .await
    }

    fn session(&self) -> Result<Session, DbError> {
        let handle = Handle::current();
        let client = handle.block_on(self.pool.get())?;
        Ok(Session { client, handle, spoiled: Cell::new(false) })
    }
}

/// One connection, used by one thread.
pub(super) struct Session {
    client: Object,
    handle: Handle,
    /// Whether it was found to be read-only.
    spoiled: Cell<bool>,
}

impl Session {
    pub(super) fn query(
        &self,
        text: &str,
        params: &[&(dyn ToSql + Sync)],
    ) -> Result<Vec<tokio_postgres::Row>, DbError> {
        let done = self.handle.block_on(async {
            let statement = self.client.prepare_cached(text).await?;
            self.client.query(&statement, params).await
        });
        self.watched(done)
    }

    pub(super) fn execute(&self, text: &str, params: &[&(dyn ToSql + Sync)]) -> Result<u64, DbError> {
        let done = self.handle.block_on(async {
            let statement = self.client.prepare_cached(text).await?;
            self.client.execute(&statement, params).await
        });
        self.watched(done)
    }

    pub(super) fn batch(&self, text: &str) -> Result<(), DbError> {
        self.watched(self.handle.block_on(self.client.batch_execute(text)))
    }

    fn watched<T>(&self, done: Result<T, tokio_postgres::Error>) -> Result<T, DbError> {
        let done = done.map_err(DbError::from);
        if matches!(done, Err(DbError::NotWritable(_))) {
            self.spoiled.set(true);
        }
        done
    }

    /// Closes the connection instead of putting it back into the pool.
    fn let_go(self) {
        drop(Object::take(self.client));
    }

    pub(super) fn columns(&self, text: &str) -> Result<usize, DbError> {
        Ok(self.handle.block_on(self.client.prepare(text))?.columns().len())
    }

    /// The server's clock, in microseconds since 1970.
    pub(super) fn clock_micros(&self) -> Result<i64, DbError> {
        let rows = self.query("SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)", &[])?;
        Ok(rows.first().ok_or(DbError::Shape("no row where one belongs"))?.try_get(0)?)
    }

    pub(super) fn notify(&self, announcement: &Announcement) -> Result<(), DbError> {
        let payload = format!("{}\n{}", announcement.topic, announcement.body);
        self.execute("SELECT pg_notify($1, $2)", &[&CHANNEL, &payload])?;
        Ok(())
    }
}

fn encrypted() -> Result<MakeRustlsConnect, DbError> {
    let roots = rustls::RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.into() };
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|e| DbError::Other(e.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

/// Hears what other nodes announce; after a gap it says so, because something may have been missed.
async fn listen(config: Config, announce: broadcast::Sender<Announcement>, tls: Option<MakeRustlsConnect>) {
    loop {
        let heard = match tls.clone() {
            Some(tls) => match config.connect(tls).await {
                Ok((client, connection)) => hear(client, connection, &announce).await,
                Err(error) => Err(error),
            },
            None => match config.connect(NoTls).await {
                Ok((client, connection)) => hear(client, connection, &announce).await,
                Err(error) => Err(error),
            },
        };
        if let Err(error) = heard {
            tracing::warn!(%error, "not hearing other nodes; trying again");
        }
        tokio::time::sleep(Duration::from_secs(2)).await;
    }
}

async fn hear<S, T>(
    client: tokio_postgres::Client,
    mut connection: tokio_postgres::Connection<S, T>,
    announce: &broadcast::Sender<Announcement>,
) -> Result<(), tokio_postgres::Error>
where
    S: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin,
    T: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin,
{
    let mut subscribed = std::pin::pin!(client.batch_execute("LISTEN samenspel"));
    let mut waiting = true;
    loop {
        let message = tokio::select! {
            done = &mut subscribed, if waiting => {
                done?;
                waiting = false;
                let _ = announce.send(Announcement { topic: Announcement::GAP.into(), body: String::new() });
                continue;
            }
            message = std::future::poll_fn(|context| connection.poll_message(context)) => message,
        };
        match message {
            Some(Ok(AsyncMessage::Notification(notification))) => {
                let (topic, body) = notification.payload().split_once('\n').unwrap_or((notification.payload(), ""));
                let _ = announce.send(Announcement { topic: topic.to_owned(), body: body.to_owned() });
            }
            Some(Ok(_)) => {}
            Some(Err(error)) => return Err(error),
            None => return Ok(()),
        }
    }
}
