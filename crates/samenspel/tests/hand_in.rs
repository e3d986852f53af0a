//! Handing in a plan, the whole way through the program: drafts, identification, changing, withdrawing, inviting.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test may panic")]

use axum::body::Body;
use http::Method;
use platform::i18n::Lang;
use proposals::model::{Asked, Choice, Collect, Identify, Name, QuestionKind, QuestionSettings};
use proposals::service::collect::{NewQuestion, add_question, save_collect};
use proposals::service::hand_in::{Channel, ForSomebody, hand_in_for};
use proposals::service::publish;
use serde_json::{Value, json};
use testkit::{Browser, TestApp, Town, both, moment, plain_round, town};

const FORM: &str = "/buurtbudget/plan-insturen";
const DRAFTS: &str = "/api/v1/projects/buurtbudget/plan-drafts";
const HOSTILE: [&str; 6] = [
    "<img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "{{7*7}} ${7*7} <%= 7*7 %>",
    "🌳🌳🌳 bomen",
    "حديقة الحي الجميل",
    "'; DROP TABLE proposal; --",
];

/// Plans can be handed in until 15 March, and after that comes the vote.
async fn collecting(app: &TestApp, town: &Town, collect: Collect) {
    let window = (moment("2027-02-20T12:00"), moment("2027-03-15T12:00"));
    save_collect(&app.app, &town.actor, &town.project, None, window, collect).await.unwrap();
    let phase = civic::service::NewPhase {
        title: "Stemmen".into(),
        description: String::new(),
        starts_at: moment("2027-04-01T12:00"),
        ends_at: None,
    };
    civic::service::add_phase(&app.app, &town.actor, &town.project, phase).await.unwrap();
}

fn easy() -> Collect {
    Collect { identify: Identify::None, summary: Asked::Optional, ..Collect::default() }
}

fn question(kind: QuestionKind, required: bool, shown: bool) -> NewQuestion {
    let choice = |key: &str, nl: &str, en: &str| Choice {
        key: key.into(),
        words: [("nl".into(), nl.into()), ("en".into(), en.into())].into(),
    };
    let choices = vec![choice("ja", "Zeker", "Sure"), choice("nee", "Liever niet", "Rather not")];
    NewQuestion {
        kind,
        label: format!("Vraag {}", kind.code()),
        help: String::new(),
        required,
        shown,
        settings: QuestionSettings { choices, ..QuestionSettings::default() },
        translations: [(Lang::En, (format!("Question {}", kind.code()), String::new()))].into(),
    }
}

/// The draft in an address, `…?draft=UUID&step=…`.
fn draft_in(location: &str) -> String {
    location.split("draft=").nth(1).unwrap().split('&').next().unwrap().to_owned()
}

/// The value of a hidden field of a page.
fn hidden(page: &str, name: &str) -> String {
    let from = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_else(|| panic!("no {name}: {page}"));
    from.split('"').next().unwrap().to_owned()
}

/// Fills in a step without script, as its page was.
async fn fill(browser: &mut Browser, at: &str, fields: &[(&str, &str)]) -> testkit::Answer {
    let page = browser.get(at).await;
    assert_eq!(page.status, 200, "{at}: {}", page.text);
    let (draft, version, step) =
        (hidden(&page.text, "draft"), hidden(&page.text, "version"), hidden(&page.text, "step"));
    let mut all = vec![("draft", draft.as_str()), ("version", version.as_str()), ("step", step.as_str())];
    let marks: Vec<(String, String)> = fields
        .iter()
        .map(|(name, _)| format!("was-{name}"))
        .map(|name| (name.clone(), hidden(&page.text, &name)))
        .collect();
    all.extend(marks.iter().map(|(name, mark)| (name.as_str(), mark.as_str())));
    all.extend(fields.iter().copied());
    browser.post("/do/plans/buurtbudget/draft", &all).await
}

const TEXT: &str = "Op het plein staat niets. We willen er bomen planten, met een bank eronder waar je kunt zitten.";

/// Writes a draft by the API; its id.
async fn write(browser: &mut Browser, fields: Value) -> String {
    let begun = browser.json(Method::POST, DRAFTS, &json!({ "fields": fields })).await;
    assert_eq!(begun.status, 201, "{}", begun.text);
    begun.json()["id"].as_str().unwrap().to_owned()
}

async fn press(browser: &mut Browser, id: &str) -> testkit::Answer {
    browser.json(Method::POST, &format!("{DRAFTS}/{id}/hand-in"), &json!({})).await
}

fn keys(answer: &testkit::Answer) -> Vec<String> {
    let errors = answer.json()["errors"].as_array().cloned().unwrap_or_default();
    errors
        .iter()
        .map(|error| format!("{}:{}", error["field"].as_str().unwrap_or("-"), error["code"].as_str().unwrap()))
        .collect()
}

/// Signs in as a resident who has handed in before, by the code of the mail.
async fn code_of_last_mail(app: &TestApp) -> String {
    app.run_jobs().await;
    let mails = app.mails();
    let last = mails.iter().rfind(|mail| mail.contains("Je code") || mail.contains("Your code")).unwrap();
    let digits = |word: &&str| word.len() == 6 && word.bytes().all(|b| b.is_ascii_digit());
    last.split(|c: char| !c.is_ascii_alphanumeric()).find(digits).unwrap_or_else(|| panic!("{last}")).to_owned()
}

/// Hands in a plan with an address, and answers the browser that is signed in now.
async fn handed_in(app: &TestApp, town: &Town, email: &str, title: &str) -> Browser {
    let mut browser = app.browser(&town.host);
    let fields = json!({ "title": [title], "summary": ["Bomen en een bank op het plein."], "text": [TEXT], "email": [email], "name": ["Fatima de Vries"] });
    let id = write(&mut browser, fields).await;
    let asked = browser.post("/do/plans/buurtbudget/hand-in", &[("draft", &id)]).await;
    assert_eq!(asked.status, 200, "{}", asked.text);
    let code = code_of_last_mail(app).await;
    let done = browser.post("/do/plans/buurtbudget/code", &[("draft", &id), ("code", &code)]).await;
    assert_eq!(done.status, 303, "{}", done.text);
    browser
}

async fn own(browser: &mut Browser) -> Value {
    let mine = browser.get("/api/v1/my-plans").await;
    assert_eq!(mine.status, 200, "{}", mine.text);
    mine.json()["items"].clone()
}

async fn list(browser: &mut Browser) -> i64 {
    browser.get("/api/v1/projects/buurtbudget/plans").await.json()["total"].as_i64().unwrap()
}

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

    async fn ones_own_plan_is_changed_with_its_history_and_withdrawn(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        collecting(&app, &town, Collect::default()).await;
        let mut me = handed_in(&app, &town, "fatima@voorbeeld.nl", "Bomen op het plein").await;
        let id = own(&mut me).await[0]["id"].as_str().unwrap().to_owned();
        let mut other = handed_in(&app, &town, "piet@voorbeeld.nl", "Een ander plan hier").await;
        for path in [format!("/my-plans/{id}"), "/my-plans/018f0000-0000-7000-8000-000000000000".into(), "/my-plans/x".into()] {
            assert_eq!(other.get(&path).await.status, 404, "{path}");
        }
        for act in ["changes", "withdrawal", "invitations"] {
            let body = json!({ "why": "x", "email": "x@y.nl" });
            let body = if act == "withdrawal" { json!({ "why": body["why"] }) } else { json!({ "email": body["email"] }) };
            let path = format!("/api/v1/my-plans/{id}/{act}");
            assert_eq!(other.json(Method::POST, &path, &body).await.status, 404, "{act}");
            assert_eq!(app.browser(&town.host).json(Method::POST, &path, &body).await.status, 401, "{act}");
        }
        // A change, from another device where the same person is signed in.
        let draft = me.json(Method::POST, &format!("/api/v1/my-plans/{id}/changes"), &json!({})).await;
        assert_eq!(draft.status, 201, "{}", draft.text);
        let draft = draft.json();
        assert_eq!(draft["fields"]["title"]["values"][0], "Bomen op het plein");
        let draft = draft["id"].as_str().unwrap().to_owned();
        let typed = json!({ "version": 1, "fields": { "title": ["Grote bomen op het plein"] } });
        assert_eq!(me.json(Method::PUT, &format!("{DRAFTS}/{draft}"), &typed).await.status, 200);
        assert_eq!(press(&mut me, &draft).await.status, 201);
        let page = me.get(&format!("/my-plans/{id}")).await.text;
        assert!(page.contains("<ins>") && page.contains("Grote"), "{page}");
        assert_eq!(app.browser(&town.host).get("/buurtbudget/plan/7").await.location(), "/buurtbudget/plan/7-grote-bomen-op-het-plein");
        // Staff change it meanwhile: the draft of the author is told, and kept.
        let draft = me.json(Method::POST, &format!("/api/v1/my-plans/{id}/changes"), &json!({})).await.json();
        publish(&app.app, &town.actor, &town.project, &[7], true).await.unwrap();
        let late = press(&mut me, draft["id"].as_str().unwrap()).await;
        assert_eq!((late.status, keys(&late)), (409, vec!["-:refusal-changed".to_owned()]));
        // Withdrawn: gone everywhere, and staff cannot show it again by mistake.
        let path = format!("/api/v1/my-plans/{id}/withdrawal");
        assert_eq!(keys(&me.json(Method::POST, &path, &json!({ "why": " " })).await), ["why:refusal-plan-no-reason"]);
        assert_eq!(me.json(Method::POST, &path, &json!({ "why": "We verhuizen" })).await.status, 204);
        assert_eq!(keys(&me.json(Method::POST, &path, &json!({ "why": "Nog eens" })).await), ["-:refusal-plan-withdrawn"]);
        let mut anybody = app.browser(&town.host);
        for path in ["/buurtbudget/plan/7-grote-bomen-op-het-plein", "/buurtbudget/plan/7", "/api/v1/projects/buurtbudget/plans/7"] {
            assert_eq!(anybody.get(path).await.status, 404, "{path}");
        }
        for path in ["/buurtbudget/plannen?q=bomen", "/api/v1/projects/buurtbudget/plans?q=bomen", "/buurtbudget", "/sitemap.xml"] {
            assert!(!anybody.get(path).await.text.contains("Grote bomen"), "{path}");
        }
        assert!(!me.get("/buurtbudget/plan-insturen?number=7&step=done").await.text.contains("Grote bomen"));
        let again = publish(&app.app, &town.actor, &town.project, &[7], true).await.unwrap_err();
        assert_eq!(again.refusals()[0].key, "refusal-plan-withdrawn");
        assert!(me.get(&format!("/my-plans/{id}")).await.text.contains("We verhuizen"));
    }

    async fn a_plan_in_a_vote_stays(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        collecting(&app, &town, Collect { cost: Asked::Required, ..Collect::default() }).await;
        let mut me = app.browser(&town.host);
        let fields = json!({ "title": ["Bomen op het plein"], "summary": ["Bomen en een bank op het plein."], "text": [TEXT], "cost": ["1.000"], "email": ["fatima@voorbeeld.nl"] });
        let id = write(&mut me, fields).await;
        me.post("/do/plans/buurtbudget/hand-in", &[("draft", &id)]).await;
        let code = code_of_last_mail(&app).await;
        assert_eq!(me.post("/do/plans/buurtbudget/code", &[("draft", &id), ("code", &code)]).await.status, 303);
        let plan = own(&mut me).await[0]["id"].as_str().unwrap().to_owned();
        let round = plain_round(&app, &town, voting::rules::RoundRules::default()).await;
        let (withdraw, why) = (format!("/api/v1/my-plans/{plan}/withdrawal"), json!({ "why": "Toch niet" }));
        app.clock.set(moment("2027-03-02T12:00"));
        voting::service::round::open(&app.voting, &town.actor, round).await.unwrap();
        assert_eq!(keys(&me.json(Method::POST, &withdraw, &why).await), ["-:refusal-plan-in-vote"]);
        let change = me.json(Method::POST, &format!("/api/v1/my-plans/{plan}/changes"), &json!({})).await;
        assert_eq!(keys(&change), ["-:refusal-plan-in-vote"]);
        assert!(me.get(&format!("/my-plans/{plan}")).await.text.contains("staat in een stemming"));
        app.clock.set(moment("2027-03-09T12:00"));
        app.run_jobs().await;
        assert_eq!(keys(&me.json(Method::POST, &withdraw, &why).await), ["-:refusal-plan-in-vote"], "counting goes on");
    }

    async fn somebody_joins_by_invitation(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        collecting(&app, &town, Collect::default()).await;
        let mut me = handed_in(&app, &town, "fatima@voorbeeld.nl", "Bomen op het plein").await;
        let id = own(&mut me).await[0]["id"].as_str().unwrap().to_owned();
        let path = format!("/api/v1/my-plans/{id}/invitations");
        assert_eq!(me.json(Method::POST, &path, &json!({ "email": "geen adres" })).await.status, 422);
        assert_eq!(me.json(Method::POST, &path, &json!({ "email": "Buur@Voorbeeld.nl" })).await.status, 204);
        app.run_jobs().await;
        let plain = |mail: String| mail.replace("=\r\n", "").replace("=\n", "").replace("=3D", "=");
        let mail = app.mails().into_iter().map(plain).find(|mail| mail.contains("join?token=")).unwrap();
        let token: String = mail.split("join?token=").nth(1).unwrap().chars().take(43).collect();
        let mut buur = app.browser(&town.host);
        let look = buur.get(&format!("/my-plans/join?token={token}")).await;
        assert!(look.status == 200 && look.text.contains("Bomen op het plein") && buur.cookies.is_empty());
        assert_eq!(buur.post("/my-plans/join", &[("token", "x")]).await.status, 410);
        assert_eq!(buur.post("/my-plans/join", &[("token", &token)]).await.status, 303);
        assert_eq!(app.browser(&town.host).post("/my-plans/join", &[("token", &token)]).await.status, 410, "works once");
        assert_eq!(own(&mut buur).await[0]["author"], false);
        assert_eq!(buur.json(Method::POST, &format!("/api/v1/my-plans/{id}/changes"), &json!({})).await.status, 201);
        let why = json!({ "why": "Vind ik niets" });
        assert_eq!(buur.json(Method::POST, &format!("/api/v1/my-plans/{id}/withdrawal"), &why).await.status, 403);
        assert_eq!(buur.json(Method::POST, &path, &json!({ "email": "x@y.nl" })).await.status, 403);
    }

    async fn staff_look_first_where_the_project_says_so(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        collecting(&app, &town, Collect { review: true, name: Name::First, ..Collect::default() }).await;
        let mut me = handed_in(&app, &town, "fatima@voorbeeld.nl", "Bomen op het plein").await;
        assert_eq!((list(&mut me).await, me.get("/buurtbudget/plan/7").await.status), (6, 404));
        let thanks = me.get("/buurtbudget/plan-insturen?number=7&step=done").await.text;
        assert!(thanks.contains("Een medewerker leest je plan eerst") && !thanks.contains("Bomen op het plein"));
        app.run_jobs().await;
        let before = app.mails().len();
        publish(&app.app, &town.actor, &town.project, &[7], true).await.unwrap();
        publish(&app.app, &town.actor, &town.project, &[7], true).await.unwrap();
        app.run_jobs().await;
        assert_eq!(app.mails().len(), before + 1, "told once");
        let plan = me.get("/api/v1/projects/buurtbudget/plans/7").await.json();
        assert_eq!(plan["author"], "Fatima");
        // Who changes it, has it looked at again.
        let id = own(&mut me).await[0]["id"].as_str().unwrap().to_owned();
        let draft = me.json(Method::POST, &format!("/api/v1/my-plans/{id}/changes"), &json!({})).await.json();
        assert_eq!(press(&mut me, draft["id"].as_str().unwrap()).await.json()["shown"], false);
        assert_eq!(list(&mut me).await, 6);
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

    async fn staff_hand_in_for_somebody(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        collecting(&app, &town, Collect::default()).await;
        let new = |email: &str| ForSomebody {
            input: proposals::model::PlanInput {
                texts: proposals::model::PlanTexts { title: "Bankje".into(), ..Default::default() },
                published: true,
                ..Default::default()
            },
            channel: Some(Channel::Counter),
            email: email.into(),
            ..ForSomebody::default()
        };
        let done = hand_in_for(&app.app, &town.actor, &town.project, Lang::Nl, new("oma@voorbeeld.nl")).await.unwrap();
        assert_eq!(done.plan.number, 7);
        app.run_jobs().await;
        let mail = app.mails().into_iter().find(|mail| mail.contains("oma@")).unwrap();
        assert!(mail.contains("oma@voorbeeld.nl") && mail.contains("Bankje"), "{mail}");
        let nobody = civic::Actor::anonymous(town.organisation);
        let refused = hand_in_for(&app.app, &nobody, &town.project, Lang::Nl, new("")).await.unwrap_err();
        assert_eq!(refused.refusals()[0].key, "refusal-sign-in-needed");
        let without = ForSomebody { channel: None, ..new("") };
        assert!(hand_in_for(&app.app, &town.actor, &town.project, Lang::Nl, without).await.is_err());
        // By the form and the API of staff too.
        let mut staff = app.signed_in(&town.host, town.organisation, civic::permission::Role::Editor).await;
        let path = "/api/v1/projects/buurtbudget/plans";
        let body = |channel: &str, field: &str| json!({ "title": "Heg", "channel": channel, "email": "opa@voorbeeld.nl", "answers": { field: ["x"] } });
        assert_eq!(keys(&staff.json(Method::POST, path, &body("counter", "question-9")).await), ["-:refusal-plan-field"]);
        assert_eq!(keys(&staff.json(Method::POST, path, &body("site", "question-1")).await), ["channel:refusal-missing"]);
        add_question(&app.app, &town.actor, &town.project, question(QuestionKind::Line, true, true)).await.unwrap();
        let made = staff.json(Method::POST, path, &body("phone", "question-1")).await;
        assert_eq!((made.status, made.json()["answers"][0]["value"].as_str()), (201, Some("x")), "{}", made.text);
        let page = staff.get("/staff/projects/buurtbudget/plans/8").await.text;
        assert!(page.contains("opa@voorbeeld.nl") && page.contains("Aan de telefoon") && page.contains("value=\"x\""), "{page}");
        assert_eq!(staff.get("/staff/projects/buurtbudget/plans/collect").await.status, 200);
        // The plan is theirs when they sign in, with the mail that everybody gets.
        let mut oma = app.browser(&town.host);
        oma.post("/sign-in", &[("email", "oma@voorbeeld.nl")]).await;
        let code = code_of_last_mail(&app).await;
        let signed = oma.post("/sign-in/code", &[("email", "oma@voorbeeld.nl"), ("code", &code), ("next", "/my-plans")]).await;
        assert_eq!(signed.location(), "/my-plans");
        assert!(oma.get("/my-plans").await.text.contains("Bankje"));
    }

    async fn staff_set_what_is_asked(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let mut staff = app.signed_in(&town.host, town.organisation, civic::permission::Role::Editor).await;
        let at = "/staff/projects/buurtbudget/plans/collect";
        let page = staff.get(at).await.text;
        assert!(page.contains("Dit project heeft nog geen eigen vragen."));
        let settings = |most: &'static str| {
            let mut all = vec![
                ("opens_at", "2027-02-20T12:00"), ("closes_at", "2027-03-15T12:00"), ("identify", "none"), ("name", "first"),
                ("postcodes", "1055 1056"), ("title_least", "5"), ("title_most", most), ("summary_least", "0"),
                ("summary_most", "200"), ("text_least", "10"), ("text_most", "900"),
            ];
            for field in ["summary", "place", "area", "tags", "cost", "pictures"] {
                all.push((Box::leak(format!("ask_{field}").into_boxed_str()), "optional"));
            }
            all
        };
        let wrong = staff.post(at, &settings("4")).await;
        assert!(wrong.status == 422 && wrong.text.contains("Hier past niets tussen"), "{}", wrong.text);
        assert_eq!(staff.post(at, &settings("60")).await.status, 303);
        let form = app.browser(&town.host).get("/api/v1/projects/buurtbudget/plan-form").await.json();
        assert_eq!((form["open"].as_bool(), form["identify"].as_str()), (Some(true), Some("none")));
        let question = |label: &'static str, choices: &'static str| [("label", label), ("label_en", "Will you help?"), ("kind", "one"), ("choices", choices), ("required", "1"), ("shown", "1")];
        for (label, choices, why) in [("", "a\nb", "Vul dit in."), ("Help je mee?", "a", "ten minste twee"), ("Help je mee?", "a\na", "ten minste twee")] {
            let wrong = staff.post(&format!("{at}/questions"), &question(label, choices)).await;
            assert!(wrong.status == 422 && wrong.text.contains(why), "{label} {choices}: {}", wrong.text);
        }
        assert_eq!(staff.post(&format!("{at}/questions"), &question("Help je mee?", "Zeker | Sure\nnee = Liever niet | No")).await.status, 303);
        assert_eq!(staff.post(&format!("{at}/questions"), &question("Nog iets?", "Ja\nNee")).await.status, 303);
        assert_eq!(staff.post(&format!("{at}/questions/2/move"), &[("to", "up")]).await.status, 303);
        let form = app.browser(&town.host).get("/en/api/v1/projects/buurtbudget/plan-form").await.json();
        assert_eq!(form["questions"][0]["field"], "question-2");
        assert_eq!((form["questions"][1]["label"].as_str(), form["questions"][1]["choices"][0]["title"].as_str()), (Some("Will you help?"), Some("Sure")));
        assert!(staff.get(at).await.text.contains("zeker = Zeker | Sure"));
        assert_eq!(staff.post(&format!("{at}/questions/1"), &question("Doe je mee?", "zeker = Ja graag | Sure\nnee = Nee | No")).await.status, 303);
        assert_eq!(staff.post(&format!("{at}/questions/9"), &question("Weg", "a\nb")).await.status, 404);
        assert_eq!(staff.post(&format!("{at}/questions/2/move"), &[("to", "away")]).await.status, 303);
        let form = app.browser(&town.host).get("/api/v1/projects/buurtbudget/plan-form").await.json();
        assert_eq!((form["questions"].as_array().unwrap().len(), form["questions"][0]["label"].as_str()), (1, Some("Doe je mee?")));
        let mut viewer = app.signed_in(&town.host, town.organisation, civic::permission::Role::Viewer).await;
        assert_eq!(viewer.post(at, &settings("60")).await.status, 403);
    }

    async fn files_that_are_no_pictures_are_refused(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        collecting(&app, &town, easy()).await;
        let mut me = app.browser(&town.host);
        let id = write(&mut me, json!({ "title": ["Bomen op het plein"], "text": [TEXT] })).await;
        let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>".to_vec();
        let bomb = {
            let mut png = png(8, 8);
            png[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
            png
        };
        for file in [svg, b"#!/bin/sh".to_vec(), b"\x89PNG\r\n\x1a\nkapot".to_vec(), bomb] {
            let answer = picture(&mut me, &id, &file, &[]).await;
            assert!((400..500).contains(&answer.status), "{}: {}", answer.status, answer.text);
            harmless(&answer.text);
        }
        for _ in 0..2 {
            assert_eq!(picture(&mut me, &id, &png(40, 30), &[]).await.status, 303);
        }
        for width in 1..6 {
            assert_eq!(picture(&mut me, &id, &png(40, 30 + width), &[]).await.status, 303);
        }
        assert_eq!(me.get(&format!("{DRAFTS}/{id}")).await.json()["pictures"].as_array().unwrap().len(), 6, "the same one once");
        let seventh = picture(&mut me, &id, &png(50, 50), &[]).await;
        assert!(seventh.status == 422 && seventh.text.contains("ten hoogste 6"), "{}", seventh.text);
        let mut stranger = app.browser(&town.host);
        assert_eq!(picture(&mut stranger, &id, &png(8, 8), &[]).await.status, 404);
    }
}

/// No script of somebody's own on a page.
fn harmless(page: &str) {
    for bad in ["<script>alert", "<img src=x", "<svg onload", "href=\"javascript:"] {
        assert!(!page.contains(bad), "{bad} in {page}");
    }
}

/// A plain PNG of this size.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut out = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(width, height, image::Rgb([30, 120, 60]))
        .write_to(&mut out, image::ImageFormat::Png)
        .unwrap();
    out.into_inner()
}

/// The step of pictures, as a browser sends it.
async fn picture(browser: &mut Browser, draft: &str, file: &[u8], fields: &[(&str, &str)]) -> testkit::Answer {
    let go = if file.is_empty() { "next" } else { "upload" };
    let mut body = Vec::new();
    for (name, value) in [("draft", draft), ("step", "pictures"), ("go", go)].iter().chain(fields) {
        body.extend(
            format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes(),
        );
    }
    let head =
        "--edge\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"../<svg onload=alert(1)>.png\"\r\n\r\n";
    body.extend(head.as_bytes());
    body.extend(file);
    body.extend(b"\r\n--edge--\r\n");
    let kind = Some("multipart/form-data; boundary=edge");
    browser.send(Method::POST, "/do/plans/buurtbudget/pictures", kind, Body::from(body)).await
}
