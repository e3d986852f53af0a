//! The rules of the game of a project. Each change is public, with its reason.

use super::fields::{Unreadable, Wrong, amount, in_lang, number};
use super::{again, back, foot, open, page};
use crate::Pages;
use crate::blocks::sentences;
use axum::extract::{Path, State};
use axum::response::Response;
use civic::model::{Influence, Project, Rules};
use civic::permission::Permission;
use civic::refusal::optional;
use civic::service::save_rules;
use civic::ui::form::{Area, Choices, Input, group, tick};
use civic::ui::notice::{Tone, alert, section_head};
use civic::ui::staff::{Room, StaffFrame, Tab, project_tabs, project_trail};
use civic::{Answer, Visitor, store};
use maud::html;
use platform::error::Error;
use platform::web::form::Form;
use std::collections::BTreeMap;

pub(crate) async fn show(State(pages): State<Pages>, visitor: Visitor, Path(slug): Path<String>) -> Answer {
    let project = open(&pages, &visitor, &slug, Permission::SeeProject).await?;
    let (version, rules) = read(&pages, &project).await?;
    let form = filled(&visitor, &rules);
    Ok(show_form(&pages, &visitor, &project, version, &rules, &form))
}

async fn read(pages: &Pages, project: &Project) -> Result<(i64, Rules), Error> {
    let (organisation, id) = (project.organisation, project.id);
    pages.app.db.read(move |r| Ok::<_, Error>(store::rules(r, organisation, id)?)).await
}

fn filled(visitor: &Visitor, rules: &Rules) -> Form {
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    let mut values = vec![
        ("influence".to_owned(), rules.influence.code().to_owned()),
        ("minimum_age".to_owned(), number(rules.minimum_age)),
        ("residents_only".to_owned(), if rules.residents_only { "1" } else { "" }.to_owned()),
        ("budget".to_owned(), rules.budget.map(|budget| budget.input(visitor.lang)).unwrap_or_default()),
        ("answer_weeks".to_owned(), number(rules.answer_weeks)),
    ];
    let worded = [("decides", &rules.decides), ("not_decided", &rules.not_decided), ("authority", &rules.authority)];
    for (field, words) in worded {
        values.extend(words.iter().map(|(code, text)| (format!("{field}.{code}"), text.clone())));
    }
    Form::filled(values)
}

fn show_form(
    pages: &Pages,
    visitor: &Visitor,
    project: &Project,
    version: i64,
    rules: &Rules,
    form: &Form,
) -> Response {
    let t = &visitor.t;
    let steps: Vec<(String, String, String)> = Influence::ALL
        .into_iter()
        .map(|step| {
            let key = format!("influence-{}", step.code());
            (step.code().to_owned(), t.text(&key).into_owned(), t.text(&format!("{key}-means")).into_owned())
        })
        .collect();
    let main = html! {
        (project_tabs(visitor, project, Tab::Rules))
        @if version > 0 {
            (section_head("nu", &t.with("rules-version", &[("version", version.into())]), None))
            ol class="rules" { @for sentence in sentences(visitor, rules) { li { (sentence) } } }
        }
        (alert(Tone::Info, &t.text("rules-public"), html! { p { (t.text("rules-public-why")) } }))
        form class="form--wide" method="post" action=(visitor.link(&Tab::Rules.path(project))) {
            @for lang in &visitor.organisation.languages {
                @let lang = *lang;
                (group(&format!("taal-{}", lang.code()), lang.own_name(), html! {
                    (Area::new(&in_lang("decides", lang), &t.text("rules-decides")).hint(&t.text("rules-decides-hint")).rows(2).most(300).show(t, form))
                    (Area::new(&in_lang("not_decided", lang), &t.text("rules-not-decided")).rows(2).most(300).optional().show(t, form))
                    (Input::new(&in_lang("authority", lang), &t.text("rules-authority")).hint(&t.text("rules-authority-hint")).most(200).optional().show(t, form))
                }))
            }
            (Choices::one("influence", &t.text("rules-influence"), &steps).show(t, form))
            div class="form-grid" {
                (Input::figure("minimum_age", &t.text("rules-minimum-age")).hint(&t.text("rules-minimum-age-hint")).show(t, form))
                (Input::figure("budget", &t.text("rules-budget-field")).hint(&t.text("rules-budget-hint")).show(t, form))
                (Input::figure("answer_weeks", &t.text("rules-answer-weeks")).hint(&t.text("rules-answer-weeks-hint")).show(t, form))
            }
            (tick("residents_only", &t.text("rules-residents-only"), "", form))
            @if version > 0 {
                (Area::new("reason", &t.text("rules-reason")).hint(&t.text("rules-reason-hint")).rows(2).most(600).show(t, form))
            }
            (foot(pages, visitor))
        }
    };
    let trail = project_trail(visitor, project);
    let title = t.text("staff-tab-rules");
    page(pages, visitor, form, StaffFrame { trail: &trail, ..StaffFrame::new(Room::Projects, &title, main) })
}

/// What was typed, as rules.
fn typed(visitor: &Visitor, form: &Form) -> Result<Rules, Error> {
    let mut wrong = Wrong::default();
    let mut words = |field: &'static str, most: usize| {
        let mut all = BTreeMap::new();
        for lang in &visitor.organisation.languages {
            let text = wrong.keep(optional(field, form.get(&in_lang(field, *lang)), most));
            if !text.is_empty() {
                all.insert(lang.code().to_owned(), text);
            }
        }
        all
    };
    let (decides, not_decided, authority) = (words("decides", 300), words("not_decided", 300), words("authority", 200));
    let influence = Influence::parse(form.get("influence")).ok_or(Unreadable::Choice("influence"));
    let rules = Rules {
        decides,
        not_decided,
        influence: wrong.keep(influence),
        authority,
        minimum_age: wrong.keep(number("minimum_age", form.get("minimum_age"), 120)),
        residents_only: form.ticked("residents_only"),
        budget: wrong.keep(amount("budget", form.get("budget"), visitor.lang)),
        answer_weeks: wrong.keep(number("answer_weeks", form.get("answer_weeks"), 520)),
    };
    wrong.unless(rules)
}

pub(crate) async fn save(State(pages): State<Pages>, visitor: Visitor, Path(slug): Path<String>, form: Form) -> Answer {
    let project = open(&pages, &visitor, &slug, Permission::EditRules).await?;
    let saved = async {
        let rules = typed(&visitor, &form)?;
        save_rules(&pages.app, &visitor.actor, &project, rules, form.get("reason").to_owned()).await
    };
    match saved.await {
        Ok(_) => Ok(back(&visitor, &Tab::Rules.path(&project))),
        Err(error) => {
            let (version, rules) = read(&pages, &project).await?;
            Ok(show_form(&pages, &visitor, &project, version, &rules, &again(form, error)?))
        }
    }
}
