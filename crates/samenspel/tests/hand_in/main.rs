//! Handing in a plan, the whole way through the program: drafts, identification, files, places, changing, withdrawing,
//! inviting.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test may panic")]

mod api;
mod devices;
mod drafts;
mod files;
mod gone;
mod large;
mod on_map;
mod own;
mod place;
mod probes;
mod resident;
mod sheet;
mod sinks;
mod staff;
mod support;
mod table;
mod told;
