//! Who works here, in which role.

use super::desk::own_projects;
use super::fields::Unreadable;
use super::{again, back, page, saved};
use crate::Pages;
use axum::extract::State;
use axum::response::Response;
use civic::ids::ProjectId;
use civic::permission::Role;
use civic::service::{StaffMember, give_role, staff, take_role};
use civic::ui::figures::{Column, table};
use civic::ui::form::{Input, Select, button_form};
use civic::ui::notice::{Look, section_head};
use civic::ui::staff::{Room, StaffFrame};
use civic::{Answer, Visitor};
use maud::{Markup, html};
use platform::error::{Common, Error};
use platform::web::form::Form;
use uuid::Uuid;

pub(crate) async fn show(State(pages): State<Pages>, visitor: Visitor) -> Answer {
    // The role that is given most.
    Ok(show_form(&pages, &visitor, &Form::filled([("role", Role::Editor.code())])).await?)
}

async fn show_form(pages: &Pages, visitor: &Visitor, form: &Form) -> Result<Response, Error> {
    let t = &visitor.t;
    let (members, projects) = (staff(&pages.app, &visitor.actor).await?, own_projects(pages, visitor).await?);
    let columns = [
        Column::words(t.text("people-who")),
        Column::words(t.text("people-role")),
        Column::words(t.text("people-where")),
        Column::words(t.text("people-remove")),
    ];
    let rows: Vec<Vec<Markup>> = members.iter().map(|member| member_row(visitor, member)).collect();
    let roles: Vec<(String, String)> = given(visitor)
        .map(|role| (role.code().to_owned(), t.text(&format!("role-{}", role.code())).into_owned()))
        .collect();
    let mut places = vec![(String::new(), t.text("people-everywhere").into_owned())];
    places.extend(projects.iter().map(|project| (project.slug.clone(), project.title.clone())));
    let main = html! {
        (saved(pages, visitor))
        (table("mensen", &t.text("staff-room-people"), &columns, &rows, 0, true))
        (section_head("nieuw", &t.text("people-new"), None))
        p { (t.text("people-new-lead")) }
        form class="form" method="post" action=(visitor.link("/staff/people")) {
            (Input::email("email", &t.text("people-email")).autocomplete("off").show(t, form))
            (Select::new("role", &t.text("people-role"), &roles).show(t, form))
            (Select::new("project", &t.text("people-where"), &places).show(t, form))
            p class="actions" { button class=(Look::Primary.class()) { (t.text("people-add")) } }
        }
    };
    let title = t.text("staff-room-people");
    Ok(page(pages, visitor, form, StaffFrame::new(Room::People, &title, main)))
}

/// The roles that this member of staff may give: an operator any, others none above themselves.
fn given(visitor: &Visitor) -> impl Iterator<Item = Role> {
    let operator = visitor.actor.roles.0.iter().any(|(role, _)| *role == Role::Operator);
    Role::ALL.into_iter().filter(move |role| operator || *role != Role::Operator)
}

fn member_row(visitor: &Visitor, member: &StaffMember) -> Vec<Markup> {
    let t = &visitor.t;
    let person = member.uuid.to_string();
    let values = [
        ("person", person.as_str()),
        ("role", member.role.code()),
        ("project", member.project_slug.as_deref().unwrap_or_default()),
    ];
    let everywhere = t.text("people-everywhere");
    vec![
        html! { @if !member.name.is_empty() { (member.name) br; } (member.email) },
        html! { (t.text(&format!("role-{}", member.role.code()))) },
        html! { (member.project.as_deref().unwrap_or(&everywhere)) },
        button_form(&visitor.link("/staff/people/remove"), Look::Danger, &t.text("people-remove"), &values),
    ]
}

/// The role and the project of a form.
async fn typed(pages: &Pages, visitor: &Visitor, form: &Form) -> Result<(Role, Option<ProjectId>), Error> {
    let role = Role::parse(form.get("role")).ok_or(Error::from(Unreadable::Choice("role")))?;
    let slug = form.get("project");
    if slug.is_empty() {
        return Ok((role, None));
    }
    let projects = own_projects(pages, visitor).await?;
    let found = projects.iter().find(|project| project.slug == slug).map(|project| project.id);
    Ok((role, Some(found.ok_or(Error::from(Unreadable::Choice("project")))?)))
}

pub(crate) async fn add(State(pages): State<Pages>, visitor: Visitor, form: Form) -> Answer {
    let added = async {
        let (role, project) = typed(&pages, &visitor, &form).await?;
        give_role(&pages.app, &visitor.actor, form.get("email").to_owned(), role, project).await
    };
    match added.await {
        Ok(()) => Ok(back(&visitor, "/staff/people")),
        Err(error) => Ok(show_form(&pages, &visitor, &again(form, error)?).await?),
    }
}

pub(crate) async fn remove(State(pages): State<Pages>, visitor: Visitor, form: Form) -> Answer {
    let person = Uuid::parse_str(form.get("person")).map_err(|_| Error::from(Common::Malformed))?;
    let removed = async {
        let (role, project) = typed(&pages, &visitor, &form).await?;
        take_role(&pages.app, &visitor.actor, person, role, project).await
    };
    match removed.await {
        Ok(()) => Ok(back(&visitor, "/staff/people")),
        Err(error) => Ok(show_form(&pages, &visitor, &again(Form::default(), error)?).await?),
    }
}
