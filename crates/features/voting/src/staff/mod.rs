//! The rooms of staff for the vote: rounds, their plans, their life, codes, count and decision.

mod acts;
mod ballot;
mod chart;
mod codes;
mod compare;
mod counts;
mod decision;
mod desk;
mod dry_run;
mod form;
mod life;
mod list;
mod outcome;
mod parameters;
mod plans;
mod rules;
mod void;
mod withdraw;

pub use dry_run::STATEMENTS;

use crate::Voting;
use crate::model::{RoundView, Stage};
use crate::service;
use acts::Act;
use axum::response::Response;
use civic::context::Visitor;
use civic::feature::Desk;
use civic::model::Project;
use civic::permission::Permission;
use civic::route::{Access, Routes};
use civic::store;
use civic::ui::figures::{Mark, status};
use civic::ui::staff::{Room, StaffFrame, Tab, project_trail, staff_shell};
use http::StatusCode;
use maud::Markup;
use platform::error::{Common, Error, Refusal};
use platform::i18n::T;
use platform::web::response;
use std::sync::Arc;
use uuid::Uuid;

/// What the desk of staff shows of votes.
#[must_use]
pub fn desk(voting: &Voting) -> Arc<dyn Desk> {
    Arc::new(desk::VotingDesk(voting.clone()))
}

/// The routes of the staff rooms.
#[must_use]
pub fn routes(voting: &Voting) -> Routes {
    let v = voting;
    let see = Access::Staff(Permission::SeeProject);
    let prepare = Access::Staff(Permission::PrepareRound);
    let decide = Access::Staff(Permission::Decide);
    let rounds = Routes::new()
        .get("/staff/projects/{project}/rounds", see, v, list::page)
        .post("/staff/projects/{project}/rounds", prepare, v, form::create)
        .get("/staff/projects/{project}/rounds/new", prepare, v, form::new)
        .get("/staff/projects/{project}/rounds/{round}", see, v, life::page)
        .get("/staff/projects/{project}/rounds/{round}/edit", prepare, v, form::edit)
        .post("/staff/projects/{project}/rounds/{round}/edit", prepare, v, form::update)
        .get("/staff/projects/{project}/rounds/{round}/plans", see, v, plans::page)
        .post("/staff/projects/{project}/rounds/{round}/plans", prepare, v, plans::choose)
        .post("/staff/projects/{project}/rounds/{round}/plans/refresh", prepare, v, plans::refresh)
        .get("/staff/projects/{project}/rounds/{round}/compare", see, v, compare::page)
        .post("/staff/projects/{project}/rounds/{round}/compare", prepare, v, compare::compare)
        .get("/staff/projects/{project}/rounds/{round}/export.compare.json", see, v, compare::download)
        .get("/staff/projects/{project}/rounds/{round}/count", see, v, outcome::page)
        .get("/staff/projects/{project}/rounds/{round}/export.csv", see, v, outcome::csv)
        .get("/staff/projects/{project}/rounds/{round}/export.pb", see, v, outcome::pabulib)
        // Fetching it is written in the log, so it is no GET that a browser may make by itself.
        .post(
            "/staff/projects/{project}/rounds/{round}/download",
            Access::Staff(Permission::RunRound),
            v,
            outcome::download,
        )
        .get("/staff/projects/{project}/rounds/{round}/decision", decide, v, decision::page)
        .post("/staff/projects/{project}/rounds/{round}/decision", decide, v, decision::save);
    Act::ALL.into_iter().fold(rounds.and(code_routes(v)), |routes, act| {
        let state = acts::Doing { voting: v.clone(), act };
        let access = Access::Staff(act.permission());
        routes.get(act.path(), access, &state, acts::ask).post(act.path(), access, &state, acts::carry_out)
    })
}

fn code_routes(v: &Voting) -> Routes {
    let help = Access::Staff(Permission::HelpVoters);
    let manage = Access::Staff(Permission::ManageCodes);
    Routes::new()
        .get("/staff/projects/{project}/rounds/{round}/codes", help, v, codes::page)
        .post("/staff/projects/{project}/rounds/{round}/codes", help, v, codes::look_up)
        .get("/staff/projects/{project}/rounds/{round}/codes/new", manage, v, codes::new)
        .post("/staff/projects/{project}/rounds/{round}/codes/new", manage, v, codes::make)
        .get("/staff/projects/{project}/rounds/{round}/codes/withdraw", manage, v, withdraw::page)
        .post("/staff/projects/{project}/rounds/{round}/codes/withdraw", manage, v, withdraw::withdraw)
        .get("/staff/projects/{project}/rounds/{round}/codes/address", manage, v, void::ask_address)
        .post("/staff/projects/{project}/rounds/{round}/codes/address", manage, v, void::address)
        .get("/staff/projects/{project}/rounds/{round}/codes/{batch}/void", manage, v, void::ask_batch)
        .post("/staff/projects/{project}/rounds/{round}/codes/{batch}/void", manage, v, void::batch)
        // Fetching a file is written in the log, so it is no GET that a browser may make by itself.
        .post("/staff/projects/{project}/rounds/{round}/codes/{batch}/file", manage, v, codes::file)
        .post("/staff/projects/{project}/rounds/{round}/codes/{batch}/print", manage, v, codes::print)
        .get("/staff/projects/{project}/rounds/{round}/codes/{batch}/confirm", manage, v, codes::ask_confirm)
        .post("/staff/projects/{project}/rounds/{round}/codes/{batch}/confirm", manage, v, codes::confirm)
}

/// A project that this visitor may look into.
async fn project(voting: &Voting, visitor: &Visitor, slug: String) -> Result<Project, Error> {
    let (organisation, lang) = (visitor.organisation.id, visitor.lang);
    let found = voting.app.db.read(move |reader| store::project_by_slug(reader, organisation, &slug, lang)).await?;
    let project = found.ok_or(Common::NotFound)?;
    visitor.actor.permit(Permission::SeeProject, Some(project.id))?;
    Ok(project)
}

/// A round in its project, for one visitor.
pub(crate) struct Here {
    project: Project,
    view: Arc<RoundView>,
}

/// The round of an address.
async fn here(voting: &Voting, visitor: &Visitor, slug: String, round: Uuid) -> Result<Here, Error> {
    let project = project(voting, visitor, slug).await?;
    let view = service::round::round_view(voting, &visitor.actor, None, round).await?;
    if view.round.project != project.id {
        return Err(Common::NotFound.into());
    }
    Ok(Here { project, view })
}

impl Here {
    /// The path of the round, without language.
    fn path(&self) -> String {
        format!("{}/{}", Tab::Rounds.path(&self.project), self.view.round.uuid)
    }

    /// The address of a page of the round; `rest` begins with `/` or is empty.
    fn link(&self, visitor: &Visitor, rest: &str) -> String {
        visitor.link(&format!("{}{rest}", self.path()))
    }

    /// Whether this visitor may do something here.
    fn may(&self, visitor: &Visitor, permission: Permission) -> bool {
        visitor.actor.roles.allow(permission, Some(self.project.id))
    }

    /// The way to a page under the round.
    fn trail(&self, visitor: &Visitor) -> Vec<(String, String)> {
        let mut trail = project_trail(visitor, &self.project);
        trail.push((self.path(), self.view.round.title(visitor.lang).to_owned()));
        trail
    }
}

/// What differs between the pages under a round.
struct Page<'a> {
    title: &'a str,
    beside: Option<Markup>,
    wrong: bool,
    main: Markup,
}

/// A page under a round.
fn under(voting: &Voting, visitor: &Visitor, here: &Here, page: Page<'_>) -> Response {
    let trail = here.trail(visitor);
    let frame = StaffFrame {
        trail: &trail,
        beside: page.beside,
        wrong: page.wrong,
        scripts: &["js/code.js"],
        ..StaffFrame::new(Room::Rounds, page.title, page.main)
    };
    let code = if page.wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    response::html(code, staff_shell(&voting.app, visitor, frame))
}

/// What a round is now, as a status.
fn stage_status(t: &T, view: &RoundView, stage: Stage) -> Markup {
    let round = &view.round;
    match stage {
        Stage::Draft => status(Mark::Neutral, &t.text("round-stage-draft")),
        Stage::Announced => status(Mark::Soon, &t.with("round-stage-announced", &[("at", round.opens_at.into())])),
        Stage::Voting => status(Mark::Open, &t.with("round-stage-voting", &[("at", round.closes_at.into())])),
        Stage::Closed => status(Mark::Late, &t.text("round-stage-closed")),
        Stage::Review => status(Mark::Soon, &t.text("round-stage-review")),
        Stage::Counting => status(Mark::Soon, &t.text("round-stage-counting")),
        Stage::Provisional => status(Mark::Open, &t.text("round-stage-provisional")),
        Stage::Decided => status(Mark::Won, &t.text("round-stage-decided")),
        Stage::Final => status(Mark::Won, &t.text("round-stage-final")),
    }
}

/// The name of what a form will ask for: sent twice, it is done once.
fn fresh_request(voting: &Voting) -> String {
    voting.app.uuid_random().to_string()
}

/// Something to mend in a field of a form of staff.
fn mend(field: &'static str, key: &'static str) -> Refusal {
    Refusal { key, status: StatusCode::UNPROCESSABLE_ENTITY, args: Vec::new(), field: Some(field) }
}
