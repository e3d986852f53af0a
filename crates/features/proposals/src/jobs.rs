//! What happens by itself: drafts and invitations that are over are removed, new words are learned.

use crate::store;
use civic::App;
use platform::jobs::JobKind;
use platform::params;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

struct Sweep(App);

/// All jobs.
pub(crate) fn all(app: &App) -> Vec<Arc<dyn JobKind>> {
    vec![Arc::new(Sweep(app.clone())), Arc::new(Learn(app.clone()))]
}

/// Learns words that new plans brought, so that they are found with a typing error too.
struct Learn(App);

/// How many words are learned in one transaction.
const WORDS: i64 = 500;

impl JobKind for Learn {
    fn name(&self) -> &'static str {
        "plan-words"
    }

    fn every(&self) -> Option<Duration> {
        Some(Duration::from_secs(60))
    }

    fn run<'a>(&'a self, _: &'a str) -> Pin<Box<dyn Future<Output = Result<(), String>> + Send + 'a>> {
        Box::pin(async move {
            loop {
                let learned = self.0.db.write(|tx| store::learn(tx, WORDS)).await.map_err(|error| error.to_string())?;
                if learned == 0 {
                    return Ok(());
                }
            }
        })
    }
}

impl JobKind for Sweep {
    fn name(&self) -> &'static str {
        "plan-drafts"
    }

    fn every(&self) -> Option<Duration> {
        Some(Duration::from_secs(3600))
    }

    fn run<'a>(&'a self, _: &'a str) -> Pin<Box<dyn Future<Output = Result<(), String>> + Send + 'a>> {
        Box::pin(async move {
            let now = self.0.clock.now();
            let swept = self.0.db.write(move |tx| {
                tx.execute(&store::REMOVE_EXPIRED, params![now])?;
                tx.execute(&store::REMOVE_INVITATIONS, params![now])
            });
            swept.await.map(|_| ()).map_err(|error| error.to_string())
        })
    }
}
