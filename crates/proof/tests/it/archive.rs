//! The ZIP file itself: cut, blown up, with names and parts that do not belong there.

use crate::made::{checked, files, packed, plain};
use proof::package::{self, FILES};
use proof::verify::Check;
use proof::zip::{self, Refused};

#[track_caller]
fn refused(bytes: &[u8], words: &str) {
    let report = checked(bytes);
    let finding = report.failing().next().unwrap();
    assert_eq!((report.findings.len(), finding.check), (1, Check::Archive));
    assert!(finding.found.en.contains(words), "{}", finding.found.en);
}

#[test]
fn a_cut_file_is_refused() {
    let whole = plain(1, 20).zip();
    for length in [0, 1, 21, 22, whole.len() / 2, whole.len() - 1] {
        refused(&whole[..length], "no ZIP file");
    }
    refused(b"PK, but no archive and long enough to be one", "no ZIP file");
    refused(&[&whole[..], b"more"].concat(), "no ZIP file");
    refused(&[b"before", &whole[..]].concat(), "contradict");
}

#[test]
fn names_that_do_not_belong_are_refused() {
    let whole = files(&plain(1, 20).zip());
    for name in [
        "../../etc/cron.d/x",
        "/etc/passwd",
        "C:\\x",
        "ballots.tsv/",
        "sub/rules.json",
        "Rules.json",
        "",
        "rules.json\0",
        "readme.md",
    ] {
        let mut more = whole.clone();
        more.insert(name.to_owned(), b"x".to_vec());
        refused(&packed(&more), "does not belong there");
    }
    for name in whole.keys().filter(|name| *name != package::BALLOTS) {
        let mut less = whole.clone();
        less.remove(name);
        refused(&packed(&less), &format!("{name} is missing"));
    }
    let mut less = whole.clone();
    less.remove(package::BALLOTS);
    let report = checked(&packed(&less));
    let failing: Vec<Check> = report.failing().map(|finding| finding.check).collect();
    assert_eq!(failing, [Check::Files, Check::Round], "ballots that the manifest names");
}

#[test]
fn two_files_with_one_name_are_refused() {
    let whole = files(&plain(1, 20).zip());
    let mut writer = zip::Writer::new(Vec::new());
    for (name, bytes) in whole.iter().chain(whole.iter().take(1)) {
        writer.add(name, |file| file.write_all(bytes)).unwrap();
    }
    refused(&writer.finish().unwrap(), "two files");
}

#[test]
fn a_bomb_is_not_unpacked() {
    let mut whole = files(&plain(1, 20).zip());
    whole.insert(package::LOG.to_owned(), vec![0; 300 << 20]);
    refused(&packed(&whole), "log.tsv is larger");
    whole.insert(package::LOG.to_owned(), Vec::new());
    whole.insert(package::SIGNATURE.to_owned(), vec![b'0'; 130]);
    refused(&packed(&whole), "manifest.sig is larger");
}

#[test]
fn a_size_that_is_a_lie_is_found() {
    let files = [("manifest.sig", vec![7_u8; 100])].into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect();
    let whole = packed(&files);
    let allowed = [FILES[1]];
    assert!(zip::read(&whole, &allowed).is_ok());
    let central = whole.windows(4).rposition(|four| four == [0x50, 0x4b, 1, 2]).unwrap();
    let descriptor = whole.windows(4).rposition(|four| four == [0x50, 0x4b, 7, 8]).unwrap();
    for (change, expected) in [(-1_i8, "is damaged"), (1, "is damaged")] {
        let mut lie = whole.clone();
        lie[central + 24] = lie[central + 24].wrapping_add_signed(change);
        lie[descriptor + 12] = lie[descriptor + 12].wrapping_add_signed(change);
        let refused = zip::read(&lie, &allowed).unwrap_err();
        assert!(refused.to_string().contains(expected), "{refused}");
    }
    let mut lie = whole.clone();
    lie[central + 24] += 1;
    assert!(zip::read(&lie, &allowed).is_err(), "two headers that differ");
    let mut encrypted = whole.clone();
    encrypted[central + 8] |= 1;
    assert_eq!(zip::read(&encrypted, &allowed), Err(Refused::Unsupported("manifest.sig".into())));
}

#[test]
fn a_changed_bit_of_the_archive_changes_nothing_unseen() {
    let whole = plain(3, 3).zip();
    let right = package::read(&whole).unwrap();
    let mut refused = 0;
    for place in 0..whole.len() {
        let mut changed = whole.clone();
        changed[place] ^= 1 << (place % 8);
        match package::read(&changed) {
            Err(_) => refused += 1,
            // Times, versions and attributes are nobody's business.
            Ok(files) => assert_eq!(files, right, "{place}"),
        }
    }
    assert!(refused * 10 > whole.len() * 9, "{refused} of {}", whole.len());
}
