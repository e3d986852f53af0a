//! The organisations of the installation, for its operator.

use crate::Pages;
use crate::installation::{Known, find, here, make};
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use civic::permission::Permission;
use civic::refusal::Refusal;
use civic::route::{Access, Routes};
use civic::service::{NewOrganisation, OrganisationTexts, organisations, set_hosts_and_languages};
use civic::{Answer, Visitor};
use http::{HeaderValue, Method, StatusCode, header};
use platform::error::Error;
use platform::i18n::Lang;
use platform::web::form::Json;
use platform::web::{query, response};
use serde::{Deserialize, Serialize};
use utoipa::{OpenApi, ToSchema};
use uuid::Uuid;

/// Organisations on one page, unless asked otherwise, and at most.
const PAGE_SIZE: u32 = 20;
const MOST: u32 = 100;

#[derive(OpenApi)]
#[openapi(paths(list, create, one, change))]
pub(super) struct Description;

pub(super) fn routes(pages: &Pages) -> Routes {
    let operator = Access::Staff(Permission::RunInstallation);
    Routes::new()
        .get("/api/v1/organisations", operator, pages, list)
        .post("/api/v1/organisations", operator, pages, create)
        .get("/api/v1/organisations/{organisation}", operator, pages, one)
        .on(Method::PATCH, "/api/v1/organisations/{organisation}", operator, pages, change)
}

/// An organisation of the installation.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct InstalledBody {
    #[schema(value_type = String, format = "uuid")]
    id: Uuid,
    /// Its short name, in addresses.
    slug: String,
    name: String,
    /// The main one first.
    hosts: Vec<String>,
    /// The language in which staff write.
    default_language: &'static str,
    languages: Vec<&'static str>,
    contact_email: String,
    /// Only when it was just made: the link by which its first owner comes in, for a week, once.
    #[serde(skip_serializing_if = "Option::is_none")]
    setup_link: Option<String>,
}

impl InstalledBody {
    fn new((of, hosts): Known, setup_link: Option<String>) -> Self {
        InstalledBody {
            id: of.uuid,
            slug: of.slug,
            name: of.name,
            hosts,
            default_language: of.default_lang.code(),
            languages: of.languages.iter().map(|lang| lang.code()).collect(),
            contact_email: of.contact_email,
            setup_link,
        }
    }
}

/// A page of organisations.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct InstalledListBody {
    items: Vec<InstalledBody>,
    page: u32,
    page_size: u32,
    total: usize,
}

/// A new organisation.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct NewInstalledBody {
    slug: String,
    name: String,
    hosts: Vec<String>,
    default_language: String,
    #[serde(default)]
    languages: Vec<String>,
    contact_email: String,
}

/// What is to be changed; what is not named stays.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ChangeInstalledBody {
    hosts: Option<Vec<String>>,
    languages: Option<Vec<String>>,
}

fn languages(codes: &[String]) -> Result<Vec<Lang>, Error> {
    let known: Option<Vec<Lang>> = codes.iter().map(|code| Lang::parse(code)).collect();
    known.ok_or(Refusal::UnknownLanguage.into())
}

/// De organisaties van deze installatie, per bladzijde
#[utoipa::path(get, path = "/api/v1/organisations", operation_id = "listOrganisations", tag = "organisation",
    params(("page" = Option<u32>, Query, description = "Vanaf 1"),
        ("pageSize" = Option<u32>, Query, description = "Ten hoogste 100")),
    responses((status = 200, body = InstalledListBody), (status = 400), (status = 403)))]
async fn list(State(pages): State<Pages>, visitor: Visitor) -> Answer {
    let (page, page_size) = query::paging(&visitor.query, PAGE_SIZE, MOST)?;
    let all = organisations(&pages.app, &visitor.actor).await?;
    let items = query::cut(&all, page, page_size).iter().map(|known| InstalledBody::new(known.clone(), None)).collect();
    Ok(response::json(StatusCode::OK, &InstalledListBody { items, page, page_size, total: all.len() }))
}

/// Een organisatie maken
#[utoipa::path(post, path = "/api/v1/organisations", operation_id = "createOrganisation", tag = "organisation",
    request_body = NewInstalledBody,
    responses((status = 201, body = InstalledBody), (status = 403), (status = 409), (status = 422)))]
async fn create(State(pages): State<Pages>, visitor: Visitor, Json(body): Json<NewInstalledBody>) -> Answer {
    let texts =
        OrganisationTexts { name: body.name, contact_email: body.contact_email, ..OrganisationTexts::default() };
    let new = NewOrganisation {
        slug: body.slug,
        hosts: body.hosts,
        default_lang: Lang::parse(&body.default_language).ok_or(Error::from(Refusal::UnknownLanguage))?,
        languages: languages(&body.languages)?,
        texts,
    };
    let (made, link) = make(&pages, &visitor, new).await?;
    let place = visitor.link(&format!("/api/v1/organisations/{}", made.0.slug));
    let place = HeaderValue::from_str(&place).map_err(Error::internal)?;
    let body = response::json(StatusCode::CREATED, &InstalledBody::new(made, Some(link)));
    Ok(([(header::LOCATION, place)], body).into_response())
}

/// Eén organisatie van deze installatie
#[utoipa::path(get, path = "/api/v1/organisations/{organisation}", operation_id = "getInstalledOrganisation",
    tag = "organisation", params(("organisation" = String, Path, description = "De korte naam van de organisatie")),
    responses((status = 200, body = InstalledBody), (status = 403), (status = 404)))]
async fn one(State(pages): State<Pages>, visitor: Visitor, Path(slug): Path<String>) -> Answer {
    let known = find(&pages, &visitor, &slug).await?;
    Ok(response::json(StatusCode::OK, &InstalledBody::new(known, None)))
}

/// De adressen of talen van een organisatie veranderen
#[utoipa::path(patch, path = "/api/v1/organisations/{organisation}", operation_id = "changeInstalledOrganisation",
    tag = "organisation", request_body = ChangeInstalledBody,
    params(("organisation" = String, Path, description = "De korte naam van de organisatie")),
    responses((status = 200, body = InstalledBody), (status = 403), (status = 404), (status = 409), (status = 422)))]
async fn change(
    State(pages): State<Pages>,
    visitor: Visitor,
    Path(slug): Path<String>,
    Json(body): Json<ChangeInstalledBody>,
) -> Answer {
    let (now, hosts) = find(&pages, &visitor, &slug).await?;
    let languages = body.languages.as_deref().map(languages).transpose()?;
    let new = (body.hosts.unwrap_or(hosts), languages.unwrap_or(now.languages));
    set_hosts_and_languages(&pages.app, &visitor.actor, now.id, new, &here(&visitor)).await?;
    let known = find(&pages, &visitor, &slug).await?;
    Ok(response::json(StatusCode::OK, &InstalledBody::new(known, None)))
}
