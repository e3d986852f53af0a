//! A good file, broken in each way that the format names, is refused or doubted for exactly that reason, on that line.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use tally::pabulib::{self, ReadError, Reading, Refusal, Section, Suspicion, Warning};
use tally::{Amount, Form};

/// Approval, one line per row; the comments are the line numbers.
const GOOD: &str = "\
META
key;value
description;Vote of the street
budget;100,50
vote_type;approval
num_projects;3
num_votes;3
min_length;1
max_length;2
max_sum_cost;100.5
PROJECTS
project_id;cost;votes;name;category;proposer
A/1;33.35;2;Trees;Green, Play;Ann
A/2;67.15;2;\"Bench; with \"\"back\"\"\";;
10;40;1;Swings;Play;none
VOTES
voter_id;vote;age
v1;A/1,A/2;30
v2; A/2 ;
v3;10, A/1;
";

/// Points, with the bounds that only points have.
const POINTS: &str = "\
META
key;value
budget;100
vote_type;cumulative
max_points;5
max_sum_points;8
PROJECTS
project_id;cost;score
a;60;8
b;50;4
VOTES
voter_id;vote;points
1;a,b;5,3
2;b,a;1,3
";

fn read(text: &str) -> Result<Reading, ReadError> {
    pabulib::read(text)
}

/// The file with a line (from 1) replaced by others, or by none.
fn with_line(text: &str, line: usize, replacement: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let new: Vec<&str> = replacement.lines().collect();
    lines.splice(line - 1..line, new);
    lines.join("\n") + "\n"
}

fn column(section: Section, column: &str) -> Refusal {
    Refusal::MissingColumn { section, column: column.to_owned() }
}

#[test]
fn the_good_files_have_nothing_wrong() {
    for text in [GOOD, POINTS] {
        assert_eq!(read(text).unwrap().warnings, []);
    }
    let election = read(GOOD).unwrap().election;
    let [trees, bench, swings] = election.candidates() else {
        panic!("three candidates");
    };
    assert_eq!(trees.cost, "33.35".parse().unwrap());
    assert_eq!(trees.categories, ["Green", "Play"]);
    assert_eq!(bench.name, "Bench; with \"back\"");
    assert_eq!(bench.categories, [] as [&str; 0]);
    assert_eq!(election.columns().candidates, ["proposer"]);
    assert_eq!((trees.extra.get(0), swings.extra.get(0)), (Some("Ann"), Some("")));
    assert_eq!(election.ballots()[2].form, Form::Approval(vec![2, 0]));
    assert_eq!(election.ballots()[0].extra.iter().collect::<Vec<_>>(), ["30"]);
}

#[test]
fn spellings_that_occur_are_read_the_same() {
    let good = read(GOOD).unwrap();
    let same = |text: &str| assert_eq!(read(text).unwrap().election, good.election, "{text}");
    same(&GOOD.replace('\n', "\r\n"));
    same(&format!("\u{feff}{GOOD}"));
    same(GOOD.trim_end());
    same(&GOOD.replace("META", " Meta ;"));
    same(&GOOD.replace("PROJECTS", "projects").replace("VOTES", "Votes;;"));
    same(&GOOD.replace('\n', "\n\n \n;;\n"));
    same(&GOOD.replace("category", "Categories"));
    same(&GOOD.replace("none", "NONE"));
    same(&GOOD.replace("proposer", " proposer ;"));
    same(&with_line(GOOD, 18, "v1;\"A/1,A/2\";30"));
    same(&with_line(GOOD, 19, "v2;A/2"));
    same(&with_line(GOOD, 2, ""));
    same(
        &with_line(&with_line(GOOD, 17, "age;vote;voter_id"), 18, "30;A/1,A/2;v1")
            .replace("v2; A/2 ;", ";A/2;v2")
            .replace("v3;10, A/1;", "none;10,A/1;v3"),
    );
}

#[test]
fn aliases_are_one_column() {
    let file = |name: &str| with_line(GOOD, 12, &format!("project_id;cost;votes;name;{name};x"));
    let places = ["neighborhood", "neighbourhood", "Neighborhoods"];
    for name in places {
        let election = read(&file(name)).unwrap().election;
        assert_eq!(election.candidates()[0].neighborhoods, ["Green", "Play"], "{name}");
    }
    for name in ["target", "targets", "beneficiaries"] {
        let election = read(&file(name)).unwrap().election;
        assert_eq!(election.candidates()[0].beneficiaries, ["Green", "Play"], "{name}");
    }
    let both = with_line(GOOD, 12, "project_id;cost;votes;name;category;categories");
    let refusal = Refusal::DuplicateColumn { column: "category".to_owned() };
    assert_eq!(read(&both).unwrap_err(), ReadError { line: 12, refusal });
}

#[test]
fn only_a_name_alone_begins_a_section() {
    let text = GOOD.replace("A/1", "votes").replace("v2;", "projects;").replace("v3;10, votes;", "votes;;");
    let election = read(&text).unwrap().election;
    assert_eq!(election.candidates()[0].id, "votes");
    assert_eq!(election.ballots()[1].voter_id, "projects");
    assert_eq!(election.ballots()[2].voter_id, "votes");
}

#[test]
fn line_breaks_other_than_lf_do_not_break_lines() {
    let text = GOOD.replace("Trees", "Tr\u{2028}e\u{85}e\u{c}s\u{b}!");
    let election = read(&text).unwrap().election;
    assert_eq!(election.candidates()[0].name, "Tr\u{2028}e\u{85}e\u{c}s\u{b}!");
}

/// A file that is refused: the line, what it becomes, and the line and reason of the refusal.
type Broken = (usize, &'static str, usize, Refusal);

fn check_refusals(text: &str, table: Vec<Broken>) {
    for (line, replacement, error_line, refusal) in table {
        let broken = with_line(text, line, replacement);
        let expected = ReadError { line: error_line, refusal };
        assert_eq!(read(&broken).unwrap_err(), expected, "line {line}: {replacement}");
    }
}

#[test]
fn sections_and_columns_that_are_missing() {
    let missing = |section| Refusal::MissingSection { section };
    let repeated = |section| Refusal::RepeatedSection { section };
    check_refusals(
        GOOD,
        vec![
            (1, "", 1, missing(Section::Meta)),
            (1, "PROJECTS", 1, missing(Section::Meta)),
            (11, "", 15, missing(Section::Projects)),
            (11, "META", 11, repeated(Section::Meta)),
            (16, "PROJECTS", 16, repeated(Section::Projects)),
            (20, "VOTES", 20, repeated(Section::Votes)),
            (20, "META", 20, repeated(Section::Meta)),
            (12, "id;cost;votes;name;category;x", 12, column(Section::Projects, "project_id")),
            (12, "project_id;price;votes;name;category;x", 12, column(Section::Projects, "cost")),
            (17, "name;vote;age", 17, column(Section::Votes, "voter_id")),
            (17, "voter_id;choice;age", 17, column(Section::Votes, "vote")),
        ],
    );
    check_refusals(POINTS, vec![(12, "voter_id;vote;marks", 12, column(Section::Votes, "points"))]);
    let without_votes = GOOD.split("VOTES").next().unwrap();
    assert_eq!(read(without_votes).unwrap_err(), ReadError { line: 16, refusal: missing(Section::Votes) });
    assert_eq!(read("").unwrap_err(), ReadError { line: 1, refusal: missing(Section::Meta) });
    let ends_at_name = format!("{without_votes}VOTES\n");
    assert_eq!(read(&ends_at_name).unwrap_err(), ReadError { line: 16, refusal: column(Section::Votes, "voter_id") });
}

#[test]
fn values_of_meta_that_cannot_be_counted_with() {
    let key = |key: &str| Refusal::MissingKey { key: key.to_owned() };
    let budget = |value: &str| Refusal::NotAnAmount { column: "budget".to_owned(), value: value.to_owned() };
    let duplicate = Refusal::DuplicateKey { key: "Budget".to_owned() };
    let unknown = Refusal::UnknownVoteType { value: "hands".to_owned() };
    check_refusals(
        GOOD,
        vec![
            (4, "", 1, key("budget")),
            (4, "budget;", 1, key("budget")),
            (4, "budget; None", 1, key("budget")),
            (4, "budget;a lot", 4, budget("a lot")),
            (4, "budget;-5", 4, budget("-5")),
            (4, "budget;1e5", 4, budget("1e5")),
            (4, "budget;100;50", 4, budget("100; 50")),
            (6, "Budget;5", 6, duplicate),
            (5, "", 1, key("vote_type")),
            (5, "vote_type;hands", 5, unknown),
            (6, ";3", 6, Refusal::MissingMetaKey),
        ],
    );
}

#[test]
fn rows_of_candidates_that_cannot_be_counted_with() {
    let cost = |value: &str| Refusal::NotAnAmount { column: "cost".to_owned(), value: value.to_owned() };
    let no_id = Refusal::MissingId { column: "project_id".to_owned() };
    let twice = Refusal::DuplicateCandidate { id: "A/1".to_owned(), first_line: 13 };
    let short = Refusal::RowTooShort { column: "cost".to_owned() };
    check_refusals(
        GOOD,
        vec![
            (14, "A/1;5;0;Other;;", 14, twice),
            (14, "A/2;free;2;Bench;;", 14, cost("free")),
            (14, "A/2;;2;Bench;;", 14, cost("")),
            (14, "A/2;-1;2;Bench;;", 14, cost("-1")),
            (14, "A/2;1.000,50;2;Bench;;", 14, cost("1.000,50")),
            (14, ";5;2;Bench;;", 14, no_id.clone()),
            (14, "none;5;2;Bench;;", 14, no_id),
            (14, "A/2", 14, short),
            (14, "A/2;5;2;Bench; with back;Play;Ann", 14, Refusal::RowTooLong),
            (14, "A/2;5;2;\"Bench\nwith back\";;", 14, Refusal::OpenQuote),
            (14, "A/2;5;2;\"Bench;;", 14, Refusal::OpenQuote),
            (14, "A/2;5;2;Bench\rwith back;;", 14, Refusal::LoneReturn),
        ],
    );
}

#[test]
fn ballots_that_cannot_be_counted() {
    let unknown = |id: &str| Refusal::UnknownCandidate { id: id.to_owned() };
    let short = |column: &str| Refusal::RowTooShort { column: column.to_owned() };
    let no_id = Refusal::MissingId { column: "voter_id".to_owned() };
    check_refusals(
        GOOD,
        vec![
            (19, "v2;A/2,A/3;", 19, unknown("A/3")),
            (19, "v2;a/2;", 19, unknown("a/2")),
            (19, "v2;A/2 A/1;", 19, unknown("A/2 A/1")),
            (19, ";A/2;", 19, no_id),
            (19, "v2", 19, short("vote")),
            (19, "v2;A/2;;x", 19, Refusal::RowTooLong),
            (20, "v3;\"10, A/1;", 20, Refusal::OpenQuote),
        ],
    );
    let differ = |choices, points| Refusal::PointsDiffer { choices, points };
    let points = |value: &str| Refusal::NotPoints { value: value.to_owned() };
    check_refusals(
        POINTS,
        vec![
            (14, "2;b,a;1", 14, differ(2, 1)),
            (14, "2;b;1,3", 14, differ(1, 2)),
            (14, "2;;1", 14, differ(0, 1)),
            (14, "2;b,a;", 14, differ(2, 0)),
            (14, "2;b,a;1,many", 14, points("many")),
            (14, "2;b,c;1,3", 14, unknown("c")),
            (14, "2;b,a", 14, short("points")),
        ],
    );
}

/// A file that is doubted: the line, what it becomes, and the warnings with their lines.
type Doubted = (usize, &'static str, Vec<(usize, Suspicion)>);

fn check_warnings(text: &str, table: Vec<Doubted>) {
    for (line, replacement, expected) in table {
        let doubtful = with_line(text, line, replacement);
        let expected: Vec<Warning> =
            expected.into_iter().map(|(line, suspicion)| Warning { line, suspicion }).collect();
        let reading = read(&doubtful).unwrap_or_else(|error| panic!("{replacement}: {error}"));
        assert_eq!(reading.warnings, expected, "line {line}: {replacement}");
    }
}

fn votes(id: &str, stated: u64, counted: u64) -> Suspicion {
    Suspicion::VotesDiffer { id: id.to_owned(), stated, counted }
}

fn not_a_number(column: &str, value: &str) -> Suspicion {
    Suspicion::NotANumber { column: column.to_owned(), value: value.to_owned() }
}

fn amount(text: &str) -> Amount {
    text.parse().unwrap()
}

#[test]
fn doubts_about_meta_and_candidates() {
    let count = |key: &str, stated, counted| Suspicion::CountDiffers { key: key.to_owned(), stated, counted };
    let zero = |id: &str| Suspicion::ZeroCost { id: id.to_owned() };
    let dear = |id: &str| Suspicion::DearerThanBudget { id: id.to_owned() };
    let unquoted = Suspicion::UnquotedSemicolon { key: "description".to_owned() };
    check_warnings(
        GOOD,
        vec![
            (3, "description;Vote; of the street", vec![(3, unquoted)]),
            (6, "num_projects;4", vec![(6, count("num_projects", 4, 3))]),
            (7, "Num_Votes;2", vec![(7, count("num_votes", 2, 3))]),
            (7, "num_votes;3.5", vec![(7, not_a_number("num_votes", "3.5"))]),
            (9, "max_length;two", vec![(9, not_a_number("max_length", "two"))]),
            (10, "max_sum_cost;all", vec![(10, not_a_number("max_sum_cost", "all"))]),
            (13, "A/1;33.35;3;Trees;;", vec![(13, votes("A/1", 3, 2))]),
            (13, "A/1;33.35;many;Trees;;", vec![(13, not_a_number("votes", "many"))]),
            (13, "A/1;0;2;Trees;;", vec![(13, zero("A/1"))]),
            (15, "10;100.50;1;All;;", vec![(20, too_dear("133.85"))]),
            (15, "10;100.51;1;More;;", vec![(15, dear("10")), (20, too_dear("133.86"))]),
            (15, "10;999999999;1;Withdrawn;;", vec![(20, too_dear("1000000032.35"))]),
        ],
    );
    let score = Suspicion::ScoreDiffers { id: "b".to_owned(), stated: amount("5"), counted: amount("4") };
    check_warnings(POINTS, vec![(10, "b;50;5", vec![(10, score)])]);
    let selected = GOOD.replace("proposer", "selected").replace("none", "2");
    let warnings = vec![(13, not_a_number("selected", "Ann"))];
    check_warnings(&selected, vec![(1, "META", warnings)]);
}

fn too_dear(sum: &str) -> Suspicion {
    Suspicion::SumCostTooHigh { sum: amount(sum), max: amount("100.5") }
}

#[test]
fn doubts_about_ballots() {
    let again = |id: &str| Suspicion::RepeatedChoice { id: id.to_owned() };
    let voter = Suspicion::DuplicateVoter { voter_id: "v1".to_owned(), first_line: 18 };
    let few = Suspicion::TooFewChoices { length: 0, min: 1 };
    let many = Suspicion::TooManyChoices { length: 3, max: 2 };
    check_warnings(
        GOOD,
        vec![
            (19, "v2;A/2,A/2;", vec![(19, again("A/2"))]),
            (19, "v1;A/2;", vec![(19, voter)]),
            (19, "v2;;", vec![(14, votes("A/2", 2, 1)), (19, few)]),
            (18, "v1;A/1,A/2,10;30", vec![(15, votes("10", 1, 2)), (18, many), (18, too_dear("140.5"))]),
            (20, "v3;10,A/2;", vec![(13, votes("A/1", 2, 1)), (14, votes("A/2", 2, 3)), (20, too_dear("107.15"))]),
        ],
    );
    let high = Suspicion::PointsTooHigh { id: "a".to_owned(), points: amount("5.5"), max: amount("5") };
    let sum = Suspicion::SumPointsTooHigh { sum: amount("9"), max: amount("8") };
    let score = |id: &str, stated: &str, counted: &str| Suspicion::ScoreDiffers {
        id: id.to_owned(),
        stated: amount(stated),
        counted: amount(counted),
    };
    check_warnings(
        POINTS,
        vec![
            (13, "1;a,b;5.5,2.5", vec![(9, score("a", "8", "8.5")), (10, score("b", "4", "3.5")), (13, high)]),
            (13, "1;a,b;5,4", vec![(10, score("b", "4", "5")), (13, sum)]),
            (13, "1;a,b,a;5,3,1", vec![(13, again("a"))]),
        ],
    );
}

#[test]
fn choosing_one_means_at_most_one() {
    let text = GOOD.replace("approval", "choose-1").replace("max_length;2\n", "").replace("max_sum_cost;100.5\n", "");
    let many = Suspicion::TooManyChoices { length: 2, max: 1 };
    let warnings = [16, 18].map(|line| Warning { line, suspicion: many.clone() });
    assert_eq!(read(&text).unwrap().warnings, warnings);
}

#[test]
fn a_ranking_is_scored_by_place() {
    let text = GOOD
        .replace("approval", "ordinal")
        .replace("max_sum_cost;100.5\n", "")
        .replace("proposer", "score")
        .replace("Play;Ann", "Play;3")
        .replace("\"\"\";;", "\"\"\";;4")
        .replace("Play;none", "Play;2");
    let warnings = read(&text).unwrap().warnings;
    let score = Suspicion::ScoreDiffers { id: "A/2".to_owned(), stated: amount("4"), counted: amount("3") };
    assert_eq!(warnings, [Warning { line: 13, suspicion: score }]);
}

#[test]
fn messages_name_the_line() {
    let error = read(&with_line(GOOD, 19, "v2;A/9;")).unwrap_err();
    assert_eq!(error.to_string(), "line 19: the vote names the project \"A/9\", which does not exist");
    assert_eq!(
        serde_json::to_value(&error).unwrap(),
        serde_json::json!({"line": 19, "refusal": "unknown_candidate", "id": "A/9"})
    );
    let warning = &read(&with_line(GOOD, 6, "num_projects;4")).unwrap().warnings[0];
    assert_eq!(warning.to_string(), "line 6: num_projects says 4, but there are 3");
    assert_eq!(
        serde_json::to_value(warning).unwrap(),
        serde_json::json!({
            "line": 6, "suspicion": "count_differs", "key": "num_projects", "stated": 4, "counted": 3
        })
    );
}
