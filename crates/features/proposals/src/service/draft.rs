//! Drafts: kept on the server from the first letter, before anybody says who they are.

use super::ask::Ask;
use super::files;
use crate::model::{
    Changes, Content, DRAFT_LIFE, Document, Draft, LONGEST_FIELD, MOST_DOCUMENTS, MOST_PICTURES, MOST_VALUES,
    number_of_field,
};
use crate::refusal::Refusal;
use crate::store::{self, Holder};
use civic::feature::Arrival;
use civic::ids::{OrganisationId, PersonId, ProjectId};
use civic::model::{Project, ProjectState};
use civic::{App, Visitor};
use data_encoding::BASE64URL_NOPAD;
use platform::db::Tx;
use platform::error::{Common, Error};
use platform::limits::policies;
use platform::params;
use platform::web::cookies::Cookies;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The cookie of a browser with drafts.
pub const DEVICE_COOKIE: &str = "plan-drafts";
/// How long it holds, in seconds: as long as a draft, and a month.
pub const DEVICE_LIFE: i64 = 90 * 24 * 3600;
/// So long after it was begun, the same words begun again are the same press of the button.
const SAME_PRESS: jiff::SignedDuration = jiff::SignedDuration::from_secs(60);
/// The longest value of the cookie that is looked at.
const LONGEST_TOKEN: usize = 100;

/// A draft that was saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedDraft {
    /// Outer id.
    pub uuid: Uuid,
    /// Its version now.
    pub version: i64,
    /// Fields that another tab had changed: both texts are kept. Whoever sends more of these goes on from the version
    /// that they had read.
    pub doubled: Vec<String>,
    /// When.
    pub at: jiff::Timestamp,
}

/// The hash of the cookie of a browser with drafts.
fn device(cookies: &Cookies) -> Option<[u8; 32]> {
    let token = cookies.get(DEVICE_COOKIE).filter(|token| (40..=LONGEST_TOKEN).contains(&token.len()))?;
    Some(Sha256::digest(token.as_bytes()).into())
}

/// To whom drafts of this visitor belong.
#[must_use]
pub fn holder(visitor: &Visitor) -> Holder {
    Holder { device: device(&visitor.cookies), person: visitor.session.as_ref().map(|session| session.person.id) }
}

/// What somebody began before they signed in is theirs at once, so that they find it on their other devices too, and
/// nobody finds it on this one after they have signed out.
pub(crate) struct AdoptDrafts;

impl Arrival for AdoptDrafts {
    fn arrived(
        &self,
        tx: &mut Tx<'_>,
        organisation: OrganisationId,
        person: PersonId,
        cookies: &Cookies,
    ) -> Result<(), Error> {
        if let Some(device) = device(cookies) {
            tx.execute(&store::ADOPT_DRAFTS, params![organisation, device, person])?;
        }
        Ok(())
    }
}

/// The same for a visitor who is about to begin a draft; the second value is a cookie that the browser lacks.
#[must_use]
pub fn holder_to_be(app: &App, visitor: &Visitor) -> (Holder, Option<String>) {
    let known = holder(visitor);
    if known.device.is_some() {
        return (known, None);
    }
    let token = BASE64URL_NOPAD.encode(&app.random.bytes::<32>());
    (Holder { device: Some(Sha256::digest(token.as_bytes()).into()), ..known }, Some(token))
}

/// Refuses changes that no form makes.
fn fit(ask: &Ask, changes: &Changes) -> Result<(), Error> {
    for (name, values) in &changes.fields {
        if !ask.knows(name) {
            return Err(Refusal::UnknownField(name.chars().take(60).collect()).into());
        }
        let single = name != "tags" && number_of_field(name).is_none();
        if values.len() > if single { 1 } else { MOST_VALUES } {
            return Err(Common::TooLarge.into());
        }
        if values.iter().any(|value| value.chars().count() > LONGEST_FIELD) {
            return Err(Common::TooLarge.into());
        }
    }
    Ok(())
}

/// Saves what was typed: in the draft of this id, or in a new one. `base` is the version that was read. What another
/// tab has changed since is not overwritten: both texts are kept, and told.
///
/// # Errors
/// [`Refusal::NoDraft`] for a draft that is not there or not the holder's; [`Refusal::UnknownField`]; a text that no
/// field holds; a picture too many; too many drafts from one address. That handing in is not on, for a new draft.
pub async fn save_draft(
    app: &App,
    visitor: &Visitor,
    project: &Project,
    holder: Holder,
    (draft, base): (Option<Uuid>, i64),
    changes: Changes,
) -> Result<SavedDraft, Error> {
    if project.state == ProjectState::Archived {
        return Err(Refusal::NotCollecting.into());
    }
    if draft.is_none() {
        app.limits.check(policies::DRAFTS, visitor.client.0)?;
    }
    let ask = super::ask::ask(app, project.organisation, project.id, visitor.lang).await?;
    fit(&ask, &changes)?;
    if draft.is_none() {
        ask.takes_plans()?;
    }
    let ids = (project.organisation, project.id);
    let (now, fresh) = (app.clock.now(), app.uuid_random());
    app.db
        .write(move |tx| match draft {
            None => begin(tx, ids, &holder, fresh, changes.clone(), now),
            Some(uuid) => {
                let known = store::draft_of(tx, ids, &holder, uuid, now)?.ok_or(Error::from(Refusal::NoDraft))?;
                go_on(tx, ids.0, &holder, known, base, changes.clone(), now)
            }
        })
        .await
}

fn begin(
    tx: &mut Tx<'_>,
    (organisation, project): (OrganisationId, ProjectId),
    holder: &Holder,
    uuid: Uuid,
    changes: Changes,
    now: jiff::Timestamp,
) -> Result<SavedDraft, Error> {
    let mut content = Content::default();
    content.merge(0, 1, changes);
    // A button that is pressed twice begins one draft.
    let known = store::drafts_of(tx, (organisation, project), holder, now)?;
    let same = |draft: &Draft| draft.version == 1 && draft.content == content && draft.changed_at > now - SAME_PRESS;
    if let Some(draft) = known.into_iter().find(same) {
        return Ok(SavedDraft { uuid: draft.uuid, version: 1, doubled: Vec::new(), at: draft.changed_at });
    }
    let text = serde_json::to_string(&content).map_err(Error::internal)?;
    let nothing: Option<i64> = None;
    let expires = now + DRAFT_LIFE;
    let params =
        params![uuid, organisation, project, holder.device, holder.person, nothing, nothing, text, now, expires];
    tx.execute(&store::ADD_DRAFT, params)?;
    Ok(SavedDraft { uuid, version: 1, doubled: Vec::new(), at: now })
}

fn go_on(
    tx: &mut Tx<'_>,
    organisation: OrganisationId,
    holder: &Holder,
    mut known: Draft,
    base: i64,
    changes: Changes,
    now: jiff::Timestamp,
) -> Result<SavedDraft, Error> {
    if changes.picture.is_some() && known.content.pictures.len() >= MOST_PICTURES {
        return Err(Refusal::TooManyPictures(MOST_PICTURES).into());
    }
    if changes.document.is_some() && known.content.documents.len() >= MOST_DOCUMENTS {
        return Err(Refusal::TooManyDocuments(MOST_DOCUMENTS).into());
    }
    let before = known.content.clone();
    let doubled = known.content.merge(base, known.version + 1, changes);
    // A save that changes nothing gives nobody another version to catch up with.
    if known.content == before && holder.person.is_none() {
        return Ok(SavedDraft { uuid: known.uuid, version: known.version, doubled, at: now });
    }
    let text = serde_json::to_string(&known.content).map_err(Error::internal)?;
    let params = params![organisation, known.id, known.version, text, now, now + DRAFT_LIFE, holder.person];
    if tx.execute(&store::SET_DRAFT, params)? == 0 {
        return Err(Common::Changed.into());
    }
    Ok(SavedDraft { uuid: known.uuid, version: known.version + 1, doubled, at: now })
}

/// A draft of the holder.
///
/// # Errors
/// [`Refusal::NoDraft`].
pub async fn draft(app: &App, project: &Project, holder: Holder, uuid: Uuid) -> Result<Draft, Error> {
    let (ids, now) = ((project.organisation, project.id), app.clock.now());
    let found = app.db.read(move |reader| store::draft_of(reader, ids, &holder, uuid, now)).await;
    found.map_err(Error::Db)?.ok_or(Refusal::NoDraft.into())
}

/// The drafts of new plans that the holder has in a project, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn drafts(app: &App, project: &Project, holder: Holder) -> Result<Vec<Draft>, Error> {
    if holder == Holder::default() {
        return Ok(Vec::new());
    }
    let (ids, now) = ((project.organisation, project.id), app.clock.now());
    app.db.read(move |reader| store::drafts_of(reader, ids, &holder, now)).await.map_err(Error::Db)
}

/// Throws a draft away, with the files that were sent for it. One that is gone already is gone.
///
/// # Errors
/// When the database fails.
pub async fn discard_draft(app: &App, project: &Project, holder: Holder, uuid: Uuid) -> Result<(), Error> {
    let (ids, now, node) = ((project.organisation, project.id), app.clock.now(), app.clone());
    app.db
        .write(move |tx| {
            if let Some(known) = store::draft_of(tx, ids, &holder, uuid, now)? {
                tx.execute(&store::REMOVE_DRAFT, params![ids.0, known.id])?;
                files::look(&node, tx)?;
            }
            Ok(())
        })
        .await
}

/// Saves a picture for a draft: made anew in all sizes, what came in is not kept.
///
/// # Errors
/// As [`save_draft`], and for a file that is no picture, too large or damaged. That pictures are not asked.
pub async fn add_picture(
    app: &App,
    visitor: &Visitor,
    project: &Project,
    holder: Holder,
    (uuid, version): (Uuid, i64),
    file: axum::body::Bytes,
) -> Result<SavedDraft, Error> {
    let known = draft(app, project, holder, uuid).await?;
    let ask = super::ask::ask(app, project.organisation, project.id, visitor.lang).await?;
    if !ask.collect.pictures.shown() {
        return Err(Refusal::UnknownField("picture".into()).into());
    }
    if known.content.pictures.len() >= MOST_PICTURES {
        return Err(Refusal::TooManyPictures(MOST_PICTURES).into());
    }
    let name = files::keep_picture(app, project, Some(uuid), file).await?;
    let changes = Changes { picture: Some(name), ..Changes::default() };
    save_draft(app, visitor, project, holder, (Some(uuid), version), changes).await
}

/// Saves a document for a draft, as it came; `sent` is the name that it had.
///
/// # Errors
/// As [`save_draft`], and for a file of a kind that is not taken, with a program in it, or too large. That documents are
/// not asked.
pub async fn add_document(
    app: &App,
    visitor: &Visitor,
    project: &Project,
    holder: Holder,
    (uuid, version): (Uuid, i64),
    (sent, file): (&str, axum::body::Bytes),
) -> Result<SavedDraft, Error> {
    let known = draft(app, project, holder, uuid).await?;
    let ask = super::ask::ask(app, project.organisation, project.id, visitor.lang).await?;
    if !ask.collect.documents.shown() {
        return Err(Refusal::UnknownField("document".into()).into());
    }
    if known.content.documents.len() >= ask.collect.most_documents {
        return Err(Refusal::TooManyDocuments(ask.collect.most_documents).into());
    }
    let most = ask.collect.document_bytes();
    let document: Document = files::keep_document(app, project, Some(uuid), (sent, file), most).await?;
    let changes = Changes { document: Some(document), ..Changes::default() };
    save_draft(app, visitor, project, holder, (Some(uuid), version), changes).await
}

/// Everything that a form says, as changes: fields of which the form shows that they still are what it was given
/// (`was-…`) are left out, so that a tab that changed nothing never meets another.
#[must_use]
pub fn changes_of(fields: &BTreeMap<String, Vec<String>>, was: impl Fn(&str) -> String) -> Changes {
    let changed = |(name, values): &(&String, &Vec<String>)| {
        let before = was(name);
        before.is_empty() || before != mark(values)
    };
    let fields = fields.iter().filter(changed).map(|(name, values)| (name.clone(), values.clone())).collect();
    Changes { fields, ..Changes::default() }
}

/// A short mark of what stands in a field.
#[must_use]
pub fn mark(values: &[String]) -> String {
    let mut hash = Sha256::new();
    for value in values.iter().map(|value| value.trim()).filter(|value| !value.is_empty()) {
        hash.update(value.replace("\r\n", "\n").as_bytes());
        hash.update([0]);
    }
    data_encoding::HEXLOWER.encode(hash.finalize().get(..6).unwrap_or_default())
}
