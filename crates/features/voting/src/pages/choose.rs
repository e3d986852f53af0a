//! Choosing: search, filter and cards; the control on each card is that of the form of the ballot, and the basket goes along.

use super::ballot_words::ballot_words;
use super::basket::basket;
use super::parts;
use super::scene::{Listing, Scene, Step};
use super::{controls, firsts};
use crate::ballot::Choice as Chosen;
use crate::model::Candidate;
use crate::rules::{BallotForm, Order};
use civic::ui::figures::{Mark, status, theme_pill, tile};
use civic::ui::icon;
use civic::ui::list::{self, Choice, FilterBar};
use civic::ui::notice::{Tone, alert};
use maud::{Markup, html};
use platform::ids::{Random, fold_accents, slug};

/// A summary longer than this is cut on its card and stands whole in the fold.
const CARD_TEXT: usize = 220;

/// The key of the title of the page.
pub(super) fn title(s: &Scene<'_>) -> &'static str {
    match s.form() {
        BallotForm::Plans => "vote-choose-title",
        BallotForm::Ranking => "vote-choose-title-ranking",
        BallotForm::Points => "vote-choose-title-points",
        BallotForm::YesNo => "vote-choose-title-yes-no",
    }
}

/// The page.
pub(super) fn page(s: &Scene<'_>) -> Markup {
    let (t, round) = (s.t, &s.view.round);
    let until = t.with("vote-choose-until", &[("at", round.closes_at.into())]);
    let body = html! {
        div class="vote" {
            div {
                h1 { (t.text(title(s))) }
                p class="lead" { (ballot_words(t, &round.rules, Some(s.view))) " " (until) }
                @if s.seen.voted() {
                    (alert(Tone::Info, &t.text("vote-voted-title"), html! { p { (t.text("vote-voted-replace")) } }))
                    (parts::struck_after(s))
                }
                (firsts::own_area(s))
                (firsts::choice(s, &s.chosen()))
                (filter(s))
                (plan_list(s))
                @if round.rules.blank_allowed {
                    p class="vote__blank" { a href=(s.place.step(Step::Blank)) { (t.text("vote-blank")) } }
                }
            }
            (basket(s))
        }
        (parts::scripts(s, scripts(s)))
    };
    parts::page(s, 0, body)
}

/// The scripts of the page: who divides points or puts plans in order has one more.
fn scripts(s: &Scene<'_>) -> &'static [&'static str] {
    match s.form() {
        BallotForm::Points | BallotForm::Ranking => &["js/vote.js", "js/ballot.js"],
        BallotForm::Plans | BallotForm::YesNo => &["js/vote.js"],
    }
}

/// The themes on the ballot: slug (of the source language, so that it outlives a change of language) and name.
fn themes(s: &Scene<'_>) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for candidate in s.view.candidates.iter().filter(|candidate| is_ours(s, candidate)) {
        let slug = theme_slug(candidate);
        if !slug.is_empty() && all.iter().all(|(known, _)| *known != slug) {
            all.push((slug, candidate.theme(s.lang).to_owned()));
        }
    }
    all.sort_by_key(|(_, name)| platform::text::sort_key(name));
    all
}

fn theme_slug(candidate: &Candidate) -> String {
    candidate
        .plan
        .texts
        .theme
        .as_deref()
        .filter(|theme| !theme.is_empty())
        .map(|theme| slug(theme, "thema"))
        .unwrap_or_default()
}

/// The order that holds: the asked one, or that of the rules.
fn order<'l>(s: &Scene<'_>, listing: &'l Listing) -> &'l str {
    match (listing.order.as_str(), s.view.round.rules.order) {
        ("number", _) => "number",
        ("cost", _) => "cost",
        (_, Order::Random) => "random",
        (_, Order::Number) => "number",
    }
}

fn filter(s: &Scene<'_>) -> Markup {
    let (t, listing) = (s.t, &s.listing);
    let (all, themes) = (t.text("vote-theme-all"), themes(s));
    let mut chips: Vec<Choice<'_>> = vec![("", &all)];
    chips.extend(themes.iter().map(|(slug, name)| (slug.as_str(), name.as_str())));
    let theme_word = t.text("vote-theme");
    let chips = [("theme", theme_word.as_ref(), chips, listing.theme.as_str())];
    let (random, number, cost) = (t.text("vote-order-random"), t.text("vote-order-number"), t.text("vote-order-cost"));
    let mut orders: Vec<Choice<'_>> = vec![("number", &number), ("cost", &cost)];
    if s.view.round.rules.order == Order::Random {
        orders.insert(0, ("random", &random));
    }
    let order_word = t.text("vote-order");
    let selects = [("order", order_word.as_ref(), orders, order(s, listing))];
    let round = s.place.round.map(|round| round.to_string());
    let mut hidden = vec![("step", Step::Choose.code())];
    hidden.extend(round.as_deref().map(|round| ("round", round)));
    if !listing.within.is_empty() {
        hidden.push(("in", &listing.within));
    }
    let bar = FilterBar {
        action: &s.place.link(&s.place.vote),
        label: &t.text("vote-search-label"),
        search_label: &t.text("vote-search"),
        search: &listing.q,
        more_label: &t.text("vote-filter"),
        chips: if themes.is_empty() { &[] } else { &chips },
        selects: &selects,
        hidden: &hidden,
        swap: "lijst basket",
    };
    list::filter_bar(t, &bar)
}

/// Whether a plan is for this voter: of the own area, where they are held to it.
fn is_ours(s: &Scene<'_>, candidate: &Candidate) -> bool {
    s.area().is_none_or(|area| candidate.is_in(area))
}

/// The plans that are shown, in the order in which they are shown.
pub(super) fn listed<'a>(s: &Scene<'a>) -> Vec<&'a Candidate> {
    let listing = &s.listing;
    let mut all: Vec<&Candidate> = s.view.candidates.iter().filter(|candidate| is_ours(s, candidate)).collect();
    match order(s, listing) {
        // The same for the same visitor; another round has other orders.
        "random" => {
            let round = u64::try_from(s.view.round.id.0).unwrap_or_default();
            Random::seeded(listing.seed ^ round.wrapping_shl(8)).shuffle(&mut all);
        }
        "cost" => all.sort_by_key(|candidate| (candidate.cost(), candidate.number)),
        _ => {}
    }
    let fold = |text: &str| fold_accents(text).to_lowercase();
    let words: Vec<String> = fold(&listing.q).split_whitespace().take(10).map(str::to_owned).collect();
    let found = |candidate: &Candidate| {
        let texts =
            [candidate.title(s.lang), candidate.summary(s.lang), candidate.theme(s.lang), candidate.area(s.lang)];
        let text = fold(&format!("{} {}", candidate.number, texts.join(" ")));
        words.iter().all(|word| text.contains(word.as_str()))
    };
    all.retain(|candidate| (listing.theme.is_empty() || theme_slug(candidate) == listing.theme) && found(candidate));
    let narrowed = firsts::narrowed(s, &s.chosen());
    if let Some(groups) = s.view.round.rules.groups.as_ref().filter(|_| !narrowed.is_empty()) {
        all.retain(|candidate| candidate.group(groups.over).is_none_or(|name| narrowed.contains(&name)));
    }
    all
}

/// How many there are, in which order, and their cards.
pub(super) fn plan_list(s: &Scene<'_>) -> Markup {
    let (t, shown, chosen) = (s.t, listed(s), s.chosen());
    let count = t.with("vote-found", &[("n", shown.len().into())]);
    let in_order = match order(s, &s.listing) {
        "random" => "vote-in-random",
        "cost" => "vote-in-cost",
        _ => "vote-in-number",
    };
    let all = s.place.step(Step::Choose);
    html! {
        div id="lijst" {
            div class="list-head" {
                h2 data-announce=[(!s.chose).then_some(&count)] { (count) }
                p class="soft" { (t.text(in_order)) " " a href="#basket" { (t.text("vote-to-basket")) } }
            }
            @if shown.is_empty() {
                (list_empty(s, &all))
            } @else {
                ul class="vote-list" { @for candidate in shown { li { (card(s, candidate, &chosen)) } } }
            }
        }
    }
}

fn list_empty(s: &Scene<'_>, all: &str) -> Markup {
    html! {
        div class="empty" {
            p class="empty__title" { (s.t.text("vote-nothing-found")) }
            p { (s.t.text("vote-nothing-found-why")) }
            p class="actions" { a class="button" href=(all) { (s.t.text("vote-show-all")) } }
        }
    }
}

/// The card of a plan.
pub(super) fn card(s: &Scene<'_>, candidate: &Candidate, chosen: &[Chosen]) -> Markup {
    let (t, number) = (s.t, candidate.number);
    let (title, theme, summary) = (candidate.title(s.lang), candidate.theme(s.lang), candidate.summary(s.lang));
    let struck = candidate.struck.as_ref();
    let class = if struck.is_some() { "vote-card vote-card--withdrawn" } else { "vote-card" };
    html! {
        article class=(class) id={ "plan-" (number) } {
            div class="vote-card__picture" {
                @if let Some(name) = &candidate.plan.picture { (list::picture(name, "", false)) }
                (tile(t, i64::from(number), false))
            }
            p class="vote-card__tags" {
                @if struck.is_some() { (status(Mark::Withdrawn, &t.text("vote-struck"))) }
                @else if !theme.is_empty() { (theme_pill(theme)) }
            }
            h3 class="vote-card__title" { (title) }
            @if let Some(struck) = struck {
                p class="vote-card__text" {
                    (t.with("vote-struck-on", &[("day", t.date(struck.at).into()), ("reason", struck.reason.as_str().into())]))
                    " " (t.text("vote-struck-money"))
                }
            } @else {
                p class="vote-card__text" { (short(summary)) }
                (more(s, candidate))
                (controls::control(s, candidate, chosen))
            }
        }
    }
}

/// The first words of a long summary.
fn short(summary: &str) -> String {
    if summary.chars().count() <= CARD_TEXT {
        return summary.to_owned();
    }
    let cut: String = summary.chars().take(CARD_TEXT).collect();
    format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words))
}

fn more(s: &Scene<'_>, candidate: &Candidate) -> Markup {
    let (t, summary, area) = (s.t, candidate.summary(s.lang), candidate.area(s.lang));
    let alt = candidate.picture_alt(s.lang);
    let page = candidate.plan.address.as_ref().zip(s.place.plan.as_ref());
    html! {
        details class="vote-card__more" id={ "meer-" (candidate.number) } {
            summary { (t.text("vote-more")) " " (icon("chevron-down")) }
            @if summary.chars().count() > CARD_TEXT { p { (summary) } }
            @if !alt.is_empty() { p { (t.with("vote-picture-shows", &[("alt", alt.into())])) } }
            p {
                @if !area.is_empty() { (t.with("vote-where", &[("area", area.into())])) " " }
                (t.with("vote-costs", &[("cost", candidate.cost().into())]))
                @if let Some((address, plan)) = page {
                    " " a href=(s.place.link(&format!("{plan}/{}", address.trim_start_matches('/')))) {
                        (t.text("vote-plan-page"))
                    }
                }
            }
        }
    }
}
