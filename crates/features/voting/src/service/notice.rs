//! One mail before a round closes and one with its outcome, to whoever left an address for it. The addresses know nothing of
//! votes: whether somebody has voted is not known here, and so the reminder goes to everybody who asked.

use crate::model::{Round, RoundId, RoundView, Stage};
use crate::refusal::Refusal;
use crate::store::{self, notice};
use crate::token::MAIL_JOB;
use crate::voting::Voting;
use jiff::{SignedDuration, Timestamp};
use platform::db::{DbError, Reader};
use platform::error::{Common, Error};
use platform::i18n::{Lang, T};
use platform::limits::policies;
use platform::mail::{Mail, normal_address};
use platform::secrets::{SealedBox, Tokens, hmac};
use platform::web::security::Client;
use platform::{jobs, params};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How long before the closing the reminder goes out.
pub const REMINDER_BEFORE: SignedDuration = SignedDuration::from_hours(24);
/// So long after the closing every address is gone, whatever became of the round.
pub const KEPT_AFTER: SignedDuration = SignedDuration::from_hours(120 * 24);
/// Rows are padded to a multiple of this, so that their length does not tell the address.
const PADDING: usize = 512;
/// What a link to want no mail is for.
const STOP: &str = "voter-notice-stop";

/// What somebody asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// A mail before the round closes.
    Reminder,
    /// A mail when the outcome is there.
    Outcome,
}

impl Notice {
    /// As in the database, in forms and in the API.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Notice::Reminder => "reminder",
            Notice::Outcome => "outcome",
        }
    }

    /// From the database, a form or the API.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        [Notice::Reminder, Notice::Outcome].into_iter().find(|kind| kind.code() == code)
    }

    /// Whether one can ask for it now.
    #[must_use]
    pub fn open(self, round: &Round, now: Timestamp) -> bool {
        let stage = round.stage(now);
        match self {
            Notice::Reminder => stage == Stage::Voting && now < round.closes_at - REMINDER_BEFORE,
            Notice::Outcome => {
                matches!(stage, Stage::Voting | Stage::Closed | Stage::Review | Stage::Counting)
            }
        }
    }

    /// Whether it goes out now.
    fn due(self, round: &Round, now: Timestamp) -> bool {
        match self {
            Notice::Reminder => round.stage(now) == Stage::Voting && now >= round.closes_at - REMINDER_BEFORE,
            Notice::Outcome => matches!(round.stage(now), Stage::Provisional | Stage::Decided | Stage::Final),
        }
    }
}

/// How many wait, for staff.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct NoticeCounts {
    /// Addresses that get the reminder.
    pub reminder: i64,
    /// Addresses that get the outcome.
    pub outcome: i64,
}

/// Where mails of a round lead, and in which words.
#[derive(Debug, Clone)]
pub struct Way<'a> {
    /// The words of whoever asks.
    pub t: &'a T,
    /// The name of the organisation.
    pub organisation: &'a str,
    /// `https://host`, without a path.
    pub origin: &'a str,
    /// The path of the page of the vote.
    pub vote: &'a str,
    /// The path of the page of the outcome.
    pub outcome: &'a str,
}

/// What is kept, sealed.
#[derive(Serialize, Deserialize)]
struct Kept {
    address: String,
    lang: String,
    formal: bool,
    organisation: String,
    origin: String,
    page: String,
}

/// Whom a link stops mail for, and nothing else.
#[derive(Serialize, Deserialize)]
struct Stopped {
    round: Uuid,
    hash: Vec<u8>,
}

impl Voting {
    fn notice_hash(&self, round: &Round, address: &str) -> [u8; 32] {
        let key = self.app.secrets.derive("voter-notice", round.key_generation);
        hmac(&key, &[round.uuid.as_bytes(), address.as_bytes()])
    }

    fn notice_box(&self, round: &Round) -> SealedBox {
        SealedBox::new(&self.app.secrets.derive("voter-notice-address", round.key_generation), &self.app.random)
    }

    fn stop_tokens(&self) -> Tokens {
        Tokens::new(&self.app.secrets.derive(STOP, 0), &self.app.clock, &self.app.random)
    }
}

/// Keeps an address for one mail. The answer is the same for every address.
///
/// # Errors
/// [`Refusal::NoticeLate`] when it cannot be asked for now, something that is no address, too many requests.
pub async fn ask(
    voting: &Voting,
    view: &RoundView,
    client: Client,
    way: &Way<'_>,
    kind: Notice,
    email: &str,
) -> Result<(), Error> {
    let round = &view.round;
    if !kind.open(round, voting.app.clock.now()) {
        return Err(Refusal::NoticeLate.into());
    }
    let address = normal_address(email)?;
    voting.app.limits.check(policies::CODE_MAILS, client.0)?;
    let hash = voting.notice_hash(round, &address);
    let page = if kind == Notice::Reminder { way.vote } else { way.outcome };
    let kept = Kept {
        address,
        lang: way.t.lang().code().to_owned(),
        formal: way.t.is_formal(),
        organisation: way.organisation.to_owned(),
        origin: way.origin.to_owned(),
        page: page.to_owned(),
    };
    let mut plain = serde_json::to_vec(&kept).map_err(Error::internal)?;
    plain.resize(plain.len().div_ceil(PADDING) * PADDING, b' ');
    let sealed = voting.notice_box(round).seal(round.uuid.as_bytes(), &plain);
    let (id, round) = (voting.app.uuid_random(), round.id);
    voting.app.db.write(move |tx| notice::add(tx, id, round, kind.code(), &hash, &sealed)).await.map_err(Error::Db)
}

/// How many addresses wait.
///
/// # Errors
/// When the database fails.
pub(crate) fn counts(reader: &Reader<'_>, round: RoundId) -> Result<NoticeCounts, DbError> {
    let found = notice::counts(reader, round)?;
    let of = |kind: Notice| found.iter().find(|(code, _)| code == kind.code()).map_or(0, |(_, count)| *count);
    Ok(NoticeCounts { reminder: of(Notice::Reminder), outcome: of(Notice::Outcome) })
}

/// Whether a link to want no mail is one, and still holds.
#[must_use]
pub fn can_stop(voting: &Voting, token: &str) -> bool {
    voting.stop_tokens().open_token::<Stopped>(STOP, token).is_some()
}

/// No mail any more about a round to the address of a link. Done twice it is done once.
///
/// # Errors
/// [`Common::NotFound`] for anything that is no such link.
pub async fn stop(voting: &Voting, token: &str) -> Result<(), Error> {
    let stopped: Option<Stopped> = voting.stop_tokens().open_token(STOP, token);
    let stopped = stopped.ok_or_else(|| Error::from(Common::NotFound))?;
    let hash = <[u8; 32]>::try_from(stopped.hash).map_err(|_| Error::from(Common::NotFound))?;
    let id = voting.app.uuid_random();
    let uuid = stopped.round;
    let round = voting.app.db.read(move |reader| store::round(reader, None, uuid)).await?;
    let round = round.ok_or_else(|| Error::from(Common::NotFound))?.id;
    voting.app.db.write(move |tx| notice::stop(tx, id, round, &hash)).await.map_err(Error::Db)
}

/// Sends what is due, and forgets what is not needed any more. Each address is deleted in the transaction that hands its
/// mail over, so it gets one.
///
/// # Errors
/// When the database fails.
pub(crate) async fn send_due(voting: &Voting) -> Result<(), Error> {
    let now = voting.app.clock.now();
    let found = voting.app.db.read(|reader| {
        let found = reader.query(&notice::NOTICE_ROUNDS, params![], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok::<Vec<(Uuid, String)>, DbError>(found)
    });
    for (uuid, code) in found.await? {
        let round = voting.app.db.read(move |reader| store::round(reader, None, uuid)).await?;
        let Some(round) = round else { continue };
        let kind = Notice::parse(&code);
        if let Some(kind) = kind.filter(|kind| kind.due(&round, now)) {
            while send_some(voting, &round, kind).await? {}
        }
        let closed = round.stage(now) != Stage::Voting && now >= round.closes_at;
        let old = now >= round.closes_at + KEPT_AFTER || (kind == Some(Notice::Reminder) && closed);
        if old {
            let id = round.id;
            voting.app.db.write(move |tx| tx.execute(&notice::END_NOTICES, params![id, &code]).map(|_| ())).await?;
        }
    }
    Ok(())
}

/// Hands some mails over; whether there may be more.
async fn send_some(voting: &Voting, round: &Round, kind: Notice) -> Result<bool, Error> {
    let (work, round) = (voting.clone(), round.clone());
    let sent = voting.app.db.write(move |tx| {
        let rows: Vec<(Uuid, Vec<u8>)> =
            tx.query(&notice::NOTICES, params![round.id, kind.code()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        for (id, sealed) in &rows {
            if let Some(mail) = mail(&work, &round, kind, sealed) {
                // Due since ever, as every mail to voters.
                jobs::add(tx, MAIL_JOB, &work.sealed_mail(&mail)?, None, Timestamp::UNIX_EPOCH)?;
            }
            tx.execute(&notice::END_NOTICE, params![id])?;
        }
        Ok::<_, Error>(!rows.is_empty())
    });
    sent.await
}

/// The mail to one address; none for a row that was not made here.
fn mail(voting: &Voting, round: &Round, kind: Notice, sealed: &[u8]) -> Option<Mail> {
    let plain = voting.notice_box(round).open(round.uuid.as_bytes(), sealed)?;
    let kept: Kept = serde_json::from_slice(&plain).ok()?;
    let lang = Lang::parse(&kept.lang)?;
    let t = voting.app.texts.lang(lang).formal(kept.formal);
    let hash = voting.notice_hash(round, &kept.address).to_vec();
    let stopped = Stopped { round: round.uuid, hash };
    let token = voting.stop_tokens().seal_token(STOP, &stopped, round.closes_at + KEPT_AFTER).ok()?;
    let (page, stop) =
        (format!("{}{}", kept.origin, kept.page), format!("{}/do/no-vote-mail?token={token}", kept.origin));
    let args = [
        ("organisation", kept.organisation.as_str().into()),
        ("round", round.title(lang).into()),
        ("closes", round.closes_at.into()),
        ("page", page.as_str().into()),
        ("stop", stop.as_str().into()),
    ];
    let (subject, text) = match kind {
        Notice::Reminder => ("mail-notice-reminder-subject", "mail-notice-reminder-text"),
        Notice::Outcome => ("mail-notice-outcome-subject", "mail-notice-outcome-text"),
    };
    Some(Mail::new(kept.address, t.with(subject, &args), t.with(text, &args)))
}
