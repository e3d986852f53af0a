//! Reading a file into an [`Election`].

use std::collections::HashMap;

use super::check::check;
use super::column_name;
use super::problem::{ReadError, Refusal, Section, Suspicion, Warning};
use super::rows::Rows;
use crate::election::{Seen, present, trimmed};
use crate::{Amount, Ballot, Candidate, Columns, Election, Form, Meta, Texts, VoteType};

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What it says.
    pub election: Election,
    /// What looks wrong in it, by line.
    pub warnings: Vec<Warning>,
}

/// Where the rows of a file stand, for warnings.
#[derive(Default)]
pub(super) struct Lines {
    pub(super) meta: Vec<usize>,
    pub(super) candidates: Vec<usize>,
    pub(super) ballots: Vec<usize>,
}

/// Reads a Pabulib file.
///
/// Nothing is guessed: a file that cannot be counted is refused at its first defect. Missing optional columns are
/// missing values. A candidate named twice on a ballot is counted once, with a warning.
///
/// # Errors
/// [`ReadError`] with the line and the reason.
pub fn read(text: &str) -> Result<Reading, ReadError> {
    let mut rows = Rows::new(text);
    let mut lines = Lines::default();
    let mut warnings = Vec::new();
    let meta = read_meta(&mut rows, &mut lines, &mut warnings)?;
    let (candidate_columns, candidates) = read_candidates(&mut rows, &mut lines, &mut warnings)?;
    let (ballot_columns, ballots) = read_ballots(&mut rows, meta.vote_type(), &candidates, &mut lines, &mut warnings)?;
    let columns = Columns { candidates: candidate_columns, ballots: ballot_columns };
    let election = Election::from_checked(meta, columns, candidates, ballots);
    check(&election, &lines, &mut warnings);
    warnings.sort_by_key(|warning| warning.line);
    Ok(Reading { election, warnings })
}

/// The columns of a section. Names are unique, except that nameless columns are ignored.
struct Header {
    section: Section,
    names: Vec<String>,
}

impl Header {
    fn read(rows: &mut Rows, section: Section, required: &[&str]) -> Result<Self, ReadError> {
        let section_line = rows.line();
        let names: Vec<String> = if rows.advance()? && rows.section().is_none() {
            rows.cells().iter().map(|cell| column_name(cell)).collect()
        } else {
            Vec::new()
        };
        let line = if names.is_empty() { section_line } else { rows.line() };
        for (place, name) in names.iter().enumerate() {
            if !name.is_empty() && names.iter().take(place).any(|other| other == name) {
                let column = name.clone();
                return Err(Refusal::DuplicateColumn { column }.at(line));
            }
        }
        let header = Self { section, names };
        for column in required {
            header.require(column).map_err(|refusal| refusal.at(line))?;
        }
        Ok(header)
    }

    /// The header of META where the file has none.
    fn of_meta() -> Self {
        Self { section: Section::Meta, names: ["key", "value"].map(str::to_owned).to_vec() }
    }

    /// The header of META, if the current row is one.
    fn found_in_meta(rows: &Rows) -> Option<Self> {
        let header =
            Self { section: Section::Meta, names: rows.cells().iter().map(|cell| column_name(cell)).collect() };
        let is_header = header.find("key").is_some() && header.find("value").is_some();
        is_header.then_some(header)
    }

    fn find(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|other| other == name)
    }

    fn require(&self, name: &str) -> Result<usize, Refusal> {
        self.find(name).ok_or_else(|| Refusal::MissingColumn { section: self.section, column: name.to_owned() })
    }

    /// The columns that have no field of their own: their places and names.
    fn others(&self, known: &[&str]) -> (Vec<usize>, Vec<String>) {
        let other = |(_, name): &(usize, &String)| !name.is_empty() && !known.contains(&name.as_str());
        let places = self.names.iter().enumerate().filter(other);
        places.map(|(place, name)| (place, name.clone())).unzip()
    }

    /// Text of a row where the header has no column.
    fn surplus<'r>(&self, rows: &'r Rows) -> impl Iterator<Item = &'r str> {
        let columns = |place: usize| self.names.get(place).is_some_and(|name| !name.is_empty());
        let cells = rows.cells().iter().enumerate();
        cells.filter(move |(place, cell)| !cell.is_empty() && !columns(*place)).map(|(_, cell)| cell.as_ref())
    }

    fn refuse_surplus(&self, rows: &Rows) -> Result<(), ReadError> {
        match self.surplus(rows).next() {
            Some(_) => Err(Refusal::RowTooLong.at(rows.line())),
            None => Ok(()),
        }
    }
}

/// A cell that every row must reach, even if it is empty.
fn required<'r>(rows: &'r Rows, place: usize, column: &str) -> Result<&'r str, ReadError> {
    rows.cell(place).ok_or_else(|| {
        let column = column.to_owned();
        Refusal::RowTooShort { column }.at(rows.line())
    })
}

/// A cell with an id, which must not be missing.
fn required_id<'r>(rows: &'r Rows, place: usize, column: &str) -> Result<&'r str, ReadError> {
    present(required(rows, place, column)?).ok_or_else(|| {
        let column = column.to_owned();
        Refusal::MissingId { column }.at(rows.line())
    })
}

/// A cell that may be missing.
fn optional<'r>(rows: &'r Rows, place: Option<usize>) -> Option<&'r str> {
    rows.cell(place?).and_then(present)
}

fn optional_text(rows: &Rows, place: Option<usize>) -> String {
    optional(rows, place).unwrap_or_default().to_owned()
}

fn texts(rows: &Rows, places: &[usize]) -> Texts {
    Texts::new(places.iter().map(|place| optional(rows, Some(*place)).unwrap_or_default()))
}

fn list(rows: &Rows, place: Option<usize>) -> Vec<String> {
    items(optional(rows, place).unwrap_or_default()).map(str::to_owned).collect()
}

/// The trimmed items of a comma list, without empty ones.
fn items(list: &str) -> impl Iterator<Item = &str> {
    list.split(',').map(trimmed).filter(|item| !item.is_empty())
}

/// How many commas are in a list.
fn separators(list: &str) -> usize {
    list.bytes().filter(|byte| *byte == b',').count()
}

/// Goes to the row that begins a section.
fn begin(rows: &mut Rows, section: Section) -> Result<(), ReadError> {
    if rows.advance()? && rows.section() == Some(section) {
        return Ok(());
    }
    Err(Refusal::MissingSection { section }.at(rows.line()))
}

/// Goes to the next row of a section; `false` if `next` begins instead.
///
/// Inside a section the name of an earlier one is an ordinary row when other columns follow: a voter may be called
/// `votes`. Alone on its line it is a section that begins again.
fn next_row(rows: &mut Rows, next: Option<Section>) -> Result<bool, ReadError> {
    let missing = |section| Refusal::MissingSection { section };
    if !rows.advance()? {
        return next.map_or(Ok(false), |next| Err(missing(next).at(rows.line())));
    }
    let Some(found) = rows.section() else {
        return Ok(true);
    };
    match (found, next) {
        (found, Some(next)) if found == next => Ok(false),
        (Section::Votes, Some(next)) => Err(missing(next).at(rows.line())),
        (section, _) if rows.cells().len() == 1 => Err(Refusal::RepeatedSection { section }.at(rows.line())),
        _ => Ok(true),
    }
}

fn read_meta(rows: &mut Rows, lines: &mut Lines, warnings: &mut Vec<Warning>) -> Result<Meta, ReadError> {
    begin(rows, Section::Meta)?;
    let section_line = rows.line();
    let mut header = Header::of_meta();
    let mut entries = Vec::new();
    let mut first = true;
    while next_row(rows, Some(Section::Projects))? {
        let line = rows.line();
        // Some old files have no header here, so it is one only if it says so.
        if std::mem::take(&mut first)
            && let Some(found) = Header::found_in_meta(rows)
        {
            header = found;
            continue;
        }
        let (key_at, value_at) = (header.find("key"), header.find("value"));
        let text = |place: Option<usize>| {
            let cell = place.and_then(|place| rows.cell(place));
            cell.unwrap_or_default().to_owned()
        };
        let (key, mut value) = (text(key_at), text(value_at));
        // A `;` that should have been quoted is harmless in a remark; a budget with one is no number and refused.
        let split_value = header.surplus(rows).fold(false, |_, rest| {
            value.push_str("; ");
            value.push_str(rest);
            true
        });
        if split_value {
            let key = key.clone();
            warnings.push(Suspicion::UnquotedSemicolon { key }.at(line));
        }
        entries.push((key, value));
        lines.meta.push(line);
    }
    // A key that is missing belongs to the section; of anything else the last row with that key is the wrong one.
    let line_of = |key: &str| {
        let last = entries.iter().zip(&lines.meta).rfind(|((other, _), _)| other.eq_ignore_ascii_case(key));
        last.map_or(section_line, |(_, line)| *line)
    };
    Meta::from_entries(entries.clone()).map_err(|error| {
        let refusal = Refusal::from(error);
        let line = match &refusal {
            Refusal::DuplicateKey { key } => line_of(key),
            Refusal::NotAnAmount { .. } => line_of("budget"),
            Refusal::UnknownVoteType { .. } => line_of("vote_type"),
            Refusal::MissingMetaKey => line_of(""),
            _ => section_line,
        };
        refusal.at(line)
    })
}

/// Columns of candidates that have a field of their own.
const CANDIDATE_COLUMNS: [&str; 9] =
    ["project_id", "cost", "votes", "score", "name", "category", "beneficiaries", "neighborhood", "selected"];

fn read_candidates(
    rows: &mut Rows,
    lines: &mut Lines,
    warnings: &mut Vec<Warning>,
) -> Result<(Vec<String>, Vec<Candidate>), ReadError> {
    let header = Header::read(rows, Section::Projects, &["project_id", "cost"])?;
    let place = |name| header.find(name);
    let (other_places, other_names) = header.others(&CANDIDATE_COLUMNS);
    let [id_at, cost_at] = ["project_id", "cost"].map(|name| place(name).unwrap_or(usize::MAX));
    let mut candidates = Vec::new();
    let mut first_lines: HashMap<String, usize> = HashMap::new();
    while next_row(rows, Some(Section::Votes))? {
        let line = rows.line();
        header.refuse_surplus(rows)?;
        let id = required_id(rows, id_at, "project_id")?.to_owned();
        if let Some(first_line) = first_lines.insert(id.clone(), line) {
            return Err(Refusal::DuplicateCandidate { id, first_line }.at(line));
        }
        let cost = cost(required(rows, cost_at, "cost")?).map_err(|refusal| refusal.at(line))?;
        candidates.push(Candidate {
            votes: number(rows, place("votes"), "votes", warnings, count),
            score: number(rows, place("score"), "score", warnings, |text| Amount::from_decimal(text).ok()),
            selected: number(rows, place("selected"), "selected", warnings, |text| u8::try_from(count(text)?).ok()),
            name: optional_text(rows, place("name")),
            categories: list(rows, place("category")),
            neighborhoods: list(rows, place("neighborhood")),
            beneficiaries: list(rows, place("beneficiaries")),
            extra: texts(rows, &other_places),
            id,
            cost,
        });
        lines.candidates.push(line);
    }
    Ok((other_names, candidates))
}

/// A budget or cost: a decimal number, not below zero.
fn cost(text: &str) -> Result<Amount, Refusal> {
    match Amount::from_decimal(text) {
        Ok(amount) if !amount.is_negative() => Ok(amount),
        _ => Err(Refusal::NotAnAmount { column: "cost".to_owned(), value: text.to_owned() }),
    }
}

fn count(text: &str) -> Option<u64> {
    Amount::from_decimal(text).ok()?.to_u64()
}

/// A number that may be missing; if it is something else, a warning and nothing.
fn number<T>(
    rows: &Rows,
    place: Option<usize>,
    column: &str,
    warnings: &mut Vec<Warning>,
    parse: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let text = optional(rows, place)?;
    let value = parse(text);
    if value.is_none() {
        let suspicion = Suspicion::NotANumber { column: column.to_owned(), value: text.to_owned() };
        warnings.push(suspicion.at(rows.line()));
    }
    value
}

/// Reads votes: finds candidates by id and notices repetitions.
struct VoteReader<'c> {
    places: HashMap<&'c str, usize>,
    seen: Seen,
    repeated: Vec<String>,
}

impl<'c> VoteReader<'c> {
    fn new(candidates: &'c [Candidate]) -> Self {
        let ids = candidates.iter().map(|candidate| candidate.id.as_str());
        Self {
            places: ids.enumerate().map(|(place, id)| (id, place)).collect(),
            seen: Seen::new(candidates.len()),
            repeated: Vec::new(),
        }
    }

    /// The candidate with an id, or nothing if this ballot named it before.
    fn choice(&mut self, id: &str) -> Result<Option<usize>, Refusal> {
        let unknown = || Refusal::UnknownCandidate { id: id.to_owned() };
        let choice = *self.places.get(id).ok_or_else(unknown)?;
        if self.seen.first_time(choice) {
            return Ok(Some(choice));
        }
        self.repeated.push(id.to_owned());
        Ok(None)
    }

    fn choices(&mut self, vote: &str) -> Result<Vec<usize>, Refusal> {
        self.seen.next_ballot();
        let mut choices = Vec::with_capacity(if vote.is_empty() { 0 } else { separators(vote) + 1 });
        for id in items(vote) {
            choices.extend(self.choice(id)?);
        }
        Ok(choices)
    }

    fn points(&mut self, vote: &str, points: &str) -> Result<Form, Refusal> {
        self.seen.next_ballot();
        let (ids, values): (Vec<_>, Vec<_>) = (items(vote).collect(), items(points).collect());
        if ids.len() != values.len() {
            return Err(Refusal::PointsDiffer { choices: ids.len(), points: values.len() });
        }
        let (mut choices, mut given) = (Vec::new(), Vec::new());
        for (id, value) in ids.into_iter().zip(values) {
            let amount = Amount::from_decimal(value).map_err(|_| Refusal::NotPoints { value: value.to_owned() })?;
            if let Some(choice) = self.choice(id)? {
                choices.push(choice);
                given.push(amount);
            }
        }
        Ok(Form::Points { choices, points: given })
    }
}

fn read_ballots(
    rows: &mut Rows,
    vote_type: VoteType,
    candidates: &[Candidate],
    lines: &mut Lines,
    warnings: &mut Vec<Warning>,
) -> Result<(Vec<String>, Vec<Ballot>), ReadError> {
    let known: &[&str] = if vote_type.has_points() { &["voter_id", "vote", "points"] } else { &["voter_id", "vote"] };
    let header = Header::read(rows, Section::Votes, known)?;
    let place = |name| header.find(name).unwrap_or(usize::MAX);
    let (id_at, vote_at, points_at) = (place("voter_id"), place("vote"), place("points"));
    let (other_places, other_names) = header.others(known);
    let mut reader = VoteReader::new(candidates);
    let mut ballots = Vec::new();
    while next_row(rows, None)? {
        let line = rows.line();
        header.refuse_surplus(rows)?;
        let voter_id = required_id(rows, id_at, "voter_id")?.to_owned();
        let vote = present(required(rows, vote_at, "vote")?).unwrap_or_default();
        let form = match vote_type {
            VoteType::Approval | VoteType::ChooseOne => reader.choices(vote).map(Form::Approval),
            VoteType::Ordinal => reader.choices(vote).map(Form::Ordinal),
            VoteType::Cumulative | VoteType::Scoring => {
                let points = present(required(rows, points_at, "points")?).unwrap_or_default();
                reader.points(vote, points)
            }
        };
        let form = form.map_err(|refusal| refusal.at(line))?;
        let repeated = reader.repeated.drain(..);
        warnings.extend(repeated.map(|id| Suspicion::RepeatedChoice { id }.at(line)));
        ballots.push(Ballot { voter_id, form, extra: texts(rows, &other_places) });
        lines.ballots.push(line);
    }
    Ok((other_names, ballots))
}
