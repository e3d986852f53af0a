//! The log in words.

use jiff::Timestamp;
use platform::error::Arg;
use platform::i18n::T;
use serde_json::Value;

/// What an entry of the log says: the sentence of its kind, filled with its facts.
///
/// A fact whose name ends in `_cents` is money; one whose name ends in `_at` is a moment, in microseconds since 1970 or as
/// text (RFC 3339), and is written as date and time in Amsterdam.
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
        Value::String(text) if name.ends_with("_at") => {
            Some(text.parse().map_or_else(|_| text.as_str().into(), Arg::Moment))
        }
        Value::Number(micros) if name.ends_with("_at") => {
            Some(Arg::Moment(Timestamp::from_microsecond(micros.as_i64()?).ok()?))
        }
        Value::String(text) => Some(Arg::Text(text.clone())),
        Value::Number(number) if name.ends_with("_cents") => Some(Arg::Money(platform::money::Cents(number.as_i64()?))),
        Value::Number(number) => Some(Arg::Number(number.as_i64()?)),
        Value::Bool(yes) => Some(Arg::Text(if *yes { "yes" } else { "no" }.into())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use serde_json::json;

    #[test]
    fn the_name_of_a_fact_tells_what_it_is() {
        let moment: Timestamp = "2027-03-03T11:00:00Z".parse().unwrap();
        for written in [json!(moment.as_microsecond()), json!(moment)] {
            assert_eq!(arg("closes_at", &written), Some(Arg::Moment(moment)));
        }
        assert_eq!(arg("closes_at", &json!("ooit")), Some(Arg::Text("ooit".into())));
        assert_eq!(arg("closes_at", &json!(i64::MAX)), None);
        assert_eq!(arg("budget_cents", &json!(125_000)), Some(Arg::Money(platform::money::Cents(125_000))));
        assert_eq!(arg("count", &json!(20)), Some(Arg::Number(20)));
    }
}
