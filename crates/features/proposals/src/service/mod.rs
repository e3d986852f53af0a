//! What people can do with plans: parse → permit → change → log, in one transaction.

pub mod ask;
pub mod ballot;
pub mod collect;
pub mod draft;
mod edit;
pub mod files;
mod find;
mod finder;
pub mod hand_in;
mod import;
pub mod moderate;
pub(crate) mod on_map;
pub mod own;
pub mod postcodes;
mod read;
pub mod region;
pub mod sheet;
pub mod tell;
mod together;
pub mod versions;

pub use edit::{create_plan, publish, set_picture, set_status, update_plan};
pub use find::{Around, Grain, List, MapOf, Pin, around, list};
pub use finder::Finder;
pub use import::{import_plans, import_plans_counted};
pub use read::{Editable, RoundPlan, RoundTexts, editable, plan, plans_for_round};
pub(crate) use read::{as_input, theme};
pub use together::{MOST_PROJECTS, Member, Together, members};

use crate::model::{self, Checked, PlanInput, ProposalId};
use crate::refusal::Refusal;
use crate::store::{self, Facets};
use civic::App;
use civic::actor::Actor;
use civic::ids::{OrganisationId, ProjectId, StatusId};
use civic::permission::Permission;
use civic::service::{Act, record};
use platform::db::Tx;
use platform::error::{Common, Error};
use platform::i18n::Lang;
use serde_json::Value;
use uuid::Uuid;

/// A plan that was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Inner number.
    pub id: ProposalId,
    /// Outer id.
    pub uuid: Uuid,
    /// Number in its project.
    pub number: i64,
    /// Its version now.
    pub version: i64,
}

/// The languages of the actor's organisation, the default first.
async fn languages(app: &App, organisation: OrganisationId) -> Result<Vec<Lang>, Error> {
    let found = app.db.read(move |reader| Ok::<_, Error>(store::languages(reader, organisation)?)).await?;
    found.ok_or(Common::NotFound.into())
}

/// Checks and cleans what was handed in, outside the writer's thread.
async fn checked(app: &App, organisation: OrganisationId, input: &PlanInput) -> Result<Checked, Error> {
    let languages = languages(app, organisation).await?;
    model::checked(input, languages.first().copied().unwrap_or_default(), &languages)
}

/// Refuses tags, areas and statuses that are not the project's; answers the status that the plan gets.
fn referred(facets: &Facets, input: &PlanInput) -> Result<StatusId, Error> {
    let mut problems: Vec<platform::error::Refusal> = Vec::new();
    let known = |tag| facets.types.iter().any(|kind| kind.tags.iter().any(|known| known.id == tag));
    if !input.tags.iter().all(|tag| known(*tag)) {
        problems.push(Refusal::UnknownTag.into());
    }
    if input.area.is_some() && facets.area(input.area).is_none() {
        problems.push(Refusal::UnknownArea.into());
    }
    let status = match input.status {
        None => facets.statuses.first(),
        Some(id) => facets.status(id),
    };
    match status {
        Some(status) if problems.is_empty() => return Ok(status.id),
        Some(_) => {}
        None => problems.push(Refusal::UnknownStatus.into()),
    }
    Err(Error::Refused(problems))
}

/// Writes an act on plans in the log and raises the project's generation.
fn changed(
    app: &App,
    tx: &mut Tx<'_>,
    (actor, project): (&Actor, ProjectId),
    subject: String,
    kind: &'static str,
    facts: Value,
) -> Result<(), Error> {
    civic::store::project_changed(tx, actor.organisation, project)?;
    let (permission, project) = (Permission::EditPlans, Some(project));
    record(app, tx, Act { actor, permission, project, subject, kind, public: false, facts })?;
    Ok(())
}
