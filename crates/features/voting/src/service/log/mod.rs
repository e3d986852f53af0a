//! The public log of a round: what may stand in it, and how it grows.
//!
//! One tree per round ([`proof::tree`]). It begins when the round opens. Acts go in with the transaction of the act; leaves of
//! ballots in batches ([`batch`]), so that the log does not say when a ballot came. Every growth ends with a signed head.
//! Two nodes cannot make two trees of one: whoever appends compares and swaps the size of the tree.

pub mod batch;
pub mod keys;
pub mod receipt;
pub(crate) mod refused;

use crate::hot;
use crate::model::{Candidate, NewDecision, Round};
use crate::store::log::{self as store, Entry, EntryKind, StoredHead};
use crate::voting::Voting;
use jiff::Timestamp;
use platform::clock;
use platform::db::{Reader, Tx};
use platform::error::Error;
use proof::sign::{Head, Time};
use proof::{Hash, hex, leaf, sha256};
use serde::Serialize;
use serde_json::json;

/// Something that was done to a round, as the log tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "act", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum LogAct {
    /// Opened; from here on rules, times and plans are fixed.
    Opened {
        /// How many entitlements there were, void ones too.
        entitlements: u64,
        /// The hash of `rules.json`.
        rules: String,
        /// The hash of `candidates.json`.
        candidates: String,
    },
    /// Codes were made while the round was open.
    CodesMade {
        /// How many.
        count: u64,
    },
    /// Entitlements were made void.
    CodesVoided {
        /// How many.
        count: u64,
    },
    /// It closes later.
    Prolonged {
        /// When.
        closes_at: String,
        /// Why.
        reason: String,
    },
    /// A plan was struck.
    Struck {
        /// Its number.
        number: u32,
        /// Why.
        reason: String,
    },
    /// No ballot is taken any more.
    Closed {},
    /// The review is over.
    ReviewEnded {},
    /// Ballots and entitlements were parted.
    Sealed {
        /// Entitlements that were ever made.
        issued: u64,
        /// Those with a ballot that counts.
        used: u64,
        /// Those that are void.
        void: u64,
        /// Ballots that count.
        ballots: u64,
        /// Ballots that do not, because their entitlement is void.
        voided: u64,
    },
    /// Counted.
    Counted {
        /// The hash of `outcome.json`.
        outcome: String,
    },
    /// The outcome is public.
    Published {},
    /// Decided on.
    Decided {
        /// The hash of `decision.json`.
        decision: String,
    },
    /// Over.
    Final {},
}

#[derive(Serialize)]
struct Dated<'a> {
    #[serde(flatten)]
    act: &'a LogAct,
    at: String,
}

/// A moment as the log tells it: UTC, whole seconds.
#[must_use]
pub fn told(at: Timestamp) -> String {
    whole(at).to_string()
}

fn whole(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second()).unwrap_or(at)
}

impl LogAct {
    /// Its entry in the log of a round.
    ///
    /// # Errors
    /// When it has no JSON, which cannot happen.
    fn entry(&self, round: &Round, at: Timestamp) -> Result<Entry, Error> {
        let data = serde_json::to_string(&Dated { act: self, at: told(at) }).map_err(Error::internal)?;
        Ok(Entry { kind: EntryKind::Act, leaf: leaf::act(round.uuid, &data), data })
    }
}

/// What goes into the log together, under one head.
#[derive(Debug, Clone, Default)]
pub(crate) struct Growth {
    /// In this order.
    pub(crate) entries: Vec<Entry>,
    /// Those of them that waited until now.
    pub(crate) taken: Vec<Hash>,
    /// An act at the end.
    pub(crate) act: Option<LogAct>,
}

/// Puts an act into the log of a round that has one: every round that was opened since there are logs.
pub(crate) fn act(voting: &Voting, tx: &mut Tx<'_>, round: &Round, act: LogAct) -> Result<(), Error> {
    append(voting, tx, round, Growth { act: Some(act), ..Growth::default() })
}

/// Lets the log of a round grow, and signs its new head. A round without a log has none to grow.
pub(crate) fn append(voting: &Voting, tx: &mut Tx<'_>, round: &Round, growth: Growth) -> Result<(), Error> {
    let Some(tree) = store::tree(tx, round.id)? else { return Ok(()) };
    // A clock that was put back does not put the log back.
    let at = whole(voting.app.clock.now()).max(tree.at);
    let mut entries = growth.entries;
    entries.extend(growth.act.map(|act| act.entry(round, at)).transpose()?);
    if entries.is_empty() {
        return Ok(());
    }
    let (from, mut frontier) = (tree.frontier.size(), tree.frontier);
    entries.iter().for_each(|entry| frontier.append(&entry.leaf));
    store::grow(tx, round.id, from, &frontier, at)?;
    hot::add_to_log(tx, round.id, from, &entries, &growth.taken)?;
    let head = signed(voting, tx, round, frontier.size(), frontier.root(), at)?;
    store::add_head(tx, round.id, &head)?;
    Ok(())
}

fn signed(
    voting: &Voting,
    reader: &Reader<'_>,
    round: &Round,
    size: u64,
    root: Hash,
    at: Timestamp,
) -> Result<StoredHead, Error> {
    let time: Time = told(at).parse().map_err(Error::internal)?;
    let signer = keys::signer(voting, reader, round.organisation, round.key_generation)?;
    let signed = signer.head(Head { round: round.uuid, size, root, at: time });
    Ok(StoredHead { size, root, at, signature: signed.signature })
}

/// Begins the log of a round that opens now (or that was open before there were logs): publishes the key, fixes the texts of
/// rules and plans, and writes the first leaf.
pub(crate) fn begin(voting: &Voting, tx: &mut Tx<'_>, round: &Round, candidates: &[Candidate]) -> Result<(), Error> {
    if store::tree(tx, round.id)?.is_some() {
        return Ok(());
    }
    keys::publish(voting, tx, round.organisation, round.key_generation)?;
    let (rules, plans) = (rules_text(round)?, candidates_text(candidates)?);
    store::add_document(tx, round.id, "rules", &rules)?;
    store::add_document(tx, round.id, "candidates", &plans)?;
    let now = whole(voting.app.clock.now());
    store::add_tree(tx, round.id, now, &clock::local(now).date().to_string())?;
    let entitled = store::entitled(tx, round.id)?;
    let opened = LogAct::Opened {
        entitlements: entitled.iter().map(|kind| kind.issued).sum(),
        rules: hex(&sha256(rules.as_bytes())),
        candidates: hex(&sha256(plans.as_bytes())),
    };
    act(voting, tx, round, opened)
}

/// Keeps the text of a decision, and tells its hash in the log.
pub(crate) fn decided(voting: &Voting, tx: &mut Tx<'_>, round: &Round, decision: &NewDecision) -> Result<(), Error> {
    if store::tree(tx, round.id)?.is_none() {
        return Ok(());
    }
    let text = decision_text(decision)?;
    store::add_document(tx, round.id, "decision", &text)?;
    act(voting, tx, round, LogAct::Decided { decision: hex(&sha256(text.as_bytes())) })
}

/// Tells in the log that entitlements which count were made or made void, while ballots can be handed in or reviewed.
pub(crate) fn entitlements(voting: &Voting, tx: &mut Tx<'_>, round: &Round, change: LogAct) -> Result<(), Error> {
    let (LogAct::CodesMade { count } | LogAct::CodesVoided { count }) = change else { return Ok(()) };
    if count == 0 { Ok(()) } else { act(voting, tx, round, change) }
}

/// `rules.json`: what was fixed about a round when it opened.
fn rules_text(round: &Round) -> Result<String, Error> {
    let rules = json!({
        "round": round.uuid, "title": round.title, "opensAt": told(round.opens_at), "closesAt": told(round.closes_at),
        "budget": round.budget, "rules": round.rules,
    });
    serde_json::to_string(&rules).map_err(Error::internal)
}

/// `candidates.json`: what stood on the ballot when the round opened.
fn candidates_text(candidates: &[Candidate]) -> Result<String, Error> {
    let plan = |candidate: &Candidate| {
        let texts = &candidate.plan.texts;
        json!({
            "number": candidate.number, "id": candidate.tally_id(), "title": texts.title, "cost": candidate.cost(),
            "theme": texts.theme, "area": texts.area,
        })
    };
    serde_json::to_string(&candidates.iter().map(plan).collect::<Vec<_>>()).map_err(Error::internal)
}

/// `decision.json`: what was decided, as it was recorded.
fn decision_text(decision: &NewDecision) -> Result<String, Error> {
    let decision = json!({
        "authority": decision.authority, "decidedOn": decision.decided_on.to_string(), "document": decision.document,
        "text": decision.text, "deviations": decision.deviations, "translations": decision.translations,
    });
    serde_json::to_string(&decision).map_err(Error::internal)
}

/// Entries in the order of the log: ballots before what takes ballots back, each by hash, so that nothing else shows.
pub(crate) fn sorted(mut entries: Vec<Entry>) -> Vec<Entry> {
    entries.sort_by_key(|entry| (entry.kind != EntryKind::Ballot, entry.leaf));
    entries
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn acts_are_told_as_they_are_written_down() {
        let text = |act: LogAct| {
            let at = "2027-03-01T12:00:00.25Z".parse().unwrap();
            serde_json::to_string(&Dated { act: &act, at: told(at) }).unwrap()
        };
        assert_eq!(text(LogAct::Closed {}), r#"{"act":"closed","at":"2027-03-01T12:00:00Z"}"#);
        assert_eq!(
            text(LogAct::CodesVoided { count: 2 }),
            r#"{"act":"codes-voided","count":2,"at":"2027-03-01T12:00:00Z"}"#
        );
        let later = LogAct::Prolonged { closes_at: "2027-03-20T22:00:00Z".into(), reason: "Storing".into() };
        assert!(text(later).starts_with(r#"{"act":"prolonged","closesAt":"2027-03-20T22:00:00Z","reason":"Storing""#));
        let sealed = LogAct::Sealed { issued: 5, used: 3, void: 1, ballots: 3, voided: 1 };
        assert!(text(sealed).starts_with(r#"{"act":"sealed","issued":5,"used":3,"void":1,"ballots":3,"voided":1"#));
    }
}
