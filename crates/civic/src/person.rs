//! People: how they sign in, their sessions, their second factor.
//!
//! Signing in is an e-mail code of six digits, with a link beside it that needs a button press (a mail scanner that
//! opens it must not use it up). There are no passwords. Whoever has a role has a second factor too.

use crate::actor::Actor;
use crate::ids::{OrganisationId, PersonId, ProjectId};
use crate::permission::{Role, Roles};
use crate::refusal::Refusal;
use jiff::Timestamp;
use platform::db::{DbError, Reader, Tx};
use platform::{params, statements};
use std::time::Duration;
use uuid::Uuid;

/// A sign-in code holds this long.
pub const CODE_LIFE: Duration = Duration::from_secs(15 * 60);
/// A code is dead after so many wrong tries.
pub const CODE_TRIES: i64 = 6;
/// A session of a resident holds this long, of staff a working day.
pub const SESSION_LIFE: Duration = Duration::from_secs(30 * 24 * 3600);
/// See [`SESSION_LIFE`].
pub const STAFF_SESSION_LIFE: Duration = Duration::from_secs(12 * 3600);

statements! {
    /// A person by e-mail address.
    BY_EMAIL = "SELECT id, uuid, email, name FROM person WHERE organisation_id = ?1 AND email_key = ?2";
    /// The addresses of all staff, to find the one that a link was sent to.
    EMAIL_KEYS = "SELECT DISTINCT p.email_key FROM person p JOIN role_assignment a ON a.person_id = p.id
        WHERE p.organisation_id = ?1 LIMIT 10000";
    /// A new person.
    ADD = "INSERT INTO person (uuid, organisation_id, email, email_key, name, created_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (organisation_id, email_key) DO NOTHING";
    /// A new sign-in code; older ones for the address are dead.
    ADD_CODE = "INSERT INTO email_code (organisation_id, email_hash, code_hash, link_hash, expires_at)
        VALUES (?1, ?2, ?3, ?4, ?5)";
    /// Ends older codes for the address.
    END_CODES = "DELETE FROM email_code WHERE organisation_id = ?1 AND (email_hash = ?2 OR expires_at < ?3)";
    /// The living code of an address.
    CODE = "SELECT id, code_hash, attempts FROM email_code WHERE organisation_id = ?1 AND email_hash = ?2
        AND used_at IS NULL AND expires_at > ?3 ORDER BY id DESC LIMIT 1";
    /// A wrong try.
    WRONG_TRY = "UPDATE email_code SET attempts = attempts + 1 WHERE id = ?1";
    /// A code is used once.
    USE_CODE = "UPDATE email_code SET used_at = ?2 WHERE id = ?1 AND used_at IS NULL";
    /// The living code behind a link.
    CODE_BY_LINK = "SELECT id, email_hash FROM email_code WHERE organisation_id = ?1 AND link_hash = ?2
        AND used_at IS NULL AND expires_at > ?3";
    /// A new session.
    ADD_SESSION = "INSERT INTO session (hash, organisation_id, person_id, created_at, expires_at, second_factor)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    /// The session and its person.
    SESSION = "SELECT s.person_id, s.second_factor, p.uuid, p.email, p.name,
          (SELECT COUNT(*) FROM second_factor f WHERE f.person_id = p.id AND f.confirmed_at IS NOT NULL)
        FROM session s JOIN person p ON p.id = s.person_id
        WHERE s.organisation_id = ?1 AND s.hash = ?2 AND s.expires_at > ?3";
    /// Ends a session.
    END_SESSION = "DELETE FROM session WHERE organisation_id = ?1 AND hash = ?2";
    /// Ends what is over; a sweep.
    END_OLD_SESSIONS = "DELETE FROM session WHERE expires_at < ?1";
    /// The second factor was shown in this session.
    SHOWN = "UPDATE session SET second_factor = 1 WHERE organisation_id = ?1 AND hash = ?2";
    /// The roles of a person.
    ROLES = "SELECT role, project_id FROM role_assignment WHERE organisation_id = ?1 AND person_id = ?2 LIMIT 200";
    /// Gives a role.
    ADD_ROLE = "INSERT INTO role_assignment (organisation_id, person_id, project_id, role) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT DO NOTHING";
    /// Takes a role.
    REMOVE_ROLE = "DELETE FROM role_assignment WHERE organisation_id = ?1 AND person_id = ?2 AND role = ?4
        AND COALESCE(project_id, 0) = COALESCE(CAST(?3 AS BIGINT), 0)";
    /// Everybody with a role.
    STAFF = "SELECT p.uuid, p.name, p.email, a.role, j.title, j.slug FROM role_assignment a
        JOIN person p ON p.id = a.person_id LEFT JOIN project j ON j.id = a.project_id
        WHERE a.organisation_id = ?1 ORDER BY p.email_key, a.role LIMIT 1000";
    /// How many have a role over the whole organisation.
    COUNT_ROLE = "SELECT COUNT(*) FROM role_assignment WHERE organisation_id = ?1 AND role = ?2 AND project_id IS NULL";
    /// A person by outer id.
    BY_UUID = "SELECT id, uuid, email, name FROM person WHERE organisation_id = ?1 AND uuid = ?2";
    /// A person by inner number.
    BY_ID = "SELECT id, uuid, email, name FROM person WHERE organisation_id = ?1 AND id = ?2";
    /// The second factor of a person.
    FACTOR = "SELECT secret, confirmed_at, last_step FROM second_factor WHERE person_id = ?1";
    /// Sets a second factor that is not confirmed yet.
    SET_FACTOR = "INSERT INTO second_factor (person_id, secret) VALUES (?1, ?2) ON CONFLICT (person_id)
        DO UPDATE SET secret = excluded.secret WHERE second_factor.confirmed_at IS NULL";
    /// A step of the second factor is used once.
    USE_STEP = "UPDATE second_factor SET last_step = ?2, confirmed_at = COALESCE(confirmed_at, ?3)
        WHERE person_id = ?1 AND last_step < ?2";
    /// A new recovery code.
    ADD_RECOVERY = "INSERT INTO recovery_code (person_id, hash) VALUES (?1, ?2)";
    /// Uses a recovery code, once.
    USE_RECOVERY = "UPDATE recovery_code SET used_at = ?3 WHERE person_id = ?1 AND hash = ?2 AND used_at IS NULL";
    /// A new one-time link.
    ADD_LINK = "INSERT INTO admin_link (hash, organisation_id, email, role, expires_at) VALUES (?1, ?2, ?3, ?4, ?5)";
    /// A living one-time link.
    LINK = "SELECT organisation_id, email, role FROM admin_link WHERE hash = ?1 AND used_at IS NULL AND expires_at > ?2";
    /// Uses it, once.
    USE_LINK = "UPDATE admin_link SET used_at = ?2 WHERE hash = ?1 AND used_at IS NULL";
}

/// Somebody who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Inner number.
    pub id: PersonId,
    /// Outer id.
    pub uuid: Uuid,
    /// E-mail address as they typed it.
    pub email: String,
    /// Name, maybe empty.
    pub name: String,
}

impl Person {
    /// How the log names them, on its personal side.
    #[must_use]
    pub fn label(&self) -> String {
        format!("{} <{}>", self.name, self.email).trim_start().to_owned()
    }
}

/// A session with its person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Who.
    pub person: Person,
    /// Their roles; empty until the second factor was shown.
    pub roles: Roles,
    /// Whether they have any role, second factor shown or not.
    pub is_staff: bool,
    /// Whether they have a confirmed second factor.
    pub has_factor: bool,
    /// Whether it was shown in this session.
    pub factor_shown: bool,
}

/// The form in which addresses are compared: trimmed, lower case. Also checks that it is one.
///
/// # Errors
/// [`Refusal::BadEmail`].
pub fn email_key(email: &str) -> Result<String, Refusal> {
    let key = email.trim().to_lowercase();
    let fine = key.len() <= 254
        && !key.chars().any(|c| c.is_whitespace() || c.is_control() || "<>()[],;:\\\"".contains(c))
        && key.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty()
                && name.len() <= 64
                && !host.contains('@')
                && host.contains('.')
                && !host.contains("..")
                && !host.starts_with(['.', '-'])
                && !host.ends_with(['.', '-'])
        });
    if fine { Ok(key) } else { Err(Refusal::BadEmail) }
}

fn person(row: &platform::db::Row<'_>) -> Result<Person, DbError> {
    Ok(Person { id: row.get(0)?, uuid: row.get(1)?, email: row.get(2)?, name: row.get(3)? })
}

/// A person by e-mail address (its key).
///
/// # Errors
/// When the database fails.
pub fn by_email(reader: &Reader<'_>, organisation: OrganisationId, key: &str) -> Result<Option<Person>, DbError> {
    reader.find(&BY_EMAIL, params![organisation, key], person)
}

/// A person by outer id.
///
/// # Errors
/// When the database fails.
pub fn by_uuid(reader: &Reader<'_>, organisation: OrganisationId, uuid: Uuid) -> Result<Option<Person>, DbError> {
    reader.find(&BY_UUID, params![organisation, uuid], person)
}

/// The person with this address, made if there is none.
///
/// # Errors
/// When the database fails.
pub fn find_or_add(
    tx: &mut Tx<'_>,
    organisation: OrganisationId,
    email: &str,
    uuid: Uuid,
    now: Timestamp,
) -> Result<Person, platform::error::Error> {
    let key = email_key(email)?;
    tx.execute(&ADD, params![uuid, organisation, email.trim(), key.as_str(), "", now])?;
    Ok(by_email(tx, organisation, &key)?.ok_or(DbError::Shape("a person just made"))?)
}

/// The roles of a person.
///
/// # Errors
/// When the database fails.
pub fn roles(reader: &Reader<'_>, organisation: OrganisationId, person: PersonId) -> Result<Roles, DbError> {
    let rows = reader.query(&ROLES, params![organisation, person], |row| {
        let role = Role::parse(&row.get::<String>(0)?).ok_or(DbError::Shape("a role"))?;
        Ok((role, row.get::<Option<ProjectId>>(1)?))
    })?;
    Ok(Roles(rows))
}

/// A person with the roles that they have now, for work that goes on after they asked for it.
///
/// # Errors
/// When the database fails.
pub fn acting(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    id: PersonId,
) -> Result<Option<Actor>, platform::error::Error> {
    let Some(person) = reader.find(&BY_ID, params![organisation, id], person)? else { return Ok(None) };
    let roles = roles(reader, organisation, id)?;
    Ok(Some(Actor { organisation, person: Some(id), label: person.label(), roles }))
}

/// The session behind a cookie, if it lives.
///
/// # Errors
/// When the database fails.
pub fn session(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    hash: &[u8; 32],
    now: Timestamp,
) -> Result<Option<Session>, DbError> {
    let found = reader.find(&SESSION, params![organisation, hash, now], |row| {
        let person = Person { id: row.get(0)?, uuid: row.get(2)?, email: row.get(3)?, name: row.get(4)? };
        Ok((person, row.get::<bool>(1)?, row.get::<i64>(5)? > 0))
    })?;
    let Some((person, factor_shown, has_factor)) = found else { return Ok(None) };
    let all = roles(reader, organisation, person.id)?;
    let is_staff = all.any();
    let roles = if factor_shown { all } else { Roles::default() };
    Ok(Some(Session { person, roles, is_staff, has_factor, factor_shown }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_checked_and_folded() {
        assert_eq!(email_key(" Jan.Jansen@Voorbeeld.NL ").unwrap(), "jan.jansen@voorbeeld.nl");
        for bad in
            ["", "jan", "jan@", "@x.nl", "a@b", "a b@c.nl", "a@b..nl", "a@c.nl\r\nBcc: x@y.nl", "a@b@c.nl", "<a@b.nl>"]
        {
            assert!(email_key(bad).is_err(), "{bad}");
        }
    }
}
