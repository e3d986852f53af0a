//! The outcome with sample data: what is said, and what is not said yet.

use super::{at, phases, place, texts, view};
use crate::model::{Decision, DecisionWords, Deviation, RoundView, State};
use crate::pages::outcome::{Told, page as outcome_page, waiting};
use crate::rules::CountsPublic;
use crate::service::outcome::{OutcomeView, PlanOutcome, TiedPlans};
use platform::i18n::{Lang, T};
use platform::money::Cents;
use std::collections::BTreeMap;
use tally::{Amount, Needed, Rule, Status};

pub(super) fn outcome_of(view: &RoundView, counts: bool, decided: bool) -> OutcomeView {
    let plan = |number: u32, position, votes, status, spent: [i64; 2], more: Option<u64>| PlanOutcome {
        number,
        position: if counts { position } else { None },
        votes: counts.then_some(votes),
        score: None,
        cost: view.candidate(number).unwrap().cost(),
        spent_before: Cents(if counts { spent[0] } else { 0 }),
        spent_after: Cents(if counts { spent[1] } else { 0 }),
        decided: decided.then_some(number == 1 || number == 4),
        needed: more.filter(|_| counts).map(|votes| Needed {
            more_votes: Some(votes),
            more_score: None,
            cost_at_most: Some(Amount::from(25_000_u64)),
        }),
        step: None,
        status,
    };
    let stop = Status::DoesNotFit { remaining: Amount::from(25_000_u64) };
    let decision = decided.then(|| Decision {
        authority: "Het dagelijks bestuur".into(),
        decided_on: "2027-03-19".parse().unwrap(),
        document: Some("https://voorbeeldstad.example/besluit.pdf".into()),
        text: "We nemen de uitslag over.".into(),
        deviations: vec![
            Deviation { number: 4, funded: true, extra: Cents(100_000), reason: "Er is geld over.".into() },
            Deviation { number: 1, funded: true, extra: Cents(50_000), reason: "Het werd duurder.".into() },
            Deviation { number: 2, funded: false, extra: Cents(0), reason: "Volgend jaar weer.".into() },
        ],
        translations: BTreeMap::from([(
            "en".to_owned(),
            DecisionWords {
                text: "We follow the outcome.".into(),
                reasons: BTreeMap::from([(4, "There is money left.".into()), (9, "Not about any plan.".into())]),
                ..DecisionWords::default()
            },
        )]),
    });
    OutcomeView {
        rule: Rule::by_name("greedy_votes_noskip").unwrap(),
        budget: view.round.budget,
        selected: vec![1],
        cost: Cents(2_500_000),
        remaining: Cents(2_500_000),
        plans: vec![
            plan(1, Some(1), 60, Status::Funded, [0, 2_500_000], None),
            plan(2, Some(2), 50, stop, [2_500_000, 2_500_000], Some(11)),
            plan(4, Some(3), 40, Status::AfterStop, [2_500_000, 2_500_000], Some(11)),
            plan(3, None, 5, Status::Withdrawn, [2_500_000, 2_500_000], None),
        ],
        ties: vec![TiedPlans { votes: Some(5), funded_before: 0, numbers: vec![1, 2], mattered: false }],
        stopped_at: counts.then_some(2),
        voters: 100,
        blank: 1,
        only_struck: 0,
        voided: 0,
        counts,
        hidden: false,
        decision,
        insight: None,
        firmness: None,
        replaced: false,
    }
}

pub(super) fn told<'a>(t: &'a T, view: &'a RoundView) -> Told<'a> {
    let project = "West Begroot".into();
    Told {
        t,
        lang: t.lang(),
        view,
        project,
        place: place(),
        now: at("2027-03-20T12:00:00Z"),
        phases: phases(),
        download: None,
        fingerprint: String::new(),
        assets: "/assets/x/".to_owned(),
    }
}

#[test]
fn the_outcome_says_for_every_plan_why() {
    let t = texts().lang(Lang::Nl);
    let mut view = view("Bloemperken");
    view.round.state = State::Provisional;
    let page = outcome_page(&told(&t, &view), &outcome_of(&view, true, false)).into_string();
    for sentence in [
        "Eén plan gaat door voor <em>€\u{a0}25.000</em>.",
        "100 mensen stemden. Er was €\u{a0}50.000 te verdelen; €\u{a0}25.000 blijft over.",
        "Dit is de voorlopige uitslag.",
        "Dit plan paste: er was nog €\u{a0}50.000 over.",
        "Dit plan kost €\u{a0}45.000 en er was nog €\u{a0}25.000 over. Hier stopt de lijst.",
        "Met 11 stemmen meer was het doorgegaan, of als het ten hoogste €\u{a0}25.000 had gekost.",
        "De lijst stopte al bij plek 2.",
        "De indieners zijn gestopt.",
        "meeste stemmen eerst",
    ] {
        assert!(page.contains(sentence), "{sentence}: {page}");
    }
    assert!(page.contains("class=\"bar bar--won\" x=\"0.00%\" y=\"18%\" width=\"35.71%\""), "{page}");
    assert!(!page.contains("style="), "{page}");
    let english = t.in_lang(Lang::En);
    let page = outcome_page(&told(&english, &view), &outcome_of(&view, true, false)).into_string();
    assert!(page.contains("One plan goes ahead for <em>€25,000</em>."), "{page}");
}

#[test]
fn a_decision_shows_beside_the_count() {
    let t = texts().lang(Lang::Nl);
    let mut view = view("Bloemperken");
    view.round.state = State::Final;
    let page = outcome_page(&told(&t, &view), &outcome_of(&view, true, true)).into_string();
    for sentence in [
        "Twee plannen gaan door voor <em>€\u{a0}26.000</em>.",
        "Dit is de definitieve uitslag.",
        "Besluit van Het dagelijks bestuur op 19 maart 2027.",
        "https://voorbeeldstad.example/besluit.pdf",
        "In het besluit: Speeltuin gaat toch door. Er is geld over. Daarvoor komt €\u{a0}1.000 extra.",
        "In het besluit: Bloemperken krijgt €\u{a0}500 extra. Het werd duurder.",
        "In het besluit staat over Café op het plein: Volgend jaar weer.",
        "We nemen de uitslag over.",
    ] {
        assert!(page.contains(sentence), "{sentence}: {page}");
    }
    assert!(!page.contains("Bloemperken gaat toch door"), "it had won already: {page}");
    let english = t.in_lang(Lang::En);
    let page = outcome_page(&told(&english, &view), &outcome_of(&view, true, true)).into_string();
    assert!(page.contains("In the decision: Bloemperken (en) gets €500 extra. Het werd duurder."), "{page}");
}

#[test]
fn nobody_reads_counts_before_the_rules_allow_it() {
    let t = texts().lang(Lang::Nl);
    let mut view = view("Bloemperken");
    (view.round.state, view.round.rules.counts_public) = (State::Provisional, CountsPublic::Decision);
    let page = outcome_page(&told(&t, &view), &outcome_of(&view, false, false)).into_string();
    assert!(page.contains("Eén plan gaat door") && page.contains("zodra er een besluit is"), "{page}");
    for hint in ["60 stemmen", "stemmen meer", "class=\"drawing", "Plek", "exports/pabulib", "Hier stopt de lijst"] {
        assert!(!page.contains(hint), "{hint}: {page}");
    }
    view.round.state = State::Review;
    let page = waiting(&told(&t, &view)).into_string();
    assert!(page.contains("De uitslag is er nog niet") && page.contains("3 maart 2027, 12.00 uur"), "{page}");
}

#[test]
fn a_decision_is_told_in_the_language_of_the_reader() {
    let view = view("Bloemperken");
    let told = outcome_of(&view, true, true).in_language(Lang::En).decision.unwrap();
    assert_eq!((told.authority.as_str(), told.text.as_str()), ("Het dagelijks bestuur", "We follow the outcome."));
    let reasons: Vec<&str> = told.deviations.iter().map(|deviation| deviation.reason.as_str()).collect();
    assert_eq!(reasons, ["There is money left.", "Het werd duurder.", "Volgend jaar weer."], "what has no words stays");
    let dutch = outcome_of(&view, true, true).in_language(Lang::Nl).decision.unwrap();
    assert_eq!(dutch.text, "We nemen de uitslag over.");
}

/// Three plans and 24 voters; the larger group gets all with most votes first, the smaller one something with equal shares.
fn counted_by(name: &str, compare: bool) -> (tally::Outcome, crate::service::insight::Insight) {
    use tally::{Ballot, Candidate, Columns, Election, Form, Meta, VoteType};
    let plan = |id: &str, theme: &str, cost: u64| {
        let mut plan = Candidate::new(id, id, Amount::from(cost));
        plan.categories = vec![theme.to_owned()];
        plan
    };
    let plans = vec![plan("1", "Groen", 700), plan("2", "Kunst", 400), plan("4", "Groen", 300)];
    let choice = |voter: usize| match voter {
        0 => vec![0, 2],
        1..14 => vec![0],
        _ => vec![1],
    };
    let ballots = (0..24).map(|voter| Ballot::new(voter.to_string(), Form::Approval(choice(voter)))).collect();
    let meta = Meta::new(Amount::from(1_000), VoteType::Approval);
    let election = Election::new(meta, Columns::default(), plans, ballots).unwrap();
    let outcome = Rule::by_name(name).unwrap().count(&election).unwrap();
    let meaning = crate::service::insight::insight(
        &election,
        &outcome,
        &Default::default(),
        compare.then_some(crate::rules::BallotForm::Plans),
    )
    .unwrap();
    (outcome, meaning)
}

#[test]
fn people_read_what_voters_got_and_what_other_rules_would_have_done() {
    let t = texts().lang(Lang::Nl);
    let mut view = view("Bloemperken");
    view.round.state = State::Decided;
    let (_, meaning) = counted_by("greedy_votes_noskip", true);
    let others: Vec<&str> = meaning.others.iter().map(|other| other.selected[0].as_str()).collect();
    assert_eq!(meaning.others.len(), crate::counts::OFFERED.len() - 1, "all but its own");
    assert!(others.contains(&"2"), "{others:?}");
    let with = |voters, insight| OutcomeView { voters, insight, ..outcome_of(&view, true, true) };
    let page = outcome_page(&told(&t, &view), &with(24, Some(meaning.clone()))).into_string();
    for words in [
        "Van de 24 mensen die stemden, zien 14 mensen (58%) ten minste één plan van hun keuze doorgaan.",
        "geen enkel plan gaat door",
        "Stemmen en geld per thema",
        "De regels stonden vooraf vast",
        "Wat zou er anders zijn met “Gelijke delen”?",
        "Iedereen die stemt, krijgt een even groot deel van het budget.",
        "exports/trace",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let alone = outcome_page(&told(&t, &view), &with(24, Some(counted_by("greedy_votes", false).1))).into_string();
    assert!(!alone.contains("De regels stonden vooraf vast"), "only if the rules said so");
    let few = outcome_page(&told(&t, &view), &with(19, Some(meaning))).into_string();
    assert!(!few.contains("ten minste één plan van hun keuze"), "so few could be told apart");
}

#[test]
fn equal_shares_are_explained_by_the_money_of_those_who_chose_a_plan() {
    let t = texts().lang(Lang::Nl);
    let mut view = view("Bloemperken");
    view.round.rules.rule = Rule::by_name("mes_cost_add1_util").unwrap();
    let (outcome, insight) = counted_by("mes_cost_add1_util", false);
    assert_eq!(outcome.selected, ["2", "4"]);
    let plans = outcome.entries.iter().map(|entry| PlanOutcome {
        step: outcome.trace.iter().find(|step| step.id == entry.id).cloned(),
        number: entry.id.parse().unwrap(),
        position: entry.position,
        votes: Some(entry.votes),
        score: entry.score.clone(),
        cost: crate::service::outcome::cents(&entry.cost).unwrap(),
        spent_before: Cents(0),
        spent_after: Cents(0),
        status: entry.status.clone(),
        needed: entry.needed.clone(),
        decided: None,
    });
    let told_of = OutcomeView {
        rule: outcome.rule.clone(),
        plans: plans.collect(),
        insight: Some(insight),
        ..outcome_of(&view, true, false)
    };
    let page = outcome_page(&told(&t, &view), &told_of).into_string();
    for words in [
        "De 10 mensen die dit plan kozen, hadden samen nog €",
        "Dit plan kreeg geld van wat na het verdelen overbleef",
        "De mensen die dit plan kozen, hadden samen nog €",
        "in de volgorde waarin ze geld kregen",
        "Iedereen die stemt, krijgt een even groot deel van het budget.",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[test]
fn everybody_can_count_it_again_in_the_page_or_elsewhere() {
    let (texts, view) = (texts(), view("Bloemperken"));
    let t = texts.lang(Lang::Nl);
    let told = Told { download: Some(1_000), ..told(&t, &view) };
    let page = outcome_page(&told, &outcome_of(&view, true, false)).into_string();
    let zip = format!("/vote-download/{}.zip", view.round.uuid);
    assert!(
        page.contains(&format!("data-zip=\"{zip}\"")) && page.contains(&format!("href=\"{zip}\" download")),
        "{page}"
    );
    assert!(page.contains("data-selected=\"[1]\"") && page.contains("js/recount-page.js"), "{page}");
    assert!(page.contains(&format!("samenspel verify {}.zip", view.round.uuid)), "the way without a script: {page}");
}
