//! A real vote through the services: imported, handed in, sealed, counted, exported; and what comes out is what went in.

use crate::support::{Town, refused, rules};
use platform::i18n::Lang;
use tally::{Election, Rule, pabulib};
use voting::model::NewCandidate;
use voting::rules::RoundRules;
use voting::service::import::{Import, import_election};
use voting::service::{candidates, export, outcome, round, seal};

/// Eight plans and twelve voters, with a tie, a plan that does not fit, cents, awkward names, and ids that sort as text.
const FILE: &str = "META\nkey;value\ndescription;Proef\nbudget;1000,50\nvote_type;approval\nmin_length;1\nmax_length;4\n\
    max_sum_cost;1000,50\ncurrency;EUR\nPROJECTS\nproject_id;cost;name;category;neighborhood\n10;400;Speeltuin;Kinderen;West\n\
    9;400,25;\"Bankjes; en een =boom\";Groen;West\n2;300;<b>Muurschildering</b>;Kunst;\nOGM/0015;200,25;Fietsenrek;;Oost\n\
    77;999;Zwembad;Sport;\n5;50;Bloembak 🌷;Groen;West\n6;0;Niets kost niets;;\n8;120;-Buurtfeest;;\nVOTES\nvoter_id;vote\n\
    1;10,9\n2;9,10\n3;10,2\n4;9,2,5\n5;77\n6;77\n7;77\n8;2,5,6\n9;OGM/0015,5\n10;OGM/0015\n11;10,9,6\n12;5\n";

fn import(title: &str, town: &Town, rule: Option<Rule>) -> Import {
    Import {
        title: title.into(),
        opens_at: town.clock.now(),
        closes_at: town.clock.now() + jiff::SignedDuration::from_hours(24),
        rule,
        plans: Vec::new(),
        codes: None,
    }
}

/// Hands in every ballot of a file, each with a code of its own, and takes the round to its provisional outcome.
async fn replay(town: &Town, election: &Election, import: Import) -> uuid::Uuid {
    let (v, actor) = (&town.voting, &town.actor);
    let made = import_election(v, actor, town.project.id, election, import).await.unwrap();
    round::open(v, actor, made.round).await.unwrap();
    assert_eq!(made.codes.len(), election.ballots().len());
    for (code, ballot) in made.codes.iter().zip(election.ballots()) {
        let choices: Vec<u32> = ballot.form.choices().iter().map(|place| u32::try_from(place + 1).unwrap()).collect();
        town.vote_with(made.round, code, &choices).await.unwrap();
    }
    town.close(made.round).await;
    seal::seal(v, actor, made.round).await.unwrap();
    outcome::count(v, actor, made.round).await.unwrap();
    outcome::publish(v, actor, made.round).await.unwrap();
    made.round
}

/// Candidates as (id, cost, name) and ballots as a multiset.
/// Plans (id, cost, name) and ballots, each in order.
type Essence = (Vec<(String, String, String)>, Vec<Vec<String>>);

fn essence(election: &Election) -> Essence {
    let plans = election.candidates().iter().map(|c| (c.id.clone(), c.cost.to_string(), c.name.clone())).collect();
    let mut ballots: Vec<Vec<String>> = election
        .ballots()
        .iter()
        .map(|ballot| {
            let mut ids: Vec<String> =
                ballot.form.choices().iter().map(|place| election.candidates()[*place].id.clone()).collect();
            ids.sort();
            ids
        })
        .collect();
    ballots.sort();
    (plans, ballots)
}

both! {
    async fn what_comes_out_is_what_went_in(town: Town) {
        let election = pabulib::read(FILE).unwrap().election;
        for name in ["greedy_votes", "greedy_votes_noskip", "mes_cost_add1_util", "phragmen_skip"] {
            let rule = Rule::by_name(name).unwrap();
            let round = replay(&town, &election, import(name, &town, Some(rule.clone()))).await;
            let view = town.view(round).await;
            let resident = civic::Actor::anonymous(town.actor.organisation);
            let expected = rule.count(&election).unwrap();
            let found = outcome::outcome(&town.voting, &resident, &view).await.unwrap().unwrap();
            let ids: Vec<String> = found.selected.iter().map(|n| view.candidate(*n).unwrap().tally_id()).collect();
            assert_eq!(ids, expected.selected, "{name}");
            assert_eq!(outcome::amount(found.cost), expected.cost);
            assert_eq!((found.voters, found.plans.len()), (12, 8));
            for (plan, entry) in found.plans.iter().zip(&expected.entries) {
                assert_eq!((plan.votes, &plan.status, plan.position), (Some(entry.votes), &entry.status, entry.position));
            }
            let file = export::export_pabulib(&town.voting, &resident, &view).await.unwrap();
            let read = pabulib::read(&file).unwrap();
            // One plan costs nothing, which the reader mentions; nothing else is odd.
            assert_eq!(read.warnings.len(), 1, "{:?}", read.warnings);
            assert_eq!(essence(&read.election), essence(&election));
            assert_eq!(rule.count(&read.election).unwrap().selected, expected.selected);
            assert_eq!(read.election.meta().limits(), election.meta().limits());
            let voters: std::collections::HashSet<&str> = read.election.ballots().iter().map(|b| b.voter_id.as_str()).collect();
            assert_eq!(voters.len(), 12);
        }
    }

    async fn the_table_is_safe_in_a_spreadsheet(town: Town) {
        let election = pabulib::read(FILE).unwrap().election;
        let round = replay(&town, &election, import("tabel", &town, None)).await;
        let view = town.view(round).await;
        let table = export::export_csv(&town.voting, &town.actor, &view, Lang::Nl).await.unwrap();
        let rows: Vec<_> = csv::ReaderBuilder::new().delimiter(b';').from_reader(table.as_bytes())
            .records().map(|row| row.unwrap()).collect();
        assert_eq!(rows.len(), 8);
        let party = rows.iter().find(|row| &row[2] == "8").unwrap();
        assert_eq!((&party[3], &party[5], &party[6]), ("'-Buurtfeest", "120.00", "0"));
        let benches = rows.iter().find(|row| &row[2] == "9").unwrap();
        assert_eq!((&benches[3], &benches[5]), ("Bankjes; en een =boom", "400.25"));
    }

    async fn a_struck_plan_is_left_out_of_the_count_and_of_every_recount(town: Town) {
        let round = town.open(rules(1, None, None), &[600, 500, 300]).await;
        let codes = town.codes(round, 3).await;
        for (code, choices) in codes.iter().zip([vec![1], vec![1, 2], vec![1, 3]]) {
            town.vote_with(round, code, &choices).await.unwrap();
        }
        candidates::strike(&town.voting, &town.actor, round, 1, "Mag niet.".into()).await.unwrap();
        town.close(round).await;
        let (v, actor) = (&town.voting, &town.actor);
        seal::seal(v, actor, round).await.unwrap();
        outcome::count(v, actor, round).await.unwrap();
        outcome::publish(v, actor, round).await.unwrap();
        let view = town.view(round).await;
        let found = outcome::outcome(v, actor, &view).await.unwrap().unwrap();
        assert_eq!((found.selected.clone(), found.only_struck, found.voters), (vec![2, 3], 1, 3));
        let last = found.plans.last().unwrap();
        assert_eq!((last.number, &last.status, last.votes), (1, &tally::Status::Withdrawn, Some(3)));
        let file = export::export_pabulib(v, actor, &view).await.unwrap();
        let recount = view.round.rules.rule.count(&pabulib::read(&file).unwrap().election).unwrap();
        assert_eq!(recount.selected, ["2", "3"]);
    }

    async fn what_cannot_be_a_vote_is_refused(town: Town) {
        let (v, actor) = (&town.voting, &town.actor);
        for (file, reason) in [
            (FILE.replace("approval", "ordinal"), "refusal-cannot-import"),
            (FILE.replace(";400,25;", ";400,255;"), "refusal-cannot-import"),
            (FILE.replace("budget;1000,50", "budget;0"), "refusal-round-no-budget"),
        ] {
            let election = pabulib::read(&file).unwrap().election;
            let made = import_election(v, actor, town.project.id, &election, import("x", &town, None)).await;
            assert_eq!(refused(made), reason);
        }
        let resident = civic::Actor::anonymous(actor.organisation);
        let election = pabulib::read(FILE).unwrap().election;
        let made = import_election(v, &resident, town.project.id, &election, import("x", &town, None)).await;
        assert_eq!(refused(made), "refusal-sign-in-needed");
    }

    async fn a_decision_names_what_it_changes(town: Town) {
        let election = pabulib::read(FILE).unwrap().election;
        let round = replay(&town, &election, import("besluit", &town, None)).await;
        let (v, actor) = (&town.voting, &town.actor);
        let decision = |change: fn(&mut voting::model::NewDecision)| {
            let mut decision = voting::model::NewDecision {
                authority: "De raad".into(),
                decided_on: "2027-04-01".parse().unwrap(),
                document: None,
                text: String::new(),
                deviations: vec![voting::model::Deviation {
                    number: 5,
                    funded: true,
                    extra: platform::money::Cents(99_900),
                    reason: "Het zwembad komt er toch.".into(),
                }],
                translations: std::collections::BTreeMap::new(),
            };
            change(&mut decision);
            decision
        };
        for (bad, reason) in [
            (decision(|d| d.authority = " ".into()), "refusal-missing"),
            (decision(|d| d.document = Some("javascript:alert(1)".into())), "refusal-document-address"),
            (decision(|d| d.deviations[0].number = 99), "refusal-ballot-unknown-plan"),
            (decision(|d| d.deviations[0].reason = String::new()), "refusal-missing"),
            (decision(|d| d.deviations[0].extra = platform::money::Cents(-1)), "refusal-candidate-negative-cost"),
        ] {
            assert_eq!(refused(outcome::decide(v, actor, round, bad).await), reason);
        }
        outcome::decide(v, actor, round, decision(|_| ())).await.unwrap();
        let view = town.view(round).await;
        let found = outcome::outcome(v, actor, &view).await.unwrap().unwrap();
        let pool = found.plans.iter().find(|plan| plan.number == 5).unwrap();
        let remaining = outcome::amount(platform::money::Cents(15_025));
        assert_eq!((pool.decided, &pool.status), (Some(true), &tally::Status::DoesNotFit { remaining }));
        assert_eq!(found.decision.unwrap().deviations[0].extra.0, 99_900);
    }

    async fn candidates_are_checked(town: Town) {
        let (v, actor) = (&town.voting, &town.actor);
        let round = town.draft(rules(1, None, None), &[100]).await;
        let plan = |change: fn(&mut NewCandidate)| {
            let mut plans = crate::support::plans(&[100, 200]);
            plans.iter_mut().for_each(change);
            plans
        };
        for (bad, reason) in [
            (plan(|plan| plan.texts.title = "  ".into()), "refusal-missing"),
            (plan(|plan| plan.cost.0 = -1), "refusal-candidate-negative-cost"),
            (plan(|plan| plan.pabulib_id = Some("7".into())), "refusal-candidate-twice"),
            (plan(|plan| plan.proposal = Some(uuid::Uuid::nil())), "refusal-candidate-twice"),
            (vec![crate::support::plans(&[1]).remove(0); 2_001], "refusal-round-no-candidates"),
        ] {
            assert_eq!(refused(candidates::choose(v, actor, round, bad).await), reason);
        }
        let long = plan(|plan| plan.texts.title = "ل🌳<script>".repeat(600));
        candidates::choose(v, actor, round, long.clone()).await.unwrap();
        assert_eq!(town.view(round).await.candidate(2).unwrap().title(Lang::Nl), long[1].texts.title);
        assert_eq!(refused(candidates::choose_plans(v, actor, round, vec![uuid::Uuid::nil()]).await), "refusal-not-found");
    }

    async fn a_round_by_equal_shares_tells_what_other_rules_would_have_done(town: Town) {
        let (v, actor) = (&town.voting, &town.actor);
        let shares = Rule::by_name("mes_cost_add1_util").unwrap();
        let declared = RoundRules { rule: shares, compare: true, ..rules(1, None, None) };
        let round = town.open(declared, &[700, 400, 300]).await;
        let codes = town.codes(round, 24).await;
        for (place, code) in codes.iter().enumerate() {
            let choices: &[u32] = match place {
                0 => &[1, 3],
                1..14 => &[1],
                _ => &[2],
            };
            town.vote_with(round, code, choices).await.unwrap();
        }
        town.close(round).await;
        seal::seal(v, actor, round).await.unwrap();
        outcome::count(v, actor, round).await.unwrap();
        outcome::publish(v, actor, round).await.unwrap();
        let resident = civic::Actor::anonymous(actor.organisation);
        let found = outcome::outcome(v, &resident, &*town.view(round).await).await.unwrap().unwrap();
        assert_eq!(found.selected, [2, 3]);
        let insight = found.insight.unwrap();
        assert_eq!((insight.measures.voters_with_none, insight.measures.distribution.clone()), (13, vec![13, 11, 0]));
        let greedy = insight.others.iter().find(|other| other.rule.name() == "greedy_votes").unwrap();
        assert_eq!((greedy.selected.clone(), greedy.measures.voters_with_none), (vec!["1".to_owned(), "3".to_owned()], 10));
        assert_eq!(insight.explained.len(), 3);
        let trace = export::export_trace(v, &resident, &*town.view(round).await).await.unwrap();
        let trace: serde_json::Value = serde_json::from_str(&trace).unwrap();
        assert_eq!(trace["outcome"]["trace"][0]["id"], "2");
        assert_eq!(trace["insight"]["others"].as_array().unwrap().len(), 5);
    }
}
