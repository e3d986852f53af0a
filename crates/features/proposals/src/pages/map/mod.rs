//! The map of a list, and of one plan. The server draws it, from nothing but our own data: each place on it is a link with
//! a name. A script makes it move, and adds pictures of streets from elsewhere once somebody has asked for them.

mod drawing;
pub(crate) mod extras;

use drawing::{Base, Drawn, Spotted};
pub(super) use extras::Extras;

use super::overview::Shown;
use super::{plan_link, plan_path};
use crate::model::{Bounds, ListQuery, Place, Shape};
use crate::service::{Finder, Grain, MapOf, Member, Pin};
use crate::store;
use civic::block::BlockContext;
use civic::model::{Area, Project};
use civic::ui::icon;
use civic::ui::shell::project_path;

use maud::{Markup, html};
use platform::error::Error;
use platform::i18n::T;
use serde_json::json;

/// So many groups of plans fit beside each other on a drawn map.
const BESIDE: u32 = 9;
/// How much of the town is shown around one plan, in metres to each side.
const AROUND_ONE: f64 = 700.0;

/// The map above a list.
pub(super) async fn of_list(
    context: &BlockContext<'_>,
    finder: &Finder,
    project: &Project,
    extras: &Extras,
    shown: &Shown<'_>,
) -> Result<Markup, Error> {
    let base = base(context, project, &shown.list.facets.areas).await?;
    let usual = base.town.as_ref().and_then(Shape::bounds).map(|bounds| bounds.wider(0.04, 100.0));
    let (scope, lang) = ((project.organisation, project.id), context.visitor.lang);
    let query = shown.list.query.clone();
    let t = &context.visitor.t;
    let found = finder.map(context.app, scope, lang, query, (usual, Grain::Beside(BESIDE))).await?;
    let Some(found) = found.filter(|found| found.shown > 0 || found.query.bounds.is_some()) else {
        return Ok(html! { p class="remark" { (t.text("map-no-places")) } });
    };
    let path = context.visitor.link(&project_path(project, context.page));
    let spots = found.pins.iter().map(|pin| {
        let to = pin.card.as_ref().map(|card| plan_link(context, project, card));
        let part = pin.cluster.bounds.wider(0.1, 20.0);
        spotted(t, pin, to, || shown.address(&path, 1, |query| query.bounds = Some(part)))
    });
    let spots = spots.collect();
    let area_link = |area: &Area| {
        (shown.list.query.area.as_ref() != Some(&area.slug)).then(|| {
            shown.address(&path, 1, |query| {
                query.area = Some(area.slug.clone());
                query.bounds = None;
            })
        })
    };
    let drawn = Drawn { bounds: found.bounds, base: &base, extras, spots, area_link: &area_link };
    let label = t.with("map-label", &[("n", found.shown.into())]);
    let mut query = shown.list.query.pairs(1, crate::model::Order::Oldest);
    query.retain(|key, _| ["q", "tag", "area", "status", "postcode", "distance"].contains(&key.as_str()));
    let clusters = visitor_api(context, project);
    let data = Data { drawn: &drawn, clusters: Some((&clusters, &platform::web::query::text(&query))), label: &label };
    Ok(html! {
        // The rows stand below, for who would rather read a list.
        p { a class="arrow-link" href="#rijen" { (t.text("plans-to-list")) } }
        (shown_as_map(context, &data))
        (words(context, &path, shown, &found))
    })
}

/// The map above a list of plans of several projects. `address` is that of the list for a query and a page.
pub(super) async fn of_members(
    context: &BlockContext<'_>,
    finder: &Finder,
    members: &[Member],
    query: &ListQuery,
    address: &impl Fn(&ListQuery, u32) -> String,
) -> Result<Markup, Error> {
    let (t, lang) = (&context.visitor.t, context.visitor.lang);
    let found = finder.map_together(context.app, members, lang, query, (None, Grain::Beside(BESIDE))).await?;
    let Some((found, of)) = found.filter(|(found, _)| found.shown > 0 || query.bounds.is_some()) else {
        return Ok(html! { p class="remark" { (t.text("map-no-places")) } });
    };
    let spotted = found.pins.iter().zip(of).map(|(pin, member)| {
        let member = member.and_then(|place| members.get(place));
        let plan = member.zip(pin.card.as_ref());
        let to = plan.map(|(of, card)| context.visitor.link(&plan_path(&of.project, &of.pages, card)));
        let closer = || address(&ListQuery { bounds: Some(pin.cluster.bounds.wider(0.1, 20.0)), ..query.clone() }, 1);
        spotted(t, pin, to, closer)
    });
    let (base, extras) = (Base { town: None, parts: Vec::new() }, Extras::default());
    let drawn =
        Drawn { bounds: found.bounds, base: &base, extras: &extras, spots: spotted.collect(), area_link: &|_| None };
    let label = t.with("map-label", &[("n", found.shown.into())]);
    let slugs: Vec<&str> = members.iter().map(|member| member.project.slug.as_str()).collect();
    let mut narrow = std::collections::BTreeMap::from([("project".to_owned(), slugs.join(","))]);
    narrow.extend(Some(query.q.clone()).filter(|q| !q.is_empty()).map(|q| ("q".to_owned(), q)));
    let clusters = context.visitor.link("/api/v1/plans/clusters");
    let data = Data { drawn: &drawn, clusters: Some((&clusters, &platform::web::query::text(&narrow))), label: &label };
    Ok(html! {
        (shown_as_map(context, &data))
        @if query.bounds.is_some() {
            p class="map__words" {
                a href=(address(&ListQuery { bounds: None, ..query.clone() }, 1)) {
                    (icon("arrow-back-up")) " " (t.text("map-zoom-out"))
                }
            }
        }
    })
}

/// What the map does not show, and the way back from a part of it.
fn words(context: &BlockContext<'_>, path: &str, shown: &Shown<'_>, found: &MapOf) -> Markup {
    let t = &context.visitor.t;
    let without = if found.query.bounds.is_some() { 0 } else { found.total - found.shown };
    html! {
        p class="map__words" {
            @if found.query.bounds.is_some() {
                a href=(shown.address(path, 1, |query| query.bounds = None)) { (icon("arrow-back-up")) " " (t.text("map-zoom-out")) }
            }
            @if without > 0 { (t.with("map-without", &[("n", without.into()), ("number", t.words(without).into())])) }
        }
    }
}

fn visitor_api(context: &BlockContext<'_>, project: &Project) -> String {
    context.visitor.link(&format!("/api/v1/projects/{}/plans/clusters", project.slug))
}

/// A place of a list: the plan with its address `to`, or several with the address of a closer look.
fn spotted(t: &T, pin: &Pin, to: Option<String>, closer: impl FnOnce() -> String) -> Spotted {
    match &pin.card {
        Some(card) => Spotted {
            place: pin.cluster.place,
            href: to,
            name: t.with("map-plan", &[("number", card.number.into()), ("title", card.title.as_str().into())]),
            sign: card.number.to_string(),
            many: false,
        },
        None => Spotted {
            place: pin.cluster.place,
            href: Some(closer()),
            name: t.with("map-cluster", &[("n", i64::from(pin.cluster.count).into())]),
            sign: pin.cluster.count.to_string(),
            many: true,
        },
    }
}

/// The map beside one plan.
pub(super) async fn of_plan(
    context: &BlockContext<'_>,
    project: &Project,
    areas: &[Area],
    (number, title, place): (i64, &str, Place),
) -> Result<Markup, Error> {
    let base = base(context, project, areas).await?;
    // The whole town, so that one sees where in it; without its outline the place stands alone.
    let town = base.town.as_ref().and_then(Shape::bounds).filter(|town| town.contains(place));
    let town = town.map(|town| town.wider(0.04, 100.0));
    let Some(bounds) = town.or_else(|| Bounds::around([place]).map(|bounds| bounds.wider(0.0, AROUND_ONE))) else {
        return Ok(Markup::default());
    };
    let t = &context.visitor.t;
    let name = t.with("map-plan", &[("number", number.into()), ("title", title.into())]);
    let spots = vec![Spotted { place, href: None, name, sign: number.to_string(), many: false }];
    let extras = Extras::default();
    let drawn = Drawn { bounds, base: &base, extras: &extras, spots, area_link: &|_| None };
    let label = t.text("map-label-plan").into_owned();
    Ok(shown_as_map(context, &Data { drawn: &drawn, clusters: None, label: &label }))
}

/// What is drawn below everything else: the town and its parts.
async fn base(context: &BlockContext<'_>, project: &Project, areas: &[Area]) -> Result<Base, Error> {
    let (organisation, id) = (project.organisation, project.id);
    let shapes = context.app.db.read(move |reader| store::shapes(reader, organisation, id)).await.map_err(Error::Db)?;
    let parts = shapes.into_iter().filter_map(|(id, text)| {
        let area = areas.iter().find(|area| area.id == id)?;
        Some((area.clone(), Shape::parse(&text)?))
    });
    Ok(Base { town: project.area.as_deref().and_then(Shape::parse), parts: parts.collect() })
}

/// A map with what a script needs to make it move.
struct Data<'d> {
    drawn: &'d Drawn<'d>,
    /// The address of the places, and what narrows them.
    clusters: Option<(&'d str, &'d str)>,
    label: &'d str,
}

fn shown_as_map(context: &BlockContext<'_>, data: &Data<'_>) -> Markup {
    let (t, app) = (&context.visitor.t, context.app);
    let tiles = app.site.tiles.as_ref();
    let drawn = data.drawn;
    html! {
        link rel="stylesheet" href=(app.assets.url("css/map.css"));
        plan-map class="map" id="kaart" data-bbox=(drawn.bounds.text()) data-label=(data.label)
            data-clusters=[data.clusters.map(|(address, _)| address)] data-query=[data.clusters.map(|(_, query)| query)]
            data-base=(drawn.base_json(context))
            data-spots=[data.clusters.is_none().then(|| spots_json(drawn))]
            data-tiles=[tiles.map(|tiles| tiles.address.as_str())] data-credit=[tiles.map(|tiles| tiles.credit.as_str())]
            data-script=(app.assets.url("vendor/leaflet/leaflet.js")) data-sheet=(app.assets.url("vendor/leaflet/leaflet.css"))
            data-text-in=(t.text("map-zoom-in")) data-text-out=(t.text("map-zoom-farther"))
            data-text-plan=(t.text("map-plan-word")) data-text-cluster=(t.text("map-cluster-word"))
            data-text-found=(t.text("map-found")) data-text-failed=(t.text("map-failed")) {
            (drawn.svg(context, data.label))
        }
        (drawn.extras.legend(context))
        @if let Some(tiles) = tiles {
            // Nothing comes from elsewhere before this is pressed; without a script there is nothing to press.
            p class="map__consent" data-map-consent hidden {
                button class="button" type="button" { (icon("map")) (t.text("map-streets")) }
                " " span class="small soft" { (t.with("map-streets-from", &[("host", tiles.host().into())])) }
            }
        }
        script type="module" src=(app.assets.url("js/map.js")) {}
    }
}

fn spots_json(drawn: &Drawn<'_>) -> String {
    let spots: Vec<_> = drawn
        .spots
        .iter()
        .map(|spot| json!({ "at": [spot.place.latitude, spot.place.longitude], "name": spot.name, "sign": spot.sign }))
        .collect();
    json!(spots).to_string()
}
