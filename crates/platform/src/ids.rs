//! Randomness, identifiers and the readable part of addresses.

use crate::clock::Clock;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use unicode_normalization::UnicodeNormalization;
use uuid::Uuid;

/// The longest slug, in characters.
pub const SLUG_LENGTH: usize = 60;

/// A source of random bytes; cloning is cheap and clones of a seeded source share its progress.
#[derive(Debug, Clone, Default)]
pub struct Random(Option<Arc<Seeded>>);

#[derive(Debug)]
struct Seeded {
    seed: u64,
    next: AtomicU64,
}

impl Random {
    /// The randomness of the operating system; good for secrets.
    pub fn system() -> Self {
        Random(None)
    }

    /// The same row of bytes for the same seed: for tests, and for orders that must be repeatable (the seed of a
    /// visitor's random order). Never for secrets.
    pub fn seeded(seed: u64) -> Self {
        Random(Some(Arc::new(Seeded { seed, next: AtomicU64::new(0) })))
    }

    /// Fills a buffer.
    ///
    /// # Panics
    /// If the operating system has no randomness to give: nothing that this program makes would be safe then.
    pub fn fill(&self, buffer: &mut [u8]) {
        let Some(seeded) = &self.0 else {
            if let Err(error) = getrandom::fill(buffer) {
                panic!("the operating system gives no randomness: {error}");
            }
            return;
        };
        for chunk in buffer.chunks_mut(32) {
            let mut hash = Sha256::new();
            hash.update(seeded.seed.to_be_bytes());
            hash.update(seeded.next.fetch_add(1, Ordering::Relaxed).to_be_bytes());
            for (to, from) in chunk.iter_mut().zip(hash.finalize()) {
                *to = from;
            }
        }
    }

    /// So many random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }

    /// A number from 0 up to but not including `end`, all equally likely; 0 when `end` is 0.
    pub fn below(&self, end: u64) -> u64 {
        if end == 0 {
            return 0;
        }
        // Numbers above the last whole multiple of `end` would favour the small outcomes.
        let top = u64::MAX - u64::MAX % end;
        loop {
            let number = u64::from_be_bytes(self.bytes());
            if number < top {
                return number % end;
            }
        }
    }

    /// A number of so many digits, with zeros in front: the code in a mail.
    pub fn digits(&self, count: usize) -> String {
        (0..count).map(|_| char::from(b'0' + u8::try_from(self.below(10)).unwrap_or_default())).collect()
    }

    /// Puts things in a random order, all orders equally likely (Fisher–Yates).
    pub fn shuffle<A>(&self, things: &mut [A]) {
        for last in (1..things.len()).rev() {
            let other = usize::try_from(self.below(last as u64 + 1)).unwrap_or_default();
            things.swap(last, other);
        }
    }
}

/// An identifier that sorts by time, for things whose moment of making is public.
pub fn uuid_v7(clock: &Clock) -> Uuid {
    let millis = u64::try_from(clock.now_micros() / 1_000).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(millis, &Random::system().bytes()).into_uuid()
}

/// An identifier that tells nothing: for persons, entitlements, drafts, ballots and receipts.
pub fn uuid_v4(random: &Random) -> Uuid {
    uuid::Builder::from_random_bytes(random.bytes()).into_uuid()
}

/// A text without accents and in ASCII as far as Latin letters go; other scripts are kept.
pub fn fold_accents(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfkd() {
        match letter {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'Æ' => folded.push_str("AE"),
            'œ' => folded.push_str("oe"),
            'Œ' => folded.push_str("OE"),
            'ø' => folded.push('o'),
            'Ø' => folded.push('O'),
            'ł' => folded.push('l'),
            'Ł' => folded.push('L'),
            'đ' | 'ð' => folded.push('d'),
            'Đ' | 'Ð' => folded.push('D'),
            'þ' => folded.push_str("th"),
            'ı' => folded.push('i'),
            letter if unicode_normalization::char::is_combining_mark(letter) => {}
            letter => folded.push(letter),
        }
    }
    folded
}

/// The readable part of an address, made from a title: `Café 't IJ & Zó!` becomes `cafe-t-ij-zo`.
///
/// At most [`SLUG_LENGTH`] characters, cut between words. A title without a single Latin letter or digit gives the
/// fallback, which has to be a valid slug itself.
pub fn slug(title: &str, fallback: &str) -> String {
    let mut slug = String::new();
    let mut words = 0_usize;
    // A title is at most some hundreds of characters; whatever else comes in is cut off before any work.
    let title: String = title.chars().take(400).collect();
    for word in fold_accents(&title).to_lowercase().split(|c: char| !c.is_ascii_alphanumeric() && c != '\'' && c != '’')
    {
        let word: String = word.chars().filter(char::is_ascii_alphanumeric).collect();
        if word.is_empty() {
            continue;
        }
        let length = slug.len() + usize::from(words > 0) + word.len();
        if length > SLUG_LENGTH {
            if words == 0 {
                slug = word.chars().take(SLUG_LENGTH).collect();
            }
            break;
        }
        if words > 0 {
            slug.push('-');
        }
        slug.push_str(&word);
        words += 1;
    }
    if slug.is_empty() { fallback.to_owned() } else { slug }
}

/// Whether a text is a slug as [`slug`] makes them: letters a–z, digits, single hyphens inside, 1 to 60 characters.
pub fn is_slug(text: &str) -> bool {
    (1..=SLUG_LENGTH).contains(&text.len())
        && text
            .split('-')
            .all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_seed_gives_the_same_row_and_the_system_does_not() {
        assert_eq!(Random::seeded(7).bytes::<70>(), Random::seeded(7).bytes::<70>());
        assert_ne!(Random::seeded(7).bytes::<32>(), Random::seeded(8).bytes::<32>());
        assert_ne!(Random::system().bytes::<32>(), Random::system().bytes::<32>());
        let one = Random::seeded(1);
        assert_ne!(one.bytes::<16>(), one.clone().bytes::<16>());
    }

    #[test]
    fn numbers_below_an_end_are_spread_evenly() {
        let random = Random::seeded(3);
        let mut seen = [0_u32; 6];
        for _ in 0..6_000 {
            seen[usize::try_from(random.below(6)).unwrap()] += 1;
        }
        assert!(seen.iter().all(|count| (850..1150).contains(count)), "{seen:?}");
        assert_eq!(random.below(0), 0);
        assert_eq!(random.below(1), 0);
        assert_eq!(random.digits(6).len(), 6);
    }

    #[test]
    fn shuffling_keeps_everything() {
        let mut things: Vec<u32> = (0..100).collect();
        Random::seeded(5).shuffle(&mut things);
        assert_ne!(things, (0..100).collect::<Vec<_>>());
        things.sort_unstable();
        assert_eq!(things, (0..100).collect::<Vec<_>>());
    }

    #[test]
    fn identifiers_have_their_version() {
        let clock = Clock::fixed("2027-03-03T11:00:00Z".parse().unwrap());
        let (first, second) = (uuid_v7(&clock), uuid_v7(&clock));
        assert_eq!(first.get_version_num(), 7);
        assert_ne!(first, second);
        clock.advance(jiff::SignedDuration::from_secs(1));
        assert!(uuid_v7(&clock) > first.max(second));
        assert_eq!(uuid_v4(&Random::seeded(1)).get_version_num(), 4);
    }

    #[test]
    fn slugs_read_well() {
        for (title, expected) in [
            ("Café 't IJ & Zó!", "cafe-t-ij-zo"),
            ("Ĳsbaan op het Marktplein", "ijsbaan-op-het-marktplein"),
            ("100% groen: geveltuinen", "100-groen-geveltuinen"),
            ("Straße Øst, œuvre", "strasse-ost-oeuvre"),
            ("auto’s weg", "autos-weg"),
            ("  --  ", "plan"),
            ("حديقة", "plan"),
            ("<svg onload=alert(1)>", "svg-onload-alert-1"),
            ("../../etc/passwd", "etc-passwd"),
        ] {
            assert_eq!(slug(title, "plan"), expected, "{title}");
        }
        let long = slug(&"geveltuinen voor iedereen ".repeat(10), "plan");
        assert_eq!(long, "geveltuinen-voor-iedereen-geveltuinen-voor-iedereen");
    }

    proptest! {
        #[test]
        fn every_slug_is_valid(title in "\\PC{0,200}") {
            prop_assert!(is_slug(&slug(&title, "plan")));
        }
    }

    #[test]
    fn what_is_no_slug_is_refused() {
        for bad in ["", "-a", "a-", "a--b", "A", "é", "a b", "a/b", "..", "a%2f", &"a".repeat(61)] {
            assert!(!is_slug(bad), "{bad}");
        }
        assert!(is_slug("zonnepanelen-2027"));
    }
}
