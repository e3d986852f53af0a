//! Count, outcome, decision.

use super::firm::Firmness;
use super::insight::{Insight, insight};
use super::log as public_log;
use super::{Deed, REASON, changed, load, log};
use crate::model::{Candidate, Decision, DecisionWords, NewDecision, Round, RoundView, State};
use crate::refusal::Refusal;
use crate::rules::{CountsPublic, RoundRules};
use crate::store::{self, Counted};
use crate::voting::Voting;
use civic::Actor;
use civic::permission::Permission;
use civic::refusal::{optional, required};
use platform::error::{Common, Error};
use platform::i18n::Lang;
use platform::money::Cents;
use platform::params;
use proof::log::Deed as Told;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use tally::{Amount, Election, Needed, Rule, Status, Step};
use uuid::Uuid;

/// An amount in currency units, exactly.
#[must_use]
pub fn amount(cents: Cents) -> Amount {
    let units = Amount::from(u64::try_from(cents.0).unwrap_or_default());
    units.checked_div(&Amount::from(100)).unwrap_or_default()
}

/// An amount of the count in cents; `None` for one that is no whole number of cents or does not fit.
#[must_use]
pub fn cents(amount: &Amount) -> Option<Cents> {
    i64::try_from((amount * &Amount::from(100)).to_u64()?).ok().map(Cents)
}

/// The election of a sealed round, as the count sees it ([`proof::count`]). Candidates come in order of number; `ballots` are
/// texts as they are stored.
///
/// # Errors
/// When a ballot is none of these candidates and this form, which the guards of the schema make impossible.
pub fn election(
    rules: &RoundRules,
    candidates: &[Candidate],
    budget: Cents,
    ballots: &[String],
) -> Result<Election, Error> {
    let candidates: Vec<proof::package::Candidate> = candidates.iter().map(published).collect();
    let ballots = ballots.iter().map(String::as_str);
    proof::count::election_with(rules.form.into(), rules.limits.max_plans, budget.0, &candidates, ballots)
        .map_err(Error::internal)
}

/// A candidate as whoever recounts has it.
pub(crate) fn published(candidate: &Candidate) -> proof::package::Candidate {
    let texts = &candidate.plan.texts;
    proof::package::Candidate {
        number: candidate.number,
        id: candidate.tally_id(),
        title: texts.title.clone(),
        cost: candidate.cost().0,
        theme: texts.theme.clone(),
        area: texts.area.clone(),
    }
}

fn struck(candidates: &[Candidate]) -> BTreeSet<String> {
    candidates.iter().filter(|candidate| candidate.struck.is_some()).map(Candidate::tally_id).collect()
}

/// Counts a sealed round by its rule. The same ballots always give the same outcome.
///
/// # Errors
/// [`Refusal::WrongState`] for a round that is not sealed; without the right.
pub async fn count(voting: &Voting, actor: &Actor, uuid: Uuid) -> Result<(), Error> {
    let (work, actor, who) = (voting.clone(), actor.clone(), actor.clone());
    // Sealed ballots do not change, so the counting need not hold up the writer.
    let counted = voting.app.db.read(move |reader| {
        let round = load(reader, &who, Permission::RunRound, uuid)?;
        if round.state != State::Sealed {
            return Err(Error::from(Refusal::WrongState(round.state)));
        }
        let candidates = store::candidates(reader, round.id)?;
        let ballots = store::sealed_ballots(reader, round.id)?;
        let election = election(&round.rules, &candidates, round.budget, &ballots)?;
        let (rules, struck) = (&round.rules, struck(&candidates));
        let outcome = rules.rule.count_without(&election, &struck).map_err(|_| Refusal::RuleDoesNotFit)?;
        let insight =
            insight(&election, &outcome, &struck, rules.compare.then_some(rules.form)).map_err(Error::internal)?;
        Ok((round, outcome, insight))
    });
    let (round, outcome, insight) = counted.await?;
    let body = serde_json::to_string(&outcome).map_err(Error::internal)?;
    let meaning = serde_json::to_string(&insight).map_err(Error::internal)?;
    let written = voting.app.db.write(move |tx| {
        let now = work.app.clock.now();
        changed(tx.execute(&store::COUNTED, params![round.id, now])?, &round)?;
        tx.execute(&store::ADD_OUTCOME, params![round.id, body.as_str(), meaning.as_str()])?;
        super::firm::ask(&work, tx, uuid)?;
        let hash = proof::hex(&proof::sha256(body.as_bytes()));
        public_log::act(&work, tx, &round, |at| Told::Counted { at, outcome: hash })?;
        public_log::download::ask(&work, tx, uuid, "counted")?;
        let facts = json!({ "title": round.title, "voters": outcome.voters });
        log(&work, tx, &actor, &round, Deed::public(Permission::RunRound, "log-round-counted", facts))
    });
    written.await?;
    voting.forget_view(uuid);
    Ok(())
}

/// Publishes the outcome, as provisional.
///
/// # Errors
/// [`Refusal::WrongState`] for a round that is not counted; without the right.
pub async fn publish(voting: &Voting, actor: &Actor, uuid: Uuid) -> Result<(), Error> {
    let (work, actor) = (voting.clone(), actor.clone());
    let written = voting.app.db.write(move |tx| {
        let round = load(tx, &actor, Permission::RunRound, uuid)?;
        changed(tx.execute(&store::PUBLISHED, params![round.id, work.app.clock.now()])?, &round)?;
        public_log::act(&work, tx, &round, |at| Told::Published { at })?;
        public_log::download::ask(&work, tx, uuid, "published")?;
        let facts = json!({ "title": round.title });
        log(&work, tx, &actor, &round, Deed::public(Permission::RunRound, "log-round-published", facts))
    });
    written.await?;
    voting.forget_view(uuid);
    Ok(())
}

fn checked(new: &NewDecision, candidates: &[Candidate]) -> Result<NewDecision, Error> {
    let authority = required("authority", &new.authority, 200)?;
    let text = optional("text", &new.text, 5_000)?;
    let document = optional("document", new.document.as_deref().unwrap_or_default(), 500)?;
    let safe = document.is_empty() || document.starts_with("https://") || document.starts_with("http://");
    if !safe || document.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Err(Refusal::BadAddress.into());
    }
    let mut deviations = Vec::new();
    for deviation in &new.deviations {
        if !candidates.iter().any(|candidate| candidate.number == deviation.number) {
            return Err(Refusal::UnknownPlan(deviation.number).into());
        }
        if deviation.extra.is_negative() {
            return Err(Refusal::NegativeCost.into());
        }
        let reason = required("reason", &deviation.reason, REASON)?;
        deviations.push(crate::model::Deviation { reason, ..deviation.clone() });
    }
    let document = (!document.is_empty()).then_some(document);
    let translations = checked_words(new)?;
    Ok(NewDecision { authority, text, document, deviations, decided_on: new.decided_on, translations })
}

/// Words in other languages, without what is empty or about a plan that does not differ.
fn checked_words(new: &NewDecision) -> Result<BTreeMap<String, DecisionWords>, Error> {
    let mut translations = BTreeMap::new();
    for (code, words) in &new.translations {
        Lang::parse(code).ok_or(Error::from(civic::refusal::Refusal::UnknownLanguage))?;
        let mut reasons = BTreeMap::new();
        for deviation in &new.deviations {
            let reason = words.reasons.get(&deviation.number).map_or("", String::as_str);
            let reason = optional("reason", reason, REASON)?;
            if !reason.is_empty() {
                reasons.insert(deviation.number, reason);
            }
        }
        let authority = optional("authority", &words.authority, 200)?;
        let words = DecisionWords { authority, text: optional("text", &words.text, 5_000)?, reasons };
        if words != DecisionWords::default() {
            translations.insert(code.clone(), words);
        }
    }
    Ok(translations)
}

/// Records the decision on a provisional outcome, with what deviates from it and why. The count itself stays as it is.
///
/// # Errors
/// A missing authority or reason, an address that is none, a plan that is not there; [`Refusal::WrongState`]; without the
/// right.
pub async fn decide(voting: &Voting, actor: &Actor, uuid: Uuid, new: NewDecision) -> Result<(), Error> {
    let (work, actor) = (voting.clone(), actor.clone());
    let written = voting.app.db.write(move |tx| {
        let round = load(tx, &actor, Permission::Decide, uuid)?;
        let new = checked(&new, &store::candidates(tx, round.id)?)?;
        changed(tx.execute(&store::DECIDED, params![round.id, work.app.clock.now()])?, &round)?;
        store::add_decision(tx, round.id, &new)?;
        public_log::decided(&work, tx, &round, &new)?;
        public_log::download::ask(&work, tx, uuid, "decided")?;
        let facts = json!({
            "title": round.title, "authority": new.authority, "date": new.decided_on.to_string(),
            "deviations": new.deviations.len(),
        });
        log(&work, tx, &actor, &round, Deed::public(Permission::Decide, "log-round-decided", facts))
    });
    written.await?;
    voting.forget_view(uuid);
    Ok(())
}

/// Ends the life of a round that was decided on.
///
/// # Errors
/// [`Refusal::WrongState`]; without the right.
pub async fn finalise(voting: &Voting, actor: &Actor, uuid: Uuid) -> Result<(), Error> {
    let (work, actor) = (voting.clone(), actor.clone());
    let written = voting.app.db.write(move |tx| {
        let round = load(tx, &actor, Permission::Decide, uuid)?;
        changed(tx.execute(&store::FINAL, params![round.id, work.app.clock.now()])?, &round)?;
        public_log::act(&work, tx, &round, |at| Told::Final { at })?;
        public_log::download::ask(&work, tx, uuid, "final")?;
        let facts = json!({ "title": round.title });
        log(&work, tx, &actor, &round, Deed::public(Permission::Decide, "log-round-final", facts))
    });
    written.await?;
    voting.forget_view(uuid);
    Ok(())
}

/// What became of one plan.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanOutcome {
    /// Its number.
    pub number: u32,
    /// Its place from 1; none if struck or while counts are not public.
    pub position: Option<usize>,
    /// Its votes; none while counts are not public.
    pub votes: Option<u64>,
    /// Its points, with a rule that goes by their sum; none while counts are not public.
    pub score: Option<Amount>,
    /// What it costs.
    pub cost: Cents,
    /// The money spent when its turn came; zero while counts are not public.
    pub spent_before: Cents,
    /// The money spent after its turn; zero while counts are not public.
    pub spent_after: Cents,
    /// Why it is in or out.
    pub status: Status,
    /// What it would have needed; none while counts are not public.
    pub needed: Option<Needed>,
    /// What the decision made of it, once there is one: in or out.
    pub decided: Option<bool>,
    /// What was done when it was funded, with a rule that goes in rounds; none while counts are not public.
    pub step: Option<Step>,
}

/// Plans that the votes, or a round of the rule, alone did not order, by number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TiedPlans {
    /// The votes that each has; none if they were equal in a round of the rule.
    pub votes: Option<u64>,
    /// How many plans were funded before any of them had its turn.
    pub funded_before: usize,
    /// In the order that the tie-break gave them.
    pub numbers: Vec<u32>,
    /// Whether another order among them would have funded other plans.
    pub mattered: bool,
}

/// An outcome, as far as the one who asks may see it.
#[derive(Debug, Clone, PartialEq)]
pub struct OutcomeView {
    /// The rule with its tie-break.
    pub rule: Rule,
    /// The money that was divided.
    pub budget: Cents,
    /// Numbers of the funded plans: in the order of funding, or of number while counts are not public.
    pub selected: Vec<u32>,
    /// What they cost.
    pub cost: Cents,
    /// What is left.
    pub remaining: Cents,
    /// Every plan: in order of rank with struck ones last, or of number while counts are not public.
    pub plans: Vec<PlanOutcome>,
    /// Ties; none while counts are not public.
    pub ties: Vec<TiedPlans>,
    /// The plan at which a rule that stops has stopped; none while counts are not public.
    pub stopped_at: Option<u32>,
    /// How many ballots were counted, blank ones included.
    pub voters: u64,
    /// How many of them name no plan.
    pub blank: u64,
    /// How many name struck plans only.
    pub only_struck: u64,
    /// How many were void and not counted.
    pub voided: u64,
    /// Whether votes are shown.
    pub counts: bool,
    /// Whether residents do not see it yet.
    pub hidden: bool,
    /// The decision.
    pub decision: Option<Decision>,
    /// What the outcome means to those who voted; none while counts are not public.
    pub insight: Option<Insight>,
    /// How firm it is; none while counts are not public, or until a job has found out.
    pub firmness: Option<Firmness>,
    /// Whether equal shares gave way to most votes first, because more people preferred that outcome.
    pub replaced: bool,
}

pub(crate) fn counts_are_public(round: &Round) -> bool {
    match round.state {
        State::Provisional => round.rules.counts_public == CountsPublic::Provisional,
        state => state > State::Provisional,
    }
}

/// The outcome, if this visitor may see it: residents from its publication, whoever runs the round from the count.
///
/// # Errors
/// When the database fails.
pub async fn outcome(voting: &Voting, actor: &Actor, view: &RoundView) -> Result<Option<OutcomeView>, Error> {
    let round = &view.round;
    let staff = actor.roles.allow(Permission::RunRound, Some(round.project));
    let published = round.state >= State::Provisional;
    let checking = staff && round.state == State::Counted;
    if !published && !checking {
        return Ok(None);
    }
    let id = round.id;
    let read =
        voting.app.db.read(move |reader| Ok::<_, Error>((store::outcome(reader, id)?, store::decision(reader, id)?)));
    let (Some(counted), decision) = read.await? else { return Ok(None) };
    let counts = staff || counts_are_public(round);
    Ok(Some(shown(view, counted, decision, counts, !published)))
}

/// The outcome as a hall full of people may see it: as residents do, also when staff have it on the screen; before it is
/// on the site, as it will be there.
///
/// # Errors
/// [`Refusal::OutcomeNotPublic`] for whoever may not see it at all.
pub async fn on_screen(voting: &Voting, actor: &Actor, view: &RoundView) -> Result<OutcomeView, Error> {
    let hidden = match outcome(voting, actor, view).await? {
        Some(outcome) => outcome.hidden,
        None => return Err(Refusal::OutcomeNotPublic.into()),
    };
    let public = counts_are_public(&view.round);
    let counts = public || (hidden && view.round.rules.counts_public == CountsPublic::Provisional);
    let id = view.round.id;
    let read =
        voting.app.db.read(move |reader| Ok::<_, Error>((store::outcome(reader, id)?, store::decision(reader, id)?)));
    let (counted, decision) = read.await?;
    Ok(shown(view, counted.ok_or(Error::from(Refusal::OutcomeNotPublic))?, decision, counts, hidden))
}

fn shown(view: &RoundView, counted: Counted, decision: Option<Decision>, counts: bool, hidden: bool) -> OutcomeView {
    let Counted { outcome, insight, firmness, voided } = counted;
    let numbers: HashMap<String, u32> = view.candidates.iter().map(|c| (c.tally_id(), c.number)).collect();
    let number = |id: &String| numbers.get(id).copied();
    let money = |amount: &Amount| cents(amount).unwrap_or_default();
    let told = |amount: &Amount| if counts { money(amount) } else { Cents::ZERO };
    let mut plans: Vec<PlanOutcome> = outcome
        .entries
        .iter()
        .filter_map(|entry| {
            let number = number(&entry.id)?;
            let funded = entry.status == Status::Funded;
            Some(PlanOutcome {
                number,
                position: entry.position.filter(|_| counts),
                votes: counts.then_some(entry.votes),
                score: entry.score.clone().filter(|_| counts && crate::counts::by_points(&outcome.rule)),
                cost: money(&entry.cost),
                spent_before: told(&entry.spent_before),
                spent_after: told(&entry.spent_after),
                status: if counts { entry.status.clone() } else { without_sums(&entry.status) },
                needed: entry.needed.clone().filter(|_| counts),
                decided: decision.as_ref().map(|decision| decided(decision, number).unwrap_or(funded)),
                step: outcome.trace.iter().find(|step| step.id == entry.id).filter(|_| counts).cloned(),
            })
        })
        .collect();
    let mut selected: Vec<u32> = outcome.selected.iter().filter_map(number).collect();
    if !counts {
        plans.sort_by_key(|plan| plan.number);
        selected.sort_unstable();
    }
    let tied = |tie: &tally::Tie| TiedPlans {
        votes: tie.votes.filter(|_| !tie.in_rounds),
        funded_before: tie.funded_before,
        numbers: tie.ids.iter().filter_map(number).collect(),
        mattered: tie.mattered,
    };
    OutcomeView {
        rule: outcome.rule.clone(),
        budget: money(&outcome.budget),
        selected,
        cost: money(&outcome.cost),
        remaining: money(&outcome.remaining),
        plans,
        ties: outcome.ties.iter().filter(|_| counts).map(tied).collect(),
        stopped_at: outcome.stopped_at.as_ref().filter(|_| counts).and_then(number),
        voters: outcome.voters,
        blank: if counts { outcome.ballots_blank } else { 0 },
        only_struck: if counts { outcome.ballots_only_withdrawn } else { 0 },
        voided,
        counts,
        hidden,
        decision,
        insight: insight.filter(|_| counts),
        firmness: firmness.filter(|_| counts),
        replaced: outcome.repetition.as_ref().is_some_and(|repetition| repetition.replaced),
    }
}

/// What was left when a plan's turn came tells its rank, and so its votes.
fn without_sums(status: &Status) -> Status {
    match status {
        Status::DoesNotFit { .. } => Status::DoesNotFit { remaining: Amount::zero() },
        Status::CeilingReached { name, .. } => Status::CeilingReached { name: name.clone(), remaining: Amount::zero() },
        Status::SupportersShort { .. } => Status::NotChosen,
        other => other.clone(),
    }
}

fn decided(decision: &Decision, number: u32) -> Option<bool> {
    decision.deviations.iter().find(|deviation| deviation.number == number).map(|deviation| deviation.funded)
}

impl OutcomeView {
    /// The same with the words of its decision in this language.
    #[must_use]
    pub fn in_language(self, lang: Lang) -> Self {
        let decision = self.decision.map(|decision| decision.in_language(lang));
        OutcomeView { decision, ..self }
    }
}

/// Refuses with a reason when there is no outcome to see.
///
/// # Errors
/// [`Refusal::OutcomeNotPublic`].
pub async fn outcome_or_refuse(voting: &Voting, actor: &Actor, view: &RoundView) -> Result<OutcomeView, Error> {
    match outcome(voting, actor, view).await? {
        Some(outcome) => Ok(outcome),
        None if view.round.state == State::Draft => Err(Common::NotFound.into()),
        None => Err(Refusal::OutcomeNotPublic.into()),
    }
}
