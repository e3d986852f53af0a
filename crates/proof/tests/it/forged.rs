//! Every forgery is refused, and by the check that is there for it.

use crate::made::{Dice, Files, Made, checked, files, packed, plain, round, signed};
use proof::leaf::{self, Reason};
use proof::log::{Deed, Entry, Kind};
use proof::sign::Signer;
use proof::verify::{Asked, Check, Report, Verdict, verify};
use proof::{hex, package};

/// Fails by these checks and no other.
#[track_caller]
fn fails(report: &Report, checks: &[Check]) {
    let failing: Vec<Check> = report.failing().map(|finding| finding.check).collect();
    assert_eq!(failing, checks, "{:#?}", report.failing().collect::<Vec<_>>());
    assert!(!report.is_whole());
    for finding in report.failing() {
        assert!(!finding.found.nl.is_empty() && !finding.found.en.is_empty() && finding.found.nl != finding.found.en);
    }
}

fn failing(report: &Report) -> Vec<Check> {
    report.failing().map(|finding| finding.check).collect()
}

#[test]
fn one_changed_byte_in_any_file_is_found() {
    let mut dice = Dice::new(99);
    for seed in [1, 2, 3] {
        let made = if seed == 1 { plain(1, 30) } else { round(seed) };
        let whole = files(&made.zip());
        for (name, bytes) in &whole {
            let places = [0, bytes.len() / 2, bytes.len() - 1, dice.below(bytes.len()), dice.below(bytes.len())];
            for place in places {
                let mut changed = whole.clone();
                changed.get_mut(name).unwrap()[place] ^= 1 << dice.below(7);
                let report = checked(&packed(&changed));
                let failing = failing(&report);
                let expected = match name.as_str() {
                    package::MANIFEST | package::SIGNATURE => {
                        failing.contains(&Check::Signature) || failing.contains(&Check::Format)
                    }
                    _ => failing.contains(&Check::Files),
                };
                assert!(expected, "{name} at {place}: {failing:?}");
            }
            let mut changed = whole.clone();
            changed.get_mut(name).unwrap().push(b'\n');
            assert!(!checked(&packed(&changed)).is_whole(), "a line more in {name}");
            changed.get_mut(name).unwrap().truncate(bytes.len() - 1);
            assert!(!checked(&packed(&changed)).is_whole(), "a byte less in {name}");
        }
    }
}

#[test]
fn a_changed_byte_is_found_even_when_signed_again_by_the_right_key() {
    let mut dice = Dice::new(7);
    let made = plain(4, 40);
    let whole = files(&made.zip());
    let free = [package::MANIFEST, package::SIGNATURE, package::REPORT];
    for (name, bytes) in whole.iter().filter(|(name, _)| !free.contains(&name.as_str())) {
        for _ in 0..40 {
            let mut changed = whole.clone();
            let place = dice.below(bytes.len());
            changed.get_mut(name).unwrap()[place] ^= 1 << dice.below(7);
            let report = checked(&signed(changed, &made.signer()));
            // Spaces that mean nothing in heads and proofs are the only thing that can be otherwise.
            assert!(!report.is_whole(), "{name} at {place}");
        }
    }
}

#[test]
fn another_key_is_named() {
    let made = plain(5, 30);
    let other = Signer::from_seed(&[1; 32]);
    let asked = Asked { key: Some(made.signer().public().fingerprint()), ..Asked::default() };
    let report = verify(&signed(files(&made.zip()), &other), &asked);
    // The heads still are those of the right key.
    fails(&report, &[Check::Key, Check::Heads]);
    // Somebody who makes everything anew is found out by the fingerprint alone.
    let forged = Made { seed: [1; 32], ..made.clone() }.with_new_heads();
    fails(&verify(&forged.zip(), &asked), &[Check::Key]);
    assert!(verify(&forged.zip(), &Asked::default()).is_whole(), "without a fingerprint it cannot be seen");
    let head = ("bewaard.txt".to_owned(), made.heads[1].text().into_bytes());
    fails(&verify(&forged.zip(), &Asked { heads: vec![head], ..Asked::default() }), &[Check::SavedHead]);
}

fn with_ballots(made: &Made, change: impl Fn(&mut Vec<String>)) -> Report {
    let mut changed = files(&made.zip());
    let text = String::from_utf8(changed[package::BALLOTS].clone()).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    change(&mut lines);
    let text = lines.iter().map(|line| format!("{line}\n")).collect::<String>();
    changed.insert(package::BALLOTS.to_owned(), text.into_bytes());
    checked(&signed(changed, &made.signer()))
}

/// A round in which every plan was chosen by several.
fn some() -> Made {
    plain(6, 60)
}

#[test]
fn ballots_that_contradict_the_log_are_named() {
    let made = some();
    for wrong in [
        with_ballots(&made, |lines| drop(lines.pop())),
        with_ballots(&made, |lines| lines.push(lines[0].clone())),
        with_ballots(&made, |lines| lines.push(format!("{}\t{}\t[1]", "00".repeat(32), "11".repeat(32)))),
    ] {
        let failing = failing(&wrong);
        assert!(failing.contains(&Check::Ballots) && failing.contains(&Check::Numbers), "{failing:?}");
        assert!(failing.contains(&Check::Count), "{failing:?}");
    }
    // One exchanged for another: the number stays.
    let other = with_ballots(&made, |lines| {
        let last = lines.pop().unwrap();
        let (nonces, ballot) = last.rsplit_once('\t').unwrap();
        lines.push(format!("{nonces}\t{}", if ballot == "[]" { "[1]" } else { "[]" }));
    });
    assert!(failing(&other).contains(&Check::Ballots), "{:?}", failing(&other));
    // A replaced ballot instead of the one that replaced it.
    let replaced = made.kept.iter().find(|kept| kept.became == Some(Reason::Replaced)).unwrap();
    let old = replaced.line.line();
    let back = with_ballots(&made, |lines| lines[0] = old.trim_end().to_owned());
    let found = &back.of(Check::Ballots).unwrap();
    assert_eq!(found.verdict, Verdict::Fails);
    assert!(found.found.en.contains("was revoked and is in the count all the same"), "{}", found.found.en);
    // The order of ballots means nothing.
    let mixed = with_ballots(&made, |lines| lines.reverse());
    assert!(mixed.is_whole());
}

fn log_changed(made: &Made, change: impl Fn(&mut Vec<Entry>)) -> Made {
    let mut changed = made.clone();
    change(&mut changed.log);
    changed
}

/// With the same heads: what the server could do who has lost its key.
fn with_log(made: &Made, change: impl Fn(&mut Vec<Entry>)) -> Report {
    let changed = log_changed(made, change);
    let mut whole = files(&made.zip());
    whole.insert(package::LOG.into(), changed.log.iter().map(Entry::line).collect::<String>().into_bytes());
    checked(&signed(whole, &made.signer()))
}

fn first_ballot(log: &[Entry]) -> usize {
    log.iter().position(|entry| entry.kind == Kind::Ballot).unwrap()
}

#[test]
fn a_changed_log_contradicts_its_heads() {
    let made = some();
    let dropped = with_log(&made, |log| drop(log.remove(first_ballot(log))));
    assert!(failing(&dropped).contains(&Check::Heads));
    assert!(failing(&dropped).contains(&Check::Ballots));
    let swapped = with_log(&made, |log| {
        let at = first_ballot(log);
        log.swap(at, at + 1);
    });
    fails(&swapped, &[Check::Heads]);
    let added = with_log(&made, |log| log.push(Entry::ballot([9; 32])));
    let failing = failing(&added);
    assert!(failing.contains(&Check::Heads) && failing.contains(&Check::Acts) && failing.contains(&Check::Ballots));
    let cut = with_log(&made, |log| drop(log.pop()));
    assert!(crate::forged::failing(&cut).contains(&Check::Heads));
}

/// With heads signed anew: what somebody with the key could do.
#[test]
fn a_log_made_anew_contradicts_saved_heads() {
    let made = some();
    let saved = ("bewaard.json".to_owned(), files(&made.zip())[package::HEADS].clone());
    let asked = Asked { heads: vec![saved], ..Asked::default() };
    let swapped = log_changed(&made, |log| {
        let at = first_ballot(log);
        log.swap(at, at + 1);
    });
    let zip = swapped.with_new_heads().zip();
    assert!(checked(&zip).is_whole(), "by itself it is a log as good as another");
    let report = verify(&zip, &asked);
    fails(&report, &[Check::SavedHead]);
    assert!(report.of(Check::SavedHead).unwrap().found.en.contains("is of another log"));
    // A shorter one.
    let last = made.heads.last().unwrap().clone();
    let asked = Asked { heads: vec![("laatste.txt".into(), last.text().into_bytes())], ..Asked::default() };
    let undecided = log_changed(&made, |log| drop(log.pop()));
    let report = verify(&undecided.with_new_heads().zip(), &asked);
    assert!(report.of(Check::SavedHead).unwrap().found.en.contains("the log was cut"));
}

#[test]
fn heads_of_others_are_named() {
    let (made, other) = (some(), plain(7, 30));
    let mut mixed = made.clone();
    let last = mixed.heads.len() - 1;
    // Right size and root, signed for another round.
    let mut head = mixed.heads[last].head.clone();
    head.round = other.round;
    mixed.heads[last].signature = made.signer().head(head).signature;
    fails(&checked(&mixed.zip()), &[Check::Heads]);
    let mut forged = made.clone();
    forged.heads[1].signature[5] ^= 4;
    fails(&checked(&forged.zip()), &[Check::Heads]);
    let foreign = Asked { heads: vec![("h".into(), other.heads[0].text().into_bytes())], ..Asked::default() };
    fails(&verify(&made.zip(), &foreign), &[Check::SavedHead]);
    let mut of_other_round = made.heads[1].head.clone();
    of_other_round.round = other.round;
    let head = made.signer().head(of_other_round).text().into_bytes();
    let report = verify(&made.zip(), &Asked { heads: vec![("h".into(), head)], ..Asked::default() });
    fails(&report, &[Check::SavedHead]);
    assert!(report.of(Check::SavedHead).unwrap().found.en.contains("another round"));
    let nothing = Asked { heads: vec![("h".into(), b"[]".to_vec()), ("i".into(), vec![0xFF])], ..Asked::default() };
    fails(&verify(&made.zip(), &nothing), &[Check::SavedHead, Check::SavedHead]);
}

fn with_file(made: &Made, name: &str, change: impl Fn(&str) -> String) -> Report {
    let mut whole: Files = files(&made.zip());
    let text = String::from_utf8(whole[name].clone()).unwrap();
    let changed = change(&text);
    assert_ne!(changed, text, "{name}");
    whole.insert(name.to_owned(), changed.into_bytes());
    checked(&signed(whole, &made.signer()))
}

#[test]
fn a_forged_proof_is_named() {
    let made = some();
    let changed = with_file(&made, package::PROOFS, |text| {
        let at = text.find("\"path\":[\"").unwrap() + 10;
        let digit = if &text[at..=at] == "0" { "1" } else { "0" };
        format!("{}{digit}{}", &text[..at], &text[at + 1..])
    });
    fails(&changed, &[Check::Proofs]);
    let none = with_file(&made, package::PROOFS, |_| "[]".to_owned());
    fails(&none, &[Check::Proofs]);
}

#[test]
fn another_winner_with_the_right_hash_is_found_by_counting() {
    let made = some();
    let outcome: tally::Outcome = serde_json::from_str(&made.outcome).unwrap();
    let mut changed = made.clone();
    let mut forged = outcome.clone();
    forged.selected.pop();
    changed.outcome = serde_json::to_string(&forged).unwrap();
    let hash = hex(&proof::sha256(changed.outcome.as_bytes()));
    changed.change_deed(|deed| {
        if let Deed::Counted { outcome, .. } = deed {
            outcome.clone_from(&hash);
        }
    });
    let report = checked(&changed.with_new_heads().zip());
    fails(&report, &[Check::Count]);
    assert!(report.of(Check::Count).unwrap().found.en.starts_with("The ballots give other plans"));
    // Only the votes of a plan.
    let mut forged = outcome;
    forged.entries[0].votes += 1;
    let mut changed = made;
    changed.outcome = serde_json::to_string(&forged).unwrap();
    fails(&checked(&changed.zip()), &[Check::Outcome, Check::Count]);
}

#[test]
fn other_rules_and_plans_are_not_those_of_the_opening() {
    let made = some();
    let cost = with_file(&made, package::CANDIDATES, |text| text.replacen("\"cost\":", "\"cost\":1", 1));
    assert!(failing(&cost).contains(&Check::Opening));
    assert!(failing(&cost).contains(&Check::Count));
    let budget = with_file(&made, package::RULES, |text| text.replacen("\"budget\":", "\"budget\":1", 1));
    assert!(failing(&budget).contains(&Check::Opening));
    assert!(failing(&budget).contains(&Check::Outcome));
    // Plain space changes nothing but the bytes.
    fails(&with_file(&made, package::RULES, |text| format!("{text} ")), &[Check::Opening]);
    let other =
        with_file(&made, package::RULES, |text| text.replace(&made.round.to_string(), &plain(8, 1).round.to_string()));
    fails(&other, &[Check::Round, Check::Opening]);
    let kept = with_file(&made, package::RULES, |text| text.replace("everybody", "auditors"));
    fails(&kept, &[Check::Round, Check::Opening]);
    let mut held_back = made.clone();
    held_back.withheld = true;
    fails(&checked(&held_back.zip()), &[Check::Round]);
    assert!(checked(&Made { auditors: true, ..made }.zip()).is_whole(), "auditors may have what everybody has");
}

#[test]
fn a_decision_is_the_one_of_the_log() {
    let decided = (0..).map(|seed| plain(seed, 20)).find(|made| made.decision != "null").unwrap();
    fails(&with_file(&decided, package::DECISION, |text| text.replace("raad", "wethouder")), &[Check::Decision]);
    fails(&with_file(&decided, package::DECISION, |_| "null".to_owned()), &[Check::Decision]);
    let open = (0..).map(|seed| plain(seed, 20)).find(|made| made.decision == "null").unwrap();
    fails(&with_file(&open, package::DECISION, |_| "{}".to_owned()), &[Check::Decision]);
}

#[test]
fn numbers_have_to_agree() {
    let made = some();
    fails(&with_file(&made, package::REPORT, |text| text.replace("\"issued\":", "\"issued\":9")), &[Check::Report]);
    fails(&with_file(&made, package::REPORT, |text| text.replace("\"blank\":", "\"blank\":9")), &[Check::Report]);
    fails(&with_file(&made, package::REPORT, |_| "{}".to_owned()), &[Check::Report]);
    let sealed = |change: fn(&mut u64, &mut u64, &mut u64, &mut u64, &mut u64)| {
        let mut changed = made.clone();
        changed.change_deed(|deed| {
            if let Deed::Sealed { issued, used, void, ballots, voided, .. } = deed {
                change(issued, used, void, ballots, voided);
            }
        });
        failing(&checked(&changed.with_new_heads().zip()))
    };
    for failing in [
        sealed(|issued, _, _, _, _| *issued = 1),
        sealed(|_, used, _, _, _| *used += 1),
        sealed(|issued, _, void, _, _| *void = *issued),
        sealed(|_, _, _, ballots, _| *ballots += 1),
        sealed(|_, _, _, _, voided| *voided += 1),
        sealed(|_, _, void, _, _| *void = u64::MAX),
    ] {
        assert!(failing.contains(&Check::Numbers), "{failing:?}");
    }
}

#[test]
fn a_course_that_no_round_takes_is_named() {
    let made = some();
    let act = |name: &str, log: &[Entry]| {
        log.iter()
            .position(|entry| matches!(&entry.kind, Kind::Act(json) if json.contains(&format!("\"act\":\"{name}\""))))
            .unwrap()
    };
    let moved = |from: &str, to: usize| {
        let changed = log_changed(&made, |log| {
            let entry = log.remove(act(from, log));
            log.insert(to.min(log.len()), entry);
        });
        failing(&checked(&changed.with_new_heads().zip()))
    };
    assert_eq!(moved("opened", usize::MAX), [Check::Acts]);
    assert_eq!(moved("closed", usize::MAX), [Check::Acts]);
    assert_eq!(moved("sealed", 1), [Check::Acts]);
    assert_eq!(moved("counted", 1), [Check::Acts]);
    let mut early = made.clone();
    early.change_deed(|deed| {
        if let Deed::Closed { at } = deed {
            *at = "2027-03-01T00:00:29Z".into();
        }
    });
    fails(&checked(&early.with_new_heads().zip()), &[Check::Acts]);
    let twice = log_changed(&made, |log| {
        let at = act("closed", log);
        log.insert(at, log[at].clone());
    });
    fails(&checked(&twice.with_new_heads().zip()), &[Check::Acts]);
    let unknown = log_changed(&made, |log| {
        log.push(Entry::act(made.round, r#"{"act":"lottery","at":"2027-03-15T12:00:00Z"}"#));
    });
    fails(&checked(&unknown.with_new_heads().zip()), &[Check::Leaves]);
    let wrong = log_changed(&made, |log| log[0].leaf[0] ^= 1);
    fails(&checked(&wrong.with_new_heads().zip()), &[Check::Leaves]);
}

#[test]
fn revocations_take_back_what_is_there_once() {
    let made = some();
    let close = |log: &[Entry]| log.iter().position(|entry| entry.line().contains("\"closed\"")).unwrap();
    let with = |old: [u8; 32]| {
        let changed =
            log_changed(&made, |log| log.insert(close(log), Entry::revocation(made.round, old, Reason::Replaced)));
        checked(&changed.with_new_heads().zip())
    };
    fails(&with([7; 32]), &[Check::Revocations]);
    let line = &made.kept.iter().find(|kept| kept.became == Some(Reason::Replaced)).unwrap().line;
    let gone = leaf::ballot(made.round, &line.voter_nonce, &line.nonce, &line.ballot);
    let twice = log_changed(&made, |log| {
        let at = log.iter().position(|entry| entry.line().contains("\"sealed\"")).unwrap();
        log.insert(at, Entry::revocation(made.round, gone, Reason::Void));
    });
    fails(&checked(&twice.with_new_heads().zip()), &[Check::Revocations]);
    // A ballot that counts, taken back by the server.
    let line = &made.lines[0];
    let counted = leaf::ballot(made.round, &line.voter_nonce, &line.nonce, &line.ballot);
    let taken = log_changed(&made, |log| {
        let at = log.iter().position(|entry| entry.line().contains("\"sealed\"")).unwrap();
        log.insert(at, Entry::revocation(made.round, counted, Reason::Void));
    });
    fails(&checked(&taken.with_new_heads().zip()), &[Check::Ballots, Check::Numbers]);
    let double = log_changed(&made, |log| {
        let at = first_ballot(log);
        log.insert(at, log[at].clone());
    });
    fails(&checked(&double.with_new_heads().zip()), &[Check::Revocations]);
}

#[test]
fn ballots_that_break_the_rules_are_named() {
    for (ballot, wrong) in [("[99]", "names plan 99"), ("[2,1]", "has not this form"), ("[[1,1]]", "has not this form")]
    {
        let mut made = some();
        let mut line = made.lines[0].clone();
        let old = leaf::ballot(made.round, &line.voter_nonce, &line.nonce, &line.ballot);
        line.ballot = ballot.to_owned();
        let new = leaf::ballot(made.round, &line.voter_nonce, &line.nonce, &line.ballot);
        made.log.iter_mut().filter(|entry| entry.leaf == old).for_each(|entry| entry.leaf = new);
        made.lines[0] = line;
        let report = checked(&made.with_new_heads().zip());
        assert_eq!(failing(&report)[0], Check::Valid, "{ballot}");
        assert!(
            report.of(Check::Valid).unwrap().found.en.contains(wrong),
            "{}",
            report.of(Check::Valid).unwrap().found.en
        );
    }
}
