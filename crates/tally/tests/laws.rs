//! What must hold for every election and every rule.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::collections::BTreeSet;

use proptest::prelude::*;
use tally::{
    Amount, Ballot, Candidate, Columns, Election, EqualShares, Form, Meta, Outcome, Rule, Utility, VoteType, Worth,
    certificate, ejr_plus_violations, resample, stability,
};

/// Up to 9 candidates and 20 voters who approve; costs and budget small, so that ties and exact fits are common.
fn election() -> impl Strategy<Value = Election> {
    let costs = prop::collection::vec(0_u64..30, 1..9);
    (costs, 0_u64..90).prop_flat_map(|(costs, budget)| {
        let all: Vec<usize> = (0..costs.len()).collect();
        let count = costs.len();
        let ballots = prop::collection::vec(prop::sample::subsequence(all, 0..=count), 0..20);
        ballots.prop_map(move |ballots| make(budget, &costs, &ballots))
    })
}

fn make(budget: u64, costs: &[u64], ballots: &[Vec<usize>]) -> Election {
    let candidates =
        costs.iter().enumerate().map(|(place, cost)| Candidate::new(format!("c{place}"), "", Amount::from(*cost)));
    let ballots = ballots.iter().enumerate();
    let ballots = ballots.map(|(voter, choices)| Ballot::new(voter.to_string(), Form::Approval(choices.clone())));
    let meta = Meta::new(Amount::from(budget), VoteType::Approval);
    Election::new(meta, Columns::default(), candidates.collect(), ballots.collect()).unwrap()
}

/// Every rule for approval ballots.
fn rules() -> Vec<Rule> {
    let empty = make(0, &[], &[]);
    let rules = Rule::NAMES.map(|name| Rule::by_name(name).unwrap());
    rules.into_iter().filter(|rule| rule.check(&empty).is_ok()).collect()
}

fn keeps_to_the_budget(rule: &Rule) -> bool {
    !matches!(rule, Rule::TopN(_)) && rule.name() != "greedy_80"
}

fn is_add_one(rule: &Rule) -> bool {
    matches!(rule, Rule::EqualShares(shares) if shares.add_one.is_some())
}

/// What the outcome says apart from money.
fn essence(outcome: &Outcome) -> (Vec<String>, Vec<(usize, Vec<String>)>) {
    let ties = outcome.ties.iter().map(|tie| (tie.funded_before, tie.ids.clone()));
    (outcome.selected.clone(), ties.collect())
}

fn with_ballots(election: &Election, ballots: Vec<Ballot>) -> Election {
    let (meta, columns) = (election.meta().clone(), election.columns().clone());
    Election::new(meta, columns, election.candidates().to_vec(), ballots).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn outcomes_keep_to_the_budget_and_add_up(election in election()) {
        for rule in rules() {
            let outcome = rule.count(&election).unwrap();
            let spent: Amount = outcome.entries.iter()
                .filter(|entry| outcome.selected.contains(&entry.id)).map(|entry| &entry.cost).sum();
            prop_assert_eq!(&spent, &outcome.cost);
            prop_assert_eq!(&(&outcome.cost + &outcome.remaining), &(&outcome.budget + &outcome.extra));
            prop_assert!(outcome.remaining.is_zero() || outcome.extra.is_zero());
            prop_assert!(outcome.extra.is_zero() || !keeps_to_the_budget(&rule), "{}", rule.name());
            let once: BTreeSet<&String> = outcome.selected.iter().collect();
            prop_assert_eq!(once.len(), outcome.selected.len());
            prop_assert_eq!(outcome.entries.len(), election.candidates().len());
            let positions: Vec<_> = outcome.entries.iter().filter_map(|entry| entry.position).collect();
            prop_assert_eq!(positions, (1..=outcome.entries.len()).collect::<Vec<_>>());
            let json = serde_json::to_string(&outcome).unwrap();
            prop_assert_eq!(serde_json::from_str::<Outcome>(&json).unwrap(), outcome);
        }
    }

    #[test]
    fn a_completion_leaves_nothing_that_fits(election in election()) {
        for rule in rules().iter().filter(|rule| rule.name().ends_with("_util")) {
            let outcome = rule.count(&election).unwrap();
            for entry in outcome.entries.iter().filter(|entry| !outcome.selected.contains(&entry.id)) {
                prop_assert!(entry.cost > outcome.remaining, "{} {}", rule.name(), entry.id);
            }
        }
    }

    #[test]
    fn payments_are_a_certificate(election in election()) {
        for rule in rules() {
            let Rule::EqualShares(shares) = &rule else { continue };
            let outcome = rule.count(&election).unwrap();
            if outcome.repetition.as_ref().is_some_and(|repetition| repetition.replaced) {
                continue;
            }
            let mut proof = certificate(&election, shares, &outcome).unwrap();
            prop_assert_eq!(proof.check(&election), Ok(()));
            // A forged one is found.
            if let Some(payer) = proof.payers.iter_mut().find(|payer| !payer.paid.is_empty()) {
                payer.paid[0].1 = &payer.paid[0].1 + &"0.0001".parse::<Amount>().unwrap();
                prop_assert!(proof.check(&election).is_err());
            }
        }
    }

    #[test]
    fn no_group_that_could_pay_is_left_out_by_equal_shares(election in election()) {
        for rule in rules() {
            let Rule::EqualShares(shares) = &rule else { continue };
            if shares.comparison.is_some() {
                continue;
            }
            let worth = if shares.utility == Utility::Cost { Worth::Cost } else { Worth::Number };
            let outcome = rule.count(&election).unwrap();
            // A share that is rounded down to whole units leaves money out, and so may leave a group out.
            let voters = Amount::from(election.ballots().len() as u64);
            let handed_out = outcome.repetition.as_ref().map(|repetition| &repetition.per_voter * &voters);
            if handed_out.is_some_and(|money| money < *election.meta().budget()) {
                continue;
            }
            let violations = ejr_plus_violations(&election, &outcome.selected, worth).unwrap();
            prop_assert!(violations.is_empty(), "{} {:?}", rule.name(), violations);
        }
    }

    #[test]
    fn the_order_in_the_file_changes_nothing(election in election(), turn in 0_usize..20) {
        let mut ballots = election.ballots().to_vec();
        ballots.reverse();
        let turn = turn % ballots.len().max(1);
        ballots.rotate_left(turn);
        let other = with_ballots(&election, ballots);
        let last = election.candidates().len() - 1;
        let mut candidates = election.candidates().to_vec();
        candidates.reverse();
        let moved = election.ballots().iter().map(|ballot| {
            let choices = ballot.form.choices().iter().map(|choice| last - choice).collect();
            Ballot::new(ballot.voter_id.clone(), Form::Approval(choices))
        });
        let moved =
            Election::new(election.meta().clone(), Columns::default(), candidates, moved.collect()).unwrap();
        for rule in rules() {
            let outcome = rule.count(&election).unwrap();
            prop_assert_eq!(&rule.count(&other).unwrap(), &outcome);
            prop_assert_eq!(&rule.count(&moved).unwrap(), &outcome);
        }
    }

    #[test]
    fn twice_the_voters_change_nothing(election in election()) {
        let twice = [election.ballots(), election.ballots()].concat();
        let twice = with_ballots(&election, twice);
        for rule in rules() {
            // Add1 gives each of twice as many voters a unit more, so it takes other steps.
            if !is_add_one(&rule) {
                let (one, two) = (rule.count(&election).unwrap(), rule.count(&twice).unwrap());
                prop_assert_eq!(essence(&one), essence(&two), "{}", rule.name());
            }
        }
    }

    #[test]
    fn another_currency_changes_nothing(election in election(), times in 2_u64..50) {
        let times = Amount::from(times);
        let mut candidates = election.candidates().to_vec();
        for candidate in &mut candidates {
            candidate.cost = &candidate.cost * &times;
        }
        let meta = Meta::new(election.meta().budget() * &times, VoteType::Approval);
        let ballots = election.ballots().to_vec();
        let other = Election::new(meta, Columns::default(), candidates, ballots).unwrap();
        for rule in rules() {
            if !is_add_one(&rule) {
                let (one, two) = (rule.count(&election).unwrap(), rule.count(&other).unwrap());
                prop_assert_eq!(essence(&one), essence(&two), "{}", rule.name());
            }
        }
    }

    #[test]
    fn the_first_bought_by_cost_has_most_votes_of_those_that_can_be_paid(election in election()) {
        let outcome = Rule::EqualShares(EqualShares::new(Utility::Cost)).count(&election).unwrap();
        let voters = Amount::from(outcome.voters);
        let payable = outcome.entries.iter().filter(|entry| {
            entry.votes > 0 && !entry.cost.is_zero() && &entry.cost * &voters <= &Amount::from(entry.votes) * &outcome.budget
        });
        let most = payable.map(|entry| entry.votes).max();
        let first = outcome.trace.iter().find(|step| step.payment.is_some());
        let votes = first.and_then(|step| outcome.entry(&step.id)).map(|entry| entry.votes);
        prop_assert_eq!(votes, most);
    }

    #[test]
    fn who_is_dominated_is_not_bought_first(election in election()) {
        for name in ["mes_cost", "mes_card"] {
            let outcome = Rule::by_name(name).unwrap().count(&election).unwrap();
            let place = |id: usize| outcome.selected.iter().position(|one| one == &format!("c{id}"));
            let supporters = |id: usize| -> BTreeSet<usize> {
                let ballots = election.ballots().iter().enumerate();
                ballots.filter(|(_, ballot)| ballot.form.choices().contains(&id)).map(|(voter, _)| voter).collect()
            };
            for (one, other) in (0..election.candidates().len()).flat_map(|one| (0..one).map(move |other| (other, one))) {
                let cost = |id: usize| &election.candidates()[id].cost;
                let better = supporters(one).is_superset(&supporters(other)) && !cost(one).is_zero();
                // By cost the dearer of two with the same votes is not worse; only equal costs compare.
                let comparable = if name == "mes_cost" { cost(one) == cost(other) } else { cost(one) <= cost(other) };
                if better && comparable && place(other).is_some() {
                    prop_assert!(place(one).is_some_and(|first| Some(first) < place(other)), "{} {one} {other}", name);
                }
            }
        }
    }

    #[test]
    fn an_outcome_is_among_those_of_other_orders(election in election()) {
        for name in ["greedy_votes", "mes_cost", "phragmen"] {
            let rule = Rule::by_name(name).unwrap();
            let mut selected = rule.count(&election).unwrap().selected;
            selected.sort();
            let firm = stability(&election, &rule, 60).unwrap();
            prop_assert!(firm.outcomes.iter().any(|(winners, _)| *winners == selected));
            prop_assert_eq!(firm.outcomes.iter().map(|(_, orders)| orders).sum::<u64>(), firm.orders);
            prop_assert_eq!(firm.depends.is_empty(), firm.outcomes.len() == 1);
            let drawn = resample(&election, &rule, 5, 42).unwrap();
            prop_assert_eq!(&resample(&election, &rule, 5, 42).unwrap(), &drawn);
        }
    }
}
