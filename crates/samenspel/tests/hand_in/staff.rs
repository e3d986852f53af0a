//! Staff: for somebody, and what is asked.

use super::support::*;
use http::Method;
use platform::i18n::Lang;
use proposals::model::{Collect, QuestionKind};
use proposals::service::collect::add_question;
use proposals::service::hand_in::{Channel, ForSomebody, hand_in_for};
use serde_json::json;
use testkit::{both, town};

both! {
    async fn staff_hand_in_for_somebody(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        collecting(&app, &town, Collect::default()).await;
        let new = |email: &str| ForSomebody {
            input: proposals::model::PlanInput {
                texts: proposals::model::PlanTexts { title: "Bankje".into(), ..Default::default() },
                published: true,
                ..Default::default()
            },
            channel: Some(Channel::Counter),
            email: email.into(),
            ..ForSomebody::default()
        };
        let done = hand_in_for(&app.app, &town.actor, &town.project, Lang::Nl, new("oma@voorbeeld.nl")).await.unwrap();
        assert_eq!(done.plan.number, 7);
        app.run_jobs().await;
        let mail = app.mails().into_iter().find(|mail| mail.contains("oma@")).unwrap();
        assert!(mail.contains("oma@voorbeeld.nl") && mail.contains("Bankje"), "{mail}");
        let nobody = civic::Actor::anonymous(town.organisation);
        let refused = hand_in_for(&app.app, &nobody, &town.project, Lang::Nl, new("")).await.unwrap_err();
        assert_eq!(refused.refusals()[0].key, "refusal-sign-in-needed");
        let without = ForSomebody { channel: None, ..new("") };
        assert!(hand_in_for(&app.app, &town.actor, &town.project, Lang::Nl, without).await.is_err());
        // By the form and the API of staff too.
        let mut staff = app.signed_in(&town.host, town.organisation, civic::permission::Role::Editor).await;
        let path = "/api/v1/projects/buurtbudget/plans";
        let body = |channel: &str, field: &str| json!({ "title": "Heg", "channel": channel, "email": "opa@voorbeeld.nl", "answers": { field: ["x"] } });
        assert_eq!(keys(&staff.json(Method::POST, path, &body("counter", "question-9")).await), ["-:refusal-plan-field"]);
        assert_eq!(keys(&staff.json(Method::POST, path, &body("site", "question-1")).await), ["channel:refusal-missing"]);
        add_question(&app.app, &town.actor, &town.project, question(QuestionKind::Line, true, true)).await.unwrap();
        let made = staff.json(Method::POST, path, &body("phone", "question-1")).await;
        assert_eq!((made.status, made.json()["answers"][0]["value"].as_str()), (201, Some("x")), "{}", made.text);
        let page = staff.get("/staff/projects/buurtbudget/plans/8").await.text;
        assert!(page.contains("opa@voorbeeld.nl") && page.contains("Aan de telefoon") && page.contains("value=\"x\""), "{page}");
        assert_eq!(staff.get("/staff/projects/buurtbudget/plans/collect").await.status, 200);
        // The plan is theirs when they sign in, with the mail that everybody gets.
        let mut oma = app.browser(&town.host);
        oma.post("/sign-in", &[("email", "oma@voorbeeld.nl")]).await;
        let code = code_of_last_mail(&app).await;
        let signed = oma.post("/sign-in/code", &[("email", "oma@voorbeeld.nl"), ("code", &code), ("next", "/my-plans")]).await;
        assert_eq!(signed.location(), "/my-plans");
        assert!(oma.get("/my-plans").await.text.contains("Bankje"));
    }

    async fn staff_set_what_is_asked(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let mut staff = app.signed_in(&town.host, town.organisation, civic::permission::Role::Editor).await;
        let at = "/staff/projects/buurtbudget/plans/collect";
        let page = staff.get(at).await.text;
        assert!(page.contains("Dit project heeft nog geen eigen vragen."));
        let settings = |most: &'static str| {
            let mut all = vec![
                ("opens_at", "2027-02-20T12:00"), ("closes_at", "2027-03-15T12:00"), ("identify", "none"), ("name", "first"),
                ("postcodes", "1055 1056"), ("title_least", "5"), ("title_most", most), ("summary_least", "0"),
                ("summary_most", "200"), ("text_least", "10"), ("text_most", "900"),
            ];
            all.extend([("most_documents", "2"), ("document_megabytes", "25")]);
            for field in ["summary", "place", "area", "tags", "cost", "pictures", "documents"] {
                all.push((Box::leak(format!("ask_{field}").into_boxed_str()), "optional"));
            }
            all
        };
        let wrong = staff.post(at, &settings("4")).await;
        assert!(wrong.status == 422 && wrong.text.contains("Hier past niets tussen"), "{}", wrong.text);
        assert_eq!(staff.post(at, &settings("60")).await.status, 303);
        let form = app.browser(&town.host).get("/api/v1/projects/buurtbudget/plan-form").await.json();
        assert_eq!((form["open"].as_bool(), form["identify"].as_str()), (Some(true), Some("none")));
        let question = |label: &'static str, choices: &'static str| [("label", label), ("label_en", "Will you help?"), ("kind", "one"), ("choices", choices), ("required", "1"), ("shown", "1")];
        for (label, choices, why) in [("", "a\nb", "Vul dit in."), ("Help je mee?", "a", "ten minste twee"), ("Help je mee?", "a\na", "ten minste twee")] {
            let wrong = staff.post(&format!("{at}/questions"), &question(label, choices)).await;
            assert!(wrong.status == 422 && wrong.text.contains(why), "{label} {choices}: {}", wrong.text);
        }
        assert_eq!(staff.post(&format!("{at}/questions"), &question("Help je mee?", "Zeker | Sure\nnee = Liever niet | No")).await.status, 303);
        assert_eq!(staff.post(&format!("{at}/questions"), &question("Nog iets?", "Ja\nNee")).await.status, 303);
        assert_eq!(staff.post(&format!("{at}/questions/2/move"), &[("to", "up")]).await.status, 303);
        let form = app.browser(&town.host).get("/en/api/v1/projects/buurtbudget/plan-form").await.json();
        assert_eq!(form["questions"][0]["field"], "question-2");
        assert_eq!((form["questions"][1]["label"].as_str(), form["questions"][1]["choices"][0]["title"].as_str()), (Some("Will you help?"), Some("Sure")));
        assert!(staff.get(at).await.text.contains("zeker = Zeker | Sure"));
        assert_eq!(staff.post(&format!("{at}/questions/1"), &question("Doe je mee?", "zeker = Ja graag | Sure\nnee = Nee | No")).await.status, 303);
        assert_eq!(staff.post(&format!("{at}/questions/9"), &question("Weg", "a\nb")).await.status, 404);
        assert_eq!(staff.post(&format!("{at}/questions/2/move"), &[("to", "away")]).await.status, 303);
        let form = app.browser(&town.host).get("/api/v1/projects/buurtbudget/plan-form").await.json();
        assert_eq!((form["questions"].as_array().unwrap().len(), form["questions"][0]["label"].as_str()), (1, Some("Doe je mee?")));
        let mut viewer = app.signed_in(&town.host, town.organisation, civic::permission::Role::Viewer).await;
        assert_eq!(viewer.post(at, &settings("60")).await.status, 403);
    }
}
