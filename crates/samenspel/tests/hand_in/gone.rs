//! Plans that were withdrawn or hidden are nowhere: not by address, in lists, on maps, in feeds, nor their files.

use super::support::*;
use http::Method;
use platform::files::Area;
use platform::i18n::Lang;
use proposals::model::{Asked, Collect};
use serde_json::json;
use testkit::{Browser, TestApp, Town, both, town};

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF";
const BOX: &str = "bbox=4.8,52.3,4.95,52.45&zoom=18";

/// A plan with a place, a picture and a document, by somebody who is signed in after that; their browser, and the
/// addresses of the files.
async fn complete(app: &TestApp, town: &Town) -> (Browser, Vec<String>) {
    collecting(app, town, Collect { documents: Asked::Optional, ..Collect::default() }).await;
    let mut me = app.browser(&town.host);
    let fields = json!({
        "title": ["Kersenbomen op het plein"], "summary": ["Kersenbomen en een bank op het plein."], "text": [TEXT],
        "place": ["Columbusplein"], "latitude": ["52,37"], "longitude": ["4,85"],
        "email": ["fatima@voorbeeld.nl"], "name": ["Fatima de Vries"],
    });
    let id = write(&mut me, fields).await;
    assert_eq!(picture(&mut me, &id, &png(900, 600), &[]).await.status, 303);
    assert_eq!(attach(&mut me, &id, ("document", "Begroting.pdf", PDF), &[]).await.status, 303);
    let read = me.get(&format!("{DRAFTS}/{id}")).await.json();
    let address = |kind: &str| read[kind][0]["address"].as_str().unwrap().to_owned();
    let (behind, document) = (address("pictures"), address("documents"));
    let alts = [("alt-of", behind.trim_start_matches("/plan-files/")), ("alt-1", "Een plein")];
    assert_eq!(picture(&mut me, &id, &[], &alts).await.status, 303);
    me.post("/do/plans/buurtbudget/hand-in", &[("draft", &id)]).await;
    let code = code_of_last_mail(app).await;
    let done = me.post("/do/plans/buurtbudget/code", &[("draft", &id), ("code", &code)]).await;
    assert_eq!(done.status, 303, "{}", done.text);
    app.run_jobs().await;
    (me, vec![behind.replace("/plan-files/", "/files/"), behind, document])
}

/// What is the plan's own: there, or not.
const OWN: [&str; 4] = [
    "/buurtbudget/plan/7-kersenbomen-op-het-plein",
    "/buurtbudget/plan/7-kersenbomen-op-het-plein/poster",
    "/api/v1/projects/buurtbudget/plans/7",
    "/plan-share/buurtbudget/7.jpg",
];
/// What tells of several plans.
const ALL: [&str; 8] = [
    "/buurtbudget/plannen?sort=newest",
    "/buurtbudget/plannen?q=kersenbomen",
    "/buurtbudget/plannen?view=table&sort=newest",
    "/buurtbudget/plannen?view=map&sort=newest",
    "/api/v1/projects/buurtbudget/plans?sort=newest",
    "/api/v1/projects/buurtbudget/plans?q=kersenbomen",
    "/api/v1/plans",
    "/plan-feed/buurtbudget",
];

/// Whether residents find the plan anywhere, and its files.
async fn found(app: &TestApp, town: &Town, files: &[String], there: bool) {
    let mut anybody = app.browser(&town.host);
    for path in OWN.iter().copied().chain(files.iter().map(String::as_str)) {
        assert_eq!(anybody.get(path).await.status, if there { 200 } else { 404 }, "{path}");
    }
    let old = anybody.get("/buurtbudget/plan/7").await;
    assert_eq!(old.status, if there { 301 } else { 404 });
    for path in ALL {
        let told = anybody.get(path).await;
        assert_eq!(told.status, 200, "{path}");
        assert_eq!(told.text.contains("Kersenbomen"), there, "{path}: {}", told.text);
    }
    // The front page of a project shows some of its plans, by chance.
    for path in ["/", "/buurtbudget", "/sitemap.xml"] {
        let told = anybody.get(path).await.text.to_lowercase();
        assert!(there || !told.contains("kersenbomen"), "{path}: {told}");
    }
    for path in [format!("/api/v1/projects/buurtbudget/plans/clusters?{BOX}"), format!("/api/v1/plans/clusters?{BOX}")]
    {
        let told = anybody.get(&path).await;
        let count = told.json()["shown"].as_i64().unwrap_or_else(|| panic!("{path}: {}", told.text));
        assert_eq!(count, i64::from(there), "{path}");
        assert_eq!(told.text.contains("Kersenbomen"), there, "{path}");
    }
}

both! {
    async fn a_withdrawn_plan_is_nowhere(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let (mut me, files) = complete(&app, &town).await;
        found(&app, &town, &[files[0].clone(), files[2].clone()], true).await;
        let id = own(&mut me).await[0]["id"].as_str().unwrap().to_owned();
        let path = format!("/api/v1/my-plans/{id}/withdrawal");
        assert_eq!(me.json(Method::POST, &path, &json!({ "why": "We verhuizen" })).await.status, 204);
        app.run_jobs().await;
        found(&app, &town, &files, false).await;
        assert!(app.app.files.list(Area::Public, "").await.unwrap().is_empty(), "no copy that everybody may have is left");
        // Its author and staff still see what they wrote.
        assert_eq!(me.get(&files[1]).await.status, 200);
        let mut staff = app.signed_in(&town.host, town.organisation, civic::permission::Role::Editor).await;
        assert_eq!(staff.get(&files[2]).await.status, 200);
    }

    async fn a_hidden_plan_is_nowhere_until_it_is_shown_again(app: TestApp) {
        let town = town(&app, "ons", Lang::Nl).await;
        let (_, files) = complete(&app, &town).await;
        let mut staff = app.signed_in(&town.host, town.organisation, civic::permission::Role::Editor).await;
        let bulk = "/staff/projects/buurtbudget/plans/bulk";
        let hidden = staff.post(bulk, &[("plan", "7"), ("act", "hide"), ("why", "Het plein is niet van ons")]).await;
        assert_eq!(hidden.status, 303, "{}", hidden.text);
        app.run_jobs().await;
        found(&app, &town, &files, false).await;
        assert_eq!(staff.post(bulk, &[("plan", "7"), ("act", "show")]).await.status, 303);
        app.run_jobs().await;
        found(&app, &town, &[files[0].clone(), files[2].clone()], true).await;
    }
}
