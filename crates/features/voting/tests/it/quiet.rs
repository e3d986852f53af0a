//! A vote that staff prepare is nobody else's business until it is opened.

use crate::support::{HOST, Town, new_round, refused, rules};
use axum::body::Body;
use civic::model::Rules;
use civic::permission::Role;
use civic::service::{NewPhase, add_phase, save_rules};
use http::Method;
use jiff::SignedDuration;
use platform::i18n::Lang;
use platform::money::Cents;
use testkit::Browser;
use voting::service::{codes, round};

/// The pages and answers on which a project says what there is to do.
const PLACES: [&str; 5] =
    ["/", "/buurtbudget", "/buurtbudget/plan/1-plan-1", "/buurtbudget/stemmen", "/api/v1/projects/buurtbudget"];

/// What one browser sees there: random orders stay the same in it.
async fn told(browser: &mut Browser) -> Vec<String> {
    let mut found = Vec::new();
    for place in PLACES {
        let answer = browser.get(place).await;
        assert_eq!(answer.status, 200, "{place}: {}", answer.text);
        found.push(answer.text);
    }
    found
}

testkit::both! {
    async fn no_page_says_a_word_of_a_draft(app: TestApp) {
        let place = testkit::town(&app, "oost", Lang::Nl).await;
        let known = Rules { budget: Some(Cents(1_000_000)), ..Rules::default() };
        save_rules(&app.app, &place.actor, &place.project, known, String::new()).await.unwrap();
        let mut browser = app.browser(&place.host);
        // The first visit brings the cookie of its random order.
        told(&mut browser).await;
        let before = told(&mut browser).await;
        let round = testkit::plain_round(&app, &place, voting::rules::RoundRules::default()).await;
        for (path, (before, now)) in PLACES.iter().zip(before.iter().zip(told(&mut browser).await)) {
            assert!(*before == now, "{path} was: {before} and is: {now}");
        }
        round::open(&app.voting, &place.actor, round).await.unwrap();
        for (path, (before, now)) in PLACES.iter().zip(before.iter().zip(told(&mut browser).await)) {
            assert!(*before != now, "{path} announces an opened round: {now}");
        }
        let page = app.browser(&place.host).get("/buurtbudget").await.text;
        let counting = "dan slaan we het over";
        assert!(page.contains("Zo tellen we") && page.contains(counting), "the block with the rules tells how: {page}");
        let vote = app.browser(&place.host).get("/buurtbudget/stemmen").await.text;
        assert!(vote.contains("Zo tellen we") && vote.contains(counting), "and so does the page of the vote: {vote}");
    }
}

both! {
    async fn a_draft_is_announced_nowhere_and_an_opened_round_is(town: Town) {
        let round = town.draft(rules(1, None, None), &[100, 200]).await;
        let project = town.browser(HOST).get("/api/v1/projects/buurtbudget").await.json();
        assert_eq!(project["activities"], serde_json::json!([]));
        let later = new_round(rules(1, None, None), town.clock.now() + SignedDuration::from_hours(24));
        round::update(&town.voting, &town.actor, round, 1, later).await.unwrap();
        let project = town.browser(HOST).get("/api/v1/projects/buurtbudget").await.json();
        assert_eq!(project["activities"], serde_json::json!([]), "changing it announces nothing either");
        round::open(&town.voting, &town.actor, round).await.unwrap();
        let project = town.browser(HOST).get("/api/v1/projects/buurtbudget").await.json();
        assert_eq!(project["activities"][0]["kind"], "vote", "announced before it begins: {project}");
        assert_eq!(project["activities"][0]["subject"], round.to_string());
        assert_eq!(project["activities"][0]["when"], "future");
    }

    async fn a_draft_can_be_thrown_away_and_an_open_round_not(town: Town) {
        let (v, actor) = (&town.voting, &town.actor);
        let round = town.draft(rules(1, None, None), &[100, 200]).await;
        let test = town.test_code(round).await;
        town.vote_with(round, &test, &[1]).await.unwrap();
        let printed = codes::NewBatch { name: "Brieven".into(), count: 3, test: false, area: None };
        codes::make_batch(v, actor, round, printed).await.unwrap();
        let path = format!("/staff/projects/buurtbudget/rounds/{round}");
        let mut staff = town.signed_in(HOST, town.actor.organisation, Role::Admin).await;
        let page = staff.get(&path).await;
        assert!(page.text.contains(&format!("{path}/remove")), "{}", page.text);
        assert!(staff.get(&format!("{path}/remove")).await.text.contains("Gooi het klad weg"));
        let gone = staff.post(&format!("{path}/remove"), &[]).await;
        assert_eq!((gone.status, gone.headers["location"].to_str().unwrap()), (303, "/staff/projects/buurtbudget/rounds"));
        assert_eq!(staff.get(&path).await.status, 404);
        for table in ["voting_round", "candidate", "entitlement", "code_batch", "ballot_open", "draft_open", "round_counter", "activity"] {
            let count: &'static str = Box::leak(format!("SELECT COUNT(*) FROM {table}").into_boxed_str());
            assert_eq!(town.number(count).await, 0, "{table}");
        }
        let left = town.app.files.list(platform::files::Area::Private, &format!("rounds/{round}")).await.unwrap();
        assert!(left.is_empty(), "{left:?}");
        assert_eq!(town.number("SELECT COUNT(*) FROM log_entry WHERE kind = 'log-round-removed' AND public = 0").await, 1);

        let open = town.open(rules(1, None, None), &[100]).await;
        assert_eq!(refused(round::remove(v, actor, open).await), "refusal-round-frozen");
        let address = format!("/api/v1/rounds/{open}");
        assert_eq!(staff.send(Method::DELETE, &address, None, Body::empty()).await.status, 409);
        let mut stranger = town.browser(HOST);
        assert_eq!(stranger.send(Method::DELETE, &address, None, Body::empty()).await.status, 401);
        let draft = town.draft(rules(1, None, None), &[100]).await;
        let mut viewer = town.signed_in(HOST, town.actor.organisation, Role::Viewer).await;
        let address = format!("/api/v1/rounds/{draft}");
        assert_eq!(viewer.send(Method::DELETE, &address, None, Body::empty()).await.status, 403);
        assert_eq!(staff.send(Method::DELETE, &address, None, Body::empty()).await.status, 204);
        assert_eq!(staff.get(&address).await.status, 404);
    }

    async fn the_phase_stays_when_a_round_is_changed_and_can_be_changed_itself(town: Town) {
        let (v, actor) = (&town.voting, &town.actor);
        let now = town.clock.now();
        let phase = |title: &str| NewPhase { title: title.into(), description: String::new(), starts_at: now, ends_at: None };
        let first = add_phase(&town.app, actor, &town.project, phase("Stemmen")).await.unwrap();
        let second = add_phase(&town.app, actor, &town.project, phase("Kiezen")).await.unwrap();
        let mut new = new_round(rules(1, None, None), now);
        new.phase = Some(first);
        let round = round::create(v, actor, town.project.id, new.clone()).await.unwrap();
        assert_eq!(round::phase(v, actor, round).await.unwrap(), Some(first));
        new.phase = Some(second);
        round::update(v, actor, round, 1, new.clone()).await.unwrap();
        assert_eq!(round::phase(v, actor, round).await.unwrap(), Some(second), "what staff chose is kept");
        // A client of the API says nothing of phases.
        let mut staff = town.signed_in(HOST, actor.organisation, Role::Admin).await;
        let body = serde_json::json!({ "version": 2, "title": "Stemming", "rules": new.rules, "budget": 100_000,
            "opensAt": new.opens_at, "closesAt": new.closes_at });
        let saved = staff.json(Method::PUT, &format!("/api/v1/rounds/{round}"), &body).await;
        assert_eq!(saved.status, 204, "{}", saved.text);
        assert_eq!(round::phase(v, actor, round).await.unwrap(), Some(second));
        voting::service::candidates::choose(v, actor, round, crate::support::plans(&[100])).await.unwrap();
        round::open(v, actor, round).await.unwrap();
        round::prolong(v, actor, round, new.closes_at + SignedDuration::from_hours(1), "De post was laat.".into()).await.unwrap();
        assert_eq!(round::phase(v, actor, round).await.unwrap(), Some(second), "also when it closes later");
    }
}
