//! What plans can be given, of a project or of the whole organisation: kinds of tags with their tags, areas, statuses.

use super::fields::{Unreadable, Wrong, in_lang};
use super::{again, back, open, other_languages, page, saved};
use crate::Pages;
use axum::extract::{Path, State};
use axum::response::Response;
use civic::model::Project;
use civic::permission::Permission;
use civic::service::{
    Label, LabelInput, LabelKind, Labels, add_label, change_label, labels, place_label, remove_label,
};
use civic::ui::form::{Area, Input, Select, button_form, hidden};
use civic::ui::notice::{Look, empty, fold, section_head};
use civic::ui::staff::{Room, StaffFrame, Tab, organisation_tabs, project_tabs, project_trail};
use civic::{Answer, Visitor};
use maud::{Markup, html};
use platform::error::{Common, Error};
use platform::web::form::Form;
use std::collections::{BTreeMap, HashMap};

/// The parameters of an address: of a project or not, of one label or of all.
type Params = Path<HashMap<String, String>>;

/// Where labels are looked after: a project, or the organisation.
struct Shelf {
    project: Option<Project>,
}

impl Shelf {
    async fn open(
        pages: &Pages,
        visitor: &Visitor,
        params: &HashMap<String, String>,
        write: bool,
    ) -> Result<Self, Error> {
        let Some(slug) = params.get("project") else {
            visitor.actor.permit(Permission::EditOrganisation, None)?;
            return Ok(Shelf { project: None });
        };
        let permission = if write { Permission::EditProject } else { Permission::SeeProject };
        Ok(Shelf { project: Some(open(pages, visitor, slug, permission).await?) })
    }

    /// The path of this room, without language.
    fn path(&self) -> String {
        self.project.as_ref().map_or_else(|| "/staff/organisation/labels".to_owned(), |of| Tab::Labels.path(of))
    }

    async fn labels(&self, pages: &Pages, visitor: &Visitor) -> Result<Labels, Error> {
        let (organisation, lang) = (visitor.organisation.id, visitor.organisation.default_lang);
        let project = self.project.as_ref().map(|project| project.id);
        pages.app.db.read(move |reader| Ok::<_, Error>(labels(reader, organisation, project, lang)?)).await
    }
}

/// The kind and the name of an address.
fn named(params: &HashMap<String, String>) -> Result<(LabelKind, String), Error> {
    let kind = params.get("kind").and_then(|kind| LabelKind::parse(kind));
    Ok((kind.ok_or(Error::from(Common::NotFound))?, params.get("label").cloned().unwrap_or_default()))
}

pub(crate) async fn show(State(pages): State<Pages>, visitor: Visitor, Path(params): Params) -> Answer {
    let shelf = Shelf::open(&pages, &visitor, &params, false).await?;
    Ok(show_all(&pages, &visitor, &shelf, ("", &Form::default())).await?)
}

/// Everything that a form of this page needs to know.
struct Scene<'a> {
    visitor: &'a Visitor,
    shelf: &'a Shelf,
    /// Whether this member of staff may change what they see.
    edits: bool,
    /// The form that came back, and whose it is: the end of its address, with the kind of a new tag behind `?`.
    came_back: (&'a str, &'a Form),
}

impl Scene<'_> {
    /// The form of an address: the one that came back, or `filled`. Ids are names in the one that came back, so that the
    /// list of errors leads there.
    fn form(&self, of: &str, filled: Form) -> (Form, String) {
        if self.came_back.0 == of {
            return (self.came_back.1.clone(), String::new());
        }
        (filled, format!("-{}", of.replace(|c: char| !c.is_ascii_alphanumeric(), "-")))
    }
}

async fn show_all(
    pages: &Pages,
    visitor: &Visitor,
    shelf: &Shelf,
    came_back: (&str, &Form),
) -> Result<Response, Error> {
    let t = &visitor.t;
    let known = shelf.labels(pages, visitor).await?;
    let project = shelf.project.as_ref();
    let permission = if project.is_some() { Permission::EditProject } else { Permission::EditOrganisation };
    let edits = visitor.actor.roles.allow(permission, project.map(|project| project.id));
    let scene = Scene { visitor, shelf, edits, came_back };
    let main = html! {
        @match project {
            Some(project) => (project_tabs(visitor, project, Tab::Labels)),
            None => (organisation_tabs(visitor, true)),
        }
        p { (t.text(if project.is_some() { "labels-lead" } else { "labels-lead-shared" })) }
        (saved(pages, visitor))
        @if known.types.is_empty() { (empty(&t.text("labels-none"), &t.text("labels-none-why"), None)) }
        @for (kind, tags) in &known.types { (type_section(&scene, kind, tags)) }
        (adding(&scene, LabelKind::TagType, "", "labels-new-type"))
        (section_head("gebieden", &t.text("labels-areas"), None))
        (rows(&scene, &known.areas))
        (adding(&scene, LabelKind::Area, "", "labels-new-area"))
        @if project.is_some() {
            (section_head("statussen", &t.text("labels-statuses"), None))
            p { (t.text("labels-statuses-lead")) }
            (rows(&scene, &known.statuses))
            (adding(&scene, LabelKind::Status, "", "labels-new-status"))
        }
    };
    let title = t.text("staff-tab-labels");
    let (room, trail) = match project {
        Some(project) => (Room::Projects, project_trail(visitor, project)),
        None => {
            let organisation = t.text("staff-room-organisation").into_owned();
            (Room::Organisation, vec![(Room::Organisation.path().to_owned(), organisation)])
        }
    };
    let frame = StaffFrame { trail: &trail, ..StaffFrame::new(room, &title, main) };
    Ok(page(pages, visitor, came_back.1, frame))
}

/// A kind of tag with its tags.
fn type_section(scene: &Scene<'_>, kind: &Label, tags: &[Label]) -> Markup {
    html! {
        section {
            (section_head(&format!("soort-{}", kind.name), &kind.title, None))
            @if owned(scene, kind) { (editing(scene, kind, "labels-change-type")) }
            @else { p class="soft" { (scene.visitor.t.text("labels-shared")) } }
            (rows(scene, tags))
            @if owned(scene, kind) { (adding(scene, LabelKind::Tag, &kind.name, "labels-new-tag")) }
        }
    }
}

/// Whether this label is changed here, and not where the organisation looks after its own.
fn owned(scene: &Scene<'_>, label: &Label) -> bool {
    label.shared == scene.shelf.project.is_none()
}

fn rows(scene: &Scene<'_>, labels: &[Label]) -> Markup {
    html! {
        @for label in labels {
            @if scene.edits && owned(scene, label) { (editing(scene, label, "")) }
            @else { p { (label.title) } }
        }
    }
}

/// One label: its form, its place, its end. `word` names what is opened; without one the label's own title does.
fn editing(scene: &Scene<'_>, label: &Label, word: &str) -> Markup {
    if !scene.edits {
        return Markup::default();
    }
    let t = &scene.visitor.t;
    let of = format!("{}/{}", label.kind.code(), label.name);
    let action = scene.visitor.link(&format!("{}/{of}", scene.shelf.path()));
    let (form, mark) = scene.form(&of, filled(label));
    let open = if word.is_empty() { label.title.clone() } else { t.text(word).into_owned() };
    let step = |by: &str, key: &str| {
        button_form(
            &format!("{action}/move"),
            Look::Quiet,
            &t.with(key, &[("title", label.title.as_str().into())]),
            &[("by", by)],
        )
    };
    fold(
        &format!("label{mark}"),
        &open,
        html! {
            form class="form--wide" method="post" action=(action) {
                (fields(scene, label.kind, &form, &mark, label.has_shape))
                p class="actions" { button class=(Look::Primary.class()) { (t.text("word-save")) } }
            }
            div class="actions" {
                (step("-1", "labels-up"))
                (step("1", "labels-down"))
                (button_form(&format!("{action}/remove"), Look::Danger, &t.with("labels-remove", &[("title", label.title.as_str().into())]), &[]))
            }
        },
    )
}

/// The form of a new label; `of` is the kind of a tag.
fn adding(scene: &Scene<'_>, kind: LabelKind, of: &str, word: &str) -> Markup {
    if !scene.edits {
        return Markup::default();
    }
    let t = &scene.visitor.t;
    let name = if of.is_empty() { kind.code().to_owned() } else { format!("{}?{of}", kind.code()) };
    let (form, mark) = scene.form(&name, Form::default());
    fold(
        &format!("nieuw{mark}"),
        &t.text(word),
        html! {
            form class="form--wide" method="post" action=(scene.visitor.link(&format!("{}/{}", scene.shelf.path(), kind.code()))) {
                @if !of.is_empty() { (hidden("of", of)) }
                (fields(scene, kind, &form, &mark, false))
                p class="actions" { button class=(Look::Primary.class()) { (t.text("labels-add")) } }
            }
        },
    )
}

/// The fields of a label.
fn fields(scene: &Scene<'_>, kind: LabelKind, form: &Form, mark: &str, has_shape: bool) -> Markup {
    let t = &scene.visitor.t;
    let id = |name: &str| format!("{name}{mark}");
    let colours: Vec<(String, String)> =
        (0..8).map(|n: i64| (n.to_string(), t.with("labels-colour-number", &[("n", (n + 1).into())]))).collect();
    html! {
        (Input::new("title", &t.text("labels-title")).id(&id("title")).most(kind.longest()).show(t, form))
        @for lang in other_languages(&scene.visitor.organisation) {
            @let name = in_lang("title", lang);
            @let label = format!("{} ({})", t.text("labels-title"), lang.own_name());
            (Input::new(&name, &label).id(&id(&name)).most(kind.longest()).optional().show(t, form))
        }
        @if kind == LabelKind::Tag { (Select::new("colour", &t.text("labels-colour"), &colours).id(&id("colour")).show(t, form)) }
        @if kind == LabelKind::Status {
            @let answers = [("1".to_owned(), t.text("labels-votable").into_owned()), (String::new(), t.text("labels-not-votable").into_owned())];
            (Select::new("votable", &t.text("labels-votable-title"), &answers).id(&id("votable")).show(t, form))
            (Area::new("message", &t.text("labels-message")).id(&id("message")).hint(&t.text("labels-message-hint")).rows(3).optional().show(t, form))
            @for lang in other_languages(&scene.visitor.organisation) {
                @let name = in_lang("message", lang);
                @let label = format!("{} ({})", t.text("labels-message"), lang.own_name());
                (Area::new(&name, &label).id(&id(&name)).rows(3).optional().show(t, form))
            }
        }
        @if kind == LabelKind::Area {
            @let hint = t.text(if has_shape { "labels-shape-known" } else { "project-area-hint" });
            (Area::new("area", &t.text("labels-shape")).id(&id("area")).hint(&hint).rows(3).optional().show(t, form))
            @if has_shape {
                @let answers = [(String::new(), t.text("labels-shape-keep").into_owned()), ("1".to_owned(), t.text("labels-shape-remove").into_owned())];
                (Select::new("no_shape", &t.text("labels-shape-now"), &answers).id(&id("no_shape")).show(t, form))
            }
        }
    }
}

fn filled(label: &Label) -> Form {
    let own = [
        ("title".to_owned(), label.title.clone()),
        ("colour".to_owned(), label.colour.to_string()),
        ("message".to_owned(), label.message.clone()),
        ("votable".to_owned(), if label.votable { "1" } else { "" }.to_owned()),
    ];
    let others = label.translations.iter().map(|(lang, text)| (in_lang("title", *lang), text.clone()));
    let messages = label.messages.iter().map(|(lang, text)| (in_lang("message", *lang), text.clone()));
    Form::filled(own.into_iter().chain(others).chain(messages))
}

/// What was typed.
fn typed(visitor: &Visitor, kind: LabelKind, form: &Form) -> Result<LabelInput, Error> {
    let mut wrong = Wrong::default();
    let languages = other_languages(&visitor.organisation);
    let in_each = |name: &str| -> BTreeMap<_, _> {
        languages.iter().map(|lang| (*lang, form.get(&in_lang(name, *lang)).to_owned())).collect()
    };
    let colour = form.get("colour").parse::<i64>().ok().filter(|colour| (0..8).contains(colour));
    let colour = match kind {
        LabelKind::Tag => Some(wrong.keep(colour.ok_or(Unreadable::Choice("colour")))),
        _ => None,
    };
    let shape = match (form.get("area"), form.ticked("no_shape")) {
        ("", false) => None,
        ("", true) => Some(None),
        (shape, _) => Some(Some(shape.to_owned())),
    };
    wrong.unless(LabelInput {
        title: Some(form.get("title").to_owned()),
        translations: in_each("title"),
        messages: if kind == LabelKind::Status { in_each("message") } else { BTreeMap::new() },
        colour,
        votable: (kind == LabelKind::Status).then(|| form.ticked("votable")),
        message: (kind == LabelKind::Status).then(|| form.get("message").to_owned()),
        shape: shape.filter(|_| kind == LabelKind::Area),
    })
}

/// Back to the page, or the form again with what is wrong with it.
async fn answer(
    pages: &Pages,
    visitor: &Visitor,
    shelf: &Shelf,
    done: Result<(), Error>,
    (of, form): (&str, Form),
) -> Answer {
    match done {
        Ok(()) => Ok(back(visitor, &shelf.path())),
        Err(error) => Ok(show_all(pages, visitor, shelf, (of, &again(form, error)?)).await?),
    }
}

pub(crate) async fn add(State(pages): State<Pages>, visitor: Visitor, Path(params): Params, form: Form) -> Answer {
    let shelf = Shelf::open(&pages, &visitor, &params, true).await?;
    let (kind, _) = named(&params)?;
    let of = form.get("of").to_owned();
    let added = async {
        let input = typed(&visitor, kind, &form)?;
        add_label(&pages.app, &visitor.actor, shelf.project.as_ref(), kind, of.clone(), input).await.map(|_| ())
    };
    let done = added.await;
    let address = if of.is_empty() { kind.code().to_owned() } else { format!("{}?{of}", kind.code()) };
    answer(&pages, &visitor, &shelf, done, (&address, form)).await
}

pub(crate) async fn save(State(pages): State<Pages>, visitor: Visitor, Path(params): Params, form: Form) -> Answer {
    let shelf = Shelf::open(&pages, &visitor, &params, true).await?;
    let (kind, name) = named(&params)?;
    let saved = async {
        let input = typed(&visitor, kind, &form)?;
        change_label(&pages.app, &visitor.actor, shelf.project.as_ref(), kind, name.clone(), input).await
    };
    let done = saved.await;
    answer(&pages, &visitor, &shelf, done, (&format!("{}/{name}", kind.code()), form)).await
}

/// One place up or down.
pub(crate) async fn step(State(pages): State<Pages>, visitor: Visitor, Path(params): Params, form: Form) -> Answer {
    let shelf = Shelf::open(&pages, &visitor, &params, true).await?;
    let (kind, name) = named(&params)?;
    let by = form.get("by").parse::<isize>().map_err(|_| Error::from(Common::Malformed))?;
    let known = shelf.labels(&pages, &visitor).await?;
    let now = known.place(kind, &name).ok_or(Error::from(Common::NotFound))?;
    let to = now.saturating_add_signed(by.clamp(-1, 1));
    place_label(&pages.app, &visitor.actor, shelf.project.as_ref(), kind, name, to).await?;
    Ok(back(&visitor, &shelf.path()))
}

pub(crate) async fn remove(State(pages): State<Pages>, visitor: Visitor, Path(params): Params) -> Answer {
    let shelf = Shelf::open(&pages, &visitor, &params, true).await?;
    let (kind, name) = named(&params)?;
    let done = remove_label(&pages.app, &visitor.actor, shelf.project.as_ref(), kind, name).await;
    answer(&pages, &visitor, &shelf, done, ("", Form::default())).await
}
