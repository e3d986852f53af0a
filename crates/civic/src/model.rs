//! What the tables hold, as types. Texts are in the language that was asked for.

use crate::ids::{ActivityId, AreaId, OrganisationId, PageId, PhaseId, ProjectId, StatusId, TagId, TagTypeId};
use jiff::Timestamp;
use platform::i18n::Lang;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The tenant: a municipality, a province, a neighbourhood organisation.
#[derive(Debug, Clone, PartialEq)]
pub struct Organisation {
    /// Inner number.
    pub id: OrganisationId,
    /// Outer id.
    pub uuid: Uuid,
    /// Short name for the command line.
    pub slug: String,
    /// Name.
    pub name: String,
    /// One sentence under the name.
    pub tagline: String,
    /// The language in which staff write.
    pub default_lang: Lang,
    /// All languages of the site, the default first.
    pub languages: Vec<Lang>,
    /// Whether residents are called "u".
    pub formal: bool,
    /// Where questions go.
    pub contact_email: String,
    /// How else to reach people, in words.
    pub contact_text: String,
    /// Picture of the front page.
    pub picture: Option<String>,
    /// Its main host name.
    pub host: String,
    /// Raised by every change of its texts.
    pub version: i64,
    /// Its own pages, for the menu and the foot of every page.
    pub pages: Vec<Page>,
}

/// Where a project is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProjectState {
    /// Only staff see it.
    Draft,
    /// Everybody sees it.
    Published,
    /// Everybody sees it, nothing changes any more.
    Archived,
}

impl ProjectState {
    /// As in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            ProjectState::Draft => "draft",
            ProjectState::Published => "published",
            ProjectState::Archived => "archived",
        }
    }

    /// From the database or a form.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        [ProjectState::Draft, ProjectState::Published, ProjectState::Archived].into_iter().find(|s| s.code() == code)
    }
}

/// One participation project.
#[derive(Debug, Clone, PartialEq)]
pub struct Project {
    /// Inner number.
    pub id: ProjectId,
    /// Whose it is.
    pub organisation: OrganisationId,
    /// Outer id.
    pub uuid: Uuid,
    /// In its address.
    pub slug: String,
    /// Title.
    pub title: String,
    /// One or two sentences.
    pub summary: String,
    /// Text of its first page, as clean HTML.
    pub intro: String,
    /// A note that is shown on every page of the project (e.g. which part of a demo is real); empty for none.
    pub note: String,
    /// Its picture: the name of a public file.
    pub picture: Option<String>,
    /// What the picture shows.
    pub picture_alt: String,
    /// Its area as GeoJSON.
    pub area: Option<String>,
    /// Where it is in its life.
    pub state: ProjectState,
    /// Raised at every change; a save against an older version is refused.
    pub version: i64,
}

/// Whether something has not begun, goes on, or is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// Not yet.
    Future,
    /// Now.
    Now,
    /// Over.
    Past,
}

impl When {
    /// Where `now` lies in the window; the end itself is past.
    #[must_use]
    pub fn of(now: Timestamp, starts: Timestamp, ends: Option<Timestamp>) -> When {
        if now < starts {
            When::Future
        } else if ends.is_none_or(|ends| now < ends) {
            When::Now
        } else {
            When::Past
        }
    }
}

/// A period of a project, for people to read. Phases may overlap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phase {
    /// Inner number.
    pub id: PhaseId,
    /// Outer id.
    pub uuid: Uuid,
    /// Title: "Stemmen".
    pub title: String,
    /// What happens in it.
    pub description: String,
    /// From when.
    pub starts_at: Timestamp,
    /// Until when; none for open end.
    pub ends_at: Option<Timestamp>,
}

impl Phase {
    /// Whether it is to come, on, or over.
    #[must_use]
    pub fn when(&self, now: Timestamp) -> When {
        When::of(now, self.starts_at, self.ends_at)
    }
}

/// What makes something possible, in a window of time.
#[derive(Debug, Clone, PartialEq)]
pub struct Activity {
    /// Inner number.
    pub id: ActivityId,
    /// Outer id.
    pub uuid: Uuid,
    /// The project.
    pub project: ProjectId,
    /// The phase that it belongs to.
    pub phase: Option<PhaseId>,
    /// `vote`, `collect` ….
    pub kind: String,
    /// What it is about: a round's UUID, or empty for the project.
    pub subject: String,
    /// From when.
    pub opens_at: Timestamp,
    /// Until when.
    pub closes_at: Timestamp,
    /// Settings of its kind.
    pub settings: serde_json::Value,
}

/// How far residents' influence goes (the steps that Dutch participation policy knows).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum Influence {
    /// Meeweten: they are told.
    Inform,
    /// Meedenken: they advise.
    #[default]
    Advise,
    /// Meewerken: they make it together with the municipality.
    CoProduce,
    /// Meebeslissen: what they choose is done.
    CoDecide,
}

impl Influence {
    /// All steps.
    pub const ALL: [Influence; 4] = [Influence::Inform, Influence::Advise, Influence::CoProduce, Influence::CoDecide];

    /// As in forms; also the end of its translation key.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Influence::Inform => "inform",
            Influence::Advise => "advise",
            Influence::CoProduce => "co-produce",
            Influence::CoDecide => "co-decide",
        }
    }

    /// From a form.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Influence::ALL.into_iter().find(|i| i.code() == code)
    }
}

/// The rules of the game: what the text for residents is made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
pub struct Rules {
    /// What is decided here, per language code.
    pub decides: std::collections::BTreeMap<String, String>,
    /// What is not decided here.
    pub not_decided: std::collections::BTreeMap<String, String>,
    /// How far residents' influence goes.
    pub influence: Influence,
    /// Who decides in the end: "het dagelijks bestuur van …".
    pub authority: std::collections::BTreeMap<String, String>,
    /// Youngest age that may take part; none for everybody.
    pub minimum_age: Option<u32>,
    /// Whether one has to live in the area.
    pub residents_only: bool,
    /// The money that is divided, in cents.
    pub budget: Option<platform::money::Cents>,
    /// Within how many weeks after the vote the answer comes.
    pub answer_weeks: Option<u32>,
}

/// The rules of the game as they were from some moment on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulesVersion {
    /// Its number, from 1.
    pub version: i64,
    /// What held.
    pub rules: Rules,
    /// Why it came, as residents read it; empty for the first.
    pub reason: String,
    /// From when it held.
    pub since: jiff::Timestamp,
}

/// A kind of tag, with its tags.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagType {
    /// Inner number.
    pub id: TagTypeId,
    /// The project, or none for the whole organisation.
    pub project: Option<ProjectId>,
    /// `theme`, `target-group` ….
    pub slug: String,
    /// Title: "Thema".
    pub title: String,
    /// The tags, in order.
    pub tags: Vec<Tag>,
}

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Inner number.
    pub id: TagId,
    /// Outer id.
    pub uuid: Uuid,
    /// In addresses.
    pub slug: String,
    /// Title.
    pub title: String,
    /// One of the eight theme colours, 0–7.
    pub colour: i64,
}

/// A part of the town.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// Inner number.
    pub id: AreaId,
    /// Outer id.
    pub uuid: Uuid,
    /// In addresses.
    pub slug: String,
    /// Name.
    pub name: String,
    /// The project, or none for the whole organisation.
    pub project: Option<ProjectId>,
    /// Whether its shape is known.
    pub has_shape: bool,
}

/// A status of plans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// Inner number.
    pub id: StatusId,
    /// In addresses and files.
    pub slug: String,
    /// Title: "In de stemming".
    pub title: String,
    /// Whether a plan of this status can be put in a round.
    pub votable: bool,
    /// What the people of a plan are told when it gets this status; may be empty.
    pub message: String,
}

/// What a page is for. One of a kind per project, except text pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PageRole {
    /// First page of the organisation or the project.
    Home,
    /// List of plans.
    Plans,
    /// One plan; the rest of the address names it.
    Plan,
    /// Handing in a plan.
    HandIn,
    /// The vote.
    Vote,
    /// The outcome.
    Outcome,
    /// A text, such as privacy, accessibility or house rules.
    Text,
}

impl PageRole {
    /// All.
    pub const ALL: [PageRole; 7] = [
        PageRole::Home,
        PageRole::Plans,
        PageRole::Plan,
        PageRole::HandIn,
        PageRole::Vote,
        PageRole::Outcome,
        PageRole::Text,
    ];

    /// As in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            PageRole::Home => "home",
            PageRole::Plans => "plans",
            PageRole::Plan => "plan",
            PageRole::HandIn => "hand-in",
            PageRole::Vote => "vote",
            PageRole::Outcome => "outcome",
            PageRole::Text => "text",
        }
    }

    /// From the database.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        PageRole::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// A page: rows of blocks.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Inner number.
    pub id: PageId,
    /// Outer id.
    pub uuid: Uuid,
    /// The project, or none for a page of the organisation.
    pub project: Option<ProjectId>,
    /// In its address; empty for a first page.
    pub slug: String,
    /// What it is for.
    pub role: PageRole,
    /// Title, in the menu too.
    pub title: String,
    /// Whether it is in the menu.
    pub in_menu: bool,
}

/// A row of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// How its blocks stand beside each other: `full`, `reading`, `halves`, `side`.
    pub layout: String,
    /// The blocks.
    pub blocks: Vec<Block>,
}

/// One configured tool on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Outer id.
    pub uuid: Uuid,
    /// Which kind.
    pub kind: String,
    /// The version of its settings.
    pub version: u32,
    /// Its settings.
    pub settings: serde_json::Value,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_window_is_past() {
        let at = |s: &str| s.parse::<Timestamp>().unwrap();
        let (from, to) = (at("2026-03-01T00:00:00Z"), at("2026-03-02T00:00:00Z"));
        assert_eq!(When::of(at("2026-02-28T23:59:59Z"), from, Some(to)), When::Future);
        assert_eq!(When::of(from, from, Some(to)), When::Now);
        assert_eq!(When::of(to, from, Some(to)), When::Past);
        assert_eq!(When::of(at("2030-01-01T00:00:00Z"), from, None), When::Now);
    }
}
