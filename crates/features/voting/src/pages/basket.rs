//! The basket that goes along while somebody chooses: what was chosen, what is left, what is lacking, and the way on.

use super::fit::{self, group_words, groups, lacks};
use super::parts::{self, remove_form};
use super::scene::{Gauge, Scene, Step};
use super::words::{capital, counted};
use super::{choose, controls, keep};
use crate::ballot::Choice;
use crate::rules::BallotForm;
use civic::ui::figures;
use civic::ui::notice::{Look, button_link};
use maud::{Markup, html};
use platform::money::Cents;

/// What the basket says.
struct Says {
    /// What is left, large.
    left: Option<String>,
    /// How much was chosen.
    words: String,
    /// What is lacking.
    lacks: Vec<String>,
}

impl Says {
    fn of(s: &Scene<'_>, chosen: &[Choice]) -> Self {
        let left = match s.form() {
            BallotForm::YesNo => Some(looked_at(s, chosen)),
            _ => parts::left(s, chosen),
        };
        Says { left: left.map(|left| capital(&left)), words: parts::chosen_words(s, chosen), lacks: lacks(s, chosen) }
    }

    /// Read out after each change: what happened, then where that leaves one.
    fn aloud(&self, s: &Scene<'_>) -> String {
        let stop = |text: &str| format!("{}.", text.trim_end_matches('.'));
        let mut all: Vec<String> = s.said.iter().map(|said| stop(said)).collect();
        // Who moves a plan within a ranking hears its new place; nothing else has changed.
        if s.said.is_none() || s.form() != BallotForm::Ranking {
            all.push(stop(&capital(&self.words)));
            all.extend(self.left.iter().map(|left| stop(left)));
            all.extend(self.lacks.iter().map(|lack| stop(lack)));
        }
        all.join(" ")
    }
}

fn looked_at(s: &Scene<'_>, chosen: &[Choice]) -> String {
    let (seen, all) = fit::looked_at(s, chosen);
    let key = if seen == all { "vote-looked-at-all" } else { "vote-looked-at" };
    s.t.with(key, &[("seen", seen.into()), ("n", all.into())])
}

/// The basket.
pub(super) fn basket(s: &Scene<'_>) -> Markup {
    let (t, chosen) = (s.t, s.chosen());
    let says = Says::of(s, &chosen);
    let reminder = (!chosen.is_empty()).then(|| t.text("vote-reminder"));
    html! {
        section class="basket" id="basket" aria-labelledby="basket-titel" data-reminder=[reminder.as_deref()]
            data-unfinished=[keep::unfinished(s)]
            data-left=[(s.form() == BallotForm::Points).then(|| fit::points_left(s, &chosen))] {
            h2 class="basket__title" id="basket-titel" { (t.text("vote-basket")) }
            (strip(s, &chosen))
            div class="basket__words" {
                p class="basket__left" data-announce=(says.aloud(s)) {
                    @if let Some(left) = &says.left { strong { (left) } " " (says.words) }
                    @else { strong { (capital(&says.words)) } }
                }
                @if let Some(next) = next_unseen(s, &chosen) {
                    p class="basket__next" { a href={ "#plan-" (next) } { (t.text("vote-next-unseen")) } }
                }
                @if !says.lacks.is_empty() { p class="basket__left" { (says.lacks.join(" ")) } }
            }
            @if let Some(message) = &s.message { p class="basket__message" data-announce { (message) } }
            (group_list(s, &chosen))
            (chosen_list(s, &chosen))
            (onward(s, &chosen))
            p class="basket__saved" { (t.text("vote-saved")) }
        }
    }
}

fn strip(s: &Scene<'_>, chosen: &[Choice]) -> Markup {
    let zero = if matches!(s.gauge(), Gauge::Money(_)) { s.t.money(Cents::ZERO) } else { "0".to_owned() };
    html! {
        @if let Some(strip) = parts::strip(s, chosen, false) {
            div class="basket__strip" { (strip) }
            p class="basket__scale" aria-hidden="true" { span { (zero) } span { (parts::whole(s)) } }
        }
    }
}

/// The themes or areas with limits of their own.
pub(super) fn group_list(s: &Scene<'_>, chosen: &[Choice]) -> Markup {
    let all = groups(s);
    // Where only some may be chosen from, the others say nothing yet.
    let some = s.view.round.rules.groups.as_ref().is_some_and(|groups| groups.most.is_some());
    let shown: Vec<_> =
        all.into_iter().filter(|(group, over)| !some || fit::of_group(s, chosen, *over, &group.name).0 > 0).collect();
    html! {
        @if !shown.is_empty() {
            ul class="groups" {
                @for (group, over) in shown {
                    li {
                        (group_words(s, chosen, group, over))
                        @if let Some(most) = group.limits.max_sum {
                            @let costs: Vec<i64> = parts::costs(s, chosen, |candidate| candidate.group(over) == Some(group.name.as_str()));
                            (figures::strip(&costs, most.0, false))
                        }
                    }
                }
            }
        }
    }
}

fn chosen_list(s: &Scene<'_>, chosen: &[Choice]) -> Markup {
    let t = s.t;
    if s.form() == BallotForm::Ranking {
        return html! { @if !chosen.is_empty() { (controls::ranking(s, chosen, Step::Choose)) } };
    }
    html! {
        @if !chosen.is_empty() {
            ul class="basket__list" {
                @for (choice, candidate) in parts::found(s, chosen) {
                    li class="basket__item" {
                        a href={ "#plan-" (candidate.number) } { (candidate.title(s.lang)) }
                        span class="figure" {
                            @if s.form() == BallotForm::Plans { (t.money(candidate.cost())) }
                            @else { (capital(&fit::given_words(s, choice))) }
                        }
                        (remove_form(s, candidate, Step::Choose))
                    }
                }
            }
        }
    }
}

/// On to the overview.
fn onward(s: &Scene<'_>, chosen: &[Choice]) -> Markup {
    let t = s.t;
    let word = if s.form() == BallotForm::Ranking && chosen.len() > 1 { "vote-rank-to-order" } else { "vote-on" };
    html! {
        @if !chosen.is_empty() {
            div class="basket__go" { (button_link(Look::Vote, &s.place.step(Step::Overview), &t.text(word))) }
        }
    }
}

/// The first plan on the page that nothing was said about.
fn next_unseen(s: &Scene<'_>, chosen: &[Choice]) -> Option<u32> {
    if s.form() != BallotForm::YesNo {
        return None;
    }
    let shown = choose::listed(s);
    let open = |number: u32| fit::weight(chosen, number).is_none();
    shown.iter().filter(|candidate| candidate.struck.is_none()).map(|candidate| candidate.number).find(|n| open(*n))
}

/// "46 plannen", for a sentence about what else fits.
pub(super) fn others_words(s: &Scene<'_>, chosen: &[Choice]) -> Option<String> {
    if s.form() != BallotForm::Plans || s.single() {
        return None;
    }
    let others = fit::fitting(s, chosen).len().saturating_sub(chosen.len());
    (others > 0).then(|| counted(s.t, "vote-others-fit", others))
}
