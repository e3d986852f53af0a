//! The receipt: on the last page of a vote, as a file, and the page where anybody checks a code.

use super::cookies::Kept;
use super::load::project_of;
use super::scene::Scene;
use crate::Voting;
use crate::model::RoundView;
use crate::service::log::keys::signer_of;
use crate::service::log::receipt::{Fate, Receipt, fate, round_of};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use civic::context::{Answer, Visitor};
use civic::model::PageRole;
use civic::ui::form::Input;
use civic::ui::notice::{Look, Tone, alert};
use civic::ui::qr::qr;
use civic::ui::shell::path_of;
use civic::ui::{Frame, icon, shell};
use http::StatusCode;
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use maud::{Markup, html};
use platform::error::{Error, Refusal};
use platform::limits::policies;
use platform::web::form::Form;
use platform::web::{query, response};
use proof::from_hex;
use proof::receipt::Code;
use std::sync::Arc;

/// Where codes are checked, without language.
pub(super) const PLACE: &str = "/vote-receipt";
/// What is typed there and what is not told: a code is short.
const LONGEST_CODE: usize = 60;

/// What the last page shows of a receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shown {
    /// The short code.
    pub(super) code: String,
    /// The whole address where it is checked, for the square code.
    pub(super) link: String,
    /// Whether the voter's device made a random number of its own.
    pub(super) own: bool,
    /// Whether the file can be had: a long ballot does not fit in a cookie.
    pub(super) file: bool,
    /// The fingerprint of the key that signed.
    pub(super) fingerprint: String,
}

/// What the last page shows, of what this browser is remembered by.
pub(super) async fn shown(
    voting: &Voting,
    visitor: &Visitor,
    view: &RoundView,
    kept: Option<&Kept>,
) -> Result<Option<Shown>, Error> {
    let Some(kept) = kept else { return Ok(None) };
    let path = visitor.link(&format!("{PLACE}?code={}", query::encode(&kept.code)));
    let signer = signer_of(voting, view.round.organisation, view.round.key_generation).await?;
    Ok(Some(Shown {
        code: kept.code.clone(),
        link: format!("{}{path}", visitor.origin),
        own: kept.voter_nonce.bytes().any(|digit| digit != b'0'),
        file: kept.ballot.is_some(),
        fingerprint: signer.public().fingerprint(),
    }))
}

/// "Je ontvangstbewijs", on the last page.
pub(super) fn section(s: &Scene<'_>) -> Markup {
    let t = s.t;
    let Some(receipt) = &s.seen.receipt else { return html! {} };
    html! {
        section class="panel panel--space" aria-labelledby="ontvangstbewijs" {
            h2 class="panel__title" id="ontvangstbewijs" { (t.text("receipt-title")) }
            p { (t.text("receipt-means")) }
            p { code class="proof" { (receipt.code) } }
            (qr(&receipt.link, &t.text("receipt-qr")))
            p { a href=(receipt.link) { (t.text("receipt-check-link")) } }
            @if receipt.file {
                form method="post" action=(s.place.act("receipt")) {
                    button class=(Look::Plain.class()) { (icon("download")) (t.text("receipt-save")) }
                }
                p class="soft" { (t.text("receipt-secret")) }
            } @else {
                p class="soft" { (t.text("receipt-too-long")) }
            }
            @if !receipt.own { p class="soft" { (t.text("receipt-no-nonce")) } }
            p class="small" { (t.with("receipt-key", &[("fingerprint", receipt.fingerprint.as_str().into())])) }
        }
    }
}

/// The receipt as a file, for the browser that has just handed in.
pub(super) async fn file(voting: &Voting, view: &RoundView, kept: &Kept) -> Result<Option<Response>, Error> {
    let nonces = from_hex::<32>(&kept.voter_nonce).zip(from_hex::<32>(&kept.nonce));
    let Some((ballot, (theirs, ours))) = kept.ballot.clone().zip(nonces) else { return Ok(None) };
    let receipt = Receipt::make(voting, &view.round, [theirs, ours], ballot).await?;
    let text = serde_json::to_string_pretty(&receipt.file()).map_err(Error::internal)?;
    let name = format!("attachment; filename=\"ontvangstbewijs-{}.json\"", receipt.code());
    let headers = [
        (CONTENT_TYPE, response::JSON.to_owned()),
        (CONTENT_DISPOSITION, name),
        (CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok(Some((StatusCode::OK, headers, text).into_response()))
}

/// What became of the ballot of a code.
struct Found {
    code: Code,
    view: Option<Arc<RoundView>>,
    fate: Fate,
}

/// The page where anybody checks a code. Nothing of it is kept or logged.
pub(super) async fn page(State(voting): State<Voting>, visitor: Visitor) -> Answer {
    let asked = query::canonical(&visitor.query, &["code"]);
    let typed = asked.get("code").map_or("", String::as_str).trim();
    let typed: String = typed.chars().take(LONGEST_CODE).collect();
    let mut form = Form::filled([("code", typed.clone())]);
    let mut found = None;
    if !typed.is_empty() {
        voting.app.limits.check(policies::RECEIPTS, visitor.client.0)?;
        match typed.parse::<Code>() {
            Ok(code) => found = Some(look_up(&voting, &visitor, code).await?),
            Err(_) => form = form.refused(&[Refusal::from(crate::refusal::Refusal::BadReceiptCode)]),
        }
    }
    let wrong = !form.errors().is_empty();
    let links = match found.as_ref().and_then(|found| found.view.as_ref()) {
        Some(view) => links(&voting, &visitor, view).await?,
        None => Vec::new(),
    };
    let main = screen(&visitor, &form, found.as_ref(), &links);
    let title = visitor.t.text("receipt-page-title").into_owned();
    let frame = Frame { hidden: true, wrong, path: Some(PLACE), ..Frame::new(&title, main) };
    let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(response::html(status, shell(&voting.app, &visitor, frame)))
}

async fn look_up(voting: &Voting, visitor: &Visitor, code: Code) -> Result<Found, Error> {
    let Some(view) = round_of(voting, &visitor.actor, code).await? else {
        return Ok(Found { code, view: None, fate: Fate::Unknown });
    };
    let fate = fate(voting, &view, code).await?;
    Ok(Found { code, view: Some(view), fate })
}

/// The pages about the round: its log, its outcome, its project.
async fn links(voting: &Voting, visitor: &Visitor, view: &RoundView) -> Result<Vec<(String, String)>, Error> {
    let (project, pages) = project_of(voting, visitor, view).await?;
    let t = &visitor.t;
    let log = visitor.link(&format!("{}/{}", super::log::PLACE, view.round.uuid));
    let mut links = vec![(log, t.text("logbook-page-link").into_owned())];
    if let Some(outcome) = path_of(&project, &pages, PageRole::Outcome) {
        links.push((visitor.link(&outcome), t.text("receipt-outcome").into_owned()));
    }
    links.push((visitor.link(&format!("/{}", project.slug)), project.title.clone()));
    Ok(links)
}

fn screen(visitor: &Visitor, form: &Form, found: Option<&Found>, links: &[(String, String)]) -> Markup {
    let t = &visitor.t;
    html! {
        div class="wrap section section--first" {
            (civic::ui::form::errors(t, form))
            h1 { (t.text("receipt-page-title")) }
            p class="lead" { (t.text("receipt-page-lead")) }
            @if let Some(found) = found { (told(visitor, found, links)) }
            form method="get" action=(visitor.link(PLACE)) {
                (Input::new("code", &t.text("receipt-code")).hint(&t.text("receipt-code-hint")).most(LONGEST_CODE).unchecked().show(t, form))
                p class="actions" { button class=(Look::Primary.class()) { (t.text("receipt-check")) } }
            }
            p class="soft" { (t.text("receipt-page-kept")) }
        }
    }
}

fn told(visitor: &Visitor, found: &Found, links: &[(String, String)]) -> Markup {
    let t = &visitor.t;
    let (tone, title, means) = match found.fate {
        Fate::Received => (Tone::Success, "receipt-received", "receipt-received-means"),
        Fate::Counted => (Tone::Success, "receipt-counted", "receipt-counted-means"),
        Fate::Replaced => (Tone::Info, "receipt-replaced", "receipt-replaced-means"),
        Fate::Void => (Tone::Warning, "receipt-void", "receipt-void-means"),
        Fate::Unknown => (Tone::Warning, "receipt-unknown", "receipt-unknown-means"),
    };
    let more = html! {
        @if let Some(view) = &found.view { p { strong { (view.round.title(visitor.lang)) } } }
        p { (t.text(means)) }
        p class="small" { (found.code) }
        @if !links.is_empty() {
            ul class="link-list" { @for (href, word) in links { li { a href=(href) { (word) } } } }
        }
    };
    alert(tone, &t.text(title), more)
}
