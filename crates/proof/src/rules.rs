//! The rules of a round as they stand in `rules.json`, as far as a ballot or a count depends on them, and an independent
//! check of a ballot by them.

use crate::ballot::{Choice, Form};
use crate::package::Candidate;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What a ballot may hold. Money in cents.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Limits {
    /// The least number of plans.
    pub min_plans: u32,
    /// The greatest number of plans.
    pub max_plans: Option<u32>,
    /// The least sum of costs.
    pub min_sum: i64,
    /// The greatest sum of costs.
    pub max_sum: Option<i64>,
}

/// Points to divide. Not all have to be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Points {
    /// In all.
    pub total: u32,
    /// The most for one plan.
    pub most: u32,
}

/// What groups of plans are made by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Over {
    /// Theme.
    Theme,
    /// Area.
    Area,
}

/// Limits of one theme or area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Its name, as on the candidates.
    pub name: String,
    /// What a ballot may hold of it.
    pub limits: Limits,
}

/// Limits per theme or area. A plan without one is in no group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Groups {
    /// By what.
    pub over: Over,
    /// Those with limits of their own.
    #[serde(default)]
    pub each: Vec<Group>,
    /// From at most so many may one choose.
    #[serde(default)]
    pub most: Option<u32>,
}

/// Who may vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Electorate {
    /// Whoever has a voting code.
    #[serde(default)]
    pub codes: bool,
    /// Whoever can read mail at an address.
    #[serde(default)]
    pub email: bool,
}

/// The rules that ballots and count depend on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Rules {
    /// Who may vote.
    pub electorate: Electorate,
    /// What a ballot may hold.
    pub limits: Limits,
    /// How ballots become winners, with the tie-break.
    pub rule: tally::Rule,
    /// Whether a ballot may be blank.
    pub blank_allowed: bool,
    /// The form of the ballots.
    #[serde(default)]
    pub form: Form,
    /// Points to divide.
    #[serde(default)]
    pub points: Option<Points>,
    /// Limits per theme or area.
    #[serde(default)]
    pub groups: Option<Groups>,
    /// Whether a voter whose code carries an area votes only there.
    #[serde(default)]
    pub own_area: bool,
    /// What no ballot depends on: days of review, order of plans, what is published when.
    #[serde(flatten)]
    pub other: BTreeMap<String, Value>,
}

/// Why a ballot is not valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Invalid {
    /// Blank, where that is not allowed.
    Blank,
    /// A number that no candidate has.
    UnknownPlan(u32),
    /// Too few or too many plans.
    Number,
    /// Costs together too little or too much.
    Sum,
    /// Too many points for one plan or in all.
    Points,
    /// Against the limits of a theme or area.
    Group,
    /// From too many themes or areas.
    Groups,
}

/// Checks ballots by the rules. Written from the rules in words, not from the server's code, so that the two watch each
/// other.
///
/// Plans that were struck during the vote stay on the ballots of those who had handed in, so they count here as all others.
/// Which area a voter's code carried is in no download: with [`Rules::own_area`] the least of an area is asked of no ballot
/// that names nothing there.
pub struct Checker<'r> {
    rules: &'r Rules,
    costs: HashMap<u32, (i64, Option<&'r str>)>,
}

impl<'r> Checker<'r> {
    /// For these rules and candidates.
    #[must_use]
    pub fn new(rules: &'r Rules, candidates: &'r [Candidate]) -> Self {
        let group = |candidate: &'r Candidate| match rules.groups.as_ref()?.over {
            Over::Theme => candidate.theme.as_deref(),
            Over::Area => candidate.area.as_deref(),
        };
        let costs = candidates.iter().map(|one| (one.number, (one.cost, group(one).filter(|name| !name.is_empty()))));
        Self { rules, costs: costs.collect() }
    }

    /// Whether a ballot is valid.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn check(&self, choices: &[Choice]) -> Result<(), Invalid> {
        if choices.is_empty() {
            return if self.rules.blank_allowed { Ok(()) } else { Err(Invalid::Blank) };
        }
        let (mut all, mut groups) = (Sums::default(), BTreeMap::<&str, Sums>::new());
        for choice in choices {
            let (cost, group) = *self.costs.get(&choice.number).ok_or(Invalid::UnknownPlan(choice.number))?;
            if choice.counts() {
                all.add(cost);
                if let Some(name) = group {
                    groups.entry(name).or_default().add(cost);
                }
            }
        }
        let limits = &self.rules.limits;
        all.within_number(limits).then_some(()).ok_or(Invalid::Number)?;
        all.within_sum(limits).then_some(()).ok_or(Invalid::Sum)?;
        self.points(choices)?;
        self.groups(&groups)
    }

    fn points(&self, choices: &[Choice]) -> Result<(), Invalid> {
        if self.rules.form != Form::Points {
            return Ok(());
        }
        let points = self.rules.points.ok_or(Invalid::Points)?;
        let total: i64 = choices.iter().map(|choice| choice.weight).fold(0, i64::saturating_add);
        let each = choices.iter().all(|choice| choice.weight <= i64::from(points.most));
        if each && total <= i64::from(points.total) { Ok(()) } else { Err(Invalid::Points) }
    }

    fn groups(&self, chosen: &BTreeMap<&str, Sums>) -> Result<(), Invalid> {
        let Some(groups) = &self.rules.groups else { return Ok(()) };
        if groups.most.is_some_and(|most| chosen.len() > most as usize) {
            return Err(Invalid::Groups);
        }
        for group in &groups.each {
            let sums = chosen.get(group.name.as_str()).copied().unwrap_or_default();
            let elsewhere = self.rules.own_area && groups.over == Over::Area;
            if sums.number == 0 && (groups.most.is_some() || elsewhere) {
                continue;
            }
            if !sums.within_number(&group.limits) || !sums.within_sum(&group.limits) {
                return Err(Invalid::Group);
            }
        }
        Ok(())
    }
}

/// How many plans, and what they cost together.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    number: u64,
    cost: i128,
}

impl Sums {
    fn add(&mut self, cost: i64) {
        self.number += 1;
        self.cost += i128::from(cost);
    }

    fn within_number(&self, limits: &Limits) -> bool {
        self.number >= u64::from(limits.min_plans) && limits.max_plans.is_none_or(|most| self.number <= u64::from(most))
    }

    fn within_sum(&self, limits: &Limits) -> bool {
        self.cost >= i128::from(limits.min_sum) && limits.max_sum.is_none_or(|most| self.cost <= i128::from(most))
    }
}

/// What is wrong with the candidates of a file, if anything: numbers from 1 upwards, ids that differ, costs not negative.
#[must_use]
pub fn candidates_problem(candidates: &[Candidate]) -> Option<&'static str> {
    let ids: BTreeSet<&str> = candidates.iter().map(|candidate| candidate.id.as_str()).collect();
    if !candidates.is_sorted_by(|one, next| one.number < next.number) || candidates.iter().any(|one| one.number == 0) {
        return Some("numbers");
    }
    if ids.len() != candidates.len() {
        return Some("ids");
    }
    candidates.iter().any(|candidate| candidate.cost < 0).then_some("costs")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::ballot::parse;

    fn rules(form: Form, limits: Limits) -> Rules {
        let rule = tally::Rule::by_name("greedy_votes").unwrap();
        let electorate = Electorate { codes: true, email: false };
        let points = (form == Form::Points).then_some(Points { total: 10, most: 6 });
        Rules {
            electorate,
            limits,
            rule,
            blank_allowed: false,
            form,
            points,
            groups: None,
            own_area: false,
            other: BTreeMap::new(),
        }
    }

    /// Plans 1 to 6 cost 100 to 600; odd ones lie in Noord, even ones in Zuid, 6 nowhere.
    fn plans() -> Vec<Candidate> {
        let area = |number: u32| match number {
            6 => None,
            odd if odd % 2 == 1 => Some("Noord".to_owned()),
            _ => Some("Zuid".to_owned()),
        };
        let plan = |number: u32| Candidate {
            number,
            id: number.to_string(),
            title: format!("Plan {number}"),
            cost: i64::from(number) * 100,
            theme: None,
            area: area(number),
        };
        (1..=6).map(plan).collect()
    }

    fn said(rules: &Rules, text: &str) -> Result<(), Invalid> {
        let plans = plans();
        Checker::new(rules, &plans).check(&parse(rules.form, text).unwrap())
    }

    #[test]
    fn number_and_sum_are_held() {
        let limits = Limits { min_plans: 2, max_plans: Some(3), min_sum: 400, max_sum: Some(900) };
        let rules = rules(Form::Plans, limits);
        assert_eq!(said(&rules, "[1,3]"), Ok(()));
        assert_eq!(said(&rules, "[4,5]"), Ok(()));
        assert_eq!(said(&rules, "[5]"), Err(Invalid::Number));
        assert_eq!(said(&rules, "[1,2,3,4]"), Err(Invalid::Number));
        assert_eq!(said(&rules, "[1,2]"), Err(Invalid::Sum));
        assert_eq!(said(&rules, "[4,6]"), Err(Invalid::Sum));
        assert_eq!(said(&rules, "[1,7]"), Err(Invalid::UnknownPlan(7)));
        assert_eq!(said(&rules, "[]"), Err(Invalid::Blank));
        assert_eq!(said(&Rules { blank_allowed: true, ..rules }, "[]"), Ok(()));
    }

    #[test]
    fn a_no_counts_for_no_limit() {
        let rules = rules(Form::YesNo, Limits { max_plans: Some(1), max_sum: Some(200), ..Limits::default() });
        assert_eq!(said(&rules, "[[2,1],[5,-1],[6,0]]"), Ok(()));
        assert_eq!(said(&rules, "[[1,1],[2,1]]"), Err(Invalid::Number));
        assert_eq!(said(&rules, "[[3,1]]"), Err(Invalid::Sum));
        assert_eq!(said(&rules, "[[9,-1]]"), Err(Invalid::UnknownPlan(9)));
    }

    #[test]
    fn points_are_held() {
        let rules = rules(Form::Points, Limits::default());
        assert_eq!(said(&rules, "[[1,6],[2,4]]"), Ok(()));
        assert_eq!(said(&rules, "[[1,7]]"), Err(Invalid::Points));
        assert_eq!(said(&rules, "[[1,6],[2,5]]"), Err(Invalid::Points));
        assert_eq!(said(&Rules { points: None, ..rules }, "[[1,1]]"), Err(Invalid::Points));
    }

    #[test]
    fn groups_are_held() {
        let north = Limits { min_plans: 1, max_plans: Some(2), min_sum: 0, max_sum: Some(600) };
        let groups = Groups { over: Over::Area, each: vec![Group { name: "Noord".into(), limits: north }], most: None };
        let with = |groups: Groups| Rules { groups: Some(groups), ..rules(Form::Plans, Limits::default()) };
        assert_eq!(said(&with(groups.clone()), "[1,2,4,5,6]"), Ok(()));
        assert_eq!(said(&with(groups.clone()), "[2,4]"), Err(Invalid::Group), "nothing in Noord");
        assert_eq!(said(&with(groups.clone()), "[1,3,5]"), Err(Invalid::Group), "three in Noord");
        assert_eq!(said(&with(groups.clone()), "[3,5]"), Err(Invalid::Group), "too dear in Noord");
        let one = with(Groups { most: Some(1), ..groups.clone() });
        assert_eq!(said(&one, "[2,4,6]"), Ok(()), "no least where one chooses nothing");
        assert_eq!(said(&one, "[1,2]"), Err(Invalid::Groups));
        let own = Rules { own_area: true, ..with(groups) };
        assert_eq!(said(&own, "[2,4]"), Ok(()), "a voter of Zuid");
    }

    #[test]
    fn rules_from_before_a_form_are_read() {
        let text = r#"{"electorate":{"codes":true,"email":false},"limits":{"minPlans":1,"maxPlans":null,"minSum":0,
            "maxSum":null},"rule":{"rule":"greedy_votes","skipping":true,"tieBreak":{"by":"id"}},"reviewDays":0,
            "changeUntilClosing":true,"blankAllowed":false,"order":"random","countsPublic":"provisional"}"#;
        let rules: Rules = serde_json::from_str(text).unwrap();
        assert_eq!((rules.form, rules.own_area, rules.points), (Form::Plans, false, None));
        assert!(rules.other.contains_key("reviewDays"));
    }
}
