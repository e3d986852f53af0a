//! What the tables hold, as types, and what follows from them without a database.

mod staff;
mod view;
mod voter;

pub use staff::{CodeBatch, CodeStatus, DayCount, Decision, DecisionWords, Deviation, Follow, Long, NewDecision};
pub use view::RoundView;
pub use voter::{Draft, Drafts, HandIn, How, Keep, Kind, MyBallot, Received, Voter, nonce};

use crate::refusal::Refusal;
use crate::rules::{GroupOver, Offered, RoundRules};
use civic::ids::{OrganisationId, ProjectId};
use jiff::Timestamp;
use platform::i18n::Lang;
use platform::money::Cents;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use uuid::Uuid;

platform::id_type! {
    /// A voting round.
    RoundId;
    /// A batch of codes.
    BatchId;
}

/// Where a round is in its life, as it stands in the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Staff prepare it.
    Draft,
    /// Rules, times and plans are fixed; voters can vote between its times.
    Open,
    /// No ballot is taken any more.
    Closed,
    /// Staff look into objections, as long as was declared.
    Review,
    /// Ballots lie apart from whoever handed them in, for good.
    Sealed,
    /// Counted, not published.
    Counted,
    /// The outcome is public.
    Provisional,
    /// The authority has decided on it.
    Decided,
    /// Over.
    Final,
}

impl State {
    /// All, in the order of a life.
    pub const ALL: [State; 9] = [
        State::Draft,
        State::Open,
        State::Closed,
        State::Review,
        State::Sealed,
        State::Counted,
        State::Provisional,
        State::Decided,
        State::Final,
    ];

    /// As in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::Open => "open",
            State::Closed => "closed",
            State::Review => "review",
            State::Sealed => "sealed",
            State::Counted => "counted",
            State::Provisional => "provisional",
            State::Decided => "decided",
            State::Final => "final",
        }
    }

    /// From the database.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        State::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// What a round is at a moment, for people to read: state and time together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Staff prepare it; nobody else sees it.
    Draft,
    /// Fixed and announced, not begun.
    Announced,
    /// One can vote now.
    Voting,
    /// The time is over.
    Closed,
    /// Staff look into objections.
    Review,
    /// Ballots are sealed or counted; no outcome yet.
    Counting,
    /// There is an outcome, not decided on.
    Provisional,
    /// The authority has decided.
    Decided,
    /// Over.
    Final,
}

/// Texts of something in the source language of its organisation.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CandidateTexts {
    /// Title.
    pub title: String,
    /// Two lines.
    pub summary: String,
    /// Theme.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// Area.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    /// What the picture shows.
    pub picture_alt: String,
}

/// A plan on its way to the ballot, as the feature of plans supplies it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewCandidate {
    /// The plan, if it is one of the site.
    pub proposal: Option<Uuid>,
    /// What follows the address of the plans' page.
    pub address: Option<String>,
    /// What it costs.
    pub cost: Cents,
    /// Its id in a Pabulib file.
    pub pabulib_id: Option<String>,
    /// The name of a public file.
    pub picture: Option<String>,
    /// Colour of its theme, 0–7.
    pub theme_colour: i64,
    /// Texts in the source language.
    pub texts: CandidateTexts,
    /// Texts in other languages, by code; empty ones fall back to the source.
    pub translations: BTreeMap<String, CandidateTexts>,
}

/// That a plan was struck, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Struck {
    /// When.
    pub at: Timestamp,
    /// Why, for everybody to read.
    pub reason: String,
}

/// A plan on the ballot. From the opening on a snapshot, whatever becomes of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its number on the ballot, from 1.
    pub number: u32,
    /// Outer id.
    pub key: Uuid,
    /// What was taken over.
    pub plan: NewCandidate,
    /// If it was struck.
    pub struck: Option<Struck>,
}

impl Candidate {
    fn pick<'c>(&'c self, lang: Lang, read: impl Fn(&'c CandidateTexts) -> &'c str) -> &'c str {
        let translated = self.plan.translations.get(lang.code()).map(&read).filter(|text| !text.is_empty());
        translated.unwrap_or_else(|| read(&self.plan.texts))
    }

    /// Title.
    #[must_use]
    pub fn title(&self, lang: Lang) -> &str {
        self.pick(lang, |texts| &texts.title)
    }

    /// Two lines.
    #[must_use]
    pub fn summary(&self, lang: Lang) -> &str {
        self.pick(lang, |texts| &texts.summary)
    }

    /// Theme; empty if it has none.
    #[must_use]
    pub fn theme(&self, lang: Lang) -> &str {
        self.pick(lang, |texts| texts.theme.as_deref().unwrap_or_default())
    }

    /// Area; empty if it has none.
    #[must_use]
    pub fn area(&self, lang: Lang) -> &str {
        self.pick(lang, |texts| texts.area.as_deref().unwrap_or_default())
    }

    /// What the picture shows.
    #[must_use]
    pub fn picture_alt(&self, lang: Lang) -> &str {
        self.pick(lang, |texts| &texts.picture_alt)
    }

    /// What it costs.
    #[must_use]
    pub fn cost(&self) -> Cents {
        self.plan.cost
    }

    /// Its theme or area in the source language, which limits go by.
    #[must_use]
    pub fn group(&self, over: GroupOver) -> Option<&str> {
        let texts = &self.plan.texts;
        let name = if over == GroupOver::Theme { &texts.theme } else { &texts.area };
        name.as_deref().filter(|name| !name.is_empty())
    }

    /// Whether it is in this area, as it is called in the source language.
    #[must_use]
    pub fn is_in(&self, area: &str) -> bool {
        self.group(GroupOver::Area) == Some(area)
    }

    /// What matters of it to whether rules can be met.
    #[must_use]
    pub fn offered(&self) -> Offered<'_> {
        Offered { cost: self.cost(), theme: self.group(GroupOver::Theme), area: self.group(GroupOver::Area) }
    }

    /// Its id in the count and in files: the one of the Pabulib file that it came from, or its number.
    #[must_use]
    pub fn tally_id(&self) -> String {
        self.plan.pabulib_id.clone().unwrap_or_else(|| self.number.to_string())
    }
}

/// When things happened in the life of a round.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Moments {
    /// Opened (frozen) by staff.
    pub opened: Option<Timestamp>,
    /// Closed.
    pub closed: Option<Timestamp>,
    /// Until when the review lasts at least.
    pub review_ends: Option<Timestamp>,
    /// Staff ended the review.
    pub review_ended: Option<Timestamp>,
    /// Sealed.
    pub sealed: Option<Timestamp>,
    /// Counted.
    pub counted: Option<Timestamp>,
    /// Outcome published.
    pub published: Option<Timestamp>,
    /// Decided on.
    pub decided: Option<Timestamp>,
    /// Over.
    pub finalised: Option<Timestamp>,
}

/// What a round has to know of its project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectFacts {
    /// Outer id.
    pub uuid: Uuid,
    /// In its address.
    pub slug: String,
    /// Title, in the source language.
    pub title: String,
    /// Whether residents see it.
    pub published: bool,
}

/// One vote.
#[derive(Debug, Clone, PartialEq)]
pub struct Round {
    /// Inner number.
    pub id: RoundId,
    /// Outer id.
    pub uuid: Uuid,
    /// Whose.
    pub organisation: OrganisationId,
    /// In which project.
    pub project: ProjectId,
    /// About that project.
    pub project_facts: ProjectFacts,
    /// Title in the source language.
    pub title: String,
    /// Title in other languages, by code.
    pub titles: BTreeMap<String, String>,
    /// Where it is in its life.
    pub state: State,
    /// Its rules.
    pub rules: RoundRules,
    /// The money that is divided.
    pub budget: Cents,
    /// From when one can vote.
    pub opens_at: Timestamp,
    /// Until when. The instant itself is too late.
    pub closes_at: Timestamp,
    /// The activity with the same times.
    pub activity: Option<Uuid>,
    /// The generation of the keys that it was made with.
    pub key_generation: u32,
    /// What a job is doing to it, if it is.
    pub pending: Option<Long>,
    /// Raised at every change in the draft.
    pub version: i64,
    /// When things happened.
    pub moments: Moments,
}

impl Round {
    /// Title.
    #[must_use]
    pub fn title(&self, lang: Lang) -> &str {
        self.titles.get(lang.code()).filter(|title| !title.is_empty()).unwrap_or(&self.title)
    }

    /// What it is at this moment.
    #[must_use]
    pub fn stage(&self, now: Timestamp) -> Stage {
        match self.state {
            State::Draft => Stage::Draft,
            State::Open if now < self.opens_at => Stage::Announced,
            State::Open if now < self.closes_at => Stage::Voting,
            State::Open | State::Closed => Stage::Closed,
            State::Review => Stage::Review,
            State::Sealed | State::Counted => Stage::Counting,
            State::Provisional => Stage::Provisional,
            State::Decided => Stage::Decided,
            State::Final => Stage::Final,
        }
    }

    /// Whether a ballot is taken at this moment; a test ballot also in the draft.
    ///
    /// # Errors
    /// Why not.
    pub fn takes_ballots(&self, now: Timestamp, test: bool) -> Result<(), Refusal> {
        match self.stage(now) {
            Stage::Voting => Ok(()),
            Stage::Draft | Stage::Announced if test => Ok(()),
            Stage::Draft => Err(Refusal::RoundNotOpen),
            Stage::Announced => Err(Refusal::NotBegun(self.opens_at)),
            _ => Err(Refusal::RoundClosed(self.closes_at)),
        }
    }
}

/// A round to be made or changed.
#[derive(Debug, Clone, PartialEq)]
pub struct NewRound {
    /// Title in the source language.
    pub title: String,
    /// Title in other languages, by code.
    pub titles: BTreeMap<String, String>,
    /// Its rules.
    pub rules: RoundRules,
    /// The money that is divided.
    pub budget: Cents,
    /// From when one can vote.
    pub opens_at: Timestamp,
    /// Until when.
    pub closes_at: Timestamp,
    /// The phase that it belongs to.
    pub phase: Option<civic::ids::PhaseId>,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn round(state: State) -> Round {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        Round {
            id: RoundId(1),
            uuid: Uuid::nil(),
            organisation: OrganisationId(1),
            project: ProjectId(1),
            project_facts: ProjectFacts { uuid: Uuid::nil(), slug: "w".into(), title: "W".into(), published: true },
            title: "Stemming".into(),
            titles: BTreeMap::from([("en".to_owned(), "Vote".to_owned())]),
            state,
            rules: RoundRules::default(),
            budget: Cents(1),
            opens_at: at("2027-03-01T00:00:00Z"),
            closes_at: at("2027-03-15T00:00:00Z"),
            activity: None,
            key_generation: 0,
            pending: None,
            version: 1,
            moments: Moments::default(),
        }
    }

    #[test]
    fn the_instant_of_closing_is_too_late() {
        let round = round(State::Open);
        let micro = jiff::SignedDuration::from_micros(1);
        assert_eq!(round.takes_ballots(round.opens_at - micro, false), Err(Refusal::NotBegun(round.opens_at)));
        assert_eq!(round.takes_ballots(round.opens_at, false), Ok(()));
        assert_eq!(round.takes_ballots(round.closes_at - micro, false), Ok(()));
        assert_eq!(round.takes_ballots(round.closes_at, false), Err(Refusal::RoundClosed(round.closes_at)));
        assert_eq!(round.stage(round.closes_at), Stage::Closed);
    }

    #[test]
    fn test_ballots_are_taken_before_the_vote_and_never_after() {
        let draft = round(State::Draft);
        assert_eq!(draft.takes_ballots(draft.opens_at, false), Err(Refusal::RoundNotOpen));
        assert_eq!(draft.takes_ballots(draft.opens_at, true), Ok(()));
        for state in State::ALL.into_iter().filter(|state| *state > State::Open) {
            assert!(round(state).takes_ballots(draft.opens_at, true).is_err(), "{state:?}");
            assert_eq!(State::parse(state.code()), Some(state));
        }
    }

    #[test]
    fn translations_fall_back_to_the_source() {
        let round = round(State::Open);
        assert_eq!((round.title(Lang::Nl), round.title(Lang::En)), ("Stemming", "Vote"));
        let texts = CandidateTexts { title: "Bankjes".into(), summary: "Zitten".into(), ..Default::default() };
        let english = CandidateTexts { title: "Benches".into(), ..Default::default() };
        let plan = NewCandidate { texts, translations: [("en".into(), english)].into(), ..Default::default() };
        let candidate = Candidate { number: 7, key: Uuid::nil(), plan, struck: None };
        assert_eq!((candidate.title(Lang::En), candidate.summary(Lang::En)), ("Benches", "Zitten"));
        assert_eq!(candidate.tally_id(), "7");
    }
}
