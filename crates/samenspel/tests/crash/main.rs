//! What is broken on purpose, and what happens when more people come than can be served: nobody is told anything but what is
//! counted.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test may panic")]

mod busy;
mod scenes;
