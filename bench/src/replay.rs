//! The vote that cannot be lost, measured: the real ballots of an election are handed in over HTTP, each by its own voter with
//! its own code; the server is killed after the last answer; the round closes, is sealed, counted, exported and compared.

use crate::Database;
use crate::client::Connection;
use crate::server::Town;
use crate::staff::{HOST, JSON, download, finish, numbers};
use anyhow::{Context, Result, ensure};
use http::{Method, StatusCode};
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tally::{Election, Rule};

/// `bench replay`
#[derive(clap::Args)]
pub struct Replay {
    /// The election file (.pb)
    file: PathBuf,
    /// How ballots become winners
    #[arg(long, default_value = "greedy_votes")]
    rule: String,
    /// Connections at once
    #[arg(long, default_value_t = 32)]
    connections: usize,
    /// Which database
    #[arg(long, value_enum, default_value = "sqlite")]
    database: Database,
    /// Save everything that a stranger needs to count again, the download of the round, here
    #[arg(long, value_name = "ROUND.zip")]
    download: Option<PathBuf>,
    /// Close the round this many seconds after the import; by default enough for 400 ballots a second
    #[arg(long)]
    closes_in: Option<u64>,
}

#[derive(Serialize)]
struct Report {
    file: String,
    database: Database,
    rule: String,
    ballots: usize,
    confirmed: usize,
    counted: usize,
    errors: usize,
    export_equal: bool,
    selected: Vec<String>,
    cost: String,
    ballots_per_second: f64,
    p50_ms: f64,
    p99_ms: f64,
    rss_mib: f64,
}

/// One voter's way: the code from the letter, and the choice as a body of the API.
struct Voter {
    code: String,
    body: String,
}

/// What one connection saw.
#[derive(Default)]
struct Lane {
    latencies: Vec<Duration>,
    confirmed: usize,
    errors: Vec<String>,
}

impl Replay {
    /// Measures, reports, and says whether nothing was lost, doubled or unequal.
    pub async fn run(self, as_json: bool) -> Result<bool> {
        let text = std::fs::read_to_string(&self.file).with_context(|| self.file.display().to_string())?;
        let election = tally::pabulib::read(&text).context("the election file")?.election;
        let ballots = election.ballots().len();
        let town = Town::new(self.database)?;
        let closes_in = self.closes_in.unwrap_or(30 + ballots as u64 / 400);
        let (round, voters, closes) = self.import(&town, &election, closes_in).await?;
        let server = town.serve().await?;
        eprintln!("handing in {ballots} ballots on {} connections …", self.connections);
        let began = Instant::now();
        let lanes = self.hand_in(server.address, &round, voters).await?;
        let seconds = began.elapsed().as_secs_f64();
        let rss_mib = server.memory()?;
        // A power cut right after the last answer.
        server.kill()?;
        let server = town.serve().await?;
        let left = closes.saturating_duration_since(Instant::now()) + Duration::from_secs(2);
        eprintln!("{:.0} ballots/s; killed and started again; the round closes in {left:?}", ballots as f64 / seconds);
        tokio::time::sleep(left).await;
        let outcome = finish(&town, &server, &round).await?;
        let exported = town.run(&["pabulib", "export", &round])?;
        if let Some(file) = &self.download {
            let bytes = download(&server, &round).await?;
            std::fs::write(file, &bytes).with_context(|| file.display().to_string())?;
            eprintln!("the download: {} bytes in {}", bytes.len(), file.display());
        }
        let numbers = numbers(&server, &round).await?;
        let (report, same_outcome) =
            self.report(&election, (&outcome, &numbers), &exported, lanes, seconds, rss_mib)?;
        let fine = same_outcome
            && report.errors == 0
            && report.export_equal
            && report.confirmed == report.ballots
            && report.counted == report.ballots;
        if as_json {
            println!("{}", serde_json::to_string(&report)?);
        } else {
            println!("{}", serde_json::to_string_pretty(&report)?);
        }
        Ok(fine)
    }

    /// Imports the file with one code per voter, opens the round and pairs codes with choices.
    async fn import(&self, town: &Town, election: &Election, closes_in: u64) -> Result<(String, Vec<Voter>, Instant)> {
        let codes = town.folder.path().join("codes.txt");
        let (file, codes_file) = (self.file.display().to_string(), codes.display().to_string());
        // The import itself takes a while; the round is opened, and its end counted, when all codes are there.
        let seconds = (closes_in + 20 + election.ballots().len() as u64 / 2_000).to_string();
        let args = ["pabulib", "import", &file, "--json", "--open", "--rule", &self.rule, "--codes", &codes_file];
        let began = Instant::now();
        let printed = town.run(&[&args[..], &["--closes-in", &seconds]].concat())?;
        let closes = began + Duration::from_secs(seconds.parse()?);
        let made: Value = serde_json::from_str(&printed)?;
        let round = made.get("round").and_then(Value::as_str).context("the round's id")?.to_owned();
        let server = town.serve().await?;
        let numbers = numbers(&server, &round).await?;
        server.kill()?;
        let codes = std::fs::read_to_string(&codes)?;
        ensure!(codes.lines().count() == election.ballots().len(), "one code per ballot");
        let voters = election.ballots().iter().zip(codes.lines()).map(|(ballot, code)| {
            let chosen = ballot.form.choices().iter().filter_map(|index| election.candidates().get(*index));
            let chosen = chosen.map(|candidate| {
                numbers
                    .get(&candidate.id)
                    .copied()
                    .with_context(|| format!("plan {} is not in the round", candidate.id))
            });
            let numbers = chosen.collect::<Result<Vec<u64>>>()?;
            let choices: Vec<Value> = match &ballot.form {
                tally::Form::Points { points, .. } => {
                    numbers.into_iter().zip(points).map(|(number, points)| json!([number, points.to_u64()])).collect()
                }
                _ => numbers.into_iter().map(Value::from).collect(),
            };
            Ok(Voter { code: json!({ "code": code }).to_string(), body: json!({ "choices": choices }).to_string() })
        });
        Ok((round, voters.collect::<Result<_>>()?, closes))
    }

    async fn hand_in(&self, address: SocketAddr, round: &str, voters: Vec<Voter>) -> Result<Vec<Lane>> {
        let voters = Arc::new(voters);
        let next = Arc::new(AtomicUsize::new(0));
        let mut lanes = Vec::new();
        for _ in 0..self.connections {
            let (voters, next, round) = (Arc::clone(&voters), Arc::clone(&next), round.to_owned());
            lanes.push(tokio::spawn(async move { lane(address, &round, &voters, &next).await }));
        }
        let mut done = Vec::new();
        for lane in lanes {
            done.push(lane.await??);
        }
        Ok(done)
    }

    /// What came out, and whether the platform's winners are those of a count of its export: the two are made apart.
    fn report(
        &self,
        election: &Election,
        (outcome, numbers): (&Value, &HashMap<String, u64>),
        exported: &str,
        lanes: Vec<Lane>,
        seconds: f64,
        rss_mib: f64,
    ) -> Result<(Report, bool)> {
        let confirmed = lanes.iter().map(|lane| lane.confirmed).sum();
        let errors: Vec<&String> = lanes.iter().flat_map(|lane| &lane.errors).collect();
        for error in errors.iter().take(5) {
            eprintln!("error: {error}");
        }
        let mut latencies: Vec<Duration> = lanes.iter().flat_map(|lane| lane.latencies.iter().copied()).collect();
        latencies.sort();
        let at = |share: f64| {
            let index = (latencies.len() as f64 * share) as usize;
            latencies.get(index.min(latencies.len().saturating_sub(1))).map_or(f64::NAN, |d| d.as_secs_f64() * 1000.0)
        };
        let export = tally::pabulib::read(exported).context("the export")?.election;
        let counted_again = Rule::by_name(&self.rule).context("the rule")?.count(&export)?;
        let selected = selected(outcome, numbers)?;
        let same = selected == counted_again.selected;
        if !same {
            eprintln!("the platform's outcome {selected:?} is not that of its export {:?}", counted_again.selected);
        }
        let report = Report {
            file: Path::new(&self.file)
                .file_name()
                .map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
            database: self.database,
            rule: self.rule.clone(),
            ballots: election.ballots().len(),
            confirmed,
            counted: voters(outcome)?,
            errors: errors.len(),
            export_equal: equal(election, &export),
            selected,
            cost: cost(outcome)?,
            ballots_per_second: confirmed as f64 / seconds,
            p50_ms: at(0.5),
            p99_ms: at(0.99),
            rss_mib,
        };
        Ok((report, same))
    }
}

/// Takes the next voter until there is none: code → session, choice → handed in.
async fn lane(address: SocketAddr, round: &str, voters: &[Voter], next: &AtomicUsize) -> Result<Lane> {
    let mut connection = Connection::open(address, HOST).await?;
    let mut lane = Lane::default();
    let (session, ballot) = (format!("/api/v1/rounds/{round}/sessions"), format!("/api/v1/rounds/{round}/ballot"));
    let origin = format!("http://{HOST}");
    loop {
        let index = next.fetch_add(1, Ordering::Relaxed);
        let Some(voter) = voters.get(index) else { return Ok(lane) };
        let answer = connection.send(Method::POST, &session, &[JSON], voter.code.clone()).await?;
        if !answer.status.is_success() {
            lane.errors.push(format!("session: {} {}", answer.status, answer.text()));
            continue;
        }
        let (cookie, key) = (answer.cookies(), format!("replay-{index}"));
        let headers =
            [JSON, ("cookie", cookie.as_str()), ("idempotency-key", key.as_str()), ("origin", origin.as_str())];
        let began = Instant::now();
        let answer = connection.send(Method::POST, &ballot, &headers, voter.body.clone()).await?;
        lane.latencies.push(began.elapsed());
        match answer.status {
            StatusCode::OK | StatusCode::CREATED => lane.confirmed += 1,
            status => lane.errors.push(format!("ballot: {status} {}", answer.text())),
        }
    }
}

/// How many voters an outcome of the API counted.
fn voters(outcome: &Value) -> Result<usize> {
    let voters = outcome.get("voters").and_then(Value::as_u64).context("voters")?;
    Ok(usize::try_from(voters)?)
}

/// What the winners of an outcome of the API cost together, in the money of the file: cents only where there are any.
fn cost(outcome: &Value) -> Result<String> {
    let cents = outcome.get("cost").and_then(Value::as_i64).context("cost")?;
    Ok(match cents % 100 {
        0 => (cents / 100).to_string(),
        rest => format!("{}.{rest:02}", cents / 100),
    })
}

/// The winners of an outcome of the API, in order, by their ids in the file.
fn selected(outcome: &Value, numbers: &HashMap<String, u64>) -> Result<Vec<String>> {
    let winners = outcome.get("selected").and_then(Value::as_array).context("selected")?;
    let id = |number: &Value| {
        let number = number.as_u64().context("a number")?;
        let found = numbers.iter().find(|(_, known)| **known == number).map(|(id, _)| id.clone());
        found.with_context(|| format!("plan {number} is not in the round"))
    };
    winners.iter().map(id).collect()
}

/// Same candidates (id, cost, name) and the same multiset of ballots; voter ids are new.
fn equal(one: &Election, other: &Election) -> bool {
    let candidates = |election: &Election| {
        let mut all: Vec<_> =
            election.candidates().iter().map(|c| (c.id.clone(), c.cost.to_string(), c.name.clone())).collect();
        all.sort();
        all
    };
    let ballots = |election: &Election| {
        let mut all: Vec<Vec<String>> = election
            .ballots()
            .iter()
            .map(|ballot| {
                let chosen = ballot.form.choices().iter().filter_map(|index| election.candidates().get(*index));
                let mut ids: Vec<String> = chosen.map(|candidate| candidate.id.clone()).collect();
                ids.sort();
                ids.dedup();
                ids
            })
            .collect();
        all.sort();
        all
    };
    candidates(one) == candidates(other) && ballots(one) == ballots(other)
}
