//! Maximum welfare: the affordable set that gives most to all voters together, exactly.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::decided::Decided;
use super::shares::Utility;
use super::{Misfit, Rule, TieBreak};
use crate::instance::Instance;
use crate::outcome::Losing;
use crate::table::At;
use crate::{Amount, Election, Outcome, Status};

/// The set that fits in the budget and has the greatest sum, over all voters, of what its members are worth to them. Of
/// several such sets the one whose members, in the order of the tie-break, come first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MaxWelfare {
    /// What a funded candidate is worth to a supporter.
    pub utility: Utility,
    /// The order by which one of several best sets is taken.
    #[serde(rename = "tieBreak")]
    pub tie_break: TieBreak,
}

/// More partial sets than this at once are too many to keep.
const MOST_SETS: usize = 2_000_000;

/// A candidate that could be in the set.
#[derive(Debug, Clone)]
struct Item {
    place: usize,
    rank: u32,
    cost: i128,
    value: i128,
}

/// A set of the first items that no other set of them beats.
#[derive(Debug, Clone)]
struct Partial {
    cost: i128,
    value: i128,
    /// Who is in, by rank in the tie-break: the first rank is the highest bit.
    members: Vec<u64>,
}

/// Items with sums over the first of them, in order of value per cost.
struct Items {
    items: Vec<Item>,
    costs: Vec<i128>,
    values: Vec<i128>,
}

impl Items {
    fn new(mut items: Vec<Item>) -> Self {
        items.sort_by(|one, other| {
            let per_cost = (other.value * one.cost).cmp(&(one.value * other.cost));
            per_cost.then_with(|| one.rank.cmp(&other.rank))
        });
        let (mut costs, mut values) = (vec![0], vec![0]);
        let (mut cost, mut value) = (0, 0);
        for item in &items {
            cost += item.cost;
            value += item.value;
            costs.push(cost);
            values.push(value);
        }
        Self { items, costs, values }
    }

    /// The most that items from a place on can add within some money, if one of them could be taken in part.
    fn at_most(&self, from: usize, left: i128) -> i128 {
        let reach = self.costs.at(from) + left;
        let whole = self.costs.partition_point(|cost| *cost <= reach) - 1;
        let added = self.values.at(whole) - self.values.at(from);
        let part = self.items.get(whole).map_or(0, |item| {
            let rest = reach - self.costs.at(whole);
            rest * item.value / item.cost
        });
        added + part
    }

    /// What taking items from a place on while they fit adds.
    fn at_least(&self, from: usize, mut left: i128) -> i128 {
        let mut added = 0;
        for item in self.items.iter().skip(from) {
            if item.cost <= left {
                left -= item.cost;
                added += item.value;
            }
        }
        added
    }

    /// The best set: partial sets grow item by item; those that another beats, or that cannot reach what is known to be
    /// possible, are left behind.
    fn best(&self, budget: i128, ranks: usize) -> Result<Partial, Misfit> {
        let mut sets = vec![Partial { cost: 0, value: 0, members: vec![0; ranks.div_ceil(64)] }];
        let mut possible = self.at_least(0, budget);
        for (place, item) in self.items.iter().enumerate() {
            let with = sets.iter().filter(|set| set.cost + item.cost <= budget).map(|set| {
                let mut set = set.clone();
                set.cost += item.cost;
                set.value += item.value;
                let rank = crate::table::wide(item.rank);
                if let Some(word) = set.members.get_mut(rank / 64) {
                    *word |= 1 << (63 - rank % 64);
                }
                set
            });
            let with: Vec<Partial> = with.collect();
            sets = unbeaten(sets, with);
            let reach = |set: &Partial| set.value + self.at_most(place + 1, budget - set.cost);
            if let Some(promising) = sets.iter().max_by_key(|set| reach(set)) {
                possible = possible.max(promising.value + self.at_least(place + 1, budget - promising.cost));
            }
            sets.retain(|set| reach(set) >= possible);
            if sets.len() > MOST_SETS {
                return Err(Misfit::TooManySets);
            }
        }
        sets.pop().ok_or(Misfit::TooManySets)
    }
}

/// Merges sets in order of cost and keeps those that are better than everything cheaper. The last is the best.
fn unbeaten(without: Vec<Partial>, with: Vec<Partial>) -> Vec<Partial> {
    let mut merged: Vec<Partial> = Vec::with_capacity(without.len() + with.len());
    let (mut without, mut with) = (without.into_iter().peekable(), with.into_iter().peekable());
    loop {
        let first = match (without.peek(), with.peek()) {
            (Some(one), Some(other)) => one.cost <= other.cost,
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (None, None) => break,
        };
        let Some(next) = (if first { without.next() } else { with.next() }) else { break };
        let better = |last: &Partial| (next.value, &next.members) > (last.value, &last.members);
        while merged.last().is_some_and(|last| last.cost == next.cost && better(last)) {
            merged.pop();
        }
        if merged.last().is_none_or(better) {
            merged.push(next);
        }
    }
    merged
}

impl MaxWelfare {
    pub(super) fn run(&self, election: &Election, struck: &BTreeSet<String>) -> Result<Outcome, Misfit> {
        self.utility.check(election)?;
        let instance = Instance::new(election, struck, self.utility.support()).ok_or(Misfit::PointsTooLarge)?;
        let ranks = self.tie_break.ranks(election);
        let mut decided = Decided::after_free(instance.free());
        let (items, budget) = self.items(&instance, &ranks)?;
        let items = Items::new(items);
        let best = items.best(budget, instance.len())?;
        let is_in = |item: &&Item| {
            let rank = crate::table::wide(item.rank);
            best.members.at(rank / 64) >> (63 - rank % 64) & 1 == 1
        };
        let mut members: Vec<&Item> = items.items.iter().filter(is_in).collect();
        members.sort_by_key(|item| item.rank);
        decided.funded.extend(members.iter().map(|item| item.place));
        decided.reason = Box::new(|losing: &Losing| match losing {
            Losing { votes: 0, .. } => Status::NoSupport,
            Losing { cost, budget, .. } if cost > budget => Status::DearerThanBudget,
            _ => Status::NotChosen,
        });
        Ok(decided.outcome(Rule::MaxWelfare(self.clone()), &instance, struck, &ranks))
    }

    /// Candidates with costs and budget in whole units.
    fn items(&self, instance: &Instance, ranks: &[u32]) -> Result<(Vec<Item>, i128), Misfit> {
        let costs = (0..instance.len()).map(|place| instance.cost(place)).collect::<Vec<Amount>>();
        let scaled = crate::amount::Scaled::new(costs.iter()).ok_or(Misfit::AmountsTooLarge)?;
        let budget = scaled.floor(instance.election.meta().budget()).ok_or(Misfit::AmountsTooLarge)?;
        let mut items = Vec::new();
        for place in 0..instance.len() {
            let cost = scaled.sum(&[place]);
            let total = instance.total(place);
            if total <= 0 || cost <= 0 || cost > budget {
                continue;
            }
            let worth = if self.utility == Utility::Cost { cost } else { 1 };
            let value = total.checked_mul(worth).filter(|value| *value < i128::MAX >> 70);
            let value = value.ok_or(Misfit::AmountsTooLarge)?;
            items.push(Item { place, rank: ranks.at(place), cost, value });
        }
        Ok((items, budget))
    }
}

/// What a set of candidates is worth to all voters together, in points or currency units.
pub fn welfare(election: &Election, utility: Utility, ids: &[String]) -> Option<Amount> {
    let instance = Instance::new(election, &BTreeSet::new(), utility.support())?;
    let chosen = (0..instance.len()).filter(|place| ids.iter().any(|id| id == instance.id(*place)));
    let worth = |place: usize| {
        let total = Amount::from_i128(instance.total(place));
        if utility == Utility::Cost { &total * &instance.cost(place) } else { total }
    };
    let worths: Vec<Amount> = chosen.map(worth).collect();
    Some(worths.iter().sum())
}
