//! What staff set: when plans can be handed in, what is asked, and the project's own questions.

use super::changed;
use crate::model::{
    COLLECT, Choice, Collect, Limits, MOST_CHOICES, MOST_NOTIFIED, MOST_QUESTIONS, QuestionId, QuestionKind,
    QuestionSettings,
};
use crate::refusal::Refusal;
use crate::store;
use civic::App;
use civic::actor::Actor;
use civic::ids::ProjectId;
use civic::model::Project;
use civic::permission::Permission;
use civic::refusal::{optional, required};
use civic::service::{ActivityWindow, save_activity};
use jiff::Timestamp;
use platform::db::Tx;
use platform::error::{Common, Error};
use platform::i18n::Lang;
use platform::params;
use serde_json::json;
use std::collections::{BTreeMap, HashSet};
use uuid::Uuid;

/// The longest question, in characters.
const LONGEST_LABEL: usize = 200;
/// The longest help, in characters.
const LONGEST_HELP: usize = 400;
/// The longest words of a choice, in characters.
const LONGEST_CHOICE: usize = 120;
/// The most characters that a limit of a text may allow.
const LONGEST_LIMIT: usize = 20_000;

/// Saves when plans can be handed in and what is asked of them; answers the outer id of the activity. `activity`: the one
/// to change.
///
/// # Errors
/// Refused without the right to edit the project, for limits that nothing fits in, a post code that is none, a status
/// that the project does not have, or a window that meets another.
pub async fn save_collect(
    app: &App,
    actor: &Actor,
    project: &Project,
    activity: Option<Uuid>,
    (opens_at, closes_at): (Timestamp, Timestamp),
    collect: Collect,
) -> Result<Uuid, Error> {
    actor.permit(Permission::EditProject, Some(project.id))?;
    fit(&collect)?;
    let settings = serde_json::to_value(&collect).map_err(Error::internal)?;
    let (app, actor, id, uuid) = (app.clone(), actor.clone(), project.id, project.uuid);
    app.db
        .clone()
        .write(move |tx| {
            let statuses = civic::store::statuses(tx, actor.organisation, id, Lang::Nl)?;
            if !collect.editable.iter().all(|slug| statuses.iter().any(|status| status.slug == *slug)) {
                return Err(Refusal::UnknownStatus.into());
            }
            let own = civic::store::activities(tx, actor.organisation, id)?;
            if activity.is_some_and(|known| !own.iter().any(|a| a.uuid == known && a.kind == COLLECT)) {
                return Err(Common::NotFound.into());
            }
            let window = ActivityWindow {
                uuid: activity,
                phase: None,
                kind: COLLECT,
                subject: String::new(),
                opens_at,
                closes_at,
                settings: settings.clone(),
            };
            let saved = save_activity(&app, tx, actor.organisation, id, &window)?;
            changed(&app, tx, (&actor, id), format!("project:{uuid}"), "log-collect-changed", json!({}))?;
            Ok(saved)
        })
        .await
}

fn fit(collect: &Collect) -> Result<(), Error> {
    let mut wrong: Vec<platform::error::Refusal> = Vec::new();
    let known = collect.notify.iter().all(|address| civic::person::email_key(address).is_ok());
    if !known || collect.notify.len() > MOST_NOTIFIED {
        wrong.push(Refusal::BadNotify.into());
    }
    let limits: [(&'static str, Limits, usize); 3] = [
        ("title_most", collect.title_limits, crate::model::LONGEST_TITLE),
        ("summary_most", collect.summary_limits, crate::model::LONGEST_SUMMARY),
        ("text_most", collect.text_limits, LONGEST_LIMIT),
    ];
    for (field, limits, highest) in limits {
        if limits.most == 0 || limits.least > limits.most || limits.most > highest {
            wrong.push(Refusal::BadLimits(field).into());
        }
    }
    for (field, number, highest) in [
        ("most_documents", collect.most_documents, crate::model::MOST_DOCUMENTS),
        ("document_megabytes", collect.document_megabytes as usize, crate::model::MOST_MEGABYTES as usize),
    ] {
        if number == 0 {
            wrong.push(Refusal::TooLow(field, 1).into());
        } else if number > highest {
            wrong.push(Refusal::TooHigh(field, i64::try_from(highest).unwrap_or(i64::MAX)).into());
        }
    }
    let plain = |code: &String| code.len() == 4 && code.bytes().all(|b| b.is_ascii_digit());
    if collect.postcodes.len() > 2_000 || !collect.postcodes.iter().all(plain) {
        wrong.push(platform::error::Refusal { field: Some("postcodes"), ..Refusal::BadPostcode.into() });
    }
    if wrong.is_empty() { Ok(()) } else { Err(Error::Refused(wrong)) }
}

/// A question to be made or changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewQuestion {
    /// What kind of answer it takes.
    pub kind: QuestionKind,
    /// The question, in the organisation's default language.
    pub label: String,
    /// A sentence of help.
    pub help: String,
    /// Whether it needs an answer.
    pub required: bool,
    /// Whether everybody sees the answer.
    pub shown: bool,
    /// Choices and limits.
    pub settings: QuestionSettings,
    /// Question and help in other languages.
    pub translations: BTreeMap<Lang, (String, String)>,
}

impl NewQuestion {
    fn checked(mut self) -> Result<Self, Error> {
        self.label = required("label", &self.label, LONGEST_LABEL)?;
        self.help = optional("help", &self.help, LONGEST_HELP)?;
        for (label, help) in self.translations.values_mut() {
            *label = optional("label", label, LONGEST_LABEL)?;
            *help = optional("help", help, LONGEST_HELP)?;
        }
        if !self.kind.chooses() {
            self.settings.choices.clear();
        } else if self.settings.choices.len() > MOST_CHOICES {
            return Err(Refusal::TooManyQuestions(MOST_CHOICES).into());
        } else {
            self.settings.choices = checked_choices(std::mem::take(&mut self.settings.choices))?;
        }
        if self.settings.least.zip(self.settings.most).is_some_and(|(least, most)| least > most) {
            return Err(Refusal::BadLimits("most").into());
        }
        Ok(self)
    }
}

/// At least two, each with words; a key that is missing is made of the words.
fn checked_choices(choices: Vec<Choice>) -> Result<Vec<Choice>, Error> {
    let (mut seen, mut out) = (HashSet::new(), Vec::new());
    for mut choice in choices {
        for words in choice.words.values_mut() {
            *words = optional("choices", &words.replace('\n', " "), LONGEST_CHOICE)?;
        }
        let words = choice.words.values().find(|words| !words.is_empty()).cloned();
        let Some(words) = words else { return Err(Refusal::BadChoices.into()) };
        if choice.key.is_empty() {
            choice.key = platform::ids::slug(&words, "keuze");
        }
        if !platform::ids::is_slug(&choice.key) || !seen.insert(choice.key.clone()) {
            return Err(Refusal::BadChoices.into());
        }
        out.push(choice);
    }
    if out.len() < 2 { Err(Refusal::BadChoices.into()) } else { Ok(out) }
}

fn translate(
    tx: &mut Tx<'_>,
    organisation: civic::ids::OrganisationId,
    id: QuestionId,
    new: &NewQuestion,
) -> Result<(), Error> {
    for (lang, (label, help)) in &new.translations {
        for (field, text) in [("label", label), ("help", help)] {
            civic::store::set_translation(tx, organisation, ("plan_question", id.0, field), *lang, text)?;
        }
    }
    Ok(())
}

/// Adds a question at the end; answers its number.
///
/// # Errors
/// Refused without the right to edit the project, without words, for choices that are none, or when the project has had
/// too many.
pub async fn add_question(app: &App, actor: &Actor, project: &Project, new: NewQuestion) -> Result<i64, Error> {
    actor.permit(Permission::EditProject, Some(project.id))?;
    let new = new.checked()?;
    let settings = serde_json::to_string(&new.settings).map_err(Error::internal)?;
    let (app, actor, id, uuid) = (app.clone(), actor.clone(), project.id, project.uuid);
    app.db
        .clone()
        .write(move |tx| {
            let last: i64 = tx.one(&store::LAST_QUESTION, params![actor.organisation, id], |row| row.get(0))?;
            if last >= i64::try_from(MOST_QUESTIONS).unwrap_or(i64::MAX) {
                return Err(Refusal::TooManyQuestions(MOST_QUESTIONS).into());
            }
            let number = last + 1;
            let params = params![
                actor.organisation,
                id,
                number,
                number,
                new.kind.code(),
                new.label.as_str(),
                new.help.as_str(),
                new.required,
                new.shown,
                settings.as_str()
            ];
            let question: QuestionId = tx.one(&store::ADD_QUESTION, params, |row| row.get(0))?;
            translate(tx, actor.organisation, question, &new)?;
            told(&app, tx, &actor, (id, uuid), &new.label)?;
            Ok(number)
        })
        .await
}

fn told(
    app: &App,
    tx: &mut Tx<'_>,
    actor: &Actor,
    (project, uuid): (ProjectId, Uuid),
    label: &str,
) -> Result<(), Error> {
    let facts = json!({ "question": label });
    changed(app, tx, (actor, project), format!("project:{uuid}"), "log-question-changed", facts)
}

/// Changes a question.
///
/// # Errors
/// As [`add_question`]; [`Common::NotFound`] for a question of another project, or one that is asked no longer.
pub async fn set_question(
    app: &App,
    actor: &Actor,
    project: &Project,
    number: i64,
    new: NewQuestion,
) -> Result<(), Error> {
    actor.permit(Permission::EditProject, Some(project.id))?;
    let new = new.checked()?;
    let settings = serde_json::to_string(&new.settings).map_err(Error::internal)?;
    let (app, actor, id, uuid) = (app.clone(), actor.clone(), project.id, project.uuid);
    app.db
        .clone()
        .write(move |tx| {
            let params = params![
                actor.organisation,
                id,
                number,
                new.label.as_str(),
                new.help.as_str(),
                new.required,
                new.shown,
                settings.as_str(),
                new.kind.code()
            ];
            let question: Option<QuestionId> = tx.find(&store::SET_QUESTION, params, |row| row.get(0))?;
            translate(tx, actor.organisation, question.ok_or(Error::from(Common::NotFound))?, &new)?;
            told(&app, tx, &actor, (id, uuid), &new.label)
        })
        .await
}

/// What becomes of a question, beside its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// One place up.
    Up,
    /// One place down.
    Down,
    /// Asked no longer; its answers stay.
    Away,
}

/// Puts a question in another place, or asks it no longer.
///
/// # Errors
/// Refused without the right; [`Common::NotFound`].
pub async fn move_question(app: &App, actor: &Actor, project: &Project, number: i64, to: Move) -> Result<(), Error> {
    actor.permit(Permission::EditProject, Some(project.id))?;
    let (app, actor, id, uuid) = (app.clone(), actor.clone(), project.id, project.uuid);
    app.db
        .clone()
        .write(move |tx| {
            let questions = store::questions(tx, actor.organisation, id, Lang::Nl, false)?;
            let place = questions.iter().position(|question| question.number == number);
            let place = place.ok_or(Error::from(Common::NotFound))?;
            let mut numbers: Vec<i64> = questions.iter().map(|question| question.number).collect();
            match to {
                Move::Up if place > 0 => numbers.swap(place - 1, place),
                Move::Down if place + 1 < numbers.len() => numbers.swap(place, place + 1),
                Move::Away => {
                    let params = params![actor.organisation, id, number, app.clock.now()];
                    tx.execute(&store::RETIRE_QUESTION, params)?;
                }
                Move::Up | Move::Down => return Ok(()),
            }
            for (position, number) in (1_i64..).zip(&numbers) {
                tx.execute(&store::PLACE_QUESTION, params![actor.organisation, id, *number, position])?;
            }
            let label = questions.get(place).map(|question| question.label.clone()).unwrap_or_default();
            told(&app, tx, &actor, (id, uuid), &label)
        })
        .await
}
