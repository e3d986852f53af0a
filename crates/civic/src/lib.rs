//! What every feature stands on: organisations, people, roles, projects, phases, rules, permissions, the block
//! registry, areas, tags, statuses.

pub mod actor;
pub mod app;
pub mod block;
pub mod context;
pub mod feature;
pub mod ids;
pub mod model;
pub mod permission;
pub mod person;
pub mod refusal;
pub mod route;
pub mod service;
pub mod store;
pub mod ui;

pub use actor::Actor;
pub use app::App;
pub use context::{Answer, Fail, Visitor};
