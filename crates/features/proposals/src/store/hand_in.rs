//! Questions, drafts, answers, versions, and whose a plan is.

use crate::model::{Content, Draft, DraftPicture, ProposalId, Question, QuestionId, QuestionKind, QuestionSettings};
use civic::ids::{OrganisationId, PersonId, ProjectId};
use civic::translated;
use jiff::Timestamp;
use platform::db::{DbError, Reader, Row, Tx};
use platform::i18n::Lang;
use platform::{params, statements};
use serde_json::Value as Json;
use uuid::Uuid;

statements! {
    /// The questions that a project asks now.
    QUESTIONS = concat!("SELECT q.id, q.number, q.kind, ", translated!("plan_question", "q", "label", "?3"), ", ",
        translated!("plan_question", "q", "help", "?3"), ", q.required, q.shown, q.settings FROM plan_question q
        WHERE q.organisation_id = ?1 AND q.project_id = ?2 AND (q.retired_at IS NULL OR ?4 = 1)
        ORDER BY q.position, q.number");
    /// The last number of a question that was given out.
    LAST_QUESTION = "SELECT COALESCE(MAX(number), 0) FROM plan_question WHERE organisation_id = ?1 AND project_id = ?2";
    /// A new question.
    ADD_QUESTION = "INSERT INTO plan_question (organisation_id, project_id, number, position, kind, label, help, required,
        shown, settings) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) RETURNING id";
    /// Changes a question.
    SET_QUESTION = "UPDATE plan_question SET label = ?4, help = ?5, required = ?6, shown = ?7, settings = ?8, kind = ?9
        WHERE organisation_id = ?1 AND project_id = ?2 AND number = ?3 AND retired_at IS NULL RETURNING id";
    /// Puts a question in another place.
    PLACE_QUESTION = "UPDATE plan_question SET position = ?4 WHERE organisation_id = ?1 AND project_id = ?2 AND number = ?3";
    /// Asks a question no longer; its answers stay.
    RETIRE_QUESTION = "UPDATE plan_question SET retired_at = ?4 WHERE organisation_id = ?1 AND project_id = ?2
        AND number = ?3 AND retired_at IS NULL";

    /// A draft, for whoever it belongs to.
    DRAFT = "SELECT d.id, d.uuid, d.proposal_id, d.base_version, d.content, d.version, d.changed_at FROM plan_draft d
        WHERE d.organisation_id = ?1 AND d.project_id = ?2 AND d.uuid = ?3
        AND (d.person_id = ?5 OR (d.person_id IS NULL AND d.device_hash = ?4)) AND d.expires_at > ?6";
    /// The drafts of new plans of a project that belong to somebody, the newest first.
    DRAFTS = "SELECT d.id, d.uuid, d.proposal_id, d.base_version, d.content, d.version, d.changed_at FROM plan_draft d
        WHERE d.organisation_id = ?1 AND d.project_id = ?2 AND d.proposal_id IS NULL
        AND (d.person_id = ?4 OR (d.person_id IS NULL AND d.device_hash = ?3)) AND d.expires_at > ?5
        ORDER BY d.changed_at DESC, d.id DESC LIMIT 20";
    /// All drafts that belong to a person, with their project.
    PERSON_DRAFTS = "SELECT d.id, d.uuid, d.proposal_id, d.base_version, d.content, d.version, d.changed_at, d.project_id
        FROM plan_draft d WHERE d.organisation_id = ?1 AND d.expires_at > ?4 AND d.proposal_id IS NULL
        AND (d.person_id = ?3 OR (d.person_id IS NULL AND d.device_hash = ?2))
        ORDER BY d.changed_at DESC, d.id DESC LIMIT 50";
    /// The change of a plan that a person has begun.
    CHANGE_DRAFT = "SELECT d.uuid FROM plan_draft d WHERE d.organisation_id = ?1 AND d.proposal_id = ?2
        AND d.person_id = ?3 AND d.expires_at > ?4";
    /// A new draft.
    ADD_DRAFT = "INSERT INTO plan_draft (uuid, organisation_id, project_id, device_hash, person_id, proposal_id,
        base_version, content, created_at, changed_at, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9, ?10)";
    /// Changes a draft; a person who is known from now on owns it.
    SET_DRAFT = "UPDATE plan_draft SET content = ?4, version = version + 1, changed_at = ?5, expires_at = ?6,
        person_id = COALESCE(person_id, ?7) WHERE organisation_id = ?1 AND id = ?2 AND version = ?3";
    /// Drafts of a browser belong from now on to whoever signed in there.
    ADOPT_DRAFTS = "UPDATE plan_draft SET person_id = ?3 WHERE organisation_id = ?1 AND device_hash = ?2
        AND person_id IS NULL";
    /// Removes a draft.
    REMOVE_DRAFT = "DELETE FROM plan_draft WHERE organisation_id = ?1 AND id = ?2";
    /// Removes older changes of one plan by one person.
    REMOVE_CHANGES = "DELETE FROM plan_draft WHERE organisation_id = ?1 AND proposal_id = ?2 AND person_id = ?3";
    /// Removes what nobody has touched for long.
    REMOVE_EXPIRED = "DELETE FROM plan_draft WHERE expires_at <= ?1";
    /// Removes invitations that are over.
    REMOVE_INVITATIONS = "DELETE FROM plan_invitation WHERE expires_at <= ?1";

    /// How a plan came in.
    ADD_ORIGIN = "INSERT INTO plan_origin (proposal_id, organisation_id, project_id, channel, postcode, lang, entered_by,
        announced_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    /// How a plan came in.
    ORIGIN = "SELECT channel, postcode, lang, announced_at, withdrawn_at, withdrawn_why, translated FROM plan_origin
        WHERE organisation_id = ?1 AND proposal_id = ?2";
    /// Its people know that it can be seen.
    ANNOUNCED = "UPDATE plan_origin SET announced_at = ?3 WHERE organisation_id = ?1 AND proposal_id = ?2
        AND announced_at IS NULL AND withdrawn_at IS NULL";
    /// Somebody has written its texts in the organisation's own language.
    TRANSLATED = "UPDATE plan_origin SET translated = 1 WHERE organisation_id = ?1 AND proposal_id = ?2
        AND lang <> ?3";
    /// Withdraws a plan, once.
    WITHDRAW = "UPDATE plan_origin SET withdrawn_at = ?3, withdrawn_why = ?4 WHERE organisation_id = ?1
        AND proposal_id = ?2 AND withdrawn_at IS NULL";
    /// Somebody whose plan it is.
    ADD_PERSON = "INSERT INTO plan_person (proposal_id, person_id, organisation_id, role, since)
        VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING";
    /// Whose plan it is.
    PEOPLE = "SELECT x.person_id, x.role, p.email, p.name FROM plan_person x JOIN person p ON p.id = x.person_id
        WHERE x.organisation_id = ?1 AND x.proposal_id = ?2 ORDER BY x.since, x.person_id LIMIT 50";
    /// The plans of somebody, with what they may know of each.
    OWN_PLANS = concat!("SELECT p.id, p.project_id, p.number, ", translated!("proposal", "p", "title", "?3"), ", p.uuid,
          p.status_id, p.published, p.version, x.role, o.withdrawn_at, o.withdrawn_why, p.created_at
        FROM plan_person x JOIN proposal p ON p.id = x.proposal_id LEFT JOIN plan_origin o ON o.proposal_id = p.id
        WHERE x.organisation_id = ?1 AND x.person_id = ?2 AND (p.uuid = ?4 OR ?4 = '')
        ORDER BY p.created_at DESC, p.id DESC LIMIT 200");
    /// A new invitation.
    ADD_INVITATION = "INSERT INTO plan_invitation (hash, organisation_id, proposal_id, email_key, invited_by, expires_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    /// How many invitations of a plan still live.
    INVITATIONS = "SELECT COUNT(*) FROM plan_invitation WHERE organisation_id = ?1 AND proposal_id = ?2 AND expires_at > ?3";
    /// A living invitation.
    INVITATION = concat!("SELECT i.proposal_id, i.email_key, ", translated!("proposal", "p", "title", "?4"), "
        FROM plan_invitation i JOIN proposal p ON p.id = i.proposal_id LEFT JOIN plan_origin o ON o.proposal_id = p.id
        WHERE i.organisation_id = ?1 AND i.hash = ?2 AND i.used_at IS NULL AND i.expires_at > ?3
        AND o.withdrawn_at IS NULL");
    /// Uses an invitation, once.
    USE_INVITATION = "UPDATE plan_invitation SET used_at = ?3 WHERE organisation_id = ?1 AND hash = ?2 AND used_at IS NULL";

    /// What a plan said at a version.
    ADD_VERSION = "INSERT INTO plan_version (proposal_id, version, organisation_id, at, person_id, role, content)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING";
    /// The versions of a plan, the oldest first.
    VERSIONS = "SELECT v.version, v.at, v.role, v.content FROM plan_version v
        WHERE v.organisation_id = ?1 AND v.proposal_id = ?2 ORDER BY v.version LIMIT 500";
    /// An answer.
    SET_ANSWER = "INSERT INTO plan_answer (proposal_id, question_id, organisation_id, value) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT (proposal_id, question_id) DO UPDATE SET value = excluded.value";
    /// Takes back an answer.
    REMOVE_ANSWER = "DELETE FROM plan_answer WHERE organisation_id = ?3 AND proposal_id = ?1 AND question_id = ?2";
    /// The answers of a plan.
    ANSWERS = "SELECT a.question_id, a.value FROM plan_answer a WHERE a.organisation_id = ?1 AND a.proposal_id = ?2";
    /// Takes all pictures but the first from a plan.
    CLEAR_PICTURES = "DELETE FROM plan_picture WHERE organisation_id = ?1 AND proposal_id = ?2";
    /// A picture more.
    ADD_PICTURE = "INSERT INTO plan_picture (proposal_id, position, organisation_id, file, alt) VALUES (?1, ?2, ?3, ?4, ?5)";
    /// The pictures of a plan after its first.
    PICTURES = "SELECT file, alt FROM plan_picture WHERE organisation_id = ?1 AND proposal_id = ?2 ORDER BY position";
}

/// To whom drafts belong: the browser with this cookie, the person who is signed in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Holder {
    /// Hash of the value of the cookie.
    pub device: Option<[u8; 32]>,
    /// Who is signed in.
    pub person: Option<PersonId>,
}

fn question(row: &Row<'_>) -> Result<Question, DbError> {
    let settings: Json = row.get(7)?;
    Ok(Question {
        id: row.get(0)?,
        number: row.get(1)?,
        kind: QuestionKind::parse(&row.get::<String>(2)?).ok_or(DbError::Shape("a kind of question"))?,
        label: row.get(3)?,
        help: row.get(4)?,
        required: row.get(5)?,
        shown: row.get(6)?,
        settings: serde_json::from_value::<QuestionSettings>(settings).unwrap_or_default(),
    })
}

/// The questions of a project in order; `retired`: also those that are asked no longer.
///
/// # Errors
/// When the database fails.
pub fn questions(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    project: ProjectId,
    lang: Lang,
    retired: bool,
) -> Result<Vec<Question>, DbError> {
    reader.query(&QUESTIONS, params![organisation, project, lang.code(), i64::from(retired)], question)
}

fn draft(row: &Row<'_>) -> Result<Draft, DbError> {
    let of: (Option<ProposalId>, Option<i64>) = (row.get(2)?, row.get(3)?);
    let content: Json = row.get(4)?;
    Ok(Draft {
        id: row.get(0)?,
        uuid: row.get(1)?,
        of: of.0.zip(of.1),
        content: serde_json::from_value::<Content>(content).map_err(|_| DbError::Shape("a draft"))?,
        version: row.get(5)?,
        changed_at: row.get(6)?,
    })
}

/// A draft, if it belongs to the holder.
///
/// # Errors
/// When the database fails.
pub fn draft_of(
    reader: &Reader<'_>,
    (organisation, project): (OrganisationId, ProjectId),
    holder: &Holder,
    uuid: Uuid,
    now: Timestamp,
) -> Result<Option<Draft>, DbError> {
    let params = params![organisation, project, uuid, holder.device, holder.person, now];
    reader.find(&DRAFT, params, draft)
}

/// The drafts of new plans of a project that belong to the holder, the newest first.
///
/// # Errors
/// When the database fails.
pub fn drafts_of(
    reader: &Reader<'_>,
    (organisation, project): (OrganisationId, ProjectId),
    holder: &Holder,
    now: Timestamp,
) -> Result<Vec<Draft>, DbError> {
    reader.query(&DRAFTS, params![organisation, project, holder.device, holder.person, now], draft)
}

/// All drafts of new plans that belong to the holder, each with its project, the newest first.
///
/// # Errors
/// When the database fails.
pub fn all_drafts_of(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    holder: &Holder,
    now: Timestamp,
) -> Result<Vec<(Draft, ProjectId)>, DbError> {
    let params = params![organisation, holder.device, holder.person, now];
    reader.query(&PERSON_DRAFTS, params, |row| Ok((draft(row)?, row.get(7)?)))
}

/// How a plan came in, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// `site`, `counter` ….
    pub channel: String,
    /// Post code of who handed it in; may be empty.
    pub postcode: String,
    /// The language in which its people get mail.
    pub lang: Lang,
    /// Since when its people know that it can be seen.
    pub announced_at: Option<Timestamp>,
    /// When it was withdrawn, and why.
    pub withdrawn: Option<(Timestamp, String)>,
    /// Whether its texts in the organisation's own language are no longer those in which it was handed in.
    pub translated: bool,
}

/// How a plan came in; none for plans of before and of imports.
///
/// # Errors
/// When the database fails.
pub fn origin(reader: &Reader<'_>, organisation: OrganisationId, plan: ProposalId) -> Result<Option<Origin>, DbError> {
    reader.find(&ORIGIN, params![organisation, plan], |row| {
        let withdrawn: (Option<Timestamp>, Option<String>) = (row.get(4)?, row.get(5)?);
        Ok(Origin {
            channel: row.get(0)?,
            postcode: row.get(1)?,
            lang: Lang::parse(&row.get::<String>(2)?).unwrap_or_default(),
            announced_at: row.get(3)?,
            withdrawn: withdrawn.0.zip(withdrawn.1),
            translated: row.get(6)?,
        })
    })
}

/// The language of the texts that readers of a language are shown, if that is another one.
///
/// # Errors
/// When the database fails.
pub fn foreign(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    plan: ProposalId,
    lang: Lang,
) -> Result<Option<Lang>, DbError> {
    let origin = origin(reader, organisation, plan)?.filter(|origin| !origin.translated && origin.lang != lang);
    let Some(origin) = origin else { return Ok(None) };
    let translated = civic::store::translations(reader, organisation, "proposal", plan.0)?;
    let read = translated.iter().any(|(field, code, _)| field == "title" && code == lang.code());
    Ok((!read).then_some(origin.lang))
}

/// Somebody whose plan it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanPerson {
    /// Who.
    pub id: PersonId,
    /// Whether they handed it in; else they joined.
    pub author: bool,
    /// Where mail goes.
    pub email: String,
    /// Name; may be empty.
    pub name: String,
}

/// Whose plan it is, who handed it in first.
///
/// # Errors
/// When the database fails.
pub fn people(reader: &Reader<'_>, organisation: OrganisationId, plan: ProposalId) -> Result<Vec<PlanPerson>, DbError> {
    reader.query(&PEOPLE, params![organisation, plan], |row| {
        Ok(PlanPerson {
            id: row.get(0)?,
            author: row.get::<String>(1)? == "author",
            email: row.get(2)?,
            name: row.get(3)?,
        })
    })
}

/// The answers of a plan.
///
/// # Errors
/// When the database fails.
pub fn answers(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    plan: ProposalId,
) -> Result<Vec<(QuestionId, Json)>, DbError> {
    reader.query(&ANSWERS, params![organisation, plan], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// The answers of a plan that everybody may read, each with its question, in order; also to questions that are asked no
/// longer.
///
/// # Errors
/// When the database fails.
pub fn public_answers(
    reader: &Reader<'_>,
    (organisation, project): (OrganisationId, ProjectId),
    plan: ProposalId,
    lang: Lang,
) -> Result<Vec<(Question, Json)>, DbError> {
    let mut answers = answers(reader, organisation, plan)?;
    if answers.is_empty() {
        return Ok(Vec::new());
    }
    let shown = questions(reader, organisation, project, lang, true)?.into_iter().filter(|question| question.shown);
    let with_answer = shown.filter_map(|question| {
        let place = answers.iter().position(|(id, _)| *id == question.id)?;
        Some((question, answers.swap_remove(place).1))
    });
    Ok(with_answer.collect())
}

/// Puts answers in the place of those that were there; none takes one back. Other questions keep their answers.
///
/// # Errors
/// When the database fails.
pub fn set_answers(
    tx: &mut Tx<'_>,
    organisation: OrganisationId,
    plan: ProposalId,
    answers: &[(QuestionId, Option<Json>)],
) -> Result<(), DbError> {
    for (question, answer) in answers {
        match answer {
            Some(value) => tx.execute(&SET_ANSWER, params![plan, *question, organisation, value.to_string()])?,
            None => tx.execute(&REMOVE_ANSWER, params![plan, *question, organisation])?,
        };
    }
    Ok(())
}

/// The pictures of a plan after its first.
///
/// # Errors
/// When the database fails.
pub fn pictures(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    plan: ProposalId,
) -> Result<Vec<DraftPicture>, DbError> {
    reader.query(&PICTURES, params![organisation, plan], |row| Ok(DraftPicture { file: row.get(0)?, alt: row.get(1)? }))
}

/// Puts these in the place of the pictures after the first.
///
/// # Errors
/// When the database fails.
pub fn set_pictures(
    tx: &mut Tx<'_>,
    organisation: OrganisationId,
    plan: ProposalId,
    pictures: &[DraftPicture],
) -> Result<(), DbError> {
    tx.execute(&CLEAR_PICTURES, params![organisation, plan])?;
    for (position, picture) in (2_i64..).zip(pictures) {
        let params = params![plan, position, organisation, picture.file.as_str(), picture.alt.as_str()];
        tx.execute(&ADD_PICTURE, params)?;
    }
    Ok(())
}
