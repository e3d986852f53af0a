//! The map on which a place is pointed at: a drawing that works without script (a press sends its pixel), and to which a
//! script can attach (`data-place-picker`).

use super::form::act::trip;
use crate::Plans;
use crate::model::Place;
use crate::service::region::{Canvas, MAP_WIDTH, Region};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use civic::context::{Answer, Visitor};
use civic::route::{Access, Routes};
use http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use maud::{Markup, html};
use platform::error::{Common, Error};
use platform::i18n::T;
use platform::web::query::canonical;

/// The routes.
pub(crate) fn routes(plans: &Plans) -> Routes {
    Routes::new().get("/plan-map/{project}", Access::Public, plans, drawing)
}

/// The drawing: the outline, the parts, and the place that was chosen (`at=52.37,4.86`).
async fn drawing(State(plans): State<Plans>, visitor: Visitor, Path(slug): Path<String>) -> Answer {
    let (project, _) = trip(&plans, &visitor, slug).await?;
    let ids = (project.organisation, project.id);
    let region = plans.app.db.read(move |reader| Region::load(reader, ids)).await.map_err(Error::Db)?;
    let canvas = region.canvas().ok_or(Error::from(Common::NotFound))?;
    let query = canonical(&visitor.query, &["at"]);
    let at = query.get("at").and_then(|at| {
        let (latitude, longitude) = at.split_once(',')?;
        let place = Place { latitude: latitude.parse().ok()?, longitude: longitude.parse().ok()? };
        region.check(place).is_ok().then_some(place)
    });
    Ok(svg(&region, canvas, at))
}

fn svg(region: &Region, canvas: Canvas, at: Option<Place>) -> Response {
    let path = |shape: &civic::shape::Shape| {
        let mut path = String::new();
        for line in shape.lines() {
            for (place, (longitude, latitude)) in line.iter().enumerate() {
                let (x, y) = canvas.pixel(*longitude, *latitude);
                path.push_str(&format!("{}{x} {y}", if place == 0 { "M" } else { "L" }));
            }
            path.push('Z');
        }
        path
    };
    // The colours of the default theme; a drawing has no style sheet.
    let drawing = html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (MAP_WIDTH) " " (canvas.height) }
            width=(MAP_WIDTH) height=(canvas.height) {
            rect width="100%" height="100%" fill="#e4e9e2" {}
            @if let Some(outline) = &region.outline {
                path d=(path(outline)) fill="#fffdf8" stroke="#0a4d8c" stroke-width="2" fill-rule="evenodd" {}
            }
            @for (_, shape) in &region.areas {
                path d=(path(shape)) fill="#fffdf8" stroke="#857c6c" stroke-width="1" fill-rule="evenodd" {}
            }
            @if let Some(place) = at {
                @let (x, y) = canvas.pixel(place.longitude, place.latitude);
                circle cx=(x) cy=(y) r="9" fill="#c2410c" stroke="#fffdf8" stroke-width="3" {}
            }
        }
    };
    let headers = [
        (CONTENT_TYPE, "image/svg+xml"),
        (CACHE_CONTROL, "public, max-age=60"),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
    ];
    (headers, drawing.into_string()).into_response()
}

/// The map in a form: pressing it sends `pick.x` and `pick.y`. A script may take over (`data-place-picker` with the edges
/// of the map) and fill the fields of degrees itself.
pub(crate) fn picker(t: &T, project: &str, region: &Region, at: Option<Place>) -> Markup {
    let Some(canvas) = region.canvas() else { return html! {} };
    let place = at.map(|place| format!("?at={},{}", place.latitude, place.longitude)).unwrap_or_default();
    html! {
        div class="place-picker" data-place-picker=(canvas.bounds()) data-drawing={ "/plan-map/" (project) } {
            p class="field__hint" id="pick-hint" { (t.text(if at.is_some() { "hand-in-pick-again" } else { "hand-in-pick" })) }
            input type="image" name="pick" src={ "/plan-map/" (project) (place) } alt=(t.text("hand-in-pick-alt"))
                width=(MAP_WIDTH) height=(canvas.height) aria-describedby="pick-hint";
        }
    }
}
