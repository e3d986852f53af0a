//! Voting itself. A client without a browser keeps the cookies as a browser does.

use super::body::{
    BallotBody, ChoicesBody, DraftBody, DraftsBody, EmailBody, IdentifyBody, KeepBody, MyBallotBody, NoticeBody,
    ReceivedBody, SessionBody, idempotency,
};
use super::{id, load};
use crate::Voting;
use crate::model::{HandIn, RoundView, Voter};
use crate::refusal::Refusal;
use crate::service::notice::{self, Notice, Way};
use crate::service::{draft as drafts, handin, identify as identifying, round};
use crate::token::{DEVICE_COOKIE, DEVICE_LIFE_SECONDS, VOTER_COOKIE, VOTER_LIFE_SECONDS};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use civic::{Answer, Visitor};
use http::header::SET_COOKIE;
use http::{HeaderMap, HeaderValue, StatusCode};
use platform::error::{Common, Error};
use platform::web::form::Json;
use platform::web::response;
use std::sync::Arc;

fn with_cookie(mut answer: Response, cookie: HeaderValue) -> Response {
    answer.headers_mut().append(SET_COOKIE, cookie);
    answer
}

/// Laten zien dat je mag stemmen: met een stemcode, of met de code uit een mail
#[utoipa::path(post, path = "/api/v1/rounds/{round}/sessions", operation_id = "identify", tag = "votes",
    params(("round" = String, Path, description = "Id van de stemming")), request_body = IdentifyBody,
    responses((status = 201, body = SessionBody), (status = 403, description = "De code is niet geldig"),
        (status = 409, description = "De stemming is niet begonnen"), (status = 410, description = "Voorbij"),
        (status = 429, description = "Te veel foute codes")))]
pub(super) async fn identify(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path(round): Path<String>,
    Json(body): Json<IdentifyBody>,
) -> Answer {
    let view = round::round_to_identify(&voting, &visitor.actor, id(&round)?).await?;
    let voter = match (body.code, body.email, body.mail_code) {
        (Some(code), None, None) => identifying::by_code(&voting, &view, visitor.client, &code).await?,
        (None, Some(email), Some(code)) => identifying::by_email_code(&voting, &view, &email, &code).await?,
        _ => return Err(Common::Malformed.into()),
    };
    let expires_at = voting.app.clock.now() + jiff::SignedDuration::from_secs(VOTER_LIFE_SECONDS);
    let cookie = visitor.cookies.set(VOTER_COOKIE, &voting.voter_cookie(&voter)?, Some(VOTER_LIFE_SECONDS));
    let answer = response::json(StatusCode::CREATED, &SessionBody { test: voter.test, expires_at });
    Ok(with_cookie(answer, cookie))
}

/// Opnieuw beginnen: deze client is niemand meer
#[utoipa::path(delete, path = "/api/v1/rounds/{round}/sessions", operation_id = "endSession", tag = "votes",
    params(("round" = String, Path, description = "Id van de stemming")), responses((status = 204)))]
pub(super) async fn forget(State(voting): State<Voting>, visitor: Visitor, Path(round): Path<String>) -> Answer {
    let view = round::round_to_identify(&voting, &visitor.actor, id(&round)?).await?;
    if let Some(device) = voting.device(&visitor.cookies) {
        drafts::forget(&voting, &view, &device).await?;
    }
    let answer = with_cookie(StatusCode::NO_CONTENT.into_response(), visitor.cookies.end(VOTER_COOKIE));
    Ok(with_cookie(answer, visitor.cookies.end(DEVICE_COOKIE)))
}

/// Een code van zes cijfers naar een mailadres sturen
#[utoipa::path(post, path = "/api/v1/rounds/{round}/mail-codes", operation_id = "mailCode", tag = "votes",
    params(("round" = String, Path, description = "Id van de stemming")), request_body = EmailBody,
    responses((status = 202, description = "Voor elk adres hetzelfde antwoord"), (status = 403), (status = 429)))]
pub(super) async fn mail_code(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path(round): Path<String>,
    Json(body): Json<EmailBody>,
) -> Answer {
    let (view, _) = load(&voting, &visitor, &round).await?;
    let sender = &visitor.organisation.name;
    identifying::send_email_code(&voting, &view, visitor.client, &visitor.t, sender, &body.email).await?;
    Ok(StatusCode::ACCEPTED.into_response())
}

/// Eén mail vragen: een herinnering voor de sluiting, of de uitslag
#[utoipa::path(post, path = "/api/v1/rounds/{round}/notices", operation_id = "askNotice", tag = "votes",
    params(("round" = String, Path, description = "Id van de stemming")), request_body = NoticeBody,
    responses((status = 202, description = "Voor elk adres hetzelfde antwoord"),
        (status = 409, description = "Die mail kan nu niet gevraagd worden"), (status = 422), (status = 429)))]
pub(super) async fn ask_notice(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path(round): Path<String>,
    Json(body): Json<NoticeBody>,
) -> Answer {
    let (view, _) = load(&voting, &visitor, &round).await?;
    let kind = Notice::parse(&body.kind).ok_or_else(|| Error::from(Common::Malformed))?;
    let origin = voting.app.site.origin(&visitor.organisation.host);
    let project = visitor.link(&format!("/{}", view.round.project_facts.slug));
    let organisation = visitor.organisation.name.as_str();
    let way = Way { t: &visitor.t, organisation, origin: &origin, vote: &project, outcome: &project };
    notice::ask(&voting, &view, visitor.client, &way, kind, &body.email).await?;
    Ok(StatusCode::ACCEPTED.into_response())
}

/// Wat gekozen en niet verstuurd is
#[utoipa::path(get, path = "/api/v1/rounds/{round}/draft", operation_id = "getDraft", tag = "votes",
    params(("round" = String, Path, description = "Id van de stemming")),
    responses((status = 200, body = DraftsBody), (status = 404)))]
pub(super) async fn draft(State(voting): State<Voting>, visitor: Visitor, Path(round): Path<String>) -> Answer {
    let (view, voter) = load(&voting, &visitor, &round).await?;
    let device = voting.device(&visitor.cookies);
    let found = drafts::read(&voting, &view, device.as_ref(), voter.as_ref()).await?;
    Ok(response::json(StatusCode::OK, &DraftsBody::from(&found)))
}

/// Een keuze bewaren, ook als ze nog niet af is
#[utoipa::path(put, path = "/api/v1/rounds/{round}/draft", operation_id = "saveDraft", tag = "votes",
    params(("round" = String, Path, description = "Id van de stemming")), request_body = ChoicesBody,
    responses((status = 200, body = DraftBody), (status = 404), (status = 409), (status = 410), (status = 422)))]
pub(super) async fn save_draft(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path(round): Path<String>,
    Json(body): Json<ChoicesBody>,
) -> Answer {
    let (view, voter) = load(&voting, &visitor, &round).await?;
    let known = voting.device(&visitor.cookies);
    let fresh = known.is_none() && voter.is_none();
    let device = known.or_else(|| fresh.then(|| voting.new_device()));
    let whose = (device.as_ref(), voter.as_ref());
    let draft = drafts::save(&voting, &view, visitor.client, whose, body.choices).await?;
    let answer = response::json(StatusCode::OK, &DraftBody::new(view.round.rules.form, &draft));
    match device.filter(|_| fresh) {
        Some(device) => {
            let value = voting.device_cookie(&device)?;
            Ok(with_cookie(answer, visitor.cookies.set(DEVICE_COOKIE, &value, Some(DEVICE_LIFE_SECONDS))))
        }
        None => Ok(answer),
    }
}

/// Van twee bewaarde keuzes er één houden
#[utoipa::path(post, path = "/api/v1/rounds/{round}/draft-choices", operation_id = "keepDraft", tag = "votes",
    params(("round" = String, Path, description = "Id van de stemming")), request_body = KeepBody,
    responses((status = 200, body = DraftsBody), (status = 401), (status = 410)))]
pub(super) async fn keep_draft(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path(round): Path<String>,
    Json(body): Json<KeepBody>,
) -> Answer {
    let (view, voter) = needs_voter(&voting, &visitor, &round).await?;
    let kept = match voting.device(&visitor.cookies) {
        Some(device) => drafts::keep(&voting, &view, &device, &voter, body.keep).await?,
        None => drafts::read(&voting, &view, None, Some(&voter)).await?.voter,
    };
    let drafts = crate::model::Drafts { voter: kept, form: view.round.rules.form, ..Default::default() };
    Ok(response::json(StatusCode::OK, &DraftsBody::from(&drafts)))
}

async fn needs_voter(voting: &Voting, visitor: &Visitor, round: &str) -> Result<(Arc<RoundView>, Voter), Error> {
    let (view, voter) = load(voting, visitor, round).await?;
    Ok((view, voter.ok_or(Error::from(Refusal::VoterNeeded))?))
}

/// Of deze kiezer gestemd heeft; nooit wat
#[utoipa::path(get, path = "/api/v1/rounds/{round}/ballot", operation_id = "getBallot", tag = "votes",
    params(("round" = String, Path, description = "Id van de stemming")),
    responses((status = 200, body = MyBallotBody), (status = 401)))]
pub(super) async fn ballot(State(voting): State<Voting>, visitor: Visitor, Path(round): Path<String>) -> Answer {
    let (view, voter) = needs_voter(&voting, &visitor, &round).await?;
    let mine = identifying::my_ballot(&voting, &view, &voter).await?;
    Ok(response::json(
        StatusCode::OK,
        &MyBallotBody { voted: mine.voted(), ballot: mine.mark, may_change: mine.may_change },
    ))
}

/// Stemmen. Het antwoord komt als de stem op schijf staat
#[utoipa::path(post, path = "/api/v1/rounds/{round}/ballot", operation_id = "handIn", tag = "votes",
    params(("round" = String, Path, description = "Id van de stemming"),
        ("Idempotency-Key" = Option<String>, Header, description = "Naam van dit verzoek; tweemaal gestuurd telt het één keer")),
    request_body = BallotBody,
    responses((status = 200, body = ReceivedBody), (status = 401, description = "Eerst laten zien dat je mag stemmen"),
        (status = 409, description = "Er is al een andere stem van deze kiezer; die telt. Vraag haar op, en noem haar in `replaces`"),
        (status = 410, description = "Niet ontvangen: de stemming is gesloten"),
        (status = 422, description = "Deze keuze past niet in de regels")))]
pub(super) async fn hand_in(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path(round): Path<String>,
    headers: HeaderMap,
    Json(body): Json<BallotBody>,
) -> Answer {
    let (view, voter) = needs_voter(&voting, &visitor, &round).await?;
    let device = voting.device(&visitor.cookies);
    let nonce = match body.nonce.as_deref() {
        Some(text) => crate::model::nonce(text).ok_or(Error::from(Refusal::BadNonce))?,
        None => [0; 32],
    };
    let asked = HandIn { choices: body.choices, idempotency: idempotency(&headers)?, replaces: body.replaces, nonce };
    let done = handin::hand_in(&voting, &view, &voter, device.as_ref(), asked, visitor.lang).await?;
    Ok(response::json(StatusCode::OK, &ReceivedBody::new(view.round.rules.form, &done)))
}
