//! What the pages of a vote are made from, and which of them somebody sees who asks for one.

use super::cookies::Handed;
use crate::ballot::Choice;
use crate::model::{Candidate, Drafts, MyBallot, RoundView, Stage, Voter};
use crate::rules::BallotForm;
use civic::model::{Organisation, Phase};
use jiff::Timestamp;
use platform::i18n::{Lang, T};
use platform::money::Cents;
use platform::web::form::Form;
use platform::web::query;
use std::collections::BTreeMap;
use uuid::Uuid;

/// A step that an address asks for with `?step=`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Start,
    Choose,
    Overview,
    Blank,
    Who,
    Drafts,
    HandIn,
    Done,
}

impl Step {
    pub(super) const ALL: [Step; 8] =
        [Step::Start, Step::Choose, Step::Overview, Step::Blank, Step::Who, Step::Drafts, Step::HandIn, Step::Done];

    /// As in addresses; nothing for the start.
    pub(super) fn code(self) -> &'static str {
        match self {
            Step::Start => "",
            Step::Choose => "choose",
            Step::Overview => "overview",
            Step::Blank => "blank",
            Step::Who => "who",
            Step::Drafts => "drafts",
            Step::HandIn => "hand-in",
            Step::Done => "done",
        }
    }

    /// From an address; anything strange is the start.
    pub(super) fn parse(code: &str) -> Step {
        Step::ALL.into_iter().find(|step| step.code() == code).unwrap_or(Step::Start)
    }
}

/// How somebody shows that they may vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Code,
    Email,
}

/// What is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Screen {
    /// The vote has not begun.
    NotYet,
    /// The vote is over.
    Over,
    Start,
    Choose,
    Overview,
    /// Asked whether they want to vote blank.
    Blank,
    /// Identify.
    Who,
    /// Has identified.
    Known,
    /// Two drafts meet.
    Drafts,
    HandIn,
    /// Has voted and may not change it.
    Voted,
    Done,
}

/// What is known about the visitor.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    /// Who has identified for this round.
    pub(super) voter: Option<Voter>,
    /// Whether they had, but too long ago.
    pub(super) expired: bool,
    /// What they chose and did not hand in.
    pub(super) drafts: Drafts,
    /// Whether they have voted.
    pub(super) mine: Option<MyBallot>,
    /// What this browser has just handed in.
    pub(super) handed: Option<Handed>,
    /// The receipt of what was handed in.
    pub(super) receipt: Option<super::receipt::Shown>,
    /// Where a code was mailed to.
    pub(super) mailed: Option<String>,
}

impl Seen {
    /// Whether this is for trying out.
    pub(super) fn test(&self) -> bool {
        self.voter.as_ref().is_some_and(|voter| voter.test) || self.handed.as_ref().is_some_and(|handed| handed.test)
    }

    /// Whether they have voted.
    pub(super) fn voted(&self) -> bool {
        self.mine.as_ref().is_some_and(MyBallot::voted)
    }
}

/// Which screen somebody sees who asks for a step. Every address may be asked for at any time; `votable` is whether a
/// ballot of this visitor is taken now, `fine` whether the choice may be handed in.
pub(super) fn screen(asked: Step, stage: Stage, seen: &Seen, votable: bool, fine: bool) -> Screen {
    if asked == Step::Done && (seen.handed.is_some() || seen.voted()) {
        return Screen::Done;
    }
    if !votable {
        let early = matches!(stage, Stage::Draft | Stage::Announced);
        return match asked {
            Step::Who if early => Screen::Who,
            _ if early => Screen::NotYet,
            _ => Screen::Over,
        };
    }
    let known = seen.voter.is_some();
    match asked {
        Step::Start => Screen::Start,
        _ if seen.mine.as_ref().is_some_and(|mine| mine.voted() && !mine.may_change) => Screen::Voted,
        _ if known && seen.drafts.meet() => Screen::Drafts,
        Step::Choose => Screen::Choose,
        Step::Overview => Screen::Overview,
        Step::Blank => Screen::Blank,
        Step::Drafts => {
            if seen.drafts.current().is_some() {
                Screen::Overview
            } else {
                Screen::Choose
            }
        }
        Step::Who if known => Screen::Known,
        Step::Who => Screen::Who,
        Step::HandIn if !known => Screen::Who,
        Step::HandIn => {
            if fine {
                Screen::HandIn
            } else {
                Screen::Overview
            }
        }
        Step::Done => Screen::Start,
    }
}

/// The keys of an address that the pages of a vote read.
pub(super) const QUERY_KEYS: &[&str] = &["step", "way", "round", "q", "theme", "in", "order", "seed"];

/// How the list of plans is narrowed and ordered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Listing {
    /// Words.
    pub(super) q: String,
    /// Slug of a theme.
    pub(super) theme: String,
    /// Slugs of the themes or areas that somebody wants to choose from, with commas.
    pub(super) within: String,
    /// `random`, `number`, `cost`; empty for the order of the rules.
    pub(super) order: String,
    /// Which random order.
    pub(super) seed: u64,
}

impl Listing {
    /// Reads it from an address or a form.
    pub(super) fn read<'q>(get: impl Fn(&str) -> &'q str) -> Self {
        let short = |key: &str| get(key).trim().chars().take(200).collect::<String>();
        let seeds = u64::from(civic::block::SEEDS);
        Listing {
            q: short("q"),
            theme: short("theme"),
            within: short("in"),
            order: short("order"),
            seed: get("seed").parse().ok().filter(|seed| *seed < seeds).unwrap_or(0),
        }
    }

    /// Name and value of what is not empty, for a form or an address.
    pub(super) fn pairs(&self) -> Vec<(&'static str, &str)> {
        let all = [("q", self.q.as_str()), ("theme", &self.theme), ("in", &self.within), ("order", &self.order)];
        all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }
}

/// Addresses, in the visitor's language.
#[derive(Debug, Clone, Default)]
pub(super) struct Place {
    /// What stands before every path: nothing or `/en`.
    pub(super) prefix: String,
    /// The path of the page of the vote.
    pub(super) vote: String,
    /// The path of the list of plans.
    pub(super) plans: Option<String>,
    /// The path of the page of one plan; its address follows.
    pub(super) plan: Option<String>,
    /// The path of the page of the outcome.
    pub(super) outcome: Option<String>,
    /// The path of the project.
    pub(super) project: String,
    /// The round, if the page would show another by itself.
    pub(super) round: Option<Uuid>,
    /// Where forms are sent: `/do/vote/UUID`.
    pub(super) acts: String,
}

impl Place {
    /// The address of a path.
    pub(super) fn link(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }

    /// The address of a step.
    pub(super) fn step(&self, step: Step) -> String {
        self.step_with(step, &[])
    }

    /// The same with more in its query.
    pub(super) fn step_with(&self, step: Step, more: &[(&str, &str)]) -> String {
        let mut pairs: BTreeMap<String, String> =
            more.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        if step != Step::Start {
            pairs.insert("step".into(), step.code().into());
        }
        if let Some(round) = self.round {
            pairs.insert("round".into(), round.to_string());
        }
        self.link(&format!("{}{}", self.vote, query::text(&pairs)))
    }

    /// Where a form is sent.
    pub(super) fn act(&self, name: &str) -> String {
        self.link(&format!("{}/{name}", self.acts))
    }
}

/// What the pages are made from.
pub(super) struct Scene<'a> {
    pub(super) t: &'a T,
    pub(super) lang: Lang,
    pub(super) organisation: &'a Organisation,
    /// The project's title.
    pub(super) project: String,
    pub(super) view: &'a RoundView,
    pub(super) place: Place,
    pub(super) seen: Seen,
    pub(super) now: Timestamp,
    /// The phases of the project, in order of time.
    pub(super) phases: Vec<Phase>,
    pub(super) listing: Listing,
    pub(super) way: Way,
    /// What was typed and what is wrong with it.
    pub(super) form: Form,
    /// Why the last choice was not taken.
    pub(super) message: Option<String>,
    /// What the last choice did, where that is more than a plan added or taken away.
    pub(super) said: Option<String>,
    /// Whether this is the answer to a choice: then the list has nothing to say.
    pub(super) chose: bool,
    /// A fresh name for a hand-in.
    pub(super) key: String,
    /// Where scripts are.
    pub(super) assets: String,
}

/// What limits a choice first: what the strip shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gauge {
    /// Money.
    Money(Cents),
    /// A number of plans.
    Plans(u32),
    /// Points to divide.
    Points(u32),
    /// Nothing.
    Free,
}

/// The plans of a choice that are still in the vote.
pub(super) fn live(view: &RoundView, choices: &[Choice]) -> Vec<Choice> {
    let is_live = |choice: &Choice| view.candidate(choice.number).is_some_and(|candidate| candidate.struck.is_none());
    choices.iter().copied().filter(is_live).collect()
}

impl<'a> Scene<'a> {
    /// What was chosen, without what was struck.
    pub(super) fn chosen(&self) -> Vec<Choice> {
        self.seen.drafts.current().map(|draft| live(self.view, &draft.choices)).unwrap_or_default()
    }

    /// The plans that this voter can choose: of the own area where they are held to it.
    pub(super) fn votable_plans(&self) -> impl Iterator<Item = &'a Candidate> {
        let (view, area) = (self.view, self.area());
        view.live().filter(move |candidate| area.is_none_or(|area| candidate.is_in(area)))
    }

    /// What was chosen and then struck.
    pub(super) fn struck(&self) -> Vec<&Candidate> {
        let chosen = self.seen.drafts.current().map(|draft| draft.choices.as_slice()).unwrap_or_default();
        let found = chosen.iter().filter_map(|choice| self.view.candidate(choice.number));
        found.filter(|candidate| candidate.struck.is_some()).collect()
    }

    /// What limits a choice first.
    pub(super) fn gauge(&self) -> Gauge {
        let limits = &self.view.round.rules.limits;
        match (limits.max_sum, limits.max_plans) {
            _ if self.form() == BallotForm::Points => {
                Gauge::Points(self.view.round.rules.points.map_or(0, |points| points.total))
            }
            (Some(most), _) => Gauge::Money(most),
            (None, Some(most)) => Gauge::Plans(most),
            (None, None) => Gauge::Free,
        }
    }

    /// The area that this voter is held to, as it is called on the candidates.
    pub(super) fn area(&self) -> Option<&str> {
        let area = self.seen.voter.as_ref().and_then(|voter| voter.area.as_deref());
        self.view.round.rules.held_to(area)
    }

    /// What a voter hands in.
    pub(super) fn form(&self) -> BallotForm {
        self.view.round.rules.form
    }

    /// Whether exactly one plan is chosen, so that another takes its place.
    pub(super) fn single(&self) -> bool {
        self.form() == BallotForm::Plans && self.view.round.rules.limits.max_plans == Some(1)
    }

    /// Whether a ballot of this visitor is taken now.
    pub(super) fn votable(&self) -> bool {
        self.view.round.takes_ballots(self.now, self.seen.test()).is_ok()
    }

    /// Which screen somebody sees who asks for this step.
    pub(super) fn screen(&self, asked: Step) -> Screen {
        let fine = self.view.check(&self.chosen(), self.area(), self.lang).is_ok();
        match screen(asked, self.view.round.stage(self.now), &self.seen, self.votable(), fine) {
            Screen::Blank if !self.view.round.rules.blank_allowed => Screen::Choose,
            screen => screen,
        }
    }

    /// The phases that begin when the vote is over or later.
    pub(super) fn later(&self) -> impl Iterator<Item = &Phase> {
        self.phases.iter().filter(|phase| phase.starts_at >= self.view.round.closes_at)
    }
}
