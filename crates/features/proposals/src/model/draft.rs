//! What somebody has typed so far, and what becomes of it when two tabs write in one draft.

use super::collect::{MOST_DOCUMENTS, MOST_PICTURES};
use platform::documents::DocumentKind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The longest text of one field, in characters. Longer than any limit of a project, so that what is too long is told
/// and not lost.
pub const LONGEST_FIELD: usize = 60_000;
/// The most values of one field.
pub const MOST_VALUES: usize = 60;
/// How long a draft that nobody touches is kept.
pub const DRAFT_LIFE: jiff::SignedDuration = jiff::SignedDuration::from_hours(60 * 24);

/// The fields that every project can ask, beside its own questions.
pub const FIELDS: [&str; 12] =
    ["title", "summary", "text", "place", "latitude", "longitude", "area", "tags", "cost", "name", "email", "postcode"];

/// The fields of what pictures show, by position.
pub const ALT_FIELDS: [&str; MOST_PICTURES] = ["alt-1", "alt-2", "alt-3", "alt-4", "alt-5", "alt-6"];

/// The most files of one draft, of both kinds.
pub const MOST_FILES: usize = MOST_PICTURES + MOST_DOCUMENTS;

/// What stands in one field.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// What was typed; several for boxes.
    pub values: Vec<String>,
    /// The version of the draft in which it was typed.
    pub at: i64,
    /// What another tab typed at the same time, until somebody has chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<Vec<String>>,
}

/// A picture of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftPicture {
    /// The name of a public file.
    pub file: String,
    /// What it shows.
    pub alt: String,
}

/// A document of a plan or a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The name of the file in the store.
    pub file: String,
    /// The name under which it is saved, made from the one that it had.
    pub title: String,
    /// In bytes.
    pub size: u64,
}

impl Document {
    /// What kind it is, by the name that we gave it.
    #[must_use]
    pub fn kind(&self) -> DocumentKind {
        let ending = self.file.rsplit_once('.').map_or("", |(_, ending)| ending);
        DocumentKind::parse(ending).unwrap_or(DocumentKind::Pdf)
    }
}

/// All that was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// By the name of the field.
    pub fields: BTreeMap<String, Kept>,
    /// The pictures, in order.
    #[serde(default)]
    pub pictures: Vec<DraftPicture>,
    /// The documents, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<Document>,
}

/// What somebody wants to change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// What stands in fields now.
    pub fields: BTreeMap<String, Vec<String>>,
    /// Fields whose other text takes the place of the kept one; the two change places.
    pub take: Vec<String>,
    /// Fields whose other text can go.
    pub drop: Vec<String>,
    /// A picture more.
    pub picture: Option<String>,
    /// A document more.
    pub document: Option<Document>,
    /// A picture or document less, by the name of its file.
    pub without: Option<String>,
    /// What pictures show, by the name of the file.
    pub alts: Vec<(String, String)>,
}

impl Content {
    /// The first value of a field.
    #[must_use]
    pub fn get(&self, field: &str) -> &str {
        self.all(field).first().map_or("", String::as_str)
    }

    /// All values of a field.
    #[must_use]
    pub fn all(&self, field: &str) -> &[String] {
        self.fields.get(field).map_or(&[], |kept| &kept.values)
    }

    /// The fields with two texts.
    pub fn doubled(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().filter(|(_, kept)| kept.other.is_some()).map(|(name, _)| name.as_str())
    }

    /// Takes changes in, made by somebody who had read version `base`; they get version `next`. A field that somebody
    /// else changed after `base` keeps what it has, and the new text stands beside it: nothing is lost. Answers the
    /// fields to which that happened; for these, whoever sends more goes on from the same `base`.
    pub fn merge(&mut self, base: i64, next: i64, changes: Changes) -> Vec<String> {
        let mut met = Vec::new();
        for (name, values) in changes.fields {
            if values.is_empty() && !self.fields.contains_key(&name) {
                continue;
            }
            let kept = self.fields.entry(name.clone()).or_default();
            if kept.values == values {
                continue;
            }
            if kept.at <= base {
                (kept.values, kept.at) = (values, next);
            } else {
                kept.other = Some(values);
                met.push(name);
            }
        }
        for name in changes.take {
            if let Some(kept) = self.fields.get_mut(&name)
                && let Some(other) = kept.other.take()
            {
                kept.other = Some(std::mem::replace(&mut kept.values, other));
                kept.at = next;
            }
        }
        for name in changes.drop {
            if let Some(kept) = self.fields.get_mut(&name) {
                kept.other = None;
                kept.at = next;
            }
        }
        for (file, alt) in changes.alts {
            if let Some(picture) = self.pictures.iter_mut().find(|picture| picture.file == file) {
                picture.alt = alt;
            }
        }
        self.pictures.retain(|picture| Some(&picture.file) != changes.without.as_ref());
        self.documents.retain(|document| Some(&document.file) != changes.without.as_ref());
        if let Some(document) = changes.document
            && !self.documents.iter().any(|known| known.file == document.file)
        {
            self.documents.push(document);
        }
        if let Some(file) = changes.picture
            && !self.pictures.iter().any(|picture| picture.file == file)
        {
            self.pictures.push(DraftPicture { file, alt: String::new() });
        }
        met
    }
}

/// A draft as it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Inner number.
    pub id: i64,
    /// Outer id.
    pub uuid: Uuid,
    /// The plan that it changes, with the version that was read.
    pub of: Option<(super::ProposalId, i64)>,
    /// What was typed.
    pub content: Content,
    /// Raised at every change.
    pub version: i64,
    /// When it was last changed.
    pub changed_at: jiff::Timestamp,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    fn typed(fields: &[(&str, &str)]) -> Changes {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), vec![(*value).to_owned()])).collect();
        Changes { fields, ..Changes::default() }
    }

    #[test]
    fn two_tabs_that_write_in_different_fields_do_not_meet() {
        let mut content = Content::default();
        content.merge(0, 1, typed(&[("title", "Boom"), ("text", "Een")]));
        content.merge(1, 2, typed(&[("title", "Boomgaard")]));
        content.merge(1, 3, typed(&[("text", "Twee")]));
        assert_eq!((content.get("title"), content.get("text")), ("Boomgaard", "Twee"));
        assert_eq!(content.doubled().count(), 0);
    }

    #[test]
    fn two_texts_for_one_field_are_both_kept_until_somebody_chooses() {
        let mut content = Content::default();
        content.merge(0, 1, typed(&[("title", "Boom")]));
        content.merge(1, 2, typed(&[("title", "Hier")]));
        content.merge(1, 3, typed(&[("title", "Daar")]));
        assert_eq!(content.get("title"), "Hier");
        assert_eq!(content.fields["title"].other, Some(vec!["Daar".to_owned()]));
        content.merge(3, 4, Changes { take: vec!["title".into()], ..Changes::default() });
        assert_eq!((content.get("title"), content.doubled().count()), ("Daar", 1));
        content.merge(4, 5, Changes { drop: vec!["title".into()], ..Changes::default() });
        assert_eq!((content.get("title"), content.doubled().count()), ("Daar", 0));
    }

    proptest! {
        /// Whatever two tabs send, in whatever order: what each sent last can still be read.
        #[test]
        fn nothing_that_was_sent_last_is_lost(turns in proptest::collection::vec((0_usize..2, "[a-z]{1,4}"), 1..20)) {
            let mut content = Content::default();
            let (mut bases, mut last) = ([0_i64; 2], [None::<String>, None]);
            for (version, (tab, text)) in (1_i64..).zip(turns) {
                // Two tabs that type the very same have one text.
                let text = format!("{tab}{text}");
                let met = content.merge(bases[tab], version, typed(&[("title", &text)]));
                // A tab that was not told of another goes on from its own save.
                if met.is_empty() {
                    bases[tab] = version;
                }
                last[tab] = Some(text);
                let kept = &content.fields["title"];
                for last in last.iter().flatten() {
                    let still = kept.values == [last.clone()] || kept.other == Some(vec![last.clone()]);
                    prop_assert!(still, "{last} is not in {kept:?}");
                }
            }
        }
    }
}
