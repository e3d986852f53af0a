//! What is kept of projects, their phases, activities and rules.

use crate::ids::{OrganisationId, PhaseId, ProjectId};
use crate::model::{Activity, Phase, Project, ProjectState, Rules, RulesVersion};
use platform::db::{DbError, Reader, Row};
use platform::i18n::Lang;
use platform::{params, statements};
use uuid::Uuid;

macro_rules! project_columns {
    ($lang:literal) => {
        concat!(
            "p.id, p.organisation_id, p.uuid, p.slug, ",
            translated!("project", "p", "title", $lang),
            ", ",
            translated!("project", "p", "summary", $lang),
            ", ",
            translated!("project", "p", "intro", $lang),
            ", ",
            translated!("project", "p", "note", $lang),
            ", p.picture, ",
            translated!("project", "p", "picture_alt", $lang),
            ", p.area, p.state, p.version"
        )
    };
}

statements! {
    /// A project by its address.
    PROJECT_BY_SLUG = concat!("SELECT ", project_columns!("?3"),
        " FROM project p WHERE p.organisation_id = ?1 AND p.slug = ?2");
    /// A project by its outer id.
    PROJECT_BY_UUID = concat!("SELECT ", project_columns!("?3"),
        " FROM project p WHERE p.organisation_id = ?1 AND p.uuid = ?2");
    /// A project by its number.
    PROJECT_BY_ID = concat!("SELECT ", project_columns!("?3"),
        " FROM project p WHERE p.organisation_id = ?1 AND p.id = ?2");
    /// The projects of an organisation.
    PROJECTS = concat!("SELECT ", project_columns!("?2"),
        " FROM project p WHERE p.organisation_id = ?1 ORDER BY p.position, p.id DESC LIMIT ?3");
    /// A new project.
    ADD_PROJECT = "INSERT INTO project (uuid, organisation_id, slug, title, summary, intro, note, picture, picture_alt,
        area, state, position, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 'draft', ?11, ?12)
        ON CONFLICT (organisation_id, slug) DO NOTHING RETURNING id";
    /// Changes a project, if nobody else did since.
    SET_PROJECT = "UPDATE project SET title = ?4, summary = ?5, intro = ?6, note = ?7, picture = ?8, picture_alt = ?9,
        area = ?10, version = version + 1 WHERE organisation_id = ?1 AND id = ?2 AND version = ?3";
    /// Publishes or archives a project.
    SET_PROJECT_STATE = "UPDATE project SET state = ?3, version = version + 1 WHERE organisation_id = ?1 AND id = ?2";
    /// The phases of a project.
    PHASES = concat!("SELECT f.id, f.uuid, ", translated!("phase", "f", "title", "?3"), ", ",
        translated!("phase", "f", "description", "?3"), ", f.starts_at, f.ends_at
        FROM phase f WHERE f.organisation_id = ?1 AND f.project_id = ?2 ORDER BY f.starts_at, f.position LIMIT 100");
    /// A new phase.
    ADD_PHASE = "INSERT INTO phase (uuid, organisation_id, project_id, position, title, description, starts_at, ends_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING id";
    /// Changes a phase.
    SET_PHASE = "UPDATE phase SET title = ?4, description = ?5, starts_at = ?6, ends_at = ?7
        WHERE organisation_id = ?1 AND project_id = ?2 AND uuid = ?3";
    /// Removes a phase that no activity belongs to.
    REMOVE_PHASE = "DELETE FROM phase WHERE organisation_id = ?1 AND project_id = ?2 AND uuid = ?3
        AND NOT EXISTS (SELECT 1 FROM activity a WHERE a.phase_id = phase.id)";
    /// The activities of a project that residents may know of.
    ACTIVITIES = "SELECT id, uuid, project_id, phase_id, kind, subject, opens_at, closes_at, settings FROM activity
        WHERE organisation_id = ?1 AND project_id = ?2 AND announced = 1 ORDER BY opens_at, id LIMIT 500";
    /// The phase of an activity, announced or not.
    ACTIVITY_PHASE = "SELECT phase_id FROM activity WHERE organisation_id = ?1 AND uuid = ?2";
    /// Tells residents of an activity, or keeps it from them.
    ANNOUNCE_ACTIVITY = "UPDATE activity SET announced = ?3 WHERE organisation_id = ?1 AND uuid = ?2";
    /// Removes an activity.
    REMOVE_ACTIVITY = "DELETE FROM activity WHERE organisation_id = ?1 AND uuid = ?2";
    /// Activities of one kind and subject whose window overlaps another's, with other settings.
    ACTIVITY_CLASH = "SELECT COUNT(*) FROM activity WHERE organisation_id = ?1 AND project_id = ?2 AND kind = ?3
        AND subject = ?4 AND opens_at < ?6 AND closes_at > ?5 AND settings <> ?7 AND uuid <> ?8";
    /// A new activity.
    ADD_ACTIVITY = "INSERT INTO activity (uuid, organisation_id, project_id, phase_id, kind, subject, opens_at,
        closes_at, settings) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) RETURNING id";
    /// Changes the window, the phase and the settings of an activity.
    SET_ACTIVITY = "UPDATE activity SET opens_at = ?3, closes_at = ?4, phase_id = ?5, settings = ?6
        WHERE organisation_id = ?1 AND uuid = ?2";
    /// The newest rules of a project.
    RULES = "SELECT version, rules FROM rules WHERE organisation_id = ?1 AND project_id = ?2
        ORDER BY version DESC LIMIT 1";
    /// The versions of the rules of a project, the newest first.
    RULES_VERSIONS = "SELECT version, rules, reason, created_at FROM rules WHERE organisation_id = ?1 AND project_id = ?2
        ORDER BY version DESC LIMIT 100";
    /// A new version of the rules.
    ADD_RULES = "INSERT INTO rules (project_id, version, organisation_id, rules, reason, created_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
}

fn project(row: &Row<'_>) -> Result<Project, DbError> {
    Ok(Project {
        id: row.get(0)?,
        organisation: row.get(1)?,
        uuid: row.get(2)?,
        slug: row.get(3)?,
        title: row.get(4)?,
        summary: row.get(5)?,
        intro: row.get(6)?,
        note: row.get(7)?,
        picture: row.get(8)?,
        picture_alt: row.get(9)?,
        area: row.get(10)?,
        state: ProjectState::parse(&row.get::<String>(11)?).ok_or(DbError::Shape("a project state"))?,
        version: row.get(12)?,
    })
}

/// A project by its address.
///
/// # Errors
/// When the database fails.
pub fn project_by_slug(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    slug: &str,
    lang: Lang,
) -> Result<Option<Project>, DbError> {
    reader.find(&PROJECT_BY_SLUG, params![organisation, slug, lang.code()], project)
}

/// A project by its outer id.
///
/// # Errors
/// When the database fails.
pub fn project_by_uuid(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    uuid: Uuid,
    lang: Lang,
) -> Result<Option<Project>, DbError> {
    reader.find(&PROJECT_BY_UUID, params![organisation, uuid, lang.code()], project)
}

/// A project by what stands for it in an address of the API: its outer id, or its slug.
///
/// # Errors
/// When the database fails.
pub fn project_by_name(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    name: &str,
    lang: Lang,
) -> Result<Option<Project>, DbError> {
    match Uuid::parse_str(name) {
        Ok(uuid) => project_by_uuid(reader, organisation, uuid, lang),
        Err(_) => project_by_slug(reader, organisation, name, lang),
    }
}

/// A project by its number.
///
/// # Errors
/// When the database fails.
pub fn project_by_id(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    id: ProjectId,
    lang: Lang,
) -> Result<Option<Project>, DbError> {
    reader.find(&PROJECT_BY_ID, params![organisation, id, lang.code()], project)
}

/// The projects of an organisation, drafts too.
///
/// # Errors
/// When the database fails.
pub fn projects(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    lang: Lang,
    limit: i64,
) -> Result<Vec<Project>, DbError> {
    reader.query(&PROJECTS, params![organisation, lang.code(), limit.clamp(1, 1000)], project)
}

/// The phases of a project, in order of time.
///
/// # Errors
/// When the database fails.
pub fn phases(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    project: ProjectId,
    lang: Lang,
) -> Result<Vec<Phase>, DbError> {
    reader.query(&PHASES, params![organisation, project, lang.code()], |row| {
        Ok(Phase {
            id: row.get(0)?,
            uuid: row.get(1)?,
            title: row.get(2)?,
            description: row.get(3)?,
            starts_at: row.get(4)?,
            ends_at: row.get(5)?,
        })
    })
}

/// The activities of a project that residents may know of.
///
/// # Errors
/// When the database fails.
pub fn activities(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    project: ProjectId,
) -> Result<Vec<Activity>, DbError> {
    reader.query(&ACTIVITIES, params![organisation, project], |row| {
        Ok(Activity {
            id: row.get(0)?,
            uuid: row.get(1)?,
            project: row.get(2)?,
            phase: row.get(3)?,
            kind: row.get(4)?,
            subject: row.get(5)?,
            opens_at: row.get(6)?,
            closes_at: row.get(7)?,
            settings: row.get(8)?,
        })
    })
}

/// The phase of an activity, if it belongs to one; announced or not.
///
/// # Errors
/// When the database fails.
pub fn activity_phase(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    activity: Uuid,
) -> Result<Option<PhaseId>, DbError> {
    let found = reader.find(&ACTIVITY_PHASE, params![organisation, activity], |row| row.get::<Option<PhaseId>>(0))?;
    Ok(found.flatten())
}

/// The newest rules of a project with their version; version 0 when there are none yet.
///
/// # Errors
/// When the database fails.
pub fn rules(reader: &Reader<'_>, organisation: OrganisationId, project: ProjectId) -> Result<(i64, Rules), DbError> {
    let found =
        reader.find(&RULES, params![organisation, project], |row| Ok((row.get::<i64>(0)?, row.get::<String>(1)?)))?;
    let Some((version, text)) = found else { return Ok((0, Rules::default())) };
    Ok((version, serde_json::from_str(&text).map_err(|_| DbError::Shape("rules"))?))
}

/// The newest hundred versions of the rules of a project, the newest first.
///
/// # Errors
/// When the database fails.
pub fn rules_versions(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    project: ProjectId,
) -> Result<Vec<RulesVersion>, DbError> {
    reader.query(&RULES_VERSIONS, params![organisation, project], |row| {
        Ok(RulesVersion {
            version: row.get(0)?,
            rules: serde_json::from_str(&row.get::<String>(1)?).map_err(|_| DbError::Shape("rules"))?,
            reason: row.get(2)?,
            since: row.get(3)?,
        })
    })
}
