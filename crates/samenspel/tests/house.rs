//! The house as a whole: statements, texts, rights, the description of the API.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test may panic")]

use civic::model::Influence;
use civic::permission::{Permission, Role};
use civic::route::Access;
use http::Method;
use platform::i18n::{Lang, Used, check};
use std::path::{Path, PathBuf};
use testkit::{Browser, Kind, TestApp, both, plain_round, town};
use voting::rules::RoundRules;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

both! {
    /// One text for both databases: each statement is understood by each.
    async fn every_statement_can_be_prepared(app: TestApp) {
        let statements = samenspel::program::statements();
        assert!(statements.len() > 100, "only {} statements are registered", statements.len());
        let wrong = app
            .app
            .db
            .read(move |reader| {
                let wrong: Vec<String> = statements
                    .iter()
                    .filter_map(|sql| reader.prepare(sql).err().map(|error| format!("{}: {error}", sql.name())))
                    .collect();
                Ok::<_, platform::db::DbError>(wrong)
            })
            .await
            .unwrap();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    /// Each route × each role × own and other organisation. A route without a rule cannot be made; here each rule holds.
    async fn every_route_asks_for_its_right(app: TestApp) {
        let ours = town(&app, "ons", Lang::Nl).await;
        let theirs = town(&app, "ander", Lang::Nl).await;
        for role in [None].into_iter().chain(Role::ALL.map(Some)) {
            let mut browser = match role {
                Some(role) => app.signed_in(&ours.host, ours.organisation, role).await,
                None => app.browser(&ours.host),
            };
            let mut stranger = app.browser(&theirs.host);
            stranger.cookies = browser.cookies.clone();
            for (method, path, access) in &app.routes {
                if ["/sign-out", "/do/plans/{project}/again"].contains(path) {
                    continue;
                }
                let path = path_of(path, &ours.project.slug, &ours.project.uuid.to_string());
                let mine = ask(&mut browser, method, &path).await;
                let other = ask(&mut stranger, method, &path).await;
                let what = format!("{method} {path} as {role:?}");
                assert_ne!(mine, 500, "{what}");
                assert_ne!(other, 500, "{what} elsewhere");
                if let Access::Staff(permission) = access {
                    let may = role.is_some_and(|role| permission.roles().contains(&role));
                    let refused = matches!(mine, 401 | 403) || (mine == 303 && role.is_none());
                    assert_eq!(refused, !may, "{what}: {mine}, {permission:?}");
                    assert!(matches!(other, 303 | 401), "{what} with a session of another organisation: {other}");
                }
            }
        }
    }

    /// A role in one project gives nothing in another.
    async fn a_right_in_one_project_is_none_in_another(app: TestApp) {
        let ours = town(&app, "ons", Lang::Nl).await;
        let texts = civic::service::ProjectTexts { title: "Tweede".into(), ..Default::default() };
        let new = civic::service::NewProject { slug: Some("tweede".into()), texts };
        let second = civic::service::create_project(&app.app, &ours.actor, new).await.unwrap();
        let mut browser = app.signed_in(&ours.host, ours.organisation, Role::Juror).await;
        let email = "juror@voorbeeldstad.example".to_owned();
        civic::service::give_role(&app.app, &ours.actor, email, Role::Admin, Some(second.id)).await.unwrap();
        let mut tried = 0;
        for (method, path, access) in &app.routes {
            let Access::Staff(permission) = access else { continue };
            if !path.contains("{project}") || permission.roles().contains(&Role::Juror) {
                continue;
            }
            let path = path_of(path, &ours.project.slug, &ours.project.uuid.to_string());
            let status = ask(&mut browser, method, &path).await;
            // 400, 415 or 422 would mean that the body was looked at before the right.
            assert!(matches!(status, 403 | 404), "{method} {path}: {status} ({permission:?})");
            tried += 1;
        }
        assert!(tried > 10, "only {tried} routes of a project");
    }

    /// S8: a round, and a batch of its codes, exist in their own project and round only: on another's address they are not
    /// there, whoever asks and whatever is sent.
    async fn a_round_is_not_in_another_project(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let texts = civic::service::ProjectTexts { title: "Tweede".into(), ..Default::default() };
        let new = civic::service::NewProject { slug: Some("tweede".into()), texts };
        civic::service::create_project(&app.app, &town.actor, new).await.unwrap();
        let round = plain_round(&app, &town, RoundRules::default()).await;
        let other = plain_round(&app, &town, RoundRules::default()).await;
        let batch = voting::service::codes::NewBatch { name: "Wijk".into(), count: 3, test: false, area: None };
        let batch = voting::service::codes::make_batch(&app.voting, &town.actor, round, batch).await.unwrap();
        let mut owner = app.signed_in(&town.host, town.organisation, Role::Owner).await;
        let at = |path: &str, project: &str, round: uuid::Uuid| {
            path.replace("{project}", project).replace("{round}", &round.to_string()).replace("{batch}", &batch.to_string())
        };
        let mut tried = 0;
        for (method, path, _) in app.routes.iter().filter(|(_, path, _)| path.contains("{project}") && path.contains("{round}")) {
            let home = at(path, "buurtbudget", round);
            // A draft has nothing to export yet.
            if *method == Method::GET && !path.contains("/export.") {
                assert_ne!(ask(&mut owner, method, &home).await, 404, "{home}");
            }
            let away = at(path, "tweede", round);
            assert_eq!(ask(&mut owner, method, &away).await, 404, "{method} {away}");
            tried += 1;
            if path.contains("{batch}") {
                let strange = at(path, "buurtbudget", other);
                assert_eq!(ask(&mut owner, method, &strange).await, 404, "{method} {strange}");
            }
        }
        assert!(tried > 25, "only {tried} addresses of a round");
        let codes = format!("/api/v1/rounds/{other}/batches/{batch}");
        assert_eq!(owner.get(&format!("{codes}/codes")).await.status, 404);
        let counted = serde_json::json!({ "counted": 3 });
        assert_eq!(owner.json(Method::POST, &format!("{codes}/confirmations"), &counted).await.status, 404);
        assert_eq!(owner.get(&format!("/api/v1/rounds/{round}/batches/{batch}/codes")).await.status, 200, "all is still there");
    }

    /// S17: no route that changes something listens to another site, with or without a session.
    async fn no_change_comes_from_another_site(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let signed = app.signed_in(&town.host, town.organisation, Role::Operator).await;
        let mut tried = 0;
        for (method, path, _) in app.routes.iter().filter(|(method, ..)| *method != Method::GET) {
            let path = path_of(path, &town.project.slug, &town.project.uuid.to_string());
            for (name, value) in [
                ("origin", "https://evil.example"),
                ("origin", "null"),
                ("origin", "http://ons.example.evil.example"),
                ("sec-fetch-site", "cross-site"),
                ("sec-fetch-site", "same-site"),
            ] {
                for mut browser in [signed.clone(), app.browser(&town.host)] {
                    browser.headers.push((name, value.to_owned()));
                    assert_eq!(ask(&mut browser, method, &path).await, 403, "{method} {path} with {name}: {value}");
                }
            }
            // A listed site may use the API, but never in somebody's name.
            let mut listed = signed.clone();
            listed.headers.push(("origin", "https://data.example".into()));
            assert_eq!(ask(&mut listed, method, &path).await, 403, "{method} {path} from a listed site with a cookie");
            tried += 1;
        }
        assert!(tried > 60, "only {tried} routes that change something");
        assert_eq!(signed.clone().get("/staff").await.status, 200);
    }

    /// The committed description is the one that is served, and each route of the API is in it.
    async fn the_api_is_described(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let served = app.browser(&town.host).get("/api/v1/openapi.json").await;
        assert_eq!(served.headers["access-control-allow-origin"], "*");
        let file = root().join("docs/openapi.json");
        if std::env::var_os("SAMENSPEL_UPDATE").is_some() {
            std::fs::write(&file, format!("{}\n", served.text)).unwrap();
        }
        let committed = std::fs::read_to_string(&file).unwrap();
        assert_eq!(committed.trim(), served.text.trim(), "run this test with SAMENSPEL_UPDATE=1");
        let paths = served.json()["paths"].clone();
        for (method, path, _) in app.routes.iter().filter(|(_, path, _)| path.starts_with("/api/v1/")) {
            if *path == "/api/v1/openapi.json" {
                continue;
            }
            let described = &paths[*path][method.as_str().to_lowercase()];
            assert!(described.is_object(), "{method} {path} is not described");
            let responses = described["responses"].as_object().unwrap();
            assert!(responses.contains_key("default"), "{method} {path} tells no errors");
            for (status, response) in responses.iter().filter(|(status, _)| status.as_str() >= "4") {
                let problem = &response["content"]["application/problem+json"]["schema"]["$ref"];
                assert_eq!(problem, "#/components/schemas/Problem", "{method} {path} {status}");
            }
        }
    }
}

/// Two nodes on one database: what is edited at one is on the pages of the other at once, though both keep pages. Their
/// clocks stand still, so that nothing is asked anew because time went by.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_shows_what_another_has_edited() {
    let app = TestApp::start(Kind::Postgres).await;
    let town = town(&app, "ons", Lang::Nl).await;
    let mut settings = platform::db::DbSettings::embedded("unused");
    settings.url = app.url.clone();
    let other = app.node_at(&settings);
    let mut visitor = Browser::new(other.router.clone(), &town.host);
    // Until the other node hears, it may keep nothing.
    for _ in 0..3 {
        assert!(visitor.get("/buurtbudget").await.text.contains("Verdeel het geld."));
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    for (edit, summary) in ["Verdeel drie ton.", "Verdeel vier ton."].into_iter().enumerate() {
        let project = civic::store::project_by_slug;
        let organisation = town.organisation;
        let read = app.app.db.read(move |reader| project(reader, organisation, "buurtbudget", Lang::Nl));
        let version = read.await.unwrap().unwrap().version;
        let texts =
            civic::service::ProjectTexts { title: "Buurtbudget".into(), summary: summary.into(), ..Default::default() };
        civic::service::update_project(&app.app, &town.actor, &town.project, version, texts).await.unwrap();
        let began = std::time::Instant::now();
        while !visitor.get("/buurtbudget").await.text.contains(summary) {
            assert!(began.elapsed() < std::time::Duration::from_secs(5), "edit {edit} was not heard of");
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        assert!(app.browser(&town.host).get("/buurtbudget").await.text.contains(summary));
    }
}

/// Every name in the description that is written with an underscore: of properties and of parameters.
fn snakes(value: &serde_json::Value, place: &str, found: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(fields) => {
            let properties = fields.get("properties").and_then(|properties| properties.as_object());
            let parameter = fields.get("in").and_then(|_| fields.get("name")).and_then(|name| name.as_str());
            let names = properties.into_iter().flat_map(|properties| properties.keys().map(String::as_str));
            let wrong = names.chain(parameter).filter(|name| name.contains('_'));
            found.extend(wrong.map(|name| format!("{place}: {name}")));
            fields.iter().for_each(|(key, value)| snakes(value, &format!("{place}/{key}"), found));
        }
        serde_json::Value::Array(values) => values.iter().for_each(|value| snakes(value, place, found)),
        _ => {}
    }
}

/// One style for all names: the API design rules of the Dutch government ask for camelCase.
#[test]
fn the_api_names_everything_in_one_style() {
    let text = std::fs::read_to_string(root().join("docs/openapi.json")).unwrap();
    let description: serde_json::Value = serde_json::from_str(&text).unwrap();
    let mut found = Vec::new();
    snakes(&description, "", &mut found);
    assert!(found.is_empty(), "{found:#?}");
    // What is described as an object only: the rules of a round.
    let rules = serde_json::to_value(voting::rules::RoundRules::default()).unwrap();
    let text = rules.to_string();
    let names = text.split('"').collect::<Vec<_>>();
    let wrong: Vec<_> = names.windows(2).filter(|pair| pair[1].starts_with(':') && pair[0].contains('_')).collect();
    assert!(wrong.is_empty() && text.contains("tieBreak"), "{wrong:?} {text}");
    let mut proof = Vec::new();
    let bad = serde_json::json!({ "a": [{ "properties": { "page_size": {} } }], "b": { "in": "query", "name": "page_size" } });
    snakes(&bad, "", &mut proof);
    assert_eq!(proof, ["/a: page_size", "/b: page_size"], "it would have been found");
}

/// A path with its parameters filled: the project's where it asks for a project, else something well-formed.
fn path_of(pattern: &str, project: &str, uuid: &str) -> String {
    let mut out = String::new();
    for part in pattern.split('/').skip(1) {
        out.push('/');
        out.push_str(match part {
            "{project}" if pattern.starts_with("/api/") => uuid,
            "{project}" => project,
            "{number}" => "1",
            "{token}" => "nothing",
            part if part.starts_with('{') => "018f0000-0000-7000-8000-000000000000",
            part => part,
        });
    }
    out
}

async fn ask(browser: &mut testkit::Browser, method: &Method, path: &str) -> u16 {
    let json = path.starts_with("/api/");
    match (method == Method::GET, json) {
        (true, _) => browser.get(path).await.status,
        (false, true) => browser.json(method.clone(), path, &serde_json::json!({})).await.status,
        (false, false) => {
            let kind = Some("application/x-www-form-urlencoded");
            browser.send(method.clone(), path, kind, axum::body::Body::empty()).await.status
        }
    }
}

/// Both languages have every text, each text is used, and each text that is used is there.
#[test]
fn every_text_is_there_in_both_languages_and_used() {
    let texts = samenspel::program::texts().unwrap();
    let mut used = Used::none();
    for folder in ["crates/platform/src", "crates/civic/src", "crates/samenspel/src"] {
        used = used.join(Used::of_dir(&root().join(folder)).unwrap());
    }
    for feature in std::fs::read_dir(root().join("crates/features")).unwrap() {
        used = used.join(Used::of_dir(&feature.unwrap().path().join("src")).unwrap());
    }
    // Keys that are put together at run time.
    let used = used
        .and(Role::ALL.map(|role| format!("role-{}", role.code())))
        .and(Influence::ALL.map(|step| format!("influence-{}", step.code())))
        .and(Influence::ALL.map(|step| format!("influence-{}-means", step.code())))
        .and(
            pages::defaults::page_names()
                .into_iter()
                .flat_map(|name| [format!("page-title-{name}"), format!("page-slug-{name}")]),
        );
    let wrong = check(&texts, &used);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Each right belongs to somebody.
#[test]
fn every_right_belongs_to_somebody() {
    for permission in Permission::ALL {
        assert!(!permission.roles().is_empty(), "{permission:?}");
    }
}
