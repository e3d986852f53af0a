//! Signing in: a code or link by e-mail, then for staff a second factor. No passwords, no default accounts.
//!
//! Asking for a code answers the same for a known and an unknown address (S21). A link needs a button press, so a mail
//! scanner that opens it uses nothing up (S17). Codes die after use, after six wrong tries and after a quarter of an hour.

use crate::app::App;
use crate::context::Visitor;
use crate::ids::{OrganisationId, PersonId};
use crate::permission::Role;
use crate::person::{self, CODE_LIFE, CODE_TRIES, Person, SESSION_LIFE, STAFF_SESSION_LIFE};
use crate::refusal::Refusal;
use platform::db::Tx;
use platform::error::{Arg, Error};
use platform::limits::policies;
use platform::mail::Mail;
use platform::secrets::{self, SealedBox};
use platform::web::cookies::Cookies;
use platform::{jobs, params};
use sha2::{Digest, Sha256};
use std::time::Duration;
use totp_rs::{Builder, Totp};

/// What a successful sign-in gives.
pub struct SignedIn {
    /// The value of the session cookie.
    pub token: String,
    /// Seconds until it ends.
    pub seconds: i64,
    /// Whether the second factor comes next.
    pub factor_next: bool,
    /// Who.
    pub person: PersonId,
}

fn key(app: &App, purpose: &str, organisation: OrganisationId, parts: &[&[u8]]) -> [u8; 32] {
    let key = app.secrets.derive(purpose, 0);
    let organisation = organisation.0.to_be_bytes();
    let mut all: Vec<&[u8]> = vec![&organisation];
    all.extend_from_slice(parts);
    secrets::hmac(&key, &all)
}

fn short(hash: [u8; 32]) -> [u8; 16] {
    let mut key = [0; 16];
    for (to, from) in key.iter_mut().zip(hash) {
        *to = from;
    }
    key
}

/// Hash of the token in a session cookie or one-time link; tokens have 256 random bits, so a plain hash is enough.
#[must_use]
pub fn token_hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

fn new_token(app: &App) -> String {
    data_encoding::BASE64URL_NOPAD.encode(&app.random.bytes::<32>())
}

/// Sends a code and a link to an address, if somebody with it may sign in here. The answer is the same either way.
/// Residents get a code alone.
///
/// # Errors
/// For something that is no address, or too many requests.
pub async fn request_code(app: &App, visitor: &Visitor, email: &str) -> Result<(), Error> {
    let t = &visitor.t;
    let staff = |args: &[(&str, Arg)]| (t.with("mail-sign-in-subject", args), t.with("mail-sign-in-text", args));
    let resident =
        |args: &[(&str, Arg)]| (t.with("mail-sign-in-subject", args), t.with("mail-sign-in-code-text", args));
    send_codes(app, visitor, email, Some(&staff), &resident, false).await
}

/// Sends a code to an address that may be new here: to take part, e.g. to hand in a plan. `mail` makes subject and text
/// of the values `organisation` and `code`.
///
/// # Errors
/// As [`request_code`].
pub async fn request_code_to_join(app: &App, visitor: &Visitor, email: &str, mail: Worded<'_>) -> Result<(), Error> {
    send_codes(app, visitor, email, None, mail, true).await
}

/// Makes subject and text of a mail of the values that it is given.
pub type Worded<'a> = &'a (dyn Fn(&[(&str, Arg)]) -> (String, String) + Sync);

async fn send_codes(
    app: &App,
    visitor: &Visitor,
    email: &str,
    to_staff: Option<Worded<'_>>,
    to_residents: Worded<'_>,
    anybody: bool,
) -> Result<(), Error> {
    let address = person::email_key(email)?;
    let organisation = visitor.organisation.id;
    let email_hash = key(app, "sign-in-address", organisation, &[address.as_bytes()]);
    app.limits.check(policies::CODE_MAILS, visitor.client.0)?;
    app.limits.check(policies::CODE_MAILS_TO_ONE, short(email_hash))?;
    let (code, token) = (app.random.digits(6), new_token(app));
    let code_hash = key(app, "sign-in-code", organisation, &[&email_hash, code.as_bytes()]);
    let link = visitor.absolute(&format!("/sign-in/link?token={token}"));
    let args = [
        ("organisation", visitor.organisation.name.as_str().into()),
        ("code", code.as_str().into()),
        ("link", link.as_str().into()),
    ];
    let payload = |(subject, text): (String, String)| {
        serde_json::to_string(&Mail::new(address.clone(), subject, text)).map_err(Error::internal)
    };
    let plain = payload(to_residents(&args))?;
    let linked = to_staff.map(|worded| payload(worded(&args))).transpose()?.unwrap_or_else(|| plain.clone());
    let now = app.clock.now();
    app.db
        .write(move |tx| {
            tx.execute(&person::END_CODES, params![organisation, email_hash, now])?;
            let known = person::by_email(tx, organisation, &address)?;
            let params = params![organisation, email_hash, code_hash, token_hash(&token), now + CODE_LIFE];
            tx.execute(&person::ADD_CODE, params)?;
            let staff = match &known {
                Some(known) => person::roles(tx, organisation, known.id)?.any(),
                None => false,
            };
            if known.is_some() || anybody {
                jobs::add(tx, "mail", if staff { &linked } else { &plain }, None, now)?;
            }
            Ok(())
        })
        .await
}

/// Signs in with the code that was mailed.
///
/// # Errors
/// [`Refusal::WrongCode`]; too many wrong tries.
pub async fn verify_code(app: &App, visitor: &Visitor, email: &str, code: &str) -> Result<SignedIn, Error> {
    verify(app, visitor, email, code, false).await
}

/// The same for somebody who may be new here, with a code from [`request_code_to_join`].
///
/// # Errors
/// As [`verify_code`].
pub async fn verify_code_to_join(app: &App, visitor: &Visitor, email: &str, code: &str) -> Result<SignedIn, Error> {
    verify(app, visitor, email, code, true).await
}

async fn verify(app: &App, visitor: &Visitor, email: &str, code: &str, join: bool) -> Result<SignedIn, Error> {
    let address = person::email_key(email)?;
    let organisation = visitor.organisation.id;
    let email_hash = key(app, "sign-in-address", organisation, &[address.as_bytes()]);
    app.limits.allowed(policies::WRONG_SIGN_IN, short(email_hash))?;
    let typed: String = code.chars().filter(char::is_ascii_digit).collect();
    let expected = key(app, "sign-in-code", organisation, &[&email_hash, typed.as_bytes()]);
    let (work, services, cookies) = (app.clone(), app.clone(), visitor.cookies.clone());
    let now = app.clock.now();
    let signed = app
        .db
        .write(move |tx| {
            let found = tx.find(&person::CODE, params![organisation, email_hash, now], |row| {
                Ok((row.get::<i64>(0)?, row.get::<Vec<u8>>(1)?, row.get::<i64>(2)?))
            })?;
            let Some((id, hash, tries)) = found else { return Ok(None) };
            if tries >= CODE_TRIES || !secrets::same(&hash, &expected) {
                tx.execute(&person::WRONG_TRY, params![id])?;
                return Ok(None);
            }
            if tx.execute(&person::USE_CODE, params![id, now])? == 0 {
                return Ok(None);
            }
            let person = match person::by_email(tx, organisation, &address)? {
                None if join => Some(person::find_or_add(tx, organisation, &address, work.uuid_random(), now)?),
                known => known,
            };
            person.map(|person| start_session(&work, tx, organisation, &person, &cookies)).transpose()
        })
        .await?;
    signed.ok_or_else(|| {
        services.limits.failed(policies::WRONG_SIGN_IN, short(email_hash));
        Refusal::WrongCode.into()
    })
}

/// Signs in with the link that was mailed; called by the button on its page, not by opening it.
///
/// # Errors
/// [`Refusal::DeadLink`].
pub async fn use_link(app: &App, visitor: &Visitor, token: &str) -> Result<SignedIn, Error> {
    let organisation = visitor.organisation.id;
    let hash = token_hash(token);
    let (work, cookies) = (app.clone(), visitor.cookies.clone());
    let now = app.clock.now();
    app.db
        .write(move |tx| {
            let found = tx.find(&person::CODE_BY_LINK, params![organisation, hash, now], |row| {
                Ok((row.get::<i64>(0)?, row.get::<Vec<u8>>(1)?))
            })?;
            let (id, email_hash) = found.ok_or(Error::from(Refusal::DeadLink))?;
            if tx.execute(&person::USE_CODE, params![id, now])? == 0 {
                return Err(Refusal::DeadLink.into());
            }
            // The link names no address; the person is the one whose address has this hash.
            let people = tx.query(&person::EMAIL_KEYS, params![organisation], |row| row.get::<String>(0))?;
            let address = people.into_iter().find(|address| {
                key(&work, "sign-in-address", organisation, &[address.as_bytes()]).as_slice() == email_hash
            });
            let address = address.ok_or(Error::from(Refusal::DeadLink))?;
            let person = person::by_email(tx, organisation, &address)?.ok_or(Error::from(Refusal::DeadLink))?;
            start_session(&work, tx, organisation, &person, &cookies)
        })
        .await
}

/// Signs in the person with an address that has been proved otherwise: somebody followed a link that was mailed there and
/// pressed its button, in a browser with these cookies. The person is made if there is none.
///
/// # Errors
/// When the database fails.
pub fn sign_in_as(
    app: &App,
    tx: &mut Tx<'_>,
    organisation: OrganisationId,
    email: &str,
    cookies: &Cookies,
) -> Result<SignedIn, Error> {
    let person = person::find_or_add(tx, organisation, email, app.uuid_random(), app.clock.now())?;
    start_session(app, tx, organisation, &person, cookies)
}

fn start_session(
    app: &App,
    tx: &mut Tx<'_>,
    organisation: OrganisationId,
    person: &Person,
    cookies: &Cookies,
) -> Result<SignedIn, Error> {
    let staff = person::roles(tx, organisation, person.id)?.any();
    let life = if staff { STAFF_SESSION_LIFE } else { SESSION_LIFE };
    let (token, now) = (new_token(app), app.clock.now());
    let params = params![token_hash(&token), organisation, person.id, now, now + life, false];
    tx.execute(&person::ADD_SESSION, params)?;
    for arrival in app.arrivals() {
        arrival.arrived(tx, organisation, person.id, cookies)?;
    }
    let seconds = i64::try_from(life.as_secs()).unwrap_or(i64::MAX);
    Ok(SignedIn { token, seconds, factor_next: staff, person: person.id })
}

/// Ends a session.
///
/// # Errors
/// When the database fails.
pub async fn sign_out(app: &App, organisation: OrganisationId, token: &str) -> Result<(), Error> {
    let hash = token_hash(token);
    app.db
        .write(move |tx| {
            tx.execute(&person::END_SESSION, params![organisation, hash])?;
            Ok(())
        })
        .await
}

/// A one-time link for the first operator of the installation or the first owner of an organisation; answers its token.
///
/// # Errors
/// When the database fails.
pub async fn make_admin_link(
    app: &App,
    organisation: OrganisationId,
    role: Role,
    life: Duration,
) -> Result<String, Error> {
    let token = new_token(app);
    let (hash, until) = (token_hash(&token), app.clock.now() + life);
    app.db
        .write(move |tx| {
            let nobody: Option<&str> = None;
            tx.execute(&person::ADD_LINK, params![hash, organisation, nobody, role.code(), until])?;
            Ok::<_, Error>(())
        })
        .await?;
    Ok(token)
}

/// Whether a one-time link still lives here; looking uses nothing up.
///
/// # Errors
/// [`Refusal::DeadLink`].
pub async fn look_at_admin_link(app: &App, organisation: OrganisationId, token: &str) -> Result<Role, Error> {
    let (hash, now) = (token_hash(token), app.clock.now());
    let found = app.db.read(move |reader| {
        let read = reader.find(&person::LINK, params![hash, now], |row| {
            Ok((row.get::<Option<OrganisationId>>(0)?, row.get::<String>(2)?))
        });
        Ok::<_, Error>(read?)
    });
    match found.await? {
        Some((of, role)) if of == Some(organisation) => Role::parse(&role).ok_or(Refusal::DeadLink.into()),
        _ => Err(Refusal::DeadLink.into()),
    }
}

/// Uses a one-time link: the person with this address gets the role and is signed in; the second factor comes next.
///
/// # Errors
/// [`Refusal::DeadLink`], [`Refusal::BadEmail`].
pub async fn use_admin_link(app: &App, visitor: &Visitor, token: &str, email: &str) -> Result<SignedIn, Error> {
    let organisation = visitor.organisation.id;
    let role = look_at_admin_link(app, organisation, token).await?;
    let (hash, email) = (token_hash(token), email.to_owned());
    let (work, cookies) = (app.clone(), visitor.cookies.clone());
    let now = app.clock.now();
    app.db
        .write(move |tx| {
            let person = person::find_or_add(tx, organisation, &email, work.uuid_random(), now)?;
            if tx.execute(&person::USE_LINK, params![hash, now])? == 0 {
                return Err(Refusal::DeadLink.into());
            }
            let nowhere: Option<i64> = None;
            tx.execute(&person::ADD_ROLE, params![organisation, person.id, nowhere, role.code()])?;
            start_session(&work, tx, organisation, &person, &cookies)
        })
        .await
}

/// What somebody needs to set up a second factor.
pub struct FactorSetup {
    /// For typing into an app, in groups of four.
    pub secret: String,
    /// For a QR code.
    pub uri: String,
}

fn totp(app: &App, organisation: &str, email: &str, secret: Vec<u8>) -> Result<Totp, Error> {
    let _ = app;
    // Neither name may hold the colon that separates them.
    Builder::new()
        .with_secret(secret)
        .with_issuer(Some(organisation.replace(':', " ")))
        .with_account_name(email.replace(':', " "))
        .build()
        .map_err(Error::internal)
}

fn seal(app: &App) -> SealedBox {
    SealedBox::new(&app.secrets.derive("second-factor", 0), &app.random)
}

/// The secret that a session offers to somebody who has no second factor. It belongs to the session, so that looking
/// again shows the same and writes nothing (S17), and that nobody confirms a secret which another session has seen.
fn offered(app: &App, person: PersonId, session: &[u8; 32]) -> Vec<u8> {
    let key = app.secrets.derive("second-factor-offer", 0);
    secrets::hmac(&key, &[&person.0.to_be_bytes(), session]).into_iter().take(20).collect()
}

/// What somebody without a second factor needs to set one up; nothing is kept until they show that they have it.
///
/// # Errors
/// When the secret cannot be written for an app.
pub fn set_up_factor(app: &App, visitor: &Visitor, person: &Person, session: &str) -> Result<FactorSetup, Error> {
    let secret = offered(app, person.id, &token_hash(session));
    let totp = totp(app, &visitor.organisation.name, &person.email, secret.clone())?;
    let plain = data_encoding::BASE32_NOPAD.encode(&secret);
    let groups: Vec<String> = plain.as_bytes().chunks(4).map(|c| String::from_utf8_lossy(c).into_owned()).collect();
    Ok(FactorSetup { secret: groups.join(" "), uri: totp.to_url().map_err(Error::internal)? })
}

/// Shows the second factor in this session: a code of the app (each once), or a recovery code. Answers new recovery codes
/// when this confirmed a factor that was just set up.
///
/// # Errors
/// [`Refusal::WrongSecondFactor`]; too many wrong tries.
pub async fn show_factor(
    app: &App,
    visitor: &Visitor,
    person: &Person,
    session: &str,
    typed: &str,
) -> Result<Vec<String>, Error> {
    let limit = short(key(app, "factor-limit", visitor.organisation.id, &[&person.id.0.to_be_bytes()]));
    app.limits.allowed(policies::WRONG_SIGN_IN, limit)?;
    let (work, organisation, id) = (app.clone(), visitor.organisation.clone(), person.id);
    let (email, session, typed) = (person.email.clone(), token_hash(session), typed.trim().to_owned());
    let shown = app
        .db
        .write(move |tx| {
            let fresh = use_factor(&work, tx, &organisation.name, (id, &email), (&session, &typed))?;
            let Some(fresh) = fresh else { return Ok(None) };
            tx.execute(&person::SHOWN, params![organisation.id, session])?;
            if !fresh {
                return Ok(Some(Vec::new()));
            }
            let codes: Vec<String> =
                (0..8).map(|_| format!("{}-{}", work.random.digits(5), work.random.digits(5))).collect();
            for code in &codes {
                tx.execute(&person::ADD_RECOVERY, params![id, recovery_hash(&work, id, code)])?;
            }
            Ok::<_, Error>(Some(codes))
        })
        .await?;
    shown.ok_or_else(|| {
        app.limits.failed(policies::WRONG_SIGN_IN, limit);
        Refusal::WrongSecondFactor.into()
    })
}

fn recovery_hash(app: &App, person: PersonId, code: &str) -> [u8; 32] {
    let digits: String = code.chars().filter(char::is_ascii_digit).collect();
    secrets::hmac(&app.secrets.derive("recovery", 0), &[&person.0.to_be_bytes(), digits.as_bytes()])
}

/// None: wrong. Some(true): right, and this confirmed a new factor.
fn use_factor(
    app: &App,
    tx: &mut Tx<'_>,
    organisation: &str,
    (id, email): (PersonId, &str),
    (session, typed): (&[u8; 32], &str),
) -> Result<Option<bool>, Error> {
    let now = app.clock.now();
    let found = tx
        .find(&person::FACTOR, params![id], |row| Ok((row.get::<Vec<u8>>(0)?, row.get::<Option<i64>>(1)?.is_some())))?;
    let kept = found.filter(|(_, confirmed)| *confirmed).map(|(sealed, _)| sealed);
    let confirmed = kept.is_some();
    let secret = match kept {
        None => offered(app, id, session),
        Some(sealed) => {
            let secret = seal(app).open(&id.0.to_be_bytes(), &sealed);
            secret.ok_or_else(|| Error::internal("a second factor that this secret does not open"))?.to_vec()
        }
    };
    let totp = totp(app, organisation, email, secret.clone())?;
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let seconds = u64::try_from(now.as_second()).unwrap_or(0);
    if digits.len() == 6
        && let Some(step) = totp.check(&digits, seconds)
    {
        let step = i64::try_from(step).unwrap_or(i64::MAX);
        // Of two sessions that confirm at once, one was first.
        let sealed = seal(app).seal(&id.0.to_be_bytes(), &secret);
        if !confirmed && tx.execute(&person::SET_FACTOR, params![id, &sealed])? == 0 {
            return Ok(None);
        }
        let used = tx.execute(&person::USE_STEP, params![id, step, now])?;
        return Ok((used > 0).then_some(!confirmed));
    }
    if confirmed && digits.len() == 10 {
        let used = tx.execute(&person::USE_RECOVERY, params![id, recovery_hash(app, id, typed), now])?;
        return Ok((used > 0).then_some(false));
    }
    Ok(None)
}
