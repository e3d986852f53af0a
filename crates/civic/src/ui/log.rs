//! The log in words.

use platform::error::Arg;
use platform::i18n::T;
use serde_json::Value;

/// What an entry of the log says: the sentence of its kind, filled with its facts.
///
/// Numbers of a fact whose name ends in `_cents` are written as money.
#[must_use]
pub fn sentence(t: &T, kind: &str, facts: &Value) -> String {
    let empty = serde_json::Map::new();
    let args: Vec<(&str, Arg)> = facts
        .as_object()
        .unwrap_or(&empty)
        .iter()
        .filter_map(|(name, value)| Some((name.as_str(), arg(name, value)?)))
        .collect();
    t.with(kind, &args)
}

fn arg(name: &str, value: &Value) -> Option<Arg> {
    match value {
        Value::String(text) => Some(Arg::Text(text.clone())),
        Value::Number(number) if name.ends_with("_cents") => Some(Arg::Money(platform::money::Cents(number.as_i64()?))),
        Value::Number(number) => Some(Arg::Number(number.as_i64()?)),
        Value::Bool(yes) => Some(Arg::Text(if *yes { "yes" } else { "no" }.into())),
        _ => None,
    }
}
