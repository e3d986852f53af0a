//! Pages of residents: an address → its page → rows of blocks → a document, kept as long as nothing on it changes.

use crate::site::Site;
use crate::{Pages, log, store, versions};
use axum::extract::State;
use civic::block::{Audience, BlockContext, BlockKind, Rendered, SEEDS};
use civic::ids::ProjectId;
use civic::model::{Block, Page, PageRole, ProjectState};
use civic::ui::{Frame, shell};
use civic::{Answer, Visitor};
use http::{HeaderMap, StatusCode, header};
use maud::{Markup, html};
use platform::cache::{CachedPage, PageKey};
use platform::error::{Common, Error};
use platform::limits::policies;
use platform::web::{query, response};
use serde_json::Value;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The cookie that keeps a random order the same for one visitor. It names one of 64 orders, so it tells nothing.
const SEED_COOKIE: &str = "order";
/// How long, in seconds: a month.
const SEED_LIFE: i64 = 30 * 24 * 3600;

/// What an address leads to.
struct Found<'p> {
    site: Arc<Site>,
    page: Page,
    rest: &'p str,
}

/// One block of a page with its kind and settings, ready to render.
struct Ready<'s> {
    kind: &'s Arc<dyn BlockKind>,
    settings: Cow<'s, Value>,
}

/// Shows a page.
pub(crate) async fn show(State(pages): State<Pages>, visitor: Visitor, headers: HeaderMap) -> Answer {
    let path = visitor.path.clone();
    let Some(found) = find(&pages, &visitor, &path).await? else {
        return special(&pages, &visitor, &path).await;
    };
    let blocks: Vec<Ready<'_>> = ready(&pages, &found.site, &found.page).collect();
    if !found.rest.is_empty() && !blocks.iter().any(|block| block.kind.takes_rest()) {
        return Err(Common::NotFound.into());
    }
    let (asked, seed) = asked(&pages, &visitor, &blocks);
    let draft = found.site.project.as_ref().is_some_and(|project| project.state == ProjectState::Draft);
    let searched = asked.contains_key("q");
    if searched {
        pages.app.limits.check(policies::SEARCHES, visitor.client.0)?;
    }
    let audience = blocks.iter().map(|block| block.kind.audience(&visitor)).max().unwrap_or_default();
    let project = found.site.project.as_ref().map(|project| project.id);
    let whose = match audience {
        Audience::Everyone => visitor.anonymous(),
        Audience::Roles => visitor.staff_of(project),
        Audience::Person => visitor.clone(),
    };
    let mut answer = if draft || searched || audience == Audience::Person {
        response::html(StatusCode::OK, document(&pages, &whose, &found, &asked).await?)
    } else {
        let answer = response::cached(&*kept(&pages, &whose, &found, &asked).await?, &headers);
        if audience == Audience::Roles { response::private(answer) } else { answer }
    };
    if let Some(seed) = seed {
        let cookie = visitor.cookies.set(SEED_COOKIE, &seed.to_string(), Some(SEED_LIFE));
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(answer)
}

/// The page of an address: one segment is a page of the organisation or a project, two a page of a project, and what
/// follows belongs to that page.
async fn find<'p>(pages: &Pages, visitor: &Visitor, path: &'p str) -> Result<Option<Found<'p>>, Error> {
    let mut segments = path.strip_prefix('/').unwrap_or(path).splitn(3, '/');
    let (first, second) = (segments.next().unwrap_or_default(), segments.next().unwrap_or_default());
    let rest = segments.next().unwrap_or_default();
    let own = visitor.organisation.pages.iter().any(|page| page.slug == first);
    let project = if own { None } else { pages.sites.find(&pages.app, visitor, first).await? };
    let slug = match (own, project) {
        (true, _) if second.is_empty() => first,
        (false, Some(_)) => second,
        _ => return Ok(None),
    };
    let site = pages.sites.load(&pages.app, visitor, project).await?;
    let page = site.pages.iter().find(|page| page.slug == slug).cloned();
    Ok(page.map(|page| Found { site, page, rest }))
}

/// Addresses that are no page: the public log of a project, and its rules through time.
async fn special(pages: &Pages, visitor: &Visitor, path: &str) -> Answer {
    let path = path.strip_prefix('/').unwrap_or(path);
    let (slug, rules) = match (path.strip_suffix("/log/rules"), path.strip_suffix("/log")) {
        (Some(slug), _) => (slug, true),
        (None, Some(slug)) => (slug, false),
        (None, None) => return Err(Common::NotFound.into()),
    };
    let id = pages.sites.find(&pages.app, visitor, slug).await?.ok_or(Error::from(Common::NotFound))?;
    let site = pages.sites.load(&pages.app, visitor, Some(id)).await?;
    if rules { versions::public(pages, visitor, &site).await } else { log::public(pages, visitor, &site).await }
}

/// The blocks of a page whose kind this program has; what has been removed shows nothing.
fn ready<'s>(pages: &'s Pages, site: &'s Site, page: &Page) -> impl Iterator<Item = Ready<'s>> {
    let sections = site.sections.get(&page.id).map_or(&[][..], Vec::as_slice);
    sections.iter().flat_map(|section| &section.blocks).filter_map(|block| ready_block(pages, block))
}

fn ready_block<'s>(pages: &'s Pages, block: &'s Block) -> Option<Ready<'s>> {
    let kind = pages.registry.get(&block.kind)?;
    let settings = if block.version < kind.version() {
        Cow::Owned(kind.upgrade(block.version, block.settings.clone()))
    } else {
        Cow::Borrowed(&block.settings)
    };
    Some(Ready { kind, settings })
}

/// The part of the query that the blocks read, with the visitor's seed where they show a random order; and the seed if
/// the visitor does not have one yet.
fn asked(pages: &Pages, visitor: &Visitor, blocks: &[Ready<'_>]) -> (BTreeMap<String, String>, Option<u32>) {
    // A seed comes from the cookie only: in an address it would make 64 pages of one.
    let known: Vec<&str> =
        blocks.iter().flat_map(|block| block.kind.query()).copied().filter(|key| *key != "seed").collect();
    let mut asked = query::canonical(&visitor.query, &known);
    if !blocks.iter().any(|block| block.kind.seeded(&block.settings, &asked)) {
        return (asked, None);
    }
    let kept = visitor.cookies.get(SEED_COOKIE).and_then(|seed| seed.parse::<u32>().ok()).filter(|seed| *seed < SEEDS);
    let seed = kept.unwrap_or_else(|| u32::try_from(pages.app.random.below(u64::from(SEEDS))).unwrap_or_default());
    asked.insert("seed".into(), seed.to_string());
    (asked, kept.is_none().then_some(seed))
}

/// The page from the cache, or made for it. The visitor is nobody, or has nothing but roles.
async fn kept(
    pages: &Pages,
    visitor: &Visitor,
    found: &Found<'_>,
    asked: &BTreeMap<String, String>,
) -> Result<Arc<CachedPage>, Error> {
    let (app, organisation) = (&pages.app, visitor.organisation.id);
    let key = PageKey {
        organisation: organisation.0,
        generations: found.site.generations,
        lang: visitor.lang.code(),
        roles: visitor.actor.roles.name(),
        route: format!("{}{}", visitor.path, query::text(asked)),
    };
    let now = app.clock.now_micros();
    let project = found.site.project.as_ref().map(|project| project.id);
    let make = async {
        let until = app.db.read(move |r| Ok::<_, Error>(store::next_moment(r, organisation, project, now)?)).await?;
        let body = document(pages, visitor, found, asked).await?;
        Ok::<_, Error>(CachedPage::new(response::HTML, body, until.unwrap_or(i64::MAX)))
    };
    app.cache.get_or_make(key, now, make).await
}

/// The whole document.
async fn document(
    pages: &Pages,
    visitor: &Visitor,
    found: &Found<'_>,
    asked: &BTreeMap<String, String>,
) -> Result<String, Error> {
    let (site, page) = (&found.site, &found.page);
    let (mut title, mut description, mut shared) = (None, None, None);
    let mut main: Vec<Markup> = Vec::new();
    for section in site.sections.get(&page.id).map_or(&[][..], Vec::as_slice) {
        let bare = section.layout != "full";
        let mut row = Vec::new();
        for block in section.blocks.iter().filter_map(|block| ready_block(pages, block)) {
            let context = BlockContext {
                app: &pages.app,
                visitor,
                project: site.project.as_ref(),
                page,
                pages: &site.pages,
                rest: found.rest,
                query: asked,
                bare,
            };
            let made: Rendered = block.kind.render(&context, &block.settings).await?;
            title = title.or(made.title);
            description = description.or(made.description);
            shared = shared.or(made.picture);
            row.push(made.markup);
        }
        main.push(arrange(&section.layout, row));
    }
    let project = site.project.as_deref();
    let own = own_title(visitor, site, page);
    let menu = site.pages_now(pages.app.clock.now());
    let usual = project.and_then(|p| p.picture.as_deref()).or(visitor.organisation.picture.as_deref());
    let shared = shared.or_else(|| usual.map(|name| format!("{}{name}", civic::ui::list::PUBLIC)));
    let frame = Frame {
        description: description.as_deref().unwrap_or(project.map_or(&visitor.organisation.tagline, |p| &p.summary)),
        picture: shared.as_deref(),
        project,
        pages: &menu,
        current: Some(page),
        trail: &way(visitor, found),
        query: &query::text(asked),
        hidden: project.is_some_and(|p| p.state == ProjectState::Draft),
        ..Frame::new(title.as_deref().unwrap_or(&own), html! { @for part in main { (part) } })
    };
    Ok(shell(&pages.app, visitor, frame))
}

/// The title of a page whose blocks give none: a first page is called after what it is the first page of.
fn own_title(visitor: &Visitor, site: &Site, page: &Page) -> String {
    match (&site.project, page.role) {
        (None, PageRole::Home) => visitor.organisation.name.clone(),
        (Some(project), PageRole::Home) => project.title.clone(),
        (Some(project), _) => format!("{} – {}", page.title, project.title),
        (None, _) => page.title.clone(),
    }
}

/// A page below another leads back to it: one plan to all plans.
fn way(visitor: &Visitor, found: &Found<'_>) -> Vec<(String, String)> {
    let Some(project) = found.site.project.as_ref().filter(|_| !found.rest.is_empty()) else { return Vec::new() };
    let above = if found.page.role == PageRole::Plan { PageRole::Plans } else { found.page.role };
    let page = found.site.pages.iter().find(|page| page.role == above).unwrap_or(&found.page);
    vec![(visitor.link(&civic::ui::shell::project_path(project, page)), page.title.clone())]
}

/// Puts the blocks of a row beside each other, as its layout says.
fn arrange(layout: &str, blocks: Vec<Markup>) -> Markup {
    match layout {
        "reading" => html! {
            div class="wrap section section--first" { @for block in blocks { div class="prose" { (block) } } }
        },
        "side" | "halves" | "side-sand" => {
            let mut blocks = blocks.into_iter();
            let first = blocks.next().unwrap_or_default();
            if first.0.is_empty() {
                return html! { div class="wrap section" { @for block in blocks { (block) } } };
            }
            let class = if layout == "side-sand" { "section section--sand" } else { "section" };
            html! {
                div class=(class) {
                    div class="wrap columns" {
                        div { (first) }
                        div class="side" { @for block in blocks { (block) } }
                    }
                }
            }
        }
        _ => html! { @for block in blocks { (block) } },
    }
}

/// A project that this visitor may see, with its pages, by its address; for the API and the staff room.
pub(crate) async fn project_site(pages: &Pages, visitor: &Visitor, slug: &str) -> Result<Arc<Site>, Error> {
    let id: Option<ProjectId> = pages.sites.find(&pages.app, visitor, slug).await?;
    match id {
        Some(id) => pages.sites.load(&pages.app, visitor, Some(id)).await,
        None => Err(Common::NotFound.into()),
    }
}
