//! The mails that the people of a plan get. Each is written in the transaction that causes it, in their language.

use super::ask::Ask;
use crate::model::ProposalId;
use crate::refusal::Refusal;
use crate::store;
use civic::App;
use civic::ids::{OrganisationId, ProjectId};
use civic::model::{Organisation, Project};
use platform::db::Tx;
use platform::error::{Arg, Common, Error};
use platform::i18n::{Lang, T};
use platform::mail::Mail;
use platform::{jobs, params};

/// The page of one's own plans, without language.
pub const OWN_PATH: &str = "/my-plans";

/// Puts a mail in the outbox.
pub(super) fn post(app: &App, tx: &mut Tx<'_>, to: &str, (subject, text): (String, String)) -> Result<(), Error> {
    let payload = serde_json::to_string(&Mail::new(to, subject, text)).map_err(Error::internal)?;
    Ok(jobs::add(tx, "mail", &payload, None, app.clock.now())?)
}

/// The texts of a language, in the organisation's form of address.
pub(super) fn texts(app: &App, organisation: &Organisation, lang: Lang) -> T {
    app.texts.lang(lang).formal(organisation.formal)
}

/// The full address of a path, for a mail.
pub(super) fn address(app: &App, organisation: &Organisation, lang: Lang, path: &str) -> String {
    let scheme = if app.site.https { "https" } else { "http" };
    let before = if lang == organisation.default_lang { String::new() } else { format!("/{}", lang.code()) };
    format!("{scheme}://{}{before}{path}", organisation.host)
}

pub(super) fn organisation(tx: &Tx<'_>, id: OrganisationId) -> Result<Organisation, Error> {
    civic::store::organisation_by_id(tx, id)?.ok_or(Common::NotFound.into())
}

/// What comes after handing in, as one sentence.
#[must_use]
pub fn what_next(t: &T, ask: &Ask) -> String {
    match &ask.next {
        Some(phase) => {
            t.with("hand-in-next", &[("phase", phase.title.as_str().into()), ("moment", phase.starts_at.into())])
        }
        None => t.text("hand-in-next-unknown").into_owned(),
    }
}

/// That a plan has come in, to whoever handed it in, or for whom somebody did.
pub(super) fn received(
    app: &App,
    tx: &mut Tx<'_>,
    (to, lang): (&str, Lang),
    project: &Project,
    (title, ask): (&str, &Ask),
    (review, by_staff): (bool, bool),
) -> Result<(), Error> {
    let organisation = organisation(tx, project.organisation)?;
    let t = texts(app, &organisation, lang);
    let seen = t.text(if review { "hand-in-seen-later" } else { "hand-in-seen-now" }).into_owned();
    let next = what_next(&t, ask);
    let link = address(app, &organisation, lang, OWN_PATH);
    let args: [(&str, Arg); 6] = [
        ("title", title.into()),
        ("project", project.title.as_str().into()),
        ("organisation", organisation.name.as_str().into()),
        ("seen", seen.into()),
        ("next", next.into()),
        ("link", link.into()),
    ];
    let text = if by_staff { "mail-plan-for-you-text" } else { "mail-plan-received-text" };
    post(app, tx, to, (t.with("mail-plan-received-subject", &args), t.with(text, &args)))
}

/// That a plan has come in, to the addresses that the project names.
pub(super) fn staff(
    app: &App,
    tx: &mut Tx<'_>,
    project: &Project,
    (number, title): (i64, &str),
    ask: &Ask,
) -> Result<(), Error> {
    if ask.collect.notify.is_empty() {
        return Ok(());
    }
    let organisation = organisation(tx, project.organisation)?;
    let lang = organisation.default_lang;
    let t = texts(app, &organisation, lang);
    let page = format!("{}/{number}", crate::staff::path(project));
    let todo = t.text(if ask.collect.review { "mail-plan-new-review" } else { "mail-plan-new-shown" }).into_owned();
    let args: [(&str, Arg); 4] = [
        ("title", title.into()),
        ("project", project.title.as_str().into()),
        ("todo", todo.into()),
        ("link", address(app, &organisation, lang, &page).into()),
    ];
    for to in &ask.collect.notify {
        post(app, tx, to, (t.with("mail-plan-new-subject", &args), t.with("mail-plan-new-text", &args)))?;
    }
    Ok(())
}

/// A mail to everybody whose plan it is; `args` beside title, organisation and link.
pub(super) fn everybody(
    app: &App,
    tx: &mut Tx<'_>,
    (organisation, plan): (OrganisationId, ProposalId),
    title: &str,
    (subject, text): (&str, &str),
    more: &[(&str, Arg)],
) -> Result<(), Error> {
    let people = store::people(tx, organisation, plan)?;
    if people.is_empty() {
        return Ok(());
    }
    let lang = store::origin(tx, organisation, plan)?.map(|origin| origin.lang).unwrap_or_default();
    let organisation = self::organisation(tx, organisation)?;
    let t = texts(app, &organisation, lang);
    let mut args: Vec<(&str, Arg)> = vec![
        ("title", title.into()),
        ("organisation", organisation.name.as_str().into()),
        ("link", address(app, &organisation, lang, OWN_PATH).into()),
    ];
    args.extend(more.iter().cloned());
    for person in people {
        post(app, tx, &person.email, (t.with(subject, &args), t.with(text, &args)))?;
    }
    Ok(())
}

/// A mail to everybody whose plan a number names; whether there is anybody.
pub(super) fn about(
    app: &App,
    tx: &mut Tx<'_>,
    (organisation, project): (OrganisationId, ProjectId),
    number: i64,
    keys: (&str, &str),
    more: &[(&str, Arg)],
) -> Result<bool, Error> {
    let state = store::state(tx, organisation, project, number)?.ok_or(Error::from(Common::NotFound))?;
    let Some(origin) = store::origin(tx, organisation, state.id)? else { return Ok(false) };
    let plan = store::by_number(tx, organisation, project, origin.lang, number, true)?;
    let title = plan.map(|plan| plan.card.title).unwrap_or_default();
    everybody(app, tx, (organisation, state.id), &title, keys, more)?;
    Ok(!store::people(tx, organisation, state.id)?.is_empty())
}

/// What the people of a plan are told when it gets a status, if staff wrote something for that.
pub(super) fn status(
    app: &App,
    tx: &mut Tx<'_>,
    (organisation, project): (OrganisationId, ProjectId),
    number: i64,
    status: civic::ids::StatusId,
) -> Result<(), Error> {
    let state = store::state(tx, organisation, project, number)?.ok_or(Error::from(Common::NotFound))?;
    let Some(origin) = store::origin(tx, organisation, state.id)? else { return Ok(()) };
    let params = params![organisation, status, origin.lang.code()];
    let found = tx.find(&store::STATUS_MESSAGE, params, |row| Ok((row.get::<String>(0)?, row.get::<String>(1)?)))?;
    let Some((status, message)) = found.filter(|(_, message)| !message.is_empty()) else { return Ok(()) };
    let keys = ("mail-plan-status-subject", "mail-plan-status-text");
    let args = [("status", status.into()), ("message", message.into())];
    about(app, tx, (organisation, project), number, keys, &args).map(|_| ())
}

/// Before a plan is shown: refuses a withdrawn one, and tells its people the first time.
pub(super) fn shown(
    app: &App,
    tx: &mut Tx<'_>,
    (organisation, project): (OrganisationId, ProjectId),
    number: i64,
) -> Result<(), Error> {
    let state = store::state(tx, organisation, project, number)?.ok_or(Error::from(Common::NotFound))?;
    let Some(origin) = store::origin(tx, organisation, state.id)? else { return Ok(()) };
    if origin.withdrawn.is_some() {
        return Err(Refusal::Withdrawn.into());
    }
    if tx.execute(&store::ANNOUNCED, params![organisation, state.id, app.clock.now()])? > 0 {
        let plan = store::by_number(tx, organisation, project, origin.lang, number, true)?;
        let title = plan.map(|plan| plan.card.title).unwrap_or_default();
        let keys = ("mail-plan-shown-subject", "mail-plan-shown-text");
        everybody(app, tx, (organisation, state.id), &title, keys, &[])?;
    }
    Ok(())
}
