//! The download of a round: one ZIP file with everything that is needed to check it and to count again.
//!
//! | file | what it holds |
//! |---|---|
//! | `manifest.json` | [`Manifest`]: every other file with size and SHA-256, and the key |
//! | `manifest.sig` | Ed25519 over `samenspel-manifest/1\n` and the bytes of `manifest.json`, 128 hexadecimal digits and LF |
//! | `rules.json` | [`RulesFile`], as frozen at the opening |
//! | `candidates.json` | a list of [`Candidate`] by number, as frozen at the opening |
//! | `ballots.tsv` | [`BallotLine`]s in random order; missing exactly if the manifest says withheld |
//! | `log.tsv` | [`Entry`](crate::log::Entry) lines by index |
//! | `heads.json` | a list of [`HeadLine`] ascending; the last covers the whole log |
//! | `proofs.json` | a list of [`ProofLine`]: that each head continues the one before it |
//! | `outcome.json` | [`tally::Outcome`] |
//! | `decision.json` | the decision, or `null` |
//! | `report.json` | numbers about the round, small groups left out |

use crate::log::Entry;
use crate::rules::Rules;
use crate::sign::{Head, SignedHead, Signer, Time};
use crate::tree::Tree;
use crate::zip::{self, Allowed, Refused, Writer, Written};
use crate::{from_hex, hex};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::{self, Write};
use uuid::Uuid;

/// The format, as the manifest names it.
pub const FORMAT: &str = "samenspel-round/1";

/// Name of the manifest.
pub const MANIFEST: &str = "manifest.json";
/// The signature of the manifest.
pub const SIGNATURE: &str = "manifest.sig";
/// The frozen rules.
pub const RULES: &str = "rules.json";
/// The frozen plans.
pub const CANDIDATES: &str = "candidates.json";
/// The ballots that count.
pub const BALLOTS: &str = "ballots.tsv";
/// The log.
pub const LOG: &str = "log.tsv";
/// The heads.
pub const HEADS: &str = "heads.json";
/// The proofs between heads.
pub const PROOFS: &str = "proofs.json";
/// The outcome.
pub const OUTCOME: &str = "outcome.json";
/// The decision.
pub const DECISION: &str = "decision.json";
/// The integrity report.
pub const REPORT: &str = "report.json";

const MIB: usize = 1 << 20;

const fn needed(name: &'static str, most: usize) -> Allowed {
    Allowed { name, most, needed: true }
}

/// The files that may be there, with the most that each holds: enough for some millions of ballots.
pub const FILES: [Allowed; 11] = [
    needed(MANIFEST, MIB),
    needed(SIGNATURE, 129),
    needed(RULES, 4 * MIB),
    needed(CANDIDATES, 16 * MIB),
    Allowed { name: BALLOTS, most: 2_000 * MIB, needed: false },
    needed(LOG, 2_000 * MIB),
    needed(HEADS, 64 * MIB),
    needed(PROOFS, 256 * MIB),
    needed(OUTCOME, 256 * MIB),
    needed(DECISION, 16 * MIB),
    needed(REPORT, 64 * MIB),
];

/// Who gets the ballots.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Publicity {
    /// Everybody; they are in the download.
    Public,
    /// Auditors; this is their download.
    Auditors,
    /// Auditors, and this is not their download.
    Withheld,
}

/// A file as the manifest names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileLine {
    /// Its name.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// Its SHA-256 in hexadecimal digits.
    pub sha256: String,
}

/// `manifest.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// [`FORMAT`].
    pub format: String,
    /// The round.
    pub round: Uuid,
    /// Its title.
    pub title: String,
    /// Whose it is.
    pub organisation: String,
    /// When the download was made.
    pub made: String,
    /// The public key in hexadecimal digits.
    pub key: String,
    /// Who gets the ballots.
    pub ballots: Publicity,
    /// All other files but the signature, by name.
    pub files: Vec<FileLine>,
}

/// `rules.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RulesFile {
    /// The round.
    pub round: Uuid,
    /// Its title.
    pub title: String,
    /// From when one could vote.
    pub opens_at: String,
    /// Until when, as it was at the opening.
    pub closes_at: String,
    /// The money that is divided, in cents.
    pub budget: i64,
    /// Its rules.
    pub rules: Rules,
}

/// A plan, in `candidates.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Candidate {
    /// Its number on the ballot.
    pub number: u32,
    /// Its id in the count.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it costs, in cents.
    pub cost: i64,
    /// Its theme.
    pub theme: Option<String>,
    /// Its area.
    pub area: Option<String>,
}

/// A line of `ballots.tsv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BallotLine {
    /// The voter's nonce; zeros if the browser made none.
    pub voter_nonce: [u8; 32],
    /// Our nonce.
    pub nonce: [u8; 32],
    /// The ballot in canonical text.
    pub ballot: String,
}

impl BallotLine {
    /// The line, with its end.
    #[must_use]
    pub fn line(&self) -> String {
        format!("{}\t{}\t{}\n", hex(&self.voter_nonce), hex(&self.nonce), self.ballot)
    }

    /// Reads a line, without its end.
    #[must_use]
    pub fn parse(line: &str) -> Option<Self> {
        let mut parts = line.split('\t');
        let (voter_nonce, nonce) = (from_hex(parts.next()?)?, from_hex(parts.next()?)?);
        let ballot = parts.next()?.to_owned();
        parts.next().is_none().then_some(Self { voter_nonce, nonce, ballot })
    }
}

/// A head, in `heads.json` and wherever heads are saved as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadLine {
    /// The round; `heads.json` does not repeat it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<Uuid>,
    /// How many leaves.
    pub size: u64,
    /// The root in hexadecimal digits.
    pub root: String,
    /// When.
    pub at: String,
    /// The signature in hexadecimal digits.
    pub signature: String,
}

impl HeadLine {
    /// As it stands in `heads.json`.
    #[must_use]
    pub fn of(signed: &SignedHead) -> Self {
        let SignedHead { head, signature } = signed;
        let (root, at, signature) = (hex(&head.root), head.at.to_string(), hex(signature));
        Self { round: None, size: head.size, root, at, signature }
    }

    /// The head; of this round, if it does not say another.
    #[must_use]
    pub fn signed(&self, round: Uuid) -> Option<SignedHead> {
        let (root, at) = (from_hex(&self.root)?, self.at.parse().ok()?);
        let head = Head { round: self.round.unwrap_or(round), size: self.size, root, at };
        Some(SignedHead { head, signature: from_hex(&self.signature)? })
    }
}

/// That one head continues another, in `proofs.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProofLine {
    /// The smaller size.
    pub from: u64,
    /// The larger size.
    pub to: u64,
    /// The path of RFC 9162 §2.1.4 in hexadecimal digits.
    pub path: Vec<String>,
}

/// The proofs between heads that follow each other; `None` if there is a head larger than the tree, or smaller than the one
/// before it.
#[must_use]
pub fn proofs(tree: &Tree, heads: &[SignedHead]) -> Option<Vec<ProofLine>> {
    let sizes = heads.iter().map(|signed| signed.head.size);
    let pairs = sizes.clone().zip(sizes.skip(1));
    let proof = |(from, to)| {
        let path = tree.consistency(from, to)?.iter().map(|hash| hex(hash)).collect();
        Some(ProofLine { from, to, path })
    };
    pairs.map(proof).collect()
}

/// Ballots, and for whom they are in the download.
#[derive(Debug, Clone)]
pub enum Ballots<B> {
    /// For everybody.
    Public(B),
    /// For auditors.
    Auditors(B),
    /// Left out.
    Withheld,
}

/// All that goes into a download.
#[derive(Debug, Clone)]
pub struct Content<'c, B> {
    /// The round.
    pub round: Uuid,
    /// Its title.
    pub title: &'c str,
    /// Whose it is.
    pub organisation: &'c str,
    /// When the download is made.
    pub made: &'c Time,
    /// `rules.json`.
    pub rules: &'c str,
    /// `candidates.json`.
    pub candidates: &'c str,
    /// The ballots in the order in which they are to stand: a random one.
    pub ballots: Ballots<B>,
    /// The whole log.
    pub log: &'c [Entry],
    /// All heads, ascending; the last must cover the whole log.
    pub heads: &'c [SignedHead],
    /// `outcome.json`.
    pub outcome: &'c str,
    /// `decision.json`.
    pub decision: &'c str,
    /// `report.json`.
    pub report: &'c str,
}

/// Writes a download. Ballots are written as they come, so they need not be in memory.
///
/// # Errors
/// When writing fails, or heads do not fit the log.
pub fn write<W, B>(content: Content<'_, B>, signer: &Signer, out: W) -> io::Result<W>
where
    W: Write,
    B: IntoIterator<Item = BallotLine>,
{
    let tree: Tree = content.log.iter().map(|entry| entry.leaf).collect();
    let proofs = proofs(&tree, content.heads)
        .filter(|_| content.heads.last().is_none_or(|last| last.head.size == tree.size()))
        .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "heads that do not fit the log"))?;
    let heads: Vec<HeadLine> = content.heads.iter().map(HeadLine::of).collect();
    let mut zip = Writer::new(out);
    let (publicity, ballots) = match content.ballots {
        Ballots::Public(ballots) => (Publicity::Public, Some(ballots)),
        Ballots::Auditors(ballots) => (Publicity::Auditors, Some(ballots)),
        Ballots::Withheld => (Publicity::Withheld, None),
    };
    let mut files = Vec::new();
    for (name, text) in [
        (RULES, content.rules),
        (CANDIDATES, content.candidates),
        (OUTCOME, content.outcome),
        (DECISION, content.decision),
        (REPORT, content.report),
        (HEADS, &serde_json::to_string(&heads)?),
        (PROOFS, &serde_json::to_string(&proofs)?),
    ] {
        files.push(zip.add(name, |file| file.write_all(text.as_bytes()))?);
    }
    files.push(zip.add(LOG, |file| content.log.iter().try_for_each(|entry| file.write_all(entry.line().as_bytes())))?);
    if let Some(ballots) = ballots {
        let lines =
            |file: &mut dyn Write| ballots.into_iter().try_for_each(|ballot| file.write_all(ballot.line().as_bytes()));
        files.push(zip.add(BALLOTS, lines)?);
    }
    files.sort_by(|one, other| one.name.cmp(&other.name));
    let line = |file: &Written| FileLine { name: file.name.clone(), bytes: file.bytes, sha256: file.sha256_hex() };
    let manifest = Manifest {
        format: FORMAT.to_owned(),
        round: content.round,
        title: content.title.to_owned(),
        organisation: content.organisation.to_owned(),
        made: content.made.to_string(),
        key: signer.public().to_string(),
        ballots: publicity,
        files: files.iter().map(line).collect(),
    };
    let manifest = format!("{}\n", serde_json::to_string_pretty(&manifest)?);
    let signature = format!("{}\n", hex(&signer.manifest(manifest.as_bytes())));
    zip.add(MANIFEST, |file| file.write_all(manifest.as_bytes()))?;
    zip.add(SIGNATURE, |file| file.write_all(signature.as_bytes()))?;
    zip.finish()
}

/// Reads the files of a download. What is in them is not looked at.
///
/// # Errors
/// [`Refused`], when they are not exactly the files of a download.
pub fn read(bytes: &[u8]) -> Result<BTreeMap<&'static str, Vec<u8>>, Refused> {
    zip::read(bytes, &FILES)
}
