//! Recording what the authority decided. The count stays as it is; what differs is said plan by plan, with a reason.

use super::form::money;
use super::{Here, Page, here, mend, under};
use crate::model::{DecisionWords, Deviation, NewDecision, State as Life};
use crate::refusal::Refusal as VoteRefusal;
use crate::service::outcome::OutcomeView;
use crate::{Voting, service};
use axum::extract::{Path, State};
use axum::response::Response;
use civic::context::{Answer, Visitor};
use civic::ui::figures::{Column, table};
use civic::ui::form::{Area, Choices, Input, errors, group};
use civic::ui::notice::{Look, Tone, alert};
use maud::{Markup, html};
use platform::error::{Common, Error, Refusal};
use platform::i18n::Lang;
use platform::money::Cents;
use platform::web::form::Form;
use platform::web::response;
use std::collections::BTreeMap;
use tally::Status;
use uuid::Uuid;

async fn counted(voting: &Voting, visitor: &Visitor, here: &Here) -> Result<OutcomeView, Error> {
    let state = here.view.round.state;
    if state != Life::Provisional {
        return Err(VoteRefusal::WrongState(state).into());
    }
    let outcome = service::outcome::outcome(voting, &visitor.actor, &here.view).await?;
    outcome.ok_or_else(|| Common::NotFound.into())
}

/// The form.
pub(super) async fn page(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path((slug, round)): Path<(String, Uuid)>,
) -> Answer {
    let here = here(&voting, &visitor, slug, round).await?;
    let outcome = counted(&voting, &visitor, &here).await?;
    let today = platform::clock::local(voting.app.clock.now()).date().to_string();
    let form = Form::filled([("decided_on", today.as_str()), ("follow", "yes")]);
    Ok(show(&voting, &visitor, &here, &outcome, &form))
}

/// The form was sent.
pub(super) async fn save(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path((slug, round)): Path<(String, Uuid)>,
    form: Form,
) -> Answer {
    let here = here(&voting, &visitor, slug, round).await?;
    let outcome = counted(&voting, &visitor, &here).await?;
    let decision = match read(&visitor, &outcome, &form) {
        Ok(decision) => decision,
        Err(wrong) => return Ok(show(&voting, &visitor, &here, &outcome, &form.refused(&wrong))),
    };
    match service::outcome::decide(&voting, &visitor.actor, round, decision).await {
        Ok(()) => Ok(response::see_other(&here.link(&visitor, ""))),
        Err(error) if !error.refusals().is_empty() => {
            Ok(show(&voting, &visitor, &here, &outcome, &form.refused(error.refusals())))
        }
        Err(error) => Err(error.into()),
    }
}

fn read(visitor: &Visitor, outcome: &OutcomeView, form: &Form) -> Result<NewDecision, Vec<Refusal>> {
    let mut wrong = Vec::new();
    let authority = form.get("authority").trim().to_owned();
    if authority.is_empty() {
        wrong.push(mend("authority", "refusal-missing"));
    }
    let decided_on = form.get("decided_on").trim().parse().ok();
    if decided_on.is_none() {
        wrong.push(mend("decided_on", "refusal-missing"));
    }
    let document = Some(form.get("document").trim()).filter(|address| !address.is_empty());
    if document.is_some_and(|address| !address.starts_with("https://") && !address.starts_with("http://")) {
        wrong.push(VoteRefusal::BadAddress.into());
    }
    let deviations =
        if form.get("follow") == "no" { deviations(visitor, outcome, form, &mut wrong) } else { Vec::new() };
    let translations = translations(visitor, &deviations, form);
    match decided_on {
        Some(decided_on) if wrong.is_empty() => Ok(NewDecision {
            authority,
            decided_on,
            document: document.map(str::to_owned),
            text: form.get("text").trim().to_owned(),
            deviations,
            translations,
        }),
        _ => Err(wrong),
    }
}

/// The languages of the site other than the one in which staff write.
fn others(visitor: &Visitor) -> impl Iterator<Item = Lang> {
    let own = visitor.organisation.default_lang;
    visitor.organisation.languages.clone().into_iter().filter(move |lang| *lang != own)
}

fn translations(visitor: &Visitor, deviations: &[Deviation], form: &Form) -> BTreeMap<String, DecisionWords> {
    let words = |lang: Lang| {
        let typed = |field: &str| form.get(&format!("{field}.{}", lang.code())).trim().to_owned();
        let reason = |deviation: &Deviation| (deviation.number, typed(&format!("reason_{}", deviation.number)));
        let reasons = deviations.iter().map(reason).collect();
        (lang.code().to_owned(), DecisionWords { authority: typed("authority"), text: typed("text"), reasons })
    };
    others(visitor).map(words).collect()
}

/// The same words in the other languages of the site.
fn word_fields(visitor: &Visitor, form: &Form) -> Markup {
    let t = &visitor.t;
    html! {
        @for lang in others(visitor) {
            @let name = |field: &str| format!("{field}.{}", lang.code());
            (group(&format!("taal-{}", lang.code()), lang.own_name(), html! {
                (Input::new(&name("authority"), &t.text("round-decide-who")).most(200).optional().show(t, form))
                (Area::new(&name("text"), &t.text("round-decide-text")).most(4_000).optional().show(t, form))
            }))
        }
    }
}

/// What differs from the count, plan by plan. Without any difference the answer "no" has nothing to show.
fn deviations(visitor: &Visitor, outcome: &OutcomeView, form: &Form, wrong: &mut Vec<Refusal>) -> Vec<Deviation> {
    let mut all = Vec::new();
    for plan in &outcome.plans {
        let number = plan.number;
        let counted = matches!(plan.status, Status::Funded);
        let funded = match form.get(&format!("funded_{number}")) {
            "yes" => true,
            "no" => false,
            _ => counted,
        };
        let typed = Form::filled([("extra", form.get(&format!("extra_{number}")))]);
        let mut unreadable = Vec::new();
        let extra = money(&typed, "extra", visitor.lang, &mut unreadable).unwrap_or(Cents::ZERO);
        wrong.extend(unreadable.into_iter().map(|refusal| Refusal { field: Some("plans"), ..refusal }));
        if funded == counted && extra == Cents::ZERO {
            continue;
        }
        let reason = form.get(&format!("reason_{number}")).trim().to_owned();
        if reason.is_empty() {
            let args = vec![("number", i64::from(number).into())];
            wrong.push(Refusal { args, ..mend("plans", "round-refusal-reason") });
        }
        all.push(Deviation { number, funded, extra, reason });
    }
    if all.is_empty() && wrong.is_empty() {
        wrong.push(mend("plans", "round-refusal-no-deviation"));
    }
    all
}

fn show(voting: &Voting, visitor: &Visitor, here: &Here, outcome: &OutcomeView, form: &Form) -> Response {
    let t = &visitor.t;
    let n = outcome.plans.iter().filter(|plan| matches!(plan.status, Status::Funded)).count();
    let words = t.words(i64::try_from(n).unwrap_or_default());
    let follow = [
        ("yes".to_owned(), t.with("round-decide-yes", &[("n", n.into()), ("words", words.into())]), String::new()),
        ("no".to_owned(), t.text("round-decide-no").into_owned(), t.text("round-decide-no-means").into_owned()),
    ];
    let document = Input::new("document", &t.text("round-decide-document")).unchecked().optional();
    let text = Area::new("text", &t.text("round-decide-text")).hint(&t.text("round-everybody-reads")).most(4_000);
    let main = html! {
        (errors(t, form))
        (alert(Tone::Info, &t.text("round-decide-same"), html! { p { (t.text("round-decide-same-why")) } }))
        form class="form--wide" method="post" action=(here.link(visitor, "/decision")) {
            (Input::new("authority", &t.text("round-decide-who")).hint(&t.text("round-decide-who-hint")).most(200).show(t, form))
            (Input::date("decided_on", &t.text("round-decide-when")).show(t, form))
            (document.hint(&t.text("round-decide-document-hint")).most(500).show(t, form))
            (text.show(t, form))
            (word_fields(visitor, form))
            (Choices::one("follow", &t.text("round-decide-follow"), &follow).show(t, form))
            details class="fold" id="plans" open[form.get("follow") == "no"] {
                summary { (t.text("round-decide-plans")) " " (civic::ui::icon("chevron-down")) }
                p class="small" { (t.text("round-decide-plans-why")) }
                (plan_fields(visitor, here, outcome, form))
            }
            p class="actions" {
                button class=(Look::Primary.class()) { (t.text("round-decide-save")) } " "
                a href=(here.link(visitor, "")) { (t.text("round-do-not")) }
            }
        }
    };
    let title = t.text("round-decide-title");
    let wrong = !form.errors().is_empty();
    under(voting, visitor, here, Page { title: &title, beside: None, wrong, main })
}

fn plan_fields(visitor: &Visitor, here: &Here, outcome: &OutcomeView, form: &Form) -> Markup {
    let t = &visitor.t;
    let columns = [
        Column::words(t.text("round-column-title")),
        Column::words(t.text("round-decide-column-goes")),
        Column::words(t.text("round-decide-column-extra")),
        Column::words(t.text("round-decide-column-why")),
    ];
    let rows: Vec<Vec<Markup>> = outcome
        .plans
        .iter()
        .map(|plan| {
            let number = plan.number;
            let title = here.view.candidate(number).map_or("", |candidate| candidate.title(visitor.lang));
            let of = |key: &str| t.with(key, &[("title", title.into())]);
            let (funded, extra, reason) =
                (format!("funded_{number}"), format!("extra_{number}"), format!("reason_{number}"));
            let counted =
                if matches!(plan.status, Status::Funded) { "round-decide-as-won" } else { "round-decide-as-lost" };
            let options = [("", counted), ("yes", "round-decide-goes"), ("no", "round-decide-goes-not")];
            vec![
                html! { (number) ". " (title) },
                html! {
                    select class="select" name=(funded) aria-label=(of("round-decide-goes-of")) {
                        @for (value, word) in options {
                            option value=(value) selected[form.get(&funded) == value] { (t.text(word)) }
                        }
                    }
                },
                html! {
                    input class="input input--short input--figures" name=(extra) type="text" inputmode="decimal"
                        value=(form.get(&extra)) aria-label=(of("round-decide-extra-of"));
                },
                html! {
                    input class="input" name=(reason) type="text" maxlength="600" value=(form.get(&reason))
                        aria-label=(of("round-decide-why-of"));
                    @for lang in others(visitor) {
                        @let name = format!("{reason}.{}", lang.code());
                        input class="input" name=(name) type="text" maxlength="600" value=(form.get(&name))
                            placeholder=(lang.own_name())
                            aria-label={ (of("round-decide-why-of")) " (" (lang.own_name()) ")" };
                    }
                },
            ]
        })
        .collect();
    table("afwijkingen", &t.text("round-decide-plans"), &columns, &rows, 0, true)
}
