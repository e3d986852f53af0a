//! The database is full, read-only or away: a clear sentence, no lost answer, and the same running program goes on when
//! there is room again or the database is back.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test may panic")]

mod disk;
mod postgres;
mod voter;
