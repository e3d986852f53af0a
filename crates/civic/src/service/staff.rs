//! Who works here, in which role.

use super::{Act, record};
use crate::actor::Actor;
use crate::app::App;
use crate::ids::ProjectId;
use crate::permission::{Permission, Role};
use crate::person;
use crate::refusal::Refusal;
use platform::error::{Common, Error};
use platform::params;
use serde_json::json;
use uuid::Uuid;

/// One role of one member of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffMember {
    /// Outer id of the person.
    pub uuid: Uuid,
    /// Name.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// The role.
    pub role: Role,
    /// The title of the project, or none for the whole organisation.
    pub project: Option<String>,
    /// Its address.
    pub project_slug: Option<String>,
}

/// Everybody with a role in the organisation.
///
/// # Errors
/// Refused without the right.
pub async fn staff(app: &App, actor: &Actor) -> Result<Vec<StaffMember>, Error> {
    actor.permit(Permission::ManageStaff, None)?;
    let organisation = actor.organisation;
    app.db
        .read(move |reader| {
            Ok(reader.query(&person::STAFF, params![organisation], |row| {
                let role = Role::parse(&row.get::<String>(3)?).ok_or(platform::db::DbError::Shape("a role"))?;
                Ok(StaffMember {
                    uuid: row.get(0)?,
                    name: row.get(1)?,
                    email: row.get(2)?,
                    role,
                    project: row.get(4)?,
                    project_slug: row.get(5)?,
                })
            })?)
        })
        .await
}

/// Gives somebody a role; they sign in with their e-mail address and set up a second factor.
///
/// # Errors
/// Refused without the right, for a bad address, or for the role of operator.
pub async fn give_role(
    app: &App,
    actor: &Actor,
    email: String,
    role: Role,
    project: Option<ProjectId>,
) -> Result<(), Error> {
    actor.permit(Permission::ManageStaff, None)?;
    if role == Role::Operator {
        actor.permit(Permission::RunInstallation, None)?;
    }
    let (app, actor) = (app.clone(), actor.clone());
    app.db
        .clone()
        .write(move |tx| {
            let person = person::find_or_add(tx, actor.organisation, &email, app.uuid_random(), app.clock.now())?;
            tx.execute(&person::ADD_ROLE, params![actor.organisation, person.id, project, role.code()])?;
            let subject = format!("person:{}", person.uuid);
            let facts = json!({ "role": role.code(), "project": project });
            let (permission, kind) = (Permission::ManageStaff, "log-role-given");
            Ok(record(&app, tx, Act { actor: &actor, permission, project, subject, kind, public: false, facts })?)
        })
        .await
}

/// Takes a role from somebody. The last operator or owner stays.
///
/// # Errors
/// Refused without the right, for somebody unknown, or for the last operator or owner.
pub async fn take_role(
    app: &App,
    actor: &Actor,
    who: Uuid,
    role: Role,
    project: Option<ProjectId>,
) -> Result<(), Error> {
    actor.permit(Permission::ManageStaff, None)?;
    let (app, actor) = (app.clone(), actor.clone());
    app.db
        .clone()
        .write(move |tx| {
            let found = person::by_uuid(tx, actor.organisation, who)?;
            let person = found.ok_or(Error::from(Common::NotFound))?;
            if matches!(role, Role::Operator | Role::Owner) && project.is_none() {
                let params = params![actor.organisation, role.code()];
                let left: i64 = tx.one(&person::COUNT_ROLE, params, |row| row.get(0))?;
                if left <= 1 {
                    return Err(Refusal::InUse.into());
                }
            }
            tx.execute(&person::REMOVE_ROLE, params![actor.organisation, person.id, project, role.code()])?;
            let subject = format!("person:{}", person.uuid);
            let facts = json!({ "role": role.code(), "project": project });
            let (permission, kind) = (Permission::ManageStaff, "log-role-taken");
            Ok(record(&app, tx, Act { actor: &actor, permission, project, subject, kind, public: false, facts })?)
        })
        .await
}
