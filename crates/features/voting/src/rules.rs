//! The rules of one voting round. Frozen when it opens.

use crate::counts;
use crate::refusal::Refusal;
use platform::money::Cents;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use tally::Rule;
use utoipa::ToSchema;

/// A ballot names at most this many plans, whatever the rules: a round has no more.
pub const MOST_PLANS: u32 = 2_000;
/// So many points may there be to divide at most.
pub const MOST_POINTS: u32 = 1_000_000;
/// So many themes or areas may have limits of their own.
pub const MOST_GROUPS: usize = 200;
/// At most so many days of review.
pub const MOST_REVIEW_DAYS: u8 = 7;

/// Who may vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Electorate {
    /// Whoever has a voting code from a letter.
    pub codes: bool,
    /// Whoever can read mail at an address; one ballot per address.
    pub email: bool,
}

/// What one ballot may hold. Money in cents.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Limits {
    /// The least number of plans.
    pub min_plans: u32,
    /// The greatest number of plans; none for no limit.
    pub max_plans: Option<u32>,
    /// The least sum of costs.
    pub min_sum: Cents,
    /// The greatest sum of costs; none for no limit.
    pub max_sum: Option<Cents>,
}

/// What a voter hands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BallotForm {
    /// A set of plans; also where one plan is chosen.
    #[default]
    Plans,
    /// Plans in order of preference, best first.
    Ranking,
    /// Points divided over plans.
    Points,
    /// Yes, no or neutral for each plan.
    YesNo,
}

impl BallotForm {
    /// All, the first is what a new round has.
    pub const ALL: [BallotForm; 4] = [BallotForm::Plans, BallotForm::Ranking, BallotForm::Points, BallotForm::YesNo];

    /// As in the database, the rules and the API.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            BallotForm::Plans => "plans",
            BallotForm::Ranking => "ranking",
            BallotForm::Points => "points",
            BallotForm::YesNo => "yes-no",
        }
    }

    /// Reads [`BallotForm::code`].
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        BallotForm::ALL.into_iter().find(|form| form.code() == code)
    }
}

impl From<BallotForm> for proof::ballot::Form {
    fn from(form: BallotForm) -> Self {
        match form {
            BallotForm::Plans => proof::ballot::Form::Plans,
            BallotForm::Ranking => proof::ballot::Form::Ranking,
            BallotForm::Points => proof::ballot::Form::Points,
            BallotForm::YesNo => proof::ballot::Form::YesNo,
        }
    }
}

/// Points to divide over plans. Whoever gives a plan points gives it at least one; not all have to be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Points {
    /// How many there are to divide.
    pub total: u32,
    /// The most for one plan.
    pub most: u32,
}

/// By what plans are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum GroupOver {
    /// By theme.
    Theme,
    /// By area.
    Area,
}

impl GroupOver {
    /// As in the database, the rules and the API.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            GroupOver::Theme => "theme",
            GroupOver::Area => "area",
        }
    }
}

/// What one ballot may hold of one theme or area, beside what it may hold in all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GroupLimit {
    /// The theme or area, as it stands on the candidates in the source language.
    pub name: String,
    /// What a ballot may hold of it.
    pub limits: Limits,
}

/// Limits per theme or area. A plan without a theme or area is in none of them.
///
/// A least number or sum holds for every group that is listed. Where only so many groups may be chosen from (`most`) it
/// holds only for those that somebody chooses from; a voter who votes in one area only is not held to those of others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GroupLimits {
    /// By what.
    pub over: GroupOver,
    /// The groups with limits of their own; others have only the general ones.
    #[serde(default)]
    pub each: Vec<GroupLimit>,
    /// From at most so many groups may one choose; none for no limit.
    #[serde(default)]
    pub most: Option<u32>,
}

/// Who gets the single ballots after the outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BallotsPublic {
    /// Whoever downloads the round.
    #[default]
    Everybody,
    /// Auditors only.
    Auditors,
}

/// In which order voters see the plans.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// Each visitor another order, so that no plan is always the first.
    #[default]
    Random,
    /// By number.
    Number,
}

/// When residents see how many votes each plan has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CountsPublic {
    /// With the provisional outcome.
    #[default]
    Provisional,
    /// With the decision on it; before that the winners only.
    Decision,
}

/// All rules of a round. The tie-break is part of the rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RoundRules {
    /// Who may vote.
    pub electorate: Electorate,
    /// What one ballot may hold.
    pub limits: Limits,
    /// How ballots become winners.
    pub rule: Rule,
    /// How many days after closing staff may look into objections before the ballots are sealed, 0 to 7.
    pub review_days: u8,
    /// Whether a voter may hand in another choice until closing.
    pub change_until_closing: bool,
    /// Whether a ballot without any plan may be handed in.
    pub blank_allowed: bool,
    /// In which order voters see the plans.
    pub order: Order,
    /// When residents see the counts.
    pub counts_public: CountsPublic,
    /// Whether the outcome shows what other rules would have made of the same ballots. It is said beforehand, so that
    /// nobody can choose the rule by its outcome.
    #[serde(default)]
    pub compare: bool,
    /// What a voter hands in.
    #[serde(default)]
    pub form: BallotForm,
    /// The points there are to divide; needed with that form, and only there.
    #[serde(default)]
    pub points: Option<Points>,
    /// Limits per theme or area.
    #[serde(default)]
    pub groups: Option<GroupLimits>,
    /// Whether a voter whose code carries an area sees and votes only there.
    #[serde(default)]
    pub own_area: bool,
    /// Who gets the single ballots after the outcome.
    #[serde(default)]
    pub ballots_public: BallotsPublic,
}

impl Default for RoundRules {
    fn default() -> Self {
        RoundRules {
            electorate: Electorate { codes: true, email: false },
            limits: Limits { min_plans: 1, ..Limits::default() },
            rule: Rule::GreedyVotes(tally::Greedy::by_votes(true)),
            review_days: 0,
            change_until_closing: true,
            blank_allowed: false,
            order: Order::Random,
            counts_public: CountsPublic::Provisional,
            compare: false,
            form: BallotForm::Plans,
            points: None,
            groups: None,
            own_area: false,
            ballots_public: BallotsPublic::Everybody,
        }
    }
}

impl Limits {
    /// The field at which these limits clash with themselves.
    fn clash(&self) -> Option<&'static str> {
        let plans = self.max_plans.is_some_and(|most| most == 0 || most < self.min_plans);
        if self.min_plans > MOST_PLANS || plans {
            return Some("max_plans");
        }
        let sums = self.max_sum.is_some_and(|most| most.0 <= 0 || most < self.min_sum);
        (self.min_sum.is_negative() || sums).then_some("max_sum")
    }

    /// Whether some of these plans, and not too many of them, can be within the limits, as far as number and sum each
    /// tell.
    fn can_be_met(&self, mut costs: Vec<Cents>) -> bool {
        costs.sort_unstable();
        let count = |most: u32| usize::try_from(most).unwrap_or(usize::MAX);
        let cheapest: Cents = costs.iter().take(count(self.min_plans)).copied().sum();
        let most = self.max_plans.map_or(usize::MAX, count);
        let dearest: Cents = costs.iter().rev().take(most).copied().sum();
        costs.len() >= count(self.min_plans)
            && self.max_sum.is_none_or(|sum| cheapest <= sum)
            && dearest >= self.min_sum
    }

    /// Whether it asks for something.
    #[must_use]
    pub fn asks(&self) -> bool {
        self.min_plans > 0 || self.min_sum > Cents::ZERO
    }
}

/// A plan, as far as it matters to whether rules can be met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offered<'a> {
    /// What it costs.
    pub cost: Cents,
    /// Its theme.
    pub theme: Option<&'a str>,
    /// Its area.
    pub area: Option<&'a str>,
}

impl<'a> Offered<'a> {
    /// Its group.
    #[must_use]
    pub fn group(&self, over: GroupOver) -> Option<&'a str> {
        match over {
            GroupOver::Theme => self.theme,
            GroupOver::Area => self.area,
        }
    }
}

impl RoundRules {
    /// The area that a voter with this area is held to.
    #[must_use]
    pub fn held_to<'a>(&self, area: Option<&'a str>) -> Option<&'a str> {
        area.filter(|_| self.own_area)
    }

    /// Whether the least number and sum of a group hold for this voter, who chose so many plans of it.
    #[must_use]
    pub fn least_holds(&self, groups: &GroupLimits, name: &str, chosen: usize, held_to: Option<&str>) -> bool {
        let elsewhere = groups.over == GroupOver::Area && held_to.is_some_and(|area| area != name);
        !elsewhere && (groups.most.is_none() || chosen > 0)
    }

    /// What is wrong with the rules themselves, each thing at its field.
    #[must_use]
    pub fn problems(&self) -> Vec<Refusal> {
        let limits = &self.limits;
        let mut wrong = Vec::new();
        if !self.electorate.codes && !self.electorate.email {
            wrong.push(Refusal::NoElectorate);
        }
        if self.review_days > MOST_REVIEW_DAYS {
            wrong.push(Refusal::ReviewTooLong);
        }
        wrong.extend(limits.clash().map(Refusal::LimitsClash));
        wrong.extend(self.points_problem());
        wrong.extend(self.groups.iter().flat_map(group_problems));
        // A rule that cannot count these ballots would be found out only after everybody has voted.
        if !counts::fits(&self.rule, self.form) {
            wrong.push(Refusal::RuleDoesNotFit);
        }
        wrong
    }

    fn points_problem(&self) -> Option<Refusal> {
        match self.points {
            None if self.form == BallotForm::Points => Some(Refusal::PointsMissing),
            None => None,
            Some(_) if self.form != BallotForm::Points => Some(Refusal::PointsNotGiven),
            // Each plan takes a point at least, so more plans than points cannot be asked for.
            Some(points) => (points.most == 0
                || points.most > points.total
                || points.total > MOST_POINTS
                || self.limits.min_plans > points.total)
                .then_some(Refusal::PointsClash),
        }
    }

    /// Whether some ballot fits these rules, given the plans that can be chosen and the area of a voter: a round in which
    /// nobody could vote must not open.
    ///
    /// It looks at each limit for itself and does not try every set of plans, so it may miss that limits of which each
    /// can be met cannot be met together.
    #[must_use]
    pub fn can_be_met(&self, plans: &[Offered<'_>], area: Option<&str>) -> bool {
        let held_to = self.held_to(area);
        let open = plans.iter().filter(|plan| held_to.is_none_or(|area| plan.area == Some(area)));
        let open: Vec<Offered<'_>> = open.copied().collect();
        let costs = || open.iter().map(|plan| plan.cost).collect();
        !open.is_empty()
            && self.limits.can_be_met(costs())
            && self.groups.as_ref().is_none_or(|groups| self.groups_can_be_met(groups, &open, held_to))
    }

    /// A theme or area with limits that none of these plans has.
    #[must_use]
    pub fn unknown_group(&self, plans: &[Offered<'_>]) -> Option<&str> {
        let groups = self.groups.as_ref()?;
        let known = |name: &str| plans.iter().any(|plan| plan.group(groups.over) == Some(name));
        groups.each.iter().map(|group| group.name.as_str()).find(|name| !known(name))
    }

    fn groups_can_be_met(&self, groups: &GroupLimits, open: &[Offered<'_>], held_to: Option<&str>) -> bool {
        let costs_of = |name: &str| {
            let of_group = open.iter().filter(|plan| plan.group(groups.over) == Some(name));
            of_group.map(|plan| plan.cost).collect::<Vec<Cents>>()
        };
        let bound: Vec<&GroupLimit> =
            groups.each.iter().filter(|group| self.least_holds(groups, &group.name, 0, held_to)).collect();
        let asked = bound.iter().filter(|group| group.limits.asks());
        if !asked.clone().all(|group| group.limits.can_be_met(costs_of(&group.name))) {
            return false;
        }
        let least: u64 = bound.iter().map(|group| u64::from(group.limits.min_plans)).sum();
        let most = self.limits.max_plans.map_or(u64::MAX, u64::from);
        let (room, dearest) = room(groups, open);
        least <= most && room >= u64::from(self.limits.min_plans) && dearest >= self.limits.min_sum
    }
}

/// How many plans, and plans for how much, the groups leave room for.
fn room(groups: &GroupLimits, open: &[Offered<'_>]) -> (u64, Cents) {
    let mut of: BTreeMap<Option<&str>, Vec<Cents>> = BTreeMap::new();
    for plan in open {
        of.entry(plan.group(groups.over)).or_default().push(plan.cost);
    }
    let free = of.remove(&None).unwrap_or_default();
    let room = |(name, mut costs): (Option<&str>, Vec<Cents>)| {
        let limits = groups.each.iter().find(|group| Some(group.name.as_str()) == name).map(|group| &group.limits);
        let most = limits.and_then(|limits| limits.max_plans).map_or(usize::MAX, |most| most as usize);
        costs.sort_unstable_by(|one, other| other.cmp(one));
        costs.truncate(most);
        let sum: Cents = costs.iter().copied().sum();
        (costs.len() as u64, limits.and_then(|limits| limits.max_sum).map_or(sum, |most| most.min(sum)))
    };
    let so_many = groups.most.map_or(usize::MAX, |most| most as usize);
    let (mut numbers, mut sums): (Vec<u64>, Vec<Cents>) = of.into_iter().map(room).unzip();
    numbers.sort_unstable_by(|one, other| other.cmp(one));
    sums.sort_unstable_by(|one, other| other.cmp(one));
    let number: u64 = numbers.iter().take(so_many).sum();
    let dearest: Cents = sums.into_iter().take(so_many).chain(free.iter().copied()).sum();
    (number + free.len() as u64, dearest)
}

fn group_problems(groups: &GroupLimits) -> Vec<Refusal> {
    let mut wrong = Vec::new();
    if groups.most == Some(0) {
        wrong.push(Refusal::LimitsClash("groups_most"));
    }
    if groups.each.len() > MOST_GROUPS {
        wrong.push(Refusal::TooManyGroupLimits(MOST_GROUPS));
    }
    for (place, group) in groups.each.iter().enumerate() {
        let named = !group.name.trim().is_empty();
        if !named || groups.each.iter().take(place).any(|before| before.name == group.name) {
            wrong.push(Refusal::GroupNamed(group.name.clone()));
        }
        if group.limits.clash().is_some() {
            wrong.push(Refusal::GroupLimitsClash(group.name.clone()));
        }
    }
    wrong
}

#[cfg(test)]
mod tests;
