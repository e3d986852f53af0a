//! How fast election files are read and counted, by every rule; beside the definition done naively in the same run.

// The same definitions that the tests of the library compare with.
#[allow(clippy::indexing_slicing, clippy::unwrap_used, missing_docs)]
#[path = "../../crates/tally/tests/naive/mod.rs"]
mod naive;

use anyhow::{Context, Result};
use serde::Serialize;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use tally::{Amount, Election, Rule, pabulib};

use crate::tally_growth::{Generated, bars, drawing, generated};

/// `bench tally`
#[derive(clap::Args)]
pub struct Tally {
    /// Election files, or folders with them
    #[arg(env = "SAMENSPEL_ELECTIONS", value_delimiter = ':')]
    files: Vec<PathBuf>,
    /// Rules; by default all that fit, equal shares with all its completions
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
    /// Leave the generated elections out
    #[arg(long)]
    real: bool,
    /// Draw the growth into this file, as SVG
    #[arg(long, value_name = "FILE")]
    drawing: Option<PathBuf>,
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
    /// Of the program, with the file's text and all counts.
    peak_mib: f64,
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
struct Figures {
    files: Vec<File>,
    /// All rules on all files together.
    seconds: f64,
    bounds: Vec<Bound>,
    more_ballots: Vec<Generated>,
    more_plans: Vec<Generated>,
}

/// What something may take, and what it took: seconds, but for memory.
#[derive(Serialize)]
struct Bound {
    what: &'static str,
    below: f64,
    seconds: f64,
}

/// What is promised of some large elections, if they are among the files: beginning of the file's name, rules (none:
/// reading; all: every rule together), bound.
const BOUNDS: [(&str, &str, &[&str], f64); 8] = [
    ("Łódź 2020, equal shares", "poland_lodz_2020_", &["mes_cost"], 0.05),
    ("Łódź 2020, with Add1 and completion", "poland_lodz_2020_", &["mes_cost_add1_util"], 0.3),
    ("Kraków 2024, equal shares", "Poland_Krakow_2024", &["mes_cost"], 0.05),
    ("Kraków 2024, with Add1 and completion", "Poland_Krakow_2024", &["mes_cost_add1_util"], 0.3),
    ("Kraków 2024, reading 4 MB", "Poland_Krakow_2024", &[], 0.06),
    ("Wrocław 2015, reading 127,773 ballots", "Poland_Wroclaw_2015_from_500", &[], 0.06),
    ("Toulouse 2022, with Add1 and completion", "France_Toulouse_2022", &["mes_cost_add1_util"], 7.0),
    ("West Begroot 2021, all named rules", "Netherlands_Amsterdam_309", &Rule::NAMES, 1.0),
];

/// MiB at 127,773 ballots.
const MEMORY: f64 = 150.0;

fn bounds(files: &[File]) -> Vec<Bound> {
    let find = |name: &str| files.iter().find(|file| file.file.strip_suffix(".pb") == Some(name));
    let mut bounds = Vec::new();
    for (what, name, rules, below) in BOUNDS {
        let Some(file) = find(name) else { continue };
        let counted = file.rules.iter().filter(|rule| rules.contains(&rule.rule.as_str()));
        let seconds = if rules.is_empty() { file.read } else { counted.map(|rule| rule.seconds).sum() };
        bounds.push(Bound { what, below, seconds });
    }
    if let Some(file) = find("Poland_Wroclaw_2015_from_500") {
        bounds.push(Bound { what: "Wrocław 2015, MiB", below: MEMORY, seconds: file.peak_mib });
    }
    bounds
}

const GENERATED_BALLOTS: u64 = 100_000;
const GENERATED_PLANS: u64 = 200;

impl Tally {
    /// Measures and reports.
    pub fn run(self, json: bool) -> Result<()> {
        let mut files = Vec::new();
        for path in election_files(&self.files)? {
            files.push(self.file(&path)?);
        }
        let (ballots, plans) = if self.real { (&[][..], &[][..]) } else { (&self.ballots[..], &self.plans[..]) };
        let more_ballots = ballots.iter().map(|ballots| generated(*ballots, GENERATED_PLANS));
        let more_plans = plans.iter().map(|plans| generated(GENERATED_BALLOTS, *plans));
        let figures = Figures {
            seconds: files.iter().flat_map(|file| &file.rules).map(|rule| rule.seconds).sum(),
            bounds: bounds(&files),
            files,
            more_ballots: more_ballots.collect::<Result<_>>()?,
            more_plans: more_plans.collect::<Result<_>>()?,
        };
        if let Some(file) = &self.drawing {
            std::fs::write(file, drawing(&figures.more_ballots, &figures.more_plans)?)?;
        }
        if json {
            println!("{}", serde_json::to_string(&figures)?);
        } else {
            print!("{}", shown(&figures)?);
        }
        Ok(())
    }

    fn file(&self, path: &Path) -> Result<File> {
        eprintln!("{} …", path.display());
        forget_peak();
        let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let (reading, read) = timed(|| pabulib::read(&text))?;
        let election = reading.with_context(|| path.display().to_string())?.election;
        let names: Vec<String> = if self.rules.is_empty() { all_rules() } else { self.rules.clone() };
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
            peak_mib: peak_memory()?,
        })
    }
}

/// Every named rule, and equal shares with every completion.
fn all_rules() -> Vec<String> {
    let mut names = Rule::NAMES.map(str::to_owned).to_vec();
    for utility in ["cost", "card", "points", "borda"] {
        for add_one in ["", "_add1", "_add1_noexh", "_add1_integral", "_add1_integral_noexh"] {
            for completion in ["", "_util"] {
                let name = format!("mes_{utility}{add_one}{completion}");
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
    }
    names
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

/// What something gives, and how many seconds of CPU it took on this thread.
pub fn timed<T>(work: impl FnOnce() -> T) -> Result<(T, f64)> {
    let before = cpu_seconds();
    let done = work();
    Ok((done, cpu_seconds() - before))
}

fn cpu_seconds() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    std::time::Duration::try_from(time).map_or(0.0, |time| time.as_secs_f64())
}

/// Lets the peak of memory begin anew, where the kernel can do that.
fn forget_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// The peak of memory in MiB.
pub fn peak_memory() -> Result<f64> {
    let text = std::fs::read_to_string("/proc/self/status")?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("the peak of memory")?;
    let kibibytes: f64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kibibytes / 1024.0)
}

fn shown(figures: &Figures) -> Result<String> {
    let mut text = String::new();
    for file in &figures.files {
        let (name, ballots, plans) = (&file.file, file.ballots, file.plans);
        writeln!(text, "{name} ({ballots} ballots, {plans} plans): read {:.3} s, {:.0} MiB", file.read, file.peak_mib)?;
        for rule in &file.rules {
            let agrees = if rule.naive_agrees == Some(false) { ", AND DIFFERS" } else { "" };
            let naive = rule.naive.map_or_else(String::new, |naive| format!(", naively {naive:.3} s{agrees}"));
            writeln!(text, "  {:<30} {:>8.3} s{naive}", rule.rule, rule.seconds)?;
        }
    }
    let (files, rules) = (figures.files.len(), figures.files.iter().map(|file| file.rules.len()).sum::<usize>());
    writeln!(text, "all rules on all files: {files} files, {rules} counts, {:.1} s", figures.seconds)?;
    let naive = |rule: &&Counted| rule.naive.is_some();
    let compared: Vec<&Counted> = figures.files.iter().flat_map(|file| &file.rules).filter(naive).collect();
    let differ = compared.iter().filter(|rule| rule.naive_agrees == Some(false)).count();
    let ours: f64 = compared.iter().map(|rule| rule.seconds).sum();
    let naively: f64 = compared.iter().filter_map(|rule| rule.naive).sum();
    writeln!(text, "naively too: {} counts, {differ} differ; {ours:.3} s against {naively:.3} s", compared.len())?;
    for bound in &figures.bounds {
        let met = if bound.seconds < bound.below { "met" } else { "MISSED" };
        writeln!(text, "  {:<58} {:>6.3} < {:<5} {met}", bound.what, bound.seconds, bound.below)?;
    }
    text.push_str(&bars("ballots", &figures.more_ballots)?);
    text.push_str(&bars("plans", &figures.more_plans)?);
    Ok(text)
}
