//! What staff do with a round of which the ballots are in, over the API.

use crate::client::Connection;
use crate::server::{Server, Town, operator};
use anyhow::{Context, Result, ensure};
use http::{Method, StatusCode};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::time::{Duration, Instant};

/// The host name of the town.
pub const HOST: &str = "localhost";
/// The header of a body of the API.
pub const JSON: (&str, &str) = ("content-type", "application/json");

/// Seals, counts and publishes a closed round; answers the outcome.
///
/// # Errors
/// When one of them is refused.
pub async fn finish(town: &Town, server: &Server, round: &str) -> Result<Value> {
    let cookie = operator(town, server, HOST).await?;
    let mut connection = Connection::open(server.address, HOST).await?;
    let origin = format!("http://{HOST}");
    let headers = [JSON, ("cookie", cookie.as_str()), ("origin", origin.as_str())];
    for act in ["seal", "count", "publish"] {
        let body = json!({ "act": act }).to_string();
        let answer =
            connection.send_until_served(Method::POST, &format!("/api/v1/rounds/{round}/acts"), &headers, body).await?;
        ensure!(answer.status.is_success(), "{act}: {} {}", answer.status, answer.text());
        while answer.status == StatusCode::ACCEPTED && pending(&mut connection, round).await? {
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
    }
    let answer = connection.get(&format!("/api/v1/rounds/{round}/outcome"), &[]).await?;
    ensure!(answer.status.is_success(), "the outcome: {}", answer.status);
    Ok(serde_json::from_str(&answer.text())?)
}

/// Whether a job still seals or counts the round.
async fn pending(connection: &mut Connection, round: &str) -> Result<bool> {
    Ok(about(connection, round).await?.get("pending").is_some_and(|pending| !pending.is_null()))
}

/// The round as the API has it.
///
/// # Errors
/// When it is not there.
pub async fn about(connection: &mut Connection, round: &str) -> Result<Value> {
    let answer = connection.get(&format!("/api/v1/rounds/{round}"), &[]).await?;
    ensure!(answer.status.is_success(), "the round: {}", answer.status);
    Ok(serde_json::from_str(&answer.text())?)
}

/// The download of a round for everybody, as soon as the job has made it.
///
/// # Errors
/// When it is not there within two minutes.
pub async fn download(server: &Server, round: &str) -> Result<Vec<u8>> {
    let mut connection = Connection::open(server.address, HOST).await?;
    let (path, began) = (format!("/vote-download/{round}.zip"), Instant::now());
    loop {
        let answer = connection.get(&path, &[]).await?;
        if answer.status.is_success() {
            return Ok(answer.body.to_vec());
        }
        let later = matches!(answer.status, StatusCode::CONFLICT | StatusCode::SERVICE_UNAVAILABLE);
        let waits = later && began.elapsed() < Duration::from_secs(120);
        ensure!(waits, "{path}: {} {}", answer.status, answer.text());
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
}

/// Number on the ballot by id in the election file.
///
/// # Errors
/// When the candidates are not there.
pub async fn numbers(server: &Server, round: &str) -> Result<HashMap<String, u64>> {
    let mut connection = Connection::open(server.address, HOST).await?;
    let mut all = HashMap::new();
    for page in 1.. {
        let path = format!("/api/v1/rounds/{round}/candidates?page={page}&pageSize=100");
        let answer = connection.get(&path, &[]).await?;
        ensure!(answer.status.is_success(), "{path}: {} {}", answer.status, answer.text());
        let body: Value = serde_json::from_str(&answer.text())?;
        let items = body.get("items").and_then(Value::as_array).context("items")?;
        for item in items {
            let id = item.get("externalId").and_then(Value::as_str).context("externalId")?;
            all.insert(id.to_owned(), item.get("number").and_then(Value::as_u64).context("number")?);
        }
        if items.len() < 100 {
            break;
        }
    }
    Ok(all)
}
