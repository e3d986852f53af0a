//! Amounts, numbers, tables, receipts and strips.

use super::icon;
use maud::{Markup, html};
use platform::i18n::T;
use platform::money::Cents;

/// An amount as a price.
#[must_use]
pub fn price(t: &T, cents: Cents) -> Markup {
    html! { span class="price" { (t.money(cents)) } }
}

/// The number of a plan as a tile.
#[must_use]
pub fn tile(t: &T, number: i64, small: bool) -> Markup {
    let class = if small { "tile tile--small" } else { "tile" };
    html! { span class=(class) { span class="visually-hidden" { (t.text("plan-word")) " " } (number) } }
}

/// A theme.
#[must_use]
pub fn theme_pill(title: &str) -> Markup {
    html! { span class="theme-pill" { (title) } }
}

/// What a status says about something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Nothing special.
    Neutral,
    /// One can do something.
    Open,
    /// One will be able to.
    Soon,
    /// Won, done, answered.
    Won,
    /// Taken back.
    Withdrawn,
    /// Late.
    Late,
}

/// A status.
#[must_use]
pub fn status(mark: Mark, text: &str) -> Markup {
    let (class, sign) = match mark {
        Mark::Neutral => ("status", None),
        Mark::Open => ("status status--open", None),
        Mark::Soon => ("status status--soon", None),
        Mark::Won => ("status status--won", Some("check")),
        Mark::Withdrawn => ("status status--withdrawn", Some("ban")),
        Mark::Late => ("status status--late", Some("clock")),
    };
    html! { span class=(class) { @if let Some(sign) = sign { (icon(sign)) } (text) } }
}

/// Names and values.
#[must_use]
pub fn facts(rows: &[(String, Markup)]) -> Markup {
    html! { dl class="facts" { @for (name, value) in rows { div { dt { (name) } dd { (value) } } } } }
}

/// Large numbers with what they count.
#[must_use]
pub fn figures(rows: &[(String, String)]) -> Markup {
    html! { dl class="figures" { @for (name, value) in rows { div { dt { (name) } dd { (value) } } } } }
}

/// A column of a table.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// Its head.
    pub title: String,
    /// Whether it holds figures.
    pub number: bool,
    /// Whether a narrow screen leaves it out, because what it says is also where its row leads.
    pub extra: bool,
    /// Where a click on the head sorts by it.
    pub href: Option<String>,
    /// Whether it is sorted by this column: `ascending` or `descending`.
    pub sorted: Option<&'static str>,
}

impl Column {
    /// A column of words.
    #[must_use]
    pub fn words(title: impl Into<String>) -> Self {
        Column { title: title.into(), ..Column::default() }
    }

    /// A column of words that a narrow screen leaves out.
    #[must_use]
    pub fn extra(title: impl Into<String>) -> Self {
        Column { extra: true, ..Column::words(title) }
    }

    /// A column of figures.
    #[must_use]
    pub fn number(title: impl Into<String>) -> Self {
        Column { title: title.into(), number: true, ..Column::default() }
    }
}

impl Column {
    fn class(&self) -> Option<&'static str> {
        match (self.number, self.extra) {
            (true, true) => Some("number extra"),
            (true, false) => Some("number"),
            (false, true) => Some("extra"),
            (false, false) => None,
        }
    }
}

/// A table. The cell at `head` (counted from 0) names its row. `id` is for scripts; `dense` is the staff room's.
#[must_use]
pub fn table(id: &str, label: &str, columns: &[Column], rows: &[Vec<Markup>], head: usize, dense: bool) -> Markup {
    let class = if dense { "table table--data" } else { "table" };
    html! {
        div class="table-scroll" tabindex="0" role="region" aria-label=(label) {
            table class=(class) id=(id) {
                thead {
                    tr {
                        @for column in columns {
                            th scope="col" class=[column.class()] aria-sort=[column.sorted] {
                                @match &column.href {
                                    Some(href) => a href=(href) { (column.title) },
                                    None => (column.title),
                                }
                            }
                        }
                    }
                }
                tbody {
                    @for row in rows {
                        tr {
                            @for (place, cell) in row.iter().enumerate() {
                                @let class = columns.get(place).and_then(Column::class);
                                @if place == head {
                                    th scope="row" class=[class] { (cell) }
                                } @else {
                                    td class=[class] { (cell) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A line of a receipt.
pub struct ReceiptLine {
    /// Number of the plan.
    pub number: i64,
    /// Its title.
    pub title: String,
    /// What it costs, in words.
    pub amount: String,
    /// A form with a button that takes it away.
    pub remove: Option<Markup>,
}

/// A receipt: lines, total, and what is left.
#[must_use]
pub fn receipt(t: &T, lines: Vec<ReceiptLine>, total: (&str, &str), rest: Option<(&str, &str)>) -> Markup {
    html! {
        ul class="receipt" {
            @for line in lines {
                li class="receipt__line" {
                    (tile(t, line.number, true))
                    span class="receipt__name" { (line.title) }
                    span class="receipt__amount" { (line.amount) }
                    @if let Some(remove) = line.remove { (remove) }
                }
            }
            li class="receipt__line receipt__total" {
                span { (total.0) } span class="receipt__amount" { (total.1) }
            }
            @if let Some((word, amount)) = rest {
                li class="receipt__line receipt__rest" { span { (word) } span { (amount) } }
            }
        }
    }
}

/// A part of a whole as a percentage with two decimals: `8.33%`.
#[must_use]
pub fn percent(part: i64, whole: i64) -> String {
    if whole <= 0 {
        return "0%".into();
    }
    let hundredths = i128::from(part.max(0)) * 10_000 / i128::from(whole);
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

/// A strip: blocks sized by cost, one after the other, on the whole. The words beside it say the same.
#[must_use]
pub fn strip(parts: &[i64], whole: i64, large: bool) -> Markup {
    let class = if large { "strip strip--large" } else { "strip" };
    let mut at = 0_i64;
    let blocks: Vec<(String, String, bool)> = parts
        .iter()
        .map(|part| {
            let begin = at;
            at = at.saturating_add(*part);
            (percent(begin, whole), percent(*part, whole), at > whole)
        })
        .collect();
    html! {
        svg class=(class) aria-hidden="true" {
            @for (x, width, over) in &blocks {
                rect class=(if *over { "strip__block strip__block--over" } else { "strip__block" })
                    x=(x) y="0" width=(width) height="100%" {}
            }
        }
    }
}
