//! The form of plans in JSON.

use crate::model::{Card, Document, DraftPicture, Plan, Question};
use crate::pages::files::PLACE;
use crate::store::{Facets, StatusChange};
use platform::money::Cents;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A tag of a plan.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TagBody {
    /// The kind of tag.
    #[schema(example = "thema")]
    kind: String,
    /// The tag.
    #[schema(example = "groen")]
    slug: String,
    /// Its title.
    title: String,
}

/// A name with its address.
#[derive(Debug, Serialize, ToSchema)]
pub struct NamedBody {
    /// In addresses and queries.
    pub slug: String,
    /// Title.
    pub title: String,
}

/// A plan as lists tell it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CardBody {
    /// Id of the plan (UUID).
    id: String,
    /// Number in its project.
    number: i64,
    /// Title.
    title: String,
    /// Two lines.
    summary: String,
    /// Who made it, as residents see it.
    author: String,
    /// What it costs, in whole euro cents; null when nobody knows yet.
    #[schema(value_type = Option<i64>)]
    cost: Option<Cents>,
    /// Status.
    status: Option<NamedBody>,
    /// Part of town.
    area: Option<NamedBody>,
    /// Tags.
    tags: Vec<TagBody>,
    /// Where it is, in words.
    place: String,
    /// Degrees north.
    latitude: Option<f64>,
    /// Degrees east.
    longitude: Option<f64>,
    /// Address of its picture on this host.
    picture: Option<String>,
    /// What the picture shows.
    picture_alt: String,
    /// Its id elsewhere, e.g. in a Pabulib file.
    external_id: Option<String>,
    /// How many people back it.
    support: i64,
    /// When it was made (UTC).
    #[schema(value_type = String, format = DateTime)]
    created_at: jiff::Timestamp,
}

/// A whole plan.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PlanBody {
    /// What lists tell too.
    #[serde(flatten)]
    card: CardBody,
    /// The whole text, as clean HTML.
    text: String,
    /// Its version, for a change.
    version: i64,
    /// The pictures after the first.
    pictures: Vec<PictureBody>,
    /// The documents.
    documents: Vec<DocumentBody>,
    /// Answers to the project's own questions that everybody may read.
    answers: Vec<AnswerBody>,
    /// The statuses that it was given after its first, in order.
    statuses: Vec<StatusBody>,
}

/// A status that a plan was given.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StatusBody {
    /// When (UTC).
    #[schema(value_type = String, format = DateTime)]
    at: jiff::Timestamp,
    /// Its title, as it is called now.
    title: String,
}

/// A picture of a plan.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PictureBody {
    /// Its address on this host.
    pub address: String,
    /// What it shows.
    pub alt: String,
}

impl From<DraftPicture> for PictureBody {
    fn from(picture: DraftPicture) -> Self {
        PictureBody { address: format!("/files/{}", picture.file), alt: picture.alt }
    }
}

impl PictureBody {
    /// A picture of a draft, or of a plan that residents do not see.
    pub fn behind_check(picture: DraftPicture) -> Self {
        PictureBody { address: format!("{PLACE}{}", picture.file), alt: picture.alt }
    }
}

/// A document of a plan.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DocumentBody {
    /// Its address on this host.
    pub address: String,
    /// The name under which it is saved.
    #[schema(example = "Begroting.pdf")]
    pub title: String,
    /// Content type.
    pub media_type: &'static str,
    /// In bytes.
    pub size: u64,
}

impl From<Document> for DocumentBody {
    fn from(document: Document) -> Self {
        DocumentBody {
            address: format!("{PLACE}{}", document.file),
            media_type: document.kind().content_type(),
            title: document.title,
            size: document.size,
        }
    }
}

/// An answer to a question of the project's own.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AnswerBody {
    /// Name of the field of the question.
    #[schema(example = "question-1")]
    field: &'static str,
    /// The question.
    label: String,
    /// A text, a number, a list of keys of choices, or true.
    #[schema(value_type = Object)]
    value: serde_json::Value,
}

/// What stands beside a plan.
#[derive(Debug, Default)]
pub struct Beside {
    /// The pictures after the first.
    pub pictures: Vec<DraftPicture>,
    /// The documents.
    pub documents: Vec<Document>,
    /// Public answers with their questions.
    pub answers: Vec<(Question, serde_json::Value)>,
    /// The statuses that it was given after its first.
    pub history: Vec<StatusChange>,
}

/// A page of plans.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PageBody {
    /// The plans of this page.
    pub items: Vec<CardBody>,
    /// How many there are in all.
    pub total: i64,
    /// Which page this is, from 1.
    pub page: u32,
    /// Plans on a page.
    pub page_size: u32,
    /// How many pages there are.
    pub pages: u32,
}

impl CardBody {
    /// A card with the names of what it refers to.
    pub fn new(card: Card, facets: &Facets) -> Self {
        let tags = facets.types.iter().flat_map(|kind| kind.tags.iter().map(move |tag| (kind, tag)));
        CardBody {
            id: card.uuid.to_string(),
            number: card.number,
            status: facets
                .status(card.status)
                .map(|status| NamedBody { slug: status.slug.clone(), title: status.title.clone() }),
            area: facets.area(card.area).map(|area| NamedBody { slug: area.slug.clone(), title: area.name.clone() }),
            tags: tags
                .filter(|(_, tag)| card.tags.contains(&tag.id))
                .map(|(kind, tag)| TagBody {
                    kind: kind.slug.clone(),
                    slug: tag.slug.clone(),
                    title: tag.title.clone(),
                })
                .collect(),
            title: card.title,
            summary: card.summary,
            author: card.author,
            cost: card.cost,
            place: card.place,
            latitude: card.point.map(|point| point.latitude),
            longitude: card.point.map(|point| point.longitude),
            picture: card.picture.map(|name| format!("/files/{name}")),
            picture_alt: card.picture_alt,
            external_id: card.external_id,
            support: card.support,
            created_at: card.created_at,
        }
    }
}

impl PlanBody {
    /// A plan with the names of what it refers to.
    pub fn new(plan: Plan, facets: &Facets, beside: Beside) -> Self {
        let (text, version) = (platform::text::clean_html(&plan.text), plan.card.version);
        let answer = |(question, value): (Question, serde_json::Value)| AnswerBody {
            field: question.field(),
            label: question.label,
            value,
        };
        PlanBody {
            card: CardBody::new(plan.card, facets),
            text,
            version,
            pictures: beside.pictures.into_iter().map(PictureBody::from).collect(),
            documents: beside.documents.into_iter().map(DocumentBody::from).collect(),
            answers: beside.answers.into_iter().map(answer).collect(),
            statuses: beside.history.into_iter().map(|was| StatusBody { at: was.at, title: was.title }).collect(),
        }
    }
}

/// The texts of a plan in one language. What is left out stays as it is, or is empty for a new plan.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TextsBody {
    /// Title.
    pub title: Option<String>,
    /// Two lines.
    pub summary: Option<String>,
    /// The whole text, as HTML; cleaned when it is saved.
    pub text: Option<String>,
    /// What the picture shows.
    pub picture_alt: Option<String>,
}

/// A plan to be made or changed. What is left out stays as it is, or is empty for a new plan.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct InputBody {
    /// The version that was read; only for a change, and then needed.
    pub version: Option<i64>,
    /// Title, in the organisation's default language.
    pub title: Option<String>,
    /// Two lines.
    pub summary: Option<String>,
    /// The whole text, as HTML; cleaned when it is saved.
    pub text: Option<String>,
    /// What the picture shows.
    pub picture_alt: Option<String>,
    /// Texts in other languages, by code.
    pub translations: Option<BTreeMap<String, TextsBody>>,
    /// Who made it.
    pub author: Option<String>,
    /// What it costs, in whole euro cents; null takes it away.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<i64>)]
    pub cost: Option<Option<i64>>,
    /// Slug of the status.
    pub status: Option<String>,
    /// Slug of the part of town; null takes it away.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub area: Option<Option<String>>,
    /// Tags, each as `kind.tag`; all of them.
    pub tags: Option<Vec<String>>,
    /// Where it is, in words.
    pub place: Option<String>,
    /// Degrees north; null takes the point away, together with the longitude.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<f64>)]
    pub latitude: Option<Option<f64>>,
    /// Degrees east.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<f64>)]
    pub longitude: Option<Option<f64>>,
    /// Its id elsewhere; null takes it away.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub external_id: Option<Option<String>>,
    /// Whether residents see it; a new plan is shown unless this says no.
    pub published: Option<bool>,
    /// Why a plan that was shown is hidden; its people are told.
    pub hidden_because: Option<String>,
    /// For a new plan that is handed in for somebody: how it came in (`counter`, `phone`, `door`, `meeting`).
    pub channel: Option<String>,
    /// For such a plan: where mail about it goes; the plan is theirs then.
    pub email: Option<String>,
    /// Answers to the project's own questions, by the names of their fields, each with its values; all that are asked.
    pub answers: Option<BTreeMap<String, Vec<String>>>,
}

/// Tells "left out" from "null".
fn given<'de, D: Deserializer<'de>, V: Deserialize<'de>>(value: D) -> Result<Option<Option<V>>, D::Error> {
    Option::deserialize(value).map(Some)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn left_out_is_not_null() {
        let body: InputBody = serde_json::from_str(r#"{"cost": null, "area": "west"}"#).unwrap();
        assert_eq!((body.cost, body.area, body.external_id), (Some(None), Some(Some("west".into())), None));
        for bad in
            [r#"{"cost": 1.5}"#, r#"{"cost": "1"}"#, r#"{"organisation": 1}"#, r#"{"id": 7}"#, r#"{"tags": "x"}"#]
        {
            assert!(serde_json::from_str::<InputBody>(bad).is_err(), "{bad}");
        }
    }
}
