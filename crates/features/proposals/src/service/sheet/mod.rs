//! Plans from and to spreadsheets: a template, an export, and an import that is first looked at, then carried out by a job.

mod columns;
mod export;
mod run;

pub use export::{Format, export, template};
pub(crate) use run::{JOB, forget_old, go_on};
pub use run::{MOST_ROWS, Problem, look_at, one, recent, start};
