//! Spreadsheets that people send and get: XLSX, ODS and CSV. Formulas are never carried out: a cell that has one is told,
//! and what we write can begin none.

use crate::error::{Arg, Reason};
use calamine::{Data, Reader};
use http::StatusCode;
use std::io::Cursor;

/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 20_000_000;
/// The most bytes that a packed file may say it unpacks to.
const MAX_UNPACKED: usize = 400_000_000;
/// The most columns.
const MOST_COLUMNS: usize = 200;
/// What begins a formula in some program.
const BEGINS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Why a spreadsheet is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetRefusal {
    /// By its content it is none of the kinds.
    UnknownKind,
    /// It begins well but cannot be read.
    Damaged,
    /// More bytes than [`MAX_BYTES`].
    TooLarge,
    /// More rows than so many.
    TooManyRows(usize),
    /// Letters that are in no coding that we know.
    Letters,
    /// There is nothing in it.
    Empty,
}

impl Reason for SheetRefusal {
    fn key(&self) -> &'static str {
        match self {
            SheetRefusal::UnknownKind => "refusal-sheet-unknown-kind",
            SheetRefusal::Damaged => "refusal-sheet-damaged",
            SheetRefusal::TooLarge => "refusal-sheet-too-large",
            SheetRefusal::TooManyRows(_) => "refusal-sheet-too-many-rows",
            SheetRefusal::Letters => "refusal-sheet-letters",
            SheetRefusal::Empty => "refusal-sheet-empty",
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            SheetRefusal::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }

    fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            SheetRefusal::TooLarge => vec![("limit", format!("{} MB", MAX_BYTES / 1_000_000).into())],
            SheetRefusal::TooManyRows(most) => vec![("most", (*most).into())],
            _ => Vec::new(),
        }
    }

    fn field(&self) -> Option<&'static str> {
        Some("sheet")
    }
}

/// A cell as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// A text or a number, as text; numbers with a point and without groups.
    Text(String),
    /// A formula, which is not carried out.
    Formula,
}

/// The first sheet of a file: its head, and the rows under it, each with its number as the program shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The words at the top.
    pub head: Vec<String>,
    /// The rows that are not empty.
    pub rows: Vec<(usize, Vec<Cell>)>,
    /// Whether its letters had to be guessed (an old coding).
    pub guessed: bool,
}

/// Reads a file; `most` is the most rows under the head.
///
/// # Errors
/// [`SheetRefusal`].
pub fn read(file: &[u8], most: usize) -> Result<Sheet, SheetRefusal> {
    if file.len() > MAX_BYTES {
        return Err(SheetRefusal::TooLarge);
    }
    let (rows, guessed) = if file.starts_with(b"PK\x03\x04") {
        (packed(file, most)?, false)
    } else if file.contains(&0) && !file.starts_with(&[0xff, 0xfe]) && !file.starts_with(&[0xfe, 0xff]) {
        return Err(SheetRefusal::UnknownKind);
    } else {
        let (text, guessed) = letters(file)?;
        (separated(&text, most)?, guessed)
    };
    let mut rows = (1..).zip(rows).filter(|(_, row)| row.iter().any(|cell| *cell != Cell::Text(String::new())));
    let (_, head) = rows.next().ok_or(SheetRefusal::Empty)?;
    let word = |cell: Cell| match cell {
        Cell::Text(text) => text,
        Cell::Formula => String::new(),
    };
    let mut head: Vec<String> = head.into_iter().map(word).collect();
    while head.last().is_some_and(String::is_empty) {
        head.pop();
    }
    head.truncate(MOST_COLUMNS);
    let rows: Vec<_> = rows.collect();
    if rows.len() > most { Err(SheetRefusal::TooManyRows(most)) } else { Ok(Sheet { head, rows, guessed }) }
}

/// XLSX or ODS: the first sheet.
fn packed(file: &[u8], most: usize) -> Result<Vec<Vec<Cell>>, SheetRefusal> {
    if crate::documents::unpacked(file).ok_or(SheetRefusal::Damaged)? > MAX_UNPACKED {
        return Err(SheetRefusal::TooLarge);
    }
    let mut book = calamine::open_workbook_auto_from_rs(Cursor::new(file)).map_err(|_| SheetRefusal::UnknownKind)?;
    let name = book.sheet_names().first().cloned().ok_or(SheetRefusal::Empty)?;
    let range = book.worksheet_range(&name).map_err(|_| SheetRefusal::Damaged)?;
    let formulas = book.worksheet_formula(&name).map_err(|_| SheetRefusal::Damaged)?;
    let (Some((top, left)), Some((bottom, right))) = (range.start(), range.end()) else {
        return Err(SheetRefusal::Empty);
    };
    if (bottom as usize) > most + 1_000 {
        return Err(SheetRefusal::TooManyRows(most));
    }
    let right = right.min(left.saturating_add(u32::try_from(MOST_COLUMNS).unwrap_or(u32::MAX)));
    let mut rows = vec![Vec::new(); top as usize];
    for row in top..=bottom {
        let cell = |column: u32| match formulas.get_value((row, column)) {
            Some(formula) if !formula.is_empty() => Cell::Formula,
            _ => Cell::Text(range.get_value((row, column)).map(text).unwrap_or_default()),
        };
        rows.push((0..left).map(|_| Cell::Text(String::new())).chain((left..=right).map(cell)).collect());
    }
    Ok(rows)
}

fn text(cell: &Data) -> String {
    match cell {
        Data::Empty | Data::Error(_) => String::new(),
        Data::String(text) => clean(text),
        Data::Float(number) => number.to_string(),
        Data::Int(number) => number.to_string(),
        Data::Bool(yes) => if *yes { "1" } else { "0" }.to_owned(),
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
    }
}

/// Without signs that no text of ours has, and without the sign before what could be a formula.
fn clean(text: &str) -> String {
    let plain: String = text.replace("\r\n", "\n").chars().filter(|c| !c.is_control() || *c == '\n').collect();
    let plain = plain.trim();
    let kept = plain.strip_prefix('\'').filter(|rest| rest.starts_with(BEGINS));
    kept.unwrap_or(plain).to_owned()
}

/// UTF-8 or UTF-16 by its mark, else UTF-8, else the old coding of Western Europe; true when that had to be guessed.
fn letters(file: &[u8]) -> Result<(String, bool), SheetRefusal> {
    let marked = encoding_rs::Encoding::for_bom(file).map(|(coding, _)| coding);
    let (coding, guessed) = match marked {
        Some(coding) => (coding, false),
        None if std::str::from_utf8(file).is_ok() => (encoding_rs::UTF_8, false),
        None => (encoding_rs::WINDOWS_1252, true),
    };
    let (text, _, broken) = coding.decode(file);
    // The five places that the old coding leaves empty become control signs.
    let strange = |c: char| matches!(c, '\u{80}'..='\u{9f}' | '\u{fffd}');
    if broken || text.contains(strange) { Err(SheetRefusal::Letters) } else { Ok((text.into_owned(), guessed)) }
}

/// CSV, with the separator that its first line has most.
fn separated(text: &str, most: usize) -> Result<Vec<Vec<Cell>>, SheetRefusal> {
    let first = text.lines().next().unwrap_or_default();
    let by = [b';', b',', b'\t'].into_iter().max_by_key(|sign| first.bytes().filter(|b| b == sign).count());
    let by = by.filter(|sign| first.bytes().any(|b| b == *sign)).unwrap_or(b';');
    let mut rows = Vec::new();
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(by).from_reader(text.as_bytes());
    for row in reader.records() {
        let row = row.map_err(|_| SheetRefusal::Damaged)?;
        rows.push(row.iter().take(MOST_COLUMNS).map(|cell| Cell::Text(clean(cell))).collect());
        if rows.len() > most + 1_000 {
            return Err(SheetRefusal::TooManyRows(most));
        }
    }
    Ok(rows)
}

/// A value to be written.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// Nothing.
    Nothing,
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}
impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::Text(text)
    }
}
impl From<Option<f64>> for Value {
    fn from(number: Option<f64>) -> Self {
        number.map_or(Value::Nothing, Value::Number)
    }
}

/// One sheet to be written: its name, its head, its rows.
pub type Page<'a> = (&'a str, &'a [String], &'a [Vec<Value>]);

/// The longest text that a cell of XLSX takes, in characters.
const LONGEST_CELL: usize = 32_000;

/// An XLSX file. Texts are texts, whatever they begin with.
///
/// # Errors
/// When it cannot be made.
pub fn xlsx(pages: &[Page<'_>]) -> Result<Vec<u8>, crate::error::Error> {
    use rust_xlsxwriter::{Format, Workbook};
    let made = || {
        let mut book = Workbook::new();
        let bold = Format::new().set_bold();
        for (name, head, rows) in pages {
            let sheet = book.add_worksheet();
            sheet.set_name(*name)?;
            sheet.set_freeze_panes(1, 0)?;
            for (column, word) in (0_u16..).zip(head.iter()) {
                sheet.write_string_with_format(0, column, word, &bold)?;
                sheet.set_column_width(column, 22)?;
            }
            for (row, values) in (1_u32..).zip(rows.iter()) {
                for (column, value) in (0_u16..).zip(values) {
                    match value {
                        Value::Text(text) if text.chars().count() > LONGEST_CELL => {
                            sheet.write_string(row, column, text.chars().take(LONGEST_CELL).collect::<String>())?;
                        }
                        Value::Text(text) => {
                            sheet.write_string(row, column, text)?;
                        }
                        Value::Number(number) => {
                            sheet.write_number(row, column, *number)?;
                        }
                        Value::Nothing => {}
                    }
                }
            }
        }
        book.save_to_buffer()
    };
    made().map_err(|error: rust_xlsxwriter::XlsxError| crate::error::Error::internal(error))
}

/// A CSV file with semicolons and a mark of UTF-8, as spreadsheet programs of Dutch offices open it. A text that could begin
/// a formula gets an apostrophe before it, which [`read`] takes off again.
///
/// # Errors
/// When it cannot be made.
pub fn csv(head: &[String], rows: &[Vec<Value>]) -> Result<Vec<u8>, crate::error::Error> {
    let mut out = b"\xef\xbb\xbf".to_vec();
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(&mut out);
    let cell = |value: &Value| match value {
        Value::Text(text) if text.starts_with(BEGINS) => format!("'{text}"),
        Value::Text(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Nothing => String::new(),
    };
    let failed = |error: csv::Error| crate::error::Error::internal(error);
    let head = head.iter().map(|word| cell(&Value::Text(word.clone())));
    writer.write_record(head).map_err(failed)?;
    for row in rows {
        writer.write_record(row.iter().map(cell)).map_err(failed)?;
    }
    writer.flush().map_err(crate::error::Error::internal)?;
    drop(writer);
    Ok(out)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;

    fn texts(sheet: &Sheet) -> Vec<Vec<&str>> {
        fn text(cell: &Cell) -> &str {
            match cell {
                Cell::Text(text) => text,
                Cell::Formula => panic!("a formula"),
            }
        }
        sheet.rows.iter().map(|(_, row)| row.iter().map(text).collect()).collect()
    }

    #[test]
    fn what_was_written_is_read_again() {
        let head = ["Titel".to_owned(), "Kosten".to_owned()];
        let rows = vec![
            vec![Value::from("=1+1"), Value::Number(1250.5)],
            vec![Value::from("@SUM(A1)\nregel twee; en \"meer\""), Value::Nothing],
            vec![Value::from("ë🌳 حديقة"), Value::Number(-3.0)],
        ];
        let csv = csv(&head, &rows).unwrap();
        let plain = String::from_utf8(csv.clone()).unwrap();
        assert!(plain.contains("'=1+1;1250.5") && plain.contains("\"'@SUM(A1)"), "{plain}");
        let expected = [vec!["=1+1", "1250.5"], vec!["@SUM(A1)\nregel twee; en \"meer\"", ""], vec!["ë🌳 حديقة", "-3"]];
        let from_csv = read(&csv, 10).unwrap();
        assert_eq!((from_csv.head.as_slice(), texts(&from_csv)), (head.as_slice(), expected.to_vec()));
        let xlsx = xlsx(&[("Plannen", &head, &rows)]).unwrap();
        let from_xlsx = read(&xlsx, 10).unwrap();
        assert_eq!((from_xlsx.head.as_slice(), texts(&from_xlsx)), (head.as_slice(), expected.to_vec()));
        assert_eq!(from_xlsx.rows[0].0, 2, "as the program numbers it");
    }

    #[test]
    fn a_formula_is_told_and_not_carried_out() {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_string(0, 0, "Titel").unwrap();
        sheet.write_formula(1, 0, "=HYPERLINK(\"https://evil.example\",\"klik\")").unwrap();
        sheet.write_string(2, 0, "Boom").unwrap();
        let read = read(&book.save_to_buffer().unwrap(), 10).unwrap();
        assert_eq!(read.rows[0].1[0], Cell::Formula);
        assert_eq!(read.rows[1].1[0], Cell::Text("Boom".into()));
    }

    #[test]
    fn letters_of_other_codings_are_read_or_told() {
        let utf16: Vec<u8> =
            [0xff, 0xfe].into_iter().chain("Titel;X\ncafé;1\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        for (file, guessed) in
            [(b"Titel,X\ncaf\xe9,1\n".to_vec(), true), ("Titel\tX\ncafé\t1".into(), false), (utf16, false)]
        {
            let sheet = read(&file, 10).unwrap();
            assert_eq!((texts(&sheet), sheet.guessed), (vec![vec!["café", "1"]], guessed));
        }
        assert_eq!(read(b"Titel\ncaf\x81\n", 10), Err(SheetRefusal::Letters));
        let no_mark: Vec<u8> = "Titel\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&no_mark, 10), Err(SheetRefusal::UnknownKind));
    }

    #[test]
    fn other_files_are_refused_kindly() {
        assert_eq!(read(b"", 10), Err(SheetRefusal::Empty));
        assert_eq!(read(b";;;\n\n;;", 10), Err(SheetRefusal::Empty));
        assert_eq!(read(b"\xd0\xcf\x11\xe0\0\0", 10), Err(SheetRefusal::UnknownKind));
        assert_eq!(read(b"PK\x03\x04kapot", 10), Err(SheetRefusal::Damaged));
        assert_eq!(read("a\n".repeat(12).as_bytes(), 10), Err(SheetRefusal::TooManyRows(10)));
        assert_eq!(read("a\n".repeat(100_001).as_bytes(), 10_000), Err(SheetRefusal::TooManyRows(10_000)));
        assert_eq!(read(&vec![b'a'; MAX_BYTES + 1], 10), Err(SheetRefusal::TooLarge));
        let many: Vec<Vec<Value>> = (0..50).map(|n| vec![Value::Number(f64::from(n))]).collect();
        let file = xlsx(&[("x", &["a".to_owned()], &many)]).unwrap();
        assert_eq!(read(&file, 10), Err(SheetRefusal::TooManyRows(10)));
    }
}
