//! Maximin support: whoever is funded, the cost is laid on the supporters so that nobody bears more than needed.

mod flow;

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::decided::Decided;
use super::{Misfit, Rule, TieBreak};
use crate::amount::Scaled;
use crate::election::Support;
use crate::instance::Instance;
use crate::outcome::{Losing, Step};
use crate::table::{At, Put, Raise, wide};
use crate::{Amount, Election, Outcome, Status};
use flow::Network;

/// Maximin support: in each round the candidate is funded (of those that still fit) with which the costs of all funded
/// can be laid on their supporters so that the greatest load is least. Unlike Phragmén's rule, loads are laid anew in
/// every round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Maximin {
    /// Who goes first among exactly equal candidates of a round.
    #[serde(rename = "tieBreak")]
    pub tie_break: TieBreak,
}

/// A load per voter: a cost and the number of voters who share it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Load {
    cost: i128,
    voters: i128,
}

impl Ord for Load {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.cost * other.voters).cmp(&(other.cost * self.voters))
    }
}

impl PartialOrd for Load {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Voters who support the same of the funded.
struct Class {
    voters: i128,
    /// Numbers of funded candidates.
    members: Vec<usize>,
    /// What they together could still bear under the greatest load, times the voters of that load.
    spare: i128,
}

struct Race<'e> {
    instance: Instance<'e>,
    costs: Vec<i128>,
    votes: Vec<i128>,
    /// Funded candidates in order, without the free ones.
    funded: Vec<usize>,
    classes: Vec<Class>,
    class_of: Vec<usize>,
    /// The greatest load with the funded.
    load: Load,
    /// What the greatest load is at least with each candidate.
    bounds: Vec<Load>,
    /// Sets of the funded that bore much together with some candidate, the last found last: likely with others too.
    heavy: Vec<Heavy>,
}

/// A set of the funded, by number, with what is known about it.
struct Heavy {
    members: Vec<usize>,
    cost: i128,
    voters: i128,
    /// By class: whether its voters support any of the set.
    touched: Vec<bool>,
}

/// So many sets are kept.
const MOST_HEAVY: usize = 40;

impl<'e> Race<'e> {
    fn new(instance: Instance<'e>) -> Result<(Self, Scaled), Misfit> {
        let costs: Vec<Amount> = (0..instance.len()).map(|place| instance.cost(place)).collect();
        let scaled = Scaled::new(costs.iter()).ok_or(Misfit::AmountsTooLarge)?;
        let costs: Vec<i128> = (0..costs.len()).map(|place| scaled.sum(&[place])).collect();
        let votes: Vec<i128> = (0..costs.len()).map(|place| i128::from(instance.votes(place))).collect();
        let bounds = costs.iter().zip(&votes).map(|(cost, votes)| Load { cost: *cost, voters: (*votes).max(1) });
        let voters = instance.sizes.iter().map(|size| i128::from(*size)).sum();
        let race = Self {
            bounds: bounds.collect(),
            costs,
            votes,
            funded: Vec::new(),
            classes: vec![Class { voters, members: Vec::new(), spare: 0 }],
            class_of: vec![0; instance.sizes.len()],
            load: Load { cost: 0, voters: 1 },
            heavy: Vec::new(),
            instance,
        };
        Ok((race, scaled))
    }

    /// How many voters of each class support a candidate.
    fn parts(&self, candidate: usize) -> Vec<i128> {
        let mut parts = vec![0; self.classes.len()];
        for supporter in self.instance.supporters(candidate) {
            let (group, class) = (wide(supporter.group), self.class_of.at(wide(supporter.group)));
            parts.raise(class, i128::from(self.instance.sizes.at(group)));
        }
        parts
    }

    /// The least possible greatest load if a candidate were funded too; nothing if it is above a limit.
    fn load_with(&mut self, candidate: usize, limit: Option<Load>) -> Option<Load> {
        let parts = self.parts(candidate);
        let mut load = self.bounds.at_or(candidate, self.load).max(self.load);
        if load == self.load && self.fits_beside(candidate, &parts) {
            return Some(load);
        }
        load = self.heavy_with(candidate, &parts).max(load);
        // Dinkelbach's method: whatever set bears more than the load gives the next load, until none does.
        loop {
            if let Some(bound) = self.bounds.get_mut(candidate) {
                *bound = load;
            }
            if limit.is_some_and(|limit| load > limit) {
                return None;
            }
            let (mut network, suppliers) = self.network(candidate, load, &parts);
            let whole: i128 = self.funded.iter().chain([&candidate]).map(|place| self.costs.at(*place)).sum();
            if network.send() == whole * load.voters {
                break;
            }
            let heavy: Vec<usize> = (0..suppliers.len()).filter(|n| network.is_reached(suppliers.at(*n))).collect();
            let next = self.load_of(&heavy, candidate, &parts);
            if next <= load {
                break;
            }
            load = next;
            self.remember(heavy);
        }
        Some(load)
    }

    /// What one of the heavy sets bears together with a candidate: the greatest load is not below that.
    fn heavy_with(&self, candidate: usize, parts: &[i128]) -> Load {
        let cost = self.costs.at(candidate);
        let with = |heavy: &Heavy| {
            let others = parts.iter().zip(&heavy.touched).filter(|(_, touched)| !**touched);
            let voters = heavy.voters + others.map(|(part, _)| part).sum::<i128>();
            Load { cost: heavy.cost + cost, voters: voters.max(1) }
        };
        self.heavy.iter().map(with).max().unwrap_or(self.load)
    }

    /// Keeps the funded members of a set.
    fn remember(&mut self, mut members: Vec<usize>) {
        members.retain(|number| *number < self.funded.len());
        if members.is_empty() || self.heavy.iter().any(|heavy| heavy.members == members) {
            return;
        }
        if self.heavy.len() == MOST_HEAVY {
            self.heavy.remove(0);
        }
        let heavy = self.weigh(members);
        self.heavy.push(heavy);
    }

    fn weigh(&self, members: Vec<usize>) -> Heavy {
        let mut marked = vec![false; self.funded.len()];
        for number in &members {
            marked.put(*number, true);
        }
        let touched: Vec<bool> =
            self.classes.iter().map(|class| class.members.iter().any(|number| marked.at(*number))).collect();
        let voters = self.classes.iter().zip(&touched).filter(|(_, touched)| **touched);
        Heavy {
            cost: members.iter().map(|number| self.costs.at(self.funded.at(*number))).sum(),
            voters: voters.map(|(class, _)| class.voters).sum(),
            members,
            touched,
        }
    }

    /// Whether what voters could still bear under the present greatest load is enough for a candidate, without
    /// anything being laid anew. (If not, it may still be with that.)
    fn fits_beside(&self, candidate: usize, parts: &[i128]) -> bool {
        let room = self.classes.iter().zip(parts).map(|(class, part)| class.spare.min(part * self.load.cost));
        room.sum::<i128>() >= self.costs.at(candidate) * self.load.voters
    }

    /// The cost of some of the funded and the candidate, and the number of voters who support any of them. The last
    /// number stands for the candidate.
    fn load_of(&self, heavy: &[usize], candidate: usize, parts: &[i128]) -> Load {
        let last = self.funded.len();
        let with_candidate = heavy.contains(&last);
        let cost = heavy.iter().map(|number| {
            let place = if *number == last { candidate } else { self.funded.at(*number) };
            self.costs.at(place)
        });
        let mut marked = vec![false; last];
        for number in heavy {
            marked.put(*number, true);
        }
        let voters = self.classes.iter().zip(parts).map(|(class, part)| {
            let whole = class.members.iter().any(|number| marked.at(*number));
            if whole {
                class.voters
            } else if with_candidate {
                *part
            } else {
                0
            }
        });
        Load { cost: cost.sum(), voters: voters.sum::<i128>().max(1) }
    }

    /// The network in which all costs can be laid on voters exactly if nobody has to bear more than a load. Amounts are
    /// times the voters of the load. Gives the suppliers too: the funded, then the candidate.
    fn network(&self, candidate: usize, load: Load, parts: &[i128]) -> (Network, Vec<usize>) {
        let mut network = Network::new();
        let candidates = self.funded.iter().chain([&candidate]);
        let suppliers: Vec<usize> =
            candidates.map(|place| network.supplier(self.costs.at(*place) * load.voters)).collect();
        let last = suppliers.at(self.funded.len());
        for (class, part) in self.classes.iter().zip(parts) {
            let members = || class.members.iter().map(|number| suppliers.at(*number));
            let others = class.voters - part;
            if *part > 0 {
                network.taker(part * load.cost, members().chain([last]));
            }
            if others > 0 && !class.members.is_empty() {
                network.taker(others * load.cost, members());
            }
        }
        (network, suppliers)
    }

    /// Funds a candidate: classes are split by who supports it, and its cost is laid.
    fn fund(&mut self, candidate: usize, load: Load) {
        let number = self.funded.len();
        self.funded.push(candidate);
        self.load = load;
        let mut split: BTreeMap<usize, usize> = BTreeMap::new();
        for supporter in self.instance.supporters(candidate) {
            let group = wide(supporter.group);
            let from = self.class_of.at(group);
            let voters = i128::from(self.instance.sizes.at(group));
            let to = *split.entry(from).or_insert_with(|| {
                let members = self.classes.get(from).map(|class| class.members.clone()).unwrap_or_default();
                self.classes.push(Class { voters: 0, members: [members, vec![number]].concat(), spare: 0 });
                self.classes.len() - 1
            });
            if let Some(class) = self.classes.get_mut(from) {
                class.voters -= voters;
            }
            if let Some(class) = self.classes.get_mut(to) {
                class.voters += voters;
            }
            self.class_of.put(group, to);
        }
        self.lay();
        // With the new one they bear more, and without it they may still be the heaviest.
        let sets = std::mem::take(&mut self.heavy);
        let with = sets.iter().map(|heavy| [heavy.members.clone(), vec![number]].concat());
        let with: Vec<Vec<usize>> = with.collect();
        for members in sets.into_iter().map(|heavy| heavy.members).chain(with).chain([vec![number]]) {
            self.remember(members);
        }
    }

    /// Lays all costs under the greatest load and notes what each class could still bear.
    fn lay(&mut self) {
        let mut network = Network::new();
        let suppliers: Vec<usize> =
            self.funded.iter().map(|place| network.supplier(self.costs.at(*place) * self.load.voters)).collect();
        let takers: Vec<usize> = self
            .classes
            .iter()
            .map(|class| {
                let members = class.members.iter().map(|number| suppliers.at(*number));
                network.taker(class.voters * self.load.cost, members)
            })
            .collect();
        network.send();
        for (class, taker) in self.classes.iter_mut().zip(takers) {
            class.spare = network.room(taker);
        }
    }
}

/// Reads a load by place.
trait AtOr {
    fn at_or(&self, place: usize, otherwise: Load) -> Load;
}

impl AtOr for Vec<Load> {
    fn at_or(&self, place: usize, otherwise: Load) -> Load {
        self.get(place).copied().unwrap_or(otherwise)
    }
}

impl Maximin {
    pub(super) fn run(&self, election: &Election, struck: &BTreeSet<String>) -> Result<Outcome, Misfit> {
        let instance = Instance::new(election, struck, Support::Named).ok_or(Misfit::PointsTooLarge)?;
        let ranks = self.tie_break.ranks(election);
        let mut left = election.meta().budget().clone();
        let mut decided = Decided::after_free(instance.free());
        decided.trace = decided.funded.iter().map(|place| Step::of(instance.id(*place))).collect();
        let (mut race, scaled) = Race::new(instance)?;
        let mut open: Vec<usize> =
            (0..race.instance.len()).filter(|place| race.votes.at(*place) > 0 && race.costs.at(*place) > 0).collect();
        loop {
            open.retain(|place| race.instance.cost(*place) <= left);
            let Some((load, tied)) = least(&mut race, &open, &ranks) else { break };
            let Some(chosen) = tied.first().copied() else { break };
            if tied.len() > 1 {
                decided.ties.push((decided.funded.len(), tied));
            }
            race.fund(chosen, load);
            decided.funded.push(chosen);
            left -= &race.instance.cost(chosen);
            open.retain(|place| *place != chosen);
            let shown = scaled.amount(load.cost).checked_div(&Amount::from_i128(load.voters));
            decided.trace.push(Step { load: shown, ..Step::of(race.instance.id(chosen)) });
        }
        decided.reason = Box::new(|losing: &Losing| match losing {
            Losing { votes: 0, .. } => Status::NoSupport,
            Losing { cost, budget, .. } if cost > budget => Status::DearerThanBudget,
            Losing { remaining, .. } => Status::DoesNotFit { remaining: (*remaining).clone() },
        });
        Ok(decided.outcome(Rule::Maximin(self.clone()), &race.instance, struck, &ranks))
    }
}

/// The least greatest load that one of the open candidates makes, and all who make exactly that, by tie-break.
fn least(race: &mut Race, open: &[usize], ranks: &[u32]) -> Option<(Load, Vec<usize>)> {
    let present = race.load;
    let mut line: Vec<usize> = open.to_vec();
    line.sort_by_key(|one| race.bounds.at_or(*one, present));
    let mut best: Option<(Load, Vec<usize>)> = None;
    for candidate in line {
        let bound = race.bounds.at_or(candidate, present).max(present);
        if best.as_ref().is_some_and(|(least, _)| bound > *least) {
            continue;
        }
        let known = best.as_ref().map(|(least, _)| *least);
        let Some(load) = race.load_with(candidate, known) else { continue };
        match best.as_ref().map(|(least, _)| load.cmp(least)) {
            None | Some(Ordering::Less) => best = Some((load, vec![candidate])),
            Some(Ordering::Equal) => {
                if let Some((_, tied)) = &mut best {
                    tied.push(candidate);
                }
            }
            Some(Ordering::Greater) => {}
        }
    }
    best.map(|(load, mut tied)| {
        tied.sort_by_key(|candidate| ranks.at(*candidate));
        (load, tied)
    })
}
