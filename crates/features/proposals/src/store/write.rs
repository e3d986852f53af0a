//! What is written of plans.

use crate::model::{Checked, PlanTexts, ProposalId};
use crate::service::Written;
use civic::ids::{OrganisationId, ProjectId, StatusId, TagId};
use jiff::Timestamp;
use platform::db::{DbError, Reader, Tx, Value};
use platform::{params, statements};
use uuid::Uuid;

/// How many places the statements with a list of terms have.
const TERMS: usize = 32;

statements! {
    /// Locks the numbering of a project; the last number that was given out.
    LOCK_NUMBERS = "INSERT INTO proposal_counter (project_id, organisation_id, last) VALUES (?1, ?2, 0)
        ON CONFLICT (project_id) DO UPDATE SET last = proposal_counter.last RETURNING last";
    /// Gives out numbers.
    USE_NUMBERS = "UPDATE proposal_counter SET last = ?3 WHERE organisation_id = ?2 AND project_id = ?1";
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
    STATE = "SELECT id, uuid, version, terms, status_id, published FROM proposal
        WHERE organisation_id = ?1 AND project_id = ?2 AND number = ?3";
    /// A tag of a plan.
    ADD_TAG = "INSERT INTO proposal_tag (organisation_id, project_id, proposal_id, tag_id) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT DO NOTHING";
    /// Takes all tags from a plan.
    REMOVE_TAGS = "DELETE FROM proposal_tag WHERE organisation_id = ?1 AND proposal_id = ?2";
    /// Terms, each with its plan; a short list repeats its last.
    ADD_TERMS = "INSERT INTO proposal_term (project_id, term, proposal_id) VALUES
        (?1, ?2, ?3), (?1, ?4, ?5), (?1, ?6, ?7), (?1, ?8, ?9), (?1, ?10, ?11), (?1, ?12, ?13), (?1, ?14, ?15),
        (?1, ?16, ?17), (?1, ?18, ?19), (?1, ?20, ?21), (?1, ?22, ?23), (?1, ?24, ?25), (?1, ?26, ?27),
        (?1, ?28, ?29), (?1, ?30, ?31), (?1, ?32, ?33), (?1, ?34, ?35), (?1, ?36, ?37), (?1, ?38, ?39),
        (?1, ?40, ?41), (?1, ?42, ?43), (?1, ?44, ?45), (?1, ?46, ?47), (?1, ?48, ?49), (?1, ?50, ?51),
        (?1, ?52, ?53), (?1, ?54, ?55), (?1, ?56, ?57), (?1, ?58, ?59), (?1, ?60, ?61), (?1, ?62, ?63),
        (?1, ?64, ?65) ON CONFLICT DO NOTHING";
    /// Takes terms from a plan.
    REMOVE_TERMS = "DELETE FROM proposal_term WHERE project_id = ?1 AND proposal_id = ?2 AND term IN (?3, ?4, ?5, ?6, ?7,
        ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30,
        ?31, ?32, ?33, ?34)";
    /// Takes a translation from a plan.
    REMOVE_TRANSLATION = "DELETE FROM translation WHERE organisation_id = ?1 AND entity = 'proposal' AND entity_id = ?2
        AND field = ?3 AND lang = ?4";
}

/// Locks the numbering of a project until the end of the transaction, and tells the last number that was given out.
/// Whoever adds plans does this first, so that what is read afterwards holds.
///
/// # Errors
/// When the database fails.
pub fn lock_numbers(tx: &mut Tx<'_>, organisation: OrganisationId, project: ProjectId) -> Result<i64, DbError> {
    tx.one(&LOCK_NUMBERS, params![project, organisation], |row| row.get(0))
}

/// Notes the last number that is given out now.
///
/// # Errors
/// When the database fails.
pub fn use_numbers(
    tx: &mut Tx<'_>,
    organisation: OrganisationId,
    project: ProjectId,
    last: i64,
) -> Result<(), DbError> {
    tx.execute(&USE_NUMBERS, params![project, organisation, last])?;
    Ok(())
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
    /// Whether residents see it.
    pub published: bool,
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
            published: row.get(5)?,
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

/// Adds a plan with its tags and translations, not yet its terms ([`add_terms`]); none if its id from elsewhere or its request is known.
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
            terms_text(&plan.terms),
            fresh.now
        ],
        |row| row.get(0),
    )?;
    let Some(id) = id else { return Ok(None) };
    set_tags(tx, organisation, project, id, &input.tags)?;
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
            terms_text(&plan.terms)
        ],
    )?;
    if changed == 0 {
        return Ok(false);
    }
    tx.execute(&REMOVE_TAGS, params![organisation, old.id])?;
    set_tags(tx, organisation, project, old.id, &input.tags)?;
    let gone: Vec<&[u8]> = missing(&old.terms, &plan.terms).collect();
    remove_terms(tx, project, old.id, &gone)?;
    add_terms(tx, project, missing(&plan.terms, &old.terms).map(|term| (term, old.id)).collect())?;
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

/// Terms as a text in which each stands between spaces.
fn terms_text(terms: &[String]) -> String {
    format!(" {} ", terms.join(" "))
}

/// The terms of one list that are not in the other; both are sorted.
fn missing<'t>(these: &'t [String], others: &[String]) -> impl Iterator<Item = &'t [u8]> {
    these.iter().filter(|term| others.binary_search(term).is_err()).map(|term| term.as_bytes())
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

/// Makes plans findable by their terms. The terms of many plans are written in the order of the index, so that each of
/// its pages is touched once.
pub(crate) fn add_terms(
    tx: &mut Tx<'_>,
    project: ProjectId,
    mut terms: Vec<(&[u8], ProposalId)>,
) -> Result<(), DbError> {
    terms.sort_unstable();
    let mut words: Vec<&[u8]> = terms.iter().map(|(term, _)| *term).collect();
    words.dedup();
    super::add_words(tx, project, &words)?;
    for some in terms.chunks(TERMS) {
        let mut params = vec![Value::from(project)];
        for (term, id) in filled(some, TERMS) {
            params.extend([Value::from(term), Value::from(id)]);
        }
        tx.execute(&ADD_TERMS, &params)?;
    }
    Ok(())
}

fn remove_terms(tx: &mut Tx<'_>, project: ProjectId, id: ProposalId, terms: &[&[u8]]) -> Result<(), DbError> {
    for some in terms.chunks(TERMS) {
        let mut params = vec![Value::from(project), Value::from(id)];
        params.extend(filled(some, TERMS).map(Value::from));
        tx.execute(&REMOVE_TERMS, &params)?;
    }
    Ok(())
}

/// As many as a statement has places for; a short list repeats its last, which changes nothing.
pub(super) fn filled<A: Copy>(some: &[A], places: usize) -> impl Iterator<Item = A> {
    let last = some.last().copied();
    some.iter().copied().chain(std::iter::repeat_with(move || last).map_while(|last| last)).take(places)
}
