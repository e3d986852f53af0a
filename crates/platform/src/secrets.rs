//! Keys and what is done with them.
//!
//! One master secret of the installation derives a key per purpose and generation (HKDF-SHA256, RFC 5869). Nothing
//! here prints a key, and keys are wiped from memory when they go.

use crate::clock::{Clock, from_micros, to_micros};
use crate::ids::Random;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use data_encoding::{BASE64, BASE64_NOPAD, BASE64URL, BASE64URL_NOPAD, HEXLOWER_PERMISSIVE};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::Sha256;
use std::io::{ErrorKind, Read, Write};
use std::path::Path;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// The length of every key, in bytes.
const LENGTH: usize = 32;
/// The length of the number-used-once of XChaCha20, long enough to be drawn at random.
const NONCE: usize = 24;
/// Cookies longer than this are cut off by browsers; what is longer was not made by us.
const LONGEST_TOKEN: usize = 4_096;

/// Why there is no master secret; the program does not start without one.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// It is not 32 bytes in base64 or hexadecimal.
    #[error("the master secret is not 32 bytes in base64 or hexadecimal")]
    Unreadable,
    /// It was not drawn at random.
    #[error("the master secret is weak: let the program make one, or use 32 random bytes")]
    Weak,
    /// The file cannot be read or made.
    #[error("the file of the master secret: {0}")]
    File(#[from] std::io::Error),
}

/// The secret of the installation, from which all keys come.
#[derive(Clone)]
pub struct MasterSecret(Zeroizing<[u8; LENGTH]>);

impl std::fmt::Debug for MasterSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MasterSecret(…)")
    }
}

impl MasterSecret {
    /// Takes 32 bytes, unless they are plainly not random: few different bytes, or only signs that one can type.
    pub fn from_bytes(bytes: [u8; LENGTH]) -> Result<Self, SecretError> {
        let bytes = Zeroizing::new(bytes);
        let mut seen = [false; 256];
        for byte in bytes.iter() {
            if let Some(place) = seen.get_mut(usize::from(*byte)) {
                *place = true;
            }
        }
        // 32 random bytes have fewer than 16 different ones, or none outside ASCII, less than once in 10^9 times.
        let different = seen.iter().filter(|seen| **seen).count();
        let in_a_row = bytes.iter().zip(bytes.iter().skip(1)).all(|(a, b)| b.wrapping_sub(*a) <= 1);
        if different < 16 || bytes.is_ascii() || in_a_row {
            return Err(SecretError::Weak);
        }
        Ok(MasterSecret(bytes))
    }

    /// Reads it from a setting: base64 (either alphabet) or hexadecimal.
    pub fn from_text(text: &str) -> Result<Self, SecretError> {
        let text = text.trim().as_bytes();
        if text.len() > 2 * LENGTH {
            return Err(SecretError::Unreadable);
        }
        for encoding in [HEXLOWER_PERMISSIVE, BASE64, BASE64_NOPAD, BASE64URL, BASE64URL_NOPAD] {
            let Ok(bytes) = encoding.decode(text).map(Zeroizing::new) else { continue };
            if let Ok(bytes) = <[u8; LENGTH]>::try_from(bytes.as_slice()) {
                return Self::from_bytes(bytes);
            }
        }
        Err(SecretError::Unreadable)
    }

    /// Reads it from its file; at the first start the file is made, readable by the program's user only.
    pub fn from_file(file: &Path, random: &Random) -> Result<Self, SecretError> {
        match std::fs::File::open(file) {
            Ok(mut open) => {
                warn_if_others_can_read(file);
                let mut text = Zeroizing::new(String::new());
                open.read_to_string(&mut text)?;
                Self::from_text(&text)
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Self::create(file, random),
            Err(error) => Err(error.into()),
        }
    }

    fn create(file: &Path, random: &Random) -> Result<Self, SecretError> {
        let secret = Self::from_bytes(random.bytes())?;
        let text = Zeroizing::new(BASE64.encode(secret.0.as_slice()) + "\n");
        let mut options = std::fs::OpenOptions::new();
        // `create_new`: two programs that start together do not end with two secrets.
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut made = options.open(file)?;
        made.write_all(text.as_bytes())?;
        made.sync_all()?;
        Ok(secret)
    }

    /// The key for a purpose. The generation lets a purpose change its key while what was made earlier stays readable.
    pub fn derive(&self, purpose: &str, generation: u32) -> Key {
        self.derive_with(purpose, generation, &[])
    }

    /// The key for a purpose that also needs a share which lies elsewhere; without the share the key is lost.
    pub fn derive_with(&self, purpose: &str, generation: u32, share: &[u8]) -> Key {
        let mut info = Vec::with_capacity(purpose.len() + 12);
        push_part(&mut info, purpose.as_bytes());
        info.extend_from_slice(&generation.to_be_bytes());
        let mut key = Zeroizing::new([0; LENGTH]);
        let derived = Hkdf::<Sha256>::new(Some(share), self.0.as_slice()).expand(&info, key.as_mut_slice());
        debug_assert!(derived.is_ok(), "HKDF gives up to 8,160 bytes");
        Key(key)
    }
}

#[cfg(unix)]
fn warn_if_others_can_read(file: &Path) {
    use std::os::unix::fs::PermissionsExt;
    if std::fs::metadata(file).is_ok_and(|about| about.permissions().mode() & 0o077 != 0) {
        tracing::warn!(file = %file.display(), "other users of this machine can read the master secret");
    }
}

#[cfg(not(unix))]
fn warn_if_others_can_read(_file: &Path) {}

/// A key for one purpose; wiped from memory when dropped, never printed.
#[derive(Clone)]
pub struct Key(Zeroizing<[u8; LENGTH]>);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(…)")
    }
}

impl Key {
    /// A key that was drawn or kept elsewhere, for instance one that lies in a visitor's cookie.
    pub fn from_bytes(bytes: [u8; LENGTH]) -> Self {
        Key(Zeroizing::new(bytes))
    }

    /// A new random key.
    pub fn random(random: &Random) -> Self {
        Key(Zeroizing::new(random.bytes()))
    }

    /// The bytes, for a library that needs them (signing).
    pub fn as_bytes(&self) -> &[u8; LENGTH] {
        &self.0
    }
}

fn push_part(into: &mut Vec<u8>, part: &[u8]) {
    into.extend_from_slice(&(part.len() as u64).to_be_bytes());
    into.extend_from_slice(part);
}

/// HMAC-SHA256 over parts, each with its length before it, so that no two lists of parts look alike.
pub fn hmac(key: &Key, parts: &[&[u8]]) -> [u8; LENGTH] {
    let Ok(mut mac) = <Hmac<Sha256> as Mac>::new_from_slice(key.0.as_slice()) else {
        unreachable!("HMAC takes a key of any length");
    };
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// Whether two secrets are equal, in a time that does not tell where they differ.
pub fn same(one: &[u8], other: &[u8]) -> bool {
    one.ct_eq(other).into()
}

/// Encryption under one key (XChaCha20-Poly1305). What is sealed cannot be read or changed, and opens only with
/// the same associated data: the place where it belongs.
#[derive(Clone, Debug)]
pub struct SealedBox {
    key: Key,
    random: Random,
}

impl SealedBox {
    /// A box that locks with this key.
    pub fn new(key: &Key, random: &Random) -> Self {
        SealedBox { key: key.clone(), random: random.clone() }
    }

    /// Seals; the result is 40 bytes longer.
    pub fn seal(&self, belongs_to: &[u8], plain: &[u8]) -> Vec<u8> {
        let nonce: [u8; NONCE] = self.random.bytes();
        let Ok(locked) = self.cipher().encrypt(XNonce::from_slice(&nonce), Payload { msg: plain, aad: belongs_to })
        else {
            unreachable!("XChaCha20-Poly1305 refuses only texts of more than 256 GB");
        };
        [nonce.as_slice(), &locked].concat()
    }

    /// Opens; `None` for anything that was not sealed with this key for this place.
    pub fn open(&self, belongs_to: &[u8], sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (nonce, locked) = sealed.split_at_checked(NONCE)?;
        self.cipher()
            .decrypt(XNonce::from_slice(nonce), Payload { msg: locked, aad: belongs_to })
            .ok()
            .map(Zeroizing::new)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(chacha20poly1305::Key::from_slice(self.key.0.as_slice()))
    }
}

/// Makes and reads sealed tokens for cookies and links: only we can read them, and they expire.
#[derive(Clone, Debug)]
pub struct Tokens {
    /// The first one seals, all of them open.
    boxes: Vec<SealedBox>,
    clock: Clock,
}

impl Tokens {
    /// Tokens under a key.
    pub fn new(key: &Key, clock: &Clock, random: &Random) -> Self {
        Tokens { boxes: vec![SealedBox::new(key, random)], clock: clock.clone() }
    }

    /// The same, which also opens what was sealed under an earlier key.
    #[must_use]
    pub fn and_earlier(mut self, key: &Key) -> Self {
        if let Some(first) = self.boxes.first() {
            let earlier = SealedBox::new(key, &first.random);
            self.boxes.push(earlier);
        }
        self
    }

    /// Seals a value for one purpose until a moment; URL-safe base64.
    pub fn seal_token<A: Serialize>(
        &self,
        purpose: &str,
        value: &A,
        expires: Timestamp,
    ) -> Result<String, serde_json::Error> {
        let mut plain = Zeroizing::new(to_micros(expires).to_be_bytes().to_vec());
        serde_json::to_writer(&mut *plain, value)?;
        let sealed = self.boxes.first().map(|sealer| sealer.seal(purpose.as_bytes(), &plain)).unwrap_or_default();
        Ok(BASE64URL_NOPAD.encode(&sealed))
    }

    /// Reads a token back; `None` if it is not ours, for another purpose, or past its moment.
    pub fn open_token<A: DeserializeOwned>(&self, purpose: &str, token: &str) -> Option<A> {
        if token.len() > LONGEST_TOKEN {
            return None;
        }
        let sealed = BASE64URL_NOPAD.decode(token.as_bytes()).ok()?;
        let plain = self.boxes.iter().find_map(|sealer| sealer.open(purpose.as_bytes(), &sealed))?;
        let (expires, value) = plain.split_first_chunk::<8>()?;
        if from_micros(i64::from_be_bytes(*expires)) <= self.clock.now() {
            return None;
        }
        serde_json::from_slice(value).ok()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;

    fn master() -> MasterSecret {
        MasterSecret::from_bytes(Random::seeded(1).bytes()).unwrap()
    }

    #[test]
    fn the_file_is_made_once_and_for_us_only() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("secret");
        let made = MasterSecret::from_file(&file, &Random::system()).unwrap();
        let read = MasterSecret::from_file(&file, &Random::system()).unwrap();
        assert!(same(made.derive("x", 0).as_bytes(), read.derive("x", 0).as_bytes()));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        }
        std::fs::write(&file, "changeme").unwrap();
        assert!(matches!(MasterSecret::from_file(&file, &Random::system()), Err(SecretError::Unreadable)));
    }

    #[test]
    fn weak_secrets_are_refused() {
        let bytes: [u8; 32] = Random::seeded(9).bytes();
        for text in [BASE64.encode(&bytes), BASE64URL_NOPAD.encode(&bytes), HEXLOWER_PERMISSIVE.encode(&bytes)] {
            assert!(MasterSecret::from_text(&format!(" {text}\n")).is_ok(), "{text}");
        }
        let row: [u8; 32] = std::array::from_fn(|i| u8::try_from(i + 120).unwrap());
        for weak in [[0; 32], *b"0123456789abcdefghijklmnopqrstuv", row] {
            assert!(matches!(MasterSecret::from_text(&BASE64.encode(&weak)), Err(SecretError::Weak)));
        }
        for none in ["", "secret", &"ab".repeat(31), &"a".repeat(10_000)] {
            assert!(matches!(MasterSecret::from_text(none), Err(SecretError::Unreadable)), "{none}");
        }
    }

    #[test]
    fn each_purpose_generation_and_share_has_its_own_key() {
        let master = master();
        let keys = [
            master.derive("codes", 1),
            master.derive("codes", 2),
            master.derive("cookies", 1),
            master.derive_with("codes", 1, b"share"),
        ];
        for (place, key) in keys.iter().enumerate() {
            for other in keys.iter().skip(place + 1) {
                assert_ne!(key.as_bytes(), other.as_bytes());
            }
        }
        assert_eq!(master.derive("codes", 1).as_bytes(), master.derive("codes", 1).as_bytes());
        assert_eq!(format!("{:?} {:?}", master, keys.first()), "MasterSecret(…) Some(Key(…))");
    }

    #[test]
    fn parts_cannot_be_shifted() {
        let key = master().derive("x", 0);
        assert_ne!(hmac(&key, &[b"ab", b"c"]), hmac(&key, &[b"a", b"bc"]));
        assert_ne!(hmac(&key, &[b"abc"]), hmac(&key, &[b"abc", b""]));
        assert_eq!(hmac(&key, &[b"abc"]), hmac(&key, &[b"abc"]));
    }

    #[test]
    fn what_is_sealed_opens_only_in_its_place() {
        let sealer = SealedBox::new(&master().derive("draft", 0), &Random::system());
        let sealed = sealer.seal(b"round 1", b"my choice");
        assert_eq!(sealer.open(b"round 1", &sealed).unwrap().as_slice(), b"my choice");
        assert_eq!(sealer.open(b"round 2", &sealed), None);
        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert_eq!(sealer.open(b"round 1", &changed), None, "byte {place}");
        }
        assert_eq!(sealer.open(b"round 1", &[]), None);
        assert_eq!(SealedBox::new(&master().derive("other", 0), &Random::system()).open(b"round 1", &sealed), None);
    }

    #[test]
    fn tokens_expire_and_keep_their_purpose() {
        let start: Timestamp = "2027-03-03T11:00:00Z".parse().unwrap();
        let clock = Clock::fixed(start);
        let old = master().derive("token", 1);
        let tokens = Tokens::new(&old, &clock, &Random::system());
        let token = tokens.seal_token("voter", &(7_i64, "West"), start + jiff::SignedDuration::from_mins(10)).unwrap();
        assert!(token.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_'));
        let read = |tokens: &Tokens, purpose: &str| tokens.open_token::<(i64, String)>(purpose, &token);
        assert_eq!(read(&tokens, "voter"), Some((7, "West".to_owned())));
        assert_eq!(read(&tokens, "staff"), None);
        let newer = Tokens::new(&master().derive("token", 2), &clock, &Random::system());
        assert_eq!(read(&newer, "voter"), None);
        assert_eq!(read(&newer.and_earlier(&old), "voter"), Some((7, "West".to_owned())));
        clock.advance(jiff::SignedDuration::from_mins(10));
        assert_eq!(read(&tokens, "voter"), None);
        for bad in ["", "a", "é", &token[1..], &"A".repeat(5_000)] {
            assert_eq!(tokens.open_token::<(i64, String)>("voter", bad), None);
        }
    }
}
