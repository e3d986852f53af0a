//! The SQL of plans. Nothing else.

mod files;
mod find;
mod hand_in;
mod history;
mod place;
mod staff;
mod word;
mod write;

pub(crate) use files::stem_of;
pub use files::{
    ADD_FILE, FileKind, HIDDEN_PICTURES, HOLDS_DRAFT, IS_OF, PlanFile, REMOVE_FILE, SET_SHOWN, astray, claim,
    documents, file, lost, set_documents,
};
pub use find::{Found, Narrow, all_ids, count, find, found_by, has_support, ordered, page_of, rarest_first, spots};
pub use hand_in::{
    ADD_DRAFT, ADD_INVITATION, ADD_ORIGIN, ADD_PERSON, ADD_QUESTION, ADD_VERSION, ADOPT_DRAFTS, ANNOUNCED,
    CHANGE_DRAFT, Holder, INVITATION, INVITATIONS, LAST_QUESTION, OWN_PLANS, Origin, PLACE_QUESTION, PlanPerson,
    REMOVE_CHANGES, REMOVE_DRAFT, REMOVE_EXPIRED, REMOVE_INVITATIONS, RETIRE_QUESTION, SET_DRAFT, SET_QUESTION,
    TRANSLATED, USE_INVITATION, VERSIONS, WITHDRAW, all_drafts_of, answers, draft_of, drafts_of, foreign, origin,
    people, pictures, public_answers, questions, set_answers, set_pictures,
};
pub use history::{StatusChange, history, note_status};
pub use place::{add_postcodes, has_postcodes, near, of_theme, postcode, shapes};
pub use staff::{
    ADD_IMPORT, ADD_VIEW, ALL_ANSWERS, AUTHORS, BALLOT_FILES, Ballot, CLEAR_HIDDEN, EXTERNALS, GO_ON, HIDDEN, Import,
    ImportState, MOST_ROWS, OLD_IMPORTS, REMOVE_IMPORT, REMOVE_TAG, REMOVE_VIEW, SET_BALLOT, SET_HIDDEN, START_IMPORT,
    STATUS_MESSAGE, TEXTS, TOUCH, View, ballot, ballots, hidden, import, import_by_uuid, imports, views,
};
pub(crate) use word::add_words;
pub use word::{learn, like};
pub use write::{
    ADD_TAG, SET_PICTURE, SET_PUBLISHED, SET_STATUS, State, by_external, by_request, lock_numbers, state, use_numbers,
};
pub(crate) use write::{Fresh, add, add_terms, set};

use crate::model::{Card, MOST_TAGS, Place, Plan, ProposalId};
use civic::ids::{OrganisationId, ProjectId, StatusId, TagId};
use civic::model::{Area, Status, TagType};
use civic::translated;
use platform::db::{DbError, Reader, Row, Sql, Value};
use platform::i18n::Lang;
use platform::{params, statements};
use std::collections::HashMap;

/// How many places the statements with a list of ids have; longer lists take several statements.
const IDS: usize = 25;
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
            p.external_id, p.published, p.created_at, p.version, p.support"
        )
    };
}

statements! {
    /// The pictures that plans show to everybody.
    PUBLIC_FILES = "SELECT DISTINCT picture FROM proposal WHERE picture IS NOT NULL AND published = 1 LIMIT 1000000";
    /// The languages of an organisation.
    LANGUAGES = "SELECT default_lang, languages FROM organisation WHERE id = ?1";
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
    vec![
        STATEMENTS,
        files::STATEMENTS,
        find::STATEMENTS,
        hand_in::STATEMENTS,
        history::STATEMENTS,
        place::STATEMENTS,
        staff::STATEMENTS,
        word::STATEMENTS,
        write::STATEMENTS,
    ]
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
        support: row.get(18)?,
        tags: Vec::new(),
    })
}

fn plan(row: &Row<'_>) -> Result<Plan, DbError> {
    Ok(Plan { card: card(row)?, text: row.get(19)? })
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
