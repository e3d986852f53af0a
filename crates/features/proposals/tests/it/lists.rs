//! Lists: search, filters, orders, pages; and that hidden and foreign plans are in none of them.

use crate::common::{Town, plan, priced};
use platform::db::Sql;
use platform::i18n::Lang;
use proposals::model::{ListQuery, Order, PlanInput, PlanTexts, QUERY_KEYS};
use proposals::service::moderate::hide;
use proposals::service::{self, create_plan, import_plans, publish, set_status};
use proposals::store;

/// Six plans: 1 Groene tuin, 2 Kunst op straat, 3 Zorg en tuin, 4 Apenrots (hidden), 5 Élan, 6 Bankjes.
async fn six(town: &Town) {
    let (themes, groups) = (&town.themes, &town.groups);
    let mut english = priced("Groene tuin", 3_000, &[themes[0], groups[0]]);
    english.translations.insert(
        Lang::En,
        PlanTexts { title: "Green garden".into(), text: "<p>Flowers</p>".into(), ..PlanTexts::default() },
    );
    let plans = vec![
        PlanInput { area: Some(town.areas[0]), ..english },
        PlanInput { area: Some(town.areas[1]), ..priced("Kunst op straat", 1_000, &[themes[1], groups[0]]) },
        priced("Zorg en tuinen", 2_000, &[themes[2], groups[1]]),
        PlanInput { published: false, ..priced("Apenrots geheim", 4_000, &[themes[0]]) },
        plan("Élan in de buurt"),
        PlanInput { status: Some(town.statuses[1]), ..priced("Bankjes", 5_000, &[]) },
    ];
    let written = import_plans(&town.app, &town.actor, &town.project, plans).await.unwrap();
    assert_eq!(written.iter().map(|plan| plan.number).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6]);
}

both! {
    async fn words_filters_and_orders(town: Town) {
        six(&town).await;
        for (query, numbers) in [
            ("?sort=oldest", vec![1, 2, 3, 5, 6]),
            ("?sort=newest", vec![6, 5, 3, 2, 1]),
            ("?sort=title", vec![6, 5, 1, 2, 3]),
            ("?sort=cost-up", vec![2, 3, 1, 6, 5]),
            ("?sort=cost-down", vec![6, 1, 3, 2, 5]),
            ("?sort=oldest&q=tuin", vec![1, 3]),
            ("?sort=newest&q=TUINEN", vec![3, 1]),
            ("?sort=oldest&q=tuin+zorg", vec![3]),
            ("?sort=oldest&q=zor", vec![3]),
            ("?sort=oldest&q=elan", vec![5]),
            ("?sort=oldest&q=flower", vec![1]),
            ("?sort=title&q=in", vec![6, 5, 1, 2, 3]),
            ("?sort=oldest&q=geheim", vec![]),
            ("?sort=oldest&tag=thema.groen", vec![1]),
            ("?sort=oldest&tag=thema.groen&tag=thema.kunst", vec![1, 2]),
            ("?sort=oldest&tag=thema.groen&tag=thema.kunst&tag=doelgroep.kinderen", vec![1, 2]),
            ("?sort=oldest&tag=thema.zorg&tag=doelgroep.kinderen", vec![]),
            ("?sort=oldest&area=noord", vec![1]),
            ("?sort=oldest&status=nieuw", vec![6]),
            ("?sort=cost-up&q=tuin&tag=doelgroep.ouderen&status=op-de-lijst", vec![3]),
        ] {
            let page = town.block("plans-list", "", query).await;
            assert_eq!((page.status, page.numbers()), (200, numbers), "{query}");
            assert!(!page.text.contains("geheim</a>"), "{query}");
        }
        let page = town.block("plans-list", "", "?sort=oldest").await.text;
        assert!(page.contains("<strong>Vijf plannen</strong>, op nummer"), "{page}");
        assert!(page.contains("/west/plan/1-groene-tuin\""));
        let none = town.block("plans-list", "", "?q=niets").await.text;
        assert!(none.contains("class=\"empty\"") && none.contains("Toon alle plannen"), "{none}");
        let english = town.get("/en/show/plans-list/-?sort=oldest&q=garden").await;
        assert!(english.text.contains("Green garden") && english.text.contains("<strong>One plan</strong>, by number"));
    }

    async fn a_random_order_stays_and_pages_follow(town: Town) {
        let plans = (1..=30).map(|number| plan(&format!("Plan {number}"))).collect();
        import_plans(&town.app, &town.actor, &town.project, plans).await.unwrap();
        let one = town.block("plans-list", "", "?seed=7").await;
        let two = town.block("plans-list", "", "?seed=7&page=2").await;
        assert_eq!((one.numbers().len(), two.numbers().len()), (24, 6));
        assert!(one.text.contains("href=\"/west/plannen?page=2&amp;seed=7\""), "{}", one.text);
        assert!(one.text.contains("in willekeurige volgorde"));
        let mut all: Vec<i64> = one.numbers().into_iter().chain(two.numbers()).collect();
        assert_eq!(all, [town.block("plans-list", "", "?seed=7").await.numbers(), two.numbers()].concat());
        assert_ne!(all, town.block("plans-list", "", "?seed=8").await.numbers());
        all.sort_unstable();
        assert_eq!(all, (1..=30).collect::<Vec<_>>());
        // A plan that is hidden leaves; the others keep their order.
        hide(&town.app, &town.actor, &town.project, &[one.numbers()[0]], "Het past niet.").await.unwrap();
        let after = town.block("plans-list", "", "?seed=7").await.numbers();
        assert_eq!(after[..23], one.numbers()[1..]);
        for strange in ["?page=99", "?page=2", "?page=10001", "?page=-1", "?page=abc", "?page=0"] {
            let page = town.block("plans-list", "", &format!("{strange}&sort=oldest")).await;
            let first = if strange == "?page=99" || strange == "?page=2" { 25 } else { 1 };
            assert_eq!((page.status, page.numbers().first().is_some_and(|n| (first..first + 2).contains(n))), (200, true), "{strange}");
        }
    }

    async fn attacks_in_a_query_change_nothing(town: Town) {
        six(&town).await;
        let attacks = [
            "'", "\"", "';--", "' OR '1'='1", "1; DROP TABLE proposal", "') OR 1=1 --", "%", "_%", "\\", "pg_sleep(5)",
            "(SELECT CASE WHEN 1=1 THEN pg_sleep(5) END)", "sort_key", "p.author", "user.email", "passwordHash", "\u{0}",
            "<script>alert(1)</script>", "{{7*7}}", "🌳", "١", "a".repeat(5_000).as_str(), "*", "NEAR(a b)", "-groen", "a,b,c",
        ].map(|attack| form_urlencoded::byte_serialize(attack.as_bytes()).collect::<String>());
        for attack in &attacks {
            for key in QUERY_KEYS.iter().chain(&["pageSize", "filter", "author"]) {
                let page = town.block("plans-list", "", &format!("?{key}={attack}")).await;
                assert_eq!(page.status, 200, "{key}={attack}");
                assert!(!page.text.contains("geheim</a>") && !page.text.contains("<script>"), "{key}={attack}");
                let api = town.get(&format!("/api/v1/projects/west/plans?{key}={attack}")).await;
                assert!([200, 400].contains(&api.status), "{key}={attack}: {} {}", api.status, api.text);
                assert!(!api.text.contains("geheim") && !api.text.contains("SELECT p."), "{key}={attack}");
                // A key that is not on the list filters nothing.
                if ["filter", "author"].contains(key) {
                    assert_eq!(api.items(), [1, 2, 3, 5, 6]);
                }
            }
        }
        let count: i64 = town.app.db.read(|reader| {
            static ALL: Sql = Sql::new("ALL", "SELECT COUNT(*) FROM proposal");
            reader.one(&ALL, &[], |row| row.get(0))
        }).await.unwrap();
        assert_eq!(count, 6);
    }

    async fn what_is_hidden_is_nowhere(town: Town) {
        six(&town).await;
        for path in [
            "/show/plan/4-apenrots-geheim", "/show/plan/4", "/api/v1/projects/west/plans/4", "/show/plan/7-x", "/show/plan/-",
            "/show/plan/4-apenrots-geheim/x", "/api/v1/projects/west/plans/04", "/api/v1/projects/west/plans/1-groene-tuin",
            "/api/v1/projects/west/plans/1%20OR%201=1", "/api/v1/projects/oost/plans/1", "/api/v1/projects/weg/plans",
        ] {
            let answer = town.get(path).await;
            assert_eq!(answer.status, 404, "{path}");
            assert!(!answer.text.contains("Apenrots"), "{path}");
        }
        // Neither does a neighbour name it, nor a count include it.
        let three = town.block("plan", "3-zorg-en-tuinen", "").await;
        assert!(three.text.contains("5-elan-in-de-buurt") && three.text.contains("2-kunst-op-straat"), "{}", three.text);
        assert_eq!(town.get("/api/v1/projects/west/plans").await.json()["total"], 5);
        assert!(town.block("plans-preview", "", "").await.text.contains("Alle vijf plannen"));
        publish(&town.app, &town.actor, &town.project, &[4]).await.unwrap();
        assert_eq!(town.get("/api/v1/projects/west/plans/4").await.json()["title"], "Apenrots geheim");
        assert_eq!(town.block("plans-list", "", "?q=geheim").await.numbers(), [4]);
    }

    async fn another_town_has_its_own_plans(town: Town) {
        six(&town).await;
        create_plan(&town.app, &town.foreign_actor, &town.foreign, plan("Elders"), None).await.unwrap();
        let elsewhere = [("host", "elders.example")];
        let list = |path: &'static str| {
            let town = &town;
            async move { town.send(http::Method::GET, path, "", &elsewhere, axum::body::Body::empty()).await }
        };
        // The same slug, the same numbers: each host sees its own.
        let answer = list("/api/v1/projects/west/plans").await.json();
        assert_eq!((answer["total"].as_i64(), answer["items"][0]["title"].as_str()), (Some(1), Some("Elders")));
        assert_eq!(list("/api/v1/projects/west/plans/2").await.status, 404);
        assert_eq!(list("/api/v1/projects/oost/plans").await.status, 404);
        assert_eq!(town.get("/api/v1/projects/west/plans/1").await.json()["title"], "Groene tuin");
        // Filters of the one mean nothing in the other.
        assert_eq!(list("/api/v1/projects/west/plans?tag=thema.groen").await.status, 400);
        // A status of another project cannot be given.
        let theirs = town.app.db.read({
            let (organisation, id) = (town.organisation, town.second.id);
            move |reader| civic::store::statuses(reader, organisation, id, Lang::Nl)
        }).await.unwrap()[0].id;
        let refused = set_status(&town.app, &town.actor, &town.project, &[1], theirs).await.unwrap_err();
        assert_eq!(refused.refusals()[0].key, "refusal-plan-status");
        let refused = set_status(&town.app, &town.actor, &town.second, &[1], theirs).await.unwrap_err();
        assert_eq!(refused.refusals()[0].key, "refusal-not-found");
    }

    async fn a_thousand_plans(town: Town) {
        let plans = (1..=1_000).map(|number| {
            let text = format!("<p>Een tekst over bomen, bankjes en buurt {number} met nog wat woorden erbij</p>");
            let texts = PlanTexts { title: format!("Plan {number}"), text, ..PlanTexts::default() };
            let tags = vec![town.themes[number % 3]];
            let cost = platform::money::Cents::from_euros(i64::try_from(number).unwrap());
            PlanInput { texts, tags, cost, external_id: Some(number.to_string()), ..plan("") }
        });
        let began = std::time::Instant::now();
        let written = import_plans(&town.app, &town.actor, &town.project, plans.collect()).await.unwrap();
        assert_eq!(written.len(), 1_000);
        assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
        let last = town.block("plans-list", "", "?sort=cost-down&page=42").await;
        assert_eq!(last.numbers(), (1..=16).rev().collect::<Vec<_>>());
        assert!(last.text.contains("<strong>1.000 plannen</strong>"));
        assert_eq!(town.block("plans-list", "", "?q=boom+bankjes&sort=newest").await.numbers()[0], 1_000);
        assert_eq!(town.get("/api/v1/projects/west/plans?pageSize=100&page=10&tag=thema.groen").await.items().len(), 0);
        let page = town.get("/api/v1/projects/west/plans?pageSize=100&page=4&tag=thema.groen&sort=random&seed=3").await;
        assert_eq!((page.items().len(), page.json()["total"].as_i64()), (33, Some(333)));
        let round = service::plans_for_round(&town.app, town.organisation, town.project.id, None).await.unwrap();
        assert_eq!(round.len(), 1_000);
    }
}

/// The statements of a list walk an index: nothing is sorted, nothing is read from end to end.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lists_walk_indexes() {
    let town = Town::start(crate::common::Kind::Sqlite).await;
    six(&town).await;
    let plans = |sql: &'static Sql| {
        let text: &'static str = Box::leak(format!("EXPLAIN QUERY PLAN {}", sql.sqlite()).into_boxed_str());
        let explain: &'static Sql = Box::leak(Box::new(Sql::new("EXPLAIN", text)));
        let places = (1..=99).rev().find(|place| sql.sqlite().contains(&format!("?{place}"))).unwrap_or(0);
        let app = town.app.clone();
        async move {
            app.db
                .read(move |reader| {
                    let params: Vec<_> = (0..places).map(|_| platform::db::Value::Int(1)).collect();
                    reader.query(explain, &params, |row| row.get::<String>(3))
                })
                .await
                .unwrap()
        }
    };
    for sql in store::all_statements().into_iter().flatten() {
        // The operator's check of all files and the job that tidies them read everything, and are meant to.
        if sql.name().starts_with("ADD") || ["LOCK_NUMBERS", "PUBLIC_FILES", "ASTRAY", "LOST"].contains(&sql.name()) {
            continue;
        }
        let steps = plans(sql).await;
        // `found` is what an inner query finds, through an index.
        let whole: Vec<_> = steps
            .iter()
            .filter(|step| step.starts_with("SCAN ") && !step.contains("CONSTANT") && *step != "SCAN found")
            .collect();
        assert!(whole.is_empty(), "{}: {steps:#?}", sql.name());
        if ["OLDEST", "NEWEST", "BY_TITLE", "CHEAPEST", "DEAREST", "SUPPORTED", "BEFORE", "AFTER"].contains(&sql.name())
        {
            assert!(!steps.iter().any(|step| step.contains("TEMP B-TREE")), "{}: {steps:#?}", sql.name());
        }
    }
}

/// Every statement can be prepared on both databases.
mod every_statement_is_portable {
    use super::*;

    async fn run(town: Town) {
        town.app
            .db
            .read(|reader| {
                for sql in store::all_statements().into_iter().flatten() {
                    reader.prepare(sql).unwrap_or_else(|error| panic!("{}: {error}", sql.name()));
                }
                Ok::<_, platform::error::Error>(())
            })
            .await
            .unwrap();
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn sqlite() {
        run(Town::start(crate::common::Kind::Sqlite).await).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn postgres() {
        run(Town::start(crate::common::Kind::Postgres).await).await;
    }
}

/// The service reads a page of any size in a fixed number of statements; its query is what an address says.
#[test]
fn a_query_without_anything_is_everything() {
    let query = ListQuery::read(&std::collections::BTreeMap::new(), Order::Oldest);
    assert!(!query.is_filtered());
    assert_eq!(query.address(1, Order::Oldest), "");
}
