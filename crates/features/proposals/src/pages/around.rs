//! What stands around one plan: what became of it, ways to share it, others near by and with the same theme.

use super::{cards, filters, plan_link, share};
use crate::model::Card;
use crate::service::Around;
use crate::store::{Facets, StatusChange};
use civic::block::BlockContext;
use civic::model::Project;
use civic::ui::icon;
use civic::ui::notice::panel;
use civic::{App, Visitor};
use maud::{Markup, html};
use platform::web::query::encode;
use std::collections::HashMap;

/// What became of a plan, with dates; nothing while nothing did.
pub(super) fn timeline(context: &BlockContext<'_>, card: &Card, history: &[StatusChange]) -> Markup {
    let t = &context.visitor.t;
    let step = |at: jiff::Timestamp, words: &str| {
        html! {
            li { time datetime=(at.strftime("%Y-%m-%d")) { (t.date(at)) } p { (words) } }
        }
    };
    html! {
        @if !history.is_empty() {
            section aria-labelledby="verloop" {
                h2 id="verloop" { (t.text("plan-history")) }
                ol class="timeline" {
                    (step(card.created_at, &t.text("plan-history-first")))
                    @for change in history { (step(change.at, &change.title)) }
                }
            }
        }
    }
}

/// The full address of a plan, the same whoever asks.
pub(super) fn address(context: &BlockContext<'_>, project: &Project, card: &Card) -> String {
    full(context.app, context.visitor, &plan_link(context, project, card))
}

/// The full address of a path on this site.
fn full(app: &App, visitor: &Visitor, link: &str) -> String {
    format!("{}{link}", app.site.origin(&visitor.organisation.host))
}

/// Ways to share a plan, whose page is at `link`. They are plain links: nobody is told of a visit before one is followed.
pub(super) fn share(app: &App, visitor: &Visitor, project: &Project, (card, link): (&Card, &str)) -> Markup {
    let t = &visitor.t;
    let address = full(app, visitor, link);
    let picture = visitor.link(&share::picture_path(project, card));
    let words = t.with("plan-share-words", &[("title", card.title.as_str().into())]);
    let spaced = |text: &str| encode(text).replace('+', "%20");
    let mail = format!("mailto:?subject={}&body={}", spaced(&card.title), spaced(&format!("{words}\n\n{address}")));
    let chat = format!("https://wa.me/?text={}", spaced(&format!("{words} {address}")));
    let body = html! {
        p class="share" data-share data-title=(card.title) data-text-copied=(t.text("plan-share-copied"))
            data-text-copy=(t.text("plan-share-copy")) data-text-more=(t.text("plan-share-more")) {
            label class="field__label" for="adres" { (t.text("plan-share-address")) }
            input class="input" id="adres" type="text" readonly value=(address);
        }
        ul class="link-list" {
            li { a href=(mail) { (icon("mail")) (t.text("plan-share-mail")) } }
            li { a href=(chat) rel="noopener noreferrer" { (icon("message")) (t.text("plan-share-chat")) } }
            li { a href={ (link) "/poster" } { (icon("printer")) (t.text("plan-share-poster")) } }
            li { a href=(picture) download { (icon("photo")) (t.text("plan-share-picture")) } }
        }
        script type="module" src=(app.assets.url("js/share.js")) {}
    };
    panel("delen", &t.text("plan-share"), body)
}

/// Others near by, and others with the same theme.
pub(super) fn beside(context: &BlockContext<'_>, project: &Project, facets: &Facets, around: &Around) -> Markup {
    let t = &context.visitor.t;
    let near: Vec<Card> = around.near.iter().map(|(card, _)| card.clone()).collect();
    let far = around.near.last().map_or(0.0, |(_, metres)| *metres);
    html! {
        @if !near.is_empty() {
            section class="beside" aria-labelledby="dichtbij" {
                h2 id="dichtbij" { (t.text("plan-near")) }
                p class="soft" { (t.with("plan-near-within", &[("distance", filters::distance_word(t, rounded(far)).into())])) }
                (cards(context, project, facets, &near, (&HashMap::new(), false)))
            }
        }
        @if !around.alike.is_empty() {
            section class="beside" aria-labelledby="zelfde-thema" {
                h2 id="zelfde-thema" { (t.text("plan-alike")) }
                (cards(context, project, facets, &around.alike, (&HashMap::new(), false)))
            }
        }
    }
}

/// A distance as people say it: the next hundred metres, and beyond a kilometre the next whole one.
fn rounded(metres: f64) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "two kilometres at most")]
    let whole = metres.clamp(0.0, 1e6).round() as u32;
    let step = if whole > 900 { 1_000 } else { 100 };
    whole.max(1).div_ceil(step) * step
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_round() {
        for (metres, said) in [(0.0, 100), (99.0, 100), (101.0, 200), (890.0, 900), (901.0, 1_000), (1_001.0, 2_000)] {
            assert_eq!(rounded(metres), said, "{metres}");
        }
        assert_eq!(rounded(f64::NAN), 100);
    }
}
