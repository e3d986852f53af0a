//! What this browser is remembered by, beside the cookies of device and voter: short-lived, sealed, for one round.

use crate::ballot::Choice;
use crate::model::{Received, RoundView};
use crate::service::log::receipt::Receipt;
use civic::app::App;
use jiff::SignedDuration;
use platform::secrets::Tokens;
use platform::web::cookies::Cookies;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What this browser has just handed in.
pub(super) const HANDED_COOKIE: &str = "vote-handed";
/// The address to which a code was mailed.
pub(super) const MAIL_COOKIE: &str = "vote-mail";

/// How long the last page still shows what was handed in, in seconds.
pub(super) const HANDED_LIFE: i64 = 30 * 60;
/// How long the page that asks for the mailed code comes back by itself, in seconds.
pub(super) const MAIL_LIFE: i64 = 20 * 60;
/// A cookie holds no more than four thousand bytes; a longer choice is told by its number and sum only.
const MOST_REMEMBERED: usize = 300;

/// What this browser has just handed in, as the last page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Handed {
    round: Uuid,
    /// How many plans stand on it for something.
    pub(super) count: usize,
    /// What they cost together, in cents.
    pub(super) sum: i64,
    /// Which; none where they are too many for a cookie.
    pub(super) choices: Option<Vec<Choice>>,
    /// Whether it was for trying out.
    pub(super) test: bool,
    /// What the receipt is made of; none for trying out.
    #[serde(default)]
    pub(super) receipt: Option<Kept>,
}

/// The longest ballot that a receipt in a cookie has, in bytes.
const LONGEST_BALLOT: usize = 800;

/// What a receipt is made of, as far as a cookie holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept {
    /// The short code.
    pub(super) code: String,
    /// The voter's random number, in hexadecimal digits.
    pub(super) voter_nonce: String,
    /// Ours.
    pub(super) nonce: String,
    /// The ballot; none where it is too long for a cookie.
    pub(super) ballot: Option<String>,
}

impl Kept {
    fn of(receipt: &Receipt) -> Self {
        Kept {
            code: receipt.code().to_string(),
            voter_nonce: proof::hex(&receipt.voter_nonce),
            nonce: proof::hex(&receipt.nonce),
            ballot: Some(receipt.ballot.clone()).filter(|ballot| ballot.len() <= LONGEST_BALLOT),
        }
    }
}

impl Handed {
    /// What is remembered of a ballot.
    pub(super) fn of(view: &RoundView, received: &Received) -> Self {
        let choices = &received.choices;
        Handed {
            round: view.round.uuid,
            count: choices.iter().filter(|choice| choice.counts()).count(),
            sum: view.sum(choices).0,
            choices: (choices.len() <= MOST_REMEMBERED).then(|| choices.clone()),
            test: received.test,
            receipt: received.receipt.as_ref().map(Kept::of),
        }
    }
}

impl Handed {
    /// Whether nothing stands on it.
    pub(super) fn is_blank(&self) -> bool {
        self.count == 0 && self.choices.as_ref().is_none_or(Vec::is_empty)
    }
}

#[derive(Serialize, Deserialize)]
struct Mailed {
    round: Uuid,
    address: String,
}

fn tokens(app: &App) -> Tokens {
    Tokens::new(&app.secrets.derive("vote-pages", 0), &app.clock, &app.random)
}

fn seal<A: Serialize>(app: &App, purpose: &str, value: &A, life: i64) -> String {
    let until = app.clock.now() + SignedDuration::from_secs(life);
    // A cookie that cannot be made is one that is not there: the page says less, nothing is lost.
    tokens(app).seal_token(purpose, value, until).unwrap_or_default()
}

/// The value of [`HANDED_COOKIE`].
pub(super) fn handed_value(app: &App, handed: &Handed) -> String {
    seal(app, HANDED_COOKIE, handed, HANDED_LIFE)
}

/// What this browser has just handed in for this round.
pub(super) fn handed(app: &App, cookies: &Cookies, round: Uuid) -> Option<Handed> {
    let read: Handed = tokens(app).open_token(HANDED_COOKIE, cookies.get(HANDED_COOKIE)?)?;
    (read.round == round).then_some(read)
}

/// The value of [`MAIL_COOKIE`].
pub(super) fn mail_value(app: &App, round: Uuid, address: &str) -> String {
    seal(app, MAIL_COOKIE, &Mailed { round, address: address.to_owned() }, MAIL_LIFE)
}

/// The address to which a code for this round was mailed.
pub(super) fn mailed(app: &App, cookies: &Cookies, round: Uuid) -> Option<String> {
    let read: Mailed = tokens(app).open_token(MAIL_COOKIE, cookies.get(MAIL_COOKIE)?)?;
    (read.round == round).then_some(read.address)
}
