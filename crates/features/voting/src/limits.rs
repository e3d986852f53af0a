//! Whether a choice may be handed in: the decision of the model. The database refuses the same things by itself.

use crate::refusal::Refusal;
use crate::rules::{Limits, MOST_PLANS};
use platform::money::Cents;

/// What stands on the ballot, as far as a choice depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item<'a> {
    /// Its number.
    pub number: u32,
    /// What it costs.
    pub cost: Cents,
    /// Its title, to name it in a refusal.
    pub title: &'a str,
    /// Whether it was struck.
    pub struck: bool,
}

/// Checks a choice against what stands on the ballot and the limits; answers it in canonical form, ascending.
///
/// A blank choice is right exactly if blank ballots are allowed, whatever the other limits say.
///
/// # Errors
/// Everything that is wrong, in an order that is good to read.
pub fn check<'a>(
    choices: &[u32],
    limits: &Limits,
    blank_allowed: bool,
    find: impl Fn(u32) -> Option<Item<'a>>,
) -> Result<Vec<u32>, Vec<Refusal>> {
    if choices.len() > MOST_PLANS as usize {
        return Err(vec![Refusal::TooManyPlans {
            most: limits.max_plans.unwrap_or(MOST_PLANS),
            chosen: choices.len(),
        }]);
    }
    if choices.is_empty() {
        return if blank_allowed { Ok(Vec::new()) } else { Err(vec![Refusal::Blank]) };
    }
    let mut wrong = Vec::new();
    let mut sorted = choices.to_vec();
    sorted.sort_unstable();
    if sorted.windows(2).any(|pair| matches!(pair, [a, b] if a == b)) {
        wrong.push(Refusal::DoublePlan);
        sorted.dedup();
    }
    let mut sum = Cents::ZERO;
    for number in &sorted {
        match find(*number) {
            None => wrong.push(Refusal::UnknownPlan(*number)),
            Some(item) if item.struck => wrong.push(Refusal::StruckPlan(item.title.to_owned())),
            Some(item) => sum = Cents(sum.0.saturating_add(item.cost.0)),
        }
    }
    if wrong.is_empty() {
        wrong.extend(out_of_limits(sorted.len(), sum, limits));
    }
    if wrong.is_empty() { Ok(sorted) } else { Err(wrong) }
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

/// A choice as it is stored: a JSON array of numbers, ascending.
#[must_use]
pub fn to_text(choices: &[u32]) -> String {
    let numbers: Vec<String> = choices.iter().map(u32::to_string).collect();
    format!("[{}]", numbers.join(","))
}

/// Reads a stored choice.
#[must_use]
pub fn from_text(text: &str) -> Option<Vec<u32>> {
    serde_json::from_str(text).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;
    use std::collections::{HashMap, HashSet};

    /// An independent checker, written from the rules in words and not from the code above: every number is a plan that
    /// was not struck, no number occurs twice, and it is either blank where that is allowed, or not blank with number and
    /// sum within the limits.
    fn is_good(choices: &[u32], plans: &HashMap<u32, (i64, bool)>, limits: &Limits, blank_allowed: bool) -> bool {
        let known = choices.iter().all(|n| plans.get(n).is_some_and(|(_, struck)| !struck));
        let once = choices.iter().collect::<HashSet<_>>().len() == choices.len();
        if choices.is_empty() {
            return blank_allowed;
        }
        let total: i64 = choices.iter().filter_map(|n| plans.get(n)).map(|(cost, _)| *cost).sum();
        let number = choices.len() as u64;
        known
            && once
            && number >= u64::from(limits.min_plans)
            && number <= limits.max_plans.map_or(u64::MAX, u64::from)
            && total >= limits.min_sum.0
            && total <= limits.max_sum.map_or(i64::MAX, |most| most.0)
    }

    fn plans() -> impl Strategy<Value = HashMap<u32, (i64, bool)>> {
        let plan = (0..1_000_i64, prop::bool::weighted(0.15));
        prop::collection::vec(plan, 1..9).prop_map(|all| (1_u32..).zip(all).collect())
    }

    fn limits() -> impl Strategy<Value = Limits> {
        let most = prop::option::of(0..6_u32);
        (0..4_u32, most, 0..1_500_i64, prop::option::of(0..3_000_i64)).prop_map(
            |(min_plans, max_plans, least, most)| Limits {
                min_plans,
                max_plans,
                min_sum: Cents(least),
                max_sum: most.map(Cents),
            },
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]
        #[test]
        fn an_independent_checker_agrees(
            plans in plans(), limits in limits(), blank: bool, choices in prop::collection::vec(0..11_u32, 0..7),
        ) {
            let find = |number: u32| plans.get(&number).map(|(cost, struck)| {
                Item { number, cost: Cents(*cost), title: "", struck: *struck }
            });
            let checked = check(&choices, &limits, blank, find);
            prop_assert_eq!(checked.is_ok(), is_good(&choices, &plans, &limits, blank));
            if let Ok(canonical) = checked {
                prop_assert!(canonical.windows(2).all(|pair| pair[0] < pair[1]));
                let (mut one, mut other) = (canonical.clone(), choices.clone());
                one.sort_unstable();
                other.sort_unstable();
                prop_assert_eq!(one, other);
                prop_assert_eq!(from_text(&to_text(&canonical)), Some(canonical));
            }
        }
    }

    #[test]
    fn everything_that_is_wrong_is_said() {
        let find = |number| {
            let item = Item { number, cost: Cents(100), title: "Speeltuin", struck: number == 3 };
            (1..=5).contains(&number).then_some(item)
        };
        let limits = Limits { min_plans: 3, max_plans: None, min_sum: Cents(0), max_sum: Some(Cents(150)) };
        let check = |choices: &[u32]| check(choices, &limits, false, find).unwrap_err();
        assert_eq!(check(&[]), [Refusal::Blank]);
        let (few, over) = (Refusal::TooFewPlans { least: 3, chosen: 2 }, Cents(200));
        assert_eq!(check(&[2, 1]), [few, Refusal::OverSum { most: Cents(150), sum: over }]);
        let struck = Refusal::StruckPlan("Speeltuin".into());
        assert_eq!(check(&[1, 1, 3, 9]), [Refusal::DoublePlan, struck, Refusal::UnknownPlan(9)]);
        assert_eq!(check(&vec![1; 5_000]), [Refusal::TooManyPlans { most: MOST_PLANS, chosen: 5_000 }]);
    }
}
