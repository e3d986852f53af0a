//! A vote from its making to its end through the pages of staff alone, and what those pages refuse.

use civic::Actor;
use civic::ids::OrganisationId;
use civic::model::{Project, ProjectState};
use civic::permission::Role;
use civic::service::{
    NewOrganisation, NewProject, NewStatus, OrganisationTexts, ProjectTexts, add_status, create_project,
    set_project_state,
};
use platform::i18n::Lang;
use platform::money::Cents;
use platform::web::security::Client;
use proposals::model::{PlanInput, PlanTexts};
use testkit::{Browser, TestApp, moment};
use uuid::Uuid;
use voting::ballot::Choice;
use voting::model::{HandIn, NewRound, State};
use voting::rules::RoundRules;
use voting::service;

/// A town with one published project and six plans of € 1.000 to € 6.000 that can be voted on.
pub(super) struct Town {
    pub(super) organisation: OrganisationId,
    pub(super) host: String,
    project: Project,
    pub(super) actor: Actor,
}

pub(super) async fn town(app: &TestApp) -> Town {
    let host = "oost.example".to_owned();
    let texts = OrganisationTexts {
        name: "Gemeente Oost".into(),
        contact_email: "meedoen@oost.example".into(),
        ..OrganisationTexts::default()
    };
    let (default_lang, languages) = (Lang::Nl, Lang::ALL.to_vec());
    let new = NewOrganisation { slug: "oost".into(), hosts: vec![host.clone()], default_lang, languages, texts };
    let organisation = samenspel::demo::seed::organisation(app, new).await.unwrap();
    let actor = Actor::system(organisation);
    let texts = ProjectTexts { title: "Buurtbudget".into(), ..ProjectTexts::default() };
    let new = NewProject { slug: Some("buurtbudget".into()), texts };
    let project = create_project(&app.app, &actor, new).await.unwrap();
    samenspel::demo::seed::project_pages(app, &actor, &project).await.unwrap();
    let status = NewStatus { slug: "lijst".into(), title: "Te kiezen".into(), votable: true };
    add_status(&app.app, &actor, &project, status).await.unwrap();
    set_project_state(&app.app, &actor, &project, ProjectState::Published).await.unwrap();
    let plan = |number: i64| PlanInput {
        texts: PlanTexts { title: format!("Plan {number}"), ..PlanTexts::default() },
        cost: Some(Cents(number * 100_000)),
        external_id: Some(format!("p{number}")),
        published: true,
        ..PlanInput::default()
    };
    proposals::service::import_plans(&app.app, &actor, &project, (1..=6).map(plan).collect()).await.unwrap();
    Town { organisation, host, project, actor }
}

/// A draft over all six plans.
async fn plain_round(app: &TestApp, town: &Town) -> Uuid {
    let new = NewRound {
        title: "Stemming".into(),
        titles: std::collections::BTreeMap::new(),
        rules: RoundRules::default(),
        budget: Cents(1_000_000),
        opens_at: moment("2027-03-02T12:00"),
        closes_at: moment("2027-03-09T12:00"),
        phase: None,
    };
    let round = service::round::create(&app.voting, &town.actor, town.project.id, new).await.unwrap();
    let plans = proposals::service::plans_for_round(&app.app, town.organisation, town.project.id, None).await.unwrap();
    let ids = plans.into_iter().map(|plan| plan.uuid).collect();
    service::candidates::choose_plans(&app.voting, &town.actor, round, ids).await.unwrap();
    round
}

pub(super) const ROUNDS: &str = "/staff/projects/buurtbudget/rounds";

/// What the form of a round sends.
pub(super) const FORM: [(&str, &str); 15] = [
    ("title", "Stem op plannen"),
    ("title_en", "Vote for plans"),
    ("budget", "10.000"),
    ("opens_at", "2027-03-02T12:00"),
    ("closes_at", "2027-03-09T12:00"),
    ("electorate", "codes"),
    ("min_plans", "1"),
    ("max_plans", "3"),
    ("max_sum", "10.000"),
    ("rule", "greedy_votes_noskip"),
    ("tie_break", "number"),
    ("review_days", "2"),
    ("change", "1"),
    ("order", "number"),
    ("counts_public", "provisional"),
];

/// The same with one value changed.
fn form_with<'a>(name: &'a str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    FORM.into_iter().map(|(key, old)| if key == name { (key, value) } else { (key, old) }).collect()
}

async fn done(browser: &mut Browser, path: &str, fields: &[(&str, &str)]) {
    let answer = browser.post(path, fields).await;
    assert_eq!(answer.status, 303, "{path}: {}", answer.text);
}

async fn state(app: &TestApp, town: &Town, round: Uuid) -> State {
    service::round::round_view(&app.voting, &town.actor, None, round).await.unwrap().round.state
}

/// Hands in with a code, as the pages of residents do.
async fn vote(app: &TestApp, town: &Town, round: Uuid, code: &str, choices: &[u32]) {
    let view = service::round::round_to_identify(&app.voting, &town.actor, round).await.unwrap();
    let voter = service::identify::by_code(&app.voting, &view, Client::default(), code).await.unwrap();
    let ballot = HandIn { choices: Choice::ticks(choices), ..HandIn::default() };
    service::handin::hand_in(&app.voting, &view, &voter, None, ballot, Lang::Nl).await.unwrap();
}

async fn codes(app: &TestApp, town: &Town, round: Uuid, test: bool) -> Vec<String> {
    let batches = service::codes::batches(&app.voting, &town.actor, round).await.unwrap();
    let batch = batches.iter().find(|batch| batch.test == test).unwrap();
    service::codes::batch_codes(&app.voting, &town.actor, round, batch.uuid).await.unwrap()
}

pub(super) async fn make(browser: &mut Browser) -> (String, Uuid) {
    let made = browser.post(ROUNDS, &FORM).await;
    assert_eq!(made.status, 303, "{}", made.text);
    let path = made.location().strip_suffix("/plans").unwrap().to_owned();
    let round = path.rsplit('/').next().unwrap().parse().unwrap();
    (path, round)
}

testkit::both! {
    async fn a_vote_goes_its_whole_way(app: TestApp) {
        let town = town(&app).await;
        let mut staff = app.signed_in(&town.host, town.organisation, Role::Admin).await;
        let (path, round) = make(&mut staff).await;
        done(&mut staff, &format!("{path}/plans"), &[("do", "all")]).await;
        let view = service::round::round_view(&app.voting, &town.actor, None, round).await.unwrap();
        assert_eq!(view.candidates.len(), 6);
        let ids: Vec<String> = (1..=6).map(|number| format!("p{number}")).collect();
        assert_eq!(*view.round.rules.rule.tie_break(), tally::TieBreak::Order { ids }, "a tie goes by number");

        let new = format!("{path}/codes/new");
        done(&mut staff, &new, &[("name", "Proef"), ("kind", "test"), ("count", "2")]).await;
        done(&mut staff, &new, &[("name", "Brieven"), ("kind", "real"), ("count", "5")]).await;
        vote(&app, &town, round, &codes(&app, &town, round, true).await[0], &[1, 2]).await;
        let page = staff.get(&path).await;
        assert!(page.text.contains(&format!("{path}/reset")), "the dry run can be thrown away: {}", page.text);
        done(&mut staff, &format!("{path}/open"), &[]).await;
        assert_eq!(state(&app, &town, round).await, State::Open);

        // Sessions end sooner than votes: a colleague goes on.
        app.clock.set(moment("2027-03-03T12:00"));
        let mut staff = app.signed_in(&town.host, town.organisation, Role::Owner).await;
        let letters = codes(&app, &town, round, false).await;
        for (code, choices) in letters.iter().zip([&[6_u32, 3][..], &[5, 1], &[5], &[4]]) {
            vote(&app, &town, round, code, choices).await;
        }
        let page = staff.get(&path).await;
        assert!(page.text.contains("80 %"), "four of five codes: {}", page.text);
        let used = staff.post(&format!("{path}/codes"), &[("code", &letters[0])]).await;
        assert!(used.text.contains("Met deze code is gestemd."), "{}", used.text);
        let strike = format!("{path}/strike");
        assert_eq!(staff.post(&strike, &[("plan", "4"), ("reason", "")]).await.status, 422);
        done(&mut staff, &strike, &[("plan", "4"), ("reason", "De indiener stopt ermee.")]).await;
        let later = [("closes_at", "2027-03-10T12:00"), ("reason", "De post was laat.")];
        done(&mut staff, &format!("{path}/prolong"), &later).await;

        // Nobody looked for two days, and no job ran: what is due is done by hand, and the review is over by then.
        app.clock.set(moment("2027-03-12T12:01"));
        let mut staff = app.signed_in(&town.host, town.organisation, Role::Operator).await;
        done(&mut staff, &format!("{path}/close"), &[]).await;
        assert_eq!(state(&app, &town, round).await, State::Review);
        assert_eq!(staff.post(&format!("{path}/end-review"), &[]).await.status, 422, "what was found is missing");
        done(&mut staff, &format!("{path}/end-review"), &[("note", "Niets gevonden.")]).await;
        done(&mut staff, &format!("{path}/seal"), &[]).await;
        done(&mut staff, &format!("{path}/start-count"), &[]).await;
        let count = staff.get(&format!("{path}/count")).await;
        assert!(count.text.contains("Drie plannen gaan door voor €\u{a0}9.000."), "{}", count.text);
        done(&mut staff, &format!("{path}/publish"), &[]).await;

        let decision = format!("{path}/decision");
        let mut said = vec![("authority", "Het bestuur"), ("decided_on", "2027-03-13"), ("follow", "no")];
        assert_eq!(staff.post(&decision, &said).await.status, 422, "no difference was named");
        said.extend([("funded_3", "yes"), ("extra_3", "3.000"), ("reason_3", "Er is geld over.")]);
        done(&mut staff, &decision, &said).await;
        done(&mut staff, &format!("{path}/finalise"), &[]).await;
        assert_eq!(state(&app, &town, round).await, State::Final);
        for file in ["export.csv", "export.pb"] {
            let answer = staff.get(&format!("{path}/{file}")).await;
            assert_eq!(answer.status, 200, "{file}: {}", answer.text);
            assert!(answer.text.contains("p5"), "{}", answer.text);
        }
    }

    async fn what_was_typed_stays_when_something_is_wrong(app: TestApp) {
        let town = town(&app).await;
        let mut staff = app.signed_in(&town.host, town.organisation, Role::Admin).await;
        for (field, value) in [
            ("title", ""),
            ("budget", "tien"),
            ("closes_at", "2027-03-02T12:00"),
            ("max_plans", "0"),
            ("electorate", ""),
            ("review_days", "8"),
        ] {
            let answer = staff.post(ROUNDS, &form_with(field, value)).await;
            assert_eq!(answer.status, 422, "{field}");
            assert!(answer.text.contains("value=\"Vote for plans\""), "{field}: {}", answer.text);
            assert!(answer.text.contains(&format!("href=\"#{field}\"")), "{field}: {}", answer.text);
        }
        let mut preview = form_with("title", "Stem op plannen");
        preview.push(("do", "preview"));
        let answer = staff.post(ROUNDS, &preview).await;
        assert_eq!(answer.status, 200);
        assert!(answer.text.contains("Zo lezen mensen de regels"), "{}", answer.text);
        assert!(!staff.get(ROUNDS).await.text.contains("Stem op plannen"), "a preview saves nothing");
    }

    async fn a_rule_is_told_what_it_needs_and_keeps_it(app: TestApp) {
        let town = town(&app).await;
        let mut staff = app.signed_in(&town.host, town.organisation, Role::Admin).await;
        let (path, round) = make(&mut staff).await;
        done(&mut staff, &format!("{path}/plans"), &[("do", "all")]).await;
        let edit = format!("{path}/edit");
        for (rule, field, value, wrong) in [
            ("greedy_threshold", "threshold", "12", "0"),
            ("greedy_80", "nearly", "75", "100"),
            ("greedy_ceilings", "ceilings_theme", "Groen: 5000\nKunst: 2500,50", "Groen 5000"),
            ("greedy_exclusive", "exclusive", "1, 2\n3 en 4", "1, 99"),
            ("top_n", "most", "3", "drie"),
        ] {
            let mut sent = form_with("rule", rule);
            let page = staff.get(&edit).await;
            let (_, rest) = page.text.split_once("name=\"version\" value=\"").unwrap();
            let version = rest.split('"').next().unwrap().to_owned();
            sent.extend([("version", version.as_str()), (field, wrong)]);
            let refused = staff.post(&edit, &sent).await;
            assert_eq!(refused.status, 422, "{rule}");
            assert!(refused.text.contains(&format!("href=\"#{field}\"")), "{rule}: {}", refused.text);
            assert!(refused.text.contains("id=\"meer-regels\" open"), "{rule}: {}", refused.text);
            sent.pop();
            sent.push((field, value));
            done(&mut staff, &edit, &sent).await;
            let view = service::round::round_view(&app.voting, &town.actor, None, round).await.unwrap();
            assert_eq!(voting::counts::way(&view.round.rules.rule.name()).unwrap().name, rule);
            let page = staff.get(&edit).await;
            let first = value.split(['\n', ',']).next().unwrap();
            assert!(page.text.contains(first), "{rule} shows {first}: {}", page.text);
        }
        let view = service::round::round_view(&app.voting, &town.actor, None, round).await.unwrap();
        assert_eq!(view.round.rules.rule.name(), "top_3");
    }

    async fn a_viewer_sees_a_round_and_changes_nothing(app: TestApp) {
        let town = town(&app).await;
        let round = plain_round(&app, &town).await;
        let path = format!("{ROUNDS}/{round}");
        let mut viewer = app.signed_in(&town.host, town.organisation, Role::Viewer).await;
        for page in [ROUNDS, &path, &format!("{path}/plans"), &format!("{path}/count")] {
            let answer = viewer.get(page).await;
            assert_eq!(answer.status, 200, "{page}: {}", answer.text);
            for change in ["/new", "/edit", "/open", "/codes", "button--primary", "name=\"plan\""] {
                assert!(!answer.text.contains(change), "{page} offers {change}: {}", answer.text);
            }
        }
        for act in ["edit", "plans", "plans/refresh", "open", "reset", "codes", "codes/new", "codes/withdraw", "decision"] {
            assert_eq!(viewer.post(&format!("{path}/{act}"), &[]).await.status, 403, "{act}");
        }
        assert_eq!(state(&app, &town, round).await, State::Draft);
    }

    async fn codes_are_replaced_and_their_file_goes(app: TestApp) {
        let town = town(&app).await;
        let round = plain_round(&app, &town).await;
        let path = format!("{ROUNDS}/{round}");
        let mut staff = app.signed_in(&town.host, town.organisation, Role::Admin).await;
        let real = [("name", "Brieven"), ("kind", "real"), ("count", "3")];
        done(&mut staff, &format!("{path}/codes/new"), &real).await;
        let batch = service::codes::batches(&app.voting, &town.actor, round).await.unwrap()[0].uuid;
        let file = staff.post(&format!("{path}/codes/{batch}/file"), &[]).await;
        assert_eq!(file.headers["content-disposition"], "attachment; filename=\"codes-buurtbudget.csv\"");
        let code = file.text.lines().nth(1).unwrap().split(';').nth(1).unwrap().to_owned();
        assert!(file.text.contains(&format!("step=who#c={code}")), "{}", file.text);

        let withdraw = format!("{path}/codes/withdraw");
        let asked = staff.post(&withdraw, &[("code", &code)]).await;
        assert!(asked.text.contains(&format!("value=\"{code}\"")), "{}", asked.text);
        let sure = [("code", code.as_str()), ("sure", "1"), ("how", "replace"), ("reason", "Brief kwijt.")];
        let replaced = staff.post(&withdraw, &sure).await;
        assert_eq!(replaced.status, 200);
        let (_, rest) = replaced.text.split_once("id=\"nieuwe-code\">").unwrap();
        let new = rest.split('<').next().unwrap().trim().to_owned();
        for (code, word) in [(&code, "Deze code is ongeldig gemaakt."), (&new, "Deze code is nog niet gebruikt.")] {
            let answer = staff.post(&format!("{path}/codes"), &[("code", code)]).await;
            assert!(answer.text.contains(word), "{word}: {}", answer.text);
        }

        let confirm = format!("{path}/codes/{batch}/confirm");
        assert_eq!(staff.post(&confirm, &[("counted", "2")]).await.status, 422, "the printer counted another number");
        done(&mut staff, &confirm, &[("counted", "3")]).await;
        let gone = staff.post(&format!("{path}/codes/{batch}/file"), &[]).await;
        assert_eq!(gone.status, 410, "{}", gone.text);
    }
}
