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
fn points_and_groups_that_cannot_be_are_named() {
    let form = BallotForm::Points;
    let rule = counts::rule("greedy_score", form).unwrap();
    let with = |total, most, least| {
        let points = Some(Points { total, most });
        let limits = Limits { min_plans: least, ..Limits::default() };
        RoundRules { form, points, limits, rule: rule.clone(), ..RoundRules::default() }.problems()
    };
    assert!(with(10, 10, 10).is_empty());
    for (total, most, least) in [(10, 0, 0), (10, 11, 0), (3, 3, 4), (MOST_POINTS + 1, 1, 0)] {
        assert_eq!(with(total, most, least), [Refusal::PointsClash], "{total} {most} {least}");
    }
    let none = RoundRules { form, rule: rule.clone(), ..RoundRules::default() };
    assert_eq!(none.problems(), [Refusal::PointsMissing]);
    let elsewhere = RoundRules { points: Some(Points { total: 1, most: 1 }), ..RoundRules::default() };
    assert_eq!(elsewhere.problems(), [Refusal::PointsNotGiven]);
    let group = |name: &str, least, most| {
        let limits = Limits { min_plans: least, max_plans: Some(most), ..Limits::default() };
        GroupLimit { name: name.into(), limits }
    };
    let each = vec![group("Noord", 2, 1), group("", 0, 1), group("Noord", 0, 1)];
    let groups = Some(GroupLimits { over: GroupOver::Area, each, most: Some(0) });
    let wrong = RoundRules { groups, ..RoundRules::default() }.problems();
    let named = |name: &str| Refusal::GroupNamed(name.into());
    let clash = Refusal::GroupLimitsClash("Noord".into());
    assert_eq!(wrong, [Refusal::LimitsClash("groups_most"), clash, named(""), named("Noord")]);
}

#[test]
fn a_round_that_groups_leave_no_room_in_is_found() {
    let plan = |cost, area| Offered { cost: Cents(cost), theme: None, area: Some(area) };
    let plans = [plan(100, "Noord"), plan(200, "Noord"), plan(300, "Zuid")];
    let limit = |name: &str, least, most| GroupLimit {
        name: name.into(),
        limits: Limits { min_plans: least, max_plans: most, ..Limits::default() },
    };
    let rules = |least, each: &[GroupLimit], most| RoundRules {
        limits: Limits { min_plans: least, max_plans: Some(3), ..Limits::default() },
        groups: Some(GroupLimits { over: GroupOver::Area, each: each.to_vec(), most }),
        own_area: true,
        ..RoundRules::default()
    };
    assert!(rules(3, &[], None).can_be_met(&plans, None));
    assert!(!rules(3, &[], Some(1)).can_be_met(&plans, None), "from one area there are two");
    assert!(!rules(3, &[limit("Noord", 0, Some(1))], None).can_be_met(&plans, None));
    assert!(!rules(1, &[limit("Zuid", 2, None)], None).can_be_met(&plans, None));
    assert!(rules(1, &[limit("Zuid", 2, None)], Some(1)).can_be_met(&plans, None), "who chooses nothing there can");
    assert!(rules(1, &[limit("Zuid", 2, None)], None).can_be_met(&plans, Some("Noord")), "not asked of others");
    assert!(!rules(2, &[], None).can_be_met(&plans, Some("Zuid")));
    assert!(!rules(1, &[], None).can_be_met(&plans, Some("West")), "nothing there");
    assert_eq!(rules(1, &[limit("Oost", 0, None)], None).unknown_group(&plans), Some("Oost"));
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
    let mut rules = serde_json::to_value(RoundRules::default()).unwrap();
    for newer in ["compare", "form", "points", "groups", "ownArea", "ballotsPublic"] {
        assert!(rules.as_object_mut().unwrap().remove(newer).is_some(), "{newer}");
    }
    let text = rules.to_string();
    assert_eq!(serde_json::from_str::<RoundRules>(&text).unwrap(), RoundRules::default());
}

#[test]
fn a_round_that_nobody_can_vote_in_is_found() {
    let plan = |cost| Offered { cost: Cents(cost), theme: None, area: None };
    let costs = [plan(100), plan(200), plan(300)];
    let rules = |limits| RoundRules { limits, ..RoundRules::default() };
    assert!(rules(Limits { min_plans: 3, max_sum: Some(Cents(600)), ..Limits::default() }).can_be_met(&costs, None));
    assert!(!rules(Limits { min_plans: 3, max_sum: Some(Cents(599)), ..Limits::default() }).can_be_met(&costs, None));
    assert!(!rules(Limits { min_plans: 4, ..Limits::default() }).can_be_met(&costs, None));
    let dear = Limits { max_plans: Some(1), min_sum: Cents(301), ..Limits::default() };
    assert!(!rules(dear).can_be_met(&costs, None));
    assert!(!rules(Limits::default()).can_be_met(&[], None));
}
