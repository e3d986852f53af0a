//! Reads: public plans of public projects, whoever asks.

use super::Api;
use super::body::{Beside, CardBody, PageBody, PlanBody};
use super::map::Features;
use crate::model::{HIGHEST_ZOOM, ListQuery, Order, PAGE_SIZE, cell_at, distance_of, number_in, seed_of};
use crate::pages::plan_path;
use crate::refusal::Refusal;
use crate::service::Grain;
use crate::store::{self, Facets};
use axum::extract::{Path, State};
use civic::ids::ProjectId;
use civic::model::Project;
use civic::{Answer, Visitor};
use http::HeaderMap;
use platform::cache::{CachedPage, PageKey};
use platform::error::{Common, Error};
use platform::limits::policies;
use platform::web::query::{LAST_PAGE, canonical, text};
use platform::web::response;
use serde::Serialize;
use std::collections::BTreeMap;

/// The keys of a list in the API.
const KEYS: [&str; 11] =
    ["q", "tag", "area", "status", "sort", "page", "seed", "postcode", "distance", "bbox", "pageSize"];
/// The keys of a map.
const MAP_KEYS: [&str; 8] = ["q", "tag", "area", "status", "postcode", "distance", "bbox", "zoom"];
/// The zoom of a map when none is asked for: a town.
const USUAL_ZOOM: u32 = 13;
/// The most plans on one page.
const MOST: u32 = 100;

/// A list of plans
#[utoipa::path(
    get,
    path = "/api/v1/projects/{project}/plans",
    tag = "plans",
    params(
        ("project" = String, Path, description = "Slug of the project"),
        ("q" = Option<String>, Query, description = "Words; every one has to be found"),
        ("tag" = Option<String>, Query, description = "`kind.tag`, several with commas: one of each kind has to hold"),
        ("area" = Option<String>, Query, description = "Slug of a part of town"),
        ("status" = Option<String>, Query, description = "Slug of a status"),
        ("postcode" = Option<String>, Query, description = "Four digits: plans near it, and plans without a place"),
        ("distance" = Option<u32>, Query, description = "How near, in metres: 500, 1000 (default), 2000, 3000, 5000, 10000"),
        ("bbox" = Option<String>, Query, description = "Part of the map: west,south,east,north in degrees (WGS 84)"),
        ("sort" = Option<String>, Query, description = "oldest (default), newest, title, cost-up, cost-down, support, random"),
        ("seed" = Option<u32>, Query, description = "Which random order, 0 to 63"),
        ("page" = Option<u32>, Query, description = "From 1"),
        ("pageSize" = Option<u32>, Query, description = "At most 100"),
    ),
    responses((status = 200, body = PageBody), (status = 400), (status = 404))
)]
pub(super) async fn list(
    State(api): State<Api>,
    visitor: Visitor,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Answer {
    let query = canonical(&visitor.query, &KEYS);
    let (asked, size) = read_query(&query)?;
    let id = api.project_id(visitor.organisation.id, &slug).await?;
    let route = format!("plans{}", text(&query));
    let page = cached(&api, &visitor, id, route, async {
        let project = api.public_project(visitor.organisation.id, &slug).await?;
        page_of(&api, &visitor, &project, asked, size).await
    });
    Ok(response::cached(&*page.await?, &headers))
}

async fn page_of(
    api: &Api,
    visitor: &Visitor,
    project: &Project,
    asked: ListQuery,
    size: u32,
) -> Result<PageBody, Error> {
    let (scope, wanted) = ((project.organisation, project.id), asked.clone());
    let list = api.plans.finder.list(&api.app, scope, visitor.lang, asked, size).await?;
    unknown(&wanted, &list.query, list.unknown_postcode)?;
    // A page after the last is empty here: who follows pages has to come to an end.
    let past = wanted.page > list.found.pages;
    let cards = if past { Vec::new() } else { list.cards };
    Ok(PageBody {
        items: cards.into_iter().map(|card| CardBody::new(card, &list.facets)).collect(),
        total: list.found.total,
        page: wanted.page,
        page_size: size,
        pages: list.found.pages,
    })
}

/// Where plans are
///
/// A `FeatureCollection` of at most 200 points, from north to south: a plan, or several that lie close together.
#[utoipa::path(
    get,
    path = "/api/v1/projects/{project}/plans/clusters",
    tag = "plans",
    params(
        ("project" = String, Path, description = "Slug of the project"),
        ("bbox" = String, Query, description = "Part of the map: west,south,east,north in degrees (WGS 84)"),
        ("zoom" = Option<u32>, Query, description = "Zoom of a map of tiles, 0 to 22; 13 when left out"),
        ("q" = Option<String>, Query, description = "Words; every one has to be found"),
        ("tag" = Option<String>, Query, description = "`kind.tag`, several with commas: one of each kind has to hold"),
        ("area" = Option<String>, Query, description = "Slug of a part of town"),
        ("status" = Option<String>, Query, description = "Slug of a status"),
        ("postcode" = Option<String>, Query, description = "Four digits: plans near it"),
        ("distance" = Option<u32>, Query, description = "How near, in metres: 500, 1000 (default), 2000, 3000, 5000, 10000"),
    ),
    responses((status = 200, body = Features), (status = 400), (status = 404))
)]
pub(super) async fn clusters(
    State(api): State<Api>,
    visitor: Visitor,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Answer {
    let query = canonical(&visitor.query, &MAP_KEYS);
    let (asked, _) = read_query(&query)?;
    if asked.bounds.is_none() {
        return Err(Error::from(Refusal::BadQuery("bbox")).into());
    }
    let zoom = number(&query, "zoom", (0, HIGHEST_ZOOM))?.unwrap_or(USUAL_ZOOM);
    let id = api.project_id(visitor.organisation.id, &slug).await?;
    let page = cached(&api, &visitor, id, format!("clusters{}", text(&query)), async {
        let project = api.public_project(visitor.organisation.id, &slug).await?;
        let (scope, wanted, grain) = ((project.organisation, project.id), asked.clone(), Grain::Cell(cell_at(zoom)));
        let found = api.plans.finder.map(&api.app, scope, visitor.lang, asked, (None, grain)).await?;
        let found = found.ok_or(Error::from(Common::NotFound))?;
        unknown(&wanted, &found.query, found.unknown_postcode)?;
        let (organisation, lang) = (project.organisation, visitor.lang);
        let pages = api.app.db.read(move |reader| civic::store::pages(reader, organisation, Some(id), lang));
        let pages = pages.await.map_err(Error::Db)?;
        Ok(Features::new(found, |_, card| visitor.link(&plan_path(&project, &pages, card))))
    });
    Ok(response::cached(&*page.await?, &headers))
}

/// One plan
#[utoipa::path(
    get,
    path = "/api/v1/projects/{project}/plans/{number}",
    tag = "plans",
    params(
        ("project" = String, Path, description = "Slug of the project"),
        ("number" = i64, Path, description = "Number of the plan in its project"),
    ),
    responses((status = 200, body = PlanBody), (status = 404))
)]
pub(super) async fn one(
    State(api): State<Api>,
    visitor: Visitor,
    Path((slug, number)): Path<(String, String)>,
    headers: HeaderMap,
) -> Answer {
    // Only a plain number: `7-tegels` is an address of a page.
    let number = number_in(&number).filter(|known| known.to_string() == number).ok_or(Error::from(Common::NotFound))?;
    let id = api.project_id(visitor.organisation.id, &slug).await?;
    let page = cached(&api, &visitor, id, format!("plans/{number}"), async {
        let project = api.public_project(visitor.organisation.id, &slug).await?;
        plan_of(&api, &visitor, &project, number, false).await
    });
    Ok(response::cached(&*page.await?, &headers))
}

/// A plan with the names of what it refers to.
pub(super) async fn plan_of(
    api: &Api,
    visitor: &Visitor,
    project: &Project,
    number: i64,
    hidden: bool,
) -> Result<PlanBody, Error> {
    let (organisation, id, lang) = (project.organisation, project.id, visitor.lang);
    api.app
        .db
        .read(move |reader| {
            let plan = store::by_number(reader, organisation, id, lang, number, hidden)?;
            let facets = Facets::load(reader, organisation, id, lang)?;
            let plan = plan.ok_or(Error::from(Common::NotFound))?;
            let beside = Beside {
                documents: store::documents(reader, organisation, plan.card.id)?,
                pictures: store::pictures(reader, organisation, plan.card.id)?,
                answers: store::public_answers(reader, (organisation, id), plan.card.id, lang)?,
                history: store::history(reader, organisation, plan.card.id, lang)?,
            };
            Ok(PlanBody::new(plan, &facets, beside))
        })
        .await
}

/// An answer made before, if nothing of the project has changed since; or made now and kept.
async fn cached<B: Serialize>(
    api: &Api,
    visitor: &Visitor,
    project: ProjectId,
    route: String,
    make: impl Future<Output = Result<B, Error>>,
) -> Result<std::sync::Arc<CachedPage>, Error> {
    cached_in(api, visitor, project.0, route, make).await
}

/// The same for what belongs to the scope of a generation.
pub(super) async fn cached_in<B: Serialize>(
    api: &Api,
    visitor: &Visitor,
    scope: i64,
    route: String,
    make: impl Future<Output = Result<B, Error>>,
) -> Result<std::sync::Arc<CachedPage>, Error> {
    let (app, organisation) = (&api.app, visitor.organisation.id);
    let settings = civic::store::settings_scope(organisation);
    let generations = [app.generation(scope).await?, app.generation(settings).await?];
    let route = format!("api/{scope}/{route}");
    let key =
        PageKey { organisation: organisation.0, generations, lang: visitor.lang.code(), roles: String::new(), route };
    let make = async {
        // What was asked before costs nothing; what is made anew counts as a search.
        app.limits.check(policies::SEARCHES, visitor.client.0)?;
        let body = serde_json::to_string(&make.await?).map_err(Error::internal)?;
        Ok(CachedPage::new(response::JSON, body, i64::MAX))
    };
    app.cache.get_or_make(key, app.clock.now_micros(), make).await.map_err(|error| own(&error))
}

/// An error that several who asked at the same moment share, for one of them.
fn own(error: &Error) -> Error {
    match error {
        Error::Refused(refusals) => Error::Refused(refusals.clone()),
        Error::Moved(to) => Error::Moved(to.clone()),
        Error::Db(error) => Error::Db(error.clone()),
        Error::Internal(text) => Error::Internal(text.clone()),
    }
}

/// Reads a query strictly: what a page would ignore is refused here, with its key.
pub(super) fn read_query(query: &BTreeMap<String, String>) -> Result<(ListQuery, u32), Error> {
    let asked = ListQuery::read(query, Order::Oldest);
    number(query, "page", (1, LAST_PAGE))?;
    let size = number(query, "pageSize", (1, MOST))?.unwrap_or(PAGE_SIZE);
    for (key, fits) in [
        ("sort", query.get("sort").is_none_or(|sort| Order::parse(sort).is_some())),
        ("seed", query.get("seed").is_none_or(|seed| seed_of(seed).is_some())),
        ("tag", query.get("tag").is_none_or(|tags| tags.split(',').count() == asked.tags.len())),
        ("distance", query.get("distance").is_none_or(|distance| distance_of(distance).is_some())),
        ("postcode", query.contains_key("postcode") == asked.postcode.is_some()),
        ("bbox", query.contains_key("bbox") == asked.bounds.is_some()),
        ("area", query.contains_key("area") == asked.area.is_some()),
        ("status", query.contains_key("status") == asked.status.is_some()),
    ] {
        if !fits {
            return Err(Refusal::BadQuery(key).into());
        }
    }
    Ok((asked, size))
}

/// A whole number of a query, within its limits.
pub(super) fn number(
    query: &BTreeMap<String, String>,
    key: &'static str,
    (least, most): (u32, u32),
) -> Result<Option<u32>, Refusal> {
    let Some(text) = query.get(key) else { return Ok(None) };
    let number = text.parse().ok().filter(|number| (least..=most).contains(number));
    number.map(Some).ok_or(Refusal::BadQuery(key))
}

/// Refuses names that the project does not have, and more tags than count.
fn unknown(wanted: &ListQuery, known: &ListQuery, unknown_postcode: bool) -> Result<(), Refusal> {
    match () {
        () if unknown_postcode => Err(Refusal::BadQuery("postcode")),
        () if wanted.tags != known.tags => Err(Refusal::BadQuery("tag")),
        () if wanted.area != known.area => Err(Refusal::BadQuery("area")),
        () if wanted.status != known.status => Err(Refusal::BadQuery("status")),
        () => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::model::QUERY_KEYS;

    #[test]
    fn the_keys_are_those_of_the_page_and_one_more() {
        let own: Vec<&str> = QUERY_KEYS.iter().copied().filter(|key| *key != "view").collect();
        assert_eq!(KEYS.split_last().map(|(_, rest)| rest), Some(own.as_slice()));
    }

    #[test]
    fn strange_values_are_refused_with_their_key() {
        let read = |raw: &str| read_query(&canonical(raw, &KEYS));
        for (raw, key) in [
            ("sort=title%3BDROP", "sort"),
            ("sort=p.email", "sort"),
            ("page=0", "page"),
            ("page=-1", "page"),
            ("page=10001", "page"),
            ("pageSize=101", "pageSize"),
            ("pageSize=9999999999", "pageSize"),
            ("seed=64", "seed"),
            ("tag=groen", "tag"),
            ("tag=thema.groen,x", "tag"),
            ("area=%27%20OR%201%3D1", "area"),
            ("status=%3Cscript%3E", "status"),
            ("bbox=NaN,1,2,3", "bbox"),
            ("bbox=5,52,4,53", "bbox"),
            ("bbox=4,52,inf,53", "bbox"),
            ("postcode=1", "postcode"),
            ("distance=999", "distance"),
        ] {
            let error = read(raw).unwrap_err();
            assert_eq!(error.refusals().first().unwrap().field, Some(key), "{raw}");
        }
        let (asked, size) = read("q=x&tag=thema.groen&sort=random&seed=3&page=2&pageSize=100&passwordHash=1").unwrap();
        assert_eq!((asked.page, asked.seed, size, asked.order), (2, 3, 100, Order::Random));
    }
}
