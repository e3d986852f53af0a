//! The program's services, in one place that every feature is handed.

use crate::feature::Arrival;
use crate::model::Organisation;
use crate::store;
use platform::cache::{Generations, PageCache};
use platform::clock::Clock;
use platform::db::{Announcement, Db};
use platform::error::Error;
use platform::files::Files;
use platform::geocode::Geocoder;
use platform::i18n::{Lang, Texts};
use platform::ids::{self, Random};
use platform::images::Images;
use platform::limits::Limits;
use platform::scan::Scanner;
use platform::secrets::MasterSecret;
use platform::web::assets::Assets;
use std::collections::HashMap;
use std::ops::Deref;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};
use tokio::sync::broadcast;
use uuid::Uuid;

/// Settings that concern pages and addresses; the rest stays with the program.
#[derive(Debug, Clone, Default)]
pub struct SiteSettings {
    /// Whether residents reach the site by https (a proxy in front does the encryption).
    pub https: bool,
    /// The port in its addresses, where residents reach the program itself and not a proxy.
    pub port: Option<u16>,
    /// Where the pictures of streets below a map come from; without it maps show our own drawing only.
    pub tiles: Option<Tiles>,
}

impl SiteSettings {
    /// What stands before every path of a host: `https://meedoen.example.nl`, `http://localhost:8080`.
    #[must_use]
    pub fn origin(&self, host: &str) -> String {
        match (self.https, self.port) {
            (true, _) => format!("https://{host}"),
            (false, None | Some(80)) => format!("http://{host}"),
            (false, Some(port)) => format!("http://{host}:{port}"),
        }
    }
}

/// Pictures of streets from elsewhere. Browsers load them after their owner has asked for it, and from this host only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tiles {
    /// Their address, with `{z}`, `{x}` and `{y}`.
    pub address: String,
    /// Whose they are, as has to be told.
    pub credit: String,
}

impl Tiles {
    /// Tiles at an address. None if it is not `https://host/…{z}…{x}…{y}…`.
    #[must_use]
    pub fn new(address: &str, credit: &str) -> Option<Tiles> {
        let (host, path) = address.strip_prefix("https://")?.split_once('/')?;
        let is_host = !host.is_empty() && host.bytes().all(|b| b.is_ascii_alphanumeric() || b".-:".contains(&b));
        let plain = path.bytes().all(|b| b.is_ascii_graphic() && !b"\"'<>;,\\".contains(&b));
        let whole = ["{z}", "{x}", "{y}"].iter().all(|part| path.contains(part));
        (is_host && plain && whole).then(|| Tiles { address: address.into(), credit: credit.into() })
    }

    /// The host that they come from.
    #[must_use]
    pub fn host(&self) -> &str {
        self.address.split('/').nth(2).unwrap_or_default()
    }

    /// What browsers are told that pictures may come from.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("https://{}", self.host())
    }
}

/// The services. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Services>);

impl Deref for App {
    type Target = Services;

    fn deref(&self) -> &Services {
        &self.0
    }
}

/// What [`App`] holds.
pub struct Services {
    /// The database.
    pub db: Db,
    /// The clock.
    pub clock: Clock,
    /// Randomness.
    pub random: Random,
    /// The master secret, from which all keys come.
    pub secrets: MasterSecret,
    /// Files.
    pub files: Files,
    /// What makes pictures ready for pages.
    pub images: Images,
    /// What looks for malware in files, if the operator has it.
    pub scanner: Option<Scanner>,
    /// What knows where addresses are, if the operator has it.
    pub geocoder: Option<Geocoder>,
    /// Texts in all languages.
    pub texts: Arc<Texts>,
    /// Rate limits.
    pub limits: Limits,
    /// Pages made before.
    pub cache: PageCache,
    /// Which of them still hold.
    pub generations: Generations,
    /// Style sheets, scripts, icons, fonts.
    pub assets: Assets,
    /// Addresses.
    pub site: SiteSettings,
    /// What features do when somebody signs in.
    arrivals: OnceLock<Vec<Arc<dyn Arrival>>>,
    hosts: RwLock<HashMap<HostKey, Host>>,
    /// Raised when organisations are forgotten.
    epoch: AtomicU64,
    heard: Mutex<broadcast::Receiver<Announcement>>,
}

/// A host name, and the language of the texts.
type HostKey = (String, Option<Lang>);
/// What is known of it, since when (microseconds).
type Host = (Option<Arc<Organisation>>, i64);

/// How long an organisation is kept without asking again, in microseconds; announcements end it earlier.
const HOST_LIFE: i64 = 10_000_000;
/// How many host names are kept, real or made up.
const HOST_COUNT: usize = 2_000;

/// What [`App::new`] needs.
pub struct Parts {
    /// The database, migrated.
    pub db: Db,
    /// The clock.
    pub clock: Clock,
    /// Randomness.
    pub random: Random,
    /// The master secret.
    pub secrets: MasterSecret,
    /// Files.
    pub files: Files,
    /// What looks for malware in files.
    pub scanner: Option<Scanner>,
    /// What knows where addresses are.
    pub geocoder: Option<Geocoder>,
    /// Texts.
    pub texts: Arc<Texts>,
    /// Style sheets and scripts.
    pub assets: Assets,
    /// Addresses.
    pub site: SiteSettings,
}

impl App {
    /// Puts the services together.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        let limits = Limits::default();
        crate::ui::sprite_is_at(parts.assets.url("icons.svg"));
        let heard = parts.db.subscribe();
        App(Arc::new(Services {
            db: parts.db,
            clock: parts.clock,
            random: parts.random,
            secrets: parts.secrets,
            files: parts.files,
            images: Images::default(),
            scanner: parts.scanner,
            geocoder: parts.geocoder,
            texts: parts.texts,
            limits,
            cache: PageCache::default(),
            generations: Generations::default(),
            assets: parts.assets,
            site: parts.site,
            arrivals: OnceLock::new(),
            hosts: RwLock::new(HashMap::new()),
            epoch: AtomicU64::new(0),
            heard: Mutex::new(heard),
        }))
    }

    /// From now on these hear when somebody signs in. Features are mounted after the services are put together, so this
    /// comes later; it counts once.
    pub fn tell_arrivals(&self, arrivals: Vec<Arc<dyn Arrival>>) {
        self.arrivals.set(arrivals).ok();
    }

    /// What hears when somebody signs in.
    pub(crate) fn arrivals(&self) -> &[Arc<dyn Arrival>] {
        self.arrivals.get().map_or(&[], Vec::as_slice)
    }

    /// Takes in what commits have announced since the last time. A request does so before it believes anything that is
    /// kept, so whoever saved something sees it on the next page.
    fn hear(&self) {
        use tokio::sync::broadcast::error::TryRecvError;
        let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            match heard.try_recv() {
                Ok(Announcement { topic, body }) if topic == "generation" => {
                    let numbers = body.split_once(':').map(|(s, n)| (s.parse::<i64>(), n.parse::<i64>()));
                    if let Some((Ok(scope), Ok(number))) = numbers {
                        self.generations.raised(scope, number);
                    }
                }
                Ok(Announcement { topic, .. }) if topic == "organisation" => self.forget_hosts(),
                Ok(Announcement { topic, .. }) if topic != Announcement::GAP => {}
                // Something was missed.
                Ok(_) | Err(TryRecvError::Lagged(_)) => {
                    self.generations.forget();
                    self.forget_hosts();
                }
                Err(TryRecvError::Empty | TryRecvError::Closed) => return,
            }
        }
    }

    /// A new outer id that carries the time.
    #[must_use]
    pub fn uuid(&self) -> Uuid {
        ids::uuid_v7(&self.clock)
    }

    /// A new outer id that tells nothing: for persons, entitlements, drafts, ballots and receipts.
    #[must_use]
    pub fn uuid_random(&self) -> Uuid {
        ids::uuid_v4(&self.random)
    }

    /// The organisation behind a host name, in one of its languages.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn organisation(&self, host: &str, lang: Option<Lang>) -> Result<Option<Arc<Organisation>>, Error> {
        self.hear();
        let key = (host.to_owned(), lang);
        let (now, epoch) = (self.clock.now_micros(), self.epoch.load(Ordering::SeqCst));
        if let Some((known, at)) = self.hosts.read().unwrap_or_else(PoisonError::into_inner).get(&key)
            && now - at < HOST_LIFE
        {
            return Ok(known.clone());
        }
        let (host, code) = (host.to_owned(), lang.map_or("", Lang::code));
        let found = self.db.read(move |reader| store::organisation_by_host(reader, &host, code)).await;
        let found = found.map_err(Error::Db)?.map(Arc::new);
        let mut hosts = self.hosts.write().unwrap_or_else(PoisonError::into_inner);
        if hosts.len() >= HOST_COUNT {
            hosts.clear();
        }
        // What was read before somebody else changed it is not kept.
        if self.epoch.load(Ordering::SeqCst) == epoch {
            hosts.insert(key, (found.clone(), now));
        }
        Ok(found)
    }

    /// The organisation behind a host name as far as it is known by heart, however old that is: for whoever has to be told
    /// something without asking the database.
    #[must_use]
    pub fn organisation_by_heart(&self, host: &str) -> Option<Arc<Organisation>> {
        let hosts = self.hosts.read().unwrap_or_else(PoisonError::into_inner);
        hosts.get(&(host.to_owned(), None)).and_then(|(known, _)| known.clone())
    }

    fn forget_hosts(&self) {
        self.epoch.fetch_add(1, Ordering::SeqCst);
        self.hosts.write().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// The current number of a generation, from memory when it is fresh.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn generation(&self, scope: i64) -> Result<i64, Error> {
        self.hear();
        let db = self.db.clone();
        let now = self.clock.now_micros();
        self.generations
            .current(scope, now, || async move { Ok(db.read(move |r| store::generation(r, scope)).await?) })
            .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiles_come_from_one_host_by_https() {
        let tiles = Tiles::new("https://tiles.example.nl:8443/brt/{z}/{x}/{y}.png", "Kadaster");
        assert_eq!(tiles.map(|tiles| tiles.origin()).as_deref(), Some("https://tiles.example.nl:8443"));
        for bad in [
            "",
            "http://tiles.example.nl/{z}/{x}/{y}.png",
            "https://tiles.example.nl/{z}/{x}.png",
            "https:///{z}/{x}/{y}.png",
            "https://*/{z}/{x}/{y}.png",
            "https://a b/{z}/{x}/{y}.png",
            "https://a.nl; script-src */{z}/{x}/{y}.png",
            "https://a.nl/{z}/{x}/{y}.png; script-src *",
            "javascript:alert(1)/{z}/{x}/{y}",
        ] {
            assert_eq!(Tiles::new(bad, ""), None, "{bad}");
        }
    }
}
