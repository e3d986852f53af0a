//! Progress of work that takes long: a line every two seconds on standard error, never on standard output.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tokio::task::JoinHandle;

/// How long it is silent between two lines.
const EVERY: Duration = Duration::from_secs(2);

/// Tells how far some work is, until it is dropped. Work of less than two seconds is told once, at its begin.
pub struct Progress {
    done: Arc<AtomicU64>,
    teller: JoinHandle<()>,
}

impl Progress {
    /// Begins to tell. `total` is how many steps there are, if that is known.
    #[must_use]
    pub fn of(what: &'static str, total: Option<u64>) -> Self {
        eprintln!("{}", line(what, 0, total, Duration::ZERO));
        let done = Arc::new(AtomicU64::new(0));
        let (counted, began) = (Arc::clone(&done), Instant::now());
        let teller = tokio::spawn(async move {
            loop {
                tokio::time::sleep(EVERY).await;
                eprintln!("{}", line(what, counted.load(Ordering::Relaxed), total, began.elapsed()));
            }
        });
        Progress { done, teller }
    }

    /// What counts the steps that are done; it can be taken along to other threads.
    #[must_use]
    pub fn counter(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.done)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.teller.abort();
    }
}

/// `making voting codes: 5000 of 14411, 34 %`, or how long it has taken where nothing can be counted.
fn line(what: &str, done: u64, total: Option<u64>, took: Duration) -> String {
    match (done, total) {
        (0, Some(total)) if took.is_zero() => format!("{what}: {total} …"),
        (0, _) if took.is_zero() => format!("{what} …"),
        (0, _) => format!("{what}: {} s …", took.as_secs()),
        (done, Some(total)) if total > 0 => format!("{what}: {done} of {total}, {} %", done * 100 / total),
        (done, _) => format!("{what}: {done} …"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_how_far_it_is() {
        let seconds = Duration::from_secs(4);
        assert_eq!(line("making codes", 0, Some(14411), Duration::ZERO), "making codes: 14411 …");
        assert_eq!(line("making codes", 5000, Some(14411), seconds), "making codes: 5000 of 14411, 34 %");
        assert_eq!(line("saving rows", 300, None, seconds), "saving rows: 300 …");
        assert_eq!(line("importing plans", 0, Some(1000), seconds), "importing plans: 4 s …");
        assert_eq!(line("restoring", 0, None, Duration::ZERO), "restoring …");
    }
}
