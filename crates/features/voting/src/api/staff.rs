//! What staff do with votes.

use super::body::{DecisionBody, idempotency, paging};
use super::id;
use super::input::{
    ActBody, BatchBody, BatchInput, BatchesBody, CodeBody, CodeInput, CodeStatusBody, CodesBody, CountedInput,
    CountersBody, MadeBody, PlansInput, RoundInput, VoidInput,
};
use super::read::find_project;
use crate::Voting;
use crate::model::{Long, NewRound};
use crate::refusal::Refusal;
use crate::service::codes::NewBatch;
use crate::service::later::{self, Done};
use crate::service::{candidates, codes as batch_service, outcome, round, void as voids};
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use civic::{Answer, Visitor};
use http::{HeaderMap, StatusCode};
use platform::error::{Common, Error};
use platform::web::form::Json;
use platform::web::{query, response};

/// Een stemming maken, als concept
#[utoipa::path(post, path = "/api/v1/projects/{project}/rounds", operation_id = "createRound", tag = "votes",
    params(("project" = String, Path, description = "Het adres of de id van het project"),
        ("Idempotency-Key" = Option<String>, Header, description = "Naam van dit verzoek; tweemaal gestuurd wordt het één keer gedaan")),
    request_body = RoundInput,
    responses((status = 201, body = MadeBody), (status = 403), (status = 422)))]
pub(super) async fn create(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path(project): Path<String>,
    headers: HeaderMap,
    Json(body): Json<RoundInput>,
) -> Answer {
    let project = find_project(&voting, &visitor, &project).await?;
    let request = idempotency(&headers)?;
    let uuid = round::create_once(&voting, &visitor.actor, project.id, body.into(), request.as_deref()).await?;
    Ok(response::json(StatusCode::CREATED, &MadeBody { id: uuid.to_string() }))
}

/// Een concept veranderen
#[utoipa::path(put, path = "/api/v1/rounds/{round}", operation_id = "updateRound", tag = "votes",
    params(("round" = String, Path, description = "Id van de stemming")), request_body = RoundInput,
    responses((status = 204), (status = 409, description = "Intussen veranderd, of al open"), (status = 422)))]
pub(super) async fn update(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path(round): Path<String>,
    Json(body): Json<RoundInput>,
) -> Answer {
    let version = body.version.ok_or(Error::from(Common::Malformed))?;
    let uuid = id(&round)?;
    let phase = round::phase(&voting, &visitor.actor, uuid).await?;
    round::update(&voting, &visitor.actor, uuid, version, NewRound { phase, ..body.into() }).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Een concept weggooien, met zijn plannen en stemcodes
#[utoipa::path(delete, path = "/api/v1/rounds/{round}", operation_id = "removeRound", tag = "votes",
    params(("round" = String, Path, description = "Id van de stemming")),
    responses((status = 204), (status = 403), (status = 409, description = "De stemming is al open")))]
pub(super) async fn remove(State(voting): State<Voting>, visitor: Visitor, Path(round): Path<String>) -> Answer {
    round::remove(&voting, &visitor.actor, id(&round)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// De plannen op het stembiljet van een concept, in volgorde
#[utoipa::path(put, path = "/api/v1/rounds/{round}/candidates", operation_id = "chooseCandidates", tag = "votes",
    params(("round" = String, Path, description = "Id van de stemming")), request_body = PlansInput,
    responses((status = 204), (status = 404), (status = 409), (status = 422)))]
pub(super) async fn choose(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path(round): Path<String>,
    Json(body): Json<PlansInput>,
) -> Answer {
    let plans = body.plans.iter().map(|plan| id(plan)).collect::<Result<Vec<_>, _>>()?;
    candidates::choose_plans(&voting, &visitor.actor, id(&round)?, plans).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Iets met een stemming doen: openen, verlengen, een plan intrekken, verzegelen, tellen, publiceren
#[utoipa::path(post, path = "/api/v1/rounds/{round}/acts", operation_id = "act", tag = "votes",
    params(("round" = String, Path, description = "Id van de stemming")), request_body = ActBody,
    responses((status = 204),
        (status = 202, description = "Een grote stemming verzegelen of tellen duurt langer: `pending` van de stemming zegt of het nog bezig is"),
        (status = 403), (status = 409), (status = 422)))]
pub(super) async fn act(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path(round): Path<String>,
    Json(body): Json<ActBody>,
) -> Answer {
    let (actor, uuid) = (&visitor.actor, id(&round)?);
    let mut done = Done::Now;
    match body {
        ActBody::Open => round::open(&voting, actor, uuid).await?,
        ActBody::Prolong { closes_at, reason } => round::prolong(&voting, actor, uuid, closes_at, reason).await?,
        ActBody::Strike { number, reason } => candidates::strike(&voting, actor, uuid, number, reason).await?,
        ActBody::EndReview { note } => round::end_review(&voting, actor, uuid, note).await?,
        ActBody::Seal => done = later::ask(&voting, actor, uuid, Long::Seal, later::AT_ONCE).await?,
        ActBody::Count => done = later::ask(&voting, actor, uuid, Long::Count, later::AT_ONCE).await?,
        ActBody::Publish => outcome::publish(&voting, actor, uuid).await?,
        ActBody::Finalise => outcome::finalise(&voting, actor, uuid).await?,
    }
    let status = if done == Done::Now { StatusCode::NO_CONTENT } else { StatusCode::ACCEPTED };
    Ok(status.into_response())
}

/// Het besluit over de uitslag vastleggen
#[utoipa::path(post, path = "/api/v1/rounds/{round}/decisions", operation_id = "decide", tag = "votes",
    params(("round" = String, Path, description = "Id van de stemming")), request_body = DecisionBody,
    responses((status = 201), (status = 409), (status = 422)))]
pub(super) async fn decide(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path(round): Path<String>,
    Json(body): Json<DecisionBody>,
) -> Answer {
    outcome::decide(&voting, &visitor.actor, id(&round)?, body.into()).await?;
    Ok(StatusCode::CREATED.into_response())
}

/// Hoeveel mensen begonnen zijn en gestemd hebben, per dag
#[utoipa::path(get, path = "/api/v1/rounds/{round}/counters", operation_id = "getCounters", tag = "votes",
    params(("round" = String, Path, description = "Id van de stemming")),
    responses((status = 200, body = CountersBody), (status = 403)))]
pub(super) async fn counters(State(voting): State<Voting>, visitor: Visitor, Path(round): Path<String>) -> Answer {
    let follow = round::follow(&voting, &visitor.actor, id(&round)?).await?;
    Ok(response::json(StatusCode::OK, &CountersBody::from(follow)))
}

/// De partijen stemcodes, per bladzijde
#[utoipa::path(get, path = "/api/v1/rounds/{round}/batches", operation_id = "listBatches", tag = "votes",
    params(("round" = String, Path, description = "Id van de stemming"),
        ("page" = Option<u32>, Query, description = "Vanaf 1"),
        ("pageSize" = Option<u32>, Query, description = "Ten hoogste 200")),
    responses((status = 200, body = BatchesBody), (status = 400), (status = 403)))]
pub(super) async fn batches(State(voting): State<Voting>, visitor: Visitor, Path(round): Path<String>) -> Answer {
    let (page, page_size) = paging(&visitor)?;
    let found = batch_service::batches(&voting, &visitor.actor, id(&round)?).await?;
    let items = query::cut(&found, page, page_size).iter().cloned().map(BatchBody::from).collect();
    Ok(response::json(StatusCode::OK, &BatchesBody { items, total: found.len(), page, page_size }))
}

/// Een partij stemcodes maken; een grote wordt op de achtergrond gemaakt
#[utoipa::path(post, path = "/api/v1/rounds/{round}/batches", operation_id = "makeBatch", tag = "votes",
    params(("round" = String, Path, description = "Id van de stemming"),
        ("Idempotency-Key" = Option<String>, Header, description = "Naam van dit verzoek; tweemaal gestuurd wordt het één keer gedaan")),
    request_body = BatchInput,
    responses((status = 201, body = MadeBody), (status = 409), (status = 422)))]
pub(super) async fn make_batch(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path(round): Path<String>,
    headers: HeaderMap,
    Json(body): Json<BatchInput>,
) -> Answer {
    let new = NewBatch { name: body.name, count: body.count, test: body.test, area: body.area };
    let request = idempotency(&headers)?;
    let batch = batch_service::make_batch_once(&voting, &visitor.actor, id(&round)?, new, request.as_deref()).await?;
    Ok(response::json(StatusCode::CREATED, &MadeBody { id: batch.to_string() }))
}

/// De stemcodes van een partij. Elke keer komt in het logboek
#[utoipa::path(get, path = "/api/v1/rounds/{round}/batches/{batch}/codes", operation_id = "getCodes", tag = "votes",
    params(("round" = String, Path, description = "Id van de stemming"), ("batch" = String, Path, description = "Id van de partij")),
    responses((status = 200, body = CodesBody), (status = 409), (status = 410, description = "Vernietigd")))]
pub(super) async fn codes(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path((round, batch)): Path<(String, String)>,
) -> Answer {
    let codes = batch_service::batch_codes(&voting, &visitor.actor, id(&round)?, id(&batch)?).await?;
    Ok(response::json(StatusCode::OK, &CodesBody { codes }))
}

/// Zeggen hoeveel brieven de drukker telde; daarna wordt het bestand vernietigd
#[utoipa::path(post, path = "/api/v1/rounds/{round}/batches/{batch}/confirmations", operation_id = "confirmBatch",
    tag = "votes", request_body = CountedInput,
    params(("round" = String, Path, description = "Id van de stemming"), ("batch" = String, Path, description = "Id van de partij")),
    responses((status = 204), (status = 422, description = "De drukker telde een ander aantal")))]
pub(super) async fn confirm(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path((round, batch)): Path<(String, String)>,
    Json(body): Json<CountedInput>,
) -> Answer {
    batch_service::confirm_batch(&voting, &visitor.actor, id(&round)?, id(&batch)?, body.counted).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Een stemcode, een mailadres of een hele partij stemcodes ongeldig maken
#[utoipa::path(post, path = "/api/v1/rounds/{round}/voids", operation_id = "voidEntitlements", tag = "votes",
    params(("round" = String, Path, description = "Id van de stemming")), request_body = VoidInput,
    responses((status = 204), (status = 404), (status = 409), (status = 422)))]
pub(super) async fn void(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path(round): Path<String>,
    Json(body): Json<VoidInput>,
) -> Answer {
    let (actor, uuid, reason) = (&visitor.actor, id(&round)?, body.reason);
    match (body.code, body.email, body.batch) {
        (Some(code), None, None) => batch_service::void_code(&voting, actor, uuid, &code, reason).await?,
        (None, Some(email), None) => voids::void_email(&voting, actor, uuid, &email, reason).await?,
        (None, None, Some(batch)) => {
            voids::void_batch(&voting, actor, uuid, id(&batch)?, reason).await?;
        }
        _ => return Err(Common::Malformed.into()),
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Een stemcode door een andere vervangen
#[utoipa::path(post, path = "/api/v1/rounds/{round}/replacements", operation_id = "replaceCode", tag = "votes",
    params(("round" = String, Path, description = "Id van de stemming"),
        ("Idempotency-Key" = Option<String>, Header, description = "Naam van dit verzoek; tweemaal gestuurd wordt het één keer gedaan")),
    request_body = CodeInput,
    responses((status = 201, body = CodeBody), (status = 404), (status = 409), (status = 422)))]
pub(super) async fn replace(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path(round): Path<String>,
    headers: HeaderMap,
    Json(body): Json<CodeInput>,
) -> Answer {
    let (request, asked) = (idempotency(&headers)?, (body.code.as_str(), body.reason));
    let code =
        batch_service::replace_code_once(&voting, &visitor.actor, id(&round)?, asked, request.as_deref()).await?;
    Ok(response::json(StatusCode::CREATED, &CodeBody { code }))
}

/// Voor de helpdesk: of een stemcode ongebruikt, gebruikt, ongeldig of een proefcode is; nooit de keuze
#[utoipa::path(post, path = "/api/v1/rounds/{round}/code-checks", operation_id = "checkCode", tag = "votes",
    params(("round" = String, Path, description = "Id van de stemming")), request_body = CodeInput,
    responses((status = 200, body = CodeStatusBody), (status = 403)))]
pub(super) async fn help(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path(round): Path<String>,
    Json(body): Json<CodeInput>,
) -> Answer {
    if !body.reason.is_empty() {
        return Err(Error::from(Refusal::BadQuery("reason")).into());
    }
    let status = batch_service::help(&voting, &visitor.actor, id(&round)?, &body.code).await?;
    Ok(response::json(StatusCode::OK, &CodeStatusBody { status }))
}
