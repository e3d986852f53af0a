//! How leaves of ballots get into the log without telling when their ballots came.
//!
//! Once a day it is looked whether at least [`LEAST`] leaves wait. Then all but [`LEFT`] of them, drawn at random, go in,
//! sorted by hash: whoever reads the log learns of a ballot only that it came before that moment, among many. Everything
//! that is left goes in at closing. The batch is the crowd in which a ballot hides.

use super::{Growth, append, begin, sorted};
use crate::hot::{self, Waiting};
use crate::model::{Round, State};
use crate::store::{self as rounds, log as store};
use crate::voting::Voting;
use platform::clock;
use platform::db::{DbError, Tx};
use platform::error::Error;
use platform::ids::Random;
use platform::params;
use proof::Hash;
use proof::leaf::{self, Reason};
use proof::log::{Deed, Entry};
use std::collections::HashSet;
use uuid::Uuid;

/// Fewer leaves than this are no crowd.
pub const LEAST: usize = 200;
/// So many always stay behind, so that the newest do not show.
pub const LEFT: usize = 100;

/// Looks after the logs of all rounds that are not sealed: begins those of rounds from before there were logs, lets batches
/// in, and finishes what a closing left.
///
/// # Errors
/// When the database fails.
pub(crate) async fn tend(voting: &Voting) -> Result<(), Error> {
    let today = clock::local(voting.app.clock.now()).date().to_string();
    let due = voting
        .app
        .db
        .read(move |reader| reader.query(&store::LIVING_LOGS, params![today.as_str()], |row| row.get::<Uuid>(0)));
    for uuid in due.await.map_err(Error::Db)? {
        let work = voting.clone();
        // At `READ COMMITTED`, as hand-ins are: what waits is read after the lock, not before it.
        let written = voting.app.db.write_hot(move |tx| {
            let Some(round) = rounds::round(tx, None, uuid)? else { return Ok::<_, Error>(()) };
            match round.state {
                State::Open => look(&work, tx, &round),
                State::Closed | State::Review => close(&work, tx, &round),
                _ => Ok(()),
            }
        });
        written.await?;
    }
    Ok(())
}

/// Begins a log that is missing: with a leaf for every ballot that stands, though nobody was promised one.
fn ensure(voting: &Voting, tx: &mut Tx<'_>, round: &Round) -> Result<(), Error> {
    if store::tree(tx, round.id)?.is_some() {
        return Ok(());
    }
    let candidates = rounds::candidates(tx, round.id)?;
    begin(voting, tx, round, &candidates)?;
    let ballots = hot::open_ballots(tx, round.id)?;
    let leaves = ballots.iter().filter(|ballot| !ballot.test).map(|ballot| leaf_of(round.uuid, ballot));
    hot::let_wait(tx, round.id, &leaves.collect::<Result<Vec<_>, _>>()?)?;
    Ok(())
}

/// The leaf of a ballot that is not sealed.
///
/// # Errors
/// When its random numbers are not 32 bytes long.
pub(crate) fn leaf_of(round: Uuid, ballot: &hot::OpenBallot) -> Result<Hash, DbError> {
    let nonce = |bytes: &[u8]| Hash::try_from(bytes).map_err(|_| DbError::Shape("a random number of 32 bytes"));
    Ok(leaf::ballot(round, &nonce(&ballot.voter_nonce)?, &nonce(&ballot.nonce)?, &ballot.choices))
}

/// Lets a batch in, if enough leaves wait; once a day.
fn look(voting: &Voting, tx: &mut Tx<'_>, round: &Round) -> Result<(), Error> {
    ensure(voting, tx, round)?;
    let today = clock::local(voting.app.clock.now()).date().to_string();
    if store::tree(tx, round.id)?.is_none_or(|tree| tree.looked_on == today) {
        return Ok(());
    }
    tx.execute(&store::LOOKED, params![round.id, today.as_str()])?;
    let waiting = hot::waiting(tx, round.id)?;
    if waiting.len() < LEAST {
        return Ok(());
    }
    append(voting, tx, round, growth(round.uuid, draw(waiting, &voting.app.random)), |_| None)
}

/// Everything that waits goes in, and that the round is closed.
pub(crate) fn close(voting: &Voting, tx: &mut Tx<'_>, round: &Round) -> Result<(), Error> {
    ensure(voting, tx, round)?;
    if store::tree(tx, round.id)?.is_none_or(|tree| tree.closed) {
        return Ok(());
    }
    let rest = growth(round.uuid, hot::waiting(tx, round.id)?);
    append(voting, tx, round, rest, |at| Some(Deed::Closed { at }))?;
    tx.execute(&store::LOG_CLOSED, params![round.id])?;
    Ok(())
}

fn growth(round: Uuid, leaves: Vec<Waiting>) -> Growth {
    let taken = leaves.iter().map(|waiting| waiting.leaf).collect();
    let entry = |waiting: Waiting| match waiting.revoked {
        Some(old) => Entry::revocation(round, old, Reason::Replaced),
        None => Entry::ballot(waiting.leaf),
    };
    Growth { entries: sorted(leaves.into_iter().map(entry).collect()), taken }
}

/// Draws a batch: all but [`LEFT`]. What takes a ballot back stays as long as the ballot itself does.
fn draw(mut waiting: Vec<Waiting>, random: &Random) -> Vec<Waiting> {
    random.shuffle(&mut waiting);
    let drawn = waiting.split_off(LEFT.min(waiting.len()));
    let behind: HashSet<Hash> = waiting.iter().map(|waiting| waiting.leaf).collect();
    drawn.into_iter().filter(|leaf| leaf.revoked.is_none_or(|old| !behind.contains(&old))).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_hundred_stay_and_nothing_is_taken_back_before_it_is_in() {
        let ballot = |number: u32| Waiting { leaf: proof::sha256(&number.to_be_bytes()), revoked: None };
        let random = Random::seeded(7);
        let mut stayed = [0_u32; 260];
        for _ in 0..200 {
            let ballots: Vec<Waiting> = (0..260).map(ballot).collect();
            let revocations =
                (0..60).map(|number| Waiting { revoked: Some(ballot(number).leaf), ..ballot(1_000 + number) });
            let all: Vec<Waiting> = ballots.iter().copied().chain(revocations).collect();
            let drawn = draw(all, &random);
            let there: HashSet<Hash> = drawn.iter().map(|waiting| waiting.leaf).collect();
            assert!(there.len() <= 320 - LEFT && there.len() > 320 - LEFT - 60);
            assert!(drawn.iter().all(|leaf| leaf.revoked.is_none_or(|old| there.contains(&old))));
            stayed.iter_mut().zip(&ballots).for_each(|(n, ballot)| *n += u32::from(!there.contains(&ballot.leaf)));
        }
        // Each stays in 100 of 320 draws: 62.5 times of 200, give or take 6.6; five times that is 33.
        assert!(stayed.iter().all(|times| (30..96).contains(times)), "{stayed:?}");
    }

    #[test]
    fn a_batch_shows_hashes_only() {
        let (first, second) = ([9; 32], [1; 32]);
        let back = leaf::revocation(Uuid::nil(), &first, Reason::Replaced);
        let taken_back = Waiting { leaf: back, revoked: Some(first) };
        let grown = growth(
            Uuid::nil(),
            vec![taken_back, Waiting { leaf: first, revoked: None }, Waiting { leaf: second, revoked: None }],
        );
        let leaves: Vec<u8> = grown.entries.iter().map(|entry| entry.leaf[0]).collect();
        assert_eq!(leaves, [1, 9, back[0]], "ballots by hash, then what takes them back");
        assert_eq!(grown.taken.len(), 3);
    }
}
