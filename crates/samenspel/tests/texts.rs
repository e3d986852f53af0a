//! S1: what people write is only ever text, from the first form to the outcome: markup, emoji, right-to-left, length.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test may panic")]

use civic::permission::Role;
use http::Method;
use platform::i18n::Lang;
use serde_json::{Value, json};
use testkit::{Browser, both, moment, town};
use voting::rules::RoundRules;

/// Markup, a template, a formula, right-to-left, an emoji: what has broken other programs.
const NASTY: &str = "\"><img src=x onerror=alert(1)> {{7*7}} \u{202e}שלום🎈";

/// None of it is markup on this page.
async fn is_text(browser: &mut Browser, path: &str, shown: bool) {
    let mut answer = browser.get(path).await;
    if answer.status == 301 {
        answer = browser.get(answer.location()).await;
    }
    assert_eq!(answer.status, 200, "{path}: {}", answer.text);
    for bad in ["<img src=x", "onerror=alert(1)>", "<script>alert", "javascript:alert"] {
        assert!(!answer.text.contains(bad), "{path} has {bad}: {}", answer.text);
    }
    assert_eq!(answer.text.contains("שלום🎈"), shown, "{path}: {}", answer.text);
}

async fn done(browser: &mut Browser, method: Method, path: &str, body: &Value) -> Value {
    let answer = browser.json(method, path, body).await;
    assert!(matches!(answer.status, 200 | 201 | 204), "{path}: {}", answer.text);
    if answer.text.is_empty() { Value::Null } else { answer.json() }
}

both! {
    /// A whole vote with such names: organisation, kind, tag, area, status, plan, round, batch, strike, decision.
    async fn hostile_texts_go_the_whole_way(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let mut owner = app.signed_in(&town.host, town.organisation, Role::Owner).await;
        let o = &mut owner;
        let version = o.get("/api/v1/organisation").await.json()["version"].clone();
        let words = json!({ "version": version, "name": NASTY, "tagline": NASTY, "contactText": NASTY, "translations": { "en": { "tagline": NASTY } } });
        done(o, Method::PATCH, "/api/v1/organisation", &words).await;
        let labels = "/api/v1/projects/buurtbudget/labels";
        let kind = done(o, Method::POST, &format!("{labels}/tag-types"), &json!({ "title": NASTY })).await["name"].clone();
        let tag = done(o, Method::POST, &format!("{labels}/tags"), &json!({ "of": kind, "title": NASTY })).await["name"].clone();
        let area = done(o, Method::POST, &format!("{labels}/areas"), &json!({ "title": NASTY })).await["name"].clone();
        let status = done(o, Method::POST, &format!("{labels}/statuses"), &json!({ "title": NASTY, "votable": true })).await["name"].clone();
        let plan = json!({ "title": NASTY, "summary": NASTY, "author": NASTY, "place": NASTY, "cost": 100, "tags": [tag], "area": area, "status": status });
        let plan = done(o, Method::POST, "/api/v1/projects/buurtbudget/plans", &plan).await;
        let others = o.get("/api/v1/projects/buurtbudget/plans").await.json();
        let rules = serde_json::to_value(RoundRules { review_days: 0, ..RoundRules::default() }).unwrap();
        let round = json!({ "title": NASTY, "titles": { "en": NASTY }, "rules": rules, "budget": 1_000_000, "opensAt": "2027-03-02T11:00:00Z", "closesAt": "2027-03-09T11:00:00Z" });
        let round = done(o, Method::POST, "/api/v1/projects/buurtbudget/rounds", &round).await["id"].as_str().unwrap().to_owned();
        let path = format!("/api/v1/rounds/{round}");
        let mut chosen: Vec<Value> = others["items"].as_array().unwrap().iter().map(|plan| plan["id"].clone()).collect();
        chosen.retain(|id| *id != plan["id"]);
        chosen.insert(0, plan["id"].clone());
        done(o, Method::PUT, &format!("{path}/candidates"), &json!({ "plans": chosen })).await;
        let batch = done(o, Method::POST, &format!("{path}/batches"), &json!({ "name": NASTY, "count": 2, "test": false })).await["id"].clone();
        let codes = o.get(&format!("{path}/batches/{}/codes", batch.as_str().unwrap())).await.json();
        done(o, Method::POST, &format!("{path}/acts"), &json!({ "act": "open" })).await;
        app.clock.set(moment("2027-03-03T12:00"));
        // A session of staff lasts a day.
        let mut operator = app.signed_in(&town.host, town.organisation, Role::Operator).await;
        done(&mut operator, Method::POST, &format!("{path}/acts"), &json!({ "act": "strike", "number": 2, "reason": NASTY })).await;
        let mut voter = app.browser(&town.host);
        done(&mut voter, Method::POST, &format!("{path}/sessions"), &json!({ "code": codes["codes"][0] })).await;
        done(&mut voter, Method::POST, &format!("{path}/ballot"), &json!({ "choices": [1] })).await;
        let vote = format!("/buurtbudget/stemmen?round={round}");
        for step in ["", "&step=choose", "&step=overview"] {
            is_text(&mut voter, &format!("{vote}{step}"), true).await;
        }
        app.clock.set(moment("2027-03-09T12:01"));
        app.run_jobs().await;
        app.clock.set(moment("2027-03-09T13:00"));
        let mut owner = app.signed_in(&town.host, town.organisation, Role::Admin).await;
        let o = &mut owner;
        for act in ["seal", "count", "publish"] {
            done(o, Method::POST, &format!("{path}/acts"), &json!({ "act": act })).await;
        }
        let decision = json!({ "authority": NASTY, "decidedOn": "2027-03-09", "document": null, "text": NASTY, "deviations": [] });
        done(o, Method::POST, &format!("{path}/decisions"), &decision).await;
        let link = json!({ "authority": "B en W", "decidedOn": "2027-03-09", "document": "javascript:alert(1)", "text": "x", "deviations": [] });
        assert!((400..500).contains(&o.json(Method::POST, &format!("{path}/decisions"), &link).await.status));

        let mut browser = app.browser(&town.host);
        for path in ["/", "/en", "/buurtbudget", "/buurtbudget/plannen?sort=newest", "/en/buurtbudget/uitslag", "/buurtbudget/uitslag", "/buurtbudget/log", "/sign-in"] {
            is_text(&mut browser, path, true).await;
        }
        is_text(&mut browser, &format!("/buurtbudget/plan/{}", plan["number"]), true).await;
        let staff = format!("/staff/projects/buurtbudget/rounds/{round}");
        for path in [
            "/staff".to_owned(), "/staff/organisation".into(), "/staff/organisation/labels".into(), "/staff/log".into(), "/staff/people".into(),
            "/staff/projects/buurtbudget/labels".into(), "/staff/projects/buurtbudget/plans".into(), "/staff/projects/buurtbudget/rounds".into(),
            format!("/staff/projects/buurtbudget/plans/{}", plan["number"]), staff.clone(), format!("{staff}/codes"), format!("{staff}/count"),
            format!("{staff}/plans"),
        ] {
            is_text(o, &path, true).await;
        }
        let csv = browser.get(&format!("{path}/exports/csv")).await;
        assert_eq!(csv.status, 200);
        assert!(csv.headers["content-type"].to_str().unwrap().starts_with("text/csv"));
        for line in csv.text.lines().flat_map(|line| line.split(';')) {
            assert!(!line.trim_matches('"').starts_with(['=', '+', '@']), "a formula: {line}");
        }
    }

    /// Mails are text, and no name becomes a header.
    async fn names_in_mails_are_text(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let mut owner = app.signed_in(&town.host, town.organisation, Role::Owner).await;
        let name = format!("Stad\r\nBcc: boef@evil.example\r\n\r\n{NASTY}");
        let name: String = name.chars().take(110).collect();
        done(&mut owner, Method::PATCH, "/api/v1/organisation", &json!({ "version": 1, "name": name })).await;
        assert_eq!(app.browser(&town.host).post("/sign-in", &[("email", "owner@voorbeeldstad.example")]).await.status, 200);
        app.run_jobs().await;
        let mail = app.mails().pop().unwrap();
        let (head, body) = mail.split_once("\r\n\r\n").unwrap();
        assert!(!head.lines().any(|line| line.to_lowercase().starts_with("bcc:")), "{head}");
        assert!(!head.contains("text/html") && body.len() > 20, "{head}");
    }

    /// Ten thousand letters are refused with a sentence, wherever somebody puts them.
    async fn too_much_is_told(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let mut owner = app.signed_in(&town.host, town.organisation, Role::Owner).await;
        let o = &mut owner;
        let round = testkit::plain_round(&app, &town, RoundRules::default()).await;
        let long = "é".repeat(10_000);
        let kind = done(o, Method::POST, "/api/v1/projects/buurtbudget/labels/tag-types", &json!({ "title": "Thema" })).await["name"].clone();
        let rules = serde_json::to_value(RoundRules::default()).unwrap();
        let cases = [
            (Method::PATCH, "/api/v1/organisation".to_owned(), json!({ "version": 1, "name": long })),
            (Method::PATCH, "/api/v1/organisation".to_owned(), json!({ "version": 1, "translations": { "en": { "tagline": long } } })),
            (Method::POST, "/api/v1/projects".into(), json!({ "title": long })),
            (Method::POST, "/api/v1/projects/buurtbudget/labels/tag-types".into(), json!({ "title": long })),
            (Method::POST, "/api/v1/projects/buurtbudget/labels/tags".into(), json!({ "of": kind, "title": long })),
            (Method::POST, "/api/v1/projects/buurtbudget/labels/areas".into(), json!({ "title": long })),
            (Method::POST, "/api/v1/projects/buurtbudget/labels/statuses".into(), json!({ "title": "X", "translations": { "en": long } })),
            (Method::POST, "/api/v1/projects/buurtbudget/phases".into(), json!({ "title": long, "startsAt": "2027-07-01T12:00:00Z" })),
            (Method::POST, "/api/v1/projects/buurtbudget/plans".into(), json!({ "title": long, "summary": "x" })),
            (Method::PUT, "/api/v1/projects/buurtbudget/rules".into(), json!({ "version": 0, "influence": "advise", "decides": { "nl": long } })),
            (Method::POST, "/api/v1/projects/buurtbudget/rounds".into(), json!({ "title": long, "rules": rules, "budget": 1, "opensAt": "2027-04-01T10:00:00Z", "closesAt": "2027-04-08T10:00:00Z" })),
            (Method::POST, format!("/api/v1/rounds/{round}/batches"), json!({ "name": long, "count": 1, "test": true })),
        ];
        for (method, path, body) in cases {
            let answer = o.json(method, &path, &body).await;
            assert_eq!(answer.status, 422, "{path}: {}", answer.text);
            assert!(answer.json()["detail"].as_str().unwrap().contains("te lang"), "{path}: {}", answer.text);
        }
        voting::service::round::open(&app.voting, &town.actor, round).await.unwrap();
        let strike = json!({ "act": "strike", "number": 1, "reason": long });
        assert_eq!(o.json(Method::POST, &format!("/api/v1/rounds/{round}/acts"), &strike).await.status, 422);
    }
}
