//! The project of the demo in which every form of ballot can be tried: twelve wishes, and a short vote on them for each form
//! and for limits per area, with codes of their own.

use super::{content, seed};
use crate::program::Program;
use anyhow::{Context, Result};
use civic::Actor;
use civic::ids::{AreaId, TagId};
use civic::model::Project;
use civic::service::{self, NewArea, NewTag, ProjectChange, ProjectTexts, Translation};
use civic::store;
use jiff::{SignedDuration, Timestamp};
use platform::clock::Clock;
use platform::i18n::Lang;
use platform::money::Cents;
use platform::text::markdown_to_html;
use proposals::model::{Place, PlanInput, PlanTexts};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use tally::TieBreak;
use voting::model::NewRound;
use voting::rules::{BallotForm, GroupLimit, GroupLimits, GroupOver, Limits, Order, Points, RoundRules};
use voting::service::codes::{self, NewBatch};
use voting::service::{candidates, round};

/// How many codes each vote prints, for each area where codes have one.
const CODES: u32 = 4;
/// The areas: name, and their south and north edges in degrees. Drawn for the demo.
const AREAS: [(&str, f64, f64); 2] = [("Zuid", 52.355, 52.3755), ("Noord", 52.3755, 52.400)];
/// Their west and east edges.
const EDGES: (f64, f64) = (4.830, 4.900);
/// The themes: slug in `wishes.toml`, title in Dutch and English.
const THEMES: [(&str, &str, &str); 3] =
    [("groen", "Groen", "Green"), ("samen", "Samen", "Together"), ("straat", "Op straat", "In the street")];

/// One of the votes, for who prints where it is and with which codes one can vote in it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Printed {
    /// A short name that stays the same: `points`.
    pub name: String,
    /// Its title in Dutch.
    pub title: String,
    /// The path of its page.
    pub path: String,
    /// Codes by area; without a name those for all areas.
    pub codes: BTreeMap<String, Vec<String>>,
}

/// A vote to be made.
struct Vote {
    name: &'static str,
    title: (&'static str, &'static str),
    /// What is asked, for the list of votes.
    asks: (&'static str, &'static str),
    budget: i64,
    rules: RoundRules,
}

fn rules(form: BallotForm, limits: Limits) -> Result<RoundRules> {
    let name = match form {
        BallotForm::Plans => "greedy_votes",
        BallotForm::YesNo => "greedy_threshold",
        BallotForm::Points | BallotForm::Ranking => "greedy_score",
    };
    let rule = voting::counts::rule(name, form).context("the rule")?;
    Ok(RoundRules { form, limits, rule, ..RoundRules::default() })
}

fn limits(min_plans: u32, max_plans: Option<u32>) -> Limits {
    Limits { min_plans, max_plans, ..Limits::default() }
}

fn in_area(name: &str, min_plans: u32, max_plans: Option<u32>, most: i64) -> GroupLimit {
    let limits = Limits { min_plans, max_plans, max_sum: Cents::from_euros(most), ..Limits::default() };
    GroupLimit { name: name.to_owned(), limits }
}

fn by_area(each: Vec<GroupLimit>, most: Option<u32>) -> Option<GroupLimits> {
    Some(GroupLimits { over: GroupOver::Area, each, most })
}

/// The votes, in the order in which they are told.
fn votes() -> Result<Vec<Vote>> {
    let free = Limits { min_plans: 0, ..Limits::default() };
    Ok(vec![
        Vote {
            name: "points",
            title: ("Tien punten verdelen", "Dividing ten points"),
            asks: ("hoe graag wil je iets?", "how much do you want something?"),
            budget: 60_000,
            rules: RoundRules {
                points: Some(Points { total: 10, most: 5 }),
                blank_allowed: true,
                ..rules(BallotForm::Points, limits(1, None))?
            },
        },
        Vote {
            name: "ranking",
            title: ("De wijkagenda: wat moet eerst?", "The agenda: what comes first?"),
            asks: ("wat moet eerst?", "what has to come first?"),
            budget: 60_000,
            rules: rules(BallotForm::Ranking, limits(3, Some(5)))?,
        },
        Vote {
            name: "yes-no",
            title: ("Ja of nee per wens", "Yes or no to each wish"),
            asks: ("waar is steun voor, en waar bezwaar tegen?", "where is support, and where are objections?"),
            budget: 60_000,
            rules: RoundRules { order: Order::Number, blank_allowed: true, ..rules(BallotForm::YesNo, free)? },
        },
        Vote {
            name: "areas",
            title: ("Noord en Zuid, elk een eigen bedrag", "Noord and Zuid, each its own amount"),
            asks: ("elk gebied verdeelt zijn eigen geld", "each area divides its own money"),
            budget: 60_000,
            rules: RoundRules {
                groups: by_area(vec![in_area("Noord", 1, Some(3), 35_000), in_area("Zuid", 1, Some(2), 25_000)], None),
                own_area: true,
                ..rules(BallotForm::Plans, limits(1, None))?
            },
        },
        Vote {
            name: "one-area",
            title: ("Kies een gebied, en drie wensen", "Choose an area, and three wishes"),
            asks: ("je kiest zelf over welk gebied je stemt", "you choose yourself on which area you vote"),
            budget: 60_000,
            rules: RoundRules {
                groups: by_area(vec![in_area("Noord", 0, None, 35_000), in_area("Zuid", 0, None, 35_000)], Some(1)),
                ..rules(BallotForm::Plans, limits(3, Some(3)))?
            },
        },
        Vote {
            name: "one-plan",
            title: ("Eén wens voor dit jaar", "One wish for this year"),
            asks: ("er is geld voor één wens", "there is money for one wish"),
            budget: 22_000,
            rules: RoundRules { blank_allowed: true, ..rules(BallotForm::Plans, limits(1, Some(1)))? },
        },
    ])
}

/// Makes the project, its wishes and its votes, which are open; answers where they are and their codes.
pub(super) async fn make(
    program: &Program,
    clock: &Clock,
    actor: &Actor,
    from: &content::Project,
    today: jiff::civil::Date,
    pictures: &HashMap<String, String>,
) -> Result<Vec<Printed>> {
    let now = clock.now();
    clock.set(seed::before(from, today)?);
    let project = seed::project(program, actor, from, today).await?;
    wishes(program, actor, &project, pictures).await?;
    let phase = from.phase.iter().find(|phase| phase.key == "vote").context("the phase of the vote")?;
    let window = seed::window(phase, today)?;
    clock.set(window.0 - SignedDuration::from_hours(24));
    let mut printed = Vec::new();
    for vote in votes()? {
        printed.push(open(program, actor, &project, &vote, window).await?);
    }
    tell(program, actor, &project, from, &printed).await?;
    clock.set(now);
    Ok(printed)
}

async fn wishes(program: &Program, actor: &Actor, project: &Project, pictures: &HashMap<String, String>) -> Result<()> {
    let (areas, themes) = (areas(program, actor, project).await?, themes(program, actor, project).await?);
    let plans = content::plans()?;
    let mut inputs = Vec::new();
    for wish in content::wishes()? {
        let shown = plans.iter().find(|plan| plan.id == wish.picture);
        let shown = shown.with_context(|| format!("no plan {} with a picture", wish.picture))?;
        let texts = |title: String, summary: String, text: &str, alt: &str| PlanTexts {
            title,
            summary,
            text: markdown_to_html(text),
            picture_alt: alt.to_owned(),
        };
        let english = texts(wish.title.en, wish.summary.en, &wish.text.en, &shown.alt_en);
        inputs.push(PlanInput {
            texts: texts(wish.title.nl, wish.summary.nl, &wish.text.nl, &shown.alt),
            translations: BTreeMap::from([(Lang::En, english)]),
            author: wish.author,
            cost: Cents::from_euros(wish.cost),
            area: Some(*areas.get(wish.area.as_str()).with_context(|| format!("no area {}", wish.area))?),
            place: wish.place,
            point: Some(Place { latitude: wish.latitude, longitude: wish.longitude }),
            picture: pictures.get(&shown.picture).cloned(),
            tags: vec![*themes.get(wish.theme.as_str()).with_context(|| format!("no theme {}", wish.theme))?],
            published: true,
            ..PlanInput::default()
        });
    }
    proposals::service::import_plans(&program.app, actor, project, inputs).await?;
    Ok(())
}

async fn areas(program: &Program, actor: &Actor, project: &Project) -> Result<HashMap<&'static str, AreaId>> {
    let mut areas = HashMap::new();
    let (west, east) = EDGES;
    for (name, south, north) in AREAS {
        let ring = format!("[{west},{south}],[{east},{south}],[{east},{north}],[{west},{north}],[{west},{south}]");
        let shape = Some(format!(r#"{{"type":"Polygon","coordinates":[[{ring}]]}}"#));
        let new = NewArea { name: name.to_owned(), shape };
        areas.insert(name, service::add_area(&program.app, actor, project, new).await?);
    }
    Ok(areas)
}

async fn themes(program: &Program, actor: &Actor, project: &Project) -> Result<HashMap<&'static str, TagId>> {
    let app = &program.app;
    let kind = service::add_tag_type(app, actor, project, "Thema".into()).await?;
    let english =
        |entity, id, text: &str| Translation { entity, id, field: "title", lang: Lang::En, text: text.into() };
    let mut words = vec![english("tag_type", kind.0, "Theme")];
    let mut tags = HashMap::new();
    for (colour, (slug, title, in_english)) in (0_i64..).zip(THEMES) {
        let tag = service::add_tag(app, actor, project, NewTag { kind, title: title.into(), colour }).await?;
        words.push(english("tag", tag.0, in_english));
        tags.insert(slug, tag);
    }
    service::translate(app, actor, project, words).await?;
    Ok(tags)
}

/// Makes a vote on all wishes and opens it.
async fn open(
    program: &Program,
    actor: &Actor,
    project: &Project,
    vote: &Vote,
    (opens_at, closes_at): (Timestamp, Timestamp),
) -> Result<Printed> {
    let voting = &program.voting;
    let new = |ids: Vec<String>| {
        let mut rules = vote.rules.clone();
        rules.rule = rules.rule.with_tie_break(TieBreak::Order { ids });
        Ok::<_, anyhow::Error>(NewRound {
            title: vote.title.0.to_owned(),
            titles: BTreeMap::from([("en".to_owned(), vote.title.1.to_owned())]),
            rules,
            budget: Cents::from_euros(vote.budget).context("the budget")?,
            opens_at,
            closes_at,
            phase: None,
        })
    };
    let id = round::create(voting, actor, project.id, new(Vec::new())?).await?;
    let plans = proposals::service::plans_for_round(&program.app, actor.organisation, project.id, None).await?;
    candidates::choose_plans(voting, actor, id, plans.into_iter().map(|plan| plan.uuid).collect()).await?;
    // The numbers are known now.
    let view = round::round_view(voting, actor, None, id).await?;
    let order = view.candidates.iter().map(voting::model::Candidate::tally_id).collect();
    round::update(voting, actor, id, view.round.version, new(order)?).await?;
    let areas: Vec<Option<&str>> =
        if vote.rules.own_area { vec![Some("Noord"), Some("Zuid"), None] } else { vec![None] };
    let mut printed = BTreeMap::new();
    for area in areas {
        let name = area.map_or_else(|| "Brieven".to_owned(), |area| format!("Brieven {area}"));
        let new = NewBatch { name, count: CODES, test: false, area: area.map(str::to_owned) };
        let batch = codes::make_batch(voting, actor, id, new).await?;
        printed.insert(area.unwrap_or_default().to_owned(), codes::batch_codes(voting, actor, id, batch).await?);
    }
    round::open(voting, actor, id).await?;
    let (name, title) = (vote.name.to_owned(), vote.title.0.to_owned());
    Ok(Printed { name, title, path: format!("/{}/stemmen?round={id}", project.slug), codes: printed })
}

/// Puts the list of votes below the intro of the project.
async fn tell(
    program: &Program,
    actor: &Actor,
    project: &Project,
    from: &content::Project,
    printed: &[Printed],
) -> Result<()> {
    let (mut dutch, mut english) = (from.intro.nl.clone(), from.intro.en.clone());
    for (vote, printed) in votes()?.iter().zip(printed) {
        dutch.push_str(&format!("\n- [{}]({}): {}", vote.title.0, printed.path, vote.asks.0));
        english.push_str(&format!("\n- [{}](/en{}): {}", vote.title.1, printed.path, vote.asks.1));
    }
    let (organisation, id) = (actor.organisation, project.id);
    let read = program.app.db.read(move |reader| store::project_by_id(reader, organisation, id, Lang::Nl));
    let now = read.await?.context("the project of the forms")?;
    let texts = ProjectTexts {
        title: now.title.clone(),
        summary: now.summary.clone(),
        intro: markdown_to_html(&dutch),
        note: now.note.clone(),
        picture: now.picture.clone(),
        picture_alt: now.picture_alt.clone(),
        area: now.area.clone(),
    };
    let text = markdown_to_html(&english);
    let words = vec![Translation { entity: "project", id: id.0, field: "intro", lang: Lang::En, text }];
    let change = ProjectChange { texts, translations: words, state: None };
    Ok(service::update_project(&program.app, actor, &now, now.version, change).await?)
}
