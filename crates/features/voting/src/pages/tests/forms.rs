//! The pages of every form of ballot: the rule in words, the controls, what the basket says, and what a button does.

use super::super::pick::{Pick, pick};
use super::super::scene::Scene;
use super::super::{basket, choose, fit, overview};
use super::*;
use crate::ballot::Choice;
use crate::rules::{BallotForm, GroupLimit, GroupLimits, GroupOver, Points};

fn of(form: BallotForm) -> RoundRules {
    RoundRules { form, limits: Limits { min_plans: 1, ..Limits::default() }, ..RoundRules::default() }
}

fn points(total: u32, most: u32) -> RoundRules {
    RoundRules { points: Some(Points { total, most }), ..of(BallotForm::Points) }
}

fn group(name: &str, plans: (u32, Option<u32>), most: Option<i64>) -> GroupLimit {
    let limits = Limits {
        min_plans: plans.0,
        max_plans: plans.1,
        max_sum: most.and_then(Cents::from_euros),
        ..Limits::default()
    };
    GroupLimit { name: name.into(), limits }
}

fn by_area(each: Vec<GroupLimit>, most: Option<u32>) -> RoundRules {
    let groups = Some(GroupLimits { over: GroupOver::Area, each, most });
    RoundRules { groups, ..of(BallotForm::Plans) }
}

/// Four plans in Noord and Zuid, none struck.
fn ballot(rules: RoundRules) -> RoundView {
    let mut view = view("Bloemperken");
    for (candidate, area) in view.candidates.iter_mut().zip(["Noord", "Noord", "Zuid", "Zuid"]) {
        candidate.struck = None;
        candidate.plan.texts.area = Some(area.into());
    }
    view.round.rules = rules;
    view
}

/// A scene with a choice, in Dutch.
fn with<T>(rules: RoundRules, choices: Vec<Choice>, look: impl FnOnce(&mut Scene<'_>) -> T) -> T {
    let t = texts().lang(Lang::Nl);
    let (organisation, view) = (organisation(), ballot(rules));
    let mut s = scene(&t, &organisation, &view);
    s.seen.drafts.device = Some(Draft { choices, saved_at: at("2027-02-20T11:00:00Z") });
    look(&mut s)
}

fn pressed(rules: RoundRules, before: Vec<Choice>, fields: &[(&str, &str)]) -> Result<Vec<Choice>, String> {
    with(rules, before, |s| match pick(s, &Form::filled(fields.iter().copied())).unwrap() {
        Pick::Choice(choices, _) => Ok(choices),
        Pick::Refused(why) => Err(why),
    })
}

#[test]
fn every_form_and_limit_is_told_in_words() {
    let t = texts().lang(Lang::Nl);
    let en = t.in_lang(Lang::En);
    let many = |most| Limits { min_plans: 2, max_plans: Some(most), ..Limits::default() };
    for (rules, dutch, english) in [
        (
            points(10, 5),
            "Verdeel tien punten over één of meer plannen. Eén plan krijgt er ten hoogste vijf. Je hoeft ze niet allemaal te geven.",
            "Divide ten points among one or more plans. One plan gets at most five. You need not give them all.",
        ),
        (
            RoundRules { limits: many(5), ..of(BallotForm::Ranking) },
            "Kies twee tot vijf plannen en zet ze op volgorde: wat je het liefst wilt bovenaan.",
            "Choose two to five plans and put them in order: what you want most comes first.",
        ),
        (
            RoundRules { limits: Limits::default(), ..of(BallotForm::YesNo) },
            "Zeg bij elk plan ja, nee of neutraal. Wat je overslaat, telt als neutraal.",
            "Say yes, no or neutral to each plan. What you skip counts as neutral.",
        ),
        (
            RoundRules { limits: many(2), blank_allowed: true, ..of(BallotForm::YesNo) },
            "Zeg bij elk plan ja, nee of neutraal. Wat je overslaat, telt als neutraal. Zeg ja bij precies twee plannen. Een lege stem mag ook.",
            "Say yes, no or neutral to each plan. What you skip counts as neutral. Say yes to exactly two plans. An empty vote is allowed too.",
        ),
        (
            by_area(vec![group("Noord", (1, Some(2)), Some(60_000)), group("Zuid", (0, None), Some(40_000))], None),
            "Kies één of meer plannen. Noord: één tot twee plannen, samen ten hoogste €\u{a0}60.000. Zuid: samen ten hoogste €\u{a0}40.000.",
            "Choose one or more plans. Noord: one to two plans, at most €60,000 together. Zuid: at most €40,000 together.",
        ),
        (
            by_area(Vec::new(), Some(2)),
            "Kies één of meer plannen. Kies plannen in één gebied, of in twee.",
            "Choose one or more plans. Choose plans in one area, or in two.",
        ),
        (
            RoundRules {
                own_area: true,
                limits: Limits { min_plans: 1, max_plans: Some(1), ..Limits::default() },
                ..of(BallotForm::Plans)
            },
            "Kies precies één plan. Staat er een gebied bij je stemcode? Dan stem je alleen over de plannen daar.",
            "Choose exactly one plan. Does your voting code have an area? Then you only vote on the plans there.",
        ),
    ] {
        assert_eq!(ballot_words(&t, &rules, None), dutch);
        assert_eq!(ballot_words(&en, &rules, None), english);
    }
}

#[test]
fn points_are_given_and_taken_within_their_bounds() {
    let rules = || points(5, 3);
    let act = |before: Vec<Choice>, act, weight| {
        pressed(rules(), before, &[("number", "1"), ("act", act), ("weight", weight)])
    };
    let has = |points| vec![Choice::weighed(1, points)];
    assert_eq!(act(Vec::new(), "more", "0"), Ok(has(1)));
    assert_eq!(act(has(1), "less", "1"), Ok(Vec::new()), "no point is no plan");
    assert_eq!(act(has(1), "set", "3"), Ok(has(3)));
    assert_eq!(act(has(1), "set", "99"), Ok(has(3)), "as many as a plan may have");
    assert_eq!(act(has(2), "set", "two"), Ok(has(2)), "what is no number changes nothing");
    assert!(act(has(3), "more", "3").unwrap_err().contains("Meer dan drie punten"));
    let other = || vec![Choice::weighed(2, 3), Choice::weighed(1, 2)];
    assert!(act(other(), "more", "2").unwrap_err().contains("Je punten zijn op"));
    let page = with(rules(), other(), |s| choose::page(s).into_string());
    assert!(page.contains("Speeltuin: één punt erbij") && page.contains("Alle punten verdeeld"), "{page}");
    let more = page.split("id=\"erbij-1\"").nth(1).unwrap();
    assert!(more.starts_with(" aria-disabled=\"true\" aria-describedby=\"waarom-1\""), "{more}");
    assert!(page.contains("id=\"punten-1\" name=\"weight\" value=\"2\""), "{page}");
}

#[test]
fn a_ranking_is_moved_by_its_buttons_and_tells_the_new_place() {
    let rules = || of(BallotForm::Ranking);
    let three = || Choice::ticks(&[3, 1, 2]);
    let act =
        |fields: &[(&str, &str)]| pressed(rules(), three(), fields).map(|choices| crate::ballot::numbers(&choices));
    assert_eq!(act(&[("number", "1"), ("act", "up")]), Ok(vec![1, 3, 2]));
    assert_eq!(act(&[("number", "1"), ("act", "down")]), Ok(vec![3, 2, 1]));
    assert_eq!(act(&[("number", "3"), ("act", "up")]), Ok(vec![3, 1, 2]), "first stays first");
    assert_eq!(act(&[("number", "2"), ("act", "down")]), Ok(vec![3, 1, 2]), "last stays last");
    assert_eq!(act(&[("number", "2"), ("act", "place"), ("place", "1")]), Ok(vec![2, 3, 1]));
    assert_eq!(act(&[("number", "3"), ("act", "place"), ("place", "99")]), Ok(vec![1, 2, 3]));
    assert_eq!(act(&[("number", "4"), ("act", "add")]), Ok(vec![3, 1, 2, 4]), "what comes new comes last");
    let said = with(rules(), three(), |s| {
        let form = Form::filled([("number", "1"), ("act", "up")]);
        let Pick::Choice(choices, said) = pick(s, &form).unwrap() else { panic!("refused") };
        s.seen.drafts.device.as_mut().unwrap().choices = choices;
        s.said = said;
        basket::basket(s).into_string()
    });
    assert!(said.contains("data-announce=\"Bloemperken staat nu op plaats 1 van 3.\""), "{said}");
    let first = said.split("id=\"hoger-1\"").nth(1).unwrap();
    assert!(first.starts_with(" aria-disabled=\"true\" aria-describedby=\"hoger-waarom-1\""), "{first}");
}

#[test]
fn yes_no_and_neutral_are_buttons_of_which_one_is_pressed() {
    let limits = Limits { min_plans: 0, max_plans: Some(1), ..Limits::default() };
    let rules = || RoundRules { limits: limits.clone(), ..of(BallotForm::YesNo) };
    let answers = || vec![Choice::weighed(1, 1), Choice::weighed(2, -1), Choice::weighed(3, 0)];
    let page = with(rules(), answers(), |s| choose::page(s).into_string());
    assert!(page.contains("3 van 4 bekeken") && page.contains("ja bij één plan"), "{page}");
    for (id, on) in [("yes-1", true), ("no-1", false), ("no-2", true), ("neutral-3", true), ("yes-4", false)] {
        let button = page.split(&format!("id=\"{id}\"")).nth(1).unwrap();
        assert!(button.starts_with(&format!(" aria-pressed=\"{on}\"")), "{id}: {button}");
    }
    let fourth = page.split("id=\"yes-4\"").nth(1).unwrap();
    assert!(fourth.contains("aria-disabled=\"true\""), "no second yes fits: {fourth}");
    assert!(page.contains("href=\"#plan-4\""), "the way to what was not looked at: {page}");
    let act = |number, act| pressed(rules(), answers(), &[("number", number), ("act", act)]);
    assert!(act("4", "yes").unwrap_err().contains("Je hebt al één plan gekozen"));
    assert_eq!(act("2", "yes").map_err(|_| ()), Err(()), "neither in the place of a no");
    assert_eq!(act("1", "no").unwrap()[0], Choice::weighed(1, -1));
    assert_eq!(act("4", "neutral").unwrap()[3], Choice::weighed(4, 0));
    assert_eq!(act("3", "remove").unwrap().len(), 2);
}

#[test]
fn one_plan_takes_the_place_of_another() {
    let limits = Limits { min_plans: 1, max_plans: Some(1), ..Limits::default() };
    let rules = || RoundRules { limits: limits.clone(), ..of(BallotForm::Plans) };
    assert_eq!(pressed(rules(), Choice::ticks(&[1]), &[("number", "2"), ("act", "add")]), Ok(Choice::ticks(&[2])));
    let page = with(rules(), Choice::ticks(&[1]), |s| choose::page(s).into_string());
    assert!(page.contains("Kies je dit plan, dan vervalt Bloemperken."), "{page}");
    assert!(!page.contains("aria-disabled"), "{page}");
}

#[test]
fn limits_per_area_are_shown_and_what_lacks_is_named() {
    let each = || vec![group("Noord", (1, Some(2)), Some(60_000)), group("Zuid", (1, None), Some(5_500))];
    let page = with(by_area(each(), None), Choice::ticks(&[1]), |s| basket::basket(s).into_string());
    assert!(page.contains("Noord: €\u{a0}25.000 van €\u{a0}60.000, nog één plan"), "{page}");
    assert!(page.contains("Je moet nog één plan kiezen in Zuid."), "{page}");
    let full = Choice::ticks(&[1, 3]);
    let why = with(by_area(each(), None), full.clone(), |s| {
        let candidate = s.view.candidate(4).unwrap();
        fit::plan(s, &full, candidate).unwrap().words(s.t)
    });
    assert_eq!(
        why,
        "Dit plan past niet meer in Zuid: het kost €\u{a0}1.000 en je hebt daar nog €\u{a0}500. Haal daar eerst een ander plan weg."
    );
    let overview = with(by_area(each(), None), Choice::ticks(&[1]), |s| overview::overview(s).into_string());
    assert!(overview.contains("Je kunt deze keuze nog niet versturen") && overview.contains("Zuid"), "{overview}");
}

#[test]
fn one_area_of_several_is_chosen_first() {
    let rules = || by_area(Vec::new(), Some(1));
    let page = with(rules(), Vec::new(), |s| choose::page(s).into_string());
    assert!(page.contains("Kies eerst één gebied") && page.contains("in=noord"), "{page}");
    let narrowed = with(rules(), Vec::new(), |s| {
        s.listing.within = "zuid".into();
        choose::listed(s).iter().map(|candidate| candidate.number).collect::<std::collections::BTreeSet<_>>()
    });
    assert_eq!(narrowed, [3, 4].into());
    let chosen = with(rules(), Choice::ticks(&[1]), |s| choose::page(s).into_string());
    assert!(chosen.contains("Haal mijn plannen in Noord weg") && !chosen.contains("id=\"kies-3\""), "{chosen}");
    let other = pressed(rules(), Choice::ticks(&[1]), &[("number", "3"), ("act", "add")]).unwrap_err();
    assert!(other.contains("Je koos al plannen in Noord"), "{other}");
    assert_eq!(pressed(rules(), Choice::ticks(&[1, 2]), &[("group", "Noord"), ("act", "leave")]), Ok(Vec::new()));
}

#[test]
fn a_code_with_an_area_shows_only_that_area() {
    let rules = || RoundRules { own_area: true, ..of(BallotForm::Plans) };
    let first = with(rules(), Vec::new(), |s| choose::page(s).into_string());
    assert!(first.contains("Begin met je stemcode"), "{first}");
    let own = with(rules(), Vec::new(), |s| {
        s.seen.voter = Some(Voter { area: Some("Zuid".into()), ..voter(false) });
        choose::page(s).into_string()
    });
    assert!(own.contains("Je stemt over de plannen in Zuid"), "{own}");
    assert!(own.contains("id=\"plan-3\"") && !own.contains("id=\"plan-1\""), "{own}");
}

#[test]
fn a_blank_vote_is_asked_about_first() {
    let rules = || RoundRules { blank_allowed: true, ..of(BallotForm::Points) };
    let rules = || RoundRules { points: Some(Points { total: 5, most: 5 }), ..rules() };
    let page = with(rules(), Vec::new(), |s| choose::page(s).into_string());
    assert!(
        page.contains("Blanco stemmen") && page.contains("step=blank") && !page.contains("step=overview"),
        "{page}"
    );
    let asked = with(rules(), vec![Choice::weighed(1, 2)], |s| {
        assert_eq!(s.screen(Step::Blank), Screen::Blank);
        show(s, Screen::Blank).1.into_string()
    });
    assert!(asked.contains("Wil je blanco stemmen?") && asked.contains("gooien we dan weg"), "{asked}");
    assert_eq!(pressed(rules(), vec![Choice::weighed(1, 2)], &[("act", "blank")]), Ok(Vec::new()));
    with(points(5, 5), Vec::new(), |s| {
        assert_eq!(s.screen(Step::Blank), Screen::Choose);
        assert!(pick(s, &Form::filled([("act", "blank")])).is_err());
    });
}

#[test]
fn what_another_form_sends_is_refused() {
    for (rules, act) in [
        (of(BallotForm::Plans), "more"),
        (of(BallotForm::Plans), "yes"),
        (of(BallotForm::Ranking), "set"),
        (points(5, 5), "add"),
        (of(BallotForm::YesNo), "add"),
        (of(BallotForm::YesNo), "up"),
    ] {
        with(rules, Vec::new(), |s| {
            assert!(pick(s, &Form::filled([("number", "1"), ("act", act), ("weight", "1")])).is_err(), "{act}");
        });
    }
}

#[test]
fn the_pages_after_choosing_show_what_was_given() {
    let screens = |rules: RoundRules, choices: Vec<Choice>| {
        with(rules, choices, |s| {
            let received = crate::model::Received {
                choices: s.chosen(),
                how: crate::model::How::Stored,
                receipt: None,
                test: false,
            };
            s.seen.handed = Some(Handed::of(s.view, &received));
            s.seen.voter = Some(voter(false));
            let screens =
                [Screen::Overview, Screen::HandIn, Screen::Done].map(|screen| show(s, screen).1.into_string());
            screens.join("\n")
        })
    };
    let given = screens(points(10, 5), vec![Choice::weighed(1, 4), Choice::weighed(4, 1)]);
    for words in [
        "Je geeft vijf punten aan twee plannen.",
        "Vier punten",
        "Niet gegeven",
        "Je hebt nog vijf punten over.",
        "We tellen hem mee: vijf punten voor twee plannen.",
    ] {
        assert!(given.contains(words), "{words}: {given}");
    }
    assert!(given.contains("name=\"choices\" value=\"[[1,4],[4,1]]\""), "{given}");
    let placed = screens(of(BallotForm::Ranking), Choice::ticks(&[4, 1]));
    assert!(placed.contains("value=\"[4,1]\"") && placed.contains("jouw volgorde van twee plannen"), "{placed}");
    let said = screens(of(BallotForm::YesNo), vec![Choice::weighed(1, 1), Choice::weighed(2, -1)]);
    for words in [
        "Je zegt ja bij één plan en nee bij één plan.",
        "Over twee plannen zei je nog niets.",
        "value=\"[[1,1],[2,-1]]\"",
        "ja bij één plan, nee bij één plan",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
}
