//! The SQL of this feature: what pages need at once, and nothing else.

use civic::ids::{OrganisationId, PageId, ProjectId, SectionId};
use civic::model::{Block, ProjectState, Section};
use platform::db::{DbError, Reader};
use platform::{params, statements};
use std::collections::HashMap;

statements! {
    /// Which projects there are: address, number, state.
    DIRECTORY = "SELECT slug, id, state FROM project WHERE organisation_id = ?1 LIMIT 5000";
    /// All rows of blocks of a project's pages, or of the organisation's own.
    SECTIONS = "SELECT g.id, s.id, s.layout, b.uuid, b.kind, b.version, b.settings FROM page g
        JOIN section s ON s.page_id = g.id JOIN block b ON b.section_id = s.id
        WHERE g.organisation_id = ?1 AND COALESCE(g.project_id, 0) = COALESCE(CAST(?2 AS BIGINT), 0)
        ORDER BY g.id, s.position, s.id, b.position, b.id LIMIT 2000";
    /// The next moment after one at which something of a project, or of any project, begins or ends.
    NEXT_MOMENT = "SELECT MIN(m) FROM (
          SELECT MIN(starts_at) AS m FROM phase WHERE organisation_id = ?1 AND starts_at > ?3
            AND (CAST(?2 AS BIGINT) IS NULL OR project_id = ?2)
          UNION ALL SELECT MIN(ends_at) FROM phase WHERE organisation_id = ?1 AND ends_at > ?3
            AND (CAST(?2 AS BIGINT) IS NULL OR project_id = ?2)
          UNION ALL SELECT MIN(opens_at) FROM activity WHERE organisation_id = ?1 AND opens_at > ?3
            AND (CAST(?2 AS BIGINT) IS NULL OR project_id = ?2)
          UNION ALL SELECT MIN(closes_at) FROM activity WHERE organisation_id = ?1 AND closes_at > ?3
            AND (CAST(?2 AS BIGINT) IS NULL OR project_id = ?2)) AS moments";
}

/// Which projects there are, by their address.
pub(crate) type Directory = HashMap<String, (ProjectId, ProjectState)>;

/// Which projects an organisation has.
pub(crate) fn directory(reader: &Reader<'_>, organisation: OrganisationId) -> Result<Directory, DbError> {
    let rows = reader.query(&DIRECTORY, params![organisation], |row| {
        let state = ProjectState::parse(&row.get::<String>(2)?).ok_or(DbError::Shape("a project state"))?;
        Ok((row.get::<String>(0)?, (row.get::<ProjectId>(1)?, state)))
    })?;
    Ok(rows.into_iter().collect())
}

/// The rows of blocks of all pages of a project, or of the organisation itself.
pub(crate) fn sections(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    project: Option<ProjectId>,
) -> Result<HashMap<PageId, Vec<Section>>, DbError> {
    let rows = reader.query(&SECTIONS, params![organisation, project], |row| {
        let block = Block { uuid: row.get(3)?, kind: row.get(4)?, version: row.get(5)?, settings: row.get(6)? };
        Ok((row.get::<PageId>(0)?, row.get::<SectionId>(1)?, row.get::<String>(2)?, block))
    })?;
    let mut pages: HashMap<PageId, Vec<Section>> = HashMap::new();
    let mut last = None;
    for (page, section, layout, block) in rows {
        let sections = pages.entry(page).or_default();
        match sections.last_mut() {
            Some(open) if last == Some(section) => open.blocks.push(block),
            _ => sections.push(Section { layout, blocks: vec![block] }),
        }
        last = Some(section);
    }
    Ok(pages)
}

/// The next moment after `now` (microseconds) at which a page of this project, or the front page, says something else.
pub(crate) fn next_moment(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    project: Option<ProjectId>,
    now: i64,
) -> Result<Option<i64>, DbError> {
    reader.one(&NEXT_MOMENT, params![organisation, project, now], |row| row.get(0))
}
