//! A real vote through the services: imported, handed in, sealed, counted, exported; and what comes out is what went in.

use crate::support::{Town, refused, rules};
use platform::i18n::Lang;
use tally::{Election, Form, Rule, pabulib};
use voting::ballot::Choice;
use voting::model::{HandIn, NewCandidate};
use voting::rules::{BallotForm, RoundRules};
use voting::service::import::{Import, import_election};
use voting::service::{candidates, export, handin, outcome, round, seal};

/// Eight plans and twelve voters, with a tie, a plan that does not fit, cents, awkward names, and ids that sort as text.
const FILE: &str = "META\nkey;value\ndescription;Proef\nbudget;1000,50\nvote_type;approval\nmin_length;1\nmax_length;4\n\
    max_sum_cost;1000,50\ncurrency;EUR\nPROJECTS\nproject_id;cost;name;category;neighborhood\n10;400;Speeltuin;Kinderen;West\n\
    9;400,25;\"Bankjes; en een =boom\";Groen;West\n2;300;<b>Muurschildering</b>;Kunst;\nOGM/0015;200,25;Fietsenrek;;Oost\n\
    77;999;Zwembad;Sport;\n5;50;Bloembak 🌷;Groen;West\n6;0;Niets kost niets;;\n8;120;-Buurtfeest;;\nVOTES\nvoter_id;vote\n\
    1;10,9\n2;9,10\n3;10,2\n4;9,2,5\n5;77\n6;77\n7;77\n8;2,5,6\n9;OGM/0015,5\n10;OGM/0015\n11;10,9,6\n12;5\n";

/// Points divided over four plans.
const POINTS: &str = "META\nkey;value\nbudget;100\nvote_type;cumulative\nmax_sum_points;10\nPROJECTS\nproject_id;cost\n\
    1;60\n2;50\n3;40\n4;30\nVOTES\nvoter_id;vote;points\na;1,2;6,4\nb;3,1;1,9\nc;2;10\nd;4,3;5,2\n";

/// Rankings of the same plans.
const RANKING: &str = "META\nkey;value\nbudget;100\nvote_type;ordinal\nmax_length;3\nPROJECTS\nproject_id;cost\n\
    1;60\n2;50\n3;40\n4;30\nVOTES\nvoter_id;vote\na;1,2\nb;3,1,4\nc;2\nd;4,3,2\ne;2,1\n";

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
        let choices = chosen(&ballot.form);
        let (view, voter) = (town.view(made.round).await, town.voter(made.round, code).await.unwrap());
        let hand_in = HandIn { choices, ..HandIn::default() };
        handin::hand_in(v, &view, &voter, None, hand_in, Lang::Nl).await.unwrap();
    }
    town.close(made.round).await;
    seal::seal(v, actor, made.round).await.unwrap();
    outcome::count(v, actor, made.round).await.unwrap();
    outcome::publish(v, actor, made.round).await.unwrap();
    made.round
}

/// What stands on a ballot of a file; plans have their numbers in the order of the file.
fn chosen(form: &Form) -> Vec<Choice> {
    let weights = match form {
        Form::Points { points, .. } => {
            points.iter().map(|points| i64::try_from(points.to_u64().unwrap()).unwrap()).collect()
        }
        Form::Approval(choices) | Form::Ordinal(choices) => vec![1; choices.len()],
    };
    let number = |place: &usize| u32::try_from(place + 1).unwrap();
    form.choices().iter().zip(weights).map(|(place, weight)| Choice { number: number(place), weight }).collect()
}

/// Ballots as they can be compared: ids in their order, with points; in order of what they say.
fn said(election: &Election) -> Vec<String> {
    let id = |place: usize| election.candidates()[place].id.as_str();
    let mut said: Vec<String> = election
        .ballots()
        .iter()
        .map(|ballot| match &ballot.form {
            Form::Approval(_) | Form::Ordinal(_) => {
                ballot.form.choices().iter().map(|place| id(*place)).collect::<Vec<_>>().join(",")
            }
            Form::Points { choices, points } => {
                let mut given: Vec<String> =
                    choices.iter().zip(points).map(|(place, points)| format!("{}={points}", id(*place))).collect();
                given.sort();
                given.join(",")
            }
        })
        .collect();
    said.sort();
    said
}

/// Replays an election of points or rankings, and compares outcome and file with those of the election itself.
async fn replayed_as_it_was(town: &Town, election: &Election, name: &str) {
    let rule = Rule::by_name(name).unwrap();
    let round = replay(town, election, import(name, town, Some(rule.clone()))).await;
    let view = town.view(round).await;
    let expected = rule.count(election).unwrap();
    let found = outcome::outcome(&town.voting, &town.actor, &view).await.unwrap().unwrap();
    let ids: Vec<String> = found.selected.iter().map(|n| view.candidate(*n).unwrap().tally_id()).collect();
    assert_eq!(ids, expected.selected, "{name}");
    for (plan, entry) in found.plans.iter().zip(&expected.entries) {
        assert_eq!((plan.votes, &plan.score, &plan.status), (Some(entry.votes), &entry.score, &entry.status), "{name}");
    }
    let file = export::export_pabulib(&town.voting, &town.actor, &view).await.unwrap();
    let read = pabulib::read(&file).unwrap().election;
    assert_eq!(read.meta().vote_type(), election.meta().vote_type());
    assert_eq!(said(&read), said(election), "{name}");
    assert_eq!(rule.count(&read).unwrap().selected, expected.selected, "{name}");
    let score = |election: &Election| election.candidates().iter().map(|c| c.score.clone()).collect::<Vec<_>>();
    assert_eq!(score(&read), read.scores().unwrap().into_iter().map(Some).collect::<Vec<_>>(), "{name}");
    export::export_csv(&town.voting, &town.actor, &view, Lang::Nl).await.unwrap();
    voting::service::firm::finish(&town.voting, round).await.unwrap();
    let firm = outcome::outcome(&town.voting, &town.actor, &view).await.unwrap().unwrap().firmness;
    assert!(firm.is_some(), "{name}");
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

    async fn points_and_rankings_come_out_as_they_went_in(town: Town) {
        let points = pabulib::read(POINTS).unwrap().election;
        for name in ["greedy_score", "mes_points_add1_util"] {
            replayed_as_it_was(&town, &points, name).await;
        }
        let ranking = pabulib::read(RANKING).unwrap().election;
        for name in ["greedy_score", "greedy_borda", "mes_borda_add1_util"] {
            replayed_as_it_was(&town, &ranking, name).await;
        }
    }

    async fn real_elections_of_other_forms_are_replayed(town: Town) {
        // Where the files lie, as for the other tests with real elections; without it the made-up ones above stand for them.
        let Some(folder) = std::env::var_os("SAMENSPEL_ELECTIONS") else { return };
        for (file, name) in [
            ("poland_czestochowa_2020_grabowka.pb", "greedy_score"),
            ("US_Stanford_Dataset_Merced_Peoples_Budget_Ballot_2019_vote_rankings.pb", "mes_borda_add1_util"),
            ("Netherlands_Amsterdam_643.pb", "greedy_votes"),
        ] {
            let text = std::fs::read_to_string(std::path::Path::new(&folder).join(file)).unwrap();
            let election = pabulib::read(&text).unwrap().election;
            if name == "greedy_votes" {
                let round = replay(&town, &election, import(name, &town, None)).await;
                let view = town.view(round).await;
                assert_eq!(view.round.rules.limits.max_plans, Some(1));
                let file = export::export_pabulib(&town.voting, &town.actor, &view).await.unwrap();
                let read = pabulib::read(&file).unwrap().election;
                assert_eq!((read.meta().vote_type(), said(&read)), (tally::VoteType::ChooseOne, said(&election)));
                continue;
            }
            replayed_as_it_was(&town, &election, name).await;
        }
    }

    async fn a_no_is_counted_against_a_plan(town: Town) {
        let rule = voting::counts::rule("greedy_threshold", BallotForm::YesNo).unwrap();
        let yes_no = RoundRules { form: BallotForm::YesNo, rule, compare: true, ..rules(0, None, None) };
        let round = town.open(yes_no, &[400, 300, 200, 100]).await;
        let codes = town.codes(round, 4).await;
        let (view, ballots) = (town.view(round).await, [[1, 1, -1, 1], [1, -1, -1, 0], [1, 1, 1, -1], [-1, 0, 1, 0]]);
        for (code, answers) in codes.iter().zip(ballots) {
            let choices = (1..).zip(answers).map(|(number, weight)| Choice { number, weight }).collect();
            let voter = town.voter(round, code).await.unwrap();
            let hand_in = HandIn { choices, ..HandIn::default() };
            handin::hand_in(&town.voting, &view, &voter, None, hand_in, Lang::Nl).await.unwrap();
        }
        town.close(round).await;
        let (v, actor) = (&town.voting, &town.actor);
        seal::seal(v, actor, round).await.unwrap();
        outcome::count(v, actor, round).await.unwrap();
        outcome::publish(v, actor, round).await.unwrap();
        let view = town.view(round).await;
        let found = outcome::outcome(v, actor, &view).await.unwrap().unwrap();
        // 3 yes and 1 no; 2 and 1; as many of each for the others, which is not enough.
        assert_eq!(found.selected, [1, 2]);
        let of = |number: u32| found.plans.iter().find(|plan| plan.number == number).unwrap();
        let score = |number| of(number).score.clone().unwrap().to_string();
        assert_eq!([1, 2, 3, 4].map(score), ["2", "1", "0", "0"]);
        assert!(matches!(of(3).status, tally::Status::BelowThreshold { .. }));
        let insight = found.insight.clone().unwrap();
        assert_eq!(insight.measures.voters_with_none, 1, "whose yes was for the third plan only has none");
        assert_eq!(insight.others.len(), 2, "the other ways for yes and no");
        let file = export::export_pabulib(v, actor, &view).await.unwrap();
        let read = pabulib::read(&file).unwrap().election;
        assert_eq!(read.meta().vote_type(), tally::VoteType::Scoring);
        assert_eq!(view.round.rules.rule.count(&read).unwrap().selected, ["1", "2"]);
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
            (POINTS.replace("1,2;6,4", "1,2;5.5,4"), "refusal-cannot-import"),
            (POINTS.replace("1,2;6,4", "1,2;0,4"), "refusal-cannot-import"),
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
