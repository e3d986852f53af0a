//! What residents see: the kinds of blocks of this feature, and the pages of one's own plans. All blocks but the form are
//! public, the same for everybody.

mod around;
mod collecting;
mod detail;
pub(crate) mod files;
mod filters;
pub(crate) mod form;
pub(crate) mod map;
mod overview;
pub(crate) mod own;
pub(crate) mod picker;
mod poster;
mod preview;
pub(crate) mod share;
mod table;
mod together;

pub use detail::OnePlan;
pub use form::PlanForm;
pub use overview::Overview;
pub use preview::Preview;
pub use together::{PlanCardBlock, PlansTogether};

use crate::model::{Card, Order, View};
use crate::service::theme;
use crate::store::Facets;
use civic::block::BlockContext;
use civic::model::{Page, PageRole, Project};
use civic::plan::{PlanParts, PlanRef};
use civic::ui::list::{PlanCard, plan_card};
use civic::ui::shell::path_of;
use maud::{Markup, html};
use platform::error::Error;
use platform::i18n::{Lang, T};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// A text of a block's settings: one for all languages, or one for each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Words {
    /// The same in every language.
    One(String),
    /// By language code.
    Each(BTreeMap<String, String>),
}

impl Default for Words {
    fn default() -> Self {
        Words::One(String::new())
    }
}

impl Words {
    /// The text in a language, or in the default one; empty if there is none.
    #[must_use]
    pub fn get(&self, lang: Lang, default: Lang) -> &str {
        match self {
            Words::One(text) => text,
            Words::Each(texts) => {
                texts.get(lang.code()).or_else(|| texts.get(default.code())).map_or("", String::as_str)
            }
        }
    }

    fn longest(&self) -> usize {
        match self {
            Words::One(text) => text.chars().count(),
            Words::Each(texts) => texts.values().map(|text| text.chars().count()).max().unwrap_or(0),
        }
    }
}

/// Reads settings, or says what does not fit.
fn settings<S: serde::de::DeserializeOwned>(value: &serde_json::Value) -> Result<S, String> {
    // A list of values would be read as a struct too.
    if !value.is_object() {
        return Err("not an object".into());
    }
    serde_json::from_value(value.clone()).map_err(|error| error.to_string())
}

fn order(code: &str) -> Result<Order, String> {
    Order::parse(code).ok_or_else(|| format!("unknown order {code:?}"))
}

fn view(code: &str) -> Result<View, String> {
    View::parse(code).ok_or_else(|| format!("unknown view {code:?}"))
}

/// Width and space around a block, unless the row gives them.
fn framed(bare: bool, inside: Markup) -> Markup {
    html! {
        @if bare { (inside) } @else { div class="wrap section section--first" { (inside) } }
    }
}

/// The address of a plan, in the visitor's language.
fn plan_link(context: &BlockContext<'_>, project: &Project, card: &Card) -> String {
    context.visitor.link(&plan_path(project, context.pages, card))
}

/// The path of a plan, without language; `pages` are those of its project.
pub(crate) fn plan_path(project: &Project, pages: &[Page], card: &Card) -> String {
    let page = path_of(project, pages, PageRole::Plan).unwrap_or_else(|| format!("/{}", project.slug));
    format!("{page}/{}", card.address())
}

/// A plan as a card: with the title of its project where plans of several stand together, and with a heading of level 2
/// where the list is the page.
fn shown_card(
    t: &T,
    facets: &Facets,
    card: &Card,
    href: &str,
    (project, parts, level_two): (Option<&str>, Option<&Markup>, bool),
) -> Markup {
    let themes: Vec<&str> =
        project.into_iter().chain(theme(facets, &card.tags).map(|tag| tag.title.as_str())).collect();
    let shown = PlanCard {
        number: Some(card.number),
        title: &card.title,
        href,
        text: &card.summary,
        picture: card.picture.as_deref(),
        themes: &themes,
        cost: card.cost,
        support: &support(t, card),
        parts,
        level_two,
        ..PlanCard::default()
    };
    plan_card(t, shown)
}

/// A plan as other features know it.
fn plan_ref(context: &BlockContext<'_>, project: &Project, card: &Card) -> PlanRef {
    let link = plan_link(context, project, card);
    PlanRef { uuid: card.uuid, number: card.number, title: card.title.clone(), link }
}

/// What other features put on the cards of a list, by plan.
async fn card_parts(
    parts: &PlanParts,
    context: &BlockContext<'_>,
    project: &Project,
    cards: &[Card],
) -> Result<HashMap<Uuid, Markup>, Error> {
    let plans: Vec<PlanRef> = cards.iter().map(|card| plan_ref(context, project, card)).collect();
    parts.on_cards(context, project, &plans).await
}

/// The cards of a page of plans, with what stands on them by plan. `level_two`: the list is the page.
fn cards(
    context: &BlockContext<'_>,
    project: &Project,
    facets: &Facets,
    cards: &[Card],
    (parts, level_two): (&HashMap<Uuid, Markup>, bool),
) -> Markup {
    let t = &context.visitor.t;
    let all: Vec<Markup> = cards
        .iter()
        .map(|card| {
            let about = (None, parts.get(&card.uuid), level_two);
            shown_card(t, facets, card, &plan_link(context, project, card), about)
        })
        .collect();
    civic::ui::list::plan_grid(&all)
}

/// How many people back a plan, in words; nothing while nobody does.
fn support(t: &T, card: &Card) -> String {
    match card.support {
        0 => String::new(),
        many => t.with("plan-support", &[("n", many.into())]),
    }
}

/// A number with its first letter large, in words up to twelve: it begins a sentence.
fn number_first(t: &T, number: i64) -> String {
    let words = t.words(number);
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    #[test]
    fn a_text_falls_back_to_the_default_language() {
        let words: Words = serde_json::from_value(json!({"nl": "Hallo"})).unwrap();
        assert_eq!(words.get(Lang::En, Lang::Nl), "Hallo");
        assert_eq!(Words::One("Hi".into()).get(Lang::Nl, Lang::Nl), "Hi");
        assert_eq!(Words::default().longest(), 0);
    }
}
