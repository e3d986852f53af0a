//! Ballots of every form: the model against an independent checker, the database against the model, votes by codes of an
//! area, and elections of other forms from file to outcome.

use crate::checker::{self, Drawn, Vote, is_good, model};
use crate::support::{HOST, Town, refused, rules};
use http::Method;
use platform::db::DbError;
use platform::i18n::Lang;
use platform::money::Cents;
use platform::web::security::Client;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::json;
use std::collections::HashMap;
use testkit::Browser;
use uuid::Uuid;
use voting::ballot::{self, Choice};
use voting::model::{CandidateTexts, HandIn, NewCandidate, Voter};
use voting::rules::{BallotForm, GroupLimit, GroupLimits, GroupOver, Limits, Offered, Points, RoundRules};
use voting::service::{candidates, codes, draft, handin, identify, round};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6_000))]
    #[test]
    fn an_independent_checker_agrees_on_every_ballot(
        (drawn, vote) in checker::drawn().prop_flat_map(|drawn| (Just(drawn.clone()), checker::vote(&drawn)))
    ) {
        let said = model(&drawn, &vote);
        prop_assert_eq!(said.is_ok(), is_good(&drawn, &vote), "{:?}", said);
        if said.is_ok() && !vote.choices.is_empty() {
            // A round in which somebody can vote is never taken for one in which nobody can.
            let live = drawn.plans.iter().filter(|plan| !plan.struck);
            let offered: Vec<Offered<'_>> =
                live.map(|plan| Offered { cost: Cents(plan.cost), theme: plan.theme, area: plan.area }).collect();
            prop_assert!(drawn.rules.can_be_met(&offered, vote.area));
        }
        if let Ok(choices) = said {
            let form = drawn.rules.form;
            let text = ballot::to_text(form, &choices);
            prop_assert_eq!(ballot::from_text(form, &text), Some(choices.clone()));
            // The verifier of downloads reads the same text, and finds nothing wrong with the ballot either.
            let parsed = proof::ballot::parse(form.into(), &text);
            prop_assert!(parsed.is_ok(), "{}: {:?}", text, parsed);
            let (mut one, mut other) = (choices, vote.choices.clone());
            if form == BallotForm::Ranking {
                prop_assert_eq!(&one, &other, "a ranking keeps its order");
            }
            one.sort_unstable();
            other.sort_unstable();
            prop_assert_eq!(one, other);
        }
    }
}

fn draw<T>(runner: &mut TestRunner, strategy: impl Strategy<Value = T>) -> T {
    strategy.new_tree(runner).unwrap().current()
}

#[test]
fn ballots_that_are_drawn_are_right_and_wrong() {
    let mut runner = TestRunner::deterministic();
    let mut counts: HashMap<BallotForm, [usize; 2]> = HashMap::new();
    for _ in 0..4_000 {
        let drawn = draw(&mut runner, checker::drawn());
        let vote = draw(&mut runner, checker::vote(&drawn));
        counts.entry(drawn.rules.form).or_default()[usize::from(is_good(&drawn, &vote))] += 1;
    }
    for form in BallotForm::ALL {
        let [wrong, right] = counts[&form];
        assert!(right > 60 && wrong > 60, "{form:?}: {right} right, {wrong} wrong");
    }
}

/// Puts a drawn round into the database, as a draft that takes test ballots.
async fn put(town: &Town, drawn: &Drawn) -> Uuid {
    let new = crate::support::new_round(drawn.rules.clone(), town.clock.now());
    let uuid = round::create(&town.voting, &town.actor, town.project.id, new).await.unwrap();
    let plan = |(place, plan): (usize, &checker::Plan)| NewCandidate {
        cost: Cents(plan.cost),
        texts: CandidateTexts {
            title: format!("Plan {}", place + 1),
            theme: plan.theme.map(str::to_owned),
            area: plan.area.map(str::to_owned),
            ..CandidateTexts::default()
        },
        ..NewCandidate::default()
    };
    let plans = drawn.plans.iter().enumerate().map(plan).collect();
    candidates::choose(&town.voting, &town.actor, uuid, plans).await.unwrap();
    for (place, _) in drawn.plans.iter().enumerate().filter(|(_, plan)| plan.struck) {
        let id = format!("(SELECT id FROM voting_round WHERE uuid = '{uuid}')");
        let strike = format!(
            "UPDATE candidate SET struck_at = 1, strike_reason = 'x' WHERE round_id = {id} AND number = {}",
            place + 1
        );
        town.raw(strike).await.unwrap();
    }
    uuid
}

fn blob(town: &Town, number: usize) -> String {
    let hex = format!("{number:064x}");
    if town.kind == testkit::Kind::Postgres { format!("'\\x{hex}'") } else { format!("x'{hex}'") }
}

/// Writes a ballot past the service; answers whether the database took it, by the word of its refusal.
async fn write(town: &Town, round: Uuid, number: usize, text: &str, area: Option<&str>) -> Result<(), String> {
    let (token, nonce) = (blob(town, number), blob(town, 0));
    let area = area.map_or("NULL".to_owned(), |area| format!("'{area}'"));
    let insert = format!(
        "INSERT INTO ballot_open (round_id, token, id, choices, test, channel, assurance, nonce, area)
         SELECT id, {token}, 'x', '{text}', 1, 'web', 'none', {nonce}, {area} FROM voting_round WHERE uuid = '{round}'"
    );
    match town.raw(insert).await {
        Ok(()) => Ok(()),
        Err(DbError::Check(word)) => Err(word),
        Err(other) => panic!("{text}: {other:?}"),
    }
}

both! {
    async fn the_database_alone_says_what_the_model_says(town: Town) {
        let mut runner = TestRunner::deterministic();
        let (mut taken, mut refused, mut number) = (0, 0, 0);
        for _ in 0..60 {
            let drawn = loop {
                let drawn = draw(&mut runner, checker::drawn());
                if drawn.rules.problems().is_empty() {
                    break drawn;
                }
            };
            let form = drawn.rules.form;
            let round = put(&town, &drawn).await;
            for _ in 0..12 {
                let mut vote: Vote = draw(&mut runner, checker::vote(&drawn));
                if !ballot::has_weights(form) {
                    // The text of a tick has no weight that could be wrong.
                    vote.choices.iter_mut().for_each(|choice| choice.weight = 1);
                }
                number += 1;
                let text = ballot::to_text(form, &ballot::ordered(form, vote.choices.clone()));
                let answer = write(&town, round, number, &text, vote.area).await;
                let said = model(&drawn, &vote);
                assert_eq!(answer.is_ok(), said.is_ok(), "{answer:?} and {said:?} on {text} of {:?} with {drawn:?}", vote.area);
                if answer.is_ok() { taken += 1 } else { refused += 1 }
            }
        }
        assert!(taken > 100 && refused > 100, "{taken} taken, {refused} refused");
    }

    async fn a_text_of_another_form_is_no_ballot(town: Town) {
        let texts = |form| match form {
            BallotForm::Plans => ["[1]", "[1,2]", "[1,2,3]"],
            BallotForm::Ranking => ["[1]", "[2,1]", "[3,1,2]"],
            BallotForm::Points => ["[[1,1]]", "[[1,2],[2,1]]", "[[1,1],[2,1],[3,1]]"],
            BallotForm::YesNo => ["[[1,1]]", "[[1,-1],[3,1]]", "[[1,1],[2,0],[3,-1]]"],
        };
        let mut number = 0;
        for form in BallotForm::ALL {
            let points = (form == BallotForm::Points).then_some(Points { total: 5, most: 3 });
            let rule = voting::counts::rule(voting::counts::offered(form).0[0].name, form).unwrap();
            let round = town.draft(RoundRules { form, points, rule, ..rules(0, None, None) }, &[100, 200, 300]).await;
            let mut write = |text: &'static str| {
                number += 1;
                write(&town, round, number, text, None)
            };
            for text in texts(form) {
                assert_eq!(write(text).await, Ok(()), "{form:?} {text}");
            }
            let pairs = ["[1]", "[[1,1],2]", "[[2,1],[1,1]]", "[[1,1],[1,1]]", "[[1,-0]]", "[[1]]", "[[1,1,1]]", "[[1,1.0]]", "[[1,null]]"];
            let ticks = ["[[1,1]]", "[1,[2,1]]", "[1,1]", "[1.0]", "[1,null]", "[\"1\"]"];
            let wrong: &[&'static str] = if ballot::has_weights(form) { &pairs } else { &ticks };
            let always = ["", "1", "{}", "[1, 2]", "[ ]", "[[1, 1]]", "[9]", "[[9,1]]", "null", "[[]]", "[01]", "[1,]", "[[1,1]"];
            for text in wrong.iter().chain(&always) {
                let word = write(text).await.expect_err(text);
                assert!(word.contains("bad_choice"), "{form:?} {text}: {word}");
            }
            if form == BallotForm::Plans {
                assert!(write("[2,1]").await.unwrap_err().contains("bad_choice"), "one choice has one text");
            }
            if form == BallotForm::Points {
                for text in ["[[1,0]]", "[[1,-1]]", "[[1,4]]", "[[1,3],[2,3]]", "[[1,999999999999999999999]]"] {
                    let word = write(text).await.unwrap_err();
                    assert!(word.contains("bad_points") || word.contains("bad_choice"), "{text}: {word}");
                }
            }
        }
    }

    async fn limits_of_forms_and_groups_are_frozen_at_opening(town: Town) {
        let group = |name: &str| GroupLimit { name: name.into(), limits: Limits { max_plans: Some(1), ..Limits::default() } };
        let groups = Some(GroupLimits { over: GroupOver::Area, each: vec![group("Noord")], most: Some(1) });
        let unknown = RoundRules {
            groups: Some(GroupLimits { over: GroupOver::Area, each: vec![group("Oost")], most: None }),
            ..rules(1, None, None)
        };
        let draft = areas(&town, unknown).await;
        assert_eq!(refused(round::open(&town.voting, &town.actor, draft).await), "refusal-round-group-unknown");
        let open = areas(&town, RoundRules { groups, own_area: true, ..rules(1, None, None) }).await;
        round::open(&town.voting, &town.actor, open).await.unwrap();
        let of = format!("WHERE uuid = '{open}'");
        for change in [
            format!("UPDATE voting_round SET form = 'ranking' {of}"),
            format!("UPDATE voting_round SET points_total = 3 {of}"),
            format!("UPDATE voting_round SET points_most = 3 {of}"),
            format!("UPDATE voting_round SET group_over = NULL {of}"),
            format!("UPDATE voting_round SET group_most = 2 {of}"),
            format!("UPDATE voting_round SET own_area = 0 {of}"),
            format!("UPDATE round_group SET max_plans = 9 WHERE round_id = (SELECT id FROM voting_round {of})"),
            format!("DELETE FROM round_group WHERE round_id = (SELECT id FROM voting_round {of})"),
            format!("INSERT INTO round_group (round_id, name, min_plans, min_sum) SELECT id, 'Zuid', 0, 0 FROM voting_round {of}"),
        ] {
            let answer = town.raw(change.clone()).await.unwrap_err();
            assert!(answer.is_check("frozen"), "{change}: {answer:?}");
        }
        let other = town.raw("UPDATE voting_round SET form = 'stones' WHERE state = 'draft'").await;
        assert!(other.is_err(), "no such form");
    }
}

/// A draft with plans in two areas: 1 and 2 in Noord, 3 in Zuid, 4 nowhere.
async fn areas(town: &Town, rules: RoundRules) -> Uuid {
    let new = crate::support::new_round(rules, town.clock.now());
    let uuid = round::create(&town.voting, &town.actor, town.project.id, new).await.unwrap();
    let plan = |(title, area): (&str, Option<&str>)| NewCandidate {
        cost: Cents(10_000),
        texts: CandidateTexts { title: title.into(), area: area.map(str::to_owned), ..CandidateTexts::default() },
        ..NewCandidate::default()
    };
    let plans = [("Een", Some("Noord")), ("Twee", Some("Noord")), ("Drie", Some("Zuid")), ("Vier", None)];
    candidates::choose(&town.voting, &town.actor, uuid, plans.map(plan).to_vec()).await.unwrap();
    uuid
}

async fn area_codes(town: &Town, round: Uuid, area: Option<&str>) -> Vec<String> {
    let new = codes::NewBatch { name: "Brieven".into(), count: 2, test: false, area: area.map(str::to_owned) };
    let batch = codes::make_batch(&town.voting, &town.actor, round, new).await.unwrap();
    codes::batch_codes(&town.voting, &town.actor, round, batch).await.unwrap()
}

async fn cast(
    town: &Town,
    round: Uuid,
    voter: &Voter,
    choices: Vec<Choice>,
) -> Result<Vec<Choice>, platform::error::Error> {
    let view = town.view(round).await;
    let replaces = identify::my_ballot(&town.voting, &view, voter).await.ok().and_then(|mine| mine.mark);
    let hand_in = HandIn { choices, replaces, ..HandIn::default() };
    handin::hand_in(&town.voting, &view, voter, None, hand_in, Lang::Nl).await.map(|received| received.choices)
}

both! {
    async fn a_code_of_an_area_votes_there_only(town: Town) {
        let round = areas(&town, RoundRules { own_area: true, ..rules(1, None, None) }).await;
        let wrong = codes::NewBatch { name: "x".into(), count: 1, test: false, area: Some("Oost".into()) };
        assert_eq!(refused(codes::make_batch(&town.voting, &town.actor, round, wrong).await), "refusal-batch-area");
        let (north, free) = (area_codes(&town, round, Some("Noord")).await, area_codes(&town, round, None).await);
        let batches = codes::batches(&town.voting, &town.actor, round).await.unwrap();
        assert_eq!(batches.iter().map(|batch| batch.area.as_deref()).collect::<Vec<_>>(), [Some("Noord"), None]);
        round::open(&town.voting, &town.actor, round).await.unwrap();
        let voter = town.voter(round, &north[0]).await.unwrap();
        assert_eq!(voter.area.as_deref(), Some("Noord"));
        let view = town.view(round).await;
        let own: Vec<u32> = view.open_to(voter.area.as_deref()).map(|candidate| candidate.number).collect();
        assert_eq!((own, view.open_to(None).count()), (vec![1, 2], 4));
        for other in [3, 4] {
            let answer = cast(&town, round, &voter, Choice::ticks(&[1, other])).await;
            assert_eq!(refused(answer), "refusal-ballot-other-area");
        }
        cast(&town, round, &voter, Choice::ticks(&[1])).await.unwrap();
        // A change is held to the area too, by the database alone.
        cast(&town, round, &voter, Choice::ticks(&[1, 2])).await.unwrap();
        let past = town.raw("UPDATE ballot_open SET choices = '[3]' WHERE area = 'Noord'").await.unwrap_err();
        assert!(past.is_check("other_area"), "{past:?}");
        let anywhere = town.voter(round, &free[0]).await.unwrap();
        cast(&town, round, &anywhere, Choice::ticks(&[1, 3, 4])).await.unwrap();
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_open WHERE area = 'Noord'").await, 1);
        // Whoever gets another code stays in their area.
        let fresh = codes::replace_code(&town.voting, &town.actor, round, &north[1], "kwijt".into()).await.unwrap();
        assert_eq!(town.voter(round, &fresh).await.unwrap().area.as_deref(), Some("Noord"));
        let moved = town.raw("UPDATE entitlement SET area = 'Zuid'").await.unwrap_err();
        assert!(moved.is_check("frozen"), "{moved:?}");
        // The cookie keeps the area, and one from before this was kept is read.
        let cookie = town.voting.voter_cookie(&voter).unwrap();
        assert!(!cookie.contains("Noord"), "sealed");
        let old: Voter = serde_json::from_value(serde_json::json!({
            "round": voter.round, "entitlement": voter.entitlement, "test": false, "kind": "code"
        })).unwrap();
        assert_eq!(old.area, None);
    }

    async fn an_area_is_only_an_attribute_where_the_rules_do_not_bind(town: Town) {
        let round = areas(&town, rules(1, None, None)).await;
        let codes = area_codes(&town, round, Some("Zuid")).await;
        round::open(&town.voting, &town.actor, round).await.unwrap();
        let voter = town.voter(round, &codes[0]).await.unwrap();
        cast(&town, round, &voter, Choice::ticks(&[1, 4])).await.unwrap();
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_open WHERE area IS NOT NULL").await, 0, "not kept for nothing");
    }

    async fn a_round_in_which_an_area_has_nothing_to_choose_does_not_open(town: Town) {
        let most = Limits { min_plans: 2, ..Limits::default() };
        let round = areas(&town, RoundRules { own_area: true, limits: most, ..rules(1, None, None) }).await;
        area_codes(&town, round, Some("Zuid")).await;
        let opened = round::open(&town.voting, &town.actor, round).await;
        assert_eq!(refused(opened), "refusal-round-cannot-be-met", "Zuid has one plan");
    }

    async fn points_stay_with_a_draft_and_a_struck_plan_frees_them(town: Town) {
        let points = Some(Points { total: 10, most: 6 });
        let rule = voting::counts::rule("greedy_score", BallotForm::Points).unwrap();
        let fixed = RoundRules { form: BallotForm::Points, points, rule, change_until_closing: false, ..rules(1, None, None) };
        let round = town.open(fixed, &[100, 200, 300]).await;
        let code = town.codes(round, 1).await.remove(0);
        let (view, voter) = (town.view(round).await, town.voter(round, &code).await.unwrap());
        let give = |given: &[(u32, i64)]| -> Vec<Choice> { given.iter().map(|(plan, points)| Choice::weighed(*plan, *points)).collect() };
        let chosen = give(&[(3, 6), (1, 4)]);
        draft::save(&town.voting, &view, Client::default(), (None, Some(&voter)), chosen.clone()).await.unwrap();
        let kept = draft::read(&town.voting, &view, None, Some(&voter)).await.unwrap().voter.unwrap();
        assert_eq!(kept.choices, chosen, "in the order of choosing, with their points");
        let odd = draft::save(&town.voting, &view, Client::default(), (None, Some(&voter)), give(&[(1, -1)])).await;
        assert_eq!(refused(odd), "refusal-ballot-form");
        assert_eq!(cast(&town, round, &voter, chosen).await.unwrap(), give(&[(1, 4), (3, 6)]));
        assert_eq!(refused(cast(&town, round, &voter, give(&[(2, 1)])).await), "refusal-already-voted");
        candidates::strike(&town.voting, &town.actor, round, 3, "ingetrokken".into()).await.unwrap();
        let view = town.view(round).await;
        let mine = identify::my_ballot(&town.voting, &view, &voter).await.unwrap();
        assert!(mine.may_change && mine.struck, "the struck plan is found in the text of points");
        assert_eq!(refused(cast(&town, round, &voter, give(&[(1, 4), (3, 6)])).await), "refusal-ballot-struck-plan");
        assert_eq!(cast(&town, round, &voter, give(&[(1, 5), (2, 5)])).await.unwrap(), give(&[(1, 5), (2, 5)]));
    }
}

async fn identified(town: &Town, round: Uuid, code: &str) -> Browser {
    let mut browser = town.browser(HOST);
    let answer =
        browser.json(Method::POST, &format!("/api/v1/rounds/{round}/sessions"), &json!({ "code": code })).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    browser
}

both! {
    async fn choices_over_the_api_are_numbers_or_pairs(town: Town) {
        for (form, sent, received) in [
            (BallotForm::Plans, json!([3, 1]), json!([1, 3])),
            (BallotForm::Ranking, json!([3, 1]), json!([3, 1])),
            (BallotForm::Points, json!([[3, 6], [1, 1]]), json!([[1, 1], [3, 6]])),
            (BallotForm::YesNo, json!([[3, -1], [1, 1], [2, 0]]), json!([[1, 1], [2, 0], [3, -1]])),
        ] {
            let points = (form == BallotForm::Points).then_some(Points { total: 10, most: 6 });
            let rule = voting::counts::rule(voting::counts::offered(form).0[0].name, form).unwrap();
            let round = town.open(RoundRules { form, points, rule, ..rules(0, None, None) }, &[100, 200, 300]).await;
            let code = town.codes(round, 1).await.remove(0);
            let mut browser = identified(&town, round, &code).await;
            let (draft, ballot) = (format!("/api/v1/rounds/{round}/draft"), format!("/api/v1/rounds/{round}/ballot"));
            let kept = browser.json(Method::PUT, &draft, &json!({ "choices": sent })).await;
            assert_eq!((kept.status, kept.json()["choices"].clone()), (200, sent.clone()), "{form:?}");
            let done = browser.json(Method::POST, &ballot, &json!({ "choices": sent })).await;
            assert_eq!((done.status, done.json()["choices"].clone()), (200, received), "{form:?}");
            assert_eq!(browser.get(&format!("/api/v1/rounds/{round}")).await.json()["rules"]["form"], form.code());
        }
    }

    async fn a_refusal_over_the_api_says_what_is_missing(town: Town) {
        let group = |name: &str| GroupLimit { name: name.into(), limits: Limits { min_plans: 2, ..Limits::default() } };
        let groups = Some(GroupLimits { over: GroupOver::Area, each: vec![group("Noord")], most: None });
        let round = areas(&town, RoundRules { groups, ..rules(1, None, None) }).await;
        round::open(&town.voting, &town.actor, round).await.unwrap();
        let code = town.codes(round, 1).await.remove(0);
        let mut browser = identified(&town, round, &code).await;
        let ballot = format!("/api/v1/rounds/{round}/ballot");
        let few = browser.json(Method::POST, &ballot, &json!({ "choices": [1, 3] })).await;
        assert_eq!(few.status, 422);
        let error = few.json()["errors"][0].clone();
        assert_eq!((error["code"].clone(), error["field"].clone()), (json!("refusal-ballot-group-too-few"), json!("choices")));
        assert_eq!(error["args"], json!({ "least": 2, "chosen": 1, "more": 1, "name": "Noord" }));
        // Numbers stand between marks that keep their direction.
        let detail: String = error["detail"].as_str().unwrap().chars().filter(|c| !('\u{2066}'..='\u{2069}').contains(c)).collect();
        assert_eq!(detail, "In Noord kies je minstens 2 plannen. Kies er nog één.");
        for body in [json!([[1, 2]]), json!([[1, 1, 1]]), json!(["1"]), json!([-1]), json!([[1]]), json!({})] {
            let answer = browser.json(Method::POST, &ballot, &json!({ "choices": body })).await;
            assert!((400..500).contains(&answer.status), "{body}: {}", answer.text);
        }
    }

    async fn whoever_votes_in_an_area_is_shown_its_plans_only(town: Town) {
        let round = areas(&town, RoundRules { own_area: true, ..rules(1, None, None) }).await;
        let code = area_codes(&town, round, Some("Zuid")).await.remove(0);
        round::open(&town.voting, &town.actor, round).await.unwrap();
        let path = format!("/api/v1/rounds/{round}/candidates");
        let titles = |body: serde_json::Value| -> Vec<String> {
            body["items"].as_array().unwrap().iter().map(|plan| plan["title"].as_str().unwrap().to_owned()).collect()
        };
        let everybody = town.browser(HOST).get(&path).await;
        assert_eq!(titles(everybody.json()), ["Een", "Twee", "Drie", "Vier"]);
        let mut browser = identified(&town, round, &code).await;
        let own = browser.get(&path).await;
        assert_eq!((titles(own.json()), own.json()["total"].clone()), (vec!["Drie".to_owned()], json!(1)));
        assert!(!own.headers.contains_key("etag"), "kept for nobody else");
        assert_eq!(titles(town.browser(HOST).get(&path).await.json()).len(), 4, "and others see all");
        let other = browser.json(Method::POST, &format!("/api/v1/rounds/{round}/ballot"), &json!({ "choices": [1] })).await;
        assert_eq!((other.status, other.json()["code"].clone()), (422, json!("refusal-ballot-other-area")));
    }
}
