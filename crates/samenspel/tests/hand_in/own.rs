//! One's own plans: changed, withdrawn, in a vote, with others.

use super::support::*;
use http::Method;
use platform::i18n::Lang;
use proposals::model::{Asked, Collect, Name};
use proposals::service::publish;
use serde_json::json;
use testkit::{both, moment, plain_round, town};

both! {
    async fn ones_own_plan_is_changed_with_its_history_and_withdrawn(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        collecting(&app, &town, Collect::default()).await;
        let mut me = handed_in(&app, &town, "fatima@voorbeeld.nl", "Bomen op het plein").await;
        let id = own(&mut me).await[0]["id"].as_str().unwrap().to_owned();
        let mut other = handed_in(&app, &town, "piet@voorbeeld.nl", "Een ander plan hier").await;
        for path in [format!("/my-plans/{id}"), "/my-plans/018f0000-0000-7000-8000-000000000000".into(), "/my-plans/x".into()] {
            assert_eq!(other.get(&path).await.status, 404, "{path}");
        }
        for act in ["changes", "withdrawal", "invitations"] {
            let body = json!({ "why": "x", "email": "x@y.nl" });
            let body = if act == "withdrawal" { json!({ "why": body["why"] }) } else { json!({ "email": body["email"] }) };
            let path = format!("/api/v1/my-plans/{id}/{act}");
            assert_eq!(other.json(Method::POST, &path, &body).await.status, 404, "{act}");
            assert_eq!(app.browser(&town.host).json(Method::POST, &path, &body).await.status, 401, "{act}");
        }
        // A change, from another device where the same person is signed in.
        let draft = me.json(Method::POST, &format!("/api/v1/my-plans/{id}/changes"), &json!({})).await;
        assert_eq!(draft.status, 201, "{}", draft.text);
        let draft = draft.json();
        assert_eq!(draft["fields"]["title"]["values"][0], "Bomen op het plein");
        let draft = draft["id"].as_str().unwrap().to_owned();
        let typed = json!({ "version": 1, "fields": { "title": ["Grote bomen op het plein"] } });
        assert_eq!(me.json(Method::PUT, &format!("{DRAFTS}/{draft}"), &typed).await.status, 200);
        assert_eq!(press(&mut me, &draft).await.status, 201);
        let page = me.get(&format!("/my-plans/{id}")).await.text;
        assert!(page.contains("<ins>") && page.contains("Grote"), "{page}");
        assert_eq!(app.browser(&town.host).get("/buurtbudget/plan/7").await.location(), "/buurtbudget/plan/7-grote-bomen-op-het-plein");
        // Staff change it meanwhile: the draft of the author is told, and kept.
        let draft = me.json(Method::POST, &format!("/api/v1/my-plans/{id}/changes"), &json!({})).await.json();
        publish(&app.app, &town.actor, &town.project, &[7]).await.unwrap();
        let late = press(&mut me, draft["id"].as_str().unwrap()).await;
        assert_eq!((late.status, keys(&late)), (409, vec!["-:refusal-changed".to_owned()]));
        // Withdrawn: gone everywhere, and staff cannot show it again by mistake.
        let path = format!("/api/v1/my-plans/{id}/withdrawal");
        assert_eq!(keys(&me.json(Method::POST, &path, &json!({ "why": " " })).await), ["why:refusal-plan-no-reason"]);
        assert_eq!(me.json(Method::POST, &path, &json!({ "why": "We verhuizen" })).await.status, 204);
        assert_eq!(keys(&me.json(Method::POST, &path, &json!({ "why": "Nog eens" })).await), ["-:refusal-plan-withdrawn"]);
        let mut anybody = app.browser(&town.host);
        for path in ["/buurtbudget/plan/7-grote-bomen-op-het-plein", "/buurtbudget/plan/7", "/api/v1/projects/buurtbudget/plans/7"] {
            assert_eq!(anybody.get(path).await.status, 404, "{path}");
        }
        for path in ["/buurtbudget/plannen?q=bomen", "/api/v1/projects/buurtbudget/plans?q=bomen", "/buurtbudget", "/sitemap.xml"] {
            assert!(!anybody.get(path).await.text.contains("Grote bomen"), "{path}");
        }
        assert!(!me.get("/buurtbudget/plan-insturen?number=7&step=done").await.text.contains("Grote bomen"));
        let again = publish(&app.app, &town.actor, &town.project, &[7]).await.unwrap_err();
        assert_eq!(again.refusals()[0].key, "refusal-plan-withdrawn");
        assert!(me.get(&format!("/my-plans/{id}")).await.text.contains("We verhuizen"));
        // It has a status of its own from then on, the same for the next.
        let mut staff = app.signed_in(&town.host, town.organisation, civic::permission::Role::Editor).await;
        let table = staff.get("/staff/projects/buurtbudget/plans?status=ingetrokken").await.text;
        assert!(table.contains("Grote bomen op het plein") && !table.contains("Een ander plan hier"), "{table}");
        let theirs = own(&mut other).await[0]["id"].as_str().unwrap().to_owned();
        let path = format!("/api/v1/my-plans/{theirs}/withdrawal");
        assert_eq!(other.json(Method::POST, &path, &json!({ "why": "Toch niet" })).await.status, 204);
        let labels = staff.get("/en/api/v1/projects/buurtbudget/labels/statuses").await.json();
        let withdrawn = labels["items"].as_array().unwrap().iter().filter(|status| status["title"] == "Withdrawn").count();
        assert_eq!(withdrawn, 1, "{labels}");
    }

    async fn a_plan_in_a_vote_stays(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        collecting(&app, &town, Collect { cost: Asked::Required, ..Collect::default() }).await;
        let mut me = app.browser(&town.host);
        let fields = json!({ "title": ["Bomen op het plein"], "summary": ["Bomen en een bank op het plein."], "text": [TEXT], "cost": ["1.000"], "email": ["fatima@voorbeeld.nl"] });
        let id = write(&mut me, fields).await;
        me.post("/do/plans/buurtbudget/hand-in", &[("draft", &id)]).await;
        let code = code_of_last_mail(&app).await;
        assert_eq!(me.post("/do/plans/buurtbudget/code", &[("draft", &id), ("code", &code)]).await.status, 303);
        let plan = own(&mut me).await[0]["id"].as_str().unwrap().to_owned();
        let round = plain_round(&app, &town, voting::rules::RoundRules::default()).await;
        let (withdraw, why) = (format!("/api/v1/my-plans/{plan}/withdrawal"), json!({ "why": "Toch niet" }));
        app.clock.set(moment("2027-03-02T12:00"));
        voting::service::round::open(&app.voting, &town.actor, round).await.unwrap();
        assert_eq!(keys(&me.json(Method::POST, &withdraw, &why).await), ["-:refusal-plan-in-vote"]);
        let change = me.json(Method::POST, &format!("/api/v1/my-plans/{plan}/changes"), &json!({})).await;
        assert_eq!(keys(&change), ["-:refusal-plan-in-vote"]);
        assert!(me.get(&format!("/my-plans/{plan}")).await.text.contains("staat in een stemming"));
        app.clock.set(moment("2027-03-09T12:00"));
        app.run_jobs().await;
        assert_eq!(keys(&me.json(Method::POST, &withdraw, &why).await), ["-:refusal-plan-in-vote"], "counting goes on");
    }

    async fn somebody_joins_by_invitation(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        collecting(&app, &town, Collect::default()).await;
        let mut me = handed_in(&app, &town, "fatima@voorbeeld.nl", "Bomen op het plein").await;
        let id = own(&mut me).await[0]["id"].as_str().unwrap().to_owned();
        let path = format!("/api/v1/my-plans/{id}/invitations");
        assert_eq!(me.json(Method::POST, &path, &json!({ "email": "geen adres" })).await.status, 422);
        assert_eq!(me.json(Method::POST, &path, &json!({ "email": "Buur@Voorbeeld.nl" })).await.status, 204);
        app.run_jobs().await;
        let plain = |mail: String| mail.replace("=\r\n", "").replace("=\n", "").replace("=3D", "=");
        let mail = app.mails().into_iter().map(plain).find(|mail| mail.contains("join?token=")).unwrap();
        let token: String = mail.split("join?token=").nth(1).unwrap().chars().take(43).collect();
        let mut buur = app.browser(&town.host);
        let look = buur.get(&format!("/my-plans/join?token={token}")).await;
        assert!(look.status == 200 && look.text.contains("Bomen op het plein") && buur.cookies.is_empty());
        assert_eq!(buur.post("/my-plans/join", &[("token", "x")]).await.status, 410);
        assert_eq!(buur.post("/my-plans/join", &[("token", &token)]).await.status, 303);
        assert_eq!(app.browser(&town.host).post("/my-plans/join", &[("token", &token)]).await.status, 410, "works once");
        assert_eq!(own(&mut buur).await[0]["author"], false);
        assert_eq!(buur.json(Method::POST, &format!("/api/v1/my-plans/{id}/changes"), &json!({})).await.status, 201);
        let why = json!({ "why": "Vind ik niets" });
        assert_eq!(buur.json(Method::POST, &format!("/api/v1/my-plans/{id}/withdrawal"), &why).await.status, 403);
        assert_eq!(buur.json(Method::POST, &path, &json!({ "email": "x@y.nl" })).await.status, 403);
    }

    async fn staff_look_first_where_the_project_says_so(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        collecting(&app, &town, Collect { review: true, name: Name::First, ..Collect::default() }).await;
        let mut me = handed_in(&app, &town, "fatima@voorbeeld.nl", "Bomen op het plein").await;
        assert_eq!((list(&mut me).await, me.get("/buurtbudget/plan/7").await.status), (6, 404));
        let thanks = me.get("/buurtbudget/plan-insturen?number=7&step=done").await.text;
        assert!(thanks.contains("Een medewerker leest je plan eerst") && !thanks.contains("Bomen op het plein"));
        app.run_jobs().await;
        let before = app.mails().len();
        publish(&app.app, &town.actor, &town.project, &[7]).await.unwrap();
        publish(&app.app, &town.actor, &town.project, &[7]).await.unwrap();
        app.run_jobs().await;
        assert_eq!(app.mails().len(), before + 1, "told once");
        let plan = me.get("/api/v1/projects/buurtbudget/plans/7").await.json();
        assert_eq!(plan["author"], "Fatima");
        // Who changes it, has it looked at again.
        let id = own(&mut me).await[0]["id"].as_str().unwrap().to_owned();
        let draft = me.json(Method::POST, &format!("/api/v1/my-plans/{id}/changes"), &json!({})).await.json();
        assert_eq!(press(&mut me, draft["id"].as_str().unwrap()).await.json()["shown"], false);
        assert_eq!(list(&mut me).await, 6);
    }

    async fn a_plan_that_staff_work_on_is_not_changed(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        collecting(&app, &town, Collect::default()).await;
        let mut me = handed_in(&app, &town, "fatima@voorbeeld.nl", "Bomen op het plein").await;
        let id = own(&mut me).await[0]["id"].as_str().unwrap().to_owned();
        let path = format!("/api/v1/my-plans/{id}/changes");
        let draft = me.json(Method::POST, &path, &json!({})).await.json();
        let mut staff = app.signed_in(&town.host, town.organisation, civic::permission::Role::Editor).await;
        let bulk = "/staff/projects/buurtbudget/plans/bulk";
        let going = [("plan", "7"), ("act", "status"), ("status", "gaat-door")];
        assert_eq!(staff.post(bulk, &going).await.status, 303);
        // Neither begun nor, when it was begun before, handed in; told on the page of the plan too.
        let refused = me.json(Method::POST, &path, &json!({})).await;
        assert_eq!((refused.status, keys(&refused)), (409, vec!["-:refusal-plan-not-editable".to_owned()]), "{}", refused.text);
        assert!(refused.text.contains("De gemeente is al met dit plan bezig."), "{}", refused.text);
        assert_eq!(keys(&press(&mut me, draft["id"].as_str().unwrap()).await), ["-:refusal-plan-not-editable"]);
        let english = me.json(Method::POST, &format!("/en{path}"), &json!({})).await;
        assert!(english.text.contains("The municipality is working on this plan already."), "{}", english.text);
        let title = me.get("/api/v1/projects/buurtbudget/plans/7").await.json()["title"].clone();
        assert_eq!(title, "Bomen op het plein");
    }
}
