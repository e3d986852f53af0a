//! What plans can be given: kinds of tags, tags, areas, statuses; of a project, or of the whole organisation.

use super::find_project;
use crate::Pages;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use civic::model::Project;
use civic::permission::Permission;
use civic::route::{Access, Routes};
use civic::service::{
    Label, LabelInput, LabelKind, Labels, add_label, area_shape, change_label, labels, place_label, remove_label,
};
use civic::{Answer, Visitor};
use http::{HeaderValue, Method, StatusCode, header};
use platform::error::{Common, Error};
use platform::i18n::Lang;
use platform::web::form::Json;
use platform::web::{query, response};
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::{BTreeMap, HashMap};
use utoipa::{OpenApi, ToSchema};

/// Labels on one page, unless asked otherwise, and at most.
const PAGE_SIZE: u32 = 50;
const MOST: u32 = 100;

#[derive(OpenApi)]
#[openapi(
    paths(list, one, create, change, remove, list_shared, one_shared, create_shared, change_shared, remove_shared),
    tags((name = "labels", description = "Soorten label, labels, gebieden en statussen"))
)]
pub(super) struct Description;

pub(super) fn routes(pages: &Pages) -> Routes {
    let edit = Access::Staff(Permission::EditProject);
    let whole = Access::Staff(Permission::EditOrganisation);
    const OF_PROJECT: &str = "/api/v1/projects/{project}/labels/{kind}";
    const ONE_OF_PROJECT: &str = "/api/v1/projects/{project}/labels/{kind}/{label}";
    const SHARED: &str = "/api/v1/organisation/labels/{kind}";
    const ONE_SHARED: &str = "/api/v1/organisation/labels/{kind}/{label}";
    Routes::new()
        .get(OF_PROJECT, Access::Public, pages, list)
        .post(OF_PROJECT, edit, pages, create)
        .get(ONE_OF_PROJECT, Access::Public, pages, one)
        .on(Method::PATCH, ONE_OF_PROJECT, edit, pages, change)
        .on(Method::DELETE, ONE_OF_PROJECT, edit, pages, remove)
        .get(SHARED, Access::Public, pages, list_shared)
        .post(SHARED, whole, pages, create_shared)
        .get(ONE_SHARED, Access::Public, pages, one_shared)
        .on(Method::PATCH, ONE_SHARED, whole, pages, change_shared)
        .on(Method::DELETE, ONE_SHARED, whole, pages, remove_shared)
}

/// A label.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct LabelBody {
    /// `tag-types`, `tags`, `areas` or `statuses`.
    kind: &'static str,
    /// In its address; of a tag `kind.tag`.
    name: String,
    title: String,
    /// Titles per language code, beside the organisation's own language.
    translations: BTreeMap<&'static str, String>,
    /// Of a tag: one of eight colours, 0 to 7.
    #[serde(skip_serializing_if = "Option::is_none")]
    colour: Option<i64>,
    /// Of a status: whether a plan with it can be put in a vote.
    #[serde(skip_serializing_if = "Option::is_none")]
    votable: Option<bool>,
    /// Of a status: what the people of a plan are told when it gets it.
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    /// The same per language code, beside the organisation's own language.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    messages: BTreeMap<&'static str, String>,
    /// Of an area: whether its shape is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    has_shape: Option<bool>,
    /// Of one area that is asked for: its shape as GeoJSON.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    shape: Option<serde_json::Value>,
    /// Whether it belongs to the whole organisation.
    shared: bool,
}

impl LabelBody {
    fn new(label: &Label) -> Self {
        let is = |kind: LabelKind| label.kind == kind;
        LabelBody {
            kind: label.kind.code(),
            name: label.name.clone(),
            title: label.title.clone(),
            translations: label.translations.iter().map(|(lang, text)| (lang.code(), text.clone())).collect(),
            colour: is(LabelKind::Tag).then_some(label.colour),
            votable: is(LabelKind::Status).then_some(label.votable),
            message: is(LabelKind::Status).then(|| label.message.clone()),
            messages: label.messages.iter().map(|(lang, text)| (lang.code(), text.clone())).collect(),
            has_shape: is(LabelKind::Area).then_some(label.has_shape),
            shape: None,
            shared: label.shared,
        }
    }
}

/// A page of labels.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct LabelsBody {
    items: Vec<LabelBody>,
    page: u32,
    page_size: u32,
    total: usize,
}

/// What is to be written of a label; what is not named stays as it is.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct LabelInputBody {
    /// Of a new tag: the name of its kind.
    of: Option<String>,
    /// Title in the organisation's own language.
    title: Option<String>,
    /// Titles per language code; an empty one shows the own language again.
    #[serde(default)]
    translations: BTreeMap<String, String>,
    /// Of a tag: one of eight colours, 0 to 7.
    colour: Option<i64>,
    /// Of a status: whether a plan with it can be put in a vote.
    votable: Option<bool>,
    /// Of a status: what the people of a plan are told when it gets it.
    message: Option<String>,
    /// The same per language code; an empty one says it in the own language.
    #[serde(default)]
    messages: BTreeMap<String, String>,
    /// Of an area: GeoJSON with a polygon; null takes it away.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<Object>)]
    shape: Option<Option<serde_json::Value>>,
    /// The place among those beside it, from 0; only when it is changed.
    position: Option<usize>,
}

fn given<'de, D: Deserializer<'de>, V: Deserialize<'de>>(value: D) -> Result<Option<Option<V>>, D::Error> {
    Option::deserialize(value).map(Some)
}

impl LabelInputBody {
    fn input(&self, visitor: &Visitor) -> Result<LabelInput, Error> {
        let own = &visitor.organisation;
        let each = |texts: &BTreeMap<String, String>| -> Result<BTreeMap<Lang, String>, Error> {
            let other = |lang: &Lang| own.languages.contains(lang) && *lang != own.default_lang;
            let lang = |code: &str| Lang::parse(code).filter(other).ok_or(civic::refusal::Refusal::UnknownLanguage);
            texts.iter().map(|(code, text)| Ok((lang(code)?, text.clone()))).collect()
        };
        if self.colour.is_some_and(|colour| !(0..8).contains(&colour)) {
            return Err(Common::Malformed.into());
        }
        Ok(LabelInput {
            title: self.title.clone(),
            translations: each(&self.translations)?,
            messages: each(&self.messages)?,
            colour: self.colour,
            votable: self.votable,
            message: self.message.clone(),
            shape: self.shape.as_ref().map(|shape| shape.as_ref().map(ToString::to_string)),
        })
    }
}

/// The parameters of an address: of a project or not, of one label or of all.
type Params = Path<HashMap<String, String>>;

/// What an address means.
struct Asked {
    project: Option<Project>,
    kind: LabelKind,
    name: String,
    base: String,
}

impl Asked {
    async fn read(pages: &Pages, visitor: &Visitor, params: &HashMap<String, String>) -> Result<Self, Error> {
        let kind = params.get("kind").and_then(|kind| LabelKind::parse(kind)).ok_or(Error::from(Common::NotFound))?;
        let project = match params.get("project") {
            Some(name) => Some(find_project(pages, visitor, name).await?),
            None => None,
        };
        let of = project.as_ref().map_or_else(|| "organisation".to_owned(), |of| format!("projects/{}", of.slug));
        let base = format!("/api/v1/{of}/labels/{}", kind.code());
        Ok(Asked { project, kind, name: params.get("label").cloned().unwrap_or_default(), base })
    }

    async fn labels(&self, pages: &Pages, visitor: &Visitor) -> Result<Labels, Error> {
        let (organisation, lang) = (visitor.organisation.id, visitor.lang);
        let project = self.project.as_ref().map(|project| project.id);
        pages.app.db.read(move |reader| Ok::<_, Error>(labels(reader, organisation, project, lang)?)).await
    }

    async fn one(&self, pages: &Pages, visitor: &Visitor) -> Result<LabelBody, Error> {
        let known = self.labels(pages, visitor).await?;
        let label = known.of(self.kind).into_iter().find(|label| label.name == self.name);
        let label = label.ok_or(Error::from(Common::NotFound))?.clone();
        let mut body = LabelBody::new(&label);
        if label.has_shape {
            let organisation = visitor.organisation.id;
            let read = pages.app.db.read(move |reader| Ok::<_, Error>(area_shape(reader, organisation, &label)?));
            body.shape = read.await?.and_then(|shape| serde_json::from_str(&shape).ok());
        }
        Ok(body)
    }
}

async fn list_of(pages: &Pages, visitor: &Visitor, params: &HashMap<String, String>) -> Answer {
    let (page, page_size) = query::paging(&visitor.query, PAGE_SIZE, MOST)?;
    let asked = Asked::read(pages, visitor, params).await?;
    let known = asked.labels(pages, visitor).await?;
    let all = known.of(asked.kind);
    let items = query::cut(&all, page, page_size).iter().map(|label| LabelBody::new(label)).collect();
    Ok(response::json(StatusCode::OK, &LabelsBody { items, page, page_size, total: all.len() }))
}

async fn one_of(pages: &Pages, visitor: &Visitor, params: &HashMap<String, String>) -> Answer {
    let asked = Asked::read(pages, visitor, params).await?;
    Ok(response::json(StatusCode::OK, &asked.one(pages, visitor).await?))
}

async fn create_in(pages: &Pages, visitor: &Visitor, params: &HashMap<String, String>, body: LabelInputBody) -> Answer {
    let mut asked = Asked::read(pages, visitor, params).await?;
    let input = body.input(visitor)?;
    let of = body.of.unwrap_or_default();
    asked.name = add_label(&pages.app, &visitor.actor, asked.project.as_ref(), asked.kind, of, input).await?;
    let place = visitor.link(&format!("{}/{}", asked.base, asked.name));
    let place = HeaderValue::from_str(&place).map_err(Error::internal)?;
    let made = asked.one(pages, visitor).await?;
    Ok(([(header::LOCATION, place)], response::json(StatusCode::CREATED, &made)).into_response())
}

async fn change_in(pages: &Pages, visitor: &Visitor, params: &HashMap<String, String>, body: LabelInputBody) -> Answer {
    let asked = Asked::read(pages, visitor, params).await?;
    let (app, actor, project) = (&pages.app, &visitor.actor, asked.project.as_ref());
    let input = body.input(visitor)?;
    if input != LabelInput::default() || body.position.is_none() {
        change_label(app, actor, project, asked.kind, asked.name.clone(), input).await?;
    }
    if let Some(place) = body.position {
        place_label(app, actor, project, asked.kind, asked.name.clone(), place).await?;
    }
    Ok(response::json(StatusCode::OK, &asked.one(pages, visitor).await?))
}

async fn remove_in(pages: &Pages, visitor: &Visitor, params: &HashMap<String, String>) -> Answer {
    let asked = Asked::read(pages, visitor, params).await?;
    remove_label(&pages.app, &visitor.actor, asked.project.as_ref(), asked.kind, asked.name).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Labels van één soort die een project kan gebruiken, per bladzijde
#[utoipa::path(get, path = "/api/v1/projects/{project}/labels/{kind}", operation_id = "listLabels", tag = "labels",
    params(("project" = String, Path, description = "Het adres of de id van het project"),
        ("kind" = String, Path, description = "`tag-types`, `tags`, `areas` of `statuses`"),
        ("page" = Option<u32>, Query, description = "Vanaf 1"),
        ("pageSize" = Option<u32>, Query, description = "Ten hoogste 100")),
    responses((status = 200, body = LabelsBody), (status = 400), (status = 404)))]
async fn list(State(pages): State<Pages>, visitor: Visitor, Path(params): Params) -> Answer {
    list_of(&pages, &visitor, &params).await
}

/// Eén label; een gebied met zijn vorm
#[utoipa::path(get, path = "/api/v1/projects/{project}/labels/{kind}/{label}", operation_id = "getLabel", tag = "labels",
    params(("project" = String, Path, description = "Het adres of de id van het project"),
        ("kind" = String, Path, description = "`tag-types`, `tags`, `areas` of `statuses`"),
        ("label" = String, Path, description = "De naam van het label")),
    responses((status = 200, body = LabelBody), (status = 404)))]
async fn one(State(pages): State<Pages>, visitor: Visitor, Path(params): Params) -> Answer {
    one_of(&pages, &visitor, &params).await
}

/// Een label van een project maken
#[utoipa::path(post, path = "/api/v1/projects/{project}/labels/{kind}", operation_id = "createLabel", tag = "labels",
    params(("project" = String, Path, description = "Het adres of de id van het project"),
        ("kind" = String, Path, description = "`tag-types`, `tags`, `areas` of `statuses`")),
    request_body = LabelInputBody,
    responses((status = 201, body = LabelBody), (status = 403), (status = 404), (status = 409), (status = 422)))]
async fn create(
    State(pages): State<Pages>,
    visitor: Visitor,
    Path(params): Params,
    Json(body): Json<LabelInputBody>,
) -> Answer {
    create_in(&pages, &visitor, &params, body).await
}

/// Een label van een project veranderen of verplaatsen
#[utoipa::path(patch, path = "/api/v1/projects/{project}/labels/{kind}/{label}", operation_id = "changeLabel",
    tag = "labels", request_body = LabelInputBody,
    params(("project" = String, Path, description = "Het adres of de id van het project"),
        ("kind" = String, Path, description = "`tag-types`, `tags`, `areas` of `statuses`"),
        ("label" = String, Path, description = "De naam van het label")),
    responses((status = 200, body = LabelBody), (status = 403), (status = 404), (status = 409), (status = 422)))]
async fn change(
    State(pages): State<Pages>,
    visitor: Visitor,
    Path(params): Params,
    Json(body): Json<LabelInputBody>,
) -> Answer {
    change_in(&pages, &visitor, &params, body).await
}

/// Een label van een project weghalen dat geen plan heeft
#[utoipa::path(delete, path = "/api/v1/projects/{project}/labels/{kind}/{label}", operation_id = "removeLabel",
    tag = "labels",
    params(("project" = String, Path, description = "Het adres of de id van het project"),
        ("kind" = String, Path, description = "`tag-types`, `tags`, `areas` of `statuses`"),
        ("label" = String, Path, description = "De naam van het label")),
    responses((status = 204), (status = 403), (status = 404), (status = 409, description = "Er zijn plannen die het hebben")))]
async fn remove(State(pages): State<Pages>, visitor: Visitor, Path(params): Params) -> Answer {
    remove_in(&pages, &visitor, &params).await
}

/// Labels van één soort die elk project kan gebruiken, per bladzijde
#[utoipa::path(get, path = "/api/v1/organisation/labels/{kind}", operation_id = "listSharedLabels", tag = "labels",
    params(("kind" = String, Path, description = "`tag-types`, `tags` of `areas`"),
        ("page" = Option<u32>, Query, description = "Vanaf 1"),
        ("pageSize" = Option<u32>, Query, description = "Ten hoogste 100")),
    responses((status = 200, body = LabelsBody), (status = 400), (status = 404)))]
async fn list_shared(State(pages): State<Pages>, visitor: Visitor, Path(params): Params) -> Answer {
    list_of(&pages, &visitor, &params).await
}

/// Eén label van de organisatie; een gebied met zijn vorm
#[utoipa::path(get, path = "/api/v1/organisation/labels/{kind}/{label}", operation_id = "getSharedLabel",
    tag = "labels",
    params(("kind" = String, Path, description = "`tag-types`, `tags` of `areas`"),
        ("label" = String, Path, description = "De naam van het label")),
    responses((status = 200, body = LabelBody), (status = 404)))]
async fn one_shared(State(pages): State<Pages>, visitor: Visitor, Path(params): Params) -> Answer {
    one_of(&pages, &visitor, &params).await
}

/// Een label voor elk project maken
#[utoipa::path(post, path = "/api/v1/organisation/labels/{kind}", operation_id = "createSharedLabel", tag = "labels",
    params(("kind" = String, Path, description = "`tag-types`, `tags` of `areas`")), request_body = LabelInputBody,
    responses((status = 201, body = LabelBody), (status = 403), (status = 404), (status = 409), (status = 422)))]
async fn create_shared(
    State(pages): State<Pages>,
    visitor: Visitor,
    Path(params): Params,
    Json(body): Json<LabelInputBody>,
) -> Answer {
    create_in(&pages, &visitor, &params, body).await
}

/// Een label van de organisatie veranderen of verplaatsen
#[utoipa::path(patch, path = "/api/v1/organisation/labels/{kind}/{label}", operation_id = "changeSharedLabel",
    tag = "labels", request_body = LabelInputBody,
    params(("kind" = String, Path, description = "`tag-types`, `tags` of `areas`"),
        ("label" = String, Path, description = "De naam van het label")),
    responses((status = 200, body = LabelBody), (status = 403), (status = 404), (status = 409), (status = 422)))]
async fn change_shared(
    State(pages): State<Pages>,
    visitor: Visitor,
    Path(params): Params,
    Json(body): Json<LabelInputBody>,
) -> Answer {
    change_in(&pages, &visitor, &params, body).await
}

/// Een label van de organisatie weghalen dat geen plan heeft
#[utoipa::path(delete, path = "/api/v1/organisation/labels/{kind}/{label}", operation_id = "removeSharedLabel",
    tag = "labels",
    params(("kind" = String, Path, description = "`tag-types`, `tags` of `areas`"),
        ("label" = String, Path, description = "De naam van het label")),
    responses((status = 204), (status = 403), (status = 404), (status = 409, description = "Er zijn plannen die het hebben")))]
async fn remove_shared(State(pages): State<Pages>, visitor: Visitor, Path(params): Params) -> Answer {
    remove_in(&pages, &visitor, &params).await
}
