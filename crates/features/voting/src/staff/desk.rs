//! What of the votes needs the attention of staff.

use super::dry_run;
use crate::model::{CodeBatch, RoundView, Stage, State as Life};
use crate::{Voting, service};
use civic::app::App;
use civic::context::Visitor;
use civic::feature::{Desk, DeskItem, DeskItems};
use civic::model::Project;
use civic::permission::Permission;
use civic::store;
use civic::ui::staff::Tab;
use jiff::{SignedDuration, Timestamp};
use platform::error::Error;

/// What opens or closes within so much time is named.
const SOON: SignedDuration = SignedDuration::from_hours(3 * 24);
/// A printer's file is there longer than it should after so much time.
const FILE_DAYS: SignedDuration = SignedDuration::from_hours(14 * 24);
/// The most projects that are looked through.
const MOST_PROJECTS: i64 = 500;

/// Reads the votes of all projects that somebody may see.
pub(super) struct VotingDesk(pub(super) Voting);

impl Desk for VotingDesk {
    fn items<'a>(&'a self, app: &'a App, visitor: &'a Visitor) -> DeskItems<'a> {
        Box::pin(async move {
            let (organisation, lang) = (visitor.organisation.id, visitor.lang);
            let projects =
                app.db.read(move |reader| store::projects(reader, organisation, lang, MOST_PROJECTS)).await?;
            let mut items = Vec::new();
            for project in &projects {
                if visitor.actor.roles.allow(Permission::SeeProject, Some(project.id)) {
                    items.extend(of_project(&self.0, visitor, project).await?);
                }
            }
            Ok(items)
        })
    }
}

async fn of_project(voting: &Voting, visitor: &Visitor, project: &Project) -> Result<Vec<DeskItem>, Error> {
    let (actor, now) = (&visitor.actor, voting.app.clock.now());
    let may = |permission| actor.roles.allow(permission, Some(project.id));
    let mut items = Vec::new();
    for view in service::round::rounds(voting, actor, project.id).await? {
        let place = Place { visitor, project, view: &view };
        if let Some((key, at, urgent, permission)) = waits(&view, now)
            && may(permission)
        {
            items.push(place.item(key, at, urgent, ""));
        }
        if may(Permission::ManageCodes) && view.round.state < Life::Sealed {
            let batches = service::codes::batches(voting, actor, view.round.uuid).await?;
            items.extend(batches.iter().filter(|batch| forgotten(batch, now)).map(|batch| {
                let text = visitor.t.with("staff-vote-file", &[("batch", batch.name.as_str().into())]);
                DeskItem { text, ..place.item("staff-vote-file", batch.made, true, "/codes") }
            }));
        }
        if may(Permission::PrepareRound)
            && view.round.state == Life::Draft
            && dry_run::ballots(voting, view.round.id).await? > 0
        {
            items.push(place.item("staff-vote-test", None, false, ""));
        }
    }
    Ok(items)
}

/// A round on the desk.
struct Place<'a> {
    visitor: &'a Visitor,
    project: &'a Project,
    view: &'a RoundView,
}

impl Place<'_> {
    fn item(&self, key: &'static str, at: Option<Timestamp>, urgent: bool, rest: &str) -> DeskItem {
        let (t, round) = (&self.visitor.t, &self.view.round);
        let args = [("title", round.title(self.visitor.lang).into()), ("batch", String::new().into())];
        let path = format!("{}/{}{rest}", Tab::Rounds.path(self.project), round.uuid);
        DeskItem {
            project: self.project.title.clone(),
            text: t.with(key, &args),
            link: self.visitor.link(&path),
            at,
            urgent,
        }
    }
}

fn forgotten(batch: &CodeBatch, now: Timestamp) -> bool {
    !batch.test && batch.has_file && batch.made.is_some_and(|made| now.duration_since(made) > FILE_DAYS)
}

/// What a round waits for: the words, until or since when, whether it is late, and who can do something about it.
fn waits(view: &RoundView, now: Timestamp) -> Option<(&'static str, Option<Timestamp>, bool, Permission)> {
    use Permission::{Decide, PrepareRound, RunRound, SeeProject};
    let (round, moments) = (&view.round, &view.round.moments);
    let soon = |at: Timestamp| at.duration_since(now) < SOON;
    match (round.state, round.stage(now)) {
        (Life::Draft, _) if round.opens_at <= now => {
            Some(("staff-vote-late-open", Some(round.opens_at), true, PrepareRound))
        }
        (Life::Draft, _) if soon(round.opens_at) => {
            Some(("staff-vote-not-ready", Some(round.opens_at), true, PrepareRound))
        }
        (Life::Open, Stage::Announced) if soon(round.opens_at) => {
            Some(("staff-vote-opens", Some(round.opens_at), false, SeeProject))
        }
        (Life::Open, Stage::Voting) if soon(round.closes_at) => {
            Some(("staff-vote-closes", Some(round.closes_at), false, SeeProject))
        }
        (Life::Open, Stage::Closed) => Some(("staff-vote-close", Some(round.closes_at), true, RunRound)),
        (Life::Closed | Life::Review, _) => match (moments.review_ended, moments.review_ends) {
            (None, Some(ends)) if now < ends => Some(("staff-vote-review", Some(ends), false, RunRound)),
            (None, Some(ends)) => Some(("staff-vote-review-over", Some(ends), true, RunRound)),
            (ended, None) if round.state == Life::Review => Some(("staff-vote-review-over", ended, true, RunRound)),
            (ended, _) => Some(("staff-vote-seal", ended.or(moments.closed), false, RunRound)),
        },
        (Life::Sealed, _) => Some(("staff-vote-count", moments.sealed, false, RunRound)),
        (Life::Counted, _) => Some(("staff-vote-publish", moments.counted, false, RunRound)),
        (Life::Provisional, _) => Some(("staff-vote-decide", moments.published, false, Decide)),
        (Life::Decided, _) => Some(("staff-vote-finish", moments.decided, false, RunRound)),
        _ => None,
    }
}
