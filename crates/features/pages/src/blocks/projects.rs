//! The front page: the running project large, the others as rows, and what was decided lately.

use super::facts::{self, Facts};
use super::hero::deed_word;
use super::{Words, parse, settings};
use crate::now::Deed;
use civic::block::{BlockContext, BlockKind, Control, Field, Rendering};
use civic::feature::{News, NewsItem};
use civic::model::{PageRole, Project, ProjectState, When};
use civic::ui::figures::{Mark, status};
use civic::ui::list::{Row, picture, rows};
use civic::ui::notice::{Look, button_link, empty, section};
use civic::ui::shell::path_of;
use civic::ui::time::{phase, phase_word};
use civic::{Visitor, store};
use jiff::{SignedDuration, Timestamp};
use maud::{Markup, html};
use platform::error::Error;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

/// How many projects are shown.
const PROJECTS: i64 = 50;
/// How many decisions are shown.
const NEWS: usize = 5;

/// The kind.
pub(super) struct Projects {
    pub news: Vec<Arc<dyn News>>,
}

/// Its settings.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Settings {
    /// The heading; empty for the name of the organisation.
    title: Words,
}

/// A project with what is known of it.
type Known<'p> = (&'p Project, Facts);

impl BlockKind for Projects {
    fn name(&self) -> &'static str {
        "projects"
    }

    fn default_settings(&self) -> Value {
        json!({ "title": {} })
    }

    fn fields(&self) -> Vec<Field> {
        vec![Field { name: "title", control: Control::Line }]
    }

    fn check(&self, settings: &Value) -> Result<(), String> {
        parse::<Settings>(settings)?.title.check("title", 300)
    }

    fn render<'a>(&'a self, context: &'a BlockContext<'a>, value: &'a Value) -> Rendering<'a> {
        Box::pin(async move {
            let settings: Settings = settings(self.name(), value);
            let visitor = context.visitor;
            let (organisation, lang) = (visitor.organisation.id, visitor.lang);
            let all = context
                .app
                .db
                .read(move |reader| Ok::<_, Error>(store::projects(reader, organisation, lang, PROJECTS)?))
                .await?;
            let shown: Vec<&Project> = all.iter().filter(|project| project.state != ProjectState::Draft).collect();
            let facts = facts::read(context.app, visitor, &shown).await?;
            let now = context.app.clock.now();
            let mut known: Vec<Known<'_>> = shown.into_iter().zip(facts).collect();
            known.sort_by_key(|(project, facts)| rank(project, facts, now));
            let news = self.news(context).await?;
            let title = Some(settings.title.pick(visitor)).filter(|title| !title.is_empty());
            Ok(front(visitor, title.unwrap_or(&visitor.organisation.name), &known, &news, now).into())
        })
    }
}

impl Projects {
    async fn news(&self, context: &BlockContext<'_>) -> Result<Vec<NewsItem>, Error> {
        let mut all = Vec::new();
        for source in &self.news {
            all.extend(source.items(context.app, context.visitor, NEWS).await?);
        }
        all.sort_by_key(|item| std::cmp::Reverse(item.at));
        all.truncate(NEWS);
        Ok(all)
    }
}

/// So long after its end a project still counts as going on: people come to see what came of it.
const AFTERMATH: SignedDuration = SignedDuration::from_hours(60 * 24);

/// Whether there is nothing to do or to wait for any more, and has not been for some time.
fn is_over(project: &Project, facts: &Facts, now: Timestamp) -> bool {
    let phase = crate::now::phase(&facts.phases, now);
    let long_past = phase.and_then(|phase| phase.ends_at).is_some_and(|ends| ends + AFTERMATH < now);
    let deed = facts.deed(now).is_some_and(|deed| !matches!(deed, Deed::Outcome(ended) if ended + AFTERMATH < now));
    project.state == ProjectState::Archived || (long_past && !deed)
}

/// In which order projects stand: where one can do something first, by the nearest end; what is archived last.
fn rank(project: &Project, facts: &Facts, now: Timestamp) -> (u8, Timestamp) {
    let phase = crate::now::phase(&facts.phases, now);
    match (project.state, facts.deed(now), phase.map(|phase| phase.when(now))) {
        (ProjectState::Archived, ..) => (5, Timestamp::MAX),
        (_, Some(Deed::Vote(ends)), _) => (0, ends),
        (_, Some(Deed::Collect(ends)), _) => (1, ends),
        (_, _, Some(When::Now)) => (2, phase.and_then(|phase| phase.ends_at).unwrap_or(Timestamp::MAX)),
        (_, _, Some(When::Future)) => (3, phase.map_or(Timestamp::MAX, |phase| phase.starts_at)),
        _ => (4, Timestamp::MAX),
    }
}

fn front(visitor: &Visitor, title: &str, known: &[Known<'_>], news: &[NewsItem], now: Timestamp) -> Markup {
    let t = &visitor.t;
    let (before, running): (Vec<&Known<'_>>, Vec<&Known<'_>>) =
        known.iter().partition(|(project, facts)| is_over(project, facts, now));
    let (of_before, news): (Vec<&NewsItem>, Vec<&NewsItem>) =
        news.iter().partition(|item| before.iter().any(|known| is_of(visitor, known, item)));
    let (lead, others) = running.split_first().map_or((None, &[][..]), |(lead, others)| (Some(*lead), others));
    html! {
        div class="wrap masthead" {
            h1 { (title) }
            @if !visitor.organisation.tagline.is_empty() { p class="lead" { (visitor.organisation.tagline) } }
        }
        @match lead {
            Some(lead) => (lead_story(visitor, lead, now)),
            None => div class="wrap front-lead" { (empty(&t.text("front-empty"), &t.text("front-empty-why"), None)) },
        }
        @if !others.is_empty() {
            (section("meer", &t.text("front-others"), None, false, project_rows(visitor, others, now)))
        }
        @if !news.is_empty() {
            (section("besloten", &t.text("front-news"), None, true, news_rows(&news)))
        }
        @if !before.is_empty() {
            (section("eerder", &t.text("front-before"), None, true, before_rows(visitor, &before, &of_before, now)))
        }
    }
}

/// The running project, large: what one can do now and until when, one button.
fn lead_story(visitor: &Visitor, (project, facts): &Known<'_>, now: Timestamp) -> Markup {
    let t = &visitor.t;
    let home = visitor.link(&format!("/{}", project.slug));
    let deed = facts.deed(now);
    let plans =
        path_of(project, &facts.pages, PageRole::Plans).filter(|_| deed.is_some_and(|d| matches!(d, Deed::Vote(_))));
    html! {
        section class="wrap front-lead" aria-labelledby="nu" {
            article class="lead-story" {
                @if let Some(name) = &project.picture {
                    figure class="lead-story__picture" { (picture(name, &project.picture_alt, true)) }
                }
                div {
                    @if let Some((word, when, text)) = facts.phase(t, now) { (phase(&word, when, &text)) }
                    h2 class="lead-story__title" id="nu" { a href=(home) { (project.title) } }
                    @if !project.summary.is_empty() { p { (project.summary) } }
                    p class="actions" {
                        @match deed {
                            Some(deed) => {
                                @let path = path_of(project, &facts.pages, deed.role()).unwrap_or_default();
                                (button_link(Look::PrimaryLarge, &visitor.link(&path), &t.text(deed_word(deed))))
                            }
                            None => (button_link(Look::PrimaryLarge, &home, &t.text("front-to-project"))),
                        }
                        @if let Some(plans) = plans { " " a href=(visitor.link(&plans)) { (t.text("front-plans-first")) } }
                    }
                }
            }
        }
    }
}

fn project_rows(visitor: &Visitor, known: &[&Known<'_>], now: Timestamp) -> Markup {
    let addresses: Vec<String> = known.iter().map(|(project, _)| visitor.link(&format!("/{}", project.slug))).collect();
    let listed = known.iter().zip(&addresses).map(|((project, facts), href)| Row {
        title: &project.title,
        href,
        text: &project.summary,
        picture: project.picture.as_deref(),
        end: facts.phase(&visitor.t, now).map(|(word, when, text)| {
            html! { (phase_word(&word, when)) " " span class="soft" { (text) } }
        }),
    });
    rows(listed.collect())
}

fn news_rows(news: &[&NewsItem]) -> Markup {
    let listed = news.iter().map(|item| Row {
        title: &item.title,
        href: &item.link,
        text: &item.text,
        picture: None,
        end: Some(mark(item)),
    });
    rows(listed.collect())
}

fn mark(item: &NewsItem) -> Markup {
    status(if item.done { Mark::Won } else { Mark::Neutral }, &item.mark)
}

/// Whether the news is of this project: its page lies below that of the project.
fn is_of(visitor: &Visitor, (project, _): &Known<'_>, item: &NewsItem) -> bool {
    let below = item.link.strip_prefix(visitor.link(&format!("/{}", project.slug)).as_str());
    below.is_some_and(|rest| rest.starts_with('/'))
}

/// What is long over: by what came of it, if that is known; each project once.
fn before_rows(visitor: &Visitor, known: &[&Known<'_>], news: &[&NewsItem], now: Timestamp) -> Markup {
    let t = &visitor.t;
    let addresses: Vec<String> = known.iter().map(|(project, _)| visitor.link(&format!("/{}", project.slug))).collect();
    let listed = known.iter().zip(&addresses).map(|(known, href)| {
        let (project, facts) = known;
        let picture = project.picture.as_deref();
        match news.iter().find(|item| is_of(visitor, known, item)) {
            Some(item) => {
                let end = html! { (mark(item)) " " span class="soft" { (t.date(item.at)) } };
                Row { title: &item.title, href: &item.link, text: &item.text, picture, end: Some(end) }
            }
            None => {
                let end = facts.phase(t, now).map(|(word, when, text)| {
                    html! { (phase_word(&word, when)) " " span class="soft" { (text) } }
                });
                Row { title: &project.title, href, text: &project.summary, picture, end }
            }
        }
    });
    rows(listed.collect())
}
