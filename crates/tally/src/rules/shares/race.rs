//! An election laid out for runs of equal shares: costs in whole units, supporters in rows for quick passes.

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::Ratio;
use num_traits::{One, Zero};

use super::Utility;
use super::engine::{Line, voters_f64};
use crate::Amount;
use crate::exact::{Double, UNIT, to_f64};
use crate::instance::Instance;
use crate::table::At;

/// What does not change between runs.
#[derive(Debug, Clone)]
pub(crate) struct Race<'e> {
    pub(crate) instance: Instance<'e>,
    pub(crate) utility: Utility,
    /// Candidates that can be bought: running, supported, with a cost above zero.
    pub(crate) entrants: Vec<usize>,
    /// Costs in the unit.
    pub(crate) costs: Vec<BigInt>,
    pub(crate) costs_f64: Vec<f64>,
    /// What a candidate's price is divided by to compare it with others.
    pub(crate) worths: Vec<BigInt>,
    pub(crate) worth_f64: Vec<f64>,
    /// Prices if everybody had enough, which no price can be below.
    pub(crate) first_bounds: Vec<f64>,
    /// Places in the tie-break.
    pub(crate) ranks: Vec<u32>,
    pub(crate) one: BigInt,
    /// So many units make a currency unit; a multiple of the number of voters, so that endowments are whole.
    unit: BigInt,
    lines: Vec<Row>,
}

/// The supporters of a candidate.
#[derive(Debug, Clone)]
struct Row {
    groups: Vec<u32>,
    sizes: Vec<f64>,
    utilities: Vec<f64>,
    operations: f64,
    voters: f64,
}

impl<'e> Race<'e> {
    /// Lays out an election. `steps` are amounts that endowments are made of, besides the budget.
    pub(crate) fn new(
        instance: Instance<'e>,
        utility: Utility,
        entrants: Vec<usize>,
        ranks: Vec<u32>,
        steps: &[Amount],
    ) -> Self {
        let candidates = instance.election.candidates();
        let costs = || candidates.iter().map(|candidate| &candidate.cost);
        let budget = std::iter::once(instance.election.meta().budget());
        let mut unit = BigInt::one();
        for amount in costs().chain(budget).chain(steps) {
            unit = unit.lcm(amount.as_ratio().denom());
        }
        unit *= instance.voters.max(1);
        let costs: Vec<BigInt> = costs().map(|cost| in_units(cost, &unit)).collect();
        let one = BigInt::one();
        let worths = match utility {
            Utility::Cost => costs.clone(),
            Utility::Cardinality | Utility::Points | Utility::Borda => vec![one.clone(); costs.len()],
        };
        let f64s = |whole: &[BigInt]| whole.iter().map(|whole| Double::of_whole(whole).value()).collect::<Vec<_>>();
        let lines: Vec<Row> = (0..costs.len()).map(|place| row(&instance, utility, place)).collect();
        let costs_f64 = f64s(&costs);
        let total = |place: usize| {
            let line = lines.get(place);
            line.map_or(0.0, |row| if utility.is_uniform() { row.voters } else { to_f64(instance.total(place)) })
        };
        let bound = |place: usize| costs_f64.at(place) / total(place).max(1.0) * (1.0 - 4.0 * UNIT);
        Self {
            first_bounds: (0..costs.len()).map(bound).collect(),
            worth_f64: f64s(&worths),
            instance,
            utility,
            entrants,
            costs,
            costs_f64,
            worths,
            ranks,
            one,
            unit,
            lines,
        }
    }

    pub(super) fn line(&self, candidate: usize) -> Line<'_> {
        match self.lines.get(candidate) {
            Some(row) => Line {
                groups: &row.groups,
                sizes: &row.sizes,
                utilities: &row.utilities,
                operations: row.operations,
                voters: row.voters,
            },
            None => Line { groups: &[], sizes: &[], utilities: &[], operations: 1.0, voters: 0.0 },
        }
    }

    /// By what a cost is divided when every supporter pays the full part.
    pub(super) fn total(&self, candidate: usize) -> i128 {
        if self.utility.is_uniform() {
            i128::from(self.instance.votes(candidate))
        } else {
            self.instance.total(candidate)
        }
    }

    /// Whether a candidate can never be bought instead of another one all of whose supporters pay the full part: even if
    /// its own could too, its price per utility would be higher, or the same and the tie would go against it.
    pub(super) fn is_always_behind(&self, candidate: usize, other: usize) -> bool {
        let total = |place: usize| BigInt::from(self.total(place));
        let of = |place: usize, total: BigInt| self.costs.get(place).unwrap_or(&self.one) * total;
        let worth = |place: usize| self.worths.get(place).unwrap_or(&self.one);
        let its = of(candidate, total(other)) * worth(other);
        let others = of(other, total(candidate)) * worth(candidate);
        its > others || (its == others && self.ranks.at(other) < self.ranks.at(candidate))
    }

    /// An amount per voter, or a cost, in the unit. Exact for the amounts that the race was made for.
    pub(crate) fn units(&self, amount: &Amount) -> BigInt {
        in_units(amount, &self.unit)
    }

    /// Units as money.
    pub(crate) fn money(&self, units: Ratio<BigInt>) -> Amount {
        Amount::from(units / &self.unit)
    }

    /// The budget divided equally, in the unit.
    pub(crate) fn equal_share(&self) -> BigInt {
        match self.instance.voters {
            0 => BigInt::zero(),
            voters => in_units(self.instance.election.meta().budget(), &self.unit) / voters,
        }
    }

    /// Whole currency units per voter, in the unit.
    pub(crate) fn whole_share(&self) -> BigInt {
        (self.equal_share() / &self.unit) * &self.unit
    }
}

fn in_units(amount: &Amount, unit: &BigInt) -> BigInt {
    (amount.as_ratio() * unit).to_integer()
}

fn row(instance: &Instance, utility: Utility, candidate: usize) -> Row {
    let supporters = instance.supporters(candidate);
    let size = |group: u32| voters_f64(instance.sizes.at(crate::table::wide(group)));
    let sizes: Vec<f64> = supporters.iter().map(|one| size(one.group)).collect();
    let utilities = if utility.is_uniform() {
        Vec::new()
    } else {
        supporters.iter().map(|one| to_f64(i128::from(one.utility))).collect()
    };
    Row {
        groups: supporters.iter().map(|one| one.group).collect(),
        operations: 2.0 * to_f64(i128::try_from(supporters.len()).unwrap_or(i128::MAX)) + 16.0,
        voters: sizes.iter().sum(),
        sizes,
        utilities,
    }
}
