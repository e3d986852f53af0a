//! A heading, with an opening paragraph if one wants.

use super::{Words, parse, settings};
use civic::block::{BlockContext, BlockKind, Control, Field, Rendering};
use maud::html;
use serde::Deserialize;
use serde_json::{Value, json};

/// The kind.
pub(super) struct Heading;

/// Its settings.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Settings {
    /// The heading; empty for the title of the page.
    title: Words,
    /// An opening paragraph.
    lead: Words,
}

impl BlockKind for Heading {
    fn name(&self) -> &'static str {
        "heading"
    }

    fn default_settings(&self) -> Value {
        json!({ "title": {}, "lead": {} })
    }

    fn fields(&self) -> Vec<Field> {
        vec![Field { name: "title", control: Control::Line }, Field { name: "lead", control: Control::Line }]
    }

    fn check(&self, settings: &Value) -> Result<(), String> {
        let settings: Settings = parse(settings)?;
        settings.title.check("title", 300)?;
        settings.lead.check("lead", 2_000)
    }

    fn render<'a>(&'a self, context: &'a BlockContext<'a>, value: &'a Value) -> Rendering<'a> {
        Box::pin(async move {
            let settings: Settings = settings(self.name(), value);
            let title = Some(settings.title.pick(context.visitor)).filter(|title| !title.is_empty());
            let lead = settings.lead.pick(context.visitor);
            let inner = html! {
                h1 { (title.unwrap_or(&context.page.title)) }
                @if !lead.is_empty() { p class="lead" { (lead) } }
            };
            Ok(if context.bare {
                inner
            } else {
                html! { div class="wrap section section--first" { (inner) } }
            }
            .into())
        })
    }
}
