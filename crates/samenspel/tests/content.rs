//! Projects and the organisation, written by the API as in the rooms of staff.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test may panic")]

use civic::permission::Role;
use http::Method;
use platform::i18n::Lang;
use serde_json::json;
use testkit::{both, town};

both! {
    /// A project from nothing to published: texts with a version, translations, phases, area, state.
    async fn a_project_is_written_by_the_api(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let mut admin = app.signed_in(&town.host, town.organisation, Role::Admin).await;
        let mut public = app.browser(&town.host);
        let made = admin.json(Method::POST, "/api/v1/projects", &json!({ "title": "Nieuw plein", "summary": "Kom kijken" })).await;
        assert_eq!((made.status, made.location()), (201, "/api/v1/projects/nieuw-plein"), "{}", made.text);
        let path = "/api/v1/projects/nieuw-plein";
        for hidden in [path.to_owned(), format!("{path}/rules"), format!("{path}/log-entries"), format!("{path}/labels/statuses")] {
            assert_eq!(public.get(&hidden).await.status, 404, "{hidden} of a draft");
            assert_eq!(admin.get(&hidden).await.status, 200, "{hidden}");
        }
        let version = made.json()["version"].clone();
        let change = json!({
            "version": version, "intro": "<h2>Dag</h2><script>alert(1)</script>", "state": "published",
            "area": { "type": "Polygon", "coordinates": [[[4.8, 52.3], [4.9, 52.3], [4.9, 52.4], [4.8, 52.3]]] },
            "translations": { "en": { "title": "New square" } },
        });
        let changed = admin.json(Method::PATCH, path, &change).await;
        assert_eq!(changed.status, 200, "{}", changed.text);
        assert_eq!(changed.json()["intro"], "<h2>Dag</h2>");
        assert_eq!((&changed.json()["summary"], &changed.json()["state"]), (&json!("Kom kijken"), &json!("published")));
        assert_eq!(admin.json(Method::PATCH, path, &change).await.status, 409, "somebody else saved in the meantime");
        assert_eq!(public.get(&format!("/en{path}")).await.json()["title"], "New square");
        let version = public.get(path).await.json()["version"].clone();
        for (bad, status) in [
            (json!({ "title": "X" }), 422),
            (json!({ "version": version, "title": "" }), 422),
            (json!({ "version": version, "area": { "type": "Point", "coordinates": [1, 2] } }), 422),
            (json!({ "version": version, "translations": { "fr": { "title": "X" } } }), 422),
            (json!({ "version": version, "translations": { "en": { "titel": "X" } } }), 400),
            (json!({ "version": version, "state": "gone" }), 400),
            (json!({ "version": version, "slug": "anders" }), 400),
        ] {
            assert_eq!(admin.json(Method::PATCH, path, &bad).await.status, status, "{bad}");
        }
        let phases = format!("{path}/phases");
        let phase = admin.json(Method::POST, &phases, &json!({ "title": "Bouwen", "startsAt": "2027-07-01T12:00:00+02:00" })).await;
        assert_eq!((phase.status, &phase.json()["startsAt"]), (201, &json!("2027-07-01T10:00:00Z")), "{}", phase.text);
        let one = format!("{phases}/{}", phase.json()["id"].as_str().unwrap());
        let early = admin.json(Method::PATCH, &one, &json!({ "endsAt": "2027-06-01T00:00:00Z" })).await;
        assert_eq!(early.status, 422);
        assert_eq!(admin.json(Method::PATCH, &one, &json!({ "title": "Maken" })).await.json()["title"], "Maken");
        assert_eq!(public.get(path).await.json()["phases"][0]["title"], "Maken");
        let elsewhere = one.replace("nieuw-plein", "buurtbudget");
        for method in [Method::PATCH, Method::DELETE] {
            assert_eq!(admin.json(method, &elsewhere, &json!({})).await.status, 404, "a phase of another project");
        }
        assert_eq!(admin.json(Method::DELETE, &one, &json!({})).await.status, 204);
        assert_eq!(admin.json(Method::DELETE, &one, &json!({})).await.status, 404);
        let mut viewer = app.signed_in(&town.host, town.organisation, Role::Viewer).await;
        assert_eq!(viewer.json(Method::PATCH, path, &json!({})).await.status, 403);
    }

    /// Rules change against the version that was read, with a reason that everybody reads in the public log.
    async fn rules_are_changed_in_public(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let mut admin = app.signed_in(&town.host, town.organisation, Role::Admin).await;
        let mut public = app.browser(&town.host);
        let path = "/api/v1/projects/buurtbudget/rules";
        assert_eq!(public.get(path).await.json()["version"], 0);
        let rules = |version: i64, reason: &str| json!({
            "version": version, "reason": reason, "influence": "co-decide", "minimumAge": 14, "budget": 30_000_000,
            "decides": { "nl": "Hier verdelen we geld.", "en": "Here we divide money." },
        });
        let first = admin.json(Method::PUT, path, &rules(0, "")).await;
        assert_eq!((first.status, &first.json()["version"]), (200, &json!(1)), "{}", first.text);
        assert_eq!(admin.json(Method::PUT, path, &rules(0, "Nog eens")).await.status, 409);
        assert_eq!(admin.json(Method::PUT, path, &rules(1, "")).await.status, 422, "a change needs a reason");
        assert_eq!(admin.json(Method::PUT, path, &rules(1, "De raad gaf meer geld.")).await.status, 200);
        let read = public.get(path).await.json();
        assert_eq!((&read["decides"]["en"], &read["budget"]), (&json!("Here we divide money."), &json!(30_000_000)));
        for bad in [json!({ "influence": "all" }), json!({ "minimumAge": 121 }), json!({ "budget": -1 }), json!({ "versie": 1 })] {
            let mut body = rules(2, "x");
            body.as_object_mut().unwrap().extend(bad.as_object().unwrap().clone());
            assert_eq!(admin.json(Method::PUT, path, &body).await.status, 400, "{bad}");
        }
        let log = public.get("/api/v1/projects/buurtbudget/log-entries").await;
        assert_eq!(log.json()["items"][0]["sentence"], "Spelregels veranderd, versie 2. De raad gaf meer geld.");
        assert_eq!(log.json()["items"].as_array().unwrap().len(), 2, "only what residents may read: {}", log.text);
        assert!(!log.text.contains("voorbeeldstad.example"), "it names nobody");
        let older = public.get("/api/v1/projects/buurtbudget/log-entries?before=1").await.json();
        assert_eq!((&older["items"], &older["older"]), (&json!([]), &json!(null)));
    }

    /// The organisation: what is named changes, the rest stays.
    async fn the_organisation_is_written_by_the_api(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let mut owner = app.signed_in(&town.host, town.organisation, Role::Owner).await;
        let path = "/api/v1/organisation";
        let change = json!({ "version": 1, "tagline": "Doe mee", "translations": { "en": { "tagline": "Take part" } } });
        assert_eq!(owner.json(Method::PATCH, path, &change).await.status, 204);
        let more = json!({ "version": 2, "translations": { "en": { "contactText": "Call us" } } });
        assert_eq!(owner.json(Method::PATCH, path, &more).await.status, 204);
        let mut public = app.browser(&town.host);
        let (dutch, english) = (public.get(path).await.json(), public.get(&format!("/en{path}")).await.json());
        assert_eq!((&dutch["name"], &dutch["tagline"]), (&json!("Gemeente ons"), &json!("Doe mee")));
        assert_eq!((&english["tagline"], &english["contactText"]), (&json!("Take part"), &json!("Call us")));
        assert_eq!(dutch["version"], 3);
        for (bad, status) in [
            (json!({ "name": "Zonder versie" }), 422),
            (json!({ "version": 2, "name": "Te laat", "translations": { "en": { "tagline": "Too late" } } }), 409),
            (json!({ "version": 3, "name": "" }), 422),
            (json!({ "version": 3, "contactEmail": "x" }), 422),
            (json!({ "version": 3, "name": "Niet half", "translations": { "en": { "tagline": "é".repeat(400) } } }), 422),
            (json!({ "version": 3, "translations": { "nl": {} } }), 422),
            (json!({ "version": 3, "hosts": ["x.nl"] }), 400),
        ] {
            assert_eq!(owner.json(Method::PATCH, path, &bad).await.status, status, "{bad}");
        }
        assert_eq!(public.get(path).await.json()["name"], "Gemeente ons", "what is refused changes nothing");
        assert_eq!(public.get(&format!("/en{path}")).await.json()["tagline"], "Take part");
        let mut editor = app.signed_in(&town.host, town.organisation, Role::Editor).await;
        assert_eq!(editor.json(Method::PATCH, path, &json!({ "version": 3, "name": "Van mij" })).await.status, 403);
    }
}
