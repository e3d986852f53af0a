//! The document around the pages of staff.

use super::shell::{head, skip_link, status_region};
use super::{Frame, list};
use crate::app::App;
use crate::context::Visitor;
use crate::model::Project;
use crate::permission::Permission;
use maud::{DOCTYPE, Markup, html};

/// The rooms of the left rail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// What needs attention.
    Desk,
    /// Projects: texts, phases, rules.
    Projects,
    /// Plans of all projects.
    Plans,
    /// Votes of all projects.
    Rounds,
    /// Name, contact and pages of the organisation.
    Organisation,
    /// Who works here.
    People,
    /// The log.
    Log,
    /// All organisations of the installation, for its operator.
    Organisations,
}

impl Room {
    const ALL: [Room; 8] = [
        Room::Desk,
        Room::Projects,
        Room::Plans,
        Room::Rounds,
        Room::Organisation,
        Room::People,
        Room::Log,
        Room::Organisations,
    ];

    /// Its path, without language.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Room::Desk => "/staff",
            Room::Projects => "/staff/projects",
            Room::Plans => "/staff/plans",
            Room::Rounds => "/staff/rounds",
            Room::Organisation => "/staff/organisation",
            Room::People => "/staff/people",
            Room::Log => "/staff/log",
            Room::Organisations => "/staff/organisations",
        }
    }

    fn word(self) -> &'static str {
        match self {
            Room::Desk => "staff-room-desk",
            Room::Projects => "staff-room-projects",
            Room::Plans => "staff-room-plans",
            Room::Rounds => "staff-room-rounds",
            Room::Organisation => "staff-room-organisation",
            Room::People => "staff-room-people",
            Room::Log => "staff-room-log",
            Room::Organisations => "staff-room-organisations",
        }
    }

    fn permission(self) -> Permission {
        match self {
            Room::Desk | Room::Projects | Room::Plans | Room::Rounds => Permission::SeeProject,
            Room::Organisation => Permission::EditOrganisation,
            Room::People => Permission::ManageStaff,
            Room::Log => Permission::ReadLog,
            Room::Organisations => Permission::RunInstallation,
        }
    }
}

/// What a staff page is about.
pub struct StaffFrame<'a> {
    /// The room that it is in.
    pub room: Room,
    /// The heading.
    pub title: &'a str,
    /// The way here inside the room: path (without language) and words.
    pub trail: &'a [(String, String)],
    /// What stands beside the heading: a button or a status.
    pub beside: Option<Markup>,
    /// How many things wait on the desk, if known.
    pub waiting: usize,
    /// Whether a form came back with something to mend.
    pub wrong: bool,
    /// More scripts.
    pub scripts: &'a [&'a str],
    /// What follows the heading.
    pub main: Markup,
}

impl<'a> StaffFrame<'a> {
    /// A page in a room.
    #[must_use]
    pub fn new(room: Room, title: &'a str, main: Markup) -> Self {
        StaffFrame { room, title, trail: &[], beside: None, waiting: 0, wrong: false, scripts: &[], main }
    }
}

/// The whole document of a page of the staff room.
#[must_use]
pub fn staff_shell(app: &App, visitor: &Visitor, frame: StaffFrame<'_>) -> String {
    let t = &visitor.t;
    let title = t.with("staff-title", &[("page", frame.title.into())]);
    let outer = Frame { wrong: frame.wrong, scripts: frame.scripts, ..Frame::new(&title, Markup::default()) };
    let document = html! {
        (DOCTYPE)
        html lang=(visitor.lang.code()) {
            (head(app, visitor, &outer, true))
            body class="staff" data-text-offline=(t.text("site-offline")) {
                (skip_link(visitor))
                (top(visitor))
                div class="staff__body" {
                    (rail(visitor, &frame))
                    main class="staff__main" id="inhoud" tabindex="-1" {
                        @if !frame.trail.is_empty() {
                            nav class="breadcrumb" aria-label=(t.text("site-trail")) {
                                ol { @for (path, word) in frame.trail { li { a href=(visitor.link(path)) { (word) } } } }
                            }
                        }
                        div class="staff__head" {
                            h1 { (frame.title) }
                            @if let Some(beside) = frame.beside { (beside) }
                        }
                        (frame.main)
                    }
                }
                (status_region())
            }
        }
    };
    document.into_string()
}

/// The whole document of a page before the staff room: signing in, the second factor.
#[must_use]
pub fn gate(app: &App, visitor: &Visitor, title: &str, wrong: bool, main: Markup) -> String {
    let outer = Frame { wrong, ..Frame::new(title, Markup::default()) };
    let document = html! {
        (DOCTYPE)
        html lang=(visitor.lang.code()) {
            (head(app, visitor, &outer, true))
            body class="staff" data-text-offline=(visitor.t.text("site-offline")) {
                (skip_link(visitor))
                header class="staff__top" {
                    a class="staff__name" href=(visitor.link("/")) { (visitor.organisation.name) }
                }
                main class="gate" id="inhoud" tabindex="-1" { div class="gate__box" { h1 { (title) } (main) } }
                (status_region())
            }
        }
    };
    document.into_string()
}

fn top(visitor: &Visitor) -> Markup {
    let t = &visitor.t;
    let who = visitor.session.as_ref().map(|session| {
        if session.person.name.is_empty() { session.person.email.as_str() } else { session.person.name.as_str() }
    });
    html! {
        header class="staff__top" {
            a class="staff__name" href=(visitor.link("/staff")) {
                (t.with("staff-name", &[("organisation", visitor.organisation.name.as_str().into())]))
            }
            div class="staff__who" {
                @if let Some(who) = who { p { (who) } }
                a href=(visitor.link("/")) { (t.text("staff-see-site")) }
                form method="post" action=(visitor.link("/sign-out")) {
                    button class="button button--quiet" { (t.text("word-sign-out")) }
                }
            }
        }
    }
}

fn rail(visitor: &Visitor, frame: &StaffFrame<'_>) -> Markup {
    let t = &visitor.t;
    let rooms = Room::ALL.into_iter().filter(|room| visitor.actor.roles.allow_somewhere(room.permission()));
    html! {
        div class="staff__rail" {
            nav aria-label=(t.text("staff-rail")) {
                ul {
                    @for room in rooms {
                        li {
                            a href=(visitor.link(room.path())) aria-current=[(room == frame.room).then_some("page")] {
                                (t.text(room.word()))
                                @if room == Room::Desk && frame.waiting > 0 {
                                    span class="staff__count" {
                                        (frame.waiting)
                                        span class="visually-hidden" { " " (t.text("staff-waiting")) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The rooms of one project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// Title, summary, picture, state.
    Texts,
    /// Its phases and their dates.
    Phases,
    /// The rules of the game.
    Rules,
    /// Tags, areas and statuses that plans can have.
    Labels,
    /// Its plans.
    Plans,
    /// Its votes.
    Rounds,
}

impl Tab {
    const ALL: [Tab; 6] = [Tab::Texts, Tab::Phases, Tab::Rules, Tab::Labels, Tab::Plans, Tab::Rounds];

    /// The path of this room of a project, without language.
    #[must_use]
    pub fn path(self, project: &Project) -> String {
        let rest = match self {
            Tab::Texts => "",
            Tab::Phases => "/phases",
            Tab::Rules => "/rules",
            Tab::Labels => "/labels",
            Tab::Plans => "/plans",
            Tab::Rounds => "/rounds",
        };
        format!("/staff/projects/{}{rest}", project.slug)
    }

    fn word(self) -> &'static str {
        match self {
            Tab::Texts => "staff-tab-texts",
            Tab::Phases => "staff-tab-phases",
            Tab::Rules => "staff-tab-rules",
            Tab::Labels => "staff-tab-labels",
            Tab::Plans => "staff-tab-plans",
            Tab::Rounds => "staff-tab-rounds",
        }
    }
}

/// The tabs of a project in the staff room.
#[must_use]
pub fn project_tabs(visitor: &Visitor, project: &Project, current: Tab) -> Markup {
    let items: Vec<(String, String, bool)> = Tab::ALL
        .into_iter()
        .map(|tab| (visitor.link(&tab.path(project)), visitor.t.text(tab.word()).into_owned(), tab == current))
        .collect();
    list::tabs(&items)
}

/// The tabs of the organisation in the staff room; the second is that of labels.
#[must_use]
pub fn organisation_tabs(visitor: &Visitor, labels: bool) -> Markup {
    let t = &visitor.t;
    let path = Room::Organisation.path();
    list::tabs(&[
        (visitor.link(path), t.text(Tab::Texts.word()).into_owned(), !labels),
        (visitor.link(&format!("{path}/labels")), t.text(Tab::Labels.word()).into_owned(), labels),
    ])
}

/// The way to a page inside a project, for [`StaffFrame::trail`].
#[must_use]
pub fn project_trail(visitor: &Visitor, project: &Project) -> Vec<(String, String)> {
    vec![
        (Room::Projects.path().into(), visitor.t.text(Room::Projects.word()).into_owned()),
        (Tab::Texts.path(project), project.title.clone()),
    ]
}

/// Something that staff can do, with what will happen.
#[must_use]
pub fn deed(title: &str, what: &str, button: Markup) -> Markup {
    html! { div class="deed" { h3 { (title) } p { (what) } (button) } }
}
