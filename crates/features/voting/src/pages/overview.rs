//! Looking the choice over, and choosing between two drafts that meet.

use super::basket::{group_list, others_words};
use super::keep;
use super::parts::{self, fixed, receipt, remove_form};
use super::scene::{Gauge, Scene, Step, live};
use super::words::{counted, plans};
use super::{ballot_words, controls, fit};
use crate::ballot::Choice;
use crate::model::Draft;
use crate::rules::BallotForm;
use crate::service::notice::Notice;
use civic::ui::form::hidden;
use civic::ui::notice::{Look, Tone, alert, alert_aloud, button_link, empty};
use maud::{Markup, html};
use platform::error::Refusal;
use platform::money::Cents;

/// The page.
pub(super) fn page(s: &Scene<'_>) -> Markup {
    parts::page(s, 1, html! { h1 { (s.t.text("vote-overview-title")) } (overview(s)) })
}

/// What changes when a plan is taken away.
pub(super) fn overview(s: &Scene<'_>) -> Markup {
    let chosen = s.chosen();
    html! {
        div id="keuze" data-unfinished=[keep::unfinished(s)] {
            (struck(s))
            @if chosen.is_empty() && !s.view.round.rules.blank_allowed { (nothing(s)) } @else { (choice(s, &chosen)) }
        }
    }
}

fn nothing(s: &Scene<'_>) -> Markup {
    let (t, to) = (s.t, s.place.step(Step::Choose));
    empty(&t.text("vote-empty-title"), &t.text("vote-empty"), Some((&to, &t.text("vote-empty-choose"))))
}

fn choice(s: &Scene<'_>, chosen: &[Choice]) -> Markup {
    let t = s.t;
    let wrong = s.view.check(chosen, s.area(), s.lang).err();
    let lead = lead(s, chosen);
    let to_choose = s.place.step(Step::Choose);
    html! {
        // Who moves a plan hears where it is now; the sentence is still the same.
        p class="lead" data-announce=(s.said.as_deref().unwrap_or_default()) { (lead) }
        @if let Some(strip) = parts::strip(s, chosen, true) {
            (strip)
            p class="caption" { (caption(s)) }
        }
        (group_list(s, chosen))
        @if s.form() == BallotForm::Ranking && !chosen.is_empty() {
            (controls::ranking(s, chosen, Step::Overview))
        } @else if !chosen.is_empty() {
            (receipt(s, chosen, |candidate| Some(remove_form(s, candidate, Step::Overview))))
        }
        @if let Some(wrong) = wrong {
            (alert_aloud(Tone::Warning, &t.text("vote-not-ready"), html! {
                @for refusal in wrong { p { (t.refusal(&Refusal::from(refusal))) } }
            }))
            p class="actions" { (button_link(Look::VoteLarge, &to_choose, &t.text("vote-back-to-choose"))) }
        } @else {
            (rest(s, chosen))
            p class="actions" {
                (onward(s)) " "
                // When nothing else fits, there is only something to change.
                @let word = if others_words(s, chosen).is_some() { "vote-choose-more" } else { "vote-change-choice" };
                a class="button" href=(to_choose) { (t.text(word)) }
            }
        }
        p class="soft" { (t.text("vote-counts-later")) }
        (super::notice::offer(s, Notice::Reminder))
        @if s.form() == BallotForm::Ranking { (parts::scripts(s, &["js/ballot.js"])) }
    }
}

/// What somebody is about to hand in, in a sentence.
fn lead(s: &Scene<'_>, chosen: &[Choice]) -> String {
    let t = s.t;
    let plans = plans(t, parts::counted_plans(chosen));
    match s.form() {
        _ if chosen.is_empty() => t.text("vote-overview-blank").into_owned(),
        BallotForm::Plans => {
            t.with("vote-overview-lead", &[("plans", plans.into()), ("sum", s.view.sum(chosen).into())])
        }
        BallotForm::Points => {
            let points = ballot_words::points(t, fit::given(chosen));
            t.with("vote-overview-lead-points", &[("points", points.into()), ("plans", plans.into())])
        }
        BallotForm::Ranking => t.with("vote-overview-lead-ranking", &[("plans", plans.into())]),
        BallotForm::YesNo => {
            let [yes, no] = fit::yes_and_no(t, chosen);
            t.with("vote-overview-lead-yes-no", &[("yes", yes.into()), ("no", no.into())])
        }
    }
}

/// Where one goes on: to identify, or, who has, to hand in.
fn onward(s: &Scene<'_>) -> Markup {
    let electorate = s.view.round.rules.electorate;
    let (step, key) = match (s.seen.voter.is_some(), electorate.codes, electorate.email) {
        (true, _, _) => (Step::HandIn, "vote-to-hand-in"),
        (false, true, false) => (Step::Who, "vote-to-code"),
        (false, _, _) => (Step::Who, "vote-to-who"),
    };
    button_link(Look::VoteLarge, &s.place.step(step), &s.t.text(key))
}

fn caption(s: &Scene<'_>) -> String {
    let key = match s.gauge() {
        Gauge::Money(_) => "vote-strip-money",
        Gauge::Points(_) => "vote-strip-points",
        _ => "vote-strip-plans",
    };
    s.t.with(key, &[("whole", parts::whole(s).into())])
}

/// What is left, that it need not be spent, and how many others fit.
fn rest(s: &Scene<'_>, chosen: &[Choice]) -> Markup {
    let t = s.t;
    let size = |count: i64| usize::try_from(count).unwrap_or_default();
    let left = match (s.form(), s.gauge()) {
        (BallotForm::Points, _) => Some(size(fit::points_left(s, chosen)))
            .filter(|left| *left > 0 && !chosen.is_empty())
            .map(|left| counted(t, "vote-rest-points", left)),
        (BallotForm::YesNo, _) => {
            let (seen, all) = fit::looked_at(s, chosen);
            (all > seen && !chosen.is_empty()).then(|| counted(t, "vote-rest-unseen", all - seen))
        }
        (_, Gauge::Money(most)) => {
            let left = Cents(most.0.saturating_sub(s.view.sum(chosen).0));
            (left > Cents::ZERO).then(|| t.with("vote-rest", &[("left", left.into())]))
        }
        _ => None,
    };
    let others = others_words(s, chosen);
    html! {
        @if left.is_some() || others.is_some() {
            p {
                @if let Some(left) = left { (left) " " }
                @if let Some(others) = others { (others) }
            }
        }
    }
}

/// That plans of this choice were withdrawn.
fn struck(s: &Scene<'_>) -> Markup {
    let t = s.t;
    html! {
        @for candidate in s.struck() {
            @let title = t.with("vote-struck-chosen", &[("title", candidate.title(s.lang).into())]);
            (alert(Tone::Warning, &title, html! {
                p {
                    @if let Some(struck) = &candidate.struck { (struck.reason) " " }
                    (t.text("vote-struck-chosen-means"))
                }
            }))
        }
    }
}

/// Two drafts meet.
pub(super) fn drafts(s: &Scene<'_>) -> Markup {
    let t = s.t;
    let (here, before) = (&s.seen.drafts.device, &s.seen.drafts.voter);
    let body = html! {
        h1 { (t.text("vote-drafts-title")) }
        p class="lead" { (t.text("vote-drafts-lead")) }
        div class="drafts" {
            @if let Some(draft) = here {
                (one_draft(s, draft, "device", ["vote-draft-here", "vote-draft-keep-here"]))
            }
            @if let Some(draft) = before {
                (one_draft(s, draft, "voter", ["vote-draft-before", "vote-draft-keep-before"]))
            }
        }
        p class="soft" { (t.text("vote-drafts-not-mine")) }
        (parts::contact(s))
    };
    parts::page(s, 2, body)
}

fn one_draft(s: &Scene<'_>, draft: &Draft, which: &str, [title, keep]: [&str; 2]) -> Markup {
    let (t, chosen) = (s.t, live(s.view, &draft.choices));
    let id = format!("keuze-{which}");
    html! {
        section class="draft" aria-labelledby=(id) {
            h2 class="draft__title" id=(id) { (t.text(title)) }
            p class="soft" { (t.with("vote-draft-saved", &[("at", draft.saved_at.into())])) }
            @if let Some(strip) = parts::strip(s, &chosen, false) { (strip) }
            (receipt(s, &chosen, fixed))
            form method="post" action=(s.place.act("drafts")) {
                (hidden("keep", which))
                button class="button button--vote button--block" { (t.text(keep)) }
            }
        }
    }
}
