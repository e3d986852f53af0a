//! The SQL of plans. Nothing else.

mod find;

pub use find::{Found, Narrow, find};

use crate::model::{Card, Checked, MOST_TAGS, Place, Plan, PlanTexts, ProposalId};
use crate::service::Written;
use civic::ids::{OrganisationId, ProjectId, StatusId, TagId};
use civic::model::{Area, Status, TagType};
use civic::translated;
use jiff::Timestamp;
use platform::db::{DbError, Reader, Row, Sql, Tx, Value};
use platform::i18n::Lang;
use platform::{params, statements};
use std::collections::HashMap;
use uuid::Uuid;

/// How many places the statements with a list of ids have; longer lists take several statements.
const IDS: usize = 25;
/// How many places the statements with a list of terms have.
const TERMS: usize = 32;
/// The most plans of one round.
const ROUND: i64 = 5_000;

macro_rules! card_columns {
    ($lang:literal) => {
        concat!(
            "p.id, p.uuid, p.number, ",
            translated!("proposal", "p", "title", $lang),
            ", ",
            translated!("proposal", "p", "summary", $lang),
            ", p.author, p.cost, p.status_id, p.area_id, p.place,
            p.latitude, p.longitude, p.picture, ",
            translated!("proposal", "p", "picture_alt", $lang),
            ",
            p.external_id, p.published, p.created_at, p.version"
        )
    };
}

statements! {
    /// The languages of an organisation.
    LANGUAGES = "SELECT default_lang, languages FROM organisation WHERE id = ?1";
    /// Gives out the next numbers of a project; the last of them.
    NUMBERS = "INSERT INTO proposal_counter (project_id, organisation_id, last) VALUES (?1, ?2, ?3)
        ON CONFLICT (project_id) DO UPDATE SET last = proposal_counter.last + ?3 RETURNING last";
    /// A new plan, unless its id from elsewhere or its request is known.
    ADD = "INSERT INTO proposal (uuid, organisation_id, project_id, number, title, summary, text, author, cost, status_id,
          area_id, place, latitude, longitude, picture, picture_alt, external_id, published, request_hash, sort_key, terms,
          created_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22)
        ON CONFLICT DO NOTHING RETURNING id";
    /// The plan that a request made before.
    BY_REQUEST = "SELECT id, uuid, number, version FROM proposal
        WHERE organisation_id = ?1 AND project_id = ?2 AND request_hash = ?3";
    /// The number of the plan with an id from elsewhere.
    BY_EXTERNAL = "SELECT number FROM proposal WHERE organisation_id = ?1 AND project_id = ?2 AND external_id = ?3";
    /// Changes a plan, if nobody else did since.
    SET = "UPDATE proposal SET title = ?5, summary = ?6, text = ?7, author = ?8, cost = ?9, status_id = ?10, area_id = ?11,
          place = ?12, latitude = ?13, longitude = ?14, picture = ?15, picture_alt = ?16, external_id = ?17,
          published = ?18, sort_key = ?19, terms = ?20, version = version + 1
        WHERE organisation_id = ?1 AND project_id = ?2 AND number = ?3 AND version = ?4";
    /// Changes the status of a plan.
    SET_STATUS = "UPDATE proposal SET status_id = ?4, version = version + 1
        WHERE organisation_id = ?1 AND project_id = ?2 AND number = ?3";
    /// Shows or hides a plan.
    SET_PUBLISHED = "UPDATE proposal SET published = ?4, version = version + 1
        WHERE organisation_id = ?1 AND project_id = ?2 AND number = ?3";
    /// Changes the picture of a plan.
    SET_PICTURE = "UPDATE proposal SET picture = ?4, picture_alt = ?5, version = version + 1
        WHERE organisation_id = ?1 AND project_id = ?2 AND number = ?3";
    /// What a change has to know of a plan.
    STATE = "SELECT id, uuid, version, terms, status_id FROM proposal
        WHERE organisation_id = ?1 AND project_id = ?2 AND number = ?3";
    /// A tag of a plan.
    ADD_TAG = "INSERT INTO proposal_tag (organisation_id, project_id, proposal_id, tag_id) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT DO NOTHING";
    /// Takes all tags from a plan.
    REMOVE_TAGS = "DELETE FROM proposal_tag WHERE organisation_id = ?1 AND proposal_id = ?2";
    /// Terms of a plan; a short list repeats its last.
    ADD_TERMS = "INSERT INTO proposal_term (project_id, proposal_id, term) VALUES
        (?1, ?2, ?3), (?1, ?2, ?4), (?1, ?2, ?5), (?1, ?2, ?6), (?1, ?2, ?7), (?1, ?2, ?8), (?1, ?2, ?9), (?1, ?2, ?10),
        (?1, ?2, ?11), (?1, ?2, ?12), (?1, ?2, ?13), (?1, ?2, ?14), (?1, ?2, ?15), (?1, ?2, ?16), (?1, ?2, ?17),
        (?1, ?2, ?18), (?1, ?2, ?19), (?1, ?2, ?20), (?1, ?2, ?21), (?1, ?2, ?22), (?1, ?2, ?23), (?1, ?2, ?24),
        (?1, ?2, ?25), (?1, ?2, ?26), (?1, ?2, ?27), (?1, ?2, ?28), (?1, ?2, ?29), (?1, ?2, ?30), (?1, ?2, ?31),
        (?1, ?2, ?32), (?1, ?2, ?33), (?1, ?2, ?34) ON CONFLICT DO NOTHING";
    /// Takes terms from a plan.
    REMOVE_TERMS = "DELETE FROM proposal_term WHERE project_id = ?1 AND proposal_id = ?2 AND term IN (?3, ?4, ?5, ?6, ?7,
        ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30,
        ?31, ?32, ?33, ?34)";
    /// Takes a translation from a plan.
    REMOVE_TRANSLATION = "DELETE FROM translation WHERE organisation_id = ?1 AND entity = 'proposal' AND entity_id = ?2
        AND field = ?3 AND lang = ?4";
    /// Plans as lists show them.
    CARDS = concat!("SELECT ", card_columns!("?3"), " FROM proposal p WHERE p.organisation_id = ?1 AND p.project_id = ?2
        AND p.id IN (?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25,
        ?26, ?27, ?28)");
    /// The tags of plans.
    TAGS = "SELECT t.proposal_id, t.tag_id FROM proposal_tag t WHERE t.organisation_id = ?1 AND t.proposal_id IN (?2, ?3,
        ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26)
        ORDER BY t.proposal_id, t.tag_id";
    /// One plan.
    BY_NUMBER = concat!("SELECT ", card_columns!("?3"), ", ", translated!("proposal", "p", "text", "?3"), " FROM proposal p
        WHERE p.organisation_id = ?1 AND p.project_id = ?2 AND p.number = ?4 AND p.published >= ?5");
    /// The plan before one, by number, that residents see.
    BEFORE = concat!("SELECT ", card_columns!("?3"), " FROM proposal p WHERE p.organisation_id = ?1 AND p.project_id = ?2
        AND p.number < ?4 AND p.published = 1 ORDER BY p.number DESC LIMIT 1");
    /// The plan after one, by number, that residents see.
    AFTER = concat!("SELECT ", card_columns!("?3"), " FROM proposal p WHERE p.organisation_id = ?1 AND p.project_id = ?2
        AND p.number > ?4 AND p.published = 1 ORDER BY p.number LIMIT 1");
    /// The plans that can be put in a round.
    VOTABLE = concat!("SELECT ", card_columns!("?3"), ", ", translated!("proposal", "p", "text", "?3"), " FROM proposal p
        JOIN status s ON s.id = p.status_id WHERE p.organisation_id = ?1 AND p.project_id = ?2 AND p.published = 1
        AND s.votable = 1 ORDER BY p.number LIMIT ?4");
    /// The tags of all plans that can be put in a round.
    VOTABLE_TAGS = "SELECT t.proposal_id, t.tag_id FROM proposal p JOIN status s ON s.id = p.status_id
        JOIN proposal_tag t ON t.proposal_id = p.id WHERE p.organisation_id = ?1 AND p.project_id = ?2 AND p.published = 1
        AND s.votable = 1 ORDER BY t.proposal_id, t.tag_id LIMIT ?3";
}

/// Every statement of this feature.
#[must_use]
pub fn all_statements() -> Vec<&'static [&'static Sql]> {
    vec![STATEMENTS, find::STATEMENTS]
}

/// What a project's plans refer to, in one language.
#[derive(Debug, Clone, Default)]
pub struct Facets {
    /// Kinds of tags with their tags.
    pub types: Vec<TagType>,
    /// Areas.
    pub areas: Vec<Area>,
    /// Statuses, in order.
    pub statuses: Vec<Status>,
}

impl Facets {
    /// Reads them.
    ///
    /// # Errors
    /// When the database fails.
    pub fn load(
        reader: &Reader<'_>,
        organisation: OrganisationId,
        project: ProjectId,
        lang: Lang,
    ) -> Result<Self, DbError> {
        Ok(Facets {
            types: civic::store::tag_types(reader, organisation, project, lang)?,
            areas: civic::store::areas(reader, organisation, project, lang)?,
            statuses: civic::store::statuses(reader, organisation, project, lang)?,
        })
    }

    /// A status by its inner number.
    #[must_use]
    pub fn status(&self, id: StatusId) -> Option<&Status> {
        self.statuses.iter().find(|status| status.id == id)
    }

    /// An area by its inner number.
    #[must_use]
    pub fn area(&self, id: Option<civic::ids::AreaId>) -> Option<&Area> {
        self.areas.iter().find(|area| Some(area.id) == id)
    }
}

fn card(row: &Row<'_>) -> Result<Card, DbError> {
    let (latitude, longitude): (Option<f64>, Option<f64>) = (row.get(10)?, row.get(11)?);
    Ok(Card {
        id: row.get(0)?,
        uuid: row.get(1)?,
        number: row.get(2)?,
        title: row.get(3)?,
        summary: row.get(4)?,
        author: row.get(5)?,
        cost: row.get(6)?,
        status: row.get(7)?,
        area: row.get(8)?,
        place: row.get(9)?,
        point: latitude.zip(longitude).map(|(latitude, longitude)| Place { latitude, longitude }),
        picture: row.get(12)?,
        picture_alt: row.get(13)?,
        external_id: row.get(14)?,
        published: row.get(15)?,
        created_at: row.get(16)?,
        version: row.get(17)?,
        tags: Vec::new(),
    })
}

fn plan(row: &Row<'_>) -> Result<Plan, DbError> {
    Ok(Plan { card: card(row)?, text: row.get(18)? })
}

/// Plans by their inner numbers, in the order of `ids`, with their tags: a page of them in two statements.
///
/// # Errors
/// When the database fails.
pub fn cards(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    project: ProjectId,
    lang: Lang,
    ids: &[ProposalId],
) -> Result<Vec<Card>, DbError> {
    let mut found = HashMap::with_capacity(ids.len());
    for some in ids.chunks(IDS) {
        let mut params = vec![Value::from(organisation), Value::from(project), Value::from(lang.code())];
        params.extend(padded(some.iter().map(|id| Value::from(*id)), IDS));
        for card in reader.query(&CARDS, &params, card)? {
            found.insert(card.id, card);
        }
        let mut params = vec![Value::from(organisation)];
        params.extend(padded(some.iter().map(|id| Value::from(*id)), IDS));
        for (id, tag) in reader.query(&TAGS, &params, |row| Ok((row.get::<ProposalId>(0)?, row.get::<TagId>(1)?)))? {
            if let Some(card) = found.get_mut(&id) {
                card.tags.push(tag);
            }
        }
    }
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

/// So many values, the missing ones null.
fn padded<'v>(values: impl Iterator<Item = Value<'v>>, length: usize) -> impl Iterator<Item = Value<'v>> {
    values.chain(std::iter::repeat_with(|| Value::Null)).take(length)
}

fn with_tags(reader: &Reader<'_>, organisation: OrganisationId, card: &mut Card) -> Result<(), DbError> {
    let mut params = vec![Value::from(organisation)];
    params.extend(padded(std::iter::once(Value::from(card.id)), IDS));
    card.tags = reader.query(&TAGS, &params, |row| row.get(1))?;
    Ok(())
}

/// One plan by its number in the project; hidden ones only when asked for.
///
/// # Errors
/// When the database fails.
pub fn by_number(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    project: ProjectId,
    lang: Lang,
    number: i64,
    hidden: bool,
) -> Result<Option<Plan>, DbError> {
    let params = params![organisation, project, lang.code(), number, i64::from(!hidden)];
    let Some(mut plan) = reader.find(&BY_NUMBER, params, plan)? else { return Ok(None) };
    with_tags(reader, organisation, &mut plan.card)?;
    Ok(Some(plan))
}

/// The public plans before and after one, by number.
///
/// # Errors
/// When the database fails.
pub fn neighbours(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    project: ProjectId,
    lang: Lang,
    number: i64,
) -> Result<(Option<Card>, Option<Card>), DbError> {
    let params = params![organisation, project, lang.code(), number];
    Ok((reader.find(&BEFORE, params, card)?, reader.find(&AFTER, params, card)?))
}

/// The public plans whose status lets them be voted on, by number, without their tags.
///
/// # Errors
/// When the database fails.
pub fn votable(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    project: ProjectId,
    lang: Lang,
) -> Result<Vec<Plan>, DbError> {
    reader.query(&VOTABLE, params![organisation, project, lang.code(), ROUND], plan)
}

/// The tags of those plans.
///
/// # Errors
/// When the database fails.
pub fn votable_tags(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    project: ProjectId,
) -> Result<HashMap<ProposalId, Vec<TagId>>, DbError> {
    let most = ROUND * i64::try_from(MOST_TAGS).unwrap_or(i64::MAX);
    let tags = reader.query(&VOTABLE_TAGS, params![organisation, project, most], |row| {
        Ok((row.get::<ProposalId>(0)?, row.get::<TagId>(1)?))
    })?;
    let mut of: HashMap<ProposalId, Vec<TagId>> = HashMap::new();
    for (id, tag) in tags {
        of.entry(id).or_default().push(tag);
    }
    Ok(of)
}

/// The languages of an organisation, the default first.
///
/// # Errors
/// When the database fails.
pub fn languages(reader: &Reader<'_>, organisation: OrganisationId) -> Result<Option<Vec<Lang>>, DbError> {
    let found = reader
        .find(&LANGUAGES, params![organisation], |row| Ok((row.get::<String>(0)?, row.get::<serde_json::Value>(1)?)))?;
    let Some((default, all)) = found else { return Ok(None) };
    let all = all.as_array().into_iter().flatten().filter_map(|code| Lang::parse(code.as_str()?));
    let mut languages = vec![Lang::parse(&default).ok_or(DbError::Shape("a language"))?];
    for lang in all {
        if !languages.contains(&lang) {
            languages.push(lang);
        }
    }
    Ok(Some(languages))
}

/// The first of `count` numbers that are given out now.
///
/// # Errors
/// When the database fails.
pub fn numbers(
    tx: &mut Tx<'_>,
    organisation: OrganisationId,
    project: ProjectId,
    count: usize,
) -> Result<i64, DbError> {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let last: i64 = tx.one(&NUMBERS, params![project, organisation, count], |row| row.get(0))?;
    Ok(last - count + 1)
}

/// What a change has to know of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// Inner number.
    pub id: ProposalId,
    /// Outer id.
    pub uuid: Uuid,
    /// Its version.
    pub version: i64,
    /// The terms under which it is found now.
    pub terms: Vec<String>,
    /// Its status.
    pub status: StatusId,
}

/// What a change has to know of a plan.
///
/// # Errors
/// When the database fails.
pub fn state(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    project: ProjectId,
    number: i64,
) -> Result<Option<State>, DbError> {
    reader.find(&STATE, params![organisation, project, number], |row| {
        let terms: String = row.get(3)?;
        Ok(State {
            id: row.get(0)?,
            uuid: row.get(1)?,
            version: row.get(2)?,
            terms: terms.split(' ').filter(|term| !term.is_empty()).map(str::to_owned).collect(),
            status: row.get(4)?,
        })
    })
}

/// The plan that a request made before.
///
/// # Errors
/// When the database fails.
pub fn by_request(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    project: ProjectId,
    hash: &[u8; 32],
) -> Result<Option<Written>, DbError> {
    reader.find(&BY_REQUEST, params![organisation, project, hash], |row| {
        Ok(Written { id: row.get(0)?, uuid: row.get(1)?, number: row.get(2)?, version: row.get(3)? })
    })
}

/// The number of the plan with an id from elsewhere.
///
/// # Errors
/// When the database fails.
pub fn by_external(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    project: ProjectId,
    external: &str,
) -> Result<Option<i64>, DbError> {
    reader.find(&BY_EXTERNAL, params![organisation, project, external], |row| row.get(0))
}

/// What a new plan has beside its content.
pub(crate) struct Fresh {
    pub uuid: Uuid,
    pub number: i64,
    pub status: StatusId,
    pub request: Option<[u8; 32]>,
    pub now: Timestamp,
}

/// Adds a plan with its tags, terms and translations; none if its id from elsewhere or its request is known.
pub(crate) fn add(
    tx: &mut Tx<'_>,
    organisation: OrganisationId,
    project: ProjectId,
    plan: &Checked,
    fresh: &Fresh,
) -> Result<Option<ProposalId>, DbError> {
    let input = &plan.input;
    let id: Option<ProposalId> = tx.find(
        &ADD,
        params![
            fresh.uuid,
            organisation,
            project,
            fresh.number,
            input.texts.title.as_str(),
            input.texts.summary.as_str(),
            input.texts.text.as_str(),
            input.author.as_str(),
            input.cost,
            fresh.status,
            input.area,
            input.place.as_str(),
            input.point.map(|point| point.latitude),
            input.point.map(|point| point.longitude),
            input.picture.as_deref(),
            input.texts.picture_alt.as_str(),
            input.external_id.as_deref(),
            input.published,
            fresh.request.as_ref().map(|hash| hash.as_slice()),
            plan.sort_key.as_slice(),
            plan.terms.join(" "),
            fresh.now
        ],
        |row| row.get(0),
    )?;
    let Some(id) = id else { return Ok(None) };
    set_tags(tx, organisation, project, id, &input.tags)?;
    change_terms(tx, &ADD_TERMS, project, id, plan.terms.iter())?;
    for (lang, texts) in &input.translations {
        for (field, text) in fields(texts).into_iter().filter(|(_, text)| !text.is_empty()) {
            civic::store::set_translation(tx, organisation, ("proposal", id.0, field), *lang, text)?;
        }
    }
    Ok(Some(id))
}

/// Changes a plan with its tags, terms and translations; false if its version is another.
pub(crate) fn set(
    tx: &mut Tx<'_>,
    (organisation, project, number): (OrganisationId, ProjectId, i64),
    (old, version): (&State, i64),
    plan: &Checked,
    status: StatusId,
) -> Result<bool, DbError> {
    let input = &plan.input;
    let changed = tx.execute(
        &SET,
        params![
            organisation,
            project,
            number,
            version,
            input.texts.title.as_str(),
            input.texts.summary.as_str(),
            input.texts.text.as_str(),
            input.author.as_str(),
            input.cost,
            status,
            input.area,
            input.place.as_str(),
            input.point.map(|point| point.latitude),
            input.point.map(|point| point.longitude),
            input.picture.as_deref(),
            input.texts.picture_alt.as_str(),
            input.external_id.as_deref(),
            input.published,
            plan.sort_key.as_slice(),
            plan.terms.join(" ")
        ],
    )?;
    if changed == 0 {
        return Ok(false);
    }
    tx.execute(&REMOVE_TAGS, params![organisation, old.id])?;
    set_tags(tx, organisation, project, old.id, &input.tags)?;
    change_terms(tx, &REMOVE_TERMS, project, old.id, old.terms.iter().filter(|term| !plan.terms.contains(term)))?;
    change_terms(tx, &ADD_TERMS, project, old.id, plan.terms.iter().filter(|term| !old.terms.contains(term)))?;
    for (lang, texts) in &input.translations {
        for (field, text) in fields(texts) {
            if text.is_empty() {
                tx.execute(&REMOVE_TRANSLATION, params![organisation, old.id, field, lang.code()])?;
            } else {
                civic::store::set_translation(tx, organisation, ("proposal", old.id.0, field), *lang, text)?;
            }
        }
    }
    Ok(true)
}

/// The translatable fields, under their names in the database.
fn fields(texts: &PlanTexts) -> [(&'static str, &str); 4] {
    [("title", &texts.title), ("summary", &texts.summary), ("text", &texts.text), ("picture_alt", &texts.picture_alt)]
}

fn set_tags(
    tx: &mut Tx<'_>,
    organisation: OrganisationId,
    project: ProjectId,
    id: ProposalId,
    tags: &[TagId],
) -> Result<(), DbError> {
    for tag in tags {
        tx.execute(&ADD_TAG, params![organisation, project, id, *tag])?;
    }
    Ok(())
}

/// Adds or removes terms, so many in one statement; a short list repeats its last term, which changes nothing.
fn change_terms<'t>(
    tx: &mut Tx<'_>,
    sql: &Sql,
    project: ProjectId,
    id: ProposalId,
    terms: impl Iterator<Item = &'t String>,
) -> Result<(), DbError> {
    let terms: Vec<&[u8]> = terms.map(|term| term.as_bytes()).collect();
    for some in terms.chunks(TERMS) {
        let mut params = vec![Value::from(project), Value::from(id)];
        let last = some.last().copied().unwrap_or_default();
        params.extend(some.iter().copied().chain(std::iter::repeat(last)).take(TERMS).map(Value::from));
        tx.execute(sql, &params)?;
    }
    Ok(())
}
