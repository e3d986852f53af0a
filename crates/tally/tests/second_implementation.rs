//! The script that counts in visitors' browsers, written from the definitions by itself, gives the same list in the same
//! order and the same cost as this crate: on thousands of generated elections and on real ones.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod naive;
mod small;

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use tally::{
    AddOne, Amount, Ballot, Candidate, Ceiling, Ceilings, Columns, Comparison, Election, EqualShares, Form, Greedy,
    Meta, Outcome, Over, Rule, Threshold, TieBreak, Utility, VoteType, pabulib,
};

/// One election, with what is asked of both.
struct Question {
    name: String,
    election: Election,
    rule: Rule,
    struck: BTreeSet<String>,
}

impl Question {
    fn json(&self) -> String {
        let meta = self.election.meta();
        let candidates = self.election.candidates().iter().map(|one| {
            let (id, cost) = (&one.id, &one.cost);
            json!({"id": id, "cost": cost, "categories": one.categories, "neighborhoods": one.neighborhoods})
        });
        let ballots = self.election.ballots().iter().map(|ballot| match &ballot.form {
            Form::Approval(choices) | Form::Ordinal(choices) => {
                choices.iter().map(|choice| json!([choice])).collect::<Vec<_>>()
            }
            Form::Points { choices, points } => {
                choices.iter().zip(points).map(|(choice, points)| json!([choice, points])).collect()
            }
        });
        let form = match meta.vote_type() {
            VoteType::Approval | VoteType::ChooseOne => "approval",
            VoteType::Ordinal => "ordinal",
            VoteType::Cumulative | VoteType::Scoring => "points",
        };
        let question = json!({
            "rule": self.rule,
            "budget": meta.budget(),
            "candidates": candidates.collect::<Vec<_>>(),
            "form": form,
            "ballots": ballots.collect::<Vec<_>>(),
            "struck": self.struck,
            "maxLength": meta.limits().max_length,
            "defaultScore": meta.default_score(),
        });
        question.to_string()
    }

    fn count(&self) -> Outcome {
        self.rule.count_without(&self.election, &self.struck).unwrap()
    }
}

/// Puts all questions to one process of node and compares each answer.
fn compare(questions: &[Question]) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts/recount.mjs");
    let mut node = Command::new("node");
    node.arg(script).arg("--elections").stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut node = node.spawn().expect("this test needs node (Debian: nodejs), at least version 20");
    let mut input = node.stdin.take().unwrap();
    let output = BufReader::new(node.stdout.take().unwrap());
    let answers = std::thread::scope(|scope| {
        scope.spawn(move || {
            for question in questions {
                writeln!(input, "{}", question.json()).unwrap();
            }
        });
        let answers = output.lines().map(|line| serde_json::from_str::<Value>(&line.unwrap()).unwrap());
        let mut seen = 0;
        for (question, answer) in questions.iter().zip(answers) {
            let outcome = question.count();
            let ours = json!({"selected": outcome.selected, "cost": outcome.cost});
            assert_eq!(ours, answer, "{}: {}\n{}", question.name, question.rule.name(), shown(question));
            seen += 1;
        }
        seen
    });
    assert_eq!(answers, questions.len(), "node did not answer every question");
    assert!(node.wait().unwrap().success());
}

/// The election, if it is small enough to be read.
fn shown(question: &Question) -> String {
    let json = question.json();
    if json.len() < 4_000 { json } else { String::new() }
}

/// The rules that are counted twice, and fit these ballots.
fn rules(vote_type: VoteType) -> Vec<Rule> {
    let scores = vote_type != VoteType::Approval;
    let family = |name: &str| match name {
        "greedy_threshold" | "greedy_ceilings" | "maximin" => false,
        _ if name.contains("welfare") => false,
        _ if name.contains("points") => vote_type == VoteType::Scoring || vote_type == VoteType::Cumulative,
        _ if name.contains("borda") => vote_type == VoteType::Ordinal,
        _ if name.contains("score") => scores,
        _ => true,
    };
    let more = ["mes_card_add1_integral", "mes_cost_add1_noexh", "mes_cost_add1_integral_util", "top_2"];
    let more = more.into_iter().filter_map(Rule::by_name);
    let mut rules: Vec<Rule> =
        Rule::NAMES.into_iter().filter(|name| family(name)).filter_map(Rule::by_name).chain(more).collect();
    let third = Amount::from(2).checked_div(&Amount::from(3)).unwrap();
    let add_one = AddOne { increment: Amount::from(1).checked_div(&Amount::from(8)).unwrap(), ..AddOne::default() };
    let shares = EqualShares::new(Utility::Cost).with_add_one(add_one);
    rules.extend([
        Rule::EqualShares(EqualShares { comparison: Some(Comparison::Exclusion), ..shares.clone() }),
        Rule::EqualShares(EqualShares { admission: Some(third), ..shares }.then_utilitarian()),
    ]);
    rules
}

/// Greedy rules with numbers and lists of their own, for candidates with themes and areas.
fn bounded() -> Vec<Rule> {
    let ceiling = |over, name: &str, most: u64| Ceiling { over, name: name.to_owned(), most: Amount::from(most) };
    let listed = vec![ceiling(Over::Category, "green", 2), ceiling(Over::Neighborhood, "north", 3)];
    let exclusive = vec![vec!["a".to_owned(), "b".to_owned()], vec!["b".to_owned(), "d".to_owned(), "f".to_owned()]];
    let half = Amount::from(1).checked_div(&Amount::from(2));
    let base = |skipping| Greedy { skipping, ..Greedy::default() };
    let rules = [
        Greedy { threshold: Some(Threshold::AtLeast(Amount::from(2))), ..base(true) },
        Greedy { threshold: Some(Threshold::AtLeast(Amount::from(2))), per_cost: true, ..base(false) },
        Greedy { nearly: half.clone(), ..base(false) },
        Greedy { nearly: half, ceilings: Some(Ceilings::Listed(listed.clone())), ..base(false) },
        Greedy { ceilings: Some(Ceilings::Listed(listed.clone())), exclusive: exclusive.clone(), ..base(true) },
        Greedy { exclusive, ..base(false) },
        Greedy { ceilings: Some(Ceilings::Listed(listed)), per_cost: true, ..base(true) },
    ];
    rules.into_iter().map(Rule::GreedyVotes).collect()
}

/// The same election with themes and areas.
fn placed(election: &Election) -> Election {
    let candidates = election.candidates().iter().enumerate().map(|(place, one)| Candidate {
        categories: ["green", "play"].into_iter().take(place % 3).map(str::to_owned).collect(),
        neighborhoods: if place % 2 == 0 { vec!["north".to_owned()] } else { Vec::new() },
        ..one.clone()
    });
    let (candidates, ballots) = (candidates.collect(), election.ballots().to_vec());
    Election::new(election.meta().clone(), Columns::default(), candidates, ballots).unwrap()
}

#[test]
fn small_elections_by_every_rule() {
    let mut runner = TestRunner::deterministic();
    let mut questions = Vec::new();
    for vote_type in [VoteType::Approval, VoteType::Ordinal, VoteType::Scoring] {
        let rules = rules(vote_type);
        for number in 0..150 {
            let case = small::case(vote_type).new_tree(&mut runner).unwrap().current();
            let election = case.election();
            let name = format!("{vote_type:?} {number}");
            let struck: BTreeSet<String> = (number % 5 == 4).then(|| "b".to_owned()).into_iter().collect();
            let order = TieBreak::Order { ids: ["d", "b", "e"].map(str::to_owned).to_vec() };
            let tie_break = if number % 2 == 0 { TieBreak::Id } else { order };
            let placed = placed(&election);
            let ask = |election: &Election, rule: &Rule| Question {
                name: name.clone(),
                election: election.clone(),
                rule: rule.clone().with_tie_break(tie_break.clone()),
                struck: struck.clone(),
            };
            questions.extend(rules.iter().map(|rule| ask(&election, rule)));
            questions.extend(bounded().iter().map(|rule| ask(&placed, rule)));
        }
    }
    assert!(questions.len() > 10_000, "{}", questions.len());
    compare(&questions);
}

/// Elections with more voters, in which supporters run out of money at different times and prices become long fractions.
fn crowded(vote_type: VoteType) -> impl Strategy<Value = Election> {
    let ballot = prop::collection::vec((0_usize..12, 1_u64..8), 0..6);
    let costs = prop::collection::vec(prop_oneof![4 => 20_u64..200, 1 => Just(60_u64), 1 => 1_u64..4], 12);
    (costs, prop::collection::vec(ballot, 20..90), 100_u64..600).prop_map(move |(costs, ballots, budget)| {
        let candidates = costs.iter().enumerate();
        let candidates = candidates.map(|(id, cost)| Candidate::new((id + 1).to_string(), "", Amount::from(*cost)));
        let ballots = ballots.iter().enumerate().map(|(voter, choices)| {
            let mut named = BTreeSet::new();
            let choices = choices.iter().filter(|(choice, _)| named.insert(*choice));
            let (choices, points): (Vec<usize>, Vec<u64>) = choices.copied().unzip();
            let form = match vote_type {
                VoteType::Approval | VoteType::ChooseOne => Form::Approval(choices),
                VoteType::Ordinal => Form::Ordinal(choices),
                VoteType::Cumulative | VoteType::Scoring => {
                    Form::Points { choices, points: points.into_iter().map(Amount::from).collect() }
                }
            };
            Ballot::new(voter.to_string(), form)
        });
        let meta = Meta::new(Amount::from(budget), vote_type);
        Election::new(meta, Columns::default(), candidates.collect(), ballots.collect()).unwrap()
    })
}

#[test]
fn crowded_elections_by_every_rule() {
    let mut runner = TestRunner::deterministic();
    let mut questions = Vec::new();
    for vote_type in [VoteType::Approval, VoteType::Ordinal, VoteType::Cumulative] {
        let rules = rules(vote_type);
        for number in 0..25 {
            let election = crowded(vote_type).new_tree(&mut runner).unwrap().current();
            questions.extend(rules.iter().map(|rule| Question {
                name: format!("{vote_type:?} {number}"),
                election: election.clone(),
                rule: rule.clone(),
                struck: BTreeSet::new(),
            }));
        }
    }
    assert!(questions.len() > 1_500, "{}", questions.len());
    compare(&questions);
}

/// The folder with elections of this crate, and the one that the environment names.
fn files() -> Vec<PathBuf> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/elections")];
    folders.extend(std::env::var_os("SAMENSPEL_ELECTIONS").map(PathBuf::from));
    let mut names = BTreeSet::new();
    let mut files = Vec::new();
    for folder in folders {
        let mut entries: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        let elections = entries.into_iter().filter(|path| path.extension().is_some_and(|end| end == "pb"));
        files.extend(elections.filter(|path| names.insert(path.file_name().map(ToOwned::to_owned))));
    }
    files
}

#[test]
fn real_elections_by_every_rule() {
    const MOST_BALLOTS: usize = 5_000;
    let mut questions = Vec::new();
    for path in files() {
        let election = pabulib::read(&std::fs::read_to_string(&path).unwrap()).unwrap().election;
        if election.ballots().len() > MOST_BALLOTS {
            continue;
        }
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let vote_type = match election.meta().vote_type() {
            VoteType::ChooseOne => VoteType::Approval,
            other => other,
        };
        // In weak currencies a unit more each time is tens of thousands of counts.
        let per_voter = election.meta().budget().checked_div(&Amount::from(election.ballots().len() as u64));
        let coarse = per_voter.and_then(|share| share.checked_div(&Amount::from(20))).unwrap_or_default();
        let increment = coarse.floor().max(Amount::from(1));
        questions.extend(rules(vote_type).into_iter().map(|rule| Question {
            name: name.clone(),
            election: election.clone(),
            rule: rule.with_increment(increment.clone()),
            struck: BTreeSet::new(),
        }));
    }
    assert!(questions.len() > 100, "{}", questions.len());
    compare(&questions);
}
