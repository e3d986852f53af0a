//! The poster of a plan: for a window, a notice board, a street light. Printed it is one sheet.

use super::{around, plan_link};
use crate::model::Plan;
use civic::block::BlockContext;
use civic::model::{Project, Tag};
use civic::ui::figures::{price, theme_pill};
use civic::ui::icon;
use civic::ui::list::picture;
use civic::ui::qr::qr;
use maud::{Markup, html};

pub(super) fn page(context: &BlockContext<'_>, project: &Project, plan: &Plan, theme: Option<&Tag>) -> Markup {
    let (t, card) = (&context.visitor.t, &plan.card);
    let address = around::address(context, project, card);
    let shown = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest);
    html! {
        div class="wrap section section--first" {
            p class="actions poster__how" {
                a class="button" href=(plan_link(context, project, card)) { (icon("arrow-left")) (t.text("poster-back")) }
                span class="soft" { (t.text("poster-how")) }
            }
            article class="poster" {
                p class="poster__who" { (context.visitor.organisation.name) " · " (project.title) }
                h1 class="poster__title" { (card.title) }
                @if let Some(name) = &card.picture { (picture(name, &card.picture_alt, true)) }
                @if !card.summary.is_empty() { p class="poster__text" { (card.summary) } }
                p class="plan__tags" {
                    @if let Some(tag) = theme { (theme_pill(&tag.title)) }
                    @if let Some(cost) = card.cost { (price(t, cost)) }
                    @if !card.author.is_empty() {
                        span { (t.with("plan-by", &[("author", card.author.as_str().into())])) }
                    }
                }
                div class="poster__foot" {
                    (qr(&address, &t.with("poster-qr", &[("address", shown.into())])))
                    div {
                        p class="poster__call" { (t.text("poster-call")) }
                        p class="poster__address" { (shown) }
                    }
                }
            }
        }
    }
}
