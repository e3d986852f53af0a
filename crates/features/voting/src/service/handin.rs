//! The hand-in: the one service without log, outbox row or line per deed, so that nothing says who voted when.

use super::explain;
use super::log::receipt::Receipt;
use crate::ballot;
use crate::hot::{self, Answer};
use crate::model::{HandIn, How, Received, Round, RoundView, State, Voter};
use crate::refusal::Refusal;
use crate::token::{Device, DraftPlace};
use crate::voting::Voting;
use platform::clock;
use platform::db::DbError;
use platform::error::Error;
use platform::i18n::Lang;
use proof::{Hash, leaf};
use std::time::Duration;

/// How the ballots of this service come in.
const CHANNEL: &str = "web";
/// So long a request that comes too late waits for others that came in time.
const PATIENCE: Duration = Duration::from_secs(5);
/// The longest name of a request.
const LONGEST_KEY: usize = 200;

/// Hands in a ballot. It is on disk when this answers. `lang` is for the words of a refusal.
///
/// The very same request as one that is stored is answered as that one was, also when the vote has closed meanwhile, until
/// the ballots are sealed: whoever got no answer in the last second is not told that nothing came in.
///
/// # Errors
/// Everything that is wrong with the choice; [`Refusal::NotBegun`], [`Refusal::RoundClosed`] ("niet ontvangen"),
/// [`Refusal::AlreadyVoted`], [`Refusal::BallotStands`], [`Refusal::EntitlementVoid`], [`Refusal::KeyReused`]. Nothing is
/// kept then, and the draft stays.
pub async fn hand_in(
    voting: &Voting,
    view: &RoundView,
    voter: &Voter,
    device: Option<&Device>,
    hand_in: HandIn,
    lang: Lang,
) -> Result<Received, Error> {
    let done = checked(voting, view, voter, device, hand_in, lang).await;
    if let (Err(error), false) = (&done, voter.test) {
        voting.state.refused.count(view.round.id, error);
    }
    done
}

async fn checked(
    voting: &Voting,
    view: &RoundView,
    voter: &Voter,
    device: Option<&Device>,
    hand_in: HandIn,
    lang: Lang,
) -> Result<Received, Error> {
    // Before the time is looked at: from here on closing waits for this ballot.
    let in_time = voting.on_its_way();
    let (round, now) = (&view.round, voting.app.clock.now());
    if voter.round != round.id {
        return Err(Refusal::VoterNeeded.into());
    }
    let late = round.takes_ballots(now, voter.test).err();
    if let Some(refusal) = late.as_ref().filter(|_| !may_be_known(round, &hand_in)) {
        return Err(refusal.clone().into());
    }
    let choices = view
        .check(&hand_in.choices, voter.area.as_deref(), lang)
        .map_err(|wrong| Error::Refused(wrong.into_iter().map(Into::into).collect()))
        .map_err(|wrong| late.clone().map_or(wrong, Error::from))?;
    let token = voting.token(round, voter).await?;
    let request = hand_in.idempotency.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let mut drafts = vec![DraftPlace::of_voter(&token, round).key];
    drafts.extend(device.map(|device| DraftPlace::of_device(device, round).key));
    let text = ballot::to_text(round.rules.form, &choices);
    let (theirs, ours) = (hand_in.nonce, voting.app.random.bytes());
    let ballot = hot::Ballot {
        round: round.id,
        round_uuid: round.uuid,
        token: token.0,
        id: voting.app.uuid_random(),
        choices: text.clone(),
        test: voter.test,
        area: round.rules.held_to(voter.area.as_deref()).map(str::to_owned),
        channel: CHANNEL,
        assurance: voter.kind.assurance(),
        voter_nonce: theirs,
        nonce: ours,
        leaf: (!voter.test).then(|| leaf::ballot(round.uuid, &theirs, &ours, &text)),
        idempotency: request.map(|name| token.idempotency(cut(name))),
        may_replace: round.rules.change_until_closing,
        struck: view.struck_numbers(),
        replaces: hand_in.replaces.as_deref().and_then(|mark| token.marked(voting, mark)),
        drafts,
        day: clock::local(now).date().to_string(),
    };
    let answer = match late {
        None => voting.state.hand_ins.send(ballot).await,
        Some(refusal) => {
            // The first of two equal ones may be on its way to disk; this one is not what it waits for.
            drop(in_time);
            voting.until_quiet(PATIENCE).await;
            let known = voting.app.db.read(move |reader| hot::repeated(reader, &ballot)).await;
            known.transpose().ok_or_else(|| Error::from(refusal))?
        }
    };
    let (how, repeated) = received(answer, round)?;
    let nonces = repeated.unwrap_or([theirs, ours]);
    let receipt = if voter.test { None } else { Some(Receipt::make(voting, round, nonces, text).await?) };
    Ok(Received { choices, how, test: voter.test, receipt })
}

/// Whether a request that comes too late may be one that came in time: it has a name, and it can still be told whose the
/// ballots are.
fn may_be_known(round: &Round, hand_in: &HandIn) -> bool {
    let named = hand_in.idempotency.as_deref().is_some_and(|name| !name.trim().is_empty());
    named && matches!(round.state, State::Open | State::Closed | State::Review)
}

fn cut(name: &str) -> &str {
    name.char_indices().nth(LONGEST_KEY).map_or(name, |(end, _)| name.get(..end).unwrap_or(name))
}

/// What became of it, and the random numbers of the ballot that is there if the same request came before.
fn received(answer: Result<Answer, DbError>, round: &Round) -> Result<(How, Option<[Hash; 2]>), Error> {
    match answer {
        Ok(Answer::Stored) => Ok((How::Stored, None)),
        Ok(Answer::Replaced) => Ok((How::Replaced, None)),
        Ok(Answer::Repeated(nonces)) => Ok((How::Repeated, Some(nonces))),
        Ok(Answer::KeyReused) => Err(Refusal::KeyReused.into()),
        Ok(Answer::AlreadyVoted) => Err(Refusal::AlreadyVoted.into()),
        Ok(Answer::Outdated) => Err(Refusal::BallotStands.into()),
        Ok(Answer::Refused(word)) => Err(explain(DbError::Check(word), round)),
        Err(error) => Err(explain(error, round)),
    }
}
