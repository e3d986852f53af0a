//! Plans as a whole, on both databases.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "all of it is test code")]

#[macro_use]
mod common;

mod find;
mod lists;
mod together;
mod writes;
