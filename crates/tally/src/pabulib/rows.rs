//! Lines and cells.

use std::borrow::Cow;
use std::iter::Enumerate;
use std::str::Split;

use super::problem::{ReadError, Refusal, Section};
use crate::election::trimmed;

/// Reads a text row by row; the cells of the current row are kept until the next.
pub(super) struct Rows<'t> {
    lines: Enumerate<Split<'t, char>>,
    cells: Vec<Cow<'t, str>>,
    line: usize,
}

impl<'t> Rows<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Self {
            // Not `str::lines`' relatives that also split at U+2028 or form feed: those occur inside names.
            lines: text.split('\n').enumerate(),
            cells: Vec::new(),
            line: 1,
        }
    }

    /// Goes to the next row that is not blank; `false` at the end of the text.
    pub(super) fn advance(&mut self) -> Result<bool, ReadError> {
        for (index, line) in self.lines.by_ref() {
            self.line = index + 1;
            let line = line.trim_end_matches('\r');
            if line.as_bytes().contains(&b'\r') {
                return Err(Refusal::LoneReturn.at(self.line));
            }
            split(line, &mut self.cells).map_err(|refusal| refusal.at(self.line))?;
            if self.cells.iter().any(|cell| !cell.is_empty()) {
                return Ok(true);
            }
        }
        self.cells.clear();
        Ok(false)
    }

    /// The line of the current row, from 1; at the end of the text its last line.
    pub(super) fn line(&self) -> usize {
        self.line
    }

    /// The trimmed cells of the current row.
    pub(super) fn cells(&self) -> &[Cow<'t, str>] {
        &self.cells
    }

    /// One trimmed cell of the current row; `None` if the row ends before.
    pub(super) fn cell(&self, column: usize) -> Option<&str> {
        self.cells.get(column).map(AsRef::as_ref)
    }

    /// The section of which this row has the name and nothing else.
    pub(super) fn section(&self) -> Option<Section> {
        let (first, others) = self.cells.split_first()?;
        if others.iter().any(|cell| !cell.is_empty()) {
            return None;
        }
        [Section::Meta, Section::Projects, Section::Votes]
            .into_iter()
            .find(|section| section.name().eq_ignore_ascii_case(first))
    }
}

/// Splits a line at `;` outside quotes and trims the cells.
fn split<'t>(line: &'t str, cells: &mut Vec<Cow<'t, str>>) -> Result<(), Refusal> {
    cells.clear();
    if !line.as_bytes().contains(&b'"') {
        cells.extend(line.split(';').map(|cell| Cow::Borrowed(trimmed(cell))));
        return Ok(());
    }
    let mut rest = Some(line);
    while let Some(text) = rest {
        let (cell, after) = match text.trim_start_matches([' ', '\t']).strip_prefix('"') {
            Some(quoted) => {
                let (cell, after) = unquote(quoted)?;
                (Cow::Owned(cell), after)
            }
            None => match text.split_once(';') {
                Some((cell, after)) => (Cow::Borrowed(cell.trim()), Some(after)),
                None => (Cow::Borrowed(text.trim()), None),
            },
        };
        cells.push(cell);
        rest = after;
    }
    Ok(())
}

/// Reads a cell whose opening quote is behind us: its text, and the rest of the line if another cell follows.
fn unquote(text: &str) -> Result<(String, Option<&str>), Refusal> {
    let mut cell = String::new();
    let mut rest = text;
    loop {
        let (part, after) = rest.split_once('"').ok_or(Refusal::OpenQuote)?;
        cell.push_str(part);
        match after.strip_prefix('"') {
            Some(after) => {
                cell.push('"');
                rest = after;
            }
            None => {
                rest = after;
                break;
            }
        }
    }
    // Text behind the closing quote belongs to the cell, as in every CSV reader that Pabulib was made with.
    let (tail, after) = match rest.split_once(';') {
        Some((tail, after)) => (tail, Some(after)),
        None => (rest, None),
    };
    cell.push_str(tail);
    Ok((cell.trim().to_owned(), after))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;

    fn cells(line: &str) -> Vec<String> {
        let mut rows = Rows::new(line);
        assert!(rows.advance().unwrap(), "{line}");
        rows.cells().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn cells_are_split_unquoted_and_trimmed() {
        assert_eq!(cells("a; b ;;c"), ["a", "b", "", "c"]);
        assert_eq!(cells(r#"1;"a;b ""c""";"";x"#), ["1", r#"a;b "c""#, "", "x"]);
        assert_eq!(cells(r#"  "a;b"  ;c"#), ["a;b", "c"]);
        assert_eq!(cells(r#"5" pipe;"in" and out;"#), [r#"5" pipe"#, "in and out", ""]);
        assert_eq!(cells("a\u{2028}b;c\u{b}d\u{85}e"), ["a\u{2028}b", "c\u{b}d\u{85}e"]);
    }

    #[test]
    fn blank_lines_are_skipped_and_lines_counted() {
        let mut rows = Rows::new("\u{feff}\r\n a\r\n;;\n\n b;\" \"\n");
        assert!(rows.advance().unwrap());
        assert_eq!((rows.line(), rows.cell(0)), (2, Some("a")));
        assert!(rows.advance().unwrap());
        assert_eq!((rows.line(), rows.cell(0), rows.cell(2)), (5, Some("b"), None));
        assert!(!rows.advance().unwrap());
    }

    #[test]
    fn a_quote_that_stays_open_is_refused() {
        let mut rows = Rows::new("a\nb;\"c\nd\"\n");
        assert!(rows.advance().unwrap());
        assert_eq!(rows.advance(), Err(Refusal::OpenQuote.at(2)));
    }

    #[test]
    fn a_section_is_a_name_alone() {
        let section = |line| {
            let mut rows = Rows::new(line);
            rows.advance().unwrap();
            rows.section()
        };
        assert_eq!(section("Votes"), Some(Section::Votes));
        assert_eq!(section(" PROJECTS ;;"), Some(Section::Projects));
        assert_eq!(section("votes;a"), None);
        assert_eq!(section("vote"), None);
    }
}
