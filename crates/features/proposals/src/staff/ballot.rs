//! How a plan stands on a ballot, beside what its author wrote.

use super::fields::others;
use super::{path, project_of};
use crate::model::number_in;
use crate::pages::files::PLACE;
use crate::service::ballot::{BallotTexts, LONGEST_SUMMARY, LONGEST_TITLE, ballot, set_ballot};
use crate::service::{self, Editable};
use crate::store::Ballot;
use axum::extract::{Path, State};
use axum::response::Response;
use civic::model::Project;
use civic::permission::Permission;
use civic::ui::figures::facts;
use civic::ui::form::{Area, Input, Select, errors, hidden, saved};
use civic::ui::list::picture_at;
use civic::ui::notice::Look;
use civic::ui::staff::{Room, StaffFrame, project_trail, staff_shell};
use civic::{Answer, App, Visitor};
use http::StatusCode;
use maud::{Markup, PreEscaped, html};
use platform::error::{Common, Error};
use platform::i18n::Lang;
use platform::money::Cents;
use platform::text::clean_html;
use platform::web::form::Form;
use platform::web::response;

fn here(project: &Project, number: i64) -> String {
    format!("{}/{number}/ballot", path(project))
}

async fn load(app: &App, project: &Project, number: &str) -> Result<Editable, Error> {
    let number = number_in(number).ok_or(Error::from(Common::NotFound))?;
    service::editable(app, project.organisation, project.id, number).await
}

pub(super) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path((slug, number)): Path<(String, String)>,
) -> Answer {
    let project = project_of(&app, &visitor, slug, Permission::EditPlans).await?;
    let plan = load(&app, &project, &number).await?;
    let (ballot, texts) = ballot(&app, &visitor.actor, &project, plan.card.number).await?;
    let mut pairs = vec![
        ("version".to_owned(), ballot.version.to_string()),
        ("title".to_owned(), ballot.title),
        ("summary".to_owned(), ballot.summary),
        ("picture_alt".to_owned(), ballot.picture_alt),
        ("picture".to_owned(), ballot.picture.unwrap_or_default()),
        ("cost".to_owned(), ballot.cost.map(|cost| cost.input(visitor.lang)).unwrap_or_default()),
    ];
    for (lang, texts) in texts {
        let name = |field| crate::refusal::field(field, Some(lang)).to_owned();
        pairs.extend([
            (name("title"), texts.title),
            (name("summary"), texts.summary),
            (name("picture_alt"), texts.picture_alt),
        ]);
    }
    page(&app, &visitor, &project, &plan, StatusCode::OK, &Form::filled(pairs)).await
}

async fn page(
    app: &App,
    visitor: &Visitor,
    project: &Project,
    plan: &Editable,
    code: StatusCode,
    form: &Form,
) -> Answer {
    let t = &visitor.t;
    let (organisation, id, first) = (project.organisation, plan.card.id, plan.input.picture.clone());
    let more = app.db.read(move |reader| crate::store::pictures(reader, organisation, id)).await.map_err(Error::Db)?;
    let pictures: Vec<String> = first.into_iter().chain(more.into_iter().map(|picture| picture.file)).collect();
    let main = html! {
        (errors(t, form))
        p { (t.text("ballot-lead")) }
        div class="columns" {
            (original(visitor, plan))
            section aria-labelledby="stembiljet" {
                h2 id="stembiljet" { (t.text("ballot-version")) }
                (fields(app, visitor, project, plan, &pictures, form))
            }
        }
    };
    let mut trail = project_trail(visitor, project);
    trail.push((path(project), t.text("staff-plans-title").into_owned()));
    let of = t.with("staff-plan-title", &[("number", plan.card.number.to_string().into())]);
    trail.push((format!("{}/{}", path(project), plan.card.number), of));
    let title = t.text("ballot-title");
    let frame =
        StaffFrame { trail: &trail, wrong: !form.errors().is_empty(), ..StaffFrame::new(Room::Plans, &title, main) };
    let answer: Response = response::html(code, staff_shell(app, visitor, frame));
    Ok(answer)
}

/// What the author wrote.
fn original(visitor: &Visitor, plan: &Editable) -> Markup {
    let (t, input) = (&visitor.t, &plan.input);
    let long = |text: &str| t.with("ballot-length", &[("n", text.chars().count().into())]);
    let cost = input.cost.map_or_else(|| t.text("hand-in-nothing").into_owned(), |cost| t.money(cost));
    let rows = vec![
        (
            t.text("staff-plan-name").into_owned(),
            html! { (input.texts.title) " " span class="soft" { (long(&input.texts.title)) } },
        ),
        (
            t.text("staff-plan-summary").into_owned(),
            html! { (input.texts.summary) " " span class="soft" { (long(&input.texts.summary)) } },
        ),
        (t.text("staff-plan-cost").into_owned(), html! { (cost) }),
    ];
    html! {
        section aria-labelledby="origineel" {
            h2 id="origineel" { (t.text("ballot-original")) }
            @if let Some(name) = &input.picture { div class="plan-card__picture" { (picture_at(PLACE, name, &input.texts.picture_alt, false)) } }
            (facts(&rows))
            div class="prose" { (PreEscaped(clean_html(&input.texts.text))) }
        }
    }
}

fn fields(
    app: &App,
    visitor: &Visitor,
    project: &Project,
    plan: &Editable,
    pictures: &[String],
    form: &Form,
) -> Markup {
    let t = &visitor.t;
    let as_plan = t.text("ballot-as-plan").into_owned();
    let choice =
        |(place, name): (usize, &String)| (name.clone(), t.with("ballot-picture-number", &[("n", (place + 1).into())]));
    let mut choices = vec![(String::new(), as_plan)];
    choices.extend(pictures.iter().enumerate().map(choice));
    let texts = |lang: Option<Lang>| {
        let name = |field| crate::refusal::field(field, lang);
        let beside = lang.map(|lang| format!(" ({})", lang.own_name())).unwrap_or_default();
        html! {
            (Input::new(name("title"), &format!("{}{beside}", t.text("staff-plan-name"))).counted(0, LONGEST_TITLE)
                .hint(&t.with("hand-in-between", &[("least", 0_usize.into()), ("most", LONGEST_TITLE.into())])).optional().show(t, form))
            (Area::new(name("summary"), &format!("{}{beside}", t.text("staff-plan-summary"))).rows(4).counted(0, LONGEST_SUMMARY)
                .hint(&t.with("hand-in-between", &[("least", 0_usize.into()), ("most", LONGEST_SUMMARY.into())])).optional().show(t, form))
            (Input::new(name("picture_alt"), &format!("{}{beside}", t.text("staff-plan-alt"))).optional().show(t, form))
        }
    };
    html! {
        form class="form--wide" method="post" action=(visitor.link(&here(project, plan.card.number))) {
            (hidden("version", form.get("version")))
            p class="soft" { (t.text("ballot-empty")) }
            (texts(None))
            @for lang in others(&visitor.organisation) { (texts(Some(lang))) }
            (Input::figure("cost", &t.text("staff-plan-cost")).optional().show(t, form))
            (Select::new("picture", &t.text("staff-plan-picture"), &choices).optional().show(t, form))
            div class="form__foot" {
                button class=(Look::Primary.class()) { (t.text("word-save")) }
                (saved(t, (visitor.query == "saved=1").then(|| app.clock.now())))
            }
        }
    }
}

pub(super) async fn save(
    State(app): State<App>,
    visitor: Visitor,
    Path((slug, number)): Path<(String, String)>,
    form: Form,
) -> Answer {
    let project = project_of(&app, &visitor, slug, Permission::EditPlans).await?;
    let plan = load(&app, &project, &number).await?;
    let written = async {
        let cost = match form.get("cost").trim() {
            "" => None,
            typed => Some(
                Cents::parse(typed, visitor.lang)
                    .map_err(|reason| Error::from(platform::error::Refusal { field: Some("cost"), ..reason.into() }))?,
            ),
        };
        let (organisation, id, wished) = (project.organisation, plan.card.id, form.get("picture").to_owned());
        let more =
            app.db.read(move |reader| crate::store::pictures(reader, organisation, id)).await.map_err(Error::Db)?;
        let own = plan.input.picture.iter().chain(more.iter().map(|picture| &picture.file)).any(|name| *name == wished);
        if !own && !wished.is_empty() {
            return Err(crate::refusal::Refusal::BadPicture.into());
        }
        let texts = |lang: Option<Lang>| {
            let get = |field| form.get(crate::refusal::field(field, lang)).to_owned();
            BallotTexts { title: get("title"), summary: get("summary"), picture_alt: get("picture_alt") }
        };
        let main = texts(None);
        let ballot = Ballot {
            title: main.title,
            summary: main.summary,
            cost,
            picture: Some(wished).filter(|name| !name.is_empty()),
            picture_alt: main.picture_alt,
            version: form.get("version").parse().unwrap_or_default(),
        };
        let translations = others(&visitor.organisation).map(|lang| (lang, texts(Some(lang)))).collect();
        set_ballot(&app, &visitor.actor, &project, plan.card.number, ballot, translations).await
    };
    match written.await {
        Ok(()) => {
            let to = format!("{}?saved=1", here(&project, plan.card.number));
            Ok(response::see_other(&visitor.link(&to)))
        }
        Err(error) if !error.refusals().is_empty() => {
            let code = error.refusals().first().map_or(StatusCode::UNPROCESSABLE_ENTITY, |refusal| refusal.status);
            let form = form.clone().refused(error.refusals());
            page(&app, &visitor, &project, &plan, code, &form).await
        }
        Err(error) => Err(error.into()),
    }
}
