//! Closing night: tens of thousands of voters come by a timetable, a fifth of them in the last minute. The timetable does not
//! wait for the server (an open model): each request is measured from the moment at which it was due, so a server that falls
//! behind is seen to.

use crate::client::Connection;
use crate::crash::chance::Chance;
use crate::crash::vote::{election, now};
use crate::server::{Server, Town};
use crate::staff::{HOST, JSON, about, finish};
use crate::{Database, Databases};
use anyhow::{Context, Result, ensure};
use http::{Method, StatusCode};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::Instant;

/// Plans on the ballot, as many as in Amsterdam West in 2021.
const PLANS: u32 = 58;
/// Of a hundred voters so many hand in during the last minute.
const LAST_MINUTE: u64 = 20;
/// The bound: 95 of 100 requests of each kind are answered within this many milliseconds.
const BOUND: f64 = 300.0;

/// A request that takes longer than the server gives any is not answered.
const LONGEST: Duration = Duration::from_secs(75);

/// `bench night`
#[derive(clap::Args)]
pub struct Night {
    /// How many voters come
    #[arg(long, default_value_t = 40_000)]
    voters: usize,
    /// How long it lasts, in minutes; two at least
    #[arg(long, default_value_t = 10)]
    minutes: u64,
    /// How often each voter changes what is not handed in yet
    #[arg(long, default_value_t = 10)]
    drafts: u32,
    /// Connections that voters share
    #[arg(long, default_value_t = 512)]
    connections: usize,
    /// Which database
    #[arg(long, value_enum, default_value = "both")]
    database: Databases,
    /// Repeat the timetable of a run with this seed
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// The kinds of requests of a voter, in the order in which they come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    /// The front page of the project.
    Front,
    /// The page on which one chooses, by somebody of whom nothing is known.
    Choosing,
    /// The code from the letter.
    Session,
    /// A change of what is not handed in.
    Draft,
    /// The page on which one chooses, with one's own choice on it.
    ChoosingAgain,
    /// Whether one has voted.
    Ballot,
    /// The hand-in.
    HandIn,
}

/// What was measured of one kind of request, in milliseconds from the moment at which it was due.
#[derive(Debug, Serialize)]
struct Latency {
    requests: usize,
    p50_ms: f64,
    p95_ms: f64,
    p99_ms: f64,
    most_ms: f64,
}

#[derive(Serialize)]
struct Report {
    database: Database,
    voters: usize,
    minutes: u64,
    requests: usize,
    requests_per_second: f64,
    in_last_minute: usize,
    all: BTreeMap<Kind, Latency>,
    last_minute: BTreeMap<Kind, Latency>,
    errors: usize,
    first_errors: Vec<String>,
    confirmed: usize,
    counted: usize,
    memory_mib: f64,
    processor_seconds: f64,
    processors_used: f64,
    processors_used_in_last_minute: f64,
    bound_ms: f64,
    within_bound: bool,
}

/// One request that was made.
struct Made {
    kind: Kind,
    due: Duration,
    took: Duration,
}

/// Everything that voters share.
struct Evening {
    address: SocketAddr,
    slug: String,
    round: String,
    began: Instant,
    free: Semaphore,
    connections: Mutex<Vec<Connection>>,
    made: Mutex<Vec<Made>>,
    errors: Mutex<Vec<String>>,
}

/// What the server used, second by second.
#[derive(Clone, Copy, Default)]
struct Used {
    memory: f64,
    before_last_minute: Option<Duration>,
}

impl Night {
    /// Measures, reports, and says whether all ballots were counted and the bound was kept.
    ///
    /// # Errors
    /// When something could not be started at all.
    pub async fn run(self, as_json: bool) -> Result<bool> {
        ensure!(self.minutes >= 2, "a night has two minutes at least");
        let mut reports = Vec::new();
        for database in self.database.each() {
            reports.push(self.on(*database).await?);
        }
        let text = if as_json { serde_json::to_string(&reports)? } else { serde_json::to_string_pretty(&reports)? };
        println!("{text}");
        Ok(reports.iter().all(|report| report.within_bound && report.errors == 0 && report.counted == report.confirmed))
    }

    async fn on(&self, database: Database) -> Result<Report> {
        let town = Town::new(database)?;
        eprintln!("making a round with {} codes on {database:?} …", self.voters);
        let (round, slug, codes) = self.import(&town)?;
        let server = town.serve().await?;
        let about = about(&mut Connection::open(server.address, HOST).await?, &round).await?;
        let closes: Timestamp = about.get("closesAt").and_then(Value::as_str).context("closesAt")?.parse()?;
        let length = Duration::from_secs(self.minutes * 60);
        let left = Duration::try_from(closes.duration_since(now()))?;
        let wait = left.checked_sub(length).context("the codes took too long to make: give it more minutes")?;
        eprintln!("the evening begins in {wait:?} and lasts {} minutes …", self.minutes);
        tokio::time::sleep(wait).await;
        let before = server.processor()?;
        let evening = Arc::new(Evening {
            address: server.address,
            slug,
            round: round.clone(),
            began: Instant::now(),
            free: Semaphore::new(self.connections),
            connections: Mutex::default(),
            made: Mutex::default(),
            errors: Mutex::default(),
        });
        let (confirmed, used) = self.evening(&evening, codes, length, &server).await?;
        let after = server.processor()?;
        let left = Duration::try_from(closes.duration_since(now())).unwrap_or_default();
        tokio::time::sleep(left + Duration::from_secs(3)).await;
        eprintln!("sealing and counting …");
        let outcome = finish(&town, &server, &round).await?;
        let counted = usize::try_from(outcome.get("voters").and_then(Value::as_u64).context("voters")?)?;
        self.report(database, &evening, (confirmed, counted), (before, after, used))
    }

    fn import(&self, town: &Town) -> Result<(String, String, Vec<String>)> {
        let (file, list) = (town.folder.path().join("night.pb"), town.folder.path().join("codes.txt"));
        std::fs::write(&file, election(self.voters, PLANS)?)?;
        let spare = 15 + self.voters as u64 / 1_000;
        let seconds = (self.minutes * 60 + spare).to_string();
        let (file, list_name) = (file.display().to_string(), list.display().to_string());
        let args = ["pabulib", "import", &file, "--json", "--open", "--codes", &list_name, "--closes-in", &seconds];
        let made: Value = serde_json::from_str(&town.run(&args)?)?;
        let text = |key: &str| made.get(key).and_then(Value::as_str).map(str::to_owned).context("what was made");
        let codes = std::fs::read_to_string(&list)?.lines().map(str::to_owned).collect();
        Ok((text("round")?, text("slug")?, codes))
    }

    /// Lets everybody come when their time is; answers how many ballots were confirmed.
    async fn evening(
        &self,
        evening: &Arc<Evening>,
        codes: Vec<String>,
        length: Duration,
        server: &Server,
    ) -> Result<(usize, Used)> {
        let mut chance = Chance::of(self.seed);
        let mut voters = tokio::task::JoinSet::new();
        for code in codes {
            let steps = self.timetable(&mut chance, length);
            voters.spawn(vote(Arc::clone(evening), code, steps, Chance::of(chance.number())));
        }
        let (mut confirmed, mut used) = (0, Used::default());
        let mut second = tokio::time::interval(Duration::from_secs(1));
        loop {
            tokio::select! {
                done = voters.join_next() => match done {
                    Some(done) => confirmed += usize::from(done.context("a voter")?),
                    None => return Ok((confirmed, used)),
                },
                _ = second.tick() => {
                    used.memory = used.memory.max(server.memory()?);
                    if evening.began.elapsed() + Duration::from_secs(60) >= length && used.before_last_minute.is_none() {
                        used.before_last_minute = Some(server.processor()?);
                    }
                }
            }
        }
    }

    /// When a voter does what: a fifth hand in during the last minute, the others some time before it.
    fn timetable(&self, chance: &mut Chance, length: Duration) -> Vec<(Kind, Duration)> {
        let millis = u64::try_from(length.as_millis()).unwrap_or(u64::MAX);
        // The last second is left to requests that are on their way.
        let (last, end) = (millis - 60_000, millis - 1_500);
        let hand_in =
            if chance.percent(LAST_MINUTE) { chance.between(last, end) } else { chance.between(10_000, last) };
        // Who hands in soon after the beginning came a moment ago, not all of them in the first second.
        let longest = hand_in.min(90_000);
        let began = hand_in - chance.between(longest / 5, longest);
        let at = |share: u64| Duration::from_millis(began + (hand_in - began) * share / 100);
        let mut steps = vec![(Kind::Front, at(0)), (Kind::Choosing, at(8)), (Kind::Session, at(16))];
        for draft in 0..u64::from(self.drafts) {
            steps.push((Kind::Draft, at(20 + 70 * draft / u64::from(self.drafts.max(1)))));
        }
        steps.extend([(Kind::ChoosingAgain, at(91)), (Kind::Ballot, at(96)), (Kind::HandIn, at(100))]);
        steps
    }

    fn report(
        &self,
        database: Database,
        evening: &Evening,
        (confirmed, counted): (usize, usize),
        (before, after, used): (Duration, Duration, Used),
    ) -> Result<Report> {
        let made = std::mem::take(&mut *evening.made.lock().unwrap_or_else(PoisonError::into_inner));
        let errors = std::mem::take(&mut *evening.errors.lock().unwrap_or_else(PoisonError::into_inner));
        let last = Duration::from_secs(self.minutes * 60 - 60);
        let (all, last_minute) = (latencies(made.iter()), latencies(made.iter().filter(|made| made.due >= last)));
        let within = |of: &BTreeMap<Kind, Latency>| of.values().all(|latency| latency.p95_ms < BOUND);
        let processor = after.checked_sub(before).context("time goes on")?.as_secs_f64();
        let in_last = after.checked_sub(used.before_last_minute.unwrap_or(after)).unwrap_or_default().as_secs_f64();
        Ok(Report {
            database,
            voters: self.voters,
            minutes: self.minutes,
            requests: made.len(),
            requests_per_second: made.len() as f64 / (self.minutes as f64 * 60.0),
            in_last_minute: made.iter().filter(|made| made.kind == Kind::HandIn && made.due >= last).count(),
            within_bound: within(&all) && within(&last_minute),
            all,
            last_minute,
            errors: errors.len(),
            first_errors: errors.into_iter().take(5).collect(),
            confirmed,
            counted,
            memory_mib: used.memory,
            processor_seconds: processor,
            processors_used: processor / (self.minutes as f64 * 60.0),
            processors_used_in_last_minute: in_last / 60.0,
            bound_ms: BOUND,
        })
    }
}

fn latencies<'m>(made: impl Iterator<Item = &'m Made>) -> BTreeMap<Kind, Latency> {
    let mut by_kind: BTreeMap<Kind, Vec<Duration>> = BTreeMap::new();
    for made in made {
        by_kind.entry(made.kind).or_default().push(made.took);
    }
    let measured = |(kind, mut took): (Kind, Vec<Duration>)| {
        took.sort_unstable();
        let at = |share: f64| {
            let place = ((took.len() as f64 * share).ceil() as usize).clamp(1, took.len()) - 1;
            took.get(place).map_or(f64::NAN, |took| took.as_secs_f64() * 1000.0)
        };
        let latency =
            Latency { requests: took.len(), p50_ms: at(0.5), p95_ms: at(0.95), p99_ms: at(0.99), most_ms: at(1.0) };
        (kind, latency)
    };
    by_kind.into_iter().map(measured).collect()
}

/// One voter's way, by the timetable; says whether their ballot was confirmed.
async fn vote(evening: Arc<Evening>, code: String, steps: Vec<(Kind, Duration)>, mut chance: Chance) -> bool {
    let origin = format!("http://{HOST}");
    let (mut cookie, mut confirmed) = (String::new(), false);
    let mut choices: Vec<u64> = Vec::new();
    for (kind, due) in steps {
        if matches!(kind, Kind::Draft) {
            let plan = chance.between(1, u64::from(PLANS) + 1);
            choices.retain(|chosen| *chosen != plan);
            choices.push(plan);
            choices.drain(..choices.len().saturating_sub(5));
        }
        let (round, slug) = (&evening.round, &evening.slug);
        let choosing = format!("/{slug}/stemmen?step=choose");
        let sorted = {
            let mut sorted = choices.clone();
            sorted.sort_unstable();
            json!({ "choices": sorted }).to_string()
        };
        let (method, path, body) = match kind {
            Kind::Front => (Method::GET, format!("/{slug}"), String::new()),
            Kind::Choosing | Kind::ChoosingAgain => (Method::GET, choosing, String::new()),
            Kind::Session => {
                (Method::POST, format!("/api/v1/rounds/{round}/sessions"), json!({ "code": code }).to_string())
            }
            Kind::Draft => (Method::PUT, format!("/api/v1/rounds/{round}/draft"), sorted),
            Kind::Ballot => (Method::GET, format!("/api/v1/rounds/{round}/ballot"), String::new()),
            Kind::HandIn => (Method::POST, format!("/api/v1/rounds/{round}/ballot"), sorted),
        };
        let mut headers = vec![("origin", origin.as_str()), ("accept-encoding", "gzip")];
        if method != Method::GET {
            headers.push(JSON);
        }
        if !cookie.is_empty() {
            headers.push(("cookie", cookie.as_str()));
        }
        if kind == Kind::HandIn {
            headers.push(("idempotency-key", code.as_str()));
        }
        let expected = if kind == Kind::Session { StatusCode::CREATED } else { StatusCode::OK };
        match evening.request((kind, due), method, &path, &headers, body).await {
            Ok(answer) if answer.status == expected => {
                if kind == Kind::Session {
                    cookie = answer.cookies();
                }
                confirmed |= kind == Kind::HandIn;
            }
            Ok(answer) => evening.error(format!("{kind:?}: {} {}", answer.status, answer.text())),
            Err(error) => evening.error(format!("{kind:?}: {error:#}")),
        }
    }
    confirmed
}

impl Evening {
    /// Makes a request when it is due, over a connection that nobody uses.
    async fn request(
        &self,
        (kind, due): (Kind, Duration),
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: String,
    ) -> Result<crate::client::Answer> {
        let moment = self.began + due;
        tokio::time::sleep_until(moment).await;
        let _free = self.free.acquire().await?;
        let known = self.connections.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut connection = match known {
            Some(connection) if connection.is_open() => connection,
            _ => Connection::open(self.address, HOST).await?,
        };
        let answer = tokio::time::timeout(LONGEST, connection.send(method, path, headers, body)).await;
        let answer = answer.context("no answer at all")??;
        let took = moment.elapsed();
        self.connections.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        self.made.lock().unwrap_or_else(PoisonError::into_inner).push(Made { kind, due, took });
        Ok(answer)
    }

    fn error(&self, what: String) {
        self.errors.lock().unwrap_or_else(PoisonError::into_inner).push(what.chars().take(300).collect());
    }
}
