//! The shipped program as operators use it: its commands, settings and words, each run as a process of its own.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test may panic")]

mod archive;
mod commands;
mod made;
mod mail;
mod settings;
mod verify;
