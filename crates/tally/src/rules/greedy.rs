//! Greedy: whoever has most goes first, as long as the money lasts.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::limits::{Ceilings, Threshold, Walls};
use super::order::{Key, Measure};
use super::tie_break::Comparer;
use super::{Misfit, TieBreak};
use crate::outcome::{extra_and_remaining, withdrawn_entries, without_choice};
use crate::table::At;
use crate::{Amount, Candidate, Election, Entry, Needed, Outcome, Rule, Status, Tie};

/// Candidates are taken in order, most votes (or most of another measure) first; each is funded if its cost still fits
/// in what is left.
///
/// What happens at a candidate that does not fit is declared beforehand: go on with the next (`skipping`), or stop.
/// Stopping is meant literally, also at a candidate dearer than the whole budget; only withdrawn candidates (struck, or
/// with [`WITHDRAWN_COST`](crate::WITHDRAWN_COST)) are passed over. Candidates without votes and candidates that
/// cost nothing have no special place: they are funded when their turn comes and their cost fits.
///
/// A ballot supports every candidate that it names, whatever its form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Greedy {
    /// Whether to go on after a candidate that does not fit.
    pub skipping: bool,
    /// What the order is made of.
    #[serde(default, skip_serializing_if = "Measure::is_votes")]
    pub by: Measure,
    /// Whether what a candidate has is divided by its cost.
    #[serde(rename = "perCost", default, skip_serializing_if = "std::ops::Not::not")]
    pub per_cost: bool,
    /// Candidates with less than this cannot win; they are passed over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threshold: Option<Threshold>,
    /// The part of its cost with which the first candidate that does not fit is funded all the same, for a rule that
    /// stops (in Poznań 0.8); somebody else has to pay the rest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nearly: Option<Amount>,
    /// The most that may be spent on each theme or area, besides the budget. What does not fit under one is passed over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ceilings: Option<Ceilings>,
    /// Sets of candidates (by id) of which at most one is funded: the first in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exclusive: Vec<Vec<String>>,
    /// The order of candidates with equal votes.
    #[serde(rename = "tieBreak", alias = "tie_break")]
    pub tie_break: TieBreak,
}

/// A candidate in the race.
struct Runner<'a> {
    candidate: &'a Candidate,
    votes: u64,
    score: Amount,
    key: Key,
}

/// The race as it was run: lists are parallel to `runners`.
struct Race<'a> {
    rule: &'a Greedy,
    runners: Vec<Runner<'a>>,
    /// The money left when the turn of each came; below zero after one that was funded with money from elsewhere.
    left: Vec<Amount>,
    statuses: Vec<Status>,
    /// The place at which a rule that stops has stopped.
    stop: Option<usize>,
    least: Amount,
    walls: Walls<'a>,
}

impl Greedy {
    /// Most votes first; `skipping` says whether to go on after a candidate that does not fit.
    #[must_use]
    pub fn by_votes(skipping: bool) -> Self {
        Self { skipping, ..Self::default() }
    }

    /// Whether it is nothing but most votes first.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        *self == Self { tie_break: self.tie_break.clone(), ..Self::by_votes(self.skipping) }
    }

    /// Whether the rule can count these ballots.
    pub(super) fn check(&self, election: &Election) -> Result<(), Misfit> {
        self.by.of(election)?;
        self.least(election)?;
        Walls::new(self.ceilings.as_ref(), &self.exclusive, election)?;
        Ok(())
    }

    fn least(&self, election: &Election) -> Result<Amount, Misfit> {
        self.threshold.as_ref().map_or(Ok(Amount::zero()), |threshold| threshold.least(election))
    }

    pub(super) fn run(&self, election: &Election, struck: &BTreeSet<String>) -> Result<Outcome, Misfit> {
        let budget = election.meta().budget();
        let withdrawn: Vec<bool> =
            crate::instance::running(election, struck).into_iter().map(|running| !running).collect();
        let comparer = self.tie_break.comparer();
        let runners = self.line_up(election, &withdrawn, &comparer)?;
        let walls = Walls::new(self.ceilings.as_ref(), &self.exclusive, election)?;
        let race = Race::run(self, runners, budget, self.least(election)?, walls);
        let mut entries: Vec<Entry> = race.entries(budget, &comparer);
        let spent = entries.last().map_or_else(Amount::zero, |entry| entry.spent_after.clone());
        entries.extend(withdrawn_entries(election, &withdrawn, &spent));
        let (ballots_blank, ballots_only_withdrawn) = without_choice(election, &withdrawn);
        let (extra, remaining) = extra_and_remaining(budget, &spent);
        Ok(Outcome {
            rule: Rule::GreedyVotes(self.clone()),
            budget: budget.clone(),
            selected: race.selected(),
            remaining,
            extra,
            cost: spent,
            entries,
            ties: race.ties(),
            stopped_at: race.stop.and_then(|place| race.runners.get(place)).map(|runner| runner.candidate.id.clone()),
            voters: u64::try_from(election.ballots().len()).unwrap_or(u64::MAX),
            ballots_blank,
            ballots_only_withdrawn,
            trace: Vec::new(),
            repetition: None,
        })
    }

    /// The running candidates in order of what they have and tie-break.
    fn line_up<'a>(
        &self,
        election: &'a Election,
        withdrawn: &[bool],
        comparer: &Comparer,
    ) -> Result<Vec<Runner<'a>>, Misfit> {
        let scores = self.by.of(election)?;
        let counted = election.candidates().iter().zip(election.vote_counts()).zip(scores).zip(withdrawn);
        let mut runners: Vec<Runner> = counted
            .filter(|(_, withdrawn)| !**withdrawn)
            .map(|(((candidate, votes), score), _)| {
                let key = Key::new(&score, &candidate.cost, self.per_cost);
                Runner { candidate, votes, score, key }
            })
            .collect();
        runners.sort_by(|one, other| {
            let by_tie = || comparer.compare(&one.candidate.id, &other.candidate.id);
            one.key.cmp(&other.key).then_with(by_tie)
        });
        Ok(runners)
    }
}

impl<'a> Race<'a> {
    /// Walks once through the candidates in their order.
    fn run(rule: &'a Greedy, runners: Vec<Runner<'a>>, budget: &Amount, least: Amount, walls: Walls<'a>) -> Self {
        let mut race = Race { rule, runners, left: Vec::new(), statuses: Vec::new(), stop: None, least, walls };
        let mut money = budget.clone();
        let mut stopped = false;
        let mut funded: Vec<&Candidate> = Vec::new();
        for (place, runner) in race.runners.iter().enumerate() {
            let candidate = runner.candidate;
            race.left.push(money.clone());
            let fits = candidate.cost <= money;
            let status = if runner.score < race.least {
                Status::BelowThreshold { least: race.least.clone() }
            } else if stopped {
                if candidate.cost > *budget { Status::DearerThanBudget } else { Status::AfterStop }
            } else if let Some(status) = race.walls.against(candidate, &funded) {
                status
            } else if fits {
                Status::Funded
            } else {
                stopped = !rule.skipping;
                race.stop = race.stop.or(stopped.then_some(place));
                if rule.nearly(&candidate.cost, &money) {
                    Status::Funded
                } else if candidate.cost > *budget {
                    Status::DearerThanBudget
                } else {
                    Status::DoesNotFit { remaining: money.clone() }
                }
            };
            if status == Status::Funded {
                money -= &candidate.cost;
                funded.push(candidate);
            }
            race.statuses.push(status);
        }
        race
    }

    fn is_funded(&self, place: usize) -> bool {
        self.statuses.get(place) == Some(&Status::Funded)
    }

    fn selected(&self) -> Vec<String> {
        let funded = self.runners.iter().enumerate().filter(|(place, _)| self.is_funded(*place));
        funded.map(|(_, runner)| runner.candidate.id.clone()).collect()
    }

    fn entries(&self, budget: &Amount, comparer: &Comparer) -> Vec<Entry> {
        let turns = self.runners.iter().zip(&self.left).zip(&self.statuses);
        turns
            .enumerate()
            .map(|(place, ((runner, left), status))| {
                let cost = &runner.candidate.cost;
                let spent_before = budget - left;
                let funded = *status == Status::Funded;
                Entry {
                    id: runner.candidate.id.clone(),
                    position: Some(place + 1),
                    votes: runner.votes,
                    score: (!self.rule.by.is_votes()).then(|| runner.score.clone()),
                    cost: cost.clone(),
                    spent_after: if funded { &spent_before + cost } else { spent_before.clone() },
                    spent_before,
                    status: status.clone(),
                    needed: (!funded).then(|| self.needed(place, comparer)),
                }
            })
            .collect()
    }

    /// What a candidate that was not funded would have needed.
    ///
    /// Those before it keep their turn as it was, because it was not funded; so at each earlier place it would find
    /// what the one there found. What is left never grows along the places, so it has to get to the last place at which
    /// it is funded.
    fn needed(&self, place: usize, comparer: &Comparer) -> Needed {
        let nothing = Needed { more_votes: None, more_score: None, cost_at_most: None };
        let Some(runner) = self.runners.get(place) else {
            return nothing;
        };
        let cost_at_most = if self.rule.per_cost {
            self.cost_per_cost(place, runner, comparer)
        } else {
            self.cost_at(place, runner).filter(|cost| !cost.is_zero())
        };
        let Some(goal) = self.last_winning_place(place, runner) else {
            return Needed { cost_at_most, ..nothing };
        };
        let short = if goal == place { Amount::zero() } else { self.short_of(goal, runner, comparer) };
        let to_threshold = &self.least - &runner.score;
        let short = short.max(to_threshold);
        match self.rule.by {
            Measure::Votes => Needed { more_votes: short.to_u64(), more_score: None, cost_at_most },
            Measure::Score | Measure::Borda => Needed { more_votes: None, more_score: Some(short), cost_at_most },
        }
    }

    /// What a runner has to get more to stand just before the one at a place: whole votes or points.
    fn short_of(&self, goal: usize, runner: &Runner, comparer: &Comparer) -> Amount {
        let Some(to_pass) = self.runners.get(goal) else {
            return Amount::zero();
        };
        let loses_tie = comparer.compare(&to_pass.candidate.id, &runner.candidate.id).is_lt();
        let equal =
            if self.rule.per_cost { &to_pass.key.value * &runner.candidate.cost } else { to_pass.score.clone() };
        let short = &equal - &runner.score;
        let whole = short.ceil();
        if loses_tie && whole == short { &whole + &Amount::from(1) } else { whole }
    }

    /// The last place, up to its own, at which a runner would have been funded with votes enough.
    fn last_winning_place(&self, place: usize, runner: &Runner) -> Option<usize> {
        let mut funded: Vec<&Candidate> = Vec::new();
        let mut last = None;
        for (turn, (other, left)) in self.runners.iter().zip(&self.left).enumerate().take(place + 1) {
            let stopped = self.stop.is_some_and(|stop| turn > stop);
            let cost = &runner.candidate.cost;
            let fits = cost <= left || self.rule.nearly(cost, left);
            // Free candidates of an order per cost stand before everybody that has a cost.
            let can_pass = turn == place || !other.key.free || runner.key.free;
            if stopped || !fits || self.walls.against(runner.candidate, &funded).is_some() {
                break;
            }
            if can_pass {
                last = Some(turn);
            }
            if self.is_funded(turn) {
                funded.push(other.candidate);
            }
        }
        last
    }

    /// The highest cost at which a runner is funded in its own place.
    fn cost_at(&self, place: usize, runner: &Runner) -> Option<Amount> {
        if self.stop.is_some_and(|stop| place > stop) || runner.score < self.least {
            return None;
        }
        let left = self.left.get(place)?;
        let left = match &self.rule.nearly {
            Some(part) if !left.is_negative() => left.checked_div(part).unwrap_or_else(|| left.clone()),
            _ => left.clone(),
        };
        let funded = self.runners.iter().enumerate().take(place).filter(|(turn, _)| self.is_funded(*turn));
        let funded: Vec<&Candidate> = funded.map(|(_, other)| other.candidate).collect();
        self.walls.room(runner.candidate, &funded, left)
    }

    /// The highest cost, in whole cents, at which a runner is funded in an order per cost, where a lower cost also
    /// gives an earlier place.
    fn cost_per_cost(&self, place: usize, runner: &Runner, comparer: &Comparer) -> Option<Amount> {
        let hundred = Amount::from(100);
        let cent = Amount::from(1).checked_div(&hundred)?;
        let mut best: Option<Amount> = None;
        for turn in 0..=place {
            let other = self.runners.get(turn)?;
            let Some(room) = self.cost_at(turn, runner) else {
                continue;
            };
            let bound = if turn == place { None } else { runner.score.checked_div(&other.key.value) };
            if turn != place && (other.key.free || bound.is_none()) {
                continue;
            }
            let loses_tie = comparer.compare(&other.candidate.id, &runner.candidate.id).is_lt();
            let mut cost = bound.as_ref().map_or_else(|| room.clone(), |bound| room.clone().min(bound.clone()));
            cost = &(&cost * &hundred).floor() * &cent;
            if loses_tie && bound.as_ref() == Some(&cost) {
                cost -= &cent;
            }
            if !cost.is_negative() && !cost.is_zero() && best.as_ref().is_none_or(|best| cost > *best) {
                best = Some(cost);
            }
        }
        best
    }

    fn ties(&self) -> Vec<Tie> {
        let mut ties = Vec::new();
        let mut first = 0;
        for tied in self.runners.chunk_by(|one, other| one.key == other.key) {
            if let [one, _, ..] = tied {
                let votes = (self.rule.by.is_votes() && !self.rule.per_cost).then_some(one.votes);
                let funded_before = (0..first).filter(|place| self.is_funded(*place)).count();
                ties.push(Tie {
                    votes,
                    ids: tied.iter().map(|runner| runner.candidate.id.clone()).collect(),
                    funded_before,
                    mattered: self.tie_matters(first, tied),
                    in_rounds: false,
                });
            }
            first += tied.len();
        }
        ties
    }

    /// Whether another order of candidates with equal votes, of whom the first is at a place, funds others.
    fn tie_matters(&self, first: usize, tied: &[Runner]) -> bool {
        let Some(left) = self.left.get(first) else {
            return false;
        };
        if self.stop.is_some_and(|stop| stop < first) {
            return false;
        }
        let costs = || tied.iter().filter(|one| one.score >= self.least).map(|runner| &runner.candidate.cost);
        let fitting = || costs().filter(|cost| *cost <= left);
        if self.walls.any() {
            // With ceilings or exclusion: surely not if all of them were funded, or none can be.
            let funded = (first..first + tied.len()).filter(|place| self.is_funded(*place)).count();
            funded < fitting().count()
        } else if self.rule.skipping {
            // Each of the fitting would win if it came first, but not all of them can.
            fitting().sum::<Amount>() > *left
        } else {
            // Some order stops before a candidate that would win if it came first.
            let can_win = |cost: &&Amount| **cost <= *left || self.rule.nearly(cost, left);
            costs().sum::<Amount>() > *left && costs().any(|cost| can_win(&cost))
        }
    }
}

impl Greedy {
    /// Whether what is left is enough of the cost for a rule that then funds the candidate all the same.
    fn nearly(&self, cost: &Amount, left: &Amount) -> bool {
        let enough = |part: &Amount| !left.is_negative() && *left >= part * cost;
        !self.skipping && self.nearly.as_ref().is_some_and(enough)
    }
}

/// Funds, after another rule, whoever still fits: most of a measure first. Gives the funded in order.
pub(super) fn complete(
    scores: &[Amount],
    costs: &[Amount],
    candidates: impl Iterator<Item = usize>,
    ranks: &[u32],
    mut left: Amount,
) -> Vec<usize> {
    let mut order: Vec<usize> = candidates.collect();
    order.sort_by(|one, other| {
        let by_score = || scores.get(*other).cmp(&scores.get(*one));
        by_score().then_with(|| ranks.at(*one).cmp(&ranks.at(*other)))
    });
    order.retain(|candidate| match costs.get(*candidate) {
        Some(cost) if *cost <= left => {
            left -= cost;
            true
        }
        _ => false,
    });
    order
}
