//! The scenes: what is broken while voters hand in, and how it comes back.

use super::chance::Chance;
use super::vote::{Vote, database};
use super::{Crash, Figures, Scene};
use crate::Database;
use crate::server::{Server, Town, free_port};
use anyhow::{Context, Result, ensure};
use jiff::Timestamp;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// What stays without trouble at the end of a vote, so that each voter is told something before it closes.
const CALM: Duration = Duration::from_millis(1500);

/// A disk stays full until somebody was told, but no longer than this.
const FULL_AT_MOST: Duration = Duration::from_secs(6);

/// What a scene was, and how it ended.
pub struct Played {
    /// How often something was broken.
    pub breaks: u32,
    /// How often it should have been: on a machine with much else to do the vote closes first.
    pub asked: u32,
    /// What voters met.
    pub figures: Figures,
}

impl Crash {
    /// Plays a scene on a database; none if it cannot be played here.
    pub(super) async fn play(
        &self,
        program: &Path,
        scene: Scene,
        database: Database,
        seed: u64,
    ) -> Result<Option<Played>> {
        let mut chance = Chance::of(seed);
        let chance = &mut chance;
        Ok(Some(match scene {
            Scene::Kill => self.kill(Town::of(database, program)?, chance).await?,
            Scene::Busy => self.busy(Town::of(database, program)?, chance).await?,
            Scene::Closing => self.closing(Town::of(database, program)?, chance).await?,
            Scene::Clock => match Shim::build()? {
                Some(shim) => self.clock(Town::of(database, program)?, &shim, chance).await?,
                None => return Ok(None),
            },
            Scene::Disk => match SmallDisk::mount()? {
                Some(disk) => self.disk(program, database, disk, chance).await?,
                None => return Ok(None),
            },
            Scene::Nodes if database == Database::Postgres => self.nodes(Town::of(database, program)?, chance).await?,
            Scene::Postgres if database == Database::Postgres => {
                self.postgres(Town::of(database, program)?, chance).await?
            }
            Scene::Nodes | Scene::Postgres => return Ok(None),
        }))
    }

    /// The server is killed, again and again.
    async fn kill(&self, town: Town, chance: &mut Chance) -> Result<Played> {
        let mut stage = Stage::set(self, town, self.rounds, &[]).await?;
        let lanes = stage.vote.lanes(self.voters, chance);
        let mut breaks = 0;
        while breaks < self.rounds && stage.goes_on() {
            stage.wait(chance.between(20, 600)).await;
            stage.server.take().context("a server")?.kill()?;
            // Sometimes it is back at once, sometimes it takes a while.
            stage.wait(chance.between(0, 80)).await;
            stage.start(&[]).await?;
            breaks += 1;
        }
        stage.end((breaks, self.rounds), lanes).await
    }

    /// Nothing is broken but the vote: it closes while everybody hands in.
    async fn closing(&self, town: Town, chance: &mut Chance) -> Result<Played> {
        let stage = Stage::set(self, town, 0, &[]).await?;
        let lanes = stage.vote.lanes(self.voters, chance);
        stage.end((0, 0), lanes).await
    }

    /// A server that lets two requests in at once: most are sent away, and everybody is told.
    async fn busy(&self, town: Town, chance: &mut Chance) -> Result<Played> {
        let few = [("SAMENSPEL_MAX_REQUESTS", "2".to_owned()), ("SAMENSPEL_MAX_WAIT", "0.002".to_owned())];
        let stage = Stage::set(self, town, 0, &few).await?;
        let lanes = stage.vote.lanes(self.voters, chance);
        let mut played = stage.end((0, 0), lanes).await?;
        if played.figures.later == 0 {
            played.figures.wrong.push("nobody was sent away: this was no rush".into());
        }
        Ok(played)
    }

    /// Two servers on one PostgreSQL, of which one is killed, then the other.
    async fn nodes(&self, town: Town, chance: &mut Chance) -> Result<Played> {
        let rounds = self.rounds.div_ceil(4);
        let mut stage = Stage::set(self, town, rounds * 2, &[]).await?;
        let port = free_port()?;
        let mut other = Some(stage.town.serve_at(port, &[]).await?);
        let address = other.as_ref().map(|server| server.address).context("a server")?;
        stage.others = vec![address];
        stage.served();
        let lanes = stage.vote.lanes(self.voters, chance);
        let mut breaks = 0;
        while breaks < rounds && stage.goes_on() {
            stage.wait(chance.between(50, 700)).await;
            if breaks.is_multiple_of(2) {
                stage.server.take().context("a server")?.kill()?;
                stage.wait(chance.between(0, 300)).await;
                stage.start(&[]).await?;
            } else {
                other.take().context("a server")?.kill()?;
                stage.wait(chance.between(0, 300)).await;
                other = Some(stage.town.serve_at(port, &[]).await?);
            }
            breaks += 1;
        }
        let played = stage.end((breaks, rounds), lanes).await;
        drop(other);
        played
    }

    /// PostgreSQL is killed under the server, which stays.
    async fn postgres(&self, town: Town, chance: &mut Chance) -> Result<Played> {
        let rounds = self.rounds.div_ceil(10);
        let stage = Stage::set(self, town, rounds * 3, &[]).await?;
        let lanes = stage.vote.lanes(self.voters, chance);
        let cluster = stage.town.cluster().context("a cluster")?;
        let mut breaks = 0;
        while breaks < rounds && stage.goes_on() {
            stage.wait(chance.between(200, 900)).await;
            cluster.kill()?;
            stage.wait(chance.between(0, 500)).await;
            again_and_again(|| cluster.start()).await?;
            breaks += 1;
        }
        stage.end((breaks, rounds), lanes).await
    }

    /// The disk is full for a while, and again.
    async fn disk(&self, program: &Path, database: Database, disk: SmallDisk, chance: &mut Chance) -> Result<Played> {
        let rounds = self.rounds.div_ceil(10);
        let (folder, of_postgres) = match database {
            Database::Sqlite => (disk.folder("town")?, None),
            Database::Postgres => (tempfile::tempdir()?, Some(disk.folder("postgres")?)),
        };
        let stage = Stage::set(self, Town::within(program, folder, of_postgres)?, rounds * 6, &[]).await?;
        let lanes = stage.vote.lanes(self.voters, chance);
        let mut breaks = 0;
        while breaks < rounds && stage.goes_on() {
            stage.wait(chance.between(200, 900)).await;
            let until = Instant::now() + Duration::from_millis(chance.between(300, 1200));
            let (latest, before) = (until + FULL_AT_MOST, stage.vote.told_later());
            // What has room already, as a log that begins anew, goes on for a while.
            while Instant::now() < until || (stage.vote.told_later() == before && Instant::now() < latest) {
                // What the database gives back is filled up again.
                disk.fill()?;
                stage.wait(20).await;
            }
            disk.empty()?;
            if let Some(cluster) = stage.town.cluster() {
                again_and_again(|| if cluster.runs() { Ok(()) } else { cluster.start() }).await?;
            }
            breaks += 1;
        }
        let mut played = stage.end((breaks, rounds), lanes).await?;
        if played.figures.later == 0 {
            played.figures.wrong.push("the disk was full, and nobody met it".into());
        }
        drop(disk);
        Ok(played)
    }

    /// The clock of the server's machine jumps an hour forth and back and back and forth, and is wrong when the vote closes.
    async fn clock(&self, town: Town, shim: &Shim, chance: &mut Chance) -> Result<Played> {
        let rounds = self.rounds.div_ceil(10);
        let stage = Stage::set(self, town, rounds * 2, &shim.variables()).await?;
        let lanes = stage.vote.lanes(self.voters, chance);
        let mut breaks = 0;
        while breaks < rounds && stage.goes_on() {
            stage.wait(chance.between(200, 600)).await;
            shim.jump(if breaks.is_multiple_of(2) { 3600 } else { -3600 })?;
            stage.wait(chance.between(200, 1200)).await;
            shim.jump(0)?;
            breaks += 1;
        }
        tokio::time::sleep(stage.vote.left().saturating_sub(CALM)).await;
        shim.jump(-3600)?;
        tokio::time::sleep(stage.vote.left() + Duration::from_secs(2)).await;
        shim.jump(0)?;
        stage.end((breaks, rounds), lanes).await
    }
}

/// A town with an open vote and a running server.
struct Stage {
    town: Town,
    vote: Arc<Vote>,
    port: u16,
    server: Option<Server>,
    others: Vec<std::net::SocketAddr>,
}

impl Stage {
    /// Opens a vote that lasts long enough for so many breaks.
    async fn set(crash: &Crash, town: Town, breaks: u32, more: &[(&str, String)]) -> Result<Stage> {
        let port = free_port()?;
        // How long it takes to start decides how long the vote has to be open.
        let server = town.serve_at(port, more).await?;
        let start =
            server.started_in + Duration::from_millis(if database(&town) == Database::Postgres { 500 } else { 300 });
        server.kill()?;
        let seconds = (start * breaks * 3 / 2 + CALM + crash.calm()).as_secs() + 1;
        let codes = (crash.voters * 4 + crash.voters * usize::try_from(seconds)? * 2).min(6_000);
        let mut vote = Vote::open(&town, codes, seconds).await?;
        let server = town.serve_at(port, more).await?;
        vote.ask(&server).await?;
        let stage = Stage { town, vote: Arc::new(vote), port, server: Some(server), others: Vec::new() };
        stage.served();
        Ok(stage)
    }

    /// Tells voters which servers there are.
    fn served(&self) {
        let own = self.server.as_ref().map(|server| server.address);
        self.vote.served_by(&self.others.iter().copied().chain(own).collect::<Vec<_>>());
    }

    async fn start(&mut self, more: &[(&str, String)]) -> Result<()> {
        self.server = Some(self.town.serve_at(self.port, more).await?);
        Ok(())
    }

    async fn wait(&self, millis: u64) {
        tokio::time::sleep(Duration::from_millis(millis)).await;
    }

    /// Whether the vote is open long enough to break something once more.
    fn goes_on(&self) -> bool {
        self.vote.left() > CALM
    }

    /// The vote closes under load; then everything is counted and compared.
    async fn end(
        self,
        (breaks, asked): (u32, u32),
        lanes: Vec<tokio::task::JoinHandle<super::voter::Lane>>,
    ) -> Result<Played> {
        let vote = Arc::clone(&self.vote);
        let figures = vote.check(&self.town, self.server.as_ref().context("a server")?, lanes).await?;
        Ok(Played { breaks, asked, figures })
    }
}

/// Until it works; a killed PostgreSQL leaves processes that take a moment to miss it.
async fn again_and_again(mut work: impl FnMut() -> Result<()>) -> Result<()> {
    let began = Instant::now();
    loop {
        match work() {
            Ok(()) => return Ok(()),
            Err(error) if began.elapsed() > Duration::from_secs(40) => return Err(error),
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

/// A disk of a few MiB, in memory; unmounted when dropped.
struct SmallDisk {
    place: TempDir,
}

/// How large it is, in MiB: room for a PostgreSQL cluster.
const DISK: u64 = 144;

impl SmallDisk {
    /// Mounts one; none where that is not allowed.
    fn mount() -> Result<Option<Self>> {
        let place = tempfile::Builder::new().prefix("samenspel-disk-").tempdir()?;
        let size = format!("size={DISK}m,mode=755");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(place.path()).status();
        Ok(mounted.is_ok_and(|status| status.success()).then_some(SmallDisk { place }))
    }

    fn folder(&self, name: &str) -> Result<TempDir> {
        Ok(tempfile::Builder::new().prefix(name).tempdir_in(self.place.path())?)
    }

    fn filler(&self) -> PathBuf {
        self.place.path().join("filler")
    }

    /// Fills it to the last byte; never a real disk.
    fn fill(&self) -> Result<()> {
        let mut file = std::fs::File::options().create(true).append(true).open(self.filler())?;
        for size in [1024 * 1024, 4096, 1] {
            while file.write_all(&vec![b'x'; size]).is_ok() {
                ensure!(file.metadata()?.len() < (DISK + 16) << 20, "this is not the small disk");
            }
        }
        Ok(())
    }

    fn empty(&self) -> Result<()> {
        Ok(std::fs::remove_file(self.filler())?)
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Nothing of it is needed any more.
        let _ = Command::new("umount").arg("-l").arg(self.place.path()).stderr(Stdio::null()).status();
    }
}

/// What shows one process another time of day.
struct Shim {
    folder: TempDir,
}

impl Shim {
    /// Builds it; none without a C compiler.
    fn build() -> Result<Option<Self>> {
        let folder = tempfile::Builder::new().prefix("samenspel-clock-").tempdir()?;
        let source = folder.path().join("clock.c");
        std::fs::write(&source, include_str!("clock.c"))?;
        std::fs::write(folder.path().join("seconds"), "0")?;
        let built = Command::new("cc")
            .args(["-shared", "-fPIC", "-O1", "-o"])
            .arg(folder.path().join("clock.so"))
            .arg(&source)
            .arg("-ldl")
            .status();
        Ok(built.is_ok_and(|status| status.success()).then_some(Shim { folder }))
    }

    fn variables(&self) -> [(&'static str, String); 2] {
        let path = |name: &str| self.folder.path().join(name).display().to_string();
        [("LD_PRELOAD", path("clock.so")), ("SAMENSPEL_BENCH_CLOCK", path("seconds"))]
    }

    /// From now on the server's machine is so many seconds off.
    fn jump(&self, seconds: i64) -> Result<()> {
        // In one step, so that nobody reads a half-written number.
        let fresh = self.folder.path().join("fresh");
        std::fs::write(&fresh, seconds.to_string())?;
        Ok(std::fs::rename(fresh, self.folder.path().join("seconds"))?)
    }
}

/// A seed that another run did not have.
pub(super) fn seed(now: Timestamp) -> u64 {
    u64::try_from(now.as_microsecond()).unwrap_or_default() % 1_000_000_007
}
