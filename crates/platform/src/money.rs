//! Money: whole cents, never a fraction in binary.

use crate::error::Reason;
use crate::i18n::{Lang, grouped};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use std::iter::Sum;

/// An amount in euro cents. In JSON and in the database it is the whole number of cents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cents(pub i64);

/// The largest amount that may be typed, in cents: ten milliard euros. Sums of many stay far below what an `i64` holds.
const LARGEST_TYPED: i64 = 1_000_000_000_000;

impl Cents {
    /// Nothing.
    pub const ZERO: Cents = Cents(0);

    /// An amount of whole euros; `None` when it does not fit.
    pub fn from_euros(euros: i64) -> Option<Cents> {
        euros.checked_mul(100).map(Cents)
    }

    /// The sum; `None` when it does not fit.
    pub fn checked_add(self, other: Cents) -> Option<Cents> {
        self.0.checked_add(other.0).map(Cents)
    }

    /// The difference; `None` when it does not fit (it may be negative).
    pub fn checked_sub(self, other: Cents) -> Option<Cents> {
        self.0.checked_sub(other.0).map(Cents)
    }

    /// So many times the amount; `None` when it does not fit.
    pub fn checked_mul(self, times: i64) -> Option<Cents> {
        self.0.checked_mul(times).map(Cents)
    }

    /// The sum of all; `None` when it does not fit.
    pub fn checked_sum(amounts: impl IntoIterator<Item = Cents>) -> Option<Cents> {
        amounts.into_iter().try_fold(Cents::ZERO, Cents::checked_add)
    }

    /// Whether it is less than nothing.
    pub fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Reads what people type: `€ 1.250`, `1250,50`, `1,250.50`, `1.250,-`.
    ///
    /// One point or comma with one or two digits behind it is the decimal sign in both languages. With three digits
    /// behind it, it separates thousands only where the language writes it so (`1.250` in Dutch, `1,250` in English);
    /// the other way round it could mean either, and a wrong guess is a factor of thousand, so it is refused.
    pub fn parse(text: &str, lang: Lang) -> Result<Cents, MoneyRefusal> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).take(41).collect();
        let text = text.strip_prefix('€').unwrap_or(&text);
        let text = text.strip_suffix('€').unwrap_or(text);
        let text = text.strip_prefix("EUR").unwrap_or(text);
        let text = text.strip_suffix(",-").or_else(|| text.strip_suffix(",--")).unwrap_or(text);
        if text.is_empty() || text.len() > 40 || !text.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',') {
            return Err(MoneyRefusal::Unreadable);
        }
        let (whole, decimals) = split_decimals(text, lang)?;
        let euros = ungroup(whole)?;
        let cents: i64 = match decimals {
            "" => 0,
            one if one.len() == 1 => one.parse::<i64>().map_err(|_| MoneyRefusal::Unreadable)? * 10,
            two => two.parse().map_err(|_| MoneyRefusal::Unreadable)?,
        };
        euros
            .checked_mul(100)
            .and_then(|euros| euros.checked_add(cents))
            .filter(|sum| *sum <= LARGEST_TYPED)
            .map(Cents)
            .ok_or(MoneyRefusal::TooLarge)
    }

    /// The amount as people read it: `€ 1.250`, `€ 1.250,50` (with a space that does not break); English `€1,250`.
    /// Cents are left out when there are none.
    pub fn format(self, lang: Lang) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let size = self.0.unsigned_abs();
        let (euros, cents) = (grouped(size / 100, lang), size % 100);
        let (space, point) = match lang {
            Lang::Nl => ("\u{a0}", ','),
            Lang::En => ("", '.'),
        };
        if cents == 0 {
            format!("{sign}€{space}{euros}")
        } else {
            format!("{sign}€{space}{euros}{point}{cents:02}")
        }
    }

    /// The amount as it stands in a form field: without sign of currency or thousands, `1250` or `1250,50`.
    pub fn input(self, lang: Lang) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let size = self.0.unsigned_abs();
        let point = if lang == Lang::Nl { ',' } else { '.' };
        match size % 100 {
            0 => format!("{sign}{}", size / 100),
            cents => format!("{sign}{}{point}{cents:02}", size / 100),
        }
    }
}

/// `Sum` stops at the largest amount instead of wrapping round.
impl Sum for Cents {
    fn sum<I: Iterator<Item = Cents>>(amounts: I) -> Cents {
        Cents(amounts.fold(0_i64, |sum, amount| sum.saturating_add(amount.0)))
    }
}

/// Where the whole euros end and the decimals begin.
fn split_decimals(text: &str, lang: Lang) -> Result<(&str, &str), MoneyRefusal> {
    let Some(last) = text.rfind(['.', ',']) else {
        return Ok((text, ""));
    };
    let (whole, rest) = text.split_at(last);
    let (sign, after) = rest.split_at(1);
    let thousands = if lang == Lang::Nl { "." } else { "," };
    match after.len() {
        1 | 2 if !whole.contains(sign) => Ok((whole, after)),
        // Several of one sign, or one that this language uses for thousands.
        3 if sign == thousands || whole.contains(sign) => Ok((text, "")),
        _ => Err(MoneyRefusal::Unreadable),
    }
}

/// The number in groups of three digits, all separated by the same sign, or in no groups at all.
fn ungroup(text: &str) -> Result<i64, MoneyRefusal> {
    if let Some(sign) = text.chars().find(|c| !c.is_ascii_digit()) {
        let mut groups = text.split(sign);
        let first = groups.next().unwrap_or_default();
        if first.is_empty() || first.len() > 3 || groups.any(|group| group.len() != 3) {
            return Err(MoneyRefusal::Unreadable);
        }
        let digits: String = text.chars().filter(|c| *c != sign).collect();
        return parse_digits(&digits);
    }
    parse_digits(text)
}

fn parse_digits(digits: &str) -> Result<i64, MoneyRefusal> {
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(MoneyRefusal::Unreadable);
    }
    digits.parse().map_err(|_| MoneyRefusal::TooLarge)
}

/// Why a typed amount is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoneyRefusal {
    /// It is not an amount, or it could mean two amounts.
    Unreadable,
    /// It is more than ten milliard euros.
    TooLarge,
}

impl Reason for MoneyRefusal {
    fn key(&self) -> &'static str {
        match self {
            MoneyRefusal::Unreadable => "refusal-amount-unreadable",
            MoneyRefusal::TooLarge => "refusal-amount-too-large",
        }
    }

    fn status(&self) -> StatusCode {
        StatusCode::UNPROCESSABLE_ENTITY
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_people_type() {
        for (text, lang, cents) in [
            ("€ 1.250", Lang::Nl, 125_000),
            ("1250,50", Lang::Nl, 125_050),
            ("1,250.50", Lang::Nl, 125_050),
            ("1.250,50", Lang::En, 125_050),
            ("1,250.50", Lang::En, 125_050),
            ("€1,250", Lang::En, 125_000),
            ("1.250,-", Lang::Nl, 125_000),
            ("12.5", Lang::Nl, 1_250),
            ("12,5", Lang::En, 1_250),
            (" 300 000 ", Lang::Nl, 30_000_000),
            ("1.250.000", Lang::Nl, 125_000_000),
            ("1.250.000", Lang::En, 125_000_000),
            ("0", Lang::Nl, 0),
            ("EUR 25", Lang::En, 2_500),
            ("25 €", Lang::Nl, 2_500),
            ("0,05", Lang::Nl, 5),
        ] {
            assert_eq!(Cents::parse(text, lang), Ok(Cents(cents)), "{text} {lang:?}");
        }
    }

    #[test]
    fn refuses_what_could_mean_two_amounts_or_none() {
        for (text, lang) in [
            ("1,250", Lang::Nl),
            ("1.250", Lang::En),
            ("", Lang::Nl),
            ("€", Lang::Nl),
            ("-5", Lang::Nl),
            ("1e6", Lang::Nl),
            ("12.34.56", Lang::Nl),
            ("1.25.000", Lang::Nl),
            (".250", Lang::Nl),
            (",", Lang::Nl),
            (".,5", Lang::Nl),
            ("1.250,5,0", Lang::Nl),
            ("1,2345", Lang::Nl),
            ("٣", Lang::Nl),
            ("<svg>", Lang::Nl),
            ("12,50,", Lang::Nl),
        ] {
            assert_eq!(Cents::parse(text, lang), Err(MoneyRefusal::Unreadable), "{text} {lang:?}");
        }
        for text in ["10000000001", "99999999999999999999"] {
            assert_eq!(Cents::parse(text, Lang::Nl), Err(MoneyRefusal::TooLarge), "{text}");
        }
        assert!(Cents::parse(&"9".repeat(10_000), Lang::Nl).is_err());
    }

    #[test]
    fn writes_as_the_language_does() {
        assert_eq!(Cents(125_000).format(Lang::Nl), "€\u{a0}1.250");
        assert_eq!(Cents(125_050).format(Lang::Nl), "€\u{a0}1.250,50");
        assert_eq!(Cents(125_000).format(Lang::En), "€1,250");
        assert_eq!(Cents(125_005).format(Lang::En), "€1,250.05");
        assert_eq!(Cents(-30_000_000).format(Lang::Nl), "-€\u{a0}300.000");
        assert_eq!(Cents(i64::MIN).format(Lang::En), "-€92,233,720,368,547,758.08");
        assert_eq!(Cents(125_050).input(Lang::Nl), "1250,50");
    }

    #[test]
    fn json_is_the_whole_number_of_cents() {
        assert_eq!(serde_json::to_string(&Cents(29_079_000)).unwrap(), "29079000");
        assert_eq!(serde_json::from_str::<Cents>("5").unwrap(), Cents(5));
        assert!(serde_json::from_str::<Cents>("5.5").is_err());
    }

    #[test]
    fn arithmetic_never_wraps() {
        assert_eq!(Cents(i64::MAX).checked_add(Cents(1)), None);
        assert_eq!(Cents::checked_sum([Cents(i64::MAX), Cents(1)]), None);
        assert_eq!([Cents(i64::MAX), Cents(1)].into_iter().sum::<Cents>(), Cents(i64::MAX));
    }

    proptest! {
        #[test]
        fn what_is_written_can_be_read_back(cents in 0..LARGEST_TYPED) {
            for lang in [Lang::Nl, Lang::En] {
                prop_assert_eq!(Cents::parse(&Cents(cents).format(lang), lang), Ok(Cents(cents)));
                prop_assert_eq!(Cents::parse(&Cents(cents).input(lang), lang), Ok(Cents(cents)));
            }
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,50}") {
            let _ = Cents::parse(&text, Lang::Nl);
        }
    }
}
