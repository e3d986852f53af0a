//! How a plan stands on a ballot, beside what its author wrote: as long and priced alike as the others, and the original
//! one click away.

use super::{changed, languages};
use crate::refusal::Refusal;
use crate::store::{self, Ballot};
use civic::App;
use civic::actor::Actor;
use civic::model::Project;
use civic::permission::Permission;
use civic::refusal::optional;
use platform::error::{Common, Error};
use platform::i18n::Lang;
use platform::params;
use serde_json::json;
use std::collections::BTreeMap;

/// The longest title on a ballot, in characters.
pub const LONGEST_TITLE: usize = 80;
/// The longest summary on a ballot, in characters.
pub const LONGEST_SUMMARY: usize = 200;
/// The longest description of a picture, in characters.
const LONGEST_ALT: usize = 300;

/// The texts of a ballot version in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BallotTexts {
    /// Title.
    pub title: String,
    /// Two lines.
    pub summary: String,
    /// What the picture shows.
    pub picture_alt: String,
}

/// The ballot version of a plan with its texts in other languages.
///
/// # Errors
/// Refused without the right; [`Common::NotFound`].
pub async fn ballot(
    app: &App,
    actor: &Actor,
    project: &Project,
    number: i64,
) -> Result<(Ballot, BTreeMap<Lang, BallotTexts>), Error> {
    actor.permit(Permission::EditPlans, Some(project.id))?;
    let (organisation, id) = (project.organisation, project.id);
    app.db
        .read(move |reader| {
            let state = store::state(reader, organisation, id, number)?.ok_or(Error::from(Common::NotFound))?;
            let ballot = store::ballot(reader, organisation, state.id)?.unwrap_or_default();
            let mut texts: BTreeMap<Lang, BallotTexts> = BTreeMap::new();
            for (field, code, text) in civic::store::translations(reader, organisation, "plan_ballot", state.id.0)? {
                let Some(lang) = Lang::parse(&code) else { continue };
                let texts = texts.entry(lang).or_default();
                match field.as_str() {
                    "title" => texts.title = text,
                    "summary" => texts.summary = text,
                    "picture_alt" => texts.picture_alt = text,
                    _ => {}
                }
            }
            Ok((ballot, texts))
        })
        .await
}

/// Writes the ballot version of a plan. What is empty stands on the ballot as the plan has it. Rounds that are open keep
/// what they have.
///
/// # Errors
/// Refused without the right, for texts that are too long, a cost that is none, or [`Common::Changed`].
pub async fn set_ballot(
    app: &App,
    actor: &Actor,
    project: &Project,
    number: i64,
    mut ballot: Ballot,
    translations: BTreeMap<Lang, BallotTexts>,
) -> Result<(), Error> {
    actor.permit(Permission::EditPlans, Some(project.id))?;
    let mut wrong: Vec<platform::error::Refusal> = Vec::new();
    let mut line = |field: &'static str, text: &str, most: usize| {
        optional(field, &text.replace('\n', " "), most).map_err(|reason| wrong.push(reason.into())).unwrap_or_default()
    };
    ballot.title = line("title", &ballot.title, LONGEST_TITLE);
    ballot.summary = line("summary", &ballot.summary, LONGEST_SUMMARY);
    ballot.picture_alt = line("picture_alt", &ballot.picture_alt, LONGEST_ALT);
    let default = languages(app, actor.organisation).await?.first().copied().unwrap_or_default();
    let mut others = BTreeMap::new();
    for (lang, texts) in translations.into_iter().filter(|(lang, _)| *lang != default) {
        let title = line(crate::refusal::field("title", Some(lang)), &texts.title, LONGEST_TITLE);
        let summary = line(crate::refusal::field("summary", Some(lang)), &texts.summary, LONGEST_SUMMARY);
        let picture_alt = line(crate::refusal::field("picture_alt", Some(lang)), &texts.picture_alt, LONGEST_ALT);
        others.insert(lang, BallotTexts { title, summary, picture_alt });
    }
    if ballot.cost.is_some_and(|cost| cost.0 < 0) {
        wrong.push(Refusal::BadCost.into());
    }
    if !wrong.is_empty() {
        return Err(Error::Refused(wrong));
    }
    if let Some(picture) = &ballot.picture {
        // What stands on a ballot everybody sees.
        super::files::show(app, vec![picture.clone()]).await?;
    }
    let (app, actor, id) = (app.clone(), actor.clone(), project.id);
    app.db
        .clone()
        .write(move |tx| {
            let organisation = actor.organisation;
            let state = store::state(tx, organisation, id, number)?.ok_or(Error::from(Common::NotFound))?;
            let known = store::ballot(tx, organisation, state.id)?.map_or(0, |known| known.version);
            if known != ballot.version {
                return Err(Common::Changed.into());
            }
            let (title, summary, alt) = (ballot.title.as_str(), ballot.summary.as_str(), ballot.picture_alt.as_str());
            let picture = ballot.picture.as_deref();
            let params = params![state.id, organisation, title, summary, ballot.cost, picture, alt];
            tx.execute(&store::SET_BALLOT, params)?;
            store::claim(tx, (organisation, id), state.id, picture.into_iter())?;
            for (lang, texts) in &others {
                let fields =
                    [("title", &texts.title), ("summary", &texts.summary), ("picture_alt", &texts.picture_alt)];
                for (field, text) in fields {
                    civic::store::set_translation(tx, organisation, ("plan_ballot", state.id.0, field), *lang, text)?;
                }
            }
            let facts = json!({ "number": number, "title": title });
            changed(&app, tx, (&actor, id), format!("plan:{}", state.uuid), "log-plan-ballot", facts)
        })
        .await
}
