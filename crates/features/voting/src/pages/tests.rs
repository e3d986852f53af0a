//! Each screen with sample data, in both languages; rules in words; which screen somebody sees.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use super::cookies::Handed;
use super::outcome::{Told, page as outcome_page, waiting};
use super::scene::{Listing, Place, Scene, Screen, Seen, Step, Way, screen};
use super::words::{limits_words, rule_words};
use super::{choose, show};
use crate::model::{
    Candidate, CandidateTexts, Decision, Deviation, Draft, Drafts, Kind, Moments, MyBallot, NewCandidate, ProjectFacts,
    Round, RoundId, RoundView, Stage, State, Struck, Voter,
};
use crate::refusal::Refusal;
use crate::rules::{CountsPublic, Electorate, Limits, Order, RoundRules};
use crate::service::outcome::{OutcomeView, PlanOutcome, TiedPlans};
use civic::ids::{OrganisationId, PhaseId, ProjectId};
use civic::model::{Organisation, Phase};
use jiff::Timestamp;
use platform::i18n::{Lang, T, Texts, Used, check};
use platform::money::Cents;
use platform::web::form::Form;
use std::collections::BTreeMap;
use std::sync::Arc;
use tally::{Amount, Needed, Rule, Status, TieBreak};
use uuid::Uuid;

const HOSTILE: &str = "\"><script>alert('1')</script>{{7*7}}'&\u{202e}";
const OWN: [(Lang, &str); 2] =
    [(Lang::Nl, include_str!("../../locales/pages.nl.ftl")), (Lang::En, include_str!("../../locales/pages.en.ftl"))];

fn texts() -> Arc<Texts> {
    let files: Vec<_> = platform::i18n::LOCALES.into_iter().chain(civic::ui::LOCALES).chain(OWN).collect();
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
        chose: false,
        key: "key-1".into(),
        assets: "/assets/x/".into(),
    }
}

fn draft(choices: &[u32]) -> Option<Draft> {
    Some(Draft { choices: choices.to_vec(), saved_at: at("2027-02-20T11:00:00Z") })
}

fn voter(test: bool) -> Voter {
    Voter { round: RoundId(7), entitlement: Uuid::nil(), test, kind: Kind::Code }
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
    Seen { drafts: Drafts { device: draft(choices), voter: None }, ..Seen::default() }
}

fn known(choices: &[u32]) -> Seen {
    let mine = Some(MyBallot { voted: false, may_change: true });
    Seen { voter: Some(voter(false)), drafts: Drafts { device: None, voter: draft(choices) }, mine, ..Seen::default() }
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
        assert_eq!(limits_words(&t, &limits, blank), dutch);
        assert_eq!(limits_words(&en, &limits, blank), english);
    }
}

#[test]
fn rules_are_told_in_words() {
    let t = texts().lang(Lang::Nl);
    let with = |name: &str, tie| RoundRules {
        rule: Rule::by_name(name).unwrap().with_tie_break(tie),
        ..RoundRules::default()
    };
    let stop = rule_words(&t, &with("greedy_votes_noskip", TieBreak::Id)).join(" ");
    assert!(
        stop.contains("meeste stemmen eerst") && stop.contains("stoppen bij het eerste plan dat niet past"),
        "{stop}"
    );
    assert!(stop.contains("10 voor 2"), "{stop}");
    let skip = rule_words(&t, &with("greedy_votes", TieBreak::Order { ids: vec!["1".into()] })).join(" ");
    assert!(skip.contains("slaan we het over") && skip.contains("vastgelegd"), "{skip}");
}
