//! The public log: it only grows, it tells no more than it should, and every promise is kept.

use crate::support::{Town, refused, rules};
use proof::leaf::{self, Reason};
use proof::log::{Entry, Kind};
use proof::sign::{Head, PublicKey, SignedHead};
use proof::tree::{Tree, verify_consistency};
use proof::{Hash, hex, sha256};
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;
use voting::ballot::Choice;
use voting::model::{HandIn, How, NewDecision, Received};
use voting::service::log::{keys, receipt};
use voting::service::{candidates, codes, handin, identify, outcome, round, seal, void};
use voting::store::log::{self as store, StoredHead};

/// The log of a round as the database has it.
pub async fn log(town: &Town, round: Uuid) -> (Vec<Entry>, Vec<StoredHead>) {
    let id = town.view(round).await.round.id;
    let read = town.app.db.read(move |reader| {
        Ok::<_, platform::db::DbError>((store::leaves(reader, id, 0, 1_000_000)?, store::heads(reader, id)?))
    });
    read.await.unwrap()
}

/// Checks everything that anybody can check of a log, and answers it.
async fn checked(town: &Town, round: Uuid) -> Vec<Entry> {
    let (entries, heads) = log(town, round).await;
    let tree: Tree = entries.iter().map(|entry| entry.leaf).collect();
    assert_eq!(heads.last().unwrap().size, tree.size(), "the newest head has all");
    let published = keys::published(&town.voting, town.actor.organisation).await.unwrap();
    let key = published[0].key.clone();
    for head in &heads {
        assert_eq!(tree.root(head.size), Some(head.root), "head {}", head.size);
        let at = voting::service::log::told(head.at).parse().unwrap();
        let signed =
            SignedHead { head: Head { round, size: head.size, root: head.root, at }, signature: head.signature };
        assert!(key.verify_head(&signed));
    }
    for (one, other) in heads.iter().zip(&heads[1..]) {
        let path = tree.consistency(one.size, other.size).unwrap();
        assert!(verify_consistency((one.size, &one.root), (other.size, &other.root), &path));
        assert!(one.at <= other.at);
    }
    let mut ballots = HashMap::new();
    for (index, entry) in entries.iter().enumerate() {
        assert!(entry.is_right(round));
        match &entry.kind {
            Kind::Ballot => assert_eq!(ballots.insert(entry.leaf, index), None, "no ballot is in twice"),
            Kind::Revocation { old, .. } => assert!(ballots[old] < index, "what is taken back was in before"),
            Kind::Act(_) => {}
        }
    }
    entries
}

pub fn acts(entries: &[Entry]) -> Vec<Value> {
    let json = |entry: &Entry| match &entry.kind {
        Kind::Act(json) => Some(serde_json::from_str(json).unwrap()),
        _ => None,
    };
    entries.iter().filter_map(json).collect()
}

fn ballots(entries: &[Entry]) -> Vec<Hash> {
    entries.iter().filter(|entry| entry.kind == Kind::Ballot).map(|entry| entry.leaf).collect()
}

fn taken_back(entries: &[Entry]) -> Vec<(Hash, Reason)> {
    let back = |entry: &Entry| match entry.kind {
        Kind::Revocation { old, reason } => Some((old, reason)),
        _ => None,
    };
    entries.iter().filter_map(back).collect()
}

/// What runs every minute, run now.
pub async fn sweep(town: &Town) {
    let now = town.clock.now();
    town.app.db.write(move |tx| platform::jobs::add(tx, "voting-sweep", "", None, now)).await.unwrap();
    town.run_jobs().await;
}

async fn hand_in(town: &Town, round: Uuid, code: &str, choices: Vec<u32>, request: &str, nonce: [u8; 32]) -> Received {
    let view = town.view(round).await;
    let voter = town.voter(round, code).await.unwrap();
    let replaces = identify::my_ballot(&town.voting, &view, &voter).await.unwrap().mark;
    let choices = Choice::ticks(&choices);
    let hand_in = HandIn { choices, replaces, nonce, idempotency: Some(request.into()) };
    handin::hand_in(&town.voting, &view, &voter, None, hand_in, platform::i18n::Lang::Nl).await.unwrap()
}

both! {
    async fn a_receipt_holds_and_the_same_request_gets_the_same_one(town: Town) {
        let round = town.open(rules(1, None, None), &[10, 20, 30]).await;
        let codes = town.codes(round, 3).await;
        let first = hand_in(&town, round, &codes[0], vec![2, 1], "a", [7; 32]).await;
        let receipt = first.receipt.clone().unwrap();
        assert_eq!((receipt.round, receipt.voter_nonce, receipt.ballot.as_str()), (round, [7; 32], "[1,2]"));
        assert_eq!(receipt.leaf, leaf::ballot(round, &[7; 32], &receipt.nonce, "[1,2]"));
        let key: PublicKey = receipt.key.parse().unwrap();
        assert!(key.verify_promise(round, &receipt.leaf, &receipt.signature));
        let published = keys::published(&town.voting, town.actor.organisation).await.unwrap();
        assert_eq!(published.iter().map(|key| key.key.clone()).collect::<Vec<_>>(), [key]);
        // The page was loaded again in between and has another random number: the receipt is that of what is there.
        let again = hand_in(&town, round, &codes[0], vec![1, 2], "a", [8; 32]).await;
        assert_eq!((again.how, again.receipt.as_ref()), (How::Repeated, Some(&receipt)));
        let other = hand_in(&town, round, &codes[1], vec![1, 2], "b", [0; 32]).await.receipt.unwrap();
        assert_ne!((other.leaf, other.nonce), (receipt.leaf, receipt.nonce));
        assert!(!other.own_nonce() && receipt.own_nonce());
        assert_eq!(town.number("SELECT COUNT(*) FROM leaf_waiting").await, 2);
    }

    async fn trying_out_is_promised_nothing(town: Town) {
        let round = town.draft(rules(1, None, None), &[10, 20]).await;
        let code = town.test_code(round).await;
        let received = town.vote_with(round, &code, &[1]).await.unwrap();
        assert_eq!((received.test, received.receipt), (true, None));
        town.vote_with(round, &code, &[2]).await.unwrap();
        assert_eq!(town.number("SELECT COUNT(*) FROM leaf_waiting").await, 0);
        assert_eq!(town.number("SELECT COUNT(*) FROM round_log").await, 0);
    }

    async fn every_act_is_told_in_its_order(town: Town) {
        let mut reviewed = rules(1, None, None);
        reviewed.review_days = 1;
        reviewed.counts_public = voting::rules::CountsPublic::Provisional;
        let draft = town.draft(reviewed, &[10, 20, 30]).await;
        let codes = town.codes(draft, 12).await;
        let (v, actor) = (&town.voting, &town.actor);
        codes::void_code(v, actor, draft, &codes[11], "dubbel".into()).await.unwrap();
        assert_eq!(town.number("SELECT COUNT(*) FROM round_tree").await, 0, "nothing is told of a draft");
        round::open(v, actor, draft).await.unwrap();
        let round = draft;
        let more = codes::NewBatch { name: "Nagekomen".into(), count: 3, test: false, area: None };
        codes::make_batch(v, actor, round, more).await.unwrap();
        let tried = codes::NewBatch { name: "Proef".into(), count: 5, test: true, area: None };
        codes::make_batch(v, actor, round, tried).await.unwrap();
        for (place, code) in codes.iter().take(9).enumerate() {
            town.vote_with(round, code, &[1 + u32::try_from(place).unwrap() % 2]).await.unwrap();
        }
        let fresh = codes::replace_code(v, actor, round, &codes[8], "kwijt".into()).await.unwrap();
        town.vote_with(round, &fresh, &[3]).await.unwrap();
        let closes = town.view(round).await.round.closes_at + jiff::SignedDuration::from_hours(24);
        round::prolong(v, actor, round, closes, "Storing".into()).await.unwrap();
        candidates::strike(v, actor, round, 3, "Ingetrokken".into()).await.unwrap();
        town.close(round).await;
        codes::void_code(v, actor, round, &codes[0], "gestolen".into()).await.unwrap();
        town.pass(25 * 3600);
        round::end_review(v, actor, round, "Niets".into()).await.unwrap();
        seal::seal(v, actor, round).await.unwrap();
        outcome::count(v, actor, round).await.unwrap();
        outcome::publish(v, actor, round).await.unwrap();
        let decision = NewDecision {
            authority: "De raad".into(), decided_on: "2027-04-01".parse().unwrap(), document: None, text: "Ja".into(),
            deviations: Vec::new(), translations: Default::default(),
        };
        outcome::decide(v, actor, round, decision).await.unwrap();
        outcome::finalise(v, actor, round).await.unwrap();
        let entries = checked(&town, round).await;
        let told = acts(&entries);
        let names: Vec<&str> = told.iter().map(|act| act["act"].as_str().unwrap()).collect();
        assert_eq!(names, ["opened", "codes-made", "codes-voided", "codes-made", "prolonged", "struck", "closed",
            "codes-voided", "review-ended", "sealed", "counted", "published", "decided", "final"]);
        assert_eq!(told[0]["entitlements"], 12);
        assert_eq!((&told[1]["count"], &told[2]["count"], &told[3]["count"]), (&3.into(), &1.into(), &1.into()));
        assert_eq!(told[4]["closesAt"], voting::service::log::told(closes));
        assert_eq!((&told[5]["number"], &told[5]["reason"]), (&3.into(), &"Ingetrokken".into()));
        let sealed = &told[9];
        let numbers = ["issued", "used", "void", "ballots", "voided"].map(|key| sealed[key].as_u64().unwrap());
        assert_eq!(numbers, [16, 8, 3, 8, 2]);
        let id = town.view(round).await.round.id;
        let read = town.app.db.read(move |reader| {
            let of = |name| store::document(reader, id, name);
            Ok::<_, platform::db::DbError>((of("rules")?, of("candidates")?, of("decision")?,
                reader.find(&store::OUTCOME_BODY, &[id.into()], |row| row.get::<String>(0))?))
        });
        let (rules_text, plans, decided, counted) = read.await.unwrap();
        let hash = |text: Option<String>| Value::from(hex(&sha256(text.unwrap().as_bytes())));
        assert_eq!(told[0]["rules"], hash(rules_text.clone()));
        assert_eq!(told[0]["candidates"], hash(plans));
        assert_eq!(told[10]["outcome"], hash(counted));
        assert_eq!(told[12]["decision"], hash(decided));
        assert!(rules_text.unwrap().contains("\"reviewDays\":1"));
        // Two void ballots were taken back at sealing, after the review.
        assert_eq!(ballots(&entries).len(), 10);
        let back = taken_back(&entries);
        assert!(back.len() == 2 && back.iter().all(|(_, reason)| *reason == Reason::Void));
    }

    async fn a_crowd_goes_in_together_and_the_newest_stay_behind(town: Town) {
        let round = town.open(rules(1, None, None), &[10, 20]).await;
        let codes = town.codes(round, 220).await;
        let mut promised = HashSet::new();
        for code in &codes[..199] {
            promised.insert(hand_in(&town, round, code, vec![1], "a", [1; 32]).await.receipt.unwrap().leaf);
        }
        town.pass(24 * 3600);
        sweep(&town).await;
        assert_eq!(log(&town, round).await.0.len(), 2, "fewer than 200 are no crowd: opened, codes made");
        for code in &codes[199..] {
            promised.insert(hand_in(&town, round, code, vec![2], "a", [1; 32]).await.receipt.unwrap().leaf);
        }
        sweep(&town).await;
        assert_eq!(log(&town, round).await.0.len(), 2, "once a day it is looked");
        town.pass(24 * 3600);
        sweep(&town).await;
        let entries = checked(&town, round).await;
        let batch = ballots(&entries);
        assert_eq!((batch.len(), batch.is_sorted()), (120, true));
        assert!(batch.iter().all(|leaf| promised.contains(leaf)));
        assert_eq!(town.number("SELECT COUNT(*) FROM leaf_waiting").await, 100);
        town.close(round).await;
        let entries = checked(&town, round).await;
        let all: HashSet<Hash> = ballots(&entries).into_iter().collect();
        assert_eq!(all, promised);
        assert_eq!(town.number("SELECT COUNT(*) FROM leaf_waiting").await, 0);
    }

    async fn every_promise_is_kept_also_when_a_batch_runs_between_hand_ins(town: Town) {
        let round = town.open(rules(1, None, None), &[10, 20, 30]).await;
        let codes = town.codes(round, 264).await;
        let mut promised = HashSet::new();
        for code in &codes[..200] {
            promised.insert(hand_in(&town, round, code, vec![1], "a", [1; 32]).await.receipt.unwrap().leaf);
        }
        town.pass(24 * 3600);
        // 64 voters at once, each with a first ballot and two changes of it, while the batch goes in.
        let work = codes[200..].iter().map(|code| async {
            let mut mine = Vec::new();
            for (place, choices) in [vec![1], vec![2], vec![1, 2]].into_iter().enumerate() {
                let received = hand_in(&town, round, code, choices, &place.to_string(), [2; 32]).await;
                mine.push(received.receipt.unwrap().leaf);
            }
            mine
        });
        let (mine, ()) = tokio::join!(futures_util::future::join_all(work), sweep(&town));
        town.close(round).await;
        let entries = checked(&town, round).await;
        let (first, last): (Vec<_>, Vec<_>) = mine.iter().map(|mine| (mine[..2].to_vec(), mine[2])).unzip();
        promised.extend(mine.iter().flatten());
        let all: HashSet<Hash> = ballots(&entries).into_iter().collect();
        assert_eq!((all.len(), all == promised), (200 + 3 * 64, true));
        let back: HashSet<(Hash, Reason)> = taken_back(&entries).into_iter().collect();
        let expected = first.iter().flatten().map(|old| (*old, Reason::Replaced)).collect();
        assert_eq!(back, expected);
        assert!(last.iter().all(|leaf| promised.contains(leaf)));
        assert_eq!(acts(&entries).last().unwrap()["act"], "closed");
        assert!(matches!(entries.last().unwrap().kind, Kind::Act(_)));
        assert_eq!(town.number("SELECT COUNT(*) FROM leaf_waiting").await, 0);
    }

    async fn two_nodes_make_one_tree(town: Town) {
        let round = town.open(rules(1, None, None), &[10; 12]).await;
        let other = town.second_node();
        let strike = |voting: voting::Voting, number: u32| {
            let actor = town.actor.clone();
            async move { candidates::strike(&voting, &actor, round, number, "Weg".into()).await }
        };
        let all = (1..=10).map(|number| {
            strike(if number % 2 == 0 { other.voting.clone() } else { town.voting.clone() }, number)
        });
        for done in futures_util::future::join_all(all).await {
            done.unwrap();
        }
        let entries = checked(&town, round).await;
        let mut struck: Vec<u64> = acts(&entries).iter().filter_map(|act| act["number"].as_u64()).collect();
        struck.sort_unstable();
        assert_eq!(struck, (1..=10).collect::<Vec<u64>>());
    }

    async fn the_database_lets_the_log_only_grow(town: Town) {
        let round = town.open(rules(1, None, None), &[10]).await;
        let codes = town.codes(round, 1).await;
        town.vote_with(round, &codes[0], &[1]).await.unwrap();
        for (text, word) in [
            ("DELETE FROM leaf_waiting", "promise_stays"),
            ("UPDATE leaf_waiting SET revoked = leaf", "promise_stays"),
            ("DELETE FROM round_log", "log_stays"),
            ("UPDATE round_log SET data = ''", "log_stays"),
            ("DELETE FROM round_head", "log_stays"),
            ("UPDATE round_head SET at = 0", "log_stays"),
            ("UPDATE round_tree SET size = 0", "log_stays"),
            ("UPDATE round_document SET body = ''", "log_stays"),
            ("DELETE FROM round_document", "log_stays"),
            ("UPDATE log_key SET generation = 9", "log_stays"),
            ("DELETE FROM log_key", "log_stays"),
        ] {
            let refused = town.raw(text).await.unwrap_err();
            assert!(refused.is_check(word), "{text}: {refused}");
        }
        checked(&town, round).await;
    }

    async fn a_round_from_before_there_were_logs_gets_one(town: Town) {
        let round = town.open(rules(1, None, None), &[10, 20]).await;
        let codes = town.codes(round, 3).await;
        town.vote_with(round, &codes[0], &[1]).await.unwrap();
        town.vote_with(round, &codes[1], &[2]).await.unwrap();
        // As it was before: ballots and nonces, and nothing else.
        let tables = ["leaf_waiting", "round_log", "round_head", "round_document"];
        let off: String = if town.kind == testkit::Kind::Postgres {
            tables.map(|table| format!("ALTER TABLE {table} DISABLE TRIGGER USER;")).concat()
        } else {
            tables.map(|table| format!("DROP TRIGGER {table}_delete;")).concat()
        };
        let clear: String = tables.map(|table| format!("DELETE FROM {table};")).concat();
        town.raw(format!("{off}{clear}DELETE FROM round_tree")).await.unwrap();
        sweep(&town).await;
        town.vote_with(round, &codes[2], &[2]).await.unwrap();
        town.close(round).await;
        let entries = checked(&town, round).await;
        assert_eq!(acts(&entries).iter().map(|act| act["act"].as_str().unwrap()).collect::<Vec<_>>(), ["opened", "closed"]);
        assert_eq!(ballots(&entries).len(), 3);
    }

    async fn keys_stay_published_and_sign_the_next(town: Town) {
        let round = town.open(rules(1, None, None), &[10]).await;
        let (generation, fingerprint) = keys::renew(&town.voting, town.actor.organisation).await.unwrap();
        assert_eq!(generation, 1);
        let published = keys::published(&town.voting, town.actor.organisation).await.unwrap();
        let [first, second] = &published[..] else { panic!("two keys") };
        assert_eq!((first.endorsed, second.key.fingerprint()), (None, fingerprint));
        assert!(first.key.verify_key(&second.key, &second.endorsed.unwrap()));
        // A round keeps the key of its making; a new one gets the new key.
        assert_eq!(town.view(round).await.round.key_generation, 0);
        let later = town.draft(rules(1, None, None), &[10]).await;
        assert_eq!(town.view(later).await.round.key_generation, 1);
        checked(&town, round).await;
        let codes = town.codes(round, 1).await;
        assert_eq!(town.vote_with(round, &codes[0], &[1]).await.unwrap().receipt.unwrap().key, first.key.to_string());
    }

    async fn a_code_tells_what_became_of_a_ballot_once_it_is_sealed(town: Town) {
        use receipt::{Fate, fate};
        let round = town.open(rules(1, None, None), &[10, 20]).await;
        let codes = town.codes(round, 3).await;
        let old = town.vote_with(round, &codes[0], &[1]).await.unwrap().receipt.unwrap().code();
        let new = town.vote_with(round, &codes[0], &[2]).await.unwrap().receipt.unwrap().code();
        let gone = town.vote_with(round, &codes[1], &[2]).await.unwrap().receipt.unwrap().code();
        let none = proof::receipt::Code::of(&[9; 32]);
        let fates = || async {
            let view = town.view(round).await;
            let mut fates = Vec::new();
            for code in [old, new, gone, none] {
                fates.push(fate(&town.voting, &view, code).await.unwrap());
            }
            fates
        };
        let open = [Fate::Received, Fate::Received, Fate::Received, Fate::Unknown];
        assert_eq!(fates().await, open, "nobody is told that a ballot was replaced while people vote");
        codes::void_code(&town.voting, &town.actor, round, &codes[1], "gestolen".into()).await.unwrap();
        town.close(round).await;
        assert_eq!(fates().await, open);
        seal::seal(&town.voting, &town.actor, round).await.unwrap();
        assert_eq!(fates().await, [Fate::Replaced, Fate::Counted, Fate::Void, Fate::Unknown]);
    }

    async fn refusals_are_numbers_and_nothing_more(town: Town) {
        let mut final_ones = rules(1, Some(1), None);
        final_ones.change_until_closing = false;
        let round = town.open(final_ones, &[10, 20]).await;
        let codes = town.codes(round, 3).await;
        let voter = town.voter(round, &codes[2]).await.unwrap();
        town.vote_with(round, &codes[0], &[1]).await.unwrap();
        assert_eq!(refused(town.vote_with(round, &codes[0], &[2]).await), "refusal-already-voted");
        for _ in 0..2 {
            assert_eq!(refused(town.vote_with(round, &codes[1], &[1, 2]).await), "refusal-ballot-too-many");
        }
        void::void_email(&town.voting, &town.actor, round, "niemand@voorbeeld.nl", "x".into()).await.unwrap_err();
        town.close(round).await;
        assert_eq!(refused(town.vote(round, &voter, &[1]).await), "refusal-vote-closed");
        town.voting.write_refused().await.unwrap();
        town.voting.write_refused().await.unwrap();
        let id = town.view(round).await.round.id;
        let counted = town.app.db.read(move |reader| store::refused(reader, id)).await.unwrap();
        let expected = [("refusal-already-voted", 1), ("refusal-ballot-too-many", 2), ("refusal-vote-closed", 1)];
        assert_eq!(counted, expected.map(|(reason, count)| (reason.to_owned(), count)));
    }
}
