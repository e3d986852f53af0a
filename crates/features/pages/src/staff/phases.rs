//! The phases of a project: add, change, remove.

use super::fields::{Wrong, in_lang, moment};
use super::{again, back, open, other_languages, page, saved};
use crate::Pages;
use axum::extract::{Path, State};
use axum::response::Response;
use civic::model::{Phase, Project};
use civic::permission::Permission;
use civic::refusal::Refusal;
use civic::service::{NewPhase, Translation, add_phase, remove_phase, set_phase, translate};
use civic::ui::form::{Area, Input, button_form};
use civic::ui::notice::{Look, empty, fold, section_head};
use civic::ui::staff::{Room, StaffFrame, Tab, project_tabs, project_trail};
use civic::ui::time::{phase_word, range};
use civic::{Answer, Visitor, store};
use maud::{Markup, html};
use platform::clock::local_input;
use platform::error::Error;
use platform::web::form::Form;
use std::collections::HashMap;
use uuid::Uuid;

/// A phase with its translations: (field, language code) → text.
type Known = (Phase, HashMap<String, String>);

pub(crate) async fn show(State(pages): State<Pages>, visitor: Visitor, Path(slug): Path<String>) -> Answer {
    let project = open(&pages, &visitor, &slug, Permission::SeeProject).await?;
    Ok(show_all(&pages, &visitor, &project, Uuid::nil(), &Form::default()).await?)
}

async fn read(pages: &Pages, visitor: &Visitor, project: &Project) -> Result<Vec<Known>, Error> {
    let (organisation, lang, id) = (visitor.organisation.id, visitor.organisation.default_lang, project.id);
    pages
        .app
        .db
        .read(move |reader| {
            let phases = store::phases(reader, organisation, id, lang)?;
            let known = phases.into_iter().map(|phase| {
                let texts = store::translations(reader, organisation, "phase", phase.id.0)?;
                let texts = texts.into_iter().map(|(field, lang, text)| (format!("{field}.{lang}"), text)).collect();
                Ok((phase, texts))
            });
            known.collect::<Result<Vec<_>, Error>>()
        })
        .await
}

/// All phases with their forms. `form` came back for the phase `of`, or for a new one when that is nil.
async fn show_all(
    pages: &Pages,
    visitor: &Visitor,
    project: &Project,
    of: Uuid,
    form: &Form,
) -> Result<Response, Error> {
    let t = &visitor.t;
    let known = read(pages, visitor, project).await?;
    let now = pages.app.clock.now();
    let path = Tab::Phases.path(project);
    let new = if of.is_nil() { form.clone() } else { Form::default() };
    let main = html! {
        (project_tabs(visitor, project, Tab::Phases))
        p { (t.text("phases-lead")) }
        (saved(pages, visitor))
        @if known.is_empty() { (empty(&t.text("phases-none"), &t.text("phases-none-why"), None)) }
        @for (place, (phase, texts)) in known.iter().enumerate() {
            @let came_back = phase.uuid == of;
            @let filled = if came_back { form.clone() } else { filled(phase, texts) };
            @let head = html! { (phase_word(&phase.title, phase.when(now))) " " span class="soft" { (range(t, phase.starts_at, phase.ends_at)) } };
            @let action = format!("{path}/{}", phase.uuid);
            section {
                h2 class="panel__title" { (head) }
                (fold(&format!("fase-{place}"), &t.text("phases-change"), html! {
                    (phase_form(visitor, &action, &filled, if came_back { "" } else { "x" }, place, "word-save"))
                    @let remove = visitor.link(&format!("{action}/remove"));
                    (button_form(&remove, Look::Danger, &t.text("phases-remove"), &[]))
                }))
            }
        }
        (section_head("nieuw", &t.text("phases-new"), None))
        (phase_form(visitor, &path, &new, if of.is_nil() { "" } else { "x" }, known.len(), "phases-add"))
    };
    let trail = project_trail(visitor, project);
    let title = t.text("staff-tab-phases");
    Ok(page(pages, visitor, form, StaffFrame { trail: &trail, ..StaffFrame::new(Room::Projects, &title, main) }))
}

fn filled(phase: &Phase, texts: &HashMap<String, String>) -> Form {
    let own = [
        ("title", phase.title.clone()),
        ("description", phase.description.clone()),
        ("starts_at", local_input(phase.starts_at)),
        ("ends_at", phase.ends_at.map(local_input).unwrap_or_default()),
    ];
    let own = own.into_iter().map(|(name, value)| (name.to_owned(), value));
    Form::filled(own.chain(texts.iter().map(|(name, value)| (name.clone(), value.clone()))))
}

/// One form. Ids are names, so that the list of errors leads to the form that came back; the others have a number.
fn phase_form(visitor: &Visitor, action: &str, form: &Form, mark: &str, place: usize, word: &str) -> Markup {
    let t = &visitor.t;
    let id = |name: &str| if mark.is_empty() { name.to_owned() } else { format!("{name}-{place}") };
    html! {
        form class="form--wide" method="post" action=(visitor.link(action)) {
            (Input::new("title", &t.text("phase-title")).id(&id("title")).most(80).show(t, form))
            (Area::new("description", &t.text("phase-description")).id(&id("description")).rows(3).most(600).optional().show(t, form))
            div class="form-grid" {
                (Input::moment("starts_at", &t.text("phase-starts")).id(&id("starts_at")).show(t, form))
                (Input::moment("ends_at", &t.text("phase-ends")).id(&id("ends_at")).hint(&t.text("phase-ends-hint")).show(t, form))
            }
            @for lang in other_languages(&visitor.organisation) {
                @let (title, description) = (in_lang("title", lang), in_lang("description", lang));
                @let label = |key: &str| format!("{} ({})", t.text(key), lang.own_name());
                (Input::new(&title, &label("phase-title")).id(&id(&title)).most(80).optional().show(t, form))
                (Area::new(&description, &label("phase-description")).id(&id(&description)).rows(3).most(600).optional().show(t, form))
            }
            p class="actions" { button class=(Look::Primary.class()) { (t.text(word)) } }
        }
    }
}

/// What was typed, as a phase.
fn typed(form: &Form) -> Result<NewPhase, Error> {
    let mut wrong = Wrong::default();
    let starts = wrong.keep(moment("starts_at", form.get("starts_at")));
    let ends_at = wrong.keep(moment("ends_at", form.get("ends_at")));
    if starts.is_none() && wrong.0.iter().all(|refusal| refusal.field != Some("starts_at")) {
        wrong.0.push(Refusal::Missing("starts_at").into());
    }
    let phase = NewPhase {
        title: form.get("title").into(),
        description: form.get("description").into(),
        starts_at: starts.unwrap_or(jiff::Timestamp::UNIX_EPOCH),
        ends_at,
    };
    wrong.unless(phase)
}

async fn save_translations(
    pages: &Pages,
    visitor: &Visitor,
    project: &Project,
    phase: civic::ids::PhaseId,
    form: &Form,
) -> Result<(), Error> {
    let mut texts = Vec::new();
    for lang in other_languages(&visitor.organisation) {
        for field in ["title", "description"] {
            let text = form.get(&in_lang(field, lang)).to_owned();
            texts.push(Translation { entity: "phase", id: phase.0, field, lang, text });
        }
    }
    translate(&pages.app, &visitor.actor, project, texts).await
}

pub(crate) async fn add(State(pages): State<Pages>, visitor: Visitor, Path(slug): Path<String>, form: Form) -> Answer {
    let project = open(&pages, &visitor, &slug, Permission::EditProject).await?;
    let added = async {
        let phase = add_phase(&pages.app, &visitor.actor, &project, typed(&form)?).await?;
        save_translations(&pages, &visitor, &project, phase, &form).await
    };
    match added.await {
        Ok(()) => Ok(back(&visitor, &Tab::Phases.path(&project))),
        Err(error) => Ok(show_all(&pages, &visitor, &project, Uuid::nil(), &again(form, error)?).await?),
    }
}

pub(crate) async fn save(
    State(pages): State<Pages>,
    visitor: Visitor,
    Path((slug, phase)): Path<(String, String)>,
    form: Form,
) -> Answer {
    let project = open(&pages, &visitor, &slug, Permission::EditProject).await?;
    let uuid = uuid_of(&phase)?;
    let changed = async {
        set_phase(&pages.app, &visitor.actor, &project, uuid, typed(&form)?).await?;
        let known = read(&pages, &visitor, &project).await?;
        match known.iter().find(|(phase, _)| phase.uuid == uuid) {
            Some((phase, _)) => save_translations(&pages, &visitor, &project, phase.id, &form).await,
            None => Ok(()),
        }
    };
    match changed.await {
        Ok(()) => Ok(back(&visitor, &Tab::Phases.path(&project))),
        Err(error) => Ok(show_all(&pages, &visitor, &project, uuid, &again(form, error)?).await?),
    }
}

pub(crate) async fn remove(
    State(pages): State<Pages>,
    visitor: Visitor,
    Path((slug, phase)): Path<(String, String)>,
) -> Answer {
    let project = open(&pages, &visitor, &slug, Permission::EditProject).await?;
    match remove_phase(&pages.app, &visitor.actor, &project, uuid_of(&phase)?).await {
        Ok(()) => Ok(back(&visitor, &Tab::Phases.path(&project))),
        Err(error) => {
            let form = again(Form::default(), error)?;
            Ok(show_all(&pages, &visitor, &project, Uuid::nil(), &form).await?)
        }
    }
}

fn uuid_of(text: &str) -> Result<Uuid, Error> {
    Uuid::parse_str(text).map_err(|_| platform::error::Common::NotFound.into())
}
