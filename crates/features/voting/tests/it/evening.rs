//! After the count: how firm an outcome is, and the presentation on a large screen.

use crate::support::{HOST, Town, refused, rules};
use civic::permission::Role;
use tally::{Rule, Threshold};
use voting::rules::{CountsPublic, RoundRules};
use voting::service::{export, firm, outcome, round, seal};

/// A counted round in which 24 people voted for plans of € 700, € 400 and € 300; the first two have as many votes.
async fn counted(town: &Town, declared: RoundRules) -> uuid::Uuid {
    let (v, actor) = (&town.voting, &town.actor);
    let round = town.open(declared, &[700, 400, 300]).await;
    let codes = town.codes(round, 24).await;
    for (place, code) in codes.iter().enumerate() {
        let choices: &[u32] = if place == 0 {
            &[1, 3]
        } else if place < 12 {
            &[1]
        } else {
            &[2]
        };
        town.vote_with(round, code, choices).await.unwrap();
    }
    town.close(round).await;
    seal::seal(v, actor, round).await.unwrap();
    outcome::count(v, actor, round).await.unwrap();
    round
}

fn screen(town: &Town, round: uuid::Uuid, place: usize) -> String {
    format!("/{}/presentation/{round}?place={place}", town.project.slug)
}

both! {
    async fn a_job_finds_out_how_firm_an_outcome_is(town: Town) {
        let (v, actor) = (&town.voting, &town.actor);
        let round = counted(&town, rules(1, None, None)).await;
        outcome::publish(v, actor, round).await.unwrap();
        let resident = civic::Actor::anonymous(actor.organisation);
        let before = outcome::outcome(v, &resident, &*town.view(round).await).await.unwrap().unwrap();
        assert!(before.firmness.is_none());
        town.run_jobs().await;
        let found = outcome::outcome(v, &resident, &*town.view(round).await).await.unwrap().unwrap();
        let firmness = found.firmness.unwrap();
        assert_eq!((firmness.drawn, firmness.asked), (200, 200));
        assert_eq!(u128::from(firmness.seed), round.as_u128() % (1 << 52), "the seed is the round's");
        assert!(firmness.wins_of("1") > 50 && firmness.wins_of("2") > 50, "{firmness:?}");
        let orders = firmness.orders.clone().unwrap();
        assert_eq!((orders.orders, orders.outcomes.len(), orders.depends), (2, 2, vec!["1".to_owned(), "2".to_owned()]));
        let trace = export::export_trace(v, &resident, &*town.view(round).await).await.unwrap();
        let trace: serde_json::Value = serde_json::from_str(&trace).unwrap();
        assert_eq!(trace["firmness"]["drawn"], 200);
        // Done is done: the job changes nothing when it comes again, and the sweep asks no more.
        town.run_sweeps().await;
        let again = outcome::outcome(v, &resident, &*town.view(round).await).await.unwrap().unwrap();
        assert_eq!(again.firmness, Some(firmness.clone()));
        // What was counted in several slices is what would have been counted in one.
        let half = serde_json::json!({
            "seed": firmness.seed, "asked": 200, "drawn": 0, "wins": {}, "orders": null, "spent": 0, "done": false,
        });
        town.raw(format!("UPDATE outcome SET firmness = '{half}'")).await.unwrap();
        firm::finish(v, round).await.unwrap();
        let sliced = outcome::outcome(v, &resident, &*town.view(round).await).await.unwrap().unwrap().firmness.unwrap();
        assert_eq!((&sliced.wins, sliced.drawn, &sliced.orders), (&firmness.wins, 200, &firmness.orders));
        // An outcome from before is asked for.
        town.raw("UPDATE outcome SET firmness = NULL").await.unwrap();
        town.pass(61);
        town.run_sweeps().await;
        assert_eq!(town.number("SELECT COUNT(*) FROM outcome WHERE firmness IS NOT NULL").await, 1);
    }

    async fn the_screen_shows_place_by_place(town: Town) {
        let (v, actor) = (&town.voting, &town.actor);
        let round = counted(&town, rules(1, None, None)).await;
        let mut resident = town.browser(HOST);
        let early = resident.get(&screen(&town, round, 1)).await;
        assert_eq!(early.status, 409, "not on the site yet: {}", early.text);
        let mut staff = town.signed_in(HOST, actor.organisation, Role::Admin).await;
        let rehearsal = staff.get(&screen(&town, round, 0)).await;
        assert!(rehearsal.text.contains("Dit ziet nog niemand anders"), "{}", rehearsal.text);
        outcome::publish(v, actor, round).await.unwrap();
        let first = resident.get(&screen(&town, round, 0)).await;
        assert!(first.text.contains("24 mensen stemden op drie plannen.") && !first.text.contains("Plan 1"), "{}", first.text);
        let one = resident.get(&screen(&town, round, 1)).await;
        for part in ["Plan 1", "12 stemmen", "Verdeeld: €\u{a0}700 van €\u{a0}1.000", "place=0", "place=2", "rel=\"next\""] {
            assert!(one.text.contains(part), "{part}: {}", one.text);
        }
        let two = resident.get(&screen(&town, round, 2)).await;
        assert!(two.text.contains("Plan 3") && two.text.contains("het paste niet: Plan 2"), "{}", two.text);
        for end in [3, 99] {
            let last = resident.get(&screen(&town, round, end)).await;
            assert!(last.text.contains("Twee plannen gaan door voor") && !last.text.contains("rel=\"next\""), "{}", last.text);
        }
        assert_eq!(resident.get(&format!("/elders/presentation/{round}")).await.status, 404);
        assert_eq!(resident.get(&format!("/{}/presentation/niets", town.project.slug)).await.status, 404);
        assert!(!two.text.contains(" style="), "{}", two.text);
    }

    async fn the_screen_keeps_votes_back_as_long_as_the_rules_do(town: Town) {
        let declared = RoundRules { counts_public: CountsPublic::Decision, ..rules(1, None, None) };
        let round = counted(&town, declared).await;
        outcome::publish(&town.voting, &town.actor, round).await.unwrap();
        // Staff may see the counts; the hall before which they show it may not.
        let mut staff = town.signed_in(HOST, town.actor.organisation, Role::Admin).await;
        for place in 0..4 {
            let shown = staff.get(&screen(&town, round, place)).await;
            assert!(!shown.text.contains("12 stemmen") && !shown.text.contains("Plek"), "{}", shown.text);
        }
    }

    async fn ties_are_told_with_how_they_were_decided(town: Town) {
        let round = counted(&town, rules(1, None, None)).await;
        outcome::publish(&town.voting, &town.actor, round).await.unwrap();
        let found = outcome::outcome(&town.voting, &town.actor, &*town.view(round).await).await.unwrap().unwrap();
        assert_eq!((found.ties.len(), found.ties[0].votes, found.ties[0].mattered), (1, Some(12), true));
    }

    async fn rules_that_are_told_a_number_or_a_list_count_by_it(town: Town) {
        let mut greedy = tally::Greedy::by_votes(true);
        greedy.threshold = Some(Threshold::AtLeast(tally::Amount::from(2)));
        greedy.exclusive = vec![vec!["1".to_owned(), "2".to_owned()]];
        let round = counted(&town, RoundRules { rule: Rule::GreedyVotes(greedy), ..rules(1, None, None) }).await;
        let found = outcome::outcome(&town.voting, &town.actor, &*town.view(round).await).await.unwrap().unwrap();
        let status = |number: u32| found.plans.iter().find(|plan| plan.number == number).unwrap().status.clone();
        assert_eq!(found.selected, [1]);
        assert_eq!(status(2), tally::Status::Excluded { by: "1".into() });
        assert!(matches!(status(3), tally::Status::BelowThreshold { .. }), "{:?}", status(3));
    }

    async fn a_rule_that_cannot_be_counted_does_not_open(town: Town) {
        let (v, actor) = (&town.voting, &town.actor);
        let mut greedy = tally::Greedy::by_votes(true);
        greedy.exclusive = vec![vec!["1".to_owned(), "9".to_owned()]];
        let draft = town.draft(RoundRules { rule: Rule::GreedyVotes(greedy), ..rules(1, None, None) }, &[100, 200]).await;
        assert_eq!(refused(round::open(v, actor, draft).await), "refusal-round-rule-names");
        let mut staff = town.signed_in(HOST, actor.organisation, Role::Admin).await;
        let page = staff.get(&format!("/staff/projects/{}/rounds/{draft}", town.project.slug)).await;
        assert!(page.text.contains("De telregel noemt ‘9’"), "it is said before: {}", page.text);
        let rule = Rule::by_name("maximin").unwrap();
        let costs: Vec<i64> = (1..=201).collect();
        let draft = town.draft(RoundRules { rule, ..rules(1, None, None) }, &costs).await;
        assert_eq!(refused(round::open(v, actor, draft).await), "refusal-round-rule-heavy");
    }
}
