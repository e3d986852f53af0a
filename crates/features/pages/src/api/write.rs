//! What staff change of the organisation and its projects: the services do what they do for the forms.

use super::{PhaseBody, ProjectBody, RulesBody, find_project, phase_body, rules_body, whole};
use crate::{Pages, defaults, versions};
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use civic::model::{Influence, Project, ProjectState, Rules};
use civic::permission::Permission;
use civic::refusal::Refusal;
use civic::route::{Access, Routes};
use civic::service::{
    NewPhase, NewProject, OrganisationTexts, OrganisationWords as Words, ProjectChange, ProjectTexts, Translation,
    add_phase, change_rules, create_project, remove_phase, set_phase, update_organisation, update_project,
};
use civic::{Answer, Visitor, store};
use http::{HeaderValue, Method, StatusCode, header};
use jiff::Timestamp;
use platform::error::{Common, Error};
use platform::i18n::Lang;
use platform::money::Cents;
use platform::web::form::Json;
use platform::web::response;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;
use utoipa::{OpenApi, ToSchema};
use uuid::Uuid;

#[derive(OpenApi)]
#[openapi(paths(
    change_organisation,
    create,
    change,
    create_phase,
    change_phase,
    delete_phase,
    rules_of_project,
    rule_versions,
    put_rules
))]
pub(super) struct Description;

pub(super) fn routes(pages: &Pages) -> Routes {
    let edit = Access::Staff(Permission::EditProject);
    let rules = Access::Staff(Permission::EditRules);
    const PROJECT: &str = "/api/v1/projects/{project}";
    const PHASE: &str = "/api/v1/projects/{project}/phases/{phase}";
    const RULES: &str = "/api/v1/projects/{project}/rules";
    Routes::new()
        .on(
            Method::PATCH,
            "/api/v1/organisation",
            Access::Staff(Permission::EditOrganisation),
            pages,
            change_organisation,
        )
        .post("/api/v1/projects", Access::Staff(Permission::CreateProject), pages, create)
        .on(Method::PATCH, PROJECT, edit, pages, change)
        .post("/api/v1/projects/{project}/phases", edit, pages, create_phase)
        .on(Method::PATCH, PHASE, edit, pages, change_phase)
        .on(Method::DELETE, PHASE, edit, pages, delete_phase)
        .get(RULES, Access::Public, pages, rules_of_project)
        .get("/api/v1/projects/{project}/rules/versions", Access::Public, pages, rule_versions)
        .on(Method::PUT, RULES, rules, pages, put_rules)
}

fn given<'de, D: Deserializer<'de>, V: Deserialize<'de>>(value: D) -> Result<Option<Option<V>>, D::Error> {
    Option::deserialize(value).map(Some)
}

/// Another language of the site than the one in which staff write.
fn other_language(visitor: &Visitor, code: &str) -> Result<Lang, Error> {
    let own = &visitor.organisation;
    let lang = Lang::parse(code).filter(|lang| own.languages.contains(lang) && *lang != own.default_lang);
    lang.ok_or(Refusal::UnknownLanguage.into())
}

/// What is to be changed of the organisation; what is not named stays.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct OrganisationInput {
    /// The version that was read; needed.
    version: Option<i64>,
    name: Option<String>,
    tagline: Option<String>,
    /// Whether people are addressed formally.
    formal: Option<bool>,
    contact_email: Option<String>,
    contact_text: Option<String>,
    /// Per code of another language.
    #[serde(default)]
    translations: BTreeMap<String, OrganisationWords>,
}

/// Texts of the organisation in another language; an empty one shows its own language again.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct OrganisationWords {
    tagline: Option<String>,
    contact_text: Option<String>,
}

/// De teksten van de organisatie veranderen
#[utoipa::path(patch, path = "/api/v1/organisation", operation_id = "changeOrganisation", tag = "organisation",
    request_body = OrganisationInput, responses((status = 204), (status = 403),
        (status = 409, description = "Intussen veranderd"), (status = 422)))]
async fn change_organisation(
    State(pages): State<Pages>,
    visitor: Visitor,
    Json(body): Json<OrganisationInput>,
) -> Answer {
    let version = body.version.ok_or(Error::from(Refusal::Missing("version")))?;
    let id = visitor.organisation.id;
    let read = pages.app.db.read(move |reader| {
        let own = store::organisation_by_id(reader, id)?.ok_or(Error::from(Common::NotFound))?;
        Ok::<_, Error>((own, store::translations(reader, id, "organisation", id.0)?))
    });
    let (own, known) = read.await?;
    let mut words = Vec::new();
    for (code, text) in body.translations {
        let lang = other_language(&visitor, &code)?;
        let now = |field: &str| {
            let found = known.iter().find(|(of, code, _)| of == field && code == lang.code());
            found.map(|(_, _, text)| text.clone()).unwrap_or_default()
        };
        let (tagline, contact) = (now("tagline"), now("contact_text"));
        let (tagline, contact_text) = (text.tagline.unwrap_or(tagline), text.contact_text.unwrap_or(contact));
        words.push((lang, Words { tagline, contact_text }));
    }
    let texts = OrganisationTexts {
        name: body.name.unwrap_or(own.name),
        tagline: body.tagline.unwrap_or(own.tagline),
        formal: body.formal.unwrap_or(own.formal),
        contact_email: body.contact_email.unwrap_or(own.contact_email),
        contact_text: body.contact_text.unwrap_or(own.contact_text),
        picture: own.picture,
    };
    update_organisation(&pages.app, &visitor.actor, Some(version), texts, words).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// A new project.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct NewProjectInput {
    title: String,
    /// In its address; made from the title without it.
    slug: Option<String>,
    #[serde(default)]
    summary: String,
}

/// Een project maken, als klad, met de bladzijden waarmee elk project begint
#[utoipa::path(post, path = "/api/v1/projects", operation_id = "createProject", tag = "projects",
    request_body = NewProjectInput,
    responses((status = 201, body = ProjectBody), (status = 403), (status = 409), (status = 422)))]
async fn create(State(pages): State<Pages>, visitor: Visitor, Json(body): Json<NewProjectInput>) -> Answer {
    let texts = ProjectTexts { title: body.title, summary: body.summary, ..ProjectTexts::default() };
    let made = create_project(&pages.app, &visitor.actor, NewProject { slug: body.slug, texts }).await?;
    defaults::project_pages(&pages.app, &pages.registry, &visitor.actor, &made).await?;
    let place = visitor.link(&format!("/api/v1/projects/{}", made.slug));
    let place = HeaderValue::from_str(&place).map_err(Error::internal)?;
    let body = response::json(StatusCode::CREATED, &whole(&pages, &visitor, &made).await?);
    Ok(([(header::LOCATION, place)], body).into_response())
}

/// What is to be changed of a project; what is not named stays.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ProjectInput {
    /// The version that was read; needed.
    version: Option<i64>,
    title: Option<String>,
    summary: Option<String>,
    /// As HTML, which is cleaned.
    intro: Option<String>,
    note: Option<String>,
    picture_alt: Option<String>,
    /// GeoJSON with a polygon; null takes it away.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<Object>)]
    area: Option<Option<serde_json::Value>>,
    /// `draft`, `published` or `archived`.
    state: Option<String>,
    /// Per code of another language.
    #[serde(default)]
    translations: BTreeMap<String, ProjectWords>,
}

/// Texts of a project in another language; an empty one shows the own language again.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ProjectWords {
    title: Option<String>,
    summary: Option<String>,
    /// As HTML, which is cleaned.
    intro: Option<String>,
    note: Option<String>,
}

/// The project in the organisation's own language, for somebody who may do this to it.
async fn own(pages: &Pages, visitor: &Visitor, name: &str, permission: Permission) -> Result<Project, Error> {
    let found = find_project(pages, visitor, name).await?;
    visitor.actor.permit(permission, Some(found.id))?;
    let (organisation, lang, id) = (visitor.organisation.id, visitor.organisation.default_lang, found.id);
    let read = pages.app.db.read(move |r| Ok::<_, Error>(store::project_by_id(r, organisation, id, lang)?));
    read.await?.ok_or(Common::NotFound.into())
}

/// Een project veranderen: teksten, gebied, of het te zien is
#[utoipa::path(patch, path = "/api/v1/projects/{project}", operation_id = "changeProject", tag = "projects",
    params(("project" = String, Path, description = "Het adres of de id van het project")),
    request_body = ProjectInput,
    responses((status = 200, body = ProjectBody), (status = 403), (status = 404),
        (status = 409, description = "Intussen veranderd"), (status = 422)))]
async fn change(
    State(pages): State<Pages>,
    visitor: Visitor,
    Path(name): Path<String>,
    Json(body): Json<ProjectInput>,
) -> Answer {
    let now = own(&pages, &visitor, &name, Permission::EditProject).await?;
    let version = body.version.ok_or(Error::from(Refusal::Missing("version")))?;
    let state = body.state.as_deref().map(|code| ProjectState::parse(code).ok_or(Error::from(Common::Malformed)));
    let state = state.transpose()?;
    let mut translations = Vec::new();
    for (code, words) in body.translations {
        let lang = other_language(&visitor, &code)?;
        let fields = [("title", words.title), ("summary", words.summary), ("intro", words.intro), ("note", words.note)];
        for (field, text) in fields {
            translations.extend(text.map(|text| Translation { entity: "project", id: now.id.0, field, lang, text }));
        }
    }
    let area = body.area.map_or(now.area.clone(), |area| area.map(|area| area.to_string()));
    let texts = ProjectTexts {
        title: body.title.unwrap_or_else(|| now.title.clone()),
        summary: body.summary.unwrap_or_else(|| now.summary.clone()),
        intro: body.intro.unwrap_or_else(|| now.intro.clone()),
        note: body.note.unwrap_or_else(|| now.note.clone()),
        picture: now.picture.clone(),
        picture_alt: body.picture_alt.unwrap_or_else(|| now.picture_alt.clone()),
        area,
    };
    let change = ProjectChange { texts, translations, state };
    update_project(&pages.app, &visitor.actor, &now, version, change).await?;
    let changed = find_project(&pages, &visitor, &now.slug).await?;
    Ok(response::json(StatusCode::OK, &whole(&pages, &visitor, &changed).await?))
}

/// What is to be written of a phase; what is not named stays.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct PhaseInput {
    title: Option<String>,
    description: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    starts_at: Option<Timestamp>,
    /// Null for an open end.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, format = DateTime)]
    ends_at: Option<Option<Timestamp>>,
}

/// A phase in the organisation's own language.
async fn phase(
    pages: &Pages,
    visitor: &Visitor,
    project: &Project,
    is: impl Fn(&civic::model::Phase) -> bool,
) -> Result<civic::model::Phase, Error> {
    let (organisation, lang, id) = (visitor.organisation.id, visitor.organisation.default_lang, project.id);
    let read = pages.app.db.read(move |r| Ok::<_, Error>(store::phases(r, organisation, id, lang)?));
    read.await?.into_iter().find(is).ok_or(Common::NotFound.into())
}

fn uuid_of(text: &str) -> Result<Uuid, Error> {
    Uuid::parse_str(text).map_err(|_| Common::NotFound.into())
}

/// Een fase toevoegen
#[utoipa::path(post, path = "/api/v1/projects/{project}/phases", operation_id = "createPhase", tag = "projects",
    params(("project" = String, Path, description = "Het adres of de id van het project")), request_body = PhaseInput,
    responses((status = 201, body = PhaseBody), (status = 403), (status = 404), (status = 422)))]
async fn create_phase(
    State(pages): State<Pages>,
    visitor: Visitor,
    Path(name): Path<String>,
    Json(body): Json<PhaseInput>,
) -> Answer {
    let project = own(&pages, &visitor, &name, Permission::EditProject).await?;
    let new = NewPhase {
        title: body.title.unwrap_or_default(),
        description: body.description.unwrap_or_default(),
        starts_at: body.starts_at.ok_or(Error::from(Refusal::Missing("starts_at")))?,
        ends_at: body.ends_at.flatten(),
    };
    let id = add_phase(&pages.app, &visitor.actor, &project, new).await?;
    let made = phase(&pages, &visitor, &project, |phase| phase.id == id).await?;
    Ok(response::json(StatusCode::CREATED, &phase_body(&made, pages.app.clock.now())))
}

/// Een fase veranderen
#[utoipa::path(patch, path = "/api/v1/projects/{project}/phases/{phase}", operation_id = "changePhase",
    tag = "projects", request_body = PhaseInput,
    params(("project" = String, Path, description = "Het adres of de id van het project"),
        ("phase" = String, Path, description = "De id van de fase")),
    responses((status = 200, body = PhaseBody), (status = 403), (status = 404), (status = 422)))]
async fn change_phase(
    State(pages): State<Pages>,
    visitor: Visitor,
    Path((name, id)): Path<(String, String)>,
    Json(body): Json<PhaseInput>,
) -> Answer {
    let project = own(&pages, &visitor, &name, Permission::EditProject).await?;
    let uuid = uuid_of(&id)?;
    let now = phase(&pages, &visitor, &project, |phase| phase.uuid == uuid).await?;
    let new = NewPhase {
        title: body.title.unwrap_or(now.title),
        description: body.description.unwrap_or(now.description),
        starts_at: body.starts_at.unwrap_or(now.starts_at),
        ends_at: body.ends_at.unwrap_or(now.ends_at),
    };
    set_phase(&pages.app, &visitor.actor, &project, uuid, new).await?;
    let changed = phase(&pages, &visitor, &project, |phase| phase.uuid == uuid).await?;
    Ok(response::json(StatusCode::OK, &phase_body(&changed, pages.app.clock.now())))
}

/// Een fase weghalen waar niets van afhangt
#[utoipa::path(delete, path = "/api/v1/projects/{project}/phases/{phase}", operation_id = "removePhase",
    tag = "projects",
    params(("project" = String, Path, description = "Het adres of de id van het project"),
        ("phase" = String, Path, description = "De id van de fase")),
    responses((status = 204), (status = 403), (status = 404), (status = 409)))]
async fn delete_phase(
    State(pages): State<Pages>,
    visitor: Visitor,
    Path((name, id)): Path<(String, String)>,
) -> Answer {
    let project = own(&pages, &visitor, &name, Permission::EditProject).await?;
    let uuid = uuid_of(&id)?;
    phase(&pages, &visitor, &project, |phase| phase.uuid == uuid).await?;
    remove_phase(&pages.app, &visitor.actor, &project, uuid).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// The rules of the game, all of them.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct RulesInput {
    /// The version that was read; 0 when there were none. Needed.
    version: Option<i64>,
    /// Why they change; everybody can read it. Needed once there are rules.
    #[serde(default)]
    reason: String,
    /// What is decided here, per language code.
    #[serde(default)]
    decides: BTreeMap<String, String>,
    /// What is not decided here.
    #[serde(default)]
    not_decided: BTreeMap<String, String>,
    /// Who decides in the end, as it fits in a sentence.
    #[serde(default)]
    authority: BTreeMap<String, String>,
    /// `inform`, `advise`, `co-produce` or `co-decide`.
    influence: String,
    minimum_age: Option<u32>,
    #[serde(default)]
    residents_only: bool,
    /// In cents.
    budget: Option<i64>,
    answer_weeks: Option<u32>,
}

impl RulesInput {
    fn rules(&self, visitor: &Visitor) -> Result<Rules, Error> {
        let texts = |field: &'static str, all: &BTreeMap<String, String>, most: usize| {
            let own = &visitor.organisation.languages;
            let mut kept = BTreeMap::new();
            for (code, text) in all {
                let lang = Lang::parse(code).filter(|lang| own.contains(lang));
                let lang = lang.ok_or(Error::from(Refusal::UnknownLanguage))?;
                let text = civic::refusal::optional(field, text, most)?;
                if !text.is_empty() {
                    kept.insert(lang.code().to_owned(), text);
                }
            }
            Ok::<_, Error>(kept)
        };
        let within = |number: Option<u32>, most: u32| number.is_none_or(|number| number <= most);
        let fits = within(self.minimum_age, 120) && within(self.answer_weeks, 520);
        if !fits || self.budget.is_some_and(|budget| budget < 0) {
            return Err(Common::Malformed.into());
        }
        Ok(Rules {
            decides: texts("decides", &self.decides, 300)?,
            not_decided: texts("not_decided", &self.not_decided, 300)?,
            influence: Influence::parse(&self.influence).ok_or(Error::from(Common::Malformed))?,
            authority: texts("authority", &self.authority, 200)?,
            minimum_age: self.minimum_age,
            residents_only: self.residents_only,
            budget: self.budget.map(Cents),
            answer_weeks: self.answer_weeks,
        })
    }
}

/// The rules of the game as they were from some moment on.
#[derive(Serialize, ToSchema)]
struct RulesVersionBody {
    #[serde(flatten)]
    rules: RulesBody,
    /// Why they came; empty for the first.
    reason: String,
    #[schema(value_type = String, format = DateTime)]
    since: Timestamp,
}

/// The newest hundred versions.
#[derive(Serialize, ToSchema)]
struct RulesVersionsBody {
    items: Vec<RulesVersionBody>,
}

async fn rules_now(pages: &Pages, visitor: &Visitor, project: &Project) -> Result<RulesBody, Error> {
    let (organisation, id) = (visitor.organisation.id, project.id);
    let read = pages.app.db.read(move |r| Ok::<_, Error>(store::rules(r, organisation, id)?));
    let (version, rules) = read.await?;
    Ok(rules_body(visitor, version, &rules))
}

/// De spelregels van een project
#[utoipa::path(get, path = "/api/v1/projects/{project}/rules", operation_id = "getRules", tag = "projects",
    params(("project" = String, Path, description = "Het adres of de id van het project")),
    responses((status = 200, body = RulesBody), (status = 404)))]
async fn rules_of_project(State(pages): State<Pages>, visitor: Visitor, Path(name): Path<String>) -> Answer {
    let project = find_project(&pages, &visitor, &name).await?;
    Ok(response::json(StatusCode::OK, &rules_now(&pages, &visitor, &project).await?))
}

/// De versies van de spelregels van een project, de nieuwste eerst
#[utoipa::path(get, path = "/api/v1/projects/{project}/rules/versions", operation_id = "listRulesVersions",
    tag = "projects", params(("project" = String, Path, description = "Het adres of de id van het project")),
    responses((status = 200, body = RulesVersionsBody), (status = 404)))]
async fn rule_versions(State(pages): State<Pages>, visitor: Visitor, Path(name): Path<String>) -> Answer {
    let project = find_project(&pages, &visitor, &name).await?;
    let versions = versions::read(&pages, &project).await?.into_iter();
    let items = versions.map(|version| RulesVersionBody {
        rules: rules_body(&visitor, version.version, &version.rules),
        reason: version.reason,
        since: version.since,
    });
    Ok(response::json(StatusCode::OK, &RulesVersionsBody { items: items.collect() }))
}

/// De spelregels van een project veranderen; dat is openbaar, met de reden
#[utoipa::path(put, path = "/api/v1/projects/{project}/rules", operation_id = "changeRules", tag = "projects",
    params(("project" = String, Path, description = "Het adres of de id van het project")), request_body = RulesInput,
    responses((status = 200, body = RulesBody), (status = 403), (status = 404),
        (status = 409, description = "Intussen veranderd"), (status = 422)))]
async fn put_rules(
    State(pages): State<Pages>,
    visitor: Visitor,
    Path(name): Path<String>,
    Json(body): Json<RulesInput>,
) -> Answer {
    let project = own(&pages, &visitor, &name, Permission::EditRules).await?;
    let version = body.version.ok_or(Error::from(Refusal::Missing("version")))?;
    let rules = body.rules(&visitor)?;
    change_rules(&pages.app, &visitor.actor, &project, version, rules, body.reason).await?;
    Ok(response::json(StatusCode::OK, &rules_now(&pages, &visitor, &project).await?))
}
