//! Public files, and the addresses that browsers and search engines ask for by themselves.

use crate::Pages;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use civic::model::{Page, PageRole, Project, ProjectState};
use civic::ui::shell::project_path;
use civic::{Answer, Visitor, store};
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use http::{HeaderValue, StatusCode};
use maud::html;
use platform::error::{Common, Error};
use platform::files::{Area, FilesError};
use platform::web::response;

/// A public file: a picture or a document. Its name is made from its content, so it never changes.
pub(crate) async fn file(State(pages): State<Pages>, Path(name): Path<String>) -> Answer {
    let content = match pages.app.files.get(Area::Public, &name).await {
        Ok(Some(content)) => content,
        Ok(None) | Err(FilesError::Name(_)) => return Err(Common::NotFound.into()),
        Err(error) => return Err(Error::from(error).into()),
    };
    let (kind, shown) = content_type(&name);
    let mut answer = Response::new(content.into());
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    // Whatever a file holds, as a document of its own it can do nothing.
    headers.insert(
        CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; sandbox"),
    );
    if !shown {
        headers.insert(CONTENT_DISPOSITION, HeaderValue::from_static("attachment"));
    }
    Ok(answer)
}

/// The content type by the ending that we gave, and whether a browser may show it.
fn content_type(name: &str) -> (&'static str, bool) {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "jpg" => ("image/jpeg", true),
        "png" => ("image/png", true),
        "webp" => ("image/webp", true),
        "svg" => ("image/svg+xml", true),
        "pdf" => ("application/pdf", true),
        "csv" => ("text/csv; charset=utf-8", false),
        _ => ("application/octet-stream", false),
    }
}

/// What search engines may visit.
pub(crate) async fn robots(visitor: Visitor) -> Response {
    let text = format!(
        "User-agent: *\nDisallow: /staff\nDisallow: /sign-in\nDisallow: /setup\nDisallow: /do/\nDisallow: /api/\n\
         Sitemap: {}/sitemap.xml\n",
        visitor.origin
    );
    ([(CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}

/// The icon, for browsers that ask for it by its old name.
pub(crate) async fn favicon(State(pages): State<Pages>) -> Response {
    response::see_other(&pages.app.assets.url("favicon.svg"))
}

/// The addresses of public pages, in all languages.
pub(crate) async fn sitemap(State(pages): State<Pages>, visitor: Visitor) -> Answer {
    let (organisation, lang) = (visitor.organisation.id, visitor.organisation.default_lang);
    let projects = pages
        .app
        .db
        .read(move |reader| {
            let all = store::projects(reader, organisation, lang, 1000)?;
            all.into_iter()
                .filter(|project| project.state != ProjectState::Draft)
                .map(|project| {
                    let pages = store::pages(reader, organisation, Some(project.id), lang)?;
                    Ok((project, pages))
                })
                .collect::<Result<Vec<_>, Error>>()
        })
        .await?;
    let body = urls(&visitor, &paths(&visitor.organisation.pages, &projects));
    let headers = [(CONTENT_TYPE, "application/xml; charset=utf-8")];
    Ok((StatusCode::OK, headers, body).into_response())
}

/// The paths of all pages that stand on their own (a page of one plan does not).
fn paths(own: &[Page], projects: &[(Project, Vec<Page>)]) -> Vec<String> {
    let of_organisation = own.iter().map(|page| format!("/{}", page.slug));
    let of_projects = projects.iter().flat_map(|(project, pages)| {
        pages.iter().filter(|page| page.role != PageRole::Plan).map(|page| project_path(project, page))
    });
    of_organisation.chain(of_projects).collect()
}

fn urls(visitor: &Visitor, paths: &[String]) -> String {
    let languages = &visitor.organisation.languages;
    let list = html! {
        @for path in paths {
            @for lang in languages { url { loc { (visitor.origin) (visitor.link_in(*lang, path)) } } "\n" }
        }
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{}</urlset>\n",
        list.into_string()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_we_made_ourselves_is_shown() {
        assert_eq!(content_type("ab/abc-w400.jpg"), ("image/jpeg", true));
        for name in ["x.html", "x.js", "x", "x.jpg.html", "x.JPG", "x.xml"] {
            assert_eq!(content_type(name), ("application/octet-stream", false), "{name}");
        }
    }
}
