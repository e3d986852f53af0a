//! What staff do with plans beside writing them, as JSON: acts on several at once, kept views, how a plan stands on the
//! ballot, and what it said before.

use super::write::permitted;
use super::{Api, other_language};
use crate::model::{ListQuery, Order, QUERY_KEYS, number_in};
use crate::service::ballot::{BallotTexts, ballot, set_ballot};
use crate::service::{moderate, own, versions};
use crate::store::{self, Ballot};
use axum::extract::{Path, State};
use civic::model::Project;
use civic::{Answer, Visitor};
use http::StatusCode;
use platform::error::{Common, Error};
use platform::money::Cents;
use platform::web::form::Json;
use platform::web::query::canonical;
use platform::web::response;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// What is done with several plans.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct ActBody {
    /// Numbers of the plans, at most 200.
    numbers: Vec<i64>,
    /// `show`, `hide`, `status`, `tag`, `untag` or `message`.
    act: String,
    /// For `hide`: why; the people of each plan are told.
    why: Option<String>,
    /// For `status`: its slug.
    status: Option<String>,
    /// For `tag` and `untag`: `kind.tag`.
    tag: Option<String>,
    /// For `message`: its subject.
    subject: Option<String>,
    /// For `message`: its text.
    message: Option<String>,
}

/// What came of it.
#[derive(Serialize, ToSchema)]
pub(super) struct ActedBody {
    /// Of a message: how many plans have somebody who gets it.
    told: Option<usize>,
}

/// An act on several plans: all of them, or none when something does not hold
#[utoipa::path(
    post,
    path = "/api/v1/projects/{project}/plan-acts",
    tag = "plans",
    params(("project" = String, Path, description = "Slug of the project")),
    request_body = ActBody,
    responses((status = 200, body = ActedBody), (status = 401), (status = 403), (status = 404), (status = 422))
)]
pub(super) async fn act(
    State(api): State<Api>,
    visitor: Visitor,
    Path(slug): Path<String>,
    Json(body): Json<ActBody>,
) -> Answer {
    let project = permitted(&api, &visitor, &slug).await?;
    let given = |text: &Option<String>| text.clone().unwrap_or_default();
    let asked = moderate::Act {
        name: body.act.clone(),
        why: given(&body.why),
        status: given(&body.status),
        tag: given(&body.tag),
        subject: given(&body.subject),
        message: given(&body.message),
    };
    let told = moderate::act(&api.app, &visitor.actor, &project, &body.numbers, &asked).await?;
    Ok(response::json(StatusCode::OK, &ActedBody { told }))
}

/// A kept view of the table of staff.
#[derive(Serialize, ToSchema)]
pub(super) struct ViewBody {
    /// Id.
    #[schema(value_type = String)]
    id: Uuid,
    /// What staff call it.
    name: String,
    /// Search, filters and order, as in the address of the list.
    query: String,
}

/// The kept views.
#[derive(Serialize, ToSchema)]
pub(super) struct ViewsBody {
    items: Vec<ViewBody>,
}

/// A view to be kept; one of the same name is replaced.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewViewBody {
    /// What staff call it.
    name: String,
    /// Search, filters and order, as in the address of the list; other keys are left out.
    query: String,
}

/// Kept views of the table of staff
#[utoipa::path(
    get,
    path = "/api/v1/projects/{project}/plan-views",
    tag = "plans",
    params(("project" = String, Path, description = "Slug of the project")),
    responses((status = 200, body = ViewsBody), (status = 401), (status = 403), (status = 404))
)]
pub(super) async fn views(State(api): State<Api>, visitor: Visitor, Path(slug): Path<String>) -> Answer {
    let project = permitted(&api, &visitor, &slug).await?;
    Ok(response::json(StatusCode::OK, &all_views(&api, &project).await?))
}

async fn all_views(api: &Api, project: &Project) -> Result<ViewsBody, Error> {
    let found = moderate::views(&api.app, project).await?;
    let body = |view: store::View| ViewBody { id: view.uuid, name: view.name, query: view.query };
    Ok(ViewsBody { items: found.into_iter().map(body).collect() })
}

/// Keep a view
#[utoipa::path(
    post,
    path = "/api/v1/projects/{project}/plan-views",
    tag = "plans",
    params(("project" = String, Path, description = "Slug of the project")),
    request_body = NewViewBody,
    responses((status = 201, body = ViewsBody), (status = 401), (status = 403), (status = 404), (status = 422))
)]
pub(super) async fn keep_view(
    State(api): State<Api>,
    visitor: Visitor,
    Path(slug): Path<String>,
    Json(body): Json<NewViewBody>,
) -> Answer {
    let project = permitted(&api, &visitor, &slug).await?;
    let query = ListQuery::read(&canonical(body.query.trim_start_matches('?'), QUERY_KEYS), Order::Oldest);
    let address = query.address(1, Order::Oldest);
    moderate::keep_view(&api.app, &visitor.actor, &project, &body.name, &address).await?;
    Ok(response::json(StatusCode::CREATED, &all_views(&api, &project).await?))
}

/// Forget a view; one that is gone is gone
#[utoipa::path(
    delete,
    path = "/api/v1/projects/{project}/plan-views/{view}",
    tag = "plans",
    params(
        ("project" = String, Path, description = "Slug of the project"),
        ("view" = String, Path, description = "Id of the view"),
    ),
    responses((status = 200, body = ViewsBody), (status = 401), (status = 403), (status = 404))
)]
pub(super) async fn forget_view(
    State(api): State<Api>,
    visitor: Visitor,
    Path((slug, view)): Path<(String, String)>,
) -> Answer {
    let project = permitted(&api, &visitor, &slug).await?;
    let view = Uuid::try_parse(&view).map_err(|_| Error::from(Common::NotFound))?;
    moderate::forget_view(&api.app, &visitor.actor, &project, view).await?;
    Ok(response::json(StatusCode::OK, &all_views(&api, &project).await?))
}

/// How a plan stands on the ballot, beside what its author wrote. An empty field shows what the plan itself says.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct BallotBody {
    /// The version that was read; 0 while there is none.
    version: i64,
    #[serde(flatten)]
    texts: BallotTextsBody,
    /// What it costs, in whole euro cents.
    cost: Option<i64>,
    /// The name of its picture.
    picture: Option<String>,
    /// Texts in other languages, by code.
    #[serde(default)]
    translations: BTreeMap<String, BallotTextsBody>,
}

/// The texts of it in one language.
#[derive(Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct BallotTextsBody {
    title: String,
    summary: String,
    /// What the picture shows.
    picture_alt: String,
}

/// The plan of an address, which its project has to have.
fn number_of(name: &str) -> Result<i64, Error> {
    number_in(name).filter(|known| known.to_string() == name).ok_or(Common::NotFound.into())
}

/// How a plan stands on the ballot
#[utoipa::path(
    get,
    path = "/api/v1/projects/{project}/plans/{number}/ballot",
    tag = "plans",
    params(
        ("project" = String, Path, description = "Slug of the project"),
        ("number" = i64, Path, description = "Number of the plan in its project"),
    ),
    responses((status = 200, body = BallotBody), (status = 401), (status = 403), (status = 404))
)]
pub(super) async fn ballot_of(
    State(api): State<Api>,
    visitor: Visitor,
    Path((slug, number)): Path<(String, String)>,
) -> Answer {
    let project = permitted(&api, &visitor, &slug).await?;
    Ok(response::json(StatusCode::OK, &ballot_body(&api, &visitor, &project, number_of(&number)?).await?))
}

async fn ballot_body(api: &Api, visitor: &Visitor, project: &Project, number: i64) -> Result<BallotBody, Error> {
    let (found, texts) = ballot(&api.app, &visitor.actor, project, number).await?;
    let body = |texts: BallotTexts| BallotTextsBody {
        title: texts.title,
        summary: texts.summary,
        picture_alt: texts.picture_alt,
    };
    Ok(BallotBody {
        version: found.version,
        texts: BallotTextsBody { title: found.title, summary: found.summary, picture_alt: found.picture_alt },
        cost: found.cost.map(|cost| cost.0),
        picture: found.picture,
        translations: texts.into_iter().map(|(lang, texts)| (lang.code().to_owned(), body(texts))).collect(),
    })
}

/// Set how a plan stands on the ballot
#[utoipa::path(
    put,
    path = "/api/v1/projects/{project}/plans/{number}/ballot",
    tag = "plans",
    params(
        ("project" = String, Path, description = "Slug of the project"),
        ("number" = i64, Path, description = "Number of the plan in its project"),
    ),
    request_body = BallotBody,
    responses((status = 200, body = BallotBody), (status = 401), (status = 403), (status = 404), (status = 409), (status = 422))
)]
pub(super) async fn set_ballot_of(
    State(api): State<Api>,
    visitor: Visitor,
    Path((slug, number)): Path<(String, String)>,
    Json(body): Json<BallotBody>,
) -> Answer {
    let project = permitted(&api, &visitor, &slug).await?;
    let number = number_of(&number)?;
    let mut translations = BTreeMap::new();
    for (code, texts) in body.translations {
        let lang = other_language(&visitor, &code)?;
        let texts = BallotTexts { title: texts.title, summary: texts.summary, picture_alt: texts.picture_alt };
        translations.insert(lang, texts);
    }
    let ballot = Ballot {
        title: body.texts.title,
        summary: body.texts.summary,
        cost: body.cost.map(Cents),
        picture: body.picture,
        picture_alt: body.texts.picture_alt,
        version: body.version,
    };
    set_ballot(&api.app, &visitor.actor, &project, number, ballot, translations).await?;
    Ok(response::json(StatusCode::OK, &ballot_body(&api, &visitor, &project, number).await?))
}

/// What a plan said.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(super) struct VersionBody {
    /// Its number.
    version: i64,
    /// When it came.
    #[schema(value_type = String, format = DateTime)]
    at: jiff::Timestamp,
    /// `first`, `author`, `initiator` or `staff`.
    by: String,
    title: String,
    summary: String,
    /// The whole text, as clean HTML.
    text: String,
    /// Author's name as shown.
    author: String,
    /// Where it is, in words.
    place: String,
    /// What it costs, in whole euro cents.
    cost: Option<i64>,
}

/// All that a plan said, from old to new.
#[derive(Serialize, ToSchema)]
pub(super) struct VersionsBody {
    items: Vec<VersionBody>,
}

/// What a plan said before; nothing while it was never changed
#[utoipa::path(
    get,
    path = "/api/v1/projects/{project}/plans/{number}/versions",
    tag = "plans",
    params(
        ("project" = String, Path, description = "Slug of the project"),
        ("number" = i64, Path, description = "Number of the plan in its project"),
    ),
    responses((status = 200, body = VersionsBody), (status = 401), (status = 403), (status = 404))
)]
pub(super) async fn versions_of(
    State(api): State<Api>,
    visitor: Visitor,
    Path((slug, number)): Path<(String, String)>,
) -> Answer {
    let project = permitted(&api, &visitor, &slug).await?;
    let (organisation, id, number) = (project.organisation, project.id, number_of(&number)?);
    let found = api.app.db.read(move |reader| {
        let plan = store::state(reader, organisation, id, number)?.ok_or(Error::from(Common::NotFound))?;
        Ok::<_, Error>(versions::history(reader, organisation, plan.id)?)
    });
    Ok(response::json(StatusCode::OK, &VersionsBody::of(found.await?)))
}

impl VersionsBody {
    fn of(all: Vec<versions::Version>) -> Self {
        let body = |version: versions::Version| VersionBody {
            version: version.version,
            at: version.at,
            by: version.role,
            title: version.said.title,
            summary: version.said.summary,
            text: version.said.text,
            author: version.said.author,
            place: version.said.place,
            cost: version.said.cost.map(|cost| cost.0),
        };
        VersionsBody { items: all.into_iter().map(body).collect() }
    }
}

/// What one's own plan said before; nothing while it was never changed
#[utoipa::path(
    get,
    path = "/api/v1/my-plans/{plan}/versions",
    tag = "plans",
    params(("plan" = String, Path, description = "Id of the plan")),
    responses((status = 200, body = VersionsBody), (status = 401), (status = 404))
)]
pub(super) async fn my_versions(State(api): State<Api>, visitor: Visitor, Path(plan): Path<String>) -> Answer {
    let plan = Uuid::try_parse(&plan).map_err(|_| Error::from(Common::NotFound))?;
    let own = own::own_plan(&api.plans, &visitor.actor, visitor.lang, plan).await?;
    Ok(response::json(StatusCode::OK, &VersionsBody::of(own.versions)))
}
