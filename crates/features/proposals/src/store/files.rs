//! Files that came with plans: whose they are, whether residents see them, and which nobody needs any more.

use crate::model::{Document, ProposalId};
use civic::ids::{OrganisationId, ProjectId};
use jiff::Timestamp;
use platform::db::{DbError, Reader, Row, Tx};
use platform::images::sizes_of;
use platform::{params, statements};
use uuid::Uuid;

/// How many files one turn of the sweep looks at.
const AT_ONCE: i64 = 500;

statements! {
    /// A file that was sent. The same one sent twice for one draft is one.
    ADD_FILE = "INSERT INTO plan_file (name, stem, organisation_id, project_id, draft_uuid, kind, title, size,
        created_at) VALUES (?1, ?9, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (name) DO NOTHING";
    /// A file, with the plan that it belongs to and whether residents see that.
    FILE = "SELECT f.name, f.kind, f.title, f.project_id, f.draft_uuid, f.proposal_id, COALESCE(p.published, 0), f.shown, f.size
        FROM plan_file f LEFT JOIN proposal p ON p.id = f.proposal_id WHERE f.organisation_id = ?1 AND f.stem = ?2";
    /// From now on a file belongs to a plan.
    CLAIM_FILE = "UPDATE plan_file SET proposal_id = ?4 WHERE organisation_id = ?1 AND project_id = ?2 AND name = ?3
        AND proposal_id IS NULL";
    /// Notes whether there is a public copy.
    SET_SHOWN = "UPDATE plan_file SET shown = ?2 WHERE name = ?1";
    /// The pictures of a plan that residents do not see yet.
    HIDDEN_PICTURES = "SELECT f.name FROM plan_file f JOIN proposal p ON p.id = f.proposal_id
        WHERE p.organisation_id = ?1 AND p.project_id = ?2 AND p.number = ?3 AND f.kind = 'picture' AND f.shown = 0";
    /// Whether somebody holds a draft.
    HOLDS_DRAFT = "SELECT COUNT(*) FROM plan_draft d WHERE d.organisation_id = ?1 AND d.uuid = ?2
        AND (d.person_id = ?4 OR (d.person_id IS NULL AND d.device_hash = ?3)) AND d.expires_at > ?5";
    /// Whether a plan is somebody's.
    IS_OF = "SELECT COUNT(*) FROM plan_person WHERE organisation_id = ?1 AND proposal_id = ?2 AND person_id = ?3";
    /// Pictures whose public copy is there and should not be, or the other way round.
    ASTRAY = "SELECT f.name, f.organisation_id, f.shown FROM plan_file f LEFT JOIN proposal p ON p.id = f.proposal_id
        WHERE f.kind = 'picture' AND f.shown <> CASE WHEN COALESCE(p.published, 0) = 1
        OR EXISTS (SELECT 1 FROM plan_ballot b WHERE b.picture = f.name) THEN 1 ELSE 0 END
        AND (f.proposal_id IS NOT NULL OR f.created_at < ?1)
        ORDER BY f.name LIMIT ?2";
    /// Files that may be nobody's: not named by their plan, nor by their draft.
    LOST = "SELECT f.name, f.organisation_id, f.kind FROM plan_file f
        LEFT JOIN proposal p ON p.id = f.proposal_id AND p.picture = f.name
        LEFT JOIN plan_picture x ON x.proposal_id = f.proposal_id AND x.file = f.name
        LEFT JOIN plan_document y ON y.proposal_id = f.proposal_id AND y.file = f.name
        LEFT JOIN plan_draft d ON d.uuid = f.draft_uuid
        WHERE NOT EXISTS (SELECT 1 FROM plan_ballot b WHERE b.picture = f.name) AND p.id IS NULL AND x.file IS NULL AND y.file IS NULL
        AND (d.id IS NULL OR d.content NOT LIKE '%\"' || f.name || '\"%')
        AND f.created_at < CASE WHEN f.draft_uuid IS NULL THEN CAST(?1 AS BIGINT) WHEN d.id IS NULL THEN CAST(?3 AS BIGINT) ELSE CAST(?2 AS BIGINT) END
        ORDER BY f.created_at LIMIT ?4";
    /// Forgets a file.
    REMOVE_FILE = "DELETE FROM plan_file WHERE name = ?1";
    /// Takes all documents from a plan.
    CLEAR_DOCUMENTS = "DELETE FROM plan_document WHERE organisation_id = ?1 AND proposal_id = ?2";
    /// A document of a plan.
    ADD_DOCUMENT = "INSERT INTO plan_document (proposal_id, position, organisation_id, file, title, size)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    /// The documents of a plan.
    DOCUMENTS = "SELECT file, title, size FROM plan_document WHERE organisation_id = ?1 AND proposal_id = ?2
        ORDER BY position";
}

/// What kind of file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// A picture, in all sizes.
    Picture,
    /// A document, as it came.
    Document,
}

impl FileKind {
    /// As in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            FileKind::Picture => "picture",
            FileKind::Document => "document",
        }
    }

    fn parse(code: &str) -> Result<Self, DbError> {
        match code {
            "picture" => Ok(FileKind::Picture),
            "document" => Ok(FileKind::Document),
            _ => Err(DbError::Shape("a kind of file")),
        }
    }
}

/// A file that came with a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanFile {
    /// Its name in the store; of a picture that of the widest size.
    pub name: String,
    /// What kind it is.
    pub kind: FileKind,
    /// The name under which a document is saved.
    pub title: String,
    /// Its project.
    pub project: ProjectId,
    /// The draft in which it was sent.
    pub draft: Option<Uuid>,
    /// The plan that it belongs to.
    pub plan: Option<ProposalId>,
    /// Whether residents see that plan.
    pub published: bool,
    /// Whether there is a public copy.
    pub shown: bool,
    /// In bytes.
    pub size: u64,
}

fn size(row: &Row<'_>, at: usize) -> Result<u64, DbError> {
    Ok(u64::try_from(row.get::<i64>(at)?).unwrap_or_default())
}

/// What the names of all sizes of a picture begin with; of a document its name without the ending.
pub(crate) fn stem_of(name: &str) -> &str {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    stem.rsplit_once("-w").map_or(stem, |(base, _)| base)
}

/// A file of an organisation by its name, or by that of one of its sizes.
///
/// # Errors
/// When the database fails.
pub fn file(reader: &Reader<'_>, organisation: OrganisationId, name: &str) -> Result<Option<PlanFile>, DbError> {
    let found = reader.find(&FILE, params![organisation, stem_of(name)], |row| {
        Ok(PlanFile {
            name: row.get(0)?,
            kind: FileKind::parse(&row.get::<String>(1)?)?,
            title: row.get(2)?,
            project: row.get(3)?,
            draft: row.get(4)?,
            plan: row.get(5)?,
            published: row.get(6)?,
            shown: row.get(7)?,
            size: size(row, 8)?,
        })
    })?;
    Ok(found.filter(|file| sizes_of(&file.name).iter().any(|(size, _)| size == name)))
}

/// Pictures whose public copy is there and should not be (true), or is missing (false). Pictures of a draft are left alone
/// while they may be on their way to be handed in.
///
/// # Errors
/// When the database fails.
pub fn astray(reader: &Reader<'_>, before: Timestamp) -> Result<Vec<(String, OrganisationId, bool)>, DbError> {
    reader.query(&ASTRAY, params![before, AT_ONCE], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
}

/// Files that neither their plan nor their draft names, sent before a moment each: by staff, in a draft that is still
/// there, in one that is gone.
///
/// # Errors
/// When the database fails.
pub fn lost(
    reader: &Reader<'_>,
    (staff, draft, gone): (Timestamp, Timestamp, Timestamp),
) -> Result<Vec<(String, OrganisationId, FileKind)>, DbError> {
    reader.query(&LOST, params![staff, draft, gone, AT_ONCE], |row| {
        Ok((row.get(0)?, row.get(1)?, FileKind::parse(&row.get::<String>(2)?)?))
    })
}

/// The documents of a plan, in order.
///
/// # Errors
/// When the database fails.
pub fn documents(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    plan: ProposalId,
) -> Result<Vec<Document>, DbError> {
    reader.query(&DOCUMENTS, params![organisation, plan], |row| {
        Ok(Document { file: row.get(0)?, title: row.get(1)?, size: size(row, 2)? })
    })
}

/// Puts these in the place of the documents of a plan.
///
/// # Errors
/// When the database fails.
pub fn set_documents(
    tx: &mut Tx<'_>,
    organisation: OrganisationId,
    plan: ProposalId,
    documents: &[Document],
) -> Result<(), DbError> {
    tx.execute(&CLEAR_DOCUMENTS, params![organisation, plan])?;
    for (position, document) in (1_i64..).zip(documents) {
        let size = i64::try_from(document.size).unwrap_or(i64::MAX);
        let params = params![plan, position, organisation, document.file.as_str(), document.title.as_str(), size];
        tx.execute(&ADD_DOCUMENT, params)?;
    }
    Ok(())
}

/// From now on these files belong to a plan; those of another plan stay with that.
///
/// # Errors
/// When the database fails.
pub fn claim<'n>(
    tx: &mut Tx<'_>,
    (organisation, project): (OrganisationId, ProjectId),
    plan: ProposalId,
    names: impl Iterator<Item = &'n str>,
) -> Result<(), DbError> {
    for name in names {
        tx.execute(&CLAIM_FILE, params![organisation, project, name, plan])?;
    }
    Ok(())
}
