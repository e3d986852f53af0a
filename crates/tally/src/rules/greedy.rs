//! Greedy by votes: most votes first, as long as the money lasts.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::TieBreak;
use super::tie_break::Comparer;
use crate::{Amount, Candidate, Election, Entry, Needed, Outcome, Rule, Status, Tie};

/// Candidates are taken in order of votes, most first; each is funded if its cost still fits in what is left.
///
/// What happens at a candidate that does not fit is declared beforehand: go on with the next (`skipping`), or stop.
/// Stopping is meant literally, also at a candidate dearer than the whole budget; only withdrawn candidates (struck, or
/// with [`WITHDRAWN_COST`](crate::WITHDRAWN_COST)) are passed over. Candidates without votes and candidates that
/// cost nothing have no special place: they are funded when their turn comes and their cost fits.
///
/// A ballot supports every candidate that it names, whatever its form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Greedy {
    /// Whether to go on after a candidate that does not fit.
    pub skipping: bool,
    /// The order of candidates with equal votes.
    #[serde(rename = "tieBreak", alias = "tie_break")]
    pub tie_break: TieBreak,
}

/// A candidate in the race.
struct Runner<'a> {
    candidate: &'a Candidate,
    votes: u64,
}

/// The race as it was run: `left` and `funded` are parallel to `runners`.
struct Race<'a> {
    runners: Vec<Runner<'a>>,
    /// The money left when the turn of each came.
    left: Vec<Amount>,
    funded: Vec<bool>,
    /// The place at which a rule that stops has stopped.
    stop: Option<usize>,
}

impl Greedy {
    pub(super) fn run(&self, election: &Election, struck: &BTreeSet<String>) -> Outcome {
        let budget = election.meta().budget();
        let withdrawn: Vec<bool> = election
            .candidates()
            .iter()
            .map(|candidate| candidate.is_marked_withdrawn() || struck.contains(&candidate.id))
            .collect();
        let comparer = self.tie_break.comparer();
        let (out, runners) = line_up(election, &withdrawn, &comparer);
        let race = self.race(runners, budget);
        let mut entries: Vec<Entry> = race.entries(budget, &comparer, self.skipping);
        let spent = entries.last().map_or_else(Amount::zero, |entry| entry.spent_after.clone());
        entries.extend(out.iter().map(|runner| withdrawn_entry(runner, &spent)));
        let (ballots_blank, ballots_only_withdrawn) = without_choice(election, &withdrawn);
        Outcome {
            rule: Rule::GreedyVotes(self.clone()),
            budget: budget.clone(),
            selected: race.selected(),
            remaining: budget - &spent,
            cost: spent,
            entries,
            ties: race.ties(self.skipping),
            stopped_at: race.stop.and_then(|place| race.runners.get(place)).map(|runner| runner.candidate.id.clone()),
            voters: u64::try_from(election.ballots().len()).unwrap_or(u64::MAX),
            ballots_blank,
            ballots_only_withdrawn,
        }
    }

    /// Walks once through the candidates in their order.
    fn race<'a>(&self, runners: Vec<Runner<'a>>, budget: &Amount) -> Race<'a> {
        let mut money = budget.clone();
        let mut stop = None;
        let (mut left, mut funded) = (Vec::new(), Vec::new());
        for (place, runner) in runners.iter().enumerate() {
            let fits = runner.candidate.cost <= money;
            if !fits && !self.skipping && stop.is_none() {
                stop = Some(place);
            }
            let wins = fits && stop.is_none();
            left.push(money.clone());
            funded.push(wins);
            if wins {
                money -= &runner.candidate.cost;
            }
        }
        Race { runners, left, funded, stop }
    }
}

/// Counts the votes; gives the withdrawn candidates by id, and the others in order of votes and tie-break.
fn line_up<'a>(election: &'a Election, withdrawn: &[bool], comparer: &Comparer) -> (Vec<Runner<'a>>, Vec<Runner<'a>>) {
    let (mut out, mut runners) = (Vec::new(), Vec::new());
    let counted = election.candidates().iter().zip(election.vote_counts());
    for ((candidate, votes), withdrawn) in counted.zip(withdrawn) {
        let list = if *withdrawn { &mut out } else { &mut runners };
        list.push(Runner { candidate, votes });
    }
    out.sort_by(|one, other| one.candidate.id.cmp(&other.candidate.id));
    runners.sort_by(|one, other| {
        let by_tie = || comparer.compare(&one.candidate.id, &other.candidate.id);
        other.votes.cmp(&one.votes).then_with(by_tie)
    });
    (out, runners)
}

/// How many ballots name nobody, and how many name only withdrawn candidates.
fn without_choice(election: &Election, withdrawn: &[bool]) -> (u64, u64) {
    let (mut blank, mut only_withdrawn) = (0, 0);
    let is_out = |choice: &usize| withdrawn.get(*choice).copied().unwrap_or(true);
    for ballot in election.ballots() {
        let choices = ballot.form.choices();
        if choices.is_empty() {
            blank += 1;
        } else if choices.iter().all(is_out) {
            only_withdrawn += 1;
        }
    }
    (blank, only_withdrawn)
}

fn withdrawn_entry(runner: &Runner, spent: &Amount) -> Entry {
    Entry {
        id: runner.candidate.id.clone(),
        position: None,
        votes: runner.votes,
        cost: runner.candidate.cost.clone(),
        spent_before: spent.clone(),
        spent_after: spent.clone(),
        status: Status::Withdrawn,
        needed: None,
    }
}

impl Race<'_> {
    fn selected(&self) -> Vec<String> {
        self.runners
            .iter()
            .zip(&self.funded)
            .filter(|(_, funded)| **funded)
            .map(|(runner, _)| runner.candidate.id.clone())
            .collect()
    }

    fn entries(&self, budget: &Amount, comparer: &Comparer, skipping: bool) -> Vec<Entry> {
        let turns = self.runners.iter().zip(&self.left).zip(&self.funded);
        turns
            .enumerate()
            .map(|(place, ((runner, left), funded))| {
                let cost = &runner.candidate.cost;
                let spent_before = budget - left;
                let stopped = self.stop.is_some_and(|stop| place > stop);
                let status = if *funded {
                    Status::Funded
                } else if cost > budget {
                    Status::DearerThanBudget
                } else if stopped {
                    Status::AfterStop
                } else {
                    Status::DoesNotFit { remaining: left.clone() }
                };
                let cost_helps = (skipping || !stopped) && !left.is_zero();
                Entry {
                    id: runner.candidate.id.clone(),
                    position: Some(place + 1),
                    votes: runner.votes,
                    cost: cost.clone(),
                    spent_after: if *funded { &spent_before + cost } else { spent_before.clone() },
                    spent_before,
                    status,
                    needed: (!*funded).then(|| Needed {
                        more_votes: self.more_votes(place, comparer),
                        cost_at_most: cost_helps.then(|| left.clone()),
                    }),
                }
            })
            .collect()
    }

    /// The least number of extra votes with which the candidate at a place that was not funded would have been.
    ///
    /// The money left never grows along the places, so it has to pass the last candidate before whom its cost still
    /// fits. Those before that one keep their turn as it was, because the candidate itself was not funded.
    fn more_votes(&self, place: usize, comparer: &Comparer) -> Option<u64> {
        let runner = self.runners.get(place)?;
        // After a stop nothing is funded: it has to pass at least the one at which the rule stopped.
        let last = self.stop.map_or(place, |stop| stop.min(place));
        let turns = self.left.get(..=last)?;
        let fitting = turns.partition_point(|left| *left >= runner.candidate.cost);
        let to_pass = self.runners.get(fitting.checked_sub(1)?)?;
        let loses_tie = comparer.compare(&to_pass.candidate.id, &runner.candidate.id).is_lt();
        Some(to_pass.votes - runner.votes + u64::from(loses_tie))
    }

    fn ties(&self, skipping: bool) -> Vec<Tie> {
        let mut ties = Vec::new();
        let mut first = 0;
        for tied in self.runners.chunk_by(|one, other| one.votes == other.votes) {
            if let [one, _, ..] = tied {
                ties.push(Tie {
                    votes: one.votes,
                    ids: tied.iter().map(|runner| runner.candidate.id.clone()).collect(),
                    funded_before: self.funded.iter().take(first).filter(|won| **won).count(),
                    mattered: self.tie_matters(first, tied, skipping),
                });
            }
            first += tied.len();
        }
        ties
    }

    /// Whether another order of candidates with equal votes, of whom the first is at a place, funds others.
    fn tie_matters(&self, first: usize, tied: &[Runner], skipping: bool) -> bool {
        let Some(left) = self.left.get(first) else {
            return false;
        };
        if self.stop.is_some_and(|stop| stop < first) {
            return false;
        }
        let costs = || tied.iter().map(|runner| &runner.candidate.cost);
        let fitting = || costs().filter(|cost| *cost <= left);
        if skipping {
            // Each of the fitting would win if it came first, but not all of them can.
            fitting().sum::<Amount>() > *left
        } else {
            // Some order stops before a candidate that would win if it came first.
            costs().sum::<Amount>() > *left && fitting().next().is_some()
        }
    }
}
