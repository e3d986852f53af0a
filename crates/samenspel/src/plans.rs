//! Where votes and plans meet: the ballot's plans come from the feature of plans.

use civic::App;
use civic::ids::{OrganisationId, ProjectId};
use platform::db::{DbError, Reader};
use platform::error::Error;
use proposals::Rounds;
use proposals::service::{RoundPlan, RoundTexts, plans_for_round};
use std::pin::Pin;
use uuid::Uuid;
use voting::PlanSource;
use voting::model::{CandidateTexts, NewCandidate};

/// The plans of a project that may be voted on.
pub struct PlansOfProject {
    app: App,
}

impl PlansOfProject {
    /// Of this site.
    #[must_use]
    pub fn new(app: App) -> Self {
        PlansOfProject { app }
    }
}

impl PlanSource for PlansOfProject {
    fn snapshot<'a>(
        &'a self,
        organisation: OrganisationId,
        project: ProjectId,
        plans: &'a [Uuid],
    ) -> Pin<Box<dyn Future<Output = Result<Vec<NewCandidate>, Error>> + Send + 'a>> {
        Box::pin(async move {
            let mut found = plans_for_round(&self.app, organisation, project, None).await?;
            if !plans.is_empty() {
                // Not asked for by id: one that is gone is left out, and the others are still taken over.
                let place = |plan: &RoundPlan| plans.iter().position(|asked| *asked == plan.uuid);
                found.retain(|plan| place(plan).is_some());
                found.sort_by_key(place);
            }
            Ok(found.into_iter().filter_map(candidate).collect())
        })
    }
}

/// Which plans are on the ballot of a vote that goes on.
pub struct RoundsOfPlans;

impl Rounds for RoundsOfPlans {
    fn holds(&self, reader: &Reader<'_>, organisation: OrganisationId, plan: Uuid) -> Result<bool, DbError> {
        voting::store::holds_plan(reader, organisation, plan)
    }

    fn shows_picture(&self, reader: &Reader<'_>, organisation: OrganisationId, name: &str) -> Result<bool, DbError> {
        voting::store::shows_picture(reader, organisation, name)
    }
}

/// A plan without an amount cannot be put to a vote about money.
fn candidate(plan: RoundPlan) -> Option<NewCandidate> {
    Some(NewCandidate {
        proposal: Some(plan.uuid),
        address: Some(plan.address),
        cost: plan.cost?,
        pabulib_id: plan.external_id,
        picture: plan.picture,
        theme_colour: plan.theme_colour,
        texts: texts(plan.texts),
        translations: plan.translations.into_iter().map(|(lang, t)| (lang.code().to_owned(), texts(t))).collect(),
    })
}

fn texts(texts: RoundTexts) -> CandidateTexts {
    CandidateTexts {
        title: texts.title,
        summary: texts.summary,
        theme: texts.theme,
        area: texts.area,
        picture_alt: texts.picture_alt,
    }
}
