//! The rules of one voting round. Frozen when it opens.

use crate::counts;
use crate::refusal::Refusal;
use platform::money::Cents;
use serde::{Deserialize, Serialize};
use tally::Rule;
use utoipa::ToSchema;

/// A ballot names at most this many plans, whatever the rules: a round has no more.
pub const MOST_PLANS: u32 = 2_000;
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
        }
    }
}

impl RoundRules {
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
        if limits.min_plans > MOST_PLANS || limits.max_plans.is_some_and(|most| most == 0 || most < limits.min_plans) {
            wrong.push(Refusal::LimitsClash("max_plans"));
        }
        let sum_clash = limits.max_sum.is_some_and(|most| most.0 <= 0 || most < limits.min_sum);
        if limits.min_sum.is_negative() || sum_clash {
            wrong.push(Refusal::LimitsClash("max_sum"));
        }
        // A rule that cannot count these ballots would be found out only after everybody has voted.
        if counts::fits_ticks(&self.rule).is_err() {
            wrong.push(Refusal::RuleDoesNotFit);
        }
        wrong
    }

    /// Whether some ballot fits these rules, given the costs of the plans that can be chosen: a round in which nobody
    /// could vote must not open.
    #[must_use]
    pub fn can_be_met(&self, costs: &[Cents]) -> bool {
        let limits = &self.limits;
        let mut sorted = costs.to_vec();
        sorted.sort_unstable();
        let count = |most: u32| usize::try_from(most).unwrap_or(usize::MAX);
        let cheapest: Cents = sorted.iter().take(count(limits.min_plans)).copied().sum();
        let most = limits.max_plans.map_or(usize::MAX, count);
        let dearest: Cents = sorted.iter().rev().take(most).copied().sum();
        sorted.len() >= count(limits.min_plans.max(1))
            && limits.max_sum.is_none_or(|sum| cheapest <= sum)
            && dearest >= limits.min_sum
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn rules_are_strict_json() {
        let text = serde_json::to_string(&RoundRules::default()).unwrap();
        assert_eq!(serde_json::from_str::<RoundRules>(&text).unwrap(), RoundRules::default());
        let more = text.replacen('{', "{\"surprise\":1,", 1);
        assert!(serde_json::from_str::<RoundRules>(&more).is_err());
    }

    #[test]
    fn limits_that_clash_are_named() {
        let with = |limits| RoundRules { limits, ..RoundRules::default() }.problems();
        assert!(with(Limits::default()).is_empty());
        let plans = |least, most| Limits { min_plans: least, max_plans: Some(most), ..Limits::default() };
        assert_eq!(with(plans(3, 2)), [Refusal::LimitsClash("max_plans")]);
        assert_eq!(with(plans(0, 0)), [Refusal::LimitsClash("max_plans")]);
        assert!(with(plans(2, 2)).is_empty());
        let sums = |least, most| Limits { min_sum: Cents(least), max_sum: Some(Cents(most)), ..Limits::default() };
        assert_eq!(with(sums(5, 4)), [Refusal::LimitsClash("max_sum")]);
        assert_eq!(with(sums(-1, 4)), [Refusal::LimitsClash("max_sum")]);
        let nobody = RoundRules { electorate: Electorate::default(), review_days: 8, ..RoundRules::default() };
        assert_eq!(nobody.problems(), [Refusal::NoElectorate, Refusal::ReviewTooLong]);
    }

    #[test]
    fn a_rule_for_other_ballots_is_refused() {
        let with = |name| RoundRules { rule: Rule::by_name(name).unwrap(), ..RoundRules::default() }.problems();
        for name in ["greedy_score", "mes_points", "mes_borda_add1", "greedy_threshold", "greedy_ceilings"] {
            assert_eq!(with(name), [Refusal::RuleDoesNotFit], "{name}");
        }
        for way in &counts::OFFERED {
            assert!(with(way.name).is_empty(), "{way:?}");
        }
    }

    #[test]
    fn rules_from_before_a_setting_are_read() {
        let text = serde_json::to_string(&RoundRules::default()).unwrap().replace(",\"compare\":false", "");
        assert_eq!(serde_json::from_str::<RoundRules>(&text).unwrap(), RoundRules::default());
    }

    #[test]
    fn a_round_that_nobody_can_vote_in_is_found() {
        let costs = [Cents(100), Cents(200), Cents(300)];
        let rules = |limits| RoundRules { limits, ..RoundRules::default() };
        assert!(rules(Limits { min_plans: 3, max_sum: Some(Cents(600)), ..Limits::default() }).can_be_met(&costs));
        assert!(!rules(Limits { min_plans: 3, max_sum: Some(Cents(599)), ..Limits::default() }).can_be_met(&costs));
        assert!(!rules(Limits { min_plans: 4, ..Limits::default() }).can_be_met(&costs));
        let dear = Limits { max_plans: Some(1), min_sum: Cents(301), ..Limits::default() };
        assert!(!rules(dear).can_be_met(&costs));
        assert!(!rules(Limits::default()).can_be_met(&[]));
    }
}
