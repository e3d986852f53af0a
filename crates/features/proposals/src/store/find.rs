//! Which plans a list shows, in which order: one text for each order, with and without words to search for.

use crate::model::{Order, ProposalId, Word, shuffle};
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

/// Everything that narrows a list but words.
macro_rules! narrowed {
    () => {
        concat!(
            " FROM proposal p WHERE p.organisation_id = ?1 AND p.project_id = ?2 AND p.published >= ?3
              AND (CAST(?4 AS BIGINT) IS NULL OR p.status_id = ?4) AND (CAST(?5 AS BIGINT) IS NULL OR p.area_id = ?5)",
            tagged!("?6", "?7", "?8", "?9", "?10", "?11", "?12", "?13", "?14", "?15"),
            tagged!("?16", "?17", "?18", "?19", "?20", "?21", "?22", "?23", "?24", "?25"),
            tagged!("?26", "?27", "?28", "?29", "?30", "?31", "?32", "?33", "?34", "?35")
        )
    };
}

/// The same with one to five words. A search begins at the first, through the index; it is the rarest.
macro_rules! searched {
    () => {
        concat!(
            narrowed!(),
            " AND p.id IN (",
            found_by!("?36", "?37", "?38", "?39"),
            ")",
            also_found_by!("?40", "?41", "?42"),
            also_found_by!("?43", "?44", "?45"),
            also_found_by!("?46", "?47", "?48"),
            also_found_by!("?49", "?50", "?51")
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

statements! {
    /// How many.
    COUNT = concat!("SELECT COUNT(*)", narrowed!());
    /// All of them, for a random order.
    ALL = concat!("SELECT p.id", narrowed!(), " LIMIT ?36");
    /// By number.
    OLDEST = concat!("SELECT p.id", narrowed!(), " ORDER BY p.number LIMIT ?36 OFFSET ?37");
    /// By number, backwards.
    NEWEST = concat!("SELECT p.id", narrowed!(), " ORDER BY p.number DESC LIMIT ?36 OFFSET ?37");
    /// By title.
    BY_TITLE = concat!("SELECT p.id", narrowed!(), by_title!(), " LIMIT ?36 OFFSET ?37");
    /// By cost.
    CHEAPEST = concat!("SELECT p.id", narrowed!(), cheapest!(), " LIMIT ?36 OFFSET ?37");
    /// By cost, backwards.
    DEAREST = concat!("SELECT p.id", narrowed!(), dearest!(), " LIMIT ?36 OFFSET ?37");
    /// How many plans a word finds, as far as that matters.
    COMMON = concat!("SELECT COUNT(*) FROM (", found_by!("?3", "?4", "?5", "?6"), " LIMIT ?1) found");
    /// How many that a search finds.
    SEARCH_COUNT = concat!("SELECT COUNT(*)", searched!());
    /// All that a search finds, for a random order.
    SEARCH_ALL = concat!("SELECT p.id", searched!(), " LIMIT ?52");
    /// What a search finds, by number.
    SEARCH_OLDEST = concat!("SELECT p.id", searched!(), " ORDER BY p.number LIMIT ?52 OFFSET ?53");
    /// What a search finds, by number, backwards.
    SEARCH_NEWEST = concat!("SELECT p.id", searched!(), " ORDER BY p.number DESC LIMIT ?52 OFFSET ?53");
    /// What a search finds, by title.
    SEARCH_BY_TITLE = concat!("SELECT p.id", searched!(), by_title!(), " LIMIT ?52 OFFSET ?53");
    /// What a search finds, by cost.
    SEARCH_CHEAPEST = concat!("SELECT p.id", searched!(), cheapest!(), " LIMIT ?52 OFFSET ?53");
    /// What a search finds, by cost, backwards.
    SEARCH_DEAREST = concat!("SELECT p.id", searched!(), dearest!(), " LIMIT ?52 OFFSET ?53");
}

/// What narrows a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Narrow {
    /// Whether hidden plans count too: for staff.
    pub hidden: bool,
    /// Only this status.
    pub status: Option<StatusId>,
    /// Only this area.
    pub area: Option<AreaId>,
    /// One list for each kind of tag: a plan has one of each list.
    pub tags: Vec<Vec<TagId>>,
    /// Words, all of which find a plan.
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

/// A page of a list: only ids, never whole rows.
///
/// # Errors
/// When the database fails.
pub fn find(
    reader: &Reader<'_>,
    (organisation, project): (OrganisationId, ProjectId),
    narrow: &Narrow,
    (order, seed): (Order, u32),
    (page, size): (u32, u32),
) -> Result<Found, DbError> {
    let words = rarest_first(reader, project, &narrow.words)?;
    let params = parameters(organisation, project, narrow, &words);
    let size = size.clamp(1, 100);
    let search = !words.is_empty();
    if order == Order::Random {
        let sql = if search { &SEARCH_ALL } else { &ALL };
        let mut ids: Vec<ProposalId> = reader.query(sql, &with(&params, &[MOST]), |row| row.get(0))?;
        shuffle(&mut ids, seed, |id| id.0);
        let total = i64::try_from(ids.len()).unwrap_or(i64::MAX);
        let (page, pages) = page_of(total, page, size);
        let skip = usize::try_from((page - 1) * size).unwrap_or(usize::MAX);
        let ids = ids.into_iter().skip(skip).take(usize::try_from(size).unwrap_or(usize::MAX)).collect();
        return Ok(Found { total, page, pages, ids });
    }
    let part = |page: u32| -> Result<Vec<ProposalId>, DbError> {
        let window = [i64::from(size), i64::from(page - 1) * i64::from(size)];
        reader.query(statement(order, search), &with(&params, &window), |row| row.get(0))
    };
    // Most searches find less than one page; then there is nothing to count.
    let first = if page <= 1 { part(1)? } else { Vec::new() };
    if page <= 1 && first.len() < usize::try_from(size).unwrap_or(usize::MAX) {
        let total = i64::try_from(first.len()).unwrap_or(i64::MAX);
        return Ok(Found { total, page: 1, pages: 1, ids: first });
    }
    let count = if search { &SEARCH_COUNT } else { &COUNT };
    let total: i64 = reader.one(count, &params, |row| row.get(0))?;
    let (page, pages) = page_of(total, page, size);
    let ids = if first.is_empty() { part(page)? } else { first };
    Ok(Found { total, page, pages, ids })
}

/// The words, the one that finds the fewest plans first: the search begins at it, and asks only what it found for the
/// others.
fn rarest_first<'w>(reader: &Reader<'_>, project: ProjectId, words: &'w [Word]) -> Result<Vec<&'w Word>, DbError> {
    let mut counted = Vec::with_capacity(words.len());
    for word in words {
        let mut params = vec![Value::from(COMMON_FROM), project.into()];
        params.extend(at_index(word));
        let plans: i64 = if words.len() == 1 { 0 } else { reader.one(&COMMON, &params, |row| row.get(0))? };
        counted.push((plans, word));
    }
    counted.sort_by_key(|(plans, _)| *plans);
    Ok(counted.into_iter().map(|(_, word)| word).collect())
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
        (Order::Oldest | Order::Random, true) => &SEARCH_OLDEST,
        (Order::Newest, true) => &SEARCH_NEWEST,
        (Order::Title, true) => &SEARCH_BY_TITLE,
        (Order::Cheapest, true) => &SEARCH_CHEAPEST,
        (Order::Dearest, true) => &SEARCH_DEAREST,
    }
}

/// The page that can be shown, and how many there are.
fn page_of(total: i64, asked: u32, size: u32) -> (u32, u32) {
    let pages = u32::try_from(total).unwrap_or(u32::MAX).div_ceil(size).max(1);
    (asked.clamp(1, pages), pages)
}

fn parameters(
    organisation: OrganisationId,
    project: ProjectId,
    narrow: &Narrow,
    words: &[&Word],
) -> Vec<Value<'static>> {
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
    let Some((first, others)) = words.split_first() else { return params };
    params.extend(at_index(first));
    for place in 1..MOST_WORDS {
        match others.get(place - 1) {
            Some(word) => params.extend(patterns(word)),
            None => params.extend(std::iter::repeat_with(|| Value::Null).take(3)),
        }
    }
    params
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
        let narrow = Narrow { tags: vec![vec![TagId(1)]; 5], ..Narrow::default() };
        assert_eq!(parameters(OrganisationId(1), ProjectId(1), &narrow, &[]).len(), 35);
        for question in ["boom", "boom tuin", "een twee drie vier vijf zes"] {
            let words = crate::model::words(question);
            let words: Vec<&Word> = words.iter().collect();
            assert_eq!(parameters(OrganisationId(1), ProjectId(1), &narrow, &words).len(), 51);
        }
        assert!(SEARCH_OLDEST.sqlite().contains("?53") && !SEARCH_COUNT.sqlite().contains("?52"));
    }
}
