//! One mail before the closing and one with the outcome, to addresses that know nothing of votes.

use crate::support::{HOST, Town, rules};
use civic::permission::Role;
use http::Method;
use serde_json::json;
use testkit::Browser;
use uuid::Uuid;

/// Asks on a page.
async fn asks(browser: &mut Browser, round: Uuid, kind: &str, email: &str) -> u16 {
    browser.post(&format!("/do/vote/{round}/notice"), &[("notice", kind), ("email", email)]).await.status
}

/// Everything that happens by itself within some minutes.
async fn later(town: &Town) {
    for _ in 0..3 {
        town.pass(70);
        town.run_sweeps().await;
    }
}

fn to(mails: &[String], address: &str) -> usize {
    mails.iter().filter(|mail| mail.contains(address)).count()
}

/// The text of a mail without the breaks of its transport.
fn plain(mail: &str) -> String {
    mail.replace("=\r\n", "").replace("=\n", "").replace("=3D", "=")
}

/// The link of a mail that stops mails, as the path of a request.
fn stop_link(mail: &str) -> String {
    let text = plain(mail);
    let at = text.find("/do/no-vote-mail?token=").unwrap();
    text[at..].split_whitespace().next().unwrap().to_owned()
}

async fn to_before_closing(town: &Town, round: Uuid, hours: i64) {
    let closes = town.view(round).await.round.closes_at;
    town.pass(closes.as_second() - town.app.clock.now().as_second() - hours * 3600);
}

both! {
    async fn a_reminder_goes_out_once_to_each_address_and_is_forgotten(town: Town) {
        let round = town.open(rules(1, None, None), &[100, 200]).await;
        to_before_closing(&town, round, 30).await;
        let mut browser = town.browser(HOST);
        for email in ["Fatma@voorbeeld.nl", "fatma@voorbeeld.nl ", "jan@voorbeeld.nl"] {
            assert_eq!(asks(&mut browser, round, "reminder", email).await, 200);
        }
        assert_eq!(asks(&mut browser, round, "outcome", "fatma@voorbeeld.nl").await, 200);
        assert_eq!(asks(&mut browser, round, "reminder", "geen adres").await, 422);
        assert_eq!(asks(&mut browser, round, "lottery", "a@b.nl").await, 400);
        assert_eq!(town.number("SELECT COUNT(*) FROM voter_notice").await, 3);
        assert_eq!(town.number("SELECT COUNT(DISTINCT LENGTH(sealed)) FROM voter_notice").await, 1, "as long as any other");
        later(&town).await;
        assert_eq!(to(&town.mails(), "voorbeeld.nl"), 0, "not yet");
        to_before_closing(&town, round, 23).await;
        later(&town).await;
        let mails = town.mails();
        assert_eq!((to(&mails, "fatma@voorbeeld.nl"), to(&mails, "jan@voorbeeld.nl")), (1, 1));
        let mail = mails.iter().find(|mail| mail.contains("jan@voorbeeld.nl")).unwrap();
        assert!(plain(mail).contains("Als je al gestemd hebt, hoef je niets te doen"), "{mail}");
        assert_eq!(town.number("SELECT COUNT(*) FROM voter_notice").await, 1, "only who waits for the outcome");
        assert_eq!(asks(&mut browser, round, "reminder", "late@voorbeeld.nl").await, 409, "it has gone out");
        later(&town).await;
        assert_eq!(to(&town.mails(), "voorbeeld.nl"), 2);
    }

    async fn one_press_stops_every_mail_of_the_round_and_nothing_else(town: Town) {
        let round = town.open(rules(1, None, None), &[100, 200]).await;
        to_before_closing(&town, round, 30).await;
        let mut browser = town.browser(HOST);
        for (kind, email) in [("reminder", "eva@voorbeeld.nl"), ("outcome", "eva@voorbeeld.nl"), ("outcome", "jan@voorbeeld.nl")] {
            assert_eq!(asks(&mut browser, round, kind, email).await, 200);
        }
        to_before_closing(&town, round, 23).await;
        later(&town).await;
        let mail = town.mails().into_iter().find(|mail| mail.contains("eva@voorbeeld.nl")).unwrap();
        let link = stop_link(&mail);
        let mut stranger = town.browser(HOST);
        let page = stranger.get(&link).await;
        assert_eq!(page.status, 200, "{}", page.text);
        assert_eq!(town.number("SELECT COUNT(*) FROM voter_notice").await, 2, "opening a link does nothing");
        let token = link.split("token=").nth(1).unwrap().to_owned();
        for _ in 0..2 {
            let done = stranger.post("/do/no-vote-mail", &[("token", &token)]).await;
            assert_eq!(done.status, 200, "{}", done.text);
        }
        assert_eq!(town.number("SELECT COUNT(*) FROM voter_notice WHERE kind = 'outcome'").await, 1, "jan's");
        assert_eq!(town.number("SELECT COUNT(*) FROM voter_notice WHERE kind = 'stop'").await, 1);
        assert_eq!(asks(&mut browser, round, "outcome", "eva@voorbeeld.nl").await, 200, "the same answer for every address");
        assert_eq!(town.number("SELECT COUNT(*) FROM voter_notice WHERE kind = 'outcome'").await, 1);
        for wrong in ["", "x", &token[1..]] {
            assert_eq!(stranger.post("/do/no-vote-mail", &[("token", wrong)]).await.status, 404, "{wrong}");
            assert_eq!(stranger.get(&format!("/do/no-vote-mail?token={wrong}")).await.status, 404, "{wrong}");
        }
    }

    async fn nothing_is_kept_of_a_round_that_never_has_an_outcome(town: Town) {
        let round = town.open(rules(1, None, None), &[100, 200]).await;
        to_before_closing(&town, round, 30).await;
        let mut browser = town.browser(HOST);
        assert_eq!(asks(&mut browser, round, "outcome", "eva@voorbeeld.nl").await, 200);
        town.close(round).await;
        later(&town).await;
        assert_eq!(town.number("SELECT COUNT(*) FROM voter_notice").await, 1, "the outcome may still come");
        town.pass(121 * 24 * 3600);
        later(&town).await;
        assert_eq!(town.number("SELECT COUNT(*) FROM voter_notice").await, 0);
        assert_eq!(to(&town.mails(), "eva@voorbeeld.nl"), 0);
    }

    async fn clients_ask_as_well_and_staff_see_numbers_only(town: Town) {
        let round = town.open(rules(1, None, None), &[100, 200]).await;
        to_before_closing(&town, round, 30).await;
        let mut client = town.browser(HOST);
        let path = format!("/api/v1/rounds/{round}/notices");
        for (body, status) in [
            (json!({ "kind": "reminder", "email": "a@voorbeeld.nl" }), 202),
            (json!({ "kind": "reminder", "email": "b@voorbeeld.nl" }), 202),
            (json!({ "kind": "outcome", "email": "a@voorbeeld.nl" }), 202),
            (json!({ "kind": "outcome", "email": "nobody" }), 422),
            (json!({ "kind": "else", "email": "a@voorbeeld.nl" }), 400),
        ] {
            let answer = client.json(Method::POST, &path, &body).await;
            assert_eq!(answer.status, status, "{body}: {}", answer.text);
        }
        let counters = format!("/api/v1/rounds/{round}/counters");
        assert!([401, 403].contains(&client.get(&counters).await.status));
        let mut staff = town.signed_in(HOST, town.actor.organisation, Role::Admin).await;
        let found = staff.get(&counters).await;
        assert_eq!(found.status, 200, "{}", found.text);
        assert_eq!((&found.json()["reminders"], &found.json()["outcomes"]), (&json!(2), &json!(1)));
    }
}
