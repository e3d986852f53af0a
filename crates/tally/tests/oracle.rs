//! Real and hand-made elections give the outcomes that an independent implementation computed.
//!
//! The walk over all rules is cut into parts, so that a runner can take them at the same time.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tally::{Amount, Election, Measures, Outcome, Rule, Status, Worth, ejr_plus_violations, pabulib};

/// The folder with elections of this crate, and the one that the environment names.
fn folders() -> Vec<PathBuf> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/elections")];
    folders.extend(std::env::var_os("SAMENSPEL_ELECTIONS").map(PathBuf::from));
    folders
}

/// The elections that have a JSON file in a subfolder, with that JSON; each once.
fn elections_with(subfolder: &str) -> Vec<(PathBuf, Value)> {
    let mut found: BTreeMap<String, (PathBuf, Value)> = BTreeMap::new();
    for folder in folders() {
        for entry in std::fs::read_dir(folder.join(subfolder)).unwrap() {
            let json_path = entry.unwrap().path();
            let name = json_path.file_stem().unwrap().to_str().unwrap();
            let json = std::fs::read(&json_path).unwrap();
            let election = folder.join(format!("{name}.pb"));
            found.insert(name.to_owned(), (election, serde_json::from_slice(&json).unwrap()));
        }
    }
    found.into_values().collect()
}

fn read(path: &Path) -> Election {
    let text = std::fs::read_to_string(path).unwrap();
    pabulib::read(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display())).election
}

fn texts(list: &Value) -> Vec<&str> {
    let list = list.as_array().unwrap();
    list.iter().map(|id| id.as_str().unwrap()).collect()
}

fn amount(value: &Value) -> Amount {
    value.as_str().unwrap().parse().unwrap()
}

fn run(rule: &str, election: &Election) -> Outcome {
    Rule::by_name(rule).unwrap().count(election).unwrap()
}

/// Equal up to the digits that a printed number has.
fn same(exact: &Amount, printed: &Value) -> bool {
    let (exact, printed) = (exact.to_f64(), printed.as_f64().unwrap());
    (exact - printed).abs() <= 1e-9 * (exact.abs() + printed.abs())
}

fn check_rule(election: &Election, rule: &str, rules: &Value, name: &str) {
    let expected = &rules[rule];
    let mut value = Rule::by_name(rule).unwrap_or_else(|| panic!("no rule {rule}"));
    // The oracle completes what it counted before, and notes the increment there only.
    let counted = &rules[rule.trim_end_matches("_util")];
    if let Some(increment) = counted["increment"].as_u64() {
        value = value.with_increment(Amount::from(increment));
    }
    let outcome = value.count(election).unwrap();
    assert_eq!(outcome.selected, texts(&expected["outcome"]), "{name}");
    assert_eq!(outcome.cost, amount(&expected["measures"]["total_cost"]), "{name}");
    let rounds: Vec<(u64, Vec<&str>)> = outcome
        .ties
        .iter()
        .filter(|tie| tie.in_rounds)
        .map(|tie| (tie.funded_before as u64, tie.ids.iter().map(String::as_str).collect()))
        .collect();
    // The oracle notes ties of rounds only, and not again in the outcome of a completion.
    if !rule.ends_with("_util") {
        let ties = expected["ties"].as_array().unwrap().iter().map(|tie| {
            let (before, ids) = tie.as_array().unwrap().split_first().unwrap();
            (before.as_u64().unwrap(), ids.iter().map(|id| id.as_str().unwrap()).collect())
        });
        assert_eq!(rounds, ties.collect::<Vec<_>>(), "{name}");
    }
    if let Some(per_voter) = expected.get("final_budget_per_voter") {
        let repetition = outcome.repetition.as_ref().unwrap();
        assert_eq!(repetition.per_voter, amount(per_voter), "{name}");
        assert_eq!(repetition.iterations, expected["iterations"].as_u64().unwrap(), "{name}");
        let stop = serde_json::to_value(repetition.stop.unwrap()).unwrap();
        assert_eq!(stop, expected["stop"], "{name}");
    }
    check_trace(&outcome, expected, name);
    check_measures(election, &outcome, expected, name);
}

fn check_trace(outcome: &Outcome, expected: &Value, name: &str) {
    let Some(trace) = expected.get("trace") else { return };
    let steps: Vec<_> = outcome.trace.iter().filter(|step| step.payment.is_some()).collect();
    let trace = trace.as_array().unwrap();
    assert_eq!(steps.len(), trace.len(), "{name}");
    for (step, expected) in steps.iter().zip(trace) {
        assert_eq!(step.id, expected["project"].as_str().unwrap(), "{name}");
        assert!(same(step.payment.as_ref().unwrap(), &expected["payment"]), "{name} {}", step.id);
        match expected.get("effective_votes") {
            Some(votes) => assert!(same(step.effective_votes.as_ref().unwrap(), votes), "{name} {}", step.id),
            None => assert_eq!(step.effective_votes, None, "{name} {}", step.id),
        }
    }
}

fn check_measures(election: &Election, outcome: &Outcome, expected: &Value, name: &str) {
    let measures = Measures::of(election, &outcome.selected);
    let oracle = &expected["measures"];
    assert_eq!(measures.total_cost, amount(&oracle["total_cost"]), "{name}");
    assert_eq!(measures.funded, oracle["funded"].as_u64().unwrap(), "{name}");
    assert_eq!(measures.voters_with_none, oracle["voters_with_none"].as_u64().unwrap(), "{name}");
    assert!(same(&measures.avg_funded_approved, &oracle["avg_funded_approved"]), "{name}");
    assert!(same(&measures.avg_funded_approved_cost, &oracle["avg_funded_approved_cost"]), "{name}");
    assert!(same(&measures.share_with_none, &oracle["share_with_none"]), "{name}");
    assert!(same(&measures.gini_cardinality, &oracle["gini_cardinality"]), "{name}");
    for (worth, key) in [(Worth::Cost, "cost"), (Worth::Number, "card")] {
        let violations = ejr_plus_violations(election, &outcome.selected, worth).unwrap();
        let mut oracle = texts(&expected["ejr_plus_violations"][key]);
        oracle.sort_unstable();
        assert_eq!(violations, oracle, "{name} {key}");
    }
}

/// Every rule of every election, of which the number modulo the number of parts is this.
fn walk(part: usize, parts: usize) {
    let only = std::env::var("SAMENSPEL_ONLY").ok();
    for (path, expected) in elections_with("expected").into_iter().skip(part).step_by(parts) {
        if only.as_ref().is_some_and(|only| !path.to_string_lossy().contains(only.as_str())) {
            continue;
        }
        let election = read(&path);
        for rule in expected["rules"].as_object().unwrap().keys() {
            let begun = std::time::Instant::now();
            check_rule(&election, rule, &expected["rules"], &format!("{} {rule}", path.display()));
            println!("{:9.3} s  {} {rule}", begun.elapsed().as_secs_f64(), path.file_name().unwrap().display());
        }
    }
}

#[test]
fn all_rules_are_those_of_the_oracle_1() {
    walk(0, 4);
}

#[test]
fn all_rules_are_those_of_the_oracle_2() {
    walk(1, 4);
}

#[test]
fn all_rules_are_those_of_the_oracle_3() {
    walk(2, 4);
}

#[test]
fn all_rules_are_those_of_the_oracle_4() {
    walk(3, 4);
}

/// The sets of candidates with equal votes, most votes first, ids ascending.
fn ties_by_counts(counts: &serde_json::Map<String, Value>) -> Vec<(Option<u64>, Vec<&str>)> {
    let mut groups: BTreeMap<u64, Vec<&str>> = BTreeMap::new();
    for (id, votes) in counts {
        groups.entry(votes.as_u64().unwrap()).or_default().push(id);
    }
    for ids in groups.values_mut() {
        ids.sort_unstable();
    }
    let tied = |(_, ids): &(Option<u64>, Vec<&str>)| ids.len() > 1;
    groups.into_iter().rev().map(|(votes, ids)| (Some(votes), ids)).filter(tied).collect()
}

#[test]
fn counts_and_groups_are_those_of_the_oracle() {
    let elections = elections_with("expected");
    assert!(elections.len() >= 8);
    for (path, expected) in elections {
        let name = path.display();
        let election = read(&path);
        assert_eq!(election.meta().budget(), &amount(&expected["budget"]), "{name}");
        assert_eq!(election.meta().vote_type().name(), expected["vote_type"].as_str().unwrap(), "{name}");
        let groups = election.groups();
        // The oracle tells apart sets that were listed in another order.
        assert!(groups.len() as u64 <= expected["distinct_ballots"].as_u64().unwrap(), "{name}");
        let grouped: u64 = groups.iter().map(|group| group.ballots).sum();
        assert_eq!(grouped, expected["votes"].as_u64().unwrap(), "{name}");

        let outcome = run("greedy_votes", &election);
        assert_eq!(outcome.voters, expected["votes"], "{name}");
        let counts = expected["vote_counts"].as_object().unwrap();
        assert_eq!(outcome.entries.len(), counts.len(), "{name}");
        for entry in &outcome.entries {
            assert_eq!(entry.votes, counts[&entry.id], "{name}: {}", entry.id);
        }
        // Every set with equal votes is recorded, in the order of the ids.
        let ours: Vec<(Option<u64>, Vec<&str>)> =
            outcome.ties.iter().map(|tie| (tie.votes, tie.ids.iter().map(String::as_str).collect())).collect();
        assert_eq!(ours, ties_by_counts(counts), "{name}");
        if let Some(scores) = expected.get("scores") {
            let ours = election.scores().unwrap();
            for (candidate, score) in election.candidates().iter().zip(ours) {
                assert_eq!(score, amount(&scores[&candidate.id]), "{name}: {}", candidate.id);
            }
        }
    }
}

#[test]
fn what_losers_would_have_needed_is_that_of_the_oracle() {
    let elections = elections_with("expected-explain");
    assert!(elections.len() >= 4);
    for (path, expected) in elections {
        let election = read(&path);
        for (rule, key) in [("greedy_votes", "greedy_skip"), ("greedy_votes_noskip", "greedy_no_skip")] {
            let name = format!("{} {rule}", path.display());
            let outcome = run(rule, &election);
            assert_eq!(outcome.selected, texts(&expected[key]["funded"]), "{name}");
            let needed: BTreeMap<_, _> = outcome
                .entries
                .iter()
                .filter_map(|entry| Some((&entry.id, entry.needed.as_ref()?.more_votes)))
                .collect();
            let oracle = expected[key]["extra_votes_needed"].as_object().unwrap();
            let oracle: BTreeMap<_, _> = oracle.iter().map(|(id, k)| (id, k.as_u64())).collect();
            assert_eq!(needed, oracle, "{name}");
        }
    }
}

#[test]
fn west_begroot_2021_gives_the_announced_outcome() {
    let election = read(&folders()[0].join("Netherlands_Amsterdam_309.pb"));
    assert_eq!(election.candidates().len(), 58);
    let outcome = run("greedy_votes_noskip", &election);
    assert_eq!(outcome.voters, 14_411);
    assert_eq!(outcome.selected.len(), 11);
    assert_eq!(outcome.cost, Amount::from(290_790));
    assert_eq!(outcome.remaining, Amount::from(9_210));
    let stopped = outcome.entry(outcome.stopped_at.as_ref().unwrap()).unwrap();
    assert_eq!(stopped.position, Some(12));
    assert_eq!(stopped.status, Status::DoesNotFit { remaining: Amount::from(9_210) });
    assert!(outcome.entries[12..].iter().all(|entry| entry.status == Status::AfterStop));

    let skipping = run("greedy_votes", &election);
    assert_eq!(skipping.selected.len(), 13);
    assert_eq!(skipping.cost, Amount::from(298_622));
}

#[test]
fn every_election_round_trips() {
    for (path, _) in elections_with("expected") {
        let election = read(&path);
        let written = pabulib::write(&election).unwrap();
        assert!(pabulib::read(&written).unwrap().election == election, "{}", path.display());
    }
}

#[test]
fn effective_supports_are_those_of_the_oracle() {
    let mut compared = 0;
    for (path, expected) in elections_with("expected-explain") {
        let Some(oracle) = expected.get("mes_cost_effective_support_percent") else { continue };
        let election = read(&path);
        let rule = tally::EqualShares::new(tally::Utility::Cost);
        let supports = tally::effective_supports(&election, &rule, None).unwrap();
        for (candidate, support) in election.candidates().iter().zip(supports) {
            let support = support.and_then(|support| support.to_u64());
            let expected = oracle[&candidate.id].as_u64();
            assert_eq!(support, expected, "{} {}", path.display(), candidate.id);
            compared += 1;
        }
    }
    assert!(compared >= 20, "{compared}");
}

#[test]
fn explanations_and_certificates_add_up() {
    for (path, expected) in elections_with("expected-explain") {
        let election = read(&path);
        for name in ["mes_cost", "mes_card_add1", "mes_cost_add1_util"] {
            let rule = Rule::by_name(name).unwrap();
            let outcome = rule.count(&election).unwrap();
            let Rule::EqualShares(shares) = &rule else { panic!("equal shares") };
            let certificate = tally::certificate(&election, shares, &outcome).unwrap();
            assert_eq!(certificate.check(&election), Ok(()), "{} {name}", path.display());
            let bought: Vec<&str> = certificate.bought.iter().map(|(id, _)| id.as_str()).collect();
            assert!(outcome.selected.iter().map(String::as_str).collect::<Vec<_>>().starts_with(&bought));
            for candidate in election.candidates().iter().take(6) {
                let told = tally::explain(&election, &rule, &outcome, &candidate.id).unwrap();
                let Some(shares) = told.shares else { continue };
                let lost: Amount = shares.losses.iter().map(|loss| &loss.paid).sum();
                assert_eq!(&(&shares.had + &lost), &shares.began);
                if bought.contains(&candidate.id.as_str()) {
                    assert!(shares.had >= candidate.cost && shares.short_of.is_zero(), "{}", candidate.id);
                } else {
                    assert!(shares.had < candidate.cost, "{}", candidate.id);
                    if let Status::SupportersShort { had } = &told.status {
                        assert_eq!(*had, shares.had);
                    }
                }
            }
        }
        assert!(expected.get("greedy_skip").is_some());
    }
}
