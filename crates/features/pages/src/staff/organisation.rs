//! The organisation: name, contact, picture, and its text pages.

use super::fields::in_lang;
use super::picture::{self, Uploaded};
use super::{again, back, foot, other_languages, page};
use crate::Pages;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, State};
use axum::response::Response;
use civic::model::{Organisation, PageRole};
use civic::service::{OrganisationTexts, OrganisationWords, save_picture, update_organisation};
use civic::ui::form::{Area, Choices, Input, group, hidden};
use civic::ui::notice::section_head;
use civic::ui::staff::{Room, StaffFrame, organisation_tabs};
use civic::{Answer, Visitor, store};
use maud::html;
use platform::error::{Common, Error};
use platform::web::form::Form;

pub(crate) async fn show(State(pages): State<Pages>, visitor: Visitor) -> Answer {
    let own = source(&pages, &visitor).await?;
    let form = filled(&pages, &visitor, &own).await?;
    Ok(show_form(&pages, &visitor, &own, &form))
}

/// The organisation in its own language.
pub(super) async fn source(pages: &Pages, visitor: &Visitor) -> Result<Organisation, Error> {
    let id = visitor.organisation.id;
    let found = pages.app.db.read(move |r| Ok::<_, Error>(store::organisation_by_id(r, id)?)).await?;
    found.ok_or(Common::NotFound.into())
}

async fn filled(pages: &Pages, visitor: &Visitor, own: &Organisation) -> Result<Form, Error> {
    let (organisation, id) = (visitor.organisation.id, own.id.0);
    let read =
        move |r: &platform::db::Reader<'_>| Ok::<_, Error>(store::translations(r, organisation, "organisation", id)?);
    let translations = pages.app.db.read(read).await?;
    let values = [
        ("version", own.version.to_string()),
        ("name", own.name.clone()),
        ("tagline", own.tagline.clone()),
        ("email", own.contact_email.clone()),
        ("contact_text", own.contact_text.clone()),
        ("formal", if own.formal { "u" } else { "je" }.to_owned()),
    ];
    let values = values.into_iter().map(|(name, value)| (name.to_owned(), value));
    let others = translations.into_iter().map(|(field, lang, text)| (format!("{field}.{lang}"), text));
    Ok(Form::filled(values.chain(others)))
}

fn show_form(pages: &Pages, visitor: &Visitor, own: &Organisation, form: &Form) -> Response {
    let t = &visitor.t;
    let address = |value: &str, key: &str| (value.to_owned(), t.text(key).into_owned(), String::new());
    let forms = [address("je", "organisation-informal"), address("u", "organisation-formal")];
    let main = html! {
        (organisation_tabs(visitor, false))
        form class="form--wide" method="post" action=(visitor.link("/staff/organisation")) {
            (hidden("version", form.get("version")))
            (Input::new("name", &t.text("organisation-name")).most(120).show(t, form))
            (Area::new("tagline", &t.text("organisation-tagline")).hint(&t.text("organisation-tagline-hint")).rows(2).most(300).optional().show(t, form))
            (Input::email("email", &t.text("organisation-email")).autocomplete("off").show(t, form))
            (Area::new("contact_text", &t.text("organisation-contact")).hint(&t.text("organisation-contact-hint")).rows(4).most(2000).optional().show(t, form))
            (Choices::one("formal", &t.text("organisation-address"), &forms).show(t, form))
            @for lang in other_languages(own) {
                (group(&format!("taal-{}", lang.code()), lang.own_name(), html! {
                    (Area::new(&in_lang("tagline", lang), &t.text("organisation-tagline")).rows(2).most(300).optional().show(t, form))
                    (Area::new(&in_lang("contact_text", lang), &t.text("organisation-contact")).rows(4).most(2000).optional().show(t, form))
                }))
            }
            (foot(pages, visitor))
        }
        (section_head("foto", &t.text("organisation-picture"), None))
        (picture::fields_without_alt(visitor, "/staff/organisation/picture", own.picture.as_deref(), form))
        (section_head("teksten", &t.text("organisation-texts"), None))
        ul class="link-list" {
            @for text in own.pages.iter().filter(|page| page.role == PageRole::Text) {
                li { a href=(visitor.link(&format!("/staff/organisation/pages/{}", text.slug))) { (text.title) } }
            }
        }
    };
    let title = t.text("staff-room-organisation");
    page(pages, visitor, form, StaffFrame::new(Room::Organisation, &title, main))
}

pub(crate) async fn save(State(pages): State<Pages>, visitor: Visitor, form: Form) -> Answer {
    let own = source(&pages, &visitor).await?;
    let saved = async {
        let version = form.get("version").parse().map_err(|_| Error::from(Common::Malformed))?;
        let texts = OrganisationTexts {
            name: form.get("name").into(),
            tagline: form.get("tagline").into(),
            formal: form.get("formal") == "u",
            contact_email: form.get("email").into(),
            contact_text: form.get("contact_text").into(),
            picture: own.picture.clone(),
        };
        let words = other_languages(&own).into_iter().map(|lang| {
            let typed = |field| form.get(&in_lang(field, lang)).to_owned();
            (lang, OrganisationWords { tagline: typed("tagline"), contact_text: typed("contact_text") })
        });
        update_organisation(&pages.app, &visitor.actor, Some(version), texts, words.collect()).await
    };
    match saved.await {
        Ok(()) => Ok(back(&visitor, "/staff/organisation")),
        Err(error) => Ok(show_form(&pages, &visitor, &own, &again(form, error)?)),
    }
}

pub(crate) async fn set_picture(
    State(pages): State<Pages>,
    visitor: Visitor,
    body: Result<Multipart, MultipartRejection>,
) -> Answer {
    let own = source(&pages, &visitor).await?;
    let uploaded = picture::read(body).await?;
    match change_picture(&pages, &visitor, &own, &uploaded).await {
        Ok(()) => Ok(back(&visitor, "/staff/organisation")),
        Err(error) => {
            let form = again(filled(&pages, &visitor, &own).await?, error)?;
            Ok(show_form(&pages, &visitor, &own, &form))
        }
    }
}

async fn change_picture(pages: &Pages, visitor: &Visitor, own: &Organisation, new: &Uploaded) -> Result<(), Error> {
    let picture = match (&new.file, new.remove) {
        (_, true) => None,
        (Some(file), false) => {
            let saved = save_picture(&pages.app, &visitor.actor, None, file.clone()).await;
            Some(saved.map_err(picture::at_field)?)
        }
        (None, false) => own.picture.clone(),
    };
    let texts = OrganisationTexts {
        name: own.name.clone(),
        tagline: own.tagline.clone(),
        formal: own.formal,
        contact_email: own.contact_email.clone(),
        contact_text: own.contact_text.clone(),
        picture,
    };
    update_organisation(&pages.app, &visitor.actor, Some(own.version), texts, Vec::new()).await
}
