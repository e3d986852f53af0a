//! The screens on which one types.

use super::Scene;
use crate::model::{Limits, MOST_PICTURES, Question, QuestionKind};
use crate::pages::files::{self, PLACE};
use crate::pages::picker::picker;
use crate::service::ask::Step;
use crate::service::draft::mark;
use civic::service::PICTURE_KINDS;
use civic::ui::form::{Area, Choices, Input, Select, Upload, hidden, tick};
use civic::ui::list::picture_at;
use civic::ui::notice::Look;
use civic::ui::{form, icon};
use maud::{Markup, html};

/// A step with its fields.
pub(super) fn page(s: &Scene<'_>, step: Step, title: &str) -> Markup {
    let t = s.t;
    let with_files = step == Step::Pictures;
    let (draft, version) = match &s.draft {
        Some(draft) => (draft.uuid.to_string(), draft.version),
        None => (String::new(), 0),
    };
    let api = s.visitor.link(&format!("/api/v1/projects/{}/plan-drafts", s.project.slug));
    html! {
        h1 { (title) }
        @if step == Step::Title { (lead(s)) }
        form class="form form--reading" method="post" action=(s.act(if with_files { "pictures" } else { "draft" }))
            enctype=[with_files.then_some("multipart/form-data")]
            data-plan-draft=(api) data-text-saved=(t.text("hand-in-js-saved")) data-text-failed=(t.text("hand-in-js-failed"))
            data-text-doubled=(t.text("hand-in-js-doubled")) data-text-left=(t.text("hand-in-js-left"))
            data-text-over=(t.text("hand-in-js-over")) data-text-short=(t.text("hand-in-js-short"))
            data-text-bytes=(t.text("hand-in-js-bytes")) {
            // What the Enter key presses, whatever buttons come before "go on".
            button hidden name="go" value="next" {}
            (hidden("draft", &draft))
            (hidden("version", &version.to_string()))
            (hidden("step", step.code()))
            (fields(s, step))
            div class="actions" {
                button class=(Look::PrimaryLarge.class()) name="go" value="next" { (t.text("hand-in-go-on")) " " (icon("arrow-right")) }
                @if step != Step::Title {
                    " " button class=(Look::Plain.class()) name="go" value="back" { (t.text("hand-in-go-back")) }
                }
                p class="toast toast--busy" id="opgeslagen" data-announce {
                    @if let Some(draft) = &s.draft { (t.with("hand-in-kept-at", &[("moment", draft.changed_at.into())])) }
                }
            }
        }
    }
}

fn lead(s: &Scene<'_>) -> Markup {
    let t = s.t;
    let until = s.ask.window.map(|(_, closes)| closes);
    html! {
        @if s.draft.is_none() {
            p class="lead" { (t.with("hand-in-lead", &[("project", s.project.title.as_str().into())])) }
            @if let Some(until) = until { p { (t.with("hand-in-until", &[("moment", until.into())])) } }
        }
        (s.unfinished())
    }
}

fn fields(s: &Scene<'_>, step: Step) -> Markup {
    match step {
        Step::Title => title(s),
        Step::Text => text(s),
        Step::Where => place(s),
        Step::Questions => questions(s),
        Step::Pictures => pictures(s),
        Step::Who | Step::Check => who(s),
    }
}

/// A field with what its form was given, so that a tab that changes nothing meets nobody; and the text that another
/// tab wrote, until somebody has chosen.
fn with_other(s: &Scene<'_>, field: &str, control: Markup) -> Markup {
    let t = s.t;
    let content = s.content();
    let other = content.fields.get(field).and_then(|kept| kept.other.clone());
    let was = if s.draft.is_some() { mark(content.all(field)) } else { String::new() };
    html! {
        (control)
        (hidden(&format!("was-{field}"), &was))
        @if let Some(other) = other {
            div class="alert alert--warning" {
                (icon("alert-triangle"))
                p class="alert__title" { (t.text("hand-in-two-texts")) }
                blockquote { @for line in other.join(", ").lines() { p { (line) } } }
                p class="actions" {
                    button class=(Look::Plain.class()) name="go" value={ "take:" (field) } { (t.text("hand-in-take")) }
                    " " button class=(Look::Quiet.class()) name="go" value={ "drop:" (field) } { (t.text("hand-in-drop")) }
                }
            }
        }
    }
}

fn between(s: &Scene<'_>, limits: Limits) -> String {
    s.t.with("hand-in-between", &[("least", limits.least.into()), ("most", limits.most.into())])
}

fn title(s: &Scene<'_>) -> Markup {
    let limits = s.ask.collect.title_limits;
    let hint = format!("{} {}", s.t.text("hand-in-name-hint"), between(s, limits));
    let field = Input::new("title", &s.t.text("hand-in-name")).hint(&hint).counted(limits.least, limits.most);
    with_other(s, "title", field.show(s.t, &s.form))
}

fn text(s: &Scene<'_>) -> Markup {
    let (t, asked) = (s.t, &s.ask.collect);
    let hint = |key: &str, limits: Limits| format!("{} {}", t.text(key), between(s, limits));
    let mut summary = Area::new("summary", &t.text("hand-in-summary"))
        .hint(&hint("hand-in-summary-hint", asked.summary_limits))
        .rows(3)
        .counted(asked.summary_limits.least, asked.summary_limits.most);
    if !asked.summary.needed() {
        summary = summary.optional();
    }
    let text = Area::new("text", &t.text("hand-in-text"))
        .hint(&hint("hand-in-text-hint", asked.text_limits))
        .rows(12)
        .rich()
        .counted(asked.text_limits.least, asked.text_limits.most);
    html! {
        @if s.ask.asks("summary") { (with_other(s, "summary", summary.show(t, &s.form))) }
        (with_other(s, "text", text.show(t, &s.form)))
    }
}

fn place(s: &Scene<'_>) -> Markup {
    let (t, asked) = (s.t, &s.ask.collect);
    let whole = [t.text("hand-in-place-whole").into_owned()];
    let mut place = Input::new("place", &t.text("hand-in-place")).hint(&t.text("hand-in-place-hint")).suggest(&whole);
    if !asked.place.needed() {
        place = place.optional();
    }
    let mut cost = Input::figure("cost", &t.text("hand-in-cost")).hint(&t.text("hand-in-cost-hint"));
    if !asked.cost.needed() {
        cost = cost.optional();
    }
    let mut areas = vec![(String::new(), t.text("hand-in-no-area").into_owned())];
    areas.extend(s.ask.facets.areas.iter().map(|area| (area.slug.clone(), area.name.clone())));
    let mut area = Select::new("area", &t.text("plans-area"), &areas);
    if !asked.area.needed() {
        area = area.optional();
    }
    html! {
        @if s.ask.asks("place") {
            (with_other(s, "place", place.show(t, &s.form)))
            (on_map(s))
        }
        @if s.ask.asks("area") { (with_other(s, "area", area.show(t, &s.form))) }
        @if s.ask.asks("tags") { (with_other(s, "tags", tags(s))) }
        @if s.ask.asks("cost") { (with_other(s, "cost", cost.show(t, &s.form))) }
    }
}

/// The point: on the drawing of the area, or in degrees for whoever knows them. Words alone are enough.
fn on_map(s: &Scene<'_>) -> Markup {
    let t = s.t;
    let at = s.ask.point(&s.content());
    let degrees = |name: &str, word: &str| Input::figure(name, &t.text(word)).optional().show(t, &s.form);
    let open = s.form.error("latitude").is_some();
    html! {
        (with_marks(s))
        @if s.geocodes { p { button class=(Look::Plain.class()) name="go" value="find" { (icon("search")) (t.text("hand-in-find-place")) } } }
        @if !s.hits.is_empty() {
            div class="alert alert--info" {
                (icon("map-pin"))
                p class="alert__title" { (t.text("hand-in-found-places")) }
                p class="actions" {
                    @for hit in &s.hits {
                        button class=(Look::Plain.class()) name="go" value={ "at:" (hit.latitude) "," (hit.longitude) } { (hit.name) }
                    }
                }
            }
        }
        (picker(t, &s.project.slug, &s.ask.region, at))
        details class="fold" open[open] {
            summary { (t.text("hand-in-degrees")) }
            div class="form-grid" {
                (degrees("latitude", "staff-plan-latitude"))
                (degrees("longitude", "staff-plan-longitude"))
            }
        }
        @if at.is_some() {
            p { button class=(Look::Quiet.class()) name="go" value="nowhere" { (icon("x")) (t.text("hand-in-no-point")) } }
        }
    }
}

/// What the fields of the point were given, so that a tab that changes nothing meets nobody.
fn with_marks(s: &Scene<'_>) -> Markup {
    let content = s.content();
    html! {
        @if s.draft.is_some() {
            @for name in ["latitude", "longitude"] { (hidden(&format!("was-{name}"), &mark(content.all(name)))) }
        }
    }
}

fn tags(s: &Scene<'_>) -> Markup {
    let kinds = s.ask.facets.types.iter().filter(|kind| !kind.tags.is_empty());
    html! {
        @for (place, kind) in kinds.enumerate() {
            // The list of errors leads to the first.
            @let id = if place == 0 { "tags".to_owned() } else { format!("tags-{}", kind.slug) };
            @let options: Vec<_> = kind.tags.iter()
                .map(|tag| (format!("{}.{}", kind.slug, tag.slug), tag.title.clone(), String::new())).collect();
            (Choices::many("tags", &kind.title, &options).id(&id).show(s.t, &s.form))
        }
    }
}

fn questions(s: &Scene<'_>) -> Markup {
    html! {
        @for question in &s.ask.questions {
            (with_other(s, question.field(), question_field(s, question)))
        }
    }
}

fn question_field(s: &Scene<'_>, question: &Question) -> Markup {
    let note = if question.shown { String::new() } else { s.t.text("hand-in-only-staff").into_owned() };
    let hint = [question.help.as_str(), note.as_str()].join(" ");
    control(s.t, &s.form, question, hint.trim())
}

/// The field of a question; staff have it too.
pub(crate) fn control(
    t: &platform::i18n::T,
    form: &platform::web::form::Form,
    question: &Question,
    hint: &str,
) -> Markup {
    let (name, label) = (question.field(), question.label.as_str());
    let options: Vec<(String, String, String)> = question
        .settings
        .choices
        .iter()
        .map(|choice| (choice.key.clone(), choice.words(t.lang()).to_owned(), String::new()))
        .collect();
    macro_rules! field {
        ($field:expr) => {{
            let field = $field.hint(hint);
            (if question.required { field } else { field.optional() }).show(t, form)
        }};
    }
    match question.kind {
        QuestionKind::Line => field!(Input::new(name, label).counted(0, question.longest())),
        QuestionKind::Text => field!(Area::new(name, label).counted(0, question.longest())),
        QuestionKind::One => field!(Choices::one(name, label, &options)),
        QuestionKind::Some => field!(Choices::many(name, label, &options)),
        QuestionKind::Number => field!(Input::figure(name, label)),
        QuestionKind::Date => field!(Input::date(name, label)),
        QuestionKind::Phone => field!(Input::new(name, label).autocomplete("tel")),
        QuestionKind::Consent => html! {
            @let wrong = form.error(name).map(|refusal| t.refusal(refusal));
            div class=(if wrong.is_some() { "field field--error" } else { "field" }) {
                @if let Some(wrong) = wrong { p class="field__error" { (icon("alert-circle")) (wrong) } }
                (tick(name, label, hint, form))
            }
        },
    }
}

fn pictures(s: &Scene<'_>) -> Markup {
    let t = s.t;
    let content = s.content();
    let asked = &s.ask.collect;
    let full = content.pictures.len() >= MOST_PICTURES;
    html! {
        @if asked.pictures.shown() {
            @let most = t.words(i64::try_from(MOST_PICTURES).unwrap_or(i64::MAX));
            p { (t.with("hand-in-pictures-lead", &[("most", most.into())])) }
            @for (shown, field) in content.pictures.iter().zip(crate::model::ALT_FIELDS) {
                div class="own-picture" {
                    div class="plan-card__picture" { (picture_at(PLACE, &shown.file, &shown.alt, false)) }
                    div {
                        (hidden("alt-of", &shown.file))
                        (Input::new(field, &t.text("hand-in-alt")).hint(&t.text("hand-in-alt-hint")).show(t, &s.form))
                        button class=(Look::Quiet.class()) name="go" value={ "without:" (shown.file) } { (icon("trash")) (t.text("hand-in-remove-picture")) }
                    }
                }
            }
            @if full { p { (t.text("hand-in-pictures-full")) } } @else {
                @let word = if content.pictures.is_empty() { "hand-in-picture" } else { "hand-in-picture-more" };
                (Upload::new("picture", &t.text(word), PICTURE_KINDS).most(platform::images::MAX_BYTES)
                    .hint(&t.text("hand-in-picture-hint")).optional().show(t, &s.form))
            }
        }
        @if asked.documents.shown() { (documents(s)) }
        p { button class=(Look::Plain.class()) name="go" value="upload" { (icon("plus")) (t.text("hand-in-upload")) } }
    }
}

/// What a field for a document accepts; what counts is what a file holds.
pub(crate) const DOCUMENT_KINDS: &str = ".pdf,.odt,.ods,.odp,.docx,.xlsx,.pptx";

fn documents(s: &Scene<'_>) -> Markup {
    let (t, asked) = (s.t, &s.ask.collect);
    let content = s.content();
    let bytes = asked.document_bytes();
    let hint = t.with("hand-in-document-hint", &[("size", t.bytes(bytes as u64).into())]);
    let most = t.words(i64::try_from(asked.most_documents).unwrap_or(i64::MAX));
    let mut upload = Upload::new("document", &t.text("hand-in-document"), DOCUMENT_KINDS).most(bytes).hint(&hint);
    if !asked.documents.needed() {
        upload = upload.optional();
    }
    html! {
        h2 { (t.text("plan-documents")) }
        p { (t.with("hand-in-documents-lead", &[("most", most.into()), ("n", asked.most_documents.into())])) }
        @if !content.documents.is_empty() {
            ul class="link-list" {
                @for document in &content.documents {
                    li {
                        a href={ (PLACE) (document.file) } download { (icon("file-text")) (files::label(t, document)) }
                        button class=(Look::Quiet.class()) name="go" value={ "without:" (document.file) } {
                            (icon("trash")) (t.text("hand-in-remove-document")) span class="visually-hidden" { ": " (document.title) }
                        }
                    }
                }
            }
        }
        @if content.documents.len() < asked.most_documents { (upload.show(t, &s.form)) }
        @else { p { (t.text("hand-in-documents-full")) } }
    }
}

fn who(s: &Scene<'_>) -> Markup {
    let (t, asked) = (s.t, &s.ask.collect);
    let name_hint = match asked.name {
        crate::model::Name::First => "hand-in-who-name-first",
        _ => "hand-in-who-name-hint",
    };
    let name = Input::new("name", &t.text("hand-in-who-name")).hint(&t.text(name_hint)).autocomplete("name").optional();
    let email = Input::email("email", &t.text("hand-in-who-email")).hint(&t.text("hand-in-who-email-hint"));
    let postcode = Input::new("postcode", &t.text("hand-in-who-postcode"))
        .hint(&t.text("hand-in-who-postcode-hint"))
        .autocomplete("postal-code");
    html! {
        @if s.ask.asks("name") { (with_other(s, "name", name.show(t, &s.form))) }
        @if s.ask.asks("postcode") { (with_other(s, "postcode", postcode.show(t, &s.form))) }
        @match &s.visitor.session {
            Some(session) if s.ask.asks("email") => {
                p { (t.with("hand-in-who-known", &[("email", session.person.email.as_str().into())])) }
            }
            _ if s.ask.asks("email") => (with_other(s, "email", email.show(t, &s.form))),
            _ => {}
        }
        p class="small soft" { (t.text("hand-in-who-why")) }
    }
}

/// Whether a step has a field of this name, and whether leaving it out means that it is empty (boxes).
pub(super) fn owns(s: &Scene<'_>, step: Step) -> Vec<(&'static str, bool)> {
    let plain: &[&'static str] = match step {
        Step::Title => &["title"],
        Step::Text => &["summary", "text"],
        Step::Where => &["place", "latitude", "longitude", "area", "cost"],
        Step::Who => &["name", "email", "postcode"],
        Step::Questions | Step::Pictures | Step::Check => &[],
    };
    let mut all: Vec<(&'static str, bool)> =
        plain.iter().copied().filter(|field| s.ask.asks(field)).map(|field| (field, false)).collect();
    if step == Step::Where && s.ask.asks("tags") {
        all.push(("tags", true));
    }
    if step == Step::Questions {
        let boxes = |kind| matches!(kind, QuestionKind::One | QuestionKind::Some | QuestionKind::Consent);
        all.extend(s.ask.questions.iter().map(|question| (question.field(), boxes(question.kind))));
    }
    all
}

/// The code that was mailed: the last thing before handing in.
pub(super) fn code(s: &Scene<'_>, email: &str) -> Markup {
    let t = s.t;
    let draft = s.draft.as_ref().map(|draft| draft.uuid.to_string()).unwrap_or_default();
    let inside = html! {
        (form::errors(t, &s.form))
        h1 { (t.text("hand-in-code-title")) }
        p class="lead" { (t.with("hand-in-code-lead", &[("email", email.into())])) }
        form class="form" method="post" action=(s.act("code")) {
            (hidden("draft", &draft))
            (Input::digits("code", &t.text("hand-in-code-label")).show(t, &s.form))
            p class="actions" { button class=(Look::PrimaryLarge.class()) { (t.text("hand-in-send")) " " (icon("arrow-right")) } }
        }
        p { (t.text("hand-in-code-none")) }
        div class="actions" {
            (form::button_form(&s.act("hand-in"), Look::Plain, &t.text("hand-in-code-again"), &[("draft", &draft)]))
            @if let Some(known) = &s.draft { a href=(s.step(Step::Who, known.uuid)) { (t.text("hand-in-code-other")) } }
        }
    };
    s.framed(inside)
}
