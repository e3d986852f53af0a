//! Files, manifest, signature, key, and that all is about one round.

use super::finding::{Check, Finding, Problems, Verdict, Words, both};
use super::{Asked, named};
use crate::log::{Entry, Kind};
use crate::package::{self, BallotLine, Candidate, HeadLine, Manifest, ProofLine, Publicity, RulesFile};
use crate::rules::candidates_problem;
use crate::sign::{PublicKey, SignedHead};
use crate::{Hash, from_hex};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeMap;
use uuid::Uuid;

/// What the files hold. What cannot be read is `None`; [`Check::Format`] has said so.
#[derive(Default)]
pub(super) struct Parts {
    files: BTreeMap<&'static str, Vec<u8>>,
    pub(super) manifest: Option<Manifest>,
    pub(super) key: Option<PublicKey>,
    pub(super) rules: Option<RulesFile>,
    pub(super) candidates: Option<Vec<Candidate>>,
    /// Also `None` if the download has none; see [`Parts::withheld`].
    pub(super) ballots: Option<Vec<BallotLine>>,
    pub(super) log: Option<Vec<Entry>>,
    pub(super) heads: Option<Vec<SignedHead>>,
    pub(super) proofs: Option<Vec<(u64, u64, Vec<Hash>)>>,
    pub(super) outcome: Option<tally::Outcome>,
    pub(super) report: Option<serde_json::Map<String, Value>>,
}

fn json<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    serde_json::from_slice(bytes).ok()
}

/// Reads lines that each end with LF.
fn lines<T>(bytes: &[u8], read: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    if bytes.is_empty() {
        return Some(Vec::new());
    }
    let text = std::str::from_utf8(bytes).ok()?.strip_suffix('\n')?;
    text.split('\n').map(read).collect()
}

fn proof(line: ProofLine) -> Option<(u64, u64, Vec<Hash>)> {
    let path = line.path.iter().map(|hash| from_hex(hash)).collect::<Option<Vec<Hash>>>()?;
    Some((line.from, line.to, path))
}

fn candidates(bytes: &[u8]) -> Option<Vec<Candidate>> {
    json(bytes).filter(|candidates: &Vec<Candidate>| candidates_problem(candidates).is_none())
}

impl Parts {
    /// Reads every file.
    pub(super) fn read(files: BTreeMap<&'static str, Vec<u8>>, findings: &mut Vec<Finding>) -> Self {
        let bytes = |name| files.get(name).map(Vec::as_slice).unwrap_or_default();
        let manifest: Option<Manifest> = json(bytes(package::MANIFEST));
        let round = manifest.as_ref().map_or(Uuid::nil(), |manifest| manifest.round);
        let heads = |lines: Vec<HeadLine>| lines.iter().map(|line| line.signed(round)).collect::<Option<Vec<_>>>();
        let parts = Self {
            key: manifest.as_ref().and_then(|manifest| manifest.key.parse().ok()),
            rules: json(bytes(package::RULES)),
            candidates: candidates(bytes(package::CANDIDATES)),
            ballots: files.get(package::BALLOTS).and_then(|bytes| lines(bytes, BallotLine::parse)),
            log: lines(bytes(package::LOG), Entry::parse),
            heads: json(bytes(package::HEADS)).and_then(heads),
            proofs: json(bytes(package::PROOFS))
                .and_then(|lines: Vec<ProofLine>| lines.into_iter().map(proof).collect()),
            outcome: json(bytes(package::OUTCOME)),
            report: json(bytes(package::REPORT)),
            manifest,
            files,
        };
        findings.push(parts.format());
        parts
    }

    /// The bytes of a file.
    pub(super) fn bytes(&self, name: &str) -> &[u8] {
        self.files.get(name).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether the download has no ballots.
    pub(super) fn withheld(&self) -> bool {
        !self.files.contains_key(package::BALLOTS)
    }

    /// The round, as the manifest says.
    pub(super) fn round(&self) -> Uuid {
        self.manifest.as_ref().map_or(Uuid::nil(), |manifest| manifest.round)
    }

    fn format(&self) -> Finding {
        let mut problems = Problems::default();
        let decision = json::<Value>(self.bytes(package::DECISION));
        let format = self.manifest.as_ref().is_none_or(|manifest| manifest.format == package::FORMAT);
        for (name, read) in [
            (package::MANIFEST, self.manifest.is_some() && format),
            (package::RULES, self.rules.is_some()),
            (package::CANDIDATES, self.candidates.is_some()),
            (package::BALLOTS, self.withheld() || self.ballots.is_some()),
            (package::LOG, self.log.is_some()),
            (package::HEADS, self.heads.is_some()),
            (package::PROOFS, self.proofs.is_some()),
            (package::OUTCOME, self.outcome.is_some()),
            (package::DECISION, decision.is_some()),
            (package::REPORT, self.report.is_some()),
        ] {
            problems.unless(read, || {
                both!("{name} is niet zoals zo'n bestand hoort te zijn.", "{name} is not as such a file should be.")
            });
        }
        problems.unless(self.manifest.is_none() || self.key.is_some(), || {
            both!("De sleutel in manifest.json is geen sleutel.", "The key in manifest.json is no key.")
        });
        problems.or(Check::Format, both!("Elk bestand is te lezen.", "Every file can be read."))
    }

    /// Checks manifest, signature, key, and what the files say of the round.
    pub(super) fn check_files(&self, asked: &Asked, findings: &mut Vec<Finding>) {
        let Some(manifest) = &self.manifest else {
            let checks = [Check::Files, Check::Signature, Check::Key, Check::Round];
            findings.extend(checks.map(|check| Finding::without(check, package::MANIFEST)));
            return;
        };
        findings.push(self.listed(manifest));
        findings.push(self.signed());
        findings.push(self.keyed(asked));
        findings.push(self.one_round(manifest));
    }

    fn listed(&self, manifest: &Manifest) -> Finding {
        let mut problems = Problems::default();
        let own = [package::MANIFEST, package::SIGNATURE];
        let sorted = manifest.files.is_sorted_by(|one, next| one.name < next.name);
        problems.unless(sorted, || {
            both!("De lijst in manifest.json is niet op naam.", "The list in manifest.json is not by name.")
        });
        for name in self.files.keys().filter(|name| !own.contains(*name)) {
            let known = manifest.files.iter().any(|file| file.name == *name);
            problems.unless(known, || {
                both!("{name} staat niet in de inhoudslijst.", "{name} is not in the list of contents.")
            });
        }
        for file in &manifest.files {
            let (name, bytes) = (&file.name, self.files.get(file.name.as_str()));
            match bytes.filter(|_| !own.contains(&name.as_str())) {
                None => problems.add(both!(
                    "\"{name}\" staat in de inhoudslijst en is er niet.",
                    "\"{name}\" is in the list of contents and not there."
                )),
                Some(bytes) => problems.unless(bytes.len() as u64 == file.bytes && named(bytes) == file.sha256, || {
                    both!("{name} is niet het bestand van de inhoudslijst.", "{name} is not the file of the list.")
                }),
            }
        }
        let count = manifest.files.len();
        let right = both!(
            "De {count} bestanden zijn precies die van de inhoudslijst.",
            "The {count} files are exactly those of the list of contents."
        );
        problems.or(Check::Files, right)
    }

    fn signed(&self) -> Finding {
        let Some(key) = &self.key else { return Finding::without(Check::Signature, package::MANIFEST) };
        let text = std::str::from_utf8(self.bytes(package::SIGNATURE)).ok();
        let signature = text.and_then(|text| from_hex::<64>(text.strip_suffix('\n')?));
        let right = signature.is_some_and(|signature| key.verify_manifest(self.bytes(package::MANIFEST), &signature));
        let mut problems = Problems::default();
        problems.unless(right, || {
            both!(
                "De handtekening onder de inhoudslijst is vals.",
                "The signature under the list of contents is forged."
            )
        });
        let right = both!(
            "De inhoudslijst is getekend met de sleutel die erin staat.",
            "The list of contents is signed with the key that it names."
        );
        problems.or(Check::Signature, right)
    }

    fn keyed(&self, asked: &Asked) -> Finding {
        let Some(key) = &self.key else { return Finding::without(Check::Key, package::MANIFEST) };
        let its = key.fingerprint();
        let Some(wanted) = &asked.key else {
            let found = both!(
                "Niet gevraagd. Vergelijk zelf: de vingerafdruk van de sleutel is {its}.",
                "Not asked. Compare for yourself: the fingerprint of the key is {its}."
            );
            return Finding::new(Check::Key, Verdict::NotChecked, found);
        };
        // People copy fingerprints in groups.
        let wanted: String = wanted.chars().filter(char::is_ascii_alphanumeric).collect();
        let mut problems = Problems::default();
        problems.unless(wanted.eq_ignore_ascii_case(&its), || {
            both!("Getekend met een andere sleutel: {its}.", "Signed with another key: {its}.")
        });
        problems.or(Check::Key, both!("Het is de sleutel die je noemde.", "It is the key that you named."))
    }

    fn one_round(&self, manifest: &Manifest) -> Finding {
        let mut problems = Problems::default();
        let present = !self.withheld();
        problems.unless(present == (manifest.ballots != Publicity::Withheld), || {
            both!(
                "De inhoudslijst zegt iets anders over de stemmen dan wat erbij zit.",
                "The list of contents says something else of the ballots than what is there."
            )
        });
        if let Some(rules) = &self.rules {
            problems.unless(rules.round == manifest.round && rules.title == manifest.title, || {
                both!("rules.json is van een andere stemming.", "rules.json is of another round.")
            });
            problems.unless(rules.budget >= 0, || both!("Het budget is negatief.", "The budget is negative."));
            let everybody = match rules.rules.other.get("ballotsPublic").and_then(Value::as_str) {
                None | Some("everybody") => true,
                Some(_) => false,
            };
            // What auditors get they may always get.
            let right = match manifest.ballots {
                Publicity::Public => everybody,
                Publicity::Auditors => true,
                Publicity::Withheld => !everybody,
            };
            problems.unless(right, || publicity_differs(everybody));
        }
        let right = both!(
            "Alles gaat over één stemming, en de stemmen zijn voor wie de regels zeggen.",
            "All is about one round, and ballots are for whom the rules say."
        );
        problems.or(Check::Round, right)
    }

    /// How many ballots and revocations the log has.
    pub(super) fn log_counts(log: &[Entry]) -> (usize, usize) {
        let of = |is: fn(&Kind) -> bool| log.iter().filter(|entry| is(&entry.kind)).count();
        (of(|kind| matches!(kind, Kind::Ballot)), of(|kind| matches!(kind, Kind::Revocation { .. })))
    }
}

fn publicity_differs(everybody: bool) -> Words {
    if everybody {
        both!(
            "De regels beloven de stemmen aan iedereen; dit bestand houdt ze achter.",
            "The rules promise the ballots to everybody; this file holds them back."
        )
    } else {
        both!(
            "De regels geven de stemmen alleen aan controleurs; dit bestand geeft ze aan iedereen.",
            "The rules give the ballots to auditors only; this file gives them to everybody."
        )
    }
}
