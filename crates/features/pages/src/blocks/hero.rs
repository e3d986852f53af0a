//! The head of a project: title, summary, picture, phases, the one thing to do now, and its text.

use super::facts::{Facts, read_one};
use crate::now::Deed;
use civic::Visitor;
use civic::block::{BlockContext, BlockKind, Rendered, Rendering};
use civic::model::Project;
use civic::ui::list::picture;
use civic::ui::notice::sign;
use civic::ui::shell::path_of;
use civic::ui::time::{phase, phase_line};
use maud::{Markup, PreEscaped, html};
use platform::error::{Common, Error};
use platform::text::clean_html;
use serde_json::Value;

/// The kind. It has no settings: what it shows is the project's.
pub(super) struct Hero;

impl BlockKind for Hero {
    fn name(&self) -> &'static str {
        "hero"
    }

    fn render<'a>(&'a self, context: &'a BlockContext<'a>, _: &'a Value) -> Rendering<'a> {
        Box::pin(async move {
            let project = context.project.ok_or(Error::from(Common::NotFound))?;
            let facts = read_one(context.app, context.visitor, project).await?;
            let markup = hero(context, project, &facts);
            let description = Some(project.summary.clone()).filter(|summary| !summary.is_empty());
            Ok(Rendered { title: Some(project.title.clone()), description, ..Rendered::from(markup) })
        })
    }
}

fn hero(context: &BlockContext<'_>, project: &Project, facts: &Facts) -> Markup {
    let (t, now) = (&context.visitor.t, context.app.clock.now());
    let stops = facts.stops(t, now);
    html! {
        div class="wrap" {
            header class="project-head" {
                div {
                    @if let Some((word, when, text)) = facts.phase(t, now) { (phase(&word, when, &text)) }
                    h1 class="project-head__title" { (project.title) }
                    @if !project.summary.is_empty() { p class="lead" { (project.summary) } }
                }
                @if let Some(name) = &project.picture {
                    figure class="project-head__picture" { (picture(name, &project.picture_alt, true)) }
                }
            }
            @if !stops.is_empty() { (phase_line(t, &stops)) }
            @if let Some(deed) = facts.deed(now) { (deed_sign(context.visitor, project, facts, deed)) }
        }
        @if !project.intro.is_empty() {
            div class="wrap section" { div class="prose" { (PreEscaped(clean_html(&project.intro))) } }
        }
    }
}

/// The one thing to do as a band.
pub(super) fn deed_sign(visitor: &Visitor, project: &Project, facts: &Facts, deed: Deed) -> Markup {
    let t = &visitor.t;
    let href = visitor.link(&path_of(project, &facts.pages, deed.role()).unwrap_or_default());
    let title = match (deed, facts.rules.budget) {
        (Deed::Vote(_), Some(budget)) => t.with("sign-vote-budget", &[("budget", budget.into())]),
        _ => t.text(sign_title(deed)).into_owned(),
    };
    let text = t.with(sign_text(deed), &[("moment", deed.at().into())]);
    let when = t.text(match deed {
        Deed::Collect(_) | Deed::Vote(_) => "sign-now",
        Deed::Await(_) => "sign-soon",
        Deed::Outcome(_) => "sign-over",
    });
    sign(&when, &title, &text, (&href, &t.text(deed_word(deed))))
}

fn sign_title(deed: Deed) -> &'static str {
    match deed {
        Deed::Collect(_) => "sign-collect",
        Deed::Vote(_) => "sign-vote",
        Deed::Await(_) => "sign-await",
        Deed::Outcome(_) => "sign-outcome",
    }
}

fn sign_text(deed: Deed) -> &'static str {
    match deed {
        Deed::Collect(_) => "sign-collect-text",
        Deed::Vote(_) => "sign-vote-text",
        Deed::Await(_) => "sign-await-text",
        Deed::Outcome(_) => "sign-outcome-text",
    }
}

/// The word on the button.
pub(super) fn deed_word(deed: Deed) -> &'static str {
    match deed {
        Deed::Collect(_) => "deed-collect",
        Deed::Vote(_) => "deed-vote",
        Deed::Await(_) => "deed-await",
        Deed::Outcome(_) => "deed-outcome",
    }
}
