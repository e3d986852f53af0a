//! Leaving an address for one mail: before the round closes, or with its outcome. And wanting none.

use super::act::{Sent, refused};
use super::parts::panel;
use super::scene::{Scene, Screen, Step};
use crate::Voting;
use crate::service::notice::{self, Notice, REMINDER_BEFORE, Way};
use axum::extract::State;
use axum::response::Response;
use civic::context::{Answer, Visitor};
use civic::ui::form::{Input, hidden};
use civic::ui::notice::{Look, Tone, alert};
use civic::ui::{Frame, shell};
use http::StatusCode;
use maud::{Markup, html};
use platform::error::{Common, Error};
use platform::web::form::Form;
use platform::web::response;

/// The form for one kind of mail; nothing when it cannot be asked for now.
pub(super) fn offer(s: &Scene<'_>, kind: Notice) -> Markup {
    let (t, round) = (s.t, &s.view.round);
    if s.seen.test() || !kind.open(round, s.now) {
        return html! {};
    }
    let asked = s.form.get("notice") == kind.code();
    let at = [("at", (round.closes_at - REMINDER_BEFORE).into())];
    let [title, means, button, done] = match kind {
        Notice::Reminder => ["notice-reminder", "notice-reminder-means", "notice-reminder-ask", "notice-reminder-done"],
        Notice::Outcome => ["notice-outcome", "notice-outcome-means", "notice-outcome-ask", "notice-outcome-done"],
    };
    let blank = Form::default();
    let form = if asked { &s.form } else { &blank };
    let body = html! {
        @if asked && form.errors().is_empty() {
            (alert(Tone::Success, &t.with(done, &at), html! {}))
        } @else {
            p { (t.with(means, &at)) " " (t.text("notice-apart")) }
            form class="form" method="post" action=(s.place.act("notice")) {
                (hidden("notice", kind.code()))
                (Input::email("email", &t.text("notice-email")).most(254).show(t, form))
                p class="actions" { button class=(Look::Plain.class()) { (t.text(button)) } }
            }
        }
    };
    panel(&format!("bericht-{}", kind.code()), &t.text(title), false, body)
}

/// Keeps an address.
pub(super) async fn ask(sent: Sent) -> Answer {
    let kind = Notice::parse(sent.form.get("notice")).ok_or_else(|| Error::from(Common::Malformed))?;
    let (visitor, voting, place) = (&sent.visitor, &sent.voting, &sent.trip.place);
    let outcome = place.outcome.as_ref().unwrap_or(&place.project);
    let origin = voting.app.site.origin(&visitor.organisation.host);
    let (vote, outcome) = (place.link(&place.vote), place.link(outcome));
    let organisation = visitor.organisation.name.as_str();
    let way = Way { t: &visitor.t, organisation, origin: &origin, vote: &vote, outcome: &outcome };
    let email = sent.form.get("email");
    let done = notice::ask(voting, &sent.trip.view, visitor.client, &way, kind, email).await;
    let (form, status) = match done {
        Ok(()) => (sent.form.clone(), StatusCode::OK),
        Err(error) => refused(&sent.form, error, Some("email"))?,
    };
    let mut s = sent.scene().await?;
    let screen = s.screen(if kind == Notice::Reminder { Step::Overview } else { Step::Done });
    s.form = form;
    // Who has just opened this address without having chosen or voted sees the page where the vote begins.
    let screen = if status == StatusCode::OK && screen == Screen::Start { Screen::Overview } else { screen };
    Ok(sent.answer(&s, screen, status))
}

fn stop_page(voting: &Voting, visitor: &Visitor, status: StatusCode, main: Markup) -> Response {
    let title = visitor.t.text("notice-stop-title");
    let main = html! { div class="wrap section section--first" { h1 { (title) } (main) } };
    let frame = Frame { hidden: true, ..Frame::new(&title, main) };
    response::html(status, shell(&voting.app, visitor, frame))
}

/// Where the link of a mail leads: one button. Programs that look through mails open links, so opening does nothing.
pub(super) async fn before_stop(State(voting): State<Voting>, visitor: Visitor) -> Answer {
    // Longer than what a query otherwise holds; how long a token can be is known where it is opened.
    let pairs = platform::web::query::form_pairs(visitor.query.as_bytes());
    let token = pairs.iter().find(|(key, _)| key == "token").map_or("", |(_, token)| token.as_str());
    if !notice::can_stop(&voting, token) {
        return Err(Common::NotFound.into());
    }
    let t = &visitor.t;
    let main = html! {
        p class="lead" { (t.text("notice-stop-means")) }
        form method="post" action=(visitor.link("/do/no-vote-mail")) {
            (hidden("token", token))
            p class="actions" { button class=(Look::Primary.class()) { (t.text("notice-stop")) } }
        }
    };
    Ok(stop_page(&voting, &visitor, StatusCode::OK, main))
}

/// Wants no mail about a round any more.
pub(super) async fn stop(State(voting): State<Voting>, visitor: Visitor, form: Form) -> Answer {
    notice::stop(&voting, form.get("token")).await?;
    let main = alert(Tone::Success, &visitor.t.text("notice-stopped"), html! {});
    Ok(stop_page(&voting, &visitor, StatusCode::OK, main))
}
