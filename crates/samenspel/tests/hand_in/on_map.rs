//! Layers and fixed markers that staff put on the map of a project's plans.

use super::support::*;
use civic::permission::Role;
use platform::i18n::Lang;
use testkit::{both, town};

const ROOM: &str = "/staff/projects/buurtbudget/plans/map";
const LINE: &str = r#"{"type":"LineString","coordinates":[[4.85,52.36],[4.86,52.37]]}"#;

both! {
    async fn staff_put_layers_and_points_on_the_map(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let mut staff = app.signed_in(&town.host, town.organisation, Role::Editor).await;
        assert!(staff.get("/staff/projects/buurtbudget/plans").await.text.contains(ROOM));
        assert!(staff.get(ROOM).await.text.contains("Er zijn nog geen lagen."));
        let rd = r#"{"type":"Point","coordinates":[121000.0,487000.0]}"#;
        for (kind, fields, why) in [
            ("layers", [("title", ""), ("colour", "1"), ("geojson", LINE)], "Vul dit in."),
            ("layers", [("title", "Fietspad"), ("colour", "1"), ("geojson", "<svg onload=alert(1)>")], "geen tekening die we kunnen lezen"),
            ("layers", [("title", "Fietspad"), ("colour", "1"), ("geojson", rd)], "geen tekening die we kunnen lezen"),
            ("markers", [("title", "Loket"), ("latitude", "NaN"), ("longitude", "4,85")], "punt"),
            ("markers", [("title", "Loket"), ("latitude", "52,36"), ("longitude", "")], "punt"),
        ] {
            let refused = staff.post(&format!("{ROOM}/{kind}"), &fields).await;
            assert!(refused.status == 422 && refused.text.contains(why), "{fields:?}: {}", refused.text);
            harmless(&refused.text);
        }
        for link in ["javascript:alert(1)", "//evil.example", "http://evil.example"] {
            let fields = [("title", "Loket"), ("latitude", "52,36"), ("longitude", "4,85"), ("link", link)];
            let refused = staff.post(&format!("{ROOM}/markers"), &fields).await;
            assert!(refused.status == 422 && refused.text.contains("begint met https://"), "{link}: {}", refused.text);
        }
        let plan = proposals::model::PlanInput {
            texts: proposals::model::PlanTexts { title: "Bankje".into(), ..Default::default() },
            point: Some(proposals::model::Place { latitude: 52.37, longitude: 4.86 }),
            published: true,
            ..Default::default()
        };
        proposals::service::create_plan(&app.app, &town.actor, &town.project, plan, None).await.unwrap();
        let layer = [("title", "Fietspad <b>"), ("title_en", "Cycle path"), ("colour", "2"), ("on", "1"), ("geojson", LINE)];
        assert_eq!(staff.post(&format!("{ROOM}/layers"), &layer).await.status, 303);
        let marker = [("title", "Loket"), ("latitude", "52,365"), ("longitude", "4,855"), ("link", "/privacy")];
        assert_eq!(staff.post(&format!("{ROOM}/markers"), &marker).await.status, 303);
        let map = app.browser(&town.host).get("/buurtbudget/plannen?view=map").await.text;
        assert!(map.contains("Fietspad &lt;b&gt;") && map.contains("href=\"/privacy\"") && map.contains("map__layer--2"), "{map}");
        assert!(app.browser(&town.host).get("/en/buurtbudget/plannen?view=map").await.text.contains("Cycle path"));
        // Changed, and taken away, by what was read.
        let changed = [("was", "Fietspad <b>"), ("title", "Fietsroute"), ("colour", "0"), ("geojson", LINE)];
        assert_eq!(staff.post(&format!("{ROOM}/layers/0"), &changed).await.status, 303);
        let late = staff.post(&format!("{ROOM}/layers/0"), &changed).await;
        assert!(late.status == 409 && late.text.contains("value=\"Fietsroute\""), "{}: {}", late.status, late.text);
        assert_eq!(staff.post(&format!("{ROOM}/markers/0/remove"), &[("was", "Loket")]).await.status, 303);
        let map = app.browser(&town.host).get("/buurtbudget/plannen?view=map").await.text;
        assert!(map.contains("Fietsroute") && !map.contains("Loket"), "{map}");
        for strange in ["layers/9", "layers/x", "things", "layers/-1/remove"] {
            let answer = staff.post(&format!("{ROOM}/{strange}"), &changed).await;
            assert!(matches!(answer.status, 404 | 409), "{strange}: {}", answer.status);
        }
        let mut viewer = app.signed_in(&town.host, town.organisation, Role::Viewer).await;
        let seen = viewer.get(ROOM).await;
        assert!(seen.status == 200 && seen.text.contains("Fietsroute") && !seen.text.contains("<textarea"), "{}", seen.text);
        assert_eq!(viewer.post(&format!("{ROOM}/layers"), &layer).await.status, 403);
        let mut owner = app.signed_in(&town.host, town.organisation, Role::Owner).await;
        assert!(owner.get("/staff/log").await.text.contains("De kaart bij de plannen is veranderd: Fietsroute"));
    }

    async fn a_map_has_room_for_so_much(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let mut staff = app.signed_in(&town.host, town.organisation, Role::Editor).await;
        let layer = |n: usize| [("title", format!("Laag {n}")), ("colour", "1".into()), ("geojson", LINE.into())];
        for n in 0..9 {
            let fields = layer(n);
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let answer = staff.post(&format!("{ROOM}/layers"), &fields).await;
            assert_eq!(answer.status, if n < 8 { 303 } else { 422 }, "{n}: {}", answer.text);
        }
    }
}
