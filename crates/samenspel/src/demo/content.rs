//! The demo's texts, plans and pictures, as they lie in `crates/samenspel/demo`, inside the program.

use anyhow::{Context, Result};
use rust_embed::RustEmbed;
use serde::Deserialize;

#[derive(RustEmbed)]
#[folder = "demo"]
#[include = "*.toml"]
#[include = "*.pb"]
#[include = "*.geojson"]
#[include = "*.csv"]
#[include = "pictures/*.webp"]
#[include = "pictures/*.png"]
struct Embedded;

/// A text in Dutch and English.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Both {
    /// Dutch.
    pub nl: String,
    /// English.
    pub en: String,
}

/// `site.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// The municipality.
    pub organisation: Organisation,
    /// Its legal pages.
    pub legal: Vec<Legal>,
    /// The project with a running vote, the closed one, the one that collects, and the one with a vote of every form.
    pub project: Vec<Project>,
}

/// The municipality.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// Short name.
    pub slug: String,
    /// Name.
    pub name: String,
    /// File of its picture.
    pub picture: String,
    /// Where questions go.
    pub email: String,
    /// One sentence.
    pub sentence: Both,
    /// How to reach people.
    pub contact: Both,
}

/// A legal page.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Legal {
    /// Its address.
    pub slug: String,
    /// Title.
    pub title: Both,
    /// Text, in Markdown.
    pub text: Both,
}

/// A project.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Project {
    /// Its address.
    pub slug: String,
    /// File of its picture.
    pub picture: String,
    /// The money that is divided, in euros.
    pub budget: i64,
    /// Title.
    pub title: Both,
    /// One or two sentences.
    pub summary: Both,
    /// What the picture shows.
    pub picture_alt: Both,
    /// Which part is real.
    pub note: Both,
    /// Text of its first page, in Markdown.
    pub intro: Both,
    /// Its phases.
    pub phase: Vec<Phase>,
    /// What was decided.
    pub decision: Option<Decision>,
}

/// A phase: days from today, or real dates.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// `collect`, `check`, `vote`, `outcome`, `carry-out`.
    pub key: String,
    /// Days from today.
    pub starts: Option<i64>,
    /// Days from today.
    pub ends: Option<i64>,
    /// A date.
    pub starts_on: Option<jiff::civil::Date>,
    /// A date.
    pub ends_on: Option<jiff::civil::Date>,
    /// Name.
    pub name: Both,
    /// What happens in it.
    pub description: Both,
}

/// What was decided on an outcome.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// When.
    pub date: jiff::civil::Date,
    /// By whom.
    pub body: Both,
    /// In words.
    pub text: Both,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Plans {
    plan: Vec<Plan>,
}

/// A plan of `plans.toml`; title, theme and amount are in the election file under the same id.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// Id in the election file.
    pub id: String,
    /// Title in English.
    pub title_en: String,
    /// Two lines.
    pub summary: String,
    /// The same in English.
    pub summary_en: String,
    /// Text, in Markdown.
    pub text: String,
    /// The same in English.
    pub text_en: String,
    /// Who handed it in.
    pub author: String,
    /// Where, in words.
    pub place: String,
    /// Where.
    pub latitude: f64,
    /// Where.
    pub longitude: f64,
    /// File of its picture.
    pub picture: String,
    /// What the picture shows.
    pub alt: String,
    /// The same in English.
    pub alt_en: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ideas {
    idea: Vec<Idea>,
}

/// A plan of `ideas.toml`, as residents hand them in: in their own language only, some without a picture or a point.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Idea {
    /// Title.
    pub title: String,
    /// Two lines.
    pub summary: String,
    /// Text, in Markdown.
    pub text: String,
    /// Who handed it in; may be empty.
    pub author: String,
    /// Where, in words.
    pub place: String,
    /// Where.
    pub latitude: Option<f64>,
    /// Where.
    pub longitude: Option<f64>,
    /// What it costs, in euros.
    pub cost: i64,
    /// `groen`, `samen`, `kunst`, `sport` or `verkeer`.
    pub theme: String,
    /// By which way it came.
    pub channel: String,
    /// How many days before today.
    pub days: i64,
    /// The answer to the project's question who does the work.
    pub help: String,
    /// File of its picture.
    pub picture: Option<String>,
    /// What the picture shows.
    #[serde(default)]
    pub alt: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wishes {
    wish: Vec<Wish>,
}

/// A wish of `wishes.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wish {
    /// A short name.
    pub id: String,
    /// Title.
    pub title: Both,
    /// Two lines.
    pub summary: Both,
    /// Text, in Markdown.
    pub text: Both,
    /// Who handed it in.
    pub author: String,
    /// Where, in words.
    pub place: String,
    /// Where.
    pub latitude: f64,
    /// Where.
    pub longitude: f64,
    /// What it costs, in euros.
    pub cost: i64,
    /// `groen`, `samen` or `straat`.
    pub theme: String,
    /// `Noord` or `Zuid`.
    pub area: String,
    /// The id of the plan of `plans.toml` whose picture it shows.
    pub picture: String,
}

/// The wishes of the project with a vote of every form, in the order of the ballot.
///
/// # Errors
/// When the file does not fit.
pub fn wishes() -> Result<Vec<Wish>> {
    Ok(toml::from_str::<Wishes>(&text("wishes.toml")?).context("wishes.toml")?.wish)
}

/// The plans of the project that collects, the oldest first.
///
/// # Errors
/// When the file does not fit.
pub fn ideas() -> Result<Vec<Idea>> {
    Ok(toml::from_str::<Ideas>(&text("ideas.toml")?).context("ideas.toml")?.idea)
}

/// The municipality and its projects.
///
/// # Errors
/// When the file does not fit.
pub fn site() -> Result<Site> {
    toml::from_str(&text("site.toml")?).context("site.toml")
}

/// The plans, in the order of the ballot.
///
/// # Errors
/// When the file does not fit.
pub fn plans() -> Result<Vec<Plan>> {
    Ok(toml::from_str::<Plans>(&text("plans.toml")?).context("plans.toml")?.plan)
}

/// The real election: plans, amounts, themes and 14,411 ballots.
///
/// # Errors
/// When the file cannot be read.
pub fn election() -> Result<tally::Election> {
    let reading = tally::pabulib::read(&text("west-begroot-2021.pb")?).context("west-begroot-2021.pb")?;
    Ok(reading.election)
}

/// The area, as GeoJSON.
///
/// # Errors
/// When it is missing.
pub fn area() -> Result<String> {
    text("area.geojson")
}

/// The post codes in and around the area, roughly.
///
/// # Errors
/// When they are missing.
pub fn postcodes() -> Result<String> {
    text("postcodes.csv")
}

/// A picture.
///
/// # Errors
/// When it is missing.
pub fn picture(name: &str) -> Result<Vec<u8>> {
    let path = format!("pictures/{name}");
    Ok(Embedded::get(&path).with_context(|| format!("no {path}"))?.data.into_owned())
}

fn text(name: &str) -> Result<String> {
    let file = Embedded::get(name).with_context(|| format!("no {name}"))?;
    Ok(String::from_utf8(file.data.into_owned())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirty_ideas_fit_the_form() {
        let ideas = ideas().unwrap();
        assert_eq!(ideas.len(), 30);
        for idea in ideas {
            assert!((5..=80).contains(&idea.title.chars().count()), "{}", idea.title);
            assert!((20..=200).contains(&idea.summary.chars().count()), "{}", idea.title);
            assert_eq!(idea.picture.is_some(), !idea.alt.is_empty(), "{}", idea.title);
            if let Some(name) = idea.picture {
                assert!(picture(&name).unwrap().len() < 60_000, "{name}");
            }
        }
    }

    #[test]
    fn twelve_wishes_show_pictures_that_are_there() {
        let (wishes, plans) = (wishes().unwrap(), plans().unwrap());
        assert_eq!(wishes.len(), 12);
        for wish in wishes {
            assert!((20..=200).contains(&wish.summary.nl.chars().count()), "{}", wish.id);
            assert!(plans.iter().any(|plan| plan.id == wish.picture), "{}", wish.id);
        }
    }

    #[test]
    fn each_plan_of_the_election_has_texts_and_a_picture() {
        let (election, plans) = (election().unwrap(), plans().unwrap());
        assert_eq!(plans.len(), election.candidates().len());
        for candidate in election.candidates() {
            let plan = plans.iter().find(|plan| plan.id == candidate.id).unwrap_or_else(|| panic!("{}", candidate.id));
            assert!(picture(&plan.picture).unwrap().len() < 60_000);
            assert!(plan.summary.chars().count() <= 200 && !plan.alt.is_empty() && !plan.text_en.is_empty());
        }
    }
}
