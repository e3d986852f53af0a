//! Who may do what: one table.

use crate::ids::ProjectId;
use std::collections::BTreeSet;

/// What somebody is, in an organisation or in one project of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Runs the installation and makes organisations.
    Operator,
    /// Answers for the organisation or project.
    Owner,
    /// May change everything in it, except who owns it.
    Admin,
    /// Writes texts and plans.
    Editor,
    /// Watches over the conversation and helps at the counter.
    Moderator,
    /// Judges plans.
    Juror,
    /// Looks on.
    Viewer,
}

impl Role {
    /// All roles.
    pub const ALL: [Role; 7] =
        [Role::Operator, Role::Owner, Role::Admin, Role::Editor, Role::Moderator, Role::Juror, Role::Viewer];

    /// As it stands in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Role::Operator => "operator",
            Role::Owner => "owner",
            Role::Admin => "admin",
            Role::Editor => "editor",
            Role::Moderator => "moderator",
            Role::Juror => "juror",
            Role::Viewer => "viewer",
        }
    }

    /// From the database or a form.
    #[must_use]
    pub fn parse(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// Something that staff may be allowed to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Permission {
    /// Make an organisation, see the installation.
    RunInstallation,
    /// Change name, contact, languages, legal pages.
    EditOrganisation,
    /// Invite staff and give roles.
    ManageStaff,
    /// Make a project.
    CreateProject,
    /// See the staff rooms of a project.
    SeeProject,
    /// Change texts, dates, phases, pages of a project.
    EditProject,
    /// Change the rules of the game.
    EditRules,
    /// Enter, change and import plans.
    EditPlans,
    /// Make a round, change its rules before opening, dry run.
    PrepareRound,
    /// Open, prolong, close, seal, count, publish; strike a plan.
    RunRound,
    /// Make batches of voting codes, download the printer's file, void codes.
    ManageCodes,
    /// Look up whether a code is unused, used, void or a test code.
    HelpVoters,
    /// Record the decision on an outcome.
    Decide,
    /// Read the log.
    ReadLog,
}

impl Permission {
    /// All permissions.
    pub const ALL: [Permission; 14] = [
        Permission::RunInstallation,
        Permission::EditOrganisation,
        Permission::ManageStaff,
        Permission::CreateProject,
        Permission::SeeProject,
        Permission::EditProject,
        Permission::EditRules,
        Permission::EditPlans,
        Permission::PrepareRound,
        Permission::RunRound,
        Permission::ManageCodes,
        Permission::HelpVoters,
        Permission::Decide,
        Permission::ReadLog,
    ];

    /// The roles that have it. The table of rights: nothing else decides.
    #[must_use]
    pub fn roles(self) -> &'static [Role] {
        use Role::{Admin, Editor, Juror, Moderator, Operator, Owner, Viewer};
        match self {
            Permission::RunInstallation => &[Operator],
            Permission::EditOrganisation | Permission::ManageStaff | Permission::CreateProject => {
                &[Operator, Owner, Admin]
            }
            Permission::SeeProject => &[Operator, Owner, Admin, Editor, Moderator, Juror, Viewer],
            Permission::EditProject | Permission::EditPlans => &[Operator, Owner, Admin, Editor],
            Permission::EditRules
            | Permission::PrepareRound
            | Permission::RunRound
            | Permission::ManageCodes
            | Permission::Decide => &[Operator, Owner, Admin],
            Permission::HelpVoters => &[Operator, Owner, Admin, Editor, Moderator],
            Permission::ReadLog => &[Operator, Owner, Admin, Viewer],
        }
    }
}

/// The roles that one person has in one organisation: over all of it (no project) or over one project.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roles(pub Vec<(Role, Option<ProjectId>)>);

impl Roles {
    /// Whether this person may do it in this project (or, without one, in the whole organisation).
    #[must_use]
    pub fn allow(&self, permission: Permission, project: Option<ProjectId>) -> bool {
        self.0.iter().any(|(role, scope)| {
            permission.roles().contains(role) && (scope.is_none() || (project.is_some() && *scope == project))
        })
    }

    /// Whether this person may do it in at least one project.
    #[must_use]
    pub fn allow_somewhere(&self, permission: Permission) -> bool {
        self.0.iter().any(|(role, _)| permission.roles().contains(role))
    }

    /// The roles that count in this project (or, without one, in the whole organisation): each once, the highest first.
    #[must_use]
    pub fn over(&self, project: Option<ProjectId>) -> Roles {
        let counts = |scope: Option<ProjectId>| scope.is_none() || scope == project;
        let roles: BTreeSet<Role> = self.0.iter().filter(|(_, scope)| counts(*scope)).map(|(role, _)| *role).collect();
        Roles(roles.into_iter().map(|role| (role, project)).collect())
    }

    /// These roles as a word, e.g. `admin+viewer`: part of the name of something that all who have them may see.
    #[must_use]
    pub fn name(&self) -> String {
        self.0.iter().map(|(role, _)| role.code()).collect::<Vec<_>>().join("+")
    }

    /// Whether this person is staff at all.
    #[must_use]
    pub fn any(&self) -> bool {
        !self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_in_one_project_gives_nothing_in_another() {
        let roles = Roles(vec![(Role::Admin, Some(ProjectId(1)))]);
        assert!(roles.allow(Permission::RunRound, Some(ProjectId(1))));
        assert!(!roles.allow(Permission::RunRound, Some(ProjectId(2))));
        assert!(!roles.allow(Permission::EditOrganisation, None));
        assert!(roles.allow_somewhere(Permission::RunRound));
    }

    #[test]
    fn what_counts_in_a_project_has_one_name() {
        let (here, there) = (Some(ProjectId(1)), Some(ProjectId(2)));
        let roles = Roles(vec![(Role::Viewer, None), (Role::Admin, here), (Role::Viewer, here), (Role::Owner, there)]);
        assert_eq!(roles.over(here).name(), "admin+viewer");
        assert_eq!(roles.over(None).name(), "viewer");
        for project in [here, there, None] {
            for permission in Permission::ALL {
                assert_eq!(roles.over(project).allow(permission, project), roles.allow(permission, project));
            }
        }
    }

    #[test]
    fn a_viewer_changes_nothing() {
        let roles = Roles(vec![(Role::Viewer, None)]);
        let may: Vec<_> = Permission::ALL.into_iter().filter(|p| roles.allow(*p, Some(ProjectId(1)))).collect();
        assert_eq!(may, [Permission::SeeProject, Permission::ReadLog]);
    }
}
