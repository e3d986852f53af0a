//! The definitions of the rules, as slowly and as literally as possible: one voter at a time, rational numbers, all
//! subsets. Shared by the tests and by the benchmark.
//!
//! Candidates are numbered in the order of the tie-break. Candidates that cost nothing are funded first if they have
//! support, as everywhere.
// Each test takes what it needs.
#![allow(dead_code)]

use num_bigint::BigInt;
use num_rational::Ratio;
use num_traits::{One, Zero};

pub type Q = Ratio<BigInt>;

/// An election in numbers.
#[derive(Debug, Clone)]
pub struct Small {
    pub budget: Q,
    pub costs: Vec<Q>,
    /// By voter and candidate: what it is worth; zero is no support.
    pub worth: Vec<Vec<Q>>,
}

pub fn whole(number: u64) -> Q {
    Q::from_integer(BigInt::from(number))
}

impl Small {
    pub fn voters(&self) -> u64 {
        self.worth.len() as u64
    }

    fn supporters(&self, candidate: usize) -> Vec<usize> {
        (0..self.worth.len()).filter(|voter| !self.worth[*voter][candidate].is_zero()).collect()
    }

    fn total(&self, candidate: usize) -> Q {
        self.worth.iter().map(|worth| worth[candidate].clone()).sum()
    }

    fn cost_of(&self, set: &[usize]) -> Q {
        set.iter().map(|candidate| self.costs[*candidate].clone()).sum()
    }

    fn free(&self) -> Vec<usize> {
        let free = |candidate: &usize| self.costs[*candidate].is_zero() && !self.supporters(*candidate).is_empty();
        (0..self.costs.len()).filter(free).collect()
    }

    /// Those that a rule in rounds can buy.
    fn open(&self) -> Vec<usize> {
        let open = |candidate: &usize| !self.costs[*candidate].is_zero() && !self.supporters(*candidate).is_empty();
        (0..self.costs.len()).filter(open).collect()
    }
}

/// Most first; `per_cost` divides by the cost.
pub fn greedy(small: &Small, skipping: bool, per_cost: bool) -> Vec<usize> {
    let mut order: Vec<usize> = (0..small.costs.len()).collect();
    let key = |candidate: usize| {
        let total = small.total(candidate);
        match (per_cost, small.costs[candidate].is_zero()) {
            (false, _) => (false, total),
            (true, true) => (!total.is_zero(), Q::zero()),
            (true, false) => (false, total / &small.costs[candidate]),
        }
    };
    order.sort_by(|one, other| key(*other).cmp(&key(*one)).then(one.cmp(other)));
    fill(small, &order, Vec::new(), skipping)
}

fn fill(small: &Small, order: &[usize], mut funded: Vec<usize>, skipping: bool) -> Vec<usize> {
    for candidate in order {
        if funded.contains(candidate) {
            continue;
        }
        if small.cost_of(&funded) + &small.costs[*candidate] <= small.budget {
            funded.push(*candidate);
        } else if !skipping {
            break;
        }
    }
    funded
}

/// How a candidate's price is compared with others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Worth {
    Cost,
    One,
    Given,
}

/// Equal shares with an endowment: bought candidates in order, ties, and what they cost.
pub fn equal_shares(small: &Small, worth: Worth, endowment: &Q) -> (Vec<usize>, Vec<(usize, Vec<usize>)>) {
    let mut money = vec![endowment.clone(); small.worth.len()];
    let mut funded = small.free();
    let mut open = small.open();
    let mut ties = Vec::new();
    let utility = |voter: usize, candidate: usize| match worth {
        Worth::Cost => small.costs[candidate].clone(),
        Worth::One => Q::one(),
        Worth::Given => small.worth[voter][candidate].clone(),
    };
    loop {
        let mut best: Option<(Q, Vec<usize>)> = None;
        open.retain(|candidate| {
            let mut line = small.supporters(*candidate);
            let behind: Q = line.iter().map(|voter| money[*voter].clone()).sum();
            if behind < small.costs[*candidate] {
                return false;
            }
            line.sort_by_key(|voter| &money[*voter] / utility(*voter, *candidate));
            let mut left = small.costs[*candidate].clone();
            let mut weight: Q = line.iter().map(|voter| utility(*voter, *candidate)).sum();
            let mut rho = Q::zero();
            for voter in line {
                rho = &left / &weight;
                if &rho * utility(voter, *candidate) <= money[voter] {
                    break;
                }
                left -= &money[voter];
                weight -= utility(voter, *candidate);
            }
            match &mut best {
                Some((least, equal)) if rho == *least => equal.push(*candidate),
                Some((least, _)) if rho > *least => {}
                _ => best = Some((rho, vec![*candidate])),
            }
            true
        });
        let Some((rho, equal)) = best else { return (funded, ties) };
        let chosen = equal[0];
        if equal.len() > 1 {
            ties.push((funded.len(), equal));
        }
        for voter in small.supporters(chosen) {
            let pays = (&rho * utility(voter, chosen)).min(money[voter].clone());
            money[voter] -= pays;
        }
        funded.push(chosen);
        open.retain(|candidate| *candidate != chosen);
    }
}

/// What Add1 ends with: the funded, the endowment and the number of counts.
pub fn add_one(small: &Small, worth: Worth, integral: bool, exhaustive: bool, increment: &Q) -> (Vec<usize>, Q, u64) {
    let share = if small.voters() == 0 { Q::zero() } else { &small.budget / whole(small.voters()) };
    let mut endowment = if integral { share.floor() } else { share };
    let mut kept = equal_shares(small, worth, &endowment).0;
    let mut counts = 1;
    let open = small.open();
    if small.voters() == 0 || open.is_empty() {
        return (kept, endowment, counts);
    }
    loop {
        let all = open.iter().all(|candidate| kept.contains(candidate));
        let fits = |candidate: &&usize| {
            !kept.contains(candidate) && small.cost_of(&kept) + &small.costs[**candidate] <= small.budget
        };
        if all || (exhaustive && open.iter().find(fits).is_none()) {
            return (kept, endowment, counts);
        }
        let next = equal_shares(small, worth, &(&endowment + increment)).0;
        counts += 1;
        if small.cost_of(&next) > small.budget {
            return (kept, endowment, counts);
        }
        endowment += increment;
        kept = next;
    }
}

/// What a greedy rule may be bound by besides the budget.
#[derive(Debug, Clone, Default)]
pub struct Bounds {
    /// The least number of votes.
    pub least: u64,
    /// Whether the first that does not fit is funded if four fifths of its cost are left.
    pub four_fifths: bool,
    /// Sets of candidates with the most that may be spent on each.
    pub ceilings: Vec<(Vec<usize>, Q)>,
    /// Sets of which at most one can be funded.
    pub exclusive: Vec<Vec<usize>>,
}

/// Most votes first, within bounds.
pub fn bounded(small: &Small, skipping: bool, bounds: &Bounds) -> Vec<usize> {
    let mut order: Vec<usize> = (0..small.costs.len()).collect();
    order.sort_by(|one, other| small.total(*other).cmp(&small.total(*one)).then(one.cmp(other)));
    let mut funded: Vec<usize> = Vec::new();
    for candidate in order {
        let cost = &small.costs[candidate];
        let too_few = small.total(candidate) < whole(bounds.least);
        let excluded = bounds.exclusive.iter().any(|set| {
            set.contains(&candidate) && set.iter().any(|other| *other != candidate && funded.contains(other))
        });
        let too_much = bounds.ceilings.iter().any(|(set, most)| {
            let of_set: Vec<usize> = funded.iter().copied().filter(|one| set.contains(one)).collect();
            set.contains(&candidate) && small.cost_of(&of_set) + cost > *most
        });
        if too_few || excluded || too_much {
            continue;
        }
        let left = &small.budget - small.cost_of(&funded);
        if *cost <= left {
            funded.push(candidate);
        } else if !skipping {
            if bounds.four_fifths && left * whole(5) >= cost * whole(4) {
                funded.push(candidate);
            }
            break;
        }
    }
    funded
}

/// How many voters an outcome suits better than another: with more funded of their own, or with any at all.
pub fn preferring(small: &Small, one: &[usize], other: &[usize], any_at_all: bool) -> usize {
    let own = |worth: &[Q], funded: &[usize]| {
        let own = funded.iter().filter(|candidate| !worth[**candidate].is_zero()).count();
        if any_at_all { own.min(1) } else { own }
    };
    small.worth.iter().filter(|worth| own(worth, one) > own(worth, other)).count()
}

/// The election without the votes for candidates that have too few of them for their cost: votes / voters < part · cost /
/// budget.
pub fn admitted(small: &Small, part: &Q) -> Small {
    let mut rest = small.clone();
    for candidate in 0..small.costs.len() {
        let votes = whole(small.supporters(candidate).len() as u64);
        if votes * &small.budget < part * &small.costs[candidate] * whole(small.voters()) {
            rest.worth.iter_mut().for_each(|worth| worth[candidate] = Q::zero());
        }
    }
    rest
}

/// Fills what is left, most first.
pub fn complete(small: &Small, funded: Vec<usize>) -> Vec<usize> {
    let mut order: Vec<usize> = (0..small.costs.len()).collect();
    order.sort_by(|one, other| small.total(*other).cmp(&small.total(*one)).then(one.cmp(other)));
    fill(small, &order, funded, true)
}

/// Sequential Phragmén: the funded in order, and ties.
pub fn phragmen(small: &Small, skipping: bool) -> (Vec<usize>, Vec<(usize, Vec<usize>)>) {
    let mut loads = vec![Q::zero(); small.worth.len()];
    let mut funded = small.free();
    let mut ties = Vec::new();
    let mut open: Vec<usize> = small.open().into_iter().filter(|one| small.costs[*one] <= small.budget).collect();
    loop {
        let left = &small.budget - small.cost_of(&funded);
        if skipping {
            open.retain(|candidate| small.costs[*candidate] <= left);
        }
        let load = |candidate: usize| {
            let line = small.supporters(candidate);
            let borne: Q = line.iter().map(|voter| loads[*voter].clone()).sum();
            (&small.costs[candidate] + borne) / whole(line.len() as u64)
        };
        let Some(least) = open.iter().map(|candidate| load(*candidate)).min() else { return (funded, ties) };
        let equal: Vec<usize> = open.iter().copied().filter(|candidate| load(*candidate) == least).collect();
        if equal.iter().any(|candidate| small.costs[*candidate] > left) {
            return (funded, ties);
        }
        let chosen = equal[0];
        if equal.len() > 1 {
            ties.push((funded.len(), equal));
        }
        for voter in small.supporters(chosen) {
            loads[voter] = least.clone();
        }
        funded.push(chosen);
        open.retain(|candidate| *candidate != chosen);
    }
}

/// Maximin support: the greatest load is the greatest cost per supporter over all sets.
pub fn maximin(small: &Small) -> (Vec<usize>, Vec<(usize, Vec<usize>)>) {
    let mut funded = small.free();
    let mut ties = Vec::new();
    let mut open = small.open();
    loop {
        let left = &small.budget - small.cost_of(&funded);
        open.retain(|candidate| small.costs[*candidate] <= left);
        let load = |candidate: usize| {
            let set: Vec<usize> =
                funded.iter().copied().filter(|one| !small.costs[*one].is_zero()).chain([candidate]).collect();
            subsets(&set)
                .into_iter()
                .filter(|set| !set.is_empty())
                .map(|set| {
                    let any = |voter: &usize| set.iter().any(|one| !small.worth[*voter][*one].is_zero());
                    let voters = (0..small.worth.len()).filter(any).count();
                    small.cost_of(&set) / whole(voters as u64)
                })
                .max()
                .unwrap()
        };
        let Some(least) = open.iter().map(|candidate| load(*candidate)).min() else { return (funded, ties) };
        let equal: Vec<usize> = open.iter().copied().filter(|candidate| load(*candidate) == least).collect();
        let chosen = equal[0];
        if equal.len() > 1 {
            ties.push((funded.len(), equal));
        }
        funded.push(chosen);
        open.retain(|candidate| *candidate != chosen);
    }
}

fn subsets(set: &[usize]) -> Vec<Vec<usize>> {
    (0..1_u32 << set.len())
        .map(|bits| set.iter().enumerate().filter(|(place, _)| bits >> place & 1 == 1).map(|(_, one)| *one).collect())
        .collect()
}

/// The best set; of several the one whose list is smallest. Candidates that cost nothing are in if they have support.
pub fn max_welfare(small: &Small, worth: Worth) -> Vec<usize> {
    let value = |set: &[usize]| -> Q {
        let of = |candidate: &usize| match worth {
            Worth::Cost => small.total(*candidate) * &small.costs[*candidate],
            Worth::One | Worth::Given => small.total(*candidate),
        };
        set.iter().map(of).sum()
    };
    let possible = subsets(&small.open()).into_iter().filter(|set| small.cost_of(set) <= small.budget);
    let best = possible.max_by(|one, other| value(one).cmp(&value(other)).then_with(|| other.cmp(one))).unwrap();
    small.free().into_iter().chain(best).collect()
}
