//! Who is told what: why a plan is hidden, that one came in, what a status says; and what plans send out to other programs.

use super::support::*;
use civic::permission::Role;
use http::Method;
use platform::i18n::Lang;
use proposals::model::{Asked, Collect, Identify};
use serde_json::json;
use testkit::{TestApp, both, town};

/// Mails after the jobs have run, as plain text.
async fn mails(app: &TestApp) -> Vec<String> {
    app.run_jobs().await;
    app.mails().into_iter().map(|mail| mail.replace("=\r\n", "").replace("=3D", "=")).collect()
}

both! {
    /// By whichever way a plan is hidden, there is a reason, and its people read it.
    async fn no_way_hides_a_plan_without_a_reason(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        collecting(&app, &town, Collect::default()).await;
        let mut author = handed_in(&app, &town, "fatima@voorbeeld.nl", "Bomen op het plein").await;
        let mut staff = app.signed_in(&town.host, town.organisation, Role::Editor).await;
        let (at, page) = ("/api/v1/projects/buurtbudget/plans/7", "/staff/projects/buurtbudget/plans/7");
        let version = now(&mut staff, page).await;
        let hide = staff.json(Method::PATCH, at, &json!({ "version": version, "published": false })).await;
        assert_eq!((hide.status, keys(&hide)), (422, vec!["why:refusal-plan-no-reason".to_owned()]), "{}", hide.text);
        let form = staff.get(page).await.text;
        let mut sent = vec![
            ("title", "Bomen op het plein".to_owned()),
            ("summary", "Bomen en een bank.".into()),
            ("status", hidden_status(&form)),
            ("version", hidden(&form, "version")),
        ];
        let refused = send(&mut staff, page, &sent).await;
        assert!(refused.status == 422 && refused.text.contains("Schrijf in een paar woorden waarom."), "{}", refused.text);
        assert_eq!(author.get(at).await.status, 200, "still there");
        sent.push(("why", "Dit plein is van een school".into()));
        assert_eq!(send(&mut staff, page, &sent).await.status, 303);
        assert_eq!(author.get(at).await.status, 404);
        let told = mails(&app).await;
        assert!(told.iter().any(|mail| mail.contains("fatima@") && mail.contains("Dit plein is van een school")), "{told:?}");
        assert!(staff.get(page).await.text.contains("Dit plein is van een school"), "staff see why");
        // Shown again it has no reason any more; by the API the reason goes along.
        let version = now(&mut staff, page).await;
        assert_eq!(staff.json(Method::PATCH, at, &json!({ "version": version, "published": true })).await.status, 200);
        assert!(!staff.get(page).await.text.contains("Dit plein is van een school"));
        let body = json!({ "version": version + 1, "published": false, "hiddenBecause": "Nog een keer" });
        let hide = staff.json(Method::PATCH, at, &body).await;
        assert_eq!(hide.status, 200, "{}", hide.text);
        assert!(staff.get(page).await.text.contains("Nog een keer"));
    }

    async fn a_post_code_alone_can_be_enough(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let collect = Collect { identify: Identify::Postcode, postcodes: vec!["1055".into()], summary: Asked::No, ..Collect::default() };
        collecting(&app, &town, collect).await;
        let mut me = app.browser(&town.host);
        let id = write(&mut me, json!({ "title": ["Bomen op het plein"], "text": [TEXT], "postcode": ["9999 ZZ"] })).await;
        assert_eq!(keys(&press(&mut me, &id).await), ["postcode:refusal-plan-postcode-elsewhere"]);
        let page = me.get(&format!("{FORM}?draft={id}&step=who")).await.text;
        assert!(page.contains("name=\"postcode\"") && !page.contains("name=\"email\""), "{page}");
        me.json(Method::PUT, &format!("{DRAFTS}/{id}"), &json!({ "version": 99, "fields": { "postcode": ["1055ab"] } })).await;
        let done = press(&mut me, &id).await;
        assert_eq!(done.status, 201, "{}", done.text);
        assert_eq!(list(&mut me).await, 7);
    }

    async fn staff_hear_of_a_new_plan(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let mut wrong = Collect { notify: vec!["geen adres".into()], ..easy() };
        let window = (testkit::moment("2027-02-20T12:00"), testkit::moment("2027-03-15T12:00"));
        let save = |collect: Collect| proposals::service::collect::save_collect(&app.app, &town.actor, &town.project, None, window, collect);
        assert_eq!(save(wrong.clone()).await.unwrap_err().refusals()[0].key, "refusal-plan-notify");
        wrong.notify = vec!["team@voorbeeldstad.example".into(); 11];
        assert_eq!(save(wrong).await.unwrap_err().refusals()[0].key, "refusal-plan-notify");
        collecting(&app, &town, Collect { notify: vec!["team@voorbeeldstad.example".into()], ..easy() }).await;
        let mut me = app.browser(&town.host);
        let id = write(&mut me, json!({ "title": ["Bomen op het plein"], "text": [TEXT] })).await;
        assert_eq!(press(&mut me, &id).await.status, 201);
        let told = mails(&app).await;
        let mail = told.iter().find(|mail| mail.contains("To: team@voorbeeldstad.example")).unwrap();
        assert!(mail.contains("Bomen op het plein") && mail.contains("/staff/projects/buurtbudget/plans/7"), "{mail}");
        let form = me.get("/api/v1/projects/buurtbudget/plan-form").await.text;
        assert!(!form.contains("team@"), "nobody else sees the addresses");
    }

    /// What a status says comes in the language of who handed in.
    async fn a_status_speaks_the_language_of_the_author(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        collecting(&app, &town, Collect::default()).await;
        let mut staff = app.signed_in(&town.host, town.organisation, Role::Editor).await;
        let page = "/staff/projects/buurtbudget/labels";
        let fields = [("title", "Uitgevoerd"), ("title.en", "Done"), ("votable", ""), ("message", "Het is klaar."), ("message.en", "It is done.")];
        assert_eq!(staff.post(&format!("{page}/statuses"), &fields).await.status, 303);
        let shown = staff.get(page).await.text;
        assert!(shown.contains("It is done.") && shown.contains("value=\"Done\""), "{shown}");
        let label = staff.get("/api/v1/projects/buurtbudget/labels/statuses/uitgevoerd").await.json();
        assert_eq!((&label["messages"]["en"], &label["translations"]["en"]), (&json!("It is done."), &json!("Done")));
        let mut english = app.browser(&town.host);
        let body = json!({ "fields": { "title": ["Trees on the square"], "summary": ["Trees and a bench on the square."], "text": [TEXT], "email": ["mary@voorbeeld.nl"], "name": ["Mary"] } });
        let begun = english.json(Method::POST, &format!("/en{DRAFTS}"), &body).await;
        let id = begun.json()["id"].as_str().unwrap().to_owned();
        let asked = english.post("/en/do/plans/buurtbudget/hand-in", &[("draft", &id)]).await;
        assert_eq!(asked.status, 200, "{}", asked.text);
        let code = code_of_last_mail(&app).await;
        assert_eq!(english.post("/en/do/plans/buurtbudget/code", &[("draft", &id), ("code", &code)]).await.status, 303);
        let version = now(&mut staff, "/staff/projects/buurtbudget/plans/7").await;
        let body = json!({ "version": version, "status": "uitgevoerd" });
        let set = staff.json(Method::PATCH, "/api/v1/projects/buurtbudget/plans/7", &body).await;
        assert_eq!(set.status, 200, "{}", set.text);
        let told = mails(&app).await;
        assert!(told.iter().any(|mail| mail.contains("mary@") && mail.contains("It is done.")), "{told:?}");
        assert!(!told.iter().any(|mail| mail.contains("Het is klaar.")));
    }

    /// The picture of a shared plan and the feed of a list hold what residents see, and nothing that they do not.
    async fn plans_are_sent_out(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let mut me = app.browser(&town.host);
        let moved = me.get("/buurtbudget/plan/1").await;
        let page = me.get(moved.location()).await.text;
        assert!(page.contains("property=\"og:image\" content=\"http://ons.example/plan-share/buurtbudget/1.jpg\""), "{page}");
        let picture = me.get("/plan-share/buurtbudget/1.jpg").await;
        assert_eq!((picture.status, picture.headers["content-type"].to_str().unwrap()), (200, "image/jpeg"));
        for wrong in ["/plan-share/buurtbudget/99.jpg", "/plan-share/buurtbudget/01.jpg", "/plan-share/buurtbudget/1.png", "/plan-share/weg/1.jpg", "/plan-feed/weg"] {
            assert_eq!(me.get(wrong).await.status, 404, "{wrong}");
        }
        let feed = me.get("/plan-feed/buurtbudget").await;
        assert_eq!(feed.headers["content-type"].to_str().unwrap(), "application/atom+xml; charset=utf-8");
        assert_eq!(feed.text.matches("<entry>").count(), 6);
        let list = me.get("/buurtbudget/plannen?status=op-de-lijst&sort=newest").await.text;
        assert!(list.contains("/plan-feed/buurtbudget?status=op-de-lijst\""), "the feed of a list has its filters: {list}");
        let few = me.get("/plan-feed/buurtbudget?q=zwembad&sort=%27&unknown=1").await;
        assert!(few.status == 200 && few.text.matches("<entry>").count() < 6);
        let numbers = [1];
        proposals::service::moderate::hide(&app.app, &town.actor, &town.project, &numbers, "Niet goed").await.unwrap();
        assert_eq!(me.get("/plan-share/buurtbudget/1.jpg").await.status, 404);
        assert_eq!(me.get("/plan-feed/buurtbudget").await.text.matches("<entry>").count(), 5);
        let hostile = proposals::model::PlanTexts { title: "<b>x</b> & ]]>".into(), ..Default::default() };
        let input = proposals::model::PlanInput { texts: hostile, published: true, ..Default::default() };
        let made = proposals::service::create_plan(&app.app, &town.actor, &town.project, input, None).await.unwrap();
        let feed = me.get("/plan-feed/buurtbudget").await.text;
        assert!(feed.contains("&lt;b&gt;x") && !feed.contains("<b>") && !feed.contains("]]>"), "{feed}");
        assert_eq!(me.get(&format!("/plan-share/buurtbudget/{}.jpg", made.number)).await.status, 200);
    }
}

/// The version of a plan, as the form of staff has it.
async fn now(staff: &mut testkit::Browser, page: &str) -> i64 {
    hidden(&staff.get(page).await.text, "version").parse().unwrap()
}

/// The status that is chosen in a form.
fn hidden_status(page: &str) -> String {
    let list = page.split("name=\"status\"").nth(1).unwrap().split("</select>").next().unwrap();
    let chosen = list.split("<option").find(|option| option.contains("selected")).unwrap();
    chosen.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

/// A form of parts without a file.
async fn send(browser: &mut testkit::Browser, path: &str, fields: &[(&str, String)]) -> testkit::Answer {
    let body: String = fields
        .iter()
        .map(|(name, value)| format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"))
        .collect();
    let kind = Some("multipart/form-data; boundary=edge");
    browser.send(Method::POST, path, kind, format!("{body}--edge--\r\n").into()).await
}
