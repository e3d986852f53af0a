//! Strange words where the table, the export, the import and the form look for some; and answers that tell nothing of the
//! inside.

use super::support::*;
use http::Method;
use platform::db::Sql;
use platform::i18n::Lang;
use proposals::model::Collect;
use serde_json::json;
use std::time::{Duration, Instant};
use testkit::{both, town};

const AT: &str = "/staff/projects/buurtbudget/plans";
const WORDS: [&str; 12] = [
    "",
    "%00",
    "%27",
    "%27%20OR%20%271%27=%271",
    "1;DROP%20TABLE%20proposal",
    "%22%3E%3Csvg%20onload=alert(1)%3E",
    "..%2F..%2F..%2Fetc%2Fpasswd",
    "-1",
    "99999999999999999999",
    "%F0%9F%92%A9",
    "%ff%fe",
    "%0d%0aset-cookie:%20x=y",
];
/// What would make a database wait, in each of the two.
const SLOW: [&str; 4] = [
    "1%27%20OR%20pg_sleep(5)--",
    "1%3B%20SELECT%20pg_sleep(5)--",
    "%27%7C%7C(SELECT%20pg_sleep(5))%7C%7C%27",
    "1%27%20AND%20randomblob(1000000000)--",
];

/// Says nothing of database, folders or program.
fn nothing_inside(path: &str, answer: &testkit::Answer) {
    let text = answer.text.to_lowercase();
    for word in [
        "sqlite",
        "postgres",
        "select p.",
        "insert into",
        "syntax error",
        "constraint failed",
        "/tmp/",
        ".rs:",
        "panicked",
        "127.0.0.1",
        "0.1.0",
    ] {
        assert!(!text.contains(word), "{word} on {path}: {}", answer.text);
    }
    for name in ["server", "x-powered-by", "set-cookie"] {
        assert!(!answer.headers.contains_key(name), "{name} on {path}");
    }
}

both! {
    async fn strange_queries_of_staff_and_of_the_form_are_harmless(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        collecting(&app, &town, Collect::default()).await;
        let mut staff = app.signed_in(&town.host, town.organisation, civic::permission::Role::Admin).await;
        let mut me = app.browser(&town.host);
        let keys = ["q", "tag", "area", "status", "sort", "page", "told", "format", "number", "step", "draft", "token", "bbox", "postcode", "view"];
        for word in WORDS.into_iter().chain(SLOW) {
            let query = |only: &[&str]| only.iter().map(|key| format!("{key}={word}")).collect::<Vec<_>>().join("&");
            let began = Instant::now();
            for path in [
                format!("{AT}?{}", query(&keys)), format!("{AT}/export?{}", query(&["q", "tag", "area", "format"])),
                format!("{AT}/import/template?format={word}"), format!("{AT}/{word}"), format!("{AT}/import/{word}"),
                format!("{FORM}?{}", query(&["draft", "step"])), format!("{FORM}?{}", query(&["number", "step"])),
                format!("{FORM}?step=done&number={word}"), format!("/my-plans/join?token={word}"), format!("/my-plans/{word}"),
                format!("/plan-map/buurtbudget?at={word}"), format!("/plan-files/{word}"), format!("/api/v1/projects/{word}/plans"), format!("/{word}"), format!("/buurtbudget/plan/{word}"), format!("/staff/projects/{word}/plans"), format!("{DRAFTS}/{word}"),
            ] {
                let answer = if path.starts_with("/staff") { staff.get(&path).await } else { me.get(&path).await };
                assert!(answer.status < 500, "{path}: {} {}", answer.status, answer.text);
                harmless(&answer.text);
                nothing_inside(&path, &answer);
            }
            assert!(began.elapsed() < Duration::from_secs(4), "{word} took {:?}", began.elapsed());
        }
        assert_eq!(list(&mut me).await, 6, "everything is still there");
    }

    async fn what_is_dirty_in_the_database_leaves_clean(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        static DIRTY: Sql = Sql::new("DIRTY", "UPDATE proposal SET title = ?1, summary = ?1, text = ?2, author = ?1, place = ?1 WHERE number = 1");
        let title = "<script>alert(1)</script>\"><img src=x onerror=alert(1)>";
        let text = "<p onclick=alert(1)>Dag<script>alert(1)</script><img src=x onerror=alert(1)><a href=\"javascript:alert(1)\">x</a>\
            <iframe src=\"https://evil.example\"></iframe><svg onload=alert(1)></svg><style>*{display:none}</style></p>";
        let project = town.project.id;
        app.app.db.write(move |tx| {
            tx.execute(&DIRTY, &[title.into(), text.into()])?;
            civic::store::raise(tx, project.0)
        }).await.unwrap();
        let mut me = app.browser(&town.host);
        let mut staff = app.signed_in(&town.host, town.organisation, civic::permission::Role::Admin).await;
        let address = me.get("/buurtbudget/plan/1").await.location().to_owned();
        for path in [address.clone(), format!("{address}/poster"), "/buurtbudget/plannen".into(), AT.into(), format!("{AT}/1"), format!("{AT}/1/ballot")] {
            let page = staff.get(&path).await;
            assert_eq!(page.status, 200, "{path}");
            harmless(&page.text);
            for bad in ["<p onclick", "<iframe", "<style>*", "href=\"javascript:"] {
                assert!(!page.text.contains(bad), "{bad} on {path}: {}", page.text);
            }
        }
        assert!(me.get(&address).await.text.contains("Dag"), "the words are there");
        let api = me.get("/api/v1/projects/buurtbudget/plans/1").await.json();
        let html = api["text"].as_str().or(api["html"].as_str()).unwrap_or_else(|| panic!("{api}"));
        for bad in ["<script", "onclick", "onerror", "javascript:", "<iframe", "<svg", "<style"] {
            assert!(!html.contains(bad), "{bad} in {html}");
        }
    }

    async fn errors_of_plans_tell_nothing_of_the_inside(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        collecting(&app, &town, easy()).await;
        let mut me = app.browser(&town.host);
        let id = write(&mut me, json!({ "title": ["Bomen op het plein"], "text": [TEXT] })).await;
        let mut staff = app.signed_in(&town.host, town.organisation, civic::permission::Role::Editor).await;
        let form = Some("multipart/form-data; boundary=edge");
        for body in ["", "--edge", "--edge\r\nContent-Disposition: form-data\r\n\r\n", "--edge\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"x"] {
            for (browser, path) in [(&mut me, "/do/plans/buurtbudget/pictures".to_owned()), (&mut staff, format!("{AT}/import"))] {
                let answer = browser.send(Method::POST, &path, form, body.to_owned().into()).await;
                assert!((400..500).contains(&answer.status), "{path} {body}: {}", answer.status);
                nothing_inside(&path, &answer);
            }
        }
        for file in [b"\x89PNG\r\n\x1a\nkapot".as_slice(), b"RIFF\0\0\0\0WEBPVP8 ", b"\xff\xd8\xff\xe0", b"GIF89a"] {
            let answer = picture(&mut me, &id, file, &[]).await;
            assert!((400..500).contains(&answer.status), "{}", answer.status);
            nothing_inside("a picture", &answer);
        }
        for file in [b"PK\x03\x04kapot".as_slice(), b"\xd0\xcf\x11\xe0\0", b"Titel\nx\x81\n"] {
            let answer = upload(&mut staff, &format!("{AT}/import"), ("sheet", "x.xlsx", file), &[]).await;
            assert!((400..500).contains(&answer.status), "{}", answer.status);
            nothing_inside("a spreadsheet", &answer);
        }
        for (method, path, body) in [
            (Method::POST, DRAFTS.to_owned(), "{\"fields\": 1}"),
            (Method::PUT, format!("{DRAFTS}/{id}"), "{\"version\": \"x\"}"),
            (Method::POST, format!("{DRAFTS}/x/hand-in"), "{}"),
            (Method::GET, "/api/v1/projects/buurtbudget/plans/99".into(), ""),
            (Method::GET, "/api/v1/projects/buurtbudget/plans?sort=%27".into(), ""),
        ] {
            let answer = me.send(method, &path, Some("application/json"), body.to_owned().into()).await;
            assert!((400..500).contains(&answer.status), "{path}: {}", answer.status);
            nothing_inside(&path, &answer);
        }
    }

    /// S8: of two projects and two organisations, what belongs to one is not reached through the other.
    async fn what_is_one_projects_is_not_anothers(app: TestApp) {
        let ours = town(&app, "ons", Lang::Nl).await;
        let theirs = testkit::town(&app, "ander", Lang::Nl).await;
        let texts = civic::service::ProjectTexts { title: "Tweede".into(), ..Default::default() };
        let new = civic::service::NewProject { slug: Some("tweede".into()), texts };
        let second = civic::service::create_project(&app.app, &ours.actor, new).await.unwrap();
        samenspel::demo::seed::project_pages(&app, &ours.actor, &second).await.unwrap();
        for town in [&ours, &theirs] {
            collecting(&app, town, easy()).await;
        }
        let asked = question(proposals::model::QuestionKind::Line, false, true);
        proposals::service::collect::add_question(&app.app, &theirs.actor, &theirs.project, asked).await.unwrap();
        let asked = question(proposals::model::QuestionKind::Line, false, true);
        proposals::service::collect::add_question(&app.app, &ours.actor, &ours.project, asked).await.unwrap();
        let mut here = app.signed_in(&ours.host, ours.organisation, civic::permission::Role::Owner).await;
        let mut there = app.signed_in(&theirs.host, theirs.organisation, civic::permission::Role::Owner).await;
        let other = "/staff/projects/tweede/plans";
        // A view.
        let kept = here.post(&format!("{AT}/views"), &[("view", "Alleen van ons"), ("query", "?q=plan")]).await;
        assert_eq!(kept.status, 303);
        let page = here.get(AT).await.text;
        let view = page.split("/views/").nth(1).and_then(|rest| rest.split('/').next()).map(str::to_owned);
        let page = here.get(kept.location()).await.text;
        let view = view.or_else(|| page.split("/views/").nth(1).and_then(|rest| rest.split('/').next()).map(str::to_owned)).unwrap();
        here.post(&format!("{other}/views/{view}/remove"), &[]).await;
        there.post(&format!("{AT}/views/{view}/remove"), &[]).await;
        assert!(here.get(AT).await.text.contains("Alleen van ons"), "forgotten from elsewhere");
        assert!(!here.get(other).await.text.contains("Alleen van ons") && !there.get(AT).await.text.contains("Alleen van ons"));
        // Questions, and the plans of a bulk: numbers are each project's own.
        assert_eq!(here.post(&format!("{other}/collect/questions/1/move"), &[("to", "away")]).await.status, 404);
        for (browser, at) in [(&mut here, other)] {
            assert_eq!(browser.post(&format!("{at}/bulk"), &[("plan", "1"), ("act", "show")]).await.status, 404);
            assert_eq!(browser.get(&format!("{at}/1/ballot")).await.status, 404);
            assert_eq!(browser.post(&format!("{at}/1/ballot"), &[("version", "0"), ("title", "Van mij")]).await.status, 404);
        }
        assert_eq!(there.post(&format!("{AT}/1/ballot"), &[("version", "0"), ("title", "Van hen")]).await.status, 303);
        assert!(!here.get(&format!("{AT}/1/ballot")).await.text.contains("Van hen"));
        assert_eq!(there.post(&format!("{AT}/bulk"), &[("plan", "1"), ("act", "hide"), ("why", "x")]).await.status, 303);
        let mut anybody = app.browser(&ours.host);
        assert_eq!(list(&mut anybody).await, 6);
        // Somebody of one project alone does nothing in the other.
        let form = anybody.get("/api/v1/projects/buurtbudget/plan-form").await.json();
        assert_eq!(form["questions"].as_array().map(Vec::len), Some(1));
        // A draft is its project's: not found through another.
        let id = write(&mut anybody, json!({ "title": ["Bomen op het plein"] })).await;
        assert_eq!(anybody.get(&format!("/api/v1/projects/tweede/plan-drafts/{id}")).await.status, 404);
        civic::service::set_project_state(&app.app, &ours.actor, &second, civic::model::ProjectState::Published).await.unwrap();
        assert_eq!(anybody.get(&format!("/api/v1/projects/tweede/plan-drafts/{id}")).await.status, 404);
    }
}
