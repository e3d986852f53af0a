//! The verifier that runs in browsers, written by itself in another language, finds the same rounds whole and counts the
//! same plans, and refuses what was changed.

use crate::made::{Dice, Made, files, packed, plain, round, signed};
use proof::package;
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// What the script says of some downloads, in their order.
fn told(name: &str, zips: &[Vec<u8>], key: Option<&str>) -> Vec<Value> {
    let folder = std::env::temp_dir().join(format!("samenspel-second-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts/recount.mjs");
    let mut node = Command::new("node");
    node.arg(script).arg("--json");
    node.args(key.iter().flat_map(|key| ["--key", key]));
    for (place, zip) in zips.iter().enumerate() {
        let file = folder.join(format!("{place}.zip"));
        std::fs::write(&file, zip).unwrap();
        node.arg(file);
    }
    let output = node.output();
    let output = output.unwrap_or_else(|no| panic!("this test needs node (Debian: nodejs), at least version 20: {no}"));
    std::fs::remove_dir_all(&folder).unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let reports: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(reports.len(), zips.len(), "{}", String::from_utf8_lossy(&output.stderr));
    let whole = reports.iter().all(|report| report["whole"] == true);
    assert_eq!(output.status.code(), Some(i32::from(!whole)), "the exit code is 0 exactly if all are whole");
    reports
}

fn state<'r>(report: &'r Value, check: &str) -> &'r str {
    let found = report["checks"].as_array().unwrap().iter().find(|found| found["check"] == check);
    found.and_then(|found| found["state"].as_str()).unwrap_or("missing")
}

#[test]
fn every_round_is_found_whole_and_counts_the_same() {
    let mades: Vec<Made> = (0..60).map(round).collect();
    let zips: Vec<Vec<u8>> = mades.iter().map(Made::zip).collect();
    let (mut recounted, mut not) = (0, 0);
    for (made, report) in mades.iter().zip(told("whole", &zips, None)) {
        assert_eq!(report["whole"], true, "{report:#}");
        assert_eq!(report["fingerprint"], made.signer().public().fingerprint());
        for check in ["files", "signature", "log", "acts"] {
            assert_eq!(state(&report, check), "holds", "{report:#}");
        }
        assert_eq!(state(&report, "ballots"), if made.withheld { "unchecked" } else { "holds" }, "{report:#}");
        if state(&report, "count") == "unchecked" {
            not += 1;
            continue;
        }
        let outcome: Value = serde_json::from_str(&made.outcome).unwrap();
        let ids: Vec<&Value> = report["plans"].as_array().unwrap().iter().map(|plan| &plan["id"]).collect();
        assert_eq!(ids, outcome["selected"].as_array().unwrap().iter().collect::<Vec<_>>());
        assert_eq!(report["cost"], outcome["cost"]);
        recounted += 1;
    }
    assert!(recounted > 20, "{recounted} recounted, {not} not");
}

#[test]
fn another_key_is_refused() {
    let made = plain(1, 30);
    let right = made.signer().public().fingerprint();
    assert_eq!(told("right", &[made.zip()], Some(&right))[0]["whole"], true);
    let wrong = told("wrong", &[made.zip()], Some(&"0".repeat(64)));
    assert_eq!((state(&wrong[0], "files"), state(&wrong[0], "signature")), ("holds", "fails"));
}

#[test]
fn one_changed_byte_in_any_file_is_refused() {
    let mut dice = Dice::new(5);
    let (mut names, mut zips) = (Vec::new(), Vec::new());
    for made in [plain(1, 30), round(2), round(3)] {
        let whole = files(&made.zip());
        for (name, bytes) in &whole {
            for place in [0, bytes.len() / 2, bytes.len() - 1, dice.below(bytes.len())] {
                let mut changed = whole.clone();
                changed.get_mut(name).unwrap()[place] ^= 1 << dice.below(7);
                names.push(format!("{name} at {place}"));
                zips.push(packed(&changed));
            }
            let mut without = whole.clone();
            without.remove(name);
            names.push(format!("without {name}"));
            zips.push(packed(&without));
        }
        let mut more = whole.clone();
        more.insert("more.txt".to_owned(), b"more".to_vec());
        names.push("a file more".to_owned());
        zips.push(packed(&more));
    }
    for (name, report) in names.iter().zip(told("changed", &zips, None)) {
        assert_eq!(report["whole"], false, "{name}: {report:#}");
    }
}

#[test]
fn what_contradicts_itself_is_refused_even_when_the_right_key_signed_it() {
    let mut dice = Dice::new(6);
    // The manifest is free to say what it likes, the report is no part of the count, and proofs follow from the log.
    let free = [package::MANIFEST, package::SIGNATURE, package::REPORT, package::PROOFS];
    let (mut names, mut zips) = (Vec::new(), Vec::new());
    for made in [plain(4, 40), round(12), round(13)] {
        let whole = files(&made.zip());
        for name in whole.keys().filter(|name| !free.contains(&name.as_str())) {
            for _ in 0..6 {
                let mut changed = whole.clone();
                let bytes = changed.get_mut(name).unwrap();
                let place = dice.below(bytes.len());
                bytes[place] ^= 1 << dice.below(7);
                names.push(format!("{name} at {place}"));
                zips.push(signed(changed, &made.signer()));
            }
        }
    }
    assert!(zips.len() > 100);
    for (name, report) in names.iter().zip(told("signed", &zips, None)) {
        assert_eq!(report["whole"], false, "{name}: {report:#}");
        assert_eq!((state(&report, "files"), state(&report, "signature")), ("holds", "holds"), "{name}: {report:#}");
    }
}
