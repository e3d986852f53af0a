//! Every rule against its definition, on small elections of every kind.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod naive;
mod small;

use naive::{Small, Worth, whole};
use proptest::prelude::*;
use small::{case, ids, named_ties, run, ties};
use tally::{Amount, Election, Rule, VoteType};

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
        let (funded, endowment, counts) = naive::add_one(small, worth, integral, exhaustive, &whole(1));
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    /// With steps as small as these most counts come out as the one before, and are not made.
    #[test]
    fn add1_in_small_steps_is_its_definition(case in case(VoteType::Approval), parts in 7_u64..60) {
        let (election, small) = (case.election(), case.named());
        let step = Amount::from(1).checked_div(&Amount::from(parts)).unwrap();
        for (name, worth) in [("cost", Worth::Cost), ("card", Worth::One)] {
            for (suffix, exhaustive) in [("", true), ("_noexh", false)] {
                let name = format!("mes_{name}_add1{suffix}");
                let (funded, endowment, counts) = naive::add_one(&small, worth, false, exhaustive, step.as_ratio());
                let outcome = Rule::by_name(&name).unwrap().with_increment(step.clone()).count(&election).unwrap();
                let repetition = outcome.repetition.as_ref().unwrap();
                prop_assert_eq!(&outcome.selected, &ids(&funded), "{}", &name);
                prop_assert_eq!(repetition.per_voter.as_ratio(), &endowment, "{}", &name);
                prop_assert_eq!(repetition.iterations, counts, "{}", &name);
                let (_, equal) = naive::equal_shares(&small, worth, &endowment);
                prop_assert_eq!(ties(&outcome), named_ties(&equal), "{}", &name);
            }
        }
    }

    #[test]
    fn add1_by_points_in_small_steps_is_its_definition(case in case(VoteType::Cumulative), parts in 7_u64..60) {
        let (election, small) = (case.election(), case.small(|_, _, points| points));
        let step = Amount::from(1).checked_div(&Amount::from(parts)).unwrap();
        let (funded, endowment, counts) = naive::add_one(&small, Worth::Given, false, false, step.as_ratio());
        let rule = Rule::by_name("mes_points_add1_noexh").unwrap().with_increment(step);
        let outcome = rule.count(&election).unwrap();
        let repetition = outcome.repetition.as_ref().unwrap();
        prop_assert_eq!(&outcome.selected, &ids(&funded));
        prop_assert_eq!(repetition.per_voter.as_ratio(), &endowment);
        prop_assert_eq!(repetition.iterations, counts);
    }
}
