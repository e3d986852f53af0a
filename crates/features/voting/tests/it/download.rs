//! The download of a round: a stranger's verifier accepts it, and finds what was changed in the database.

use crate::log::sweep;
use crate::support::{Town, refused, rules};
use futures_util::TryStreamExt;
use proof::sign::Signer;
use proof::verify::{Asked, Check, Verdict, verify};
use uuid::Uuid;
use voting::model::{NewDecision, Received};
use voting::rules::{BallotsPublic, CountsPublic, RoundRules};
use voting::service::log::{check, download};
use voting::service::{candidates, codes, outcome, round, seal};

async fn bytes(stream: platform::files::FileStream) -> Vec<u8> {
    let pieces: Vec<_> = stream.pieces.try_collect().await.unwrap();
    let bytes = pieces.concat();
    assert_eq!(bytes.len() as u64, stream.size);
    bytes
}

async fn public(town: &Town, round: Uuid) -> Vec<u8> {
    bytes(download::public(&town.voting, &*town.view(round).await).await.unwrap()).await
}

async fn complete(town: &Town, round: Uuid) -> Vec<u8> {
    bytes(download::complete(&town.voting, &town.actor, round).await.unwrap()).await
}

/// A vote with everything in it: several batches, replacements, a void, a struck plan, a prolonged end, a review.
async fn vote(town: &Town, mut rules: RoundRules) -> (Uuid, Vec<Received>) {
    rules.review_days = 1;
    let round = town.open(rules, &[300, 200, 400, 500, 250]).await;
    let codes = town.codes(round, 330).await;
    let mut received = Vec::new();
    for (place, code) in codes.iter().take(220).enumerate() {
        let plan = 1 + u32::try_from(place).unwrap() % 5;
        received.push(town.vote_with(round, code, &[plan]).await.unwrap());
    }
    town.pass(24 * 3600);
    sweep(town).await;
    for (place, code) in codes.iter().enumerate().skip(200) {
        let plan = 1 + u32::try_from(place).unwrap() % 3;
        received.push(town.vote_with(round, code, &[plan, 5]).await.unwrap());
    }
    let (v, actor) = (&town.voting, &town.actor);
    candidates::strike(v, actor, round, 4, "Ingetrokken".into()).await.unwrap();
    let later = town.view(round).await.round.closes_at + jiff::SignedDuration::from_hours(1);
    round::prolong(v, actor, round, later, "Storing".into()).await.unwrap();
    town.pass(24 * 3600);
    sweep(town).await;
    town.close(round).await;
    codes::void_code(v, actor, round, &codes[3], "gestolen".into()).await.unwrap();
    town.pass(25 * 3600);
    round::end_review(v, actor, round, "Eén code".into()).await.unwrap();
    seal::seal(v, actor, round).await.unwrap();
    (round, received)
}

async fn count_and_publish(town: &Town, round: Uuid) {
    outcome::count(&town.voting, &town.actor, round).await.unwrap();
    outcome::publish(&town.voting, &town.actor, round).await.unwrap();
    town.run_jobs().await;
}

fn accepted(zip: &[u8], asked: &Asked) {
    let report = verify(zip, asked);
    let failing: Vec<String> =
        report.failing().map(|finding| format!("{:?}: {}", finding.check, finding.found.en)).collect();
    assert!(report.is_whole(), "{failing:#?}");
}

/// Changes rows around the program, as somebody with the password of the database would.
async fn tamper(town: &Town, table: &str, text: &str) {
    let off = if town.kind == testkit::Kind::Postgres {
        format!("ALTER TABLE {table} DISABLE TRIGGER USER")
    } else {
        ["update", "delete", "insert"].map(|what| format!("DROP TRIGGER IF EXISTS {table}_{what};")).concat()
    };
    town.raw(off).await.unwrap();
    town.raw(text).await.unwrap();
}

async fn wrong(town: &Town) -> Vec<String> {
    town.app.db.read(check::all).await.unwrap()
}

both! {
    async fn a_stranger_accepts_the_download(town: Town) {
        let (round, received) = vote(&town, rules(1, None, None)).await;
        assert_eq!(refused(download::public(&town.voting, &*town.view(round).await).await.map(|_| ())), "refusal-outcome-not-public");
        outcome::count(&town.voting, &town.actor, round).await.unwrap();
        assert_eq!(refused(download::complete(&town.voting, &town.actor, round).await.map(|_| ())), "refusal-download-not-ready");
        town.run_jobs().await;
        accepted(&complete(&town, round).await, &Asked::default());
        outcome::publish(&town.voting, &town.actor, round).await.unwrap();
        town.run_jobs().await;
        let zip = public(&town, round).await;
        // Receipts of ballots that count, that were replaced, and of the void one.
        let receipts = received.iter().step_by(37).chain(&received[3..4]).chain(&received[201..202]);
        let receipts = receipts.enumerate().map(|(place, received)| {
            let file = received.receipt.as_ref().unwrap().file();
            (format!("{place}.json"), serde_json::to_vec(&file).unwrap())
        });
        let (_, heads) = crate::log::log(&town, round).await;
        let saved = heads.iter().map(|head| voting::service::log::heads::line(round, head).unwrap());
        let saved = saved.enumerate().map(|(place, head)| (format!("{place}"), serde_json::to_vec(&head).unwrap()));
        let fingerprint = received[0].receipt.as_ref().unwrap().fingerprint.clone();
        let asked = Asked { key: Some(fingerprint), heads: saved.collect(), receipts: receipts.collect() };
        accepted(&zip, &asked);
        assert!(verify(&zip, &Asked::default()).is_recounted());
        assert_eq!(wrong(&town).await, Vec::<String>::new());
        let decision = NewDecision {
            authority: "De raad".into(), decided_on: "2027-04-01".parse().unwrap(), document: None, text: "Ja".into(),
            deviations: Vec::new(), translations: Default::default(),
        };
        outcome::decide(&town.voting, &town.actor, round, decision).await.unwrap();
        town.run_jobs().await;
        let decided = public(&town, round).await;
        accepted(&decided, &Asked::default());
        assert_ne!(zip, decided);
        outcome::finalise(&town.voting, &town.actor, round).await.unwrap();
        town.run_jobs().await;
        accepted(&public(&town, round).await, &Asked::default());
        let names = town.app.files.list(platform::files::Area::Private, &format!("rounds/{round}")).await.unwrap();
        assert_eq!(names.len(), 2, "older ones are gone: {names:?}");
        assert_eq!(wrong(&town).await, Vec::<String>::new());
    }

    async fn the_rules_say_who_gets_the_ballots(town: Town) {
        let mut for_auditors = rules(1, None, None);
        for_auditors.ballots_public = BallotsPublic::Auditors;
        for_auditors.counts_public = CountsPublic::Decision;
        let round = town.open(for_auditors, &[300, 200]).await;
        let codes = town.codes(round, 12).await;
        for code in &codes {
            town.vote_with(round, code, &[1]).await.unwrap();
        }
        town.close(round).await;
        seal::seal(&town.voting, &town.actor, round).await.unwrap();
        count_and_publish(&town, round).await;
        // Votes are not public yet, and everything from which they could be counted is not either.
        assert_eq!(refused(download::public(&town.voting, &*town.view(round).await).await.map(|_| ())), "refusal-outcome-not-public");
        assert!(verify(&complete(&town, round).await, &Asked::default()).is_recounted());
        let decision = NewDecision {
            authority: "De raad".into(), decided_on: "2027-04-01".parse().unwrap(), document: None, text: "Ja".into(),
            deviations: Vec::new(), translations: Default::default(),
        };
        outcome::decide(&town.voting, &town.actor, round, decision).await.unwrap();
        town.run_jobs().await;
        let zip = public(&town, round).await;
        accepted(&zip, &Asked::default());
        assert!(!verify(&zip, &Asked::default()).is_recounted(), "ballots are not in it");
        assert!(verify(&complete(&town, round).await, &Asked::default()).is_recounted());
        let logged = town.number("SELECT COUNT(*) FROM log_entry WHERE kind = 'log-round-downloaded'").await;
        assert_eq!(logged, 2, "each time it is written in the log");
    }

    async fn ballots_of_every_form_are_counted_again_from_the_download(town: Town) {
        use voting::ballot::Choice;
        use voting::rules::{BallotForm, Points};
        for (form, rule) in [
            (BallotForm::Ranking, "greedy_borda"),
            (BallotForm::Points, "greedy_score"),
            (BallotForm::YesNo, "greedy_score"),
        ] {
            let points = (form == BallotForm::Points).then_some(Points { total: 5, most: 3 });
            let rule = voting::counts::rule(rule, form).unwrap();
            let round = town.open(RoundRules { form, points, rule, ..rules(1, None, None) }, &[300, 400, 500]).await;
            let codes = town.codes(round, 20).await;
            for (place, code) in codes.iter().enumerate() {
                let first = 1 + u32::try_from(place).unwrap() % 3;
                let second = 1 + first % 3;
                let choices = match form {
                    BallotForm::Points => vec![Choice::weighed(first, 3), Choice::weighed(second, 2)],
                    BallotForm::YesNo => vec![Choice::weighed(first, 1), Choice::weighed(second, -1)],
                    _ => Choice::ticks(&[first, second]),
                };
                let (view, voter) = (town.view(round).await, town.voter(round, code).await.unwrap());
                let hand_in = voting::model::HandIn { choices, ..Default::default() };
                let lang = platform::i18n::Lang::Nl;
                voting::service::handin::hand_in(&town.voting, &view, &voter, None, hand_in, lang).await.unwrap();
            }
            town.close(round).await;
            seal::seal(&town.voting, &town.actor, round).await.unwrap();
            count_and_publish(&town, round).await;
            let zip = public(&town, round).await;
            accepted(&zip, &Asked::default());
            assert!(verify(&zip, &Asked::default()).is_recounted(), "{form:?}");
        }
        assert_eq!(wrong(&town).await, Vec::<String>::new());
    }

    async fn a_changed_row_is_found(town: Town) {
        let (round, received) = vote(&town, rules(1, None, None)).await;
        count_and_publish(&town, round).await;
        assert_eq!(wrong(&town).await, Vec::<String>::new());
        let remade = async || {
            let now = town.clock.now();
            let payload = round.to_string();
            town.app.db.write(move |tx| platform::jobs::add(tx, "voting-download", &payload, None, now)).await.unwrap();
            town.run_jobs().await;
            verify(&public(&town, round).await, &Asked::default())
        };
        assert!(remade().await.is_whole());
        // A ballot.
        let one = "(SELECT MIN(id) FROM ballot_sealed WHERE choices = '[1]')";
        tamper(&town, "ballot_sealed", &format!("UPDATE ballot_sealed SET choices = '[2]' WHERE id = {one}")).await;
        assert!(wrong(&town).await.iter().any(|what| what.contains("not those that were handed in")));
        assert!(!remade().await.is_whole());
        town.raw("UPDATE ballot_sealed SET choices = '[1]' WHERE id = (SELECT MIN(id) FROM ballot_sealed WHERE choices = '[2]')").await.unwrap();
        town.raw("UPDATE ballot_sealed SET choices = '[2]' WHERE 1 = 0").await.unwrap();
        // One that is taken away.
        let before = wrong(&town).await;
        town.raw("DELETE FROM ballot_sealed WHERE id = (SELECT MAX(id) FROM ballot_sealed)").await.unwrap();
        assert!(wrong(&town).await.len() >= before.len().max(1));
        assert!(!remade().await.is_whole());
        // The outcome.
        tamper(&town, "outcome", "UPDATE outcome SET body = REPLACE(body, '\"voters\":', '\"voters\": ')").await;
        assert!(wrong(&town).await.iter().any(|what| what.contains("the outcome")));
        assert_eq!(remade().await.of(Check::Outcome).map(|finding| finding.verdict), Some(Verdict::Fails));
        // A line of the log.
        tamper(&town, "round_log", "UPDATE round_log SET data = REPLACE(data, 'Storing', 'Niets') WHERE kind = 'act'").await;
        assert!(wrong(&town).await.iter().any(|what| what.contains("not the hash of what it says")));
        assert!(!remade().await.is_whole());
        // A whole new log that agrees with itself is signed with another key, or does not have what was promised.
        let receipt = received[0].receipt.as_ref().unwrap();
        let stranger = Signer::from_seed(&[5; 32]);
        assert!(!stranger.public().verify_promise(round, &receipt.leaf, &receipt.signature));
    }
}
