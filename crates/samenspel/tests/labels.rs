//! Tags, areas and statuses: made, renamed, moved and removed by staff, in pages and in the API.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test may panic")]

use civic::permission::Role;
use http::Method;
use platform::i18n::Lang;
use serde_json::json;
use testkit::{both, town};

const SQUARE: &str = r#"{"type":"Polygon","coordinates":[[[4.8,52.3],[4.9,52.3],[4.9,52.4],[4.8,52.3]]]}"#;

fn titles(body: &serde_json::Value) -> Vec<String> {
    body["items"].as_array().unwrap().iter().map(|item| item["title"].as_str().unwrap().to_owned()).collect()
}

both! {
    /// The forms: a kind, tags under it, an area with a shape, a status; renamed in both languages, moved, removed.
    async fn staff_look_after_labels(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let mut browser = app.signed_in(&town.host, town.organisation, Role::Editor).await;
        let page = "/staff/projects/buurtbudget/labels";
        for (path, fields) in [
            ("tag-types", vec![("title", "Thema"), ("title.en", "Theme")]),
            ("tags", vec![("of", "thema"), ("title", "Groen"), ("title.en", "Green"), ("colour", "3")]),
            ("tags", vec![("of", "thema"), ("title", "Sport"), ("colour", "0")]),
            ("areas", vec![("title", "Noord"), ("area", SQUARE)]),
            ("statuses", vec![("title", "In beraad"), ("votable", "")]),
        ] {
            let made = browser.post(&format!("{page}/{path}"), &fields).await;
            assert_eq!(made.status, 303, "{path}: {}", made.text);
        }
        for (path, fields, what) in [
            ("tag-types", vec![("title", "thema")], "Dit is al in gebruik"),
            ("tags", vec![("of", "thema"), ("title", " "), ("colour", "1")], "Vul dit in"),
            ("tags", vec![("of", "thema"), ("title", "Rood"), ("colour", "9")], "Kies een van de mogelijkheden"),
            ("areas", vec![("title", "Zuid"), ("area", "{\"type\":\"Point\"}")], "geen gebied dat we kunnen lezen"),
        ] {
            let refused = browser.post(&format!("{page}/{path}"), &fields).await;
            assert!(matches!(refused.status, 409 | 422), "{path}: {}", refused.status);
            assert!(refused.text.contains(what), "{path}: {}", refused.text);
        }
        for path in ["tags", "nothing"] {
            let lost = browser.post(&format!("{page}/{path}"), &[("of", "weg"), ("title", "X"), ("colour", "1")]).await;
            assert_eq!(lost.status, 404, "{path}");
        }
        let renamed = [("title", "Natuur"), ("title.en", "Nature"), ("colour", "5")];
        assert_eq!(browser.post(&format!("{page}/tags/thema.groen"), &renamed).await.status, 303);
        assert_eq!(browser.post(&format!("{page}/tags/thema.groen/move"), &[("by", "1")]).await.status, 303);
        assert_eq!(browser.post(&format!("{page}/areas/noord"), &[("title", "Noorden"), ("no_shape", "1")]).await.status, 303);
        let shown = browser.get(page).await.text;
        assert!(shown.contains("value=\"Natuur\"") && shown.contains("value=\"Nature\""), "{shown}");
        let tags = browser.get("/api/v1/projects/buurtbudget/labels/tags").await.json();
        assert_eq!(titles(&tags), ["Sport", "Natuur"]);
        assert_eq!((&tags["items"][1]["name"], &tags["items"][1]["colour"]), (&json!("thema.groen"), &json!(5)));
        let english = app.browser(&town.host).get("/en/api/v1/projects/buurtbudget/labels/tags?pageSize=1&page=2").await.json();
        assert_eq!((titles(&english), &english["total"]), (vec!["Nature".to_owned()], &json!(2)));
        let area = browser.get("/api/v1/projects/buurtbudget/labels/areas/noord").await.json();
        assert_eq!((&area["title"], &area["hasShape"]), (&json!("Noorden"), &json!(false)));
        assert_eq!(browser.post(&format!("{page}/tag-types/thema/remove"), &[]).await.status, 303);
        assert_eq!(browser.get("/api/v1/projects/buurtbudget/labels/tags").await.json()["total"], 0);
        let mut owner = app.signed_in(&town.host, town.organisation, Role::Owner).await;
        let log = owner.get("/staff/log").await.text;
        for line in ["Label veranderd: Natuur (was: Groen)", "Soort label weggehaald: Thema", "Op een andere plaats gezet: Natuur"] {
            assert!(log.contains(line), "{line} in {log}");
        }
        let mut viewer = app.signed_in(&town.host, town.organisation, Role::Viewer).await;
        let seen = viewer.get(page).await;
        assert!(seen.status == 200 && !seen.text.contains("Voeg toe"), "who may not change gets no form");
    }

    /// What a plan has cannot go; the last status cannot either.
    async fn a_label_in_use_stays(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let mut browser = app.signed_in(&town.host, town.organisation, Role::Editor).await;
        let base = "/api/v1/projects/buurtbudget/labels";
        for (kind, body) in [
            ("tag-types", json!({ "title": "Thema" })),
            ("tags", json!({ "of": "thema", "title": "Groen" })),
            ("areas", json!({ "title": "Noord", "shape": serde_json::from_str::<serde_json::Value>(SQUARE).unwrap() })),
        ] {
            let made = browser.json(Method::POST, &format!("{base}/{kind}"), &body).await;
            assert_eq!(made.status, 201, "{}", made.text);
            assert!(made.location().starts_with(&format!("{base}/{kind}/")), "{}", made.location());
        }
        let plan = json!({ "title": "Bomen", "summary": "Meer bomen", "tags": ["thema.groen"], "area": "noord" });
        let made = browser.json(Method::POST, "/api/v1/projects/buurtbudget/plans", &plan).await;
        assert_eq!(made.status, 201, "{}", made.text);
        let statuses = browser.get(&format!("{base}/statuses")).await.json();
        let first = statuses["items"][0]["name"].as_str().unwrap().to_owned();
        let used = ["tags/thema.groen".to_owned(), "tag-types/thema".into(), "areas/noord".into(), format!("statuses/{first}")];
        for path in &used {
            let kept = browser.json(Method::DELETE, &format!("{base}/{path}"), &json!({})).await;
            assert_eq!((kept.status, &kept.json()["code"]), (409, &json!("refusal-label-in-use")), "{path}");
        }
        let page = browser.post("/staff/projects/buurtbudget/labels/tags/thema.groen/remove", &[]).await;
        assert!(page.text.contains("Geef die plannen eerst iets anders"), "{}", page.text);
        let free = json!({ "tags": [], "area": null, "version": made.json()["version"] });
        let number = made.json()["number"].as_i64().unwrap();
        let changed = browser.json(Method::PATCH, &format!("/api/v1/projects/buurtbudget/plans/{number}"), &free).await;
        assert_eq!(changed.status, 200, "{}", changed.text);
        for path in ["tag-types/thema", "areas/noord"] {
            let gone = browser.json(Method::DELETE, &format!("{base}/{path}"), &json!({})).await;
            assert_eq!(gone.status, 204, "{path}: {}", gone.text);
            assert_eq!(browser.get(&format!("{base}/{path}")).await.status, 404);
        }
        for status in statuses["items"].as_array().unwrap().iter().skip(1) {
            let path = format!("{base}/statuses/{}", status["name"].as_str().unwrap());
            assert_eq!(browser.json(Method::DELETE, &path, &json!({})).await.status, 204);
        }
        let last = browser.json(Method::DELETE, &format!("{base}/statuses/{first}"), &json!({})).await;
        assert_eq!((last.status, &last.json()["code"]), (409, &json!("refusal-last-status")));
    }

    /// Labels of the organisation serve every project, and are changed by those who look after the organisation only.
    async fn shared_labels_belong_to_the_organisation(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let mut owner = app.signed_in(&town.host, town.organisation, Role::Owner).await;
        let mut editor = app.signed_in(&town.host, town.organisation, Role::Editor).await;
        let page = "/staff/organisation/labels";
        assert_eq!(editor.post(&format!("{page}/tag-types"), &[("title", "Doelgroep")]).await.status, 403);
        assert_eq!(owner.post(&format!("{page}/tag-types"), &[("title", "Doelgroep"), ("title.en", "Target group")]).await.status, 303);
        assert_eq!(owner.post(&format!("{page}/tags"), &[("of", "doelgroep"), ("title", "Jeugd"), ("colour", "2")]).await.status, 303);
        assert!(owner.get(page).await.text.contains("Jeugd"));
        let in_project = "/api/v1/projects/buurtbudget/labels";
        let tags = app.browser(&town.host).get(&format!("{in_project}/tags")).await.json();
        assert_eq!((&tags["items"][0]["name"], &tags["items"][0]["shared"]), (&json!("doelgroep.jeugd"), &json!(true)));
        for (method, path) in [(Method::PATCH, "tags/doelgroep.jeugd"), (Method::DELETE, "tag-types/doelgroep")] {
            let answer = owner.json(method, &format!("{in_project}/{path}"), &json!({ "title": "Anders" })).await;
            assert_eq!(answer.status, 404, "not from inside a project: {path}");
        }
        let sneaked = editor.json(Method::POST, &format!("{in_project}/tags"), &json!({ "of": "doelgroep", "title": "X" })).await;
        assert_eq!(sneaked.status, 404, "{}", sneaked.text);
        let again = editor.json(Method::POST, &format!("{in_project}/tag-types"), &json!({ "title": "Doelgroep" })).await;
        assert_eq!(again.status, 409, "one name, one kind: {}", again.text);
        let status = owner.json(Method::POST, "/api/v1/organisation/labels/statuses", &json!({ "title": "X" })).await;
        assert_eq!(status.status, 404, "statuses are a project's");
        let plan = json!({ "title": "Speeltuin", "summary": "Spelen", "tags": ["doelgroep.jeugd"] });
        assert_eq!(editor.json(Method::POST, "/api/v1/projects/buurtbudget/plans", &plan).await.status, 201);
        let kept = owner.json(Method::DELETE, "/api/v1/organisation/labels/tags/doelgroep.jeugd", &json!({})).await;
        assert_eq!(kept.status, 409);
        let moved = owner.json(Method::PATCH, "/api/v1/organisation/labels/tags/doelgroep.jeugd", &json!({ "title": "Jongeren", "translations": { "en": "Youth" }, "position": 9 })).await;
        assert_eq!((moved.status, &moved.json()["translations"]["en"]), (200, &json!("Youth")), "{}", moved.text);
        for bad in [json!({ "colour": 8 }), json!({ "title": 7 }), json!({ "titel": "x" })] {
            let answer = owner.json(Method::PATCH, "/api/v1/organisation/labels/tags/doelgroep.jeugd", &bad).await;
            assert_eq!(answer.status, 400, "{bad}");
        }
        let unknown = owner.json(Method::PATCH, "/api/v1/organisation/labels/tags/doelgroep.jeugd", &json!({ "translations": { "fr": "x" } })).await;
        assert_eq!(unknown.status, 422);
        // Two names that make no address are two names.
        for emoji in ["🌳", "🚲"] {
            let made = owner.json(Method::POST, "/api/v1/organisation/labels/tags", &json!({ "of": "doelgroep", "title": emoji })).await;
            assert_eq!(made.status, 201, "{emoji}: {}", made.text);
        }
    }
}
