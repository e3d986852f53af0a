//! Compression of answers that were not kept compressed.

use super::accept::{self, Encoding};
use axum::body::Body;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, VARY};
use http::{HeaderValue, StatusCode};
use http_body_util::BodyExt;
use std::io::Write;

/// Smaller bodies are sent as they are.
const WORTH: usize = 1024;

/// Brotli at a quality from 0 to 11.
#[must_use]
pub fn brotli(body: &[u8], quality: i32) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len() / 4 + 64);
    let params = brotli::enc::BrotliEncoderParams { quality, lgwin: 20, ..Default::default() };
    let mut input = body;
    match brotli::BrotliCompress(&mut input, &mut out, &params) {
        Ok(_) => out,
        Err(_) => Vec::new(),
    }
}

/// Gzip, fast.
#[must_use]
pub fn gzip(body: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(5));
    encoder.write_all(body).and_then(|()| encoder.finish()).unwrap_or_default()
}

/// The middleware: compresses text bodies that have no encoding yet.
pub async fn compress(request: Request, next: Next) -> Response {
    let encoding = accept::encoding(request.headers());
    let head = request.method() == http::Method::HEAD;
    let response = next.run(request).await;
    if encoding == Encoding::Identity || head || !is_text(&response) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(collected) = body.collect().await else {
        return Response::from_parts(parts, Body::empty());
    };
    let body = collected.to_bytes();
    if body.len() < WORTH {
        return Response::from_parts(parts, Body::from(body));
    }
    let (packed, name) = match encoding {
        Encoding::Br => (brotli(&body, 3), "br"),
        _ => (gzip(&body), "gzip"),
    };
    if packed.is_empty() {
        return Response::from_parts(parts, Body::from(body));
    }
    parts.headers.remove(CONTENT_LENGTH);
    parts.headers.insert(CONTENT_ENCODING, HeaderValue::from_static(name));
    parts.headers.append(VARY, HeaderValue::from_static("accept-encoding"));
    Response::from_parts(parts, Body::from(packed))
}

fn is_text(response: &Response) -> bool {
    let headers = response.headers();
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    let text = kind.starts_with("text/")
        || kind.starts_with("application/json")
        || kind.starts_with("application/problem+json")
        || kind.starts_with("application/geo+json")
        || kind.starts_with("image/svg");
    text && !headers.contains_key(CONTENT_ENCODING)
        && response.status() != StatusCode::NOT_MODIFIED
        && response.status() != StatusCode::NO_CONTENT
}
