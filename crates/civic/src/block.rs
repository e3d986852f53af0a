//! Lego blocks: what a kind of block has to tell, and the list of kinds.
//!
//! A kind is declared, not coded around: its settings are one struct (serde, default), checked here and, as a schema
//! of fields, the source of the staff form.

use crate::app::App;
use crate::context::Visitor;
use crate::model::{Page, Project};
use maud::Markup;
use platform::error::Error;
use serde_json::Value;
use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::Arc;

/// How many random orders there are; each visitor has one of them, so that pages in a random order can be kept too.
pub const SEEDS: u32 = 64;

/// What a block is given to render itself.
pub struct BlockContext<'a> {
    /// The program's services.
    pub app: &'a App,
    /// Who looks, in which language. On a public page nobody in particular.
    pub visitor: &'a Visitor,
    /// The project, unless it is a page of the organisation.
    pub project: Option<&'a Arc<Project>>,
    /// The page.
    pub page: &'a Page,
    /// All pages of the project (or organisation), for links between them.
    pub pages: &'a [Page],
    /// What follows the page in the address, e.g. a plan's number and name.
    pub rest: &'a str,
    /// The query, canonical: the keys that the blocks of the page read, and nothing else.
    pub query: &'a BTreeMap<String, String>,
    /// Whether the row around it gives width and space; then the block gives neither (no `.wrap`, no `.section`).
    pub bare: bool,
}

/// What a block makes of itself.
pub struct Rendered {
    /// The HTML.
    pub markup: Markup,
    /// A title for the page, where the block knows a better one (a plan's).
    pub title: Option<String>,
    /// The sentence for those who share the address.
    pub description: Option<String>,
    /// The path of the picture for those who share the address.
    pub picture: Option<String>,
}

impl From<Markup> for Rendered {
    fn from(markup: Markup) -> Self {
        Rendered { markup, title: None, description: None, picture: None }
    }
}

/// The future of a rendering.
pub type Rendering<'a> = Pin<Box<dyn Future<Output = Result<Rendered, Error>> + Send + 'a>>;

/// A setting of a kind, for the staff form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name in the settings.
    pub name: &'static str,
    /// How it is entered.
    pub control: Control,
}

/// How a setting is entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Control {
    /// One line.
    Line,
    /// Rich text.
    Text,
    /// On or off.
    Switch,
    /// A whole number.
    Number,
}

/// For whom a block's HTML holds. A page holds for the narrowest audience of its blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Audience {
    /// For everybody: the block is rendered for a visitor of whom nothing is known, and kept.
    #[default]
    Everyone,
    /// For all with the same roles in the project: the block is told the roles and nothing else, and kept.
    Roles,
    /// For this visitor alone: never kept.
    Person,
}

/// A kind of block.
pub trait BlockKind: Send + Sync {
    /// Its name in the database and the API, e.g. `vote`.
    fn name(&self) -> &'static str;

    /// The version of its settings.
    fn version(&self) -> u32 {
        1
    }

    /// Its settings when it is put on a page; none, unless it says so.
    fn default_settings(&self) -> Value {
        Value::Object(serde_json::Map::new())
    }

    /// The settings that staff may change.
    fn fields(&self) -> Vec<Field> {
        Vec::new()
    }

    /// Whether settings fit. A kind without settings takes an empty object only.
    ///
    /// # Errors
    /// What does not fit, for a developer.
    fn check(&self, settings: &Value) -> Result<(), String> {
        match settings.as_object() {
            Some(fields) if fields.is_empty() => Ok(()),
            _ => Err(format!("the block {} has no settings", self.name())),
        }
    }

    /// Settings of an older version in the form of this one.
    fn upgrade(&self, _from: u32, settings: Value) -> Value {
        settings
    }

    /// The keys of a query that it reads. Others are dropped, so that they make no other page.
    fn query(&self) -> &'static [&'static str] {
        &[]
    }

    /// Whether it reads what follows the page in the address (a plan's number and name).
    fn takes_rest(&self) -> bool {
        false
    }

    /// Whether it shows a random order for this query. Then the visitor's seed, 0 to [`SEEDS`] - 1, is put in the
    /// query under `seed`.
    fn seeded(&self, _settings: &Value, _query: &BTreeMap<String, String>) -> bool {
        false
    }

    /// For whom what this visitor sees holds too.
    fn audience(&self, _visitor: &Visitor) -> Audience {
        Audience::Everyone
    }

    /// The HTML.
    fn render<'a>(&'a self, context: &'a BlockContext<'a>, settings: &'a Value) -> Rendering<'a>;
}

/// The kinds that this program has.
#[derive(Clone, Default)]
pub struct Registry(BTreeMap<&'static str, Arc<dyn BlockKind>>);

impl Registry {
    /// A registry of these kinds.
    #[must_use]
    pub fn new(kinds: impl IntoIterator<Item = Arc<dyn BlockKind>>) -> Self {
        Registry(kinds.into_iter().map(|kind| (kind.name(), kind)).collect())
    }

    /// The kind of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Arc<dyn BlockKind>> {
        self.0.get(name)
    }

    /// All kinds.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<dyn BlockKind>> {
        self.0.values()
    }
}
