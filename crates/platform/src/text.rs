//! Texts that people write: made safe, made plain, and made findable.
//!
//! Cleaning happens when a text is saved and once more when it is shown: what came in by another way (import, an
//! older version of the program) is cleaned too. The allow list is short: paragraphs, headings 2–4, lists, links,
//! emphasis, quotations and pictures of this site.

use crate::i18n::Lang;
use crate::ids::fold_accents;
use ammonia::{Builder, UrlRelative};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use rust_stemmers::{Algorithm, Stemmer};
use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

/// The longest text that is cleaned; the rest is cut off. Forms refuse far earlier.
const LONGEST: usize = 400_000;
/// Elements inside each other. Parsing takes time with the square of it: twenty thousand quotation marks in front of
/// one line would keep a core busy for seconds.
const DEEPEST: usize = 100;
/// Quotations and lists inside each other that Markdown may make.
const DEEPEST_MARKDOWN: usize = 12;
/// Words longer than this are not words.
const LONGEST_WORD: usize = 64;
/// The longest sort key, in characters.
const SORT_KEY: usize = 200;

const TAGS: [&str; 16] =
    ["a", "b", "blockquote", "br", "em", "h2", "h3", "h4", "hr", "i", "img", "li", "ol", "p", "strong", "ul"];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = Builder::empty();
    cleaner
        .tags(TAGS.into())
        .clean_content_tags(HashSet::from(["script", "style", "title", "textarea", "noscript", "template"]))
        .add_tag_attributes("a", ["href"])
        .add_tag_attributes("img", ["src", "alt", "width", "height"])
        .add_tag_attributes("ol", ["start"])
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(Some("nofollow noopener ugc"))
        .attribute_filter(keep_attribute);
    cleaner
});

/// Attributes that the allow list lets through but whose value must be looked at.
fn keep_attribute<'v>(tag: &str, name: &str, value: &'v str) -> Option<Cow<'v, str>> {
    let keep = match (tag, name) {
        ("img", "src") => is_own_path(value),
        // `//host` and `\\host` lead away while they look like a path.
        ("a", "href") => value.starts_with('#') || value.contains(':') || is_own_path(value),
        ("img", "width" | "height") | ("ol", "start") => {
            (1..=5).contains(&value.len()) && value.bytes().all(|b| b.is_ascii_digit())
        }
        _ => true,
    };
    keep.then_some(Cow::Borrowed(value))
}

/// Whether this is a path on our own site, and nothing that a browser reads as another host.
///
/// Also the check for "where to go after this": browsers take `//host`, `/\host` and `/⇥/host` as another site.
pub fn is_own_path(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && path.len() <= 2_000
        && !path.contains('\\')
        && !path.chars().any(|c| c.is_control() || c.is_whitespace())
}

/// Simple Markdown to clean HTML. HTML inside the text is shown as text; a heading of level 1 becomes 2, those
/// below 4 become 4; quotations and lists more than [`DEEPEST_MARKDOWN`] deep are laid flat.
pub fn markdown_to_html(markdown: &str) -> String {
    let mut depth = 0_usize;
    let flat = Parser::new_ext(cut(markdown), Options::empty()).filter(move |event| match event {
        Event::Start(Tag::BlockQuote(_) | Tag::List(_) | Tag::Item) => {
            depth += 1;
            depth <= DEEPEST_MARKDOWN
        }
        Event::End(TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item) => {
            depth = depth.saturating_sub(1);
            depth < DEEPEST_MARKDOWN
        }
        _ => true,
    });
    let parser = flat.map(|event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        // An HTML block becomes a paragraph of its own text.
        Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
        Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
        Event::Start(Tag::Heading { level, .. }) => {
            Event::Start(Tag::Heading { level: our_level(level), id: None, classes: Vec::new(), attrs: Vec::new() })
        }
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(our_level(level))),
        other => other,
    });
    let mut html = String::with_capacity(markdown.len() * 5 / 4);
    pulldown_cmark::html::push_html(&mut html, parser);
    clean_html(&html)
}

fn our_level(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 => HeadingLevel::H2,
        HeadingLevel::H3 => HeadingLevel::H3,
        HeadingLevel::H4 | HeadingLevel::H5 | HeadingLevel::H6 => HeadingLevel::H4,
    }
}

/// HTML with everything removed that is not on the allow list (see the module). HTML of which elements lie more
/// than [`DEEPEST`] deep in each other was not written by a person; it is shown as text.
pub fn clean_html(html: &str) -> String {
    let html = cut(html);
    if is_too_deep(html) { ammonia::clean_text(html) } else { CLEANER.clean(html).to_string() }
}

/// Whether tags may be opened too deep in each other; never says no where a parser would go deeper. A closing tag
/// counts only right after what it closes, for a parser ignores many others.
fn is_too_deep(html: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    for tag in html.split('<').skip(1) {
        let (closing, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let end = tag.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(tag.len());
        let name = tag.get(..end).unwrap_or_default();
        // These hold nothing, or end where the next one begins.
        let flat = ["", "br", "hr", "img", "p", "li"].iter().any(|flat| name.eq_ignore_ascii_case(flat));
        if closing && open.last().is_some_and(|last| last.eq_ignore_ascii_case(name)) {
            open.pop();
        } else if !closing && !flat {
            open.push(name);
            if open.len() > DEEPEST {
                return true;
            }
        }
    }
    false
}

/// HTML as plain text: no tags, entities read, a new line after each paragraph, heading, item and break.
pub fn plain_text(html: &str) -> String {
    static BARE: LazyLock<Builder<'static>> = LazyLock::new(|| {
        let mut bare = Builder::empty();
        bare.clean_content_tags(HashSet::from(["script", "style", "title", "textarea", "noscript", "template"]));
        bare
    });
    // After cleaning, tags have one spelling.
    let mut html = clean_html(html);
    for end in ["</p>", "</h2>", "</h3>", "</h4>", "</li>", "</blockquote>", "<br>", "<hr>"] {
        html = html.replace(end, &format!("{end}\n"));
    }
    let text = BARE.clean(&html).to_string();
    let text = text
        .replace("&nbsp;", "\u{a0}")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines().map(str::trim) {
        if !line.is_empty() || lines.last().is_some_and(|last| !last.is_empty()) {
            lines.push(line);
        }
    }
    lines.join("\n").trim().to_owned()
}

/// The first words of a text in HTML, as plain text on one line; with `…` when there is more.
pub fn excerpt(html: &str, words: usize) -> String {
    let text = plain_text(html);
    let mut all = text.split_whitespace();
    let first: Vec<&str> = all.by_ref().take(words).collect();
    let mut excerpt = first.join(" ");
    if all.next().is_some() {
        excerpt.truncate(excerpt.trim_end_matches([',', '.', ';', ':', '-', '–']).len());
        excerpt.push('…');
    }
    excerpt
}

/// The words of a text, small, without accents.
fn words(text: &str) -> impl Iterator<Item = String> {
    let folded = fold_accents(cut(text)).to_lowercase();
    let words: Vec<String> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && word.len() <= LONGEST_WORD)
        .map(str::to_owned)
        .collect();
    words.into_iter()
}

/// The stems of the words in a text, each once, in the order in which they come: what search compares. Stems of the
/// question and of the text are made here, so both databases find alike. Single letters are left out.
pub fn stems(lang: Lang, text: &str) -> Vec<String> {
    static STEMMERS: LazyLock<(Stemmer, Stemmer)> =
        LazyLock::new(|| (Stemmer::create(Algorithm::Dutch), Stemmer::create(Algorithm::English)));
    let stemmer = match lang {
        Lang::Nl => &STEMMERS.0,
        Lang::En => &STEMMERS.1,
    };
    let mut seen = HashSet::new();
    words(text)
        .filter(|word| word.chars().nth(1).is_some() || word.bytes().all(|b| b.is_ascii_digit()))
        .map(|word| stemmer.stem(&word).into_owned())
        .filter(|stem| seen.insert(stem.clone()))
        .collect()
}

/// The groups of three letters in a text, as PostgreSQL's `pg_trgm` counts them (two spaces before a word, one
/// behind it), sorted, each once: texts that share many are alike.
pub fn trigrams(text: &str) -> Vec<String> {
    let mut groups = BTreeSet::new();
    for word in words(text) {
        let letters: Vec<char> = "  ".chars().chain(word.chars()).chain([' ']).collect();
        groups.extend(letters.windows(3).map(|three| three.iter().collect::<String>()));
    }
    groups.into_iter().collect()
}

/// A key by which titles sort as people expect, compared byte by byte: without case and accents, signs before the
/// first letter skipped, and numbers by their value (`Plan 2` before `Plan 10`).
pub fn sort_key(title: &str) -> String {
    let title: String = title.chars().take(SORT_KEY).collect();
    let mut key = String::with_capacity(title.len() + 8);
    let mut number = String::new();
    let mut gap = false;
    for letter in fold_accents(&title).to_lowercase().chars() {
        if letter.is_ascii_digit() {
            if gap && number.is_empty() && !key.is_empty() {
                key.push(' ');
            }
            gap = false;
            number.push(letter);
            continue;
        }
        push_number(&mut key, &mut number);
        if letter.is_alphanumeric() {
            if gap && !key.is_empty() {
                key.push(' ');
            }
            gap = false;
            key.push(letter);
        } else {
            gap = true;
        }
    }
    push_number(&mut key, &mut number);
    key.chars().take(SORT_KEY).collect()
}

/// A number with the count of its digits before it, so that longer numbers come later.
fn push_number(key: &mut String, number: &mut String) {
    if !number.is_empty() {
        let digits = number.trim_start_matches('0');
        key.push_str(&format!("{:03}{digits}", digits.len()));
        number.clear();
    }
}

/// At most [`LONGEST`] bytes, whole characters.
fn cut(text: &str) -> &str {
    text.get(..text.floor_char_boundary(LONGEST)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    /// Attacks on rich text, from the advisories of other platforms and the usual collections (S1, S2).
    const HOSTILE: [&str; 26] = [
        "<img onerror=alert(1) src=x>",
        "<img src=/x onerror=alert(1)>",
        "\"><svg onload=alert(1)>",
        "<svg><script>alert(1)</script></svg>",
        "<script>alert(1)</script>",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<a href=\"JaVaScRiPt&colon;alert(1)\">x</a>",
        "<a href=\"java\tscript:alert(1)\">x</a>",
        "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
        "<a href=\"vbscript:x\">x</a>",
        "<a href=\"//evil.example\">x</a>",
        "<a href=\"/\\evil.example\">x</a>",
        "<p style=\"position:fixed\">x</p>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
        "<form action=//evil.example><input name=code><button formaction=javascript:alert(1)>",
        "<object data=x></object><embed src=x>",
        "<base href=//evil.example>",
        "<meta http-equiv=refresh content=\"0;url=//evil.example\">",
        "<link rel=stylesheet href=//evil.example>",
        "<img src=\"https://evil.example/pixel.gif\">",
        "<template><script>alert(1)</script></template>",
        "<textarea></textarea><details open ontoggle=alert(1)>",
    ];

    fn assert_harmless(html: &str, from: &str) {
        let small = html.to_lowercase();
        // Every tag that is left is on the list, and has no attribute that is not.
        for tag in small.split('<').skip(1) {
            let tag = tag.split('>').next().unwrap();
            let name = tag.trim_start_matches('/').split(' ').next().unwrap();
            assert!(TAGS.contains(&name), "<{name}> from {from}: {html}");
            assert!(!tag.contains(" on") && !tag.contains("style="), "{from}: {html}");
            assert!(!tag.contains("script:") && !tag.contains("data:") && !tag.contains("evil"), "{from}: {html}");
        }
    }

    #[test]
    fn hostile_html_is_harmless_after_cleaning() {
        for hostile in HOSTILE {
            let once = clean_html(hostile);
            assert_harmless(&once, hostile);
            assert_eq!(clean_html(&once), once, "cleaning twice changes nothing: {hostile}");
            assert_harmless(&markdown_to_html(hostile), hostile);
            assert_harmless(&markdown_to_html(&format!("[x](<{hostile}>) ![x](<{hostile}>)")), hostile);
        }
        for link in ["[x](javascript:alert(1))", "[x](data:text/html;base64,xx)", "![x](https://evil.example/p.png)"] {
            assert_harmless(&markdown_to_html(link), link);
        }
    }

    #[test]
    fn what_belongs_in_a_text_stays() {
        let html = markdown_to_html(
            "# Kop\n\nEen **plan** met [een link](https://example.nl/).\n\n- een\n- twee\n\n![Foto van het plein](/files/plein.jpg)\n\n###### Klein",
        );
        for part in [
            "<h2>Kop</h2>",
            "<strong>plan</strong>",
            "<a href=\"https://example.nl/\" rel=\"nofollow noopener ugc\">een link</a>",
            "<li>twee</li>",
            "<img src=\"/files/plein.jpg\" alt=\"Foto van het plein\">",
            "<h4>Klein</h4>",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
        let kept = "<p>Mail <a href=\"mailto:buurt@example.nl\" rel=\"nofollow noopener ugc\">ons</a></p>";
        assert_eq!(clean_html(kept), kept);
        assert_eq!(
            markdown_to_html("1 < 2 & <b>niet vet</b>").trim(),
            "<p>1 &lt; 2 &amp; &lt;b&gt;niet vet&lt;/b&gt;</p>"
        );
    }

    #[test]
    fn deep_nesting_costs_no_time() {
        // Each of these took from one to eleven seconds before there was a limit.
        let start = std::time::Instant::now();
        for markdown in [">".repeat(100_000), "- ".repeat(50_000)] {
            assert_harmless(&markdown_to_html(&markdown), "markdown");
        }
        for tags in ["<b><p><ul>", "<ul>", "<div>", "<blockquote></x>", "<UL><li>", "<ul><table><td></ul>"] {
            let cleaned = clean_html(&tags.repeat(10_000));
            assert!(!cleaned.contains('<'), "shown as text: {tags}");
        }
        assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
    }

    #[test]
    fn what_people_nest_stays() {
        let html = "<ul><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li></ul>";
        assert_eq!(clean_html(html), html);
        let long = "<p>een <strong>twee</strong><br>drie</p><ul><li>vier</li></ul>".repeat(500);
        assert_eq!(clean_html(&long), long);
        assert_eq!(markdown_to_html("> a\n>\n> > b").matches("<blockquote>").count(), 2);
        assert_eq!(markdown_to_html(&"> ".repeat(30)).matches("<blockquote>").count(), DEEPEST_MARKDOWN);
    }

    #[test]
    fn plain_text_reads_like_the_page() {
        let html = "<h2>Groen</h2><p>Meer &amp; beter<br>voor &lt;iedereen&gt;</p><ul><li>een</li><li>twee</li></ul><script>x</script>";
        assert_eq!(plain_text(html), "Groen\nMeer & beter\nvoor <iedereen>\neen\ntwee");
        assert_eq!(plain_text("&amp;lt;b&amp;gt;"), "&lt;b&gt;");
        assert_eq!(excerpt("<p>Een twee, drie vier</p>", 2), "Een twee…");
        assert_eq!(excerpt("<p>Een twee</p>", 2), "Een twee");
    }

    #[test]
    fn paths_that_lead_away_are_seen() {
        for own in ["/", "/stemmen?stap=2#overzicht", "/a//b"] {
            assert!(is_own_path(own), "{own}");
        }
        for away in [
            "",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil",
            "https://evil.example",
            "evil",
            "/\t/evil",
            "/ /x",
            "/\u{0}",
        ] {
            assert!(!is_own_path(away), "{away}");
        }
    }

    #[test]
    fn stems_meet_each_other() {
        assert_eq!(stems(Lang::Nl, "Fietsenstallingen"), stems(Lang::Nl, "fietsenstalling"));
        assert_eq!(stems(Lang::Nl, "Café"), stems(Lang::Nl, "cafe"));
        assert_eq!(stems(Lang::En, "planning plans"), ["plan"]);
        assert_eq!(stems(Lang::Nl, "7 a <b>"), ["7"]);
        assert_eq!(stems(Lang::Nl, &"x".repeat(100)), Vec::<String>::new());
    }

    #[test]
    fn trigrams_are_those_of_postgres() {
        assert_eq!(trigrams("Cat"), ["  c", " ca", "at ", "cat"]);
        assert_eq!(trigrams(""), Vec::<String>::new());
    }

    #[test]
    fn titles_sort_as_people_expect() {
        let sorted =
            ["'t Hof", "\"Zomer\" in West", "École", "Eend", "plan 2", "Plan 02b", "Plan 10", "plan tien", "zon"];
        let mut titles =
            ["zon", "Plan 10", "École", "plan tien", "'t Hof", "Plan 02b", "Eend", "plan 2", "\"Zomer\" in West"];
        titles.sort_by_key(|title| sort_key(title));
        let mut expected = sorted;
        expected.sort_by_key(|title| sort_key(title));
        assert_eq!(titles, expected);
        assert_eq!(
            titles,
            ["École", "Eend", "plan 2", "Plan 02b", "Plan 10", "plan tien", "'t Hof", "\"Zomer\" in West", "zon"]
        );
        assert_eq!(sort_key("A  -  b"), sort_key("a b"));
    }

    proptest! {
        #[test]
        fn no_text_gets_through_or_panics(text in "[<>a-z\"'/= !&;:#*\\[\\]()`\n-]{0,80}") {
            assert_harmless(&clean_html(&text), &text);
            let _ = (excerpt(&text, 5), sort_key(&text), trigrams(&text), stems(Lang::En, &text));
        }
    }
}
