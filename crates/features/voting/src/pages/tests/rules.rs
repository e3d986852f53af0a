//! Rules before the vote, and what a choice still lacks or may still become.

use super::{device, known, rendered, texts, view};
use crate::model::Stage;
use crate::model::{MyBallot, State};
use crate::pages::rules::{Told, sentences};
use crate::pages::scene::{Scene, Screen, Seen, Step, screen};
use crate::rules::{CountsPublic, Limits, RoundRules};
use platform::i18n::Lang;
use platform::money::Cents;
use tally::{Rule, TieBreak};

/// The start page of a vote with other rules.
fn start(lang: Lang, change: impl Fn(&mut RoundRules)) -> String {
    with_rules(lang, Seen::default(), Step::Start, change)
}

fn with_rules(lang: Lang, seen: Seen, asked: Step, change: impl Fn(&mut RoundRules)) -> String {
    let t = texts().lang(lang);
    let (organisation, mut view) = (super::organisation(), view("Bloemperken"));
    change(&mut view.round.rules);
    let mut s: Scene<'_> = super::scene(&t, &organisation, &view);
    s.seen = seen;
    crate::pages::show(&s, s.screen(asked)).1.into_string()
}

#[test]
fn the_rules_stand_on_the_start_page_before_anybody_chooses() {
    let page = start(Lang::Nl, |rules| {
        rules.change_until_closing = false;
        rules.counts_public = CountsPublic::Decision;
    });
    for sentence in [
        "Zo tellen we",
        "Kies ten minste twee plannen.",
        "Je kunt je stem daarna niet meer veranderen, behalve als een plan dat je koos is teruggetrokken.",
        "meeste stemmen eerst",
        "dan slaan we het over",
        "Kregen twee plannen evenveel stemmen of punten?",
        "Na de sluiting kijken we drie dagen alles na.",
        "Bij het besluit zie je hoeveel stemmen elk plan kreeg.",
    ] {
        assert!(page.contains(sentence), "{sentence}: {page}");
    }
    assert!(page.contains("<details class=\"fold\" id=\"zo-tellen\">"), "one can vote without reading it: {page}");
    let english = start(Lang::En, |_| ());
    for sentence in ["How we count", "You can change your vote until closing.", "After closing we check everything"] {
        assert!(english.contains(sentence), "{sentence}: {english}");
    }
    // Also when the vote was announced and has not begun.
    let early =
        rendered(Lang::Nl, false, "x", Seen::default(), Step::Start, |s| s.now = super::at("2027-02-01T12:00:00Z"));
    assert!(early.contains("Stemmen kan nog niet") && early.contains("Zo tellen we"), "{early}");
    let formal = rendered(Lang::Nl, true, "x", Seen::default(), Step::Start, |_| ());
    assert!(formal.contains("U kunt uw stem veranderen tot de sluiting."), "{formal}");
}

#[test]
fn an_order_for_equal_votes_of_its_own_is_told() {
    let ids = |ids: &[&str]| TieBreak::Order { ids: ids.iter().map(|id| (*id).to_owned()).collect() };
    let with = |tie: TieBreak| {
        start(Lang::Nl, move |rules| rules.rule = Rule::by_name("greedy_votes").unwrap().with_tie_break(tie.clone()))
    };
    let page = with(ids(&["4", "2", "1", "3"]));
    let order = "<li>Speeltuin</li><li>Café op het plein</li><li>Bloemperken</li><li>Buurtvlonder</li>";
    assert!(page.contains("De volgorde bij evenveel stemmen:") && page.contains(order), "{page}");
    for plain in [TieBreak::Id, ids(&["1", "2", "3", "4"])] {
        assert!(!with(plain).contains("De volgorde bij evenveel stemmen:"));
    }
}

#[test]
fn residents_and_staff_read_the_same_sentences() {
    let (t, view) = (texts().lang(Lang::Nl), view("x"));
    let all = sentences(&t, &Told::of(&view));
    assert!(all[0].starts_with("Stemmen kan van 17 februari 2027"), "{all:?}");
    assert_eq!(all[1], "Je stemt met de stemcode uit je brief of met je e-mailadres.");
    let page = start(Lang::Nl, |_| ());
    for sentence in &all[2..] {
        assert!(page.contains(sentence.as_str()), "{sentence}: {page}");
    }
}

#[test]
fn the_basket_tells_both_limits_and_what_is_still_lacking() {
    let limits = |min_plans, max_plans, min_sum, max_sum: Option<i64>| Limits {
        min_plans,
        max_plans,
        min_sum: Cents(min_sum),
        max_sum: max_sum.map(Cents),
    };
    let basket = |lang, chosen: &[u32], limits: Limits| {
        with_rules(lang, device(chosen), Step::Choose, move |rules| rules.limits = limits.clone())
    };
    let both = limits(1, Some(3), 0, Some(5_000_000));
    let page = basket(Lang::Nl, &[1, 4], both.clone());
    assert!(page.contains("<strong>Nog €\u{a0}24.000, en nog één te kiezen</strong>"), "{page}");
    let page = basket(Lang::En, &[4], both);
    assert!(page.contains("<strong>€49,000 left, and two more to choose</strong>"), "{page}");
    let page = basket(Lang::Nl, &[4], limits(3, None, 2_000_000, Some(5_000_000)));
    let lacking = "Kies er nog ten minste twee. Kies nog voor ten minste €\u{a0}19.000.";
    assert!(page.contains(&format!("<p class=\"basket__left\">{lacking}</p>")), "{page}");
    assert!(page.contains(&format!("Nog €\u{a0}49.000. {lacking}\"")), "it is read aloud too: {page}");
    let page = basket(Lang::Nl, &[1, 2, 4], limits(3, None, 2_000_000, None));
    assert!(!page.contains("ten minste twee") && !page.contains("Kies nog voor"), "nothing lacks: {page}");
    let page = basket(Lang::Nl, &[], limits(1, None, 0, None));
    assert!(!page.contains("Kies er nog"), "one plan is what everybody expects: {page}");
    let blank = with_rules(Lang::Nl, device(&[]), Step::Choose, |rules| {
        (rules.limits.min_plans, rules.blank_allowed) = (3, true);
    });
    assert!(!blank.contains("Kies er nog"), "{blank}");
}

#[test]
fn who_voted_for_a_plan_that_was_struck_is_told_that_they_may_vote_again() {
    let mut seen = known(&[]);
    seen.mine = Some(MyBallot { mark: Some("m".into()), may_change: true, struck: true });
    for asked in [Step::Start, Step::Choose, Step::Who, Step::Done] {
        assert_ne!(screen(asked, Stage::Voting, &seen, true, true), Screen::Voted);
        let page = with_rules(Lang::Nl, seen.clone(), asked, |rules| rules.change_until_closing = false);
        for words in [
            "Een plan waarop je stemde, doet niet meer mee",
            "Daarom mag je één keer opnieuw stemmen, tot 3 maart 2027",
        ] {
            assert!(page.contains(words), "{asked:?} {words}: {page}");
        }
    }
    let done = with_rules(Lang::En, seen.clone(), Step::Done, |rules| rules.change_until_closing = false);
    assert!(done.contains("Vote again") && !done.contains("you cannot change"), "{done}");
    seen.mine = Some(MyBallot { mark: Some("m".into()), may_change: false, struck: false });
    let other = with_rules(Lang::Nl, seen, Step::Done, |rules| rules.change_until_closing = false);
    assert!(!other.contains("doet niet meer mee") && !other.contains("Stem opnieuw"), "{other}");
}

#[test]
fn equal_votes_are_told_after_the_count() {
    let t = texts().lang(Lang::Nl);
    let mut view = view("Bloemperken");
    view.round.state = State::Provisional;
    let mut outcome = super::outcome::outcome_of(&view, true, false);
    outcome.ties.push(crate::service::outcome::TiedPlans {
        votes: Some(40),
        funded_before: 1,
        numbers: vec![4, 2],
        mattered: true,
    });
    let page = crate::pages::outcome::page(&super::outcome::told(&t, &view), &outcome).into_string();
    for sentence in [
        "Met 40 stemmen gelijk, in deze volgorde: Speeltuin en Café op het plein.",
        "Ook gelijk, maar dat maakte niet uit",
        "Met 5 stemmen gelijk, in deze volgorde: Bloemperken en Café op het plein.",
    ] {
        assert!(page.contains(sentence), "{sentence}: {page}");
    }
    outcome.counts = false;
    let page = crate::pages::outcome::page(&super::outcome::told(&t, &view), &outcome).into_string();
    assert!(!page.contains("stemmen gelijk"), "{page}");
}

#[test]
fn the_running_total_stands_at_every_plan_that_had_a_turn() {
    let t = texts().lang(Lang::Nl);
    let mut view = view("Bloemperken");
    view.round.state = State::Provisional;
    let outcome = super::outcome::outcome_of(&view, true, false);
    let page = crate::pages::outcome::page(&super::outcome::told(&t, &view), &outcome).into_string();
    assert_eq!(page.matches("samen tot hier €\u{a0}25.000").count(), 3, "two of them did not make it: {page}");
    let table = page.split("id=\"tabel\"").nth(1).unwrap();
    let row = |title: &str| table.split(title).nth(1).unwrap().split("</tr>").next().unwrap().to_owned();
    assert!(row("Café op het plein").contains("€\u{a0}25.000"), "{table}");
    assert!(!row("Buurtvlonder").contains("€\u{a0}25.000"), "what was withdrawn had no turn: {table}");
}
