//! Each screen with sample data, in both languages; rules in words; which screen somebody sees.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod forms;
mod outcome;
mod reasons;
mod rules;

use super::ballot_words::ballot_words;
use super::cookies::Handed;
use super::scene::{Listing, Place, Scene, Screen, Seen, Step, Way, screen};
use super::words::rule_words;
use super::{choose, show};
use crate::ballot::Choice;
use crate::model::{
    Candidate, CandidateTexts, Draft, Drafts, Kind, Moments, MyBallot, NewCandidate, ProjectFacts, Round, RoundId,
    RoundView, Stage, State, Struck, Voter,
};
use crate::refusal::Refusal;
use crate::rules::{Electorate, Limits, Order, RoundRules};
use civic::ids::{OrganisationId, PhaseId, ProjectId};
use civic::model::{Organisation, Phase};
use jiff::Timestamp;
use platform::i18n::{Lang, T, Texts, Used, check};
use platform::money::Cents;
use platform::web::form::Form;
use std::collections::BTreeMap;
use std::sync::Arc;
use tally::{Rule, TieBreak};
use uuid::Uuid;

const HOSTILE: &str = "\"><script>alert('1')</script>{{7*7}}'&\u{202e}";

fn texts() -> Arc<Texts> {
    let files: Vec<_> = platform::i18n::LOCALES.into_iter().chain(civic::ui::LOCALES).chain(crate::LOCALES).collect();
    Texts::build(&files).unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn candidate(number: u32, title: &str, cost: i64, theme: &str) -> Candidate {
    let texts = CandidateTexts {
        title: title.into(),
        summary: format!("Samenvatting van {title}."),
        theme: Some(theme.into()),
        area: Some("Westerpark".into()),
        picture_alt: "Kinderen op een plein".into(),
    };
    let english = CandidateTexts { title: format!("{title} (en)"), ..CandidateTexts::default() };
    let plan = NewCandidate {
        address: Some(format!("{number}-plan")),
        cost: Cents(cost * 100),
        picture: Some(format!("p{number}.svg")),
        texts,
        translations: BTreeMap::from([("en".into(), english)]),
        ..NewCandidate::default()
    };
    Candidate { number, key: Uuid::nil(), plan, struck: None }
}

fn view(title: &str) -> RoundView {
    let mut candidates = vec![
        candidate(1, title, 25_000, "Groen"),
        candidate(2, "Café op het plein", 45_000, "Kunst"),
        candidate(3, "Buurtvlonder", 5_000, "Groen"),
        candidate(4, "Speeltuin", 1_000, "Groen"),
    ];
    candidates[2].struck = Some(Struck { at: at("2027-02-21T11:00:00Z"), reason: "De indieners zijn gestopt.".into() });
    let rules = RoundRules {
        limits: Limits { min_plans: 2, max_plans: None, min_sum: Cents(0), max_sum: Some(Cents(5_000_000)) },
        electorate: Electorate { codes: true, email: true },
        review_days: 3,
        ..RoundRules::default()
    };
    let round = Round {
        id: RoundId(7),
        uuid: Uuid::nil(),
        organisation: OrganisationId(1),
        project: ProjectId(1),
        project_facts: ProjectFacts {
            uuid: Uuid::nil(),
            slug: "west".into(),
            title: "West Begroot".into(),
            published: true,
        },
        title: "Stemming".into(),
        titles: BTreeMap::new(),
        state: State::Open,
        rules,
        budget: Cents(5_000_000),
        opens_at: at("2027-02-17T08:00:00Z"),
        closes_at: at("2027-03-03T11:00:00Z"),
        activity: None,
        key_generation: 0,
        pending: None,
        version: 1,
        moments: Moments::default(),
    };
    RoundView { round, candidates, generation: 1 }
}

fn organisation() -> Organisation {
    Organisation {
        id: OrganisationId(1),
        uuid: Uuid::nil(),
        slug: "stad".into(),
        host: "voorbeeldstad.example".into(),
        name: "Gemeente Voorbeeldstad".into(),
        tagline: String::new(),
        default_lang: Lang::Nl,
        languages: vec![Lang::Nl, Lang::En],
        formal: false,
        contact_email: "hulp@voorbeeldstad.example".into(),
        contact_text: "Bel 14 0123.".into(),
        picture: None,
        version: 1,
        pages: Vec::new(),
    }
}

fn phases() -> Vec<Phase> {
    let phase = |title: &str, from: &str| Phase {
        id: PhaseId(1),
        uuid: Uuid::nil(),
        title: title.into(),
        description: "Het bestuur besluit".into(),
        starts_at: at(from),
        ends_at: None,
    };
    vec![phase("Stemmen", "2027-02-17T08:00:00Z"), phase("Uitslag", "2027-03-08T11:00:00Z")]
}

fn place() -> Place {
    Place {
        prefix: String::new(),
        vote: "/west/stemmen".into(),
        plans: Some("/west/plannen".into()),
        plan: Some("/west/plan".into()),
        outcome: Some("/west/uitslag".into()),
        project: "/west".into(),
        round: None,
        acts: format!("/do/vote/{}", Uuid::nil()),
    }
}

fn scene<'a>(t: &'a T, organisation: &'a Organisation, view: &'a RoundView) -> Scene<'a> {
    Scene {
        t,
        lang: t.lang(),
        organisation,
        project: "West Begroot".into(),
        view,
        place: place(),
        seen: Seen::default(),
        now: at("2027-02-20T12:00:00Z"),
        phases: phases(),
        listing: Listing::default(),
        way: Way::Code,
        form: Form::default(),
        message: None,
        said: None,
        chose: false,
        key: "key-1".into(),
        assets: "/assets/x/".into(),
    }
}

fn draft(choices: &[u32]) -> Option<Draft> {
    Some(Draft { choices: Choice::ticks(choices), saved_at: at("2027-02-20T11:00:00Z") })
}

fn voter(test: bool) -> Voter {
    Voter { round: RoundId(7), entitlement: Uuid::nil(), test, kind: Kind::Code, area: None }
}

/// Renders each screen in a language with some visitor, and answers it as text.
fn rendered(lang: Lang, formal: bool, title: &str, seen: Seen, asked: Step, change: impl Fn(&mut Scene<'_>)) -> String {
    let t = texts().lang(lang).formal(formal);
    let (organisation, view) = (organisation(), view(title));
    let mut s = scene(&t, &organisation, &view);
    s.seen = seen;
    change(&mut s);
    show(&s, s.screen(asked)).1.into_string()
}

fn device(choices: &[u32]) -> Seen {
    Seen { drafts: Drafts { device: draft(choices), voter: None, ..Drafts::default() }, ..Seen::default() }
}

fn known(choices: &[u32]) -> Seen {
    let mine = Some(MyBallot { mark: None, may_change: true, struck: false });
    Seen {
        voter: Some(voter(false)),
        drafts: Drafts { device: None, voter: draft(choices), ..Drafts::default() },
        mine,
        ..Seen::default()
    }
}

#[test]
fn limits_are_told_in_words() {
    let t = texts().lang(Lang::Nl);
    let en = t.in_lang(Lang::En);
    let limits = |min_plans, max_plans, least, most: Option<i64>| Limits {
        min_plans,
        max_plans,
        min_sum: Cents(least),
        max_sum: most.map(Cents),
    };
    for (limits, blank, dutch, english) in [
        (limits(0, None, 0, None), false, "Kies één of meer plannen.", "Choose one or more plans."),
        (limits(1, Some(1), 0, None), false, "Kies precies één plan.", "Choose exactly one plan."),
        (limits(5, Some(5), 0, None), false, "Kies precies vijf plannen.", "Choose exactly five plans."),
        (
            limits(1, Some(3), 0, None),
            true,
            "Kies ten hoogste drie plannen. Een lege stem mag ook.",
            "Choose at most three plans. An empty vote is allowed too.",
        ),
        (limits(2, Some(20), 0, None), false, "Kies twee tot 20 plannen.", "Choose two to 20 plans."),
        (
            limits(2, None, 0, Some(30_000_000)),
            false,
            "Kies ten minste twee plannen. Samen kosten ze ten hoogste €\u{a0}300.000.",
            "Choose at least two plans. Together they cost at most €300,000.",
        ),
        (
            limits(0, None, 100, Some(200)),
            false,
            "Kies één of meer plannen. Samen kosten ze €\u{a0}1 tot €\u{a0}2.",
            "Choose one or more plans. Together they cost €1 to €2.",
        ),
    ] {
        let rules = RoundRules { limits, blank_allowed: blank, ..RoundRules::default() };
        assert_eq!(ballot_words(&t, &rules, None), dutch);
        assert_eq!(ballot_words(&en, &rules, None), english);
    }
}

#[test]
fn rules_are_told_in_words() {
    let t = texts().lang(Lang::Nl);
    let with = |name: &str, tie| RoundRules {
        rule: Rule::by_name(name).unwrap().with_tie_break(tie),
        ..RoundRules::default()
    };
    let stop = rule_words(&t, &with("greedy_votes_noskip", TieBreak::Id), None).join(" ");
    assert!(
        stop.contains("meeste stemmen eerst") && stop.contains("stoppen bij het eerste plan dat niet past"),
        "{stop}"
    );
    assert!(stop.contains("10 voor 2"), "{stop}");
    let order = |ids: &[&str]| TieBreak::Order { ids: ids.iter().map(|id| (*id).to_owned()).collect() };
    let skip = rule_words(&t, &with("greedy_votes", order(&["1"])), None).join(" ");
    assert!(skip.contains("slaan we het over") && skip.contains("vastgelegd"), "{skip}");
    // The order of the numbers on the ballot, also before there is a ballot.
    let view = view("Plan");
    let ids: Vec<String> = view.candidates.iter().map(crate::model::Candidate::tally_id).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    for (ids, view) in [(&ids[..], Some(&view)), (&[][..], None)] {
        let number = rule_words(&t, &with("greedy_votes", order(ids)), view).join(" ");
        assert!(number.contains("het plan met het laagste nummer"), "{number}");
    }
}

#[test]
fn every_address_may_be_asked_for_at_any_time() {
    let none = Seen::default();
    let see = |asked, seen: &Seen, fine| screen(asked, Stage::Voting, seen, true, fine);
    assert_eq!(see(Step::Start, &none, false), Screen::Start);
    assert_eq!(see(Step::HandIn, &none, true), Screen::Who, "nobody hands in who has not identified");
    assert_eq!(see(Step::Drafts, &none, true), Screen::Choose);
    assert_eq!(see(Step::Done, &none, true), Screen::Start);
    assert_eq!(see(Step::HandIn, &known(&[1, 2]), true), Screen::HandIn);
    assert_eq!(see(Step::HandIn, &known(&[1]), false), Screen::Overview);
    assert_eq!(see(Step::Who, &known(&[1]), false), Screen::Known);
    let mut meeting = known(&[1]);
    meeting.drafts.device = draft(&[2]);
    for asked in [Step::Choose, Step::Overview, Step::HandIn, Step::Who, Step::Drafts] {
        assert_eq!(see(asked, &meeting, true), Screen::Drafts, "{asked:?}");
    }
    let mut voted = known(&[]);
    voted.mine = Some(MyBallot { mark: Some("m".into()), may_change: false, struck: false });
    assert_eq!(see(Step::HandIn, &voted, true), Screen::Voted);
    assert_eq!(see(Step::Done, &voted, true), Screen::Done);
    voted.mine = Some(MyBallot { mark: Some("m".into()), may_change: true, struck: false });
    assert_eq!(see(Step::Choose, &voted, true), Screen::Choose);
    for step in Step::ALL {
        assert_eq!(Step::parse(step.code()), step);
        assert_eq!(screen(step, Stage::Closed, &none, false, true), Screen::Over, "{step:?}");
        let early = screen(step, Stage::Announced, &none, false, true);
        assert_eq!(early, if step == Step::Who { Screen::Who } else { Screen::NotYet });
    }
    assert_eq!(Step::parse("<script>"), Step::Start);
}

#[test]
fn each_screen_says_what_it_is_for() {
    let mut meeting = known(&[1]);
    meeting.drafts.device = draft(&[2]);
    let mut voted = known(&[]);
    voted.mine = Some(MyBallot { mark: Some("m".into()), may_change: false, struck: false });
    let cases: [(Seen, Step, &str, &str); 9] = [
        (
            Seen::default(),
            Step::Start,
            "Je hebt een stemcode nodig. Die staat in de brief van Gemeente",
            "You need a voting code.",
        ),
        (
            Seen::default(),
            Step::Choose,
            "Samen kosten ze ten hoogste €\u{a0}50.000",
            "Together they cost at most €50,000",
        ),
        (
            device(&[1, 4]),
            Step::Overview,
            "Je kiest twee plannen voor samen €\u{a0}26.000.",
            "You choose two plans for €26,000 together.",
        ),
        (Seen::default(), Step::Who, "Vul je stemcode in", "Enter your voting code"),
        (known(&[]), Step::Who, "Je code is goed", "Your code is right"),
        (meeting, Step::HandIn, "Welke keuze wil je houden?", "Which choice do you want to keep?"),
        (known(&[1, 4]), Step::HandIn, "Verstuur mijn stem", "Send my vote"),
        (voted.clone(), Step::Choose, "Je hebt al gestemd", "You have already voted"),
        (voted, Step::Done, "Je stem is binnen.", "Your vote is in."),
    ];
    for (seen, asked, dutch, english) in cases {
        let nl = rendered(Lang::Nl, false, "Bloemperken", seen.clone(), asked, |_| ());
        assert!(nl.contains(dutch), "{asked:?}: {nl}");
        assert_eq!(nl.matches("<h1").count(), 1, "{asked:?}: {nl}");
        let en = rendered(Lang::En, false, "Bloemperken", seen.clone(), asked, |_| ());
        assert!(en.contains(english), "{asked:?}: {en}");
        let formal = rendered(Lang::Nl, true, "Bloemperken", seen, asked, |_| ());
        for word in [" je ", " jouw ", " jij ", "Je ", ">Jouw "] {
            assert!(!formal.contains(word), "{asked:?} says {word}: {formal}");
        }
    }
}

#[test]
fn titles_are_only_ever_text() {
    for (seen, asked) in [
        (Seen::default(), Step::Choose),
        (device(&[1, 4]), Step::Choose),
        (device(&[1, 4]), Step::Overview),
        (known(&[1, 4]), Step::HandIn),
    ] {
        let wild = rendered(Lang::Nl, false, HOSTILE, seen.clone(), asked, |s| s.listing.q = String::new());
        assert!(!wild.contains("<script>alert"), "{wild}");
        let calm = rendered(Lang::Nl, false, "calm", seen, asked, |_| ());
        assert_eq!(calm.matches('"').count(), wild.matches('"').count(), "a quotation mark got through");
    }
    let searched = rendered(Lang::Nl, false, "calm", Seen::default(), Step::Choose, |s| s.listing.q = HOSTILE.into());
    assert!(!searched.contains("<script>alert") && searched.contains("Hier past geen plan bij"));
}

#[test]
fn before_and_after_say_so_with_their_date() {
    let early = rendered(Lang::Nl, false, "x", Seen::default(), Step::Choose, |s| s.now = at("2027-02-01T12:00:00Z"));
    assert!(early.contains("Stemmen kan nog niet") && early.contains("17 februari 2027, 9.00 uur"), "{early}");
    assert!(early.contains("/west/plannen"), "{early}");
    let late = rendered(Lang::Nl, false, "x", Seen::default(), Step::HandIn, |s| s.now = at("2027-03-04T12:00:00Z"));
    assert!(late.contains("De stemming is voorbij") && late.contains("3 maart 2027, 12.00 uur"), "{late}");
    assert!(late.contains("Uitslag, vanaf 8 maart 2027"), "{late}");
}

#[test]
fn a_plan_that_does_not_fit_says_why() {
    let page = rendered(Lang::Nl, false, "x", device(&[1]), Step::Choose, |_| ());
    let sentence =
        "Dit plan past niet meer: het kost €\u{a0}45.000 en je hebt nog €\u{a0}25.000. Haal eerst een ander plan weg.";
    assert!(page.contains(sentence), "{page}");
    let button = page.split("id=\"kies-2\"").nth(1).unwrap();
    assert!(
        button.starts_with(" aria-pressed=\"false\" aria-disabled=\"true\" aria-describedby=\"waarom-2\""),
        "{button}"
    );
    let chosen = page.split("id=\"kies-1\"").nth(1).unwrap();
    assert!(chosen.starts_with(" aria-pressed=\"true\">"), "{chosen}");
    assert!(page.contains("data-reminder"), "{page}");
}

#[test]
fn every_page_says_how_far_one_is_and_what_to_say_without_a_network() {
    let page = rendered(Lang::Nl, false, "x", device(&[1]), Step::Choose, |_| ());
    let said = "data-unfinished=\"Je hebt één plan gekozen voor";
    assert_eq!(page.matches(said).count(), 2, "in the basket and on the page: {page}");
    assert!(page.contains("data-text-vote-offline=\"Geen internet. Je stem is nog niet binnen."), "{page}");
    assert!(page.contains("data-acts=\"/do/vote/") && page.contains("js/keep.js"), "{page}");
    let nothing = rendered(Lang::Nl, false, "x", Seen::default(), Step::Choose, |_| ());
    assert!(!nothing.contains("data-unfinished"), "{nothing}");
    let formal = rendered(Lang::Nl, true, "x", device(&[1]), Step::Overview, |_| ());
    assert!(formal.contains("data-unfinished=\"U hebt één plan gekozen voor"), "{formal}");
}

#[test]
fn a_struck_plan_frees_its_money_and_is_told() {
    let page = rendered(Lang::Nl, false, "x", device(&[3, 4]), Step::Overview, |_| ());
    assert!(page.contains("Een plan dat je koos, is teruggetrokken: Buurtvlonder"), "{page}");
    assert!(page.contains("Je kiest één plan voor samen €\u{a0}1.000."), "{page}");
    assert!(page.contains("Je kunt deze keuze nog niet versturen"), "one is fewer than the rules ask: {page}");
    let cards = rendered(Lang::Nl, false, "x", Seen::default(), Step::Choose, |_| ());
    assert!(cards.contains("vote-card--withdrawn") && !cards.contains("id=\"kies-3\""), "{cards}");
}

#[test]
fn random_orders_are_stable_and_search_and_theme_narrow() {
    let t = texts().lang(Lang::Nl);
    let (organisation, mut view) = (organisation(), view("Bloemperken"));
    view.candidates =
        (1..=58).map(|n| candidate(n, &format!("Plan {n}"), 100, if n % 2 == 0 { "Groen" } else { "Kunst" })).collect();
    view.round.rules.order = Order::Random;
    let numbers = |seed, theme: &str, q: &str, order: &str| {
        let mut s = scene(&t, &organisation, &view);
        s.listing = Listing { seed, theme: theme.into(), q: q.into(), order: order.into(), ..Listing::default() };
        choose::listed(&s).iter().map(|candidate| candidate.number).collect::<Vec<_>>()
    };
    assert_eq!(numbers(5, "", "", ""), numbers(5, "", "", "random"));
    assert_ne!(numbers(5, "", "", ""), numbers(6, "", "", ""));
    let all = numbers(5, "", "", "");
    let green: Vec<u32> = all.iter().copied().filter(|n| n % 2 == 0).collect();
    assert_eq!(numbers(5, "groen", "", ""), green, "a filter keeps the order");
    assert_eq!(numbers(5, "", "", "number"), (1..=58).collect::<Vec<_>>());
    assert_eq!(numbers(5, "", "PLÁN 37", ""), [37]);
    assert!(numbers(5, "none", "", "").is_empty());
}

#[test]
fn a_wrong_code_stays_in_the_field_with_what_is_wrong() {
    let own_refusal = [Refusal::WrongVotingCode.into()];
    let form = || Form::filled([("code", "K7PMD-3RTAV-9XQ4P")]).refused(&own_refusal);
    let page = rendered(Lang::Nl, false, "x", Seen::default(), Step::Who, |s| s.form = form());
    assert!(page.contains("value=\"K7PMD-3RTAV-9XQ4P\"") && page.contains("error-summary"), "{page}");
    assert!(page.contains("aria-describedby=\"code-hint code-fout\" aria-invalid=\"true\""), "{page}");
    // The refusal says what is kept, at the top and at the field; the page does not say it again.
    assert_eq!(page.matches("Je keuze is bewaard.").count(), 2, "{page}");
    let mail = rendered(Lang::Nl, false, "x", Seen::default(), Step::Who, |s| s.way = Way::Email);
    assert!(mail.contains("Wat is je e-mailadres?") && mail.contains("name=\"email\""), "{mail}");
    let code = rendered(
        Lang::Nl,
        false,
        "x",
        Seen { mailed: Some("a@b.example".into()), ..Seen::default() },
        Step::Who,
        |s| s.way = Way::Email,
    );
    assert!(code.contains("a@b.example") && code.contains("one-time-code"), "{code}");
}

#[test]
fn a_test_vote_says_on_every_page_that_it_does_not_count() {
    let mut seen = known(&[1, 4]);
    seen.voter = Some(voter(true));
    for asked in [Step::Start, Step::Choose, Step::Overview, Step::Who, Step::HandIn] {
        let page = rendered(Lang::Nl, false, "x", seen.clone(), asked, |_| ());
        assert!(page.contains("Proefstemming: deze stem telt niet"), "{asked:?}: {page}");
    }
}

#[test]
fn the_last_page_shows_only_what_this_browser_handed_in() {
    let mut seen = known(&[]);
    seen.mine = Some(MyBallot { mark: Some("m".into()), may_change: true, struck: false });
    let apart = rendered(Lang::Nl, false, "Bloemperken", seen.clone(), Step::Done, |_| ());
    assert!(apart.contains("bewaren we apart van je code") && !apart.contains("class=\"receipt\""), "{apart}");
    let how = crate::model::How::Stored;
    let received = crate::model::Received { choices: Choice::ticks(&[1, 4]), how, test: false, receipt: None };
    seen.handed = Some(Handed::of(&view("Bloemperken"), &received));
    let page = rendered(Lang::Nl, false, "Bloemperken", seen, Step::Done, |_| ());
    assert!(page.contains("We tellen hem mee voor twee plannen, samen €\u{a0}26.000."), "{page}");
    assert!(page.contains("Bloemperken") && page.contains("class=\"receipt\""), "{page}");
    assert!(page.contains("Stem wijzigen") && page.contains("Begin opnieuw") && page.contains("Uitslag"), "{page}");
}

#[test]
fn the_receipt_says_what_it_is_for_and_what_is_missing() {
    let shown = |own: bool, file: bool| {
        let mut seen = known(&[]);
        seen.mine = Some(MyBallot { mark: Some("m".into()), may_change: true, struck: false });
        seen.receipt = Some(super::receipt::Shown {
            code: "K7PM-0000-1111-2222-3333".into(),
            link: "https://voorbeeldstad.example/vote-receipt?code=K7PM-0000-1111-2222-3333".into(),
            own,
            file,
            fingerprint: "ab12".into(),
        });
        rendered(Lang::Nl, false, "Bloemperken", seen, Step::Done, |_| ())
    };
    let page = shown(true, true);
    assert!(page.contains("Je ontvangstbewijs") && page.contains("K7PM-0000-1111-2222-3333"), "{page}");
    assert!(page.contains("Vierkante code") && page.contains("Bewaar als bestand") && page.contains("ab12"), "{page}");
    assert!(page.contains("Houd het dus voor jezelf") && !page.contains("JavaScript staat uit"), "{page}");
    assert!(shown(false, true).contains("JavaScript staat uit"));
    let long = shown(true, false);
    assert!(long.contains("te lang om ook als bestand") && !long.contains("Bewaar als bestand"), "{long}");
}

#[test]
fn both_languages_are_complete() {
    let found = Used::of_dir(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/pages")).unwrap();
    let problems = check(&texts(), &found);
    // Refusals and mails are made elsewhere; the program as a whole is tested for them.
    let elsewhere = |problem: &str| ["refusal-", "mail-", "log-", "staff-"].iter().any(|kind| problem.contains(kind));
    let here = |problem: &str| (problem.contains("vote-") || problem.contains("outcome-")) && !elsewhere(problem);
    let ours: Vec<_> = problems.iter().filter(|problem| here(problem)).collect();
    assert!(ours.is_empty(), "{ours:#?}");
}
