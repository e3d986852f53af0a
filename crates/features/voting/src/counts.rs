//! The ways to count that staff can choose from: rules of `tally` that fit ballots on which plans are ticked.
//!
//! All of these end in a moment on a hundred thousand ballots; `tally` has more, and the API takes every rule that fits.

use tally::{Amount, Candidate, Columns, Election, Meta, Misfit, Rule, VoteType};

/// A way to count.
#[derive(Debug)]
pub struct Way {
    /// The name of the rule in `tally`.
    pub name: &'static str,
    /// The key of what people call it.
    pub title: &'static str,
    /// The key of what it means, in two sentences.
    pub means: &'static str,
}

/// The ways that can be chosen. The first is what a new round has.
pub const OFFERED: [Way; 6] = [
    Way { name: "greedy_votes", title: "round-way-skip", means: "round-count-skip-means" },
    Way { name: "greedy_votes_noskip", title: "round-way-stop", means: "round-count-stop-means" },
    Way { name: "mes_cost_add1_util", title: "round-way-shares", means: "round-count-shares-means" },
    Way { name: "mes_card_add1_util", title: "round-way-shares-number", means: "round-count-shares-number-means" },
    Way { name: "phragmen_skip", title: "round-way-phragmen", means: "round-count-phragmen-means" },
    Way { name: "greedy_votes_per_cost", title: "round-way-per-cost", means: "round-count-per-cost-means" },
];

/// The way with this name.
#[must_use]
pub fn way(name: &str) -> Option<&'static Way> {
    OFFERED.iter().find(|way| way.name == name)
}

/// Whether a rule can count ballots on which plans are ticked, when a round knows no threshold and no ceilings.
///
/// # Errors
/// Why not.
pub fn fits_ticks(rule: &Rule) -> Result<(), Misfit> {
    let meta = Meta::new(Amount::from(1), VoteType::Approval);
    let plan = Candidate::new("1", "", Amount::from(1));
    let Ok(election) = Election::new(meta, Columns::default(), vec![plan], Vec::new()) else { return Ok(()) };
    rule.check(&election)
}
