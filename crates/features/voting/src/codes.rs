//! Voting codes: how they are made, read and written.
//!
//! The browser has the same definition (`assets/js/code.js`); change neither alone. Three groups of five: four random
//! characters and a check character. 31 is prime, so the check finds each wrong character in a group and each exchange
//! of two of its places. Twelve random characters carry 59.4 bits.

use platform::ids::Random;
use platform::secrets::{Key, hmac};

/// The characters: no 0 1 I L O. A character's value is its place.
pub const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const WEIGHTS: [usize; 4] = [3, 7, 9, 13];
/// The length of a code without hyphens.
const LENGTH: usize = 15;
/// The longest text that is read as a code, in bytes; people put spaces and hyphens in odd places.
const LONGEST_TYPED: usize = 100;

/// A voting code whose check characters are right: fifteen characters, without hyphens. It prints itself to nobody.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Code(String);

impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Code(…)")
    }
}

impl Code {
    /// A new code.
    #[must_use]
    pub fn random(random: &Random) -> Self {
        Code::of(|| random.below(31))
    }

    /// The code that belongs to a secret and a name: the same each time, and nobody's guess without the secret. Of 2^64
    /// numbers those that would favour some characters are fewer than 31.
    #[must_use]
    pub fn derived(secret: &Key, name: &[&[u8]]) -> Self {
        let mut place = 0_u64;
        Code::of(|| {
            place += 1;
            let number = place.to_be_bytes();
            let noise = hmac(secret, &[name, &[number.as_slice()]].concat());
            let first: [u8; 8] = std::array::from_fn(|byte| noise.get(byte).copied().unwrap_or_default());
            u64::from_be_bytes(first) % 31
        })
    }

    /// A code of twelve numbers below 31.
    fn of(mut next: impl FnMut() -> u64) -> Self {
        let mut code = String::with_capacity(LENGTH);
        for group in 0..3 {
            let four: [usize; 4] = std::array::from_fn(|_| usize::try_from(next()).unwrap_or_default());
            four.iter().for_each(|value| code.push(character(*value)));
            code.push(check(four, group));
        }
        Code(code)
    }

    /// Reads what somebody typed, in any case and with anything between the characters; `None` when a check character
    /// is wrong or it is no code at all.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        if typed.len() > LONGEST_TYPED {
            return None;
        }
        let clean: String = typed.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_uppercase();
        let values: Vec<usize> = clean.bytes().map(value).collect::<Option<_>>()?;
        let right = values.chunks(5).enumerate().all(|(group, five)| match *five {
            [a, b, c, d, last] => value(check([a, b, c, d], group) as u8) == Some(last),
            _ => false,
        });
        (values.len() == LENGTH && right).then_some(Code(clean))
    }

    /// The fifteen characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As it stands in a letter: `22229-2222G-2222Q`.
    #[must_use]
    pub fn written(&self) -> String {
        let groups: Vec<String> =
            self.0.as_bytes().chunks(5).map(|g| String::from_utf8_lossy(g).into_owned()).collect();
        groups.join("-")
    }
}

fn value(character: u8) -> Option<usize> {
    ALPHABET.iter().position(|known| *known == character)
}

fn character(value: usize) -> char {
    ALPHABET.get(value % ALPHABET.len()).map_or('2', |byte| char::from(*byte))
}

/// The check character of four values in group 0, 1 or 2.
fn check(four: [usize; 4], group: usize) -> char {
    let sum: usize = four.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
    character(sum + 7 * (group + 1))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    /// The vectors at the top of `code.js`, and that the browser knows the same alphabet and weights.
    #[test]
    fn the_browser_has_the_same_definition() {
        let script = include_str!("../../../../assets/js/code.js");
        assert!(script.contains(&format!("ALPHABET = '{}'", std::str::from_utf8(ALPHABET).unwrap())));
        assert!(script.contains(&format!("WEIGHTS = {WEIGHTS:?}")));
        assert!(script.contains("let sum = 7 * (g + 1);"));
        let mut vectors = 0;
        for line in script.lines().take_while(|line| line.starts_with("//")) {
            let Some((twelve, written)) = line.trim_start_matches('/').split_once('→') else { continue };
            let (twelve, written) = (twelve.trim(), written.trim());
            assert_eq!(Code::parse(written).unwrap().written(), written);
            let random: String = written.split('-').map(|group| &group[..4]).collect();
            assert_eq!(random, twelve);
            vectors += 1;
        }
        assert_eq!(vectors, 3);
    }

    #[test]
    fn a_derived_code_is_the_same_each_time_and_another_for_each_name() {
        let key = |byte| Key::from_bytes([byte; 32]);
        let one = Code::derived(&key(1), &[b"round", b"name"]);
        assert_eq!(one, Code::derived(&key(1), &[b"round", b"name"]));
        assert_eq!(Code::parse(&one.written()), Some(one.clone()));
        assert_ne!(one, Code::derived(&key(1), &[b"round", b"other"]));
        assert_ne!(one, Code::derived(&key(2), &[b"round", b"name"]));
    }

    #[test]
    fn codes_are_read_as_people_type_them() {
        for typed in ["22229-2222g-2222q", " 22229 2222G 2222Q ", "222292222G2222Q", "22229–2222G.2222Q"] {
            assert_eq!(Code::parse(typed).unwrap().written(), "22229-2222G-2222Q", "{typed}");
        }
        for wrong in [
            "",
            "22229",
            "22229-2222G-2222R",
            "22229-2222G-2222Q2",
            "2222Q-2222G-22229",
            "O2229-2222G-2222Q",
            "ſ2229-2222G-2222Q",
            &"2".repeat(200),
            "22222-22222-22222",
        ] {
            assert_eq!(Code::parse(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn every_code_is_read_back_and_every_slip_is_found(seed: u64, place in 0..15_usize, other in 0..31_usize) {
            let code = Code::random(&Random::seeded(seed));
            prop_assert_eq!(Code::parse(&code.written()), Some(code.clone()));
            let mut slip = code.as_str().as_bytes().to_vec();
            slip[place] = ALPHABET[other];
            let read = Code::parse(std::str::from_utf8(&slip).unwrap());
            prop_assert_eq!(read.is_some(), slip == code.as_str().as_bytes());
        }

        #[test]
        fn two_places_of_a_group_cannot_be_exchanged(seed: u64, group in 0..3_usize, a in 0..5_usize, b in 0..5_usize) {
            let code = Code::random(&Random::seeded(seed));
            let mut swapped = code.as_str().as_bytes().to_vec();
            swapped.swap(group * 5 + a, group * 5 + b);
            let read = Code::parse(std::str::from_utf8(&swapped).unwrap());
            prop_assert_eq!(read.is_some(), swapped == code.as_str().as_bytes());
        }
    }
}
