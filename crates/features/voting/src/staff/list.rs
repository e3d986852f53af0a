//! The votes of a project.

use super::{project, stage_status};
use crate::{Voting, service};
use axum::extract::{Path, State};
use civic::context::{Answer, Visitor};
use civic::permission::Permission;
use civic::ui::figures::{Column, table};
use civic::ui::icon;
use civic::ui::notice::empty;
use civic::ui::staff::{Room, StaffFrame, Tab, project_tabs, project_trail, staff_shell};
use http::StatusCode;
use maud::{Markup, html};
use platform::web::response;

/// The list.
pub(super) async fn page(State(voting): State<Voting>, visitor: Visitor, Path(slug): Path<String>) -> Answer {
    let project = project(&voting, &visitor, slug).await?;
    let rounds = service::round::rounds(&voting, &visitor.actor, project.id).await?;
    let (t, now) = (&visitor.t, voting.app.clock.now());
    let path = Tab::Rounds.path(&project);
    let may = visitor.actor.roles.allow(Permission::PrepareRound, Some(project.id));
    let new = visitor.link(&format!("{path}/new"));
    let rows: Vec<Vec<Markup>> = rounds
        .iter()
        .map(|view| {
            let round = &view.round;
            vec![
                html! { a href=(visitor.link(&format!("{path}/{}", round.uuid))) { (round.title(visitor.lang)) } },
                stage_status(t, view, round.stage(now)),
                html! { (t.date(round.opens_at)) },
                html! { (t.date(round.closes_at)) },
                html! { (t.number(i64::try_from(view.live().count()).unwrap_or(i64::MAX))) },
                html! { (t.money(round.budget)) },
            ]
        })
        .collect();
    let columns = [
        Column::words(t.text("round-column-title")),
        Column::words(t.text("round-column-stage")),
        Column::words(t.text("round-column-opens")),
        Column::words(t.text("round-column-closes")),
        Column::number(t.text("round-column-plans")),
        Column::number(t.text("round-column-budget")),
    ];
    let next = t.text("round-new");
    let main = html! {
        (project_tabs(&visitor, &project, Tab::Rounds))
        @if rows.is_empty() {
            (empty(&t.text("round-none-title"), &t.text("round-none-why"), may.then_some((new.as_str(), &*next))))
        } @else {
            (table("stemmingen", &t.text("round-list"), &columns, &rows, 0, true))
        }
    };
    let trail = project_trail(&visitor, &project);
    let title = t.text("round-list");
    let beside = (may && !rows.is_empty())
        .then(|| html! { a class="button button--primary" href=(new) { (icon("plus")) (t.text("round-new")) } });
    let frame = StaffFrame { trail: &trail, beside, ..StaffFrame::new(Room::Rounds, &title, main) };
    Ok(response::html(StatusCode::OK, staff_shell(&voting.app, &visitor, frame)))
}
