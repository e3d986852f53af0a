//! One plan made or changed; some plans shown or given a status.

use super::versions::{self, By};
use super::{Written, changed, checked, files, languages, moderate, referred, tell};
use crate::model::{Checked, PlanInput, ProposalId};
use crate::refusal::Refusal;
use crate::store::{self, Facets, Fresh};
use civic::App;
use civic::actor::Actor;
use civic::ids::{OrganisationId, ProjectId, StatusId};
use civic::model::Project;
use civic::permission::Permission;
use platform::db::{DbError, Tx};
use platform::error::{Common, Error};
use platform::i18n::Lang;
use platform::params;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// At most so many plans are shown, hidden or given a status at once.
const AT_ONCE: usize = 200;

/// Makes a plan. `request` is whatever the sender repeats when it sends the same request again (an idempotency key, a
/// hidden field of a form): the second time answers the plan of the first.
///
/// # Errors
/// Refused without the right, for anything in it that does not hold (all of it at once), for an id from elsewhere that
/// another plan has, or for a request whose name stood for another plan ([`Common::RequestReused`]).
pub async fn create_plan(
    app: &App,
    actor: &Actor,
    project: &Project,
    input: PlanInput,
    request: Option<&str>,
) -> Result<Written, Error> {
    actor.permit(Permission::EditPlans, Some(project.id))?;
    let mut input = input;
    super::region::settle(app, project, &mut input).await?;
    let plan = Arc::new(checked(app, actor.organisation, &input).await?);
    // The name of a picture is made anew each time that it is sent.
    let content = format!("{:?}", PlanInput { picture: None, ..input });
    let sent = civic::service::request(app, actor, &["plan", &project.uuid.to_string()], request, &content);
    let request = request.filter(|key| !key.is_empty()).map(|key| <[u8; 32]>::from(Sha256::digest(key.as_bytes())));
    let (app, actor, id) = (app.clone(), actor.clone(), project.id);
    // The numbering is locked first, so everything after it is read in turn, whoever else adds plans at this moment.
    app.db
        .clone()
        .write_hot(move |tx| {
            match insert(&app, tx, (&actor, id), &plan, request, "log-plan-created")? {
                Made::Before(written) => {
                    // Refuses a name that stood for another plan.
                    sent.iter().try_for_each(|sent| sent.known(tx).map(drop))?;
                    Ok(written)
                }
                Made::Now(written) => {
                    sent.iter().try_for_each(|sent| sent.keep(tx, &written.uuid.to_string(), app.clock.now()))?;
                    Ok(written)
                }
            }
        })
        .await
}

/// What became of a request for a new plan.
pub(super) enum Made {
    /// A new plan.
    Now(Written),
    /// The same request had made it before.
    Before(Written),
}

/// Numbers a plan and writes it, in a transaction that may run at `READ COMMITTED`: the numbering is locked first.
pub(super) fn insert(
    app: &App,
    tx: &mut Tx<'_>,
    (actor, id): (&Actor, ProjectId),
    plan: &Checked,
    request: Option<[u8; 32]>,
    kind: &'static str,
) -> Result<Made, Error> {
    let number = store::lock_numbers(tx, actor.organisation, id)? + 1;
    if let Some(known) = repeated(tx, actor, id, request.as_ref())? {
        return Ok(Made::Before(known));
    }
    let facets = Facets::load(tx, actor.organisation, id, Lang::Nl)?;
    let status = referred(&facets, &plan.input)?;
    store::use_numbers(tx, actor.organisation, id, number)?;
    let fresh = Fresh { uuid: app.uuid(), number, status, request, now: app.clock.now() };
    let Some(plan_id) = store::add(tx, actor.organisation, id, plan, &fresh)? else {
        let external = plan.input.external_id.clone().unwrap_or_default();
        return Err(Refusal::ExternalIdTaken(external).into());
    };
    store::add_terms(tx, id, plan.found_by(plan_id).collect())?;
    let facts = json!({ "number": number, "title": plan.input.texts.title });
    changed(app, tx, (actor, id), format!("plan:{}", fresh.uuid), kind, facts)?;
    Ok(Made::Now(Written { id: plan_id, uuid: fresh.uuid, number, version: 1 }))
}

/// The plan that this request made before.
fn repeated(
    tx: &Tx<'_>,
    actor: &Actor,
    project: civic::ids::ProjectId,
    request: Option<&[u8; 32]>,
) -> Result<Option<Written>, DbError> {
    match request {
        Some(hash) => store::by_request(tx, actor.organisation, project, hash),
        None => Ok(None),
    }
}

/// Changes a plan. `version` is the one that was read; a status of none keeps the one it has.
///
/// # Errors
/// [`Common::Changed`] when somebody else saved in the meantime, [`Common::NotFound`] for a plan of another project;
/// otherwise as [`create_plan`].
pub async fn update_plan(
    app: &App,
    actor: &Actor,
    project: &Project,
    number: i64,
    version: i64,
    input: PlanInput,
) -> Result<Written, Error> {
    actor.permit(Permission::EditPlans, Some(project.id))?;
    let default = languages(app, actor.organisation).await?.first().copied().unwrap_or_default();
    let mut input = input;
    let (organisation, id) = (project.organisation, project.id);
    let known = app.db.read(move |reader| store::by_number(reader, organisation, id, default, number, true)).await;
    // Where a plan was before the area was drawn, it can stay.
    if known.map_err(Error::Db)?.is_some_and(|plan| plan.card.point != input.point) {
        super::region::settle(app, project, &mut input).await?;
    }
    let plan = Arc::new(checked(app, actor.organisation, &input).await?);
    if input.published {
        files::show(app, input.picture.clone().into_iter().collect()).await?;
        files::show_of(app, project, &[number]).await?;
    }
    let (app, actor, id) = (app.clone(), actor.clone(), project.id);
    app.db
        .clone()
        .write(move |tx| {
            let before = store::by_number(tx, actor.organisation, id, default, number, true)?;
            let written = replace(&app, tx, (&actor, id), (number, version), &plan, By::Staff)?;
            let texts = &plan.input.texts;
            // What somebody wrote in another language has been put in the organisation's own.
            if before.is_some_and(|old| (&old.card.title, &old.text) != (&texts.title, &texts.text)) {
                tx.execute(&store::TRANSLATED, params![actor.organisation, written.id, default.code()])?;
            }
            files::look(&app, tx)?;
            Ok(written)
        })
        .await
}

/// Puts a plan in the place of what it was, keeps what it was as a version, and logs it.
pub(super) fn replace(
    app: &App,
    tx: &mut Tx<'_>,
    (actor, id): (&Actor, ProjectId),
    (number, version): (i64, i64),
    plan: &Checked,
    by: By,
) -> Result<Written, Error> {
    let old = store::state(tx, actor.organisation, id, number)?.ok_or(Error::from(Common::NotFound))?;
    if old.version != version {
        return Err(Common::Changed.into());
    }
    if let Some(external) = &plan.input.external_id
        && store::by_external(tx, actor.organisation, id, external)?.is_some_and(|other| other != number)
    {
        return Err(Refusal::ExternalIdTaken(external.clone()).into());
    }
    let facets = Facets::load(tx, actor.organisation, id, Lang::Nl)?;
    let wished = PlanInput { status: plan.input.status.or(Some(old.status)), ..plan.input.clone() };
    let status = referred(&facets, &wished)?;
    versions::keep_first(tx, (actor.organisation, id), number)?;
    store::note_status(tx, (actor.organisation, id), number, status, app.clock.now())?;
    if !store::set(tx, (actor.organisation, id, number), (&old, version), plan, status)? {
        return Err(Common::Changed.into());
    }
    versions::keep(tx, (actor, id), number, by, app.clock.now())?;
    if status != old.status {
        tell::status(app, tx, (actor.organisation, id), number, status)?;
    }
    match (by, old.published, plan.input.published) {
        (By::Staff, true, false) => {
            moderate::conceal(app, tx, (actor, id), (number, old.id), &plan.input.hidden_because)?;
        }
        (By::Staff, false, true) => reveal(app, tx, (actor.organisation, id), (number, old.id))?,
        _ => {}
    }
    let facts = json!({ "number": number, "title": plan.input.texts.title });
    changed(app, tx, (actor, id), format!("plan:{}", old.uuid), "log-plan-changed", facts)?;
    Ok(Written { id: old.id, uuid: old.uuid, number, version: version + 1 })
}

/// Gives plans a status.
///
/// # Errors
/// Refused without the right, for a status of another project, or a plan that the project does not have; then nothing
/// has changed.
pub async fn set_status(
    app: &App,
    actor: &Actor,
    project: &Project,
    numbers: &[i64],
    status: StatusId,
) -> Result<(), Error> {
    let numbers = some(actor, project, numbers)?;
    let (app, actor, id, uuid) = (app.clone(), actor.clone(), project.id, project.uuid);
    app.db
        .clone()
        .write(move |tx| {
            let facets = Facets::load(tx, actor.organisation, id, Lang::Nl)?;
            let title = facets.status(status).ok_or(Error::from(Refusal::UnknownStatus))?.title.clone();
            for number in &numbers {
                store::note_status(tx, (actor.organisation, id), *number, status, app.clock.now())?;
                let params = params![actor.organisation, id, *number, status];
                let before = store::state(tx, actor.organisation, id, *number)?.map(|state| state.status);
                one(tx.execute(&store::SET_STATUS, params)?)?;
                if before != Some(status) {
                    tell::status(&app, tx, (actor.organisation, id), *number, status)?;
                }
            }
            let facts = json!({ "numbers": listed(&numbers), "status": title });
            changed(&app, tx, (&actor, id), format!("project:{uuid}"), "log-plans-status", facts)
        })
        .await
}

/// What goes with showing a plan: its people are told the first time, and why it was hidden is forgotten.
fn reveal(
    app: &App,
    tx: &mut Tx<'_>,
    (organisation, project): (OrganisationId, ProjectId),
    (number, id): (i64, ProposalId),
) -> Result<(), Error> {
    tell::shown(app, tx, (organisation, project), number)?;
    tx.execute(&store::CLEAR_HIDDEN, params![organisation, id])?;
    Ok(())
}

/// Shows plans to residents. The first time, its people get a mail.
///
/// # Errors
/// As [`set_status`]; [`Refusal::Withdrawn`] for a plan that its author has withdrawn.
pub async fn publish(app: &App, actor: &Actor, project: &Project, numbers: &[i64]) -> Result<(), Error> {
    let numbers = some(actor, project, numbers)?;
    files::show_of(app, project, &numbers).await?;
    let (app, actor, id, uuid) = (app.clone(), actor.clone(), project.id, project.uuid);
    app.db
        .clone()
        .write(move |tx| {
            for number in &numbers {
                let state = store::state(tx, actor.organisation, id, *number)?.ok_or(Error::from(Common::NotFound))?;
                reveal(&app, tx, (actor.organisation, id), (*number, state.id))?;
                let params = params![actor.organisation, id, *number, true];
                one(tx.execute(&store::SET_PUBLISHED, params)?)?;
            }
            files::look(&app, tx)?;
            let facts = json!({ "numbers": listed(&numbers) });
            changed(&app, tx, (&actor, id), format!("project:{uuid}"), "log-plans-shown", facts)
        })
        .await
}

/// Gives a plan a picture that [`civic::service::save_picture`] has stored, or takes it away; `alt` says what it shows.
///
/// # Errors
/// Refused without the right, for a name that cannot be a file's or a description that is too long;
/// [`Common::NotFound`] for a plan of another project.
pub async fn set_picture(
    app: &App,
    actor: &Actor,
    project: &Project,
    number: i64,
    picture: Option<String>,
    alt: &str,
) -> Result<(), Error> {
    actor.permit(Permission::EditPlans, Some(project.id))?;
    let (picture, alt) = crate::model::checked_picture(picture, alt)?;
    let (app, actor, id) = (app.clone(), actor.clone(), project.id);
    app.db
        .clone()
        .write(move |tx| {
            let old = store::state(tx, actor.organisation, id, number)?.ok_or(Error::from(Common::NotFound))?;
            let params = params![actor.organisation, id, number, picture.as_deref(), alt.as_str()];
            one(tx.execute(&store::SET_PICTURE, params)?)?;
            let facts = json!({ "number": number });
            changed(&app, tx, (&actor, id), format!("plan:{}", old.uuid), "log-plan-picture", facts)
        })
        .await
}

/// Permits an act on several plans, and puts their numbers in order.
pub(super) fn some(actor: &Actor, project: &Project, numbers: &[i64]) -> Result<Vec<i64>, Error> {
    actor.permit(Permission::EditPlans, Some(project.id))?;
    let mut numbers = numbers.to_vec();
    numbers.sort_unstable();
    numbers.dedup();
    match numbers.len() {
        0 => Err(Refusal::NoPlans.into()),
        count if count > AT_ONCE => Err(Refusal::TooManyPlans(AT_ONCE).into()),
        _ => Ok(numbers),
    }
}

pub(super) fn one(changed: u64) -> Result<(), Error> {
    if changed == 1 { Ok(()) } else { Err(Common::NotFound.into()) }
}

pub(super) fn listed(numbers: &[i64]) -> String {
    numbers.iter().map(i64::to_string).collect::<Vec<_>>().join(", ")
}
