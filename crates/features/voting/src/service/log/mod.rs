//! The public log of a round: what may stand in it, and how it grows.
//!
//! One tree per round ([`proof::tree`]). It begins when the round opens. Acts go in with the transaction of the act; leaves of
//! ballots in batches ([`batch`]), so that the log does not say when a ballot came. Every growth ends with a signed head.
//! Two nodes cannot make two trees of one: whoever appends compares and swaps the size of the tree.

pub mod batch;
pub mod check;
pub mod download;
pub mod heads;
pub mod keys;
pub mod read;
pub mod receipt;
pub(crate) mod refused;
pub mod report;

use crate::hot;
use crate::model::{Candidate, NewDecision, Round};
use crate::store::log::{self as store, StoredHead};
use crate::voting::Voting;
use jiff::Timestamp;
use platform::clock;
use platform::db::{Reader, Tx};
use platform::error::Error;
use proof::log::{Deed, Entry, Kind};
use proof::sign::{Head, Time};
use proof::{Hash, hex, sha256};
use serde_json::json;

/// A moment as the log tells it: UTC, whole seconds.
#[must_use]
pub fn told(at: Timestamp) -> String {
    whole(at).to_string()
}

fn whole(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second()).unwrap_or(at)
}

/// What goes into the log together, under one head.
#[derive(Debug, Clone, Default)]
pub(crate) struct Growth {
    /// In this order.
    pub(crate) entries: Vec<Entry>,
    /// Those of them that waited until now.
    pub(crate) taken: Vec<Hash>,
}

/// Puts an act into the log of a round that has one: every round that was opened since there are logs. The act is told
/// with the moment of its head.
pub(crate) fn act(
    voting: &Voting,
    tx: &mut Tx<'_>,
    round: &Round,
    deed: impl FnOnce(String) -> Deed,
) -> Result<(), Error> {
    append(voting, tx, round, Growth::default(), |at| Some(deed(at)))
}

/// Lets the log of a round grow, with an act at the end if there is one, and signs its new head. A round without a log has
/// none to grow.
pub(crate) fn append(
    voting: &Voting,
    tx: &mut Tx<'_>,
    round: &Round,
    growth: Growth,
    deed: impl FnOnce(String) -> Option<Deed>,
) -> Result<(), Error> {
    let Some(tree) = store::tree(tx, round.id)? else { return Ok(()) };
    // A clock that was put back does not put the log back.
    let at = whole(voting.app.clock.now()).max(tree.at);
    let mut entries = growth.entries;
    entries.extend(deed(told(at)).map(|deed| Entry::act(round.uuid, deed.json())));
    if entries.is_empty() {
        return Ok(());
    }
    let (from, mut frontier) = (tree.frontier.size(), tree.frontier);
    entries.iter().for_each(|entry| frontier.append(&entry.leaf));
    store::grow(tx, round.id, from, &frontier, at)?;
    hot::add_to_log(tx, round.id, from, &entries, &growth.taken)?;
    let head = signed(voting, tx, round, frontier.size(), frontier.root(), at)?;
    store::add_head(tx, round.id, &head)?;
    heads::ask(voting, tx, round, head.size)?;
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
    let entitlements = entitled.iter().map(|kind| kind.issued).sum();
    let [rules, candidates] = [rules, plans].map(|text| hex(&sha256(text.as_bytes())));
    act(voting, tx, round, |at| Deed::Opened { at, entitlements, rules, candidates })
}

/// Keeps the text of a decision, and tells its hash in the log.
pub(crate) fn decided(voting: &Voting, tx: &mut Tx<'_>, round: &Round, decision: &NewDecision) -> Result<(), Error> {
    if store::tree(tx, round.id)?.is_none() {
        return Ok(());
    }
    let text = decision_text(decision)?;
    store::add_document(tx, round.id, "decision", &text)?;
    act(voting, tx, round, |at| Deed::Decided { at, decision: hex(&sha256(text.as_bytes())) })
}

/// Tells in the log that entitlements which count were made, if there were any.
pub(crate) fn made(voting: &Voting, tx: &mut Tx<'_>, round: &Round, count: u64) -> Result<(), Error> {
    if count == 0 { Ok(()) } else { act(voting, tx, round, |at| Deed::CodesMade { at, count }) }
}

/// Tells in the log that entitlements which count were made void, if there were any.
pub(crate) fn voided(voting: &Voting, tx: &mut Tx<'_>, round: &Round, count: u64) -> Result<(), Error> {
    if count == 0 { Ok(()) } else { act(voting, tx, round, |at| Deed::CodesVoided { at, count }) }
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
    entries.sort_by_key(|entry| (entry.kind != Kind::Ballot, entry.leaf));
    entries
}
