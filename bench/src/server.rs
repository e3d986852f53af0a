//! The server under test: the shipped program as a process of its own, and for PostgreSQL a private cluster.

use crate::Database;
use crate::client::Connection;
use anyhow::{Context, Result, bail, ensure};
use http::Method;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A town for measurements: data folder, database, and how to start the program on them.
pub struct Town {
    /// The data folder.
    pub folder: TempDir,
    program: PathBuf,
    cluster: Option<Cluster>,
}

/// A running server; killed when dropped.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    /// How long it took until it answered.
    pub started_in: Duration,
}

/// Builds the program in the profile in which this one was built, if it is not there, and says where it is. Figures that
/// mean something come from `cargo run --release`.
///
/// # Errors
/// When it does not build.
pub fn program() -> Result<PathBuf> {
    let profile: &[&str] = if cfg!(debug_assertions) { &[] } else { &["--release"] };
    let built = Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".into()))
        .args(["build", "--quiet", "--package", "samenspel", "--bin", "samenspel"])
        .args(profile)
        .stdout(Stdio::null())
        .status()
        .context("cargo")?;
    ensure!(built.success(), "the program does not build");
    let here = std::env::current_exe()?;
    let beside = here.parent().context("a folder")?.join("samenspel");
    ensure!(beside.is_file(), "there is no {}", beside.display());
    Ok(beside)
}

/// A port that nothing listens on, outside of those that the system gives to clients: who connects to a server that is
/// just away would else, once in a while, be given that very port.
///
/// # Errors
/// When all are taken.
pub fn free_port() -> Result<u16> {
    let from = 20_000 + u16::try_from(std::process::id() % 8_000)?;
    let free = |port: &u16| TcpListener::bind(("127.0.0.1", *port)).is_ok();
    static NEXT: std::sync::atomic::AtomicU16 = std::sync::atomic::AtomicU16::new(0);
    let places = (0..200).map(|_| from + NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed) % 4_000);
    places.into_iter().find(free).context("a free port")
}

impl Town {
    /// Makes a folder and, for PostgreSQL, a cluster.
    ///
    /// # Errors
    /// When the program does not build, or PostgreSQL is not there.
    pub fn new(database: Database) -> Result<Self> {
        Self::of(database, &program()?)
    }

    /// The same with a program that is built already.
    ///
    /// # Errors
    /// When PostgreSQL is not there.
    pub fn of(database: Database, program: &Path) -> Result<Self> {
        let folder = || tempfile::Builder::new().prefix("samenspel-bench-").tempdir();
        let cluster = match database {
            Database::Sqlite => None,
            Database::Postgres => Some(Cluster::make(tempfile::Builder::new().prefix("samenspel-pg-").tempdir()?)?),
        };
        Ok(Town { folder: folder()?, program: program.to_owned(), cluster })
    }

    /// The same with data and database in these folders.
    ///
    /// # Errors
    /// When PostgreSQL is asked for and not there.
    pub fn within(program: &Path, folder: TempDir, of_postgres: Option<TempDir>) -> Result<Self> {
        Ok(Town { folder, program: program.to_owned(), cluster: of_postgres.map(Cluster::make).transpose()? })
    }

    /// Its PostgreSQL, if that is its database.
    #[must_use]
    pub fn cluster(&self) -> Option<&Cluster> {
        self.cluster.as_ref()
    }

    /// The program with its default settings, but for where its data and its database are.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("SAMENSPEL_")) {
            command.env_remove(name);
        }
        command.args(args).env("SAMENSPEL_DATA", self.folder.path());
        match &self.cluster {
            Some(cluster) => command.env("DATABASE_URL", cluster.url()),
            None => command.env_remove("DATABASE_URL"),
        };
        command
    }

    /// How its database is opened beside the program, while that does not run.
    pub fn database(&self) -> platform::db::DbSettings {
        let mut settings = platform::db::DbSettings::embedded(self.folder.path().join("samenspel.db"));
        settings.url = self.cluster.as_ref().map(Cluster::url);
        settings
    }

    /// Runs a command of the program and answers what it printed.
    pub fn run(&self, args: &[&str]) -> Result<String> {
        let Output { status, stdout, stderr } = self.command(args).output().context("the program")?;
        ensure!(status.success(), "samenspel {}: {}", args.join(" "), String::from_utf8_lossy(&stderr));
        Ok(String::from_utf8(stdout)?)
    }

    /// Starts the server on a free port and waits until it answers.
    ///
    /// # Errors
    /// When it ends, or does not answer.
    pub async fn serve(&self) -> Result<Server> {
        self.serve_at(free_port()?, &[]).await
    }

    /// Starts the server on this port, with more variables of the environment, and waits until it answers.
    ///
    /// # Errors
    /// When it ends, or does not answer.
    pub async fn serve_at(&self, port: u16, more: &[(&str, String)]) -> Result<Server> {
        let address = SocketAddr::from(([127, 0, 0, 1], port));
        // It logs what it logs by default, as it would for an operator: to a file.
        let path = self.folder.path().join("serve.log");
        let log = std::fs::File::options().create(true).append(true).open(&path).context("the log")?;
        let began = Instant::now();
        let child = self
            .command(&["serve", "--listen", &address.to_string()])
            .envs(more.iter().map(|(name, value)| (*name, value.as_str())))
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .context("the server")?;
        let mut server = Server { child, address, started_in: Duration::ZERO };
        while began.elapsed() < Duration::from_secs(60) {
            if let Ok(mut connection) = Connection::open(address, "localhost").await
                && connection.get("/health", &[]).await.is_ok_and(|answer| answer.status.is_success())
            {
                server.started_in = began.elapsed();
                return Ok(server);
            }
            if let Some(status) = server.child.try_wait()? {
                let said = std::fs::read_to_string(&path).unwrap_or_default();
                bail!("the server ended with {status}: {}", said.lines().last().unwrap_or_default());
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        bail!("the server did not answer within a minute")
    }
}

impl Server {
    /// Memory in use, in MiB (`VmRSS`).
    pub fn memory(&self) -> Result<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).context("VmRSS")?;
        let kib: f64 = line.split_whitespace().nth(1).context("a number")?.parse()?;
        Ok(kib / 1024.0)
    }

    /// What it has used of the processor since it started: user and system time (`utime` + `stime`).
    ///
    /// # Errors
    /// When it has ended.
    pub fn processor(&self) -> Result<Duration> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        // The name of the process may have spaces in it; what comes after it has none.
        let after = stat.rsplit_once(')').context("stat")?.1;
        let ticks = after.split_whitespace().skip(11).take(2).map(str::parse::<u64>).sum::<Result<u64, _>>()?;
        // Linux counts a hundred ticks a second on all that it runs on today (USER_HZ).
        Ok(Duration::from_millis(ticks * 10))
    }

    /// Ends it as a power cut would: `SIGKILL`.
    pub fn kill(mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have been killed already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Signs in as the first operator, second factor and all; answers the `Cookie` header.
pub async fn operator(town: &Town, server: &Server, host: &str) -> Result<String> {
    let printed = town.run(&["admin-link", "--host", host, "--json"])?;
    let link: serde_json::Value = serde_json::from_str(&printed)?;
    let link = link.get("link").and_then(|link| link.as_str()).context("a link")?;
    let path = link.find("/setup/").and_then(|at| link.get(at..)).context("a path")?.to_owned();
    let mut connection = Connection::open(server.address, host).await?;
    let form = ("content-type", "application/x-www-form-urlencoded");
    let origin = format!("http://{host}");
    let done = connection
        .send_until_served(Method::POST, &path, &[form, ("origin", &origin)], "email=bench%40voorbeeldstad.example")
        .await?;
    let cookie = done.cookies();
    ensure!(done.status == 303 && !cookie.is_empty(), "the one-time link: {}", done.status);
    let page = connection.send_until_served(Method::GET, "/sign-in/factor", &[("cookie", &cookie)], "").await?.text();
    let secret = page.split("data-secret=\"").nth(1).and_then(|rest| rest.split('"').next()).context("a secret")?;
    let key = data_encoding::BASE32_NOPAD.decode(secret.replace(' ', "").as_bytes())?;
    let totp = totp_rs::Builder::new().with_secret(key).with_account_name("bench").build()?;
    let now = u64::try_from(platform::clock::Clock::system().now().as_second())?;
    let body = format!("code={}", totp.generate(now));
    let headers = [form, ("origin", origin.as_str()), ("cookie", cookie.as_str())];
    let shown = connection.send_until_served(Method::POST, "/sign-in/factor", &headers, body).await?;
    ensure!(shown.status.is_success() || shown.status == 303, "the second factor: {}", shown.status);
    Ok(cookie)
}

/// A private PostgreSQL cluster with its default settings (so each commit is on disk); stopped when dropped.
pub struct Cluster {
    folder: TempDir,
    binaries: PathBuf,
    port: u16,
    as_user: Option<&'static str>,
}

impl Cluster {
    fn make(folder: TempDir) -> Result<Self> {
        let binaries = binaries()?;
        // initdb refuses to run as root.
        let root = Command::new("id").arg("-u").output()?.stdout.starts_with(b"0\n");
        let as_user = root.then_some("postgres");
        if let Some(user) = as_user {
            let owned = Command::new("chown").arg(user).arg(folder.path()).status()?;
            ensure!(owned.success(), "chown to {user}");
        }
        let cluster = Cluster { folder, binaries, port: free_port()?, as_user };
        let data = cluster.data();
        cluster.run("initdb", &["-D", &data, "-A", "trust", "-U", "samenspel", "-E", "UTF8", "--locale=C"])?;
        cluster.start()?;
        let port = cluster.port.to_string();
        cluster.run("createdb", &["-h", "127.0.0.1", "-p", &port, "-U", "samenspel", "samenspel"])?;
        Ok(cluster)
    }

    /// Starts it and waits until it takes connections.
    ///
    /// # Errors
    /// When it does not start.
    pub fn start(&self) -> Result<()> {
        let port = self.port;
        let options = format!("-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={}", self.path());
        let log = format!("{}/log", self.path());
        self.run("pg_ctl", &["-D", &self.data(), "-w", "-l", &log, "-o", &options, "start"])
    }

    /// Ends it as a power cut would: `SIGKILL` to its first process; the others end when they miss it.
    ///
    /// # Errors
    /// When it does not run.
    pub fn kill(&self) -> Result<()> {
        let file = std::fs::read_to_string(format!("{}/postmaster.pid", self.data())).context("postmaster.pid")?;
        let pid: u32 = file.lines().next().context("a process")?.trim().parse()?;
        let killed = Command::new("kill").args(["-KILL", &pid.to_string()]).stderr(Stdio::null()).status()?;
        ensure!(killed.success(), "PostgreSQL does not run");
        Ok(())
    }

    /// Whether it takes connections.
    #[must_use]
    pub fn runs(&self) -> bool {
        let port = self.port.to_string();
        self.run("pg_isready", &["-q", "-h", "127.0.0.1", "-p", &port]).is_ok()
    }

    fn path(&self) -> String {
        self.folder.path().display().to_string()
    }

    fn data(&self) -> String {
        format!("{}/data", self.path())
    }

    fn url(&self) -> String {
        format!("postgres://samenspel@127.0.0.1:{}/samenspel", self.port)
    }

    fn run(&self, program: &str, args: &[&str]) -> Result<()> {
        let path = self.binaries.join(program);
        let mut command = match self.as_user {
            Some(user) => {
                let mut command = Command::new("runuser");
                command.args(["-u", user, "--"]).arg(&path);
                command
            }
            None => Command::new(&path),
        };
        let status = command.args(args).current_dir("/").stdout(Stdio::null()).stderr(Stdio::null()).status()?;
        ensure!(status.success(), "{program} failed");
        Ok(())
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let data = self.data();
        // Nothing of it is needed any more.
        let _ = self.run("pg_ctl", &["-D", &data, "-m", "immediate", "stop"]);
    }
}

fn binaries() -> Result<PathBuf> {
    let mut versions: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .context("PostgreSQL is not installed in /usr/lib/postgresql")?
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .filter(|path| is_there(path))
        .collect();
    versions.sort();
    versions.pop().context("no initdb below /usr/lib/postgresql")
}

fn is_there(path: &Path) -> bool {
    path.join("initdb").is_file()
}
