//! What every feature stands on: organisations, people, roles, projects, phases, rules, permissions, the block
//! registry, areas, tags, statuses.

pub mod actor;
pub mod app;
pub mod block;
pub mod busy;
pub mod context;
pub mod feature;
mod gate;
pub mod ids;
pub mod model;
pub mod permission;
pub mod person;
pub mod plan;
pub mod refusal;
pub mod route;
pub mod service;
pub mod shape;
pub mod store;
pub mod ui;

pub use actor::Actor;
pub use app::App;
pub use context::{Answer, Fail, Visitor};

/// What this crate tells before anything runs.
#[must_use]
pub fn manifest() -> feature::Manifest {
    feature::Manifest {
        name: "civic",
        migrations: vec![
            platform::db::Migration {
                id: "202611210900_civic",
                text: include_str!("../migrations/202611210900_civic.sql"),
            },
            platform::db::Migration {
                id: "202611212310_civic_labels",
                text: include_str!("../migrations/202611212310_civic_labels.sql"),
            },
            platform::db::Migration {
                id: "202611220900_announced",
                text: include_str!("../migrations/202611220900_announced.sql"),
            },
            platform::db::Migration {
                id: "202611281000_organisation_version",
                text: include_str!("../migrations/202611281000_organisation_version.sql"),
            },
            platform::db::Migration {
                id: "202611281300_civic_statuses",
                text: include_str!("../migrations/202611281300_civic_statuses.sql"),
            },
        ],
        texts: ui::LOCALES.to_vec(),
        statements: [store::all_statements(), vec![person::STATEMENTS]].concat(),
        public_files: vec![&store::PUBLIC_FILES],
    }
}

/// What this crate adds to the running program: signing in.
#[must_use]
pub fn mount(app: &App) -> feature::Mounted {
    feature::Mounted { routes: gate::routes(app), ..feature::Mounted::default() }
}
