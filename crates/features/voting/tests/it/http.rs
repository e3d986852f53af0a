//! Identifying and handing in over HTTP, as pages and clients do it, also very often at once.

use crate::support::{HOST, Town, rules};
use http::Method;
use serde_json::json;
use std::collections::BTreeSet;
use testkit::Browser;
use uuid::Uuid;
use voting::rules::{Electorate, RoundRules};
use voting::service::codes;

fn by_mail() -> RoundRules {
    RoundRules { electorate: Electorate { codes: false, email: true }, ..rules(1, None, None) }
}

/// The six digits that were mailed to an address last.
async fn mailed(town: &Town, email: &str) -> String {
    town.run_jobs().await;
    let mail = town.mails().into_iter().rev().find(|mail| mail.contains(email)).unwrap();
    mail.lines().map(str::trim).find(|line| line.len() == 6 && line.parse::<u32>().is_ok()).unwrap().to_owned()
}

/// A voter with a code from a letter, in a browser.
async fn voter(town: &Town, round: Uuid) -> Browser {
    let code = town.codes(round, 1).await.remove(0);
    let mut browser = town.browser(HOST);
    let answer =
        browser.json(Method::POST, &format!("/api/v1/rounds/{round}/sessions"), &json!({ "code": code })).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    browser
}

/// Sends fifty hand-ins at once, over two nodes; answers status and text of each.
async fn fifty(town: &Town, round: Uuid, browser: &Browser, of: impl Fn(u32) -> (String, u32)) -> Vec<(u16, String)> {
    let other = town.second_node();
    let path = format!("/api/v1/rounds/{round}/ballot");
    let sent: Vec<_> = (0..50_u32)
        .map(|number| {
            let router = if number % 2 == 0 { town.router.clone() } else { other.router.clone() };
            let mut mine = Browser::new(router, HOST);
            mine.cookies = browser.cookies.clone();
            let ((key, choice), path) = (of(number), path.clone());
            mine.headers.push(("idempotency-key", key));
            tokio::spawn(async move {
                let answer = mine.json(Method::POST, &path, &json!({ "choices": [choice] })).await;
                (answer.status, answer.text)
            })
        })
        .collect();
    let mut answers = Vec::new();
    for answer in sent {
        answers.push(answer.await.unwrap());
    }
    answers
}

both! {
    async fn a_code_from_a_mail_leads_through_the_pages_to_a_vote(town: Town) {
        let round = town.open(by_mail(), &[100, 200]).await;
        let mut browser = town.browser(HOST);
        let act = |name: &str| format!("/do/vote/{round}/{name}");
        let asked = browser.post(&act("email"), &[("email", "Fatma@voorbeeld.nl")]).await;
        assert_eq!(asked.status, 303, "{}", asked.text);
        let code = mailed(&town, "fatma@voorbeeld.nl").await;
        let wrong = if code == "000000" { "000001" } else { "000000" };
        let no = browser.post(&act("email-code"), &[("code", wrong)]).await;
        assert!(no.status == 422 && no.text.contains("Deze code klopt niet of is te oud."), "{} {}", no.status, no.text);
        let yes = browser.post(&act("email-code"), &[("code", &code)]).await;
        assert_eq!(yes.status, 303, "{}", yes.text);
        let sent = browser.post(&act("hand-in"), &[("key", "a"), ("choices", "2"), ("replaces", "")]).await;
        assert_eq!(sent.status, 303, "{}", sent.text);
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_open WHERE choices = '[2]' AND assurance = 'email'").await, 1);
        assert_eq!(town.number("SELECT COUNT(*) FROM entitlement WHERE kind = 'email'").await, 1);
    }

    async fn a_hand_in_whose_answer_was_lost_is_in_also_after_the_closing(town: Town) {
        let round = town.open(rules(1, None, None), &[100, 200]).await;
        let closes = town.view(round).await.round.closes_at;
        town.pass(closes.as_second() - town.app.clock.now().as_second() - 60);
        let mut browser = voter(&town, round).await;
        let act = format!("/do/vote/{round}/hand-in");
        let form = |key: &'static str, choices: &'static str| [("key", key), ("choices", choices), ("replaces", "")];
        let sent = browser.post(&act, &form("a", "2")).await;
        assert_eq!(sent.status, 303, "{}", sent.text);
        town.pass(61);
        let again = browser.post(&act, &form("a", "2")).await;
        assert_eq!((again.status, again.location().contains("step=done")), (303, true), "{}", again.text);
        for (key, choices) in [("b", "2"), ("a", "1"), ("", "2")] {
            let late = browser.post(&act, &form(key, choices)).await;
            assert_eq!(late.status, 410, "{key} {choices}: {}", late.text);
            assert!(late.text.contains("Je keuze is niet ontvangen."), "{}", late.text);
        }
        town.close(round).await;
        let closed = browser.post(&act, &form("a", "2")).await;
        assert_eq!((closed.status, closed.location().contains("step=done")), (303, true), "{}", closed.text);
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_open WHERE choices = '[2]'").await, 1);
    }

    async fn who_was_away_too_long_identifies_again_and_hands_the_same_in(town: Town) {
        let round = town.open(rules(1, None, None), &[100, 200]).await;
        let code = town.codes(round, 1).await.remove(0);
        let mut browser = town.browser(HOST);
        let act = |name: &str| format!("/do/vote/{round}/{name}");
        let chosen = browser.post(&act("choose"), &[("number", "2"), ("act", "add")]).await;
        assert_eq!(chosen.status, 303, "{}", chosen.text);
        let known = browser.post(&act("code"), &[("code", &code)]).await;
        assert_eq!((known.status, known.location().contains("step=hand-in")), (303, true), "{}", known.text);
        town.pass(voting::token::VOTER_LIFE_SECONDS + 1);
        let form = [("key", "a"), ("choices", "2"), ("replaces", ""), ("nonce", "")];
        let sent = browser.post(&act("hand-in"), &form).await;
        assert_eq!((sent.status, sent.location().contains("step=hand-in")), (303, true), "{}", sent.text);
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_open").await, 0);
        let known = browser.post(&act("code"), &[("code", &code)]).await;
        assert_eq!((known.status, known.location().contains("step=hand-in")), (303, true), "{}", known.text);
        let sent = browser.post(&act("hand-in"), &form).await;
        assert_eq!((sent.status, sent.location().contains("step=done")), (303, true), "{}", sent.text);
    }

    async fn a_code_from_a_mail_is_a_session_for_a_client(town: Town) {
        let round = town.open(by_mail(), &[100, 200]).await;
        let path = |rest: &str| format!("/api/v1/rounds/{round}{rest}");
        let mut client = town.browser(HOST);
        let asked = client.json(Method::POST, &path("/mail-codes"), &json!({ "email": "fatma@voorbeeld.nl" })).await;
        assert_eq!(asked.status, 202, "{}", asked.text);
        let code = mailed(&town, "fatma@voorbeeld.nl").await;
        let session = |email: &str, code: &str| json!({ "email": email, "mailCode": code });
        let of_another = client.json(Method::POST, &path("/sessions"), &session("piet@voorbeeld.nl", &code)).await;
        assert_eq!((of_another.status, of_another.json()["code"].clone()), (403, json!("refusal-wrong-mail-code")));
        let good = client.json(Method::POST, &path("/sessions"), &session("FATMA@voorbeeld.nl", &code)).await;
        assert_eq!((good.status, good.json()["test"].clone()), (201, json!(false)), "{}", good.text);
        let voted = client.json(Method::POST, &path("/ballot"), &json!({ "choices": [1] })).await;
        assert_eq!(voted.status, 200, "{}", voted.text);
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_open WHERE assurance = 'email'").await, 1);
    }

    async fn a_way_that_the_rules_do_not_offer_is_refused(town: Town) {
        let letters = town.open(rules(1, None, None), &[100]).await;
        let mut client = town.browser(HOST);
        let path = |round: Uuid, rest: &str| format!("/api/v1/rounds/{round}{rest}");
        for (rest, body) in [
            ("/mail-codes", json!({ "email": "fatma@voorbeeld.nl" })),
            ("/sessions", json!({ "email": "fatma@voorbeeld.nl", "mailCode": "123456" })),
        ] {
            let no = client.json(Method::POST, &path(letters, rest), &body).await;
            assert_eq!((no.status, no.json()["code"].clone()), (403, json!("refusal-way-not-offered")), "{rest}");
        }
        let page = client.post(&format!("/do/vote/{letters}/email"), &[("email", "fatma@voorbeeld.nl")]).await;
        assert!(page.status == 422 && page.text.contains("Zo kun je bij deze stemming niet stemmen."), "{}", page.text);
        town.run_jobs().await;
        assert_eq!((town.mails().len(), client.cookies.contains_key("voter")), (0, false));
        let mails = town.open(by_mail(), &[100]).await;
        let new = codes::NewBatch { name: "Brieven".into(), count: 1, test: false, area: None };
        let no = codes::make_batch(&town.voting, &town.actor, mails, new).await.unwrap_err();
        assert_eq!(no.refusals()[0].key, "refusal-way-not-offered");
    }

    async fn fifty_times_the_same_request_is_one_vote(town: Town) {
        let round = town.open(rules(1, None, None), &[10; 50]).await;
        let browser = voter(&town, round).await;
        let answers = fifty(&town, round, &browser, |_| ("een".into(), 7)).await;
        let told: BTreeSet<(u16, String)> = answers.into_iter().collect();
        assert_eq!(told.len(), 1, "all get one answer: {told:?}");
        assert_eq!(told.first().unwrap().0, 200);
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_open WHERE choices = '[7]'").await, 1);
        assert_eq!(town.number("SELECT handed_in FROM round_counter").await, 1);
    }

    async fn of_fifty_different_requests_one_wins_and_the_others_are_told(town: Town) {
        let round = town.open(rules(1, None, None), &[10; 50]).await;
        let browser = voter(&town, round).await;
        let answers = fifty(&town, round, &browser, |number| (format!("verzoek-{number}"), number + 1)).await;
        let won: Vec<_> = answers.iter().filter(|(status, _)| *status == 200).collect();
        assert_eq!(won.len(), 1, "{answers:?}");
        assert!(answers.iter().all(|(status, _)| matches!(status, 200 | 409)), "no error of ours: {answers:?}");
        assert!(answers.iter().filter(|(status, _)| *status == 409).all(|(_, text)| text.contains("refusal-ballot-stands")));
        assert_eq!(town.number("SELECT COUNT(*) FROM ballot_open").await, 1);
        assert_eq!(town.number("SELECT handed_in FROM round_counter").await, 1);
        // The same key with another choice is a mistake of the client, fifty times.
        let reused = fifty(&town, round, &browser, |number| ("een".into(), number + 1)).await;
        assert!(reused.iter().all(|(status, _)| *status == 409), "{reused:?}");
    }
}
