//! What plans of a project can be given: tags, areas, statuses.

use super::{Work, is_area};
use crate::actor::Actor;
use crate::app::App;
use crate::ids::{AreaId, StatusId, TagId, TagTypeId};
use crate::model::Project;
use crate::permission::Permission;
use crate::refusal::{Refusal, required};
use crate::store;
use platform::error::{Common, Error};
use platform::i18n::Lang;
use platform::{ids, params};
use serde_json::json;

/// Adds a kind of tag to a project.
///
/// # Errors
/// Refused without the right or for a taken slug.
pub async fn add_tag_type(app: &App, actor: &Actor, project: &Project, title: String) -> Result<TagTypeId, Error> {
    let work = Work::permit(app, actor, project, Permission::EditProject)?;
    let title = required("title", &title, 60)?;
    work.write("log-tag-type-added", move |tx, work| {
        let slug = ids::slug(&title, "tag");
        let known = store::tag_types(tx, work.actor.organisation, work.project, Lang::Nl)?;
        if known.iter().any(|kind| kind.slug == slug && kind.project == Some(work.project)) {
            return Err(Refusal::Taken("title").into());
        }
        let kind = tx.one(
            &store::ADD_TAG_TYPE,
            params![work.actor.organisation, work.project, slug, title.as_str()],
            |row| row.get(0),
        )?;
        Ok((kind, json!({ "title": title })))
    })
    .await
}

/// A tag to be made.
#[derive(Debug, Clone)]
pub struct NewTag {
    /// Of which kind.
    pub kind: TagTypeId,
    /// Title.
    pub title: String,
    /// One of the eight theme colours.
    pub colour: i64,
}

/// Adds a tag.
///
/// # Errors
/// Refused without the right, for a kind of another project, or a taken title.
pub async fn add_tag(app: &App, actor: &Actor, project: &Project, new: NewTag) -> Result<TagId, Error> {
    let work = Work::permit(app, actor, project, Permission::EditProject)?;
    let title = required("title", &new.title, 60)?;
    work.write("log-tag-added", move |tx, work| {
        let types = store::tag_types(tx, work.actor.organisation, work.project, Lang::Nl)?;
        let kind = types.iter().find(|kind| kind.id == new.kind).ok_or(Error::from(Common::NotFound))?;
        let slug = ids::slug(&title, "tag");
        if kind.tags.iter().any(|tag| tag.slug == slug) {
            return Err(Refusal::Taken("title").into());
        }
        let params = params![
            work.app.uuid(),
            work.actor.organisation,
            new.kind,
            slug,
            title.as_str(),
            new.colour.rem_euclid(8),
            kind.tags.len()
        ];
        let tag = tx.one(&store::ADD_TAG, params, |row| row.get(0))?;
        Ok((tag, json!({ "title": title })))
    })
    .await
}

/// An area to be made.
#[derive(Debug, Clone)]
pub struct NewArea {
    /// Name.
    pub name: String,
    /// GeoJSON polygon.
    pub shape: Option<String>,
}

/// Adds an area to a project.
///
/// # Errors
/// Refused without the right, for a bad shape or a taken name.
pub async fn add_area(app: &App, actor: &Actor, project: &Project, new: NewArea) -> Result<AreaId, Error> {
    let work = Work::permit(app, actor, project, Permission::EditProject)?;
    let name = required("name", &new.name, 80)?;
    if new.shape.as_deref().is_some_and(|shape| !is_area(shape)) {
        return Err(Refusal::BadArea.into());
    }
    work.write("log-area-added", move |tx, work| {
        let slug = ids::slug(&name, "area");
        if store::areas(tx, work.actor.organisation, work.project, Lang::Nl)?.iter().any(|area| area.slug == slug) {
            return Err(Refusal::Taken("name").into());
        }
        let params =
            params![work.app.uuid(), work.actor.organisation, work.project, slug, name.as_str(), new.shape.as_deref()];
        let area = tx.one(&store::ADD_AREA, params, |row| row.get(0))?;
        Ok((area, json!({ "name": name })))
    })
    .await
}

/// A status to be made.
#[derive(Debug, Clone)]
pub struct NewStatus {
    /// In addresses and files.
    pub slug: String,
    /// Title.
    pub title: String,
    /// Whether a plan of this status can be put in a round.
    pub votable: bool,
}

/// Adds a status to a project.
///
/// # Errors
/// Refused without the right, for a bad or taken slug.
pub async fn add_status(app: &App, actor: &Actor, project: &Project, new: NewStatus) -> Result<StatusId, Error> {
    let work = Work::permit(app, actor, project, Permission::EditProject)?;
    let title = required("title", &new.title, 60)?;
    if !ids::is_slug(&new.slug) {
        return Err(Refusal::BadSlug.into());
    }
    work.write("log-status-added", move |tx, work| {
        let known = store::statuses(tx, work.actor.organisation, work.project, Lang::Nl)?;
        if known.iter().any(|status| status.slug == new.slug) {
            return Err(Refusal::Taken("slug").into());
        }
        let params =
            params![work.actor.organisation, work.project, new.slug.as_str(), title.as_str(), new.votable, known.len()];
        let status = tx.one(&store::ADD_STATUS, params, |row| row.get(0))?;
        Ok((status, json!({ "title": title })))
    })
    .await
}
