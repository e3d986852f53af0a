//! What staff keep beside plans: why one is hidden, ballot versions, views of the table, spreadsheets.

use crate::model::ProposalId;
use civic::ids::{OrganisationId, PersonId, ProjectId};
use jiff::Timestamp;
use platform::db::{DbError, Reader, Row};
use platform::i18n::Lang;
use platform::money::Cents;
use platform::{params, statements};
use std::collections::HashMap;
use uuid::Uuid;

/// The most plans of one spreadsheet.
pub const MOST_ROWS: i64 = 20_000;

statements! {
    /// Notes why a plan is hidden.
    SET_HIDDEN = "INSERT INTO plan_hidden (proposal_id, organisation_id, at, person_id, why) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (proposal_id) DO UPDATE SET at = excluded.at, person_id = excluded.person_id, why = excluded.why";
    /// A plan is shown again.
    CLEAR_HIDDEN = "DELETE FROM plan_hidden WHERE organisation_id = ?1 AND proposal_id = ?2";
    /// Why a plan is hidden.
    HIDDEN = "SELECT at, why FROM plan_hidden WHERE organisation_id = ?1 AND proposal_id = ?2";

    /// The ballot version of a plan.
    BALLOT = "SELECT title, summary, cost, picture, picture_alt, version, proposal_id FROM plan_ballot
        WHERE organisation_id = ?1 AND proposal_id = ?2";
    /// The ballot versions of a project's plans.
    BALLOTS = "SELECT b.title, b.summary, b.cost, b.picture, b.picture_alt, b.version, b.proposal_id FROM plan_ballot b
        JOIN proposal p ON p.id = b.proposal_id WHERE p.organisation_id = ?1 AND p.project_id = ?2 LIMIT 5000";
    /// Their texts in other languages.
    BALLOT_TRANSLATIONS = "SELECT t.entity_id, t.field, t.text FROM translation t
        JOIN proposal p ON p.id = t.entity_id
        WHERE t.organisation_id = ?1 AND t.entity = 'plan_ballot' AND p.project_id = ?2 AND t.lang = ?3 LIMIT 20000";
    /// Writes a ballot version.
    SET_BALLOT = "INSERT INTO plan_ballot (proposal_id, organisation_id, title, summary, cost, picture, picture_alt)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        ON CONFLICT (proposal_id) DO UPDATE SET title = excluded.title, summary = excluded.summary, cost = excluded.cost,
        picture = excluded.picture, picture_alt = excluded.picture_alt, version = plan_ballot.version + 1";
    /// The pictures that ballot versions show.
    BALLOT_FILES = "SELECT DISTINCT picture FROM plan_ballot WHERE picture IS NOT NULL LIMIT 1000000";

    /// The kept views of a project.
    VIEWS = "SELECT uuid, name, query FROM plan_view WHERE organisation_id = ?1 AND project_id = ?2 ORDER BY id LIMIT 50";
    /// Keeps a view; one of the same name takes its place.
    ADD_VIEW = "INSERT INTO plan_view (uuid, organisation_id, project_id, name, query, created_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (project_id, name) DO UPDATE SET query = excluded.query";
    /// Forgets a view.
    REMOVE_VIEW = "DELETE FROM plan_view WHERE organisation_id = ?1 AND project_id = ?2 AND uuid = ?3";

    /// A tag less for a plan.
    REMOVE_TAG = "DELETE FROM proposal_tag WHERE organisation_id = ?1 AND proposal_id = ?2 AND tag_id = ?3";
    /// Raises the version of a plan whose tags changed.
    TOUCH = "UPDATE proposal SET version = version + 1 WHERE organisation_id = ?1 AND id = ?2";
    /// What people are told when a plan gets a status.
    STATUS_MESSAGE = concat!("SELECT ", civic::translated!("status", "s", "title", "?3"), ", ",
        civic::translated!("status", "s", "message", "?3"), " FROM status s WHERE s.organisation_id = ?1 AND s.id = ?2");

    /// The long texts of a project's plans.
    TEXTS = "SELECT id, text FROM proposal WHERE organisation_id = ?1 AND project_id = ?2 ORDER BY number LIMIT ?3";
    /// The answers of a project's plans.
    ALL_ANSWERS = "SELECT a.proposal_id, a.question_id, a.value FROM plan_answer a JOIN proposal p ON p.id = a.proposal_id
        WHERE a.organisation_id = ?1 AND p.project_id = ?2 LIMIT 500000";
    /// The addresses of a project's authors.
    AUTHORS = "SELECT x.proposal_id, r.email FROM plan_person x JOIN proposal p ON p.id = x.proposal_id
        JOIN person r ON r.id = x.person_id
        WHERE x.organisation_id = ?1 AND p.project_id = ?2 AND x.role = 'author' LIMIT ?3";

    /// The ids from elsewhere of a project's plans.
    EXTERNALS = "SELECT external_id, number FROM proposal WHERE organisation_id = ?1 AND project_id = ?2
        AND external_id IS NOT NULL LIMIT ?3";

    /// A spreadsheet that was looked at.
    ADD_IMPORT = "INSERT INTO plan_import (uuid, organisation_id, project_id, person_id, name, state, total, guessed, lang,
        problems, created_at) VALUES (?1, ?2, ?3, ?4, ?5, 'checked', ?6, ?7, ?8, ?9, ?10)";
    /// A spreadsheet.
    IMPORT = "SELECT uuid, name, state, total, done, made, changed, guessed, lang, problems, created_at, project_id, person_id
        FROM plan_import WHERE organisation_id = ?1 AND project_id = ?2 AND uuid = ?3";
    /// A spreadsheet, for the job.
    IMPORT_BY_UUID = "SELECT uuid, name, state, total, done, made, changed, guessed, lang, problems, created_at, project_id,
        person_id, organisation_id FROM plan_import WHERE uuid = ?1";
    /// The spreadsheets of a project, the newest first.
    IMPORTS = "SELECT uuid, name, state, total, done, made, changed, guessed, lang, problems, created_at, project_id, person_id
        FROM plan_import WHERE organisation_id = ?1 AND project_id = ?2 ORDER BY id DESC LIMIT 20";
    /// Begins, once.
    START_IMPORT = "UPDATE plan_import SET state = 'running' WHERE organisation_id = ?1 AND uuid = ?2 AND state = 'checked'";
    /// Some rows further, if nobody else went there.
    GO_ON = "UPDATE plan_import SET done = ?3, made = made + ?4, changed = changed + ?5, problems = ?6, state = ?7
        WHERE uuid = ?1 AND done = ?2 AND state = 'running'";
    /// Spreadsheets whose files are not needed any more.
    OLD_IMPORTS = "SELECT uuid FROM plan_import WHERE created_at < ?1 ORDER BY created_at LIMIT 500";
    /// Forgets a spreadsheet.
    REMOVE_IMPORT = "DELETE FROM plan_import WHERE uuid = ?1";
}

/// How a plan stands on a ballot; what is empty is as the plan has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ballot {
    /// Title.
    pub title: String,
    /// Two lines.
    pub summary: String,
    /// What it costs.
    pub cost: Option<Cents>,
    /// The name of a picture.
    pub picture: Option<String>,
    /// What the picture shows.
    pub picture_alt: String,
    /// Raised at every change; 0 if there is none yet.
    pub version: i64,
}

fn ballot_row(row: &Row<'_>) -> Result<Ballot, DbError> {
    Ok(Ballot {
        title: row.get(0)?,
        summary: row.get(1)?,
        cost: row.get(2)?,
        picture: row.get(3)?,
        picture_alt: row.get(4)?,
        version: row.get(5)?,
    })
}

/// Since when and why a plan is hidden, if staff said so.
///
/// # Errors
/// When the database fails.
pub fn hidden(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    plan: ProposalId,
) -> Result<Option<(Timestamp, String)>, DbError> {
    reader.find(&HIDDEN, params![organisation, plan], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// The ballot version of a plan.
///
/// # Errors
/// When the database fails.
pub fn ballot(reader: &Reader<'_>, organisation: OrganisationId, plan: ProposalId) -> Result<Option<Ballot>, DbError> {
    reader.find(&BALLOT, params![organisation, plan], ballot_row)
}

/// The ballot versions of a project's plans, in a language where they are translated.
///
/// # Errors
/// When the database fails.
pub fn ballots(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    project: ProjectId,
    (lang, default): (Lang, Lang),
) -> Result<HashMap<ProposalId, Ballot>, DbError> {
    let read = |row: &Row<'_>| Ok((row.get::<ProposalId>(6)?, ballot_row(row)?));
    let mut all: HashMap<_, _> = reader.query(&BALLOTS, params![organisation, project], read)?.into_iter().collect();
    if lang == default || all.is_empty() {
        return Ok(all);
    }
    // A text that is not translated is the plan's own in that language.
    for ballot in all.values_mut() {
        (ballot.title, ballot.summary, ballot.picture_alt) = Default::default();
    }
    let texts = reader.query(&BALLOT_TRANSLATIONS, params![organisation, project, lang.code()], |row| {
        Ok((row.get::<ProposalId>(0)?, row.get::<String>(1)?, row.get::<String>(2)?))
    })?;
    for (plan, field, text) in texts {
        if let Some(ballot) = all.get_mut(&plan) {
            match field.as_str() {
                "title" => ballot.title = text,
                "summary" => ballot.summary = text,
                "picture_alt" => ballot.picture_alt = text,
                _ => {}
            }
        }
    }
    Ok(all)
}

/// A kept view of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Outer id.
    pub uuid: Uuid,
    /// What staff call it.
    pub name: String,
    /// Search, filters and order, as in an address.
    pub query: String,
}

/// The kept views of a project.
///
/// # Errors
/// When the database fails.
pub fn views(reader: &Reader<'_>, organisation: OrganisationId, project: ProjectId) -> Result<Vec<View>, DbError> {
    reader.query(&VIEWS, params![organisation, project], |row| {
        Ok(View { uuid: row.get(0)?, name: row.get(1)?, query: row.get(2)? })
    })
}

/// Where a spreadsheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportState {
    /// Looked at, nothing written.
    Checked,
    /// On its way.
    Running,
    /// Through.
    Done,
}

/// A spreadsheet with plans.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// Outer id.
    pub uuid: Uuid,
    /// The name of its file.
    pub name: String,
    /// Where it is.
    pub state: ImportState,
    /// Rows under the head.
    pub total: i64,
    /// Rows that were gone through.
    pub done: i64,
    /// New plans.
    pub made: i64,
    /// Changed plans.
    pub changed: i64,
    /// Whether its letters had to be guessed.
    pub guessed: bool,
    /// The language in which its figures are read.
    pub lang: Lang,
    /// What is wrong, as JSON.
    pub problems: serde_json::Value,
    /// When it was sent.
    pub created_at: Timestamp,
    /// Its project.
    pub project: ProjectId,
    /// Who sent it.
    pub person: Option<PersonId>,
}

fn import_row(row: &Row<'_>) -> Result<Import, DbError> {
    Ok(Import {
        uuid: row.get(0)?,
        name: row.get(1)?,
        state: match row.get::<String>(2)?.as_str() {
            "running" => ImportState::Running,
            "done" => ImportState::Done,
            _ => ImportState::Checked,
        },
        total: row.get(3)?,
        done: row.get(4)?,
        made: row.get(5)?,
        changed: row.get(6)?,
        guessed: row.get(7)?,
        lang: Lang::parse(&row.get::<String>(8)?).unwrap_or_default(),
        problems: row.get(9)?,
        created_at: row.get(10)?,
        project: row.get(11)?,
        person: row.get(12)?,
    })
}

/// A spreadsheet of a project.
///
/// # Errors
/// When the database fails.
pub fn import(
    reader: &Reader<'_>,
    (organisation, project): (OrganisationId, ProjectId),
    uuid: Uuid,
) -> Result<Option<Import>, DbError> {
    reader.find(&IMPORT, params![organisation, project, uuid], import_row)
}

/// A spreadsheet by its id alone, with its organisation.
///
/// # Errors
/// When the database fails.
pub fn import_by_uuid(reader: &Reader<'_>, uuid: Uuid) -> Result<Option<(Import, OrganisationId)>, DbError> {
    reader.find(&IMPORT_BY_UUID, params![uuid], |row| Ok((import_row(row)?, row.get(13)?)))
}

/// The spreadsheets of a project, the newest first.
///
/// # Errors
/// When the database fails.
pub fn imports(reader: &Reader<'_>, organisation: OrganisationId, project: ProjectId) -> Result<Vec<Import>, DbError> {
    reader.query(&IMPORTS, params![organisation, project], import_row)
}
