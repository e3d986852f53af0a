//! Queries: parsed once, canonical, within limits.

use std::collections::BTreeMap;

/// The longest value that is read.
const LONGEST: usize = 200;
/// The highest page that is answered.
pub const LAST_PAGE: u32 = 10_000;

/// The known keys of a query, decoded, cut to 200 characters, empty values left out. Several values of one key are
/// joined with commas, sorted, so that two addresses for one page are one.
#[must_use]
pub fn canonical(raw: &str, known: &[&str]) -> BTreeMap<String, String> {
    let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (key, value) in form_pairs(raw.as_bytes()).into_iter().take(100) {
        let value: String = value.trim().chars().filter(|c| !c.is_control()).take(LONGEST).collect();
        if known.contains(&key.as_str()) && !value.is_empty() {
            all.entry(key).or_default().push(value);
        }
    }
    all.into_iter()
        .map(|(key, mut values)| {
            values.sort();
            values.dedup();
            (key, values.join(","))
        })
        .collect()
}

/// The pairs of a query or of a form body.
#[must_use]
pub fn form_pairs(raw: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(raw).into_owned().collect()
}

/// A canonical query as text, with `?` before it, or nothing.
#[must_use]
pub fn text(query: &BTreeMap<String, String>) -> String {
    if query.is_empty() {
        return String::new();
    }
    let mut out = form_urlencoded::Serializer::for_suffix(String::from("?"), 1);
    out.extend_pairs(query);
    out.finish()
}

/// A value for a place in a query.
#[must_use]
pub fn encode(value: &str) -> String {
    form_urlencoded::byte_serialize(value.as_bytes()).collect()
}

/// The page asked for, from 1 to 10,000; anything else is page 1.
#[must_use]
pub fn page(query: &BTreeMap<String, String>) -> u32 {
    let asked = query.get("page").and_then(|page| page.parse().ok()).unwrap_or(1);
    if (1..=LAST_PAGE).contains(&asked) { asked } else { 1 }
}

/// A path on this site to go on to, or `/` for anything that could lead elsewhere.
#[must_use]
pub fn local_path(next: Option<&str>) -> &str {
    match next {
        Some(path)
            if path.starts_with('/')
                && !path.starts_with("//")
                && !path.contains('\\')
                && !path.contains("/..")
                && path.len() <= 500
                && path.chars().all(|c| c.is_ascii() && !c.is_ascii_control()) =>
        {
            path
        }
        _ => "/",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_doubles_do_not_matter() {
        let a = canonical("tag=b&x=1&tag=a", &["tag"]);
        let b = canonical("tag=a&tag=b&tag=a", &["tag"]);
        assert_eq!(a, b);
        assert_eq!(text(&a), "?tag=a%2Cb");
    }

    #[test]
    fn strange_pages_are_the_first() {
        for raw in ["page=0", "page=-1", "page=99999999999999999999", "page=abc", "page=1.5", ""] {
            assert_eq!(page(&canonical(raw, &["page"])), 1, "{raw}");
        }
        assert_eq!(page(&canonical("page=7", &["page"])), 7);
    }

    #[test]
    fn one_cannot_be_sent_elsewhere() {
        for bad in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "\\\\e",
            "/../x",
            "javascript:alert(1)",
            "/a\r\nb",
        ] {
            assert_eq!(local_path(Some(bad)), "/", "{bad}");
        }
        assert_eq!(local_path(Some("/staff?x=1")), "/staff?x=1");
    }
}
