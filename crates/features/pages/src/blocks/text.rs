//! Rich text.

use super::{Words, parse, settings};
use civic::block::{BlockContext, BlockKind, Control, Field, Rendering};
use maud::{PreEscaped, html};
use platform::text::clean_html;
use serde::Deserialize;
use serde_json::{Value, json};

/// The kind.
pub(super) struct Text;

/// Its settings.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Settings {
    /// HTML, by language.
    text: Words,
}

impl BlockKind for Text {
    fn name(&self) -> &'static str {
        "text"
    }

    fn default_settings(&self) -> Value {
        json!({ "text": {} })
    }

    fn fields(&self) -> Vec<Field> {
        vec![Field { name: "text", control: Control::Text }]
    }

    fn check(&self, settings: &Value) -> Result<(), String> {
        parse::<Settings>(settings)?.text.check("text", 100_000)
    }

    fn render<'a>(&'a self, context: &'a BlockContext<'a>, value: &'a Value) -> Rendering<'a> {
        Box::pin(async move {
            let settings: Settings = settings(self.name(), value);
            // Settings may come from an import or an older program: cleaned when shown, whatever was done when saved.
            let clean = PreEscaped(clean_html(settings.text.pick(context.visitor)));
            Ok(if context.bare {
                html! { (clean) }
            } else {
                html! { div class="wrap section" { div class="prose" { (clean) } } }
            }
            .into())
        })
    }
}
