//! An import: looked at (nothing is written, every problem is told with its row), then carried out by a job that tells how
//! far it is, and goes on where it was when the program stops in between.

use super::columns::{Column, Reading, Row, columns};
use crate::model::{self, Checked, PlanInput, ProposalId, Question};
use crate::refusal::Refusal;
use crate::service::edit::replace;
use crate::service::hand_in::Channel;
use crate::service::region::Region;
use crate::service::versions::By;
use crate::service::{changed, files, referred};
use crate::store::{self, Facets, Fresh, Import, ImportState};
use axum::body::Bytes;
use civic::actor::Actor;
use civic::ids::{OrganisationId, ProjectId};
use civic::model::Project;
use civic::permission::Permission;
use civic::{App, Visitor};
use jiff::SignedDuration;
use platform::db::{Reader, Tx};
use platform::error::{Common, Error, Refusal as Reason};
use platform::files::Area;
use platform::i18n::{Lang, T};
use platform::sheets::{self, Sheet};
use platform::{jobs, params};
use serde::{Deserialize, Serialize};
use serde_json::json;
use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use uuid::Uuid;

/// The kind of the job.
pub(crate) const JOB: &str = "plan-import";
/// The most rows of one spreadsheet.
pub const MOST_ROWS: usize = 10_000;
/// So many rows share one transaction.
const BATCH: usize = 250;
/// The most problems that are kept.
const MOST_PROBLEMS: usize = 500;
/// How long a spreadsheet is kept.
const LIFE: SignedDuration = SignedDuration::from_hours(24 * 30);

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The number of the row, as spreadsheet programs show it.
    pub row: usize,
    /// The word above the column; empty where the row as a whole is wrong.
    pub column: String,
    /// What, in the language of who sent it.
    pub text: String,
}

fn place(uuid: Uuid) -> String {
    format!("plan-imports/{uuid}")
}

/// What a spreadsheet is read with.
struct Around {
    default: Lang,
    languages: Vec<Lang>,
    facets: Facets,
    questions: Vec<Question>,
    region: Region,
    /// The plans that are there, by number, as far as rows name them.
    before: HashMap<i64, PlanInput>,
    /// Numbers of plans by their id elsewhere.
    externals: HashMap<String, i64>,
    /// The texts of who reads it.
    t: T,
    /// The same in all languages.
    words: Vec<T>,
}

fn around(
    reader: &Reader<'_>,
    app: &App,
    (organisation, project): (OrganisationId, ProjectId),
    lang: Lang,
    numbers: &[i64],
) -> Result<Around, Error> {
    let languages = store::languages(reader, organisation)?.ok_or(Error::from(Common::NotFound))?;
    let default = languages.first().copied().unwrap_or_default();
    let mut before = HashMap::new();
    for number in numbers {
        if let Some(plan) = store::by_number(reader, organisation, project, default, *number, true)? {
            let translated = civic::store::translations(reader, organisation, "proposal", plan.card.id.0)?;
            let input = crate::service::as_input(&plan, languages.get(1..).unwrap_or_default(), &translated);
            before.insert(*number, input);
        }
    }
    let externals = reader.query(&store::EXTERNALS, params![organisation, project, store::MOST_ROWS * 10], |row| {
        Ok((row.get::<String>(0)?, row.get::<i64>(1)?))
    })?;
    Ok(Around {
        default,
        facets: Facets::load(reader, organisation, project, lang)?,
        questions: store::questions(reader, organisation, project, lang, false)?,
        region: Region::load(reader, (organisation, project))?,
        before,
        externals: externals.into_iter().collect(),
        t: app.texts.lang(lang),
        words: words(app),
        languages,
    })
}

/// The texts in all languages: a head may be in any.
fn words(app: &App) -> Vec<T> {
    Lang::ALL.into_iter().map(|lang| app.texts.lang(lang)).collect()
}

/// A row that can be written.
struct Ready {
    at: usize,
    number: Option<i64>,
    plan: Checked,
    answers: Vec<(model::QuestionId, Option<serde_json::Value>)>,
}

impl Around {
    fn columns(&self, sheet: &Sheet) -> Result<Vec<Column>, Error> {
        columns(sheet, &self.words, &self.questions).map_err(Error::Refused)
    }

    /// All rows that can be written, and all problems of the others.
    fn rows(&self, sheet: &Sheet, columns: &[Column], lang: Lang) -> (Vec<Ready>, Vec<Problem>) {
        let reading = Reading {
            columns,
            facets: &self.facets,
            questions: &self.questions,
            region: &self.region,
            words: &self.words,
            lang,
        };
        let (mut ready, mut problems) = (Vec::new(), Vec::new());
        let (mut numbers, mut externals) = (HashSet::new(), HashSet::new());
        for (at, cells) in &sheet.rows {
            match self.row(&reading, cells) {
                Ok(row) => {
                    let twice = row.number.is_some_and(|number| !numbers.insert(number));
                    let known = row.plan.input.external_id.as_ref().filter(|id| {
                        let other = self.externals.get(*id).is_some_and(|number| Some(*number) != row.number);
                        other || !externals.insert((*id).clone())
                    });
                    if twice {
                        problems.push(self.problem(*at, Some(Column::Number), &Refusal::NumberTwice.into()));
                    } else if let Some(id) = known {
                        let reason = Refusal::ExternalIdTaken(id.clone());
                        problems.push(self.problem(*at, Some(Column::External), &reason.into()));
                    } else {
                        ready.push(Ready { at: *at, ..row });
                    }
                }
                Err(wrong) => {
                    problems.extend(wrong.iter().map(|(column, reason)| self.problem(*at, *column, reason)));
                }
            }
        }
        (ready, problems)
    }

    fn row(&self, reading: &Reading<'_>, cells: &[sheets::Cell]) -> Result<Ready, Vec<(Option<Column>, Reason)>> {
        let known = |wrong: Vec<(Column, Reason)>| {
            wrong.into_iter().map(|(column, reason)| (Some(column), reason)).collect::<Vec<_>>()
        };
        let number = match reading.row(cells, PlanInput::default()) {
            Ok(row) => row.number,
            // Told below, in full.
            Err(_) => None,
        };
        let before = match number {
            None => PlanInput::default(),
            Some(number) => match self.before.get(&number) {
                Some(before) => before.clone(),
                None => return Err(vec![(Some(Column::Number), Refusal::UnknownPlan.into())]),
            },
        };
        let shown = before.published;
        let Row { number, input, answers } = reading.row(cells, before).map_err(known)?;
        if number.is_some() && shown && !input.published && input.hidden_because.trim().is_empty() {
            return Err(vec![(Some(Column::Why), Refusal::NoReason.into())]);
        }
        let unplaced = |error: Error| -> Vec<(Option<Column>, Reason)> {
            error.refusals().iter().map(|reason| (column_of(reason), reason.clone())).collect()
        };
        referred(&self.facets, &input).map_err(unplaced)?;
        let plan = model::checked(&input, self.default, &self.languages).map_err(unplaced)?;
        Ok(Ready { at: 0, number, plan, answers })
    }

    fn problem(&self, row: usize, column: Option<Column>, reason: &Reason) -> Problem {
        let column = column.map(|column| column.word(&self.t, &self.questions)).unwrap_or_default();
        Problem { row, column, text: self.t.refusal(reason) }
    }
}

/// The column of a field that a plan's own check names.
fn column_of(reason: &Reason) -> Option<Column> {
    match reason.field? {
        "title" => Some(Column::Title),
        "summary" => Some(Column::Summary),
        "text" => Some(Column::Text),
        "author" => Some(Column::Author),
        "cost" => Some(Column::Cost),
        "place" => Some(Column::Place),
        "latitude" => Some(Column::Latitude),
        "external_id" => Some(Column::External),
        "tags" => Some(Column::Tags),
        "area" => Some(Column::Area),
        "status" => Some(Column::Status),
        "why" => Some(Column::Why),
        _ => None,
    }
}

/// The numbers in the column of numbers, wherever that is.
fn numbers(sheet: &Sheet, t: &[T]) -> Vec<i64> {
    let Ok(columns) = columns(sheet, t, &[]) else {
        // Columns of questions are not known here: what the head says of the number is enough.
        let at = sheet
            .head
            .iter()
            .position(|word| t.iter().any(|t| t.text("sheet-number").to_lowercase() == word.to_lowercase()));
        return at.map(|at| in_column(sheet, at)).unwrap_or_default();
    };
    columns.iter().position(|column| *column == Column::Number).map(|at| in_column(sheet, at)).unwrap_or_default()
}

fn in_column(sheet: &Sheet, at: usize) -> Vec<i64> {
    let number = |(_, cells): &(usize, Vec<sheets::Cell>)| match cells.get(at) {
        Some(sheets::Cell::Text(text)) => model::number_in(text),
        _ => None,
    };
    sheet.rows.iter().filter_map(number).collect()
}

/// Looks at a spreadsheet and keeps it; nothing is written to the plans. Answers its id.
///
/// # Errors
/// Refused without the right, for a file that is none, too many rows, or columns that are not known.
pub async fn look_at(
    app: &App,
    visitor: &Visitor,
    project: &Project,
    (name, file): (&str, Bytes),
) -> Result<Uuid, Error> {
    let actor = &visitor.actor;
    actor.permit(Permission::EditPlans, Some(project.id))?;
    if let Some(scanner) = &app.scanner {
        scanner.check(&file).await?;
    }
    let read = file.clone();
    let sheet =
        tokio::task::spawn_blocking(move || sheets::read(&read, MOST_ROWS)).await.map_err(Error::internal)??;
    let (ids, lang, node) = ((project.organisation, project.id), visitor.lang, app.clone());
    let (sheet, known) = app
        .db
        .read(move |reader| {
            let numbers = numbers(&sheet, &words(&node));
            let known = around(reader, &node, ids, lang, &numbers)?;
            Ok::<_, Error>((sheet, known))
        })
        .await?;
    let (total, guessed, problems) = tokio::task::spawn_blocking(move || {
        let columns = known.columns(&sheet)?;
        let (_, mut problems) = known.rows(&sheet, &columns, lang);
        problems.truncate(MOST_PROBLEMS);
        Ok::<_, Error>((sheet.rows.len(), sheet.guessed, problems))
    })
    .await
    .map_err(Error::internal)??;
    let uuid = app.uuid_random();
    app.files.put(Area::Private, &place(uuid), file).await?;
    let problems = serde_json::to_string(&problems).map_err(Error::internal)?;
    let name: String =
        name.rsplit(['/', '\\']).next().unwrap_or_default().chars().filter(|c| !c.is_control()).take(100).collect();
    let (now, person) = (app.clock.now(), actor.person);
    let kept = app.db.write(move |tx| {
        let total = i64::try_from(total).unwrap_or(i64::MAX);
        let params =
            params![uuid, ids.0, ids.1, person, name.as_str(), total, guessed, lang.code(), problems.as_str(), now];
        tx.execute(&store::ADD_IMPORT, params)
    });
    kept.await.map_err(Error::Db)?;
    Ok(uuid)
}

/// A spreadsheet of a project, with its problems.
///
/// # Errors
/// Refused without the right; [`Common::NotFound`].
pub async fn one(app: &App, actor: &Actor, project: &Project, uuid: Uuid) -> Result<(Import, Vec<Problem>), Error> {
    actor.permit(Permission::EditPlans, Some(project.id))?;
    let ids = (project.organisation, project.id);
    let found = app.db.read(move |reader| store::import(reader, ids, uuid)).await.map_err(Error::Db)?;
    let found = found.ok_or(Error::from(Common::NotFound))?;
    let problems = serde_json::from_value(found.problems.clone()).unwrap_or_default();
    Ok((found, problems))
}

/// The spreadsheets of a project, the newest first.
///
/// # Errors
/// Refused without the right.
pub async fn recent(app: &App, actor: &Actor, project: &Project) -> Result<Vec<Import>, Error> {
    actor.permit(Permission::EditPlans, Some(project.id))?;
    let (organisation, id) = (project.organisation, project.id);
    app.db.read(move |reader| store::imports(reader, organisation, id)).await.map_err(Error::Db)
}

/// Has the job carry out a spreadsheet without problems; pressed twice it is carried out once.
///
/// # Errors
/// Refused without the right; [`Refusal::ImportHasProblems`]; [`Common::NotFound`].
pub async fn start(app: &App, actor: &Actor, project: &Project, uuid: Uuid) -> Result<(), Error> {
    let (found, problems) = one(app, actor, project, uuid).await?;
    if found.state == ImportState::Checked && !problems.is_empty() {
        return Err(Refusal::ImportHasProblems.into());
    }
    let (organisation, now) = (project.organisation, app.clock.now());
    app.db
        .write(move |tx| {
            if tx.execute(&store::START_IMPORT, params![organisation, uuid])? > 0 {
                jobs::add(tx, JOB, &uuid.to_string(), Some(&format!("{JOB}:{uuid}")), now)?;
            }
            Ok(())
        })
        .await
}

/// The job: reads the file again, and writes what is not written yet.
pub(crate) async fn go_on(app: &App, payload: &str) -> Result<(), Error> {
    let uuid = Uuid::try_parse(payload).map_err(Error::internal)?;
    let found = app.db.read(move |reader| store::import_by_uuid(reader, uuid)).await.map_err(Error::Db)?;
    let Some((import, organisation)) = found.filter(|(import, _)| import.state == ImportState::Running) else {
        return Ok(());
    };
    let file =
        app.files.get(Area::Private, &place(uuid)).await?.ok_or_else(|| Error::internal("the spreadsheet is gone"))?;
    let sheet =
        tokio::task::spawn_blocking(move || sheets::read(&file, MOST_ROWS)).await.map_err(Error::internal)??;
    let (ids, lang, node) = ((organisation, import.project), import.lang, app.clone());
    let mut done = usize::try_from(import.done).unwrap_or_default();
    let rest = Sheet { rows: sheet.rows.get(done..).unwrap_or_default().to_vec(), ..sheet };
    let (rest, known) = app
        .db
        .read(move |reader| {
            let numbers = numbers(&rest, &words(&node));
            let known = around(reader, &node, ids, lang, &numbers)?;
            Ok::<_, Error>((rest, known))
        })
        .await?;
    let columns = known.columns(&rest)?;
    let mut problems: Vec<Problem> = serde_json::from_value(import.problems.clone()).unwrap_or_default();
    let known = Arc::new(known);
    let actor = Actor { person: import.person, ..Actor::system(organisation) };
    loop {
        let some = Sheet {
            rows: rest
                .rows
                .iter()
                .skip(done - usize::try_from(import.done).unwrap_or_default())
                .take(BATCH)
                .cloned()
                .collect(),
            head: rest.head.clone(),
            guessed: false,
        };
        let (count, reader, of) = (some.rows.len(), Arc::clone(&known), columns.clone());
        let (ready, wrong) =
            tokio::task::spawn_blocking(move || reader.rows(&some, &of, lang)).await.map_err(Error::internal)?;
        problems.extend(wrong);
        problems.truncate(MOST_PROBLEMS);
        let last = count < BATCH;
        let step = Step { uuid, project: import.project, from: done, count, last };
        let written = write(app, &actor, step, Arc::new(ready), Arc::clone(&known), problems.clone()).await?;
        let Some(found) = written else { return Ok(()) };
        problems = found;
        done += count;
        if last {
            return Ok(());
        }
    }
}

/// Some rows of an import.
#[derive(Clone, Copy)]
struct Step {
    uuid: Uuid,
    project: ProjectId,
    from: usize,
    count: usize,
    last: bool,
}

/// Writes some rows and how far it is, in one transaction; none when somebody else went on from there.
async fn write(
    app: &App,
    actor: &Actor,
    step: Step,
    rows: Arc<Vec<Ready>>,
    known: Arc<Around>,
    problems: Vec<Problem>,
) -> Result<Option<Vec<Problem>>, Error> {
    let (node, actor) = (app.clone(), actor.clone());
    app.db
        .clone()
        .write_hot(move |tx| {
            let mut problems = problems.clone();
            let (mut made, mut changed_rows) = (0_i64, 0_i64);
            let first = store::lock_numbers(tx, actor.organisation, step.project)?;
            let mut last = first;
            let organisation = civic::store::organisation_by_id(tx, actor.organisation)?;
            let same = Same {
                facets: Facets::load(tx, actor.organisation, step.project, Lang::Nl)?,
                lang: organisation.map(|organisation| organisation.default_lang).unwrap_or_default(),
            };
            let mut terms = Vec::new();
            for row in rows.iter() {
                let outcome = match row.number {
                    Some(number) => change(&node, tx, (&actor, step.project), number, row).map(|()| None),
                    None => add(&node, tx, (&actor, &step, &same), &mut last, row).map(Some),
                };
                match outcome {
                    Ok(Some(Some(id))) => {
                        made += 1;
                        terms.extend(row.plan.found_by(id));
                    }
                    // It was made before, by this very import.
                    Ok(Some(None)) => {}
                    Ok(None) => changed_rows += 1,
                    Err(Error::Refused(reasons)) => {
                        problems.extend(reasons.iter().map(|reason| known.problem(row.at, column_of(reason), reason)));
                    }
                    Err(other) => return Err(other),
                }
            }
            store::add_terms(tx, step.project, terms)?;
            store::use_numbers(tx, actor.organisation, step.project, last)?;
            let (from, to) = (number(step.from), number(step.from + step.count));
            let state = if step.last { "done" } else { "running" };
            let told = serde_json::to_string(&problems).map_err(Error::internal)?;
            let params = params![step.uuid, from, to, made, changed_rows, told, state];
            if tx.execute(&store::GO_ON, params)? == 0 {
                return Err(Common::Changed.into());
            }
            let facts = json!({ "n": made + changed_rows, "first": first + 1 });
            changed(&node, tx, (&actor, step.project), format!("import:{}", step.uuid), "log-plans-imported", facts)?;
            files::look(&node, tx)?;
            Ok(Some(problems))
        })
        .await
        .or_else(|error| match error.refusals().first() {
            Some(reason) if reason.key == Reason::from(Common::Changed).key => Ok(None),
            _ => Err(error),
        })
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// What is the same for all rows of a step.
struct Same {
    facets: Facets,
    /// The language in which the plans are written.
    lang: Lang,
}

/// A new plan; none if this import has made it before.
fn add(
    app: &App,
    tx: &mut Tx<'_>,
    (actor, step, same): (&Actor, &Step, &Same),
    last: &mut i64,
    row: &Ready,
) -> Result<Option<ProposalId>, Error> {
    let request: [u8; 32] = Sha256::digest(format!("import:{}:{}", step.uuid, row.at)).into();
    let status = referred(&same.facets, &row.plan.input)?;
    let fresh = Fresh { uuid: app.uuid(), number: *last + 1, status, request: Some(request), now: app.clock.now() };
    let Some(id) = store::add(tx, actor.organisation, step.project, &row.plan, &fresh)? else {
        if store::by_request(tx, actor.organisation, step.project, &request)?.is_some() {
            return Ok(None);
        }
        return Err(Refusal::ExternalIdTaken(row.plan.input.external_id.clone().unwrap_or_default()).into());
    };
    *last += 1;
    let channel = Channel::Import.code();
    let announced = row.plan.input.published.then(|| app.clock.now());
    let params = params![id, actor.organisation, step.project, channel, "", same.lang.code(), actor.person, announced];
    tx.execute(&store::ADD_ORIGIN, params)?;
    store::set_answers(tx, actor.organisation, id, &row.answers)?;
    Ok(Some(id))
}

fn change(
    app: &App,
    tx: &mut Tx<'_>,
    (actor, project): (&Actor, ProjectId),
    number: i64,
    row: &Ready,
) -> Result<(), Error> {
    let state = store::state(tx, actor.organisation, project, number)?.ok_or(Error::from(Refusal::UnknownPlan))?;
    let withdrawn = store::origin(tx, actor.organisation, state.id)?.is_some_and(|origin| origin.withdrawn.is_some());
    if withdrawn && row.plan.input.published {
        return Err(Refusal::Withdrawn.into());
    }
    replace(app, tx, (actor, project), (number, state.version), &row.plan, By::Staff)?;
    store::set_answers(tx, actor.organisation, state.id, &row.answers)?;
    Ok(())
}

/// Removes spreadsheets that are old, with their files.
pub(crate) async fn forget_old(app: &App) -> Result<(), Error> {
    let before = app.clock.now() - LIFE;
    let old = app.db.read(move |reader| reader.query(&store::OLD_IMPORTS, params![before], |row| row.get::<Uuid>(0)));
    for uuid in old.await.map_err(Error::Db)? {
        app.files.delete(Area::Private, &place(uuid)).await?;
        app.db.write(move |tx| tx.execute(&store::REMOVE_IMPORT, params![uuid])).await.map_err(Error::Db)?;
    }
    Ok(())
}
