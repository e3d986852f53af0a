//! Many plans in one call: an import, the demo.

use super::{Written, changed, languages, referred};
use crate::model::{self, Checked, PlanInput};
use crate::refusal::Refusal;
use crate::store::{self, Facets, Fresh};
use civic::App;
use civic::actor::Actor;
use civic::model::Project;
use civic::permission::Permission;
use platform::db::Tx;
use platform::error::Error;
use platform::i18n::Lang;
use serde_json::json;
use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// So many plans share one transaction.
const BATCH: usize = 500;
/// The most plans of one call.
const MOST: usize = 100_000;

/// Makes many plans, numbered in their order. Everything is checked before anything is written; then so many at a time
/// are made in one transaction, so when the database goes away half-way, what was made stays.
///
/// # Errors
/// Refused without the right, for anything in a plan that does not hold, and for two plans with one id from elsewhere or
/// an id that a plan of the project has already.
pub async fn import_plans(
    app: &App,
    actor: &Actor,
    project: &Project,
    inputs: Vec<PlanInput>,
) -> Result<Vec<Written>, Error> {
    import_plans_counted(app, actor, project, inputs, &AtomicU64::new(0)).await
}

/// The same; `done` tells, while it runs, how many are made.
///
/// # Errors
/// As [`import_plans`].
pub async fn import_plans_counted(
    app: &App,
    actor: &Actor,
    project: &Project,
    inputs: Vec<PlanInput>,
    done: &AtomicU64,
) -> Result<Vec<Written>, Error> {
    actor.permit(Permission::EditPlans, Some(project.id))?;
    if inputs.len() > MOST {
        return Err(Refusal::TooManyPlans(MOST).into());
    }
    let plans = Arc::new(all_checked(app, actor, project, &inputs).await?);
    let mut written = Vec::with_capacity(plans.len());
    for begin in (0..plans.len()).step_by(BATCH) {
        let (node, actor, project, plans) = (app.clone(), actor.clone(), project.clone(), Arc::clone(&plans));
        let batch = app.db.write_hot(move |tx| {
            let some = plans.get(begin..plans.len().min(begin + BATCH)).unwrap_or_default();
            write_batch(&node, tx, &actor, &project, some)
        });
        written.extend(batch.await?);
        done.store(written.len() as u64, Ordering::Relaxed);
    }
    Ok(written)
}

async fn all_checked(app: &App, actor: &Actor, project: &Project, inputs: &[PlanInput]) -> Result<Vec<Checked>, Error> {
    let languages = languages(app, actor.organisation).await?;
    let default = languages.first().copied().unwrap_or_default();
    let (organisation, id) = (actor.organisation, project.id);
    let facets =
        app.db.read(move |reader| Facets::load(reader, organisation, id, Lang::Nl)).await.map_err(Error::Db)?;
    let mut seen = HashSet::new();
    let mut plans = Vec::with_capacity(inputs.len());
    for input in inputs {
        let plan = model::checked(input, default, &languages)?;
        referred(&facets, &plan.input)?;
        if let Some(external) = &plan.input.external_id
            && !seen.insert(external.clone())
        {
            return Err(Refusal::ExternalIdTaken(external.clone()).into());
        }
        plans.push(plan);
    }
    app.db
        .read(move |reader| {
            for external in seen {
                if store::by_external(reader, organisation, id, &external)?.is_some() {
                    return Err(Error::from(Refusal::ExternalIdTaken(external)));
                }
            }
            Ok(())
        })
        .await?;
    Ok(plans)
}

fn write_batch(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    project: &Project,
    plans: &[Checked],
) -> Result<Vec<Written>, Error> {
    let first = store::lock_numbers(tx, actor.organisation, project.id)? + 1;
    let facets = Facets::load(tx, actor.organisation, project.id, Lang::Nl)?;
    let mut written = Vec::with_capacity(plans.len());
    let mut terms = Vec::new();
    for (number, plan) in (first..).zip(plans) {
        let status = referred(&facets, &plan.input)?;
        let fresh = Fresh { uuid: app.uuid(), number, status, request: None, now: app.clock.now() };
        let Some(id) = store::add(tx, actor.organisation, project.id, plan, &fresh)? else {
            let external = plan.input.external_id.clone().unwrap_or_default();
            return Err(Refusal::ExternalIdTaken(external).into());
        };
        terms.extend(plan.found_by(id));
        written.push(Written { id, uuid: fresh.uuid, number, version: 1 });
    }
    store::add_terms(tx, project.id, terms)?;
    let last = written.last().map_or(first - 1, |plan| plan.number);
    store::use_numbers(tx, actor.organisation, project.id, last)?;
    let facts = json!({ "n": plans.len(), "first": first });
    changed(app, tx, (actor, project.id), format!("project:{}", project.uuid), "log-plans-imported", facts)?;
    Ok(written)
}
