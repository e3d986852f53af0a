//! What features put beside a plan: support, a conversation, a promise. The feature that has plans shows the parts and
//! knows none of them; the program hands them over.

use crate::block::{Audience, BlockContext};
use crate::context::Visitor;
use crate::model::Project;
use maud::Markup;
use platform::error::Error;
use std::collections::HashMap;
use std::pin::Pin;
use std::sync::Arc;
use uuid::Uuid;

/// A plan that residents see, as far as others need to know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanRef {
    /// Outer id.
    pub uuid: Uuid,
    /// Number in its project.
    pub number: i64,
    /// Title, in the language of the page.
    pub title: String,
    /// The address of its page, with language.
    pub link: String,
}

/// The future of a part of one plan's page.
pub type Part<'a> = Pin<Box<dyn Future<Output = Result<Markup, Error>> + Send + 'a>>;
/// The future of what stands on cards, by plan.
pub type CardParts<'a> = Pin<Box<dyn Future<Output = Result<HashMap<Uuid, Markup>, Error>> + Send + 'a>>;

/// Something that has a place beside every plan. Each place is empty unless it says otherwise.
pub trait PlanPart: Send + Sync {
    /// In the column beside the text, before the facts.
    fn beside<'a>(&'a self, _: &'a BlockContext<'a>, _: &'a Project, _: &'a PlanRef) -> Part<'a> {
        Box::pin(async { Ok(Markup::default()) })
    }

    /// Below the text.
    fn below<'a>(&'a self, _: &'a BlockContext<'a>, _: &'a Project, _: &'a PlanRef) -> Part<'a> {
        Box::pin(async { Ok(Markup::default()) })
    }

    /// At the foot of the cards of plans of one project. Lists are kept for everybody: nothing personal.
    fn on_cards<'a>(&'a self, _: &'a BlockContext<'a>, _: &'a Project, _: &'a [PlanRef]) -> CardParts<'a> {
        Box::pin(async { Ok(HashMap::new()) })
    }

    /// For whom what it puts on a plan's page holds, when this visitor looks.
    fn audience(&self, _: &Visitor) -> Audience {
        Audience::Everyone
    }
}

/// All parts that the program has, in their order. Cheap to clone.
#[derive(Clone, Default)]
pub struct PlanParts(Arc<Vec<Arc<dyn PlanPart>>>);

impl PlanParts {
    /// These parts.
    #[must_use]
    pub fn new(parts: Vec<Arc<dyn PlanPart>>) -> Self {
        PlanParts(Arc::new(parts))
    }

    /// What all of them put beside a plan.
    ///
    /// # Errors
    /// When one of them fails.
    pub async fn beside(&self, context: &BlockContext<'_>, project: &Project, plan: &PlanRef) -> Result<Markup, Error> {
        let mut all = String::new();
        for part in self.0.iter() {
            all.push_str(&part.beside(context, project, plan).await?.0);
        }
        Ok(maud::PreEscaped(all))
    }

    /// What all of them put below a plan.
    ///
    /// # Errors
    /// When one of them fails.
    pub async fn below(&self, context: &BlockContext<'_>, project: &Project, plan: &PlanRef) -> Result<Markup, Error> {
        let mut all = String::new();
        for part in self.0.iter() {
            all.push_str(&part.below(context, project, plan).await?.0);
        }
        Ok(maud::PreEscaped(all))
    }

    /// What all of them put on cards, by plan.
    ///
    /// # Errors
    /// When one of them fails.
    pub async fn on_cards(
        &self,
        context: &BlockContext<'_>,
        project: &Project,
        plans: &[PlanRef],
    ) -> Result<HashMap<Uuid, Markup>, Error> {
        let mut all: HashMap<Uuid, Markup> = HashMap::new();
        for part in self.0.iter() {
            for (plan, markup) in part.on_cards(context, project, plans).await? {
                all.entry(plan).or_default().0.push_str(&markup.0);
            }
        }
        Ok(all)
    }

    /// For whom a plan's page holds, when this visitor looks.
    #[must_use]
    pub fn audience(&self, visitor: &Visitor) -> Audience {
        self.0.iter().map(|part| part.audience(visitor)).max().unwrap_or_default()
    }
}
