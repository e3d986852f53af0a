//! What each rule would make of the same ballots, before the vote: test ballots, or a file of an older vote.

use super::codes::attachment;
use super::{Here, Page, dry_run, here, under};
use crate::model::State as Life;
use crate::pages::words::{rule_sentences, rule_title};
use crate::service::compare::{Asked, ComparedPlan, ComparedRule, Comparison, MOST_BYTES, Source, Why};
use crate::{Voting, service};
use axum::extract::multipart::{Multipart, MultipartError, MultipartRejection};
use axum::extract::{Path, State};
use axum::response::Response;
use civic::context::{Answer, Visitor};
use civic::permission::Permission;
use civic::ui::figures::{Column, table};
use civic::ui::form::{Upload, errors, hidden};
use civic::ui::icon;
use civic::ui::notice::{Look, Tone, alert, fold, panel};
use http::{HeaderName, HeaderValue, StatusCode};
use maud::{Markup, html};
use platform::error::{Common, Error};
use platform::i18n::{T, decimal};
use platform::web::form::Form;
use platform::web::query::canonical;
use platform::web::response;
use std::collections::BTreeSet;
use tally::Amount;
use uuid::Uuid;

/// What follows the address of the round.
pub(super) const REST: &str = "/compare";

/// The page: the comparison of the address, or the newest.
pub(super) async fn page(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path((slug, round)): Path<(String, Uuid)>,
) -> Answer {
    let here = here(&voting, &visitor, slug, round).await?;
    Ok(show(&voting, &visitor, &here, &Form::default()).await?)
}

/// Test ballots or a file were sent.
pub(super) async fn compare(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path((slug, round)): Path<(String, Uuid)>,
    body: Result<Multipart, MultipartRejection>,
) -> Answer {
    let here = here(&voting, &visitor, slug, round).await?;
    let source = read(body).await?;
    let asked = match source {
        None => Err(crate::refusal::Refusal::NoFile.into()),
        Some(source) => service::compare::ask(&voting, &visitor.actor, round, source).await,
    };
    match asked {
        Ok(uuid) => Ok(response::see_other(&here.link(&visitor, &format!("{REST}?of={uuid}")))),
        Err(error) if !error.refusals().is_empty() => {
            let mut page = show(&voting, &visitor, &here, &Form::default().refused(error.refusals())).await?;
            *page.status_mut() = error.refusals().first().map_or(StatusCode::UNPROCESSABLE_ENTITY, |one| one.status);
            Ok(page)
        }
        Err(error) => Err(error.into()),
    }
}

/// All comparisons of the round, newest first, with every plan and measure.
pub(super) async fn download(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path((slug, round)): Path<(String, Uuid)>,
) -> Answer {
    let here = here(&voting, &visitor, slug, round).await?;
    let all = service::compare::of_round(&voting, &visitor.actor, round).await?;
    let told = |asked: &Asked| serde_json::json!({ "tests": asked.tests, "file": asked.name, "at": asked.at, "comparison": asked.result });
    let text = serde_json::Value::from(all.iter().map(told).collect::<Vec<_>>()).to_string();
    Ok(attachment("application/json", &format!("{}-comparisons.json", here.project.slug), text))
}

/// What was sent; nothing if no file was chosen.
async fn read(body: Result<Multipart, MultipartRejection>) -> Result<Option<Source>, Error> {
    let unreadable = |error: &MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Error::from(crate::refusal::Refusal::FileTooLarge),
        _ => Common::Malformed.into(),
    };
    let mut body = body.map_err(|_| Error::from(Common::WrongContentType))?;
    let mut source = None;
    while let Some(field) = body.next_field().await.map_err(|error| unreadable(&error))? {
        match field.name() {
            Some("tests") => source = Some(Source::Tests),
            Some("file") => {
                let name = field.file_name().unwrap_or_default().to_owned();
                let content = field.bytes().await.map_err(|error| unreadable(&error))?;
                // A field without a chosen file arrives as an empty one.
                if !content.is_empty() {
                    source = Some(Source::File(name, content.to_vec()));
                }
            }
            _ => {}
        }
    }
    Ok(source)
}

async fn show(voting: &Voting, visitor: &Visitor, here: &Here, form: &Form) -> Result<Response, Error> {
    let t = &visitor.t;
    let all = service::compare::of_round(voting, &visitor.actor, here.view.round.uuid).await?;
    let draft = here.view.round.state == Life::Draft;
    let tests = if draft { dry_run::ballots(voting, here.view.round.id).await? } else { 0 };
    let query = canonical(&visitor.query, &["of"]);
    let named = query.get("of").and_then(|of| Uuid::try_parse(of).ok());
    let shown = all.iter().find(|asked| Some(asked.uuid) == named).or(all.first());
    let running = shown.is_some_and(|asked| !asked.result.done);
    let main = html! {
        (errors(t, form))
        p class="lead" { (t.text("compare-lead")) }
        @if let Some(asked) = shown { (result(visitor, asked)) }
        @if shown.is_some_and(|asked| asked.result.done) {
            p { a href=(here.link(visitor, "/export.compare.json")) { (icon("download")) " " (t.text("compare-download")) } }
        }
        @if here.may(visitor, Permission::PrepareRound) { (forms(visitor, here, form, tests)) }
        @if all.is_empty() && !here.may(visitor, Permission::PrepareRound) { p { (t.text("compare-none")) } }
        (earlier(visitor, here, &all, shown))
        p class="soft" { (t.text("compare-who-sees")) }
    };
    let title = t.text("compare-title");
    let wrong = !form.errors().is_empty();
    let mut page = under(voting, visitor, here, Page { title: &title, beside: None, wrong, main });
    if running && !wrong {
        // How far it is, also without script.
        page.headers_mut().insert(HeaderName::from_static("refresh"), HeaderValue::from_static("2"));
    }
    Ok(page)
}

fn forms(visitor: &Visitor, here: &Here, form: &Form, tests: i64) -> Markup {
    let t = &visitor.t;
    let action = here.link(visitor, REST);
    let most = MOST_BYTES / 1_000_000;
    html! {
        div class="section__head section__head--space" { h2 { (t.text("compare-new")) } }
        @if here.view.round.state == Life::Draft {
            form class="form" method="post" action=(action) enctype="multipart/form-data" {
                h3 { (t.text("compare-tests")) }
                @if tests > 0 {
                    p { (t.with("compare-tests-there", &[("n", tests.into()), ("number", t.number(tests).into())])) }
                    (hidden("tests", "1"))
                    p class="actions" { button class=(Look::Primary.class()) { (t.text("compare-tests-button")) } }
                } @else {
                    p { (t.text("compare-tests-none")) }
                    @if here.may(visitor, Permission::ManageCodes) {
                        p { a href=(here.link(visitor, "/codes/new?test=1")) { (t.text("round-try-button")) } }
                    }
                }
            }
        }
        form class="form" method="post" action=(action) enctype="multipart/form-data" {
            h3 { (t.text("compare-file")) }
            (Upload::new("file", &t.text("compare-file-label"), ".pb,text/plain").most(MOST_BYTES)
                .hint(&t.with("compare-file-hint", &[("most", most.into())])).show(t, form))
            p class="actions" { button class=(Look::Plain.class()) { (t.text("compare-file-button")) } }
        }
    }
}

fn named(t: &T, asked: &Asked) -> String {
    match (asked.tests, asked.name.as_str()) {
        (true, _) => t.text("compare-of-tests").into_owned(),
        (false, "") => t.text("compare-of-file").into_owned(),
        (false, name) => name.to_owned(),
    }
}

fn earlier(visitor: &Visitor, here: &Here, all: &[Asked], shown: Option<&Asked>) -> Markup {
    let t = &visitor.t;
    let others: Vec<&Asked> = all.iter().filter(|asked| shown.is_none_or(|shown| shown.uuid != asked.uuid)).collect();
    html! {
        @if !others.is_empty() {
            (panel("eerder", &t.text("compare-earlier"), html! {
                ul class="link-list" {
                    @for asked in others {
                        li {
                            a href=(here.link(visitor, &format!("{REST}?of={}", asked.uuid))) { (named(t, asked)) }
                            " " span class="soft" { (t.date_time(asked.at)) }
                        }
                    }
                }
            }))
        }
    }
}

/// An amount of an election: euros, unless its file names another currency.
fn sum(t: &T, comparison: &Comparison, amount: &Amount) -> String {
    match (&comparison.currency, service::outcome::cents(amount)) {
        (None, Some(cents)) => t.money(cents),
        (None, None) => format!("€ {}", decimal(amount.to_f64(), 2, t.lang())),
        (Some(currency), _) => format!("{} {currency}", decimal(amount.to_f64(), 0, t.lang())),
    }
}

fn count(t: &T, number: usize) -> String {
    t.number(i64::try_from(number).unwrap_or(i64::MAX))
}

fn result(visitor: &Visitor, asked: &Asked) -> Markup {
    let (t, comparison) = (&visitor.t, &asked.result);
    let voters = i64::try_from(comparison.voters).unwrap_or(i64::MAX);
    let facts = [
        ("n", voters.into()),
        ("number", t.number(voters).into()),
        ("plans", count(t, comparison.plans.len()).into()),
        ("budget", sum(t, comparison, &comparison.budget).into()),
    ];
    html! {
        section aria-labelledby="uitkomst" {
            div class="section__head" { h2 id="uitkomst" { (named(t, asked)) } }
            p { (t.with("compare-facts", &facts)) " " (t.with("compare-when", &[("at", asked.at.into())])) }
            @if comparison.more_than_ticks { p { (t.text("compare-more-than-ticks")) } }
            @if comparison.done {
                (rules_table(t, comparison, asked.tests))
                (differing(t, comparison))
                (explained(t, comparison))
                (left_out(t, comparison))
            } @else {
                p role="status" { (t.with("compare-running", &[("n", comparison.rules.len().into())])) }
            }
        }
    }
}

/// How many plans a rule funds that another does not, and the other way round.
fn apart(one: &ComparedRule, other: &ComparedRule) -> (usize, usize) {
    let set = |rule: &'_ ComparedRule| rule.selected.iter().cloned().collect::<BTreeSet<String>>();
    let (one, other) = (set(one), set(other));
    (one.difference(&other).count(), other.difference(&one).count())
}

/// A row for each rule; the first is that of the round.
fn rules_table(t: &T, comparison: &Comparison, own: bool) -> Markup {
    let columns = [
        Column::number(t.text("round-plans-number")),
        Column::words(t.text("outcome-compare-rule")),
        Column::number(t.text("outcome-winners-column")),
        Column { extra: true, ..Column::number(t.text("compare-spent")) },
        Column::number(t.text("outcome-compare-none")),
        Column::words(t.text("compare-apart")),
    ];
    let first = comparison.rules.first();
    let rows: Vec<Vec<Markup>> = comparison
        .rules
        .iter()
        .enumerate()
        .map(|(place, rule)| {
            let none = i64::try_from(rule.measures.voters_with_none).unwrap_or(i64::MAX);
            let share = decimal(rule.measures.share_with_none.to_f64() * 100.0, 0, t.lang());
            let (more, fewer) = first.map_or((0, 0), |first| apart(rule, first));
            let differs = match (place, more, fewer) {
                (0, ..) => t.text("compare-apart-first").into_owned(),
                (_, 0, 0) => t.text("compare-apart-same").into_owned(),
                _ => t.with("compare-apart-by", &[("more", more.into()), ("fewer", fewer.into())]),
            };
            vec![
                html! { (place + 1) },
                html! {
                    @if place == 0 { strong { (rule_title(t, &rule.rule)) } } @else { (rule_title(t, &rule.rule)) }
                    @if place == 0 && own { " " span class="soft" { (t.text("compare-own")) } }
                },
                html! { (count(t, rule.selected.len())) },
                html! { (sum(t, comparison, &rule.cost)) },
                html! { (t.number(none)) " " span class="soft extra" { "(" (t.with("outcome-percent", &[("n", share.into())])) ")" } },
                html! { (differs) },
            ]
        })
        .collect();
    table("regels", &t.text("compare-table"), &columns, &rows, 1, true)
}

/// The plans that win by some rules only, with the rules by which they win.
fn differing(t: &T, comparison: &Comparison) -> Markup {
    let rules = comparison.rules.len();
    let by = |plan: &ComparedPlan| -> Vec<usize> {
        let numbered = comparison.rules.iter().zip(1..);
        numbered.filter(|(rule, _)| rule.selected.contains(&plan.id)).map(|(_, number)| number).collect()
    };
    let always: Vec<&str> =
        comparison.plans.iter().filter(|plan| by(plan).len() == rules).map(|plan| plan.name.as_str()).collect();
    let mut some: Vec<(&ComparedPlan, Vec<usize>)> = comparison.plans.iter().map(|plan| (plan, by(plan))).collect();
    some.retain(|(_, by)| !by.is_empty() && by.len() < rules);
    some.sort_by_key(|(plan, by)| (std::cmp::Reverse(by.len()), std::cmp::Reverse(plan.votes)));
    let columns = [
        Column::words(t.text("outcome-plan")),
        Column::number(t.text("outcome-votes")),
        Column::number(t.text("outcome-cost")),
        Column::number(t.text("compare-wins-by")),
        Column::words(t.text("compare-which-rules")),
    ];
    let row = |(plan, by): &(&ComparedPlan, Vec<usize>)| {
        vec![
            html! { (plan.name) },
            html! { (t.number(i64::try_from(plan.votes).unwrap_or(i64::MAX))) },
            html! { (sum(t, comparison, &plan.cost)) },
            html! { (t.with("outcome-part-won", &[("n", by.len().into()), ("of", rules.into())])) },
            html! { (ranges(by)) },
        ]
    };
    let rows: Vec<Vec<Markup>> = some.iter().map(row).collect();
    html! {
        div class="section__head section__head--space" { h3 { (t.text("compare-differing")) } }
        @if rows.is_empty() { p { (t.text("compare-all-same")) } } @else {
            (table("verschillen", &t.text("compare-differing"), &columns, &rows, 0, true))
        }
        @if !always.is_empty() && !rows.is_empty() {
            (fold("altijd", &t.with("compare-always", &[("n", always.len().into())]), html! {
                ul { @for name in &always { li { (name) } } }
            }))
        }
    }
}

/// Ascending numbers as people write them: `1, 3–5`.
fn ranges(numbers: &[usize]) -> String {
    let runs = numbers.chunk_by(|one, other| one + 1 == *other);
    let told: Vec<String> = runs
        .map(|run| match run {
            [first, _, .., last] => format!("{first}–{last}"),
            other => other.iter().map(usize::to_string).collect::<Vec<_>>().join(", "),
        })
        .collect();
    told.join(", ")
}

/// What each rule does, for who does not know it.
fn explained(t: &T, comparison: &Comparison) -> Markup {
    fold(
        "uitleg",
        &t.text("compare-explained"),
        html! {
            dl class="prose" {
                @for rule in &comparison.rules {
                    dt { strong { (rule_title(t, &rule.rule)) } " " span class="soft" { (rule.rule.name()) } }
                    dd { (rule_sentences(t, &rule.rule).join(" ")) }
                }
            }
        },
    )
}

fn left_out(t: &T, comparison: &Comparison) -> Markup {
    let why = |why: Why| match why {
        Why::Heavy => "compare-left-heavy",
        Why::Time => "compare-left-time",
        Why::Misfit => "compare-left-misfit",
    };
    html! {
        @if !comparison.left_out.is_empty() {
            (alert(Tone::Info, &t.text("compare-left"), html! {
                ul { @for (rule, reason) in &comparison.left_out { li { (rule_title(t, rule)) ": " (t.text(why(*reason))) } } }
            }))
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn numbers_in_a_row_are_told_as_one() {
        assert_eq!(super::ranges(&[1, 3, 4, 5, 8, 9]), "1, 3–5, 8, 9");
        assert_eq!(super::ranges(&[]), "");
    }
}
