//! Shapes from GeoJSON, as far as a drawn map shows them.

use super::Place;
use super::place::Bounds;
use geojson::{GeoJson, Geometry, GeometryValue, Position};

/// What a GeoJSON text draws: outlines, lines and points, in degrees. What lies outside the earth is left out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shape {
    /// Closed rings: outlines of areas, and of holes in them.
    pub rings: Vec<Vec<Place>>,
    /// Lines.
    pub lines: Vec<Vec<Place>>,
    /// Points.
    pub points: Vec<Place>,
}

/// A shape with more corners is too heavy to draw.
const MOST_CORNERS: usize = 50_000;

impl Shape {
    /// Reads GeoJSON; none for anything else, for a shape without anything on it, and for one with too many corners.
    #[must_use]
    pub fn parse(text: &str) -> Option<Shape> {
        let mut shape = Shape::default();
        match text.parse::<GeoJson>().ok()? {
            GeoJson::Geometry(geometry) => shape.take(&geometry),
            GeoJson::Feature(feature) => shape.take_all(feature.geometry.iter()),
            GeoJson::FeatureCollection(all) => {
                shape.take_all(all.features.iter().filter_map(|feature| feature.geometry.as_ref()));
            }
        }
        let corners = shape.places().count();
        (1..=MOST_CORNERS).contains(&corners).then_some(shape)
    }

    fn take_all<'g>(&mut self, geometries: impl Iterator<Item = &'g Geometry>) {
        for geometry in geometries {
            self.take(geometry);
        }
    }

    fn take(&mut self, geometry: &Geometry) {
        match &geometry.value {
            GeometryValue::Point { coordinates } => self.points.extend(place(coordinates)),
            GeometryValue::MultiPoint { coordinates } => self.points.extend(coordinates.iter().filter_map(place)),
            GeometryValue::LineString { coordinates } => self.lines.push(places(coordinates)),
            GeometryValue::MultiLineString { coordinates } => {
                self.lines.extend(coordinates.iter().map(|line| places(line)));
            }
            GeometryValue::Polygon { coordinates } => self.rings.extend(coordinates.iter().map(|ring| places(ring))),
            GeometryValue::MultiPolygon { coordinates } => {
                self.rings.extend(coordinates.iter().flatten().map(|ring| places(ring)));
            }
            GeometryValue::GeometryCollection { geometries } => self.take_all(geometries.iter()),
        }
    }

    /// Every corner and point.
    pub fn places(&self) -> impl Iterator<Item = Place> {
        self.rings.iter().chain(&self.lines).flatten().chain(&self.points).copied()
    }

    /// The part of the map that it lies in.
    #[must_use]
    pub fn bounds(&self) -> Option<Bounds> {
        Bounds::around(self.places())
    }
}

fn place(position: &Position) -> Option<Place> {
    let [longitude, latitude, ..] = position.as_slice() else { return None };
    let place = Place { latitude: *latitude, longitude: *longitude };
    super::is_on_earth(place).then_some(place)
}

fn places(line: &[Position]) -> Vec<Place> {
    line.iter().filter_map(place).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn shapes_of_all_kinds_are_read() {
        let ring = "[[4.8,52.3],[4.9,52.3],[4.9,52.4],[4.8,52.3]]";
        let polygon = format!(r#"{{"type":"Polygon","coordinates":[{ring}]}}"#);
        let shape = Shape::parse(&polygon).unwrap();
        assert_eq!((shape.rings.len(), shape.bounds()), (1, Bounds::parse("4.8,52.3,4.9,52.4")));
        let all = format!(
            r#"{{"type":"FeatureCollection","features":[
              {{"type":"Feature","properties":null,"geometry":{polygon}}},
              {{"type":"Feature","properties":null,"geometry":null}},
              {{"type":"Feature","properties":{{}},"geometry":{{"type":"GeometryCollection","geometries":[
                {{"type":"Point","coordinates":[4.85,52.35]}},{{"type":"LineString","coordinates":{ring}}}]}}}}]}}"#
        );
        let shape = Shape::parse(&all).unwrap();
        assert_eq!((shape.rings.len(), shape.lines.len(), shape.points.len()), (1, 1, 1));
    }

    #[test]
    fn what_is_no_shape_is_none() {
        for bad in ["", "{}", "[1,2]", r#"{"type":"Point","coordinates":[121000.0,487000.0]}"#, "<svg>", "null"] {
            assert_eq!(Shape::parse(bad), None, "{bad}");
        }
    }
}
