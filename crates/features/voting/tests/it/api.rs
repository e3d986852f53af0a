//! The vote over HTTP: a client without a browser, bad input, cookies, and the acts of staff.

use crate::support::{HOST, Town, rules};
use axum::body::Body;
use civic::permission::Role;
use http::Method;
use serde_json::json;
use testkit::Browser;
use voting::service::{codes, outcome, round, seal};

fn path(round: uuid::Uuid, rest: &str) -> String {
    format!("/api/v1/rounds/{round}{rest}")
}

async fn identified(town: &Town, round: uuid::Uuid, code: &str) -> Browser {
    let mut browser = town.browser(HOST);
    let answer = browser.json(Method::POST, &path(round, "/sessions"), &json!({ "code": code })).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    browser
}

both! {
    async fn two_requests_are_a_vote(town: Town) {
        let round = town.open(rules(1, Some(2), None), &[100, 200, 300]).await;
        let code = town.codes(round, 1).await.remove(0);
        let mut browser = identified(&town, round, &code).await;
        let mine = browser.get(&path(round, "/ballot")).await.json();
        assert_eq!(mine, json!({ "voted": false, "ballot": null, "mayChange": true }));
        browser.headers.push(("idempotency-key", "een".into()));
        let first = browser.json(Method::POST, &path(round, "/ballot"), &json!({ "choices": [3, 1] })).await;
        let told = first.json();
        assert_eq!((first.status, &told["status"], &told["test"]), (200, &json!("received"), &json!(false)));
        assert_eq!((&told["choices"], &told["receipt"]["ballot"]), (&json!([1, 3]), &json!("[1,3]")));
        let again = browser.json(Method::POST, &path(round, "/ballot"), &json!({ "choices": [3, 1] })).await;
        assert_eq!((again.status, &again.text), (200, &first.text), "the same request, the same answer");
        let reused = browser.json(Method::POST, &path(round, "/ballot"), &json!({ "choices": [2] })).await;
        assert_eq!((reused.status, reused.json()["code"].clone()), (422, json!("refusal-idempotency-key-reused")));
        assert_eq!(browser.get(&path(round, "/ballot")).await.json()["voted"], true);
        assert!(!first.headers.contains_key("etag"), "what is one voter's is not kept");
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_open").await, 1);
    }

    async fn a_change_names_what_it_replaces(town: Town) {
        let round = town.open(rules(1, Some(2), None), &[100, 200, 300]).await;
        let code = town.codes(round, 1).await.remove(0);
        let mut browser = identified(&town, round, &code).await;
        let ballot = path(round, "/ballot");
        assert_eq!(browser.json(Method::POST, &ballot, &json!({ "choices": [1] })).await.status, 200);
        let late = browser.json(Method::POST, &ballot, &json!({ "choices": [2] })).await;
        assert_eq!((late.status, late.json()["code"].clone()), (409, json!("refusal-ballot-stands")));
        assert!(late.json()["detail"].as_str().unwrap().contains("Die telt"), "{}", late.text);
        let stands = browser.get(&ballot).await.json()["ballot"].clone();
        let change = json!({ "choices": [2], "replaces": stands });
        assert_eq!(browser.json(Method::POST, &ballot, &change).await.status, 200);
        assert_eq!(browser.json(Method::POST, &ballot, &change).await.status, 409, "it stands no more");
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_open WHERE choices = '[2]'").await, 1);
    }

    async fn a_form_that_knows_of_no_ballot_asks_again_and_loses_nothing(town: Town) {
        let round = town.open(rules(1, Some(2), None), &[100, 200, 300]).await;
        let code = town.codes(round, 1).await.remove(0);
        let mut browser = town.browser(HOST);
        let act = |name: &str| format!("/do/vote/{round}/{name}");
        assert_eq!(browser.post(&act("code"), &[("code", &code)]).await.status, 303);
        let first = browser.post(&act("hand-in"), &[("key", "a"), ("choices", "1"), ("replaces", "")]).await;
        assert_eq!(first.status, 303, "{}", first.text);
        let again = browser.post(&act("hand-in"), &[("key", "a"), ("choices", "1"), ("replaces", "")]).await;
        assert_eq!(again.status, 303, "pressed twice is sent once");
        // Another tab, whose page was made before.
        let late = browser.post(&act("hand-in"), &[("key", "b"), ("choices", "2,3"), ("replaces", "")]).await;
        assert_eq!(late.status, 409);
        for shown in ["er is al een andere stem van je binnen", "Dit heb je eerder verstuurd", "Plan 1", "Dit is nu je keuze", "Plan 2", "Plan 3"] {
            assert!(late.text.contains(shown), "{shown}: {}", late.text);
        }
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_open WHERE choices = '[1]'").await, 1);
        let field = |name: &str| {
            let start = late.text.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
            start.split('"').next().unwrap().to_owned()
        };
        let (key, choices, replaces) = (field("key"), field("choices"), field("replaces"));
        assert_eq!(choices, "[2,3]");
        let sent = browser.post(&act("hand-in"), &[("key", &key), ("choices", &choices), ("replaces", &replaces)]).await;
        assert_eq!(sent.status, 303, "{}", sent.text);
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_open WHERE choices = '[2,3]'").await, 1);
    }

    async fn what_cannot_be_read_is_a_problem_and_never_a_500(town: Town) {
        let round = town.open(rules(1, Some(2), Some(400)), &[100, 200, 300]).await;
        let code = town.codes(round, 1).await.remove(0);
        let mut browser = identified(&town, round, &code).await;
        for (body, status) in [
            ("", 400), ("{", 400), ("[]", 400), ("null", 400), ("{\"choices\":", 400), ("{\"choices\":\"1\"}", 400),
            ("{\"choices\":[1.5]}", 400), ("{\"choices\":[-1]}", 400), ("{\"choices\":[4294967296]}", 400),
            ("{\"choices\":[1],\"test\":true}", 400), ("{\"keuze\":[1]}", 400), ("{\"choices\":[[1]]}", 400),
            ("{\"choices\":[]}", 422), ("{\"choices\":[1,1]}", 422), ("{\"choices\":[9]}", 422),
            ("{\"choices\":[2,3]}", 422), ("{\"choices\":[1,2,3]}", 422),
        ] {
            let answer = browser.send(Method::POST, &path(round, "/ballot"), Some("application/json"), Body::from(body)).await;
            assert_eq!(answer.status, status, "{body}: {}", answer.text);
            assert_eq!(answer.headers["content-type"], "application/problem+json", "{body}");
        }
        let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
        let answer = browser.send(Method::POST, &path(round, "/ballot"), Some("application/json"), Body::from(deep)).await;
        assert_eq!(answer.status, 400);
        let form = browser.send(Method::POST, &path(round, "/ballot"), Some("text/plain"), Body::from("{\"choices\":[1]}")).await;
        assert_eq!(form.status, 415);
        browser.headers.push(("idempotency-key", "x".repeat(201)));
        let long = browser.json(Method::POST, &path(round, "/ballot"), &json!({ "choices": [1] })).await;
        assert_eq!(long.status, 400);
        browser.headers.clear();
        for address in ["/api/v1/rounds/x", "/api/v1/rounds/00000000-0000-0000-0000-000000000000",
            "/api/v1/projects/elders/rounds", &path(round, "/outcome/x"), "/api/v1/rounds/../rounds"] {
            assert_eq!(browser.get(address).await.status, 404, "{address}");
        }
        for query in ["page=0", "page=-1", "page=x", "pageSize=201", "pageSize=0", "page=99999999999999999999"] {
            let answer = browser.get(&path(round, &format!("/candidates?{query}"))).await;
            assert_eq!((answer.status, answer.json()["code"].clone()), (400, json!("refusal-query")), "{query}");
        }
        let far = browser.get(&path(round, "/candidates?page=10000")).await.json();
        assert_eq!((far["items"].as_array().unwrap().len(), far["total"].clone()), (0, json!(3)));
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_open").await, 0);
    }

    async fn sessions_end_and_belong_to_one_round(town: Town) {
        let round = town.open(rules(1, None, None), &[100]).await;
        let other = town.open(rules(1, None, None), &[100]).await;
        let code = town.codes(round, 1).await.remove(0);
        let ballot = json!({ "choices": [1] });
        let mut nobody = town.browser(HOST);
        assert_eq!(nobody.json(Method::POST, &path(round, "/ballot"), &ballot).await.status, 401);
        let mut browser = identified(&town, round, &code).await;
        assert_eq!(browser.json(Method::POST, &path(other, "/ballot"), &ballot).await.status, 401, "another round");
        let stolen = browser.cookies["voter"].clone();
        for forged in ["", "x", "AAAA", &stolen[1..], &format!("{stolen}A"), &stolen.replacen(|c: char| c.is_ascii_lowercase(), "X", 1)] {
            nobody.cookies.insert("voter".into(), (*forged).to_owned());
            assert_eq!(nobody.json(Method::POST, &path(round, "/ballot"), &ballot).await.status, 401, "{forged}");
        }
        assert!(!stolen.contains(&code.replace('-', "")));
        town.pass(2 * 3600 + 1);
        assert_eq!(browser.json(Method::POST, &path(round, "/ballot"), &ballot).await.status, 401, "too old");
        let mut browser = identified(&town, round, &code).await;
        assert_eq!(browser.send(Method::DELETE, &path(round, "/sessions"), None, Body::empty()).await.status, 204);
        assert!(!browser.cookies.contains_key("voter"));
        assert_eq!(browser.json(Method::POST, &path(round, "/ballot"), &ballot).await.status, 401);
        let elsewhere = crate::support::organisation(&town.app, "elders", "elders.example").await;
        let mut foreign = town.browser("elders.example");
        assert_eq!(foreign.get(&path(round, "")).await.status, 404, "another organisation");
        let _ = elsewhere;
    }

    async fn each_wrong_code_gets_the_same_words(town: Town) {
        let round = town.open(rules(1, None, None), &[100]).await;
        let codes = town.codes(round, 2).await;
        codes::void_code(&town.voting, &town.actor, round, &codes[0], "kwijt".into()).await.unwrap();
        let mut texts = std::collections::BTreeSet::new();
        for code in [codes[0].as_str(), "22229-2222G-2222Q", "x", "", &"2".repeat(10_000)] {
            let mut browser = town.browser(HOST);
            let answer = browser.json(Method::POST, &path(round, "/sessions"), &json!({ "code": code })).await;
            assert_eq!((answer.status, browser.cookies.len()), (403, 0), "{}", answer.text);
            texts.insert(answer.text);
        }
        assert_eq!(texts.len(), 1, "{texts:?}");
        let mut browser = town.browser(HOST);
        for body in [json!({}), json!({ "code": 5 }), json!({ "code": "x", "email": "y" }), json!({ "email": "a@b.nl" })] {
            assert_eq!(browser.json(Method::POST, &path(round, "/sessions"), &body).await.status, 400, "{body}");
        }
    }

    async fn a_draft_follows_its_voter(town: Town) {
        let round = town.open(rules(1, None, None), &[100, 200]).await;
        let code = town.codes(round, 1).await.remove(0);
        let mut phone = town.browser(HOST);
        let saved = phone.json(Method::PUT, &path(round, "/draft"), &json!({ "choices": [2] })).await;
        assert_eq!((saved.status, saved.json()["choices"].clone()), (200, json!([2])));
        assert_eq!(phone.get(&path(round, "/draft")).await.json()["device"]["choices"], json!([2]));
        assert_eq!(town.browser(HOST).get(&path(round, "/draft")).await.json(), json!({ "device": null, "voter": null, "meet": false }));
        let mut laptop = identified(&town, round, &code).await;
        laptop.json(Method::PUT, &path(round, "/draft"), &json!({ "choices": [1] })).await;
        phone.json(Method::POST, &path(round, "/sessions"), &json!({ "code": code })).await;
        assert_eq!(phone.get(&path(round, "/draft")).await.json()["meet"], true);
        let kept = phone.json(Method::POST, &path(round, "/draft-choices"), &json!({ "keep": "device" })).await;
        assert_eq!((kept.status, kept.json()["voter"]["choices"].clone()), (200, json!([2])));
        assert_eq!(laptop.get(&path(round, "/draft")).await.json()["voter"]["choices"], json!([2]));
        assert_eq!(phone.json(Method::POST, &path(round, "/draft-choices"), &json!({ "keep": "both" })).await.status, 400);
        phone.send(Method::DELETE, &path(round, "/sessions"), None, Body::empty()).await;
        assert_eq!(phone.get(&path(round, "/draft")).await.json()["voter"], json!(null), "a second person finds nothing");
    }

    async fn reads_follow_the_life_of_a_round(town: Town) {
        let now = town.clock.now();
        let round = town.draft(rules(1, None, None), &[600, 500]).await;
        let mut browser = town.browser(HOST);
        assert_eq!(browser.get(&path(round, "")).await.status, 404, "a draft is nobody's business");
        assert_eq!(browser.get("/api/v1/projects/buurtbudget/rounds").await.json()["total"], 0);
        round::open(&town.voting, &town.actor, round).await.unwrap();
        let shown = browser.get(&path(round, "")).await.json();
        assert_eq!((shown["stage"].as_str(), shown["budget"].as_i64(), shown["candidates"].as_i64()), (Some("voting"), Some(100_000), Some(2)));
        assert_eq!(shown["rules"]["limits"]["minPlans"], 1);
        assert_eq!(shown["opensAt"], json!(now.to_string()));
        let list = browser.get("/api/v1/projects/buurtbudget/rounds").await.json();
        assert_eq!((list["total"].clone(), list["items"][0]["id"].clone()), (json!(1), json!(round.to_string())));
        let english = browser.get(&format!("/en{}", path(round, ""))).await;
        if english.status == 200 {
            assert_eq!(english.json()["title"], "Vote");
        }
        let items = browser.get(&path(round, "/candidates?pageSize=1&page=2")).await.json();
        assert_eq!((items["items"][0]["title"].clone(), items["items"][0]["cost"].clone()), (json!("Plan 2"), json!(50_000)));
        assert_eq!(browser.get(&path(round, "/outcome")).await.status, 409);
        assert_eq!(browser.get(&path(round, "/exports/pabulib")).await.status, 409);
        let code = town.codes(round, 1).await.remove(0);
        town.vote_with(round, &code, &[1]).await.unwrap();
        town.close(round).await;
        assert_eq!(browser.get(&path(round, "")).await.json()["stage"], "closed");
        seal::seal(&town.voting, &town.actor, round).await.unwrap();
        outcome::count(&town.voting, &town.actor, round).await.unwrap();
        assert_eq!(browser.get(&path(round, "/outcome")).await.status, 409, "counted is not published");
        outcome::publish(&town.voting, &town.actor, round).await.unwrap();
        let found = browser.get(&path(round, "/outcome")).await.json();
        assert_eq!((found["selected"].clone(), found["voters"].clone()), (json!([1]), json!(1)));
        assert_eq!(found["plans"][0]["status"], "funded");
        let file = browser.get(&path(round, "/exports/pabulib")).await;
        assert!(file.text.starts_with("META\n"), "{}", file.text);
        assert!(file.headers["content-disposition"].to_str().unwrap().contains("buurtbudget.pb"));
        assert!(browser.get(&path(round, "/exports/csv")).await.text.starts_with("position;number;"));
    }

    async fn staff_run_a_round_over_the_api(town: Town) {
        let mut staff = town.signed_in(HOST, town.actor.organisation, Role::Admin).await;
        let mut resident = town.browser(HOST);
        let body = json!({
            "title": "Stemming", "rules": serde_json::to_value(rules(1, None, None)).unwrap(), "budget": 100_000,
            "opensAt": town.clock.now().to_string(), "closesAt": (town.clock.now() + jiff::SignedDuration::from_hours(24)).to_string(),
        });
        let rounds = "/api/v1/projects/buurtbudget/rounds";
        assert_eq!(resident.json(Method::POST, rounds, &body).await.status, 401);
        let made = staff.json(Method::POST, rounds, &body).await;
        assert_eq!(made.status, 201, "{}", made.text);
        let round: uuid::Uuid = made.json()["id"].as_str().unwrap().parse().unwrap();
        voting::service::candidates::choose(&town.voting, &town.actor, round, crate::support::plans(&[600, 500])).await.unwrap();
        let batch = staff.json(Method::POST, &path(round, "/batches"), &json!({ "name": "Wijk", "count": 2 })).await.json();
        let batch = batch["id"].as_str().unwrap().to_owned();
        let codes = staff.get(&path(round, &format!("/batches/{batch}/codes"))).await.json();
        let code = codes["codes"][0].as_str().unwrap().to_owned();
        let confirmed = format!("/batches/{batch}/confirmations");
        assert_eq!(staff.json(Method::POST, &path(round, &confirmed), &json!({ "counted": 3 })).await.status, 422);
        assert_eq!(staff.json(Method::POST, &path(round, &confirmed), &json!({ "counted": 2 })).await.status, 204);
        assert_eq!(staff.get(&path(round, &format!("/batches/{batch}/codes"))).await.status, 410);
        for (act, status) in [(json!({ "act": "seal" }), 409), (json!({ "act": "open" }), 204), (json!({ "act": "open" }), 409),
            (json!({ "act": "burn" }), 400), (json!({ "act": "strike", "number": 9, "reason": "x" }), 404),
            (json!({ "act": "strike", "number": 2, "reason": "" }), 422), (json!({ "act": "strike", "number": 2, "reason": "Weg" }), 204)]
        {
            let answer = staff.json(Method::POST, &path(round, "/acts"), &act).await;
            assert_eq!(answer.status, status, "{act}: {}", answer.text);
            assert_eq!(resident.json(Method::POST, &path(round, "/acts"), &act).await.status, 401);
        }
        let mut voter = identified(&town, round, &code).await;
        assert_eq!(voter.json(Method::POST, &path(round, "/ballot"), &json!({ "choices": [2] })).await.status, 422);
        assert_eq!(voter.json(Method::POST, &path(round, "/ballot"), &json!({ "choices": [1] })).await.status, 200);
        let check = staff.json(Method::POST, &path(round, "/code-checks"), &json!({ "code": code })).await.json();
        assert_eq!(check, json!({ "status": "used" }));
        assert_eq!(staff.get(&path(round, "/counters")).await.json()["handedIn"], 1);
        town.close(round).await;
        // A day later the session of staff is over.
        let mut staff = town.signed_in(HOST, town.actor.organisation, Role::Owner).await;
        for act in ["seal", "count", "publish"] {
            let answer = staff.json(Method::POST, &path(round, "/acts"), &json!({ "act": act })).await;
            assert_eq!(answer.status, 204, "{act}: {}", answer.text);
        }
        let decision = json!({ "authority": "De raad", "decidedOn": "2027-04-01", "text": "", "document": null, "deviations": [] });
        assert_eq!(staff.json(Method::POST, &path(round, "/decisions"), &decision).await.status, 201);
        let outcome = resident.get(&path(round, "/outcome")).await.json();
        assert_eq!(outcome["decision"]["authority"], "De raad");
    }
}

#[test]
fn every_route_is_described() {
    let description = voting::api::description();
    assert_eq!(
        description
            .paths
            .paths
            .values()
            .map(|path| { [&path.get, &path.put, &path.post, &path.delete].into_iter().flatten().count() })
            .sum::<usize>(),
        37
    );
}
