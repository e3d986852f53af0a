//! What form of answer somebody wants.

use http::HeaderMap;

/// The header by which our script asks for a part of a page.
pub const FRAGMENT_HEADER: &str = "samenspel-fragment";

/// Whether our script asks, to put parts of the answer in place.
#[must_use]
pub fn wants_fragment(headers: &HeaderMap) -> bool {
    headers.contains_key(FRAGMENT_HEADER)
}

/// Encodings in which a body can be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Brotli.
    Br,
    /// Gzip.
    Gzip,
    /// As it is.
    Identity,
}

/// The best encoding that the client takes.
#[must_use]
pub fn encoding(headers: &HeaderMap) -> Encoding {
    let accepted = headers.get(http::header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or("");
    let takes = |name: &str| {
        accepted.split(',').any(|part| {
            let mut pieces = part.split(';').map(str::trim);
            pieces.next() == Some(name) && !pieces.any(|weight| weight == "q=0" || weight == "q=0.0")
        })
    };
    if takes("br") {
        Encoding::Br
    } else if takes("gzip") {
        Encoding::Gzip
    } else {
        Encoding::Identity
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refused_encodings_are_not_taken() {
        let mut headers = HeaderMap::new();
        headers.insert("accept-encoding", "gzip, deflate, br;q=0".parse().unwrap());
        assert_eq!(encoding(&headers), Encoding::Gzip);
        headers.insert("accept-encoding", "gzip, br".parse().unwrap());
        assert_eq!(encoding(&headers), Encoding::Br);
    }
}
