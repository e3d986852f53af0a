//! Queries: parsed once, canonical, within limits.

use crate::error::Common;
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

/// The page and its size that a query of the API asks for, read strictly: what a page would overlook is refused.
///
/// # Errors
/// [`Common::BadQuery`] for anything but a page from 1 to 10,000 and a size from 1 to `most`.
pub fn paging(raw: &str, usual: u32, most: u32) -> Result<(u32, u32), Common> {
    let query = canonical(raw, &["page", "pageSize"]);
    let number = |key: &'static str, usual: u32, most: u32| match query.get(key) {
        None => Ok(usual),
        Some(text) => text.parse().ok().filter(|number| (1..=most).contains(number)).ok_or(Common::BadQuery(key)),
    };
    Ok((number("page", 1, LAST_PAGE)?, number("pageSize", usual, most)?))
}

/// The part of a list that is on a page; a page after the last has none.
#[must_use]
pub fn cut<T>(all: &[T], page: u32, size: u32) -> &[T] {
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    let skip = usize::try_from(page.saturating_sub(1)).unwrap_or(usize::MAX).saturating_mul(size);
    let rest = all.get(skip..).unwrap_or_default();
    rest.get(..size).unwrap_or(rest)
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
    fn the_api_reads_pages_strictly() {
        assert_eq!(paging("", 20, 100), Ok((1, 20)));
        assert_eq!(paging("page=3&pageSize=100&x=1", 20, 100), Ok((3, 100)));
        for (raw, key) in [
            ("page=0", "page"),
            ("page=-1", "page"),
            ("page=10001", "page"),
            ("page=1.5", "page"),
            ("page=1&page=2", "page"),
            ("pageSize=0", "pageSize"),
            ("pageSize=101", "pageSize"),
            ("pageSize=all", "pageSize"),
        ] {
            assert_eq!(paging(raw, 20, 100), Err(Common::BadQuery(key)), "{raw}");
        }
        let all = [1, 2, 3, 4, 5];
        assert_eq!(cut(&all, 1, 2), [1, 2]);
        assert_eq!(cut(&all, 3, 2), [5]);
        assert!(cut(&all, 4, 2).is_empty() && cut(&all, u32::MAX, u32::MAX).is_empty());
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
