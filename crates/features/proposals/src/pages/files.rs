//! Files of plans and drafts that are behind a check, and lists of documents.

use crate::Plans;
use crate::model::Document;
use crate::service::draft::holder;
use crate::service::files::{self, Served};
use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::Response;
use civic::context::{Answer, Visitor};
use civic::route::{Access, Routes};
use civic::ui::icon;
use http::HeaderValue;
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use maud::{Markup, html};
use platform::documents::DocumentKind;
use platform::error::Error;
use platform::i18n::T;
use platform::web::{query, response};

/// Where they are, without language.
pub(crate) const PLACE: &str = "/plan-files/";

/// The routes.
pub(crate) fn routes(plans: &Plans) -> Routes {
    Routes::new().get("/plan-files/{*name}", Access::Public, plans, file)
}

/// One file. Who asks is looked at each time, so no browser or proxy keeps what not everybody may see.
async fn file(State(plans): State<Plans>, visitor: Visitor, Path(name): Path<String>) -> Answer {
    match files::file(&plans.app, &visitor, holder(&visitor), &name).await? {
        Some(found) => Ok(answer(found)?),
        // A picture that never was behind the check.
        None => Ok(response::see_other(&format!("{}{name}", civic::ui::list::PUBLIC))),
    }
}

fn answer(found: Served) -> Result<Response, Error> {
    let ending = found.name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let kind = match ending {
        "jpg" => "image/jpeg",
        "webp" => "image/webp",
        ending => DocumentKind::parse(ending).map_or("application/octet-stream", DocumentKind::content_type),
    };
    let mut answer = Response::new(Body::from_stream(found.stream.pieces));
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CONTENT_LENGTH, HeaderValue::from(found.stream.size));
    let kept = if found.public { "no-cache" } else { "private, no-store" };
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(kept));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
    if !found.title.is_empty() {
        headers.insert(CONTENT_DISPOSITION, disposition(&found.title)?);
    }
    Ok(answer)
}

/// To be saved under this name; clients that know only plain letters get those of it.
fn disposition(title: &str) -> Result<HeaderValue, Error> {
    let plain: String =
        title.chars().map(|c| if c.is_ascii_graphic() && c != '"' && c != '\\' { c } else { '_' }).collect();
    let value =
        format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", query::encode(title).replace('+', "%20"));
    HeaderValue::from_str(&value).map_err(Error::internal)
}

/// The name of a document with its kind and size: "begroting (PDF, 1,2 MB)".
pub(crate) fn label(t: &T, document: &Document) -> String {
    let stem = document.title.rsplit_once('.').map_or(document.title.as_str(), |(stem, _)| stem);
    let kind = document.kind().ending().to_uppercase();
    let size = t.bytes(document.size);
    t.with("plan-document", &[("name", stem.into()), ("kind", kind.into()), ("size", size.into())])
}

/// The documents of a plan, each as a link; nothing when there is none.
pub(crate) fn documents(t: &T, documents: &[Document]) -> Markup {
    html! {
        @if !documents.is_empty() {
            section aria-labelledby="documenten" {
                h2 id="documenten" { (t.text("plan-documents")) }
                ul class="link-list" {
                    @for document in documents {
                        li { a href={ (PLACE) (document.file) } download { (icon("file-text")) (label(t, document)) } }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_name_in_a_header_breaks_nothing() {
        let header = disposition("Offerte \"ë\"; x\\.pdf").unwrap();
        let text = header.to_str().unwrap();
        assert_eq!(
            text,
            "attachment; filename=\"Offerte____;_x_.pdf\"; filename*=UTF-8''Offerte%20%22%C3%AB%22%3B%20x%5C.pdf"
        );
    }
}
