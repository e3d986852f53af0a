//! Prices exactly, and what voters have left exactly.

use std::cmp::Ordering;
use std::collections::HashMap;

use num_bigint::BigInt;
use num_rational::Ratio;
use num_traits::{ToPrimitive, Zero};

use super::engine::{Exact, Factors, State, near};
use crate::exact::{Form, UNIT};
use crate::instance::Supporter;
use crate::table::{At, wide};

/// A guessed price is nearer than this to the true one, relatively.
const GUESSED: f64 = 1e-9;
/// More passes than pieces of any real price function.
const MOST_PASSES: usize = 10_000;

impl State<'_, '_> {
    /// Supporters that still have money.
    fn alive(&self, candidate: usize) -> Vec<Supporter> {
        let supporters = self.race.instance.supporters(candidate).iter();
        supporters.filter(|one| !self.emptied.at(wide(one.group))).copied().collect()
    }

    fn size(&self, one: &Supporter) -> i128 {
        i128::from(self.race.instance.sizes.at(wide(one.group)))
    }

    fn utility(&self, one: &Supporter) -> i128 {
        if self.race.utility.is_uniform() { 1 } else { i128::from(one.utility) }
    }

    /// The money of some groups together, as a form: endowments less what they paid. They are not empty.
    fn money_of(&self, groups: impl Iterator<Item = Supporter>, sign: i128) -> Form {
        let mut factors = Factors::new(self.system.len());
        let mut endowments = 0;
        for one in groups {
            let size = self.size(&one);
            endowments += sign * size;
            for choice in self.race.instance.choices(wide(one.group)) {
                if let Some(round) = self.bought_in.at(wide(choice.candidate)).checked_sub(1) {
                    let utility = if self.race.utility.is_uniform() { 1 } else { i128::from(choice.utility) };
                    factors.add(wide(round), -sign * size * utility);
                }
            }
        }
        Form { constant: BigInt::zero(), endowments, parts: factors.sparse(), divisor: 1 }
    }

    /// What one voter of a group has left.
    pub(crate) fn money_of_voter(&self, group: usize) -> Form {
        let mut factors = Factors::new(self.system.len());
        for choice in self.race.instance.choices(group) {
            if let Some(round) = self.bought_in.at(wide(choice.candidate)).checked_sub(1) {
                let utility = if self.race.utility.is_uniform() { 1 } else { i128::from(choice.utility) };
                factors.add(wide(round), -utility);
            }
        }
        Form { constant: BigInt::zero(), endowments: 1, parts: factors.sparse(), divisor: 1 }
    }

    /// What all supporters of a candidate have left together.
    pub(crate) fn money_behind(&self, candidate: usize) -> Form {
        self.money_of(self.alive(candidate).into_iter(), 1)
    }

    /// Whether the supporters of a candidate have its cost together.
    pub(crate) fn can_be_paid(&mut self, candidate: usize) -> bool {
        let alive = self.alive(candidate);
        self.affordable(candidate, &alive) != Ordering::Less
    }

    /// Whether supporters have less than, as much as or more than the cost.
    fn affordable(&mut self, candidate: usize, alive: &[Supporter]) -> Ordering {
        let cost = self.race.costs_f64.at(candidate);
        let (mut sum, mut mass) = (0.0, 0.0);
        for one in alive {
            let size = crate::exact::to_f64(self.size(one));
            sum += size * self.money.at(wide(one.group));
            mass += size;
        }
        let operations = crate::exact::to_f64(i128::try_from(alive.len()).unwrap_or(i128::MAX)) + 8.0;
        let error = mass * self.error + 2.0 * UNIT * operations * (sum + cost);
        if (sum - cost).abs() > error {
            return sum.total_cmp(&cost);
        }
        let mut short = self.money_of(alive.iter().copied(), 1);
        short.constant -= self.race.costs.get(candidate).unwrap_or(&self.race.one);
        let (numerator, _) = self.system.exactly(&short);
        numerator.cmp(&BigInt::zero())
    }

    /// What supporters of a candidate can pay together at a price, exactly.
    pub(crate) fn pay_at_most(&mut self, candidate: usize, price: &Ratio<BigInt>) -> Ratio<BigInt> {
        let alive = self.alive(candidate);
        let about = price.to_f64().unwrap_or(f64::INFINITY);
        let (mut poor, mut rich) = (Vec::new(), 0_i128);
        for one in alive {
            let utility = self.utility(&one);
            let has = self.money.at(wide(one.group));
            let pays = about * crate::exact::to_f64(utility);
            let less = if near(has, pays, self.error) {
                let money = self.money_of_voter(wide(one.group));
                self.system.ratio(&money) < price * BigInt::from(utility)
            } else {
                has < pays
            };
            if less {
                poor.push(one);
            } else {
                rich += self.size(&one) * utility;
            }
        }
        let paid = self.money_of(poor.into_iter(), 1);
        self.system.ratio(&paid) + price * BigInt::from(rich)
    }

    /// As [`State::exact_price`], for a candidate whose price is surely within a relative 1e-10 of a guess; quick unless
    /// somebody has nearly what it would pay.
    pub(super) fn price_near(&mut self, candidate: usize, guess: f64) -> Option<Exact> {
        let uniform = self.race.utility.is_uniform();
        let error = 4.0 * self.error;
        let mut rich = 0_i128;
        let mut poor: Vec<Supporter> = Vec::new();
        for one in self.race.instance.supporters(candidate) {
            let has = self.money.at(wide(one.group));
            let utility = if uniform { 1 } else { one.utility };
            let pays = if uniform { guess } else { guess * crate::exact::to_f64(i128::from(utility)) };
            if has > pays + GUESSED * pays + error {
                rich += i128::from(self.race.instance.sizes.at(wide(one.group))) * i128::from(utility);
            } else if has < pays - GUESSED * pays - error {
                if has > 0.0 || !self.emptied.at(wide(one.group)) {
                    poor.push(*one);
                }
            } else {
                return self.exact_price(candidate, Some(guess));
            }
        }
        if rich == 0 {
            return self.exact_price(candidate, Some(guess));
        }
        let mut form = self.money_of(poor.iter().copied(), -1);
        form.constant.clone_from(self.race.costs.get(candidate)?);
        form.divisor = rich;
        Some(Exact { form, poor: poor.into_iter().map(|one| one.group).collect() })
    }

    /// The exact price of a candidate; `None` if its supporters have too little. `guess` only makes it faster.
    pub(crate) fn exact_price(&mut self, candidate: usize, guess: Option<f64>) -> Option<Exact> {
        let alive = self.alive(candidate);
        match self.affordable(candidate, &alive) {
            Ordering::Less => None,
            Ordering::Equal => self.all_of_it(alive),
            Ordering::Greater => self.shared_price(candidate, &alive, guess.unwrap_or_default()),
        }
    }

    /// The price when everybody pays all they have: what the one pays who has most.
    fn all_of_it(&mut self, alive: Vec<Supporter>) -> Option<Exact> {
        let share =
            |one: &Supporter, state: &Self| state.money.at(wide(one.group)) / crate::exact::to_f64(state.utility(one));
        let most = alive.iter().map(|one| share(one, self)).fold(0.0_f64, f64::max);
        let mut richest: Option<Form> = None;
        for one in &alive {
            if share(one, self) < most * (1.0 - 1e-9) - 8.0 * self.error {
                continue;
            }
            let form = Form { divisor: self.utility(one), ..self.money_of_voter(wide(one.group)) };
            let one = BigInt::from(1);
            let greater = match &richest {
                None => true,
                Some(other) => self.system.compare((&form, &one), (other, &one)) == Ordering::Greater,
            };
            if greater {
                richest = Some(form);
            }
        }
        let poor = alive.iter().map(|one| one.group).collect();
        richest.map(|form| Exact { form, poor })
    }

    /// The price when somebody is left with money: Newton's method on who pays all they have, each decided exactly.
    fn shared_price(&mut self, candidate: usize, alive: &[Supporter], guess: f64) -> Option<Exact> {
        let below = |one: &Supporter| self.money.at(wide(one.group)) < guess * crate::exact::to_f64(self.utility(one));
        let mut poor: Vec<bool> = alive.iter().map(below).collect();
        let cost = self.race.costs.get(candidate)?.clone();
        for _ in 0..MOST_PASSES {
            let chosen = |poor: &[bool], which: bool| {
                let marked: Vec<Supporter> =
                    alive.iter().zip(poor).filter(|(_, poor)| **poor == which).map(|(one, _)| *one).collect();
                marked
            };
            let rich: i128 = chosen(&poor, false).iter().map(|one| self.size(one) * self.utility(one)).sum();
            if rich == 0 {
                // The last guess was too high for everybody: begin again with whoever has most.
                let most = alive.iter().map(|one| self.money.at(wide(one.group))).fold(0.0_f64, f64::max);
                let is_rich = |one: &Supporter| self.money.at(wide(one.group)) >= most * (1.0 - 1e-9);
                poor = alive.iter().map(|one| !is_rich(one)).collect();
                continue;
            }
            let mut form = self.money_of(chosen(&poor, true).into_iter(), -1);
            form.constant = cost.clone();
            form.divisor = rich;
            let now = self.who_is_poor(&form, alive);
            if now == poor {
                let poor = chosen(&poor, true).iter().map(|one| one.group).collect();
                return Some(Exact { form, poor });
            }
            poor = now;
        }
        None
    }

    /// Which supporters have no more than they would pay at a price.
    fn who_is_poor(&mut self, price: &Form, alive: &[Supporter]) -> Vec<bool> {
        let approximate = self.system.approximate(price);
        let error = self.error + approximate.error;
        let mut known: HashMap<(Vec<(u32, i128)>, i128), bool> = HashMap::new();
        let mut poor = Vec::with_capacity(alive.len());
        for one in alive {
            let utility = self.utility(one);
            let has = self.money.at(wide(one.group));
            let pays = approximate.value.value() * crate::exact::to_f64(utility);
            if !near(has, pays, error * crate::exact::to_f64(utility)) {
                poor.push(has < pays);
                continue;
            }
            let money = Form { divisor: utility, ..self.money_of_voter(wide(one.group)) };
            let key = (money.parts.clone(), utility);
            let is_poor = match known.get(&key) {
                Some(is_poor) => *is_poor,
                None => {
                    let one = BigInt::from(1);
                    let order = self.system.compare((&money, &one), (price, &one));
                    known.insert(key, order != Ordering::Greater);
                    order != Ordering::Greater
                }
            };
            poor.push(is_poor);
        }
        poor
    }
}
