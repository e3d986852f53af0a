//! A project: its texts in all languages, its picture, whether it can be seen.

use super::fields::{Unreadable, in_lang};
use super::picture::{self, Uploaded};
use super::rich::{to_field, to_html};
use super::{again, back, foot, open, other_languages, page};
use crate::Pages;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Path, State};
use axum::response::Response;
use civic::model::{Project, ProjectState};
use civic::permission::Permission;
use civic::service::{ProjectChange, ProjectTexts, Translation, save_picture, set_project_state, update_project};
use civic::ui::figures::{Mark, status};
use civic::ui::form::{Area, Input, button_form, group, hidden};
use civic::ui::notice::{Look, section_head};
use civic::ui::staff::{Room, StaffFrame, Tab, deed, project_tabs};
use civic::{Answer, Visitor, store};
use maud::{Markup, html};
use platform::error::{Common, Error};
use platform::web::form::Form;

/// The fields that can be translated: name in the form and in the table, and its most characters.
const TRANSLATED: [(&str, usize); 4] = [("title", 120), ("summary", 400), ("intro", 20_000), ("note", 600)];

pub(crate) async fn show(State(pages): State<Pages>, visitor: Visitor, Path(slug): Path<String>) -> Answer {
    let project = open(&pages, &visitor, &slug, Permission::SeeProject).await?;
    let form = filled(&pages, &visitor, &project).await?;
    Ok(show_form(&pages, &visitor, &project, &form))
}

/// The form with what is saved now.
async fn filled(pages: &Pages, visitor: &Visitor, project: &Project) -> Result<Form, Error> {
    let (organisation, id) = (visitor.organisation.id, project.id.0);
    let read = move |r: &platform::db::Reader<'_>| Ok::<_, Error>(store::translations(r, organisation, "project", id)?);
    let translations = pages.app.db.read(read).await?;
    let own = [
        ("title", project.title.clone()),
        ("summary", project.summary.clone()),
        ("intro", to_field(&project.intro)),
        ("note", project.note.clone()),
        ("area", project.area.clone().unwrap_or_default()),
        ("picture_alt", project.picture_alt.clone()),
        ("version", project.version.to_string()),
    ];
    let own = own.into_iter().map(|(name, value)| (name.to_owned(), value));
    let others = translations.into_iter().map(|(field, lang, text)| {
        let text = if field == "intro" { to_field(&text) } else { text };
        (format!("{field}.{lang}"), text)
    });
    Ok(Form::filled(own.chain(others)))
}

fn show_form(pages: &Pages, visitor: &Visitor, project: &Project, form: &Form) -> Response {
    let t = &visitor.t;
    let main = html! {
        (project_tabs(visitor, project, Tab::Texts))
        form class="form--wide" method="post" action=(visitor.link(&Tab::Texts.path(project))) {
            (hidden("version", form.get("version")))
            (texts(visitor, form, None))
            (Area::new("area", &t.text("project-area")).hint(&t.text("project-area-hint")).rows(3).optional().show(t, form))
            @for lang in other_languages(&visitor.organisation) {
                (group(&format!("taal-{}", lang.code()), lang.own_name(), texts(visitor, form, Some(lang))))
            }
            (foot(pages, visitor))
        }
        (section_head("foto", &t.text("project-picture"), None))
        (picture::fields(visitor, &format!("{}/picture", Tab::Texts.path(project)), project.picture.as_deref(), form))
        (section_head("stand", &t.text("project-visibility"), None))
        (states(visitor, project))
    };
    let beside = html! {
        p {
            @let mark = if project.state == ProjectState::Published { Mark::Open } else { Mark::Soon };
            (status(mark, &t.text(super::desk::state_key(project.state)))) " "
            a href=(visitor.link(&format!("/{}", project.slug))) { (t.text("project-see")) }
        }
    };
    let trail = [(Room::Projects.path().to_owned(), t.text("staff-room-projects").into_owned())];
    let frame =
        StaffFrame { trail: &trail, beside: Some(beside), ..StaffFrame::new(Room::Projects, &project.title, main) };
    page(pages, visitor, form, frame)
}

/// The texts in one language: the organisation's own, or another.
fn texts(visitor: &Visitor, form: &Form, lang: Option<platform::i18n::Lang>) -> Markup {
    let t = &visitor.t;
    let name = |field: &str| lang.map_or_else(|| field.to_owned(), |lang| in_lang(field, lang));
    let input = Input::new(&name("title"), &t.text("project-title")).most(120);
    let summary = Area::new(&name("summary"), &t.text("project-summary")).hint(&t.text("project-summary-hint"));
    let intro = Area::new(&name("intro"), &t.text("project-intro")).hint(&t.text("field-rich-hint")).rows(10);
    let note = Area::new(&name("note"), &t.text("project-note-field")).hint(&t.text("project-note-hint")).rows(3);
    html! {
        (if lang.is_some() { input.optional() } else { input }.show(t, form))
        (summary.rows(4).most(400).optional().show(t, form))
        (intro.optional().show(t, form))
        (note.most(600).optional().show(t, form))
    }
}

/// What can be done with the project as a whole.
fn states(visitor: &Visitor, project: &Project) -> Markup {
    let t = &visitor.t;
    let action = visitor.link(&format!("{}/state", Tab::Texts.path(project)));
    let to = |state: ProjectState, look: Look, key: &str| {
        button_form(&action, look, &t.text(key), &[("state", state.code())])
    };
    html! {
        @if project.state != ProjectState::Published {
            (deed(&t.text("project-publish"), &t.text("project-publish-what"),
                to(ProjectState::Published, Look::Plain, "project-publish")))
        }
        @if project.state == ProjectState::Published {
            (deed(&t.text("project-archive"), &t.text("project-archive-what"),
                to(ProjectState::Archived, Look::Plain, "project-archive")))
        }
        @if project.state != ProjectState::Draft {
            (deed(&t.text("project-withdraw"), &t.text("project-withdraw-what"),
                to(ProjectState::Draft, Look::Danger, "project-withdraw")))
        }
    }
}

pub(crate) async fn save(State(pages): State<Pages>, visitor: Visitor, Path(slug): Path<String>, form: Form) -> Answer {
    let project = open(&pages, &visitor, &slug, Permission::EditProject).await?;
    match save_texts(&pages, &visitor, &project, &form).await {
        Ok(()) => Ok(back(&visitor, &Tab::Texts.path(&project))),
        Err(error) => Ok(show_form(&pages, &visitor, &project, &again(form, error)?)),
    }
}

async fn save_texts(pages: &Pages, visitor: &Visitor, project: &Project, form: &Form) -> Result<(), Error> {
    let version = form.get("version").parse().map_err(|_| Error::from(Common::Malformed))?;
    let new = ProjectTexts {
        title: form.get("title").into(),
        summary: form.get("summary").into(),
        intro: to_html(form.get("intro")),
        note: form.get("note").into(),
        picture: project.picture.clone(),
        picture_alt: project.picture_alt.clone(),
        area: Some(form.get("area").to_owned()),
    };
    let mut translations = Vec::new();
    for lang in other_languages(&visitor.organisation) {
        for (field, most) in TRANSLATED {
            let typed = form.get(&in_lang(field, lang));
            let text = if field == "intro" { to_html(typed) } else { civic::refusal::optional(field, typed, most)? };
            translations.push(Translation { entity: "project", id: project.id.0, field, lang, text });
        }
    }
    let change = ProjectChange { texts: new, translations, state: None };
    update_project(&pages.app, &visitor.actor, project, version, change).await
}

pub(crate) async fn set_state(
    State(pages): State<Pages>,
    visitor: Visitor,
    Path(slug): Path<String>,
    form: Form,
) -> Answer {
    let project = open(&pages, &visitor, &slug, Permission::EditProject).await?;
    let state = ProjectState::parse(form.get("state")).ok_or(Error::from(Common::Malformed))?;
    set_project_state(&pages.app, &visitor.actor, &project, state).await?;
    Ok(back(&visitor, &Tab::Texts.path(&project)))
}

pub(crate) async fn set_picture(
    State(pages): State<Pages>,
    visitor: Visitor,
    Path(slug): Path<String>,
    body: Result<Multipart, MultipartRejection>,
) -> Answer {
    let project = open(&pages, &visitor, &slug, Permission::EditProject).await?;
    let uploaded = picture::read(body).await?;
    match change_picture(&pages, &visitor, &project, &uploaded).await {
        Ok(()) => Ok(back(&visitor, &Tab::Texts.path(&project))),
        Err(error) => {
            let form = filled(&pages, &visitor, &project).await?;
            Ok(show_form(&pages, &visitor, &project, &again(form, error)?))
        }
    }
}

async fn change_picture(pages: &Pages, visitor: &Visitor, project: &Project, new: &Uploaded) -> Result<(), Error> {
    let picture = match (&new.file, new.remove) {
        (_, true) => None,
        (Some(file), false) => {
            let saved = save_picture(&pages.app, &visitor.actor, Some(project.id), file.clone()).await;
            Some(saved.map_err(picture::at_field)?)
        }
        (None, false) => project.picture.clone(),
    };
    if picture.is_some() && new.alt.trim().is_empty() {
        return Err(Unreadable::NoAlt.into());
    }
    let texts = ProjectTexts {
        title: project.title.clone(),
        summary: project.summary.clone(),
        intro: project.intro.clone(),
        note: project.note.clone(),
        picture,
        picture_alt: new.alt.clone(),
        area: project.area.clone(),
    };
    let others = other_languages(&visitor.organisation).into_iter().filter_map(|lang| {
        let text = new.alts.get(lang.code())?.clone();
        Some(Translation { entity: "project", id: project.id.0, field: "picture_alt", lang, text })
    });
    let change = ProjectChange { texts, translations: others.collect(), state: None };
    update_project(&pages.app, &visitor.actor, project, project.version, change).await
}
