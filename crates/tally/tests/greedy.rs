//! Greedy by votes in small: every status, tie and explanation.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::collections::BTreeSet;

use tally::{
    Amount, Ballot, Candidate, Columns, Election, Form, Meta, Needed, Outcome, Rule, Status, Tie, TieBreak, VoteType,
};

/// An election in which each candidate has an id, a cost and a number of votes, each from its own voters.
fn election(budget: &str, candidates: &[(&str, &str, usize)]) -> Election {
    let choices = candidates.iter().enumerate().flat_map(|(place, (_, _, votes))| std::iter::repeat_n(place, *votes));
    let ballots = choices.enumerate().map(|(voter, place)| Ballot::new(voter.to_string(), Form::Approval(vec![place])));
    Election::new(
        Meta::new(amount(budget), VoteType::Approval),
        Columns::default(),
        candidates.iter().map(|(id, cost, _)| Candidate::new(*id, "", amount(cost))).collect(),
        ballots.collect(),
    )
    .unwrap()
}

fn amount(text: &str) -> Amount {
    text.parse().unwrap()
}

fn rule(skipping: bool) -> Rule {
    Rule::by_name(if skipping { "greedy_votes" } else { "greedy_votes_noskip" }).unwrap()
}

fn status<'a>(outcome: &'a Outcome, id: &str) -> &'a Status {
    &outcome.entry(id).unwrap().status
}

fn needed(outcome: &Outcome, id: &str) -> (Option<u64>, Option<String>) {
    let Needed { more_votes, cost_at_most, .. } = outcome.entry(id).unwrap().needed.clone().unwrap();
    (more_votes, cost_at_most.map(|cost| cost.to_string()))
}

fn does_not_fit(remaining: &str) -> Status {
    Status::DoesNotFit { remaining: amount(remaining) }
}

#[test]
fn skipping_goes_on_and_explains() {
    let election = election(
        "100",
        &[("a", "60", 9), ("b", "50", 7), ("c", "30", 5), ("d", "20", 4), ("e", "200", 3), ("f", "10", 0)],
    );
    let outcome = rule(true).count(&election).unwrap();
    assert_eq!(outcome.selected, ["a", "c", "f"]);
    assert_eq!((&outcome.cost, &outcome.remaining), (&amount("100"), &amount("0")));
    assert_eq!(status(&outcome, "b"), &does_not_fit("40"));
    assert_eq!(status(&outcome, "d"), &does_not_fit("10"));
    assert_eq!(status(&outcome, "e"), &Status::DearerThanBudget);
    assert_eq!(status(&outcome, "f"), &Status::Funded);
    // b must pass a; a stands before it by id, so an equal number is not enough.
    assert_eq!(needed(&outcome, "b"), (Some(3), Some("40".to_owned())));
    assert_eq!(needed(&outcome, "d"), (Some(2), Some("10".to_owned())));
    assert_eq!(needed(&outcome, "e"), (None, Some("10".to_owned())));
    assert_eq!(outcome.entry("a").unwrap().needed, None);
    assert_eq!((outcome.stopped_at, outcome.ties), (None, vec![]));

    let turns: Vec<_> = outcome
        .entries
        .iter()
        .map(|entry| {
            let spent = (entry.spent_before.to_u64().unwrap(), entry.spent_after.to_u64().unwrap());
            (entry.position.unwrap(), entry.id.as_str(), entry.votes, spent)
        })
        .collect();
    assert_eq!(
        turns,
        [
            (1, "a", 9, (0, 60)),
            (2, "b", 7, (60, 60)),
            (3, "c", 5, (60, 90)),
            (4, "d", 4, (90, 90)),
            (5, "e", 3, (90, 90)),
            (6, "f", 0, (90, 100)),
        ]
    );
}

#[test]
fn without_skipping_the_first_that_does_not_fit_ends_it() {
    let election = election("100", &[("a", "60", 9), ("b", "50", 7), ("c", "30", 5), ("d", "70", 4), ("e", "0", 1)]);
    let outcome = rule(false).count(&election).unwrap();
    assert_eq!(outcome.selected, ["a"]);
    assert_eq!(outcome.stopped_at.as_deref(), Some("b"));
    assert_eq!(status(&outcome, "b"), &does_not_fit("40"));
    assert_eq!(status(&outcome, "c"), &Status::AfterStop);
    assert_eq!(status(&outcome, "e"), &Status::AfterStop);
    assert_eq!(needed(&outcome, "b"), (Some(3), Some("40".to_owned())));
    // c fits if it comes before b; a lower cost does not help it.
    assert_eq!(needed(&outcome, "c"), (Some(3), None));
    assert_eq!(needed(&outcome, "d"), (Some(6), None));
}

#[test]
fn a_candidate_dearer_than_the_budget_stops_and_a_withdrawn_one_does_not() {
    let with = |cost| election("100", &[("a", cost, 9), ("b", "50", 7)]);
    let outcome = rule(false).count(&with("101")).unwrap();
    assert_eq!(outcome.selected, [] as [&str; 0]);
    assert_eq!(outcome.stopped_at.as_deref(), Some("a"));
    assert_eq!(status(&outcome, "a"), &Status::DearerThanBudget);
    // No number of votes can bring a in; b has to pass it.
    assert_eq!(needed(&outcome, "a"), (None, Some("100".to_owned())));
    assert_eq!(needed(&outcome, "b"), (Some(3), None));

    for skipping in [true, false] {
        let outcome = rule(skipping).count(&with("999999999")).unwrap();
        assert_eq!(outcome.selected, ["b"]);
        assert_eq!(status(&outcome, "a"), &Status::Withdrawn);
        assert_eq!(outcome.stopped_at, None);
    }
}

#[test]
fn a_cost_equal_to_what_is_left_fits_exactly() {
    let election = election("100.50", &[("half", "33.35", 3), ("rest", "67.15", 2), ("x", "0.01", 1)]);
    let outcome = rule(true).count(&election).unwrap();
    assert_eq!(outcome.selected, ["half", "rest"]);
    assert!(outcome.remaining.is_zero());
    assert_eq!(needed(&outcome, "x"), (Some(2), None));
}

#[test]
fn struck_candidates_count_for_nothing() {
    let meta = Meta::new(amount("10"), VoteType::Approval);
    let ids = ["a", "b", "c"].map(|id| Candidate::new(id, "", amount("10")));
    let ballots = [&[0, 1][..], &[0], &[1], &[0], &[2], &[]];
    let ballots = ballots.map(|choices| Ballot::new("v", Form::Approval(choices.to_vec())));
    let election = Election::new(meta, Columns::default(), ids.to_vec(), ballots.to_vec()).unwrap();
    let struck = BTreeSet::from(["c".to_owned(), "a".to_owned(), "nobody".to_owned()]);
    let outcome = rule(false).count_without(&election, &struck).unwrap();
    assert_eq!(outcome.selected, ["b"]);
    assert_eq!((outcome.voters, outcome.ballots_blank), (6, 1));
    assert_eq!(outcome.ballots_only_withdrawn, 3);
    let places: Vec<_> = outcome.entries.iter().map(|entry| (entry.id.as_str(), entry.position, entry.votes)).collect();
    assert_eq!(places, [("b", Some(1), 2), ("a", None, 3), ("c", None, 1)]);
    for id in ["a", "c"] {
        assert_eq!(status(&outcome, id), &Status::Withdrawn);
        assert_eq!(outcome.entry(id).unwrap().needed, None);
    }
    assert_eq!(outcome.ties, []);
}

#[test]
fn ties_are_decided_by_the_declared_order_and_recorded() {
    let election = election(
        "100",
        &[("z", "30", 9), ("a", "50", 5), ("A", "50", 5), ("10", "50", 5), ("2", "5", 1), ("3", "5", 1)],
    );
    let outcome = rule(true).count(&election).unwrap();
    assert_eq!(outcome.selected, ["z", "10", "2", "3"]);
    let tie = |votes, ids: &[&str], funded_before, mattered| Tie {
        votes: Some(votes),
        ids: ids.iter().map(ToString::to_string).collect(),
        funded_before,
        mattered,
        in_rounds: false,
    };
    assert_eq!(outcome.ties, [tie(5, &["10", "A", "a"], 1, true), tie(1, &["2", "3"], 2, false)]);
    assert_eq!(needed(&outcome, "A"), (Some(1), Some("20".to_owned())));

    let order = TieBreak::Order { ids: vec!["a".to_owned(), "3".to_owned()] };
    let outcome = rule(true).with_tie_break(order).count(&election).unwrap();
    assert_eq!(outcome.selected, ["z", "a", "3", "2"]);
    assert_eq!(outcome.ties, [tie(5, &["a", "10", "A"], 1, true), tie(1, &["3", "2"], 2, false)]);
}

#[test]
fn a_ballot_of_any_form_supports_what_it_names() {
    let file = "META\nkey;value\nbudget;10\nvote_type;cumulative\n\
                PROJECTS\nproject_id;cost\na;10\nb;10\n\
                VOTES\nvoter_id;vote;points\n1;a,b;9,0\n2;b;1\n";
    let election = tally::pabulib::read(file).unwrap().election;
    let outcome = rule(true).count(&election).unwrap();
    assert_eq!(outcome.selected, ["b"]);
    assert_eq!(outcome.entry("b").unwrap().votes, 2);
}

#[test]
fn an_election_without_candidates_or_ballots_has_an_outcome() {
    let outcome = rule(true).count(&election("100", &[])).unwrap();
    assert_eq!((outcome.selected, outcome.remaining), (vec![], amount("100")));
    let outcome = rule(false).count(&election("100", &[("a", "100", 0)])).unwrap();
    assert_eq!((outcome.selected, outcome.voters), (vec!["a".to_owned()], 0));
}

#[test]
fn an_outcome_is_stored_as_json() {
    let election = election("100", &[("a", "60.5", 2), ("b", "50", 1)]);
    let outcome = rule(true).count(&election).unwrap();
    let json = serde_json::to_value(&outcome).unwrap();
    assert_eq!(
        json["entries"][1],
        serde_json::json!({
            "id": "b", "position": 2, "votes": 1, "cost": "50",
            "spent_before": "60.5", "spent_after": "60.5",
            "status": "does_not_fit", "remaining": "39.5",
            "needed": {"more_votes": 2, "cost_at_most": "39.5"},
        })
    );
    assert_eq!(json["rule"]["rule"], "greedy_votes");
    assert_eq!(serde_json::from_value::<Outcome>(json).unwrap(), outcome);
}
