//! The middleware that sends people away, in words, when there is too much to do. It asks nothing of the database.

use crate::app::App;
use crate::context::{Kept, LONGEST_KEPT, api_language, host_of, language, without_port};
use crate::ui::form::hidden;
use crate::ui::notice::Look;
use axum::body::{Body, HttpBody, to_bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, Method, StatusCode, header};
use maud::{DOCTYPE, Markup, html};
use platform::error::{Common, Error};
use platform::i18n::{Lang, T};
use platform::web::load::{Gate, Place, Turn, fits};
use platform::web::query::form_pairs;
use platform::web::response::{self, Told};
use platform::web::security;
use std::sync::Arc;
use std::time::Duration;

/// After so many seconds one should try again, and up to as many later: not all who wait at the same moment.
const COME_BACK: u64 = 5;
/// So long a form may take to arrive before its request counts as at work.
const ARRIVES_WITHIN: Duration = Duration::from_secs(30);

/// What the middleware needs to know.
#[derive(Clone)]
pub struct Door {
    app: App,
    gate: Gate,
    first: Arc<Vec<(Method, &'static str)>>,
}

impl Door {
    /// With the addresses that go first.
    #[must_use]
    pub fn new(app: &App, gate: &Gate, first: Vec<(Method, &'static str)>) -> Self {
        Door { app: app.clone(), gate: gate.clone(), first: Arc::new(first) }
    }

    fn turn(&self, method: &Method, path: &str) -> Turn {
        let without_language = Lang::ALL.iter().find_map(|lang| {
            let rest = path.strip_prefix('/')?.strip_prefix(lang.code())?;
            rest.starts_with('/').then_some(rest)
        });
        let path = without_language.unwrap_or(path);
        match *method {
            _ if self.first.iter().any(|(first, pattern)| first == method && fits(pattern, path)) => Turn::First,
            Method::GET | Method::HEAD => Turn::View,
            _ => Turn::Change,
        }
    }
}

/// Lets a request in, or tells its sender to come back in a moment. Style sheets and the like, and what monitors ask, are
/// always let in.
pub async fn door(State(door): State<Door>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if path == "/health" || path.starts_with("/assets/") || *request.method() == Method::OPTIONS {
        return next.run(request).await;
    }
    let turn = door.turn(request.method(), path);
    let (whole, request) = match arrive(request).await {
        Ok(arrived) => arrived,
        Err(refused) => {
            let api = refused.1;
            return crate::ui::error::without_site(&door.app, api, &Error::from(refused.0), None);
        }
    };
    let Some(place) = door.gate.enter(turn).await else {
        return send_away(&door.app, request, whole).await;
    };
    // What is still arriving takes no place for as long as its sender likes.
    let place: Option<Place> = whole.then_some(place);
    let answer = next.run(request).await;
    drop(place);
    answer
}

/// Reads a body of ordinary size, so that a slow sender does not keep a place at work; says whether it is whole.
async fn arrive(request: Request) -> Result<(bool, Request), (Common, Option<Lang>)> {
    let short = request.body().size_hint().upper().is_some_and(|length| length <= LONGEST_KEPT as u64);
    if !short {
        return Ok((false, request));
    }
    let api = api_language(request.uri().path());
    let (parts, body) = request.into_parts();
    match tokio::time::timeout(ARRIVES_WITHIN, to_bytes(body, LONGEST_KEPT)).await {
        Ok(Ok(bytes)) => Ok((true, Request::from_parts(parts, Body::from(bytes)))),
        _ => Err((Common::Malformed, api)),
    }
}

async fn send_away(app: &App, request: Request, whole: bool) -> Response {
    let seconds = COME_BACK + app.random.below(COME_BACK + 1);
    let path = request.uri().path().to_owned();
    let host = host_of(&request).map(|host| without_port(&host).to_lowercase());
    let organisation = host.and_then(|host| app.organisation_by_heart(&host));
    let lang = organisation.as_ref().map_or_else(Lang::default, |organisation| language(organisation, &path).0);
    let t = app.texts.lang(lang).formal(organisation.is_some_and(|organisation| organisation.formal));
    let mut answer = if let Some(api) = api_language(&path) {
        // As pages do, the API answers in the language of its address.
        let t = if api == Lang::default() { t } else { app.texts.lang(api) };
        let sentence = t.text("error-busy").into_owned();
        let told = Told {
            status: StatusCode::SERVICE_UNAVAILABLE,
            sentences: vec![(None, "error-busy", sentence)],
            args: Vec::new(),
            number: None,
        };
        response::problem(&told)
    } else {
        let words = words(&t, request, whole, seconds).await;
        response::html(StatusCode::SERVICE_UNAVAILABLE, page(app, lang, &words))
    };
    answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    answer.into_response()
}

/// What the waiting page says.
struct Words {
    title: String,
    /// After so many seconds the page asks again by itself; none where that would send something.
    again: Option<u64>,
    main: Markup,
}

async fn words(t: &T, request: Request, whole: bool, seconds: u64) -> Words {
    let look = matches!(*request.method(), Method::GET | Method::HEAD);
    let here = request.uri().path_and_query().map_or("/", |whole| whole.as_str()).to_owned();
    let (kept, request) = Kept::of(request).await;
    if let (false, Some(request)) = (whole, request) {
        // A browser that is cut off while it sends shows its own error in the place of this page.
        security::drain(request).await;
    }
    let title = t.text(if look { "busy-title" } else { "busy-title-sent" }).into_owned();
    let main = html! {
        h1 { (title) }
        @if look {
            p class="lead" { (t.with("busy-wait", &[("seconds", i64::try_from(seconds).unwrap_or(i64::MAX).into())])) }
            p { (t.text("busy-kept")) }
            // An address that begins with two strokes would lead to another site.
            @if !here.starts_with("//") { p class="actions" { a class="button" href=(here) { (t.text("busy-now")) } } }
        } @else if let Some(kept) = kept {
            p class="lead" { (t.text("busy-sent")) }
            form method="post" action=(kept.action) {
                @for (name, value) in form_pairs(&kept.fields) { (hidden(&name, &value)) }
                p class="actions" { button class=(Look::Primary.class()) { (t.text("busy-send-again")) } }
            }
            p { (t.text("busy-kept")) }
        } @else {
            p class="lead" { (t.text("busy-sent-back")) }
            p { (t.text("busy-kept")) }
        }
    };
    Words { title, again: look.then_some(seconds), main }
}

/// A small document: it is sent to many, while there is no time to make a large one.
fn page(app: &App, lang: Lang, words: &Words) -> String {
    let document = html! {
        (DOCTYPE)
        html lang=(lang.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                @if let Some(seconds) = words.again { meta http-equiv="refresh" content=(seconds); }
                title { (words.title) }
                link rel="icon" href=(app.assets.url("favicon.svg")) type="image/svg+xml";
                link rel="stylesheet" href=(app.assets.url("css/site.css"));
            }
            body { main id="inhoud" class="wrap section" { div class="prose" { (words.main) } } }
        }
    };
    document.into_string()
}
