//! Ballots that break a limit of their election are counted, with a warning that says which, on their line.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use tally::pabulib::read;
use tally::{Amount, Over};

/// What is doubted in an election of three plans in two themes and two areas, one voter a line from line 20 on.
fn doubts(vote_type: &str, limits: &[&str], ballots: &[&str]) -> Vec<String> {
    let points = if matches!(vote_type, "cumulative" | "scoring") { ";points" } else { "" };
    let mut meta: Vec<String> =
        ["META", "key;value", "budget;100", "categories;green, play", "neighborhoods;East,West"]
            .map(str::to_owned)
            .to_vec();
    meta.push(format!("vote_type;{vote_type}"));
    meta.extend(limits.iter().map(|limit| (*limit).to_owned()));
    meta.resize(12, String::new());
    let projects =
        "PROJECTS\nproject_id;cost;category;neighborhood\na;30.5;green;East\nb;20;green,play;West\nc;40;;East";
    let votes: String = ballots.iter().map(|ballot| format!("{ballot}\n")).collect();
    let text = format!("{}\n{projects}\nVOTES\nvoter_id;vote{points}\n{votes}", meta.join("\n"));
    read(&text).unwrap_or_else(|error| panic!("{error}\n{text}")).warnings.iter().map(ToString::to_string).collect()
}

#[test]
fn the_total_cost_of_a_ballot() {
    let limits = ["min_sum_cost;30", "max_sum_cost;60,5"];
    let ballots = ["1;a", "2;b", "3;a,b", "4;a,c", "5;b,c", "6;"];
    assert_eq!(
        doubts("approval", &limits, &ballots),
        [
            "line 21: the projects on the ballot cost 20, less than 30",
            "line 23: the projects on the ballot cost 70.5, more than 60.5",
            "line 25: the projects on the ballot cost 0, less than 30",
        ]
    );
}

#[test]
fn the_number_of_plans_of_a_theme() {
    let limits = ["min_length_per_category;1,0", "max_length_per_category;1"];
    assert_eq!(
        doubts("approval", &limits, &["1;a", "2;a,b", "3;c", "4;b,c"]),
        [
            "line 21: the ballot names 2 projects of \"green\", more than 1",
            "line 22: the ballot names 0 projects of \"green\", fewer than 1",
        ]
    );
}

#[test]
fn the_cost_of_the_plans_of_an_area() {
    let limits = ["min_sum_cost_per_neighborhood; ,20", "max_sum_cost_per_neighborhood;70,none"];
    assert_eq!(
        doubts("ordinal", &limits, &["1;b,a", "2;a,c,b", "3;c"]),
        [
            "line 21: the projects of \"East\" on the ballot cost 70.5, more than 70",
            "line 22: the projects of \"West\" on the ballot cost 0, less than 20",
        ]
    );
}

#[test]
fn points_for_a_plan_and_on_a_ballot() {
    let limits = ["min_points;1", "max_points;5", "min_sum_points;4", "max_sum_points;7"];
    for vote_type in ["cumulative", "scoring"] {
        assert_eq!(
            doubts(vote_type, &limits, &["1;a,b;2,3", "2;a,b;0,4", "3;c;6", "4;a,b;4,4", "5;a;3", "6;;"]),
            [
                "line 21: the ballot gives project \"a\" 0 points, fewer than 1",
                "line 22: the ballot gives project \"c\" 6 points, more than 5",
                "line 23: the ballot gives 8 points, more than 7",
                "line 24: the ballot gives 3 points, fewer than 4",
                "line 25: the ballot gives 0 points, fewer than 4",
            ]
        );
    }
}

#[test]
fn lists_that_do_not_match_their_names() {
    let limits = ["budget_per_category;5", "max_length_per_category;1,2,3", "min_sum_cost_per_neighborhood;1,much"];
    assert_eq!(
        doubts("approval", &limits, &["1;a,b"]),
        [
            "line 7: budget_per_category has 1 values for 2 names",
            "line 8: max_length_per_category has 3 values for 2 names",
            "line 9: min_sum_cost_per_neighborhood is not a number: \"much\"",
            "line 20: the ballot names 2 projects of \"green\", more than 1",
        ]
    );
}

#[test]
fn limits_of_parts_can_be_asked_for() {
    let text = "META\nkey;value\nbudget;1\nvote_type;approval\ncategories;green,play\nmax_sum_cost_per_category;3.5,none\n\
                PROJECTS\nproject_id;cost\nVOTES\nvoter_id;vote\n";
    let election = read(text).unwrap().election;
    let parts = election.meta().part_limits();
    assert_eq!(parts.len(), 1, "what has no limit is not listed");
    assert_eq!((parts[0].over, parts[0].name.as_str()), (Over::Category, "green"));
    assert_eq!(parts[0].max_sum_cost, Some("3.5".parse::<Amount>().unwrap()));
    assert_eq!((parts[0].min_length, parts[0].max_length, &parts[0].min_sum_cost), (None, None, &None));
}
