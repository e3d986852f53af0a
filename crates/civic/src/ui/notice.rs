//! Notices, empty states, panels and heads of sections.

use super::icon;
use maud::{Markup, html};

/// How serious a notice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    Info,
    /// It worked.
    Success,
    /// Mind this.
    Warning,
    /// It did not work.
    Error,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Tone::Info => "alert alert--info",
            Tone::Success => "alert alert--success",
            Tone::Warning => "alert alert--warning",
            Tone::Error => "alert alert--error",
        }
    }

    fn icon(self) -> &'static str {
        match self {
            Tone::Info => "info-circle",
            Tone::Success => "circle-check",
            Tone::Warning => "alert-triangle",
            Tone::Error => "alert-circle",
        }
    }
}

/// A notice: a sentence that matters, and what belongs to it (paragraphs or a list; may be empty).
#[must_use]
pub fn alert(tone: Tone, title: &str, more: Markup) -> Markup {
    html! { div class=(tone.class()) { (icon(tone.icon())) p class="alert__title" { (title) } (more) } }
}

/// The same, read out when a script puts it in place.
#[must_use]
pub fn alert_aloud(tone: Tone, title: &str, more: Markup) -> Markup {
    html! {
        div class=(tone.class()) data-announce=(title) { (icon(tone.icon())) p class="alert__title" { (title) } (more) }
    }
}

/// Where there is nothing: what this is, why it is empty, one next step.
#[must_use]
pub fn empty(title: &str, why: &str, next: Option<(&str, &str)>) -> Markup {
    html! {
        div class="empty" {
            h2 class="empty__title" { (title) }
            p { (why) }
            @if let Some((href, word)) = next { p class="actions" { a class="button" href=(href) { (word) } } }
        }
    }
}

/// A quiet box with a title. `id` names the title.
#[must_use]
pub fn panel(id: &str, title: &str, body: Markup) -> Markup {
    html! {
        section class="panel" aria-labelledby=(id) { h2 class="panel__title" id=(id) { (title) } (body) }
    }
}

/// The head of a section: a title, and maybe a link to all of it.
#[must_use]
pub fn section_head(id: &str, title: &str, more: Option<(&str, &str)>) -> Markup {
    html! {
        div class="section__head" {
            h2 id=(id) { (title) }
            @if let Some((href, word)) = more { (arrow_link(href, word)) }
        }
    }
}

/// A section of the page at full width; `sand` makes it a band.
#[must_use]
pub fn section(id: &str, title: &str, more: Option<(&str, &str)>, sand: bool, body: Markup) -> Markup {
    let class = if sand { "section section--sand" } else { "section" };
    html! {
        section class=(class) aria-labelledby=(id) {
            div class="wrap" { (section_head(id, title, more)) (body) }
        }
    }
}

/// A link that leads on.
#[must_use]
pub fn arrow_link(href: &str, word: &str) -> Markup {
    html! { a class="arrow-link" href=(href) { (word) " " (icon("arrow-right")) } }
}

/// The looks of a button.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// The one primary button of a page.
    Primary,
    /// The same, large.
    PrimaryLarge,
    /// Only for the vote.
    Vote,
    /// The same, large.
    VoteLarge,
    /// Any other.
    Plain,
    /// What takes something away.
    Danger,
    /// As quiet as a link.
    Quiet,
}

impl Look {
    /// Its classes.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Look::Primary => "button button--primary",
            Look::PrimaryLarge => "button button--primary button--large",
            Look::Vote => "button button--vote",
            Look::VoteLarge => "button button--vote button--large",
            Look::Plain => "button",
            Look::Danger => "button button--danger",
            Look::Quiet => "button button--quiet",
        }
    }
}

/// A link that looks like a button, with an arrow where it leads on.
#[must_use]
pub fn button_link(look: Look, href: &str, word: &str) -> Markup {
    let arrow = matches!(look, Look::Primary | Look::PrimaryLarge | Look::Vote | Look::VoteLarge);
    html! { a class=(look.class()) href=(href) { (word) @if arrow { " " (icon("arrow-right")) } } }
}

/// The sign: the one thing to do now, as a band.
#[must_use]
pub fn sign(when: &str, title: &str, text: &str, button: (&str, &str)) -> Markup {
    html! {
        section class="sign" aria-labelledby="nu-doen" {
            div {
                p class="sign__when" { (icon("arrow-right")) (when) }
                h2 class="sign__title" id="nu-doen" { (title) }
                @if !text.is_empty() { p class="sign__text" { (text) } }
            }
            a class="button button--large" href=(button.0) { (button.1) " " (icon("arrow-right")) }
        }
    }
}

/// More that one may open. `id` keeps it open when a script replaces the part around it.
#[must_use]
pub fn fold(id: &str, title: &str, body: Markup) -> Markup {
    html! { details class="fold" id=(id) { summary { (title) " " (icon("chevron-down")) } (body) } }
}

/// Plain text as paragraphs: an empty line begins a new one.
#[must_use]
pub fn paragraphs(text: &str) -> Markup {
    html! {
        @for paragraph in text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
            p {
                @for (number, line) in paragraph.lines().enumerate() { @if number > 0 { br; } (line) }
            }
        }
    }
}
