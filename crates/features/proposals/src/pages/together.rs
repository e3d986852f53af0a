//! Plans of several projects in one list and on one map, and one plan as a card: blocks for any page.

use super::map;
use super::{Words, framed, number_first, order, plan_path, settings, shown_card, view};
use crate::Plans;
use crate::model::{ListQuery, Order, PAGE_SIZE, View, number_in};
use crate::service::{MOST_PROJECTS, Member, Together, members};
use crate::store;
use civic::block::{BlockContext, BlockKind, Control, Field, Rendered, Rendering};
use civic::ui::icon;
use civic::ui::list::{list_head, pagination, plan_grid};
use civic::ui::notice::empty;
use civic::ui::shell::project_path;
use maud::{Markup, html};
use platform::error::Error;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// The longest heading, in characters.
const TITLE: usize = 120;
/// What it reads of an address.
const KEYS: &[&str] = &["q", "sort", "page", "seed", "view", "bbox"];
/// The orders that hold for plans of different projects.
const ORDERS: [Order; 3] = [Order::Random, Order::Newest, Order::Oldest];

/// Its settings.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Settings {
    /// The heading; empty for the title of the page.
    title: Words,
    /// Slugs of the projects; none for the first twelve of the organisation.
    projects: Vec<String>,
    /// The order until somebody asks for another: random, newest or oldest.
    order: String,
    /// Cards or map, until somebody asks for the other.
    view: String,
}

impl Default for Settings {
    fn default() -> Self {
        let (order, view) = (Order::Newest.code().into(), View::Cards.code().into());
        Settings { title: Words::default(), projects: Vec::new(), order, view }
    }
}

/// The kind `plans-together`.
pub struct PlansTogether(pub(crate) Plans);

fn asked(found: &Settings, query: &BTreeMap<String, String>) -> Result<(ListQuery, Order, View), String> {
    let (default, usual) = (order(&found.order)?, view(&found.view)?);
    let mut asked = ListQuery::read(query, default);
    if !ORDERS.contains(&asked.order) {
        asked.order = default;
    }
    asked.view = asked.view.filter(|view| *view != View::Table);
    Ok((asked, default, usual))
}

impl BlockKind for PlansTogether {
    fn name(&self) -> &'static str {
        "plans-together"
    }

    fn default_settings(&self) -> Value {
        serde_json::to_value(Settings::default()).unwrap_or_default()
    }

    fn fields(&self) -> Vec<Field> {
        ["title", "order", "view"].into_iter().map(|name| Field { name, control: Control::Line }).collect()
    }

    fn check(&self, value: &Value) -> Result<(), String> {
        let found: Settings = settings(value)?;
        if !ORDERS.contains(&order(&found.order)?) || view(&found.view)? == View::Table {
            return Err("plans of several projects have no such order or view".into());
        }
        let slugs = found.projects.iter().all(|slug| platform::ids::is_slug(slug));
        if !slugs || found.projects.len() > MOST_PROJECTS || found.title.longest() > TITLE {
            return Err(format!(
                "at most {MOST_PROJECTS} slugs of projects, and a title of at most {TITLE} characters"
            ));
        }
        Ok(())
    }

    fn query(&self) -> &'static [&'static str] {
        KEYS
    }

    fn seeded(&self, value: &Value, query: &BTreeMap<String, String>) -> bool {
        let found = settings::<Settings>(value).and_then(|found| asked(&found, query));
        found.is_ok_and(|(asked, ..)| asked.order == Order::Random)
    }

    fn render<'a>(&'a self, context: &'a BlockContext<'a>, value: &'a Value) -> Rendering<'a> {
        Box::pin(async move {
            let found: Settings = settings(value).map_err(Error::internal)?;
            let (query, default, usual) = asked(&found, context.query).map_err(Error::internal)?;
            let (organisation, lang) = (context.visitor.organisation.id, context.visitor.lang);
            let slugs = found.projects.clone();
            let read = context.app.db.read(move |reader| members(reader, organisation, lang, &slugs));
            let members = read.await.map_err(Error::Db)?;
            let drawn = if query.view.unwrap_or(usual) == View::Map {
                map::of_members(context, &self.0.finder, &members, &query, &address(context, usual, default)).await?
            } else {
                Markup::default()
            };
            let together = self.0.finder.together(context.app, members, lang, &query, PAGE_SIZE).await?;
            let title = found.title.get(lang, context.visitor.organisation.default_lang);
            let title = if title.is_empty() { context.page.title.as_str() } else { title };
            let inside = html! { h1 { (title) } (page(context, &query, (default, usual), &together, drawn)) };
            Ok(Rendered::from(framed(context.bare, inside)))
        })
    }
}

/// The path of the page that the block stands on.
fn path(context: &BlockContext<'_>) -> String {
    let path = match context.project {
        Some(project) => project_path(project, context.page),
        None => format!("/{}", context.page.slug),
    };
    context.visitor.link(&path)
}

/// The address of a query on the page that the block stands on.
fn address<'a>(
    context: &BlockContext<'a>,
    usual: View,
    default: Order,
) -> impl Fn(&ListQuery, u32) -> String + use<'a> {
    let path = path(context);
    move |query, page| {
        let query = ListQuery { view: query.view.filter(|view| *view != usual), ..query.clone() };
        format!("{path}{}", query.address(page, default))
    }
}

fn page(
    context: &BlockContext<'_>,
    query: &ListQuery,
    (default, usual): (Order, View),
    together: &Together,
    drawn: Markup,
) -> Markup {
    let t = &context.visitor.t;
    let view = query.view.unwrap_or(usual);
    let address = address(context, usual, default);
    let total = together.found.total;
    let count = t.with("plans-count", &[("n", total.into()), ("number", number_first(t, total).into())]);
    let order = format!(", {}", t.text(super::filters::in_order(query.order)));
    let to = |view: View| address(&ListQuery { view: Some(view), bounds: None, ..query.clone() }, 1);
    let (cards, on_map) = (t.text("plans-view-cards"), t.text("plans-view-map"));
    let switch = [
        ("layout-grid", &*cards, to(View::Cards), view == View::Cards),
        ("map", &*on_map, to(View::Map), view == View::Map),
    ];
    html! {
        form class="filter-bar" method="get" action=(path(context)) role="search" aria-label=(t.text("plans-search-label"))
            data-enhance data-live data-swap="lijst" {
            @if view != usual { input type="hidden" name="view" value=(view.code()); }
            div class="filter-bar__search" {
                div class="field" {
                    label class="field__label" for="q" { (t.text("plans-search")) }
                    input class="input" id="q" name="q" type="search" value=(query.q) maxlength="200";
                }
                button class="button" { (icon("search")) (t.text("word-search")) }
            }
        }
        div id="lijst" {
            @if total == 0 {
                p class="visually-hidden" data-announce { (count) }
                (empty(&t.text("plans-none-found"), &t.text("plans-none-found-why"), Some((&path(context), &t.text("plans-show-all")))))
            } @else {
                (list_head(&count, &order, &t.text("plans-view"), &switch))
                (drawn)
                (grid(context, together))
                (pagination(t, together.found.page, together.found.pages, |page| address(query, page)))
            }
        }
    }
}

/// The cards, each with its project.
fn grid(context: &BlockContext<'_>, together: &Together) -> Markup {
    let all: Vec<Markup> = together
        .cards
        .iter()
        .filter_map(|(place, card)| {
            let Member { project, pages, facets } = together.members.get(*place)?;
            let href = context.visitor.link(&plan_path(project, pages, card));
            Some(shown_card(&context.visitor.t, facets, card, &href, (Some(&project.title), None, true)))
        })
        .collect();
    plan_grid(&all)
}

/// One plan as a card.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct CardSettings {
    /// Slug of its project; empty for the project that the page is of.
    project: String,
    /// Its number in that project, from 1; 0 shows nothing yet.
    number: i64,
}

/// The kind `plan-card`.
pub struct PlanCardBlock;

impl BlockKind for PlanCardBlock {
    fn name(&self) -> &'static str {
        "plan-card"
    }

    fn default_settings(&self) -> Value {
        serde_json::to_value(CardSettings::default()).unwrap_or_default()
    }

    fn fields(&self) -> Vec<Field> {
        vec![Field { name: "project", control: Control::Line }, Field { name: "number", control: Control::Number }]
    }

    fn check(&self, value: &Value) -> Result<(), String> {
        let found: CardSettings = settings(value)?;
        let slug = found.project.is_empty() || platform::ids::is_slug(&found.project);
        let number = found.number == 0 || number_in(&found.number.to_string()).is_some();
        if slug && number { Ok(()) } else { Err("a slug of a project and a number of a plan".into()) }
    }

    fn render<'a>(&'a self, context: &'a BlockContext<'a>, value: &'a Value) -> Rendering<'a> {
        Box::pin(async move {
            let found: CardSettings = settings(value).map_err(Error::internal)?;
            let own = context.project.map(|project| project.slug.clone()).unwrap_or_default();
            let slug = if found.project.is_empty() { own } else { found.project };
            let (organisation, lang) = (context.visitor.organisation.id, context.visitor.lang);
            if slug.is_empty() || found.number == 0 {
                return Ok(Rendered::from(Markup::default()));
            }
            let read = context.app.db.read(move |reader| {
                let Some(member) = members(reader, organisation, lang, &[slug])?.pop() else { return Ok(None) };
                let plan = store::by_number(reader, organisation, member.project.id, lang, found.number, false)?;
                Ok::<_, Error>(plan.map(|plan| (member, plan.card)))
            });
            // A plan that is hidden, or not there any more, leaves nothing behind.
            let Some((member, card)) = read.await? else { return Ok(Rendered::from(Markup::default())) };
            let href = context.visitor.link(&plan_path(&member.project, &member.pages, &card));
            let card = shown_card(&context.visitor.t, &member.facets, &card, &href, (None, None, false));
            let inside = plan_grid(&[card]);
            Ok(Rendered::from(html! { @if context.bare { (inside) } @else { div class="wrap section" { (inside) } } }))
        })
    }
}
