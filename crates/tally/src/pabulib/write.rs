//! Writing an [`Election`] as a file.

use std::borrow::Cow;

use super::column_name;
use crate::election::present;
use crate::{Candidate, Election, Form};

/// Why an election cannot be written so that it would be read the same.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// The id of a candidate or voter is empty, the word `none`, or has a line break or blanks around it.
    #[error("the id {0:?} cannot be written")]
    BadId(String),
    /// A ballot names a candidate whose id has a comma, which separates ids there.
    #[error("the id {0:?} has a comma")]
    CommaInId(String),
    /// A cost or a number of points has no exact decimal.
    #[error("{0} has no exact decimal")]
    NoDecimal(String),
    /// The name of a column is empty, double, or that of a field.
    #[error("the column name {0:?} cannot be used")]
    BadColumn(String),
}

/// Writes an election as a Pabulib file, lines ending in LF.
///
/// Reading it gives the same election, with what the format cannot hold brought to what it can: blanks around a text
/// are dropped, a line break inside becomes a space, and the word `none` is a missing value; a comma inside a
/// theme, area or target group becomes a `/`. Ids are never changed.
///
/// # Errors
/// [`WriteError`] if ids or numbers cannot be written.
pub fn write(election: &Election) -> Result<String, WriteError> {
    let mut out = String::new();
    out.push_str("META\nkey;value\n");
    for (key, value) in election.meta().entries() {
        row(&mut out, [text(key), text(value)]);
    }
    write_candidates(election, &mut out)?;
    write_ballots(election, &mut out)?;
    Ok(out)
}

fn row<'a>(out: &mut String, cells: impl IntoIterator<Item = Cow<'a, str>>) {
    for (place, cell) in cells.into_iter().enumerate() {
        if place > 0 {
            out.push(';');
        }
        if cell.contains([';', '"']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&cell);
        }
    }
    out.push('\n');
}

/// A text on one line.
fn text(text: &str) -> Cow<'_, str> {
    let trimmed = text.trim();
    if trimmed.contains(['\n', '\r']) {
        let lines = trimmed.split(['\n', '\r']).filter(|line| !line.is_empty());
        Cow::Owned(lines.collect::<Vec<_>>().join(" "))
    } else {
        Cow::Borrowed(trimmed)
    }
}

fn id(id: &str) -> Result<Cow<'_, str>, WriteError> {
    if present(id) == Some(id) && !id.contains(['\n', '\r']) {
        Ok(Cow::Borrowed(id))
    } else {
        Err(WriteError::BadId(id.to_owned()))
    }
}

fn decimal(amount: &crate::Amount) -> Result<String, WriteError> {
    let decimal = amount.to_string();
    if decimal.contains('/') {
        return Err(WriteError::NoDecimal(decimal));
    }
    Ok(decimal)
}

fn list(items: &[String]) -> Cow<'_, str> {
    let items = items.iter().map(|item| text(item).replace(',', "/"));
    Cow::Owned(items.collect::<Vec<_>>().join(","))
}

fn number(number: Option<impl ToString>) -> Cow<'static, str> {
    Cow::Owned(number.map(|number| number.to_string()).unwrap_or_default())
}

/// The header of a section: fields, then the other columns.
fn header(out: &mut String, fields: &[&str], others: &[String]) -> Result<(), WriteError> {
    let mut names: Vec<&str> = fields.to_vec();
    for name in others {
        let readable = column_name(name) == *name && *text(name) == **name && !name.is_empty();
        if !readable || names.contains(&name.as_str()) {
            return Err(WriteError::BadColumn(name.clone()));
        }
        names.push(name);
    }
    row(out, names.into_iter().map(Cow::Borrowed));
    Ok(())
}

/// A column that is written only if a candidate has something in it.
type Column = (&'static str, fn(&Candidate) -> Cow<'_, str>);

const OPTIONAL: [Column; 7] = [
    ("votes", |candidate| number(candidate.votes)),
    ("name", |candidate| text(&candidate.name)),
    ("category", |candidate| list(&candidate.categories)),
    ("beneficiaries", |candidate| list(&candidate.beneficiaries)),
    ("neighborhood", |candidate| list(&candidate.neighborhoods)),
    ("selected", |candidate| number(candidate.selected)),
    ("score", |candidate| number(candidate.score.as_ref())),
];

fn write_candidates(election: &Election, out: &mut String) -> Result<(), WriteError> {
    let columns: Vec<_> = OPTIONAL
        .into_iter()
        .filter(|(_, cell)| election.candidates().iter().any(|one| !cell(one).is_empty()))
        .collect();
    let mut fields = vec!["project_id", "cost"];
    fields.extend(columns.iter().map(|(name, _)| *name));
    out.push_str("PROJECTS\n");
    header(out, &fields, &election.columns().candidates)?;
    for candidate in election.candidates() {
        if let Some(score) = &candidate.score {
            decimal(score)?;
        }
        let mut cells = vec![id(&candidate.id)?, Cow::Owned(decimal(&candidate.cost)?)];
        cells.extend(columns.iter().map(|(_, cell)| cell(candidate)));
        cells.extend(candidate.extra.iter().map(text));
        row(out, cells);
    }
    Ok(())
}

fn write_ballots(election: &Election, out: &mut String) -> Result<(), WriteError> {
    let has_points = election.meta().vote_type().has_points();
    let fields: &[&str] = if has_points { &["voter_id", "vote", "points"] } else { &["voter_id", "vote"] };
    out.push_str("VOTES\n");
    header(out, fields, &election.columns().ballots)?;
    for ballot in election.ballots() {
        let mut vote = String::new();
        for choice in ballot.form.choices() {
            let Some(candidate) = election.candidates().get(*choice) else {
                continue;
            };
            if candidate.id.contains(',') {
                return Err(WriteError::CommaInId(candidate.id.clone()));
            }
            if !vote.is_empty() {
                vote.push(',');
            }
            vote.push_str(&candidate.id);
        }
        let mut cells = vec![id(&ballot.voter_id)?, Cow::Owned(vote)];
        if let Form::Points { points, .. } = &ballot.form {
            let points: Result<Vec<_>, _> = points.iter().map(decimal).collect();
            cells.push(Cow::Owned(points?.join(",")));
        }
        cells.extend(ballot.extra.iter().map(text));
        row(out, cells);
    }
    Ok(())
}
