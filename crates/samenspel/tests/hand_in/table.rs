//! The table of staff: several plans at once, kept views, and how a plan stands on a ballot.

use super::support::*;
use civic::service::{NewTag, add_tag, add_tag_type};
use http::Method;
use platform::i18n::Lang;
use proposals::model::{Asked, Collect};
use serde_json::json;
use testkit::{both, moment, plain_round, town};

const AT: &str = "/staff/projects/buurtbudget/plans";

/// A mail as text, without the breaks of its coding.
fn plain(mail: &str) -> String {
    mail.replace("=\r\n", "").replace("=\n", "")
}

both! {
    async fn staff_hide_with_a_reason_and_its_people_read_it(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        collecting(&app, &town, Collect::default()).await;
        let mut me = handed_in(&app, &town, "fatima@voorbeeld.nl", "Bomen op het plein").await;
        let mut staff = app.signed_in(&town.host, town.organisation, civic::permission::Role::Editor).await;
        let without = staff.post(&format!("{AT}/bulk"), &[("plan", "7"), ("act", "hide"), ("why", " ")]).await;
        assert!(without.status == 422 && without.text.contains("Schrijf in een paar woorden waarom"), "{}", without.text);
        assert_eq!(list(&mut me).await, 7);
        let why = "Het plein is <b>niet</b> van ons";
        assert_eq!(staff.post(&format!("{AT}/bulk"), &[("plan", "7"), ("plan", "2"), ("act", "hide"), ("why", why)]).await.status, 303);
        app.run_jobs().await;
        for path in ["/buurtbudget/plan/7-bomen-op-het-plein", "/api/v1/projects/buurtbudget/plans/7"] {
            assert_eq!(me.get(path).await.status, 404);
        }
        assert_eq!(list(&mut me).await, 5);
        let told: Vec<String> = app.mails().iter().map(|mail| plain(mail)).filter(|mail| mail.contains("niet meer op de site")).collect();
        assert_eq!(told.len(), 1, "plan 2 has nobody to tell");
        assert!(told[0].contains("fatima@voorbeeld.nl") && told[0].contains(why));
        let id = own(&mut me).await[0]["id"].as_str().unwrap().to_owned();
        assert!(me.get(&format!("/my-plans/{id}")).await.text.contains("Het plein is &lt;b&gt;niet"));
        assert!(staff.get(&format!("{AT}/7")).await.text.contains("Het plein is &lt;b&gt;niet"));
        assert_eq!(staff.post(&format!("{AT}/bulk"), &[("plan", "7"), ("act", "show")]).await.status, 303);
        assert!(!staff.get(&format!("{AT}/7")).await.text.contains("Het plein is"));
    }

    async fn tags_messages_and_statuses_for_several_plans(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        collecting(&app, &town, Collect::default()).await;
        let kind = add_tag_type(&app.app, &town.actor, &town.project, "Thema".into()).await.unwrap();
        add_tag(&app.app, &town.actor, &town.project, NewTag { kind, title: "Groen".into(), colour: 1 }).await.unwrap();
        handed_in(&app, &town, "fatima@voorbeeld.nl", "Bomen op het plein").await;
        let mut staff = app.signed_in(&town.host, town.organisation, civic::permission::Role::Editor).await;
        let bulk = format!("{AT}/bulk");
        let tagged = |act: &'static str| [("plan", "1"), ("plan", "7"), ("act", act), ("bulk_tag", "thema.groen")];
        assert_eq!(staff.post(&bulk, &tagged("tag")).await.status, 303);
        assert_eq!(staff.post(&bulk, &tagged("tag")).await.status, 303, "twice is once");
        let green = "/api/v1/projects/buurtbudget/plans?tag=thema.groen";
        assert_eq!(staff.get(green).await.json()["total"], 2);
        assert_eq!(staff.post(&bulk, &tagged("untag")).await.status, 303);
        assert_eq!(staff.get(green).await.json()["total"], 0);
        assert_eq!(staff.post(&bulk, &[("plan", "1"), ("act", "tag"), ("bulk_tag", "x.y")]).await.status, 422);
        // A message.
        let told = staff.post(&bulk, &[("plan", "1"), ("plan", "7"), ("act", "message"), ("subject", "Kom je ook?"), ("message", "Dinsdag praten we verder.\n\nTot dan!")]).await;
        assert_eq!((told.status, told.location()), (303, format!("{AT}?told=1").as_str()), "{}", told.text);
        assert!(staff.get(told.location()).await.text.contains("de indieners van één plan"));
        app.run_jobs().await;
        assert_eq!(app.mails().iter().filter(|mail| plain(mail).contains("Dinsdag praten we verder.")).count(), 1);
        let nothing = staff.post(&bulk, &[("plan", "7"), ("act", "message"), ("subject", ""), ("message", "Wel dit")]).await;
        assert!(nothing.status == 422 && nothing.text.contains("Wel dit"), "{}", nothing.text);
        // A status tells what staff wrote for it, once.
        let mut admin = app.signed_in(&town.host, town.organisation, civic::permission::Role::Admin).await;
        let labels = "/staff/projects/buurtbudget/labels/statuses/gaat-door";
        let form = [("title", "Gaat door"), ("votable", ""), ("message", "Gefeliciteerd! We bellen je deze week.")];
        assert_eq!(admin.post(labels, &form).await.status, 303);
        for _ in 0..2 {
            assert_eq!(staff.post(&bulk, &[("plan", "7"), ("act", "status"), ("status", "gaat-door")]).await.status, 303);
        }
        app.run_jobs().await;
        assert_eq!(app.mails().iter().filter(|mail| plain(mail).contains("We bellen je deze week")).count(), 1);
        // Strange acts and numbers.
        for (fields, status) in [(vec![("act", "hide"), ("why", "x")], 422), (vec![("plan", "7"), ("act", "x")], 400), (vec![("plan", "999"), ("act", "show")], 404)] {
            assert_eq!(staff.post(&bulk, &fields).await.status, status, "{fields:?}");
        }
    }

    async fn views_are_kept(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let mut staff = app.signed_in(&town.host, town.organisation, civic::permission::Role::Editor).await;
        let keep = |name: &'static str, query: &'static str| [("view", name), ("query", query)];
        assert_eq!(staff.post(&format!("{AT}/views"), &keep("", "?q=boom")).await.status, 422);
        let kept = staff.post(&format!("{AT}/views"), &keep("Duur <b>", "?sort=dearest&q=plan&x=%3Cscript%3E")).await;
        assert_eq!(kept.status, 303);
        assert!(!kept.location().contains("script"), "{}", kept.location());
        let page = staff.get(kept.location()).await.text;
        assert!(page.contains("Duur &lt;b&gt;</a>") && page.contains("Vergeet deze weergave"), "{page}");
        let forget = page.split("action=\"").find(|part| part.contains("/views/")).unwrap().split('"').next().unwrap().to_owned();
        assert_eq!(staff.post(&forget, &[]).await.status, 303);
        assert!(!staff.get(AT).await.text.contains("Duur &lt;b&gt;"));
    }

    async fn a_plan_stands_on_the_ballot_as_staff_wrote_it(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        collecting(&app, &town, Collect { cost: Asked::Optional, ..Collect::default() }).await;
        let mut staff = app.signed_in(&town.host, town.organisation, civic::permission::Role::Editor).await;
        let at = format!("{AT}/3/ballot");
        let page = staff.get(&at).await.text;
        assert!(page.contains("Samenvatting 3") && page.contains("data-most=\"80\""), "{page}");
        let long = "a".repeat(81);
        let refused = staff.post(&at, &[("version", "0"), ("title", &long), ("cost", "gratis")]).await;
        assert!(refused.status == 422 && refused.text.contains(&long), "{}", refused.text);
        let form = [("version", "0"), ("title", "Bomen voor iedereen"), ("summary", "Twaalf bomen."), ("title_en", "Trees for all"), ("cost", "2.500")];
        assert_eq!(staff.post(&at, &form).await.status, 303);
        assert_eq!(staff.post(&at, &form).await.status, 409, "somebody else saved meanwhile");
        assert_eq!(staff.post(&at, &[("version", "1"), ("picture", "ab/abc.jpg")]).await.status, 422);
        let round = plain_round(&app, &town, voting::rules::RoundRules::default()).await;
        app.clock.set(moment("2027-03-02T12:00"));
        voting::service::round::open(&app.voting, &town.actor, round).await.unwrap();
        let view = app.browser(&town.host).get(&format!("/api/v1/rounds/{round}/candidates")).await.json();
        let candidates = view["items"].as_array().unwrap_or_else(|| panic!("{view}"));
        let on = candidates.iter().find(|candidate| candidate["title"] == "Bomen voor iedereen").unwrap_or_else(|| panic!("{view}"));
        assert_eq!((on["summary"].as_str(), on["cost"].as_i64()), (Some("Twaalf bomen."), Some(250_000)));
        // The plan itself is as it was, and one click away.
        let plan = staff.get("/api/v1/projects/buurtbudget/plans/3").await.json();
        assert_eq!((plan["title"].as_str(), plan["cost"].as_i64()), (Some("Plan 3"), Some(300_000)));
        let vote = app.browser(&town.host).get("/buurtbudget/stemmen?step=choose").await.text;
        let link = vote.split("href=\"").find(|part| part.contains("/3-plan-3\"")).and_then(|part| part.split('"').next());
        let mut original = app.browser(&town.host).get(link.unwrap_or_else(|| panic!("{vote}"))).await;
        if original.status == 301 {
            original = app.browser(&town.host).get(original.location()).await;
        }
        assert!(original.status == 200 && original.text.contains("<h1>Plan 3</h1>"), "{link:?} {}", original.text);
        let english = app.browser(&town.host).get(&format!("/en/api/v1/rounds/{round}/candidates")).await.text;
        assert!(english.contains("Trees for all"), "{english}");
        let mut viewer = app.signed_in(&town.host, town.organisation, civic::permission::Role::Viewer).await;
        assert_eq!(viewer.get(&at).await.status, 403);
        assert_eq!(viewer.json(Method::POST, &at, &json!({})).await.status, 403);
    }
}
