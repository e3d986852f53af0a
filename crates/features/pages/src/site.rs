//! What all pages of one project share (or those of the organisation itself), kept as long as it holds.

use crate::store::{self, Directory};
use civic::ids::{OrganisationId, PageId, ProjectId};
use civic::model::{Activity, Page, Project, ProjectState, Section};
use civic::ui::shell::pages_now;
use civic::{App, Visitor, store as civic_store};
use jiff::Timestamp;
use platform::error::{Common, Error};
use platform::i18n::Lang;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// The pages of a project, or of the organisation itself, with their blocks.
pub(crate) struct Site {
    pub project: Option<Arc<Project>>,
    pub pages: Vec<Page>,
    /// When things are possible in the project; the menu follows it.
    pub activities: Vec<Activity>,
    pub sections: HashMap<PageId, Vec<Section>>,
    /// The generations of the settings and of the project (or front page) that this holds for.
    pub generations: [i64; 2],
}

impl Site {
    /// The pages as the menu shows them now.
    pub fn pages_now(&self, now: Timestamp) -> Vec<Page> {
        pages_now(&self.pages, &self.activities, now)
    }
}

/// How many sites are kept in memory.
const MOST: usize = 2_000;

type Kept<K, V> = RwLock<HashMap<K, ([i64; 2], Arc<V>)>>;

/// The sites of this node.
#[derive(Default)]
pub(crate) struct Sites {
    sites: Kept<(OrganisationId, i64, Lang), Site>,
    directories: Kept<OrganisationId, Directory>,
}

fn kept<K: std::hash::Hash + Eq, V>(map: &Kept<K, V>, key: &K, generations: [i64; 2]) -> Option<Arc<V>> {
    let map = map.read().unwrap_or_else(PoisonError::into_inner);
    map.get(key).filter(|(of, _)| *of == generations).map(|(_, value)| Arc::clone(value))
}

fn keep<K: std::hash::Hash + Eq, V>(map: &Kept<K, V>, key: K, generations: [i64; 2], value: V) -> Arc<V> {
    let value = Arc::new(value);
    let mut map = map.write().unwrap_or_else(PoisonError::into_inner);
    if map.len() >= MOST {
        map.clear();
    }
    map.insert(key, (generations, Arc::clone(&value)));
    value
}

impl Sites {
    /// The project of this address, if there is one and this visitor may see it.
    pub async fn find(&self, app: &App, visitor: &Visitor, slug: &str) -> Result<Option<ProjectId>, Error> {
        let organisation = visitor.organisation.id;
        let generation = app.generation(civic_store::front_scope(organisation)).await?;
        let generations = [generation, 0];
        let directory = match kept(&self.directories, &organisation, generations) {
            Some(directory) => directory,
            None => {
                let read = app.db.read(move |reader| Ok::<_, Error>(store::directory(reader, organisation)?)).await?;
                keep(&self.directories, organisation, generations, read)
            }
        };
        let Some((id, state)) = directory.get(slug) else { return Ok(None) };
        let seen = *state != ProjectState::Draft || may_see_draft(visitor, *id);
        Ok(seen.then_some(*id))
    }

    /// The pages of a project, or of the organisation itself, in the visitor's language.
    pub async fn load(&self, app: &App, visitor: &Visitor, project: Option<ProjectId>) -> Result<Arc<Site>, Error> {
        let (organisation, lang) = (visitor.organisation.id, visitor.lang);
        let scope = project.map_or(civic_store::front_scope(organisation), |id| id.0);
        let settings = app.generation(civic_store::settings_scope(organisation)).await?;
        let generations = [settings, app.generation(scope).await?];
        let key = (organisation, scope, lang);
        if let Some(site) = kept(&self.sites, &key, generations) {
            return Ok(site);
        }
        let site = app
            .db
            .read(move |reader| {
                let found = match project {
                    None => None,
                    Some(id) => {
                        let found = civic_store::project_by_id(reader, organisation, id, lang)?;
                        Some(Arc::new(found.ok_or(Error::from(Common::NotFound))?))
                    }
                };
                let activities = match project {
                    None => Vec::new(),
                    Some(id) => civic_store::activities(reader, organisation, id)?,
                };
                Ok::<_, Error>(Site {
                    project: found,
                    activities,
                    pages: civic_store::pages(reader, organisation, project, lang)?,
                    sections: store::sections(reader, organisation, project)?,
                    generations,
                })
            })
            .await?;
        Ok(keep(&self.sites, key, generations, site))
    }
}

/// Whether this visitor works in the project, second factor shown.
pub(crate) fn may_see_draft(visitor: &Visitor, project: ProjectId) -> bool {
    visitor.actor.roles.allow(civic::permission::Permission::SeeProject, Some(project))
}
