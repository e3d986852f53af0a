//! A round made from a Pabulib file of any form: candidates, limits and one code per voter. Through the same services as anybody's.

use super::outcome::cents;
use super::{candidates, round};
use crate::codes::Code;
use crate::counts;
use crate::hot::{self, NewEntitlement, Of};
use crate::model::{CandidateTexts, NewCandidate, NewRound};
use crate::refusal::Refusal;
use crate::rules::{BallotForm, CountsPublic, Electorate, Limits, MOST_POINTS, Order, Points, RoundRules};
use crate::store;
use crate::voting::Voting;
use civic::Actor;
use civic::ids::ProjectId;
use jiff::Timestamp;
use platform::error::{Common, Error};
use platform::money::Cents;
use std::sync::atomic::{AtomicU64, Ordering};
use tally::{Amount, Election, Form, Rule, TieBreak, VoteType};
use uuid::Uuid;

/// How many codes are written in one transaction.
const CHUNK: usize = 5_000;

/// What the file does not say.
#[derive(Debug, Clone)]
pub struct Import {
    /// Title of the round.
    pub title: String,
    /// From when one can vote.
    pub opens_at: Timestamp,
    /// Until when.
    pub closes_at: Timestamp,
    /// The rule; none for most votes first, skipping what does not fit. Ties always break by id as text.
    pub rule: Option<Rule>,
    /// The plans, if the caller has more to tell of them than the file (proposal, picture, summary): found by Pabulib id.
    pub plans: Vec<NewCandidate>,
    /// How many codes to make; none for one per voter of the file.
    pub codes: Option<usize>,
}

/// What an import made.
#[derive(Debug, Clone)]
pub struct Imported {
    /// The round, as a draft.
    pub round: Uuid,
    /// The codes as they are written, in no order.
    pub codes: Vec<String>,
}

/// Makes a draft round of an election. Limits come from its META only.
///
/// # Errors
/// [`Refusal::CannotImport`] for points that are no whole numbers from 1 on, or amounts below a cent; without the right.
pub async fn import_election(
    voting: &Voting,
    actor: &Actor,
    project: ProjectId,
    election: &Election,
    import: Import,
) -> Result<Imported, Error> {
    let rules = rules(election, import.rule.clone())?;
    let plans = plans(election, &import.plans)?;
    let new = NewRound {
        title: import.title,
        titles: Default::default(),
        rules,
        budget: money("budget", election.meta().budget())?,
        opens_at: import.opens_at,
        closes_at: import.closes_at,
        phase: None,
    };
    let uuid = round::create(voting, actor, project, new).await?;
    candidates::choose(voting, actor, uuid, plans).await?;
    let count = import.codes.unwrap_or(election.ballots().len());
    let codes = make_codes(voting, actor, uuid, count).await?;
    Ok(Imported { round: uuid, codes })
}

fn money(what: &str, amount: &Amount) -> Result<Cents, Error> {
    cents(amount).ok_or_else(|| Refusal::CannotImport(format!("{what}: {amount}")).into())
}

fn rules(election: &Election, rule: Option<Rule>) -> Result<RoundRules, Error> {
    let meta = election.meta();
    let (form, points) = form(election)?;
    let stated = meta.limits();
    let number = |value: Option<u64>| value.map(|value| u32::try_from(value).unwrap_or(u32::MAX));
    let mut min_plans = number(stated.min_length).unwrap_or(0);
    let mut max_plans = number(stated.max_length);
    if meta.vote_type() == VoteType::ChooseOne {
        (min_plans, max_plans) = (1, Some(1));
    }
    let sum = |what: &str, value: Option<Amount>| value.map(|value| money(what, &value)).transpose();
    let limits = Limits {
        min_plans,
        max_plans,
        min_sum: sum("min_sum_cost", stated.min_sum_cost)?.unwrap_or_default(),
        max_sum: sum("max_sum_cost", stated.max_sum_cost)?,
    };
    let (ways, _) = counts::offered(form);
    let first = ways.first().and_then(|way| counts::rule(way.name, form));
    let rule = rule.or(first).ok_or_else(|| Error::internal("no rule"))?;
    Ok(RoundRules {
        electorate: Electorate { codes: true, email: false },
        // A file that states no least number takes blank ballots; one that does, does not.
        blank_allowed: limits.min_plans == 0 && limits.min_sum == Cents::ZERO,
        limits,
        rule: rule.with_tie_break(TieBreak::Id),
        review_days: 0,
        change_until_closing: true,
        order: Order::Random,
        counts_public: CountsPublic::Provisional,
        form,
        points,
        ..RoundRules::default()
    })
}

/// The form of the ballots of a file, with the points that there are to divide.
///
/// # Errors
/// [`Refusal::CannotImport`] for points that are no whole numbers from 1 on.
pub fn form(election: &Election) -> Result<(BallotForm, Option<Points>), Error> {
    let form = counts::form_of(election.meta().vote_type());
    let points = if form == BallotForm::Points { Some(points(election)?) } else { None };
    Ok((form, points))
}

/// The points that the file has to divide. What it does not say is what its ballots need: real files of points are often
/// without limits. A least sum of points is not asked for, because here points may be left over.
fn points(election: &Election) -> Result<Points, Error> {
    let stated = election.meta().limits();
    let (mut most_given, mut largest_sum) = (1_u64, 1_u64);
    for ballot in election.ballots() {
        let Form::Points { points, .. } = &ballot.form else { continue };
        let mut sum = 0_u64;
        for given in points {
            let whole = given.to_u64().filter(|points| *points > 0);
            let given = whole.ok_or_else(|| Refusal::CannotImport(format!("points: {given}")))?;
            (most_given, sum) = (most_given.max(given), sum.saturating_add(given));
        }
        largest_sum = largest_sum.max(sum);
    }
    let whole = |stated: Option<Amount>| stated.as_ref().and_then(Amount::to_u64);
    let total = whole(stated.max_sum_points).unwrap_or(largest_sum);
    let most = whole(stated.max_points).unwrap_or_else(|| most_given.max(total)).min(total);
    let size = |points: u64| {
        u32::try_from(points)
            .ok()
            .filter(|points| *points <= MOST_POINTS)
            .ok_or_else(|| Error::from(Refusal::CannotImport(format!("points: {points}"))))
    };
    Ok(Points { total: size(total)?, most: size(most)? })
}

fn plans(election: &Election, known: &[NewCandidate]) -> Result<Vec<NewCandidate>, Error> {
    let plan = |candidate: &tally::Candidate| {
        let cost = money(&candidate.id, &candidate.cost)?;
        let mut plan = known
            .iter()
            .find(|plan| plan.pabulib_id.as_deref() == Some(candidate.id.as_str()))
            .cloned()
            .unwrap_or_else(|| NewCandidate { texts: texts(candidate), ..NewCandidate::default() });
        plan.cost = cost;
        plan.pabulib_id = Some(candidate.id.clone());
        Ok(plan)
    };
    election.candidates().iter().map(plan).collect()
}

fn texts(candidate: &tally::Candidate) -> CandidateTexts {
    let name = candidate.name.trim();
    CandidateTexts {
        title: if name.is_empty() { candidate.id.clone() } else { name.to_owned() },
        theme: candidate.categories.first().cloned(),
        area: candidate.neighborhoods.first().cloned(),
        ..CandidateTexts::default()
    }
}

/// Makes codes that are handed to the caller instead of a printer; for imports and trials, by whoever may make codes.
///
/// # Errors
/// When the round takes no codes any more; without the right.
pub async fn make_codes(voting: &Voting, actor: &Actor, uuid: Uuid, count: usize) -> Result<Vec<String>, Error> {
    make_codes_counted(voting, actor, uuid, count, &AtomicU64::new(0)).await
}

/// The same; `done` tells, while it runs, how many are made.
///
/// # Errors
/// As [`make_codes`].
pub async fn make_codes_counted(
    voting: &Voting,
    actor: &Actor,
    uuid: Uuid,
    count: usize,
    done: &AtomicU64,
) -> Result<Vec<String>, Error> {
    use super::log as public_log;
    use super::{Deed, load, log_quietly};
    use civic::permission::Permission;
    let checker = actor.clone();
    let round = voting.app.db.read(move |reader| load(reader, &checker, Permission::ManageCodes, uuid)).await?;
    let codes: Vec<Code> = (0..count).map(|_| Code::random(&voting.app.random)).collect();
    for chunk in codes.chunks(CHUNK) {
        let entitlement =
            |code: &Code| NewEntitlement { id: voting.app.uuid_random(), hash: voting.code_hash(&round, code) };
        let new: Vec<NewEntitlement> = chunk.iter().map(entitlement).collect();
        let id = round.id;
        let made = voting.app.db.write(move |tx| hot::add_entitlements(tx, id, Of::default(), &new));
        made.await.map_err(|error| super::explain(error, &round))?;
        done.fetch_add(chunk.len() as u64, Ordering::Relaxed);
    }
    let (work, actor) = (voting.clone(), actor.clone());
    let logged = voting.app.db.write(move |tx| {
        let round = store::round(tx, Some(actor.organisation), uuid)?.ok_or(Error::from(Common::NotFound))?;
        public_log::made(&work, tx, &round, count as u64)?;
        let facts = serde_json::json!({ "name": "import", "count": count, "test": false });
        log_quietly(&work, tx, &actor, &round, Deed::inner(Permission::ManageCodes, "log-codes-made", facts))
    });
    logged.await?;
    Ok(codes.iter().map(Code::written).collect())
}
