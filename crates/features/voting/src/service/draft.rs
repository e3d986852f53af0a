//! Drafts: every choice is on the server at once, before anybody identifies, encrypted.

use super::explain;
use crate::ballot::{self, Choice};
use crate::hot::{self, DraftSave, Saved};
use crate::model::{Draft, Drafts, Keep, RoundView, Stage, State, Voter};
use crate::refusal::Refusal;
use crate::rules::{BallotForm, MOST_PLANS, MOST_POINTS};
use crate::token::{Device, DraftPlace};
use crate::voting::Voting;
use platform::clock;
use platform::db::DbError;
use platform::error::Error;
use platform::limits::policies;
use platform::web::security::Client;

async fn place_of_voter(voting: &Voting, view: &RoundView, voter: &Voter) -> Result<DraftPlace, Error> {
    if voter.round != view.round.id {
        return Err(Refusal::VoterNeeded.into());
    }
    Ok(DraftPlace::of_voter(&voting.token(&view.round, voter).await?, &view.round))
}

/// The drafts of this browser and of this voter. Plans that are not on the ballot (any more) are left out. After the
/// closing there are none.
///
/// # Errors
/// When database or files fail.
pub async fn read(
    voting: &Voting,
    view: &RoundView,
    device: Option<&Device>,
    voter: Option<&Voter>,
) -> Result<Drafts, Error> {
    if !takes_drafts(voting, view) {
        return Ok(Drafts::default());
    }
    let device = device.map(|device| DraftPlace::of_device(device, &view.round));
    let voter = match voter {
        Some(voter) => Some(place_of_voter(voting, view, voter).await?),
        None => None,
    };
    if device.is_none() && voter.is_none() {
        return Ok(Drafts::default());
    }
    let keys = [device.as_ref().map(|place| place.key), voter.as_ref().map(|place| place.key)];
    let id = view.round.id;
    let rows = voting.app.db.read(move |reader| {
        let row = |key: Option<[u8; 32]>| match key {
            Some(key) => hot::draft(reader, id, &key),
            None => Ok(None),
        };
        let [device, voter] = keys;
        Ok::<_, DbError>((row(device)?, row(voter)?))
    });
    let (of_device, of_voter) = rows.await?;
    let open = |place: Option<DraftPlace>, sealed: Option<Vec<u8>>| {
        let mut draft = place?.open(voting, &sealed?)?;
        draft.choices.retain(|choice| view.candidate(choice.number).is_some());
        Some(draft)
    };
    Ok(Drafts { device: open(device, of_device), voter: open(voter, of_voter), form: view.round.rules.form })
}

fn takes_drafts(voting: &Voting, view: &RoundView) -> bool {
    matches!(view.round.stage(voting.app.clock.now()), Stage::Draft | Stage::Announced | Stage::Voting)
}

/// Keeps a choice, finished or not; limits are not checked, so that somebody can go on from it. A voter who has
/// identified has their own draft; else it is the browser's.
///
/// # Errors
/// When the round takes no drafts now, for a plan that is not on the ballot or twice on it, without voter and device, or
/// for too many new drafts from one address in the network.
pub async fn save(
    voting: &Voting,
    view: &RoundView,
    client: Client,
    (device, voter): (Option<&Device>, Option<&Voter>),
    choices: Vec<Choice>,
) -> Result<Draft, Error> {
    let round = &view.round;
    let now = voting.app.clock.now();
    let _in_time = voting.on_its_way();
    // A draft round is seen only by staff and by whoever tries it out.
    round.takes_ballots(now, round.state == State::Draft || voter.is_some_and(|voter| voter.test))?;
    known_and_single(view, &choices)?;
    if voter.is_none() {
        voting.app.limits.check(policies::DRAFTS, client.0)?;
    }
    let place = match (device, voter) {
        (_, Some(voter)) => place_of_voter(voting, view, voter).await?,
        (Some(device), None) => DraftPlace::of_device(device, round),
        (None, None) => return Err(Refusal::VoterNeeded.into()),
    };
    let counts = round.stage(now) == Stage::Voting && !voter.is_some_and(|voter| voter.test);
    let day = counts.then(|| clock::local(now).date().to_string());
    let draft = Draft { choices, saved_at: now };
    put(voting, view, &place, &draft, day, None).await?;
    Ok(draft)
}

fn known_and_single(view: &RoundView, choices: &[Choice]) -> Result<(), Refusal> {
    if choices.len() > MOST_PLANS as usize {
        return Err(Refusal::TooManyPlans { most: MOST_PLANS, chosen: choices.len() });
    }
    if let Some(unknown) = choices.iter().find(|choice| view.candidate(choice.number).is_none()) {
        return Err(Refusal::UnknownPlan(unknown.number));
    }
    let weights = match view.round.rules.form {
        BallotForm::Plans | BallotForm::Ranking => 1..=1,
        // None yet is a beginning, too; so many that they say nothing are not.
        BallotForm::Points => 0..=i64::from(MOST_POINTS),
        BallotForm::YesNo => -1..=1,
    };
    if choices.iter().any(|choice| !weights.contains(&choice.weight)) {
        return Err(Refusal::WrongForm);
    }
    let mut sorted = ballot::numbers(choices);
    sorted.sort_unstable();
    sorted.dedup();
    if sorted.len() == choices.len() { Ok(()) } else { Err(Refusal::DoublePlan) }
}

async fn put(
    voting: &Voting,
    view: &RoundView,
    place: &DraftPlace,
    draft: &Draft,
    day: Option<String>,
    instead_of: Option<[u8; 32]>,
) -> Result<(), Error> {
    let sealed = place.seal(voting, draft)?;
    let save = DraftSave { round: view.round.id, key: place.key, sealed, day, instead_of };
    match voting.state.drafts.send(save).await.map_err(|error| explain(error, &view.round))? {
        Saved::Kept => Ok(()),
        Saved::NotOpen => Err(Refusal::RoundClosed(view.round.closes_at).into()),
    }
}

/// After somebody has identified: the browser's draft becomes the voter's, unless there are two different ones, of which
/// they have to choose ([`keep`]).
///
/// # Errors
/// When database or files fail.
pub async fn adopt(voting: &Voting, view: &RoundView, device: &Device, voter: &Voter) -> Result<Drafts, Error> {
    let drafts = read(voting, view, Some(device), Some(voter)).await?;
    match &drafts {
        Drafts { device: Some(_), .. } if !drafts.meet() => {
            let kept = keep(voting, view, device, voter, Keep::Device).await?;
            Ok(Drafts { voter: kept, form: view.round.rules.form, ..Drafts::default() })
        }
        _ => Ok(drafts),
    }
}

/// Keeps one of two drafts as the voter's; the other one goes.
///
/// # Errors
/// When the round takes no drafts now; when database or files fail.
pub async fn keep(
    voting: &Voting,
    view: &RoundView,
    device: &Device,
    voter: &Voter,
    which: Keep,
) -> Result<Option<Draft>, Error> {
    let drafts = read(voting, view, Some(device), Some(voter)).await?;
    let device_place = DraftPlace::of_device(device, &view.round);
    match (which, drafts) {
        (Keep::Device, Drafts { device: Some(draft), .. }) => {
            let place = place_of_voter(voting, view, voter).await?;
            put(voting, view, &place, &draft, None, Some(device_place.key)).await?;
            Ok(Some(draft))
        }
        (_, drafts) => {
            forget(voting, view, device).await?;
            Ok(drafts.voter)
        }
    }
}

/// Deletes the browser's draft.
///
/// # Errors
/// When the database fails.
pub async fn forget(voting: &Voting, view: &RoundView, device: &Device) -> Result<(), Error> {
    let (id, key) = (view.round.id, DraftPlace::of_device(device, &view.round).key);
    voting.app.db.write(move |tx| hot::delete_draft(tx, id, &key)).await.map_err(Error::Db)
}
