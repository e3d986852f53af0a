//! Places: shapes of areas, post codes, what lies near a plan and what has its theme.

use crate::model::{Bounds, Place, ProposalId, Spot};
use civic::ids::{AreaId, OrganisationId, ProjectId, TagId};
use platform::db::{DbError, Reader, Tx};
use platform::{params, statements};

/// The most plans around one that are laid beside each other to find the nearest.
const AROUND: i64 = 2_000;

statements! {
    /// The shapes of the areas that a project can use.
    SHAPES = "SELECT a.id, a.shape FROM area a WHERE a.organisation_id = ?1
        AND (a.project_id IS NULL OR a.project_id = ?2) AND a.shape IS NOT NULL ORDER BY a.position, a.id LIMIT 500";
    /// A post code, for the first time or anew.
    ADD_POSTCODE = "INSERT INTO postcode (code, latitude, longitude) VALUES (?1, ?2, ?3)
        ON CONFLICT (code) DO UPDATE SET latitude = excluded.latitude, longitude = excluded.longitude";
    /// The middle of a post code.
    POSTCODE = "SELECT latitude, longitude FROM postcode WHERE code = ?1";
    /// Whether any post code is known.
    HAS_POSTCODES = "SELECT code FROM postcode WHERE code > '' LIMIT 1";
    /// The plans that residents see in a part of the map, without one.
    NEAR = "SELECT p.id, p.latitude, p.longitude FROM proposal p
        WHERE p.organisation_id = ?1 AND p.project_id = ?2 AND p.latitude BETWEEN ?3 AND ?4
        AND p.longitude BETWEEN ?5 AND ?6 AND p.published = 1 AND p.id <> ?7 LIMIT ?8";
    /// The plans with a tag that residents see, after one.
    OF_THEME = "SELECT p.id FROM proposal_tag t JOIN proposal p ON p.id = t.proposal_id
        WHERE t.project_id = ?2 AND t.tag_id = ?3 AND t.proposal_id > ?4 AND p.organisation_id = ?1 AND p.published = 1
        AND p.id <> ?5 ORDER BY t.proposal_id LIMIT ?6";
}

/// The shapes of the areas that a project can use, as GeoJSON.
///
/// # Errors
/// When the database fails.
pub fn shapes(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    project: ProjectId,
) -> Result<Vec<(AreaId, String)>, DbError> {
    reader.query(&SHAPES, params![organisation, project], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Writes post codes with their middles.
///
/// # Errors
/// When the database fails.
pub fn add_postcodes(tx: &mut Tx<'_>, codes: &[(String, Place)]) -> Result<(), DbError> {
    for (code, middle) in codes {
        tx.execute(&ADD_POSTCODE, params![code.as_str(), middle.latitude, middle.longitude])?;
    }
    Ok(())
}

/// The middle of a post code.
///
/// # Errors
/// When the database fails.
pub fn postcode(reader: &Reader<'_>, code: &str) -> Result<Option<Place>, DbError> {
    reader.find(&POSTCODE, params![code], |row| Ok(Place { latitude: row.get(0)?, longitude: row.get(1)? }))
}

/// Whether any post code is known.
///
/// # Errors
/// When the database fails.
pub fn has_postcodes(reader: &Reader<'_>) -> Result<bool, DbError> {
    Ok(reader.find(&HAS_POSTCODES, &[], |row| row.get::<String>(0))?.is_some())
}

/// The plans in a part of the map that residents see, without `but`; not more than two thousand.
///
/// # Errors
/// When the database fails.
pub fn near(
    reader: &Reader<'_>,
    (organisation, project): (OrganisationId, ProjectId),
    bounds: &Bounds,
    but: ProposalId,
) -> Result<Vec<Spot>, DbError> {
    let Bounds { west, south, east, north } = *bounds;
    reader.query(&NEAR, params![organisation, project, south, north, west, east, but, AROUND], |row| {
        Ok(Spot { id: row.get(0)?, place: Place { latitude: row.get(1)?, longitude: row.get(2)? } })
    })
}

/// Some plans with a tag that residents see: those after `but`, and after the last one again from the first.
///
/// # Errors
/// When the database fails.
pub fn of_theme(
    reader: &Reader<'_>,
    (organisation, project): (OrganisationId, ProjectId),
    tag: TagId,
    but: ProposalId,
    most: usize,
) -> Result<Vec<ProposalId>, DbError> {
    let mut found: Vec<ProposalId> = Vec::new();
    for after in [but, ProposalId(0)] {
        let params = params![organisation, project, tag, after, but, most];
        for id in reader.query(&OF_THEME, params, |row| row.get(0))? {
            if found.len() < most && !found.contains(&id) {
                found.push(id);
            }
        }
    }
    Ok(found)
}
