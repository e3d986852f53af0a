//! A vote in a town of its own, with everything that the lanes of voters share.

use super::chance::Chance;
use super::receipt;
use super::voter::{Lane, Told, Voter};
use crate::client::Connection;
use crate::server::{Server, Town};
use crate::staff::{HOST, about, finish, numbers};
use crate::{Database, crash::Figures};
use anyhow::{Context, Result, ensure};
use jiff::Timestamp;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

/// How many plans there are: each set of them is handed in once at most, so that a ballot tells whose it is.
const PLANS: u32 = 20;

/// A vote under way.
pub struct Vote {
    /// Its id.
    pub round: String,
    /// When it closes.
    pub closes: Timestamp,
    codes: Vec<String>,
    next_code: AtomicUsize,
    next_set: AtomicU32,
    keeps_log: bool,
    told_later: AtomicUsize,
    nodes: RwLock<Vec<SocketAddr>>,
    found: Mutex<Vec<String>>,
}

impl Vote {
    /// Makes a round with so many codes that is open for `seconds` from about now.
    pub async fn open(town: &Town, codes: usize, seconds: u64) -> Result<Vote> {
        let (file, list) = (town.folder.path().join("vote.pb"), town.folder.path().join("codes.txt"));
        std::fs::write(&file, election(codes, PLANS)?)?;
        let seconds = (seconds + codes as u64 / 2_000).to_string();
        let (file, list_name) = (file.display().to_string(), list.display().to_string());
        let args = ["pabulib", "import", &file, "--json", "--open", "--codes", &list_name, "--closes-in", &seconds];
        let made: Value = serde_json::from_str(&town.run(&args)?)?;
        let round = made.get("round").and_then(Value::as_str).context("the round's id")?.to_owned();
        let codes = std::fs::read_to_string(&list)?.lines().map(str::to_owned).collect();
        Ok(Vote {
            round,
            closes: Timestamp::MAX,
            codes,
            next_code: AtomicUsize::new(0),
            next_set: AtomicU32::new(0),
            keeps_log: false,
            told_later: AtomicUsize::new(0),
            nodes: RwLock::default(),
            found: Mutex::default(),
        })
    }

    /// Reads from a running server when it closes, and whether it keeps a log.
    pub async fn ask(&mut self, server: &Server) -> Result<()> {
        let mut connection = Connection::open(server.address, HOST).await?;
        let round = about(&mut connection, &self.round).await?;
        self.keeps_log = receipt::is_kept(&mut connection, &self.round).await?;
        self.closes = round.get("closesAt").and_then(Value::as_str).context("closesAt")?.parse()?;
        Ok(())
    }

    /// How long until it closes; nothing once it has.
    pub fn left(&self) -> Duration {
        Duration::try_from(self.closes.duration_since(now())).unwrap_or_default()
    }

    /// From now on these servers are asked.
    pub fn served_by(&self, nodes: &[SocketAddr]) {
        *self.nodes.write().unwrap_or_else(PoisonError::into_inner) = nodes.to_vec();
    }

    /// Whether there is a public log, and a receipt for each ballot.
    pub fn keeps_log(&self) -> bool {
        self.keeps_log
    }

    /// Whether one server answers all.
    pub fn has_one_node(&self) -> bool {
        self.nodes.read().unwrap_or_else(PoisonError::into_inner).len() == 1
    }

    /// One of the servers.
    pub fn node(&self, chance: &mut Chance) -> Option<SocketAddr> {
        let nodes = self.nodes.read().unwrap_or_else(PoisonError::into_inner);
        let place = usize::try_from(chance.between(0, nodes.len() as u64)).unwrap_or_default();
        nodes.get(place).copied()
    }

    /// A voter who has not come yet, if there is one.
    pub fn newcomer(&self) -> Option<Voter> {
        let index = self.next_code.fetch_add(1, Ordering::Relaxed);
        self.codes.get(index).map(|code| Voter::new(index, code))
    }

    /// A set of plans that nobody has handed in before, as bits: no two are equal, and none is empty.
    pub fn fresh_set(&self) -> u32 {
        let place = self.next_set.fetch_add(1, Ordering::Relaxed) + 1;
        // An odd factor mixes the numbers below a power of two without making two of them equal.
        place.wrapping_mul(0x9E37_79B1) % (1 << PLANS)
    }

    /// Somebody was told to come back later.
    pub fn tell_later(&self) {
        self.told_later.fetch_add(1, Ordering::Relaxed);
    }

    /// How many were told so.
    pub fn told_later(&self) -> usize {
        self.told_later.load(Ordering::Relaxed)
    }

    /// Something that must never happen.
    pub fn wrong(&self, what: String) {
        eprintln!("WRONG: {what}");
        self.found.lock().unwrap_or_else(PoisonError::into_inner).push(what);
    }

    /// Sends voters on their ways, as many at once as there are lanes, until the vote is closed.
    pub fn lanes(self: &Arc<Self>, lanes: usize, chance: &mut Chance) -> Vec<tokio::task::JoinHandle<Lane>> {
        let start = |_| tokio::spawn(Lane::new(Arc::clone(self), Chance::of(chance.number())).run());
        (0..lanes).map(start).collect()
    }

    /// Waits for the closing and for each voter's last answer, seals and counts, and compares what was counted with what
    /// each voter was told.
    pub async fn check(
        self: Arc<Self>,
        town: &Town,
        server: &Server,
        lanes: Vec<tokio::task::JoinHandle<Lane>>,
    ) -> Result<Figures> {
        let mut figures = Figures::default();
        let mut voters = Vec::new();
        for lane in lanes {
            let lane = lane.await.context("a lane")?;
            figures.add(&lane.figures);
            voters.extend(lane.voters);
        }
        tokio::time::sleep(self.left() + Duration::from_millis(1500)).await;
        let outcome = finish(town, server, &self.round).await?;
        let counted = outcome.get("voters").and_then(Value::as_u64).context("voters")?;
        let ballots = self.ballots(town, server).await?;
        if counted != ballots.len() as u64 {
            self.wrong(format!("the outcome has {counted} voters, the export {} ballots", ballots.len()));
        }
        figures.voters = voters.len();
        figures.counted = ballots.len();
        self.compare(&voters, &ballots);
        if self.keeps_log {
            figures.promises = receipt::check(&self, server, &voters).await.context("the log")?;
        }
        figures.wrong = std::mem::take(&mut *self.found.lock().unwrap_or_else(PoisonError::into_inner));
        Ok(figures)
    }

    /// The sets of plans on the sealed ballots.
    async fn ballots(&self, town: &Town, server: &Server) -> Result<Vec<u32>> {
        let numbers = numbers(server, &self.round).await?;
        let exported = tally::pabulib::read(&town.run(&["pabulib", "export", &self.round])?)?.election;
        let set = |ballot: &tally::Ballot| {
            ballot.form.choices().iter().try_fold(0, |set, index| {
                let candidate = exported.candidates().get(*index).context("a candidate")?;
                let number = numbers.get(&candidate.id).context("a plan of the round")?;
                Ok(set | 1 << (number - 1))
            })
        };
        exported.ballots().iter().map(set).collect()
    }

    /// Each ballot that was confirmed is there, as it was confirmed; none twice, and none of which its voter was told that
    /// it is not in.
    fn compare(&self, voters: &[Voter], ballots: &[u32]) {
        let mut times: BTreeMap<u32, usize> = BTreeMap::new();
        for set in ballots {
            *times.entry(*set).or_default() += 1;
        }
        let mut owners: HashMap<u32, usize> = HashMap::new();
        for voter in voters {
            owners.extend(voter.sent.iter().map(|set| (*set, voter.index)));
            let counted: Vec<u32> = voter.sent.iter().copied().filter(|set| times.contains_key(set)).collect();
            let fits = match (&voter.told, counted.as_slice()) {
                (Told::NotIn, []) => true,
                (Told::In(set), [counted]) => set == counted,
                (Told::OneOf(before, after), []) => before.is_none() && after.is_none(),
                (Told::OneOf(before, after), [counted]) => *before == Some(*counted) || *after == Some(*counted),
                _ => false,
            };
            if !fits {
                self.wrong(format!(
                    "voter {} was told {:?}; counted is {counted:x?}; {:?}",
                    voter.index, voter.told, voter.story
                ));
            }
        }
        for (set, times) in times {
            if times != 1 || !owners.contains_key(&set) {
                self.wrong(format!("the ballot {set:x} is there {times} times; its voter is {:?}", owners.get(&set)));
            }
        }
    }
}

/// The numbers of a set of plans.
pub fn choices(set: u32) -> Vec<u32> {
    (0..PLANS).filter(|bit| set & (1 << bit) != 0).map(|bit| bit + 1).collect()
}

/// The present moment.
pub fn now() -> Timestamp {
    platform::clock::Clock::system().now()
}

/// An election file with so many plans, and as many voters as there shall be codes.
///
/// # Errors
/// When there are none.
pub fn election(voters: usize, plans: u32) -> Result<String> {
    ensure!(voters > 0, "no voters");
    let mut text = format!(
        "META\nkey;value\ndescription;Stemming\ncountry;Netherlands\nunit;Voorbeeldstad\ninstance;1\n\
         num_projects;{plans}\nnum_votes;{voters}\nbudget;100000\nvote_type;approval\nrule;greedy\ndate_begin;2027\n\
         date_end;2027\nlanguage;nl\ncurrency;EUR\nPROJECTS\nproject_id;cost;name\n"
    );
    for plan in 1..=plans {
        writeln!(text, "{plan};{};Plan {plan}", 5_000 + 700 * plan)?;
    }
    text.push_str("VOTES\nvoter_id;vote\n");
    for voter in 1..=voters {
        writeln!(text, "{voter};1")?;
    }
    Ok(text)
}

/// Which database a town has.
pub fn database(town: &Town) -> Database {
    if town.cluster().is_some() { Database::Postgres } else { Database::Sqlite }
}
