//! What attackers and accidents send: foreign origins, other hosts, other towns' ids, broken bodies.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test may panic")]

use civic::permission::Role;
use http::Method;
use platform::i18n::Lang;
use testkit::{both, plain_round, town};
use voting::rules::RoundRules;

both! {
    /// S17: a change that another site sends is refused, with and without cookies.
    async fn another_site_changes_nothing(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let mut browser = app.signed_in(&town.host, town.organisation, Role::Owner).await;
        for (name, value) in [("origin", "https://evil.example"), ("origin", "null"), ("sec-fetch-site", "cross-site")] {
            let mut foreign = browser.clone();
            foreign.headers.push((name, value.to_owned()));
            let answer = foreign.post("/sign-out", &[]).await;
            assert_eq!(answer.status, 403, "{name}: {value}");
        }
        assert_eq!(browser.get("/staff").await.status, 200, "still signed in");
    }

    /// Host-header poisoning: a host that is nobody's gets no site, and no link is made from it.
    async fn an_unknown_host_has_no_site(app: TestApp) {
        town(&app, "ons", Lang::Nl).await;
        for host in ["evil.example", "ons.example.evil.example", "ons.example@evil.example", ""] {
            let answer = app.browser(host).get("/").await;
            assert!(matches!(answer.status, 400 | 404), "{host}: {}", answer.status);
            assert!(!answer.text.contains("Gemeente ons"), "{host}");
        }
    }

    /// S8: ids of another organisation lead nowhere, in pages and in the API, for residents and for its own staff.
    async fn ids_of_another_town_lead_nowhere(app: TestApp) {
        let ours = town(&app, "ons", Lang::Nl).await;
        let theirs = town(&app, "ander", Lang::Nl).await;
        let round = plain_round(&app, &theirs, RoundRules::default()).await;
        voting::service::round::open(&app.voting, &theirs.actor, round).await.unwrap();
        let mut browser = app.signed_in(&ours.host, ours.organisation, Role::Owner).await;
        let project = theirs.project.uuid;
        for path in [
            format!("/api/v1/projects/{project}"),
            format!("/api/v1/projects/{project}/plans"),
            format!("/api/v1/projects/{project}/plans/1"),
            format!("/api/v1/projects/{project}/rounds"),
            format!("/api/v1/rounds/{round}"),
            format!("/api/v1/rounds/{round}/candidates"),
            format!("/api/v1/rounds/{round}/outcome"),
        ] {
            assert_eq!(app.browser(&theirs.host).get(&path).await.status / 100, if path.ends_with("outcome") { 4 } else { 2 }, "{path} at home");
            assert_eq!(browser.get(&path).await.status, 404, "{path}");
        }
        let session = format!("/api/v1/rounds/{round}/sessions");
        let answer = browser.json(Method::POST, &session, &serde_json::json!({ "code": "22229-2222G-2222Q" })).await;
        assert_eq!(answer.status, 404);
    }

    /// S9: a draft project is nowhere, except for its staff.
    async fn a_draft_is_nowhere(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let texts = civic::service::ProjectTexts { title: "Geheim plan".into(), ..Default::default() };
        let new = civic::service::NewProject { slug: Some("geheim".into()), texts };
        let draft = civic::service::create_project(&app.app, &town.actor, new).await.unwrap();
        samenspel::demo::seed::project_pages(&app, &town.actor, &draft).await.unwrap();
        let mut browser = app.browser(&town.host);
        for path in ["/geheim".to_owned(), "/geheim/plannen".into(), format!("/api/v1/projects/{}", draft.uuid), format!("/api/v1/projects/{}/plans", draft.uuid)] {
            assert_eq!(browser.get(&path).await.status, 404, "{path}");
        }
        for path in ["/", "/api/v1/projects", "/sitemap.xml"] {
            assert!(!browser.get(path).await.text.to_lowercase().contains("geheim"), "{path}");
        }
        let mut staff = app.signed_in(&town.host, town.organisation, Role::Viewer).await;
        assert_eq!(staff.get("/geheim").await.status, 200);
    }

    /// S1: names and titles are only ever text, wherever they stand.
    async fn hostile_titles_are_only_text(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let nasty = "\"><img src=x onerror=alert(1)> {{7*7}} \u{202e}🎈";
        let texts = proposals::model::PlanTexts {
            title: nasty.into(),
            summary: nasty.into(),
            text: format!("<p onclick=x>{nasty}<script>alert(1)</script><a href=\"javascript:alert(1)\">x</a></p>"),
            picture_alt: nasty.into(),
        };
        let plan = proposals::model::PlanInput { texts, author: nasty.into(), place: nasty.into(), published: true, ..Default::default() };
        let plan = proposals::service::create_plan(&app.app, &town.actor, &town.project, plan, None).await.unwrap();
        let mut browser = app.browser(&town.host);
        let mut staff = app.signed_in(&town.host, town.organisation, Role::Owner).await;
        for path in [
            "/buurtbudget".to_owned(),
            "/buurtbudget/plannen?sort=newest".into(),
            browser.get(&format!("/buurtbudget/plan/{}", plan.number)).await.location().to_owned(),
            format!("/staff/projects/buurtbudget/plans/{}", plan.number),
            "/staff/projects/buurtbudget/plans".into(),
            "/staff/log".into(),
        ] {
            let answer = if path.starts_with("/staff") { staff.get(&path).await } else { browser.get(&path).await };
            assert_eq!(answer.status, 200, "{path}");
            for bad in ["<img src=x", "<script>alert", "onclick=x", "javascript:alert"] {
                assert!(!answer.text.contains(bad), "{path} has {bad}");
            }
        }
    }

    /// Broken bodies get a sentence, never a 500; in the API as problem+json.
    async fn broken_bodies_are_told(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let round = plain_round(&app, &town, RoundRules::default()).await;
        voting::service::round::open(&app.voting, &town.actor, round).await.unwrap();
        app.clock.set(testkit::moment("2027-03-03T12:00"));
        let mut browser = app.browser(&town.host);
        let path = format!("/api/v1/rounds/{round}/sessions");
        for (kind, body) in [
            ("application/json", "{"),
            ("application/json", ""),
            ("application/json", "[]"),
            ("application/json", "{\"code\": 7}"),
            ("application/json", "{\"code\": null}"),
            ("application/json", "{\"code\": \"\\u0000\"}"),
            ("application/json", "{\"code\": \"x\", \"more\": 1}"),
            ("application/json", "\u{feff}{}"),
            ("text/plain", "{\"code\": \"x\"}"),
            ("application/x-www-form-urlencoded", "code=x"),
        ] {
            let answer = browser.send(Method::POST, &path, Some(kind), body.to_owned().into()).await;
            assert!((400..500).contains(&answer.status), "{kind} {body}: {}", answer.status);
            assert_eq!(answer.headers["content-type"], "application/problem+json", "{kind} {body}");
            let problem = answer.json();
            assert_eq!(problem["status"], answer.status);
            assert!(problem["detail"].as_str().is_some_and(|detail| detail.len() > 10), "{problem}");
        }
        let large = format!("{{\"code\": \"{}\"}}", "x".repeat(2 * 1024 * 1024));
        let answer = browser.send(Method::POST, &path, Some("application/json"), large.into()).await;
        assert_eq!(answer.status, 413);
        for (method, path) in [(Method::DELETE, "/api/v1/projects"), (Method::PUT, "/"), (Method::GET, "/api/v1/nothing")] {
            let answer = browser.send(method.clone(), path, None, axum::body::Body::empty()).await;
            assert!(matches!(answer.status, 404 | 405), "{method} {path}: {}", answer.status);
        }
        // What a problem document holds is what the description says.
        let schema = &browser.get("/api/v1/openapi.json").await.json()["components"]["schemas"]["Problem"]["properties"];
        let problem = browser.send(Method::POST, &path, Some("application/json"), "{".into()).await.json();
        for (name, value) in problem.as_object().unwrap() {
            assert!(schema[name].is_object(), "{name}: {value} is not described");
        }
        // A trailing slash is another address.
        assert_eq!(browser.get("/api/v1/projects/").await.status, 404);
    }

    /// S3, S5: strange queries are harmless, and no page of them is a new page of the cache.
    async fn strange_queries_are_harmless(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let mut browser = app.browser(&town.host);
        let api = format!("/api/v1/projects/{}/plans", town.project.uuid);
        for query in [
            "page=0", "page=-1", "page=99999999999", "page=NaN", "sort=cost;drop%20table%20proposal", "sort=%27", "q=%27%20OR%201=1--",
            "q=%00", "tag=%22%3E%3Csvg%20onload=alert(1)%3E", "status=../../etc", "area=1%20UNION%20SELECT", "seed=-5", "pageSize=100000",
            "q=%25%25%25", "q=%5C", "unknown=1&unknown=2",
        ] {
            for path in [format!("/buurtbudget/plannen?{query}"), format!("{api}?{query}"), format!("/?{query}")] {
                let answer = browser.get(&path).await;
                assert!(answer.status == 200 || (400..500).contains(&answer.status), "{path}: {}", answer.status);
                assert!(!answer.text.contains("<svg onload"), "{path}");
            }
        }
        let page = browser.get(&format!("{api}?pageSize=100")).await.json();
        assert_eq!(page["items"].as_array().map(Vec::len), Some(6));
    }

    /// S21: asking for a sign-in code tells nobody whether an address is known; codes are tried a few times only.
    async fn sign_in_tells_nothing_and_allows_few_tries(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        app.signed_in(&town.host, town.organisation, Role::Editor).await;
        let known = app.browser(&town.host).post("/sign-in", &[("email", "editor@voorbeeldstad.example")]).await;
        let unknown = app.browser(&town.host).post("/sign-in", &[("email", "niemand@voorbeeldstad.example")]).await;
        assert_eq!((known.status, known.text.len()), (unknown.status, unknown.text.replace("niemand", "editor").len() ));
        app.run_jobs().await;
        let mails = app.mails();
        assert_eq!(mails.len(), 1, "only the known address gets a mail");
        let right: String = mails[0].lines().filter_map(|line| line.split(|c: char| !c.is_ascii_digit()).find(|word| word.len() == 6)).next().unwrap().into();
        let mut browser = app.browser(&town.host);
        for n in 0..7 {
            let wrong = format!("{:06}", (right.parse::<u32>().unwrap() + 1 + n) % 1_000_000);
            let answer = browser.post("/sign-in/code", &[("email", "editor@voorbeeldstad.example"), ("code", &wrong)]).await;
            assert_eq!(answer.status, 422);
        }
        let late = browser.post("/sign-in/code", &[("email", "editor@voorbeeldstad.example"), ("code", &right)]).await;
        assert_eq!(late.status, 422, "after six wrong tries the right one is dead too");
    }

    /// S12, S17: opening the mailed link uses nothing up; the button works once.
    async fn a_mail_scanner_cannot_use_up_the_link(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        app.signed_in(&town.host, town.organisation, Role::Editor).await;
        let mut browser = app.browser(&town.host);
        browser.post("/sign-in", &[("email", "editor@voorbeeldstad.example")]).await;
        app.run_jobs().await;
        let mail = app.mails().pop().unwrap().replace("=\r\n", "").replace("=3D", "=");
        let token = mail.split("/sign-in/link?token=").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
        for _ in 0..3 {
            assert_eq!(app.browser(&town.host).get(&format!("/sign-in/link?token={token}")).await.status, 200);
        }
        assert_eq!(browser.post("/sign-in/link", &[("token", &token)]).await.status, 303);
        assert_eq!(app.browser(&town.host).post("/sign-in/link", &[("token", &token)]).await.status, 410);
    }

    /// S27: only listed origins may read the API, never with `*` and cookies.
    async fn cors_is_exact(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        for (origin, allowed) in [("https://data.example", true), ("https://evil.example", false), ("null", false), ("https://data.example.evil.example", false)] {
            let mut browser = app.browser(&town.host);
            browser.headers.push(("origin", origin.to_owned()));
            let answer = browser.get("/api/v1/projects").await;
            let header = answer.headers.get("access-control-allow-origin").and_then(|value| value.to_str().ok());
            assert_eq!(header, allowed.then_some(origin), "{origin}");
            assert!(answer.headers.get("access-control-allow-credentials").is_none());
            assert!(answer.headers.get_all("vary").iter().any(|value| value == "origin"), "{origin}");
            // Before it sends more than a form could, a browser asks; only a listed site hears what it may do.
            for path in ["/api/v1/projects", "/en/api/v1/projects", "/api/v1/nothing"] {
                browser.headers.push(("access-control-request-method", "PATCH".into()));
                let asked = browser.send(Method::OPTIONS, path, None, axum::body::Body::empty()).await;
                browser.headers.pop();
                let told = |name: &str| asked.headers.get(name).and_then(|value| value.to_str().ok());
                assert_eq!(asked.status == 204, allowed, "{origin} {path}: {}", asked.status);
                assert_eq!(told("access-control-allow-origin"), allowed.then_some(origin), "{origin} {path}");
                assert_eq!(told("access-control-allow-methods").is_some_and(|list| list.contains("PATCH")), allowed);
                assert_eq!(told("access-control-allow-headers").is_some_and(|list| list.contains("idempotency-key")), allowed);
                assert_eq!(told("access-control-max-age"), allowed.then_some("600"));
                assert!(asked.headers.get("access-control-allow-credentials").is_none());
                assert!(asked.headers.get_all("vary").iter().any(|value| value == "origin"));
            }
        }
        // Pages are for nobody else.
        let mut browser = app.browser(&town.host);
        browser.headers.extend([("origin", "https://data.example".to_owned()), ("access-control-request-method", "POST".into())]);
        for path in ["/", "/sign-in"] {
            let asked = browser.send(Method::OPTIONS, path, None, axum::body::Body::empty()).await;
            assert!(asked.status == 405 && asked.headers.get("access-control-allow-origin").is_none(), "{path}");
        }
    }

    /// The headers that the API design rules ask for, in every language, on answers and on refusals.
    async fn the_api_has_its_headers_in_every_language(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let mut browser = app.browser(&town.host);
        for path in ["/api/v1/projects", "/en/api/v1/projects", "/api/v1/nothing", "/en/api/v1/nothing", "/en/api/v1/openapi.json"] {
            let answer = browser.get(path).await;
            for (name, value) in [
                ("api-version", "1.0.0"),
                ("x-content-type-options", "nosniff"),
                ("x-frame-options", "DENY"),
                ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
            ] {
                assert_eq!(answer.headers.get(name).and_then(|value| value.to_str().ok()), Some(value), "{name} of {path}");
            }
            let kind = answer.headers["content-type"].to_str().unwrap();
            assert!(kind.starts_with(if answer.status == 404 { "application/problem+json" } else { "application/json" }), "{path}: {kind}");
        }
        let page = browser.get("/en").await;
        assert!(page.headers.get("api-version").is_none() && page.headers["x-frame-options"] == "SAMEORIGIN");
        let mut listed = app.browser(&town.host);
        listed.headers.push(("origin", "https://data.example".into()));
        assert_eq!(listed.get("/en/api/v1/projects").await.headers["access-control-allow-origin"], "https://data.example");
        let nobody = app.browser("niemand.example").get("/en/api/v1/projects").await;
        assert_eq!((nobody.status, nobody.headers["content-type"].to_str().unwrap()), (404, "application/problem+json"));
    }
}
