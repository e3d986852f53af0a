//! `backup` and `restore`.

use crate::program::{Ground, migrations};
use crate::progress::Progress;
use crate::settings::Settings;
use anyhow::{Context, Result, bail};
use platform::db::dump::{self, DumpError, Manifest};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// Writes the archive beside its name and moves it there when it is whole.
pub(super) async fn backup(settings: &Settings, archive: &Path, json: bool) -> Result<()> {
    let ground = Ground::from_settings(settings)?;
    let unfinished = archive.with_extension("unfinished");
    let (target, folder, now) = (unfinished.clone(), settings.data.join("files"), ground.clock.now());
    let progress = Progress::of("saving rows and files", None);
    let counter = progress.counter();
    let manifest = ground
        .db
        .read_snapshot(move |reader| {
            let file = std::io::BufWriter::new(std::fs::File::create(&target)?);
            let mut tar = tar::Builder::new(file);
            let manifest = dump::backup(reader, &mut tar, now, &counter, |tar| add_files(tar, &folder, &counter))?;
            tar.into_inner()?.into_inner().map_err(|error| DumpError::Io(error.into_error()))?.sync_all()?;
            Ok::<Manifest, DumpError>(manifest)
        })
        .await
        .context("the backup")?;
    drop(progress);
    tokio::fs::rename(&unfinished, archive).await.with_context(|| format!("cannot write {}", archive.display()))?;
    report(&manifest, json, &format!("Saved in {}", archive.display()));
    if !json {
        println!("The master secret is not in it: keep {} safe as well.", settings.data.join("secret").display());
    }
    Ok(())
}

fn add_files<W: std::io::Write>(tar: &mut tar::Builder<W>, folder: &Path, done: &AtomicU64) -> Result<u64, DumpError> {
    let mut count = 0;
    for path in files_below(folder)? {
        let Ok(name) = path.strip_prefix(folder) else { continue };
        match std::fs::File::open(&path) {
            Ok(mut file) => tar.append_file(Path::new("files").join(name), &mut file)?,
            // It was removed since the list was made (a share at sealing, say).
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error.into()),
        }
        count += 1;
        done.fetch_add(1, Ordering::Relaxed);
    }
    Ok(count)
}

/// Each file below a folder, in order.
fn files_below(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        if !next.exists() {
            continue;
        }
        for entry in std::fs::read_dir(next)? {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    Ok(found)
}

/// Restores into a database without content; files are written when the database has everything.
pub(super) async fn restore(settings: &Settings, archive: &Path, json: bool) -> Result<()> {
    if !archive.is_file() {
        bail!("there is no file {}", archive.display());
    }
    let ground = Ground::from_settings(settings)?;
    ground.db.migrate(migrations(), ground.clock.now()).await.context("the migrations")?;
    let folder = settings.data.join("files");
    let path = archive.to_owned();
    let progress = Progress::of("restoring rows", None);
    let counter = progress.counter();
    let manifest = ground
        .db
        .write(move |tx| {
            let known: Vec<&str> = migrations().iter().map(|migration| migration.id).collect();
            let manifest =
                dump::restore(tx, &path, &known, &counter, |name, content| put_file(&folder, name, &content))?;
            // So that voters of an open round can go on with the first request.
            voting::hot::make_missing_partitions(tx)?;
            Ok::<Manifest, DumpError>(manifest)
        })
        .await
        .context("nothing was restored")?;
    drop(progress);
    report(&manifest, json, &format!("Restored from {}", archive.display()));
    Ok(())
}

fn put_file(folder: &Path, name: &str, content: &[u8]) -> Result<(), DumpError> {
    let inside = Path::new(name).components().all(|part| matches!(part, std::path::Component::Normal(_)));
    if !inside {
        return Err(DumpError::Damaged(format!("a file called {name}")));
    }
    let path = folder.join(name);
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent)?;
    }
    Ok(std::fs::write(path, content)?)
}

fn report(manifest: &Manifest, json: bool, what: &str) {
    let rows: u64 = manifest.tables.iter().map(|table| table.rows).sum();
    if json {
        let body = serde_json::json!({ "tables": manifest.tables.len(), "rows": rows, "files": manifest.files });
        println!("{body}");
    } else {
        println!("{what}: {} tables, {rows} rows, {} files.", manifest.tables.len(), manifest.files);
    }
}
