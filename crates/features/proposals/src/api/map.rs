//! The form of a map in JSON: GeoJSON (RFC 7946).

use crate::model::Card;
use crate::service::{MapOf, Pin};
use serde::Serialize;
use utoipa::ToSchema;

/// Points on a map.
#[derive(Debug, Serialize, ToSchema)]
pub struct Features {
    /// Always `FeatureCollection`.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The points, from north to south.
    features: Vec<Feature>,
    /// How many plans these are.
    shown: i64,
    /// How many plans the list has, with a place or without.
    total: i64,
}

/// A plan, or several that lie close together.
#[derive(Debug, Serialize, ToSchema)]
pub struct Feature {
    /// Always `Feature`.
    #[serde(rename = "type")]
    kind: &'static str,
    /// Where.
    geometry: Point,
    /// What.
    properties: Properties,
}

/// A point.
#[derive(Debug, Serialize, ToSchema)]
pub struct Point {
    /// Always `Point`.
    #[serde(rename = "type")]
    kind: &'static str,
    /// Longitude and latitude, in degrees.
    coordinates: [f64; 2],
}

/// What lies at a point.
#[derive(Debug, Serialize, ToSchema)]
pub struct Properties {
    /// How many plans.
    count: u32,
    /// Where those lie: west,south,east,north, to look closer; null for one plan.
    bbox: Option<String>,
    /// The number of the plan, where it is one.
    number: Option<i64>,
    /// Its title.
    title: Option<String>,
    /// The address of its page on this host.
    address: Option<String>,
}

impl Features {
    /// A map, with the addresses that `link` gives plans; it is told the place of the plan's pin.
    pub fn new(map: MapOf, link: impl Fn(usize, &Card) -> String) -> Self {
        let feature = |(place, pin): (usize, Pin)| Feature {
            kind: "Feature",
            geometry: Point { kind: "Point", coordinates: [pin.cluster.place.longitude, pin.cluster.place.latitude] },
            properties: Properties {
                count: pin.cluster.count,
                bbox: (pin.cluster.count > 1).then(|| pin.cluster.bounds.wider(0.1, 20.0).text()),
                number: pin.card.as_ref().map(|card| card.number),
                address: pin.card.as_ref().map(|card| link(place, card)),
                title: pin.card.map(|card| card.title),
            },
        };
        Features {
            kind: "FeatureCollection",
            shown: map.shown,
            total: map.total,
            features: map.pins.into_iter().enumerate().map(feature).collect(),
        }
    }
}
