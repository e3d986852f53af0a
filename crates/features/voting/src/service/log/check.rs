//! Whether the database still says what the log of a round says: for `samenspel doctor`. Whoever changes a row around the
//! program, however it is done, changes a leaf, a root or a hash.

use super::heads::signed;
use crate::model::Round;
use crate::store::{self as rounds, log as store};
use platform::db::Reader;
use platform::error::Error;
use platform::params;
use proof::leaf;
use proof::log::{Deed, Entry, Kind};
use proof::sign::PublicKey;
use proof::tree::Tree;
use proof::{Hash, hex, sha256};
use std::collections::BTreeSet;
use uuid::Uuid;

/// What is wrong in the logs of all rounds, each in a sentence for the operator.
///
/// # Errors
/// When the database fails.
pub fn all(reader: &Reader<'_>) -> Result<Vec<String>, Error> {
    let uuids = reader.query(&store::LOGGED, params![], |row| row.get::<Uuid>(0))?;
    let mut wrong = Vec::new();
    for uuid in uuids {
        let found = one(reader, uuid)?;
        wrong.extend(found.into_iter().map(|what| format!("round {uuid}: {what}")));
    }
    Ok(wrong)
}

/// What is wrong in the log of a round.
///
/// # Errors
/// When the database fails.
pub fn one(reader: &Reader<'_>, uuid: Uuid) -> Result<Vec<String>, Error> {
    let Some(round) = rounds::round(reader, None, uuid)? else { return Ok(Vec::new()) };
    let log = store::leaves(reader, round.id, 0, u64::MAX)?;
    let mut wrong = BTreeSet::new();
    tree(reader, &round, &log, &mut wrong)?;
    if log.iter().any(|entry| !entry.is_right(round.uuid)) {
        wrong.insert("a leaf of the log is not the hash of what it says".to_owned());
    }
    texts(reader, &round, &log, &mut wrong)?;
    ballots(reader, &round, &log, &mut wrong)?;
    Ok(wrong.into_iter().collect())
}

fn tree(reader: &Reader<'_>, round: &Round, log: &[Entry], wrong: &mut BTreeSet<String>) -> Result<(), Error> {
    let tree: Tree = log.iter().map(|entry| entry.leaf).collect();
    let keys = store::keys(reader, round.organisation)?;
    let key = keys.iter().find(|key| key.generation == round.key_generation);
    let key = key.and_then(|key| PublicKey::from_bytes(&key.public).ok());
    let heads = store::heads(reader, round.id)?;
    for head in &heads {
        if tree.root(head.size) != Some(head.root) {
            wrong.insert(format!("the log is not the one of its head of {} leaves", head.size));
        }
        let signed = signed(round.uuid, head)?;
        if !key.as_ref().is_some_and(|key| key.verify_head(&signed)) {
            wrong.insert(format!("the head of {} leaves is not signed with the published key", head.size));
        }
    }
    let state = store::tree(reader, round.id)?;
    let fits = state.is_some_and(|state| Some(state.frontier.root()) == tree.root(tree.size()));
    if heads.last().map(|head| head.size) != Some(tree.size()) || !fits {
        wrong.insert("the newest head is not about the whole log".to_owned());
    }
    Ok(())
}

/// Whether the texts of which the log names a hash are still those.
fn texts(reader: &Reader<'_>, round: &Round, log: &[Entry], wrong: &mut BTreeSet<String>) -> Result<(), Error> {
    let mut same = |what: &str, text: Option<String>, hash: &str| {
        if text.map(|text| hex(&sha256(text.as_bytes()))).as_deref() != Some(hash) {
            wrong.insert(format!("{what}: not the text of which the log has the hash"));
        }
    };
    let document = |name| store::document(reader, round.id, name);
    for entry in log {
        let Kind::Act(json) = &entry.kind else { continue };
        match Deed::parse(json) {
            Some(Deed::Opened { rules, candidates, .. }) => {
                same("the rules at opening", document("rules")?, &rules);
                same("the plans at opening", document("candidates")?, &candidates);
            }
            Some(Deed::Counted { outcome, .. }) => {
                let body = reader.find(&store::OUTCOME_BODY, params![round.id], |row| row.get::<String>(0))?;
                same("the outcome", body, &outcome);
            }
            Some(Deed::Decided { decision, .. }) => {
                same("the text of the decision", document("decision")?, &decision);
                let row = rounds::decision(reader, round.id)?;
                same("the decision", row.map(|row| super::decision_text(&row)).transpose()?, &decision);
            }
            _ => {}
        }
    }
    Ok(())
}

/// Whether the sealed ballots are those of the leaves that were not taken back.
fn ballots(reader: &Reader<'_>, round: &Round, log: &[Entry], wrong: &mut BTreeSet<String>) -> Result<(), Error> {
    if round.moments.sealed.is_none() {
        return Ok(());
    }
    let mut standing: BTreeSet<Hash> = BTreeSet::new();
    for entry in log {
        match &entry.kind {
            Kind::Ballot => standing.insert(entry.leaf),
            Kind::Revocation { old, .. } => standing.remove(old),
            Kind::Act(_) => false,
        };
    }
    let sealed = store::sealed_with_nonces(reader, round.id)?;
    let leaf = |(theirs, ours, text): &store::Published| leaf::ballot(round.uuid, theirs, ours, text);
    let leaves: BTreeSet<Hash> = sealed.iter().map(leaf).collect();
    let (strange, gone) = (leaves.difference(&standing).count(), standing.difference(&leaves).count());
    if strange > 0 || leaves.len() != sealed.len() {
        wrong.insert(format!("{strange} sealed ballots are not those that were handed in"));
    }
    if gone > 0 {
        wrong.insert(format!("{gone} ballots of the log are not among the sealed ones"));
    }
    Ok(())
}
