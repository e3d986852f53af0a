//! The form of votes in JSON.

use crate::ballot::{Choice, has_weights};
use crate::model::{
    Candidate, DecisionWords, Deviation, Draft, Drafts, Long, NewDecision, Received, RoundView, Stage, State,
};
use crate::rules::{BallotForm, RoundRules};
use crate::service::log::receipt::{Receipt, ReceiptFile};
use crate::service::outcome::{OutcomeView, PlanOutcome};
use civic::Visitor;
use jiff::Timestamp;
use jiff::civil::Date;
use platform::error::{Common, Error};
use platform::i18n::Lang;
use platform::money::Cents;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A vote.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RoundBody {
    /// Id (UUID).
    id: String,
    /// Slug of its project.
    project: String,
    /// Title.
    title: String,
    /// What it is now.
    stage: Stage,
    /// Where it is in its life.
    state: State,
    /// From when one can vote (UTC).
    #[schema(value_type = String, format = DateTime)]
    opens_at: Timestamp,
    /// Until when (UTC); the instant itself is too late.
    #[schema(value_type = String, format = DateTime)]
    closes_at: Timestamp,
    /// The money that is divided, in whole euro cents.
    #[schema(value_type = i64)]
    budget: Cents,
    /// The rules, frozen at opening.
    #[schema(value_type = Object)]
    rules: RoundRules,
    /// How many plans can be chosen.
    candidates: usize,
    /// Its version, for a change of a draft.
    version: i64,
    /// What is being done to it, when that takes longer: `seal` or `count`.
    pending: Option<Long>,
}

impl RoundBody {
    /// A round at a moment.
    pub fn new(view: &RoundView, now: Timestamp, lang: Lang) -> Self {
        let round = &view.round;
        RoundBody {
            id: round.uuid.to_string(),
            project: round.project_facts.slug.clone(),
            title: round.title(lang).to_owned(),
            stage: round.stage(now),
            state: round.state,
            opens_at: round.opens_at,
            closes_at: round.closes_at,
            budget: round.budget,
            rules: round.rules.clone(),
            candidates: view.live().count(),
            version: round.version,
            pending: round.pending,
        }
    }
}

/// The votes of a project.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RoundsBody {
    /// Oldest first.
    pub items: Vec<RoundBody>,
    /// How many.
    pub total: usize,
    /// Which page, from 1.
    pub page: u32,
    /// How many on a page at most.
    pub page_size: u32,
}

/// A plan on the ballot.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CandidateBody {
    /// Its number on the ballot; what one hands in.
    number: u32,
    /// Id of the plan (UUID), if it is one of this site.
    plan: Option<String>,
    /// Its id in Pabulib files.
    external_id: String,
    /// Title.
    title: String,
    /// Two lines.
    summary: String,
    /// Theme.
    theme: String,
    /// Area.
    area: String,
    /// What it costs, in whole euro cents.
    #[schema(value_type = i64)]
    cost: Cents,
    /// Address of its picture on this host.
    picture: Option<String>,
    /// What the picture shows.
    picture_alt: String,
    /// Why it was withdrawn; null if it can be chosen.
    struck: Option<String>,
}

impl CandidateBody {
    /// A candidate in a language.
    pub fn new(candidate: &Candidate, lang: Lang) -> Self {
        CandidateBody {
            number: candidate.number,
            plan: candidate.plan.proposal.map(|plan| plan.to_string()),
            external_id: candidate.tally_id(),
            title: candidate.title(lang).to_owned(),
            summary: candidate.summary(lang).to_owned(),
            theme: candidate.theme(lang).to_owned(),
            area: candidate.area(lang).to_owned(),
            cost: candidate.cost(),
            picture: candidate.plan.picture.as_ref().map(|name| format!("/files/{name}")),
            picture_alt: candidate.picture_alt(lang).to_owned(),
            struck: candidate.struck.as_ref().map(|struck| struck.reason.clone()),
        }
    }
}

/// A page of candidates.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CandidatesBody {
    /// In order of number.
    pub items: Vec<CandidateBody>,
    /// How many there are in all.
    pub total: usize,
    /// Which page this is, from 1.
    pub page: u32,
    /// Candidates on a page.
    pub page_size: u32,
}

/// What shows that one may vote: a voting code, or an address with the code that was mailed to it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct IdentifyBody {
    /// The voting code from the letter.
    pub code: Option<String>,
    /// An e-mail address.
    pub email: Option<String>,
    /// The six digits from the mail.
    pub mail_code: Option<String>,
}

/// An e-mail address.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EmailBody {
    /// The address.
    pub email: String,
}

/// Asking for one mail about a round.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoticeBody {
    /// `reminder`: before the round closes; `outcome`: when the outcome is there.
    pub kind: String,
    /// The address. It is kept apart from votes, and deleted when the mail has gone out.
    pub email: String,
}

/// That somebody has identified. The voter's cookie comes with it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SessionBody {
    /// Whether it is for trying out; such a ballot never counts.
    pub test: bool,
    /// Until when the cookie holds (UTC).
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Timestamp,
}

/// Numbers of plans.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChoicesBody {
    /// Numbers on the ballot.
    #[schema(value_type = Vec<ChoiceSchema>)]
    pub choices: Vec<Choice>,
}

/// A plan in a choice: its number, or its number with what it is given. What that is follows from `form` of the rules: a
/// bare number in `plans` and `ranking` (best first), `[number, points]` in `points`, and `[number, 1]` for yes,
/// `[number, -1]` for no, `[number, 0]` for neutral in `yes-no`.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
#[schema(as = Choice)]
pub enum ChoiceSchema {
    /// Its number on the ballot.
    Number(u32),
    /// Its number and what it is given.
    Pair(Vec<i64>),
}

impl ChoiceSchema {
    /// Choices as they stand on ballots of this form.
    fn all(form: BallotForm, choices: &[Choice]) -> Vec<Self> {
        let body = |choice: &Choice| {
            if has_weights(form) {
                ChoiceSchema::Pair(vec![i64::from(choice.number), choice.weight])
            } else {
                ChoiceSchema::Number(choice.number)
            }
        };
        choices.iter().map(body).collect()
    }
}

/// A ballot to be handed in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BallotBody {
    /// What was chosen.
    #[schema(value_type = Vec<ChoiceSchema>)]
    pub choices: Vec<Choice>,
    /// The voter's ballot that this one replaces, as `ballot` of `getBallot` names it; nothing for a first one. A hand-in
    /// that names another ballot than stands is refused (409), so that a late one never takes the place of a newer one.
    pub replaces: Option<String>,
    /// A random number of the voter's device for the receipt: 64 hexadecimal digits. Without it the receipt cannot show
    /// that the server did not give two voters the same one.
    pub nonce: Option<String>,
}

/// A choice that was not handed in.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DraftBody {
    /// What was chosen, in that order.
    choices: Vec<ChoiceSchema>,
    /// When it was saved (UTC).
    #[schema(value_type = String, format = DateTime)]
    saved_at: Timestamp,
}

impl DraftBody {
    /// A draft of a ballot of this form.
    pub fn new(form: BallotForm, draft: &Draft) -> Self {
        DraftBody { choices: ChoiceSchema::all(form, &draft.choices), saved_at: draft.saved_at }
    }
}

/// The drafts of this caller.
#[derive(Debug, Serialize, ToSchema)]
pub struct DraftsBody {
    /// Made before identifying.
    device: Option<DraftBody>,
    /// Made by the voter.
    voter: Option<DraftBody>,
    /// Whether there are two different ones, of which one has to be kept.
    meet: bool,
}

impl From<&Drafts> for DraftsBody {
    fn from(drafts: &Drafts) -> Self {
        let body = |draft: &Option<Draft>| draft.as_ref().map(|draft| DraftBody::new(drafts.form, draft));
        DraftsBody { device: body(&drafts.device), voter: body(&drafts.voter), meet: drafts.meet() }
    }
}

/// Which of two drafts stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct KeepBody {
    /// Which.
    pub keep: crate::model::Keep,
}

/// That a ballot is in. The same for the same request sent again.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReceivedBody {
    /// Always `received`.
    status: &'static str,
    /// What stands on it, ascending.
    choices: Vec<ChoiceSchema>,
    /// Whether it was for trying out and never counts.
    test: bool,
    /// The short code of the receipt; null for trying out.
    code: Option<String>,
    /// The receipt: keep it, and show it to nobody who should not know what was voted. Null for trying out.
    receipt: Option<ReceiptFile>,
}

impl ReceivedBody {
    /// What was received on a ballot of this form.
    pub fn new(form: BallotForm, received: &Received) -> Self {
        ReceivedBody {
            status: "received",
            choices: ChoiceSchema::all(form, &received.choices),
            test: received.test,
            code: received.receipt.as_ref().map(|receipt| receipt.code().to_string()),
            receipt: received.receipt.as_ref().map(Receipt::file),
        }
    }
}

/// Whether this voter has voted; never what.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MyBallotBody {
    /// Whether a ballot is in.
    pub voted: bool,
    /// Stands for that ballot, another text each time; null if there is none.
    pub ballot: Option<String>,
    /// Whether one may be handed in (again).
    pub may_change: bool,
}

/// What became of one plan.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PlanOutcomeBody {
    /// Its number on the ballot.
    number: u32,
    /// Title.
    title: String,
    /// Its rank; null if withdrawn, or while counts are not public.
    position: Option<usize>,
    /// On how many ballots it is named; null while counts are not public. With `yes-no` a no names it too.
    votes: Option<u64>,
    /// With a rule that goes by them: its points, those of its places, or yes minus no, as a decimal number. Null while
    /// counts are not public.
    score: Option<String>,
    /// What it costs, in whole euro cents.
    #[schema(value_type = i64)]
    cost: Cents,
    /// Money spent after its turn; null while counts are not public.
    #[schema(value_type = Option<i64>)]
    spent_after: Option<Cents>,
    /// `funded`, `does-not-fit`, `dearer-than-budget`, `after-stop`, `withdrawn`, `below-threshold`, `ceiling-reached`,
    /// `excluded`, `not-admitted`, `no-support`, `supporters-short` or `not-chosen`.
    status: &'static str,
    /// How many votes more it would have needed.
    more_votes_needed: Option<u64>,
    /// Whether it is done, by the decision; null before it.
    decided: Option<bool>,
}

/// A decision.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DecisionBody {
    /// Who decided.
    authority: String,
    /// On which day.
    #[schema(value_type = String, format = Date)]
    decided_on: Date,
    /// Address of the document.
    document: Option<String>,
    /// In words.
    text: String,
    /// What differs from the outcome.
    deviations: Vec<Deviation>,
    /// The same in other languages, per language code.
    #[serde(default)]
    translations: BTreeMap<String, DecisionWords>,
}

impl From<DecisionBody> for NewDecision {
    fn from(body: DecisionBody) -> Self {
        NewDecision {
            authority: body.authority,
            decided_on: body.decided_on,
            document: body.document,
            text: body.text,
            deviations: body.deviations,
            translations: body.translations,
        }
    }
}

/// An outcome.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OutcomeBody {
    /// The rule, with its tie-break.
    #[schema(value_type = Object)]
    rule: tally::Rule,
    /// The money that was divided, in whole euro cents.
    #[schema(value_type = i64)]
    budget: Cents,
    /// Numbers of the funded plans, in order of funding.
    selected: Vec<u32>,
    /// What they cost.
    #[schema(value_type = i64)]
    cost: Cents,
    /// Ballots that were counted.
    voters: u64,
    /// Of these without any plan.
    blank: u64,
    /// Ballots that were void.
    voided: u64,
    /// Every plan, in order of rank.
    plans: Vec<PlanOutcomeBody>,
    /// The decision, once there is one.
    decision: Option<DecisionBody>,
}

impl OutcomeBody {
    /// An outcome in a language.
    pub fn new(view: &RoundView, outcome: OutcomeView, lang: Lang) -> Self {
        let counts = outcome.counts;
        let plan = |plan: &PlanOutcome| PlanOutcomeBody {
            number: plan.number,
            title: view.candidate(plan.number).map(|candidate| candidate.title(lang).to_owned()).unwrap_or_default(),
            position: plan.position,
            votes: plan.votes,
            score: plan.score.as_ref().map(ToString::to_string),
            cost: plan.cost,
            spent_after: counts.then_some(plan.spent_after),
            status: crate::service::export::status(&plan.status),
            more_votes_needed: plan.needed.as_ref().and_then(|needed| needed.more_votes),
            decided: plan.decided,
        };
        OutcomeBody {
            plans: outcome.plans.iter().map(plan).collect(),
            rule: outcome.rule,
            budget: outcome.budget,
            selected: outcome.selected,
            cost: outcome.cost,
            voters: outcome.voters,
            blank: outcome.blank,
            voided: outcome.voided,
            decision: outcome.decision.map(|decision| DecisionBody {
                authority: decision.authority,
                decided_on: decision.decided_on,
                document: decision.document,
                text: decision.text,
                deviations: decision.deviations,
                translations: decision.translations,
            }),
        }
    }
}

/// The page and its size that a query asks for, read strictly: at most 200 on a page.
pub fn paging(visitor: &Visitor) -> Result<(u32, u32), Error> {
    Ok(platform::web::query::paging(&visitor.query, 100, 200)?)
}

/// The name that the caller gave this request.
pub fn idempotency(headers: &http::HeaderMap) -> Result<Option<String>, Error> {
    let Some(value) = headers.get("idempotency-key") else { return Ok(None) };
    let name = value.to_str().ok().filter(|name| (1..=200).contains(&name.len()));
    name.map(|name| Some(name.to_owned())).ok_or(Common::Malformed.into())
}
