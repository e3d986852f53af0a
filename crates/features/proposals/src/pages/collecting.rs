//! Whether plans can be handed in, with the date: one line above the list.

use civic::block::BlockContext;
use civic::model::{Activity, PageRole, Project, When};
use civic::ui::notice::{Look, button_link};
use civic::ui::shell::path_of;
use civic::ui::time::phase;
use jiff::Timestamp;
use maud::{Markup, html};
use platform::error::Error;

/// The line; nothing where no plans are asked for.
pub(super) async fn line(context: &BlockContext<'_>, project: &Project) -> Result<Markup, Error> {
    let (organisation, id) = (project.organisation, project.id);
    let read = context.app.db.read(move |reader| civic::store::activities(reader, organisation, id));
    let now = context.app.clock.now();
    let Some(collect) = nearest(read.await.map_err(Error::Db)?, now) else { return Ok(Markup::default()) };
    let t = &context.visitor.t;
    let when = when(&collect, now);
    let text = match when {
        When::Now => t.with("plans-collect-until", &[("moment", collect.closes_at.into())]),
        When::Future => t.with("plans-collect-from", &[("moment", collect.opens_at.into())]),
        When::Past => t.with("plans-collect-over", &[("day", t.date(collect.closes_at).into())]),
    };
    let form = path_of(project, context.pages, PageRole::HandIn).filter(|_| when == When::Now);
    Ok(html! {
        div class="collecting" {
            (phase(&text, when, ""))
            @if let Some(path) = form {
                (button_link(Look::Primary, &context.visitor.link(&path), &t.text("plans-collect-button")))
            }
        }
    })
}

fn when(activity: &Activity, now: Timestamp) -> When {
    When::of(now, activity.opens_at, Some(activity.closes_at))
}

/// The time to hand in that matters now: the one that is on, or the next, or the last.
fn nearest(activities: Vec<Activity>, now: Timestamp) -> Option<Activity> {
    let collecting = activities.into_iter().filter(|activity| activity.kind == crate::model::COLLECT);
    collecting.min_by_key(|activity| match when(activity, now) {
        When::Now => (0, activity.closes_at.as_microsecond()),
        When::Future => (1, activity.opens_at.as_microsecond()),
        When::Past => (2, -activity.closes_at.as_microsecond()),
    })
}
