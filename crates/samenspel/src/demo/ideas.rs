//! The project of the demo that collects plans: parts of town, themes, a question, and thirty plans that came in by every
//! way there is.

use super::{content, seed};
use crate::program::Program;
use anyhow::{Context, Result};
use civic::Actor;
use civic::ids::TagId;
use civic::model::{PageRole, Project};
use civic::service::{self, NewArea, NewTag, Translation};
use jiff::{SignedDuration, Timestamp};
use platform::clock::Clock;
use platform::i18n::Lang;
use platform::money::Cents;
use platform::text::markdown_to_html;
use proposals::model::{
    Asked, Choice, Collect, Content, Kept, Place, PlanInput, PlanTexts, QuestionKind, QuestionSettings,
};
use proposals::service::collect::{NewQuestion, add_question, save_collect};
use proposals::service::files::keep_picture;
use proposals::service::hand_in::{Channel, ForSomebody, hand_in_for};
use serde_json::json;
use std::collections::{BTreeMap, HashMap};

/// The themes: slug in `ideas.toml`, title in Dutch and English.
const THEMES: [(&str, &str, &str); 5] = [
    ("groen", "Groen en zuinig", "Green and thrifty"),
    ("samen", "Samen in de buurt", "Together in the neighbourhood"),
    ("kunst", "Kunst en verhalen", "Art and stories"),
    ("sport", "Spelen en bewegen", "Play and sports"),
    ("verkeer", "Onderweg", "On the road"),
];
/// The parts of town: name, and their south and north edges in degrees. Drawn for the demo.
const AREAS: [(&str, f64, f64); 3] =
    [("West-Zuid", 52.355, 52.3685), ("West-Midden", 52.3685, 52.3825), ("West-Noord", 52.3825, 52.400)];
/// Their west and east edges.
const EDGES: (f64, f64) = (4.830, 4.900);

/// The parks of West, roughly: corners in degrees, east and north. Drawn for the demo.
const PARKS: [[[[f64; 2]; 6]; 1]; 3] = [
    [[
        [4.8468, 52.3752],
        [4.8560, 52.3757],
        [4.8566, 52.3726],
        [4.8524, 52.3718],
        [4.8470, 52.3721],
        [4.8468, 52.3752],
    ]],
    [[
        [4.8706, 52.3890],
        [4.8836, 52.3872],
        [4.8842, 52.3856],
        [4.8752, 52.3856],
        [4.8700, 52.3868],
        [4.8706, 52.3890],
    ]],
    [[
        [4.8402, 52.3642],
        [4.8530, 52.3654],
        [4.8552, 52.3622],
        [4.8470, 52.3600],
        [4.8410, 52.3610],
        [4.8402, 52.3642],
    ]],
];

/// Its water and its large streets, just as roughly.
const WATER: [&[[f64; 2]]; 3] = [
    &[[4.8648, 52.3608], [4.8667, 52.3665], [4.8681, 52.3712], [4.8723, 52.3778], [4.8757, 52.3838]],
    &[[4.8430, 52.3772], [4.8516, 52.3775], [4.8601, 52.3779], [4.8716, 52.3771]],
    &[[4.8402, 52.3846], [4.8560, 52.3850], [4.8757, 52.3838], [4.8850, 52.3834]],
];
const STREETS: [&[[f64; 2]]; 5] = [
    &[[4.8410, 52.3728], [4.8530, 52.3732], [4.8640, 52.3738], [4.8705, 52.3744]],
    &[[4.8490, 52.3600], [4.8516, 52.3668], [4.8540, 52.3722], [4.8560, 52.3775]],
    &[[4.8480, 52.3812], [4.8580, 52.3760], [4.8660, 52.3702], [4.8715, 52.3668]],
    &[[4.8440, 52.3636], [4.8560, 52.3650], [4.8690, 52.3666], [4.8790, 52.3672]],
    &[[4.8757, 52.3838], [4.8775, 52.3885], [4.8800, 52.3932]],
];

/// Makes the project and its plans; each is handed in on its own day.
pub(super) async fn make(
    program: &Program,
    clock: &Clock,
    actor: &Actor,
    from: &content::Project,
    today: jiff::civil::Date,
) -> Result<()> {
    let project = seed::project(program, actor, from, today).await?;
    for (name, south, north) in AREAS {
        let (west, east) = EDGES;
        let ring = format!("[{west},{south}],[{east},{south}],[{east},{north}],[{west},{north}],[{west},{south}]");
        let shape = Some(format!(r#"{{"type":"Polygon","coordinates":[[{ring}]]}}"#));
        service::add_area(&program.app, actor, &project, NewArea { name: name.to_owned(), shape }).await?;
    }
    on_the_map(program, actor, &project).await?;
    let themes = themes(program, actor, &project).await?;
    asks(program, actor, &project, from, today).await?;
    let now = clock.now();
    for idea in content::ideas()? {
        // In the evening, as people do.
        clock.set(now - SignedDuration::from_hours(idea.days * 24));
        hand_in(program, actor, &project, idea, &themes).await?;
    }
    clock.set(now);
    Ok(())
}

/// What stands on the map beside the plans: a drawn base map in layers, and fixed markers.
async fn on_the_map(program: &Program, actor: &Actor, project: &Project) -> Result<()> {
    let both = |nl: &str, en: &str| json!({ "nl": nl, "en": en });
    let parks = json!({ "type": "MultiPolygon", "coordinates": PARKS });
    let lines = |all: &[&[[f64; 2]]]| json!({ "type": "MultiLineString", "coordinates": all });
    let map = json!({
        "layers": [
            { "title": both("Grote straten", "Large streets"), "colour": 4, "geojson": lines(&STREETS) },
            { "title": both("Water", "Water"), "colour": 0, "geojson": lines(&WATER) },
            { "title": both("Parken", "Parks"), "colour": 1, "geojson": parks },
        ],
        "markers": [
            { "title": both("Loket: hier helpen we met je plan", "Desk: here we help you with your plan"), "latitude": 52.3669, "longitude": 4.8527 },
            { "title": both("Avond voor plannenmakers", "Evening for people with plans"), "latitude": 52.3852, "longitude": 4.8716, "link": format!("/{}", project.slug) },
        ],
    });
    let (organisation, id) = (project.organisation, project.id);
    let list = program.app.db.read(move |reader| {
        let pages = civic::store::pages(reader, organisation, Some(id), Lang::Nl)?;
        let Some(page) = pages.into_iter().find(|page| page.role == PageRole::Plans) else { return Ok(None) };
        let sections = civic::store::sections(reader, organisation, page.id)?;
        Ok::<_, platform::db::DbError>(
            sections.into_iter().flat_map(|section| section.blocks).find(|block| block.kind == "plans-list"),
        )
    });
    let mut block = list.await?.context("the list of plans")?;
    block.settings.as_object_mut().context("its settings")?.insert("map".to_owned(), map);
    service::set_block(&program.app, &program.registry, actor, block.uuid, block.settings).await?;
    Ok(())
}

async fn themes(program: &Program, actor: &Actor, project: &Project) -> Result<HashMap<&'static str, TagId>> {
    let app = &program.app;
    let kind = service::add_tag_type(app, actor, project, "Thema".into()).await?;
    let mut english =
        vec![Translation { entity: "tag_type", id: kind.0, field: "title", lang: Lang::En, text: "Theme".into() }];
    let mut tags = HashMap::new();
    for (colour, (slug, title, in_english)) in (0_i64..).zip(THEMES) {
        let tag = service::add_tag(app, actor, project, NewTag { kind, title: title.into(), colour }).await?;
        english.push(Translation { entity: "tag", id: tag.0, field: "title", lang: Lang::En, text: in_english.into() });
        tags.insert(slug, tag);
    }
    service::translate(app, actor, project, english).await?;
    Ok(tags)
}

/// When plans are taken, and the questions beside the plan.
async fn asks(
    program: &Program,
    actor: &Actor,
    project: &Project,
    from: &content::Project,
    today: jiff::civil::Date,
) -> Result<()> {
    let phase = from.phase.iter().find(|phase| phase.key == "collect").context("the phase of handing in")?;
    let window: (Timestamp, Timestamp) = seed::window(phase, today)?;
    let collect = Collect { documents: Asked::Optional, ..Collect::default() };
    save_collect(&program.app, actor, project, None, window, collect).await?;
    let choice = |key: &str, nl: &str, en: &str| Choice {
        key: key.to_owned(),
        words: BTreeMap::from([("nl".to_owned(), nl.to_owned()), ("en".to_owned(), en.to_owned())]),
    };
    let who = NewQuestion {
        kind: QuestionKind::One,
        label: "Wie gaat het doen?".into(),
        help: "Je legt je nergens op vast.".into(),
        required: true,
        shown: true,
        settings: QuestionSettings {
            choices: vec![
                choice("zelf", "Wij doen het zelf", "We do it ourselves"),
                choice("zoeken", "We zoeken nog mensen", "We are still looking for people"),
                choice("gemeente", "Dat kan alleen de gemeente", "Only the municipality can"),
            ],
            ..QuestionSettings::default()
        },
        translations: BTreeMap::from([(
            Lang::En,
            ("Who will do it?".to_owned(), "You are not bound to anything.".to_owned()),
        )]),
    };
    add_question(&program.app, actor, project, who).await?;
    let phone = NewQuestion {
        kind: QuestionKind::Phone,
        label: "Mogen we je bellen over je plan?".into(),
        help: "Op welk nummer?".into(),
        required: false,
        shown: false,
        settings: QuestionSettings::default(),
        translations: BTreeMap::from([(
            Lang::En,
            ("May we call you about your plan?".to_owned(), "At which number?".to_owned()),
        )]),
    };
    add_question(&program.app, actor, project, phone).await?;
    Ok(())
}

async fn hand_in(
    program: &Program,
    actor: &Actor,
    project: &Project,
    idea: content::Idea,
    themes: &HashMap<&'static str, TagId>,
) -> Result<()> {
    let app = &program.app;
    let picture = match &idea.picture {
        Some(name) => Some(keep_picture(app, project, None, content::picture(name)?.into()).await?),
        None => None,
    };
    let theme = themes.get(idea.theme.as_str()).with_context(|| format!("no theme {}", idea.theme))?;
    let input = PlanInput {
        texts: PlanTexts {
            title: idea.title,
            summary: idea.summary,
            text: markdown_to_html(&idea.text),
            picture_alt: idea.alt,
        },
        author: idea.author,
        cost: Cents::from_euros(idea.cost),
        place: idea.place,
        point: idea.latitude.zip(idea.longitude).map(|(latitude, longitude)| Place { latitude, longitude }),
        picture,
        tags: vec![*theme],
        published: true,
        ..PlanInput::default()
    };
    let mut answers = Content::default();
    answers.fields.insert("question-1".into(), Kept { values: vec![idea.help], at: 1, other: None });
    let channel = Channel::ALL.into_iter().find(|channel| channel.code() == idea.channel);
    let new = ForSomebody { input, answers, channel, ..ForSomebody::default() };
    hand_in_for(app, actor, project, Lang::Nl, new).await?;
    Ok(())
}
