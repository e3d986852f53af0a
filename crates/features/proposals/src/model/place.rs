//! Places: parts of the map, distances, and points that lie close together as one.

use super::{Place, ProposalId};
use std::collections::HashMap;

/// Metres in one degree of latitude, on a sphere of the earth's mean radius (IUGG: 6,371,008.8 m).
const METRES_PER_DEGREE: f64 = 111_195.08;
/// The distances that a list can be narrowed to, in metres.
pub const DISTANCES: [u32; 6] = [500, 1_000, 2_000, 3_000, 5_000, 10_000];
/// The distance when only a post code was given, in metres.
pub const USUAL_DISTANCE: u32 = 1_000;
/// The most features of one answer of the map.
pub const MOST_CLUSTERS: usize = 200;
/// The highest zoom of a map of tiles.
pub const HIGHEST_ZOOM: u32 = 22;
/// How wide a group of points is on a map of tiles, in pixels: a fingertip with space around it.
const CELL_PIXELS: f64 = 60.0;
/// Two groups touch when their middles are nearer than this part of a cell.
const TOUCHING: f64 = 0.7;
/// Width and height of a tile, in pixels.
const TILE: f64 = 256.0;

/// A part of the map, in degrees. West lies before east and south before north; none crosses the date line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// West edge.
    pub west: f64,
    /// South edge.
    pub south: f64,
    /// East edge.
    pub east: f64,
    /// North edge.
    pub north: f64,
}

impl Bounds {
    /// From `west,south,east,north`, the order of GeoJSON. None for anything that is not a part of the map.
    #[must_use]
    pub fn parse(text: &str) -> Option<Bounds> {
        let numbers: Vec<f64> = text.split(',').map(|part| part.parse().ok()).collect::<Option<_>>()?;
        let [west, south, east, north] = numbers.as_slice() else { return None };
        let bounds = Bounds { west: *west, south: *south, east: *east, north: *north };
        let on_earth =
            (-180.0..=180.0).contains(west) && *east <= 180.0 && (-90.0..=90.0).contains(south) && *north <= 90.0;
        (on_earth && west < east && south < north).then_some(bounds)
    }

    /// As [`Bounds::parse`] reads it, in steps of a metre, never smaller than it is.
    #[must_use]
    pub fn text(&self) -> String {
        // What was written once reads back as the same.
        let down = |edge: f64| (edge * 1e5 + 1e-6).floor() / 1e5;
        let up = |edge: f64| (edge * 1e5 - 1e-6).ceil() / 1e5;
        format!("{:.5},{:.5},{:.5},{:.5}", down(self.west), down(self.south), up(self.east), up(self.north))
    }

    /// The smallest part with all these places in it; none without any.
    #[must_use]
    pub fn around(places: impl IntoIterator<Item = Place>) -> Option<Bounds> {
        places.into_iter().fold(None, |known: Option<Bounds>, place| {
            let at =
                Bounds { west: place.longitude, south: place.latitude, east: place.longitude, north: place.latitude };
            Some(known.map_or(at, |known| known.with(&at)))
        })
    }

    /// The smallest part with both in it.
    #[must_use]
    pub fn with(&self, other: &Bounds) -> Bounds {
        Bounds {
            west: self.west.min(other.west),
            south: self.south.min(other.south),
            east: self.east.max(other.east),
            north: self.north.max(other.north),
        }
    }

    /// The same with a margin: a share of its size, and at least so many metres.
    #[must_use]
    pub fn wider(&self, share: f64, metres: f64) -> Bounds {
        let up = ((self.north - self.south) * share).max(metres / METRES_PER_DEGREE);
        let aside = ((self.east - self.west) * share).max(metres / METRES_PER_DEGREE / self.squeeze());
        Bounds {
            west: (self.west - aside).max(-180.0),
            south: (self.south - up).max(-90.0),
            east: (self.east + aside).min(180.0),
            north: (self.north + up).min(90.0),
        }
    }

    /// Whether a place lies in it.
    #[must_use]
    pub fn contains(&self, place: Place) -> bool {
        (self.west..=self.east).contains(&place.longitude) && (self.south..=self.north).contains(&place.latitude)
    }

    /// The middle.
    #[must_use]
    pub fn middle(&self) -> Place {
        Place { latitude: f64::midpoint(self.south, self.north), longitude: f64::midpoint(self.west, self.east) }
    }

    /// How much shorter a degree of longitude is than one of latitude, in its middle.
    #[must_use]
    pub fn squeeze(&self) -> f64 {
        squeeze(self.middle().latitude)
    }
}

/// How much shorter a degree of longitude is than one of latitude; never nothing, not even at the poles.
fn squeeze(latitude: f64) -> f64 {
    latitude.to_radians().cos().max(0.01)
}

/// A circle on the map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Circle {
    /// Its middle.
    pub middle: Place,
    /// Its radius, in metres.
    pub metres: u32,
}

impl Circle {
    /// The radius in degrees of latitude. Within ten kilometres the earth is flat enough to count with degrees.
    #[must_use]
    pub fn radius(&self) -> f64 {
        f64::from(self.metres) / METRES_PER_DEGREE
    }

    /// How much a degree of longitude counts beside one of latitude.
    #[must_use]
    pub fn squeeze(&self) -> f64 {
        squeeze(self.middle.latitude)
    }

    /// The part of the map that it lies in.
    #[must_use]
    pub fn bounds(&self) -> Bounds {
        let (up, aside) = (self.radius(), self.radius() / self.squeeze());
        let Place { latitude, longitude } = self.middle;
        Bounds { west: longitude - aside, south: latitude - up, east: longitude + aside, north: latitude + up }
    }
}

/// How far two places are apart, in metres, as the crow flies; for places in one town.
#[must_use]
pub fn metres_between(one: Place, other: Place) -> f64 {
    let up = one.latitude - other.latitude;
    let aside = (one.longitude - other.longitude) * squeeze(f64::midpoint(one.latitude, other.latitude));
    up.hypot(aside) * METRES_PER_DEGREE
}

/// Where a plan is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    /// The plan.
    pub id: ProposalId,
    /// Where.
    pub place: Place,
}

/// Plans that lie close together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cluster {
    /// How many they are.
    pub count: u32,
    /// The first of them; the plan itself where it is one.
    pub id: ProposalId,
    /// Their middle.
    pub place: Place,
    /// Where they lie.
    pub bounds: Bounds,
}

/// How wide a group is at a zoom of a map of tiles, in degrees of longitude.
#[must_use]
pub fn cell_at(zoom: u32) -> f64 {
    360.0 * CELL_PIXELS / (TILE * f64::from(1_u32 << zoom.min(HIGHEST_ZOOM)))
}

/// Puts spots in one part of the map together where they lie in one cell of a grid, from north to south, at most 200: if
/// there are more, the cells grow. The grid stands still, whichever part is looked at, so a map that is moved keeps its
/// groups. `cell` is its width in degrees of longitude.
#[must_use]
pub fn clusters(spots: &[Spot], bounds: &Bounds, cell: f64) -> Vec<Cluster> {
    // Cells are about square where one looks; rounded, so that a map that is moved a little keeps its grid.
    let squeeze = (bounds.squeeze() * 50.0).round().max(1.0) / 50.0;
    let inside: Vec<&Spot> = spots.iter().filter(|spot| bounds.contains(spot.place)).collect();
    let mut cell = cell.clamp(1e-6, 360.0);
    loop {
        let groups = grouped(&inside, cell, cell * squeeze);
        if groups.len() <= MOST_CLUSTERS {
            let mut groups: Vec<Group> = groups.into_values().collect();
            // What was put together has another middle, which may touch the next.
            loop {
                let before = groups.len();
                groups = apart(groups, cell, squeeze);
                if groups.len() == before {
                    return in_order(groups);
                }
            }
        }
        cell *= 2.0;
    }
}

/// What is known of a group while it grows.
struct Group {
    count: u32,
    id: ProposalId,
    latitudes: f64,
    longitudes: f64,
    bounds: Bounds,
}

fn grouped(spots: &[&Spot], wide: f64, high: f64) -> HashMap<(i32, i32), Group> {
    let mut groups: HashMap<(i32, i32), Group> = HashMap::new();
    for spot in spots {
        let Place { latitude, longitude } = spot.place;
        #[expect(clippy::cast_possible_truncation, reason = "a cell is at least a millionth of a degree wide")]
        let key = ((longitude / wide).floor() as i32, (latitude / high).floor() as i32);
        let at = Bounds { west: longitude, south: latitude, east: longitude, north: latitude };
        let fresh = || Group { count: 0, id: spot.id, latitudes: 0.0, longitudes: 0.0, bounds: at };
        let group = groups.entry(key).or_insert_with(fresh);
        group.count += 1;
        group.id = group.id.min(spot.id);
        group.latitudes += latitude;
        group.longitudes += longitude;
        group.bounds = group.bounds.with(&at);
    }
    groups
}

impl Group {
    fn place(&self) -> Place {
        let count = f64::from(self.count);
        Place { latitude: self.latitudes / count, longitude: self.longitudes / count }
    }

    fn take(&mut self, other: &Group) {
        self.count += other.count;
        self.id = self.id.min(other.id);
        self.latitudes += other.latitudes;
        self.longitudes += other.longitudes;
        self.bounds = self.bounds.with(&other.bounds);
    }
}

/// Puts groups together whose middles are so near that their signs would touch: neighbours on both sides of a line of the
/// grid. The largest keep their place.
fn apart(mut groups: Vec<Group>, cell: f64, squeeze: f64) -> Vec<Group> {
    groups.sort_by(|a, b| b.count.cmp(&a.count).then(a.id.cmp(&b.id)));
    let mut kept: Vec<Group> = Vec::with_capacity(groups.len());
    for group in groups {
        let here = group.place();
        let touches = |other: &&mut Group| {
            let there = other.place();
            let (aside, up) = (there.longitude - here.longitude, (there.latitude - here.latitude) / squeeze);
            aside.hypot(up) < cell * TOUCHING
        };
        match kept.iter_mut().find(touches) {
            Some(other) => other.take(&group),
            None => kept.push(group),
        }
    }
    kept
}

fn in_order(groups: Vec<Group>) -> Vec<Cluster> {
    let mut all: Vec<Cluster> = groups
        .into_iter()
        .map(|group| Cluster { count: group.count, id: group.id, place: group.place(), bounds: group.bounds })
        .collect();
    all.sort_by(|a, b| b.place.latitude.total_cmp(&a.place.latitude).then(a.id.cmp(&b.id)));
    all
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    fn place(latitude: f64, longitude: f64) -> Place {
        Place { latitude, longitude }
    }

    #[test]
    fn only_a_part_of_the_map_is_one() {
        let west = Bounds::parse("4.83,52.35,4.90,52.40").unwrap();
        assert_eq!(Bounds::parse(&west.text()), Some(west));
        for bad in [
            "",
            "1,2,3",
            "1,2,3,4,5",
            "NaN,52,5,53",
            "4,52,inf,53",
            "-inf,52,5,53",
            "5,52,4,53",
            "4,53,5,52",
            "4,52,4,52",
            "181,0,182,1",
            "0,-91,1,0",
            "0,0,1,91",
            "a,b,c,d",
            "4;52;5;53",
            "52.35,4.83,NaN,4.9",
            "1e400,0,1,1",
            "' OR 1=1",
        ] {
            assert_eq!(Bounds::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn distances_are_those_of_the_earth() {
        // Dam Square to Westerpark, measured on a map.
        let far = metres_between(place(52.3731, 4.8926), place(52.3874, 4.8722));
        assert!((2_050.0..2_150.0).contains(&far), "{far}");
        let circle = Circle { middle: place(52.37, 4.87), metres: 1_000 };
        let bounds = circle.bounds();
        let aside = metres_between(place(52.37, bounds.east), circle.middle);
        let up = metres_between(place(bounds.north, 4.87), circle.middle);
        assert!((999.0..1_001.0).contains(&aside) && (999.0..1_001.0).contains(&up), "{aside} {up}");
    }

    #[test]
    fn what_lies_together_is_one_group() {
        let spots = [(1, 52.370, 4.870), (2, 52.3701, 4.8701), (3, 52.390, 4.840), (4, 10.0, 10.0)];
        let spots =
            spots.map(|(id, latitude, longitude)| Spot { id: ProposalId(id), place: place(latitude, longitude) });
        let bounds = Bounds::parse("4.8,52.3,4.9,52.4").unwrap();
        let close = clusters(&spots, &bounds, cell_at(20));
        assert_eq!(close.iter().map(|c| (c.count, c.id.0)).collect::<Vec<_>>(), [(1, 3), (1, 2), (1, 1)]);
        let far = clusters(&spots, &bounds, cell_at(13));
        assert_eq!(far.iter().map(|c| (c.count, c.id.0)).collect::<Vec<_>>(), [(1, 3), (2, 1)]);
        assert!(clusters(&[], &bounds, cell_at(13)).is_empty());
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_there_are_never_more_than_200(
            places in proptest::collection::vec((-90.0..=90.0_f64, -180.0..=180.0_f64), 0..600),
            zoom in 0_u32..40,
        ) {
            let spots: Vec<Spot> = places
                .iter()
                .zip(1..)
                .map(|((latitude, longitude), id)| Spot { id: ProposalId(id), place: place(*latitude, *longitude) })
                .collect();
            let world = Bounds { west: -180.0, south: -90.0, east: 180.0, north: 90.0 };
            let found = clusters(&spots, &world, cell_at(zoom));
            prop_assert!(found.len() <= MOST_CLUSTERS);
            prop_assert_eq!(found.iter().map(|c| c.count as usize).sum::<usize>(), spots.len());
            prop_assert!(found.iter().all(|c| c.bounds.contains(c.place) || c.count > 1));
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,60}") {
            let _ = Bounds::parse(&text);
        }
    }
}
