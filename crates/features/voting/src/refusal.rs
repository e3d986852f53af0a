//! What the vote refuses, and why. Each reason has a sentence in the locales.

use crate::model::State;
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
    /// The batch was made void before.
    BatchVoid,
    /// The address of a document is none that a page can link to.
    BadAddress,
    /// The outcome is not public yet.
    OutcomeNotPublic,
    /// A value in a query that cannot be read.
    BadQuery(&'static str),
    /// A vote of a kind that cannot be imported.
    CannotImport(String),
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
            Refusal::BatchVoid => "refusal-batch-void",
            Refusal::BadAddress => "refusal-document-address",
            Refusal::OutcomeNotPublic => "refusal-outcome-not-public",
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
            | Refusal::BatchVoid
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
            Refusal::TooFewPlans { least, chosen } => vec![("least", number(least)), ("chosen", (*chosen).into())],
            Refusal::TooManyPlans { most, chosen } => vec![("most", number(most)), ("chosen", (*chosen).into())],
            Refusal::OverSum { most, sum } => {
                let over = Cents(sum.0.saturating_sub(most.0));
                vec![("most", (*most).into()), ("sum", (*sum).into()), ("over", over.into())]
            }
            Refusal::UnderSum { least, sum } => vec![("least", (*least).into()), ("sum", (*sum).into())],
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
            Refusal::Blank
            | Refusal::TooFewPlans { .. }
            | Refusal::TooManyPlans { .. }
            | Refusal::OverSum { .. }
            | Refusal::UnderSum { .. }
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
