//! A client with cookies, straight on the program's router.

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::ConnectInfo;
use http::{HeaderMap, Method, Request};
use http_body_util::BodyExt;
use platform::clock::Clock;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use tower::ServiceExt;

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as text.
    pub text: String,
    /// The body as it came.
    pub bytes: Bytes,
}

impl Answer {
    /// The body as JSON.
    ///
    /// # Panics
    /// When it is not.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    /// Where it sends one.
    #[must_use]
    pub fn location(&self) -> &str {
        self.headers.get("location").and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

/// A client that keeps cookies, as one person's browser does.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    host: String,
    /// Cookies by name.
    pub cookies: BTreeMap<String, String>,
    /// Extra headers of each request.
    pub headers: Vec<(&'static str, String)>,
    peer: SocketAddr,
}

impl Browser {
    /// Without cookies.
    #[must_use]
    pub fn new(router: Router, host: &str) -> Self {
        let peer = SocketAddr::from(([127, 0, 0, 1], 40_000));
        Browser { router, host: host.to_owned(), cookies: BTreeMap::new(), headers: Vec::new(), peer }
    }

    /// From now on another node answers, as behind a proxy; cookies stay.
    pub fn moves_to(&mut self, router: Router) {
        self.router = router;
    }

    /// Opens an address.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, None, Body::empty()).await
    }

    /// Sends a form, as a page of this site does.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.send(Method::POST, path, Some("application/x-www-form-urlencoded"), Body::from(body)).await
    }

    /// Sends JSON.
    pub async fn json(&mut self, method: Method, path: &str, body: &serde_json::Value) -> Answer {
        self.send(method, path, Some("application/json"), Body::from(body.to_string())).await
    }

    /// Sends anything.
    ///
    /// # Panics
    /// When the request cannot be built or the body not be read.
    pub async fn send(&mut self, method: Method, path: &str, content_type: Option<&str>, body: Body) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header("host", &self.host);
        if let Some(content_type) = content_type {
            request = request.header("content-type", content_type);
        }
        if !self.cookies.is_empty() {
            let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header("cookie", cookies.join("; "));
        }
        if !self.headers.iter().any(|(name, _)| *name == "origin") {
            request = request.header("origin", format!("http://{}", self.host));
        }
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let request = request.extension(ConnectInfo(self.peer)).body(body).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all("set-cookie") {
            keep(&mut self.cookies, cookie.to_str().unwrap_or_default());
        }
        let bytes = body.collect().await.expect("a body").to_bytes();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status.as_u16(), headers: parts.headers, text, bytes }
    }

    /// Sets up (or shows) the second factor after a sign-in.
    ///
    /// # Panics
    /// When the page shows no secret.
    pub async fn show_factor(&mut self, clock: &Clock) {
        let page = self.get("/sign-in/factor").await;
        let code = factor_code(&page.text, clock.now());
        let shown = self.post("/sign-in/factor", &[("code", &code)]).await;
        assert!(shown.status == 200 || shown.status == 303, "{}", shown.text);
    }
}

/// Does with a `Set-Cookie` line what a browser does.
pub(crate) fn keep(cookies: &mut BTreeMap<String, String>, line: &str) {
    let Some((name, value)) = line.split(';').next().and_then(|pair| pair.split_once('=')) else { return };
    if value.is_empty() || line.contains("Max-Age=0") {
        cookies.remove(name);
    } else {
        cookies.insert(name.to_owned(), value.to_owned());
    }
}

/// The code of the second factor whose secret this page shows, at a moment.
pub(crate) fn factor_code(page: &str, now: jiff::Timestamp) -> String {
    let secret = page.split("data-secret=\"").nth(1).and_then(|rest| rest.split('"').next());
    let secret = secret.unwrap_or_else(|| panic!("no secret on the page: {page}")).replace(' ', "");
    let key = data_encoding::BASE32_NOPAD.decode(secret.as_bytes()).expect("a secret");
    let totp = totp_rs::Builder::new().with_secret(key).with_account_name("x").build().expect("a totp");
    totp.generate(u64::try_from(now.as_second()).expect("a time")).to_string()
}
