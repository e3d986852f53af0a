//! What was decided, round after round, as numbers that follow from each other.
//!
//! In equal shares each round fixes one price, in Phragmén's rule one load; each is a sum of whole multiples of a cost, of
//! the endowment and of the numbers of earlier rounds, divided by a whole number. So it is enough to keep those
//! multiples: with them every number is known to 30 digits at once, and exactly when it is asked for.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_rational::Ratio;

use super::double::{DOUBLE_UNIT, Double, to_f64};
use crate::table::wide;

/// `(constant + endowments · E + Σ factor · number of a round) / divisor`, with a divisor above zero.
#[derive(Debug, Clone)]
pub(crate) struct Form {
    pub(crate) constant: BigInt,
    pub(crate) endowments: i128,
    /// Rounds, ascending, with their factors.
    pub(crate) parts: Vec<(u32, i128)>,
    pub(crate) divisor: i128,
}

/// A number with what it may be off.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Approximate {
    pub(crate) value: Double,
    pub(crate) error: f64,
}

/// The numbers of the rounds so far.
#[derive(Debug, Clone)]
pub(crate) struct System {
    endowment: BigInt,
    endowment_double: Double,
    forms: Vec<Form>,
    approximate: Vec<Approximate>,
    /// Numerators of the first rounds, over the product of all divisors up to their own.
    numerators: Vec<BigInt>,
    denominators: Vec<BigInt>,
}

impl System {
    pub(crate) fn new(endowment: BigInt) -> Self {
        Self {
            endowment_double: Double::of_whole(&endowment),
            endowment,
            forms: Vec::new(),
            approximate: Vec::new(),
            numerators: Vec::new(),
            denominators: Vec::new(),
        }
    }

    /// What a round was made of.
    pub(crate) fn form(&self, round: usize) -> Option<&Form> {
        self.forms.get(round)
    }

    /// What every voter begins with.
    pub(crate) fn endowment(&self) -> &BigInt {
        &self.endowment
    }

    /// How many rounds there were.
    pub(crate) fn len(&self) -> usize {
        self.forms.len()
    }

    /// The number of a round, to 30 digits.
    pub(crate) fn value(&self, round: usize) -> Approximate {
        self.approximate.get(round).copied().unwrap_or_default()
    }

    /// Adds a round.
    pub(crate) fn push(&mut self, form: Form) -> Approximate {
        let approximate = self.approximate(&form);
        self.forms.push(form);
        self.approximate.push(approximate);
        approximate
    }

    /// A form to 30 digits, with what it may be off.
    pub(crate) fn approximate(&self, form: &Form) -> Approximate {
        let constant = Double::of_whole(&form.constant);
        let endowment = Double::of_i128(form.endowments).times(self.endowment_double);
        let mut sum = constant.plus(endowment);
        let mut size = constant.value().abs() + endowment.value().abs();
        let mut error = 0.0;
        for (round, factor) in &form.parts {
            let of_round = self.value(wide(*round));
            let part = Double::of_i128(*factor).times(of_round.value);
            sum = sum.plus(part);
            size += part.value().abs();
            error += to_f64(factor.abs()) * of_round.error;
        }
        let divisor = to_f64(form.divisor);
        let operations = to_f64(i128::try_from(form.parts.len() * 2 + 8).unwrap_or(i128::MAX));
        Approximate {
            value: sum.over(Double::of_i128(form.divisor)),
            error: (error + size * DOUBLE_UNIT * operations) * (1.0 + 1e-12) / divisor,
        }
    }

    /// A form exactly, as numerator and positive denominator, not in lowest terms.
    pub(crate) fn exactly(&mut self, form: &Form) -> (BigInt, BigInt) {
        let last = form.parts.last().map(|(round, _)| wide(*round));
        if let Some(last) = last {
            self.make_exact(last);
        }
        let (sum, common) = self.over_common(form, last);
        (sum, common * form.divisor)
    }

    /// A form exactly, in lowest terms.
    pub(crate) fn ratio(&mut self, form: &Form) -> Ratio<BigInt> {
        let (numerator, denominator) = self.exactly(form);
        Ratio::new(numerator, denominator)
    }

    /// The number of a round exactly.
    pub(crate) fn round_exactly(&mut self, round: usize) -> Ratio<BigInt> {
        self.make_exact(round);
        match (self.numerators.get(round), self.denominators.get(round)) {
            (Some(numerator), Some(denominator)) => Ratio::new(numerator.clone(), denominator.clone()),
            _ => Ratio::default(),
        }
    }

    /// The exact order of two forms that are each divided by another positive number.
    pub(crate) fn compare(&mut self, one: (&Form, &BigInt), other: (&Form, &BigInt)) -> Ordering {
        let (one_numerator, one_denominator) = self.exactly(one.0);
        let (other_numerator, other_denominator) = self.exactly(other.0);
        (one_numerator * other_denominator * other.1).cmp(&(other_numerator * one_denominator * one.1))
    }

    /// Makes the numbers of all rounds up to one exact.
    fn make_exact(&mut self, last: usize) {
        while self.numerators.len() <= last {
            let round = self.numerators.len();
            let Some(form) = self.forms.get(round) else {
                return;
            };
            let (sum, common) = self.over_common(form, round.checked_sub(1));
            let divisor = form.divisor;
            self.numerators.push(sum);
            self.denominators.push(common * divisor);
        }
    }

    /// The form without its divisor, over the common denominator of the rounds up to `last`, and that denominator.
    fn over_common(&self, form: &Form, last: Option<usize>) -> (BigInt, BigInt) {
        let whole = &form.constant + &self.endowment * form.endowments;
        let Some(last) = last else {
            return (whole, BigInt::from(1));
        };
        let common = self.denominators.get(last).cloned().unwrap_or_else(|| BigInt::from(1));
        let mut parts = form.parts.iter().peekable();
        let first = parts.peek().map_or(last, |(round, _)| wide(*round));
        // A denominator is the one before times the divisor of its round, so a sum over one becomes a sum over the next.
        let mut sum = BigInt::default();
        for round in first..=last {
            if let Some(earlier) = self.forms.get(round).filter(|_| sum != BigInt::default()) {
                sum *= earlier.divisor;
            }
            if let Some((_, factor)) = parts.next_if(|(part, _)| wide(*part) == round)
                && let Some(numerator) = self.numerators.get(round)
            {
                sum += numerator * *factor;
            }
        }
        (sum + whole * &common, common)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use num_traits::ToPrimitive;
    use proptest::prelude::*;

    use super::*;

    /// Factors of earlier rounds are taken modulo the number of the round.
    fn forms() -> impl Strategy<Value = Vec<Form>> {
        let part = (0_u32..20, -50_i128..50);
        let form = (1_u64..1_000_000, -9_i128..9, prop::collection::vec(part, 0..6), 1_i128..500);
        prop::collection::vec(form, 1..20).prop_map(|forms| {
            let of = |(round, (constant, endowments, parts, divisor)): (usize, (u64, i128, Vec<_>, i128))| {
                let earlier = u32::try_from(round).unwrap();
                let mut parts: Vec<(u32, i128)> = parts.into_iter().filter(|(part, _)| *part < earlier).collect();
                parts.sort_unstable();
                parts.dedup_by_key(|(part, _)| *part);
                Form { constant: BigInt::from(constant), endowments, parts, divisor }
            };
            forms.into_iter().enumerate().map(of).collect()
        })
    }

    proptest! {
        #[test]
        fn forms_are_what_rationals_give(forms in forms(), endowment in 1_i64..1_000_000_000) {
            let mut system = System::new(BigInt::from(endowment));
            let mut plain: Vec<Ratio<BigInt>> = Vec::new();
            for form in forms {
                let mut sum = Ratio::from(&form.constant + BigInt::from(endowment) * form.endowments);
                for (round, factor) in &form.parts {
                    sum += &plain[*round as usize] * BigInt::from(*factor);
                }
                sum /= BigInt::from(form.divisor);
                prop_assert_eq!(&system.ratio(&form), &sum);
                let one = BigInt::from(1);
                prop_assert_eq!(system.compare((&form, &one), (&form, &one)), Ordering::Equal);
                let approximate = system.push(form);
                let off = (sum.to_f64().unwrap() - approximate.value.value()).abs();
                prop_assert!(off <= approximate.error + 4.0 * super::super::UNIT * sum.to_f64().unwrap().abs());
                plain.push(sum);
            }
            for (round, value) in plain.iter().enumerate() {
                prop_assert_eq!(&system.round_exactly(round), value);
            }
        }
    }
}
