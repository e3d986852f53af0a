//! What the verifier answers: what was checked, whether it holds, and that in a plain sentence in two languages.

use serde::Serialize;

/// A text in Dutch and in English.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Words {
    /// Nederlands.
    pub nl: String,
    /// English.
    pub en: String,
}

/// A text in both languages with the same values in it.
macro_rules! both {
    ($nl:literal, $en:literal) => {
        $crate::verify::finding::Words { nl: format!($nl), en: format!($en) }
    };
}
pub(super) use both;

/// What is checked, in the order of checking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Check {
    /// It is a ZIP file with exactly the files of a round.
    Archive,
    /// Every file can be read.
    Format,
    /// The manifest names every file with its size and hash.
    Files,
    /// The manifest is signed.
    Signature,
    /// The key is the one that was asked for.
    Key,
    /// All files are about one round, and ballots are given to whom the rules say.
    Round,
    /// Rules and plans are those of the opening.
    Opening,
    /// The leaves of acts and revocations are the ones of what they say.
    Leaves,
    /// Every head is signed and fits the log.
    Heads,
    /// Every head continues the one before it.
    Proofs,
    /// A head that somebody saved fits the log.
    SavedHead,
    /// What was done to the round could be done, in this order.
    Acts,
    /// Each revocation takes back one ballot of the log, once.
    Revocations,
    /// The ballots are those of the log that were not taken back.
    Ballots,
    /// Numbers of entitlements and ballots agree.
    Numbers,
    /// Every ballot is valid by the rules.
    Valid,
    /// The outcome is the one that the log names.
    Outcome,
    /// The ballots give this outcome.
    Count,
    /// The decision is the one that the log names.
    Decision,
    /// The numbers of the integrity report are right.
    Report,
    /// A receipt.
    Receipt,
}

impl Check {
    /// What it is about, for a heading.
    #[must_use]
    pub fn title(self) -> Words {
        match self {
            Self::Archive => both!("Het bestand", "The file"),
            Self::Format => both!("Leesbaar", "Readable"),
            Self::Files => both!("Inhoudslijst", "List of contents"),
            Self::Signature => both!("Handtekening", "Signature"),
            Self::Key => both!("Sleutel", "Key"),
            Self::Round => both!("Eén stemming", "One round"),
            Self::Opening => both!("Stemregels en plannen", "Rules and plans"),
            Self::Leaves => both!("Regels van het logboek", "Lines of the log"),
            Self::Heads => both!("Standen van het logboek", "Heads of the log"),
            Self::Proofs => both!("Alleen aangevuld", "Only added to"),
            Self::SavedHead => both!("Bewaarde stand", "Saved head"),
            Self::Acts => both!("Verloop", "Course"),
            Self::Revocations => both!("Vervangen en ongeldig", "Replaced and void"),
            Self::Ballots => both!("Stemmen in het logboek", "Ballots in the log"),
            Self::Numbers => both!("Aantallen", "Numbers"),
            Self::Valid => both!("Volgens de regels", "By the rules"),
            Self::Outcome => both!("Uitslag vastgelegd", "Outcome recorded"),
            Self::Count => both!("Natelling", "Recount"),
            Self::Decision => both!("Besluit", "Decision"),
            Self::Report => both!("Verslag", "Report"),
            Self::Receipt => both!("Ontvangstbewijs", "Receipt"),
        }
    }
}

/// Whether something holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It does.
    Holds,
    /// It does not.
    Fails,
    /// It was not looked at: something that it needs is not there.
    NotChecked,
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What was checked.
    pub check: Check,
    /// Whether it holds.
    pub verdict: Verdict,
    /// What it is about.
    pub title: Words,
    /// What was found, in a sentence or some.
    pub found: Words,
}

impl Finding {
    pub(super) fn new(check: Check, verdict: Verdict, found: Words) -> Self {
        Self { check, verdict, title: check.title(), found }
    }

    /// Something needed is not there, or cannot be read.
    pub(super) fn without(check: Check, file: &str) -> Self {
        let found = both!("Niet gecontroleerd: {file} is niet te lezen.", "Not checked: {file} cannot be read.");
        Self::new(check, Verdict::NotChecked, found)
    }
}

/// So many examples are told.
const TOLD: usize = 3;

/// Collects what is wrong with one thing.
#[derive(Debug, Default)]
pub(super) struct Problems {
    told: Vec<Words>,
    count: usize,
}

impl Problems {
    pub(super) fn add(&mut self, words: Words) {
        self.count += 1;
        if self.told.len() < TOLD {
            self.told.push(words);
        }
    }

    pub(super) fn unless(&mut self, right: bool, words: impl FnOnce() -> Words) {
        if !right {
            self.add(words());
        }
    }

    /// The finding: what is wrong, or these words.
    pub(super) fn or(self, check: Check, right: Words) -> Finding {
        if self.count == 0 {
            return Finding::new(check, Verdict::Holds, right);
        }
        let more = self.count - self.told.len();
        let join = |pick: fn(&Words) -> &str| self.told.iter().map(pick).collect::<Vec<_>>().join(" ");
        let (nl, en) = (join(|words| &words.nl), join(|words| &words.en));
        let found = match more {
            0 => Words { nl, en },
            more => both!("{nl} En nog {more} keer zoiets.", "{en} And {more} more of the kind."),
        };
        Finding::new(check, Verdict::Fails, found)
    }
}
