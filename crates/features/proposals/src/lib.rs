//! Plans: list, detail, entry and import by staff.
//!
//! Blocks `plans-list`, `plan` and `plans-preview` for residents, the room "Plannen" of a project for staff, and
//! `/api/v1/projects/{project}/plans`. Who wants more of plans (a vote, an import) calls [`service`].

pub mod api;
mod jobs;
pub mod model;
pub mod pages;
pub mod refusal;
pub mod service;
pub mod staff;
pub mod store;

use civic::App;
use civic::feature::{Manifest, Mounted};
use civic::ids::OrganisationId;
use civic::plan::PlanParts;
use platform::db::{DbError, Migration, Reader};
use platform::i18n::Lang;
use std::sync::Arc;
use uuid::Uuid;

/// The texts of this crate.
pub const LOCALES: [(Lang, &str); 8] = [
    (Lang::Nl, include_str!("../locales/nl.ftl")),
    (Lang::En, include_str!("../locales/en.ftl")),
    (Lang::Nl, include_str!("../locales/hand-in.nl.ftl")),
    (Lang::En, include_str!("../locales/hand-in.en.ftl")),
    (Lang::Nl, include_str!("../locales/find.nl.ftl")),
    (Lang::En, include_str!("../locales/find.en.ftl")),
    (Lang::Nl, include_str!("../locales/staff.nl.ftl")),
    (Lang::En, include_str!("../locales/staff.en.ftl")),
];

/// What this feature tells before the program runs.
#[must_use]
pub fn manifest() -> Manifest {
    let plans = include_str!("../migrations/202611210930_proposals.sql");
    let handing_in = include_str!("../migrations/202611220900_handing_in.sql");
    let files = include_str!("../migrations/202611281310_plan_files.sql");
    let staff = include_str!("../migrations/202611281330_plan_staff.sql");
    Manifest {
        name: "proposals",
        migrations: vec![
            Migration { id: "202611210930_proposals", text: plans },
            Migration { id: "202611220900_handing_in", text: handing_in },
            Migration { id: "202611280130_finding", text: include_str!("../migrations/202611280130_finding.sql") },
            Migration { id: "202611281310_plan_files", text: files },
            Migration { id: "202611281330_plan_staff", text: staff },
        ],
        texts: LOCALES.to_vec(),
        statements: store::all_statements(),
        public_files: vec![&store::PUBLIC_FILES, &store::BALLOT_FILES],
    }
}

/// What knows which plans are being voted on; a feature with votes fills it in.
pub trait Rounds: Send + Sync {
    /// Whether a plan is on the ballot of a vote that has been opened and is not settled for good. Then its author can
    /// neither change nor withdraw it.
    ///
    /// # Errors
    /// When the database fails.
    fn holds(&self, reader: &Reader<'_>, organisation: OrganisationId, plan: Uuid) -> Result<bool, DbError>;

    /// Whether the picture of this name stands on a ballot, or on one that is prepared.
    ///
    /// # Errors
    /// When the database fails.
    fn shows_picture(&self, reader: &Reader<'_>, organisation: OrganisationId, name: &str) -> Result<bool, DbError>;
}

/// There are no votes.
pub struct NoRounds;

impl Rounds for NoRounds {
    fn holds(&self, _: &Reader<'_>, _: OrganisationId, _: Uuid) -> Result<bool, DbError> {
        Ok(false)
    }

    fn shows_picture(&self, _: &Reader<'_>, _: OrganisationId, _: &str) -> Result<bool, DbError> {
        Ok(false)
    }
}

/// What the services of residents share. Cheap to clone.
#[derive(Clone)]
pub struct Plans {
    /// The program's services.
    pub app: App,
    /// Which plans are being voted on.
    pub(crate) rounds: Arc<dyn Rounds>,
    /// Lists and maps of before.
    pub(crate) finder: Arc<service::Finder>,
    /// What other features put beside plans.
    pub(crate) parts: PlanParts,
}

impl Plans {
    /// Plans of this program.
    #[must_use]
    pub fn new(app: &App, rounds: Arc<dyn Rounds>) -> Self {
        Plans { app: app.clone(), rounds, finder: Arc::default(), parts: PlanParts::default() }
    }

    /// The same, with what other features put beside plans.
    #[must_use]
    pub fn with_parts(self, parts: PlanParts) -> Self {
        Plans { parts, ..self }
    }
}

/// What this feature adds to the running program.
#[must_use]
pub fn mount(plans: &Plans) -> Mounted {
    let app = &plans.app;
    Mounted {
        routes: staff::routes(app)
            .and(pages::form::act::routes(plans))
            .and(pages::own::routes(plans))
            .and(pages::files::routes(plans))
            .and(pages::picker::routes(plans))
            .and(pages::share::routes(plans))
            .and(api::routes(plans)),
        blocks: vec![
            Arc::new(pages::Overview(plans.clone())),
            Arc::new(pages::OnePlan(plans.clone())),
            Arc::new(pages::PlanCardBlock),
            Arc::new(pages::PlansTogether(plans.clone())),
            Arc::new(pages::Preview(plans.clone())),
            Arc::new(pages::PlanForm(plans.clone())),
        ],
        jobs: jobs::all(plans),
        arrivals: vec![Arc::new(service::draft::AdoptDrafts)],
        api: Some(api::description()),
        ..Mounted::default()
    }
}
