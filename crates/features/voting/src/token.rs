//! Keys, tokens and cookies: where entitlement and ballot meet, and nowhere else.
//!
//! `K = HKDF(master secret, share)`; the share is 32 random bytes in the private file store and is deleted at sealing.
//! `token = HMAC(K, entitlement)`. The voter's cookie holds the entitlement, sealed; the token never leaves the server.

use crate::model::{Draft, Kind, Round, RoundId, Voter};
use crate::voting::Voting;
use data_encoding::BASE64URL_NOPAD;
use platform::error::Error;
use platform::files::Area;
use platform::mail::Mail;
use platform::secrets::{Key, SealedBox, hmac};
use platform::web::cookies::Cookies;
use std::sync::PoisonError;
use uuid::Uuid;

/// The cookie of somebody who has identified for a vote.
pub const VOTER_COOKIE: &str = "voter";
/// The cookie of a browser in which somebody began to choose.
pub const DEVICE_COOKIE: &str = "choice";
/// The kind of the job that mails to a voter; the program knows how mail goes out.
pub const MAIL_JOB: &str = "voter-mail";
/// How long an identification holds, in seconds. A shared device is normal, so not longer than a vote takes.
pub const VOTER_LIFE_SECONDS: i64 = 2 * 3600;
/// How long a browser finds its draft, in seconds: longer than votes last.
pub const DEVICE_LIFE_SECONDS: i64 = 90 * 24 * 3600;
/// Drafts are padded to a multiple of this, so that their length does not tell how many plans were chosen.
const PADDING: usize = 512;

/// The secret of one browser, from which the key of its drafts comes.
#[derive(Clone, PartialEq, Eq)]
pub struct Device([u8; 32]);

impl std::fmt::Debug for Device {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Device(…)")
    }
}

/// What stands for an entitlement in one round.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(pub(crate) [u8; 32]);

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

impl Token {
    /// The hash under which a request is known in the ballot's row.
    #[must_use]
    pub fn idempotency(&self, name: &str) -> [u8; 32] {
        hmac(&Key::from_bytes(self.0), &[b"idempotency", name.as_bytes()])
    }

    fn marks(&self, voting: &Voting) -> SealedBox {
        let key = Key::from_bytes(hmac(&Key::from_bytes(self.0), &[b"ballot-mark"]));
        SealedBox::new(&key, &voting.app.random)
    }

    /// What stands for a ballot in the voter's own hands, so that another hand-in can name it. Sealed, and another text
    /// each time: it tells neither the ballot's id nor whether it is the same as before.
    #[must_use]
    pub fn mark(&self, voting: &Voting, ballot: Uuid) -> String {
        BASE64URL_NOPAD.encode(&self.marks(voting).seal(&self.0, ballot.as_bytes()))
    }

    /// The ballot that a mark stands for; none for anything that is no mark of this voter.
    #[must_use]
    pub fn marked(&self, voting: &Voting, mark: &str) -> Option<Uuid> {
        let sealed = BASE64URL_NOPAD.decode(mark.as_bytes()).ok()?;
        Uuid::from_slice(&self.marks(voting).open(&self.0, &sealed)?).ok()
    }
}

/// The key of a round.
#[derive(Debug, Clone)]
pub struct RoundKey(Key);

impl RoundKey {
    /// The token of an entitlement.
    #[must_use]
    pub fn token(&self, entitlement: Uuid) -> Token {
        Token(hmac(&self.0, &[entitlement.as_bytes()]))
    }
}

/// Where a draft lies and what opens it.
#[derive(Debug, Clone)]
pub struct DraftPlace {
    /// The key of its row.
    pub key: [u8; 32],
    seal: Key,
}

impl DraftPlace {
    fn of(secret: &[u8; 32], round: &Round) -> Self {
        let secret = Key::from_bytes(*secret);
        let seal = Key::from_bytes(hmac(&secret, &[b"draft-content", round.uuid.as_bytes()]));
        DraftPlace { key: hmac(&secret, &[b"draft-key", round.uuid.as_bytes()]), seal }
    }

    /// The draft of a browser.
    #[must_use]
    pub fn of_device(device: &Device, round: &Round) -> Self {
        Self::of(&device.0, round)
    }

    /// The draft of a voter.
    #[must_use]
    pub fn of_voter(token: &Token, round: &Round) -> Self {
        Self::of(&token.0, round)
    }

    /// Encrypts a draft.
    ///
    /// # Errors
    /// When it has no JSON, which cannot happen.
    pub fn seal(&self, voting: &Voting, draft: &Draft) -> Result<Vec<u8>, Error> {
        let mut plain = serde_json::to_vec(draft).map_err(Error::internal)?;
        plain.resize(plain.len().div_ceil(PADDING) * PADDING, b' ');
        Ok(SealedBox::new(&self.seal, &voting.app.random).seal(&self.key, &plain))
    }

    /// Decrypts a draft; `None` for one that was not made here.
    #[must_use]
    pub fn open(&self, voting: &Voting, sealed: &[u8]) -> Option<Draft> {
        let plain = SealedBox::new(&self.seal, &voting.app.random).open(&self.key, sealed)?;
        serde_json::from_slice(&plain).ok()
    }
}

/// The name of the file with the share of a round's key.
fn share_file(round: Uuid) -> String {
    format!("rounds/{round}/share")
}

impl Voting {
    /// Makes the share of a new round. It lies there before the round does, so that no round is without.
    pub(crate) async fn make_share(&self, round: Uuid) -> Result<(), Error> {
        let share: [u8; 32] = self.app.random.bytes();
        Ok(self.app.files.put(Area::Private, &share_file(round), share.to_vec().into()).await?)
    }

    /// Deletes the share of a sealed round and forgets its key.
    pub(crate) async fn delete_share(&self, round: &Round) -> Result<(), Error> {
        self.forget_key(round.id);
        Ok(self.app.files.delete(Area::Private, &share_file(round.uuid)).await?)
    }

    /// Deletes every file of a round that is no more: the share and what was made for the printer.
    pub(crate) async fn delete_files(&self, round: &Round) -> Result<(), Error> {
        self.forget_key(round.id);
        for file in self.app.files.list(Area::Private, &format!("rounds/{}", round.uuid)).await? {
            self.app.files.delete(Area::Private, &file.name).await?;
        }
        Ok(())
    }

    pub(crate) fn forget_key(&self, round: RoundId) {
        self.state.keys.write().unwrap_or_else(PoisonError::into_inner).remove(&round);
    }

    /// The key of a round that is not sealed; from memory after the first time. A share that is missing is an error and
    /// never made anew: with another key every voter could vote twice.
    pub(crate) async fn round_key(&self, round: &Round) -> Result<RoundKey, Error> {
        if let Some(key) = self.state.keys.read().unwrap_or_else(PoisonError::into_inner).get(&round.id) {
            return Ok(key.clone());
        }
        let share = self.app.files.get(Area::Private, &share_file(round.uuid)).await?;
        let share = share.ok_or_else(|| Error::internal(format!("the share of round {} is missing", round.uuid)))?;
        let key = RoundKey(self.app.secrets.derive_with("voting-round", round.key_generation, &share));
        self.state.keys.write().unwrap_or_else(PoisonError::into_inner).insert(round.id, key.clone());
        Ok(key)
    }

    pub(crate) async fn token(&self, round: &Round, voter: &Voter) -> Result<Token, Error> {
        Ok(self.round_key(round).await?.token(voter.entitlement))
    }

    /// The hash under which a voting code is known.
    pub(crate) fn code_hash(&self, round: &Round, code: &crate::codes::Code) -> [u8; 32] {
        let key = self.app.secrets.derive("voting-codes", round.key_generation);
        hmac(&key, &[round.uuid.as_bytes(), code.as_str().as_bytes()])
    }

    /// The hash under which an e-mail address is known; `address` in its normal form.
    pub(crate) fn email_hash(&self, round: &Round, address: &str) -> [u8; 32] {
        let key = self.app.secrets.derive("voting-email", round.key_generation);
        hmac(&key, &[round.uuid.as_bytes(), address.as_bytes()])
    }

    /// The six digits that an address is sent in a stretch of time. Made from both, so that no row and no time of it has
    /// to be kept.
    pub(crate) fn email_code(&self, round: &Round, address: &str, stretch: i64) -> String {
        let key = self.app.secrets.derive("voting-email-code", round.key_generation);
        let hash = hmac(&key, &[round.uuid.as_bytes(), address.as_bytes(), &stretch.to_be_bytes()]);
        let (number, _) = hash.split_first_chunk::<8>().unwrap_or((&[0; 8], &[]));
        format!("{:06}", u64::from_be_bytes(*number) % 1_000_000)
    }

    fn mail_box(&self) -> SealedBox {
        SealedBox::new(&self.app.secrets.derive("voter-mail", 0), &self.app.random)
    }

    /// A mail to a voter as it waits in the table of jobs: sealed, because address and code are nobody's to read there.
    pub(crate) fn sealed_mail(&self, mail: &Mail) -> Result<String, Error> {
        let plain = serde_json::to_vec(mail).map_err(Error::internal)?;
        Ok(BASE64URL_NOPAD.encode(&self.mail_box().seal(MAIL_JOB.as_bytes(), &plain)))
    }

    /// The mail of a job of the kind [`MAIL_JOB`]; none for a payload that was not made here.
    #[must_use]
    pub fn mail(&self, payload: &str) -> Option<Mail> {
        let sealed = BASE64URL_NOPAD.decode(payload.as_bytes()).ok()?;
        serde_json::from_slice(&self.mail_box().open(MAIL_JOB.as_bytes(), &sealed)?).ok()
    }

    /// What keeps the printer's file closed.
    pub(crate) fn printer_box(&self, round: &Round) -> SealedBox {
        let key = self.app.secrets.derive("voting-printer-file", round.key_generation);
        SealedBox::new(&key, &self.app.random)
    }

    /// The voter that a visitor's cookie names, if it is for this round and not too old.
    #[must_use]
    pub fn voter(&self, cookies: &Cookies, round: &Round) -> Option<Voter> {
        let voter: Voter = self.state.tokens.open_token(VOTER_COOKIE, cookies.get(VOTER_COOKIE)?)?;
        (voter.round == round.id).then_some(voter)
    }

    /// The value of the cookie of a voter who has just identified.
    ///
    /// # Errors
    /// When it has no JSON, which cannot happen.
    pub fn voter_cookie(&self, voter: &Voter) -> Result<String, Error> {
        let expires = self.app.clock.now() + jiff::SignedDuration::from_secs(VOTER_LIFE_SECONDS);
        self.state.tokens.seal_token(VOTER_COOKIE, voter, expires).map_err(Error::internal)
    }

    /// The device that a visitor's cookie names.
    #[must_use]
    pub fn device(&self, cookies: &Cookies) -> Option<Device> {
        let secret: Vec<u8> = self.state.tokens.open_token(DEVICE_COOKIE, cookies.get(DEVICE_COOKIE)?)?;
        <[u8; 32]>::try_from(secret).ok().map(Device)
    }

    /// A new device.
    #[must_use]
    pub fn new_device(&self) -> Device {
        Device(self.app.random.bytes())
    }

    /// The value of the cookie of a device.
    ///
    /// # Errors
    /// When it has no JSON, which cannot happen.
    pub fn device_cookie(&self, device: &Device) -> Result<String, Error> {
        let expires = self.app.clock.now() + jiff::SignedDuration::from_secs(DEVICE_LIFE_SECONDS);
        self.state.tokens.seal_token(DEVICE_COOKIE, &device.0.as_slice(), expires).map_err(Error::internal)
    }
}

impl Kind {
    /// From the database.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        [Kind::Code, Kind::Email].into_iter().find(|kind| kind.code() == code)
    }
}
