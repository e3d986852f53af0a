//! What comes before choosing, where the rules ask for it: the theme or area to choose from, the code that knows the area,
//! and the confirmation of a blank vote.

use super::ballot_words::group_amount;
use super::fit::{of_group, taken};
use super::parts;
use super::scene::{Scene, Step};
use super::words::{counted, plans};
use crate::ballot::Choice;
use crate::rules::{GroupLimits, GroupOver};
use civic::ui::form::hidden;
use civic::ui::icon;
use civic::ui::notice::{Look, Tone, alert, button_link};
use maud::{Markup, html};
use platform::ids::slug;

/// The groups that a list is narrowed to: those that plans were chosen from, and those that were picked before any plan.
pub(super) fn narrowed<'v>(s: &Scene<'v>, chosen: &[Choice]) -> Vec<&'v str> {
    let Some(groups) = first(s) else { return Vec::new() };
    let mut names = taken(s, groups.over, chosen);
    let most = groups.most.and_then(|most| usize::try_from(most).ok()).unwrap_or(usize::MAX);
    let asked: Vec<&str> = s.listing.within.split(',').collect();
    for name in on_the_ballot(s, groups.over) {
        if names.len() < most && !names.contains(&name) && asked.contains(&slug(name, "groep").as_str()) {
            names.push(name);
        }
    }
    names
}

/// The limits per theme or area, where only some of these may be chosen from.
fn first<'v>(s: &Scene<'v>) -> Option<&'v GroupLimits> {
    let groups = s.view.round.rules.groups.as_ref().filter(|groups| groups.most.is_some())?;
    // Who votes in one area only has no choice of areas.
    (groups.over == GroupOver::Theme || s.area().is_none()).then_some(groups)
}

/// Whether somebody first chooses a theme or area.
pub(super) fn comes_first(s: &Scene<'_>) -> bool {
    first(s).is_some()
}

/// The themes or areas of the plans that can be chosen, by name.
fn on_the_ballot<'v>(s: &Scene<'v>, over: GroupOver) -> Vec<&'v str> {
    let mut names: Vec<&str> = Vec::new();
    for name in s.votable_plans().filter_map(|candidate| candidate.group(over)) {
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    names.sort_by_key(|name| platform::text::sort_key(name));
    names
}

/// "Kies eerst één gebied, of twee": links, so that going back is as easy.
pub(super) fn choice(s: &Scene<'_>, chosen: &[Choice]) -> Markup {
    let t = s.t;
    let Some(groups) = first(s) else { return html! {} };
    let most = groups.most.and_then(|most| usize::try_from(most).ok()).unwrap_or(usize::MAX);
    let (names, has) = (narrowed(s, chosen), taken(s, groups.over, chosen));
    let area = groups.over == GroupOver::Area;
    let title = match (names.is_empty(), area) {
        (true, true) => counted(t, "vote-first-areas", most),
        (true, false) => counted(t, "vote-first-themes", most),
        (false, true) => counted(t, "vote-first-done-areas", names.len()),
        (false, false) => counted(t, "vote-first-done-themes", names.len()),
    };
    html! {
        section class="firsts" id="eerst" aria-labelledby="eerst-titel" {
            h2 class="firsts__title" id="eerst-titel" { (title) }
            @if names.is_empty() { p { (t.text("vote-first-means")) } }
            ul class="firsts__list" {
                @for name in on_the_ballot(s, groups.over) { li { (one(s, groups, name, (&names, &has), most)) } }
            }
            @if has.len() >= most { p class="choose__why" { (t.text("vote-first-full")) } }
            @for name in &has {
                form method="post" action=(s.place.act("choose")) data-enhance data-swap="eerst lijst basket" {
                    (hidden("group", name)) (hidden("act", "leave"))
                    (parts::listing_fields(s))
                    button class="button button--quiet" id={ "leeg-" (slug(name, "groep")) } {
                        (t.with("vote-first-empty", &[("name", s.view.group_name(name, s.lang).into())]))
                    }
                }
            }
        }
    }
}

fn one(s: &Scene<'_>, groups: &GroupLimits, name: &str, (names, has): (&[&str], &[&str]), most: usize) -> Markup {
    let (t, own) = (s.t, slug(name, "groep"));
    let picked = names.contains(&name);
    let live = s.votable_plans().filter(|candidate| candidate.group(groups.over) == Some(name)).count();
    let limits = groups.each.iter().find(|group| group.name == name).and_then(|group| group_amount(t, &group.limits));
    let (number, _) = of_group(s, &s.chosen(), groups.over, name);
    let inside = html! {
        span class="choose__box" aria-hidden="true" { (icon("check")) }
        strong { (s.view.group_name(name, s.lang)) @if picked { span class="visually-hidden" { ", " (t.text("vote-first-picked")) } } }
        small {
            @if number > 0 { (counted(t, "vote-first-has", usize::try_from(number).unwrap_or_default())) }
            @else { (plans(t, live)) @if let Some(limits) = limits { ": " (limits) } }
        }
    };
    // Where plans were chosen from as many as there may be, the others wait until those are taken away.
    if has.len() >= most && !picked {
        return html! { div class="firsts__choice firsts__choice--full" { (inside) } };
    }
    let pairs = within(s, (names, has), name, most, &own);
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(key, value)| (*key, value.as_str())).collect();
    let href = s.place.step_with(Step::Choose, &pairs);
    html! {
        a class="firsts__choice" id={ "eerst-" (own) } href=(href) aria-current=[picked.then_some("true")]
            data-enhance data-swap="eerst lijst basket" { (inside) }
    }
}

/// The address with this one picked too, or no longer; with one to choose it takes the place of the other.
fn within<'l>(
    s: &'l Scene<'_>,
    (names, has): (&[&str], &[&str]),
    name: &str,
    most: usize,
    own: &str,
) -> Vec<(&'l str, String)> {
    let mut picked: Vec<String> = names
        .iter()
        .filter(|other| !has.contains(*other) && **other != name)
        .map(|other| slug(other, "groep"))
        .collect();
    if !names.contains(&name) {
        while !picked.is_empty() && picked.len() + has.len() >= most {
            picked.remove(0);
        }
        picked.push(own.to_owned());
    }
    let mut pairs: Vec<(&str, String)> = s
        .listing
        .pairs()
        .into_iter()
        .filter(|(key, _)| *key != "in")
        .map(|(key, value)| (key, value.to_owned()))
        .collect();
    if !picked.is_empty() {
        pairs.push(("in", picked.join(",")));
    }
    pairs
}

/// Where a code may carry an area: that one votes there, or that the code comes first.
pub(super) fn own_area(s: &Scene<'_>) -> Markup {
    let t = s.t;
    if !s.view.round.rules.own_area {
        return html! {};
    }
    match (s.area(), s.seen.voter.is_some()) {
        (Some(area), _) => {
            let title = t.with("vote-own-area", &[("area", s.view.group_name(area, s.lang).into())]);
            alert(Tone::Info, &title, html! { p { (t.text("vote-own-area-means")) } })
        }
        (None, true) => html! {},
        (None, false) => alert(
            Tone::Info,
            &t.text("vote-own-area-first"),
            html! {
                p { (t.text("vote-own-area-first-means")) }
                p { a href=(s.place.step(Step::Who)) { (t.text("vote-own-area-code")) } }
            },
        ),
    }
}

/// "Wil je blanco stemmen?"
pub(super) fn blank(s: &Scene<'_>) -> Markup {
    let t = s.t;
    let body = html! {
        h1 { (t.text("vote-blank-title")) }
        p class="lead" { (t.text("vote-blank-means")) }
        @if !s.chosen().is_empty() { p { (t.text("vote-blank-drops")) } }
        form method="post" action=(s.place.act("choose")) {
            (hidden("act", "blank"))
            p class="actions" {
                button class=(Look::VoteLarge.class()) { (t.text("vote-blank-yes")) } " "
                (button_link(Look::Plain, &s.place.step(Step::Choose), &t.text("vote-blank-no")))
            }
        }
    };
    parts::page(s, 1, body)
}
