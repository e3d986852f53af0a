//! Signatures of an organisation over its log: Ed25519 (RFC 8032) over texts that say what they are and of which round, so
//! no signature can be used for anything else.

use crate::{Hash, from_hex, hex, sha256};
use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// An Ed25519 signature.
pub type Signature = [u8; 64];

/// First lines of the texts.
const HEAD: &str = "samenspel-head/1";
const PROMISE: &str = "samenspel-promise/1";
const MANIFEST: &str = "samenspel-manifest/1";
const KEY: &str = "samenspel-key/1";

/// The key that an organisation signs with. It is wiped from memory when dropped.
#[derive(Clone)]
pub struct Signer(SigningKey);

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signer({})", self.public().fingerprint())
    }
}

impl Signer {
    /// The key of a seed (RFC 8032 §5.1.5).
    #[must_use]
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// What others check with.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }

    /// Signs a head.
    #[must_use]
    pub fn head(&self, head: Head) -> SignedHead {
        let signature = self.sign(head.text().as_bytes());
        SignedHead { head, signature }
    }

    /// Promises to put a ballot into the log. The same ballot always gets the same promise.
    #[must_use]
    pub fn promise(&self, round: Uuid, leaf: &Hash) -> Signature {
        self.sign(promise_text(round, leaf).as_bytes())
    }

    /// Signs a manifest.
    #[must_use]
    pub fn manifest(&self, manifest: &[u8]) -> Signature {
        self.sign(&manifest_text(manifest))
    }

    /// Signs the key that comes after this one, so that whoever trusts this one can trust the next.
    #[must_use]
    pub fn key(&self, next: &PublicKey) -> Signature {
        self.sign(key_text(next).as_bytes())
    }

    fn sign(&self, text: &[u8]) -> Signature {
        self.0.sign(text).to_bytes()
    }
}

/// The key that anybody checks with.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({self})")
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(self.as_bytes()))
    }
}

/// What is no key: not 64 lower-case hexadecimal digits, or no point of the curve that a signer could have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no Ed25519 public key in 64 hexadecimal digits")]
pub struct NoKey;

impl FromStr for PublicKey {
    type Err = NoKey;

    fn from_str(text: &str) -> Result<Self, NoKey> {
        Self::from_bytes(&from_hex(text).ok_or(NoKey)?)
    }
}

impl PublicKey {
    /// From its 32 bytes.
    ///
    /// # Errors
    /// [`NoKey`]; also for weak points, under which one signature would fit many texts.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, NoKey> {
        VerifyingKey::from_bytes(bytes).ok().filter(|key| !key.is_weak()).map(Self).ok_or(NoKey)
    }

    /// The 32 bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }

    /// Its fingerprint: the SHA-256 of the 32 bytes, in hexadecimal digits.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        hex(&sha256(self.as_bytes()))
    }

    /// Whether a head was signed.
    #[must_use]
    pub fn verify_head(&self, head: &SignedHead) -> bool {
        self.verify(head.head.text().as_bytes(), &head.signature)
    }

    /// Whether a ballot was promised.
    #[must_use]
    pub fn verify_promise(&self, round: Uuid, leaf: &Hash, signature: &Signature) -> bool {
        self.verify(promise_text(round, leaf).as_bytes(), signature)
    }

    /// Whether a manifest was signed.
    #[must_use]
    pub fn verify_manifest(&self, manifest: &[u8], signature: &Signature) -> bool {
        self.verify(&manifest_text(manifest), signature)
    }

    /// Whether this key signed the one that came after it.
    #[must_use]
    pub fn verify_key(&self, next: &PublicKey, signature: &Signature) -> bool {
        self.verify(key_text(next).as_bytes(), signature)
    }

    fn verify(&self, text: &[u8], signature: &Signature) -> bool {
        self.0.verify_strict(text, &ed25519_dalek::Signature::from_bytes(signature)).is_ok()
    }
}

fn promise_text(round: Uuid, leaf: &Hash) -> String {
    format!("{PROMISE}\n{round}\n{}\n", hex(leaf))
}

fn key_text(next: &PublicKey) -> String {
    format!("{KEY}\n{next}\n")
}

fn manifest_text(manifest: &[u8]) -> Vec<u8> {
    [MANIFEST.as_bytes(), b"\n", manifest].concat()
}

/// A moment as it stands in signed texts: RFC 3339 in UTC with whole seconds, `2027-03-01T12:00:00Z`. Moments sort as they
/// follow each other.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(String);

/// What is no such moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a time is written as 2027-03-01T12:00:00Z")]
pub struct NoTime;

impl FromStr for Time {
    type Err = NoTime;

    fn from_str(text: &str) -> Result<Self, NoTime> {
        let shaped = text.len() == 20
            && text.bytes().zip(b"0000-00-00T00:00:00Z").all(|(is, like)| match like {
                b'0' => is.is_ascii_digit(),
                sign => is == *sign,
            });
        let within = |at: usize, least: u8, most: u8| {
            let number = text.get(at..at + 2).and_then(|digits| digits.parse::<u8>().ok());
            number.is_some_and(|number| (least..=most).contains(&number))
        };
        let right = shaped
            && within(5, 1, 12)
            && within(8, 1, 31)
            && within(11, 0, 23)
            && within(14, 0, 59)
            && within(17, 0, 59);
        if right { Ok(Self(text.to_owned())) } else { Err(NoTime) }
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Time {
    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The state of a log at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Of which round.
    pub round: Uuid,
    /// How many leaves there are.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
    /// When.
    pub at: Time,
}

impl Head {
    /// What is signed: five lines, each ended by LF.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{HEAD}\n{}\n{}\n{}\n{}\n", self.round, self.size, hex(&self.root), self.at)
    }
}

/// A head with its signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedHead {
    /// The head.
    pub head: Head,
    /// Over [`Head::text`].
    pub signature: Signature,
}

/// What is no signed head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no signed head")]
pub struct NoHead;

impl SignedHead {
    /// To be saved: the head's five lines, and the signature in hexadecimal digits on a sixth.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}{}\n", self.head.text(), hex(&self.signature))
    }
}

impl FromStr for SignedHead {
    type Err = NoHead;

    /// Reads [`SignedHead::text`]; the ends of lines may have become those of another system.
    fn from_str(text: &str) -> Result<Self, NoHead> {
        let mut lines = text.trim_end().lines();
        let mut line = || lines.next().ok_or(NoHead);
        if line()? != HEAD {
            return Err(NoHead);
        }
        let round = line()?.parse().map_err(|_| NoHead)?;
        let size = line()?.parse().map_err(|_| NoHead)?;
        let root = from_hex(line()?).ok_or(NoHead)?;
        let at = line()?.parse().map_err(|_| NoHead)?;
        let signature = from_hex(line()?).ok_or(NoHead)?;
        if lines.next().is_some() { Err(NoHead) } else { Ok(Self { head: Head { round, size, root, at }, signature }) }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    fn bytes<const N: usize>(hex: &str) -> [u8; N] {
        from_hex(hex).unwrap()
    }

    /// RFC 8032 §7.1, TEST 3.
    #[test]
    fn a_key_signs_the_next_and_no_other() {
        let [first, second, third] = [1, 2, 3].map(|byte| Signer::from_seed(&[byte; 32]));
        let signature = first.key(&second.public());
        assert!(first.public().verify_key(&second.public(), &signature));
        assert!(!first.public().verify_key(&third.public(), &signature));
        assert!(!third.public().verify_key(&second.public(), &signature));
        assert!(!first.public().verify_promise(Uuid::nil(), second.public().as_bytes(), &signature));
    }

    #[test]
    fn a_known_signature_comes_out() {
        let seed = bytes("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7");
        let signer = Signer::from_seed(&seed);
        let public = "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025";
        assert_eq!(signer.public().to_string(), public);
        let signature = concat!(
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac",
            "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        );
        assert_eq!(hex(&signer.sign(&[0xaf, 0x82])), signature);
        let key: PublicKey = public.parse().unwrap();
        assert!(key.verify(&[0xaf, 0x82], &bytes(signature)));
        assert!(!key.verify(&[0xaf, 0x83], &bytes(signature)));
    }

    fn head() -> Head {
        let at = "2027-03-01T12:00:00Z".parse().unwrap();
        Head { round: Uuid::from_u128(7), size: 12, root: [0xAB; 32], at }
    }

    #[test]
    fn texts_are_as_written_down() {
        let root = "ab".repeat(32);
        let round = "00000000-0000-0000-0000-000000000007";
        assert_eq!(head().text(), format!("samenspel-head/1\n{round}\n12\n{root}\n2027-03-01T12:00:00Z\n"));
        assert_eq!(promise_text(Uuid::from_u128(7), &[0xAB; 32]), format!("samenspel-promise/1\n{round}\n{root}\n"));
        assert_eq!(manifest_text(b"{}"), b"samenspel-manifest/1\n{}");
    }

    #[test]
    fn a_signed_head_is_saved_and_read() {
        let signer = Signer::from_seed(&[9; 32]);
        let signed = signer.head(head());
        assert!(signer.public().verify_head(&signed));
        assert_eq!(signed.text().parse(), Ok(signed.clone()));
        assert_eq!(signed.text().replace('\n', "\r\n").parse(), Ok(signed.clone()));
        for wrong in ["", "samenspel-head/1", &signed.head.text(), &format!("{}more\n", signed.text())] {
            assert_eq!(wrong.parse::<SignedHead>(), Err(NoHead), "{wrong}");
        }
        assert!(!Signer::from_seed(&[8; 32]).public().verify_head(&signed));
    }

    #[test]
    fn promises_are_repeated_word_by_word() {
        let signer = Signer::from_seed(&[9; 32]);
        let (round, leaf) = (Uuid::from_u128(7), [1; 32]);
        let promise = signer.promise(round, &leaf);
        assert_eq!(signer.promise(round, &leaf), promise);
        assert!(signer.public().verify_promise(round, &leaf, &promise));
        assert!(!signer.public().verify_promise(Uuid::from_u128(8), &leaf, &promise));
        assert!(!signer.public().verify_manifest(promise_text(round, &leaf).as_bytes(), &promise));
    }

    #[test]
    fn what_is_no_key_is_refused() {
        // The neutral point: a signature under it would fit every text.
        let weak = format!("01{}", "00".repeat(31));
        for wrong in ["", "zz", &weak, &"AB".repeat(32)] {
            assert_eq!(wrong.parse::<PublicKey>(), Err(NoKey), "{wrong}");
        }
        let key = Signer::from_seed(&[9; 32]).public();
        assert_eq!(key.fingerprint(), hex(&sha256(key.as_bytes())));
        assert!(format!("{:?}", Signer::from_seed(&[9; 32])).contains(&key.fingerprint()));
    }

    #[test]
    fn times_are_whole_seconds_in_utc() {
        for wrong in [
            "",
            "2027-03-01T12:00:00",
            "2027-03-01T12:00:00.5Z",
            "2027-13-01T12:00:00Z",
            "2027-03-00T12:00:00Z",
            "2027-03-01T24:00:00Z",
            "2027-03-01t12:00:00Z",
            "2027-03-01T12:00:00+0",
            "2027-03-01T12:60:00Z",
        ] {
            assert_eq!(wrong.parse::<Time>(), Err(NoTime), "{wrong}");
        }
        assert!("2027-03-01T12:00:00Z".parse::<Time>().unwrap() < "2027-03-01T12:00:01Z".parse().unwrap());
    }

    proptest! {
        #[test]
        fn a_changed_head_or_signature_fails(bit in 0..512_usize, size: u64, root: [u8; 32]) {
            let signer = Signer::from_seed(&[9; 32]);
            let signed = signer.head(Head { size, root, ..head() });
            let mut forged = signed.clone();
            forged.signature[bit / 8] ^= 1 << (bit % 8);
            prop_assert!(!signer.public().verify_head(&forged));
            let mut forged = signed.clone();
            forged.head.root[bit / 8 % 32] ^= 1 << (bit % 8);
            prop_assert!(!signer.public().verify_head(&forged));
            let mut forged = signed;
            forged.head.size ^= 1 << (bit % 64);
            prop_assert!(!signer.public().verify_head(&forged));
        }

        #[test]
        fn any_text_is_answered(text in "\\PC*") {
            prop_assert!(text.parse::<SignedHead>().is_err());
            let _ = text.parse::<Time>();
        }
    }
}
