//! When and how plans are handed in, and the project's own questions.

use super::{path, project_of};
use crate::model::{Asked, Choice, Collect, Identify, Limits, Name, Question, QuestionKind, QuestionSettings};
use crate::refusal::Refusal as Plan;
use crate::service::ask::{Ask, ask};
use crate::service::collect::{Move, NewQuestion, add_question, move_question, save_collect, set_question};
use crate::store;
use axum::extract::{Path, State};
use axum::response::Response;
use civic::model::{Organisation, Project};
use civic::permission::Permission;
use civic::refusal::Refusal as Civic;
use civic::ui::form::{Area, Choices, Input, Select, errors, group, hidden, saved, tick};
use civic::ui::notice::{Look, fold, section_head};
use civic::ui::staff::{Room, StaffFrame, project_trail, staff_shell};
use civic::{Answer, App, Visitor};
use http::StatusCode;
use jiff::Timestamp;
use maud::{Markup, html};
use platform::clock::{local_input, parse_local};
use platform::error::{Common, Error, Refusal};
use platform::i18n::{Lang, T};
use platform::web::form::Form;
use platform::web::response;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The fields of which staff say whether they are asked: name of the form field, key of its word.
const FIELDS: [(&str, &str); 7] = [
    ("ask_summary", "staff-plan-summary"),
    ("ask_place", "hand-in-place"),
    ("ask_area", "plans-area"),
    ("ask_tags", "hand-in-tags"),
    ("ask_cost", "staff-plan-cost"),
    ("ask_pictures", "hand-in-step-pictures"),
    ("ask_documents", "plan-documents"),
];
/// The names of the forms of limits: begin of the names of their fields, key of their word.
const LIMITS: [(&str, &str); 3] =
    [("title", "staff-plan-name"), ("summary", "staff-plan-summary"), ("text", "staff-plan-text")];

fn here(project: &Project) -> String {
    format!("{}/collect", path(project))
}

/// The questions with their texts in other languages: number → (label, help) by language.
type Translated = BTreeMap<i64, BTreeMap<Lang, (String, String)>>;

async fn read(app: &App, visitor: &Visitor, project: &Project) -> Result<(Ask, Translated), Error> {
    let (organisation, id) = (project.organisation, project.id);
    let own = visitor.organisation.default_lang;
    let all = ask(app, organisation, id, own).await?;
    let others: Vec<Lang> = others(&visitor.organisation).collect();
    let translated = app
        .db
        .read(move |reader| {
            let mut texts = Translated::new();
            for lang in others {
                for question in store::questions(reader, organisation, id, lang, false)? {
                    texts.entry(question.number).or_default().insert(lang, (question.label, question.help));
                }
            }
            Ok::<_, Error>(texts)
        })
        .await?;
    Ok((all, translated))
}

fn others(organisation: &Organisation) -> impl Iterator<Item = Lang> {
    organisation.languages.iter().copied().filter(|lang| *lang != organisation.default_lang)
}

pub(super) async fn show(State(app): State<App>, visitor: Visitor, Path(slug): Path<String>) -> Answer {
    let project = project_of(&app, &visitor, slug, Permission::SeeProject).await?;
    Ok(page(&app, &visitor, &project, Came::Nothing).await?)
}

/// Which form came back with something to mend.
enum Came {
    Nothing,
    Settings(Form),
    /// Of this question; 0 for a new one.
    Question(i64, Form),
}

async fn page(app: &App, visitor: &Visitor, project: &Project, came: Came) -> Result<Response, Error> {
    let t = &visitor.t;
    let (ask, translated) = read(app, visitor, project).await?;
    let nothing = Form::default();
    let wrong = match &came {
        Came::Settings(form) | Came::Question(_, form) => form,
        Came::Nothing => &nothing,
    };
    let settings = match &came {
        Came::Settings(form) => form.clone(),
        _ => filled(&ask),
    };
    let done = visitor.query == "saved=1";
    let main = html! {
        (errors(t, wrong))
        (saved(t, done.then(|| app.clock.now())))
        p { (t.text("staff-collect-lead")) }
        (settings_form(visitor, project, &ask, &settings))
        (section_head("vragen", &t.text("staff-questions"), None))
        @if ask.questions.is_empty() { p class="soft" { (t.text("staff-questions-none")) } }
        @for question in &ask.questions {
            @let form = match &came {
                Came::Question(number, form) if *number == question.number => form.clone(),
                _ => of_question(question, translated.get(&question.number), visitor.organisation.default_lang),
            };
            @let mark = format!("vraag-{}", question.number);
            section {
                h3 { (question.label) " " span class="soft" { (t.text(kind_word(question.kind))) } }
                (fold(&mark, &t.text("staff-question-change"), question_form(visitor, project, Some(question.number), &form)))
                (moves(visitor, project, question.number))
            }
        }
        (section_head("nieuw", &t.text("staff-question-new"), None))
        @let form = match &came {
            Came::Question(0, form) => form.clone(),
            _ => Form::filled([("kind", "line")]),
        };
        (question_form(visitor, project, None, &form))
    };
    let mut trail = project_trail(visitor, project);
    trail.push((path(project), t.text("staff-plans-title").into_owned()));
    let title = t.text("staff-collect");
    let failed = !wrong.errors().is_empty();
    let code = if failed { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let frame = StaffFrame { trail: &trail, wrong: failed, ..StaffFrame::new(Room::Plans, &title, main) };
    Ok(response::html(code, staff_shell(app, visitor, frame)))
}

fn filled(ask: &Ask) -> Form {
    let collect = &ask.collect;
    let mut pairs: Vec<(String, String)> = Vec::new();
    let mut put = |name: &str, value: String| pairs.push((name.to_owned(), value));
    if let Some((opens, closes)) = ask.window {
        put("opens_at", local_input(opens));
        put("closes_at", local_input(closes));
    }
    put("activity", ask.activity.map(|uuid| uuid.to_string()).unwrap_or_default());
    put("identify", collect.identify.code().into());
    put("postcodes", collect.postcodes.join(" "));
    put("name", collect.name.code().into());
    put("notify", collect.notify.join(", "));
    if collect.review {
        put("review", "1".into());
    }
    for ((name, _), limits) in LIMITS.iter().zip([collect.title_limits, collect.summary_limits, collect.text_limits]) {
        put(&format!("{name}_least"), limits.least.to_string());
        put(&format!("{name}_most"), limits.most.to_string());
    }
    put("most_documents", collect.most_documents.to_string());
    put("document_megabytes", collect.document_megabytes.to_string());
    let asked =
        [collect.summary, collect.place, collect.area, collect.tags, collect.cost, collect.pictures, collect.documents];
    for ((name, _), asked) in FIELDS.iter().zip(asked) {
        put(name, asked.code().into());
    }
    for slug in &collect.editable {
        put("editable", slug.clone());
    }
    Form::filled(pairs)
}

fn options<A: Copy>(all: &[A], code: fn(A) -> &'static str, word: impl Fn(A) -> String) -> Vec<(String, String)> {
    all.iter().map(|one| (code(*one).to_owned(), word(*one))).collect()
}

fn settings_form(visitor: &Visitor, project: &Project, ask: &Ask, form: &Form) -> Markup {
    let t = &visitor.t;
    let identify = options(&Identify::ALL, Identify::code, |way| {
        t.text(match way {
            Identify::None => "staff-identify-none",
            Identify::Postcode => "staff-identify-postcode-alone",
            Identify::Email => "staff-identify-email",
            Identify::PostcodeAndEmail => "staff-identify-postcode",
        })
        .into_owned()
    });
    let names = options(&Name::ALL, Name::code, |name| {
        t.text(match name {
            Name::Typed => "staff-name-typed",
            Name::First => "staff-name-first",
            Name::Hidden => "staff-name-hidden",
        })
        .into_owned()
    });
    let asked = options(&Asked::ALL, Asked::code, |asked| {
        t.text(match asked {
            Asked::No => "staff-asked-no",
            Asked::Optional => "staff-asked-optional",
            Asked::Required => "staff-asked-required",
        })
        .into_owned()
    });
    let statuses: Vec<(String, String, String)> =
        ask.facets.statuses.iter().map(|status| (status.slug.clone(), status.title.clone(), String::new())).collect();
    html! {
        form class="form--wide" method="post" action=(visitor.link(&here(project))) {
            (hidden("activity", form.get("activity")))
            div class="form-grid" {
                (Input::moment("opens_at", &t.text("staff-collect-opens")).show(t, form))
                (Input::moment("closes_at", &t.text("staff-collect-closes")).show(t, form))
            }
            div class="form-grid" {
                (Select::new("identify", &t.text("staff-collect-identify"), &identify).show(t, form))
                (Select::new("name", &t.text("staff-collect-name"), &names).show(t, form))
            }
            (Input::new("postcodes", &t.text("staff-collect-postcodes")).hint(&t.text("staff-collect-postcodes-hint")).optional().show(t, form))
            (tick("review", &t.text("staff-collect-review"), &t.text("staff-collect-review-hint"), form))
            (Input::new("notify", &t.text("staff-collect-notify")).hint(&t.text("staff-collect-notify-hint")).optional().show(t, form))
            (group("velden", &t.text("staff-collect-fields"), html! {
                div class="form-grid" {
                    @for (name, word) in FIELDS { (Select::new(name, &t.text(word), &asked).show(t, form)) }
                    (Input::figure("most_documents", &t.text("staff-collect-most-documents")).show(t, form))
                    (Input::figure("document_megabytes", &t.text("staff-collect-megabytes")).show(t, form))
                }
            }))
            (group("lengtes", &t.text("staff-collect-limits"), html! {
                @for (name, word) in LIMITS {
                    div class="form-grid" {
                        (Input::figure(&format!("{name}_least"), &t.with("staff-collect-least", &[("field", t.text(word).into_owned().into())])).show(t, form))
                        (Input::figure(&format!("{name}_most"), &t.with("staff-collect-most", &[("field", t.text(word).into_owned().into())])).show(t, form))
                    }
                }
            }))
            (Choices::many("editable", &t.text("staff-collect-editable"), &statuses).hint(&t.text("staff-collect-editable-hint")).show(t, form))
            p class="actions" { button class=(Look::Primary.class()) { (t.text("word-save")) } }
        }
    }
}

fn kind_word(kind: QuestionKind) -> &'static str {
    match kind {
        QuestionKind::Line => "staff-question-line",
        QuestionKind::Text => "staff-question-text",
        QuestionKind::One => "staff-question-one",
        QuestionKind::Some => "staff-question-some",
        QuestionKind::Number => "staff-question-number",
        QuestionKind::Date => "staff-question-date",
        QuestionKind::Phone => "staff-question-phone",
        QuestionKind::Consent => "staff-question-consent",
    }
}

/// A question as its form shows it. A choice is a line: `key = words | words in the next language`.
fn of_question(question: &Question, texts: Option<&BTreeMap<Lang, (String, String)>>, own: Lang) -> Form {
    let languages: Vec<Lang> =
        std::iter::once(own).chain(texts.into_iter().flat_map(|texts| texts.keys().copied())).collect();
    let line = |choice: &Choice| {
        let words: Vec<&str> =
            languages.iter().map(|lang| choice.words.get(lang.code()).map_or("", String::as_str)).collect();
        format!("{} = {}", choice.key, words.join(" | ").trim_end_matches([' ', '|']))
    };
    let choices: Vec<String> = question.settings.choices.iter().map(line).collect();
    let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
    let mut pairs = vec![
        ("label".to_owned(), question.label.clone()),
        ("help".to_owned(), question.help.clone()),
        ("kind".to_owned(), question.kind.code().to_owned()),
        ("choices".to_owned(), choices.join("\n")),
        ("least".to_owned(), number(question.settings.least)),
        ("most".to_owned(), number(question.settings.most)),
    ];
    for (name, on) in [("required", question.required), ("shown", question.shown)] {
        pairs.extend(on.then(|| (name.to_owned(), "1".to_owned())));
    }
    for (lang, (label, help)) in texts.into_iter().flatten() {
        pairs.push((format!("label_{}", lang.code()), label.clone()));
        pairs.push((format!("help_{}", lang.code()), help.clone()));
    }
    Form::filled(pairs)
}

/// The form of one question. The ids of the new one are names, those of the others have its number.
fn question_form(visitor: &Visitor, project: &Project, number: Option<i64>, form: &Form) -> Markup {
    let t: &T = &visitor.t;
    let mark = number.map(|number| format!("-{number}")).unwrap_or_default();
    let id = |name: &str| format!("{name}{mark}");
    let action = match number {
        Some(number) => format!("{}/questions/{number}", here(project)),
        None => format!("{}/questions", here(project)),
    };
    let kinds = options(&QuestionKind::ALL, QuestionKind::code, |kind| t.text(kind_word(kind)).into_owned());
    let line = |name: &str, word: &str| Input::new(name, word).id(&id(name)).show(t, form);
    let small = |name: &str, word: &str| Input::figure(name, &t.text(word)).id(&id(name)).optional().show(t, form);
    html! {
        form class="form--wide" method="post" action=(visitor.link(&action)) {
            (line("label", &t.text("staff-question-label")))
            (Input::new("help", &t.text("staff-question-help")).id(&id("help")).optional().show(t, form))
            @for lang in others(&visitor.organisation) {
                @let (label, help) = (format!("label_{}", lang.code()), format!("help_{}", lang.code()));
                (Input::new(&label, &format!("{} ({})", t.text("staff-question-label"), lang.own_name())).id(&id(&label)).optional().show(t, form))
                (Input::new(&help, &format!("{} ({})", t.text("staff-question-help"), lang.own_name())).id(&id(&help)).optional().show(t, form))
            }
            (Select::new("kind", &t.text("staff-question-kind"), &kinds).id(&id("kind")).show(t, form))
            (Area::new("choices", &t.text("staff-question-choices")).id(&id("choices")).rows(4)
                .hint(&t.text("staff-question-choices-hint")).optional().show(t, form))
            div class="form-grid" { (small("least", "staff-question-least")) (small("most", "staff-question-most")) }
            @for (name, word, hint) in [
                ("required", "staff-question-required", ""),
                ("shown", "staff-question-shown", "staff-question-shown-hint"),
            ] {
                div class="choice" {
                    input class="choice__input" type="checkbox" name=(name) id=(id(name)) value="1" checked[form.ticked(name)];
                    label class="choice__label" for=(id(name)) { (t.text(word)) @if !hint.is_empty() { small { (t.text(hint)) } } }
                }
            }
            p class="actions" { button class=(Look::Plain.class()) { (t.text(if number.is_some() { "word-save" } else { "staff-question-add" })) } }
        }
    }
}

fn moves(visitor: &Visitor, project: &Project, number: i64) -> Markup {
    let t = &visitor.t;
    html! {
        form class="actions" method="post" action=(visitor.link(&format!("{}/questions/{number}/move", here(project)))) {
            @for (to, word) in [("up", "staff-question-up"), ("down", "staff-question-down"), ("away", "staff-question-away")] {
                button class=(Look::Quiet.class()) name="to" value=(to) { (t.text(word)) " " span class="visually-hidden" { "(" (number) ")" } }
            }
        }
    }
}

/// A moment of a form, or its refusal kept.
fn moment(form: &Form, field: &'static str, wrong: &mut Vec<Refusal>) -> Timestamp {
    parse_local(form.get(field)).unwrap_or_else(|| {
        wrong.push(Civic::Missing(field).into());
        Timestamp::UNIX_EPOCH
    })
}

/// A whole number of a form, or its refusal kept.
fn figure(form: &Form, field: &'static str, wrong: &mut Vec<Refusal>) -> usize {
    form.get(field).trim().parse().unwrap_or_else(|_| {
        wrong.push(Plan::BadNumber(field).into());
        1
    })
}

/// The activity to change, its window, its settings.
type Typed = (Option<Uuid>, (Timestamp, Timestamp), Collect);

fn typed(form: &Form) -> Result<Typed, Error> {
    let mut wrong: Vec<Refusal> = Vec::new();
    let window = (moment(form, "opens_at", &mut wrong), moment(form, "closes_at", &mut wrong));
    let mut limits = |least: &'static str, most: &'static str| {
        let mut read = |field: &'static str| figure(form, field, &mut wrong);
        Limits { least: read(least), most: read(most) }
    };
    let (title, summary, text) = (
        limits("title_least", "title_most"),
        limits("summary_least", "summary_most"),
        limits("text_least", "text_most"),
    );
    let most_documents = figure(form, "most_documents", &mut wrong);
    let document_megabytes = figure(form, "document_megabytes", &mut wrong);
    if !wrong.is_empty() {
        return Err(Error::Refused(wrong));
    }
    let asked = |field: &str| Asked::parse(form.get(field)).ok_or(Error::from(Common::Malformed));
    let split = |field: &str| -> Vec<String> {
        let parts = form.get(field).split([' ', ',', ';', '\n']).map(str::trim);
        parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    let collect = Collect {
        identify: Identify::parse(form.get("identify")).ok_or(Error::from(Common::Malformed))?,
        postcodes: split("postcodes"),
        name: Name::parse(form.get("name")).ok_or(Error::from(Common::Malformed))?,
        notify: split("notify"),
        review: form.ticked("review"),
        title_limits: title,
        summary_limits: summary,
        text_limits: text,
        summary: asked("ask_summary")?,
        place: asked("ask_place")?,
        area: asked("ask_area")?,
        tags: asked("ask_tags")?,
        cost: asked("ask_cost")?,
        pictures: asked("ask_pictures")?,
        documents: asked("ask_documents")?,
        most_documents,
        document_megabytes: u32::try_from(document_megabytes).unwrap_or(u32::MAX),
        editable: form.all("editable").to_vec(),
    };
    Ok((Uuid::try_parse(form.get("activity")).ok(), window, collect))
}

/// Back to the page; or the page again with what is wrong.
async fn answer(
    app: &App,
    visitor: &Visitor,
    project: &Project,
    done: Result<(), Error>,
    came: impl FnOnce(&[Refusal]) -> Came,
) -> Answer {
    match done {
        Ok(()) => Ok(response::see_other(&visitor.link(&format!("{}?saved=1", here(project))))),
        Err(error) if error.refusals().first().is_some_and(|first| first.status != StatusCode::NOT_FOUND) => {
            Ok(page(app, visitor, project, came(error.refusals())).await?)
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn save(State(app): State<App>, visitor: Visitor, Path(slug): Path<String>, form: Form) -> Answer {
    let project = project_of(&app, &visitor, slug, Permission::EditProject).await?;
    let saved = async {
        let (activity, window, collect) = typed(&form)?;
        save_collect(&app, &visitor.actor, &project, activity, window, collect).await.map(|_| ())
    };
    let done = saved.await;
    answer(&app, &visitor, &project, done, |wrong| Came::Settings(form.refused(wrong))).await
}

fn question(form: &Form, organisation: &Organisation) -> Result<NewQuestion, Error> {
    let languages: Vec<Lang> = std::iter::once(organisation.default_lang).chain(others(organisation)).collect();
    let choice = |line: &str| {
        let (key, words) = line.split_once('=').unwrap_or(("", line));
        let words = languages
            .iter()
            .zip(words.split('|'))
            .map(|(lang, words)| (lang.code().to_owned(), words.trim().to_owned()));
        let words: BTreeMap<String, String> = words.collect();
        // A new answer is called after its words in the organisation's own language.
        let own = words.get(organisation.default_lang.code()).filter(|own| !own.is_empty());
        let key = match (key.trim(), own) {
            ("", Some(own)) => platform::ids::slug(own, ""),
            (key, _) => key.to_owned(),
        };
        Choice { key, words }
    };
    let mut wrong: Vec<Refusal> = Vec::new();
    let mut limit = |field: &'static str| match form.get(field).trim() {
        "" => None,
        typed => typed.parse::<i64>().map_err(|_| wrong.push(Plan::BadNumber(field).into())).ok(),
    };
    let (least, most) = (limit("least"), limit("most"));
    if !wrong.is_empty() {
        return Err(Error::Refused(wrong));
    }
    let texts = |lang: Lang| {
        let get = |name: &str| form.get(&format!("{name}_{}", lang.code())).to_owned();
        (lang, (get("label"), get("help")))
    };
    Ok(NewQuestion {
        kind: QuestionKind::parse(form.get("kind")).ok_or(Error::from(Common::Malformed))?,
        label: form.get("label").to_owned(),
        help: form.get("help").to_owned(),
        required: form.ticked("required"),
        shown: form.ticked("shown"),
        settings: QuestionSettings {
            choices: form.get("choices").lines().map(str::trim).filter(|line| !line.is_empty()).map(choice).collect(),
            least,
            most,
        },
        translations: others(organisation).map(texts).collect(),
    })
}

pub(super) async fn add(State(app): State<App>, visitor: Visitor, Path(slug): Path<String>, form: Form) -> Answer {
    let project = project_of(&app, &visitor, slug, Permission::EditProject).await?;
    let added = async {
        let new = question(&form, &visitor.organisation)?;
        add_question(&app, &visitor.actor, &project, new).await.map(|_| ())
    };
    let done = added.await;
    answer(&app, &visitor, &project, done, |wrong| Came::Question(0, form.refused(wrong))).await
}

pub(super) async fn change(
    State(app): State<App>,
    visitor: Visitor,
    Path((slug, number)): Path<(String, String)>,
    form: Form,
) -> Answer {
    let project = project_of(&app, &visitor, slug, Permission::EditProject).await?;
    let number: i64 = number.parse().map_err(|_| Error::from(Common::NotFound))?;
    let changed = async {
        let new = question(&form, &visitor.organisation)?;
        set_question(&app, &visitor.actor, &project, number, new).await
    };
    let done = changed.await;
    answer(&app, &visitor, &project, done, |wrong| Came::Question(number, form.refused(wrong))).await
}

pub(super) async fn place(
    State(app): State<App>,
    visitor: Visitor,
    Path((slug, number)): Path<(String, String)>,
    form: Form,
) -> Answer {
    let project = project_of(&app, &visitor, slug, Permission::EditProject).await?;
    let number: i64 = number.parse().map_err(|_| Error::from(Common::NotFound))?;
    let to = match form.get("to") {
        "up" => Move::Up,
        "down" => Move::Down,
        "away" => Move::Away,
        _ => return Err(Common::Malformed.into()),
    };
    move_question(&app, &visitor.actor, &project, number, to).await?;
    Ok(response::see_other(&visitor.link(&here(&project))))
}
