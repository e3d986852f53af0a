//! A statement: one text for both databases.

use std::borrow::Cow;
use std::sync::OnceLock;

/// One SQL text. Parameters are written `?1`, `?2` …; PostgreSQL sees `$1`, `$2` ….
///
/// Rules that keep the text portable: columns are `BIGINT`, `TEXT`, `DOUBLE PRECISION` or `BLOB`; times are
/// microseconds since 1970 UTC; booleans are 0 and 1; an optional parameter is cast
/// (`CAST(?1 AS BIGINT) IS NULL`); nothing depends on the collation.
#[derive(Debug)]
pub struct Sql {
    name: &'static str,
    text: Cow<'static, str>,
    dollars: OnceLock<String>,
}

impl Sql {
    /// A statement with a name for logs and tests.
    #[must_use]
    pub const fn new(name: &'static str, text: &'static str) -> Self {
        Sql { name, text: Cow::Borrowed(text), dollars: OnceLock::new() }
    }

    /// A statement whose text is made at run time from names in the catalogue; for backups and restores only.
    pub(super) fn made(text: String) -> Self {
        Sql { name: "made", text: Cow::Owned(text), dollars: OnceLock::new() }
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The text as SQLite reads it.
    #[must_use]
    pub fn sqlite(&self) -> &str {
        &self.text
    }

    /// The text as PostgreSQL reads it.
    #[must_use]
    pub fn postgres(&self) -> &str {
        self.dollars.get_or_init(|| with_dollars(&self.text))
    }
}

/// `?1` → `$1`, outside quoted strings.
fn with_dollars(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\'' => {
                quoted = !quoted;
                out.push(c);
            }
            '?' if !quoted && chars.peek().is_some_and(char::is_ascii_digit) => out.push('$'),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn question_marks_become_dollars_outside_strings() {
        assert_eq!(with_dollars("a = ?1 AND b = '?1' OR c = ?12"), "a = $1 AND b = '?1' OR c = $12");
    }
}
