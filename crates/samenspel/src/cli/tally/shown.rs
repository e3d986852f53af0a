//! Outcomes as JSON and as tables of 80 columns.

use super::Counted;
use anyhow::Result;
use serde_json::{Map, Value, json};
use std::fmt::Write;
use tally::{Amount, Election, Entry, Measures, Outcome, Rule, Status, TieBreak, Worth};

/// What `--check` compares.
pub(super) const CHECKED: [&str; 8] =
    ["budget", "increment", "selected", "cost", "ties", "final_budget_per_voter", "iterations", "measures"];

const WIDTH: usize = 80;

/// A number: whole ones as such, others as `"p/q"`.
fn exact(amount: &Amount) -> Value {
    let text = amount.to_fraction();
    serde_json::from_str(&text).ok().filter(Value::is_i64).unwrap_or(Value::String(text))
}

/// Each outcome as JSON.
pub(super) fn results(
    election: &Election,
    file: &str,
    counted: &[Counted],
    explain: Option<&str>,
    increment: &Amount,
) -> Result<Vec<Value>> {
    let result = |one: &Counted| {
        let outcome = &one.outcome;
        let repetition = outcome.repetition.as_ref();
        let mut result = json!({
            "file": file,
            "rule": one.name,
            "tie_break": tie_break(one.rule.tie_break()),
            "budget": exact(&outcome.budget),
            "increment": exact(increment),
            "selected": outcome.selected,
            "cost": exact(&outcome.cost),
            "ties": round_ties(&one.rule, outcome),
            "all_ties": outcome.ties,
            "final_budget_per_voter": repetition.map(|repetition| exact(&repetition.per_voter)),
            "iterations": repetition.map(|repetition| repetition.iterations),
            "stop": repetition.and_then(|repetition| repetition.stop),
            "measures": measures(election, outcome)?,
            "trace": trace(outcome),
            "entries": outcome.entries,
            "seconds": one.seconds,
        });
        if let (Some(id), Some(result)) = (explain, result.as_object_mut()) {
            let told = tally::explain(election, &one.rule, outcome, id)?;
            result.insert("explanation".to_owned(), serde_json::to_value(told)?);
        }
        Ok(result)
    };
    counted.iter().map(result).collect()
}

/// One outcome as it is, several in a list.
pub(super) fn whole(file: &str, compare: bool, mut results: Vec<Value>) -> Value {
    if !compare && results.len() == 1 {
        return results.pop().unwrap_or_default();
    }
    json!({ "file": file, "results": results })
}

fn tie_break(tie_break: &TieBreak) -> Value {
    match tie_break {
        TieBreak::Id => "id".into(),
        TieBreak::Order { ids } => json!(ids),
    }
}

/// Ties in the rounds of the rule itself: how many were funded before, and who was exactly equal. A completion has no
/// rounds; what its order (or that of a greedy rule) left equal is in `all_ties`, with the ties of the rounds before it.
fn round_ties(rule: &Rule, outcome: &Outcome) -> Value {
    let completed = matches!(rule, Rule::EqualShares(shares) if shares.utilitarian);
    let ties = outcome.ties.iter().filter(|tie| tie.in_rounds && !completed);
    let list = ties.map(|tie| {
        let ids = tie.ids.iter().map(|id| Value::from(id.as_str()));
        Value::Array(std::iter::once(Value::from(tie.funded_before)).chain(ids).collect())
    });
    Value::Array(list.collect())
}

fn measures(election: &Election, outcome: &Outcome) -> Result<Value> {
    let measures = Measures::of(election, &outcome.selected);
    let violations = |worth| tally::ejr_plus_violations(election, &outcome.selected, worth);
    Ok(json!({
        "total_cost": exact(&measures.total_cost),
        "funded": measures.funded,
        "avg_funded_approved": exact(&measures.avg_funded_approved),
        "avg_funded_approved_cost": exact(&measures.avg_funded_approved_cost),
        "voters_with_none": measures.voters_with_none,
        "share_with_none": exact(&measures.share_with_none),
        "gini_cardinality": exact(&measures.gini_cardinality),
        "distribution": measures.distribution,
        "by_category": parts(&tally::by_category(election, &outcome.selected)),
        "by_neighborhood": parts(&tally::by_neighborhood(election, &outcome.selected)),
        "ejr_plus_violations": { "cost": violations(Worth::Cost)?, "card": violations(Worth::Number)? },
    }))
}

fn parts(parts: &[tally::Part]) -> Value {
    let part = |part: &tally::Part| {
        json!({
            "name": part.name,
            "spent": exact(&part.spent),
            "spent_share": exact(&part.spent_share),
            "votes": part.votes,
            "votes_share": exact(&part.votes_share),
            "funded": part.funded,
            "candidates": part.candidates,
        })
    };
    parts.iter().map(part).collect()
}

/// What was done for each funded candidate; of a rule that walks once, each turn.
fn trace(outcome: &Outcome) -> Value {
    if outcome.trace.is_empty() {
        return outcome.entries.iter().filter(|entry| entry.position.is_some()).map(turn).collect();
    }
    let step = |step: &tally::Step| {
        let mut told = Map::from_iter([("project".to_owned(), Value::from(step.id.as_str()))]);
        let numbers = [("payment", &step.payment), ("effective_votes", &step.effective_votes), ("load", &step.load)];
        for (key, number) in numbers {
            if let Some(number) = number {
                told.insert(key.to_owned(), exact(number));
            }
        }
        if step.completion {
            told.insert("completion".to_owned(), true.into());
        }
        Value::Object(told)
    };
    outcome.trace.iter().map(step).collect()
}

fn turn(entry: &Entry) -> Value {
    json!({
        "project": entry.id,
        "votes": entry.votes,
        "score": entry.score.as_ref().map(exact),
        "cost": exact(&entry.cost),
        "spent_before": exact(&entry.spent_before),
        "status": word(&entry.status),
    })
}

/// What people read.
pub(super) fn table(election: &Election, counted: &[Counted], compare: bool, explain: Option<&str>) -> Result<String> {
    let mut text = String::new();
    match (counted, compare) {
        ([one], false) => outcome(&mut text, election, one)?,
        _ => comparison(&mut text, election, counted)?,
    }
    if let Some(id) = explain {
        for one in counted {
            let told = tally::explain(election, &one.rule, &one.outcome, id)?;
            writeln!(text, "\n{}:", one.name)?;
            for sentence in told.sentences() {
                write!(text, "{}", wrapped(&sentence))?;
            }
        }
    }
    Ok(text)
}

fn outcome(text: &mut String, election: &Election, one: &Counted) -> Result<()> {
    let outcome = &one.outcome;
    let measures = Measures::of(election, &outcome.selected);
    let opening = format!(
        "{} ballots, {} of {} plans for {} of {}.",
        outcome.voters,
        outcome.selected.len(),
        election.candidates().len(),
        outcome.cost,
        outcome.budget
    );
    write!(text, "{}", wrapped(&opening))?;
    if let Some(repetition) = &outcome.repetition {
        let per_voter = repetition.per_voter.to_f64();
        writeln!(text, "{per_voter:.2} per voter, counted {} times.", repetition.iterations)?;
    }
    writeln!(text, "{} voters have none of their plans.\n", measures.voters_with_none)?;
    writeln!(text, "{:>4} {:>7} {:>14} {:<16} {:<12} name", "", "votes", "cost", "", "id")?;
    for entry in &outcome.entries {
        let name = election.candidates().iter().find(|c| c.id == entry.id).map_or("", |c| c.name.as_str());
        let position = entry.position.map_or_else(String::new, |position| position.to_string());
        let line = format!(
            "{position:>4} {:>7} {:>14} {:<16} {:<12} {name}",
            entry.votes,
            entry.cost.to_string(),
            word(&entry.status),
            entry.id
        );
        writeln!(text, "{}", cut(&line))?;
    }
    let decided = outcome.ties.iter().filter(|tie| tie.mattered);
    for tie in decided {
        write!(text, "{}", wrapped(&format!("The tie-break decided among {}.", tie.ids.join(", "))))?;
    }
    Ok(())
}

fn comparison(text: &mut String, election: &Election, counted: &[Counted]) -> Result<()> {
    writeln!(text, "{:<30} {:>6} {:>14} {:>9} {:>6} {:>8}", "rule", "funded", "cost", "with none", "Gini", "seconds")?;
    for one in counted {
        let measures = Measures::of(election, &one.outcome.selected);
        let line = format!(
            "{:<30} {:>6} {:>14} {:>8.1}% {:>6.3} {:>8.3}",
            one.name,
            measures.funded,
            one.outcome.cost.to_string(),
            measures.share_with_none.to_f64() * 100.0,
            measures.gini_cardinality.to_f64(),
            one.seconds
        );
        writeln!(text, "{}", cut(&line))?;
    }
    Ok(())
}

/// A line that fits.
fn cut(line: &str) -> String {
    let line = line.trim_end();
    if line.chars().count() <= WIDTH {
        return line.to_owned();
    }
    line.chars().take(WIDTH - 1).chain(std::iter::once('…')).collect()
}

/// A text in lines that fit.
fn wrapped(text: &str) -> String {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let full = lines.last().is_some_and(|line| line.chars().count() + 1 + word.chars().count() > WIDTH);
        if full {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines.into_iter().map(|line| cut(&line) + "\n").collect()
}

/// A status in one or two words.
fn word(status: &Status) -> &'static str {
    match status {
        Status::Funded => "funded",
        Status::DoesNotFit { .. } => "does not fit",
        Status::DearerThanBudget => "dearer than all",
        Status::AfterStop => "after the stop",
        Status::Withdrawn => "withdrawn",
        Status::BelowThreshold { .. } => "below threshold",
        Status::CeilingReached { .. } => "above ceiling",
        Status::Excluded { .. } => "excluded",
        Status::NotAdmitted => "not admitted",
        Status::NoSupport => "no support",
        Status::SupportersShort { .. } => "supporters short",
        Status::NotChosen => "not chosen",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_and_wrapped() {
        let text = "woord ".repeat(40);
        assert!(wrapped(text.trim()).lines().all(|line| line.chars().count() <= WIDTH));
        assert_eq!(cut(&text).chars().count(), WIDTH);
        assert_eq!(cut("kort "), "kort");
    }

    #[test]
    fn whole_numbers_are_numbers_and_others_fractions() {
        assert_eq!(exact(&Amount::from(290_790)), json!(290_790));
        assert_eq!(exact(&"100.5".parse().unwrap_or_default()), json!("201/2"));
    }
}
