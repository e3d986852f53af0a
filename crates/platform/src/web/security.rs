//! What stands before every request: where it came from, how large it may be, and what the browser is told.

use super::response::fail;
use crate::error::Common;
use crate::i18n::Lang;
use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use hmac::{Hmac, Mac};
use http::header::{self, HeaderName};
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use ipnet::IpNet;
use sha2::Sha256;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

/// The largest body that is read, files included.
pub const LARGEST_BODY: usize = 24 * 1024 * 1024;
/// How long a body that is too large is read and forgotten.
const PATIENCE: Duration = Duration::from_secs(20);
/// A request takes this long at most.
const LONGEST: Duration = Duration::from_secs(60);

/// Who asks, as far as the network tells: a keyed hash of the address, which changes with every start of the program.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Client(pub [u8; 16]);

/// What the middleware needs to know.
#[derive(Clone)]
pub struct Guard(Arc<Inner>);

struct Inner {
    https: bool,
    proxies: Vec<IpNet>,
    origins: Vec<String>,
    salt: [u8; 32],
    policy: HeaderValue,
}

impl Guard {
    /// `https`: whether residents reach the site encrypted. `proxies`: whose `X-Forwarded-For` is believed. `origins`:
    /// other sites whose pages may use the API, exactly as browsers write them.
    #[must_use]
    pub fn new(https: bool, proxies: Vec<IpNet>, origins: Vec<String>, salt: [u8; 32]) -> Self {
        Guard(Arc::new(Inner { https, proxies, origins, salt, policy: HeaderValue::from_static(POLICY) }))
    }

    /// The same, whose pages may also show pictures of one other host: the tiles of maps. `origin` is `https://host`; what
    /// is none changes nothing.
    #[must_use]
    pub fn with_pictures_from(self, origin: &str) -> Self {
        let plain = origin.starts_with("https://") && !origin.contains([' ', ';', ',', '*', '\'']);
        let policy = POLICY.replace("img-src 'self' data:", &format!("img-src 'self' data: {origin}"));
        let policy = HeaderValue::from_str(&policy).ok().filter(|_| plain);
        let Inner { https, proxies, origins, salt, policy: before } = &*self.0;
        let policy = policy.unwrap_or_else(|| before.clone());
        Guard(Arc::new(Inner {
            https: *https,
            proxies: proxies.clone(),
            origins: origins.clone(),
            salt: *salt,
            policy,
        }))
    }

    fn client(&self, peer: Option<IpAddr>, headers: &HeaderMap) -> Client {
        let address = peer.map(|peer| self.behind_proxies(peer, headers));
        let Some(address) = address else { return Client::default() };
        // One household or school has a whole /64.
        let name = match address {
            IpAddr::V4(v4) => v4.octets().to_vec(),
            IpAddr::V6(v6) => v6.octets().into_iter().take(8).collect(),
        };
        let mut hash = [0; 16];
        if let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0.salt) {
            mac.update(&name);
            for (to, from) in hash.iter_mut().zip(mac.finalize().into_bytes()) {
                *to = from;
            }
        }
        Client(hash)
    }

    /// The right-most address that is not one of our proxies.
    fn behind_proxies(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let trusted = |address: &IpAddr| self.0.proxies.iter().any(|net| net.contains(address));
        if !trusted(&peer) {
            return peer;
        }
        let named: Vec<IpAddr> = headers
            .get_all("x-forwarded-for")
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|line| line.split(','))
            .filter_map(|address| address.trim().parse().ok())
            .collect();
        named.into_iter().rev().find(|address| !trusted(address)).unwrap_or(peer)
    }
}

/// The outer middleware: knows the client, ends what takes too long, and tells the browser what it may do.
pub async fn guard(State(guard): State<Guard>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    let client = guard.client(peer, request.headers());
    request.extensions_mut().insert(client);
    let api = is_api(request.uri().path());
    let cors = api.then(|| guard.allowed_origin(request.headers())).flatten();
    let mut response = match () {
        () if cors.is_some() && is_preflight(&request) => preflight(),
        () => match tokio::time::timeout(LONGEST, next.run(request)).await {
            Ok(response) => response,
            Err(_) => {
                let mut response = Response::default();
                *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
                response
            }
        },
    };
    set_headers(response.headers_mut(), (guard.0.https, api), &guard.0.policy);
    // Whether there are headers for another site depends on that site, so caches must keep the answers apart.
    if api && !guard.0.origins.is_empty() {
        response.headers_mut().append(header::VARY, HeaderValue::from_static("origin"));
    }
    if let Some(origin) = cors {
        response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        let told = HeaderValue::from_static("api-version, etag, location");
        response.headers_mut().insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, told);
    }
    response
}

/// Whether an address belongs to the API, with or without a language in front (`/en/api/v1/…`).
#[must_use]
pub fn is_api(path: &str) -> bool {
    let rest = path.strip_prefix('/').unwrap_or(path);
    let after = |code: &str| rest.strip_prefix(code).is_some_and(|rest| rest.starts_with("/api/"));
    rest.starts_with("api/") || Lang::ALL.iter().any(|lang| after(lang.code()))
}

/// Whether a browser asks, before a page of another site uses the API, if that page may.
fn is_preflight(request: &Request) -> bool {
    *request.method() == Method::OPTIONS && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD)
}

/// The answer to a listed site: what it may send. It holds for ten minutes.
fn preflight() -> Response {
    let mut response = Response::default();
    *response.status_mut() = StatusCode::NO_CONTENT;
    let headers: [(HeaderName, &'static str); 3] = [
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, POST, PUT, PATCH, DELETE"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "content-type, idempotency-key, if-none-match"),
        (header::ACCESS_CONTROL_MAX_AGE, "600"),
    ];
    for (name, value) in headers {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// The inner middleware: refuses what another site sends, what is too large, and outlives a panic. What it refuses is
/// worded by the middleware around it.
pub async fn admit(State(guard): State<Guard>, request: Request, next: Next) -> Response {
    use futures_util::FutureExt;
    if let Some(refused) = guard.refuse(&request) {
        if refused == Common::TooLarge {
            drain(request).await;
        }
        return fail(refused.into());
    }
    // No address of ours has this sign in it, and PostgreSQL takes no text that has.
    if request.uri().path().contains("%00") {
        return fail(Common::NotFound.into());
    }
    match std::panic::AssertUnwindSafe(next.run(request)).catch_unwind().await {
        Ok(response) => response,
        Err(_) => fail(crate::error::Error::internal("a handler panicked")),
    }
}

/// Lets a browser finish sending for a while, reading and forgetting: one whose connection is cut while it sends shows
/// its own error in the place of our sentence. Who asks first ("100-continue") is told at once.
pub async fn drain(request: Request) {
    use futures_util::StreamExt;
    if request.headers().contains_key(header::EXPECT) {
        return;
    }
    let mut pieces = request.into_body().into_data_stream();
    let all = async { while let Some(Ok(_)) = pieces.next().await {} };
    tokio::time::timeout(PATIENCE, all).await.ok();
}

impl Guard {
    /// A site that may read the API, if this is one; never with cookies.
    fn allowed_origin(&self, headers: &HeaderMap) -> Option<HeaderValue> {
        let origin = headers.get(header::ORIGIN)?;
        self.0.origins.iter().any(|allowed| origin == allowed.as_str()).then(|| origin.clone())
    }

    /// A request that changes something has to come from our own pages. A client that is no browser sends neither
    /// `Origin` nor `Sec-Fetch-Site`; a site on the list may use the API without cookies.
    fn refuse(&self, request: &Request) -> Option<Common> {
        let listed = is_api(request.uri().path()) && self.allowed_origin(request.headers()).is_some();
        if listed && !request.headers().contains_key(header::COOKIE) { None } else { refuse(request) }
    }
}

/// Whether a request comes from a page of another site, so that nothing of it may be shown as if it were ours.
#[must_use]
pub fn is_foreign(request: &Request) -> bool {
    refuse(request) == Some(Common::ForeignOrigin)
}

fn refuse(request: &Request) -> Option<Common> {
    let headers = request.headers();
    let length =
        headers.get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<usize>().ok());
    if length.is_some_and(|length| length > LARGEST_BODY) {
        return Some(Common::TooLarge);
    }
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return None;
    }
    let site = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok());
    if site.is_some_and(|site| site != "same-origin" && site != "none") {
        return Some(Common::ForeignOrigin);
    }
    let Some(origin) = headers.get(header::ORIGIN) else {
        // Every browser of today names one of the two; cookies without either are not from our pages.
        return (site.is_none() && headers.contains_key(header::COOKIE)).then_some(Common::ForeignOrigin);
    };
    let origin = origin.to_str().unwrap_or("null");
    let host = headers.get(header::HOST).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let ours = origin.split_once("://").is_some_and(|(_, rest)| rest.eq_ignore_ascii_case(host));
    (!ours).then_some(Common::ForeignOrigin)
}

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
    connect-src 'self'; worker-src 'self'; form-action 'self'; frame-ancestors 'self'; base-uri 'none'; manifest-src 'self'";

fn set_headers(headers: &mut HeaderMap, (https, api): (bool, bool), policy: &HeaderValue) {
    let fixed: [(HeaderName, &'static str); 5] = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=(self), payment=()"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (header::X_FRAME_OPTIONS, if api { "DENY" } else { "SAMEORIGIN" }),
    ];
    let closed = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(if api { closed } else { policy.clone() });
    for (name, value) in fixed {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if https {
        let year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    if api {
        headers.insert("api-version", HeaderValue::from_static("1.0.0"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn post(headers: &[(&str, &str)]) -> Request {
        let mut request = Request::builder().method("POST").uri("/x").header("host", "stad.example");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.body(Body::empty()).unwrap()
    }

    #[test]
    fn changes_come_from_our_own_pages() {
        assert_eq!(refuse(&post(&[("origin", "https://stad.example"), ("sec-fetch-site", "same-origin")])), None);
        assert_eq!(refuse(&post(&[])), None, "a client that is no browser");
        for bad in [
            vec![("origin", "https://evil.example")],
            vec![("origin", "null")],
            vec![("cookie", "session=x")],
            vec![("sec-fetch-site", "cross-site")],
            vec![("sec-fetch-site", "same-site")],
            vec![("origin", "https://stad.example.evil.example")],
            vec![("origin", "https://evil.example/stad.example")],
        ] {
            assert_eq!(refuse(&post(&bad)), Some(Common::ForeignOrigin), "{bad:?}");
        }
    }

    #[test]
    fn only_our_proxies_are_believed() {
        let guard = Guard::new(false, vec!["10.0.0.0/8".parse().unwrap()], Vec::new(), [7; 32]);
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", "1.1.1.1, 2.2.2.2, 10.0.0.9".parse().unwrap());
        let ours = "10.0.0.1".parse().unwrap();
        assert_eq!(guard.behind_proxies(ours, &headers), "2.2.2.2".parse::<IpAddr>().unwrap());
        let other: IpAddr = "9.9.9.9".parse().unwrap();
        assert_eq!(guard.behind_proxies(other, &headers), other);
    }

    #[test]
    fn the_api_is_the_api_in_every_language() {
        for path in ["/api/v1/projects", "/en/api/v1/projects", "/nl/api/v1/x"] {
            assert!(is_api(path), "{path}");
        }
        for path in ["/", "/api", "/en", "/en/apis/x", "/fr/api/x", "/x/en/api/", "/apis/x", "/staff/api/x"] {
            assert!(!is_api(path), "{path}");
        }
    }

    #[test]
    fn browsers_are_told_what_they_may_do() {
        for (https, api) in [(true, true), (true, false), (false, true), (false, false)] {
            let mut headers = HeaderMap::new();
            set_headers(&mut headers, (https, api), &HeaderValue::from_static(POLICY));
            assert_eq!(headers["x-content-type-options"], "nosniff");
            assert_eq!(headers["x-frame-options"], if api { "DENY" } else { "SAMEORIGIN" });
            let policy = headers["content-security-policy"].to_str().unwrap();
            assert!(policy.contains(if api { "frame-ancestors 'none'" } else { "frame-ancestors 'self'" }), "{policy}");
            assert_eq!(headers.contains_key("api-version"), api);
            let hsts = headers.get("strict-transport-security").map(|value| value.to_str().unwrap());
            assert_eq!(hsts, https.then_some("max-age=31536000; includeSubDomains"));
        }
    }

    #[test]
    fn pictures_may_come_from_one_more_host_and_no_other() {
        let guard = || Guard::new(true, Vec::new(), Vec::new(), [7; 32]);
        let policy = |guard: Guard| guard.0.policy.to_str().unwrap_or_default().to_owned();
        let with = policy(guard().with_pictures_from("https://tiles.example.nl"));
        assert_eq!(with, POLICY.replace("data:;", "data: https://tiles.example.nl;"));
        for bad in
            ["", "http://x", "https://*", "https://x; script-src *", "https://x 'unsafe-inline'", "https://x\r\n"]
        {
            assert_eq!(policy(guard().with_pictures_from(bad)), POLICY, "{bad}");
        }
    }

    #[test]
    fn nothing_inline_may_run() {
        assert!(!POLICY.contains("unsafe"));
    }
}
