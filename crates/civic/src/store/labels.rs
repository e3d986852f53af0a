//! What plans of a project can be given: tags, areas, statuses.

use crate::ids::{AreaId, OrganisationId, ProjectId, TagTypeId};
use crate::model::{Area, Status, Tag, TagType};
use crate::shape::Shape;
use platform::db::{DbError, Reader};
use platform::i18n::Lang;
use platform::{params, statements};

statements! {
    /// The kinds of tags that a project can use: its own and the organisation's.
    TAG_TYPES = concat!("SELECT y.id, y.project_id, y.slug, ", translated!("tag_type", "y", "title", "?3"), "
        FROM tag_type y WHERE y.organisation_id = ?1 AND (y.project_id IS NULL OR y.project_id = ?2)
        ORDER BY y.position, y.id LIMIT 50");
    /// The tags of those kinds.
    TAGS = concat!("SELECT g.tag_type_id, g.id, g.uuid, g.slug, ", translated!("tag", "g", "title", "?3"), ", g.colour
        FROM tag g JOIN tag_type y ON y.id = g.tag_type_id
        WHERE g.organisation_id = ?1 AND (y.project_id IS NULL OR y.project_id = ?2)
        ORDER BY g.position, g.id LIMIT 1000");
    /// A new kind of tag.
    ADD_TAG_TYPE = "INSERT INTO tag_type (organisation_id, project_id, slug, title, position)
        VALUES (?1, ?2, ?3, ?4, ?5) RETURNING id";
    /// A new tag.
    ADD_TAG = "INSERT INTO tag (uuid, organisation_id, tag_type_id, slug, title, colour, position)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING id";
    /// The areas of a project and of its organisation.
    AREAS = concat!("SELECT a.id, a.uuid, a.slug, ", translated!("area", "a", "name", "?3"), ", a.project_id,
        CAST(CASE WHEN a.shape IS NULL THEN 0 ELSE 1 END AS BIGINT) FROM area a WHERE a.organisation_id = ?1 AND (a.project_id IS NULL OR a.project_id = ?2)
        ORDER BY a.position, a.id LIMIT 500");
    /// The shape of an area.
    AREA_SHAPE = "SELECT shape FROM area WHERE organisation_id = ?1 AND id = ?2";
    /// The shapes of the areas of a project and of its organisation.
    AREA_SHAPES = "SELECT a.id, a.shape FROM area a WHERE a.organisation_id = ?1
        AND (a.project_id IS NULL OR a.project_id = ?2) AND a.shape IS NOT NULL ORDER BY a.position, a.id LIMIT 500";
    /// A new area.
    ADD_AREA = "INSERT INTO area (uuid, organisation_id, project_id, slug, name, shape, position)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING id";
    /// The statuses of a project.
    STATUSES = concat!("SELECT s.id, s.slug, ", translated!("status", "s", "title", "?3"), ", s.votable, ",
        translated!("status", "s", "message", "?3"), " FROM status s
        WHERE s.organisation_id = ?1 AND s.project_id = ?2 ORDER BY s.position, s.id LIMIT 100");
    /// A new status.
    ADD_STATUS = "INSERT INTO status (organisation_id, project_id, slug, title, votable, position)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6) RETURNING id";
    /// The status of plans that were withdrawn.
    WITHDRAWN_STATUS = "SELECT id FROM status WHERE organisation_id = ?1 AND project_id = ?2 AND meaning = 'withdrawn'";
    /// Says what a status means to the program.
    SET_MEANING = "UPDATE status SET meaning = ?3 WHERE organisation_id = ?1 AND id = ?2";
    /// How many kinds of tags with this slug stand where they would meet one of this project (or, without one, of the
    /// whole organisation).
    TAG_TYPES_NAMED = "SELECT COUNT(*) FROM tag_type WHERE organisation_id = ?1 AND slug = ?3
        AND (project_id IS NULL OR CAST(?2 AS BIGINT) IS NULL OR project_id = ?2)";
    /// The same for areas.
    AREAS_NAMED = "SELECT COUNT(*) FROM area WHERE organisation_id = ?1 AND slug = ?3
        AND (project_id IS NULL OR CAST(?2 AS BIGINT) IS NULL OR project_id = ?2)";
    /// Changes a kind of tag.
    SET_TAG_TYPE = "UPDATE tag_type SET title = ?3 WHERE organisation_id = ?1 AND id = ?2";
    /// Changes a tag.
    SET_TAG = "UPDATE tag SET title = ?3, colour = ?4 WHERE organisation_id = ?1 AND id = ?2";
    /// Changes the name of an area.
    SET_AREA = "UPDATE area SET name = ?3 WHERE organisation_id = ?1 AND id = ?2";
    /// Changes the shape of an area.
    SET_AREA_SHAPE = "UPDATE area SET shape = ?3 WHERE organisation_id = ?1 AND id = ?2";
    /// Changes a status.
    SET_STATUS = "UPDATE status SET title = ?3, votable = ?4, message = ?5 WHERE organisation_id = ?1 AND id = ?2";
    /// Places a kind of tag.
    PLACE_TAG_TYPE = "UPDATE tag_type SET position = ?3 WHERE organisation_id = ?1 AND id = ?2";
    /// Places a tag.
    PLACE_TAG = "UPDATE tag SET position = ?3 WHERE organisation_id = ?1 AND id = ?2";
    /// Places an area.
    PLACE_AREA = "UPDATE area SET position = ?3 WHERE organisation_id = ?1 AND id = ?2";
    /// Places a status.
    PLACE_STATUS = "UPDATE status SET position = ?3 WHERE organisation_id = ?1 AND id = ?2";
    /// Removes a kind of tag, which has no tags.
    REMOVE_TAG_TYPE = "DELETE FROM tag_type WHERE organisation_id = ?1 AND id = ?2";
    /// Removes a tag that no plan has.
    REMOVE_TAG = "DELETE FROM tag WHERE organisation_id = ?1 AND id = ?2";
    /// Removes an area that no plan has.
    REMOVE_AREA = "DELETE FROM area WHERE organisation_id = ?1 AND id = ?2";
    /// Removes a status that no plan has.
    REMOVE_STATUS = "DELETE FROM status WHERE organisation_id = ?1 AND id = ?2";
    /// What all of these are called in other languages.
    LABEL_TRANSLATIONS = "SELECT entity, entity_id, field, lang, text FROM translation WHERE organisation_id = ?1
        AND entity IN ('tag_type', 'tag', 'area', 'status') LIMIT 20000";
}

/// The kinds of tags that a project can use, with their tags.
///
/// # Errors
/// When the database fails.
pub fn tag_types(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    project: impl Into<Option<ProjectId>>,
    lang: Lang,
) -> Result<Vec<TagType>, DbError> {
    let project = project.into();
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
    project: impl Into<Option<ProjectId>>,
    lang: Lang,
) -> Result<Vec<Area>, DbError> {
    reader.query(&AREAS, params![organisation, project.into(), lang.code()], |row| {
        Ok(Area {
            id: row.get(0)?,
            uuid: row.get(1)?,
            slug: row.get(2)?,
            name: row.get(3)?,
            project: row.get(4)?,
            has_shape: row.get(5)?,
        })
    })
}

/// The statuses of a project.
///
/// # Errors
/// When the database fails.
pub fn statuses(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    project: impl Into<Option<ProjectId>>,
    lang: Lang,
) -> Result<Vec<Status>, DbError> {
    reader.query(&STATUSES, params![organisation, project.into(), lang.code()], |row| {
        Ok(Status {
            id: row.get(0)?,
            slug: row.get(1)?,
            title: row.get(2)?,
            votable: row.get(3)?,
            message: row.get(4)?,
        })
    })
}

/// The shapes of the areas that a project can use, as far as they are known.
///
/// # Errors
/// When the database fails.
pub fn area_shapes(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    project: ProjectId,
) -> Result<Vec<(AreaId, Shape)>, DbError> {
    let found = reader.query(&AREA_SHAPES, params![organisation, project], |row| {
        Ok((row.get::<AreaId>(0)?, row.get::<String>(1)?))
    })?;
    Ok(found.into_iter().filter_map(|(id, shape)| Some((id, Shape::parse(&shape)?))).collect())
}
