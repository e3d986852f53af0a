//! `tally`: counting an election file.

mod shown;

use super::election::rule;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;
use tally::{Amount, Election, Outcome, Rule};

/// A check found another outcome.
const DIFFERENT: u8 = 1;
/// The file is no election, or cannot be read.
const BAD_FILE: u8 = 2;
/// The rule does not fit the ballots.
const MISFIT: u8 = 3;

#[derive(clap::Args)]
pub(super) struct Tally {
    /// The election file (.pb)
    file: PathBuf,
    /// How ballots become winners; may be given several times
    #[arg(long = "rule", value_name = "NAME", default_value = "greedy_votes")]
    rules: Vec<String>,
    /// Currency units more per voter and count, for rules with Add1
    #[arg(long, value_name = "N", default_value = "1")]
    increment: String,
    /// Every rule that fits the ballots, side by side
    #[arg(long)]
    compare: bool,
    /// Why this candidate won or did not
    #[arg(long, value_name = "ID")]
    explain: Option<String>,
    /// Recount, and tell whether this outcome (as --json wrote it) is the same
    #[arg(long, value_name = "OUTCOME.json")]
    check: Option<PathBuf>,
    /// Candidates of which at most one can win, for `greedy_exclusive`; may be given several times
    #[arg(long, value_name = "ID,ID…")]
    exclusive: Vec<String>,
    /// How many win, for `top_n`
    #[arg(long, value_name = "N")]
    top: Option<u32>,
}

/// A rule with what it made of the ballots.
struct Counted {
    rule: Rule,
    name: String,
    outcome: Outcome,
    seconds: f64,
}

/// Counts a file.
pub(super) fn run(asked: &Tally, json: bool) -> Result<ExitCode> {
    let increment = increment(&asked.increment)?;
    let rules = rules(asked, &increment)?;
    let election = match read(&asked.file, json) {
        Ok(election) => election,
        Err(error) => {
            eprintln!("samenspel: {error:#}");
            return Ok(ExitCode::from(BAD_FILE));
        }
    };
    let mut counted = Vec::new();
    for (name, rule) in rules {
        let begun = Instant::now();
        match rule.count(&election) {
            Ok(outcome) => {
                let seconds = begun.elapsed().as_secs_f64();
                counted.push(Counted { rule, name, outcome, seconds });
            }
            Err(_) if asked.compare => {}
            Err(misfit) => {
                eprintln!("samenspel: {name} does not fit {}: {misfit}", asked.file.display());
                return Ok(ExitCode::from(MISFIT));
            }
        }
    }
    if let Some(id) = &asked.explain
        && !election.candidates().iter().any(|candidate| candidate.id == *id)
    {
        bail!("there is no candidate {id} in {}", asked.file.display());
    }
    let file = asked.file.file_name().unwrap_or(asked.file.as_os_str()).to_string_lossy().into_owned();
    let results = shown::results(&election, &file, &counted, asked.explain.as_deref(), &increment)?;
    if let Some(check) = &asked.check {
        return checked(check, &results, json);
    }
    if json {
        say(&format!("{}\n", serde_json::to_string(&shown::whole(&file, asked.compare, results))?))?;
    } else {
        say(&shown::table(&election, &counted, asked.compare, asked.explain.as_deref())?)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes to standard output; a reader that has had enough (`| head`) is no error.
pub(super) fn say(text: &str) -> Result<()> {
    use std::io::Write;
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

fn increment(text: &str) -> Result<Amount> {
    let amount: Amount = text.parse().with_context(|| format!("the increment {text:?} is not a number"))?;
    if amount.is_zero() || amount.is_negative() {
        bail!("the increment must be above zero");
    }
    Ok(amount)
}

/// The rules asked for, by name.
fn rules(asked: &Tally, increment: &Amount) -> Result<Vec<(String, Rule)>> {
    let names: Vec<String> = if asked.compare { Rule::NAMES.map(str::to_owned).to_vec() } else { asked.rules.clone() };
    let exclusive: Vec<Vec<String>> =
        asked.exclusive.iter().map(|ids| ids.split(',').map(|id| id.trim().to_owned()).collect()).collect();
    names
        .into_iter()
        .map(|name| {
            let mut rule = rule(&name)?.with_increment(increment.clone());
            match &mut rule {
                Rule::GreedyVotes(greedy) if !greedy.exclusive.is_empty() && !exclusive.is_empty() => {
                    greedy.exclusive.clone_from(&exclusive);
                }
                Rule::TopN(top) if asked.top.is_some() => top.most = asked.top,
                _ => {}
            }
            Ok((name, rule))
        })
        .collect()
}

/// Reads an election file; warnings go to standard error.
fn read(file: &Path, quiet: bool) -> Result<Election> {
    let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let text = String::from_utf8(bytes).with_context(|| format!("{} is not an election file", file.display()))?;
    super::election::parse(file, &text, quiet)
}

/// Tells whether a stored outcome is what comes out now: of each rule the winners in order, their cost, ties, Add1 and
/// measures.
fn checked(stored: &Path, results: &[Value], json: bool) -> Result<ExitCode> {
    let text = std::fs::read_to_string(stored).with_context(|| format!("cannot read {}", stored.display()))?;
    let stored: Value = serde_json::from_str(&text).with_context(|| format!("{} is not JSON", stored.display()))?;
    let stored = match stored.get("results").and_then(Value::as_array) {
        Some(results) => results.clone(),
        None => vec![stored],
    };
    let mut differences = Vec::new();
    for result in results {
        let name = result.get("rule").and_then(Value::as_str).unwrap_or_default();
        let Some(of_rule) = stored.iter().find(|one| one.get("rule") == result.get("rule")) else {
            differences.push(format!("{name}: not in the stored outcome"));
            continue;
        };
        for key in shown::CHECKED {
            if of_rule.get(key) != result.get(key) {
                let of = |value: &Value| value.get(key).map_or_else(|| "nothing".to_owned(), Value::to_string);
                differences.push(format!("{name}: {key} is {}, stored was {}", of(result), of(of_rule)));
            }
        }
    }
    if json {
        println!("{}", serde_json::json!({ "same": differences.is_empty(), "differences": differences }));
    } else if differences.is_empty() {
        println!("The same outcome.");
    } else {
        println!("Another outcome.\n{}", differences.join("\n"));
    }
    Ok(if differences.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(DIFFERENT) })
}
