//! Counting votes over a budget: elections, ballots, winner rules with their explanation, and Pabulib files.
//!
//! The crate is pure: no input or output, no clock, no randomness, no floating point. The same election and the same
//! [`Rule`] give the same [`Outcome`] everywhere, whatever the order of ballots or candidates in the file, so anybody
//! can recount a published vote.
//!
//! A Pabulib *project* is called [`Candidate`] here.
//!
//! ```
//! use tally::{pabulib, Rule};
//! let file = "META\nkey;value\nbudget;100\nvote_type;approval\n\
//!             PROJECTS\nproject_id;cost\na;60\nb;50\nc;40\n\
//!             VOTES\nvoter_id;vote\n1;a,c\n2;a,b\n3;b,a\n";
//! let read = pabulib::read(file)?;
//! let rule = Rule::by_name("greedy_votes").expect("a known name");
//! assert_eq!(rule.count(&read.election)?.selected, ["a", "c"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![forbid(unsafe_code)]

mod amount;
mod election;
mod exact;
mod explain;
mod instance;
mod measures;
mod outcome;
pub mod pabulib;
mod rules;
mod stability;
mod table;

pub use amount::{Amount, AmountError};
pub use election::{
    Ballot, Candidate, Columns, Election, ElectionError, Form, Group, Limits, Meta, MetaError, VoteType, WITHDRAWN_COST,
};
pub use explain::{
    Behind, Certificate, CertificateError, Explanation, Loss, Payer, SharesExplanation, certificate,
    effective_supports, explain, lower_cost_needed, new_voters_needed,
};
pub use measures::{Measures, Part, Worth, by_category, by_neighborhood, ejr_plus_violations};
pub use outcome::{Entry, Needed, Outcome, Repetition, Status, Step, Tie};
pub use rules::{
    AddOne, Ceiling, Ceilings, Comparison, EqualShares, Greedy, MaxWelfare, Maximin, Measure, Misfit, Over, Phragmen,
    Rule, Stop, Threshold, TieBreak, TopN, Utility, welfare,
};
pub use stability::{Compared, Resampled, Stability, compare, resample, stability};
