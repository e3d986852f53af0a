//! The log: lines, heads, proofs, saved heads, and the course of the round.

use super::files::Parts;
use super::finding::{Check, Finding, Problems, Words, both};
use super::{Asked, named};
use crate::leaf::Reason;
use crate::log::{Deed, Entry, Kind};
use crate::package::{self, HeadLine, RulesFile};
use crate::sign::{PublicKey, SignedHead};
use crate::tree::{Tree, verify_consistency};
use crate::{Hash, hex};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};

/// What the log says, for the checks that follow.
pub(super) struct Chain {
    /// What became of each ballot's leaf.
    pub(super) ballots: HashMap<Hash, Option<Reason>>,
    /// Numbers of the plans that were struck.
    pub(super) struck: BTreeSet<u32>,
    /// What was done, in order; what cannot be read is left out (and told).
    pub(super) deeds: Vec<Deed>,
}

/// Checks the log; `None` if it cannot be read.
pub(super) fn check(parts: &Parts, asked: &Asked, findings: &mut Vec<Finding>) -> Option<Chain> {
    let Some(log) = &parts.log else {
        let checks = [Check::Opening, Check::Leaves, Check::Heads, Check::Proofs, Check::Acts, Check::Revocations];
        findings.extend(checks.map(|check| Finding::without(check, package::LOG)));
        findings.extend(asked.heads.iter().map(|_| Finding::without(Check::SavedHead, package::LOG)));
        return None;
    };
    let tree: Tree = log.iter().map(|entry| entry.leaf).collect();
    let deeds: Vec<Deed> = log.iter().filter_map(deed).collect();
    findings.push(opening(parts, &deeds));
    findings.push(leaves(parts, log));
    findings.push(heads(parts, &tree));
    findings.push(proofs(parts));
    for (name, bytes) in &asked.heads {
        findings.push(saved(parts, &tree, name, bytes));
    }
    let (course, struck) = course(parts, log);
    findings.push(course);
    let (revocations, ballots) = revocations(log);
    findings.push(revocations);
    Some(Chain { ballots, struck, deeds })
}

fn deed(entry: &Entry) -> Option<Deed> {
    match &entry.kind {
        Kind::Act(json) => Deed::parse(json),
        Kind::Ballot | Kind::Revocation { .. } => None,
    }
}

fn opening(parts: &Parts, deeds: &[Deed]) -> Finding {
    let mut problems = Problems::default();
    match deeds.iter().find_map(|deed| match deed {
        Deed::Opened { rules, candidates, .. } => Some((rules, candidates)),
        _ => None,
    }) {
        None => problems.add(both!("Het logboek noemt geen opening.", "The log names no opening.")),
        Some((rules, candidates)) => {
            problems.unless(*rules == named(parts.bytes(package::RULES)), || {
                both!(
                    "rules.json is niet wat bij de opening is vastgelegd.",
                    "rules.json is not what was recorded at the opening."
                )
            });
            problems.unless(*candidates == named(parts.bytes(package::CANDIDATES)), || {
                both!(
                    "candidates.json is niet wat bij de opening is vastgelegd.",
                    "candidates.json is not what was recorded at the opening."
                )
            });
        }
    }
    let right = both!("Stemregels en plannen zijn die van de opening.", "Rules and plans are those of the opening.");
    problems.or(Check::Opening, right)
}

fn leaves(parts: &Parts, log: &[Entry]) -> Finding {
    let (round, mut problems) = (parts.round(), Problems::default());
    for (at, entry) in log.iter().enumerate() {
        problems.unless(entry.is_right(round), || {
            both!(
                "Regel {at} van het logboek heeft niet de vingerafdruk van wat er staat.",
                "Line {at} of the log does not have the hash of what it says."
            )
        });
        let known = !matches!(entry.kind, Kind::Act(_)) || deed(entry).is_some();
        problems.unless(known, || {
            both!(
                "Regel {at} van het logboek noemt een handeling die niet bestaat.",
                "Line {at} of the log names an act that does not exist."
            )
        });
    }
    let (count, (ballots, revocations)) = (log.len(), Parts::log_counts(log));
    let right = both!(
        "{count} regels, waarvan {ballots} stemmen en {revocations} intrekkingen; elke regel is wat hij zegt.",
        "{count} lines, of which {ballots} ballots and {revocations} revocations; each is what it says."
    );
    problems.or(Check::Leaves, right)
}

fn heads(parts: &Parts, tree: &Tree) -> Finding {
    let (Some(heads), Some(key)) = (&parts.heads, &parts.key) else {
        return Finding::without(Check::Heads, package::HEADS);
    };
    let mut problems = Problems::default();
    for signed in heads {
        let size = signed.head.size;
        problems.unless(key.verify_head(signed), || {
            both!(
                "De stand van {size} regels heeft een valse handtekening.",
                "The head of {size} lines has a forged signature."
            )
        });
        problems.unless(tree.root(size) == Some(signed.head.root), || {
            both!(
                "Het logboek is niet dat van de stand van {size} regels.",
                "The log is not the one of the head of {size} lines."
            )
        });
    }
    problems.unless(heads.is_sorted_by(|one, next| one.head.size <= next.head.size), || {
        both!("De standen staan niet in volgorde.", "The heads are not in order.")
    });
    let size = tree.size();
    problems.unless(heads.last().is_some_and(|last| last.head.size == size), || {
        both!("Geen stand gaat over alle {size} regels.", "No head is about all {size} lines.")
    });
    let count = heads.len();
    let right = both!(
        "{count} getekende standen; het logboek past bij elke stand.",
        "{count} signed heads; the log fits each of them."
    );
    problems.or(Check::Heads, right)
}

fn proofs(parts: &Parts) -> Finding {
    let (Some(heads), Some(proofs)) = (&parts.heads, &parts.proofs) else {
        let file = if parts.heads.is_none() { package::HEADS } else { package::PROOFS };
        return Finding::without(Check::Proofs, file);
    };
    let mut problems = Problems::default();
    let pairs: Vec<_> = heads.iter().zip(heads.iter().skip(1)).collect();
    problems.unless(pairs.len() == proofs.len(), || {
        both!("Er is niet één bewijs voor elke twee standen.", "There is not one proof for every two heads.")
    });
    for ((one, next), (from, to, path)) in pairs.into_iter().zip(proofs) {
        let sizes = (one.head.size, next.head.size) == (*from, *to);
        let shown = verify_consistency((one.head.size, &one.head.root), (next.head.size, &next.head.root), path);
        problems.unless(sizes && shown, || {
            both!("Het bewijs van {from} naar {to} regels klopt niet.", "The proof from {from} to {to} lines is wrong.")
        });
    }
    let right =
        both!("Elke stand gaat verder waar de vorige ophield.", "Each head goes on where the one before it ended.");
    problems.or(Check::Proofs, right)
}

/// Reads heads that somebody saved: the text of one, or JSON of one or several.
fn saved_heads(parts: &Parts, bytes: &[u8]) -> Option<Vec<SignedHead>> {
    let text = std::str::from_utf8(bytes).ok()?;
    if let Ok(head) = text.parse::<SignedHead>() {
        return Some(vec![head]);
    }
    let lines = match serde_json::from_str::<Vec<HeadLine>>(text) {
        Ok(lines) => lines,
        Err(_) => vec![serde_json::from_str::<HeadLine>(text).ok()?],
    };
    lines.iter().map(|line| line.signed(parts.round())).collect()
}

fn saved(parts: &Parts, tree: &Tree, name: &str, bytes: &[u8]) -> Finding {
    let Some(key) = &parts.key else { return Finding::without(Check::SavedHead, package::MANIFEST) };
    let mut problems = Problems::default();
    let heads = saved_heads(parts, bytes).filter(|heads| !heads.is_empty());
    for signed in heads.iter().flatten() {
        if let Some(words) = contradicted(parts, key, tree, signed) {
            problems.add(words);
        }
    }
    problems.unless(heads.is_some(), || both!("{name} is geen bewaarde stand.", "{name} is no saved head."));
    let right = both!("Het logboek is nog dat van {name}.", "The log still is the one of {name}.");
    problems.or(Check::SavedHead, right)
}

fn contradicted(parts: &Parts, key: &PublicKey, tree: &Tree, signed: &SignedHead) -> Option<Words> {
    let (size, at) = (signed.head.size, &signed.head.at);
    if !key.verify_head(signed) {
        return Some(both!(
            "De bewaarde stand van {size} regels is niet met deze sleutel getekend.",
            "The saved head of {size} lines is not signed with this key."
        ));
    }
    if signed.head.round != parts.round() {
        return Some(both!("De bewaarde stand is van een andere stemming.", "The saved head is of another round."));
    }
    match tree.root(size) {
        None => Some(both!(
            "De bewaarde stand van {at} heeft {size} regels; het logboek is ingekort.",
            "The saved head of {at} has {size} lines; the log was cut."
        )),
        Some(root) if root != signed.head.root => Some(both!(
            "De bewaarde stand van {at} is van een ander logboek: de eerste {size} regels zijn veranderd.",
            "The saved head of {at} is of another log: the first {size} lines were changed."
        )),
        Some(_) => None,
    }
}

/// Where a round is in its life, as far as the log tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    Before,
    Open,
    Closed,
    Reviewed,
    Sealed,
    Counted,
    Published,
    Decided,
    Final,
}

/// Follows the acts.
struct Course<'p> {
    stage: Stage,
    /// Until when one can vote, whole seconds; empty if unknown.
    closes_at: String,
    review: bool,
    numbers: Option<BTreeSet<u32>>,
    struck: BTreeSet<u32>,
    rules: Option<&'p RulesFile>,
}

/// The whole seconds of a time in UTC: what moments of the log are compared by.
fn seconds(time: &str) -> String {
    time.chars().take(19).collect()
}

impl Course<'_> {
    /// Whether a ballot or a revocation can come now.
    fn takes(&self, kind: &Kind) -> bool {
        match kind {
            Kind::Ballot | Kind::Revocation { reason: Reason::Replaced, .. } => {
                matches!(self.stage, Stage::Open | Stage::Closed)
            }
            Kind::Revocation { reason: Reason::Void, .. } => (Stage::Open..=Stage::Sealed).contains(&self.stage),
            Kind::Act(_) => true,
        }
    }

    /// Whether something could be done now; then it is done.
    fn go(&mut self, deed: &Deed) -> bool {
        use Stage::{Before, Closed, Counted, Decided, Final, Open, Published, Reviewed, Sealed};
        let here = self.stage;
        let within = |least, most| (least..=most).contains(&here);
        let (possible, next) = match deed {
            Deed::Opened { .. } => (here == Before, Open),
            Deed::CodesMade { .. } => (here == Open, here),
            Deed::CodesVoided { .. } => (within(Open, Reviewed), here),
            Deed::Prolonged { closes_at, .. } => {
                let later = seconds(closes_at) > self.closes_at;
                self.closes_at = seconds(closes_at);
                (here == Open && later, here)
            }
            Deed::Struck { number, .. } => {
                let known = self.numbers.as_ref().is_none_or(|numbers| numbers.contains(number));
                let first = self.struck.insert(*number);
                (within(Open, Reviewed) && known && first, here)
            }
            Deed::Closed { at } => (here == Open && seconds(at) >= self.closes_at, Closed),
            Deed::ReviewEnded { .. } => (here == Closed && self.review, Reviewed),
            Deed::Sealed { .. } => {
                let ready = if self.review { here == Reviewed } else { here == Closed };
                (ready || self.rules.is_none(), Sealed)
            }
            Deed::Counted { .. } => (here == Sealed, Counted),
            Deed::Published { .. } => (here == Counted, Published),
            Deed::Decided { .. } => (here == Published, Decided),
            Deed::Final { .. } => (here == Decided, Final),
        };
        self.stage = next;
        possible
    }
}

fn course(parts: &Parts, log: &[Entry]) -> (Finding, BTreeSet<u32>) {
    let mut problems = Problems::default();
    let rules = parts.rules.as_ref();
    let days = rules.and_then(|rules| rules.rules.other.get("reviewDays")).and_then(Value::as_u64);
    let numbers = |candidates: &Vec<package::Candidate>| candidates.iter().map(|candidate| candidate.number).collect();
    let mut course = Course {
        stage: Stage::Before,
        closes_at: rules.map(|rules| seconds(&rules.closes_at)).unwrap_or_default(),
        review: days.unwrap_or_default() > 0,
        numbers: parts.candidates.as_ref().map(numbers),
        struck: BTreeSet::new(),
        rules,
    };
    for (at, entry) in log.iter().enumerate() {
        let possible = match (&entry.kind, deed(entry)) {
            (Kind::Act(_), Some(deed)) => course.go(&deed),
            (kind, _) => course.takes(kind),
        };
        problems.unless(possible, || {
            both!(
                "Regel {at} van het logboek kan daar niet staan: zo verloopt geen stemming.",
                "Line {at} of the log cannot stand there: no round goes like that."
            )
        });
    }
    problems.unless(course.stage >= Stage::Counted, || {
        both!("Volgens het logboek is er nog niet geteld.", "By the log, nothing was counted yet.")
    });
    let struck = course.struck.len();
    let right = both!(
        "Opening, sluiting, verzegeling en telling staan in volgorde in het logboek. Vervallen plannen: {struck}.",
        "Opening, closing, sealing and count stand in order in the log. Plans struck: {struck}."
    );
    (problems.or(Check::Acts, right), course.struck)
}

fn revocations(log: &[Entry]) -> (Finding, HashMap<Hash, Option<Reason>>) {
    let mut problems = Problems::default();
    let mut ballots: HashMap<Hash, Option<Reason>> = HashMap::with_capacity(log.len());
    let (mut replaced, mut void) = (0_usize, 0_usize);
    for entry in log {
        match &entry.kind {
            Kind::Act(_) => {}
            Kind::Ballot => {
                let leaf = hex(&entry.leaf);
                problems.unless(ballots.insert(entry.leaf, None).is_none(), || {
                    both!("Stem {leaf} staat twee keer in het logboek.", "Ballot {leaf} is in the log twice.")
                });
            }
            Kind::Revocation { old, reason } => {
                match reason {
                    Reason::Replaced => replaced += 1,
                    Reason::Void => void += 1,
                }
                let leaf = hex(old);
                match ballots.get_mut(old) {
                    None => problems.add(both!(
                        "Ingetrokken is een stem die niet in het logboek staat: {leaf}.",
                        "A ballot was revoked that is not in the log: {leaf}."
                    )),
                    Some(Some(_)) => {
                        problems.add(both!("Stem {leaf} is twee keer ingetrokken.", "Ballot {leaf} was revoked twice."))
                    }
                    Some(still) => *still = Some(*reason),
                }
            }
        }
    }
    let right = both!(
        "{replaced} stemmen zijn door hun kiezer vervangen en {void} ongeldig verklaard.",
        "{replaced} ballots were replaced by their voter and {void} declared void."
    );
    (problems.or(Check::Revocations, right), ballots)
}
