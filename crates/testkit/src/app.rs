//! The whole program, in the test's own process, with a clock that the test sets.

use crate::browser::Browser;
use crate::database::{Kind, TestDb};
use civic::ids::OrganisationId;
use civic::permission::Role;
use civic::service::sign_in;
use platform::clock::Clock;
use platform::db::Db;
use platform::files::Files;
use platform::geocode::Geocoder;
use platform::ids::Random;
use platform::mail::Mailer;
use platform::secrets::MasterSecret;
use samenspel::program::{Ground, Program, migrations};
use std::ops::Deref;
use std::path::PathBuf;
use std::time::Duration;
use tempfile::TempDir;

/// The program under test.
pub struct TestApp {
    program: Program,
    /// The clock; it stands still until the test moves it.
    pub clock: Clock,
    /// Which database.
    pub kind: Kind,
    /// The address of the PostgreSQL database.
    pub url: Option<String>,
    folder: TempDir,
}

impl Deref for TestApp {
    type Target = Program;

    fn deref(&self) -> &Program {
        &self.program
    }
}

impl TestApp {
    /// Starts it on a fresh, migrated database, on 1 March 2027 at noon in Amsterdam.
    ///
    /// # Panics
    /// When something cannot be made.
    pub async fn start(kind: Kind) -> Self {
        Self::start_in(kind, tempfile::tempdir().expect("a temporary folder")).await
    }

    /// The same in a folder that the test has prepared.
    ///
    /// # Panics
    /// When something cannot be made.
    pub async fn start_in(kind: Kind, folder: TempDir) -> Self {
        let database = TestDb::make(kind, folder.path()).await;
        let clock = Clock::fixed(crate::moment("2027-03-01T12:00"));
        database.db.migrate(migrations(), clock.now()).await.expect("the migrations");
        let program = Program::build(ground(&database.db, &clock, folder.path())).expect("the program");
        TestApp { program, clock, kind, url: database.url, folder }
    }

    /// A second node on a database reached by another address, with the same files and clock.
    ///
    /// # Panics
    /// When it cannot be built.
    #[must_use]
    pub fn node_at(&self, settings: &platform::db::DbSettings) -> Program {
        let db = Db::open(settings).expect("the database");
        Program::build(ground(&db, &self.clock, self.folder.path())).expect("the node")
    }

    /// A second node on the same database and files, with a clock of its own.
    ///
    /// # Panics
    /// When it cannot be built.
    #[must_use]
    pub fn node_with(&self, clock: &Clock) -> Program {
        Program::build(ground(&self.app.db, clock, self.folder.path())).expect("the node")
    }

    /// A second node on the same database and files, as after a restart or beside the first.
    ///
    /// # Panics
    /// When it cannot be built.
    #[must_use]
    pub fn second_node(&self) -> Program {
        self.node_with(&self.clock)
    }

    /// A second node that asks this service where addresses are.
    ///
    /// # Panics
    /// When it cannot be built.
    #[must_use]
    pub fn node_asking(&self, geocoder: Geocoder) -> Program {
        let ground = ground(&self.app.db, &self.clock, self.folder.path());
        Program::build(Ground { geocoder: Some(geocoder), ..ground }).expect("the node")
    }

    /// A second node that sends the heads of logs to another place too.
    ///
    /// # Panics
    /// When it cannot be built.
    #[must_use]
    pub fn node_sending(&self, heads: voting::service::log::heads::HeadsTo) -> Program {
        let ground = ground(&self.app.db, &self.clock, self.folder.path());
        Program::build(Ground { heads, ..ground }).expect("the node")
    }

    /// A second node that lets in so many requests at once.
    ///
    /// # Panics
    /// When it cannot be built.
    #[must_use]
    pub fn node_with_places(&self, load: platform::web::load::Limits) -> Program {
        let ground = ground(&self.app.db, &self.clock, self.folder.path());
        Program::build(Ground { load, ..ground }).expect("the node")
    }

    /// The folder with database, files and mails.
    #[must_use]
    pub fn folder(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    /// A browser without cookies, at the host of the organisation.
    #[must_use]
    pub fn browser(&self, host: &str) -> Browser {
        Browser::new(self.router.clone(), host)
    }

    /// A browser of somebody with this role, second factor shown.
    ///
    /// # Panics
    /// When the sign-in fails.
    pub async fn signed_in(&self, host: &str, organisation: OrganisationId, role: Role) -> Browser {
        let token =
            sign_in::make_admin_link(&self.app, organisation, role, Duration::from_secs(60)).await.expect("a link");
        let mut browser = self.browser(host);
        let email = format!("{}@voorbeeldstad.example", role.code());
        let done = browser.post(&format!("/setup/{token}"), &[("email", &email)]).await;
        assert_eq!(done.status, 303, "{}", done.text);
        browser.show_factor(&self.clock).await;
        browser
    }

    /// Runs the jobs that are due, until none is.
    ///
    /// # Panics
    /// When the database fails.
    pub async fn run_jobs(&self) {
        while self.runner.run_due().await.expect("the jobs") > 0 {}
    }

    /// The same with all that comes again and again.
    ///
    /// # Panics
    /// When the database fails.
    pub async fn run_sweeps(&self) {
        self.runner.schedule().await.expect("the sweeps");
        self.run_jobs().await;
    }

    /// The mails that were sent, newest last, as text.
    ///
    /// # Panics
    /// When the folder cannot be read.
    #[must_use]
    pub fn mails(&self) -> Vec<String> {
        let folder = self.folder.path().join("mail");
        let mut files: Vec<_> =
            std::fs::read_dir(folder).expect("the mails").map(|entry| entry.expect("a mail")).collect();
        files.sort_by_key(|file| file.metadata().and_then(|about| about.modified()).expect("a time"));
        files.iter().filter_map(|file| std::fs::read_to_string(file.path()).ok()).collect()
    }
}

fn ground(db: &Db, clock: &Clock, folder: &std::path::Path) -> Ground {
    Ground {
        db: db.clone(),
        clock: clock.clone(),
        random: Random::system(),
        secrets: MasterSecret::from_file(&folder.join("secret"), &Random::system()).expect("a secret"),
        files: Files::in_folder(&folder.join("files")).expect("files"),
        scanner: None,
        geocoder: None,
        mailer: Mailer::folder(&folder.join("mail"), "samenspel@voorbeeldstad.example").expect("a mailer"),
        https: false,
        port: None,
        proxies: Vec::new(),
        origins: vec!["https://data.example".into()],
        load: platform::web::load::Limits::default(),
        tiles: civic::app::Tiles::new("https://tiles.example/{z}/{x}/{y}.png", "Kaart: voorbeeld"),
        heads: Default::default(),
    }
}
