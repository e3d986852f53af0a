//! What stands in the log of a round. A leaf is a leaf hash of RFC 9162 §2.1.1 over a kind, the round and what belongs to
//! the kind, so no leaf of one kind or round can be taken for one of another.

use crate::Hash;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// First byte of what is hashed for a leaf (RFC 9162 §2.1.1).
const LEAF: u8 = 0x00;

/// Kinds of leaves, by their byte.
const BALLOT: u8 = 0x01;
const REVOCATION: u8 = 0x02;
const ACT: u8 = 0x03;

/// Why a ballot that is in the log does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Its voter handed in another.
    Replaced,
    /// It was declared void.
    Void,
}

impl Reason {
    /// The byte that goes into the leaf.
    #[must_use]
    pub fn byte(self) -> u8 {
        match self {
            Self::Replaced => 1,
            Self::Void => 2,
        }
    }

    /// The word in `log.tsv`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Replaced => "replaced",
            Self::Void => "void",
        }
    }

    /// From the word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Replaced, Self::Void].into_iter().find(|reason| reason.word() == word)
    }
}

fn begun(kind: u8, round: Uuid) -> Sha256 {
    Sha256::new().chain_update([LEAF, kind]).chain_update(round.as_bytes())
}

/// The leaf of a ballot: SHA-256(0x00 ‖ 0x01 ‖ round ‖ voter's nonce ‖ our nonce ‖ ballot in canonical text).
///
/// The voter's nonce is 32 zeros if the voter's browser made none.
#[must_use]
pub fn ballot(round: Uuid, voter_nonce: &[u8; 32], nonce: &[u8; 32], ballot: &str) -> Hash {
    let parts = begun(BALLOT, round).chain_update(voter_nonce).chain_update(nonce);
    parts.chain_update(ballot.as_bytes()).finalize().into()
}

/// The leaf that takes a ballot back: SHA-256(0x00 ‖ 0x02 ‖ round ‖ the ballot's leaf ‖ reason). It never names what came
/// in its place.
#[must_use]
pub fn revocation(round: Uuid, old: &Hash, reason: Reason) -> Hash {
    begun(REVOCATION, round).chain_update(old).chain_update([reason.byte()]).finalize().into()
}

/// The leaf of an act on the round: SHA-256(0x00 ‖ 0x03 ‖ round ‖ the act as JSON on one line).
#[must_use]
pub fn act(round: Uuid, json: &str) -> Hash {
    begun(ACT, round).chain_update(json.as_bytes()).finalize().into()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::{hex, sha256};

    #[test]
    fn leaves_are_hashes_of_what_is_written_down() {
        let round = Uuid::from_bytes([0x11; 16]);
        let mut bytes = vec![0, 1];
        bytes.extend([0x11; 16]);
        bytes.extend([0x22; 32]);
        bytes.extend([0x33; 32]);
        bytes.extend(b"[1,2]");
        assert_eq!(ballot(round, &[0x22; 32], &[0x33; 32], "[1,2]"), sha256(&bytes));
        let mut bytes = vec![0, 2];
        bytes.extend([0x11; 16]);
        bytes.extend([0x44; 32]);
        bytes.push(2);
        assert_eq!(revocation(round, &[0x44; 32], Reason::Void), sha256(&bytes));
        assert_ne!(revocation(round, &[0x44; 32], Reason::Replaced), sha256(&bytes));
        let mut bytes = vec![0, 3];
        bytes.extend([0x11; 16]);
        bytes.extend(br#"{"act":"closed"}"#);
        assert_eq!(act(round, r#"{"act":"closed"}"#), sha256(&bytes));
    }

    #[test]
    fn a_ballot_of_another_round_is_another_leaf() {
        let of = |round: u128| hex(&ballot(Uuid::from_u128(round), &[0; 32], &[1; 32], "[]"));
        assert_ne!(of(1), of(2));
        assert_eq!(of(1), of(1));
    }

    #[test]
    fn reasons_have_one_word() {
        for reason in [Reason::Replaced, Reason::Void] {
            assert_eq!(Reason::parse(reason.word()), Some(reason));
        }
        assert_eq!(Reason::parse("Void"), None);
    }
}
