//! Cookies. Ours are `HttpOnly`, `SameSite=Lax`, and on an encrypted site `Secure` with the `__Host-` prefix, so that no
//! other host of the same domain can set them.

use http::{HeaderMap, HeaderValue, header};
use std::collections::HashMap;

/// The cookies of a request that are ours.
#[derive(Debug, Clone, Default)]
pub struct Cookies {
    values: HashMap<String, String>,
    secure: bool,
}

const PREFIX: &str = "__Host-";

impl Cookies {
    /// Reads them. `secure`: whether residents reach the site by https.
    #[must_use]
    pub fn from_headers(headers: &HeaderMap, secure: bool) -> Self {
        let prefix = if secure { PREFIX } else { "" };
        let values = headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .filter_map(|(name, value)| Some((name.strip_prefix(prefix)?.to_owned(), value.to_owned())))
            .take(50)
            .collect();
        Cookies { values, secure }
    }

    /// The value of a cookie.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    /// Whether any of ours was sent.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The header that sets a cookie. `max_age` in seconds; none for as long as the browser is open.
    #[must_use]
    pub fn set(&self, name: &str, value: &str, max_age: Option<i64>) -> HeaderValue {
        let (prefix, secure) = if self.secure { (PREFIX, "; Secure") } else { ("", "") };
        let age = max_age.map_or_else(String::new, |seconds| format!("; Max-Age={seconds}"));
        let text = format!("{prefix}{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}");
        HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static("invalid=; Max-Age=0"))
    }

    /// The header that ends a cookie.
    #[must_use]
    pub fn end(&self, name: &str) -> HeaderValue {
        self.set(name, "", Some(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_the_prefix_a_cookie_of_an_encrypted_site_is_not_ours() {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, "session=planted; __Host-session=real".parse().unwrap());
        assert_eq!(Cookies::from_headers(&headers, true).get("session"), Some("real"));
        assert_eq!(Cookies::from_headers(&headers, false).get("session"), Some("planted"));
    }

    #[test]
    fn a_value_cannot_end_its_header() {
        let value = Cookies::default().set("a", "b\r\nSet-Cookie: c=d", None);
        assert_eq!(value, "invalid=; Max-Age=0");
    }
}
