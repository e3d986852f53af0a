//! The public log of a round for people to read, and the keys that sign it.

use super::load::project_of;
use crate::Voting;
use crate::model::{RoundView, State as Life};
use crate::service;
use crate::service::log::keys::{self, PublishedKey};
use crate::service::log::{download, read};
use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::Response;
use civic::context::{Answer, Visitor};
use civic::ui::figures::{Column, facts, table};
use civic::ui::notice::{empty, fold};
use civic::ui::{Frame, icon, shell};
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderValue, StatusCode};
use jiff::Timestamp;
use maud::{Markup, html};
use platform::error::{Common, Error};
use platform::files::FileStream;
use platform::i18n::T;
use platform::web::response;
use proof::log::Deed;
use proof::package::HeadLine;
use std::sync::Arc;
use uuid::Uuid;

/// Where logs are, without language.
pub(crate) const PLACE: &str = "/vote-log";
/// Where downloads are.
pub(crate) const DOWNLOADS: &str = "/vote-download";
/// Where the keys are, without language.
pub(super) const KEYS: &str = "/vote-keys";

/// The round of an address, if this visitor may see it.
pub(super) async fn round(voting: &Voting, visitor: &Visitor, round: &str) -> Result<Arc<RoundView>, Error> {
    let uuid = Uuid::try_parse(round).map_err(|_| Error::from(Common::NotFound))?;
    service::round::round_view(voting, &visitor.actor, None, uuid).await
}

/// "Logboek van deze stemming".
pub(super) async fn page(State(voting): State<Voting>, visitor: Visitor, Path(uuid): Path<String>) -> Answer {
    let view = round(&voting, &visitor, &uuid).await?;
    let (acts, heads) = (read::acts(&voting, &view).await?, read::heads(&voting, &view).await?);
    let (project, _) = project_of(&voting, &visitor, &view).await?;
    let size = download::public_size(&voting, &view).await?;
    let keys = keys::published(&voting, visitor.organisation.id).await?;
    let main = screen(&visitor, &view, (&acts, &heads), size, &keys);
    let title = visitor.t.with("logbook-page-title", &[("round", view.round.title(visitor.lang).into())]);
    let path = format!("{PLACE}/{}", view.round.uuid);
    let frame = Frame { project: Some(&project), path: Some(&path), ..Frame::new(&title, main) };
    Ok(response::html(StatusCode::OK, shell(&voting.app, &visitor, frame)))
}

type Told<'a> = (&'a [(u64, Deed)], &'a [HeadLine]);

fn screen(
    visitor: &Visitor,
    view: &RoundView,
    (acts, heads): Told<'_>,
    size: Option<u64>,
    keys: &[PublishedKey],
) -> Markup {
    let (t, round) = (&visitor.t, &view.round);
    let api = visitor.link(&format!("/api/v1/rounds/{}", round.uuid));
    html! {
        div class="wrap section section--first prose" {
            h1 { (t.with("logbook-page-title", &[("round", round.title(visitor.lang).into())])) }
            p class="lead" { (t.text("logbook-page-lead")) }
            @if heads.is_empty() {
                (empty(&t.text("logbook-page-none"), &t.text("logbook-page-none-why"), None))
            } @else {
                (fold("uitleg", &t.text("logbook-page-how"), explanation(t)))
                h2 id="handelingen" { (t.text("logbook-page-acts")) }
                (act_table(t, acts))
                h2 id="standen" { (t.text("logbook-page-heads")) }
                p { (t.text("logbook-page-heads-means")) }
                (head_table(t, heads))
                ul class="link-list" {
                    li { a href=(format!("{api}/log/heads")) { (icon("download")) (t.text("logbook-page-save-heads")) } }
                    li { a href=(format!("{api}/log")) { (t.text("logbook-page-leaves")) } }
                    li { a href=(visitor.link(KEYS)) { (t.text("keys-title")) } }
                    @if round.state >= Life::Provisional {
                        li { a href=(visitor.link(&format!("{}/{}", super::report::PLACE, round.uuid))) { (t.text("report-link")) } }
                    }
                    @if let Some(size) = size {
                        li { a href=(format!("{DOWNLOADS}/{}.zip", round.uuid)) {
                            (icon("download")) (t.with("logbook-page-download", &[("size", t.bytes(size).into())]))
                        } }
                    }
                }
                @if let Some(key) = keys.iter().find(|key| key.generation == round.key_generation) {
                    p class="small" { (t.with("receipt-key", &[("fingerprint", key.key.fingerprint().into())])) }
                }
            }
        }
    }
}

fn explanation(t: &T) -> Markup {
    html! {
        @for key in ["logbook-how-leaves", "logbook-how-batches", "logbook-how-heads", "logbook-how-check"] { p { (t.text(key)) } }
    }
}

fn moment(t: &T, at: &str) -> String {
    at.parse::<Timestamp>().map_or_else(|_| at.to_owned(), |at| t.date_time(at))
}

fn act_table(t: &T, acts: &[(u64, Deed)]) -> Markup {
    let columns = [
        Column::number(t.text("logbook-column-place")),
        Column::words(t.text("logbook-column-when")),
        Column::words(t.text("logbook-column-what")),
    ];
    let row = |(index, deed): &(u64, Deed)| {
        vec![html! { (index) }, html! { (moment(t, deed.at())) }, html! { (act_words(t, deed)) }]
    };
    let rows: Vec<Vec<Markup>> = acts.iter().map(row).collect();
    table("handelingen-tabel", &t.text("logbook-page-acts"), &columns, &rows, 2, true)
}

/// An act in a sentence.
fn act_words(t: &T, deed: &Deed) -> String {
    let n = |number: u64| i64::try_from(number).unwrap_or(i64::MAX).into();
    match deed {
        Deed::Opened { entitlements, .. } => t.with("logbook-act-opened", &[("n", n(*entitlements))]),
        Deed::CodesMade { count, .. } => t.with("logbook-act-codes-made", &[("n", n(*count))]),
        Deed::CodesVoided { count, .. } => t.with("logbook-act-codes-voided", &[("n", n(*count))]),
        Deed::Prolonged { closes_at, reason, .. } => {
            t.with("logbook-act-prolonged", &[("at", moment(t, closes_at).into()), ("reason", reason.as_str().into())])
        }
        Deed::Struck { number, reason, .. } => {
            t.with("logbook-act-struck", &[("number", i64::from(*number).into()), ("reason", reason.as_str().into())])
        }
        Deed::Closed { .. } => t.text("logbook-act-closed").into_owned(),
        Deed::ReviewEnded { .. } => t.text("logbook-act-review-ended").into_owned(),
        Deed::Sealed { issued, used, void, ballots, voided, .. } => {
            let args = [
                ("issued", n(*issued)),
                ("used", n(*used)),
                ("void", n(*void)),
                ("ballots", n(*ballots)),
                ("voided", n(*voided)),
            ];
            t.with("logbook-act-sealed", &args)
        }
        Deed::Counted { .. } => t.text("logbook-act-counted").into_owned(),
        Deed::Published { .. } => t.text("logbook-act-published").into_owned(),
        Deed::Decided { .. } => t.text("logbook-act-decided").into_owned(),
        Deed::Final { .. } => t.text("logbook-act-final").into_owned(),
    }
}

fn head_table(t: &T, heads: &[HeadLine]) -> Markup {
    let columns = [
        Column::number(t.text("logbook-column-size")),
        Column::words(t.text("logbook-column-when")),
        Column::words(t.text("logbook-column-root")),
    ];
    let row = |head: &HeadLine| {
        vec![html! { (head.size) }, html! { (moment(t, &head.at)) }, html! { code class="hash" { (head.root) } }]
    };
    let rows: Vec<Vec<Markup>> = heads.iter().map(row).collect();
    table("standen-tabel", &t.text("logbook-page-heads"), &columns, &rows, 1, true)
}

/// The keys of the organisation, old ones too.
pub(super) async fn keys_page(State(voting): State<Voting>, visitor: Visitor) -> Answer {
    let published = keys::published(&voting, visitor.organisation.id).await?;
    let t = &visitor.t;
    let main = html! {
        div class="wrap section section--first prose" {
            h1 { (t.text("keys-title")) }
            p class="lead" { (t.text("keys-lead")) }
            @if published.is_empty() { (empty(&t.text("keys-none"), &t.text("keys-none-why"), None)) }
            @for key in published.iter().rev() {
                h2 { (t.with("keys-generation", &[("n", i64::from(key.generation + 1).into())])) }
                (facts(&key_facts(t, key)))
            }
            p { a href="/api/v1/vote-keys" { (t.text("keys-api")) } }
        }
    };
    let title = t.text("keys-title").into_owned();
    let frame = Frame { path: Some(KEYS), ..Frame::new(&title, main) };
    Ok(response::html(StatusCode::OK, shell(&voting.app, &visitor, frame)))
}

fn key_facts(t: &T, key: &PublishedKey) -> Vec<(String, Markup)> {
    let long = |text: String| html! { code class="hash" { (text) } };
    let mut rows = vec![
        (t.text("keys-fingerprint").into_owned(), long(key.key.fingerprint())),
        (t.text("keys-key").into_owned(), long(key.key.to_string())),
        (t.text("keys-made").into_owned(), html! { (t.date_time(key.made)) }),
    ];
    if let Some(signature) = &key.endorsed {
        rows.push((t.text("keys-endorsed").into_owned(), long(proof::hex(signature))));
    }
    rows
}

/// The download for everybody.
pub(super) async fn zip(State(voting): State<Voting>, visitor: Visitor, Path(name): Path<String>) -> Answer {
    let uuid = name.strip_suffix(".zip").ok_or(Error::from(Common::NotFound))?;
    let view = round(&voting, &visitor, uuid).await?;
    let stream = download::public(&voting, &view).await?;
    Ok(sent(stream, &format!("{}.zip", view.round.uuid), "no-cache")?)
}

/// A download on its way.
pub(crate) fn sent(stream: FileStream, name: &str, kept: &'static str) -> Result<Response, Error> {
    let mut answer = Response::new(Body::from_stream(stream.pieces));
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/zip"));
    headers.insert(CONTENT_LENGTH, HeaderValue::from(stream.size));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(kept));
    let disposition = format!("attachment; filename=\"{name}\"");
    headers.insert(CONTENT_DISPOSITION, HeaderValue::from_str(&disposition).map_err(Error::internal)?);
    Ok(answer)
}
