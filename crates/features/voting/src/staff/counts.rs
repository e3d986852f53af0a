//! The choice of how a round is counted: each way in two sentences with a drawing, and which one fits what.

use super::parameters;
use crate::counts::{Way, offered, way_of};
use crate::pages::words::rule_title;
use crate::rules::{BallotForm, RoundRules};
use civic::ui::form::Choices;
use civic::ui::icon;
use maud::{Markup, html};
use platform::i18n::T;
use platform::web::form::Form;

type Option3 = (String, String, String);

fn option(t: &T, way: &Way) -> Option3 {
    (way.name.to_owned(), t.text(way.title).into_owned(), t.text(way.means).into_owned())
}

/// The field `rule`, with the ways that fit ballots of this form. `own` is what the round has now: if it came from
/// elsewhere, it can be kept.
pub(super) fn choice(t: &T, own: Option<&RoundRules>, ballots: BallotForm, typed: &Form) -> Markup {
    let (first, ways) = offered(ballots);
    let own = own.filter(|rules| rules.form == ballots).map(|rules| &rules.rule);
    let kept = own.filter(|rule| way_of(&rule.name(), ballots).is_none());
    let kept =
        kept.map(|rule| (rule.name().into_owned(), rule_title(t, rule), t.text("round-count-kept").into_owned()));
    let options: Vec<Option3> = first.iter().map(|way| option(t, way)).chain(kept).collect();
    let drawings: Vec<Markup> = first.iter().map(|way| drawing(way.name)).collect();
    let form = &fitting(typed, &options, ways);
    let main =
        Choices::one("rule", &t.text("round-rule"), &options).hint(&t.text("round-rule-advice")).drawn(&drawings);
    html! { (main.show(t, form)) (more(t, ways, form)) }
}

/// The field with the way to count.
const FIELD: &str = "rule";

/// The form with a way that fits: when another form of ballot is chosen, the way of before may not.
fn fitting(typed: &Form, options: &[Option3], others: &[Way]) -> Form {
    let chosen = typed.get(FIELD);
    let fits = options.iter().any(|(name, ..)| name == chosen) || others.iter().any(|way| way.name == chosen);
    match options.first() {
        Some((first, ..)) if !fits => typed.clone().with(FIELD, first),
        _ => typed.clone(),
    }
}

/// The other ways, in a fold that is open when one of them is chosen, with what some of them have to be told.
fn more(t: &T, ways: &[Way], form: &Form) -> Markup {
    let options: Vec<Option3> = ways.iter().map(|way| option(t, way)).collect();
    let drawings: Vec<Markup> = ways.iter().map(|way| drawing(way.name)).collect();
    let chosen = form.get("rule");
    let asked = parameters::FIELDS.iter().any(|field| form.error(field).is_some());
    let open = asked || ways.iter().any(|way| way.name == chosen);
    html! {
        details class="fold" id="meer-regels" open[open] {
            summary { (t.text("round-rule-more")) " " (icon("chevron-down")) }
            p { (t.text("round-rule-more-means")) }
            (Choices::one("rule", &t.text("round-rule-other"), &options).id("rule-more").drawn(&drawings).show(t, form))
            (parameters::fields(t, form))
        }
    }
}

/// Bars in a frame as wide as the budget: x, y, width, and whether it gets money.
fn drawing(name: &str) -> Markup {
    let bars: &[(u8, u8, u8, bool)] = match name {
        // Three that fit, one that does not; and one below it that does.
        "greedy_votes" | "greedy_score" | "greedy_borda" => {
            &[(0, 2, 40, true), (40, 12, 30, true), (70, 22, 40, false), (70, 32, 20, true)]
        }
        "greedy_votes_noskip" | "greedy_score_noskip" | "greedy_borda_noskip" => {
            &[(0, 2, 40, true), (40, 12, 30, true), (70, 22, 40, false), (70, 32, 20, false)]
        }
        "greedy_votes_per_cost" | "greedy_score_per_cost" | "greedy_borda_per_cost" => {
            &[(0, 2, 15, true), (15, 12, 20, true), (35, 22, 25, true), (60, 32, 50, false)]
        }
        // Above what each has, the same for all; below the plans that they pay for.
        // The second is under the threshold; the third has no room under its ceiling, or is excluded.
        "greedy_threshold" => &[(0, 2, 40, true), (40, 12, 25, true), (65, 22, 8, false), (65, 32, 12, false)],
        "greedy_ceilings" | "greedy_exclusive" => {
            &[(0, 2, 35, true), (35, 12, 30, false), (35, 22, 25, true), (60, 32, 30, true)]
        }
        "greedy_80" => &[(0, 2, 40, true), (40, 12, 35, true), (75, 22, 31, true), (100, 32, 10, false)],
        // All from the left: money plays no part.
        "top_n" => &[(0, 2, 90, true), (0, 12, 70, true), (0, 22, 55, true), (0, 32, 30, false)],
        // The best together, side by side.
        "max_welfare_cost" | "max_welfare_card" => {
            &[(0, 12, 30, true), (32, 12, 24, true), (58, 12, 40, true), (0, 28, 70, false)]
        }
        "mes_cost" | "mes_card" | "mes_points" | "mes_borda" => &[
            (0, 4, 23, true),
            (25, 4, 23, true),
            (50, 4, 23, true),
            (75, 4, 23, true),
            (0, 26, 30, true),
            (32, 26, 28, true),
            (62, 26, 36, false),
        ],
        "mes_cost_util"
        | "mes_points_util"
        | "mes_points_add1"
        | "mes_points_add1_util"
        | "mes_borda_util"
        | "mes_borda_add1"
        | "mes_borda_add1_util"
        | "mes_cost_add1"
        | "mes_cost_add1_integral_noexh"
        | "mes_comparison"
        | "mes_admission"
        | "mes_cost_add1_util" => &[
            (0, 4, 23, true),
            (25, 4, 23, true),
            (50, 4, 23, true),
            (75, 4, 23, true),
            (0, 26, 48, true),
            (50, 26, 48, true),
        ],
        "mes_card_add1_util" | "mes_card_util" | "mes_card_add1" => &[
            (0, 4, 23, true),
            (25, 4, 23, true),
            (50, 4, 23, true),
            (75, 4, 23, true),
            (0, 26, 23, true),
            (25, 26, 23, true),
            (50, 26, 23, true),
        ],
        // What each bears, as even as can be.
        _ => &[(0, 2, 70, true), (0, 12, 72, true), (0, 22, 68, true), (0, 32, 71, true)],
    };
    html! {
        svg class="choice__drawing" viewBox="0 0 112 44" aria-hidden="true" {
            rect class="bar bar--track" x="0" y="0" width="100" height="44" {}
            @for (x, y, width, funded) in bars {
                rect class=(if *funded { "bar bar--won" } else { "bar bar--lost" })
                    x=(x) y=(y) width=(width) height="8" {}
            }
            line class="bar__line" x1="100" x2="100" y1="0" y2="44" {}
        }
    }
}
