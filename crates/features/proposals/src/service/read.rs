//! What others are told of plans: one plan, what a round takes over.

use crate::model::{Card, Plan, PlanInput, PlanTexts};
use crate::store::{self, Facets};
use civic::App;
use civic::ids::{OrganisationId, ProjectId, TagId};
use civic::model::Tag;
use platform::db::{DbError, Reader};
use platform::error::{Common, Error};
use platform::i18n::Lang;
use platform::money::Cents;
use std::collections::{BTreeMap, HashSet};
use uuid::Uuid;

/// One plan that residents see (or, for staff, any).
///
/// # Errors
/// [`Common::NotFound`] when there is none, or when it is hidden.
pub async fn plan(
    app: &App,
    organisation: OrganisationId,
    project: ProjectId,
    lang: Lang,
    number: i64,
    hidden: bool,
) -> Result<Plan, Error> {
    let found = app.db.read(move |reader| store::by_number(reader, organisation, project, lang, number, hidden)).await;
    found.map_err(Error::Db)?.ok_or(Common::NotFound.into())
}

/// A plan as it can be changed: in the default language, with all translations.
#[derive(Debug, Clone, PartialEq)]
pub struct Editable {
    /// Whose it is.
    pub organisation: OrganisationId,
    /// The plan.
    pub card: Card,
    /// What it is made from now.
    pub input: PlanInput,
}

/// Reads a plan, hidden or not, to change it. The caller has permitted it.
///
/// # Errors
/// [`Common::NotFound`] when the project has no such plan.
pub async fn editable(
    app: &App,
    organisation: OrganisationId,
    project: ProjectId,
    number: i64,
) -> Result<Editable, Error> {
    app.db
        .read(move |reader| {
            let languages = store::languages(reader, organisation)?.ok_or(Error::from(Common::NotFound))?;
            let default = languages.first().copied().unwrap_or_default();
            let plan = store::by_number(reader, organisation, project, default, number, true)?;
            let plan = plan.ok_or(Error::from(Common::NotFound))?;
            let translated = civic::store::translations(reader, organisation, "proposal", plan.card.id.0)?;
            let input = as_input(&plan, languages.get(1..).unwrap_or_default(), &translated);
            Ok(Editable { organisation, card: plan.card, input })
        })
        .await
}

/// What a plan is made from now.
pub(crate) fn as_input(plan: &Plan, others: &[Lang], translated: &[(String, String, String)]) -> PlanInput {
    let card = &plan.card;
    let translations = others.iter().map(|lang| {
        let get = |name: &str| {
            let found = translated.iter().find(|(field, code, _)| field == name && code == lang.code());
            found.map(|(_, _, text)| text.clone()).unwrap_or_default()
        };
        let texts = PlanTexts {
            title: get("title"),
            summary: get("summary"),
            text: get("text"),
            picture_alt: get("picture_alt"),
        };
        (*lang, texts)
    });
    PlanInput {
        texts: PlanTexts {
            title: card.title.clone(),
            summary: card.summary.clone(),
            text: plan.text.clone(),
            picture_alt: card.picture_alt.clone(),
        },
        translations: translations.collect(),
        author: card.author.clone(),
        cost: card.cost,
        status: Some(card.status),
        area: card.area,
        place: card.place.clone(),
        point: card.point,
        picture: card.picture.clone(),
        external_id: card.external_id.clone(),
        tags: card.tags.clone(),
        published: card.published,
        hidden_because: String::new(),
    }
}

/// The texts of a plan for a ballot, in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RoundTexts {
    /// Title.
    pub title: String,
    /// Two lines.
    pub summary: String,
    /// The whole text, as clean HTML.
    pub text: String,
    /// What the picture shows.
    pub picture_alt: String,
    /// The title of its theme.
    pub theme: Option<String>,
    /// The name of its part of town.
    pub area: Option<String>,
}

/// A plan with everything that a ballot takes over of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoundPlan {
    /// Outer id.
    pub uuid: Uuid,
    /// Number in its project.
    pub number: i64,
    /// What follows the address of the page of one plan: `12-tegels-eruit`.
    pub address: String,
    /// What it costs.
    pub cost: Option<Cents>,
    /// Its id elsewhere, e.g. in a Pabulib file.
    pub external_id: Option<String>,
    /// The name of a public file.
    pub picture: Option<String>,
    /// One of the eight theme colours, 0–7.
    pub theme_colour: i64,
    /// Texts in the organisation's default language.
    pub texts: RoundTexts,
    /// Texts in its other languages; what is not translated stands there in the default language.
    pub translations: BTreeMap<Lang, RoundTexts>,
}

/// The plans that can be put in a round: public, with a status that lets them be voted on, by number. With `only`, those
/// of them.
///
/// # Errors
/// [`Common::NotFound`] when one of `only` is not among them.
pub async fn plans_for_round(
    app: &App,
    organisation: OrganisationId,
    project: ProjectId,
    only: Option<Vec<Uuid>>,
) -> Result<Vec<RoundPlan>, Error> {
    app.db
        .read(move |reader| {
            let languages = store::languages(reader, organisation)?.ok_or(Error::from(Common::NotFound))?;
            let mut plans = in_languages(reader, (organisation, project), &languages)?;
            if let Some(only) = only {
                let only: HashSet<Uuid> = only.into_iter().collect();
                plans.retain(|plan| only.contains(&plan.uuid));
                if plans.len() != only.len() {
                    return Err(Common::NotFound.into());
                }
            }
            Ok(plans)
        })
        .await
}

/// One statement for the plans and three for what they refer to, in each language.
fn in_languages(
    reader: &Reader<'_>,
    (organisation, project): (OrganisationId, ProjectId),
    languages: &[Lang],
) -> Result<Vec<RoundPlan>, DbError> {
    let tags = store::votable_tags(reader, organisation, project)?;
    let mut all: Vec<RoundPlan> = Vec::new();
    for (place, lang) in languages.iter().enumerate() {
        let facets = Facets::load(reader, organisation, project, *lang)?;
        let default = languages.first().copied().unwrap_or_default();
        let ballots = store::ballots(reader, organisation, project, (*lang, default))?;
        for (index, mut plan) in store::votable(reader, organisation, project, *lang)?.into_iter().enumerate() {
            // The address is that of the plan, whatever it is called on the ballot.
            let address = plan.card.address();
            if let Some(ballot) = ballots.get(&plan.card.id) {
                stand(&mut plan, ballot);
            }
            let theme = theme(&facets, tags.get(&plan.card.id).map(Vec::as_slice).unwrap_or_default());
            let texts = texts(&facets, &plan, theme);
            if place == 0 {
                all.push(from_default(&plan, address, theme, texts));
            } else if let Some(known) = all.get_mut(index).filter(|known| known.number == plan.card.number) {
                known.translations.insert(*lang, texts);
            }
        }
    }
    Ok(all)
}

/// The tag that is a plan's theme: of the kind `theme` or `thema`, or else of the project's first kind.
pub(crate) fn theme<'f>(facets: &'f Facets, tags: &[TagId]) -> Option<&'f Tag> {
    let themes = facets.types.iter().find(|kind| kind.slug == "theme" || kind.slug == "thema");
    themes.or(facets.types.first())?.tags.iter().find(|tag| tags.contains(&tag.id))
}

fn texts(facets: &Facets, plan: &Plan, theme: Option<&Tag>) -> RoundTexts {
    RoundTexts {
        title: plan.card.title.clone(),
        summary: plan.card.summary.clone(),
        text: plan.text.clone(),
        picture_alt: plan.card.picture_alt.clone(),
        theme: theme.map(|tag| tag.title.clone()),
        area: facets.area(plan.card.area).map(|area| area.name.clone()),
    }
}

/// Puts a plan as it stands on a ballot in the place of what its author wrote.
fn stand(plan: &mut Plan, ballot: &store::Ballot) {
    let card = &mut plan.card;
    let given = |text: &String| (!text.is_empty()).then(|| text.clone());
    card.title = given(&ballot.title).unwrap_or_else(|| std::mem::take(&mut card.title));
    card.summary = given(&ballot.summary).unwrap_or_else(|| std::mem::take(&mut card.summary));
    card.cost = ballot.cost.or(card.cost);
    if ballot.picture.is_some() {
        (card.picture, card.picture_alt) = (ballot.picture.clone(), ballot.picture_alt.clone());
    } else {
        card.picture_alt = given(&ballot.picture_alt).unwrap_or_else(|| std::mem::take(&mut card.picture_alt));
    }
}

fn from_default(plan: &Plan, address: String, theme: Option<&Tag>, texts: RoundTexts) -> RoundPlan {
    RoundPlan {
        uuid: plan.card.uuid,
        number: plan.card.number,
        address,
        cost: plan.card.cost,
        external_id: plan.card.external_id.clone(),
        picture: plan.card.picture.clone(),
        theme_colour: theme.map_or(0, |tag| tag.colour),
        texts,
        translations: BTreeMap::new(),
    }
}
