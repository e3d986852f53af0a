//! Finding plans: what a question to a list means, a page of a list, what lies around one plan.

use super::theme;
use crate::model::{
    Bounds, Card, Circle, Cluster, ListQuery, MOST_OF_TYPE, MOST_TYPES, Order, Place, Plan, ProposalId, Spot, Word,
    metres_between, nearest, words,
};
use crate::store::{self, Facets, Found, Narrow};
use civic::ids::{OrganisationId, ProjectId, TagId};
use civic::model::TagType;
use platform::db::{DbError, Reader};
use platform::i18n::Lang;
use std::sync::Arc;

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
    pub facets: Arc<Facets>,
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
    pub(super) query: ListQuery,
    offer: Offer,
    pub(super) narrow: Narrow,
    mended: Vec<(String, String)>,
    pub(super) unknown_postcode: bool,
}

/// What a project has to narrow its lists by. It changes seldom and every question needs it.
#[derive(Debug, Clone)]
pub(super) struct Offer {
    pub(super) facets: Arc<Facets>,
    has_postcodes: bool,
    has_support: bool,
}

impl Offer {
    pub(super) fn load(reader: &Reader<'_>, scope: Scope, lang: Lang) -> Result<Self, DbError> {
        Ok(Offer {
            facets: Arc::new(Facets::load(reader, scope.0, scope.1, lang)?),
            has_postcodes: store::has_postcodes(reader)?,
            has_support: store::has_support(reader, scope)?,
        })
    }
}

impl Asked {
    pub(super) fn list(self, found: Found, cards: Vec<Card>) -> List {
        // A word that only hidden plans have is not told.
        let mended = if found.total > 0 { self.mended } else { Vec::new() };
        List {
            query: self.query,
            found,
            cards,
            facets: self.offer.facets,
            mended,
            unknown_postcode: self.unknown_postcode,
            has_postcodes: self.offer.has_postcodes,
            has_support: self.offer.has_support,
        }
    }
}

pub(super) type Scope = (OrganisationId, ProjectId);

impl Offer {
    /// A question, without what the project has not.
    pub(super) fn within(&self, query: ListQuery) -> ListQuery {
        query.within(&self.facets.types, &self.facets.areas, &self.facets.statuses)
    }

    /// Understands a question that is [within](Self::within) this: `middle` is that of its post code.
    pub(super) fn understood(
        self,
        query: ListQuery,
        middle: Option<Place>,
        (words, mended): (Vec<Word>, Mended),
        hidden: bool,
    ) -> Asked {
        let facets = &self.facets;
        let narrow = Narrow {
            hidden,
            status: facets.statuses.iter().find(|own| Some(&own.slug) == query.status.as_ref()).map(|own| own.id),
            area: facets.areas.iter().find(|area| Some(&area.slug) == query.area.as_ref()).map(|area| area.id),
            tags: chosen_tags(&facets.types, &query),
            near: middle.map(|middle| Circle { middle, metres: query.distance }),
            bounds: query.bounds,
            words,
        };
        let unknown_postcode = query.postcode.is_some() && middle.is_none();
        Asked { query, offer: self, narrow, mended, unknown_postcode }
    }
}

fn chosen_tags(types: &[TagType], query: &ListQuery) -> Vec<Vec<TagId>> {
    let chosen = |kind: &TagType| -> Vec<TagId> {
        let tags = kind.tags.iter().filter(|tag| query.has_tag(&kind.slug, &tag.slug));
        tags.map(|tag| tag.id).take(MOST_OF_TYPE).collect()
    };
    types.iter().map(chosen).filter(|tags| !tags.is_empty()).take(MOST_TYPES).collect()
}

/// What was typed and what was meant.
pub(super) type Mended = Vec<(String, String)>;

/// The word that was probably meant by one that no plan has.
pub(super) fn meant_by(reader: &Reader<'_>, project: ProjectId, word: &Word) -> Result<Option<Word>, DbError> {
    let typed = spelled(word);
    let alike = store::like(reader, project, &typed)?;
    Ok(nearest(&typed, alike.iter().map(String::as_str)).and_then(|meant| words(meant).pop()))
}

/// A word as it was typed.
pub(super) fn spelled(word: &Word) -> String {
    String::from_utf8_lossy(&word.low).into_owned()
}

fn known_words(reader: &Reader<'_>, project: ProjectId, asked: Vec<Word>) -> Result<(Vec<Word>, Mended), DbError> {
    let mut mended = Vec::new();
    let mut known = Vec::new();
    for (plans, word) in store::rarest_first(reader, project, asked)? {
        let meant = if plans == 0 { meant_by(reader, project, &word)? } else { None };
        mended.extend(meant.iter().map(|meant| (spelled(&word), spelled(meant))));
        known.push(meant.unwrap_or(word));
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
    let offer = Offer::load(reader, scope, lang)?;
    let query = offer.within(query);
    let known = known_words(reader, scope.1, words(&query.q))?;
    let middle = query.postcode.as_ref().map(|code| store::postcode(reader, code)).transpose()?.flatten();
    let asked = offer.understood(query, middle, known, hidden);
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
