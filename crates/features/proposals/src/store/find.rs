//! Which plans a list shows, in which order: one text for each order, with and without words to search for.

use crate::model::{Bounds, Circle, Order, Place, ProposalId, Spot, Word, shuffle};
use civic::ids::{AreaId, OrganisationId, ProjectId, StatusId, TagId};
use platform::db::{DbError, Reader, Sql, Value};
use platform::statements;

use crate::model::{MOST_OF_TYPE, MOST_TYPES, MOST_WORDS};

/// The most ids that a random order shuffles.
const MOST: i64 = 100_000;
/// Words that find so many plans are all equally common.
const COMMON_FROM: i64 = 2_000;

/// The plans with one of these ten tags, unless none was chosen.
macro_rules! tagged {
    ($first:literal, $($more:literal),+) => {
        concat!(
            " AND (CAST(", $first, " AS BIGINT) IS NULL OR p.id IN (SELECT t.proposal_id FROM proposal_tag t
              WHERE t.project_id = ?2 AND t.tag_id IN (", $first, $(", ", $more,)+ ")))"
        )
    };
}

/// The plans that one word finds: by its stems, or by words that begin with it.
macro_rules! found_by {
    ($nl:literal, $en:literal, $low:literal, $high:literal) => {
        concat!(
            "SELECT w.proposal_id FROM proposal_term w WHERE w.project_id = ?2 AND w.term = ",
            $nl,
            "
              UNION ALL SELECT w.proposal_id FROM proposal_term w WHERE w.project_id = ?2 AND w.term = ",
            $en,
            "
              UNION ALL SELECT w.proposal_id FROM proposal_term w WHERE w.project_id = ?2
                AND w.term >= ",
            $low,
            " AND w.term < ",
            $high
        )
    };
}

/// The same, asked of a plan that was found by another word.
macro_rules! also_found_by {
    ($nl:literal, $en:literal, $word:literal) => {
        concat!(
            " AND (CAST(",
            $word,
            " AS TEXT) IS NULL OR p.terms LIKE ",
            $word,
            " OR p.terms LIKE CAST(",
            $nl,
            " AS TEXT) OR p.terms LIKE CAST(",
            $en,
            " AS TEXT))"
        )
    };
}

/// The plans near a post code, and those without a place: they are for everybody.
macro_rules! near {
    () => {
        " AND (CAST(?56 AS DOUBLE PRECISION) IS NULL OR p.id IN (
            SELECT n.id FROM proposal n WHERE n.organisation_id = ?1 AND n.project_id = ?2 AND n.latitude IS NULL
            UNION ALL SELECT n.id FROM proposal n WHERE n.organisation_id = ?1 AND n.project_id = ?2
              AND n.latitude BETWEEN ?56 AND ?57 AND n.longitude BETWEEN ?58 AND ?59
              AND (n.latitude - ?60) * (n.latitude - ?60) + (n.longitude - ?61) * (n.longitude - ?61) * ?62 <= ?63))"
    };
}

/// The plans in a part of the map.
macro_rules! inside {
    () => {
        " AND (CAST(?64 AS DOUBLE PRECISION) IS NULL OR p.id IN (
            SELECT b.id FROM proposal b WHERE b.organisation_id = ?1 AND b.project_id = ?2
              AND b.latitude BETWEEN ?64 AND ?65 AND b.longitude BETWEEN ?66 AND ?67))"
    };
}

/// Everything that narrows a list but words.
macro_rules! narrowed {
    () => {
        concat!(
            " FROM proposal p WHERE p.organisation_id = ?1 AND p.project_id = ?2 AND p.published >= ?3
              AND (CAST(?4 AS BIGINT) IS NULL OR p.status_id = ?4) AND (CAST(?5 AS BIGINT) IS NULL OR p.area_id = ?5)",
            tagged!("?6", "?7", "?8", "?9", "?10", "?11", "?12", "?13", "?14", "?15"),
            tagged!("?16", "?17", "?18", "?19", "?20", "?21", "?22", "?23", "?24", "?25"),
            tagged!("?26", "?27", "?28", "?29", "?30", "?31", "?32", "?33", "?34", "?35"),
            tagged!("?36", "?37", "?38", "?39", "?40", "?41", "?42", "?43", "?44", "?45"),
            tagged!("?46", "?47", "?48", "?49", "?50", "?51", "?52", "?53", "?54", "?55"),
            near!(),
            inside!()
        )
    };
}

/// The same with one to five words. A search begins at the first, through the index; it is the rarest.
macro_rules! searched {
    () => {
        concat!(
            narrowed!(),
            " AND p.id IN (",
            found_by!("?68", "?69", "?70", "?71"),
            ")",
            also_found_by!("?72", "?73", "?74"),
            also_found_by!("?75", "?76", "?77"),
            also_found_by!("?78", "?79", "?80"),
            also_found_by!("?81", "?82", "?83")
        )
    };
}

macro_rules! by_title {
    () => {
        " ORDER BY p.sort_key, p.number"
    };
}
macro_rules! cheapest {
    () => {
        " ORDER BY COALESCE(p.cost, 9223372036854775807), p.number"
    };
}
macro_rules! dearest {
    () => {
        " ORDER BY COALESCE(p.cost, -1) DESC, p.number DESC"
    };
}
macro_rules! supported {
    () => {
        " ORDER BY p.support DESC, p.number"
    };
}

statements! {
    /// How many.
    COUNT = concat!("SELECT COUNT(*)", narrowed!());
    /// All of them, for a random order.
    ALL = concat!("SELECT p.id", narrowed!(), " LIMIT ?68");
    /// By number.
    OLDEST = concat!("SELECT p.id", narrowed!(), " ORDER BY p.number LIMIT ?68 OFFSET ?69");
    /// By number, backwards.
    NEWEST = concat!("SELECT p.id", narrowed!(), " ORDER BY p.number DESC LIMIT ?68 OFFSET ?69");
    /// By title.
    BY_TITLE = concat!("SELECT p.id", narrowed!(), by_title!(), " LIMIT ?68 OFFSET ?69");
    /// By cost.
    CHEAPEST = concat!("SELECT p.id", narrowed!(), cheapest!(), " LIMIT ?68 OFFSET ?69");
    /// By cost, backwards.
    DEAREST = concat!("SELECT p.id", narrowed!(), dearest!(), " LIMIT ?68 OFFSET ?69");
    /// By support.
    SUPPORTED = concat!("SELECT p.id", narrowed!(), supported!(), " LIMIT ?68 OFFSET ?69");
    /// Where they are. The first condition says nothing but that there is a place, in the form of the index.
    SPOTS = concat!("SELECT p.id, p.latitude, p.longitude", narrowed!(), " AND p.latitude >= -90 LIMIT ?68");
    /// Whether anybody backs a plan.
    HAS_SUPPORT = "SELECT p.id FROM proposal p WHERE p.organisation_id = ?1 AND p.project_id = ?2 AND p.support > 0
        LIMIT 1";
    /// How many plans a word finds, as far as that matters.
    COMMON = concat!("SELECT COUNT(*) FROM (", found_by!("?3", "?4", "?5", "?6"), " LIMIT ?1) found");
    /// How many that a search finds.
    SEARCH_COUNT = concat!("SELECT COUNT(*)", searched!());
    /// All that a search finds, for a random order.
    SEARCH_ALL = concat!("SELECT p.id", searched!(), " LIMIT ?84");
    /// What a search finds, by number.
    SEARCH_OLDEST = concat!("SELECT p.id", searched!(), " ORDER BY p.number LIMIT ?84 OFFSET ?85");
    /// What a search finds, by number, backwards.
    SEARCH_NEWEST = concat!("SELECT p.id", searched!(), " ORDER BY p.number DESC LIMIT ?84 OFFSET ?85");
    /// What a search finds, by title.
    SEARCH_BY_TITLE = concat!("SELECT p.id", searched!(), by_title!(), " LIMIT ?84 OFFSET ?85");
    /// What a search finds, by cost.
    SEARCH_CHEAPEST = concat!("SELECT p.id", searched!(), cheapest!(), " LIMIT ?84 OFFSET ?85");
    /// What a search finds, by cost, backwards.
    SEARCH_DEAREST = concat!("SELECT p.id", searched!(), dearest!(), " LIMIT ?84 OFFSET ?85");
    /// What a search finds, by support.
    SEARCH_SUPPORTED = concat!("SELECT p.id", searched!(), supported!(), " LIMIT ?84 OFFSET ?85");
    /// The plans that a word finds, some more than once.
    FOUND_BY = concat!("SELECT found.proposal_id FROM (", found_by!("?3", "?4", "?5", "?6"), ") found LIMIT ?1");
}

/// What narrows a list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Narrow {
    /// Whether hidden plans count too: for staff.
    pub hidden: bool,
    /// Only this status.
    pub status: Option<StatusId>,
    /// Only this area.
    pub area: Option<AreaId>,
    /// One list for each kind of tag: a plan has one of each list.
    pub tags: Vec<Vec<TagId>>,
    /// Only what lies in this circle, and what has no place.
    pub near: Option<Circle>,
    /// Only what lies in this part of the map.
    pub bounds: Option<Bounds>,
    /// Words, all of which find a plan; the rarest first makes it fast.
    pub words: Vec<Word>,
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// How many plans there are in all.
    pub total: i64,
    /// The page that this is, from 1; the last one when a later was asked for.
    pub page: u32,
    /// How many pages there are, at least 1.
    pub pages: u32,
    /// The plans of this page, in order.
    pub ids: Vec<ProposalId>,
}

/// A page of a list in any order but a random one: only ids, never whole rows.
///
/// # Errors
/// When the database fails.
pub fn find(
    reader: &Reader<'_>,
    scope: (OrganisationId, ProjectId),
    narrow: &Narrow,
    order: Order,
    (page, size): (u32, u32),
) -> Result<Found, DbError> {
    let size = size.clamp(1, 100);
    // Most searches find less than one page; then there is nothing to count.
    let first = if page <= 1 { ordered(reader, scope, narrow, order, (1, size))? } else { Vec::new() };
    if page <= 1 && first.len() < usize::try_from(size).unwrap_or(usize::MAX) {
        let total = i64::try_from(first.len()).unwrap_or(i64::MAX);
        return Ok(Found { total, page: 1, pages: 1, ids: first });
    }
    let total = count(reader, scope, narrow)?;
    let (page, pages) = page_of(total, page, size);
    let ids = if first.is_empty() { ordered(reader, scope, narrow, order, (page, size))? } else { first };
    Ok(Found { total, page, pages, ids })
}

/// How many plans a list has.
///
/// # Errors
/// When the database fails.
pub fn count(reader: &Reader<'_>, scope: (OrganisationId, ProjectId), narrow: &Narrow) -> Result<i64, DbError> {
    let sql = if narrow.words.is_empty() { &COUNT } else { &SEARCH_COUNT };
    reader.one(sql, &parameters(scope, narrow), |row| row.get(0))
}

/// One page of a list in any order but a random one, from 1; nothing after the last.
///
/// # Errors
/// When the database fails.
pub fn ordered(
    reader: &Reader<'_>,
    scope: (OrganisationId, ProjectId),
    narrow: &Narrow,
    order: Order,
    (page, size): (u32, u32),
) -> Result<Vec<ProposalId>, DbError> {
    let window = [i64::from(size), i64::from(page.saturating_sub(1)) * i64::from(size)];
    let sql = statement(order, !narrow.words.is_empty());
    reader.query(sql, &with(&parameters(scope, narrow), &window), |row| row.get(0))
}

/// All that a list has, in one of the random orders or in none.
///
/// # Errors
/// When the database fails.
pub fn all_ids(
    reader: &Reader<'_>,
    scope: (OrganisationId, ProjectId),
    narrow: &Narrow,
    seed: Option<u32>,
) -> Result<Vec<ProposalId>, DbError> {
    let sql = if narrow.words.is_empty() { &ALL } else { &SEARCH_ALL };
    let mut ids: Vec<ProposalId> = reader.query(sql, &with(&parameters(scope, narrow), &[MOST]), |row| row.get(0))?;
    if let Some(seed) = seed {
        shuffle(&mut ids, seed, |id| id.0);
    }
    Ok(ids)
}

/// Where the plans of a list without words are; those without a place are left out.
///
/// # Errors
/// When the database fails.
pub fn spots(reader: &Reader<'_>, scope: (OrganisationId, ProjectId), narrow: &Narrow) -> Result<Vec<Spot>, DbError> {
    reader.query(&SPOTS, &with(&parameters(scope, narrow), &[MOST]), |row| {
        Ok(Spot { id: row.get(0)?, place: Place { latitude: row.get(1)?, longitude: row.get(2)? } })
    })
}

/// Whether anybody backs a plan of a project: then an order by support tells something.
///
/// # Errors
/// When the database fails.
pub fn has_support(reader: &Reader<'_>, scope: (OrganisationId, ProjectId)) -> Result<bool, DbError> {
    Ok(reader.find(&HAS_SUPPORT, &[scope.0.into(), scope.1.into()], |row| row.get::<ProposalId>(0))?.is_some())
}

/// Words with how many plans each finds (as far as that matters), the one that finds the fewest first: the search begins
/// at it, and asks only what it found for the others.
///
/// # Errors
/// When the database fails.
pub fn rarest_first(reader: &Reader<'_>, project: ProjectId, words: Vec<Word>) -> Result<Vec<(i64, Word)>, DbError> {
    let mut counted = Vec::with_capacity(words.len());
    for word in words {
        let mut params = vec![Value::from(COMMON_FROM), project.into()];
        params.extend(at_index(&word));
        counted.push((reader.one(&COMMON, &params, |row| row.get(0))?, word));
    }
    counted.sort_by_key(|(plans, _)| *plans);
    Ok(counted)
}

/// The plans that a word finds, public or not, in the order of their ids.
///
/// # Errors
/// When the database fails.
pub fn found_by(reader: &Reader<'_>, project: ProjectId, word: &Word) -> Result<Vec<ProposalId>, DbError> {
    // A plan can have both stems and several longer words.
    let mut params = vec![Value::from(8 * MOST), project.into()];
    params.extend(at_index(word));
    let mut found: Vec<ProposalId> = reader.query(&FOUND_BY, &params, |row| row.get(0))?;
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// What the index is asked for a word.
fn at_index(word: &Word) -> [Value<'static>; 4] {
    let [nl, en] = word.stems_apart();
    [nl.into(), en.into(), word.low.clone().into(), word.high.clone().into()]
}

/// What a plan's terms are compared with for a word.
fn patterns(word: &Word) -> [Value<'static>; 3] {
    let term = |bytes: Option<Vec<u8>>| bytes.map(|bytes| format!("% {} %", String::from_utf8_lossy(&bytes)));
    let [nl, en] = word.stems_apart();
    let whole = if word.is_beginning() { "" } else { " " };
    let low = format!("% {}{whole}%", String::from_utf8_lossy(&word.low));
    [term(nl).into(), term(en).into(), low.into()]
}

fn statement(order: Order, search: bool) -> &'static Sql {
    match (order, search) {
        (Order::Oldest | Order::Random, false) => &OLDEST,
        (Order::Newest, false) => &NEWEST,
        (Order::Title, false) => &BY_TITLE,
        (Order::Cheapest, false) => &CHEAPEST,
        (Order::Dearest, false) => &DEAREST,
        (Order::Support, false) => &SUPPORTED,
        (Order::Oldest | Order::Random, true) => &SEARCH_OLDEST,
        (Order::Newest, true) => &SEARCH_NEWEST,
        (Order::Title, true) => &SEARCH_BY_TITLE,
        (Order::Cheapest, true) => &SEARCH_CHEAPEST,
        (Order::Dearest, true) => &SEARCH_DEAREST,
        (Order::Support, true) => &SEARCH_SUPPORTED,
    }
}

/// The page that can be shown, and how many there are.
#[must_use]
pub fn page_of(total: i64, asked: u32, size: u32) -> (u32, u32) {
    let pages = u32::try_from(total).unwrap_or(u32::MAX).div_ceil(size).max(1);
    (asked.clamp(1, pages), pages)
}

fn parameters((organisation, project): (OrganisationId, ProjectId), narrow: &Narrow) -> Vec<Value<'static>> {
    let mut params: Vec<Value<'static>> = vec![
        organisation.into(),
        project.into(),
        i64::from(!narrow.hidden).into(),
        narrow.status.into(),
        narrow.area.into(),
    ];
    for place in 0..MOST_TYPES {
        let tags = narrow.tags.get(place).map(Vec::as_slice).unwrap_or_default();
        params.extend((0..MOST_OF_TYPE).map(|index| Value::from(tags.get(index).copied())));
    }
    params.extend(edges(narrow.near.map(|circle| circle.bounds())));
    let circle = narrow.near.map(|near| {
        let (radius, squeeze) = (near.radius(), near.squeeze());
        [near.middle.latitude, near.middle.longitude, squeeze * squeeze, radius * radius]
    });
    params.extend((0..4).map(|place| Value::from(circle.and_then(|circle| circle.get(place).copied()))));
    params.extend(edges(narrow.bounds));
    let Some((first, others)) = narrow.words.split_first() else { return params };
    params.extend(at_index(first));
    for place in 1..MOST_WORDS {
        match others.get(place - 1) {
            Some(word) => params.extend(patterns(word)),
            None => params.extend(std::iter::repeat_with(|| Value::Null).take(3)),
        }
    }
    params
}

/// South, north, west, east.
fn edges(bounds: Option<Bounds>) -> [Value<'static>; 4] {
    let edge = |of: fn(&Bounds) -> f64| Value::from(bounds.as_ref().map(of));
    [edge(|b| b.south), edge(|b| b.north), edge(|b| b.west), edge(|b| b.east)]
}

fn with(params: &[Value<'static>], more: &[i64]) -> Vec<Value<'static>> {
    params.iter().cloned().chain(more.iter().map(|number| Value::from(*number))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_after_the_last_is_the_last() {
        assert_eq!(page_of(0, 1, 24), (1, 1));
        assert_eq!(page_of(0, 9_999, 24), (1, 1));
        assert_eq!(page_of(58, 3, 24), (3, 3));
        assert_eq!(page_of(58, 4, 24), (3, 3));
        assert_eq!(page_of(48, 3, 24), (2, 2));
        assert_eq!(page_of(i64::MAX, 0, 1), (1, u32::MAX));
    }

    #[test]
    fn every_place_of_a_statement_is_filled() {
        let scope = (OrganisationId(1), ProjectId(1));
        let narrow = Narrow { tags: vec![vec![TagId(1)]; 9], ..Narrow::default() };
        assert_eq!(parameters(scope, &narrow).len(), 67);
        for question in ["boom", "boom tuin", "een twee drie vier vijf zes"] {
            let narrow = Narrow { words: crate::model::words(question), ..Narrow::default() };
            assert_eq!(parameters(scope, &narrow).len(), 83);
        }
        assert!(SEARCH_OLDEST.sqlite().contains("?85") && !SEARCH_COUNT.sqlite().contains("?84"));
        assert!(OLDEST.sqlite().contains("?69") && !COUNT.sqlite().contains("?68"));
    }
}
