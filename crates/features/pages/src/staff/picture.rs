//! The form for a picture with what it shows.

use super::fields::in_lang;
use super::other_languages;
use axum::extract::Multipart;
use axum::extract::multipart::MultipartRejection;
use bytes::Bytes;
use civic::Visitor;
use civic::service::PICTURE_KINDS;
use civic::ui::form::{Input, Upload, tick};
use civic::ui::list::picture;
use civic::ui::notice::Look;
use maud::{Markup, html};
use platform::error::{Common, Error};
use platform::web::form::Form;
use std::collections::HashMap;

/// The form: the picture as it is, a file to choose, and what it shows in each language.
pub(super) fn fields(visitor: &Visitor, action: &str, now: Option<&str>, form: &Form) -> Markup {
    let t = &visitor.t;
    let alts = html! {
        (Input::new("picture_alt", &t.text("picture-alt")).hint(&t.text("picture-alt-hint")).most(300).show(t, form))
        @for lang in other_languages(&visitor.organisation) {
            @let label = format!("{} ({})", t.text("picture-alt"), lang.own_name());
            (Input::new(&in_lang("picture_alt", lang), &label).most(300).optional().show(t, form))
        }
    };
    around(visitor, action, now, form, alts)
}

/// The same for a picture that is only shown where others share an address.
pub(super) fn fields_without_alt(visitor: &Visitor, action: &str, now: Option<&str>, form: &Form) -> Markup {
    around(visitor, action, now, form, html! {})
}

fn around(visitor: &Visitor, action: &str, now: Option<&str>, form: &Form, alts: Markup) -> Markup {
    let t = &visitor.t;
    html! {
        form class="form" method="post" enctype="multipart/form-data" action=(visitor.link(action)) {
            @if let Some(name) = now { (picture(name, form.get("picture_alt"), false)) }
            (Upload::new("picture", &t.text("picture-file"), PICTURE_KINDS).hint(&t.text("picture-file-hint")).show(t, form))
            (alts)
            @if now.is_some() { (tick("remove", &t.text("picture-remove"), "", form)) }
            p class="actions" { button class=(Look::Plain.class()) { (t.text("picture-save")) } }
        }
    }
}

/// What was sent.
#[derive(Default)]
pub(super) struct Uploaded {
    /// The file, if one was chosen.
    pub file: Option<Bytes>,
    /// What it shows, in the organisation's own language.
    pub alt: String,
    /// The same in others, by their codes.
    pub alts: HashMap<String, String>,
    /// Whether the picture should go.
    pub remove: bool,
}

/// Reads the form.
pub(super) async fn read(body: Result<Multipart, MultipartRejection>) -> Result<Uploaded, Error> {
    let mut body = body.map_err(|_| Error::from(Common::WrongContentType))?;
    let mut uploaded = Uploaded::default();
    while let Some(field) = body.next_field().await.map_err(|error| refused(&error))? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == "picture" {
            let file = field.bytes().await.map_err(|error| refused(&error))?;
            uploaded.file = Some(file).filter(|file| !file.is_empty());
            continue;
        }
        let text: String = field.text().await.map_err(|error| refused(&error))?.chars().take(300).collect();
        match name.as_str() {
            "picture_alt" => uploaded.alt = text,
            "remove" => uploaded.remove = !text.is_empty(),
            other => {
                if let Some(lang) = other.strip_prefix("picture_alt.") {
                    uploaded.alts.insert(lang.to_owned(), text);
                }
            }
        }
    }
    Ok(uploaded)
}

fn refused(error: &axum::extract::multipart::MultipartError) -> Error {
    if error.status() == http::StatusCode::PAYLOAD_TOO_LARGE { Common::TooLarge } else { Common::Malformed }.into()
}

/// What is wrong with a picture is told at its field, and the form comes back.
pub(super) fn at_field(error: Error) -> Error {
    match error {
        Error::Refused(mut refusals) => {
            for refusal in &mut refusals {
                if refusal.key.starts_with("refusal-image") {
                    refusal.field = Some("picture");
                    refusal.status = http::StatusCode::UNPROCESSABLE_ENTITY;
                }
            }
            Error::Refused(refusals)
        }
        other => other,
    }
}
