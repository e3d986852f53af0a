//! What a browser needs to know to keep what it could not send, and to say on other pages that a vote is not in yet.

use super::parts;
use super::scene::{Scene, Screen, Step};
use super::words::{capital, plans};
use maud::{Markup, html};

/// How far somebody is who has chosen and not handed in; nothing for who has chosen nothing.
pub(super) fn unfinished(s: &Scene<'_>) -> Option<String> {
    let chosen = s.chosen();
    let args = [("plans", plans(s.t, chosen.len()).into()), ("project", s.project.as_str().into())];
    let key = if s.seen.voted() { "keep-unfinished-change" } else { "keep-unfinished" };
    (!chosen.is_empty()).then(|| capital(&s.t.with(key, &args)))
}

/// Texts and addresses for `js/keep.js`, on every page of a vote.
pub(super) fn texts(s: &Scene<'_>, screen: Screen) -> Markup {
    let t = s.t;
    let over = matches!(screen, Screen::NotYet | Screen::Over | Screen::Done | Screen::Voted);
    let left = if over { None } else { unfinished(s) };
    html! {
        div id="bewaard" hidden data-acts=(s.place.act("")) data-project=(s.place.link(&s.place.project))
            data-page=(s.place.step(Step::Overview)) data-closes=(s.view.round.closes_at.as_millisecond())
            data-unfinished=[left]
            data-text-vote-offline=(t.text("keep-vote-offline")) data-text-vote-busy=(t.text("keep-vote-busy"))
            data-text-choice-offline=(t.text("keep-choice-offline")) data-text-choice-busy=(t.text("keep-choice-busy"))
            data-text-closed=(t.text("keep-closed")) data-text-in=(t.text("keep-in"))
            data-text-refused=(t.text("keep-refused")) data-text-look=(t.text("keep-look"))
            data-text-go-on=(t.text("keep-go-on")) {}
        (parts::scripts(s, &["js/keep.js"]))
    }
}
