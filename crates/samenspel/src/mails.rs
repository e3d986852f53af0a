//! Jobs that belong to no feature: sending mail, and sweeping out what is over.

use civic::{App, person};
use platform::error::Error;
use platform::jobs::JobKind;
use platform::mail::{Mail, MailError, Mailer};
use platform::params;
use std::pin::Pin;
use std::time::Duration;
use voting::Voting;

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

/// Sends one mail to a voter. Neither its row nor a log says to whom.
pub struct SendVoterMail {
    /// How.
    pub mailer: Mailer,
    /// What opens it.
    pub voting: Voting,
}

impl JobKind for SendVoterMail {
    fn name(&self) -> &'static str {
        voting::token::MAIL_JOB
    }

    fn run<'a>(&'a self, payload: &'a str) -> Doing<'a> {
        Box::pin(async move {
            let Some(mail) = self.voting.mail(payload) else {
                return Err("a mail that another master secret has sealed".into());
            };
            match self.mailer.send(&mail).await {
                // What a mail server answers may hold the address.
                Err(MailError::Permanent(_)) => {
                    tracing::warn!("a mail to a voter cannot be delivered");
                    Ok(())
                }
                Err(MailError::Later(_)) => Err("the mail server does not take it now".into()),
                Ok(()) => Ok(()),
            }
        })
    }
}

/// Removes sessions that are over, requests that nobody repeats any more, and limits that are quiet.
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
            let ended = self.app.db.write(move |tx| {
                platform::requests::forget(tx, now)?;
                Ok::<_, Error>(tx.execute(&person::END_OLD_SESSIONS, params![now])?)
            });
            let ended = ended.await;
            ended.map(|_| ()).map_err(|error| error.to_string())
        })
    }
}
