//! How fast election files are read and counted, by every rule; beside the definition done naively in the same run.

// The same definitions that the tests of the library compare with.
#[allow(clippy::indexing_slicing, clippy::unwrap_used, dead_code, missing_docs)]
#[path = "../../crates/tally/tests/naive/mod.rs"]
mod naive;

use anyhow::{Context, Result};
use serde::Serialize;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use tally::{Amount, Election, Rule, pabulib};

/// `bench tally`
#[derive(clap::Args)]
pub struct Tally {
    /// Election files, or folders with them
    files: Vec<PathBuf>,
    /// Rules; by default all that fit
    #[arg(long = "rule", value_name = "NAME")]
    rules: Vec<String>,
    /// Count naively too where ballots name no more plans than this altogether; 0 for never
    #[arg(long, default_value_t = 8_000)]
    naive: u64,
    /// Numbers of generated ballots, with 200 plans
    #[arg(long, value_delimiter = ',', default_value = "10000,100000,1000000")]
    ballots: Vec<u64>,
    /// Numbers of plans, with 100,000 generated ballots
    #[arg(long, value_delimiter = ',', default_value = "50,100,200,400")]
    plans: Vec<u64>,
}

/// Seconds of CPU.
#[derive(Serialize)]
struct File {
    file: String,
    bytes: u64,
    ballots: usize,
    plans: usize,
    read: f64,
    rules: Vec<Counted>,
}

#[derive(Serialize)]
struct Counted {
    rule: String,
    seconds: f64,
    funded: usize,
    /// The same by the definition, one voter at a time in rationals.
    naive: Option<f64>,
    naive_agrees: Option<bool>,
}

#[derive(Serialize)]
struct Generated {
    ballots: u64,
    plans: u64,
    bytes: u64,
    read: f64,
    greedy_votes: f64,
    mes_cost: f64,
    phragmen: f64,
}

#[derive(Serialize)]
struct Figures {
    files: Vec<File>,
    /// All rules on all files together.
    seconds: f64,
    more_ballots: Vec<Generated>,
    more_plans: Vec<Generated>,
    peak_rss_mib: f64,
}

const GENERATED_BALLOTS: u64 = 100_000;
const GENERATED_PLANS: u64 = 200;
const BAR: f64 = 40.0;

impl Tally {
    /// Measures and reports.
    pub fn run(self, json: bool) -> Result<()> {
        let mut files = Vec::new();
        for path in election_files(&self.files)? {
            files.push(self.file(&path)?);
        }
        let more_ballots = self.ballots.iter().map(|ballots| generated(*ballots, GENERATED_PLANS));
        let more_plans = self.plans.iter().map(|plans| generated(GENERATED_BALLOTS, *plans));
        let figures = Figures {
            seconds: files.iter().flat_map(|file| &file.rules).map(|rule| rule.seconds).sum(),
            files,
            more_ballots: more_ballots.collect::<Result<_>>()?,
            more_plans: more_plans.collect::<Result<_>>()?,
            peak_rss_mib: peak_memory()?,
        };
        if json {
            println!("{}", serde_json::to_string(&figures)?);
        } else {
            print!("{}", shown(&figures)?);
        }
        Ok(())
    }

    fn file(&self, path: &Path) -> Result<File> {
        let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let (reading, read) = timed(|| pabulib::read(&text))?;
        let election = reading.with_context(|| path.display().to_string())?.election;
        let names: Vec<String> =
            if self.rules.is_empty() { Rule::NAMES.map(str::to_owned).to_vec() } else { self.rules.clone() };
        let mut rules = Vec::new();
        for name in names {
            let rule = Rule::by_name(&name).with_context(|| format!("there is no rule {name}"))?;
            let (outcome, seconds) = timed(|| rule.count(&election))?;
            let Ok(outcome) = outcome else { continue };
            let naive = if election.vote_counts().iter().sum::<u64>() <= self.naive {
                naively(&election, &name)?
            } else {
                None
            };
            let naive_agrees = naive.as_ref().map(|(selected, _)| *selected == outcome.selected);
            let naive = naive.map(|(_, seconds)| seconds);
            rules.push(Counted { rule: name, seconds, funded: outcome.selected.len(), naive, naive_agrees });
        }
        Ok(File {
            file: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            bytes: u64::try_from(text.len())?,
            ballots: election.ballots().len(),
            plans: election.candidates().len(),
            read,
            rules,
        })
    }
}

fn election_files(given: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in given {
        if path.is_dir() {
            for entry in std::fs::read_dir(path)? {
                let path = entry?.path();
                files.extend(path.extension().is_some_and(|extension| extension == "pb").then_some(path));
            }
        } else {
            files.push(path.clone());
        }
    }
    files.sort();
    Ok(files)
}

/// The definition of the rules that have a naive twin.
fn naively(election: &Election, name: &str) -> Result<Option<(Vec<String>, f64)>> {
    let mut order: Vec<usize> = (0..election.candidates().len()).collect();
    let id = |place: usize| election.candidates().get(place).map_or("", |candidate| candidate.id.as_str());
    order.sort_by_key(|place| id(*place));
    let small = small(election, &order);
    let voters = naive::whole(small.voters().max(1));
    let (funded, seconds) = timed(|| {
        Some(match name {
            "greedy_votes" => naive::greedy(&small, true, false),
            "greedy_votes_per_cost" => naive::greedy(&small, true, true),
            "mes_cost" => naive::equal_shares(&small, naive::Worth::Cost, &(&small.budget / &voters)).0,
            "mes_card" => naive::equal_shares(&small, naive::Worth::One, &(&small.budget / &voters)).0,
            "phragmen" => naive::phragmen(&small, false).0,
            "phragmen_skip" => naive::phragmen(&small, true).0,
            _ => return None,
        })
    })?;
    let named = |funded: Vec<usize>| {
        let places = funded.into_iter().filter_map(|number| order.get(number));
        places.map(|place| id(*place).to_owned()).collect()
    };
    Ok(funded.map(|funded| (named(funded), seconds)))
}

fn small(election: &Election, order: &[usize]) -> naive::Small {
    let number = |amount: &Amount| amount.as_ratio().clone();
    let costs = order.iter().filter_map(|place| election.candidates().get(*place)).map(|one| number(&one.cost));
    let worth = election.ballots().iter().map(|ballot| {
        let named = |place: &usize| ballot.form.choices().contains(place);
        order.iter().map(|place| naive::whole(u64::from(named(place)))).collect()
    });
    naive::Small { budget: number(election.meta().budget()), costs: costs.collect(), worth: worth.collect() }
}

/// An election of made-up ballots: each approves of one to ten plans, popular ones more often.
fn generated(ballots: u64, plans: u64) -> Result<Generated> {
    eprintln!("making {ballots} ballots over {plans} plans …");
    let text = made_up(ballots, plans)?;
    let (reading, read) = timed(|| pabulib::read(&text))?;
    let election = reading?.election;
    let bytes = u64::try_from(text.len())?;
    drop(text);
    let seconds = |name: &str| -> Result<f64> {
        let rule = Rule::by_name(name).context("a rule")?;
        let (outcome, seconds) = timed(|| rule.count(&election))?;
        outcome?;
        Ok(seconds)
    };
    Ok(Generated {
        ballots,
        plans,
        bytes,
        read,
        greedy_votes: seconds("greedy_votes")?,
        mes_cost: seconds("mes_cost")?,
        phragmen: seconds("phragmen")?,
    })
}

fn made_up(ballots: u64, plans: u64) -> Result<String> {
    let mut state = ballots ^ (plans << 32) ^ 0x9e37_79b9_7f4a_7c15;
    let mut random = move |below: u64| {
        // A linear congruential generator is random enough for ballots that nobody cast.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below.max(1)
    };
    let mut text = String::from("META\nkey;value\n");
    writeln!(text, "budget;{}\nvote_type;approval\nPROJECTS\nproject_id;cost", plans * 10_000)?;
    for plan in 0..plans {
        writeln!(text, "p{plan};{}", 5_000 + random(95_000))?;
    }
    text.push_str("VOTES\nvoter_id;vote\n");
    for voter in 0..ballots {
        write!(text, "{voter};")?;
        let count = 1 + random(10);
        let mut named: Vec<u64> = Vec::new();
        for _ in 0..count {
            let plan = random(plans).min(random(plans));
            if !named.contains(&plan) {
                named.push(plan);
            }
        }
        for (place, plan) in named.iter().enumerate() {
            write!(text, "{}p{plan}", if place > 0 { "," } else { "" })?;
        }
        text.push('\n');
    }
    Ok(text)
}

/// What something gives, and how many seconds of CPU it took on this thread.
fn timed<T>(work: impl FnOnce() -> T) -> Result<(T, f64)> {
    let before = cpu_seconds();
    let done = work();
    Ok((done, cpu_seconds() - before))
}

fn cpu_seconds() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    std::time::Duration::try_from(time).map_or(0.0, |time| time.as_secs_f64())
}

fn peak_memory() -> Result<f64> {
    let text = std::fs::read_to_string("/proc/self/status")?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("the peak of memory")?;
    let kibibytes: f64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kibibytes / 1024.0)
}

fn shown(figures: &Figures) -> Result<String> {
    let mut text = String::new();
    for file in &figures.files {
        writeln!(text, "{} ({} ballots, {} plans): read {:.3} s", file.file, file.ballots, file.plans, file.read)?;
        for rule in &file.rules {
            let naive = rule.naive.map_or_else(String::new, |naive| format!(", naively {naive:.3} s"));
            writeln!(text, "  {:<30} {:>8.3} s{naive}", rule.rule, rule.seconds)?;
        }
    }
    writeln!(text, "all rules on all files: {:.1} s; at most {:.0} MiB", figures.seconds, figures.peak_rss_mib)?;
    for (title, rows) in [("ballots", &figures.more_ballots), ("plans", &figures.more_plans)] {
        writeln!(text, "\nmore {title}: seconds to read, and by greedy, equal shares and Phragmén")?;
        let most = rows.iter().map(|row| row.read.max(row.mes_cost).max(row.phragmen)).fold(0.0_f64, f64::max);
        for row in rows {
            writeln!(text, "{} ballots × {} plans", row.ballots, row.plans)?;
            let bars = [
                ("read", row.read),
                ("greedy", row.greedy_votes),
                ("equal shares", row.mes_cost),
                ("Phragmén", row.phragmen),
            ];
            for (name, seconds) in bars {
                writeln!(text, "  {name:<13} {seconds:>7.3} {}", bar(seconds, most))?;
            }
        }
    }
    Ok(text)
}

/// A bar as long as its share of the longest.
fn bar(seconds: f64, most: f64) -> String {
    let mut length = 0.0;
    let mut bar = String::new();
    while length < BAR * seconds / most.max(f64::MIN_POSITIVE) {
        bar.push('█');
        length += 1.0;
    }
    bar
}
