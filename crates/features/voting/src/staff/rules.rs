//! The rules of a round in words, as facts beside a page.

use crate::model::RoundView;
use crate::pages::ballot_words::ballot_words;
use crate::pages::words::{Equal, rule_title};
use crate::rules::{BallotForm, Limits, RoundRules};
use maud::{Markup, html};
use platform::i18n::T;

fn equal_word(equal: Equal) -> &'static str {
    match equal {
        Equal::Number => "round-equal-number",
        Equal::Id => "round-equal-id",
        Equal::Order => "round-equal-order",
    }
}

/// How many plans a ballot names, in words.
pub(super) fn number_of_plans(t: &T, limits: &Limits) -> String {
    let least = i64::from(limits.min_plans.max(1));
    let words = |number: i64| -> (&'static str, platform::error::Arg) { ("words", t.words(number).into()) };
    match limits.max_plans.map(i64::from) {
        None if least == 1 => t.text("round-number-any").into_owned(),
        None => t.with("round-number-least", &[("n", least.into()), words(least)]),
        Some(most) if most == least => t.with("round-number-exact", &[("n", most.into()), words(most)]),
        Some(most) if least == 1 => t.with("round-number-most", &[("n", most.into()), words(most)]),
        Some(most) => {
            let args = [("least", t.words(least).into()), ("n", most.into()), words(most)];
            t.with("round-number-between", &args)
        }
    }
}

fn sum_of_plans(t: &T, limits: &Limits) -> Option<String> {
    match (limits.min_sum.0 > 0, limits.max_sum) {
        (false, None) => None,
        (false, Some(most)) => Some(t.with("round-sum-most", &[("most", most.into())])),
        (true, None) => Some(t.with("round-sum-least", &[("least", limits.min_sum.into())])),
        (true, Some(most)) => {
            Some(t.with("round-sum-between", &[("least", limits.min_sum.into()), ("most", most.into())]))
        }
    }
}

fn who(t: &T, rules: &RoundRules) -> String {
    let key = match (rules.electorate.codes, rules.electorate.email) {
        (true, true) => "round-who-both",
        (false, true) => "round-who-email",
        _ => "round-who-codes",
    };
    t.text(key).into_owned()
}

/// Names and values, for the panel beside a page.
pub(super) fn facts(t: &T, view: &RoundView) -> Vec<(String, Markup)> {
    let (round, rules) = (&view.round, &view.round.rules);
    let row = |key: &str, value: String| (t.text(key).into_owned(), html! { (value) });
    let mut rows = vec![row("round-fact-money", t.money(round.budget))];
    if rules.form == BallotForm::Plans && rules.groups.is_none() && !rules.own_area {
        rows.push(row("round-fact-number", number_of_plans(t, &rules.limits)));
        rows.extend(sum_of_plans(t, &rules.limits).map(|sum| row("round-fact-sum", sum)));
    } else {
        rows.push(row("round-form", ballot_words(t, rules, Some(view))));
    }
    let change = if rules.change_until_closing { "round-change-yes" } else { "round-change-no" };
    let equal = equal_word(Equal::of(rules.rule.tie_break(), Some(view)));
    rows.extend([
        row("round-fact-change", t.text(change).into_owned()),
        row("round-fact-count", rule_title(t, &rules.rule)),
        row("round-fact-equal", t.text(equal).into_owned()),
        row("round-fact-who", who(t, rules)),
    ]);
    rows
}
