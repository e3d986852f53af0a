//! Rules compared before a vote: on test ballots, on a file, and what is no file of a vote.

use crate::support::{HOST, Town, refused, rules};
use axum::body::Body;
use civic::permission::Role;
use http::Method;
use testkit::{Answer, Browser};
use voting::service::compare::{Source, Why, ask, of_round};

const FILE: &str = "META\nkey;value\nbudget;100\nvote_type;approval\nPROJECTS\nproject_id;cost;name\n1;60;<b>Boom</b>\n\
    2;50;Bank\n3;40;Fontein\nVOTES\nvoter_id;vote\n1;1,3\n2;1\n3;1\n4;2\n5;2\n6;3\n";

async fn send(browser: &mut Browser, path: &str, content: &str) -> Answer {
    let body = format!(
        "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"oud.pb\"\r\n\
         Content-Type: text/plain\r\n\r\n{content}\r\n--edge--\r\n"
    );
    browser.send(Method::POST, path, Some("multipart/form-data; boundary=edge"), Body::from(body)).await
}

fn page(town: &Town, round: uuid::Uuid) -> String {
    format!("/staff/projects/{}/rounds/{round}/compare", town.project.slug)
}

both! {
    async fn an_older_vote_is_counted_by_every_rule(town: Town) {
        let round = town.draft(rules(1, None, None), &[100, 200]).await;
        let mut staff = town.signed_in(HOST, town.actor.organisation, Role::Admin).await;
        let sent = send(&mut staff, &page(&town, round), FILE).await;
        assert_eq!(sent.status, 303, "{}", sent.text);
        let shown = staff.get(sent.location()).await;
        for part in ["6 stemmen, 3 plannen", "€\u{a0}100 te verdelen", "&lt;b&gt;Boom&lt;/b&gt;", "oud.pb", "Gelijke delen"] {
            assert!(shown.text.contains(part), "{part}: {}", shown.text);
        }
        assert!(!shown.text.contains("<b>Boom"), "{}", shown.text);
        assert_eq!(town.number("SELECT COUNT(*) FROM rule_comparison WHERE file IS NOT NULL").await, 0, "it is not kept");
        let all = of_round(&town.voting, &town.actor, round).await.unwrap();
        let compared = &all[0].result;
        assert!(compared.done && compared.left_out.is_empty(), "{compared:?}");
        assert_eq!((compared.rules.len(), compared.voters, compared.rules[0].rule.name().as_ref()), (19, 6, "greedy_votes"));
        let election = tally::pabulib::read(FILE).unwrap().election;
        for one in &compared.rules {
            assert_eq!(one.selected, one.rule.count(&election).unwrap().selected, "{}", one.rule.name());
        }
        // Who looks on sees it, and changes nothing.
        let mut viewer = town.signed_in(HOST, town.actor.organisation, Role::Viewer).await;
        let seen = viewer.get(&page(&town, round)).await;
        assert!(seen.status == 200 && seen.text.contains("oud.pb") && !seen.text.contains("type=\"file\""), "{}", seen.text);
        assert_eq!(send(&mut viewer, &page(&town, round), FILE).await.status, 403);
        let file = viewer.get(&page(&town, round).replace("/compare", "/export.compare.json")).await.json();
        assert_eq!(file[0]["comparison"]["rules"][0]["selected"], serde_json::json!(["1", "3"]));
        // A draft goes with what was compared for it.
        voting::service::round::remove(&town.voting, &town.actor, round).await.unwrap();
        assert_eq!(town.number("SELECT COUNT(*) FROM rule_comparison").await, 0);
    }

    async fn test_ballots_are_counted_by_every_rule(town: Town) {
        let round = town.draft(rules(1, None, None), &[700, 400, 300]).await;
        let mut staff = town.signed_in(HOST, town.actor.organisation, Role::Admin).await;
        assert_eq!(refused(ask(&town.voting, &town.actor, round, Source::Tests).await), "refusal-no-test-ballots");
        for choices in [&[1_u32, 3][..], &[2], &[2, 3]] {
            let code = town.test_code(round).await;
            town.vote_with(round, &code, choices).await.unwrap();
        }
        let offered = staff.get(&page(&town, round)).await;
        assert!(offered.text.contains("Er zijn 3 teststemmen"), "{}", offered.text);
        ask(&town.voting, &town.actor, round, Source::Tests).await.unwrap();
        let all = of_round(&town.voting, &town.actor, round).await.unwrap();
        let first = &all[0].result.rules[0];
        assert_eq!((all[0].tests, first.selected.clone()), (true, vec!["2".to_owned(), "3".to_owned()]));
        let shown = staff.get(&page(&town, round)).await;
        assert!(shown.text.contains("Vergelijking met teststemmen") && shown.text.contains("(deze stemming)"), "{}", shown.text);
        assert_eq!(town.number("SELECT COUNT(*) FROM log_entry WHERE kind = 'log-rules-compared' AND public = 0").await, 1);
    }

    async fn a_large_file_is_counted_by_a_job(town: Town) {
        let round = town.draft(rules(1, None, None), &[100]).await;
        let mut file = FILE.to_owned();
        for voter in 7..6_000 {
            file.push_str(&format!("{voter};{}\n", voter % 3 + 1));
        }
        let mut staff = town.signed_in(HOST, town.actor.organisation, Role::Admin).await;
        let sent = send(&mut staff, &page(&town, round), &file).await;
        let waiting = staff.get(sent.location()).await;
        assert!(waiting.text.contains("We zijn begonnen met tellen.") && waiting.headers.contains_key("refresh"), "{}", waiting.text);
        town.run_jobs().await;
        let shown = staff.get(sent.location()).await;
        assert!(shown.text.contains("id=\"regels\"") && !shown.headers.contains_key("refresh"), "{}", shown.text);
        assert_eq!(town.number("SELECT COUNT(*) FROM rule_comparison WHERE file IS NOT NULL").await, 0);
        // A file that no job came for is forgotten.
        send(&mut staff, &page(&town, round), &file).await;
        assert_eq!(town.number("SELECT COUNT(*) FROM rule_comparison WHERE file IS NOT NULL").await, 1);
        town.raw("DELETE FROM job WHERE kind = 'voting-compare'").await.unwrap();
        town.pass(25 * 3600);
        town.run_sweeps().await;
        assert_eq!(town.number("SELECT COUNT(*) FROM rule_comparison WHERE file IS NOT NULL").await, 0);
    }

    async fn what_is_no_file_of_a_vote_is_told_with_its_line(town: Town) {
        let round = town.draft(rules(1, None, None), &[100]).await;
        let mut staff = town.signed_in(HOST, town.actor.organisation, Role::Admin).await;
        for (content, sentence) in [
            ("hallo", "Regel 1: hier hoort het deel META te beginnen."),
            (&FILE.replace("1;1,3", "1;1,9"), "Regel 12: iemand stemde op plan 9, maar dat plan staat niet in het bestand."),
            (&FILE.replace("budget;100", "budget;veel"), "bij budget staat ‘veel’. Dat is geen bedrag."),
            (&FILE.replace("2;50;Bank", "1;50;Bank"), "plan 1 staat ook al op regel 7."),
            (&FILE.replace("2;50;Bank", "2;50;Bank;extra"), "meer vakjes dan er kolommen zijn"),
            (&FILE.replace("approval", "loting"), "de soort stemming ‘loting’ kennen we niet"),
            (FILE.split("1;1,3").next().unwrap(), "Er valt niets te vergelijken."),
            ("META\n\0", "Dit is geen tekstbestand in UTF-8."),
            ("", "Kies eerst een bestand."),
        ] {
            let answer = send(&mut staff, &page(&town, round), content).await;
            assert_eq!(answer.status, 422, "{sentence}: {}", answer.text);
            assert!(answer.text.contains(sentence), "{sentence}: {}", answer.text);
        }
        let bytes = ask(&town.voting, &town.actor, round, Source::File("x".into(), vec![0xff; 9])).await;
        assert_eq!(refused(bytes), "refusal-pb-no-text");
        let large = ask(&town.voting, &town.actor, round, Source::File("x".into(), vec![b' '; 12_000_001])).await;
        assert_eq!(refused(large), "refusal-pb-too-large");
        assert_eq!(town.number("SELECT COUNT(*) FROM rule_comparison").await, 0);
    }

    async fn a_rule_that_would_take_too_long_is_named_and_not_run(town: Town) {
        let round = town.draft(rules(1, None, None), &[100]).await;
        let plans: String = (1..=60).map(|plan| format!("{plan};{}.37\n", 10_000 + 137 * plan)).collect();
        let file = format!(
            "META\nkey;value\nbudget;300000\nvote_type;approval\nPROJECTS\nproject_id;cost\n{plans}VOTES\nvoter_id;vote\n1;1,2\n2;3\n"
        );
        ask(&town.voting, &town.actor, round, Source::File("x".into(), file.into_bytes())).await.unwrap();
        let all = of_round(&town.voting, &town.actor, round).await.unwrap();
        let left: Vec<_> = all[0].result.left_out.iter().map(|(rule, why)| (rule.name().into_owned(), *why)).collect();
        assert_eq!(left, [("max_welfare_cost".to_owned(), Why::Heavy), ("max_welfare_card".to_owned(), Why::Heavy)]);
    }
}
