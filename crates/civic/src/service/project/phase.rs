//! Phases of a project, and the windows in which something is possible.

use super::Work;
use crate::actor::Actor;
use crate::app::App;
use crate::ids::{PhaseId, ProjectId};
use crate::model::Project;
use crate::permission::Permission;
use crate::refusal::{Refusal, optional, required};
use crate::store;
use jiff::Timestamp;
use platform::db::Tx;
use platform::error::{Common, Error};
use platform::i18n::Lang;
use platform::params;
use serde_json::json;
use uuid::Uuid;

/// A phase to be made or changed.
#[derive(Debug, Clone)]
pub struct NewPhase {
    /// Title.
    pub title: String,
    /// What happens in it.
    pub description: String,
    /// From when.
    pub starts_at: Timestamp,
    /// Until when.
    pub ends_at: Option<Timestamp>,
}

impl NewPhase {
    fn checked(&self) -> Result<(String, String), Error> {
        let title = required("title", &self.title, 80)?;
        let description = optional("description", &self.description, 600)?;
        if self.ends_at.is_some_and(|ends| ends <= self.starts_at) {
            return Err(Refusal::EndsBeforeStart.into());
        }
        Ok((title, description))
    }
}

/// Adds a phase at the end.
///
/// # Errors
/// Refused without the right, without a title, or when it ends before it starts.
pub async fn add_phase(app: &App, actor: &Actor, project: &Project, new: NewPhase) -> Result<PhaseId, Error> {
    let work = Work::permit(app, actor, project, Permission::EditProject)?;
    let (title, description) = new.checked()?;
    work.write("log-phase-added", move |tx, work| {
        let position = store::phases(tx, work.actor.organisation, work.project, Lang::Nl)?.len();
        let phase = tx.one(
            &store::ADD_PHASE,
            params![
                work.app.uuid(),
                work.actor.organisation,
                work.project,
                position,
                title.as_str(),
                description.as_str(),
                new.starts_at,
                new.ends_at
            ],
            |row| row.get(0),
        )?;
        Ok((phase, json!({ "phase": title })))
    })
    .await
}

/// Changes a phase.
///
/// # Errors
/// As [`add_phase`]; [`Common::NotFound`] for a phase of another project.
pub async fn set_phase(app: &App, actor: &Actor, project: &Project, phase: Uuid, new: NewPhase) -> Result<(), Error> {
    let work = Work::permit(app, actor, project, Permission::EditProject)?;
    let (title, description) = new.checked()?;
    work.write("log-phase-changed", move |tx, work| {
        let changed = tx.execute(
            &store::SET_PHASE,
            params![
                work.actor.organisation,
                work.project,
                phase,
                title.as_str(),
                description.as_str(),
                new.starts_at,
                new.ends_at
            ],
        )?;
        if changed == 0 {
            return Err(Common::NotFound.into());
        }
        Ok(((), json!({ "phase": title })))
    })
    .await
}

/// Removes a phase that nothing depends on.
///
/// # Errors
/// [`Refusal::InUse`] when an activity belongs to it; refused without the right.
pub async fn remove_phase(app: &App, actor: &Actor, project: &Project, phase: Uuid) -> Result<(), Error> {
    let work = Work::permit(app, actor, project, Permission::EditProject)?;
    work.write("log-phase-removed", move |tx, work| {
        if tx.execute(&store::REMOVE_PHASE, params![work.actor.organisation, work.project, phase])? == 0 {
            return Err(Refusal::InUse.into());
        }
        Ok(((), json!({})))
    })
    .await
}

/// The window in which something is possible.
#[derive(Debug, Clone)]
pub struct ActivityWindow {
    /// The activity to change, or none for a new one.
    pub uuid: Option<Uuid>,
    /// The phase that it belongs to.
    pub phase: Option<PhaseId>,
    /// `vote`, `collect` ….
    pub kind: &'static str,
    /// What it is about.
    pub subject: String,
    /// From when.
    pub opens_at: Timestamp,
    /// Until when.
    pub closes_at: Timestamp,
    /// Settings of its kind.
    pub settings: serde_json::Value,
}

/// Saves an activity inside a transaction of the feature that it belongs to; answers its outer id. The caller has
/// permitted it.
///
/// # Errors
/// [`Refusal::EndsBeforeStart`], or [`Refusal::WindowsClash`] when another window of this kind and subject overlaps
/// with other settings.
pub fn save_activity(
    app: &App,
    tx: &mut Tx<'_>,
    organisation: crate::ids::OrganisationId,
    project: ProjectId,
    window: &ActivityWindow,
) -> Result<Uuid, Error> {
    if window.closes_at <= window.opens_at {
        return Err(Refusal::EndsBeforeStart.into());
    }
    let uuid = window.uuid.unwrap_or_else(|| app.uuid());
    let settings = window.settings.to_string();
    let clashes: i64 = tx.one(
        &store::ACTIVITY_CLASH,
        params![
            organisation,
            project,
            window.kind,
            window.subject.as_str(),
            window.opens_at,
            window.closes_at,
            settings.as_str(),
            uuid
        ],
        |row| row.get(0),
    )?;
    if clashes > 0 {
        return Err(Refusal::WindowsClash.into());
    }
    if window.uuid.is_some() {
        let params = params![organisation, uuid, window.opens_at, window.closes_at, window.phase, settings.as_str()];
        let changed = tx.execute(&store::SET_ACTIVITY, params)?;
        if changed == 0 {
            return Err(Common::NotFound.into());
        }
    } else {
        let _: i64 = tx.one(
            &store::ADD_ACTIVITY,
            params![
                uuid,
                organisation,
                project,
                window.phase,
                window.kind,
                window.subject.as_str(),
                window.opens_at,
                window.closes_at,
                settings
            ],
            |row| row.get(0),
        )?;
    }
    store::project_changed(tx, organisation, project)?;
    Ok(uuid)
}

/// Tells residents of an activity, or keeps it from them; inside a transaction of the feature that it belongs to.
///
/// # Errors
/// [`Common::NotFound`] when there is none.
pub fn announce_activity(
    tx: &mut Tx<'_>,
    organisation: crate::ids::OrganisationId,
    activity: Uuid,
    announced: bool,
) -> Result<(), Error> {
    match tx.execute(&store::ANNOUNCE_ACTIVITY, params![organisation, activity, announced])? {
        0 => Err(Common::NotFound.into()),
        _ => Ok(()),
    }
}

/// Removes an activity inside a transaction of the feature that it belongs to.
///
/// # Errors
/// When the database fails.
pub fn remove_activity(tx: &mut Tx<'_>, organisation: crate::ids::OrganisationId, activity: Uuid) -> Result<(), Error> {
    tx.execute(&store::REMOVE_ACTIVITY, params![organisation, activity])?;
    Ok(())
}
