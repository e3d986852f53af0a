//! Labels changed, moved, removed.

use super::add::{checked, is_free, translate};
use super::{Label, LabelInput, LabelKind, Labels, Shelf};
use crate::actor::Actor;
use crate::app::App;
use crate::model::Project;
use crate::refusal::Refusal;
use crate::store;
use platform::db::{DbError, Sql, Tx};
use platform::error::{Common, Error};
use platform::params;
use serde_json::json;

/// The label of an address, if it belongs where the address says and not to the organisation above it.
fn own(shelf: &Shelf, known: &Labels, kind: LabelKind, name: &str) -> Result<Label, Error> {
    let shared = shelf.project.is_none();
    let found = known.of(kind).into_iter().find(|label| label.name == name && label.shared == shared);
    found.cloned().ok_or(Common::NotFound.into())
}

/// Changes a label. What the input does not name stays; its address stays too.
///
/// # Errors
/// Refused without the right, for a taken or empty title, or a bad shape; [`Common::NotFound`] for one of another project.
pub async fn change_label(
    app: &App,
    actor: &Actor,
    project: Option<&Project>,
    kind: LabelKind,
    name: String,
    input: LabelInput,
) -> Result<(), Error> {
    let shelf = Shelf::permit(app, actor, project)?;
    let (title, shape) = checked(kind, &input)?;
    shelf
        .write("log-label-changed", move |tx, shelf| {
            let known = shelf.labels(tx)?;
            let label = own(shelf, &known, kind, &name)?;
            let title = title.clone().unwrap_or_else(|| label.title.clone());
            is_free(&known.beside(&label), &title, Some(label.id))?;
            let (organisation, id) = (shelf.actor.organisation, label.id);
            let title = title.as_str();
            match kind {
                LabelKind::TagType => tx.execute(&store::SET_TAG_TYPE, params![organisation, id, title])?,
                LabelKind::Tag => {
                    let colour = input.colour.unwrap_or(label.colour).rem_euclid(8);
                    tx.execute(&store::SET_TAG, params![organisation, id, title, colour])?
                }
                LabelKind::Area => {
                    if let Some(shape) = &shape {
                        tx.execute(&store::SET_AREA_SHAPE, params![organisation, id, shape.as_deref()])?;
                    }
                    tx.execute(&store::SET_AREA, params![organisation, id, title])?
                }
                LabelKind::Status => {
                    let votable = input.votable.unwrap_or(label.votable);
                    let message = input.message.as_ref().unwrap_or(&label.message).trim();
                    tx.execute(&store::SET_STATUS, params![organisation, id, title, votable, message])?
                }
            };
            translate(tx, shelf, kind, id, &input)?;
            Ok(((), json!({ "kind": kind.code(), "title": title, "before": label.title })))
        })
        .await
}

/// Moves a label to a place among those beside it, counted from 0; beyond the last is last.
///
/// # Errors
/// Refused without the right; [`Common::NotFound`] for one of another project.
pub async fn place_label(
    app: &App,
    actor: &Actor,
    project: Option<&Project>,
    kind: LabelKind,
    name: String,
    place: usize,
) -> Result<(), Error> {
    let shelf = Shelf::permit(app, actor, project)?;
    shelf
        .write("log-label-moved", move |tx, shelf| {
            let known = shelf.labels(tx)?;
            let label = own(shelf, &known, kind, &name)?;
            let mut order: Vec<i64> =
                known.beside(&label).into_iter().map(|other| other.id).filter(|id| *id != label.id).collect();
            order.insert(place.min(order.len()), label.id);
            let sql =
                of_kind(kind, [&store::PLACE_TAG_TYPE, &store::PLACE_TAG, &store::PLACE_AREA, &store::PLACE_STATUS]);
            for (position, id) in order.into_iter().enumerate() {
                tx.execute(sql, params![shelf.actor.organisation, id, position])?;
            }
            Ok(((), json!({ "kind": kind.code(), "title": label.title })))
        })
        .await
}

/// Removes a label that no plan has; a kind of tag with its tags.
///
/// # Errors
/// [`Refusal::LabelInUse`], [`Refusal::LastStatus`]; refused without the right; [`Common::NotFound`] for one of another
/// project.
pub async fn remove_label(
    app: &App,
    actor: &Actor,
    project: Option<&Project>,
    kind: LabelKind,
    name: String,
) -> Result<(), Error> {
    let shelf = Shelf::permit(app, actor, project)?;
    shelf
        .write("log-label-removed", move |tx, shelf| {
            let known = shelf.labels(tx)?;
            let label = own(shelf, &known, kind, &name)?;
            if kind == LabelKind::Status && known.statuses.len() == 1 {
                return Err(Refusal::LastStatus.into());
            }
            for (_, tags) in known.types.iter().filter(|(of, _)| *of == label) {
                tags.iter().try_for_each(|tag| remove(tx, shelf, tag))?;
            }
            remove(tx, shelf, &label)?;
            Ok(((), json!({ "kind": kind.code(), "title": label.title })))
        })
        .await
}

/// Takes one away. That no plan has it is the schema's to say: references from plans hold on both databases.
fn remove(tx: &mut Tx<'_>, shelf: &Shelf, label: &Label) -> Result<(), Error> {
    let removals = [&store::REMOVE_TAG_TYPE, &store::REMOVE_TAG, &store::REMOVE_AREA, &store::REMOVE_STATUS];
    let organisation = shelf.actor.organisation;
    match tx.execute(of_kind(label.kind, removals), params![organisation, label.id]) {
        Err(DbError::Reference) => return Err(Refusal::LabelInUse.into()),
        done => done?,
    };
    let (entity, _) = label.kind.entity();
    tx.execute(&store::REMOVE_TRANSLATIONS, params![organisation, entity, label.id])?;
    Ok(())
}

/// The statement for a kind, of those for kinds, tags, areas and statuses.
fn of_kind(kind: LabelKind, [of_type, of_tag, of_area, of_status]: [&'static Sql; 4]) -> &'static Sql {
    match kind {
        LabelKind::TagType => of_type,
        LabelKind::Tag => of_tag,
        LabelKind::Area => of_area,
        LabelKind::Status => of_status,
    }
}
