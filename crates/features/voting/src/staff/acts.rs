//! Acts that cannot be taken back or that everybody sees: a page that says what will happen, and a button.

use super::{Here, Page, here, mend, under};
use crate::model::{Long, Stage, State as Life};
use crate::service::later;
use crate::{Voting, service};
use axum::extract::{Path, State};
use civic::context::{Answer, Visitor};
use civic::permission::Permission;
use civic::ui::form::{Input, Select, errors};
use civic::ui::notice::{Look, Tone, alert};
use civic::ui::staff::Tab;
use maud::{Markup, html};
use platform::clock::{local_input, parse_local};
use platform::error::{Error, Refusal};
use platform::web::form::Form;
use platform::web::response;
use uuid::Uuid;

/// An act in the life of a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// Throw the ballots of the dry run away.
    Reset,
    /// Freeze and announce.
    Open,
    /// Close later than announced.
    Prolong,
    /// Strike a plan.
    Strike,
    /// Close now that the time is over.
    Close,
    /// End the review.
    EndReview,
    /// Take ballots apart from who handed them in.
    Seal,
    /// Count.
    Count,
    /// Publish the outcome.
    Publish,
    /// End the round.
    Finalise,
    /// Remove a draft.
    Remove,
}

/// What the handlers of one act share.
#[derive(Clone)]
pub(super) struct Doing {
    pub voting: Voting,
    pub act: Act,
}

/// The texts of an act: title, what happens at once, what follows from it, button.
struct Words {
    title: &'static str,
    now: &'static str,
    then: &'static str,
    button: &'static str,
}

impl Act {
    pub(super) const ALL: [Act; 11] = [
        Act::Reset,
        Act::Open,
        Act::Prolong,
        Act::Strike,
        Act::Close,
        Act::EndReview,
        Act::Seal,
        Act::Count,
        Act::Publish,
        Act::Finalise,
        Act::Remove,
    ];

    /// The path of its page, as the routes have it.
    pub(super) fn path(self) -> &'static str {
        match self {
            Act::Reset => "/staff/projects/{project}/rounds/{round}/reset",
            Act::Open => "/staff/projects/{project}/rounds/{round}/open",
            Act::Prolong => "/staff/projects/{project}/rounds/{round}/prolong",
            Act::Strike => "/staff/projects/{project}/rounds/{round}/strike",
            Act::Close => "/staff/projects/{project}/rounds/{round}/close",
            Act::EndReview => "/staff/projects/{project}/rounds/{round}/end-review",
            Act::Seal => "/staff/projects/{project}/rounds/{round}/seal",
            Act::Count => "/staff/projects/{project}/rounds/{round}/start-count",
            Act::Publish => "/staff/projects/{project}/rounds/{round}/publish",
            Act::Finalise => "/staff/projects/{project}/rounds/{round}/finalise",
            Act::Remove => "/staff/projects/{project}/rounds/{round}/remove",
        }
    }

    /// What follows the address of the round.
    pub(super) fn rest(self) -> &'static str {
        self.path().rsplit_once("{round}").map_or("", |(_, rest)| rest)
    }

    pub(super) fn permission(self) -> Permission {
        match self {
            Act::Reset | Act::Remove => Permission::PrepareRound,
            _ => Permission::RunRound,
        }
    }

    fn words(self) -> Words {
        let words = |title, now, then, button| Words { title, now, then, button };
        match self {
            Act::Reset => words("round-reset", "round-reset-now", "round-reset-then", "round-reset-button"),
            Act::Open => words("round-open", "round-open-now", "round-open-then", "round-open-button"),
            Act::Prolong => words("round-prolong", "round-prolong-now", "round-prolong-then", "round-prolong-button"),
            Act::Strike => words("round-strike", "round-strike-now", "round-strike-then", "round-strike-button"),
            Act::Close => words("round-close", "round-close-now", "round-close-then", "round-close-button"),
            Act::EndReview => {
                words("round-reviewed", "round-reviewed-now", "round-reviewed-then", "round-reviewed-button")
            }
            Act::Seal => words("round-seal", "round-seal-now", "round-seal-then", "round-seal-button"),
            Act::Count => words("round-tally", "round-tally-now", "round-tally-then", "round-tally-button"),
            Act::Publish => words("round-publish", "round-publish-now", "round-publish-then", "round-publish-button"),
            Act::Finalise => words("round-finish", "round-finish-now", "round-finish-then", "round-finish-button"),
            Act::Remove => words("round-remove", "round-remove-now", "round-remove-then", "round-remove-button"),
        }
    }

    /// The words of its place on the page of the round: title, what will happen, button.
    pub(super) fn deed_words(self) -> [&'static str; 3] {
        let words = self.words();
        [words.title, words.now, words.button]
    }

    /// Whether it takes something away for good.
    pub(super) fn is_hard(self) -> bool {
        matches!(self, Act::Reset | Act::Strike | Act::Seal | Act::Remove)
    }

    /// Whether it fits where the round is now.
    pub(super) fn fits(self, life: Life, stage: Stage) -> bool {
        match self {
            Act::Reset | Act::Open | Act::Remove => life == Life::Draft,
            Act::Prolong => matches!(stage, Stage::Announced | Stage::Voting),
            Act::Strike => matches!(life, Life::Open | Life::Closed | Life::Review),
            Act::Close => life == Life::Open && stage == Stage::Closed,
            Act::EndReview => life == Life::Review,
            Act::Seal => matches!(life, Life::Closed | Life::Review),
            Act::Count => life == Life::Sealed,
            Act::Publish => life == Life::Counted,
            Act::Finalise => life == Life::Decided,
        }
    }
}

/// The page that asks.
pub(super) async fn ask(
    State(doing): State<Doing>,
    visitor: Visitor,
    Path((slug, round)): Path<(String, Uuid)>,
) -> Answer {
    let here = here(&doing.voting, &visitor, slug, round).await?;
    let closes = local_input(here.view.round.closes_at);
    Ok(show(&doing, &visitor, &here, &Form::filled([("closes_at", closes)])))
}

/// The button was pressed.
pub(super) async fn carry_out(
    State(doing): State<Doing>,
    visitor: Visitor,
    Path((slug, round)): Path<(String, Uuid)>,
    form: Form,
) -> Answer {
    let here = here(&doing.voting, &visitor, slug, round).await?;
    match run(&doing, &visitor, round, &form).await {
        Ok(()) => {
            let to = match doing.act {
                Act::Count => here.link(&visitor, "/count"),
                Act::Remove => visitor.link(&Tab::Rounds.path(&here.project)),
                _ => here.link(&visitor, ""),
            };
            Ok(response::see_other(&to))
        }
        Err(error) if !error.refusals().is_empty() => {
            Ok(show(&doing, &visitor, &here, &form.refused(error.refusals())))
        }
        Err(error) => Err(error.into()),
    }
}

async fn run(doing: &Doing, visitor: &Visitor, round: Uuid, form: &Form) -> Result<(), Error> {
    let (voting, actor) = (&doing.voting, &visitor.actor);
    let reason = form.get("reason").trim().to_owned();
    match doing.act {
        Act::Reset => service::round::dry_run_reset(voting, actor, round).await.map(|_| ()),
        Act::Open => service::round::open(voting, actor, round).await,
        Act::Prolong => {
            let at = parse_local(form.get("closes_at"));
            let wrong: Vec<Refusal> = [
                at.is_none().then(|| mend("closes_at", "refusal-missing")),
                reason.is_empty().then(|| mend("reason", "refusal-missing")),
            ]
            .into_iter()
            .flatten()
            .collect();
            match at {
                Some(at) if wrong.is_empty() => service::round::prolong(voting, actor, round, at, reason).await,
                _ => Err(Error::Refused(wrong)),
            }
        }
        Act::Strike => match form.get("plan").parse() {
            _ if reason.is_empty() => Err(mend("reason", "refusal-missing").into()),
            Err(_) => Err(mend("plan", "refusal-missing").into()),
            Ok(number) => service::candidates::strike(voting, actor, round, number, reason).await,
        },
        Act::Close => service::round::close_due(voting, round).await.map(|_| ()),
        Act::EndReview => service::round::end_review(voting, actor, round, form.get("note").to_owned()).await,
        Act::Seal => later::ask(voting, actor, round, Long::Seal, later::AT_ONCE).await.map(|_| ()),
        Act::Count => later::ask(voting, actor, round, Long::Count, later::AT_ONCE).await.map(|_| ()),
        Act::Publish => service::outcome::publish(voting, actor, round).await,
        Act::Finalise => service::outcome::finalise(voting, actor, round).await,
        Act::Remove => service::round::remove(voting, actor, round).await,
    }
}

fn show(doing: &Doing, visitor: &Visitor, here: &Here, form: &Form) -> axum::response::Response {
    let (t, act, round) = (&visitor.t, doing.act, &here.view.round);
    let words = act.words();
    let back = here.link(visitor, "");
    let stage = round.stage(doing.voting.app.clock.now());
    let plans = here.view.live().count();
    let args = [
        ("opens", round.opens_at.into()),
        ("closes", round.closes_at.into()),
        ("budget", round.budget.into()),
        ("plans", plans.into()),
        ("title", round.title(visitor.lang).into()),
    ];
    let tone = if act.is_hard() { Tone::Warning } else { Tone::Info };
    let look = if act.is_hard() { Look::Danger } else { Look::Primary };
    let main = html! {
        (errors(t, form))
        @if act.fits(round.state, stage) {
            form class="form" method="post" action=(here.link(visitor, act.rest())) {
                (alert(tone, &t.with(words.now, &args), html! {
                    @for line in t.with(words.then, &args).lines() { p { (line) } }
                }))
                (fields(act, visitor, here, form))
                p class="actions" {
                    button class=(look.class()) { (t.text(words.button)) } " "
                    a href=(back) { (t.text("round-do-not")) }
                }
            }
        } @else {
            (alert(Tone::Info, &t.text("round-act-not-now"), html! { p { a href=(back) { (t.text("round-to-round")) } } }))
        }
    };
    let title = t.text(words.title);
    let wrong = !form.errors().is_empty();
    under(&doing.voting, visitor, here, Page { title: &title, beside: None, wrong, main })
}

/// What else has to be said for the act.
fn fields(act: Act, visitor: &Visitor, here: &Here, form: &Form) -> Markup {
    let t = &visitor.t;
    let reason = || Input::new("reason", &t.text("round-why")).hint(&t.text("round-everybody-reads")).most(600);
    match act {
        Act::Prolong => html! {
            (Input::moment("closes_at", &t.text("round-closes-new")).hint(&t.text("round-time-zone")).show(t, form))
            (reason().show(t, form))
        },
        Act::Strike => {
            let plan = |candidate: &crate::model::Candidate| {
                let words = format!("{}. {}", candidate.number, candidate.title(visitor.lang));
                (candidate.number.to_string(), words)
            };
            let plans: Vec<(String, String)> = here.view.live().map(plan).collect();
            html! {
                (Select::new("plan", &t.text("round-which-plan"), &plans).show(t, form))
                (reason().show(t, form))
            }
        }
        Act::EndReview => {
            let note = Input::new("note", &t.text("round-review-note")).hint(&t.text("round-everybody-reads"));
            note.most(600).show(t, form)
        }
        _ => Markup::default(),
    }
}
