//! A small program around this feature alone: one database, two organisations, a router that also shows single blocks.

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::middleware;
use axum::response::Response;
use civic::app::{Parts, SiteSettings};
use civic::block::{BlockContext, BlockKind, Registry};
use civic::ids::{OrganisationId, StatusId, TagId};
use civic::model::{Page, PageRole, Project, ProjectState};
use civic::permission::Role;
use civic::service::{
    NewArea, NewOrganisation, NewProject, NewStatus, NewTag, OrganisationTexts, ProjectTexts, add_area, add_status,
    add_tag, add_tag_type, create_organisation, create_project, set_project_state,
};
use civic::{Actor, Answer as Handled, App, Visitor, context, person};
use http::{Method, Request, StatusCode};
use http_body_util::BodyExt;
use platform::clock::Clock;
use platform::db::{Db, DbSettings};
use platform::files::Files;
use platform::i18n::{Lang, Texts};
use platform::ids::Random;
use platform::money::Cents;
use platform::params;
use platform::secrets::MasterSecret;
use platform::web::assets::Assets;
use platform::web::query::canonical;
use platform::web::response;
use proposals::model::{PlanInput, PlanTexts, QUERY_KEYS};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use tempfile::TempDir;
use tower::{Layer, ServiceExt};

/// Which database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Sqlite,
    Postgres,
}

/// Makes two tests of each function, one for each database.
macro_rules! both {
    ($($(#[$meta:meta])* async fn $name:ident($town:ident: Town) $body:block)+) => {
        $(mod $name {
            use super::*;
            $(#[$meta])*
            async fn run($town: $crate::common::Town) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                run($crate::common::Town::start($crate::common::Kind::Sqlite).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                run($crate::common::Town::start($crate::common::Kind::Postgres).await).await;
            }
        })+
    };
}

/// A town with a published project that has themes, target groups, areas and statuses, and another town beside it.
pub struct Town {
    pub app: App,
    pub clock: Clock,
    pub router: Router,
    pub organisation: OrganisationId,
    pub actor: Actor,
    pub project: Project,
    /// Another project of the same organisation.
    pub second: Project,
    /// A project of another organisation.
    pub foreign: Project,
    pub foreign_actor: Actor,
    /// Groen, Kunst, Zorg.
    pub themes: Vec<TagId>,
    /// Kinderen, Ouderen.
    pub groups: Vec<TagId>,
    /// Noord, Zuid.
    pub areas: Vec<civic::ids::AreaId>,
    /// Te kiezen (can be voted on), Nieuw.
    pub statuses: Vec<StatusId>,
    _folder: TempDir,
}

pub const HOST: &str = "voorbeeldstad.example";

impl Town {
    pub async fn start(kind: Kind) -> Town {
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::fixed("2027-03-01T11:00:00Z".parse().unwrap());
        let mut settings = DbSettings::embedded(folder.path().join("samenspel.db"));
        settings.readers = 4;
        if kind == Kind::Postgres {
            settings.url = Some(make_postgres().await);
        }
        let db = Db::open(&settings).unwrap();
        let mut migrations = platform::migrations();
        migrations.extend(civic::manifest().migrations);
        migrations.extend(proposals::manifest().migrations);
        db.migrate(migrations, clock.now()).await.unwrap();
        let mut texts = platform::i18n::LOCALES.to_vec();
        texts.extend(civic::manifest().texts);
        texts.extend(proposals::LOCALES);
        let app = App::new(Parts {
            db,
            clock: clock.clone(),
            random: Random::system(),
            secrets: MasterSecret::from_file(&folder.path().join("secret"), &Random::system()).unwrap(),
            files: Files::in_folder(&folder.path().join("files")).unwrap(),
            scanner: None,
            geocoder: None,
            texts: Texts::build(&texts).unwrap(),
            assets: Assets::load(),
            site: SiteSettings::default(),
        });
        let organisation = organisation(&app, "voorbeeldstad").await;
        let actor = Actor::system(organisation);
        let project = project(&app, &actor, "west").await;
        let second = self::project(&app, &actor, "oost").await;
        let other = self::organisation(&app, "elders").await;
        let foreign_actor = Actor::system(other);
        let foreign = self::project(&app, &foreign_actor, "west").await;
        let mut town = Town {
            router: router(&app),
            app,
            clock,
            organisation,
            actor,
            project,
            second,
            foreign,
            foreign_actor,
            themes: Vec::new(),
            groups: Vec::new(),
            areas: Vec::new(),
            statuses: Vec::new(),
            _folder: folder,
        };
        town.furnish().await;
        town
    }

    async fn furnish(&mut self) {
        let (app, actor, project) = (&self.app, &self.actor, &self.project);
        for (title, tags) in [("Thema", vec!["Groen", "Kunst", "Zorg"]), ("Doelgroep", vec!["Kinderen", "Ouderen"])] {
            let kind = add_tag_type(app, actor, project, title.into()).await.unwrap();
            for title in tags {
                let new = NewTag { kind, title: title.into(), colour: 1 };
                let tag = add_tag(app, actor, project, new).await.unwrap();
                if self.themes.len() < 3 { &mut self.themes } else { &mut self.groups }.push(tag);
            }
        }
        for name in ["Noord", "Zuid"] {
            let area = NewArea { name: name.into(), shape: None };
            self.areas.push(add_area(app, actor, project, area).await.unwrap());
        }
        for (slug, title, votable) in [("lijst", "Te kiezen", true), ("nieuw", "Nieuw", false)] {
            let new = NewStatus { slug: slug.into(), title: title.into(), votable };
            self.statuses.push(add_status(app, actor, project, new).await.unwrap());
        }
        for (actor, project) in [(&self.actor, &self.second), (&self.foreign_actor, &self.foreign)] {
            let new = NewStatus { slug: "lijst".into(), title: "Te kiezen".into(), votable: true };
            add_status(app, actor, project, new).await.unwrap();
        }
    }

    /// Opens an address as nobody in particular.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, "", &[], Body::empty()).await
    }

    /// A block as it stands on a page of the project, for nobody in particular.
    pub async fn block(&self, kind: &str, rest: &str, query: &str) -> Answer {
        let rest = if rest.is_empty() { "-" } else { rest };
        self.get(&format!("/show/{kind}/{rest}{query}")).await
    }

    pub async fn send(
        &self,
        method: Method,
        path: &str,
        session: &str,
        headers: &[(&str, &str)],
        body: Body,
    ) -> Answer {
        // A commit is announced a moment after it is answered; a test does not wait for that moment.
        self.app.generations.forget();
        let mut request = Request::builder().method(method).uri(path);
        if !headers.iter().any(|(name, _)| *name == "host") {
            request = request.header("host", HOST);
        }
        if !session.is_empty() {
            request = request.header("cookie", format!("session={session}"));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = self.router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let text = String::from_utf8_lossy(&body.collect().await.unwrap().to_bytes()).into_owned();
        let location = parts.headers.get("location").map(|value| value.to_str().unwrap().to_owned());
        Answer { status: parts.status.as_u16(), location: location.unwrap_or_default(), text }
    }

    pub async fn json(&self, method: Method, path: &str, session: &str, body: &serde_json::Value) -> Answer {
        let headers = [("content-type", "application/json")];
        self.send(method, path, session, &headers, Body::from(body.to_string())).await
    }

    /// A form with a file, as a browser sends it.
    pub async fn upload(&self, path: &str, session: &str, fields: &[(&str, &str)], file: Option<&[u8]>) -> Answer {
        let mut body = Vec::new();
        for (name, value) in fields {
            let head = format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend(head.into_bytes());
        }
        let name = "<svg onload=alert(1)>.png";
        let head = format!("--edge\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"{name}\"\r\n\r\n");
        body.extend(head.into_bytes());
        body.extend(file.unwrap_or_default());
        body.extend(b"\r\n--edge--\r\n");
        let headers = [("content-type", "multipart/form-data; boundary=edge")];
        self.send(Method::POST, path, session, &headers, Body::from(body)).await
    }

    pub async fn form(&self, path: &str, session: &str, fields: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let headers = [("content-type", "application/x-www-form-urlencoded")];
        self.send(Method::POST, path, session, &headers, Body::from(body)).await
    }

    /// The session of somebody with this role, over the organisation or in one project; second factor shown.
    pub async fn session(&self, role: Role, project: Option<&Project>) -> String {
        let token = format!("{}-{}", role.code(), project.map_or("all", |project| project.slug.as_str()));
        let hash: [u8; 32] = Sha256::digest(token.as_bytes()).into();
        let (organisation, id, now) = (self.organisation, project.map(|project| project.id), self.clock.now());
        let email = format!("{token}@voorbeeldstad.example");
        let uuid = self.app.uuid_random();
        self.app
            .db
            .write(move |tx| {
                let person = person::find_or_add(tx, organisation, &email, uuid, now)?;
                tx.execute(&person::ADD_ROLE, params![organisation, person.id, id, role.code()])?;
                let later = now + std::time::Duration::from_secs(3600);
                tx.execute(&person::ADD_SESSION, params![hash, organisation, person.id, now, later, true])?;
                Ok::<_, platform::error::Error>(())
            })
            .await
            .unwrap();
        token
    }
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub location: String,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    /// The numbers of the plans on a page of cards, in order.
    pub fn numbers(&self) -> Vec<i64> {
        let tile = "<span class=\"tile\"><span class=\"visually-hidden\">Plan </span>";
        self.text.split(tile).skip(1).map(|rest| rest.split('<').next().unwrap().parse().unwrap()).collect()
    }

    /// The numbers of the plans in an answer of the API, in order.
    pub fn items(&self) -> Vec<i64> {
        self.json()["items"].as_array().unwrap().iter().map(|plan| plan["number"].as_i64().unwrap()).collect()
    }
}

/// A plan with a title, as simple as it gets.
pub fn plan(title: &str) -> PlanInput {
    PlanInput {
        texts: PlanTexts { title: title.into(), ..PlanTexts::default() },
        published: true,
        ..PlanInput::default()
    }
}

/// The same with a cost in euros and tags.
pub fn priced(title: &str, euros: i64, tags: &[TagId]) -> PlanInput {
    PlanInput { cost: Cents::from_euros(euros), tags: tags.to_vec(), ..plan(title) }
}

async fn organisation(app: &App, slug: &str) -> OrganisationId {
    let new = NewOrganisation {
        slug: slug.into(),
        hosts: vec![format!("{slug}.example")],
        default_lang: Lang::Nl,
        languages: vec![Lang::Nl, Lang::En],
        texts: OrganisationTexts {
            name: format!("Gemeente {slug}"),
            contact_email: format!("meedoen@{slug}.example"),
            ..OrganisationTexts::default()
        },
    };
    create_organisation(app, &Actor::system(OrganisationId(0)), new).await.unwrap()
}

async fn project(app: &App, actor: &Actor, slug: &str) -> Project {
    let texts = ProjectTexts { title: format!("Project {slug}"), ..ProjectTexts::default() };
    let project = create_project(app, actor, NewProject { slug: Some(slug.into()), texts }).await.unwrap();
    set_project_state(app, actor, &project, ProjectState::Published).await.unwrap();
    Project { state: ProjectState::Published, ..project }
}

fn plans(app: &App) -> proposals::Plans {
    proposals::Plans::new(app, Arc::new(proposals::NoRounds))
}

fn router(app: &App) -> Router {
    let routes = proposals::mount(&plans(app)).routes.into_router();
    let shown = Router::new().route("/show/{kind}/{*rest}", axum::routing::get(show)).with_state(app.clone());
    let all = routes.merge(shown).fallback(|| async { response::fail(platform::error::Common::NotFound.into()) });
    let established = middleware::from_fn_with_state(app.clone(), context::establish).layer(all);
    Router::new().fallback_service(established)
}

/// One block on a page, as the crate of pages shows it.
async fn show(State(app): State<App>, visitor: Visitor, Path((kind, rest)): Path<(String, String)>) -> Handled {
    let blocks: Vec<Arc<dyn BlockKind>> = proposals::mount(&plans(&app)).blocks;
    let registry = Registry::new(blocks);
    let block = registry.get(&kind).unwrap();
    let organisation = visitor.organisation.id;
    let found =
        app.db.read(move |reader| civic::store::project_by_slug(reader, organisation, "west", Lang::Nl)).await.unwrap();
    let project = Arc::new(found.unwrap());
    let page = |slug: &str, role| Page {
        id: civic::ids::PageId(1),
        uuid: uuid::Uuid::nil(),
        project: Some(project.id),
        slug: slug.into(),
        role,
        title: "Alle plannen".into(),
        in_menu: true,
    };
    let pages = [
        page("plannen", PageRole::Plans),
        page("plan", PageRole::Plan),
        page("stemmen", PageRole::Vote),
        page("uitslag", PageRole::Outcome),
    ];
    let rest = if rest == "-" { "" } else { &rest };
    let query = canonical(&visitor.query, QUERY_KEYS);
    let context = BlockContext {
        app: &app,
        visitor: &visitor.anonymous(),
        project: Some(&project),
        page: &pages[if kind == "plan" { 1 } else { 0 }],
        pages: &pages,
        rest,
        query: &query,
        bare: false,
    };
    let rendered = block.render(&context, &block.default_settings()).await?;
    let title = rendered.title.unwrap_or_default();
    let head = maud::html! { title { (title) } }.into_string();
    Ok::<Response, civic::Fail>(response::html(StatusCode::OK, head + &rendered.markup.into_string()))
}

async fn make_postgres() -> String {
    let cluster = std::env::var("SAMENSPEL_TEST_POSTGRES")
        .expect("SAMENSPEL_TEST_POSTGRES is not set: start a cluster with `scripts/postgres start`");
    let name = format!("t_{}", uuid::Uuid::new_v4().simple());
    let (client, connection) = tokio_postgres::connect(&cluster, tokio_postgres::NoTls).await.unwrap();
    let served = tokio::spawn(connection);
    client.batch_execute(&format!("CREATE DATABASE {name}")).await.unwrap();
    drop(client);
    served.await.unwrap().unwrap();
    let (base, _) = cluster.rsplit_once('/').unwrap();
    format!("{base}/{name}")
}
