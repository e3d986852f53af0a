//! Plans of several projects as JSON.

use super::Api;
use super::body::{CardBody, NamedBody};
use super::map::Features;
use super::read::{cached_in, number, read_query};
use crate::model::{HIGHEST_ZOOM, ListQuery, Order, cell_at};
use crate::pages::plan_path;
use crate::refusal::Refusal;
use crate::service::{Grain, MOST_PROJECTS, Member, members};
use axum::extract::State;
use civic::{Answer, Visitor};
use http::HeaderMap;
use platform::error::Error;
use platform::web::query::{canonical, text};
use platform::web::response;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

const KEYS: [&str; 6] = ["project", "q", "sort", "page", "seed", "pageSize"];
const MAP_KEYS: [&str; 4] = ["project", "q", "bbox", "zoom"];
/// The zoom of a map when none is asked for: a town.
const USUAL_ZOOM: u32 = 13;

/// A plan with its project.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberBody {
    /// The plan.
    #[serde(flatten)]
    card: CardBody,
    /// Its project.
    project: NamedBody,
}

/// A page of plans of several projects.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TogetherBody {
    /// The plans of this page.
    items: Vec<MemberBody>,
    /// How many there are in all.
    total: i64,
    /// Which page this is, from 1.
    page: u32,
    /// Plans on a page.
    page_size: u32,
    /// How many pages there are.
    pages: u32,
}

/// Plans of several projects
#[utoipa::path(
    get,
    path = "/api/v1/plans",
    tag = "plans",
    params(
        ("project" = Option<String>, Query, description = "Slugs of at most twelve projects, with commas; without it the first twelve"),
        ("q" = Option<String>, Query, description = "Words; every one has to be found"),
        ("sort" = Option<String>, Query, description = "newest (default), oldest, random"),
        ("seed" = Option<u32>, Query, description = "Which random order, 0 to 63"),
        ("page" = Option<u32>, Query, description = "From 1"),
        ("pageSize" = Option<u32>, Query, description = "At most 100"),
    ),
    responses((status = 200, body = TogetherBody), (status = 400), (status = 404))
)]
pub(super) async fn list(State(api): State<Api>, visitor: Visitor, headers: HeaderMap) -> Answer {
    let query = canonical(&visitor.query, &KEYS);
    let (asked, size) = read_query(&query)?;
    let order = if query.contains_key("sort") { asked.order } else { Order::Newest };
    if !matches!(order, Order::Newest | Order::Oldest | Order::Random) {
        return Err(Error::from(Refusal::BadQuery("sort")).into());
    }
    let asked = ListQuery { order, ..asked };
    let slugs = slugs(&query)?;
    let scope = civic::store::front_scope(visitor.organisation.id);
    let page = cached_in(&api, &visitor, scope, format!("together{}", text(&query)), async {
        let members = found(&api, &visitor, slugs).await?;
        let together = api.plans.finder.together(&api.app, members, visitor.lang, &asked, size).await?;
        let past = asked.page > together.found.pages;
        let cards = if past { Vec::new() } else { together.cards };
        let item = |(place, card): (usize, crate::model::Card)| {
            let member = together.members.get(place)?;
            let project = NamedBody { slug: member.project.slug.clone(), title: member.project.title.clone() };
            Some(MemberBody { card: CardBody::new(card, &member.facets), project })
        };
        Ok(TogetherBody {
            items: cards.into_iter().filter_map(item).collect(),
            total: together.found.total,
            page: asked.page,
            page_size: size,
            pages: together.found.pages,
        })
    });
    Ok(response::cached(&*page.await?, &headers))
}

/// Where plans of several projects are
///
/// A `FeatureCollection` of at most 200 points, from north to south: a plan, or several that lie close together.
#[utoipa::path(
    get,
    path = "/api/v1/plans/clusters",
    tag = "plans",
    params(
        ("project" = Option<String>, Query, description = "Slugs of at most twelve projects, with commas; without it the first twelve"),
        ("bbox" = String, Query, description = "Part of the map: west,south,east,north in degrees (WGS 84)"),
        ("zoom" = Option<u32>, Query, description = "Zoom of a map of tiles, 0 to 22; 13 when left out"),
        ("q" = Option<String>, Query, description = "Words; every one has to be found"),
    ),
    responses((status = 200, body = Features), (status = 400), (status = 404))
)]
pub(super) async fn clusters(State(api): State<Api>, visitor: Visitor, headers: HeaderMap) -> Answer {
    let query = canonical(&visitor.query, &MAP_KEYS);
    let (asked, _) = read_query(&query)?;
    if asked.bounds.is_none() {
        return Err(Error::from(Refusal::BadQuery("bbox")).into());
    }
    let zoom = number(&query, "zoom", (0, HIGHEST_ZOOM))?.unwrap_or(USUAL_ZOOM);
    let slugs = slugs(&query)?;
    let scope = civic::store::front_scope(visitor.organisation.id);
    let page = cached_in(&api, &visitor, scope, format!("together-clusters{}", text(&query)), async {
        let members = found(&api, &visitor, slugs).await?;
        let grain = (None, Grain::Cell(cell_at(zoom)));
        let found = api.plans.finder.map_together(&api.app, &members, visitor.lang, &asked, grain).await?;
        let (map, of) = found.ok_or(Error::from(platform::error::Common::NotFound))?;
        Ok(Features::new(map, |place, card| {
            let member = of.get(place).copied().flatten().and_then(|at| members.get(at));
            member.map(|member| visitor.link(&plan_path(&member.project, &member.pages, card))).unwrap_or_default()
        }))
    });
    Ok(response::cached(&*page.await?, &headers))
}

/// The slugs that a query names.
fn slugs(query: &BTreeMap<String, String>) -> Result<Vec<String>, Refusal> {
    let Some(text) = query.get("project") else { return Ok(Vec::new()) };
    let slugs: Vec<String> = text.split(',').map(str::to_owned).collect();
    let fine = slugs.len() <= MOST_PROJECTS && slugs.iter().all(|slug| platform::ids::is_slug(slug));
    if fine { Ok(slugs) } else { Err(Refusal::BadQuery("project")) }
}

/// The projects of these slugs; each has to be there for everybody to see.
async fn found(api: &Api, visitor: &Visitor, slugs: Vec<String>) -> Result<Vec<Member>, Error> {
    let (organisation, lang, wanted) = (visitor.organisation.id, visitor.lang, slugs.clone());
    let read = api.app.db.read(move |reader| members(reader, organisation, lang, &slugs));
    let found = read.await.map_err(Error::Db)?;
    let all = wanted.iter().all(|slug| found.iter().any(|member| member.project.slug == *slug));
    if all { Ok(found) } else { Err(Refusal::BadQuery("project").into()) }
}
