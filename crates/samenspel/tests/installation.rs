//! The operator's room: organisations made, found and moved.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test may panic")]

use civic::permission::Role;
use http::Method;
use platform::i18n::Lang;
use serde_json::json;
use testkit::{both, town};

both! {
    /// In the room: a new organisation has a site, pages and a link for its first owner; its addresses change later.
    async fn an_operator_makes_an_organisation(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let mut operator = app.signed_in(&town.host, town.organisation, Role::Operator).await;
        let room = "/staff/organisations";
        assert!(operator.get(room).await.text.contains("ons.example"));
        let good = [
            ("name", "Dorp <b>Nieuw</b>"), ("slug", "nieuw"), ("email", "post@nieuw.example"), ("default_lang", "nl"),
            ("hosts", "Nieuw.example\r\nwww.nieuw.example"), ("languages", "nl"), ("languages", "en"),
        ];
        for (field, value, what) in [
            ("name", "", "Vul dit in"),
            ("slug", "Niet Goed", "Dit adres kan niet"),
            ("hosts", "ons.example", "Dit is al in gebruik"),
            ("hosts", "https://x.nl/", "geen adres van een site"),
            ("hosts", "", "Vul dit in"),
            ("email", "x", "e-mailadres klopt niet"),
            ("default_lang", "fr", "Kies een van de mogelijkheden"),
        ] {
            let bad: Vec<_> = good.iter().map(|(name, now)| (*name, if *name == field { value } else { *now })).collect();
            let refused = operator.post(room, &bad).await;
            assert!(matches!(refused.status, 409 | 422) && refused.text.contains(what), "{field}: {}", refused.text);
        }
        assert_eq!(app.browser("nieuw.example").get("/").await.status, 404, "nothing was half made");
        let made = operator.post(room, &good).await;
        assert_eq!(made.status, 200, "{}", made.text);
        assert!(made.text.contains("Dorp &lt;b&gt;Nieuw") && !made.text.contains("<b>Nieuw"));
        let link = made.text.split("<code>http://nieuw.example").nth(1).unwrap().split('<').next().unwrap().to_owned();
        let mut owner = app.browser("nieuw.example");
        assert_eq!(owner.get("/").await.status, 200);
        assert_eq!(app.browser("www.nieuw.example").get("/en").await.status, 200);
        assert_eq!(owner.post(&link, &[("email", "eigenaar@nieuw.example")]).await.status, 303);
        owner.show_factor(&app.clock).await;
        assert_eq!(owner.get("/staff/organisation").await.status, 200);
        assert_eq!(owner.get(room).await.status, 403, "an owner runs no installation");
        assert_eq!(app.browser("www.nieuw.example").post(&link, &[("email", "nog@iemand.example")]).await.status, 410);
        let moved = [("hosts", "anders.example"), ("languages", "nl")];
        assert_eq!(operator.post(&format!("{room}/nieuw"), &moved).await.status, 303);
        assert_eq!(app.browser("nieuw.example").get("/").await.status, 404, "an old address is nobody's");
        assert_eq!(app.browser("anders.example").get("/").await.status, 200);
        assert_eq!(app.browser("anders.example").get("/en").await.status, 404, "one language less");
        let own = operator.post(&format!("{room}/ons"), &[("hosts", "weg.example"), ("languages", "nl")]).await;
        assert!(own.status == 422 && own.text.contains("Op dit adres werk je nu"), "{}", own.text);
        assert_eq!(operator.get(&format!("{room}/niemand")).await.status, 404);
    }

    /// The same in the API.
    async fn the_api_makes_and_moves_organisations(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let mut operator = app.signed_in(&town.host, town.organisation, Role::Operator).await;
        let mut owner = app.signed_in(&town.host, town.organisation, Role::Owner).await;
        let path = "/api/v1/organisations";
        let body = json!({ "slug": "dorp", "name": "Dorp", "hosts": ["dorp.example"], "defaultLanguage": "en", "contactEmail": "a@dorp.example" });
        assert_eq!(owner.json(Method::POST, path, &body).await.status, 403);
        assert_eq!(app.browser(&town.host).get(path).await.status, 401);
        let made = operator.json(Method::POST, path, &body).await;
        assert_eq!((made.status, made.location()), (201, "/api/v1/organisations/dorp"), "{}", made.text);
        assert!(made.json()["setupLink"].as_str().unwrap().starts_with("http://dorp.example/setup/"));
        assert!(operator.get("/api/v1/organisations/dorp").await.json()["setupLink"].is_null(), "shown once");
        assert_eq!(operator.json(Method::POST, path, &body).await.status, 409);
        let listed = operator.get(&format!("{path}?pageSize=1&page=2")).await.json();
        assert_eq!((&listed["items"][0]["slug"], &listed["total"]), (&json!("dorp"), &json!(2)));
        for bad in ["page=-1", "page=0", "pageSize=101"] {
            for list in [path, "/api/v1/projects", "/api/v1/organisation/labels/areas"] {
                let refused = operator.get(&format!("{list}?{bad}")).await;
                assert_eq!((refused.status, &refused.json()["code"]), (400, &json!("refusal-query")), "{list}?{bad}");
            }
        }
        let changed = operator.json(Method::PATCH, &format!("{path}/dorp"), &json!({ "languages": ["nl"] })).await;
        assert_eq!((changed.status, &changed.json()["languages"]), (200, &json!(["en", "nl"])), "{}", changed.text);
        let moved = operator.json(Method::PATCH, &format!("{path}/dorp"), &json!({ "hosts": ["elders.example", "dorp.example"] })).await;
        assert_eq!(moved.json()["hosts"], json!(["elders.example", "dorp.example"]));
        assert_eq!(app.browser("elders.example").get("/nl").await.status, 200);
        let taken = operator.json(Method::PATCH, &format!("{path}/dorp"), &json!({ "hosts": ["ons.example"] })).await;
        assert_eq!(taken.status, 409);
        assert_eq!(app.browser("elders.example").get("/").await.status, 200, "a refusal changes nothing");
        assert_eq!(operator.json(Method::PATCH, &format!("{path}/dorp"), &json!({ "languages": ["fr"] })).await.status, 422);
        assert_eq!(owner.json(Method::PATCH, &format!("{path}/ons"), &json!({ "languages": ["nl"] })).await.status, 403);
    }
}
