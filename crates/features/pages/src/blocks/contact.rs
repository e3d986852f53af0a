//! Whom to ask.

use super::{Words, parse, settings};
use civic::block::{BlockContext, BlockKind, Control, Field, Rendering};
use civic::ui::notice::paragraphs;
use maud::html;
use serde::Deserialize;
use serde_json::{Value, json};

/// The kind.
pub(super) struct Contact;

/// Its settings.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Settings {
    /// Who does this, in plain text.
    people: Words,
}

impl BlockKind for Contact {
    fn name(&self) -> &'static str {
        "contact"
    }

    fn default_settings(&self) -> Value {
        json!({ "people": {} })
    }

    fn fields(&self) -> Vec<Field> {
        vec![Field { name: "people", control: Control::Line }]
    }

    fn check(&self, settings: &Value) -> Result<(), String> {
        parse::<Settings>(settings)?.people.check("people", 2_000)
    }

    fn render<'a>(&'a self, context: &'a BlockContext<'a>, value: &'a Value) -> Rendering<'a> {
        Box::pin(async move {
            let settings: Settings = settings(self.name(), value);
            let (t, organisation) = (&context.visitor.t, &context.visitor.organisation);
            let people = settings.people.pick(context.visitor);
            let inner = html! {
                @if !people.is_empty() {
                    section { h2 class="panel__title" { (t.text("contact-people")) } (paragraphs(people)) }
                }
                section {
                    h2 class="panel__title" { (t.text("contact-title")) }
                    (paragraphs(&organisation.contact_text))
                    p { a href={ "mailto:" (organisation.contact_email) } { (organisation.contact_email) } }
                }
            };
            Ok(if context.bare {
                inner
            } else {
                html! { div class="wrap section" { (inner) } }
            }
            .into())
        })
    }
}
