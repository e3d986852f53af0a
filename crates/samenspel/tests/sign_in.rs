//! The door of the staff room: second factor, links, sessions, roles.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test may panic")]

use civic::permission::{Permission, Role};
use civic::route::Access;
use civic::service::{give_role, sign_in, staff, take_role};
use http::Method;
use jiff::SignedDuration;
use platform::i18n::Lang;
use std::time::Duration;
use testkit::{Answer, Browser, TestApp, both, town};

static FACTORS: platform::db::Sql = platform::db::Sql::new("FACTORS", "SELECT COUNT(*) FROM second_factor");

fn secret_on(page: &Answer) -> String {
    page.text
        .split("data-secret=\"")
        .nth(1)
        .unwrap_or_else(|| panic!("{}", page.text))
        .split('"')
        .next()
        .unwrap()
        .to_owned()
}

/// The code that an app shows for a secret now.
fn code(app: &TestApp, secret: &str) -> String {
    let key = data_encoding::BASE32_NOPAD.decode(secret.replace(' ', "").as_bytes()).unwrap();
    let totp = totp_rs::Builder::new().with_secret(key).with_account_name("x").build().unwrap();
    totp.generate(u64::try_from(app.clock.now().as_second()).unwrap()).to_string()
}

/// Somebody who came by a one-time link and has not shown a second factor.
async fn half_signed_in(app: &TestApp, town: &testkit::Town, role: Role) -> Browser {
    let token = sign_in::make_admin_link(&app.app, town.organisation, role, Duration::from_secs(60)).await.unwrap();
    let mut browser = app.browser(&town.host);
    let email = format!("{}@voorbeeldstad.example", role.code());
    assert_eq!(browser.post(&format!("/setup/{token}"), &[("email", &email)]).await.status, 303);
    browser
}

/// The same, with the factor set up; answers the secret and the recovery codes.
async fn with_factor(app: &TestApp, town: &testkit::Town, role: Role) -> (Browser, String, Vec<String>) {
    let mut browser = half_signed_in(app, town, role).await;
    let secret = secret_on(&browser.get("/sign-in/factor").await);
    let shown = browser.post("/sign-in/factor", &[("code", &code(app, &secret))]).await;
    let codes: Vec<String> =
        shown.text.split("<li><code>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()).collect();
    assert_eq!(codes.len(), 8, "{}", shown.text);
    (browser, secret, codes)
}

async fn ask(browser: &mut Browser, method: &Method, path: &str) -> Answer {
    match (method == Method::GET, path.starts_with("/api/")) {
        (true, _) => browser.get(path).await,
        (false, true) => browser.json(method.clone(), path, &serde_json::json!({})).await,
        (false, false) => {
            browser
                .send(method.clone(), path, Some("application/x-www-form-urlencoded"), axum::body::Body::empty())
                .await
        }
    }
}

fn filled(path: &str) -> String {
    let part = |part: &str| match part {
        "{project}" => "buurtbudget".to_owned(),
        "{number}" => "1".to_owned(),
        part if part.starts_with('{') => "018f0000-0000-7000-8000-000000000000".to_owned(),
        part => part.to_owned(),
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

both! {
    /// Without the second factor, no route of staff opens: not before it was set up, and not with a role that would do.
    async fn half_a_sign_in_opens_nothing(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let mut browser = half_signed_in(&app, &town, Role::Operator).await;
        let mut tried = 0;
        for (method, path, _) in app.routes.iter().filter(|(_, _, access)| matches!(access, Access::Staff(_))) {
            let path = filled(path);
            let answer = ask(&mut browser, method, &path).await;
            if path.starts_with("/api/") {
                assert_eq!(answer.status, 401, "{method} {path}");
            } else {
                assert_eq!(answer.status, 303, "{method} {path}");
                assert!(answer.location().starts_with("/sign-in/factor?next="), "{method} {path}: {}", answer.location());
            }
            tried += 1;
        }
        assert!(tried > 80, "only {tried} routes of staff");
        let new = civic::service::NewProject { slug: Some("geheim".into()), texts: civic::service::ProjectTexts { title: "Geheim".into(), ..Default::default() } };
        let draft = civic::service::create_project(&app.app, &town.actor, new).await.unwrap();
        assert_eq!(browser.get(&format!("/api/v1/projects/{}", draft.uuid)).await.status, 404, "nor does a draft");
    }

    /// S17: looking at the page again shows the same secret and writes nothing; another session is offered another.
    async fn looking_again_keeps_the_secret(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let mut browser = half_signed_in(&app, &town, Role::Editor).await;
        let mut other = half_signed_in(&app, &town, Role::Editor).await;
        let secret = secret_on(&browser.get("/sign-in/factor").await);
        for _ in 0..3 {
            assert_eq!(secret_on(&browser.get("/sign-in/factor").await), secret);
        }
        let seen = secret_on(&other.get("/sign-in/factor").await);
        assert_ne!(seen, secret);
        let kept = app.app.db.read(|reader| reader.one(&FACTORS, platform::params![], |row| row.get::<i64>(0))).await.unwrap();
        assert_eq!(kept, 0, "nothing is kept by looking");
        assert_eq!(browser.post("/sign-in/factor", &[("code", &code(&app, &seen))]).await.status, 422, "not what another session saw");
        assert_eq!(browser.post("/sign-in/factor", &[("code", &code(&app, &secret))]).await.status, 200);
        assert_eq!(browser.get("/staff").await.status, 200);
        assert_eq!(other.post("/sign-in/factor", &[("code", &code(&app, &seen))]).await.status, 422, "it has one now");
        assert!(!other.get("/sign-in/factor").await.text.contains("data-secret"));
    }

    /// A code of the app works once, whoever looked over a shoulder; also in another session.
    async fn a_step_is_used_once(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let (_, secret, _) = with_factor(&app, &town, Role::Editor).await;
        let now = code(&app, &secret);
        let mut again = half_signed_in(&app, &town, Role::Editor).await;
        assert_eq!(again.post("/sign-in/factor", &[("code", &now)]).await.status, 422, "the step that confirmed it");
        app.clock.advance(SignedDuration::from_secs(60));
        let next = code(&app, &secret);
        assert_eq!(again.post("/sign-in/factor", &[("code", &next)]).await.status, 303);
        let mut third = half_signed_in(&app, &town, Role::Editor).await;
        assert_eq!(third.post("/sign-in/factor", &[("code", &next)]).await.status, 422);
        assert_eq!(third.get("/staff").await.status, 303);
    }

    /// A recovery code works once, and only for who has it.
    async fn a_recovery_code_works_once(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let (_, _, codes) = with_factor(&app, &town, Role::Editor).await;
        let (_, _, others) = with_factor(&app, &town, Role::Viewer).await;
        let mut browser = half_signed_in(&app, &town, Role::Editor).await;
        assert_eq!(browser.post("/sign-in/factor", &[("code", &others[0])]).await.status, 422);
        assert_eq!(browser.post("/sign-in/factor", &[("code", &codes[0])]).await.status, 303);
        assert_eq!(browser.get("/staff").await.status, 200);
        let mut again = half_signed_in(&app, &town, Role::Editor).await;
        assert_eq!(again.post("/sign-in/factor", &[("code", &codes[0])]).await.status, 422);
        assert_eq!(again.post("/sign-in/factor", &[("code", &codes[1])]).await.status, 303, "the others still work");
        // Who sets up a factor for the first time has no recovery codes yet.
        let mut fresh = half_signed_in(&app, &town, Role::Juror).await;
        assert_eq!(fresh.post("/sign-in/factor", &[("code", "12345-67890")]).await.status, 422);
    }

    /// S21: after some wrong tries the right code waits too.
    async fn wrong_tries_are_limited(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let (_, secret, _) = with_factor(&app, &town, Role::Editor).await;
        app.clock.advance(SignedDuration::from_secs(60));
        let right = code(&app, &secret);
        let wrong = format!("{:06}", (right.parse::<u32>().unwrap() + 7) % 1_000_000);
        let mut browser = half_signed_in(&app, &town, Role::Editor).await;
        let mut last = 0;
        for _ in 0..15 {
            last = browser.post("/sign-in/factor", &[("code", &wrong)]).await.status;
            assert!(matches!(last, 422 | 429), "{last}");
        }
        assert_eq!(last, 429);
        assert_eq!(browser.post("/sign-in/factor", &[("code", &right)]).await.status, 429);
        assert_eq!(browser.get("/staff").await.status, 303);
        let (mut other, _, _) = with_factor(&app, &town, Role::Viewer).await;
        assert_eq!(other.get("/staff").await.status, 200, "only who erred waits");
    }

    /// S22: a link dies of age, of use, and outside its own organisation.
    async fn links_end(app: TestApp) {
        let ours = town(&app, "ons", Lang::Nl).await;
        let theirs = town(&app, "ander", Lang::Nl).await;
        let link = async || sign_in::make_admin_link(&app.app, ours.organisation, Role::Owner, Duration::from_secs(3600)).await.unwrap();
        let (one, two) = (link().await, link().await);
        let mut stranger = app.browser(&theirs.host);
        assert_eq!(stranger.get(&format!("/setup/{one}")).await.status, 410);
        assert_eq!(stranger.post(&format!("/setup/{one}"), &[("email", "x@y.example")]).await.status, 410);
        let mut browser = app.browser(&ours.host);
        assert_eq!(browser.get(&format!("/setup/{one}")).await.status, 200);
        assert_eq!(browser.post(&format!("/setup/{one}"), &[("email", "x@y.example")]).await.status, 303);
        assert_eq!(app.browser(&ours.host).post(&format!("/setup/{one}"), &[("email", "z@y.example")]).await.status, 410);
        app.clock.advance(SignedDuration::from_hours(2));
        assert_eq!(browser.get(&format!("/setup/{two}")).await.status, 410);
        assert_eq!(browser.post(&format!("/setup/{two}"), &[("email", "x@y.example")]).await.status, 410);
        // The mailed link holds a quarter of an hour, on its own host only.
        let mailed = async |browser: &mut Browser| {
            assert_eq!(browser.post("/sign-in", &[("email", "x@y.example")]).await.status, 200);
            app.run_jobs().await;
            let mail = app.mails().pop().unwrap().replace("=\r\n", "").replace("=3D", "=");
            mail.split("/sign-in/link?token=").nth(1).unwrap().split_whitespace().next().unwrap().to_owned()
        };
        let token = mailed(&mut browser).await;
        assert_eq!(stranger.post("/sign-in/link", &[("token", &token)]).await.status, 410);
        app.clock.advance(SignedDuration::from_mins(16));
        assert_eq!(browser.post("/sign-in/link", &[("token", &token)]).await.status, 410);
        let (first, second) = (mailed(&mut browser).await, mailed(&mut browser).await);
        assert_eq!(browser.post("/sign-in/link", &[("token", &first)]).await.status, 410, "a newer one ends it");
        assert_eq!(browser.post("/sign-in/link", &[("token", &second)]).await.status, 303);
    }

    /// A session of staff ends after a working day, at the door and in the API.
    async fn a_staff_session_ends(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let mut browser = app.signed_in(&town.host, town.organisation, Role::Owner).await;
        app.clock.advance(SignedDuration::from_hours(11));
        assert_eq!(browser.get("/staff").await.status, 200);
        app.clock.advance(SignedDuration::from_hours(1));
        let answer = browser.get("/staff").await;
        assert_eq!((answer.status, answer.location()), (303, "/sign-in?next=%2Fstaff"));
        assert_eq!(browser.json(Method::POST, "/api/v1/projects", &serde_json::json!({})).await.status, 401);
        assert_eq!(browser.post("/staff/organisation", &[("name", "x")]).await.status, 303);
    }

    /// A role that is taken away is gone with the next request, in one project as in the whole.
    async fn a_role_taken_away_ends_at_once(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let mut browser = app.signed_in(&town.host, town.organisation, Role::Editor).await;
        let email = "editor@voorbeeldstad.example";
        let page = "/staff/projects/buurtbudget/rules";
        give_role(&app.app, &town.actor, email.into(), Role::Admin, Some(town.project.id)).await.unwrap();
        let rules = [("decides.nl", "Geld"), ("influence", "advise"), ("reason", "Begin")];
        assert_eq!(browser.post(page, &rules).await.status, 303);
        let who = staff(&app.app, &town.actor).await.unwrap().into_iter().find(|member| member.email == email).unwrap().uuid;
        take_role(&app.app, &town.actor, who, Role::Admin, Some(town.project.id)).await.unwrap();
        assert_eq!(browser.post(page, &rules).await.status, 403);
        assert_eq!(browser.get(page).await.status, 200, "an editor still reads");
        take_role(&app.app, &town.actor, who, Role::Editor, None).await.unwrap();
        assert!(matches!(browser.get(page).await.status, 303 | 403 | 404));
        let staff_routes = app.routes.iter().filter(|(_, _, access)| matches!(access, Access::Staff(Permission::EditPlans)));
        for (method, path, _) in staff_routes {
            let answer = ask(&mut browser, method, &filled(path)).await;
            assert!(matches!(answer.status, 403 | 404), "{method} {path}: {}", answer.status);
        }
    }
}
