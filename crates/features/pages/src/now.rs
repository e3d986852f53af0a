//! What one can do in a project now, from its activities and the clock; no I/O.

use civic::model::{Activity, Page, PageRole, Phase, When};
use jiff::Timestamp;

/// What there is to do, or will be, or was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Deed {
    /// Hand in a plan, until then.
    Collect(Timestamp),
    /// Vote, until then.
    Vote(Timestamp),
    /// Read the plans, until the vote begins then.
    Await(Timestamp),
    /// See the outcome of the vote that ended then.
    Outcome(Timestamp),
}

impl Deed {
    /// The page that it leads to.
    pub fn role(self) -> PageRole {
        match self {
            Deed::Collect(_) => PageRole::HandIn,
            Deed::Await(_) => PageRole::Plans,
            Deed::Vote(_) => PageRole::Vote,
            Deed::Outcome(_) => PageRole::Outcome,
        }
    }

    /// The moment in its sentence.
    pub fn at(self) -> Timestamp {
        match self {
            Deed::Collect(at) | Deed::Vote(at) | Deed::Await(at) | Deed::Outcome(at) => at,
        }
    }
}

/// The one thing to do: an open vote before anything else, then handing in; then what comes, then what was. Only what
/// has a page to do it on counts.
pub(crate) fn deed(activities: &[Activity], pages: &[Page], now: Timestamp) -> Option<Deed> {
    let of = |kind: &'static str, when: When| {
        activities.iter().filter(move |a| a.kind == kind && When::of(now, a.opens_at, Some(a.closes_at)) == when)
    };
    let soonest_end = |kind| of(kind, When::Now).map(|a| a.closes_at).min();
    let candidates = [
        soonest_end("vote").map(Deed::Vote),
        soonest_end("collect").map(Deed::Collect),
        of("vote", When::Future).map(|a| a.opens_at).min().map(Deed::Await),
        of("vote", When::Past).map(|a| a.closes_at).max().map(Deed::Outcome),
    ];
    candidates.into_iter().flatten().find(|deed| pages.iter().any(|page| page.role == deed.role()))
}

/// The phase that a project is called by: the one that goes on (the last that began), else the next, else the last.
pub(crate) fn phase(phases: &[Phase], now: Timestamp) -> Option<&Phase> {
    let of = |when: When| phases.iter().filter(move |phase| phase.when(now) == when);
    of(When::Now)
        .max_by_key(|phase| phase.starts_at)
        .or_else(|| of(When::Future).min_by_key(|phase| phase.starts_at))
        .or_else(|| of(When::Past).max_by_key(|phase| phase.ends_at))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use civic::ids::{ActivityId, PageId, PhaseId, ProjectId};
    use uuid::Uuid;

    fn at(day: &str) -> Timestamp {
        format!("2027-{day}T11:00:00Z").parse().unwrap()
    }

    fn activity(kind: &str, from: &str, to: &str) -> Activity {
        Activity {
            id: ActivityId(1),
            uuid: Uuid::nil(),
            project: ProjectId(1),
            phase: None,
            kind: kind.into(),
            subject: String::new(),
            opens_at: at(from),
            closes_at: at(to),
            settings: serde_json::Value::Null,
        }
    }

    fn page(role: PageRole) -> Page {
        let (title, slug) = (String::new(), role.code().into());
        Page { id: PageId(1), uuid: Uuid::nil(), project: None, slug, role, title, in_menu: true }
    }

    #[test]
    fn the_one_thing_to_do_follows_the_clock_to_the_second() {
        let activities = [activity("collect", "01-01", "02-01"), activity("vote", "02-15", "03-03")];
        let pages = [PageRole::Plans, PageRole::HandIn, PageRole::Vote, PageRole::Outcome].map(page);
        let deed_at = |now| deed(&activities, &pages, now);
        assert_eq!(deed_at(at("01-15")), Some(Deed::Collect(at("02-01"))));
        assert_eq!(deed_at(at("02-02")), Some(Deed::Await(at("02-15"))));
        assert_eq!(deed_at(at("02-15")), Some(Deed::Vote(at("03-03"))));
        let last = at("03-03") - jiff::SignedDuration::from_micros(1);
        assert_eq!(deed_at(last), Some(Deed::Vote(at("03-03"))));
        assert_eq!(deed_at(at("03-03")), Some(Deed::Outcome(at("03-03"))));
    }

    #[test]
    fn what_has_no_page_is_not_offered() {
        let activities = [activity("vote", "02-15", "03-03")];
        assert_eq!(deed(&activities, &[page(PageRole::Plans)], at("02-20")), None);
        assert_eq!(deed(&[], &[page(PageRole::Vote)], at("02-20")), None);
    }

    #[test]
    fn of_overlapping_phases_the_last_that_began_names_the_project() {
        let phase_of = |id, from: &str, to: Option<&str>| Phase {
            id: PhaseId(id),
            uuid: Uuid::nil(),
            title: id.to_string(),
            description: String::new(),
            starts_at: at(from),
            ends_at: to.map(at),
        };
        let phases = [phase_of(1, "01-01", None), phase_of(2, "02-01", Some("03-01")), phase_of(3, "04-01", None)];
        assert_eq!(phase(&phases, at("02-15")).unwrap().title, "2");
        assert_eq!(phase(&phases, at("03-15")).unwrap().title, "1");
        assert_eq!(phase(&phases[1..], at("03-15")).unwrap().title, "3");
        assert_eq!(phase(&phases[1..2], at("03-15")).unwrap().title, "2");
        assert_eq!(phase(&[], at("03-15")), None);
    }
}
