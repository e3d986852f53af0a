//! A plan made or changed by staff. Whatever is wrong, nothing that was typed is lost.

use super::fields::{self, Sent};
use super::page::{self, Shown};
use super::{path, project_of};
use crate::model::{Content, Kept, PlanInput, Question, checked, number_in};
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
    Content { fields, pictures: Vec::new() }
}

pub(super) async fn fresh(State(app): State<App>, visitor: Visitor, Path(slug): Path<String>) -> Answer {
    let project = project_of(&app, &visitor, slug, Permission::EditPlans).await?;
    let around = around(&app, &visitor, &project).await?;
    let request = platform::ids::uuid_v4(&app.random).to_string();
    let form = Form::filled([("published", "1"), ("request", request.as_str())]);
    let shown = Shown { project: &project, around: &around, plan: None, came: None, form: &form, saved: false };
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
    let (given, came) = app
        .db
        .read(move |reader| {
            let answers = store::answers(reader, organisation, id)?;
            let origin = store::origin(reader, organisation, id)?;
            Ok::<_, Error>((answers, origin.zip(Some(store::people(reader, organisation, id)?))))
        })
        .await?;
    let form = fields::filled(&plan, &around.facets, visitor.lang, (&around.questions, &given));
    let saved = visitor.query == "saved=1";
    let shown =
        Shown { project: &project, around: &around, plan: Some(&plan), came: came.as_ref(), form: &form, saved };
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
    let sent = fields::receive(request).await?;
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
    let sent = fields::receive(request).await?;
    save(&app, &visitor, &project, sent, Some(plan)).await
}

/// Saves, and goes on to the plan; or shows the form again with everything that was typed.
async fn save(app: &App, visitor: &Visitor, project: &Project, mut sent: Sent, plan: Option<Editable>) -> Answer {
    let around = around(app, visitor, project).await?;
    let mut wrong = Vec::new();
    if let Some(file) = sent.picture.take() {
        match civic::service::save_picture(app, &visitor.actor, Some(project.id), file).await {
            Ok(name) => sent.set("picture_name", name),
            Err(error) => wrong.extend(at_picture(error)?),
        }
    } else if !sent.get("remove_picture").is_empty() {
        sent.set("picture_name", String::new());
    }
    let form = sent.into_form();
    let (input, unread) = fields::input(&form, &visitor.organisation, &around.facets, visitor.lang);
    wrong.extend(unread);
    let written = if wrong.is_empty() {
        write(app, visitor, project, &form, input, plan.as_ref(), &around.questions).await
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
            let shown = Shown { project, around: &around, plan, came: None, form: &form, saved: false };
            Ok(response::html(status, page::show(app, visitor, &shown)))
        }
        Err(error) => Err(error.into()),
    }
}

/// Writes a new plan, of the organisation or for somebody, or a changed one.
async fn write(
    app: &App,
    visitor: &Visitor,
    project: &Project,
    form: &Form,
    input: PlanInput,
    plan: Option<&Editable>,
    questions: &[Question],
) -> Result<Written, Error> {
    let (actor, answers) = (&visitor.actor, answers(form, questions));
    let Some(plan) = plan else {
        let request = Some(form.get("request"));
        if form.get("channel").is_empty() && form.get("email").trim().is_empty() {
            let written = service::create_plan(app, actor, project, input, request).await?;
            hand_in::set_answers(app, actor, project, written.id, (&answers, visitor.lang)).await?;
            return Ok(written);
        }
        let channel = Channel::parse(form.get("channel"));
        let (email, request) = (form.get("email").to_owned(), request.map(str::to_owned));
        let new = ForSomebody { input, answers, channel, email, request };
        return Ok(hand_in::hand_in_for(app, actor, project, visitor.lang, new).await?.plan);
    };
    hand_in::check_answers(app, project, (&answers, visitor.lang)).await?;
    let version = form.get("version").parse().unwrap_or(0);
    let written = service::update_plan(app, actor, project, plan.card.number, version, input).await?;
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

/// The refusals of a picture, at its field; any other error goes on.
fn at_picture(error: Error) -> Result<Vec<platform::error::Refusal>, Error> {
    match error {
        Error::Refused(refusals) => Ok(refusals
            .into_iter()
            .map(|refusal| platform::error::Refusal { field: Some("picture"), ..refusal })
            .collect()),
        other => Err(other),
    }
}
