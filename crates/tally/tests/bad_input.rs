//! Empty, broken and hostile elections: every rule says clearly that it cannot count them, or has a defined result.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::time::{Duration, Instant};

use tally::{Amount, Election, Misfit, Outcome, Rule, Status, pabulib};

fn read(vote_type: &str, budget: &str, projects: &str, votes: &str) -> Election {
    let points = matches!(vote_type, "cumulative" | "scoring");
    let header = if points { "voter_id;vote;points" } else { "voter_id;vote" };
    let text = format!(
        "META\nkey;value\nbudget;{budget}\nvote_type;{vote_type}\nmax_sum_points;5\nPROJECTS\nproject_id;cost\n{projects}VOTES\n{header}\n{votes}"
    );
    pabulib::read(&text).unwrap().election
}

/// What each rule that fits makes of an election, by name. None may take long.
fn all(election: &Election) -> Vec<(&'static str, Outcome)> {
    let begun = Instant::now();
    let counted: Vec<_> = Rule::NAMES
        .into_iter()
        .filter_map(|name| Some((name, Rule::by_name(name).unwrap().count(election).ok()?)))
        .collect();
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
    assert!(counted.len() >= 20);
    counted
}

fn is_about_money(name: &str) -> bool {
    name != "top_n"
}

#[test]
fn without_candidates_nothing_is_funded() {
    for (name, outcome) in all(&read("approval", "100", "", "1;\n2;\n")) {
        assert!(outcome.selected.is_empty() && outcome.entries.is_empty(), "{name}");
        assert_eq!((outcome.voters, outcome.ballots_blank), (2, 2));
    }
}

#[test]
fn without_voters_only_an_order_is_left() {
    for (name, outcome) in all(&read("approval", "100", "a;60\nb;50\nc;0\n", "")) {
        let by_votes = name.starts_with("greedy") || name.ends_with("_util") || name == "top_n";
        // Replaced by greedy by votes only if more voters prefer that, and there are none.
        assert_eq!(outcome.selected.is_empty(), !by_votes, "{name} {:?}", outcome.selected);
        if !by_votes {
            assert!(outcome.entries.iter().all(|entry| entry.status == Status::NoSupport), "{name}");
        }
    }
}

#[test]
fn one_voter_gets_what_fits() {
    for (name, outcome) in all(&read("approval", "100", "a;60\nb;50\nc;40\n", "1;a,c\n")) {
        let expected: &[&str] = match name {
            "top_n" => &["a", "c", "b"],
            // By number the cheaper one goes first.
            "greedy_votes_per_cost" | "phragmen" | "phragmen_skip" | "maximin" => &["c", "a"],
            name if name.starts_with("mes_card") => &["c", "a"],
            _ => &["a", "c"],
        };
        assert_eq!(outcome.selected, expected, "{name}");
    }
}

#[test]
fn plans_that_are_all_too_dear_cannot_win() {
    for (name, outcome) in all(&read("approval", "10", "a;60\nb;50\n", "1;a\n2;b\n3;a\n")) {
        assert_eq!(outcome.selected.is_empty(), is_about_money(name), "{name} {:?}", outcome.selected);
    }
}

#[test]
fn a_budget_of_nothing_buys_what_costs_nothing() {
    for (name, outcome) in all(&read("approval", "0", "a;60\nb;0\n", "1;a,b\n2;a\n")) {
        if is_about_money(name) && name != "greedy_votes_noskip" && name != "greedy_80" {
            assert_eq!(outcome.selected, ["b"], "{name}");
        }
    }
}

#[test]
fn ties_everywhere_are_broken_by_id_and_told() {
    let election = read("approval", "100", "10;50\n2;50\nA;50\na;50\n", "1;10,2,A,a\n2;10,2,A,a\n");
    for (name, outcome) in all(&election) {
        let chosen: &[&str] = if name == "top_n" { &["10", "2", "A", "a"] } else { &["10", "2"] };
        assert_eq!(outcome.selected, chosen, "{name}");
        if !name.starts_with("max_welfare") {
            assert_eq!(outcome.ties[0].ids, ["10", "2", "A", "a"], "{name}");
        }
    }
}

#[test]
fn ballots_of_no_points_are_no_support() {
    let election = read("cumulative", "100", "a;60\nb;40\n", "1;a,b;0,0\n2;a,b;0,0\n");
    let points = Rule::by_name("mes_points").unwrap().count(&election).unwrap();
    assert!(points.selected.is_empty());
    assert!(points.entries.iter().all(|entry| entry.status == Status::NoSupport && entry.votes == 2));
    assert_eq!(Rule::by_name("mes_cost").unwrap().count(&election).unwrap().selected, ["a", "b"]);
}

#[test]
fn more_points_than_allowed_are_counted_with_a_warning() {
    let text = "META\nkey;value\nbudget;100\nvote_type;cumulative\nmax_sum_points;5\nPROJECTS\nproject_id;cost\na;60\nb;50\n\
                VOTES\nvoter_id;vote;points\n1;a;50\n2;b;5\n";
    let reading = pabulib::read(text).unwrap();
    assert_eq!(reading.warnings.len(), 1);
    assert_eq!(reading.warnings[0].to_string(), "line 12: the ballot gives 50 points, more than 5");
    assert_eq!(Rule::by_name("greedy_score").unwrap().count(&reading.election).unwrap().selected, ["a"]);
}

#[test]
fn a_rule_that_does_not_fit_says_why() {
    let approval = read("approval", "100", "a;60\n", "1;a\n");
    let ordinal = read("ordinal", "100", "a;60\n", "1;a\n");
    let points = read("scoring", "100", "a;60\n", "1;a;2\n");
    for (name, election, misfit) in [
        ("greedy_score", &approval, Misfit::NoScores),
        ("mes_points", &approval, Misfit::NoPoints),
        ("mes_points_add1", &ordinal, Misfit::NoPoints),
        ("mes_borda", &approval, Misfit::NoOrder),
        ("mes_borda", &points, Misfit::NoOrder),
        ("greedy_borda_per_cost", &points, Misfit::NoOrder),
        ("greedy_threshold", &approval, Misfit::NoThreshold),
        ("greedy_ceilings", &approval, Misfit::NoCeilings),
    ] {
        let rule = Rule::by_name(name).unwrap();
        assert_eq!(rule.check(election), Err(misfit), "{name}");
        assert_eq!(rule.count(election), Err(misfit), "{name}");
        assert!(!misfit.to_string().is_empty());
    }
    let still = Rule::by_name("mes_cost_add1").unwrap().with_increment(Amount::zero());
    assert_eq!(still.count(&approval), Err(Misfit::NoIncrement));
}

#[test]
fn points_beyond_any_sum_are_refused() {
    let huge = "9".repeat(25);
    let election = read("scoring", "100", "a;60\n", &format!("1;a;{huge}\n"));
    for name in ["mes_points", "greedy_score"] {
        assert_eq!(Rule::by_name(name).unwrap().count(&election), Err(Misfit::PointsTooLarge), "{name}");
    }
    let fine = read("scoring", "100", "a;60\n", "1;a;0.0000000000000000000001\n");
    assert_eq!(Rule::by_name("mes_points").unwrap().count(&fine), Err(Misfit::PointsTooLarge));
}

#[test]
fn points_below_nothing_do_not_buy() {
    let election = read("scoring", "100", "a;60\nb;60\n", "1;a,b;-3,1\n2;a;-1\n");
    assert_eq!(Rule::by_name("mes_points").unwrap().count(&election).unwrap().selected, [] as [&str; 0]);
    assert_eq!(Rule::by_name("mes_points_add1").unwrap().count(&election).unwrap().selected, ["b"]);
    assert_eq!(Rule::by_name("greedy_score").unwrap().count(&election).unwrap().selected, ["b"]);
}

/// In a currency in which a unit is nothing, counting unit by unit would take for ever; what is sure to come out the same
/// is not counted again.
#[test]
fn add1_ends_also_in_a_weak_currency() {
    let election = read(
        "approval",
        "1000000000000",
        "a;900000000000\nb;300000000001\nc;700000000003\nd;999999999999\n",
        "1;a\n2;a,b\n3;c,b\n4;c\n5;d\n6;d,a,c\n7;\n",
    );
    for (name, outcome) in all(&election) {
        assert!(!is_about_money(name) || outcome.cost <= outcome.budget || name == "greedy_80", "{name}");
    }
}

/// Plans with the same supporters and cost are equal at every step, also when some of their supporters have too little;
/// so are plans of voters who are in the same position elsewhere.
#[test]
fn add1_ends_where_plans_are_always_equal() {
    let election = read(
        "approval",
        "1000000000000",
        "a;300000000001\nb;200000000003\nc;200000000003\nd;300000000001\ne;200000000003\nf;999999999999\n",
        "1;a,b,c\n2;a,b,c\n3;b,c\n4;d,e\n5;d,e\n6;e\n7;f\n8;\n9;\n",
    );
    for (name, outcome) in all(&election) {
        assert!(!is_about_money(name) || outcome.cost <= outcome.budget || name == "greedy_80", "{name}");
        if let Some(repetition) = outcome.repetition.filter(|_| name.starts_with("mes_cost_add1")) {
            assert!(repetition.iterations > 1_000_000, "{name} {}", repetition.iterations);
        }
    }
}

#[test]
fn thresholds_ceilings_and_exclusion_are_kept() {
    let text = "META\nkey;value\nbudget;100\nvote_type;approval\nmin_project_score_threshold;2\n\
                categories;green,play\nbudget_per_category;50,none\n\
                PROJECTS\nproject_id;cost;category\na;40;green\nb;30;green\nc;20;play\nd;10;play\n\
                VOTES\nvoter_id;vote\n1;a,b,c\n2;a,b,c\n3;a,b,d\n4;a\n";
    let election = pabulib::read(text).unwrap().election;
    let status = |outcome: &Outcome, id: &str| outcome.entry(id).unwrap().status.clone();
    let threshold = Rule::by_name("greedy_threshold").unwrap().count(&election).unwrap();
    assert_eq!(threshold.selected, ["a", "b", "c"]);
    assert_eq!(status(&threshold, "d"), Status::BelowThreshold { least: Amount::from(2) });
    assert_eq!(threshold.entry("d").unwrap().needed.as_ref().unwrap().more_votes, Some(1));
    let ceilings = Rule::by_name("greedy_ceilings").unwrap().count(&election).unwrap();
    assert_eq!(ceilings.selected, ["a", "c", "d"]);
    let reached = Status::CeilingReached { name: "green".to_owned(), remaining: Amount::from(10) };
    assert_eq!(status(&ceilings, "b"), reached);
    let needed = ceilings.entry("b").unwrap().needed.clone().unwrap();
    assert_eq!((needed.more_votes, needed.cost_at_most), (Some(2), Some(Amount::from(10))));
    let Rule::GreedyVotes(mut greedy) = Rule::by_name("greedy_votes").unwrap() else { panic!("greedy") };
    greedy.exclusive = vec![vec!["a".to_owned(), "c".to_owned()]];
    let exclusive = Rule::GreedyVotes(greedy).count(&election).unwrap();
    assert_eq!(exclusive.selected, ["a", "b", "d"]);
    assert_eq!(status(&exclusive, "c"), Status::Excluded { by: "a".to_owned() });
    let needed = exclusive.entry("c").unwrap().needed.clone().unwrap();
    assert_eq!((needed.more_votes, needed.cost_at_most), (Some(3), None));
}

#[test]
fn four_fifths_are_enough_once() {
    let projects = "a;60\nb;50\nc;40\n";
    let votes = "1;a,b,c\n2;a,b\n3;a\n";
    let run =
        |budget: &str| Rule::by_name("greedy_80").unwrap().count(&read("approval", budget, projects, votes)).unwrap();
    let enough = run("100");
    assert_eq!(enough.selected, ["a", "b"]);
    assert_eq!((enough.cost, enough.extra, enough.remaining), (Amount::from(110), Amount::from(10), Amount::zero()));
    let too_little = run("99");
    assert_eq!(too_little.selected, ["a"]);
    assert_eq!(too_little.stopped_at.as_deref(), Some("b"));
}

/// Whatever the ballots look like, every rule that fits ends with a result that keeps to the budget and funds nothing
/// twice; the degenerate elections are the same for all kinds of ballots.
#[test]
fn every_rule_ends_on_degenerate_elections_of_every_kind() {
    let plans = |costs: &[&str]| -> String {
        let line = |(place, cost): (usize, &&str)| format!("p{place};{cost}\n");
        costs.iter().enumerate().map(line).collect()
    };
    let budgets: [(&str, &[&str]); 6] = [
        ("100", &[]),
        ("100", &["60", "50", "40"]),
        ("100", &["0", "0", "0"]),
        ("0", &["60", "0", "1"]),
        ("10", &["60", "50", "40"]),
        ("100", &["50", "50", "50"]),
    ];
    // How many voters, and which plans each of them names.
    let voters: [(usize, &[usize]); 4] = [(0, &[]), (1, &[0, 2]), (3, &[0, 1, 2]), (2, &[])];
    let mut counted = 0;
    for vote_type in ["approval", "choose-1", "ordinal", "cumulative", "scoring"] {
        for (budget, costs) in budgets {
            for (number, chosen) in voters {
                let most = if vote_type == "choose-1" { 1 } else { chosen.len() };
                let names: Vec<String> = chosen
                    .iter()
                    .filter(|place| **place < costs.len())
                    .take(most)
                    .map(|place| format!("p{place}"))
                    .collect();
                for point in ["0", "1", "2"] {
                    let points = vec![point; names.len()].join(",");
                    let ballot = match vote_type {
                        "cumulative" | "scoring" => format!("{};{points}", names.join(",")),
                        _ => names.join(","),
                    };
                    let votes: String = (0..number).map(|voter| format!("{voter};{ballot}\n")).collect();
                    counted += ends(&read(vote_type, budget, &plans(costs), &votes), vote_type);
                }
            }
        }
    }
    assert!(counted > 5_000, "{counted}");
}

/// Counts by every rule that fits; how many did.
fn ends(election: &Election, vote_type: &str) -> usize {
    let begun = Instant::now();
    let mut counted = 0;
    for name in Rule::NAMES {
        let rule = Rule::by_name(name).unwrap();
        let outcome = match rule.count(election) {
            Ok(outcome) => outcome,
            Err(misfit) => {
                assert!(!misfit.to_string().is_empty(), "{name}");
                continue;
            }
        };
        counted += 1;
        let mut ids = outcome.selected.clone();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), outcome.selected.len(), "{vote_type} {name}: funded twice");
        assert_eq!(outcome.entries.len(), election.candidates().len(), "{vote_type} {name}: everybody hears");
        // One plan may cross the budget where the rule lets four fifths of its cost be enough.
        if is_about_money(name) && name != "greedy_80" {
            assert!(outcome.cost <= outcome.budget, "{vote_type} {name}: {} of {}", outcome.cost, outcome.budget);
        }
    }
    assert!(begun.elapsed() < Duration::from_secs(10), "{vote_type}: {:?}", begun.elapsed());
    counted
}
