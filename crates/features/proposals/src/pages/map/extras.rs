//! What an organisation puts on a map beside the plans: layers and fixed markers.

use crate::model::{Place, Shape};
use crate::pages::Words;
use civic::block::BlockContext;
use maud::{Markup, html};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The most layers of one map.
pub(crate) const LAYERS: usize = 8;
/// The most fixed markers of one map.
pub(crate) const MARKERS: usize = 100;
/// The longest GeoJSON of a layer, in bytes.
pub(crate) const LONGEST: usize = 200_000;
/// The longest title, in characters.
pub(crate) const TITLE: usize = 120;
/// How many colours there are.
pub(crate) const COLOURS: u8 = 5;

/// Layers and markers.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Extras {
    /// Layers, the lowest first.
    pub layers: Vec<Layer>,
    /// Fixed markers.
    pub markers: Vec<Marker>,
}

/// A layer with a switch and a line in the legend.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Layer {
    /// What it shows.
    pub title: Words,
    /// One of five colours, 0 to 4.
    #[serde(default)]
    pub colour: u8,
    /// Whether it is there until somebody switches it off.
    #[serde(default = "yes")]
    pub on: bool,
    /// GeoJSON in degrees (WGS 84).
    pub geojson: Value,
}

/// A fixed marker.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Marker {
    /// What it is.
    pub title: Words,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Where it leads: a path of this site, or an address that begins with `https://`; may be empty.
    #[serde(default)]
    pub link: String,
}

fn yes() -> bool {
    true
}

impl Marker {
    pub fn place(&self) -> Place {
        Place { latitude: self.latitude, longitude: self.longitude }
    }

    /// Where it leads, if that is somewhere one can be sent.
    pub fn href(&self) -> Option<&str> {
        let local = platform::web::query::local_path(Some(&self.link)) == self.link && self.link.len() > 1;
        let https = self.link.starts_with("https://") && self.link.chars().all(|c| c.is_ascii_graphic());
        (local || https).then_some(self.link.as_str())
    }
}

impl Extras {
    /// Whether all of it can be shown.
    pub fn check(&self) -> Result<(), String> {
        if self.layers.len() > LAYERS || self.markers.len() > MARKERS {
            return Err(format!("more than {LAYERS} layers or {MARKERS} markers"));
        }
        for layer in &self.layers {
            let text = layer.geojson.to_string();
            if text.len() > LONGEST || Shape::parse(&text).is_none() {
                return Err(format!("a layer is not GeoJSON in degrees, or longer than {LONGEST} bytes"));
            }
            if layer.colour >= COLOURS || !titled(&layer.title) {
                return Err(format!(
                    "a layer needs a colour below {COLOURS} and a title of at most {TITLE} characters"
                ));
            }
        }
        for marker in &self.markers {
            let place = Place { latitude: marker.latitude, longitude: marker.longitude };
            if !crate::model::is_on_earth(place) || !titled(&marker.title) {
                return Err("a marker needs a place in degrees and a title".into());
            }
            if !marker.link.is_empty() && marker.href().is_none() {
                return Err("a marker leads to a path of this site or to an https:// address".into());
            }
        }
        Ok(())
    }

    /// The lines of the legend; a script makes switches of them.
    pub fn legend(&self, context: &BlockContext<'_>) -> Markup {
        let (t, lang) = (&context.visitor.t, context.visitor.lang);
        let default = context.visitor.organisation.default_lang;
        html! {
            @if !self.layers.is_empty() || !self.markers.is_empty() {
                ul class="map__legend" aria-label=(t.text("map-legend")) {
                    @for (place, layer) in self.layers.iter().enumerate() {
                        li data-layer=(place) { span class={ "map__swatch map__swatch--" (layer.colour) } {} (layer.title.get(lang, default)) }
                    }
                    @for marker in &self.markers {
                        li {
                            span class="map__swatch map__swatch--marker" {}
                            @match marker.href() {
                                Some(href) => a href=(href) { (marker.title.get(lang, default)) },
                                None => (marker.title.get(lang, default)),
                            }
                        }
                    }
                }
            }
        }
    }
}

fn titled(title: &Words) -> bool {
    (1..=TITLE).contains(&title.longest())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    fn checked(value: Value) -> Result<(), String> {
        serde_json::from_value::<Extras>(value).map_err(|error| error.to_string())?.check()
    }

    #[test]
    fn only_what_can_be_shown_is_taken() {
        let point = json!({"type": "Point", "coordinates": [4.87, 52.37]});
        let layer = |title: &str, colour: u8, shape: &Value| json!({"layers": [{"title": title, "colour": colour, "geojson": shape}]});
        assert_eq!(checked(layer("Bomen", 1, &point)), Ok(()));
        for bad in [
            layer("", 1, &point),
            layer("Bomen", 9, &point),
            layer("Bomen", 1, &json!({})),
            layer("Bomen", 1, &json!({"type": "Point", "coordinates": [121_000.0, 487_000.0]})),
            json!({"layers": vec![layer("x", 1, &point)["layers"][0].clone(); 9]}),
            json!({"unknown": 1}),
        ] {
            assert!(checked(bad.clone()).is_err(), "{bad}");
        }
        let marker = |link: &str, north: f64| json!({"markers": [{"title": "Stadhuis", "latitude": north, "longitude": 4.9, "link": link}]});
        for fine in ["", "/over", "https://example.org/x"] {
            assert_eq!(checked(marker(fine, 52.0)), Ok(()), "{fine}");
        }
        for bad in ["javascript:alert(1)", "//evil.example", "http://evil.example", "https://x y", "data:x"] {
            assert!(checked(marker(bad, 52.0)).is_err(), "{bad}");
        }
        assert!(checked(marker("", 91.0)).is_err());
    }
}
