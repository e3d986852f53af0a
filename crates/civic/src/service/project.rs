//! Projects, their phases, activities, rules, tags, areas and statuses.

use super::{Act, record};
use crate::actor::Actor;
use crate::app::App;
use crate::ids::{AreaId, PhaseId, ProjectId, StatusId, TagId, TagTypeId};
use crate::model::{Project, ProjectState, Rules};
use crate::permission::Permission;
use crate::refusal::{Refusal, optional, required};
use crate::store;
use jiff::Timestamp;
use platform::db::Tx;
use platform::error::{Common, Error};
use platform::i18n::Lang;
use platform::{ids, params, text};
use serde_json::json;
use uuid::Uuid;

/// First parts of addresses that the site itself needs.
const RESERVED: [&str; 17] = [
    "api",
    "assets",
    "files",
    "staff",
    "do",
    "my-plans",
    "sign-in",
    "sign-out",
    "nl",
    "en",
    "health",
    "ping",
    "metrics",
    "theme",
    "robots-txt",
    "setup",
    "log",
];

/// Whether a slug can be the first part of an address.
pub(super) fn is_free_slug(slug: &str) -> bool {
    ids::is_slug(slug) && !RESERVED.contains(&slug)
}

/// Texts of a project, in the organisation's default language. `intro` is Markdown or clean HTML.
#[derive(Debug, Clone, Default)]
pub struct ProjectTexts {
    /// Title.
    pub title: String,
    /// One or two sentences.
    pub summary: String,
    /// Text of its first page, as HTML; cleaned here.
    pub intro: String,
    /// A note on every page of it.
    pub note: String,
    /// The name of a public file.
    pub picture: Option<String>,
    /// What the picture shows.
    pub picture_alt: String,
    /// GeoJSON of its area.
    pub area: Option<String>,
}

impl ProjectTexts {
    fn checked(&self) -> Result<Self, Error> {
        let mut wrong: Vec<platform::error::Refusal> = Vec::new();
        let mut keep = |result: Result<String, Refusal>| result.map_err(|r| wrong.push(r.into())).unwrap_or_default();
        let title = keep(required("title", &self.title, 120));
        let summary = keep(optional("summary", &self.summary, 400));
        let intro = keep(optional("intro", &self.intro, 20_000));
        let note = keep(optional("note", &self.note, 600));
        let picture_alt = keep(optional("picture_alt", &self.picture_alt, 300));
        let area = match self.area.as_deref().map(str::trim).filter(|area| !area.is_empty()) {
            None => None,
            Some(area) if is_area(area) => Some(area.to_owned()),
            Some(_) => {
                wrong.push(Refusal::BadArea.into());
                None
            }
        };
        if !wrong.is_empty() {
            return Err(Error::Refused(wrong));
        }
        Ok(ProjectTexts {
            title,
            summary,
            intro: text::clean_html(&intro),
            note,
            picture: self.picture.clone(),
            picture_alt,
            area,
        })
    }
}

/// Whether a text is GeoJSON with at least one polygon, of reasonable size.
fn is_area(area: &str) -> bool {
    let polygon = |geometry: &geojson::Geometry| {
        matches!(geometry.value, geojson::GeometryValue::Polygon { .. } | geojson::GeometryValue::MultiPolygon { .. })
    };
    area.len() <= 500_000
        && match area.parse::<geojson::GeoJson>() {
            Ok(geojson::GeoJson::Geometry(geometry)) => polygon(&geometry),
            Ok(geojson::GeoJson::Feature(feature)) => feature.geometry.as_ref().is_some_and(polygon),
            Ok(geojson::GeoJson::FeatureCollection(collection)) => {
                collection.features.iter().any(|feature| feature.geometry.as_ref().is_some_and(polygon))
            }
            Err(_) => false,
        }
}

/// A project to be made.
#[derive(Debug, Clone, Default)]
pub struct NewProject {
    /// In its address; none to make it from the title.
    pub slug: Option<String>,
    /// Its texts.
    pub texts: ProjectTexts,
}

/// Makes a project, as a draft.
///
/// # Errors
/// Refused without the right, for a taken or bad slug, or a missing title.
pub async fn create_project(app: &App, actor: &Actor, new: NewProject) -> Result<Project, Error> {
    actor.permit(Permission::CreateProject, None)?;
    let texts = new.texts.checked()?;
    let slug = new.slug.unwrap_or_else(|| ids::slug(&texts.title, "project"));
    if !is_free_slug(&slug) {
        return Err(Refusal::BadSlug.into());
    }
    let (app, actor) = (app.clone(), actor.clone());
    app.db
        .clone()
        .write(move |tx| {
            let (uuid, now) = (app.uuid(), app.clock.now());
            // A page of the organisation and a project have the same form of address.
            if store::pages(tx, actor.organisation, None, Lang::Nl)?.iter().any(|page| page.slug == slug) {
                return Err(Refusal::Taken("slug").into());
            }
            let id: Option<ProjectId> = tx.find(
                &store::ADD_PROJECT,
                params![
                    uuid,
                    actor.organisation,
                    slug.as_str(),
                    texts.title.as_str(),
                    texts.summary.as_str(),
                    texts.intro.as_str(),
                    texts.note.as_str(),
                    texts.picture.as_deref(),
                    texts.picture_alt.as_str(),
                    texts.area.as_deref(),
                    0_i64,
                    now
                ],
                |row| row.get(0),
            )?;
            let id = id.ok_or(Error::from(Refusal::Taken("slug")))?;
            first_statuses(&app, tx, &actor, id)?;
            act(&app, tx, &actor, Permission::CreateProject, id, uuid, "log-project-created", json!({"slug": slug}))?;
            load(tx, &actor, id)
        })
        .await
}

fn load(tx: &Tx<'_>, actor: &Actor, id: ProjectId) -> Result<Project, Error> {
    store::project_by_id(tx, actor.organisation, id, Lang::Nl)?.ok_or(Error::from(Common::NotFound))
}

/// The statuses that plans of a new project can have, in the organisation's languages. Plans begin with the first.
fn first_statuses(app: &App, tx: &mut Tx<'_>, actor: &Actor, project: ProjectId) -> Result<(), Error> {
    let organisation = store::organisation_by_id(tx, actor.organisation)?.ok_or(Error::from(Common::NotFound))?;
    let keys =
        [("status-listed", true), ("status-chosen", false), ("status-declined", false), ("status-withdrawn", false)];
    for (position, (key, votable)) in keys.into_iter().enumerate() {
        let title = |lang: Lang| app.texts.lang(lang).text(key).into_owned();
        let own = title(organisation.default_lang);
        let params = params![actor.organisation, project, ids::slug(&own, "status"), own.as_str(), votable, position];
        let id: StatusId = tx.one(&store::ADD_STATUS, params, |row| row.get(0))?;
        for lang in organisation.languages.iter().copied().filter(|lang| *lang != organisation.default_lang) {
            store::set_translation(tx, actor.organisation, ("status", id.0, "title"), lang, &title(lang))?;
        }
    }
    Ok(())
}

/// Writes an act on a project in the log and raises its generation.
#[expect(clippy::too_many_arguments, reason = "one call per act, each part of it named where it is called")]
fn act(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    permission: Permission,
    project: ProjectId,
    uuid: Uuid,
    kind: &'static str,
    facts: serde_json::Value,
) -> Result<(), Error> {
    store::project_changed(tx, actor.organisation, project)?;
    let public = kind == "log-rules-changed";
    let subject = format!("project:{uuid}");
    record(app, tx, Act { actor, permission, project: Some(project), subject, kind, public, facts })?;
    Ok(())
}

/// Changes the texts of a project. `version` is the one that was read.
///
/// # Errors
/// [`Common::Changed`] when somebody else saved in the meantime; refused without the right.
pub async fn update_project(
    app: &App,
    actor: &Actor,
    project: &Project,
    version: i64,
    texts: ProjectTexts,
) -> Result<(), Error> {
    actor.permit(Permission::EditProject, Some(project.id))?;
    let texts = texts.checked()?;
    let (app, actor, id, uuid) = (app.clone(), actor.clone(), project.id, project.uuid);
    app.db
        .clone()
        .write(move |tx| {
            let changed = tx.execute(
                &store::SET_PROJECT,
                params![
                    actor.organisation,
                    id,
                    version,
                    texts.title.as_str(),
                    texts.summary.as_str(),
                    texts.intro.as_str(),
                    texts.note.as_str(),
                    texts.picture.as_deref(),
                    texts.picture_alt.as_str(),
                    texts.area.as_deref()
                ],
            )?;
            if changed == 0 {
                return Err(Common::Changed.into());
            }
            act(&app, tx, &actor, Permission::EditProject, id, uuid, "log-project-changed", json!({}))
        })
        .await
}

/// Publishes, archives or takes back a project.
///
/// # Errors
/// Refused without the right.
pub async fn set_project_state(app: &App, actor: &Actor, project: &Project, state: ProjectState) -> Result<(), Error> {
    actor.permit(Permission::EditProject, Some(project.id))?;
    let (app, actor, id, uuid) = (app.clone(), actor.clone(), project.id, project.uuid);
    app.db
        .clone()
        .write(move |tx| {
            tx.execute(&store::SET_PROJECT_STATE, params![actor.organisation, id, state.code()])?;
            let facts = json!({ "state": state.code() });
            act(&app, tx, &actor, Permission::EditProject, id, uuid, "log-project-state", facts)
        })
        .await
}

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
    actor.permit(Permission::EditProject, Some(project.id))?;
    let (title, description) = new.checked()?;
    let (app, actor, id, uuid) = (app.clone(), actor.clone(), project.id, project.uuid);
    app.db
        .clone()
        .write(move |tx| {
            let position = store::phases(tx, actor.organisation, id, Lang::Nl)?.len();
            let phase = tx.one(
                &store::ADD_PHASE,
                params![
                    app.uuid(),
                    actor.organisation,
                    id,
                    position,
                    title.as_str(),
                    description.as_str(),
                    new.starts_at,
                    new.ends_at
                ],
                |row| row.get(0),
            )?;
            let facts = json!({ "phase": title });
            act(&app, tx, &actor, Permission::EditProject, id, uuid, "log-phase-added", facts)?;
            Ok(phase)
        })
        .await
}

/// Changes a phase.
///
/// # Errors
/// As [`add_phase`]; [`Common::NotFound`] for a phase of another project.
pub async fn set_phase(app: &App, actor: &Actor, project: &Project, phase: Uuid, new: NewPhase) -> Result<(), Error> {
    actor.permit(Permission::EditProject, Some(project.id))?;
    let (title, description) = new.checked()?;
    let (app, actor, id, uuid) = (app.clone(), actor.clone(), project.id, project.uuid);
    app.db
        .clone()
        .write(move |tx| {
            let changed = tx.execute(
                &store::SET_PHASE,
                params![
                    actor.organisation,
                    id,
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
            let facts = json!({ "phase": title });
            act(&app, tx, &actor, Permission::EditProject, id, uuid, "log-phase-changed", facts)
        })
        .await
}

/// Removes a phase that nothing depends on.
///
/// # Errors
/// [`Refusal::InUse`] when an activity belongs to it; refused without the right.
pub async fn remove_phase(app: &App, actor: &Actor, project: &Project, phase: Uuid) -> Result<(), Error> {
    actor.permit(Permission::EditProject, Some(project.id))?;
    let (app, actor, id, uuid) = (app.clone(), actor.clone(), project.id, project.uuid);
    app.db
        .clone()
        .write(move |tx| {
            if tx.execute(&store::REMOVE_PHASE, params![actor.organisation, id, phase])? == 0 {
                return Err(Refusal::InUse.into());
            }
            act(&app, tx, &actor, Permission::EditProject, id, uuid, "log-phase-removed", json!({}))
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
        let params = params![organisation, uuid, window.opens_at, window.closes_at, settings.as_str()];
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

/// Saves a new version of the rules of the game; the change is public, with its reason.
///
/// # Errors
/// Refused without the right, or without a reason once there are rules.
pub async fn save_rules(
    app: &App,
    actor: &Actor,
    project: &Project,
    rules: Rules,
    reason: String,
) -> Result<i64, Error> {
    actor.permit(Permission::EditRules, Some(project.id))?;
    let reason = optional("reason", &reason, 600)?;
    let (app, actor, id, uuid) = (app.clone(), actor.clone(), project.id, project.uuid);
    app.db
        .clone()
        .write(move |tx| {
            let (version, _) = store::rules(tx, actor.organisation, id)?;
            if version > 0 && reason.is_empty() {
                return Err(Refusal::Missing("reason").into());
            }
            let next = version + 1;
            let text = serde_json::to_string(&rules).map_err(Error::internal)?;
            let params = params![id, next, actor.organisation, text, reason.as_str(), app.clock.now()];
            tx.execute(&store::ADD_RULES, params)?;
            let facts = json!({ "version": next, "reason": reason });
            act(&app, tx, &actor, Permission::EditRules, id, uuid, "log-rules-changed", facts)?;
            Ok(next)
        })
        .await
}

/// Adds a kind of tag to a project.
///
/// # Errors
/// Refused without the right or for a taken slug.
pub async fn add_tag_type(app: &App, actor: &Actor, project: &Project, title: String) -> Result<TagTypeId, Error> {
    actor.permit(Permission::EditProject, Some(project.id))?;
    let title = required("title", &title, 60)?;
    let (app, actor, id, uuid) = (app.clone(), actor.clone(), project.id, project.uuid);
    app.db
        .clone()
        .write(move |tx| {
            let slug = ids::slug(&title, "tag");
            let known = store::tag_types(tx, actor.organisation, id, Lang::Nl)?;
            if known.iter().any(|kind| kind.slug == slug && kind.project == Some(id)) {
                return Err(Refusal::Taken("title").into());
            }
            let kind =
                tx.one(&store::ADD_TAG_TYPE, params![actor.organisation, id, slug, title.as_str()], |row| row.get(0))?;
            let facts = json!({ "title": title });
            act(&app, tx, &actor, Permission::EditProject, id, uuid, "log-tag-type-added", facts)?;
            Ok(kind)
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
    actor.permit(Permission::EditProject, Some(project.id))?;
    let title = required("title", &new.title, 60)?;
    let (app, actor, id, uuid) = (app.clone(), actor.clone(), project.id, project.uuid);
    app.db
        .clone()
        .write(move |tx| {
            let types = store::tag_types(tx, actor.organisation, id, Lang::Nl)?;
            let kind = types.iter().find(|kind| kind.id == new.kind).ok_or(Error::from(Common::NotFound))?;
            let slug = ids::slug(&title, "tag");
            if kind.tags.iter().any(|tag| tag.slug == slug) {
                return Err(Refusal::Taken("title").into());
            }
            let params = params![
                app.uuid(),
                actor.organisation,
                new.kind,
                slug,
                title.as_str(),
                new.colour.rem_euclid(8),
                kind.tags.len()
            ];
            let tag = tx.one(&store::ADD_TAG, params, |row| row.get(0))?;
            let facts = json!({ "title": title });
            act(&app, tx, &actor, Permission::EditProject, id, uuid, "log-tag-added", facts)?;
            Ok(tag)
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
    actor.permit(Permission::EditProject, Some(project.id))?;
    let name = required("name", &new.name, 80)?;
    if new.shape.as_deref().is_some_and(|shape| !is_area(shape)) {
        return Err(Refusal::BadArea.into());
    }
    let (app, actor, id, uuid) = (app.clone(), actor.clone(), project.id, project.uuid);
    app.db
        .clone()
        .write(move |tx| {
            let slug = ids::slug(&name, "area");
            if store::areas(tx, actor.organisation, id, Lang::Nl)?.iter().any(|area| area.slug == slug) {
                return Err(Refusal::Taken("name").into());
            }
            let params = params![app.uuid(), actor.organisation, id, slug, name.as_str(), new.shape.as_deref()];
            let area = tx.one(&store::ADD_AREA, params, |row| row.get(0))?;
            let facts = json!({ "name": name });
            act(&app, tx, &actor, Permission::EditProject, id, uuid, "log-area-added", facts)?;
            Ok(area)
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
    actor.permit(Permission::EditProject, Some(project.id))?;
    let title = required("title", &new.title, 60)?;
    if !ids::is_slug(&new.slug) {
        return Err(Refusal::BadSlug.into());
    }
    let (app, actor, id, uuid) = (app.clone(), actor.clone(), project.id, project.uuid);
    app.db
        .clone()
        .write(move |tx| {
            let known = store::statuses(tx, actor.organisation, id, Lang::Nl)?;
            if known.iter().any(|status| status.slug == new.slug) {
                return Err(Refusal::Taken("slug").into());
            }
            let params = params![actor.organisation, id, new.slug.as_str(), title.as_str(), new.votable, known.len()];
            let status = tx.one(&store::ADD_STATUS, params, |row| row.get(0))?;
            let facts = json!({ "title": title });
            act(&app, tx, &actor, Permission::EditProject, id, uuid, "log-status-added", facts)?;
            Ok(status)
        })
        .await
}

/// A field of something in a project in another language.
#[derive(Debug, Clone)]
pub struct Translation {
    /// `project`, `phase`, `tag`, `proposal` ….
    pub entity: &'static str,
    /// Its inner number.
    pub id: i64,
    /// Which field.
    pub field: &'static str,
    /// Into which language.
    pub lang: Lang,
    /// The text; HTML fields are cleaned.
    pub text: String,
}

/// Saves translations of things in a project.
///
/// # Errors
/// Refused without the right.
pub async fn translate(app: &App, actor: &Actor, project: &Project, texts: Vec<Translation>) -> Result<(), Error> {
    actor.permit(Permission::EditProject, Some(project.id))?;
    let (actor, id) = (actor.clone(), project.id);
    app.db
        .write(move |tx| {
            for translation in &texts {
                let text = match translation.field {
                    "intro" | "text" => text::clean_html(&translation.text),
                    _ => optional(translation.field, &translation.text, 5000)?,
                };
                let what = (translation.entity, translation.id, translation.field);
                store::set_translation(tx, actor.organisation, what, translation.lang, &text)?;
            }
            Ok(store::project_changed(tx, actor.organisation, id)?)
        })
        .await
}
