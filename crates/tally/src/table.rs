//! Reading and writing lists by place without a panic: a place that is not there reads as nothing and keeps nothing.
//!
//! Every place that the rules use comes from the same election as the list, so the fallback never happens; it is there
//! so that a mistake could not stop a count.

/// Reads a copy of an item.
pub(crate) trait At<T> {
    /// The item at a place.
    fn at(&self, place: usize) -> T;
}

impl<T: Copy + Default> At<T> for [T] {
    #[inline]
    fn at(&self, place: usize) -> T {
        self.get(place).copied().unwrap_or_default()
    }
}

/// Writes an item.
pub(crate) trait Put<T> {
    /// Replaces the item at a place.
    fn put(&mut self, place: usize, item: T);
}

impl<T> Put<T> for [T] {
    #[inline]
    fn put(&mut self, place: usize, item: T) {
        if let Some(old) = self.get_mut(place) {
            *old = item;
        }
    }
}

/// Adds to an item.
pub(crate) trait Raise<T> {
    /// Adds to the item at a place.
    fn raise(&mut self, place: usize, by: T);
}

impl<T: std::ops::AddAssign> Raise<T> for [T] {
    #[inline]
    fn raise(&mut self, place: usize, by: T) {
        if let Some(item) = self.get_mut(place) {
            *item += by;
        }
    }
}

/// A place in a list that is kept in four bytes.
#[inline]
pub(crate) fn small(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// A place from its four bytes.
#[inline]
pub(crate) fn wide(place: u32) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}
