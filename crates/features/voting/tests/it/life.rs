//! The life of a round, from draft to final, in this order and no other.

use crate::support::{Town, new_round, plans, refused, rules};
use civic::permission::{Role, Roles};
use jiff::SignedDuration;
use platform::money::Cents;
use voting::ballot::Choice;
use voting::model::{CodeStatus, Deviation, NewDecision, Stage, State};
use voting::rules::{CountsPublic, Electorate, RoundRules};
use voting::service::{candidates, codes, export, handin, identify, outcome, round, seal};

fn decision(deviations: Vec<Deviation>) -> NewDecision {
    NewDecision {
        authority: "Het dagelijks bestuur".into(),
        decided_on: "2027-04-01".parse().unwrap(),
        document: Some("https://voorbeeldstad.example/besluit.pdf".into()),
        text: "Overgenomen.".into(),
        deviations,
        translations: std::collections::BTreeMap::new(),
    }
}

both! {
    async fn from_draft_to_final(town: Town) {
        let (v, actor) = (&town.voting, &town.actor);
        let reviewed = RoundRules { review_days: 2, ..rules(1, None, None) };
        let round = town.draft(reviewed, &[600, 500, 300]).await;
        let codes = town.codes(round, 4).await;
        assert_eq!(town.view(round).await.round.state, State::Draft);
        for early in [seal::seal(v, actor, round).await, outcome::count(v, actor, round).await,
            outcome::publish(v, actor, round).await, outcome::decide(v, actor, round, decision(vec![])).await,
            outcome::finalise(v, actor, round).await, round::end_review(v, actor, round, "klaar".into()).await]
        {
            assert_eq!(refused(early), "refusal-round-state");
        }
        round::open(v, actor, round).await.unwrap();
        assert_eq!(refused(round::open(v, actor, round).await), "refusal-round-state");
        assert_eq!(refused(seal::seal(v, actor, round).await), "refusal-round-state");
        for (code, choices) in codes.iter().zip([vec![1], vec![1, 2], vec![2, 3], vec![2]]) {
            town.vote_with(round, code, &choices).await.unwrap();
        }
        let closes = town.view(round).await.round.closes_at;
        town.clock.set(closes);
        assert_eq!(town.view(round).await.round.stage(closes), Stage::Closed);
        town.run_jobs().await;
        assert_eq!(town.view(round).await.round.state, State::Review);
        assert_eq!(refused(seal::seal(v, actor, round).await), "refusal-round-state");
        assert_eq!(refused(round::end_review(v, actor, round, "klaar".into()).await), "refusal-round-review-not-over");
        codes::void_code(v, actor, round, &codes[3], "dubbel verstuurd".into()).await.unwrap();
        town.clock.set(closes + SignedDuration::from_hours(48));
        round::end_review(v, actor, round, "Eén code was ongeldig.".into()).await.unwrap();
        seal::seal(v, actor, round).await.unwrap();
        assert_eq!(refused(seal::seal(v, actor, round).await), "refusal-round-state");
        outcome::count(v, actor, round).await.unwrap();
        assert_eq!(refused(outcome::count(v, actor, round).await), "refusal-round-state");
        outcome::publish(v, actor, round).await.unwrap();
        let view = town.view(round).await;
        let found = outcome::outcome(v, actor, &view).await.unwrap().unwrap();
        // Plan 1 and 2 have two votes each, ties go by id; plan 2 does not fit beside plan 1, plan 3 does.
        assert_eq!((found.selected.clone(), found.cost, found.voters, found.voided), (vec![1, 3], Cents(90_000), 3, 1));
        assert_eq!(found.ties[0].numbers, [1, 2]);
        let extra = Deviation { number: 2, funded: true, extra: Cents(40_000), reason: "Er is geld over.".into() };
        outcome::decide(v, actor, round, decision(vec![extra])).await.unwrap();
        outcome::finalise(v, actor, round).await.unwrap();
        let view = town.view(round).await;
        assert_eq!(view.round.stage(town.clock.now()), Stage::Final);
        let last = outcome::outcome(v, actor, &view).await.unwrap().unwrap();
        let decided: Vec<_> = last.plans.iter().map(|plan| (plan.number, plan.decided)).collect();
        assert_eq!(decided, [(1, Some(true)), (2, Some(true)), (3, Some(true))]);
        assert_eq!(last.selected, found.selected, "the count itself is never edited");
        assert_eq!(town.number("SELECT COUNT(*) FROM log_entry WHERE public = 1 AND subject LIKE 'round:%'").await, 8);
    }

    async fn opening_freezes_and_only_later_is_possible(town: Town) {
        let (v, actor) = (&town.voting, &town.actor);
        let round = town.draft(rules(1, None, None), &[100, 200]).await;
        let mut new = new_round(rules(2, None, None), town.clock.now());
        new.title = "Andere naam".into();
        assert_eq!(refused(round::update(v, actor, round, 7, new.clone()).await), "refusal-changed");
        round::update(v, actor, round, 1, new.clone()).await.unwrap();
        assert_eq!(town.view(round).await.round.rules.limits.min_plans, 2);
        round::open(v, actor, round).await.unwrap();
        assert_eq!(refused(round::update(v, actor, round, 2, new.clone()).await), "refusal-round-frozen");
        assert_eq!(refused(candidates::choose(v, actor, round, plans(&[1])).await), "refusal-round-frozen");
        let earlier = new.closes_at - SignedDuration::from_secs(1);
        assert_eq!(refused(round::prolong(v, actor, round, earlier, "zo".into()).await), "refusal-round-closes-earlier");
        let later = new.closes_at + SignedDuration::from_hours(24);
        assert_eq!(refused(round::prolong(v, actor, round, later, " ".into()).await), "refusal-missing");
        round::prolong(v, actor, round, later, "De post was te laat.".into()).await.unwrap();
        town.clock.set(new.closes_at);
        town.run_jobs().await;
        let view = town.view(round).await;
        assert_eq!((view.round.state, view.round.closes_at), (State::Open, later), "the old job closes nothing");
        town.clock.set(later);
        assert_eq!(refused(round::prolong(v, actor, round, later + SignedDuration::from_secs(9), "x".into()).await), "refusal-round-state");
        town.run_jobs().await;
        assert_eq!(town.view(round).await.round.state, State::Closed);
        assert_eq!(town.number("SELECT COUNT(*) FROM activity a JOIN voting_round r ON r.activity_uuid = a.uuid
            AND r.closes_at = a.closes_at AND a.subject = r.uuid").await, 1);
    }

    async fn a_round_nobody_could_vote_in_does_not_open(town: Town) {
        let (v, actor) = (&town.voting, &town.actor);
        let none = town.draft(rules(1, None, None), &[]).await;
        assert_eq!(refused(round::open(v, actor, none).await), "refusal-round-no-candidates");
        let dear = town.draft(rules(2, None, Some(100)), &[80, 90]).await;
        assert_eq!(refused(round::open(v, actor, dear).await), "refusal-round-cannot-be-met");
        let late = town.draft(rules(1, None, None), &[80]).await;
        town.pass(15 * 24 * 3600);
        assert_eq!(refused(round::open(v, actor, late).await), "refusal-round-closes-in-past");
        let now = town.clock.now();
        let bad = voting::model::NewRound {
            title: String::new(),
            budget: Cents(0),
            closes_at: now,
            ..new_round(RoundRules { electorate: Electorate::default(), review_days: 9, ..rules(2, Some(1), None) }, now)
        };
        let wrong = round::create(v, actor, town.project.id, bad).await.unwrap_err();
        let keys: Vec<_> = wrong.refusals().iter().map(|refusal| refusal.key).collect();
        assert_eq!(keys, ["refusal-missing", "refusal-round-no-electorate", "refusal-round-review-too-long",
            "refusal-round-limits-clash", "refusal-round-no-budget", "refusal-ends-before-start"]);
    }

    async fn what_is_tried_out_never_counts(town: Town) {
        let (v, actor) = (&town.voting, &town.actor);
        let round = town.draft(rules(1, None, None), &[100, 200]).await;
        let test = town.test_code(round).await;
        let tried = town.vote_with(round, &test, &[1]).await.unwrap();
        assert!(tried.test);
        assert_eq!(round::dry_run_reset(v, actor, round).await.unwrap(), 1);
        town.vote_with(round, &test, &[2]).await.unwrap();
        let real = town.codes(round, 1).await.remove(0);
        assert_eq!(refused(town.vote_with(round, &real, &[1]).await), "refusal-vote-not-open");
        round::open(v, actor, round).await.unwrap();
        assert!(town.vote_with(round, &test, &[1]).await.unwrap().test);
        town.vote_with(round, &real, &[2]).await.unwrap();
        let follow = round::follow(v, actor, round).await.unwrap();
        assert_eq!(follow.handed_in, 1);
        town.close(round).await;
        seal::seal(v, actor, round).await.unwrap();
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_sealed WHERE choices = '[2]'").await, 1);
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_sealed").await, 1);
    }

    async fn the_printers_file_goes_when_the_count_is_right(town: Town) {
        let (v, actor) = (&town.voting, &town.actor);
        let round = town.draft(rules(1, None, None), &[100]).await;
        let new = codes::NewBatch { name: "Wijk 1".into(), count: 2_500, test: false, area: None };
        let batch = codes::make_batch(v, actor, round, new).await.unwrap();
        assert_eq!(refused(codes::batch_codes(v, actor, round, batch).await), "refusal-batch-not-ready");
        town.run_jobs().await;
        let file = codes::printer_file(v, actor, round, batch, "https://voorbeeldstad.example/stem").await.unwrap();
        assert_eq!(file.lines().count(), 2_501);
        let first: Vec<&str> = file.lines().nth(1).unwrap().split(';').collect();
        assert_eq!(first[2], format!("https://voorbeeldstad.example/stem#c={}", first[1]));
        let all: std::collections::HashSet<&str> = file.lines().skip(1).filter_map(|line| line.split(';').nth(1)).collect();
        assert_eq!(all.len(), 2_500);
        let stored = town.app.files.list(platform::files::Area::Private, &format!("rounds/{round}")).await.unwrap();
        let sealed = town.app.files.get(platform::files::Area::Private, &stored[0].name).await.unwrap().unwrap();
        assert!(!String::from_utf8_lossy(&sealed).contains(&first[1].replace('-', "")), "the file is encrypted");
        assert_eq!(refused(codes::confirm_batch(v, actor, round, batch, 2_499).await), "refusal-batch-count-differs");
        codes::confirm_batch(v, actor, round, batch, 2_500).await.unwrap();
        assert_eq!(refused(codes::batch_codes(v, actor, round, batch).await), "refusal-batch-file-gone");
        let left = town.app.files.list(platform::files::Area::Private, &format!("rounds/{round}")).await.unwrap();
        assert!(left.iter().all(|file| file.name.ends_with("/share")), "{left:?}");
        assert_eq!(town.number("SELECT COUNT(*) FROM log_entry WHERE kind = 'log-codes-downloaded'").await, 1);
        round::open(v, actor, round).await.unwrap();
        town.vote_with(round, first[1], &[1]).await.unwrap();
        // Making it again changes nothing.
        codes::fill_batch(v, round, batch).await.unwrap();
        assert_eq!(town.number("SELECT COUNT(*) FROM entitlement").await, 2_500);
        let none = codes::NewBatch { name: "x".into(), count: 0, test: false, area: None };
        assert_eq!(refused(codes::make_batch(v, actor, round, none).await), "refusal-batch-size");
    }

    async fn the_helpdesk_learns_the_state_and_never_the_choice(town: Town) {
        let (v, actor) = (&town.voting, &town.actor);
        let round = town.open(rules(1, None, None), &[100]).await;
        let codes = town.codes(round, 3).await;
        let test = town.test_code(round).await;
        town.vote_with(round, &codes[0], &[1]).await.unwrap();
        codes::void_code(v, actor, round, &codes[1], "kwijt".into()).await.unwrap();
        let expected = [(codes[0].as_str(), CodeStatus::Used), (&codes[1], CodeStatus::Void), (&codes[2], CodeStatus::Unused),
            (&test, CodeStatus::Test), ("22229-2222G-2222Q", CodeStatus::Unknown), ("?", CodeStatus::Unknown)];
        for (code, status) in expected {
            assert_eq!(codes::help(v, actor, round, code).await.unwrap(), status, "{code}");
        }
        town.close(round).await;
        seal::seal(v, actor, round).await.unwrap();
        for (code, status) in expected {
            assert_eq!(codes::help(v, actor, round, code).await.unwrap(), status, "{code} after sealing");
        }
    }

    async fn one_address_has_one_ballot(town: Town) {
        let (v, actor) = (&town.voting, &town.actor);
        let by_mail = RoundRules { electorate: Electorate { codes: false, email: true }, ..rules(1, None, None) };
        let round = town.open(by_mail, &[100, 200]).await;
        let view = town.view(round).await;
        let client = platform::web::security::Client::default();
        let t = town.app.texts.lang(platform::i18n::Lang::Nl);
        let mailed = || {
            let (town, view, t) = (&town, &view, &t);
            async move {
                identify::send_email_code(v, view, client, t, "Gemeente", "Fatma@Voorbeeld.nl").await.unwrap();
                town.run_jobs().await;
                let mail = town.mails().pop().unwrap();
                mail.lines().find_map(|line| line.trim().parse::<u32>().ok().map(|_| line.trim().to_owned())).unwrap()
            }
        };
        let code = mailed().await;
        assert_eq!(code.len(), 6);
        let wrong = if code == "000000" { "000001" } else { "000000" };
        assert_eq!(refused(identify::by_email_code(v, &view, "fatma@voorbeeld.nl", wrong).await), "refusal-wrong-mail-code");
        assert_eq!(refused(identify::by_email_code(v, &view, "piet@voorbeeld.nl", &code).await), "refusal-wrong-mail-code");
        let voter = identify::by_email_code(v, &view, " FATMA@voorbeeld.nl", &code).await.unwrap();
        town.vote(round, &voter, &[1]).await.unwrap();
        assert!(identify::my_ballot(v, &view, &voter).await.unwrap().voted());
        town.pass(2 * 3600);
        assert_eq!(refused(identify::by_email_code(v, &view, "fatma@voorbeeld.nl", &code).await), "refusal-wrong-mail-code");
        let again = mailed().await;
        let same = identify::by_email_code(v, &view, "fatma@voorbeeld.nl", &again).await.unwrap();
        assert_eq!(same, voter);
        town.vote(round, &same, &[2]).await.unwrap();
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_open").await, 1);
        assert_eq!(refused(town.voter(round, "22229-2222G-2222Q").await), "refusal-wrong-voting-code");
        for bad in ["", "fatma", "a@b@c.nl", "fatma@voorbeeld.nl\r\nBcc: x@y.nl"] {
            assert!(identify::send_email_code(v, &view, client, &t, "Gemeente", bad).await.is_err(), "{bad}");
        }
        for _ in 0..20 {
            let _ = identify::by_email_code(v, &view, "fatma@voorbeeld.nl", wrong).await;
        }
        assert_eq!(refused(identify::by_email_code(v, &view, "fatma@voorbeeld.nl", wrong).await), "refusal-too-many");
        assert_eq!(town.number("SELECT COUNT(*) FROM entitlement").await, 1);
        assert!(handin::hand_in(v, &view, &voter, None, Default::default(), platform::i18n::Lang::En).await.is_err());
        let _ = actor;
    }

    async fn counts_are_held_back_as_long_as_the_rules_say(town: Town) {
        let (v, actor) = (&town.voting, &town.actor);
        let later = RoundRules { counts_public: CountsPublic::Decision, ..rules(1, None, None) };
        let round = town.open(later, &[600, 500]).await;
        let codes = town.codes(round, 3).await;
        for (code, choice) in codes.iter().zip([1, 2, 2]) {
            town.vote_with(round, code, &[choice]).await.unwrap();
        }
        let resident = civic::Actor::anonymous(actor.organisation);
        town.close(round).await;
        seal::seal(v, actor, round).await.unwrap();
        assert!(outcome::outcome(v, actor, &*town.view(round).await).await.unwrap().is_none(), "nothing before the count");
        outcome::count(v, actor, round).await.unwrap();
        let view = town.view(round).await;
        assert!(outcome::outcome(v, &resident, &view).await.unwrap().is_none());
        assert_eq!(refused(export::export_csv(v, &resident, &view, platform::i18n::Lang::Nl).await), "refusal-outcome-not-public");
        assert!(outcome::outcome(v, actor, &view).await.unwrap().unwrap().hidden);
        outcome::publish(v, actor, round).await.unwrap();
        let view = town.view(round).await;
        let shown = outcome::outcome(v, &resident, &view).await.unwrap().unwrap();
        assert_eq!((shown.counts, shown.selected.clone(), shown.ties.len()), (false, vec![2], 0));
        assert!(shown.plans.iter().all(|plan| plan.votes.is_none() && plan.position.is_none() && plan.needed.is_none()));
        assert_eq!(refused(export::export_pabulib(v, &resident, &view).await), "refusal-outcome-not-public");
        let table = export::export_csv(v, &resident, &view, platform::i18n::Lang::Nl).await.unwrap();
        assert_eq!(table.lines().nth(1).unwrap(), ";1;1;Plan 1;;600.00;;;does-not-fit;;;");
        outcome::decide(v, actor, round, decision(vec![])).await.unwrap();
        let view = town.view(round).await;
        assert_eq!(outcome::outcome(v, &resident, &view).await.unwrap().unwrap().plans[0].votes, Some(2));
        assert!(export::export_pabulib(v, &resident, &view).await.is_ok());
    }

    async fn rights_are_checked_for_the_very_round(town: Town) {
        let v = &town.voting;
        let round = town.draft(rules(1, None, None), &[100]).await;
        let (elsewhere, other) = crate::support::organisation(&town.app, "elders", "elders.example").await;
        let with = |role| civic::Actor {
            person: Some(civic::ids::PersonId(1)),
            roles: Roles(vec![(role, Some(town.project.id))]),
            ..town.actor.clone()
        };
        assert_eq!(refused(round::open(v, &elsewhere, round).await), "refusal-not-found");
        assert_eq!(refused(round::round_view(v, &elsewhere, None, round).await), "refusal-not-found");
        assert_eq!(refused(codes::help(v, &elsewhere, round, "x").await), "refusal-not-found");
        assert_eq!(refused(round::create(v, &town.actor, other.id, new_round(rules(1, None, None), town.clock.now())).await),
            "refusal-not-found");
        for role in [Role::Editor, Role::Moderator, Role::Juror, Role::Viewer] {
            let actor = with(role);
            assert_eq!(refused(round::open(v, &actor, round).await), "refusal-forbidden", "{role:?}");
            assert_eq!(refused(codes::batches(v, &actor, round).await), "refusal-forbidden");
            assert_eq!(refused(candidates::choose(v, &actor, round, plans(&[1])).await), "refusal-forbidden");
            assert_eq!(codes::help(v, &actor, round, "x").await.is_ok(), matches!(role, Role::Editor | Role::Moderator));
            assert!(round::round_view(v, &actor, None, round).await.is_ok(), "staff see a draft");
        }
        let resident = civic::Actor::anonymous(town.actor.organisation);
        assert_eq!(refused(round::open(v, &resident, round).await), "refusal-sign-in-needed");
        assert_eq!(refused(round::round_view(v, &resident, None, round).await), "refusal-not-found");
        assert!(round::rounds(v, &resident, town.project.id).await.unwrap().is_empty());
        let test = town.test_code(round).await;
        let voter = town.voter(round, &test).await.unwrap();
        assert!(round::round_view(v, &resident, Some(&voter), round).await.is_ok(), "whoever tries it out sees it");
        round::open(v, &with(Role::Admin), round).await.unwrap();
        assert_eq!(round::rounds(v, &resident, town.project.id).await.unwrap().len(), 1);
    }

    async fn nodes_whose_clocks_differ_agree_about_opening_and_closing(town: Town) {
        if town.kind == testkit::Kind::Sqlite {
            // One program, one clock: there is nothing to correct.
            let before = town.clock.now();
            assert_eq!((town.app.db.correct(&town.clock).await.unwrap(), town.clock.now()), (None, before));
            return;
        }
        // Two machines, the second five seconds ahead; the database's clock is that of neither.
        let ahead = platform::clock::Clock::fixed(town.clock.now() + SignedDuration::from_secs(5));
        let second = town.node_with(&ahead);
        let apart = || (town.clock.now_micros() - ahead.now_micros()).abs();
        assert_eq!(apart(), 5_000_000);
        for clock in [&town.clock, &ahead] {
            let offset = town.app.db.correct(clock).await.unwrap().unwrap();
            assert!(offset.is_large(), "a test's clock is at another day than the database's: {offset:?}");
            assert!(offset.within < 500_000, "{offset:?}");
        }
        // Their times stand still, so what is left between them is the time between the two measurements.
        assert!(apart() < 1_000_000, "{} µs", apart());
        let (first, second) = (town.voting.clone(), second.voting);
        let mut new = crate::support::new_round(rules(1, None, None), town.clock.now());
        new.opens_at = town.clock.now() + SignedDuration::from_millis(2_500);
        new.closes_at = new.opens_at + SignedDuration::from_millis(2_500);
        let uuid = round::create(&first, &town.actor, town.project.id, new).await.unwrap();
        candidates::choose(&first, &town.actor, uuid, crate::support::plans(&[100])).await.unwrap();
        round::open(&second, &town.actor, uuid).await.unwrap();
        let codes = town.codes(uuid, 2).await;
        let view = town.view(uuid).await;
        let pass = |millis| [&town.clock, &ahead].map(|clock| clock.advance(SignedDuration::from_millis(millis)));
        let identify = async |voting: &voting::Voting, code: &str| {
            identify::by_code(voting, &view, platform::web::security::Client::default(), code).await
        };
        for (node, code) in [(&first, &codes[0]), (&second, &codes[1])] {
            assert_eq!(refused(identify(node, code).await), "refusal-vote-not-begun");
        }
        pass(3_750);
        for (node, code) in [(&first, &codes[0]), (&second, &codes[1])] {
            let voter = identify(node, code).await.unwrap();
            let hand_in = voting::model::HandIn { choices: Choice::ticks(&[1]), ..Default::default() };
            handin::hand_in(node, &view, &voter, None, hand_in, platform::i18n::Lang::Nl).await.unwrap();
            assert!(!round::close_due(node, uuid).await.unwrap(), "no node closes before the time");
        }
        pass(2_500);
        for (node, code) in [(&first, &codes[0]), (&second, &codes[1])] {
            assert_eq!(refused(identify(node, code).await), "refusal-vote-closed");
        }
        assert!(round::close_due(&first, uuid).await.unwrap());
        assert!(!round::close_due(&second, uuid).await.unwrap());
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_open").await, 2);
    }
}
