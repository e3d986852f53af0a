//! Text blocks and the pages that are made of rows of blocks: the front page, projects, legal texts; and the rooms in
//! which staff look after them.

mod api;
mod blocks;
pub mod defaults;
mod installation;
mod log;
mod now;
mod site;
mod staff;
mod store;
mod versions;
mod view;
mod well_known;

use civic::App;
use civic::block::{BlockKind, Registry};
use civic::feature::{Desk, Manifest, Mounted, News, RuleTeller};
use civic::route::{Access, Routes};
use platform::i18n::Lang;
use site::Sites;
use std::ops::Deref;
use std::sync::Arc;

/// What the handlers of this feature share. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Pages(Arc<Shared>);

/// What [`Pages`] holds.
pub(crate) struct Shared {
    pub app: App,
    pub registry: Registry,
    pub desk: Vec<Arc<dyn Desk>>,
    pub sites: Sites,
}

impl Deref for Pages {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

/// What this feature tells before anything runs. It has no tables of its own: pages are part of `civic`.
#[must_use]
pub fn manifest() -> Manifest {
    Manifest {
        name: "pages",
        migrations: Vec::new(),
        texts: vec![(Lang::Nl, include_str!("../locales/nl.ftl")), (Lang::En, include_str!("../locales/en.ftl"))],
        statements: vec![store::STATEMENTS],
        public_files: Vec::new(),
    }
}

/// The kinds of blocks of this feature. `news` is what the other features tell on the front page, `rules` what they tell
/// in the block with the rules of a project.
#[must_use]
pub fn blocks(_app: &App, news: Vec<Arc<dyn News>>, rules: Vec<Arc<dyn RuleTeller>>) -> Vec<Arc<dyn BlockKind>> {
    blocks::kinds(news, rules)
}

/// What this feature adds to the running program. `registry` holds the kinds of all features, `desk` what they put on
/// the desk of staff.
#[must_use]
pub fn mount(app: &App, registry: &Registry, desk: Vec<Arc<dyn Desk>>) -> Mounted {
    let pages = Pages(Arc::new(Shared { app: app.clone(), registry: registry.clone(), desk, sites: Sites::default() }));
    let routes = Routes::new()
        .get("/", Access::Public, &pages, view::show)
        .get("/{project}", Access::Public, &pages, view::show)
        .get("/{project}/{page}", Access::Public, &pages, view::show)
        .get("/{project}/{page}/{*rest}", Access::Public, &pages, view::show)
        .get("/files/{*name}", Access::Public, &pages, well_known::file)
        .get("/robots.txt", Access::Public, &pages, well_known::robots)
        .get("/sitemap.xml", Access::Public, &pages, well_known::sitemap)
        .get("/favicon.ico", Access::Public, &pages, well_known::favicon)
        .and(api::routes(&pages))
        .and(staff::routes(&pages));
    Mounted { routes, api: Some(api::description()), ..Mounted::default() }
}

#[cfg(test)]
mod tests;
