//! Reading a log: its leaves, heads and proofs, for pages, the API, and programs that watch it.

use super::heads::line;
use crate::model::{RoundId, RoundView};
use crate::store::log as store;
use crate::voting::Voting;
use platform::db::DbError;
use platform::error::{Common, Error};
use proof::log::{Deed, Entry};
use proof::package::HeadLine;
use proof::tree::Tree;
use proof::{Hash, hex};
use std::collections::HashMap;
use std::sync::{Arc, PoisonError};

/// So many trees are kept in memory, for proofs.
const TREES: usize = 4;

/// The trees that proofs were made of lately, by round.
pub(crate) type Trees = HashMap<RoundId, Arc<Tree>>;

/// Leaves of a log from an index on, and how many there are in all.
///
/// # Errors
/// When the database fails.
pub async fn leaves(voting: &Voting, view: &RoundView, from: u64, most: u64) -> Result<(Vec<Entry>, u64), Error> {
    let id = view.round.id;
    let read = voting.app.db.read(move |reader| {
        let size = store::tree(reader, id)?.map_or(0, |tree| tree.frontier.size());
        Ok::<_, DbError>((store::leaves(reader, id, from, most)?, size))
    });
    Ok(read.await?)
}

/// All signed heads of a log, the smallest first.
///
/// # Errors
/// When the database fails.
pub async fn heads(voting: &Voting, view: &RoundView) -> Result<Vec<HeadLine>, Error> {
    let (id, uuid) = (view.round.id, view.round.uuid);
    let heads = voting.app.db.read(move |reader| store::heads(reader, id)).await?;
    heads.iter().map(|head| line(uuid, head)).collect()
}

/// The acts on a round, in their order, with their places in the log.
///
/// # Errors
/// When the database fails.
pub async fn acts(voting: &Voting, view: &RoundView) -> Result<Vec<(u64, Deed)>, Error> {
    let id = view.round.id;
    let acts = voting.app.db.read(move |reader| store::acts(reader, id)).await?;
    Ok(acts.into_iter().filter_map(|(index, json)| Some((index, Deed::parse(&json)?))).collect())
}

/// The tree of a round as it is now; from memory if it has not grown.
async fn tree(voting: &Voting, id: RoundId) -> Result<Arc<Tree>, Error> {
    let size = voting.app.db.read(move |reader| store::tree(reader, id)).await?.map_or(0, |tree| tree.frontier.size());
    let known = voting.state.trees.read().unwrap_or_else(PoisonError::into_inner).get(&id).cloned();
    if let Some(tree) = known.filter(|tree| tree.size() == size) {
        return Ok(tree);
    }
    let made = voting.app.db.read(move |reader| {
        let leaves = store::leaves(reader, id, 0, size)?;
        Ok::<_, DbError>(leaves.into_iter().map(|entry| entry.leaf).collect::<Tree>())
    });
    let tree = Arc::new(made.await?);
    let mut trees = voting.state.trees.write().unwrap_or_else(PoisonError::into_inner);
    if trees.len() >= TREES {
        trees.clear();
    }
    trees.insert(id, Arc::clone(&tree));
    Ok(tree)
}

/// That a leaf is in a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inclusion {
    /// Where.
    pub index: u64,
    /// Of how many leaves.
    pub size: u64,
    /// Their root.
    pub root: Hash,
    /// The proof (RFC 9162 §2.1.3).
    pub path: Vec<String>,
}

fn hexed(path: Vec<Hash>) -> Vec<String> {
    path.iter().map(|hash| hex(hash)).collect()
}

/// The proof that a leaf is in the log.
///
/// # Errors
/// [`Common::NotFound`] when it is not (yet).
pub async fn inclusion(voting: &Voting, view: &RoundView, leaf: Hash) -> Result<Inclusion, Error> {
    let id = view.round.id;
    let index = voting.app.db.read(move |reader| store::index(reader, id, &leaf)).await?;
    let (index, tree) = (index.ok_or(Error::from(Common::NotFound))?, tree(voting, id).await?);
    let size = tree.size();
    let (root, path) = tree.root(size).zip(tree.inclusion(index, size)).ok_or(Error::from(Common::NotFound))?;
    Ok(Inclusion { index, size, root, path: hexed(path) })
}

/// The proof that the log of one size begins with that of another (RFC 9162 §2.1.4).
///
/// # Errors
/// [`Common::NotFound`] for sizes that the log does not have.
pub async fn consistency(voting: &Voting, view: &RoundView, from: u64, to: u64) -> Result<Vec<String>, Error> {
    let tree = tree(voting, view.round.id).await?;
    tree.consistency(from, to).map(hexed).ok_or_else(|| Common::NotFound.into())
}
