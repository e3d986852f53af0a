//! The running program: services, features and routes, wired together.

use crate::settings::Settings;
use anyhow::{Context, Result};
use axum::Router;
use axum::extract::{Path, State};
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use civic::app::{Parts, SiteSettings, Tiles};
use civic::block::Registry;
use civic::feature::{Manifest, Mounted};
use civic::route::{Access, Routes};
use civic::{App, busy, context};
use http::{HeaderMap, HeaderValue, Method, header};
use platform::clock::Clock;
use platform::db::{Db, DbSettings, Migration, Sql};
use platform::error::Common;
use platform::files::Files;
use platform::geocode::Geocoder;
use platform::i18n::{Lang, Texts};
use platform::ids::Random;
use platform::jobs::{JobKind, Runner};
use platform::log::SealLog;
use platform::mail::Mailer;
use platform::scan::Scanner;
use platform::secrets::MasterSecret;
use platform::web::load::{self, Gate};
use platform::web::{assets::Assets, compress, response, security};
use proposals::Plans;
use std::sync::Arc;
use tower::Layer;
use voting::Voting;
use voting::service::log::heads::HeadsTo;

/// Everything that runs.
pub struct Program {
    /// The services.
    pub app: App,
    /// The vote.
    pub voting: Voting,
    /// The kinds of blocks.
    pub registry: Registry,
    /// What serves requests.
    pub router: Router,
    /// What lets them in, as many as can be served at once.
    pub gate: Gate,
    /// Each route with who may use it, for the test that walks them all.
    pub routes: Vec<(Method, &'static str, Access)>,
    /// What does the jobs.
    pub runner: Runner,
    /// The description of the API.
    pub api: utoipa::openapi::OpenApi,
}

/// What the program stands on; tests set their own.
pub struct Ground {
    /// The database.
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
    /// Mail.
    pub mailer: Mailer,
    /// Whether residents use https.
    pub https: bool,
    /// The port in the addresses of the site, unless a proxy stands in front.
    pub port: Option<u16>,
    /// Believed proxies.
    pub proxies: Vec<ipnet::IpNet>,
    /// Sites that may use the API.
    pub origins: Vec<String>,
    /// Where the pictures of streets below a map come from.
    pub tiles: Option<Tiles>,
    /// Where signed heads of the logs of votes go besides our own pages.
    pub heads: HeadsTo,
    /// How much is done at once.
    pub load: load::Limits,
}

/// What features are mounted on.
struct Wired<'p> {
    app: &'p App,
    plans: &'p Plans,
    voting: &'p Voting,
}

/// What a feature tells before anything runs, and what it adds to the running program.
type Feature = (fn() -> Manifest, fn(&Wired<'_>) -> Mounted);

/// The features, one line each. The site around their blocks, `pages`, comes after them: it shows what they add.
const FEATURES: &[Feature] = &[
    (civic::manifest, |wired| civic::mount(wired.app)),
    (proposals::manifest, |wired| proposals::mount(wired.plans)),
    (voting::manifest, |wired| voting::mount(wired.voting)),
];

/// What each feature tells before anything runs.
#[must_use]
pub fn manifests() -> Vec<Manifest> {
    FEATURES.iter().map(|(manifest, _)| manifest()).chain([pages::manifest()]).collect()
}

/// All migrations, of all features.
#[must_use]
pub fn migrations() -> Vec<Migration> {
    let mut all = platform::migrations();
    all.extend(manifests().into_iter().flat_map(|manifest| manifest.migrations));
    all
}

/// All statements, for the test that prepares each on both databases.
#[must_use]
pub fn statements() -> Vec<&'static Sql> {
    let of_features = manifests().into_iter().flat_map(|manifest| manifest.statements);
    platform::statements().into_iter().chain(of_features).flatten().copied().collect()
}

/// All texts, in all languages.
///
/// # Errors
/// When a text file is not Fluent, or two define one key.
pub fn texts() -> Result<Arc<Texts>> {
    let mut files: Vec<(Lang, &'static str)> = platform::i18n::LOCALES.to_vec();
    files.extend(manifests().into_iter().flat_map(|manifest| manifest.texts));
    Texts::build(&files).context("the texts of the program")
}

impl Ground {
    /// From the settings: opens database, files and secret; makes what is not there yet.
    ///
    /// # Errors
    /// When one of them cannot be opened, with a sentence for the operator.
    pub fn from_settings(settings: &Settings) -> Result<Self> {
        std::fs::create_dir_all(&settings.data)
            .with_context(|| format!("cannot make the folder {}", settings.data.display()))?;
        let random = Random::system();
        let secrets = match &settings.secret {
            Some(text) => MasterSecret::from_text(text).context("the setting secret")?,
            None => {
                MasterSecret::from_file(&settings.data.join("secret"), &random).context("the file of the secret")?
            }
        };
        Ok(Ground {
            db: Db::open(&db_settings(settings)).context("the database")?,
            clock: Clock::system(),
            random,
            secrets,
            files: files(settings)?,
            scanner: settings.clamd.as_deref().map(Scanner::clamd),
            geocoder: settings.geocode_url.as_deref().map(Geocoder::new).transpose().context("geocode-url")?,
            mailer: match &settings.smtp_url {
                Some(url) => Mailer::smtp(url, &settings.mail_from).context("the mail server")?,
                None => Mailer::folder(&settings.data.join("mail"), &settings.mail_from).context("the mail folder")?,
            },
            https: settings.https,
            port: Some(settings.listen.port()).filter(|port| *port > 0 && settings.trusted_proxies.is_empty()),
            proxies: settings.trusted_proxies.clone(),
            origins: settings.cors_origins.clone(),
            tiles: settings.tiles.clone(),
            heads: settings.heads.clone(),
            load: settings.load,
        })
    }
}

/// Where files are, by the settings.
fn files(settings: &Settings) -> Result<Files> {
    match &settings.s3 {
        None => Files::in_folder(&settings.data.join("files")).context("the folder of files"),
        #[cfg(feature = "s3")]
        Some(access) => Files::in_bucket(access).context("the bucket of files"),
        #[cfg(not(feature = "s3"))]
        Some(_) => {
            anyhow::bail!("s3-bucket is set, but this program was built without S3: build it with `--features s3`")
        }
    }
}

/// Where the database is, by the settings.
#[must_use]
pub fn db_settings(settings: &Settings) -> DbSettings {
    DbSettings {
        url: settings.database_url.clone(),
        file: settings.data.join("samenspel.db"),
        readers: settings.readers,
        max_pages: settings.max_pages,
    }
}

impl Program {
    /// Wires everything. The database has been migrated.
    ///
    /// # Errors
    /// When the texts or the description of the API do not fit together.
    pub fn build(ground: Ground) -> Result<Self> {
        let mut guard =
            security::Guard::new(ground.https, ground.proxies.clone(), ground.origins.clone(), ground.random.bytes());
        if let Some(tiles) = &ground.tiles {
            guard = guard.with_pictures_from(&tiles.origin());
        }
        let app = App::new(Parts {
            db: ground.db.clone(),
            clock: ground.clock.clone(),
            random: ground.random.clone(),
            secrets: ground.secrets,
            files: ground.files,
            scanner: ground.scanner,
            geocoder: ground.geocoder,
            texts: texts()?,
            assets: Assets::load(),
            site: SiteSettings { https: ground.https, port: ground.port, tiles: ground.tiles },
        });
        let voting = Voting::new(&app, Arc::new(crate::plans::PlansOfProject::new(app.clone())));
        voting.send_heads_to(ground.heads);
        let plans = Plans::new(&app, Arc::new(crate::plans::RoundsOfPlans));
        let (mounted, registry) = mount(&Wired { app: &app, plans: &plans, voting: &voting });
        app.tell_arrivals(mounted.iter().flat_map(|feature| feature.arrivals.clone()).collect());
        let mut routes = Routes::new();
        let mut api = crate::api::description();
        let mut jobs: Vec<Arc<dyn JobKind>> = vec![
            Arc::new(SealLog { db: ground.db.clone(), clock: ground.clock.clone() }),
            Arc::new(crate::mails::SendMail { mailer: ground.mailer.clone() }),
            Arc::new(crate::mails::SendVoterMail { mailer: ground.mailer, voting: voting.clone() }),
            Arc::new(crate::mails::Sweep { app: app.clone() }),
        ];
        for feature in mounted {
            routes = routes.and(feature.routes);
            jobs.extend(feature.jobs);
            if let Some(part) = feature.api {
                api.merge(part);
            }
        }
        crate::api::tell_problems(&mut api);
        routes = routes.and(crate::api::routes(&api)?);
        let gate = Gate::new(ground.load);
        let list = routes.iter().map(|route| (route.method.clone(), route.path, route.access)).collect();
        let runner = Runner::new(ground.db, ground.clock, jobs);
        let router = serve(&app, guard, &gate, routes);
        Ok(Program { app, voting, registry, router, gate, routes: list, runner, api })
    }
}

/// Mounts each feature, and around them the site.
fn mount(wired: &Wired<'_>) -> (Vec<Mounted>, Registry) {
    let app = wired.app;
    let mut mounted: Vec<Mounted> = FEATURES.iter().map(|(_, mount)| mount(wired)).collect();
    let desk = mounted.iter().flat_map(|feature| feature.desk.clone()).collect();
    let news = mounted.iter().flat_map(|feature| feature.news.clone()).collect();
    let rules = mounted.iter().flat_map(|feature| feature.rules.clone()).collect();
    let blocks = mounted.iter().flat_map(|feature| feature.blocks.clone()).chain(pages::blocks(app, news, rules));
    let registry = Registry::new(blocks);
    mounted.push(pages::mount(app, &registry, desk));
    (mounted, registry)
}

/// The way of a request: guard → door → compress → facts → admission → route. Facts come before routing, because an address may
/// have a language in front.
fn serve(app: &App, guard: security::Guard, gate: &Gate, routes: Routes) -> Router {
    let first = routes.iter().filter(|route| route.first).map(|route| (route.method.clone(), route.path)).collect();
    let door = busy::Door::new(app, gate, first);
    let routed = routes
        .into_router()
        .fallback(|| async { response::fail(Common::NotFound.into()) })
        .method_not_allowed_fallback(|| async { response::fail(Common::WrongMethod.into()) });
    let admitted = middleware::from_fn_with_state(guard.clone(), security::admit).layer(routed);
    let established = middleware::from_fn_with_state(app.clone(), context::establish).layer(admitted);
    Router::new()
        .route("/assets/{*path}", get(asset))
        .route("/health", get(health))
        .with_state(app.clone())
        .fallback_service(established)
        .layer(middleware::from_fn(compress::compress))
        .layer(middleware::from_fn_with_state(door, busy::door))
        .layer(middleware::from_fn_with_state(guard, security::guard))
}

/// For monitors: 200 when the database answers, 503 when it does not.
async fn health(State(app): State<App>) -> Response {
    match app.db.read(|reader| civic::store::generation(reader, 0)).await {
        Ok(_) => "ok\n".into_response(),
        Err(error) => {
            tracing::error!(%error, "not healthy");
            (http::StatusCode::SERVICE_UNAVAILABLE, "the database is away\n").into_response()
        }
    }
}

async fn asset(State(app): State<App>, Path(path): Path<String>, headers: HeaderMap) -> Response {
    let mut response = app.assets.serve(&format!("/assets/{path}"), &headers).into_response();
    response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}
