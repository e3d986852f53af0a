//! Where an address is: asked of a service that the operator chooses. Without one nobody is asked anything.

use serde_json::Value;
use std::sync::Arc;
use std::time::Duration;

/// How long an answer may take.
const LONGEST: Duration = Duration::from_secs(4);
/// The largest answer that is read, in bytes.
const LARGEST: u64 = 1_000_000;
/// The most places of one answer.
const MOST: usize = 5;
/// The longest text that is asked, in characters.
const LONGEST_TEXT: usize = 200;
/// What stands in the address for the text.
const HOLE: &str = "{text}";

/// Why nothing was found out.
#[derive(Debug, thiserror::Error)]
pub enum GeocodeError {
    /// The address of the service is not one, or has no place for the text.
    #[error("not an address with {HOLE} in it: {0}")]
    Address(String),
    /// The service is away, or answers something else.
    #[error("the service for addresses: {0}")]
    Service(String),
}

/// A place that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// What the service calls it.
    pub name: String,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
}

/// Asks a service. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Geocoder {
    url: Arc<str>,
    agent: ureq::Agent,
}

impl Geocoder {
    /// A service at an address with `{text}` where the text goes. It answers as the Locatieserver of PDOK, as Nominatim, or
    /// with GeoJSON.
    ///
    /// # Errors
    /// [`GeocodeError::Address`].
    pub fn new(url: &str) -> Result<Self, GeocodeError> {
        let sound = (url.starts_with("https://") || url.starts_with("http://")) && url.contains(HOLE);
        if !sound {
            return Err(GeocodeError::Address(url.to_owned()));
        }
        let config = ureq::Agent::config_builder().timeout_global(Some(LONGEST)).max_redirects(0).build();
        Ok(Geocoder { url: url.into(), agent: config.into() })
    }

    /// The places that fit a text, the best first, at most five.
    ///
    /// # Errors
    /// [`GeocodeError::Service`].
    pub async fn find(&self, text: &str) -> Result<Vec<Hit>, GeocodeError> {
        let text: String = text.chars().take(LONGEST_TEXT).collect();
        let url = self.url.replace(HOLE, &crate::web::query::encode(text.trim()));
        let agent = self.agent.clone();
        let answer = tokio::task::spawn_blocking(move || {
            let mut answer = agent.get(&url).header("accept", "application/json").call()?;
            answer.body_mut().with_config().limit(LARGEST).read_to_string()
        });
        let failed = |error: String| GeocodeError::Service(error);
        let answer =
            answer.await.map_err(|error| failed(error.to_string()))?.map_err(|error| failed(error.to_string()))?;
        let answer: Value = serde_json::from_str(&answer).map_err(|error| failed(error.to_string()))?;
        Ok(read(&answer))
    }
}

/// Reads any of the three forms.
fn read(answer: &Value) -> Vec<Hit> {
    let lists = [answer.pointer("/response/docs"), answer.pointer("/features"), Some(answer)];
    let list = lists.into_iter().flatten().find_map(Value::as_array);
    list.into_iter().flatten().filter_map(hit).take(MOST).collect()
}

fn hit(one: &Value) -> Option<Hit> {
    let name = ["/weergavenaam", "/display_name", "/properties/label", "/properties/name"];
    let name = name.into_iter().find_map(|at| one.pointer(at)?.as_str()).unwrap_or_default().to_owned();
    let number = |value: &Value| value.as_f64().or_else(|| value.as_str()?.parse().ok());
    let (longitude, latitude) = if let Some(point) = one.get("centroide_ll").and_then(Value::as_str) {
        let (longitude, latitude) = point.strip_prefix("POINT(")?.strip_suffix(')')?.split_once(' ')?;
        (longitude.parse().ok()?, latitude.parse().ok()?)
    } else if let Some(point) = one.pointer("/geometry/coordinates") {
        (number(point.get(0)?)?, number(point.get(1)?)?)
    } else {
        (number(one.get("lon")?)?, number(one.get("lat")?)?)
    };
    let sound = f64::is_finite(latitude) && f64::is_finite(longitude) && !name.is_empty();
    sound.then_some(Hit { name, latitude, longitude })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    #[test]
    fn three_forms_of_answers_are_read() {
        let pdok = json!({"response": {"docs": [
            {"weergavenaam": "Columbusplein, Amsterdam", "centroide_ll": "POINT(4.85 52.36)"},
            {"weergavenaam": "kapot", "centroide_ll": "POINT(4.85)"}]}});
        let nominatim = json!([{"display_name": "Columbusplein, Amsterdam", "lat": "52.36", "lon": "4.85"}]);
        let geojson = json!({"features": [{"properties": {"label": "Columbusplein, Amsterdam"},
            "geometry": {"type": "Point", "coordinates": [4.85, 52.36]}}]});
        for answer in [pdok, nominatim, geojson] {
            let hit = Hit { name: "Columbusplein, Amsterdam".into(), latitude: 52.36, longitude: 4.85 };
            assert_eq!(read(&answer), [hit], "{answer}");
        }
        for other in [json!(null), json!({}), json!("x"), json!([1, {"lat": "NaN", "lon": 4, "display_name": "x"}])] {
            assert_eq!(read(&other), []);
        }
    }

    #[test]
    fn an_address_needs_a_place_for_the_text() {
        for bad in ["", "ftp://x/{text}", "https://x/", "file:///etc/{text}"] {
            assert!(Geocoder::new(bad).is_err(), "{bad}");
        }
    }

    #[tokio::test]
    async fn the_service_is_asked_and_may_be_away() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        let served = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut asked = vec![0; 2_000];
            let read = stream.read(&mut asked).await.unwrap();
            let body = r#"[{"display_name": "Plein", "lat": "52.36", "lon": "4.85"}]"#;
            let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
            stream.write_all(format!("{head}{body}").as_bytes()).await.unwrap();
            String::from_utf8_lossy(asked.get(..read).unwrap()).into_owned()
        });
        let geocoder = Geocoder::new(&format!("http://{at}/search?q={{text}}&format=json")).unwrap();
        let hits = geocoder.find("Plein & zo").await.unwrap();
        assert_eq!(hits.len(), 1);
        assert!(served.await.unwrap().starts_with("GET /search?q=Plein+%26+zo&format=json "));
        assert!(matches!(geocoder.find("Plein").await, Err(GeocodeError::Service(_))), "nobody listens any more");
    }
}
