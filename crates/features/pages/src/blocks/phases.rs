//! The phases of a project with what happens in each.

use super::facts::read_one;
use civic::block::{BlockContext, BlockKind, Rendering};
use civic::model::When;
use civic::ui::notice::section;
use civic::ui::time::{range, timeline, when_text};
use maud::html;
use platform::error::{Common, Error};
use serde_json::Value;

/// The kind. It has no settings: what it shows is the project's.
pub(super) struct Phases;

impl BlockKind for Phases {
    fn name(&self) -> &'static str {
        "phases"
    }

    fn render<'a>(&'a self, context: &'a BlockContext<'a>, _: &'a Value) -> Rendering<'a> {
        Box::pin(async move {
            let project = context.project.ok_or(Error::from(Common::NotFound))?;
            let facts = read_one(context.app, context.visitor, project).await?;
            let (t, now) = (&context.visitor.t, context.app.clock.now());
            let items: Vec<_> = facts
                .phases
                .iter()
                .map(|phase| {
                    let days = range(t, phase.starts_at, phase.ends_at);
                    let text = match phase.when(now) {
                        When::Now => when_text(t, now, phase.starts_at, phase.ends_at),
                        When::Past | When::Future => days,
                    };
                    let word = t.text(match phase.when(now) {
                        When::Past => "phase-past",
                        When::Now => "phase-now",
                        When::Future => "phase-next",
                    });
                    let what = html! {
                        p { strong { (word) " " (phase.title) } }
                        @if !phase.description.is_empty() { p { (phase.description) } }
                    };
                    (phase.starts_at, text, what)
                })
                .collect();
            let list = timeline(&items);
            Ok(match (items.is_empty(), context.bare) {
                (true, _) => html! {},
                (_, true) => html! { section aria-labelledby="planning" { h2 id="planning" { (t.text("phases-title")) } (list) } },
                (_, false) => section("planning", &t.text("phases-title"), None, false, list),
            }
            .into())
        })
    }
}
