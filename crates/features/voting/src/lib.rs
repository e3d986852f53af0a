//! Votes: rounds, voting codes, drafts, ballots, sealing, outcome.
//!
//! The heart of it is in three files: [`token`] (where entitlement and ballot meet), `hot/handin.rs` (how a ballot is
//! stored) and `service/seal.rs` (how the two are parted for good). Whatever the program does, the guards of the schema
//! refuse a second ballot, a foreign or struck plan, a sum above the limit, and any ballot once the round is closed.

pub mod codes;
pub mod hot;
mod jobs;
pub mod limits;
pub mod model;
pub mod refusal;
pub mod rules;
pub mod service;
pub mod store;
pub mod token;
mod voting;

pub use voting::{NoPlans, PlanSource, Plans, Voting};
