//! The fields of a round that say what a ballot is: its form, points, limits in all and per theme or area, and who gets the
//! single ballots.

use super::form::{figure, money, option};
use super::mend;
use crate::model::{Candidate, RoundView};
use crate::rules::{BallotForm, BallotsPublic, GroupLimit, GroupLimits, GroupOver, Limits, Points, RoundRules};
use civic::context::Visitor;
use civic::ui::form::{Choices, Input, Select, group, tick};
use civic::ui::icon;
use maud::{Markup, html};
use platform::error::Refusal;
use platform::i18n::{Lang, T};
use platform::money::Cents;
use platform::web::form::Form;
use std::collections::BTreeSet;

/// The columns of a line with limits of one theme or area, in the order of [`Row`], and the keys of their words.
const COLUMNS: [(&str, &str); 5] = [
    ("group_name", "round-group-name"),
    ("group_min_plans", "round-min-plans"),
    ("group_max_plans", "round-max-plans"),
    ("group_min_sum", "round-min-sum"),
    ("group_max_sum", "round-max-sum"),
];
/// So many lines are read at most.
const MOST_ROWS: usize = 200;

/// The form that a round would have with what was typed.
pub(super) fn chosen_form(form: &Form) -> BallotForm {
    BallotForm::parse(form.get("form")).unwrap_or_default()
}

/// By what plans are grouped, with what was typed.
fn chosen_over(form: &Form) -> Option<GroupOver> {
    [GroupOver::Theme, GroupOver::Area].into_iter().find(|over| over.code() == form.get("group_over"))
}

/// A line as it was typed: name, least and most plans, least and most money.
type Row = [String; 5];

/// The lines as they were typed, without those that say nothing, and after what a button of the lines does.
fn rows(form: &Form, view: Option<&RoundView>) -> Vec<Row> {
    let columns = COLUMNS.map(|(name, _)| form.all(name));
    let long = columns.iter().map(|values| values.len()).max().unwrap_or(0).min(MOST_ROWS);
    let row =
        |line: usize| columns.map(|values| values.get(line).map(|value| value.trim().to_owned()).unwrap_or_default());
    let mut rows: Vec<Row> = (0..long).map(row).collect();
    let act = form.get("do");
    if let Some(line) = act.strip_prefix("group-remove-").and_then(|line| line.parse::<usize>().ok())
        && line < rows.len()
    {
        rows.remove(line);
    }
    rows.retain(|row| row.iter().any(|value| !value.is_empty()));
    let names = names(view, chosen_over(form));
    let empty = |name: &str| [name.to_owned(), String::new(), String::new(), String::new(), String::new()];
    match act {
        "group-add" => {
            let free = names.iter().find(|name| rows.iter().all(|[used, ..]| used != *name));
            rows.push(empty(free.map_or("", String::as_str)));
        }
        "group-all" => {
            let missing: Vec<Row> = names
                .iter()
                .filter(|name| rows.iter().all(|[used, ..]| used != *name))
                .map(|name| empty(name))
                .collect();
            rows.extend(missing);
        }
        _ => {}
    }
    rows.truncate(MOST_ROWS);
    rows
}

/// The themes or areas of the plans on the ballot, by name.
pub(super) fn names(view: Option<&RoundView>, over: Option<GroupOver>) -> Vec<String> {
    let (Some(view), Some(over)) = (view, over) else { return Vec::new() };
    let names: BTreeSet<&str> = view.live().filter_map(|candidate: &Candidate| candidate.group(over)).collect();
    let mut names: Vec<String> = names.into_iter().filter(|name| !name.is_empty()).map(str::to_owned).collect();
    names.sort_by_key(|name| platform::text::sort_key(name));
    names
}

/// What is saved, as values of the fields.
pub(super) fn values(rules: &RoundRules, lang: Lang) -> Vec<(&'static str, String)> {
    let mut values = vec![("form", rules.form.code().to_owned())];
    let points = rules.points.unwrap_or(Points { total: 10, most: 5 });
    values.push(("points_total", points.total.to_string()));
    values.push(("points_most", points.most.to_string()));
    if let Some(groups) = &rules.groups {
        values.push(("group_over", groups.over.code().to_owned()));
        values.push(("groups_most", groups.most.map(|most| most.to_string()).unwrap_or_default()));
        for group in &groups.each {
            values.extend(COLUMNS.iter().zip(row_of(group, lang)).map(|((name, _), value)| (*name, value)));
        }
    }
    if rules.own_area {
        values.push(("own_area", "1".to_owned()));
    }
    let public = if rules.ballots_public == BallotsPublic::Auditors { "auditors" } else { "everybody" };
    values.push(("ballots_public", public.to_owned()));
    values
}

fn row_of(group: &GroupLimit, lang: Lang) -> Row {
    let limits = &group.limits;
    let number = |number: u32| if number == 0 { String::new() } else { number.to_string() };
    let sum = |sum: Cents| if sum > Cents::ZERO { sum.input(lang) } else { String::new() };
    [
        group.name.clone(),
        number(limits.min_plans),
        limits.max_plans.map(|most| most.to_string()).unwrap_or_default(),
        sum(limits.min_sum),
        limits.max_sum.map(|most| most.input(lang)).unwrap_or_default(),
    ]
}

/// What was typed, put into the rules.
pub(super) fn read(rules: &mut RoundRules, form: &Form, lang: Lang, wrong: &mut Vec<Refusal>) {
    rules.form = chosen_form(form);
    rules.limits = Limits {
        min_plans: figure(form, "min_plans", wrong).unwrap_or_default(),
        max_plans: figure(form, "max_plans", wrong),
        min_sum: money(form, "min_sum", lang, wrong).unwrap_or_default(),
        max_sum: money(form, "max_sum", lang, wrong),
    };
    rules.points = (rules.form == BallotForm::Points).then(|| points(form, wrong));
    rules.groups = chosen_over(form).map(|over| groups(form, over, lang, wrong));
    rules.own_area = form.ticked("own_area");
    rules.blank_allowed = form.ticked("blank");
    rules.ballots_public = match form.get("ballots_public") {
        "auditors" => BallotsPublic::Auditors,
        _ => BallotsPublic::Everybody,
    };
}

fn points(form: &Form, wrong: &mut Vec<Refusal>) -> Points {
    let read = |field: &str| form.get(field).trim().parse::<u32>().ok().filter(|number| *number > 0);
    let total = read("points_total");
    if total.is_none() {
        wrong.push(mend("points_total", "round-refusal-points"));
    }
    let most = read("points_most").filter(|most| total.is_none_or(|total| *most <= total));
    if most.is_none() {
        wrong.push(mend("points_most", "round-refusal-points-most"));
    }
    let total = total.unwrap_or(1);
    Points { total, most: most.unwrap_or(total) }
}

fn groups(form: &Form, over: GroupOver, lang: Lang, wrong: &mut Vec<Refusal>) -> GroupLimits {
    let rows = rows(form, None);
    let read: Vec<Option<GroupLimit>> = rows.iter().map(|row| read_row(row, lang)).collect();
    let each: Vec<GroupLimit> = read.iter().flatten().cloned().collect();
    let twice = each.iter().enumerate().any(|(place, group)| each.iter().take(place).any(|one| one.name == group.name));
    if twice || each.len() < rows.len() {
        wrong.push(mend("groups", "round-refusal-groups"));
    }
    let typed = form.get("groups_most").trim();
    let most = typed.parse::<u32>().ok().filter(|most| *most > 0);
    if most.is_none() && !typed.is_empty() {
        wrong.push(mend("groups_most", "round-refusal-groups-most"));
    }
    GroupLimits { over, each, most }
}

/// A line, unless something in it is none.
fn read_row([name, min_plans, max_plans, min_sum, max_sum]: &Row, lang: Lang) -> Option<GroupLimit> {
    let number = |typed: &str| if typed.is_empty() { Some(None) } else { typed.parse::<u32>().ok().map(Some) };
    let sum = |typed: &str| if typed.is_empty() { Some(None) } else { Cents::parse(typed, lang).ok().map(Some) };
    let limits = Limits {
        min_plans: number(min_plans)?.unwrap_or_default(),
        max_plans: number(max_plans)?,
        min_sum: sum(min_sum)?.unwrap_or_default(),
        max_sum: sum(max_sum)?,
    };
    let plans = limits.max_plans.is_none_or(|most| most > 0 && most >= limits.min_plans);
    let sums = limits.max_sum.is_none_or(|most| most > Cents::ZERO && most >= limits.min_sum);
    (!name.is_empty() && plans && sums).then(|| GroupLimit { name: name.clone(), limits })
}

/// The group of fields about the choice.
pub(super) fn fields(visitor: &Visitor, view: Option<&RoundView>, form: &Form) -> Markup {
    let t = &visitor.t;
    let forms = [
        option(visitor, "plans", "round-form-plans", "round-form-plans-means"),
        option(visitor, "points", "round-form-points", "round-form-points-means"),
        option(visitor, "ranking", "round-form-ranking", "round-form-ranking-means"),
        option(visitor, "yes-no", "round-form-yes-no", "round-form-yes-no-means"),
    ];
    let order = [
        option(visitor, "random", "round-order-random", "round-order-random-means"),
        option(visitor, "number", "round-order-number", ""),
    ];
    let ballots = [
        option(visitor, "everybody", "round-ballots-everybody", "round-ballots-everybody-means"),
        option(visitor, "auditors", "round-ballots-auditors", "round-ballots-auditors-means"),
    ];
    html! {
        (Choices::one("form", &t.text("round-form"), &forms).show(t, form))
        p class="actions" { button class="button" name="do" value="form" { (t.text("round-form-show")) } }
        @if chosen_form(form) == BallotForm::Points { (point_fields(t, form)) }
        (group("grenzen", &t.text("round-limits"), limit_fields(t, form)))
        (group("groups", &t.text("round-groups"), group_fields(t, view, form)))
        (tick("change", &t.text("round-change"), &t.text("round-change-means"), form))
        (tick("blank", &t.text("round-blank"), &t.text("round-blank-means"), form))
        (Choices::one("order", &t.text("round-order"), &order).show(t, form))
        (Choices::one("ballots_public", &t.text("round-ballots"), &ballots).show(t, form))
    }
}

fn point_fields(t: &T, form: &Form) -> Markup {
    let most = Input::figure("points_most", &t.text("round-points-most")).hint(&t.text("round-points-most-hint"));
    html! {
        div class="form-grid" id="points" {
            (Input::figure("points_total", &t.text("round-points-total")).show(t, form))
            (most.show(t, form))
        }
    }
}

fn limit_fields(t: &T, form: &Form) -> Markup {
    html! {
        @if chosen_form(form) == BallotForm::YesNo { p { (t.text("round-limits-yes")) } }
        div class="form-grid" {
            (Input::figure("min_plans", &t.text("round-min-plans")).show(t, form))
            (Input::figure("max_plans", &t.text("round-max-plans")).hint(&t.text("round-empty-none")).show(t, form))
        }
        div class="form-grid" {
            (Input::figure("min_sum", &t.text("round-min-sum")).hint(&t.text("round-empty-none")).show(t, form))
            (Input::figure("max_sum", &t.text("round-max-sum")).hint(&t.text("round-max-sum-hint")).show(t, form))
        }
    }
}

fn group_fields(t: &T, view: Option<&RoundView>, form: &Form) -> Markup {
    let over = chosen_over(form);
    let word = |key: &str| t.text(key).into_owned();
    let overs = [
        (String::new(), word("round-groups-none")),
        ("area".to_owned(), word("round-groups-area")),
        ("theme".to_owned(), word("round-groups-theme")),
    ];
    html! {
        (Select::new("group_over", &t.text("round-groups-over"), &overs).show(t, form))
        p class="actions" { button class="button" name="do" value="group-over" { (t.text("round-form-show")) } }
        @if over.is_some() { (group_rows(t, view, form)) }
        (tick("own_area", &t.text("round-own-area"), &t.text("round-own-area-means"), form))
    }
}

fn group_rows(t: &T, view: Option<&RoundView>, form: &Form) -> Markup {
    let (rows, names) = (rows(form, view), names(view, chosen_over(form)));
    let wrong = form.error("groups").map(|refusal| t.refusal(refusal));
    let most = Input::figure("groups_most", &t.text("round-groups-most")).hint(&t.text("round-groups-most-hint"));
    html! {
        (most.optional().show(t, form))
        p class="field__hint" { (t.text(if names.is_empty() { "round-groups-no-plans" } else { "round-groups-hint" })) }
        @if let Some(wrong) = &wrong { p class="field__error" { (icon("alert-circle")) (wrong) } }
        @if rows.is_empty() { p class="soft" { (t.text("round-group-none-yet")) } }
        @for (line, row) in rows.iter().enumerate() {
            @let before = rows.iter().take(line).any(|one| one.first() == row.first());
            @let bad = wrong.is_some() && (before || read_row(row, t.lang()).is_none());
            (group_row(t, &names, line, row, bad))
        }
        p class="actions" {
            button class="button" name="do" value="group-add" { (icon("plus")) (t.text("round-group-add")) } " "
            @if names.len() > rows.len() {
                button class="button" name="do" value="group-all" { (t.text("round-group-all")) }
            }
        }
    }
}

fn group_row(t: &T, names: &[String], line: usize, row: &Row, bad: bool) -> Markup {
    let number = i64::try_from(line + 1).unwrap_or(i64::MAX);
    let name = row.first().map_or("", String::as_str);
    let legend = if name.is_empty() { t.with("round-group-row", &[("n", number.into())]) } else { name.to_owned() };
    let described = bad.then(|| format!("groep-{line}-fout"));
    html! {
        fieldset class="group-row" {
            legend class="group-row__name" { (legend) }
            @if bad {
                p class="field__error" id={ "groep-" (line) "-fout" } { (icon("alert-circle")) (t.text("round-group-row-wrong")) }
            }
            div class="group-row__fields" {
                @for ((field, key), value) in COLUMNS.iter().zip(row) {
                    @let id = format!("groep-{line}-{field}");
                    div class="group-row__field" {
                        label for=(id) { (t.text(key)) }
                        @if *field == "group_name" && !names.is_empty() {
                            select class="select" id=(id) name=(field) aria-describedby=[described.as_deref()]
                                aria-invalid=[bad.then_some("true")] {
                                option value="" selected[value.is_empty()] { "–" }
                                @for name in names { option value=(name) selected[name == value] { (name) } }
                                @if !value.is_empty() && !names.contains(value) { option value=(value) selected { (value) } }
                            }
                        } @else {
                            input class="input" id=(id) name=(field) value=(value) autocomplete="off"
                                inputmode=[(*field != "group_name").then_some("decimal")]
                                aria-describedby=[described.as_deref()] aria-invalid=[bad.then_some("true")];
                        }
                    }
                }
            }
            button class="button button--quiet" name="do" value={ "group-remove-" (line) } {
                (icon("x")) (t.with("round-group-remove", &[("name", legend.as_str().into())]))
            }
        }
    }
}
