//! What stands on the ballot is fixed at opening, whatever becomes of the plans; and closing waits for who was in time.

use civic::permission::Role;
use platform::i18n::Lang;
use platform::money::Cents;
use platform::web::security::Client;
use std::future::{Future, poll_fn};
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;
use testkit::{TestApp, moment, plain_round, town};
use uuid::Uuid;
use voting::ballot::Choice;
use voting::model::{HandIn, How, RoundView, State};
use voting::rules::RoundRules;
use voting::service::{candidates, codes, handin, identify, import, round};

type Place = testkit::Town;

async fn view(app: &TestApp, place: &Place, round: Uuid) -> Arc<RoundView> {
    round::round_view(&app.voting, &place.actor, None, round).await.unwrap()
}

/// Changes title and cost of a plan, as its page for staff does.
async fn edit(app: &TestApp, place: &Place, number: i64, title: &str, cost: i64) {
    let found = proposals::service::editable(&app.app, place.organisation, place.project.id, number).await.unwrap();
    let mut input = found.input;
    (input.texts.title, input.cost) = (title.into(), Some(Cents(cost)));
    let version = found.card.version;
    proposals::service::update_plan(&app.app, &place.actor, &place.project, number, version, input).await.unwrap();
}

fn first(view: &RoundView) -> (String, Cents) {
    let first = view.candidates.iter().find(|candidate| candidate.plan.pabulib_id.as_deref() == Some("p1")).unwrap();
    (first.title(Lang::Nl).to_owned(), first.cost())
}

testkit::both! {
    async fn a_plan_is_taken_over_as_it_is_at_opening_and_never_changes_after_it(app: TestApp) {
        let place = town(&app, "noord", Lang::Nl).await;
        let round = plain_round(&app, &place, RoundRules::default()).await;
        let before = view(&app, &place, round).await;
        assert_eq!(first(&before), ("Plan 1".to_owned(), Cents(100_000)));
        edit(&app, &place, 1, "Plan 1, mooier", 150_000).await;
        assert_eq!(first(&*view(&app, &place, round).await).0, "Plan 1", "what staff chose stands until they open");
        round::open(&app.voting, &place.actor, round).await.unwrap();
        let opened = view(&app, &place, round).await;
        assert_eq!(first(&opened), ("Plan 1, mooier".to_owned(), Cents(150_000)));
        let keys = |view: &RoundView| view.candidates.iter().map(|c| (c.number, c.key, c.plan.proposal)).collect::<Vec<_>>();
        assert_eq!(keys(&before), keys(&opened), "numbers and keys stay");
        edit(&app, &place, 1, "Plan 1, heel anders", 900_000).await;
        proposals::service::moderate::hide(&app.app, &place.actor, &place.project, &[2], "Proef.").await.unwrap();
        assert_eq!(view(&app, &place, round).await.candidates, opened.candidates);
        let api = app.browser(&place.host).get(&format!("/api/v1/rounds/{round}/candidates")).await.json();
        let titles: Vec<&str> = api["items"].as_array().unwrap().iter().map(|item| item["title"].as_str().unwrap()).collect();
        assert!(titles.contains(&"Plan 1, mooier") && titles.contains(&"Plan 2"), "{titles:?}");
    }

    async fn a_round_with_a_plan_that_is_gone_does_not_open(app: TestApp) {
        let place = town(&app, "zuid", Lang::Nl).await;
        let round = plain_round(&app, &place, RoundRules::default()).await;
        proposals::service::moderate::hide(&app.app, &place.actor, &place.project, &[3], "Proef.").await.unwrap();
        let refused = round::open(&app.voting, &place.actor, round).await.unwrap_err();
        assert_eq!(refused.refusals()[0].key, "refusal-changed");
        assert_eq!(view(&app, &place, round).await.round.state, State::Draft);
        let mut staff = app.signed_in(&place.host, place.organisation, Role::Admin).await;
        let path = format!("/staff/projects/buurtbudget/rounds/{round}");
        assert_ne!(staff.post(&format!("{path}/open"), &[]).await.status, 303);
        // Staff take over what changed: then it opens without it.
        candidates::refresh(&app.voting, &place.actor, round).await.unwrap();
        round::open(&app.voting, &place.actor, round).await.unwrap();
        assert_eq!(view(&app, &place, round).await.candidates.len(), 5);
    }

    async fn closing_waits_for_a_hand_in_that_came_in_time(app: TestApp) {
        let place = town(&app, "west", Lang::Nl).await;
        let round = plain_round(&app, &place, RoundRules::default()).await;
        round::open(&app.voting, &place.actor, round).await.unwrap();
        let code = import::make_codes(&app.voting, &place.actor, round, 1).await.unwrap().remove(0);
        app.clock.set(moment("2027-03-02T12:00"));
        // A node that has not needed the key yet: it has to fetch it, so the hand-in stops once on its way.
        let voting = app.second_node().voting;
        let open = round::round_view(&voting, &place.actor, None, round).await.unwrap();
        let voter = identify::by_code(&voting, &open, Client::default(), &code).await.unwrap();
        let closes = open.round.closes_at;
        app.clock.set(closes - jiff::SignedDuration::from_micros(1));
        let hand_in = HandIn { choices: Choice::ticks(&[1]), ..HandIn::default() };
        let mut sent = Box::pin(handin::hand_in(&voting, &open, &voter, None, hand_in, Lang::Nl));
        let begun = poll_fn(|context| Poll::Ready(sent.as_mut().poll(context))).await;
        assert!(begun.is_pending(), "it has begun and is not answered");
        app.clock.set(closes);
        let slow = async {
            tokio::time::sleep(Duration::from_millis(1_500)).await;
            sent.await
        };
        let (closed, answer) = tokio::join!(round::close_due(&voting, round), slow);
        assert!(closed.unwrap());
        assert_eq!(answer.unwrap().how, How::Stored, "it came in time and was answered before the closing");
        let late = HandIn { choices: Choice::ticks(&[2]), ..HandIn::default() };
        let late = handin::hand_in(&voting, &open, &voter, None, late, Lang::Nl).await.unwrap_err();
        assert_eq!(late.refusals()[0].key, "refusal-vote-closed");
        assert_eq!(codes::help(&app.voting, &place.actor, round, &code).await.unwrap(), voting::model::CodeStatus::Used);
    }
}
