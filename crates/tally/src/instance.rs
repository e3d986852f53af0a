//! An election made ready for a rule: ballots that say the same together, candidates with their supporters.

use std::collections::{BTreeSet, HashMap};

use crate::election::{PointUnit, Support};
use crate::table::{At, Put, Raise, small, wide};
use crate::{Amount, Ballot, Election, Form};

/// What a group gives to a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct Choice {
    /// The place of the candidate.
    pub(crate) candidate: u32,
    /// How much; above zero.
    pub(crate) utility: u64,
}

/// A group behind a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Supporter {
    /// The place of the group.
    pub(crate) group: u32,
    /// How much one voter of it gives.
    pub(crate) utility: u64,
}

/// Ballots as rules see them. Candidates that are withdrawn support nobody and are supported by nobody.
#[derive(Debug, Clone)]
pub(crate) struct Instance<'e> {
    pub(crate) election: &'e Election,
    /// All voters, also those whose ballot supports nobody.
    pub(crate) voters: u64,
    /// How many voters are in each group; groups support somebody.
    pub(crate) sizes: Vec<u64>,
    /// Candidates that are neither struck nor marked as withdrawn.
    pub(crate) running: Vec<bool>,
    starts: Vec<usize>,
    choices: Vec<Choice>,
    supporter_starts: Vec<usize>,
    supporters: Vec<Supporter>,
}

/// Turns one ballot after the other into choices.
struct Reader<'e> {
    election: &'e Election,
    support: Support,
    unit: PointUnit,
    default: u64,
    running: &'e [bool],
    named: Vec<bool>,
}

impl Reader<'_> {
    /// The choices of a ballot in ascending order of candidate.
    fn choices(&mut self, ballot: &Ballot, into: &mut Vec<Choice>) -> Option<()> {
        into.clear();
        let named = ballot.form.choices();
        match (self.support, &ballot.form) {
            (Support::Named, _) => {
                into.extend(named.iter().map(|choice| Choice { candidate: small(*choice), utility: 1 }));
            }
            (Support::Points, Form::Points { choices, points }) => {
                for (choice, points) in choices.iter().zip(points) {
                    let utility = u64::try_from(self.unit.units(points)?).unwrap_or_default();
                    into.push(Choice { candidate: small(*choice), utility });
                }
                self.add_default(choices, into);
            }
            (Support::Borda, Form::Ordinal(choices)) => {
                let behind = (0..choices.len()).rev();
                let choice = |(choice, behind): (&usize, usize)| Choice {
                    candidate: small(*choice),
                    utility: u64::try_from(behind).unwrap_or_default(),
                };
                into.extend(choices.iter().zip(behind).map(choice));
            }
            (Support::Points | Support::Borda, _) => {}
        }
        into.retain(|choice| choice.utility > 0 && self.running.at(wide(choice.candidate)));
        into.sort_unstable_by_key(|choice| choice.candidate);
        Some(())
    }

    /// Candidates that a scoring ballot does not name have the default score.
    fn add_default(&mut self, named: &[usize], into: &mut Vec<Choice>) {
        if self.default == 0 {
            return;
        }
        self.named.fill(false);
        for choice in named {
            self.named.put(*choice, true);
        }
        let others = self.named.iter().enumerate().filter(|(_, named)| !**named);
        into.extend(others.map(|(place, _)| Choice { candidate: small(place), utility: self.default }));
    }
}

impl<'e> Instance<'e> {
    /// Groups the ballots. `None` if points are too large or too fine to be added exactly.
    pub(crate) fn new(election: &'e Election, struck: &BTreeSet<String>, support: Support) -> Option<Self> {
        let running = running(election, struck);
        let unit = PointUnit::of(election)?;
        let default = u64::try_from(unit.units(&election.meta().default_score())?).unwrap_or_default();
        let named = vec![false; running.len()];
        let mut reader = Reader { election, support, unit, default, running: &running, named };
        let (mut sizes, mut starts, mut choices) = (Vec::new(), vec![0], Vec::new());
        let mut places: HashMap<Vec<Choice>, usize> = HashMap::new();
        let mut scratch = Vec::new();
        for ballot in reader.election.ballots() {
            reader.choices(ballot, &mut scratch)?;
            if scratch.is_empty() {
                continue;
            }
            if let Some(place) = places.get(&scratch) {
                sizes.raise(*place, 1);
                continue;
            }
            choices.extend_from_slice(&scratch);
            starts.push(choices.len());
            places.insert(scratch.clone(), sizes.len());
            sizes.push(1);
        }
        let voters = u64::try_from(election.ballots().len()).unwrap_or(u64::MAX);
        let mut instance = Self {
            election,
            voters,
            sizes,
            running,
            starts,
            choices,
            supporter_starts: Vec::new(),
            supporters: Vec::new(),
        };
        instance.invert();
        Some(instance)
    }

    /// The same ballots and so many more voters who support only one candidate.
    pub(crate) fn with_group(&self, candidate: usize, voters: u64) -> Self {
        let mut instance = self.clone();
        instance.choices.push(Choice { candidate: small(candidate), utility: 1 });
        instance.starts.push(instance.choices.len());
        instance.sizes.push(voters);
        instance.voters += voters;
        instance.invert();
        instance
    }

    fn invert(&mut self) {
        let mut counts = vec![0_usize; self.running.len() + 1];
        for choice in &self.choices {
            let next = wide(choice.candidate) + 1;
            counts.raise(next, 1);
        }
        let mut sum = 0;
        for count in &mut counts {
            sum += *count;
            *count = sum;
        }
        let mut next = counts.clone();
        let mut supporters = vec![Supporter::default(); self.choices.len()];
        for group in 0..self.sizes.len() {
            for choice in self.choices(group) {
                let candidate = wide(choice.candidate);
                let place = next.at(candidate);
                supporters.put(place, Supporter { group: small(group), utility: choice.utility });
                next.put(candidate, place + 1);
            }
        }
        self.supporter_starts = counts;
        self.supporters = supporters;
    }

    /// How many candidates there are, withdrawn ones included.
    pub(crate) fn len(&self) -> usize {
        self.running.len()
    }

    /// What a group supports, in ascending order of candidate.
    pub(crate) fn choices(&self, group: usize) -> &[Choice] {
        self.choices.get(self.starts.at(group)..self.starts.at(group + 1)).unwrap_or_default()
    }

    /// Who supports a candidate, in ascending order of group.
    pub(crate) fn supporters(&self, candidate: usize) -> &[Supporter] {
        let (start, end) = (self.supporter_starts.at(candidate), self.supporter_starts.at(candidate + 1));
        self.supporters.get(start..end).unwrap_or_default()
    }

    /// The sum of what all voters give to a candidate.
    pub(crate) fn total(&self, candidate: usize) -> i128 {
        let of = |one: &Supporter| i128::from(self.sizes.at(wide(one.group))) * i128::from(one.utility);
        self.supporters(candidate).iter().map(of).sum()
    }

    /// How many voters support a candidate.
    pub(crate) fn votes(&self, candidate: usize) -> u64 {
        self.supporters(candidate).iter().map(|one| self.sizes.at(wide(one.group))).sum()
    }

    pub(crate) fn id(&self, candidate: usize) -> &'e str {
        self.election.candidates().get(candidate).map_or("", |one| one.id.as_str())
    }

    pub(crate) fn cost(&self, candidate: usize) -> Amount {
        self.election.candidates().get(candidate).map(|one| one.cost.clone()).unwrap_or_default()
    }

    /// Running candidates that cost nothing and have support, ids ascending: every rule in rounds funds them first.
    pub(crate) fn free(&self) -> Vec<usize> {
        let candidates = self.election.candidates().iter().enumerate();
        let mut free: Vec<usize> = candidates
            .filter(|(place, one)| one.cost.is_zero() && self.running.at(*place) && !self.supporters(*place).is_empty())
            .map(|(place, _)| place)
            .collect();
        free.sort_by_key(|place| self.id(*place));
        free
    }
}

/// Which candidates are neither struck nor marked as withdrawn.
pub(crate) fn running(election: &Election, struck: &BTreeSet<String>) -> Vec<bool> {
    let candidates = election.candidates().iter();
    candidates.map(|one| !one.is_marked_withdrawn() && !struck.contains(&one.id)).collect()
}
