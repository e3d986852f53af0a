//! Finding: views, distance, typing errors, support, the map, what stands around a plan; and that hidden plans are in none
//! of it.

use crate::common::{Town, plan, priced};
use platform::db::Sql;
use proposals::model::{Collect, Place, PlanInput};
use proposals::service::moderate::hide;
use proposals::service::{import_plans, postcodes, set_status};
use proposals::store;
use serde_json::Value;

const MIDDLE: Place = Place { latitude: 52.37, longitude: 4.87 };

/// A plan so many metres to the north of the middle.
fn north(title: &str, metres: f64) -> PlanInput {
    PlanInput { point: Some(Place { latitude: MIDDLE.latitude + metres / 111_195.0, ..MIDDLE }), ..plan(title) }
}

/// 1 Speeltuin (0 m), 2 Moestuin (700 m), 3 Fietspad (1,500 m), 4 Geheime kelder (100 m, hidden), 5 Overal (no place).
async fn five(town: &Town) {
    let themes = &town.themes;
    let plans = vec![
        PlanInput {
            tags: vec![themes[0]],
            place: "Het <b>plein</b>".into(),
            ..north("Speeltuin op het \"plein\" <img src=x>", 0.0)
        },
        PlanInput { tags: vec![themes[0]], area: Some(town.areas[0]), ..north("Moestuin", 700.0) },
        PlanInput { tags: vec![themes[1]], ..north("Fietspad", 1_500.0) },
        PlanInput { published: false, tags: vec![themes[0]], ..north("Geheime kelder", 100.0) },
        PlanInput { tags: vec![themes[0]], ..priced("Vlaggen in de hele stad", 100, &[]) },
    ];
    import_plans(&town.app, &town.actor, &town.project, plans).await.unwrap();
    let codes = postcodes::read("pc4,lat,lon\n1055,52.37,4.87\n1011,52.40,4.90\n").unwrap();
    assert_eq!(postcodes::import(&town.app, &town.actor, codes).await.unwrap(), 2);
    while town.app.db.write(|tx| store::learn(tx, 1_000)).await.unwrap() > 0 {}
}

fn numbers(answer: &Value) -> Vec<i64> {
    answer["features"].as_array().unwrap().iter().filter_map(|one| one["properties"]["number"].as_i64()).collect()
}

const CLUSTERS: &str = "/api/v1/projects/west/plans/clusters";
const TOWN: &str = "bbox=4.8,52.3,4.95,52.45";

both! {
    async fn one_address_for_each_view(town: Town) {
        five(&town).await;
        let table = town.block("plans-list", "", "?view=table&sort=oldest&tag=thema.groen").await.text;
        assert!(table.contains("<table class=\"table\" id=\"plannen\">") && !table.contains("plan-card"), "{table}");
        assert!(table.contains("aria-sort=\"ascending\"") && table.contains("<strong>Drie plannen</strong>, op nummer"));
        // The heads sort, the switch keeps what was chosen, and the form carries the view.
        assert!(table.contains("href=\"/west/plannen?sort=title&amp;tag=thema.groen&amp;view=table\""), "{table}");
        assert!(table.contains("href=\"/west/plannen?sort=oldest&amp;tag=thema.groen&amp;view=map\""));
        assert!(table.contains("<input type=\"hidden\" name=\"view\" value=\"table\">"));
        let map = town.block("plans-list", "", "?view=map&sort=oldest&tag=thema.groen").await.text;
        assert!(map.contains("<svg class=\"map__drawing\"") && map.contains("aria-label=\"Kaart met 2 plannen\""), "{map}");
        assert!(map.contains("href=\"/west/plan/2-moestuin\" aria-label=\"Plan 2: Moestuin\""), "{map}");
        assert!(map.contains("Eén plan heeft geen plek op deze kaart.") && map.contains("id=\"plannen\""));
        assert!(!map.contains("Geheim") && !map.contains("<img src=x>") && !map.contains("<b>plein"));
        // Nothing from elsewhere, and no place at all is a sentence.
        assert!(!map.contains("data-tiles") && !map.contains("https://service.pdok.nl"));
        let none = town.block("plans-list", "", "?view=map&q=vlaggen").await.text;
        assert!(none.contains("Geen van deze plannen heeft een plek op de kaart.") && !none.contains("<svg class=\"map"));
        let part = town.block("plans-list", "", "?view=map&sort=oldest&bbox=4.86,52.375,4.88,52.38").await.text;
        assert!(part.contains("Moestuin") && !part.contains("Fietspad") && part.contains("Toon de hele kaart"), "{part}");
    }

    async fn near_a_post_code(town: Town) {
        five(&town).await;
        for (query, found) in [
            ("?postcode=1055", vec![1, 2, 5]),
            ("?postcode=1055+AB&distance=500", vec![1, 5]),
            ("?postcode=1055ab&distance=2000", vec![1, 2, 3, 5]),
            ("?postcode=1055&tag=thema.groen&q=moestuin", vec![2]),
            ("?postcode=1011", vec![5]),
            // What is no post code, or none that anybody knows, narrows nothing.
            ("?postcode=9999", vec![1, 2, 3, 5]),
            ("?postcode=' OR 1=1", vec![1, 2, 3, 5]),
            ("?distance=500", vec![1, 2, 3, 5]),
        ] {
            let page = town.block("plans-list", "", &format!("{}&sort=oldest", query.replace(' ', "+"))).await;
            assert_eq!((page.status, page.numbers()), (200, found), "{query}");
        }
        let unknown = town.block("plans-list", "", "?postcode=9999").await.text;
        assert!(unknown.contains("De postcode 9999 kennen we niet."), "{unknown}");
        assert_eq!(town.get("/api/v1/projects/west/plans?postcode=1055&distance=500").await.items(), [1, 5]);
        for bad in ["postcode=9999", "postcode=0123", "postcode=1055&distance=1", "postcode=1055&distance=NaN"] {
            let answer = town.get(&format!("/api/v1/projects/west/plans?{bad}")).await;
            assert_eq!((answer.status, answer.json()["code"].as_str()), (400, Some("refusal-plan-query")), "{bad}");
        }
        // A new middle for a known code.
        let codes = postcodes::read("pc4,lat,lon\n1011,52.37,4.87\n").unwrap();
        postcodes::import(&town.app, &town.actor, codes).await.unwrap();
        assert_eq!(town.block("plans-list", "", "?postcode=1011&sort=oldest").await.numbers(), [1, 2, 5]);
    }

    async fn typing_errors_are_forgiven(town: Town) {
        five(&town).await;
        for (typed, found) in [("speeltiun", vec![1]), ("moesttuin", vec![2]), ("fietspadt", vec![3]), ("vlagen", vec![5])] {
            assert_eq!(town.block("plans-list", "", &format!("?q={typed}&sort=oldest")).await.numbers(), found, "{typed}");
            assert_eq!(town.get(&format!("/api/v1/projects/west/plans?q={typed}")).await.items(), found, "{typed}");
        }
        let page = town.block("plans-list", "", "?q=speeltiun").await.text;
        assert!(page.contains("Geen plan heeft het woord “speeltiun”. We zochten op “speeltuin”."), "{page}");
        // A word that only a hidden plan has is neither found nor told.
        let hidden = town.block("plans-list", "", "?q=gehiem").await.text;
        assert!(hidden.contains("Geen plannen gevonden") && !hidden.to_lowercase().contains("geheim"), "{hidden}");
        let hidden = town.block("plans-list", "", "?q=keldr").await.text;
        assert!(hidden.contains("Geen plannen gevonden") && !hidden.to_lowercase().contains("kelder"), "{hidden}");
        assert_eq!(town.block("plans-list", "", "?q=zwembad").await.numbers(), [0_i64; 0]);
        // Words of another project help nobody here.
        let other = vec![plan("Zwembadtrap")];
        import_plans(&town.app, &town.actor, &town.second, other).await.unwrap();
        while town.app.db.write(|tx| store::learn(tx, 1_000)).await.unwrap() > 0 {}
        assert_eq!(town.block("plans-list", "", "?q=zwembatrap").await.numbers(), [0_i64; 0]);
    }

    async fn support_orders_once_there_is_some(town: Town) {
        five(&town).await;
        let before = town.block("plans-list", "", "").await.text;
        assert!(!before.contains("Meeste steun eerst"), "{before}");
        static SET: Sql = Sql::new("SET", "UPDATE proposal SET support = ?2 WHERE number = ?1");
        let project = town.project.id;
        town.app.db.write(move |tx| {
            for (number, support) in [(3_i64, 12_i64), (4, 99), (5, 1)] {
                tx.execute(&SET, &[number.into(), support.into()])?;
            }
            civic::store::raise(tx, project.0)
        }).await.unwrap();
        let after = town.block("plans-list", "", "?sort=support").await;
        assert_eq!(after.numbers(), [3, 5, 1, 2]);
        assert!(after.text.contains("12 mensen steunen dit") && after.text.contains("Eén persoon steunt dit"));
        assert!(after.text.contains("met de meeste steun eerst") && after.text.contains("Meeste steun eerst"));
        assert_eq!(town.get("/api/v1/projects/west/plans?sort=support").await.json()["items"][0]["support"], 12);
    }

    async fn the_map_as_json(town: Town) {
        five(&town).await;
        let close = town.get(&format!("{CLUSTERS}?{TOWN}&zoom=18")).await;
        assert_eq!(close.status, 200, "{}", close.text);
        let close = close.json();
        assert_eq!(close["type"], "FeatureCollection");
        assert_eq!(numbers(&close), [3, 2, 1]);
        assert_eq!((close["shown"].as_i64(), close["total"].as_i64()), (Some(3), Some(4)));
        assert_eq!(close["features"][1]["properties"]["address"], "/west/2-moestuin");
        let far = town.get(&format!("{CLUSTERS}?{TOWN}&zoom=5")).await.json();
        assert_eq!((far["features"].as_array().unwrap().len(), far["features"][0]["properties"]["count"].as_i64()), (1, Some(3)));
        assert!(far["features"][0]["properties"]["bbox"].as_str().unwrap().starts_with("4.8"));
        assert_eq!(numbers(&town.get(&format!("{CLUSTERS}?{TOWN}&zoom=18&tag=thema.groen")).await.json()), [2, 1]);
        assert_eq!(numbers(&town.get(&format!("{CLUSTERS}?{TOWN}&zoom=18&q=moestiun")).await.json()), [2]);
        assert_eq!(numbers(&town.get(&format!("{CLUSTERS}?bbox=0,0,1,1&zoom=18")).await.json()), [0_i64; 0]);
        for bad in [
            "", "bbox=NaN,NaN,NaN,NaN", "bbox=inf,1,2,3", "bbox=-inf,-inf,inf,inf", "bbox=52.3,4.8,52.4", "bbox=4.9,52.3,4.8,52.4",
            "bbox=52.45,4.95,52.3,4.8", "bbox=1e999,0,1,1", "bbox=' OR 1=1--", "bbox=4.8,52.3,4.95,52.45&zoom=23",
            "bbox=4.8,52.3,4.95,52.45&zoom=-1", "bbox=4.8,52.3,4.95,52.45&zoom=NaN", "bbox=4.8,52.3,4.95,52.45&tag=thema.weg",
            "bbox=4.8,52.3,4.95,52.45&area=weg", "bbox=4.8,52.3,4.95,52.45&postcode=9999",
        ] {
            let answer = town.get(&format!("{CLUSTERS}?{}", bad.replace(' ', "%20"))).await;
            assert_eq!((answer.status, answer.json()["code"].as_str()), (400, Some("refusal-plan-query")), "{bad}: {}", answer.text);
        }
        assert_eq!(town.get(&format!("/api/v1/projects/weg/plans/clusters?{TOWN}")).await.status, 404);
        let elsewhere = town.send(http::Method::GET, &format!("{CLUSTERS}?{TOWN}&zoom=18"), "", &[("host", "elders.example")], axum::body::Body::empty()).await;
        assert_eq!((elsewhere.status, numbers(&elsewhere.json())), (200, vec![]));
        hide(&town.app, &town.actor, &town.project, &[1], "Het past niet.").await.unwrap();
        assert_eq!(numbers(&town.get(&format!("{CLUSTERS}?{TOWN}&zoom=18")).await.json()), [3, 2]);
        civic::service::set_project_state(&town.app, &town.actor, &town.project, civic::model::ProjectState::Draft).await.unwrap();
        assert_eq!(town.get(&format!("{CLUSTERS}?{TOWN}&zoom=17")).await.status, 404);
    }

    async fn a_map_has_at_most_two_hundred_places(town: Town) {
        let plans = (0..900).map(|number| {
            let (row, column) = (f64::from(number / 30), f64::from(number % 30));
            let point = Place { latitude: 52.30 + row * 0.005, longitude: 4.80 + column * 0.005 };
            PlanInput { point: Some(point), ..plan(&format!("Plan {number}")) }
        });
        import_plans(&town.app, &town.actor, &town.project, plans.collect()).await.unwrap();
        for zoom in [0, 10, 14, 22] {
            let answer = town.get(&format!("{CLUSTERS}?{TOWN}&zoom={zoom}")).await.json();
            let features = answer["features"].as_array().unwrap();
            let plans: i64 = features.iter().map(|one| one["properties"]["count"].as_i64().unwrap()).sum();
            assert!(features.len() <= 200 && plans == 900, "{zoom}: {} {plans}", features.len());
        }
    }

    async fn five_hundred_tags_are_refused_or_cut(town: Town) {
        five(&town).await;
        let many: Vec<String> = (0..500).map(|number| format!("tag=thema.groen{number}")).collect();
        let query = format!("tag=thema.groen&{}", many.join("&"));
        let page = town.block("plans-list", "", &format!("?sort=oldest&{query}")).await;
        assert_eq!((page.status, page.numbers()), (200, vec![1, 2, 5]));
        assert_eq!(town.get(&format!("/api/v1/projects/west/plans?{query}")).await.status, 400);
        assert_eq!(town.get(&format!("{CLUSTERS}?{TOWN}&{query}")).await.status, 400);
        let long = format!("tag={}", vec!["thema.groen"; 500].join(","));
        assert!([200, 400].contains(&town.get(&format!("/api/v1/projects/west/plans?{long}")).await.status));
    }

    async fn what_stands_around_a_plan(town: Town) {
        five(&town).await;
        let page = town.get("/show/plan/2-moestuin").await.text;
        assert!(!page.contains("Wat er met dit plan gebeurde"));
        assert!(page.contains("Plannen in de buurt") && page.contains("Over hetzelfde thema"), "{page}");
        assert!(page.contains("aria-label=\"Kaart met de plek van dit plan\"") && page.contains("Binnen 800 meter hiervandaan."));
        assert!(!page.contains("Geheim") && !page.contains("<img src=x>"), "{page}");
        assert!(page.contains("value=\"http://voorbeeldstad.example/west/plan/2-moestuin\""), "{page}");
        assert!(page.contains("href=\"mailto:?subject=Moestuin&amp;body=") && page.contains("https://wa.me/?text="));
        town.clock.set("2027-03-05T11:00:00Z".parse().unwrap());
        set_status(&town.app, &town.actor, &town.project, &[2], town.statuses[1]).await.unwrap();
        town.clock.set("2027-03-06T11:00:00Z".parse().unwrap());
        // The same once more is no news.
        set_status(&town.app, &town.actor, &town.project, &[2], town.statuses[1]).await.unwrap();
        let page = town.get("/show/plan/2-moestuin").await.text;
        assert!(page.contains("<time datetime=\"2027-03-05\">5 maart 2027</time><p>Nieuw</p>"), "{page}");
        assert!(page.contains("<p>Ingestuurd</p>") && !page.contains("2027-03-06"));
        let api = town.get("/api/v1/projects/west/plans/2").await.json();
        assert_eq!((api["statuses"].as_array().unwrap().len(), api["statuses"][0]["title"].as_str()), (1, Some("Nieuw")));
        let english = town.get("/en/show/plan/2-moestuin").await.text;
        assert!(english.contains("Plans near by") && english.contains("Share this plan"));
        // The nearest is hidden: it leaves.
        hide(&town.app, &town.actor, &town.project, &[1], "Het past niet.").await.unwrap();
        assert!(!town.get("/show/plan/2-moestuin").await.text.contains("Speeltuin"));
    }

    async fn a_poster(town: Town) {
        five(&town).await;
        let poster = town.get("/show/plan/2-moestuin/poster").await;
        assert_eq!(poster.status, 200);
        assert!(poster.text.contains("class=\"poster\"") && poster.text.contains("voorbeeldstad.example/west/plan/2-moestuin"));
        assert!(poster.text.contains("role=\"img\" aria-label=\"Vierkante code met het adres"), "{}", poster.text);
        let old = town.get("/show/plan/2-oud/poster").await;
        assert_eq!((old.status, old.location.as_str()), (301, "/west/plan/2-moestuin/poster"));
        for bad in ["4-geheime-kelder/poster", "2-moestuin/x", "2-moestuin/poster/x", "2-moestuin//poster", "9-x/poster"] {
            let answer = town.get(&format!("/show/plan/{bad}")).await;
            assert!(answer.status == 404 && !answer.text.contains("Geheim"), "{bad}: {}", answer.status);
        }
    }

    async fn the_list_says_when_plans_are_taken(town: Town) {
        five(&town).await;
        let list = || async { town.block("plans-list", "", "").await.text };
        assert!(!list().await.contains("Plannen insturen"));
        let window = ("2027-03-10T11:00:00Z".parse().unwrap(), "2027-04-01T10:00:00Z".parse().unwrap());
        proposals::service::collect::save_collect(&town.app, &town.actor, &town.project, None, window, Collect::default()).await.unwrap();
        assert!(list().await.contains("Plannen insturen kan vanaf 10 maart 2027, 12.00 uur"), "{}", list().await);
        town.clock.set("2027-03-11T11:00:00Z".parse().unwrap());
        assert!(list().await.contains("Plannen insturen kan tot 1 april 2027, 12.00 uur"));
        town.clock.set("2027-04-01T10:00:00Z".parse().unwrap());
        assert!(list().await.contains("Plannen insturen kon tot 1 april 2027"));
    }
}
