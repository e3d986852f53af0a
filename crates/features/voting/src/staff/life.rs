//! One round: where it is in its life, the one next act, who votes, and its rules.

use super::acts::Act;
use super::chart::chart;
use super::dry_run;
use super::rules::facts;
use super::{Here, here, stage_status};
use crate::model::{Follow, Long, Stage, State as Life};
use crate::pages::rules::{Told, sentence_list, sentences};
use crate::{Voting, service};
use axum::extract::{Path, State};
use civic::context::{Answer, Visitor};
use civic::model::When;
use civic::permission::Permission;
use civic::ui::figures::{Column, facts as fact_list, figures, table};
use civic::ui::notice::{Tone, alert, fold, panel};
use civic::ui::staff::{Room, StaffFrame, Tab, deed, project_tabs, project_trail, staff_shell};
use civic::ui::time::{Stop, phase_line};
use http::StatusCode;
use jiff::Timestamp;
use maud::{Markup, html};
use platform::error::Error;
use platform::i18n::T;
use platform::web::response;
use uuid::Uuid;

/// The codes that voters were sent, as far as this visitor may know.
struct Codes {
    real: i64,
}

/// The page.
pub(super) async fn page(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path((slug, round)): Path<(String, Uuid)>,
) -> Answer {
    let here = here(&voting, &visitor, slug, round).await?;
    let (t, now) = (&visitor.t, voting.app.clock.now());
    let stage = here.view.round.stage(now);
    let follow = service::round::follow(&voting, &visitor.actor, round).await?;
    let codes = codes(&voting, &visitor, &here).await?;
    let draft = here.view.round.state == Life::Draft;
    let tests = if draft { dry_run::ballots(&voting, here.view.round.id).await? } else { 0 };
    let next = next(&here, stage, now, codes.as_ref());
    let fingerprint = if draft { String::new() } else { service::log::keys::fingerprint(&voting, &here.view).await? };
    let main = html! {
        (project_tabs(&visitor, &here.project, Tab::Rounds))
        (phase_line(t, &stops(t, &here, stage)))
        @if !draft { (numbers(t, &here, &follow, codes.as_ref())) }
        div class="columns" {
            div {
                (rule_problem(t, &here))
                (next_step(&visitor, &here, &next))
                @if !draft {
                    div class="section__head" { h2 { (t.text("round-per-day")) } }
                    (chart(&visitor, &here.view.round, &follow))
                }
                (struck(&visitor, &here))
                @if !fingerprint.is_empty() {
                    @let log = visitor.link(&format!("{}/{}", crate::pages::log::PLACE, here.view.round.uuid));
                    p class="small" {
                        a href=(log) { (t.text("logbook-page-link")) } ". "
                        (t.with("receipt-key", &[("fingerprint", fingerprint.as_str().into())]))
                    }
                }
                (deeds(&visitor, &here, stage, &next, tests))
            }
            aside class="side" aria-label=(t.text("round-rules")) { (rules(&visitor, &here)) }
        }
    };
    let trail = project_trail(&visitor, &here.project);
    let beside = Some(html! { p { (stage_status(t, &here.view, stage)) } });
    let title = here.view.round.title(visitor.lang);
    let frame = StaffFrame { trail: &trail, beside, ..StaffFrame::new(Room::Rounds, title, main) };
    Ok(response::html(StatusCode::OK, staff_shell(&voting.app, &visitor, frame)))
}

async fn codes(voting: &Voting, visitor: &Visitor, here: &Here) -> Result<Option<Codes>, Error> {
    if !here.may(visitor, Permission::ManageCodes) {
        return Ok(None);
    }
    let batches = service::codes::batches(voting, &visitor.actor, here.view.round.uuid).await?;
    let real = batches.iter().filter(|batch| !batch.test).map(|batch| i64::from(batch.count)).sum();
    Ok(Some(Codes { real }))
}

fn stops(t: &T, here: &Here, stage: Stage) -> Vec<Stop> {
    let (round, moments) = (&here.view.round, &here.view.round.moments);
    let state = round.state;
    // Where the round is, as a place in this line; the place itself is "now".
    let place = match (state, stage) {
        (Life::Draft, _) | (Life::Open, Stage::Announced) => 0,
        (Life::Open, Stage::Closed) | (Life::Closed, _) => 2,
        (Life::Open, _) => 1,
        (Life::Review, _) => 3,
        (Life::Sealed, _) => 4,
        (Life::Counted, _) => 5,
        (Life::Provisional, _) => 6,
        (Life::Decided, _) => 7,
        (Life::Final, _) => 8,
    };
    let date = |at: Option<Timestamp>| at.map(|at| t.date(at)).unwrap_or_default();
    let days = i64::from(round.rules.review_days);
    let review = moments
        .review_ended
        .or(moments.review_ends)
        .map_or_else(|| t.with("round-days", &[("n", days.into()), ("words", t.words(days).into())]), |at| t.date(at));
    let all = [
        ("round-stop-ready", date(moments.opened), 0),
        ("round-stop-open", t.date_time(round.opens_at), 1),
        ("round-stop-closed", t.date_time(round.closes_at), 2),
        ("round-stop-review", review, 3),
        ("round-stop-sealed", date(moments.sealed), 4),
        ("round-stop-counted", date(moments.counted), 5),
        ("round-stop-published", date(moments.published), 6),
        ("round-stop-decided", date(moments.decided), 7),
    ];
    all.into_iter()
        .filter(|(_, _, at)| *at != 3 || days > 0)
        .map(|(name, when_text, at)| Stop {
            name: t.text(name).into_owned(),
            when_text,
            when: match place {
                place if at < place => When::Past,
                place if at == place => When::Now,
                _ => When::Future,
            },
        })
        .collect()
}

fn numbers(t: &T, here: &Here, follow: &Follow, codes: Option<&Codes>) -> Markup {
    let word = |key: &str| t.text(key).into_owned();
    let mut rows = vec![
        (word("round-number-begun"), t.number(follow.started)),
        (word("round-number-sent"), t.number(follow.handed_in)),
        (word("round-number-waiting"), t.number((follow.started - follow.handed_in).max(0))),
    ];
    if let Some(real) =
        codes.map(|codes| codes.real).filter(|real| *real > 0 && !here.view.round.rules.electorate.email)
    {
        rows.push((word("round-number-used"), format!("{} %", follow.handed_in * 100 / real)));
    }
    for (key, number) in
        [("round-number-reminders", follow.notices.reminder), ("round-number-outcomes", follow.notices.outcome)]
    {
        if number > 0 {
            rows.push((word(key), t.number(number)));
        }
    }
    figures(&rows)
}

/// What has to be done next.
enum Next {
    Plans,
    Codes,
    Do(Act),
    Decide,
    Wait(&'static str, Timestamp),
    Busy(Long),
    Nothing,
}

fn next(here: &Here, stage: Stage, now: Timestamp, codes: Option<&Codes>) -> Next {
    let round = &here.view.round;
    if let Some(act) = round.pending {
        return Next::Busy(act);
    }
    match (round.state, stage) {
        (Life::Draft, _) if here.view.candidates.is_empty() => Next::Plans,
        (Life::Draft, _) if round.rules.electorate.codes && codes.is_some_and(|codes| codes.real == 0) => Next::Codes,
        (Life::Draft, _) => Next::Do(Act::Open),
        (Life::Open, Stage::Announced) => Next::Wait("round-next-opens", round.opens_at),
        (Life::Open, Stage::Voting) => Next::Wait("round-next-closes", round.closes_at),
        (Life::Open, _) => Next::Do(Act::Close),
        (Life::Closed | Life::Review, _) => match (round.moments.review_ended, round.moments.review_ends) {
            (Some(_), _) => Next::Do(Act::Seal),
            (None, _) if round.rules.review_days == 0 => Next::Do(Act::Seal),
            (None, Some(ends)) if now < ends => Next::Wait("round-next-review", ends),
            (None, _) => Next::Do(Act::EndReview),
        },
        (Life::Sealed, _) => Next::Do(Act::Count),
        (Life::Counted, _) => Next::Do(Act::Publish),
        (Life::Provisional, _) => Next::Decide,
        (Life::Decided, _) => Next::Do(Act::Finalise),
        (Life::Final, _) => Next::Nothing,
    }
}

/// A link that looks like a button, if this visitor may follow it.
fn link(visitor: &Visitor, here: &Here, permission: Permission, class: &str, rest: &str, word: &str) -> Markup {
    if here.may(visitor, permission) {
        html! { a class=(class) href=(here.link(visitor, rest)) { (visitor.t.text(word)) } }
    } else {
        Markup::default()
    }
}

/// An act among other things that can be done.
fn act_deed(visitor: &Visitor, here: &Here, act: Act, class: &str) -> Markup {
    let (t, round) = (&visitor.t, &here.view.round);
    let [title, now, button] = act.deed_words();
    let args = [
        ("opens", round.opens_at.into()),
        ("closes", round.closes_at.into()),
        ("budget", round.budget.into()),
        ("plans", here.view.live().count().into()),
        ("title", round.title(visitor.lang).into()),
    ];
    deed(&t.text(title), &t.with(now, &args), link(visitor, here, act.permission(), class, act.rest(), button))
}

fn next_step(visitor: &Visitor, here: &Here, next: &Next) -> Markup {
    const PRIMARY: &str = "button button--primary";
    let t = &visitor.t;
    let go = |permission, rest, word| link(visitor, here, permission, PRIMARY, rest, word);
    let body = match next {
        Next::Plans => deed(
            &t.text("round-next-plans"),
            &t.text("round-next-plans-why"),
            go(Permission::PrepareRound, "/plans", "round-next-plans-button"),
        ),
        Next::Codes => deed(
            &t.text("round-next-codes"),
            &t.text("round-next-codes-why"),
            go(Permission::ManageCodes, "/codes/new", "round-next-codes-button"),
        ),
        Next::Do(act) => act_deed(visitor, here, *act, PRIMARY),
        Next::Decide => deed(
            &t.text("round-next-decide"),
            &t.text("round-next-decide-why"),
            go(Permission::Decide, "/decision", "round-next-decide-button"),
        ),
        Next::Wait(key, at) => alert(Tone::Info, &t.with(key, &[("at", (*at).into())]), Markup::default()),
        Next::Busy(act) => busy(visitor, here, *act),
        Next::Nothing => alert(Tone::Success, &t.text("round-next-nothing"), Markup::default()),
    };
    html! { div class="section__head" { h2 { (t.text("round-next")) } } (body) }
}

/// What would keep the vote from opening, said as soon as the plans are chosen.
fn rule_problem(t: &T, here: &Here) -> Markup {
    let round = &here.view.round;
    let draft = round.state == Life::Draft && !here.view.candidates.is_empty();
    match crate::counts::problem(&round.rules.rule, &here.view.candidates, round.budget).filter(|_| draft) {
        Some(problem) => alert(Tone::Warning, &t.refusal(&problem.into()), Markup::default()),
        None => Markup::default(),
    }
}

/// A job is at it; the page is looked at again.
fn busy(visitor: &Visitor, here: &Here, act: Long) -> Markup {
    let t = &visitor.t;
    let key = match act {
        Long::Seal => "round-busy-sealing",
        Long::Count => "round-busy-counting",
    };
    let again = html! {
        p { (t.text("round-busy-why")) }
        p { a class="button" href=(here.link(visitor, "")) { (t.text("round-busy-again")) } }
    };
    alert(Tone::Info, &t.text(key), again)
}

/// What else can be done now.
fn deeds(visitor: &Visitor, here: &Here, stage: Stage, next: &Next, tests: i64) -> Markup {
    let (t, state) = (&visitor.t, here.view.round.state);
    let plain = |permission, rest, title: &str, why: &str, word: &str| {
        deed(&t.text(title), &t.text(why), link(visitor, here, permission, "button", rest, word))
    };
    let mut all: Vec<Markup> = Vec::new();
    if state == Life::Draft {
        all.push(plain(Permission::PrepareRound, "/edit", "round-edit-title", "round-edit-why", "round-edit-button"));
        if !matches!(next, Next::Plans) {
            all.push(plain(
                Permission::SeeProject,
                "/plans",
                "round-plans-title",
                "round-plans-why",
                "round-plans-button",
            ));
            all.push(plain(
                Permission::ManageCodes,
                "/codes/new?test=1",
                "round-try",
                "round-try-why",
                "round-try-button",
            ));
        }
        if tests > 0 {
            all.push(act_deed(visitor, here, Act::Reset, "button button--danger"));
        }
        all.push(act_deed(visitor, here, Act::Remove, "button button--danger"));
    } else {
        all.push(plain(
            Permission::SeeProject,
            "/plans",
            "round-plans-title",
            "round-plans-see",
            "round-plans-see-button",
        ));
    }
    let compare = ["compare-title", "compare-why", "compare-button"];
    all.push(plain(Permission::SeeProject, super::compare::REST, compare[0], compare[1], compare[2]));
    if matches!(stage, Stage::Announced | Stage::Voting) {
        all.push(act_deed(visitor, here, Act::Prolong, "button"));
    }
    if Act::Strike.fits(state, stage) {
        all.push(act_deed(visitor, here, Act::Strike, "button button--danger"));
    }
    if here.may(visitor, Permission::HelpVoters) {
        all.push(plain(Permission::HelpVoters, "/codes", "codes-title", "codes-why", "codes-button"));
    }
    if matches!(state, Life::Counted | Life::Provisional | Life::Decided | Life::Final) {
        all.push(plain(Permission::SeeProject, "/count", "round-count-title", "round-count-why", "round-count-button"));
        if here.may(visitor, Permission::RunRound) {
            let screen = visitor.link(&format!("/{}/presentation/{}", here.project.slug, here.view.round.uuid));
            let button = html! { a class="button" href=(screen) { (t.text("round-present-button")) } };
            all.push(deed(&t.text("round-present"), &t.text("round-present-why"), button));
        }
    }
    html! { div class="section__head" { h2 { (t.text("round-deeds")) } } @for one in all { (one) } }
}

/// The plans that were struck, and why.
fn struck(visitor: &Visitor, here: &Here) -> Markup {
    let t = &visitor.t;
    let rows: Vec<Vec<Markup>> = here
        .view
        .candidates
        .iter()
        .filter_map(|candidate| {
            let struck = candidate.struck.as_ref()?;
            Some(vec![
                html! { (candidate.number) },
                html! { (candidate.title(visitor.lang)) },
                html! { (t.date_time(struck.at)) },
                html! { (struck.reason) },
            ])
        })
        .collect();
    let columns = [
        Column::number(t.text("round-plans-number")),
        Column::words(t.text("round-column-title")),
        Column::words(t.text("round-struck-at")),
        Column::words(t.text("round-struck-why")),
    ];
    html! {
        @if !rows.is_empty() {
            div class="section__head" { h2 { (t.text("round-struck")) } }
            (table("teruggetrokken", &t.text("round-struck"), &columns, &rows, 1, true))
        }
    }
}

fn rules(visitor: &Visitor, here: &Here) -> Markup {
    let (t, round) = (&visitor.t, &here.view.round);
    let n = here.view.candidates.len();
    let note = if round.state == Life::Draft { "round-rules-draft" } else { "round-rules-fixed" };
    let told = Told::of(&here.view);
    panel(
        "stemregels",
        &t.text("round-rules"),
        html! {
            p class="small" { (t.with(note, &[("n", n.into())])) }
            (fact_list(&facts(t, &here.view)))
            (fold("zo-lezen", &t.text("round-says-title"), sentence_list(&sentences(t, &told))))
        },
    )
}
