//! Voters, what they choose, and what becomes of it.

use super::RoundId;
use crate::ballot::{Choice, ordered};
use crate::rules::BallotForm;
use crate::service::log::receipt::Receipt;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// How somebody showed that they may vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// With a code from a letter.
    Code,
    /// With a code from a mail.
    Email,
}

impl Kind {
    /// As in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Kind::Code => "code",
            Kind::Email => "email",
        }
    }

    /// How sure we are who it is, as it stands in the ballot.
    #[must_use]
    pub fn assurance(self) -> &'static str {
        match self {
            Kind::Code => "letter-code",
            Kind::Email => "email",
        }
    }
}

/// Somebody who has identified for one round; what their cookie holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voter {
    /// For this round only.
    pub round: RoundId,
    /// Which entitlement. Never shown, never logged.
    pub entitlement: Uuid,
    /// Whether it is for trying out; such a ballot never counts.
    pub test: bool,
    /// How they identified.
    pub kind: Kind,
    /// The area that their code carries, as it is called on the candidates.
    #[serde(default)]
    pub area: Option<String>,
}

/// A choice that was not handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// In the order of choosing; in a ranking that is the ranking.
    pub choices: Vec<Choice>,
    /// When it was saved.
    pub saved_at: Timestamp,
}

/// The drafts that one visitor has for a round.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Drafts {
    /// Made in this browser before identifying.
    pub device: Option<Draft>,
    /// Made by the voter who has identified, on whichever device.
    pub voter: Option<Draft>,
    /// The form of the ballots: only in a ranking another order is another choice.
    pub form: BallotForm,
}

impl Drafts {
    /// Whether there are two different choices, so that the voter has to say which one to go on with.
    #[must_use]
    pub fn meet(&self) -> bool {
        let sorted = |draft: &Draft| ordered(self.form, draft.choices.clone());
        match (&self.device, &self.voter) {
            (Some(device), Some(voter)) => sorted(device) != sorted(voter),
            _ => false,
        }
    }

    /// The one to go on with, where the voter has nothing to say.
    #[must_use]
    pub fn current(&self) -> Option<&Draft> {
        self.voter.as_ref().or(self.device.as_ref())
    }
}

/// Which of two drafts stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Keep {
    /// The one made in this browser.
    Device,
    /// The voter's earlier one.
    Voter,
}

/// The random number of a voter's device: 64 hexadecimal digits, or nothing for a device that made none.
#[must_use]
pub fn nonce(text: &str) -> Option<[u8; 32]> {
    let text = text.trim();
    if text.is_empty() { Some([0; 32]) } else { proof::from_hex(&text.to_ascii_lowercase()) }
}

/// What is handed in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HandIn {
    /// What was chosen.
    pub choices: Vec<Choice>,
    /// The caller's name for this request: sent twice it is done once.
    pub idempotency: Option<String>,
    /// The mark of the ballot that it is to replace ([`MyBallot::mark`]); none for a first one.
    pub replaces: Option<String>,
    /// The random number of the voter's device, for the receipt; zeros where it made none.
    pub nonce: [u8; 32],
}

/// What became of a ballot that was handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// It is the first of this voter.
    Stored,
    /// It stands in the place of an earlier one.
    Replaced,
    /// It was there: the same request was sent before.
    Repeated,
}

/// That a ballot is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// What stands on it, in the order of its text.
    pub choices: Vec<Choice>,
    /// What became of it.
    pub how: How,
    /// Whether it was for trying out and never counts.
    pub test: bool,
    /// What the voter can show that it is in; none for trying out.
    pub receipt: Option<Receipt>,
}

/// What a voter may know of an earlier ballot: that it is there, never what is on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MyBallot {
    /// Stands for the ballot that is there, if they have voted: another hand-in has to name it. It is another text each
    /// time, so that two of them do not tell an onlooker whether the ballot was changed in between.
    pub mark: Option<String>,
    /// Whether they may hand in (again).
    pub may_change: bool,
    /// Whether they may only because a plan on that ballot was struck since; where the rules know no changes at all.
    pub struck: bool,
}

impl MyBallot {
    /// Whether they have voted.
    #[must_use]
    pub fn voted(&self) -> bool {
        self.mark.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drafts_meet_only_if_they_differ() {
        let draft = |choices: &[u32]| Some(Draft { choices: Choice::ticks(choices), saved_at: Timestamp::UNIX_EPOCH });
        let both = |form, voter: &[u32]| Drafts { device: draft(&[1, 2]), voter: draft(voter), form };
        assert!(!both(BallotForm::Plans, &[2, 1]).meet());
        assert!(both(BallotForm::Ranking, &[2, 1]).meet(), "another order is another ranking");
        assert!(both(BallotForm::Plans, &[2]).meet());
        assert!(!Drafts { device: draft(&[1, 2]), ..Drafts::default() }.meet());
    }
}
