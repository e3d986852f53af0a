//! The kinds of blocks of this feature.

mod contact;
mod facts;
mod heading;
mod hero;
mod phases;
mod projects;
mod rules;
mod text;

use civic::block::BlockKind;
use civic::feature::{News, RuleTeller};
use civic::{Visitor, model::Organisation};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(crate) use rules::sentences;

/// All of them.
pub(crate) fn kinds(news: Vec<Arc<dyn News>>, rules: Vec<Arc<dyn RuleTeller>>) -> Vec<Arc<dyn BlockKind>> {
    vec![
        Arc::new(heading::Heading),
        Arc::new(text::Text),
        Arc::new(projects::Projects { news }),
        Arc::new(hero::Hero),
        Arc::new(phases::Phases),
        Arc::new(rules::RulesOfTheGame { tellers: rules }),
        Arc::new(contact::Contact),
    ]
}

/// A text in one or more languages, by their codes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub(crate) struct Words(BTreeMap<String, String>);

impl Words {
    /// In the visitor's language, else in the organisation's own, else in any.
    pub fn pick(&self, visitor: &Visitor) -> &str {
        self.pick_in(&visitor.organisation, visitor.lang.code())
    }

    fn pick_in(&self, organisation: &Organisation, code: &str) -> &str {
        let of = |code: &str| self.0.get(code).map(String::as_str).filter(|text| !text.trim().is_empty());
        of(code)
            .or_else(|| of(organisation.default_lang.code()))
            .or_else(|| self.0.values().map(String::as_str).next())
            .unwrap_or_default()
    }

    /// Whether each language is one of ours and no text is longer than `most` bytes.
    fn check(&self, field: &str, most: usize) -> Result<(), String> {
        for (code, text) in &self.0 {
            if platform::i18n::Lang::ALL.iter().all(|lang| lang.code() != code) {
                return Err(format!("{field}: unknown language {code}"));
            }
            if text.len() > most {
                return Err(format!("{field}: longer than {most} bytes"));
            }
        }
        Ok(())
    }
}

/// Reads settings strictly.
fn parse<S: DeserializeOwned>(settings: &Value) -> Result<S, String> {
    // A list of nothing would pass for a struct whose fields all have a default.
    if !settings.is_object() {
        return Err("settings are an object".into());
    }
    S::deserialize(settings).map_err(|error| error.to_string())
}

/// Reads settings to render; what does not fit any more is logged, and the block shows as when it was new.
fn settings<S: DeserializeOwned + Default>(kind: &'static str, settings: &Value) -> S {
    parse(settings).unwrap_or_else(|error| {
        tracing::warn!(kind, error, "the settings of a block do not fit");
        S::default()
    })
}
