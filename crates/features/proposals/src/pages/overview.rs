//! The list of plans: search, filters, order, numbered pages.

use super::{Words, cards, filters, framed, number_first, order, settings};
use crate::model::{ListQuery, Order, PAGE_SIZE, QUERY_KEYS};
use crate::service::{self, List};
use civic::block::{BlockContext, BlockKind, Control, Field, Rendered, Rendering};
use civic::model::Project;
use civic::ui::list::{list_head, pagination};
use civic::ui::notice::empty;
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
}

impl Default for Settings {
    fn default() -> Self {
        Settings { lead: Words::default(), order: Order::Random.code().into() }
    }
}

/// The kind `plans-list`.
pub struct Overview;

impl BlockKind for Overview {
    fn name(&self) -> &'static str {
        "plans-list"
    }

    fn default_settings(&self) -> Value {
        serde_json::to_value(Settings::default()).unwrap_or_default()
    }

    fn fields(&self) -> Vec<Field> {
        ["lead", "order"].into_iter().map(|name| Field { name, control: Control::Line }).collect()
    }

    fn check(&self, value: &Value) -> Result<(), String> {
        let found: Settings = settings(value)?;
        order(&found.order)?;
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
            let (scope, lang) = ((project.organisation, project.id), context.visitor.lang);
            let query = ListQuery::read(context.query, default);
            let list = context.app.db.read(move |reader| service::list(reader, scope, lang, query, (PAGE_SIZE, false)));
            let list = list.await.map_err(Error::Db)?;
            Ok(Rendered::from(page(context, project, &found, default, &list)))
        })
    }
}

fn asked(value: &Value, query: &BTreeMap<String, String>) -> ListQuery {
    let default = settings::<Settings>(value).ok().and_then(|found| Order::parse(&found.order));
    ListQuery::read(query, default.unwrap_or(Order::Random))
}

fn page(context: &BlockContext<'_>, project: &Project, found: &Settings, default: Order, list: &List) -> Markup {
    let visitor = context.visitor;
    let path = visitor.link(&project_path(project, context.page));
    let lead = found.lead.get(visitor.lang, visitor.organisation.default_lang);
    let inside = html! {
        h1 { (context.page.title) }
        @if !lead.is_empty() { p class="lead" { (lead) } }
        // Where there is nothing yet there is nothing to search.
        @if list.found.total > 0 || list.query.is_filtered() { (filters::bar(&visitor.t, &path, default, list)) }
        div id="lijst" { (results(context, project, &path, default, list)) }
    };
    framed(context.bare, inside)
}

fn results(context: &BlockContext<'_>, project: &Project, path: &str, default: Order, list: &List) -> Markup {
    let t = &context.visitor.t;
    let total = list.found.total;
    if total == 0 {
        let aloud = t.with("plans-count", &[("n", total.into()), ("number", "0".into())]);
        let (title, why, next) = if list.query.is_filtered() {
            ("plans-none-found", "plans-none-found-why", (path.to_owned(), t.text("plans-show-all")))
        } else {
            let home = context.visitor.link(&format!("/{}", project.slug));
            ("plans-none-yet", "plans-none-yet-why", (home, t.text("plans-to-project")))
        };
        return html! {
            p class="visually-hidden" data-announce { (aloud) }
            (empty(&t.text(title), &t.text(why), Some((&next.0, &next.1))))
        };
    }
    let count = t.with("plans-count", &[("n", total.into()), ("number", number_first(t, total).into())]);
    let order = format!(", {}", t.text(filters::in_order(list.query.order)));
    html! {
        (list_head(&count, &order, "", &[]))
        (cards(context, project, &list.facets, &list.cards, true))
        (pagination(t, list.found.page, list.found.pages, |page| format!("{path}{}", list.query.address(page, default))))
    }
}
