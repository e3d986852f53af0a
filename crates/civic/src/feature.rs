//! What a feature adds to the program, in one place.

use crate::app::App;
use crate::block::BlockKind;
use crate::route::Routes;
use platform::db::{Migration, Sql};
use platform::i18n::Lang;
use platform::jobs::JobKind;
use std::sync::Arc;

/// What is known before the program runs.
#[derive(Clone)]
pub struct Manifest {
    /// The name of the crate.
    pub name: &'static str,
    /// Its migrations.
    pub migrations: Vec<Migration>,
    /// Its texts.
    pub texts: Vec<(Lang, &'static str)>,
    /// Its statements, for the test that prepares them all.
    pub statements: Vec<&'static [&'static Sql]>,
    /// Statements whose one column names the public files that its rows show, each of which has to be in the store.
    pub public_files: Vec<&'static Sql>,
}

/// What a feature adds to the running program.
#[derive(Default)]
pub struct Mounted {
    /// Its routes.
    pub routes: Routes,
    /// Its kinds of blocks.
    pub blocks: Vec<Arc<dyn BlockKind>>,
    /// Its jobs.
    pub jobs: Vec<Arc<dyn JobKind>>,
    /// The part of the API document that describes its routes.
    pub api: Option<utoipa::openapi::OpenApi>,
    /// What it puts on the desk of staff.
    pub desk: Vec<Arc<dyn Desk>>,
    /// What it tells on the front page about what was decided lately.
    pub news: Vec<Arc<dyn News>>,
    /// What it tells in the block with the rules of a project.
    pub rules: Vec<Arc<dyn RuleTeller>>,
    /// What it does when somebody signs in.
    pub arrivals: Vec<Arc<dyn Arrival>>,
}

/// Something that belongs to a browser until its owner says who they are, and to that person from then on.
pub trait Arrival: Send + Sync {
    /// Somebody signs in with a browser that has these cookies; in the transaction that begins their session.
    ///
    /// # Errors
    /// When the database fails; then nobody is signed in.
    fn arrived(
        &self,
        tx: &mut platform::db::Tx<'_>,
        organisation: crate::ids::OrganisationId,
        person: crate::ids::PersonId,
        cookies: &platform::web::cookies::Cookies,
    ) -> Result<(), platform::error::Error>;
}

/// The future of rules.
pub type RuleGroups<'a> =
    std::pin::Pin<Box<dyn Future<Output = Result<Vec<RuleGroup>, platform::error::Error>> + Send + 'a>>;

/// Something that has rules of its own in a project.
pub trait RuleTeller: Send + Sync {
    /// Its rules as residents read them; in the visitor's language, for everybody.
    fn groups<'a>(&'a self, visitor: &'a crate::context::Visitor, project: crate::ids::ProjectId) -> RuleGroups<'a>;
}

/// Rules that belong together.
#[derive(Debug, Clone)]
pub struct RuleGroup {
    /// The id of its place on the page.
    pub id: String,
    /// What they are about.
    pub title: String,
    /// A sentence each.
    pub sentences: Vec<String>,
    /// What follows the sentences.
    pub after: maud::Markup,
}

/// The future of a desk.
pub type DeskItems<'a> =
    std::pin::Pin<Box<dyn Future<Output = Result<Vec<DeskItem>, platform::error::Error>> + Send + 'a>>;

/// Something that tells staff what needs attention.
pub trait Desk: Send + Sync {
    /// What needs attention now, for this actor.
    fn items<'a>(&'a self, app: &'a App, visitor: &'a crate::context::Visitor) -> DeskItems<'a>;
}

/// One thing that needs attention.
#[derive(Debug, Clone)]
pub struct DeskItem {
    /// The project's title.
    pub project: String,
    /// What, in the visitor's language.
    pub text: String,
    /// Where to do something about it.
    pub link: String,
    /// Until when, or since when.
    pub at: Option<jiff::Timestamp>,
    /// Whether it is late or wrong.
    pub urgent: bool,
}

/// The future of news.
pub type NewsItems<'a> =
    std::pin::Pin<Box<dyn Future<Output = Result<Vec<NewsItem>, platform::error::Error>> + Send + 'a>>;

/// Something that knows what was decided and what came of it.
pub trait News: Send + Sync {
    /// The newest first, at most `limit`, of published and archived projects; in the visitor's language, for everybody.
    fn items<'a>(&'a self, app: &'a App, visitor: &'a crate::context::Visitor, limit: usize) -> NewsItems<'a>;
}

/// One thing that was decided.
#[derive(Debug, Clone)]
pub struct NewsItem {
    /// What: "West Begroot 2021: 11 plannen gaan door".
    pub title: String,
    /// One sentence about it.
    pub text: String,
    /// Where to read it, with language.
    pub link: String,
    /// When.
    pub at: jiff::Timestamp,
    /// Its status, in words.
    pub mark: String,
    /// Whether it is settled for good.
    pub done: bool,
}
