//! Who began and who handed in, per day: as bars, and as a table that says the same.

use crate::model::{Follow, Round};
use civic::context::Visitor;
use civic::ui::icon;
use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, html};
use platform::clock::local;

/// The most days that the drawing shows; the table has all.
const MOST_DAYS: usize = 40;

/// One day of the drawing.
struct Bar {
    day: Date,
    begun: i64,
    done: i64,
}

/// A number of hundredths of a per cent as an attribute.
fn percent(hundredths: i64) -> String {
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

/// A round top for the scale, which three steps divide.
fn top(most: i64) -> i64 {
    let mut unit = 1_i64;
    loop {
        for step in [1, 2, 4, 5, 8] {
            let top = 3 * step * unit;
            if most <= top {
                return top;
            }
        }
        unit = unit.saturating_mul(10);
    }
}

/// All days from the opening to the closing, also those on which nothing happened.
fn days(round: &Round, follow: &Follow) -> Vec<Bar> {
    let first = local(round.opens_at).date();
    let first = follow.days.first().map_or(first, |count| count.day.min(first));
    let last = local(round.closes_at).date();
    let last = follow.days.last().map_or(last, |count| count.day.max(last));
    // What happened last stays in sight if the round is very long.
    let shown_last = follow.days.last().map_or(last, |count| count.day.max(first));
    let length = i64::try_from(MOST_DAYS).unwrap_or_default();
    let begin = if (last - first).get_days() < i32::try_from(MOST_DAYS).unwrap_or_default() {
        first
    } else {
        shown_last.checked_sub((length - 1).days()).map_or(first, |day| day.max(first))
    };
    let days = (0..length).filter_map(|step| begin.checked_add(step.days()).ok()).take_while(|day| *day <= last);
    days.map(|day| {
        let found = follow.days.iter().find(|count| count.day == day);
        Bar { day, begun: found.map_or(0, |c| c.started), done: found.map_or(0, |c| c.handed_in) }
    })
    .collect()
}

/// The drawing with its table.
pub(super) fn chart(visitor: &Visitor, round: &Round, follow: &Follow) -> Markup {
    let t = &visitor.t;
    html! {
        figure class="chart" {
            (drawing(visitor, &days(round, follow)))
            ul class="chart__key" {
                @for (class, word) in [("chart__begun", "round-begun"), ("chart__done", "round-sent")] {
                    li {
                        svg aria-hidden="true" { rect class=(class) width="100%" height="100%" {} }
                        (t.text(word))
                    }
                }
            }
            details class="fold" id="dagen" {
                summary { (t.text("round-show-figures")) " " (icon("chevron-down")) }
                table class="table" {
                    caption class="visually-hidden" { (t.text("round-per-day-caption")) }
                    thead {
                        tr {
                            th scope="col" { (t.text("round-day")) }
                            th scope="col" class="number" { (t.text("round-begun")) }
                            th scope="col" class="number" { (t.text("round-sent")) }
                        }
                    }
                    tbody {
                        @for count in &follow.days {
                            tr {
                                th scope="row" { (t.day(count.day)) }
                                td class="number" { (t.number(count.started)) }
                                td class="number" { (t.number(count.handed_in)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn drawing(visitor: &Visitor, bars: &[Bar]) -> Markup {
    let t = &visitor.t;
    let top = top(bars.iter().map(|bar| bar.begun.max(bar.done)).max().unwrap_or_default().max(1));
    let count = i64::try_from(bars.len().max(15)).unwrap_or(15);
    let slot = 10_000 / count;
    let high = |number: i64| number.max(0) * 10_000 / top;
    let label_each = usize::try_from(count / 20 + 1).unwrap_or(1);
    html! {
        svg aria-hidden="true" {
            @for step in 0..=3_i64 {
                @let y = percent(10_000 - step * 10_000 / 3);
                line class="chart__grid" x1="0" x2="100%" y1=(y) y2=(y) {}
                text x="100%" y=(y) dy="-4" text-anchor="end" { (t.number(top / 3 * step)) }
            }
            @for (place, bar) in (0_i64..).zip(bars) {
                @let (left, wide) = (place * slot + slot * 9 / 100, slot * 39 / 100);
                rect class="chart__begun" x=(percent(left)) width=(percent(wide))
                    y=(percent(10_000 - high(bar.begun))) height=(percent(high(bar.begun))) {}
                rect class="chart__done" x=(percent(left + wide)) width=(percent(wide))
                    y=(percent(10_000 - high(bar.done))) height=(percent(high(bar.done))) {}
                @if usize::try_from(place).is_ok_and(|place| place % label_each == 0) {
                    text x=(percent(left + wide)) y="100%" dy="18" text-anchor="middle" { (bar.day.day()) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_ends_on_a_round_number_above_the_highest_bar() {
        assert_eq!([1, 3, 7, 100, 2_120, 2_400, 2_401].map(top), [3, 3, 12, 120, 2_400, 2_400, 3_000]);
    }

    #[test]
    fn parts_of_the_drawing_are_written_with_two_decimals() {
        assert_eq!([0, 5, 6_667, 10_000].map(percent), ["0.00%", "0.05%", "66.67%", "100.00%"]);
    }
}
