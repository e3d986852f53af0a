//! Shapes of areas: whether a point lies in them, and how they are drawn.

use geojson::{GeoJson, Geometry, GeometryValue};

/// The longest GeoJSON that is read, in bytes.
const LONGEST: usize = 500_000;

/// A point in degrees: longitude (east), then latitude (north), the order of GeoJSON.
type Point = (f64, f64);

/// One or more polygons, each a line around it and lines around its holes.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape(Vec<Vec<Vec<Point>>>);

/// West, south, east and north edge, in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Edges {
    /// West.
    pub west: f64,
    /// South.
    pub south: f64,
    /// East.
    pub east: f64,
    /// North.
    pub north: f64,
}

impl Edges {
    /// The smallest with both in it.
    #[must_use]
    pub fn with(self, other: Edges) -> Edges {
        Edges {
            west: self.west.min(other.west),
            south: self.south.min(other.south),
            east: self.east.max(other.east),
            north: self.north.max(other.north),
        }
    }
}

impl Shape {
    /// From GeoJSON: its polygons. None for anything without a polygon, or too long.
    #[must_use]
    pub fn parse(text: &str) -> Option<Shape> {
        if text.len() > LONGEST {
            return None;
        }
        let mut polygons = Vec::new();
        let mut add = |geometry: &Geometry| match &geometry.value {
            GeometryValue::Polygon { coordinates } => polygons.push(rings(coordinates)),
            GeometryValue::MultiPolygon { coordinates } => polygons.extend(coordinates.iter().map(|one| rings(one))),
            _ => {}
        };
        match text.parse::<GeoJson>().ok()? {
            GeoJson::Geometry(geometry) => add(&geometry),
            GeoJson::Feature(feature) => feature.geometry.iter().for_each(&mut add),
            GeoJson::FeatureCollection(all) => {
                all.features.iter().filter_map(|feature| feature.geometry.as_ref()).for_each(&mut add);
            }
        }
        (!polygons.is_empty()).then_some(Shape(polygons))
    }

    /// Whether a point lies inside: within a polygon and in none of its holes.
    #[must_use]
    pub fn contains(&self, longitude: f64, latitude: f64) -> bool {
        self.0.iter().any(|rings| {
            let mut rings = rings.iter();
            rings.next().is_some_and(|outer| inside(outer, (longitude, latitude)))
                && !rings.any(|hole| inside(hole, (longitude, latitude)))
        })
    }

    /// Its edges; none for a shape without points.
    #[must_use]
    pub fn edges(&self) -> Option<Edges> {
        let points = self.0.iter().flatten().flatten();
        let at = |(x, y): &Point| Edges { west: *x, south: *y, east: *x, north: *y };
        points.map(at).reduce(Edges::with)
    }

    /// The lines around its polygons and their holes.
    pub fn lines(&self) -> impl Iterator<Item = &[(f64, f64)]> {
        self.0.iter().flatten().map(Vec::as_slice)
    }
}

fn rings(polygon: &[Vec<geojson::Position>]) -> Vec<Vec<Point>> {
    let point = |position: &geojson::Position| match position.as_slice() {
        [x, y, ..] if x.is_finite() && y.is_finite() => Some((*x, *y)),
        _ => None,
    };
    polygon.iter().map(|ring| ring.iter().filter_map(point).collect()).collect()
}

/// Whether a line to the east crosses the ring an odd number of times.
fn inside(ring: &[Point], (x, y): Point) -> bool {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).fold(false, |within, ((x1, y1), (x2, y2))| {
        let crosses = (*y1 > y) != (*y2 > y) && x < (x2 - x1) * (y - y1) / (y2 - y1) + x1;
        within != crosses
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const RING: &str = r#"{"type":"Polygon","coordinates":[
        [[4.0,52.0],[5.0,52.0],[5.0,53.0],[4.0,53.0],[4.0,52.0]],
        [[4.4,52.4],[4.6,52.4],[4.6,52.6],[4.4,52.6],[4.4,52.4]]]}"#;

    #[test]
    fn a_point_is_inside_unless_in_a_hole() {
        let shape = Shape::parse(RING).unwrap();
        for (x, y, within) in
            [(4.2, 52.2, true), (4.5, 52.5, false), (3.9, 52.5, false), (52.2, 4.2, false), (4.9, 52.99, true)]
        {
            assert_eq!(shape.contains(x, y), within, "{x} {y}");
        }
        assert!(!shape.contains(f64::NAN, 52.2) && !shape.contains(f64::INFINITY, 52.2));
        assert_eq!(shape.edges(), Some(Edges { west: 4.0, south: 52.0, east: 5.0, north: 53.0 }));
    }

    #[test]
    fn polygons_are_found_wherever_they_stand() {
        let feature = format!(r#"{{"type":"Feature","properties":{{}},"geometry":{RING}}}"#);
        let all = format!(r#"{{"type":"FeatureCollection","features":[{feature}]}}"#);
        for text in [RING, &feature, &all] {
            assert!(Shape::parse(text).unwrap().contains(4.1, 52.1), "{text}");
        }
        for bad in ["", "{}", "null", r#"{"type":"Point","coordinates":[4,52]}"#, &"x".repeat(LONGEST + 1)] {
            assert_eq!(Shape::parse(bad), None);
        }
        let empty = Shape::parse(r#"{"type":"Polygon","coordinates":[]}"#);
        assert!(empty.is_none_or(|shape| !shape.contains(4.0, 52.0) && shape.edges().is_none()));
    }
}
