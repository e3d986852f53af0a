//! A municipality to try things on: a fresh database of either kind, a clock that stands still, and a block that counts.

use axum::Router;
use axum::body::Body;
use axum::middleware;
use axum::response::Response;
use civic::app::{Parts, SiteSettings};
use civic::block::{Audience, BlockContext, BlockKind, Registry, Rendered, Rendering};
use civic::ids::OrganisationId;
use civic::model::{Project, ProjectState};
use civic::permission::Role;
use civic::service::{
    self, ActivityWindow, NewOrganisation, NewPhase, NewProject, OrganisationTexts, ProjectTexts, save_activity,
};
use civic::{Actor, App, Visitor, context};
use http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use jiff::Timestamp;
use maud::html;
use platform::clock::Clock;
use platform::error::{Common, Error};
use platform::files::Files;
use platform::i18n::{Lang, Texts};
use platform::ids::Random;
use platform::secrets::MasterSecret;
use platform::web::assets::Assets;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tempfile::TempDir;
use testkit::{Kind, TestDb};
use tower::{Layer, ServiceExt};

pub const HOST: &str = "voorbeeldstad.example";

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub fn texts() -> Arc<Texts> {
    let mut files = platform::i18n::LOCALES.to_vec();
    files.extend(civic::manifest().texts);
    files.extend(crate::manifest().texts);
    Texts::build(&files).unwrap()
}

/// Stands where plans stand in the program: reads a query and what follows the page, and counts how often it is made.
pub struct Counting {
    pub name: &'static str,
    pub made: Arc<AtomicUsize>,
}

impl BlockKind for Counting {
    fn name(&self) -> &'static str {
        self.name
    }

    fn default_settings(&self) -> Value {
        json!({})
    }

    fn check(&self, _: &Value) -> Result<(), String> {
        Ok(())
    }

    fn query(&self) -> &'static [&'static str] {
        &["page", "q", "seed"]
    }

    fn takes_rest(&self) -> bool {
        self.name == "plan"
    }

    fn seeded(&self, _: &Value, query: &BTreeMap<String, String>) -> bool {
        self.name == "plans-list" && !query.contains_key("q")
    }

    fn audience(&self, visitor: &Visitor) -> Audience {
        match self.name {
            "vote" if !visitor.cookies.is_empty() => Audience::Person,
            "plans-list" if visitor.actor.roles.any() => Audience::Roles,
            _ => Audience::Everyone,
        }
    }

    fn render<'a>(&'a self, context: &'a BlockContext<'a>, _: &'a Value) -> Rendering<'a> {
        Box::pin(async move {
            if context.rest == "999-weg" {
                return Err(Common::NotFound.into());
            }
            let made = self.made.fetch_add(1, Ordering::SeqCst) + 1;
            let query = context.query.iter().map(|(k, v)| format!("{k}={v}")).collect::<Vec<_>>().join("&");
            let signed = context.visitor.session.is_some();
            let known = !context.visitor.cookies.is_empty();
            Ok(Rendered::from(html! {
                p { "made " (made) " query [" (query) "] rest [" (context.rest) "] signed " (signed) " known " (known) }
            }))
        })
    }
}

/// A kind whose one setting was called `old` in its first version and is called `new` now.
struct Renamed;

impl BlockKind for Renamed {
    fn name(&self) -> &'static str {
        "renamed"
    }

    fn version(&self) -> u32 {
        2
    }

    fn check(&self, settings: &Value) -> Result<(), String> {
        settings.get("new").map(|_| ()).ok_or_else(|| "new is missing".into())
    }

    fn upgrade(&self, from: u32, settings: Value) -> Value {
        assert_eq!(from, 1, "only what is older is upgraded");
        json!({ "new": settings["old"] })
    }

    fn render<'a>(&'a self, _: &'a BlockContext<'a>, settings: &'a Value) -> Rendering<'a> {
        Box::pin(
            async move { Ok(Rendered::from(html! { p { "new: " (settings["new"].as_str().unwrap_or("none")) } })) },
        )
    }
}

/// The town.
pub struct Town {
    pub app: App,
    pub clock: Clock,
    pub registry: Registry,
    pub made: Arc<AtomicUsize>,
    pub organisation: OrganisationId,
    router: Router,
    _folder: TempDir,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: http::HeaderMap,
    pub text: String,
}

impl Town {
    /// Voorbeeldstad, in Dutch and English, on 1 March 2027 at noon.
    pub async fn new(kind: Kind) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::fixed(at("2027-03-01T11:00:00Z"));
        let db = TestDb::make(kind, folder.path()).await.db;
        let mut migrations = platform::migrations();
        migrations.extend(civic::manifest().migrations);
        db.migrate(migrations, clock.now()).await.unwrap();
        let app = App::new(Parts {
            db,
            clock: clock.clone(),
            random: Random::seeded(7),
            secrets: MasterSecret::from_bytes(std::array::from_fn(|place| u8::try_from(place * 7).unwrap())).unwrap(),
            files: Files::in_folder(&folder.path().join("files")).unwrap(),
            scanner: None,
            geocoder: None,
            texts: texts(),
            assets: Assets::load(),
            site: SiteSettings::default(),
        });
        let made = Arc::new(AtomicUsize::new(0));
        let counting = ["plans-list", "plan", "vote", "outcome"]
            .map(|name| Arc::new(Counting { name, made: Arc::clone(&made) }) as Arc<dyn BlockKind>);
        let kinds = crate::blocks(&app, Vec::new(), Vec::new()).into_iter().chain(counting);
        let registry = Registry::new(kinds.chain([Arc::new(Renamed) as Arc<dyn BlockKind>]));
        let routes = crate::mount(&app, &registry, Vec::new()).routes;
        let routed = routes
            .into_router()
            .fallback(|| async { platform::web::response::fail(Common::NotFound.into()) })
            .method_not_allowed_fallback(|| async { platform::web::response::fail(Common::WrongMethod.into()) });
        let established = middleware::from_fn_with_state(app.clone(), context::establish).layer(routed);
        let router = Router::new().fallback_service(established);
        let organisation = organisation(&app, "voorbeeldstad", HOST, "Gemeente Voorbeeldstad").await;
        crate::defaults::organisation_pages(&app, &registry, &Actor::system(organisation)).await.unwrap();
        Town { app, clock, registry, made, organisation, router, _folder: folder }
    }

    pub fn actor(&self) -> Actor {
        Actor::system(self.organisation)
    }

    /// A project with its pages: a collect phase that is over, a vote from 15 February to 3 March.
    pub async fn project(&self, title: &str) -> Project {
        let texts =
            ProjectTexts { title: title.into(), summary: "Verdeel het geld.".into(), ..ProjectTexts::default() };
        let new = NewProject { slug: None, texts };
        let project = service::create_project(&self.app, &self.actor(), new).await.unwrap();
        crate::defaults::project_pages(&self.app, &self.registry, &self.actor(), &project).await.unwrap();
        for (title, from, to) in [
            ("Plannen insturen", "2026-09-15T07:00:00Z", "2026-11-01T23:00:00Z"),
            ("Stemmen", "2027-02-15T08:00:00Z", "2027-03-03T11:00:00Z"),
        ] {
            let phase = NewPhase {
                title: title.into(),
                description: String::new(),
                starts_at: at(from),
                ends_at: Some(at(to)),
            };
            service::add_phase(&self.app, &self.actor(), &project, phase).await.unwrap();
        }
        let (app, organisation, id) = (self.app.clone(), self.organisation, project.id);
        let window = ActivityWindow {
            uuid: None,
            phase: None,
            kind: "vote",
            subject: "round".into(),
            opens_at: at("2027-02-15T08:00:00Z"),
            closes_at: at("2027-03-03T11:00:00Z"),
            settings: json!({}),
        };
        let save = move |tx: &mut platform::db::Tx<'_>| save_activity(&app, tx, organisation, id, &window);
        self.app.db.write::<_, Error, _>(save).await.unwrap();
        project
    }

    /// The same, on the site.
    pub async fn published(&self, title: &str) -> Project {
        let project = self.project(title).await;
        service::set_project_state(&self.app, &self.actor(), &project, ProjectState::Published).await.unwrap();
        project
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response: Response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        Answer { status: parts.status, headers: parts.headers, text: String::from_utf8_lossy(&bytes).into_owned() }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.get_with(path, "").await
    }

    pub async fn get_with(&self, path: &str, cookie: &str) -> Answer {
        self.send(
            Request::get(path).header(header::HOST, HOST).header(header::COOKIE, cookie).body(Body::empty()).unwrap(),
        )
        .await
    }

    /// Sends a form as somebody.
    pub async fn post(&self, path: &str, cookie: &str, fields: &[(&str, &str)]) -> Answer {
        let encode = platform::web::query::encode;
        let body = fields.iter().map(|(k, v)| format!("{}={}", encode(k), encode(v))).collect::<Vec<_>>().join("&");
        let request = Request::post(path)
            .header(header::HOST, HOST)
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body));
        self.send(request.unwrap()).await
    }

    /// The cookie of somebody with a role in all of the organisation, or in one project; second factor shown.
    pub async fn staff(&self, role: Role, project: Option<&Project>) -> String {
        use platform::params;
        use sha2::{Digest, Sha256};
        let token = format!("token-{}-{}", role.code(), project.map_or("", |p| p.slug.as_str()));
        let email = format!("{token}@voorbeeldstad.example");
        let hash: [u8; 32] = Sha256::digest(token.as_bytes()).into();
        let scope = project.map(|project| project.id);
        service::give_role(&self.app, &self.actor(), email.clone(), role, scope).await.unwrap();
        let (organisation, now) = (self.organisation, self.clock.now());
        let far = at("2030-01-01T00:00:00Z");
        let sign_in = move |tx: &mut platform::db::Tx<'_>| {
            let person = civic::person::by_email(tx, organisation, &email)?.unwrap();
            tx.execute(&civic::person::ADD_SESSION, params![hash, organisation, person.id, now, far, true])?;
            Ok(())
        };
        self.app.db.write::<_, Error, _>(sign_in).await.unwrap();
        format!("{}={token}", context::SESSION_COOKIE)
    }
}

/// Makes an organisation of this host.
pub async fn organisation(app: &App, slug: &str, host: &str, name: &str) -> OrganisationId {
    let new = NewOrganisation {
        slug: slug.into(),
        hosts: vec![host.into()],
        default_lang: Lang::Nl,
        languages: vec![Lang::Nl, Lang::En],
        texts: OrganisationTexts {
            name: name.into(),
            tagline: "Doe mee.".into(),
            contact_email: "meedoen@voorbeeldstad.example".into(),
            contact_text: "Bel 14 0123.".into(),
            ..OrganisationTexts::default()
        },
    };
    service::create_organisation(app, &Actor::system(OrganisationId(0)), new).await.unwrap()
}
