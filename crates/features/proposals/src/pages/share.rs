//! What plans send out to other programs: a picture for those who share the address of one, and a feed (Atom, RFC 4287)
//! for those who follow a list.

use super::plan_path;
use crate::Plans;
use crate::model::{Card, ListQuery, Order, Plan, number_in};
use crate::service::files::public_picture;
use crate::store;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use civic::context::{Answer, Visitor};
use civic::model::{Page, PageRole, Project, ProjectState};
use civic::route::{Access, Routes};
use civic::ui::shell::{initial, path_of};
use http::HeaderMap;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use maud::{Markup, html};
use platform::cache::{CachedPage, PageKey};
use platform::error::{Common, Error};
use platform::images::share::ShareCard;
use platform::limits::policies;
use platform::web::query::{canonical, text};
use platform::web::response;

/// The keys of a list that its feed reads; a feed is always from new to old.
const FEED_KEYS: [&str; 6] = ["q", "tag", "area", "status", "postcode", "distance"];
/// How many plans a feed holds.
const ENTRIES: u32 = 30;

/// The routes.
pub(crate) fn routes(plans: &Plans) -> Routes {
    Routes::new().get("/plan-share/{project}/{file}", Access::Public, plans, picture).get(
        "/plan-feed/{project}",
        Access::Public,
        plans,
        feed,
    )
}

/// The path of the picture that goes with the address of a plan, without language.
pub(super) fn picture_path(project: &Project, card: &Card) -> String {
    format!("/plan-share/{}/{}.jpg", project.slug, card.number)
}

/// The path of the feed of a list, without language.
pub(super) fn feed_path(project: &Project, query: &ListQuery) -> String {
    let mut pairs = query.pairs(1, query.order);
    pairs.retain(|key, _| FEED_KEYS.contains(&key.as_str()));
    format!("/plan-feed/{}{}", project.slug, text(&pairs))
}

/// A project that is no draft: what is sent out is for everybody.
async fn public_project(plans: &Plans, visitor: &Visitor, slug: String) -> Result<(Project, Vec<Page>), Error> {
    let (organisation, lang) = (visitor.organisation.id, visitor.lang);
    let read = plans.app.db.read(move |reader| {
        let project = civic::store::project_by_slug(reader, organisation, &slug, lang)?;
        let project = project.filter(|project| project.state != ProjectState::Draft);
        let project = project.ok_or(Error::from(Common::NotFound))?;
        let pages = civic::store::pages(reader, organisation, Some(project.id), lang)?;
        Ok::<_, Error>((project, pages))
    });
    read.await
}

/// The picture of one plan. It is drawn when it is asked for, which programs that show shared addresses do once.
async fn picture(State(plans): State<Plans>, visitor: Visitor, Path((slug, file)): Path<(String, String)>) -> Answer {
    let number = file.strip_suffix(".jpg").and_then(number_in);
    let number = number.filter(|number| format!("{number}.jpg") == file).ok_or(Error::from(Common::NotFound))?;
    plans.app.limits.check(policies::SEARCHES, visitor.client.0).map_err(Error::from)?;
    let (project, _) = public_project(&plans, &visitor, slug).await?;
    let (organisation, id, lang) = (project.organisation, project.id, visitor.lang);
    let found = plans.app.db.read(move |reader| store::by_number(reader, organisation, id, lang, number, false)).await;
    let plan = found.map_err(Error::Db)?.ok_or(Error::from(Common::NotFound))?;
    let drawn = plans.app.images.share(card_of(&plans, &visitor, &project, &plan).await?).await?;
    let headers = [(CONTENT_TYPE, "image/jpeg"), (CACHE_CONTROL, "public, max-age=3600")];
    Ok((headers, drawn).into_response())
}

async fn card_of(plans: &Plans, visitor: &Visitor, project: &Project, plan: &Plan) -> Result<ShareCard, Error> {
    let photo = match &plan.card.picture {
        Some(name) => public_picture(&plans.app, name).await?,
        None => None,
    };
    let cost = plan.card.cost.map(|cost| visitor.t.money(cost));
    let line: Vec<String> = [project.title.clone()].into_iter().chain(cost).collect();
    Ok(ShareCard {
        mark: initial(&visitor.organisation.name),
        who: visitor.organisation.name.clone(),
        title: plan.card.title.clone(),
        line: line.join(" · "),
        photo,
    })
}

/// The newest plans of a list.
async fn feed(State(plans): State<Plans>, visitor: Visitor, Path(slug): Path<String>, headers: HeaderMap) -> Answer {
    let (app, query) = (&plans.app, canonical(&visitor.query, &FEED_KEYS));
    let (project, pages) = public_project(&plans, &visitor, slug).await?;
    let settings = civic::store::settings_scope(visitor.organisation.id);
    let key = PageKey {
        organisation: visitor.organisation.id.0,
        generations: [app.generation(project.id.0).await?, app.generation(settings).await?],
        lang: visitor.lang.code(),
        roles: String::new(),
        route: format!("plan-feed/{}{}", project.id.0, text(&query)),
    };
    let make = async {
        app.limits.check(policies::SEARCHES, visitor.client.0)?;
        let asked = ListQuery { order: Order::Newest, page: 1, ..ListQuery::read(&query, Order::Newest) };
        let list = plans.finder.list(app, (project.organisation, project.id), visitor.lang, asked, ENTRIES).await?;
        let body = atom(&plans, &visitor, (&project, &pages), &list.cards, &text(&query));
        Ok(CachedPage::new("application/atom+xml; charset=utf-8", body, i64::MAX))
    };
    let page = app.cache.get_or_make(key, app.clock.now_micros(), make).await?;
    Ok::<Response, _>(response::cached(&page, &headers))
}

fn atom(
    plans: &Plans,
    visitor: &Visitor,
    (project, pages): (&Project, &[Page]),
    cards: &[Card],
    query: &str,
) -> String {
    let origin = plans.app.site.origin(&visitor.organisation.host);
    let here = |path: &str| format!("{origin}{}", visitor.link(path));
    let list = path_of(project, pages, PageRole::Plans).unwrap_or_else(|| format!("/{}", project.slug));
    let own = here(&format!("/plan-feed/{}{query}", project.slug));
    let latest = cards.iter().map(|card| card.created_at).max().unwrap_or_else(|| plans.app.clock.now());
    let when = |at: jiff::Timestamp| at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    let entry = |card: &Card| -> Markup {
        html! {
            entry {
                id { "urn:uuid:" (card.uuid) }
                title { (card.title) }
                link rel="alternate" type="text/html" href=(here(&plan_path(project, pages, card))) {}
                published { (when(card.created_at)) }
                updated { (when(card.created_at)) }
                @if !card.author.is_empty() { author { name { (card.author) } } }
                @if !card.summary.is_empty() { summary { (card.summary) } }
            }
        }
    };
    let feed = html! {
        feed xmlns="http://www.w3.org/2005/Atom" xml:lang=(visitor.lang.code()) {
            id { (own) }
            title { (visitor.t.with("plans-feed-title", &[("project", project.title.as_str().into())])) }
            link rel="self" type="application/atom+xml" href=(own) {}
            link rel="alternate" type="text/html" href=(here(&format!("{list}{query}"))) {}
            author { name { (visitor.organisation.name) } }
            updated { (when(latest)) }
            @for card in cards { (entry(card)) }
        }
    };
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n", without_controls(&feed.into_string()))
}

/// XML 1.0 has no place for control characters, written as they are or as references.
fn without_controls(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}'))
        .collect()
}
