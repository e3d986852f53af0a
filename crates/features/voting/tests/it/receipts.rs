//! Receipts over HTTP: on the page, as a file, by the API, and the page where anybody checks a code.

use crate::support::{HOST, Town, rules};
use http::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use voting::service::{codes, outcome, seal};

const NONCE: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

async fn api_vote(town: &Town, round: Uuid, code: &str, body: Value) -> testkit::Answer {
    let mut client = town.browser(HOST);
    let path = format!("/api/v1/rounds/{round}");
    let known = client.json(Method::POST, &format!("{path}/sessions"), &json!({ "code": code })).await;
    assert_eq!(known.status, 201, "{}", known.text);
    client.json(Method::POST, &format!("{path}/ballot"), &body).await
}

both! {
    async fn the_api_gives_a_receipt_that_verifies(town: Town) {
        let round = town.open(rules(1, None, None), &[10, 20]).await;
        let codes = town.codes(round, 3).await;
        let answer = api_vote(&town, round, &codes[0], json!({ "choices": [2, 1], "nonce": NONCE })).await;
        assert_eq!(answer.status, 200, "{}", answer.text);
        let receipt = answer.json()["receipt"].clone();
        assert_eq!(receipt["voterNonce"], NONCE);
        let bytes = |key: &str| proof::from_hex::<32>(receipt[key].as_str().unwrap()).unwrap();
        let leaf = proof::leaf::ballot(round, &bytes("voterNonce"), &bytes("nonce"), receipt["ballot"].as_str().unwrap());
        assert_eq!(bytes("leaf"), leaf);
        let key: proof::sign::PublicKey = receipt["key"].as_str().unwrap().parse().unwrap();
        let signature = proof::from_hex::<64>(receipt["signature"].as_str().unwrap()).unwrap();
        assert!(key.verify_promise(round, &leaf, &signature));
        assert!(!key.verify_promise(Uuid::nil(), &leaf, &signature));
        assert!(!key.verify_promise(round, &[0; 32], &signature));
        let mut client = town.browser(HOST);
        for place in ["/api/v1/vote-keys", "/.well-known/samenspel-vote-keys.json"] {
            let keys = client.get(place).await.json();
            assert_eq!((keys[0]["key"].clone(), keys[0]["generation"].clone()), (receipt["key"].clone(), 0.into()));
            assert_eq!(keys[0]["fingerprint"], key.fingerprint());
        }
        let code = answer.json()["code"].as_str().unwrap().to_owned();
        let typed = code.to_lowercase().replace('-', "");
        let looked = client.get(&format!("/api/v1/rounds/{round}/receipts/{typed}")).await.json();
        assert_eq!((looked["status"].clone(), looked["code"].clone()), ("received".into(), code.clone().into()));
        let wrong = client.get(&format!("/api/v1/rounds/{round}/receipts/hallo")).await;
        assert_eq!((wrong.status, wrong.json()["code"].clone()), (422, "refusal-receipt-code".into()));
        let bad = api_vote(&town, round, &codes[1], json!({ "choices": [1], "nonce": "hallo" })).await;
        assert_eq!((bad.status, bad.json()["code"].clone()), (422, "refusal-nonce".into()));
        let none = api_vote(&town, round, &codes[1], json!({ "choices": [1] })).await.json();
        assert_eq!(none["receipt"]["voterNonce"], "0".repeat(64));
    }

    async fn the_log_can_be_watched_from_outside(town: Town) {
        let round = town.open(rules(1, None, None), &[10, 20]).await;
        let codes = town.codes(round, 5).await;
        let mut leaves = Vec::new();
        for code in &codes {
            leaves.push(town.vote_with(round, code, &[1]).await.unwrap().receipt.unwrap().leaf);
        }
        let mut client = town.browser(HOST);
        let path = format!("/api/v1/rounds/{round}/log");
        let early = client.get(&format!("{path}/heads")).await.json();
        let waiting = client.get(&format!("{path}/proof?leaf={}", proof::hex(&leaves[0]))).await;
        assert_eq!(waiting.status, 404, "it is not in before a batch");
        town.close(round).await;
        let heads = client.get(&format!("{path}/heads")).await.json();
        let (first, last) = (early.as_array().unwrap()[0].clone(), heads.as_array().unwrap().last().unwrap().clone());
        assert_eq!(heads[0], first);
        let root = |head: &Value| proof::from_hex::<32>(head["root"].as_str().unwrap()).unwrap();
        let (from, to) = (first["size"].as_u64().unwrap(), last["size"].as_u64().unwrap());
        let grown = client.get(&format!("{path}/consistency?from={from}&to={to}")).await.json();
        let hashes = |answer: &Value| -> Vec<proof::Hash> {
            answer["path"].as_array().unwrap().iter().map(|hash| proof::from_hex(hash.as_str().unwrap()).unwrap()).collect()
        };
        assert!(proof::tree::verify_consistency((from, &root(&first)), (to, &root(&last)), &hashes(&grown)));
        for leaf in &leaves {
            let found = client.get(&format!("{path}/proof?leaf={}", proof::hex(leaf))).await.json();
            let (index, size) = (found["index"].as_u64().unwrap(), found["size"].as_u64().unwrap());
            assert!(proof::tree::verify_inclusion(leaf, index, size, &hashes(&found), &root(&last)));
        }
        let page = client.get(&format!("{path}?from=1&count=3")).await.json();
        assert_eq!((page["items"].as_array().unwrap().len(), page["items"][0]["index"].clone()), (3, 1.into()));
        assert_eq!((page["next"].clone(), page["size"].clone()), (4.into(), to.into()));
        for wrong in ["proof?leaf=x", "proof", "consistency?from=1", "consistency?from=a&to=b"] {
            assert_eq!(client.get(&format!("{path}/{wrong}")).await.status, 400, "{wrong}");
        }
        assert_eq!(client.get(&format!("{path}/consistency?from=9&to=99")).await.status, 404);
        assert_eq!(client.get(&format!("{path}?from=x")).await.status, 400);
        let readable = client.get(&format!("/vote-log/{round}")).await;
        assert_eq!(readable.status, 200);
        assert!(readable.text.contains("Geopend met") && readable.text.contains(last["root"].as_str().unwrap()), "{}", readable.text);
        assert!(client.get(&format!("/en/vote-log/{round}")).await.text.contains("Log of Vote"));
        assert_eq!(client.get("/vote-keys").await.status, 200);
    }

    async fn a_voter_gets_a_receipt_as_a_file(town: Town) {
        let round = town.open(rules(1, None, None), &[10, 20]).await;
        let codes = town.codes(round, 2).await;
        let mut browser = town.browser(HOST);
        assert_eq!(browser.post(&format!("/do/vote/{round}/code"), &[("code", &codes[0])]).await.status, 303);
        for (nonce, own) in [(NONCE, true), ("", false), ("geen getal", false)] {
            let mine = town.voter(round, &codes[0]).await.unwrap();
            let view = town.view(round).await;
            let mark = voting::service::identify::my_ballot(&town.voting, &view, &mine).await.unwrap().mark.unwrap_or_default();
            let fields = [("choices", "[1]"), ("nonce", nonce), ("replaces", mark.as_str())];
            let plain = [("choices", "1"), fields[1], fields[2]];
            let first = browser.post(&format!("/do/vote/{round}/hand-in"), &fields).await;
            let sent = if first.status == 303 { first } else { browser.post(&format!("/do/vote/{round}/hand-in"), &plain).await };
            assert_eq!(sent.status, 303, "{}", sent.text);
            let file = browser.post(&format!("/do/vote/{round}/receipt"), &[]).await;
            assert_eq!(file.status, 200, "{}", file.text);
            let receipt = file.json();
            assert_eq!(receipt["ballot"], "[1]");
            assert_eq!(receipt["voterNonce"] == NONCE, own);
            let leaf = proof::from_hex::<32>(receipt["leaf"].as_str().unwrap()).unwrap();
            let code = proof::receipt::Code::of(&leaf).to_string();
            let checked = town.browser(HOST).get(&format!("/vote-receipt?code={code}")).await;
            assert!(checked.status == 200 && checked.text.contains("Je stem is ontvangen"), "{}", checked.text);
        }
        // Somebody else in this browser has no receipt.
        browser.post(&format!("/do/vote/{round}/again"), &[]).await;
        assert_eq!(browser.post(&format!("/do/vote/{round}/receipt"), &[]).await.status, 303);
    }

    async fn anybody_checks_a_code(town: Town) {
        let round = town.open(rules(1, None, None), &[10, 20]).await;
        let codes = town.codes(round, 3).await;
        let old = town.vote_with(round, &codes[0], &[1]).await.unwrap().receipt.unwrap().code().to_string();
        let new = town.vote_with(round, &codes[0], &[2]).await.unwrap().receipt.unwrap().code().to_string();
        let gone = town.vote_with(round, &codes[1], &[2]).await.unwrap().receipt.unwrap().code().to_string();
        let mut browser = town.browser(HOST);
        let says = async |browser: &mut testkit::Browser, code: &str| browser.get(&format!("/vote-receipt?code={code}")).await.text;
        for code in [&old, &new, &gone] {
            assert!(says(&mut browser, code).await.contains("Je stem is ontvangen"));
        }
        codes::void_code(&town.voting, &town.actor, round, &codes[1], "x".into()).await.unwrap();
        town.close(round).await;
        seal::seal(&town.voting, &town.actor, round).await.unwrap();
        assert!(says(&mut browser, &old).await.contains("Deze stem is vervangen"));
        assert!(says(&mut browser, &new.to_lowercase().replace('-', "%20")).await.contains("Deze stem is meegeteld"));
        assert!(says(&mut browser, &gone).await.contains("Deze stem is ongeldig gemaakt"));
        let none = proof::receipt::Code::of(&[7; 32]).to_string();
        assert!(says(&mut browser, &none).await.contains("Deze code kennen we niet"));
        let wrong = browser.get("/vote-receipt?code=%3Cscript%3E").await;
        assert!(wrong.status == 422 && wrong.text.contains("twintig letters en cijfers") && !wrong.text.contains("<script>x"), "{}", wrong.text);
        assert!(browser.get("/vote-receipt").await.text.contains("Code van je ontvangstbewijs"));
        // The report and the download, once there is an outcome.
        assert_eq!(browser.get(&format!("/vote-report/{round}")).await.status, 409);
        outcome::count(&town.voting, &town.actor, round).await.unwrap();
        outcome::publish(&town.voting, &town.actor, round).await.unwrap();
        assert_eq!(browser.get(&format!("/vote-download/{round}.zip")).await.status, 409, "the job has not run");
        town.run_jobs().await;
        assert_eq!(browser.get(&format!("/vote-download/{round}.zip")).await.status, 200);
        for path in ["/vote-download/x.zip", "/vote-download/x", "/vote-log/x", "/vote-report/x"] {
            assert_eq!(browser.get(path).await.status, 404, "{path}");
        }
        let report = browser.get(&format!("/vote-report/{round}")).await;
        assert!(report.status == 200 && report.text.contains("minder dan 10"), "{}", report.text);
    }
}
