//! The forms of handing in. Each saves what was typed before it says what is wrong with it.

use super::{Scene, filled, load, steps};
use crate::Plans;
use crate::model::{Changes, Content, Place};
use crate::refusal::Refusal as Plan;
use crate::service::ask::{Ask, Step};
use crate::service::draft::{
    DEVICE_COOKIE, DEVICE_LIFE, SavedDraft, add_document, add_picture, changes_of, discard_draft, holder, holder_to_be,
    save_draft,
};
use crate::service::hand_in::hand_in;
use crate::service::tell::OWN_PATH;
use crate::staff::fields::{Sent, receive};
use crate::store::Holder;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use civic::context::{Answer, SESSION_COOKIE};
use civic::model::{Page, PageRole, Project, ProjectState};
use civic::person::email_key;
use civic::route::{Access, Routes};
use civic::service::sign_in;
use civic::ui::shell::pages_now;
use civic::ui::{Frame, shell};
use civic::{Visitor, store};
use http::header::SET_COOKIE;
use http::{HeaderValue, StatusCode};
use platform::error::{Common, Error, Refusal};
use platform::geocode::Hit;
use platform::limits::policies;
use platform::web::form::Form;
use platform::web::response;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The routes.
pub(crate) fn routes(plans: &Plans) -> Routes {
    Routes::new()
        .post("/do/plans/{project}/draft", Access::Public, plans, save)
        .post("/do/plans/{project}/pictures", Access::Public, plans, pictures)
        .post("/do/plans/{project}/discard", Access::Public, plans, discard)
        .post("/do/plans/{project}/hand-in", Access::Public, plans, send)
        .post("/do/plans/{project}/code", Access::Public, plans, code)
        .post("/do/plans/{project}/again", Access::Public, plans, again)
}

/// The project of an address with its pages.
pub(crate) async fn trip(plans: &Plans, visitor: &Visitor, slug: String) -> Result<(Project, Vec<Page>), Error> {
    let (organisation, lang) = (visitor.organisation.id, visitor.lang);
    let (actor, now) = (visitor.actor.clone(), plans.app.clock.now());
    plans
        .app
        .db
        .read(move |reader| {
            let project = store::project_by_slug(reader, organisation, &slug, lang)?;
            let seen = |project: &Project| {
                project.state != ProjectState::Draft
                    || actor.roles.allow(civic::permission::Permission::SeeProject, Some(project.id))
            };
            let project = project.filter(seen).ok_or(Error::from(Common::NotFound))?;
            let pages = store::pages(reader, organisation, Some(project.id), lang)?;
            let pages = pages_now(&pages, &store::activities(reader, organisation, project.id)?, now);
            Ok((project, pages))
        })
        .await
}

/// A screen as the answer to a form.
fn answer(s: &Scene<'_>, status: StatusCode, (title, main): (String, maud::Markup)) -> Response {
    let path = s.path();
    let frame = Frame {
        project: Some(s.project),
        pages: s.pages,
        current: s.pages.iter().find(|page| page.role == PageRole::HandIn),
        path: Some(&path),
        wrong: !s.form.errors().is_empty(),
        hidden: true,
        ..Frame::new(&title, main)
    };
    response::html(status, shell(&s.plans.app, s.visitor, frame))
}

fn with_cookie(mut response: Response, cookie: Option<HeaderValue>) -> Response {
    if let Some(cookie) = cookie {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

fn status_of(refusals: &[Refusal]) -> StatusCode {
    refusals.first().map_or(StatusCode::UNPROCESSABLE_ENTITY, |refusal| refusal.status)
}

/// What the buttons of a step ask for.
enum Go {
    Next,
    Back,
    Stay,
}

fn go(form: &Form, changes: &mut Changes) -> Go {
    match form.get("go").split_once(':') {
        Some(("take", field)) => changes.take.push(field.to_owned()),
        Some(("drop", field)) => changes.drop.push(field.to_owned()),
        Some(("without", file)) => changes.without = Some(file.to_owned()),
        Some(("at", point)) => return at(changes, point.split_once(',').unwrap_or_default()),
        _ if form.get("go") == "nowhere" => return at(changes, ("", "")),
        _ if matches!(form.get("go"), "upload" | "find") => {}
        _ if form.get("go") == "back" => return Go::Back,
        _ => return Go::Next,
    }
    Go::Stay
}

/// From now on the plan is at this point; or at none.
fn at(changes: &mut Changes, (latitude, longitude): (&str, &str)) -> Go {
    for (name, degrees) in [("latitude", latitude), ("longitude", longitude)] {
        let values = if degrees.is_empty() { Vec::new() } else { vec![degrees.to_owned()] };
        changes.fields.insert(name.to_owned(), values);
    }
    Go::Stay
}

/// The place behind the pixel of the map that was pressed. A keyboard presses the corner: that is nobody's place.
fn pressed(form: &Form, ask: &Ask) -> Option<Place> {
    let pixel = |name: &str| form.get(name).parse::<f64>().ok();
    let (x, y) = (pixel("pick.x")?, pixel("pick.y")?);
    if (x, y) == (0.0, 0.0) { None } else { ask.region.canvas()?.place(x, y) }
}

async fn save(State(plans): State<Plans>, visitor: Visitor, Path(slug): Path<String>, form: Form) -> Answer {
    let (project, pages) = trip(&plans, &visitor, slug).await?;
    let (step, draft) = (step_of(&form)?, draft_of(&form));
    let mut s = load(&plans, &visitor, &project, &pages, draft).await?;
    let mut fields: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, empty_if_left_out) in steps::owns(&s, step) {
        let sent = form.all(name).to_vec();
        if !sent.is_empty() || empty_if_left_out {
            fields.insert(name.to_owned(), sent);
        }
    }
    // Nothing typed yet is no draft yet.
    if draft.is_none() && fields.values().flatten().all(|value| value.trim().is_empty()) {
        s.ask.takes_plans()?;
        let wrong = at_step(&s.ask, &Content::default(), &visitor, step);
        s.form = Form::default().refused(&wrong);
        return Ok(answer(&s, StatusCode::UNPROCESSABLE_ENTITY, s.show(step)));
    }
    let mut changes = changes_of(&fields, |name| form.get(&format!("was-{name}")).to_owned());
    let go = match pressed(&form, &s.ask) {
        Some(place) => at(&mut changes, (&place.latitude.to_string(), &place.longitude.to_string())),
        None if form.get("pick.x").is_empty() => go(&form, &mut changes),
        None => Go::Stay,
    };
    let find = form.get("go") == "find";
    let (holder, token) = holder_to_be(&plans.app, &visitor);
    let version = form.get("version").parse().unwrap_or(0);
    let saved = save_draft(&plans.app, &visitor, &project, holder, (draft, version), changes).await;
    let cookie = token.map(|token| visitor.cookies.set(DEVICE_COOKIE, &token, Some(DEVICE_LIFE)));
    match saved {
        Ok(saved) if find => Ok(with_cookie(find_place(s, holder, &saved).await?, cookie)),
        Ok(saved) => Ok(with_cookie(onward(s, holder, &saved, step, go).await?, cookie)),
        Err(error) if !error.refusals().is_empty() => {
            // What cannot be kept on the server stays on the page.
            let status = status_of(error.refusals());
            s.form = form.refused(error.refusals());
            Ok(answer(&s, status, s.show(step)))
        }
        Err(error) => Err(error.into()),
    }
}

/// Looks up where the words of the place are, and shows what was found to choose from.
async fn find_place(mut s: Scene<'_>, holder: Holder, saved: &SavedDraft) -> Result<Response, Error> {
    let draft = crate::service::draft::draft(&s.plans.app, s.project, holder, saved.uuid).await?;
    let words = draft.content.get("place").trim().to_owned();
    let found = match &s.plans.app.geocoder {
        Some(geocoder) if !words.is_empty() => geocoder.find(&words).await,
        _ => Ok(Vec::new()),
    };
    let (mut wrong, mut hits) = (Vec::new(), Vec::new());
    match found {
        Ok(found) => {
            let inside =
                |hit: &Hit| s.ask.region.check(Place { latitude: hit.latitude, longitude: hit.longitude }).is_ok();
            let before = found.len();
            hits.extend(found.into_iter().filter(inside));
            if hits.is_empty() {
                let nowhere = if before == 0 { Plan::PlaceUnknown } else { Plan::PlaceElsewhere };
                wrong.push(Refusal::from(nowhere));
            }
        }
        Err(error) => {
            tracing::warn!(%error, "no address could be looked up");
            wrong.push(Plan::NoLookUp.into());
        }
    }
    s.form = filled(&draft.content).refused(&wrong);
    (s.draft, s.hits) = (Some(draft), hits);
    let status = if wrong.is_empty() { StatusCode::OK } else { status_of(&wrong) };
    Ok(answer(&s, status, s.show(Step::Where)))
}

/// On to the next step; or the same again, with what has to be mended or chosen.
async fn onward(mut s: Scene<'_>, holder: Holder, saved: &SavedDraft, step: Step, go: Go) -> Result<Response, Error> {
    let draft = crate::service::draft::draft(&s.plans.app, s.project, holder, saved.uuid).await?;
    let all = s.ask.steps();
    let place = all.iter().position(|known| *known == step).unwrap_or(0);
    let here = |field: &str| Step::of(field) == step;
    let two = draft.content.doubled().any(here);
    let to = match go {
        Go::Back => all.get(place.saturating_sub(1)).copied().unwrap_or(Step::Title),
        Go::Stay => step,
        Go::Next if two => step,
        Go::Next => {
            let wrong = at_step(&s.ask, &draft.content, s.visitor, step);
            if !wrong.is_empty() {
                s.form = filled(&draft.content).refused(&wrong);
                s.draft = Some(draft);
                return Ok(answer(&s, StatusCode::UNPROCESSABLE_ENTITY, s.show(step)));
            }
            all.get(place + 1).copied().unwrap_or(Step::Check)
        }
    };
    Ok(response::see_other(&s.step(to, saved.uuid)))
}

/// What is wrong on one step.
fn at_step(ask: &Ask, content: &Content, visitor: &Visitor, step: Step) -> Vec<Refusal> {
    let mut wrong = ask.check(content, visitor.lang).err().unwrap_or_default();
    if step == Step::Who && ask.asks("email") && visitor.session.is_none() {
        wrong.extend(email_key(content.get("email")).err().map(Refusal::from));
    }
    wrong.retain(|refusal| refusal.field.is_some_and(|field| Step::of(field) == step));
    wrong
}

fn step_of(form: &Form) -> Result<Step, Error> {
    Step::parse(form.get("step")).ok_or(Common::Malformed.into())
}

fn draft_of(form: &Form) -> Option<Uuid> {
    Uuid::try_parse(form.get("draft")).ok()
}

async fn pictures(State(plans): State<Plans>, visitor: Visitor, Path(slug): Path<String>, request: Request) -> Answer {
    let (project, pages) = trip(&plans, &visitor, slug).await?;
    plans.app.limits.check(policies::UPLOADS, visitor.client.0)?;
    let mut sent: Sent = receive(request).await?;
    let (picture, document) = (sent.picture.take(), sent.document.take());
    let form = sent.into_form();
    let (holder, uuid) = (holder(&visitor), draft_of(&form).ok_or(Error::from(Plan::NoDraft))?);
    let mut s = load(&plans, &visitor, &project, &pages, Some(uuid)).await?;
    let draft = s.draft.clone().ok_or(Error::from(Plan::NoDraft))?;
    let mut changes = Changes::default();
    let alts = form.all("alt-of").iter().zip(crate::model::ALT_FIELDS);
    changes.alts = alts.map(|(of, field)| (of.clone(), form.get(field).to_owned())).collect();
    let go = go(&form, &mut changes);
    let saved = save_draft(&plans.app, &visitor, &project, holder, (Some(uuid), draft.version), changes).await?;
    let mut version = saved.version;
    let (mut wrong, sent) = (Vec::new(), picture.is_some() || document.is_some());
    if let Some(file) = picture {
        match add_picture(&plans.app, &visitor, &project, holder, (uuid, version), file).await {
            Ok(saved) => version = saved.version,
            Err(error) => wrong.extend(at_field(error, "picture")?),
        }
    }
    if let Some((name, file)) = document {
        let added = add_document(&plans.app, &visitor, &project, holder, (uuid, version), (&name, file)).await;
        wrong.extend(added.map(|_| Vec::new()).or_else(|error| at_field(error, "document"))?);
    }
    if !wrong.is_empty() {
        let draft = crate::service::draft::draft(&plans.app, &project, holder, uuid).await?;
        s.form = filled(&draft.content).refused(&wrong);
        s.draft = Some(draft);
        return Ok(answer(&s, status_of(&wrong), s.show(Step::Pictures)));
    }
    if sent {
        // A new picture has to be described.
        return Ok(response::see_other(&s.step(Step::Pictures, uuid)));
    }
    Ok(onward(s, holder, &saved, Step::Pictures, go).await?)
}

/// What is wrong with a file, at its field; any other error goes on.
fn at_field(error: Error, field: &'static str) -> Result<Vec<Refusal>, Error> {
    match error {
        Error::Refused(all) => Ok(all.into_iter().map(|refusal| Refusal { field: Some(field), ..refusal }).collect()),
        other => Err(other),
    }
}

async fn discard(State(plans): State<Plans>, visitor: Visitor, Path(slug): Path<String>, form: Form) -> Answer {
    let (project, pages) = trip(&plans, &visitor, slug).await?;
    if let Some(uuid) = draft_of(&form) {
        discard_draft(&plans.app, &project, holder(&visitor), uuid).await?;
    }
    let s = load(&plans, &visitor, &project, &pages, None).await?;
    Ok(response::see_other(&visitor.link(&s.path())))
}

/// Hands in; or, where the project asks who somebody is, first mails a code.
async fn send(State(plans): State<Plans>, visitor: Visitor, Path(slug): Path<String>, form: Form) -> Answer {
    let (project, pages) = trip(&plans, &visitor, slug).await?;
    let uuid = draft_of(&form).ok_or(Error::from(Plan::NoDraft))?;
    let s = load(&plans, &visitor, &project, &pages, Some(uuid)).await?;
    let unknown = s.ask.collect.identify.by_email() && visitor.session.is_none();
    let Some(draft) = s.draft.as_ref().filter(|_| unknown) else { return finish(s, uuid, None).await };
    if let Err(reason) = s.ask.takes_plans() {
        return Ok(refused(s, &[reason.into()]));
    }
    let mut wrong = s.ask.check(&draft.content, visitor.lang).err().unwrap_or_default();
    wrong.extend(email_key(draft.content.get("email")).err().map(Refusal::from));
    if !wrong.is_empty() {
        return Ok(refused(s, &wrong));
    }
    let email = draft.content.get("email").trim().to_owned();
    let t = &visitor.t;
    let mail = |args: &[(&str, platform::error::Arg)]| {
        (t.with("mail-plan-code-subject", args), t.with("mail-plan-code-text", args))
    };
    match sign_in::request_code_to_join(&plans.app, &visitor, &email, &mail).await {
        Ok(()) => Ok(answer(&s, StatusCode::OK, code_screen(&s, &email))),
        Err(error) if !error.refusals().is_empty() => Ok(refused(s, error.refusals())),
        Err(error) => Err(error.into()),
    }
}

fn code_screen(s: &Scene<'_>, email: &str) -> (String, maud::Markup) {
    (s.t.text("hand-in-code-title").into_owned(), steps::code(s, email))
}

/// The overview again, with what is wrong.
fn refused(mut s: Scene<'_>, wrong: &[Refusal]) -> Response {
    let checked = s.draft.as_ref().is_some_and(|draft| s.ask.check(&draft.content, s.visitor.lang).is_err());
    // What the overview tells by itself is not told twice.
    if !checked || wrong.iter().any(|refusal| refusal.status != StatusCode::UNPROCESSABLE_ENTITY) {
        s.form = std::mem::take(&mut s.form).refused(wrong);
    }
    let screen = s.show(Step::Check);
    answer(&s, status_of(wrong), screen)
}

/// The code is right: signed in, and handed in with the same press.
async fn code(State(plans): State<Plans>, visitor: Visitor, Path(slug): Path<String>, form: Form) -> Answer {
    let (project, pages) = trip(&plans, &visitor, slug).await?;
    let uuid = draft_of(&form).ok_or(Error::from(Plan::NoDraft))?;
    let mut s = load(&plans, &visitor, &project, &pages, Some(uuid)).await?;
    if visitor.session.is_some() {
        return finish(s, uuid, None).await;
    }
    let email = s.draft.as_ref().map(|draft| draft.content.get("email").trim().to_owned());
    let email = email.ok_or(Error::from(Plan::NoDraft))?;
    match sign_in::verify_code_to_join(&plans.app, &visitor, &email, form.get("code")).await {
        Ok(signed) => {
            let known = visitor.signed_in(&plans.app, &signed.token).await?;
            let cookie = visitor.cookies.set(SESSION_COOKIE, &signed.token, Some(signed.seconds));
            let s = load(&plans, &known, &project, &pages, Some(uuid)).await?;
            finish(s, uuid, Some(cookie)).await
        }
        Err(error) if !error.refusals().is_empty() => {
            s.form = form.refused(error.refusals());
            let screen = code_screen(&s, &email);
            Ok(answer(&s, status_of(error.refusals()), screen))
        }
        Err(error) => Err(error.into()),
    }
}

async fn finish(s: Scene<'_>, uuid: Uuid, cookie: Option<HeaderValue>) -> Answer {
    let device = holder(s.visitor);
    let change = s.draft.as_ref().is_some_and(|draft| draft.of.is_some());
    match hand_in(s.plans, s.visitor, s.project, device, uuid).await {
        Ok(done) => {
            let to = match change {
                true => format!("{OWN_PATH}/{}?changed=1", done.plan.uuid),
                false => format!("{}?number={}&step=done", s.path(), done.plan.number),
            };
            Ok(with_cookie(response::see_other(&s.visitor.link(&to)), cookie))
        }
        Err(error) if s.draft.is_some() && !error.refusals().is_empty() => {
            Ok(with_cookie(refused(s, error.refusals()), cookie))
        }
        Err(error) => Err(error.into()),
    }
}

/// Somebody else goes on at this device: nothing of the one before is left.
async fn again(State(plans): State<Plans>, visitor: Visitor, Path(slug): Path<String>) -> Answer {
    let (project, pages) = trip(&plans, &visitor, slug).await?;
    if let Some(token) = visitor.cookies.get(SESSION_COOKIE) {
        sign_in::sign_out(&plans.app, visitor.organisation.id, token).await?;
    }
    let s = load(&plans, &visitor, &project, &pages, None).await?;
    let mut response = response::see_other(&visitor.link(&s.path()));
    for name in [SESSION_COOKIE, DEVICE_COOKIE] {
        response.headers_mut().append(SET_COOKIE, visitor.cookies.end(name));
    }
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\""));
    Ok(response)
}
