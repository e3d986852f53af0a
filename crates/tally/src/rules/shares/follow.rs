//! Whether a count with more money comes out the same, and every count with less of that money too.
//!
//! As long as the same candidates are bought in the same order, whoever begins with more never has less afterwards, and no
//! price is higher: what a voter has left is `max(0, money − price)`, and the price falls where the money rises. So the
//! prices of a whole range of endowments lie between those of its ends. When in every round the bought candidate is
//! cheaper at the *least* endowment than every other one at the *greatest*, it is bought at all of them, and when nobody
//! can pay for anything else at the greatest, nobody can at any. Add1 need not count the endowments between.
//!
//! Prices that fall side by side need a closer look. Where the same voters have less than the prices at both ends, they do
//! at all endowments between, because such a set only shrinks; then the prices are straight lines over the endowment. The
//! line of another candidate through its price at the greatest endowment is nowhere above its real price, which is the
//! greatest of all such lines. So it is enough that this line is not below there, and falls at least as fast.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use num_bigint::BigInt;

use super::Race;
use super::engine::{CLOSE, Exact, Price, Run, State, Waiting, first_in_line};
use crate::exact::{Form, System, UNIT};
use crate::table::At;

/// Counts with a greater endowment and gives the result if it is surely that of `kept`, as are those of all endowments
/// between. Ties are not noted.
pub(super) fn follow(race: &Race, endowment: &BigInt, kept: &Run) -> Option<Run> {
    let mut follower = Follower {
        race,
        state: State::new(race, endowment),
        waiting: first_in_line(race, None),
        slopes: Some(System::new(BigInt::from(1))),
    };
    let mut emptied = Vec::new();
    for (round, bought) in kept.bought.iter().enumerate() {
        let price = kept.system.value(round).value.value();
        let form = kept.system.form(round)?;
        let before = Before { price, full: form.divisor == race.total(*bought), poor: kept.emptied.get(round)? };
        let exact = follower.round(*bought, &before)?;
        emptied.push(exact.poor);
    }
    if !follower.nothing_can_be_paid() {
        return None;
    }
    Some(Run {
        endowment: endowment.clone(),
        bought: kept.bought.clone(),
        system: follower.state.system,
        emptied,
        ties: Vec::new(),
        cost: kept.cost.clone(),
        overspent: false,
        followed: true,
        slack: None,
    })
}

/// What is known of a purchase at the least endowment.
struct Before<'k> {
    price: f64,
    /// Whether every supporter paid the full part.
    full: bool,
    /// Groups that paid all they had left.
    poor: &'k [u32],
}

/// A run of which it is known what has to be bought.
struct Follower<'r, 'e> {
    race: &'r Race<'e>,
    state: State<'r, 'e>,
    waiting: BinaryHeap<Waiting>,
    /// How fast the prices rise with the endowment, as long as they are straight lines.
    slopes: Option<System>,
}

impl Follower<'_, '_> {
    /// Buys a candidate; `None` if another one might be bought.
    fn round(&mut self, bought: usize, before: &Before) -> Option<Exact> {
        let high = before.price / self.race.worth_f64.at(bought) * (1.0 + CLOSE);
        let close = self.not_surely_behind(bought, high, before.full)?;
        let exact = self.price_of(bought)?;
        if exact.poor != before.poor {
            self.slopes = None;
        }
        for candidate in close {
            self.stays_behind(candidate, (bought, &exact.form))?;
        }
        if let Some(slopes) = &mut self.slopes {
            slopes.push(without_constant(&exact.form));
        }
        self.state.buy(bought, &exact);
        Some(exact)
    }

    fn price_of(&mut self, candidate: usize) -> Option<Exact> {
        match self.state.price(candidate) {
            Price::About { value, .. } if self.state.suffices(candidate, value * (1.0 + CLOSE)) => {
                self.state.price_near(candidate, value)
            }
            Price::About { value, .. } => self.state.exact_price(candidate, Some(value)),
            Price::TooDear(_) | Price::Unclear => self.state.exact_price(candidate, None),
        }
    }

    /// Those that floating point does not show to be dearer than the bought one; `None` if nothing else can show it.
    fn not_surely_behind(&mut self, bought: usize, high: f64, full: bool) -> Option<Vec<usize>> {
        let (mut seen, mut close) = (Vec::new(), Vec::new());
        while self.waiting.peek().is_some_and(|next| next.low <= high) {
            let Some(Waiting { low: mut least, candidate }) = self.waiting.pop() else { break };
            if candidate == bought {
                continue;
            }
            match self.state.price(candidate) {
                // Whoever cannot pay now can even less with less money, and later.
                Price::TooDear(_) => continue,
                Price::About { low, .. } => least = low / self.race.worth_f64.at(candidate) * (1.0 - 4.0 * UNIT),
                Price::Unclear => {}
            }
            seen.push(Waiting { low: least, candidate });
            if least > high || (full && self.race.is_always_behind(candidate, bought)) {
                continue;
            }
            self.slopes.as_ref()?;
            close.push(candidate);
        }
        self.waiting.extend(seen);
        self.waiting.retain(|one| one.candidate != bought);
        Some(close)
    }

    /// Makes sure that the straight line of a candidate's price is nowhere below that of the bought one.
    fn stays_behind(&mut self, candidate: usize, (bought, form): (usize, &Form)) -> Option<()> {
        let race = self.race;
        let slopes = self.slopes.as_mut()?;
        let bound = self.state.bound(candidate);
        let Some(exact) = self.state.exact_price(candidate, Some(bound)) else {
            // Too little at the greatest endowment is too little everywhere.
            return Some(());
        };
        let worth = |candidate: usize| race.worths.get(candidate).unwrap_or(&race.one);
        let now = self.state.system.compare((&exact.form, worth(candidate)), (form, worth(bought)));
        let wins_tie = race.ranks.at(bought) < race.ranks.at(candidate);
        let (its, others) = (without_constant(&exact.form), without_constant(form));
        let falls = slopes.compare((&its, worth(candidate)), (&others, worth(bought)));
        let behind = match now {
            Ordering::Less => false,
            Ordering::Equal => wins_tie && falls != Ordering::Greater,
            Ordering::Greater => falls != Ordering::Greater,
        };
        behind.then_some(())
    }

    /// Whether nobody who is left has supporters with enough money.
    fn nothing_can_be_paid(&mut self) -> bool {
        let left: Vec<usize> = self.waiting.iter().map(|one| one.candidate).collect();
        left.into_iter().all(|candidate| match self.state.price(candidate) {
            Price::TooDear(_) => true,
            Price::About { .. } => false,
            Price::Unclear => !self.state.can_be_paid(candidate),
        })
    }
}

fn without_constant(form: &Form) -> Form {
    Form { constant: BigInt::default(), ..form.clone() }
}
