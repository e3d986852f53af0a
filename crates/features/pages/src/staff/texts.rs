//! A text page of the organisation: privacy, accessibility, house rules ….

use super::fields::in_lang;
use super::organisation::source;
use super::rich::{to_field, to_html};
use super::{again, back, foot, page};
use crate::Pages;
use axum::extract::{Path, State};
use axum::response::Response;
use civic::model::{Block, Page, PageRole};
use civic::service::set_block;
use civic::ui::form::Area;
use civic::ui::staff::{Room, StaffFrame};
use civic::{Answer, Visitor, store};
use maud::html;
use platform::error::{Common, Error};
use platform::web::form::Form;
use serde_json::{Map, Value, json};

/// The page of this address with the block that holds its text.
async fn find(pages: &Pages, visitor: &Visitor, slug: &str) -> Result<(Page, Block), Error> {
    let own = source(pages, visitor).await?;
    let found = own.pages.into_iter().find(|page| page.role == PageRole::Text && page.slug == slug);
    let found = found.ok_or(Error::from(Common::NotFound))?;
    let (organisation, id) = (own.id, found.id);
    let sections = pages.app.db.read(move |r| Ok::<_, Error>(store::sections(r, organisation, id)?)).await?;
    let block = sections.into_iter().flat_map(|section| section.blocks).find(|block| block.kind == "text");
    Ok((found, block.ok_or(Error::from(Common::NotFound))?))
}

pub(crate) async fn show(State(pages): State<Pages>, visitor: Visitor, Path(slug): Path<String>) -> Answer {
    let (found, block) = find(&pages, &visitor, &slug).await?;
    let texts = block.settings.get("text").and_then(Value::as_object).cloned().unwrap_or_default();
    let values = texts.iter().map(|(code, text)| (format!("text.{code}"), to_field(text.as_str().unwrap_or_default())));
    let form = Form::filled(values);
    Ok(show_form(&pages, &visitor, &found, &form))
}

fn show_form(pages: &Pages, visitor: &Visitor, found: &Page, form: &Form) -> Response {
    let t = &visitor.t;
    let main = html! {
        form class="form--wide" method="post" action=(visitor.link(&format!("/staff/organisation/pages/{}", found.slug))) {
            @for lang in &visitor.organisation.languages {
                (Area::new(&in_lang("text", *lang), lang.own_name()).hint(&t.text("field-rich-hint")).rows(20).optional().show(t, form))
            }
            (foot(pages, visitor))
        }
    };
    let trail = [(Room::Organisation.path().to_owned(), t.text("staff-room-organisation").into_owned())];
    let see = html! { a href=(visitor.link(&format!("/{}", found.slug))) { (t.text("project-see")) } };
    let frame =
        StaffFrame { trail: &trail, beside: Some(see), ..StaffFrame::new(Room::Organisation, &found.title, main) };
    page(pages, visitor, form, frame)
}

pub(crate) async fn save(State(pages): State<Pages>, visitor: Visitor, Path(slug): Path<String>, form: Form) -> Answer {
    let (found, block) = find(&pages, &visitor, &slug).await?;
    let texts: Map<String, Value> = visitor
        .organisation
        .languages
        .iter()
        .map(|lang| (lang.code().to_owned(), json!(to_html(form.get(&in_lang("text", *lang))))))
        .collect();
    match set_block(&pages.app, &pages.registry, &visitor.actor, block.uuid, json!({ "text": texts })).await {
        Ok(()) => Ok(back(&visitor, &format!("/staff/organisation/pages/{slug}"))),
        Err(error) => Ok(show_form(&pages, &visitor, &found, &again(form, error)?)),
    }
}
