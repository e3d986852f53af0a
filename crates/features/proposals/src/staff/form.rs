//! A plan made or changed by staff. Whatever is wrong, nothing that was typed is lost.

use super::fields::{self as form_fields, Sent};
use super::page::{self, Shown};
use super::{path, project_of};
use crate::model::{Content, Document, DraftPicture, Kept, MOST_PICTURES, PlanInput, Question, checked, number_in};
use crate::service::files::{self, Attached};
use crate::service::hand_in::{self, Channel, ForSomebody};
use crate::service::{self, Editable, Written};
use crate::store::{self, Facets};
use axum::extract::{Path, Request, State};
use civic::model::{Page, Project};
use civic::permission::Permission;
use civic::{Answer, App, Visitor};
use http::StatusCode;
use platform::error::{Common, Error};
use platform::web::form::Form;
use platform::web::response;

/// What a page of the form needs beside the plan.
async fn around(app: &App, visitor: &Visitor, project: &Project) -> Result<Around, Error> {
    let (organisation, id, lang) = (project.organisation, project.id, visitor.lang);
    app.db
        .read(move |reader| {
            Ok(Around {
                facets: Facets::load(reader, organisation, id, lang)?,
                pages: civic::store::pages(reader, organisation, Some(id), lang)?,
                questions: store::questions(reader, organisation, id, lang, false)?,
            })
        })
        .await
}

/// What a page of the form needs beside the plan.
pub(super) struct Around {
    pub(super) facets: Facets,
    pub(super) pages: Vec<Page>,
    /// The project's own questions.
    pub(super) questions: Vec<Question>,
}

/// The answers of a form, as a draft holds them.
fn answers(form: &Form, questions: &[Question]) -> Content {
    let kept = |question: &Question| Kept { values: form.all(question.field()).to_vec(), at: 1, other: None };
    let fields = questions.iter().map(|question| (question.field().to_owned(), kept(question))).collect();
    Content { fields, ..Content::default() }
}

pub(super) async fn fresh(State(app): State<App>, visitor: Visitor, Path(slug): Path<String>) -> Answer {
    let project = project_of(&app, &visitor, slug, Permission::EditPlans).await?;
    let around = around(&app, &visitor, &project).await?;
    let request = platform::ids::uuid_v4(&app.random).to_string();
    let form = Form::filled([("published", "1"), ("request", request.as_str())]);
    let attached = Attached::default();
    let shown = Shown {
        project: &project,
        around: &around,
        plan: None,
        came: None,
        hidden: None,
        attached: &attached,
        form: &form,
        saved: false,
    };
    Ok(response::html(StatusCode::OK, page::show(&app, &visitor, &shown)))
}

pub(super) async fn edit(
    State(app): State<App>,
    visitor: Visitor,
    Path((slug, number)): Path<(String, String)>,
) -> Answer {
    let project = project_of(&app, &visitor, slug, Permission::EditPlans).await?;
    let plan = load(&app, &project, &number).await?;
    let around = around(&app, &visitor, &project).await?;
    let (organisation, id) = (project.organisation, plan.card.id);
    let (given, came, hidden) = app
        .db
        .read(move |reader| {
            let answers = store::answers(reader, organisation, id)?;
            let origin = store::origin(reader, organisation, id)?;
            let people = store::people(reader, organisation, id)?;
            Ok::<_, Error>((answers, origin.zip(Some(people)), store::hidden(reader, organisation, id)?))
        })
        .await?;
    let attached = attached_now(&app, &plan).await?;
    let form = form_fields::filled(&plan, &around.facets, visitor.lang, (&around.questions, &given));
    let saved = visitor.query == "saved=1";
    let shown = Shown {
        project: &project,
        around: &around,
        plan: Some(&plan),
        came: came.as_ref(),
        hidden: hidden.as_ref(),
        attached: &attached,
        form: &form,
        saved,
    };
    Ok(response::html(StatusCode::OK, page::show(&app, &visitor, &shown)))
}

async fn load(app: &App, project: &Project, number: &str) -> Result<Editable, Error> {
    let number = number_in(number).ok_or(Error::from(Common::NotFound))?;
    service::editable(app, project.organisation, project.id, number).await
}

pub(super) async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Path(slug): Path<String>,
    request: Request,
) -> Answer {
    let project = project_of(&app, &visitor, slug, Permission::EditPlans).await?;
    let sent = form_fields::receive(request).await?;
    save(&app, &visitor, &project, sent, None).await
}

pub(super) async fn update(
    State(app): State<App>,
    visitor: Visitor,
    Path((slug, number)): Path<(String, String)>,
    request: Request,
) -> Answer {
    let project = project_of(&app, &visitor, slug, Permission::EditPlans).await?;
    let plan = load(&app, &project, &number).await?;
    let sent = form_fields::receive(request).await?;
    save(&app, &visitor, &project, sent, Some(plan)).await
}

/// The pictures after the first and the documents that a plan has now.
async fn attached_now(app: &App, plan: &Editable) -> Result<Attached, Error> {
    let (organisation, id, first) = (plan.organisation, plan.card.id, plan.input.picture.clone());
    app.db
        .read(move |reader| {
            let pictures = store::pictures(reader, organisation, id)?;
            Ok(Attached { first, pictures, documents: store::documents(reader, organisation, id)? })
        })
        .await
}

/// The same as a form has them: what was there or sent before, without what is ticked to go.
fn attached_of(sent: &Sent) -> Attached {
    let gone = |file: &String| sent.all("remove_file").any(|name| name == file);
    let alts = |place: usize| sent.get(crate::model::ALT_FIELDS.get(place).copied().unwrap_or_default()).to_owned();
    let names = sent.all("alt-of").map(str::to_owned).enumerate();
    let pictures = names.map(|(place, file)| DraftPicture { file, alt: alts(place + 1) });
    // The name under which a document is saved and its size stand in the database; the form names the file only.
    let documents = sent.all("document_name").filter_map(|line| {
        let (file, rest) = line.split_once('|')?;
        let (size, title) = rest.split_once('|')?;
        Some(Document { file: file.to_owned(), title: title.to_owned(), size: size.parse().ok()? })
    });
    Attached {
        first: None,
        pictures: pictures.filter(|picture| !gone(&picture.file)).take(MOST_PICTURES).collect(),
        documents: documents.filter(|document| !gone(&document.file)).collect(),
    }
}

/// Keeps the files that came with a form, so that they are there when it has to come back.
async fn take_files(
    app: &App,
    project: &Project,
    sent: &mut Sent,
    attached: &mut Attached,
) -> Result<Vec<platform::error::Refusal>, Error> {
    let mut wrong = Vec::new();
    if sent.all("remove_file").any(|name| name == sent.get("picture_name")) {
        sent.set("picture_name", String::new());
    }
    if sent.get("picture_name").is_empty() && !attached.pictures.is_empty() {
        // The second becomes the first.
        let picture = attached.pictures.remove(0);
        sent.set("picture_name", picture.file);
        sent.set("picture_alt", picture.alt);
    }
    if let Some(file) = sent.picture.take() {
        match files::keep_picture(app, project, None, file).await {
            Ok(name) if sent.get("picture_name").is_empty() => sent.set("picture_name", name),
            Ok(file) => attached.pictures.push(DraftPicture { file, alt: sent.get("new_alt").to_owned() }),
            Err(error) => wrong.extend(at_field(error, "picture")?),
        }
    }
    if let Some((name, file)) = sent.document.take() {
        let most = platform::documents::MAX_BYTES;
        match files::keep_document(app, project, None, (&name, file), most).await {
            Ok(document) => attached.documents.push(document),
            Err(error) => wrong.extend(at_field(error, "document")?),
        }
    }
    Ok(wrong)
}

/// Saves, and goes on to the plan; or shows the form again with everything that was typed.
async fn save(app: &App, visitor: &Visitor, project: &Project, mut sent: Sent, plan: Option<Editable>) -> Answer {
    let around = around(app, visitor, project).await?;
    let mut attached = attached_of(&sent);
    let mut wrong = take_files(app, project, &mut sent, &mut attached).await?;
    let form = sent.into_form();
    let (input, unread) = form_fields::input(&form, &visitor.organisation, &around.facets, visitor.lang);
    wrong.extend(unread);
    attached.first = input.picture.clone();
    let written = if wrong.is_empty() {
        write(app, visitor, project, &form, input, plan.as_ref(), &around.questions, &attached).await
    } else {
        Err(Error::Refused(with_texts(visitor, &input, wrong)))
    };
    match written {
        Ok(written) => {
            let to = format!("{}/{}?saved=1", path(project), written.number);
            Ok(response::see_other(&visitor.link(&to)))
        }
        Err(error) if !error.refusals().is_empty() => {
            let status = error.refusals().first().map_or(StatusCode::UNPROCESSABLE_ENTITY, |refusal| refusal.status);
            let form = form.refused(error.refusals());
            let plan = plan.as_ref();
            let shown = Shown {
                project,
                around: &around,
                plan,
                came: None,
                hidden: None,
                attached: &attached,
                form: &form,
                saved: false,
            };
            Ok(response::html(status, page::show(app, visitor, &shown)))
        }
        Err(error) => Err(error.into()),
    }
}

/// Writes a new plan, of the organisation or for somebody, or a changed one, with what is attached to it.
#[expect(clippy::too_many_arguments, reason = "each of them is one part of what the form sent")]
async fn write(
    app: &App,
    visitor: &Visitor,
    project: &Project,
    form: &Form,
    input: PlanInput,
    plan: Option<&Editable>,
    questions: &[Question],
    attached: &Attached,
) -> Result<Written, Error> {
    let (actor, answers) = (&visitor.actor, answers(form, questions));
    if input.published {
        let pictures = attached.first.iter().chain(attached.pictures.iter().map(|picture| &picture.file));
        files::show(app, pictures.cloned().collect()).await?;
    }
    let written = match plan {
        None => {
            let request = Some(form.get("request"));
            if form.get("channel").is_empty() && form.get("email").trim().is_empty() {
                service::create_plan(app, actor, project, input, request).await?
            } else {
                let channel = Channel::parse(form.get("channel"));
                let (email, request) = (form.get("email").to_owned(), request.map(str::to_owned));
                let new = ForSomebody { input, answers: answers.clone(), channel, email, request };
                hand_in::hand_in_for(app, actor, project, visitor.lang, new).await?.plan
            }
        }
        Some(plan) => {
            hand_in::check_answers(app, project, (&answers, visitor.lang)).await?;
            let version = form.get("version").parse().unwrap_or(0);
            service::update_plan(app, actor, project, plan.card.number, version, input).await?
        }
    };
    files::attach(app, actor, project, written.id, attached.clone()).await?;
    hand_in::set_answers(app, actor, project, written.id, (&answers, visitor.lang)).await?;
    Ok(written)
}

/// What is wrong with the texts, before what is wrong with the rest: everything is told at once, from top to bottom.
fn with_texts(
    visitor: &Visitor,
    input: &PlanInput,
    rest: Vec<platform::error::Refusal>,
) -> Vec<platform::error::Refusal> {
    let organisation = &visitor.organisation;
    let mut all = match checked(input, organisation.default_lang, &organisation.languages) {
        Ok(_) => Vec::new(),
        Err(error) => error.refusals().to_vec(),
    };
    all.extend(rest);
    all
}

/// The refusals of a file, at its field; any other error goes on.
fn at_field(error: Error, field: &'static str) -> Result<Vec<platform::error::Refusal>, Error> {
    match error {
        Error::Refused(refusals) => {
            Ok(refusals.into_iter().map(|refusal| platform::error::Refusal { field: Some(field), ..refusal }).collect())
        }
        other => Err(other),
    }
}
