//! Plans made and changed: by the services, by staff in the browser, by the API.

use crate::common::{Town, plan, priced};
use civic::permission::Role;
use civic::service::{ActivityWindow, save_activity};
use http::Method;
use platform::i18n::Lang;
use platform::money::Cents;
use proposals::model::{Place, PlanInput, PlanTexts};
use proposals::service::moderate::hide;
use proposals::service::{
    self, create_plan, import_plans, plans_for_round, publish, set_picture, set_status, update_plan,
};
use serde_json::json;

const HOSTILE: [&str; 8] = [
    "<img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "{{7*7}} ${7*7} <%= 7*7 %>",
    "🌳🌳🌳",
    "حديقة الحي",
    "\u{202e}txet desrever",
    "'; DROP TABLE proposal; --",
    "=HYPERLINK(\"https://evil.example\")",
];

fn full(town: &Town) -> PlanInput {
    let texts = |title: &str, text: &str| PlanTexts {
        title: title.into(),
        summary: format!("Over {title}"),
        text: text.into(),
        picture_alt: "Een tekening".into(),
    };
    PlanInput {
        texts: texts("Groene tuin", "<p>Met <strong>bomen</strong></p>"),
        translations: [(Lang::En, texts("Green garden", "<p>With trees</p>"))].into(),
        author: "Buren".into(),
        cost: Some(Cents(4_500_050)),
        status: Some(town.statuses[0]),
        area: Some(town.areas[1]),
        place: "Plein".into(),
        point: Some(Place { latitude: 52.37, longitude: 4.87 }),
        picture: Some("3f/3fa9-w800.jpg".into()),
        external_id: Some("37840".into()),
        tags: vec![town.themes[0], town.groups[1]],
        published: true,
        hidden_because: String::new(),
    }
}

fn refused<T: std::fmt::Debug>(answer: Result<T, platform::error::Error>) -> Vec<&'static str> {
    answer.unwrap_err().refusals().iter().map(|refusal| refusal.key).collect()
}

both! {
    async fn a_plan_is_made_changed_and_read_back(town: Town) {
        let (app, actor, project) = (&town.app, &town.actor, &town.project);
        let made = create_plan(app, actor, project, full(&town), None).await.unwrap();
        let read = service::editable(app, town.organisation, project.id, made.number).await.unwrap();
        assert_eq!((read.input.clone(), read.card.version), (full(&town), 1));
        let mut next = full(&town);
        next.texts = PlanTexts { title: "Rode tuin".into(), summary: "Over rozen".into(), ..next.texts };
        next.translations.insert(Lang::En, PlanTexts::default());
        next.tags = vec![town.themes[2]];
        next.cost = None;
        let changed = update_plan(app, actor, project, 1, 1, next.clone()).await.unwrap();
        assert_eq!((changed.version, changed.uuid), (2, made.uuid));
        assert_eq!(service::editable(app, town.organisation, project.id, 1).await.unwrap().input, next);
        // Who read the first version is told, and nothing is lost.
        assert_eq!(refused(update_plan(app, actor, project, 1, 1, full(&town)).await), ["refusal-changed"]);
        // Search follows the change, in both languages.
        for (word, hits) in [("rood", 1), ("rozen", 1), ("groene", 0), ("garden", 0), ("bomen", 1)] {
            let found = town.get(&format!("/api/v1/projects/west/plans?q={word}")).await.json()["total"].clone();
            assert_eq!(found, hits, "{word}");
        }
        // What is not translated stands there in the default language.
        let english = town.get("/en/api/v1/projects/west/plans/1").await.json();
        assert_eq!((english["title"].as_str(), english["version"].as_i64()), (Some("Rode tuin"), Some(2)));
    }

    async fn what_does_not_hold_is_refused(town: Town) {
        let (app, actor, project) = (&town.app, &town.actor, &town.project);
        create_plan(app, actor, project, full(&town), None).await.unwrap();
        let with = |change: &dyn Fn(&mut PlanInput)| {
            let mut input = PlanInput { external_id: None, ..full(&town) };
            change(&mut input);
            create_plan(app, actor, project, input, None)
        };
        assert_eq!(refused(with(&|input| input.texts.title = "a".repeat(10_000)).await), ["refusal-too-long", "refusal-missing"]);
        assert_eq!(refused(with(&|input| input.texts.title = " \u{0}\n ".into()).await), ["refusal-missing"]);
        assert_eq!(refused(with(&|input| input.tags = vec![civic::ids::TagId(9_999)]).await), ["refusal-plan-tag"]);
        assert_eq!(refused(with(&|input| input.area = Some(civic::ids::AreaId(9_999))).await), ["refusal-plan-area"]);
        assert_eq!(refused(with(&|input| input.status = Some(civic::ids::StatusId(9_999))).await), ["refusal-plan-status"]);
        assert_eq!(refused(with(&|input| input.external_id = Some("37840".into())).await), ["refusal-plan-external-id"]);
        // Tags, areas and statuses of one project mean nothing in another.
        let strange = PlanInput { status: None, ..full(&town) };
        let keys = refused(create_plan(app, actor, &town.second, strange, None).await);
        assert_eq!(keys, ["refusal-plan-tag", "refusal-plan-area"]);
        // Nobody but who may.
        let nobody = civic::Actor::anonymous(town.organisation);
        assert_eq!(refused(create_plan(app, &nobody, project, full(&town), None).await), ["refusal-sign-in-needed"]);
        assert_eq!(refused(import_plans(app, &nobody, project, vec![plan("x")]).await), ["refusal-sign-in-needed"]);
        assert_eq!(refused(hide(app, &nobody, project, &[1], "Het past niet.").await), ["refusal-sign-in-needed"]);
        // An actor of another organisation finds no plan, whatever project it names.
        let foreign = &town.foreign_actor;
        assert_eq!(refused(update_plan(app, foreign, project, 1, 1, full(&town)).await), ["refusal-not-found"]);
        assert_eq!(refused(hide(app, foreign, project, &[1], "Het past niet.").await), ["refusal-not-found"]);
        assert_eq!(refused(set_picture(app, foreign, project, 1, None, "").await), ["refusal-not-found"]);
        assert_eq!(refused(set_status(app, actor, project, &[1, 77], town.statuses[1]).await), ["refusal-not-found"]);
        assert_eq!(refused(publish(app, actor, project, &[]).await), ["refusal-plan-none-chosen"]);
        let status = town.get("/api/v1/projects/west/plans/1").await.json()["status"]["slug"].clone();
        assert_eq!(status, "lijst", "a refused act on several plans changes none");
    }

    async fn hostile_words_are_only_words(town: Town) {
        let plans = HOSTILE.map(|words| PlanInput {
            texts: PlanTexts {
                title: words.into(),
                summary: words.into(),
                text: format!("<p>{words}</p><svg onload=alert(1)><p style=x onclick=alert(1)>x</p>"),
                picture_alt: words.into(),
            },
            author: words.into(),
            place: words.into(),
            picture: Some("a/b.jpg".into()),
            ..plan("")
        });
        import_plans(&town.app, &town.actor, &town.project, plans.to_vec()).await.unwrap();
        let staff = town.session(Role::Admin, None).await;
        let mut pages = vec![town.block("plans-list", "", "?sort=oldest").await, town.block("plans-preview", "", "").await];
        for number in 1..=HOSTILE.len() {
            let api = town.get(&format!("/api/v1/projects/west/plans/{number}")).await.json();
            let wanted = HOSTILE[number - 1].replace('\u{202e}', "");
            assert_eq!(api["title"].as_str(), Some(wanted.as_str()));
            assert!(!api["text"].as_str().unwrap().contains("onload"));
            let slug = platform::ids::slug(&wanted, "plan");
            let page = town.block("plan", &format!("{number}-{slug}"), "").await;
            assert_eq!(page.status, 200, "{wanted}");
            pages.push(page);
            let path = format!("/staff/projects/west/plans/{number}");
            pages.push(town.send(Method::GET, &path, &staff, &[], axum::body::Body::empty()).await);
        }
        pages.push(town.send(Method::GET, "/staff/projects/west/plans", &staff, &[], axum::body::Body::empty()).await);
        for page in pages {
            assert_eq!(page.status, 200);
            for bad in ["<img src=x", "<svg onload", "onclick=alert", "<p style", "49 49"] {
                assert!(!page.text.contains(bad), "{bad}: {}", page.text);
            }
        }
    }

    async fn the_same_request_makes_one_plan(town: Town) {
        let (app, actor, project) = (&town.app, &town.actor, &town.project);
        let calls = (0..20).map(|_| create_plan(app, actor, project, plan("Een"), Some("key-1")));
        let made: Vec<_> = join_all(calls).await.into_iter().map(Result::unwrap).collect();
        assert!(made.iter().all(|plan| plan.uuid == made[0].uuid), "{made:?}");
        // Twenty different ones at once get twenty numbers, without a gap.
        let calls = (0..20).map(|n| create_plan(app, actor, project, plan(&format!("Plan {n}")), None));
        let mut numbers: Vec<i64> = join_all(calls).await.into_iter().map(|plan| plan.unwrap().number).collect();
        numbers.sort_unstable();
        assert_eq!(numbers, (2..=21).collect::<Vec<_>>());
        // Two at once with one number from elsewhere: one of them is told.
        let twin = || create_plan(app, actor, project, PlanInput { external_id: Some("7".into()), ..plan("Twee") }, None);
        let outcomes = join_all([twin(), twin(), twin()]).await;
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
        for outcome in outcomes.into_iter().filter(Result::is_err) {
            assert_eq!(refused(outcome), ["refusal-plan-external-id"]);
        }
        // An import with a doubled number writes nothing.
        let doubled = vec![plan("Nieuw"), PlanInput { external_id: Some("7".into()), ..plan("Dubbel") }];
        assert_eq!(refused(import_plans(app, actor, project, doubled).await), ["refusal-plan-external-id"]);
        assert_eq!(town.get("/api/v1/projects/west/plans?q=nieuw").await.json()["total"], 0);
    }

    async fn a_round_gets_everything_it_takes_over(town: Town) {
        let (app, actor, project) = (&town.app, &town.actor, &town.project);
        create_plan(app, actor, project, full(&town), None).await.unwrap();
        let hidden = PlanInput { published: false, ..plan("Verborgen") };
        let other = PlanInput { status: Some(town.statuses[1]), ..plan("Niet op de lijst") };
        let bare = plan("Kaal");
        let made = import_plans(app, actor, project, vec![hidden, other, bare]).await.unwrap();
        let plans = plans_for_round(app, town.organisation, project.id, None).await.unwrap();
        assert_eq!(plans.iter().map(|plan| plan.number).collect::<Vec<_>>(), [1, 4]);
        let one = &plans[0];
        assert_eq!(one.address, "1-groene-tuin");
        assert_eq!((one.cost, one.external_id.as_deref()), (Some(Cents(4_500_050)), Some("37840")));
        assert_eq!((one.texts.theme.as_deref(), one.texts.area.as_deref()), (Some("Groen"), Some("Zuid")));
        assert_eq!((one.picture.as_deref(), one.texts.picture_alt.as_str()), (Some("3f/3fa9-w800.jpg"), "Een tekening"));
        let english = &one.translations[&Lang::En];
        assert_eq!((english.title.as_str(), english.summary.as_str()), ("Green garden", "Over Green garden"));
        assert_eq!(plans[1].translations[&Lang::En].title, "Kaal");
        let only = plans_for_round(app, town.organisation, project.id, Some(vec![made[2].uuid])).await.unwrap();
        assert_eq!(only.len(), 1);
        // A hidden plan, or one of elsewhere, cannot be asked for.
        let asked = plans_for_round(app, town.organisation, project.id, Some(vec![made[0].uuid])).await;
        assert_eq!(refused(asked), ["refusal-not-found"]);
        let asked = plans_for_round(app, town.organisation, town.second.id, Some(vec![one.uuid])).await;
        assert_eq!(refused(asked), ["refusal-not-found"]);
    }

    async fn the_page_of_a_plan_says_when_the_vote_is(town: Town) {
        let (app, project) = (&town.app, &town.project);
        create_plan(app, &town.actor, project, full(&town), None).await.unwrap();
        let page = || town.block("plan", "1-groene-tuin", "");
        let before = page().await.text;
        for part in ["<h1>Groene tuin</h1>", "€\u{a0}45.000,50", "<strong>bomen</strong>", "Ingestuurd door Buren", "Zuid", "Ouderen", "<title>Groene tuin</title>"] {
            assert!(before.contains(part), "{part}: {before}");
        }
        assert!(!before.contains("Stem op dit plan") && before.contains("Te kiezen"));
        let window = ActivityWindow {
            uuid: None,
            phase: None,
            kind: "vote",
            subject: "x".into(),
            opens_at: "2027-03-02T11:00:00Z".parse().unwrap(),
            closes_at: "2027-03-09T11:00:00Z".parse().unwrap(),
            settings: json!({}),
        };
        let (node, organisation, id) = (app.clone(), town.organisation, project.id);
        app.db.write(move |tx| save_activity(&node, tx, organisation, id, &window)).await.unwrap();
        assert!(page().await.text.contains("Stemmen kan vanaf 2 maart 2027, 12.00 uur."));
        town.clock.set("2027-03-03T11:00:00Z".parse().unwrap());
        let during = page().await.text;
        assert!(during.contains("Je kunt erop stemmen") && during.contains("Stemmen kan tot 9 maart 2027, 12.00 uur."));
        assert!(during.contains("class=\"button button--vote button--block\" href=\"/west/stemmen\""), "{during}");
        town.clock.set("2027-03-10T11:00:00Z".parse().unwrap());
        let after = page().await.text;
        assert!(after.contains("Stemmen kon tot 9 maart 2027.") && after.contains("href=\"/west/uitslag\""));
        // Another spelling of the address leads to the right one.
        let old = town.block("plan", "1-oude-titel", "").await;
        assert_eq!((old.status, old.location.as_str()), (301, "/west/plan/1-groene-tuin"));
        let english = town.get("/en/show/plan/1-green-garden").await.text;
        assert!(english.contains("With trees") && english.contains("Handed in by Buren"), "{english}");
    }

    async fn staff_fill_in_a_form(town: Town) {
        let staff = town.session(Role::Editor, None).await;
        let get = |path: &'static str, session: String| {
            let town = &town;
            async move { town.send(Method::GET, path, &session, &[], axum::body::Body::empty()).await }
        };
        let at = "/staff/projects/west/plans";
        assert!(get(at, staff.clone()).await.text.contains("Er zijn nog geen plannen"));
        assert!(get("/staff/projects/west/plans/new", staff.clone()).await.text.contains("name=\"title_en\""));
        let fields = [
            ("title", "Groene tuin"), ("title_en", "Green garden"), ("summary", "Kort"), ("text", "## Kop\n\nMet **bomen**."),
            ("cost", "1.250,50"), ("status", "lijst"), ("area", "noord"), ("latitude", "52,37"), ("longitude", "4,87"),
            ("tags", "thema.groen"), ("tags", "doelgroep.kinderen"), ("published", "1"), ("request", "r1"),
        ];
        let wrong: Vec<_> = fields.iter().map(|(name, value)| match *name {
            "title" => ("title", ""),
            "cost" => ("cost", "1,250"),
            "latitude" => ("latitude", "ergens"),
            _ => (*name, *value),
        }).collect();
        let back = town.upload(at, &staff, &wrong, None).await;
        assert_eq!(back.status, 422);
        assert!(back.text.contains("href=\"#title\"") && back.text.contains("href=\"#latitude\""), "{}", back.text);
        for kept in ["Dit bedrag kunnen we niet lezen", "Deze plek klopt niet", "value=\"1,250\"", "value=\"ergens\"", "## Kop", "value=\"Green garden\"", "value=\"thema.groen\" checked", "error-summary"] {
            assert!(back.text.contains(kept), "{kept}: {}", back.text);
        }
        // A file that is no picture: told at its field, the rest is kept.
        let svg = town.upload(at, &staff, &fields, Some(b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")).await;
        assert!(svg.status == 422 && svg.text.contains("href=\"#picture\"") && svg.text.contains("value=\"Groene tuin\""));
        let done = town.upload(at, &staff, &fields, None).await;
        assert_eq!((done.status, done.location.as_str()), (303, "/staff/projects/west/plans/1?saved=1"));
        // Sent twice: the same plan.
        assert_eq!(town.upload(at, &staff, &fields, None).await.location, done.location);
        let api = town.get("/api/v1/projects/west/plans/1").await.json();
        assert_eq!((api["cost"].as_i64(), api["text"].as_str()), (Some(125_050), Some("<h2>Kop</h2>\n<p>Met <strong>bomen</strong>.</p>")));
        assert_eq!((api["latitude"].as_f64(), api["area"]["slug"].as_str()), (Some(52.37), Some("noord")));
        assert_eq!(api["tags"].as_array().unwrap().len(), 2);
        // The form shows what is saved; saving it unchanged changes nothing but the version.
        let form = get("/staff/projects/west/plans/1?saved=1", staff.clone()).await.text;
        assert!(form.contains("## Kop\n\nMet **bomen**.") && form.contains("value=\"1250,50\"") && form.contains("id=\"opgeslagen\""));
        let mut again = fields.to_vec();
        again.push(("version", "1"));
        let picture = include_bytes!("blue.png");
        let saved = town.upload("/staff/projects/west/plans/1", &staff, &again, Some(picture)).await;
        assert_eq!(saved.status, 303, "{}", saved.text);
        let name = town.get("/api/v1/projects/west/plans/1").await.json()["picture"].as_str().unwrap().to_owned();
        let stored = name.trim_start_matches("/files/").to_owned();
        assert!(town.app.files.get(platform::files::Area::Public, &stored).await.unwrap().is_some(), "{name}");
        assert!(get("/staff/projects/west/plans/1", staff.clone()).await.text.contains(&stored));
        let stale = town.upload("/staff/projects/west/plans/1", &staff, &again, None).await;
        assert!(stale.status == 409 && stale.text.contains("Iemand anders heeft dit net gewijzigd"));
        assert_eq!(get("/staff/projects/west/plans/2", staff.clone()).await.status, 404);
        assert_eq!(get("/staff/projects/west/plans/x", staff).await.status, 404);
    }

    async fn staff_work_with_the_table(town: Town) {
        let plans = (1..=120).map(|number| priced(&format!("Plan {number}"), number, &[])).collect();
        import_plans(&town.app, &town.actor, &town.project, plans).await.unwrap();
        let staff = town.session(Role::Editor, Some(&town.project)).await;
        let at = "/staff/projects/west/plans";
        let get = |path: String, session: String| {
            let town = &town;
            async move { town.send(Method::GET, &path, &session, &[], axum::body::Body::empty()).await }
        };
        let page = get(format!("{at}?sort=cost-down&page=3"), staff.clone()).await;
        assert_eq!(page.text.matches("name=\"plan\"").count(), 20);
        assert!(page.text.contains("aria-sort=\"descending\"") && page.text.contains("€\u{a0}20<"), "{}", page.text);
        let done = town.form(&format!("{at}/bulk"), &staff, &[("plan", "1"), ("plan", "2"), ("act", "hide"), ("why", "Dubbel"), ("back", "?page=2")]).await;
        assert_eq!((done.status, done.location.as_str()), (303, "/staff/projects/west/plans?page=2"));
        assert_eq!(town.get("/api/v1/projects/west/plans").await.json()["total"], 118);
        assert_eq!(get(at.into(), staff.clone()).await.text.matches("Verborgen").count(), 2);
        town.form(&format!("{at}/bulk"), &staff, &[("plan", "1"), ("act", "show")]).await;
        town.form(&format!("{at}/bulk"), &staff, &[("plan", "3"), ("act", "status"), ("status", "nieuw")]).await;
        let filtered = get(format!("{at}?status=nieuw"), staff.clone()).await.text;
        assert!(filtered.contains(">Plan 3</a>") && !filtered.contains(">Plan 4</a>"));
        for (fields, says) in [
            (vec![("act", "hide")], "Je hebt nog geen plan gekozen"),
            (vec![("act", "status"), ("plan", "1"), ("status", "weg")], "Dit project heeft deze status niet"),
            (vec![("act", "drop"), ("plan", "1")], "konden niet lezen"),
            (vec![("act", "hide"), ("why", "Dubbel"), ("plan", "999")], "Deze pagina is er niet"),
        ] {
            let answer = town.form(&format!("{at}/bulk"), &staff, &fields).await;
            assert!(answer.status >= 400 && answer.text.contains(says), "{fields:?}: {}", answer.text);
        }
        // A role in this project does not even tell that another is there; a viewer looks and changes nothing; nobody
        // else gets in.
        assert_eq!(get("/staff/projects/oost/plans".into(), staff.clone()).await.status, 404);
        assert_eq!(get("/staff/projects/weg/plans".into(), staff).await.status, 404);
        let viewer = town.session(Role::Viewer, None).await;
        let table = get(at.into(), viewer.clone()).await;
        assert!(table.status == 200 && !table.text.contains("/bulk") && !table.text.contains("plans/new"));
        for path in [format!("{at}/new"), format!("{at}/1")] {
            assert_eq!(get(path, viewer.clone()).await.status, 403);
        }
        assert_eq!(town.form(&format!("{at}/bulk"), &viewer, &[("plan", "1"), ("act", "hide")]).await.status, 403);
        assert_eq!(town.upload(at, &viewer, &[("title", "x")], None).await.status, 403);
        let nobody = get(at.into(), String::new()).await;
        assert!(nobody.status == 303 && nobody.location.starts_with("/sign-in?next="));
    }

    async fn the_api_writes_for_staff(town: Town) {
        let staff = town.session(Role::Admin, None).await;
        let at = "/api/v1/projects/west/plans";
        let body = json!({
            "title": "Groene tuin", "text": "<p>Met <script>alert(1)</script>bomen</p>", "cost": 125_000, "tags": ["thema.groen"],
            "area": "noord", "status": "nieuw", "latitude": 52.37, "longitude": 4.87, "externalId": "7",
            "translations": {"en": {"title": "Green garden"}},
        });
        let made = town.json(Method::POST, at, &staff, &body).await;
        assert_eq!((made.status, made.location.as_str()), (201, "/api/v1/projects/west/plans/1"), "{}", made.text);
        assert_eq!((made.json()["text"].as_str(), made.json()["version"].as_i64()), (Some("<p>Met bomen</p>"), Some(1)));
        let change = json!({"version": 1, "cost": null, "translations": {"en": {"summary": "Short"}}, "tags": []});
        let changed = town.json(Method::PATCH, &format!("{at}/1"), &staff, &change).await.json();
        assert_eq!((changed["title"].as_str(), changed["cost"].is_null(), changed["version"].as_i64()), (Some("Groene tuin"), true, Some(2)));
        assert_eq!(town.get("/en/api/v1/projects/west/plans/1").await.json()["title"], "Green garden");
        let key = [("content-type", "application/json"), ("idempotency-key", "abc")];
        for _ in 0..2 {
            let again = town.send(Method::POST, at, &staff, &key, axum::body::Body::from(r#"{"title":"Eens"}"#)).await;
            assert_eq!((again.status, again.json()["number"].as_i64()), (201, Some(2)));
        }
        for (path, method, bad, status, code) in [
            (at, Method::POST, json!({"title": "x", "externalId": "7"}), 409, "refusal-plan-external-id"),
            (at, Method::POST, json!({"title": ""}), 422, "refusal-missing"),
            (at, Method::POST, json!({"title": "x", "organisationId": 2}), 400, "refusal-malformed"),
            (at, Method::POST, json!({"title": 7}), 400, "refusal-malformed"),
            (at, Method::POST, json!([1]), 400, "refusal-malformed"),
            (at, Method::POST, json!({"title": "x", "cost": -1}), 422, "refusal-plan-cost"),
            (at, Method::POST, json!({"title": "x", "tags": ["thema.weg"]}), 422, "refusal-plan-tag"),
            (at, Method::POST, json!({"title": "x", "area": "weg"}), 422, "refusal-plan-area"),
            (at, Method::POST, json!({"title": "x", "status": "weg"}), 422, "refusal-plan-status"),
            (at, Method::POST, json!({"title": "x", "latitude": 1.0}), 422, "refusal-plan-point"),
            (at, Method::POST, json!({"title": "x", "translations": {"fr": {}}}), 422, "refusal-unknown-language"),
            ("/api/v1/projects/west/plans/1", Method::PATCH, json!({"title": "x"}), 422, "refusal-missing"),
            ("/api/v1/projects/west/plans/1", Method::PATCH, json!({"version": 1, "title": "x"}), 409, "refusal-changed"),
            ("/api/v1/projects/west/plans/9", Method::PATCH, json!({"version": 1}), 404, "refusal-not-found"),
            ("/api/v1/projects/oost/plans/1", Method::PATCH, json!({"version": 1}), 404, "refusal-not-found"),
        ] {
            let answer = town.json(method, path, &staff, &bad).await;
            assert_eq!((answer.status, answer.json()["code"].as_str()), (status, Some(code)), "{bad}: {}", answer.text);
        }
        assert_eq!(town.json(Method::POST, at, "", &body).await.status, 401);
        let viewer = town.session(Role::Viewer, None).await;
        assert_eq!(town.json(Method::POST, at, &viewer, &body).await.status, 403);
        let elsewhere = town.session(Role::Admin, Some(&town.second)).await;
        assert_eq!(town.json(Method::POST, at, &elsewhere, &body).await.status, 404);
        for query in ["?page=0", "?page=-1", "?page=99999999999", "?pageSize=101", "?pageSize=x", "?sort=p.author", "?tag=weg.weg", "?area=weg", "?status=weg"] {
            let answer = town.get(&format!("{at}{query}")).await;
            assert_eq!((answer.status, answer.json()["code"].as_str()), (400, Some("refusal-plan-query")), "{query}");
        }
        let far = town.get(&format!("{at}?page=9999")).await.json();
        assert_eq!((far["items"].as_array().unwrap().len(), far["total"].as_i64()), (0, Some(2)));
    }

    async fn a_draft_project_shows_no_plans(town: Town) {
        create_plan(&town.app, &town.actor, &town.project, full(&town), None).await.unwrap();
        let at = "/api/v1/projects/west/plans";
        assert_eq!((town.get(at).await.status, town.get(&format!("{at}/1")).await.status), (200, 200));
        civic::service::set_project_state(&town.app, &town.actor, &town.project, civic::model::ProjectState::Draft).await.unwrap();
        assert_eq!((town.get(at).await.status, town.get(&format!("{at}/1")).await.status), (404, 404));
    }
}

/// All futures at once, on the test's threads.
async fn join_all<F>(futures: impl IntoIterator<Item = F>) -> Vec<F::Output>
where
    F: Future,
{
    let mut waiting: Vec<_> = futures.into_iter().map(|future| (Box::pin(future), None)).collect();
    std::future::poll_fn(|context| {
        let mut ready = true;
        for (future, answer) in &mut waiting {
            if answer.is_none() {
                match future.as_mut().poll(context) {
                    std::task::Poll::Ready(value) => *answer = Some(value),
                    std::task::Poll::Pending => ready = false,
                }
            }
        }
        if ready { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
    waiting.into_iter().filter_map(|(_, answer)| answer).collect()
}

/// Both languages say the same, every key is used, every refusal has a sentence.
#[test]
fn the_texts_are_complete() {
    use platform::error::Reason;
    use platform::i18n::{Texts, Used, check};
    use proposals::refusal::Refusal;
    let texts = Texts::build(&proposals::LOCALES).unwrap();
    let used = Used::of_dir(std::path::Path::new("src")).unwrap();
    // Texts of other crates are not known here.
    let problems: Vec<_> = check(&texts, &used)
        .into_iter()
        .filter(|problem| {
            !["word-", "page-", "results-", "form-"]
                .iter()
                .any(|other| problem.contains(&format!("no text for `{other}")))
        })
        .collect();
    assert!(problems.is_empty(), "{problems:#?}");
    for reason in [
        Refusal::BadCost,
        Refusal::BadPoint,
        Refusal::BadPicture,
        Refusal::TooManyTags,
        Refusal::UnknownTag,
        Refusal::UnknownArea,
        Refusal::UnknownStatus,
        Refusal::ExternalIdTaken(String::new()),
        Refusal::TooManyPlans(1),
        Refusal::NoPlans,
        Refusal::BadQuery("sort"),
    ] {
        for lang in Lang::ALL {
            assert!(texts.lang(lang).has(reason.key()), "{lang} {}", reason.key());
        }
    }
}
