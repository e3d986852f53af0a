//! "Mijn plannen": one's own plans, their history, changing, withdrawing, inviting.

use crate::Plans;
use crate::model::Piece;
use crate::service::draft::holder;
use crate::service::own::{self, Mine, OwnPage, OwnPlan};
use crate::service::tell::OWN_PATH;
use crate::service::versions::{Difference, Version, changes};
use axum::extract::{Path, State};
use axum::response::Response;
use civic::context::{Answer, SESSION_COOKIE, Visitor};
use civic::model::{Page, PageRole, Project};
use civic::route::{Access, Routes};
use civic::ui::figures::{Mark, status};
use civic::ui::form::{Area, Input, button_form, errors};
use civic::ui::notice::{Look, Tone, alert, button_link, empty};
use civic::ui::shell::path_of;
use civic::ui::{Frame, icon, shell};
use http::StatusCode;
use http::header::SET_COOKIE;
use maud::{Markup, html};
use platform::error::{Common, Error};
use platform::web::form::Form;
use platform::web::{query, response};
use std::collections::HashMap;
use uuid::Uuid;

/// The routes.
pub(crate) fn routes(plans: &Plans) -> Routes {
    let known = Access::SignedIn;
    Routes::new()
        .get("/my-plans", known, plans, all)
        .get("/my-plans/join", Access::Public, plans, look)
        .post("/my-plans/join", Access::Public, plans, join)
        .get("/my-plans/{plan}", known, plans, show)
        .post("/my-plans/{plan}/change", known, plans, change)
        .post("/my-plans/{plan}/withdraw", known, plans, withdraw)
        .post("/my-plans/{plan}/invite", known, plans, invite)
}

fn page(plans: &Plans, visitor: &Visitor, code: StatusCode, title: &str, form: &Form, main: Markup) -> Response {
    let main = html! { div class="wrap section section--first" { (errors(&visitor.t, form)) h1 { (title) } (main) } };
    let wrong = !form.errors().is_empty();
    let trail = [(visitor.link(OWN_PATH), visitor.t.text("own-title").into_owned())];
    let frame = Frame { hidden: true, wrong, trail: &trail, path: Some(OWN_PATH), ..Frame::new(title, main) };
    response::html(code, shell(&plans.app, visitor, frame))
}

fn uuid_of(text: &str) -> Result<Uuid, Error> {
    Uuid::try_parse(text).map_err(|_| Common::NotFound.into())
}

/// The pages of the projects, to link to them.
async fn pages_of(plans: &Plans, visitor: &Visitor, projects: &[Project]) -> Result<HashMap<i64, Vec<Page>>, Error> {
    let (organisation, lang) = (visitor.organisation.id, visitor.lang);
    let ids: Vec<_> = projects.iter().map(|project| project.id).collect();
    plans
        .app
        .db
        .read(move |reader| {
            let pages = ids.iter().map(|id| Ok((id.0, civic::store::pages(reader, organisation, Some(*id), lang)?)));
            pages.collect::<Result<HashMap<_, _>, Error>>()
        })
        .await
}

async fn all(State(plans): State<Plans>, visitor: Visitor) -> Answer {
    let mine = own::mine(&plans.app, &visitor.actor, holder(&visitor), visitor.lang).await?;
    let pages = pages_of(&plans, &visitor, &mine.projects).await?;
    let t = &visitor.t;
    let main = html! {
        @if mine.plans.is_empty() && mine.drafts.is_empty() {
            (empty(&t.text("own-none"), &t.text("own-none-why"), Some((&visitor.link("/"), &t.text("own-to-front")))))
        }
        (drafts(&visitor, &mine, &pages))
        @if !mine.plans.is_empty() {
            ul class="row-list" {
                @for plan in &mine.plans { li { (row(&visitor, &mine, plan)) } }
            }
        }
        form class="actions" method="post" action=(visitor.link("/sign-out")) {
            button class=(Look::Quiet.class()) { (t.text("word-sign-out")) }
        }
    };
    Ok(page(&plans, &visitor, StatusCode::OK, &t.text("own-title"), &Form::default(), main))
}

fn drafts(visitor: &Visitor, mine: &Mine, pages: &HashMap<i64, Vec<Page>>) -> Markup {
    let t = &visitor.t;
    html! {
        @if !mine.drafts.is_empty() {
            section class="panel" aria-labelledby="bezig" {
                h2 class="panel__title" id="bezig" { (t.text("hand-in-unfinished")) }
                ul class="plain-list" {
                    @for draft in &mine.drafts {
                        @if let Some(project) = mine.projects.iter().find(|project| project.id == draft.project) {
                            @let path = form_path(project, pages);
                            li {
                                a href=(visitor.link(&format!("{path}?draft={}&step=title", draft.uuid))) {
                                    @if draft.title.is_empty() { (t.text("hand-in-untitled")) } @else { (draft.title) }
                                }
                                " " span class="soft" { (t.with("hand-in-saved-at", &[("moment", draft.changed_at.into())])) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn form_path(project: &Project, pages: &HashMap<i64, Vec<Page>>) -> String {
    let known = pages.get(&project.id.0).map_or(&[][..], Vec::as_slice);
    path_of(project, known, PageRole::HandIn).unwrap_or_else(|| format!("/{}", project.slug))
}

/// What a plan is now, in words.
fn state(visitor: &Visitor, plan: &OwnPlan, title: &str) -> Markup {
    let t = &visitor.t;
    match (&plan.withdrawn, plan.published) {
        (Some(_), _) => status(Mark::Neutral, &t.text("own-withdrawn")),
        (None, false) => status(Mark::Soon, &t.text("own-hidden")),
        (None, true) => status(Mark::Neutral, title),
    }
}

fn row(visitor: &Visitor, mine: &Mine, plan: &OwnPlan) -> Markup {
    let project = mine.projects.iter().find(|project| project.id == plan.project);
    let title = mine.statuses.get(&plan.status).map_or("", String::as_str);
    html! {
        article class="row row--text" {
            div {
                h2 class="row__title" { a href=(visitor.link(&format!("{OWN_PATH}/{}", plan.uuid))) { (plan.title) } }
                @if let Some(project) = project { p class="soft" { (project.title) } }
            }
            p class="row__end" { (state(visitor, plan, title)) }
        }
    }
}

async fn show(State(plans): State<Plans>, visitor: Visitor, Path(plan): Path<String>) -> Answer {
    Ok(shown(&plans, &visitor, uuid_of(&plan)?, StatusCode::OK, Form::default()).await?)
}

async fn shown(plans: &Plans, visitor: &Visitor, plan: Uuid, code: StatusCode, form: Form) -> Result<Response, Error> {
    let own = own::own_plan(plans, &visitor.actor, visitor.lang, plan).await?;
    let pages = pages_of(plans, visitor, std::slice::from_ref(&own.project)).await?;
    let main = html! {
        (about(visitor, &own, pages.get(&own.project.id.0).map_or(&[][..], Vec::as_slice)))
        (people(visitor, &own, &form))
        (history(visitor, &own.versions))
        (withdrawing(visitor, &own, &form))
    };
    Ok(page(plans, visitor, code, &own.own.title, &form, main))
}

fn act(visitor: &Visitor, own: &OwnPage, name: &str) -> String {
    visitor.link(&format!("{OWN_PATH}/{}/{name}", own.own.uuid))
}

fn about(visitor: &Visitor, own: &OwnPage, pages: &[Page]) -> Markup {
    let (t, plan) = (&visitor.t, &own.own);
    let public = path_of(&own.project, pages, PageRole::Plan).filter(|_| plan.published);
    html! {
        p { (state(visitor, plan, &own.status)) " " span class="soft" { (own.project.title) } }
        @if visitor.query == "changed=1" { (alert(Tone::Success, &t.text("own-changed"), html! {})) }
        @if visitor.query == "invited=1" { (alert(Tone::Success, &t.text("own-invited"), html! {})) }
        @if let (Some((at, why)), false) = (&own.hidden, plan.published) {
            (alert(Tone::Warning, &t.with("own-hidden-at", &[("moment", (*at).into())]), html! { p { (why) } }))
        }
        @if let Some((at, why)) = &plan.withdrawn {
            (alert(Tone::Info, &t.with("own-withdrawn-at", &[("moment", (*at).into())]), html! { p { (why) } }))
        }
        div class="actions" {
            @if let Some(path) = public {
                (button_link(Look::Plain, &visitor.link(&format!("{path}/{}", plan.address())), &t.text("own-see")))
            }
            @if own.fixed.is_none() {
                (button_form(&act(visitor, own, "change"), Look::Primary, &t.text("own-change"), &[]))
            }
        }
        @if let (Some(why), None) = (&own.fixed, &plan.withdrawn) {
            p class="soft" { (icon("lock")) (t.text("own-fixed")) " " (t.refusal(why)) }
        }
    }
}

fn people(visitor: &Visitor, own: &OwnPage, form: &Form) -> Markup {
    let t = &visitor.t;
    html! {
        section class="panel" aria-labelledby="samen" {
            h2 class="panel__title" id="samen" { (t.text("own-people")) }
            ul class="plain-list" {
                @for person in &own.people {
                    li {
                        (if person.name.is_empty() { &person.email } else { &person.name }) " "
                        span class="soft" { (t.text(if person.author { "own-role-author" } else { "own-role-initiator" })) }
                    }
                }
            }
            @if own.own.author && own.own.withdrawn.is_none() {
                form class="form" method="post" action=(act(visitor, own, "invite")) {
                    (Input::email("email", &t.text("own-invite")).hint(&t.text("own-invite-hint")).show(t, form))
                    p class="actions" { button class=(Look::Plain.class()) { (icon("mail")) (t.text("own-invite-send")) } }
                }
            }
        }
    }
}

/// The versions, the newest first, each with what it changed.
fn history(visitor: &Visitor, versions: &[Version]) -> Markup {
    let t = &visitor.t;
    html! {
        @if versions.len() > 1 {
            section class="panel" aria-labelledby="versies" {
                h2 class="panel__title" id="versies" { (t.text("own-history")) }
                @for pair in versions.windows(2).rev() {
                    @if let [old, new] = pair {
                        h3 class="difference__when" { (t.with("own-version", &[("moment", new.at.into()), ("who", t.text(who(&new.role)).into_owned().into())])) }
                        @let all = changes(&old.said, &new.said, visitor.lang);
                        @if all.is_empty() { p class="soft" { (t.text("own-version-same")) } }
                        @for change in &all { (difference(visitor, change)) }
                    }
                }
            }
        }
    }
}

fn who(role: &str) -> &'static str {
    match role {
        "staff" => "own-role-staff",
        "initiator" => "own-role-initiator",
        _ => "own-role-author",
    }
}

fn difference(visitor: &Visitor, change: &Difference) -> Markup {
    let t = &visitor.t;
    let word = match change.field {
        "title" => "hand-in-step-title",
        "summary" => "hand-in-summary",
        "text" => "hand-in-step-text",
        "place" => "plan-place",
        "cost" => "staff-plans-cost",
        _ => "hand-in-who-name",
    };
    html! {
        div class="difference" {
            p class="soft" { (t.text(word)) }
            p {
                @for piece in &change.pieces {
                    @match piece {
                        Piece::Same(text) => (text),
                        Piece::Gone(text) => del { span class="visually-hidden" { (t.text("own-gone")) " " } (text) },
                        Piece::New(text) => ins { span class="visually-hidden" { (t.text("own-new")) " " } (text) },
                    }
                }
            }
        }
    }
}

fn withdrawing(visitor: &Visitor, own: &OwnPage, form: &Form) -> Markup {
    let t = &visitor.t;
    html! {
        @if own.own.author && own.own.withdrawn.is_none() {
            section class="panel" aria-labelledby="intrekken" {
                h2 class="panel__title" id="intrekken" { (t.text("own-withdraw")) }
                @if let Some(why) = &own.stays { p { (icon("lock")) (t.refusal(why)) } } @else {
                    p { (t.text("own-withdraw-means")) }
                    form class="form" method="post" action=(act(visitor, own, "withdraw")) {
                        (Area::new("why", &t.text("own-withdraw-why")).rows(3).show(t, form))
                        p class="actions" { button class=(Look::Danger.class()) { (t.text("own-withdraw")) } }
                    }
                }
            }
        }
    }
}

async fn change(State(plans): State<Plans>, visitor: Visitor, Path(plan): Path<String>) -> Answer {
    let uuid = uuid_of(&plan)?;
    match own::begin_change(&plans, &visitor, uuid).await {
        Ok((draft, project)) => {
            let (organisation, lang) = (visitor.organisation.id, visitor.lang);
            let project = plans.app.db.read(move |r| civic::store::project_by_id(r, organisation, project, lang)).await;
            let project = project.map_err(Error::Db)?.ok_or(Error::from(Common::NotFound))?;
            let pages = pages_of(&plans, &visitor, std::slice::from_ref(&project)).await?;
            let to = format!("{}?draft={draft}&step=title", form_path(&project, &pages));
            Ok(response::see_other(&visitor.link(&to)))
        }
        Err(error) => came_back(&plans, &visitor, uuid, Form::default(), error).await,
    }
}

/// The page again with what was refused.
async fn came_back(plans: &Plans, visitor: &Visitor, plan: Uuid, form: Form, error: Error) -> Answer {
    match error.refusals().first().map(|refusal| refusal.status) {
        None | Some(StatusCode::NOT_FOUND) => Err(error.into()),
        Some(code) => Ok(shown(plans, visitor, plan, code, form.refused(error.refusals())).await?),
    }
}

async fn withdraw(State(plans): State<Plans>, visitor: Visitor, Path(plan): Path<String>, form: Form) -> Answer {
    let uuid = uuid_of(&plan)?;
    match own::withdraw(&plans, &visitor.actor, visitor.lang, uuid, form.get("why")).await {
        Ok(()) => Ok(response::see_other(&visitor.link(&format!("{OWN_PATH}/{uuid}")))),
        Err(error) => came_back(&plans, &visitor, uuid, form, error).await,
    }
}

async fn invite(State(plans): State<Plans>, visitor: Visitor, Path(plan): Path<String>, form: Form) -> Answer {
    let uuid = uuid_of(&plan)?;
    match own::invite(&plans, &visitor, uuid, form.get("email")).await {
        Ok(()) => Ok(response::see_other(&visitor.link(&format!("{OWN_PATH}/{uuid}?invited=1")))),
        Err(error) => came_back(&plans, &visitor, uuid, form, error).await,
    }
}

async fn look(State(plans): State<Plans>, visitor: Visitor) -> Answer {
    let asked = query::canonical(&visitor.query, &["token"]);
    let token = asked.get("token").map_or("", String::as_str);
    let title = own::look_at_invitation(&plans.app, visitor.organisation.id, visitor.lang, token).await?;
    let t = &visitor.t;
    let main = html! {
        p class="lead" { (t.with("own-join-means", &[("title", title.as_str().into())])) }
        (button_form(&visitor.link("/my-plans/join"), Look::Primary, &t.text("own-join"), &[("token", token)]))
    };
    Ok(page(&plans, &visitor, StatusCode::OK, &t.text("own-join"), &Form::default(), main))
}

async fn join(State(plans): State<Plans>, visitor: Visitor, form: Form) -> Answer {
    let signed = own::join(&plans.app, &visitor, form.get("token")).await?;
    let mut response = response::see_other(&visitor.link(OWN_PATH));
    let cookie = visitor.cookies.set(SESSION_COOKIE, &signed.token, Some(signed.seconds));
    response.headers_mut().append(SET_COOKIE, cookie);
    Ok(response)
}
