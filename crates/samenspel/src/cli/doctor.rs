//! `doctor`: looks for what is wrong and says what to do about it.

use crate::program::{Ground, migrations};
use crate::settings::Settings;
use anyhow::Result;
use platform::db::{self, DbError};
use platform::{jobs, log};
use serde::Serialize;
use std::process::ExitCode;

#[derive(Serialize)]
struct Finding {
    what: &'static str,
    fine: bool,
    say: String,
}

/// Exit code 0 when all is well, 1 when something is not.
pub(super) async fn run(settings: &Settings, json: bool) -> Result<ExitCode> {
    let ground = Ground::from_settings(settings)?;
    let mut findings = vec![secret(settings), writable(settings)];
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
            findings.push(open_rounds(&ground).await);
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

fn writable(settings: &Settings) -> Finding {
    let probe = settings.data.join(".doctor");
    let state = std::fs::write(&probe, b"").and_then(|()| std::fs::remove_file(&probe));
    finding("data folder", state.map(|()| "can be written".into()).map_err(|error| error.to_string()))
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
