//! From who was funded to an [`Outcome`] with a reason for everybody.

use std::collections::BTreeSet;

use super::Rule;
use super::phragmen::round_ties;
use crate::instance::Instance;
use crate::outcome::{Losing, Repetition, Step, extra_and_remaining, withdrawn_entries, without_choice};
use crate::table::At;
use crate::{Amount, Entry, Outcome, Status};

/// What a rule decided.
pub(super) struct Decided {
    /// Places of the funded, in order.
    pub(super) funded: Vec<usize>,
    /// Rounds in which exactly equal candidates stood: how many were funded before, and who.
    pub(super) ties: Vec<(usize, Vec<usize>)>,
    pub(super) stopped_at: Option<usize>,
    pub(super) trace: Vec<Step>,
    pub(super) repetition: Option<Repetition>,
    /// Why somebody was not funded.
    pub(super) reason: Box<dyn Fn(&Losing) -> Status>,
}

impl Decided {
    /// Candidates that cost nothing and have support were funded first.
    pub(super) fn after_free(free: Vec<usize>) -> Self {
        Self {
            funded: free,
            ties: Vec::new(),
            stopped_at: None,
            trace: Vec::new(),
            repetition: None,
            reason: Box::new(|_| Status::NotChosen),
        }
    }

    /// Puts it together: the funded in order, then the others by votes and tie-break, then the withdrawn.
    pub(super) fn outcome(self, rule: Rule, instance: &Instance, struck: &BTreeSet<String>, ranks: &[u32]) -> Outcome {
        let election = instance.election;
        let budget = election.meta().budget();
        let votes = election.vote_counts();
        let withdrawn: Vec<bool> =
            crate::instance::running(election, struck).into_iter().map(|running| !running).collect();
        let mut won = vec![false; instance.len()];
        for place in &self.funded {
            if let Some(won) = won.get_mut(*place) {
                *won = true;
            }
        }
        let mut others: Vec<usize> =
            (0..instance.len()).filter(|place| !won.at(*place) && !withdrawn.at(*place)).collect();
        others.sort_by_key(|place| (std::cmp::Reverse(votes.at(*place)), ranks.at(*place)));
        let mut spent = Amount::zero();
        let mut entries = Vec::with_capacity(instance.len());
        for place in &self.funded {
            let cost = instance.cost(*place);
            let spent_after = &spent + &cost;
            entries.push(Entry {
                id: instance.id(*place).to_owned(),
                position: Some(entries.len() + 1),
                votes: votes.at(*place),
                score: None,
                cost,
                spent_before: std::mem::replace(&mut spent, spent_after.clone()),
                spent_after,
                status: Status::Funded,
                needed: None,
            });
        }
        let (extra, remaining) = extra_and_remaining(budget, &spent);
        for place in others {
            let cost = instance.cost(place);
            let losing = Losing { place, votes: votes.at(place), cost: &cost, budget, remaining: &remaining };
            let status = (self.reason)(&losing);
            entries.push(Entry {
                id: instance.id(place).to_owned(),
                position: Some(entries.len() + 1),
                votes: votes.at(place),
                score: None,
                spent_before: spent.clone(),
                spent_after: spent.clone(),
                status,
                needed: None,
                cost,
            });
        }
        entries.extend(withdrawn_entries(election, &withdrawn, &spent));
        let (ballots_blank, ballots_only_withdrawn) = without_choice(election, &withdrawn);
        let id = |place: &usize| instance.id(*place).to_owned();
        Outcome {
            rule,
            budget: budget.clone(),
            selected: self.funded.iter().map(id).collect(),
            cost: spent,
            remaining,
            extra,
            entries,
            ties: round_ties(instance, &self.ties, &self.funded),
            stopped_at: self.stopped_at.as_ref().map(id),
            voters: instance.voters,
            ballots_blank,
            ballots_only_withdrawn,
            trace: self.trace,
            repetition: self.repetition,
        }
    }
}
