//! One run of equal shares with a given endowment.
//!
//! What a voter has is kept as `f64`, with a bound on the error; nothing is decided from it unless the bound leaves no
//! doubt. Whatever is closer than that is decided exactly, from the [`System`] of prices.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use num_bigint::BigInt;

use super::{Race, Utility};
use crate::exact::{Approximate, Form, System, UNIT, to_f64};
use crate::table::{At, Put, Raise, small, wide};

/// Relative distance within which two values of different candidates are not told apart by floating point.
pub(super) const CLOSE: f64 = 1e-10;
/// A voter's money is told apart from a payment by floating point beyond this share of either.
const NEAR: f64 = 1e-12;
/// Newton's method on a piecewise linear function ends after as many steps as there are pieces; in practice after five.
const MOST_PASSES: usize = 10_000;

/// How a run ended and what it bought.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    /// What each voter had at the start, in the unit of the race.
    pub(crate) endowment: BigInt,
    /// Bought candidates in order. Their prices are the rounds of the system.
    pub(crate) bought: Vec<usize>,
    /// Prices: what a supporter pays per utility 1 (points) or at all (cost, cardinality), unless it has less.
    pub(crate) system: System,
    /// Groups that a purchase left without money, by purchase.
    pub(crate) emptied: Vec<Vec<u32>>,
    /// Exactly equal candidates of a round, the bought one among them: candidates bought before, and who.
    pub(crate) ties: Vec<(usize, Vec<usize>)>,
    /// What all of it costs, in the unit of the race.
    pub(crate) cost: BigInt,
    /// Whether it stopped because it would have cost more than the limit.
    pub(crate) overspent: bool,
    /// Whether it was only made sure that the outcome is that of another run; ties are not noted then.
    pub(crate) followed: bool,
    /// If nobody's money ever set a price: how much more per voter it takes before anything can come out differently.
    pub(crate) slack: Option<f64>,
}

/// What is known about the price of a candidate.
pub(super) enum Price {
    /// Its supporters cannot pay for it; with how much each would need more for that.
    TooDear(f64),
    /// At least `low`, and about `value`.
    About { low: f64, value: f64 },
    /// Floating point cannot tell.
    Unclear,
}

/// A candidate in line, by the least that its price per utility can be.
#[derive(PartialEq)]
pub(super) struct Waiting {
    pub(super) low: f64,
    pub(super) candidate: usize,
}

impl Eq for Waiting {}

impl Ord for Waiting {
    fn cmp(&self, other: &Self) -> Ordering {
        other.low.total_cmp(&self.low).then_with(|| other.candidate.cmp(&self.candidate))
    }
}

impl PartialOrd for Waiting {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A price exactly, with the groups that it leaves without money.
pub(crate) struct Exact {
    pub(crate) form: Form,
    pub(crate) poor: Vec<u32>,
}

/// A run under way.
pub(crate) struct State<'r, 'e> {
    pub(crate) race: &'r Race<'e>,
    pub(crate) system: System,
    /// What one voter of each group has left; exactly 0 for groups without money.
    pub(super) money: Vec<f64>,
    pub(super) emptied: Vec<bool>,
    /// The round in which a candidate was bought, plus one.
    pub(super) bought_in: Vec<u32>,
    /// How far `money` can be off.
    pub(super) error: f64,
    pub(super) endowment: f64,
    /// Lower bounds on prices.
    bounds: Vec<f64>,
    slack: Option<f64>,
}

impl<'r, 'e> State<'r, 'e> {
    pub(crate) fn new(race: &'r Race<'e>, endowment: &BigInt) -> Self {
        let system = System::new(endowment.clone());
        let amount = crate::exact::Double::of_whole(endowment).value();
        let groups = race.instance.sizes.len();
        Self {
            race,
            system,
            money: vec![amount; groups],
            emptied: vec![false; groups],
            bought_in: vec![0; race.instance.len()],
            error: 2.0 * UNIT * amount,
            endowment: amount,
            bounds: race.first_bounds.clone(),
            slack: Some(f64::INFINITY),
        }
    }

    /// Finds the price of a candidate by Newton's method from below: everybody whose money is below the price pays all.
    pub(super) fn price(&mut self, candidate: usize) -> Price {
        let race = self.race;
        let line = race.line(candidate);
        let cost = race.costs_f64.at(candidate);
        let mut price = self.bounds.at(candidate);
        for _ in 0..MOST_PASSES {
            let pass = line.pass(&self.money, price);
            let error = pass.poor_mass * self.error + UNIT * line.operations * (pass.paid + cost);
            if pass.rich_mass <= 0.0 {
                return match cost - pass.paid {
                    short if short > error => Price::TooDear((short - error) / line.voters),
                    _ => Price::Unclear,
                };
            }
            let next = (cost - pass.paid) / pass.rich_mass;
            if next > price * (1.0 + 2.0 * UNIT) {
                price = next;
                continue;
            }
            if pass.paid > 0.0 {
                // Somebody's money sets the price, so another endowment gives another price.
                self.slack = None;
            }
            let low = price * (1.0 - 8.0 * UNIT) - error / pass.rich_mass * (1.0 + 1e-9);
            let bound = self.bounds.at(candidate).max(low);
            self.bounds.put(candidate, bound);
            return Price::About { low, value: price };
        }
        Price::Unclear
    }

    /// A lower bound on the price of a candidate.
    pub(super) fn bound(&self, candidate: usize) -> f64 {
        self.bounds.at(candidate)
    }

    /// Whether supporters surely pay the cost at a price.
    pub(super) fn suffices(&self, candidate: usize, price: f64) -> bool {
        let line = self.race.line(candidate);
        let pass = line.pass(&self.money, price);
        let cost = self.race.costs_f64.at(candidate);
        let sum = pass.paid + pass.rich_mass * price;
        let error = pass.poor_mass * self.error + UNIT * line.operations * (sum + cost);
        sum - error > cost
    }

    /// The candidate to buy now, with its exact price; drops those that cannot be paid. `ties` gets equal ones.
    fn choose(
        &mut self,
        waiting: &mut BinaryHeap<Waiting>,
        ties: &mut Vec<(usize, Vec<usize>)>,
    ) -> Option<(usize, Exact)> {
        let mut seen: Vec<Waiting> = Vec::new();
        let mut best: Option<(f64, usize)> = None;
        let mut unclear = false;
        while let Some(next) = waiting.peek() {
            let high = best.map_or(f64::INFINITY, |(value, _)| value * (1.0 + CLOSE));
            if next.low > high {
                break;
            }
            let Some(next) = waiting.pop() else { break };
            let worth = self.race.worth_f64.at(next.candidate);
            match self.price(next.candidate) {
                Price::TooDear(short) => {
                    self.slack = self.slack.map(|slack| slack.min(short));
                }
                Price::About { low, value } => {
                    let value = value / worth;
                    let low = low / worth * (1.0 - 4.0 * UNIT);
                    seen.push(Waiting { low, candidate: next.candidate });
                    if best.is_none_or(|(least, _)| value < least) {
                        best = Some((value, next.candidate));
                    }
                }
                Price::Unclear => {
                    unclear = true;
                    seen.push(next);
                }
            }
        }
        let decided = best.filter(|_| !unclear).and_then(|(value, candidate)| {
            let high = value * (1.0 + CLOSE);
            let rivals = seen.iter().filter(|one| one.low <= high).count();
            let sure = rivals == 1 && self.suffices(candidate, high * self.race.worth_f64.at(candidate));
            sure.then_some(candidate)
        });
        let chosen = match decided {
            Some(candidate) => {
                let guess = best.map_or(0.0, |(value, _)| value * self.race.worth_f64.at(candidate));
                self.price_near(candidate, guess).map(|exact| (candidate, exact))
            }
            None => {
                self.slack = None;
                self.choose_exactly(&mut seen, best, ties)
            }
        };
        let bought = chosen.as_ref().map(|(candidate, _)| *candidate);
        waiting.extend(seen.into_iter().filter(|one| Some(one.candidate) != bought));
        chosen
    }

    /// Decides among candidates that floating point does not tell apart.
    fn choose_exactly(
        &mut self,
        seen: &mut Vec<Waiting>,
        best: Option<(f64, usize)>,
        ties: &mut Vec<(usize, Vec<usize>)>,
    ) -> Option<(usize, Exact)> {
        let round = self.system.len();
        let high = best.map_or(f64::INFINITY, |(value, _)| value * (1.0 + CLOSE));
        let mut least: Option<(usize, Exact)> = None;
        let mut equal: Vec<usize> = Vec::new();
        let rivals: Vec<usize> = seen.iter().filter(|one| one.low <= high).map(|one| one.candidate).collect();
        for candidate in rivals {
            let Some(exact) = self.exact_price(candidate, Some(self.bounds.at(candidate))) else {
                seen.retain(|one| one.candidate != candidate);
                continue;
            };
            let order = match &least {
                None => Ordering::Less,
                Some((other, than)) => self.compare(candidate, &exact.form, *other, &than.form),
            };
            match order {
                Ordering::Less => {
                    equal = vec![candidate];
                    least = Some((candidate, exact));
                }
                Ordering::Equal => {
                    equal.push(candidate);
                    let holder = least.as_ref().map(|(holder, _)| self.race.ranks.at(*holder));
                    if holder.is_some_and(|rank| self.race.ranks.at(candidate) < rank) {
                        least = Some((candidate, exact));
                    }
                }
                Ordering::Greater => {}
            }
        }
        if equal.len() > 1 {
            equal.sort_by_key(|candidate| self.race.ranks.at(*candidate));
            ties.push((round, equal));
        }
        least
    }

    /// The exact order of two candidates by price per utility.
    fn compare(&mut self, one: usize, form: &Form, other: usize, other_form: &Form) -> Ordering {
        let race = self.race;
        let worth = |candidate: usize| race.worths.get(candidate).unwrap_or(&race.one);
        self.system.compare((form, worth(one)), (other_form, worth(other)))
    }

    /// Takes the price from the supporters.
    pub(super) fn buy(&mut self, candidate: usize, exact: &Exact) {
        for group in &exact.poor {
            self.emptied.put(wide(*group), true);
        }
        let Approximate { value, error } = self.system.push(exact.form.clone());
        let price = value.value();
        let line = self.race.line(candidate);
        let mut most = 1.0_f64;
        for (place, group) in line.groups.iter().enumerate() {
            let group = wide(*group);
            let utility = line.utility(place);
            most = most.max(utility);
            let left = if self.emptied.at(group) { 0.0 } else { (self.money.at(group) - price * utility).max(0.0) };
            self.money.put(group, left);
        }
        self.error += 6.0 * UNIT * self.endowment + most * error;
        self.bought_in.put(candidate, small(self.system.len()));
    }
}

/// Runs equal shares; `limit` is what the bought candidates may cost, `without` somebody who cannot be bought.
pub(crate) fn run(race: &Race, endowment: &BigInt, limit: Option<&BigInt>, without: Option<usize>) -> Run {
    run_watched(race, endowment, limit, without, |_, _| ())
}

/// As [`run`], with a look at the state after every purchase and once more at the end (then without a candidate).
pub(crate) fn run_watched<'r, 'e>(
    race: &'r Race<'e>,
    endowment: &BigInt,
    limit: Option<&BigInt>,
    without: Option<usize>,
    mut watch: impl FnMut(&mut State<'r, 'e>, Option<usize>),
) -> Run {
    let mut state = State::new(race, endowment);
    let (mut bought, mut emptied, mut ties) = (Vec::new(), Vec::new(), Vec::new());
    let mut cost = BigInt::default();
    let mut overspent = false;
    let mut waiting = first_in_line(race, without);
    while let Some((candidate, exact)) = state.choose(&mut waiting, &mut ties) {
        cost += race.costs.get(candidate).unwrap_or(&race.one);
        overspent = limit.is_some_and(|limit| cost > *limit);
        if overspent {
            break;
        }
        state.buy(candidate, &exact);
        bought.push(candidate);
        emptied.push(exact.poor);
        watch(&mut state, Some(candidate));
    }
    watch(&mut state, None);
    let slack = state.slack.filter(|_| !overspent);
    Run {
        endowment: endowment.clone(),
        bought,
        system: state.system,
        emptied,
        ties,
        cost,
        overspent,
        followed: false,
        slack,
    }
}

/// Everybody who can be bought, except for one, with what is known of their prices at the start.
pub(super) fn first_in_line(race: &Race, without: Option<usize>) -> BinaryHeap<Waiting> {
    let candidates = race.entrants.iter().copied().filter(|candidate| Some(*candidate) != without);
    let waiting = candidates.map(|candidate| {
        let low = race.first_bounds.at(candidate) / race.worth_f64.at(candidate) * (1.0 - 4.0 * UNIT);
        Waiting { low, candidate }
    });
    waiting.collect()
}

/// One pass over the supporters of a candidate.
pub(super) struct Pass {
    /// What those pay whose money is below the price.
    pub(super) paid: f64,
    pub(super) poor_mass: f64,
    /// The utility of the others.
    pub(super) rich_mass: f64,
}

/// The supporters of a candidate, laid out for passes.
pub(super) struct Line<'r> {
    pub(super) groups: &'r [u32],
    /// Voters of each group.
    pub(super) sizes: &'r [f64],
    /// What one voter gives; empty if that is 1 everywhere.
    pub(super) utilities: &'r [f64],
    /// A bound on the number of roundings in a pass.
    pub(super) operations: f64,
    /// All voters behind the candidate.
    pub(super) voters: f64,
}

impl Line<'_> {
    pub(super) fn utility(&self, place: usize) -> f64 {
        self.utilities.get(place).copied().unwrap_or(1.0)
    }

    fn pass(&self, money: &[f64], price: f64) -> Pass {
        let (mut paid, mut poor_mass, mut rich_mass) = (0.0, 0.0, 0.0);
        if self.utilities.is_empty() {
            for (group, size) in self.groups.iter().zip(self.sizes) {
                let has = money.at(wide(*group));
                let poor = has < price;
                paid += if poor { size * has } else { 0.0 };
                rich_mass += if poor { 0.0 } else { *size };
            }
            poor_mass = self.voters - rich_mass;
        } else {
            for ((group, size), utility) in self.groups.iter().zip(self.sizes).zip(self.utilities) {
                let has = money.at(wide(*group));
                if has < price * utility {
                    paid += size * has;
                    poor_mass += size;
                } else {
                    rich_mass += size * utility;
                }
            }
        }
        Pass { paid, poor_mass, rich_mass }
    }
}

/// A sum of factors of rounds under way, dense, to be made sparse.
pub(super) struct Factors {
    factors: Vec<i128>,
}

impl Factors {
    pub(super) fn new(rounds: usize) -> Self {
        Self { factors: vec![0; rounds] }
    }

    pub(super) fn add(&mut self, round: usize, factor: i128) {
        self.factors.raise(round, factor);
    }

    pub(super) fn sparse(self) -> Vec<(u32, i128)> {
        let factors = self.factors.into_iter().enumerate();
        factors.filter(|(_, factor)| *factor != 0).map(|(round, factor)| (small(round), factor)).collect()
    }
}

/// How far apart money and payment have to be for floating point to tell them apart.
pub(super) fn near(has: f64, pays: f64, error: f64) -> bool {
    (has - pays).abs() <= NEAR * (has + pays) + 4.0 * error
}

/// The weight of a number of voters in `f64`.
pub(super) fn voters_f64(voters: u64) -> f64 {
    to_f64(i128::from(voters))
}

impl Utility {
    /// Whether a supporter's payment does not depend on how much it gives to the candidate.
    pub(crate) fn is_uniform(self) -> bool {
        matches!(self, Self::Cost | Self::Cardinality)
    }
}
