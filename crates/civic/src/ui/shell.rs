//! The document around every page of residents.

use super::icon;
use crate::app::App;
use crate::context::Visitor;
use crate::model::{Activity, Page, PageRole, Project, When};
use jiff::Timestamp;
use maud::{DOCTYPE, Markup, html};
use platform::i18n::Lang;

/// What a page puts in the document. Begin with [`Frame::new`] and set the rest.
pub struct Frame<'a> {
    /// The title of the page.
    pub title: &'a str,
    /// A sentence for search engines and for those who share the address.
    pub description: &'a str,
    /// The path of its picture, for those who share the address.
    pub picture: Option<&'a str>,
    /// The project that it belongs to.
    pub project: Option<&'a Project>,
    /// The pages of the project, for the menu.
    pub pages: &'a [Page],
    /// The page, if it is one of those (or of the organisation's).
    pub current: Option<&'a Page>,
    /// More of the way here, after the organisation and the project: address and words.
    pub trail: &'a [(String, String)],
    /// The path of the page without language, where it is not that of the request (a form that came back).
    pub path: Option<&'a str>,
    /// The canonical query with its `?`, or nothing.
    pub query: &'a str,
    /// More scripts: `js/vote.js`.
    pub scripts: &'a [&'a str],
    /// Whether a form came back with something to mend.
    pub wrong: bool,
    /// Whether search engines should leave it out.
    pub hidden: bool,
    /// What stands inside `<main>`.
    pub main: Markup,
}

impl<'a> Frame<'a> {
    /// A page with this title and content.
    #[must_use]
    pub fn new(title: &'a str, main: Markup) -> Self {
        Frame {
            title,
            description: "",
            picture: None,
            project: None,
            pages: &[],
            current: None,
            trail: &[],
            path: None,
            query: "",
            scripts: &[],
            wrong: false,
            hidden: false,
            main,
        }
    }
}

/// The path of a page of a project, without language.
#[must_use]
pub fn project_path(project: &Project, page: &Page) -> String {
    if page.slug.is_empty() { format!("/{}", project.slug) } else { format!("/{}/{}", project.slug, page.slug) }
}

/// The path of the page of this role in a project, without language, if it has one.
#[must_use]
pub fn path_of(project: &Project, pages: &[Page], role: PageRole) -> Option<String> {
    pages.iter().find(|page| page.role == role).map(|page| project_path(project, page))
}

/// The pages of a project as its menu shows them now: handing in while plans are taken, the outcome once a vote has closed.
/// At other times these pages only say when there is something to do or to see.
#[must_use]
pub fn pages_now(pages: &[Page], activities: &[Activity], now: Timestamp) -> Vec<Page> {
    let closed = activities.iter().any(|activity| activity.kind == "vote" && activity.closes_at <= now);
    let taken =
        activities.iter().any(|a| a.kind == "collect" && When::of(now, a.opens_at, Some(a.closes_at)) == When::Now);
    let told = |page: &Page| match page.role {
        PageRole::HandIn => page.in_menu && taken,
        PageRole::Outcome => page.in_menu && closed,
        _ => page.in_menu,
    };
    pages.iter().map(|page| Page { in_menu: told(page), ..page.clone() }).collect()
}

/// The whole document.
#[must_use]
pub fn shell(app: &App, visitor: &Visitor, frame: Frame<'_>) -> String {
    let head = head(app, visitor, &frame, false);
    let note = frame.project.map(|project| project.note.as_str()).filter(|note| !note.is_empty());
    let document = html! {
        (DOCTYPE)
        html lang=(visitor.lang.code()) {
            (head)
            body data-text-offline=(visitor.t.text("site-offline")) {
                (skip_link(visitor))
                (header(visitor, &frame))
                (trail(visitor, &frame))
                main id="inhoud" tabindex="-1" {
                    (frame.main)
                    @if let Some(note) = note { (project_note(visitor, note)) }
                }
                (footer(visitor, &frame))
                (status_region())
            }
        }
    };
    document.into_string()
}

/// A document that is nothing but its content: for a large screen before a hall full of people.
#[must_use]
pub fn screen(app: &App, visitor: &Visitor, frame: Frame<'_>) -> String {
    let document = html! {
        (DOCTYPE)
        html lang=(visitor.lang.code()) {
            (head(app, visitor, &frame, false))
            body class="screen" data-text-offline=(visitor.t.text("site-offline")) {
                main id="inhoud" tabindex="-1" { (frame.main) }
                (status_region())
            }
        }
    };
    document.into_string()
}

/// The head of the document. `staff` adds the sheet and script of the staff room.
pub(super) fn head(app: &App, visitor: &Visitor, frame: &Frame<'_>, staff: bool) -> Markup {
    let (t, name) = (&visitor.t, visitor.organisation.name.as_str());
    let whole = if frame.title == name { name.to_owned() } else { format!("{} – {name}", frame.title) };
    let title = if frame.wrong { t.with("title-wrong", &[("title", whole.as_str().into())]) } else { whole };
    let path = frame.path.unwrap_or(&visitor.path);
    // Addresses in a page that is kept come from nothing that the request says.
    let origin = app.site.origin(&visitor.organisation.host);
    let address = |lang: Lang| format!("{}{}", visitor.link_in(lang, path), frame.query);
    let url = |file: &str| app.assets.url(file);
    html! {
        head {
            meta charset="utf-8";
            meta name="viewport" content="width=device-width, initial-scale=1";
            title { (title) }
            @if !frame.description.is_empty() {
                meta name="description" content=(frame.description);
                meta property="og:description" content=(frame.description);
            }
            meta property="og:title" content=(frame.title);
            meta property="og:site_name" content=(name);
            @if let Some(picture) = frame.picture {
                meta property="og:image" content={ (origin) (picture) };
            }
            @if frame.hidden || staff {
                meta name="robots" content="noindex";
            } @else if visitor.organisation.languages.len() > 1 {
                @for lang in &visitor.organisation.languages {
                    link rel="alternate" hreflang=(lang.code()) href=(address(*lang));
                }
            }
            link rel="icon" href=(url("favicon.svg")) type="image/svg+xml";
            link rel="preload" href=(url("fonts/atkinson-hyperlegible-next-latin.woff2")) as="font" type="font/woff2" crossorigin;
            link rel="preload" href=(url("fonts/bricolage-grotesque-latin.woff2")) as="font" type="font/woff2" crossorigin;
            link rel="stylesheet" href=(url("css/site.css"));
            @if staff { link rel="stylesheet" href=(url("css/staff.css")); }
            script type="module" src=(url("js/main.js")) {}
            @if staff { script type="module" src=(url("js/staff.js")) {} }
            @for script in frame.scripts { script type="module" src=(url(script)) {} }
        }
    }
}

pub(super) fn skip_link(visitor: &Visitor) -> Markup {
    html! { a class="skip-link" href="#inhoud" { (visitor.t.text("skip-to-content")) } }
}

/// Where scripts say what changed.
pub(super) fn status_region() -> Markup {
    html! { div class="visually-hidden" id="melding" aria-live="polite" {} }
}

fn header(visitor: &Visitor, frame: &Frame<'_>) -> Markup {
    let organisation = &visitor.organisation;
    let mark = initial(&organisation.name);
    let menu = menu(visitor, frame);
    html! {
        header class="page-header" {
            div class="page-header__bar wrap" {
                a class="page-header__name" href=(visitor.link("/")) {
                    span class="page-header__mark" aria-hidden="true" { (mark) }
                    (organisation.name)
                }
                @if !menu.is_empty() {
                    nav class="page-header__menu" aria-label=(visitor.t.text("site-menu")) {
                        ul {
                            @for (href, word, current) in menu {
                                li { a href=(href) aria-current=[current.then_some("page")] { (word) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The letter on the mark: of "Gemeente Voorbeeldstad" the V.
#[must_use]
pub fn initial(name: &str) -> String {
    let last = name.split_whitespace().last().unwrap_or(name);
    last.chars().next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default()
}

/// In a project its pages, elsewhere those of the organisation.
fn menu(visitor: &Visitor, frame: &Frame<'_>) -> Vec<(String, String, bool)> {
    let is_current = |page: &Page| frame.current.is_some_and(|current| current.uuid == page.uuid);
    match frame.project {
        Some(project) => frame
            .pages
            .iter()
            .filter(|page| page.in_menu)
            .map(|page| {
                // One short word: titles of projects would break the menu of a phone, and the way here has them.
                let home = page.role == PageRole::Home;
                let word = if home { visitor.t.text("site-project").into_owned() } else { page.title.clone() };
                (visitor.link(&project_path(project, page)), word, is_current(page))
            })
            .collect(),
        None => {
            let pages = visitor.organisation.pages.iter().filter(|page| page.in_menu && !page.slug.is_empty());
            pages.map(|page| (visitor.link(&format!("/{}", page.slug)), page.title.clone(), is_current(page))).collect()
        }
    }
}

fn trail(visitor: &Visitor, frame: &Frame<'_>) -> Markup {
    let at_front = frame.path.unwrap_or(&visitor.path) == "/";
    let at_home = frame.trail.is_empty() && frame.current.is_some_and(|page| page.role == PageRole::Home);
    html! {
        @if !at_front {
            nav class="breadcrumb wrap" aria-label=(visitor.t.text("site-trail")) {
                ol {
                    li { a href=(visitor.link("/")) { (visitor.organisation.name) } }
                    @if let (Some(project), false) = (frame.project, at_home) {
                        li { a href=(visitor.link(&format!("/{}", project.slug))) { (project.title) } }
                    }
                    @for (href, word) in frame.trail { li { a href=(href) { (word) } } }
                }
            }
        }
    }
}

fn project_note(visitor: &Visitor, note: &str) -> Markup {
    html! {
        section class="wrap section" aria-labelledby="echt" {
            div class="alert alert--info" {
                (icon("info-circle"))
                h2 class="alert__title" id="echt" { (visitor.t.text("project-note")) }
                (super::notice::paragraphs(note))
            }
        }
    }
}

fn footer(visitor: &Visitor, frame: &Frame<'_>) -> Markup {
    let (t, organisation) = (&visitor.t, &visitor.organisation);
    let path = frame.path.unwrap_or(&visitor.path);
    let texts = organisation.pages.iter().filter(|page| page.role == PageRole::Text);
    html! {
        footer class="page-footer" {
            div class="wrap" {
                div class="page-footer__grid" {
                    section aria-labelledby="voet-contact" {
                        h2 id="voet-contact" { (t.text("footer-contact")) }
                        (super::notice::paragraphs(&organisation.contact_text))
                        p { a href={ "mailto:" (organisation.contact_email) } { (organisation.contact_email) } }
                    }
                    nav aria-labelledby="voet-over" {
                        h2 id="voet-over" { (t.text("footer-about")) }
                        ul {
                            @for page in texts {
                                li { a href=(visitor.link(&format!("/{}", page.slug))) { (page.title) } }
                            }
                            li { a href=(visitor.link("/staff")) rel="nofollow" { (t.text("footer-staff")) } }
                        }
                    }
                    @if organisation.languages.len() > 1 { (languages(visitor, path, frame.query)) }
                }
                p class="page-footer__note" { (t.text("footer-made-with")) }
            }
        }
    }
}

fn languages(visitor: &Visitor, path: &str, query: &str) -> Markup {
    html! {
        nav aria-labelledby="voet-taal" {
            h2 id="voet-taal" { (visitor.t.text("footer-language")) }
            ul {
                @for lang in &visitor.organisation.languages {
                    li {
                        a href={ (visitor.link_in(*lang, path)) (query) } lang=(lang.code()) hreflang=(lang.code())
                            aria-current=[(*lang == visitor.lang).then_some("true")] { (lang.own_name()) }
                    }
                }
            }
        }
    }
}
