//! Style sheets, scripts, icons and fonts, in the program itself, under addresses that carry their hash.

use super::accept::{self, Encoding};
use super::compress;
use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY};
use http::{HeaderMap, HeaderValue, StatusCode};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::Arc;

#[derive(RustEmbed)]
#[folder = "../../assets"]
#[exclude = "*.md"]
#[exclude = "*.txt"]
struct Embedded;

/// The style sheets of residents, in this order, sent as one.
const RESIDENT: [&str; 6] =
    ["css/fonts.css", "css/tokens.css", "css/base.css", "css/components.css", "css/vote.css", "css/print.css"];

/// One file, ready to send.
struct Asset {
    kind: &'static str,
    identity: Bytes,
    br: Option<Bytes>,
}

/// All files. Cheap to clone.
#[derive(Clone)]
pub struct Assets(Arc<Inner>);

struct Inner {
    files: HashMap<String, Asset>,
    base: String,
}

impl Default for Assets {
    fn default() -> Self {
        Assets::load()
    }
}

impl Assets {
    /// Reads and compresses them. All share one directory named after all their contents, so that scripts can import
    /// each other by relative addresses.
    #[must_use]
    pub fn load() -> Self {
        let mut raw: Vec<(String, Vec<u8>)> = Embedded::iter()
            .filter_map(|name| Some((name.to_string(), Embedded::get(&name)?.data.into_owned())))
            .collect();
        raw.sort();
        let together = RESIDENT.iter().filter_map(|name| raw.iter().find(|(n, _)| n == name));
        let site = together.fold(Vec::new(), |mut all, (_, body)| {
            all.extend_from_slice(body);
            all.push(b'\n');
            all
        });
        raw.push(("css/site.css".into(), site));
        let mut hash = Sha256::new();
        for (name, body) in &raw {
            hash.update(name.as_bytes());
            hash.update(body);
        }
        let digest = data_encoding::HEXLOWER.encode(&hash.finalize());
        let base = format!("/assets/{}", digest.get(..12).unwrap_or("0"));
        let files = raw.into_iter().map(|(name, body)| (name.clone(), asset(&name, body))).collect();
        Assets(Arc::new(Inner { files, base }))
    }

    /// The address of a file.
    #[must_use]
    pub fn url(&self, name: &str) -> String {
        format!("{}/{name}", self.0.base)
    }

    /// The answer to a request for a file under `/assets/`.
    #[must_use]
    pub fn serve(&self, path: &str, request: &HeaderMap) -> Response {
        let found = path.strip_prefix(self.0.base.as_str()).and_then(|rest| rest.strip_prefix('/'));
        let Some(asset) = found.and_then(|name| self.0.files.get(name)) else {
            return plain(StatusCode::NOT_FOUND);
        };
        let packed = asset.br.as_ref().filter(|_| accept::encoding(request) == Encoding::Br);
        let mut response = Response::new(Body::from(packed.unwrap_or(&asset.identity).clone()));
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(asset.kind));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        if packed.is_some() {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
        }
        response
    }
}

fn plain(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

fn asset(name: &str, body: Vec<u8>) -> Asset {
    let (kind, pack) = match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "css" => ("text/css; charset=utf-8", true),
        "js" => ("text/javascript; charset=utf-8", true),
        "svg" => ("image/svg+xml", true),
        "woff2" => ("font/woff2", false),
        "png" => ("image/png", false),
        "json" | "webmanifest" => ("application/json", true),
        _ => ("application/octet-stream", false),
    };
    // Quality 9 of 11: the last two cost seconds at each start and save one per cent.
    let br = pack.then(|| compress::brotli(&body, 9)).filter(|packed| !packed.is_empty() && packed.len() < body.len());
    Asset { kind, identity: body.into(), br: br.map(Bytes::from) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_under_the_current_hash_only() {
        let assets = Assets::load();
        let url = assets.url("css/site.css");
        assert_eq!(assets.serve(&url, &HeaderMap::new()).status(), StatusCode::OK);
        for bad in ["/assets/0/css/site.css", "/assets/../Cargo.toml", "/assets", &url.replace("site", "../site")] {
            assert_eq!(assets.serve(bad, &HeaderMap::new()).status(), StatusCode::NOT_FOUND, "{bad}");
        }
    }
}
