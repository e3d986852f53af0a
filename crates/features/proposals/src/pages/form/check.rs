//! The plan as others will see it, handing in, and what comes after.

use super::{Scene, name};
use crate::model::{Place, Question};
use crate::pages::files::{self, PLACE};
use crate::pages::{around, share};
use crate::service::ask::{Answered, Step};
use crate::service::tell::{OWN_PATH, what_next};
use crate::store;
use civic::model::PageRole;
use civic::ui::figures::facts;
use civic::ui::form::hidden;
use civic::ui::icon;
use civic::ui::list::picture_at;
use civic::ui::notice::{Look, Tone, alert, button_link};
use civic::ui::shell::path_of;
use maud::{Markup, PreEscaped, html};
use platform::error::{Error, Refusal};
use platform::text::{clean_html, markdown_to_html};

/// The overview.
pub(super) fn page(s: &Scene<'_>) -> Markup {
    let t = s.t;
    let Some(draft) = &s.draft else { return html! {} };
    let checked = s.ask.check(&draft.content, s.visitor.lang);
    let change = draft.of.is_some();
    let mails = s.ask.collect.identify.by_email() && s.visitor.session.is_none();
    html! {
        h1 { (t.text("hand-in-check-title")) }
        @if let Err(wrong) = &checked { (to_mend(s, draft.uuid, wrong)) }
        @else { p class="lead" { (t.text("hand-in-check-lead")) } }
        (preview(s, draft.uuid, checked.as_ref().ok()))
        @if checked.is_ok() && s.ask.takes_plans().is_ok() {
            form class="form" method="post" action=(s.act("hand-in")) {
                (hidden("draft", &draft.uuid.to_string()))
                @if s.ask.collect.review { p { (t.text("hand-in-review")) } }
                @if mails { p { (t.text("hand-in-mails")) } }
                p class="actions" {
                    button class=(Look::PrimaryLarge.class()) {
                        (t.text(if change { "hand-in-save-change" } else { "hand-in-send" })) " " (icon("arrow-right"))
                    }
                }
            }
        }
    }
}

/// What is missing or wrong, each with the step on which it can be mended.
fn to_mend(s: &Scene<'_>, draft: uuid::Uuid, wrong: &[Refusal]) -> Markup {
    let t = s.t;
    html! {
        div class="error-summary" role="alert" tabindex="-1" aria-labelledby="nog" {
            h2 id="nog" { (t.with("form-problems", &[("n", wrong.len().into())])) }
            ul {
                @for refusal in wrong {
                    @let field = refusal.field.unwrap_or_default();
                    @let step = Step::of(field);
                    li { a href={ (s.step(step, draft)) "#" (field) } { (t.text(name(step))) ": " (t.refusal(refusal)) } }
                }
            }
            p { (t.text("form-kept")) }
        }
    }
}

fn preview(s: &Scene<'_>, draft: uuid::Uuid, answered: Option<&Answered>) -> Markup {
    let t = s.t;
    let content = s.content();
    let part = |step: Step, body: Markup| {
        html! {
            section class="check" {
                div class="check__head" {
                    h2 { (t.text(name(step))) }
                    a class="arrow-link" href=(s.step(step, draft)) {
                        (icon("pencil")) (t.text("hand-in-change-this")) span class="visually-hidden" { ": " (t.text(name(step))) }
                    }
                }
                (body)
            }
        }
    };
    // What was typed as Markdown, cleaned as it will be.
    let text = PreEscaped(clean_html(&markdown_to_html(content.get("text"))));
    let rows = |all: &[(&str, String)]| {
        let given = all.iter().filter(|(_, value)| !value.is_empty());
        let rows: Vec<_> = given.map(|(key, value)| (t.text(key).into_owned(), html! { (value) })).collect();
        html! { @if rows.is_empty() { p class="soft" { (t.text("hand-in-nothing")) } } @else { (facts(&rows)) } }
    };
    // A point says in which part of town it is, whatever was chosen: as it will be when the plan is handed in.
    let degrees = |field: &str| content.get(field).trim().replace(',', ".").parse::<f64>().ok();
    let point = degrees("latitude").zip(degrees("longitude"));
    let found = point.and_then(|(latitude, longitude)| s.ask.region.area_of(Place { latitude, longitude }));
    let mut areas = s.ask.facets.areas.iter();
    let area = match found {
        Some(id) => areas.find(|area| area.id == id),
        None => areas.find(|area| area.slug == content.get("area")),
    };
    let area = area.map(|area| area.name.clone());
    let cost = answered.and_then(|answered| answered.input.cost).map(|cost| t.money(cost));
    let tags: Vec<&str> = s
        .ask
        .facets
        .types
        .iter()
        .flat_map(|kind| kind.tags.iter().map(move |tag| (kind, tag)))
        .filter(|(kind, tag)| content.all("tags").contains(&format!("{}.{}", kind.slug, tag.slug)))
        .map(|(_, tag)| tag.title.as_str())
        .collect();
    html! {
        (part(Step::Title, html! { p { strong { (content.get("title")) } } }))
        (part(Step::Text, html! { p class="lead" { (content.get("summary")) } div class="prose" { (text) } }))
        @if s.ask.has(Step::Where) {
            (part(Step::Where, rows(&[
                ("plan-place", content.get("place").to_owned()),
                ("plans-area", area.unwrap_or_default()),
                ("hand-in-tags-short", t.list(&tags)),
                ("staff-plans-cost", cost.unwrap_or_else(|| content.get("cost").to_owned())),
            ])))
        }
        @if s.ask.has(Step::Questions) { (part(Step::Questions, answers(s, answered))) }
        @if s.ask.has(Step::Pictures) {
            (part(Step::Pictures, html! {
                @if content.pictures.is_empty() && content.documents.is_empty() { p class="soft" { (t.text("hand-in-no-pictures")) } }
                @for shown in &content.pictures { figure class="plan__picture" { (picture_at(PLACE, &shown.file, &shown.alt, false)) figcaption { (shown.alt) } } }
                (files::documents(t, &content.documents))
            }))
        }
        @if s.ask.has(Step::Who) {
            (part(Step::Who, rows(&[
                ("hand-in-who-name", s.ask.collect.name.of(content.get("name"))),
                ("hand-in-who-email", match &s.visitor.session {
                    Some(session) => session.person.email.clone(),
                    None => content.get("email").to_owned(),
                }),
                ("hand-in-who-postcode", content.get("postcode").to_owned()),
            ])))
        }
    }
}

fn answers(s: &Scene<'_>, answered: Option<&Answered>) -> Markup {
    let t = s.t;
    let row = |question: &Question| {
        let found = answered.and_then(|all| all.answers.iter().find(|(id, _)| *id == question.id));
        let words = found.and_then(|(_, answer)| answer.as_ref()).map(|answer| question.words(answer, t));
        let label = match question.shown {
            true => question.label.clone(),
            false => format!("{} ({})", question.label, t.text("hand-in-only-staff-short")),
        };
        let none = || html! { span class="soft" { (t.text("hand-in-nothing")) } };
        (label, words.filter(|words| !words.is_empty()).map_or_else(none, |words| html! { (words) }))
    };
    facts(&s.ask.questions.iter().map(row).collect::<Vec<_>>())
}

/// After handing in: what happens next, and when.
pub(super) async fn done(s: &Scene<'_>, number: Option<i64>) -> Result<Markup, Error> {
    let t = s.t;
    let (organisation, id, lang) = (s.project.organisation, s.project.id, s.visitor.lang);
    // A plan that waits for staff is told of without its title: the number in the address is anybody's to type.
    let found = match number {
        Some(number) => {
            let read = s.plans.app.db.read(move |r| store::by_number(r, organisation, id, lang, number, false)).await;
            read.map_err(Error::Db)?
        }
        None => None,
    };
    let page = path_of(s.project, s.pages, PageRole::Plan);
    let plan = found.zip(page).map(|(plan, page)| (s.visitor.link(&format!("{page}/{}", plan.card.address())), plan));
    let again = s.visitor.link(&s.path());
    let seen = if plan.is_some() { "hand-in-seen-now" } else { "hand-in-seen-later" };
    let moment = html! {
        section class="moment" aria-labelledby="binnen" {
            div class={ "moment__inner" @if !s.bare { " wrap" } } {
                div {
                    h1 class="moment__title" id="binnen" { (t.text("hand-in-done")) }
                    p class="moment__text" { (t.text(seen)) }
                }
            }
        }
    };
    let inside = html! {
        @if let Some((href, plan)) = &plan {
            h2 { (plan.card.title) }
            p class="actions" { (button_link(Look::Primary, href, &t.text("own-see"))) }
        }
        section class="panel" aria-labelledby="straks" {
            h2 class="panel__title" id="straks" { (t.text("hand-in-what-next")) }
            p { (what_next(t, &s.ask)) }
            @if s.visitor.session.is_some() {
                p { (t.text("hand-in-mail-came")) }
                p class="actions" { (button_link(Look::Plain, &s.visitor.link(OWN_PATH), &t.text("own-title"))) }
            }
        }
        @if let Some((href, plan)) = &plan {
            img class="share-picture" src=(s.visitor.link(&share::picture_path(s.project, &plan.card))) width="1200" height="630"
                alt=(t.with("plan-share-picture-alt", &[("title", plan.card.title.as_str().into())])) loading="lazy";
            (around::share(&s.plans.app, s.visitor, s.project, (&plan.card, href)))
        }
        p class="actions" { (button_link(Look::Plain, &again, &t.text("hand-in-another"))) }
        @if s.visitor.session.is_some() {
            (alert(Tone::Info, &t.text("hand-in-shared"), html! {
                form class="actions actions--tight" method="post" action=(s.act("again")) { button class=(Look::Plain.class()) { (t.text("hand-in-start-over")) } }
            }))
        }
    };
    Ok(html! { (moment) (s.framed(inside)) })
}
