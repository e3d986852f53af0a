//! Whether a choice may be handed in: the decision of the model. The database refuses the same things by itself.

use crate::ballot::{Choice, ordered};
use crate::refusal::Refusal;
use crate::rules::{BallotForm, GroupLimits, GroupOver, Limits, MOST_PLANS, RoundRules};
use platform::money::Cents;
use std::collections::BTreeMap;

/// What stands on the ballot, as far as a choice depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item<'a> {
    /// What it costs.
    pub cost: Cents,
    /// Its title, to name it in a refusal.
    pub title: &'a str,
    /// Whether it was struck.
    pub struck: bool,
    /// Its theme in the source language.
    pub theme: Option<&'a str>,
    /// Its area in the source language.
    pub area: Option<&'a str>,
}

impl<'a> Item<'a> {
    fn group(&self, over: GroupOver) -> Option<&'a str> {
        match over {
            GroupOver::Theme => self.theme,
            GroupOver::Area => self.area,
        }
    }
}

/// What a choice is checked against.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// The rules of the round.
    pub rules: &'a RoundRules,
    /// The area of the voter, if their code carries one.
    pub area: Option<&'a str>,
}

/// Checks a choice against what stands on the ballot and the rules; answers it in the order of its text.
///
/// A choice that names no plan is blank: it is right exactly if blank ballots are allowed, whatever the other limits say.
/// `shown` tells what a theme or area is called in the language of the visitor.
///
/// # Errors
/// Everything that is wrong, in an order that is good to read.
pub fn check<'a>(
    choices: &[Choice],
    ground: Ground<'_>,
    find: impl Fn(u32) -> Option<Item<'a>>,
    shown: impl Fn(&str) -> String,
) -> Result<Vec<Choice>, Vec<Refusal>> {
    let rules = ground.rules;
    if choices.len() > MOST_PLANS as usize {
        let most = rules.limits.max_plans.unwrap_or(MOST_PLANS);
        return Err(vec![Refusal::TooManyPlans { most, chosen: choices.len() }]);
    }
    if choices.is_empty() {
        return if rules.blank_allowed { Ok(Vec::new()) } else { Err(vec![Refusal::Blank]) };
    }
    let mut wrong = Vec::new();
    if twice(choices) {
        wrong.push(Refusal::DoublePlan);
    }
    let mut items = Vec::with_capacity(choices.len());
    let held_to = rules.held_to(ground.area);
    for choice in choices {
        match find(choice.number) {
            None => wrong.push(Refusal::UnknownPlan(choice.number)),
            Some(item) if item.struck => wrong.push(Refusal::StruckPlan(item.title.to_owned())),
            Some(item) => {
                if let Some(area) = held_to.filter(|area| item.area != Some(area)) {
                    wrong.push(Refusal::OtherArea { title: item.title.to_owned(), area: shown(area) });
                }
                wrong.extend(bad_weight(rules, *choice, item.title));
                items.push((*choice, item));
            }
        }
    }
    if wrong.is_empty() {
        wrong.extend(points_over(rules, choices));
        let counted: Vec<Item<'_>> =
            items.iter().filter(|(choice, _)| choice.counts()).map(|(_, item)| *item).collect();
        let (chosen, sum) = tally(counted.iter());
        wrong.extend(out_of_limits(chosen, sum, &rules.limits));
        if let Some(groups) = &rules.groups {
            wrong.extend(out_of_groups(&counted, rules, groups, held_to, &shown));
        }
    }
    if wrong.is_empty() { Ok(ordered(rules.form, choices.to_vec())) } else { Err(wrong) }
}

fn twice(choices: &[Choice]) -> bool {
    let mut numbers: Vec<u32> = choices.iter().map(|choice| choice.number).collect();
    numbers.sort_unstable();
    numbers.windows(2).any(|pair| matches!(pair, [a, b] if a == b))
}

/// What is wrong with what a plan is given.
fn bad_weight(rules: &RoundRules, choice: Choice, title: &str) -> Option<Refusal> {
    match rules.form {
        BallotForm::Plans | BallotForm::Ranking => (choice.weight != 1).then_some(Refusal::WrongForm),
        BallotForm::YesNo => (!(-1..=1).contains(&choice.weight)).then_some(Refusal::WrongForm),
        BallotForm::Points if choice.weight < 1 => Some(Refusal::NoPoints(title.to_owned())),
        BallotForm::Points => {
            let most = rules.points.map_or(0, |points| points.most);
            let title = title.to_owned();
            (choice.weight > i64::from(most)).then_some(Refusal::PlanPoints { title, most, given: choice.weight })
        }
    }
}

fn points_over(rules: &RoundRules, choices: &[Choice]) -> Option<Refusal> {
    let total = rules.points.filter(|_| rules.form == BallotForm::Points)?.total;
    let given = choices.iter().fold(0_i64, |sum, choice| sum.saturating_add(choice.weight));
    (given > i64::from(total)).then_some(Refusal::PointsOver { total, given })
}

/// How many plans, and what they cost together.
fn tally<'i, 'a: 'i>(items: impl Iterator<Item = &'i Item<'a>>) -> (usize, Cents) {
    items.fold((0, Cents::ZERO), |(number, sum), item| (number + 1, Cents(sum.0.saturating_add(item.cost.0))))
}

/// What is wrong with so many plans of that sum.
fn out_of_limits(chosen: usize, sum: Cents, limits: &Limits) -> Vec<Refusal> {
    let mut wrong = Vec::new();
    if chosen < limits.min_plans as usize {
        wrong.push(Refusal::TooFewPlans { least: limits.min_plans, chosen });
    }
    if let Some(most) = limits.max_plans.filter(|most| chosen > *most as usize) {
        wrong.push(Refusal::TooManyPlans { most, chosen });
    }
    if let Some(most) = limits.max_sum.filter(|most| sum > *most) {
        wrong.push(Refusal::OverSum { most, sum });
    }
    if sum < limits.min_sum {
        wrong.push(Refusal::UnderSum { least: limits.min_sum, sum });
    }
    wrong
}

/// What is wrong with what was chosen per theme or area.
fn out_of_groups(
    counted: &[Item<'_>],
    rules: &RoundRules,
    groups: &GroupLimits,
    held_to: Option<&str>,
    shown: &impl Fn(&str) -> String,
) -> Vec<Refusal> {
    let mut of: BTreeMap<&str, (usize, Cents)> = BTreeMap::new();
    for item in counted {
        if let Some(name) = item.group(groups.over) {
            let (number, sum) = of.entry(name).or_default();
            (*number, *sum) = (*number + 1, Cents(sum.0.saturating_add(item.cost.0)));
        }
    }
    let mut wrong = Vec::new();
    if let Some(most) = groups.most.filter(|most| of.len() > *most as usize) {
        wrong.push(Refusal::TooManyGroups { over: groups.over, most, chosen: of.len() });
    }
    for group in &groups.each {
        let (chosen, sum) = of.get(group.name.as_str()).copied().unwrap_or_default();
        let least_holds = rules.least_holds(groups, &group.name, chosen, held_to);
        let found = out_of_limits(chosen, sum, &group.limits);
        let is_least = |why: &Refusal| matches!(why, Refusal::TooFewPlans { .. } | Refusal::UnderSum { .. });
        wrong.extend(
            found.into_iter().filter(|why| least_holds || !is_least(why)).map(|why| why.within(shown(&group.name))),
        );
    }
    wrong
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::rules::{GroupLimit, Points};

    /// Plan 3 is struck; 1 and 2 are in Noord, 4 and 5 in Zuid.
    fn find(number: u32) -> Option<Item<'static>> {
        let area = Some(if number < 3 { "Noord" } else { "Zuid" });
        let item = Item { cost: Cents(100), title: "Speeltuin", struck: number == 3, theme: None, area };
        (1..=5).contains(&number).then_some(item)
    }

    fn refused(rules: &RoundRules, area: Option<&str>, choices: &[Choice]) -> Vec<Refusal> {
        check(choices, Ground { rules, area }, find, |name| format!("{name}!")).unwrap_err()
    }

    fn accepted(rules: &RoundRules, area: Option<&str>, choices: &[Choice]) -> Vec<Choice> {
        check(choices, Ground { rules, area }, find, str::to_owned).unwrap()
    }

    fn free() -> RoundRules {
        RoundRules { limits: Limits::default(), ..RoundRules::default() }
    }

    #[test]
    fn everything_that_is_wrong_is_said() {
        let limits = Limits { min_plans: 3, max_plans: None, min_sum: Cents(0), max_sum: Some(Cents(150)) };
        let rules = RoundRules { limits, ..free() };
        let wrong = |choices: &[u32]| refused(&rules, None, &Choice::ticks(choices));
        assert_eq!(wrong(&[]), [Refusal::Blank]);
        let (few, over) = (Refusal::TooFewPlans { least: 3, chosen: 2 }, Cents(200));
        assert_eq!(wrong(&[2, 1]), [few, Refusal::OverSum { most: Cents(150), sum: over }]);
        let struck = Refusal::StruckPlan("Speeltuin".into());
        assert_eq!(wrong(&[1, 1, 3, 9]), [Refusal::DoublePlan, struck, Refusal::UnknownPlan(9)]);
        assert_eq!(wrong(&[1; 5_000]), [Refusal::TooManyPlans { most: MOST_PLANS, chosen: 5_000 }]);
        assert_eq!(refused(&free(), None, &[Choice::weighed(1, 2)]), [Refusal::WrongForm]);
    }

    #[test]
    fn limits_of_a_group_name_it_in_the_language_of_the_visitor() {
        let limits = Limits { min_plans: 1, max_plans: Some(1), ..Limits::default() };
        let each = ["Noord", "Zuid"].map(|name| GroupLimit { name: name.into(), limits: limits.clone() }).to_vec();
        let groups = GroupLimits { over: GroupOver::Area, each, most: None };
        let rules = RoundRules { groups: Some(groups.clone()), own_area: true, ..free() };
        let few = Refusal::TooFewPlans { least: 1, chosen: 0 }.within("Zuid!".into());
        let many = Refusal::TooManyPlans { most: 1, chosen: 2 }.within("Noord!".into());
        assert_eq!(refused(&rules, None, &Choice::ticks(&[1, 2])), [many, few]);
        // Who votes in one area only has nothing to do with the others.
        assert_eq!(accepted(&rules, Some("Noord"), &Choice::ticks(&[2])), Choice::ticks(&[2]));
        let other = Refusal::OtherArea { title: "Speeltuin".into(), area: "Noord!".into() };
        assert_eq!(refused(&rules, Some("Noord"), &Choice::ticks(&[2, 4])), [other]);
        // One of the areas is enough, and it may not be two.
        let one = RoundRules { groups: Some(GroupLimits { most: Some(1), ..groups }), ..free() };
        assert_eq!(accepted(&one, None, &Choice::ticks(&[4])), Choice::ticks(&[4]));
        let two = Refusal::TooManyGroups { over: GroupOver::Area, most: 1, chosen: 2 };
        assert_eq!(refused(&one, None, &Choice::ticks(&[1, 4])), [two]);
    }

    #[test]
    fn points_and_answers_are_checked_as_such() {
        let rules = RoundRules { form: BallotForm::Points, points: Some(Points { total: 5, most: 3 }), ..free() };
        let give = |given: &[(u32, i64)]| given.iter().map(|(plan, points)| Choice::weighed(*plan, *points)).collect();
        let give = |given: &[(u32, i64)]| -> Vec<Choice> { give(given) };
        assert_eq!(accepted(&rules, None, &give(&[(2, 3), (1, 1)])), give(&[(1, 1), (2, 3)]));
        assert_eq!(refused(&rules, None, &give(&[(1, 3), (2, 3)])), [Refusal::PointsOver { total: 5, given: 6 }]);
        let title = || "Speeltuin".to_owned();
        let (none, most) = (Refusal::NoPoints(title()), Refusal::PlanPoints { title: title(), most: 3, given: 4 });
        assert_eq!(refused(&rules, None, &give(&[(1, 0), (2, 4)])), [none, most]);
        let answers = RoundRules {
            form: BallotForm::YesNo,
            limits: Limits { max_plans: Some(1), ..Limits::default() },
            ..free()
        };
        let said = give(&[(1, 1), (2, -1), (4, 0)]);
        assert_eq!(accepted(&answers, None, &said), said, "only a yes counts");
        assert_eq!(refused(&answers, None, &give(&[(1, 2)])), [Refusal::WrongForm]);
        let ranking = RoundRules { form: BallotForm::Ranking, ..free() };
        assert_eq!(accepted(&ranking, None, &Choice::ticks(&[4, 1])), Choice::ticks(&[4, 1]), "in the voter's order");
    }
}
