//! Files in the Pabulib format (`.pb`): one election as text, in the sections META, PROJECTS and VOTES.
//!
//! Format: Faliszewski et al., "Participatory Budgeting: Data, Tools, and Analysis", IJCAI 2023. [`read`] accepts what
//! occurs in real files (byte order mark, CRLF, quoting, decimal commas, columns in any order, ids that are no
//! numbers), refuses what cannot be counted with the line where it stands, and warns about what looks wrong.

mod ballots;
mod check;
mod problem;
mod read;
mod rows;
mod write;

pub use problem::{ReadError, Refusal, Section, Suspicion, Warning};
pub use read::{Reading, read};
pub use write::{WriteError, write};

/// The name by which a column is found: trimmed, in small letters when we know it, one spelling for its aliases.
fn column_name(header: &str) -> String {
    let header = header.trim();
    let lower = header.to_lowercase();
    let known = match lower.as_str() {
        "categories" | "category" => "category",
        "neighborhood" | "neighborhoods" | "neighbourhood" | "neighbourhoods" => "neighborhood",
        "target" | "targets" | "beneficiaries" => "beneficiaries",
        "key" | "value" | "project_id" | "cost" | "votes" | "score" | "name" | "selected" | "voter_id" | "vote"
        | "points" => lower.as_str(),
        _ => header,
    };
    known.to_owned()
}
