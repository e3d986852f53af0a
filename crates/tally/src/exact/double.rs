//! Numbers with twice the precision of `f64`, as an unevaluated sum of two.

use num_bigint::BigInt;
use num_traits::ToPrimitive;

/// Half the distance from 1 to the next `f64`: the greatest relative error of one operation.
pub(crate) const UNIT: f64 = 1.110_223_024_625_156_5e-16;

/// A number as `high + low`, with about 32 decimal digits. Each operation is off by less than `2⁻¹⁰⁰` of its result
/// (products, quotients) or of the greater operand (sums).
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Double {
    high: f64,
    low: f64,
}

/// The relative error that we count for one operation; generous.
pub(crate) const DOUBLE_UNIT: f64 = 1.0e-29;

fn exact_sum(one: f64, other: f64) -> (f64, f64) {
    let sum = one + other;
    let back = sum - one;
    (sum, (one - (sum - back)) + (other - back))
}

/// A number as a sum of two with half the digits each, after Veltkamp.
fn halves(value: f64) -> (f64, f64) {
    let scaled = value * 134_217_729.0;
    let high = scaled - (scaled - value);
    (high, value - high)
}

/// After Dekker: a fused multiply-add would be shorter, but most processors are not asked to have one.
fn exact_product(one: f64, other: f64) -> (f64, f64) {
    let product = one * other;
    let ((one_high, one_low), (other_high, other_low)) = (halves(one), halves(other));
    let error = ((one_high * other_high - product) + one_high * other_low + one_low * other_high) + one_low * other_low;
    (product, error)
}

impl Double {
    pub(crate) fn of(value: f64) -> Self {
        Self { high: value, low: 0.0 }
    }

    /// The number nearest to a whole one.
    pub(crate) fn of_whole(whole: &BigInt) -> Self {
        let high = whole.to_f64().unwrap_or(f64::INFINITY);
        let rest = num_traits::FromPrimitive::from_f64(high).map_or_else(BigInt::default, |high: BigInt| whole - high);
        Self { high, low: rest.to_f64().unwrap_or_default() }
    }

    pub(crate) fn of_i128(whole: i128) -> Self {
        if whole.unsigned_abs() < 1 << 53 {
            return Self::of(to_f64(whole));
        }
        Self::of_whole(&BigInt::from(whole))
    }

    /// The nearest `f64`.
    pub(crate) fn value(self) -> f64 {
        self.high
    }

    pub(crate) fn plus(self, other: Self) -> Self {
        let (high, low) = exact_sum(self.high, other.high);
        let (high, low) = exact_sum(high, low + self.low + other.low);
        Self { high, low }
    }

    pub(crate) fn negated(self) -> Self {
        Self { high: -self.high, low: -self.low }
    }

    pub(crate) fn minus(self, other: Self) -> Self {
        self.plus(other.negated())
    }

    pub(crate) fn times(self, other: Self) -> Self {
        let (high, low) = exact_product(self.high, other.high);
        let (high, low) = exact_sum(high, low + self.high * other.low + self.low * other.high);
        Self { high, low }
    }

    pub(crate) fn over(self, other: Self) -> Self {
        let first = self.high / other.high;
        let rest = self.minus(other.times(Self::of(first)));
        let second = rest.high / other.high;
        let rest = rest.minus(other.times(Self::of(second)));
        let third = rest.high / other.high;
        let (high, low) = exact_sum(first, second);
        Self { high, low }.plus(Self::of(third))
    }
}

/// A whole number as the nearest `f64`.
#[allow(clippy::cast_precision_loss)]
pub(crate) fn to_f64(whole: i128) -> f64 {
    whole as f64
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn operations_keep_thirty_digits(a in 1_i64..1_000_000_000_000_000_000, b in 1_i64..1_000_000_000, c in 1_i64..1_000_000) {
            let double = |whole: i64| Double::of_i128(i128::from(whole));
            // (a·b + c) / b · b − a·b = c, up to the error of numbers as large as a·b.
            let product = double(a).times(double(b));
            let back = product.plus(double(c)).over(double(b)).times(double(b)).minus(product).minus(double(c));
            prop_assert!(back.value().abs() <= product.value() * 16.0 * DOUBLE_UNIT, "{back:?}");
        }

        #[test]
        fn whole_numbers_are_exact_up_to_a_hundred_bits(a in any::<i64>(), b in any::<i32>()) {
            let whole = i128::from(a) * i128::from(b);
            let double = Double::of_i128(whole);
            let two = BigInt::from(to_i128(double.high)) + BigInt::from(to_i128(double.low));
            prop_assert_eq!(two, BigInt::from(whole));
        }
    }

    fn to_i128(value: f64) -> i128 {
        value as i128
    }
}
