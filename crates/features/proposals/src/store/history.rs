//! The statuses that a plan has had.

use crate::model::ProposalId;
use civic::ids::{OrganisationId, ProjectId, StatusId};
use civic::translated;
use jiff::Timestamp;
use platform::db::{DbError, Reader, Tx};
use platform::i18n::Lang;
use platform::{params, statements};

statements! {
    /// Notes a status that a plan is about to get, unless it has it already.
    NOTE_STATUS = "INSERT INTO plan_status_change (organisation_id, project_id, proposal_id, status_id, at)
        SELECT p.organisation_id, p.project_id, p.id, CAST(?4 AS BIGINT), CAST(?5 AS BIGINT) FROM proposal p
        WHERE p.organisation_id = ?1 AND p.project_id = ?2 AND p.number = ?3 AND p.status_id <> ?4";
    /// The statuses that a plan was given after its first, in order.
    HISTORY = concat!("SELECT c.at, ", translated!("status", "s", "title", "?3"), " FROM plan_status_change c
        JOIN status s ON s.organisation_id = c.organisation_id AND s.id = c.status_id
        WHERE c.organisation_id = ?1 AND c.proposal_id = ?2 ORDER BY c.at, c.id LIMIT 100");
}

/// Notes that a plan is about to get a status; nothing if it has it already. Comes before the change itself.
///
/// # Errors
/// When the database fails.
pub fn note_status(
    tx: &mut Tx<'_>,
    (organisation, project): (OrganisationId, ProjectId),
    number: i64,
    status: StatusId,
    now: Timestamp,
) -> Result<(), DbError> {
    tx.execute(&NOTE_STATUS, params![organisation, project, number, status, now])?;
    Ok(())
}

/// A status that a plan was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusChange {
    /// When.
    pub at: Timestamp,
    /// The title of the status, as it is called now.
    pub title: String,
}

/// The statuses that a plan was given after its first, in order.
///
/// # Errors
/// When the database fails.
pub fn history(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    plan: ProposalId,
    lang: Lang,
) -> Result<Vec<StatusChange>, DbError> {
    reader.query(&HISTORY, params![organisation, plan, lang.code()], |row| {
        Ok(StatusChange { at: row.get(0)?, title: row.get(1)? })
    })
}
