//! Order without money: for an agenda of a neighbourhood, where the question is what comes first.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::decided::Decided;
use super::order::Measure;
use super::{Misfit, Rule, TieBreak};
use crate::election::Support;
use crate::instance::Instance;
use crate::table::At;
use crate::{Election, Outcome, Status, Tie};

/// Candidates in order, most votes first; the first of them are chosen. Costs and budget play no part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopN {
    /// How many are chosen; everybody if absent (an order only).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u32>,
    /// What the order is made of.
    #[serde(default, skip_serializing_if = "Measure::is_votes")]
    pub by: Measure,
    /// The order of candidates with equal votes.
    #[serde(rename = "tieBreak")]
    pub tie_break: TieBreak,
}

impl TopN {
    pub(super) fn run(&self, election: &Election, struck: &BTreeSet<String>) -> Result<Outcome, Misfit> {
        let scores = self.by.of(election)?;
        let instance = Instance::new(election, struck, Support::Named).ok_or(Misfit::PointsTooLarge)?;
        let ranks = self.tie_break.ranks(election);
        let mut order: Vec<usize> = (0..instance.len()).filter(|place| instance.running.at(*place)).collect();
        order.sort_by(|one, other| {
            let by_score = scores.get(*other).cmp(&scores.get(*one));
            by_score.then_with(|| ranks.at(*one).cmp(&ranks.at(*other)))
        });
        let most = self.most.map_or(order.len(), |most| usize::try_from(most).unwrap_or(usize::MAX)).min(order.len());
        let mut ties = Vec::new();
        let mut first = 0;
        for tied in order.chunk_by(|one, other| scores.get(*one) == scores.get(*other)) {
            if let [one, _, ..] = tied {
                ties.push(Tie {
                    votes: self.by.is_votes().then(|| scores.get(*one).and_then(crate::Amount::to_u64)).flatten(),
                    ids: tied.iter().map(|place| instance.id(*place).to_owned()).collect(),
                    funded_before: first.min(most),
                    mattered: first < most && first + tied.len() > most,
                    in_rounds: false,
                });
            }
            first += tied.len();
        }
        let mut decided = Decided::after_free(order.iter().copied().take(most).collect());
        decided.reason = Box::new(|_| Status::NotChosen);
        let mut outcome = decided.outcome(Rule::TopN(self.clone()), &instance, struck, &ranks);
        outcome.ties = ties;
        let rank = |id: &str| order.iter().position(|place| instance.id(*place) == id);
        outcome.entries.sort_by_key(|entry| rank(&entry.id).unwrap_or(usize::MAX));
        for (place, entry) in outcome.entries.iter_mut().enumerate().filter(|(_, entry)| entry.position.is_some()) {
            entry.position = Some(place + 1);
        }
        Ok(outcome)
    }
}
