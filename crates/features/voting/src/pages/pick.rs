//! What becomes of a choice when somebody presses a button: a plan more or fewer, a point, a place, an answer.

use super::fit;
use super::scene::Scene;
use crate::ballot::Choice;
use crate::model::Candidate;
use crate::refusal::Refusal as Vote;
use crate::rules::BallotForm;
use platform::error::{Common, Error};
use platform::web::form::Form;

/// What becomes of the choice.
pub(super) enum Pick {
    /// This, and what is said about it beside what the basket says.
    Choice(Vec<Choice>, Option<String>),
    /// It stays as it was, and why.
    Refused(String),
}

/// What a form asks for.
pub(super) fn pick(s: &Scene<'_>, form: &Form) -> Result<Pick, Error> {
    let act = form.get("act");
    match act {
        "blank" if s.view.round.rules.blank_allowed => return Ok(Pick::Choice(Vec::new(), None)),
        "leave" => return Ok(leave(s, form.get("group"))),
        _ => {}
    }
    let number: u32 = form.get("number").parse().map_err(|_| Error::from(Common::Malformed))?;
    let chosen = s.chosen();
    if act == "remove" {
        return Ok(Pick::Choice(without(chosen, number), None));
    }
    let Some(candidate) = s.view.candidate(number) else { return Ok(refused(s, Vote::UnknownPlan(number))) };
    if candidate.struck.is_some() {
        return Ok(refused(s, Vote::StruckPlan(candidate.title(s.lang).to_owned())));
    }
    match (s.form(), act) {
        (BallotForm::Plans | BallotForm::Ranking, "add") => Ok(add(s, chosen, candidate)),
        (BallotForm::Ranking, "up" | "down" | "place") => rank(s, chosen, candidate, form),
        (BallotForm::Points, "more" | "less" | "set") => Ok(give(s, chosen, candidate, form)),
        (BallotForm::YesNo, "yes") => Ok(answer(s, chosen, candidate, 1)),
        (BallotForm::YesNo, "neutral") => Ok(answer(s, chosen, candidate, 0)),
        (BallotForm::YesNo, "no") => Ok(answer(s, chosen, candidate, -1)),
        _ => Err(Common::Malformed.into()),
    }
}

fn refused(s: &Scene<'_>, reason: Vote) -> Pick {
    Pick::Refused(s.t.refusal(&reason.into()))
}

fn does_not_fit(s: &Scene<'_>, candidate: &Candidate, misfit: &fit::Misfit) -> Pick {
    Pick::Refused(format!("{}: {}", candidate.title(s.lang), misfit.words(s.t)))
}

fn without(mut chosen: Vec<Choice>, number: u32) -> Vec<Choice> {
    chosen.retain(|known| known.number != number);
    chosen
}

fn add(s: &Scene<'_>, mut chosen: Vec<Choice>, candidate: &Candidate) -> Pick {
    if fit::weight(&chosen, candidate.number).is_some() {
        return Pick::Choice(chosen, None);
    }
    if let Some(misfit) = fit::plan(s, &chosen, candidate) {
        return does_not_fit(s, candidate, &misfit);
    }
    let mut said = None;
    if s.single() {
        said = chosen.first().and_then(|before| s.view.candidate(before.number)).map(|before| {
            let args = [("title", candidate.title(s.lang).into()), ("before", before.title(s.lang).into())];
            s.t.with("vote-replaced", &args)
        });
        chosen.clear();
    }
    chosen.push(Choice::tick(candidate.number));
    Pick::Choice(chosen, said)
}

/// Takes all plans of a theme or area away, so that others can be chosen from.
fn leave(s: &Scene<'_>, name: &str) -> Pick {
    let mut chosen = s.chosen();
    let Some(groups) = &s.view.round.rules.groups else { return Pick::Choice(chosen, None) };
    let of_it = |choice: &Choice| {
        s.view.candidate(choice.number).is_some_and(|candidate| candidate.group(groups.over) == Some(name))
    };
    chosen.retain(|choice| !of_it(choice));
    let name = s.view.group_name(name, s.lang);
    Pick::Choice(chosen, Some(s.t.with("vote-first-emptied", &[("name", name.into())])))
}

/// Moves a plan within a ranking: one place, or to a place from 1.
fn rank(s: &Scene<'_>, mut chosen: Vec<Choice>, candidate: &Candidate, form: &Form) -> Result<Pick, Error> {
    let Some(from) = chosen.iter().position(|choice| choice.number == candidate.number) else {
        return Ok(Pick::Choice(chosen, None));
    };
    let last = chosen.len().saturating_sub(1);
    let to = match form.get("act") {
        "up" => from.saturating_sub(1),
        "down" => from + 1,
        _ => {
            let place: usize = form.get("place").parse().map_err(|_| Error::from(Common::Malformed))?;
            place.saturating_sub(1)
        }
    };
    let to = to.min(last);
    let moved = chosen.remove(from);
    chosen.insert(to, moved);
    let args = [("title", candidate.title(s.lang).into()), ("place", (to + 1).into()), ("n", chosen.len().into())];
    Ok(Pick::Choice(chosen, Some(s.t.with("vote-rank-now", &args))))
}

/// Gives a plan points. What was typed wins over a button; more than there are is as many as there are.
fn give(s: &Scene<'_>, mut chosen: Vec<Choice>, candidate: &Candidate, form: &Form) -> Pick {
    let has = fit::weight(&chosen, candidate.number).unwrap_or(0);
    let wanted = match form.get("act") {
        "more" => has + 1,
        "less" => has - 1,
        _ => match form.get("weight").trim() {
            "" => 0,
            typed => typed.parse().unwrap_or(has),
        },
    };
    if wanted <= 0 {
        return Pick::Choice(without(chosen, candidate.number), None);
    }
    if wanted > has
        && let Some(misfit) = fit::point(s, &chosen, candidate)
    {
        return does_not_fit(s, candidate, &misfit);
    }
    let most = s.view.round.rules.points.map_or(0, |points| i64::from(points.most));
    let given = wanted.min(most).min(has + fit::points_left(s, &chosen));
    let title = candidate.title(s.lang);
    let said = s
        .t
        .with("vote-points-at", &[("title", title.into()), ("points", super::ballot_words::points(s.t, given).into())]);
    match chosen.iter_mut().find(|choice| choice.number == candidate.number) {
        Some(choice) => choice.weight = given,
        None => chosen.push(Choice::weighed(candidate.number, given)),
    }
    Pick::Choice(chosen, Some(said))
}

fn answer(s: &Scene<'_>, mut chosen: Vec<Choice>, candidate: &Candidate, weight: i64) -> Pick {
    if weight > 0
        && let Some(misfit) = fit::misfit(s, &chosen, candidate)
    {
        return does_not_fit(s, candidate, &misfit);
    }
    match chosen.iter_mut().find(|choice| choice.number == candidate.number) {
        Some(choice) => choice.weight = weight,
        None => chosen.push(Choice::weighed(candidate.number, weight)),
    }
    Pick::Choice(chosen, None)
}
