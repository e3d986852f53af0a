//! What plans can be given: tags of several kinds, areas, statuses; of one project, or of the whole organisation.

mod add;
mod change;
mod withdrawn;

pub use add::{NewArea, NewStatus, NewTag, add_area, add_label, add_status, add_tag, add_tag_type};
pub use change::{change_label, place_label, remove_label};
pub use withdrawn::withdrawn_status;

use super::{Act, record};
use crate::actor::Actor;
use crate::app::App;
use crate::ids::ProjectId;
use crate::model::Project;
use crate::permission::Permission;
use crate::store;
use platform::db::{DbError, Reader, Tx};
use platform::error::{Common, Error};
use platform::i18n::Lang;
use platform::params;
use serde_json::Value;
use std::collections::BTreeMap;
use uuid::Uuid;

/// What sort of thing a label is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LabelKind {
    /// A kind of tag: theme, target group.
    TagType,
    /// A tag of a kind.
    Tag,
    /// A part of the town.
    Area,
    /// A status of plans; of one project only.
    Status,
}

impl LabelKind {
    /// All of them.
    pub const ALL: [LabelKind; 4] = [LabelKind::TagType, LabelKind::Tag, LabelKind::Area, LabelKind::Status];

    /// As in addresses.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            LabelKind::TagType => "tag-types",
            LabelKind::Tag => "tags",
            LabelKind::Area => "areas",
            LabelKind::Status => "statuses",
        }
    }

    /// From an address.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        LabelKind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Its table and the column of its title, as translations name them.
    fn entity(self) -> (&'static str, &'static str) {
        match self {
            LabelKind::TagType => ("tag_type", "title"),
            LabelKind::Tag => ("tag", "title"),
            LabelKind::Area => ("area", "name"),
            LabelKind::Status => ("status", "title"),
        }
    }

    /// The most characters of its title.
    #[must_use]
    pub fn longest(self) -> usize {
        if self == LabelKind::Area { 80 } else { 60 }
    }
}

/// A kind of tag, a tag, an area or a status, as staff look after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Which of these.
    pub kind: LabelKind,
    /// Its name in addresses: its slug, for a tag with that of its kind before it, `theme.green`.
    pub name: String,
    /// Title in the language that was asked for.
    pub title: String,
    /// Title in other languages.
    pub translations: BTreeMap<Lang, String>,
    /// One of the eight theme colours, 0–7; of a tag.
    pub colour: i64,
    /// Whether a plan with it can be put in a round; of a status.
    pub votable: bool,
    /// What the people of a plan are told when it gets it; of a status.
    pub message: String,
    /// The same in other languages.
    pub messages: BTreeMap<Lang, String>,
    /// Whether its shape is known; of an area.
    pub has_shape: bool,
    /// Whether it belongs to the whole organisation.
    pub shared: bool,
    id: i64,
}

/// All labels that a project can use, or those of the organisation.
#[derive(Debug, Clone, Default)]
pub struct Labels {
    /// Kinds of tags, each with its tags.
    pub types: Vec<(Label, Vec<Label>)>,
    /// Areas.
    pub areas: Vec<Label>,
    /// Statuses.
    pub statuses: Vec<Label>,
}

impl Labels {
    /// Those of one kind, in order.
    #[must_use]
    pub fn of(&self, kind: LabelKind) -> Vec<&Label> {
        match kind {
            LabelKind::TagType => self.types.iter().map(|(label, _)| label).collect(),
            LabelKind::Tag => self.types.iter().flat_map(|(_, tags)| tags).collect(),
            LabelKind::Area => self.areas.iter().collect(),
            LabelKind::Status => self.statuses.iter().collect(),
        }
    }

    /// The place of a label among those beside it, counted from 0.
    #[must_use]
    pub fn place(&self, kind: LabelKind, name: &str) -> Option<usize> {
        let label = self.of(kind).into_iter().find(|label| label.name == name)?;
        self.beside(label).into_iter().position(|other| other == label)
    }

    /// Those that stand beside this one: what it can be moved among.
    fn beside(&self, label: &Label) -> Vec<&Label> {
        match label.kind {
            LabelKind::Tag => {
                let of = self.types.iter().find(|(_, tags)| tags.contains(label));
                of.map(|(_, tags)| tags.iter().collect()).unwrap_or_default()
            }
            kind => self.of(kind).into_iter().filter(|other| other.shared == label.shared).collect(),
        }
    }
}

/// What is to be written of a label; what is none stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LabelInput {
    /// Title in the organisation's own language.
    pub title: Option<String>,
    /// Titles in other languages; an empty one shows the source again.
    pub translations: BTreeMap<Lang, String>,
    /// One of the eight theme colours, 0–7; of a tag.
    pub colour: Option<i64>,
    /// Whether a plan with it can be put in a round; of a status.
    pub votable: Option<bool>,
    /// What the people of a plan are told when it gets it; of a status.
    pub message: Option<String>,
    /// The same in other languages; an empty one says it in the organisation's own.
    pub messages: BTreeMap<Lang, String>,
    /// GeoJSON with a polygon, or none to take it away; of an area.
    pub shape: Option<Option<String>>,
}

/// All labels that a project can use, or without one those of the organisation; titles in `lang`.
///
/// # Errors
/// When the database fails.
pub fn labels(
    reader: &Reader<'_>,
    organisation: crate::ids::OrganisationId,
    project: Option<ProjectId>,
    lang: Lang,
) -> Result<Labels, DbError> {
    let mut texts: BTreeMap<(String, i64, String), BTreeMap<Lang, String>> = BTreeMap::new();
    let found = reader.query(&store::LABEL_TRANSLATIONS, params![organisation], |row| {
        let of = (row.get::<String>(0)?, row.get::<i64>(1)?, row.get::<String>(2)?);
        Ok((of, row.get::<String>(3)?, row.get::<String>(4)?))
    })?;
    for (of, code, text) in found {
        if let Some(lang) = Lang::parse(&code) {
            texts.entry(of).or_default().insert(lang, text);
        }
    }
    let mut label = |kind: LabelKind, id: i64, name: String, title: String, shared: bool| Label {
        translations: {
            let (entity, field) = kind.entity();
            texts.remove(&(entity.to_owned(), id, field.to_owned())).unwrap_or_default()
        },
        messages: texts.remove(&(kind.entity().0.to_owned(), id, "message".to_owned())).unwrap_or_default(),
        kind,
        name,
        title,
        colour: 0,
        votable: false,
        message: String::new(),
        has_shape: false,
        shared,
        id,
    };
    let mut all = Labels::default();
    for found in store::tag_types(reader, organisation, project, lang)? {
        let (shared, slug) = (found.project.is_none(), found.slug);
        let tags = found.tags.into_iter().map(|tag| {
            let named = label(LabelKind::Tag, tag.id.0, format!("{slug}.{}", tag.slug), tag.title, shared);
            Label { colour: tag.colour, ..named }
        });
        let tags = tags.collect();
        all.types.push((label(LabelKind::TagType, found.id.0, slug, found.title, shared), tags));
    }
    for area in store::areas(reader, organisation, project, lang)? {
        let named = label(LabelKind::Area, area.id.0, area.slug, area.name, area.project.is_none());
        all.areas.push(Label { has_shape: area.has_shape, ..named });
    }
    for status in store::statuses(reader, organisation, project, lang)? {
        let named = label(LabelKind::Status, status.id.0, status.slug, status.title, false);
        all.statuses.push(Label { votable: status.votable, message: status.message, ..named });
    }
    Ok(all)
}

/// The shape of an area as GeoJSON.
///
/// # Errors
/// When the database fails.
pub fn area_shape(
    reader: &Reader<'_>,
    organisation: crate::ids::OrganisationId,
    area: &Label,
) -> Result<Option<String>, DbError> {
    let found = reader.find(&store::AREA_SHAPE, params![organisation, area.id], |row| row.get(0))?;
    Ok(found.flatten())
}

/// Where a label belongs, for somebody who may change it there.
struct Shelf {
    app: App,
    actor: Actor,
    project: Option<(ProjectId, Uuid)>,
}

impl Shelf {
    /// Refuses without the right. Nothing that was sent is looked at before.
    fn permit(app: &App, actor: &Actor, project: Option<&Project>) -> Result<Self, Error> {
        let shelf = Shelf {
            app: app.clone(),
            actor: actor.clone(),
            project: project.map(|project| (project.id, project.uuid)),
        };
        actor.permit(shelf.permission(), shelf.project_id())?;
        Ok(shelf)
    }

    fn permission(&self) -> Permission {
        if self.project.is_some() { Permission::EditProject } else { Permission::EditOrganisation }
    }

    fn project_id(&self) -> Option<ProjectId> {
        self.project.map(|(id, _)| id)
    }

    /// The labels here, in the organisation's own language.
    fn labels(&self, tx: &Tx<'_>) -> Result<Labels, Error> {
        let own = store::organisation_by_id(tx, self.actor.organisation)?.ok_or(Error::from(Common::NotFound))?;
        Ok(labels(tx, self.actor.organisation, self.project_id(), own.default_lang)?)
    }

    /// Changes something and writes it in the log, in one transaction; `change` answers the facts for the log too.
    async fn write<T, F>(self, kind: &'static str, change: F) -> Result<T, Error>
    where
        F: Fn(&mut Tx<'_>, &Shelf) -> Result<(T, Value), Error> + Send + 'static,
        T: Send + 'static,
    {
        let db = self.app.db.clone();
        db.write(move |tx| {
            let (done, facts) = change(tx, &self)?;
            let organisation = self.actor.organisation;
            let subject = match self.project {
                Some((id, uuid)) => {
                    store::project_changed(tx, organisation, id)?;
                    format!("project:{uuid}")
                }
                None => {
                    store::raise(tx, store::settings_scope(organisation))?;
                    "organisation".to_owned()
                }
            };
            let (permission, project) = (self.permission(), self.project_id());
            let act = Act { actor: &self.actor, permission, project, subject, kind, public: false, facts };
            record(&self.app, tx, act)?;
            Ok(done)
        })
        .await
    }
}
