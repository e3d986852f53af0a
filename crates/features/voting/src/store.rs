//! The SQL of rounds, candidates, codes and outcomes. Ballots and drafts are in [`crate::hot`].

pub mod codes;
pub mod log;
pub mod notice;

use crate::model::{
    Candidate, CandidateTexts, DayCount, Decision, Long, Moments, NewCandidate, NewRound, ProjectFacts, Round, RoundId,
    State, Struck,
};
use crate::rules::{GroupLimit, GroupLimits, Limits};
use crate::service::firm::Firmness;
use crate::service::insight::Insight;
use civic::ids::{OrganisationId, ProjectId};
use platform::db::{DbError, Reader, Row, Tx};
use platform::{params, statements};
use serde::de::DeserializeOwned;
use uuid::Uuid;

macro_rules! round_columns {
    () => {
        "SELECT r.id, r.uuid, r.organisation_id, r.project_id, p.uuid, p.slug, p.title, p.state, r.title, r.titles,
         r.state, r.rules, r.budget, r.opens_at, r.closes_at, r.activity_uuid, r.key_generation, r.version, r.opened_at,
         r.closed_at, r.review_ends_at, r.review_ended_at, r.sealed_at, r.counted_at, r.published_at, r.decided_at,
         r.finalised_at, r.pending FROM voting_round r JOIN project p ON p.id = r.project_id "
    };
}

statements! {
    /// The pictures that plans on ballots show.
    PUBLIC_FILES = "SELECT DISTINCT picture FROM candidate WHERE picture IS NOT NULL LIMIT 1000000";
    /// A round by its outer id, of one organisation or (null) of any.
    ROUND = concat!(round_columns!(),
        "WHERE r.uuid = ?2 AND (CAST(?1 AS BIGINT) IS NULL OR r.organisation_id = ?1)");
    /// The rounds of a project, oldest first.
    ROUNDS = concat!(round_columns!(), "WHERE r.organisation_id = ?1 AND r.project_id = ?2 ORDER BY r.id LIMIT 200");
    /// Open rounds whose time is over.
    DUE = "SELECT uuid FROM voting_round WHERE state = 'open' AND closes_at <= ?1 ORDER BY id LIMIT 200";
    /// Sealed rounds whose key is not known to be gone.
    NOT_CLEANED = "SELECT uuid FROM voting_round WHERE sealed_at IS NOT NULL AND share_gone = 0 ORDER BY id LIMIT 200";
    /// Rounds that can have ballots and drafts.
    LIVING = "SELECT id FROM voting_round WHERE state IN ('draft', 'open', 'closed', 'review') ORDER BY id LIMIT 10000";
    /// A new round.
    ADD_ROUND = "INSERT INTO voting_round (uuid, organisation_id, project_id, title, titles, state, rules, budget,
        min_plans, max_plans, min_sum, max_sum, blank_allowed, opens_at, closes_at, activity_uuid, key_generation, form,
        points_total, points_most, group_over, group_most, own_area)
        VALUES (?1, ?2, ?3, ?4, ?5, 'draft', ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21,
        ?22) RETURNING id";
    /// Changes a round that is a draft, if nobody else did since.
    SET_ROUND = "UPDATE voting_round SET title = ?3, titles = ?4, rules = ?5, budget = ?6, min_plans = ?7,
        max_plans = ?8, min_sum = ?9, max_sum = ?10, blank_allowed = ?11, opens_at = ?12, closes_at = ?13,
        form = ?14, points_total = ?15, points_most = ?16, group_over = ?17, group_most = ?18, own_area = ?19,
        version = version + 1 WHERE id = ?1 AND version = ?2 AND state = 'draft'";
    /// Opens.
    OPEN = "UPDATE voting_round SET state = 'open', opened_at = ?2 WHERE id = ?1 AND state = 'draft'";
    /// Closes later.
    PROLONG = "UPDATE voting_round SET closes_at = ?2 WHERE id = ?1 AND state = 'open' AND closes_at < ?2";
    /// Closes, when it is time.
    CLOSE = "UPDATE voting_round SET state = 'closed', closed_at = ?2 WHERE id = ?1 AND state = 'open' AND closes_at <= ?2";
    /// Begins the declared review.
    REVIEW = "UPDATE voting_round SET state = 'review', review_ends_at = ?2 WHERE id = ?1 AND state = 'closed'";
    /// Staff end the review.
    END_REVIEW = "UPDATE voting_round SET review_ended_at = ?2 WHERE id = ?1 AND state = 'review' AND review_ended_at IS NULL";
    /// Seals.
    SEALED = "UPDATE voting_round SET state = 'sealed', sealed_at = ?2, voided = ?3, pending = NULL
        WHERE id = ?1 AND state IN ('closed', 'review')";
    /// The share is gone, the disk scrubbed.
    CLEANED = "UPDATE voting_round SET share_gone = 1 WHERE uuid = ?1 AND sealed_at IS NOT NULL";
    /// Counted.
    COUNTED = "UPDATE voting_round SET state = 'counted', counted_at = ?2, pending = NULL
        WHERE id = ?1 AND state = 'sealed'";
    /// A job is going to do something long.
    SET_PENDING = "UPDATE voting_round SET pending = ?2 WHERE id = ?1";
    /// It will not any more.
    END_PENDING = "UPDATE voting_round SET pending = NULL WHERE uuid = ?1 AND pending = ?2";
    /// Published.
    PUBLISHED = "UPDATE voting_round SET state = 'provisional', published_at = ?2 WHERE id = ?1 AND state = 'counted'";
    /// Decided on.
    DECIDED = "UPDATE voting_round SET state = 'decided', decided_at = ?2 WHERE id = ?1 AND state = 'provisional'";
    /// Over.
    FINAL = "UPDATE voting_round SET state = 'final', finalised_at = ?2 WHERE id = ?1 AND state = 'decided'";
    /// Removes a round that is a draft.
    REMOVE_ROUND = "DELETE FROM voting_round WHERE id = ?1 AND state = 'draft'";
    /// Limits of a theme or area.
    ADD_GROUP = "INSERT INTO round_group (round_id, name, min_plans, max_plans, min_sum, max_sum)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    /// Removes the limits of themes or areas of a draft.
    CLEAR_GROUPS = "DELETE FROM round_group WHERE round_id = ?1";
    /// Removes the entitlements of a draft.
    REMOVE_ENTITLEMENTS = "DELETE FROM entitlement WHERE round_id = ?1";
    /// Removes the batches of a draft.
    REMOVE_BATCHES = "DELETE FROM code_batch WHERE round_id = ?1";
    /// Removes the numbers of a draft.
    REMOVE_COUNTERS = "DELETE FROM round_counter WHERE round_id = ?1";
    /// What stands on the ballot.
    CANDIDATES = "SELECT number, key, proposal, address, title, summary, theme, area, cost, pabulib_id, picture,
        picture_alt, theme_colour, translations, struck_at, strike_reason FROM candidate WHERE round_id = ?1
        ORDER BY number LIMIT 2000";
    /// A new candidate.
    ADD_CANDIDATE = "INSERT INTO candidate (round_id, number, key, proposal, address, title, summary, theme, area, cost,
        pabulib_id, picture, picture_alt, theme_colour, translations)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)";
    /// Removes all candidates of a draft.
    CLEAR_CANDIDATES = "DELETE FROM candidate WHERE round_id = ?1";
    /// How many candidates have a picture of this name.
    SHOWS_PICTURE = "SELECT COUNT(*) FROM candidate c JOIN voting_round r ON r.id = c.round_id
        WHERE r.organisation_id = ?1 AND c.picture = ?2";
    /// Whether a plan is a candidate, not struck, of a round that has been opened and is not settled for good.
    HOLDS_PLAN = "SELECT COUNT(*) FROM voting_round r JOIN candidate c ON c.round_id = r.id
        WHERE r.organisation_id = ?1 AND c.proposal = ?2 AND c.struck_at IS NULL AND r.state NOT IN ('draft', 'final')";
    /// Strikes a candidate, once.
    STRIKE = "UPDATE candidate SET struck_at = ?3, strike_reason = ?4
        WHERE round_id = ?1 AND number = ?2 AND struck_at IS NULL";
    /// How many began and handed in per day.
    COUNTERS = "SELECT day, started, handed_in FROM round_counter WHERE round_id = ?1 ORDER BY day LIMIT 1000";
    /// Stores an outcome.
    ADD_OUTCOME = "INSERT INTO outcome (round_id, body, insight) VALUES (?1, ?2, ?3)";
    /// The outcome.
    OUTCOME = "SELECT o.body, COALESCE(r.voided, 0), o.insight FROM outcome o JOIN voting_round r ON r.id = o.round_id
        WHERE o.round_id = ?1";
    /// Stores a decision.
    ADD_DECISION = "INSERT INTO decision (round_id, authority, decided_on, document, text, deviations, translations)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    /// The decision.
    DECISION = "SELECT authority, decided_on, document, text, deviations, translations FROM decision
        WHERE round_id = ?1";
    /// The sealed ballots, in order of the ids that were drawn at sealing.
    SEALED_BALLOTS = "SELECT choices FROM ballot_sealed WHERE round_id = ?1 ORDER BY id";
    /// Rounds whose ballots are not sealed.
    UNSEALED = "SELECT p.slug, r.title FROM voting_round r JOIN project p ON p.id = r.project_id
        WHERE r.state IN ('open', 'closed', 'review') ORDER BY r.id LIMIT 1000";
    /// Rounds whose ballots are sealed, with the time in which they were not; newest first.
    SEALED_ROUNDS = "SELECT p.slug, r.title, r.opened_at, r.sealed_at FROM voting_round r
        JOIN project p ON p.id = r.project_id
        WHERE r.sealed_at IS NOT NULL AND r.opened_at IS NOT NULL ORDER BY r.id DESC LIMIT 1000";
}

fn json<T: DeserializeOwned>(text: &str) -> Result<T, DbError> {
    serde_json::from_str(text).map_err(|_| DbError::Shape("JSON of another form"))
}

fn to_json(value: &impl serde::Serialize) -> Result<String, DbError> {
    serde_json::to_string(value).map_err(|_| DbError::Shape("a value without JSON"))
}

fn read_round(row: &Row<'_>) -> Result<Round, DbError> {
    let project_facts = ProjectFacts {
        uuid: row.get(4)?,
        slug: row.get(5)?,
        title: row.get(6)?,
        published: row.get::<String>(7)? != "draft",
    };
    let moments = Moments {
        opened: row.get(18)?,
        closed: row.get(19)?,
        review_ends: row.get(20)?,
        review_ended: row.get(21)?,
        sealed: row.get(22)?,
        counted: row.get(23)?,
        published: row.get(24)?,
        decided: row.get(25)?,
        finalised: row.get(26)?,
    };
    Ok(Round {
        id: row.get(0)?,
        uuid: row.get(1)?,
        organisation: row.get(2)?,
        project: row.get(3)?,
        project_facts,
        title: row.get(8)?,
        titles: json(&row.get::<String>(9)?)?,
        state: State::parse(&row.get::<String>(10)?).ok_or(DbError::Shape("a state of a round"))?,
        rules: json(&row.get::<String>(11)?)?,
        budget: row.get(12)?,
        opens_at: row.get(13)?,
        closes_at: row.get(14)?,
        activity: row.get(15)?,
        key_generation: row.get(16)?,
        version: row.get(17)?,
        pending: row.get::<Option<String>>(27)?.and_then(|code| Long::parse(&code)),
        moments,
    })
}

/// A round by its outer id; of this organisation, or of any.
///
/// # Errors
/// When the database fails.
pub fn round(reader: &Reader<'_>, organisation: Option<OrganisationId>, uuid: Uuid) -> Result<Option<Round>, DbError> {
    reader.find(&ROUND, params![organisation, uuid], read_round)
}

/// The rounds of a project, oldest first.
///
/// # Errors
/// When the database fails.
pub fn rounds(reader: &Reader<'_>, organisation: OrganisationId, project: ProjectId) -> Result<Vec<Round>, DbError> {
    reader.query(&ROUNDS, params![organisation, project], read_round)
}

/// Makes a round as a draft.
///
/// # Errors
/// When the database fails.
pub fn add_round(
    tx: &mut Tx<'_>,
    (organisation, project): (OrganisationId, ProjectId),
    uuid: Uuid,
    new: &NewRound,
    activity: Uuid,
    key_generation: u32,
) -> Result<RoundId, DbError> {
    let (limits, groups) = (&new.rules.limits, new.rules.groups.as_ref());
    let params = params![
        uuid,
        organisation,
        project,
        new.title.as_str(),
        to_json(&new.titles)?,
        to_json(&new.rules)?,
        new.budget,
        limits.min_plans,
        limits.max_plans,
        limits.min_sum,
        limits.max_sum,
        new.rules.blank_allowed,
        new.opens_at,
        new.closes_at,
        activity,
        key_generation,
        new.rules.form.code(),
        new.rules.points.map(|points| points.total),
        new.rules.points.map(|points| points.most),
        groups.map(|groups| groups.over.code()),
        groups.and_then(|groups| groups.most),
        new.rules.own_area
    ];
    let round = tx.one(&ADD_ROUND, params, |row| row.get(0))?;
    set_groups(tx, round, groups)?;
    Ok(round)
}

/// Puts these limits of themes or areas in the place of those that were there.
fn set_groups(tx: &mut Tx<'_>, round: RoundId, groups: Option<&GroupLimits>) -> Result<(), DbError> {
    tx.execute(&CLEAR_GROUPS, params![round])?;
    for GroupLimit { name, limits } in groups.iter().flat_map(|groups| &groups.each) {
        let Limits { min_plans, max_plans, min_sum, max_sum } = limits;
        tx.execute(&ADD_GROUP, params![round, name.as_str(), *min_plans, *max_plans, *min_sum, *max_sum])?;
    }
    Ok(())
}

/// Changes a draft; false if it changed since this version or is no draft any more.
///
/// # Errors
/// When the database fails.
pub fn set_round(tx: &mut Tx<'_>, id: RoundId, version: i64, new: &NewRound) -> Result<bool, DbError> {
    let (limits, groups) = (&new.rules.limits, new.rules.groups.as_ref());
    let params = params![
        id,
        version,
        new.title.as_str(),
        to_json(&new.titles)?,
        to_json(&new.rules)?,
        new.budget,
        limits.min_plans,
        limits.max_plans,
        limits.min_sum,
        limits.max_sum,
        new.rules.blank_allowed,
        new.opens_at,
        new.closes_at,
        new.rules.form.code(),
        new.rules.points.map(|points| points.total),
        new.rules.points.map(|points| points.most),
        groups.map(|groups| groups.over.code()),
        groups.and_then(|groups| groups.most),
        new.rules.own_area
    ];
    if tx.execute(&SET_ROUND, params)? != 1 {
        return Ok(false);
    }
    set_groups(tx, id, groups)?;
    Ok(true)
}

/// Removes a draft and what belongs to it; its ballots and drafts are gone already.
///
/// # Errors
/// When the database fails, or refuses because the round is no draft.
pub fn remove_draft(tx: &mut Tx<'_>, round: RoundId) -> Result<(), DbError> {
    for statement in
        [&CLEAR_CANDIDATES, &CLEAR_GROUPS, &REMOVE_ENTITLEMENTS, &REMOVE_BATCHES, &REMOVE_COUNTERS, &REMOVE_ROUND]
    {
        tx.execute(statement, params![round])?;
    }
    Ok(())
}

/// What stands on the ballot, in order of number.
///
/// # Errors
/// When the database fails.
pub fn candidates(reader: &Reader<'_>, round: RoundId) -> Result<Vec<Candidate>, DbError> {
    reader.query(&CANDIDATES, params![round], |row| {
        let texts = CandidateTexts {
            title: row.get(4)?,
            summary: row.get(5)?,
            theme: row.get(6)?,
            area: row.get(7)?,
            picture_alt: row.get(11)?,
        };
        let plan = NewCandidate {
            proposal: row.get(2)?,
            address: row.get(3)?,
            cost: row.get(8)?,
            pabulib_id: row.get(9)?,
            picture: row.get(10)?,
            theme_colour: row.get(12)?,
            texts,
            translations: json(&row.get::<String>(13)?)?,
        };
        let struck = match (row.get(14)?, row.get(15)?) {
            (Some(at), Some(reason)) => Some(Struck { at, reason }),
            _ => None,
        };
        Ok(Candidate { number: row.get(0)?, key: row.get(1)?, plan, struck })
    })
}

/// Whether a plan is on the ballot of a round that has been opened and is not settled for good.
///
/// # Errors
/// When the database fails.
pub fn holds_plan(
    reader: &Reader<'_>,
    organisation: civic::ids::OrganisationId,
    plan: uuid::Uuid,
) -> Result<bool, DbError> {
    Ok(reader.one(&HOLDS_PLAN, params![organisation, plan], |row| row.get::<i64>(0))? > 0)
}

/// Whether a picture is that of a candidate.
///
/// # Errors
/// When the database fails.
pub fn shows_picture(
    reader: &Reader<'_>,
    organisation: civic::ids::OrganisationId,
    name: &str,
) -> Result<bool, DbError> {
    Ok(reader.one(&SHOWS_PICTURE, params![organisation, name], |row| row.get::<i64>(0))? > 0)
}

/// Puts these candidates in the place of those that were there.
///
/// # Errors
/// When the database fails, or refuses because the round is frozen.
pub fn set_candidates(tx: &mut Tx<'_>, round: RoundId, candidates: &[Candidate]) -> Result<(), DbError> {
    tx.execute(&CLEAR_CANDIDATES, params![round])?;
    for candidate in candidates {
        let (plan, texts) = (&candidate.plan, &candidate.plan.texts);
        let params = params![
            round,
            candidate.number,
            candidate.key,
            plan.proposal,
            plan.address.as_deref(),
            texts.title.as_str(),
            texts.summary.as_str(),
            texts.theme.as_deref(),
            texts.area.as_deref(),
            plan.cost,
            plan.pabulib_id.as_deref(),
            plan.picture.as_deref(),
            texts.picture_alt.as_str(),
            plan.theme_colour,
            to_json(&plan.translations)?
        ];
        tx.execute(&ADD_CANDIDATE, params)?;
    }
    Ok(())
}

/// How many began and handed in per day.
///
/// # Errors
/// When the database fails.
pub fn counters(reader: &Reader<'_>, round: RoundId) -> Result<Vec<DayCount>, DbError> {
    reader.query(&COUNTERS, params![round], |row| {
        let day = row.get::<String>(0)?.parse().map_err(|_| DbError::Shape("a day"))?;
        Ok(DayCount { day, started: row.get(1)?, handed_in: row.get(2)? })
    })
}

/// The outcome, and how many ballots were void at sealing.
///
/// # Errors
/// When the database fails.
pub fn outcome(reader: &Reader<'_>, round: RoundId) -> Result<Option<Counted>, DbError> {
    let row = reader.find(&OUTCOME, params![round], |row| {
        Ok((row.get::<String>(0)?, row.get::<i64>(1)?, row.get::<Option<String>>(2)?))
    })?;
    let Some((body, voided, insight)) = row else { return Ok(None) };
    let insight = insight.map(|insight| json(&insight)).transpose()?;
    let firmness = crate::service::firm::found(reader, round)?;
    Ok(Some(Counted { outcome: json(&body)?, insight, firmness, voided: u64::try_from(voided).unwrap_or_default() }))
}

/// What was counted of a round.
#[derive(Debug, Clone)]
pub struct Counted {
    /// The outcome.
    pub outcome: tally::Outcome,
    /// What it means; none for what was counted before this was kept.
    pub insight: Option<Insight>,
    /// How firm it is; none until a job has found out.
    pub firmness: Option<Firmness>,
    /// How many ballots were void and not counted.
    pub voided: u64,
}

/// The decision on an outcome.
///
/// # Errors
/// When the database fails.
pub fn decision(reader: &Reader<'_>, round: RoundId) -> Result<Option<Decision>, DbError> {
    reader.find(&DECISION, params![round], |row| {
        Ok(Decision {
            authority: row.get(0)?,
            decided_on: row.get::<String>(1)?.parse().map_err(|_| DbError::Shape("a day"))?,
            document: row.get(2)?,
            text: row.get(3)?,
            deviations: json(&row.get::<String>(4)?)?,
            translations: json(&row.get::<String>(5)?)?,
        })
    })
}

/// Stores a decision.
///
/// # Errors
/// When the database fails.
pub fn add_decision(tx: &mut Tx<'_>, round: RoundId, new: &Decision) -> Result<(), DbError> {
    let params = params![
        round,
        new.authority.as_str(),
        new.decided_on.to_string(),
        new.document.as_deref(),
        new.text.as_str(),
        to_json(&new.deviations)?,
        to_json(&new.translations)?
    ];
    tx.execute(&ADD_DECISION, params)?;
    Ok(())
}

/// The texts of the sealed ballots, in the order of their random ids.
///
/// # Errors
/// When the database fails.
pub fn sealed_ballots(reader: &Reader<'_>, round: RoundId) -> Result<Vec<String>, DbError> {
    reader.query(&SEALED_BALLOTS, params![round], |row| row.get(0))
}

/// The rounds that have ballots which are not sealed, as `project: title`; for the operator.
///
/// # Errors
/// When the database fails.
pub fn unsealed_rounds(reader: &Reader<'_>) -> Result<Vec<String>, DbError> {
    reader.query(&UNSEALED, params![], |row| Ok(format!("{}: {}", row.get::<String>(0)?, row.get::<String>(1)?)))
}

/// A round whose ballots are sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedRound {
    /// Project and title, for an operator.
    pub name: String,
    /// From when on there were ballots.
    pub opened: jiff::Timestamp,
    /// From when on nobody could tell any more whose they were.
    pub sealed: jiff::Timestamp,
}

/// The rounds whose ballots are sealed.
///
/// # Errors
/// When the database fails.
pub fn sealed_rounds(reader: &Reader<'_>) -> Result<Vec<SealedRound>, DbError> {
    reader.query(&SEALED_ROUNDS, params![], |row| {
        let name = format!("{}: {}", row.get::<String>(0)?, row.get::<String>(1)?);
        Ok(SealedRound { name, opened: row.get(2)?, sealed: row.get(3)? })
    })
}
