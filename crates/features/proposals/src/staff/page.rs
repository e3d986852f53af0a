//! The page with the form of one plan.

use super::fields::others;
use super::form::Around;
use super::path;
use super::table::public_path;
use crate::model::Question;
use crate::model::{LONGEST_EXTERNAL, LONGEST_LINE, LONGEST_SUMMARY, LONGEST_TITLE};
use crate::pages::files::{self, PLACE};
use crate::pages::form::{DOCUMENT_KINDS, control};
use crate::refusal::field;
use crate::service::Editable;
use crate::service::files::Attached;
use crate::service::hand_in::Channel;
use crate::service::moderate::LONGEST_WHY;
use crate::store::{Origin, PlanPerson};
use civic::model::Project;
use civic::service::PICTURE_KINDS;
use civic::ui::figures::facts;
use civic::ui::form::{Area, Choices, Input, Select, Upload, errors, group, hidden, saved, tick};
use civic::ui::list::picture_at;
use civic::ui::notice::{Tone, alert, arrow_link};
use civic::ui::staff::{Room, StaffFrame, project_trail, staff_shell};
use civic::{App, Visitor};
use maud::{Markup, html};
use platform::i18n::Lang;
use platform::web::form::Form;

/// What the page shows.
pub(super) struct Shown<'a> {
    pub(super) project: &'a Project,
    pub(super) around: &'a Around,
    /// The plan that is changed; none for a new one.
    pub(super) plan: Option<&'a Editable>,
    /// How it came in, and whose it is; none for plans of the organisation itself.
    pub(super) came: Option<&'a (Origin, Vec<PlanPerson>)>,
    /// Since when and why it is hidden.
    pub(super) hidden: Option<&'a (jiff::Timestamp, String)>,
    /// The pictures after the first, and the documents.
    pub(super) attached: &'a Attached,
    pub(super) form: &'a Form,
    /// Whether it was saved just now.
    pub(super) saved: bool,
}

pub(super) fn show(app: &App, visitor: &Visitor, shown: &Shown<'_>) -> String {
    let t = &visitor.t;
    let title = match shown.plan {
        None => t.text("staff-plan-new").into_owned(),
        Some(plan) => t.with("staff-plan-title", &[("number", plan.card.number.to_string().into())]),
    };
    let mut trail = project_trail(visitor, shown.project);
    trail.push((path(shown.project), t.text("staff-plans-title").into_owned()));
    let public = shown
        .plan
        .filter(|plan| plan.card.published)
        .and_then(|plan| public_path(shown.project, &shown.around.pages, &plan.card).map(|path| visitor.link(&path)));
    let frame = StaffFrame {
        trail: &trail,
        beside: public.map(|href| arrow_link(&href, &t.text("staff-plan-on-site"))),
        wrong: !shown.form.errors().is_empty(),
        ..StaffFrame::new(Room::Plans, &title, form(app, visitor, shown))
    };
    staff_shell(app, visitor, frame)
}

fn form(app: &App, visitor: &Visitor, shown: &Shown<'_>) -> Markup {
    let (t, form) = (&visitor.t, shown.form);
    let action = match shown.plan {
        None => path(shown.project),
        Some(plan) => format!("{}/{}", path(shown.project), plan.card.number),
    };
    let organisation = &visitor.organisation;
    html! {
        (errors(t, form))
        @if let Some((at, why)) = shown.hidden {
            (alert(Tone::Warning, &t.with("staff-plan-hidden-at", &[("moment", (*at).into())]), html! { p { (why) } }))
        }
        @if let Some((origin, people)) = shown.came { (came_in(visitor, origin, people)) }
        @if let Some(plan) = shown.plan {
            p { (arrow_link(&visitor.link(&format!("{}/{}/ballot", path(shown.project), plan.card.number)), &t.text("ballot-title"))) }
        }
        form method="post" action=(visitor.link(&action)) enctype="multipart/form-data" {
            (hidden("version", form.get("version")))
            (hidden("request", form.get("request")))
            (hidden("picture_name", form.get("picture_name")))
            (group("texts", &heading(visitor, organisation.default_lang), texts(visitor, form, None)))
            @for lang in others(organisation) {
                (group(&format!("texts-{}", lang.code()), &heading(visitor, lang), texts(visitor, form, Some(lang))))
            }
            (group("picture-group", &t.text("staff-plan-picture"), pictures(visitor, shown)))
            (group("documents-group", &t.text("plan-documents"), documents(visitor, shown)))
            (group("facts", &t.text("staff-plan-facts"), about(visitor, shown)))
            (group("tags-group", &t.text("staff-plan-tags"), tags(visitor, shown)))
            @if !shown.around.questions.is_empty() {
                (group("questions-group", &t.text("staff-questions"), html! {
                    // What somebody says is written down: nothing is needed.
                    @for question in &shown.around.questions {
                        (control(t, form, &Question { required: false, ..question.clone() }, &question.help))
                    }
                }))
            }
            @if shown.plan.is_none() { (group("for-group", &t.text("staff-plan-for"), somebody(visitor, form))) }
            (tick("published", &t.text("staff-plan-published"), &t.text("staff-plan-published-hint"), form))
            @if shown.plan.is_some_and(|plan| plan.card.published) {
                (Input::new("why", &t.text("staff-plan-why")).hint(&t.text("staff-plan-why-hint")).most(LONGEST_WHY).optional().show(t, form))
            }
            div class="form__foot" {
                button class="button button--primary" { (t.text("word-save")) }
                a href=(visitor.link(&path(shown.project))) { (t.text("staff-plan-back")) }
                (saved(t, shown.saved.then(|| app.clock.now())))
            }
        }
    }
}

/// How a plan came in, whose it is, and whether it was withdrawn.
fn came_in(visitor: &Visitor, origin: &Origin, people: &[PlanPerson]) -> Markup {
    let t = &visitor.t;
    let channel = Channel::ALL.into_iter().find(|channel| channel.code() == origin.channel);
    let mut rows = vec![(
        t.text("staff-plan-channel").into_owned(),
        html! { (t.text(channel.map_or("staff-channel-none", channel_word))) },
    )];
    for person in people {
        let role = if person.author { "own-role-author" } else { "own-role-initiator" };
        rows.push((t.text(role).into_owned(), html! { a href={ "mailto:" (person.email) } { (person.email) } }));
    }
    if !origin.postcode.is_empty() {
        rows.push((t.text("hand-in-who-postcode").into_owned(), html! { (origin.postcode) }));
    }
    html! {
        @if let Some((at, why)) = &origin.withdrawn {
            (alert(Tone::Warning, &t.with("own-withdrawn-at", &[("moment", (*at).into())]), html! { p { (why) } }))
        }
        (facts(&rows))
    }
}

fn channel_word(channel: Channel) -> &'static str {
    match channel {
        Channel::Site => "staff-channel-site",
        Channel::Counter => "staff-channel-counter",
        Channel::Phone => "staff-channel-phone",
        Channel::Door => "staff-channel-door",
        Channel::Meeting => "staff-channel-meeting",
        Channel::Import => "staff-channel-import",
    }
}

/// For whom a plan is filled in, and by which way it came.
fn somebody(visitor: &Visitor, form: &Form) -> Markup {
    let t = &visitor.t;
    let mut channels = vec![(String::new(), t.text("staff-channel-none").into_owned())];
    let all = Channel::FOR_SOMEBODY.into_iter();
    channels.extend(all.map(|channel| (channel.code().to_owned(), t.text(channel_word(channel)).into_owned())));
    html! {
        (Select::new("channel", &t.text("staff-plan-channel"), &channels).show(t, form))
        (Input::email("email", &t.text("staff-plan-contact")).hint(&t.text("staff-plan-contact-hint")).optional().show(t, form))
    }
}

fn heading(visitor: &Visitor, lang: Lang) -> String {
    let key = match lang {
        Lang::Nl => "staff-plan-texts-nl",
        Lang::En => "staff-plan-texts-en",
    };
    visitor.t.text(key).into_owned()
}

fn texts(visitor: &Visitor, form: &Form, lang: Option<Lang>) -> Markup {
    let t = &visitor.t;
    let code = lang.unwrap_or(visitor.organisation.default_lang).code();
    let name = |name| field(name, lang);
    let mut title = Input::new(name("title"), &t.text("staff-plan-name")).most(LONGEST_TITLE);
    if lang.is_some() {
        title = title.optional();
    }
    html! {
        div lang=(code) {
            (title.show(t, form))
            (Area::new(name("summary"), &t.text("staff-plan-summary")).rows(3).most(LONGEST_SUMMARY)
                .hint(&t.text("staff-plan-summary-hint")).show(t, form))
            (Area::new(name("text"), &t.text("staff-plan-text")).rows(12).rich().hint(&t.text("staff-plan-text-hint")).show(t, form))
            (Input::new(name("picture_alt"), &t.text("staff-plan-alt")).most(LONGEST_LINE)
                .hint(&t.text("staff-plan-alt-hint")).optional().show(t, form))
        }
    }
}

/// A box that takes a file away.
fn removal(name: &str, word: &str, id: &str) -> Markup {
    html! {
        div class="choice" {
            input class="choice__input" type="checkbox" name="remove_file" id=(id) value=(name);
            label class="choice__label" for=(id) { (word) }
        }
    }
}

/// All pictures, each with what it shows; the first has that with the texts, in each language.
fn pictures(visitor: &Visitor, shown: &Shown<'_>) -> Markup {
    let (t, form) = (&visitor.t, shown.form);
    let first = form.get("picture_name");
    let more = &shown.attached.pictures;
    let upload = Upload::new("picture", &t.text("staff-plan-upload"), PICTURE_KINDS)
        .most(platform::images::MAX_BYTES)
        .hint(&t.text("staff-plan-upload-hint"))
        .optional()
        .show(t, form);
    html! {
        @if !first.is_empty() {
            div class="own-picture" {
                div class="plan-card__picture" { (picture_at(PLACE, first, form.get("picture_alt"), false)) }
                (removal(first, &t.text("staff-plan-remove-picture"), "remove-1"))
            }
        }
        @for (place, picture) in more.iter().enumerate() {
            @let field = crate::model::ALT_FIELDS.get(place + 1).copied().unwrap_or_default();
            @let typed = Form::filled([(field, picture.alt.as_str())]);
            div class="own-picture" {
                div class="plan-card__picture" { (picture_at(PLACE, &picture.file, &picture.alt, false)) }
                div {
                    (hidden("alt-of", &picture.file))
                    (Input::new(field, &t.text("staff-plan-alt")).most(LONGEST_LINE).optional().show(t, &typed))
                    (removal(&picture.file, &t.text("staff-plan-remove-picture"), &format!("remove-{}", place + 2)))
                }
            }
        }
        @if more.len() + 1 < crate::model::MOST_PICTURES {
            (upload)
            @if !first.is_empty() {
                (Input::new("new_alt", &t.text("staff-plan-new-alt")).most(LONGEST_LINE).optional().show(t, form))
            }
        }
    }
}

fn documents(visitor: &Visitor, shown: &Shown<'_>) -> Markup {
    let (t, form) = (&visitor.t, shown.form);
    html! {
        @for (place, document) in shown.attached.documents.iter().enumerate() {
            div {
                (hidden("document_name", &format!("{}|{}|{}", document.file, document.size, document.title)))
                p { a href={ (PLACE) (document.file) } download { (files::label(t, document)) } }
                (removal(&document.file, &t.text("hand-in-remove-document"), &format!("remove-document-{}", place + 1)))
            }
        }
        @if shown.attached.documents.len() < crate::model::MOST_DOCUMENTS {
            @let size = t.bytes(platform::documents::MAX_BYTES as u64);
            (Upload::new("document", &t.text("hand-in-document"), DOCUMENT_KINDS).most(platform::documents::MAX_BYTES)
                .hint(&t.with("hand-in-document-hint", &[("size", size.into())])).optional().show(t, form))
        }
    }
}

fn about(visitor: &Visitor, shown: &Shown<'_>) -> Markup {
    let (t, form, facets) = (&visitor.t, shown.form, &shown.around.facets);
    let pair = |slug: &str, word: &str| (slug.to_owned(), word.to_owned());
    let statuses: Vec<_> = facets.statuses.iter().map(|status| pair(&status.slug, &status.title)).collect();
    let mut areas = vec![pair("", &t.text("staff-plan-no-area"))];
    areas.extend(facets.areas.iter().map(|area| pair(&area.slug, &area.name)));
    let degrees = |name: &str, word: &str| Input::figure(name, &t.text(word)).optional().show(t, form);
    html! {
        (Input::new("author", &t.text("staff-plan-author")).most(LONGEST_LINE).hint(&t.text("staff-plan-author-hint"))
            .optional().show(t, form))
        div class="form-grid" {
            (Input::figure("cost", &t.text("staff-plan-cost")).hint(&t.text("staff-plan-cost-hint")).optional().show(t, form))
            (Select::new("status", &t.text("plans-status"), &statuses).show(t, form))
            @if areas.len() > 1 { (Select::new("area", &t.text("plans-area"), &areas).show(t, form)) }
        }
        (Input::new("place", &t.text("staff-plan-place")).most(LONGEST_LINE).optional().show(t, form))
        div class="form-grid" {
            (degrees("latitude", "staff-plan-latitude"))
            (degrees("longitude", "staff-plan-longitude"))
        }
        (Input::new("external_id", &t.text("staff-plan-external")).most(LONGEST_EXTERNAL).unchecked()
            .hint(&t.text("staff-plan-external-hint")).optional().show(t, form))
    }
}

fn tags(visitor: &Visitor, shown: &Shown<'_>) -> Markup {
    let t = &visitor.t;
    let kinds = shown.around.facets.types.iter().filter(|kind| !kind.tags.is_empty());
    html! {
        @for (place, kind) in kinds.enumerate() {
            // The list of errors leads to the first.
            @let id = if place == 0 { "tags".to_owned() } else { format!("tags-{}", kind.slug) };
            @let options: Vec<_> = kind.tags.iter()
                .map(|tag| (format!("{}.{}", kind.slug, tag.slug), tag.title.clone(), String::new())).collect();
            (Choices::many("tags", &kind.title, &options).id(&id).show(t, shown.form))
        }
        @if shown.around.facets.types.iter().all(|kind| kind.tags.is_empty()) {
            p class="soft" { (t.text("staff-plan-no-tags")) }
        }
    }
}
