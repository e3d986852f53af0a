//! Residents who hand in: without script, once, whatever they type.

use super::support::*;
use http::Method;
use platform::i18n::Lang;
use proposals::model::{Asked, Collect, Identify, QuestionKind};
use proposals::service::collect::{add_question, save_collect};
use serde_json::json;
use testkit::{both, moment, town};

both! {
    async fn a_new_resident_hands_in_without_script_and_signs_in_last(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        collecting(&app, &town, Collect::default()).await;
        add_question(&app.app, &town.actor, &town.project, question(QuestionKind::One, true, true)).await.unwrap();
        add_question(&app.app, &town.actor, &town.project, question(QuestionKind::Phone, false, false)).await.unwrap();
        let mut me = app.browser(&town.host);
        // Nothing typed: told kindly, and nothing is begun.
        let empty = fill(&mut me, FORM, &[("title", " ")]).await;
        assert_eq!(empty.status, 422);
        assert!(empty.text.contains("Vul dit in.") && me.cookies.is_empty());
        let short = fill(&mut me, FORM, &[("title", "Boom")]).await;
        assert_eq!(short.status, 422);
        assert!(short.text.contains("Dit is te kort") && short.text.contains("value=\"Boom\""));
        // What was too short was kept all the same; the tab is closed, and the draft found again.
        let back = me.get(FORM).await.text;
        let id = draft_in(back.split("?draft=").map(|rest| format!("draft={rest}")).nth(1).unwrap().as_str()).replace("&amp;step=title\"", "");
        let id = id.get(..36).unwrap().to_owned();
        let at = |step: &str| format!("{FORM}?draft={id}&step={step}");
        let next = fill(&mut me, &at("title"), &[("title", "Bomen op het plein")]).await;
        assert_eq!((next.status, next.location()), (303, at("text").as_str()));
        let next = fill(&mut me, &at("text"), &[("summary", "Bomen en een bank op het plein."), ("text", TEXT)]).await;
        assert_eq!(next.location(), at("where"));
        let next = fill(&mut me, &at("where"), &[("place", "Columbusplein"), ("cost", "1.250,50")]).await;
        assert_eq!(next.location(), at("questions"));
        let wrong = fill(&mut me, &at("questions"), &[("question-1", "misschien"), ("question-2", "bel me maar")]).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.text.contains("Dit antwoord staat er niet bij") && wrong.text.contains("bel me maar"));
        let next = fill(&mut me, &at("questions"), &[("question-1", "ja"), ("question-2", "06 12345678")]).await;
        assert_eq!(next.location(), at("pictures"));
        let sent = picture(&mut me, &id, &png(64, 48), &[]).await;
        assert_eq!(sent.location(), at("pictures"));
        let page = me.get(&at("pictures")).await.text;
        let file = hidden(&page, "alt-of");
        let bare = picture(&mut me, &id, &[], &[("alt-of", &file), ("alt-1", "")]).await;
        assert_eq!(bare.status, 422);
        assert!(bare.text.contains("Schrijf bij deze foto wat erop staat."));
        let next = picture(&mut me, &id, &[], &[("alt-of", &file), ("alt-1", "Een leeg plein")]).await;
        assert_eq!(next.location(), at("who"));
        let wrong = fill(&mut me, &at("who"), &[("name", "Fatima"), ("email", "fatima")]).await;
        assert!(wrong.status == 422 && wrong.text.contains("Dit e-mailadres klopt niet"));
        let next = fill(&mut me, &at("who"), &[("name", "Fatima"), ("email", "Fatima@Voorbeeld.nl")]).await;
        assert_eq!(next.location(), at("check"));
        let check = me.get(&at("check")).await.text;
        for part in ["Bomen op het plein", "Columbusplein", "€\u{a0}1.250,50", "Zeker", "Een leeg plein", "Fatima", "Plan insturen"] {
            assert!(check.contains(part), "{part}: {check}");
        }
        assert_eq!(list(&mut me).await, 6, "nothing is handed in before the code");
        let asked = me.post("/do/plans/buurtbudget/hand-in", &[("draft", &id)]).await;
        assert!(asked.status == 200 && asked.text.contains("Kijk in je mail"));
        let code = code_of_last_mail(&app).await;
        let wrong = me.post("/do/plans/buurtbudget/code", &[("draft", &id), ("code", "000000")]).await;
        assert!(wrong.status == 403 && wrong.text.contains("Deze code klopt niet"), "{}", wrong.text);
        let done = me.post("/do/plans/buurtbudget/code", &[("draft", &id), ("code", &code)]).await;
        assert_eq!((done.status, done.location()), (303, "/buurtbudget/plan-insturen?number=7&step=done"), "{}", done.text);
        let thanks = me.get(done.location()).await.text;
        for part in ["Je plan is binnen.", "Bomen op het plein", "Hierna komt: Stemmen, vanaf 1 april 2027"] {
            assert!(thanks.contains(part), "{part}");
        }
        app.run_jobs().await;
        assert!(app.mails().iter().any(|mail| mail.contains("Je plan is binnen") && mail.to_lowercase().contains("fatima@")));
        // The plan is there for everybody, with the answer that is public and without the other.
        let plan = app.browser(&town.host).get("/buurtbudget/plan/7-bomen-op-het-plein").await;
        assert_eq!(plan.status, 200);
        assert!(plan.text.contains("Zeker") && plan.text.contains("Een leeg plein"), "{}", plan.text);
        assert!(!plan.text.contains("0612345678") && !plan.text.contains("voorbeeld.nl"));
        // A second press of the old tab finds the same plan.
        let twice = me.post("/do/plans/buurtbudget/hand-in", &[("draft", &id)]).await;
        assert_eq!((twice.status, list(&mut me).await), (303, 7));
    }

    async fn a_press_sent_twice_or_fifty_times_makes_one_plan(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        collecting(&app, &town, easy()).await;
        let mut me = app.browser(&town.host);
        let id = write(&mut me, json!({ "title": ["Bomen op het plein"], "text": [TEXT] })).await;
        let presses = (0..20).map(|_| {
            let (mut tab, id) = (me.clone(), id.clone());
            tokio::spawn(async move { press(&mut tab, &id).await })
        });
        let presses: Vec<_> = presses.collect();
        for done in presses {
            let done = done.await.unwrap();
            assert_eq!((done.status, done.json()["number"].as_i64()), (201, Some(7)), "{}", done.text);
        }
        assert_eq!(list(&mut me).await, 7);
    }

    async fn what_the_project_does_not_take_is_refused_and_kept(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let mut me = app.browser(&town.host);
        let typed = json!({ "fields": { "title": ["Bomen op het plein"], "text": [TEXT] } });
        let none = me.json(Method::POST, DRAFTS, &typed).await;
        assert_eq!((none.status, keys(&none)), (409, vec!["-:refusal-plan-not-collecting".to_owned()]));
        let window = (moment("2027-03-02T12:00"), moment("2027-03-15T12:00"));
        let collect = Collect { place: Asked::No, ..easy() };
        save_collect(&app.app, &town.actor, &town.project, None, window, collect).await.unwrap();
        assert_eq!(keys(&me.json(Method::POST, DRAFTS, &typed).await), ["-:refusal-plan-not-yet"]);
        assert!(me.get(FORM).await.text.contains("Insturen kan vanaf 2 maart 2027"));
        app.clock.set(moment("2027-03-03T12:00"));
        let id = write(&mut me, typed["fields"].clone()).await;
        // Fields and questions that are not asked, and strange bodies.
        for (body, status) in [
            (json!({ "version": 1, "fields": { "place": ["Plein"] } }), 422),
            (json!({ "version": 1, "fields": { "question-1": ["x"] } }), 422),
            (json!({ "version": 1, "fields": { "__proto__": ["x"] } }), 422),
            (json!({ "version": 1, "fields": { "picture": ["../../etc/passwd"] } }), 422),
            (json!({ "version": 1, "fields": { "title": "x" } }), 400),
            (json!({ "version": "x", "fields": {} }), 400),
            (json!({ "version": 1, "fields": {}, "person": 1 }), 400),
            (json!({ "version": 1, "fields": { "title": ["a", "b"] } }), 413),
            (json!({ "version": 1, "fields": { "title": ["a".repeat(60_001)] } }), 413),
            (json!([]), 400),
        ] {
            let answer = me.json(Method::PUT, &format!("{DRAFTS}/{id}"), &body).await;
            assert_eq!(answer.status, status, "{body}: {}", answer.text);
        }
        // Ten thousand letters are kept, and told to be too many.
        let long = json!({ "version": 1, "fields": { "title": ["ë".repeat(10_000)], "tags": ["x.y"], "area": ["mars"] } });
        let saved = me.json(Method::PUT, &format!("{DRAFTS}/{id}"), &long).await;
        assert_eq!(saved.status, 422, "no areas and tags here, so they are not asked: {}", saved.text);
        let long = json!({ "version": 1, "fields": { "title": ["ë".repeat(10_000)], "cost": ["gratis"] } });
        assert_eq!(me.json(Method::PUT, &format!("{DRAFTS}/{id}"), &long).await.status, 200);
        let refused = press(&mut me, &id).await;
        assert_eq!((refused.status, keys(&refused)), (422, vec!["title:refusal-too-long".to_owned(), "cost:refusal-amount-unreadable".to_owned()]));
        let kept = me.get(&format!("{DRAFTS}/{id}")).await.json();
        assert_eq!(kept["fields"]["title"]["values"][0].as_str().unwrap().chars().count(), 10_000);
        // Closed: told, and still kept.
        app.clock.set(moment("2027-03-15T12:00"));
        let fields = json!({ "version": 9, "fields": { "title": ["Bomen op het plein"], "cost": [] } });
        assert_eq!(me.json(Method::PUT, &format!("{DRAFTS}/{id}"), &fields).await.status, 200);
        assert_eq!(keys(&press(&mut me, &id).await), ["-:refusal-plan-over"]);
        assert_eq!(list(&mut me).await, 6);
        assert!(me.get(&format!("{FORM}?draft={id}&step=check")).await.text.contains("blijft nog een tijd bewaard"));
    }

    async fn words_of_all_kinds_stay_words(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        collecting(&app, &town, easy()).await;
        add_question(&app.app, &town.actor, &town.project, question(QuestionKind::Line, false, true)).await.unwrap();
        for words in HOSTILE {
            let mut me = app.browser(&town.host);
            let text = format!("{words} <script>alert(1)</script> [klik](javascript:alert(1)) {TEXT}");
            let fields = json!({ "title": [words], "text": [text], "place": [words], "name": [words], "question-1": [words] });
            let id = write(&mut me, fields).await;
            for step in ["title", "text", "where", "questions", "who", "check"] {
                let page = me.get(&format!("{FORM}?draft={id}&step={step}")).await;
                assert_eq!(page.status, 200);
                harmless(&page.text);
            }
            let done = press(&mut me, &id).await;
            assert_eq!(done.status, 201, "{}", done.text);
            let number = done.json()["number"].as_i64().unwrap();
            let plan = me.get(&format!("/buurtbudget/plan/{number}")).await;
            assert_eq!(plan.status, 301, "any spelling leads to the one address");
            let plan = me.get(plan.location()).await;
            assert_eq!(plan.status, 200);
            harmless(&plan.text);
        }
        let mut staff = app.signed_in(&town.host, town.organisation, civic::permission::Role::Admin).await;
        for path in ["/staff/projects/buurtbudget/plans", "/staff/projects/buurtbudget/plans/7", "/staff/log", "/buurtbudget/plannen"] {
            harmless(&staff.get(path).await.text);
        }
        assert_eq!(staff.get("/buurtbudget/plan/7-iets-anders?x=1").await.status, 301);
        assert_eq!(staff.get("/buurtbudget/plan/99-iets").await.status, 404);
    }

    async fn a_post_code_is_asked_where_the_project_says_so(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let collect = Collect { identify: Identify::PostcodeAndEmail, postcodes: vec!["1055".into()], summary: Asked::No, ..Collect::default() };
        collecting(&app, &town, collect).await;
        let mut me = app.browser(&town.host);
        let id = write(&mut me, json!({ "title": ["Bomen op het plein"], "text": [TEXT], "email": ["f@voorbeeld.nl"] })).await;
        for (postcode, why) in [("", "Vul dit in."), ("9999 ZZ", "Met deze postcode"), ("1055", "Dit is geen postcode")] {
            let fields = json!({ "version": 99, "fields": { "postcode": [postcode] } });
            me.json(Method::PUT, &format!("{DRAFTS}/{id}"), &fields).await;
            let refused = me.post("/do/plans/buurtbudget/hand-in", &[("draft", &id)]).await;
            assert!(refused.status == 422 && refused.text.contains(why), "{postcode}: {}", refused.text);
        }
        let fields = json!({ "version": 99, "fields": { "postcode": ["1055ab"] } });
        me.json(Method::PUT, &format!("{DRAFTS}/{id}"), &fields).await;
        assert_eq!(me.post("/do/plans/buurtbudget/hand-in", &[("draft", &id)]).await.status, 200);
        assert_eq!(press(&mut me, &id).await.status, 401, "by the API too only who has signed in");
    }
}
