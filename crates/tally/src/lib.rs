//! Counting votes over a budget: elections, ballots, winner rules with their explanation, and Pabulib files.
//!
//! The crate is pure: no input or output, no clock, no threads. The same election and the same [`Rule`] give the same
//! [`Outcome`] everywhere, whatever the order of ballots or candidates in the file, so anybody can recount a published
//! vote. Nothing depends on floating point: where it is used to be quick, it knows its error, and close calls are decided
//! exactly.
//!
//! A Pabulib *project* is called [`Candidate`] here.
//!
//! # Counting
//!
//! ```
//! use tally::{Rule, pabulib};
//! let file = "META\nkey;value\nbudget;100\nvote_type;approval\n\
//!             PROJECTS\nproject_id;cost\na;60\nb;50\nc;40\n\
//!             VOTES\nvoter_id;vote\n1;a,c\n2;a,b\n3;b,a\n";
//! let election = pabulib::read(file)?.election;
//! let rule = Rule::by_name("greedy_votes").ok_or("a known name")?;
//! let outcome = rule.count(&election)?;
//! assert_eq!(outcome.selected, ["a", "c"]);
//! // Why b is not in, and what it would have needed:
//! let b = outcome.entry("b").ok_or("every candidate is told")?;
//! assert_eq!(b.needed.as_ref().and_then(|needed| needed.more_votes), Some(2));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! A rule is a value: it can be made from its parts, stored as JSON and run again.
//!
//! ```
//! use tally::{AddOne, EqualShares, Rule, TieBreak, Utility};
//! let shares = EqualShares::new(Utility::Cost).with_add_one(AddOne::default()).then_utilitarian();
//! let lot = TieBreak::Order { ids: vec!["c".to_owned(), "a".to_owned(), "b".to_owned()] };
//! let rule = Rule::EqualShares(shares).with_tie_break(lot);
//! assert_eq!(rule.name(), "mes_cost_add1_util");
//! let stored = serde_json::to_string(&rule)?;
//! assert_eq!(serde_json::from_str::<Rule>(&stored)?, rule);
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! # Explaining and checking
//!
//! ```
//! use tally::{Amount, EqualShares, Rule, Utility, Worth, pabulib};
//! let file = "META\nkey;value\nbudget;100\nvote_type;approval\n\
//!             PROJECTS\nproject_id;cost\na;60\nb;50\nc;40\n\
//!             VOTES\nvoter_id;vote\n1;a,c\n2;a,b\n3;b,a\n";
//! let election = pabulib::read(file)?.election;
//! let shares = EqualShares::new(Utility::Cost);
//! let rule = Rule::EqualShares(shares.clone());
//! let outcome = rule.count(&election)?;
//! assert_eq!(outcome.selected, ["a"]);
//! // Two supporters of b had 20 of its 50 paid for a.
//! let told = tally::explain(&election, &rule, &outcome, "b")?;
//! let told = told.shares.ok_or("equal shares")?;
//! assert_eq!(told.losses[0].paid, Amount::from(40));
//! assert!(told.had < told.cost);
//! // Anybody can add up who paid what, and see that no group was left out that could have paid.
//! assert_eq!(tally::certificate(&election, &shares, &outcome)?.check(&election), Ok(()));
//! assert!(tally::ejr_plus_violations(&election, &outcome.selected, Worth::Cost)?.is_empty());
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
    Ballot, Candidate, Columns, Election, ElectionError, Form, Group, Limits, Meta, MetaError, PartLimits, Texts,
    VoteType, WITHDRAWN_COST,
};
pub use explain::{
    Behind, Certificate, CertificateError, Explanation, Loss, Payer, SharesExplanation, certificate,
    effective_supports, explain, lower_cost_needed, new_voters_needed,
};
pub use measures::{Measures, Part, Worth, by_category, by_neighborhood, ejr_plus_violations};
pub use outcome::{Entry, Needed, Outcome, Repetition, Status, Step, Tie};
pub use rules::{
    AddOne, Ceiling, Ceilings, Comparison, EqualShares, Greedy, Language, MaxWelfare, Maximin, Measure, Misfit, Over,
    Phragmen, Rule, Stop, Threshold, TieBreak, TopN, Utility, welfare,
};
pub use stability::{Compared, Resampled, Stability, compare, resample, stability};

/// The example of the README runs as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
