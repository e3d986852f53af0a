//! What makes a vote checkable by anybody: the public log of a round in the form of Certificate Transparency, signed
//! heads and promises, receipts, and the download that holds all of it.
//!
//! The crate is pure: no input or output, no clock, no threads, no randomness. What the server writes and what a stranger
//! checks goes through the same few functions, and every format is written down where it is made:
//!
//! - [`leaf`]: what stands in the log, as hashes that tell nothing to whoever does not know the nonces;
//! - [`tree`]: the Merkle tree over them (RFC 9162), with proofs that a leaf is in it and that it only ever grew;
//! - [`sign`]: Ed25519 over heads of the tree and over promises to put a ballot into it;
//! - [`receipt`]: the short code that a voter keeps;
//! - [`ballot`], [`rules`], [`count`]: what stands on a ballot, whether the rules allow it, and what the ballots decide;
//! - [`log`], [`package`]: the log and the whole round as a file to download;
//! - [`verify`]: checks such a file, with nothing but its bytes.
#![forbid(unsafe_code)]

pub mod ballot;
pub mod count;
pub mod leaf;
pub mod log;
pub mod package;
pub mod receipt;
pub mod rules;
pub mod sign;
pub mod tree;
pub mod verify;
pub mod zip;

/// A SHA-256 hash.
pub type Hash = [u8; 32];

/// A hash or other bytes in lower-case hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(bytes)
}

/// Reads exactly `N` bytes in lower-case hexadecimal digits; nothing else is taken, so that there is one text for one
/// value.
#[must_use]
pub fn from_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    data_encoding::HEXLOWER.decode(text.as_bytes()).ok()?.try_into().ok()
}

/// The SHA-256 of some bytes, as the manifest and the acts of the log name files.
#[must_use]
pub fn sha256(bytes: &[u8]) -> Hash {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).into()
}
