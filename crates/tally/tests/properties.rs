//! What holds for every election.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::collections::BTreeSet;

use proptest::prelude::*;
use tally::{
    Amount, Ballot, Candidate, Columns, Election, Form, Meta, Outcome, Rule, Status, TieBreak, VoteType, pabulib,
};

/// Text on one line, without blanks around it, that is not the word for a missing value.
fn text() -> impl Strategy<Value = String> {
    "[a-zA-Zé0-9;\"', ./|\u{2028}-]{0,12}".prop_filter_map("trimmed text", |text| {
        let text = text.trim().to_owned();
        (!text.eq_ignore_ascii_case("none")).then_some(text)
    })
}

/// An id: some text without a comma.
fn id() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z0-9/;\"]{1,4}".prop_filter("not missing", |id| !id.eq_ignore_ascii_case("none")),
        prop::sample::select(vec!["votes", "PROJECTS", "meta", "0", "é", "a b"]).prop_map(str::to_owned),
    ]
}

fn items() -> impl Strategy<Value = Vec<String>> {
    let item = text().prop_filter("no comma", |item| !item.is_empty() && !item.contains(','));
    prop::collection::vec(item, 0..3)
}

/// An amount with up to two decimals; small, so that ties and exact fits are common.
fn amount() -> impl Strategy<Value = Amount> {
    prop_oneof![
        (0_u64..12).prop_map(Amount::from),
        (0_u32..1200).prop_map(|cents| format!("{}.{:02}", cents / 100, cents % 100).parse().unwrap()),
    ]
}

fn vote_type() -> impl Strategy<Value = VoteType> {
    prop::sample::select(vec![
        VoteType::Approval,
        VoteType::ChooseOne,
        VoteType::Ordinal,
        VoteType::Cumulative,
        VoteType::Scoring,
    ])
}

fn candidate(extra: usize) -> impl Strategy<Value = Candidate> {
    let lists = (items(), items(), items());
    let read = (prop::option::of(0_u64..9), prop::option::of(amount()), prop::option::of(0_u8..4));
    let extra = prop::collection::vec(text(), extra);
    (id(), text(), amount(), lists, read, extra).prop_map(|(id, name, cost, lists, read, extra)| Candidate {
        id,
        name,
        cost,
        categories: lists.0,
        neighborhoods: lists.1,
        beneficiaries: lists.2,
        votes: read.0,
        score: read.1,
        selected: read.2,
        extra: extra.into_iter().collect(),
    })
}

/// Different candidates in any order, with points for each: what a ballot is made of.
fn choices(candidates: usize) -> impl Strategy<Value = Vec<(usize, Amount)>> {
    let all: Vec<usize> = (0..candidates).collect();
    let some = prop::sample::subsequence(all, 0..=candidates).prop_shuffle();
    some.prop_flat_map(|choices| {
        let points = prop::collection::vec(amount(), choices.len());
        points.prop_map(move |points| choices.clone().into_iter().zip(points).collect())
    })
}

fn form(vote_type: VoteType, chosen: Vec<(usize, Amount)>) -> Form {
    let (choices, points) = chosen.into_iter().unzip();
    match vote_type {
        VoteType::Approval | VoteType::ChooseOne => Form::Approval(choices),
        VoteType::Ordinal => Form::Ordinal(choices),
        VoteType::Cumulative | VoteType::Scoring => Form::Points { choices, points },
    }
}

fn election() -> impl Strategy<Value = Election> {
    let candidates = (0_usize..3, 0_usize..8)
        .prop_flat_map(|(extra, count)| (Just(extra), prop::collection::vec(candidate(extra), count)));
    let ballots = (0_usize..3).prop_flat_map(|extra| {
        let ballot = (id(), prop::collection::vec(text(), extra));
        (Just(extra), prop::collection::vec(ballot, 0..12))
    });
    let meta = (amount(), vote_type(), text());
    (meta, candidates, ballots).prop_flat_map(|(meta, (columns, mut candidates), ballots)| {
        let mut ids = BTreeSet::new();
        candidates.retain(|candidate| ids.insert(candidate.id.clone()));
        let (ballot_columns, rows) = ballots;
        let names = Columns {
            candidates: ["latitude", "proposed by; whom"].map(str::to_owned)[..columns].to_vec(),
            ballots: ["age", "Sex"].map(str::to_owned)[..ballot_columns].to_vec(),
        };
        let votes = prop::collection::vec(choices(candidates.len()), rows.len());
        votes.prop_map(move |votes| {
            let (budget, vote_type, description) = meta.clone();
            let mut meta = Meta::new(budget, vote_type);
            meta.set("description", description).unwrap();
            let ballots = rows.iter().cloned().zip(votes).map(|((voter_id, extra), chosen)| Ballot {
                voter_id,
                form: form(vote_type, chosen),
                extra: extra.into_iter().collect(),
            });
            Election::new(meta, names.clone(), candidates.clone(), ballots.collect()).unwrap()
        })
    })
}

fn rules() -> [Rule; 2] {
    ["greedy_votes", "greedy_votes_noskip"].map(|name| Rule::by_name(name).unwrap())
}

fn total<'a>(election: &'a Election, won: impl Fn(&'a Candidate) -> bool) -> Amount {
    let costs = election.candidates().iter().filter(|one| won(one));
    costs.map(|candidate| &candidate.cost).sum()
}

/// The same candidates and ballots in other places.
fn shuffled(election: &Election, candidates: &[usize], ballots: &[usize]) -> Election {
    let place = |old: usize| candidates.iter().position(|one| *one == old).unwrap();
    let moved = |choices: &[usize]| choices.iter().map(|choice| place(*choice)).collect();
    let ballots = ballots.iter().map(|old| {
        let mut ballot = election.ballots()[*old].clone();
        ballot.form = match ballot.form {
            Form::Approval(choices) => Form::Approval(moved(&choices)),
            Form::Ordinal(choices) => Form::Ordinal(moved(&choices)),
            Form::Points { choices, points } => Form::Points { choices: moved(&choices), points },
        };
        ballot
    });
    let candidates = candidates.iter().map(|old| election.candidates()[*old].clone());
    Election::new(election.meta().clone(), election.columns().clone(), candidates.collect(), ballots.collect()).unwrap()
}

fn election_and_shuffled() -> impl Strategy<Value = (Election, Election)> {
    election().prop_flat_map(|election| {
        let candidates: Vec<usize> = (0..election.candidates().len()).collect();
        let ballots: Vec<usize> = (0..election.ballots().len()).collect();
        let orders = (Just(candidates).prop_shuffle(), Just(ballots).prop_shuffle());
        orders.prop_map(move |(candidates, ballots)| {
            let other = shuffled(&election, &candidates, &ballots);
            (election.clone(), other)
        })
    })
}

/// The election with votes added, from new voters, for one candidate.
fn with_votes(election: &Election, candidate: usize, votes: u64) -> Election {
    let mut ballots = election.ballots().to_vec();
    for _ in 0..votes {
        ballots.push(Ballot {
            voter_id: "new".to_owned(),
            form: form(election.meta().vote_type(), vec![(candidate, Amount::from(1))]),
            extra: election.columns().ballots.iter().map(|_| "").collect(),
        });
    }
    with(election, election.candidates().to_vec(), ballots)
}

fn with_cost(election: &Election, candidate: usize, cost: Amount) -> Election {
    let mut candidates = election.candidates().to_vec();
    candidates[candidate].cost = cost;
    with(election, candidates, election.ballots().to_vec())
}

fn with(election: &Election, candidates: Vec<Candidate>, ballots: Vec<Ballot>) -> Election {
    let (meta, columns) = (election.meta().clone(), election.columns().clone());
    Election::new(meta, columns, candidates, ballots).unwrap()
}

fn wins(rule: &Rule, election: &Election, id: &str) -> bool {
    rule.count(election).unwrap().selected.iter().any(|winner| winner == id)
}

/// All orders of some items.
fn permutations(items: &[String]) -> Vec<Vec<String>> {
    if items.is_empty() {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for (place, first) in items.iter().enumerate() {
        let mut others = items.to_vec();
        others.remove(place);
        for mut rest in permutations(&others) {
            rest.insert(0, first.clone());
            all.push(rest);
        }
    }
    all
}

fn winners(outcome: Outcome) -> BTreeSet<String> {
    outcome.selected.into_iter().collect()
}

proptest! {
    #[test]
    fn a_written_election_is_read_the_same(election in election()) {
        let written = pabulib::write(&election).unwrap();
        let reading = pabulib::read(&written);
        prop_assert!(reading.is_ok(), "{:?}\n{}", reading, written);
        prop_assert_eq!(&reading.unwrap().election, &election, "{}", written);
    }

    #[test]
    fn stated_counts_are_not_doubted(election in election()) {
        let written = pabulib::write(&election.with_counts()).unwrap();
        for warning in pabulib::read(&written).unwrap().warnings {
            let doubted = matches!(
                warning.suspicion,
                pabulib::Suspicion::CountDiffers { .. } | pabulib::Suspicion::VotesDiffer { .. }
            );
            prop_assert!(!doubted, "{}", warning);
        }
    }

    #[test]
    fn any_text_is_read_or_refused_with_a_line_that_exists(
        text in "(META\nkey;value\nbudget;1\nvote_type;approval\nPROJECTS\n)?[a-z_;\"\n\r,0-9]{0,60}(\nVOTES\n[a-z_;\n]{0,30})?"
    ) {
        if let Err(error) = pabulib::read(&text) {
            prop_assert!((1..=text.split('\n').count()).contains(&error.line), "{}", error);
        }
    }

    #[test]
    fn outcomes_are_feasible_and_add_up(election in election()) {
        for rule in rules() {
            let outcome = rule.count(&election).unwrap();
            let is_selected = |candidate: &Candidate| outcome.selected.contains(&candidate.id);
            prop_assert!(outcome.cost <= outcome.budget);
            prop_assert_eq!(&total(&election, is_selected), &outcome.cost);
            prop_assert_eq!(&(&outcome.cost + &outcome.remaining), &outcome.budget);
            prop_assert_eq!(outcome.entries.len(), election.candidates().len());
            let mut spent = Amount::zero();
            for entry in &outcome.entries {
                prop_assert_eq!(&entry.spent_before, &spent);
                let funded = entry.status == Status::Funded;
                prop_assert_eq!(funded, outcome.selected.contains(&entry.id));
                if funded {
                    spent += &entry.cost;
                }
                prop_assert_eq!(&entry.spent_after, &spent);
            }
        }
    }

    #[test]
    fn skipping_leaves_nothing_that_still_fits(election in election()) {
        let [skipping, _] = rules();
        let outcome = skipping.count(&election).unwrap();
        for entry in outcome.entries.iter().filter(|entry| entry.status != Status::Funded) {
            prop_assert!(entry.cost > outcome.remaining, "{}", entry.id);
        }
    }

    #[test]
    fn stopping_funds_the_first_of_those_that_skipping_funds(election in election()) {
        let [skipping, stopping] = rules().map(|rule| rule.count(&election).unwrap());
        prop_assert!(skipping.selected.starts_with(&stopping.selected));
        let ranked: Vec<_> = stopping.entries.iter().map(|entry| entry.id.clone()).collect();
        prop_assert!(ranked.starts_with(&stopping.selected));
    }

    #[test]
    fn the_order_in_the_file_changes_nothing((election, other) in election_and_shuffled()) {
        prop_assert_eq!(
            election.groups().iter().map(|group| group.ballots).sum::<u64>(),
            other.groups().iter().map(|group| group.ballots).sum::<u64>()
        );
        for rule in rules() {
            prop_assert_eq!(rule.count(&election).unwrap(), rule.count(&other).unwrap());
        }
    }

    #[test]
    fn striking_a_candidate_is_as_if_it_were_not_there(election in election(), place in 0_usize..8) {
        prop_assume!(place < election.candidates().len());
        let id = election.candidates()[place].id.clone();
        let struck = BTreeSet::from([id.clone()]);
        let mut marked = election.candidates().to_vec();
        marked[place].cost = Amount::from(tally::WITHDRAWN_COST);
        let marked = with(&election, marked, election.ballots().to_vec());
        for rule in rules() {
            let outcome = rule.count_without(&election, &struck).unwrap();
            let same = rule.count(&marked).unwrap();
            prop_assert_eq!(&outcome.entry(&id).unwrap().status, &Status::Withdrawn);
            prop_assert_eq!(&outcome.selected, &same.selected);
            prop_assert_eq!(&outcome.ties, &same.ties);
        }
    }

    #[test]
    fn what_a_candidate_needed_is_enough_and_no_more_than_that(election in election()) {
        let cent: Amount = "0.01".parse().unwrap();
        for rule in rules() {
            for entry in rule.count(&election).unwrap().entries {
                let Some(needed) = entry.needed else { continue };
                let place = election.candidates().iter().position(|one| one.id == entry.id).unwrap();
                match needed.more_votes {
                    Some(votes) => {
                        prop_assert!(wins(&rule, &with_votes(&election, place, votes), &entry.id));
                        let fewer = with_votes(&election, place, votes - 1);
                        prop_assert!(!wins(&rule, &fewer, &entry.id));
                    }
                    None => {
                        prop_assert!(!wins(&rule, &with_votes(&election, place, 20), &entry.id));
                    }
                }
                let cheaper = needed.cost_at_most.unwrap_or_default();
                let a_cent_more = with_cost(&election, place, &cheaper + &cent);
                prop_assert!(!wins(&rule, &a_cent_more, &entry.id));
                if !cheaper.is_zero() {
                    prop_assert!(wins(&rule, &with_cost(&election, place, cheaper), &entry.id));
                }
            }
        }
    }

    #[test]
    fn a_tie_matters_when_another_order_funds_others(election in election()) {
        for rule in rules() {
            let outcome = rule.count(&election).unwrap();
            for tie in &outcome.ties {
                prop_assume!(tie.ids.len() <= 5);
                let as_decided = winners(outcome.clone());
                let changes = permutations(&tie.ids).into_iter().any(|ids| {
                    // The others keep their order by id: the tied ones are alone with their number of votes.
                    let other = rule.clone().with_tie_break(TieBreak::Order { ids });
                    winners(other.count(&election).unwrap()) != as_decided
                });
                prop_assert_eq!(changes, tie.mattered, "{:?}", tie);
            }
        }
    }
}
