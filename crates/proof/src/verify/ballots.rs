//! Ballots against the log, numbers, rules, recount, outcome, decision and report.

use super::chain::Chain;
use super::files::Parts;
use super::finding::{Check, Finding, Problems, Verdict, Words, both};
use super::named;
use crate::ballot::{self, Choice};
use crate::log::Deed;
use crate::package::{self, BallotLine};
use crate::rules::{Checker, Invalid};
use crate::{count, hex, leaf};
use serde_json::Value;
use std::collections::HashSet;

/// What the act `sealed` says.
#[derive(Debug, Clone, Copy)]
struct Sealed {
    issued: u64,
    used: u64,
    void: u64,
    ballots: u64,
    voided: u64,
}

/// Checks all of it.
pub(super) fn check(parts: &Parts, chain: Option<&Chain>, findings: &mut Vec<Finding>) {
    let sealed = chain.and_then(|chain| {
        chain.deeds.iter().find_map(|deed| match deed {
            Deed::Sealed { issued, used, void, ballots, voided, .. } => {
                Some(Sealed { issued: *issued, used: *used, void: *void, ballots: *ballots, voided: *voided })
            }
            _ => None,
        })
    });
    findings.push(in_log(parts, chain));
    findings.push(numbers(parts, chain, sealed));
    findings.push(valid(parts));
    findings.push(outcome(parts, chain, sealed));
    findings.push(recount(parts, chain));
    findings.push(decision(parts, chain));
    findings.push(report(parts, sealed));
}

/// What can be said of ballots that are not there.
fn no_ballots(check: Check, parts: &Parts) -> Finding {
    if !parts.withheld() {
        return Finding::without(check, package::BALLOTS);
    }
    let found = match check {
        Check::Count => both!(
            "Niet gedaan: de stemmen zelf zijn er alleen voor controleurs.",
            "Not done: the ballots themselves are for auditors only."
        ),
        _ => both!(
            "Niet gecontroleerd: de stemmen zelf zijn er alleen voor controleurs.",
            "Not checked: the ballots themselves are for auditors only."
        ),
    };
    Finding::new(check, Verdict::NotChecked, found)
}

fn in_log(parts: &Parts, chain: Option<&Chain>) -> Finding {
    let Some(chain) = chain else { return Finding::without(Check::Ballots, package::LOG) };
    let Some(lines) = &parts.ballots else { return no_ballots(Check::Ballots, parts) };
    let (round, mut problems) = (parts.round(), Problems::default());
    let mut seen = HashSet::with_capacity(lines.len());
    for (place, line) in (1..).zip(lines) {
        let place: usize = place;
        let its = leaf::ballot(round, &line.voter_nonce, &line.nonce, &line.ballot);
        if !seen.insert(its) {
            problems.add(both!("Stem {place} staat er twee keer in.", "Ballot {place} is there twice."));
            continue;
        }
        match chain.ballots.get(&its) {
            None => problems.add(both!("Stem {place} staat niet in het logboek.", "Ballot {place} is not in the log.")),
            Some(Some(_)) => problems.add(both!(
                "Stem {place} is ingetrokken en zit toch bij de telling.",
                "Ballot {place} was revoked and is in the count all the same."
            )),
            Some(None) => {}
        }
    }
    let standing = chain.ballots.iter().filter(|(_, revoked)| revoked.is_none());
    let mut missing: Vec<String> = standing.filter(|(its, _)| !seen.contains(*its)).map(|(its, _)| hex(its)).collect();
    missing.sort_unstable();
    for its in missing {
        problems.add(both!(
            "Stem {its} staat in het logboek, is niet ingetrokken en ontbreekt bij de telling.",
            "Ballot {its} is in the log, was not revoked, and is missing from the count."
        ));
    }
    let count = lines.len();
    let right = both!(
        "Alle {count} stemmen staan één keer in het logboek, en elke stem daar telt of is ingetrokken.",
        "All {count} ballots are in the log once, and each ballot there counts or was revoked."
    );
    problems.or(Check::Ballots, right)
}

fn numbers(parts: &Parts, chain: Option<&Chain>, sealed: Option<Sealed>) -> Finding {
    let Some(chain) = chain else { return Finding::without(Check::Numbers, package::LOG) };
    let mut problems = Problems::default();
    let Some(sealed) = sealed else {
        problems.add(both!("Het logboek noemt geen verzegeling.", "The log names no sealing."));
        return problems.or(Check::Numbers, Words { nl: String::new(), en: String::new() });
    };
    let Sealed { issued, used, void, ballots, voided } = sealed;
    let standing = chain.ballots.values().filter(|revoked| revoked.is_none()).count() as u64;
    let taken = chain.ballots.values().filter(|revoked| **revoked == Some(leaf::Reason::Void)).count() as u64;
    let in_file = parts.ballots.as_ref().map_or(ballots, |lines| lines.len() as u64);
    problems.unless(standing == ballots && in_file == ballots, || {
        both!(
            "De verzegeling noemt {ballots} stemmen, het logboek {standing} en het bestand {in_file}.",
            "The sealing names {ballots} ballots, the log {standing} and the file {in_file}."
        )
    });
    problems.unless(used == ballots, || {
        both!(
            "{used} stemrechten zijn gebruikt voor {ballots} stemmen.",
            "{used} entitlements were used for {ballots} ballots."
        )
    });
    problems.unless(used.checked_add(void).is_some_and(|sum| sum <= issued), || {
        both!(
            "{used} gebruikte en {void} ongeldige stemrechten zijn meer dan de {issued} die er waren.",
            "{used} used and {void} void entitlements are more than the {issued} that there were."
        )
    });
    problems.unless(taken == voided, || {
        both!(
            "Ongeldig verklaard zijn er {voided} volgens de verzegeling en {taken} volgens het logboek.",
            "{voided} were declared void by the sealing and {taken} by the log."
        )
    });
    let made = made(&chain.deeds);
    let email = parts.rules.as_ref().is_some_and(|rules| rules.rules.electorate.email);
    problems.unless(if email { issued >= made } else { issued == made }, || {
        both!(
            "Er waren {issued} stemrechten; het logboek noemt er {made}.",
            "There were {issued} entitlements; the log names {made}."
        )
    });
    let right = match issued.saturating_sub(made) {
        0 => both!(
            "{issued} stemrechten: {used} gebruikt, {void} ongeldig. {ballots} stemmen.",
            "{issued} entitlements: {used} used, {void} void. {ballots} ballots."
        ),
        mail => both!(
            "{issued} stemrechten: {used} gebruikt, {void} ongeldig. {ballots} stemmen. Van de stemrechten kwamen er {mail} \
             tijdens de stemming bij, per e-mailadres.",
            "{issued} entitlements: {used} used, {void} void. {ballots} ballots. Of the entitlements {mail} came during \
             the vote, by e-mail address."
        ),
    };
    problems.or(Check::Numbers, right)
}

/// Entitlements that the log names: at the opening, and codes made after it.
fn made(deeds: &[Deed]) -> u64 {
    let of = |deed: &Deed| match deed {
        Deed::Opened { entitlements, .. } => *entitlements,
        Deed::CodesMade { count, .. } => *count,
        _ => 0,
    };
    deeds.iter().map(of).fold(0, u64::saturating_add)
}

fn valid(parts: &Parts) -> Finding {
    let Some(rules) = &parts.rules else { return Finding::without(Check::Valid, package::RULES) };
    let Some(candidates) = &parts.candidates else { return Finding::without(Check::Valid, package::CANDIDATES) };
    let Some(lines) = &parts.ballots else { return no_ballots(Check::Valid, parts) };
    let (checker, mut problems) = (Checker::new(&rules.rules, candidates), Problems::default());
    let mut choices: Vec<Choice>;
    for (place, line) in (1..).zip(lines) {
        let place: usize = place;
        choices = match ballot::parse(rules.rules.form, &line.ballot) {
            Ok(choices) => choices,
            Err(_) => {
                problems.add(both!("Stem {place} is geen stem van deze vorm.", "Ballot {place} has not this form."));
                continue;
            }
        };
        if let Err(invalid) = checker.check(&choices) {
            problems.add(broken(place, invalid));
        }
    }
    let right = both!("Elke stem houdt zich aan de stemregels.", "Every ballot keeps to the rules.");
    problems.or(Check::Valid, right)
}

fn broken(place: usize, invalid: Invalid) -> Words {
    match invalid {
        Invalid::Blank => {
            both!("Stem {place} is blanco, en dat mag niet.", "Ballot {place} is blank, which is not allowed.")
        }
        Invalid::UnknownPlan(number) => both!(
            "Stem {place} noemt plan {number}, dat er niet is.",
            "Ballot {place} names plan {number}, which is not there."
        ),
        Invalid::Number => {
            both!("Stem {place} noemt te weinig of te veel plannen.", "Ballot {place} names too few or too many plans.")
        }
        Invalid::Sum => {
            both!("Stem {place} kost samen te weinig of te veel.", "Ballot {place} costs too little or too much.")
        }
        Invalid::Points => both!("Stem {place} geeft te veel punten.", "Ballot {place} gives too many points."),
        Invalid::Group => both!(
            "Stem {place} houdt zich niet aan de grenzen per thema of gebied.",
            "Ballot {place} breaks the limits of a theme or area."
        ),
        Invalid::Groups => both!(
            "Stem {place} kiest uit te veel thema's of gebieden.",
            "Ballot {place} chooses from too many themes or areas."
        ),
    }
}

fn outcome(parts: &Parts, chain: Option<&Chain>, sealed: Option<Sealed>) -> Finding {
    let Some(chain) = chain else { return Finding::without(Check::Outcome, package::LOG) };
    let mut problems = Problems::default();
    let its = named(parts.bytes(package::OUTCOME));
    let counted = chain.deeds.iter().find_map(|deed| match deed {
        Deed::Counted { outcome, .. } => Some(outcome),
        _ => None,
    });
    problems.unless(counted == Some(&its), || {
        both!(
            "outcome.json is niet de uitslag die in het logboek is vastgelegd.",
            "outcome.json is not the outcome that the log recorded."
        )
    });
    if let (Some(outcome), Some(rules)) = (&parts.outcome, &parts.rules) {
        let same = outcome.rule == rules.rules.rule && outcome.budget == count::units(rules.budget);
        problems.unless(same, || {
            both!(
                "De uitslag is met een andere regel of een ander budget geteld.",
                "The outcome was counted by another rule or budget."
            )
        });
        problems.unless(sealed.is_none_or(|sealed| sealed.ballots == outcome.voters), || {
            both!(
                "De uitslag telt een ander aantal stemmen dan er verzegeld zijn.",
                "The outcome counts another number of ballots than were sealed."
            )
        });
    }
    let right = both!(
        "De uitslag is die van het logboek, met de regel en het budget van de opening.",
        "The outcome is the one of the log, by the rule and budget of the opening."
    );
    problems.or(Check::Outcome, right)
}

fn recount(parts: &Parts, chain: Option<&Chain>) -> Finding {
    let Some(chain) = chain else { return Finding::without(Check::Count, package::LOG) };
    let Some(rules) = &parts.rules else { return Finding::without(Check::Count, package::RULES) };
    let Some(candidates) = &parts.candidates else { return Finding::without(Check::Count, package::CANDIDATES) };
    let Some(lines) = &parts.ballots else { return no_ballots(Check::Count, parts) };
    let Some(told) = &parts.outcome else { return Finding::without(Check::Count, package::OUTCOME) };
    let texts = lines.iter().map(|BallotLine { ballot, .. }| ballot.as_str());
    let mut problems = Problems::default();
    match count::count(&rules.rules, rules.budget, candidates, &chain.struck, texts) {
        Err(_) => problems.add(both!(
            "Deze stemmen zijn met deze regel niet te tellen.",
            "These ballots cannot be counted by this rule."
        )),
        Ok(ours) => {
            let (selected, theirs) = (ours.selected.join(", "), told.selected.join(", "));
            problems.unless(ours.selected == told.selected, || {
                both!(
                    "De stemmen geven andere plannen: {selected} in plaats van {theirs}.",
                    "The ballots give other plans: {selected} instead of {theirs}."
                )
            });
            let (cost, theirs) = (&ours.cost, &told.cost);
            problems.unless(cost == theirs, || {
                both!("Samen kost dat {cost} en niet {theirs}.", "Together that costs {cost} and not {theirs}.")
            });
            for (one, other) in ours.entries.iter().zip(&told.entries).filter(|(one, other)| one != other) {
                let (id, votes, theirs) = (&one.id, one.votes, other.votes);
                problems.add(both!(
                    "Plan {id} staat anders in de uitslag ({votes} stemmen geteld, {theirs} opgegeven).",
                    "Plan {id} stands differently in the outcome ({votes} votes counted, {theirs} told)."
                ));
            }
            problems.unless(ours == *told, || {
                both!("De natelling is niet gelijk aan de uitslag.", "The recount is not equal to the outcome.")
            });
        }
    }
    let (plans, cost, voters) = (told.selected.len(), &told.cost, told.voters);
    let right = both!(
        "Stemmen opnieuw geteld: {voters}. Gekozen plannen: {plans}, samen € {cost}. Dat is de uitslag.",
        "Ballots counted again: {voters}. Plans chosen: {plans}, together € {cost}. That is the outcome."
    );
    problems.or(Check::Count, right)
}

fn decision(parts: &Parts, chain: Option<&Chain>) -> Finding {
    let Some(chain) = chain else { return Finding::without(Check::Decision, package::LOG) };
    let bytes = parts.bytes(package::DECISION);
    let decided = chain.deeds.iter().find_map(|deed| match deed {
        Deed::Decided { decision, .. } => Some(decision),
        _ => None,
    });
    let mut problems = Problems::default();
    let right = match decided {
        None => {
            problems.unless(bytes.trim_ascii() == b"null", || {
                both!("Er is een besluit dat niet in het logboek staat.", "There is a decision that is not in the log.")
            });
            both!("Er is nog geen besluit.", "There is no decision yet.")
        }
        Some(decision) => {
            problems.unless(*decision == named(bytes), || {
                both!(
                    "decision.json is niet het besluit dat in het logboek is vastgelegd.",
                    "decision.json is not the decision that the log recorded."
                )
            });
            both!("Het besluit is dat van het logboek.", "The decision is the one of the log.")
        }
    };
    problems.or(Check::Decision, right)
}

fn report(parts: &Parts, sealed: Option<Sealed>) -> Finding {
    let Some(report) = &parts.report else { return Finding::without(Check::Report, package::REPORT) };
    let Some(sealed) = sealed else { return Finding::without(Check::Report, package::LOG) };
    let mut problems = Problems::default();
    let blank = parts.ballots.as_ref().map(|lines| lines.iter().filter(|line| line.ballot == "[]").count() as u64);
    for (name, right) in [
        ("issued", Some(sealed.issued)),
        ("used", Some(sealed.used)),
        ("void", Some(sealed.void)),
        ("ballots", Some(sealed.ballots)),
        ("voided", Some(sealed.voided)),
        ("blank", blank),
    ] {
        let (Some(right), told) = (right, report.get(name)) else { continue };
        problems.unless(told.and_then(Value::as_u64) == Some(right), || {
            let told = told.map_or_else(|| "–".to_owned(), Value::to_string);
            both!(
                "Het verslag zegt {told} bij \"{name}\"; het is {right}.",
                "The report says {told} for \"{name}\"; it is {right}."
            )
        });
    }
    let right = both!("De aantallen in het verslag kloppen.", "The numbers in the report are right.");
    problems.or(Check::Report, right)
}
