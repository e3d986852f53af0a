//! Handing in: exactly one ballot whatever comes at once, and a clear answer to each.

use crate::support::{Town, refused, rules};
use jiff::SignedDuration;
use platform::i18n::Lang;
use voting::ballot::Choice;
use voting::model::{HandIn, How, Kind, Voter};
use voting::service::{candidates, codes, handin, identify, round};

both! {
    async fn fifty_equal_and_fifty_different_at_once_leave_one_ballot(town: Town) {
        let round = town.open(rules(1, None, Some(1000)), &[100; 50]).await;
        let code = town.codes(round, 1).await.remove(0);
        let voter = town.voter(round, &code).await.unwrap();
        let view = town.view(round).await;
        let other = town.second_node().voting;
        let mut sent = Vec::new();
        for place in 0..100_u32 {
            let (voting, view, voter) = (if place % 3 == 0 { other.clone() } else { town.voting.clone() }, view.clone(), voter.clone());
            let choices = if place < 50 { vec![1, 2, 3] } else { vec![place - 49] };
            sent.push(tokio::spawn(async move {
                let hand_in = HandIn { choices: Choice::ticks(&choices), ..HandIn::default() };
                handin::hand_in(&voting, &view, &voter, None, hand_in, Lang::Nl).await
            }));
        }
        let mut stored = 0;
        for answer in sent {
            match answer.await.unwrap() {
                Ok(received) => {
                    assert_eq!(received.how, How::Stored);
                    stored += 1;
                }
                Err(error) => assert_eq!(error.refusals()[0].key, "refusal-ballot-stands"),
            }
        }
        assert_eq!(stored, 1);
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_open").await, 1);
        assert_eq!(town.number("SELECT handed_in FROM round_counter").await, 1);
    }

    async fn of_many_changes_at_once_on_two_nodes_one_takes_the_place(town: Town) {
        let round = town.open(rules(1, None, None), &[100; 60]).await;
        let code = town.codes(round, 1).await.remove(0);
        let voter = town.voter(round, &code).await.unwrap();
        town.vote(round, &voter, &[60]).await.unwrap();
        let view = town.view(round).await;
        let nodes = [town.voting.clone(), town.second_node().voting];
        for turn in 1..=3_u32 {
            let mark = identify::my_ballot(&town.voting, &view, &voter).await.unwrap().mark;
            assert!(mark.is_some());
            let sent: Vec<_> = (1..=20_u32).map(|number| {
                let (voting, view, voter) = (nodes[number as usize % 2].clone(), view.clone(), voter.clone());
                let hand_in = HandIn { choices: Choice::ticks(&[number]), replaces: mark.clone(), ..HandIn::default() };
                tokio::spawn(async move { handin::hand_in(&voting, &view, &voter, None, hand_in, Lang::Nl).await })
            }).collect();
            let mut replaced = Vec::new();
            for answer in sent {
                match answer.await.unwrap() {
                    Ok(received) => replaced.push(received),
                    error => assert_eq!(refused(error), "refusal-ballot-stands"),
                }
            }
            assert_eq!((replaced.len(), replaced[0].how), (1, How::Replaced), "turn {turn}");
            static CHOICES: platform::db::Sql = platform::db::Sql::new("CHOICES", "SELECT choices FROM ballot_open");
            let stands = town.app.db.read(|reader| reader.one(&CHOICES, &[], |row| row.get::<String>(0))).await.unwrap();
            assert_eq!(stands, format!("[{}]", replaced[0].choices[0].number), "what was confirmed is what stands");
        }
    }

    async fn a_late_retry_of_an_older_hand_in_replaces_nothing(town: Town) {
        let round = town.open(rules(1, None, None), &[100, 200, 300]).await;
        let voters = town.codes(round, 2).await;
        let view = town.view(round).await;
        let send = |voter: &Voter, choices: &[u32], name: &str, replaces: Option<String>| {
            let hand_in = HandIn { choices: Choice::ticks(choices), idempotency: Some(name.to_owned()), replaces, ..HandIn::default() };
            let (view, voter, voting) = (view.clone(), voter.clone(), town.voting.clone());
            async move { handin::hand_in(&voting, &view, &voter, None, hand_in, Lang::Nl).await }
        };
        let mark = |voter: &Voter| {
            let (view, voter, voting) = (view.clone(), voter.clone(), town.voting.clone());
            async move { identify::my_ballot(&voting, &view, &voter).await.unwrap().mark }
        };
        // A never arrived; B did. Then A's retry comes in.
        let voter = town.voter(round, &voters[0]).await.unwrap();
        assert_eq!(send(&voter, &[2], "b", None).await.unwrap().how, How::Stored);
        assert_eq!(refused(send(&voter, &[1], "a", None).await), "refusal-ballot-stands");
        assert_eq!(refused(send(&voter, &[2], "a", None).await), "refusal-ballot-stands", "equal or not is not told");
        assert_eq!(send(&voter, &[2], "b", None).await.unwrap().how, How::Repeated);
        // A arrived and only its answer was lost: B has to be told of it, and then A's retry is late.
        let voter = town.voter(round, &voters[1]).await.unwrap();
        assert_eq!(send(&voter, &[1], "a", None).await.unwrap().how, How::Stored);
        assert_eq!(refused(send(&voter, &[2], "b", None).await), "refusal-ballot-stands");
        let of_a = mark(&voter).await;
        assert_eq!(send(&voter, &[2], "b", of_a.clone()).await.unwrap().how, How::Replaced);
        assert_eq!(refused(send(&voter, &[1], "a", None).await), "refusal-ballot-stands");
        assert_eq!(refused(send(&voter, &[3], "c", of_a).await), "refusal-ballot-stands", "made to replace A, not B");
        let (one, other) = (mark(&voter).await, mark(&voter).await);
        assert!(one.is_some() && one != other, "two marks of one ballot tell an onlooker nothing");
        for strange in ["", "x", "AAAA", &"A".repeat(10_000)] {
            assert_eq!(refused(send(&voter, &[3], "c", Some(strange.into())).await), "refusal-ballot-stands");
        }
        let of_another = mark(&town.voter(round, &voters[0]).await.unwrap()).await;
        assert_eq!(refused(send(&voter, &[3], "c", of_another).await), "refusal-ballot-stands");
        assert_eq!(send(&voter, &[3], "c", one).await.unwrap().how, How::Replaced);
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_open WHERE choices IN ('[2]', '[3]')").await, 2);
        assert_eq!(town.number("SELECT handed_in FROM round_counter").await, 2);
    }

    async fn where_no_change_is_allowed_the_first_one_stands(town: Town) {
        let fixed = voting::rules::RoundRules { change_until_closing: false, ..rules(1, None, None) };
        let round = town.open(fixed, &[100; 60]).await;
        let code = town.codes(round, 1).await.remove(0);
        let voter = town.voter(round, &code).await.unwrap();
        let view = town.view(round).await;
        let other = town.second_node().voting;
        let sent: Vec<_> = (1..=50_u32).map(|number| {
            let (voting, view, voter) = (if number % 2 == 0 { other.clone() } else { town.voting.clone() }, view.clone(), voter.clone());
            tokio::spawn(async move {
                let hand_in = HandIn { choices: Choice::ticks(&[number]), ..HandIn::default() };
                handin::hand_in(&voting, &view, &voter, None, hand_in, Lang::Nl).await
            })
        }).collect();
        let mut stored = Vec::new();
        for answer in sent {
            match answer.await.unwrap() {
                Ok(received) => stored.push(received.choices),
                Err(error) => assert_eq!(error.refusals()[0].key, "refusal-already-voted"),
            }
        }
        assert_eq!(stored.len(), 1);
        town.close(round).await;
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_open").await, 1);
        assert_eq!(town.number("SELECT handed_in FROM round_counter").await, 1);
    }

    async fn the_same_request_is_done_once(town: Town) {
        let round = town.open(rules(1, None, None), &[100, 200]).await;
        let code = town.codes(round, 1).await.remove(0);
        let voter = town.voter(round, &code).await.unwrap();
        let view = town.view(round).await;
        let send = |choices: Vec<u32>, name: &str| {
            let (view, voter, voting) = (view.clone(), voter.clone(), town.voting.clone());
            let idempotency = Some(name.to_owned());
            async move {
                let replaces = identify::my_ballot(&voting, &view, &voter).await?.mark;
                let hand_in = HandIn { choices: Choice::ticks(&choices), idempotency, replaces, ..HandIn::default() };
                handin::hand_in(&voting, &view, &voter, None, hand_in, Lang::Nl).await
            }
        };
        assert_eq!(send(vec![2, 1], "a").await.unwrap().how, How::Stored);
        let again = send(vec![1, 2], "a").await.unwrap();
        assert_eq!((again.how, again.choices), (How::Repeated, Choice::ticks(&[1, 2])));
        assert_eq!(refused(send(vec![1], "a").await), "refusal-idempotency-key-reused");
        assert_eq!(send(vec![1], "b").await.unwrap().how, How::Replaced);
        assert_eq!(town.number("SELECT handed_in FROM round_counter").await, 1);
    }

    async fn each_bad_choice_is_refused_with_its_reason(town: Town) {
        let round = town.open(rules(2, Some(3), Some(500)), &[100, 200, 300, 400]).await;
        let code = town.codes(round, 1).await.remove(0);
        let voter = town.voter(round, &code).await.unwrap();
        for (choices, reason) in [
            (vec![], "refusal-ballot-blank"),
            (vec![1], "refusal-ballot-too-few"),
            (vec![1, 2, 3, 4], "refusal-ballot-too-many"),
            (vec![2, 4], "refusal-ballot-over-sum"),
            (vec![1, 1], "refusal-ballot-double-plan"),
            (vec![1, 9], "refusal-ballot-unknown-plan"),
            (vec![0, 1], "refusal-ballot-unknown-plan"),
            (vec![u32::MAX, 1], "refusal-ballot-unknown-plan"),
            (vec![1; 10_000], "refusal-ballot-too-many"),
        ] {
            assert_eq!(refused(town.vote(round, &voter, &choices).await), reason, "{choices:?}");
        }
        assert_eq!(town.vote(round, &voter, &[3, 2]).await.unwrap().choices, Choice::ticks(&[2, 3]));
        let stranger = Voter { round: voting::model::RoundId(999), ..voter };
        assert_eq!(refused(town.vote(round, &stranger, &[1, 2]).await), "refusal-voter-needed");
    }

    async fn blank_only_where_the_rules_allow_it(town: Town) {
        let blank = voting::rules::RoundRules { blank_allowed: true, ..rules(2, None, None) };
        let round = town.open(blank, &[100, 200]).await;
        let codes = town.codes(round, 1).await;
        assert_eq!(town.vote_with(round, &codes[0], &[]).await.unwrap().choices, []);
    }

    async fn every_kind_of_wrong_code_gets_one_answer(town: Town) {
        let round = town.open(rules(1, None, None), &[100]).await;
        let another = town.open(rules(1, None, None), &[100]).await;
        let codes = town.codes(round, 2).await;
        let of_another = town.codes(another, 1).await.remove(0);
        codes::void_code(&town.voting, &town.actor, round, &codes[1], "kwijt".into()).await.unwrap();
        for wrong in [of_another.as_str(), &codes[1], "22229-2222G-2222Q", "", "nonsense", "22229-2222G-2222R"] {
            assert_eq!(refused(town.voter(round, wrong).await), "refusal-wrong-voting-code", "{wrong}");
        }
        let voter = town.voter(round, &codes[0].to_lowercase().replace('-', " ")).await.unwrap();
        assert_eq!((voter.test, voter.kind), (false, Kind::Code));
        town.vote(round, &voter, &[1]).await.unwrap();
        assert!(town.voter(round, &codes[0]).await.is_ok(), "a used code identifies again");
    }

    async fn only_wrong_codes_are_counted(town: Town) {
        let round = town.open(rules(1, None, None), &[100]).await;
        let code = town.codes(round, 1).await.remove(0);
        for _ in 0..300 {
            town.voter(round, &code).await.unwrap();
            assert_eq!(refused(town.voter(round, "slip of the pen").await), "refusal-wrong-voting-code");
        }
        let random = platform::ids::Random::system();
        let mut last = "";
        for _ in 0..100 {
            last = refused(town.voter(round, voting::codes::Code::random(&random).as_str()).await);
        }
        assert_eq!(last, "refusal-too-many");
    }

    async fn nothing_is_taken_outside_the_times(town: Town) {
        let round = town.draft(rules(1, None, None), &[100]).await;
        let code = town.codes(round, 1).await.remove(0);
        assert_eq!(refused(town.voter(round, &code).await), "refusal-vote-not-open");
        let start = town.clock.now();
        town.clock.set(start - SignedDuration::from_hours(48));
        round::open(&town.voting, &town.actor, round).await.unwrap();
        assert_eq!(refused(town.voter(round, &code).await), "refusal-vote-not-begun");
        town.clock.set(start);
        let voter = town.voter(round, &code).await.unwrap();
        let closes = town.view(round).await.round.closes_at;
        town.clock.set(closes - SignedDuration::from_micros(1));
        town.vote(round, &voter, &[1]).await.unwrap();
        town.clock.set(closes);
        assert_eq!(refused(town.vote(round, &voter, &[1]).await), "refusal-vote-closed");
        assert_eq!(refused(town.voter(round, &code).await), "refusal-vote-closed");
        assert!(round::close_due(&town.voting, round).await.unwrap());
        assert!(!round::close_due(&town.voting, round).await.unwrap(), "closing twice is closing once");
        assert_eq!(refused(town.vote(round, &voter, &[1]).await), "refusal-vote-closed");
    }

    async fn what_was_stored_in_time_is_told_to_who_asks_again_too_late(town: Town) {
        let round = town.open(rules(1, None, None), &[100, 200]).await;
        let codes = town.codes(round, 2).await;
        let (voter, other) = (town.voter(round, &codes[0]).await.unwrap(), town.voter(round, &codes[1]).await.unwrap());
        let stale = town.view(round).await;
        let send = |voter: &Voter, view: &std::sync::Arc<voting::model::RoundView>, choices: &[u32], name: Option<&str>| {
            let idempotency = name.map(str::to_owned);
            let hand_in = HandIn { choices: Choice::ticks(choices), idempotency, ..HandIn::default() };
            let (view, voter, voting) = (view.clone(), voter.clone(), town.voting.clone());
            async move { handin::hand_in(&voting, &view, &voter, None, hand_in, Lang::Nl).await }
        };
        assert_eq!(send(&voter, &stale, &[1], Some("a")).await.unwrap().how, How::Stored);
        // Its answer was lost, and meanwhile the time is over; then the round is closed; then a node does not know of it yet.
        let closes = stale.round.closes_at;
        for step in 0..3 {
            town.clock.set(if step == 2 { closes - SignedDuration::from_secs(1) } else { closes });
            if step == 1 {
                assert!(round::close_due(&town.voting, round).await.unwrap());
            }
            let view = if step == 2 { stale.clone() } else { town.view(round).await };
            let again = send(&voter, &view, &[1], Some("a")).await.unwrap();
            assert_eq!((again.how, again.choices), (How::Repeated, Choice::ticks(&[1])), "step {step}");
            // Nobody else learns or changes anything.
            let others = [(&other, [1], Some("a")), (&voter, [2], Some("a")), (&voter, [1], Some("b")), (&voter, [1], None)];
            for (who, choices, name) in others.into_iter().take(if step == 2 { 1 } else { 4 }) {
                assert_eq!(refused(send(who, &view, &choices, name).await), "refusal-vote-closed", "step {step} {name:?}");
            }
            let fresh = town.view(round).await;
            let mine = identify::my_ballot(&town.voting, &fresh, &voter).await.unwrap();
            assert_eq!((mine.voted(), mine.may_change), (true, false), "step {step}");
            assert!(!identify::my_ballot(&town.voting, &fresh, &other).await.unwrap().voted());
        }
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_open").await, 1);
        voting::service::seal::seal(&town.voting, &town.actor, round).await.unwrap();
        let sealed = town.view(round).await;
        assert_eq!(refused(send(&voter, &sealed, &[1], Some("a")).await), "refusal-vote-closed");
    }

    async fn who_falls_between_clock_and_state_is_told(town: Town) {
        let round = town.open(rules(1, None, None), &[100]).await;
        let code = town.codes(round, 1).await.remove(0);
        let voter = town.voter(round, &code).await.unwrap();
        // This node still has the open round in memory; another one closed it by its own clock.
        let view = town.view(round).await;
        let closes = view.round.closes_at;
        town.clock.set(closes);
        round::close_due(&town.second_node().voting, round).await.unwrap();
        town.clock.set(closes - SignedDuration::from_secs(1));
        let hand_in = HandIn { choices: Choice::ticks(&[1]), ..HandIn::default() };
        let late = handin::hand_in(&town.voting, &view, &voter, None, hand_in, Lang::Nl).await;
        assert_eq!(refused(late), "refusal-vote-closed");
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_open").await, 0);
    }

    async fn a_struck_plan_frees_its_money_and_cannot_be_chosen(town: Town) {
        let round = town.open(rules(1, None, Some(500)), &[300, 200, 300]).await;
        let codes = town.codes(round, 2).await;
        town.vote_with(round, &codes[0], &[1, 2]).await.unwrap();
        let stale = town.view(round).await;
        candidates::strike(&town.voting, &town.actor, round, 1, "Kan niet op deze plek.".into()).await.unwrap();
        let again = candidates::strike(&town.voting, &town.actor, round, 1, "nog eens".into()).await;
        assert_eq!(refused(again), "refusal-candidate-already-struck");
        assert_eq!(refused(town.vote_with(round, &codes[1], &[1]).await), "refusal-ballot-struck-plan");
        let voter = town.voter(round, &codes[1]).await.unwrap();
        // A node that has not heard of it yet: the database knows.
        let hand_in = HandIn { choices: Choice::ticks(&[1]), ..HandIn::default() };
        let unaware = handin::hand_in(&town.voting, &stale, &voter, None, hand_in, Lang::Nl).await;
        assert_eq!(refused(unaware), "refusal-ballot-outdated");
        town.vote_with(round, &codes[0], &[2, 3]).await.unwrap();
        let view = town.view(round).await;
        assert_eq!(view.candidate(1).unwrap().struck.as_ref().unwrap().reason, "Kan niet op deze plek.");
        assert_eq!(view.sum(&Choice::ticks(&[1, 2])).0, 20_000);
        assert_eq!(view.live().count(), 2);
    }

    async fn a_void_code_hands_in_nothing_and_what_it_did_does_not_count(town: Town) {
        let round = town.open(rules(1, None, None), &[100, 200]).await;
        let code = town.codes(round, 1).await.remove(0);
        let voter = town.voter(round, &code).await.unwrap();
        town.vote(round, &voter, &[1]).await.unwrap();
        let new = codes::replace_code(&town.voting, &town.actor, round, &code, "brief kwijt".into()).await.unwrap();
        // The cookie of before is still there; the token is not welcome any more.
        assert_eq!(refused(town.vote(round, &voter, &[2]).await), "refusal-entitlement-void");
        assert_eq!(refused(town.voter(round, &code).await), "refusal-wrong-voting-code");
        let again = codes::void_code(&town.voting, &town.actor, round, &code, "nog eens".into()).await;
        assert_eq!(refused(again), "refusal-code-void");
        town.vote_with(round, &new, &[2]).await.unwrap();
        town.close(round).await;
        voting::service::seal::seal(&town.voting, &town.actor, round).await.unwrap();
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_sealed WHERE choices = '[2]'").await, 1);
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_sealed").await, 1);
        assert_eq!(town.number("SELECT voided FROM voting_round").await, 1);
    }

    async fn a_mixed_group_answers_each_for_itself(town: Town) {
        let round = town.open(rules(1, None, Some(300)), &[100, 200, 300]).await;
        let codes = town.codes(round, 40).await;
        let view = town.view(round).await;
        candidates::strike(&town.voting, &town.actor, round, 3, "weg".into()).await.unwrap();
        let mut sent = Vec::new();
        for (place, code) in codes.iter().enumerate() {
            let voter = town.voter(round, code).await.unwrap();
            let (voting, view) = (town.voting.clone(), view.clone());
            let choices = if place % 4 == 0 { vec![3] } else { vec![1, 2] };
            sent.push(tokio::spawn(async move {
                handin::hand_in(&voting, &view, &voter, None, HandIn { choices: Choice::ticks(&choices), ..HandIn::default() }, Lang::Nl).await
            }));
        }
        for (place, answer) in sent.into_iter().enumerate() {
            let answer = answer.await.unwrap();
            if place % 4 == 0 {
                assert_eq!(refused(answer), "refusal-ballot-outdated");
            } else {
                assert_eq!(answer.unwrap().how, How::Stored);
            }
        }
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_open").await, 30);
        assert_eq!(town.number("SELECT CAST(SUM(handed_in) AS BIGINT) FROM round_counter").await, 30);
    }

    async fn who_named_a_plan_that_was_struck_may_hand_in_once_more(town: Town) {
        let fixed = voting::rules::RoundRules { change_until_closing: false, ..rules(1, None, Some(500)) };
        let round = town.open(fixed, &[300, 200, 100]).await;
        let codes = town.codes(round, 2).await;
        let (with, without) = (town.voter(round, &codes[0]).await.unwrap(), town.voter(round, &codes[1]).await.unwrap());
        town.vote(round, &with, &[1, 2]).await.unwrap();
        town.vote(round, &without, &[2, 3]).await.unwrap();
        assert_eq!(refused(town.vote(round, &with, &[3]).await), "refusal-already-voted");
        candidates::strike(&town.voting, &town.actor, round, 1, "Kan niet op deze plek.".into()).await.unwrap();
        let view = town.view(round).await;
        let mine = identify::my_ballot(&town.voting, &view, &with).await.unwrap();
        assert_eq!((mine.voted(), mine.may_change, mine.struck), (true, true, true));
        let mine = identify::my_ballot(&town.voting, &view, &without).await.unwrap();
        assert_eq!((mine.voted(), mine.may_change, mine.struck), (true, false, false));
        assert_eq!(refused(town.vote(round, &without, &[3]).await), "refusal-already-voted");
        // It names what it replaces, as any change does.
        let blind = HandIn { choices: Choice::ticks(&[2, 3]), ..HandIn::default() };
        let blind = handin::hand_in(&town.voting, &view, &with, None, blind, Lang::Nl).await;
        assert_eq!(refused(blind), "refusal-ballot-stands");
        assert_eq!(town.vote(round, &with, &[2, 3]).await.unwrap().how, How::Replaced);
        assert_eq!(refused(town.vote(round, &with, &[3]).await), "refusal-already-voted", "once");
        let mine = identify::my_ballot(&town.voting, &view, &with).await.unwrap();
        assert_eq!((mine.may_change, mine.struck), (false, false));
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_open WHERE choices = '[2,3]'").await, 2);
        assert_eq!(town.number("SELECT handed_in FROM round_counter").await, 2);
        // Where everybody may change, nobody is told what is on a ballot.
        let round = town.open(rules(1, None, Some(500)), &[300, 200]).await;
        let code = town.codes(round, 1).await.remove(0);
        let voter = town.voter(round, &code).await.unwrap();
        town.vote(round, &voter, &[1]).await.unwrap();
        candidates::strike(&town.voting, &town.actor, round, 1, "weg".into()).await.unwrap();
        let mine = identify::my_ballot(&town.voting, &*town.view(round).await, &voter).await.unwrap();
        assert_eq!((mine.may_change, mine.struck), (true, false));
    }
}
