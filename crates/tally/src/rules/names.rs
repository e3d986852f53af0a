//! Short names of rules, for the command line and for files.

use std::borrow::Cow;

use super::{
    AddOne, Ceilings, Comparison, EqualShares, Greedy, MaxWelfare, Maximin, Measure, Phragmen, Rule, Threshold,
    TieBreak, TopN, Utility,
};
use crate::Amount;

/// How many `top_n` chooses if nothing is said.
const TOP: u32 = 10;

impl Rule {
    /// The names of rules that [`Rule::by_name`] knows. Equal shares has more: `mes_`, then `cost`, `card`, `points` or
    /// `borda`, then any of `_add1`, `_integral`, `_noexh`, `_util` in this order. `top_n` with a number for `n` chooses
    /// so many.
    pub const NAMES: [&'static str; 38] = [
        "greedy_votes",
        "greedy_votes_noskip",
        "greedy_votes_per_cost",
        "greedy_score",
        "greedy_score_noskip",
        "greedy_score_per_cost",
        "greedy_borda",
        "greedy_borda_noskip",
        "greedy_borda_per_cost",
        "greedy_threshold",
        "greedy_80",
        "greedy_ceilings",
        "greedy_exclusive",
        "top_n",
        "max_welfare_cost",
        "max_welfare_card",
        "phragmen",
        "phragmen_skip",
        "maximin",
        "mes_cost",
        "mes_cost_util",
        "mes_cost_add1",
        "mes_cost_add1_util",
        "mes_cost_add1_integral_noexh",
        "mes_card",
        "mes_card_util",
        "mes_card_add1",
        "mes_card_add1_util",
        "mes_points",
        "mes_points_util",
        "mes_points_add1",
        "mes_points_add1_util",
        "mes_borda",
        "mes_borda_util",
        "mes_borda_add1",
        "mes_borda_add1_util",
        "mes_comparison",
        "mes_admission",
    ];

    /// A rule by its name, with ties broken by id.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        let greedy = Greedy { skipping: true, ..Greedy::default() };
        let by_score = Greedy { by: Measure::Score, ..greedy.clone() };
        let tie_break = TieBreak::Id;
        let greedy = match name {
            "greedy_votes" => greedy,
            "greedy_votes_noskip" => Greedy { skipping: false, ..greedy },
            "greedy_votes_per_cost" => Greedy { per_cost: true, ..greedy },
            "greedy_score" => by_score,
            "greedy_score_noskip" => Greedy { skipping: false, ..by_score },
            "greedy_score_per_cost" => Greedy { per_cost: true, ..by_score },
            "greedy_borda" => Greedy { by: Measure::Borda, ..greedy },
            "greedy_borda_noskip" => Greedy { by: Measure::Borda, skipping: false, ..greedy },
            "greedy_borda_per_cost" => Greedy { per_cost: true, by: Measure::Borda, ..greedy },
            "greedy_threshold" => Greedy { threshold: Some(Threshold::OfElection), ..greedy },
            "greedy_80" => Greedy { skipping: false, nearly: four_fifths(), ..greedy },
            "greedy_ceilings" => Greedy { ceilings: Some(Ceilings::OfElection), ..greedy },
            "greedy_exclusive" => {
                return Some(Self::GreedyVotes(Greedy { exclusive: vec![Vec::new()], ..greedy }));
            }
            "top_n" => return Some(Self::TopN(TopN { most: Some(TOP), by: Measure::Votes, tie_break })),
            "max_welfare_cost" => return Some(Self::MaxWelfare(MaxWelfare { utility: Utility::Cost, tie_break })),
            "max_welfare_card" => {
                return Some(Self::MaxWelfare(MaxWelfare { utility: Utility::Cardinality, tie_break }));
            }
            "phragmen" => return Some(Self::Phragmen(Phragmen { skipping: false, tie_break })),
            "phragmen_skip" => return Some(Self::Phragmen(Phragmen { skipping: true, tie_break })),
            "maximin" => return Some(Self::Maximin(Maximin { tie_break })),
            _ => {
                let most = name.strip_prefix("top_").and_then(|most| most.parse().ok());
                let top = most.map(|most| Self::TopN(TopN { most: Some(most), by: Measure::Votes, tie_break }));
                return top.or_else(|| equal_shares(name).map(Self::EqualShares));
            }
        };
        Some(Self::GreedyVotes(greedy))
    }

    /// The name of the rule, without its tie-break and numbers of its own (threshold, increment).
    #[must_use]
    pub fn name(&self) -> Cow<'static, str> {
        match self {
            Self::GreedyVotes(rule) => greedy_name(rule),
            Self::TopN(TopN { most: Some(TOP) | None, .. }) => "top_n".into(),
            Self::TopN(TopN { most: Some(most), .. }) => format!("top_{most}").into(),
            Self::MaxWelfare(rule) => format!("max_welfare_{}", rule.utility.name()).into(),
            Self::Phragmen(Phragmen { skipping: false, .. }) => "phragmen".into(),
            Self::Phragmen(Phragmen { skipping: true, .. }) => "phragmen_skip".into(),
            Self::Maximin(_) => "maximin".into(),
            Self::EqualShares(rule) => equal_shares_name(rule),
        }
    }
}

fn four_fifths() -> Option<Amount> {
    Amount::from(4).checked_div(&Amount::from(5))
}

fn greedy_name(rule: &Greedy) -> Cow<'static, str> {
    if rule.threshold.is_some() {
        return "greedy_threshold".into();
    }
    if rule.nearly.is_some() {
        return "greedy_80".into();
    }
    if rule.ceilings.is_some() {
        return "greedy_ceilings".into();
    }
    if !rule.exclusive.is_empty() {
        return "greedy_exclusive".into();
    }
    let per_cost = if rule.per_cost { "_per_cost" } else { "" };
    let stops = if rule.skipping { "" } else { "_noskip" };
    format!("greedy_{}{per_cost}{stops}", rule.by.name()).into()
}

/// Whole units from the start, and no stop before the money runs out: as cities did it.
fn as_cities_did() -> AddOne {
    AddOne { integral: true, exhaustive: false, ..AddOne::default() }
}

fn equal_shares(name: &str) -> Option<EqualShares> {
    let rest = name.strip_prefix("mes_")?;
    let by_cost = || EqualShares::new(Utility::Cost).with_add_one(as_cities_did());
    match rest {
        "comparison" => return Some(EqualShares { comparison: Some(Comparison::Satisfaction), ..by_cost() }),
        "admission" => {
            let third = Amount::from(1).checked_div(&Amount::from(3));
            return Some(EqualShares { admission: third, ..by_cost() });
        }
        _ => {}
    }
    let utilities = [Utility::Cost, Utility::Cardinality, Utility::Points, Utility::Borda];
    let (utility, mut rest) =
        utilities.into_iter().find_map(|utility| Some((utility, rest.strip_prefix(utility.name())?)))?;
    let mut take = |part: &str| {
        let after = rest.strip_prefix(part);
        rest = after.unwrap_or(rest);
        after.is_some()
    };
    let mut rule = EqualShares::new(utility);
    if take("_add1") {
        let (integral, exhaustive) = (take("_integral"), !take("_noexh"));
        rule = rule.with_add_one(AddOne { integral, exhaustive, ..AddOne::default() });
    }
    rule.utilitarian = take("_util");
    rest.is_empty().then_some(rule)
}

fn equal_shares_name(rule: &EqualShares) -> Cow<'static, str> {
    if rule.comparison.is_some() {
        return "mes_comparison".into();
    }
    if rule.admission.is_some() {
        return "mes_admission".into();
    }
    let mut name = format!("mes_{}", rule.utility.name());
    if let Some(add_one) = &rule.add_one {
        name.push_str("_add1");
        name.push_str(if add_one.integral { "_integral" } else { "" });
        name.push_str(if add_one.exhaustive { "" } else { "_noexh" });
    }
    name.push_str(if rule.utilitarian { "_util" } else { "" });
    name.into()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;

    #[test]
    fn names_and_rules_correspond() {
        for name in Rule::NAMES {
            assert_eq!(Rule::by_name(name).unwrap().name(), name);
        }
        for name in ["mes_card_add1_integral", "mes_borda_add1_noexh_util", "top_3"] {
            assert_eq!(Rule::by_name(name).unwrap().name(), name);
        }
        for name in ["greedy", "mes", "mes_", "mes_cost_", "mes_cost_util_add1", "top_", "top_x", ""] {
            assert_eq!(Rule::by_name(name), None, "{name}");
        }
    }
}
