//! Texts that staff have put in the place of ours.
//!
//! They may hold the same values as the text they replace and nothing else: no references to other texts, no
//! functions. There is no template language to break out of.

use super::{Bundle, Lang, Texts, check::variables, new_bundle};
use crate::error::{Arg, Reason};
use fluent_bundle::FluentResource;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use http::StatusCode;

/// The longest text that staff may write, in characters.
const LONGEST: usize = 2_000;

/// The replaced texts of an organisation or a project.
pub struct Overrides {
    nl: Bundle,
    en: Bundle,
}

impl std::fmt::Debug for Overrides {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Overrides")
    }
}

/// Why a text of staff is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OverrideProblem {
    /// There is no text under this key to replace.
    UnknownKey,
    /// It is longer than 2,000 characters or empty.
    Length,
    /// The braces do not match, or a line begins with a sign that has a meaning there.
    Unreadable,
    /// It refers to another text or to a function.
    Reference,
    /// It asks for a value that the text does not get.
    UnknownValue(String),
}

impl Reason for OverrideProblem {
    fn key(&self) -> &'static str {
        match self {
            OverrideProblem::UnknownKey => "refusal-text-unknown-key",
            OverrideProblem::Length => "refusal-text-length",
            OverrideProblem::Unreadable => "refusal-text-unreadable",
            OverrideProblem::Reference => "refusal-text-reference",
            OverrideProblem::UnknownValue(_) => "refusal-text-unknown-value",
        }
    }

    fn status(&self) -> StatusCode {
        StatusCode::UNPROCESSABLE_ENTITY
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            OverrideProblem::UnknownValue(name) => vec![("name", name.as_str().into())],
            _ => Vec::new(),
        }
    }
}

impl Overrides {
    /// Builds the set from rows of the database. Rows that do not fit (any more, after an update of the program)
    /// are logged and left out, so that our own text shows.
    pub fn build<'a>(texts: &Texts, rows: impl IntoIterator<Item = (Lang, &'a str, &'a str)>) -> Overrides {
        let mut overrides = Overrides { nl: new_bundle(Lang::Nl), en: new_bundle(Lang::En) };
        for (lang, key, text) in rows {
            match resource(texts, lang, key, text) {
                Ok(resource) => {
                    let bundle = match lang {
                        Lang::Nl => &mut overrides.nl,
                        Lang::En => &mut overrides.en,
                    };
                    bundle.add_resource_overriding(resource);
                }
                Err(problem) => tracing::warn!(key, lang = lang.code(), ?problem, "a replaced text does not fit"),
            }
        }
        overrides
    }

    /// Whether a text may be put in the place of ours; asked before it is saved.
    pub fn check(texts: &Texts, lang: Lang, key: &str, text: &str) -> Result<(), OverrideProblem> {
        resource(texts, lang, key, text).map(|_| ())
    }

    pub(super) fn bundle(&self, lang: Lang) -> &Bundle {
        match lang {
            Lang::Nl => &self.nl,
            Lang::En => &self.en,
        }
    }
}

fn resource(texts: &Texts, lang: Lang, key: &str, text: &str) -> Result<FluentResource, OverrideProblem> {
    let original =
        texts.bundle(lang).get_message(key).and_then(|message| message.value()).ok_or(OverrideProblem::UnknownKey)?;
    let text = text.trim();
    if text.is_empty() || text.chars().count() > LONGEST {
        return Err(OverrideProblem::Length);
    }
    // Each line is indented, so no line can begin a text of its own.
    let mut source = format!("{key} =");
    for line in text.lines() {
        source.push_str("\n    ");
        source.push_str(line);
    }
    source.push('\n');
    let resource = FluentResource::try_new(source).map_err(|_| OverrideProblem::Unreadable)?;
    let mut entries = resource.entries();
    let (Some(Entry::Message(message)), None) = (entries.next(), entries.next()) else {
        return Err(OverrideProblem::Unreadable);
    };
    let pattern = match &message.value {
        Some(pattern) if message.attributes.is_empty() && message.id.name == key => pattern,
        _ => return Err(OverrideProblem::Unreadable),
    };
    if !only_values(pattern) {
        return Err(OverrideProblem::Reference);
    }
    let known = variables(original);
    if let Some(name) = variables(pattern).into_iter().find(|name| !known.contains(name)) {
        return Err(OverrideProblem::UnknownValue(name));
    }
    drop(entries);
    Ok(resource)
}

/// Whether a pattern holds nothing but text, values and choices between texts by a value.
fn only_values(pattern: &Pattern<&str>) -> bool {
    pattern.elements.iter().all(|element| match element {
        PatternElement::TextElement { .. } => true,
        PatternElement::Placeable { expression } => expression_is_plain(expression),
    })
}

fn expression_is_plain(expression: &Expression<&str>) -> bool {
    match expression {
        Expression::Inline(inline) => inline_is_plain(inline),
        Expression::Select { selector, variants } => {
            inline_is_plain(selector) && variants.iter().all(|variant| only_values(&variant.value))
        }
    }
}

fn inline_is_plain(inline: &InlineExpression<&str>) -> bool {
    match inline {
        InlineExpression::StringLiteral { .. }
        | InlineExpression::NumberLiteral { .. }
        | InlineExpression::VariableReference { .. } => true,
        InlineExpression::Placeable { expression } => expression_is_plain(expression),
        InlineExpression::FunctionReference { .. }
        | InlineExpression::MessageReference { .. }
        | InlineExpression::TermReference { .. } => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::sync::Arc;

    const NL: &str = "-name = Samenspel\nhello = Dag { $name }\nhello--formal = Goedendag { $name }\nbye = Tot ziens\n";

    #[test]
    fn staff_words_come_before_ours() {
        let texts = Texts::build(&[(Lang::Nl, NL)]).unwrap();
        let own = Overrides::build(
            &texts,
            [(Lang::Nl, "hello", "Hoi { $name }!\nLeuk dat je er bent."), (Lang::Nl, "gone", "x")],
        );
        let t = texts.lang(Lang::Nl).with_overrides(Some(Arc::new(own)));
        assert_eq!(t.with("hello", &[("name", "Sam".into())]), "Hoi Sam!\nLeuk dat je er bent.");
        assert_eq!(t.clone().formal(true).with("hello", &[("name", "Sam".into())]), "Hoi Sam!\nLeuk dat je er bent.");
        assert_eq!(t.text("bye"), "Tot ziens");
    }

    #[test]
    fn nothing_but_values_of_the_text_itself_is_taken() {
        let texts = Texts::build(&[(Lang::Nl, NL)]).unwrap();
        for (text, problem) in [
            ("Hoi { $secret }", OverrideProblem::UnknownValue("secret".into())),
            ("Hoi { bye }", OverrideProblem::Reference),
            ("Hoi { -name }", OverrideProblem::Reference),
            ("Hoi { NUMBER($name) }", OverrideProblem::Reference),
            ("Hoi {", OverrideProblem::Unreadable),
            ("Hoi }", OverrideProblem::Unreadable),
            ("Hoi\n.title = x", OverrideProblem::Unreadable),
            ("   ", OverrideProblem::Length),
            ("{{7*7}}", OverrideProblem::Unreadable),
        ] {
            assert_eq!(Overrides::check(&texts, Lang::Nl, "hello", text), Err(problem), "{text}");
        }
        assert_eq!(Overrides::check(&texts, Lang::Nl, "hello", &"a".repeat(2_001)), Err(OverrideProblem::Length));
        assert_eq!(Overrides::check(&texts, Lang::Nl, "none = x\nhello", "x"), Err(OverrideProblem::UnknownKey));
        assert_eq!(Overrides::check(&texts, Lang::Nl, "hello", "Hoi\nbye = x"), Ok(()));
    }
}
