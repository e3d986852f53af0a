//! Making organisations and projects with what each needs from the first day, by the services that people use.

use super::content::{self, Both};
use crate::program::Program;
use anyhow::{Context, Result, anyhow};
use civic::ids::{OrganisationId, TagId};
use civic::model::{Influence, PageRole, Project, ProjectState, Rules};
use civic::service::{self, NewOrganisation, NewPhase, NewProject, NewTag, ProjectTexts, Translation};
use civic::{Actor, store};
use platform::i18n::Lang;
use platform::money::Cents;
use platform::text::markdown_to_html;
use proposals::model::{Place, PlanInput, PlanTexts};
use std::collections::{BTreeMap, HashMap};

/// An organisation with its front page and legal pages.
///
/// # Errors
/// When a service refuses.
pub async fn organisation(program: &Program, new: NewOrganisation) -> Result<OrganisationId> {
    let system = Actor::system(OrganisationId(0));
    let id = service::create_organisation(&program.app, &system, new).await?;
    pages::defaults::organisation_pages(&program.app, &program.registry, &Actor::system(id)).await?;
    Ok(id)
}

/// The pages that a new project gets.
///
/// # Errors
/// When a service refuses.
pub async fn project_pages(program: &Program, actor: &Actor, project: &Project) -> Result<()> {
    Ok(pages::defaults::project_pages(&program.app, &program.registry, actor, project).await?)
}

/// A published project with pages, tags, a status and no plans yet; its text fields are in Dutch, with English beside.
pub(super) async fn project(
    program: &Program,
    actor: &Actor,
    from: &content::Project,
    today: jiff::civil::Date,
) -> Result<Project> {
    let app = &program.app;
    let picture = service::save_picture(app, actor, None, content::picture(&from.picture)?.into()).await?;
    let texts = ProjectTexts {
        title: from.title.nl.clone(),
        summary: from.summary.nl.clone(),
        intro: markdown_to_html(&from.intro.nl),
        note: from.note.nl.clone(),
        picture: Some(picture),
        picture_alt: from.picture_alt.nl.clone(),
        area: Some(content::area()?),
    };
    let new = NewProject { slug: Some(from.slug.clone()), texts };
    let project = service::create_project(app, actor, new).await?;
    project_pages(program, actor, &project).await?;
    let mut english = vec![
        translation("project", project.id.0, "title", &from.title),
        translation("project", project.id.0, "summary", &from.summary),
        translation("project", project.id.0, "note", &from.note),
        translation("project", project.id.0, "picture_alt", &from.picture_alt),
    ];
    let intro = Both { nl: String::new(), en: markdown_to_html(&from.intro.en) };
    english.push(translation("project", project.id.0, "intro", &intro));
    for phase in &from.phase {
        let (starts_at, ends_at) = window(phase, today)?;
        let (title, description) = (phase.name.nl.clone(), phase.description.nl.clone());
        let new = NewPhase { title, description, starts_at, ends_at: Some(ends_at) };
        let id = service::add_phase(app, actor, &project, new).await?;
        english.push(translation("phase", id.0, "title", &phase.name));
        english.push(translation("phase", id.0, "description", &phase.description));
    }
    service::translate(app, actor, &project, english).await?;
    service::save_rules(app, actor, &project, rules(from.budget), String::new()).await?;
    service::set_project_state(app, actor, &project, ProjectState::Published).await?;
    reload(program, actor, &project).await
}

fn translation(entity: &'static str, id: i64, field: &'static str, text: &Both) -> Translation {
    Translation { entity, id, field, lang: Lang::En, text: text.en.clone() }
}

/// From and until when a phase lasts: whole days in Amsterdam; phases end at noon, as votes do.
pub(super) fn window(phase: &content::Phase, today: jiff::civil::Date) -> Result<(jiff::Timestamp, jiff::Timestamp)> {
    let day = |offset: Option<i64>, date: Option<jiff::civil::Date>| match (offset, date) {
        (_, Some(date)) => Ok(date),
        (Some(days), None) => today.checked_add(jiff::Span::new().days(days)).context("a day"),
        (None, None) => Err(anyhow!("phase {} has no day", phase.key)),
    };
    let at_noon = |date: jiff::civil::Date| platform::clock::from_local(date.at(12, 0, 0, 0)).context("a time");
    Ok((at_noon(day(phase.starts, phase.starts_on)?)?, at_noon(day(phase.ends, phase.ends_on)?)?))
}

/// The day before the first phase of a project.
pub(super) fn before(project: &content::Project, today: jiff::civil::Date) -> Result<jiff::Timestamp> {
    let first = project.phase.first().context("a first phase")?;
    Ok(window(first, today)?.0 - jiff::SignedDuration::from_hours(24))
}

fn rules(budget: i64) -> Rules {
    let both =
        |nl: &str, en: &str| BTreeMap::from([("nl".to_owned(), nl.to_owned()), ("en".to_owned(), en.to_owned())]);
    Rules {
        decides: both(
            "Bewoners verdelen het buurtbudget van West over de plannen.",
            "Residents divide the neighbourhood budget of West among the plans.",
        ),
        not_decided: both(
            "Of een plan mag van de wet en van de eigenaar van de grond; dat heeft de gemeente vooraf gekeken.",
            "Whether a plan is allowed by law and by who owns the ground; the municipality has looked into that beforehand.",
        ),
        influence: Influence::CoDecide,
        authority: both("het dagelijks bestuur van West", "the executive committee of West"),
        minimum_age: Some(12),
        residents_only: true,
        budget: Cents::from_euros(budget),
        answer_weeks: Some(4),
    }
}

async fn reload(program: &Program, actor: &Actor, project: &Project) -> Result<Project> {
    let (organisation, id) = (actor.organisation, project.id);
    let read = program.app.db.read(move |reader| store::project_by_id(reader, organisation, id, Lang::Nl));
    read.await?.context("the project that was just made")
}

/// How many pictures are made at the same time.
const AT_ONCE: usize = 2;

/// The pictures of the plans, each once: both projects of the demo show the same.
pub(super) async fn pictures(program: &Program, actor: &Actor) -> Result<HashMap<String, String>> {
    let (mut saved, mut making) = (HashMap::new(), tokio::task::JoinSet::new());
    for plan in content::plans()? {
        if making.len() == AT_ONCE
            && let Some(made) = making.join_next().await
        {
            let (picture, name) = made??;
            saved.insert(picture, name);
        }
        let (app, actor, file) = (program.app.clone(), actor.clone(), content::picture(&plan.picture)?);
        making.spawn(async move {
            let name = service::save_picture(&app, &actor, None, file.into()).await?;
            Ok::<_, anyhow::Error>((plan.picture, name))
        });
    }
    while let Some(made) = making.join_next().await {
        let (picture, name) = made??;
        saved.insert(picture, name);
    }
    Ok(saved)
}

/// The 58 plans, with themes as tags.
pub(super) async fn plans(
    program: &Program,
    actor: &Actor,
    project: &Project,
    election: &tally::Election,
    pictures: &HashMap<String, String>,
) -> Result<()> {
    let app = &program.app;
    let tags = themes(program, actor, project, election).await?;
    let texts = content::plans()?;
    let mut inputs = Vec::new();
    for candidate in election.candidates() {
        let text = texts.iter().find(|plan| plan.id == candidate.id);
        let text = text.with_context(|| format!("no texts for plan {}", candidate.id))?;
        let picture = pictures.get(&text.picture).cloned().with_context(|| format!("no picture {}", text.picture))?;
        let themes = candidate.categories.iter().filter_map(|theme| tags.get(theme).copied()).collect();
        inputs.push(plan(candidate, text, picture, themes)?);
    }
    proposals::service::import_plans(app, actor, project, inputs).await?;
    Ok(())
}

fn plan(candidate: &tally::Candidate, text: &content::Plan, picture: String, tags: Vec<TagId>) -> Result<PlanInput> {
    let texts = |title: &str, summary: &str, body: &str, alt: &str| PlanTexts {
        title: title.to_owned(),
        summary: summary.to_owned(),
        text: markdown_to_html(body),
        picture_alt: alt.to_owned(),
    };
    let english = texts(&text.title_en, &text.summary_en, &text.text_en, &text.alt_en);
    Ok(PlanInput {
        texts: texts(&candidate.name, &text.summary, &text.text, &text.alt),
        translations: BTreeMap::from([(Lang::En, english)]),
        author: text.author.clone(),
        cost: Some(cents(&candidate.cost)?),
        place: text.place.clone(),
        point: Some(Place { latitude: text.latitude, longitude: text.longitude }),
        picture: Some(picture),
        external_id: Some(candidate.id.clone()),
        tags,
        published: true,
        ..PlanInput::default()
    })
}

/// An amount of an election in cents; ours have no parts of a cent.
///
/// # Errors
/// When it has.
pub fn cents(amount: &tally::Amount) -> Result<Cents> {
    let hundred = amount * &tally::Amount::from(100_u64);
    let whole = hundred.to_u64().and_then(|cents| i64::try_from(cents).ok());
    whole.map(Cents).with_context(|| format!("{amount} is not a whole number of cents"))
}

/// One tag per theme of the election.
///
/// # Errors
/// When a service refuses.
pub async fn themes(
    program: &Program,
    actor: &Actor,
    project: &Project,
    election: &tally::Election,
) -> Result<HashMap<String, TagId>> {
    let mut names: Vec<&String> = Vec::new();
    for name in election.candidates().iter().flat_map(|candidate| &candidate.categories) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let mut tags = HashMap::new();
    if names.is_empty() {
        return Ok(tags);
    }
    let app = &program.app;
    let kind = service::add_tag_type(app, actor, project, "Thema".into()).await?;
    let mut english =
        vec![Translation { entity: "tag_type", id: kind.0, field: "title", lang: Lang::En, text: "Theme".into() }];
    for (colour, name) in names.into_iter().enumerate().take(200) {
        let title: String = name.chars().take(60).collect();
        let new = NewTag { kind, title, colour: i64::try_from(colour).unwrap_or(0) };
        let Ok(tag) = service::add_tag(app, actor, project, new).await else { continue };
        if let Some(text) = english_theme(name) {
            english.push(Translation { entity: "tag", id: tag.0, field: "title", lang: Lang::En, text: text.into() });
        }
        tags.insert(name.clone(), tag);
    }
    service::translate(app, actor, project, english).await?;
    Ok(tags)
}

/// The three themes of West Begroot in English.
fn english_theme(name: &str) -> Option<&'static str> {
    match name {
        "Groen en Duurzaam" => Some("Green and sustainable"),
        "Kunst en Cultuur" => Some("Art and culture"),
        "Minder Arm en Eenzaam" => Some("Less poverty and loneliness"),
        _ => None,
    }
}

/// Replaces the texts of the legal pages by those of the demo.
pub(super) async fn legal_pages(program: &Program, actor: &Actor, legal: &[content::Legal]) -> Result<()> {
    let organisation = actor.organisation;
    let read = program.app.db.read(move |reader| {
        let pages = store::pages(reader, organisation, None, Lang::Nl)?;
        let texts = pages.into_iter().filter(|page| page.role == PageRole::Text);
        texts
            .map(|page| Ok((page.slug.clone(), store::sections(reader, organisation, page.id)?)))
            .collect::<Result<Vec<_>, platform::db::DbError>>()
    });
    for (slug, sections) in read.await? {
        let Some(page) = legal.iter().find(|page| page.slug == slug) else { continue };
        let block = sections.iter().flat_map(|section| &section.blocks).find(|block| block.kind == "text");
        let Some(block) = block else { continue };
        let mut settings = block.settings.clone();
        let text = serde_json::json!({ "nl": markdown_to_html(&page.text.nl), "en": markdown_to_html(&page.text.en) });
        settings.as_object_mut().context("settings of a text block")?.insert("text".into(), text);
        service::set_block(&program.app, &program.registry, actor, block.uuid, settings).await?;
    }
    Ok(())
}
