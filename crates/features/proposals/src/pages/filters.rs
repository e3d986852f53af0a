//! The bar above the list. Chips are boxes to tick, because several tags of one kind may hold at once.

use super::overview::Shown;
use crate::model::{DISTANCES, ListQuery, Order, USUAL_DISTANCE};
use civic::model::TagType;
use civic::ui::icon;
use maud::{Markup, html};
use platform::i18n::T;

/// The bar: words, tags, area, status, order. On phones all but the words fold to one button.
pub(super) fn bar(t: &T, action: &str, shown: &Shown<'_>) -> Markup {
    let query = &shown.list.query;
    let view = Some(shown.view).filter(|view| *view != shown.usual);
    html! {
        form class="filter-bar" method="get" action=(action) role="search" aria-label=(t.text("plans-search-label"))
            data-enhance data-live data-swap="lijst" {
            @if let Some(view) = view { input type="hidden" name="view" value=(view.code()); }
            div class="filter-bar__search" {
                div class="field" {
                    label class="field__label" for="q" { (t.text("plans-search")) }
                    input class="input" id="q" name="q" type="search" value=(query.q) maxlength="200";
                }
                button class="button" { (icon("search")) (t.text("word-search")) }
            }
            details class="filter-bar__more" id="filters" {
                summary { (icon("adjustments-horizontal")) (t.text("plans-filter-more")) " " (icon("chevron-down")) }
                div class="filter-bar__fields" {
                    (fields(t, shown))
                }
            }
        }
    }
}

/// Chips in the wide column and drop-downs in the narrow one beside it, row by row.
fn fields(t: &T, shown: &Shown<'_>) -> Markup {
    let (list, query, facets) = (shown.list, &shown.list.query, &shown.list.facets);
    let areas = facets.areas.iter().map(|area| (area.slug.as_str(), area.name.as_str()));
    let statuses = facets.statuses.iter().map(|status| (status.slug.as_str(), status.title.as_str()));
    let (area, all_areas) = (t.text("plans-area"), t.text("plans-all-areas"));
    let (status, all_statuses) = (t.text("plans-status"), t.text("plans-all-statuses"));
    let mut wide: Vec<Markup> =
        facets.types.iter().filter(|kind| !kind.tags.is_empty()).map(|kind| chips(kind, query)).collect();
    let mut narrow = vec![orders(t, shown)];
    if !facets.areas.is_empty() {
        narrow.push(select("area", &area, &all_areas, areas, query.area.as_deref()));
    }
    if facets.statuses.len() > 1 {
        narrow.push(select("status", &status, &all_statuses, statuses, query.status.as_deref()));
    }
    if list.has_postcodes {
        wide.push(postcode(t, query));
    }
    let rows = wide.len().max(narrow.len());
    html! {
        @for row in 0..rows {
            @match wide.get(row) { Some(chips) => (chips), None => div {} }
            @match narrow.get(row) { Some(select) => (select), None => div {} }
        }
    }
}

fn chips(kind: &TagType, query: &ListQuery) -> Markup {
    html! {
        fieldset class="chips" {
            legend { (kind.title) }
            @for tag in &kind.tags {
                label class="chip" {
                    input type="checkbox" name="tag" value={ (kind.slug) "." (tag.slug) }
                        checked[query.has_tag(&kind.slug, &tag.slug)];
                    span { (tag.title) }
                }
            }
        }
    }
}

fn select<'a>(
    name: &str,
    label: &str,
    all: &str,
    choices: impl Iterator<Item = (&'a str, &'a str)>,
    now: Option<&str>,
) -> Markup {
    html! {
        div class="field" {
            label class="field__label" for=(name) { (label) }
            select class="select" id=(name) name=(name) {
                option value="" selected[now.is_none()] { (all) }
                @for (value, word) in choices { option value=(value) selected[now == Some(value)] { (word) } }
            }
        }
    }
}

/// The default order has no value, so that it makes no second address of the same list. The order by support is offered
/// once there is support.
fn orders(t: &T, shown: &Shown<'_>) -> Markup {
    let now = shown.list.query.order;
    let offered = |order: &Order| *order != Order::Support || shown.list.has_support || now == Order::Support;
    html! {
        div class="field" {
            label class="field__label" for="sort" { (t.text("plans-order")) }
            select class="select" id="sort" name="sort" {
                @for order in Order::ALL.into_iter().filter(offered) {
                    option value=(if order == shown.default { "" } else { order.code() }) selected[order == now] {
                        (t.text(order_word(order)))
                    }
                }
            }
        }
    }
}

/// A post code, and how near to it.
fn postcode(t: &T, query: &ListQuery) -> Markup {
    html! {
        fieldset class="near" {
            legend { (t.text("plans-near")) }
            div class="field" {
                label class="field__label" for="postcode" { (t.text("plans-postcode")) }
                input class="input" id="postcode" name="postcode" type="text" autocomplete="postal-code" maxlength="7"
                    value=(query.postcode.as_deref().unwrap_or_default()) aria-describedby="postcode-hint";
            }
            div class="field" {
                label class="field__label" for="distance" { (t.text("plans-distance")) }
                select class="select" id="distance" name="distance" {
                    @for metres in DISTANCES {
                        option value=(if metres == USUAL_DISTANCE { String::new() } else { metres.to_string() })
                            selected[metres == query.distance] { (distance_word(t, metres)) }
                    }
                }
            }
            p class="field__hint" id="postcode-hint" { (t.text("plans-near-hint")) }
        }
    }
}

/// A distance: "500 m", "2 km".
pub(super) fn distance_word(t: &T, metres: u32) -> String {
    match metres {
        1_000.. => t.with("distance-km", &[("n", i64::from(metres / 1_000).into())]),
        _ => t.with("distance-m", &[("n", i64::from(metres).into())]),
    }
}

/// The name of an order in a form.
pub(crate) fn order_word(order: Order) -> &'static str {
    match order {
        Order::Random => "plans-order-random",
        Order::Oldest => "plans-order-oldest",
        Order::Newest => "plans-order-newest",
        Order::Title => "plans-order-title",
        Order::Cheapest => "plans-order-cost-up",
        Order::Dearest => "plans-order-cost-down",
        Order::Support => "plans-order-support",
    }
}

/// The order as the end of a sentence: "58 plannen, in willekeurige volgorde".
pub(super) fn in_order(order: Order) -> &'static str {
    match order {
        Order::Random => "plans-in-order-random",
        Order::Oldest => "plans-in-order-oldest",
        Order::Newest => "plans-in-order-newest",
        Order::Title => "plans-in-order-title",
        Order::Cheapest => "plans-in-order-cost-up",
        Order::Dearest => "plans-in-order-cost-down",
        Order::Support => "plans-in-order-support",
    }
}
