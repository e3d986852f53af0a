//! What is kept of organisations and their host names.

use super::page::pages_in;
use crate::ids::OrganisationId;
use crate::model::Organisation;
use platform::db::{DbError, Reader, Row};
use platform::i18n::Lang;
use platform::{params, statements};

statements! {
    /// The pictures that organisations and projects show.
    PUBLIC_FILES = "SELECT picture FROM organisation WHERE picture IS NOT NULL
        UNION SELECT picture FROM project WHERE picture IS NOT NULL LIMIT 1000000";
    /// The organisation behind a host name.
    ORGANISATION_BY_HOST = concat!("SELECT o.id, o.uuid, o.slug, o.name, ",
        translated!("organisation", "o", "tagline", "?2"), ", o.default_lang, o.languages, o.formal, o.contact_email, ",
        translated!("organisation", "o", "contact_text", "?2"), ", o.picture,
        (SELECT m.host FROM organisation_host m WHERE m.organisation_id = o.id ORDER BY m.main DESC, m.host LIMIT 1),
        o.version FROM organisation o JOIN organisation_host h ON h.organisation_id = o.id WHERE h.host = ?1");
    /// An organisation by its number, in its own language.
    ORGANISATION_BY_ID = "SELECT o.id, o.uuid, o.slug, o.name, o.tagline, o.default_lang, o.languages, o.formal,
        o.contact_email, o.contact_text, o.picture,
        (SELECT m.host FROM organisation_host m WHERE m.organisation_id = o.id ORDER BY m.main DESC, m.host LIMIT 1),
        o.version FROM organisation o WHERE o.id = ?1";
    /// All organisations, in order of name.
    ORGANISATIONS = concat!("SELECT o.id, o.uuid, o.slug, o.name, ",
        translated!("organisation", "o", "tagline", "?1"), ", o.default_lang, o.languages, o.formal, o.contact_email, ",
        translated!("organisation", "o", "contact_text", "?1"), ", o.picture,
        (SELECT m.host FROM organisation_host m WHERE m.organisation_id = o.id ORDER BY m.main DESC, m.host LIMIT 1),
        o.version FROM organisation o ORDER BY o.id LIMIT 1000");
    /// A new organisation.
    ADD_ORGANISATION = "INSERT INTO organisation (uuid, slug, name, tagline, default_lang, languages, formal,
        contact_email, contact_text, picture, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        ON CONFLICT (slug) DO NOTHING RETURNING id";
    /// Changes an organisation, if nobody else did since a version was read; without a version whatever was read.
    SET_ORGANISATION = "UPDATE organisation SET name = ?2, tagline = ?3, formal = ?4, contact_email = ?5,
        contact_text = ?6, picture = ?7, version = version + 1
        WHERE id = ?1 AND (CAST(?8 AS BIGINT) IS NULL OR version = ?8)";
    /// A host name of an organisation.
    ADD_HOST = "INSERT INTO organisation_host (host, organisation_id, main) VALUES (?1, ?2, ?3)
        ON CONFLICT (host) DO NOTHING";
    /// Takes all host names of an organisation away.
    REMOVE_HOSTS = "DELETE FROM organisation_host WHERE organisation_id = ?1";
    /// Sets the languages of an organisation.
    SET_LANGUAGES = "UPDATE organisation SET languages = ?2 WHERE id = ?1";
    /// Who has a host name.
    HOST_OWNER = "SELECT organisation_id FROM organisation_host WHERE host = ?1";
    /// The host names of an organisation, the main one first.
    HOSTS = "SELECT host FROM organisation_host WHERE organisation_id = ?1 ORDER BY main DESC, host LIMIT 50";
}

fn organisation(row: &Row<'_>) -> Result<Organisation, DbError> {
    let default_lang = lang(&row.get::<String>(5)?);
    let languages: Vec<String> =
        serde_json::from_str(&row.get::<String>(6)?).map_err(|_| DbError::Shape("a list of languages"))?;
    Ok(Organisation {
        id: row.get(0)?,
        uuid: row.get(1)?,
        slug: row.get(2)?,
        name: row.get(3)?,
        tagline: row.get(4)?,
        default_lang,
        languages: languages.iter().map(|code| lang(code)).collect(),
        formal: row.get(7)?,
        contact_email: row.get(8)?,
        contact_text: row.get(9)?,
        picture: row.get(10)?,
        host: row.get::<Option<String>>(11)?.unwrap_or_default(),
        version: row.get(12)?,
        pages: Vec::new(),
    })
}

fn lang(code: &str) -> Lang {
    Lang::parse(code).unwrap_or(Lang::Nl)
}

/// The organisation behind a host name (lower case, without port), with its own pages. An empty `lang` is the source
/// language.
///
/// # Errors
/// When the database fails.
pub fn organisation_by_host(reader: &Reader<'_>, host: &str, lang: &str) -> Result<Option<Organisation>, DbError> {
    let found = reader.find(&ORGANISATION_BY_HOST, params![host, lang], organisation)?;
    found.map(|found| with_pages(reader, found, lang)).transpose()
}

/// An organisation by its number, in its own language, with its own pages.
///
/// # Errors
/// When the database fails.
pub fn organisation_by_id(reader: &Reader<'_>, id: OrganisationId) -> Result<Option<Organisation>, DbError> {
    let found = reader.find(&ORGANISATION_BY_ID, params![id], organisation)?;
    found.map(|found| with_pages(reader, found, "")).transpose()
}

fn with_pages(reader: &Reader<'_>, mut organisation: Organisation, lang: &str) -> Result<Organisation, DbError> {
    organisation.pages = pages_in(reader, organisation.id, None, lang)?;
    Ok(organisation)
}

/// All organisations, without their pages.
///
/// # Errors
/// When the database fails.
pub fn organisations(reader: &Reader<'_>, lang: &str) -> Result<Vec<Organisation>, DbError> {
    reader.query(&ORGANISATIONS, params![lang], organisation)
}

/// The host names of an organisation, the main one first.
///
/// # Errors
/// When the database fails.
pub fn hosts(reader: &Reader<'_>, id: OrganisationId) -> Result<Vec<String>, DbError> {
    reader.query(&HOSTS, params![id], |row| row.get(0))
}

/// Whether somebody may use a host name already.
///
/// # Errors
/// When the database fails.
pub fn host_owner(reader: &Reader<'_>, host: &str) -> Result<Option<OrganisationId>, DbError> {
    reader.find(&HOST_OWNER, params![host], |row| row.get(0))
}
