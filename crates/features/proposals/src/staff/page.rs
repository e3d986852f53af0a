//! The page with the form of one plan.

use super::fields::others;
use super::path;
use super::table::public_path;
use crate::model::{LONGEST_EXTERNAL, LONGEST_LINE, LONGEST_SUMMARY, LONGEST_TITLE};
use crate::refusal::field;
use crate::service::Editable;
use crate::store::Facets;
use civic::model::{Page, Project};
use civic::service::PICTURE_KINDS;
use civic::ui::form::{Area, Choices, Input, Select, Upload, errors, group, hidden, saved, tick};
use civic::ui::list::picture;
use civic::ui::notice::arrow_link;
use civic::ui::staff::{Room, StaffFrame, project_trail, staff_shell};
use civic::{App, Visitor};
use maud::{Markup, html};
use platform::i18n::Lang;
use platform::web::form::Form;

/// What the page shows.
pub(super) struct Shown<'a> {
    pub(super) project: &'a Project,
    pub(super) pages: &'a [Page],
    pub(super) facets: &'a Facets,
    /// The plan that is changed; none for a new one.
    pub(super) plan: Option<&'a Editable>,
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
        .and_then(|plan| public_path(shown.project, shown.pages, &plan.card).map(|path| visitor.link(&path)));
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
        form method="post" action=(visitor.link(&action)) enctype="multipart/form-data" {
            (hidden("version", form.get("version")))
            (hidden("request", form.get("request")))
            (hidden("picture_name", form.get("picture_name")))
            (group("texts", &heading(visitor, organisation.default_lang), texts(visitor, form, None)))
            @for lang in others(organisation) {
                (group(&format!("texts-{}", lang.code()), &heading(visitor, lang), texts(visitor, form, Some(lang))))
            }
            (group("picture-group", &t.text("staff-plan-picture"), pictures(visitor, form)))
            (group("facts", &t.text("staff-plan-facts"), about(visitor, shown)))
            (group("tags-group", &t.text("staff-plan-tags"), tags(visitor, shown)))
            (tick("published", &t.text("staff-plan-published"), &t.text("staff-plan-published-hint"), form))
            div class="form__foot" {
                button class="button button--primary" { (t.text("word-save")) }
                a href=(visitor.link(&path(shown.project))) { (t.text("staff-plan-back")) }
                (saved(t, shown.saved.then(|| app.clock.now())))
            }
        }
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
            (Area::new(name("text"), &t.text("staff-plan-text")).rows(12).hint(&t.text("staff-plan-text-hint")).show(t, form))
            (Input::new(name("picture_alt"), &t.text("staff-plan-alt")).most(LONGEST_LINE)
                .hint(&t.text("staff-plan-alt-hint")).optional().show(t, form))
        }
    }
}

fn pictures(visitor: &Visitor, form: &Form) -> Markup {
    let t = &visitor.t;
    let name = form.get("picture_name");
    let upload = Upload::new("picture", &t.text("staff-plan-upload"), PICTURE_KINDS)
        .hint(&t.text("staff-plan-upload-hint"))
        .optional()
        .show(t, form);
    html! {
        @if name.is_empty() { (upload) } @else {
            div class="form-grid" {
                div class="plan-card__picture" { (picture(name, form.get("picture_alt"), false)) }
                div { (upload) (tick("remove_picture", &t.text("staff-plan-remove-picture"), "", form)) }
            }
        }
    }
}

fn about(visitor: &Visitor, shown: &Shown<'_>) -> Markup {
    let (t, form, facets) = (&visitor.t, shown.form, shown.facets);
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
    let kinds = shown.facets.types.iter().filter(|kind| !kind.tags.is_empty());
    html! {
        @for (place, kind) in kinds.enumerate() {
            // The list of errors leads to the first.
            @let id = if place == 0 { "tags".to_owned() } else { format!("tags-{}", kind.slug) };
            @let options: Vec<_> = kind.tags.iter()
                .map(|tag| (format!("{}.{}", kind.slug, tag.slug), tag.title.clone(), String::new())).collect();
            (Choices::many("tags", &kind.title, &options).id(&id).show(t, shown.form))
        }
        @if shown.facets.types.iter().all(|kind| kind.tags.is_empty()) {
            p class="soft" { (t.text("staff-plan-no-tags")) }
        }
    }
}
