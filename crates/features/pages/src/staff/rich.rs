//! Rich text in a form without script: shown as simple Markdown, saved as clean HTML.

use platform::text::{clean_html, markdown_to_html};

/// What was typed, as clean HTML: what begins with a tag is HTML already, anything else is Markdown.
pub(super) fn to_html(typed: &str) -> String {
    if typed.trim_start().starts_with('<') { clean_html(typed) } else { markdown_to_html(typed) }
}

/// What is saved, as it is shown in a form: Markdown where that gives the same HTML again, else the HTML itself. So
/// saving a form that nobody touched changes nothing.
pub(super) fn to_field(html: &str) -> String {
    let clean = clean_html(html);
    let same = |text: &String| squeeze(&to_html(text)) == squeeze(&clean);
    [false, true].into_iter().map(|escaped| to_markdown(&clean, escaped)).find(same).unwrap_or(clean.clone())
}

/// HTML without the white space between its tags, which says nothing.
fn squeeze(html: &str) -> String {
    html.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ").replace("> <", "><")
}

/// Writes clean HTML as Markdown; `escaped`: with a backslash before each sign that could mean something.
fn to_markdown(clean: &str, escaped: bool) -> String {
    let mut writer = Writer { out: String::new(), lists: Vec::new(), quoted: false, fresh: true, links: Vec::new() };
    for (place, piece) in clean.split('<').enumerate() {
        let (tag, text) = if place == 0 { ("", piece) } else { piece.split_once('>').unwrap_or((piece, "")) };
        writer.tag(tag);
        writer.text(text, escaped);
    }
    writer.out.trim().to_owned()
}

struct Writer {
    out: String,
    /// Open lists: the next number, or none for bullets.
    lists: Vec<Option<usize>>,
    quoted: bool,
    /// Whether a block has just begun.
    fresh: bool,
    links: Vec<String>,
}

impl Writer {
    fn tag(&mut self, tag: &str) {
        let name = tag.split_whitespace().next().unwrap_or_default();
        match name {
            "p" if self.lists.is_empty() => self.block(if self.quoted { "> " } else { "" }),
            "h2" => self.block("## "),
            "h3" => self.block("### "),
            "h4" => self.block("#### "),
            "hr" => self.block("---"),
            "blockquote" => self.quoted = true,
            "/blockquote" => self.quoted = false,
            "ul" => self.list(None),
            "ol" => self.list(Some(1)),
            "/ul" | "/ol" => {
                self.lists.pop();
            }
            "li" => self.item(),
            "br" => self.out.push_str("\\\n"),
            "strong" | "b" | "/strong" | "/b" => self.out.push_str("**"),
            "em" | "i" | "/em" | "/i" => self.out.push('*'),
            "a" => {
                self.links.push(attribute(tag, "href"));
                self.out.push('[');
            }
            "/a" => {
                let href = self.links.pop().unwrap_or_default();
                self.out.push_str(&format!("]({href})"));
            }
            "img" => self.out.push_str(&format!("![{}]({})", attribute(tag, "alt"), attribute(tag, "src"))),
            _ => {}
        }
    }

    fn block(&mut self, mark: &str) {
        let out = self.out.trim_end().len();
        self.out.truncate(out);
        self.out.push_str("\n\n");
        self.out.push_str(mark);
        self.fresh = true;
    }

    fn list(&mut self, number: Option<usize>) {
        if self.lists.is_empty() {
            self.block("");
        }
        self.lists.push(number);
    }

    fn item(&mut self) {
        let depth = self.lists.len().saturating_sub(1);
        let out = self.out.trim_end().len();
        let first = self.out.len() > out && self.fresh;
        if !first {
            self.out.truncate(out);
            self.out.push('\n');
        }
        self.out.push_str(&"   ".repeat(depth));
        match self.lists.last_mut() {
            Some(Some(number)) => {
                self.out.push_str(&format!("{number}. "));
                *number += 1;
            }
            _ => self.out.push_str("- "),
        }
        self.fresh = true;
    }

    fn text(&mut self, text: &str, escaped: bool) {
        // A line break in the source is a space; at the start of a block it is nothing.
        let text = plain(text);
        let text = if self.fresh { text.trim_start() } else { &text };
        if text.is_empty() {
            return;
        }
        self.fresh = false;
        for sign in text.chars() {
            match sign {
                '\n' => self.out.push(' '),
                '*' | '_' | '`' | '[' | ']' | '\\' | '<' | '#' | '+' | '-' | '.' | '!' | '&' | '>' if escaped => {
                    self.out.push('\\');
                    self.out.push(sign);
                }
                _ => self.out.push(sign),
            }
        }
    }
}

/// The characters behind the entities of clean HTML.
fn plain(text: &str) -> String {
    let text = text.replace("&nbsp;", "\u{a0}").replace("&lt;", "<").replace("&gt;", ">");
    text.replace("&quot;", "\"").replace("&amp;", "&")
}

fn attribute(tag: &str, name: &str) -> String {
    let value = tag.split_once(&format!("{name}=\"")).and_then(|(_, rest)| rest.split('"').next());
    plain(value.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn staff_see_markdown_and_saving_it_again_changes_nothing() {
        let markdown = "Dag *allemaal*, lees **dit** en [dat](/privacy).\n\n## Kop\n\n- een\n- twee\n   - diep\n\n1. eerst\n2. dan\n\n\
            > Citaat";
        let html = to_html(markdown);
        let field = to_field(&html);
        assert!(!field.contains("<p>"), "{field}");
        assert_eq!(squeeze(&to_html(&field)), squeeze(&html), "{field}");
        assert!(field.contains("## Kop") && field.contains("- een") && field.contains("[dat](/privacy)"), "{field}");
    }

    #[test]
    fn what_markdown_cannot_say_stays_html() {
        for html in [
            "<p>a<img src=\"/files/x.jpg\" alt=\"x\" width=\"3\" height=\"3\"></p>",
            "<ul><li><p>a</p><p>b</p></li></ul>",
        ] {
            let clean = clean_html(html);
            assert_eq!(squeeze(&to_html(&to_field(&clean))), squeeze(&clean), "{html}");
        }
    }

    #[test]
    fn signs_that_mean_something_in_markdown_are_only_signs() {
        for text in ["2 * 3 * 4", "# geen kop", "1. geen lijst", "a_b_c", "&lt;script&gt;", "- streep", "a &amp;amp; b"]
        {
            let html = clean_html(&format!("<p>{text}</p>"));
            assert_eq!(squeeze(&to_html(&to_field(&html))), squeeze(&html), "{text}: {}", to_field(&html));
        }
    }

    #[test]
    fn rich_text_is_clean_whichever_way_it_is_written() {
        assert_eq!(to_html("# Dag\n\n<script>x</script>").matches("<script").count(), 0);
        assert_eq!(to_html("<p onclick=\"x\">Dag</p><script>x</script>"), "<p>Dag</p>");
    }
}
