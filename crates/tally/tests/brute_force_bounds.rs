//! Rules with bounds and conditions of their own against their definitions, on small elections of every kind.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod naive;
mod small;

use naive::{Bounds, Worth, whole};
use proptest::prelude::*;
use small::{Case, IDS, case, ids, run};
use tally::{
    Amount, Candidate, Ceiling, Ceilings, Columns, Comparison, Election, Greedy, MaxWelfare, Meta, Over, Rule,
    Threshold, TieBreak, TopN, Utility, VoteType,
};

/// A theme or area: who belongs to it, and the most that may be spent on it.
type Set = (Vec<usize>, u64);

/// Up to two sets of candidates with a number.
fn sets() -> impl Strategy<Value = Vec<Set>> {
    let members = prop::sample::subsequence((0..6).collect::<Vec<usize>>(), 0..=4);
    prop::collection::vec((members, 0_u64..20), 1..=2)
}

/// Those of a set that the election has.
fn of(case: &Case, members: &[usize]) -> Vec<usize> {
    members.iter().copied().filter(|member| *member < case.costs.len()).collect()
}

/// The same election, with the sets as themes and areas, and with ceilings in META.
fn with_ceilings(case: &Case, sets: &[Set], in_meta: bool) -> Election {
    let election = case.election();
    let mut candidates: Vec<Candidate> = election.candidates().to_vec();
    for (number, (members, _)) in sets.iter().enumerate() {
        for member in of(case, members) {
            let list =
                if number == 0 { &mut candidates[member].categories } else { &mut candidates[member].neighborhoods };
            list.push(format!("set {number}"));
        }
    }
    let mut meta = Meta::new(election.meta().budget().clone(), election.meta().vote_type());
    let keys = [("categories", "budget_per_category"), ("neighborhoods", "budget_per_neighborhood")];
    for (number, ((_, most), (names, amounts))) in sets.iter().zip(keys).enumerate().take_while(|_| in_meta) {
        meta.set(names, format!("set {number}")).unwrap();
        meta.set(amounts, case.amount(*most).to_string()).unwrap();
    }
    Election::new(meta, Columns::default(), candidates, election.ballots().to_vec()).unwrap()
}

fn greedy(skipping: bool) -> Greedy {
    Greedy::by_votes(skipping)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_threshold_is_kept(case in case(VoteType::Approval), least in 0_u64..5, skipping: bool) {
        let bounds = Bounds { least, ..Bounds::default() };
        let expected = ids(&naive::bounded(&case.named(), skipping, &bounds));
        let threshold = Some(Threshold::AtLeast(Amount::from(least)));
        let rule = Rule::GreedyVotes(Greedy { threshold, ..greedy(skipping) });
        prop_assert_eq!(rule.count(&case.election()).unwrap().selected, expected.clone());
        let election = case.election();
        let mut meta = election.meta().clone();
        meta.set("min_project_score_threshold", least.to_string()).unwrap();
        let (candidates, ballots) = (election.candidates().to_vec(), election.ballots().to_vec());
        let stated = Election::new(meta, Columns::default(), candidates, ballots).unwrap();
        if skipping {
            prop_assert_eq!(run("greedy_threshold", &stated).selected, expected);
        }
    }

    #[test]
    fn four_fifths_are_its_definition(case in case(VoteType::Approval)) {
        let bounds = Bounds { four_fifths: true, ..Bounds::default() };
        let expected = naive::bounded(&case.named(), false, &bounds);
        prop_assert_eq!(run("greedy_80", &case.election()).selected, ids(&expected));
    }

    #[test]
    fn ceilings_are_their_definition(case in case(VoteType::Approval), sets in sets(), skipping: bool) {
        let number = |most: u64| case.amount(most).as_ratio().clone();
        let ceilings = sets.iter().map(|(members, most)| (of(&case, members), number(*most))).collect();
        let bounds = Bounds { ceilings, ..Bounds::default() };
        let expected = ids(&naive::bounded(&case.named(), skipping, &bounds));
        let over = [Over::Category, Over::Neighborhood];
        let listed = sets.iter().zip(over).enumerate().map(|(number, ((_, most), over))| Ceiling {
            over, name: format!("set {number}"), most: case.amount(*most),
        });
        let ceilings = Some(Ceilings::Listed(listed.collect()));
        let rule = Rule::GreedyVotes(Greedy { ceilings, ..greedy(skipping) });
        prop_assert_eq!(rule.count(&with_ceilings(&case, &sets, false)).unwrap().selected, expected.clone());
        if skipping {
            prop_assert_eq!(run("greedy_ceilings", &with_ceilings(&case, &sets, true)).selected, expected);
        }
    }

    #[test]
    fn exclusion_is_its_definition(case in case(VoteType::Approval), sets in sets(), skipping: bool) {
        let exclusive = sets.iter().map(|(members, _)| of(&case, members)).collect();
        let bounds = Bounds { exclusive, ..Bounds::default() };
        let expected = ids(&naive::bounded(&case.named(), skipping, &bounds));
        let named = |members: &Vec<usize>| members.iter().map(|member| IDS[*member].to_owned()).collect();
        let exclusive = sets.iter().map(|(members, _)| named(members)).collect();
        let rule = Rule::GreedyVotes(Greedy { exclusive, ..greedy(skipping) });
        prop_assert_eq!(rule.count(&case.election()).unwrap().selected, expected);
    }

    #[test]
    fn all_bounds_together_are_their_definition(
        case in case(VoteType::Approval), sets in sets(), least in 0_u64..4, skipping: bool,
    ) {
        let number = |most: u64| case.amount(most).as_ratio().clone();
        let (members, most) = &sets[0];
        let bounds = Bounds {
            least,
            four_fifths: true,
            ceilings: vec![(of(&case, members), number(*most))],
            exclusive: sets.iter().skip(1).map(|(members, _)| of(&case, members)).collect(),
        };
        let named = |members: &Vec<usize>| members.iter().map(|member| IDS[*member].to_owned()).collect();
        let ceiling = Ceiling { over: Over::Category, name: "set 0".to_owned(), most: case.amount(*most) };
        let rule = Rule::GreedyVotes(Greedy {
            threshold: Some(Threshold::AtLeast(Amount::from(least))),
            nearly: Some("0.8".parse().unwrap()),
            ceilings: Some(Ceilings::Listed(vec![ceiling])),
            exclusive: sets.iter().skip(1).map(|(members, _)| named(members)).collect(),
            ..greedy(skipping)
        });
        let outcome = rule.count(&with_ceilings(&case, &sets, false)).unwrap();
        prop_assert_eq!(outcome.selected, ids(&naive::bounded(&case.named(), skipping, &bounds)));
    }

    #[test]
    fn the_first_are_chosen_whatever_they_cost(case in case(VoteType::Approval), most in 0_u32..8) {
        let rich = naive::Small { budget: whole(1_000_000), ..case.named() };
        let order = naive::greedy(&rich, true, false);
        let rule = TopN { most: Some(most), by: tally::Measure::Votes, tie_break: TieBreak::Id };
        let expected = ids(&order[..order.len().min(most as usize)]);
        prop_assert_eq!(Rule::TopN(rule).count(&case.election()).unwrap().selected, expected);
        prop_assert_eq!(run("top_n", &case.election()).selected, ids(&order));
    }

    #[test]
    fn what_more_voters_prefer_stands(case in case(VoteType::Approval)) {
        let (election, small) = (case.election(), case.named());
        let (shares, ..) = naive::add_one(&small, Worth::Cost, true, false, &whole(1));
        let by_votes = naive::greedy(&small, true, false);
        for (comparison, any_at_all) in [(Comparison::Satisfaction, false), (Comparison::Exclusion, true)] {
            let prefers = |one: &[usize], other: &[usize]| naive::preferring(&small, one, other, any_at_all);
            let replaced = prefers(&by_votes, &shares) > prefers(&shares, &by_votes);
            let Some(Rule::EqualShares(mut rule)) = Rule::by_name("mes_comparison") else { panic!("equal shares") };
            rule.comparison = Some(comparison);
            let outcome = Rule::EqualShares(rule).count(&election).unwrap();
            prop_assert_eq!(&outcome.selected, &ids(if replaced { &by_votes } else { &shares }));
            prop_assert_eq!(outcome.repetition.unwrap().replaced, replaced);
        }
    }

    #[test]
    fn admission_is_its_definition(case in case(VoteType::Approval)) {
        let (election, small) = (case.election(), case.named());
        let third = whole(1) / whole(3);
        let (funded, endowment, _) =
            naive::add_one(&naive::admitted(&small, &third), Worth::Cost, true, false, &whole(1));
        let outcome = run("mes_admission", &election);
        prop_assert_eq!(&outcome.selected, &ids(&funded));
        let repetition = outcome.repetition.unwrap();
        prop_assert_eq!(repetition.per_voter.as_ratio(), &endowment);
    }

    #[test]
    fn maximum_welfare_by_points_is_its_definition(case in case(VoteType::Cumulative)) {
        let (election, small) = (case.election(), case.small(|_, _, points| points));
        let rule = Rule::MaxWelfare(MaxWelfare { utility: Utility::Points, tie_break: TieBreak::Id });
        let outcome = rule.count(&election).unwrap();
        prop_assert_eq!(outcome.selected, ids(&naive::max_welfare(&small, Worth::Given)));
    }
}
