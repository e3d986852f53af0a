//! The vote as JSON. Everything that pages do, by the same services.

mod body;
mod input;
mod log;
mod read;
mod staff;
mod voter;

use crate::Voting;
use crate::model::{RoundView, Voter};
use crate::service::round::round_view;
use civic::context::Visitor;
use civic::permission::Permission;
use civic::route::{Access, Routes};
use http::Method;
use platform::error::{Common, Error};
use std::sync::Arc;
use utoipa::OpenApi;
use utoipa::openapi::OpenApi as Description;
use uuid::Uuid;

/// The routes of the API.
#[must_use]
pub fn routes(voting: &Voting) -> Routes {
    use Permission::{Decide, HelpVoters, ManageCodes, PrepareRound, RunRound, SeeProject};
    let v = voting;
    Routes::new()
        .get("/api/v1/projects/{project}/rounds", Access::Public, v, read::rounds)
        .get("/api/v1/rounds/{round}", Access::Public, v, read::round)
        .get("/api/v1/rounds/{round}/candidates", Access::Public, v, read::candidates)
        .get("/api/v1/rounds/{round}/outcome", Access::Public, v, read::outcome)
        .get("/api/v1/rounds/{round}/exports/csv", Access::Public, v, read::csv)
        .get("/api/v1/rounds/{round}/exports/pabulib", Access::Public, v, read::pabulib)
        .get("/api/v1/rounds/{round}/exports/trace", Access::Public, v, read::trace)
        .get("/api/v1/rounds/{round}/log", Access::Public, v, log::leaves)
        .get("/api/v1/rounds/{round}/log/heads", Access::Public, v, log::heads)
        .get("/api/v1/rounds/{round}/log/proof", Access::Public, v, log::inclusion)
        .get("/api/v1/rounds/{round}/log/consistency", Access::Public, v, log::consistency)
        .get("/api/v1/rounds/{round}/receipts/{code}", Access::Public, v, log::receipt)
        .get("/api/v1/rounds/{round}/report", Access::Public, v, log::report)
        .get("/api/v1/vote-keys", Access::Public, v, log::keys)
        .get("/.well-known/samenspel-vote-keys.json", Access::Public, v, log::keys)
        .post("/api/v1/rounds/{round}/sessions", Access::Public, v, voter::identify)
        .first()
        .on(Method::DELETE, "/api/v1/rounds/{round}/sessions", Access::Public, v, voter::forget)
        .post("/api/v1/rounds/{round}/mail-codes", Access::Public, v, voter::mail_code)
        .post("/api/v1/rounds/{round}/notices", Access::Public, v, voter::ask_notice)
        .get("/api/v1/rounds/{round}/draft", Access::Public, v, voter::draft)
        .on(Method::PUT, "/api/v1/rounds/{round}/draft", Access::Public, v, voter::save_draft)
        .post("/api/v1/rounds/{round}/draft-choices", Access::Voter, v, voter::keep_draft)
        .get("/api/v1/rounds/{round}/ballot", Access::Voter, v, voter::ballot)
        .post("/api/v1/rounds/{round}/ballot", Access::Voter, v, voter::hand_in)
        .first()
        .post("/api/v1/projects/{project}/rounds", Access::Staff(PrepareRound), v, staff::create)
        .on(Method::PUT, "/api/v1/rounds/{round}", Access::Staff(PrepareRound), v, staff::update)
        .on(Method::DELETE, "/api/v1/rounds/{round}", Access::Staff(PrepareRound), v, staff::remove)
        .on(Method::PUT, "/api/v1/rounds/{round}/candidates", Access::Staff(PrepareRound), v, staff::choose)
        .post("/api/v1/rounds/{round}/acts", Access::Staff(RunRound), v, staff::act)
        .post("/api/v1/rounds/{round}/decisions", Access::Staff(Decide), v, staff::decide)
        .get("/api/v1/rounds/{round}/counters", Access::Staff(SeeProject), v, staff::counters)
        .get("/api/v1/rounds/{round}/batches", Access::Staff(ManageCodes), v, staff::batches)
        .post("/api/v1/rounds/{round}/batches", Access::Staff(ManageCodes), v, staff::make_batch)
        .get("/api/v1/rounds/{round}/batches/{batch}/codes", Access::Staff(ManageCodes), v, staff::codes)
        .post("/api/v1/rounds/{round}/batches/{batch}/confirmations", Access::Staff(ManageCodes), v, staff::confirm)
        .post("/api/v1/rounds/{round}/voids", Access::Staff(ManageCodes), v, staff::void)
        .post("/api/v1/rounds/{round}/replacements", Access::Staff(ManageCodes), v, staff::replace)
        .post("/api/v1/rounds/{round}/code-checks", Access::Staff(HelpVoters), v, staff::help)
}

#[derive(OpenApi)]
#[openapi(
    paths(
        read::rounds,
        read::round,
        read::candidates,
        read::outcome,
        read::csv,
        read::pabulib,
        read::trace,
        log::leaves,
        log::heads,
        log::inclusion,
        log::consistency,
        log::receipt,
        log::report,
        log::keys,
        voter::identify,
        voter::forget,
        voter::mail_code,
        voter::ask_notice,
        voter::draft,
        voter::save_draft,
        voter::keep_draft,
        voter::ballot,
        voter::hand_in,
        staff::create,
        staff::update,
        staff::remove,
        staff::choose,
        staff::act,
        staff::decide,
        staff::counters,
        staff::batches,
        staff::make_batch,
        staff::codes,
        staff::confirm,
        staff::void,
        staff::replace,
        staff::help
    ),
    tags((name = "votes", description = "Stemmingen: wat op het stembiljet staat, stemmen, uitslag, en het beheer ervan"))
)]
struct Document;

/// The part of the description of the API that is about votes.
#[must_use]
pub fn description() -> Description {
    Document::openapi()
}

/// An outer id in an address; anything else is an address that leads nowhere.
fn id(text: &str) -> Result<Uuid, Error> {
    Uuid::parse_str(text).map_err(|_| Common::NotFound.into())
}

/// The round of an address, as far as this visitor may see it, and the voter of their cookie.
async fn load(voting: &Voting, visitor: &Visitor, round: &str) -> Result<(Arc<RoundView>, Option<Voter>), Error> {
    let view = crate::service::round::round_to_identify(voting, &visitor.actor, id(round)?).await?;
    let voter = voting.voter(&visitor.cookies, &view.round);
    Ok((round_view(voting, &visitor.actor, voter.as_ref(), view.round.uuid).await?, voter))
}
