//! Plans: list, detail, entry and import by staff.
//!
//! Blocks `plans-list`, `plan` and `plans-preview` for residents, the room "Plannen" of a project for staff, and
//! `/api/v1/projects/{project}/plans`. Who wants more of plans (a vote, an import) calls [`service`].

pub mod api;
pub mod model;
pub mod pages;
pub mod refusal;
pub mod service;
pub mod staff;
pub mod store;

use civic::App;
use civic::feature::{Manifest, Mounted};
use platform::db::Migration;
use platform::i18n::Lang;
use std::sync::Arc;

/// The texts of this crate.
pub const LOCALES: [(Lang, &str); 2] =
    [(Lang::Nl, include_str!("../locales/nl.ftl")), (Lang::En, include_str!("../locales/en.ftl"))];

/// What this feature tells before the program runs.
#[must_use]
pub fn manifest() -> Manifest {
    let text = include_str!("../migrations/202611210930_proposals.sql");
    Manifest {
        name: "proposals",
        migrations: vec![Migration { id: "202611210930_proposals", text }],
        texts: LOCALES.to_vec(),
        statements: store::all_statements(),
        public_files: vec![&store::PUBLIC_FILES],
    }
}

/// What this feature adds to the running program.
#[must_use]
pub fn mount(app: &App) -> Mounted {
    Mounted {
        routes: staff::routes(app).and(api::routes(app)),
        blocks: vec![Arc::new(pages::Overview), Arc::new(pages::OnePlan), Arc::new(pages::Preview)],
        api: Some(api::description()),
        ..Mounted::default()
    }
}
