//! Plans of several projects in one list and on one map.

use super::find::{Asked, Grain, MapOf, Pin, part_of};
use super::finder::{Finder, Row};
use crate::model::{Bounds, Card, ListQuery, Order, ProposalId, Spot, clusters, shuffle};
use crate::store::{self, Facets, Found, Narrow};
use civic::App;
use civic::ids::OrganisationId;
use civic::model::{Page, Project, ProjectState};
use platform::db::{DbError, Reader};
use platform::error::Error;
use platform::i18n::Lang;
use std::sync::Arc;

/// The most projects of one list.
pub const MOST_PROJECTS: usize = 12;
/// How many projects of an organisation are looked through for them.
const PROJECTS: i64 = 1_000;

/// A project whose plans are in a list, with what its cards refer to.
#[derive(Debug, Clone)]
pub struct Member {
    /// The project.
    pub project: Arc<Project>,
    /// Its pages, for links.
    pub pages: Vec<Page>,
    /// Its tags, areas and statuses.
    pub facets: Facets,
}

/// A page of plans of several projects.
#[derive(Debug, Clone)]
pub struct Together {
    /// The projects, in the order of the organisation.
    pub members: Vec<Member>,
    /// How many plans there are, which page this is.
    pub found: Found,
    /// The plans of the page, each with the place of its project in `members`.
    pub cards: Vec<(usize, Card)>,
}

/// The projects of these slugs that everybody may see, or the first twelve of the organisation if none is named.
///
/// # Errors
/// When the database fails.
pub fn members(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    lang: Lang,
    slugs: &[String],
) -> Result<Vec<Member>, DbError> {
    let all = civic::store::projects(reader, organisation, lang, PROJECTS)?;
    let wanted = |project: &Project| slugs.is_empty() || slugs.contains(&project.slug);
    let seen = all.into_iter().filter(|project| project.state != ProjectState::Draft && wanted(project));
    seen.take(MOST_PROJECTS)
        .map(|project| {
            Ok(Member {
                pages: civic::store::pages(reader, organisation, Some(project.id), lang)?,
                facets: Facets::load(reader, organisation, project.id, lang)?,
                project: Arc::new(project),
            })
        })
        .collect()
}

impl Finder {
    /// A page of plans of several projects: at random, or the newest or oldest first. Of the query, words, post code, order
    /// and page count.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn together(
        &self,
        app: &App,
        members: Vec<Member>,
        lang: Lang,
        query: &ListQuery,
        size: u32,
    ) -> Result<Together, Error> {
        let mut ids: Vec<ProposalId> = Vec::new();
        for member in &members {
            let (scope, asked) = self.asked_of(app, member, lang, query).await?;
            ids.extend(self.ids_of(app, scope, asked.narrow, Row::Any).await?.iter());
        }
        match query.order {
            Order::Random => shuffle(&mut ids, query.seed, |id| id.0),
            // A plan that was made later has a higher number, whichever project it is in.
            Order::Oldest => ids.sort_unstable(),
            _ => ids.sort_unstable_by(|a, b| b.cmp(a)),
        }
        let found = part_of(&ids, query.page, size);
        let cards = cards_of(app, &members, lang, found.ids.clone()).await?;
        Ok(Together { members, found, cards })
    }

    /// The places of plans of several projects; each pin with a card names the place of its project in `members`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn map_together(
        &self,
        app: &App,
        members: &[Member],
        lang: Lang,
        query: &ListQuery,
        (usual, grain): (Option<Bounds>, Grain),
    ) -> Result<Option<(MapOf, Vec<Option<usize>>)>, Error> {
        let mut spots: Vec<Spot> = Vec::new();
        let mut total = 0;
        for member in members {
            let (scope, asked) = self.asked_of(app, member, lang, query).await?;
            let narrow = Narrow { bounds: None, ..asked.narrow };
            total += i64::try_from(self.ids_of(app, scope, narrow.clone(), Row::Any).await?.len()).unwrap_or(0);
            spots.extend(self.spots_of(app, scope, narrow).await?.iter());
        }
        let around = || Bounds::around(spots.iter().map(|spot| spot.place)).map(|all| all.wider(0.08, 200.0));
        let Some(bounds) = query.bounds.or(usual).or_else(around) else { return Ok(None) };
        let found = clusters(&spots, &bounds, grain.cell(&bounds));
        let single = found.iter().filter(|one| one.count == 1).map(|one| one.id).collect();
        let mut cards = cards_of(app, members, lang, single).await?;
        let shown = found.iter().map(|one| i64::from(one.count)).sum();
        let mut of = Vec::with_capacity(found.len());
        let mut pins = Vec::with_capacity(found.len());
        for cluster in found {
            let place = cards.iter().position(|(_, card)| cluster.count == 1 && card.id == cluster.id);
            let card = place.map(|place| cards.swap_remove(place));
            of.push(card.as_ref().map(|(member, _)| *member));
            pins.push(Pin { cluster, card: card.map(|(_, card)| card) });
        }
        let map = MapOf { query: query.clone(), pins, shown, total, bounds, unknown_postcode: false };
        Ok(Some((map, of)))
    }

    async fn asked_of(
        &self,
        app: &App,
        member: &Member,
        lang: Lang,
        query: &ListQuery,
    ) -> Result<(super::find::Scope, Asked), Error> {
        let scope = (member.project.organisation, member.project.id);
        // Tags, areas and statuses are each project's own.
        let query = ListQuery { tags: Vec::new(), area: None, status: None, ..query.clone() };
        Ok((scope, self.asked(app, scope, lang, query).await?))
    }
}

/// Plans with the place of their project in `members`, in the order of `ids`.
async fn cards_of(
    app: &App,
    members: &[Member],
    lang: Lang,
    ids: Vec<ProposalId>,
) -> Result<Vec<(usize, Card)>, Error> {
    let scopes: Vec<_> = members.iter().map(|member| (member.project.organisation, member.project.id)).collect();
    app.db
        .read(move |reader| {
            let mut all = Vec::with_capacity(ids.len());
            for (place, (organisation, project)) in scopes.into_iter().enumerate() {
                let cards = store::cards(reader, organisation, project, lang, &ids)?;
                all.extend(cards.into_iter().map(|card| (place, card)));
            }
            all.sort_by_key(|(_, card)| ids.iter().position(|id| *id == card.id));
            Ok::<_, DbError>(all)
        })
        .await
        .map_err(Error::Db)
}
