//! The bar above the list. Chips are boxes to tick, because several tags of one kind may hold at once.

use crate::model::{ListQuery, Order};
use crate::service::List;
use civic::model::TagType;
use civic::ui::icon;
use maud::{Markup, html};
use platform::i18n::T;

/// The bar: words, tags, area, status, order. On phones all but the words fold to one button.
pub(super) fn bar(t: &T, action: &str, default: Order, list: &List) -> Markup {
    let query = &list.query;
    html! {
        form class="filter-bar" method="get" action=(action) role="search" aria-label=(t.text("plans-search-label"))
            data-enhance data-live data-swap="lijst" {
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
                    (fields(t, default, list))
                }
            }
        }
    }
}

/// Chips in the wide column and drop-downs in the narrow one beside it, row by row.
fn fields(t: &T, default: Order, list: &List) -> Markup {
    let (query, facets) = (&list.query, &list.facets);
    let areas = facets.areas.iter().map(|area| (area.slug.as_str(), area.name.as_str()));
    let statuses = facets.statuses.iter().map(|status| (status.slug.as_str(), status.title.as_str()));
    let (area, all_areas) = (t.text("plans-area"), t.text("plans-all-areas"));
    let (status, all_statuses) = (t.text("plans-status"), t.text("plans-all-statuses"));
    let wide: Vec<Markup> =
        facets.types.iter().filter(|kind| !kind.tags.is_empty()).map(|kind| chips(kind, query)).collect();
    let mut narrow = vec![orders(t, default, query.order)];
    if !facets.areas.is_empty() {
        narrow.push(select("area", &area, &all_areas, areas, query.area.as_deref()));
    }
    if facets.statuses.len() > 1 {
        narrow.push(select("status", &status, &all_statuses, statuses, query.status.as_deref()));
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

/// The default order has no value, so that it makes no second address of the same list.
fn orders(t: &T, default: Order, now: Order) -> Markup {
    html! {
        div class="field" {
            label class="field__label" for="sort" { (t.text("plans-order")) }
            select class="select" id="sort" name="sort" {
                @for order in Order::ALL {
                    option value=(if order == default { "" } else { order.code() }) selected[order == now] {
                        (t.text(order_word(order)))
                    }
                }
            }
        }
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
    }
}
