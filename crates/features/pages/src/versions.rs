//! The rules of the game through time: what held when, what changed, and why.

use crate::Pages;
use crate::blocks::sentences;
use crate::site::Site;
use civic::model::{Project, RulesVersion};
use civic::ui::notice::{arrow_link, empty};
use civic::ui::{Frame, shell};
use civic::{Answer, Visitor, store};
use http::StatusCode;
use maud::{Markup, html};
use platform::error::{Common, Error};
use platform::web::response;
use std::sync::Arc;

/// The versions of a project's rules, the newest first.
pub(crate) async fn read(pages: &Pages, project: &Project) -> Result<Vec<RulesVersion>, Error> {
    let (organisation, id) = (project.organisation, project.id);
    pages.app.db.read(move |reader| Ok::<_, Error>(store::rules_versions(reader, organisation, id)?)).await
}

/// A sentence of the rules, and what became of it since the version before.
#[derive(Debug, PartialEq, Eq)]
enum Line<'a> {
    Same(&'a str),
    New(&'a str),
    Gone(&'a str),
}

/// What changed between two versions: what went stands before what came, in the order of the rules.
fn difference<'a>(before: Option<&'a [String]>, now: &'a [String]) -> Vec<Line<'a>> {
    let Some(before) = before else { return now.iter().map(|sentence| Line::Same(sentence)).collect() };
    let gone = before.iter().filter(|sentence| !now.contains(sentence)).map(|sentence| Line::Gone(sentence));
    let kept = now.iter().map(|sentence| match before.contains(sentence) {
        true => Line::Same(sentence),
        false => Line::New(sentence),
    });
    let mut lines: Vec<Line<'_>> = kept.collect();
    let place = lines.iter().position(|line| matches!(line, Line::New(_))).unwrap_or(lines.len());
    lines.splice(place..place, gone);
    lines
}

/// The page of residents.
pub(crate) async fn public(pages: &Pages, visitor: &Visitor, site: &Arc<Site>) -> Answer {
    let project = site.project.as_ref().ok_or(Error::from(Common::NotFound))?;
    let versions = read(pages, project).await?;
    let t = &visitor.t;
    let title = t.with("rules-versions-title", &[("project", project.title.as_str().into())]);
    let log = visitor.link(&format!("/{}/log", project.slug));
    let main = html! {
        div class="wrap section section--first" {
            h1 { (title) }
            p class="lead" { (t.text("rules-versions-lead")) }
            @if versions.is_empty() {
                (empty(&t.text("rules-versions-empty"), &t.text("rules-versions-empty-why"), None))
            }
            @for (place, version) in versions.iter().enumerate() {
                (one(visitor, version, versions.get(place + 1)))
            }
            p { (arrow_link(&log, &t.text("rules-log"))) }
        }
    };
    let menu = site.pages_now(pages.app.clock.now());
    let frame = Frame { project: Some(project), pages: &menu, hidden: true, ..Frame::new(&title, main) };
    Ok(response::html(StatusCode::OK, shell(&pages.app, visitor, frame)))
}

fn one(visitor: &Visitor, version: &RulesVersion, earlier: Option<&RulesVersion>) -> Markup {
    let t = &visitor.t;
    let now = sentences(visitor, &version.rules);
    let before = earlier.map(|earlier| sentences(visitor, &earlier.rules));
    let id = format!("versie-{}", version.version);
    html! {
        section class="version" aria-labelledby=(id) {
            h2 id=(id) { (t.with("rules-version", &[("version", version.version.into())])) }
            p class="soft" { (t.with("rules-version-since", &[("moment", version.since.into())])) }
            @if !version.reason.is_empty() {
                p { strong { (t.text("rules-version-why")) } " " (version.reason) }
            }
            ol class="rules difference" {
                @for line in difference(before.as_deref(), &now) {
                    @match line {
                        Line::Same(sentence) => li { (sentence) },
                        Line::New(sentence) => li { ins { span class="visually-hidden" { (t.text("rules-version-new")) " " } (sentence) } },
                        Line::Gone(sentence) => li class="rules__gone" { del { span class="visually-hidden" { (t.text("rules-version-gone")) " " } (sentence) } },
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_went_stands_where_what_came_begins() {
        let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let (before, now) = (list(&["a", "b", "c"]), list(&["a", "x", "c", "d"]));
        assert_eq!(
            difference(Some(&before), &now),
            [Line::Same("a"), Line::Gone("b"), Line::New("x"), Line::Same("c"), Line::New("d")]
        );
        assert_eq!(difference(None, &before), [Line::Same("a"), Line::Same("b"), Line::Same("c")]);
        assert_eq!(difference(Some(&before), &list(&["a", "c"])), [Line::Same("a"), Line::Same("c"), Line::Gone("b")]);
    }
}
