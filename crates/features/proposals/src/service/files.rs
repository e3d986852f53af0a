//! Files that come with plans. Their bytes lie behind a check; of pictures of plans that residents see there is a copy
//! under a public name, which goes when the plan is hidden. What nobody names any more is removed by a job.

use crate::model::{Document, ProposalId};
use crate::refusal::Refusal;
use crate::store::{self, FileKind, Holder, PlanFile};
use axum::body::Bytes;
use civic::actor::Actor;
use civic::model::Project;
use civic::permission::Permission;
use civic::{App, Visitor};
use data_encoding::HEXLOWER;
use jiff::SignedDuration;
use platform::db::{Reader, Tx};
use platform::documents;
use platform::error::{Common, Error};
use platform::files::Area;
use platform::images::sizes_of;
use platform::{jobs, params};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The kind of the job that puts files where they belong.
pub(crate) const JOB: &str = "plan-files";
/// How long a picture or document that staff sent with a form, which was then refused, waits for that form.
const STAFF_WAITS: SignedDuration = SignedDuration::from_hours(24);
/// How long a file may be on its way into its draft, or a picture be public before its plan is.
const ON_ITS_WAY: SignedDuration = SignedDuration::from_hours(1);

/// Where bytes lie behind the check.
fn private(name: &str) -> String {
    format!("plans/{name}")
}

/// A name that nobody can guess from the content, the same each time that it is sent for the same draft.
fn stem(content: &[u8], salt: Uuid) -> String {
    let mut hash = Sha256::new();
    hash.update(salt.as_bytes());
    hash.update(content);
    let hash = HEXLOWER.encode(&hash.finalize());
    let (stem, _) = hash.split_at(32);
    let (folder, _) = stem.split_at(2);
    format!("{folder}/{stem}")
}

async fn register(
    app: &App,
    project: &Project,
    draft: Option<Uuid>,
    kind: FileKind,
    document: &Document,
) -> Result<(), Error> {
    let (organisation, id, now, document) = (project.organisation, project.id, app.clock.now(), document.clone());
    let size = i64::try_from(document.size).unwrap_or(i64::MAX);
    let added = app.db.write(move |tx| {
        let draft = draft.map(|uuid| uuid.to_string());
        let (name, title) = (document.file.as_str(), document.title.as_str());
        tx.execute(
            &store::ADD_FILE,
            params![name, organisation, id, draft, kind.code(), title, size, now, store::stem_of(name)],
        )
    });
    added.await.map(|_| ()).map_err(Error::Db)
}

/// Refuses what the operator's scanner finds something in.
async fn scanned(app: &App, file: &Bytes) -> Result<(), Error> {
    match &app.scanner {
        Some(scanner) => Ok(scanner.check(file).await?),
        None => Ok(()),
    }
}

/// Keeps a picture in all sizes, made anew; answers the name of the widest. Without a draft, staff sent it.
///
/// # Errors
/// Refused for a file that is no picture, too large or damaged.
pub async fn keep_picture(app: &App, project: &Project, draft: Option<Uuid>, file: Bytes) -> Result<String, Error> {
    platform::images::check(&file)?;
    scanned(app, &file).await?;
    let picture = app.images.prepare(file).await?;
    let widest = picture.variants.last().ok_or_else(|| Error::internal("a picture without sizes"))?;
    let stem = stem(&widest.content, draft.unwrap_or_else(|| app.uuid_random()));
    let name = |width: u32| format!("{stem}-w{width}.{}", picture.coding.ending());
    let file = name(widest.width);
    let document = Document { file: file.clone(), title: String::new(), size: widest.content.len() as u64 };
    // Written down first: what the job does not know of it could never remove.
    register(app, project, draft, FileKind::Picture, &document).await?;
    for variant in &picture.variants {
        app.files.put(Area::Private, &private(&name(variant.width)), variant.content.clone()).await?;
    }
    Ok(file)
}

/// Keeps a document as it came. `sent` is the name that it had; `most` the most bytes. Without a draft, staff sent it.
///
/// # Errors
/// Refused for a file that is none of the kinds that are taken, holds a program, or is too large.
pub async fn keep_document(
    app: &App,
    project: &Project,
    draft: Option<Uuid>,
    (sent, file): (&str, Bytes),
    most: usize,
) -> Result<Document, Error> {
    let kind = documents::check(&file, most)?;
    scanned(app, &file).await?;
    let stem = stem(&file, draft.unwrap_or_else(|| app.uuid_random()));
    let name = format!("{stem}.{}", kind.ending());
    let document = Document { file: name, title: documents::clean_name(sent, kind), size: file.len() as u64 };
    register(app, project, draft, FileKind::Document, &document).await?;
    app.files.put(Area::Private, &private(&document.file), file).await?;
    Ok(document)
}

/// A file that somebody may have now.
pub struct Served {
    /// Its name.
    pub name: String,
    /// The name under which a document is saved; empty for a picture.
    pub title: String,
    /// Whether everybody may have it.
    pub public: bool,
    /// What it holds.
    pub stream: platform::files::FileStream,
}

/// A file of a plan or a draft, for whoever may see that: everybody, if residents see the plan; else the holder of the
/// draft, the people of the plan, and staff of the project. None for a file that is not a plan's.
///
/// # Errors
/// [`Common::NotFound`] for whoever may not see it: nobody is told that it is there.
pub async fn file(app: &App, visitor: &Visitor, holder: Holder, name: &str) -> Result<Option<Served>, Error> {
    let (organisation, actor, now) = (visitor.organisation.id, visitor.actor.clone(), app.clock.now());
    let asked = name.to_owned();
    let found = app
        .db
        .read(move |reader| {
            let Some(file) = store::file(reader, organisation, &asked)? else { return Ok::<_, Error>(None) };
            let public = file.plan.is_some() && file.published;
            if public || may_see(reader, &actor, &holder, &file, now)? {
                Ok(Some((file, public)))
            } else {
                Err(Common::NotFound.into())
            }
        })
        .await?;
    let Some((file, public)) = found else { return Ok(None) };
    let stream = app.files.stream(Area::Private, &private(name)).await?.ok_or(Error::from(Common::NotFound))?;
    let title = if file.kind == FileKind::Document { file.title } else { String::new() };
    Ok(Some(Served { name: name.to_owned(), title, public, stream }))
}

fn may_see(
    reader: &Reader<'_>,
    actor: &Actor,
    holder: &Holder,
    file: &PlanFile,
    now: jiff::Timestamp,
) -> Result<bool, Error> {
    if actor.roles.allow(Permission::EditPlans, Some(file.project)) {
        return Ok(true);
    }
    let organisation = actor.organisation;
    if let (Some(plan), Some(person)) = (file.plan, actor.person)
        && reader.one(&store::IS_OF, params![organisation, plan, person], |row| row.get::<i64>(0))? > 0
    {
        return Ok(true);
    }
    let Some(draft) = file.draft else { return Ok(false) };
    let params = params![organisation, draft, holder.device, holder.person, now];
    Ok(reader.one(&store::HOLDS_DRAFT, params, |row| row.get::<i64>(0))? > 0)
}

/// The bytes of a picture that everybody may see, in the size for a third of a screen; none when it is not there.
///
/// # Errors
/// When the files cannot be reached.
pub(crate) async fn public_picture(app: &App, name: &str) -> Result<Option<Bytes>, Error> {
    let sizes = sizes_of(name);
    let fits = sizes.iter().find(|(_, width)| *width >= 800).or(sizes.last());
    let name = fits.map_or(name, |(name, _)| name.as_str());
    app.files.get(Area::Public, name).await.map_err(Error::internal)
}

/// Makes public copies of pictures, before the plan that shows them can be seen. If it is then not shown after all, the
/// job takes them away.
///
/// # Errors
/// When the store or the database fails.
pub(crate) async fn show(app: &App, names: Vec<String>) -> Result<(), Error> {
    if names.is_empty() {
        return Ok(());
    }
    let marked = names.clone();
    app.db
        .write(move |tx| {
            marked.iter().try_for_each(|name| tx.execute(&store::SET_SHOWN, params![name.as_str(), true]).map(drop))
        })
        .await
        .map_err(Error::Db)?;
    for name in &names {
        copy(app, name).await?;
    }
    Ok(())
}

async fn copy(app: &App, name: &str) -> Result<(), Error> {
    for (size, _) in sizes_of(name) {
        // What was never behind the check is public already.
        if let Some(content) = app.files.get(Area::Private, &private(&size)).await? {
            app.files.put(Area::Public, &size, content).await?;
        }
    }
    Ok(())
}

/// The same for the pictures of plans, by their numbers.
///
/// # Errors
/// When the store or the database fails.
pub(crate) async fn show_of(app: &App, project: &Project, numbers: &[i64]) -> Result<(), Error> {
    let (organisation, id, numbers) = (project.organisation, project.id, numbers.to_vec());
    let names = app.db.read(move |reader| {
        let mut names: Vec<String> = Vec::new();
        for number in numbers {
            names.extend(reader.query(&store::HIDDEN_PICTURES, params![organisation, id, number], |row| row.get(0))?);
        }
        Ok::<_, Error>(names)
    });
    show(app, names.await?).await
}

/// Has the job look at the files soon, because a plan or draft changed in this transaction.
pub(crate) fn look(app: &App, tx: &mut Tx<'_>) -> Result<(), Error> {
    Ok(jobs::add(tx, JOB, "", Some("plan-files:now"), app.clock.now())?)
}

/// Puts files where they belong: public copies of what residents see, none of what they do not, and nothing that nobody
/// names any more.
///
/// # Errors
/// When the store or the database fails; what was done stays, and the rest is done the next time.
pub(crate) async fn tidy(plans: &crate::Plans) -> Result<(), Error> {
    let (app, now) = (&plans.app, plans.app.clock.now());
    let (rounds, before) = (plans.rounds.clone(), now - ON_ITS_WAY);
    let astray = app
        .db
        .read(move |reader| {
            let mut all = store::astray(reader, before)?;
            let mut held = Vec::new();
            for (name, organisation, shown) in &all {
                // What stands on a ballot stays there.
                if *shown && rounds.shows_picture(reader, *organisation, name)? {
                    held.push(name.clone());
                }
            }
            all.retain(|(name, _, _)| !held.contains(name));
            Ok::<_, Error>(all)
        })
        .await?;
    for (name, _, shown) in astray {
        if shown {
            hide(app, &name).await?;
            let marked = app.db.write(move |tx| tx.execute(&store::SET_SHOWN, params![name.as_str(), false]));
            marked.await.map_err(Error::Db)?;
        } else {
            show(app, vec![name]).await?;
        }
    }
    remove_lost(plans).await
}

async fn hide(app: &App, name: &str) -> Result<(), Error> {
    for (size, _) in sizes_of(name) {
        app.files.delete(Area::Public, &size).await?;
    }
    Ok(())
}

async fn remove_lost(plans: &crate::Plans) -> Result<(), Error> {
    let (app, now, rounds) = (&plans.app, plans.app.clock.now(), plans.rounds.clone());
    let since = (now - STAFF_WAITS, now - ON_ITS_WAY, now);
    let lost = app
        .db
        .read(move |reader| {
            let mut free = Vec::new();
            for (name, organisation, kind) in store::lost(reader, since)? {
                if kind == FileKind::Document || !rounds.shows_picture(reader, organisation, &name)? {
                    free.push((name, kind));
                }
            }
            Ok::<_, Error>(free)
        })
        .await?;
    for (name, kind) in lost {
        // First the bytes: a row without bytes is found again, bytes without a row never.
        if kind == FileKind::Picture {
            hide(app, &name).await?;
        }
        for (size, _) in sizes_of(&name) {
            app.files.delete(Area::Private, &private(&size)).await?;
        }
        let removed = app.db.write(move |tx| tx.execute(&store::REMOVE_FILE, params![name.as_str()]));
        removed.await.map_err(Error::Db)?;
    }
    Ok(())
}

/// The pictures after the first and the documents of a plan, as staff set them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attached {
    /// The name of its first picture.
    pub first: Option<String>,
    /// The pictures after the first.
    pub pictures: Vec<crate::model::DraftPicture>,
    /// The documents.
    pub documents: Vec<Document>,
}

/// Sets what staff attach to a plan, beside its first picture.
///
/// # Errors
/// Refused without the right; for a file that is not this project's; for more than a plan can have.
pub async fn attach(
    app: &App,
    actor: &Actor,
    project: &Project,
    plan: ProposalId,
    attached: Attached,
) -> Result<(), Error> {
    actor.permit(Permission::EditPlans, Some(project.id))?;
    let (most_pictures, most_documents) = (crate::model::MOST_PICTURES, crate::model::MOST_DOCUMENTS);
    if attached.pictures.len() >= most_pictures {
        return Err(Refusal::TooManyPictures(most_pictures).into());
    }
    if attached.documents.len() > most_documents {
        return Err(Refusal::TooManyDocuments(most_documents).into());
    }
    let (organisation, id, node) = (project.organisation, project.id, app.clone());
    app.db
        .write(move |tx| {
            let before = store::pictures(tx, organisation, plan)?;
            for picture in &attached.pictures {
                let own = before.iter().any(|known| known.file == picture.file);
                let sent = || store::file(tx, organisation, &picture.file);
                if !own && !sent()?.is_some_and(|file| file.project == id && file.plan.is_none_or(|of| of == plan)) {
                    return Err(Refusal::BadPicture.into());
                }
            }
            let mut documents = Vec::new();
            for document in &attached.documents {
                let sent = store::file(tx, organisation, &document.file)?;
                let sent = sent.filter(|file| file.project == id && file.plan.is_none_or(|of| of == plan));
                let sent = sent.filter(|file| file.kind == FileKind::Document);
                let PlanFile { name, title, size, .. } = sent.ok_or(Error::from(Refusal::BadDocument))?;
                documents.push(Document { file: name, title, size });
            }
            let pictures = attached.first.iter().chain(attached.pictures.iter().map(|picture| &picture.file));
            let names = pictures.chain(documents.iter().map(|document| &document.file));
            store::claim(tx, (organisation, id), plan, names.map(String::as_str))?;
            store::set_pictures(tx, organisation, plan, &attached.pictures)?;
            store::set_documents(tx, organisation, plan, &documents)?;
            civic::store::project_changed(tx, organisation, id)?;
            look(&node, tx)
        })
        .await
}
