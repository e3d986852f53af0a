//! The vote as a whole, on both databases.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "all of it is test code")]

#[macro_use]
mod support;

mod api;
mod ballot_form;
mod checker;
mod compare;
mod disk;
mod download;
mod drafts;
mod evening;
mod forms;
mod guards;
mod hand_in;
mod heads;
mod http;
mod later;
mod life;
mod linking;
mod log;
mod notice;
mod outcome;
mod quiet;
mod races;
mod receipts;
mod report;
mod sealing;
mod snapshot;
mod staff;
mod voids;
