//! Plans of several projects, and one plan as a card.

use crate::common::{Town, plan};
use civic::block::BlockKind;
use civic::model::ProjectState;
use proposals::model::{Place, PlanInput};
use proposals::pages::{OnePlan, PlanCardBlock};
use proposals::service::import_plans;
use proposals::service::moderate::hide;
use serde_json::{Value, json};

/// Three plans in West (the third hidden), two in Oost, one in another town.
async fn six(town: &Town) {
    let at =
        |title: &str, east: f64| PlanInput { point: Some(Place { latitude: 52.37, longitude: east }), ..plan(title) };
    let west = vec![at("Westerplan", 4.86), plan("Boomgaard"), PlanInput { published: false, ..at("Geheim", 4.87) }];
    import_plans(&town.app, &town.actor, &town.project, west).await.unwrap();
    let east = vec![at("Oosterplan", 4.93), plan("Boomhut <img src=x>")];
    import_plans(&town.app, &town.actor, &town.second, east).await.unwrap();
    import_plans(&town.app, &town.foreign_actor, &town.foreign, vec![at("Elders", 4.90)]).await.unwrap();
}

fn titles(answer: &Value) -> Vec<String> {
    let items = answer["items"].as_array().unwrap();
    items
        .iter()
        .map(|one| format!("{}/{}", one["project"]["slug"].as_str().unwrap(), one["title"].as_str().unwrap()))
        .collect()
}

both! {
    async fn one_list_of_several_projects(town: Town) {
        six(&town).await;
        let all = town.get("/api/v1/plans").await.json();
        assert_eq!(titles(&all), ["oost/Boomhut <img src=x>", "oost/Oosterplan", "west/Boomgaard", "west/Westerplan"]);
        assert_eq!(titles(&town.get("/api/v1/plans?project=west&sort=oldest").await.json()), ["west/Westerplan", "west/Boomgaard"]);
        assert_eq!(titles(&town.get("/api/v1/plans?q=boom").await.json()), ["oost/Boomhut <img src=x>", "west/Boomgaard"]);
        let page = town.get("/api/v1/plans?pageSize=3&page=2").await.json();
        assert_eq!((titles(&page).len(), page["total"].as_i64(), page["pages"].as_i64()), (1, Some(4), Some(2)));
        let map = town.get("/api/v1/plans/clusters?bbox=4.8,52.3,5,52.4&zoom=15").await.json();
        let addresses: Vec<_> = map["features"].as_array().unwrap().iter().map(|one| one["properties"]["address"].as_str().unwrap()).collect();
        assert_eq!((addresses, map["total"].as_i64()), (vec!["/west/1-westerplan", "/oost/1-oosterplan"], Some(4)));
        for bad in [
            "project=weg", "project=west,weg", "project=' OR 1=1", "sort=title", "sort=p.email", "pageSize=101",
            &format!("project={}", vec!["west"; 13].join(",")),
        ] {
            let answer = town.get(&format!("/api/v1/plans?{}", bad.replace(' ', "%20"))).await;
            assert_eq!((answer.status, answer.json()["code"].as_str()), (400, Some("refusal-plan-query")), "{bad}");
        }
        for bad in ["", "bbox=NaN,0,1,1", "bbox=4.8,52.3,5,52.4&zoom=99"] {
            assert_eq!(town.get(&format!("/api/v1/plans/clusters?{bad}")).await.status, 400, "{bad}");
        }
        hide(&town.app, &town.actor, &town.second, &[1], "Het past niet.").await.unwrap();
        civic::service::set_project_state(&town.app, &town.actor, &town.project, ProjectState::Draft).await.unwrap();
        assert_eq!(titles(&town.get("/api/v1/plans").await.json()), ["oost/Boomhut <img src=x>"]);
        assert_eq!(town.get("/api/v1/plans?project=west").await.status, 400);
    }

    async fn the_block_of_several_projects(town: Town) {
        six(&town).await;
        let list = town.block("plans-together", "", "?sort=oldest").await.text;
        assert!(list.contains("<strong>Vier plannen</strong>, op nummer") && list.contains("Project oost"), "{list}");
        assert!(!list.contains("Geheim") && !list.contains("Elders") && !list.contains("<img src=x>"));
        let map = town.block("plans-together", "", "?view=map").await.text;
        assert!(map.contains("<svg class=\"map__drawing\"") && map.contains("data-query=\"?project=west%2Coost\"") || map.contains("project=oost%2Cwest"), "{map}");
        assert!(map.contains("aria-label=\"Plan 1: Westerplan\"") && !map.contains("Geheim"));
        let found = town.block("plans-together", "", "?q=hut").await.text;
        assert!(found.contains("Geen plannen gevonden"), "{found}");
        let found = town.block("plans-together", "", "?q=boomhut").await.text;
        assert!(found.contains("<strong>Eén plan</strong>") && found.contains("href=\"/oost/2-boomhut-img-src-x\""), "{found}");
    }
}

/// The settings of every block that shows plans are checked.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn default_settings_fit_and_strange_ones_do_not() {
    let town = Town::start(crate::common::Kind::Sqlite).await;
    let plans = proposals::Plans::new(&town.app, std::sync::Arc::new(proposals::NoRounds));
    let blocks = proposals::mount(&plans).blocks;
    for name in ["plans-list", "plan", "plans-preview", "plan-card", "plans-together"] {
        let kind = blocks.iter().find(|kind| kind.name() == name).unwrap();
        assert_eq!(kind.check(&kind.default_settings()), Ok(()), "{name}");
        for bad in [
            json!({"unknown": 1}),
            json!([]),
            json!("x"),
            json!({"order": "p.email"}),
            json!({"count": 0}),
            json!({"view": "x"}),
            json!({"number": -1}),
            json!({"projects": ["A B"]}),
        ] {
            assert!(kind.check(&bad).is_err(), "{name}: {bad}");
        }
    }
    let query = |sort: &str| std::collections::BTreeMap::from([("sort".to_owned(), sort.to_owned())]);
    let list = blocks.iter().find(|kind| kind.name() == "plans-list").unwrap();
    assert!(list.seeded(&json!({"order": "random"}), &Default::default()));
    assert!(!list.seeded(&json!({"order": "random"}), &query("newest")));
    assert!(list.seeded(&json!({"order": "newest"}), &query("random")));
    assert!(!list.seeded(&json!({"order": "newest"}), &query("x")));
    assert!(OnePlan(plans.clone()).takes_rest() && !PlanCardBlock.takes_rest());
    assert!(PlanCardBlock.check(&json!({"project": "west", "number": 3})).is_ok());
}
