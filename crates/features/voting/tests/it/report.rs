//! The integrity report: numbers, small groups left out.

use crate::support::{HOST, Town, refused, rules};
use serde_json::Value;
use voting::service::{candidates, outcome, round, seal};

both! {
    async fn the_report_tells_numbers_and_roles_and_nobody(town: Town) {
        let mut reviewed = rules(1, Some(1), None);
        reviewed.review_days = 2;
        reviewed.change_until_closing = false;
        let round = town.open(reviewed, &[300, 200, 100]).await;
        let codes = town.codes(round, 30).await;
        for (place, code) in codes.iter().take(24).enumerate() {
            town.vote_with(round, code, &[1 + u32::try_from(place).unwrap() % 2]).await.unwrap();
        }
        let late = town.voter(round, &codes[29]).await.unwrap();
        assert_eq!(refused(town.vote_with(round, &codes[0], &[2]).await), "refusal-already-voted");
        let (v, actor) = (&town.voting, &town.actor);
        candidates::strike(v, actor, round, 3, "Ingetrokken door de indiener".into()).await.unwrap();
        let closes = town.view(round).await.round.closes_at + jiff::SignedDuration::from_hours(2);
        round::prolong(v, actor, round, closes, "Storing bij de bezorging".into()).await.unwrap();
        town.close(round).await;
        for _ in 0..3 {
            assert_eq!(refused(town.vote(round, &late, &[1]).await), "refusal-vote-closed");
        }
        voting::service::codes::void_code(v, actor, round, &codes[1], "gestolen".into()).await.unwrap();
        town.pass(49 * 3600);
        round::end_review(v, actor, round, "Niets".into()).await.unwrap();
        seal::seal(v, actor, round).await.unwrap();
        let mut client = town.browser(HOST);
        let path = format!("/api/v1/rounds/{round}/report");
        assert_eq!(client.get(&path).await.status, 409, "not before the outcome");
        outcome::count(v, actor, round).await.unwrap();
        outcome::publish(v, actor, round).await.unwrap();
        town.run_jobs().await;
        let report = client.get(&path).await;
        assert_eq!(report.status, 200, "{}", report.text);
        let report = report.json();
        let section = |name: &str| -> Value {
            report["sections"].as_array().unwrap().iter().find(|section| section["section"] == name).unwrap().clone()
        };
        let entitled = &section("entitlements")["kinds"][0];
        assert_eq!((&entitled["issued"], &entitled["void"], &entitled["used"]["exactly"]), (&30.into(), &1.into(), &23.into()));
        let ballots = section("ballots");
        assert_eq!((&ballots["total"], &ballots["voided"]), (&23.into(), &1.into()));
        assert_eq!(ballots["ways"][0]["count"]["exactly"], 23);
        let refused = section("refused");
        assert_eq!(refused["late"], 3);
        assert_eq!(refused["reasons"].as_array().unwrap().len(), 2);
        assert_eq!(section("struck")["plans"][0]["reason"], "Ingetrokken door de indiener");
        assert_eq!(section("changes")["closings"][0]["reason"], "Storing bij de bezorging");
        let review = section("review");
        assert_eq!(review["days"], 2);
        let acts: Vec<&str> = review["deeds"].as_array().unwrap().iter().map(|deed| deed["act"].as_str().unwrap()).collect();
        assert!(acts.contains(&"log-code-void") && acts.contains(&"log-round-reviewed"), "{acts:?}");
        assert!(!acts.contains(&"log-round-opened"));
        let deeds = section("deeds");
        let opened = deeds["deeds"].as_array().unwrap().iter().find(|deed| deed["act"] == "log-round-opened").unwrap();
        assert_eq!((opened["role"].clone(), opened["count"].clone()), ("system".into(), 1.into()));
        let text = report.to_string();
        assert!(codes.iter().all(|code| !text.contains(code.as_str())));
        // The same report is in the download.
        let zip = client.get(&format!("/vote-download/{round}.zip")).await;
        assert_eq!(zip.status, 200);
        let page = client.get(&format!("/vote-report/{round}")).await.text;
        for words in ["Storing bij de bezorging", "Ingetrokken door de indiener", "na het sluiten", "stemcode ongeldig gemaakt"] {
            assert!(page.contains(words), "{words}: {page}");
        }
    }
}
