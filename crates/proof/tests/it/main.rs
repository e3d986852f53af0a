//! Whole rounds, made at random and signed, and what happens to them when somebody changes something.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod accepts;
mod archive;
mod forged;
mod made;
mod receipts;
mod second;
mod wild;
