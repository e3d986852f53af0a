//! What a voter was promised about a ballot, and whether the public log keeps it.

use super::vote::Vote;
use super::voter::{Told, Voter};
use crate::client::Connection;
use crate::server::Server;
use crate::staff::{HOST, download};
use anyhow::{Context, Result, ensure};
use http::StatusCode;
use proof::log::{Entry, Kind};
use proof::package::HeadLine;
use proof::sign::PublicKey;
use proof::{Hash, from_hex, hex, leaf, tree};
use serde_json::{Value, json};
use std::collections::HashMap;
use uuid::Uuid;

/// What was promised: that this leaf comes into the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The set of plans on the ballot.
    pub set: u32,
    leaf: Hash,
    key: String,
}

/// The body of a hand-in with the random number of the voter's own device.
pub fn with_nonce(mut body: Value, nonce: &str) -> Value {
    if let Some(fields) = body.as_object_mut() {
        fields.insert("nonce".into(), json!(nonce));
    }
    body
}

impl Receipt {
    /// Reads the one that came with a confirmation, and checks it as a voter's own device can: it is about this very
    /// ballot, and it is signed.
    pub fn read(confirmed: &Value, round: &str, nonce: &str, set: u32, choices: &[u32]) -> Result<Self> {
        let receipt = confirmed.get("receipt").filter(|receipt| receipt.is_object()).context("there is none")?;
        let text = |name: &str| receipt.get(name).and_then(Value::as_str).with_context(|| format!("it has no {name}"));
        let round: Uuid = round.parse()?;
        ensure!(text("round")? == round.to_string(), "it is of another round");
        ensure!(text("voterNonce")? == nonce, "it has another random number than the device's");
        let numbers: Vec<String> = choices.iter().map(u32::to_string).collect();
        let ballot = format!("[{}]", numbers.join(","));
        ensure!(text("ballot")? == ballot, "it is about {} and not {ballot}", text("ballot")?);
        let bytes = |name: &str| text(name).and_then(|text| from_hex::<32>(text).context("no 32 bytes"));
        let made = leaf::ballot(round, &bytes("voterNonce")?, &bytes("nonce")?, &ballot);
        ensure!(made == bytes("leaf")?, "its leaf is another");
        let signature = from_hex::<64>(text("signature")?).context("no signature")?;
        let key: PublicKey = text("key")?.parse()?;
        ensure!(key.verify_promise(round, &made, &signature), "its signature is not good");
        Ok(Receipt { set, leaf: made, key: key.to_string() })
    }
}

/// Whether the server keeps a public log and gives receipts.
pub async fn is_kept(connection: &mut Connection, round: &str) -> Result<bool> {
    Ok(connection.get(&format!("/api/v1/rounds/{round}/log"), &[]).await?.status == StatusCode::OK)
}

/// Compares the log with every promise; answers how many there were.
pub async fn check(vote: &Vote, server: &Server, voters: &[Voter]) -> Result<usize> {
    let mut connection = Connection::open(server.address, HOST).await?;
    let round: Uuid = vote.round.parse()?;
    let entries = entries(&mut connection, round).await?;
    let mut places: HashMap<Hash, usize> = HashMap::new();
    let mut revoked: HashMap<Hash, usize> = HashMap::new();
    for entry in &entries {
        if !entry.is_right(round) {
            vote.wrong(format!("the log has a leaf that is not of its entry: {entry:?}"));
        }
        match &entry.kind {
            Kind::Ballot => *places.entry(entry.leaf).or_default() += 1,
            Kind::Revocation { old, .. } => *revoked.entry(*old).or_default() += 1,
            Kind::Act(_) => {}
        }
    }
    let receipts = || voters.iter().flat_map(|voter| voter.receipts.iter().map(move |receipt| (voter, receipt)));
    for (voter, receipt) in receipts() {
        let stands = voter.told == Told::In(receipt.set);
        let unsure = matches!(voter.told, Told::OneOf(before, _) if before == Some(receipt.set));
        let there = (places.get(&receipt.leaf).copied(), revoked.get(&receipt.leaf).copied().unwrap_or_default());
        let kept = there.0 == Some(1) && (there.1 == usize::from(!stands) || unsure && there.1 <= 1);
        if !kept {
            let (leaf, index) = (hex(&receipt.leaf), voter.index);
            vote.wrong(format!(
                "voter {index} was promised {leaf}: in the log and revoked {there:?}; {:?}",
                voter.story
            ));
        }
    }
    let key = receipts().map(|(_, receipt)| receipt.key.clone()).next().context("no receipt at all")?;
    heads(vote, &mut connection, round, &key, &entries).await?;
    whole(vote, server, &key).await?;
    Ok(receipts().count())
}

async fn entries(connection: &mut Connection, round: Uuid) -> Result<Vec<Entry>> {
    let mut entries = Vec::new();
    loop {
        let path = format!("/api/v1/rounds/{round}/log?from={}&count=10000", entries.len());
        let answer = connection.get(&path, &[]).await?;
        ensure!(answer.status == StatusCode::OK, "the log: {} {}", answer.status, answer.text());
        let page: Value = serde_json::from_slice(&answer.body)?;
        for item in page.get("items").and_then(Value::as_array).context("items")? {
            let text = |name: &str| item.get(name).and_then(Value::as_str).context("a leaf");
            let line = format!("{}\t{}\t{}", text("kind")?, text("leaf")?, text("data")?);
            entries.push(Entry::parse(&line).with_context(|| format!("a line of the log: {line}"))?);
        }
        if page.get("next").is_none_or(Value::is_null) {
            return Ok(entries);
        }
    }
}

/// Every signed head is that of as many leaves as it says, so the log only ever grew.
async fn heads(vote: &Vote, connection: &mut Connection, round: Uuid, key: &str, entries: &[Entry]) -> Result<()> {
    let answer = connection.get(&format!("/api/v1/rounds/{round}/log/heads"), &[]).await?;
    let heads: Vec<HeadLine> = serde_json::from_slice(&answer.body)?;
    let leaves: Vec<Hash> = entries.iter().map(|entry| entry.leaf).collect();
    let key: PublicKey = key.parse()?;
    for line in &heads {
        let signed = line.signed(round).context("a signed head")?;
        let part = usize::try_from(signed.head.size).ok().and_then(|size| leaves.get(..size));
        let right = part.is_some_and(|part| tree::root(part) == signed.head.root);
        if !right || !key.verify_head(&signed) {
            vote.wrong(format!("the head of {} leaves is not that of the log", line.size));
        }
    }
    if heads.last().map(|head| head.size) != Some(leaves.len() as u64) {
        vote.wrong("the newest head is not of the whole log".into());
    }
    Ok(())
}

/// The download by its bytes alone, as anybody checks it.
async fn whole(vote: &Vote, server: &Server, key: &str) -> Result<()> {
    let bytes = download(server, &vote.round).await?;
    let key: PublicKey = key.parse()?;
    let asked = proof::verify::Asked { key: Some(key.fingerprint()), ..proof::verify::Asked::default() };
    let report = proof::verify::verify(&bytes, &asked);
    for finding in report.failing() {
        vote.wrong(format!("the download: {finding:?}"));
    }
    if !report.is_recounted() {
        vote.wrong("the download could not be counted again".into());
    }
    Ok(())
}
