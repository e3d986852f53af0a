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
