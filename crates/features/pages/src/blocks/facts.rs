//! What the blocks of this feature read of a project.

use crate::now::{self, Deed};
use civic::App;
use civic::model::{Activity, Organisation, Page, Phase, Project, Rules, When};
use civic::ui::time::{Stop, range, when_text};
use civic::{Visitor, store};
use jiff::Timestamp;
use platform::error::Error;
use platform::i18n::{Lang, T};

/// The times and rules of one project, with its pages.
pub(super) struct Facts {
    pub phases: Vec<Phase>,
    pub activities: Vec<Activity>,
    pub version: i64,
    pub rules: Rules,
    pub pages: Vec<Page>,
}

/// Reads them for several projects.
pub(super) async fn read(app: &App, visitor: &Visitor, projects: &[&Project]) -> Result<Vec<Facts>, Error> {
    let (organisation, lang): (&Organisation, Lang) = (&visitor.organisation, visitor.lang);
    let (organisation, ids) = (organisation.id, projects.iter().map(|project| project.id).collect::<Vec<_>>());
    app.db
        .read(move |reader| {
            ids.iter()
                .map(|id| {
                    let (version, rules) = store::rules(reader, organisation, *id)?;
                    Ok(Facts {
                        phases: store::phases(reader, organisation, *id, lang)?,
                        activities: store::activities(reader, organisation, *id)?,
                        version,
                        rules,
                        pages: store::pages(reader, organisation, Some(*id), lang)?,
                    })
                })
                .collect::<Result<Vec<_>, Error>>()
        })
        .await
}

/// Reads them for one.
pub(super) async fn read_one(app: &App, visitor: &Visitor, project: &Project) -> Result<Facts, Error> {
    read(app, visitor, &[project]).await?.pop().ok_or_else(|| Error::internal("no facts of a project"))
}

impl Facts {
    /// The one thing to do.
    pub fn deed(&self, now: Timestamp) -> Option<Deed> {
        now::deed(&self.activities, &self.pages, now)
    }

    /// What the project is called by now: words, where it stands, and its date.
    pub fn phase(&self, t: &T, now: Timestamp) -> Option<(String, When, String)> {
        // An open vote is what counts, whatever the phases say.
        if let Some(Deed::Vote(ends)) = self.deed(now) {
            let until = t.with("when-until", &[("moment", ends.into())]);
            return Some((t.text("activity-vote").into_owned(), When::Now, until));
        }
        let phase = now::phase(&self.phases, now)?;
        let text = when_text(t, now, phase.starts_at, phase.ends_at);
        Some((phase.title.clone(), phase.when(now), text))
    }

    /// The line of its phases.
    pub fn stops(&self, t: &T, now: Timestamp) -> Vec<Stop> {
        self.phases
            .iter()
            .map(|phase| {
                let when = phase.when(now);
                let when_text = match when {
                    When::Now => when_text(t, now, phase.starts_at, phase.ends_at),
                    When::Past | When::Future => range(t, phase.starts_at, phase.ends_at),
                };
                Stop { name: phase.title.clone(), when_text, when }
            })
            .collect()
    }
}
