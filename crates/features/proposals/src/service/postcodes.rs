//! Post codes with their middles, read from a file: open data that an operator chooses.

use crate::model::{Place, four_digits};
use crate::store;
use civic::App;
use civic::actor::Actor;
use civic::permission::Permission;
use platform::error::Error;

/// So many are written in one transaction.
const BATCH: usize = 1_000;
/// The most lines of a file: there are some four thousand areas of four digits.
const MOST: usize = 20_000;

/// Names of columns that are understood, in small letters.
const CODE: [&str; 5] = ["postcode", "pc4", "postcode4", "pc4_code", "code"];
const LATITUDE: [&str; 4] = ["latitude", "lat", "breedtegraad", "y"];
const LONGITUDE: [&str; 5] = ["longitude", "lon", "lng", "lengtegraad", "x"];

/// What is wrong with a file, and in which line (from 1; the first has the names of the columns).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// It is no table of commas or semicolons in UTF-8.
    NoTable(u64),
    /// It has no column for the code, the latitude or the longitude.
    NoColumn(&'static str),
    /// Not four digits.
    Code(u64),
    /// Not a place in degrees.
    Place(u64),
    /// More lines than there are post codes.
    TooLong,
    /// Nothing but the names of columns.
    Empty,
}

impl std::fmt::Display for Wrong {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Wrong::NoTable(line) => write!(f, "line {line} cannot be read: it has to be CSV in UTF-8"),
            Wrong::NoColumn(name) => write!(f, "the first line names no column {name}"),
            Wrong::Code(line) => write!(f, "line {line}: a post code has four digits, such as 1055"),
            Wrong::Place(line) => {
                write!(f, "line {line}: latitude and longitude are degrees (WGS 84), such as 52.3829 and 4.8530")
            }
            Wrong::TooLong => write!(f, "it has more than {MOST} lines"),
            Wrong::Empty => write!(f, "it has no lines below the names of the columns"),
        }
    }
}

impl std::error::Error for Wrong {}

/// Reads a table of post codes: columns for the code, latitude and longitude (in English or Dutch), in any order, between
/// commas or semicolons.
///
/// # Errors
/// The first thing that is wrong.
pub fn read(file: &str) -> Result<Vec<(String, Place)>, Wrong> {
    let file = file.trim_start_matches('\u{feff}');
    let semicolons = file.lines().next().is_some_and(|line| line.contains(';'));
    let mut table = csv::ReaderBuilder::new()
        .delimiter(if semicolons { b';' } else { b',' })
        .trim(csv::Trim::All)
        .from_reader(file.as_bytes());
    let heads = table.headers().map_err(|_| Wrong::NoTable(1))?.clone();
    let column = |names: &[&'static str]| {
        let found = heads.iter().position(|head| names.contains(&head.to_lowercase().as_str()));
        found.ok_or(Wrong::NoColumn(names.first().copied().unwrap_or_default()))
    };
    let (code, latitude, longitude) = (column(&CODE)?, column(&LATITUDE)?, column(&LONGITUDE)?);
    let mut all = Vec::new();
    for (row, line) in table.records().zip(2..) {
        let row = row.map_err(|_| Wrong::NoTable(line))?;
        let degrees = |place: usize, most: f64| {
            let number: f64 = row.get(place)?.replace(',', ".").parse().ok()?;
            (-most..=most).contains(&number).then_some(number)
        };
        let four = row.get(code).and_then(four_digits).ok_or(Wrong::Code(line))?;
        let place = degrees(latitude, 90.0).zip(degrees(longitude, 180.0)).ok_or(Wrong::Place(line))?;
        all.push((four, Place { latitude: place.0, longitude: place.1 }));
        if all.len() > MOST {
            return Err(Wrong::TooLong);
        }
    }
    if all.is_empty() { Err(Wrong::Empty) } else { Ok(all) }
}

/// Writes post codes; those that were known get their new middle. Lists that were kept stay as they are for at most ten
/// minutes.
///
/// # Errors
/// Refused to all but an operator.
pub async fn import(app: &App, actor: &Actor, codes: Vec<(String, Place)>) -> Result<usize, Error> {
    actor.permit(Permission::RunInstallation, None)?;
    let count = codes.len();
    for some in codes.chunks(BATCH) {
        let some = some.to_vec();
        app.db.write(move |tx| store::add_postcodes(tx, &some)).await.map_err(Error::Db)?;
    }
    Ok(count)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn tables_of_the_usual_kinds_are_read() {
        let one = read("postcode,latitude,longitude\n1055,52.3829,4.853\n").unwrap();
        assert_eq!(one, [("1055".to_owned(), Place { latitude: 52.3829, longitude: 4.853 })]);
        let other = read("\u{feff}PC4;naam;Lng;Lat\r\n1055 AB;\"Bos; Lommer\";4,853;52,3829\r\n").unwrap();
        assert_eq!(other, one);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        for (file, wrong) in [
            ("", Wrong::NoColumn("postcode")),
            ("postcode,latitude,longitude\n", Wrong::Empty),
            ("postcode,x\n1055,4.8\n", Wrong::NoColumn("latitude")),
            ("pc4,lat,lon\n1055,52.3,4.8\n0123,52.3,4.8\n", Wrong::Code(3)),
            ("pc4,lat,lon\n1055,NaN,4.8\n", Wrong::Place(2)),
            ("pc4,lat,lon\n1055,52.3,inf\n", Wrong::Place(2)),
            ("pc4,lat,lon\n1055,121394,487383\n", Wrong::Place(2)),
            ("pc4,lat,lon\n1055,52.3\n", Wrong::NoTable(2)),
        ] {
            assert_eq!(read(file), Err(wrong), "{file}");
        }
        let long = format!("pc4,lat,lon\n{}", "1055,52.3,4.8\n".repeat(MOST + 1));
        assert_eq!(read(&long), Err(Wrong::TooLong));
    }
}
