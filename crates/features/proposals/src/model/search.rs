//! What search compares: stems and whole words, computed here for plans and questions alike.

use super::PlanInput;
use platform::i18n::Lang;
use platform::ids::fold_accents;
use platform::text;
use std::collections::BTreeSet;

/// At most so many terms are kept of one plan, those of its title and summary first.
const MOST_TERMS: usize = 600;
/// At most so many words of a question count.
pub(crate) const MOST_WORDS: usize = 5;
/// From so many letters a word also finds longer words that begin with it.
const PREFIX: usize = 3;
/// A byte after all that UTF-8 has: a word with it comes after every word that begins with that word.
const ABOVE: u8 = 0xff;
/// A byte before all that a word has: a word with it comes right after that word.
const BELOW: u8 = 0;
/// The longest term, in bytes.
const LONGEST_TERM: usize = 64;

/// Words that stand in every plan and tell nothing.
const STOP: [&str; 44] = [
    "de", "het", "een", "en", "van", "in", "op", "te", "dat", "die", "is", "voor", "met", "aan", "er", "om", "naar",
    "bij", "of", "we", "wij", "je", "ze", "zijn", "ook", "als", "dan", "door", "uit", "wordt", "worden", "the", "and",
    "of", "to", "on", "for", "with", "are", "it", "be", "by", "at", "an",
];

/// One word of a question: it matches a plan with one of these stems, or with a word from `low` up to but not including
/// `high`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The stem in each language that we know.
    pub stems: [Vec<u8>; 2],
    /// The word itself.
    pub low: Vec<u8>,
    /// The end of the words that begin with it; for a word too short for that, of the word itself.
    pub high: Vec<u8>,
}

impl Word {
    /// Its stems in each language, without what the word itself finds already and each only once.
    #[must_use]
    pub fn stems_apart(&self) -> [Option<Vec<u8>>; 2] {
        let [nl, en] = &self.stems;
        let apart = |stem: &Vec<u8>| *stem < self.low || *stem >= self.high;
        [Some(nl).filter(|nl| apart(nl)).cloned(), Some(en).filter(|en| apart(en) && *en != nl).cloned()]
    }

    /// Whether longer words that begin with it are found too.
    #[must_use]
    pub fn is_beginning(&self) -> bool {
        self.high.last() == Some(&ABOVE)
    }
}

/// The terms under which a plan is found: the words and stems of its texts in each language, its author, its place and
/// its ids. Sorted, each once.
#[must_use]
pub fn terms(input: &PlanInput, default: Lang) -> Vec<String> {
    let mut found = BTreeSet::new();
    let mut add = |lang: Lang, text: &str| {
        let all = folded(text).into_iter().chain(text::stems(lang, text));
        for term in all.filter(|term| term.len() <= LONGEST_TERM && !STOP.contains(&term.as_str())) {
            if found.len() < MOST_TERMS {
                found.insert(term);
            }
        }
    };
    let others = || input.translations.iter().map(|(lang, texts)| (*lang, texts));
    let all: Vec<_> = std::iter::once((default, &input.texts)).chain(others()).collect();
    for (lang, texts) in &all {
        add(*lang, &texts.title);
        add(*lang, &texts.summary);
    }
    add(default, &input.author);
    add(default, &input.place);
    add(default, input.external_id.as_deref().unwrap_or_default());
    for (lang, texts) in &all {
        add(*lang, &text::plain_text(&texts.text));
    }
    found.into_iter().collect()
}

/// The words of a question, in its order, without those that tell nothing; at most five. A question of nothing but such
/// words asks for everything.
#[must_use]
pub fn words(question: &str) -> Vec<Word> {
    let mut seen = BTreeSet::new();
    folded(question)
        .into_iter()
        .filter(|word| word.len() <= LONGEST_TERM && !STOP.contains(&word.as_str()) && seen.insert(word.clone()))
        .take(MOST_WORDS)
        .map(|word| {
            let stem = |lang| text::stems(lang, &word).into_iter().next().unwrap_or_else(|| word.clone()).into_bytes();
            let end = if word.chars().count() >= PREFIX { ABOVE } else { BELOW };
            let high = word.bytes().chain([end]).collect();
            Word { stems: [stem(Lang::Nl), stem(Lang::En)], low: word.into_bytes(), high }
        })
        .collect()
}

/// The words of a text: small, without accents.
fn folded(text: &str) -> Vec<String> {
    let folded = fold_accents(text).to_lowercase();
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::PlanTexts;
    use super::*;

    fn found(input: &PlanInput, question: &str) -> bool {
        let terms = terms(input, Lang::Nl);
        words(question).iter().all(|word| {
            terms.iter().map(String::as_bytes).any(|term| {
                word.stems.iter().any(|stem| stem == term)
                    || (term >= word.low.as_slice() && term < word.high.as_slice())
            })
        })
    }

    fn plan() -> PlanInput {
        let texts = |title: &str, summary: &str, text: &str| PlanTexts {
            title: title.into(),
            summary: summary.into(),
            text: text.into(),
            picture_alt: String::new(),
        };
        PlanInput {
            texts: texts(
                "Groene tuinen in de Café-buurt",
                "Bomen voor iedereen",
                "<p>Met <b>regen</b>tonnen, 25 stuks</p>",
            ),
            translations: [(Lang::En, texts("Green gardens", "Planting trees", ""))].into(),
            author: "Fatima".into(),
            external_id: Some("37840".into()),
            ..Default::default()
        }
    }

    #[test]
    fn stems_accents_beginnings_and_both_languages_find() {
        for question in [
            "groen",
            "TUIN",
            "tuinen groene",
            "cafe",
            "café",
            "iedere",
            "boom",
            "trees",
            "plants",
            "garden",
            "fatima",
            "37840",
            "25",
            "de tuin",
        ] {
            assert!(found(&plan(), question), "{question}");
        }
    }

    #[test]
    fn every_word_must_match() {
        assert!(!found(&plan(), "groen plein"));
        assert!(!found(&plan(), "b"));
        assert!(!found(&plan(), "script"));
    }

    #[test]
    fn a_question_is_cut_to_what_counts() {
        assert!(words("de het van").is_empty());
        assert!(words("' OR 1=1 --").len() <= 3);
        assert_eq!(words("een twee drie vier vijf zes zeven").len(), 5);
        assert_eq!(words("boom boom BOOM").len(), 1);
        assert!(words(&"x".repeat(10_000)).is_empty());
        let word = words("groe").pop().unwrap();
        assert!(word.low.as_slice() <= b"groen".as_slice() && b"groen".as_slice() < word.high.as_slice());
        let word = words("ij").pop().unwrap();
        assert!(
            !word.is_beginning() && b"ij".as_slice() < word.high.as_slice() && word.high.as_slice() < b"ijs".as_slice()
        );
    }

    #[test]
    fn a_stem_that_the_word_itself_finds_is_not_asked_for() {
        let apart = |question: &str| words(question).pop().unwrap().stems_apart();
        assert_eq!(apart("park"), [None, None]);
        assert_eq!(apart("bomen").map(|stem| stem.is_some()), [true, false]);
        let alike = |question: &str| words(question).pop().is_some_and(|word| word.stems[0] == word.stems[1]);
        assert!(apart("tuinen")[1].is_none() || !alike("tuinen"));
    }
}
