//! Numbers that are raised by what changes public pages.

use crate::ids::{OrganisationId, ProjectId};
use platform::db::{DbError, Reader, Tx};
use platform::{params, statements};

statements! {
    /// Raises a generation.
    RAISE = "INSERT INTO generation (scope, number) VALUES (?1, 1)
        ON CONFLICT (scope) DO UPDATE SET number = generation.number + 1 RETURNING number";
    /// The number of a generation.
    GENERATION = "SELECT number FROM generation WHERE scope = ?1";
}

/// The scope of what every page of an organisation shows: name, languages, menu, legal pages. Negative, so that it is
/// never a project's.
#[must_use]
pub fn settings_scope(id: OrganisationId) -> i64 {
    -2 * id.0
}

/// The scope of an organisation's front page, which changes with each of its projects.
#[must_use]
pub fn front_scope(id: OrganisationId) -> i64 {
    -2 * id.0 - 1
}

/// Raises the generation of a scope, so that no page made before is served again.
///
/// # Errors
/// When the database fails.
pub fn raise(tx: &mut Tx<'_>, scope: i64) -> Result<(), DbError> {
    let number: i64 = tx.one(&RAISE, params![scope], |row| row.get(0))?;
    tx.announce("generation", format!("{scope}:{number}"))
}

/// Says that a public page of a project has changed: the project's pages and the front page that names it.
///
/// # Errors
/// When the database fails.
pub fn project_changed(tx: &mut Tx<'_>, organisation: OrganisationId, project: ProjectId) -> Result<(), DbError> {
    raise(tx, project.0)?;
    raise(tx, front_scope(organisation))
}

/// The number of a generation.
///
/// # Errors
/// When the database fails.
pub fn generation(reader: &Reader<'_>, scope: i64) -> Result<i64, DbError> {
    Ok(reader.find(&GENERATION, params![scope], |row| row.get(0))?.unwrap_or(0))
}
