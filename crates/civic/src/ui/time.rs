//! What is to come, open or over, and when; steps and timelines.

use crate::model::When;
use jiff::{SignedDuration, Timestamp};
use maud::{Markup, html};
use platform::i18n::T;

/// "vanaf …", "tot …", "altijd open"; of what is over only the day: "tot …".
#[must_use]
pub fn when_text(t: &T, now: Timestamp, starts: Timestamp, ends: Option<Timestamp>) -> String {
    match (When::of(now, starts, ends), ends) {
        (When::Future, _) => t.with("when-from", &[("moment", starts.into())]),
        (When::Now, Some(ends)) => t.with("when-until", &[("moment", ends.into())]),
        (When::Now, None) => t.text("when-open").into_owned(),
        (When::Past, ends) => t.with("when-over", &[("day", t.date(ends.unwrap_or(starts)).into())]),
    }
}

/// A name with whether it is to come, on, or over, and its date.
#[must_use]
pub fn phase(name: &str, when: When, text: &str) -> Markup {
    let class = match when {
        When::Future => "phase phase--soon",
        When::Now => "phase phase--now",
        When::Past => "phase phase--over",
    };
    html! { p class=(class) { (name) " " span class="phase__when" { (text) } } }
}

/// The same inside a row or table, without its date.
#[must_use]
pub fn phase_word(name: &str, when: When) -> Markup {
    let class = match when {
        When::Future => "phase phase--soon",
        When::Now => "phase phase--now",
        When::Past => "phase phase--over",
    };
    html! { span class=(class) { (name) } }
}

/// A stop of a project.
#[derive(Debug, Clone)]
pub struct Stop {
    /// Its name.
    pub name: String,
    /// Its time in words.
    pub when_text: String,
    /// Whether it is to come, on, or over.
    pub when: When,
}

/// The line with its stops.
#[must_use]
pub fn phase_line(t: &T, stops: &[Stop]) -> Markup {
    html! {
        ol class="phase-line" {
            @for stop in stops {
                @let (class, word) = match stop.when {
                    When::Past => ("phase-line__stop phase-line__stop--done", "phase-past"),
                    When::Now => ("phase-line__stop phase-line__stop--now", "phase-now"),
                    When::Future => ("phase-line__stop phase-line__stop--next", "phase-next"),
                };
                li class=(class) aria-current=[(stop.when == When::Now).then_some("step")] {
                    span class="phase-line__name" {
                        span class="visually-hidden" { (t.text(word)) " " }
                        (stop.name)
                    }
                    span class="phase-line__when" { (stop.when_text) }
                }
            }
        }
    }
}

/// The steps of a task; `now` counts from 0. The first `done` of them before it are ticked off: who came here by another way may
/// have skipped some.
#[must_use]
pub fn steps(label: &str, names: &[&str], now: usize, done: usize) -> Markup {
    html! {
        ol class="steps" aria-label=(label) {
            @for (place, name) in names.iter().enumerate() {
                li class={ "steps__step" @if place < now.min(done) { " steps__step--done" } }
                    aria-current=[(place == now).then_some("step")] { span class="steps__name" { (name) } }
            }
        }
    }
}

/// A moment, readable by machines too.
#[must_use]
pub fn moment(at: Timestamp, text: &str) -> Markup {
    let day = platform::clock::local(at).date().to_string();
    html! { time datetime=(day) { (text) } }
}

/// What happened, in order.
#[must_use]
pub fn timeline(items: &[(Timestamp, String, Markup)]) -> Markup {
    html! {
        ol class="timeline" {
            @for (at, text, what) in items { li { (moment(*at, text)) (what) } }
        }
    }
}

/// The days of a window in words: `15 september – 31 oktober 2026`. A window that ends at midnight ends the day before.
#[must_use]
pub fn range(t: &T, starts: Timestamp, ends: Option<Timestamp>) -> String {
    let first = t.date(starts);
    let Some(ends) = ends else { return t.with("when-from-day", &[("day", first.into())]) };
    let end = ends - SignedDuration::from_micros(1);
    let last = t.date(end);
    if first == last {
        return last;
    }
    let year = |at: Timestamp| platform::clock::local(at).year();
    let short = first.strip_suffix(&format!(" {}", year(starts))).filter(|_| year(starts) == year(end));
    format!("{} – {last}", short.unwrap_or(&first))
}
