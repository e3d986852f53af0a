//! Whether the texts are complete: used by a test, so that no visitor finds the hole first.

use super::{FORMAL, Lang, Texts};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The keys that a program asks for.
#[derive(Debug, Clone, Default)]
pub struct Used {
    /// Keys in a call of `text("…")` or `with("…", …)`: each must exist.
    asked: BTreeSet<String>,
    /// Everything between quotation marks that looks like a key: a text is in use if its key is among these.
    mentioned: BTreeSet<String>,
}

impl Used {
    /// No keys.
    pub fn none() -> Self {
        Used::default()
    }

    /// Adds keys that are put together at run time (`status-` and the name of a status).
    #[must_use]
    pub fn and<S: Into<String>>(mut self, keys: impl IntoIterator<Item = S>) -> Self {
        for key in keys {
            let key = key.into();
            self.mentioned.insert(key.clone());
            self.asked.insert(key);
        }
        self
    }

    /// Reads the keys from one source text of Rust.
    pub fn scan(&mut self, source: &str) {
        // Test modules ask for keys of their own making.
        let source = source.split("#[cfg(test)]\nmod tests").next().unwrap_or(source);
        let mut rest = source;
        while let Some((before, after)) = rest.split_once('"') {
            let Some((literal, next)) = after.split_once('"') else {
                break;
            };
            if is_key(literal) {
                if before.ends_with(".text(") || before.trim_end().ends_with(".with(") {
                    self.asked.insert(literal.to_owned());
                }
                self.mentioned.insert(literal.to_owned());
                rest = next;
            } else {
                // It may have been a closing mark; what follows can be an opening one.
                rest = after;
            }
        }
    }

    /// Reads the keys from all Rust files in and under a directory.
    pub fn of_dir(dir: &Path) -> std::io::Result<Self> {
        let mut used = Used::default();
        let mut open = vec![dir.to_path_buf()];
        while let Some(dir) = open.pop() {
            for entry in std::fs::read_dir(dir)? {
                let path = entry?.path();
                if path.is_dir() {
                    open.push(path);
                } else if path.extension().is_some_and(|end| end == "rs") {
                    used.scan(&std::fs::read_to_string(path)?);
                }
            }
        }
        Ok(used)
    }

    /// Both together.
    #[must_use]
    pub fn join(mut self, other: Used) -> Self {
        self.asked.extend(other.asked);
        self.mentioned.extend(other.mentioned);
        self
    }
}

fn is_key(text: &str) -> bool {
    text.len() <= 80
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// What is known of one language: each key with the values in its text.
#[derive(Default)]
struct Known {
    values: BTreeMap<String, BTreeSet<String>>,
    /// Keys that another text refers to.
    referred: BTreeSet<String>,
}

/// Everything that is wrong with the texts, as sentences for the developer; empty when all is well.
///
/// Keys that are asked for and not there, texts that are not used, texts that one language lacks, and texts that
/// take other values in the other language. A formal variant may exist in Dutch only.
pub fn check(texts: &Texts, used: &Used) -> Vec<String> {
    let mut problems = Vec::new();
    let [nl, en] = [Lang::Nl, Lang::En].map(|lang| known(texts, lang));
    for key in &used.asked {
        for (lang, known) in [(Lang::Nl, &nl), (Lang::En, &en)] {
            if !known.values.contains_key(key) {
                problems.push(format!("{lang}: no text for `{key}`"));
            }
        }
    }
    for (lang, here, other) in [(Lang::Nl, &nl, &en), (Lang::En, &en, &nl)] {
        for (key, values) in &here.values {
            let plain = key.strip_suffix(FORMAL);
            let twin = plain.unwrap_or(key);
            match (plain, other.values.get(twin)) {
                (_, Some(theirs)) if theirs != values => {
                    problems.push(format!("{lang}: `{key}` takes {values:?}, the other language {theirs:?}"));
                }
                (_, Some(_)) => {}
                (_, None) => problems.push(format!("{lang}: `{key}` is missing in the other language")),
            }
            if plain.is_some_and(|plain| !here.values.contains_key(plain)) {
                problems.push(format!("{lang}: `{key}` has no plain text beside it"));
            }
            if lang == Lang::Nl && !used.mentioned.contains(twin) && !here.referred.contains(twin) {
                problems.push(format!("{lang}: `{key}` is not used"));
            }
        }
    }
    problems
}

fn known(texts: &Texts, lang: Lang) -> Known {
    let mut known = Known::default();
    for (_, source) in texts.sources().iter().filter(|(of, _)| *of == lang) {
        // `Texts::build` has read these files before; a file with errors does not get here.
        let Ok(resource) = fluent_syntax::parser::parse(*source) else {
            continue;
        };
        for entry in &resource.body {
            match entry {
                Entry::Message(message) => {
                    if let Some(pattern) = &message.value {
                        known.values.insert(message.id.name.to_owned(), variables(pattern));
                        walk(pattern, &mut |inline| refer(inline, &mut known.referred));
                    }
                }
                Entry::Term(term) => walk(&term.value, &mut |inline| refer(inline, &mut known.referred)),
                _ => {}
            }
        }
    }
    known
}

fn refer(inline: &InlineExpression<&str>, into: &mut BTreeSet<String>) {
    if let InlineExpression::MessageReference { id, .. } = inline {
        into.insert(id.name.to_owned());
    }
}

/// The names of the values in a pattern.
pub(super) fn variables(pattern: &Pattern<&str>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    walk(pattern, &mut |inline| {
        if let InlineExpression::VariableReference { id } = inline {
            names.insert(id.name.to_owned());
        }
    });
    names
}

fn walk(pattern: &Pattern<&str>, visit: &mut dyn FnMut(&InlineExpression<&str>)) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            walk_expression(expression, visit);
        }
    }
}

fn walk_expression(expression: &Expression<&str>, visit: &mut dyn FnMut(&InlineExpression<&str>)) {
    match expression {
        Expression::Inline(inline) => walk_inline(inline, visit),
        Expression::Select { selector, variants } => {
            walk_inline(selector, visit);
            for variant in variants {
                walk(&variant.value, visit);
            }
        }
    }
}

fn walk_inline(inline: &InlineExpression<&str>, visit: &mut dyn FnMut(&InlineExpression<&str>)) {
    visit(inline);
    match inline {
        InlineExpression::Placeable { expression } => walk_expression(expression, visit),
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                walk_inline(argument, visit);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_kind_of_hole_is_found() {
        let texts = Texts::build(&[
            (Lang::Nl, "both = { $n }\nonly-nl = x\nunused = x\nother = { -t }\n-t = { both }\nlone--formal = u\n"),
            (Lang::En, "both = { $m }\nunused = x\nother = x\nonly-en = x\n"),
        ])
        .unwrap();
        let mut used = Used::none();
        used.scan(r#"t.text("both"); t.text("only-nl"); t.with("gone", &[("n", 1)]); let key = "other"; "only-en""#);
        let problems = check(&texts, &used).join("\n");
        for expected in [
            "no text for `gone`",
            "`both` takes",
            "nl: `only-nl` is missing in the other",
            "en: `only-en` is missing in the other",
            "`unused` is not used",
            "`lone--formal` has no plain text",
        ] {
            assert!(problems.contains(expected), "{expected} in\n{problems}");
        }
        assert!(!problems.contains("`other` is not used"), "{problems}");
    }

    #[test]
    fn sound_texts_give_no_problem() {
        let texts = Texts::build(&[
            (Lang::Nl, "a = { $n ->\n  [one] x\n *[other] { $n }\n }\na--formal = u { $n }\n"),
            (Lang::En, "a = { $n }\n"),
        ])
        .unwrap();
        assert_eq!(check(&texts, &Used::none().and(["a"])), Vec::<String>::new());
    }
}
