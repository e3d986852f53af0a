//! Pages of residents.

use super::town::{Town, at, organisation};
use axum::body::Body;
use civic::Actor;
use civic::model::{PageRole, ProjectState};
use civic::permission::Role;
use civic::service::{self, NewBlock, NewPage, NewSection, ProjectTexts, Translation, update_project};
use civic::store;
use http::{Request, StatusCode, header};
use platform::error::Error;
use platform::i18n::Lang;
use serde_json::json;
use std::sync::atomic::Ordering;

const HOSTILE: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";

async fn the_front_page_leads_to_the_one_thing_to_do(town: Town) {
    let empty = town.get("/").await;
    assert_eq!(empty.status, StatusCode::OK);
    assert!(empty.text.contains("Er is nog niets om aan mee te doen"), "{}", empty.text);
    town.published("West Begroot").await;
    let front = town.get("/").await;
    for part in [
        "<html lang=\"nl\">",
        "href=\"/west-begroot\"",
        "tot 3 maart 2027, 12.00 uur",
        "href=\"/west-begroot/stemmen\"",
        "Begin met stemmen",
        "href=\"/privacy\"",
        "href=\"/en\" lang=\"en\"",
        "mailto:meedoen@voorbeeldstad.example",
        "href=\"#inhoud\"",
        "css/site.css",
    ] {
        assert!(front.text.contains(part), "{part} in {}", front.text);
    }
    assert_eq!(front.text.matches("<h1").count(), 1);
    assert!(!front.text.contains("style="), "no style attributes");
}

async fn what_is_open_changes_to_the_second(town: Town) {
    town.published("West Begroot").await;
    town.clock.set(at("2027-03-03T10:59:59Z"));
    for path in ["/", "/west-begroot"] {
        let open = town.get(path).await.text;
        assert!(open.contains("Begin met stemmen"), "{path}: {open}");
    }
    let menu = "href=\"/west-begroot/uitslag\">Uitslag</a>";
    for path in ["/west-begroot", "/west-begroot/log"] {
        assert!(!town.get(path).await.text.contains(menu), "{path}: there is no outcome to see yet");
    }
    town.clock.set(at("2027-03-03T11:00:00Z"));
    for path in ["/", "/west-begroot"] {
        let over = town.get(path).await.text;
        assert!(over.contains("Bekijk de uitslag") && !over.contains("Begin met stemmen"), "{path}: {over}");
    }
    for path in ["/west-begroot", "/west-begroot/log"] {
        assert!(town.get(path).await.text.contains(menu), "{path}");
    }
    town.clock.set(at("2027-06-01T11:00:00Z"));
    town.app.generations.forget();
    assert!(town.published("Later").await.slug == "later");
    assert!(town.get("/").await.text.contains("Eerder"), "what is long over stands apart");
    let api = town.get("/api/v1/projects/west-begroot").await.text;
    let body: serde_json::Value = serde_json::from_str(&api).unwrap();
    assert_eq!(body["activities"][0]["when"], "past");
    assert_eq!(body["phases"][1]["startsAt"], "2027-02-15T08:00:00Z");
}

async fn a_page_is_made_once_until_something_changes(town: Town) {
    let project = town.published("West Begroot").await;
    let first = town.get("/west-begroot/uitslag").await;
    assert!(first.text.contains("made 1"), "{}", first.text);
    for path in
        ["/west-begroot/uitslag", "/west-begroot/uitslag?utm_source=x&nonsense=1", "/west-begroot/uitslag?seed=3"]
    {
        assert_eq!(town.get(path).await.text, first.text, "{path} is the same page");
    }
    let etag = first.headers[header::ETAG].to_str().unwrap();
    let request = Request::get("/west-begroot/uitslag")
        .header(header::HOST, super::town::HOST)
        .header(header::IF_NONE_MATCH, etag);
    assert_eq!(town.send(request.body(Body::empty()).unwrap()).await.status, StatusCode::NOT_MODIFIED);
    let texts =
        ProjectTexts { title: "West Begroot".into(), note: "Dit is een proef.".into(), ..ProjectTexts::default() };
    let version = read_version(&town, &project.slug).await;
    update_project(&town.app, &town.actor(), &project, version, texts).await.unwrap();
    let changed = town.get("/west-begroot/uitslag").await;
    assert!(changed.text.contains("made 2") && changed.text.contains("Dit is een proef."), "{}", changed.text);
    // Each query that is read makes a page of its own, in whichever order it was written.
    let paged = town.get("/west-begroot/uitslag?page=2").await;
    assert!(paged.text.contains("made 3 query [page=2]"), "{}", paged.text);
    assert!(town.get("/west-begroot/uitslag?x=1&page=2").await.text.contains("made 3"));
}

async fn read_version(town: &Town, slug: &str) -> i64 {
    let (organisation, slug) = (town.organisation, slug.to_owned());
    let read =
        move |r: &platform::db::Reader<'_>| Ok::<_, Error>(store::project_by_slug(r, organisation, &slug, Lang::Nl)?);
    town.app.db.read(read).await.unwrap().unwrap().version
}

async fn searches_are_not_kept_and_seeds_come_from_the_cookie_only(town: Town) {
    town.published("West Begroot").await;
    assert!(town.get("/west-begroot/plannen?q=boom").await.text.contains("made 1 query [q=boom]"));
    assert!(town.get("/west-begroot/plannen?q=boom").await.text.contains("made 2 query [q=boom]"));
    let first = town.get("/west-begroot/plannen?seed=63").await;
    let cookie = first.headers[header::SET_COOKIE].to_str().unwrap().to_owned();
    let (seed, _) = cookie.strip_prefix("order=").unwrap().split_once(';').unwrap();
    assert!(first.text.contains(&format!("query [seed={seed}]")), "{}", first.text);
    let again = town.get_with("/west-begroot/plannen", &format!("order={seed}")).await;
    assert_eq!(again.text, first.text, "the same order, from the cache");
    assert!(again.headers.get(header::SET_COOKIE).is_none());
    let odd = town.get_with("/west-begroot/plannen", "order=64").await;
    assert!(odd.headers.get(header::SET_COOKIE).is_some(), "64 is no seed");
}

async fn a_kept_page_holds_nothing_of_whoever_came_first(town: Town) {
    let project = town.published("West Begroot").await;
    let staff = town.staff(Role::Admin, Some(&project)).await;
    let request = Request::get("/west-begroot/uitslag?q2=secret")
        .header(header::HOST, format!("{}:6666", super::town::HOST))
        .header(header::COOKIE, &staff);
    let first = town.send(request.body(Body::empty()).unwrap()).await;
    assert!(first.text.contains("made 1") && first.text.contains("signed false known false"), "{}", first.text);
    assert!(!first.text.contains("6666") && !first.text.contains("secret"), "{}", first.text);
    assert_eq!(town.get("/west-begroot/uitslag").await.text, first.text);
    // A block that is personal for this visitor is made for them alone.
    let vote = town.get_with("/west-begroot/stemmen", &staff).await;
    assert!(vote.text.contains("made 2") && vote.text.contains("signed true"), "{}", vote.text);
    assert_eq!(vote.headers[header::CACHE_CONTROL], "no-store");
    let anonymous = town.get("/west-begroot/stemmen").await;
    assert!(anonymous.text.contains("made 3") && anonymous.text.contains("signed false"), "{}", anonymous.text);
    assert!(town.get("/west-begroot/stemmen").await.text.contains("made 3"));
    // One that depends on roles is made once for all who have these, without knowing who they are, and for residents.
    let plans = town.get_with("/west-begroot/plannen", &staff).await;
    assert!(plans.text.contains("made 4") && plans.text.contains("signed false known false"), "{}", plans.text);
    assert_eq!(plans.headers[header::CACHE_CONTROL], "private, no-cache");
    let colleague = town.staff(Role::Admin, None).await;
    let seed = plans.headers[header::SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned();
    let same = |cookie: &str| format!("{cookie}; {seed}");
    assert!(town.get_with("/west-begroot/plannen", &same(&colleague)).await.text.contains("made 4"));
    let viewer = town.staff(Role::Viewer, Some(&project)).await;
    assert!(town.get_with("/west-begroot/plannen", &same(&viewer)).await.text.contains("made 5"));
    let resident = town.get_with("/west-begroot/plannen", &seed).await;
    assert!(resident.text.contains("made 6") && resident.headers[header::CACHE_CONTROL] == "no-cache");
}

async fn what_is_not_there_is_not_kept(town: Town) {
    town.published("West Begroot").await;
    for path in [
        "/nergens",
        "/west-begroot/nergens",
        "/west-begroot/plannen/12-boom",
        "/west-begroot/plan/999-weg",
        "/privacy/meer",
        "/west-begroot/",
        "/WEST-BEGROOT",
        "/west-begroot/%6Cog",
        "/../etc/passwd",
        "/staff/nergens",
        "/west-begroot%2Fplannen",
    ] {
        let gone = town.get(path).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND, "{path}: {}", gone.text);
        assert!(gone.text.contains("Deze pagina is er niet"), "{path}: {}", gone.text);
    }
    assert!(town.get("/west-begroot/plan/12-boom").await.text.contains("rest [12-boom]"));
    let json = town.get("/api/v1/projects/nergens").await;
    assert_eq!(json.headers[header::CONTENT_TYPE], "application/problem+json");
    assert!(json.text.contains("\"code\":\"refusal-not-found\""), "{}", json.text);
    let wrong = town.post("/west-begroot", "", &[]).await;
    assert_eq!(wrong.status, StatusCode::METHOD_NOT_ALLOWED);
}

async fn a_draft_is_for_those_who_work_on_it(town: Town) {
    let project = town.project("West Begroot").await;
    let other = town.published("Oost").await;
    let (own, elsewhere) =
        (town.staff(Role::Viewer, Some(&project)).await, town.staff(Role::Admin, Some(&other)).await);
    for path in ["/west-begroot", "/west-begroot/plannen", "/west-begroot/log", "/api/v1/projects/west-begroot"] {
        assert_eq!(town.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(town.get_with(path, &elsewhere).await.status, StatusCode::NOT_FOUND, "{path} from another project");
        assert_eq!(town.get_with(path, &own).await.status, StatusCode::OK, "{path}");
        assert_eq!(town.get(path).await.status, StatusCode::NOT_FOUND, "{path}: what staff saw is not kept");
    }
    let draft = town.get_with("/west-begroot", &own).await;
    assert!(draft.text.contains("noindex"));
    for public in ["/", "/sitemap.xml", "/api/v1/projects"] {
        assert!(!town.get(public).await.text.contains("west-begroot"), "{public}");
    }
    assert!(town.get_with("/api/v1/projects", &own).await.text.contains("west-begroot"));
    service::set_project_state(&town.app, &town.actor(), &project, ProjectState::Published).await.unwrap();
    assert_eq!(town.get("/west-begroot").await.status, StatusCode::OK);
    assert!(
        town.get("/sitemap.xml").await.text.contains("<loc>http://voorbeeldstad.example/en/west-begroot/plannen</loc>")
    );
}

async fn another_organisation_has_none_of_it(town: Town) {
    let project = town.published("West Begroot").await;
    let other = organisation(&town.app, "elders", "elders.example", "Gemeente Elders").await;
    crate::defaults::organisation_pages(&town.app, &town.registry, &Actor::system(other)).await.unwrap();
    assert_eq!(town.get("/west-begroot").await.status, StatusCode::OK);
    for path in ["/west-begroot".to_owned(), format!("/api/v1/projects/{}", project.uuid)] {
        let request = Request::get(&path).header(header::HOST, "elders.example").body(Body::empty()).unwrap();
        assert_eq!(town.send(request).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let unknown = Request::get("/").header(header::HOST, "nergens.example").body(Body::empty()).unwrap();
    let answer = town.send(unknown).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(
        answer.text.contains("Hier is geen site") && answer.text.contains("There is no site here"),
        "{}",
        answer.text
    );
}

async fn both_languages_are_whole(town: Town) {
    let project = town.published("West Begroot").await;
    let translation = |field, text: &str| Translation {
        entity: "project",
        id: project.id.0,
        field,
        lang: Lang::En,
        text: text.into(),
    };
    let texts = vec![translation("title", "West Budgets"), translation("summary", "")];
    service::translate(&town.app, &town.actor(), &project, texts).await.unwrap();
    let english = town.get("/en/west-begroot").await.text;
    for part in [
        "<html lang=\"en\">",
        "West Budgets",
        "Start voting",
        "href=\"/en/west-begroot/stemmen\"",
        "Verdeel het geld.",
        "3 March 2027, 12:00",
        "href=\"/west-begroot\" lang=\"nl\"",
    ] {
        assert!(english.contains(part), "{part} in {english}");
    }
    assert!(!town.get("/west-begroot").await.text.contains("West Budgets"));
    let (nl, en) = (town.get("/toegankelijkheid").await.text, town.get("/en/toegankelijkheid").await.text);
    assert!(nl.contains("<h1>Toegankelijkheid</h1>") && nl.contains("Wat je mag verwachten"), "{nl}");
    assert!(en.contains("<h1>Accessibility</h1>") && en.contains("What you may expect"), "{en}");
}

async fn what_staff_type_is_text_to_residents(town: Town) {
    let project = town.published("West Begroot").await;
    let texts = ProjectTexts {
        title: HOSTILE.into(),
        summary: HOSTILE.into(),
        intro: format!("<h2 onclick=\"x\">Dag</h2>{HOSTILE}<a href=\"javascript:alert(1)\">x</a>"),
        note: HOSTILE.into(),
        picture: Some("ab/abc-w800.jpg".into()),
        picture_alt: HOSTILE.into(),
        area: None,
    };
    let version = read_version(&town, &project.slug).await;
    update_project(&town.app, &town.actor(), &project, version, texts).await.unwrap();
    for path in ["/", "/west-begroot", "/west-begroot/log", "/west-begroot/plannen"] {
        let html = town.get(path).await.text;
        for bad in ["<script>alert", "<img src=x", "onclick", "javascript:"] {
            assert!(!html.contains(bad), "{bad} in {path}: {html}");
        }
    }
}

async fn a_kind_that_was_removed_shows_nothing(town: Town) {
    let block = |kind, settings| NewBlock { kind, settings };
    let page = NewPage {
        slug: "proef".into(),
        role: PageRole::Text,
        title: "Proef".into(),
        in_menu: true,
        sections: vec![NewSection {
            layout: "reading",
            blocks: vec![block("heading", json!({})), block("text", json!({"text": {"nl": "<p>Hallo</p>"}}))],
        }],
        translations: Vec::new(),
    };
    service::add_page(&town.app, &town.registry, &town.actor(), None, page).await.unwrap();
    let rename = |tx: &mut platform::db::Tx<'_>| {
        Ok::<_, Error>(tx.batch("UPDATE block SET kind = 'gone' WHERE kind = 'heading' AND settings = '{}'")?)
    };
    assert!(town.get("/proef").await.text.contains("<h1>Proef</h1>"));
    town.app.db.write(rename).await.unwrap();
    town.app.generations.forget();
    service::set_project_state(&town.app, &town.actor(), &town.project("X").await, ProjectState::Published)
        .await
        .unwrap();
    let page = town.get("/proef").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("<p>Hallo</p>") && !page.text.contains("<h1>"), "{}", page.text);
    assert!(page.text.contains("href=\"/proef\" aria-current=\"page\""), "it stands in the menu: {}", page.text);
}

async fn settings_of_an_older_version_are_upgraded_when_they_are_shown(town: Town) {
    let block = NewBlock { kind: "renamed", settings: json!({ "new": "Nu" }) };
    let page = NewPage {
        slug: "proef".into(),
        role: PageRole::Text,
        title: "Proef".into(),
        in_menu: false,
        sections: vec![NewSection { layout: "full", blocks: vec![block] }],
        translations: Vec::new(),
    };
    service::add_page(&town.app, &town.registry, &town.actor(), None, page).await.unwrap();
    assert!(town.get("/proef").await.text.contains("new: Nu"));
    let older = |tx: &mut platform::db::Tx<'_>| {
        let sql = "UPDATE block SET version = 1, settings = '{\"old\":\"Toen\"}' WHERE kind = 'renamed'";
        Ok::<_, Error>(tx.batch(sql)?)
    };
    town.app.db.write(older).await.unwrap();
    town.published("Iets nieuws").await;
    let front = town.app.generation(store::front_scope(town.organisation)).await.unwrap();
    assert!(front > 0, "something public changed");
    let shown = town.get("/proef?fresh=1").await.text;
    assert!(shown.contains("new: Toen"), "{shown}");
}

async fn two_windows_of_one_kind_overlap_only_with_the_same_settings(town: Town) {
    let project = town.project("West Begroot").await;
    let save = |subject: &str, from: &str, to: &str, limit: i64, uuid: Option<uuid::Uuid>| {
        let (db, app, organisation, id) = (town.app.db.clone(), town.app.clone(), town.organisation, project.id);
        let window = service::ActivityWindow {
            uuid,
            phase: None,
            kind: "collect",
            subject: subject.to_owned(),
            opens_at: at(from),
            closes_at: at(to),
            settings: json!({ "limit": limit }),
        };
        async move { db.write(move |tx| service::save_activity(&app, tx, organisation, id, &window)).await }
    };
    let (one, two, three) = ("2027-04-01T10:00:00Z", "2027-05-01T10:00:00Z", "2027-06-01T10:00:00Z");
    let first = save("", one, two, 3, None).await.unwrap();
    let refused = |result: Result<uuid::Uuid, Error>| result.unwrap_err().refusals()[0].key;
    assert_eq!(refused(save("", "2027-04-30T10:00:00Z", three, 5, None).await), "refusal-windows-clash");
    save("", "2027-04-30T10:00:00Z", three, 3, None).await.expect("the same settings may overlap");
    save("ideas", one, three, 9, None).await.expect("another subject");
    save("", three, "2027-07-01T10:00:00Z", 5, None).await.expect("from the moment on that the other ends");
    assert_eq!(
        refused(save("", one, two, 5, Some(first)).await),
        "refusal-windows-clash",
        "changed into another's time"
    );
    save("", one, "2027-04-15T10:00:00Z", 5, Some(first)).await.expect("it is not in its own way");
    assert_eq!(refused(save("", two, one, 3, None).await), "refusal-ends-before-start");
}

async fn settings_that_do_not_fit_are_refused(town: Town) {
    for (kind, settings) in [
        ("text", json!({"text": {"nl": 3}})),
        ("text", json!({"text": {"xx": "x"}})),
        ("text", json!({"tekst": {}})),
        ("heading", json!({"title": {"nl": "x".repeat(301)}})),
        ("hero", json!({"x": 1})),
        ("rules", json!([])),
        ("nothing", json!({})),
    ] {
        let sections = vec![NewSection { layout: "full", blocks: vec![NewBlock { kind, settings: settings.clone() }] }];
        let (slug, title, role) = ("proef".into(), "Proef".into(), PageRole::Text);
        let page = NewPage { slug, role, title, in_menu: false, sections, translations: Vec::new() };
        let refused = service::add_page(&town.app, &town.registry, &town.actor(), None, page).await.unwrap_err();
        assert_eq!(refused.refusals()[0].key, "refusal-bad-block", "{kind} {settings}");
    }
    assert_eq!(town.made.load(Ordering::SeqCst), 0);
}

async fn files_never_run(town: Town) {
    use platform::files::Area;
    town.app.files.put(Area::Public, "ab/x.svg", "<svg onload=alert(1)>".into()).await.unwrap();
    town.app.files.put(Area::Public, "ab/x.html", "<script>1</script>".into()).await.unwrap();
    town.app.files.put(Area::Private, "secret", "K".into()).await.unwrap();
    let svg = town.get("/files/ab/x.svg").await;
    assert!(svg.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap().contains("sandbox"));
    assert!(svg.headers[header::CACHE_CONTROL].to_str().unwrap().contains("immutable"));
    let html = town.get("/files/ab/x.html").await;
    assert_eq!(html.headers[header::CONTENT_TYPE], "application/octet-stream");
    assert_eq!(html.headers[header::CONTENT_DISPOSITION], "attachment");
    for path in
        ["/files/secret", "/files/../private/secret", "/files/%2e%2e/private/secret", "/files/nothing.jpg", "/files/.x"]
    {
        assert_eq!(town.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert!(town.get("/robots.txt").await.text.contains("Disallow: /staff"));
    assert_eq!(town.get("/favicon.ico").await.status, StatusCode::SEE_OTHER);
}

both! {
    the_front_page_leads_to_the_one_thing_to_do,
    what_is_open_changes_to_the_second,
    a_page_is_made_once_until_something_changes,
    searches_are_not_kept_and_seeds_come_from_the_cookie_only,
    a_kept_page_holds_nothing_of_whoever_came_first,
    what_is_not_there_is_not_kept,
    a_draft_is_for_those_who_work_on_it,
    another_organisation_has_none_of_it,
    both_languages_are_whole,
    what_staff_type_is_text_to_residents,
    a_kind_that_was_removed_shows_nothing,
    settings_of_an_older_version_are_upgraded_when_they_are_shown,
    two_windows_of_one_kind_overlap_only_with_the_same_settings,
    settings_that_do_not_fit_are_refused,
    files_never_run,
}
