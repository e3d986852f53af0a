//! The facts of one request: which organisation, which language, who.

use crate::actor::Actor;
use crate::app::App;
use crate::ids::ProjectId;
use crate::model::Organisation;
use crate::permission::Roles;
use crate::person::{self, Session};
use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::extract::{FromRequestParts, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::CONTENT_TYPE;
use http::request::Parts;
use http::{StatusCode, Uri};
use platform::error::{Common, Error};
use platform::i18n::{Lang, T};
use platform::web::accept;
use platform::web::cookies::Cookies;
use platform::web::security::{self, Client};
use sha2::{Digest, Sha256};
use std::ops::Deref;
use std::sync::Arc;

/// The cookie of somebody who is signed in.
pub const SESSION_COOKIE: &str = "session";

/// The facts of one request. Cheap to clone.
#[derive(Clone)]
pub struct Visitor(Arc<Facts>);

impl Deref for Visitor {
    type Target = Facts;

    fn deref(&self) -> &Facts {
        &self.0
    }
}

/// What [`Visitor`] holds.
pub struct Facts {
    /// Whose site it is.
    pub organisation: Arc<Organisation>,
    /// The language of the answer.
    pub lang: Lang,
    /// Texts in that language.
    pub t: T,
    /// Who is signed in.
    pub session: Option<Session>,
    /// As the services see them.
    pub actor: Actor,
    /// The address in the network, as a keyed hash.
    pub client: Client,
    /// `https://host` of this site.
    pub origin: String,
    /// Path without the language before it.
    pub path: String,
    /// The raw query.
    pub query: String,
    /// The cookies.
    pub cookies: Cookies,
    /// Whether a script asked for a part of a page only.
    pub fragment: bool,
    /// Whether the answer is JSON (the API).
    pub json: bool,
}

impl Visitor {
    /// The same visitor, who has signed in with this request; `token` is the value of the new cookie.
    ///
    /// # Errors
    /// When the database fails, or the session is not there.
    pub async fn signed_in(&self, app: &App, token: &str) -> Result<Visitor, Error> {
        let session = session_of(app, &self.organisation, token).await?.ok_or(Error::from(Common::SignInNeeded))?;
        Ok(Visitor(Arc::new(Facts {
            organisation: Arc::clone(&self.organisation),
            lang: self.lang,
            t: self.t.clone(),
            actor: actor_of(&self.organisation, Some(&session)),
            session: Some(session),
            client: self.client,
            origin: self.origin.clone(),
            path: self.path.clone(),
            query: self.query.clone(),
            cookies: self.cookies.clone(),
            fragment: self.fragment,
            json: self.json,
        })))
    }

    /// A visitor without a session, for pages that are kept for everybody.
    #[must_use]
    pub fn anonymous(&self) -> Visitor {
        self.nobody(Roles::default())
    }

    /// A visitor of whom only the roles in a project are known, for pages that are kept for all who have those.
    #[must_use]
    pub fn staff_of(&self, project: Option<ProjectId>) -> Visitor {
        self.nobody(self.actor.roles.over(project))
    }

    fn nobody(&self, roles: Roles) -> Visitor {
        Visitor(Arc::new(Facts {
            organisation: Arc::clone(&self.organisation),
            lang: self.lang,
            t: self.t.clone(),
            session: None,
            actor: Actor { roles, ..Actor::anonymous(self.organisation.id) },
            client: self.client,
            origin: self.origin.clone(),
            path: self.path.clone(),
            query: self.query.clone(),
            cookies: Cookies::default(),
            fragment: false,
            json: false,
        }))
    }
}

impl Facts {
    /// The address of a path on this site, in the visitor's language: `/en/…` for a language that is not the default.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        self.link_in(self.lang, path)
    }

    /// The same in another language.
    #[must_use]
    pub fn link_in(&self, lang: Lang, path: &str) -> String {
        if lang == self.organisation.default_lang {
            path.to_owned()
        } else {
            format!("/{}{}", lang.code(), if path == "/" { "" } else { path })
        }
    }

    /// The full address of a path, for mails.
    #[must_use]
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{}", self.origin, self.link(path))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Visitor {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        parts.extensions.get::<Visitor>().cloned().ok_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

/// The middleware that finds out the facts, and words what went wrong in the visitor's language.
pub async fn establish(State(app): State<App>, request: Request, next: Next) -> Response {
    let api = api_language(request.uri().path());
    let (kept, read) = Kept::of(request).await;
    let Some(mut request) = read else {
        return crate::ui::error::without_site(&app, api, &Common::Malformed.into(), None);
    };
    let visitor = match facts(&app, &mut request).await {
        Ok(visitor) => visitor,
        Err(error) => return crate::ui::error::without_site(&app, api, &error, kept.as_ref()),
    };
    request.extensions_mut().insert(visitor.clone());
    request.extensions_mut().insert(app.clone());
    let mut response = next.run(request).await;
    match response.extensions_mut().remove::<Arc<Error>>() {
        Some(error) => crate::ui::error::respond(&app, &visitor, &error, response, kept.as_ref()),
        None => response,
    }
}

/// The language in which the API is asked, where no organisation says which it has; none for a page.
pub(crate) fn api_language(path: &str) -> Option<Lang> {
    let other = |lang: &Lang| path.strip_prefix('/').and_then(|p| p.strip_prefix(lang.code()));
    let is_api = |path: &str| path.starts_with("/api/");
    let named = Lang::ALL.into_iter().find(|lang| other(lang).is_some_and(is_api));
    named.or_else(|| is_api(path).then(Lang::default))
}

/// The longest form that is kept while its request is at work, in bytes.
pub(crate) const LONGEST_KEPT: usize = 256 * 1024;

/// What a form sent and where to, so that it can be sent again when the database was away.
pub struct Kept {
    /// Path and query, as they were asked for.
    pub action: String,
    /// The fields in their order.
    pub fields: Bytes,
}

impl Kept {
    /// Reads the body of a form and puts it back; no request when its body does not come whole. Nothing is kept of what
    /// another site sent: a page of ours would then ask for it to be sent again, as if it were our visitor's.
    pub(crate) async fn of(request: Request) -> (Option<Kept>, Option<Request>) {
        let ours = !security::is_foreign(&request) && !request.uri().path().starts_with("//");
        if request.method() != http::Method::POST || !is_short_form(&request) || !ours {
            return (None, Some(request));
        }
        let (parts, body) = request.into_parts();
        let Ok(fields) = to_bytes(body, LONGEST_KEPT).await else { return (None, None) };
        let action = parts.uri.path_and_query().map_or("/", |whole| whole.as_str()).to_owned();
        let kept = Kept { action, fields: fields.clone() };
        (Some(kept), Some(Request::from_parts(parts, Body::from(fields))))
    }
}

fn is_short_form(request: &Request) -> bool {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let form = kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
    form && request.body().size_hint().upper().is_some_and(|length| length <= LONGEST_KEPT as u64)
}

async fn facts(app: &App, request: &mut Request) -> Result<Visitor, Error> {
    let host = host_of(request).ok_or(Common::Malformed)?;
    let name = without_port(&host).to_lowercase();
    let organisation = app.organisation(&name, None).await?.ok_or(Error::from(Common::NotFound))?;
    let (lang, path) = language(&organisation, request.uri().path());
    let path = path.to_owned();
    if path != request.uri().path() {
        *request.uri_mut() = with_path(request.uri(), &path)?;
    }
    let organisation = if lang == organisation.default_lang {
        organisation
    } else {
        app.organisation(&name, Some(lang)).await?.ok_or(Error::from(Common::NotFound))?
    };
    let cookies = Cookies::from_headers(request.headers(), app.site.https);
    let session = session(app, &organisation, &cookies).await?;
    let actor = actor_of(&organisation, session.as_ref());
    let scheme = if app.site.https { "https" } else { "http" };
    Ok(Visitor(Arc::new(Facts {
        t: app.texts.lang(lang).formal(organisation.formal),
        lang,
        session,
        actor,
        client: request.extensions().get::<Client>().copied().unwrap_or_default(),
        origin: format!("{scheme}://{host}"),
        json: path.starts_with("/api/"),
        path,
        query: request.uri().query().unwrap_or_default().to_owned(),
        fragment: accept::wants_fragment(request.headers()),
        cookies,
        organisation,
    })))
}

pub(crate) fn host_of(request: &Request) -> Option<String> {
    let header = request.headers().get(http::header::HOST)?.to_str().ok()?;
    let fine = header.len() <= 255 && header.chars().all(|c| c.is_ascii_alphanumeric() || ".-:[]".contains(c));
    fine.then(|| header.to_owned())
}

pub(crate) fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.chars().all(|c| c.is_ascii_digit()) => name,
        _ => host,
    }
}

/// `/en/x` → (English, `/x`), if the organisation has English beside its default language.
pub(crate) fn language<'p>(organisation: &Organisation, path: &'p str) -> (Lang, &'p str) {
    for lang in &organisation.languages {
        let Some(rest) = path.strip_prefix('/').and_then(|p| p.strip_prefix(lang.code())) else { continue };
        if *lang != organisation.default_lang && (rest.is_empty() || rest.starts_with('/')) {
            return (*lang, if rest.is_empty() { "/" } else { rest });
        }
    }
    (organisation.default_lang, path)
}

fn with_path(uri: &Uri, path: &str) -> Result<Uri, Error> {
    let text = uri.query().map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"));
    text.parse().map_err(|_| Common::Malformed.into())
}

async fn session(app: &App, organisation: &Organisation, cookies: &Cookies) -> Result<Option<Session>, Error> {
    match cookies.get(SESSION_COOKIE) {
        Some(token) => session_of(app, organisation, token).await,
        None => Ok(None),
    }
}

/// As the services see whoever is signed in.
fn actor_of(organisation: &Organisation, session: Option<&Session>) -> Actor {
    match session {
        Some(session) => Actor {
            organisation: organisation.id,
            person: Some(session.person.id),
            label: session.person.label(),
            roles: session.roles.clone(),
        },
        None => Actor { organisation: organisation.id, person: None, label: String::new(), roles: Roles::default() },
    }
}

async fn session_of(app: &App, organisation: &Organisation, token: &str) -> Result<Option<Session>, Error> {
    let hash: [u8; 32] = Sha256::digest(token.as_bytes()).into();
    let (id, now) = (organisation.id, app.clock.now());
    Ok(app.db.read(move |reader| person::session(reader, id, &hash, now)).await?)
}

/// Makes an [`Error`] an answer that [`establish`] words.
#[derive(Debug)]
pub struct Fail(pub Error);

impl<E: Into<Error>> From<E> for Fail {
    fn from(error: E) -> Self {
        Fail(error.into())
    }
}

impl IntoResponse for Fail {
    fn into_response(self) -> Response {
        platform::web::response::fail(self.0)
    }
}

/// What handlers answer.
pub type Answer = Result<Response, Fail>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_are_no_part_of_a_host_name() {
        assert_eq!(without_port("voorbeeldstad.nl:8080"), "voorbeeldstad.nl");
        assert_eq!(without_port("[::1]:80"), "[::1]");
        assert_eq!(without_port("voorbeeldstad.nl"), "voorbeeldstad.nl");
    }
}
