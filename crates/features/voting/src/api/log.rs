//! The public log of a round as JSON: leaves, heads, proofs, what became of a receipt, the report, and the keys.

use super::load;
use crate::Voting;
use crate::service::log::receipt::{Fate, fate};
use crate::service::log::{keys, read, report};
use axum::extract::{Path, State};
use civic::{Answer, Visitor};
use http::StatusCode;
use platform::error::Error;
use platform::limits::policies;
use platform::web::{query, response};
use proof::{from_hex, hex};
use serde::Serialize;
use utoipa::ToSchema;

/// So many leaves are answered unless asked otherwise, and at most.
const USUAL: u64 = 1_000;
const MOST: u64 = 10_000;

/// A leaf of the log.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LeafBody {
    /// Its place, from 0.
    index: u64,
    /// `ballot`, `revocation` or `act`.
    kind: &'static str,
    /// The leaf, 64 hexadecimal digits.
    leaf: String,
    /// Nothing for a ballot; the old leaf and why for a revocation; the JSON of an act.
    data: String,
}

/// Leaves of the log.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LeavesBody {
    /// In their order.
    items: Vec<LeafBody>,
    /// How many there are in all.
    size: u64,
    /// Where the next page begins; null at the end.
    next: Option<u64>,
}

/// A signed head of the log.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct HeadBody {
    /// Of which round.
    round: String,
    /// How many leaves there were.
    size: u64,
    /// Their root, 64 hexadecimal digits.
    root: String,
    /// When (UTC).
    at: String,
    /// Ed25519 over the head, 128 hexadecimal digits.
    signature: String,
}

/// The proof that a leaf is in the log.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ProofBody {
    /// The leaf.
    leaf: String,
    /// Its place, from 0.
    index: u64,
    /// Of how many leaves.
    size: u64,
    /// Their root.
    root: String,
    /// The path of RFC 9162.
    path: Vec<String>,
}

/// The proof that the log only grew.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ConsistencyBody {
    /// The smaller size.
    from: u64,
    /// The larger size.
    to: u64,
    /// The path of RFC 9162.
    path: Vec<String>,
}

/// What became of a ballot.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FateBody {
    /// The code, as it is written.
    code: String,
    /// `received` until the ballots are sealed, then `counted`, `replaced` or `void`; `unknown` for a code that is not there.
    status: Fate,
}

/// A key that signs logs.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct KeyBody {
    /// From 0.
    generation: u32,
    /// The Ed25519 key, 64 hexadecimal digits.
    key: String,
    /// SHA-256 of its bytes.
    fingerprint: String,
    /// The signature of the key before it over `samenspel-key/1`, LF, this key, LF; null for the first.
    endorsed: Option<String>,
    /// When it was published (UTC).
    #[schema(value_type = String, format = DateTime)]
    made: jiff::Timestamp,
}

/// A number of the query; `usual` when it is not there.
fn number(visitor: &Visitor, name: &'static str, usual: Option<u64>) -> Result<u64, Error> {
    let asked = query::canonical(&visitor.query, &[name]);
    match asked.get(name) {
        Some(text) => text.parse().map_err(|_| crate::refusal::Refusal::BadQuery(name).into()),
        None => usual.ok_or_else(|| crate::refusal::Refusal::BadQuery(name).into()),
    }
}

/// Het logboek van een stemming: elke regel met zijn vingerafdruk
#[utoipa::path(get, path = "/api/v1/rounds/{round}/log", operation_id = "getLog", tag = "votes",
    params(("round" = String, Path, description = "Id van de stemming"),
        ("from" = Option<u64>, Query, description = "Vanaf welke regel, van 0"),
        ("count" = Option<u64>, Query, description = "Ten hoogste 10.000")),
    responses((status = 200, body = LeavesBody), (status = 400), (status = 404)))]
pub(super) async fn leaves(State(voting): State<Voting>, visitor: Visitor, Path(round): Path<String>) -> Answer {
    let (view, _) = load(&voting, &visitor, &round).await?;
    let (from, count) = (number(&visitor, "from", Some(0))?, number(&visitor, "count", Some(USUAL))?.clamp(1, MOST));
    let (entries, size) = read::leaves(&voting, &view, from, count).await?;
    let body = |(index, entry): (u64, &proof::log::Entry)| LeafBody {
        index,
        kind: crate::store::log::word(entry),
        leaf: hex(&entry.leaf),
        data: crate::store::log::data(entry),
    };
    let next = from.saturating_add(entries.len() as u64);
    let items: Vec<LeafBody> = (from..).zip(&entries).map(body).collect();
    Ok(response::json(StatusCode::OK, &LeavesBody { items, size, next: (next < size).then_some(next) }))
}

/// De ondertekende standen van het logboek. Bewaar er een, dan kun je later zien dat er niets uit is gehaald
#[utoipa::path(get, path = "/api/v1/rounds/{round}/log/heads", operation_id = "getLogHeads", tag = "votes",
    params(("round" = String, Path, description = "Id van de stemming")),
    responses((status = 200, body = Vec<HeadBody>), (status = 404)))]
pub(super) async fn heads(State(voting): State<Voting>, visitor: Visitor, Path(round): Path<String>) -> Answer {
    let (view, _) = load(&voting, &visitor, &round).await?;
    let body = |head: proof::package::HeadLine| HeadBody {
        round: view.round.uuid.to_string(),
        size: head.size,
        root: head.root,
        at: head.at,
        signature: head.signature,
    };
    let heads: Vec<HeadBody> = read::heads(&voting, &view).await?.into_iter().map(body).collect();
    Ok(response::json(StatusCode::OK, &heads))
}

/// Het bewijs dat een regel in het logboek staat
#[utoipa::path(get, path = "/api/v1/rounds/{round}/log/proof", operation_id = "getLogProof", tag = "votes",
    params(("round" = String, Path, description = "Id van de stemming"),
        ("leaf" = String, Query, description = "De vingerafdruk van de regel, 64 hexadecimale tekens")),
    responses((status = 200, body = ProofBody), (status = 400), (status = 404, description = "Die regel staat er (nog) niet in")))]
pub(super) async fn inclusion(State(voting): State<Voting>, visitor: Visitor, Path(round): Path<String>) -> Answer {
    let (view, _) = load(&voting, &visitor, &round).await?;
    let asked = query::canonical(&visitor.query, &["leaf"]);
    let leaf = asked.get("leaf").and_then(|text| from_hex::<32>(&text.to_ascii_lowercase()));
    let leaf = leaf.ok_or(Error::from(crate::refusal::Refusal::BadQuery("leaf")))?;
    let found = read::inclusion(&voting, &view, leaf).await?;
    let (root, path) = (hex(&found.root), found.path);
    let body = ProofBody { leaf: hex(&leaf), index: found.index, size: found.size, root, path };
    Ok(response::json(StatusCode::OK, &body))
}

/// Het bewijs dat het logboek tussen twee standen alleen is gegroeid
#[utoipa::path(get, path = "/api/v1/rounds/{round}/log/consistency", operation_id = "getLogConsistency", tag = "votes",
    params(("round" = String, Path, description = "Id van de stemming"),
        ("from" = u64, Query, description = "De kleinste stand"), ("to" = u64, Query, description = "De grootste stand")),
    responses((status = 200, body = ConsistencyBody), (status = 400), (status = 404)))]
pub(super) async fn consistency(State(voting): State<Voting>, visitor: Visitor, Path(round): Path<String>) -> Answer {
    let (view, _) = load(&voting, &visitor, &round).await?;
    let (from, to) = (number(&visitor, "from", None)?, number(&visitor, "to", None)?);
    let path = read::consistency(&voting, &view, from, to).await?;
    Ok(response::json(StatusCode::OK, &ConsistencyBody { from, to, path }))
}

/// Wat er met een stem gebeurde, met de code van het ontvangstbewijs
#[utoipa::path(get, path = "/api/v1/rounds/{round}/receipts/{code}", operation_id = "getReceipt", tag = "votes",
    params(("round" = String, Path, description = "Id van de stemming"),
        ("code" = String, Path, description = "De code, met of zonder streepjes")),
    responses((status = 200, body = FateBody), (status = 404), (status = 422), (status = 429)))]
pub(super) async fn receipt(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path((round, code)): Path<(String, String)>,
) -> Answer {
    voting.app.limits.check(policies::RECEIPTS, visitor.client.0)?;
    let (view, _) = load(&voting, &visitor, &round).await?;
    let code: proof::receipt::Code = code.parse().map_err(|_| Error::from(crate::refusal::Refusal::BadReceiptCode))?;
    let body = FateBody { code: code.to_string(), status: fate(&voting, &view, code).await? };
    Ok(response::json(StatusCode::OK, &body))
}

/// Het verslag van een stemming: getallen waaraan je ziet of er iets vreemds was
#[utoipa::path(get, path = "/api/v1/rounds/{round}/report", operation_id = "getReport", tag = "votes",
    params(("round" = String, Path, description = "Id van de stemming")),
    responses((status = 200, body = report::Report), (status = 404), (status = 409, description = "De uitslag is nog niet openbaar")))]
pub(super) async fn report(State(voting): State<Voting>, visitor: Visitor, Path(round): Path<String>) -> Answer {
    let (view, _) = load(&voting, &visitor, &round).await?;
    Ok(response::json(StatusCode::OK, &report::public(&voting, &view).await?))
}

/// De sleutels waarmee deze organisatie ontvangstbewijzen en logboeken ondertekent, ook de oude
#[utoipa::path(get, path = "/api/v1/vote-keys", operation_id = "getVoteKeys", tag = "votes",
    responses((status = 200, body = Vec<KeyBody>)))]
pub(super) async fn keys(State(voting): State<Voting>, visitor: Visitor) -> Answer {
    let body = |key: keys::PublishedKey| KeyBody {
        generation: key.generation,
        key: key.key.to_string(),
        fingerprint: key.key.fingerprint(),
        endorsed: key.endorsed.map(|signature| hex(&signature)),
        made: key.made,
    };
    let published = keys::published(&voting, visitor.organisation.id).await?;
    Ok(response::json(StatusCode::OK, &published.into_iter().map(body).collect::<Vec<_>>()))
}
