//! New labels.

use super::{Label, LabelInput, LabelKind, Shelf};
use crate::actor::Actor;
use crate::app::App;
use crate::ids::{AreaId, StatusId, TagId, TagTypeId};
use crate::model::Project;
use crate::refusal::{Refusal, optional, required};
use crate::service::project::is_area;
use crate::store;
use platform::db::Tx;
use platform::error::{Common, Error};
use platform::{ids, params};
use serde_json::json;

/// As many as a project can use, so that none is left out of what is read: kinds, tags, areas, statuses.
const MOST: [usize; 4] = [50, 1000, 500, 100];

/// Adds a kind of tag to a project, or without one to the organisation.
///
/// # Errors
/// Refused without the right or for a taken title.
pub async fn add_tag_type<'p>(
    app: &App,
    actor: &Actor,
    project: impl Into<Option<&'p Project>>,
    title: String,
) -> Result<TagTypeId, Error> {
    let shelf = Shelf::permit(app, actor, project.into())?;
    let title = required("title", &title, LabelKind::TagType.longest())?;
    shelf
        .write("log-tag-type-added", move |tx, shelf| {
            Ok((TagTypeId(tag_type(tx, shelf, &title)?), json!({ "title": title })))
        })
        .await
}

fn tag_type(tx: &mut Tx<'_>, shelf: &Shelf, title: &str) -> Result<i64, Error> {
    let known = shelf.labels(tx)?;
    fits(&known.of(LabelKind::TagType), LabelKind::TagType, title)?;
    let (organisation, project) = (shelf.actor.organisation, shelf.project_id());
    let slug = free(ids::slug(title, "tag"), |slug| {
        Ok(tx.one(&store::TAG_TYPES_NAMED, params![organisation, project, slug], |row| row.get::<i64>(0))? > 0)
    })?;
    let params = params![organisation, project, slug, title, known.types.len()];
    Ok(tx.one(&store::ADD_TAG_TYPE, params, |row| row.get(0))?)
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

/// Adds a tag to a kind of the same project, or without one to a kind of the organisation.
///
/// # Errors
/// Refused without the right, for a kind of another project, or a taken title.
pub async fn add_tag<'p>(
    app: &App,
    actor: &Actor,
    project: impl Into<Option<&'p Project>>,
    new: NewTag,
) -> Result<TagId, Error> {
    let shelf = Shelf::permit(app, actor, project.into())?;
    let title = required("title", &new.title, LabelKind::Tag.longest())?;
    shelf
        .write("log-tag-added", move |tx, shelf| {
            let known = shelf.labels(tx)?;
            let of = known.types.into_iter().find(|(kind, _)| kind.id == new.kind.0);
            let of = of.ok_or(Error::from(Common::NotFound))?;
            Ok((TagId(tag(tx, shelf, &of, &title, new.colour)?), json!({ "title": title })))
        })
        .await
}

fn tag(
    tx: &mut Tx<'_>,
    shelf: &Shelf,
    (of, tags): &(Label, Vec<Label>),
    title: &str,
    colour: i64,
) -> Result<i64, Error> {
    if of.shared != shelf.project.is_none() {
        return Err(Common::NotFound.into());
    }
    fits(&tags.iter().collect::<Vec<_>>(), LabelKind::Tag, title)?;
    let slug = free(ids::slug(title, "tag"), |slug| {
        Ok(tags.iter().any(|tag| tag.name.split_once('.').is_some_and(|(_, known)| known == slug)))
    })?;
    let (uuid, colour) = (shelf.app.uuid(), colour.rem_euclid(8));
    let params = params![uuid, shelf.actor.organisation, of.id, slug, title, colour, tags.len()];
    Ok(tx.one(&store::ADD_TAG, params, |row| row.get(0))?)
}

/// An area to be made.
#[derive(Debug, Clone)]
pub struct NewArea {
    /// Name.
    pub name: String,
    /// GeoJSON polygon.
    pub shape: Option<String>,
}

/// Adds an area to a project, or without one to the organisation.
///
/// # Errors
/// Refused without the right, for a bad shape or a taken name.
pub async fn add_area<'p>(
    app: &App,
    actor: &Actor,
    project: impl Into<Option<&'p Project>>,
    new: NewArea,
) -> Result<AreaId, Error> {
    let shelf = Shelf::permit(app, actor, project.into())?;
    let name = required("title", &new.name, LabelKind::Area.longest())?;
    let shape = checked_shape(new.shape.as_deref())?;
    shelf
        .write("log-area-added", move |tx, shelf| {
            Ok((AreaId(area(tx, shelf, &name, shape.as_deref())?), json!({ "name": name })))
        })
        .await
}

fn area(tx: &mut Tx<'_>, shelf: &Shelf, name: &str, shape: Option<&str>) -> Result<i64, Error> {
    let known = shelf.labels(tx)?;
    fits(&known.of(LabelKind::Area), LabelKind::Area, name)?;
    let (organisation, project) = (shelf.actor.organisation, shelf.project_id());
    let slug = free(ids::slug(name, "area"), |slug| {
        Ok(tx.one(&store::AREAS_NAMED, params![organisation, project, slug], |row| row.get::<i64>(0))? > 0)
    })?;
    let params = params![shelf.app.uuid(), organisation, project, slug, name, shape, known.areas.len()];
    Ok(tx.one(&store::ADD_AREA, params, |row| row.get(0))?)
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
    let shelf = Shelf::permit(app, actor, Some(project))?;
    let title = required("title", &new.title, LabelKind::Status.longest())?;
    if !ids::is_slug(&new.slug) {
        return Err(Refusal::BadSlug.into());
    }
    shelf
        .write("log-status-added", move |tx, shelf| {
            let known = shelf.labels(tx)?;
            if known.statuses.iter().any(|status| status.name == new.slug) {
                return Err(Refusal::Taken("slug").into());
            }
            let made = status(tx, shelf, &known.statuses, (&new.slug, &title, new.votable))?;
            Ok((StatusId(made), json!({ "title": title })))
        })
        .await
}

fn status(
    tx: &mut Tx<'_>,
    shelf: &Shelf,
    known: &[Label],
    (slug, title, votable): (&str, &str, bool),
) -> Result<i64, Error> {
    // Statuses are a project's.
    let project = shelf.project_id().ok_or(Error::from(Common::NotFound))?;
    room(known.len(), LabelKind::Status)?;
    let params = params![shelf.actor.organisation, project, slug, title, votable, known.len()];
    Ok(tx.one(&store::ADD_STATUS, params, |row| row.get(0))?)
}

/// Adds a label of any kind with its translations; `of` is the slug of the kind of a tag. Answers its name in addresses.
///
/// # Errors
/// Refused without the right, without a title, for a taken title, a bad shape, or a kind that is not there.
pub async fn add_label(
    app: &App,
    actor: &Actor,
    project: Option<&Project>,
    kind: LabelKind,
    of: String,
    input: LabelInput,
) -> Result<String, Error> {
    let shelf = Shelf::permit(app, actor, project)?;
    let (title, shape) = checked(kind, &input)?;
    let title = title.ok_or(Error::from(Refusal::Missing("title")))?;
    let word = match kind {
        LabelKind::TagType => "log-tag-type-added",
        LabelKind::Tag => "log-tag-added",
        LabelKind::Area => "log-area-added",
        LabelKind::Status => "log-status-added",
    };
    shelf
        .write(word, move |tx, shelf| {
            let known = shelf.labels(tx)?;
            let id = match kind {
                LabelKind::TagType => tag_type(tx, shelf, &title)?,
                LabelKind::Tag => {
                    let of = known.types.into_iter().find(|(kind, _)| kind.name == of);
                    let of = of.ok_or(Error::from(Common::NotFound))?;
                    tag(tx, shelf, &of, &title, input.colour.unwrap_or_default())?
                }
                LabelKind::Area => area(tx, shelf, &title, shape.clone().flatten().as_deref())?,
                LabelKind::Status => {
                    is_free(&known.of(kind), &title, None)?;
                    let slug = free(ids::slug(&title, "status"), |slug| {
                        Ok(known.statuses.iter().any(|status| status.name == slug))
                    })?;
                    let votable = input.votable.unwrap_or_default();
                    let made = status(tx, shelf, &known.statuses, (&slug, &title, votable))?;
                    let message = input.message.as_deref().unwrap_or_default().trim();
                    let params = params![shelf.actor.organisation, made, title.as_str(), votable, message];
                    tx.execute(&store::SET_STATUS, params)?;
                    made
                }
            };
            translate(tx, shelf, kind, id, &input)?;
            let made = shelf.labels(tx)?;
            let made = made.of(kind).into_iter().find(|label| label.id == id).map(|label| label.name.clone());
            Ok((made.ok_or(Error::from(Common::NotFound))?, json!({ "title": title, "name": title })))
        })
        .await
}

/// The longest message of a status, in characters.
const LONGEST_MESSAGE: usize = 2_000;

/// Title and shape of an input, as they will be kept; all that is wrong at once.
pub(super) type Checked = (Option<String>, Option<Option<String>>);

pub(super) fn checked(kind: LabelKind, input: &LabelInput) -> Result<Checked, Error> {
    let mut wrong: Vec<platform::error::Refusal> = Vec::new();
    let mut keep = |result: Result<String, Refusal>| result.map_err(|r| wrong.push(r.into())).unwrap_or_default();
    let title = input.title.as_deref().map(|title| keep(required("title", title, kind.longest())));
    for text in input.translations.values() {
        keep(optional("title", text, kind.longest()));
    }
    for text in input.message.iter().chain(input.messages.values()) {
        keep(optional("message", text, LONGEST_MESSAGE));
    }
    let shape = input.shape.as_ref().map(|shape| {
        checked_shape(shape.as_deref()).unwrap_or_else(|refusal| {
            wrong.push(refusal.into());
            None
        })
    });
    if wrong.is_empty() { Ok((title, shape)) } else { Err(Error::Refused(wrong)) }
}

fn checked_shape(shape: Option<&str>) -> Result<Option<String>, Refusal> {
    match shape.map(str::trim).filter(|shape| !shape.is_empty()) {
        None => Ok(None),
        Some(shape) if is_area(shape) => Ok(Some(shape.to_owned())),
        Some(_) => Err(Refusal::BadArea),
    }
}

pub(super) fn translate(
    tx: &mut Tx<'_>,
    shelf: &Shelf,
    kind: LabelKind,
    id: i64,
    input: &LabelInput,
) -> Result<(), Error> {
    let (entity, field) = kind.entity();
    for (lang, text) in &input.translations {
        let text = optional("title", text, kind.longest())?;
        store::set_translation(tx, shelf.actor.organisation, (entity, id, field), *lang, &text)?;
    }
    for (lang, text) in input.messages.iter().filter(|_| kind == LabelKind::Status) {
        let text = optional("message", text, LONGEST_MESSAGE)?;
        store::set_translation(tx, shelf.actor.organisation, (entity, id, "message"), *lang, &text)?;
    }
    Ok(())
}

/// Whether one more of this title can stand beside these.
fn fits(known: &[&Label], kind: LabelKind, title: &str) -> Result<(), Refusal> {
    room(known.len(), kind)?;
    is_free(known, title, None)
}

/// Whether there is room for one more.
fn room(count: usize, kind: LabelKind) -> Result<(), Refusal> {
    let most = LabelKind::ALL.into_iter().zip(MOST).find(|(of, _)| *of == kind).map_or(0, |(_, most)| most);
    if count >= most { Err(Refusal::TooManyLabels(most)) } else { Ok(()) }
}

/// Refuses a title that another of these has.
pub(super) fn is_free(known: &[&Label], title: &str, own: Option<i64>) -> Result<(), Refusal> {
    let same = |label: &&&Label| Some(label.id) != own && label.title.to_lowercase() == title.to_lowercase();
    if known.iter().any(|label| same(&label)) { Err(Refusal::Taken("title")) } else { Ok(()) }
}

/// The slug, or with a number behind it when another title led to it before: two names in emoji are two names.
fn free(slug: String, mut taken: impl FnMut(&str) -> Result<bool, Error>) -> Result<String, Error> {
    let mut candidate = slug.clone();
    for number in 2..=1_001 {
        if !taken(&candidate)? {
            return Ok(candidate);
        }
        candidate = format!("{slug}-{number}");
    }
    Err(Refusal::Taken("title").into())
}
