//! The list of plans: search, filters, order, numbered pages; as cards, as a table, or on a map.

use super::map::{self, Extras};
use super::{Words, card_parts, cards, collecting, filters, framed, number_first, order, settings, share, table, view};
use crate::Plans;
use crate::model::{ListQuery, Order, PAGE_SIZE, QUERY_KEYS, View};
use crate::service::List;
use civic::block::{BlockContext, BlockKind, Control, Field, Rendered, Rendering};
use civic::model::Project;
use civic::ui::icon;
use civic::ui::list::{list_head, pagination};
use civic::ui::notice::{Tone, alert, empty};
use civic::ui::shell::project_path;
use maud::{Markup, html};
use platform::error::Error;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// The longest sentence under the heading.
const LEAD: usize = 600;

/// Its settings.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Settings {
    /// A sentence under the heading.
    lead: Words,
    /// The order that holds until somebody asks for another.
    order: String,
    /// The way in which plans are shown until somebody asks for another.
    view: String,
    /// What else is on the map: layers and fixed markers.
    map: Extras,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            lead: Words::default(),
            order: Order::Random.code().into(),
            view: View::Cards.code().into(),
            map: Extras::default(),
        }
    }
}

/// The kind `plans-list`.
pub struct Overview(pub(crate) Plans);

impl BlockKind for Overview {
    fn name(&self) -> &'static str {
        "plans-list"
    }

    fn default_settings(&self) -> Value {
        serde_json::to_value(Settings::default()).unwrap_or_default()
    }

    fn fields(&self) -> Vec<Field> {
        ["lead", "order", "view"].into_iter().map(|name| Field { name, control: Control::Line }).collect()
    }

    fn check(&self, value: &Value) -> Result<(), String> {
        let found: Settings = settings(value)?;
        order(&found.order)?;
        view(&found.view)?;
        found.map.check()?;
        if found.lead.longest() > LEAD { Err(format!("lead is longer than {LEAD} characters")) } else { Ok(()) }
    }

    fn query(&self) -> &'static [&'static str] {
        QUERY_KEYS
    }

    fn seeded(&self, value: &Value, query: &BTreeMap<String, String>) -> bool {
        asked(value, query).order == Order::Random
    }

    fn render<'a>(&'a self, context: &'a BlockContext<'a>, value: &'a Value) -> Rendering<'a> {
        Box::pin(async move {
            let Some(project) = context.project else { return Ok(Rendered::from(Markup::default())) };
            let found: Settings = settings(value).map_err(Error::internal)?;
            let default = order(&found.order).map_err(Error::internal)?;
            let usual = view(&found.view).map_err(Error::internal)?;
            let (scope, lang) = ((project.organisation, project.id), context.visitor.lang);
            let query = ListQuery::read(context.query, default);
            let list = self.0.finder.list(context.app, scope, lang, query, PAGE_SIZE).await?;
            let shown = Shown { default, usual, view: list.query.view.unwrap_or(usual), list: &list };
            let drawn = match shown.view {
                View::Map => map::of_list(context, &self.0.finder, project, &found.map, &shown).await?,
                View::Cards => {
                    let parts = card_parts(&self.0.parts, context, project, &list.cards).await?;
                    cards(context, project, &list.facets, &list.cards, (&parts, true))
                }
                View::Table => Markup::default(),
            };
            let collect = collecting::line(context, project).await?;
            let visitor = context.visitor;
            let lead = found.lead.get(visitor.lang, visitor.organisation.default_lang);
            let inside = html! {
                h1 { (context.page.title) }
                @if !lead.is_empty() { p class="lead" { (lead) } }
                (collect)
                (page(context, project, &shown, drawn))
            };
            Ok(Rendered::from(framed(context.bare, inside)))
        })
    }
}

/// A list, and how it is shown.
pub(super) struct Shown<'l> {
    /// The order until somebody asks for another.
    pub default: Order,
    /// The way until somebody asks for another.
    pub usual: View,
    /// The way now.
    pub view: View,
    /// What was found.
    pub list: &'l List,
}

impl Shown<'_> {
    /// The address of this list with other things in it.
    pub fn address(&self, path: &str, page: u32, change: impl FnOnce(&mut ListQuery)) -> String {
        let mut query = self.list.query.clone();
        change(&mut query);
        query.view = query.view.filter(|view| *view != self.usual);
        format!("{path}{}", query.address(page, self.default))
    }
}

fn asked(value: &Value, query: &BTreeMap<String, String>) -> ListQuery {
    let default = settings::<Settings>(value).ok().and_then(|found| Order::parse(&found.order));
    ListQuery::read(query, default.unwrap_or(Order::Random))
}

fn page(context: &BlockContext<'_>, project: &Project, shown: &Shown<'_>, drawn: Markup) -> Markup {
    let path = context.visitor.link(&project_path(project, context.page));
    let list = shown.list;
    html! {
        // Where there is nothing yet there is nothing to search.
        @if list.found.total > 0 || list.query.is_filtered() { (filters::bar(&context.visitor.t, &path, shown)) }
        div id="lijst" { (results(context, project, &path, shown, drawn)) }
    }
}

fn results(context: &BlockContext<'_>, project: &Project, path: &str, shown: &Shown<'_>, drawn: Markup) -> Markup {
    let (t, list) = (&context.visitor.t, shown.list);
    let total = list.found.total;
    if total == 0 {
        return html! { (remarks(context, path, shown)) (nothing(context, project, path, list)) };
    }
    let count = t.with("plans-count", &[("n", total.into()), ("number", number_first(t, total).into())]);
    let order = format!(", {}", t.text(filters::in_order(list.query.order)));
    let switch: Vec<_> = View::ALL
        .into_iter()
        .map(|view| {
            // A part of the map is chosen on the map; elsewhere all plans are shown again.
            let href = shown.address(path, 1, |query| {
                query.view = Some(view);
                query.bounds = query.bounds.filter(|_| view == View::Map);
            });
            (view_icon(view), t.text(view_word(view)), href, view == shown.view)
        })
        .collect();
    let switch: Vec<_> = switch.iter().map(|(icon, word, href, now)| (*icon, &**word, href.clone(), *now)).collect();
    html! {
        (list_head(&count, &order, &t.text("plans-view"), &switch))
        (remarks(context, path, shown))
        @match shown.view {
            View::Cards => (drawn),
            View::Table => (table::rows(context, project, path, shown)),
            View::Map => {
                (drawn)
                div id="rijen" tabindex="-1" { (table::rows(context, project, path, shown)) }
            },
        }
        (pagination(t, list.found.page, list.found.pages, |page| shown.address(path, page, |_| {})))
        p class="actions" {
            a class="button button--quiet" href=(context.visitor.link(&share::feed_path(project, &list.query))) {
                (icon("rss")) (t.text("plans-feed"))
            }
        }
    }
}

/// What to know about how the question was understood: another word, a post code that nobody knows, a part of the map.
fn remarks(context: &BlockContext<'_>, path: &str, shown: &Shown<'_>) -> Markup {
    let (t, list) = (&context.visitor.t, shown.list);
    let arg = |text: &str| text.to_owned();
    html! {
        @for (typed, meant) in &list.mended {
            p class="remark" {
                (t.with("plans-mended", &[("typed", arg(typed).into()), ("meant", arg(meant).into())]))
            }
        }
        @if let (true, Some(code)) = (list.unknown_postcode, &list.query.postcode) {
            (alert(Tone::Warning, &t.with("plans-postcode-unknown", &[("code", arg(code).into())]), html! {}))
        }
        @if list.query.bounds.is_some() {
            p class="remark" {
                (t.text("plans-part-of-map")) " "
                a href=(shown.address(path, 1, |query| query.bounds = None)) { (t.text("plans-whole-map")) }
            }
        }
    }
}

/// There is nothing to show: what this is, why, and what to do.
fn nothing(context: &BlockContext<'_>, project: &Project, path: &str, list: &List) -> Markup {
    let t = &context.visitor.t;
    let aloud = t.with("plans-count", &[("n", 0_i64.into()), ("number", "0".into())]);
    let (title, why, next) = if list.query.is_filtered() {
        ("plans-none-found", "plans-none-found-why", (path.to_owned(), t.text("plans-show-all")))
    } else {
        let home = context.visitor.link(&format!("/{}", project.slug));
        ("plans-none-yet", "plans-none-yet-why", (home, t.text("plans-to-project")))
    };
    html! {
        p class="visually-hidden" data-announce { (aloud) }
        (empty(&t.text(title), &t.text(why), Some((&next.0, &next.1))))
    }
}

fn view_icon(view: View) -> &'static str {
    match view {
        View::Cards => "layout-grid",
        View::Table => "list",
        View::Map => "map",
    }
}

fn view_word(view: View) -> &'static str {
    match view {
        View::Cards => "plans-view-cards",
        View::Table => "plans-view-table",
        View::Map => "plans-view-map",
    }
}
