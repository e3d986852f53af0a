//! The same request twice (a double click, a retry) makes one; another content under the same name is refused.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test may panic")]

use civic::permission::Role;
use http::Method;
use platform::i18n::Lang;
use serde_json::{Value, json};
use testkit::{Answer, Browser, both, plain_round, town};
use voting::rules::RoundRules;

async fn named(browser: &Browser, key: &str, path: &str, body: &Value) -> Answer {
    let mut browser = browser.clone();
    browser.headers.push(("idempotency-key", key.to_owned()));
    browser.json(Method::POST, path, body).await
}

fn refused(answer: &Answer) {
    assert_eq!((answer.status, &answer.json()["code"]), (422, &json!("refusal-request-reused")), "{}", answer.text);
    assert!(answer.json()["detail"].as_str().unwrap().len() > 20);
}

fn round_input() -> Value {
    json!({
        "title": "Tweede stemming", "rules": serde_json::to_value(RoundRules::default()).unwrap(), "budget": 1_000_000,
        "opensAt": "2027-04-01T10:00:00Z", "closesAt": "2027-04-08T10:00:00Z",
    })
}

both! {
    /// In the API: batches, rounds, replacements, plans.
    async fn the_same_key_makes_one(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let round = plain_round(&app, &town, RoundRules::default()).await;
        let mut owner = app.signed_in(&town.host, town.organisation, Role::Owner).await;
        let batches = format!("/api/v1/rounds/{round}/batches");
        let batch = json!({ "name": "Wijk", "count": 5, "test": false });
        let first = named(&owner, "a", &batches, &batch).await;
        assert_eq!(first.status, 201, "{}", first.text);
        let again = named(&owner, "a", &batches, &batch).await;
        assert_eq!((again.status, again.json()), (201, first.json()));
        refused(&named(&owner, "a", &batches, &json!({ "name": "Wijk", "count": 6, "test": false })).await);
        assert_ne!(named(&owner, "b", &batches, &batch).await.json(), first.json());
        assert_eq!(owner.get(&batches).await.json()["total"], 2);
        let mut other = app.signed_in(&town.host, town.organisation, Role::Admin).await;
        assert_ne!(named(&other, "a", &batches, &batch).await.json(), first.json(), "a name is its sender's own");

        let rounds = "/api/v1/projects/buurtbudget/rounds";
        let made = named(&owner, "a", rounds, &round_input()).await;
        assert_eq!(made.status, 201, "{}", made.text);
        assert_eq!(named(&owner, "a", rounds, &round_input()).await.json(), made.json());
        let mut changed = round_input();
        changed["budget"] = json!(1);
        refused(&named(&owner, "a", rounds, &changed).await);
        assert_eq!(other.get(rounds).await.json()["total"], 2);

        let id = first.json()["id"].as_str().unwrap().to_owned();
        let codes = owner.get(&format!("{batches}/{id}/codes")).await.json();
        let (one, two) = (codes["codes"][0].as_str().unwrap(), codes["codes"][1].as_str().unwrap());
        let replacements = format!("/api/v1/rounds/{round}/replacements");
        let asked = json!({ "code": one, "reason": "Brief kwijt" });
        let fresh = named(&owner, "a", &replacements, &asked).await;
        assert_eq!(fresh.status, 201, "{}", fresh.text);
        assert_eq!(named(&owner, "a", &replacements, &asked).await.json(), fresh.json(), "the code itself, kept nowhere");
        refused(&named(&owner, "a", &replacements, &json!({ "code": two, "reason": "Brief kwijt" })).await);
        assert_eq!(named(&owner, "c", &replacements, &asked).await.status, 409, "the old code is void");
        let checks = format!("/api/v1/rounds/{round}/code-checks");
        for (code, status) in [(one, "void"), (two, "unused"), (fresh.json()["code"].as_str().unwrap(), "unused")] {
            let found = owner.json(Method::POST, &checks, &json!({ "code": code })).await;
            assert_eq!(found.json()["status"], status, "{}", found.text);
        }

        let plans = "/api/v1/projects/buurtbudget/plans";
        let plan = json!({ "title": "Bank", "summary": "Een bank in het park" });
        let number = named(&owner, "a", plans, &plan).await.json()["number"].clone();
        assert_eq!(named(&owner, "a", plans, &plan).await.json()["number"], number);
        refused(&named(&owner, "a", plans, &json!({ "title": "Bank", "summary": "Twee banken" })).await);
        assert_eq!(named(&owner, "x".repeat(201).as_str(), plans, &plan).await.status, 400);
    }

    /// Twenty at the same moment make one, and all hear of it.
    async fn many_at_once_make_one(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let round = plain_round(&app, &town, RoundRules::default()).await;
        let mut owner = app.signed_in(&town.host, town.organisation, Role::Owner).await;
        let batches = format!("/api/v1/rounds/{round}/batches");
        let batch = json!({ "name": "Wijk", "count": 3, "test": true });
        let asked = (0..20).map(|_| {
            let (browser, path, body) = (owner.clone(), batches.clone(), batch.clone());
            tokio::spawn(async move { named(&browser, "zelfde", &path, &body).await })
        });
        let mut ids = Vec::new();
        for answer in asked.collect::<Vec<_>>() {
            let answer = answer.await.unwrap();
            assert_eq!(answer.status, 201, "{}", answer.text);
            ids.push(answer.json()["id"].as_str().unwrap().to_owned());
        }
        ids.dedup();
        assert_eq!(ids.len(), 1);
        assert_eq!(owner.get(&batches).await.json()["total"], 1);
        let codes = owner.get(&format!("{batches}/{}/codes", ids[0])).await.json();
        assert_eq!(codes["codes"].as_array().unwrap().len(), 3);
    }

    /// The forms of staff carry a name of their own; kept is no word of what was sent, and nothing after a day.
    async fn a_double_click_makes_one(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let round = plain_round(&app, &town, RoundRules::default()).await;
        let mut owner = app.signed_in(&town.host, town.organisation, Role::Owner).await;
        let hidden = |page: &Answer, name: &str| {
            let found = page.text.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_else(|| panic!("{name}"));
            found.split('"').next().unwrap().to_owned()
        };
        let codes = format!("/staff/projects/buurtbudget/rounds/{round}/codes");
        let request = hidden(&owner.get(&format!("{codes}/new")).await, "request");
        let fields = [("request", request.as_str()), ("name", "Geheime-naam"), ("count", "4"), ("kind", "real")];
        for _ in 0..2 {
            assert_eq!(owner.post(&format!("{codes}/new"), &fields).await.status, 303);
        }
        let other = owner.post(&format!("{codes}/new"), &[fields[0], fields[1], ("count", "5"), fields[3]]).await;
        assert!(other.status == 422 && other.text.contains("Dit verzoek is al eens gedaan"), "{}", other.text);
        let listed = owner.get(&format!("/api/v1/rounds/{round}/batches")).await.json();
        assert_eq!(listed["total"], 1);
        let batch = listed["items"][0]["id"].as_str().unwrap().to_owned();
        let all = owner.get(&format!("/api/v1/rounds/{round}/batches/{batch}/codes")).await.json();
        let code = all["codes"][0].as_str().unwrap().to_owned();
        let form = owner.post(&format!("{codes}/withdraw"), &[("code", code.as_str())]).await;
        let request = hidden(&form, "request");
        let fields = [("request", request.as_str()), ("sure", "1"), ("code", code.as_str()), ("how", "replace"), ("reason", "Nat geworden")];
        let shown = |answer: &Answer| answer.text.split("id=\"nieuwe-code\">").nth(1).map(|rest| rest[..17].to_owned());
        let first = owner.post(&format!("{codes}/withdraw"), &fields).await;
        let second = owner.post(&format!("{codes}/withdraw"), &fields).await;
        assert!(shown(&first).is_some(), "{}", first.text);
        assert_eq!(shown(&first), shown(&second));
        let rows = app.app.db.read(|reader| {
            reader.query(&REQUESTS, platform::params![], |row| Ok((row.get::<Vec<u8>>(0)?, row.get::<Vec<u8>>(1)?, row.get::<String>(2)?)))
        });
        let rows = rows.await.unwrap();
        assert_eq!(rows.len(), 2);
        for (name, content, answer) in rows {
            assert!(name.len() == 32 && content.len() == 32 && (answer.is_empty() || answer == batch), "{answer}");
        }
        app.clock.advance(jiff::SignedDuration::from_hours(25));
        let now = app.clock.now();
        let gone = app.app.db.write(move |tx| platform::requests::forget(tx, now)).await.unwrap();
        assert_eq!(gone, 2);
    }
}

static REQUESTS: platform::db::Sql = platform::db::Sql::new("REQUESTS", "SELECT name, content, answer FROM request");
