//! What staff do in their rooms, done by a program.

use super::support::*;
use civic::permission::Role;
use http::Method;
use platform::i18n::Lang;
use proposals::model::Collect;
use serde_json::{Value, json};
use testkit::{both, town};

const PROJECT: &str = "/api/v1/projects/buurtbudget";

both! {
    async fn several_plans_at_once(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let mut staff = app.signed_in(&town.host, town.organisation, Role::Editor).await;
        let acts = format!("{PROJECT}/plan-acts");
        for (body, key) in [
            (json!({ "numbers": [1], "act": "hide" }), "why:refusal-plan-no-reason"),
            (json!({ "numbers": [], "act": "show" }), "-:refusal-plan-none-chosen"),
            (json!({ "numbers": [1], "act": "status", "status": "weg" }), "status:refusal-plan-status"),
            (json!({ "numbers": [1], "act": "message", "subject": "Hallo" }), "message:refusal-missing"),
        ] {
            let refused = staff.json(Method::POST, &acts, &body).await;
            assert!(refused.status == 422 && keys(&refused).contains(&key.to_owned()), "{body}: {}", refused.text);
        }
        assert_eq!(staff.json(Method::POST, &acts, &json!({ "numbers": [1], "act": "dance" })).await.status / 100, 4);
        assert_eq!(staff.json(Method::POST, &acts, &json!({ "numbers": [1, 99], "act": "hide", "why": "Dubbel" })).await.status, 404);
        assert_eq!(list(&mut staff).await, 6, "all or none");
        let done = staff.json(Method::POST, &acts, &json!({ "numbers": [1, 2], "act": "hide", "why": "Dubbel" })).await;
        assert_eq!((done.status, list(&mut staff).await), (200, 4), "{}", done.text);
        assert_eq!(staff.json(Method::POST, &acts, &json!({ "numbers": [2], "act": "show" })).await.status, 200);
        assert_eq!(list(&mut staff).await, 5);
        let set = staff.json(Method::POST, &acts, &json!({ "numbers": [2], "act": "status", "status": "gaat-door" })).await;
        assert_eq!(set.status, 200, "{}", set.text);
        assert_eq!(staff.get(&format!("{PROJECT}/plans/2")).await.json()["status"]["slug"], "gaat-door");
        let mut viewer = app.signed_in(&town.host, town.organisation, Role::Viewer).await;
        assert_eq!(viewer.json(Method::POST, &acts, &json!({ "numbers": [2], "act": "show" })).await.status, 403);
    }

    async fn views_ballots_and_versions(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let mut staff = app.signed_in(&town.host, town.organisation, Role::Editor).await;
        let views = format!("{PROJECT}/plan-views");
        let kept = staff.json(Method::POST, &views, &json!({ "name": "Op titel", "query": "?sort=title&unknown=1" })).await;
        assert_eq!((kept.status, &kept.json()["items"][0]["query"]), (201, &json!("?sort=title")), "{}", kept.text);
        let id = kept.json()["items"][0]["id"].as_str().unwrap().to_owned();
        let gone = staff.send(Method::DELETE, &format!("{views}/{id}"), None, axum::body::Body::empty()).await;
        assert_eq!((gone.status, gone.json()["items"].as_array().map(Vec::len)), (200, Some(0)));
        let at = format!("{PROJECT}/plans/1/ballot");
        let mut ballot = staff.get(&at).await.json();
        assert_eq!(ballot["version"], 0);
        ballot["title"] = json!("Zo staat het op het biljet");
        ballot["translations"] = json!({ "en": { "title": "As it stands on the ballot" } });
        let set = staff.json(Method::PUT, &at, &ballot).await;
        assert_eq!((set.status, &set.json()["translations"]["en"]["title"]), (200, &json!("As it stands on the ballot")), "{}", set.text);
        assert_eq!(staff.json(Method::PUT, &at, &ballot).await.status, 409, "somebody read an older one");
        let versions = format!("{PROJECT}/plans/2/versions");
        assert_eq!(staff.get(&versions).await.json(), json!({ "items": [] }));
        let page = staff.get("/staff/projects/buurtbudget/plans/2").await.text;
        let version: i64 = hidden(&page, "version").parse().unwrap();
        let body = json!({ "version": version, "title": "Een nieuwe titel" });
        assert_eq!(staff.json(Method::PATCH, &format!("{PROJECT}/plans/2"), &body).await.status, 200);
        let said = staff.get(&versions).await.json();
        assert_eq!((said["items"].as_array().map(Vec::len), &said["items"][1]["title"], &said["items"][1]["by"]), (Some(2), &json!("Een nieuwe titel"), &json!("staff")));
        assert_eq!(app.browser(&town.host).get(&versions).await.status, 401);
        // Whose plan it is reads the same.
        collecting(&app, &town, Collect::default()).await;
        let mut author = handed_in(&app, &town, "fatima@voorbeeld.nl", "Bomen op het plein").await;
        let id = own(&mut author).await[0]["id"].as_str().unwrap().to_owned();
        let mine = format!("/api/v1/my-plans/{id}/versions");
        assert_eq!(author.get(&mine).await.json(), json!({ "items": [] }));
        let page = staff.get("/staff/projects/buurtbudget/plans/7").await.text;
        let version: i64 = hidden(&page, "version").parse().unwrap();
        let body = json!({ "version": version, "place": "Columbusplein" });
        assert_eq!(staff.json(Method::PATCH, &format!("{PROJECT}/plans/7"), &body).await.status, 200);
        let said = author.get(&mine).await.json();
        assert_eq!((said["items"].as_array().map(Vec::len), &said["items"][1]["place"]), (Some(2), &json!("Columbusplein")), "{said}");
        assert_eq!(staff.get(&mine).await.status, 404, "not theirs");
    }

    async fn what_is_asked(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        collecting(&app, &town, Collect::default()).await;
        let mut staff = app.signed_in(&town.host, town.organisation, Role::Editor).await;
        let at = format!("{PROJECT}/plan-settings");
        let mut settings = staff.get(&at).await.json();
        assert_eq!((&settings["identify"], &settings["titleLimits"]["most"]), (&json!("email"), &json!(80)));
        settings["identify"] = json!("postcode");
        settings["postcodes"] = json!(["1055"]);
        let saved = staff.json(Method::PUT, &at, &settings).await;
        assert_eq!((saved.status, &saved.json()["identify"]), (200, &json!("postcode")), "{}", saved.text);
        settings["postcodes"] = json!(["10"]);
        assert_eq!(keys(&staff.json(Method::PUT, &at, &settings).await), ["postcodes:refusal-plan-postcode"]);
        settings["opensAt"] = Value::Null;
        assert_eq!(staff.json(Method::PUT, &at, &settings).await.status, 422);
        let questions = format!("{PROJECT}/plan-questions");
        let one = json!({ "kind": "line", "label": "Wie helpt er mee?", "shown": true, "translations": { "en": { "label": "Who helps?" } } });
        let two = json!({ "kind": "one", "label": "Wanneer?", "choices": [{ "key": "nu", "words": { "nl": "Nu" } }, { "key": "later", "words": { "nl": "Later" } }] });
        assert_eq!(staff.json(Method::POST, &questions, &json!({ "kind": "one", "label": "Leeg?" })).await.status, 422);
        assert_eq!(staff.json(Method::POST, &questions, &one).await.status, 201);
        let all = staff.json(Method::POST, &questions, &two).await;
        assert_eq!((all.status, &all.json()["items"][1]["number"]), (201, &json!(2)), "{}", all.text);
        let moved = staff.json(Method::POST, &format!("{questions}/2/place"), &json!({ "to": "up" })).await.json();
        assert_eq!(moved["items"][0]["label"], "Wanneer?");
        let changed = json!({ "kind": "line", "label": "Wie doet er mee?", "shown": true });
        assert_eq!(staff.json(Method::PUT, &format!("{questions}/1"), &changed).await.json()["items"][1]["label"], "Wie doet er mee?");
        let left = staff.send(Method::DELETE, &format!("{questions}/2"), None, axum::body::Body::empty()).await;
        assert_eq!((left.status, left.json()["items"].as_array().map(Vec::len)), (200, Some(1)));
        assert_eq!(app.browser(&town.host).get(&at).await.status, 401);
    }

    async fn a_spreadsheet_goes_both_ways(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let mut staff = app.signed_in(&town.host, town.organisation, Role::Editor).await;
        let csv = staff.get(&format!("{PROJECT}/plan-export?format=csv")).await;
        assert!(csv.status == 200 && csv.text.lines().count() >= 7, "{}", csv.text);
        let imports = format!("{PROJECT}/plan-imports");
        let send = async |staff: &mut testkit::Browser, file: &str| upload(staff, &imports, ("sheet", "plannen.csv", file.as_bytes()), &[]).await;
        let wrong = send(&mut staff, "Titel;Kosten\n;gratis\n").await;
        assert_eq!(wrong.status, 201, "{}", wrong.text);
        assert_eq!((&wrong.json()["state"], wrong.json()["problems"].as_array().map(Vec::len)), (&json!("checked"), Some(2)));
        let id = wrong.json()["id"].as_str().unwrap().to_owned();
        assert_eq!(staff.json(Method::POST, &format!("{imports}/{id}/run"), &json!({})).await.status, 409);
        let right = send(&mut staff, "Titel;Kosten;Op de site\nBomen op het plein;1250;Ja\n").await.json();
        let id = right["id"].as_str().unwrap();
        assert_eq!(staff.json(Method::POST, &format!("{imports}/{id}/run"), &json!({})).await.status, 202);
        app.run_jobs().await;
        let done = staff.get(&format!("{imports}/{id}")).await.json();
        assert_eq!((&done["state"], &done["made"]), (&json!("done"), &json!(1)), "{done}");
        assert_eq!(list(&mut staff).await, 7);
        for bad in ["Iets;Anders\n1;2\n", ""] {
            let refused = send(&mut staff, bad).await;
            assert!(refused.status == 422 && refused.headers["content-type"] == "application/problem+json", "{}", refused.text);
        }
        assert_eq!(staff.get(&format!("{imports}/weg")).await.status, 404);
    }
}
