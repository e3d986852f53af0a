//! Handing in: a draft becomes a plan, or changes one. And staff who hand in for somebody.

use super::ask::{Answered, Ask};
use super::edit::{Made, insert, replace};
use super::files;
use super::tell;
use super::versions::By;
use super::{Written, draft};
use crate::Plans;
use crate::model::{Content, Draft, PlanInput};
use crate::store::{self, Holder};
use civic::actor::Actor;
use civic::ids::{PersonId, ProjectId};
use civic::model::Project;
use civic::permission::Permission;
use civic::{App, Visitor, person};
use platform::db::Tx;
use platform::error::{Common, Error};
use platform::i18n::Lang;
use platform::params;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use uuid::Uuid;

/// By which way a plan came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    /// The site.
    Site,
    /// At the counter.
    Counter,
    /// On the phone.
    Phone,
    /// At somebody's door.
    Door,
    /// At a meeting.
    Meeting,
    /// From a file.
    Import,
}

impl Channel {
    /// All ways.
    pub const ALL: [Channel; 6] =
        [Channel::Site, Channel::Counter, Channel::Phone, Channel::Door, Channel::Meeting, Channel::Import];

    /// Those by which staff hand in for somebody.
    pub const FOR_SOMEBODY: [Channel; 4] = [Channel::Counter, Channel::Phone, Channel::Door, Channel::Meeting];

    /// As in the database and in forms.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Channel::Site => "site",
            Channel::Counter => "counter",
            Channel::Phone => "phone",
            Channel::Door => "door",
            Channel::Meeting => "meeting",
            Channel::Import => "import",
        }
    }

    /// From a form.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Channel::FOR_SOMEBODY.into_iter().find(|channel| channel.code() == code)
    }
}

/// A plan that was handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HandedIn {
    /// The plan.
    pub plan: Written,
    /// Whether residents see it already.
    pub shown: bool,
}

/// Hands in a draft: a new plan, or a change of one. Sent twice, it makes one plan. Where the project asks who somebody
/// is, they have signed in.
///
/// # Errors
/// That handing in is not on (the draft stays); everything that is missing or wrong; [`crate::refusal::Refusal::NoDraft`];
/// [`Common::SignInNeeded`]; for a change also what [`super::own::begin_change`] refuses, and [`Common::Changed`].
pub async fn hand_in(
    plans: &Plans,
    visitor: &Visitor,
    project: &Project,
    holder: Holder,
    uuid: Uuid,
) -> Result<HandedIn, Error> {
    let (app, actor) = (&plans.app, visitor.actor.clone());
    let request: [u8; 32] = Sha256::digest(format!("draft:{uuid}").as_bytes()).into();
    let draft = match draft::draft(app, project, holder, uuid).await {
        Ok(draft) => draft,
        // A second press: the draft is gone, its plan is there.
        Err(error) => return before(app, project, request).await?.ok_or(error),
    };
    let ask = super::ask::ask(app, project.organisation, project.id, visitor.lang).await?;
    ask.takes_plans()?;
    if ask.collect.identify.by_email() && actor.person.is_none() {
        return Err(Common::SignInNeeded.into());
    }
    let answered = ask.check(&draft.content, visitor.lang).map_err(Error::Refused)?;
    match draft.of {
        None => add(app, visitor, actor, project, ask, draft, answered, request).await,
        Some(of) => change(plans, visitor, actor, project, ask, draft, answered, of).await,
    }
}

/// What the same press made before.
async fn before(app: &App, project: &Project, request: [u8; 32]) -> Result<Option<HandedIn>, Error> {
    let (organisation, id) = (project.organisation, project.id);
    app.db
        .read(move |reader| {
            let Some(plan) = store::by_request(reader, organisation, id, &request)? else { return Ok(None) };
            let read = store::by_number(reader, organisation, id, Lang::Nl, plan.number, false)?;
            Ok(Some(HandedIn { plan, shown: read.is_some() }))
        })
        .await
}

#[expect(clippy::too_many_arguments, reason = "each of them is one thing that the transaction writes")]
async fn add(
    app: &App,
    visitor: &Visitor,
    actor: Actor,
    project: &Project,
    ask: Ask,
    draft: Draft,
    answered: Answered,
    request: [u8; 32],
) -> Result<HandedIn, Error> {
    let shown = !ask.collect.review;
    let languages = super::languages(app, project.organisation).await?;
    let default = languages.first().copied().unwrap_or_default();
    let input = in_language(PlanInput { published: shown, ..answered.input.clone() }, visitor.lang, default);
    let plan = Arc::new(crate::model::checked(&input, default, &languages)?);
    if shown {
        files::show(app, pictures(&answered)).await?;
    }
    let (app, project, lang) = (app.clone(), project.clone(), visitor.lang);
    let email = visitor.session.as_ref().map(|session| session.person.email.clone());
    app.db
        .clone()
        .write_hot(move |tx| {
            let made = insert(&app, tx, (&actor, project.id), &plan, Some(request), "log-plan-handed-in")?;
            let written = match made {
                Made::Before(plan) => return Ok(HandedIn { plan, shown }),
                Made::Now(written) => written,
            };
            // By what the database says at the moment of writing, so that nothing comes in after the closing.
            super::ask::still_takes_plans(tx, (project.organisation, project.id), app.clock.now())?;
            let from = From { channel: Channel::Site, postcode: &answered.postcode, lang, entered_by: None, shown };
            origin(&app, tx, &project, &written, &from)?;
            details(tx, &project, &written, &answered)?;
            if let Some(person) = actor.person {
                belongs(&app, tx, &project, &written, person)?;
            }
            if let Some(email) = &email {
                let title = plan.input.texts.title.as_str();
                tell::received(&app, tx, (email, lang), &project, (title, &ask), (!shown, false))?;
            }
            tell::staff(&app, tx, &project, (written.number, &plan.input.texts.title), &ask)?;
            tx.execute(&store::REMOVE_DRAFT, params![project.organisation, draft.id])?;
            Ok(HandedIn { plan: written, shown })
        })
        .await
}

#[expect(clippy::too_many_arguments, reason = "each of them is one thing that the transaction writes")]
async fn change(
    plans: &Plans,
    visitor: &Visitor,
    actor: Actor,
    project: &Project,
    ask: Ask,
    draft: Draft,
    answered: Answered,
    (of, base): (crate::model::ProposalId, i64),
) -> Result<HandedIn, Error> {
    let person = actor.person.ok_or(Error::from(Common::SignInNeeded))?;
    let app = &plans.app;
    let (organisation, id, lang) = (project.organisation, project.id, visitor.lang);
    let own = app.db.read(move |reader| super::own::one_by_id(reader, organisation, person, lang, of)).await?;
    let now = super::editable(app, organisation, id, own.number).await?;
    let origin = app.db.read(move |reader| store::origin(reader, organisation, of)).await.map_err(Error::Db)?;
    let (written_in, translated) = origin.map_or((lang, false), |origin| (origin.lang, origin.translated));
    let languages = super::languages(app, organisation).await?;
    let default = languages.first().copied().unwrap_or_default();
    // What staff decide stays as it is, and so does what the plan says in other languages.
    let own = answered.input.texts.clone();
    let mut input = PlanInput {
        texts: if translated { now.input.texts.clone() } else { own.clone() },
        translations: now.input.translations,
        external_id: now.input.external_id,
        author: if ask.asks("name") { answered.input.author.clone() } else { now.input.author },
        status: None,
        published: now.input.published && !ask.collect.review,
        ..answered.input.clone()
    };
    if written_in != default {
        input.translations.insert(written_in, own);
    }
    let shown = input.published;
    if shown {
        files::show(app, pictures(&answered)).await?;
    }
    let plan = Arc::new(crate::model::checked(&input, default, &languages)?);
    let (plans, project) = (plans.clone(), project.clone());
    plans
        .app
        .db
        .clone()
        .write(move |tx| {
            let own = super::own::one_by_id(tx, organisation, person, lang, of)?;
            super::own::may_change(&plans, tx, (organisation, id), &own, &ask)?;
            super::ask::still_takes_plans(tx, (organisation, id), plans.app.clock.now())?;
            let by = if own.author { By::Author } else { By::Initiator };
            let written = replace(&plans.app, tx, (&actor, id), (own.number, base), &plan, by)?;
            details(tx, &project, &written, &answered)?;
            tx.execute(&store::REMOVE_CHANGES, params![organisation, of, person])?;
            tx.execute(&store::REMOVE_DRAFT, params![organisation, draft.id])?;
            files::look(&plans.app, tx)?;
            Ok(HandedIn { plan: written, shown })
        })
        .await
}

/// A plan as it is kept that somebody wrote in a language: in another than the organisation's own, its texts stand there
/// too, so that readers of both languages find it.
fn in_language(mut input: PlanInput, lang: Lang, default: Lang) -> PlanInput {
    if lang != default {
        input.translations.insert(lang, input.texts.clone());
    }
    input
}

/// The names of the pictures of a plan.
fn pictures(answered: &Answered) -> Vec<String> {
    let first = answered.input.picture.iter();
    first.chain(answered.pictures.iter().map(|picture| &picture.file)).cloned().collect()
}

/// How a new plan came in.
struct From<'a> {
    channel: Channel,
    postcode: &'a str,
    lang: Lang,
    entered_by: Option<PersonId>,
    shown: bool,
}

fn origin(app: &App, tx: &mut Tx<'_>, project: &Project, written: &Written, from: &From<'_>) -> Result<(), Error> {
    // Whoever reads at once that the plan can be seen, need not be told later.
    let announced = from.shown.then(|| app.clock.now());
    let params = params![
        written.id,
        project.organisation,
        project.id,
        from.channel.code(),
        from.postcode,
        from.lang.code(),
        from.entered_by,
        announced
    ];
    tx.execute(&store::ADD_ORIGIN, params)?;
    Ok(())
}

fn details(tx: &mut Tx<'_>, project: &Project, written: &Written, answered: &Answered) -> Result<(), Error> {
    let (organisation, names) = (project.organisation, pictures(answered));
    let all = names.iter().chain(answered.documents.iter().map(|document| &document.file)).map(String::as_str);
    store::claim(tx, (organisation, project.id), written.id, all)?;
    store::set_answers(tx, organisation, written.id, &answered.answers)?;
    store::set_pictures(tx, organisation, written.id, &answered.pictures)?;
    store::set_documents(tx, organisation, written.id, &answered.documents)?;
    Ok(())
}

fn belongs(app: &App, tx: &mut Tx<'_>, project: &Project, written: &Written, person: PersonId) -> Result<(), Error> {
    let params = params![written.id, person, project.organisation, "author", app.clock.now()];
    tx.execute(&store::ADD_PERSON, params)?;
    Ok(())
}

/// A plan that staff hand in for somebody.
#[derive(Debug, Clone, Default)]
pub struct ForSomebody {
    /// The plan, as staff fill it in.
    pub input: PlanInput,
    /// Answers to the project's own questions, by the names of their fields.
    pub answers: Content,
    /// By which way it came.
    pub channel: Option<Channel>,
    /// Where mail about it goes; may be empty.
    pub email: String,
    /// What the sender repeats when it sends the same request again.
    pub request: Option<String>,
}

/// Hands in a plan for somebody at the counter, on the phone, at the door or a meeting. With an address, they get the
/// same mails as anybody, and the plan is theirs.
///
/// # Errors
/// Refused without the right to edit plans, for anything in it that does not hold, or without a channel. Limits of
/// length and questions that need an answer do not bind staff: what somebody says is written down.
pub async fn hand_in_for(
    app: &App,
    actor: &Actor,
    project: &Project,
    lang: Lang,
    new: ForSomebody,
) -> Result<HandedIn, Error> {
    actor.permit(Permission::EditPlans, Some(project.id))?;
    let channel = new.channel.ok_or(Error::from(civic::refusal::Refusal::Missing("channel")))?;
    let email = new.email.trim().to_owned();
    if !email.is_empty() {
        person::email_key(&email)?;
    }
    let ask = super::ask::ask(app, project.organisation, project.id, lang).await?;
    let answers = loosely(&ask, &new.answers, lang)?;
    let mut input = new.input;
    super::region::settle(app, project, &mut input).await?;
    let plan = Arc::new(super::checked(app, project.organisation, &input).await?);
    if input.published {
        files::show(app, input.picture.clone().into_iter().collect()).await?;
    }
    let request = new.request.filter(|key| !key.is_empty()).map(|key| <[u8; 32]>::from(Sha256::digest(key.as_bytes())));
    let (app, actor, project) = (app.clone(), actor.clone(), project.clone());
    app.db
        .clone()
        .write_hot(move |tx| {
            let shown = plan.input.published;
            let made = insert(&app, tx, (&actor, project.id), &plan, request, "log-plan-for-somebody")?;
            let written = match made {
                Made::Before(plan) => return Ok(HandedIn { plan, shown }),
                Made::Now(written) => written,
            };
            let default = tell::organisation(tx, project.organisation)?.default_lang;
            let from = From { channel, postcode: "", lang: default, entered_by: actor.person, shown };
            origin(&app, tx, &project, &written, &from)?;
            let picture = plan.input.picture.as_deref().into_iter();
            store::claim(tx, (project.organisation, project.id), written.id, picture)?;
            store::set_answers(tx, project.organisation, written.id, &answers)?;
            if !email.is_empty() {
                let now = app.clock.now();
                let person = person::find_or_add(tx, project.organisation, &email, app.uuid_random(), now)?;
                belongs(&app, tx, &project, &written, person.id)?;
                let title = plan.input.texts.title.as_str();
                tell::received(&app, tx, (&person.email, default), &project, (title, &ask), (!shown, true))?;
            }
            Ok(HandedIn { plan: written, shown })
        })
        .await
}

/// Answers as staff fill them in: none is needed, but each has to be one.
fn loosely(
    ask: &Ask,
    content: &Content,
    lang: Lang,
) -> Result<Vec<(crate::model::QuestionId, Option<serde_json::Value>)>, Error> {
    let mut wrong: Vec<platform::error::Refusal> = Vec::new();
    let mut answers = Vec::new();
    let asked = |field: &String| ask.questions.iter().any(|question| question.field() == field);
    if let Some(strange) = content.fields.keys().find(|field| !asked(field)) {
        wrong.push(crate::refusal::Refusal::UnknownField(strange.chars().take(60).collect()).into());
    }
    for question in &ask.questions {
        let free = crate::model::Question { required: false, ..question.clone() };
        match free.read(content.all(question.field()), lang) {
            Ok(answer) => answers.push((question.id, answer)),
            Err(reason) => wrong.push(reason),
        }
    }
    if wrong.is_empty() { Ok(answers) } else { Err(Error::Refused(wrong)) }
}

/// Refuses answers that are none, before anything is written.
///
/// # Errors
/// For an answer that is none.
pub async fn check_answers(app: &App, project: &Project, (content, lang): (&Content, Lang)) -> Result<(), Error> {
    let ask = super::ask::ask(app, project.organisation, project.id, lang).await?;
    loosely(&ask, content, lang).map(|_| ())
}

/// Changes the answers of a plan, by staff.
///
/// # Errors
/// Refused without the right, or for an answer that is none.
pub async fn set_answers(
    app: &App,
    actor: &Actor,
    project: &Project,
    plan: crate::model::ProposalId,
    (content, lang): (&Content, Lang),
) -> Result<(), Error> {
    actor.permit(Permission::EditPlans, Some(project.id))?;
    let ask = super::ask::ask(app, project.organisation, project.id, lang).await?;
    let answers = loosely(&ask, content, lang)?;
    let (organisation, id): (_, ProjectId) = (project.organisation, project.id);
    app.db
        .write(move |tx| {
            store::set_answers(tx, organisation, plan, &answers)?;
            civic::store::project_changed(tx, organisation, id)?;
            Ok(())
        })
        .await
}
