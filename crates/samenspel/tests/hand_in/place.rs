//! Where a plan is: in words, on the map, by a service for addresses.

use super::support::*;
use civic::service::{NewArea, add_area};
use http::Method;
use platform::i18n::Lang;
use proposals::model::{Asked, Collect};
use serde_json::json;
use testkit::{TestApp, Town, both, town};

/// A square of a tenth of a degree.
fn square(west: f64) -> String {
    let (east, south, north) = (west + 0.1, 52.3, 52.4);
    let ring = format!("[{west},{south}],[{east},{south}],[{east},{north}],[{west},{north}],[{west},{south}]");
    format!("{{\"type\":\"Polygon\",\"coordinates\":[[{ring}]]}}")
}

/// Two parts beside each other, and a project that asks for a place.
async fn placed(app: &TestApp, town: &Town) {
    for (name, west) in [("West", 4.8), ("Oost", 4.9)] {
        let new = NewArea { name: name.into(), shape: Some(square(west)) };
        add_area(&app.app, &town.actor, &town.project, new).await.unwrap();
    }
    collecting(app, town, Collect { place: Asked::Required, area: Asked::Required, ..easy() }).await;
}

both! {
    async fn a_point_gives_the_part_and_a_wrong_one_is_told(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        placed(&app, &town).await;
        let mut me = app.browser(&town.host);
        let id = write(&mut me, json!({ "title": ["Bomen op het plein"], "text": [TEXT] })).await;
        let path = format!("{DRAFTS}/{id}");
        let mut version = 1;
        for (latitude, longitude, told) in [
            ("NaN", "4.85", "refusal-plan-point"),
            ("inf", "4.85", "refusal-plan-point"),
            ("1e400", "4.85", "refusal-plan-point"),
            ("52.35", "", "refusal-plan-point"),
            ("hier", "daar", "refusal-plan-point"),
            ("152,35", "4,85", "refusal-plan-point"),
            ("4,85", "52,35", "refusal-plan-point-swapped"),
            ("51,92", "4,48", "refusal-plan-point-outside"),
            ("-52.35", "-4.85", "refusal-plan-point-outside"),
        ] {
            let fields = json!({ "version": version, "fields": { "latitude": [latitude], "longitude": [longitude] } });
            let saved = me.json(Method::PUT, &path, &fields).await;
            assert_eq!(saved.status, 200, "{latitude} {longitude}: kept as typed: {}", saved.text);
            version = saved.json()["version"].as_i64().unwrap();
            let refused = press(&mut me, &id).await;
            assert_eq!(refused.status, 422, "{latitude} {longitude}");
            assert!(keys(&refused).contains(&format!("latitude:{told}")), "{latitude} {longitude}: {}", refused.text);
            let page = me.get(&format!("{FORM}?draft={id}&step=where")).await;
            assert_eq!(page.status, 200);
            harmless(&page.text);
        }
        let fields = json!({ "version": version, "fields": { "latitude": ["52,35"], "longitude": ["4,95"], "area": ["west"] } });
        assert_eq!(me.json(Method::PUT, &path, &fields).await.status, 200);
        let overview = me.get(&format!("{FORM}?draft={id}&step=check")).await.text;
        assert!(overview.contains("<dd>Oost</dd>") && !overview.contains("<dd>West</dd>"), "the point says where: {overview}");
        assert_eq!(press(&mut me, &id).await.status, 201);
        let plan = me.get("/api/v1/projects/buurtbudget/plans/7").await.json();
        assert_eq!((plan["area"]["slug"].as_str(), plan["latitude"].as_f64()), (Some("oost"), Some(52.35)));
    }

    async fn words_alone_are_a_place(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        placed(&app, &town).await;
        let mut me = app.browser(&town.host);
        let fields = json!({ "title": ["Bomen op het plein"], "text": [TEXT], "place": ["De hele buurt"], "area": ["west"] });
        let id = write(&mut me, fields).await;
        assert_eq!(press(&mut me, &id).await.status, 201);
        let plan = me.get("/api/v1/projects/buurtbudget/plans/7").await.json();
        assert_eq!((plan["place"].as_str(), plan["latitude"].is_null()), (Some("De hele buurt"), true));
    }

    async fn a_press_on_the_map_works_without_script(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        placed(&app, &town).await;
        let mut me = app.browser(&town.host);
        let id = write(&mut me, json!({ "title": ["Bomen op het plein"], "text": [TEXT] })).await;
        let at = format!("{FORM}?draft={id}&step=where");
        let page = me.get(&at).await.text;
        assert!(page.contains("data-place-picker=\"4.79") && page.contains("src=\"/plan-map/buurtbudget\""), "{page}");
        let drawing = app.browser(&town.host).get("/plan-map/buurtbudget").await;
        assert_eq!((drawing.status, drawing.headers["content-type"].to_str().unwrap()), (200, "image/svg+xml"));
        assert!(drawing.text.starts_with("<svg ") && drawing.text.matches("<path").count() == 2, "{}", drawing.text);
        // Left of the middle is West. What was typed beside it stays, and the page comes again.
        let press_at = |x: &'static str, y: &'static str, place: &'static str| {
            vec![("draft", id.clone()), ("version", "9".into()), ("step", "where".into()), ("place", place.into()), ("pick.x", x.into()), ("pick.y", y.into())]
        };
        for (x, y) in [("80", "100"), ("90", "100")] {
            let fields = press_at(x, y, "Columbusplein");
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let chosen = me.post("/do/plans/buurtbudget/draft", &fields).await;
            assert_eq!((chosen.status, chosen.location()), (303, at.as_str()), "{}", chosen.text);
        }
        let page = me.get(&at).await.text;
        assert!(page.contains("/plan-map/buurtbudget?at=52.3") && page.contains("Columbusplein"), "{page}");
        let dot = page.split("src=\"").find(|part| part.starts_with("/plan-map/")).unwrap().split('"').next().unwrap();
        assert!(me.get(dot).await.text.contains("<circle"));
        assert!(!me.get("/plan-map/buurtbudget?at=51.9,4.4").await.text.contains("<circle"));
        // A keyboard presses the corner, which is nobody's place; nonsense is none either.
        for (x, y) in [("0", "0"), ("NaN", "1"), ("9999", "1"), ("-5", "x")] {
            let fields = press_at(x, y, "Columbusplein");
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            assert_eq!(me.post("/do/plans/buurtbudget/draft", &fields).await.status, 303, "{x} {y}");
        }
        assert!(me.get(&at).await.text.contains("?at=52.3"));
        let gone = [("draft", id.as_str()), ("version", "99"), ("step", "where"), ("go", "nowhere")];
        assert_eq!(me.post("/do/plans/buurtbudget/draft", &gone).await.status, 303);
        assert!(!me.get(&at).await.text.contains("?at="));
        assert_eq!(me.get("/plan-map/nergens").await.status, 404);
    }

    async fn five_hundred_tags_are_too_many(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        collecting(&app, &town, easy()).await;
        let kind = civic::service::add_tag_type(&app.app, &town.actor, &town.project, "Thema".into()).await.unwrap();
        let new = civic::service::NewTag { kind, title: "Groen".into(), colour: 1 };
        civic::service::add_tag(&app.app, &town.actor, &town.project, new).await.unwrap();
        let mut me = app.browser(&town.host);
        let many = vec!["thema.groen"; 500];
        let begun = me.json(Method::POST, DRAFTS, &json!({ "fields": { "title": ["Boom"], "tags": many } })).await;
        assert_eq!(begun.status, 413, "{}", begun.text);
        let strange = json!({ "title": ["Bomen op het plein"], "text": [TEXT], "tags": ["thema.groen", "thema.weg", "x"] });
        let id = write(&mut me, strange).await;
        assert_eq!(keys(&press(&mut me, &id).await), ["tags:refusal-plan-tag"]);
    }

    async fn an_address_is_looked_up_and_chosen(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        placed(&app, &town).await;
        let mut me = app.browser(&town.host);
        let id = write(&mut me, json!({ "title": ["Bomen op het plein"], "text": [TEXT] })).await;
        let at = format!("{FORM}?draft={id}&step=where");
        let button = "name=\"go\" value=\"find\"";
        assert!(!me.get(&at).await.text.contains(button), "nobody to ask, no button");
        let hit = |name: &str, north: &str| json!({ "display_name": name, "lat": north, "lon": "4.85" });
        let find = [("draft", id.as_str()), ("version", "99"), ("step", "where"), ("place", "Columbusplein"), ("go", "find")];
        for (answer, status, told) in [
            (Some(json!([hit("Rotterdam", "51.92")])), 422, "ligt buiten het gebied"),
            (Some(json!([])), 422, "Dit adres vinden we niet"),
            (Some(json!({ "error": "kapot" })), 422, "Dit adres vinden we niet"),
            (None, 422, "We kunnen adressen nu niet opzoeken"),
        ] {
            me.moves_to(app.node_asking(testkit::geocoder(answer.clone()).await).router);
            let looked = me.post("/do/plans/buurtbudget/draft", &find).await;
            assert_eq!(looked.status, status, "{answer:?}: {}", looked.text);
            assert!(looked.text.contains(told) && looked.text.contains("Columbusplein"), "{answer:?}: {}", looked.text);
            assert!(!looked.text.contains("127.0.0.1") && !looked.text.contains("kapot"), "{}", looked.text);
        }
        let hits = json!([hit("Columbusplein <img src=x onerror=alert(1)>", "52.35"), hit("Rotterdam", "51.92")]);
        me.moves_to(app.node_asking(testkit::geocoder(Some(hits)).await).router);
        assert!(me.get(&at).await.text.contains(button));
        let looked = me.post("/do/plans/buurtbudget/draft", &find).await;
        harmless(&looked.text);
        assert!(looked.text.contains("Welke plek bedoel je?") && !looked.text.contains("Rotterdam"), "{}", looked.text);
        let chosen = looked.text.split("value=\"at:").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let choose = format!("at:{chosen}");
        let choose = [("draft", id.as_str()), ("version", "99"), ("step", "where"), ("place", "Columbusplein"), ("go", choose.as_str())];
        assert_eq!(me.post("/do/plans/buurtbudget/draft", &choose).await.status, 303);
        let page = me.get(&at).await.text;
        assert!(page.contains("?at=52.35") && page.contains("Columbusplein"), "{page}");
        assert_eq!(press(&mut me, &id).await.status, 201);
        let plan = me.get("/api/v1/projects/buurtbudget/plans/7").await.json();
        assert_eq!((plan["area"]["slug"].as_str(), plan["latitude"].as_f64()), (Some("west"), Some(52.35)));
    }

    async fn parts_of_town_on_the_map_lead_to_their_plans(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        placed(&app, &town).await;
        let hostile = NewArea { name: "<img src=x onerror=alert(1)>".into(), shape: Some(square(5.0)) };
        add_area(&app.app, &town.actor, &town.project, hostile).await.unwrap();
        let mut me = app.browser(&town.host);
        for (title, longitude) in [("Bomen in West", "4,85"), ("Bomen in Oost", "4,95")] {
            let fields = json!({ "title": [title], "text": [TEXT], "latitude": ["52,35"], "longitude": [longitude] });
            let id = write(&mut me, fields).await;
            assert_eq!(press(&mut me, &id).await.status, 201);
        }
        let page = me.get("/buurtbudget/plannen?view=map&sort=newest").await.text;
        harmless(&page);
        let link = |page: &str, area: &str| {
            let part = page.split("class=\"map__area\" href=\"").skip(1).find(|part| part.contains(&format!(">{area}</text>")));
            part.map(|part| part.split('"').next().unwrap().replace("&amp;", "&"))
        };
        let west = link(&page, "West").unwrap_or_else(|| panic!("{page}"));
        assert!(west.contains("area=west") && west.contains("view=map"), "{west}");
        let there = me.get(&west).await.text;
        assert!(there.contains("Bomen in West") && !there.contains("Bomen in Oost"), "{there}");
        assert_eq!(link(&there, "West"), None, "where one is, is no link");
        assert!(link(&there, "Oost").is_some());
        // The script makes links of the same: its data has their names and addresses.
        let data = page.split("data-base=\"").nth(1).unwrap().split('"').next().unwrap();
        let data = data.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        let data: serde_json::Value = serde_json::from_str(&data).unwrap();
        let parts = data["parts"].as_array().unwrap();
        assert!(parts.iter().any(|part| part["title"] == "West" && part["href"] == west.as_str()), "{data}");
        assert!(parts.iter().any(|part| part["title"] == "<img src=x onerror=alert(1)>"), "{data}");
    }
}
