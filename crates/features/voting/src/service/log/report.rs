//! The integrity report of a round: numbers that let anybody see whether something was odd, and never who voted.
//!
//! It is a list of sections, so that others can join it. A group of fewer than [`LEAST`] people is not told as a number; and
//! where one such group would follow from the total, the smallest of the others is not told either.

use crate::model::{RoundView, State};
use crate::store::{self as rounds, log as store};
use crate::voting::Voting;
use jiff::Timestamp;
use jiff::civil::Date;
use platform::clock;
use platform::db::{DbError, Reader};
use platform::error::Error;
use platform::params;
use proof::log::Deed;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// Fewer people than this are no number.
pub const LEAST: u64 = 10;
/// A hand-in that came after the closing.
const LATE: &str = "refusal-vote-closed";

/// How many there are, as far as it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Count {
    /// So many.
    Exactly(u64),
    /// At least one, and fewer than [`LEAST`].
    FewerThan(u64),
    /// Not told, because a small group would follow from it.
    NotTold,
}

/// Numbers as they may be told when their total is known.
#[must_use]
pub fn suppressed(numbers: &[u64]) -> Vec<Count> {
    let small = |number: &u64| (1..LEAST).contains(number);
    let mut told: Vec<Count> = numbers
        .iter()
        .map(|number| if small(number) { Count::FewerThan(LEAST) } else { Count::Exactly(*number) })
        .collect();
    if numbers.iter().filter(|number| small(number)).count() == 1 {
        let others = numbers.iter().enumerate().filter(|(_, number)| !small(number) && **number > 0);
        if let Some((place, _)) = others.min_by_key(|(_, number)| **number)
            && let Some(count) = told.get_mut(place)
        {
            *count = Count::NotTold;
        }
    }
    told
}

/// Entitlements of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct EntitledLine {
    /// `code` or `email`.
    pub kind: String,
    /// All that were issued.
    pub issued: u64,
    /// Those with a ballot that counts.
    pub used: Count,
    /// Those that were made void.
    pub void: u64,
}

/// Ballots that came one way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ChannelLine {
    /// `web`, later others.
    pub channel: String,
    /// How sure we were who it was.
    pub level: String,
    /// How many.
    pub count: Count,
}

/// Something with a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct NumberLine {
    /// What.
    pub what: String,
    /// How often.
    pub count: u64,
}

/// A plan that was struck.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct StruckLine {
    /// Its number.
    pub number: u32,
    /// Its title.
    pub title: String,
    /// Why.
    pub reason: String,
    /// On which day.
    #[schema(value_type = String)]
    pub day: Date,
}

/// That the round closed later than was announced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ChangeLine {
    /// When it closed then.
    pub closes_at: String,
    /// Why.
    pub reason: String,
    /// On which day it was decided.
    #[schema(value_type = String)]
    pub day: Date,
}

/// What staff did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DeedLine {
    /// On which day.
    #[schema(value_type = String)]
    pub day: Date,
    /// What, as in the staff's log.
    pub act: String,
    /// In which role; `system` for what happens by itself.
    pub role: String,
    /// How often on that day.
    pub count: u64,
}

/// A tie, and what its order decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TieLine {
    /// The plans, in the order that the tie-break gave them.
    pub plans: Vec<u32>,
    /// Whether another order would have funded other plans.
    pub mattered: bool,
}

/// A section of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(tag = "section", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Section {
    /// Who could vote.
    Entitlements {
        /// By kind.
        kinds: Vec<EntitledLine>,
    },
    /// What was counted.
    Ballots {
        /// In all.
        total: u64,
        /// Handed in and void.
        voided: u64,
        /// By channel and level.
        ways: Vec<ChannelLine>,
    },
    /// What was not taken.
    Refused {
        /// After the closing.
        late: u64,
        /// By reason, the late ones too.
        reasons: Vec<NumberLine>,
    },
    /// Plans that were struck while people voted, or after.
    Struck {
        /// By number.
        plans: Vec<StruckLine>,
    },
    /// What changed after the opening.
    Changes {
        /// In their order.
        closings: Vec<ChangeLine>,
    },
    /// The days of review and what happened in them.
    Review {
        /// How many were declared.
        days: u8,
        /// Deeds of those days.
        deeds: Vec<DeedLine>,
    },
    /// Equal counts; none while counts are not public.
    Ties {
        /// In the order of the count.
        ties: Vec<TieLine>,
    },
    /// Who did what, by role.
    Deeds {
        /// By day.
        deeds: Vec<DeedLine>,
    },
}

/// The report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Report {
    /// Of which round.
    #[schema(value_type = String)]
    pub round: Uuid,
    /// Entitlements that were ever made.
    pub issued: u64,
    /// Those with a ballot that counts.
    pub used: u64,
    /// Those that were made void.
    pub void: u64,
    /// Ballots that count.
    pub ballots: u64,
    /// Ballots that were handed in and are void.
    pub voided: u64,
    /// Ballots that count and name no plan; null while votes are not public.
    pub blank: Option<u64>,
    /// What it tells.
    pub sections: Vec<Section>,
}

fn day(at: Timestamp) -> Date {
    clock::local(at).date()
}

/// The report of a round that was counted. `counts` is whether votes may be told.
///
/// # Errors
/// When the database fails.
pub(crate) fn report(reader: &Reader<'_>, view: &RoundView, counts: bool) -> Result<Report, Error> {
    let round = &view.round;
    let deeds = deeds(reader, view)?;
    let entitled = store::entitled(reader, round.id)?;
    let number = |statement| reader.one(statement, params![round.id], |row| row.get::<i64>(0));
    let whole = |number: i64| u64::try_from(number).unwrap_or_default();
    let (voided, blank) = (whole(number(&store::VOIDED)?), whole(number(&store::BLANK)?));
    let ways = store::channels(reader, round.id)?;
    let ballots = ways.iter().map(|(.., count)| count).sum();
    let (issued, void) = (entitled.iter().map(|kind| kind.issued).sum(), entitled.iter().map(|kind| kind.void).sum());
    let used = entitled.iter().map(|kind| kind.used).sum();
    let sections = vec![
        entitlements(entitled),
        came_in((ballots, voided), ways),
        refused(reader, view)?,
        struck(view),
        changes(reader, view)?,
        review(view, &deeds),
        ties(reader, view, counts)?,
        Section::Deeds { deeds: gathered(&deeds) },
    ];
    Ok(Report { round: round.uuid, issued, used, void, ballots, voided, blank: counts.then_some(blank), sections })
}

fn entitlements(kinds: Vec<store::Entitled>) -> Section {
    let used = suppressed(&kinds.iter().map(|kind| kind.used).collect::<Vec<_>>());
    let line = |(kind, used): (store::Entitled, Count)| EntitledLine {
        kind: kind.kind,
        issued: kind.issued,
        used,
        void: kind.void,
    };
    Section::Entitlements { kinds: kinds.into_iter().zip(used).map(line).collect() }
}

fn came_in((total, voided): (u64, u64), ways: Vec<(String, String, u64)>) -> Section {
    let counts = suppressed(&ways.iter().map(|(.., count)| *count).collect::<Vec<_>>());
    let line = |((channel, level, _), count)| ChannelLine { channel, level, count };
    Section::Ballots { total, voided, ways: ways.into_iter().zip(counts).map(line).collect() }
}

fn refused(reader: &Reader<'_>, view: &RoundView) -> Result<Section, DbError> {
    let reasons = store::refused(reader, view.round.id)?;
    let late = reasons.iter().find(|(reason, _)| reason == LATE).map_or(0, |(_, count)| *count);
    let line = |(what, count)| NumberLine { what, count };
    Ok(Section::Refused { late, reasons: reasons.into_iter().map(line).collect() })
}

fn struck(view: &RoundView) -> Section {
    let line = |candidate: &crate::model::Candidate| {
        let struck = candidate.struck.as_ref()?;
        Some(StruckLine {
            number: candidate.number,
            title: candidate.plan.texts.title.clone(),
            reason: struck.reason.clone(),
            day: day(struck.at),
        })
    };
    Section::Struck { plans: view.candidates.iter().filter_map(line).collect() }
}

fn changes(reader: &Reader<'_>, view: &RoundView) -> Result<Section, DbError> {
    let line = |(_, json): (u64, String)| match Deed::parse(&json)? {
        Deed::Prolonged { at, closes_at, reason } => {
            Some(ChangeLine { closes_at, reason, day: day(at.parse::<Timestamp>().ok()?) })
        }
        _ => None,
    };
    Ok(Section::Changes { closings: store::acts(reader, view.round.id)?.into_iter().filter_map(line).collect() })
}

/// What staff did to the round, and when, from the staff's log.
fn deeds(reader: &Reader<'_>, view: &RoundView) -> Result<Vec<(String, String, Timestamp)>, DbError> {
    let subject = format!("round:{}", view.round.uuid);
    reader.query(&store::DEEDS, params![view.round.organisation, subject], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })
}

/// The same by day, act and role.
fn gathered<'d>(deeds: impl IntoIterator<Item = &'d (String, String, Timestamp)>) -> Vec<DeedLine> {
    let mut numbers: BTreeMap<(Date, String, String), u64> = BTreeMap::new();
    for (act, role, at) in deeds {
        *numbers.entry((day(*at), act.clone(), role.clone())).or_default() += 1;
    }
    numbers.into_iter().map(|((day, act, role), count)| DeedLine { day, act, role, count }).collect()
}

/// What happened between the closing and the sealing, as far as days of review were declared.
fn review(view: &RoundView, deeds: &[(String, String, Timestamp)]) -> Section {
    let days = view.round.rules.review_days;
    let after = deeds.iter().skip_while(|(act, ..)| act != "log-round-closed").skip(1);
    let within = after.take_while(|(act, ..)| act != "log-round-sealed");
    Section::Review { days, deeds: if days == 0 { Vec::new() } else { gathered(within) } }
}

fn ties(reader: &Reader<'_>, view: &RoundView, counts: bool) -> Result<Section, DbError> {
    let counted = rounds::outcome(reader, view.round.id)?.filter(|_| counts);
    let numbers: BTreeMap<String, u32> = view.candidates.iter().map(|one| (one.tally_id(), one.number)).collect();
    let line = |tie: &tally::Tie| TieLine {
        plans: tie.ids.iter().filter_map(|id| numbers.get(id).copied()).collect(),
        mattered: tie.mattered,
    };
    Ok(Section::Ties {
        ties: counted.map(|counted| counted.outcome.ties.iter().map(line).collect()).unwrap_or_default(),
    })
}

/// The report as everybody may see it: from the provisional outcome on.
///
/// # Errors
/// [`crate::refusal::Refusal::OutcomeNotPublic`] before that.
pub async fn public(voting: &Voting, view: &RoundView) -> Result<Report, Error> {
    if view.round.state < State::Provisional {
        return Err(crate::refusal::Refusal::OutcomeNotPublic.into());
    }
    let counts = crate::service::outcome::counts_are_public(&view.round);
    let view = view.clone();
    voting.app.db.read(move |reader| report(reader, &view, counts)).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_group_is_no_number_and_does_not_follow_from_the_total() {
        use Count::{Exactly, FewerThan, NotTold};
        assert_eq!(suppressed(&[500, 10, 0]), [Exactly(500), Exactly(10), Exactly(0)]);
        assert_eq!(suppressed(&[500, 4]), [NotTold, FewerThan(LEAST)]);
        assert_eq!(suppressed(&[500, 9, 60]), [Exactly(500), FewerThan(LEAST), NotTold]);
        assert_eq!(suppressed(&[500, 9, 1]), [Exactly(500), FewerThan(LEAST), FewerThan(LEAST)]);
        assert_eq!(suppressed(&[7]), [FewerThan(LEAST)]);
        assert_eq!(suppressed(&[]), []);
    }
}
