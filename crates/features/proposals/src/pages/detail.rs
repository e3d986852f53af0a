//! One plan.

use super::{around, files, map, plan_link, plan_ref, poster, settings, share};
use crate::Plans;
use crate::model::{Card, Document, DraftPicture, Plan, Question, number_in};
use crate::service::{Around, theme};
use crate::store::{self, Facets, StatusChange};
use civic::Visitor;
use civic::block::{Audience, BlockContext, BlockKind, Rendered, Rendering};
use civic::model::{Activity, PageRole, Project, When};
use civic::ui::figures::{Mark, facts, price, status, theme_pill, tile};
use civic::ui::notice::{Look, button_link};
use civic::ui::shell::path_of;
use civic::ui::{icon, list};
use jiff::Timestamp;
use maud::{Markup, PreEscaped, html};
use platform::error::{Common, Error};
use platform::i18n::Lang;
use platform::text;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// So many words of the text describe a plan without a summary.
const WORDS: usize = 30;

/// It has none yet.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Settings {}

/// The kind `plan`. The rest of the address is `{number}-{title}`, and `{number}-{title}/poster` for its poster.
pub struct OnePlan(pub Plans);

impl BlockKind for OnePlan {
    fn name(&self) -> &'static str {
        "plan"
    }

    fn default_settings(&self) -> Value {
        serde_json::json!({})
    }

    fn check(&self, value: &Value) -> Result<(), String> {
        settings::<Settings>(value).map(|_| ())
    }

    fn takes_rest(&self) -> bool {
        true
    }

    fn audience(&self, visitor: &Visitor) -> Audience {
        self.0.parts.audience(visitor)
    }

    fn render<'a>(&'a self, context: &'a BlockContext<'a>, _: &'a Value) -> Rendering<'a> {
        Box::pin(async move {
            let project = context.project.ok_or(Error::from(Common::NotFound))?;
            let (name, after) = context.rest.split_once('/').unwrap_or((context.rest, ""));
            let is_poster = after == "poster" && context.rest.ends_with("/poster");
            if name.len() != context.rest.len() && !is_poster {
                return Err(Common::NotFound.into());
            }
            let number = number_in(name).ok_or(Error::from(Common::NotFound))?;
            let shown = load(context, project, number).await?;
            // The title may have changed since somebody wrote the address down.
            let card = &shown.plan.card;
            if card.address() != name {
                let poster = if is_poster { "/poster" } else { "" };
                return Err(Error::Moved(format!("{}{poster}", plan_link(context, project, card))));
            }
            if is_poster {
                let title = context.visitor.t.with("poster-title", &[("title", card.title.as_str().into())]);
                let markup = poster::page(context, project, &shown.plan, theme(&shown.facets, &card.tags));
                return Ok(Rendered { title: Some(title), ..Rendered::from(markup) });
            }
            let map = match card.point {
                Some(place) => {
                    let of = (card.number, card.title.as_str(), place);
                    map::of_plan(context, project, &shown.facets.areas, of).await?
                }
                None => Markup::default(),
            };
            let as_others_know_it = plan_ref(context, project, card);
            let beside = self.0.parts.beside(context, project, &as_others_know_it).await?;
            let below = self.0.parts.below(context, project, &as_others_know_it).await?;
            let markup = page(context, project, &shown, [map, beside, below]);
            let words =
                if card.summary.is_empty() { text::excerpt(&shown.plan.text, WORDS) } else { card.summary.clone() };
            let picture = Some(context.visitor.link(&share::picture_path(project, card)));
            let title = Some(card.title.clone());
            Ok(Rendered { title, description: Some(words), picture, ..Rendered::from(markup) })
        })
    }
}

/// A plan with what stands around it.
struct Shown {
    plan: Plan,
    before: Option<Card>,
    after: Option<Card>,
    facets: Facets,
    /// The pictures after the first.
    pictures: Vec<DraftPicture>,
    /// The documents.
    documents: Vec<Document>,
    /// The language of its texts, if that is not the reader's.
    foreign: Option<Lang>,
    /// The project's own questions that everybody may read the answer of, each with it.
    answers: Vec<(Question, serde_json::Value)>,
    /// The vote that matters now: the one that is on, or the next, or the last.
    vote: Option<Activity>,
    /// The statuses that it was given after its first.
    history: Vec<StatusChange>,
    /// What lies near it, and what has its theme.
    around: Around,
}

async fn load(context: &BlockContext<'_>, project: &Project, number: i64) -> Result<Shown, Error> {
    let (organisation, id, lang, now) =
        (project.organisation, project.id, context.visitor.lang, context.app.clock.now());
    context
        .app
        .db
        .read(move |reader| {
            let plan = store::by_number(reader, organisation, id, lang, number, false)?;
            let plan = plan.ok_or(Error::from(Common::NotFound))?;
            let (before, after) = store::neighbours(reader, organisation, id, lang, number)?;
            let facets = Facets::load(reader, organisation, id, lang)?;
            let vote = vote_of(civic::store::activities(reader, organisation, id)?, now);
            let pictures = store::pictures(reader, organisation, plan.card.id)?;
            let documents = store::documents(reader, organisation, plan.card.id)?;
            let foreign = store::foreign(reader, organisation, plan.card.id, lang)?;
            let answers = store::public_answers(reader, (organisation, id), plan.card.id, lang)?;
            let history = store::history(reader, organisation, plan.card.id, lang)?;
            let around = crate::service::around(reader, (organisation, id), lang, &plan, &facets)?;
            Ok(Shown { plan, before, after, facets, pictures, documents, foreign, answers, vote, history, around })
        })
        .await
}

fn when(activity: &Activity, now: Timestamp) -> When {
    When::of(now, activity.opens_at, Some(activity.closes_at))
}

fn vote_of(activities: Vec<Activity>, now: Timestamp) -> Option<Activity> {
    let mut votes: Vec<Activity> = activities.into_iter().filter(|activity| activity.kind == "vote").collect();
    votes.sort_by_key(|vote| match when(vote, now) {
        When::Now => (0, vote.closes_at.as_microsecond()),
        When::Future => (1, vote.opens_at.as_microsecond()),
        When::Past => (2, -vote.closes_at.as_microsecond()),
    });
    votes.into_iter().next()
}

/// The page, with its map and what other features put beside and below the plan.
fn page(context: &BlockContext<'_>, project: &Project, shown: &Shown, [map, beside, below]: [Markup; 3]) -> Markup {
    let (t, card) = (&context.visitor.t, &shown.plan.card);
    let words = shown.foreign.map(Lang::code);
    // Cleaned when it was saved, and once more here: what came in by another way is clean too.
    let body = PreEscaped(text::clean_html(&shown.plan.text));
    html! {
        article class=(if context.bare { "plan" } else { "wrap section section--first plan" }) {
            header class="plan__head" {
                p class="plan__tags" {
                    (tile(t, card.number, false))
                    @if let Some(tag) = theme(&shown.facets, &card.tags) { " " (theme_pill(&tag.title)) }
                    " " (status_of(context, shown))
                }
                h1 lang=[words] { (card.title) }
                @if !card.summary.is_empty() { p class="lead" lang=[words] { (card.summary) } }
                p class="plan__who" {
                    @if let Some(cost) = card.cost { (price(t, cost)) " " }
                    @if !card.author.is_empty() {
                        span class="soft" { (t.with("plan-by", &[("author", card.author.as_str().into())])) }
                    }
                }
            }
            @if let Some(picture) = &card.picture {
                figure class="plan__picture" { (list::picture(picture, &card.picture_alt, true)) }
            }
            div class="columns" {
                div {
                    div class="prose" lang=[words] { (body) }
                    (answers(context, shown))
                    (gallery(context, &shown.pictures))
                    @if !map.0.is_empty() {
                        section class="plan__map" aria-labelledby="plek" {
                            h2 id="plek" { (t.text("plan-on-map")) }
                            @if !card.place.is_empty() { p { (card.place) } }
                            (map)
                        }
                    }
                    (files::documents(t, &shown.documents))
                    (around::timeline(context, card, &shown.history))
                }
                (side(context, project, shown, beside))
            }
            (below)
            (around::beside(context, project, &shown.facets, &shown.around))
            (neighbours(context, project, shown))
        }
    }
}

/// The pictures after the first.
fn gallery(context: &BlockContext<'_>, pictures: &[DraftPicture]) -> Markup {
    html! {
        @if !pictures.is_empty() {
            section class="gallery" aria-label=(context.visitor.t.text("plan-pictures")) {
                ul class="gallery__list" {
                    @for picture in pictures {
                        li {
                            figure {
                                (list::picture(&picture.file, &picture.alt, false))
                                // Who hears the description already does not hear it twice.
                                figcaption aria-hidden="true" { (picture.alt) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What the project asked beside the plan.
fn answers(context: &BlockContext<'_>, shown: &Shown) -> Markup {
    let t = &context.visitor.t;
    let rows: Vec<(String, Markup)> = shown
        .answers
        .iter()
        .map(|(question, answer)| (question.label.clone(), html! { (question.words(answer, t)) }))
        .collect();
    html! { @if !rows.is_empty() { (facts(&rows)) } }
}

/// Whether residents can do something with it now.
fn status_of(context: &BlockContext<'_>, shown: &Shown) -> Markup {
    let (t, now) = (&context.visitor.t, context.app.clock.now());
    let own = shown.facets.status(shown.plan.card.status);
    let vote = shown.vote.as_ref().filter(|_| own.is_some_and(|status| status.votable));
    match vote.map(|vote| when(vote, now)) {
        Some(When::Now) => status(Mark::Open, &t.text("plan-vote-now")),
        Some(When::Future) => status(Mark::Soon, &t.text("plan-vote-soon")),
        Some(When::Past) | None => html! { @if let Some(own) = own { (status(Mark::Neutral, &own.title)) } },
    }
}

fn side(context: &BlockContext<'_>, project: &Project, shown: &Shown, beside: Markup) -> Markup {
    let (t, card) = (&context.visitor.t, &shown.plan.card);
    let fact = |key: &str, value: &str| (t.text(key).into_owned(), html! { (value) });
    let mut rows = Vec::new();
    if !card.author.is_empty() {
        rows.push(fact("plan-author", &card.author));
    }
    if !card.place.is_empty() {
        rows.push(fact("plan-place", &card.place));
    }
    if let Some(area) = shown.facets.area(card.area) {
        rows.push(fact("plan-area", &area.name));
    }
    if let Some(own) = shown.facets.status(card.status) {
        rows.push(fact("plan-status", &own.title));
    }
    // The theme stands above the title already.
    let theme = theme(&shown.facets, &card.tags);
    for kind in shown.facets.types.iter().filter(|kind| theme.is_none_or(|theme| !kind.tags.contains(theme))) {
        let tags: Vec<&str> =
            kind.tags.iter().filter(|tag| card.tags.contains(&tag.id)).map(|tag| tag.title.as_str()).collect();
        if !tags.is_empty() {
            rows.push((kind.title.clone(), html! { (t.list(&tags)) }));
        }
    }
    html! {
        aside class="side" aria-label=(t.text("plan-about")) {
            (vote_panel(context, project, shown))
            (beside)
            (facts(&rows))
            (around::share(context.app, context.visitor, project, (card, &plan_link(context, project, card))))
        }
    }
}

fn vote_panel(context: &BlockContext<'_>, project: &Project, shown: &Shown) -> Markup {
    let (t, now) = (&context.visitor.t, context.app.clock.now());
    let votable = shown.facets.status(shown.plan.card.status).is_some_and(|status| status.votable);
    let vote = shown.vote.as_ref().filter(|_| votable);
    let cost = shown.plan.card.cost;
    let to = |role| path_of(project, context.pages, role).map(|path| context.visitor.link(&path));
    html! {
        @if cost.is_some() || vote.is_some() {
            section class="panel" aria-label=(t.text("plan-cost-and-vote")) {
                @if let Some(cost) = cost {
                    p class="plan__cost" {
                        span class="price price--large" { (t.money(cost)) } " "
                        span class="soft" { (t.text("plan-cost-note")) }
                    }
                }
                @if let Some(vote) = vote {
                    @match when(vote, now) {
                        When::Now => {
                            @if let Some(href) = to(PageRole::Vote) {
                                p { a class="button button--vote button--block" href=(href) {
                                    (t.text("plan-vote")) " " (icon("arrow-right"))
                                } }
                            }
                            p class="small soft" { (t.with("plan-vote-until", &[("moment", vote.closes_at.into())])) }
                        }
                        When::Future => {
                            p class="small soft" { (t.with("plan-vote-from", &[("moment", vote.opens_at.into())])) }
                        }
                        When::Past => {
                            p class="small soft" { (t.with("plan-vote-over", &[("day", t.date(vote.closes_at).into())])) }
                            @if let Some(href) = to(PageRole::Outcome) {
                                p { (button_link(Look::Plain, &href, &t.text("plan-outcome"))) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn neighbours(context: &BlockContext<'_>, project: &Project, shown: &Shown) -> Markup {
    let t = &context.visitor.t;
    html! {
        @if shown.before.is_some() || shown.after.is_some() {
            nav aria-label=(t.text("plan-neighbours")) {
                ul class="link-list" {
                    @if let Some(card) = &shown.before {
                        li { a rel="prev" href=(plan_link(context, project, card)) {
                            (icon("arrow-left")) (t.with("plan-before", &[("title", card.title.as_str().into())]))
                        } }
                    }
                    @if let Some(card) = &shown.after {
                        li { a rel="next" href=(plan_link(context, project, card)) {
                            (icon("arrow-right")) (t.with("plan-after", &[("title", card.title.as_str().into())]))
                        } }
                    }
                }
            }
        }
    }
}
