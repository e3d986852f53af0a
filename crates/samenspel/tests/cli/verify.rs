//! `verify`: the download of a vote, checked by a process that has nothing else.

use crate::made::BIN;
use proof::log::{Deed, Entry};
use proof::package::{BallotLine, Ballots, Content, write};
use proof::sign::{Head, SignedHead, Signer};
use proof::tree::root;
use proof::{count, hex, leaf, sha256};
use serde_json::json;
use std::path::PathBuf;
use testkit::{Kind, Place};
use uuid::Uuid;

/// A small vote, whole and signed.
struct Vote {
    signer: Signer,
    round: Uuid,
    zip: Vec<u8>,
    heads: Vec<SignedHead>,
    receipt: serde_json::Value,
}

fn vote() -> Vote {
    let (signer, round) = (Signer::from_seed(&[5; 32]), Uuid::from_u128(0x1234_5678));
    let at = || "2027-03-15T12:00:00Z".to_owned();
    let rules = json!({
        "round": round, "title": "Jouw buurt", "opensAt": "2027-03-01T00:00:00Z", "closesAt": at(), "budget": 10_000,
        "rules": {
            "electorate": {"codes": true, "email": false}, "blankAllowed": false, "reviewDays": 0,
            "limits": {"minPlans": 1, "maxPlans": null, "minSum": 0, "maxSum": null},
            "rule": {"rule": "greedy_votes", "skipping": true, "tieBreak": {"by": "id"}},
        },
    })
    .to_string();
    let candidates = json!([
        {"number": 1, "id": "1", "title": "Bankjes", "cost": 6_000, "theme": null, "area": null},
        {"number": 2, "id": "2", "title": "Bomen", "cost": 5_000, "theme": null, "area": null},
    ])
    .to_string();
    let line = |number: u8, ballot: &str| BallotLine {
        voter_nonce: [number; 32],
        nonce: [number + 100; 32],
        ballot: ballot.to_owned(),
    };
    let lines = vec![line(1, "[1,2]"), line(2, "[2]"), line(3, "[2]")];
    let leaf_of = |line: &BallotLine| leaf::ballot(round, &line.voter_nonce, &line.nonce, &line.ballot);
    let file = |text: &str| hex(&sha256(text.as_bytes()));
    let opened = Deed::Opened { at: at(), entitlements: 5, rules: file(&rules), candidates: file(&candidates) };
    let mut log = vec![Entry::act(round, opened.json())];
    log.extend(lines.iter().map(|line| Entry::ballot(leaf_of(line))));
    log.push(Entry::act(round, Deed::Closed { at: at() }.json()));
    let sealed = Deed::Sealed { at: at(), issued: 5, used: 3, void: 0, ballots: 3, voided: 0 };
    log.push(Entry::act(round, sealed.json()));
    let (read_rules, read_candidates): (proof::package::RulesFile, Vec<proof::package::Candidate>) =
        (serde_json::from_str(&rules).unwrap(), serde_json::from_str(&candidates).unwrap());
    let texts = lines.iter().map(|line| line.ballot.as_str());
    let outcome =
        count::count(&read_rules.rules, read_rules.budget, &read_candidates, &Default::default(), texts).unwrap();
    let outcome = serde_json::to_string(&outcome).unwrap();
    log.push(Entry::act(round, Deed::Counted { at: at(), outcome: file(&outcome) }.json()));
    let leaves: Vec<_> = log.iter().map(|entry| entry.leaf).collect();
    let head = |size: usize| {
        let (size_u64, root) = (size as u64, root(&leaves[..size]));
        signer.head(Head { round, size: size_u64, root, at: at().parse().unwrap() })
    };
    let heads = vec![head(1), head(5), head(leaves.len())];
    let report = json!({"issued": 5, "used": 3, "void": 0, "ballots": 3, "voided": 0, "blank": 0}).to_string();
    let promised = leaf_of(&lines[0]);
    let receipt = json!({
        "round": round, "voterNonce": hex(&[1; 32]), "nonce": hex(&[101; 32]), "ballot": "[1,2]",
        "leaf": hex(&promised), "signature": hex(&signer.promise(round, &promised)),
    });
    let content = Content {
        round,
        title: "Jouw buurt",
        organisation: "Voorbeeldstad",
        made: &at().parse().unwrap(),
        rules: &rules,
        candidates: &candidates,
        ballots: Ballots::Public(lines),
        log: &log,
        heads: &heads,
        outcome: &outcome,
        decision: "null",
        report: &report,
    };
    let zip = write(content, &signer, Vec::new()).unwrap();
    Vote { signer, round, zip, heads, receipt }
}

fn saved(place: &Place, name: &str, bytes: &[u8]) -> String {
    let path: PathBuf = place.folder().join(name);
    std::fs::create_dir_all(place.folder()).unwrap();
    std::fs::write(&path, bytes).unwrap();
    path.display().to_string()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_download_is_checked_and_recounted() {
    let (place, vote) = (Place::new(BIN, Kind::Sqlite).await, vote());
    let zip = saved(&place, "stemming.zip", &vote.zip);
    let dutch = place.run(&["verify", &zip, "--lang", "nl"]);
    assert_eq!(dutch.code, Some(0), "{dutch:?}");
    assert!(dutch.out.contains("opnieuw geteld: 3. Gekozen plannen: 1, samen € 50."), "{}", dutch.out);
    assert!(dutch.out.ends_with("Alles klopt. De stemmen zijn opnieuw geteld en geven dezelfde uitslag.\n"));
    assert!(dutch.out.lines().all(|line| line.chars().count() <= 80), "{}", dutch.out);
    let fingerprint = vote.signer.public().fingerprint();
    let head = saved(&place, "stand.txt", vote.heads[1].text().as_bytes());
    let receipt = saved(&place, "bewijs.json", vote.receipt.to_string().as_bytes());
    let asked = ["verify", &zip, "--lang", "en", "--key", &fingerprint, "--head", &head, "--receipt", &receipt];
    let english = place.run(&asked);
    assert_eq!(english.code, Some(0), "{english:?}");
    for words in ["It is the key that you named.", "stand.txt", "bewijs.json: ballot", "counts."] {
        assert!(english.out.contains(words), "{words}: {}", english.out);
    }
    let json = place.run(&["verify", &zip, "--json"]).json();
    assert_eq!((&json["whole"], &json["recounted"]), (&json!(true), &json!(true)));
    assert_eq!(json["about"]["round"], vote.round.to_string());
    assert_eq!(json["about"]["fingerprint"], fingerprint);
    assert!(!place.folder().join("samenspel.sqlite").exists(), "it needs no database");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_wrong_is_said_and_ends_with_one() {
    let (place, vote) = (Place::new(BIN, Kind::Sqlite).await, vote());
    let zip = saved(&place, "stemming.zip", &vote.zip);
    let key = place.run(&["verify", &zip, "--lang", "nl", "--key", &"0".repeat(64)]);
    assert_eq!(key.code, Some(1));
    assert!(key.out.contains("FOUT   Sleutel\n       Getekend met een andere sleutel"), "{}", key.out);
    assert!(key.out.lines().all(|line| line.chars().count() <= 80), "{}", key.out);
    let mut other = vote.heads[1].head.clone();
    other.root = [1; 32];
    let other = saved(&place, "ander.txt", vote.signer.head(other).text().as_bytes());
    let head = place.run(&["verify", &zip, "--lang", "en", "--head", &other]);
    assert_eq!(head.code, Some(1));
    assert!(head.out.contains("is of another log"), "{}", head.out);
    let mut receipt = vote.receipt.clone();
    receipt["signature"] = json!("0".repeat(128));
    let receipt = saved(&place, "vals.json", receipt.to_string().as_bytes());
    let forged = place.run(&["verify", &zip, "--receipt", &receipt, "--json"]);
    assert_eq!(forged.code, Some(1));
    let said: serde_json::Value = serde_json::from_str(&forged.out).unwrap();
    assert_eq!(said["whole"], json!(false));
    let findings = said["findings"].as_array().unwrap();
    let failing: Vec<_> = findings.iter().filter(|finding| finding["verdict"] == "fails").collect();
    assert_eq!((failing.len(), &failing[0]["check"]), (1, &json!("receipt")));
    let nothing = saved(&place, "brief.zip", b"Geachte heer");
    let none = place.run(&["verify", &nothing, "--lang", "en"]);
    assert_eq!(none.code, Some(1));
    assert!(
        none.out.contains("This is no ZIP file") && none.out.ends_with("It is not right: 1 check fails.\n"),
        "{none:?}"
    );
    let missing = place.run(&["verify", "/nowhere.zip"]);
    assert_eq!(missing.code, Some(1));
    assert!(missing.err.contains("/nowhere.zip cannot be read"), "{missing:?}");
}
