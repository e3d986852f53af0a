//! Rules and ballots of every form, drawn; and a checker that was written from the rules in words, not from the model.

use platform::money::Cents;
use proptest::prelude::*;
use std::collections::HashSet;
use voting::ballot::Choice;
use voting::limits::{Ground, Item, check};
use voting::rules::{BallotForm, GroupLimit, GroupLimits, GroupOver, Limits, Points, RoundRules};

const THEMES: [&str; 3] = ["Groen", "Sport", "Kunst"];
const AREAS: [&str; 3] = ["Noord", "Zuid", "West"];

/// A plan on a ballot that was drawn.
#[derive(Debug, Clone)]
pub struct Plan {
    pub cost: i64,
    pub theme: Option<&'static str>,
    pub area: Option<&'static str>,
    pub struck: bool,
}

/// A round that was drawn.
#[derive(Debug, Clone)]
pub struct Drawn {
    pub rules: RoundRules,
    pub plans: Vec<Plan>,
}

/// A ballot that was drawn: the area of the voter, and what they chose.
#[derive(Debug, Clone)]
pub struct Vote {
    pub area: Option<&'static str>,
    pub choices: Vec<Choice>,
}

fn limits() -> impl Strategy<Value = Limits> {
    let least = prop_oneof![3 => Just(0_u32), 2 => 1..3_u32];
    let sum = prop_oneof![3 => Just(0_i64), 1 => 1..900_i64];
    (least, prop::option::weighted(0.6, 1..6_u32), sum, prop::option::weighted(0.5, 300..2_500_i64)).prop_map(
        |(min_plans, max_plans, least, most)| Limits {
            min_plans,
            max_plans,
            min_sum: Cents(least),
            max_sum: most.map(Cents),
        },
    )
}

fn groups() -> impl Strategy<Value = GroupLimits> {
    let each = prop::collection::vec((any::<bool>(), limits()), 3);
    (any::<bool>(), each, prop::option::weighted(0.4, 1..3_u32)).prop_map(|(by_theme, each, most)| {
        let (over, names) = if by_theme { (GroupOver::Theme, THEMES) } else { (GroupOver::Area, AREAS) };
        let listed = names.into_iter().zip(each).filter(|(_, (listed, _))| *listed);
        let each = listed.map(|(name, (_, limits))| GroupLimit { name: name.to_owned(), limits }).collect();
        GroupLimits { over, each, most }
    })
}

fn rules() -> impl Strategy<Value = RoundRules> {
    let form = prop::sample::select(&BallotForm::ALL[..]);
    let groups = prop::option::weighted(0.6, groups());
    (form, limits(), groups, (3..14_u32, 1..6_u32), any::<bool>(), any::<bool>()).prop_map(
        |(form, limits, groups, (total, most), own_area, blank_allowed)| RoundRules {
            form,
            limits,
            groups,
            points: (form == BallotForm::Points).then_some(Points { total, most: most.min(total) }),
            own_area,
            blank_allowed,
            rule: voting::counts::rule(voting::counts::offered(form).0[0].name, form).unwrap(),
            ..RoundRules::default()
        },
    )
}

fn plan() -> impl Strategy<Value = Plan> {
    let name = |names: [&'static str; 3]| prop::option::weighted(0.85, prop::sample::select(names.to_vec()));
    (0..600_i64, name(THEMES), name(AREAS), prop::bool::weighted(0.06)).prop_map(|(cost, theme, area, struck)| Plan {
        cost,
        theme,
        area,
        struck,
    })
}

/// A round.
pub fn drawn() -> impl Strategy<Value = Drawn> {
    (rules(), prop::collection::vec(plan(), 1..9)).prop_map(|(rules, plans)| Drawn { rules, plans })
}

/// A ballot for a round, right or wrong: mostly with numbers that are there and weights that fit.
pub fn vote(drawn: &Drawn) -> impl Strategy<Value = Vote> + use<> {
    let (form, count) = (drawn.rules.form, u32::try_from(drawn.plans.len()).unwrap());
    let number = prop_oneof![30 => 1..=count, 1 => Just(0), 1 => Just(count + 1)];
    let weight = match form {
        BallotForm::Plans | BallotForm::Ranking => prop_oneof![40 => 1..2_i64, 1 => -1..4_i64],
        BallotForm::Points => prop_oneof![12 => 1..4_i64, 1 => -1..9_i64],
        BallotForm::YesNo => prop_oneof![20 => -1..2_i64, 1 => -3..5_i64],
    };
    let area = prop::option::weighted(0.5, prop::sample::select(AREAS.to_vec()));
    // Numbers drawn twice are mostly one plan; now and then they stay.
    let picked = (prop::collection::vec((number, weight), 0..6), prop::bool::weighted(0.07));
    (area, picked).prop_map(|(area, (picked, doubles))| {
        let mut seen = HashSet::new();
        let single = picked.into_iter().filter(|(number, _)| doubles || seen.insert(*number));
        Vote { area, choices: single.map(|(number, weight)| Choice { number, weight }).collect() }
    })
}

/// What the model says.
pub fn model(drawn: &Drawn, vote: &Vote) -> Result<Vec<Choice>, Vec<voting::refusal::Refusal>> {
    let find = |number: u32| {
        let plan = drawn.plans.get(usize::try_from(number).ok()?.checked_sub(1)?)?;
        let (theme, area) = (plan.theme, plan.area);
        Some(Item { cost: Cents(plan.cost), title: "", struck: plan.struck, theme, area })
    };
    check(&vote.choices, Ground { rules: &drawn.rules, area: vote.area }, find, str::to_owned)
}

/// Number and sum are both within bounds; the lower ones only where they are asked for.
fn within(plans: &[&Plan], limits: &Limits, least: bool) -> bool {
    let number = u32::try_from(plans.len()).unwrap();
    let sum: i64 = plans.iter().map(|plan| plan.cost).sum();
    let not_too_much =
        number <= limits.max_plans.unwrap_or(u32::MAX) && sum <= limits.max_sum.map_or(i64::MAX, |sum| sum.0);
    let enough = number >= limits.min_plans && sum >= limits.min_sum.0;
    not_too_much && (enough || !least)
}

/// Whether a ballot is good, by the words of the rules:
///
/// Who names nothing votes blank, which is good if it is allowed. Else every plan that is named stands on the ballot, was not
/// withdrawn, and is named once. Who has a code of an area where one votes in one's own area names plans of that area only.
/// A tick and a place are just that; a plan with points has at least one and at most what one plan may have, and all together
/// not more than there are; an answer is yes, no or neutral. Of what is ticked, placed, given points or answered with yes,
/// number and sum are within the limits. So they are for each theme or area with limits of its own, where a least counts
/// for everybody, except: where only so many may be chosen from, for those who chose from it; and not for an area that is
/// not the voter's own where one votes there only. And nobody chooses from more themes or areas than allowed.
pub fn is_good(Drawn { rules, plans }: &Drawn, vote: &Vote) -> bool {
    if vote.choices.is_empty() {
        return rules.blank_allowed;
    }
    let on_ballot = |number: u32| (1..=plans.len()).contains(&(number as usize)).then(|| &plans[number as usize - 1]);
    let mut named = Vec::new();
    for choice in &vote.choices {
        match on_ballot(choice.number) {
            Some(plan) if !plan.struck => named.push((plan, choice.weight)),
            _ => return false,
        }
    }
    let different: HashSet<u32> = vote.choices.iter().map(|choice| choice.number).collect();
    let own = vote.area.filter(|_| rules.own_area);
    let at_home = own.is_none() || named.iter().all(|(plan, _)| plan.area == own);
    let given: i64 = named.iter().map(|(_, weight)| weight).sum();
    let formed = match (rules.form, rules.points) {
        (BallotForm::Plans | BallotForm::Ranking, _) => named.iter().all(|(_, weight)| *weight == 1),
        (BallotForm::YesNo, _) => named.iter().all(|(_, weight)| [1, 0, -1].contains(weight)),
        (BallotForm::Points, None) => false,
        (BallotForm::Points, Some(Points { total, most })) => {
            named.iter().all(|(_, weight)| (1..=i64::from(most)).contains(weight)) && given <= i64::from(total)
        }
    };
    if different.len() != vote.choices.len() || !at_home || !formed {
        return false;
    }
    let chosen: Vec<&Plan> = named.iter().filter(|(_, weight)| *weight > 0).map(|(plan, _)| *plan).collect();
    if !within(&chosen, &rules.limits, true) {
        return false;
    }
    let Some(groups) = &rules.groups else { return true };
    let group = |plan: &Plan| if groups.over == GroupOver::Theme { plan.theme } else { plan.area };
    let touched: HashSet<&str> = chosen.iter().filter_map(|plan| group(plan)).collect();
    let few = groups.most.is_none_or(|most| touched.len() <= most as usize);
    few && groups.each.iter().all(|one| {
        let of_it: Vec<&Plan> = chosen.iter().copied().filter(|plan| group(plan) == Some(one.name.as_str())).collect();
        let elsewhere = groups.over == GroupOver::Area && own.is_some_and(|own| own != one.name);
        let asked = if groups.most.is_some() { touched.contains(one.name.as_str()) } else { true };
        within(&of_it, &one.limits, asked && !elsewhere)
    })
}
