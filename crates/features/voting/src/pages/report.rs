//! The integrity report of a round for people to read.

use super::load::project_of;
use super::log::round;
use crate::Voting;
use crate::model::RoundView;
use crate::service::log::report::{
    ChannelLine, Count, DeedLine, EntitledLine, LEAST, NumberLine, Report, Section, public,
};
use axum::extract::{Path, State};
use civic::context::{Answer, Visitor};
use civic::ui::figures::{Column, table};
use civic::ui::{Frame, shell};
use http::StatusCode;
use jiff::Timestamp;
use maud::{Markup, html};
use platform::i18n::T;
use platform::web::response;

/// Where reports are, without language.
pub(super) const PLACE: &str = "/vote-report";

/// "Hoe ging deze stemming?"
pub(super) async fn page(State(voting): State<Voting>, visitor: Visitor, Path(uuid): Path<String>) -> Answer {
    let view = round(&voting, &visitor, &uuid).await?;
    let report = public(&voting, &view).await?;
    let (project, _) = project_of(&voting, &visitor, &view).await?;
    let main = screen(&visitor, &view, &report);
    let title = visitor.t.with("report-title", &[("round", view.round.title(visitor.lang).into())]);
    let path = format!("{PLACE}/{}", view.round.uuid);
    let frame = Frame { project: Some(&project), path: Some(&path), ..Frame::new(&title, main) };
    Ok(response::html(StatusCode::OK, shell(&voting.app, &visitor, frame)))
}

fn screen(visitor: &Visitor, view: &RoundView, report: &Report) -> Markup {
    let t = &visitor.t;
    let log = visitor.link(&format!("{}/{}", super::log::PLACE, view.round.uuid));
    html! {
        div class="wrap section section--first prose" {
            h1 { (t.with("report-title", &[("round", view.round.title(visitor.lang).into())])) }
            p class="lead" { (t.text("report-lead")) }
            p class="soft" { (t.with("report-small", &[("n", i64::try_from(LEAST).unwrap_or_default().into())])) }
            @for section in &report.sections { (one(visitor, view, section)) }
            p { a href=(log) { (t.text("logbook-page-link")) } }
        }
    }
}

fn number(t: &T, number: u64) -> String {
    t.number(i64::try_from(number).unwrap_or(i64::MAX))
}

fn count(t: &T, count: Count) -> String {
    match count {
        Count::Exactly(exact) => number(t, exact),
        Count::FewerThan(least) => t.with("report-fewer", &[("n", i64::try_from(least).unwrap_or_default().into())]),
        Count::NotTold => t.text("report-not-told").into_owned(),
    }
}

fn one(visitor: &Visitor, view: &RoundView, section: &Section) -> Markup {
    let t = &visitor.t;
    let titled = |key: &str, body: Markup| html! { h2 { (t.text(key)) } (body) };
    match section {
        Section::Entitlements { kinds } => titled("report-entitlements", entitled(t, kinds)),
        Section::Ballots { total, voided, ways } => titled("report-ballots", ballots(t, (*total, *voided), ways)),
        Section::Refused { late, reasons } => titled("report-refused", refused(t, *late, reasons)),
        Section::Struck { plans } => titled(
            "report-struck",
            html! {
                @if plans.is_empty() { p { (t.text("report-none")) } } @else {
                    ul { @for plan in plans { li {
                        (plan.number) ". " (plan.title) " (" (t.day(plan.day)) "): " (plan.reason)
                    } } }
                }
            },
        ),
        Section::Changes { closings } => titled(
            "report-changes",
            html! {
                @if closings.is_empty() { p { (t.text("report-none")) } } @else {
                    ul { @for change in closings {
                        @let at = change.closes_at.parse::<Timestamp>().map_or_else(|_| change.closes_at.clone(), |at| t.date_time(at));
                        li { (t.with("report-closes-later", &[("at", at.into()), ("day", t.day(change.day).into()), ("reason", change.reason.as_str().into())])) }
                    } }
                }
            },
        ),
        Section::Review { days, deeds } => titled(
            "report-review",
            html! {
                p { (t.with("report-review-days", &[("n", i64::from(*days).into())])) }
                @if !deeds.is_empty() { (deed_table(t, "report-review", deeds)) }
            },
        ),
        Section::Ties { ties } => titled(
            "report-ties",
            html! {
                @if ties.is_empty() { p { (t.text("report-none")) } } @else {
                    ul { @for tie in ties {
                        @let names: Vec<&str> = tie.plans.iter().filter_map(|n| view.candidate(*n)).map(|c| c.title(visitor.lang)).collect();
                        li { (names.join(", ")) ": " (t.text(if tie.mattered { "report-tie-mattered" } else { "report-tie-idle" })) }
                    } }
                }
            },
        ),
        Section::Deeds { deeds } => titled("report-deeds", deed_table(t, "report-deeds", deeds)),
    }
}

fn entitled(t: &T, kinds: &[EntitledLine]) -> Markup {
    let columns = [
        Column::words(t.text("report-kind")),
        Column::number(t.text("report-issued")),
        Column::number(t.text("report-used")),
        Column::number(t.text("report-void")),
    ];
    let row = |line: &EntitledLine| {
        let kind = t.with("report-kind-name", &[("kind", line.kind.as_str().into())]);
        vec![
            html! { (kind) },
            html! { (number(t, line.issued)) },
            html! { (count(t, line.used)) },
            html! { (number(t, line.void)) },
        ]
    };
    let rows: Vec<Vec<Markup>> = kinds.iter().map(row).collect();
    table("stemrechten", &t.text("report-entitlements"), &columns, &rows, 0, true)
}

fn ballots(t: &T, (total, voided): (u64, u64), ways: &[ChannelLine]) -> Markup {
    let columns = [
        Column::words(t.text("report-channel")),
        Column::words(t.text("report-level")),
        Column::number(t.text("report-count")),
    ];
    let row = |line: &ChannelLine| {
        let channel = t.with("report-channel-name", &[("channel", line.channel.as_str().into())]);
        let level = t.with("report-level-name", &[("level", line.level.as_str().into())]);
        vec![html! { (channel) }, html! { (level) }, html! { (count(t, line.count)) }]
    };
    let rows: Vec<Vec<Markup>> = ways.iter().map(row).collect();
    let numbers = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    html! {
        p { (t.with("report-ballots-total", &[("n", numbers(total).into()), ("void", numbers(voided).into())])) }
        (table("stemmen", &t.text("report-ballots"), &columns, &rows, 0, true))
    }
}

fn refused(t: &T, late: u64, reasons: &[NumberLine]) -> Markup {
    let columns = [Column::words(t.text("report-reason")), Column::number(t.text("report-count"))];
    let row = |line: &NumberLine| {
        let reason = t.with("report-reason-name", &[("reason", line.what.as_str().into())]);
        vec![html! { (reason) }, html! { (number(t, line.count)) }]
    };
    let rows: Vec<Vec<Markup>> = reasons.iter().map(row).collect();
    html! {
        p { (t.with("report-late", &[("n", i64::try_from(late).unwrap_or(i64::MAX).into())])) }
        @if !rows.is_empty() { (table("geweigerd", &t.text("report-refused"), &columns, &rows, 0, true)) }
    }
}

fn deed_table(t: &T, title: &str, deeds: &[DeedLine]) -> Markup {
    let columns = [
        Column::words(t.text("report-day")),
        Column::words(t.text("report-deed")),
        Column::words(t.text("report-role")),
        Column::number(t.text("report-count")),
    ];
    let row = |line: &DeedLine| {
        let deed = t.with("report-deed-name", &[("deed", line.act.as_str().into())]);
        let role = t.with("report-role-name", &[("role", line.role.as_str().into())]);
        vec![html! { (t.day(line.day)) }, html! { (deed) }, html! { (role) }, html! { (number(t, line.count)) }]
    };
    let rows: Vec<Vec<Markup>> = deeds.iter().map(row).collect();
    table(title, &t.text(title), &columns, &rows, 1, true)
}
