//! The ways to count that staff can choose from: rules of `tally` that fit ballots on which plans are ticked.
//!
//! The first six end in a moment on a hundred thousand ballots and need nothing else to be said. The others are for who
//! knows what they want: some need a number or a list, some take longer and are counted by a job. What could not be
//! counted at all is refused before the vote ([`problem`]).

use crate::model::Candidate;
use crate::refusal::Refusal;
use crate::rules::BallotForm;
use platform::money::Cents;
use std::collections::BTreeSet;
use tally::{Amount, Ceilings, Columns, Election, Meta, Misfit, Over, Rule, VoteType};

/// A way to count.
#[derive(Debug)]
pub struct Way {
    /// The name of the rule in `tally`.
    pub name: &'static str,
    /// The key of what people call it.
    pub title: &'static str,
    /// The key of what it means, in two sentences.
    pub means: &'static str,
}

/// The ways that most rounds choose from. The first is what a new round has.
pub const OFFERED: [Way; 6] = [
    Way { name: "greedy_votes", title: "round-way-skip", means: "round-count-skip-means" },
    Way { name: "greedy_votes_noskip", title: "round-way-stop", means: "round-count-stop-means" },
    Way { name: "mes_cost_add1_util", title: "round-way-shares", means: "round-count-shares-means" },
    Way { name: "mes_card_add1_util", title: "round-way-shares-number", means: "round-count-shares-number-means" },
    Way { name: "phragmen_skip", title: "round-way-phragmen", means: "round-count-phragmen-means" },
    Way { name: "greedy_votes_per_cost", title: "round-way-per-cost", means: "round-count-per-cost-means" },
];

/// The other ways that can be chosen.
pub const MORE: [Way; 18] = [
    Way { name: "greedy_threshold", title: "round-way-threshold", means: "round-count-threshold-means" },
    Way { name: "greedy_80", title: "round-way-nearly", means: "round-count-nearly-means" },
    Way { name: "greedy_ceilings", title: "round-way-ceilings", means: "round-count-ceilings-means" },
    Way { name: "greedy_exclusive", title: "round-way-exclusive", means: "round-count-exclusive-means" },
    Way { name: "top_n", title: "round-way-top", means: "round-count-top-means" },
    Way { name: "mes_cost", title: "round-way-shares-bare", means: "round-count-shares-bare-means" },
    Way { name: "mes_cost_util", title: "round-way-shares-util", means: "round-count-shares-util-means" },
    Way { name: "mes_cost_add1", title: "round-way-shares-add", means: "round-count-shares-add-means" },
    Way {
        name: "mes_cost_add1_integral_noexh",
        title: "round-way-shares-whole",
        means: "round-count-shares-whole-means",
    },
    Way { name: "mes_comparison", title: "round-way-shares-compared", means: "round-count-shares-compared-means" },
    Way { name: "mes_admission", title: "round-way-shares-admitted", means: "round-count-shares-admitted-means" },
    Way { name: "mes_card", title: "round-way-number-bare", means: "round-count-number-bare-means" },
    Way { name: "mes_card_util", title: "round-way-number-util", means: "round-count-number-util-means" },
    Way { name: "mes_card_add1", title: "round-way-number-add", means: "round-count-number-add-means" },
    Way { name: "phragmen", title: "round-way-phragmen-stop", means: "round-count-phragmen-stop-means" },
    Way { name: "maximin", title: "round-way-maximin", means: "round-count-maximin-means" },
    Way { name: "max_welfare_cost", title: "round-way-welfare", means: "round-count-welfare-means" },
    Way { name: "max_welfare_card", title: "round-way-welfare-number", means: "round-count-welfare-number-means" },
];

/// Of these rules somebody has to say a number or a list; without it they say nothing.
const ASKS: [&str; 5] = ["greedy_threshold", "greedy_80", "greedy_ceilings", "greedy_exclusive", "top_n"];

/// Maximum welfare keeps at most one set of plans for each sum of money that plans can cost together. With more sums than
/// this it might need more memory than there is, so such a round is refused when it is made.
const MOST_SUMS: i64 = 400_000;
/// With so few plans there are few sets, whatever they cost.
const FEW_PLANS: usize = 18;
/// Maximin support lays all costs anew in every round: with more plans than this that can take hours.
const MOST_MAXIMIN: usize = 200;

/// The way with this name. An order without money is one way, however many plans it takes.
#[must_use]
pub fn way(name: &str) -> Option<&'static Way> {
    let name = if name.starts_with("top_") { "top_n" } else { name };
    OFFERED.iter().chain(&MORE).find(|way| way.name == name)
}

/// The rules that can be run on any ballots without more being said, with this order for equal plans.
pub fn plain(own: &Rule) -> impl Iterator<Item = Rule> {
    let ways = OFFERED.iter().chain(&MORE).filter(|way| !ASKS.contains(&way.name));
    ways.filter_map(|way| Rule::by_name(way.name)).map(|rule| rule.with_tie_break(own.tie_break().clone()))
}

/// Whether a rule can take long enough to be left to a job, however few ballots there are.
#[must_use]
pub fn is_slow(rule: &Rule) -> bool {
    matches!(rule, Rule::MaxWelfare(_) | Rule::Maximin(_))
}

/// Whether a rule can count ballots of this form, when a round knows no threshold and no ceilings.
///
/// # Errors
/// Why not.
pub fn fits(rule: &Rule, form: BallotForm) -> Result<(), Misfit> {
    let meta = Meta::new(Amount::from(1), vote_type(form));
    let plan = tally::Candidate::new("1", "", Amount::from(1));
    let Ok(election) = Election::new(meta, Columns::default(), vec![plan], Vec::new()) else { return Ok(()) };
    rule.check(&election)
}

/// What ballots of this form are in the count.
#[must_use]
pub fn vote_type(form: BallotForm) -> VoteType {
    match form {
        BallotForm::Plans => VoteType::Approval,
        BallotForm::Ranking => VoteType::Ordinal,
        BallotForm::Points => VoteType::Cumulative,
        BallotForm::YesNo => VoteType::Scoring,
    }
}

/// Whether a rule surely ends on plans with these costs in some smallest unit, whatever the ballots say.
#[must_use]
pub fn ends(rule: &Rule, costs: &[i64], budget: i64) -> bool {
    match rule {
        Rule::MaxWelfare(_) if costs.len() > FEW_PLANS => {
            let step = costs.iter().filter(|cost| **cost > 0).fold(0, |step, cost| common(step, *cost));
            step == 0 || budget.max(0) / step < MOST_SUMS
        }
        Rule::Maximin(_) => costs.len() <= MOST_MAXIMIN,
        _ => true,
    }
}

/// The greatest common divisor.
fn common(one: i64, other: i64) -> i64 {
    if other == 0 { one } else { common(other, one.checked_rem(other).unwrap_or_default()) }
}

/// What stands in the way of counting by this rule, now that the plans are known: it would take too long, or it names
/// what is not on the ballot.
#[must_use]
pub fn problem(rule: &Rule, candidates: &[Candidate], budget: Cents) -> Option<Refusal> {
    let costs: Vec<i64> = candidates.iter().map(|candidate| candidate.cost().0).collect();
    if !ends(rule, &costs, budget.0) {
        return Some(Refusal::RuleTooHeavy);
    }
    let Rule::GreedyVotes(greedy) = rule else { return None };
    let ids: BTreeSet<String> = candidates.iter().map(Candidate::tally_id).collect();
    if let Some(id) = greedy.exclusive.iter().flatten().find(|id| !ids.contains(*id)) {
        return Some(Refusal::RuleNames(id.clone()));
    }
    let Some(Ceilings::Listed(ceilings)) = &greedy.ceilings else { return None };
    let known = |ceiling: &tally::Ceiling| {
        candidates.iter().any(|candidate| {
            let texts = &candidate.plan.texts;
            let has = if ceiling.over == Over::Category { &texts.theme } else { &texts.area };
            has.as_ref() == Some(&ceiling.name)
        })
    };
    ceilings.iter().find(|ceiling| !known(ceiling)).map(|ceiling| Refusal::RuleNames(ceiling.name.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Rule {
        Rule::by_name(name).unwrap()
    }

    #[test]
    fn every_way_is_a_rule_that_fits() {
        for way in OFFERED.iter().chain(&MORE) {
            assert_eq!(named(way.name).name(), way.name);
        }
        let own = named("greedy_votes");
        for rule in plain(&own) {
            assert_eq!(fits(&rule, BallotForm::Plans), Ok(()), "{}", rule.name());
        }
        assert_eq!(plain(&own).count(), 19);
        assert_eq!(way("top_3").map(|way| way.name), Some("top_n"));
        assert!(way("greedy_score").is_none());
    }

    #[test]
    fn what_could_run_without_end_is_found_before_the_vote() {
        let welfare = named("max_welfare_cost");
        let cents: Vec<i64> = (0..60).map(|place| 1_000_000 + 137 * place).collect();
        assert!(!ends(&welfare, &cents, 30_000_000), "thirty million sums");
        let hundreds: Vec<i64> = (0..60).map(|place| 1_000_000 + 10_000 * place).collect();
        assert!(ends(&welfare, &hundreds, 30_000_000));
        assert!(ends(&welfare, &cents[..18], 30_000_000), "few plans");
        assert!(ends(&welfare, &[0; 60], 30_000_000), "nothing costs anything");
        assert!(!ends(&named("maximin"), &vec![1; 201], 1));
        assert!(ends(&named("greedy_votes"), &cents, 30_000_000));
    }
}
