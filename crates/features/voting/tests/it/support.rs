//! A town with a vote, on either database, with a clock that the test sets.

use civic::Actor;
use civic::App;
use civic::ids::OrganisationId;
use civic::model::{Project, ProjectState};
use civic::service::{NewOrganisation, NewProject, OrganisationTexts, ProjectTexts};
use jiff::{SignedDuration, Timestamp};
use platform::db::DbError;
use platform::error::Error;
use platform::i18n::Lang;
use platform::money::Cents;
use platform::web::security::Client;
use std::ops::Deref;
use std::sync::Arc;
use testkit::{Kind, TestApp};
use uuid::Uuid;
use voting::ballot::Choice;
use voting::model::{CandidateTexts, HandIn, NewCandidate, NewRound, Received, RoundView, Voter};
use voting::rules::{Limits, Order, RoundRules};
use voting::service::{candidates, codes, handin, identify, import, round};

/// Two tests of each function, one for each database.
macro_rules! both {
    ($($(#[$meta:meta])* async fn $name:ident($town:ident: Town) $body:block)+) => {
        $(mod $name {
            use super::*;
            $(#[$meta])*
            async fn run($town: Town) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                run(Town::make(testkit::Kind::Sqlite).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                run(Town::make(testkit::Kind::Postgres).await).await;
            }
        })+
    };
}

/// The host name of the town.
pub const HOST: &str = "voorbeeldstad.example";

/// An organisation with one published project, in the whole program.
pub struct Town {
    pub test: TestApp,
    pub actor: Actor,
    pub project: Project,
}

impl Deref for Town {
    type Target = TestApp;

    fn deref(&self) -> &TestApp {
        &self.test
    }
}

impl Town {
    /// Makes it.
    pub async fn make(kind: Kind) -> Town {
        let test = TestApp::start(kind).await;
        let (actor, project) = organisation(&test.app, "voorbeeldstad", HOST).await;
        Town { test, actor, project }
    }

    /// A draft with these costs in euros, open from today for two weeks.
    pub async fn draft(&self, rules: RoundRules, costs: &[i64]) -> Uuid {
        let new = new_round(rules, self.clock.now());
        let uuid = round::create(&self.voting, &self.actor, self.project.id, new).await.unwrap();
        candidates::choose(&self.voting, &self.actor, uuid, plans(costs)).await.unwrap();
        uuid
    }

    /// The same, opened.
    pub async fn open(&self, rules: RoundRules, costs: &[i64]) -> Uuid {
        let uuid = self.draft(rules, costs).await;
        round::open(&self.voting, &self.actor, uuid).await.unwrap();
        uuid
    }

    /// Codes that count.
    pub async fn codes(&self, round: Uuid, count: usize) -> Vec<String> {
        import::make_codes(&self.voting, &self.actor, round, count).await.unwrap()
    }

    /// A code that never counts.
    pub async fn test_code(&self, round: Uuid) -> String {
        let new = codes::NewBatch { name: "proef".into(), count: 1, test: true, area: None };
        let batch = codes::make_batch(&self.voting, &self.actor, round, new).await.unwrap();
        codes::batch_codes(&self.voting, &self.actor, round, batch).await.unwrap().remove(0)
    }

    /// The round as pages have it.
    pub async fn view(&self, round: Uuid) -> Arc<RoundView> {
        round::round_view(&self.voting, &self.actor, None, round).await.unwrap()
    }

    /// Identifies.
    pub async fn voter(&self, round: Uuid, code: &str) -> Result<Voter, Error> {
        identify::by_code(&self.voting, &*self.view(round).await, Client::default(), code).await
    }

    /// Hands in, in the place of what stands, as a page does that was just looked at.
    pub async fn vote(&self, round: Uuid, voter: &Voter, choices: &[u32]) -> Result<Received, Error> {
        let view = self.view(round).await;
        let replaces = identify::my_ballot(&self.voting, &view, voter).await.ok().and_then(|mine| mine.mark);
        let hand_in = HandIn { choices: Choice::ticks(choices), replaces, ..HandIn::default() };
        handin::hand_in(&self.voting, &view, voter, None, hand_in, Lang::Nl).await
    }

    /// Identifies and hands in.
    pub async fn vote_with(&self, round: Uuid, code: &str, choices: &[u32]) -> Result<Received, Error> {
        let voter = self.voter(round, code).await?;
        self.vote(round, &voter, choices).await
    }

    /// Runs raw SQL around the model.
    pub async fn raw(&self, text: impl Into<String>) -> Result<(), DbError> {
        let text = text.into();
        self.voting.app.db.write(move |tx| tx.batch(&text)).await
    }

    /// The one number that a query answers.
    pub async fn number(&self, text: &'static str) -> i64 {
        let sql = Box::leak(Box::new(platform::db::Sql::new("number", text)));
        let read = self.voting.app.db.read(move |reader| reader.one(sql, &[], |row| row.get::<i64>(0)));
        read.await.unwrap()
    }

    /// Moves the clock past the closing and closes.
    pub async fn close(&self, round: Uuid) {
        self.clock.set(self.view(round).await.round.closes_at);
        assert!(round::close_due(&self.voting, round).await.unwrap());
    }

    /// Moves the clock on.
    pub fn pass(&self, seconds: i64) {
        self.clock.advance(SignedDuration::from_secs(seconds));
    }
}

/// An organisation with a published project.
pub async fn organisation(app: &App, slug: &str, host: &str) -> (Actor, Project) {
    let new = NewOrganisation {
        slug: slug.into(),
        hosts: vec![host.into()],
        default_lang: Lang::Nl,
        languages: Lang::ALL.to_vec(),
        texts: OrganisationTexts {
            name: slug.into(),
            contact_email: format!("post@{host}"),
            ..OrganisationTexts::default()
        },
    };
    let organisation = civic::service::create_organisation(app, &Actor::system(OrganisationId(0)), new).await.unwrap();
    let actor = Actor::system(organisation);
    let texts = ProjectTexts { title: "Buurtbudget".into(), ..ProjectTexts::default() };
    let project = civic::service::create_project(app, &actor, NewProject { slug: None, texts }).await.unwrap();
    civic::service::set_project_state(app, &actor, &project, ProjectState::Published).await.unwrap();
    (actor, project)
}

/// A round of two weeks from now.
pub fn new_round(rules: RoundRules, now: Timestamp) -> NewRound {
    NewRound {
        title: "Stemming".into(),
        titles: [("en".to_owned(), "Vote".to_owned())].into(),
        rules,
        budget: Cents(100_000),
        opens_at: now,
        closes_at: now + SignedDuration::from_hours(14 * 24),
        phase: None,
    }
}

/// Plans with these costs in euros.
pub fn plans(costs: &[i64]) -> Vec<NewCandidate> {
    let plan = |(place, euros): (usize, &i64)| NewCandidate {
        cost: Cents(euros * 100),
        texts: CandidateTexts { title: format!("Plan {}", place + 1), ..CandidateTexts::default() },
        ..NewCandidate::default()
    };
    costs.iter().enumerate().map(plan).collect()
}

/// Rules with these limits: number of plans, sum in euros.
pub fn rules(min_plans: u32, max_plans: Option<u32>, max_euros: Option<i64>) -> RoundRules {
    RoundRules {
        limits: Limits { min_plans, max_plans, min_sum: Cents(0), max_sum: max_euros.map(|euros| Cents(euros * 100)) },
        order: Order::Number,
        ..RoundRules::default()
    }
}

/// The key of the first refusal.
pub fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> &'static str {
    match result.expect_err("it should have been refused") {
        Error::Refused(refusals) => refusals.first().expect("a refusal").key,
        other => panic!("not a refusal: {other}"),
    }
}
