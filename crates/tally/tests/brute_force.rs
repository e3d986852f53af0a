//! Every rule against its definition, on small elections of every kind.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod naive;

use naive::{Small, Worth, whole};
use proptest::prelude::*;
use tally::{Amount, Ballot, Candidate, Columns, Election, Form, Meta, Outcome, Rule, VoteType};

const IDS: [&str; 6] = ["a", "b", "c", "d", "e", "f"];

/// An election with up to six candidates and six voters. Costs and budget are in quarters, so that fractions, ties and
/// exact fits are common.
#[derive(Debug, Clone)]
struct Case {
    vote_type: VoteType,
    budget: u64,
    costs: Vec<u64>,
    /// By voter: candidates in some order, with points.
    ballots: Vec<Vec<(usize, u64)>>,
    quarters: bool,
}

fn case(vote_type: VoteType) -> impl Strategy<Value = Case> {
    let costs = prop_oneof![
        3 => prop::collection::vec(1_u64..12, 1..=6),
        1 => prop::collection::vec(0_u64..4, 1..=6),
        1 => (1_usize..=6).prop_map(|count| vec![1; count]),
    ];
    (costs, 0_u64..25, any::<bool>()).prop_flat_map(move |(costs, budget, quarters)| {
        let all: Vec<usize> = (0..costs.len()).collect();
        let count = costs.len();
        let ballot = prop::sample::subsequence(all, 0..=count).prop_shuffle().prop_flat_map(|order| {
            let points = prop::collection::vec(0_u64..5, order.len());
            points.prop_map(move |points| order.clone().into_iter().zip(points).collect::<Vec<_>>())
        });
        prop::collection::vec(ballot, 0..=6).prop_map(move |ballots| Case {
            vote_type,
            budget,
            costs: costs.clone(),
            ballots,
            quarters,
        })
    })
}

impl Case {
    fn amount(&self, units: u64) -> Amount {
        let amount = Amount::from(units);
        if self.quarters { amount.checked_div(&Amount::from(4)).unwrap() } else { amount }
    }

    fn election(&self) -> Election {
        let candidates = self.costs.iter().zip(IDS).map(|(cost, id)| Candidate::new(id, "", self.amount(*cost)));
        let ballots = self.ballots.iter().enumerate().map(|(voter, choices)| {
            let (choices, points): (Vec<usize>, Vec<u64>) = choices.iter().copied().unzip();
            let form = match self.vote_type {
                VoteType::Approval | VoteType::ChooseOne => Form::Approval(choices),
                VoteType::Ordinal => Form::Ordinal(choices),
                VoteType::Cumulative | VoteType::Scoring => {
                    Form::Points { choices, points: points.into_iter().map(Amount::from).collect() }
                }
            };
            Ballot::new(voter.to_string(), form)
        });
        let meta = Meta::new(self.amount(self.budget), self.vote_type);
        Election::new(meta, Columns::default(), candidates.collect(), ballots.collect()).unwrap()
    }

    /// The same in numbers; `given` says what a choice is worth from its place (from 0), the length and its points.
    fn small(&self, given: impl Fn(usize, usize, u64) -> u64) -> Small {
        let number = |units: u64| self.amount(units).as_ratio().clone();
        let worth = self.ballots.iter().map(|ballot| {
            let mut worth = vec![whole(0); self.costs.len()];
            for (place, (candidate, points)) in ballot.iter().enumerate() {
                worth[*candidate] = whole(given(place, ballot.len(), *points));
            }
            worth
        });
        Small {
            budget: number(self.budget),
            costs: self.costs.iter().map(|cost| number(*cost)).collect(),
            worth: worth.collect(),
        }
    }

    fn named(&self) -> Small {
        self.small(|_, _, _| 1)
    }
}

fn run(name: &str, election: &Election) -> Outcome {
    Rule::by_name(name).unwrap().count(election).unwrap()
}

fn ids(places: &[usize]) -> Vec<&'static str> {
    places.iter().map(|place| IDS[*place]).collect()
}

fn ties(outcome: &Outcome) -> Vec<(usize, Vec<&str>)> {
    let rounds = outcome.ties.iter().filter(|tie| tie.in_rounds);
    rounds.map(|tie| (tie.funded_before, tie.ids.iter().map(String::as_str).collect())).collect()
}

fn named_ties(ties: &[(usize, Vec<usize>)]) -> Vec<(usize, Vec<&'static str>)> {
    ties.iter().map(|(before, tied)| (*before, ids(tied))).collect()
}

/// Equal shares in all its forms against the definition. `small` has the worth that the rule takes, `scores` what its
/// completion goes by.
fn check_shares(election: &Election, name: &str, worth: Worth, small: &Small, scores: &Small) {
    let share = if small.voters() == 0 { whole(0) } else { &small.budget / whole(small.voters()) };
    let (plain, plain_ties) = naive::equal_shares(small, worth, &share);
    let outcome = run(&format!("mes_{name}"), election);
    assert_eq!(outcome.selected, ids(&plain), "{name}");
    assert_eq!(ties(&outcome), named_ties(&plain_ties), "{name}");
    let completed = run(&format!("mes_{name}_util"), election);
    assert_eq!(completed.selected, ids(&naive::complete(scores, plain)), "{name}_util");
    for (suffix, integral, exhaustive) in [
        ("_add1", false, true),
        ("_add1_integral", true, true),
        ("_add1_noexh", false, false),
        ("_add1_integral_noexh", true, false),
    ] {
        let (funded, endowment, counts) = naive::add_one(small, worth, integral, exhaustive);
        let outcome = run(&format!("mes_{name}{suffix}"), election);
        let repetition = outcome.repetition.as_ref().unwrap();
        assert_eq!(outcome.selected, ids(&funded), "{name}{suffix}");
        assert_eq!(repetition.per_voter.as_ratio(), &endowment, "{name}{suffix}");
        assert_eq!(repetition.iterations, counts, "{name}{suffix}");
        let completed = run(&format!("mes_{name}{suffix}_util"), election);
        assert_eq!(completed.selected, ids(&naive::complete(scores, funded)), "{name}{suffix}_util");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn greedy_rules_are_their_definition(case in case(VoteType::Approval)) {
        let (election, small) = (case.election(), case.named());
        prop_assert_eq!(run("greedy_votes", &election).selected, ids(&naive::greedy(&small, true, false)));
        prop_assert_eq!(run("greedy_votes_noskip", &election).selected, ids(&naive::greedy(&small, false, false)));
        prop_assert_eq!(run("greedy_votes_per_cost", &election).selected, ids(&naive::greedy(&small, true, true)));
    }

    #[test]
    fn greedy_by_score_is_its_definition(case in case(VoteType::Scoring)) {
        let (election, small) = (case.election(), case.small(|_, _, points| points));
        prop_assert_eq!(run("greedy_score", &election).selected, ids(&naive::greedy(&small, true, false)));
        prop_assert_eq!(run("greedy_score_noskip", &election).selected, ids(&naive::greedy(&small, false, false)));
        prop_assert_eq!(run("greedy_score_per_cost", &election).selected, ids(&naive::greedy(&small, true, true)));
    }

    #[test]
    fn greedy_by_place_is_its_definition(case in case(VoteType::Ordinal)) {
        let election = case.election();
        let longest = case.ballots.iter().map(Vec::len).max().unwrap_or_default();
        let scores = case.small(|place, _, _| (longest - place) as u64);
        prop_assert_eq!(run("greedy_score", &election).selected, ids(&naive::greedy(&scores, true, false)));
        let borda = case.small(|place, length, _| (length - place - 1) as u64);
        prop_assert_eq!(run("greedy_borda_per_cost", &election).selected, ids(&naive::greedy(&borda, true, true)));
    }

    #[test]
    fn equal_shares_is_its_definition(case in case(VoteType::Approval)) {
        let (election, small) = (case.election(), case.named());
        check_shares(&election, "cost", Worth::Cost, &small, &small);
        check_shares(&election, "card", Worth::One, &small, &small);
    }

    #[test]
    fn equal_shares_by_points_is_its_definition(case in case(VoteType::Cumulative)) {
        let (election, small) = (case.election(), case.small(|_, _, points| points));
        check_shares(&election, "points", Worth::Given, &small, &small);
    }

    #[test]
    fn equal_shares_by_places_is_its_definition(case in case(VoteType::Ordinal)) {
        let election = case.election();
        let longest = case.ballots.iter().map(Vec::len).max().unwrap_or_default();
        let small = case.small(|place, length, _| (length - place - 1) as u64);
        let scores = case.small(|place, _, _| (longest - place) as u64);
        check_shares(&election, "borda", Worth::Given, &small, &scores);
    }

    #[test]
    fn phragmens_rule_is_its_definition(case in case(VoteType::Approval)) {
        let (election, small) = (case.election(), case.named());
        for (name, skipping) in [("phragmen", false), ("phragmen_skip", true)] {
            let outcome = run(name, &election);
            let (funded, equal) = naive::phragmen(&small, skipping);
            prop_assert_eq!(&outcome.selected, &ids(&funded), "{}", name);
            prop_assert_eq!(ties(&outcome), named_ties(&equal), "{}", name);
        }
    }

    #[test]
    fn maximin_support_is_its_definition(case in case(VoteType::Approval)) {
        let outcome = run("maximin", &case.election());
        let (funded, equal) = naive::maximin(&case.named());
        prop_assert_eq!(&outcome.selected, &ids(&funded));
        prop_assert_eq!(ties(&outcome), named_ties(&equal));
    }

    #[test]
    fn maximum_welfare_is_its_definition(case in case(VoteType::Approval)) {
        let (election, small) = (case.election(), case.named());
        for (name, worth) in [("max_welfare_cost", Worth::Cost), ("max_welfare_card", Worth::One)] {
            prop_assert_eq!(run(name, &election).selected, ids(&naive::max_welfare(&small, worth)), "{}", name);
        }
    }
}
