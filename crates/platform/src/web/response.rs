//! Answers.

use super::accept::{self, Encoding};
use crate::cache::CachedPage;
use crate::error::{Arg, Error};
use crate::i18n::T;
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, LOCATION, VARY};
use http::{HeaderMap, HeaderValue, StatusCode};
use std::sync::Arc;

/// The content type of pages.
pub const HTML: &str = "text/html; charset=utf-8";
/// The content type of the API.
pub const JSON: &str = "application/json";

/// An error on its way to the middleware that words it for the visitor.
#[must_use]
pub fn fail(error: Error) -> Response {
    let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
    response.extensions_mut().insert(Arc::new(error));
    response
}

/// A page for one visitor.
#[must_use]
pub fn html(status: StatusCode, body: String) -> Response {
    let headers = [(CONTENT_TYPE, HTML), (CACHE_CONTROL, "no-store")];
    (status, headers, body).into_response()
}

/// JSON for one caller.
#[must_use]
pub fn json<B: serde::Serialize>(status: StatusCode, body: &B) -> Response {
    match serde_json::to_string(body) {
        Ok(text) => (status, [(CONTENT_TYPE, JSON), (CACHE_CONTROL, "no-store")], text).into_response(),
        Err(error) => fail(Error::internal(error)),
    }
}

/// On to another address, by GET.
#[must_use]
pub fn see_other(to: &str) -> Response {
    let location = HeaderValue::from_str(to).unwrap_or_else(|_| HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(LOCATION, location), (CACHE_CONTROL, HeaderValue::from_static("no-store"))])
        .into_response()
}

/// For good at another address.
#[must_use]
pub fn moved(to: &str) -> Response {
    let location = HeaderValue::from_str(to).unwrap_or_else(|_| HeaderValue::from_static("/"));
    (StatusCode::MOVED_PERMANENTLY, [(LOCATION, location), (CACHE_CONTROL, HeaderValue::from_static("no-cache"))])
        .into_response()
}

/// A page that was made before: in the encoding that the client takes, or "not modified".
#[must_use]
pub fn cached(page: &CachedPage, request: &HeaderMap) -> Response {
    let same = request.get(IF_NONE_MATCH).is_some_and(|known| known == page.etag);
    let (body, encoding) = match accept::encoding(request) {
        Encoding::Br if !same => (page.br(), Some("br")),
        Encoding::Gzip if !same => (page.gzip(), Some("gzip")),
        _ => (&page.identity, None),
    };
    let mut response = Response::new(if same { Body::empty() } else { Body::from(body.clone()) });
    if same {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(page.content_type));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(VARY, HeaderValue::from_static("accept-encoding, cookie"));
    headers.insert(ETAG, page.etag.clone());
    if let (Some(encoding), false) = (encoding, same) {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

/// The same for a page that not everybody may see: no cache on the way keeps it.
#[must_use]
pub fn private(mut response: Response) -> Response {
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    response
}

/// What is told of an error, with its status. An unforeseen error gets a number, which is also in the log.
pub struct Told {
    /// HTTP status.
    pub status: StatusCode,
    /// One sentence each, with the field that it belongs to.
    pub sentences: Vec<(Option<&'static str>, &'static str, String)>,
    /// What stands in each sentence, for programs; none of a sentence without.
    pub args: Vec<serde_json::Value>,
    /// The number of an unforeseen error.
    pub number: Option<String>,
}

/// Words an error in a language, and writes the unforeseen ones to the log.
#[must_use]
pub fn tell(error: &Error, t: &T, number: impl FnOnce() -> String) -> Told {
    let one = |status, key: &'static str| Told {
        status,
        sentences: vec![(None, key, t.text(key).into_owned())],
        args: Vec::new(),
        number: None,
    };
    match error {
        Error::Refused(refusals) => Told {
            status: refusals.first().map_or(StatusCode::BAD_REQUEST, |refusal| refusal.status),
            sentences: refusals.iter().map(|r| (r.field, r.key, t.refusal(r))).collect(),
            args: refusals.iter().map(|r| values(&r.args)).collect(),
            number: None,
        },
        Error::Db(db) if db.is_outage() => {
            tracing::error!(error = %db, "the database is away");
            one(StatusCode::SERVICE_UNAVAILABLE, "error-database-away")
        }
        other => {
            let number = number();
            tracing::error!(error = %other, number, "unforeseen");
            let text = t.with("error-unforeseen", &[("number", number.as_str().into())]);
            let sentences = vec![(None, "error-unforeseen", text)];
            Told { status: StatusCode::INTERNAL_SERVER_ERROR, sentences, args: Vec::new(), number: Some(number) }
        }
    }
}

/// What stands in a sentence, for programs: money in cents, moments in UTC.
fn values(args: &[(&'static str, Arg)]) -> serde_json::Value {
    let value = |arg: &Arg| match arg {
        Arg::Text(text) => serde_json::Value::from(text.as_str()),
        Arg::Number(number) => serde_json::Value::from(*number),
        Arg::Money(cents) => serde_json::Value::from(cents.0),
        Arg::Moment(at) => serde_json::Value::from(at.to_string()),
    };
    args.iter().map(|(name, arg)| ((*name).to_owned(), value(arg))).collect::<serde_json::Map<_, _>>().into()
}

/// An error as RFC 9457 has it.
#[must_use]
pub fn problem(told: &Told) -> Response {
    let detail = told.sentences.iter().map(|(_, _, text)| text.as_str()).collect::<Vec<_>>().join(" ");
    let mut args = told.args.iter();
    let errors: Vec<_> = told
        .sentences
        .iter()
        .map(|(field, key, text)| {
            let args = args.next().cloned().unwrap_or_else(|| serde_json::json!({}));
            serde_json::json!({ "field": field.map(camel), "code": key, "detail": text, "args": args })
        })
        .collect();
    let body = serde_json::json!({
        "type": "about:blank",
        "title": told.status.canonical_reason().unwrap_or("Error"),
        "status": told.status.as_u16(),
        "detail": detail,
        "code": told.sentences.first().map_or("error", |(_, key, _)| *key),
        "number": told.number,
        "errors": errors,
    });
    let headers = [(CONTENT_TYPE, "application/problem+json"), (CACHE_CONTROL, "no-store")];
    let mut response = (told.status, headers, body.to_string()).into_response();
    retry_later(told.status, response.headers_mut());
    response
}

/// The name of a field as bodies of the API have it: `closes_at` → `closesAt`.
fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |mut all, word| {
        let mut letters = word.chars();
        all.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        all.push_str(letters.as_str());
        all
    })
}

/// Says when to come back, where that is the answer.
pub fn retry_later(status: StatusCode, headers: &mut HeaderMap) {
    if matches!(status, StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS) {
        headers.insert(http::header::RETRY_AFTER, HeaderValue::from_static("10"));
    }
}

#[cfg(test)]
mod tests {
    use super::camel;

    #[test]
    fn names_of_fields_are_written_as_in_bodies() {
        for (name, expected) in [("closes_at", "closesAt"), ("email", "email"), ("", ""), ("a_b_c", "aBC")] {
            assert_eq!(camel(name), expected);
        }
    }
}
