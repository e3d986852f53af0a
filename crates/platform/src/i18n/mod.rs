//! Texts that people see: Fluent files of all crates in one registry, and how a language writes numbers and dates.
//!
//! A crate hands in its `locales/nl.ftl` and `locales/en.ftl`; a view gets a [`T`] and asks for keys. Names follow
//! one pattern: `refusal-…` for reasons, `word-…` for single words, and the feature's name for the rest. A key
//! `foo--formal` beside `foo` is the variant with "u" and is picked where the organisation addresses people so.

mod check;
mod format;
mod overrides;

pub use check::{Used, check};
pub use format::{bytes, date, date_time, decimal, grouped, list, number, number_in_words, time, weekday_date};
pub use overrides::{OverrideProblem, Overrides};

use crate::error::{Arg, Refusal};
use crate::money::Cents;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;
use unic_langid::LanguageIdentifier;

/// The text files of this crate, to hand to [`Texts::build`].
pub const LOCALES: [(Lang, &str); 2] =
    [(Lang::Nl, include_str!("../../locales/nl.ftl")), (Lang::En, include_str!("../../locales/en.ftl"))];

/// What ends the key of a text that says "u" instead of "je".
const FORMAL: &str = "--formal";

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Dutch.
    #[default]
    Nl,
    /// English.
    En,
}

impl Lang {
    /// All languages.
    pub const ALL: [Lang; 2] = [Lang::Nl, Lang::En];

    /// The code in addresses, in `lang` attributes and in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Lang::Nl => "nl",
            Lang::En => "en",
        }
    }

    /// The name of the language in that language.
    pub const fn own_name(self) -> &'static str {
        match self {
            Lang::Nl => "Nederlands",
            Lang::En => "English",
        }
    }

    /// Reads `nl`, `nl-NL`, `EN_gb`; `None` for a language that we do not have.
    pub fn parse(code: &str) -> Option<Lang> {
        let code = code.trim();
        let first = code.split(['-', '_']).next().unwrap_or(code);
        Lang::ALL.into_iter().find(|lang| first.eq_ignore_ascii_case(lang.code()))
    }

    /// The first of our languages that a browser asks for (`Accept-Language`), by its weights.
    pub fn from_accept_language(header: &str) -> Option<Lang> {
        let mut best: Option<(Lang, f32)> = None;
        for part in header.split(',').take(20) {
            let mut pieces = part.split(';');
            let Some(lang) = pieces.next().and_then(Lang::parse) else {
                continue;
            };
            let weight = pieces
                .find_map(|piece| piece.trim().strip_prefix("q="))
                .map_or(1.0, |weight| weight.trim().parse().unwrap_or(0.0));
            if weight > 0.0 && best.is_none_or(|(_, most)| weight > most) {
                best = Some((lang, weight));
            }
        }
        best.map(|(lang, _)| lang)
    }

    fn identifier(self) -> LanguageIdentifier {
        LanguageIdentifier::from_bytes(self.code().as_bytes()).unwrap_or_default()
    }
}

impl std::fmt::Display for Lang {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}

/// Why the text files cannot be used; found when the program starts, so a test finds it first.
#[derive(Debug, thiserror::Error)]
pub enum TextsError {
    /// A file is not Fluent.
    #[error("the {lang} texts cannot be read: {detail}")]
    Syntax {
        /// The language of the file.
        lang: Lang,
        /// What Fluent says.
        detail: String,
    },
    /// Two crates use one key.
    #[error("a {lang} text is defined twice: {detail}")]
    Twice {
        /// The language of the file.
        lang: Lang,
        /// Which one.
        detail: String,
    },
}

pub(crate) type Bundle = FluentBundle<FluentResource>;

/// All texts of the program.
pub struct Texts {
    nl: Bundle,
    en: Bundle,
    /// From a key to its formal variant, for those that have one in some language.
    formal: HashMap<String, String>,
    sources: Vec<(Lang, &'static str)>,
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Texts({} files)", self.sources.len())
    }
}

impl Texts {
    /// Reads the files of all crates. A syntax error or a key that is defined twice is an error.
    pub fn build(files: &[(Lang, &'static str)]) -> Result<Arc<Texts>, TextsError> {
        let mut texts = Texts {
            nl: new_bundle(Lang::Nl),
            en: new_bundle(Lang::En),
            formal: HashMap::new(),
            sources: files.to_vec(),
        };
        for (lang, source) in files {
            let resource = FluentResource::try_new((*source).to_owned())
                .map_err(|(_, errors)| TextsError::Syntax { lang: *lang, detail: format!("{errors:?}") })?;
            for entry in resource.entries() {
                if let fluent_syntax::ast::Entry::Message(message) = entry
                    && let Some(plain) = message.id.name.strip_suffix(FORMAL)
                {
                    texts.formal.insert(plain.to_owned(), message.id.name.to_owned());
                }
            }
            let bundle = match lang {
                Lang::Nl => &mut texts.nl,
                Lang::En => &mut texts.en,
            };
            bundle
                .add_resource(resource)
                .map_err(|errors| TextsError::Twice { lang: *lang, detail: format!("{errors:?}") })?;
        }
        Ok(Arc::new(texts))
    }

    /// The texts in one language, with "je" and without an organisation's own words.
    pub fn lang(self: &Arc<Self>, lang: Lang) -> T {
        T { lang, formal: false, texts: Arc::clone(self), overrides: None }
    }

    pub(crate) fn bundle(&self, lang: Lang) -> &Bundle {
        match lang {
            Lang::Nl => &self.nl,
            Lang::En => &self.en,
        }
    }

    /// The files that this was built from.
    pub(crate) fn sources(&self) -> &[(Lang, &'static str)] {
        &self.sources
    }
}

/// An empty bundle that writes numbers as the language does and puts no isolating marks round values.
pub(crate) fn new_bundle(lang: Lang) -> Bundle {
    let mut bundle = Bundle::new_concurrent(vec![lang.identifier()]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match lang {
        Lang::Nl => |value, _| format_value(value, Lang::Nl),
        Lang::En => |value, _| format_value(value, Lang::En),
    }));
    bundle
}

fn format_value(value: &FluentValue<'_>, lang: Lang) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(format::localise_digits(&number.as_string(), lang)),
        _ => None,
    }
}

/// The texts for one visitor: a language, "je" or "u", and the organisation's or project's own words. Cheap to clone.
#[derive(Debug, Clone)]
pub struct T {
    lang: Lang,
    formal: bool,
    texts: Arc<Texts>,
    overrides: Option<Arc<Overrides>>,
}

impl T {
    /// The same, with "u" if asked.
    #[must_use]
    pub fn formal(mut self, formal: bool) -> T {
        self.formal = formal;
        self
    }

    /// The same, with texts that staff have replaced.
    #[must_use]
    pub fn with_overrides(mut self, overrides: Option<Arc<Overrides>>) -> T {
        self.overrides = overrides;
        self
    }

    /// The same texts in another language, for instance for a mail to somebody else.
    #[must_use]
    pub fn in_lang(&self, lang: Lang) -> T {
        T { lang, ..self.clone() }
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Whether people are addressed with "u".
    pub fn is_formal(&self) -> bool {
        self.formal
    }

    /// Whether there is a text under this key.
    pub fn has(&self, key: &str) -> bool {
        self.texts.bundle(self.lang).has_message(key)
    }

    /// The text under a key. A key without text is shown as it is and logged: a hole that somebody sees gets mended.
    pub fn text(&self, key: &str) -> Cow<'_, str> {
        self.look_up(key, None)
    }

    /// The text under a key, with values in it. A year or a phone number goes in as [`Arg::Text`], or it gets
    /// a point after its thousands.
    pub fn with(&self, key: &str, args: &[(&str, Arg)]) -> String {
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            values.set((*name).to_owned(), self.value(arg));
        }
        self.look_up(key, Some(&values)).into_owned()
    }

    /// The sentence of a refusal.
    pub fn refusal(&self, refusal: &Refusal) -> String {
        self.with(refusal.key, &refusal.args)
    }

    /// A value as text.
    pub fn arg(&self, arg: &Arg) -> String {
        match arg {
            Arg::Text(text) => text.clone(),
            Arg::Number(number) => self.number(*number),
            Arg::Money(cents) => self.money(*cents),
            Arg::Moment(at) => self.date_time(*at),
        }
    }

    /// An amount: `€ 1.250`.
    pub fn money(&self, cents: Cents) -> String {
        cents.format(self.lang)
    }

    /// A whole number: `1.250`.
    pub fn number(&self, value: i64) -> String {
        number(value, self.lang)
    }

    /// A whole number, in words up to twelve.
    pub fn words(&self, value: i64) -> String {
        number_in_words(value, self.lang)
    }

    /// The day of a moment in Amsterdam: `3 maart 2027`.
    pub fn date(&self, at: Timestamp) -> String {
        date(crate::clock::local(at).date(), self.lang)
    }

    /// A calendar date: `3 maart 2027`.
    pub fn day(&self, day: Date) -> String {
        date(day, self.lang)
    }

    /// The day of a moment with its name: `woensdag 3 maart 2027`.
    pub fn weekday(&self, at: Timestamp) -> String {
        weekday_date(crate::clock::local(at).date(), self.lang)
    }

    /// A moment: `3 maart 2027, 12.00 uur`.
    pub fn date_time(&self, at: Timestamp) -> String {
        date_time(at, self.lang)
    }

    /// The wall clock at a moment: `12.00 uur`.
    pub fn time(&self, at: Timestamp) -> String {
        time(at, self.lang)
    }

    /// Things in a row: `a, b en c`.
    pub fn list<S: AsRef<str>>(&self, things: &[S]) -> String {
        list(things, self.lang)
    }

    /// The size of a file: `1,5 MB`.
    pub fn bytes(&self, size: u64) -> String {
        bytes(size, self.lang)
    }

    fn value(&self, arg: &Arg) -> FluentValue<'static> {
        match arg {
            Arg::Number(number) => FluentValue::from(*number),
            other => FluentValue::from(self.arg(other)),
        }
    }

    fn look_up<'a>(&'a self, key: &str, args: Option<&FluentArgs<'_>>) -> Cow<'a, str> {
        let formal = if self.formal { self.texts.formal.get(key).map(String::as_str) } else { None };
        // What staff wrote for a key holds whichever way people are addressed.
        let own = self.overrides.as_deref().map(|own| own.bundle(self.lang));
        let base = self.texts.bundle(self.lang);
        let found = own
            .and_then(|own| find(own, formal, key).map(|pattern| (own, pattern)))
            .or_else(|| find(base, formal, key).map(|pattern| (base, pattern)));
        let Some((bundle, pattern)) = found else {
            tracing::error!(key, lang = self.lang.code(), "there is no text for this key");
            return Cow::Owned(key.to_owned());
        };
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, args, &mut errors);
        if !errors.is_empty() {
            tracing::error!(key, lang = self.lang.code(), ?errors, "a text misses a value");
        }
        // Both bundles outlive `self`'s borrow, but the values do not; what contains values is owned already.
        match text {
            Cow::Borrowed(text) => Cow::Borrowed(text),
            Cow::Owned(text) => Cow::Owned(text),
        }
    }
}

fn find<'a>(bundle: &'a Bundle, formal: Option<&str>, key: &str) -> Option<&'a fluent_syntax::ast::Pattern<&'a str>> {
    let message = formal.and_then(|key| bundle.get_message(key)).or_else(|| bundle.get_message(key))?;
    message.value()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::error::{Common, Reason};

    const NL: &str = "plans = { $n ->\n    [one] één plan\n   *[other] { $n } plannen\n }\nhello = Dag, je bent { $name }\nhello--formal = Dag, u bent { $name }\ncosts = Kost { $sum } tot { $end }\n";
    const EN: &str = "plans = { $n ->\n    [one] one plan\n   *[other] { $n } plans\n }\nhello = Hello { $name }\ncosts = Costs { $sum } until { $end }\n";

    fn texts() -> Arc<Texts> {
        Texts::build(&[(Lang::Nl, NL), (Lang::En, EN)]).unwrap()
    }

    #[test]
    fn values_are_written_as_the_language_does() {
        let nl = texts().lang(Lang::Nl);
        assert_eq!(nl.with("plans", &[("n", 1_i64.into())]), "één plan");
        assert_eq!(nl.with("plans", &[("n", 14_411_i64.into())]), "14.411 plannen");
        assert_eq!(nl.in_lang(Lang::En).with("plans", &[("n", 14_411_i64.into())]), "14,411 plans");
        let end: Timestamp = "2027-03-03T11:00:00Z".parse().unwrap();
        assert_eq!(
            nl.with("costs", &[("sum", Cents(125_000).into()), ("end", end.into())]),
            "Kost €\u{a0}1.250 tot 3 maart 2027, 12.00 uur"
        );
    }

    #[test]
    fn a_value_is_only_ever_text() {
        // A name that looks like a placeable or a template stays what it is (S1, S20).
        let nl = texts().lang(Lang::Nl);
        for name in ["{ $sum }", "{{7*7}}", "{ hello }", "${7*7}", "<%= 7*7 %>"] {
            assert_eq!(nl.with("hello", &[("name", name.into())]), format!("Dag, je bent {name}"));
        }
    }

    #[test]
    fn the_formal_variant_is_picked_where_there_is_one() {
        let nl = texts().lang(Lang::Nl).formal(true);
        assert_eq!(nl.with("hello", &[("name", "Fatma".into())]), "Dag, u bent Fatma");
        assert_eq!(nl.with("plans", &[("n", 1_i64.into())]), "één plan");
        assert_eq!(nl.in_lang(Lang::En).with("hello", &[("name", "Fatma".into())]), "Hello Fatma");
    }

    #[test]
    fn a_missing_text_shows_its_key() {
        assert_eq!(texts().lang(Lang::En).text("nothing-here"), "nothing-here");
        assert_eq!(texts().lang(Lang::En).text("<svg>"), "<svg>");
    }

    #[test]
    fn errors_in_the_files_are_found_at_the_start() {
        assert!(matches!(Texts::build(&[(Lang::Nl, "a = { $")]), Err(TextsError::Syntax { .. })));
        assert!(matches!(Texts::build(&[(Lang::Nl, "a = 1"), (Lang::Nl, "a = 2")]), Err(TextsError::Twice { .. })));
    }

    #[test]
    fn a_language_is_read_from_codes_and_headers() {
        assert_eq!(Lang::parse("nl-BE"), Some(Lang::Nl));
        assert_eq!(Lang::parse("EN_gb"), Some(Lang::En));
        for bad in ["", "fr", "nlx", "../nl", "nl<script>"] {
            assert_eq!(Lang::parse(bad), None, "{bad}");
        }
        assert_eq!(Lang::from_accept_language("fr, en;q=0.8, nl;q=0.9"), Some(Lang::Nl));
        assert_eq!(Lang::from_accept_language("de-DE,de;q=0.9"), None);
        assert_eq!(Lang::from_accept_language("nl;q=0, en;q=x"), None);
    }

    #[test]
    fn every_common_refusal_has_a_sentence() {
        let texts = Texts::build(&LOCALES).unwrap();
        for reason in [
            Common::NotFound,
            Common::Forbidden,
            Common::SignInNeeded,
            Common::ForeignOrigin,
            Common::TooMany,
            Common::Malformed,
            Common::TooLarge,
            Common::WrongContentType,
            Common::WrongMethod,
            Common::Changed,
        ] {
            for lang in Lang::ALL {
                assert!(texts.lang(lang).has(reason.key()), "{lang} {}", reason.key());
            }
        }
    }

    #[test]
    fn both_languages_of_this_crate_say_the_same() {
        let texts = Texts::build(&LOCALES).unwrap();
        let problems = check(&texts, &Used::of_dir(std::path::Path::new("src")).unwrap());
        let missing: Vec<_> = problems.iter().filter(|problem| !problem.contains("not used")).collect();
        assert!(missing.is_empty(), "{missing:#?}");
    }
}
