//! The SQL of organisations, projects and what they are made of. Nothing else.

use crate::ids::{OrganisationId, PageId, ProjectId, SectionId, TagTypeId};
use crate::model::{
    Activity, Area, Block, Organisation, Page, PageRole, Phase, Project, ProjectState, Rules, Section, Status, Tag,
    TagType,
};
use platform::db::{DbError, Reader, Row, Tx};
use platform::i18n::Lang;
use platform::{params, statements};
use uuid::Uuid;

/// A translatable field: the translation into the language of a parameter, or the source.
#[macro_export]
macro_rules! translated {
    ($entity:literal, $alias:literal, $field:literal, $lang:literal) => {
        concat!(
            "COALESCE((SELECT text FROM translation WHERE entity = '",
            $entity,
            "' AND entity_id = ",
            $alias,
            ".id AND field = '",
            $field,
            "' AND lang = ",
            $lang,
            "), ",
            $alias,
            ".",
            $field,
            ")"
        )
    };
}

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
    /// The organisation behind a host name.
    ORGANISATION_BY_HOST = concat!("SELECT o.id, o.uuid, o.slug, o.name, ",
        translated!("organisation", "o", "tagline", "?2"), ", o.default_lang, o.languages, o.formal, o.contact_email, ",
        translated!("organisation", "o", "contact_text", "?2"), ", o.picture,
        (SELECT m.host FROM organisation_host m WHERE m.organisation_id = o.id ORDER BY m.main DESC, m.host LIMIT 1)
        FROM organisation o JOIN organisation_host h ON h.organisation_id = o.id WHERE h.host = ?1");
    /// An organisation by its number, in its own language.
    ORGANISATION_BY_ID = "SELECT o.id, o.uuid, o.slug, o.name, o.tagline, o.default_lang, o.languages, o.formal,
        o.contact_email, o.contact_text, o.picture,
        (SELECT m.host FROM organisation_host m WHERE m.organisation_id = o.id ORDER BY m.main DESC, m.host LIMIT 1)
        FROM organisation o WHERE o.id = ?1";
    /// All organisations, in order of name.
    ORGANISATIONS = concat!("SELECT o.id, o.uuid, o.slug, o.name, ",
        translated!("organisation", "o", "tagline", "?1"), ", o.default_lang, o.languages, o.formal, o.contact_email, ",
        translated!("organisation", "o", "contact_text", "?1"), ", o.picture,
        (SELECT m.host FROM organisation_host m WHERE m.organisation_id = o.id ORDER BY m.main DESC, m.host LIMIT 1)
        FROM organisation o ORDER BY o.id LIMIT 1000");
    /// A new organisation.
    ADD_ORGANISATION = "INSERT INTO organisation (uuid, slug, name, tagline, default_lang, languages, formal,
        contact_email, contact_text, picture, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        ON CONFLICT (slug) DO NOTHING RETURNING id";
    /// Changes an organisation.
    SET_ORGANISATION = "UPDATE organisation SET name = ?2, tagline = ?3, formal = ?4, contact_email = ?5,
        contact_text = ?6, picture = ?7 WHERE id = ?1";
    /// A host name of an organisation.
    ADD_HOST = "INSERT INTO organisation_host (host, organisation_id, main) VALUES (?1, ?2, ?3)
        ON CONFLICT (host) DO NOTHING";
    /// Who has a host name.
    HOST_OWNER = "SELECT organisation_id FROM organisation_host WHERE host = ?1";
    /// The host names of an organisation, the main one first.
    HOSTS = "SELECT host FROM organisation_host WHERE organisation_id = ?1 ORDER BY main DESC, host LIMIT 50";
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
    /// The activities of a project.
    ACTIVITIES = "SELECT id, uuid, project_id, phase_id, kind, subject, opens_at, closes_at, settings FROM activity
        WHERE organisation_id = ?1 AND project_id = ?2 ORDER BY opens_at, id LIMIT 500";
    /// Activities of one kind and subject whose window overlaps another's, with other settings.
    ACTIVITY_CLASH = "SELECT COUNT(*) FROM activity WHERE organisation_id = ?1 AND project_id = ?2 AND kind = ?3
        AND subject = ?4 AND opens_at < ?6 AND closes_at > ?5 AND settings <> ?7 AND uuid <> ?8";
    /// A new activity.
    ADD_ACTIVITY = "INSERT INTO activity (uuid, organisation_id, project_id, phase_id, kind, subject, opens_at,
        closes_at, settings) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) RETURNING id";
    /// Changes the window of an activity.
    SET_ACTIVITY = "UPDATE activity SET opens_at = ?3, closes_at = ?4, settings = ?5 WHERE organisation_id = ?1 AND uuid = ?2";
    /// The newest rules of a project.
    RULES = "SELECT version, rules FROM rules WHERE organisation_id = ?1 AND project_id = ?2
        ORDER BY version DESC LIMIT 1";
    /// A new version of the rules.
    ADD_RULES = "INSERT INTO rules (project_id, version, organisation_id, rules, reason, created_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    /// The kinds of tags that a project can use: its own and the organisation's.
    TAG_TYPES = concat!("SELECT y.id, y.project_id, y.slug, ", translated!("tag_type", "y", "title", "?3"), "
        FROM tag_type y WHERE y.organisation_id = ?1 AND (y.project_id IS NULL OR y.project_id = ?2)
        ORDER BY y.id LIMIT 50");
    /// The tags of those kinds.
    TAGS = concat!("SELECT g.tag_type_id, g.id, g.uuid, g.slug, ", translated!("tag", "g", "title", "?3"), ", g.colour
        FROM tag g JOIN tag_type y ON y.id = g.tag_type_id
        WHERE g.organisation_id = ?1 AND (y.project_id IS NULL OR y.project_id = ?2)
        ORDER BY g.position, g.id LIMIT 1000");
    /// A new kind of tag.
    ADD_TAG_TYPE = "INSERT INTO tag_type (organisation_id, project_id, slug, title) VALUES (?1, ?2, ?3, ?4) RETURNING id";
    /// A new tag.
    ADD_TAG = "INSERT INTO tag (uuid, organisation_id, tag_type_id, slug, title, colour, position)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING id";
    /// The areas of a project and of its organisation.
    AREAS = concat!("SELECT a.id, a.uuid, a.slug, ", translated!("area", "a", "name", "?3"), " FROM area a
        WHERE a.organisation_id = ?1 AND (a.project_id IS NULL OR a.project_id = ?2) ORDER BY a.id LIMIT 500");
    /// A new area.
    ADD_AREA = "INSERT INTO area (uuid, organisation_id, project_id, slug, name, shape)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6) RETURNING id";
    /// The statuses of a project.
    STATUSES = concat!("SELECT s.id, s.slug, ", translated!("status", "s", "title", "?3"), ", s.votable FROM status s
        WHERE s.organisation_id = ?1 AND s.project_id = ?2 ORDER BY s.position, s.id LIMIT 100");
    /// A new status.
    ADD_STATUS = "INSERT INTO status (organisation_id, project_id, slug, title, votable, position)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6) RETURNING id";
    /// The pages of a project, or of the organisation itself.
    PAGES = concat!("SELECT g.id, g.uuid, g.project_id, g.slug, g.role, ", translated!("page", "g", "title", "?3"), ",
        g.in_menu FROM page g WHERE g.organisation_id = ?1 AND COALESCE(g.project_id, 0) = COALESCE(CAST(?2 AS BIGINT), 0)
        ORDER BY g.position, g.id LIMIT 200");
    /// A new page.
    ADD_PAGE = "INSERT INTO page (uuid, organisation_id, project_id, slug, role, title, in_menu, position)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING id";
    /// A new section.
    ADD_SECTION = "INSERT INTO section (organisation_id, page_id, position, layout) VALUES (?1, ?2, ?3, ?4) RETURNING id";
    /// A new block.
    ADD_BLOCK = "INSERT INTO block (uuid, organisation_id, section_id, position, kind, version, settings)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING id";
    /// The sections and blocks of a page.
    BLOCKS = "SELECT s.id, s.layout, b.uuid, b.kind, b.version, b.settings FROM section s
        JOIN block b ON b.section_id = s.id WHERE s.organisation_id = ?1 AND s.page_id = ?2
        ORDER BY s.position, s.id, b.position, b.id LIMIT 200";
    /// Changes the settings of a block of this organisation; answers its project.
    SET_BLOCK = "UPDATE block SET settings = ?3, version = ?4 WHERE organisation_id = ?1 AND uuid = ?2";
    /// One block, with the page that it stands on.
    BLOCK = "SELECT b.kind, b.version, b.settings, g.project_id FROM block b
        JOIN section s ON s.id = b.section_id JOIN page g ON g.id = s.page_id
        WHERE b.organisation_id = ?1 AND b.uuid = ?2";
    /// Sets a translation.
    SET_TRANSLATION = "INSERT INTO translation (organisation_id, entity, entity_id, field, lang, text)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (entity, entity_id, field, lang) DO UPDATE SET text = excluded.text";
    /// Takes a translation away.
    REMOVE_TRANSLATION = "DELETE FROM translation WHERE organisation_id = ?1 AND entity = ?2 AND entity_id = ?3
        AND field = ?4 AND lang = ?5";
    /// All translations of one thing.
    TRANSLATIONS = "SELECT field, lang, text FROM translation WHERE organisation_id = ?1 AND entity = ?2
        AND entity_id = ?3 LIMIT 500";
    /// Raises a generation.
    RAISE = "INSERT INTO generation (scope, number) VALUES (?1, 1)
        ON CONFLICT (scope) DO UPDATE SET number = generation.number + 1 RETURNING number";
    /// The number of a generation.
    GENERATION = "SELECT number FROM generation WHERE scope = ?1";
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

/// The activities of a project.
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

/// The kinds of tags that a project can use, with their tags.
///
/// # Errors
/// When the database fails.
pub fn tag_types(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    project: ProjectId,
    lang: Lang,
) -> Result<Vec<TagType>, DbError> {
    let mut types = reader.query(&TAG_TYPES, params![organisation, project, lang.code()], |row| {
        Ok(TagType { id: row.get(0)?, project: row.get(1)?, slug: row.get(2)?, title: row.get(3)?, tags: Vec::new() })
    })?;
    let tags = reader.query(&TAGS, params![organisation, project, lang.code()], |row| {
        let tag =
            Tag { id: row.get(1)?, uuid: row.get(2)?, slug: row.get(3)?, title: row.get(4)?, colour: row.get(5)? };
        Ok((row.get::<TagTypeId>(0)?, tag))
    })?;
    for (of, tag) in tags {
        if let Some(kind) = types.iter_mut().find(|kind| kind.id == of) {
            kind.tags.push(tag);
        }
    }
    Ok(types)
}

/// The areas that a project can use.
///
/// # Errors
/// When the database fails.
pub fn areas(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    project: ProjectId,
    lang: Lang,
) -> Result<Vec<Area>, DbError> {
    reader.query(&AREAS, params![organisation, project, lang.code()], |row| {
        Ok(Area { id: row.get(0)?, uuid: row.get(1)?, slug: row.get(2)?, name: row.get(3)? })
    })
}

/// The statuses of a project.
///
/// # Errors
/// When the database fails.
pub fn statuses(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    project: ProjectId,
    lang: Lang,
) -> Result<Vec<Status>, DbError> {
    reader.query(&STATUSES, params![organisation, project, lang.code()], |row| {
        Ok(Status { id: row.get(0)?, slug: row.get(1)?, title: row.get(2)?, votable: row.get(3)? })
    })
}

/// The pages of a project, or of the organisation itself.
///
/// # Errors
/// When the database fails.
pub fn pages(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    project: Option<ProjectId>,
    lang: Lang,
) -> Result<Vec<Page>, DbError> {
    pages_in(reader, organisation, project, lang.code())
}

fn pages_in(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    project: Option<ProjectId>,
    lang: &str,
) -> Result<Vec<Page>, DbError> {
    reader.query(&PAGES, params![organisation, project, lang], |row| {
        Ok(Page {
            id: row.get(0)?,
            uuid: row.get(1)?,
            project: row.get(2)?,
            slug: row.get(3)?,
            role: PageRole::parse(&row.get::<String>(4)?).ok_or(DbError::Shape("a page role"))?,
            title: row.get(5)?,
            in_menu: row.get(6)?,
        })
    })
}

/// The rows of blocks of a page.
///
/// # Errors
/// When the database fails.
pub fn sections(reader: &Reader<'_>, organisation: OrganisationId, page: PageId) -> Result<Vec<Section>, DbError> {
    let rows = reader.query(&BLOCKS, params![organisation, page], |row| {
        let block = Block { uuid: row.get(2)?, kind: row.get(3)?, version: row.get(4)?, settings: row.get(5)? };
        Ok((row.get::<SectionId>(0)?, row.get::<String>(1)?, block))
    })?;
    let mut sections: Vec<(SectionId, Section)> = Vec::new();
    for (id, layout, block) in rows {
        match sections.last_mut() {
            Some((last, section)) if *last == id => section.blocks.push(block),
            _ => sections.push((id, Section { layout, blocks: vec![block] })),
        }
    }
    Ok(sections.into_iter().map(|(_, section)| section).collect())
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

/// Whether somebody may use a host name already.
///
/// # Errors
/// When the database fails.
pub fn host_owner(reader: &Reader<'_>, host: &str) -> Result<Option<OrganisationId>, DbError> {
    reader.find(&HOST_OWNER, params![host], |row| row.get(0))
}
