//! Rules and numbers in words, made from the [`RoundRules`], so that what people read cannot differ from what counts.

use crate::model::{Candidate, RoundView};
use crate::rules::{BallotForm, Limits, RoundRules};
use platform::i18n::T;
use platform::money::Cents;
use tally::{Ceilings, EqualShares, Greedy, Measure, Rule, Threshold, TieBreak, TopN, Utility};

/// "vier plannen": in words up to twelve.
pub(crate) fn plans(t: &T, count: usize) -> String {
    counted(t, "vote-plans", count)
}

/// A text with `$n` for the plural and `$words` to show.
pub(crate) fn counted(t: &T, key: &str, count: usize) -> String {
    let words = t.words(i64::try_from(count).unwrap_or(i64::MAX));
    t.with(key, &[("n", count.into()), ("words", words.into())])
}

/// A text with `$n` for the plural and `$plans` to show.
pub(super) fn counted_with(t: &T, key: &str, count: usize, plans: &str) -> String {
    t.with(key, &[("n", count.into()), ("plans", plans.into())])
}

/// With a capital, to begin a sentence. In Dutch "één" loses its first accent: "Eén".
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some('é') => format!("E{}", letters.as_str()),
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

fn size(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

/// How many plans a ballot names, as a sentence: "Kies ten minste twee plannen."
pub(super) fn number_words(t: &T, limits: &Limits) -> String {
    let least = limits.min_plans.max(1);
    let with = |key: &str, count: u32| t.with(key, &[("plans", plans(t, size(count)).into())]);
    match limits.max_plans {
        Some(most) if most == least => with("vote-limits-exactly", most),
        Some(most) if least == 1 => with("vote-limits-most", most),
        Some(most) => t.with(
            "vote-limits-between",
            &[("least", t.words(i64::from(least)).into()), ("plans", plans(t, size(most)).into())],
        ),
        None if least == 1 => t.text("vote-limits-any").into_owned(),
        None => with("vote-limits-least", least),
    }
}

/// What they cost together, as a sentence.
pub(super) fn sum_words(t: &T, limits: &Limits) -> Option<String> {
    let least = (limits.min_sum > Cents::ZERO).then_some(limits.min_sum);
    match (least, limits.max_sum) {
        (None, None) => None,
        (Some(least), None) => Some(t.with("vote-limits-sum-least", &[("least", least.into())])),
        (None, Some(most)) => Some(t.with("vote-limits-sum-most", &[("most", most.into())])),
        (Some(least), Some(most)) if least == most => Some(t.with("vote-limits-sum-exactly", &[("sum", most.into())])),
        (Some(least), Some(most)) => {
            Some(t.with("vote-limits-sum-between", &[("least", least.into()), ("most", most.into())]))
        }
    }
}

/// How equal numbers of votes are ordered, as far as staff can choose it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Equal {
    /// The lowest number on the ballot first.
    Number,
    /// By id as text, as Pabulib files have it.
    Id,
    /// Another public order that was declared when the round was made.
    Order,
}

impl Equal {
    /// What a tie-break is, given what stands on the ballot.
    pub(crate) fn of(tie_break: &TieBreak, view: Option<&RoundView>) -> Equal {
        match tie_break {
            TieBreak::Id => Equal::Id,
            TieBreak::Order { ids } if ids.is_empty() || *ids == by_number(view) => Equal::Number,
            TieBreak::Order { .. } => Equal::Order,
        }
    }

    /// Its value in the form of staff.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Equal::Number => "number",
            Equal::Id => "id",
            Equal::Order => "order",
        }
    }
}

/// The ids of the count in order of number on the ballot.
pub(crate) fn by_number(view: Option<&RoundView>) -> Vec<String> {
    view.map(|view| view.candidates.iter().map(Candidate::tally_id).collect()).unwrap_or_default()
}

/// How ballots become winners, a sentence each: the order, what happens when a plan does not fit, equal votes. The
/// round, if there is one already, tells whether an order for equal votes is that of the numbers on its ballot.
#[must_use]
pub fn rule_words(t: &T, rules: &RoundRules, view: Option<&RoundView>) -> Vec<String> {
    let tie = match Equal::of(rules.rule.tie_break(), view) {
        Equal::Number => "vote-rule-tie-number",
        Equal::Id => "vote-rule-tie-id",
        Equal::Order => "vote-rule-tie-order",
    };
    let form = match (rules.form, crate::counts::by_score(&rules.rule)) {
        (BallotForm::Ranking, true) => Some("vote-rule-form-ranking"),
        (BallotForm::Ranking, false) => Some("vote-rule-form-borda"),
        (BallotForm::YesNo, true) => Some("vote-rule-form-yes-no"),
        _ => None,
    };
    let mut sentences: Vec<String> = form.into_iter().map(|key| t.text(key).into_owned()).collect();
    sentences.extend(rule_sentences(t, &rules.rule));
    if let (Rule::GreedyVotes(greedy), Some(view)) = (&rules.rule, view) {
        sentences.extend(greedy.exclusive.iter().filter_map(|set| rivals(t, view, set)));
    }
    sentences.push(t.text(tie).into_owned());
    sentences
}

/// Which plans exclude each other.
fn rivals(t: &T, view: &RoundView, set: &[String]) -> Option<String> {
    let found = view.candidates.iter().filter(|candidate| set.contains(&candidate.tally_id()));
    let titles: Vec<&str> = found.map(|candidate| candidate.title(t.lang())).collect();
    (titles.len() > 1).then(|| t.with("vote-rule-rivals", &[("plans", t.list(&titles).into())]))
}

/// The name of a rule, for those who do not know its own.
#[must_use]
pub fn rule_title(t: &T, rule: &Rule) -> String {
    let way = crate::counts::way(&rule.name());
    way.map_or_else(|| rule.name().into_owned(), |way| t.text(way.title).into_owned())
}

/// How a rule makes winners of ballots, a sentence each, without the order of equal ones.
#[must_use]
pub fn rule_sentences(t: &T, rule: &Rule) -> Vec<String> {
    match rule {
        Rule::GreedyVotes(greedy) => greedy_sentences(t, greedy),
        Rule::TopN(TopN { most: Some(most), .. }) => {
            vec![t.text("vote-rule-top").into_owned(), t.with("vote-rule-top-most", &[("n", i64::from(*most).into())])]
        }
        Rule::TopN(_) => vec![t.text("vote-rule-top").into_owned()],
        Rule::MaxWelfare(_) => vec![t.text("vote-rule-welfare").into_owned()],
        Rule::Phragmen(phragmen) => {
            let fit = if phragmen.skipping { "vote-rule-skip" } else { "vote-rule-stop" };
            ["vote-rule-phragmen", fit].into_iter().map(|key| t.text(key).into_owned()).collect()
        }
        Rule::Maximin(_) => vec![t.text("vote-rule-maximin").into_owned()],
        Rule::EqualShares(shares) => shares_sentences(t, shares),
    }
}

fn greedy_sentences(t: &T, greedy: &Greedy) -> Vec<String> {
    let order = match (greedy.by, greedy.per_cost) {
        (Measure::Votes, false) => "vote-rule-greedy",
        (Measure::Votes, true) => "vote-rule-greedy-per-cost",
        (Measure::Score | Measure::Borda, false) => "vote-rule-greedy-score",
        (Measure::Score | Measure::Borda, true) => "vote-rule-greedy-score-per-cost",
    };
    let mut sentences = vec![t.text(order).into_owned()];
    if let Some(threshold) = &greedy.threshold {
        sentences.push(match threshold {
            Threshold::AtLeast(least) => t.with("vote-rule-threshold", &[("least", least.to_string().into())]),
            Threshold::OfElection => t.text("vote-rule-threshold-of-election").into_owned(),
        });
    }
    if let Some(ceilings) = &greedy.ceilings {
        sentences.push(t.text("vote-rule-ceilings").into_owned());
        if let Ceilings::Listed(ceilings) = ceilings {
            let one = |ceiling: &tally::Ceiling| {
                let most = crate::service::outcome::cents(&ceiling.most).unwrap_or_default();
                format!("{} {}", ceiling.name, t.money(most))
            };
            let all: Vec<String> = ceilings.iter().map(one).collect();
            sentences.push(t.with("vote-rule-ceilings-are", &[("list", t.list(&all).into())]));
        }
    }
    if !greedy.exclusive.is_empty() {
        sentences.push(t.text("vote-rule-exclusive").into_owned());
    }
    sentences.push(t.text(if greedy.skipping { "vote-rule-skip" } else { "vote-rule-stop" }).into_owned());
    if let Some(part) = greedy.nearly.as_ref().filter(|_| !greedy.skipping) {
        let percent = (part * &tally::Amount::from(100)).to_string();
        sentences.push(t.with("vote-rule-nearly", &[("percent", percent.into())]));
    }
    sentences
}

fn shares_sentences(t: &T, shares: &EqualShares) -> Vec<String> {
    let first = match shares.utility {
        Utility::Cost => "vote-rule-shares-cost",
        Utility::Cardinality => "vote-rule-shares-number",
        Utility::Points | Utility::Borda => "vote-rule-shares-points",
    };
    let mut keys = vec!["vote-rule-shares", first];
    keys.extend(shares.admission.as_ref().map(|_| "vote-rule-shares-admission"));
    keys.extend(shares.add_one.as_ref().map(|_| "vote-rule-shares-add-one"));
    keys.extend(shares.utilitarian.then_some("vote-rule-shares-rest"));
    keys.extend(shares.comparison.map(|_| "vote-rule-shares-comparison"));
    keys.into_iter().map(|key| t.text(key).into_owned()).collect()
}
