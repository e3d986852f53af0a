//! Typing errors: which known word was probably meant.

use std::collections::BTreeSet;

/// Shorter words are not mended: nearly every three letters are one change away from another word.
const SHORTEST: usize = 4;
/// Longer words are not looked at.
const LONGEST: usize = 40;
/// From so many letters on, two changes are forgiven.
const TWO_FROM: usize = 7;
/// How many trigrams of a word are looked up: it is cut to so many letters but two.
pub(crate) const MOST_TRIGRAMS: usize = 20;
/// Before a word and after it, so that its beginning and its end count.
const EDGE: char = ' ';

/// The trigrams of a word, each once. None for a word that is not mended.
#[must_use]
pub fn trigrams(word: &str) -> Vec<String> {
    let length = word.chars().count();
    if !(SHORTEST..=LONGEST).contains(&length) || word.chars().all(|c| c.is_ascii_digit()) {
        return Vec::new();
    }
    let letters: Vec<char> = [EDGE].into_iter().chain(word.chars()).chain([EDGE]).collect();
    let all: BTreeSet<String> = letters.windows(3).map(|three| three.iter().collect()).collect();
    all.into_iter().take(MOST_TRIGRAMS).collect()
}

/// How many changes are forgiven in a word.
fn forgiven(word: &str) -> usize {
    if word.chars().count() >= TWO_FROM { 2 } else { 1 }
}

/// The known word that is nearest to what was typed, if one is near enough; of two that are as near the one that shares
/// more, which comes first in `known`.
#[must_use]
pub fn nearest<'k>(typed: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let most = forgiven(typed);
    let near = known.into_iter().filter_map(|word| Some((changes(typed, word, most)?, word)));
    // The first of several that are as near.
    near.min_by_key(|(changes, _)| *changes).map(|(_, word)| word)
}

/// How many letters have to be added, left out, replaced or swapped with their neighbour to come from one word to the
/// other (optimal string alignment); none if more than `most`.
fn changes(from: &str, to: &str, most: usize) -> Option<usize> {
    let (from, to): (Vec<char>, Vec<char>) = (from.chars().collect(), to.chars().collect());
    if from.len().abs_diff(to.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=to.len()).collect();
    for (i, letter) in from.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, other) in to.iter().enumerate() {
            let at = |row: &[usize], place: usize| row.get(place).copied().unwrap_or(usize::MAX / 2);
            let same = usize::from(letter != other);
            let mut best = (at(&last, j) + same).min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            let swapped = i > 0 && j > 0 && from.get(i - 1) == Some(other) && to.get(j - 1) == Some(letter);
            if swapped {
                best = best.min(at(&before, j - 1) + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|changes| *changes <= most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_word_that_was_meant() {
        let known = ["speeltuin", "moestuin", "bomen", "bankjes", "fietspad", "kunst"];
        for (typed, meant) in [
            ("speeltiun", Some("speeltuin")),
            ("spieltuinn", Some("speeltuin")),
            ("moestuim", Some("moestuin")),
            ("bmoen", Some("bomen")),
            ("banjes", Some("bankjes")),
            ("fietsapd", Some("fietspad")),
            ("kumst", Some("kunst")),
            ("zwembad", None),
            ("kuust", Some("kunst")),
            ("kxxst", None),
        ] {
            assert_eq!(nearest(typed, known), meant, "{typed}");
        }
    }

    #[test]
    fn trigrams_have_edges() {
        assert_eq!(trigrams("boom"), [" bo", "boo", "om ", "oom"]);
        for none in ["", "bos", "1055", "12345678"] {
            assert!(trigrams(none).is_empty(), "{none}");
        }
        assert!(trigrams(&"x".repeat(1000)).is_empty());
        assert!(trigrams("abcdefghijklmnopqrstuvwxyzabcdefghijkl").len() <= MOST_TRIGRAMS);
    }

    proptest! {
        #[test]
        fn one_change_is_found_whatever_it_is(word in "[a-z]{7,12}", at in 0_usize..7, letter in "[a-z]") {
            let letters: Vec<char> = word.chars().collect();
            let mut other = letters.clone();
            other.remove(at);
            prop_assert!(changes(&word, &other.iter().collect::<String>(), 1).is_some());
            let mut other = letters.clone();
            other.insert(at, letter.chars().next().unwrap_or('x'));
            prop_assert!(changes(&word, &other.iter().collect::<String>(), 1).is_some());
            let mut other = letters;
            other.swap(at, (at + 1).min(6));
            prop_assert!(changes(&word, &other.iter().collect::<String>(), 1).is_some());
        }
    }
}
