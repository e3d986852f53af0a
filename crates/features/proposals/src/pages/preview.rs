//! Some plans on the first page of a project.

use super::{card_parts, cards, number_first, order, settings};
use crate::Plans;
use crate::model::{ListQuery, Order};
use crate::service::List;
use civic::block::{BlockContext, BlockKind, Control, Field, Rendered, Rendering};
use civic::model::{PageRole, Project};
use civic::ui::notice::{section, section_head};
use civic::ui::shell::path_of;
use maud::{Markup, html};
use platform::error::Error;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// The id of its heading.
const ID: &str = "plannen";

/// Its settings.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Settings {
    /// How many plans, 1 to 24.
    count: u32,
    /// In which order they are chosen.
    order: String,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { count: 6, order: Order::Random.code().into() }
    }
}

/// The kind `plans-preview`.
pub struct Preview(pub(crate) Plans);

impl BlockKind for Preview {
    fn name(&self) -> &'static str {
        "plans-preview"
    }

    fn default_settings(&self) -> Value {
        serde_json::to_value(Settings::default()).unwrap_or_default()
    }

    fn fields(&self) -> Vec<Field> {
        vec![Field { name: "count", control: Control::Number }, Field { name: "order", control: Control::Line }]
    }

    fn check(&self, value: &Value) -> Result<(), String> {
        let found: Settings = settings(value)?;
        order(&found.order)?;
        if (1..=24).contains(&found.count) { Ok(()) } else { Err("count is not 1 to 24".into()) }
    }

    fn query(&self) -> &'static [&'static str] {
        &["seed"]
    }

    fn seeded(&self, value: &Value, _: &BTreeMap<String, String>) -> bool {
        settings::<Settings>(value).is_ok_and(|found| found.order == Order::Random.code())
    }

    fn render<'a>(&'a self, context: &'a BlockContext<'a>, value: &'a Value) -> Rendering<'a> {
        Box::pin(async move {
            let Some(project) = context.project else { return Ok(Rendered::from(Markup::default())) };
            let found: Settings = settings(value).map_err(Error::internal)?;
            let order = order(&found.order).map_err(Error::internal)?;
            let (scope, lang) = ((project.organisation, project.id), context.visitor.lang);
            // Of the address only the seed counts here; words and filters are those of another page.
            let seed = context.query.get("seed").map(|seed| ("seed".to_owned(), seed.clone()));
            let query = ListQuery::read(&seed.into_iter().collect(), order);
            let list = self.0.finder.list(context.app, scope, lang, query, found.count).await?;
            let parts = card_parts(&self.0.parts, context, project, &list.cards).await?;
            Ok(Rendered::from(some(context, project, &list, &parts)))
        })
    }
}

fn some(context: &BlockContext<'_>, project: &Project, list: &List, parts: &HashMap<Uuid, Markup>) -> Markup {
    let t = &context.visitor.t;
    if list.found.total == 0 {
        return Markup::default();
    }
    let page = path_of(project, context.pages, PageRole::Plans).map(|path| context.visitor.link(&path));
    let number = number_first(t, list.found.total).to_lowercase();
    let word = t.with("plans-all", &[("n", list.found.total.into()), ("number", number.into())]);
    let more = page.as_deref().map(|href| (href, word.as_str()));
    let title = t.text("plans-title");
    let grid = cards(context, project, &list.facets, &list.cards, (parts, false));
    if context.bare {
        return html! { section aria-labelledby=(ID) { (section_head(ID, &title, more)) (grid) } };
    }
    section(ID, &title, more, false, grid)
}
