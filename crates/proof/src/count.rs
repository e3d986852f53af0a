//! From ballots to the count. The server counts by this and the verifier recounts by it; that both are right is shown by
//! a second implementation in another language.

use crate::ballot::{self, Choice, Form};
use crate::package::Candidate;
use crate::rules::Rules;
use std::collections::{BTreeSet, HashMap};
use tally::{Amount, Columns, Election, Meta, Outcome, VoteType};

/// Why ballots cannot be counted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CountError {
    /// A text that is no ballot, by its place from 0.
    #[error("ballot {0}: {1}")]
    Ballot(usize, ballot::Flaw),
    /// A ballot names a plan that is not there.
    #[error("ballot {0} names a plan that is not there")]
    UnknownPlan(usize),
    /// The candidates are no candidates.
    #[error(transparent)]
    Election(#[from] tally::ElectionError),
    /// Budget and limits are none.
    #[error(transparent)]
    Meta(#[from] tally::MetaError),
    /// The rule cannot count such ballots.
    #[error("the rule does not fit the ballots: {0}")]
    Misfit(String),
}

/// An amount of cents in currency units, exactly: rules that go up by one unit depend on the unit.
#[must_use]
pub fn units(cents: i64) -> Amount {
    let units = Amount::from(u64::try_from(cents).unwrap_or_default());
    units.checked_div(&Amount::from(100)).unwrap_or_default()
}

/// The kind of vote that a form is, in the words of the count.
#[must_use]
pub fn vote_type(form: Form) -> VoteType {
    match form {
        Form::Plans => VoteType::Approval,
        Form::Ranking => VoteType::Ordinal,
        Form::Points => VoteType::Cumulative,
        Form::YesNo => VoteType::Scoring,
    }
}

/// The election that the ballots make. Plans come in order of number, whatever the order in which they are given.
///
/// Yes is a point and no is a point less; who is neutral about a plan does not name it.
///
/// # Errors
/// [`CountError`], for the first thing found.
pub fn election<'b>(
    form: Form,
    budget: i64,
    candidates: &[Candidate],
    ballots: impl IntoIterator<Item = &'b str>,
) -> Result<Election, CountError> {
    election_with(form, None, budget, candidates, ballots)
}

/// The same with the greatest number of plans on a ballot, if there is one: in a ranking so many points are a first place
/// worth to a rule that goes by points of places, and each next place one less. Without it the longest ballot says how
/// many.
///
/// # Errors
/// [`CountError`], for the first thing found.
pub fn election_with<'b>(
    form: Form,
    most: Option<u32>,
    budget: i64,
    candidates: &[Candidate],
    ballots: impl IntoIterator<Item = &'b str>,
) -> Result<Election, CountError> {
    let mut sorted: Vec<&Candidate> = candidates.iter().collect();
    sorted.sort_by_key(|candidate| candidate.number);
    let places: HashMap<u32, usize> = sorted.iter().enumerate().map(|(place, one)| (one.number, place)).collect();
    let tallied = sorted.iter().map(|candidate| {
        let mut tallied = tally::Candidate::new(candidate.id.clone(), candidate.title.clone(), units(candidate.cost));
        tallied.categories = candidate.theme.iter().filter(|name| !name.is_empty()).cloned().collect();
        tallied.neighborhoods = candidate.area.iter().filter(|name| !name.is_empty()).cloned().collect();
        tallied
    });
    let read = |(at, text): (usize, &str)| {
        let choices = ballot::parse(form, text).map_err(|flaw| CountError::Ballot(at, flaw))?;
        let form = formed(form, &choices, &places).ok_or(CountError::UnknownPlan(at))?;
        Ok(tally::Ballot::new((at + 1).to_string(), form))
    };
    let ballots = ballots.into_iter().enumerate().map(read).collect::<Result<Vec<_>, CountError>>()?;
    let entry = |key: &str, value: String| (key.to_owned(), value);
    let mut entries =
        vec![entry("budget", units(budget).to_string()), entry("vote_type", vote_type(form).name().to_owned())];
    entries.extend(most.filter(|_| form == Form::Ranking).map(|most| entry("max_length", most.to_string())));
    let meta = Meta::from_entries(entries)?;
    Ok(Election::new(meta, Columns::default(), tallied.collect(), ballots)?)
}

fn formed(form: Form, choices: &[Choice], places: &HashMap<u32, usize>) -> Option<tally::Form> {
    let known = choices.iter().map(|choice| places.get(&choice.number).map(|place| (*place, choice.weight)));
    let known = known.collect::<Option<Vec<(usize, i64)>>>()?;
    let all = || known.iter().map(|(place, _)| *place).collect();
    Some(match form {
        Form::Plans => tally::Form::Approval(all()),
        Form::Ranking => tally::Form::Ordinal(all()),
        Form::Points | Form::YesNo => {
            let weighed = known.iter().filter(|(_, weight)| *weight != 0);
            let (choices, points) = weighed.map(|(place, weight)| (*place, whole(*weight))).unzip();
            tally::Form::Points { choices, points }
        }
    })
}

fn whole(number: i64) -> Amount {
    let size = Amount::from(number.unsigned_abs());
    if number < 0 { -size } else { size }
}

/// Counts the ballots of a round by its rule; votes for struck plans count for nothing.
///
/// # Errors
/// [`CountError`].
pub fn count<'b>(
    rules: &Rules,
    budget: i64,
    candidates: &[Candidate],
    struck: &BTreeSet<u32>,
    ballots: impl IntoIterator<Item = &'b str>,
) -> Result<Outcome, CountError> {
    let election = election_with(rules.form, rules.limits.max_plans, budget, candidates, ballots)?;
    let without = candidates.iter().filter(|one| struck.contains(&one.number)).map(|one| one.id.clone()).collect();
    rules.rule.count_without(&election, &without).map_err(|misfit| CountError::Misfit(misfit.to_string()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;

    fn plans() -> Vec<Candidate> {
        let plan = |(number, cost): (u32, i64)| Candidate {
            number,
            id: format!("p{number}"),
            title: String::new(),
            cost,
            theme: Some("Groen".into()),
            area: None,
        };
        // Not in order of number, as nobody may depend on it.
        [(3, 5_050), (1, 6_000), (2, 4_000)].into_iter().map(plan).collect()
    }

    #[test]
    fn every_form_becomes_its_election() {
        let of = |form, text: &str| election(form, 10_000, &plans(), [text, "[]"]).unwrap();
        let ticks = of(Form::Plans, "[1,3]");
        assert_eq!(ticks.ballots()[0].form, tally::Form::Approval(vec![0, 2]));
        assert_eq!(ticks.candidates()[2].cost, "50.5".parse().unwrap());
        assert_eq!(ticks.candidates()[0].categories, ["Groen"]);
        assert_eq!(ticks.meta().budget(), &Amount::from(100));
        assert_eq!(of(Form::Ranking, "[3,1]").ballots()[0].form, tally::Form::Ordinal(vec![2, 0]));
        let points = tally::Form::Points { choices: vec![0, 2], points: vec![Amount::from(5), Amount::from(2)] };
        assert_eq!(of(Form::Points, "[[1,5],[3,2]]").ballots()[0].form, points);
        let answers = tally::Form::Points { choices: vec![0, 1], points: vec![Amount::from(1), -Amount::from(1)] };
        assert_eq!(of(Form::YesNo, "[[1,1],[2,-1],[3,0]]").ballots()[0].form, answers);
    }

    #[test]
    fn a_first_place_is_worth_what_the_rules_say() {
        let scores = |most| {
            let election = election_with(Form::Ranking, most, 10_000, &plans(), ["[3,1]", "[2]"]).unwrap();
            assert_eq!(election.meta().budget(), &Amount::from(100));
            election.scores().unwrap()
        };
        assert_eq!(scores(Some(3)), [2, 3, 3].map(Amount::from));
        assert_eq!(scores(None), [1, 2, 2].map(Amount::from), "the longest ballot has two");
    }

    #[test]
    fn what_cannot_be_counted_is_named() {
        let of = |text| election(Form::Plans, 1, &plans(), ["[]", text]).unwrap_err();
        assert_eq!(of("[4]"), CountError::UnknownPlan(1));
        assert_eq!(of("[2,1]"), CountError::Ballot(1, ballot::Flaw::Order));
    }

    #[test]
    fn struck_plans_do_not_win() {
        let rules = r#"{"electorate":{},"limits":{"minPlans":1,"maxPlans":null,"minSum":0,"maxSum":null},
            "rule":{"rule":"greedy_votes","skipping":true,"tieBreak":{"by":"id"}},"blankAllowed":true}"#;
        let rules: Rules = serde_json::from_str(rules).unwrap();
        let ballots = ["[1]", "[1]", "[2]", "[3]"];
        let won = |struck: &[u32]| {
            let struck = struck.iter().copied().collect();
            count(&rules, 10_000, &plans(), &struck, ballots).unwrap().selected
        };
        assert_eq!(won(&[]), ["p1", "p2"]);
        assert_eq!(won(&[1]), ["p2", "p3"]);
    }
}
