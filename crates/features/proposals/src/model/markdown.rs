//! Clean HTML as the simple Markdown that people type without an editor, so that a saved text can be changed.
//!
//! The way back is [`platform::text::markdown_to_html`]. What goes in has been cleaned: its tags have one spelling and
//! are those of the allow list.

use std::fmt::Write as _;

/// A list that is open: the number of its next item, or none for points.
type List = Option<u64>;

#[derive(Default)]
struct Writer {
    out: String,
    lists: Vec<List>,
    /// What every line begins with inside quotations and items.
    indents: Vec<String>,
    /// The addresses of open links.
    links: Vec<String>,
    /// Whether a blank line is due before the next text.
    due: bool,
    /// Whether the line has begun.
    begun: bool,
    /// The mark of an item whose text has not begun.
    mark: Option<String>,
}

/// Clean HTML as Markdown.
#[must_use]
pub fn to_markdown(html: &str) -> String {
    let mut writer = Writer::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (text, tag) = rest.split_at(at);
        writer.text(text);
        let Some((inside, after)) = tag.get(1..).and_then(|tag| tag.split_once('>')) else { break };
        writer.tag(inside);
        rest = after;
    }
    writer.text(rest);
    writer.out.trim_end().to_owned()
}

impl Writer {
    fn text(&mut self, text: &str) {
        // Line breaks of the source are spaces; those between two blocks are nothing.
        let text = unescaped(text).replace(['\n', '\r', '\t'], " ");
        if text.trim().is_empty() && !self.begun {
            return;
        }
        let text = if self.begun { text.as_str() } else { text.trim_start() };
        if text.is_empty() {
            return;
        }
        let first = !self.begun;
        self.begin();
        escape(&mut self.out, text, first);
    }

    /// Begins a line if none has begun: the blank line that is due, the indents, the mark of an item.
    fn begin(&mut self) {
        if self.begun {
            return;
        }
        let mark = self.mark.take();
        if self.due && !self.out.is_empty() {
            self.line();
        }
        let before = self.indents.len() - usize::from(mark.is_some() && !self.indents.is_empty());
        for indent in self.indents.iter().take(before) {
            self.out.push_str(indent);
        }
        if let Some(mark) = mark {
            self.out.push_str(&mark);
        }
        (self.due, self.begun) = (false, true);
    }

    /// A line with nothing but the marks of quotations.
    fn line(&mut self) {
        let quotes: String = self.indents.iter().filter(|indent| indent.starts_with('>')).cloned().collect();
        self.out.push_str(quotes.trim_end());
        self.out.push('\n');
    }

    /// Ends a block.
    fn end(&mut self) {
        if self.begun {
            self.out.truncate(self.out.trim_end_matches(' ').len());
            self.out.push('\n');
        }
        (self.begun, self.due) = (false, true);
    }

    fn mark(&mut self, mark: &str) {
        self.begin();
        self.out.push_str(mark);
    }

    fn tag(&mut self, tag: &str) {
        let name = tag.split([' ', '/']).find(|part| !part.is_empty()).unwrap_or_default();
        let closing = tag.starts_with('/');
        match (name, closing) {
            ("p", _) => self.end(),
            ("h2", false) => self.heading("## "),
            ("h3", false) => self.heading("### "),
            ("h4", false) => self.heading("#### "),
            ("h2" | "h3" | "h4", true) => self.end(),
            ("strong" | "b", _) => self.mark("**"),
            ("em" | "i", _) => self.mark("*"),
            ("br", _) => {
                self.mark("\\\n");
                self.begun = false;
            }
            ("hr", _) => {
                self.end();
                self.mark("---");
                self.end();
            }
            ("ul", false) => self.open_list(None),
            ("ol", false) => self.open_list(Some(attribute(tag, "start").and_then(|n| n.parse().ok()).unwrap_or(1))),
            ("ul" | "ol", true) => {
                self.lists.pop();
                self.end();
                self.due = self.lists.is_empty();
            }
            ("li", false) => self.open_item(),
            ("li", true) => {
                if self.mark.is_some() {
                    // An item without text stands on its own line.
                    self.begin();
                }
                self.end();
                self.due = false;
                self.indents.pop();
            }
            ("blockquote", false) => {
                self.end();
                self.indents.push("> ".into());
            }
            ("blockquote", true) => {
                self.end();
                self.indents.pop();
            }
            ("a", false) => {
                self.mark("[");
                self.links.push(attribute(tag, "href").unwrap_or_default());
            }
            ("a", true) => {
                let href = self.links.pop().unwrap_or_default();
                self.mark(&format!("](<{}>)", address(&href)));
            }
            ("img", _) => {
                let mut alt = String::new();
                escape(&mut alt, &attribute(tag, "alt").unwrap_or_default(), false);
                let src = attribute(tag, "src").unwrap_or_default();
                self.mark(&format!("![{alt}](<{}>)", address(&src)));
            }
            _ => {}
        }
    }

    fn heading(&mut self, mark: &str) {
        self.end();
        self.mark(mark);
    }

    fn open_list(&mut self, list: List) {
        let nested = !self.lists.is_empty();
        self.end();
        self.due = !nested;
        self.lists.push(list);
    }

    fn open_item(&mut self) {
        if self.begun {
            self.end();
            self.due = false;
        }
        let mark = match self.lists.last_mut() {
            Some(Some(number)) => {
                let mark = format!("{number}. ");
                *number += 1;
                mark
            }
            _ => "- ".to_owned(),
        };
        self.indents.push(" ".repeat(mark.len()));
        self.mark = Some(mark);
    }
}

/// The value of an attribute in a cleaned tag, where quotation marks are double.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, after) = tag.split_once(&format!(" {name}=\""))?;
    Some(unescaped(after.split_once('"')?.0))
}

/// An address between `<` and `>`.
fn address(href: &str) -> String {
    href.chars().filter(|c| !c.is_control() && !matches!(c, '<' | '>' | '\\')).collect()
}

fn unescaped(text: &str) -> String {
    text.replace("&nbsp;", "\u{a0}")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// Writes text so that none of it is read as a mark. `first`: whether it begins a line, where more signs are marks.
fn escape(out: &mut String, text: &str, first: bool) {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    for (at, letter) in text.char_indices() {
        let always = matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '&' | '!' | '~' | '|');
        let begins = first && at == 0 && matches!(letter, '#' | '>' | '-' | '+' | '=');
        let numbers = first && digits > 0 && at == digits && matches!(letter, '.' | ')');
        if always || begins || numbers {
            out.push('\\');
        }
        // Writing to a text cannot fail.
        let _ = out.write_char(letter);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use platform::text::{clean_html, markdown_to_html};
    use proptest::prelude::*;

    /// HTML without the line breaks between blocks, which mean nothing.
    fn squeezed(html: &str) -> String {
        html.replace('\n', "")
    }

    fn comes_back(markdown: &str) {
        let html = markdown_to_html(markdown);
        let again = markdown_to_html(&to_markdown(&html));
        assert_eq!(squeezed(&again), squeezed(&html), "from {markdown:?} through {:?}", to_markdown(&html));
    }

    #[test]
    fn a_text_comes_back_as_it_was() {
        for markdown in [
            "",
            "Een zin.",
            "Een **vet** woord en een *schuin* woord.\n\nEn een tweede alinea.",
            "## Kop\n\nTekst\n\n### Kleiner\n\n- een\n- twee **vet**\n- drie\n\nDaarna.",
            "1. een\n2. twee\n3. drie",
            "5. vijf\n6. zes",
            "- een\n  - onder een\n  - nog een\n- twee",
            "> Een citaat\n>\n> in twee alinea's\n\nEn verder.",
            "Regel één\\\nregel twee",
            "Zie [de site](https://voorbeeld.nl/a?b=c&d=e) of [mail](mailto:a@b.nl).",
            "![Foto van *het* plein](/files/plein.jpg)",
            "---\n\nNa een streep",
            "1\\. geen lijst\n\n\\- ook niet\n\n\\# en geen kop",
            "5 \\* 3 \\_ [x] <b>niet vet</b> &amp; &lt; a \\\\ b ~ | !",
            "- item\n\n  met een tweede alinea\n\n- nog een",
        ] {
            comes_back(markdown);
        }
    }

    #[test]
    fn it_reads_as_somebody_would_type_it() {
        let html = "<h2>Kop</h2>\n<p>Een <strong>vet</strong> woord.</p>\n<ul>\n<li>een</li>\n<li>twee</li>\n</ul>\n<p>Klaar.</p>";
        assert_eq!(to_markdown(html), "## Kop\n\nEen **vet** woord.\n\n- een\n- twee\n\nKlaar.");
    }

    proptest! {
        #[test]
        fn plain_words_come_back(text in "[a-zA-Z0-9 .,:;?!#*_<>&+()='\"|~`\\[\\]-]{0,60}") {
            let html = clean_html(&format!("<p>{}</p>", text.replace('&', "&amp;").replace('<', "&lt;")));
            let again = markdown_to_html(&to_markdown(&html));
            let plain = |html: &str| platform::text::plain_text(html).split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!(plain(&again), plain(&html), "{}", to_markdown(&html));
        }

        #[test]
        fn no_html_makes_it_panic(html in "(<[/a-z0-9 =\"]{0,12}>|[a-z<>&;\n ]{0,8}){0,20}") {
            let _ = to_markdown(&html);
            let _ = to_markdown(&clean_html(&html));
        }
    }
}
