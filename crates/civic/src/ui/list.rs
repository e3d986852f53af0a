//! Cards, rows, filters and pages of lists.

use super::figures::{price, theme_pill, tile};
use super::icon;
use maud::{Markup, html};
use platform::i18n::T;
use platform::money::Cents;

/// Where public files are, without language.
pub const PUBLIC: &str = "/files/";

/// A picture of ours, by the name of its public file. With an empty `alt` it is decoration beside words. `eager` for
/// the one large picture at the top of a page.
#[must_use]
pub fn picture(name: &str, alt: &str, eager: bool) -> Markup {
    picture_at(PUBLIC, name, alt, eager)
}

/// The same for a file that is served at another place than public ones.
#[must_use]
pub fn picture_at(place: &str, name: &str, alt: &str, eager: bool) -> Markup {
    let sizes = if eager { "(min-width: 60em) 44rem, 100vw" } else { "auto, (min-width: 48em) 24rem, 100vw" };
    let set = srcset(place, name);
    html! {
        img src={ (place) (name) } srcset=[set.as_deref()] sizes=[set.is_some().then_some(sizes)] alt=(alt)
            width="800" height="600" decoding="async" loading=[(!eager).then_some("lazy")];
    }
}

/// The narrower sizes of a picture that was saved with [`crate::service::save_picture`]: its name tells the widest.
fn srcset(place: &str, name: &str) -> Option<String> {
    let sizes = platform::images::sizes_of(name);
    let all: Vec<String> = sizes.iter().map(|(name, width)| format!("{place}{name} {width}w")).collect();
    (all.len() > 1).then(|| all.join(", "))
}

/// What a card of a plan shows.
#[derive(Default)]
pub struct PlanCard<'a> {
    /// Its number.
    pub number: Option<i64>,
    /// Title.
    pub title: &'a str,
    /// Where it leads.
    pub href: &'a str,
    /// A few lines.
    pub text: &'a str,
    /// The name of the public file with its picture.
    pub picture: Option<&'a str>,
    /// Themes.
    pub themes: &'a [&'a str],
    /// A status, made by [`super::figures::status`].
    pub status: Option<Markup>,
    /// What it costs.
    pub cost: Option<Cents>,
    /// Support or votes, in words.
    pub support: &'a str,
    /// What other features put at its foot.
    pub parts: Option<&'a Markup>,
    /// Whether its title is a heading of level 2 (a list that is the page) or 3.
    pub level_two: bool,
}

/// A card of a plan, inside `<ul class="plan-grid">` ([`plan_grid`]).
#[must_use]
pub fn plan_card(t: &T, card: PlanCard<'_>) -> Markup {
    let title = html! { a href=(card.href) { (card.title) } };
    html! {
        li {
            article class="plan-card" {
                div class="plan-card__picture" {
                    @if let Some(name) = card.picture { (picture(name, "", false)) }
                    @if let Some(number) = card.number { (tile(t, number, false)) }
                }
                @if !card.themes.is_empty() || card.status.is_some() {
                    ul class="plan-card__tags" {
                        @for theme in card.themes { li { (theme_pill(theme)) } }
                        @if let Some(status) = card.status { li { (status) } }
                    }
                }
                @if card.level_two { h2 class="plan-card__title" { (title) } }
                @else { h3 class="plan-card__title" { (title) } }
                p class="plan-card__text" { (card.text) }
                p class="plan-card__foot" {
                    @if let Some(cost) = card.cost { (price(t, cost)) " " }
                    @if !card.support.is_empty() { span class="plan-card__support" { (card.support) } }
                }
                @if let Some(parts) = card.parts { div class="plan-card__parts" { (parts) } }
            }
        }
    }
}

/// Cards beside each other.
#[must_use]
pub fn plan_grid(cards: &[Markup]) -> Markup {
    html! { ul class="plan-grid" { @for card in cards { (card) } } }
}

/// A row of a list.
#[derive(Default)]
pub struct Row<'a> {
    /// Title.
    pub title: &'a str,
    /// Where it leads.
    pub href: &'a str,
    /// One sentence.
    pub text: &'a str,
    /// The name of the public file with its picture.
    pub picture: Option<&'a str>,
    /// What stands at the end: a phase with its date, or a status.
    pub end: Option<Markup>,
}

/// Rows: picture left, title, and at the end a phase or status.
#[must_use]
pub fn rows(rows: Vec<Row<'_>>) -> Markup {
    html! {
        ul class="row-list" {
            @for row in rows {
                li {
                    article class=(if row.picture.is_some() { "row" } else { "row row--text" }) {
                        @if let Some(name) = row.picture { div class="row__picture" { (picture(name, "", false)) } }
                        div {
                            h3 class="row__title" { a href=(row.href) { (row.title) } }
                            @if !row.text.is_empty() { p { (row.text) } }
                        }
                        @if let Some(end) = row.end { p class="row__end" { (end) } }
                    }
                }
            }
        }
    }
}

/// One choice of a filter: value and words.
pub type Choice<'a> = (&'a str, &'a str);

/// A filter bar. It sends itself with script and has a button without.
pub struct FilterBar<'a> {
    /// Where it leads.
    pub action: &'a str,
    /// What is searched, for screen readers: "Plannen zoeken".
    pub label: &'a str,
    /// Words above the search field.
    pub search_label: &'a str,
    /// The words that are searched now.
    pub search: &'a str,
    /// Words on the fold of a phone.
    pub more_label: &'a str,
    /// Groups of chips: name in the query, legend, choices, the one that holds.
    pub chips: &'a [(&'a str, &'a str, Vec<Choice<'a>>, &'a str)],
    /// Drop-downs: name in the query, label, choices, the one that holds.
    pub selects: &'a [(&'a str, &'a str, Vec<Choice<'a>>, &'a str)],
    /// What else has to stay in the query.
    pub hidden: &'a [(&'a str, &'a str)],
    /// The id of the part that it changes.
    pub swap: &'a str,
}

/// See [`FilterBar`]. The name of the search field is `q`.
#[must_use]
pub fn filter_bar(t: &T, bar: &FilterBar<'_>) -> Markup {
    html! {
        form class="filter-bar" method="get" action=(bar.action) role="search" aria-label=(bar.label)
            data-enhance data-live data-swap=(bar.swap) {
            @for (name, value) in bar.hidden { input type="hidden" name=(name) value=(value); }
            div class="filter-bar__search" {
                div class="field" {
                    label class="field__label" for="q" { (bar.search_label) }
                    input class="input" id="q" name="q" type="search" value=(bar.search) maxlength="200";
                }
                button class="button" { (icon("search")) (t.text("word-search")) }
            }
            @if !bar.chips.is_empty() || !bar.selects.is_empty() {
                details class="filter-bar__more" id="filters" {
                    summary {
                        (icon("adjustments-horizontal")) (bar.more_label) " " (icon("chevron-down"))
                    }
                    div class="filter-bar__fields" {
                        @for (name, legend, choices, now) in bar.chips {
                            fieldset class="chips" {
                                legend { (legend) }
                                @for (value, word) in choices {
                                    label class="chip" {
                                        input type="radio" name=(name) value=(value) checked[value == now];
                                        span { (word) }
                                    }
                                }
                            }
                        }
                        @for (name, label, choices, now) in bar.selects {
                            div class="field" {
                                label class="field__label" for=(name) { (label) }
                                select class="select" id=(name) name=(name) {
                                    @for (value, word) in choices {
                                        option value=(value) selected[value == now] { (word) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// How many there are and in which order, read out when a filter changes it; and maybe a switch (icon, word, address,
/// whether it is the current one).
#[must_use]
pub fn list_head(count: &str, order: &str, label: &str, switch: &[(&str, &str, String, bool)]) -> Markup {
    let aloud = format!("{count}{order}");
    html! {
        div class="list-head" {
            p data-announce=(aloud) { strong { (count) } (order) }
            @if !switch.is_empty() {
                ul class="switch" aria-label=(label) {
                    @for (sign, word, href, current) in switch {
                        li { a href=(href) aria-current=[current.then_some("true")] { (icon(sign)) (word) } }
                    }
                }
            }
        }
    }
}

/// Links to the pages of a list; nothing when there is one page only. `page` counts from 1.
#[must_use]
pub fn pagination(t: &T, page: u32, pages: u32, href: impl Fn(u32) -> String) -> Markup {
    let near = |number: &u32| *number == 1 || *number == pages || number.abs_diff(page) <= 1;
    let shown: Vec<u32> = if pages > 1 { (1..=pages.min(10_000)).filter(near).collect() } else { Vec::new() };
    let gaps: Vec<(bool, u32)> = shown
        .iter()
        .scan(0, |last, number| {
            let gap = *number > *last + 1;
            *last = *number;
            Some((gap, *number))
        })
        .collect();
    html! {
        @if pages > 1 {
            nav class="pagination" aria-label=(t.text("pages-label")) {
                ul {
                    @if page > 1 {
                        li { a rel="prev" href=(href(page - 1)) { (icon("chevron-left")) " " (t.text("word-previous")) } }
                    }
                    @for (gap, number) in gaps {
                        @if gap { li { span aria-hidden="true" { "…" } } }
                        li {
                            a href=(href(number)) aria-current=[(number == page).then_some("page")] {
                                span class="visually-hidden" { (t.text("page-word")) " " } (number)
                            }
                        }
                    }
                    @if page < pages {
                        li { a rel="next" href=(href(page + 1)) { (t.text("word-next")) " " (icon("chevron-right")) } }
                    }
                }
            }
        }
    }
}

/// Tabs: address, word, whether it is the current one.
#[must_use]
pub fn tabs(items: &[(String, String, bool)]) -> Markup {
    html! {
        ul class="tabs" {
            @for (href, word, current) in items {
                li { a href=(href) aria-current=[current.then_some("page")] { (word) } }
            }
        }
    }
}
