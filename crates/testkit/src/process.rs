//! The shipped program as a process of its own, on a folder and a database of its own, and visitors who talk HTTP with it.

use crate::browser::{Answer, factor_code};
use crate::database::{Kind, make_postgres};
use http::{HeaderMap, HeaderName, HeaderValue};
use samenspel::settings::{Options, Settings};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

/// How long an answer may take on a machine that has much to do.
const PATIENCE: Duration = Duration::from_secs(60);

/// Where a program runs: a data folder and a database, both empty at first.
pub struct Place {
    binary: PathBuf,
    folder: TempDir,
    more: Vec<(String, String)>,
    /// The address of the PostgreSQL database; none for the embedded one.
    pub url: Option<String>,
}

/// What a command of the program did.
#[derive(Debug)]
pub struct Ran {
    /// Whether it ended with 0.
    pub fine: bool,
    /// The code with which it ended; none when it was killed.
    pub code: Option<i32>,
    /// What it printed.
    pub out: String,
    /// What it said on standard error.
    pub err: String,
}

impl Ran {
    /// What it printed, as JSON.
    ///
    /// # Panics
    /// When it went wrong, or printed something else.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        assert!(self.fine, "{}", self.err);
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}", self.out))
    }
}

impl Place {
    /// A fresh one. `binary` is the program: `env!("CARGO_BIN_EXE_samenspel")`.
    ///
    /// # Panics
    /// When there is no folder or database to be had.
    pub async fn new(binary: &str, kind: Kind) -> Self {
        let url = match kind {
            Kind::Sqlite => None,
            Kind::Postgres => Some(make_postgres().await),
        };
        let folder = tempfile::tempdir().expect("a temporary folder");
        Place { binary: binary.into(), folder, more: Vec::new(), url }
    }

    /// Sets a variable for every command from now on, e.g. `SAMENSPEL_SMTP_URL`.
    pub fn set(&mut self, name: &str, value: &str) {
        self.more.push((name.to_owned(), value.to_owned()));
    }

    /// The data folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The settings of the program here, for a look from the test's own process.
    ///
    /// # Panics
    /// Never: they are sound.
    #[must_use]
    pub fn settings(&self) -> Settings {
        let (data, database_url) = (Some(self.folder.path().to_owned()), self.url.clone());
        Options { data, database_url, ..Options::default() }.resolve().expect("sound settings")
    }

    /// A command of the program, to be run here. Nothing of the test's own settings comes along.
    #[must_use]
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(&self.binary);
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("SAMENSPEL_")) {
            command.env_remove(name);
        }
        command.args(args).env("SAMENSPEL_DATA", self.folder.path()).env_remove("DATABASE_URL");
        if let Some(url) = &self.url {
            command.env("DATABASE_URL", url);
        }
        command.envs(self.more.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Runs a command of the program.
    ///
    /// # Panics
    /// When it cannot be started.
    #[must_use]
    pub fn run(&self, args: &[&str]) -> Ran {
        let done = self.command(args).output().expect("the program");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
        Ran { fine: done.status.success(), code: done.status.code(), out: text(done.stdout), err: text(done.stderr) }
    }

    /// Serves the site on a free port, until the answer is dropped.
    ///
    /// # Panics
    /// When it does not start; what it said is in the message.
    #[must_use]
    pub fn serve(&self) -> Served {
        let log = self.folder.path().join("serve.log");
        let mut child = self
            .command(&["serve", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(std::fs::File::create(&log).expect("a log"))
            .spawn()
            .expect("the program");
        let mut line = String::new();
        let stdout = child.stdout.take().expect("its output");
        BufReader::new(stdout).read_line(&mut line).expect("its address");
        let address = line.trim().rsplit('/').next().and_then(|address| address.parse().ok());
        let said = || std::fs::read_to_string(&log).unwrap_or_default();
        let address = address.unwrap_or_else(|| panic!("it does not serve: {line}{}", said()));
        Served { child, address }
    }
}

/// A running server; ended when dropped.
pub struct Served {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Served {
    /// Somebody who visits the site of `localhost`.
    #[must_use]
    pub fn visitor(&self) -> Visitor {
        Visitor { address: self.address, host: "localhost".into(), cookies: BTreeMap::new() }
    }

    /// The number of its process.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Signs in with a link of `admin-link`, second factor and all.
    ///
    /// # Panics
    /// When it cannot.
    #[must_use]
    pub fn operator(&self, place: &Place) -> Visitor {
        let made = place.run(&["admin-link", "--host", "localhost", "--json"]).json();
        let link = made["link"].as_str().expect("a link");
        let path = &link[link.find("/setup/").expect("a path")..];
        let mut visitor = self.visitor();
        let done = visitor.post(path, &[("email", "beheer@voorbeeldstad.example")]);
        assert_eq!(done.status, 303, "{}", done.text);
        let page = visitor.get("/sign-in/factor");
        let code = factor_code(&page.text, platform::clock::Clock::system().now());
        let shown = visitor.post("/sign-in/factor", &[("code", &code)]);
        assert!(matches!(shown.status, 200 | 303), "{}", shown.text);
        visitor
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Somebody with a browser: one request at a time over a connection of its own, cookies kept.
#[derive(Clone)]
pub struct Visitor {
    address: SocketAddr,
    host: String,
    /// Cookies by name.
    pub cookies: BTreeMap<String, String>,
}

impl Visitor {
    /// Opens an address.
    pub fn get(&mut self, path: &str) -> Answer {
        self.send("GET", path, "", "")
    }

    /// Sends a form, as a page of this site does.
    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.send("POST", path, "application/x-www-form-urlencoded", &body)
    }

    /// Sends JSON.
    pub fn json(&mut self, path: &str, body: &serde_json::Value) -> Answer {
        self.send("POST", path, "application/json", &body.to_string())
    }

    /// As [`Visitor::json`], with the error when no whole answer comes: the server may be ended meanwhile.
    ///
    /// # Errors
    /// When the connection fails or ends too early.
    pub fn try_json(&mut self, path: &str, body: &serde_json::Value) -> std::io::Result<Answer> {
        self.try_send("POST", path, "application/json", &body.to_string())
    }

    fn send(&mut self, method: &str, path: &str, kind: &str, body: &str) -> Answer {
        self.try_send(method, path, kind, body).unwrap_or_else(|error| panic!("{method} {path}: {error}"))
    }

    fn try_send(&mut self, method: &str, path: &str, kind: &str, body: &str) -> std::io::Result<Answer> {
        let host = &self.host;
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut head =
            format!("{method} {path} HTTP/1.1\r\nhost: {host}\r\norigin: http://{host}\r\nconnection: close\r\n");
        if !cookies.is_empty() {
            head += &format!("cookie: {}\r\n", cookies.join("; "));
        }
        if !kind.is_empty() {
            head += &format!("content-type: {kind}\r\ncontent-length: {}\r\n", body.len());
        }
        let mut stream = TcpStream::connect(self.address)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.write_all(format!("{head}\r\n{body}").as_bytes())?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        let answer = parse(&bytes).ok_or_else(|| std::io::Error::other("no whole answer"))?;
        for cookie in answer.headers.get_all("set-cookie") {
            let line = cookie.to_str().unwrap_or_default();
            crate::browser::keep(&mut self.cookies, line);
        }
        Ok(answer)
    }
}

/// An answer with a length; the program sends no other to somebody who takes no compression.
fn parse(bytes: &[u8]) -> Option<Answer> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&bytes[..end]).ok()?;
    let mut lines = head.split("\r\n");
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let mut headers = HeaderMap::new();
    for line in lines {
        let (name, value) = line.split_once(": ")?;
        headers.append(HeaderName::try_from(name).ok()?, HeaderValue::try_from(value).ok()?);
    }
    let body = &bytes[end + 4..];
    let length: Option<usize> = headers.get("content-length").and_then(|value| value.to_str().ok()?.parse().ok());
    let whole = length.is_none_or(|length| length == body.len());
    let bytes = axum::body::Bytes::copy_from_slice(body);
    whole.then(|| Answer { status, headers, text: String::from_utf8_lossy(body).into_owned(), bytes })
}
