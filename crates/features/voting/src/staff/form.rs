//! Making and changing a round while it is a draft.

use super::{Here, ballot, counts, fresh_request, here, mend, parameters, project};
use crate::counts::{rule, way, way_of};
use crate::model::{NewRound, RoundView, State as Life};
use crate::pages::rules::{Told, sentence_list, sentences};
use crate::pages::words::{Equal, by_number};
use crate::refusal::Refusal as VoteRefusal;
use crate::rules::{CountsPublic, Electorate, Order, RoundRules};
use crate::{Voting, service};
use axum::extract::{Path, State};
use axum::response::Response;
use civic::context::{Answer, Visitor};
use civic::model::{Phase, Project};
use civic::store;
use civic::ui::form::{Choices, Input, Select, errors, group, hidden, tick};
use civic::ui::notice::{Look, panel};
use civic::ui::staff::{Room, StaffFrame, Tab, project_tabs, project_trail, staff_shell};
use http::StatusCode;
use maud::{Markup, html};
use platform::clock::{local_input, parse_local};
use platform::error::{Error, Refusal};
use platform::i18n::Lang;
use platform::money::Cents;
use platform::web::form::Form;
use platform::web::response;
use std::collections::BTreeMap;
use tally::{Rule, TieBreak};
use uuid::Uuid;

/// What the form needs to know of its project.
struct Setting<'a> {
    project: &'a Project,
    view: Option<&'a RoundView>,
    phases: Vec<Phase>,
}

impl Setting<'_> {
    /// Where the form goes, without language.
    fn action(&self) -> String {
        let rounds = Tab::Rounds.path(self.project);
        self.view.map_or(rounds.clone(), |view| format!("{rounds}/{}/edit", view.round.uuid))
    }
}

async fn setting<'a>(
    voting: &Voting,
    visitor: &Visitor,
    project: &'a Project,
    view: Option<&'a RoundView>,
) -> Result<Setting<'a>, Error> {
    let (organisation, lang, id) = (visitor.organisation.id, visitor.lang, project.id);
    let phases = voting.app.db.read(move |reader| store::phases(reader, organisation, id, lang)).await?;
    Ok(Setting { project, view, phases })
}

/// The empty form.
pub(super) async fn new(State(voting): State<Voting>, visitor: Visitor, Path(slug): Path<String>) -> Answer {
    let project = project(&voting, &visitor, slug).await?;
    let setting = setting(&voting, &visitor, &project, None).await?;
    let rules = RoundRules::default();
    let mut values = rule_values(&rules, None, visitor.lang);
    values.push(("tie_break".into(), Equal::Number.code().into()));
    values.push(("request".into(), fresh_request(&voting)));
    Ok(show(&voting, &visitor, &setting, &Form::filled(values), None))
}

/// The form was sent.
pub(super) async fn create(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path(slug): Path<String>,
    form: Form,
) -> Answer {
    let project = project(&voting, &visitor, slug).await?;
    let setting = setting(&voting, &visitor, &project, None).await?;
    let (form, new) = match typed(&voting, &visitor, &setting, form) {
        Ok(typed) => typed,
        Err(shown) => return Ok(*shown),
    };
    let request = Some(form.get("request"));
    match service::round::create_once(&voting, &visitor.actor, project.id, new, request).await {
        Ok(uuid) => Ok(response::see_other(&visitor.link(&format!("{}/{uuid}/plans", Tab::Rounds.path(&project))))),
        Err(error) if !error.refusals().is_empty() => {
            Ok(show(&voting, &visitor, &setting, &form.refused(error.refusals()), None))
        }
        Err(error) => Err(error.into()),
    }
}

/// The form with what is saved.
pub(super) async fn edit(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path((slug, round)): Path<(String, Uuid)>,
) -> Answer {
    let here = here(&voting, &visitor, slug, round).await?;
    if here.view.round.state != Life::Draft {
        return Err(VoteRefusal::Frozen.into());
    }
    let setting = setting(&voting, &visitor, &here.project, Some(&here.view)).await?;
    let form = saved(&voting, &visitor, &here, &setting).await?;
    Ok(show(&voting, &visitor, &setting, &form, None))
}

/// The changed form was sent.
pub(super) async fn update(
    State(voting): State<Voting>,
    visitor: Visitor,
    Path((slug, round)): Path<(String, Uuid)>,
    form: Form,
) -> Answer {
    let here = here(&voting, &visitor, slug, round).await?;
    let setting = setting(&voting, &visitor, &here.project, Some(&here.view)).await?;
    let (form, new) = match typed(&voting, &visitor, &setting, form) {
        Ok(typed) => typed,
        Err(shown) => return Ok(*shown),
    };
    let version = form.get("version").parse().unwrap_or_default();
    match service::round::update(&voting, &visitor.actor, round, version, new).await {
        Ok(()) => Ok(response::see_other(&here.link(&visitor, ""))),
        Err(error) if !error.refusals().is_empty() => {
            Ok(show(&voting, &visitor, &setting, &form.refused(error.refusals()), None))
        }
        Err(error) => Err(error.into()),
    }
}

/// What was typed, to be saved; or the page again, where something is wrong or a button only shows something: how people
/// will read the rules, or the fields that go with what was chosen.
fn typed(
    voting: &Voting,
    visitor: &Visitor,
    setting: &Setting<'_>,
    form: Form,
) -> Result<(Form, NewRound), Box<Response>> {
    let read = read(visitor, setting, &form);
    let shown = match (form.get("do"), read) {
        ("preview" | "", Err(wrong)) => show(voting, visitor, setting, &form.refused(&wrong), None),
        ("", Ok(new)) => return Ok((form, new)),
        (_, read) => show(voting, visitor, setting, &form, read.as_ref().ok()),
    };
    Err(Box::new(shown))
}

/// What is saved, as values of the form.
async fn saved(voting: &Voting, visitor: &Visitor, here: &Here, setting: &Setting<'_>) -> Result<Form, Error> {
    let (round, lang) = (&here.view.round, visitor.lang);
    let mut values = rule_values(&round.rules, Some(&here.view), lang);
    values.extend([
        ("title".to_owned(), round.title.clone()),
        ("budget".to_owned(), round.budget.input(lang)),
        ("opens_at".to_owned(), local_input(round.opens_at)),
        ("closes_at".to_owned(), local_input(round.closes_at)),
        ("version".to_owned(), round.version.to_string()),
    ]);
    values.extend(round.titles.iter().map(|(code, title)| (format!("title_{code}"), title.clone())));
    let phase = service::round::phase(voting, &visitor.actor, round.uuid).await?;
    if let Some(phase) = setting.phases.iter().find(|known| Some(known.id) == phase) {
        values.push(("phase".to_owned(), phase.uuid.to_string()));
    }
    Ok(Form::filled(values))
}

/// Rules as values of the form. Without a round there is no tie-break yet.
fn rule_values(rules: &RoundRules, view: Option<&RoundView>, lang: Lang) -> Vec<(String, String)> {
    let mut values: Vec<(&str, String)> = Vec::new();
    for (value, on) in [("codes", rules.electorate.codes), ("email", rules.electorate.email)] {
        if on {
            values.push(("electorate", value.into()));
        }
    }
    let limits = &rules.limits;
    values.push(("min_plans", limits.min_plans.to_string()));
    values.push(("max_plans", limits.max_plans.map(|most| most.to_string()).unwrap_or_default()));
    if limits.min_sum.0 > 0 {
        values.push(("min_sum", limits.min_sum.input(lang)));
    }
    values.push(("max_sum", limits.max_sum.map(|most| most.input(lang)).unwrap_or_default()));
    let name = rules.rule.name();
    values.push(("rule", way(&name).map_or(name.into_owned(), |way| way.name.to_owned())));
    values.push(("review_days", rules.review_days.to_string()));
    values.push(("order", if rules.order == Order::Random { "random" } else { "number" }.into()));
    let counts = if rules.counts_public == CountsPublic::Provisional { "provisional" } else { "decision" };
    values.push(("counts_public", counts.into()));
    let ticks = [("change", rules.change_until_closing), ("blank", rules.blank_allowed), ("compare", rules.compare)];
    for (name, on) in ticks {
        if on {
            values.push((name, "1".into()));
        }
    }
    let told = parameters::values(&rules.rule, view, lang);
    if told.iter().all(|(name, _)| *name != "nearly") {
        values.push(("nearly", "80".into()));
    }
    values.extend(told);
    values.extend(ballot::values(rules, lang));
    if let Some(view) = view {
        values.push(("tie_break", Equal::of(rules.rule.tie_break(), Some(view)).code().into()));
    }
    values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// What was typed, as a round.
fn read(visitor: &Visitor, setting: &Setting<'_>, form: &Form) -> Result<NewRound, Vec<Refusal>> {
    let mut wrong = Vec::new();
    if form.get("title").trim().is_empty() {
        wrong.push(mend("title", "refusal-missing"));
    }
    let budget = money(form, "budget", visitor.lang, &mut wrong);
    if budget.is_none() && form.get("budget").trim().is_empty() {
        wrong.push(mend("budget", "refusal-missing"));
    }
    let [opens_at, closes_at] = ["opens_at", "closes_at"].map(|field| {
        let at = parse_local(form.get(field));
        if at.is_none() {
            wrong.push(mend(field, "refusal-missing"));
        }
        at.unwrap_or_default()
    });
    if wrong.is_empty() && closes_at <= opens_at {
        wrong.push(mend("closes_at", "refusal-ends-before-start"));
    }
    let rules = read_rules(visitor, setting, form, &mut wrong);
    wrong.extend(rules.problems().into_iter().map(Refusal::from));
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let others = visitor.organisation.languages.iter().filter(|lang| **lang != visitor.organisation.default_lang);
    let titles: BTreeMap<String, String> = others
        .map(|lang| (lang.code().to_owned(), form.get(&format!("title_{}", lang.code())).trim().to_owned()))
        .filter(|(_, title)| !title.is_empty())
        .collect();
    let phase = setting.phases.iter().find(|phase| phase.uuid.to_string() == form.get("phase")).map(|phase| phase.id);
    let title = form.get("title").trim().to_owned();
    Ok(NewRound { title, titles, rules, budget: budget.unwrap_or_default(), opens_at, closes_at, phase })
}

fn read_rules(visitor: &Visitor, setting: &Setting<'_>, form: &Form, wrong: &mut Vec<Refusal>) -> RoundRules {
    let ticked = |value: &str| form.all("electorate").iter().any(|chosen| chosen == value);
    let before = setting.view.map(|view| view.round.rules.rule.tie_break().clone());
    let tie_break = match (form.get("tie_break"), before) {
        ("id", _) => TieBreak::Id,
        ("order", Some(before)) => before,
        _ => TieBreak::Order { ids: by_number(setting.view) },
    };
    let days = figure(form, "review_days", wrong).unwrap_or_default();
    let rule = read_rule(setting, form, visitor.lang, wrong);
    if rule.is_none() {
        wrong.push(Refusal::from(VoteRefusal::RuleDoesNotFit));
    }
    let mut rules = RoundRules {
        electorate: Electorate { codes: ticked("codes"), email: ticked("email") },
        rule: rule.unwrap_or(RoundRules::default().rule).with_tie_break(tie_break),
        review_days: u8::try_from(days).unwrap_or(u8::MAX),
        change_until_closing: form.ticked("change"),
        order: if form.get("order") == "number" { Order::Number } else { Order::Random },
        counts_public: match form.get("counts_public") {
            "decision" => CountsPublic::Decision,
            _ => CountsPublic::Provisional,
        },
        compare: form.ticked("compare"),
        // What this form does not ask stays as it is.
        ..setting.view.map(|view| view.round.rules.clone()).unwrap_or_default()
    };
    ballot::read(&mut rules, form, visitor.lang, wrong);
    rules
}

/// A rule by its name: one of those that can be chosen with what it was told, or the one that the round has, if nothing that
/// it was told has changed.
fn read_rule(setting: &Setting<'_>, form: &Form, lang: Lang, wrong: &mut Vec<Refusal>) -> Option<Rule> {
    let name = form.get("rule");
    let own = setting.view.map(|view| &view.round.rules.rule).filter(|own| {
        // One way takes any number of plans.
        own.name() == name || way(&own.name()).is_some_and(|way| way.name == name)
    });
    if let Some(own) = own {
        let before = parameters::values(own, setting.view, lang);
        if before.iter().all(|(field, value)| form.get(field).trim().replace('\r', "") == *value) {
            return Some(own.clone());
        }
    }
    let rule = way_of(name, ballot::chosen_form(form)).and_then(|way| rule(way.name, ballot::chosen_form(form)))?;
    Some(parameters::told(rule, setting.view, form, lang, wrong))
}

/// An amount that may stay empty.
pub(super) fn money(form: &Form, field: &'static str, lang: Lang, wrong: &mut Vec<Refusal>) -> Option<Cents> {
    let typed = form.get(field).trim();
    if typed.is_empty() {
        return None;
    }
    match Cents::parse(typed, lang) {
        Ok(cents) => Some(cents),
        Err(reason) => {
            wrong.push(Refusal { field: Some(field), ..Refusal::from(reason) });
            None
        }
    }
}

/// A whole number that may stay empty.
pub(super) fn figure(form: &Form, field: &'static str, wrong: &mut Vec<Refusal>) -> Option<u32> {
    let typed = form.get(field).trim();
    if typed.is_empty() {
        return None;
    }
    let number = typed.parse().ok();
    if number.is_none() {
        wrong.push(mend(field, "round-refusal-number"));
    }
    number
}

fn show(
    voting: &Voting,
    visitor: &Visitor,
    setting: &Setting<'_>,
    form: &Form,
    preview: Option<&NewRound>,
) -> Response {
    let t = &visitor.t;
    let told = preview.map(|new| {
        let (rules, budget) = (&new.rules, new.budget);
        let told = Told { view: setting.view, rules, budget, opens_at: new.opens_at, closes_at: new.closes_at };
        panel("zo-lezen", &t.text("round-says-title"), sentence_list(&sentences(t, &told)))
    });
    let main = html! {
        (errors(t, form))
        (project_tabs(visitor, setting.project, Tab::Rounds))
        div id="zo" { @if let Some(told) = told { (told) } }
        form class="form--wide" method="post" action=(visitor.link(&setting.action())) data-preview="zo"
            data-whole="form group_over" {
            @if setting.view.is_none() { (hidden("request", form.get("request"))) }
            (hidden("version", form.get("version")))
            // The first button is the one that Enter presses.
            button class="visually-hidden" tabindex="-1" aria-hidden="true" { (t.text("word-save")) }
            (group("wat", &t.text("round-group-what"), what_fields(visitor, setting, form)))
            (group("wie", &t.text("round-group-who"), who_fields(visitor, form)))
            (group("keuze", &t.text("round-group-choice"), ballot::fields(visitor, setting.view, form)))
            (group("tellen", &t.text("round-group-count"), count_fields(visitor, setting, form)))
            div class="form__foot" {
                button class=(Look::Primary.class()) { (t.text("word-save")) }
                button class="button" name="do" value="preview" { (t.text("round-preview")) }
            }
        }
    };
    let title = t.text(if setting.view.is_some() { "round-edit-title" } else { "round-new" });
    let mut trail = project_trail(visitor, setting.project);
    if let Some(view) = setting.view {
        let path = format!("{}/{}", Tab::Rounds.path(setting.project), view.round.uuid);
        trail.push((path, view.round.title(visitor.lang).to_owned()));
    }
    let wrong = !form.errors().is_empty();
    let frame = StaffFrame { trail: &trail, wrong, ..StaffFrame::new(Room::Rounds, &title, main) };
    let code = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    response::html(code, staff_shell(&voting.app, visitor, frame))
}

fn what_fields(visitor: &Visitor, setting: &Setting<'_>, form: &Form) -> Markup {
    let (t, organisation) = (&visitor.t, &visitor.organisation);
    let mut phases = vec![(String::new(), t.text("round-no-phase").into_owned())];
    phases.extend(setting.phases.iter().map(|phase| (phase.uuid.to_string(), phase.title.clone())));
    html! {
        (Input::new("title", &t.text("round-title")).hint(&t.text("round-title-hint")).most(120).show(t, form))
        @for lang in organisation.languages.iter().filter(|lang| **lang != organisation.default_lang) {
            @let label = t.with("round-title-in", &[("lang", lang.code().to_uppercase().into())]);
            (Input::new(&format!("title_{}", lang.code()), &label).most(120).optional().show(t, form))
        }
        (Input::figure("budget", &t.text("round-budget")).hint(&t.text("round-budget-hint")).show(t, form))
        div class="form-grid" {
            (Input::moment("opens_at", &t.text("round-opens")).hint(&t.text("round-time-zone")).show(t, form))
            (Input::moment("closes_at", &t.text("round-closes")).hint(&t.text("round-closes-hint")).show(t, form))
        }
        (Select::new("phase", &t.text("round-phase"), &phases).hint(&t.text("round-phase-hint")).show(t, form))
    }
}

/// A choice of a form: value, and the keys of its words and small words.
pub(super) fn option(visitor: &Visitor, value: &str, word: &str, small: &str) -> (String, String, String) {
    let t = &visitor.t;
    let small = if small.is_empty() { String::new() } else { t.text(small).into_owned() };
    (value.to_owned(), t.text(word).into_owned(), small)
}

fn who_fields(visitor: &Visitor, form: &Form) -> Markup {
    let t = &visitor.t;
    let who = [
        option(visitor, "codes", "round-by-codes", "round-by-codes-means"),
        option(visitor, "email", "round-by-email", "round-by-email-means"),
    ];
    html! { (Choices::many("electorate", &t.text("round-electorate"), &who).show(t, form)) }
}

fn count_fields(visitor: &Visitor, setting: &Setting<'_>, form: &Form) -> Markup {
    let t = &visitor.t;
    let mut equal = vec![
        option(visitor, "number", "round-equal-number", "round-equal-number-means"),
        option(visitor, "id", "round-equal-id", "round-equal-id-means"),
    ];
    let now = setting.view.map(|view| Equal::of(view.round.rules.rule.tie_break(), Some(view)));
    if now == Some(Equal::Order) {
        equal.push(option(visitor, "order", "round-equal-order", "round-equal-order-means"));
    }
    let counts = [
        option(visitor, "provisional", "round-counts-provisional", ""),
        option(visitor, "decision", "round-counts-decision", "round-counts-decision-means"),
    ];
    let review = Input::figure("review_days", &t.text("round-review-days")).hint(&t.text("round-review-hint"));
    html! {
        (counts::choice(t, setting.view.map(|view| &view.round.rules), ballot::chosen_form(form), form))
        (tick("compare", &t.text("round-compare"), &t.text("round-compare-means"), form))
        (Choices::one("tie_break", &t.text("round-equal"), &equal).show(t, form))
        (review.show(t, form))
        (Choices::one("counts_public", &t.text("round-counts"), &counts).show(t, form))
    }
}
