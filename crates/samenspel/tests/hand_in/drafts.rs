//! Drafts: two tabs, and nobody else.

use super::support::*;
use axum::body::Body;
use http::Method;
use platform::i18n::Lang;
use serde_json::json;
use testkit::{both, moment, town};

both! {
    async fn two_tabs_lose_nothing(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        collecting(&app, &town, easy()).await;
        let mut me = app.browser(&town.host);
        let id = write(&mut me, json!({ "title": ["Bomen"], "text": [TEXT] })).await;
        let path = format!("{DRAFTS}/{id}");
        let put = |version: i64, title: &str| json!({ "version": version, "fields": { "title": [title] } });
        let one = me.json(Method::PUT, &path, &put(1, "Bomen op het plein")).await.json();
        assert_eq!((one["version"].as_i64(), one["doubled"].as_array().unwrap().len()), (Some(2), 0));
        let two = me.json(Method::PUT, &path, &put(1, "Bomen in de straat")).await.json();
        assert_eq!(two["doubled"], json!(["title"]));
        let both = me.get(&path).await.json()["fields"]["title"].clone();
        assert_eq!((both["values"][0].as_str(), both["other"][0].as_str()), (Some("Bomen op het plein"), Some("Bomen in de straat")));
        // Not handed in before somebody has chosen.
        assert_eq!(keys(&press(&mut me, &id).await), ["title:refusal-plan-two-texts"]);
        let page = me.get(&format!("{FORM}?draft={id}&step=title")).await.text;
        assert!(page.contains("Bomen op het plein") && page.contains("Bomen in de straat"));
        let version = hidden(&page, "version");
        let chosen = [("draft", id.as_str()), ("version", version.as_str()), ("step", "title"), ("go", "take:title")];
        assert_eq!(me.post("/do/plans/buurtbudget/draft", &chosen).await.status, 303);
        let dropped = [("draft", id.as_str()), ("version", "99"), ("step", "title"), ("go", "drop:title")];
        assert_eq!(me.post("/do/plans/buurtbudget/draft", &dropped).await.status, 303);
        let both = me.get(&path).await.json()["fields"]["title"].clone();
        assert_eq!((both["values"][0].as_str(), both["other"].is_null()), (Some("Bomen in de straat"), true));
        assert_eq!(press(&mut me, &id).await.status, 201);
    }

    async fn a_draft_is_nobody_elses(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let theirs = testkit::town(&app, "ander", Lang::Nl).await;
        for town in [&town, &theirs] {
            collecting(&app, town, easy()).await;
        }
        let mut me = app.browser(&town.host);
        let id = write(&mut me, json!({ "title": ["Geheim plan"], "text": [TEXT] })).await;
        let path = format!("{DRAFTS}/{id}");
        let mut stranger = app.browser(&town.host);
        write(&mut stranger, json!({ "title": ["Iets anders"] })).await;
        let mut elsewhere = app.browser(&theirs.host);
        elsewhere.cookies = me.cookies.clone();
        for other in [&mut stranger, &mut elsewhere, &mut app.browser(&town.host)] {
            assert_eq!(other.get(&path).await.status, 404);
            assert_eq!(other.json(Method::PUT, &path, &json!({ "version": 1, "fields": { "title": ["Van mij"] } })).await.status, 404);
            assert_eq!(press(other, &id).await.status, 404);
            other.send(Method::DELETE, &path, None, Body::empty()).await;
            let page = other.get(&format!("{FORM}?draft={id}&step=check")).await;
            assert!(page.status == 200 && !page.text.contains("Geheim plan"));
            assert_eq!(other.post("/do/plans/buurtbudget/code", &[("draft", &id), ("code", "123456")]).await.status, 404);
        }
        assert_eq!(me.get(&path).await.json()["fields"]["title"]["values"][0], "Geheim plan");
        // After two months without a touch it is gone.
        app.clock.set(moment("2027-05-01T12:00"));
        app.run_jobs().await;
        assert_eq!(me.get(&path).await.status, 404);
    }

    async fn a_button_pressed_twice_begins_one_draft(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        collecting(&app, &town, easy()).await;
        let mut me = app.browser(&town.host);
        write(&mut me, json!({ "title": ["Iets van gisteren"] })).await;
        let fields = [("draft", ""), ("version", "0"), ("step", "title"), ("go", "next"), ("title", "Bomen op het plein")];
        let one = me.post("/do/plans/buurtbudget/draft", &fields).await;
        let two = me.post("/do/plans/buurtbudget/draft", &fields).await;
        assert_eq!((one.status, one.location()), (303, two.location()));
        let page = me.get(FORM).await.text;
        assert_eq!(page.matches("Bomen op het plein").count(), 1, "{page}");
        // Somebody who begins the same plan much later begins anew.
        app.clock.set(moment("2027-03-01T12:05"));
        assert_ne!(me.post("/do/plans/buurtbudget/draft", &fields).await.location(), one.location());
    }

    async fn what_was_written_in_english_is_english(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        collecting(&app, &town, easy()).await;
        let mut me = app.browser(&town.host);
        let text = "There is nothing on the square. We want to plant trees there, with a bench below to sit on.";
        let body = json!({ "fields": { "title": ["Trees on the square"], "text": [text] } });
        let begun = me.json(Method::POST, &format!("/en{DRAFTS}"), &body).await.json();
        let path = format!("/en{DRAFTS}/{}/hand-in", begun["id"].as_str().unwrap());
        assert_eq!(me.json(Method::POST, &path, &json!({})).await.status, 201);
        let dutch = me.get("/buurtbudget/plan/7-trees-on-the-square").await.text;
        assert!(dutch.contains("<h1 lang=\"en\">Trees on the square</h1>"), "{dutch}");
        let english = me.get("/en/buurtbudget/plan/7-trees-on-the-square").await.text;
        assert!(english.contains("<h1>Trees on the square</h1>"), "{english}");
        // Staff put it into Dutch: each reads their own.
        let mut staff = app.signed_in(&town.host, town.organisation, civic::permission::Role::Editor).await;
        let plan = staff.get("/api/v1/projects/buurtbudget/plans/7").await.json();
        let change = json!({ "version": plan["version"], "title": "Bomen op het plein", "text": "<p>Bomen.</p>" });
        let changed = staff.json(Method::PATCH, "/api/v1/projects/buurtbudget/plans/7", &change).await;
        assert_eq!(changed.status, 200, "{}", changed.text);
        let dutch = me.get("/buurtbudget/plan/7-bomen-op-het-plein").await.text;
        assert!(dutch.contains("<h1>Bomen op het plein</h1>"), "{dutch}");
        let english = me.get("/en/buurtbudget/plan/7").await;
        assert!(me.get(english.location()).await.text.contains("<h1>Trees on the square</h1>"));
        let found = me.get("/api/v1/projects/buurtbudget/plans?q=tree").await.json();
        assert_eq!(found["total"], 1);
    }

    async fn closing_holds_at_the_moment_of_writing(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        collecting(&app, &town, easy()).await;
        let mut me = app.browser(&town.host);
        let id = write(&mut me, json!({ "title": ["Bomen op het plein"], "text": [TEXT] })).await;
        // The numbering is locked by somebody else while the closing passes: what was read before holds no longer.
        let (clock, db, project) = (app.clock.clone(), app.app.db.clone(), town.project.id);
        let (begun, wait) = (std::sync::Arc::new(tokio::sync::Notify::new()), std::time::Duration::from_millis(700));
        let (organisation, told) = (town.organisation, begun.clone());
        let other = tokio::spawn(async move {
            db.write_hot(move |tx| {
                proposals::store::lock_numbers(tx, organisation, project)?;
                told.notify_one();
                std::thread::sleep(wait);
                clock.set(moment("2027-03-15T12:00"));
                Ok::<_, platform::error::Error>(())
            })
            .await
        });
        begun.notified().await;
        let late = press(&mut me, &id).await;
        other.await.unwrap().unwrap();
        assert_eq!(keys(&late), ["-:refusal-plan-over"], "{}", late.text);
        assert_eq!(list(&mut me).await, 6);
        assert_eq!(me.get(&format!("{DRAFTS}/{id}")).await.status, 200, "the draft stays");
    }
}
