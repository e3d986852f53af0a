//! Who does something, as the services see it.

use crate::ids::{OrganisationId, PersonId, ProjectId};
use crate::permission::{Permission, Role, Roles};
use platform::error::{Common, Error};

/// Somebody who asks a service for something, in one organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The organisation in which they ask.
    pub organisation: OrganisationId,
    /// Who, if known.
    pub person: Option<PersonId>,
    /// For the log's personal side: name and e-mail address.
    pub label: String,
    /// What they may do.
    pub roles: Roles,
}

impl Actor {
    /// The program itself: the command line, an import, a job.
    #[must_use]
    pub fn system(organisation: OrganisationId) -> Self {
        Actor { organisation, person: None, label: String::new(), roles: Roles(vec![(Role::Operator, None)]) }
    }

    /// A resident whom nobody needs to know.
    #[must_use]
    pub fn anonymous(organisation: OrganisationId) -> Self {
        Actor { organisation, person: None, label: String::new(), roles: Roles::default() }
    }

    /// Refuses unless they may do it in this project (or, without one, in the whole organisation).
    ///
    /// # Errors
    /// [`Common::SignInNeeded`] for somebody unknown, [`Common::Forbidden`] for somebody known.
    pub fn permit(&self, permission: Permission, project: Option<ProjectId>) -> Result<(), Error> {
        if self.roles.allow(permission, project) {
            Ok(())
        } else if self.person.is_none() {
            Err(Common::SignInNeeded.into())
        } else {
            Err(Common::Forbidden.into())
        }
    }

    /// The role to write in the log: the highest that allows it, or `system`, or `resident`.
    #[must_use]
    pub fn acting_as(&self, permission: Permission, project: Option<ProjectId>) -> &'static str {
        if self.person.is_none() {
            return if self.roles.any() { "system" } else { "resident" };
        }
        let acting = self
            .roles
            .0
            .iter()
            .filter(|(role, scope)| permission.roles().contains(role) && (scope.is_none() || *scope == project))
            .map(|(role, _)| *role)
            .min();
        acting.map_or("resident", Role::code)
    }
}
