//! The ways to count that staff can choose from: rules of `tally` that fit the form of the ballots.
//!
//! Those that are offered first end in a moment on a hundred thousand ballots and need nothing else to be said. The others are for who
//! knows what they want: some need a number or a list, some take longer and are counted by a job. What could not be
//! counted at all is refused before the vote ([`problem`]).

use crate::ballot::has_weights;
use crate::model::Candidate;
use crate::refusal::Refusal;
use crate::rules::BallotForm;
use platform::money::Cents;
use std::collections::BTreeSet;
use tally::{Amount, Ceilings, Columns, Election, Greedy, Measure, Meta, Over, Rule, Threshold, Utility, VoteType};

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

/// The ways for rankings that most rounds choose from. A first place is worth as many points as plans may be placed, each
/// next one point less, so that whoever places one plan only is heard too.
const RANKING: [Way; 4] = [
    Way { name: "greedy_score", title: "round-way-score", means: "round-count-places-means" },
    Way { name: "greedy_score_noskip", title: "round-way-score-stop", means: "round-count-places-stop-means" },
    Way { name: "mes_borda_add1_util", title: "round-way-shares-borda", means: "round-count-shares-borda-means" },
    Way { name: "greedy_score_per_cost", title: "round-way-score-per-cost", means: "round-count-score-per-cost-means" },
];

/// By how many plans a voter placed behind a plan (Borda); a plan that is placed alone gets nothing.
const RANKING_MORE: [Way; 6] = [
    Way { name: "greedy_borda", title: "round-way-borda", means: "round-count-borda-means" },
    Way { name: "greedy_borda_noskip", title: "round-way-borda-stop", means: "round-count-borda-stop-means" },
    Way { name: "greedy_borda_per_cost", title: "round-way-borda-per-cost", means: "round-count-borda-per-cost-means" },
    Way { name: "mes_borda", title: "round-way-shares-borda-bare", means: "round-count-shares-bare-means" },
    Way { name: "mes_borda_util", title: "round-way-shares-borda-util", means: "round-count-shares-util-means" },
    Way { name: "mes_borda_add1", title: "round-way-shares-borda-add", means: "round-count-shares-add-means" },
];

/// The ways for points that most rounds choose from.
const POINTS: [Way; 4] = [
    Way { name: "greedy_score", title: "round-way-score", means: "round-count-score-means" },
    Way { name: "greedy_score_noskip", title: "round-way-score-stop", means: "round-count-score-stop-means" },
    Way { name: "mes_points_add1_util", title: "round-way-shares-points", means: "round-count-shares-points-means" },
    Way { name: "greedy_score_per_cost", title: "round-way-score-per-cost", means: "round-count-score-per-cost-means" },
];

const POINTS_MORE: [Way; 4] = [
    Way { name: "greedy_threshold", title: "round-way-threshold", means: "round-count-threshold-means" },
    Way { name: "mes_points", title: "round-way-shares-points-bare", means: "round-count-shares-bare-means" },
    Way { name: "mes_points_util", title: "round-way-shares-points-util", means: "round-count-shares-util-means" },
    Way { name: "mes_points_add1", title: "round-way-shares-points-add", means: "round-count-shares-add-means" },
];

/// The ways for yes and no that most rounds choose from: by yes minus no, first only what more people want than do not.
/// Without that threshold a plan with as many no as yes can get what is left; one with more no than yes never wins.
const YES_NO: [Way; 3] = [
    Way { name: "greedy_threshold", title: "round-way-yes-more", means: "round-count-yes-more-means" },
    Way { name: "greedy_score", title: "round-way-yes", means: "round-count-yes-means" },
    Way { name: "greedy_score_noskip", title: "round-way-yes-stop", means: "round-count-yes-stop-means" },
];

/// Of these a no counts for nothing, which their words say.
const YES_NO_MORE: [Way; 2] = [
    Way { name: "mes_points_add1_util", title: "round-way-shares-yes", means: "round-count-shares-yes-means" },
    Way { name: "mes_points_util", title: "round-way-shares-yes-util", means: "round-count-shares-yes-means" },
];

/// The ways for ballots of this form: those that most rounds choose from, of which a new round has the first, and the
/// others.
#[must_use]
pub fn offered(form: BallotForm) -> (&'static [Way], &'static [Way]) {
    match form {
        BallotForm::Plans => (&OFFERED, &MORE),
        BallotForm::Ranking => (&RANKING, &RANKING_MORE),
        BallotForm::Points => (&POINTS, &POINTS_MORE),
        BallotForm::YesNo => (&YES_NO, &YES_NO_MORE),
    }
}

/// All ways for ballots of this form.
fn ways(form: BallotForm) -> impl Iterator<Item = &'static Way> {
    let (first, others) = offered(form);
    first.iter().chain(others)
}

/// The rule of a way, for ballots of this form: with points and answers a threshold is one of the score, of at least one
/// for yes and no.
#[must_use]
pub fn rule(name: &str, form: BallotForm) -> Option<Rule> {
    let rule = Rule::by_name(name)?;
    Some(match rule {
        Rule::GreedyVotes(greedy) if has_weights(form) && greedy.threshold.is_some() => Rule::GreedyVotes(Greedy {
            by: Measure::Score,
            threshold: Some(Threshold::AtLeast(Amount::from(1))),
            ..greedy
        }),
        other => other,
    })
}

/// Of these rules somebody has to say a number or a list; without it they say nothing.
const ASKS: [&str; 5] = ["greedy_threshold", "greedy_80", "greedy_ceilings", "greedy_exclusive", "top_n"];

/// Maximum welfare keeps at most one set of plans for each sum of money that plans can cost together. With more sums than
/// this it might need more memory than there is, so such a round is refused when it is made.
const MOST_SUMS: i64 = 400_000;
/// With so few plans there are few sets, whatever they cost.
const FEW_PLANS: usize = 18;
/// Maximin support lays all costs anew in every round: with more plans than this that can take hours.
const MOST_MAXIMIN: usize = 200;

/// The way with this name, whatever the form. An order without money is one way, however many plans it takes.
#[must_use]
pub fn way(name: &str) -> Option<&'static Way> {
    BallotForm::ALL.into_iter().find_map(|form| way_of(name, form))
}

/// The way with this name for ballots of this form.
#[must_use]
pub fn way_of(name: &str, form: BallotForm) -> Option<&'static Way> {
    let name = if name.starts_with("top_") { "top_n" } else { name };
    ways(form).find(|way| way.name == name)
}

/// The rules that can be run on any ballots of this form without more being said, with this order for equal plans.
pub fn plain(own: &Rule, form: BallotForm) -> impl Iterator<Item = Rule> {
    // What yes and no offer with a threshold says its own number.
    let asks = move |way: &&Way| form != BallotForm::YesNo && ASKS.contains(&way.name);
    ways(form)
        .filter(move |way| !asks(way))
        .filter_map(move |way| rule(way.name, form))
        .map(|rule| rule.with_tie_break(own.tie_break().clone()))
}

/// Whether a rule goes by the sum of what ballots give a plan.
#[must_use]
pub fn by_score(rule: &Rule) -> bool {
    match rule {
        Rule::GreedyVotes(greedy) => greedy.by == Measure::Score,
        Rule::TopN(top) => top.by == Measure::Score,
        _ => false,
    }
}

/// Whether a rule goes by what ballots give a plan, points or places, and not by how many name it.
#[must_use]
pub fn by_points(rule: &Rule) -> bool {
    match rule {
        Rule::GreedyVotes(greedy) => greedy.by != Measure::Votes,
        Rule::TopN(top) => top.by != Measure::Votes,
        _ => false,
    }
}

/// Whether a rule can take long enough to be left to a job, however few ballots there are.
#[must_use]
pub fn is_slow(rule: &Rule) -> bool {
    matches!(rule, Rule::MaxWelfare(_) | Rule::Maximin(_))
}

/// Whether a rule can count ballots of this form, when a round knows no threshold and no ceilings.
///
/// Rules that take whoever is named on a ballot for supported do not fit yes and no: they would count a no as a vote for
/// the plan.
#[must_use]
pub fn fits(rule: &Rule, form: BallotForm) -> bool {
    let meta = Meta::new(Amount::from(1), proof::count::vote_type(form.into()));
    let plan = tally::Candidate::new("1", "", Amount::from(1));
    let Ok(election) = Election::new(meta, Columns::default(), vec![plan], Vec::new()) else { return true };
    let hears_no = match rule {
        Rule::GreedyVotes(greedy) => greedy.by == Measure::Score,
        Rule::TopN(top) => top.by == Measure::Score,
        Rule::EqualShares(shares) => shares.utility == Utility::Points,
        Rule::MaxWelfare(welfare) => welfare.utility == Utility::Points,
        Rule::Phragmen(_) | Rule::Maximin(_) => false,
    };
    rule.check(&election).is_ok() && (form != BallotForm::YesNo || hears_no)
}

/// The form of ballots that stands in a file.
#[must_use]
pub fn form_of(vote_type: VoteType) -> BallotForm {
    match vote_type {
        VoteType::Approval | VoteType::ChooseOne => BallotForm::Plans,
        VoteType::Ordinal => BallotForm::Ranking,
        VoteType::Cumulative | VoteType::Scoring => BallotForm::Points,
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
        for form in BallotForm::ALL {
            for way in ways(form) {
                let made = rule(way.name, form).unwrap();
                assert_eq!(made.name(), way.name);
                assert!(fits(&made, form) || ASKS.contains(&way.name), "{form:?} {}", way.name);
            }
            let own = rule(offered(form).0[0].name, form).unwrap();
            assert!(plain(&own, form).all(|rule| fits(&rule, form)), "{form:?}");
        }
        assert_eq!(plain(&named("greedy_votes"), BallotForm::Plans).count(), 19);
        assert_eq!(way("top_3").map(|way| way.name), Some("top_n"));
        assert!(way_of("greedy_score", BallotForm::Plans).is_none());
    }

    #[test]
    fn a_no_is_never_counted_as_a_vote_for_a_plan() {
        for name in ["greedy_votes", "mes_cost_add1_util", "phragmen_skip", "maximin", "top_n", "max_welfare_card"] {
            assert!(!fits(&named(name), BallotForm::YesNo), "{name}");
            assert!(fits(&named(name), BallotForm::Points), "{name}");
        }
        let least = rule("greedy_threshold", BallotForm::YesNo).unwrap();
        let Rule::GreedyVotes(greedy) = least else { panic!("{least:?}") };
        assert_eq!((greedy.by, greedy.threshold), (Measure::Score, Some(Threshold::AtLeast(Amount::from(1)))));
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
