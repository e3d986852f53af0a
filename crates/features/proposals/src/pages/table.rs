//! Plans as rows, with heads that sort.

use super::overview::Shown;
use super::plan_link;
use crate::model::{Card, Order};
use crate::service::theme;
use civic::block::BlockContext;
use civic::model::Project;
use civic::ui::figures::{Column, price, table};
use maud::{Markup, html};

/// The rows of a page of plans.
pub(super) fn rows(context: &BlockContext<'_>, project: &Project, path: &str, shown: &Shown<'_>) -> Markup {
    let (t, list) = (&context.visitor.t, shown.list);
    let facets = &list.facets;
    let has_statuses = facets.statuses.len() > 1;
    // A head sorts by its column, and the other way round when it does so already.
    let head = |key: &str, number: bool, up: Order, down: Order| {
        let now = list.query.order;
        let next = if now == up { down } else { up };
        Column {
            title: t.text(key).into_owned(),
            number,
            extra: false,
            href: Some(shown.address(path, 1, |query| query.order = next)),
            sorted: match now {
                now if now == up => Some("ascending"),
                now if now == down => Some("descending"),
                _ => None,
            },
        }
    };
    let mut columns = vec![
        head("plans-column-number", true, Order::Oldest, Order::Newest),
        head("plans-column-title", false, Order::Title, Order::Title),
        Column::extra(t.text("plans-column-theme")),
        Column::extra(t.text("plan-place")),
    ];
    if has_statuses {
        columns.push(Column::extra(t.text("plan-status")));
    }
    if list.has_support {
        columns.push(head("plans-column-support", true, Order::Support, Order::Support));
    }
    columns.push(head("plans-column-cost", true, Order::Cheapest, Order::Dearest));
    let row = |card: &Card| {
        let mut cells = vec![
            html! { (card.number) },
            html! { a href=(plan_link(context, project, card)) { (card.title) } },
            html! { @if let Some(tag) = theme(facets, &card.tags) { (tag.title) } },
            html! { (place(t, card, facets.area(card.area).map(|area| area.name.as_str()))) },
        ];
        if has_statuses {
            cells.push(html! { @if let Some(own) = facets.status(card.status) { (own.title) } });
        }
        if list.has_support {
            cells.push(html! { (t.number(card.support)) });
        }
        cells.push(html! { @if let Some(cost) = card.cost { (price(t, cost)) } });
        cells
    };
    let rows: Vec<_> = list.cards.iter().map(row).collect();
    table("plannen", &t.text("plans-title"), &columns, &rows, 1, false)
}

/// Where a plan is, in words.
fn place(t: &platform::i18n::T, card: &Card, area: Option<&str>) -> String {
    match (card.place.as_str(), area, card.point) {
        ("", None, None) => t.text("plans-everywhere").into_owned(),
        ("", None, Some(_)) => String::new(),
        ("", Some(area), _) => area.to_owned(),
        (place, ..) => place.to_owned(),
    }
}
