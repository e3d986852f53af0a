//! The command line of the measurements; `--json` prints JSON and nothing else on standard output.

use anyhow::Result;
use bench::{crash, night, plans, read, replay, start, tally, weight};
use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Measures Samenspel.
#[derive(Parser)]
#[command(name = "bench", version)]
struct Cli {
    /// Print the figures as JSON
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Hand in the ballots of an election, each with its own code, over HTTP; kill the server; count and compare
    ///
    /// Example:  bench replay west-begroot-2021.pb --rule greedy_votes_noskip
    #[command(verbatim_doc_comment)]
    Replay(replay::Replay),
    /// Kill the server, its PostgreSQL or its disk at random moments while voters hand in, on and on; exit 1 when a voter was
    /// told anything but what was counted
    Crash(crash::Crash),
    /// Closing night: 40,000 voters by a timetable, a fifth of them in the last minute; exit 1 when 95 of 100 requests of some
    /// kind are not answered within 300 ms
    Night(night::Night),
    /// Requests per second of each page, against a bare route through the same middleware
    Read(read::Read),
    /// List, map and search of a project with 100,000 plans: ratio to a bare route when kept, slowest hundredth when not;
    /// a photo of twelve megapixels for a draft, and a spreadsheet of 5,000 plans
    Plans(plans::Plans),
    /// Compressed bytes of each page with what it loads
    Weight(weight::Weight),
    /// Start time and memory with 0, 1,000 and 100,000 plans
    Start(start::Start),
    /// Read and count election files by every rule, and a million generated ballots
    ///
    /// Example:  bench tally west-begroot-2021.pb --rule mes_cost_add1_util
    #[command(verbatim_doc_comment)]
    Tally(tally::Tally),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = run(cli);
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("bench: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> Result<bool> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        match cli.command {
            Command::Replay(replay) => replay.run(cli.json).await,
            Command::Crash(crash) => crash.run(cli.json).await,
            Command::Night(night) => night.run(cli.json).await,
            Command::Read(read) => read.run(cli.json).await.map(|()| true),
            Command::Plans(plans) => plans.run(cli.json).await.map(|()| true),
            Command::Weight(weight) => weight.run(cli.json).await.map(|()| true),
            Command::Tally(tally) => tally.run(cli.json).map(|()| true),
            Command::Start(start) => start.run(cli.json).await.map(|()| true),
        }
    })
}
