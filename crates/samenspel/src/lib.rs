//! The program: command line, settings, wiring of the features, demo content.

pub mod api;
pub mod cli;
pub mod demo;
pub mod mails;
pub mod plans;
pub mod program;
pub mod progress;
pub mod serve;
pub mod settings;
