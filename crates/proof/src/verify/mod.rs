//! Checks a download of a round, with nothing but its bytes: no database, no network, no trust in whoever made it.
//!
//! What it shows: that rules and plans are those of the opening; that the log was only ever added to, as far as heads were
//! saved by others; that every ballot of the log counts unless it was taken back in the log; that each ballot is valid; that
//! the ballots give the outcome. What it cannot show: that whoever was entitled to vote was so by right, and that nobody
//! used the entitlement of somebody who did not vote. Numbers and receipts narrow that down.

mod ballots;
mod chain;
mod files;
mod finding;
mod receipts;

pub use finding::{Check, Finding, Verdict, Words};

use crate::zip::Refused;
use crate::{hex, package, sha256};
use files::Parts;
use finding::both;
use serde::Serialize;

/// What is asked besides the round itself.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// The fingerprint of the key that it has to be signed with.
    pub key: Option<String>,
    /// Files with heads that somebody saved, by name.
    pub heads: Vec<(String, Vec<u8>)>,
    /// Receipts, by name.
    pub receipts: Vec<(String, Vec<u8>)>,
}

/// All findings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The round, its title and organisation, if the manifest can be read.
    pub about: Option<About>,
    /// What was checked, in the order of checking.
    pub findings: Vec<Finding>,
}

/// What the download says of itself. Believe it when its signature holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct About {
    /// The round.
    pub round: String,
    /// Its title.
    pub title: String,
    /// Whose it is.
    pub organisation: String,
    /// When the download was made.
    pub made: String,
    /// The fingerprint of its key.
    pub fingerprint: String,
}

impl Report {
    /// Whether nothing that was checked fails.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.failing().next().is_none()
    }

    /// What does not hold.
    pub fn failing(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.verdict == Verdict::Fails)
    }

    /// What a check found; of one that is made several times, the first.
    #[must_use]
    pub fn of(&self, check: Check) -> Option<&Finding> {
        self.findings.iter().find(|finding| finding.check == check)
    }

    /// Whether the ballots were counted again.
    #[must_use]
    pub fn is_recounted(&self) -> bool {
        self.of(Check::Count).is_some_and(|finding| finding.verdict == Verdict::Holds)
    }

    /// All of it in one sentence.
    #[must_use]
    pub fn summary(&self) -> Words {
        let failing = self.failing().count();
        match (failing, self.is_recounted()) {
            (0, true) => both!(
                "Alles klopt. De stemmen zijn opnieuw geteld en geven dezelfde uitslag.",
                "All is right. The ballots were counted again and give the same outcome."
            ),
            (0, false) => both!(
                "Wat er is, klopt. De stemmen zelf zitten er niet bij en zijn dus niet opnieuw geteld.",
                "What is there is right. The ballots themselves are not in it, so they were not counted again."
            ),
            (1, _) => both!("Het klopt niet: 1 controle faalt.", "It is not right: 1 check fails."),
            (failing, _) => {
                both!("Het klopt niet: {failing} controles falen.", "It is not right: {failing} checks fail.")
            }
        }
    }
}

/// Checks everything.
#[must_use]
pub fn verify(zip: &[u8], asked: &Asked) -> Report {
    let files = match package::read(zip) {
        Ok(files) => files,
        Err(refused) => {
            let finding = Finding::new(Check::Archive, Verdict::Fails, refused_in_words(&refused));
            return Report { about: None, findings: vec![finding] };
        }
    };
    let count = files.len();
    let right = both!(
        "Een heel ZIP-bestand met de {count} bestanden die erin horen.",
        "A whole ZIP file with the {count} files that belong in it."
    );
    let mut findings = vec![Finding::new(Check::Archive, Verdict::Holds, right)];
    let parts = Parts::read(files, &mut findings);
    let about = parts.manifest.as_ref().map(|manifest| About {
        round: manifest.round.to_string(),
        title: manifest.title.clone(),
        organisation: manifest.organisation.clone(),
        made: manifest.made.clone(),
        fingerprint: parts.key.as_ref().map(|key| key.fingerprint()).unwrap_or_default(),
    });
    parts.check_files(asked, &mut findings);
    let chain = chain::check(&parts, asked, &mut findings);
    ballots::check(&parts, chain.as_ref(), &mut findings);
    receipts::check(&parts, chain.as_ref(), asked, &mut findings);
    Report { about, findings }
}

fn refused_in_words(refused: &Refused) -> Words {
    match refused {
        Refused::NotZip => {
            both!("Dit is geen ZIP-bestand, of niet een heel.", "This is no ZIP file, or not the whole of one.")
        }
        Refused::Inconsistent => {
            both!("Delen van het ZIP-bestand spreken elkaar tegen.", "Parts of the ZIP file contradict each other.")
        }
        Refused::Unknown(name) => both!(
            "Er zit een bestand in dat er niet hoort: \"{name}\".",
            "There is a file that does not belong there: \"{name}\"."
        ),
        Refused::Twice(name) => both!("Er zijn twee bestanden {name}.", "There are two files {name}."),
        Refused::Missing(name) => both!("Het bestand {name} ontbreekt.", "The file {name} is missing."),
        Refused::TooLarge(name) => {
            both!("{name} is groter dan zo'n bestand kan zijn.", "{name} is larger than such a file can be.")
        }
        Refused::Unsupported(name) => both!(
            "{name} is ingepakt op een manier die hier niet voorkomt.",
            "{name} is packed in a way that is not used here."
        ),
        Refused::Damaged(name) => both!("{name} is beschadigd.", "{name} is damaged."),
    }
}

/// The SHA-256 of a file as the acts of the log name it.
fn named(bytes: &[u8]) -> String {
    hex(&sha256(bytes))
}
