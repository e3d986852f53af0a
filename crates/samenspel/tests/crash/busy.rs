//! More people than can be served: what each of them is told.

use http::Method;
use platform::i18n::Lang;
use platform::web::load::{Limits, Turn};
use serde_json::json;
use std::time::Duration;
use testkit::{Answer, Browser, Kind, TestApp, town};

/// A site in which every place is taken, and its visitor.
async fn full() -> (TestApp, samenspel::program::Program, Browser, Vec<platform::web::load::Place>) {
    let app = TestApp::start(Kind::Sqlite).await;
    let town = town(&app, "ons", Lang::Nl).await;
    let node = app.node_with_places(Limits { at_once: 2, wait: Duration::from_millis(5) });
    let mut visitor = Browser::new(node.router.clone(), &town.host);
    // Whose site it is, is known by heart.
    assert_eq!(visitor.get("/").await.status, 200);
    let mut places = Vec::new();
    for _ in 0..2 {
        places.push(node.gate.enter(Turn::First).await.unwrap());
    }
    (app, node, visitor, places)
}

fn is_sent_away(answer: &Answer) {
    assert_eq!(answer.status, 503, "{}", answer.text);
    let seconds: u64 = answer.headers["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((5..=10).contains(&seconds), "{seconds}");
    assert_eq!(answer.headers["cache-control"], "no-store");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_that_waits_asks_again_by_itself() {
    let (_app, node, mut visitor, places) = full().await;
    for (path, lang, word) in
        [("/buurtbudget?x=1&y=2", "nl", "Het is nu heel druk"), ("/en/buurtbudget", "en", "It is very busy")]
    {
        let page = visitor.get(path).await;
        is_sent_away(&page);
        let seconds = page.headers["retry-after"].to_str().unwrap();
        for part in [
            format!("<html lang=\"{lang}\">"),
            format!("<meta http-equiv=\"refresh\" content=\"{seconds}\">"),
            format!("href=\"{}\"", path.replace('&', "&amp;")),
            word.to_owned(),
            format!(" {seconds} "),
        ] {
            assert!(page.text.contains(&part), "{part}: {}", page.text);
        }
        assert!(!page.text.contains("<script") && !page.text.contains(" style="), "{}", page.text);
    }
    assert_eq!(node.gate.sent_away(), 2);
    drop(places);
    assert_eq!(visitor.get("/").await.status, 200, "there is room again");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_sent_is_on_the_page_to_be_sent_again() {
    let (_app, _node, mut visitor, places) = full().await;
    let nasty = "\"><script>alert(1)</script>&amp; é\n";
    let sent = [("email", "jan@voorbeeldstad.example"), ("next", nasty), ("email", "twee")];
    let page = visitor.post("/en/sign-in?next=%22x", &sent).await;
    is_sent_away(&page);
    assert!(page.text.contains("Not in yet") && !page.text.contains("http-equiv"), "{}", page.text);
    assert!(page.text.contains("<form method=\"post\" action=\"/en/sign-in?next=%22x\">"), "{}", page.text);
    for value in ["jan@voorbeeldstad.example", "twee", "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp; é\n"]
    {
        assert!(page.text.contains(&format!("value=\"{value}\"")), "{value}: {}", page.text);
    }
    assert!(!page.text.contains("<script>alert"), "{}", page.text);
    drop(places);
    let again = visitor.post("/sign-in", &sent[..1]).await;
    assert!(matches!(again.status, 200 | 303), "{}", again.text);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_of_another_site_is_shown_as_ours() {
    let (_app, _node, mut visitor, _places) = full().await;
    let elsewhere = visitor.post("//evil.example/do", &[("a", "b")]).await;
    is_sent_away(&elsewhere);
    assert!(!elsewhere.text.contains("<form"), "{}", elsewhere.text);
    let elsewhere = visitor.get("//evil.example/do").await;
    assert!(!elsewhere.text.contains("evil"), "{}", elsewhere.text);
    visitor.headers = vec![("origin", "https://evil.example".into())];
    let foreign = visitor.post("/sign-in", &[("email", "jan@voorbeeldstad.example")]).await;
    is_sent_away(&foreign);
    assert!(!foreign.text.contains("jan@") && !foreign.text.contains("<form"), "{}", foreign.text);
    assert!(foreign.text.contains("Ga terug naar de vorige pagina"), "{}", foreign.text);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_api_says_when_to_come_back() {
    let (_app, _node, mut visitor, _places) = full().await;
    for (path, sentence) in
        [("/api/v1/projects", "Het is nu heel druk."), ("/en/api/v1/projects", "It is very busy right now.")]
    {
        for method in [Method::GET, Method::POST] {
            let answer = visitor.json(method, path, &json!({ "x": 1 })).await;
            is_sent_away(&answer);
            assert_eq!(answer.headers["content-type"], "application/problem+json");
            let body = answer.json();
            assert_eq!((&body["code"], &body["status"]), (&json!("error-busy"), &json!(503)));
            assert!(body["detail"].as_str().unwrap().starts_with(sentence), "{body}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn monitors_and_style_sheets_are_always_answered() {
    let (app, node, mut visitor, places) = full().await;
    assert_eq!(visitor.get("/health").await.status, 200);
    let sheet = app.app.assets.url("css/site.css");
    assert_eq!(visitor.get(&sheet).await.status, 200);
    assert_eq!(node.gate.sent_away(), 0);
    drop(places);
}

/// With one place taken, nobody looks and nobody but who hands in sends anything.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn handing_in_goes_first() {
    let (_app, _node, mut visitor, mut places) = full().await;
    places.pop();
    is_sent_away(&visitor.get("/").await);
    let round = uuid::Uuid::from_u128(7);
    for path in [format!("/do/vote/{round}/choose"), format!("/do/vote/{round}/again")] {
        // Two places of which three quarters are two: one more sender fits.
        assert_ne!(visitor.post(&path, &[]).await.status, 503, "{path}");
    }
    for path in
        [format!("/do/vote/{round}/hand-in"), format!("/en/do/vote/{round}/hand-in"), format!("/do/vote/{round}/code")]
    {
        assert_ne!(visitor.post(&path, &[]).await.status, 503, "{path}");
    }
    for path in [format!("/api/v1/rounds/{round}/ballot"), format!("/en/api/v1/rounds/{round}/sessions")] {
        assert_ne!(visitor.json(Method::POST, &path, &json!({})).await.status, 503, "{path}");
    }
}
