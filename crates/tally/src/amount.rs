//! Exact amounts of money (and of points).

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Mul, Neg, Sub, SubAssign};
use std::str::FromStr;

use num_bigint::BigInt;
use num_rational::Ratio;
use num_traits::{One, Signed, ToPrimitive, Zero};
use serde::{Deserialize, Serialize};

/// No sum of money has more digits; the limit keeps a hostile file from making us compute with huge numbers.
const MAX_DIGITS: usize = 60;
/// A decimal is written if it is short; beyond this a fraction is.
const MAX_DECIMAL_BITS: u64 = 128;
/// Prices of late rounds are fractions with thousands of digits; nothing that we write has more than this.
const MAX_FRACTION_DIGITS: usize = 20_000;

/// An exact amount in currency units (euros, not cents), or an exact number of points.
///
/// Never a binary float: equal amounts must be seen as equal, because a vote can hang on it. As text, and in JSON, it
/// is the shortest exact decimal (`"290790"`, `"33.35"`), or a fraction (`"1/3"`) when no decimal is exact.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Amount(Ratio<BigInt>);

/// Why a text is not an [`Amount`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// The text is not a number with at most one decimal point or comma.
    #[error("not a decimal number")]
    NotANumber,
    /// The text has more digits than any amount of money has.
    #[error("a number with more than {MAX_DIGITS} digits")]
    TooLong,
}

impl Amount {
    /// Zero.
    #[must_use]
    pub fn zero() -> Self {
        Self::default()
    }

    /// Reads a decimal number with an optional sign and a decimal point or a decimal comma, exactly.
    ///
    /// Thousands separators, exponents and fractions are refused: a guess could be wrong by a factor of thousand.
    ///
    /// # Errors
    /// [`AmountError`] when the text is something else, or absurdly long.
    pub fn from_decimal(text: &str) -> Result<Self, AmountError> {
        let (negative, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        if unsigned.len() > MAX_DIGITS + 1 {
            return Err(AmountError::TooLong);
        }
        let (whole, fraction) = unsigned.split_once(['.', ',']).unwrap_or((unsigned, ""));
        let only_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if (whole.is_empty() && fraction.is_empty()) || !only_digits(whole) || !only_digits(fraction) {
            return Err(AmountError::NotANumber);
        }
        let fraction = fraction.trim_end_matches('0');
        let digits = || whole.bytes().chain(fraction.bytes());
        let numerator = if whole.len() + fraction.len() <= 18 {
            BigInt::from(digits().fold(0_u64, |sum, digit| sum * 10 + u64::from(digit - b'0')))
        } else {
            digits().fold(BigInt::zero(), |sum, digit| sum * 10_u8 + BigInt::from(digit - b'0'))
        };
        let value = if fraction.is_empty() {
            Ratio::from_integer(numerator)
        } else {
            Ratio::new(numerator, power(10, fraction.len()))
        };
        Ok(Self(if negative { -value } else { value }))
    }

    /// Whether this is exactly zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// Whether this is less than zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.0.is_negative()
    }

    /// The value as a whole number, if it is one from 0 to `u64::MAX`.
    #[must_use]
    pub fn to_u64(&self) -> Option<u64> {
        if self.0.is_integer() { self.0.numer().to_u64() } else { None }
    }

    /// The exact rational number, for computations that money alone does not need.
    #[must_use]
    pub fn as_ratio(&self) -> &Ratio<BigInt> {
        &self.0
    }

    /// A whole number of any size below 2¹²⁷.
    pub(crate) fn from_i128(whole: i128) -> Self {
        Self(Ratio::from_integer(BigInt::from(whole)))
    }

    /// A fraction; zero if the denominator is.
    pub(crate) fn fraction(numerator: BigInt, denominator: BigInt) -> Self {
        if denominator.is_zero() { Self::zero() } else { Self(Ratio::new(numerator, denominator)) }
    }

    /// The least whole number that is not below this.
    pub(crate) fn ceil(&self) -> Self {
        Self(self.0.ceil())
    }

    /// The greatest whole number that is not above this.
    pub fn floor(&self) -> Self {
        Self(self.0.floor())
    }

    /// The nearest `f64`, to show; nothing may be decided from it.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        self.0.to_f64().unwrap_or(f64::NAN)
    }

    /// As a fraction in lowest terms: `"201/2"`, or `"7"` if it is whole.
    #[must_use]
    pub fn to_fraction(&self) -> String {
        self.0.to_string()
    }

    /// This amount divided by another, exactly; `None` when the other is zero.
    #[must_use]
    pub fn checked_div(&self, divisor: &Self) -> Option<Self> {
        if divisor.is_zero() { None } else { Some(Self(&self.0 / &divisor.0)) }
    }
}

fn power(base: u8, exponent: usize) -> BigInt {
    num_traits::pow(BigInt::from(base), exponent)
}

/// How often `factor` divides `number`, and what remains.
fn divide_out(mut number: BigInt, factor: u8) -> (usize, BigInt) {
    let mut times = 0;
    while (&number % factor).is_zero() {
        number /= factor;
        times += 1;
    }
    (times, number)
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (numerator, denominator) = (self.0.numer(), self.0.denom());
        if denominator.is_one() {
            return write!(f, "{numerator}");
        }
        if denominator.bits() > MAX_DECIMAL_BITS {
            return write!(f, "{numerator}/{denominator}");
        }
        let (twos, rest) = divide_out(denominator.clone(), 2);
        let (fives, rest) = divide_out(rest, 5);
        if !rest.is_one() {
            return write!(f, "{numerator}/{denominator}");
        }
        // The fraction is in lowest terms, so this many decimals are needed and the last is not 0.
        let decimals = twos.max(fives);
        let digits = (numerator.abs() * power(10, decimals) / denominator).to_string();
        let padded = format!("{digits:0>width$}", width = decimals + 1);
        let (whole, fraction) = padded.split_at(padded.len() - decimals);
        let sign = if self.is_negative() { "-" } else { "" };
        write!(f, "{sign}{whole}.{fraction}")
    }
}

/// Reads what `Display` writes: a decimal (see [`Amount::from_decimal`]) or a fraction of two whole numbers.
impl FromStr for Amount {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Self, AmountError> {
        let Some((numerator, denominator)) = text.split_once('/') else {
            return Self::from_decimal(text);
        };
        let whole = |part: &str| {
            let digits = part.strip_prefix('-').unwrap_or(part);
            if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(AmountError::NotANumber);
            }
            if digits.len() > MAX_FRACTION_DIGITS {
                return Err(AmountError::TooLong);
            }
            part.parse::<BigInt>().map_err(|_| AmountError::NotANumber)
        };
        let (numerator, denominator) = (whole(numerator)?, whole(denominator)?);
        if denominator.is_zero() { Err(AmountError::NotANumber) } else { Ok(Self::fraction(numerator, denominator)) }
    }
}

impl TryFrom<String> for Amount {
    type Error = AmountError;

    fn try_from(text: String) -> Result<Self, AmountError> {
        text.parse()
    }
}

impl From<Amount> for String {
    fn from(amount: Amount) -> Self {
        amount.to_string()
    }
}

impl From<Ratio<BigInt>> for Amount {
    fn from(ratio: Ratio<BigInt>) -> Self {
        Self(ratio)
    }
}

impl From<u64> for Amount {
    fn from(units: u64) -> Self {
        Self(Ratio::from_integer(BigInt::from(units)))
    }
}

impl Add<&Amount> for &Amount {
    type Output = Amount;

    fn add(self, other: &Amount) -> Amount {
        Amount(&self.0 + &other.0)
    }
}

impl Sub<&Amount> for &Amount {
    type Output = Amount;

    fn sub(self, other: &Amount) -> Amount {
        Amount(&self.0 - &other.0)
    }
}

impl Mul<&Amount> for &Amount {
    type Output = Amount;

    fn mul(self, other: &Amount) -> Amount {
        Amount(&self.0 * &other.0)
    }
}

impl Neg for Amount {
    type Output = Self;

    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl AddAssign<&Amount> for Amount {
    fn add_assign(&mut self, other: &Amount) {
        self.0 += &other.0;
    }
}

impl SubAssign<&Amount> for Amount {
    fn sub_assign(&mut self, other: &Amount) {
        self.0 -= &other.0;
    }
}

impl<'a> Sum<&'a Amount> for Amount {
    fn sum<I: Iterator<Item = &'a Amount>>(amounts: I) -> Self {
        amounts.fold(Self::zero(), |mut total, amount| {
            total += amount;
            total
        })
    }
}

/// Amounts that share one small unit, so that many of them can be added up as machine integers.
///
/// A file has hundreds of costs and hundred thousands of ballots; a rational sum per ballot would be needlessly slow.
pub(crate) struct Scaled {
    unit: BigInt,
    values: Vec<i64>,
}

impl Scaled {
    /// Brings amounts to their common unit; `None` if a sum of that many could leave the range of an `i128`.
    pub(crate) fn new<'a>(amounts: impl Iterator<Item = &'a Amount> + Clone) -> Option<Self> {
        let mut unit = BigInt::one();
        for amount in amounts.clone() {
            let common = Ratio::new(unit.clone(), amount.0.denom().clone());
            unit *= common.denom();
        }
        let values = amounts.map(|amount| (amount.0.numer() * (&unit / amount.0.denom())).to_i64());
        Some(Self { values: values.collect::<Option<_>>()?, unit })
    }

    /// The sum of the amounts at these places, in the common unit. Places that do not exist count nothing.
    pub(crate) fn sum(&self, places: &[usize]) -> i128 {
        let value = |place: &usize| self.values.get(*place).copied().unwrap_or_default();
        places.iter().map(|place| i128::from(value(place))).sum()
    }

    /// The greatest number of common units that is not above an amount; `None` if out of range.
    pub(crate) fn floor(&self, amount: &Amount) -> Option<i128> {
        (&amount.0 * &self.unit).floor().to_integer().to_i128()
    }

    /// A number of common units as an amount.
    pub(crate) fn amount(&self, units: i128) -> Amount {
        Amount(Ratio::new(BigInt::from(units), self.unit.clone()))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use proptest::prelude::*;

    use super::*;

    fn amount(text: &str) -> Amount {
        text.parse().unwrap()
    }

    #[test]
    fn decimals_are_read_exactly_and_written_shortest() {
        for (text, shown) in [
            ("290790", "290790"),
            ("400000.0", "400000"),
            ("33,35", "33.35"),
            ("969245.38", "969245.38"),
            ("007.50", "7.5"),
            (".5", "0.5"),
            ("5.", "5"),
            ("-0.05", "-0.05"),
            ("-0", "0"),
            ("+3", "3"),
            ("1/3", "1/3"),
            ("201/2", "100.5"),
            ("-2/6", "-1/3"),
            ("123456789012345678901234567890.000000001", "123456789012345678901234567890.000000001"),
        ] {
            assert_eq!(amount(text).to_string(), shown, "{text}");
        }
        assert_eq!(&amount("0.1") + &amount("0.2"), amount("0.3"));
    }

    #[test]
    fn other_texts_are_refused() {
        for text in [
            "",
            ".",
            ",",
            "-",
            "1.000,50",
            "1,000,000",
            "1 000",
            "1e5",
            "€5",
            "abc",
            "١",
            "1/0",
            "0.5/2",
            "--1",
            "none",
            "NaN",
            "0x10",
        ] {
            assert_eq!(text.parse::<Amount>(), Err(AmountError::NotANumber), "{text}");
        }
        assert_eq!(Amount::from_decimal("1/3"), Err(AmountError::NotANumber));
        assert_eq!("9".repeat(62).parse::<Amount>(), Err(AmountError::TooLong));
    }

    #[test]
    fn whole_numbers_and_division() {
        assert_eq!(amount("12").to_u64(), Some(12));
        assert_eq!(amount("12.5").to_u64(), None);
        assert_eq!(amount("-1").to_u64(), None);
        assert_eq!(amount("1").checked_div(&amount("3")), Some(amount("1/3")));
        assert_eq!(amount("1").checked_div(&Amount::zero()), None);
        assert_eq!(&amount("1.5") * &amount("4"), Amount::from(6));
        assert_eq!([amount("1.5"), amount("2")].iter().sum::<Amount>(), amount("3.5"));
    }

    #[test]
    fn json_is_a_string() {
        assert_eq!(serde_json::to_string(&amount("33,35")).unwrap(), "\"33.35\"");
        assert_eq!(serde_json::from_str::<Amount>("\"1/3\"").unwrap(), amount("1/3"));
        assert!(serde_json::from_str::<Amount>("\"x\"").is_err());
        assert!(serde_json::from_str::<Amount>("0.1").is_err());
    }

    #[test]
    fn scaled_sums_are_the_exact_sums() {
        let costs = [amount("0.1"), amount("0.25"), amount("7"), amount("1/3")];
        let scaled = Scaled::new(costs.iter()).unwrap();
        assert_eq!(scaled.amount(scaled.sum(&[0, 1, 2, 3])), costs.iter().sum::<Amount>());
        assert!(scaled.sum(&[0, 1]) <= scaled.floor(&amount("0.35")).unwrap());
        assert!(scaled.sum(&[0, 1]) > scaled.floor(&amount("0.349")).unwrap());
        assert!(Scaled::new([amount(&"9".repeat(30))].iter()).is_none());
    }

    proptest! {
        #[test]
        fn text_round_trips(numerator in any::<i64>(), denominator in 1_u32..5000) {
            let value = Amount(Ratio::new(BigInt::from(numerator), BigInt::from(denominator)));
            prop_assert_eq!(value.to_string().parse::<Amount>(), Ok(value));
        }

        #[test]
        fn comma_and_point_are_the_same(whole in 0_u32..1_000_000, cents in 0_u32..100) {
            let point = amount(&format!("{whole}.{cents:02}"));
            prop_assert_eq!(amount(&format!("{whole},{cents:02}")), point.clone());
            let hundred = Amount::from(100);
            prop_assert_eq!((&point * &hundred).to_u64(), Some(u64::from(whole) * 100 + u64::from(cents)));
        }

        #[test]
        fn order_is_that_of_cents(a in -100_000_i64..100_000, b in -100_000_i64..100_000) {
            let cents = |value: i64| Amount(Ratio::new(BigInt::from(value), BigInt::from(100)));
            prop_assert_eq!(cents(a).cmp(&cents(b)), a.cmp(&b));
        }
    }
}
