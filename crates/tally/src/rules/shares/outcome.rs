//! Equal shares with what comes before and after it, as an [`Outcome`].

use std::collections::{BTreeSet, HashMap};

use super::add_one::{Repeated, repeat};
use super::engine::{Run, State, run_watched};
use super::{AddOne, Comparison, EqualShares, Race, Utility};
use crate::instance::Instance;
use crate::outcome::{Losing, Repetition, Step};
use crate::rules::decided::Decided;
use crate::rules::greedy::complete;
use crate::rules::{Greedy, Measure, Misfit, Rule};
use crate::table::{At, Put, Raise, wide};
use crate::{Amount, Election, Outcome, Status};

/// No amount may be more increments than this: Add1 could count as often as that in the worst case, and what is skipped
/// is known to about nine digits.
const MOST_STEPS: u64 = 10_000_000_000_000;

impl Utility {
    /// Whether ballots say what a candidate is worth in this way.
    pub(crate) fn check(self, election: &Election) -> Result<(), Misfit> {
        let vote_type = election.meta().vote_type();
        match self {
            Self::Points if !vote_type.has_points() => Err(Misfit::NoPoints),
            Self::Borda if vote_type != crate::VoteType::Ordinal => Err(Misfit::NoOrder),
            _ => Ok(()),
        }
    }

    /// What the completion goes by.
    fn measure(self) -> Measure {
        match self {
            Self::Cost | Self::Cardinality => Measure::Votes,
            Self::Points | Self::Borda => Measure::Score,
        }
    }
}

impl EqualShares {
    pub(crate) fn check(&self, election: &Election) -> Result<(), Misfit> {
        self.utility.check(election)?;
        let steps = self.add_one.iter().map(|add_one| &add_one.increment);
        if steps.into_iter().any(|increment| increment.is_zero() || increment.is_negative()) {
            return Err(Misfit::NoIncrement);
        }
        let costs = election.candidates().iter().map(|candidate| &candidate.cost);
        let most = costs.chain([election.meta().budget()]).max().cloned().unwrap_or_default();
        let steps = self.add_one.iter().filter_map(|add_one| most.checked_div(&add_one.increment));
        if steps.into_iter().any(|steps| steps > Amount::from(MOST_STEPS)) {
            return Err(Misfit::IncrementTooSmall);
        }
        Ok(())
    }

    /// Lays the election out for runs.
    pub(crate) fn race<'e>(&self, election: &'e Election, struck: &BTreeSet<String>) -> Result<Race<'e>, Misfit> {
        self.check(election)?;
        let instance = Instance::new(election, struck, self.utility.support()).ok_or(Misfit::PointsTooLarge)?;
        Ok(self.race_of(instance))
    }

    /// As [`EqualShares::race`], for ballots that are grouped already.
    pub(crate) fn race_of<'e>(&self, instance: Instance<'e>) -> Race<'e> {
        let entrants = (0..instance.len()).filter(|place| {
            instance.running.at(*place)
                && !instance.supporters(*place).is_empty()
                && !instance.cost(*place).is_zero()
                && self.admits(&instance, *place)
        });
        let entrants = entrants.collect();
        let steps: Vec<Amount> = self.add_one.iter().map(|add_one| add_one.increment.clone()).collect();
        let ranks = self.tie_break.ranks(instance.election);
        Race::new(instance, self.utility, entrants, ranks, &steps)
    }

    fn admits(&self, instance: &Instance, place: usize) -> bool {
        let Some(part) = &self.admission else {
            return true;
        };
        // votes / voters ≥ part · cost / budget
        let votes = &Amount::from(instance.votes(place)) * instance.election.meta().budget();
        votes >= &(part * &instance.cost(place)) * &Amount::from(instance.voters)
    }

    /// The run that stands, before any completion.
    pub(crate) fn final_run(&self, race: &Race) -> (Run, Repetition) {
        let Repeated { run, iterations, stop } = match &self.add_one {
            Some(add_one) => repeat(race, add_one),
            None => Repeated::once(race),
        };
        let per_voter = race.money(num_rational::Ratio::from(run.endowment.clone()));
        (run, Repetition { per_voter, iterations, stop, replaced: false })
    }

    pub(crate) fn run(&self, election: &Election, struck: &BTreeSet<String>) -> Result<Outcome, Misfit> {
        let race = self.race(election, struck)?;
        let (mut run, mut repetition) = self.final_run(&race);
        let instance = &race.instance;
        let mut decided = Decided::after_free(instance.free());
        let free = decided.funded.len();
        decided.funded.extend(&run.bought);
        decided.trace = trace(&race, &mut run, &decided.funded);
        decided.ties = run.ties.iter().map(|(before, tied)| (before + free, tied.clone())).collect();
        if self.utilitarian {
            let added = self.completion(&race, &decided.funded)?;
            let steps = added.iter().map(|place| Step { completion: true, ..Step::of(instance.id(*place)) });
            decided.trace.extend(steps);
            decided.funded.extend(added);
        }
        if let Some(comparison) = self.comparison {
            let mut greedy = Greedy::by_votes(true);
            greedy.tie_break = self.tie_break.clone();
            let other = greedy.run(election, struck)?;
            let others: Vec<usize> = places(election, &other.selected);
            if comparison.prefers(election, &others, &decided.funded) {
                repetition.replaced = true;
                let mut replaced = other;
                replaced.rule = Rule::EqualShares(self.clone());
                replaced.repetition = Some(repetition);
                return Ok(replaced);
            }
        }
        decided.repetition = Some(repetition);
        let had = money_when_short(&race, &run);
        let admitted: Vec<bool> = (0..instance.len()).map(|place| self.admits(instance, place)).collect();
        let supported: Vec<bool> = (0..instance.len()).map(|place| !instance.supporters(place).is_empty()).collect();
        decided.reason = Box::new(move |losing: &Losing| {
            let place = losing.place;
            match had.get(&place) {
                Some(had) => Status::SupportersShort { had: had.clone() },
                None if !supported.at(place) => Status::NoSupport,
                None if !admitted.at(place) => Status::NotAdmitted,
                None if losing.cost > losing.budget => Status::DearerThanBudget,
                None => Status::NotChosen,
            }
        });
        Ok(decided.outcome(Rule::EqualShares(self.clone()), instance, struck, &race.ranks))
    }

    /// Places of all that are funded, without anything that explains it. The comparison is left out.
    pub(crate) fn winners(&self, race: &Race) -> Result<Vec<usize>, Misfit> {
        let (run, _) = self.final_run(race);
        let mut funded = race.instance.free();
        funded.extend(&run.bought);
        if self.utilitarian {
            let added = self.completion(race, &funded)?;
            funded.extend(added);
        }
        Ok(funded)
    }

    /// Whoever still fits in the real budget, most votes (points) first.
    pub(crate) fn completion(&self, race: &Race, funded: &[usize]) -> Result<Vec<usize>, Misfit> {
        let instance = &race.instance;
        let scores = match self.utility.measure() {
            Measure::Votes => (0..instance.len()).map(|place| Amount::from(instance.votes(place))).collect(),
            measure => measure.of(instance.election)?,
        };
        let costs: Vec<Amount> = (0..instance.len()).map(|place| instance.cost(place)).collect();
        let spent: Vec<&Amount> = funded.iter().filter_map(|place| costs.get(*place)).collect();
        let left = instance.election.meta().budget() - &spent.into_iter().sum();
        let open = (0..instance.len())
            .filter(|place| !funded.contains(place) && instance.running.at(*place) && self.admits(instance, *place));
        Ok(complete(&scores, &costs, open, &race.ranks, left))
    }
}

fn places(election: &Election, ids: &[String]) -> Vec<usize> {
    let numbered = election.candidates().iter().enumerate();
    let by_id: HashMap<&str, usize> = numbered.map(|(place, candidate)| (candidate.id.as_str(), place)).collect();
    ids.iter().filter_map(|id| by_id.get(id.as_str()).copied()).collect()
}

impl Comparison {
    /// Whether more voters prefer one set of funded candidates to another than the other way round.
    pub(crate) fn prefers(self, election: &Election, one: &[usize], other: &[usize]) -> bool {
        let marked = |funded: &[usize]| {
            let mut marked = vec![false; election.candidates().len()];
            for place in funded {
                marked.put(*place, true);
            }
            marked
        };
        let (one, other) = (marked(one), marked(other));
        let mut balance = 0_i64;
        for ballot in election.ballots() {
            let worth = |funded: &[bool]| {
                let own = ballot.form.choices().iter().filter(|choice| funded.at(**choice)).count();
                if self == Self::Exclusion { own.min(1) } else { own }
            };
            balance += match worth(&one).cmp(&worth(&other)) {
                std::cmp::Ordering::Greater => 1,
                std::cmp::Ordering::Equal => 0,
                std::cmp::Ordering::Less => -1,
            };
        }
        balance > 0
    }
}

/// What happened in each round, exactly.
fn trace(race: &Race, run: &mut Run, funded: &[usize]) -> Vec<Step> {
    let instance = &race.instance;
    let first = funded.len() - run.bought.len();
    let mut steps: Vec<Step> = funded.iter().take(first).map(|place| Step::of(instance.id(*place))).collect();
    for (round, place) in run.bought.iter().enumerate() {
        let payment = race.money(run.system.round_exactly(round));
        let effective_votes =
            if race.utility.is_uniform() { instance.cost(*place).checked_div(&payment) } else { None };
        steps.push(Step { payment: Some(payment), effective_votes, ..Step::of(instance.id(*place)) });
    }
    steps
}

/// What the supporters of each candidate had when it was first too little.
fn money_when_short(race: &Race, run: &Run) -> HashMap<usize, Amount> {
    let mut start = State::new(race, &run.endowment);
    let mut watcher = Shortage::new(race, &start);
    watcher.look(&mut start);
    run_watched(race, &run.endowment, None, None, |state, bought| {
        if let Some(bought) = bought {
            watcher.after(state, bought);
        }
    });
    watcher.had
}

/// Follows what stands behind each candidate, about, to see when it is too little.
struct Shortage<'r, 'e> {
    race: &'r Race<'e>,
    money: Vec<f64>,
    behind: Vec<f64>,
    open: Vec<bool>,
    had: HashMap<usize, Amount>,
}

/// Sums over many payments are not told from a cost by floating point within this part of it.
const NEAR: f64 = 1e-6;

impl<'r, 'e> Shortage<'r, 'e> {
    fn new(race: &'r Race<'e>, start: &State) -> Self {
        let mut open = vec![false; race.instance.len()];
        for candidate in &race.entrants {
            open.put(*candidate, true);
        }
        let behind =
            (0..open.len()).map(|place| crate::exact::to_f64(race.instance.votes(place).into()) * start.endowment);
        Self { race, money: start.money.clone(), behind: behind.collect(), open, had: HashMap::new() }
    }

    fn after(&mut self, state: &mut State, bought: usize) {
        self.open.put(bought, false);
        let instance = &self.race.instance;
        for supporter in instance.supporters(bought) {
            let group = wide(supporter.group);
            let paid = self.money.at(group) - state.money.at(group);
            self.money.put(group, state.money.at(group));
            let paid = paid * crate::exact::to_f64(instance.sizes.at(group).into());
            for choice in instance.choices(group) {
                self.behind.raise(wide(choice.candidate), -paid);
            }
        }
        self.look(state);
    }

    fn look(&mut self, state: &mut State) {
        for candidate in 0..self.open.len() {
            let cost = self.race.costs_f64.at(candidate);
            let enough = self.behind.at(candidate) > cost * (1.0 + NEAR);
            if self.open.at(candidate) && !enough && !state.can_be_paid(candidate) {
                self.open.put(candidate, false);
                let form = state.money_behind(candidate);
                self.had.insert(candidate, self.race.money(state.system.ratio(&form)));
            }
        }
    }
}

impl AddOne {
    /// With another increment.
    #[must_use]
    pub fn by(mut self, increment: Amount) -> Self {
        self.increment = increment;
        self
    }
}
