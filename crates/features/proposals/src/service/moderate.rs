//! What staff do with several plans at once beside their status: hide with a reason, tags, messages; and the views of the
//! table that they keep.

use super::edit::{one, some};
use super::{changed, files, tell};
use crate::model::ProposalId;
use crate::refusal::Refusal;
use crate::store::{self, Facets, View};
use civic::App;
use civic::actor::Actor;
use civic::ids::{ProjectId, TagId};
use civic::model::Project;
use civic::permission::Permission;
use civic::refusal::{optional, required};
use platform::db::Tx;
use platform::error::{Common, Error};
use platform::i18n::Lang;
use platform::params;
use serde_json::json;
use uuid::Uuid;

/// The longest reason, in characters.
pub const LONGEST_WHY: usize = 500;
/// The longest message, in characters.
const LONGEST_MESSAGE: usize = 5_000;
/// The longest subject of a message, in characters.
const LONGEST_SUBJECT: usize = 150;
/// The longest name of a view, in characters.
const LONGEST_NAME: usize = 60;
/// The longest address of a view.
const LONGEST_QUERY: usize = 2_000;
/// The most views of a project.
const MOST_VIEWS: usize = 50;

/// An act on several plans as a form or a program names it; what it does not need is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Act {
    /// `show`, `hide`, `status`, `tag`, `untag` or `message`.
    pub name: String,
    /// Why plans are hidden.
    pub why: String,
    /// The slug of a status.
    pub status: String,
    /// A tag, `kind.tag`.
    pub tag: String,
    /// The subject of a message.
    pub subject: String,
    /// Its text.
    pub message: String,
}

/// Carries out an act; of a message it answers how many plans have somebody who gets it.
///
/// # Errors
/// [`Common::Malformed`] for an act that there is not; otherwise what the act itself refuses.
pub async fn act(
    app: &App,
    actor: &Actor,
    project: &Project,
    numbers: &[i64],
    asked: &Act,
) -> Result<Option<usize>, Error> {
    let (organisation, id) = (project.organisation, project.id);
    let facets = || app.db.read(move |reader| Facets::load(reader, organisation, id, Lang::Nl));
    match asked.name.as_str() {
        "show" => super::publish(app, actor, project, numbers).await?,
        "hide" => hide(app, actor, project, numbers, &asked.why).await?,
        "status" => {
            let facets = facets().await.map_err(Error::Db)?;
            let status = facets.statuses.iter().find(|status| status.slug == asked.status);
            let status = status.ok_or(Error::from(Refusal::UnknownStatus))?.id;
            super::set_status(app, actor, project, numbers, status).await?;
        }
        name @ ("tag" | "untag") => {
            let tag = crate::staff::tag(&facets().await.map_err(Error::Db)?, &asked.tag);
            let tag = tag.ok_or(Error::from(Refusal::UnknownTag))?;
            set_tag(app, actor, project, numbers, (tag, name == "tag")).await?;
        }
        "message" => {
            return message(app, actor, project, numbers, (&asked.subject, &asked.message)).await.map(Some);
        }
        _ => return Err(Common::Malformed.into()),
    }
    Ok(None)
}

/// Hides plans, with a reason that staff and the people of each plan read.
///
/// # Errors
/// Refused without the right, without a reason, or for a plan that the project does not have; then nothing has changed.
pub async fn hide(app: &App, actor: &Actor, project: &Project, numbers: &[i64], why: &str) -> Result<(), Error> {
    let numbers = some(actor, project, numbers)?;
    let why = reason(why)?;
    let (app, actor, id, uuid) = (app.clone(), actor.clone(), project.id, project.uuid);
    app.db
        .clone()
        .write(move |tx| {
            let organisation = actor.organisation;
            for number in &numbers {
                let state = store::state(tx, organisation, id, *number)?.ok_or(Error::from(Common::NotFound))?;
                one(tx.execute(&store::SET_PUBLISHED, params![organisation, id, *number, false])?)?;
                conceal(&app, tx, (&actor, id), (*number, state.id), &why)?;
            }
            files::look(&app, tx)?;
            let facts = json!({ "numbers": super::edit::listed(&numbers), "why": why });
            changed(&app, tx, (&actor, id), format!("project:{uuid}"), "log-plans-hidden-why", facts)
        })
        .await
}

/// A reason as it is kept.
fn reason(why: &str) -> Result<String, Error> {
    let why = optional("why", why, LONGEST_WHY)?;
    if why.is_empty() { Err(Refusal::NoReason.into()) } else { Ok(why) }
}

/// What goes with hiding a plan: who did it and why is kept, and its people are told.
pub(super) fn conceal(
    app: &App,
    tx: &mut Tx<'_>,
    (actor, project): (&Actor, ProjectId),
    (number, id): (i64, ProposalId),
    why: &str,
) -> Result<(), Error> {
    let why = reason(why)?;
    let organisation = actor.organisation;
    tx.execute(&store::SET_HIDDEN, params![id, organisation, app.clock.now(), actor.person, why.as_str()])?;
    let keys = ("mail-plan-hidden-subject", "mail-plan-hidden-text");
    tell::about(app, tx, (organisation, project), number, keys, &[("why", why.as_str().into())]).map(|_| ())
}

/// Gives plans a tag, or takes it from them.
///
/// # Errors
/// Refused without the right, for a tag or a plan of another project, or more tags than a plan can have.
pub async fn set_tag(
    app: &App,
    actor: &Actor,
    project: &Project,
    numbers: &[i64],
    (tag, on): (TagId, bool),
) -> Result<(), Error> {
    let numbers = some(actor, project, numbers)?;
    let (app, actor, id, uuid) = (app.clone(), actor.clone(), project.id, project.uuid);
    app.db
        .clone()
        .write(move |tx| {
            let organisation = actor.organisation;
            let facets = Facets::load(tx, organisation, id, Lang::Nl)?;
            let known = facets.types.iter().flat_map(|kind| &kind.tags).find(|known| known.id == tag);
            let title = known.ok_or(Error::from(Refusal::UnknownTag))?.title.clone();
            for number in &numbers {
                let plan = store::by_number(tx, organisation, id, Lang::Nl, *number, true)?;
                let plan = plan.ok_or(Error::from(Common::NotFound))?.card;
                if on && !plan.tags.contains(&tag) && plan.tags.len() >= crate::model::MOST_TAGS {
                    return Err(Refusal::TooManyTags.into());
                }
                if on {
                    tx.execute(&store::ADD_TAG, params![organisation, id, plan.id, tag])?;
                } else {
                    tx.execute(&store::REMOVE_TAG, params![organisation, plan.id, tag])?;
                }
                one(tx.execute(&store::TOUCH, params![organisation, plan.id])?)?;
            }
            let facts = json!({ "numbers": super::edit::listed(&numbers), "tag": title });
            let kind = if on { "log-plans-tagged" } else { "log-plans-untagged" };
            changed(&app, tx, (&actor, id), format!("project:{uuid}"), kind, facts)
        })
        .await
}

/// Mails the people of plans; answers how many plans have any.
///
/// # Errors
/// Refused without the right, without subject or text, or for a plan that the project does not have.
pub async fn message(
    app: &App,
    actor: &Actor,
    project: &Project,
    numbers: &[i64],
    (subject, text): (&str, &str),
) -> Result<usize, Error> {
    let numbers = some(actor, project, numbers)?;
    let subject = required("subject", subject, LONGEST_SUBJECT)?;
    let text = required("message", text, LONGEST_MESSAGE)?;
    let (app, actor, id, uuid) = (app.clone(), actor.clone(), project.id, project.uuid);
    app.db
        .clone()
        .write(move |tx| {
            let mut told = 0;
            let args = [("subject", subject.as_str().into()), ("text", text.as_str().into())];
            for number in &numbers {
                let keys = ("mail-plan-message-subject", "mail-plan-message-text");
                told += usize::from(tell::about(&app, tx, (actor.organisation, id), *number, keys, &args)?);
            }
            let facts = json!({ "numbers": super::edit::listed(&numbers), "subject": subject });
            changed(&app, tx, (&actor, id), format!("project:{uuid}"), "log-plans-message", facts)?;
            Ok(told)
        })
        .await
}

/// Keeps a view of the table under a name; one of the same name takes its place.
///
/// # Errors
/// Refused without the right to see the project, without a name, or when there are too many.
pub async fn keep_view(app: &App, actor: &Actor, project: &Project, name: &str, query: &str) -> Result<(), Error> {
    actor.permit(Permission::EditPlans, Some(project.id))?;
    let name = required("view", name, LONGEST_NAME)?;
    let query: String = query.chars().take(LONGEST_QUERY).collect();
    let (organisation, id, uuid, now) = (project.organisation, project.id, app.uuid(), app.clock.now());
    app.db
        .write(move |tx| {
            let known = store::views(tx, organisation, id)?;
            if known.len() >= MOST_VIEWS && !known.iter().any(|view| view.name == name) {
                return Err(Refusal::TooManyViews(MOST_VIEWS).into());
            }
            tx.execute(&store::ADD_VIEW, params![uuid, organisation, id, name.as_str(), query.as_str(), now])?;
            Ok(())
        })
        .await
}

/// Forgets a view. One that is gone is gone.
///
/// # Errors
/// Refused without the right.
pub async fn forget_view(app: &App, actor: &Actor, project: &Project, view: Uuid) -> Result<(), Error> {
    actor.permit(Permission::EditPlans, Some(project.id))?;
    let (organisation, id) = (project.organisation, project.id);
    let gone = app.db.write(move |tx| tx.execute(&store::REMOVE_VIEW, params![organisation, id, view]));
    gone.await.map(|_| ()).map_err(Error::Db)
}

/// The kept views of a project.
///
/// # Errors
/// When the database fails.
pub async fn views(app: &App, project: &Project) -> Result<Vec<View>, Error> {
    let (organisation, id) = (project.organisation, project.id);
    app.db.read(move |reader| store::views(reader, organisation, id)).await.map_err(Error::Db)
}
