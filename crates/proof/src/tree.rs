//! The Merkle tree over the leaves of a round (RFC 9162 §2.1): its root, proofs that a leaf is in it, and proofs that a
//! larger tree begins with a smaller one.
//!
//! Whoever only appends keeps a [`Frontier`] of a few hashes; whoever makes proofs holds a [`Tree`].

use crate::Hash;
use sha2::{Digest, Sha256};

/// First byte of what is hashed for an inner node (RFC 9162 §2.1.1).
const NODE: u8 = 0x01;

/// The hash of an inner node.
#[must_use]
pub fn node(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([NODE]).chain_update(left).chain_update(right).finalize().into()
}

/// The root of no leaves: SHA-256 of nothing.
#[must_use]
pub fn empty() -> Hash {
    Sha256::digest([]).into()
}

/// The root over some leaves, MTH of RFC 9162 §2.1.1.
#[must_use]
pub fn root(leaves: &[Hash]) -> Hash {
    let mut frontier = Frontier::default();
    leaves.iter().for_each(|leaf| frontier.append(leaf));
    frontier.root()
}

/// The right edge of a tree: the roots of the perfect trees that it falls into, largest first. Enough to append leaves and
/// to know the root.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frontier {
    size: u64,
    edges: Vec<Hash>,
}

impl Frontier {
    /// How many leaves there are.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Appends a leaf.
    pub fn append(&mut self, leaf: &Hash) {
        let mut hash = *leaf;
        // Each trailing one of the size is a perfect tree that this leaf completes to the double.
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.edges.pop() {
                hash = node(&left, &hash);
            }
        }
        self.edges.push(hash);
        self.size += 1;
    }

    /// The root.
    #[must_use]
    pub fn root(&self) -> Hash {
        let folded = self.edges.iter().rev().copied().reduce(|right, left| node(&left, &right));
        folded.unwrap_or_else(empty)
    }

    /// As bytes, to be stored: the size (8 bytes, big endian) and the hashes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.size.to_be_bytes().to_vec();
        bytes.extend(self.edges.iter().flatten());
        bytes
    }

    /// From [`Frontier::to_bytes`]; `None` for anything that it does not write.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (size, rest) = bytes.split_first_chunk::<8>()?;
        let (edges, rest) = rest.as_chunks::<32>();
        let size = u64::from_be_bytes(*size);
        let right = rest.is_empty() && edges.len() == size.count_ones() as usize;
        right.then(|| Self { size, edges: edges.to_vec() })
    }
}

/// A tree with all its leaves: answers roots and proofs for every size up to its own in logarithmic time.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    /// At height `h`, the roots of the perfect trees over 2^h leaves, from the left.
    levels: Vec<Vec<Hash>>,
}

impl FromIterator<Hash> for Tree {
    fn from_iter<I: IntoIterator<Item = Hash>>(leaves: I) -> Self {
        let mut levels = vec![leaves.into_iter().collect::<Vec<_>>()];
        loop {
            let below = levels.last().map_or(&[][..], Vec::as_slice);
            let above: Vec<Hash> = below.as_chunks::<2>().0.iter().map(|[left, right]| node(left, right)).collect();
            if above.is_empty() {
                return Self { levels };
            }
            levels.push(above);
        }
    }
}

impl Tree {
    /// How many leaves there are.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.levels.first().map_or(0, |leaves| leaves.len() as u64)
    }

    /// The root of the first `size` leaves; `None` if there are not so many.
    #[must_use]
    pub fn root(&self, size: u64) -> Option<Hash> {
        match size {
            0 => Some(empty()),
            size if size > self.size() => None,
            size => self.over(0, size),
        }
    }

    /// The proof that the leaf of an index is in the tree of the first `size` leaves (RFC 9162 §2.1.3.1); `None` if it is
    /// not.
    #[must_use]
    pub fn inclusion(&self, index: u64, size: u64) -> Option<Vec<Hash>> {
        if index >= size || size > self.size() {
            return None;
        }
        let (mut begin, mut end, mut path) = (0, size, Vec::new());
        while end - begin > 1 {
            let middle = begin + split(end - begin);
            if index < middle {
                path.push(self.over(middle, end)?);
                end = middle;
            } else {
                path.push(self.over(begin, middle)?);
                begin = middle;
            }
        }
        path.reverse();
        Some(path)
    }

    /// The proof that the tree of the first `to` leaves begins with the one of the first `from` (RFC 9162 §2.1.4.1).
    /// Nothing has to be shown for `from` 0 and for `from` = `to`. `None` if there are not so many leaves.
    #[must_use]
    pub fn consistency(&self, from: u64, to: u64) -> Option<Vec<Hash>> {
        if from > to || to > self.size() {
            return None;
        }
        if from == 0 || from == to {
            return Some(Vec::new());
        }
        let (mut begin, mut end, mut path) = (0, to, Vec::new());
        let mut left_edge = true;
        while from != end {
            let middle = begin + split(end - begin);
            if from <= middle {
                path.push(self.over(middle, end)?);
                end = middle;
            } else {
                path.push(self.over(begin, middle)?);
                begin = middle;
                left_edge = false;
            }
        }
        if !left_edge {
            path.push(self.over(begin, end)?);
        }
        path.reverse();
        Some(path)
    }

    /// The root over leaves of which the first is a multiple of a power of two that is not less than their number.
    fn over(&self, begin: u64, end: u64) -> Option<Hash> {
        let size = end.checked_sub(begin).filter(|size| *size > 0)?;
        if size.is_power_of_two() {
            let height = size.trailing_zeros();
            let place = usize::try_from(begin >> height).ok()?;
            return self.levels.get(height as usize)?.get(place).copied();
        }
        let middle = begin + split(size);
        Some(node(&self.over(begin, middle)?, &self.over(middle, end)?))
    }
}

/// The largest power of two smaller than a size of at least two.
fn split(size: u64) -> u64 {
    1 << (size - 1).ilog2()
}

/// Whether a path proves that a leaf stands at an index of the tree of this size and root (RFC 9162 §2.1.3.2).
#[must_use]
pub fn verify_inclusion(leaf: &Hash, index: u64, size: u64, path: &[Hash], root: &Hash) -> bool {
    if index >= size {
        return false;
    }
    let (mut at, mut last, mut hash) = (index, size - 1, *leaf);
    for step in path {
        if last == 0 {
            return false;
        }
        if at & 1 == 1 || at == last {
            hash = node(step, &hash);
            while at & 1 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            hash = node(&hash, step);
        }
        at >>= 1;
        last >>= 1;
    }
    last == 0 && hash == *root
}

/// Whether a path proves that the tree of one size and root is the begin of another (RFC 9162 §2.1.4.2). The empty tree is
/// the begin of every tree, and each is that of itself; both with an empty path.
#[must_use]
pub fn verify_consistency(from: (u64, &Hash), to: (u64, &Hash), path: &[Hash]) -> bool {
    let ((first, first_root), (second, second_root)) = (from, to);
    if first > second {
        return false;
    }
    if first == second {
        return path.is_empty() && first_root == second_root;
    }
    if first == 0 {
        return path.is_empty() && *first_root == empty();
    }
    // A perfect first tree is not repeated in the path.
    let with_first;
    let path = if first.is_power_of_two() {
        with_first = [&[*first_root], path].concat();
        &with_first
    } else {
        path
    };
    let Some((begin, steps)) = path.split_first() else { return false };
    let (mut at, mut last) = (first - 1, second - 1);
    while at & 1 == 1 {
        at >>= 1;
        last >>= 1;
    }
    let (mut one, mut other) = (*begin, *begin);
    for step in steps {
        if last == 0 {
            return false;
        }
        if at & 1 == 1 || at == last {
            one = node(step, &one);
            other = node(step, &other);
            while at & 1 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            other = node(&other, step);
        }
        at >>= 1;
        last >>= 1;
    }
    last == 0 && one == *first_root && other == *second_root
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;
    use crate::{from_hex, hex};
    use proptest::prelude::*;

    /// The eight leaves that implementations of RFC 6962 test with (certificate-transparency's `merkletree` tests).
    const DATA: [&str; 8] =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
    /// Their roots by size, from the same place.
    const ROOTS: [&str; 8] = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    fn known() -> Vec<Hash> {
        let leaf = |data: &str| {
            let data = data_encoding::HEXLOWER.decode(data.as_bytes()).unwrap();
            crate::sha256(&[&[0][..], &data].concat())
        };
        DATA.iter().map(|data| leaf(data)).collect()
    }

    fn many(count: u32) -> Vec<Hash> {
        (0..count).map(|number| crate::sha256(&number.to_be_bytes())).collect()
    }

    /// The root by the words of the RFC, with nothing clever.
    fn plain(leaves: &[Hash]) -> Hash {
        match leaves {
            [] => empty(),
            [one] => *one,
            more => {
                let mut k = 1;
                while k * 2 < more.len() {
                    k *= 2;
                }
                node(&plain(&more[..k]), &plain(&more[k..]))
            }
        }
    }

    #[test]
    fn the_known_roots_come_out() {
        assert_eq!(hex(&root(&[])), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        let (leaves, tree) = (known(), known().into_iter().collect::<Tree>());
        for (size, known) in (1..).zip(ROOTS) {
            assert_eq!(hex(&root(&leaves[..size])), known);
            assert_eq!(hex(&tree.root(size as u64).unwrap()), known);
        }
    }

    #[test]
    fn the_known_paths_come_out() {
        let tree = known().into_iter().collect::<Tree>();
        let path = |hashes: &[&str]| hashes.iter().map(|hash| from_hex(hash).unwrap()).collect::<Vec<Hash>>();
        assert_eq!(tree.inclusion(0, 1).unwrap(), path(&[]));
        let first_of_eight = path(&[
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ]);
        assert_eq!(tree.inclusion(0, 8).unwrap(), first_of_eight);
        let sixth_of_eight = path(&[
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ]);
        assert_eq!(tree.inclusion(5, 8).unwrap(), sixth_of_eight);
        let six_to_eight = path(&[
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ]);
        assert_eq!(tree.consistency(6, 8).unwrap(), six_to_eight);
        let two_to_five = path(&[
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ]);
        assert_eq!(tree.consistency(2, 5).unwrap(), two_to_five);
    }

    #[test]
    fn every_proof_of_small_trees_verifies() {
        let leaves = many(300);
        let tree: Tree = leaves.iter().copied().collect();
        let mut frontier = Frontier::default();
        for size in 1..=leaves.len() {
            frontier.append(&leaves[size - 1]);
            let (count, whole) = (size as u64, plain(&leaves[..size]));
            assert_eq!((frontier.root(), frontier.size()), (whole, count));
            assert_eq!(tree.root(count), Some(whole));
            assert_eq!(Frontier::from_bytes(&frontier.to_bytes()).as_ref(), Some(&frontier));
            for index in 0..count {
                let path = tree.inclusion(index, count).unwrap();
                assert!(verify_inclusion(&leaves[index as usize], index, count, &path, &whole), "{index} of {size}");
            }
            for from in 0..=count {
                let path = tree.consistency(from, count).unwrap();
                let begin = tree.root(from).unwrap();
                assert!(verify_consistency((from, &begin), (count, &whole), &path), "{from} to {size}");
            }
        }
        assert_eq!(tree.root(301), None);
        assert_eq!((tree.inclusion(3, 301), tree.inclusion(3, 3)), (None, None));
        assert_eq!((tree.consistency(3, 301), tree.consistency(4, 3)), (None, None));
    }

    #[test]
    fn only_what_a_frontier_writes_is_read() {
        let mut frontier = Frontier::default();
        many(5).iter().for_each(|leaf| frontier.append(leaf));
        let bytes = frontier.to_bytes();
        for length in (0..bytes.len()).chain([bytes.len() + 1, bytes.len() + 32]) {
            let mut other = bytes.clone();
            other.resize(length, 0);
            assert_eq!(Frontier::from_bytes(&other), None, "{length}");
        }
    }

    fn flip(hash: &Hash, bit: usize) -> Hash {
        let mut other = *hash;
        other[bit / 8 % 32] ^= 1 << (bit % 8);
        other
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]
        #[test]
        fn a_changed_inclusion_proof_fails(
            size in 1..700_u64, at: prop::sample::Index, bit in 0..256_usize, step: prop::sample::Index,
        ) {
            let leaves = many(size as u32);
            let tree: Tree = leaves.iter().copied().collect();
            let index = at.index(leaves.len()) as u64;
            let (leaf, whole) = (leaves[index as usize], tree.root(size).unwrap());
            let path = tree.inclusion(index, size).unwrap();
            prop_assert!(verify_inclusion(&leaf, index, size, &path, &whole));
            prop_assert!(!verify_inclusion(&flip(&leaf, bit), index, size, &path, &whole));
            prop_assert!(!verify_inclusion(&leaf, index, size, &path, &flip(&whole, bit)));
            for other in (0..size).filter(|other| *other != index) {
                prop_assert!(!verify_inclusion(&leaf, other, size, &path, &whole));
            }
            if !path.is_empty() {
                let mut changed = path.clone();
                let place = step.index(path.len());
                changed[place] = flip(&changed[place], bit);
                prop_assert!(!verify_inclusion(&leaf, index, size, &changed, &whole));
                prop_assert!(!verify_inclusion(&leaf, index, size, &path[1..], &whole));
                prop_assert!(!verify_inclusion(&leaf, index, size, &path[..path.len() - 1], &whole));
            }
            let longer = [&path[..], &[leaf]].concat();
            prop_assert!(!verify_inclusion(&leaf, index, size, &longer, &whole));
        }

        #[test]
        fn a_changed_consistency_proof_fails(
            to in 2..700_u64, at: prop::sample::Index, bit in 0..256_usize, step: prop::sample::Index,
        ) {
            let tree: Tree = many(to as u32).into_iter().collect();
            let from = 1 + at.index(to as usize - 1) as u64;
            let (one, other) = (tree.root(from).unwrap(), tree.root(to).unwrap());
            let path = tree.consistency(from, to).unwrap();
            prop_assert!(verify_consistency((from, &one), (to, &other), &path));
            prop_assert!(!verify_consistency((from, &flip(&one, bit)), (to, &other), &path));
            prop_assert!(!verify_consistency((from, &one), (to, &flip(&other, bit)), &path));
            for wrong in (1..to).filter(|wrong| *wrong != from) {
                prop_assert!(!verify_consistency((wrong, &one), (to, &other), &path));
            }
            let mut changed = path.clone();
            let place = step.index(path.len());
            changed[place] = flip(&changed[place], bit);
            prop_assert!(!verify_consistency((from, &one), (to, &other), &changed));
            prop_assert!(!verify_consistency((from, &one), (to, &other), &path[1..]));
            prop_assert!(!verify_consistency((from, &one), (to, &other), &[&path[..], &[one]].concat()));
        }

        #[test]
        fn any_size_in_a_proof_is_answered(
            leaf: [u8; 32], index: u64, size: u64, path in prop::collection::vec(any::<[u8; 32]>(), 0..70),
        ) {
            prop_assert!(path.is_empty() || !verify_inclusion(&leaf, index, size, &path, &leaf));
            let same = index == size && path.is_empty();
            prop_assert!(same || !verify_consistency((index, &leaf), (size, &leaf), &path));
        }
    }
}
