//! The drawn map: an SVG in which every place is a link with a name.

use super::Extras;
use crate::model::{Bounds, Place, Shape};
use civic::block::BlockContext;
use civic::model::Area;
use maud::{Markup, html};
use serde_json::json;
use std::fmt::Write;

/// The width of the drawing, in its own units. On a phone one of them is somewhat less than a pixel.
const WIDTH: f64 = 480.0;
/// Half of what one has to hit to follow a link, in the same units.
const REACH: f64 = 18.0;

/// What is drawn below everything else.
pub(super) struct Base {
    /// The area of the project.
    pub town: Option<Shape>,
    /// Its parts that have a shape.
    pub parts: Vec<(Area, Shape)>,
}

/// A place on the map.
pub(super) struct Spotted {
    pub place: Place,
    pub href: Option<String>,
    /// For who does not see it.
    pub name: String,
    /// What stands in it: the number of the plan, or how many plans.
    pub sign: String,
    /// Whether it stands for several plans.
    pub many: bool,
}

/// A map that is about to be drawn.
pub(super) struct Drawn<'d> {
    pub bounds: Bounds,
    pub base: &'d Base,
    pub extras: &'d Extras,
    pub spots: Vec<Spotted>,
    /// The address of the list of an area; none where it leads nowhere.
    pub area_link: &'d dyn Fn(&Area) -> Option<String>,
}

impl Drawn<'_> {
    fn height(&self) -> f64 {
        let Bounds { west, south, east, north } = self.bounds;
        (WIDTH * (north - south) / ((east - west) * self.bounds.squeeze())).clamp(120.0, 2_000.0)
    }

    /// Where a place lies in the drawing.
    fn at(&self, place: Place) -> (f64, f64) {
        let Bounds { west, south, east, north } = self.bounds;
        let x = (place.longitude - west) / (east - west) * WIDTH;
        let y = (north - place.latitude) / (north - south) * self.height();
        (x, y)
    }

    fn path(&self, lines: &[Vec<Place>], close: bool) -> String {
        let mut path = String::new();
        for line in lines {
            for (number, place) in line.iter().enumerate() {
                let (x, y) = self.at(*place);
                // Writing to a string cannot fail.
                let _ = write!(path, "{}{x:.1} {y:.1}", if number == 0 { "M" } else { "L" });
            }
            if close && !line.is_empty() {
                path.push('Z');
            }
        }
        path
    }

    /// The drawing. `label` names it.
    pub fn svg(&self, context: &BlockContext<'_>, label: &str) -> Markup {
        let height = self.height();
        html! {
            svg class="map__drawing" viewBox={ "0 0 " (WIDTH) " " (format!("{height:.0}")) } role="group" aria-label=(label) {
                @if let Some(town) = &self.base.town { path class="map__town" d=(self.path(&town.rings, true)) {} }
                @for (area, shape) in &self.base.parts { (self.part(context, area, shape)) }
                @for layer in self.extras.layers.iter().filter(|layer| layer.on) {
                    @if let Some(shape) = Shape::parse(&layer.geojson.to_string()) { (self.layer(layer.colour, &shape)) }
                }
                @for marker in &self.extras.markers {
                    @if self.bounds.contains(marker.place()) {
                        @let (x, y) = self.at(marker.place());
                        path class="map__fixed" d=(format!("M{x:.1} {:.1}l7 7l-7 7l-7 -7z", y - 7.0)) {}
                    }
                }
                @for spot in &self.spots { (self.spot(spot)) }
            }
        }
    }

    /// A part of the town, as a link to its plans.
    fn part(&self, context: &BlockContext<'_>, area: &Area, shape: &Shape) -> Markup {
        let t = &context.visitor.t;
        let outline = html! { path class="map__part" d=(self.path(&shape.rings, true)) {} };
        let Some(middle) = shape.bounds().map(|bounds| bounds.middle()) else { return outline };
        let (x, y) = self.at(middle);
        let inside = html! {
            (outline)
            text class="map__name" x=(format!("{x:.0}")) y=(format!("{y:.0}")) { (area.name) }
        };
        match (self.area_link)(area) {
            Some(href) => html! {
                a class="map__area" href=(href) aria-label=(t.with("map-area", &[("area", area.name.as_str().into())])) { (inside) }
            },
            None => inside,
        }
    }

    fn layer(&self, colour: u8, shape: &Shape) -> Markup {
        html! {
            g class={ "map__layer map__layer--" (colour) } aria-hidden="true" {
                @if !shape.rings.is_empty() { path class="map__surface" d=(self.path(&shape.rings, true)) {} }
                @if !shape.lines.is_empty() { path d=(self.path(&shape.lines, false)) {} }
                @for point in shape.points.iter().filter(|point| self.bounds.contains(**point)) {
                    @let (x, y) = self.at(*point);
                    circle cx=(format!("{x:.1}")) cy=(format!("{y:.1}")) r="4" {}
                }
            }
        }
    }

    fn spot(&self, spot: &Spotted) -> Markup {
        let (x, y) = self.at(spot.place);
        let (x, y) = (x.clamp(REACH, WIDTH - REACH), y.clamp(REACH, self.height() - REACH));
        let (left, top) = (format!("{:.1}", x - 14.0), format!("{:.1}", y - 14.0));
        let (cx, cy) = (format!("{x:.1}"), format!("{y:.1}"));
        let sign = html! {
            @if spot.many { circle class="map__many" cx=(cx) cy=(cy) r="17" {} }
            @else { rect class="map__one" x=(left) y=(top) width="28" height="28" rx="5" {} }
            text class="map__sign" x=(cx) y=(format!("{:.1}", y + 5.0)) { (spot.sign) }
        };
        match &spot.href {
            Some(href) => html! { a class="map__spot" href=(href) aria-label=(spot.name) { (sign) } },
            None => html! { g role="img" aria-label=(spot.name) { (sign) } },
        }
    }

    /// What a script draws below the places: town, parts, layers and markers.
    pub fn base_json(&self, context: &BlockContext<'_>) -> String {
        let visitor = context.visitor;
        let (lang, default) = (visitor.lang, visitor.organisation.default_lang);
        let ring = |line: &Vec<Place>| line.iter().map(|p| json!([p.latitude, p.longitude])).collect::<Vec<_>>();
        let rings = |shape: &Shape| shape.rings.iter().map(ring).collect::<Vec<_>>();
        let parts = self.base.parts.iter().map(|(area, shape)| {
            let name = visitor.t.with("map-area", &[("area", area.name.as_str().into())]);
            json!({ "title": area.name, "name": name, "href": (self.area_link)(area), "rings": rings(shape) })
        });
        let layers: Vec<_> = self
            .extras
            .layers
            .iter()
            .map(|layer| json!({ "colour": layer.colour, "on": layer.on, "geojson": layer.geojson }))
            .collect();
        let markers: Vec<_> = self
            .extras
            .markers
            .iter()
            .map(|m| json!({ "at": [m.latitude, m.longitude], "name": m.title.get(lang, default), "href": m.href() }))
            .collect();
        let town = self.base.town.as_ref().map(rings);
        json!({ "town": town, "parts": parts.collect::<Vec<_>>(), "layers": layers, "markers": markers }).to_string()
    }
}
