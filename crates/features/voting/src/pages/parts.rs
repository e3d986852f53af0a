//! What several screens share.

use super::scene::{Gauge, Scene, Step};
use super::words::plans;
use crate::ballot::Choice;
use crate::model::{Candidate, Stage};
use civic::ui::figures::{self, ReceiptLine};
use civic::ui::form::hidden;
use civic::ui::notice::{Look, Tone, alert, paragraphs};
use civic::ui::{icon, time};
use maud::{Markup, html};
use platform::money::Cents;

/// A page of the vote: what it is for trying out, where one is, what is wrong, and the rest.
pub(super) fn page(s: &Scene<'_>, step: usize, body: Markup) -> Markup {
    html! {
        div class="wrap section section--first" {
            (band(s))
            (steps(s, step))
            (civic::ui::form::errors(s.t, &s.form))
            (body)
        }
    }
}

/// Says that this is for trying out, or that nobody else sees it.
pub(super) fn band(s: &Scene<'_>) -> Markup {
    let t = s.t;
    html! {
        @if s.seen.test() {
            (alert(Tone::Warning, &t.text("vote-test"), html! { p { (t.text("vote-test-means")) } }))
        } @else if s.view.round.stage(s.now) == Stage::Draft {
            (alert(Tone::Info, &t.text("vote-draft"), html! { p { (t.text("vote-draft-means")) } }))
        }
    }
}

fn steps(s: &Scene<'_>, now: usize) -> Markup {
    let t = s.t;
    let electorate = s.view.round.rules.electorate;
    let who = if electorate.codes { "vote-step-code" } else { "vote-step-email" };
    let names = [t.text("vote-step-choose"), t.text("vote-step-overview"), t.text(who), t.text("vote-step-hand-in")];
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    let done = if s.chosen().is_empty() && !s.seen.voted() { 0 } else { now };
    time::steps(&t.text("vote-steps"), &names, now, done)
}

/// The strip of a choice on its whole; nothing where nothing limits it.
pub(super) fn strip(s: &Scene<'_>, chosen: &[u32], large: bool) -> Option<Markup> {
    let cost = |number: &u32| s.view.candidate(*number).map_or(0, |candidate| candidate.cost().0);
    match s.gauge() {
        Gauge::Money(whole) => {
            let parts: Vec<i64> = chosen.iter().map(cost).collect();
            Some(figures::strip(&parts, whole.0, large))
        }
        Gauge::Plans(whole) => Some(figures::strip(&vec![1; chosen.len()], i64::from(whole), large)),
        Gauge::Free => None,
    }
}

/// The whole of the strip in words: `€ 300.000`, `5`.
pub(super) fn whole(s: &Scene<'_>) -> String {
    match s.gauge() {
        Gauge::Money(whole) => s.t.money(whole),
        Gauge::Plans(whole) => s.t.number(i64::from(whole)),
        Gauge::Free => String::new(),
    }
}

/// What is left, in words; nothing where nothing limits it.
pub(super) fn left(s: &Scene<'_>, chosen: &[u32]) -> Option<String> {
    match s.gauge() {
        Gauge::Money(whole) => {
            let left = Cents(whole.0.saturating_sub(s.view.sum(&Choice::ticks(chosen)).0)).max(Cents::ZERO);
            Some(match s.view.round.rules.limits.max_plans {
                None => s.t.with("vote-left-money", &[("left", left.into())]),
                Some(most) => {
                    let plans = plans_left(most, chosen);
                    let args = [("left", left.into()), ("n", plans.into()), ("words", s.t.words(plans).into())];
                    s.t.with("vote-left-both", &args)
                }
            })
        }
        Gauge::Plans(whole) => {
            let left = plans_left(whole, chosen);
            Some(s.t.with("vote-left-plans", &[("n", left.into()), ("words", s.t.words(left).into())]))
        }
        Gauge::Free => None,
    }
}

fn plans_left(most: u32, chosen: &[u32]) -> i64 {
    i64::from(most).saturating_sub(i64::try_from(chosen.len()).unwrap_or(i64::MAX)).max(0)
}

/// What a choice still lacks before it may be handed in, in words; nothing where one plan is enough.
pub(super) fn lacks(s: &Scene<'_>, chosen: &[u32]) -> Option<String> {
    let (t, rules) = (s.t, &s.view.round.rules);
    if chosen.is_empty() && rules.blank_allowed {
        return None;
    }
    let plans = if rules.limits.min_plans > 1 { plans_left(rules.limits.min_plans, chosen) } else { 0 };
    let sum = Cents(rules.limits.min_sum.0.saturating_sub(s.view.sum(&Choice::ticks(chosen)).0));
    let mut words = Vec::new();
    if plans > 0 {
        words.push(t.with("vote-need-plans", &[("n", plans.into()), ("words", t.words(plans).into())]));
    }
    if sum > Cents::ZERO {
        words.push(t.with("vote-need-sum", &[("least", sum.into())]));
    }
    (!words.is_empty()).then(|| words.join(" "))
}

/// That a plan on the ballot that is in was withdrawn since, so that another one is taken although the rules know no
/// changes.
pub(super) fn struck_after(s: &Scene<'_>) -> Markup {
    let (t, at) = (s.t, s.view.round.closes_at);
    html! {
        @if s.seen.mine.as_ref().is_some_and(|mine| mine.struck) {
            (alert(Tone::Warning, &t.text("vote-voted-struck"), html! {
                p { (t.with("vote-voted-struck-means", &[("at", at.into())])) }
            }))
        }
    }
}

/// The plans of a choice as a receipt; `remove` makes the form at the end of a line.
pub(super) fn receipt(s: &Scene<'_>, chosen: &[u32], remove: impl Fn(&Candidate) -> Option<Markup>) -> Markup {
    let t = s.t;
    let line = |candidate: &Candidate| ReceiptLine {
        number: i64::from(candidate.number),
        title: candidate.title(s.lang).to_owned(),
        amount: t.money(candidate.cost()),
        remove: remove(candidate),
    };
    let lines = chosen.iter().filter_map(|number| s.view.candidate(*number)).map(line).collect();
    let sum = s.view.sum(&Choice::ticks(chosen));
    let total = t.with("vote-together", &[("plans", plans(t, chosen.len()).into())]);
    let rest = match s.gauge() {
        Gauge::Money(whole) if whole > sum => Some(t.money(Cents(whole.0 - sum.0))),
        _ => None,
    };
    let rest_word = t.text("vote-not-divided");
    figures::receipt(t, lines, (&total, &t.money(sum)), rest.as_deref().map(|rest| (rest_word.as_ref(), rest)))
}

/// Nothing can be taken away here.
pub(super) fn fixed(_: &Candidate) -> Option<Markup> {
    None
}

/// The form that takes a plan away. `from` is the page that it stands on.
pub(super) fn remove_form(s: &Scene<'_>, candidate: &Candidate, from: Step) -> Markup {
    let (t, title, number) = (s.t, candidate.title(s.lang), candidate.number);
    let aloud = html! { span class="visually-hidden" { ": " (title) } };
    let (class, swap) = match from {
        Step::Overview => (Some("receipt__remove"), "keuze".to_owned()),
        _ => (None, format!("lijst plan-{number} basket")),
    };
    html! {
        form class=[class] method="post" action=(s.place.act("choose")) data-enhance data-swap=(swap) {
            (choice_fields(s, number, false, from))
            @if from == Step::Overview {
                button class="button button--quiet" id={ "weg-" (number) } { (t.text("vote-remove")) (aloud) }
            } @else {
                button class="basket__remove" id={ "weg-" (number) } {
                    (icon("x")) span class="visually-hidden" { (t.text("vote-remove")) ": " (title) }
                }
            }
        }
    }
}

/// What a form sends that chooses a plan or takes it away.
pub(super) fn choice_fields(s: &Scene<'_>, number: u32, add: bool, from: Step) -> Markup {
    let seed = s.listing.seed.to_string();
    html! {
        (hidden("number", &number.to_string()))
        (hidden("act", if add { "add" } else { "remove" }))
        @if from == Step::Overview { (hidden("from", Step::Overview.code())) } @else {
            @for (name, value) in s.listing.pairs() { (hidden(name, value)) }
            (hidden("seed", &seed))
        }
    }
}

/// A panel beside the text; `outlined` where it is about the visitor.
pub(super) fn panel(id: &str, title: &str, outlined: bool, body: Markup) -> Markup {
    let class = if outlined { "panel panel--outlined" } else { "panel" };
    html! { section class=(class) aria-labelledby=(id) { h2 class="panel__title" id=(id) { (title) } (body) } }
}

/// How one reaches the organisation.
pub(super) fn contact(s: &Scene<'_>) -> Markup {
    let email = s.organisation.contact_email.as_str();
    html! {
        (paragraphs(&s.organisation.contact_text))
        @if !email.is_empty() { p { a href={ "mailto:" (email) } { (email) } } }
    }
}

/// "Brief kwijt?"
pub(super) fn lost_letter(s: &Scene<'_>) -> Markup {
    let body = html! { p { (s.t.text("vote-lost-letter-means")) } (contact(s)) };
    panel("brief-kwijt", &s.t.text("vote-lost-letter"), false, body)
}

/// "Nog iemand in huis? Begin opnieuw."
pub(super) fn again(s: &Scene<'_>) -> Markup {
    let body = html! {
        p { (s.t.text("vote-again-means")) }
        form method="post" action=(s.place.act("again")) {
            button class=(Look::Plain.class()) { (icon("users")) (s.t.text("vote-again")) }
        }
    };
    panel("nog-iemand", &s.t.text("vote-again-title"), false, body)
}

/// "vier plannen gekozen": how many were chosen.
pub(super) fn chosen_words(s: &Scene<'_>, chosen: &[u32]) -> String {
    s.t.with("vote-chosen", &[("plans", plans(s.t, chosen.len()).into())])
}

/// Scripts that only the vote needs. A module runs once, wherever it stands.
pub(super) fn scripts(s: &Scene<'_>, names: &[&str]) -> Markup {
    html! { @for name in names { script type="module" src={ (s.assets) (name) } {} } }
}
