//! The log of a round as the download holds it: what each leaf is.

use crate::leaf::{self, Reason};
use crate::sign::Time;
use crate::{Hash, from_hex, hex};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a leaf stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A ballot. Which one only its voter knows, until ballots are published.
    Ballot,
    /// A ballot, by its leaf, does not count.
    Revocation {
        /// The leaf of the ballot.
        old: Hash,
        /// Why.
        reason: Reason,
    },
    /// Something was done to the round: its JSON on one line.
    Act(String),
}

/// A leaf with what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The leaf.
    pub leaf: Hash,
    /// What it stands for.
    pub kind: Kind,
}

impl Entry {
    /// A ballot.
    #[must_use]
    pub fn ballot(leaf: Hash) -> Self {
        Self { leaf, kind: Kind::Ballot }
    }

    /// That a ballot does not count.
    #[must_use]
    pub fn revocation(round: Uuid, old: Hash, reason: Reason) -> Self {
        Self { leaf: leaf::revocation(round, &old, reason), kind: Kind::Revocation { old, reason } }
    }

    /// An act.
    #[must_use]
    pub fn act(round: Uuid, json: impl Into<String>) -> Self {
        let json = json.into();
        Self { leaf: leaf::act(round, &json), kind: Kind::Act(json) }
    }

    /// Whether the leaf is the one of what it is said to stand for. Of a ballot that cannot be seen here.
    #[must_use]
    pub fn is_right(&self, round: Uuid) -> bool {
        match &self.kind {
            Kind::Ballot => true,
            Kind::Revocation { old, reason } => self.leaf == leaf::revocation(round, old, *reason),
            Kind::Act(json) => self.leaf == leaf::act(round, json),
        }
    }

    /// Its line in `log.tsv`, with the end of the line.
    #[must_use]
    pub fn line(&self) -> String {
        let leaf = hex(&self.leaf);
        match &self.kind {
            Kind::Ballot => format!("ballot\t{leaf}\t\n"),
            Kind::Revocation { old, reason } => format!("revocation\t{leaf}\t{} {}\n", hex(old), reason.word()),
            Kind::Act(json) => format!("act\t{leaf}\t{json}\n"),
        }
    }

    /// Reads a line, without its end.
    #[must_use]
    pub fn parse(line: &str) -> Option<Self> {
        let mut parts = line.splitn(3, '\t');
        let (kind, leaf, data) = (parts.next()?, from_hex(parts.next()?)?, parts.next()?);
        let kind = match kind {
            "ballot" if data.is_empty() => Kind::Ballot,
            "revocation" => {
                let (old, reason) = data.split_once(' ')?;
                Kind::Revocation { old: from_hex(old)?, reason: Reason::parse(reason)? }
            }
            "act" if !data.contains(char::is_control) => Kind::Act(data.to_owned()),
            _ => return None,
        };
        Some(Self { leaf, kind })
    }
}

/// What was done to a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "kebab-case", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Deed {
    /// Rules, times and plans were fixed.
    Opened {
        /// When.
        at: String,
        /// How many could vote then.
        entitlements: u64,
        /// SHA-256 of `rules.json`.
        rules: String,
        /// SHA-256 of `candidates.json`.
        candidates: String,
    },
    /// Voting codes were made after the opening.
    CodesMade {
        /// When.
        at: String,
        /// How many.
        count: u64,
    },
    /// Codes were declared void.
    CodesVoided {
        /// When.
        at: String,
        /// How many.
        count: u64,
    },
    /// The vote closes later.
    Prolonged {
        /// When.
        at: String,
        /// The new end.
        closes_at: String,
        /// Why.
        reason: String,
    },
    /// A plan was taken out of the vote.
    Struck {
        /// When.
        at: String,
        /// Its number.
        number: u32,
        /// Why.
        reason: String,
    },
    /// No ballot was taken any more.
    Closed {
        /// When.
        at: String,
    },
    /// The review was over.
    ReviewEnded {
        /// When.
        at: String,
    },
    /// Ballots and voters were parted.
    Sealed {
        /// When.
        at: String,
        /// Entitlements there were.
        issued: u64,
        /// Entitlements that were used.
        used: u64,
        /// Entitlements that were void.
        void: u64,
        /// Ballots that count.
        ballots: u64,
        /// Ballots that were declared void.
        voided: u64,
    },
    /// The ballots were counted.
    Counted {
        /// When.
        at: String,
        /// SHA-256 of `outcome.json`.
        outcome: String,
    },
    /// The outcome was published.
    Published {
        /// When.
        at: String,
    },
    /// The authority decided.
    Decided {
        /// When.
        at: String,
        /// SHA-256 of `decision.json`.
        decision: String,
    },
    /// The round was over.
    Final {
        /// When.
        at: String,
    },
}

impl Deed {
    /// Its JSON on one line, as it goes into the log.
    #[must_use]
    pub fn json(&self) -> String {
        // No part of it can fail to be written: texts and whole numbers.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads the JSON of an act. Its time must be one.
    #[must_use]
    pub fn parse(json: &str) -> Option<Self> {
        let deed: Self = serde_json::from_str(json).ok()?;
        deed.at().parse::<Time>().ok().map(|_| deed)
    }

    /// When.
    #[must_use]
    pub fn at(&self) -> &str {
        match self {
            Self::Opened { at, .. }
            | Self::CodesMade { at, .. }
            | Self::CodesVoided { at, .. }
            | Self::Prolonged { at, .. }
            | Self::Struck { at, .. }
            | Self::Closed { at }
            | Self::ReviewEnded { at }
            | Self::Sealed { at, .. }
            | Self::Counted { at, .. }
            | Self::Published { at }
            | Self::Decided { at, .. }
            | Self::Final { at } => at,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_are_read_as_they_are_written() {
        let round = Uuid::from_u128(3);
        let closed = Deed::Closed { at: "2027-03-15T12:00:00Z".into() };
        let entries = [
            Entry::ballot([7; 32]),
            Entry::revocation(round, [7; 32], Reason::Replaced),
            Entry::revocation(round, [7; 32], Reason::Void),
            Entry::act(round, closed.json()),
        ];
        for entry in entries {
            assert_eq!(Entry::parse(entry.line().strip_suffix('\n').unwrap()), Some(entry.clone()));
            assert!(entry.is_right(round));
        }
        assert_eq!(Deed::parse(&closed.json()), Some(closed));
        let other = Entry::revocation(round, [7; 32], Reason::Void);
        assert!(!other.is_right(Uuid::from_u128(4)));
    }

    #[test]
    fn acts_are_written_as_agreed() {
        let at = || "2027-03-15T12:00:00Z".to_owned();
        let longer = Deed::Prolonged { at: at(), closes_at: at(), reason: "Brug open".into() };
        let text =
            r#"{"act":"prolonged","at":"2027-03-15T12:00:00Z","closesAt":"2027-03-15T12:00:00Z","reason":"Brug open"}"#;
        assert_eq!(longer.json(), text);
        let made = r#"{"act":"codes-made","at":"2027-03-15T12:00:00Z","count":5}"#;
        assert_eq!(Deed::parse(made), Some(Deed::CodesMade { at: at(), count: 5 }));
        for wrong in [
            r#"{"act":"codes-made","at":"2027-03-15T12:00:00Z"}"#,
            r#"{"act":"codes-made","at":"now","count":5}"#,
            r#"{"act":"codes-made","at":"2027-03-15T12:00:00Z","count":5,"more":1}"#,
            r#"{"act":"lottery","at":"2027-03-15T12:00:00Z"}"#,
            "",
        ] {
            assert_eq!(Deed::parse(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn any_line_is_answered(line in "(ballot|revocation|act)?\t?[0-9a-f]{0,64}\t?\\PC{0,20}") {
            if let Some(entry) = Entry::parse(&line) {
                prop_assert_eq!(entry.line(), format!("{line}\n"));
            }
        }
    }
}
