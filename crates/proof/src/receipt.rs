//! The short code of a receipt: the first 100 bits of the ballot's leaf in Crockford's base 32, as
//! `XXXX-XXXX-XXXX-XXXX-XXXX`. To find a second ballot with the same code somebody would have to try 2^100 nonces.

use crate::Hash;
use std::fmt;
use std::str::FromStr;

/// Crockford's signs: no I, L, O and U.
const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 20;
const BITS: u32 = 5;

/// A short code: 20 signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code([u8; LENGTH]);

/// What is no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a receipt code has 20 letters and digits")]
pub struct NoCode;

impl Code {
    /// The code of a leaf.
    #[must_use]
    pub fn of(leaf: &Hash) -> Self {
        let mut first = [0; 16];
        first.iter_mut().zip(leaf).for_each(|(to, from)| *to = *from);
        let mut rest = u128::from_be_bytes(first);
        Self(std::array::from_fn(|_| {
            rest = rest.rotate_left(BITS);
            (rest & 31) as u8
        }))
    }

    /// Whether a leaf begins as the code says.
    #[must_use]
    pub fn matches(&self, leaf: &Hash) -> bool {
        Self::of(leaf) == *self
    }

    /// The least and the greatest leaf with this code, to look it up in an index.
    #[must_use]
    pub fn range(&self) -> (Hash, Hash) {
        let fold = |bits: u128, sign: &u8| (bits << BITS) | u128::from(*sign);
        let high = self.0.iter().fold(0, fold) << 28;
        let filled = |first: u128, rest: u8| {
            let mut hash = [rest; 32];
            hash.iter_mut().zip(first.to_be_bytes()).for_each(|(to, from)| *to = from);
            hash
        };
        (filled(high, 0), filled(high | ((1 << 28) - 1), 0xFF))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, sign) in self.0.iter().enumerate() {
            if place > 0 && place % 4 == 0 {
                f.write_str("-")?;
            }
            let sign = SIGNS.get(usize::from(*sign)).copied().unwrap_or(b'?');
            write!(f, "{}", char::from(sign))?;
        }
        Ok(())
    }
}

impl FromStr for Code {
    type Err = NoCode;

    /// Takes what people type: any letter case, spaces and dashes anywhere, O for 0, I and L for 1.
    fn from_str(text: &str) -> Result<Self, NoCode> {
        let mut signs = text.chars().filter(|sign| !sign.is_whitespace() && !is_dash(*sign)).map(|sign| {
            let sign = match sign.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            SIGNS.iter().position(|known| char::from(*known) == sign).and_then(|place| u8::try_from(place).ok())
        });
        let mut code = [0; LENGTH];
        for place in &mut code {
            *place = signs.next().flatten().ok_or(NoCode)?;
        }
        if signs.next().is_some() { Err(NoCode) } else { Ok(Self(code)) }
    }
}

/// The dash, and what phones and word processors make of it.
fn is_dash(sign: char) -> bool {
    matches!(sign, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_code_is_the_first_hundred_bits() {
        assert_eq!(Code::of(&[0; 32]).to_string(), "0000-0000-0000-0000-0000");
        assert_eq!(Code::of(&[0xFF; 32]).to_string(), "ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ");
        let mut leaf = [0; 32];
        leaf[0] = 0b0000_1000; // 00001 000.. : the sign 1, then 0
        assert_eq!(Code::of(&leaf).to_string(), "1000-0000-0000-0000-0000");
        leaf[12] = 0b0001_0000; // bits 96 to 99 are the last four of the code
        assert_eq!(Code::of(&leaf).to_string(), "1000-0000-0000-0000-0001");
        leaf[12] = 0b0001_1111; // what follows does not matter
        assert_eq!(Code::of(&leaf).to_string(), "1000-0000-0000-0000-0001");
    }

    #[test]
    fn what_people_type_is_understood() {
        let leaf: Hash = std::array::from_fn(|place| (place as u8).wrapping_mul(37));
        let code = Code::of(&leaf);
        let text = code.to_string();
        for typed in [
            text.to_lowercase(),
            text.replace('-', " "),
            text.replace('-', ""),
            format!("  {}\n", text.replace('0', "o").replace('1', "l")),
            text.replace('0', "O").replace('1', "I").replace('-', "\u{2013}"),
        ] {
            assert_eq!(typed.parse(), Ok(code), "{typed}");
        }
        for wrong in ["", "1000", "U000-0000-0000-0000-0000", "0000-0000-0000-0000-00000", "é000-0000-0000-0000-0000"]
        {
            assert_eq!(wrong.parse::<Code>(), Err(NoCode), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn codes_are_read_back_and_found(leaf: [u8; 32], text in "\\PC{0,40}") {
            let code = Code::of(&leaf);
            prop_assert_eq!(code.to_string().parse(), Ok(code));
            let (least, most) = code.range();
            prop_assert!(least <= leaf && leaf <= most);
            prop_assert!(code.matches(&least) && code.matches(&most) && code.matches(&leaf));
            let mut other = leaf;
            other[12] ^= 0x10;
            prop_assert!(!code.matches(&other));
            let _ = text.parse::<Code>();
        }
    }
}
