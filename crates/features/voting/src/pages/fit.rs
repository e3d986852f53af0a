//! What fits beside a choice, and what a choice still lacks: for the controls and the basket. Whether a choice may be
//! handed in is decided by [`crate::limits`] alone.

use super::ballot_words::points;
use super::scene::{Scene, live};
use super::words::{counted, plans};
use crate::ballot::Choice;
use crate::model::Candidate;
use crate::rules::{BallotForm, GroupLimit, GroupLimits, GroupOver};
use platform::i18n::T;
use platform::money::Cents;

/// Why a plan does not fit beside what was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Misfit {
    /// It costs more than is left.
    Money { cost: Cents, left: Cents },
    /// No more plans are allowed.
    Plans(u32),
    /// It costs more than is left for its theme or area.
    GroupMoney { name: String, cost: Cents, left: Cents },
    /// No more plans of its theme or area are allowed.
    GroupPlans { name: String, most: u32 },
    /// Plans from other themes or areas were chosen, and no more of these are allowed.
    Groups { name: String, others: Vec<String> },
    /// The voter votes in another area.
    OtherArea { name: String, area: String },
    /// All points are given.
    PointsGone,
    /// It has as many points as a plan may have.
    PointsMost(u32),
}

impl Misfit {
    /// The kind sentence.
    pub(super) fn words(&self, t: &T) -> String {
        let count = |most: &u32| usize::try_from(*most).unwrap_or(usize::MAX);
        match self {
            Misfit::Money { cost, left } => {
                t.with("vote-misfit-money", &[("cost", (*cost).into()), ("left", (*left).into())])
            }
            Misfit::Plans(most) => t.with("vote-misfit-plans", &[("plans", plans(t, count(most)).into())]),
            Misfit::GroupMoney { name, cost, left } => t.with(
                "vote-misfit-group-money",
                &[("name", name.as_str().into()), ("cost", (*cost).into()), ("left", (*left).into())],
            ),
            Misfit::GroupPlans { name, most } => t.with(
                "vote-misfit-group-plans",
                &[("name", name.as_str().into()), ("plans", plans(t, count(most)).into())],
            ),
            Misfit::Groups { name, others } => {
                t.with("vote-misfit-areas", &[("name", name.as_str().into()), ("list", t.list(others).into())])
            }
            Misfit::OtherArea { name, area } => {
                t.with("vote-misfit-own-area", &[("name", name.as_str().into()), ("area", area.as_str().into())])
            }
            Misfit::PointsGone => t.text("vote-misfit-points-gone").into_owned(),
            Misfit::PointsMost(most) => counted(t, "vote-misfit-points-most", count(most)),
        }
    }

    /// The key of the word on the button.
    pub(super) fn word(&self) -> &'static str {
        match self {
            Misfit::Money { .. } | Misfit::GroupMoney { .. } => "vote-no-fit",
            _ => "vote-full",
        }
    }
}

/// How many plans of a choice stand for something, and what they cost together.
fn counted_of(s: &Scene<'_>, chosen: &[Choice], is: impl Fn(&Candidate) -> bool) -> (u32, Cents) {
    let found = chosen.iter().filter(|choice| choice.counts()).filter_map(|choice| s.view.candidate(choice.number));
    found.filter(|candidate| is(candidate)).fold((0, Cents::ZERO), |(number, sum), candidate| {
        (number + 1, Cents(sum.0.saturating_add(candidate.cost().0)))
    })
}

/// What was chosen of one theme or area: how many plans, and what they cost together.
pub(super) fn of_group(s: &Scene<'_>, chosen: &[Choice], over: GroupOver, name: &str) -> (u32, Cents) {
    counted_of(s, chosen, |candidate| candidate.group(over) == Some(name))
}

fn left(most: Cents, sum: Cents) -> Cents {
    Cents(most.0.saturating_sub(sum.0)).max(Cents::ZERO)
}

/// Whether one more plan fits beside a choice that does not count it yet.
pub(super) fn plan(s: &Scene<'_>, chosen: &[Choice], candidate: &Candidate) -> Option<Misfit> {
    let rules = &s.view.round.rules;
    if let Some(area) = s.area().filter(|area| !candidate.is_in(area)) {
        let name = candidate.area(s.lang).to_owned();
        return Some(Misfit::OtherArea { name, area: s.view.group_name(area, s.lang) });
    }
    // Where one plan is chosen, another takes its place.
    let chosen = if s.single() { &[] } else { chosen };
    let (number, sum) = counted_of(s, chosen, |_| true);
    if let Some(most) = rules.limits.max_plans.filter(|most| number >= *most) {
        return Some(Misfit::Plans(most));
    }
    if let Some(misfit) = rules.groups.as_ref().and_then(|groups| in_groups(s, groups, chosen, candidate)) {
        return Some(misfit);
    }
    let left = left(rules.limits.max_sum?, sum);
    (candidate.cost() > left).then_some(Misfit::Money { cost: candidate.cost(), left })
}

fn in_groups(s: &Scene<'_>, groups: &GroupLimits, chosen: &[Choice], candidate: &Candidate) -> Option<Misfit> {
    let of = candidate.group(groups.over)?;
    let name = s.view.group_name(of, s.lang);
    let taken = taken(s, groups.over, chosen);
    let most = groups.most.and_then(|most| usize::try_from(most).ok());
    if most.is_some_and(|most| taken.len() >= most) && !taken.contains(&of) {
        let others = taken.iter().map(|other| s.view.group_name(other, s.lang)).collect();
        return Some(Misfit::Groups { name, others });
    }
    let limits = &groups.each.iter().find(|group| group.name == of)?.limits;
    let (number, sum) = of_group(s, chosen, groups.over, of);
    if let Some(most) = limits.max_plans.filter(|most| number >= *most) {
        return Some(Misfit::GroupPlans { name, most });
    }
    let left = left(limits.max_sum?, sum);
    (candidate.cost() > left).then_some(Misfit::GroupMoney { name, cost: candidate.cost(), left })
}

/// The themes or areas from which plans were chosen, in order of choosing.
pub(super) fn taken<'v>(s: &Scene<'v>, over: GroupOver, chosen: &[Choice]) -> Vec<&'v str> {
    let mut names: Vec<&str> = Vec::new();
    for choice in chosen.iter().filter(|choice| choice.counts()) {
        let name = s.view.candidate(choice.number).and_then(|candidate| candidate.group(over));
        names.extend(name.filter(|name| !names.contains(name)));
    }
    names
}

/// How many points are left.
pub(super) fn points_left(s: &Scene<'_>, chosen: &[Choice]) -> i64 {
    let total = s.view.round.rules.points.map_or(0, |points| i64::from(points.total));
    (total - given(chosen)).max(0)
}

/// How many points were given.
pub(super) fn given(chosen: &[Choice]) -> i64 {
    chosen.iter().fold(0, |sum: i64, choice| sum.saturating_add(choice.weight.max(0)))
}

/// What a plan has in a choice.
pub(super) fn weight(chosen: &[Choice], number: u32) -> Option<i64> {
    chosen.iter().find(|choice| choice.number == number).map(|choice| choice.weight)
}

/// Whether a plan can have one point more.
pub(super) fn point(s: &Scene<'_>, chosen: &[Choice], candidate: &Candidate) -> Option<Misfit> {
    let has = weight(chosen, candidate.number).unwrap_or(0);
    let most = s.view.round.rules.points.map_or(0, |points| points.most);
    if has >= i64::from(most) {
        return Some(Misfit::PointsMost(most));
    }
    if points_left(s, chosen) == 0 {
        return Some(Misfit::PointsGone);
    }
    if has > 0 { None } else { plan(s, chosen, candidate) }
}

/// Why a plan can have no more in this form than it has: no tick, no place, no further point, no yes.
pub(super) fn misfit(s: &Scene<'_>, chosen: &[Choice], candidate: &Candidate) -> Option<Misfit> {
    if s.form() == BallotForm::Points {
        return point(s, chosen, candidate);
    }
    let counts = weight(chosen, candidate.number).is_some_and(|weight| weight > 0);
    if counts { None } else { plan(s, chosen, candidate) }
}

/// Which plans fit beside a choice: when this changes, the whole list is shown anew.
pub(super) fn fitting(s: &Scene<'_>, choices: &[Choice]) -> Vec<u32> {
    let chosen = live(s.view, choices);
    let fits = |candidate: &&Candidate| misfit(s, &chosen, candidate).is_none();
    s.view.live().filter(fits).map(|candidate| candidate.number).collect()
}

/// A theme or area with limits of its own, as far as they concern this voter.
pub(super) fn groups<'v>(s: &Scene<'v>) -> Vec<(&'v GroupLimit, GroupOver)> {
    let Some(groups) = &s.view.round.rules.groups else { return Vec::new() };
    let area = s.area().filter(|_| groups.over == GroupOver::Area);
    let ours = groups.each.iter().filter(|group| area.is_none_or(|area| group.name == area));
    ours.map(|group| (group, groups.over)).collect()
}

/// What a choice still lacks before it may be handed in, a sentence each; nothing where one plan is enough.
pub(super) fn lacks(s: &Scene<'_>, chosen: &[Choice]) -> Vec<String> {
    let (t, rules) = (s.t, &s.view.round.rules);
    if chosen.is_empty() && rules.blank_allowed {
        return Vec::new();
    }
    let (number, sum) = counted_of(s, chosen, |_| true);
    let mut words = Vec::new();
    let missing = rules.limits.min_plans.saturating_sub(number);
    // Where exactly so many are chosen, what is left says it already.
    let exact = rules.limits.max_plans == Some(rules.limits.min_plans) && rules.limits.max_sum.is_none();
    if missing > 0 && rules.limits.min_plans > 1 && !exact {
        words.push(counted(t, "vote-need-plans", usize::try_from(missing).unwrap_or(usize::MAX)));
    }
    let short = Cents(rules.limits.min_sum.0.saturating_sub(sum.0));
    if short > Cents::ZERO {
        words.push(t.with("vote-need-sum", &[("least", short.into())]));
    }
    for (group, over) in groups(s) {
        words.extend(group_lacks(s, chosen, group, over));
    }
    words
}

fn group_lacks(s: &Scene<'_>, chosen: &[Choice], group: &GroupLimit, over: GroupOver) -> Vec<String> {
    let (t, rules) = (s.t, &s.view.round.rules);
    let (number, sum) = of_group(s, chosen, over, &group.name);
    let size = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
    let holds =
        rules.groups.as_ref().is_some_and(|groups| rules.least_holds(groups, &group.name, size(number), s.area()));
    if !holds {
        return Vec::new();
    }
    let name = s.view.group_name(&group.name, s.lang);
    let mut words = Vec::new();
    let missing = group.limits.min_plans.saturating_sub(number);
    if missing > 0 {
        let words_of = t.words(i64::from(missing));
        let args = [("n", i64::from(missing).into()), ("words", words_of.into()), ("name", name.as_str().into())];
        words.push(t.with("vote-need-group-plans", &args));
    }
    let short = Cents(group.limits.min_sum.0.saturating_sub(sum.0));
    if short > Cents::ZERO {
        words.push(t.with("vote-need-group-sum", &[("name", name.as_str().into()), ("least", short.into())]));
    }
    words
}

/// How far a choice is within a theme or area: "Noord: € 40.000 van € 60.000, nog één plan".
pub(super) fn group_words(s: &Scene<'_>, chosen: &[Choice], group: &GroupLimit, over: GroupOver) -> String {
    let t = s.t;
    let (number, sum) = of_group(s, chosen, over, &group.name);
    let name = || ("name", s.view.group_name(&group.name, s.lang).into());
    let size = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
    let money = group.limits.max_sum.or((group.limits.min_sum > Cents::ZERO).then_some(Cents::ZERO));
    let first = match (group.limits.max_sum, money) {
        (Some(most), _) => t.with("vote-group-money", &[name(), ("spent", sum.into()), ("most", most.into())]),
        (None, Some(_)) => t.with("vote-group-spent", &[name(), ("spent", sum.into())]),
        (None, None) => t.with("vote-group-chosen", &[name(), ("plans", plans(t, size(number)).into())]),
    };
    match group.limits.max_plans {
        Some(most) => {
            let left = counted(t, "vote-group-plans-left", size(most.saturating_sub(number)));
            format!("{first}, {left}")
        }
        None => first,
    }
}

/// "Nog drie punten".
pub(super) fn points_left_words(s: &Scene<'_>, chosen: &[Choice]) -> String {
    let left = points_left(s, chosen);
    counted(s.t, "vote-points-left", usize::try_from(left).unwrap_or_default())
}

/// How many plans a voter of yes and no has looked at, out of how many.
pub(super) fn looked_at(s: &Scene<'_>, chosen: &[Choice]) -> (usize, usize) {
    let all: Vec<u32> = s.votable_plans().map(|candidate| candidate.number).collect();
    (all.iter().filter(|number| weight(chosen, **number).is_some()).count(), all.len())
}

/// How many said yes and no, in words for a sentence: "ja bij drie plannen".
pub(super) fn yes_and_no(t: &T, chosen: &[Choice]) -> [String; 2] {
    let of = |weight: i64| plans(t, chosen.iter().filter(|choice| choice.weight == weight).count());
    [of(1), of(-1)]
}

/// What a plan was given, in words: "vijf punten", "ja".
pub(super) fn given_words(s: &Scene<'_>, choice: Choice) -> String {
    match s.form() {
        BallotForm::Points => points(s.t, choice.weight),
        BallotForm::YesNo => s.t.text(opinion(choice.weight)).into_owned(),
        _ => String::new(),
    }
}

/// The key of the word for an answer.
pub(super) fn opinion(weight: i64) -> &'static str {
    match weight {
        1 => "vote-yes",
        -1 => "vote-no",
        _ => "vote-neutral",
    }
}
