//! Routes, each with who may use it. A route cannot be made without.

use crate::app::App;
use crate::context::{Fail, Visitor};
use crate::permission::Permission;
use crate::store;
use axum::extract::{DefaultBodyLimit, FromRequestParts, RawPathParams, Request};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodFilter, MethodRouter};
use axum::{Router, handler::Handler};
use http::Method;
use http::request::Parts;
use platform::error::{Common, Error, Reason};

/// Who may use a route. Services check again, for the very thing that is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everybody.
    Public,
    /// Somebody with the cookie of a voter; the handler opens it.
    Voter,
    /// Somebody who is signed in.
    SignedIn,
    /// Staff who may do this, in at least one project.
    Staff(Permission),
}

/// One route.
#[derive(Clone)]
pub struct Route {
    /// Method.
    pub method: Method,
    /// Path, with `{parameters}`.
    pub path: &'static str,
    /// Who may use it.
    pub access: Access,
    /// Whether it goes before everything else when there is too much to do: handing in a ballot, and what that needs.
    pub first: bool,
    handler: MethodRouter,
}

/// The routes of a feature.
#[derive(Default, Clone)]
pub struct Routes(Vec<Route>);

impl Routes {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Routes::default()
    }

    /// One more route. `state` is what the feature's handlers share.
    #[must_use]
    pub fn on<H, T, S>(mut self, method: Method, path: &'static str, access: Access, state: &S, handler: H) -> Self
    where
        H: Handler<T, S>,
        T: 'static,
        S: Clone + Send + Sync + 'static,
    {
        let filter = MethodFilter::try_from(method.clone()).unwrap_or(MethodFilter::GET);
        let handler = MethodRouter::new()
            .on(filter, handler)
            .with_state(state.clone())
            // Forms and JSON have smaller limits of their own; pictures come up to this.
            .layer(DefaultBodyLimit::max(platform::web::security::LARGEST_BODY))
            .layer(middleware::from_fn(move |request, next| admit(access, request, next)));
        self.0.push(Route { method, path, access, first: false, handler });
        self
    }

    /// A page or a read of the API.
    #[must_use]
    pub fn get<H, T, S>(self, path: &'static str, access: Access, state: &S, handler: H) -> Self
    where
        H: Handler<T, S>,
        T: 'static,
        S: Clone + Send + Sync + 'static,
    {
        self.on(Method::GET, path, access, state, handler)
    }

    /// A form or a write of the API.
    #[must_use]
    pub fn post<H, T, S>(self, path: &'static str, access: Access, state: &S, handler: H) -> Self
    where
        H: Handler<T, S>,
        T: 'static,
        S: Clone + Send + Sync + 'static,
    {
        self.on(Method::POST, path, access, state, handler)
    }

    /// The route that was named last goes before everything else when there is too much to do.
    #[must_use]
    pub fn first(mut self) -> Self {
        if let Some(route) = self.0.last_mut() {
            route.first = true;
        }
        self
    }

    /// All of another's.
    #[must_use]
    pub fn and(mut self, other: Routes) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Each route.
    pub fn iter(&self) -> impl Iterator<Item = &Route> {
        self.0.iter()
    }

    /// As axum serves them.
    pub fn into_router(self) -> Router {
        self.0.into_iter().fold(Router::new(), |router, route| router.route(route.path, route.handler))
    }
}

async fn admit(access: Access, request: Request, next: Next) -> Response {
    let Some(visitor) = request.extensions().get::<Visitor>().cloned() else {
        return Fail(Common::NotFound.into()).into_response();
    };
    let (mut parts, body) = request.into_parts();
    let refused = match refuse(access, &visitor) {
        None => refuse_in_project(access, &visitor, &mut parts).await,
        some => some.map(Error::from),
    };
    match refused {
        None => next.run(Request::from_parts(parts, body)).await,
        Some(error) if error.refusals().iter().any(|r| r.key == Common::SignInNeeded.key()) && !visitor.json => {
            let staged = visitor.session.as_ref().is_some_and(|session| session.is_staff);
            let to = if staged { "/sign-in/factor" } else { "/sign-in" };
            let next = platform::web::query::encode(&visitor.path);
            Redirect::to(&visitor.link(&format!("{to}?next={next}"))).into_response()
        }
        Some(error) => Fail(error).into_response(),
    }
}

fn refuse(access: Access, visitor: &Visitor) -> Option<Common> {
    match (access, &visitor.session) {
        (Access::Public | Access::Voter, _) | (Access::SignedIn, Some(_)) => None,
        (Access::SignedIn | Access::Staff(_), None) => Some(Common::SignInNeeded),
        (Access::Staff(_), Some(session)) if session.is_staff && !session.factor_shown => Some(Common::SignInNeeded),
        (Access::Staff(permission), Some(session)) => {
            (!session.roles.allow_somewhere(permission)).then_some(Common::Forbidden)
        }
    }
}

/// Where the address names a project, staff need the right in that very project, before anything they sent is looked at.
async fn refuse_in_project(access: Access, visitor: &Visitor, parts: &mut Parts) -> Option<Error> {
    let Access::Staff(permission) = access else { return None };
    let params = RawPathParams::from_request_parts(parts, &()).await.ok()?;
    let name = params.iter().find(|(key, _)| *key == "project").map(|(_, value)| value.to_owned())?;
    let app = parts.extensions.get::<App>()?.clone();
    let (organisation, lang) = (visitor.organisation.id, visitor.lang);
    match app.db.read(move |reader| store::project_by_name(reader, organisation, &name, lang)).await {
        // Who may not even see a project is not told that it is there.
        Ok(Some(project)) if !visitor.actor.roles.allow(Permission::SeeProject, Some(project.id)) => {
            Some(Common::NotFound.into())
        }
        Ok(Some(project)) => visitor.actor.permit(permission, Some(project.id)).err(),
        Ok(None) => Some(Common::NotFound.into()),
        Err(error) => Some(error.into()),
    }
}
