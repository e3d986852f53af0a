//! Plans as a spreadsheet: the same columns that an import reads, so that what was written can be changed and sent back.

use super::columns::Column;
use crate::model::{Card, ListQuery, ProposalId, Question, QuestionId, to_markdown};
use crate::refusal::Refusal;
use crate::service;
use crate::store::{self, Facets};
use civic::actor::Actor;
use civic::ids::{OrganisationId, ProjectId};
use civic::model::Project;
use civic::permission::Permission;
use civic::{App, Visitor};
use platform::db::Reader;
use platform::error::Error;
use platform::i18n::{Lang, T};
use platform::params;
use platform::sheets::{self, Value};
use std::collections::HashMap;
use std::sync::Arc;

/// The most plans of one export.
const MOST: u32 = 20_000;
/// So many plans are read at a time.
const AT_ONCE: u32 = 500;

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A workbook.
    Xlsx,
    /// Separated values.
    Csv,
}

impl Format {
    /// From an address.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        match code {
            "xlsx" => Some(Format::Xlsx),
            "csv" => Some(Format::Csv),
            _ => None,
        }
    }

    /// The ending of its name.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Format::Xlsx => "xlsx",
            Format::Csv => "csv",
        }
    }

    /// The content type.
    #[must_use]
    pub fn content_type(self) -> &'static str {
        match self {
            Format::Xlsx => platform::documents::DocumentKind::Xlsx.content_type(),
            Format::Csv => "text/csv; charset=utf-8",
        }
    }
}

/// What the rows are made from.
struct Rows {
    cards: Vec<Card>,
    facets: Arc<Facets>,
    questions: Vec<Question>,
    texts: HashMap<ProposalId, String>,
    answers: HashMap<(ProposalId, QuestionId), serde_json::Value>,
    authors: HashMap<ProposalId, String>,
}

/// The plans of a list, hidden ones too, with all their columns.
///
/// # Errors
/// Refused without the right to edit plans (there are addresses in it), or for too many plans at once.
pub async fn export(
    app: &App,
    visitor: &Visitor,
    project: &Project,
    query: ListQuery,
    format: Format,
) -> Result<Vec<u8>, Error> {
    let actor: &Actor = &visitor.actor;
    actor.permit(Permission::EditPlans, Some(project.id))?;
    let (ids, lang) = ((project.organisation, project.id), visitor.organisation.default_lang);
    let rows = app.db.read(move |reader| rows(reader, ids, lang, &query)).await?;
    let t = visitor.t.clone();
    tokio::task::spawn_blocking(move || write(&rows, &t, format)).await.map_err(Error::internal)?
}

fn rows(
    reader: &Reader<'_>,
    (organisation, project): (OrganisationId, ProjectId),
    lang: Lang,
    query: &ListQuery,
) -> Result<Rows, Error> {
    let mut cards = Vec::new();
    let mut facets = Arc::new(Facets::default());
    for page in 1..=MOST.div_ceil(AT_ONCE) + 1 {
        let list =
            service::list(reader, (organisation, project), lang, ListQuery { page, ..query.clone() }, (AT_ONCE, true))?;
        if list.found.total > i64::from(MOST) {
            return Err(Refusal::TooManyPlans(MOST as usize).into());
        }
        cards.extend(list.cards);
        facets = list.facets;
        if page >= list.found.pages {
            break;
        }
    }
    let most = store::MOST_ROWS * 5;
    let texts =
        reader.query(&store::TEXTS, params![organisation, project, most], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let answers = reader.query(&store::ALL_ANSWERS, params![organisation, project], |row| {
        Ok(((row.get(0)?, row.get(1)?), row.get(2)?))
    })?;
    let authors =
        reader.query(&store::AUTHORS, params![organisation, project, most], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(Rows {
        cards,
        facets,
        questions: store::questions(reader, organisation, project, lang, false)?,
        texts: texts.into_iter().collect(),
        answers: answers.into_iter().collect(),
        authors: authors.into_iter().collect(),
    })
}

fn all_columns(questions: &[Question]) -> Vec<Column> {
    Column::PLAIN.into_iter().chain(questions.iter().map(|question| Column::Question(question.number))).collect()
}

fn write(from: &Rows, t: &T, format: Format) -> Result<Vec<u8>, Error> {
    let columns = all_columns(&from.questions);
    let head: Vec<String> = columns.iter().map(|column| column.word(t, &from.questions)).collect();
    let row = |card: &Card| columns.iter().map(|column| cell(from, t, card, *column)).collect::<Vec<_>>();
    let rows: Vec<Vec<Value>> = from.cards.iter().map(row).collect();
    match format {
        Format::Csv => sheets::csv(&head, &rows),
        Format::Xlsx => sheets::xlsx(&[(&t.text("staff-plans-title"), &head, &rows)]),
    }
}

fn cell(from: &Rows, t: &T, card: &Card, column: Column) -> Value {
    #[expect(clippy::cast_precision_loss, reason = "numbers and whole cents that people type are small")]
    let float = |number: i64| number as f64;
    match column {
        Column::Number => Value::Number(float(card.number)),
        Column::Title => card.title.as_str().into(),
        Column::Summary => card.summary.as_str().into(),
        Column::Text => from.texts.get(&card.id).map(|html| to_markdown(html)).unwrap_or_default().into(),
        Column::Author => card.author.as_str().into(),
        Column::Cost => card.cost.map(|cost| float(cost.0) / 100.0).into(),
        Column::Status => from.facets.status(card.status).map_or("", |status| status.title.as_str()).into(),
        Column::Area => from.facets.area(card.area).map_or("", |area| area.name.as_str()).into(),
        Column::Tags => {
            let tags = from.facets.types.iter().flat_map(|kind| kind.tags.iter().map(move |tag| (kind, tag)));
            let named = tags.filter(|(_, tag)| card.tags.contains(&tag.id));
            named.map(|(kind, tag)| format!("{}.{}", kind.slug, tag.slug)).collect::<Vec<_>>().join(", ").into()
        }
        Column::Place => card.place.as_str().into(),
        Column::Latitude => card.point.map(|point| point.latitude).into(),
        Column::Longitude => card.point.map(|point| point.longitude).into(),
        Column::External => card.external_id.as_deref().unwrap_or_default().into(),
        Column::Published => t.text(if card.published { "word-yes" } else { "word-no" }).as_ref().into(),
        // Why is asked when it is hidden, and kept with that.
        Column::Why => "".into(),
        Column::Date => platform::clock::local(card.created_at).strftime("%Y-%m-%d").to_string().as_str().into(),
        Column::Email => from.authors.get(&card.id).map_or("", String::as_str).into(),
        Column::Question(number) => {
            let question = from.questions.iter().find(|question| question.number == number);
            let answer = question.and_then(|q| Some((q, from.answers.get(&(card.id, q.id))?)));
            answer.map(|(question, answer)| answered(question, answer, t)).unwrap_or_default().into()
        }
    }
}

/// An answer as an import reads it again: of choices their keys.
fn answered(question: &Question, answer: &serde_json::Value, t: &T) -> String {
    match answer {
        serde_json::Value::Bool(true) => t.text("word-yes").into_owned(),
        other => question.typed(other, t.lang()).join(", "),
    }
}

/// An empty spreadsheet with the right columns, an example, and what each column takes.
///
/// # Errors
/// Refused without the right to edit plans.
pub async fn template(app: &App, visitor: &Visitor, project: &Project, format: Format) -> Result<Vec<u8>, Error> {
    visitor.actor.permit(Permission::EditPlans, Some(project.id))?;
    let (organisation, id, lang) = (project.organisation, project.id, visitor.lang);
    let (facets, questions) = app
        .db
        .read(move |reader| {
            let facets = Facets::load(reader, organisation, id, lang)?;
            Ok::<_, Error>((facets, store::questions(reader, organisation, id, lang, false)?))
        })
        .await?;
    let t = &visitor.t;
    // An address is only ever written: whose plan it is, an import does not decide.
    let columns: Vec<Column> = all_columns(&questions).into_iter().filter(|column| *column != Column::Email).collect();
    let head: Vec<String> = columns.iter().map(|column| column.word(t, &questions)).collect();
    match format {
        Format::Csv => sheets::csv(&head, &[]),
        Format::Xlsx => {
            let about = [t.text("sheet-column").into_owned(), t.text("sheet-takes").into_owned()];
            let rows: Vec<Vec<Value>> = columns
                .iter()
                .zip(&head)
                .map(|(column, word)| vec![word.as_str().into(), takes(t, *column, &facets, &questions).into()])
                .collect();
            let (plans, help) = (t.text("staff-plans-title"), t.text("sheet-help"));
            sheets::xlsx(&[(&plans, &head, &[]), (&help, &about, &rows)])
        }
    }
}

fn takes(t: &T, column: Column, facets: &Facets, questions: &[Question]) -> String {
    let list = |all: Vec<&str>| all.join(", ");
    match column {
        Column::Number => t.text("sheet-takes-number").into_owned(),
        Column::Title => t.text("sheet-takes-title").into_owned(),
        Column::Text => t.text("staff-plan-text-hint").into_owned(),
        Column::Cost => t.text("staff-plan-cost-hint").into_owned(),
        Column::Status => list(facets.statuses.iter().map(|status| status.title.as_str()).collect()),
        Column::Area => list(facets.areas.iter().map(|area| area.name.as_str()).collect()),
        Column::Tags => {
            let tags = facets.types.iter().flat_map(|kind| kind.tags.iter().map(move |tag| (kind, tag)));
            tags.map(|(kind, tag)| format!("{}.{}", kind.slug, tag.slug)).collect::<Vec<_>>().join(", ")
        }
        Column::Latitude | Column::Longitude => t.text("sheet-takes-degrees").into_owned(),
        Column::Published => t.text("sheet-takes-yes").into_owned(),
        Column::Why => t.text("staff-plans-why-hint").into_owned(),
        Column::Question(number) => {
            let question = questions.iter().find(|question| question.number == number);
            let choices = question.map(|q| q.settings.choices.iter().map(|choice| choice.words(t.lang())).collect());
            choices.map(list).unwrap_or_default()
        }
        _ => String::new(),
    }
}
