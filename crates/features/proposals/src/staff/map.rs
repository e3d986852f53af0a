//! What stands on the map beside the plans: layers and fixed markers.

use super::fields::{others, point};
use super::{path, project_of};
use crate::pages::Words;
use crate::pages::map::extras::{COLOURS, Extras, Layer, Marker, TITLE};
use crate::refusal::Refusal;
use crate::service::on_map::{Change, Which, change_map, on_map};
use axum::extract::{Path, State};
use axum::response::Response;
use civic::model::Project;
use civic::permission::Permission;
use civic::refusal::required;
use civic::ui::form::{Area, Input, Select, errors, hidden, saved};
use civic::ui::notice::{Look, empty, fold, section_head};
use civic::ui::staff::{Room, StaffFrame, project_trail, staff_shell};
use civic::{Answer, App, Visitor};
use http::StatusCode;
use maud::{Markup, html};
use platform::error::{Common, Error};
use platform::i18n::Lang;
use platform::web::form::Form;
use platform::web::response;
use serde_json::Value;
use std::collections::BTreeMap;

/// The words for the colours of layers, in their order.
const COLOUR_WORDS: [&str; COLOURS as usize] =
    ["staff-map-colour-0", "staff-map-colour-1", "staff-map-colour-2", "staff-map-colour-3", "staff-map-colour-4"];

fn here(project: &Project) -> String {
    format!("{}/map", path(project))
}

/// The path of this room, for a link to it.
pub(super) fn room(project: &Project) -> String {
    here(project)
}

/// A kind of thing on the map, as in an address.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Layer,
    Marker,
}

impl Kind {
    fn parse(code: &str) -> Result<Self, Error> {
        match code {
            "layers" => Ok(Kind::Layer),
            "markers" => Ok(Kind::Marker),
            _ => Err(Common::NotFound.into()),
        }
    }

    fn code(self) -> &'static str {
        match self {
            Kind::Layer => "layers",
            Kind::Marker => "markers",
        }
    }
}

/// A form that came back: of which thing, and what was typed.
type Came = Option<(Kind, Option<usize>, Form)>;

pub(super) async fn show(State(app): State<App>, visitor: Visitor, Path(slug): Path<String>) -> Answer {
    let project = project_of(&app, &visitor, slug, Permission::SeeProject).await?;
    Ok(page(&app, &visitor, &project, None).await?)
}

async fn page(app: &App, visitor: &Visitor, project: &Project, came: Came) -> Result<Response, Error> {
    let t = &visitor.t;
    let found = on_map(app, &visitor.actor, project).await?;
    let edits = visitor.actor.roles.allow(Permission::EditProject, Some(project.id));
    let nothing = Form::default();
    let wrong = came.as_ref().map_or(&nothing, |(_, _, form)| form);
    let failed = !wrong.errors().is_empty();
    let main = html! {
        (errors(t, wrong))
        (saved(t, (visitor.query == "saved=1").then(|| app.clock.now())))
        p { (t.text("staff-map-lead")) }
        @match &found {
            None => (empty(&t.text("staff-map-no-page"), &t.text("staff-map-no-page-why"), None)),
            Some(extras) => (things(visitor, project, extras, edits, &came)),
        }
    };
    let mut trail = project_trail(visitor, project);
    trail.push((path(project), t.text("staff-plans-title").into_owned()));
    let title = t.text("staff-map");
    let code = if failed { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let frame = StaffFrame { trail: &trail, wrong: failed, ..StaffFrame::new(Room::Plans, &title, main) };
    Ok(response::html(code, staff_shell(app, visitor, frame)))
}

fn things(visitor: &Visitor, project: &Project, extras: &Extras, edits: bool, came: &Came) -> Markup {
    let own = visitor.organisation.default_lang;
    let layers: Vec<(String, Form)> =
        extras.layers.iter().map(|layer| (layer.title.get(own, own).to_owned(), of_layer(layer, own))).collect();
    let markers: Vec<(String, Form)> =
        extras.markers.iter().map(|marker| (marker.title.get(own, own).to_owned(), of_marker(marker, own))).collect();
    html! {
        (list(visitor, project, Kind::Layer, (layers, edits), came))
        (list(visitor, project, Kind::Marker, (markers, edits), came))
    }
}

fn list(
    visitor: &Visitor,
    project: &Project,
    kind: Kind,
    (all, edits): (Vec<(String, Form)>, bool),
    came: &Came,
) -> Markup {
    let t = &visitor.t;
    let (title, none, new) = match kind {
        Kind::Layer => ("staff-map-layers", "staff-map-layers-none", "staff-map-layer-new"),
        Kind::Marker => ("staff-map-markers", "staff-map-markers-none", "staff-map-marker-new"),
    };
    let back =
        |place: Option<usize>| came.as_ref().filter(|(of, at, _)| *of == kind && *at == place).map(|c| c.2.clone());
    html! {
        (section_head(kind.code(), &t.text(title), None))
        @if all.is_empty() { p class="soft" { (t.text(none)) } }
        @for (place, (name, filled)) in all.into_iter().enumerate() {
            @if edits {
                @let form = back(Some(place)).unwrap_or(filled);
                (fold(&format!("{}-{place}", kind.code()), &name, thing(visitor, project, kind, Some((place, &name)), &form)))
            } @else { p { (name) } }
        }
        @if edits {
            @let form = back(None).unwrap_or_else(|| Form::filled([("on", "1"), ("colour", "0")]));
            (fold(&format!("{}-nieuw", kind.code()), &t.text(new), thing(visitor, project, kind, None, &form)))
        }
    }
}

/// The form of one layer or marker; `known` is its place and its title of now.
fn thing(visitor: &Visitor, project: &Project, kind: Kind, known: Option<(usize, &str)>, form: &Form) -> Markup {
    let t = &visitor.t;
    let mark = known.map_or_else(|| format!("-{}", kind.code()), |(place, _)| format!("-{}-{place}", kind.code()));
    let id = |name: &str| format!("{name}{mark}");
    let action = match known {
        Some((place, _)) => format!("{}/{}/{place}", here(project), kind.code()),
        None => format!("{}/{}", here(project), kind.code()),
    };
    let action = visitor.link(&action);
    let was = known.map(|(_, was)| html! { (hidden("was", was)) });
    html! {
        form class="form--wide" method="post" action=(action) {
            @if let Some(was) = &was { (was) }
            (Input::new("title", &t.text("staff-map-title")).id(&id("title")).most(TITLE).show(t, form))
            @for lang in others(&visitor.organisation) {
                @let (name, label) = (format!("title_{}", lang.code()), format!("{} ({})", t.text("staff-map-title"), lang.own_name()));
                (Input::new(&name, &label).id(&id(&name)).most(TITLE).optional().show(t, form))
            }
            @match kind {
                Kind::Layer => (layer_fields(visitor, &id, form)),
                Kind::Marker => {
                    div class="form-grid" {
                        (Input::new("latitude", &t.text("staff-plan-latitude")).id(&id("latitude")).show(t, form))
                        (Input::new("longitude", &t.text("staff-plan-longitude")).id(&id("longitude")).show(t, form))
                    }
                    (Input::new("link", &t.text("staff-map-link")).id(&id("link")).hint(&t.text("staff-map-link-hint")).optional().show(t, form))
                }
            }
            p class="actions" { button class=(Look::Primary.class()) { (t.text(if known.is_some() { "word-save" } else { "staff-map-add" })) } }
        }
        @if let Some(was) = &was {
            form method="post" action={ (action) "/remove" } {
                (was)
                button class=(Look::Danger.class()) { (t.text("staff-map-remove")) }
            }
        }
    }
}

fn layer_fields(visitor: &Visitor, id: &impl Fn(&str) -> String, form: &Form) -> Markup {
    let t = &visitor.t;
    let colours: Vec<(String, String)> =
        COLOUR_WORDS.iter().enumerate().map(|(n, word)| (n.to_string(), t.text(word).into_owned())).collect();
    let on =
        [("1".to_owned(), t.text("staff-map-on").into_owned()), (String::new(), t.text("staff-map-off").into_owned())];
    html! {
        div class="form-grid" {
            (Select::new("colour", &t.text("staff-map-colour"), &colours).id(&id("colour")).show(t, form))
            (Select::new("on", &t.text("staff-map-shown"), &on).id(&id("on")).show(t, form))
        }
        (Area::new("geojson", &t.text("staff-map-geojson")).id(&id("geojson")).hint(&t.text("staff-map-geojson-hint")).rows(6).show(t, form))
    }
}

fn titles(words: &Words, own: Lang) -> Vec<(String, String)> {
    let mut all = vec![("title".to_owned(), words.get(own, own).to_owned())];
    if let Words::Each(texts) = words {
        let others = texts.iter().filter(|(code, _)| *code != own.code());
        all.extend(others.map(|(code, text)| (format!("title_{code}"), text.clone())));
    }
    all
}

fn of_layer(layer: &Layer, own: Lang) -> Form {
    let mut all = titles(&layer.title, own);
    all.push(("colour".to_owned(), layer.colour.to_string()));
    all.push(("on".to_owned(), if layer.on { "1" } else { "" }.to_owned()));
    all.push(("geojson".to_owned(), layer.geojson.to_string()));
    Form::filled(all)
}

fn of_marker(marker: &Marker, own: Lang) -> Form {
    let mut all = titles(&marker.title, own);
    all.push(("latitude".to_owned(), marker.latitude.to_string()));
    all.push(("longitude".to_owned(), marker.longitude.to_string()));
    all.push(("link".to_owned(), marker.link.clone()));
    Form::filled(all)
}

/// What was typed, as a change.
fn typed(visitor: &Visitor, kind: Kind, which: Which, form: &Form) -> Result<Change, Error> {
    let own = visitor.organisation.default_lang;
    let title = required("title", form.get("title"), TITLE)?;
    let mut words = BTreeMap::from([(own.code().to_owned(), title)]);
    for lang in others(&visitor.organisation) {
        let text = civic::refusal::optional("title", form.get(&format!("title_{}", lang.code())), TITLE)?;
        if !text.is_empty() {
            words.insert(lang.code().to_owned(), text);
        }
    }
    let title = Words::Each(words);
    match kind {
        Kind::Layer => {
            let colour = form.get("colour").parse().ok().filter(|colour| *colour < COLOURS);
            let geojson: Value = serde_json::from_str(form.get("geojson").trim()).map_err(|_| Refusal::BadLayer)?;
            let colour = colour.ok_or(Error::from(Common::Malformed))?;
            Ok(Change::Layer(which, Box::new(Layer { title, colour, on: form.ticked("on"), geojson })))
        }
        Kind::Marker => {
            let place = point(form)?.ok_or(Error::from(Refusal::BadPoint))?;
            let (latitude, longitude) = (place.latitude, place.longitude);
            let link = form.get("link").trim().to_owned();
            Ok(Change::Marker(which, Box::new(Marker { title, latitude, longitude, link })))
        }
    }
}

/// Back to the page; or the page again with what is wrong at the form that was sent.
async fn done(
    app: &App,
    visitor: &Visitor,
    project: &Project,
    asked: Result<Change, Error>,
    came: (Kind, Option<usize>, Form),
) -> Answer {
    let carried = async { change_map(app, &visitor.actor, project, asked?).await };
    match carried.await {
        Ok(()) => Ok(response::see_other(&visitor.link(&format!("{}?saved=1", here(project))))),
        Err(error) if error.refusals().first().is_some_and(|first| first.status != StatusCode::NOT_FOUND) => {
            let (kind, place, form) = came;
            let status = error.refusals().first().map_or(StatusCode::UNPROCESSABLE_ENTITY, |refusal| refusal.status);
            let form = form.refused(error.refusals());
            let mut answer = page(app, visitor, project, Some((kind, place, form))).await?;
            *answer.status_mut() = status;
            Ok(answer)
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn add(
    State(app): State<App>,
    visitor: Visitor,
    Path((slug, kind)): Path<(String, String)>,
    form: Form,
) -> Answer {
    let project = project_of(&app, &visitor, slug, Permission::EditProject).await?;
    let kind = Kind::parse(&kind)?;
    let asked = typed(&visitor, kind, Which { place: None, was: String::new() }, &form);
    done(&app, &visitor, &project, asked, (kind, None, form)).await
}

pub(super) async fn change(
    State(app): State<App>,
    visitor: Visitor,
    Path((slug, kind, place)): Path<(String, String, String)>,
    form: Form,
) -> Answer {
    let project = project_of(&app, &visitor, slug, Permission::EditProject).await?;
    let (kind, which) = (Kind::parse(&kind)?, which(&place, &form)?);
    let place = which.place;
    let asked = typed(&visitor, kind, which, &form);
    done(&app, &visitor, &project, asked, (kind, place, form)).await
}

pub(super) async fn remove(
    State(app): State<App>,
    visitor: Visitor,
    Path((slug, kind, place)): Path<(String, String, String)>,
    form: Form,
) -> Answer {
    let project = project_of(&app, &visitor, slug, Permission::EditProject).await?;
    let (kind, which) = (Kind::parse(&kind)?, which(&place, &form)?);
    let place = which.place;
    let asked = match kind {
        Kind::Layer => Change::NoLayer(which),
        Kind::Marker => Change::NoMarker(which),
    };
    done(&app, &visitor, &project, Ok(asked), (kind, place, form)).await
}

fn which(place: &str, form: &Form) -> Result<Which, Error> {
    let place = place.parse().map_err(|_| Error::from(Common::NotFound))?;
    Ok(Which { place: Some(place), was: form.get("was").to_owned() })
}
