//! Towns, projects and rounds for tests, made by the services that people use.

use crate::app::TestApp;
use civic::ids::OrganisationId;
use civic::model::{Project, ProjectState};
use civic::service::{NewOrganisation, NewProject, OrganisationTexts, ProjectTexts, create_project, set_project_state};
use civic::{Actor, store};
use jiff::Timestamp;
use platform::clock;
use platform::i18n::Lang;
use platform::money::Cents;
use proposals::model::{PlanInput, PlanTexts};
use uuid::Uuid;
use voting::model::NewRound;
use voting::rules::RoundRules;

/// A moment in Amsterdam, `2027-03-01T12:00`.
///
/// # Panics
/// When it is not one.
#[must_use]
pub fn moment(local: &str) -> Timestamp {
    clock::parse_local(local).unwrap_or_else(|| panic!("{local} is no moment"))
}

/// A town with one published project and six plans.
pub struct Town {
    /// The organisation.
    pub organisation: OrganisationId,
    /// Its host name.
    pub host: String,
    /// Its project.
    pub project: Project,
    /// The program itself, as it acts here.
    pub actor: Actor,
}

/// Makes a town at `{slug}.example`, with the pages that a new organisation and project get, and six plans of
/// € 1.000 to € 6.000.
///
/// # Panics
/// When a service refuses.
pub async fn town(app: &TestApp, slug: &str, lang: Lang) -> Town {
    let host = format!("{slug}.example");
    let texts = OrganisationTexts {
        name: format!("Gemeente {slug}"),
        contact_email: format!("meedoen@{slug}.example"),
        ..OrganisationTexts::default()
    };
    let new = NewOrganisation {
        slug: slug.into(),
        hosts: vec![host.clone()],
        default_lang: lang,
        languages: Lang::ALL.to_vec(),
        texts,
    };
    let organisation = samenspel::demo::seed::organisation(app, new).await.expect("an organisation");
    let actor = Actor::system(organisation);
    let texts =
        ProjectTexts { title: "Buurtbudget".into(), summary: "Verdeel het geld.".into(), ..ProjectTexts::default() };
    let new = NewProject { slug: Some("buurtbudget".into()), texts };
    let project = create_project(&app.app, &actor, new).await.expect("a project");
    samenspel::demo::seed::project_pages(app, &actor, &project).await.expect("its pages");
    set_project_state(&app.app, &actor, &project, ProjectState::Published).await.expect("published");
    let plans = (1..=6).map(plan).collect();
    proposals::service::import_plans(&app.app, &actor, &project, plans).await.expect("plans");
    let (id, of) = (project.id, organisation);
    let read = app.app.db.read(move |reader| store::project_by_id(reader, of, id, Lang::Nl));
    let project = read.await.expect("the project").expect("the project");
    Town { organisation, host, project, actor }
}

fn plan(number: i64) -> PlanInput {
    PlanInput {
        texts: PlanTexts {
            title: format!("Plan {number}"),
            summary: format!("Samenvatting {number}"),
            text: "<p>Tekst</p>".into(),
            picture_alt: String::new(),
        },
        author: "Buren".into(),
        cost: Some(Cents(number * 100_000)),
        external_id: Some(format!("p{number}")),
        published: true,
        ..PlanInput::default()
    }
}

/// A draft round over all six plans: € 10.000, voting codes, from tomorrow noon for a week, one to six plans.
///
/// # Panics
/// When a service refuses.
pub async fn plain_round(app: &TestApp, town: &Town, rules: RoundRules) -> Uuid {
    let new = NewRound {
        title: "Stemming".into(),
        titles: std::collections::BTreeMap::new(),
        rules,
        budget: Cents(1_000_000),
        opens_at: moment("2027-03-02T12:00"),
        closes_at: moment("2027-03-09T12:00"),
        phase: None,
    };
    let round = voting::service::round::create(&app.voting, &town.actor, town.project.id, new).await.expect("a round");
    let plans =
        proposals::service::plans_for_round(&app.app, town.organisation, town.project.id, None).await.expect("plans");
    let ids = plans.into_iter().map(|plan| plan.uuid).collect();
    voting::service::candidates::choose_plans(&app.voting, &town.actor, round, ids).await.expect("candidates");
    round
}
