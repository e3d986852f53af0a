//! Everything at once, and everything that does not belong: fifty voters with fifty requests each in parallel; and requests
//! that are sent again, in another order, in part, or with what belongs to somebody else.

use crate::support::{HOST, Town, organisation, rules};
use axum::body::Body;
use http::Method;
use platform::db::Sql;
use platform::web::load::Limits;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use testkit::{Answer, Browser};
use uuid::Uuid;

fn path(round: Uuid, rest: &str) -> String {
    format!("/api/v1/rounds/{round}{rest}")
}

/// What one of the fifty requests of a voter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// A hand-in that knows of no earlier ballot, under one of three names.
    HandIn,
    /// A look at what stands, and a hand-in in its place.
    Change,
    /// A choice that is not handed in.
    Draft,
    /// The code once more.
    Identify,
}

/// Sends it, and answers with which choice it was confirmed, if it was.
async fn send(mut browser: Browser, round: Uuid, code: &str, place: u32) -> (Kind, u16, Option<Value>, String) {
    let kind = [Kind::HandIn, Kind::Change, Kind::Draft, Kind::Identify][place as usize % 4];
    // Each change is another choice, hand-ins of one name are equal.
    let name = if kind == Kind::HandIn { format!("eerste-{}", place % 3) } else { format!("plek-{place}") };
    let choices = if kind == Kind::HandIn { json!([place % 3 + 1]) } else { json!([place % 50 + 4]) };
    browser.headers.push(("idempotency-key", name));
    let answer = match kind {
        Kind::HandIn => browser.json(Method::POST, &path(round, "/ballot"), &json!({ "choices": choices })).await,
        Kind::Change => {
            let stands = browser.get(&path(round, "/ballot")).await.json()["ballot"].clone();
            let body = json!({ "choices": choices, "replaces": stands });
            browser.json(Method::POST, &path(round, "/ballot"), &body).await
        }
        Kind::Draft => browser.json(Method::PUT, &path(round, "/draft"), &json!({ "choices": choices })).await,
        Kind::Identify => browser.json(Method::POST, &path(round, "/sessions"), &json!({ "code": code })).await,
    };
    let confirmed = (answer.status == 200 && kind != Kind::Draft).then(|| answer.json()["choices"].clone());
    (kind, answer.status, confirmed, answer.text)
}

both! {
    async fn fifty_voters_with_fifty_requests_each_at_once(town: Town) {
        let round = town.open(rules(1, None, None), &[10; 60]).await;
        let codes = town.codes(round, 50).await;
        // Two nodes that send nobody away: here all of them shall be at work at once.
        let free = Limits { at_once: 0, ..Limits::default() };
        let (one, other) = (town.node_with_places(free), town.node_with_places(free));
        let mut sent = Vec::new();
        for (index, code) in codes.iter().enumerate() {
            let mut browser = Browser::new(one.router.clone(), HOST);
            let session = browser.json(Method::POST, &path(round, "/sessions"), &json!({ "code": code })).await;
            assert_eq!(session.status, 201, "{}", session.text);
            for place in 0..50_u32 {
                let mut mine = browser.clone();
                if place % 2 == 1 {
                    mine.moves_to(other.router.clone());
                }
                let code = code.clone();
                sent.push((index, tokio::spawn(async move { send(mine, round, &code, place).await })));
            }
        }
        let mut told: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
        for (index, task) in sent {
            let (kind, status, confirmed, text) = task.await.unwrap();
            let fits = match kind {
                Kind::HandIn | Kind::Change => matches!(status, 200 | 409),
                Kind::Draft => status == 200,
                Kind::Identify => status == 201,
            };
            assert!(fits, "{kind:?}: {status} {text}");
            assert!(status != 409 || text.contains("refusal-ballot-stands"), "{text}");
            told.entry(index).or_default().extend(confirmed.map(|choices| choices.to_string()));
        }
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_open").await, 50, "one ballot of each voter");
        assert_eq!(town.number("SELECT COUNT(DISTINCT token) FROM ballot_open").await, 50);
        assert_eq!(town.number("SELECT handed_in FROM round_counter").await, 50);
        static STANDS: Sql = Sql::new("STANDS", "SELECT choices FROM ballot_open");
        let stands = town.app.db.read(|reader| reader.query(&STANDS, &[], |row| row.get::<String>(0))).await.unwrap();
        let confirmed: BTreeSet<String> = told.values().flatten().cloned().collect();
        assert!(told.len() == 50 && told.values().all(|choices| !choices.is_empty()), "{told:?}");
        assert!(stands.iter().all(|choices| confirmed.contains(choices)), "what stands was confirmed to somebody");
        // The last word: each changes to a choice of their own, and that is what is counted.
        for (index, code) in codes.iter().enumerate() {
            let voter = town.voter(round, code).await.unwrap();
            town.vote(round, &voter, &[u32::try_from(index).unwrap() + 4, 1]).await.unwrap();
        }
        let stands = town.app.db.read(|reader| reader.query(&STANDS, &[], |row| row.get::<String>(0))).await.unwrap();
        let expected: BTreeSet<String> = (0..50).map(|index| format!("[1,{}]", index + 4)).collect();
        assert_eq!(stands.into_iter().collect::<BTreeSet<_>>(), expected);
    }

    async fn what_belongs_to_another_is_worth_nothing(town: Town) {
        let round = town.open(rules(1, None, None), &[100, 200, 300]).await;
        let sister = town.open(rules(1, None, None), &[100, 200, 300]).await;
        let (elsewhere, project) = organisation(&town.app, "anderstad", "anderstad.example").await;
        let far = Town { test: testkit::TestApp::start(town.kind).await, actor: elsewhere, project };
        let codes = town.codes(round, 2).await;
        let of_sister = town.codes(sister, 1).await.remove(0);
        let (mut jan, mut fatma) = (voter(&town, round, &codes[0]).await, voter(&town, round, &codes[1]).await);
        let mut piet = voter(&town, sister, &of_sister).await;
        for browser in [&mut jan, &mut fatma] {
            assert_eq!(hand_in(browser, round, "een", &[1], None).await.status, 200);
        }
        assert_eq!(hand_in(&mut piet, sister, "een", &[1], None).await.status, 200, "one name, and another voter");
        let (of_jan, of_piet) = (mark(&mut jan, round).await, mark(&mut piet, sister).await);
        // Another's mark, of this round and of another one.
        for foreign in [&of_jan, &of_piet] {
            let no = hand_in(&mut fatma, round, "vreemd", &[2], Some(foreign)).await;
            assert_eq!((no.status, code(&no)), (409, "refusal-ballot-stands".into()));
        }
        // Another round's cookie; another organisation's; a cookie that was cut, mixed or made up.
        let no = hand_in(&mut piet, round, "een", &[2], None).await;
        assert_eq!((no.status, code(&no)), (401, "refusal-voter-needed".into()));
        let whole = jan.cookies["voter"].clone();
        let theirs = piet.cookies["voter"].clone();
        let half = whole.len() / 2;
        let mixed = format!("{}{}", &whole[..half], &theirs[half.min(theirs.len())..]);
        let flipped = format!("{}{}", if whole.starts_with('A') { "B" } else { "A" }, &whole[1..]);
        for bad in [whole[..half].to_owned(), whole[..whole.len() - 1].to_owned(), mixed, flipped, "x".into(), "A".repeat(4000)] {
            let mut thief = town.browser(HOST);
            thief.cookies.insert("voter".into(), bad.clone());
            let no = hand_in(&mut thief, round, "dief", &[2], Some(&of_jan)).await;
            assert_eq!((no.status, code(&no)), (401, "refusal-voter-needed".into()), "{bad}");
            let no = thief.get(&path(round, "/ballot")).await;
            assert_eq!(no.status, 401, "{}", no.text);
        }
        let mut abroad = town.browser("anderstad.example");
        abroad.cookies = jan.cookies.clone();
        let no = hand_in(&mut abroad, round, "elders", &[2], Some(&of_jan)).await;
        assert_eq!((no.status, code(&no)), (404, "refusal-not-found".into()));
        let session = abroad.json(Method::POST, &path(round, "/sessions"), &json!({ "code": codes[0] })).await;
        assert_eq!(session.status, 404, "{}", session.text);
        // The same cookie at an installation with another secret.
        let there = far.open_elsewhere().await;
        let mut stranger = far.browser(&there.1);
        stranger.cookies = jan.cookies.clone();
        let no = hand_in(&mut stranger, there.0, "elders", &[1], None).await;
        assert_eq!(no.status, 401, "{}", no.text);
        // Another voter's name of a request is one's own.
        let mine = mark(&mut jan, round).await;
        assert_eq!(hand_in(&mut jan, round, "twee", &[2], Some(&mine)).await.status, 200);
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_open WHERE choices = '[2]'").await, 1);
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_open").await, 3);
    }

    async fn sent_again_in_another_order_or_in_part(town: Town) {
        let round = town.open(rules(1, None, None), &[100, 200, 300, 400]).await;
        let code_of = town.codes(round, 1).await.remove(0);
        let mut jan = voter(&town, round, &code_of).await;
        assert_eq!(hand_in(&mut jan, round, "a", &[1], None).await.status, 200);
        let of_a = mark(&mut jan, round).await;
        assert_eq!(hand_in(&mut jan, round, "b", &[2], Some(&of_a)).await.status, 200);
        let of_b = mark(&mut jan, round).await;
        assert_eq!(hand_in(&mut jan, round, "c", &[3], Some(&of_b)).await.status, 200);
        // Every order of what was sent before leaves what was sent last; the last itself is the same answer again.
        for (name, choices, replaces, status) in [
            ("b", [2], Some(&of_a), 409), ("a", [1], None, 409), ("c", [3], Some(&of_b), 200), ("b", [2], Some(&of_b), 409),
            ("a", [1], Some(&of_a), 409), ("c", [3], None, 200), ("c", [3], Some(&of_a), 200), ("a", [3], None, 409),
        ] {
            let answer = hand_in(&mut jan, round, name, &choices, replaces.map(String::as_str)).await;
            assert_eq!(answer.status, status, "{name} {choices:?}: {}", answer.text);
        }
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_open WHERE choices = '[3]'").await, 1);
        // Every beginning of a request that would be a change.
        let of_c = mark(&mut jan, round).await;
        let whole = json!({ "choices": [4], "replaces": of_c }).to_string();
        for end in 0..whole.len() {
            let part = Body::from(whole[..end].to_owned());
            let answer = jan.send(Method::POST, &path(round, "/ballot"), Some("application/json"), part).await;
            assert_eq!(answer.status, 400, "{}: {}", &whole[..end], answer.text);
            assert_eq!(answer.headers["content-type"], "application/problem+json");
        }
        for bad in [
            json!({ "choices": [4], "replaces": of_c, "round": "x" }), json!({ "choices": "[4]" }), json!([4]), json!(null),
            json!({ "choices": [4.5] }), json!({ "choices": [-1] }), json!({ "choices": [4_294_967_296_u64] }),
            json!({ "choices": [[[[[4]]]]] }), json!({ "replaces": of_c }),
        ] {
            let answer = jan.json(Method::POST, &path(round, "/ballot"), &bad).await;
            assert!((400..500).contains(&answer.status), "{bad}: {} {}", answer.status, answer.text);
        }
        let mut twice = jan.clone();
        twice.headers.extend([("idempotency-key", "d".into()), ("idempotency-key", "e".into())]);
        let answer = twice.json(Method::POST, &path(round, "/ballot"), &json!({ "choices": [4] })).await;
        assert!(matches!(answer.status, 400 | 409), "{}", answer.text);
        for cut in 1..of_c.len().min(40) {
            let answer = hand_in(&mut jan, round, "d", &[4], Some(&of_c[..of_c.len() - cut])).await;
            assert_eq!((answer.status, code(&answer)), (409, "refusal-ballot-stands".into()));
        }
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_open WHERE choices = '[3]'").await, 1);
        assert_eq!(hand_in(&mut jan, round, "d", &[4], Some(&of_c)).await.status, 200, "and the whole request is done");
    }
}

async fn voter(town: &Town, round: Uuid, code: &str) -> Browser {
    let mut browser = town.browser(HOST);
    let session = browser.json(Method::POST, &path(round, "/sessions"), &json!({ "code": code })).await;
    assert_eq!(session.status, 201, "{}", session.text);
    browser
}

async fn hand_in(browser: &mut Browser, round: Uuid, name: &str, choices: &[u32], replaces: Option<&str>) -> Answer {
    let before = browser.headers.len();
    browser.headers.push(("idempotency-key", name.to_owned()));
    let body = json!({ "choices": choices, "replaces": replaces });
    let answer = browser.json(Method::POST, &path(round, "/ballot"), &body).await;
    browser.headers.truncate(before);
    answer
}

async fn mark(browser: &mut Browser, round: Uuid) -> String {
    let mine = browser.get(&path(round, "/ballot")).await;
    mine.json()["ballot"].as_str().unwrap_or_else(|| panic!("{}", mine.text)).to_owned()
}

fn code(answer: &Answer) -> String {
    answer.json()["code"].as_str().unwrap_or_default().to_owned()
}

impl Town {
    /// An open round in an installation that has just been started, and its host.
    async fn open_elsewhere(&self) -> (Uuid, String) {
        let host = "verweg.example";
        let (actor, project) = organisation(&self.test.app, "verweg", host).await;
        let new = crate::support::new_round(rules(1, None, None), self.test.clock.now());
        let round = voting::service::round::create(&self.test.voting, &actor, project.id, new).await.unwrap();
        let plans = crate::support::plans(&[100, 200]);
        voting::service::candidates::choose(&self.test.voting, &actor, round, plans).await.unwrap();
        voting::service::round::open(&self.test.voting, &actor, round).await.unwrap();
        (round, host.to_owned())
    }
}
