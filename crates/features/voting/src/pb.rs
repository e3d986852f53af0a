//! What is wrong with a file of an older vote, as a sentence that names the line.

use platform::error::Arg;
use tally::pabulib::{ReadError, Refusal};

/// The key of the sentence.
pub(crate) fn key(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::MissingSection { .. } => "refusal-pb-missing-section",
        Refusal::RepeatedSection { .. } => "refusal-pb-repeated-section",
        Refusal::MissingKey { .. } => "refusal-pb-missing-key",
        Refusal::DuplicateKey { .. } => "refusal-pb-duplicate-key",
        Refusal::MissingColumn { .. } => "refusal-pb-missing-column",
        Refusal::DuplicateColumn { .. } => "refusal-pb-duplicate-column",
        Refusal::UnknownVoteType { .. } => "refusal-pb-vote-type",
        Refusal::NotAnAmount { .. } => "refusal-pb-amount",
        Refusal::MissingId { .. } => "refusal-pb-missing-id",
        Refusal::MissingMetaKey => "refusal-pb-missing-meta-key",
        Refusal::DuplicateCandidate { .. } => "refusal-pb-duplicate-plan",
        Refusal::UnknownCandidate { .. } => "refusal-pb-unknown-plan",
        Refusal::PointsDiffer { .. } => "refusal-pb-points-differ",
        Refusal::NotPoints { .. } => "refusal-pb-points",
        Refusal::OpenQuote => "refusal-pb-open-quote",
        Refusal::LoneReturn => "refusal-pb-lone-return",
        Refusal::RowTooShort { .. } => "refusal-pb-row-short",
        Refusal::RowTooLong => "refusal-pb-row-long",
    }
}

/// The longest part of a file that is said back, in characters.
const LONGEST: usize = 60;

fn part(text: &str) -> Arg {
    text.chars().take(LONGEST).collect::<String>().into()
}

/// What the sentence names.
pub(crate) fn args(error: &ReadError) -> Vec<(&'static str, Arg)> {
    let mut args = vec![("line", error.line.into())];
    match &error.refusal {
        Refusal::MissingSection { section } | Refusal::RepeatedSection { section } => {
            args.push(("name", section.name().into()));
        }
        Refusal::MissingKey { key: name } | Refusal::DuplicateKey { key: name } => args.push(("name", part(name))),
        Refusal::MissingColumn { section, column } => {
            args.extend([("name", part(column)), ("section", section.name().into())]);
        }
        Refusal::DuplicateColumn { column } | Refusal::MissingId { column } | Refusal::RowTooShort { column } => {
            args.push(("name", part(column)));
        }
        Refusal::UnknownVoteType { value } | Refusal::NotPoints { value } => args.push(("value", part(value))),
        Refusal::NotAnAmount { column, value } => args.extend([("name", part(column)), ("value", part(value))]),
        Refusal::DuplicateCandidate { id, first_line } => {
            args.extend([("name", part(id)), ("first", (*first_line).into())]);
        }
        Refusal::UnknownCandidate { id } => args.push(("name", part(id))),
        Refusal::PointsDiffer { choices, points } => {
            args.extend([("choices", (*choices).into()), ("points", (*points).into())]);
        }
        Refusal::MissingMetaKey | Refusal::OpenQuote | Refusal::LoneReturn | Refusal::RowTooLong => {}
    }
    args
}
