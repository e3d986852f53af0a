//! A project with very many plans: its list, its map and its search.

use crate::Database;
use crate::client::Connection;
use crate::plans_write::{Written, measure};
use crate::read::{WORDS, made_up, rate};
use crate::server::{Server, Town};
use anyhow::{Context, Result, ensure};
use platform::db::{Db, Sql};
use serde::Serialize;
use std::time::Instant;

/// How many requests of each kind are timed one by one.
const TIMED: usize = 400;
/// Visitors, so that nobody searches more often than one may.
const VISITORS: u8 = 40;

/// A visitor who has one of the 64 random orders: what is kept is kept for each of them.
const VISITOR: &str = "order=7";

/// `bench plans`
#[derive(clap::Args)]
pub struct Plans {
    /// Which database
    #[arg(long, value_enum, default_value = "sqlite")]
    database: Database,
    /// How many plans
    #[arg(long, default_value_t = 100_000)]
    plans: usize,
    /// Seconds for each ratio
    #[arg(long, default_value_t = 2.0)]
    seconds: f64,
    /// How many rows the spreadsheet has
    #[arg(long, default_value_t = 5_000)]
    rows: usize,
}

/// Times in milliseconds.
#[derive(Serialize)]
struct Times {
    median_ms: f64,
    p99_ms: f64,
}

#[derive(Serialize)]
struct Report {
    database: Database,
    plans: usize,
    bare_rps: f64,
    /// Requests per second of a page that was made before, beside the bare route.
    list_ratio: f64,
    map_ratio: f64,
    /// Pages that nobody asked for before.
    list: Times,
    map: Times,
    search: Times,
    /// A photo of twelve megapixels for a draft, and a spreadsheet of plans.
    written: Written,
}

/// Gives every plan a place in and around a town of some fifteen kilometres.
static PLACES: Sql = Sql::new(
    "PLACES",
    "UPDATE proposal SET latitude = 52.30 + (number * 7919 % 15000) / 100000.0,
      longitude = 4.75 + (number * 104729 % 25000) / 100000.0",
);

impl Plans {
    /// Measures and reports.
    pub async fn run(self, json: bool) -> Result<()> {
        let town = Town::new(self.database)?;
        eprintln!("making a project with {} plans …", self.plans);
        let file = town.folder.path().join("veel.pb");
        std::fs::write(&file, made_up(self.plans))?;
        let file = file.display().to_string();
        town.run(&["pabulib", "import", &file, "--project", "veel", "--plans-only"])?;
        Db::open(&town.database())?.write(|tx| tx.execute(&PLACES, &[])).await.context("the places")?;
        let server = town.serve().await?;
        let load = (16, self.seconds);
        let list = timed(&server, list_address).await?;
        let map = timed(&server, map_address).await?;
        let search = timed(&server, search_address).await?;
        let before = rate(server.address, "/ping", None, load).await?;
        let list_rps = rate(server.address, "/veel/plannen", Some(VISITOR), load).await?;
        let map_rps = rate(server.address, &map_address(0), None, load).await?;
        let after = rate(server.address, "/ping", None, load).await?;
        let bare_rps = f64::midpoint(before, after);
        drop(server);
        let written = measure(&Town::new(self.database)?, self.rows).await?;
        let (database, plans) = (self.database, self.plans);
        let (list_ratio, map_ratio) = (list_rps / bare_rps, map_rps / bare_rps);
        let report = Report { database, plans, bare_rps, list_ratio, map_ratio, list, map, search, written };
        if json {
            println!("{}", serde_json::to_string(&report)?);
            return Ok(());
        }
        println!("{database:?}, {plans} plans, bare route {bare_rps:.0}/s");
        println!("kept:     list {list_ratio:.2} of it, map {map_ratio:.2}");
        for (name, times) in [("list", &report.list), ("map", &report.map), ("search", &report.search)] {
            println!("not kept: {name:<6} median {:>6.1} ms, p99 {:>6.1} ms", times.median_ms, times.p99_ms);
        }
        let written = &report.written;
        println!(
            "photo of {} bytes: median {:.0} ms, slowest {:.0} ms",
            written.photo_bytes, written.photo_median_ms, written.photo_max_ms
        );
        println!(
            "spreadsheet of {} rows: looked at in {:.0} ms, written in {:.1} s",
            written.rows, written.look_ms, written.import_s
        );
        Ok(())
    }
}

/// Each order, page after page; a twentieth of all in a random order that was not asked for before.
fn list_address(number: usize) -> String {
    let orders = ["newest", "oldest", "title", "cost-up", "cost-down"];
    let order = orders.get(number % orders.len()).copied().unwrap_or("newest");
    match number % 20 {
        0 => format!("/api/v1/projects/veel/plans?sort=random&seed={}&page={}", number / 20 % 64, number / 20 + 1),
        _ => format!("/veel/plannen?sort={order}&page={}", number * 3 + 2),
    }
}

/// The whole town and parts of it, at the zoom that fits.
fn map_address(number: usize) -> String {
    #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
    let (east, north) = ((number % 20) as f64 * 0.011, (number / 20) as f64 * 0.007);
    let zoom = 12 + number % 6;
    let wide = 0.25 / f64::from(1_u32 << (number % 6));
    let (west, south) = (4.75 + east, 52.30 + north * 0.5);
    format!(
        "/api/v1/projects/veel/plans/clusters?bbox={west:.5},{south:.5},{:.5},{:.5}&zoom={zoom}",
        west + wide,
        south + wide * 0.6
    )
}

/// One to three words, some of them with a typing error.
fn search_address(number: usize) -> String {
    let word = |n: usize| WORDS.get(n % WORDS.len()).copied().unwrap_or("plan");
    let first = word(number);
    let first = if number % 10 == 3 { format!("{first}q") } else { first.to_owned() };
    let more = match number % 3 {
        0 => String::new(),
        1 => format!("+{}", word(number / 7 + 5)),
        _ => format!("+{}+{}", word(number / 5 + 11), word(number / 3 + 17)),
    };
    format!("/veel/plannen?q={first}{more}&page={}&sort=newest", number / 40 + 1)
}

/// How long answers take that nobody asked for before, one after the other.
async fn timed(server: &Server, address: impl Fn(usize) -> String) -> Result<Times> {
    let mut connections = Vec::new();
    for visitor in 1..=VISITORS {
        connections.push(Connection::open_as(visitor, server.address, "localhost").await?);
    }
    let mut took = Vec::with_capacity(TIMED);
    let count = connections.len();
    for number in 0..TIMED {
        let path = address(number);
        let connection = connections.get_mut(number % count).context("a connection")?;
        let began = Instant::now();
        let answer = connection.get(&path, &[("accept-encoding", "br")]).await?;
        took.push(began.elapsed().as_secs_f64() * 1000.0);
        ensure!(answer.status.is_success(), "{path}: {}", answer.status);
    }
    took.sort_by(f64::total_cmp);
    let at = |share: usize| took.get((took.len() * share / 100).min(took.len() - 1)).copied().unwrap_or(f64::NAN);
    Ok(Times { median_ms: at(50), p99_ms: at(99) })
}
