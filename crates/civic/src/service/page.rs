//! Pages: rows of blocks.

use super::project::is_free_slug;
use super::{Act, record};
use crate::actor::Actor;
use crate::app::App;
use crate::block::Registry;
use crate::ids::{PageId, ProjectId, SectionId};
use crate::model::PageRole;
use crate::permission::Permission;
use crate::refusal::{Refusal, required};
use crate::store;
use platform::db::Tx;
use platform::error::{Common, Error};
use platform::i18n::Lang;
use platform::{ids, params};
use serde_json::{Value, json};
use uuid::Uuid;

/// A page to be made.
#[derive(Debug, Clone)]
pub struct NewPage {
    /// In its address; empty for a first page.
    pub slug: String,
    /// What it is for.
    pub role: PageRole,
    /// Title.
    pub title: String,
    /// Whether it is in the menu.
    pub in_menu: bool,
    /// Its rows.
    pub sections: Vec<NewSection>,
    /// The title in other languages.
    pub translations: Vec<(Lang, String)>,
}

/// A row to be made.
#[derive(Debug, Clone)]
pub struct NewSection {
    /// How its blocks stand beside each other.
    pub layout: &'static str,
    /// The blocks.
    pub blocks: Vec<NewBlock>,
}

/// A block to be made.
#[derive(Debug, Clone)]
pub struct NewBlock {
    /// Which kind.
    pub kind: &'static str,
    /// Its settings, in the newest version of the kind.
    pub settings: Value,
}

fn permit(actor: &Actor, project: Option<ProjectId>) -> Result<Permission, Error> {
    let permission = if project.is_some() { Permission::EditProject } else { Permission::EditOrganisation };
    actor.permit(permission, project)?;
    Ok(permission)
}

fn changed(tx: &mut Tx<'_>, actor: &Actor, project: Option<ProjectId>) -> Result<(), Error> {
    match project {
        Some(project) => store::project_changed(tx, actor.organisation, project)?,
        None => {
            store::raise(tx, store::settings_scope(actor.organisation))?;
            store::raise(tx, store::front_scope(actor.organisation))?;
            // Menu and foot of every page are kept with the organisation.
            tx.announce("organisation", actor.organisation.0.to_string())?;
        }
    }
    Ok(())
}

/// Adds a page with its blocks. Settings are checked by their kinds.
///
/// # Errors
/// Refused without the right, for a bad or taken address, or settings that do not fit.
pub async fn add_page(
    app: &App,
    registry: &Registry,
    actor: &Actor,
    project: Option<ProjectId>,
    new: NewPage,
) -> Result<PageId, Error> {
    let permission = permit(actor, project)?;
    let title = required("title", &new.title, 80)?;
    // Below a project only its log has an address that is no page.
    let fits = if project.is_some() { ids::is_slug(&new.slug) && new.slug != "log" } else { is_free_slug(&new.slug) };
    if !(fits || (new.slug.is_empty() && new.role == PageRole::Home)) {
        return Err(Refusal::BadSlug.into());
    }
    let mut versions = Vec::new();
    for block in new.sections.iter().flat_map(|section| &section.blocks) {
        let kind = registry.get(block.kind).ok_or_else(|| Refusal::BadBlock(block.kind.into()))?;
        kind.check(&block.settings).map_err(Refusal::BadBlock)?;
        versions.push(kind.version());
    }
    let (app, actor) = (app.clone(), actor.clone());
    app.db
        .clone()
        .write(move |tx| {
            let pages = store::pages(tx, actor.organisation, project, Lang::Nl)?;
            let organisation = actor.organisation;
            let same_as_project = project.is_none()
                && !new.slug.is_empty()
                && store::project_by_slug(tx, organisation, &new.slug, Lang::Nl)?.is_some();
            if same_as_project || pages.iter().any(|page| page.slug == new.slug) {
                return Err(Refusal::Taken("slug").into());
            }
            let params = params![
                app.uuid(),
                actor.organisation,
                project,
                new.slug.as_str(),
                new.role.code(),
                title.as_str(),
                new.in_menu,
                pages.len()
            ];
            let page: PageId = tx.one(&store::ADD_PAGE, params, |row| row.get(0))?;
            let mut versions = versions.iter();
            for (row, section) in new.sections.iter().enumerate() {
                let params = params![actor.organisation, page, row, section.layout];
                let id: SectionId = tx.one(&store::ADD_SECTION, params, |row| row.get(0))?;
                for (place, block) in section.blocks.iter().enumerate() {
                    let version = versions.next().copied().unwrap_or(1);
                    let settings = block.settings.to_string();
                    let params = params![app.uuid(), actor.organisation, id, place, block.kind, version, settings];
                    let _: i64 = tx.one(&store::ADD_BLOCK, params, |row| row.get(0))?;
                }
            }
            for (lang, text) in &new.translations {
                store::set_translation(tx, actor.organisation, ("page", page.0, "title"), *lang, text)?;
            }
            changed(tx, &actor, project)?;
            let facts = json!({ "page": title });
            let subject = "page".to_owned();
            let kind = "log-page-added";
            record(&app, tx, Act { actor: &actor, permission, project, subject, kind, public: false, facts })?;
            Ok(page)
        })
        .await
}

/// Changes the settings of a block.
///
/// # Errors
/// Refused without the right on the project of its page, or when the settings do not fit its kind.
pub async fn set_block(
    app: &App,
    registry: &Registry,
    actor: &Actor,
    block: Uuid,
    settings: Value,
) -> Result<(), Error> {
    let organisation = actor.organisation;
    let found = app
        .db
        .read(move |reader| {
            let read = reader.find(&store::BLOCK, params![organisation, block], |row| {
                Ok((row.get::<String>(0)?, row.get::<Option<ProjectId>>(3)?))
            });
            Ok::<_, Error>(read?)
        })
        .await?;
    let (kind, project) = found.ok_or(Error::from(Common::NotFound))?;
    let permission = permit(actor, project)?;
    let kind = registry.get(&kind).ok_or_else(|| Refusal::BadBlock(kind.clone()))?;
    kind.check(&settings).map_err(Refusal::BadBlock)?;
    let version = kind.version();
    let (app, actor) = (app.clone(), actor.clone());
    app.db
        .clone()
        .write(move |tx| {
            let text = settings.to_string();
            tx.execute(&store::SET_BLOCK, params![actor.organisation, block, text, version])?;
            changed(tx, &actor, project)?;
            let subject = format!("block:{block}");
            let (kind, facts) = ("log-block-changed", json!({}));
            Ok(record(&app, tx, Act { actor: &actor, permission, project, subject, kind, public: false, facts })?)
        })
        .await
}
