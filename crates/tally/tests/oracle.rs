//! Real and hand-made elections give the outcomes that an independent implementation computed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tally::{Amount, Election, Outcome, Rule, Status, pabulib};

/// The folder with elections of this crate, and the one that the environment names.
fn folders() -> Vec<PathBuf> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/elections")];
    folders.extend(std::env::var_os("SAMENSPEL_ELECTIONS").map(PathBuf::from));
    folders
}

/// The elections that have a JSON file in a subfolder, with that JSON.
fn elections_with(subfolder: &str) -> Vec<(PathBuf, Value)> {
    let mut found = Vec::new();
    for folder in folders() {
        for entry in std::fs::read_dir(folder.join(subfolder)).unwrap() {
            let json_path = entry.unwrap().path();
            let name = json_path.file_stem().unwrap().to_str().unwrap();
            let json = std::fs::read(&json_path).unwrap();
            let election = folder.join(format!("{name}.pb"));
            found.push((election, serde_json::from_slice(&json).unwrap()));
        }
    }
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    found
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
    Rule::by_name(rule).unwrap().run(election)
}

/// The sets of candidates with equal votes, most votes first, ids ascending.
fn ties_by_counts(counts: &serde_json::Map<String, Value>) -> Vec<(u64, Vec<&str>)> {
    let mut groups: BTreeMap<u64, Vec<&str>> = BTreeMap::new();
    for (id, votes) in counts {
        groups.entry(votes.as_u64().unwrap()).or_default().push(id);
    }
    for ids in groups.values_mut() {
        ids.sort_unstable();
    }
    let tied = |(_, ids): &(u64, Vec<&str>)| ids.len() > 1;
    groups.into_iter().rev().filter(tied).collect()
}

#[test]
fn greedy_by_votes_is_that_of_the_oracle() {
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
        let oracle = &expected["rules"]["greedy_votes"];
        assert_eq!(outcome.selected, texts(&oracle["outcome"]), "{name}");
        assert_eq!(outcome.cost, amount(&oracle["measures"]["total_cost"]), "{name}");
        assert_eq!(outcome.voters, expected["votes"], "{name}");
        let counts = expected["vote_counts"].as_object().unwrap();
        assert_eq!(outcome.entries.len(), counts.len(), "{name}");
        for entry in &outcome.entries {
            assert_eq!(entry.votes, counts[&entry.id], "{name}: {}", entry.id);
        }
        check_ties(&outcome, &expected, &name.to_string());
    }
}

/// Every set with equal votes is recorded, in the order of the ids; whatever tie the oracle records is among them.
fn check_ties(outcome: &Outcome, expected: &Value, name: &str) {
    let counts = expected["vote_counts"].as_object().unwrap();
    let ours: Vec<(u64, Vec<&str>)> =
        outcome.ties.iter().map(|tie| (tie.votes, tie.ids.iter().map(String::as_str).collect())).collect();
    assert_eq!(ours, ties_by_counts(counts), "{name}");
    for tie in expected["rules"]["greedy_votes"]["ties"].as_array().unwrap() {
        let ids: Vec<_> = tie.as_array().unwrap()[1..].iter().collect();
        let recorded = |ours: &&tally::Tie| ids.iter().all(|id| ours.ids.iter().any(|one| one == *id));
        assert!(outcome.ties.iter().any(|ours| recorded(&ours)), "{name}: {tie}");
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
