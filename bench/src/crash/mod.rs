//! The vote that cannot be lost, broken on purpose: while voters hand in, the server is killed, its PostgreSQL is killed, its
//! disk is full or its clock jumps; and in the end what was counted is compared with what each voter was told.

pub mod chance;
pub(crate) mod receipt;
mod scenes;
pub(crate) mod vote;
mod voter;

use crate::server::program;
use crate::{Database, Databases};
use anyhow::Result;
use clap::ValueEnum;
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// So long before the closing what a voter sees is no longer compared with what they were told: the answer may come after it.
pub(crate) const LATEST: Duration = Duration::from_secs(1);

/// `bench crash`
#[derive(Debug, Clone, clap::Args)]
pub struct Crash {
    /// How often the server is killed; the other scenes take a share of it
    #[arg(long, default_value_t = 50)]
    pub rounds: u32,
    /// Which database
    #[arg(long, value_enum, default_value = "both")]
    pub database: Databases,
    /// Voters at once
    #[arg(long, default_value_t = 64)]
    pub voters: usize,
    /// Repeat what a run with this seed did, as far as chance is ours
    #[arg(long)]
    pub seed: Option<u64>,
    /// Which scenes; all of them without
    #[arg(long, value_enum, value_delimiter = ',')]
    pub scenes: Vec<Scene>,
    /// The program, if it is built already
    #[arg(long)]
    pub program: Option<PathBuf>,
    /// How many seconds of a vote stay without trouble
    #[arg(long, default_value_t = 4)]
    pub calm: u64,
}

/// What is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Scene {
    /// The server, by SIGKILL.
    Kill,
    /// Nothing: the vote closes while everybody hands in.
    Closing,
    /// One of two servers on one PostgreSQL.
    Nodes,
    /// PostgreSQL, by SIGKILL.
    Postgres,
    /// The disk, full for a while.
    Disk,
    /// The clock of the server's machine, by an hour.
    Clock,
    /// Nothing: more people come than can be served.
    Busy,
}

/// How often voters met what, and what must not happen.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Figures {
    /// Voters who came.
    pub voters: usize,
    /// First ballots that were confirmed.
    pub confirmed: usize,
    /// Changes that were confirmed.
    pub changed: usize,
    /// Requests sent once more after their answer.
    pub repeated: usize,
    /// Hand-ins whose answer never came.
    pub unanswered: usize,
    /// Voters who walked away from such a hand-in.
    pub walked: usize,
    /// Requests that were told to come later (503).
    pub later: usize,
    /// Lanes that ended with "closed".
    pub closed: usize,
    /// Drafts that were looked for.
    pub drafts: usize,
    /// Promises that were checked in the log.
    pub promises: usize,
    /// Ballots that were counted.
    pub counted: usize,
    /// What must not happen.
    pub wrong: Vec<String>,
}

impl Figures {
    fn add(&mut self, other: &Figures) {
        self.confirmed += other.confirmed;
        self.changed += other.changed;
        self.repeated += other.repeated;
        self.unanswered += other.unanswered;
        self.walked += other.walked;
        self.later += other.later;
        self.closed += other.closed;
        self.drafts += other.drafts;
    }
}

/// One scene on one database.
#[derive(Debug, Serialize)]
pub struct Report {
    /// What was broken.
    pub scene: Scene,
    /// On which database.
    pub database: Database,
    /// The seed that repeats it.
    pub seed: u64,
    /// How often it was broken.
    pub breaks: u32,
    /// How often it should have been; a machine with much else to do does not get that far.
    pub asked: u32,
    /// How long it took.
    pub seconds: f64,
    /// What voters met; none if the scene cannot be played here.
    pub figures: Option<Figures>,
}

impl Crash {
    /// Plays the scenes, reports, and says whether nothing went wrong.
    ///
    /// # Errors
    /// When something could not be started at all.
    pub async fn run(self, as_json: bool) -> Result<bool> {
        let reports = self.reports().await?;
        let right = |report: &Report| report.figures.as_ref().is_none_or(|figures| figures.wrong.is_empty());
        let fine = reports.iter().all(|report| right(report) && report.breaks >= report.asked);
        if as_json {
            println!("{}", serde_json::to_string(&reports)?);
        } else {
            println!("{}", serde_json::to_string_pretty(&reports)?);
        }
        Ok(fine)
    }

    /// Plays the scenes.
    ///
    /// # Errors
    /// When something could not be started at all.
    pub async fn reports(&self) -> Result<Vec<Report>> {
        let program = self.program.clone().map_or_else(program, Ok)?;
        let first = self.seed.unwrap_or_else(|| scenes::seed(vote::now()));
        let scenes = if self.scenes.is_empty() { Scene::value_variants() } else { &self.scenes };
        let mut reports = Vec::new();
        for database in self.database.each() {
            for scene in scenes {
                if *database == Database::Sqlite && matches!(scene, Scene::Nodes | Scene::Postgres) {
                    continue;
                }
                reports.push(self.report(&program, *scene, *database, first).await?);
            }
        }
        Ok(reports)
    }

    async fn report(&self, program: &Path, scene: Scene, database: Database, seed: u64) -> Result<Report> {
        eprintln!("{scene:?} on {database:?}, --seed {seed} …");
        let began = Instant::now();
        let played = self.play(program, scene, database, seed).await?;
        if played.is_none() {
            eprintln!("NOT PLAYED: {scene:?} needs what is not here (a C compiler, or the right to mount a disk)");
        }
        let (breaks, asked) = played.as_ref().map_or((0, 0), |played| (played.breaks, played.asked));
        if breaks < asked {
            eprintln!("this machine is too busy: the vote closed after {breaks} of {asked} breaks");
        }
        let figures = played.map(|played| played.figures);
        Ok(Report { scene, database, seed, breaks, asked, seconds: began.elapsed().as_secs_f64(), figures })
    }

    fn calm(&self) -> Duration {
        Duration::from_secs(self.calm)
    }
}
