//! Votes: rounds, voting codes, drafts, ballots, sealing, outcome.
//!
//! The heart of it is in three files: [`token`] (where entitlement and ballot meet), `hot/handin.rs` (how a ballot is
//! stored) and `service/seal.rs` (how the two are parted for good). Whatever the program does, the guards of the schema
//! refuse a second ballot, a foreign or struck plan, a sum above the limit, and any ballot once the round is closed.

pub mod api;
pub mod ballot;
pub mod codes;
pub mod counts;
pub mod hot;
mod jobs;
pub mod limits;
pub mod model;
pub mod pages;
mod pb;
pub mod refusal;
pub mod rules;
pub mod service;
pub mod staff;
pub mod store;
pub mod token;
mod voting;

pub use voting::{NoPlans, PlanSource, Plans, Voting};

use civic::feature::{Manifest, Mounted};
use platform::i18n::Lang;

/// The texts of this crate.
pub const LOCALES: [(Lang, &str); 20] = [
    (Lang::Nl, include_str!("../locales/nl.ftl")),
    (Lang::En, include_str!("../locales/en.ftl")),
    (Lang::Nl, include_str!("../locales/forms.nl.ftl")),
    (Lang::En, include_str!("../locales/forms.en.ftl")),
    (Lang::Nl, include_str!("../locales/log.nl.ftl")),
    (Lang::En, include_str!("../locales/log.en.ftl")),
    (Lang::Nl, include_str!("../locales/ballot.nl.ftl")),
    (Lang::En, include_str!("../locales/ballot.en.ftl")),
    (Lang::Nl, include_str!("../locales/pages.nl.ftl")),
    (Lang::En, include_str!("../locales/pages.en.ftl")),
    (Lang::Nl, include_str!("../locales/outcome.nl.ftl")),
    (Lang::En, include_str!("../locales/outcome.en.ftl")),
    (Lang::Nl, include_str!("../locales/staff.nl.ftl")),
    (Lang::En, include_str!("../locales/staff.en.ftl")),
    (Lang::Nl, include_str!("../locales/keep.nl.ftl")),
    (Lang::En, include_str!("../locales/keep.en.ftl")),
    (Lang::Nl, include_str!("../locales/apart.nl.ftl")),
    (Lang::En, include_str!("../locales/apart.en.ftl")),
    (Lang::Nl, include_str!("../locales/recount.nl.ftl")),
    (Lang::En, include_str!("../locales/recount.en.ftl")),
];

/// What this crate tells before anything runs.
#[must_use]
pub fn manifest() -> Manifest {
    let mut statements = vec![
        store::STATEMENTS,
        store::codes::STATEMENTS,
        store::log::STATEMENTS,
        store::notice::STATEMENTS,
        staff::STATEMENTS,
        service::compare::STATEMENTS,
        service::firm::STATEMENTS,
    ];
    statements.extend(hot::all_statements());
    Manifest {
        name: "voting",
        migrations: vec![
            platform::db::Migration {
                id: "202611211000_voting",
                text: include_str!("../migrations/202611211000_voting.sql"),
            },
            platform::db::Migration {
                id: "202611220910_quiet",
                text: include_str!("../migrations/202611220910_quiet.sql"),
            },
            platform::db::Migration {
                id: "202611220920_void",
                text: include_str!("../migrations/202611220920_void.sql"),
            },
            platform::db::Migration {
                id: "202611220930_nonces",
                text: include_str!("../migrations/202611220930_nonces.sql"),
            },
            platform::db::Migration {
                id: "202611281010_decision_words",
                text: include_str!("../migrations/202611281010_decision_words.sql"),
            },
            platform::db::Migration {
                id: "202611281020_pending",
                text: include_str!("../migrations/202611281020_pending.sql"),
            },
            platform::db::Migration {
                id: "202611281200_insight",
                text: include_str!("../migrations/202611281200_insight.sql"),
            },
            platform::db::Migration {
                id: "202611281430_compare",
                text: include_str!("../migrations/202611281430_compare.sql"),
            },
            platform::db::Migration {
                id: "202611281600_forms",
                text: include_str!("../migrations/202611281600_forms.sql"),
            },
            platform::db::Migration {
                id: "202611281610_public_log",
                text: include_str!("../migrations/202611281610_public_log.sql"),
            },
            platform::db::Migration {
                id: "202611281630_apart",
                text: include_str!("../migrations/202611281630_apart.sql"),
            },
        ],
        texts: LOCALES.to_vec(),
        statements,
        public_files: vec![&store::PUBLIC_FILES],
    }
}

/// What this crate adds to the running program.
#[must_use]
pub fn mount(voting: &Voting) -> Mounted {
    Mounted {
        routes: api::routes(voting).and(pages::routes(voting)).and(staff::routes(voting)),
        blocks: pages::blocks(voting),
        jobs: jobs::all(voting),
        api: Some(api::description()),
        desk: vec![staff::desk(voting)],
        news: vec![pages::news(voting)],
        rules: vec![pages::rules_of_rounds(voting)],
        arrivals: Vec::new(),
    }
}
