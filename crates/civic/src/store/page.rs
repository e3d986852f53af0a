//! Pages with their sections and blocks.

use crate::ids::{OrganisationId, PageId, ProjectId, SectionId};
use crate::model::{Block, Page, PageRole, Section};
use platform::db::{DbError, Reader};
use platform::i18n::Lang;
use platform::{params, statements};

statements! {
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

pub(super) fn pages_in(
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
