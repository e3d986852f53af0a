//! The server: listens, does the jobs, and stops when told to, letting requests end.

use crate::program::{Ground, Program, migrations};
use crate::settings::Settings;
use anyhow::{Context, Result};
use axum::serve::ListenerExt;
use std::net::SocketAddr;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// Opens, migrates and wires the program.
///
/// # Errors
/// When something cannot be opened; the sentence is for the operator.
pub async fn start(settings: &Settings) -> Result<Program> {
    let ground = Ground::from_settings(settings)?;
    ground.db.correct(&ground.clock).await.context("the clock of the database")?;
    let ran = ground.db.migrate(migrations(), ground.clock.now()).await.context("the migrations of the database")?;
    for id in ran {
        tracing::info!(migration = id, "migrated");
    }
    Program::build(ground)
}

/// Serves until SIGTERM or Ctrl-C; `ready` is called with the address once it listens.
///
/// # Errors
/// When the address is taken or the server fails.
pub async fn run(program: Program, listen: SocketAddr, ready: impl FnOnce(SocketAddr)) -> Result<()> {
    let listener = TcpListener::bind(listen).await.with_context(|| format!("cannot listen on {listen}"))?;
    let address = listener.local_addr().context("the address")?;
    let listener = listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "no TCP_NODELAY");
        }
    });
    let (stop, stopped) = watch::channel(false);
    let jobs = tokio::spawn(program.runner.run(stopped));
    let app = program.app.clone();
    let clock = tokio::spawn(async move { app.db.keep_correcting(&app.clock).await });
    ready(address);
    let service = program.router.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(told_to_stop()).await.context("the server")?;
    clock.abort();
    // The jobs end after the one that they are at.
    stop.send(true).ok();
    jobs.await.context("the jobs")?.context("the jobs")
}

async fn told_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    let Ok(mut terminated) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) else {
        interrupted.await.ok();
        return;
    };
    tokio::select! {
        _ = interrupted => {}
        _ = terminated.recv() => {}
    }
    tracing::info!("stopping");
}
