//! All organisations of the installation, for its operator: make one, change its addresses and languages.

use super::fields::Unreadable;
use super::{again, back, foot, page};
use crate::Pages;
use crate::installation::{Known, find, here, make, origin_of};
use axum::extract::{Path, State};
use axum::response::Response;
use civic::service::{NewOrganisation, OrganisationTexts, organisations, set_hosts_and_languages};
use civic::ui::figures::{Column, table};
use civic::ui::form::{Area, Choices, Input, Select};
use civic::ui::notice::{Look, Tone, alert, section_head};
use civic::ui::staff::{Room, StaffFrame};
use civic::{Answer, Visitor};
use maud::{Markup, html};
use platform::error::Error;
use platform::i18n::Lang;
use platform::web::form::Form;

pub(crate) async fn list(State(pages): State<Pages>, visitor: Visitor) -> Answer {
    let form = Form::filled([("default_lang", Lang::default().code()), ("languages", Lang::default().code())]);
    Ok(show_list(&pages, &visitor, &form, None).await?)
}

async fn show_list(
    pages: &Pages,
    visitor: &Visitor,
    form: &Form,
    made: Option<&(Known, String)>,
) -> Result<Response, Error> {
    let t = &visitor.t;
    let all = organisations(&pages.app, &visitor.actor).await?;
    let columns = [
        Column::words(t.text("organisation-name")),
        Column::words(t.text("organisations-hosts")),
        Column::words(t.text("organisations-languages")),
    ];
    let rows: Vec<Vec<Markup>> = all
        .iter()
        .map(|(organisation, hosts)| {
            let languages: Vec<&str> = organisation.languages.iter().map(|lang| lang.own_name()).collect();
            vec![
                html! { a href=(visitor.link(&format!("{}/{}", Room::Organisations.path(), organisation.slug))) { (organisation.name) } },
                html! { (hosts.join(", ")) },
                html! { (languages.join(", ")) },
            ]
        })
        .collect();
    let main = html! {
        @if let Some(((organisation, _), link)) = made {
            (alert(Tone::Success, &t.with("organisations-made", &[("name", organisation.name.as_str().into())]), html! {
                p { (t.text("organisations-link")) }
                p { code { (link) } }
            }))
        }
        (table("organisaties", &t.text("staff-room-organisations"), &columns, &rows, 0, true))
        (section_head("nieuw", &t.text("organisations-new"), None))
        form class="form--wide" method="post" action=(visitor.link(Room::Organisations.path())) {
            (Input::new("name", &t.text("organisation-name")).most(120).show(t, form))
            (Input::new("slug", &t.text("organisations-slug")).hint(&t.text("organisations-slug-hint")).most(60).unchecked().show(t, form))
            (Input::email("email", &t.text("organisation-email")).autocomplete("off").show(t, form))
            (Select::new("default_lang", &t.text("organisations-own-language"), &languages()).show(t, form))
            (places(visitor, form))
            p class="actions" { button class=(Look::Primary.class()) { (t.text("organisations-make")) } }
        }
    };
    let title = t.text("staff-room-organisations");
    Ok(page(pages, visitor, form, StaffFrame::new(Room::Organisations, &title, main)))
}

fn languages() -> Vec<(String, String)> {
    Lang::ALL.into_iter().map(|lang| (lang.code().to_owned(), lang.own_name().to_owned())).collect()
}

/// Host names and languages.
fn places(visitor: &Visitor, form: &Form) -> Markup {
    let t = &visitor.t;
    let options: Vec<_> = languages().into_iter().map(|(code, name)| (code, name, String::new())).collect();
    html! {
        (Area::new("hosts", &t.text("organisations-hosts")).hint(&t.text("organisations-hosts-hint")).rows(3).show(t, form))
        (Choices::many("languages", &t.text("organisations-languages"), &options).show(t, form))
    }
}

/// The host names of a form, one a line.
fn hosts(form: &Form) -> Vec<String> {
    form.get("hosts").split([',', '\n']).map(str::trim).filter(|host| !host.is_empty()).map(str::to_owned).collect()
}

fn chosen(form: &Form) -> Result<Vec<Lang>, Error> {
    let chosen: Option<Vec<Lang>> = form.all("languages").iter().map(|code| Lang::parse(code)).collect();
    chosen.ok_or(Unreadable::Choice("languages").into())
}

pub(crate) async fn create(State(pages): State<Pages>, visitor: Visitor, form: Form) -> Answer {
    let made = async {
        let default_lang =
            Lang::parse(form.get("default_lang")).ok_or(Error::from(Unreadable::Choice("default_lang")))?;
        let texts = OrganisationTexts {
            name: form.get("name").into(),
            contact_email: form.get("email").into(),
            ..OrganisationTexts::default()
        };
        let slug = form.get("slug").trim().to_owned();
        let new = NewOrganisation { slug, hosts: hosts(&form), default_lang, languages: chosen(&form)?, texts };
        make(&pages, &visitor, new).await
    };
    match made.await {
        Ok(made) => {
            let fresh = Form::filled([("default_lang", made.0.0.default_lang.code())]);
            Ok(show_list(&pages, &visitor, &fresh, Some(&made)).await?)
        }
        Err(error) => Ok(show_list(&pages, &visitor, &again(form, error)?, None).await?),
    }
}

pub(crate) async fn show(State(pages): State<Pages>, visitor: Visitor, Path(slug): Path<String>) -> Answer {
    let known = find(&pages, &visitor, &slug).await?;
    let languages = known.0.languages.iter().map(|lang| ("languages", lang.code().to_owned()));
    let form = Form::filled([("hosts", known.1.join("\n"))].into_iter().chain(languages));
    Ok(show_one(&pages, &visitor, &known, &form))
}

fn show_one(pages: &Pages, visitor: &Visitor, (organisation, _): &Known, form: &Form) -> Response {
    let t = &visitor.t;
    let path = format!("{}/{}", Room::Organisations.path(), organisation.slug);
    let main = html! {
        p { (t.with("organisations-stays", &[("language", organisation.default_lang.own_name().into())])) }
        form class="form--wide" method="post" action=(visitor.link(&path)) {
            (places(visitor, form))
            (foot(pages, visitor))
        }
    };
    let trail = [(Room::Organisations.path().to_owned(), t.text("staff-room-organisations").into_owned())];
    let see = html! { a href=(origin_of(visitor, &organisation.host)) { (t.text("staff-see-site")) } };
    let frame = StaffFrame {
        trail: &trail,
        beside: Some(see),
        ..StaffFrame::new(Room::Organisations, &organisation.name, main)
    };
    page(pages, visitor, form, frame)
}

pub(crate) async fn save(State(pages): State<Pages>, visitor: Visitor, Path(slug): Path<String>, form: Form) -> Answer {
    let known = find(&pages, &visitor, &slug).await?;
    let saved = async {
        let new = (hosts(&form), chosen(&form)?);
        set_hosts_and_languages(&pages.app, &visitor.actor, known.0.id, new, &here(&visitor)).await
    };
    match saved.await {
        Ok(()) => Ok(back(&visitor, &format!("{}/{slug}", Room::Organisations.path()))),
        Err(error) => Ok(show_one(&pages, &visitor, &known, &again(form, error)?)),
    }
}
