//! The control on a card, by the form of the ballot: a toggle, a stepper for points, or yes, no and neutral. All are forms
//! of buttons, so that they work without script.

use super::ballot_words::points;
use super::fit::{self, Misfit, misfit};
use super::parts::{self, swaps, target_fields};
use super::scene::{Scene, Step};
use crate::ballot::Choice;
use crate::model::Candidate;
use crate::rules::BallotForm;
use civic::ui::form::hidden;
use civic::ui::icon;
use maud::{Markup, html};

/// The control of a plan.
pub(super) fn control(s: &Scene<'_>, candidate: &Candidate, chosen: &[Choice]) -> Markup {
    match s.form() {
        BallotForm::Plans | BallotForm::Ranking => toggle(s, candidate, chosen),
        BallotForm::Points => stepper(s, candidate, chosen),
        BallotForm::YesNo => opinion(s, candidate, chosen),
    }
}

/// The kind sentence under a control, with the id that the control names.
struct Why {
    id: String,
    words: String,
}

impl Why {
    fn of(s: &Scene<'_>, number: u32, misfit: Option<&Misfit>) -> Option<Why> {
        misfit.map(|misfit| Why { id: format!("waarom-{number}"), words: misfit.words(s.t) })
    }

    fn show(why: Option<&Why>) -> Markup {
        html! { @if let Some(why) = why { p class="choose__why" id=(why.id) { (why.words) } } }
    }
}

fn pressed(on: bool) -> &'static str {
    if on { "true" } else { "false" }
}

/// "Kies", with what it costs.
fn toggle(s: &Scene<'_>, candidate: &Candidate, chosen: &[Choice]) -> Markup {
    let (t, number) = (s.t, candidate.number);
    let place = chosen.iter().position(|choice| choice.number == number);
    let picked = place.is_some();
    let misfit = if picked { None } else { misfit(s, chosen, candidate) };
    let word = match (place, &misfit) {
        (Some(place), _) if s.form() == BallotForm::Ranking => {
            t.with("vote-rank-picked", &[("place", (place + 1).into())])
        }
        (Some(_), _) => t.text("vote-picked").into_owned(),
        (None, Some(misfit)) => t.text(misfit.word()).into_owned(),
        (None, None) => t.text("vote-pick").into_owned(),
    };
    let why = Why::of(s, number, misfit.as_ref()).or_else(|| replaces(s, chosen, number));
    html! {
        form class="choose" method="post" action=(s.place.act("choose")) data-enhance data-swap=(swaps(s, number)) {
            (target_fields(s, number, Step::Choose))
            (hidden("act", if picked { "remove" } else { "add" }))
            button class="choose__button" id={ "kies-" (number) } aria-pressed=(pressed(picked))
                aria-disabled=[misfit.as_ref().map(|_| "true")] aria-describedby=[why.as_ref().map(|why| why.id.as_str())] {
                span class="choose__word" {
                    span class="choose__box" aria-hidden="true" { (icon("check")) }
                    (word) span class="visually-hidden" { ": " (candidate.title(s.lang)) }
                }
                span class="choose__cost" { (t.money(candidate.cost())) }
            }
            (Why::show(why.as_ref()))
        }
    }
}

/// Where one plan is chosen: which one another replaces.
fn replaces(s: &Scene<'_>, chosen: &[Choice], number: u32) -> Option<Why> {
    let before = chosen.first().filter(|choice| s.single() && choice.number != number)?;
    let title = s.view.candidate(before.number)?.title(s.lang);
    let words = s.t.with("vote-misfit-replaces", &[("title", title.into())]);
    Some(Why { id: format!("waarom-{number}"), words })
}

/// Fewer, how many, more. The field can be typed in; its first button, which no one sees, is the one that Enter presses.
fn stepper(s: &Scene<'_>, candidate: &Candidate, chosen: &[Choice]) -> Markup {
    let (t, number, title) = (s.t, candidate.number, candidate.title(s.lang));
    let has = fit::weight(chosen, number).unwrap_or(0);
    let most = s.view.round.rules.points.map_or(0, |points| points.most);
    let misfit = misfit(s, chosen, candidate);
    let why = Why::of(s, number, misfit.as_ref());
    let of_title = |key: &str| t.with(key, &[("title", title.into())]);
    let button = |act: &str, id: &str, word: String, sign: &str, off: bool| {
        html! {
            button class="stepper__button" name="act" value=(act) id={ (id) "-" (number) } aria-disabled=[off.then_some("true")]
                aria-describedby=[why.as_ref().filter(|_| off && act == "more").map(|why| why.id.as_str())] {
                (icon(sign)) span class="visually-hidden" { (word) }
            }
        }
    };
    let class = if has > 0 { "stepper stepper--given" } else { "stepper" };
    html! {
        form class="choose" method="post" action=(s.place.act("choose")) data-enhance data-swap=(swaps(s, number))
            data-points=(number) {
            (target_fields(s, number, Step::Choose))
            button class="visually-hidden" name="act" value="set" tabindex="-1" aria-hidden="true" { (of_title("vote-point-set")) }
            div class=(class) role="group" aria-label=(title) {
                (button("less", "eraf", of_title("vote-point-less"), "minus", has == 0))
                span class="stepper__field" {
                    label class="visually-hidden" for={ "punten-" (number) } { (of_title("vote-point-field")) }
                    input id={ "punten-" (number) } name="weight" value=(has) inputmode="numeric" autocomplete="off"
                        maxlength="7" data-most=(most);
                    span aria-hidden="true" { (unit(s, has)) }
                }
                (button("more", "erbij", of_title("vote-point-more"), "plus", misfit.is_some()))
                span class="stepper__cost" { (t.money(candidate.cost())) }
            }
            @if has > 0 || !matches!(misfit, Some(Misfit::PointsGone)) { (Why::show(why.as_ref())) }
            @else { (Why::show_quietly(why.as_ref())) }
        }
    }
}

impl Why {
    /// For who asks the button: with all points given it would stand under every plan.
    fn show_quietly(why: Option<&Why>) -> Markup {
        html! { @if let Some(why) = why { p class="visually-hidden" id=(why.id) { (why.words) } } }
    }
}

/// The word after a number of points.
fn unit(s: &Scene<'_>, has: i64) -> String {
    let words = points(s.t, has);
    words.rsplit_once(' ').map_or(words.clone(), |(_, unit)| unit.to_owned())
}

/// Yes, no or neutral. The one that holds is pressed, has a mark and is underlined; pressed again it is taken back.
fn opinion(s: &Scene<'_>, candidate: &Candidate, chosen: &[Choice]) -> Markup {
    let (t, number, title) = (s.t, candidate.number, candidate.title(s.lang));
    let said = fit::weight(chosen, number);
    let misfit = misfit(s, chosen, candidate);
    let why = Why::of(s, number, misfit.as_ref());
    let button = |act: &str, weight: i64| {
        let on = said == Some(weight);
        let off = weight == 1 && misfit.is_some() && !on;
        html! {
            button class="opinion__button" name="act" value=(if on { "remove" } else { act }) id={ (act) "-" (number) }
                aria-pressed=(pressed(on)) aria-disabled=[off.then_some("true")]
                aria-describedby=[why.as_ref().filter(|_| off).map(|why| why.id.as_str())] {
                (icon("check")) (t.text(fit::opinion(weight))) span class="visually-hidden" { ": " (title) }
            }
        }
    };
    html! {
        form class="choose" method="post" action=(s.place.act("choose")) data-enhance data-swap=(swaps(s, number)) {
            (target_fields(s, number, Step::Choose))
            fieldset class="opinion" {
                legend class="visually-hidden" { (t.with("vote-opinion-of", &[("title", title.into())])) }
                p class="opinion__state" {
                    strong { (t.money(candidate.cost())) }
                    @if said.is_none() { span class="soft" { (t.text("vote-no-opinion")) } }
                }
                div class="opinion__buttons" {
                    (button("yes", 1)) (button("neutral", 0)) (button("no", -1))
                }
            }
            (Why::show(why.as_ref()))
        }
    }
}

/// The plans of a ranking in their order, each with the buttons that move it. `from` is the page that it stands on.
pub(super) fn ranking(s: &Scene<'_>, chosen: &[Choice], from: Step) -> Markup {
    let t = s.t;
    let number_of = chosen.len();
    html! {
        ol class="ranking" data-ranking aria-label=(t.text("vote-rank-order")) {
            @for (place, candidate) in placed(s, chosen) {
                li class="ranking__item" id={ "rang-" (candidate.number) } data-place=(place) {
                    span class="ranking__place" { (place) }
                    span class="ranking__title" {
                        @if from == Step::Choose { a href={ "#plan-" (candidate.number) } { (candidate.title(s.lang)) } }
                        @else { (candidate.title(s.lang)) }
                    }
                    span class="ranking__cost" { (t.money(candidate.cost())) }
                    div class="ranking__moves" {
                        (moves(s, candidate, (place, number_of), from))
                        (parts::remove_form(s, candidate, from))
                    }
                }
            }
        }
    }
}

/// The plans of a ranking with their places from 1.
pub(super) fn placed<'v>(s: &Scene<'v>, chosen: &[Choice]) -> Vec<(usize, &'v Candidate)> {
    let found = chosen.iter().filter_map(|choice| s.view.candidate(choice.number));
    found.enumerate().map(|(index, candidate)| (index + 1, candidate)).collect()
}

fn moves(s: &Scene<'_>, candidate: &Candidate, (place, last): (usize, usize), from: Step) -> Markup {
    let (t, number, title) = (s.t, candidate.number, candidate.title(s.lang));
    let button = |act: &str, id: &str, word: &str, off: bool, why: &str| {
        html! {
            button class="button" name="act" value=(act) id={ (id) "-" (number) } aria-disabled=[off.then_some("true")]
                aria-describedby=[off.then(|| format!("{id}-waarom-{number}"))] {
                (t.text(word)) span class="visually-hidden" { ": " (title) }
            }
            @if off { span hidden id={ (id) "-waarom-" (number) } { (t.text(why)) } }
        }
    };
    let swap = if from == Step::Overview { "keuze" } else { "lijst basket" };
    html! {
        form method="post" action=(s.place.act("choose")) data-enhance data-swap=(swap) {
            (target_fields(s, number, from))
            (button("up", "hoger", "vote-rank-up", place == 1, "vote-rank-is-first"))
            (button("down", "lager", "vote-rank-down", place == last, "vote-rank-is-last"))
        }
        // Beside the plans there is room for two buttons; the overview has a list of places too.
        @if last > 2 && from == Step::Overview {
            form method="post" action=(s.place.act("choose")) data-enhance data-swap=(swap) data-place-form {
                (target_fields(s, number, from))
                label class="visually-hidden" for={ "plaats-" (number) } {
                    (t.with("vote-rank-place-of", &[("title", title.into())]))
                }
                select class="select" id={ "plaats-" (number) } name="place" autocomplete="off" {
                    @for other in 1..=last {
                        option value=(other) selected[other == place] { (t.text("vote-rank-place")) " " (other) }
                    }
                }
                button class="button" name="act" value="place" data-set {
                    (t.text("vote-rank-set")) span class="visually-hidden" { ": " (title) }
                }
            }
        }
    }
}
