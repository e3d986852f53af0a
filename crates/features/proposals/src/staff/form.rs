//! A plan made or changed by staff. Whatever is wrong, nothing that was typed is lost.

use super::fields::{self, Sent};
use super::page::{self, Shown};
use super::{path, project_of};
use crate::model::{PlanInput, checked, number_in};
use crate::service::{self, Editable};
use crate::store::Facets;
use axum::extract::{Path, Request, State};
use civic::model::{Page, Project};
use civic::permission::Permission;
use civic::{Answer, App, Visitor};
use http::StatusCode;
use platform::error::{Common, Error};
use platform::web::form::Form;
use platform::web::response;

/// What a page of the form needs beside the plan.
async fn around(app: &App, visitor: &Visitor, project: &Project) -> Result<(Facets, Vec<Page>), Error> {
    let (organisation, id, lang) = (project.organisation, project.id, visitor.lang);
    app.db
        .read(move |reader| {
            let facets = Facets::load(reader, organisation, id, lang)?;
            Ok((facets, civic::store::pages(reader, organisation, Some(id), lang)?))
        })
        .await
}

pub(super) async fn fresh(State(app): State<App>, visitor: Visitor, Path(slug): Path<String>) -> Answer {
    let project = project_of(&app, &visitor, slug, Permission::EditPlans).await?;
    let (facets, pages) = around(&app, &visitor, &project).await?;
    let request = platform::ids::uuid_v4(&app.random).to_string();
    let form = Form::filled([("published", "1"), ("request", request.as_str())]);
    let shown = Shown { project: &project, pages: &pages, facets: &facets, plan: None, form: &form, saved: false };
    Ok(response::html(StatusCode::OK, page::show(&app, &visitor, &shown)))
}

pub(super) async fn edit(
    State(app): State<App>,
    visitor: Visitor,
    Path((slug, number)): Path<(String, String)>,
) -> Answer {
    let project = project_of(&app, &visitor, slug, Permission::EditPlans).await?;
    let plan = load(&app, &project, &number).await?;
    let (facets, pages) = around(&app, &visitor, &project).await?;
    let form = fields::filled(&plan, &facets, visitor.lang);
    let saved = visitor.query == "saved=1";
    let shown = Shown { project: &project, pages: &pages, facets: &facets, plan: Some(&plan), form: &form, saved };
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
    let (facets, pages) = around(app, visitor, project).await?;
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
    let (input, unread) = fields::input(&form, &visitor.organisation, &facets, visitor.lang);
    wrong.extend(unread);
    let written = if wrong.is_empty() {
        match &plan {
            None => service::create_plan(app, &visitor.actor, project, input, Some(form.get("request"))).await,
            Some(plan) => {
                let version = form.get("version").parse().unwrap_or(0);
                service::update_plan(app, &visitor.actor, project, plan.card.number, version, input).await
            }
        }
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
            let shown = Shown { project, pages: &pages, facets: &facets, plan, form: &form, saved: false };
            Ok(response::html(status, page::show(app, visitor, &shown)))
        }
        Err(error) => Err(error.into()),
    }
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
