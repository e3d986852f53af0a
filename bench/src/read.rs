//! Requests per second of pages, as a ratio to a bare route through the same middleware, in one run with one client.

use crate::Database;
use crate::client::Connection;
use crate::server::{Server, Town, operator};
use anyhow::{Context, Result, ensure};
use serde::Serialize;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Plans in the project.
const PLANS: usize = 1_000;

/// `bench read`
#[derive(clap::Args)]
pub struct Read {
    /// Which database
    #[arg(long, value_enum, default_value = "sqlite")]
    database: Database,
    /// Connections at once
    #[arg(long, default_value_t = 16)]
    connections: usize,
    /// Only these pages, e.g. `search,vote`
    #[arg(long, value_delimiter = ',')]
    pages: Vec<String>,
    /// Seconds per page
    #[arg(long, default_value_t = 2.0)]
    seconds: f64,
}

#[derive(Serialize)]
struct Report {
    database: Database,
    bare_rps: f64,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    page: &'static str,
    format: &'static str,
    signed_in: bool,
    rps: f64,
    ratio: f64,
}

/// Words that titles are made of and searches ask for.
pub const WORDS: [&str; 40] = [
    "bloemen", "bomen", "bank", "brug", "buurt", "dak", "dans", "eten", "feest", "fiets", "film", "groen", "hond",
    "huis", "jeugd", "kaart", "kas", "kerk", "kind", "kunst", "licht", "markt", "moestuin", "muziek", "oever", "park",
    "plein", "regen", "school", "spel", "sport", "straat", "taal", "tuin", "vijver", "vlinder", "vogel", "water",
    "wijk", "zon",
];

/// An election of this many plans without ballots, in the Pabulib format.
pub fn made_up(plans: usize) -> String {
    let mut text = format!(
        "META\nkey;value\ndescription;Veel plannen\ncountry;Nederland\nunit;Voorbeeldstad\ninstance;1\nnum_projects;{plans}\n\
         num_votes;0\nbudget;300000\nvote_type;approval\nrule;greedy\ndate_begin;2027\ndate_end;2027\nmax_sum_cost;300000\n\
         PROJECTS\nproject_id;cost;votes;name;category\n"
    );
    let word = |n: usize| WORDS.get(n % WORDS.len()).copied().unwrap_or("plan");
    for n in 0..plans {
        let (a, b, c) = (word(n), word(n / 3 + 7), word(n / 11 + 19));
        let theme = ["Groen", "Sociaal", "Kunst", "Sport"].get(n % 4).copied().unwrap_or("Groen");
        text.push_str(&format!("{};{};0;Meer {a} en {b} bij de {c} {n};{theme}\n", n + 1, 500 + (n * 997) % 60_000));
    }
    text.push_str("VOTES\nvoter_id;vote\n");
    text
}

/// What the measured pages are about.
pub struct Place {
    /// `/slug` of the project.
    pub project: String,
    /// Outer id of the project.
    pub project_id: String,
    /// Address of one plan.
    pub detail: String,
    /// `/slug` of the project with a running round.
    pub running: String,
    /// Outer id of the running round.
    pub round: String,
    /// `/slug` of the project with an outcome.
    pub decided: String,
    /// Outer id of the round with an outcome.
    pub decided_round: String,
}

/// Makes the demonstration town, with its running vote over 58 plans and the one that has an outcome, and beside them a
/// project with 1,000 plans.
pub fn make(town: &Town) -> Result<Place> {
    let made: serde_json::Value = serde_json::from_str(&town.run(&["demo", "--make-only", "--json"])?)?;
    let file = town.folder.path().join("veel.pb");
    std::fs::write(&file, made_up(PLANS))?;
    let file = file.display().to_string();
    let many: serde_json::Value = serde_json::from_str(&town.run(&[
        "pabulib",
        "import",
        &file,
        "--project",
        "veel",
        "--plans-only",
        "--json",
    ])?)?;
    let text = |value: &serde_json::Value, key: &str| {
        value.get(key).and_then(|v| v.as_str()).map(str::to_owned).with_context(|| format!("{key} of the town"))
    };
    Ok(Place {
        project: "/veel".into(),
        project_id: text(&many, "project")?,
        detail: "/veel/plan/1-meer-bloemen-en-eten-bij-de-kunst-0".into(),
        running: "/west-begroot".into(),
        round: text(&made, "running_round")?,
        decided: "/west-begroot-2021".into(),
        decided_round: text(&made, "decided_round")?,
    })
}

/// The pages to measure: name, address of the page, address of the API.
fn pages(place: &Place) -> Vec<(&'static str, String, String)> {
    let Place { project, project_id, detail, running, round, decided, decided_round } = place;
    let api = format!("/api/v1/projects/{project_id}/plans");
    vec![
        ("front", "/".into(), "/api/v1/projects".into()),
        ("list", format!("{project}/plannen"), api.clone()),
        ("list_random", format!("{project}/plannen?sort=random&seed=7"), format!("{api}?sort=random&seed=7")),
        ("list_by_cost", format!("{project}/plannen?sort=cost-up"), format!("{api}?sort=cost-up")),
        ("search", format!("{project}/plannen?q={{words}}"), format!("{api}?q={{words}}")),
        ("detail", detail.clone(), format!("{api}/1")),
        // What every voter loads: the 58 plans to choose from.
        ("vote", format!("{running}/stemmen?step=choose"), format!("/api/v1/rounds/{round}/candidates")),
        ("outcome", format!("{decided}/uitslag"), format!("/api/v1/rounds/{decided_round}/outcome")),
    ]
}

impl Read {
    /// Measures and reports.
    pub async fn run(self, json: bool) -> Result<()> {
        let town = Town::new(self.database)?;
        eprintln!("making a town with {PLANS} plans …");
        let place = make(&town)?;
        let server = town.serve().await?;
        let cookie = operator(&town, &server, "localhost").await?;
        let mut rows = Vec::new();
        let mut bare = vec![self.rate(server.address, "/ping", None).await?];
        let chosen = |page: &str| self.pages.is_empty() || self.pages.iter().any(|name| name == page);
        for (page, html, api) in pages(&place).into_iter().filter(|(page, ..)| chosen(page)) {
            for (format, path) in [("html", &html), ("json", &api)] {
                for signed_in in [false, true] {
                    let cookie = signed_in.then_some(cookie.as_str());
                    let rps = self.rate(server.address, path, cookie).await?;
                    eprintln!(
                        "{page:<13} {format} {:<10} {rps:>8.0}/s",
                        if signed_in { "signed in" } else { "anonymous" }
                    );
                    rows.push(Row { page, format, signed_in, rps, ratio: 0.0 });
                }
            }
            bare.push(self.rate(server.address, "/ping", None).await?);
        }
        #[expect(clippy::cast_precision_loss, reason = "a handful of figures")]
        let bare_rps = bare.iter().sum::<f64>() / bare.len() as f64;
        for row in &mut rows {
            row.ratio = row.rps / bare_rps;
        }
        report(&Report { database: self.database, bare_rps, rows }, json)
    }

    async fn rate(&self, address: SocketAddr, path: &str, cookie: Option<&str>) -> Result<f64> {
        rate(address, path, cookie, (self.connections, self.seconds)).await
    }
}

/// Requests per second that are answered well, on so many connections for so many seconds.
pub async fn rate(
    address: SocketAddr,
    path: &str,
    cookie: Option<&str>,
    (connections, seconds): (usize, f64),
) -> Result<f64> {
    let count = Arc::new(AtomicU64::new(0));
    let number = Arc::new(AtomicU64::new(0));
    let measured = Duration::from_secs_f64(seconds);
    let warm = Duration::from_millis(300);
    let began = Instant::now();
    let mut tasks = Vec::new();
    for visitor in 0..connections {
        let (count, number) = (Arc::clone(&count), Arc::clone(&number));
        let (path, cookie) = (path.to_owned(), cookie.map(str::to_owned));
        tasks.push(tokio::spawn(async move {
            let visitor = u8::try_from(visitor % 250).unwrap_or(0) + 1;
            let mut connection = Connection::open_as(visitor, address, "localhost").await?;
            let mut headers = vec![("accept-encoding", "br")];
            if let Some(cookie) = &cookie {
                headers.push(("cookie", cookie.as_str()));
            }
            while began.elapsed() < warm + measured {
                let path = filled(&path, number.fetch_add(1, Ordering::Relaxed));
                let answer = connection.get(&path, &headers).await?;
                ensure!(answer.status.is_success(), "{path}: {}", answer.status);
                if began.elapsed() > warm {
                    count.fetch_add(1, Ordering::Relaxed);
                }
            }
            Ok::<(), anyhow::Error>(())
        }));
    }
    for task in tasks {
        task.await??;
    }
    #[expect(clippy::cast_precision_loss, reason = "a count of requests")]
    let count = count.load(Ordering::Relaxed) as f64;
    Ok(count / measured.as_secs_f64())
}

/// A search asks for another pair of words each time, so that hardly any answer was kept.
fn filled(path: &str, number: u64) -> String {
    if !path.contains("{words}") {
        return path.to_owned();
    }
    let number = usize::try_from(number % 1_000_000).unwrap_or(0);
    let word = |n: usize| WORDS.get(n % WORDS.len()).copied().unwrap_or("plan");
    path.replace("{words}", &format!("{}+{}+{}", word(number), word(number / 40), number / 1600 % 10))
}

fn report(report: &Report, json: bool) -> Result<()> {
    if json {
        println!("{}", serde_json::to_string(report)?);
        return Ok(());
    }
    println!("{:?}, bare route {:.0}/s", report.database, report.bare_rps);
    for row in &report.rows {
        let who = if row.signed_in { "signed in" } else { "anonymous" };
        println!("{:<13} {:<5} {:<10} {:>8.0}/s  ratio {:.3}", row.page, row.format, who, row.rps, row.ratio);
    }
    Ok(())
}

/// A connection to a server, for measurements that need one.
pub async fn connect(server: &Server) -> Result<Connection> {
    Connection::open(server.address, "localhost").await
}
