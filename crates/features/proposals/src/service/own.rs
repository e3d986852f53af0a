//! One's own plans: seeing, changing and withdrawing them, and inviting others to join.

use super::ask::Ask;
use super::tell;
use super::{changed, editable};
use crate::Plans;
use crate::model::{Card, Content, DRAFT_LIFE, DraftPicture, Kept, PlanInput, ProposalId, to_markdown};
use crate::refusal::Refusal;
use crate::store::{self, Facets, Holder};
use civic::actor::Actor;
use civic::ids::{OrganisationId, PersonId, ProjectId, StatusId};
use civic::model::Project;
use civic::refusal::optional;
use civic::service::sign_in::{self, SignedIn, token_hash};
use civic::{App, Visitor, person};
use data_encoding::BASE64URL_NOPAD;
use jiff::{SignedDuration, Timestamp};
use platform::db::{DbError, Reader, Row};
use platform::error::{Common, Error};
use platform::i18n::Lang;
use platform::limits::policies;
use platform::params;
use serde_json::json;
use std::collections::HashMap;
use uuid::Uuid;

/// How long an invitation holds.
const INVITATION_LIFE: SignedDuration = SignedDuration::from_hours(14 * 24);
/// The most invitations of one plan that are open at once.
const MOST_INVITATIONS: usize = 10;
/// The longest reason of a withdrawal, in characters.
const LONGEST_REASON: usize = 500;

/// A plan of somebody's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnPlan {
    /// Inner number.
    pub id: ProposalId,
    /// Its project.
    pub project: ProjectId,
    /// Number in its project.
    pub number: i64,
    /// Title.
    pub title: String,
    /// Outer id.
    pub uuid: Uuid,
    /// Its status.
    pub status: StatusId,
    /// Whether residents see it.
    pub published: bool,
    /// Its version.
    pub version: i64,
    /// Whether this person handed it in; else they joined.
    pub author: bool,
    /// When it was withdrawn, and why.
    pub withdrawn: Option<(Timestamp, String)>,
    /// When it was handed in.
    pub created_at: Timestamp,
}

impl OwnPlan {
    /// The last part of its public address.
    #[must_use]
    pub fn address(&self) -> String {
        format!("{}-{}", self.number, platform::ids::slug(&self.title, "plan"))
    }
}

fn own(row: &Row<'_>) -> Result<OwnPlan, DbError> {
    let withdrawn: (Option<Timestamp>, Option<String>) = (row.get(9)?, row.get(10)?);
    Ok(OwnPlan {
        id: row.get(0)?,
        project: row.get(1)?,
        number: row.get(2)?,
        title: row.get(3)?,
        uuid: row.get(4)?,
        status: row.get(5)?,
        published: row.get(6)?,
        version: row.get(7)?,
        author: row.get::<String>(8)? == "author",
        withdrawn: withdrawn.0.zip(withdrawn.1),
        created_at: row.get(11)?,
    })
}

fn all(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    person: PersonId,
    lang: Lang,
) -> Result<Vec<OwnPlan>, DbError> {
    reader.query(&store::OWN_PLANS, params![organisation, person, lang.code(), ""], own)
}

/// A plan of this person.
pub(super) fn one_by_id(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    person: PersonId,
    lang: Lang,
    plan: ProposalId,
) -> Result<OwnPlan, Error> {
    let found = all(reader, organisation, person, lang)?.into_iter().find(|own| own.id == plan);
    found.ok_or(Common::NotFound.into())
}

fn one(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    person: PersonId,
    lang: Lang,
    plan: Uuid,
) -> Result<OwnPlan, Error> {
    let params = params![organisation, person, lang.code(), plan.to_string()];
    reader.find(&store::OWN_PLANS, params, own)?.ok_or(Common::NotFound.into())
}

fn me(actor: &Actor) -> Result<PersonId, Error> {
    actor.person.ok_or(Common::SignInNeeded.into())
}

/// A draft in the list of one's own things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnDraft {
    /// Outer id.
    pub uuid: Uuid,
    /// Its project.
    pub project: ProjectId,
    /// The title so far; may be empty.
    pub title: String,
    /// When it was last changed.
    pub changed_at: Timestamp,
}

/// Everything of one's own in an organisation.
#[derive(Debug, Clone, Default)]
pub struct Mine {
    /// Plans, the newest first.
    pub plans: Vec<OwnPlan>,
    /// Drafts, the newest first.
    pub drafts: Vec<OwnDraft>,
    /// The projects that they belong to.
    pub projects: Vec<Project>,
    /// The titles of their statuses.
    pub statuses: HashMap<StatusId, String>,
}

/// The plans and drafts of whoever is signed in.
///
/// # Errors
/// [`Common::SignInNeeded`].
pub async fn mine(app: &App, actor: &Actor, holder: Holder, lang: Lang) -> Result<Mine, Error> {
    let (organisation, person, now) = (actor.organisation, me(actor)?, app.clock.now());
    app.db
        .read(move |reader| {
            let plans = all(reader, organisation, person, lang)?;
            let drafts: Vec<OwnDraft> = store::all_drafts_of(reader, organisation, &holder, now)?
                .into_iter()
                .map(|(draft, project)| OwnDraft {
                    uuid: draft.uuid,
                    project,
                    title: draft.content.get("title").to_owned(),
                    changed_at: draft.changed_at,
                })
                .collect();
            let mut ids: Vec<ProjectId> =
                plans.iter().map(|plan| plan.project).chain(drafts.iter().map(|draft| draft.project)).collect();
            ids.sort_unstable();
            ids.dedup();
            let (mut projects, mut statuses) = (Vec::new(), HashMap::new());
            for id in ids {
                projects.extend(civic::store::project_by_id(reader, organisation, id, lang)?);
                let of = civic::store::statuses(reader, organisation, id, lang)?;
                statuses.extend(of.into_iter().map(|status| (status.id, status.title)));
            }
            Ok(Mine { plans, drafts, projects, statuses })
        })
        .await
}

/// One plan of one's own, with all that its page shows.
#[derive(Debug, Clone)]
pub struct OwnPage {
    /// The plan.
    pub own: OwnPlan,
    /// Its project.
    pub project: Project,
    /// The title of its status.
    pub status: String,
    /// Its versions, the oldest first.
    pub versions: Vec<super::versions::Version>,
    /// Whose it is.
    pub people: Vec<store::PlanPerson>,
    /// Since when and why staff hid it.
    pub hidden: Option<(Timestamp, String)>,
    /// Why it cannot be changed, if it cannot.
    pub fixed: Option<platform::error::Refusal>,
    /// Why it cannot be withdrawn, if it cannot.
    pub stays: Option<platform::error::Refusal>,
}

/// Reads one plan of one's own.
///
/// # Errors
/// [`Common::SignInNeeded`]; [`Common::NotFound`] for a plan that is not theirs.
pub async fn own_plan(plans: &Plans, actor: &Actor, lang: Lang, plan: Uuid) -> Result<OwnPage, Error> {
    let (organisation, person, now) = (actor.organisation, me(actor)?, plans.app.clock.now());
    let work = plans.clone();
    plans
        .app
        .db
        .read(move |reader| {
            let own = one(reader, organisation, person, lang, plan)?;
            let ids = (organisation, own.project);
            let project = civic::store::project_by_id(reader, organisation, own.project, lang)?;
            let ask = Ask::load(reader, ids, lang, now)?;
            let fixed = may_change(&work, reader, ids, &own, &ask).err().and_then(first);
            let stays = may_withdraw(&work, reader, organisation, &own).err().and_then(first);
            Ok(OwnPage {
                project: project.ok_or(Error::from(Common::NotFound))?,
                status: ask.facets.status(own.status).map(|status| status.title.clone()).unwrap_or_default(),
                versions: super::versions::history(reader, organisation, own.id)?,
                people: store::people(reader, organisation, own.id)?,
                hidden: store::hidden(reader, organisation, own.id)?,
                fixed,
                stays,
                own,
            })
        })
        .await
}

fn first(error: Error) -> Option<platform::error::Refusal> {
    error.refusals().first().cloned()
}

/// Refuses unless the people of a plan may change it: while plans are taken, in a status that lets them, and not in a
/// vote.
pub(super) fn may_change(
    plans: &Plans,
    reader: &Reader<'_>,
    (organisation, _): (OrganisationId, ProjectId),
    own: &OwnPlan,
    ask: &Ask,
) -> Result<(), Error> {
    if own.withdrawn.is_some() {
        return Err(Refusal::Withdrawn.into());
    }
    ask.takes_plans()?;
    if plans.rounds.holds(reader, organisation, own.uuid)? {
        return Err(Refusal::InVote.into());
    }
    let statuses = &ask.facets.statuses;
    let editable = match ask.collect.editable.as_slice() {
        [] => statuses.first().is_some_and(|first| first.id == own.status),
        slugs => statuses.iter().any(|status| status.id == own.status && slugs.contains(&status.slug)),
    };
    if editable { Ok(()) } else { Err(Refusal::NotEditable.into()) }
}

fn may_withdraw(plans: &Plans, reader: &Reader<'_>, organisation: OrganisationId, own: &OwnPlan) -> Result<(), Error> {
    if own.withdrawn.is_some() {
        return Err(Refusal::Withdrawn.into());
    }
    if !own.author {
        return Err(Common::Forbidden.into());
    }
    if plans.rounds.holds(reader, organisation, own.uuid)? {
        return Err(Refusal::InVote.into());
    }
    Ok(())
}

/// Begins to change a plan: a draft with everything that it says now. Who has begun already goes on with that.
///
/// # Errors
/// Unless the plan is theirs and may be changed now.
pub async fn begin_change(plans: &Plans, visitor: &Visitor, plan: Uuid) -> Result<(Uuid, ProjectId), Error> {
    let (organisation, person) = (visitor.organisation.id, me(&visitor.actor)?);
    let (lang, now, app) = (visitor.lang, plans.app.clock.now(), &plans.app);
    let own = app.db.read(move |reader| one(reader, organisation, person, lang, plan)).await?;
    let now_says = editable(app, organisation, own.project, own.number).await?;
    let (work, uuid) = (plans.clone(), app.uuid_random());
    let postcode = own.clone();
    app.db
        .write(move |tx| {
            let ids = (organisation, postcode.project);
            let ask = Ask::load(tx, ids, lang, now)?;
            let own = one(tx, organisation, person, lang, plan)?;
            may_change(&work, tx, ids, &own, &ask)?;
            let params = params![organisation, own.id, person, now];
            if let Some(known) = tx.find(&store::CHANGE_DRAFT, params, |row| row.get::<Uuid>(0))? {
                return Ok((known, own.project));
            }
            tx.execute(&store::REMOVE_CHANGES, params![organisation, own.id, person])?;
            let content = content_of(tx, organisation, &own, &now_says.input, &now_says.card, &ask, lang)?;
            let text = serde_json::to_string(&content).map_err(Error::internal)?;
            let device: Option<Vec<u8>> = None;
            let version = now_says.card.version;
            let params =
                params![uuid, organisation, own.project, device, person, own.id, version, text, now, now + DRAFT_LIFE];
            tx.execute(&store::ADD_DRAFT, params)?;
            Ok((uuid, own.project))
        })
        .await
}

/// What a plan says, as the form shows it.
fn content_of(
    reader: &Reader<'_>,
    organisation: OrganisationId,
    own: &OwnPlan,
    input: &PlanInput,
    card: &Card,
    ask: &Ask,
    lang: Lang,
) -> Result<Content, Error> {
    let mut content = Content::default();
    let mut put = |name: &str, values: Vec<String>| {
        if values.iter().any(|value| !value.is_empty()) {
            content.fields.insert(name.to_owned(), Kept { values, at: 1, other: None });
        }
    };
    let facets: &Facets = &ask.facets;
    // In the language in which it was written.
    let origin = store::origin(reader, organisation, own.id)?;
    let own_words = origin.as_ref().and_then(|origin| input.translations.get(&origin.lang));
    let texts = own_words.filter(|texts| !texts.title.is_empty()).unwrap_or(&input.texts);
    put("title", vec![texts.title.clone()]);
    put("summary", vec![texts.summary.clone()]);
    put("text", vec![to_markdown(&texts.text)]);
    put("place", vec![input.place.clone()]);
    if let Some(point) = input.point {
        put("latitude", vec![point.latitude.to_string()]);
        put("longitude", vec![point.longitude.to_string()]);
    }
    put("area", facets.area(card.area).map(|area| area.slug.clone()).into_iter().collect());
    put("cost", input.cost.map(|cost| cost.input(lang)).into_iter().collect());
    put("name", vec![input.author.clone()]);
    let tags = facets.types.iter().flat_map(|kind| kind.tags.iter().map(move |tag| (kind, tag)));
    let chosen = tags.filter(|(_, tag)| input.tags.contains(&tag.id));
    put("tags", chosen.map(|(kind, tag)| format!("{}.{}", kind.slug, tag.slug)).collect());
    let answers = store::answers(reader, organisation, own.id)?;
    for question in &ask.questions {
        if let Some((_, answer)) = answers.iter().find(|(id, _)| *id == question.id) {
            put(question.field(), question.typed(answer, lang));
        }
    }
    if let Some(origin) = origin {
        put("postcode", vec![origin.postcode]);
    }
    let first = input.picture.clone().map(|file| DraftPicture { file, alt: texts.picture_alt.clone() });
    content.pictures = first.into_iter().chain(store::pictures(reader, organisation, own.id)?).collect();
    content.documents = store::documents(reader, organisation, own.id)?;
    Ok(content)
}

/// Withdraws a plan. It is gone from every list, search and page; staff still see it, with the reason.
///
/// # Errors
/// Unless it is theirs, handed in by them; [`Refusal::InVote`] from the opening of a vote on it until its end;
/// [`Refusal::Withdrawn`] the second time; [`Refusal::NoReason`].
pub async fn withdraw(plans: &Plans, actor: &Actor, lang: Lang, plan: Uuid, why: &str) -> Result<(), Error> {
    let (organisation, person, now) = (actor.organisation, me(actor)?, plans.app.clock.now());
    let why = optional("why", why, LONGEST_REASON)?;
    if why.is_empty() {
        return Err(Refusal::NoReason.into());
    }
    let (work, actor) = (plans.clone(), actor.clone());
    plans
        .app
        .db
        .write(move |tx| {
            let own = one(tx, organisation, person, lang, plan)?;
            may_withdraw(&work, tx, organisation, &own)?;
            if tx.execute(&store::WITHDRAW, params![organisation, own.id, now, why.as_str()])? == 0 {
                return Err(Refusal::Withdrawn.into());
            }
            let about = tell::organisation(tx, organisation)?;
            let status = civic::service::withdrawn_status(&work.app, tx, &about, own.project)?;
            store::note_status(tx, (organisation, own.project), own.number, status, now)?;
            tx.execute(&store::SET_STATUS, params![organisation, own.project, own.number, status])?;
            tx.execute(&store::SET_PUBLISHED, params![organisation, own.project, own.number, false])?;
            super::files::look(&work.app, tx)?;
            let facts = json!({ "number": own.number, "title": own.title });
            let subject = format!("plan:{}", own.uuid);
            changed(&work.app, tx, (&actor, own.project), subject, "log-plan-withdrawn", facts)?;
            let keys = ("mail-plan-withdrawn-subject", "mail-plan-withdrawn-text");
            tell::everybody(&work.app, tx, (organisation, own.id), &own.title, keys, &[])
        })
        .await
}

/// Invites somebody to join a plan: a mail with a link that works once.
///
/// # Errors
/// Unless the plan is theirs, handed in by them, and not withdrawn; for something that is no address; too many
/// invitations.
pub async fn invite(plans: &Plans, visitor: &Visitor, plan: Uuid, email: &str) -> Result<(), Error> {
    let key = person::email_key(email)?;
    let (organisation, me, now) = (visitor.organisation.id, me(&visitor.actor)?, plans.app.clock.now());
    let limit: [u8; 32] = token_hash(&format!("{}:{key}", organisation.0));
    let app = &plans.app;
    app.limits.check(policies::CODE_MAILS, visitor.client.0)?;
    app.limits.check(policies::CODE_MAILS_TO_ONE, limit.first_chunk().copied().unwrap_or_default())?;
    let token = BASE64URL_NOPAD.encode(&app.random.bytes::<32>());
    let (hash, lang, work, visitor) = (token_hash(&token), visitor.lang, app.clone(), visitor.clone());
    app.db
        .write(move |tx| {
            let own = one(tx, organisation, me, lang, plan)?;
            if own.withdrawn.is_some() {
                return Err(Refusal::Withdrawn.into());
            }
            if !own.author {
                return Err(Common::Forbidden.into());
            }
            let open: i64 = tx.one(&store::INVITATIONS, params![organisation, own.id, now], |row| row.get(0))?;
            if open >= i64::try_from(MOST_INVITATIONS).unwrap_or(i64::MAX) {
                return Err(Refusal::TooManyInvitations(MOST_INVITATIONS).into());
            }
            let params = params![hash, organisation, own.id, key.as_str(), me, now + INVITATION_LIFE];
            tx.execute(&store::ADD_INVITATION, params)?;
            let about = tell::organisation(tx, organisation)?;
            let path = format!("{}/join?token={token}", tell::OWN_PATH);
            let args = [
                ("title", own.title.as_str().into()),
                ("organisation", about.name.as_str().into()),
                ("link", tell::address(&work, &about, lang, &path).into()),
            ];
            let words = |key: &str| visitor.t.with(key, &args);
            tell::post(&work, tx, &key, (words("mail-plan-invited-subject"), words("mail-plan-invited-text")))
        })
        .await
}

/// The title of the plan behind an invitation; looking uses nothing up.
///
/// # Errors
/// [`Refusal::DeadInvitation`].
pub async fn look_at_invitation(
    app: &App,
    organisation: OrganisationId,
    lang: Lang,
    token: &str,
) -> Result<String, Error> {
    let (hash, now) = (token_hash(token), app.clock.now());
    let params = move |reader: &Reader<'_>| {
        reader.find(&store::INVITATION, params![organisation, hash, now, lang.code()], |row| row.get::<String>(2))
    };
    app.db.read(params).await.map_err(Error::Db)?.ok_or(Refusal::DeadInvitation.into())
}

/// Joins a plan: whoever has the link has the mail, so they are signed in too. Called by the button on the page.
///
/// # Errors
/// [`Refusal::DeadInvitation`].
pub async fn join(app: &App, visitor: &Visitor, token: &str) -> Result<SignedIn, Error> {
    let (organisation, lang, cookies) = (visitor.organisation.id, visitor.lang, visitor.cookies.clone());
    let (hash, now, work) = (token_hash(token), app.clock.now(), app.clone());
    app.db
        .write(move |tx| {
            let found = tx.find(&store::INVITATION, params![organisation, hash, now, lang.code()], |row| {
                Ok((row.get::<ProposalId>(0)?, row.get::<String>(1)?))
            })?;
            let (plan, email) = found.ok_or(Error::from(Refusal::DeadInvitation))?;
            if tx.execute(&store::USE_INVITATION, params![organisation, hash, now])? == 0 {
                return Err(Refusal::DeadInvitation.into());
            }
            let signed = sign_in::sign_in_as(&work, tx, organisation, &email, &cookies)?;
            tx.execute(&store::ADD_PERSON, params![plan, signed.person, organisation, "initiator", now])?;
            Ok(signed)
        })
        .await
}
