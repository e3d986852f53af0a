//! Fetching what a scene is made from.

use super::scene::{Listing, Place, Scene, Seen, Step, Way};
use super::{Settings, cookies};
use crate::Voting;
use crate::model::{RoundView, Stage, State};
use crate::service;
use crate::token::{Device, VOTER_COOKIE};
use civic::block::BlockContext;
use civic::context::Visitor;
use civic::model::{Page, PageRole, Phase, Project};
use civic::store;
use civic::ui::shell::{pages_now, path_of};
use platform::error::Error;
use platform::web::form::Form;
use std::sync::Arc;
use uuid::Uuid;

/// The round of a block: the one of its settings, or the newest of the project that is no draft (staff see a draft
/// where there is no other). `?round=` names another one, for dry runs and for projects with several. The second value is
/// whether the address named it.
pub(super) async fn round(
    voting: &Voting,
    context: &BlockContext<'_>,
    settings: &Settings,
) -> Result<Option<(Arc<RoundView>, bool)>, Error> {
    let project = context.project.map(|project| project.id);
    let identifying = context.query.get("step").is_some_and(|step| step == Step::Who.code());
    if let Some(asked) = context.query.get("round").and_then(|round| Uuid::try_parse(round).ok())
        && let Some(view) = one(voting, context.visitor, asked, identifying).await?
        && Some(view.round.project) == project
    {
        return Ok(Some((view, true)));
    }
    if let Some(set) = settings.round {
        return Ok(one(voting, context.visitor, set, false).await?.map(|view| (view, false)));
    }
    let Some(project) = project else { return Ok(None) };
    let rounds = service::round::rounds(voting, &context.visitor.actor, project).await?;
    Ok(newest(&rounds).map(|view| (Arc::clone(view), false)))
}

/// A round by its id. A draft is there for staff, for whoever has a test code, and for whoever is about to enter one.
async fn one(
    voting: &Voting,
    visitor: &Visitor,
    uuid: Uuid,
    identifying: bool,
) -> Result<Option<Arc<RoundView>>, Error> {
    let found = match service::round::round_to_identify(voting, &visitor.actor, uuid).await {
        Ok(view) if identifying => Ok(view),
        Ok(view) => {
            let voter = voting.voter(&visitor.cookies, &view.round);
            service::round::round_view(voting, &visitor.actor, voter.as_ref(), uuid).await
        }
        Err(error) => Err(error),
    };
    match found {
        Ok(view) => Ok(Some(view)),
        // A round that is not there, or not for this visitor.
        Err(error) if !error.refusals().is_empty() => Ok(None),
        Err(error) => Err(error),
    }
}

/// The newest round that is no draft, or the newest.
fn newest(rounds: &[Arc<RoundView>]) -> Option<&Arc<RoundView>> {
    rounds.iter().rev().find(|view| view.round.state != State::Draft).or(rounds.last())
}

/// The round whose outcome a project shows: the newest that has one, or else the newest.
pub(super) async fn outcome_round(
    voting: &Voting,
    context: &BlockContext<'_>,
    settings: &Settings,
) -> Result<Option<(Arc<RoundView>, bool)>, Error> {
    let asked = context.query.contains_key("round") || settings.round.is_some();
    let Some(project) = context.project.map(|project| project.id).filter(|_| !asked) else {
        return round(voting, context, settings).await;
    };
    let now = voting.app.clock.now();
    let rounds = service::round::rounds(voting, &context.visitor.actor, project).await?;
    let known = |stage: Stage| matches!(stage, Stage::Provisional | Stage::Decided | Stage::Final);
    let found = rounds.iter().rev().find(|view| known(view.round.stage(now))).or(newest(&rounds));
    Ok(found.map(|view| (Arc::clone(view), false)))
}

/// The addresses of a round's pages.
fn place(visitor: &Visitor, project: &Project, pages: &[Page], view: &RoundView, named: bool) -> Place {
    let prefix = visitor.link("/");
    let home = format!("/{}", project.slug);
    Place {
        prefix: if prefix == "/" { String::new() } else { prefix },
        vote: path_of(project, pages, PageRole::Vote).unwrap_or_else(|| home.clone()),
        plans: path_of(project, pages, PageRole::Plans),
        plan: path_of(project, pages, PageRole::Plan),
        outcome: path_of(project, pages, PageRole::Outcome),
        project: home,
        round: named.then_some(view.round.uuid),
        acts: format!("/do/vote/{}", view.round.uuid),
    }
}

/// The project's title and the addresses, for a block.
pub(super) async fn place_in(
    voting: &Voting,
    context: &BlockContext<'_>,
    view: &RoundView,
    named: bool,
) -> Result<(String, Place), Error> {
    match context.project.filter(|project| project.id == view.round.project) {
        Some(project) => Ok((project.title.clone(), place(context.visitor, project, context.pages, view, named))),
        None => {
            let (project, pages) = project_of(voting, context.visitor, view).await?;
            Ok((project.title.clone(), place(context.visitor, &project, &pages, view, named)))
        }
    }
}

/// The project of a round with its pages, as the menu shows them now.
pub(super) async fn project_of(
    voting: &Voting,
    visitor: &Visitor,
    view: &RoundView,
) -> Result<(Project, Vec<Page>), Error> {
    let (organisation, lang, id) = (visitor.organisation.id, visitor.lang, view.round.project);
    let now = voting.app.clock.now();
    voting
        .app
        .db
        .read(move |reader| {
            let project = store::project_by_id(reader, organisation, id, lang)?;
            let project = project.ok_or_else(|| Error::from(platform::error::Common::NotFound))?;
            let pages = store::pages(reader, organisation, Some(id), lang)?;
            let pages = pages_now(&pages, &store::activities(reader, organisation, id)?, now);
            Ok::<_, Error>((project, pages))
        })
        .await
}

/// The addresses, for a form: with `?round=` unless the page shows this round by itself.
pub(super) async fn place_for_act(
    voting: &Voting,
    visitor: &Visitor,
    project: &Project,
    pages: &[Page],
    view: &RoundView,
) -> Result<Place, Error> {
    let rounds = service::round::rounds(voting, &visitor.actor, project.id).await?;
    let named = newest(&rounds).is_none_or(|newest| newest.round.uuid != view.round.uuid);
    Ok(place(visitor, project, pages, view, named))
}

/// What a form of the vote leads from and back to.
pub(super) struct Trip {
    pub(super) view: Arc<RoundView>,
    pub(super) project: Project,
    pub(super) pages: Vec<Page>,
    pub(super) place: Place,
    /// The browser, if it has chosen before.
    pub(super) device: Option<Device>,
}

impl Trip {
    /// Refuses a round that this visitor may not see.
    pub(super) async fn permit(&self, voting: &Voting, visitor: &Visitor) -> Result<(), Error> {
        let voter = voting.voter(&visitor.cookies, &self.view.round);
        service::round::round_view(voting, &visitor.actor, voter.as_ref(), self.view.round.uuid).await.map(|_| ())
    }

    /// The round that the address of a form names: also a draft, which opens for test codes.
    pub(super) async fn to_identify(voting: &Voting, visitor: &Visitor, round: &str) -> Result<Self, Error> {
        let uuid = Uuid::try_parse(round).map_err(|_| Error::from(platform::error::Common::NotFound))?;
        let view = service::round::round_to_identify(voting, &visitor.actor, uuid).await?;
        let (project, pages) = project_of(voting, visitor, &view).await?;
        let place = place_for_act(voting, visitor, &project, &pages, &view).await?;
        let device = voting.device(&visitor.cookies);
        Ok(Trip { view, project, pages, place, device })
    }

    /// The scene before the act.
    pub(super) async fn scene<'a>(
        &'a self,
        voting: &Voting,
        visitor: &'a Visitor,
        form: &Form,
    ) -> Result<Scene<'a>, Error> {
        let place = self.place.clone();
        let mut scene = scene(voting, visitor, &self.view, self.project.title.clone(), place).await?;
        scene.listing = Listing::read(|key| form.get(key));
        Ok(scene)
    }
}

/// Everything about the visitor and the round.
pub(super) async fn scene<'a>(
    voting: &Voting,
    visitor: &'a Visitor,
    view: &'a RoundView,
    project: String,
    place: Place,
) -> Result<Scene<'a>, Error> {
    let app = &voting.app;
    Ok(Scene {
        t: &visitor.t,
        lang: visitor.lang,
        organisation: &visitor.organisation,
        project,
        view,
        place,
        seen: seen(voting, visitor, view).await?,
        now: app.clock.now(),
        phases: phases(voting, visitor, view).await?,
        listing: Listing::default(),
        way: Way::Code,
        form: Form::default(),
        message: None,
        said: None,
        chose: false,
        key: app.uuid_random().to_string(),
        assets: app.assets.url(""),
    })
}

/// The phases of the round's project.
pub(super) async fn phases(voting: &Voting, visitor: &Visitor, view: &RoundView) -> Result<Vec<Phase>, Error> {
    let (organisation, id, lang) = (visitor.organisation.id, view.round.project, visitor.lang);
    voting.app.db.read(move |reader| Ok::<_, Error>(store::phases(reader, organisation, id, lang)?)).await
}

async fn seen(voting: &Voting, visitor: &Visitor, view: &RoundView) -> Result<Seen, Error> {
    let cookies = &visitor.cookies;
    let (app, uuid) = (&voting.app, view.round.uuid);
    let mut seen = Seen {
        handed: cookies::handed(app, cookies, uuid),
        mailed: cookies::mailed(app, cookies, uuid),
        ..Seen::default()
    };
    let kept = seen.handed.as_ref().and_then(|handed| handed.receipt.as_ref());
    seen.receipt = super::receipt::shown(voting, visitor, view, kept).await?;
    // Once the vote is over nobody's drafts are read, and soon nobody can.
    if view.round.state > State::Open {
        return Ok(seen);
    }
    seen.voter = voting.voter(cookies, &view.round);
    seen.expired = seen.voter.is_none() && cookies.get(VOTER_COOKIE).is_some();
    let device = voting.device(cookies);
    if device.is_some() || seen.voter.is_some() {
        seen.drafts = service::draft::read(voting, view, device.as_ref(), seen.voter.as_ref()).await?;
    }
    if let Some(voter) = &seen.voter {
        seen.mine = Some(service::identify::my_ballot(voting, view, voter).await?);
    }
    Ok(seen)
}
