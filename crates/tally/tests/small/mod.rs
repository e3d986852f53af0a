//! Elections with up to six candidates and six voters, for the tests that compare rules with their definitions.
// Each test takes what it needs.
#![allow(dead_code)]

use proptest::prelude::*;
use tally::{Amount, Ballot, Candidate, Columns, Election, Form, Meta, Outcome, Rule, VoteType};

use crate::naive::{Small, whole};

pub const IDS: [&str; 6] = ["a", "b", "c", "d", "e", "f"];

/// An election with up to six candidates and six voters. Costs and budget are in quarters, so that fractions, ties and
/// exact fits are common.
#[derive(Debug, Clone)]
pub struct Case {
    pub vote_type: VoteType,
    pub budget: u64,
    pub costs: Vec<u64>,
    /// By voter: candidates in some order, with points.
    pub ballots: Vec<Vec<(usize, u64)>>,
    pub quarters: bool,
}

pub fn case(vote_type: VoteType) -> impl Strategy<Value = Case> {
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
    pub fn amount(&self, units: u64) -> Amount {
        let amount = Amount::from(units);
        if self.quarters { amount.checked_div(&Amount::from(4)).unwrap() } else { amount }
    }

    pub fn election(&self) -> Election {
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
    pub fn small(&self, given: impl Fn(usize, usize, u64) -> u64) -> Small {
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

    pub fn named(&self) -> Small {
        self.small(|_, _, _| 1)
    }
}

pub fn run(name: &str, election: &Election) -> Outcome {
    Rule::by_name(name).unwrap().count(election).unwrap()
}

pub fn ids(places: &[usize]) -> Vec<&'static str> {
    places.iter().map(|place| IDS[*place]).collect()
}

pub fn ties(outcome: &Outcome) -> Vec<(usize, Vec<&str>)> {
    let rounds = outcome.ties.iter().filter(|tie| tie.in_rounds);
    rounds.map(|tie| (tie.funded_before, tie.ids.iter().map(String::as_str).collect())).collect()
}

pub fn named_ties(ties: &[(usize, Vec<usize>)]) -> Vec<(usize, Vec<&'static str>)> {
    ties.iter().map(|(before, tied)| (*before, ids(tied))).collect()
}
