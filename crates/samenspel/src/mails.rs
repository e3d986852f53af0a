//! Jobs that belong to no feature: sending mail, and sweeping out what is over.

use civic::{App, person};
use platform::jobs::JobKind;
use platform::mail::{Mail, MailError, Mailer};
use platform::params;
use std::pin::Pin;
use std::time::Duration;

type Doing<'a> = Pin<Box<dyn Future<Output = Result<(), String>> + Send + 'a>>;

/// Sends one mail.
pub struct SendMail {
    /// How.
    pub mailer: Mailer,
}

impl JobKind for SendMail {
    fn name(&self) -> &'static str {
        "mail"
    }

    fn run<'a>(&'a self, payload: &'a str) -> Doing<'a> {
        Box::pin(async move {
            let mail: Mail = serde_json::from_str(payload).map_err(|error| error.to_string())?;
            match self.mailer.send(&mail).await {
                // An address that does not exist will not exist in an hour either.
                Err(MailError::Permanent(why)) => {
                    tracing::warn!(why, "a mail cannot be delivered");
                    Ok(())
                }
                Err(error) => Err(error.to_string()),
                Ok(()) => Ok(()),
            }
        })
    }
}

/// Removes sessions that are over and limits that are quiet.
pub struct Sweep {
    /// The services.
    pub app: App,
}

impl JobKind for Sweep {
    fn name(&self) -> &'static str {
        "sweep"
    }

    fn every(&self) -> Option<Duration> {
        Some(Duration::from_secs(900))
    }

    fn run<'a>(&'a self, _: &'a str) -> Doing<'a> {
        Box::pin(async move {
            self.app.limits.prune();
            let now = self.app.clock.now();
            let ended = self.app.db.write(move |tx| tx.execute(&person::END_OLD_SESSIONS, params![now])).await;
            ended.map(|_| ()).map_err(|error| error.to_string())
        })
    }
}
