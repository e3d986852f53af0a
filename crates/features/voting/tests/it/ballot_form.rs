//! What staff say about the ballot of a round: its form, points, and limits per theme or area, in lines that can be added and
//! taken away without script.

use super::staff::{FORM, ROUNDS, make, town};
use civic::permission::Role;
use platform::money::Cents;
use voting::rules::{BallotForm, GroupOver, Points};
use voting::service;

/// What the form sends, with more and other values.
fn with<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let other = |key: &str| more.iter().any(|(name, _)| *name == key);
    let kept = FORM.into_iter().filter(|(key, _)| !other(key));
    kept.chain(more.iter().copied()).collect()
}

/// Two lines of limits, as a browser sends them: a value of each column for each line.
const LINES: [(&str, &str); 11] = [
    ("group_over", "area"),
    ("group_name", "Noord"),
    ("group_min_plans", "1"),
    ("group_max_plans", "2"),
    ("group_min_sum", ""),
    ("group_max_sum", "6.000"),
    ("group_name", "Zuid"),
    ("group_min_plans", ""),
    ("group_max_plans", ""),
    ("group_min_sum", ""),
    ("group_max_sum", "4.000"),
];

testkit::both! {
    async fn each_form_is_saved_with_what_goes_with_it(app: TestApp) {
        let town = town(&app).await;
        let mut staff = app.signed_in(&town.host, town.organisation, Role::Admin).await;
        let (path, round) = make(&mut staff).await;
        let edit = format!("{path}/edit");
        let points = [("form", "points"), ("points_total", "10"), ("points_most", "5"), ("rule", "greedy_score"), ("version", "1")];
        let saved = staff.post(&edit, &with(&points)).await;
        assert_eq!(saved.status, 303, "{}", saved.text);
        let rules = service::round::round_view(&app.voting, &town.actor, None, round).await.unwrap().round.rules.clone();
        assert_eq!((rules.form, rules.points), (BallotForm::Points, Some(Points { total: 10, most: 5 })));
        let page = staff.get(&edit).await;
        assert!(page.text.contains("name=\"points_total\" type=\"text\" value=\"10\""), "{}", page.text);
        assert!(!page.text.contains("value=\"greedy_votes\""), "only ways that fit: {}", page.text);

        let mut lines = vec![("form", "plans"), ("rule", "greedy_votes"), ("groups_most", "1"), ("own_area", "1"), ("version", "2")];
        lines.extend(LINES);
        let saved = staff.post(&edit, &with(&lines)).await;
        assert_eq!(saved.status, 303, "{}", saved.text);
        let rules = service::round::round_view(&app.voting, &town.actor, None, round).await.unwrap().round.rules.clone();
        let groups = rules.groups.unwrap();
        assert_eq!((groups.over, groups.most, rules.own_area, rules.points), (GroupOver::Area, Some(1), true, None));
        let told: Vec<_> = groups.each.iter().map(|group| (group.name.as_str(), group.limits.min_plans, group.limits.max_sum)).collect();
        assert_eq!(told, [("Noord", 1, Some(Cents(600_000))), ("Zuid", 0, Some(Cents(400_000)))]);
        let page = staff.get(&edit).await;
        assert_eq!(page.text.matches("class=\"group-row\"").count(), 2, "{}", page.text);
    }

    async fn lines_are_added_and_taken_away_and_the_rule_is_read_before_it_is_saved(app: TestApp) {
        let town = town(&app).await;
        let mut staff = app.signed_in(&town.host, town.organisation, Role::Admin).await;
        let lines = |act: &'static str| {
            let mut lines = LINES.to_vec();
            lines.push(("do", act));
            with(&lines)
        };
        let more = staff.post(ROUNDS, &lines("group-add")).await;
        assert_eq!((more.status, more.text.matches("class=\"group-row\"").count()), (200, 3), "{}", more.text);
        let fewer = staff.post(ROUNDS, &lines("group-remove-0")).await;
        assert_eq!(fewer.text.matches("class=\"group-row\"").count(), 1, "{}", fewer.text);
        assert!(fewer.text.contains("value=\"Zuid\"") && !fewer.text.contains("value=\"Noord\""), "{}", fewer.text);
        let told = staff.post(ROUNDS, &lines("live")).await;
        assert!(told.text.contains("Noord: één tot twee plannen, samen ten hoogste €\u{a0}6.000."), "{}", told.text);
        let shown = staff.post(ROUNDS, &with(&[("form", "ranking"), ("do", "form")])).await;
        assert!(shown.text.contains("zet ze op volgorde") || shown.text.contains("greedy_score"), "{}", shown.text);
    }

    async fn what_is_wrong_stands_at_its_field_beside_what_was_typed(app: TestApp) {
        let town = town(&app).await;
        let mut staff = app.signed_in(&town.host, town.organisation, Role::Admin).await;
        let points = [("form", "points"), ("points_total", "10"), ("points_most", "11"), ("rule", "greedy_score")];
        let wrong = staff.post(ROUNDS, &with(&points)).await;
        assert_eq!(wrong.status, 422, "{}", wrong.text);
        assert!(wrong.text.contains("id=\"points_most-fout\"") && wrong.text.contains("value=\"11\""), "{}", wrong.text);
        let mut lines = LINES.to_vec();
        lines[6].1 = "Noord";
        lines[10].1 = "veel";
        let wrong = staff.post(ROUNDS, &with(&lines)).await;
        assert_eq!(wrong.status, 422, "{}", wrong.text);
        assert!(wrong.text.contains("id=\"groep-1-fout\"") && wrong.text.contains("value=\"veel\""), "{}", wrong.text);
        assert!(!wrong.text.contains("id=\"groep-0-fout\""), "the first line is right: {}", wrong.text);
        let unfit = staff.post(ROUNDS, &with(&[("form", "yes-no"), ("rule", "greedy_votes")])).await;
        assert_eq!(unfit.status, 422, "{}", unfit.text);
        assert!(unfit.text.contains("id=\"rule-fout\""), "{}", unfit.text);
    }
}
