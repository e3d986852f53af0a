//! How far the endowment can rise before a run can come out differently.
//!
//! As long as the same candidates are bought in the same order and the same groups pay all they have, every price, and
//! what every group has left, is a straight line over the endowment. So it is known where the first of these lines
//! crosses another one that it must not cross. Add1 need not count the endowments before that.

use std::cmp::Ordering;

use num_bigint::BigInt;

use super::engine::{Price, Run, State};
use super::{Race, engine::Exact};
use crate::exact::{Form, System, to_f64};
use crate::table::{At, Put, wide};

/// Lines that are relatively closer than this may have crossed already.
const CLOSE: f64 = 1e-9;

/// A run that is gone through once more.
struct Replay<'r, 'e> {
    state: State<'r, 'e>,
    /// By group and by round: how much a voter's money, and a price, rises with the endowment.
    money_slopes: Vec<f64>,
    price_slopes: Vec<f64>,
    /// The slopes exactly.
    slopes: System,
    reach: f64,
}

/// How much the endowment can rise, in the unit of the race; 0 if that cannot be told.
pub(super) fn reach(race: &Race, run: &Run) -> f64 {
    let mut replay = Replay {
        state: State::new(race, &run.endowment),
        money_slopes: vec![1.0; race.instance.sizes.len()],
        price_slopes: Vec::new(),
        slopes: System::new(BigInt::from(1)),
        reach: f64::INFINITY,
    };
    let mut open = race.entrants.clone();
    for (round, (bought, poor)) in run.bought.iter().zip(&run.emptied).enumerate() {
        let Some(form) = run.system.form(round) else { return 0.0 };
        open.retain(|candidate| candidate != bought);
        let tied = run.ties.iter().find(|(before, _)| *before == round).map(|(_, tied)| tied.as_slice());
        replay.round(*bought, form, poor, &open, tied.unwrap_or_default());
        open.retain(|candidate| !run.dropped.contains(&(*candidate, round)));
        if replay.reach <= 0.0 {
            return 0.0;
        }
    }
    for candidate in open {
        replay.stays_too_dear(candidate);
    }
    replay.reach.max(0.0)
}

impl Replay<'_, '_> {
    /// A distance that shrinks must stay above zero.
    fn keep(&mut self, distance: f64, shrinks_by: f64) {
        if shrinks_by > 0.0 {
            self.reach = self.reach.min(distance / shrinks_by);
        }
    }

    fn slope_of(&self, form: &Form) -> f64 {
        let parts = form.parts.iter().map(|(round, factor)| to_f64(*factor) * self.price_slopes.at(wide(*round)));
        (to_f64(form.endowments) + parts.sum::<f64>()) / to_f64(form.divisor)
    }

    fn round(&mut self, bought: usize, form: &Form, poor: &[u32], open: &[usize], tied: &[usize]) {
        let race = self.state.race;
        let price = self.state.system.approximate(form).value.value();
        let slope = self.slope_of(form);
        self.keep_who_is_poor(bought, price, slope);
        let worth = race.worth_f64.at(bought);
        for candidate in open {
            self.stays_behind(*candidate, (bought, form), price / worth, slope / worth, tied);
        }
        let exact = Exact { form: form.clone(), poor: poor.to_vec() };
        self.state.buy(bought, &exact);
        self.slopes.push(without_constant(form));
        self.price_slopes.push(slope);
        let line = race.line(bought);
        for (place, group) in line.groups.iter().enumerate() {
            let group = wide(*group);
            let left = self.money_slopes.at(group) - slope * line.utility(place);
            self.money_slopes.put(group, if self.state.emptied.at(group) { 0.0 } else { left });
        }
    }

    /// Whoever has less than a price has to have less, and who has more, more.
    fn keep_who_is_poor(&mut self, candidate: usize, price: f64, slope: f64) {
        let line = self.state.race.line(candidate);
        let error = 8.0 * self.state.error;
        for (place, group) in line.groups.iter().enumerate() {
            let group = wide(*group);
            if self.state.emptied.at(group) {
                continue;
            }
            let utility = line.utility(place);
            let gap = self.state.money.at(group) - price * utility;
            let opens_by = self.money_slopes.at(group) - slope * utility;
            let sure = gap.abs() - error - CLOSE * price * utility;
            if sure <= 0.0 {
                self.reach = 0.0;
            } else if gap > 0.0 {
                self.keep(sure, -opens_by);
            } else {
                self.keep(sure, opens_by);
            }
        }
    }

    /// A candidate must not become cheaper than the one that was bought.
    fn stays_behind(&mut self, candidate: usize, bought: (usize, &Form), value: f64, slope: f64, tied: &[usize]) {
        let race = self.state.race;
        let worth = race.worth_f64.at(candidate);
        // Prices never rise with the endowment, and no price is below that with everybody rich.
        if slope <= 0.0 && race.first_bounds.at(candidate) / worth > value * (1.0 + CLOSE) {
            return;
        }
        if tied.contains(&candidate) {
            self.stays_equal(candidate, bought);
            return;
        }
        match self.state.price(candidate) {
            Price::TooDear(_) => self.stays_too_dear(candidate),
            Price::Unclear => self.reach = 0.0,
            Price::About { value: other, .. } => {
                let gap = other / worth - value * (1.0 + CLOSE);
                if gap <= 0.0 {
                    self.reach = 0.0;
                    return;
                }
                let line = race.line(candidate);
                let (mut poor_slope, mut rich) = (0.0, 0.0);
                for (place, (group, size)) in line.groups.iter().zip(line.sizes).enumerate() {
                    let has = self.state.money.at(wide(*group));
                    if has < other * line.utility(place) {
                        poor_slope += size * self.money_slopes.at(wide(*group));
                    } else {
                        rich += size * line.utility(place);
                    }
                }
                let other_slope = -poor_slope / rich;
                self.keep_who_is_poor(candidate, other, other_slope);
                self.keep(gap, slope - other_slope / worth);
            }
        }
    }

    /// Equal candidates stay equal only if their prices rise equally.
    fn stays_equal(&mut self, candidate: usize, (bought, form): (usize, &Form)) {
        let race = self.state.race;
        let Some(exact) = self.state.exact_price(candidate, None) else {
            self.reach = 0.0;
            return;
        };
        let (one, other) = (without_constant(form), without_constant(&exact.form));
        let worth = |candidate: usize| race.worths.get(candidate).unwrap_or(&race.one);
        if self.slopes.compare((&one, worth(bought)), (&other, worth(candidate))) == Ordering::Equal {
            let price = self.state.system.approximate(&exact.form).value.value();
            let slope = self.slope_of(&exact.form);
            self.keep_who_is_poor(candidate, price, slope);
        } else {
            self.reach = 0.0;
        }
    }

    /// What supporters have must stay below the cost.
    fn stays_too_dear(&mut self, candidate: usize) {
        let race = self.state.race;
        let line = race.line(candidate);
        let (mut sum, mut slope, mut mass) = (0.0, 0.0, 0.0);
        for (group, size) in line.groups.iter().zip(line.sizes) {
            sum += size * self.state.money.at(wide(*group));
            slope += size * self.money_slopes.at(wide(*group));
            mass += size;
        }
        let cost = race.costs_f64.at(candidate);
        let short = cost - sum - mass * self.state.error - CLOSE * cost;
        if short <= 0.0 {
            self.reach = 0.0;
        } else {
            self.keep(short, slope);
        }
    }
}

fn without_constant(form: &Form) -> Form {
    Form { constant: BigInt::default(), ..form.clone() }
}
