//! What residents see: the kinds of blocks of this feature, and the pages of one's own plans. All blocks but the form are
//! public, the same for everybody.

mod detail;
pub(crate) mod files;
mod filters;
pub(crate) mod form;
mod overview;
pub(crate) mod own;
pub(crate) mod picker;
mod preview;

pub use detail::OnePlan;
pub use form::PlanForm;
pub use overview::Overview;
pub use preview::Preview;

use crate::model::{Card, Order};
use crate::service::theme;
use crate::store::Facets;
use civic::block::BlockContext;
use civic::model::{PageRole, Project};
use civic::ui::list::{PlanCard, plan_card};
use civic::ui::shell::path_of;
use maud::{Markup, html};
use platform::i18n::Lang;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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

/// Width and space around a block, unless the row gives them.
fn framed(bare: bool, inside: Markup) -> Markup {
    html! {
        @if bare { (inside) } @else { div class="wrap section section--first" { (inside) } }
    }
}

/// The address of a plan, in the visitor's language.
fn plan_link(context: &BlockContext<'_>, project: &Project, card: &Card) -> String {
    let page = path_of(project, context.pages, PageRole::Plan).unwrap_or_else(|| format!("/{}", project.slug));
    context.visitor.link(&format!("{page}/{}", card.address()))
}

/// The cards of a page of plans. `level_two`: the list is the page.
fn cards(context: &BlockContext<'_>, project: &Project, facets: &Facets, cards: &[Card], level_two: bool) -> Markup {
    let all: Vec<Markup> = cards
        .iter()
        .map(|card| {
            let href = plan_link(context, project, card);
            let theme: Vec<&str> = theme(facets, &card.tags).map(|tag| tag.title.as_str()).into_iter().collect();
            let shown = PlanCard {
                number: Some(card.number),
                title: &card.title,
                href: &href,
                text: &card.summary,
                picture: card.picture.as_deref(),
                themes: &theme,
                cost: card.cost,
                level_two,
                ..PlanCard::default()
            };
            plan_card(&context.visitor.t, shown)
        })
        .collect();
    civic::ui::list::plan_grid(&all)
}

/// A number with its first letter large, in words up to twelve: it begins a sentence.
fn number_first(t: &platform::i18n::T, number: i64) -> String {
    let words = t.words(number);
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use civic::block::BlockKind;
    use serde_json::json;

    #[test]
    fn default_settings_fit_and_strange_ones_do_not() {
        for kind in [&Overview as &dyn BlockKind, &OnePlan, &Preview] {
            assert_eq!(kind.check(&kind.default_settings()), Ok(()), "{}", kind.name());
            for bad in [json!({"unknown": 1}), json!([]), json!("x"), json!({"order": "p.email"}), json!({"count": 0})]
            {
                assert!(kind.check(&bad).is_err(), "{}: {bad}", kind.name());
            }
        }
    }

    #[test]
    fn a_text_falls_back_to_the_default_language() {
        let words: Words = serde_json::from_value(json!({"nl": "Hallo"})).unwrap();
        assert_eq!(words.get(Lang::En, Lang::Nl), "Hallo");
        assert_eq!(Words::One("Hi".into()).get(Lang::Nl, Lang::Nl), "Hi");
        assert_eq!(Words::default().longest(), 0);
    }

    #[test]
    fn only_a_random_order_needs_a_seed() {
        let query = |sort: &str| BTreeMap::from([("sort".to_owned(), sort.to_owned())]);
        let settings = json!({"order": "random"});
        assert!(Overview.seeded(&settings, &BTreeMap::new()));
        assert!(!Overview.seeded(&settings, &query("newest")));
        assert!(Overview.seeded(&json!({"order": "newest"}), &query("random")));
        assert!(!Overview.seeded(&json!({"order": "newest"}), &query("x")));
        assert!(Preview.seeded(&Preview.default_settings(), &BTreeMap::new()));
    }
}
