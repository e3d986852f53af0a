//! A few short texts in one piece of memory.

use std::fmt;

/// Unlikely inside a value, but allowed there.
const SEPARATOR: char = '\u{1f}';

/// The values of a row in columns that mean nothing to a count.
///
/// A file has hundred thousands of rows, and it is mostly these values that take time and memory when each is a text
/// of its own; so they are kept as one.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Texts(Kept);

/// Which of the two depends on the values alone, so equal values are equal.
#[derive(Clone, PartialEq, Eq)]
enum Kept {
    /// So many values, with separators between them.
    Joined(u32, Box<str>),
    /// Values of which one has the separator in it.
    Listed(Box<[String]>),
}

impl Default for Kept {
    fn default() -> Self {
        Self::Joined(0, Box::default())
    }
}

impl Texts {
    /// Puts values together. The iterator is run through twice, to ask for memory once.
    #[must_use]
    pub fn new<'a>(values: impl Iterator<Item = &'a str> + Clone) -> Self {
        let (mut count, mut length, mut separated) = (0_u32, 0, false);
        for value in values.clone() {
            count = count.saturating_add(1);
            length += value.len() + 1;
            separated |= value.bytes().any(|byte| byte == 0x1f);
        }
        if separated {
            return Self(Kept::Listed(values.map(str::to_owned).collect()));
        }
        let mut joined = String::with_capacity(length.saturating_sub(1));
        for (place, value) in values.enumerate() {
            if place > 0 {
                joined.push(SEPARATOR);
            }
            joined.push_str(value);
        }
        Self(Kept::Joined(count, joined.into_boxed_str()))
    }

    /// How many values there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.0 {
            Kept::Joined(count, _) => crate::table::wide(*count),
            Kept::Listed(values) => values.len(),
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The values in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        let (joined, listed): (&str, &[String]) = match &self.0 {
            Kept::Joined(_, joined) => (joined, &[]),
            Kept::Listed(values) => ("", values),
        };
        // Splitting nothing gives one empty part, so the number says when to end.
        let split = joined.split(SEPARATOR).take(self.len() - listed.len());
        split.chain(listed.iter().map(String::as_str))
    }

    /// The value at a place, from 0.
    #[must_use]
    pub fn get(&self, place: usize) -> Option<&str> {
        self.iter().nth(place)
    }
}

impl<T: AsRef<str>> FromIterator<T> for Texts {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        let values: Vec<T> = values.into_iter().collect();
        Self::new(values.iter().map(AsRef::as_ref))
    }
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn values_come_back(values in prop::collection::vec("[a\u{1f}é]{0,3}", 0..5)) {
            let texts: Texts = values.iter().collect();
            prop_assert_eq!(texts.iter().collect::<Vec<_>>(), values.iter().collect::<Vec<_>>());
            prop_assert_eq!((texts.len(), texts.is_empty()), (values.len(), values.is_empty()));
            prop_assert_eq!(texts.get(1), values.get(1).map(String::as_str));
            prop_assert_eq!(&texts, &Texts::new(values.iter().map(String::as_str)));
            let longer: Texts = values.iter().map(String::as_str).chain([""]).collect();
            prop_assert_ne!(&texts, &longer);
        }
    }
}
