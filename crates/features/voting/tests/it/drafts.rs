//! Drafts: kept before anybody identifies, unreadable in the database, and never lost on the way to the ballot.

use crate::support::{Town, refused, rules};
use platform::i18n::Lang;
use platform::web::security::Client;
use voting::ballot::Choice;
use voting::model::{Drafts, HandIn, Keep};
use voting::service::{draft, handin, round};

both! {
    async fn a_choice_survives_restart_identification_and_another_device(town: Town) {
        let round = town.open(rules(2, None, None), &[100, 200, 300]).await;
        let code = town.codes(round, 1).await.remove(0);
        let view = town.view(round).await;
        let phone = town.voting.new_device();
        // One plan only, though the rules ask for two: a draft may be unfinished.
        draft::save(&town.voting, &view, Client::default(), (Some(&phone), None), Choice::ticks(&[3])).await.unwrap();
        let restarted = town.second_node().voting;
        let found = draft::read(&restarted, &view, Some(&phone), None).await.unwrap();
        assert_eq!(found.device.as_ref().unwrap().choices, Choice::ticks(&[3]));
        let voter = town.voter(round, &code).await.unwrap();
        let adopted = draft::adopt(&restarted, &view, &phone, &voter).await.unwrap();
        assert_eq!((adopted.device, adopted.voter.unwrap().choices), (None, Choice::ticks(&[3])));
        let laptop = town.voting.new_device();
        let elsewhere = draft::read(&town.voting, &view, Some(&laptop), Some(&voter)).await.unwrap();
        assert_eq!(elsewhere.voter.unwrap().choices, Choice::ticks(&[3]));
        assert_eq!(draft::read(&town.voting, &view, Some(&phone), None).await.unwrap(), Drafts::default());
    }

    async fn when_two_meet_the_voter_chooses(town: Town) {
        let round = town.open(rules(1, None, None), &[100, 200, 300]).await;
        let code = town.codes(round, 1).await.remove(0);
        let view = town.view(round).await;
        let voter = town.voter(round, &code).await.unwrap();
        for (keep, expected) in [(Keep::Device, Choice::ticks(&[2, 3])), (Keep::Voter, Choice::ticks(&[1]))] {
            let device = town.voting.new_device();
            draft::save(&town.voting, &view, Client::default(), (None, Some(&voter)), Choice::ticks(&[1])).await.unwrap();
            draft::save(&town.voting, &view, Client::default(), (Some(&device), None), Choice::ticks(&[2, 3])).await.unwrap();
            let both = draft::adopt(&town.voting, &view, &device, &voter).await.unwrap();
            assert!(both.meet());
            let kept = draft::keep(&town.voting, &view, &device, &voter, keep).await.unwrap().unwrap();
            assert_eq!(kept.choices, expected);
            let after = draft::read(&town.voting, &view, Some(&device), Some(&voter)).await.unwrap();
            assert_eq!((after.device, after.voter.unwrap().choices), (None, expected));
        }
    }

    async fn handing_in_ends_both_drafts_and_a_refusal_keeps_them(town: Town) {
        let round = town.open(rules(1, Some(1), None), &[100, 200]).await;
        let code = town.codes(round, 1).await.remove(0);
        let view = town.view(round).await;
        let (device, voter) = (town.voting.new_device(), town.voter(round, &code).await.unwrap());
        draft::save(&town.voting, &view, Client::default(), (Some(&device), None), Choice::ticks(&[1, 2])).await.unwrap();
        draft::save(&town.voting, &view, Client::default(), (None, Some(&voter)), Choice::ticks(&[1])).await.unwrap();
        let hand_in = |choices: Vec<Choice>| {
            let hand_in = HandIn { choices, ..HandIn::default() };
            handin::hand_in(&town.voting, &view, &voter, Some(&device), hand_in, Lang::Nl)
        };
        assert_eq!(refused(hand_in(Choice::ticks(&[1, 2])).await), "refusal-ballot-too-many");
        assert_eq!(town.number("SELECT COUNT(*) FROM draft_open").await, 2);
        hand_in(Choice::ticks(&[1])).await.unwrap();
        assert_eq!(town.number("SELECT COUNT(*) FROM draft_open").await, 0);
    }

    async fn the_database_cannot_read_a_draft_and_nobody_elses_is_found(town: Town) {
        let round = town.open(rules(1, None, None), &[100; 30]).await;
        let view = town.view(round).await;
        let (mine, yours) = (town.voting.new_device(), town.voting.new_device());
        draft::save(&town.voting, &view, Client::default(), (Some(&mine), None), Choice::ticks(&[1])).await.unwrap();
        let many = (1..=30).map(Choice::tick).collect();
        draft::save(&town.voting, &view, Client::default(), (Some(&yours), None), many).await.unwrap();
        static ROWS: platform::db::Sql = platform::db::Sql::new("ROWS", "SELECT key, sealed FROM draft_open");
        let rows = town.app.db.read(|reader| {
            reader.query(&ROWS, &[], |row| Ok((row.get::<Vec<u8>>(0)?, row.get::<Vec<u8>>(1)?)))
        }).await.unwrap();
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].1.len(), rows[1].1.len(), "the length does not tell how many plans were chosen");
        assert!(rows.iter().all(|(_, sealed)| !String::from_utf8_lossy(sealed).contains("choices")));
        // Somebody exchanges two rows: each opens only in its place.
        town.raw("CREATE TABLE other AS SELECT * FROM draft_open; DELETE FROM draft_open;
            INSERT INTO draft_open (round_id, key, sealed) SELECT a.round_id, a.key, b.sealed FROM other a
            JOIN other b ON b.key <> a.key").await.unwrap();
        let read = draft::read(&town.voting, &view, Some(&mine), None).await.unwrap();
        assert_eq!(read, Drafts::default());
    }

    async fn what_is_no_draft_is_refused(town: Town) {
        let round = town.open(rules(1, None, None), &[100, 200]).await;
        let view = town.view(round).await;
        let device = town.voting.new_device();
        let save = |choices: Vec<Choice>| {
            draft::save(&town.voting, &view, Client::default(), (Some(&device), None), choices)
        };
        assert_eq!(refused(save(Choice::ticks(&[7])).await), "refusal-ballot-unknown-plan");
        assert_eq!(refused(save(Choice::ticks(&[1, 1])).await), "refusal-ballot-double-plan");
        assert_eq!(refused(save(Choice::ticks(&[1; 5_000])).await), "refusal-ballot-too-many");
        let nobody = draft::save(&town.voting, &view, Client::default(), (None, None), Choice::ticks(&[1])).await;
        assert_eq!(refused(nobody), "refusal-voter-needed");
        save(vec![]).await.unwrap();
        let closes = view.round.closes_at;
        town.clock.set(closes);
        assert_eq!(refused(save(Choice::ticks(&[1])).await), "refusal-vote-closed");
        round::close_due(&town.voting, round).await.unwrap();
        town.clock.set(closes - jiff::SignedDuration::from_secs(1));
        assert_eq!(refused(save(Choice::ticks(&[1])).await), "refusal-vote-closed");
    }

    async fn beginning_is_counted_once_per_draft(town: Town) {
        let round = town.open(rules(1, None, None), &[100, 200]).await;
        let codes = town.codes(round, 2).await;
        let view = town.view(round).await;
        let device = town.voting.new_device();
        for choices in [vec![1], vec![1, 2], vec![2]] {
            draft::save(&town.voting, &view, Client::default(), (Some(&device), None), Choice::ticks(&choices)).await.unwrap();
        }
        let voter = town.voter(round, &codes[0]).await.unwrap();
        draft::adopt(&town.voting, &view, &device, &voter).await.unwrap();
        town.vote(round, &voter, &[2]).await.unwrap();
        town.pass(24 * 3600);
        town.vote_with(round, &codes[1], &[1]).await.unwrap();
        town.vote_with(round, &codes[1], &[2]).await.unwrap();
        let follow = round::follow(&town.voting, &town.actor, round).await.unwrap();
        assert_eq!((follow.started, follow.handed_in), (1, 2));
        let days: Vec<_> = follow.days.iter().map(|day| (day.day.to_string(), day.started, day.handed_in)).collect();
        assert_eq!(days, [("2027-03-01".into(), 1, 1), ("2027-03-02".into(), 0, 1)]);
    }
}
