//! What several screens share.

use super::ballot_words::points;
use super::scene::{Gauge, Scene, Step};
use super::words::plans;
use super::{controls, firsts, fit};
use crate::ballot::Choice;
use crate::model::{Candidate, Stage};
use crate::rules::BallotForm;
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

/// The plans of a choice, in its order.
pub(super) fn found<'v>(s: &Scene<'v>, chosen: &[Choice]) -> Vec<(Choice, &'v Candidate)> {
    chosen.iter().filter_map(|choice| Some((*choice, s.view.candidate(choice.number)?))).collect()
}

/// What the plans of a choice cost that stand for something and of which something holds.
pub(super) fn costs(s: &Scene<'_>, chosen: &[Choice], is: impl Fn(&Candidate) -> bool) -> Vec<i64> {
    let found = found(s, chosen).into_iter().filter(|(choice, candidate)| choice.counts() && is(candidate));
    found.map(|(_, candidate)| candidate.cost().0).collect()
}

/// The strip of a choice on its whole; nothing where nothing limits it.
pub(super) fn strip(s: &Scene<'_>, chosen: &[Choice], large: bool) -> Option<Markup> {
    match s.gauge() {
        Gauge::Money(whole) => Some(figures::strip(&costs(s, chosen, |_| true), whole.0, large)),
        Gauge::Plans(whole) => Some(figures::strip(&vec![1; counted_plans(chosen)], i64::from(whole), large)),
        Gauge::Points(whole) => {
            let parts: Vec<i64> = chosen.iter().map(|choice| choice.weight).collect();
            Some(figures::strip(&parts, i64::from(whole), large))
        }
        Gauge::Free => None,
    }
}

/// How many plans of a choice stand for something.
pub(super) fn counted_plans(chosen: &[Choice]) -> usize {
    chosen.iter().filter(|choice| choice.counts()).count()
}

/// The whole of the strip in words: `€ 300.000`, `5`.
pub(super) fn whole(s: &Scene<'_>) -> String {
    match s.gauge() {
        Gauge::Money(whole) => s.t.money(whole),
        Gauge::Plans(whole) | Gauge::Points(whole) => s.t.number(i64::from(whole)),
        Gauge::Free => String::new(),
    }
}

/// What is left, in words; nothing where nothing limits it.
pub(super) fn left(s: &Scene<'_>, chosen: &[Choice]) -> Option<String> {
    match s.gauge() {
        Gauge::Money(whole) => {
            let left = Cents(whole.0.saturating_sub(s.view.sum(chosen).0)).max(Cents::ZERO);
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
        Gauge::Points(_) => Some(fit::points_left_words(s, chosen)),
        Gauge::Free => None,
    }
}

fn plans_left(most: u32, chosen: &[Choice]) -> i64 {
    i64::from(most).saturating_sub(i64::try_from(counted_plans(chosen)).unwrap_or(i64::MAX)).max(0)
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

/// The plans of a choice as a receipt, with what each was given; a ranking in its order. `remove` makes the form at the
/// end of a line.
pub(super) fn receipt(s: &Scene<'_>, chosen: &[Choice], remove: impl Fn(&Candidate) -> Option<Markup>) -> Markup {
    let t = s.t;
    if s.form() == BallotForm::Ranking {
        return placed_receipt(s, chosen, remove);
    }
    let line = |(choice, candidate): (Choice, &Candidate)| ReceiptLine {
        number: i64::from(candidate.number),
        title: candidate.title(s.lang).to_owned(),
        amount: match s.form() {
            BallotForm::Plans => t.money(candidate.cost()),
            _ => super::words::capital(&fit::given_words(s, choice)),
        },
        remove: remove(candidate),
    };
    let lines = found(s, chosen).into_iter().map(line).collect();
    let (sum, plans) = (s.view.sum(chosen), plans(t, counted_plans(chosen)));
    let (total, amount, rest, rest_word) = match s.form() {
        BallotForm::Points => {
            let left = Some(fit::points_left(s, chosen)).filter(|left| *left > 0);
            let total = t.with("vote-together-points", &[("plans", plans.into())]);
            (
                total,
                super::words::capital(&points(t, fit::given(chosen))),
                left.map(|left| super::words::capital(&points(t, left))),
                "vote-points-kept",
            )
        }
        BallotForm::YesNo => {
            let said = super::words::counted_with(t, "vote-said-yes", counted_plans(chosen), &plans);
            (super::words::capital(&said), t.money(sum), None, "vote-not-divided")
        }
        _ => {
            let rest = match s.gauge() {
                Gauge::Money(whole) if whole > sum => Some(t.money(Cents(whole.0 - sum.0))),
                _ => None,
            };
            (t.with("vote-together", &[("plans", plans.into())]), t.money(sum), rest, "vote-not-divided")
        }
    };
    let rest_word = t.text(rest_word);
    figures::receipt(t, lines, (&total, &amount), rest.as_deref().map(|rest| (rest_word.as_ref(), rest)))
}

/// A ranking as a receipt: the place before each plan.
fn placed_receipt(s: &Scene<'_>, chosen: &[Choice], remove: impl Fn(&Candidate) -> Option<Markup>) -> Markup {
    html! {
        ol class="ranking" {
            @for (place, candidate) in controls::placed(s, chosen) {
                li class="ranking__item" {
                    span class="ranking__place" { (place) }
                    span class="ranking__title" { (candidate.title(s.lang)) }
                    span class="ranking__cost" { (s.t.money(candidate.cost())) }
                    @if let Some(remove) = remove(candidate) { div class="ranking__moves" { (remove) } }
                }
            }
        }
    }
}

/// Nothing can be taken away here.
pub(super) fn fixed(_: &Candidate) -> Option<Markup> {
    None
}

/// The parts of the page that change with the choice of a plan.
pub(super) fn swaps(s: &Scene<'_>, number: u32) -> String {
    let first = if firsts::comes_first(s) { "eerst " } else { "" };
    format!("{first}lijst plan-{number} basket")
}

/// The form that takes a plan away. `from` is the page that it stands on.
pub(super) fn remove_form(s: &Scene<'_>, candidate: &Candidate, from: Step) -> Markup {
    let (t, title, number) = (s.t, candidate.title(s.lang), candidate.number);
    let aloud = html! { span class="visually-hidden" { ": " (title) } };
    let (class, swap) = match from {
        Step::Overview => (Some("receipt__remove"), "keuze".to_owned()),
        _ => (None, swaps(s, number)),
    };
    html! {
        form class=[class] method="post" action=(s.place.act("choose")) data-enhance data-swap=(swap) {
            (target_fields(s, number, from))
            (hidden("act", "remove"))
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

/// What a form sends that changes what a plan has in the choice; the button says what.
pub(super) fn target_fields(s: &Scene<'_>, number: u32, from: Step) -> Markup {
    html! {
        (hidden("number", &number.to_string()))
        @if from == Step::Overview { (hidden("from", Step::Overview.code())) } @else { (listing_fields(s)) }
    }
}

/// Which list somebody sees, so that they come back to the same.
pub(super) fn listing_fields(s: &Scene<'_>) -> Markup {
    html! {
        @for (name, value) in s.listing.pairs() { (hidden(name, value)) }
        (hidden("seed", &s.listing.seed.to_string()))
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

/// "vier plannen gekozen": how much was chosen.
pub(super) fn chosen_words(s: &Scene<'_>, chosen: &[Choice]) -> String {
    let plans = plans(s.t, counted_plans(chosen));
    match s.form() {
        BallotForm::YesNo => super::words::counted_with(s.t, "vote-said-yes", counted_plans(chosen), &plans),
        _ => s.t.with("vote-chosen", &[("plans", plans.into())]),
    }
}

/// Scripts that only the vote needs. A module runs once, wherever it stands.
pub(super) fn scripts(s: &Scene<'_>, names: &[&str]) -> Markup {
    html! { @for name in names { script type="module" src={ (s.assets) (name) } {} } }
}
