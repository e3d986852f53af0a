//! The history of a plan: what it said, who changed it, when.

use crate::model::{Piece, Plan, differences};
use crate::store;
use civic::actor::Actor;
use civic::ids::{OrganisationId, ProjectId};
use jiff::Timestamp;
use platform::db::{DbError, Reader, Tx};
use platform::error::{Common, Error};
use platform::i18n::Lang;
use platform::money::Cents;
use platform::params;
use platform::text::plain_text;
use serde::{Deserialize, Serialize};

/// Who changed a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Who handed it in.
    Author,
    /// Who joined by invitation.
    Initiator,
    /// Somebody of staff.
    Staff,
}

impl By {
    fn code(self) -> &'static str {
        match self {
            By::Author => "author",
            By::Initiator => "initiator",
            By::Staff => "staff",
        }
    }
}

/// What a version keeps: the content that readers see, in the organisation's default language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Said {
    /// Title.
    pub title: String,
    /// Summary.
    pub summary: String,
    /// The whole text, as clean HTML.
    pub text: String,
    /// Author's name as shown.
    pub author: String,
    /// Where it is, in words.
    pub place: String,
    /// What it costs.
    pub cost: Option<Cents>,
}

impl From<Plan> for Said {
    fn from(plan: Plan) -> Self {
        let card = plan.card;
        Said {
            title: card.title,
            summary: card.summary,
            text: plan.text,
            author: card.author,
            place: card.place,
            cost: card.cost,
        }
    }
}

/// One version in the history.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// Its number.
    pub version: i64,
    /// When it came.
    pub at: Timestamp,
    /// `first`, `author`, `initiator` or `staff`.
    pub role: String,
    /// What it said.
    pub said: Said,
}

fn now(reader: &Reader<'_>, (organisation, project): (OrganisationId, ProjectId), number: i64) -> Result<Plan, Error> {
    let languages = store::languages(reader, organisation)?.unwrap_or_default();
    let default = languages.first().copied().unwrap_or(Lang::Nl);
    store::by_number(reader, organisation, project, default, number, true)?.ok_or(Common::NotFound.into())
}

/// Keeps what a plan says before its first change.
pub(super) fn keep_first(tx: &mut Tx<'_>, ids: (OrganisationId, ProjectId), number: i64) -> Result<(), Error> {
    let plan = now(tx, ids, number)?;
    let (id, version, made) = (plan.card.id, plan.card.version, plan.card.created_at);
    let content = serde_json::to_string(&Said::from(plan)).map_err(Error::internal)?;
    let nobody: Option<i64> = None;
    if history(tx, ids.0, id)?.is_empty() {
        tx.execute(&store::ADD_VERSION, params![id, version, ids.0, made, nobody, "first", content])?;
    }
    Ok(())
}

/// Keeps what a plan says after a change.
pub(super) fn keep(
    tx: &mut Tx<'_>,
    (actor, project): (&Actor, ProjectId),
    number: i64,
    by: By,
    at: Timestamp,
) -> Result<(), Error> {
    let plan = now(tx, (actor.organisation, project), number)?;
    let (id, version) = (plan.card.id, plan.card.version);
    let content = serde_json::to_string(&Said::from(plan)).map_err(Error::internal)?;
    let params = params![id, version, actor.organisation, at, actor.person, by.code(), content];
    tx.execute(&store::ADD_VERSION, params)?;
    Ok(())
}

/// The versions of a plan, the oldest first; none if nobody ever changed it.
///
/// # Errors
/// When the database fails.
pub fn history(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    plan: crate::model::ProposalId,
) -> Result<Vec<Version>, DbError> {
    reader.query(&store::VERSIONS, params![organisation, plan], |row| {
        let content: serde_json::Value = row.get(3)?;
        Ok(Version {
            version: row.get(0)?,
            at: row.get(1)?,
            role: row.get(2)?,
            said: serde_json::from_value(content).unwrap_or_default(),
        })
    })
}

/// A field that changed, as pieces of plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The name of the field.
    pub field: &'static str,
    /// What stayed, went and came.
    pub pieces: Vec<Piece>,
}

/// What changed between two versions.
#[must_use]
pub fn changes(old: &Said, new: &Said, lang: Lang) -> Vec<Difference> {
    let cost = |said: &Said| said.cost.map(|cost| cost.format(lang)).unwrap_or_default();
    let fields = [
        ("title", old.title.clone(), new.title.clone()),
        ("summary", old.summary.clone(), new.summary.clone()),
        ("text", plain_text(&old.text), plain_text(&new.text)),
        ("place", old.place.clone(), new.place.clone()),
        ("cost", cost(old), cost(new)),
        ("name", old.author.clone(), new.author.clone()),
    ];
    let changed = fields.into_iter().filter(|(_, old, new)| old != new);
    changed.map(|(field, old, new)| Difference { field, pieces: differences(&old, &new) }).collect()
}
