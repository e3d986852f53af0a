//! What a resident's page weighs for who opens it the first time: text, style, scripts and icons within 60 kB compressed,
//! fonts within another 60 kB (DESIGN §3.5; a kB is 1,000 bytes). With the 58 plans of the demonstration, a whole vote long.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test may panic")]

use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use civic::Actor;
use http::Request;
use platform::i18n::Lang;
use platform::money::Cents;
use proposals::model::{PlanInput, PlanTexts};
use samenspel::demo::content;
use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use testkit::{Browser, Kind, TestApp, Town, moment, town};
use tower::ServiceExt;
use uuid::Uuid;
use voting::ballot::Choice;
use voting::model::{HandIn, NewRound};
use voting::rules::RoundRules;
use voting::service::codes::{self, NewBatch};
use voting::service::{candidates, handin, identify, outcome, round, seal};

/// The most that a page and what it loads may weigh, and the most that its fonts may, in bytes.
const MOST: usize = 60_000;

/// What one page loads, in compressed bytes.
#[derive(Debug, Default)]
struct Weight {
    page: usize,
    fonts: usize,
}

/// The answer to somebody who takes Brotli: its bytes as they are sent.
async fn fetch(app: &TestApp, browser: &Browser, path: &str) -> Vec<u8> {
    let cookies: Vec<String> = browser.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let request = Request::get(path)
        .header("host", "ons.example")
        .header("accept-encoding", "br")
        .header("cookie", cookies.join("; "))
        .extension(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 4000))))
        .body(Body::empty())
        .unwrap();
    let answer = app.router.clone().oneshot(request).await.unwrap();
    assert_eq!(answer.status(), 200, "{path}");
    to_bytes(answer.into_body(), usize::MAX).await.unwrap().to_vec()
}

async fn weigh(app: &TestApp, browser: &mut Browser, path: &str) -> Weight {
    // Asked for a few times, as on a running site, where it is kept well compressed.
    for _ in 0..4 {
        fetch(app, browser, path).await;
    }
    let page = fetch(app, browser, path).await.len();
    let text = browser.get(path).await.text;
    assert!(text.contains("</html>"), "{path} is no page");
    let loaded: BTreeSet<&str> = text
        .split('"')
        .filter(|part| part.starts_with("/assets/"))
        .map(|part| part.split('#').next().unwrap())
        .collect();
    for kind in [".css", ".js", ".svg"] {
        assert!(loaded.iter().any(|address| address.ends_with(kind)), "{path} loads no {kind}: {loaded:?}");
    }
    let mut weight = Weight { page, fonts: 0 };
    for address in loaded.iter().filter(|address| !address.ends_with(".woff2")) {
        weight.page += fetch(app, browser, address).await.len();
    }
    // The fonts that the style names; those for letters beyond Latin are fetched only where such a letter stands.
    let sheet = loaded.iter().find(|address| address.ends_with("/css/site.css")).unwrap();
    let style = browser.get(sheet).await.text;
    for name in style.split("../fonts/").skip(1).filter_map(|rest| rest.split('"').next()) {
        if !name.ends_with("-latin-ext.woff2") {
            let address = sheet.replace("css/site.css", &format!("fonts/{name}"));
            weight.fonts += fetch(app, browser, &address).await.len();
        }
    }
    weight
}

/// The 58 plans of the demonstration, with their texts and the names of their pictures.
async fn plans(app: &TestApp, town: &Town) {
    let (election, texts) = (content::election().unwrap(), content::plans().unwrap());
    let plan = |candidate: &tally::Candidate| {
        let text = texts.iter().find(|plan| plan.id == candidate.id).unwrap();
        PlanInput {
            texts: PlanTexts {
                title: candidate.name.clone(),
                summary: text.summary.clone(),
                text: platform::text::markdown_to_html(&text.text),
                picture_alt: text.alt.clone(),
            },
            author: text.author.clone(),
            place: text.place.clone(),
            cost: Some(Cents(i64::try_from(candidate.cost.to_u64().unwrap()).unwrap() * 100)),
            picture: Some("3f/3fa94b5c6d7e8f900a1b2c3d4e5f6071-w1200.webp".into()),
            external_id: Some(candidate.id.clone()),
            published: true,
            ..PlanInput::default()
        }
    };
    let inputs = election.candidates().iter().map(plan).collect();
    proposals::service::import_plans(&app.app, &town.actor, &town.project, inputs).await.unwrap();
}

/// An open round over all of them, and two codes.
async fn open(app: &TestApp, town: &Town) -> (Uuid, Vec<String>) {
    let actor: &Actor = &town.actor;
    let new = NewRound {
        title: "Verdeel € 300.000".into(),
        titles: BTreeMap::new(),
        rules: RoundRules { review_days: 0, ..RoundRules::default() },
        budget: Cents(30_000_000),
        opens_at: moment("2027-03-02T12:00"),
        closes_at: moment("2027-03-09T12:00"),
        phase: None,
    };
    let id = round::create(&app.voting, actor, town.project.id, new).await.unwrap();
    let plans = proposals::service::plans_for_round(&app.app, town.organisation, town.project.id, None).await.unwrap();
    assert!(plans.len() >= 58);
    let chosen = plans.into_iter().map(|plan| plan.uuid).collect();
    candidates::choose_plans(&app.voting, actor, id, chosen).await.unwrap();
    let batch = NewBatch { name: "Brieven".into(), count: 2, test: false, area: None };
    let batch = codes::make_batch(&app.voting, actor, id, batch).await.unwrap();
    app.run_jobs().await;
    let made = codes::batch_codes(&app.voting, actor, id, batch).await.unwrap();
    round::open(&app.voting, actor, id).await.unwrap();
    app.clock.set(moment("2027-03-03T12:00"));
    (id, made)
}

/// One vote is handed in and the round taken to its published outcome.
async fn to_the_outcome(app: &TestApp, town: &Town, id: Uuid, code: &str) {
    let (voting, actor) = (&app.voting, &town.actor);
    let view = round::round_view(voting, actor, None, id).await.unwrap();
    let voter = identify::by_code(voting, &view, platform::web::security::Client::default(), code).await.unwrap();
    let choice = HandIn { choices: Choice::ticks(&[1, 2]), ..HandIn::default() };
    handin::hand_in(voting, &view, &voter, None, choice, Lang::Nl).await.unwrap();
    app.clock.set(moment("2027-03-09T12:05"));
    round::close_due(voting, id).await.unwrap();
    seal::seal(voting, actor, id).await.unwrap();
    outcome::count(voting, actor, id).await.unwrap();
    outcome::publish(voting, actor, id).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_page_of_residents_is_heavier_than_declared() {
    let app = TestApp::start(Kind::Sqlite).await;
    let town = town(&app, "ons", Lang::Nl).await;
    plans(&app, &town).await;
    let (id, codes) = open(&app, &town).await;
    let mut browser = app.browser(&town.host);
    let mut weights = Vec::new();
    let list = browser.get("/buurtbudget/plannen").await.text;
    let detail = list.split('"').find(|part| part.starts_with("/buurtbudget/plan/")).unwrap().to_owned();
    for path in ["/", "/buurtbudget", "/buurtbudget/plannen", &detail, "/buurtbudget/stemmen"] {
        weights.push((path.to_owned(), weigh(&app, &mut browser, path).await));
    }
    for number in ["1", "2"] {
        let chosen = browser.post(&format!("/do/vote/{id}/choose"), &[("number", number), ("act", "add")]).await;
        assert_eq!(chosen.status, 303, "{}", chosen.text);
    }
    for step in ["choose", "overview", "who"] {
        let path = format!("/buurtbudget/stemmen?step={step}");
        weights.push((path.clone(), weigh(&app, &mut browser, &path).await));
    }
    let shown = browser.post(&format!("/do/vote/{id}/code"), &[("code", &codes[1])]).await;
    assert_eq!(shown.status, 303, "{}", shown.text);
    let path = "/buurtbudget/stemmen?step=hand-in";
    weights.push((path.into(), weigh(&app, &mut browser, path).await));
    to_the_outcome(&app, &town, id, &codes[0]).await;
    let path = "/buurtbudget/uitslag";
    weights.push((path.into(), weigh(&app, &mut app.browser(&town.host), path).await));
    let heavy: Vec<_> = weights.iter().filter(|(_, weight)| weight.page > MOST || weight.fonts > MOST).collect();
    assert!(heavy.is_empty(), "heavier than {MOST} bytes: {heavy:#?}");
    assert!(weights.iter().all(|(_, weight)| weight.page > 5_000 && weight.fonts > 5_000), "{weights:#?}");
}
