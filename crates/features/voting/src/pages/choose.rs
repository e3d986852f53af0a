//! Choosing: search, filter, cards, and the basket that goes along.

use super::keep;
use super::parts::{self, choice_fields, remove_form};
use super::scene::{Listing, Misfit, Scene, Step, live, misfit};
use super::words::{capital, limits_words, plans};
use crate::model::Candidate;
use crate::rules::Order;
use civic::ui::figures::{Mark, status, theme_pill, tile};
use civic::ui::icon;
use civic::ui::list::{self, Choice, FilterBar};
use civic::ui::notice::{Look, Tone, alert, button_link};
use maud::{Markup, html};
use platform::ids::{Random, fold_accents, slug};

/// A summary longer than this is cut on its card and stands whole in the fold.
const CARD_TEXT: usize = 220;

/// The page.
pub(super) fn page(s: &Scene<'_>) -> Markup {
    let (t, round) = (s.t, &s.view.round);
    let until = t.with("vote-choose-until", &[("at", round.closes_at.into())]);
    let body = html! {
        div class="vote" {
            div {
                h1 { (t.text("vote-choose-title")) }
                p class="lead" { (limits_words(t, &round.rules.limits, round.rules.blank_allowed)) " " (until) }
                @if s.seen.voted() {
                    (alert(Tone::Info, &t.text("vote-voted-title"), html! { p { (t.text("vote-voted-replace")) } }))
                    (parts::struck_after(s))
                }
                (filter(s))
                (plan_list(s))
            }
            (basket(s))
        }
        (parts::scripts(s, &["js/vote.js"]))
    };
    parts::page(s, 0, body)
}

/// The themes on the ballot: slug (of the source language, so that it outlives a change of language) and name.
fn themes(s: &Scene<'_>) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for candidate in &s.view.candidates {
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

/// The plans that are shown, in the order in which they are shown.
pub(super) fn listed<'a>(s: &Scene<'a>) -> Vec<&'a Candidate> {
    let listing = &s.listing;
    let mut all: Vec<&Candidate> = s.view.candidates.iter().collect();
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
pub(super) fn card(s: &Scene<'_>, candidate: &Candidate, chosen: &[u32]) -> Markup {
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
                (toggle(s, candidate, chosen))
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

fn toggle(s: &Scene<'_>, candidate: &Candidate, chosen: &[u32]) -> Markup {
    let (t, number) = (s.t, candidate.number);
    let picked = chosen.contains(&number);
    let why = if picked { None } else { misfit(s.view, chosen, candidate) };
    let word = match (picked, &why) {
        (true, _) => "vote-picked",
        (false, None) => "vote-pick",
        (false, Some(Misfit::Money { .. })) => "vote-no-fit",
        (false, Some(Misfit::Plans(_))) => "vote-full",
    };
    let why_id = why.map(|_| format!("waarom-{number}"));
    html! {
        form class="choose" method="post" action=(s.place.act("choose")) data-enhance
            data-swap={ "lijst plan-" (number) " basket" } {
            (choice_fields(s, number, !picked, Step::Choose))
            button class="choose__button" id={ "kies-" (number) } aria-pressed=(if picked { "true" } else { "false" })
                aria-disabled=[why.map(|_| "true")] aria-describedby=[why_id.as_deref()] {
                span class="choose__word" {
                    span class="choose__box" aria-hidden="true" { (icon("check")) }
                    (t.text(word)) span class="visually-hidden" { ": " (candidate.title(s.lang)) }
                }
                span class="choose__cost" { (t.money(candidate.cost())) }
            }
            @if let (Some(why), Some(id)) = (why, &why_id) { p class="choose__why" id=(id) { (why.words(t)) } }
        }
    }
}

/// The basket: what was chosen, what is left, and the way on.
pub(super) fn basket(s: &Scene<'_>) -> Markup {
    let (t, chosen) = (s.t, s.chosen());
    let strip = parts::strip(s, &chosen, false);
    let (words, left) = (parts::chosen_words(s, &chosen), parts::left(s, &chosen));
    let lacks = parts::lacks(s, &chosen);
    let left_aloud = left.as_deref().map(|left| format!("{left}.")).unwrap_or_default();
    let aloud = format!("{}. {left_aloud} {}", capital(&words), lacks.as_deref().unwrap_or_default());
    let reminder = (!chosen.is_empty()).then(|| t.text("vote-reminder"));
    let money = s.view.round.rules.limits.max_sum.is_some();
    html! {
        section class="basket" id="basket" aria-labelledby="basket-titel" data-reminder=[reminder.as_deref()]
            data-unfinished=[keep::unfinished(s)] {
            h2 class="basket__title" id="basket-titel" { (t.text("vote-basket")) }
            @if let Some(strip) = strip {
                div class="basket__strip" { (strip) }
                p class="basket__scale" aria-hidden="true" {
                    span { @if money { (t.money(platform::money::Cents::ZERO)) } @else { "0" } }
                    span { (parts::whole(s)) }
                }
            }
            div class="basket__words" {
                p class="basket__left" data-announce=(aloud.trim_end()) {
                    @if let Some(left) = left { strong { (left) } " " (words) } @else { strong { (capital(&words)) } }
                }
                @if let Some(lacks) = &lacks { p class="basket__left" { (lacks) } }
            }
            @if let Some(message) = &s.message { p class="basket__message" data-announce { (message) } }
            @if !chosen.is_empty() {
                ul class="basket__list" {
                    @for candidate in chosen.iter().filter_map(|number| s.view.candidate(*number)) {
                        li class="basket__item" {
                            a href={ "#plan-" (candidate.number) } { (candidate.title(s.lang)) }
                            span class="figure" { (t.money(candidate.cost())) }
                            (remove_form(s, candidate, Step::Choose))
                        }
                    }
                }
            }
            @if !chosen.is_empty() || s.view.round.rules.blank_allowed {
                div class="basket__go" { (button_link(Look::Vote, &s.place.step(Step::Overview), &t.text("vote-on"))) }
            }
            p class="basket__saved" { (t.text("vote-saved")) }
        }
    }
}

/// Which plans fit beside a choice: when this changes, the whole list is shown anew.
pub(super) fn fitting(s: &Scene<'_>, choices: &[u32]) -> Vec<u32> {
    let chosen = live(s.view, choices);
    let fits =
        |candidate: &&Candidate| chosen.contains(&candidate.number) || misfit(s.view, &chosen, candidate).is_none();
    s.view.live().filter(fits).map(|candidate| candidate.number).collect()
}

/// How many plans that were not chosen still fit.
pub(super) fn others_that_fit(s: &Scene<'_>, chosen: &[u32]) -> usize {
    fitting(s, chosen).len().saturating_sub(chosen.len())
}

/// "46 plannen", for a sentence about what else fits.
pub(super) fn others_words(s: &Scene<'_>, chosen: &[u32]) -> Option<String> {
    let others = others_that_fit(s, chosen);
    (others > 0).then(|| s.t.with("vote-others-fit", &[("n", others.into()), ("plans", plans(s.t, others).into())]))
}
