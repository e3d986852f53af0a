//! Showing that one may vote: by a code from a letter, or a code from a mail.

use crate::codes::Code;
use crate::hot;
use crate::model::{Kind, MyBallot, Round, RoundView, State, Voter};
use crate::refusal::Refusal;
use crate::store::codes::{self as rows, Entitlement};
use crate::token::MAIL_JOB;
use crate::voting::Voting;
use platform::db::Tx;
use platform::error::Error;
use platform::i18n::T;
use platform::limits::policies;
use platform::mail::{Mail, normal_address};
use platform::web::security::Client;
use platform::{jobs, params, secrets};

/// A code from a mail holds this long at least, and twice as long at most, in seconds.
const MAIL_CODE_SECONDS: i64 = 900;

/// Identifies by a voting code. The caller learns only whether it is valid. Wrong codes are counted per address in the
/// network; right ones, and slips that the check characters find, are free.
///
/// # Errors
/// [`Refusal::WrongVotingCode`] for anything that is not a living code of this round; too many wrong ones; or that the
/// round takes no ballots now.
pub async fn by_code(voting: &Voting, view: &RoundView, client: Client, code: &str) -> Result<Voter, Error> {
    let (round, now) = (&view.round, voting.app.clock.now());
    round.takes_ballots(now, true)?;
    voting.app.limits.allowed(policies::WRONG_VOTING_CODES, client.0)?;
    let code = Code::parse(code).ok_or(Error::from(Refusal::WrongVotingCode))?;
    let (id, hash) = (round.id, voting.code_hash(round, &code));
    let found = voting.app.db.read(move |reader| rows::entitlement(reader, id, &hash)).await?;
    let offered = |found: &Entitlement| found.kind == Kind::Code.code() && (found.test || round.rules.electorate.codes);
    let Some(found) = found.filter(|found| !found.void && offered(found)) else {
        voting.app.limits.failed(policies::WRONG_VOTING_CODES, client.0);
        return Err(Refusal::WrongVotingCode.into());
    };
    round.takes_ballots(now, found.test)?;
    Ok(Voter { round: round.id, entitlement: found.id, test: found.test, kind: Kind::Code, area: found.area })
}

fn stretch(voting: &Voting) -> i64 {
    voting.app.clock.now().as_second().div_euclid(MAIL_CODE_SECONDS)
}

fn limit_key(hash: &[u8; 32]) -> [u8; 16] {
    hash.first_chunk().copied().unwrap_or_default()
}

/// Mails six digits to an address. The answer is the same for every address. `sender` is the name of the organisation.
///
/// # Errors
/// [`Refusal::WayNotOffered`], something that is no address, too many mails, or that the round takes no ballots now.
pub async fn send_email_code(
    voting: &Voting,
    view: &RoundView,
    client: Client,
    t: &T,
    sender: &str,
    email: &str,
) -> Result<(), Error> {
    let (round, now) = (&view.round, voting.app.clock.now());
    if !round.rules.electorate.email {
        return Err(Refusal::WayNotOffered.into());
    }
    round.takes_ballots(now, false)?;
    let address = normal_address(email)?;
    voting.app.limits.check(policies::CODE_MAILS, client.0)?;
    voting.app.limits.check(policies::CODE_MAILS_TO_ONE, limit_key(&voting.email_hash(round, &address)))?;
    let code = voting.email_code(round, &address, stretch(voting));
    let args =
        [("organisation", sender.into()), ("round", round.title(t.lang()).into()), ("code", code.as_str().into())];
    let mail = Mail::new(address, t.with("mail-vote-code-subject", &args), t.with("mail-vote-code-text", &args));
    let payload = voting.sealed_mail(&mail)?;
    // Due since ever: when it was asked for is nobody's to know.
    let due = jiff::Timestamp::UNIX_EPOCH;
    voting.app.db.write(move |tx| jobs::add(tx, MAIL_JOB, &payload, None, due)).await.map_err(Error::Db)
}

/// Identifies by the code from a mail; the entitlement is made the first time.
///
/// # Errors
/// [`Refusal::WrongMailCode`], too many wrong codes for the address, [`Refusal::WayNotOffered`], or that the round takes
/// no ballots now.
pub async fn by_email_code(voting: &Voting, view: &RoundView, email: &str, code: &str) -> Result<Voter, Error> {
    let (round, now) = (&view.round, voting.app.clock.now());
    if !round.rules.electorate.email {
        return Err(Refusal::WayNotOffered.into());
    }
    round.takes_ballots(now, false)?;
    let address = normal_address(email)?;
    let hash = voting.email_hash(round, &address);
    voting.app.limits.allowed(policies::WRONG_SIGN_IN, limit_key(&hash))?;
    let typed: String = code.chars().filter(char::is_ascii_digit).take(7).collect();
    let now_or_before = [stretch(voting), stretch(voting) - 1];
    let right =
        |stretch: &i64| secrets::same(voting.email_code(round, &address, *stretch).as_bytes(), typed.as_bytes());
    if !now_or_before.iter().any(right) {
        voting.app.limits.failed(policies::WRONG_SIGN_IN, limit_key(&hash));
        return Err(Refusal::WrongMailCode.into());
    }
    let (id, fresh) = (round.id, voting.app.uuid_random());
    let entitled = voting.app.db.write(move |tx| entitle(tx, id, fresh, &hash));
    let entitlement = entitled.await.map_err(|error| super::explain(error, round))?;
    if entitlement.void {
        return Err(Refusal::EntitlementVoid.into());
    }
    Ok(Voter { round: round.id, entitlement: entitlement.id, test: false, kind: Kind::Email, area: None })
}

/// The entitlement of an address, made if there is none.
fn entitle(
    tx: &mut Tx<'_>,
    round: crate::model::RoundId,
    fresh: uuid::Uuid,
    hash: &[u8; 32],
) -> Result<Entitlement, platform::db::DbError> {
    let params = params![round, fresh, Kind::Email.code(), hash, Option::<i64>::None, false];
    tx.execute(&rows::ADD_ENTITLEMENT, params)?;
    rows::entitlement(tx, round, hash)?.ok_or(platform::db::DbError::Shape("an entitlement just made"))
}

/// What a voter may know of an earlier ballot: whether it is there (until the ballots are sealed, then nobody knows), what
/// stands for it, and whether they may hand in (again): if the rules say so, or if a plan on it was struck since.
///
/// # Errors
/// [`Refusal::VoterNeeded`] for a voter of another round; when database or files fail.
pub async fn my_ballot(voting: &Voting, view: &RoundView, voter: &Voter) -> Result<MyBallot, Error> {
    let round: &Round = &view.round;
    if voter.round != round.id {
        return Err(Refusal::VoterNeeded.into());
    }
    let takes = round.takes_ballots(voting.app.clock.now(), voter.test).is_ok();
    // Until they are sealed it can be told, also after the closing: to somebody whose last answer was lost.
    if !takes && !matches!(round.state, State::Open | State::Closed | State::Review) {
        return Ok(MyBallot { mark: None, may_change: false, struck: false });
    }
    let (id, token) = (round.id, voting.token(round, voter).await?);
    let key = token.0;
    let changes = round.rules.change_until_closing;
    // Where everybody may change there is nothing to find out about what is on the ballot.
    let gone = if changes { Vec::new() } else { view.struck_numbers() };
    let standing = voting.app.db.read(move |reader| hot::standing_and_struck(reader, id, &key, &gone)).await?;
    let struck = standing.is_some_and(|(_, struck)| struck);
    let may_change = takes && (standing.is_none() || changes || struck);
    Ok(MyBallot { mark: standing.map(|(ballot, _)| token.mark(voting, ballot)), may_change, struck })
}
