//! What votes tell on the front page: which plans go ahead, and how final that is.

use super::outcome::funded;
use super::words::counted;
use crate::Voting;
use crate::model::{RoundView, Stage};
use crate::service;
use crate::service::outcome::OutcomeView;
use civic::actor::Actor;
use civic::app::App;
use civic::context::Visitor;
use civic::feature::{News, NewsItem, NewsItems};
use civic::model::{PageRole, Project, ProjectState};
use civic::store;
use civic::ui::shell::path_of;
use platform::error::Error;
use platform::money::Cents;

/// Projects that are looked at; the newest come first.
const PROJECTS: i64 = 50;

/// The news of votes.
pub(super) struct VotingNews(pub(super) Voting);

impl News for VotingNews {
    fn items<'a>(&'a self, app: &'a App, visitor: &'a Visitor, limit: usize) -> NewsItems<'a> {
        Box::pin(async move {
            let (organisation, lang) = (visitor.organisation.id, visitor.lang);
            let projects = app
                .db
                .read(move |reader| {
                    let mut projects = store::projects(reader, organisation, lang, PROJECTS)?;
                    projects.retain(|project| project.state != ProjectState::Draft);
                    let with_pages = projects.into_iter().map(|project| {
                        let pages = store::pages(reader, organisation, Some(project.id), lang)?;
                        Ok((path_of(&project, &pages, PageRole::Outcome), project))
                    });
                    with_pages.collect::<Result<Vec<_>, Error>>()
                })
                .await?;
            // What nobody in particular may see: the page is everybody's.
            let actor = Actor::anonymous(organisation);
            let mut items = Vec::new();
            for (path, project) in projects {
                let Some(path) = path else { continue };
                for view in service::round::rounds(&self.0, &actor, project.id).await? {
                    if let Some(outcome) = service::outcome::outcome(&self.0, &actor, &view).await? {
                        items.extend(item(app, visitor, &project, &path, &view, &outcome));
                    }
                }
            }
            items.sort_by_key(|item| std::cmp::Reverse(item.at));
            items.truncate(limit);
            Ok(items)
        })
    }
}

fn item(
    app: &App,
    visitor: &Visitor,
    project: &Project,
    path: &str,
    view: &RoundView,
    outcome: &OutcomeView,
) -> Option<NewsItem> {
    let (t, moments) = (&visitor.t, &view.round.moments);
    let stage = view.round.stage(app.clock.now());
    let (at, mark) = match stage {
        Stage::Final => (moments.finalised.or(moments.decided), "news-final"),
        Stage::Decided => (moments.decided, "news-decided"),
        _ => (moments.published, "news-provisional"),
    };
    let winners: Vec<Cents> = outcome.plans.iter().filter(|plan| funded(plan)).map(|plan| plan.cost).collect();
    let ahead =
        if winners.is_empty() { t.text("news-none").into_owned() } else { counted(t, "news-ahead", winners.len()) };
    let voters = i64::try_from(outcome.voters).unwrap_or(i64::MAX);
    let sum: Cents = winners.into_iter().sum();
    Some(NewsItem {
        title: format!("{}: {ahead}", project.title),
        text: t.with("news-text", &[("n", voters.into()), ("sum", sum.into())]),
        link: visitor.link(path),
        at: at?,
        mark: t.text(mark).into_owned(),
        done: matches!(stage, Stage::Decided | Stage::Final),
    })
}
