//! Receipts of voters.

use crate::made::{Made, plain};
use proof::leaf::Reason;
use proof::log::Entry;
use proof::sign::Signer;
use proof::verify::{Asked, Check, Report, Verdict, verify};
use serde_json::{Value, json};

fn asked(made: &Made, receipt: &Value) -> Report {
    let receipts = vec![("bewijs.json".to_owned(), receipt.to_string().into_bytes())];
    verify(&made.zip(), &Asked { receipts, ..Asked::default() })
}

#[track_caller]
fn says(report: &Report, verdict: Verdict, words: &str) {
    let finding = report.of(Check::Receipt).unwrap();
    assert_eq!(finding.verdict, verdict, "{}", finding.found.en);
    assert!(finding.found.en.contains(words), "{}", finding.found.en);
    assert_eq!(report.is_whole(), verdict == Verdict::Holds);
}

#[test]
fn every_receipt_tells_what_became_of_the_ballot() {
    let mut seen = [0; 3];
    for made in (10..16).map(|seed| plain(seed, 30)) {
        for kept in &made.kept {
            let (place, words) = match kept.became {
                None => (0, "counts"),
                Some(Reason::Replaced) => (1, "later replaced by its voter"),
                Some(Reason::Void) => (2, "declared void"),
            };
            seen[place] += 1;
            if seen[place] < 12 {
                says(&asked(&made, &made.receipt(kept)), Verdict::Holds, words);
            }
        }
    }
    assert!(seen.iter().all(|times| *times > 3), "{seen:?}");
}

#[test]
fn forged_receipts_are_named() {
    let made = plain(20, 30);
    let right = made.receipt(&made.kept[0]);
    let with = |key: &str, value: Value| {
        let mut changed = right.clone();
        changed[key] = value;
        asked(&made, &changed)
    };
    says(&asked(&made, &right), Verdict::Holds, "ballot");
    says(&with("ballot", json!("[99]")), Verdict::Fails, "contradicts itself");
    says(&with("nonce", json!("00".repeat(32))), Verdict::Fails, "contradicts itself");
    says(&with("leaf", json!("00".repeat(32))), Verdict::Fails, "contradicts itself");
    says(&with("signature", json!("00".repeat(64))), Verdict::Fails, "is forged");
    says(&with("signature", json!("x")), Verdict::Fails, "is no receipt");
    says(&with("round", json!(plain(21, 1).round)), Verdict::Fails, "another round");
    says(&asked(&made, &json!([])), Verdict::Fails, "is no receipt");
    // Promised by somebody else.
    let other = Made { seed: [3; 32], ..made.clone() };
    assert_ne!(Signer::from_seed(&[3; 32]).public(), made.signer().public());
    says(&asked(&made, &other.receipt(&made.kept[0])), Verdict::Fails, "is forged");
}

#[test]
fn a_broken_promise_is_named() {
    let mut made = plain(22, 30);
    let kept = made.kept.iter().find(|kept| kept.became.is_none()).unwrap().clone();
    let receipt = made.receipt(&kept);
    let leaf = receipt["leaf"].as_str().unwrap().to_owned();
    made.log.retain(|entry: &Entry| proof::hex(&entry.leaf) != leaf);
    let report = asked(&made.clone().with_new_heads(), &receipt);
    says(&report, Verdict::Fails, "That promise was broken");
}
