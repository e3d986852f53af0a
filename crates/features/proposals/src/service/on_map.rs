//! What staff put on the map of a project's plans: layers and fixed markers. They are settings of the block that lists
//! the plans, on the page of that role.

use super::changed;
use crate::pages::map::extras::{Extras, LAYERS, LONGEST, Layer, MARKERS, Marker};
use crate::refusal::Refusal;
use civic::App;
use civic::actor::Actor;
use civic::model::{Block, PageRole, Project};
use civic::permission::Permission;
use platform::db::Reader;
use platform::error::{Common, Error};
use platform::i18n::Lang;
use platform::params;
use serde_json::{Value, json};

/// The kind of the block.
const LIST: &str = "plans-list";

/// Which thing on the map a change is of: its place among its kind, and its title as it was read; no place for a new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Which {
    /// From 0.
    pub place: Option<usize>,
    /// The title in the organisation's own language, so that nothing else is changed when somebody was quicker.
    pub was: String,
}

/// What becomes of it.
#[derive(Debug, Clone)]
pub(crate) enum Change {
    /// A layer is added, or changed.
    Layer(Which, Box<Layer>),
    /// A layer goes.
    NoLayer(Which),
    /// A marker is added, or changed.
    Marker(Which, Box<Marker>),
    /// A marker goes.
    NoMarker(Which),
}

/// What stands on the map now; none for a project without a page of plans.
///
/// # Errors
/// Refused without the right; when the database fails.
pub(crate) async fn on_map(app: &App, actor: &Actor, project: &Project) -> Result<Option<Extras>, Error> {
    actor.permit(Permission::SeeProject, Some(project.id))?;
    let project = project.clone();
    let found = app.db.read(move |reader| block(reader, &project)).await?;
    Ok(found.map(|block| extras(&block)))
}

fn extras(block: &Block) -> Extras {
    block.settings.get("map").and_then(|map| serde_json::from_value(map.clone()).ok()).unwrap_or_default()
}

/// The block that lists the plans.
fn block(reader: &Reader<'_>, project: &Project) -> Result<Option<Block>, Error> {
    let organisation = project.organisation;
    let pages = civic::store::pages(reader, organisation, Some(project.id), Lang::default())?;
    let Some(page) = pages.into_iter().find(|page| page.role == PageRole::Plans) else { return Ok(None) };
    let sections = civic::store::sections(reader, organisation, page.id)?;
    Ok(sections.into_iter().flat_map(|section| section.blocks).find(|block| block.kind == LIST))
}

/// Changes what stands on the map.
///
/// # Errors
/// Refused without the right; [`Refusal::BadLayer`], [`Refusal::BadLink`], [`Refusal::BadPoint`],
/// [`Refusal::TooManyOnMap`]; [`Common::Changed`] when somebody else changed it in the meantime.
pub(crate) async fn change_map(app: &App, actor: &Actor, project: &Project, change: Change) -> Result<(), Error> {
    actor.permit(Permission::EditProject, Some(project.id))?;
    fits(&change)?;
    let (app, actor, project) = (app.clone(), actor.clone(), project.clone());
    app.db
        .clone()
        .write(move |tx| {
            let found = block(tx, &project)?.ok_or(Error::from(Common::NotFound))?;
            let mut on_map = extras(&found);
            let own = crate::store::languages(tx, actor.organisation)?
                .and_then(|all| all.first().copied())
                .unwrap_or_default();
            let title = |words: &crate::pages::Words| words.get(own, own).to_owned();
            let about = match change.clone() {
                Change::Layer(which, layer) => {
                    put(&mut on_map.layers, &which, Some(*layer), |layer| title(&layer.title))?
                }
                Change::NoLayer(which) => put(&mut on_map.layers, &which, None, |layer| title(&layer.title))?,
                Change::Marker(which, marker) => put(&mut on_map.markers, &which, Some(*marker), |m| title(&m.title))?,
                Change::NoMarker(which) => put(&mut on_map.markers, &which, None, |marker| title(&marker.title))?,
            };
            if on_map.layers.len() > LAYERS || on_map.markers.len() > MARKERS {
                return Err(Refusal::TooManyOnMap(LAYERS, MARKERS).into());
            }
            on_map.check().map_err(Error::internal)?;
            let mut settings = found.settings;
            let Value::Object(fields) = &mut settings else { return Err(Common::Malformed.into()) };
            fields.insert("map".to_owned(), serde_json::to_value(&on_map).map_err(Error::internal)?);
            let params = params![actor.organisation, found.uuid, settings.to_string(), found.version];
            tx.execute(&civic::store::SET_BLOCK, params)?;
            let subject = format!("project:{}", project.uuid);
            changed(&app, tx, (&actor, project.id), subject, "log-map-changed", json!({ "title": about }))
        })
        .await
}

/// Puts one in its place, or takes it away; answers its title.
fn put<T>(all: &mut Vec<T>, which: &Which, new: Option<T>, title: impl Fn(&T) -> String) -> Result<String, Error> {
    let Some(place) = which.place else {
        let new = new.ok_or(Error::from(Common::Malformed))?;
        let about = title(&new);
        all.push(new);
        return Ok(about);
    };
    let now = all.get_mut(place).filter(|now| title(now) == which.was).ok_or(Error::from(Common::Changed))?;
    match new {
        Some(new) => {
            let about = title(&new);
            *now = new;
            Ok(about)
        }
        None => Ok(title(&all.remove(place))),
    }
}

/// What a change has to hold to, with a sentence for each; [`Extras::check`] says the same in one.
fn fits(change: &Change) -> Result<(), Error> {
    match change {
        Change::Layer(_, layer) => {
            let text = layer.geojson.to_string();
            let drawn = text.len() <= LONGEST && crate::model::Shape::parse(&text).is_some();
            if drawn { Ok(()) } else { Err(Refusal::BadLayer.into()) }
        }
        Change::Marker(_, marker) if !crate::model::is_on_earth(marker.place()) => Err(Refusal::BadPoint.into()),
        Change::Marker(_, marker) if !marker.link.is_empty() && marker.href().is_none() => Err(Refusal::BadLink.into()),
        _ => Ok(()),
    }
}
