//! What one ballot may hold, in a few sentences for every form and every limit, made from the [`RoundRules`].

use super::words::{counted, number_words, plans, sum_words};
use crate::model::RoundView;
use crate::rules::{BallotForm, GroupLimits, GroupOver, Limits, RoundRules};
use platform::i18n::T;
use platform::money::Cents;

/// What one ballot may hold: "Verdeel tien punten over ten hoogste drie plannen. Eén plan krijgt er ten hoogste vijf." The
/// round, if there is one already, tells what themes and areas are called in the language of the visitor.
#[must_use]
pub fn ballot_words(t: &T, rules: &RoundRules, view: Option<&RoundView>) -> String {
    let mut sentences = form_sentences(t, rules);
    if let Some(groups) = &rules.groups {
        sentences.extend(group_sentences(t, groups, view));
    }
    if rules.own_area {
        sentences.push(t.text("vote-form-says-own-area").into_owned());
    }
    if rules.blank_allowed {
        sentences.push(t.text("vote-limits-blank").into_owned());
    }
    sentences.join(" ")
}

fn form_sentences(t: &T, rules: &RoundRules) -> Vec<String> {
    let limits = &rules.limits;
    let amount = || [("amount", amount(t, limits).into())];
    let mut all = match rules.form {
        BallotForm::Plans => vec![number_words(t, limits)],
        BallotForm::Ranking => vec![t.with("vote-form-says-ranking", &amount())],
        BallotForm::Points => return point_sentences(t, rules),
        BallotForm::YesNo => {
            let mut all = vec![t.text("vote-form-says-yes-no").into_owned()];
            if limits.min_plans > 0 || limits.max_plans.is_some() {
                all.push(t.with("vote-form-says-yes", &amount()));
            }
            all.extend(sum_amount(t, limits).map(|sum| t.with("vote-form-says-yes-sum", &[("sum", sum.into())])));
            return all;
        }
    };
    all.extend(sum_words(t, limits));
    all
}

fn point_sentences(t: &T, rules: &RoundRules) -> Vec<String> {
    let Some(given) = rules.points else { return Vec::new() };
    let args = [("points", points(t, i64::from(given.total)).into()), ("amount", amount(t, &rules.limits).into())];
    let mut all = vec![t.with("vote-form-says-points", &args)];
    if given.most < given.total {
        all.push(t.with("vote-form-says-points-most", &[("most", t.words(i64::from(given.most)).into())]));
    }
    all.push(t.text("vote-form-says-points-rest").into_owned());
    all.extend(sum_words(t, &rules.limits));
    all
}

fn group_sentences(t: &T, groups: &GroupLimits, view: Option<&RoundView>) -> Vec<String> {
    let mut all = Vec::new();
    if let Some(most) = groups.most {
        let key = match groups.over {
            GroupOver::Area => "vote-form-says-in-areas",
            GroupOver::Theme => "vote-form-says-in-themes",
        };
        all.push(counted(t, key, usize::try_from(most).unwrap_or(usize::MAX)));
    }
    for group in &groups.each {
        let Some(what) = group_amount(t, &group.limits) else { continue };
        let name = view.map_or_else(|| group.name.clone(), |view| view.group_name(&group.name, t.lang()));
        all.push(t.with("vote-form-says-group", &[("name", name.into()), ("what", what.into())]));
    }
    all
}

/// "ten hoogste twee plannen, samen ten hoogste € 60.000"; nothing where nothing is limited.
pub(super) fn group_amount(t: &T, limits: &Limits) -> Option<String> {
    let number = limits.min_plans > 0 || limits.max_plans.is_some();
    // Of a whole ballot everybody expects one plan at least; of each theme or area it has to be said.
    let words = [number.then(|| amount_from(t, limits, limits.min_plans)), sum_amount(t, limits)];
    let words: Vec<String> = words.into_iter().flatten().collect();
    (!words.is_empty()).then(|| words.join(", "))
}

/// How many plans a ballot names, inside a sentence: "ten hoogste drie plannen".
fn amount(t: &T, limits: &Limits) -> String {
    let least = limits.min_plans.max(1);
    match limits.max_plans {
        None if least == 1 => t.text("vote-amount-any").into_owned(),
        // At least one goes without saying.
        _ => amount_from(t, limits, if least == 1 { 0 } else { least }),
    }
}

fn amount_from(t: &T, limits: &Limits, least: u32) -> String {
    let plans = |count: u32| plans(t, usize::try_from(count).unwrap_or(usize::MAX));
    let with = |key: &str, count: u32| t.with(key, &[("plans", plans(count).into())]);
    match limits.max_plans {
        Some(most) if most == limits.min_plans => with("vote-amount-exactly", most),
        Some(most) if least == 0 => with("vote-amount-most", most),
        Some(most) => {
            let args = [("least", t.words(i64::from(least)).into()), ("plans", plans(most).into())];
            t.with("vote-amount-between", &args)
        }
        None => with("vote-amount-least", least),
    }
}

/// What plans cost together, inside a sentence: "samen ten hoogste € 60.000".
fn sum_amount(t: &T, limits: &Limits) -> Option<String> {
    let least = (limits.min_sum > Cents::ZERO).then_some(limits.min_sum);
    match (least, limits.max_sum) {
        (None, None) => None,
        (Some(least), None) => Some(t.with("vote-amount-sum-least", &[("least", least.into())])),
        (None, Some(most)) => Some(t.with("vote-amount-sum-most", &[("most", most.into())])),
        (Some(least), Some(most)) if least == most => Some(t.with("vote-amount-sum-exactly", &[("sum", most.into())])),
        (Some(least), Some(most)) => {
            Some(t.with("vote-amount-sum-between", &[("least", least.into()), ("most", most.into())]))
        }
    }
}

/// "vijf punten": in words up to twelve.
pub(super) fn points(t: &T, count: i64) -> String {
    counted(t, "vote-points", usize::try_from(count.max(0)).unwrap_or(usize::MAX))
}
