//! The settings of the program: defaults < file < environment < flags. This table is the documentation of them all
//! (`samenspel serve --help` prints it).

use anyhow::{Context, Result};
use civic::app::Tiles;
use platform::web::load;
use serde::Deserialize;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;
use voting::service::log::heads::HeadsTo;

/// What can be set. A flag wins over the environment, that over the file, that over the default.
#[derive(Debug, Clone, Default, clap::Args, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// A TOML file with these settings, by the names of the flags with `_` for `-`
    #[arg(long, global = true, env = "SAMENSPEL_CONFIG", value_name = "FILE")]
    #[serde(skip)]
    pub config: Option<PathBuf>,

    /// Folder of database, files, mails and master secret [default: data]
    #[arg(long, global = true, env = "SAMENSPEL_DATA", value_name = "FOLDER")]
    pub data: Option<PathBuf>,

    /// PostgreSQL, e.g. postgres://user:password@host/name; without it the embedded database is used
    #[arg(long, global = true, env = "DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub database_url: Option<String>,

    /// Address and port to listen on [default: 127.0.0.1:8080]
    #[arg(long, global = true, env = "SAMENSPEL_LISTEN", value_name = "ADDRESS")]
    pub listen: Option<SocketAddr>,

    /// Residents reach the site by https, through a proxy in front [default: false]
    #[arg(long, global = true, env = "SAMENSPEL_HTTPS", num_args = 0..=1, default_missing_value = "true")]
    pub https: Option<bool>,

    /// Networks of the proxies whose X-Forwarded-For is believed, e.g. 10.0.0.0/8 [default: none]
    #[arg(long, global = true, env = "SAMENSPEL_TRUSTED_PROXIES", value_delimiter = ',', value_name = "NETWORK")]
    pub trusted_proxies: Option<Vec<String>>,

    /// Other sites whose pages may use the API, e.g. https://data.example.nl [default: none]
    #[arg(long, global = true, env = "SAMENSPEL_CORS_ORIGINS", value_delimiter = ',', value_name = "ORIGIN")]
    pub cors_origins: Option<Vec<String>>,

    /// Pictures of streets below maps, loaded after a click: an https:// address with {z}, {x} and {y}, or none [default: the
    /// Dutch base map of PDOK]
    #[arg(long, global = true, env = "SAMENSPEL_TILES", value_name = "URL")]
    pub tiles: Option<String>,

    /// Whose those pictures are, as has to be told on the map [default: Kaart: Kadaster (BRT, CC BY 4.0)]
    #[arg(long, global = true, env = "SAMENSPEL_TILES_CREDIT", value_name = "WORDS")]
    pub tiles_credit: Option<String>,

    /// The master secret, 32 bytes in hex or base64; without it the file `secret` in the data folder, made at first start
    #[arg(long, global = true, env = "SAMENSPEL_SECRET", value_name = "SECRET", hide_env_values = true)]
    pub secret: Option<String>,

    /// Mail server, e.g. smtps://user:password@mail.example.nl; without it mails become files in the data folder
    #[arg(long, global = true, env = "SAMENSPEL_SMTP_URL", value_name = "URL", hide_env_values = true)]
    pub smtp_url: Option<String>,

    /// Sender of mails [default: samenspel@localhost]
    #[arg(long, global = true, env = "SAMENSPEL_MAIL_FROM", value_name = "ADDRESS")]
    pub mail_from: Option<String>,

    /// Bucket of S3 for files, for a program that was built with the feature s3; without it files lie in the data folder
    #[arg(long, global = true, env = "SAMENSPEL_S3_BUCKET", value_name = "NAME")]
    pub s3_bucket: Option<String>,

    /// Address of the S3 server, unless it is Amazon's
    #[arg(long, global = true, env = "SAMENSPEL_S3_ENDPOINT", value_name = "URL")]
    pub s3_endpoint: Option<String>,

    /// Region of the bucket [default: eu-west-1]
    #[arg(long, global = true, env = "SAMENSPEL_S3_REGION", value_name = "NAME")]
    pub s3_region: Option<String>,

    /// Name of the key to the bucket
    #[arg(long, global = true, env = "AWS_ACCESS_KEY_ID", value_name = "KEY")]
    pub s3_access_key: Option<String>,

    /// The key to the bucket
    #[arg(long, global = true, env = "AWS_SECRET_ACCESS_KEY", value_name = "KEY", hide_env_values = true)]
    pub s3_secret_key: Option<String>,

    /// Malware scanner for files that people send: host and port of a clamd, e.g. 127.0.0.1:3310 [default: none]
    #[arg(long, global = true, env = "SAMENSPEL_CLAMD", value_name = "ADDRESS")]
    pub clamd: Option<String>,

    /// Service that knows where addresses are, with {text} where the text goes; it answers as PDOK's Locatieserver, as
    /// Nominatim or with GeoJSON [default: none]
    #[arg(long, global = true, env = "SAMENSPEL_GEOCODE_URL", value_name = "URL")]
    pub geocode_url: Option<String>,

    /// File to which each signed head of a vote's log is appended as a line of JSON, best on another machine's disk
    /// [default: none]
    #[arg(long, global = true, env = "SAMENSPEL_HEADS_FILE", value_name = "FILE")]
    pub heads_file: Option<PathBuf>,

    /// Address to which each signed head of a vote's log is sent as JSON by POST [default: none]
    #[arg(long, global = true, env = "SAMENSPEL_HEADS_URL", value_name = "URL")]
    pub heads_url: Option<String>,

    /// How many reads of the database run at once [default: 8]
    #[arg(long, global = true, env = "SAMENSPEL_READERS", value_name = "NUMBER")]
    pub readers: Option<usize>,

    /// Largest size of the embedded database, in pages of 4 KiB [default: no limit]
    #[arg(long, global = true, env = "SAMENSPEL_MAX_PAGES", value_name = "NUMBER")]
    pub max_pages: Option<u32>,

    /// How many requests are at work at once; what comes when that is reached waits, and is then told to come back in a
    /// moment; 0 for no limit [default: 256]
    #[arg(long, global = true, env = "SAMENSPEL_MAX_REQUESTS", value_name = "NUMBER")]
    pub max_requests: Option<usize>,

    /// How many seconds whoever opens a page then waits; twice as long who sends something, four times who votes
    /// [default: 2]
    #[arg(long, global = true, env = "SAMENSPEL_MAX_WAIT", value_name = "SECONDS")]
    pub max_wait: Option<f64>,

    /// What to log: error, warn, info or debug [default: info]
    #[arg(long, global = true, env = "SAMENSPEL_LOG", value_name = "LEVEL")]
    pub log: Option<String>,

    /// Log lines as JSON [default: false]
    #[arg(long, global = true, env = "SAMENSPEL_LOG_JSON", num_args = 0..=1, default_missing_value = "true")]
    pub log_json: Option<bool>,
}

/// The settings in force.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Folder of database, files, mails and master secret.
    pub data: PathBuf,
    /// PostgreSQL, or none.
    pub database_url: Option<String>,
    /// Address and port.
    pub listen: SocketAddr,
    /// Whether residents use https.
    pub https: bool,
    /// Believed proxies.
    pub trusted_proxies: Vec<ipnet::IpNet>,
    /// Sites that may use the API.
    pub cors_origins: Vec<String>,
    /// Pictures of streets below maps, or none.
    pub tiles: Option<Tiles>,
    /// The master secret, unless it is in its file.
    pub secret: Option<String>,
    /// Mail server, or none.
    pub smtp_url: Option<String>,
    /// Sender of mails.
    pub mail_from: String,
    /// Bucket for files, or none.
    pub s3: Option<platform::files::S3>,
    /// Malware scanner, or none.
    pub clamd: Option<String>,
    /// Service for addresses, or none.
    pub geocode_url: Option<String>,
    /// Where signed heads of the logs of votes go besides our own pages.
    pub heads: HeadsTo,
    /// Reads at once.
    pub readers: usize,
    /// Largest size of the embedded database.
    pub max_pages: Option<u32>,
    /// How much is done at once.
    pub load: load::Limits,
    /// What to log.
    pub log: String,
    /// Log lines as JSON.
    pub log_json: bool,
}

impl Options {
    /// The settings in force: what was given, else what the file says, else the defaults.
    ///
    /// # Errors
    /// When the file cannot be read or has an unknown or wrong setting.
    pub fn resolve(self) -> Result<Settings> {
        let file = match &self.config {
            Some(path) => from_file(path)?,
            None => Options::default(),
        };
        let networks = self.trusted_proxies.or(file.trusted_proxies).unwrap_or_default();
        let trusted_proxies = networks
            .iter()
            .map(|net| net.parse().with_context(|| format!("trusted-proxies: {net} is not a network like 10.0.0.0/8")))
            .collect::<Result<_>>()?;
        let bucket = self.s3_bucket.or(file.s3_bucket).filter(|bucket| !bucket.is_empty());
        let s3 = bucket.map(|bucket| platform::files::S3 {
            bucket,
            endpoint: self.s3_endpoint.or(file.s3_endpoint).filter(|url| !url.is_empty()),
            region: self.s3_region.or(file.s3_region).unwrap_or_else(|| "eu-west-1".into()),
            access_key: self.s3_access_key.or(file.s3_access_key).unwrap_or_default(),
            secret_key: self.s3_secret_key.or(file.s3_secret_key).unwrap_or_default(),
        });
        Ok(Settings {
            s3,
            data: self.data.or(file.data).unwrap_or_else(|| "data".into()),
            database_url: self.database_url.or(file.database_url).filter(|url| !url.is_empty()),
            listen: self.listen.or(file.listen).unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080))),
            https: self.https.or(file.https).unwrap_or(false),
            trusted_proxies,
            cors_origins: self.cors_origins.or(file.cors_origins).unwrap_or_default(),
            tiles: tiles(self.tiles.or(file.tiles), self.tiles_credit.or(file.tiles_credit))?,
            secret: self.secret.or(file.secret),
            smtp_url: self.smtp_url.or(file.smtp_url),
            mail_from: self.mail_from.or(file.mail_from).unwrap_or_else(|| "samenspel@localhost".into()),
            clamd: self.clamd.or(file.clamd).filter(|address| !address.is_empty()),
            geocode_url: self.geocode_url.or(file.geocode_url).filter(|url| !url.is_empty()),
            heads: heads(self.heads_file.or(file.heads_file), self.heads_url.or(file.heads_url))?,
            readers: self.readers.or(file.readers).unwrap_or(8),
            max_pages: self.max_pages.or(file.max_pages),
            load: load(self.max_requests.or(file.max_requests), self.max_wait.or(file.max_wait))?,
            log: self.log.or(file.log).unwrap_or_else(|| "info".into()),
            log_json: self.log_json.or(file.log_json).unwrap_or(false),
        })
    }
}

fn heads(file: Option<PathBuf>, url: Option<String>) -> Result<HeadsTo> {
    let url = url.filter(|url| !url.is_empty());
    if let Some(wrong) = url.as_ref().filter(|url| !url.starts_with("https://") && !url.starts_with("http://")) {
        anyhow::bail!("heads-url: {wrong} is not an address like https://heads.example.nl");
    }
    Ok(HeadsTo { file: file.filter(|file| !file.as_os_str().is_empty()), url })
}

/// The longest wait: a request of any kind ends within a minute.
const LONGEST_WAIT: f64 = 10.0;

fn load(at_once: Option<usize>, wait: Option<f64>) -> Result<load::Limits> {
    let usual = load::Limits::default();
    let wait = match wait {
        None => usual.wait,
        Some(seconds) if (0.0..=LONGEST_WAIT).contains(&seconds) => Duration::from_secs_f64(seconds),
        Some(seconds) => anyhow::bail!("max-wait: {seconds} is not a number of seconds from 0 to {LONGEST_WAIT}"),
    };
    Ok(load::Limits { at_once: at_once.unwrap_or(usual.at_once), wait })
}

/// The base map of the Dutch key register of topography, which anybody may use.
const TILES: &str = "https://service.pdok.nl/brt/achtergrondkaart/wmts/v2_0/standaard/EPSG:3857/{z}/{x}/{y}.png";
/// Whose it is.
const TILES_CREDIT: &str = "Kaart: Kadaster (BRT, CC BY 4.0)";

fn tiles(address: Option<String>, credit: Option<String>) -> Result<Option<Tiles>> {
    let address = address.as_deref().unwrap_or(TILES);
    if address.is_empty() || address == "none" {
        return Ok(None);
    }
    let tiles = Tiles::new(address, credit.as_deref().unwrap_or(TILES_CREDIT));
    tiles
        .map(Some)
        .with_context(|| format!("tiles: {address} is not an address like https://host/{{z}}/{{x}}/{{y}}.png"))
}

fn from_file(path: &Path) -> Result<Options> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    toml::from_str(&text).with_context(|| format!("in {}", path.display()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_flag_wins_over_the_file_and_the_file_over_the_default() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("samenspel.toml");
        std::fs::write(&file, "readers = 3\nhttps = true\n").unwrap();
        let options = Options { config: Some(file), https: Some(false), ..Options::default() };
        let settings = options.resolve().unwrap();
        assert_eq!((settings.readers, settings.https, settings.listen.port()), (3, false, 8080));
    }

    #[test]
    fn tiles_are_the_dutch_base_map_another_or_none() {
        let of = |tiles: Option<&str>| Options { tiles: tiles.map(str::to_owned), ..Options::default() }.resolve();
        assert_eq!(of(None).unwrap().tiles.unwrap().host(), "service.pdok.nl");
        assert_eq!(of(Some("https://t.example/{z}/{x}/{y}.png")).unwrap().tiles.unwrap().host(), "t.example");
        assert_eq!(of(Some("none")).unwrap().tiles, None);
        assert!(of(Some("http://t.example/{z}/{x}/{y}.png")).is_err());
    }

    #[test]
    fn how_much_is_done_at_once_has_bounds() {
        let of = |wait| Options { max_requests: Some(9), max_wait: Some(wait), ..Options::default() }.resolve();
        assert_eq!(of(0.5).unwrap().load, load::Limits { at_once: 9, wait: Duration::from_millis(500) });
        assert_eq!(Options::default().resolve().unwrap().load, load::Limits::default());
        for bad in [-1.0, 10.5, f64::NAN, f64::INFINITY] {
            assert!(format!("{:#}", of(bad).unwrap_err()).contains("max-wait"), "{bad}");
        }
    }

    #[test]
    fn an_unknown_setting_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("samenspel.toml");
        std::fs::write(&file, "reders = 3\n").unwrap();
        let error = Options { config: Some(file), ..Options::default() }.resolve().unwrap_err();
        assert!(format!("{error:#}").contains("reders"));
    }
}
