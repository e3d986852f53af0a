//! What happens by itself: drafts and invitations that are over are removed, new words are learned, and files are put where
//! they belong.

use crate::service::{files, sheet};
use crate::{Plans, store};
use platform::jobs::JobKind;
use platform::params;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

/// The future of a job.
type Run<'a> = Pin<Box<dyn Future<Output = Result<(), String>> + Send + 'a>>;

/// All jobs.
pub(crate) fn all(plans: &Plans) -> Vec<Arc<dyn JobKind>> {
    vec![
        Arc::new(Sweep(plans.clone())),
        Arc::new(Learn(plans.clone())),
        Arc::new(Tidy(plans.clone())),
        Arc::new(Import(plans.clone())),
    ]
}

/// Learns words that new plans brought, so that they are found with a typing error too.
struct Learn(Plans);

/// How many words are learned in one transaction.
const WORDS: i64 = 500;

impl JobKind for Learn {
    fn name(&self) -> &'static str {
        "plan-words"
    }

    fn every(&self) -> Option<Duration> {
        Some(Duration::from_secs(60))
    }

    fn run<'a>(&'a self, _: &'a str) -> Run<'a> {
        Box::pin(async move {
            loop {
                let learned =
                    self.0.app.db.write(|tx| store::learn(tx, WORDS)).await.map_err(|error| error.to_string())?;
                if learned == 0 {
                    return Ok(());
                }
            }
        })
    }
}

/// Once an hour.
struct Sweep(Plans);

impl JobKind for Sweep {
    fn name(&self) -> &'static str {
        "plan-drafts"
    }

    fn every(&self) -> Option<Duration> {
        Some(Duration::from_secs(3600))
    }

    fn run<'a>(&'a self, _: &'a str) -> Run<'a> {
        Box::pin(async move {
            let now = self.0.app.clock.now();
            let swept = self.0.app.db.write(move |tx| {
                tx.execute(&store::REMOVE_EXPIRED, params![now])?;
                tx.execute(&store::REMOVE_INVITATIONS, params![now])
            });
            swept.await.map_err(|error| error.to_string())?;
            sheet::forget_old(&self.0.app).await.map_err(|error| error.to_string())?;
            files::tidy(&self.0).await.map_err(|error| error.to_string())
        })
    }
}

/// Soon after something changed.
struct Tidy(Plans);

impl JobKind for Tidy {
    fn name(&self) -> &'static str {
        files::JOB
    }

    fn run<'a>(&'a self, _: &'a str) -> Run<'a> {
        Box::pin(async move { files::tidy(&self.0).await.map_err(|error| error.to_string()) })
    }
}

/// Carries out a spreadsheet.
struct Import(Plans);

impl JobKind for Import {
    fn name(&self) -> &'static str {
        sheet::JOB
    }

    fn run<'a>(&'a self, import: &'a str) -> Run<'a> {
        Box::pin(async move { sheet::go_on(&self.0.app, import).await.map_err(|error| error.to_string()) })
    }
}
