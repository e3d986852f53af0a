//! Nobody is linked: a thousand people vote, and adversaries who get everything that the sealed system has try to tell who
//! voted what. They know who voted when, to the microsecond, and in which order; they know each voter's code, address,
//! entitlement, token and requests. None may do better than guessing within the crowd of a batch of the public log.
//!
//! Then each leak that such systems are known for is put in, one after another, as raw writes around the program; each has
//! to bring an adversary far above that bound, which shows that the adversary would have found it.

mod adversary;
mod leaks;
mod vote;

use crate::support::Town;
use adversary::{Scores, attack};
use leaks::{Leak, leaks};
use vote::{VOTERS, Vote, vote};
use voting::service::{outcome, seal};

/// How many right guesses chance allows: one in a crowd for each voter, and three standard deviations.
fn bound(crowd: usize) -> usize {
    let (voters, chance) = (VOTERS as f64, 1.0 / crowd as f64);
    let spread = (voters * chance * (1.0 - chance)).sqrt();
    (voters * chance + 3.0 * spread).floor() as usize
}

fn above(scores: &Scores, bound: usize) -> Vec<(&String, &usize)> {
    scores.iter().filter(|(_, hits)| **hits > bound).collect()
}

/// What sealing, counting and publishing leave behind.
async fn sealed(town: &Town, vote: &mut Vote) {
    town.close(vote.round).await;
    vote.keep_a_copy(town).await;
    let (v, actor) = (&town.voting, &town.actor);
    seal::seal(v, actor, vote.round).await.unwrap();
    town.run_jobs().await;
    outcome::count(v, actor, vote.round).await.unwrap();
    outcome::publish(v, actor, vote.round).await.unwrap();
    town.run_sweeps().await;
    vote.learn_ballots(town).await;
}

both! {
    async fn a_thousand_voters_cannot_be_told_from_each_other(town: Town) {
        let mut vote = vote(&town).await;
        sealed(&town, &mut vote).await;
        let crowd = vote.least_batch(&town).await;
        assert!(crowd >= voting::service::log::batch::LEAST - voting::service::log::batch::LEFT, "{crowd}");
        let bound = bound(crowd);
        let scores = attack(&town, &vote, true).await;
        assert!(scores.len() > 60, "every table, file, line and mail was looked at: {scores:?}");
        assert!(above(&scores, bound).is_empty(), "of {bound} allowed: {:?}", above(&scores, bound));
        for Leak { name, channel, open, shut } in leaks(&town, &vote).await {
            let raw = channel == "bytes";
            if raw {
                // What the leaks before left in the write-ahead log goes first.
                town.app.db.scrub().await.unwrap();
                let before = attack(&town, &vote, true).await;
                assert!(above(&before, bound).is_empty(), "before {name}: {:?}", above(&before, bound));
            }
            open(&town, &vote).await;
            let leaking = attack(&town, &vote, raw).await;
            let found = above(&leaking, bound);
            // Not a little: whoever sees this knows nearly everybody's vote.
            let found: Vec<_> = found.iter().filter(|(name, hits)| name.starts_with(channel) && **hits > VOTERS / 2).collect();
            assert!(!found.is_empty(), "{name} has to be seen in {channel}: {leaking:?}");
            shut(&town, &vote).await;
            let after = attack(&town, &vote, raw && name != leaks::LAST).await;
            assert!(above(&after, bound).is_empty(), "{name} was taken back: {:?}", above(&after, bound));
        }
    }
}
