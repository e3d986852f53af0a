//! Reads: what everybody may see of a vote. Answers are kept until the project changes or the clock passes a boundary.

use super::body::{CandidateBody, CandidatesBody, OutcomeBody, RoundBody, RoundsBody, paging};
use super::load;
use crate::Voting;
use crate::model::{RoundView, State};
use crate::service::{export, outcome as outcomes, round as rounds_service};
use axum::extract::{Path, State as With};
use axum::response::{IntoResponse, Response};
use civic::{Answer, Visitor};
use http::{HeaderMap, StatusCode, header};
use platform::cache::{CachedPage, PageKey};
use platform::error::{Common, Error};
use platform::web::{query, response};
use serde::Serialize;

/// Until when an answer about this round holds, if nothing is changed: the next moment of its times.
fn until(view: &RoundView, now: i64) -> i64 {
    let moments = [view.round.opens_at.as_microsecond(), view.round.closes_at.as_microsecond()];
    moments.into_iter().filter(|moment| *moment > now).min().unwrap_or(i64::MAX)
}

/// An answer that is the same for everybody, or for all with the same roles: one made before, or made now and kept.
async fn cached<B: Serialize>(
    voting: &Voting,
    visitor: &Visitor,
    view: &RoundView,
    route: String,
    headers: &HeaderMap,
    make: impl Future<Output = Result<B, Error>>,
) -> Result<Response, Error> {
    // A draft is there for whoever has a test code too.
    if view.round.state == State::Draft {
        return Ok(response::json(StatusCode::OK, &make.await?));
    }
    let app = &voting.app;
    let now = app.clock.now_micros();
    let settings = civic::store::settings_scope(visitor.organisation.id);
    let key = PageKey {
        organisation: visitor.organisation.id.0,
        generations: [view.generation, app.generation(settings).await?],
        lang: visitor.lang.code(),
        roles: visitor.actor.roles.over(Some(view.round.project)).name(),
        route: format!("api/round/{}/{route}", view.round.uuid),
    };
    let make = async {
        let body = serde_json::to_string(&make.await?).map_err(Error::internal)?;
        Ok(CachedPage::new(response::JSON, body, until(view, now)))
    };
    let staff = !key.roles.is_empty();
    let answer = response::cached(&*app.cache.get_or_make(key, now, make).await?, headers);
    Ok(if staff { response::private(answer) } else { answer })
}

/// De stemmingen van een project, per bladzijde
#[utoipa::path(get, path = "/api/v1/projects/{project}/rounds", operation_id = "listRounds", tag = "votes",
    params(("project" = String, Path, description = "Het adres of de id van het project"),
        ("page" = Option<u32>, Query, description = "Vanaf 1"),
        ("pageSize" = Option<u32>, Query, description = "Ten hoogste 200")),
    responses((status = 200, body = RoundsBody), (status = 400), (status = 404, description = "Dit project is er niet")))]
pub(super) async fn rounds(With(voting): With<Voting>, visitor: Visitor, Path(project): Path<String>) -> Answer {
    let (page, page_size) = paging(&visitor)?;
    let project = find_project(&voting, &visitor, &project).await?;
    let views = rounds_service::rounds(&voting, &visitor.actor, project.id).await?;
    let now = voting.app.clock.now();
    let here = query::cut(&views, page, page_size);
    let items = here.iter().map(|view| RoundBody::new(view, now, visitor.lang)).collect();
    Ok(response::json(StatusCode::OK, &RoundsBody { items, total: views.len(), page, page_size }))
}

/// A project by its slug or its outer id.
pub(super) async fn find_project(
    voting: &Voting,
    visitor: &Visitor,
    name: &str,
) -> Result<civic::model::Project, Error> {
    let (organisation, lang, name) = (visitor.organisation.id, visitor.lang, name.to_owned());
    let found = voting.app.db.read(move |reader| civic::store::project_by_name(reader, organisation, &name, lang));
    let project = found.await?.ok_or(Error::from(Common::NotFound))?;
    let published = project.state != civic::model::ProjectState::Draft;
    let staff = visitor.actor.roles.allow(civic::permission::Permission::SeeProject, Some(project.id));
    if published || staff { Ok(project) } else { Err(Common::NotFound.into()) }
}

/// Eén stemming
#[utoipa::path(get, path = "/api/v1/rounds/{round}", operation_id = "getRound", tag = "votes",
    params(("round" = String, Path, description = "Id van de stemming")),
    responses((status = 200, body = RoundBody), (status = 404, description = "Deze stemming is er niet")))]
pub(super) async fn round(
    With(voting): With<Voting>,
    visitor: Visitor,
    Path(round): Path<String>,
    headers: HeaderMap,
) -> Answer {
    let (view, _) = load(&voting, &visitor, &round).await?;
    let now = voting.app.clock.now();
    let body = async { Ok(RoundBody::new(&view, now, visitor.lang)) };
    Ok(cached(&voting, &visitor, &view, String::new(), &headers, body).await?)
}

/// Wat op het stembiljet staat, per bladzijde
#[utoipa::path(get, path = "/api/v1/rounds/{round}/candidates", operation_id = "listCandidates", tag = "votes",
    params(("round" = String, Path, description = "Id van de stemming"),
        ("page" = Option<u32>, Query, description = "Vanaf 1"),
        ("pageSize" = Option<u32>, Query, description = "Ten hoogste 200")),
    responses((status = 200, body = CandidatesBody), (status = 404)))]
pub(super) async fn candidates(
    With(voting): With<Voting>,
    visitor: Visitor,
    Path(round): Path<String>,
    headers: HeaderMap,
) -> Answer {
    let (view, voter) = load(&voting, &visitor, &round).await?;
    let (page, page_size) = paging(&visitor)?;
    let area = voter.as_ref().and_then(|voter| voter.area.as_deref());
    if view.round.rules.held_to(area).is_some() {
        // What one voter sees is no answer for others.
        let own: Vec<_> = view.open_to(area).collect();
        let items = query::cut(&own, page, page_size).iter();
        let items = items.map(|candidate| CandidateBody::new(candidate, visitor.lang)).collect();
        let body = CandidatesBody { items, total: own.len(), page, page_size };
        return Ok(response::private(response::json(StatusCode::OK, &body)));
    }
    let body = async {
        let here = query::cut(&view.candidates, page, page_size);
        let items = here.iter().map(|candidate| CandidateBody::new(candidate, visitor.lang)).collect();
        Ok(CandidatesBody { items, total: view.candidates.len(), page, page_size })
    };
    let route = format!("candidates/{page}/{page_size}");
    Ok(cached(&voting, &visitor, &view, route, &headers, body).await?)
}

/// De uitslag
#[utoipa::path(get, path = "/api/v1/rounds/{round}/outcome", operation_id = "getOutcome", tag = "votes",
    params(("round" = String, Path, description = "Id van de stemming")),
    responses((status = 200, body = OutcomeBody), (status = 404),
        (status = 409, description = "De uitslag is nog niet openbaar")))]
pub(super) async fn outcome(
    With(voting): With<Voting>,
    visitor: Visitor,
    Path(round): Path<String>,
    headers: HeaderMap,
) -> Answer {
    let (view, _) = load(&voting, &visitor, &round).await?;
    let body = async {
        let outcome = outcomes::outcome_or_refuse(&voting, &visitor.actor, &view).await?;
        Ok(OutcomeBody::new(&view, outcome.in_language(visitor.lang), visitor.lang))
    };
    Ok(cached(&voting, &visitor, &view, "outcome".into(), &headers, body).await?)
}

fn download(kind: &'static str, name: &str, text: String) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (StatusCode::OK, headers, text).into_response()
}

/// De uitslag als tabel (CSV)
#[utoipa::path(get, path = "/api/v1/rounds/{round}/exports/csv", operation_id = "exportCsv", tag = "votes",
    params(("round" = String, Path, description = "Id van de stemming")),
    responses((status = 200, content_type = "text/csv", body = String), (status = 409)))]
pub(super) async fn csv(With(voting): With<Voting>, visitor: Visitor, Path(round): Path<String>) -> Answer {
    let (view, _) = load(&voting, &visitor, &round).await?;
    let text = export::export_csv(&voting, &visitor.actor, &view, visitor.lang).await?;
    Ok(download("text/csv; charset=utf-8", &format!("{}-outcome.csv", view.round.project_facts.slug), text))
}

/// Plannen en stembiljetten als Pabulib-bestand
#[utoipa::path(get, path = "/api/v1/rounds/{round}/exports/pabulib", operation_id = "exportPabulib", tag = "votes",
    params(("round" = String, Path, description = "Id van de stemming")),
    responses((status = 200, content_type = "text/plain", body = String), (status = 409)))]
pub(super) async fn pabulib(With(voting): With<Voting>, visitor: Visitor, Path(round): Path<String>) -> Answer {
    let (view, _) = load(&voting, &visitor, &round).await?;
    let text = export::export_pabulib(&voting, &visitor.actor, &view).await?;
    Ok(download("text/plain; charset=utf-8", &format!("{}.pb", view.round.project_facts.slug), text))
}

/// Alle stappen van de telling, met wat andere regels ervan hadden gemaakt als de regels dat vooraf zeiden
#[utoipa::path(get, path = "/api/v1/rounds/{round}/exports/trace", operation_id = "exportTrace", tag = "votes",
    params(("round" = String, Path, description = "Id van de stemming")),
    responses((status = 200, content_type = "application/json", body = Object), (status = 409)))]
pub(super) async fn trace(With(voting): With<Voting>, visitor: Visitor, Path(round): Path<String>) -> Answer {
    let (view, _) = load(&voting, &visitor, &round).await?;
    let text = export::export_trace(&voting, &visitor.actor, &view).await?;
    Ok(download("application/json", &format!("{}-trace.json", view.round.project_facts.slug), text))
}
