//! Every rule and every status has a sentence of its own.

use super::outcome::{outcome_of, told};
use super::{texts, view};
use crate::model::RoundView;
use crate::pages::outcome::page;
use crate::service::firm::Firmness;
use crate::service::insight::insight;
use crate::service::outcome::{OutcomeView, PlanOutcome, TiedPlans, cents};
use platform::i18n::Lang;
use std::collections::BTreeMap;
use tally::{
    Amount, Ballot, Candidate, Ceiling, Ceilings, Columns, Election, Form, Greedy, Meta, Over, Rule, Threshold,
    VoteType,
};

/// Four plans and 24 voters.
fn election() -> Election {
    let plan = |id: &str, theme: &str, cost: u64| {
        let mut plan = Candidate::new(id, id, Amount::from(cost));
        plan.categories = vec![theme.to_owned()];
        plan
    };
    let plans = vec![
        plan("1", "Groen", 25_000),
        plan("2", "Kunst", 26_000),
        plan("3", "Groen", 5_000),
        plan("4", "Groen", 1_000),
    ];
    let choice = |voter: usize| match voter {
        0..10 => vec![0],
        10..18 => vec![0, 1],
        18..23 => vec![1, 2],
        _ => vec![3],
    };
    let ballots = (0..24).map(|voter| Ballot::new(voter.to_string(), Form::Approval(choice(voter)))).collect();
    Election::new(Meta::new(Amount::from(50_000), VoteType::Approval), Columns::default(), plans, ballots).unwrap()
}

/// The page of the outcome of these ballots by a rule.
fn told_by(rule: &Rule, change: impl Fn(&mut OutcomeView)) -> String {
    let t = texts().lang(Lang::Nl);
    let mut view: RoundView = view("Bloemperken");
    view.candidates[2].struck = None;
    view.round.rules.rule = rule.clone();
    view.round.state = crate::model::State::Provisional;
    let election = election();
    let outcome = rule.count(&election).unwrap();
    let meaning = insight(&election, &outcome, &Default::default(), None).unwrap();
    let money = |amount: &Amount| cents(amount).unwrap();
    let plans = outcome.entries.iter().map(|entry| PlanOutcome {
        number: entry.id.parse().unwrap(),
        position: entry.position,
        votes: Some(entry.votes),
        score: entry.score.clone(),
        cost: money(&entry.cost),
        spent_before: money(&entry.spent_before),
        spent_after: money(&entry.spent_after),
        status: entry.status.clone(),
        needed: entry.needed.clone(),
        decided: None,
        step: outcome.trace.iter().find(|step| step.id == entry.id).cloned(),
    });
    let mut shown = OutcomeView {
        rule: outcome.rule.clone(),
        selected: outcome.selected.iter().map(|id| id.parse().unwrap()).collect(),
        plans: plans.collect(),
        insight: Some(meaning),
        ties: Vec::new(),
        stopped_at: outcome.stopped_at.as_ref().map(|id| id.parse().unwrap()),
        voters: 24,
        replaced: outcome.repetition.as_ref().is_some_and(|repetition| repetition.replaced),
        ..outcome_of(&view, true, false)
    };
    change(&mut shown);
    page(&told(&t, &view), &shown).into_string()
}

fn named(name: &str) -> Rule {
    Rule::by_name(name).unwrap()
}

#[test]
fn every_rule_says_in_its_own_words_why_a_plan_is_in_or_out() {
    for (name, sentences) in [
        ("phragmen_skip", &["droegen: €", "er was nog €"][..]),
        ("phragmen", &["minst droegen: €"]),
        ("maximin", &["hoefde niemand meer te dragen dan €"]),
        ("max_welfare_cost", &["samen de meeste steun hebben", "Andere plannen hadden samen meer steun"]),
        ("top_2", &["De eerste 2 plannen gaan door. Dit plan hoort daarbij.", "Dit plan staat op plek 3."]),
        ("greedy_votes_per_cost", &["stemmen per € 1.000 en paste"]),
        ("mes_cost", &["hadden samen nog €", "Waar ging hun geld heen?", "Hun deel in het begin"]),
    ] {
        let page = told_by(&named(name), |_| ());
        for sentence in sentences {
            assert!(page.contains(sentence), "{name}: {sentence}: {page}");
        }
    }
}

#[test]
fn bounds_besides_the_budget_have_their_sentences() {
    let greedy = |change: fn(&mut Greedy)| {
        let mut greedy = Greedy::by_votes(true);
        change(&mut greedy);
        Rule::GreedyVotes(greedy)
    };
    for (rule, sentence) in [
        (
            greedy(|greedy| greedy.threshold = Some(Threshold::AtLeast(Amount::from(6)))),
            "Een plan moest ten minste 6 stemmen krijgen. Dit plan kreeg er 5.",
        ),
        (
            greedy(|greedy| greedy.exclusive = vec![vec!["1".to_owned(), "3".to_owned()]]),
            "‘Bloemperken’ gaat door, en die twee plannen kunnen niet allebei.",
        ),
        (
            greedy(|greedy| {
                let most = Amount::from(26_000);
                let ceiling = Ceiling { over: Over::Category, name: "Groen".to_owned(), most };
                greedy.ceilings = Some(Ceilings::Listed(vec![ceiling]));
            }),
            "Voor Groen was er nog €\u{a0}1.000 over. Dit plan kost €\u{a0}5.000.",
        ),
        (
            greedy(|greedy| {
                greedy.skipping = false;
                greedy.nearly = Amount::from(1).checked_div(&Amount::from(2));
            }),
            "iemand moet €\u{a0}1.000 bijleggen",
        ),
    ] {
        let page = told_by(&rule, |_| ());
        assert!(page.contains(sentence), "{sentence}: {page}");
    }
    let Rule::EqualShares(mut shares) = named("mes_admission") else { panic!("equal shares") };
    shares.admission = Some(Amount::from(3));
    let page = told_by(&Rule::EqualShares(shares), |_| ());
    assert!(page.contains("genoeg stemmen voor zijn kosten nodig"), "{page}");
    let page = told_by(
        &greedy(|greedy| {
            let ceiling = Ceiling { over: Over::Category, name: "Groen".to_owned(), most: Amount::from(26_000) };
            greedy.ceilings = Some(Ceilings::Listed(vec![ceiling]));
            greedy.exclusive = vec![vec!["1".to_owned(), "3".to_owned()]];
        }),
        |_| (),
    );
    assert!(page.contains("Het hoogste bedrag is: Groen €\u{a0}26.000."), "{page}");
    assert!(page.contains("Deze plannen kunnen niet allebei: Bloemperken en Buurtvlonder."), "{page}");
}

#[test]
fn a_tie_is_told_with_how_it_was_decided_and_beside_its_plans() {
    let page = told_by(&named("phragmen_skip"), |outcome| {
        outcome.ties.push(TiedPlans { votes: None, funded_before: 1, numbers: vec![3, 4], mattered: true });
    });
    for sentence in [
        "Na één gekozen plan stonden gelijk, in deze volgorde: Buurtvlonder en Speeltuin.",
        "Zo is het beslist: het kenmerk van het plan in de telling",
        "Het stond gelijk met Speeltuin. Het kenmerk in de telling beslist dan, en dit plan ging voor.",
        "Het stond gelijk met Buurtvlonder. Het kenmerk in de telling beslist dan: eerst kwam Buurtvlonder.",
    ] {
        assert!(page.contains(sentence), "{sentence}: {page}");
    }
    let hidden = told_by(&named("greedy_votes"), |outcome| {
        outcome.ties.push(TiedPlans { votes: Some(5), funded_before: 1, numbers: vec![3, 4], mattered: true });
        outcome.counts = false;
    });
    assert!(!hidden.contains("stond gelijk") && !hidden.contains("stemmen gelijk"), "{hidden}");
}

#[test]
fn how_sure_it_is_stands_behind_a_click() {
    let firmness = |drawn: u64| Firmness {
        drawn,
        wins: BTreeMap::from([("1".to_owned(), drawn), ("3".to_owned(), drawn / 2), ("2".to_owned(), drawn / 4)]),
        cheaper: BTreeMap::from([("2".to_owned(), Amount::from(18_000))]),
        done: true,
        ..Firmness::of_round(uuid::Uuid::from_u128(77))
    };
    let page = told_by(&named("phragmen_skip"), |outcome| outcome.firmness = Some(firmness(200)));
    for sentence in [
        "Hoe zeker is deze uitslag?",
        "Dat hebben we 200 keer nagespeeld",
        "maar met net andere stemmers soms niet:",
        "maar met net andere stemmers soms wel:",
        "Het zaad van de eerste keer is 77",
        "Had het €\u{a0}18.000 gekost, dan was het doorgegaan.",
    ] {
        assert!(page.contains(sentence), "{sentence}: {page}");
    }
    assert!(!page.contains("Het tellen duurde te lang"), "{page}");
    let late = told_by(&named("phragmen_skip"), |outcome| outcome.firmness = Some(firmness(57)));
    assert!(late.contains("We stopten na 57 van de 200 keer."), "{late}");
    let few = told_by(&named("phragmen_skip"), |outcome| {
        outcome.firmness = Some(firmness(200));
        outcome.voters = 19;
    });
    assert!(!few.contains("Hoe zeker is deze uitslag?"), "so few could be told apart");
}
