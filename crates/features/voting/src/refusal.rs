//! What the vote refuses, and why. Each reason has a sentence in the locales.

use crate::model::State;
use crate::rules::GroupOver;
use http::StatusCode;
use jiff::Timestamp;
use platform::error::{Arg, Reason};
use platform::money::Cents;

/// Reasons of this crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The vote has not begun.
    NotBegun(Timestamp),
    /// The vote is over: what came in now was not received.
    RoundClosed(Timestamp),
    /// The round cannot take votes now (not opened by staff, or being sealed).
    RoundNotOpen,
    /// The voting code is not valid.
    WrongVotingCode,
    /// Nobody has identified for this vote, or it was too long ago.
    VoterNeeded,
    /// This vote does not work with voting codes, or not by e-mail.
    WayNotOffered,
    /// The code from the mail is wrong or too old.
    WrongMailCode,
    /// No plan was chosen.
    Blank,
    /// Fewer plans than the rules ask for.
    TooFewPlans {
        /// The least.
        least: u32,
        /// How many were chosen.
        chosen: usize,
    },
    /// More plans than the rules allow.
    TooManyPlans {
        /// The most.
        most: u32,
        /// How many were chosen.
        chosen: usize,
    },
    /// The plans cost more together than one ballot may spend.
    OverSum {
        /// The most.
        most: Cents,
        /// The sum.
        sum: Cents,
    },
    /// The plans cost less together than one ballot has to spend.
    UnderSum {
        /// The least.
        least: Cents,
        /// The sum.
        sum: Cents,
    },
    /// The same of one theme or area.
    Within {
        /// The theme or area.
        name: String,
        /// What is wrong: too few or too many plans, or a sum over or under.
        why: Box<Refusal>,
    },
    /// Plans from more themes or areas than the rules allow.
    TooManyGroups {
        /// Which of the two.
        over: GroupOver,
        /// The most.
        most: u32,
        /// From how many was chosen.
        chosen: usize,
    },
    /// A plan of another area than that of the voter's code.
    OtherArea {
        /// The plan.
        title: String,
        /// The voter's area.
        area: String,
    },
    /// A plan has something beside it that ballots of this form do not have.
    WrongForm,
    /// A plan is named and given no point.
    NoPoints(String),
    /// A plan has more points than one plan may have.
    PlanPoints {
        /// The plan.
        title: String,
        /// The most.
        most: u32,
        /// What it was given.
        given: i64,
    },
    /// More points than there are to divide.
    PointsOver {
        /// How many there are.
        total: u32,
        /// How many were given.
        given: i64,
    },
    /// There is no plan of this number in the vote.
    UnknownPlan(u32),
    /// A plan was chosen twice.
    DoublePlan,
    /// A plan was withdrawn from the vote.
    StruckPlan(String),
    /// Plans or limits changed between reading and writing; the choice has to be looked at again.
    ChoiceOutdated,
    /// This voter has voted, and the rules allow no change.
    AlreadyVoted,
    /// A ballot of this voter stands that this one was not made to replace: a newer one, or one that the page that it was
    /// handed in from did not know of.
    BallotStands,
    /// The entitlement was made void.
    EntitlementVoid,
    /// The key of the request belongs to another choice.
    KeyReused,
    /// The act does not fit where the round is in its life.
    WrongState(State),
    /// The round is frozen: only closing later is possible.
    Frozen,
    /// The vote cannot close earlier than was announced.
    ClosesEarlier(Timestamp),
    /// The vote would close in the past.
    ClosesInPast,
    /// Nobody could vote: neither codes nor e-mail.
    NoElectorate,
    /// More days of review than seven.
    ReviewTooLong,
    /// The rule needs other ballots, or something that a round does not have.
    RuleDoesNotFit,
    /// With these plans the rule could take too long.
    RuleTooHeavy,
    /// The rule names a plan, theme or area that is not on the ballot.
    RuleNames(String),
    /// A file of a vote that cannot be read.
    BadFile(Box<tally::pabulib::ReadError>),
    /// A file that is no text.
    NoText,
    /// A file with more bytes, plans or ballots than are compared.
    FileTooLarge,
    /// No file was sent.
    NoFile,
    /// Nobody has voted with a test code.
    NoTestBallots,
    /// A vote without plans or without ballots: there is nothing to compare.
    NothingToCompare,
    /// The review lasts as long as was announced.
    ReviewNotOver(Timestamp),
    /// Limits that no ballot can meet.
    LimitsClash(&'static str),
    /// Nobody said how many points there are to divide.
    PointsMissing,
    /// Points in a vote in which none are divided.
    PointsNotGiven,
    /// Numbers of points that do not fit together.
    PointsClash,
    /// Limits of a theme or area that no ballot can meet.
    GroupLimitsClash(String),
    /// A theme or area without a name, or twice among the limits.
    GroupNamed(String),
    /// Limits for more themes or areas than are taken.
    TooManyGroupLimits(usize),
    /// Limits for a theme or area that no plan on the ballot has.
    GroupUnknown(String),
    /// An area that no plan on the ballot has.
    UnknownArea(String),
    /// A budget that is nothing or less.
    NoBudget,
    /// No plans were chosen for the vote, or too many.
    NoCandidates,
    /// With these plans no ballot can meet the limits.
    CannotBeMet,
    /// One plan twice among the candidates.
    CandidateTwice,
    /// A cost below zero.
    NegativeCost,
    /// The plan was struck before.
    AlreadyStruck,
    /// No codes, or more than one batch takes.
    BatchSize(u32),
    /// The codes of the batch are still being made.
    BatchNotReady,
    /// The printer's file was destroyed.
    FileGone,
    /// The printer counted another number of letters.
    CountDiffers,
    /// Not a code of this vote.
    UnknownCode,
    /// The code was void before.
    CodeVoid,
    /// Nobody has shown with this address that they may vote.
    UnknownAddress,
    /// The address was excluded before.
    AddressVoid,
    /// A mail that cannot be asked for now.
    NoticeLate,
    /// The batch was made void before.
    BatchVoid,
    /// The address of a document is none that a page can link to.
    BadAddress,
    /// The outcome is not public yet.
    OutcomeNotPublic,
    /// The download of the round is still being made.
    DownloadNotReady,
    /// A random number of a device that is not 64 hexadecimal digits.
    BadNonce,
    /// What was typed is no code of a receipt.
    BadReceiptCode,
    /// A value in a query that cannot be read.
    BadQuery(&'static str),
    /// A vote of a kind that cannot be imported.
    CannotImport(String),
}

impl Refusal {
    /// The same, said of one theme or area.
    #[must_use]
    pub fn within(self, name: String) -> Self {
        Refusal::Within { name, why: Box::new(self) }
    }
}

impl Reason for Refusal {
    fn key(&self) -> &'static str {
        match self {
            Refusal::NotBegun(_) => "refusal-vote-not-begun",
            Refusal::RoundClosed(_) => "refusal-vote-closed",
            Refusal::RoundNotOpen => "refusal-vote-not-open",
            Refusal::WrongVotingCode => "refusal-wrong-voting-code",
            Refusal::VoterNeeded => "refusal-voter-needed",
            Refusal::WayNotOffered => "refusal-way-not-offered",
            Refusal::WrongMailCode => "refusal-wrong-mail-code",
            Refusal::Blank => "refusal-ballot-blank",
            Refusal::TooFewPlans { .. } => "refusal-ballot-too-few",
            Refusal::TooManyPlans { .. } => "refusal-ballot-too-many",
            Refusal::OverSum { .. } => "refusal-ballot-over-sum",
            Refusal::UnderSum { .. } => "refusal-ballot-under-sum",
            Refusal::Within { why, .. } => match **why {
                Refusal::TooFewPlans { .. } => "refusal-ballot-group-too-few",
                Refusal::TooManyPlans { .. } => "refusal-ballot-group-too-many",
                Refusal::OverSum { .. } => "refusal-ballot-group-over-sum",
                _ => "refusal-ballot-group-under-sum",
            },
            Refusal::TooManyGroups { over: GroupOver::Theme, .. } => "refusal-ballot-too-many-themes",
            Refusal::TooManyGroups { over: GroupOver::Area, .. } => "refusal-ballot-too-many-areas",
            Refusal::OtherArea { .. } => "refusal-ballot-other-area",
            Refusal::WrongForm => "refusal-ballot-form",
            Refusal::NoPoints(_) => "refusal-ballot-no-points",
            Refusal::PlanPoints { .. } => "refusal-ballot-plan-points",
            Refusal::PointsOver { .. } => "refusal-ballot-points-over",
            Refusal::PointsMissing => "refusal-round-points-missing",
            Refusal::PointsNotGiven => "refusal-round-points-not-given",
            Refusal::PointsClash => "refusal-round-points-clash",
            Refusal::GroupLimitsClash(_) => "refusal-round-group-limits-clash",
            Refusal::GroupNamed(_) => "refusal-round-group-named",
            Refusal::TooManyGroupLimits(_) => "refusal-round-too-many-groups",
            Refusal::GroupUnknown(_) => "refusal-round-group-unknown",
            Refusal::UnknownArea(_) => "refusal-batch-area",
            Refusal::UnknownPlan(_) => "refusal-ballot-unknown-plan",
            Refusal::DoublePlan => "refusal-ballot-double-plan",
            Refusal::StruckPlan(_) => "refusal-ballot-struck-plan",
            Refusal::ChoiceOutdated => "refusal-ballot-outdated",
            Refusal::AlreadyVoted => "refusal-already-voted",
            Refusal::BallotStands => "refusal-ballot-stands",
            Refusal::EntitlementVoid => "refusal-entitlement-void",
            Refusal::KeyReused => "refusal-idempotency-key-reused",
            Refusal::WrongState(_) => "refusal-round-state",
            Refusal::Frozen => "refusal-round-frozen",
            Refusal::ClosesEarlier(_) => "refusal-round-closes-earlier",
            Refusal::ClosesInPast => "refusal-round-closes-in-past",
            Refusal::NoElectorate => "refusal-round-no-electorate",
            Refusal::ReviewTooLong => "refusal-round-review-too-long",
            Refusal::RuleDoesNotFit => "refusal-round-rule",
            Refusal::RuleTooHeavy => "refusal-round-rule-heavy",
            Refusal::RuleNames(_) => "refusal-round-rule-names",
            Refusal::BadFile(error) => crate::pb::key(&error.refusal),
            Refusal::NoText => "refusal-pb-no-text",
            Refusal::FileTooLarge => "refusal-pb-too-large",
            Refusal::NoFile => "refusal-pb-missing",
            Refusal::NoTestBallots => "refusal-no-test-ballots",
            Refusal::NothingToCompare => "refusal-pb-nothing",
            Refusal::ReviewNotOver(_) => "refusal-round-review-not-over",
            Refusal::LimitsClash(_) => "refusal-round-limits-clash",
            Refusal::NoBudget => "refusal-round-no-budget",
            Refusal::NoCandidates => "refusal-round-no-candidates",
            Refusal::CannotBeMet => "refusal-round-cannot-be-met",
            Refusal::CandidateTwice => "refusal-candidate-twice",
            Refusal::NegativeCost => "refusal-candidate-negative-cost",
            Refusal::AlreadyStruck => "refusal-candidate-already-struck",
            Refusal::BatchSize(_) => "refusal-batch-size",
            Refusal::BatchNotReady => "refusal-batch-not-ready",
            Refusal::FileGone => "refusal-batch-file-gone",
            Refusal::CountDiffers => "refusal-batch-count-differs",
            Refusal::UnknownCode => "refusal-unknown-code",
            Refusal::CodeVoid => "refusal-code-void",
            Refusal::UnknownAddress => "refusal-unknown-voter-address",
            Refusal::AddressVoid => "refusal-voter-address-void",
            Refusal::NoticeLate => "refusal-notice-late",
            Refusal::BatchVoid => "refusal-batch-void",
            Refusal::BadAddress => "refusal-document-address",
            Refusal::OutcomeNotPublic => "refusal-outcome-not-public",
            Refusal::DownloadNotReady => "refusal-download-not-ready",
            Refusal::BadNonce => "refusal-nonce",
            Refusal::BadReceiptCode => "refusal-receipt-code",
            Refusal::BadQuery(_) => "refusal-vote-query",
            Refusal::CannotImport(_) => "refusal-cannot-import",
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Refusal::WrongVotingCode | Refusal::WrongMailCode | Refusal::WayNotOffered | Refusal::EntitlementVoid => {
                StatusCode::FORBIDDEN
            }
            Refusal::VoterNeeded => StatusCode::UNAUTHORIZED,
            Refusal::NotBegun(_)
            | Refusal::RoundNotOpen
            | Refusal::ChoiceOutdated
            | Refusal::AlreadyVoted
            | Refusal::BallotStands
            | Refusal::WrongState(_)
            | Refusal::Frozen
            | Refusal::ReviewNotOver(_)
            | Refusal::AlreadyStruck
            | Refusal::NoTestBallots
            | Refusal::BatchNotReady
            | Refusal::CodeVoid
            | Refusal::AddressVoid
            | Refusal::NoticeLate
            | Refusal::BatchVoid
            | Refusal::DownloadNotReady
            | Refusal::OutcomeNotPublic => StatusCode::CONFLICT,
            Refusal::RoundClosed(_) | Refusal::FileGone => StatusCode::GONE,
            Refusal::UnknownCode | Refusal::UnknownAddress => StatusCode::NOT_FOUND,
            Refusal::BadQuery(_) => StatusCode::BAD_REQUEST,
            Refusal::FileTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        let number = |number: &u32| Arg::Number(i64::from(*number));
        match self {
            Refusal::NotBegun(at) | Refusal::RoundClosed(at) | Refusal::ClosesEarlier(at) => vec![("at", (*at).into())],
            Refusal::ReviewNotOver(at) => vec![("at", (*at).into())],
            Refusal::TooFewPlans { least, chosen } => {
                let more = (*least as usize).saturating_sub(*chosen);
                vec![("least", number(least)), ("chosen", (*chosen).into()), ("more", more.into())]
            }
            Refusal::TooManyPlans { most, chosen } => vec![("most", number(most)), ("chosen", (*chosen).into())],
            Refusal::OverSum { most, sum } => {
                let over = Cents(sum.0.saturating_sub(most.0));
                vec![("most", (*most).into()), ("sum", (*sum).into()), ("over", over.into())]
            }
            Refusal::UnderSum { least, sum } => {
                let more = Cents(least.0.saturating_sub(sum.0));
                vec![("least", (*least).into()), ("sum", (*sum).into()), ("more", more.into())]
            }
            Refusal::Within { name, why } => {
                let mut args = why.args();
                args.push(("name", name.as_str().into()));
                args
            }
            Refusal::TooManyGroups { most, chosen, .. } => vec![("most", number(most)), ("chosen", (*chosen).into())],
            Refusal::OtherArea { title, area } => {
                vec![("title", title.as_str().into()), ("area", area.as_str().into())]
            }
            Refusal::NoPoints(title) => vec![("title", title.as_str().into())],
            Refusal::PlanPoints { title, most, given } => {
                vec![("title", title.as_str().into()), ("most", number(most)), ("given", Arg::Number(*given))]
            }
            Refusal::PointsOver { total, given } => {
                let over = given.saturating_sub(i64::from(*total));
                vec![("total", number(total)), ("given", Arg::Number(*given)), ("over", Arg::Number(over))]
            }
            Refusal::GroupLimitsClash(name)
            | Refusal::GroupNamed(name)
            | Refusal::GroupUnknown(name)
            | Refusal::UnknownArea(name) => vec![("name", name.as_str().into())],
            Refusal::TooManyGroupLimits(most) => vec![("most", (*most).into())],
            Refusal::UnknownPlan(plan) => vec![("number", number(plan))],
            Refusal::StruckPlan(title) => vec![("title", title.as_str().into())],
            Refusal::WrongState(state) => vec![("state", state.code().into())],
            Refusal::BadQuery(key) => vec![("key", (*key).into())],
            Refusal::BatchSize(most) => vec![("most", number(most))],
            Refusal::RuleNames(name) => vec![("name", name.as_str().into())],
            Refusal::BadFile(error) => crate::pb::args(error),
            Refusal::CannotImport(why) => vec![("why", why.as_str().into())],
            _ => Vec::new(),
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Refusal::WrongVotingCode | Refusal::WrongMailCode | Refusal::UnknownCode | Refusal::CodeVoid => {
                Some("code")
            }
            Refusal::BadReceiptCode => Some("code"),
            Refusal::BadNonce => Some("nonce"),
            Refusal::Blank
            | Refusal::TooFewPlans { .. }
            | Refusal::TooManyPlans { .. }
            | Refusal::OverSum { .. }
            | Refusal::UnderSum { .. }
            | Refusal::Within { .. }
            | Refusal::TooManyGroups { .. }
            | Refusal::OtherArea { .. }
            | Refusal::WrongForm
            | Refusal::NoPoints(_)
            | Refusal::PlanPoints { .. }
            | Refusal::PointsOver { .. }
            | Refusal::UnknownPlan(_)
            | Refusal::DoublePlan
            | Refusal::StruckPlan(_)
            | Refusal::ChoiceOutdated => Some("choices"),
            Refusal::ClosesEarlier(_) | Refusal::ClosesInPast => Some("closes_at"),
            Refusal::NoElectorate => Some("electorate"),
            Refusal::ReviewTooLong => Some("review_days"),
            Refusal::RuleDoesNotFit | Refusal::RuleTooHeavy | Refusal::RuleNames(_) => Some("rule"),
            Refusal::BadFile(_)
            | Refusal::NoText
            | Refusal::FileTooLarge
            | Refusal::NoFile
            | Refusal::NothingToCompare => Some("file"),
            Refusal::LimitsClash(field) | Refusal::BadQuery(field) => Some(field),
            Refusal::PointsMissing | Refusal::PointsNotGiven | Refusal::PointsClash => Some("points"),
            Refusal::GroupLimitsClash(_)
            | Refusal::GroupNamed(_)
            | Refusal::TooManyGroupLimits(_)
            | Refusal::GroupUnknown(_) => Some("groups"),
            Refusal::UnknownArea(_) => Some("area"),
            Refusal::NoBudget => Some("budget"),
            Refusal::NoCandidates | Refusal::CandidateTwice => Some("candidates"),
            Refusal::NegativeCost => Some("cost"),
            Refusal::BatchSize(_) => Some("count"),
            Refusal::CountDiffers => Some("counted"),
            Refusal::UnknownAddress | Refusal::AddressVoid => Some("email"),
            Refusal::BadAddress => Some("document"),
            _ => None,
        }
    }
}
