//! What people can do with organisations and projects: parse → permit → change → log, in one transaction.

mod label;
mod organisation;
mod page;
mod picture;
mod project;
pub mod sign_in;
mod staff;

pub use label::{
    Label, LabelInput, LabelKind, Labels, NewArea, NewStatus, NewTag, add_area, add_label, add_status, add_tag,
    add_tag_type, area_shape, change_label, labels, place_label, remove_label, withdrawn_status,
};
pub use organisation::{
    NewOrganisation, OrganisationTexts, OrganisationWords, create_organisation, organisations, set_hosts_and_languages,
    update_organisation,
};
pub use page::{NewBlock, NewPage, NewSection, add_page, set_block};
pub use picture::{PICTURE_KINDS, save_picture, store_picture};
pub use project::{
    ActivityWindow, NewPhase, NewProject, ProjectChange, ProjectTexts, Translation, add_phase, announce_activity,
    change_rules, create_project, remove_activity, remove_phase, save_activity, save_rules, set_phase,
    set_project_state, translate, update_project,
};
pub use staff::{StaffMember, give_role, staff, take_role};

use crate::actor::Actor;
use crate::app::App;
use crate::ids::ProjectId;
use crate::permission::Permission;
use platform::db::{DbError, Tx};
use platform::log::{self, Entry};
use platform::requests::Request;
use serde_json::Value;

/// A request that its sender named, bound to who asks for what: `what` is the kind of thing and the thing it is made in.
/// None when it has no name.
#[must_use]
pub fn request(app: &App, actor: &Actor, what: &[&str], name: Option<&str>, content: &str) -> Option<Request> {
    let name = name.filter(|name| !name.is_empty())?;
    let organisation = actor.organisation.0.to_be_bytes();
    let person = actor.person.map_or(0, |person| person.0).to_be_bytes();
    let who: [&[u8]; 2] = [&organisation, &person];
    let all: Vec<&[u8]> = who.into_iter().chain(what.iter().map(|part| part.as_bytes())).collect();
    Some(Request::new(&app.secrets, &all, name, content))
}

/// What is written in the log about an act.
pub struct Act<'a> {
    /// Who.
    pub actor: &'a Actor,
    /// With which right.
    pub permission: Permission,
    /// In which project.
    pub project: Option<ProjectId>,
    /// About what: `project:UUID`.
    pub subject: String,
    /// What, as a translation key.
    pub kind: &'static str,
    /// Whether residents may read it.
    pub public: bool,
    /// Facts without personal data.
    pub facts: Value,
}

/// Writes an act in the log, in the transaction that does it.
///
/// # Errors
/// When the database fails.
pub fn record(app: &App, tx: &mut Tx<'_>, act: Act<'_>) -> Result<(), DbError> {
    let entry = Entry {
        organisation: act.actor.organisation.0,
        project: act.project.map(|project| project.0),
        subject: act.subject,
        kind: act.kind,
        public: act.public,
        role: act.actor.acting_as(act.permission, act.project),
        facts: act.facts,
        personal: act.actor.label.clone(),
    };
    log::append(tx, &entry, app.random.bytes(), app.clock.now())?;
    Ok(())
}
