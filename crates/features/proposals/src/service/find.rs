//! Finding plans: a page of a list, the places of a map, what lies around one plan.
//!
//! A random order and a map need all that a list has, not only a page of it. What was read for them is kept as long as
//! nothing in the project changes, so that turning a page or moving a map reads next to nothing.

use super::theme;
use crate::model::{
    Bounds, Card, Circle, Cluster, ListQuery, MOST_OF_TYPE, MOST_TYPES, Order, Place, Plan, ProposalId, Spot, Word,
    clusters, metres_between, nearest, words,
};
use crate::store::{self, Facets, Found, Narrow};
use civic::App;
use civic::ids::{OrganisationId, ProjectId, TagId};
use civic::model::TagType;
use moka::future::Cache;
use platform::db::{DbError, Reader};
use platform::error::Error;
use platform::i18n::Lang;
use std::sync::Arc;

/// How much memory the kept ids and places take at most, in bytes, each.
const BYTES: u64 = 48 * 1024 * 1024;
/// How long they are kept at most; a change of the project ends it sooner.
const LIFE: std::time::Duration = std::time::Duration::from_secs(600);
/// How many plans stand beside one, near it or of its theme.
const BESIDE: usize = 3;
/// How far around a plan others are looked for, in metres: first close by, and if there are not enough farther.
const RINGS: [f64; 2] = [300.0, 2_000.0];

/// A page of a list, with everything that is needed to show it.
#[derive(Debug, Clone)]
pub struct List {
    /// The query, of which only what the project has remains.
    pub query: ListQuery,
    /// How many plans there are, which page this is.
    pub found: Found,
    /// The plans of the page.
    pub cards: Vec<Card>,
    /// What they refer to.
    pub facets: Facets,
    /// Words of the question that no plan has, each with the word that was looked for instead; only if that found plans.
    pub mended: Vec<(String, String)>,
    /// Whether a post code was asked for that nobody knows. Then it narrows nothing.
    pub unknown_postcode: bool,
    /// Whether a list can be narrowed by post code.
    pub has_postcodes: bool,
    /// Whether anybody backs a plan of the project.
    pub has_support: bool,
}

/// A question to a list, read and understood.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    query: ListQuery,
    facets: Facets,
    pub(super) narrow: Narrow,
    mended: Vec<(String, String)>,
    unknown_postcode: bool,
    has_postcodes: bool,
    has_support: bool,
}

impl Asked {
    fn list(self, found: Found, cards: Vec<Card>) -> List {
        // A word that only hidden plans have is not told.
        let mended = if found.total > 0 { self.mended } else { Vec::new() };
        List {
            query: self.query,
            found,
            cards,
            facets: self.facets,
            mended,
            unknown_postcode: self.unknown_postcode,
            has_postcodes: self.has_postcodes,
            has_support: self.has_support,
        }
    }
}

pub(super) type Scope = (OrganisationId, ProjectId);

/// Understands a question: what the project has of it, the words with the rarest first, and for a word that no plan has
/// the one that was probably meant.
pub(super) fn understand(
    reader: &Reader<'_>,
    scope: Scope,
    lang: Lang,
    query: ListQuery,
    hidden: bool,
) -> Result<Asked, DbError> {
    let (organisation, project) = scope;
    let facets = Facets::load(reader, organisation, project, lang)?;
    let query = query.within(&facets.types, &facets.areas, &facets.statuses);
    let (words, mended) = known_words(reader, project, words(&query.q))?;
    let middle = match &query.postcode {
        Some(code) => store::postcode(reader, code)?,
        None => None,
    };
    let narrow = Narrow {
        hidden,
        status: facets.statuses.iter().find(|own| Some(&own.slug) == query.status.as_ref()).map(|own| own.id),
        area: facets.areas.iter().find(|area| Some(&area.slug) == query.area.as_ref()).map(|area| area.id),
        tags: chosen_tags(&facets.types, &query),
        near: middle.map(|middle| Circle { middle, metres: query.distance }),
        bounds: query.bounds,
        words,
    };
    Ok(Asked {
        unknown_postcode: query.postcode.is_some() && middle.is_none(),
        has_postcodes: store::has_postcodes(reader)?,
        has_support: store::has_support(reader, scope)?,
        query,
        facets,
        narrow,
        mended,
    })
}

fn chosen_tags(types: &[TagType], query: &ListQuery) -> Vec<Vec<TagId>> {
    let chosen = |kind: &TagType| -> Vec<TagId> {
        let tags = kind.tags.iter().filter(|tag| query.has_tag(&kind.slug, &tag.slug));
        tags.map(|tag| tag.id).take(MOST_OF_TYPE).collect()
    };
    types.iter().map(chosen).filter(|tags| !tags.is_empty()).take(MOST_TYPES).collect()
}

/// What was typed and what was meant.
type Mended = Vec<(String, String)>;

fn known_words(reader: &Reader<'_>, project: ProjectId, asked: Vec<Word>) -> Result<(Vec<Word>, Mended), DbError> {
    let mut mended = Vec::new();
    let mut known = Vec::new();
    for (plans, word) in store::rarest_first(reader, project, asked)? {
        let typed = String::from_utf8_lossy(&word.low).into_owned();
        let alike = if plans == 0 { store::like(reader, project, &typed)? } else { Vec::new() };
        match nearest(&typed, alike.iter().map(String::as_str)).and_then(|meant| words(meant).pop()) {
            Some(meant) => {
                mended.push((typed, String::from_utf8_lossy(&meant.low).into_owned()));
                known.push(meant);
            }
            None => known.push(word),
        }
    }
    Ok((known, mended))
}

/// Reads a page of a list without keeping anything: for staff, and inside a transaction. The number of statements does
/// not depend on how long the list is.
///
/// # Errors
/// When the database fails.
pub fn list(
    reader: &Reader<'_>,
    scope: Scope,
    lang: Lang,
    query: ListQuery,
    (size, hidden): (u32, bool),
) -> Result<List, DbError> {
    let asked = understand(reader, scope, lang, query, hidden)?;
    let found = if asked.query.order == Order::Random {
        let ids = store::all_ids(reader, scope, &asked.narrow, Some(asked.query.seed))?;
        part_of(&ids, asked.query.page, size)
    } else {
        store::find(reader, scope, &asked.narrow, asked.query.order, (asked.query.page, size))?
    };
    let cards = store::cards(reader, scope.0, scope.1, lang, &found.ids)?;
    Ok(asked.list(found, cards))
}

/// One page of all ids.
pub(super) fn part_of(ids: &[ProposalId], page: u32, size: u32) -> Found {
    let size = size.clamp(1, 100);
    let total = i64::try_from(ids.len()).unwrap_or(i64::MAX);
    let (page, pages) = store::page_of(total, page, size);
    Found { total, page, pages, ids: platform::web::query::cut(ids, page, size).to_vec() }
}

/// What was read stands under the project, its generation, and what was asked.
type Key = (ProjectId, i64, String);

/// Finds plans for residents, and keeps what it read for the next question.
pub struct Finder {
    ids: Cache<Key, Arc<Vec<ProposalId>>>,
    spots: Cache<Key, Arc<Vec<Spot>>>,
    totals: Cache<Key, i64>,
}

/// How many totals are kept.
const TOTALS: u64 = 20_000;
/// All that a search finds is read at once: more than this many plans are in no list.
const MOST: u32 = 100_000;

impl Default for Finder {
    fn default() -> Self {
        let totals = Cache::builder().max_capacity(TOTALS).time_to_live(LIFE).build();
        Finder { ids: kept(), spots: kept(), totals }
    }
}

fn kept<T: Send + Sync + 'static>() -> Cache<Key, Arc<Vec<T>>> {
    Cache::builder()
        .max_capacity(BYTES)
        .weigher(|key: &Key, all: &Arc<Vec<T>>| {
            u32::try_from(all.len() * size_of::<T>() + key.2.len() + 100).unwrap_or(u32::MAX)
        })
        .time_to_live(LIFE)
        .build()
}

/// A map with what lies on it.
#[derive(Debug, Clone)]
pub struct MapOf {
    /// The query, of which only what the project has remains.
    pub query: ListQuery,
    /// What lies on the map, from north to south.
    pub pins: Vec<Pin>,
    /// How many plans those are.
    pub shown: i64,
    /// How many plans the list has, with a place or without, on this part of the map or elsewhere.
    pub total: i64,
    /// The part of the map.
    pub bounds: Bounds,
    /// Whether a post code was asked for that nobody knows.
    pub unknown_postcode: bool,
}

/// A place on a map: a plan, or several close together.
#[derive(Debug, Clone)]
pub struct Pin {
    /// How many, and where.
    pub cluster: Cluster,
    /// The plan, where it is one.
    pub card: Option<Card>,
}

/// How fine a map is.
#[derive(Debug, Clone, Copy)]
pub enum Grain {
    /// A group is so wide, in degrees of longitude.
    Cell(f64),
    /// So many groups fit beside each other.
    Beside(u32),
}

impl Grain {
    /// How wide a group is on a part of the map, in degrees of longitude.
    pub(super) fn cell(self, bounds: &Bounds) -> f64 {
        match self {
            Grain::Cell(cell) => cell,
            Grain::Beside(many) => (bounds.east - bounds.west) / f64::from(many.max(1)),
        }
    }
}

impl Finder {
    /// All plans of a list, in a random order or in none; kept as long as nothing in the project changes.
    pub(super) async fn ids_of(
        &self,
        app: &App,
        scope: Scope,
        narrow: Narrow,
        seed: Option<u32>,
    ) -> Result<Arc<Vec<ProposalId>>, Error> {
        let generation = app.generation(scope.1.0).await?;
        let key = (scope.1, generation, format!("{seed:?} {narrow:?}"));
        let read = async {
            let ids = app.db.read(move |reader| store::all_ids(reader, scope, &narrow, seed)).await;
            ids.map(Arc::new)
        };
        self.ids.try_get_with(key, read).await.map_err(|error| Error::Db(DbError::clone(&error)))
    }

    /// All that a search finds, in its order; kept likewise.
    async fn searched(
        &self,
        app: &App,
        scope: Scope,
        narrow: Narrow,
        order: Order,
    ) -> Result<Arc<Vec<ProposalId>>, Error> {
        let generation = app.generation(scope.1.0).await?;
        let key = (scope.1, generation, format!("{order:?} {narrow:?}"));
        let read = async {
            let ids = app.db.read(move |reader| store::ordered(reader, scope, &narrow, order, (1, MOST))).await;
            ids.map(Arc::new)
        };
        self.ids.try_get_with(key, read).await.map_err(|error| Error::Db(DbError::clone(&error)))
    }

    /// How many plans a list has; kept likewise.
    async fn total_of(&self, app: &App, scope: Scope, narrow: Narrow) -> Result<i64, Error> {
        let generation = app.generation(scope.1.0).await?;
        let key = (scope.1, generation, format!("{narrow:?}"));
        let read = app.db.read(move |reader| store::count(reader, scope, &narrow));
        self.totals.try_get_with(key, read).await.map_err(|error| Error::Db(DbError::clone(&error)))
    }

    /// Where all plans of a list are; kept likewise.
    pub(super) async fn spots_of(&self, app: &App, scope: Scope, narrow: Narrow) -> Result<Arc<Vec<Spot>>, Error> {
        let generation = app.generation(scope.1.0).await?;
        let key = (scope.1, generation, format!("{narrow:?}"));
        let read = async {
            let spots = app.db.read(move |reader| store::spots(reader, scope, &narrow)).await;
            spots.map(Arc::new)
        };
        self.spots.try_get_with(key, read).await.map_err(|error| Error::Db(DbError::clone(&error)))
    }

    /// A page of a list for residents.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list(&self, app: &App, scope: Scope, lang: Lang, query: ListQuery, size: u32) -> Result<List, Error> {
        let asked =
            app.db.read(move |reader| understand(reader, scope, lang, query, false)).await.map_err(Error::Db)?;
        let (order, page) = (asked.query.order, asked.query.page);
        let found = match order {
            Order::Random => {
                let ids = self.ids_of(app, scope, asked.narrow.clone(), Some(asked.query.seed)).await?;
                part_of(&ids, page, size)
            }
            // To find is the work; once it is done the other pages cost nothing.
            _ if !asked.narrow.words.is_empty() => {
                part_of(&self.searched(app, scope, asked.narrow.clone(), order).await?, page, size)
            }
            _ => {
                let (size, narrow) = (size.clamp(1, 100), asked.narrow.clone());
                let total = self.total_of(app, scope, narrow.clone()).await?;
                let (page, pages) = store::page_of(total, page, size);
                let read = app.db.read(move |reader| store::ordered(reader, scope, &narrow, order, (page, size)));
                Found { total, page, pages, ids: read.await.map_err(Error::Db)? }
            }
        };
        let page = found.ids.clone();
        let cards = app.db.read(move |reader| store::cards(reader, scope.0, scope.1, lang, &page)).await;
        Ok(asked.list(found, cards.map_err(Error::Db)?))
    }

    /// The places of a list. `usual` is the part of the map that is shown when the query names none; without it, the part
    /// in which the plans lie. None when there is nothing to show.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn map(
        &self,
        app: &App,
        scope: Scope,
        lang: Lang,
        query: ListQuery,
        (usual, grain): (Option<Bounds>, Grain),
    ) -> Result<Option<MapOf>, Error> {
        let asked =
            app.db.read(move |reader| understand(reader, scope, lang, query, false)).await.map_err(Error::Db)?;
        // A part of the map is cut out here, so that a map that is moved reads its places once.
        let narrow = Narrow { bounds: None, ..asked.narrow };
        let total = self.total_of(app, scope, narrow.clone()).await?;
        let spots = self.spots_of(app, scope, narrow).await?;
        let around = || Bounds::around(spots.iter().map(|spot| spot.place)).map(|all| all.wider(0.08, 200.0));
        let Some(bounds) = asked.query.bounds.or(usual).or_else(around) else { return Ok(None) };
        let found = clusters(&spots, &bounds, grain.cell(&bounds));
        let single: Vec<ProposalId> = found.iter().filter(|one| one.count == 1).map(|one| one.id).collect();
        let read = app.db.read(move |reader| store::cards(reader, scope.0, scope.1, lang, &single));
        let mut cards = read.await.map_err(Error::Db)?;
        let shown = found.iter().map(|one| i64::from(one.count)).sum();
        let mut card = |one: &Cluster| {
            let place = cards.iter().position(|card| one.count == 1 && card.id == one.id)?;
            Some(cards.swap_remove(place))
        };
        let pins = found.into_iter().map(|cluster| Pin { card: card(&cluster), cluster }).collect();
        let unknown_postcode = asked.unknown_postcode;
        Ok(Some(MapOf { query: asked.query, pins, shown, total, bounds, unknown_postcode }))
    }
}

/// What stands beside one plan.
#[derive(Debug, Clone, Default)]
pub struct Around {
    /// The nearest others, with how many metres away.
    pub near: Vec<(Card, f64)>,
    /// Others with the same theme, without those that are near.
    pub alike: Vec<Card>,
}

/// What stands beside a plan: what lies near it, and what has its theme.
///
/// # Errors
/// When the database fails.
pub fn around(reader: &Reader<'_>, scope: Scope, lang: Lang, plan: &Plan, facets: &Facets) -> Result<Around, DbError> {
    let card = &plan.card;
    let mut near: Vec<(Spot, f64)> = Vec::new();
    if let Some(here) = card.point {
        for metres in RINGS {
            let bounds = Bounds::around([here]).map(|bounds| bounds.wider(0.0, metres));
            let Some(bounds) = bounds else { break };
            let found = store::near(reader, scope, &bounds, card.id)?;
            let far = |place: Place| metres_between(here, place);
            near = found.into_iter().map(|spot| (spot, far(spot.place))).filter(|(_, far)| *far <= metres).collect();
            if near.len() >= BESIDE {
                break;
            }
        }
    }
    near.sort_by(|(one, a), (other, b)| a.total_cmp(b).then(one.id.cmp(&other.id)));
    near.truncate(BESIDE);
    let alike = match theme(facets, &card.tags) {
        Some(tag) => store::of_theme(reader, scope, tag.id, card.id, 2 * BESIDE)?,
        None => Vec::new(),
    };
    let is_near = |id: &ProposalId| near.iter().any(|(spot, _)| spot.id == *id);
    let alike: Vec<ProposalId> = alike.into_iter().filter(|id| !is_near(id)).take(BESIDE).collect();
    let ids: Vec<ProposalId> = near.iter().map(|(spot, _)| spot.id).chain(alike).collect();
    let mut cards = store::cards(reader, scope.0, scope.1, lang, &ids)?;
    let alike = cards.split_off(near.len().min(cards.len()));
    Ok(Around { near: cards.into_iter().zip(near).map(|(card, (_, far))| (card, far)).collect(), alike })
}
