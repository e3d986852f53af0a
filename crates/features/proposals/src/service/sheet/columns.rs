//! The columns of a spreadsheet of plans: what a head says, and what a cell means.

use crate::model::{Place, PlanInput, Question, QuestionId};
use crate::refusal::Refusal;
use crate::service::region::Region;
use crate::staff::tag;
use crate::store::Facets;
use civic::refusal::Refusal as Civic;
use platform::error::Refusal as Reason;
use platform::i18n::{Lang, T};
use platform::money::Cents;
use platform::sheets::{Cell, Sheet};
use platform::text::markdown_to_html;
use serde_json::Value;

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    /// The number of a plan that is there; empty for a new one.
    Number,
    Title,
    Summary,
    Text,
    Author,
    Cost,
    Status,
    Area,
    Tags,
    Place,
    Latitude,
    Longitude,
    External,
    Published,
    /// Why a plan that was shown is hidden; only read.
    Why,
    /// When it was handed in; only written.
    Date,
    /// Where mail about it goes; only written.
    Email,
    /// An answer to the project's own question of this number.
    Question(i64),
}

impl Column {
    /// The columns that each project has, in the order in which they are written.
    pub(crate) const PLAIN: [Column; 17] = [
        Column::Number,
        Column::Title,
        Column::Summary,
        Column::Text,
        Column::Author,
        Column::Cost,
        Column::Status,
        Column::Area,
        Column::Tags,
        Column::Place,
        Column::Latitude,
        Column::Longitude,
        Column::External,
        Column::Published,
        Column::Why,
        Column::Date,
        Column::Email,
    ];

    /// The key of its word.
    fn key(self) -> &'static str {
        match self {
            Column::Number => "sheet-number",
            Column::Title => "sheet-title",
            Column::Summary => "sheet-summary",
            Column::Text => "sheet-text",
            Column::Author => "sheet-author",
            Column::Cost => "sheet-cost",
            Column::Status => "sheet-status",
            Column::Area => "sheet-area",
            Column::Tags => "sheet-tags",
            Column::Place => "sheet-place",
            Column::Latitude => "sheet-latitude",
            Column::Longitude => "sheet-longitude",
            Column::External => "sheet-external",
            Column::Published => "sheet-published",
            Column::Why => "sheet-why",
            Column::Date => "sheet-date",
            Column::Email => "sheet-email",
            Column::Question(_) => "sheet-question",
        }
    }

    /// The word at its top. A question has its number before its words, by which it is found again.
    pub(crate) fn word(self, t: &T, questions: &[Question]) -> String {
        let Column::Question(number) = self else { return t.text(self.key()).into_owned() };
        let label = questions.iter().find(|question| question.number == number).map_or("", |q| q.label.as_str());
        t.with(self.key(), &[("number", number.to_string().into()), ("label", label.into())])
    }
}

/// What a head means: one column for each of its words. A word in any language of the program counts.
pub(crate) fn columns(sheet: &Sheet, all: &[T], questions: &[Question]) -> Result<Vec<Column>, Vec<Reason>> {
    let fold = |text: &str| text.trim().to_lowercase();
    let number = |word: &str| -> Option<i64> {
        let (_, rest) = word.split_once(' ')?;
        rest.split([':', ' ']).next()?.parse().ok()
    };
    let known = |word: &String| {
        let folded = fold(word);
        let plain = Column::PLAIN.into_iter().find(|column| all.iter().any(|t| fold(&t.text(column.key())) == folded));
        plain.or_else(|| {
            let found = questions.iter().find(|question| Some(question.number) == number(&folded))?;
            Some(Column::Question(found.number))
        })
    };
    let mut wrong: Vec<Reason> = Vec::new();
    let found: Vec<Option<Column>> = sheet.head.iter().map(known).collect();
    let strange: Vec<&str> = sheet
        .head
        .iter()
        .zip(&found)
        .filter(|(_, column)| column.is_none())
        .map(|(word, _)| if word.is_empty() { "…" } else { word.as_str() })
        .take(10)
        .collect();
    if !strange.is_empty() {
        let words: String = strange.join(", ").chars().take(200).collect();
        wrong.push(Refusal::UnknownColumns(words).into());
    }
    let columns: Vec<Column> = found.into_iter().flatten().collect();
    let twice =
        columns.iter().enumerate().find(|(place, column)| columns.get(..*place).is_some_and(|b| b.contains(column)));
    if let Some((_, column)) = twice
        && let Some(t) = all.first()
    {
        wrong.push(Refusal::ColumnTwice(column.word(t, questions)).into());
    }
    if !columns.contains(&Column::Title) {
        wrong.push(Refusal::NoTitleColumn.into());
    }
    if wrong.is_empty() { Ok(columns) } else { Err(wrong) }
}

/// What rows are read with.
pub(crate) struct Reading<'a> {
    pub(crate) columns: &'a [Column],
    pub(crate) facets: &'a Facets,
    pub(crate) questions: &'a [Question],
    pub(crate) region: &'a Region,
    /// The words for yes and no, in each language.
    pub(crate) words: &'a [T],
    /// In which figures are written.
    pub(crate) lang: Lang,
}

/// A row that was read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Row {
    /// The number of the plan that it changes; none for a new one.
    pub(crate) number: Option<i64>,
    /// What it says, in the columns that are there.
    pub(crate) input: PlanInput,
    /// Answers, in the columns that are there.
    pub(crate) answers: Vec<(QuestionId, Option<Value>)>,
}

/// Latitude and longitude, as far as a row gives them.
type Degrees = (Option<f64>, Option<f64>);

impl Reading<'_> {
    fn has(&self, column: Column) -> bool {
        self.columns.contains(&column)
    }

    /// Reads a row on top of what the plan is now (`before`), or on nothing.
    pub(crate) fn row(&self, cells: &[Cell], before: PlanInput) -> Result<Row, Vec<(Column, Reason)>> {
        let mut wrong: Vec<(Column, Reason)> = Vec::new();
        let mut row = Row { input: before, ..Row::default() };
        let mut degrees: Degrees = row.input.point.map_or((None, None), |at| (Some(at.latitude), Some(at.longitude)));
        for (place, column) in self.columns.iter().enumerate() {
            let typed = match cells.get(place) {
                None => "",
                Some(Cell::Text(text)) => text.as_str(),
                Some(Cell::Formula) => {
                    wrong.push((*column, Refusal::FormulaInCell.into()));
                    continue;
                }
            };
            if let Err(reason) = self.cell(*column, typed, &mut row, &mut degrees) {
                wrong.push((*column, reason));
            }
        }
        match degrees {
            (Some(latitude), Some(longitude)) => row.input.point = Some(Place { latitude, longitude }),
            (None, None) => row.input.point = None,
            _ => wrong.push((Column::Latitude, Refusal::BadPoint.into())),
        }
        if wrong.is_empty()
            && (self.has(Column::Latitude) || self.has(Column::Longitude))
            && let Err(reason) = self.region.settle(&mut row.input)
        {
            wrong.push((Column::Latitude, reason.into()));
        }
        if wrong.is_empty() { Ok(row) } else { Err(wrong) }
    }

    fn cell(&self, column: Column, typed: &str, row: &mut Row, degrees: &mut Degrees) -> Result<(), Reason> {
        let input = &mut row.input;
        match column {
            Column::Number => {
                row.number = match typed {
                    "" => None,
                    typed => Some(crate::model::number_in(typed).ok_or(Refusal::BadPlanNumber)?),
                };
            }
            Column::Title if typed.is_empty() => return Err(Civic::Missing("title").into()),
            Column::Title => typed.clone_into(&mut input.texts.title),
            Column::Summary => typed.clone_into(&mut input.texts.summary),
            Column::Text => input.texts.text = markdown_to_html(typed),
            Column::Author => typed.clone_into(&mut input.author),
            Column::Cost => input.cost = self.cost(typed)?,
            Column::Status => {
                let same = |status: &&civic::model::Status| is(typed, &[&status.slug, &status.title]);
                let found = self.facets.statuses.iter().find(same).map(|status| status.id);
                input.status = match typed {
                    "" => input.status,
                    _ => Some(found.ok_or(Refusal::UnknownStatus)?),
                };
            }
            Column::Area => {
                let same = |area: &&civic::model::Area| is(typed, &[&area.slug, &area.name]);
                let found = self.facets.areas.iter().find(same).map(|area| area.id);
                input.area = if typed.is_empty() { None } else { Some(found.ok_or(Refusal::UnknownArea)?) };
            }
            Column::Tags => input.tags = self.tags(typed)?,
            Column::Place => typed.clone_into(&mut input.place),
            Column::Latitude => degrees.0 = number(typed)?,
            Column::Longitude => degrees.1 = number(typed)?,
            Column::External => input.external_id = Some(typed.to_owned()).filter(|id| !id.is_empty()),
            // Of a plan that is there an empty cell changes nothing.
            Column::Published if typed.is_empty() => {}
            Column::Published => input.published = self.yes(typed)?,
            Column::Why => typed.clone_into(&mut input.hidden_because),
            Column::Date | Column::Email => {}
            Column::Question(number) => {
                if let Some(question) = self.questions.iter().find(|question| question.number == number) {
                    row.answers.push((question.id, self.answer(question, typed)?));
                }
            }
        }
        Ok(())
    }

    /// An amount as somebody types it, or as a spreadsheet keeps a number: with a point.
    fn cost(&self, typed: &str) -> Result<Option<Cents>, Reason> {
        if typed.is_empty() {
            return Ok(None);
        }
        let plain = typed.bytes().all(|b| b.is_ascii_digit() || b == b'.') && typed.matches('.').count() <= 1;
        let short = typed.rsplit_once('.').is_none_or(|(_, cents)| cents.len() <= 2);
        let lang = if plain && short { Lang::En } else { self.lang };
        Ok(Some(Cents::parse(typed, lang)?))
    }

    /// Tags by `kind.tag` or by their titles, with a comma or semicolon between.
    fn tags(&self, typed: &str) -> Result<Vec<civic::ids::TagId>, Reason> {
        let named = typed.split([',', ';', '\n']).map(str::trim).filter(|name| !name.is_empty());
        let by_title = |name: &str| {
            let mut all = self.facets.types.iter().flat_map(|kind| &kind.tags);
            all.find(|tag| is(name, &[&tag.title, &tag.slug])).map(|tag| tag.id)
        };
        named.map(|name| tag(self.facets, name).or_else(|| by_title(name)).ok_or(Refusal::UnknownTag.into())).collect()
    }

    fn yes(&self, typed: &str) -> Result<bool, Reason> {
        let any = |key: &str| self.words.iter().any(|t| t.text(key).to_lowercase() == typed.to_lowercase());
        match typed {
            "0" => Ok(false),
            "1" | "x" | "X" => Ok(true),
            _ if any("word-yes") => Ok(true),
            _ if any("word-no") => Ok(false),
            _ => Err(Refusal::NeitherYesNorNo.into()),
        }
    }

    fn answer(&self, question: &Question, typed: &str) -> Result<Option<Value>, Reason> {
        use crate::model::QuestionKind;
        let free = Question { required: false, ..question.clone() };
        let key = |words: &str| {
            let same = |choice: &&crate::model::Choice| {
                is(words, &[&choice.key]) || choice.words.values().any(|known| is(words, &[known]))
            };
            question.settings.choices.iter().find(same).map_or_else(|| words.to_owned(), |choice| choice.key.clone())
        };
        let values = match question.kind {
            QuestionKind::One => vec![key(typed)],
            QuestionKind::Some => typed.split([',', ';', '\n']).map(|words| key(words.trim())).collect(),
            QuestionKind::Consent if !self.yes(typed)? => Vec::new(),
            QuestionKind::Number => vec![figure(typed, self.lang)],
            _ => vec![typed.to_owned()],
        };
        free.read(&values, self.lang)
    }
}

/// Whether a cell is one of these words, whatever its capitals.
fn is(typed: &str, words: &[&str]) -> bool {
    words.iter().any(|word| word.to_lowercase() == typed.trim().to_lowercase())
}

fn number(typed: &str) -> Result<Option<f64>, Refusal> {
    match typed {
        "" => Ok(None),
        typed => typed.replace(',', ".").parse().map(Some).map_err(|_| Refusal::BadPoint),
    }
}

/// A number as a form takes it: spreadsheets keep it with a point, which in Dutch stands between thousands.
fn figure(typed: &str, lang: Lang) -> String {
    let decimal = typed.rsplit_once('.').is_some_and(|(_, rest)| rest.len() != 3 && !typed.contains(','));
    if decimal && lang == Lang::Nl { typed.replace('.', ",") } else { typed.to_owned() }
}
