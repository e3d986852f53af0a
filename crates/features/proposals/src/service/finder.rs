//! Finding plans for residents, who ask much of the same again and again.
//!
//! A search, a random order and a map need all that a list has, not only a page of it. What was read for them is kept as
//! long as nothing in the project changes, so that turning a page, moving a map or asking for another pair of words reads
//! next to nothing: for a search the plans of each word are kept, and what all words have in common is taken out of the
//! list in its order.

use super::find::{Asked, Grain, List, MapOf, Offer, Pin, Scope, meant_by, part_of, spelled};
use crate::model::{Bounds, Cluster, ListQuery, Order, ProposalId, Spot, Word, clusters, shuffle, words};
use crate::store::{self, Found, Narrow};
use civic::App;
use civic::ids::ProjectId;
use moka::future::Cache;
use platform::db::{DbError, Reader};
use platform::error::Error;
use platform::i18n::Lang;
use std::collections::HashSet;
use std::sync::Arc;

/// How much memory the kept ids and places take at most, in bytes, each.
const BYTES: u64 = 48 * 1024 * 1024;
/// How long they are kept at most; a change of the project ends it sooner.
const LIFE: std::time::Duration = std::time::Duration::from_secs(600);
/// How many totals are kept.
const TOTALS: u64 = 20_000;
/// Of how many projects what they offer is kept.
const OFFERS: u64 = 500;
/// All of a list is read at once: more than this many plans are in no list.
const MOST: u32 = 100_000;

/// What was read stands under the project, its generation, and what was asked.
type Key = (ProjectId, i64, String);

/// Finds plans for residents, and keeps what it read for the next question.
pub struct Finder {
    ids: Cache<Key, Arc<Vec<ProposalId>>>,
    spots: Cache<Key, Arc<Vec<Spot>>>,
    totals: Cache<Key, i64>,
    offers: Cache<(ProjectId, i64, Lang), Offer>,
    words: Cache<Key, Arc<Posting>>,
}

/// The plans that a word finds, public or not, in the order of their ids.
struct Posting {
    plans: Vec<ProposalId>,
    /// The word that was looked for instead, if no plan has this one.
    meant: Option<Word>,
}

impl Posting {
    fn read(reader: &Reader<'_>, project: ProjectId, word: &Word) -> Result<Self, DbError> {
        let plans = store::found_by(reader, project, word)?;
        let meant = if plans.is_empty() { meant_by(reader, project, word)? } else { None };
        Ok(match meant {
            Some(meant) => Posting { plans: store::found_by(reader, project, &meant)?, meant: Some(meant) },
            None => Posting { plans, meant: None },
        })
    }
}

/// In which order all plans of a list are.
#[derive(Debug, Clone, Copy)]
pub(super) enum Row {
    /// As the database gives them.
    Any,
    /// At random, but each time the same for a seed.
    Shuffled(u32),
    /// In the order of a list.
    Sorted(Order),
}

impl Default for Finder {
    fn default() -> Self {
        let totals = Cache::builder().max_capacity(TOTALS).time_to_live(LIFE).build();
        let offers = Cache::builder().max_capacity(OFFERS).time_to_live(LIFE).build();
        let of_word = |posting: &Arc<Posting>| posting.plans.len() * size_of::<ProposalId>();
        Finder { ids: kept(of), spots: kept(of), totals, offers, words: kept(of_word) }
    }
}

fn of<T>(all: &Arc<Vec<T>>) -> usize {
    all.len() * size_of::<T>()
}

/// Keeps as much as [`BYTES`] hold; `size` is that of a value.
fn kept<V: Clone + Send + Sync + 'static>(size: impl Fn(&V) -> usize + Send + Sync + 'static) -> Cache<Key, V> {
    Cache::builder()
        .max_capacity(BYTES)
        .weigher(move |key: &Key, value: &V| u32::try_from(size(value) + key.2.len() + 100).unwrap_or(u32::MAX))
        .time_to_live(LIFE)
        .build()
}

fn unshared(error: Arc<DbError>) -> Error {
    Error::Db(DbError::clone(&error))
}

impl Finder {
    /// A question, understood. What the project offers and what its words find is kept.
    pub(super) async fn asked(&self, app: &App, scope: Scope, lang: Lang, query: ListQuery) -> Result<Asked, Error> {
        let generation = app.generation(scope.1.0).await?;
        let read = app.db.read(move |reader| Offer::load(reader, scope, lang));
        let offer = self.offers.try_get_with((scope.1, generation, lang), read).await.map_err(unshared)?;
        let query = offer.within(query);
        let (mut known, mut mended) = (Vec::new(), Vec::new());
        for word in words(&query.q) {
            let posting = self.posting(app, scope.1, &word).await?;
            mended.extend(posting.meant.iter().map(|meant| (spelled(&word), spelled(meant))));
            known.push(posting.meant.clone().unwrap_or(word));
        }
        let middle = match query.postcode.clone() {
            Some(code) => app.db.read(move |reader| store::postcode(reader, &code)).await.map_err(Error::Db)?,
            None => None,
        };
        Ok(offer.understood(query, middle, (known, mended), false))
    }

    async fn posting(&self, app: &App, project: ProjectId, word: &Word) -> Result<Arc<Posting>, Error> {
        let generation = app.generation(project.0).await?;
        let (key, word) = ((project, generation, format!("{word:?}")), word.clone());
        let read = async {
            let posting = app.db.read(move |reader| Posting::read(reader, project, &word)).await;
            posting.map(Arc::new)
        };
        self.words.try_get_with(key, read).await.map_err(unshared)
    }

    /// The plans that all words find.
    async fn found(&self, app: &App, project: ProjectId, words: &[Word]) -> Result<HashSet<ProposalId>, Error> {
        let mut postings = Vec::with_capacity(words.len());
        for word in words {
            postings.push(self.posting(app, project, word).await?);
        }
        postings.sort_by_key(|posting| posting.plans.len());
        let Some((rarest, others)) = postings.split_first() else { return Ok(HashSet::new()) };
        let has = |posting: &Arc<Posting>, id: &ProposalId| posting.plans.binary_search(id).is_ok();
        Ok(rarest.plans.iter().filter(|id| others.iter().all(|posting| has(posting, id))).copied().collect())
    }

    /// All plans of a list; kept as long as nothing in the project changes.
    pub(super) async fn ids_of(
        &self,
        app: &App,
        scope: Scope,
        narrow: Narrow,
        row: Row,
    ) -> Result<Arc<Vec<ProposalId>>, Error> {
        let generation = app.generation(scope.1.0).await?;
        let key = |narrow: &Narrow| (scope.1, generation, format!("{row:?} {narrow:?}"));
        if !narrow.words.is_empty() {
            if let Some(kept) = self.ids.get(&key(&narrow)).await {
                return Ok(kept);
            }
            let found = self.found(app, scope.1, &narrow.words).await?;
            let all = Box::pin(self.ids_of(app, scope, wordless(&narrow), row)).await?;
            let ids: Arc<Vec<_>> = Arc::new(all.iter().filter(|id| found.contains(*id)).copied().collect());
            self.ids.insert(key(&narrow), Arc::clone(&ids)).await;
            return Ok(ids);
        }
        if let Row::Shuffled(seed) = row {
            // The reading is the same for all; only the shuffling is each visitor's own.
            let all = Box::pin(self.ids_of(app, scope, narrow.clone(), Row::Any)).await?;
            let shuffled = async {
                let mut ids = all.as_ref().clone();
                shuffle(&mut ids, seed, |id| id.0);
                Arc::new(ids)
            };
            return Ok(self.ids.get_with(key(&narrow), shuffled).await);
        }
        let key = key(&narrow);
        let read = app.db.read(move |reader| match row {
            Row::Sorted(order) => store::ordered(reader, scope, &narrow, order, (1, MOST)),
            Row::Any | Row::Shuffled(_) => store::all_ids(reader, scope, &narrow, None),
        });
        self.ids.try_get_with(key, async { read.await.map(Arc::new) }).await.map_err(unshared)
    }

    /// How many plans a list has; kept likewise.
    async fn total_of(&self, app: &App, scope: Scope, narrow: Narrow) -> Result<i64, Error> {
        if !narrow.words.is_empty() {
            let all = self.ids_of(app, scope, narrow, Row::Any).await?;
            return Ok(i64::try_from(all.len()).unwrap_or(i64::MAX));
        }
        let generation = app.generation(scope.1.0).await?;
        let key = (scope.1, generation, format!("{narrow:?}"));
        let read = app.db.read(move |reader| store::count(reader, scope, &narrow));
        self.totals.try_get_with(key, read).await.map_err(unshared)
    }

    /// Where all plans of a list are; kept likewise.
    pub(super) async fn spots_of(&self, app: &App, scope: Scope, narrow: Narrow) -> Result<Arc<Vec<Spot>>, Error> {
        if !narrow.words.is_empty() {
            let found = self.found(app, scope.1, &narrow.words).await?;
            let all = Box::pin(self.spots_of(app, scope, wordless(&narrow))).await?;
            return Ok(Arc::new(all.iter().filter(|spot| found.contains(&spot.id)).copied().collect()));
        }
        let generation = app.generation(scope.1.0).await?;
        let key = (scope.1, generation, format!("{narrow:?}"));
        let read = app.db.read(move |reader| store::spots(reader, scope, &narrow));
        self.spots.try_get_with(key, async { read.await.map(Arc::new) }).await.map_err(unshared)
    }

    /// A page of a list for residents.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list(&self, app: &App, scope: Scope, lang: Lang, query: ListQuery, size: u32) -> Result<List, Error> {
        let asked = self.asked(app, scope, lang, query).await?;
        let (order, page, narrow) = (asked.query.order, asked.query.page, asked.narrow.clone());
        let row = match order {
            Order::Random => Some(Row::Shuffled(asked.query.seed)),
            _ if !narrow.words.is_empty() => Some(Row::Sorted(order)),
            _ => None,
        };
        let found = if let Some(row) = row {
            part_of(&self.ids_of(app, scope, narrow, row).await?, page, size)
        } else {
            let size = size.clamp(1, 100);
            let total = self.total_of(app, scope, narrow.clone()).await?;
            let (page, pages) = store::page_of(total, page, size);
            let read = app.db.read(move |reader| store::ordered(reader, scope, &narrow, order, (page, size)));
            Found { total, page, pages, ids: read.await.map_err(Error::Db)? }
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
        let asked = self.asked(app, scope, lang, query).await?;
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

/// A list without its words.
fn wordless(narrow: &Narrow) -> Narrow {
    Narrow { words: Vec::new(), ..narrow.clone() }
}
