//! What is known about a vote as a whole: the META section of a Pabulib file.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{Amount, Ceiling, Over};

/// What voters were asked to hand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum VoteType {
    /// A set of candidates.
    #[serde(rename = "approval")]
    Approval,
    /// Exactly one candidate.
    #[serde(rename = "choose-1")]
    ChooseOne,
    /// Candidates in order of preference.
    #[serde(rename = "ordinal")]
    Ordinal,
    /// Points divided over candidates, with a bound on their sum.
    #[serde(rename = "cumulative")]
    Cumulative,
    /// Points for each candidate, without a bound on their sum.
    #[serde(rename = "scoring")]
    Scoring,
}

impl VoteType {
    const ALL: [Self; 5] = [Self::Approval, Self::ChooseOne, Self::Ordinal, Self::Cumulative, Self::Scoring];

    /// The name in Pabulib files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Approval => "approval",
            Self::ChooseOne => "choose-1",
            Self::Ordinal => "ordinal",
            Self::Cumulative => "cumulative",
            Self::Scoring => "scoring",
        }
    }

    /// Whether a ballot gives points, in a column of their own.
    #[must_use]
    pub fn has_points(self) -> bool {
        matches!(self, Self::Cumulative | Self::Scoring)
    }
}

impl fmt::Display for VoteType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for VoteType {
    type Err = MetaError;

    fn from_str(text: &str) -> Result<Self, MetaError> {
        let named = |vote_type: &Self| vote_type.name().eq_ignore_ascii_case(text);
        Self::ALL.into_iter().find(named).ok_or_else(|| MetaError::UnknownVoteType(text.to_owned()))
    }
}

/// What one ballot may hold. `None` is no limit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Limits {
    /// The least number of candidates.
    pub min_length: Option<u64>,
    /// The greatest number of candidates.
    pub max_length: Option<u64>,
    /// The least total cost of the candidates.
    pub min_sum_cost: Option<Amount>,
    /// The greatest total cost; equal to the budget in a *knapsack vote*.
    pub max_sum_cost: Option<Amount>,
    /// The least number of points for one candidate.
    pub min_points: Option<Amount>,
    /// The greatest number of points for one candidate.
    pub max_points: Option<Amount>,
    /// The least sum of all points.
    pub min_sum_points: Option<Amount>,
    /// The greatest sum of all points.
    pub max_sum_points: Option<Amount>,
}

/// What one ballot may hold of a theme or an area. `None` is no limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartLimits {
    /// Whether it is a theme or an area.
    pub over: Over,
    /// The theme or area.
    pub name: String,
    /// The least number of its candidates.
    pub min_length: Option<u64>,
    /// The greatest number of its candidates.
    pub max_length: Option<u64>,
    /// The least total cost of its candidates.
    pub min_sum_cost: Option<Amount>,
    /// The greatest total cost of its candidates.
    pub max_sum_cost: Option<Amount>,
}

impl PartLimits {
    fn any(&self) -> bool {
        let lengths = self.min_length.is_some() || self.max_length.is_some();
        lengths || self.min_sum_cost.is_some() || self.max_sum_cost.is_some()
    }
}

/// Why keys and values do not describe a vote.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MetaError {
    /// `budget` or `vote_type` is not there, or empty.
    #[error("the key {0} is missing")]
    Missing(&'static str),
    /// The budget is not a decimal number, or negative.
    #[error("the budget {0:?} is not an amount")]
    BadBudget(String),
    /// The vote type is none of the five.
    #[error("the vote type {0:?} is not known")]
    UnknownVoteType(String),
    /// A key that we interpret occurs twice, so that we would have to guess.
    #[error("the key {0} occurs twice")]
    DuplicateKey(String),
    /// An empty key, or one that reads as the begin of a section.
    #[error("{0:?} cannot be a key")]
    BadKey(String),
}

/// Keys and values in their order, and those that rules and checks need, interpreted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meta {
    budget: Amount,
    vote_type: VoteType,
    entries: Vec<(String, String)>,
}

/// Keys that may occur only once, because something is computed from them.
const INTERPRETED: [&str; 27] = [
    "budget",
    "vote_type",
    "rule",
    "num_projects",
    "num_votes",
    "min_length",
    "max_length",
    "min_sum_cost",
    "max_sum_cost",
    "min_points",
    "max_points",
    "min_sum_points",
    "max_sum_points",
    "default_score",
    "min_project_score_threshold",
    "categories",
    "budget_per_category",
    "min_length_per_category",
    "max_length_per_category",
    "min_sum_cost_per_category",
    "max_sum_cost_per_category",
    "neighborhoods",
    "budget_per_neighborhood",
    "min_length_per_neighborhood",
    "max_length_per_neighborhood",
    "min_sum_cost_per_neighborhood",
    "max_sum_cost_per_neighborhood",
];

/// As [`str::trim`], quicker where there is nothing to trim: both ends are printable ASCII almost always.
pub(crate) fn trimmed(cell: &str) -> &str {
    match cell.as_bytes() {
        [] => cell,
        [one] if one.is_ascii_graphic() => cell,
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => cell,
        _ => cell.trim(),
    }
}

/// A value, unless it is empty or `none` in any letter case.
pub(crate) fn present(value: &str) -> Option<&str> {
    let value = trimmed(value);
    (!value.is_empty() && !value.eq_ignore_ascii_case("none")).then_some(value)
}

impl Meta {
    /// The least that a vote needs.
    #[must_use]
    pub fn new(budget: Amount, vote_type: VoteType) -> Self {
        let entries = vec![("budget".to_owned(), budget.to_string()), ("vote_type".to_owned(), vote_type.to_string())];
        Self { budget, vote_type, entries }
    }

    /// Interprets keys and values.
    ///
    /// # Errors
    /// [`MetaError`], for the first thing found.
    pub fn from_entries(entries: Vec<(String, String)>) -> Result<Self, MetaError> {
        for (place, (key, value)) in entries.iter().enumerate() {
            let begins_section = ["projects", "votes"].iter().any(|section| section.eq_ignore_ascii_case(key));
            if key.trim().is_empty() || (begins_section && value.trim().is_empty()) {
                return Err(MetaError::BadKey(key.clone()));
            }
            let same = |(other, _): &&(String, String)| other.eq_ignore_ascii_case(key);
            let interpreted = INTERPRETED.iter().any(|name| name.eq_ignore_ascii_case(key));
            if interpreted && entries.iter().take(place).any(|entry| same(&entry)) {
                return Err(MetaError::DuplicateKey(key.clone()));
            }
        }
        let budget = find(&entries, "budget").ok_or(MetaError::Missing("budget"))?;
        let vote_type = find(&entries, "vote_type").ok_or(MetaError::Missing("vote_type"))?;
        Ok(Self {
            budget: match Amount::from_decimal(budget) {
                Ok(amount) if !amount.is_negative() => amount,
                _ => return Err(MetaError::BadBudget(budget.to_owned())),
            },
            vote_type: vote_type.parse()?,
            entries,
        })
    }

    /// Adds or replaces a value.
    ///
    /// # Errors
    /// [`MetaError`] if the value cannot stand with this key; nothing is changed then.
    pub fn set(&mut self, key: impl Into<String>, value: impl Into<String>) -> Result<(), MetaError> {
        let (key, value) = (key.into(), value.into());
        let mut entries = self.entries.clone();
        match entries.iter_mut().find(|(other, _)| other.eq_ignore_ascii_case(&key)) {
            Some((_, old)) => *old = value,
            None => entries.push((key, value)),
        }
        *self = Self::from_entries(entries)?;
        Ok(())
    }

    /// States how many candidates and ballots there are. These values cannot be wrong, so this cannot fail.
    pub(super) fn set_counts(&mut self, candidates: usize, ballots: usize) {
        for (key, count) in [("num_projects", candidates), ("num_votes", ballots)] {
            let value = count.to_string();
            let same = |(other, _): &&mut (String, String)| other.eq_ignore_ascii_case(key);
            match self.entries.iter_mut().find(same) {
                Some((_, old)) => *old = value,
                None => self.entries.push((key.to_owned(), value)),
            }
        }
    }

    /// Every key and value, as written and in the order of the file.
    #[must_use]
    pub fn entries(&self) -> &[(String, String)] {
        &self.entries
    }

    /// A value by its key, in any letter case; `None` if it is missing, empty or `none`.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        find(&self.entries, key)
    }

    /// The money to divide, in currency units.
    #[must_use]
    pub fn budget(&self) -> &Amount {
        &self.budget
    }

    /// What voters handed in.
    #[must_use]
    pub fn vote_type(&self) -> VoteType {
        self.vote_type
    }

    /// The rule that the file *says* was used. Often wrong in old files; nothing here computes from it.
    #[must_use]
    pub fn rule(&self) -> Option<&str> {
        self.get("rule")
    }

    /// ISO 4217 code of the currency.
    #[must_use]
    pub fn currency(&self) -> Option<&str> {
        self.get("currency")
    }

    /// ISO 639-1 code of the language of names.
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        self.get("language")
    }

    /// What the vote was.
    #[must_use]
    pub fn description(&self) -> Option<&str> {
        self.get("description")
    }

    /// What one ballot may hold. A limit that is no number is none (reading a file warns about it).
    #[must_use]
    pub fn limits(&self) -> Limits {
        Limits {
            min_length: self.count("min_length"),
            max_length: self.count("max_length"),
            min_sum_cost: self.amount("min_sum_cost"),
            max_sum_cost: self.amount("max_sum_cost"),
            min_points: self.amount("min_points"),
            max_points: self.amount("max_points"),
            min_sum_points: self.amount("min_sum_points"),
            max_sum_points: self.amount("max_sum_points"),
        }
    }

    /// The points of a candidate that a scoring ballot does not name; 0 unless the file says otherwise.
    #[must_use]
    pub fn default_score(&self) -> Amount {
        self.amount("default_score").unwrap_or_default()
    }

    /// The most that may be spent per theme and per area: `budget_per_category` with `categories`,
    /// `budget_per_neighborhood` with `neighborhoods`. What has no name or no amount is no ceiling.
    #[must_use]
    pub fn ceilings(&self) -> Vec<Ceiling> {
        let keys = [
            (Over::Category, "categories", "budget_per_category"),
            (Over::Neighborhood, "neighborhoods", "budget_per_neighborhood"),
        ];
        let mut ceilings = Vec::new();
        for (over, names, amounts) in keys {
            for (name, amount) in self.list(names).into_iter().zip(self.list(amounts)) {
                if let (Some(name), Ok(most)) = (present(name), Amount::from_decimal(amount)) {
                    ceilings.push(Ceiling { over, name: name.to_owned(), most });
                }
            }
        }
        ceilings
    }

    /// What one ballot may hold of each theme and area: `min_length_per_category`, `max_length_per_category`,
    /// `min_sum_cost_per_category` and `max_sum_cost_per_category` with `categories`, and the same with
    /// `_per_neighborhood` and `neighborhoods`. One value stands for all of them. Only those that have a limit.
    #[must_use]
    pub fn part_limits(&self) -> Vec<PartLimits> {
        let mut parts = Vec::new();
        for (over, names, part) in
            [(Over::Category, "categories", "category"), (Over::Neighborhood, "neighborhoods", "neighborhood")]
        {
            let amounts = |limit: &str| -> Vec<Option<Amount>> {
                let values = self.list(&format!("{limit}_per_{part}"));
                values.into_iter().map(|value| Amount::from_decimal(present(value)?).ok()).collect()
            };
            let [min_length, max_length, min_sum_cost, max_sum_cost] =
                ["min_length", "max_length", "min_sum_cost", "max_sum_cost"].map(amounts);
            for (place, name) in self.list(names).into_iter().enumerate() {
                let Some(name) = present(name) else { continue };
                let of = |values: &[Option<Amount>]| match values {
                    [one] => one.clone(),
                    _ => values.get(place).cloned().flatten(),
                };
                let whole = |values| of(values).and_then(|amount| amount.to_u64());
                parts.push(PartLimits {
                    over,
                    name: name.to_owned(),
                    min_length: whole(&min_length),
                    max_length: whole(&max_length),
                    min_sum_cost: of(&min_sum_cost),
                    max_sum_cost: of(&max_sum_cost),
                });
            }
        }
        parts.retain(PartLimits::any);
        parts
    }

    /// A value as a whole number, if it is one.
    #[must_use]
    pub fn count(&self, key: &str) -> Option<u64> {
        self.amount(key)?.to_u64()
    }

    /// A value as an exact amount, if it is one.
    #[must_use]
    pub fn amount(&self, key: &str) -> Option<Amount> {
        Amount::from_decimal(self.get(key)?).ok()
    }

    /// A value as a list: trimmed items between commas.
    #[must_use]
    pub fn list(&self, key: &str) -> Vec<&str> {
        self.get(key).into_iter().flat_map(|value| value.split(',')).map(str::trim).collect()
    }
}

fn find<'a>(entries: &'a [(String, String)], key: &str) -> Option<&'a str> {
    entries.iter().find(|(name, _)| name.eq_ignore_ascii_case(key)).and_then(|(_, value)| present(value))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

    use super::*;

    fn meta(entries: &[(&str, &str)]) -> Result<Meta, MetaError> {
        let owned = |(key, value): &(&str, &str)| ((*key).to_owned(), (*value).to_owned());
        Meta::from_entries(entries.iter().map(owned).collect())
    }

    #[test]
    fn values_are_typed_on_request_and_kept_as_written() {
        let meta = meta(&[
            ("Budget", "400000,0"),
            ("vote_type", "Choose-1"),
            ("max_length", "3"),
            ("max_sum_cost", "none"),
            ("min_sum_cost", "much"),
            ("categories", "Groen, Sport ,Jeugd"),
            ("default_score", "1.5"),
        ])
        .unwrap();
        assert_eq!(meta.budget(), &Amount::from(400_000));
        assert_eq!(meta.vote_type(), VoteType::ChooseOne);
        assert_eq!(meta.limits(), Limits { max_length: Some(3), ..Limits::default() });
        assert_eq!(meta.list("categories"), ["Groen", "Sport", "Jeugd"]);
        assert_eq!(meta.default_score().to_string(), "1.5");
        assert_eq!(meta.entries()[0].1, "400000,0");
        assert_eq!(meta.get("BUDGET"), Some("400000,0"));
        assert_eq!(meta.currency(), None);
    }

    #[test]
    fn what_cannot_be_computed_with_is_refused() {
        let good = [("budget", "1"), ("vote_type", "approval")];
        let with = |extra| meta(&[good[0], good[1], extra]);
        assert_eq!(meta(&good[1..]), Err(MetaError::Missing("budget")));
        assert_eq!(meta(&good[..1]), Err(MetaError::Missing("vote_type")));
        for budget in ["much", "-1", "1/2", "1.000,0"] {
            assert_eq!(meta(&[("budget", budget), good[1]]), Err(MetaError::BadBudget(budget.to_owned())));
        }
        assert_eq!(
            meta(&[good[0], ("vote_type", "show of hands")]),
            Err(MetaError::UnknownVoteType("show of hands".to_owned()))
        );
        assert_eq!(with(("BUDGET", "2")), Err(MetaError::DuplicateKey("BUDGET".to_owned())));
        for key in ["", " ", "Projects", "votes"] {
            assert_eq!(with((key, "")), Err(MetaError::BadKey(key.to_owned())));
        }
        assert!(with(("votes", "5")).is_ok());
    }

    #[test]
    fn setting_keeps_the_order_and_refuses_without_change() {
        let mut meta = Meta::new(Amount::from(5), VoteType::Approval);
        meta.set("currency", "EUR").unwrap();
        meta.set("budget", "7.5").unwrap();
        assert_eq!(meta.budget().to_string(), "7.5");
        let before = meta.clone();
        assert!(meta.set("budget", "none").is_err());
        assert_eq!(meta, before);
        let keys: Vec<_> = meta.entries().iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["budget", "vote_type", "currency"]);
    }

    #[test]
    fn vote_types_are_named_as_in_files() {
        for vote_type in VoteType::ALL {
            assert_eq!(vote_type.name().parse(), Ok(vote_type));
            assert_eq!(serde_json::to_string(&vote_type).unwrap(), format!("\"{vote_type}\""));
        }
    }
}
