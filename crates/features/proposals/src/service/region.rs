//! Where plans of a project can be: its outline, the shapes of its parts, and the map on which a place is pointed at.

use crate::model::{Place, PlanInput};
use crate::refusal::Refusal;
use civic::App;
use civic::ids::{AreaId, OrganisationId, ProjectId};
use civic::model::Project;
use civic::shape::{Edges, Shape};
use platform::db::{DbError, Reader};
use platform::error::Error;
use platform::i18n::Lang;

/// Width of the map on which a place is pointed at, in pixels: the narrowest phone has room for it.
pub const MAP_WIDTH: f64 = 288.0;
/// The lowest and highest that the map may be, in pixels.
const MAP_HEIGHT: (f64, f64) = (160.0, 480.0);
/// The share of the map around the outline.
const MARGIN: f64 = 0.05;

/// Where plans of a project can be.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Region {
    /// The outline of the project.
    pub outline: Option<Shape>,
    /// The parts whose shape is known.
    pub areas: Vec<(AreaId, Shape)>,
}

/// Between degrees and the pixels of the map: an even stretch is true enough for the size of a town.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Canvas {
    edges: Edges,
    /// Height, in pixels; [`MAP_WIDTH`] wide.
    pub height: f64,
}

impl Region {
    /// Reads it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn load(reader: &Reader<'_>, (organisation, project): (OrganisationId, ProjectId)) -> Result<Region, DbError> {
        let found = civic::store::project_by_id(reader, organisation, project, Lang::default())?;
        Ok(Region {
            outline: found.and_then(|project| project.area).and_then(|area| Shape::parse(&area)),
            areas: civic::store::area_shapes(reader, organisation, project)?,
        })
    }

    /// Whether anything is known of where plans can be.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.outline.is_some() || !self.areas.is_empty()
    }

    /// Whether a place is where plans can be: in the outline, or without one in any part; anywhere if nothing is known.
    #[must_use]
    pub fn holds(&self, place: Place) -> bool {
        match &self.outline {
            Some(outline) => outline.contains(place.longitude, place.latitude),
            None => self.areas.is_empty() || self.area_of(place).is_some(),
        }
    }

    /// The part in which a place is.
    #[must_use]
    pub fn area_of(&self, place: Place) -> Option<AreaId> {
        let within = |(_, shape): &&(AreaId, Shape)| shape.contains(place.longitude, place.latitude);
        self.areas.iter().find(within).map(|(id, _)| *id)
    }

    /// Refuses a point that is none, that is outside, or whose halves are swapped.
    ///
    /// # Errors
    /// [`Refusal::BadPoint`], [`Refusal::SwappedPoint`] or [`Refusal::PointOutside`].
    pub fn check(&self, place: Place) -> Result<(), Refusal> {
        let on_earth = |place: Place| place.latitude.abs() <= 90.0 && place.longitude.abs() <= 180.0;
        let swapped = Place { latitude: place.longitude, longitude: place.latitude };
        if on_earth(place) && self.holds(place) {
            return Ok(());
        }
        if self.is_known() && on_earth(swapped) && self.holds(swapped) {
            return Err(Refusal::SwappedPoint);
        }
        Err(if on_earth(place) { Refusal::PointOutside } else { Refusal::BadPoint })
    }

    /// Gives a plan the part in which its point is, if that is known.
    ///
    /// # Errors
    /// As [`Region::check`].
    pub fn settle(&self, input: &mut PlanInput) -> Result<(), Refusal> {
        let Some(point) = input.point else { return Ok(()) };
        self.check(point)?;
        input.area = self.area_of(point).or(input.area);
        Ok(())
    }

    /// The map on which a place is pointed at; none when nothing is known of where plans can be.
    #[must_use]
    pub fn canvas(&self) -> Option<Canvas> {
        let shapes = self.outline.iter().chain(self.areas.iter().map(|(_, shape)| shape));
        let edges = shapes.filter_map(Shape::edges).reduce(Edges::with)?;
        let (wide, high) = (edges.east - edges.west, edges.north - edges.south);
        if wide <= 0.0 || high <= 0.0 {
            return None;
        }
        let edges = Edges {
            west: edges.west - wide * MARGIN,
            south: edges.south - high * MARGIN,
            east: edges.east + wide * MARGIN,
            north: edges.north + high * MARGIN,
        };
        // A degree to the east is shorter the farther from the equator.
        let squeeze = ((edges.north + edges.south) / 2.0).to_radians().cos().max(0.1);
        let height = (MAP_WIDTH * high / (wide * squeeze)).clamp(MAP_HEIGHT.0, MAP_HEIGHT.1).round();
        Some(Canvas { edges, height })
    }
}

/// Refuses a plan whose point is not where plans of its project can be, and gives it the part in which the point is.
///
/// # Errors
/// As [`Region::check`].
pub(super) async fn settle(app: &App, project: &Project, input: &mut PlanInput) -> Result<(), Error> {
    if input.point.is_none() {
        return Ok(());
    }
    let ids = (project.organisation, project.id);
    let region = app.db.read(move |reader| Region::load(reader, ids)).await.map_err(Error::Db)?;
    Ok(region.settle(input)?)
}

impl Canvas {
    /// The place behind a pixel of the map, counted from the left and from the top; none outside it.
    #[must_use]
    pub fn place(&self, x: f64, y: f64) -> Option<Place> {
        let on_map = (0.0..=MAP_WIDTH).contains(&x) && (0.0..=self.height).contains(&y);
        let Edges { west, south, east, north } = self.edges;
        // A tenth of a metre is enough.
        let round = |degrees: f64| (degrees * 1e6).round() / 1e6;
        on_map.then(|| Place {
            latitude: round(north - (north - south) * y / self.height),
            longitude: round(west + (east - west) * x / MAP_WIDTH),
        })
    }

    /// The pixel of a point, in degrees: longitude, latitude.
    #[must_use]
    pub fn pixel(&self, longitude: f64, latitude: f64) -> (f64, f64) {
        let Edges { west, south, east, north } = self.edges;
        let round = |pixel: f64| (pixel * 10.0).round() / 10.0;
        (
            round((longitude - west) / (east - west) * MAP_WIDTH),
            round((north - latitude) / (north - south) * self.height),
        )
    }

    /// Its edges, for a script: west, south, east, north.
    #[must_use]
    pub fn bounds(&self) -> String {
        let Edges { west, south, east, north } = self.edges;
        format!("{west:.6},{south:.6},{east:.6},{north:.6}")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn square(west: f64, south: f64, size: f64) -> Shape {
        let (east, north) = (west + size, south + size);
        let ring = format!("[{west},{south}],[{east},{south}],[{east},{north}],[{west},{north}],[{west},{south}]");
        Shape::parse(&format!(r#"{{"type":"Polygon","coordinates":[[{ring}]]}}"#)).unwrap()
    }

    fn town() -> Region {
        let areas = vec![(AreaId(1), square(4.8, 52.3, 0.1)), (AreaId(2), square(4.9, 52.3, 0.1))];
        Region { outline: Some(square(4.8, 52.3, 0.2)), areas }
    }

    fn at(latitude: f64, longitude: f64) -> Place {
        Place { latitude, longitude }
    }

    #[test]
    fn what_is_wrong_with_a_point_is_told() {
        let town = town();
        for (place, wrong) in [
            (at(52.35, 4.85), None),
            (at(4.85, 52.35), Some(Refusal::SwappedPoint)),
            (at(51.9, 4.5), Some(Refusal::PointOutside)),
            (at(0.0, 0.0), Some(Refusal::PointOutside)),
            (at(152.35, 4.85), Some(Refusal::BadPoint)),
            (at(f64::NAN, 4.85), Some(Refusal::BadPoint)),
            (at(f64::INFINITY, 4.85), Some(Refusal::BadPoint)),
            (at(f64::MAX, f64::MIN), Some(Refusal::BadPoint)),
        ] {
            assert_eq!(town.check(place).err(), wrong, "{place:?}");
        }
        assert_eq!(Region::default().check(at(-33.0, 151.0)), Ok(()), "nothing is known of where");
        let parts = Region { outline: None, ..town };
        assert_eq!(parts.check(at(52.45, 4.85)), Err(Refusal::PointOutside));
    }

    #[test]
    fn the_part_comes_from_the_point() {
        let mut input = PlanInput { point: Some(at(52.35, 4.95)), area: Some(AreaId(1)), ..PlanInput::default() };
        town().settle(&mut input).unwrap();
        assert_eq!(input.area, Some(AreaId(2)));
        let mut nowhere = PlanInput { area: Some(AreaId(1)), ..PlanInput::default() };
        town().settle(&mut nowhere).unwrap();
        assert_eq!(nowhere.area, Some(AreaId(1)));
    }

    #[test]
    fn pixels_and_degrees_agree() {
        let canvas = town().canvas().unwrap();
        let place = canvas.place(100.0, 60.0).unwrap();
        let (x, y) = canvas.pixel(place.longitude, place.latitude);
        assert!((x - 100.0).abs() < 0.2 && (y - 60.0).abs() < 0.2, "{x} {y}");
        assert!(canvas.height > MAP_WIDTH, "north of the equator a square of degrees is higher than wide");
        for (x, y) in [(-1.0, 5.0), (5.0, 1e9), (f64::NAN, 5.0)] {
            assert_eq!(canvas.place(x, y), None);
        }
        assert_eq!(Region::default().canvas(), None);
    }
}
