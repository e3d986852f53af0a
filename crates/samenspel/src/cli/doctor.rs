//! `doctor`: looks for what is wrong and says what to do about it.

mod backups;

use crate::program::{Ground, manifests, migrations};
use crate::settings::Settings;
use anyhow::Result;
use platform::db::{self, DbError};
use platform::files::Area;
use platform::params;
use platform::{jobs, log};
use serde::Serialize;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::ExitCode;

/// Below this a full disk is near: 256 MiB.
const LEAST_FREE: u64 = 256 * 1024 * 1024;

#[derive(Serialize)]
struct Finding {
    what: &'static str,
    fine: bool,
    say: String,
}

/// Exit code 0 when all is well, 1 when something is not.
pub(super) async fn run(settings: &Settings, json: bool) -> Result<ExitCode> {
    let ground = Ground::from_settings(settings)?;
    let files = settings.data.join("files");
    let mut findings = vec![
        secret(settings),
        writable("data folder", &settings.data),
        writable("files folder", &files),
        space(&settings.data),
    ];
    findings.push(clock(&ground).await);
    match ground.db.read(|reader| db::pending(reader, &migrations())).await {
        Ok(missing) if missing.is_empty() => {
            findings.push(finding("migrations", Ok("up to date".into())));
            let deep = ground.db.read(|reader| Ok::<_, DbError>((log::check(reader)?, jobs::stuck(reader)?))).await;
            match deep {
                Ok((log, stuck)) => {
                    findings.push(finding("log", complaint(&log, "whole")));
                    let stuck: Vec<String> =
                        stuck.into_iter().map(|(kind, why)| format!("{kind}: {}", why.unwrap_or_default())).collect();
                    findings.push(finding("jobs", complaint(&stuck, "none given up")));
                }
                Err(error) => findings.push(finding("database", Err(error.to_string()))),
            }
            findings.push(public_files(&ground).await);
            findings.push(open_rounds(&ground).await);
            findings.push(backups(&ground, &settings.data).await);
            findings.push(round_logs(&ground).await);
        }
        Ok(missing) => {
            findings.push(finding("migrations", Err(format!("run `samenspel migrate`: {}", missing.join(", ")))));
        }
        Err(error) => findings.push(finding("database", Err(format!("{error}; run `samenspel migrate` if it is new")))),
    }
    let fine = findings.iter().all(|finding| finding.fine);
    if json {
        println!("{}", serde_json::to_string(&findings)?);
    } else {
        for finding in &findings {
            println!("{} {:<12} {}", if finding.fine { "ok   " } else { "WRONG" }, finding.what, finding.say);
        }
    }
    Ok(if fine { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn finding(what: &'static str, state: Result<String, String>) -> Finding {
    match state {
        Ok(say) => Finding { what, fine: true, say },
        Err(say) => Finding { what, fine: false, say },
    }
}

fn complaint(wrong: &[String], fine: &str) -> Result<String, String> {
    if wrong.is_empty() { Ok(fine.to_owned()) } else { Err(wrong.join("; ")) }
}

fn secret(settings: &Settings) -> Finding {
    use std::os::unix::fs::PermissionsExt;
    if settings.secret.is_some() {
        return finding("secret", Ok("from the environment or the settings".into()));
    }
    let file = settings.data.join("secret");
    let state = match std::fs::metadata(&file) {
        Ok(about) if about.permissions().mode() & 0o077 == 0 => Ok("in its file, for its owner only".into()),
        Ok(_) => Err(format!("others can read {}: chmod 600 it", file.display())),
        Err(error) => Err(format!("{}: {error}", file.display())),
    };
    finding("secret", state)
}

fn writable(what: &'static str, folder: &Path) -> Finding {
    let probe = folder.join(".doctor");
    let state = std::fs::write(&probe, b"").and_then(|()| std::fs::remove_file(&probe));
    let wrong = |error: std::io::Error| format!("{} cannot be written: {error}", folder.display());
    finding(what, state.map(|()| "can be written".into()).map_err(wrong))
}

/// How much room the disk of the data folder has.
fn space(folder: &Path) -> Finding {
    let state = match rustix::fs::statvfs(folder) {
        Ok(disk) => enough(disk.f_bavail.saturating_mul(disk.f_frsize)),
        Err(error) => Err(error.to_string()),
    };
    finding("free space", state)
}

/// Says of so many free bytes whether they are enough.
fn enough(free: u64) -> Result<String, String> {
    let mib = free / (1024 * 1024);
    if free < LEAST_FREE {
        return Err(format!("{mib} MiB: make room, or votes cannot be kept any more when the disk is full"));
    }
    Ok(format!("{mib} MiB"))
}

/// Whether each picture that a page shows is in the store.
async fn public_files(ground: &Ground) -> Finding {
    finding("files", look_for_files(ground).await.unwrap_or_else(|error| Err(error.to_string())))
}

async fn look_for_files(ground: &Ground) -> Result<Result<String, String>> {
    let statements: Vec<_> = manifests().into_iter().flat_map(|manifest| manifest.public_files).collect();
    let named = ground.db.read(move |reader| {
        let mut all = BTreeSet::new();
        for statement in statements {
            all.extend(reader.query(statement, params![], |row| row.get::<String>(0))?);
        }
        Ok::<_, DbError>(all)
    });
    let named = named.await?;
    let there: BTreeSet<String> =
        ground.files.list(Area::Public, "").await?.into_iter().map(|file| file.name).collect();
    let missing: Vec<&str> = named.difference(&there).map(String::as_str).collect();
    if missing.is_empty() {
        return Ok(Ok(format!("all {} pictures of pages are there", named.len())));
    }
    let some = missing.iter().take(5).copied().collect::<Vec<_>>().join(", ");
    Ok(Err(format!("{} pictures of pages are missing, restore them from a backup: {some}", missing.len())))
}

/// Whether this machine's clock is the database's. Votes go by the database's in any case.
async fn clock(ground: &Ground) -> Finding {
    let state = match ground.db.clock_offset(&ground.clock).await {
        Ok(None) => Ok("the machine's; the embedded database has no other".into()),
        Ok(Some(offset)) => {
            let say =
                format!("{} ms from the database's, within {} ms", offset.micros / 1000, offset.within / 1000 + 1);
            if offset.is_large() { Err(format!("{say}: set the machine's clock (NTP)")) } else { Ok(say) }
        }
        Err(error) => Err(error.to_string()),
    };
    finding("clock", state)
}

async fn open_rounds(ground: &Ground) -> Finding {
    let unsealed = ground.db.read(voting::store::unsealed_rounds).await;
    let state = match unsealed {
        Ok(rounds) if rounds.is_empty() => Ok("none with ballots that are not sealed".into()),
        Ok(rounds) => Ok(format!(
            "{} not sealed: a backup made now could be joined with the voters' entitlements by who has the master secret",
            rounds.join(", ")
        )),
        Err(error) => Err(error.to_string()),
    };
    finding("rounds", state)
}

/// Whether backups lie about that would undo a sealing.
async fn backups(ground: &Ground, folder: &Path) -> Finding {
    let state = match ground.db.read(voting::store::sealed_rounds).await {
        Ok(sealed) => backups::look(folder, &sealed, ground.clock.now()),
        Err(error) => Err(error.to_string()),
    };
    finding("backups", state)
}

/// Whether ballots, outcomes and decisions still are those of the logs of the rounds.
async fn round_logs(ground: &Ground) -> Finding {
    let wrong = ground.db.read_snapshot(voting::service::log::check::all).await;
    let state = match wrong {
        Ok(wrong) => complaint(&wrong, "ballots, outcomes and decisions are those of the logs"),
        Err(error) => Err(error.to_string()),
    };
    finding("vote logs", state)
}

#[cfg(test)]
mod tests {
    use super::enough;

    #[test]
    fn a_disk_that_is_nearly_full_is_told() {
        assert_eq!(enough(300 * 1024 * 1024), Ok("300 MiB".into()));
        assert!(enough(255 * 1024 * 1024).is_err_and(|say| say.starts_with("255 MiB: make room")));
    }
}
