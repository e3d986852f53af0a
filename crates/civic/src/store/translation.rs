//! Texts in other languages than their source.

use crate::ids::OrganisationId;
use platform::db::{DbError, Reader, Tx};
use platform::i18n::Lang;
use platform::{params, statements};

statements! {
    /// Sets a translation.
    SET_TRANSLATION = "INSERT INTO translation (organisation_id, entity, entity_id, field, lang, text)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (entity, entity_id, field, lang) DO UPDATE SET text = excluded.text";
    /// Takes a translation away.
    REMOVE_TRANSLATION = "DELETE FROM translation WHERE organisation_id = ?1 AND entity = ?2 AND entity_id = ?3
        AND field = ?4 AND lang = ?5";
    /// Takes all translations of one thing away.
    REMOVE_TRANSLATIONS = "DELETE FROM translation WHERE organisation_id = ?1 AND entity = ?2 AND entity_id = ?3";
    /// All translations of one thing.
    TRANSLATIONS = "SELECT field, lang, text FROM translation WHERE organisation_id = ?1 AND entity = ?2
        AND entity_id = ?3 LIMIT 500";
}

/// Sets the text of a field in another language than its source; an empty one takes it away, so that the source shows.
///
/// # Errors
/// When the database fails.
pub fn set_translation(
    tx: &mut Tx<'_>,
    organisation: OrganisationId,
    (entity, id, field): (&str, i64, &str),
    lang: Lang,
    text: &str,
) -> Result<(), DbError> {
    if text.is_empty() {
        tx.execute(&REMOVE_TRANSLATION, params![organisation, entity, id, field, lang.code()])?;
    } else {
        tx.execute(&SET_TRANSLATION, params![organisation, entity, id, field, lang.code(), text])?;
    }
    Ok(())
}

/// All translations of one thing: (field, language code, text).
///
/// # Errors
/// When the database fails.
pub fn translations(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    entity: &str,
    id: i64,
) -> Result<Vec<(String, String, String)>, DbError> {
    reader.query(&TRANSLATIONS, params![organisation, entity, id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
}
