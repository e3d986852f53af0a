//! A voter who is on the way while the database fails, and what they are told.

use http::Method;
use platform::i18n::Lang;
use platform::web::security::Client;
use samenspel::program::Program;
use serde_json::json;
use std::time::Duration;
use testkit::{Answer, Browser, TestApp, Town, moment, plain_round};
use uuid::Uuid;
use voting::ballot::Choice;
use voting::model::HandIn;
use voting::rules::RoundRules;
use voting::service::codes::{self, NewBatch};
use voting::service::{handin, identify, round};

/// What is said, word for word.
const NL: &str =
    "Het systeem is even niet bereikbaar. Wat je al had opgeslagen, is bewaard. Probeer het over een minuut opnieuw.";
const EN: &str = "The system cannot be reached for a moment. What you had saved is kept. Try again in a minute.";

/// An open round with this many codes.
pub async fn open_round(app: &TestApp, town: &Town, count: u32) -> (Uuid, Vec<String>) {
    let id = plain_round(app, town, RoundRules::default()).await;
    let batch = codes::make_batch(
        &app.voting,
        &town.actor,
        id,
        NewBatch { name: "Brieven".into(), count, test: false, area: None },
    )
    .await
    .unwrap();
    app.run_jobs().await;
    let made = codes::batch_codes(&app.voting, &town.actor, id, batch).await.unwrap();
    round::open(&app.voting, &town.actor, id).await.unwrap();
    app.clock.set(moment("2027-03-03T12:00"));
    (id, made)
}

/// Hands in by the services.
pub async fn hand_in(program: &Program, town: &Town, id: Uuid, code: &str) -> Result<(), platform::error::Error> {
    let view = round::round_view(&program.voting, &town.actor, None, id).await?;
    let voter = identify::by_code(&program.voting, &view, Client::default(), code).await?;
    // As a client does: the same name for the same request, so that who got no answer can ask again.
    let choice = HandIn {
        choices: Choice::ticks(&[1, 2]),
        idempotency: Some(format!("request of {code}")),
        ..HandIn::default()
    };
    handin::hand_in(&program.voting, &view, &voter, None, choice, Lang::Nl).await?;
    Ok(())
}

/// How many ballots there are.
pub async fn ballots(app: &TestApp) -> i64 {
    static COUNT: platform::db::Sql = platform::db::Sql::new("COUNT", "SELECT COUNT(*) FROM ballot_open");
    app.app.db.read(|reader| reader.one(&COUNT, platform::params![], |row| row.get(0))).await.unwrap()
}

/// Somebody who chose two plans and showed their code before anything went wrong, and is about to hand in.
pub struct OnTheWay {
    pub browser: Browser,
    round: Uuid,
}

impl OnTheWay {
    pub async fn at(node: &Program, town: &Town, round: Uuid, code: &str) -> Self {
        let mut browser = Browser::new(node.router.clone(), &town.host);
        for number in ["1", "2"] {
            let path = format!("/do/vote/{round}/choose");
            let chosen = browser.post(&path, &[("number", number), ("act", "add")]).await;
            assert_eq!(chosen.status, 303, "{}", chosen.text);
        }
        let shown = browser.post(&format!("/do/vote/{round}/code"), &[("code", code)]).await;
        assert!(shown.status == 303 && shown.location().contains("step="), "{}", shown.text);
        OnTheWay { browser, round }
    }

    /// Presses the last button.
    pub async fn press(&mut self, before: &str) -> Answer {
        let path = format!("{before}/do/vote/{}/hand-in", self.round);
        self.browser.post(&path, &[("key", "eerste"), ("choices", "1,2"), ("replaces", "")]).await
    }

    /// The page and the API say in both languages that it is our trouble and that one should come back; what was sent is
    /// on the page, to be sent again with one button.
    pub async fn is_told(&mut self) {
        for (before, sentence, button) in [("", NL, "Opnieuw sturen"), ("/en", EN, "Send again")] {
            let page = self.press(before).await;
            assert_eq!(page.status, 503, "{}", page.text);
            assert!(page.headers.contains_key("retry-after"));
            assert!(page.text.contains(sentence) && page.text.contains(button), "{}", page.text);
            let action = format!("action=\"{before}/do/vote/{}/hand-in\"", self.round);
            for kept in [action.as_str(), "name=\"choices\" value=\"1,2\"", "name=\"key\" value=\"eerste\""] {
                assert!(page.text.contains(kept), "{kept} is not on {}", page.text);
            }
            says_nothing_of_the_inside(&page);
            let path = format!("{before}/api/v1/rounds/{}/ballot", self.round);
            let answer = self.browser.json(Method::POST, &path, &json!({ "choices": [1, 2] })).await;
            assert_eq!(answer.status, 503, "{}", answer.text);
            assert_eq!(answer.headers["content-type"], "application/problem+json");
            assert!(answer.headers.contains_key("retry-after"));
            assert_eq!(
                (&answer.json()["detail"], &answer.json()["code"]),
                (&json!(sentence), &json!("error-database-away"))
            );
            says_nothing_of_the_inside(&answer);
        }
    }

    /// A choice that cannot be saved is told as well. (A full database may still have room in the row of a draft.)
    pub async fn cannot_choose(&mut self) {
        let path = format!("/do/vote/{}/choose", self.round);
        let page = self.browser.post(&path, &[("number", "3"), ("act", "add")]).await;
        assert!(page.status == 503 && page.text.contains(NL), "{}", page.text);
        assert!(page.text.contains("name=\"number\" value=\"3\""), "{}", page.text);
    }

    /// Without a restart, within a moment: the choice that was saved is there, and the same button hands it in.
    pub async fn goes_on(&mut self) {
        let began = std::time::Instant::now();
        loop {
            let page = self.browser.get("/buurtbudget/stemmen?step=overview").await;
            let answer = self.press("").await;
            if answer.status == 303 {
                assert!(page.text.contains("Plan 1") && page.text.contains("Plan 2"), "{}", page.text);
                assert!(answer.location().contains("done"), "{}", answer.location());
                return;
            }
            assert_eq!(answer.status, 503, "{}", answer.text);
            assert!(began.elapsed() < Duration::from_secs(30), "it did not recover");
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
}

fn says_nothing_of_the_inside(answer: &Answer) {
    let text = answer.text.to_lowercase();
    for word in ["sql", "127.0.0.1", "error-", "/tmp/", "panicked"] {
        let text = text.replace("error-page", "").replace("error-database-away", "");
        assert!(!text.contains(word), "{word} in {}", answer.text);
    }
}
