//! What some ways to count have to be told: a number of votes, a part, a number of plans, amounts per theme or area, plans
//! that exclude each other. Lists are written a line each.

use super::mend;
use crate::model::{Candidate, RoundView};
use civic::ui::form::{Area, Input, group};
use maud::{Markup, html};
use platform::error::Refusal;
use platform::i18n::{Lang, T};
use platform::money::Cents;
use platform::web::form::Form;
use tally::{Amount, Ceiling, Ceilings, Over, Rule, Threshold, TopN};

/// The names of the fields.
pub(super) const FIELDS: [&str; 6] = ["threshold", "nearly", "most", "ceilings_theme", "ceilings_area", "exclusive"];
/// The most lines of a list.
const MOST_LINES: usize = 200;

/// The fields.
pub(super) fn fields(t: &T, form: &Form) -> Markup {
    let area = |name: &str, label: &str, hint: &str| {
        Area::new(name, &t.text(label)).rows(3).hint(&t.text(hint)).optional().show(t, form)
    };
    let body = html! {
        p { (t.text("round-asks-means")) }
        div class="form-grid" {
            (Input::figure("threshold", &t.text("round-asks-threshold")).hint(&t.text("round-asks-threshold-hint")).optional().show(t, form))
            (Input::figure("nearly", &t.text("round-asks-nearly")).hint(&t.text("round-asks-nearly-hint")).optional().show(t, form))
        }
        (Input::figure("most", &t.text("round-asks-most")).hint(&t.text("round-asks-most-hint")).optional().show(t, form))
        (area("ceilings_theme", "round-asks-theme", "round-asks-theme-hint"))
        (area("ceilings_area", "round-asks-area", "round-asks-area-hint"))
        (area("exclusive", "round-asks-exclusive", "round-asks-exclusive-hint"))
    };
    group("bij-regel", &t.text("round-asks"), body)
}

/// What a rule was told, as values of the fields.
pub(super) fn values(rule: &Rule, view: Option<&RoundView>, lang: Lang) -> Vec<(&'static str, String)> {
    let mut values = Vec::new();
    match rule {
        Rule::GreedyVotes(greedy) => {
            if let Some(Threshold::AtLeast(least)) = &greedy.threshold {
                values.push(("threshold", least.to_string()));
            }
            if let Some(part) = &greedy.nearly {
                values.push(("nearly", (part * &Amount::from(100)).to_string()));
            }
            if let Some(Ceilings::Listed(ceilings)) = &greedy.ceilings {
                let lines = |over: Over| {
                    let own = ceilings.iter().filter(|ceiling| ceiling.over == over);
                    let line = |ceiling: &Ceiling| {
                        let most = crate::service::outcome::cents(&ceiling.most).unwrap_or_default();
                        format!("{}: {}", ceiling.name, most.input(lang))
                    };
                    own.map(line).collect::<Vec<_>>().join("\n")
                };
                values.push(("ceilings_theme", lines(Over::Category)));
                values.push(("ceilings_area", lines(Over::Neighborhood)));
            }
            let number = |id: &String| {
                let found = view?.candidates.iter().find(|candidate| candidate.tally_id() == *id)?;
                Some(found.number.to_string())
            };
            let line = |set: &Vec<String>| set.iter().filter_map(number).collect::<Vec<_>>().join(", ");
            values.push(("exclusive", greedy.exclusive.iter().map(line).collect::<Vec<_>>().join("\n")));
        }
        Rule::TopN(TopN { most: Some(most), .. }) => values.push(("most", most.to_string())),
        _ => {}
    }
    values.retain(|(_, value)| !value.is_empty());
    values
}

/// The rule with what the form tells it.
pub(super) fn told(rule: Rule, view: Option<&RoundView>, form: &Form, lang: Lang, wrong: &mut Vec<Refusal>) -> Rule {
    match rule {
        Rule::TopN(top) => Rule::TopN(TopN { most: Some(whole(form, "most", u32::MAX, wrong)), ..top }),
        Rule::GreedyVotes(mut greedy) => {
            if greedy.threshold.is_some() {
                let least = u64::from(whole(form, "threshold", u32::MAX, wrong));
                greedy.threshold = Some(Threshold::AtLeast(Amount::from(least)));
            }
            if greedy.nearly.is_some() {
                let part = Amount::from(u64::from(whole(form, "nearly", 99, wrong)));
                greedy.nearly = part.checked_div(&Amount::from(100));
            }
            if greedy.ceilings.is_some() {
                let mut all = ceilings(form, "ceilings_theme", Over::Category, lang, wrong);
                all.extend(ceilings(form, "ceilings_area", Over::Neighborhood, lang, wrong));
                if all.is_empty() && wrong.is_empty() {
                    wrong.push(mend("ceilings_theme", "round-refusal-ceilings"));
                }
                greedy.ceilings = Some(Ceilings::Listed(all));
            }
            if !greedy.exclusive.is_empty() {
                greedy.exclusive = exclusive(view, form, wrong);
            }
            Rule::GreedyVotes(greedy)
        }
        other => other,
    }
}

/// A whole number from 1 on.
fn whole(form: &Form, field: &'static str, most: u32, wrong: &mut Vec<Refusal>) -> u32 {
    match form.get(field).trim().parse() {
        Ok(number) if (1..=most).contains(&number) => number,
        _ => {
            let key = if most == 99 { "round-refusal-percent" } else { "round-refusal-number" };
            wrong.push(mend(field, key));
            1
        }
    }
}

fn lines<'f>(form: &'f Form, field: &str) -> impl Iterator<Item = &'f str> {
    form.get(field).lines().map(str::trim).filter(|line| !line.is_empty()).take(MOST_LINES)
}

/// Lines like "Groen: 50.000".
fn ceilings(form: &Form, field: &'static str, over: Over, lang: Lang, wrong: &mut Vec<Refusal>) -> Vec<Ceiling> {
    let mut all = Vec::new();
    for line in lines(form, field) {
        let read = line.rsplit_once(':').and_then(|(name, most)| {
            let most = Cents::parse(most.trim(), lang).ok()?;
            let name = name.trim().to_owned();
            (!name.is_empty()).then(|| Ceiling { over, name, most: crate::service::outcome::amount(most) })
        });
        match read {
            Some(ceiling) => all.push(ceiling),
            None => {
                wrong.push(mend(field, "round-refusal-ceilings"));
                break;
            }
        }
    }
    all
}

/// Lines like "3, 7": numbers of plans on the ballot, kept by their ids in the count.
fn exclusive(view: Option<&RoundView>, form: &Form, wrong: &mut Vec<Refusal>) -> Vec<Vec<String>> {
    let mut sets = Vec::new();
    for line in lines(form, "exclusive") {
        let numbers = line.split(|letter: char| !letter.is_ascii_digit()).filter(|number| !number.is_empty());
        let id = |number: &str| view?.candidate(number.parse().ok()?).map(Candidate::tally_id);
        let set: Option<Vec<String>> = numbers.map(id).collect();
        match set.filter(|set| set.len() > 1) {
            Some(set) => sets.push(set),
            None => {
                wrong.push(mend("exclusive", "round-refusal-exclusive"));
                return sets;
            }
        }
    }
    if sets.is_empty() {
        wrong.push(mend("exclusive", "round-refusal-exclusive"));
    }
    sets
}
