//! Whether an archive from before the sealing of a vote still lies about: with the master secret it tells who voted what.

use anyhow::Result;
use jiff::Timestamp;
use platform::db::dump::Manifest;
use std::io::Read;
use std::path::{Path, PathBuf};
use voting::store::SealedRound;

/// For so many days after a sealing one is reminded of backups that lie elsewhere.
const REMIND_DAYS: i64 = 60;
/// A manifest names tables and migrations; this is far more than it ever has.
const LARGEST_MANIFEST: u64 = 16 * 1024 * 1024;
/// Length of a header in a tar, and where its magic word stands.
const HEADER: usize = 512;
const MAGIC: std::ops::Range<usize> = 257..262;

/// What is to be said: of archives in the data folder that are older than a sealing, and of those that lie elsewhere.
pub(super) fn look(folder: &Path, sealed: &[SealedRound], now: Timestamp) -> Result<String, String> {
    let wrong: Vec<String> = archives(folder)
        .into_iter()
        .filter_map(|(path, made)| {
            let rounds = sealed.iter().filter(|round| round.opened <= made && made < round.sealed);
            let names: Vec<&str> = rounds.map(|round| round.name.as_str()).collect();
            (!names.is_empty()).then(|| format!("{} ({})", path.display(), names.join(", ")))
        })
        .collect();
    if !wrong.is_empty() {
        return Err(format!(
            "made before a vote was sealed; with the master secret they tell who voted what, remove them: {}",
            wrong.join("; ")
        ));
    }
    let days = |round: &&SealedRound| now.duration_since(round.sealed).as_hours() / 24 < REMIND_DAYS;
    let recent: Vec<String> = sealed
        .iter()
        .filter(days)
        .map(|round| format!("{} (sealed {})", round.name, platform::clock::local(round.sealed).date()))
        .collect();
    Ok(match recent.is_empty() {
        true => "none in the data folder from before a sealing".to_owned(),
        false => format!(
            "none in the data folder from before a sealing; where else they are kept, remove those from before that of {}",
            recent.join(", ")
        ),
    })
}

/// Archives of this program below a folder, with the moment of each.
fn archives(folder: &Path) -> Vec<(PathBuf, Timestamp)> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(&next).into_iter().flatten().flatten() {
            let path = entry.path();
            // A link could lead anywhere, also round in a circle.
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(path),
                Ok(kind) if kind.is_file() => found.extend(made(&path).map(|made| (path, made))),
                _ => {}
            }
        }
    }
    found.sort();
    found
}

/// When an archive was made; `None` for every other file.
fn made(path: &Path) -> Option<Timestamp> {
    let mut header = [0; HEADER];
    std::fs::File::open(path).ok()?.read_exact(&mut header).ok()?;
    if header.get(MAGIC)? != b"ustar" {
        return None;
    }
    let mut archive = tar::Archive::new(std::fs::File::open(path).ok()?);
    for entry in archive.entries_with_seek().ok()? {
        // One that was cut off has tables all the same: its times are those of its entries.
        let Ok(mut entry) = entry else { break };
        if entry.path().ok()?.as_os_str() == "manifest.json" {
            let mut text = Vec::new();
            entry.by_ref().take(LARGEST_MANIFEST).read_to_end(&mut text).ok()?;
            return serde_json::from_slice::<Manifest>(&text).ok().map(|manifest| manifest.made_at);
        }
    }
    let mut archive = tar::Archive::new(std::fs::File::open(path).ok()?);
    let first = archive.entries_with_seek().ok()?.next()?.ok()?;
    let ours = first.path().ok()?.starts_with("tables");
    let seconds = i64::try_from(first.header().mtime().ok()?).ok()?;
    if ours { Timestamp::from_second(seconds).ok() } else { None }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn sealed() -> Vec<SealedRound> {
        let (opened, sealed) = (at("2027-03-01T12:00:00Z"), at("2027-03-15T12:00:00Z"));
        vec![SealedRound { name: "west: Jouw buurt".into(), opened, sealed }]
    }

    fn archive(folder: &Path, name: &str, made_at: &str, whole: bool) {
        let manifest = Manifest { format: 1, made_at: at(made_at), migrations: vec![], tables: vec![], files: 0 };
        let mut tar = tar::Builder::new(std::fs::File::create(folder.join(name)).unwrap());
        let mut add = |path: &str, text: &[u8]| {
            let mut header = tar::Header::new_gnu();
            header.set_size(text.len() as u64);
            header.set_mtime(u64::try_from(at(made_at).as_second()).unwrap());
            header.set_cksum();
            tar.append_data(&mut header, path, text).unwrap();
        };
        add("tables/voting_round/0001.ndjson", b"{}\n");
        if whole {
            add("manifest.json", &serde_json::to_vec(&manifest).unwrap());
        }
        tar.into_inner().unwrap();
    }

    #[test]
    fn archives_from_before_a_sealing_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let look = |now: &str| look(folder.path(), &sealed(), at(now));
        let recent = look("2027-03-20T12:00:00Z").unwrap();
        assert!(recent.contains("none in the data folder") && recent.contains("west: Jouw buurt (sealed 2027-03-15)"));
        assert_eq!(look("2027-06-20T12:00:00Z"), Ok("none in the data folder from before a sealing".into()));
        archive(folder.path(), "before.tar", "2027-02-28T12:00:00Z", true);
        archive(folder.path(), "after.tar", "2027-03-15T12:00:00Z", true);
        std::fs::write(folder.path().join("other.tar"), vec![b'x'; 2_000]).unwrap();
        std::fs::write(folder.path().join("short"), b"x").unwrap();
        assert!(look("2027-06-20T12:00:00Z").is_ok());
        std::fs::create_dir(folder.path().join("old")).unwrap();
        archive(&folder.path().join("old"), "during.tar", "2027-03-15T11:59:59Z", true);
        archive(folder.path(), "cut.unfinished", "2027-03-10T12:00:00Z", false);
        let wrong = look("2027-06-20T12:00:00Z").unwrap_err();
        assert!(wrong.contains("old/during.tar (west: Jouw buurt)") && wrong.contains("cut.unfinished"), "{wrong}");
        assert!(!wrong.contains("before.tar") && !wrong.contains("after.tar"), "{wrong}");
    }
}
