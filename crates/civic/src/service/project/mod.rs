//! Projects, their rules and translations; phases in a room of their own.

mod phase;

pub use phase::{
    ActivityWindow, NewPhase, add_phase, announce_activity, remove_activity, remove_phase, save_activity, set_phase,
};

use super::{Act, record};
use crate::actor::Actor;
use crate::app::App;
use crate::ids::{ProjectId, StatusId};
use crate::model::{Project, ProjectState, Rules};
use crate::permission::Permission;
use crate::refusal::{Refusal, optional, required};
use crate::shape::Shape;
use crate::store;
use platform::db::Tx;
use platform::error::{Common, Error};
use platform::i18n::Lang;
use platform::{ids, params, text};
use serde_json::{Value, json};
use uuid::Uuid;

/// First parts of addresses that the site itself needs.
const RESERVED: [&str; 22] = [
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
    "vote-receipt",
    "vote-keys",
    "vote-log",
    "vote-report",
    "vote-download",
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
pub(super) fn is_area(area: &str) -> bool {
    Shape::parse(area).is_some()
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
            let made = load(tx, &actor, id)?;
            let work = Work::on(&app, &actor, &made, Permission::CreateProject);
            work.log(tx, "log-project-created", json!({ "slug": slug }))?;
            Ok(made)
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

/// An act on a project that somebody may do: what its transaction needs.
struct Work {
    app: App,
    actor: Actor,
    project: ProjectId,
    uuid: Uuid,
    permission: Permission,
}

impl Work {
    /// Refuses without the right. Nothing that was sent is looked at before.
    fn permit(app: &App, actor: &Actor, project: &Project, permission: Permission) -> Result<Self, Error> {
        actor.permit(permission, Some(project.id))?;
        Ok(Work::on(app, actor, project, permission))
    }

    fn on(app: &App, actor: &Actor, project: &Project, permission: Permission) -> Self {
        Work { app: app.clone(), actor: actor.clone(), project: project.id, uuid: project.uuid, permission }
    }

    /// Changes something and writes it in the log, in one transaction; `change` answers the facts for the log too.
    async fn write<T, F>(self, kind: &'static str, change: F) -> Result<T, Error>
    where
        F: Fn(&mut Tx<'_>, &Work) -> Result<(T, Value), Error> + Send + 'static,
        T: Send + 'static,
    {
        let db = self.app.db.clone();
        db.write(move |tx| {
            let (done, facts) = change(tx, &self)?;
            self.log(tx, kind, facts)?;
            Ok(done)
        })
        .await
    }

    /// Writes an act in the log and raises the project's generation.
    fn log(&self, tx: &mut Tx<'_>, kind: &'static str, facts: Value) -> Result<(), Error> {
        store::project_changed(tx, self.actor.organisation, self.project)?;
        let act = Act {
            actor: &self.actor,
            permission: self.permission,
            project: Some(self.project),
            subject: format!("project:{}", self.uuid),
            kind,
            public: kind == "log-rules-changed",
            facts,
        };
        Ok(record(&self.app, tx, act)?)
    }
}

/// What is to be different about a project.
#[derive(Debug, Clone, Default)]
pub struct ProjectChange {
    /// All its texts, in the organisation's default language.
    pub texts: ProjectTexts,
    /// Texts in other languages.
    pub translations: Vec<Translation>,
    /// Where it is in its life, if that changes.
    pub state: Option<ProjectState>,
}

impl From<ProjectTexts> for ProjectChange {
    fn from(texts: ProjectTexts) -> Self {
        ProjectChange { texts, ..ProjectChange::default() }
    }
}

/// Changes a project: texts, translations and state together, all or nothing. `version` is the one that was read.
///
/// # Errors
/// [`Common::Changed`] when somebody else saved in the meantime; refused without the right.
pub async fn update_project(
    app: &App,
    actor: &Actor,
    project: &Project,
    version: i64,
    change: impl Into<ProjectChange>,
) -> Result<(), Error> {
    let work = Work::permit(app, actor, project, Permission::EditProject)?;
    let ProjectChange { texts, translations, state } = change.into();
    let texts = texts.checked()?;
    let translations = translations.into_iter().map(Translation::checked).collect::<Result<Vec<_>, Error>>()?;
    let state = state.filter(|state| *state != project.state);
    work.write("log-project-changed", move |tx, work| {
        let changed = tx.execute(
            &store::SET_PROJECT,
            params![
                work.actor.organisation,
                work.project,
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
        for translation in &translations {
            translation.save(tx, &work.actor)?;
        }
        if let Some(state) = state {
            change_state(tx, work, state)?;
            work.log(tx, "log-project-state", json!({ "state": state.code() }))?;
        }
        Ok(((), json!({})))
    })
    .await
}

fn change_state(tx: &mut Tx<'_>, work: &Work, state: ProjectState) -> Result<(), Error> {
    tx.execute(&store::SET_PROJECT_STATE, params![work.actor.organisation, work.project, state.code()])?;
    Ok(())
}

/// Publishes, archives or takes back a project.
///
/// # Errors
/// Refused without the right.
pub async fn set_project_state(app: &App, actor: &Actor, project: &Project, state: ProjectState) -> Result<(), Error> {
    let work = Work::permit(app, actor, project, Permission::EditProject)?;
    work.write("log-project-state", move |tx, work| {
        change_state(tx, work, state)?;
        Ok(((), json!({ "state": state.code() })))
    })
    .await
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
    write_rules(app, actor, project, None, (rules, reason)).await
}

/// The same against the version that was read; 0 when there were none.
///
/// # Errors
/// [`Common::Changed`] when somebody else saved in the meantime; otherwise as [`save_rules`].
pub async fn change_rules(
    app: &App,
    actor: &Actor,
    project: &Project,
    version: i64,
    rules: Rules,
    reason: String,
) -> Result<i64, Error> {
    write_rules(app, actor, project, Some(version), (rules, reason)).await
}

async fn write_rules(
    app: &App,
    actor: &Actor,
    project: &Project,
    read: Option<i64>,
    (rules, reason): (Rules, String),
) -> Result<i64, Error> {
    let work = Work::permit(app, actor, project, Permission::EditRules)?;
    let reason = optional("reason", &reason, 600)?;
    work.write("log-rules-changed", move |tx, work| {
        let (version, _) = store::rules(tx, work.actor.organisation, work.project)?;
        if read.is_some_and(|read| read != version) {
            return Err(Common::Changed.into());
        }
        if version > 0 && reason.is_empty() {
            return Err(Refusal::Missing("reason").into());
        }
        let next = version + 1;
        let text = serde_json::to_string(&rules).map_err(Error::internal)?;
        let params = params![work.project, next, work.actor.organisation, text, reason.as_str(), work.app.clock.now()];
        tx.execute(&store::ADD_RULES, params)?;
        Ok((next, json!({ "version": next, "reason": reason })))
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

impl Translation {
    /// The text as it is kept.
    fn checked(self) -> Result<Self, Error> {
        let text = match self.field {
            "intro" | "text" => text::clean_html(&self.text),
            _ => optional(self.field, &self.text, 5000)?,
        };
        Ok(Translation { text, ..self })
    }

    fn save(&self, tx: &mut Tx<'_>, actor: &Actor) -> Result<(), Error> {
        let what = (self.entity, self.id, self.field);
        Ok(store::set_translation(tx, actor.organisation, what, self.lang, &self.text)?)
    }
}

/// Saves translations of things in a project.
///
/// # Errors
/// Refused without the right.
pub async fn translate(app: &App, actor: &Actor, project: &Project, texts: Vec<Translation>) -> Result<(), Error> {
    actor.permit(Permission::EditProject, Some(project.id))?;
    let texts = texts.into_iter().map(Translation::checked).collect::<Result<Vec<_>, Error>>()?;
    let (actor, id) = (actor.clone(), project.id);
    app.db
        .write(move |tx| {
            for translation in &texts {
                translation.save(tx, &actor)?;
            }
            Ok(store::project_changed(tx, actor.organisation, id)?)
        })
        .await
}
