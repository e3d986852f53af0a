//! What changed between two versions of a text, word by word.

/// A run of words that stayed, went or came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Same(String),
    /// Only in the old text.
    Gone(String),
    /// Only in the new text.
    New(String),
}

/// Above so many steps two texts are told as one that went and one that came: the time grows with the square.
const MOST_STEPS: usize = 4_000_000;

/// The pieces of two texts in order. Joined without the new ones they are the old text, without those that went the new.
#[must_use]
pub fn differences(old: &str, new: &str) -> Vec<Piece> {
    let (a, b): (Vec<&str>, Vec<&str>) = (words(old), words(new));
    let start = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let rest = a.len().min(b.len()) - start;
    let end = a.iter().rev().zip(b.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let (head, a_rest) = a.split_at(start);
    let (a_mid, tail) = a_rest.split_at(a_rest.len() - end);
    let b_rest = b.get(start..).unwrap_or_default();
    let b_mid = b_rest.get(..b_rest.len() - end).unwrap_or_default();
    let mut out = Vec::new();
    for word in head {
        push(&mut out, Piece::Same, word);
    }
    middle(&mut out, a_mid, b_mid);
    for word in tail {
        push(&mut out, Piece::Same, word);
    }
    out
}

/// Words with the white space after them.
fn words(text: &str) -> Vec<&str> {
    text.split_inclusive(char::is_whitespace).collect()
}

fn push(out: &mut Vec<Piece>, kind: fn(String) -> Piece, word: &str) {
    let same = std::mem::discriminant(&kind(String::new()));
    match out.last_mut() {
        Some(last) if std::mem::discriminant(last) == same => match last {
            Piece::Same(text) | Piece::Gone(text) | Piece::New(text) => text.push_str(word),
        },
        _ => out.push(kind(word.to_owned())),
    }
}

/// The longest common row of words, by the table of lengths.
fn middle(out: &mut Vec<Piece>, a: &[&str], b: &[&str]) {
    let width = b.len() + 1;
    let mut lengths: Vec<u32> = Vec::new();
    if a.len().saturating_mul(width) <= MOST_STEPS {
        lengths = vec![0; (a.len() + 1) * width];
    }
    let at = |lengths: &[u32], i: usize, j: usize| lengths.get(i * width + j).copied().unwrap_or(0);
    if !lengths.is_empty() {
        for (i, x) in a.iter().enumerate().rev() {
            for (j, y) in b.iter().enumerate().rev() {
                let longest = if x == y {
                    at(&lengths, i + 1, j + 1) + 1
                } else {
                    at(&lengths, i + 1, j).max(at(&lengths, i, j + 1))
                };
                if let Some(cell) = lengths.get_mut(i * width + j) {
                    *cell = longest;
                }
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    loop {
        match (a.get(i), b.get(j)) {
            (Some(x), Some(y)) if x == y => {
                push(out, Piece::Same, x);
                (i, j) = (i + 1, j + 1);
            }
            (Some(x), y) if y.is_none() || at(&lengths, i + 1, j) >= at(&lengths, i, j + 1) => {
                push(out, Piece::Gone, x);
                i += 1;
            }
            (_, Some(y)) => {
                push(out, Piece::New, y);
                j += 1;
            }
            _ => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn joined(pieces: &[Piece], without_new: bool) -> String {
        pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Same(text) => Some(text.as_str()),
                Piece::Gone(text) => without_new.then_some(text.as_str()),
                Piece::New(text) => (!without_new).then_some(text.as_str()),
            })
            .collect()
    }

    #[test]
    fn one_word_more_is_one_piece() {
        let pieces = differences("Een boom op het plein", "Een grote boom op het plein");
        let (same, new) = (|text: &str| Piece::Same(text.into()), Piece::New("grote ".into()));
        assert_eq!(pieces, [same("Een "), new, same("boom op het plein")]);
        assert_eq!(differences("", ""), []);
        assert_eq!(differences("a", "a"), [same("a")]);
    }

    #[test]
    fn very_long_texts_take_no_long_time() {
        let (old, new) = ("a b ".repeat(20_000), "b c ".repeat(20_000));
        let pieces = differences(&old, &new);
        assert_eq!((joined(&pieces, true), joined(&pieces, false)), (old, new));
    }

    proptest! {
        #[test]
        fn the_pieces_are_both_texts(old in "[ab ]{0,40}", new in "[ab ]{0,40}") {
            let pieces = differences(&old, &new);
            prop_assert_eq!(joined(&pieces, true), old);
            prop_assert_eq!(joined(&pieces, false), new);
        }
    }
}
